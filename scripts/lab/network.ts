import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type LabCase, type LabEvent, type LabNode, labVip } from "./cases.ts";

/** Who held the VIP before and after the event of a case. */
export interface LabOutcome {
  readonly before: readonly LabNode[];
  readonly after: readonly LabNode[] | undefined;
}

/** What keeps real keepalived processes from being run here; empty where nothing does. */
export function whatTheLabLacks(): string[] {
  if (process.platform !== "linux") return ["Linux"];
  const missing = [
    { name: "keepalived", isThere: spawnSync("keepalived", ["-v"]).error === undefined },
    { name: "iproute2", isThere: spawnSync("ip", ["-V"]).error === undefined },
    { name: "root rights", isThere: userInfo().uid === 0 },
  ].flatMap(({ name, isThere }) => (isThere ? [] : [name]));
  if (missing.length > 0) return missing;
  const trial = `haconf-lab-${process.pid}-trial`;
  const canMake = spawnSync("ip", ["netns", "add", trial]).status === 0;
  if (canMake) spawnSync("ip", ["netns", "del", trial]);
  return canMake ? [] : ["the right to make network namespaces"];
}

function ip(...words: string[]): string {
  const run = spawnSync("ip", words, { encoding: "utf8" });
  if (run.status !== 0) throw new Error(`ip ${words.join(" ")}: ${run.stderr}`);
  return run.stdout;
}

/** How long real VRRP is given: three intervals and the skew to take over, and then some for a machine that is busy. */
const settling = 6_000;
/** How long an event is given: two failed runs of a script, then a take-over. */
const afterEvent = 7_500;
/** How much longer a machine that is busy may take. */
const patience = 15_000;

/** Nodes in network namespaces of their own on two bridges, each with a keepalived. */
class LabNetwork {
  readonly #folder = mkdtempSync(join(tmpdir(), "haconf-lab-"));
  readonly #prefix: string;
  readonly #spaces: string[] = [];
  readonly #processes = new Map<LabNode, ChildProcess>();
  readonly #nodes: readonly LabNode[];

  constructor({ name, configs }: LabCase) {
    this.#prefix = `haconf-lab-${process.pid}-${name.replaceAll(" ", "-")}`;
    this.#nodes = (Object.keys(configs) as LabNode[]).sort();
  }

  #space(of: LabNode | "switch"): string {
    return `${this.#prefix}-${of}`;
  }

  #add(space: string): void {
    ip("netns", "add", space);
    this.#spaces.push(space);
  }

  /** Makes the namespaces, and a link from each node to each bridge. */
  build(): void {
    const bridges = this.#space("switch");
    this.#add(bridges);
    for (const node of this.#nodes) {
      this.#add(this.#space(node));
      ip("-n", this.#space(node), "link", "set", "lo", "up");
    }
    for (const net of [0, 1]) {
      ip("-n", bridges, "link", "add", `br${net}`, "type", "bridge");
      ip("-n", bridges, "link", "set", `br${net}`, "up");
      for (const [index, node] of this.#nodes.entries()) {
        const space = this.#space(node);
        const port = `port${net}${node}`;
        ip("-n", bridges, "link", "add", port, "type", "veth", "peer", "name", `eth${net}`, "netns", space);
        ip("-n", bridges, "link", "set", port, "master", `br${net}`, "up");
        ip("-n", space, "addr", "add", `10.9.${net}.${index + 1}/24`, "dev", `eth${net}`);
        ip("-n", space, "link", "set", `eth${net}`, "up");
      }
    }
  }

  /** Where a node's script looks for the file that lets it fail. */
  #flag(node: LabNode): string {
    return join(this.#folder, `flag-${node}`);
  }

  start(configs: LabCase["configs"]): void {
    for (const node of this.#nodes) {
      const at = (name: string): string => join(this.#folder, `${node}.${name}`);
      writeFileSync(at("conf"), (configs[node] ?? "").replaceAll("FLAG", this.#flag(node)));
      const log = openSync(at("log"), "w");
      const words = ["netns", "exec", this.#space(node), "keepalived", "-n", "-l", "-P", "-f", at("conf")];
      const files = ["-p", at("pid"), "-r", at("vrrp.pid"), "-c", at("checkers.pid"), "-b", at("bfd.pid")];
      this.#processes.set(node, spawn("ip", [...words, ...files], { stdio: ["ignore", log, log] }));
    }
  }

  act({ kind, node }: LabEvent): void {
    if (kind === "keepalived stops") this.#processes.get(node)?.kill("SIGTERM");
    else if (kind === "script fails") writeFileSync(this.#flag(node), "");
    else ip("-n", this.#space(node), "link", "set", kind === "eth0 down" ? "eth0" : "eth1", "down");
  }

  /** The nodes that have the VIP now. */
  holders(): LabNode[] {
    return this.#nodes.filter((node) =>
      ip("-n", this.#space(node), "-4", "-o", "addr", "show").includes(`inet ${labVip}/`),
    );
  }

  /** Who has the VIP after a time, or later if it is not yet who is expected. */
  async holdersAfter(time: number, expected: readonly LabNode[]): Promise<LabNode[]> {
    await sleep(time);
    const end = Date.now() + patience;
    let found = this.holders();
    while (found.join() !== expected.join() && Date.now() < end) {
      await sleep(250);
      found = this.holders();
    }
    return found;
  }

  /** Ends what was started, and only that: what runs in these namespaces is of no use to anybody else. */
  async close(): Promise<void> {
    for (const child of this.#processes.values()) child.kill("SIGTERM");
    const isRunning = (child: ChildProcess): boolean => child.exitCode === null && child.signalCode === null;
    for (let wait = 0; wait < 30 && [...this.#processes.values()].some(isRunning); wait++) await sleep(100);
    for (const space of this.#spaces) {
      const left = spawnSync("ip", ["netns", "pids", space], { encoding: "utf8" }).stdout.split("\n");
      for (const pid of left.filter((line) => line !== "")) spawnSync("kill", ["-KILL", pid]);
      ip("netns", "del", space);
    }
    rmSync(this.#folder, { recursive: true });
  }
}

/** Runs a case with the real keepalived; several may run at once. */
export async function runLabCase(one: LabCase): Promise<LabOutcome> {
  const network = new LabNetwork(one);
  try {
    network.build();
    network.start(one.configs);
    const before = await network.holdersAfter(settling, one.before);
    if (one.event === undefined) return { before, after: undefined };
    network.act(one.event);
    return { before, after: await network.holdersAfter(afterEvent, one.after ?? []) };
  } finally {
    await network.close();
  }
}
