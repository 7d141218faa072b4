import { type Contest, contestsOf } from "../../cluster/contests.ts";
import { type Candidate, standingOf } from "../../cluster/election.ts";
import type { Cluster, VirtualRouterMember } from "../../cluster/model.ts";
import { stuckFailures } from "../../cluster/stuck.ts";
import { type CountingTracker, syncGroupOf } from "../../cluster/tracking.ts";
import { parseIpAddress } from "../../model/address.ts";
import { mayAskTheSame, readCommand } from "../../model/keepalived/commands.ts";
import { effectivePriority, ownerPriority } from "../../model/keepalived/effective.ts";
import type { Tracker, VrrpScript } from "../../model/keepalived/facts.ts";
import { type Fix, type FixEdit, message } from "../finding.ts";
import { addedLine } from "./members.ts";

/** A script that a member tracks. */
export interface TrackedCheck {
  readonly member: VirtualRouterMember;
  readonly tracker: Tracker;
  readonly script: VrrpScript;
  /** What it weighs in the election; undefined where it does not count. */
  readonly counting: CountingTracker | undefined;
}

/** The words behind the script's name on the track line; undefined where a definition makes them. */
function trackLine(name: string, { weight }: Tracker): string | undefined {
  if (weight === undefined) return name;
  if (weight.isGenerated || weight.value === undefined) return undefined;
  return `${name} weight ${weight.text}${weight.isReversed ? " reverse" : ""}`;
}

/** A script of a member's file, above its instance, that asks after the same and is not tracked yet. */
function ownScript({ keepalived, instance }: VirtualRouterMember, { script }: TrackedCheck): VrrpScript | undefined {
  const wanted = readCommand(script.command?.value ?? "");
  return keepalived.scripts.find((own) => {
    const isAbove = own.at.origin.offset + own.at.start < instance.at.origin.offset + instance.at.start;
    const command = own.command?.value === undefined ? undefined : readCommand(own.command.value);
    return isAbove && command !== undefined && command.subjects.size > 0 && mayAskTheSame(command, wanted);
  });
}

/** Works out how scripts are tracked on members that lack them. */
export class TrackFixes {
  readonly #cluster: Cluster;
  /** The files into which a fix writes a script: a second one would write it again. */
  readonly #written = new Set<string>();
  #contests: readonly Contest[] | undefined;

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
  }

  /** The fix that lets a member track scripts of others; none where that would bring another fault. */
  adding(member: VirtualRouterMember, checks: readonly TrackedCheck[], isPreferred: boolean): Fix[] {
    const edits: FixEdit[] = [];
    const names: string[] = [];
    for (const check of checks) {
      const own = this.#track(member, check);
      if (own === undefined) return [];
      edits.push(...own.edits);
      names.push(own.name);
    }
    if (this.#isElectionChanged(member, checks)) return [];
    const title = message("Track {trackers} on {node}", { trackers: names.join(", "), node: member.node.name });
    return [{ title, isPreferred, isSafe: false, edits }];
  }

  #track(member: VirtualRouterMember, check: TrackedCheck): { name: string; edits: FixEdit[] } | undefined {
    const existing = ownScript(member, check);
    const name = existing?.name.text ?? check.script.name.text;
    const line = trackLine(name, check.tracker);
    const definition = existing === undefined ? this.#definition(member, check) : [];
    const last = member.instance.trackers.filter(({ kind }) => kind === "script").at(-1);
    if (line === undefined || definition === undefined || last?.name.isGenerated === true) return undefined;
    const tracking =
      last === undefined
        ? addedLine(member, `track_script {\n    ${line}\n}`)
        : ({ file: member.file, at: last.at, form: "line-below", newText: line } as const);
    return tracking === undefined || member.keepalived.configId !== undefined
      ? undefined
      : { name, edits: [...definition, tracking] };
  }

  /** The edit that writes a script in front of a member's instance, for keepalived knows only what stands above. */
  #definition({ file, keepalived, instance }: VirtualRouterMember, { script }: TrackedCheck): FixEdit[] | undefined {
    const { name, copy } = script;
    const isTaken = keepalived.scripts.some((own) => own.name.text === name.text);
    if (copy === undefined || isTaken || name.isGenerated || instance.name.isGenerated || this.#isOfOneNode(script)) {
      return undefined;
    }
    if (this.#written.has(file)) return undefined;
    this.#written.add(file);
    // Nobody is told twice by whom the file's scripts are run.
    const isUserSaid = keepalived.hasScriptUser || copy.some((line) => line.startsWith("user "));
    const lines = [...copy, ...(isUserSaid ? [] : ["user root"])].map((line) => `    ${line}`);
    const { origin, start } = instance.at;
    const newText = [`vrrp_script ${name.text} {`, ...lines, "}", "", ""].join("\n");
    return [{ file, at: { origin, start, end: start }, form: "in-place", newText }];
  }

  /** Whether a command speaks of a machine: what is right on the one is wrong on another. */
  #isOfOneNode({ command }: VrrpScript): boolean {
    const words = (command?.text ?? "").split(/[^\w.:-]+/);
    const names = new Set(this.#cluster.nodes.map((node) => node.name));
    return words.some((word) => {
      const address = parseIpAddress(word.replace(/(\d):\d+$/, "$1"));
      return names.has(word) || (address !== undefined && !address.text.startsWith("127."));
    });
  }

  /** Whether someone else would hold the address, or a weight would be in vain, or be void. */
  #isElectionChanged(member: VirtualRouterMember, checks: readonly TrackedCheck[]): boolean {
    const weighed = checks.flatMap(({ counting }) =>
      counting === undefined || counting.weight === 0 ? [] : [counting],
    );
    const isVoid =
      effectivePriority(member.instance) === ownerPriority ||
      syncGroupOf(member.instance, member.keepalived) !== undefined;
    // A weight that keepalived leaves out on the other node would be left out, or complained of, here as well.
    if (
      checks.some(
        ({ script, tracker, counting }) => counting === undefined && (tracker.weight ?? script.weight) !== undefined,
      )
    )
      return true;
    if (weighed.length === 0) return false;
    if (isVoid) return true;
    this.#contests ??= contestsOf(this.#cluster.virtualRouters);
    const contests = this.#contests;
    const before = contests.find(({ candidates }) => candidates.has(member));
    const own = before?.candidates.get(member);
    if (before === undefined || own === undefined) return true;
    const candidate: Candidate = { ...own, trackers: [...own.trackers, ...weighed] };
    const candidates = new Map(before.candidates).set(member, candidate);
    const order = (map: ReadonlyMap<VirtualRouterMember, Candidate>): string => {
      const standings = [...map].map(([one, brought], index) => ({
        index,
        one,
        standing: Number(standingOf(brought)),
      }));
      standings.sort((a, b) => b.standing - a.standing || a.index - b.index);
      return standings
        .map(({ index, standing }, at) => `${index}${standings[at + 1]?.standing === standing ? "=" : ">"}`)
        .join("");
    };
    if (order(candidates) !== order(before.candidates)) return true;
    const after = contests.map((contest) => (contest === before ? { ...contest, candidates } : contest));
    return stuckFailures(after).length > stuckFailures(contests).length;
  }
}
