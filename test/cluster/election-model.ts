// A small model of the election, written apart from the one of the program: it works on plans of its own, never on a text, and plays
// the advertisements out one by one.

/** Something that a node watches. */
export interface TrackerPlan {
  readonly kind: "script" | "interface";
  readonly name: string;
  /** The weight in the script's definition, and `reverse` behind it. */
  readonly definition?: string;
  /** The weight on the track line. */
  readonly line?: string;
  readonly where: "instance" | "group";
  /** The definition stands behind everything else. */
  readonly isLate?: boolean;
}

export interface InstancePlan {
  readonly priority: number | undefined;
  readonly state: "MASTER" | "BACKUP";
  readonly hasNopreempt: boolean;
  /** The names of the node's things that the instance tracks itself. */
  readonly tracks: readonly string[];
}

export interface NodePlan {
  /** One, or two that may be in one sync group. */
  readonly instances: readonly InstancePlan[];
  readonly trackers: readonly TrackerPlan[];
  readonly group: "none" | "plain" | "sync_group_tracking_weight" | "global_tracking";
}

function lines(indent: string, keyword: string, entries: readonly string[]): string[] {
  return entries.length === 0
    ? []
    : [`${indent}${keyword} {`, ...entries.map((entry) => `${indent}    ${entry}`), `${indent}}`];
}

function trackLines(indent: string, trackers: readonly TrackerPlan[]): string[] {
  const entriesOf = (kind: TrackerPlan["kind"]): string[] =>
    trackers
      .filter((tracker) => tracker.kind === kind)
      .map(({ name, line }) => (line === undefined ? name : `${name} weight ${line}`));
  return [
    ...lines(indent, "track_script", entriesOf("script")),
    ...lines(indent, "track_interface", entriesOf("interface")),
  ];
}

/** Writes a node's keepalived.conf. */
export function write({ instances, trackers, group }: NodePlan): string {
  const scripts = (isLate: boolean): string[] =>
    trackers
      .filter((tracker) => tracker.kind === "script" && (tracker.isLate ?? false) === isLate)
      .flatMap(({ name, definition }) => [
        `vrrp_script ${name} {`,
        '    script "/bin/true"',
        ...(definition === undefined ? [] : [`    weight ${definition}`]),
        "}",
      ]);
  const names = instances.map((_, index) => `VI_${index + 1}`);
  const groupLines =
    group === "none"
      ? []
      : [
          "vrrp_sync_group G {",
          ...lines("    ", "group", names),
          ...(group === "plain" ? [] : [`    ${group}`]),
          ...trackLines(
            "    ",
            trackers.filter(({ where }) => where === "group"),
          ),
          "}",
        ];
  const instanceLines = instances.flatMap(({ priority, state, hasNopreempt, tracks }, index) => [
    `vrrp_instance VI_${index + 1} {`,
    `    state ${state}`,
    "    interface eth0",
    `    virtual_router_id ${51 + index}`,
    ...(priority === undefined ? [] : [`    priority ${priority}`]),
    ...(hasNopreempt ? ["    nopreempt"] : []),
    ...trackLines(
      "    ",
      trackers.filter(({ name, where }) => where === "instance" && tracks.includes(name)),
    ),
    ...lines("    ", "virtual_ipaddress", [`10.9.0.${100 + index}`]),
    "}",
  ]);
  return [...scripts(false), ...groupLines, ...instanceLines, ...scripts(true), ""].join("\n");
}

interface Weight {
  readonly amount: number;
  readonly isReversed: boolean;
}

function readWeight(text: string): Weight {
  const [number, reverse] = text.split(" ");
  return { amount: Number(number), isReversed: reverse === "reverse" };
}

/** The weight that keepalived goes by, undefined where it knows no such tracker. */
function weightOf({ kind, definition, line, isLate }: TrackerPlan): Weight | undefined {
  if (kind === "script" && isLate === true) return undefined;
  const own = line === undefined ? undefined : readWeight(line);
  if (own !== undefined && Math.abs(own.amount) <= 253) return own;
  if (kind === "script" && definition !== undefined) {
    const { amount, isReversed } = readWeight(definition);
    return { amount: amount > 253 ? 253 : amount < -253 ? -253 : amount, isReversed };
  }
  return { amount: 0, isReversed: own?.isReversed ?? false };
}

