import type { FileFacts } from "../model/facts.ts";
import type { HaproxyFacts } from "../model/haproxy/facts.ts";
import type { KeepalivedFacts, VrrpInstance } from "../model/keepalived/facts.ts";
import type { Host } from "./layout.ts";

/** The configs that a text shows, each a machine's; of what it shows twice for one machine the later. */
export interface ShownConfigs {
  readonly keepalived: readonly { readonly name: string; readonly facts: KeepalivedFacts }[];
  /** The last one, for all machines: a text shows their common haproxy, or the same one again after a change. */
  readonly haproxy: HaproxyFacts | undefined;
}

/** Whether two instances are shown for one machine: before a change and after it. */
function areOfOneMachine(a: VrrpInstance, b: VrrpInstance, kind: Host["kind"]): boolean {
  const source = a.sourceAddress?.value?.text;
  const otherSource = b.sourceAddress?.value?.text;
  if (source !== undefined && otherSource !== undefined) return source === otherSource;
  const isMaster = a.state?.value === "MASTER";
  if (isMaster !== (b.state?.value === "MASTER")) return false;
  // A text that shows two masters shows two states of one more often than a mistake; of backups there may be several. A script
  // does not tell what was before.
  return (isMaster && kind === "document") || a.priority?.text === b.priority?.text;
}

function isLaterStateOf(later: KeepalivedFacts, earlier: KeepalivedFacts, kind: Host["kind"]): boolean {
  const [first] = later.instances;
  const [other] = earlier.instances;
  if (first === undefined || other === undefined) return false;
  const vips = new Set(earlier.instances.flatMap(({ virtualAddresses }) => virtualAddresses.map(({ text }) => text)));
  const isSameRouter = later.instances.some(({ virtualAddresses }) =>
    virtualAddresses.some(({ text }) => vips.has(text)),
  );
  return isSameRouter && areOfOneMachine(first, other, kind);
}

/** What people call the machine that a block is for: its `router_id` if no other block has it, else the block's line. */
function nameOf(facts: KeepalivedFacts, all: readonly KeepalivedFacts[]): string {
  const id = facts.routerId?.value;
  const isOwn = id !== undefined && all.filter((other) => other.routerId?.value === id).length === 1;
  return isOwn ? id : `line ${(facts.hostLine ?? 0) + 1}`;
}

/** Of two balancers that a text shows the later, but a haproxy before an nginx: a text that shows both shows two ways. */
function chosen(earlier: HaproxyFacts | undefined, later: HaproxyFacts): HaproxyFacts {
  return earlier?.program === "haproxy" && later.program === "nginx" ? earlier : later;
}

/**
 * Sorts out the configs that a text shows.
 *
 * @param facts what its blocks say, in the order of their places
 */
export function shownConfigs(facts: readonly FileFacts[], kind: Host["kind"]): ShownConfigs {
  const kept: KeepalivedFacts[] = [];
  let haproxy: HaproxyFacts | undefined;
  for (const one of facts) {
    if (one.kind === "haproxy" && one.hostLine !== undefined) haproxy = chosen(haproxy, one);
    if (one.kind !== "keepalived" || one.hostLine === undefined || one.instances.length === 0) continue;
    const earlier = kept.findIndex((other) => isLaterStateOf(one, other, kind));
    if (earlier < 0) kept.push(one);
    else kept[earlier] = one;
  }
  return { keepalived: kept.map((one) => ({ name: nameOf(one, kept), facts: one })), haproxy };
}
