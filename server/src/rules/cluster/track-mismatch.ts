import type { Cluster, VirtualRouter, VirtualRouterMember } from "../../cluster/model.ts";
import { countingTrackers, trackedScript } from "../../cluster/tracking.ts";
import { type CheckCommand, mayAskTheSame, readCommand } from "../../model/keepalived/commands.ts";
import type { Tracker, VrrpScript } from "../../model/keepalived/facts.ts";
import type { Anchor } from "../../syntax/tree.ts";
import { type Finding, message, type RelatedPlace } from "../finding.ts";
import { divide } from "../majority.ts";
import type { ClusterRule } from "../rule.ts";
import { exampleKeepalived } from "./example-files.ts";
import { nodeNames, routerName, trackersOf } from "./members.ts";
import { type TrackedCheck, TrackFixes } from "./track-mismatch-fix.ts";

/** What a member tracks by scripts. */
interface Watch {
  readonly member: VirtualRouterMember;
  /** One check for each class of commands that ask after the same. */
  readonly checks: ReadonlyMap<number, TrackedCheck>;
  /**
   * It tracks processes, files or sessions as well, or a command that does not tell what it asks after; or it starts its service only
   * when it takes the address over.
   */
  readonly isOpaque: boolean;
}

/** More kinds of commands than this in one virtual router are nothing to compare. */
const mostClasses = 20;

/** Gives commands that may ask after the same thing one number. */
class CommandClasses {
  readonly #known: CheckCommand[] = [];
  readonly #byText = new Map<string, number>();

  get count(): number {
    return this.#known.length;
  }

  numberOf(command: CheckCommand): number {
    const known = this.#byText.get(command.text);
    if (known !== undefined) return known;
    const same = this.#known.findIndex((other) => mayAskTheSame(command, other));
    const number = same < 0 ? this.#known.push(command) - 1 : same;
    this.#byText.set(command.text, number);
    return number;
  }
}

/** The scripts that a member tracks; undefined where one of them is unknown, or where there may be more. */
function scriptsOf(member: VirtualRouterMember): { tracker: Tracker; script: VrrpScript }[] | undefined {
  const { instance, keepalived } = member;
  const areGroupsKnown = keepalived.syncGroups.every(
    ({ isOpen, members }) => !isOpen && members.every(({ value }) => value !== undefined),
  );
  if (instance.isOpen || keepalived.isOpen || !areGroupsKnown) return undefined;
  const scripts: { tracker: Tracker; script: VrrpScript }[] = [];
  for (const tracker of trackersOf(member)) {
    if (tracker.kind !== "script") continue;
    // keepalived complains of a script that it does not know in this place, and so does another finding.
    const script = trackedScript(tracker, keepalived);
    if (script === undefined) return undefined;
    scripts.push({ tracker, script });
  }
  return scripts;
}

function watchesOf(router: VirtualRouter): Watch[] {
  const classes = new CommandClasses();
  const watches = router.members.flatMap((member): Watch[] => {
    const scripts = classes.count > mostClasses ? undefined : scriptsOf(member);
    if (scripts === undefined) return [];
    const counting = countingTrackers(member.instance, member.keepalived);
    const checks = new Map<number, TrackedCheck>();
    const isTrackingElse = trackersOf(member).some(({ kind }) => kind !== "script" && kind !== "interface");
    let isOpaque = isTrackingElse || member.instance.hasTakeoverScript;
    for (const { tracker, script } of scripts) {
      const command = readCommand(script.command?.value ?? "");
      isOpaque ||= command.subjects.size === 0;
      const weight = counting?.find((one) => one.tracker === tracker);
      const number = classes.numberOf(command);
      if (!checks.has(number)) checks.set(number, { member, tracker, script, counting: weight });
    }
    return [{ member, checks, isOpaque }];
  });
  return classes.count > mostClasses ? [] : watches;
}

function keyOf({ checks }: Watch): string {
  return [...checks.keys()].sort((a, b) => a - b).join(" ");
}

/** A member at odds, and what it is about: checks of others that it lacks, or checks that it has alone. */
interface Difference {
  readonly watch: Watch;
  readonly kind: "lacks" | "alone";
  readonly checks: ReadonlyMap<number, TrackedCheck>;
  readonly others: readonly Watch[];
  readonly isPreferred: boolean;
}

/** The checks of other members that one has nothing for. */
function lacking(watch: Watch, others: readonly Watch[]): Map<number, TrackedCheck> {
  const missing = new Map<number, TrackedCheck>();
  if (watch.isOpaque) return missing;
  for (const { checks } of others) {
    for (const [number, check] of checks)
      if (!watch.checks.has(number) && !missing.has(number)) missing.set(number, check);
  }
  return missing;
}

