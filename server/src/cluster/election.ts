import { effectivePriority, ownerPriority } from "../model/keepalived/effective.ts";
import type { KeepalivedFacts, Tracker, VrrpInstance } from "../model/keepalived/facts.ts";

/** What a tracker adds to the priority; weight 0 takes the instance to FAULT instead when the tracked thing is down. */
export interface WeightedTracker {
  readonly tracker: Tracker;
  readonly weight: number;
}

/** keepalived takes weights up to ±253; one beyond is an error and counts as 0. */
const maximumWeight = 253;

function readWeight(tracker: Tracker, facts: KeepalivedFacts): number | undefined {
  const script =
    tracker.kind === "script" ? facts.scripts.find((known) => known.name.text === tracker.name.text) : undefined;
  const stated = tracker.weight ?? script?.weight;
  if (stated === undefined) return 0;
  if (stated.value === undefined) return undefined;
  return Math.abs(stated.value) > maximumWeight ? 0 : stated.value;
}

/**
 * The trackers of an instance that count in the election, with their weights; the instance's sync group's are among them.
 * A weighted `track_script` of an instance in a sync group is left out, because keepalived ignores it unless the group has
 * `sync_group_tracking_weight` or `global_tracking` (seen with 2.2.7); so are undefined scripts and files, whose values are unknown.
 *
 * @returns undefined where a weight is a placeholder
 */
export function countingTrackers(instance: VrrpInstance, facts: KeepalivedFacts): WeightedTracker[] | undefined {
  if (effectivePriority(instance) === ownerPriority) return [];
  const group = facts.syncGroups.find((candidate) =>
    candidate.members.some((member) => member.text === instance.name.text),
  );
  const ignoresScripts = group !== undefined && !group.hasTrackingWeight;
  const counting: WeightedTracker[] = [];
  for (const tracker of [...instance.trackers, ...(group?.trackers ?? [])]) {
    if (tracker.name.value === undefined) return undefined;
    if (tracker.kind === "file") continue;
    if (tracker.kind === "script" && !facts.scripts.some((script) => script.name.text === tracker.name.text)) continue;
    if (tracker.kind === "interface" && tracker.name.text === instance.interface?.text) continue;
    const weight = readWeight(tracker, facts);
    if (weight === undefined) return undefined;
    if (ignoresScripts && tracker.kind === "script" && weight !== 0 && instance.trackers.includes(tracker)) continue;
    counting.push({ tracker, weight: tracker.isReversed ? -weight : weight });
  }
  return counting;
}

/**
 * The priority with which an instance takes part in the election while everything that it tracks is up.
 *
 * @returns undefined where the priority or a weight is unknown
 */
export function priorityWithAllUp(instance: VrrpInstance, facts: KeepalivedFacts): number | undefined {
  const base = effectivePriority(instance);
  const trackers = countingTrackers(instance, facts);
  if (base === undefined || trackers === undefined) return undefined;
  if (base === ownerPriority) return base;
  const sum = trackers.reduce((total, { weight }) => total + Math.max(weight, 0), base);
  return Math.max(1, Math.min(ownerPriority - 1, sum));
}
