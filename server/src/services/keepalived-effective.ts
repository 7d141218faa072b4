import { type Candidate, candidateOf, standingOf } from "../cluster/election.ts";
import { syncGroupOf } from "../cluster/tracking.ts";
import {
  authPassLength,
  certainVersion,
  effectiveAdvertInterval,
  effectivePriority,
  effectiveVersion,
  ownerPriority,
} from "../model/keepalived/effective.ts";
import type { KeepalivedFacts, VirtualAddress, VrrpInstance } from "../model/keepalived/facts.ts";
import { type Message, message } from "../rules/finding.ts";
import type { Anchor } from "../syntax/tree.ts";

/** What keepalived makes of a value that is written, or of one that is not. */
export interface EffectiveValue {
  /** The keyword whose value it is. */
  readonly keyword: "priority" | "advert_int" | "auth_pass" | "version" | "state" | "address";
  /** Where it is written, or what stands for it. */
  readonly at: Anchor;
  /** A few words; never a password. */
  readonly said: Message | string;
  /** Why that is so. */
  readonly reason: Message;
  /** It is something else than what is written, so that it is worth a look. */
  readonly isNews: boolean;
}

/** So many trackers are named one by one; more would hide the line. */
const mostNamed = 3;

/** The priority of a candidate with each of its trackers down by itself, one after the other from the `from`th on. */
function sayFailures(candidate: Candidate, from = 0): Message | undefined {
  const failing = candidate.trackers[from];
  if (failing === undefined || from >= mostNamed) return undefined;
  const { tracker, thing } = failing;
  const args = { name: tracker.name.text, standing: String(standingOf(candidate, new Set([thing]))) };
  const rest = sayFailures(candidate, from + 1);
  return rest === undefined
    ? message("{name} down: {standing}", args)
    : message("{name} down: {standing}, {rest}", { ...args, rest });
}

/** Whether a file's content, which nobody knows, adds to the priority. */
export function tracksFiles(instance: VrrpInstance, facts: KeepalivedFacts): boolean {
  const trackers = [...instance.trackers, ...(syncGroupOf(instance, facts)?.trackers ?? [])];
  return trackers.some(({ kind }) => kind === "file");
}

/** What comes of a state without a priority beside it. */
function stateOf({ state, priority }: VrrpInstance, base: number | undefined): EffectiveValue[] {
  if (state === undefined || base === undefined) return [];
  const said = message("priority {priority} by default", { priority: base });
  const reason = message("With state MASTER and no priority, the instance becomes the address owner.");
  return [{ keyword: "state", at: state.at, said, reason, isNews: priority === undefined && base === ownerPriority }];
}

function priorityOf(instance: VrrpInstance, facts: KeepalivedFacts, base: number | undefined): EffectiveValue[] {
  const stated = instance.priority;
  if (base === undefined || stated === undefined) return [];
  const candidate = tracksFiles(instance, facts) ? undefined : candidateOf(instance, facts);
  if (candidate === undefined) return [];
  const reason = message(
    "The priority with what the trackers add to it: with all of them up, and with one of them down.",
  );
  const rest = sayFailures(candidate);
  if (rest === undefined) return [{ keyword: "priority", at: stated.at, said: String(base), reason, isNews: false }];
  const said = message("all up: {standing}, {rest}", { standing: String(standingOf(candidate)), rest });
  const isWeighted = candidate.trackers.some(({ weight }) => weight !== 0);
  return [{ keyword: "priority", at: stated.at, said, reason, isNews: isWeighted }];
}

function intervalOf(instance: VrrpInstance, version: 2 | 3 | undefined): EffectiveValue[] {
  const stated = instance.advertInterval;
  const used = version === undefined ? undefined : effectiveAdvertInterval(instance, version);
  if (stated?.value === undefined || used === undefined) return [];
  const reason =
    version === 2
      ? message("VRRP version 2 counts whole seconds.")
      : message("VRRP version 3 counts hundredths of a second up to 40.95 s.");
  const isNews = Math.abs(used - stated.value) > 0.000_001;
  return [{ keyword: "advert_int", at: stated.at, said: message("{seconds} s", { seconds: used }), reason, isNews }];
}

function passwordOf(instance: VrrpInstance, facts: KeepalivedFacts): EffectiveValue[] {
  const stated = instance.authPass;
  const version = effectiveVersion(instance, facts);
  if (stated?.value === undefined || version === undefined) return [];
  const place = { keyword: "auth_pass", at: stated.at } as const;
  const reason = message("VRRP version 2 has room for {length} bytes of password, and version 3 for none.", {
    length: authPassLength,
  });
  // Whether version 3 is only supposed makes a difference here: nothing is said that may be wrong.
  if (certainVersion(instance, facts) === 3) return [{ ...place, said: message("not used"), reason, isNews: false }];
  if (version !== 2) return [];
  const isCut = new TextEncoder().encode(stated.value).length > authPassLength;
  const said = isCut
    ? message("only the first {length} bytes count", { length: authPassLength })
    : message("all of it counts");
  return [{ ...place, said, reason, isNews: isCut }];
}

function versionOf(instance: VrrpInstance, version: 2 | 3 | undefined): EffectiveValue[] {
  const stated = instance.version;
  if (stated === undefined || version === undefined) return [];
  const said = message("VRRP version {version}", { version });
  const reason = message("An instance with IPv6 addresses speaks version 3, whatever is written.");
  return [{ keyword: "version", at: stated.at, said, reason, isNews: stated.value !== version }];
}

function prefixOf({ value, at, entryText, isGenerated }: VirtualAddress): EffectiveValue[] {
  // With `peer` the prefix length is the peer's; a definition may hold one behind the address.
  if (value === undefined || value.prefix !== undefined || isGenerated || /\speer\s/.test(entryText)) return [];
  const said = value.family === 4 ? "/32" : "/128";
  const reason = message("Without a prefix length keepalived takes the address with {prefix}.", { prefix: said });
  return [{ keyword: "address", at, said, reason, isNews: true }];
}

/** What keepalived makes of an instance's values; nothing about what is unknown. */
export function effectiveValues(instance: VrrpInstance, facts: KeepalivedFacts): readonly EffectiveValue[] {
  const version = certainVersion(instance, facts);
  const base = effectivePriority(instance);
  return [
    ...stateOf(instance, base),
    ...priorityOf(instance, facts, base),
    ...intervalOf(instance, version),
    ...passwordOf(instance, facts),
    ...versionOf(instance, version),
    ...[...instance.virtualAddresses, ...instance.excludedAddresses].flatMap(prefixOf),
  ];
}

/** The prefix lengths of addresses that belong to no instance. */
export function effectivePrefixes({ staticAddresses }: KeepalivedFacts): readonly EffectiveValue[] {
  return staticAddresses.flatMap(prefixOf);
}
