import { type Candidate, candidateOf, standingOf } from "../cluster/election.ts";
import { syncGroupOf } from "../cluster/tracking.ts";
import {
  addressFamily,
  authPassLength,
  certainVersion,
  effectiveAdvertInterval,
  effectiveMulticastGroup,
  effectiveNoPreempt,
  effectivePriority,
  effectiveVersion,
  ownerPriority,
  usesMulticast,
  usesUnicast,
  usualPriority,
} from "../model/keepalived/effective.ts";
import type { KeepalivedFacts, VirtualAddress, VrrpInstance } from "../model/keepalived/facts.ts";
import { type Message, message } from "../rules/finding.ts";
import type { Anchor } from "../syntax/tree.ts";

/** What keepalived makes of a value that is written, or of one that is not. */
export interface EffectiveValue {
  /** The keyword whose value it is. */
  readonly keyword:
    | "address"
    | "advert_int"
    | "auth_pass"
    | "check"
    | "nopreempt"
    | "persistence_timeout"
    | "preempt_delay"
    | "priority"
    | "quorum"
    | "real_server"
    | "state"
    | "use_vmac"
    | "version"
    | "virtual_server"
    | "vrrp_instance";
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

/**
 * The priority of a candidate with each of its trackers down by itself, one after the other from the `from`th on, and how low it may
 * come where several have a weight.
 */
function sayFailures(candidate: Candidate, from = 0): Message | undefined {
  const failing = candidate.trackers[from];
  if (failing === undefined || from >= mostNamed) return sayLowest(candidate);
  const { tracker, thing } = failing;
  const args = { name: tracker.name.text, standing: String(standingOf(candidate, new Set([thing]))) };
  const rest = sayFailures(candidate, from + 1);
  return rest === undefined
    ? message("{name} down: {standing}", args)
    : message("{name} down: {standing}, {rest}", { ...args, rest });
}

/** The lowest priority that several weights together lead to. */
function sayLowest({ base, trackers }: Candidate): Message | undefined {
  const weighted = trackers.filter(({ weight }) => weight !== 0);
  if (weighted.length < 2) return undefined;
  // What is reversed takes most while it is up.
  const down = new Set(weighted.flatMap(({ thing, isReversed }) => (isReversed ? [] : [thing])));
  const lowest = standingOf({ base, trackers: weighted, mayPreempt: true }, down);
  return message("lowest: {standing}", { standing: String(lowest) });
}

/** The files that an instance tracks and whose numbers, which nobody knows, may add to its priority. */
function trackedFiles(instance: VrrpInstance, facts: KeepalivedFacts): readonly string[] {
  const trackers = [...instance.trackers, ...(syncGroupOf(instance, facts)?.trackers ?? [])];
  return trackers.flatMap(({ kind, name, weight }) => (kind === "file" && weight?.value !== 0 ? [name.text] : []));
}

/** Whether a file's content, which nobody knows, adds to the priority. */
export function tracksFiles(instance: VrrpInstance, facts: KeepalivedFacts): boolean {
  const trackers = [...instance.trackers, ...(syncGroupOf(instance, facts)?.trackers ?? [])];
  return trackers.some(({ kind }) => kind === "file");
}

/** The priority that holds where none is written, and what makes it so. */
function unstatedPriorityOf(instance: VrrpInstance, base: number | undefined): EffectiveValue[] {
  const { state, priority, name } = instance;
  if (base === undefined || (state === undefined && priority !== undefined)) return [];
  const said =
    priority === undefined
      ? message("priority {priority} by default", { priority: base })
      : message("priority {priority}", { priority: base });
  const reason =
    base === ownerPriority
      ? message("With state MASTER and no priority, the instance becomes the address owner.")
      : message("Without a priority it is {priority}.", { priority: usualPriority });
  const place =
    state === undefined
      ? { keyword: "vrrp_instance" as const, at: name.at }
      : { keyword: "state" as const, at: state.at };
  return [{ ...place, said, reason, isNews: priority === undefined }];
}

function priorityOf(instance: VrrpInstance, facts: KeepalivedFacts, base: number | undefined): EffectiveValue[] {
  const stated = instance.priority;
  const candidate = candidateOf(instance, facts);
  if (base === undefined || stated === undefined || candidate === undefined) return [];
  const place = { keyword: "priority", at: stated.at } as const;
  const rest = sayFailures(candidate);
  const standing = String(standingOf(candidate));
  const own = rest === undefined ? standing : message("all up: {standing}, {rest}", { standing, rest });
  const [file] = base === ownerPriority ? [] : trackedFiles(instance, facts);
  if (file !== undefined) {
    const reason = message(
      "The number in a tracked file, times its weight, is added to the priority, which stays within 1 and 254.",
    );
    return [{ ...place, said: message("{own}, and what {name} adds", { own, name: file }), reason, isNews: true }];
  }
  const reason = message(
    "The priority with what the trackers add to it: with all of them up, and with one of them down.",
  );
  return [{ ...place, said: own, reason, isNews: candidate.trackers.some(({ weight }) => weight !== 0) }];
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

function versionOf(instance: VrrpInstance, facts: KeepalivedFacts, version: 2 | 3 | undefined): EffectiveValue[] {
  if (version === undefined) return [];
  const stated = instance.version;
  const said = message("VRRP version {version}", { version });
  const reason = message("An instance with IPv6 addresses speaks version 3, whatever is written.");
  if (stated !== undefined)
    return [{ keyword: "version", at: stated.at, said, reason, isNews: stated.value !== version }];
  // Of what nobody has written only the addresses make another one than usual.
  const isNews = version === 3 && facts.globalVersion?.value !== 3;
  return isNews ? [{ keyword: "vrrp_instance", at: instance.name.at, said, reason, isNews }] : [];
}

/** What keeps an instance from waiting, or from leaving a lower master in office. */
function preemptionOf(instance: VrrpInstance): EffectiveValue[] {
  const { noPreempt, state } = instance;
  const holds = effectiveNoPreempt(instance);
  if (holds === undefined) return [];
  const isMaster = state?.value === "MASTER";
  const cause = isMaster ? message("no effect beside state MASTER") : message("no effect with priority 255");
  const reason = message("keepalived takes back nopreempt with state MASTER and for an address owner.");
  const values: EffectiveValue[] = [];
  if (noPreempt !== undefined) {
    const said = holds ? message("takes nothing from a node that is master already") : cause;
    if (!noPreempt.isGenerated) values.push({ keyword: "nopreempt", at: noPreempt, said, reason, isNews: !holds });
  }
  if (isMaster || holds) {
    const said = isMaster ? cause : message("no effect beside nopreempt");
    values.push({ keyword: "preempt_delay", at: instance.at, said, reason: cause, isNews: false });
  }
  return values;
}

/** The virtual MAC that an instance has with `use_vmac` alone (RFC 9568). */
function macOf(instance: VrrpInstance): EffectiveValue[] {
  const id = instance.virtualRouterId?.value;
  const family = addressFamily(instance);
  if (id === undefined || id < 1 || id > 255 || family === undefined) return [];
  const mac = `00:00:5e:00:0${family === 4 ? 1 : 2}:${id.toString(16).padStart(2, "0")}`;
  const said = message("MAC {mac}, unless another one is given", { mac });
  return [{ keyword: "use_vmac", at: instance.at, said, reason: said, isNews: false }];
}

function sayInterval(seconds: number, rest: Message | undefined): Message {
  return rest === undefined
    ? message("adverts every {seconds} s", { seconds })
    : message("adverts every {seconds} s {rest}", { seconds, rest });
}

function sayPriority(priority: number, rest: Message | undefined): Message {
  return rest === undefined
    ? message("priority {priority}", { priority })
    : message("priority {priority}, {rest}", { priority, rest });
}

function sayVersion(version: number, rest: Message | undefined): Message {
  return rest === undefined
    ? message("VRRP version {version}", { version })
    : message("VRRP version {version}, {rest}", { version, rest });
}

/** What an instance comes to, written or not: its version, its priority, the time between adverts, its group. */
function summaryOf(instance: VrrpInstance, facts: KeepalivedFacts, version: 2 | 3 | undefined): EffectiveValue[] {
  const base = effectivePriority(instance);
  const seconds = version === undefined ? undefined : effectiveAdvertInterval(instance, version);
  const group = usesMulticast(instance) === true ? effectiveMulticastGroup(instance, facts) : undefined;
  const whereTo = usesUnicast(instance)
    ? message("to listed peers")
    : group === undefined
      ? undefined
      : message("to {group}", { group });
  const told = seconds === undefined ? whereTo : sayInterval(seconds, whereTo);
  const ranked = base === undefined ? told : sayPriority(base, told);
  const said = version === undefined ? ranked : sayVersion(version, ranked);
  if (said === undefined) return [];
  return [{ keyword: "vrrp_instance", at: instance.name.at, said, reason: said, isNews: false }];
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
    ...unstatedPriorityOf(instance, base),
    ...priorityOf(instance, facts, base),
    ...intervalOf(instance, version),
    ...passwordOf(instance, facts),
    ...versionOf(instance, facts, version),
    ...preemptionOf(instance),
    ...macOf(instance),
    ...summaryOf(instance, facts, version),
    ...[...instance.virtualAddresses, ...instance.excludedAddresses].flatMap(prefixOf),
  ];
}

/** The prefix lengths of addresses that belong to no instance. */
export function effectivePrefixes({ staticAddresses }: KeepalivedFacts): readonly EffectiveValue[] {
  return staticAddresses.flatMap(prefixOf);
}
