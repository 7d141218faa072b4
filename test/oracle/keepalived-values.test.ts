import { afterAll, describe, expect, test } from "vitest";
import { keepalivedBlock } from "../../server/src/schema/keepalived/index.ts";
import { defaultSettings } from "../../server/src/workspace/types.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { judgedVersion, KeepalivedJudge, whatIsMissing } from "./keepalived-judge.ts";

const missing = whatIsMissing();
if (missing.length > 0) console.log(`skipped: no ${missing.join(", ")}, so no value is compared with keepalived`);

/** The lines on which we find an error, from 1. */
function errorLines(text: string): Map<number, string> {
  const workspace = new Workspace({ ...defaultSettings, keepalivedVersion: judgedVersion, isClusterEnabled: false });
  workspace.setFile("keepalived.conf", text, "keepalived");
  const found = workspace.findingsOf("keepalived.conf").filter(({ severity }) => severity === "error");
  return new Map(
    found.map(({ start, code }) => [(workspace.lineIndexOf("keepalived.conf")?.position(start).line ?? 0) + 1, code]),
  );
}

const samples = [
  "",
  "0",
  "1",
  "5",
  "-1",
  "+3",
  "abc",
  "0.5",
  "1.1234567",
  ".2",
  "300",
  "70000",
  "5000000000",
  "99999999999999999999999",
  "0x10",
  "on",
  "off",
  "maybe",
  "10.9.0.1",
  "10.9.0.256",
  "10.9.0.1/24",
  "224.0.0.30",
  "a b",
  "1 2",
  "10.9.0.1 80",
  "10.9.0.1 99999",
  "abcdefghijklmnopqrst",
];

interface Block {
  readonly path: readonly string[];
  readonly before: readonly string[];
  readonly after: readonly string[];
}

const instance = ["vrrp_instance V {", "interface eth0", "virtual_router_id 5", "virtual_ipaddress { 10.9.0.9/24 }"];
const server = ["virtual_server 10.9.0.1 80 {", "protocol TCP", "lb_algo rr", "lb_kind NAT"];
const real = [...server, "real_server 10.9.0.2 80 {"];

const blocks: readonly Block[] = [
  { path: ["global_defs"], before: ["global_defs {"], after: ["}"] },
  { path: ["vrrp_instance"], before: instance, after: ["}"] },
  { path: ["vrrp_instance", "authentication"], before: [...instance, "authentication {"], after: ["}", "}"] },
  { path: ["vrrp_script"], before: ["vrrp_script S {", "script /bin/true"], after: ["}"] },
  { path: ["track_file"], before: ["track_file T {", "file /etc/hostname"], after: ["}"] },
  { path: ["garp_group"], before: ["garp_group {"], after: ["}"] },
  { path: ["bfd_instance"], before: ["bfd_instance B {", "neighbor_ip 10.9.0.2"], after: ["}"] },
  { path: ["virtual_server"], before: server, after: ["real_server 10.9.0.2 80 { }", "}"] },
  { path: ["virtual_server", "real_server"], before: real, after: ["}", "}"] },
  ...["TCP_CHECK", "DNS_CHECK", "SMTP_CHECK", "PING_CHECK", "UDP_CHECK", "MISC_CHECK"].map((name) => ({
    path: ["virtual_server", "real_server", name],
    before: [...real, `${name} {`, ...(name === "MISC_CHECK" ? ["misc_path /bin/true"] : [])],
    after: ["}", "}", "}"],
  })),
  {
    path: ["virtual_server", "real_server", "HTTP_GET"],
    before: [...real, "HTTP_GET {", "url { path / }"],
    after: ["}", "}", "}"],
  },
  {
    path: ["virtual_server", "real_server", "HTTP_GET", "url"],
    before: [...real, "HTTP_GET {", "url {", "path /"],
    after: ["}", "}", "}", "}"],
  },
];

/** Keywords that make every later line of the block mean something else, or whose effect is outside of the text. */
const left = new Set([
  "bfd_cpu_affinity",
  "checker_cpu_affinity",
  "vrrp_cpu_affinity",
  "native_ipv6",
  "config_save_dir",
  "use_ipvlan",
  "sorry_server",
  "umask",
  "dynamic_interfaces",
  // A second one has an effect on the block as a whole.
  "script",
  "misc_path",
  "neighbor_ip",
  "neighbour_ip",
  // Missing from Debian's build.
  "vrrp_ipsets",
]);

function linesFor({ path }: Block): string[] {
  const keywords = (keepalivedBlock(path, judgedVersion)?.keywords ?? []).filter(
    ({ name, block }) => block === "none" && !left.has(name),
  );
  return keywords.flatMap(({ name }) => samples.map((sample) => `${name} ${sample}`.trim()));
}

/** Of more faults than this a file shows only the first ones. */
const atOnce = 200;

/** Lines that may end the reading are tried each alone. */
function mayStop(line: string): boolean {
  return !line.includes(" ");
}

interface Difference {
  readonly falseErrors: string[];
  readonly missed: string[];
  compared: number;
  refused: number;
}

const judge = new KeepalivedJudge();
afterAll(() => judge.close());

function compare(block: Block, lines: readonly string[], difference: Difference): void {
  const text = `${[...block.before, ...lines, ...block.after].join("\n")}\n`;
  const verdict = judge.judge(text);
  if (verdict.hasStopped) {
    if (lines.length === 1) {
      difference.compared++;
      difference.refused++;
      if (errorLines(text).size === 0) difference.missed.push(`${block.path.join(" > ")}: ${lines[0]} | stops`);
      return;
    }
    const half = lines.length >> 1;
    compare(block, lines.slice(0, half), difference);
    compare(block, lines.slice(half), difference);
    return;
  }
  const ours = errorLines(text);
  lines.forEach((line, at) => {
    const number = block.before.length + at + 1;
    const theirs = verdict.errors.find((one) => one.line === number);
    // A second time is refused whatever the value is, and of what hangs on the machine nobody can tell.
    if (/already|duplicate/i.test(theirs?.text ?? "")) return;
    if (verdict.output.includes(`Line ${number})`) && theirs === undefined) return;
    difference.compared++;
    if (theirs !== undefined) difference.refused++;
    const name = `${block.path.join(" > ")}: ${line}`;
    if (ours.has(number) && theirs === undefined) difference.falseErrors.push(`${name} | ${ours.get(number)}`);
    if (!ours.has(number) && theirs !== undefined) difference.missed.push(`${name} | ${theirs.text}`);
  });
}

describe.runIf(missing.length === 0)("values against the real keepalived", () => {
  test("every keyword with right and wrong values", () => {
    const difference: Difference = { falseErrors: [], missed: [], compared: 0, refused: 0 };
    for (const block of blocks) {
      const lines = linesFor(block);
      const safe = lines.filter((line) => !mayStop(line));
      for (let at = 0; at < safe.length; at += atOnce) compare(block, safe.slice(at, at + atOnce), difference);
      for (const line of lines.filter(mayStop)) compare(block, [line], difference);
    }
    console.log(`compared with keepalived: ${difference.compared} lines, ${difference.refused} refused`);
    expect([...difference.falseErrors, "missed:", ...difference.missed]).toEqual(["missed:"]);
    expect(difference.compared).toBeGreaterThan(3000);
  }, 300_000);
});
