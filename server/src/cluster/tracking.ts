import { effectivePriority, ownerPriority } from "../model/keepalived/effective.ts";
import type {
  KeepalivedFacts,
  TrackDefinition,
  Tracker,
  TrackWeight,
  VrrpInstance,
  VrrpScript,
  VrrpSyncGroup,
} from "../model/keepalived/facts.ts";
import type { Anchor } from "../syntax/tree.ts";

/** Something that a node watches for an instance, as far as it takes part in the election. */
export interface CountingTracker {
  readonly tracker: Tracker;
  /** What is watched: `script chk_haproxy`. On one node everything that tracks a thing finds it down together. */
  readonly thing: string;
  /** -253 to 253; 0 takes the instance to FAULT instead. */
  readonly weight: number;
  readonly isReversed: boolean;
  /** Where the weight is written, on the track line or in the definition; undefined where it is the default. */
  readonly stated: TrackWeight | undefined;
}

/** keepalived takes weights up to ±253. */
export const maximumWeight = 253;

function withinRange(weight: number): number {
  return Math.max(-maximumWeight, Math.min(maximumWeight, weight));
}

/** The sync group that an instance is in. */
export function syncGroupOf(instance: VrrpInstance, facts: KeepalivedFacts): VrrpSyncGroup | undefined {
  return facts.syncGroups.find(({ members }) => members.some(({ text }) => text === instance.name.text));
}

function offsetOf({ origin, start }: Anchor): number {
  return origin.offset + start;
}

/**
 * The script that a tracker names.
 *
 * @returns undefined where keepalived knows none of that name there, or its command is unknown
 */
export function trackedScript(tracker: Tracker, facts: KeepalivedFacts): VrrpScript | undefined {
  const definition = tracker.kind === "script" ? definitionOf(tracker, facts) : undefined;
  const script = facts.scripts.find((one) => one === definition);
  return script?.command?.value === undefined || script.command.text === "" ? undefined : script;
}

/** The block that a tracker names. keepalived knows only those that stand in front of the tracker (seen with 2.2.7). */
function definitionOf(tracker: Tracker, facts: KeepalivedFacts): TrackDefinition | VrrpScript | undefined {
  const definitions = tracker.kind === "script" ? facts.scripts : facts.otherTrackDefinitions;
  return definitions.find(
    ({ kind, name, at }) =>
      // Both may come out of one reference to a definition; then their order can't be told, and is taken to be right.
      kind === tracker.kind && name.text === tracker.name.text && offsetOf(at) <= offsetOf(tracker.at),
  );
}

type WeightRead = Pick<CountingTracker, "weight" | "isReversed" | "stated">;

/**
 * The weight that a tracker has: the track line's, else the definition's, else 0. One out of range counts as the nearest in range
 * in a definition and is ignored on a track line; an interface's of ±254 counts as ±253 (seen with 2.2.7).
 *
 * @returns undefined where it is a placeholder or may stand elsewhere
 */
function readWeight({ kind, weight: own }: Tracker, definition: TrackDefinition | undefined): WeightRead | undefined {
  if (own !== undefined) {
    if (own.value === undefined) return undefined;
    const isInRange = Math.abs(own.value) <= maximumWeight + (kind === "interface" ? 1 : 0);
    if (isInRange) return { weight: withinRange(own.value), isReversed: own.isReversed, stated: own };
  }
  const stated = definition?.weight;
  if (stated === undefined) {
    return definition?.isOpen === true ? undefined : { weight: 0, isReversed: own?.isReversed ?? false, stated };
  }
  return stated.value === undefined
    ? undefined
    : { weight: withinRange(stated.value), isReversed: stated.isReversed, stated };
}

/** Whether keepalived drops a script because it has nothing to run; undefined where that can't be told. */
function isUnrunnable(definition: TrackDefinition | VrrpScript): boolean | undefined {
  if (!("command" in definition)) return false;
  if (definition.command === undefined) return definition.isOpen ? undefined : true;
  return definition.command.text === "";
}

/** The instance's own trackers and its sync group's; of two for one thing the group's counts, then the first. */
function trackersOf(instance: VrrpInstance, group: VrrpSyncGroup | undefined): Map<string, Tracker> {
  const trackers = new Map<string, Tracker>();
  for (const tracker of [...(group?.trackers ?? []), ...instance.trackers]) {
    const thing = `${tracker.kind} ${tracker.name.text}`;
    if (!trackers.has(thing)) trackers.set(thing, tracker);
  }
  return trackers;
}

/** What a tracker weighs; "nothing" where keepalived leaves it out, undefined where it can't be told. */
function weigh(tracker: Tracker, instance: VrrpInstance, facts: KeepalivedFacts): WeightRead | "nothing" | undefined {
  const { kind, name } = tracker;
  if (name.value === undefined) return undefined;
  if (kind === "file") return "nothing";
  if (kind === "interface") {
    return name.text === instance.interface?.text ? "nothing" : readWeight(tracker, undefined);
  }
  const definition = definitionOf(tracker, facts);
  // What is not here may be included.
  if (definition === undefined) return facts.hasInclude ? undefined : "nothing";
  const isDropped = isUnrunnable(definition);
  if (isDropped === undefined) return undefined;
  return isDropped ? "nothing" : readWeight(tracker, definition);
}

/**
 * The trackers of an instance that count in the election, its sync group's among them. Left out is what keepalived leaves out (seen
 * with 2.2.7): what is undefined, or defined only behind the tracker, or has nothing to run; the instance's own interface; weights of
 * an address owner; and weighted scripts of an instance in a sync group, be it alone there, unless the group tracks them itself or has
 * `sync_group_tracking_weight` or `global_tracking`. Files are left out because the numbers in them are unknown.
 *
 * @returns undefined where something about them is unknown
 */
export function countingTrackers(instance: VrrpInstance, facts: KeepalivedFacts): CountingTracker[] | undefined {
  const isOwner = effectivePriority(instance) === ownerPriority;
  if (facts.syncGroups.some(({ members }) => members.some(({ value }) => value === undefined))) return undefined;
  const group = syncGroupOf(instance, facts);
  const counting: CountingTracker[] = [];
  for (const [thing, tracker] of trackersOf(instance, group)) {
    const read = weigh(tracker, instance, facts);
    if (read === undefined) return undefined;
    if (read === "nothing") continue;
    const isIgnoredInGroup =
      tracker.kind === "script" && group !== undefined && !group.hasTrackingWeight && !group.trackers.includes(tracker);
    if (read.weight !== 0 && (isOwner || isIgnoredInGroup)) continue;
    counting.push({ tracker, thing, ...read });
  }
  return counting;
}