function differencesOf(router: VirtualRouter): Difference[] {
  const watches = watchesOf(router);
  const division = divide(watches, keyOf);
  if (division === undefined) return [];
  const { majority } = division;
  return division.odd.flatMap((watch): Difference[] => {
    const others = majority?.members ?? watches.filter((other) => other !== watch && keyOf(other) !== keyOf(watch));
    const missing = lacking(watch, others);
    const isPreferred = majority !== undefined;
    if (missing.size > 0) return [{ watch, kind: "lacks", checks: missing, others, isPreferred }];
    // In a tie it is said of those that lack it.
    const surplus = majority === undefined ? [] : others.map((other) => lacking(other, [watch]));
    const [first] = surplus;
    const isAlone = first !== undefined && surplus.every(({ size }) => size > 0);
    return isAlone ? [{ watch, kind: "alone", checks: first, others, isPreferred }] : [];
  });
}

/** Whether the scripts add to the priority of those that track them while all is well. */
function isElectionMoved(checks: readonly TrackedCheck[]): boolean {
  return checks.some(({ counting }) => counting !== undefined && counting.weight > 0 && !counting.isReversed);
}

const templates = {
  lacks:
    "{node} does not track {trackers}, which {others} track. If what it watches fails on {node}, the node keeps {router}, or takes it over, all the same.",
  alone:
    "Only {node} tracks {trackers}. If what it watches fails on {others}, these keep {router}, or take it over, all the same.",
  "lacks, moved":
    "{node} does not track {trackers}, whose weight adds to the priority of {others}. Who holds {router} then depends on where the script is tracked, and {node} is not checked at all.",
  "alone, moved":
    "Only {node} tracks {trackers}, whose weight adds to its priority. Who holds {router} then depends on where the script is tracked, and {others} are not checked at all.",
};

function placeOf({ watch, kind, checks }: Difference): Anchor {
  const [check] = checks.values();
  return kind === "alone" && check !== undefined ? check.tracker.name.at : watch.member.instance.name.at;
}

function relatedOf({ checks, kind }: Difference): RelatedPlace[] {
  return [...checks.values()].slice(kind === "alone" ? 1 : 0).map(({ member, tracker }) => ({
    file: member.file,
    at: tracker.at,
    message: message("{tracker} is tracked here", { tracker: tracker.name.text }),
  }));
}

function findingOf(difference: Difference, router: VirtualRouter, fixes: TrackFixes): Finding {
  const { watch, kind, checks, others, isPreferred } = difference;
  const tracked = [...checks.values()];
  const isMoved = isElectionMoved(tracked);
  const shown =
    kind === "alone" ? others : others.filter((other) => [...checks.keys()].some((number) => other.checks.has(number)));
  const template = isMoved ? (`${kind}, moved` as const) : kind;
  return {
    code: trackMismatch.code,
    severity: isMoved ? "warning" : trackMismatch.severity,
    file: watch.member.file,
    at: placeOf(difference),
    message: message(templates[template], {
      node: watch.member.node.name,
      trackers: [...new Set(tracked.map(({ tracker }) => tracker.name.text))].join(", "),
      others: nodeNames(shown.map(({ member }) => member)),
      router: routerName(router),
    }),
    related: relatedOf(difference),
    fixes: kind === "alone" ? [] : fixes.adding(watch.member, tracked, isPreferred),
    about: [watch.member],
  };
}

function* findingsOf(cluster: Cluster): Iterable<Finding> {
  const fixes = new TrackFixes(cluster);
  for (const router of cluster.virtualRouters) {
    if (router.members.length < 2) continue;
    for (const difference of differencesOf(router)) yield findingOf(difference, router, fixes);
  }
}

export const trackMismatch: ClusterRule = {
  code: "cluster/track-mismatch",
  scope: "cluster",
  severity: "information",
  fix: "unsafe",
  since: "0.1.0",
  docs: {
    summary: "Nodes of one virtual router do not track the same commands.",
    why: "What only one node checks is checked nowhere else: if it fails on another node, that one keeps the VIP, or takes it over, and the VIP leads to a dead service. Commands are compared, not the names of `vrrp_script`s; scripts with other arguments, and commands that ask after the same program or port, count as the same.\n\nA positive weight adds to the priority of every node that tracks the script while it succeeds. If one node does not track it, the election depends on that, so it is a warning.",
    example: {
      bad: [
        exampleKeepalived("lb1", { priority: 150, weight: 0 }),
        exampleKeepalived("lb2", { priority: 120, weight: 0 }),
        exampleKeepalived("lb3", { priority: 100 }),
      ].join(""),
      good: [
        exampleKeepalived("lb1", { priority: 150, weight: 0 }),
        exampleKeepalived("lb2", { priority: 120, weight: 0 }),
        exampleKeepalived("lb3", { priority: 100, weight: 0 }),
      ].join(""),
    },
  },
  check: findingsOf,
};