function isOwner({ priority, state }: InstancePlan): boolean {
  return priority === 255 || (priority === undefined && state === "MASTER");
}

/** What counts for an instance, with the weights, by name. */
function countingOf(node: NodePlan, instance: InstancePlan): Map<string, Weight> {
  const counting = new Map<string, Weight>();
  const isGrouped = node.group !== "none";
  for (const tracker of node.trackers) {
    const isTracked = tracker.where === "group" ? isGrouped : instance.tracks.includes(tracker.name);
    const weight = weightOf(tracker);
    if (!isTracked || weight === undefined) continue;
    const isIgnored = node.group === "plain" && tracker.where === "instance" && tracker.kind === "script";
    if (weight.amount !== 0 && (isIgnored || isOwner(instance))) continue;
    counting.set(tracker.name, weight);
  }
  return counting;
}

/** What a thing adds; undefined: FAULT. */
function addedBy({ amount, isReversed }: Weight, isDown: boolean): number | undefined {
  if (amount === 0) return isDown === isReversed ? 0 : undefined;
  const counts = isDown ? amount < 0 : amount > 0;
  return counts ? (isReversed ? -amount : amount) : 0;
}

/** The priority of an instance with one thing down or none; 0 is FAULT. */
function priorityOf(node: NodePlan, index: number, down: string | undefined): number {
  const instance = node.instances[index];
  if (instance === undefined) return 0;
  let priority = instance.priority ?? (instance.state === "MASTER" ? 255 : 100);
  for (const [name, weight] of countingOf(node, instance)) {
    const added = addedBy(weight, name === down);
    if (added === undefined) return 0;
    priority += added;
  }
  if (isOwner(instance)) return 255;
  return priority > 254 ? 254 : priority < 1 ? 1 : priority;
}

/** Plays advertisements: whether somebody else is master in the end. */
function isTakenOver(nodes: readonly NodePlan[], index: number, holder: number, down: string): boolean {
  let master = holder;
  for (let round = 0; round < 10; round++) {
    const priorities = nodes.map((node, at) => priorityOf(node, index, at === holder ? down : undefined));
    const heard = priorities[master] ?? 0;
    for (const [at, node] of nodes.entries()) {
      const instance = node.instances[index];
      const own = priorities[at] ?? 0;
      if (at === master || instance === undefined || own === 0) continue;
      const waits = instance.hasNopreempt && instance.state === "BACKUP" && !isOwner(instance);
      // Silence ends the waiting of all; an advertisement only that of who stands higher and may say so.
      if (heard === 0 || (own > heard && !waits)) {
        master = at;
        break;
      }
    }
  }
  return master !== holder;
}

function holdersOf(nodes: readonly NodePlan[], index: number): number[] {
  const priorities = nodes.map((node) => priorityOf(node, index, undefined));
  const top = Math.max(...priorities);
  return top === 0 ? [] : priorities.flatMap((priority, at) => (priority === top ? [at] : []));
}

function stuckAt(nodes: readonly NodePlan[], index: number, holder: number): string[] {
  const node = nodes[holder];
  const instance = node?.instances[index];
  if (node === undefined || instance === undefined) return [];
  const together = node.group === "none" ? [index] : node.instances.map((_, at) => at);
  if (!together.every((at) => holdersOf(nodes, at).includes(holder))) return [];
  const isOfAnother = (at: number, name: string): boolean => {
    const mate = node.instances[at];
    const weight = mate === undefined || at === index ? undefined : countingOf(node, mate).get(name);
    return weight !== undefined && weight.amount !== 0;
  };
  return [...countingOf(node, instance)].flatMap(([name, { amount }]) => {
    const kept = together.filter((at) => !isTakenOver(nodes, at, holder, name));
    if (amount === 0 || kept.every((at) => isOfAnother(at, name))) return [];
    const kind = node.trackers.find((tracker) => tracker.name === name)?.kind ?? "";
    return [`lb${holder + 1} VI_${index + 1} ${kind} ${name}`];
  });
}

/** Every weighted thing whose failure moves nothing: `lb1 VI_1 script chk`. */
export function stuckInModel(nodes: readonly NodePlan[]): string[] {
  const instances = nodes[0]?.instances ?? [];
  return instances
    .flatMap((_, index) => holdersOf(nodes, index).flatMap((holder) => stuckAt(nodes, index, holder)))
    .sort();
}
