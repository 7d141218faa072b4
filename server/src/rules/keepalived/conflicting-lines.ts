import { familyOf, isAddress, withoutRange } from "../../schema/keepalived/addresses.ts";
import { numberFault } from "../../schema/keepalived/numbers.ts";
import { type Finding, type Message, message, type Severity } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { fileFinding } from "./file-finding.ts";
import {
  type BlockView,
  blocksNamed,
  entriesOf,
  type FileView,
  fileViewOf,
  lastLine,
  placeOf,
  type Setting,
} from "./file-view.ts";
import { type InstanceView, instanceViewsOf } from "./instance-view.ts";

interface Conflict {
  readonly line: Setting;
  readonly at: number;
  readonly said: Message;
  readonly severity: Severity;
}

/** The number of a line that keepalived takes; undefined where it is filled in later, or refused. */
function numberOf(line: Setting | undefined, min: number, max: number): number | undefined {
  const text = line?.words[1];
  if (text === undefined || numberFault(text, { type: "int", min, max }) !== undefined) return undefined;
  return Number(text);
}

/** The two limits of a `vrrp_track_process`, each of which is held against the other as it stands above. */
function* ofProcess(block: BlockView): Iterable<Conflict> {
  let quorum = 1;
  let most = Number.POSITIVE_INFINITY;
  for (const line of block.lines) {
    if (line.keyword === "quorum") {
      const value = numberOf(line, 1, 65_535);
      if (value === undefined) continue;
      if (value <= most) quorum = value;
      else yield { line, at: 1, said: quorumMessage(value, most), severity: "error" };
    } else if (line.keyword === "quorum_max") {
      const value = numberOf(line, 0, 65_535);
      if (value === undefined) continue;
      if (value < quorum && (value > 0 || quorum > 1)) {
        yield { line, at: 1, said: quorumMessage(quorum, value), severity: "error" };
        continue;
      }
      most = value;
      quorum = value === 0 ? 0 : Math.max(quorum, 1);
    }
  }
}

function quorumMessage(quorum: number, most: number): Message {
  return message(
    "quorum {quorum} is more than quorum_max {max} allows: keepalived complains and ignores the later line of the two.",
    { quorum, max: most },
  );
}

/** How many routers a packet of a session may pass: the time to live that it starts with unless a line says it. */
const usualTtl = { 4: 255, 6: 64 } as const;

function* ofSession(block: BlockView): Iterable<Conflict> {
  const neighbour = lastLine(block, "neighbor_ip", "neighbour_ip")?.words[1];
  const sourceLine = lastLine(block, "source_ip");
  const source = sourceLine?.words[1];
  if (neighbour === undefined || !isAddress(withoutRange(neighbour))) return;
  if (sourceLine !== undefined && source !== undefined && isAddress(withoutRange(source))) {
    if (familyOf(source) !== familyOf(neighbour)) {
      const said = message(
        "{source} and the neighbour {neighbour} are of different address families: keepalived complains and drops the session.",
        { source, neighbour },
      );
      yield { line: sourceLine, at: 1, said, severity: "error" };
    }
  }
  const hopsLine = lastLine(block, "max_hops");
  const hops = numberOf(hopsLine, -1, 255);
  const ttlLine = lastLine(block, "ttl", "hoplimit");
  const ttl = ttlLine === undefined ? usualTtl[familyOf(neighbour)] : numberOf(ttlLine, 1, 255);
  // Counted without a sign, -1 is the most.
  if (hopsLine === undefined || hops === undefined || ttl === undefined || (hops < 0 ? 255 : hops) <= ttl) return;
  const said = message("max_hops {hops} is more than the packets' time to live, {ttl}: keepalived uses {ttl}.", {
    hops,
    ttl,
  });
  yield { line: hopsLine, at: 1, said, severity: "warning" };
}

function* ofAuthentication({ block, version, isStrict }: InstanceView): Iterable<Conflict> {
  const head = lastLine(block, "auth_hmac");
  const inner = block.blocks.filter(({ keyword }) => keyword === "auth_hmac");
  if (head === undefined || inner.length === 0 || inner.some(({ isOpen }) => isOpen)) return;
  const lines = inner.flatMap((one) => one.lines);
  const active = lines.findLast(({ keyword }) => keyword === "active_key");
  const keys = lines.filter(({ keyword }) => keyword === "key");
  const isUnknown = [active, ...keys].some((line) => line !== undefined && line.words[1] === undefined);
  if (!isUnknown && !keys.some(({ words }) => Number(words[1]) === Number(active?.words[1] ?? 0))) {
    const said =
      active === undefined
        ? message(
            "auth_hmac says by no active_key which key signs: keepalived complains and sends without authentication.",
          )
        : message(
            "auth_hmac has no key {id}, which active_key names: keepalived complains and sends without authentication.",
            { id: active.words[1] ?? "" },
          );
    yield { line: active ?? head, at: active === undefined ? 0 : 1, said, severity: "error" };
  }
  const old = block.blocks.find((one) => one.keyword === "authentication" && lastLine(one, "auth_type") !== undefined);
  const hasPassword = block.blocks.some((one) => (lastLine(one, "auth_pass")?.words[1] ?? "") !== "");
  if (old === undefined || !hasPassword || version !== 2 || isStrict !== false) return;
  const said = message("auth_hmac takes the place of authentication: keepalived complains and drops this block.");
  yield { line: old, at: 0, said, severity: "warning" };
}

/** The most addresses that the count in a VRRP packet can say. */
const mostAddresses = 255;

function* ofAddresses({ block }: InstanceView): Iterable<Conflict> {
  const addresses = entriesOf(block, "virtual_ipaddress");
  const line = addresses[mostAddresses];
  if (line === undefined || block.isOpen) return;
  const said = message(
    "An advertisement says 255 addresses at most: keepalived complains and treats this one and those below as excluded ones.",
  );
  yield { line, at: 0, said, severity: "warning" };
}

/** A group is MASTER as a whole, so that it can't be of owners and others. */
function* ofGroups(view: FileView, instances: readonly InstanceView[]): Iterable<Conflict> {
  for (const group of blocksNamed(view, "vrrp_sync_group")) {
    let isOfOwners: boolean | undefined;
    const words = entriesOf(group, "group").flatMap((line) => line.words.map((name, at) => ({ line, name, at })));
    for (const { line, name, at } of group.isOpen ? [] : words) {
      const member = instances.find(({ block }) => name !== undefined && block.name === name);
      if (member === undefined) continue;
      if (isOfOwners === true && member.state === "BACKUP") {
        const said = message(
          "{name} starts as BACKUP, and the instances before it in the group own their addresses: keepalived says that this does not work, because a group is MASTER as a whole only.",
          { name: member.block.name ?? "" },
        );
        yield { line, at, said, severity: "warning" };
      }
      // Only what is written counts here, not what follows from it.
      const isOwner =
        member.state === "MASTER" && member.priority === 255 && lastLine(member.block, "priority") !== undefined;
      isOfOwners = isOfOwners !== false && isOwner;
    }
  }
}

/** The seconds between two advertisements of an instance, as it sends them; undefined where nobody can tell. */
function intervalOf({ block, version }: InstanceView): number | undefined {
  const line = lastLine(block, "advert_int");
  const seconds = line === undefined ? 1 : Number(line.words[1] ?? Number.NaN);
  if (!(seconds >= 0.01 && seconds <= 255) || version === undefined) return undefined;
  return version === 2 ? Math.max(1, Math.round(seconds)) : Math.min(40.95, seconds);
}

/** How long an interface may be down or up before it counts must be less than what lets others take over. */
function* ofDelays(view: FileView, instances: readonly InstanceView[]): Iterable<Conflict> {
  const lines = blocksNamed(view, "interface_up_down_delays").flatMap((block) => (block.isOpen ? [] : block.lines));
  for (const line of lines) {
    for (const instance of instances) {
      const { block } = instance;
      const adverts = lastLine(block, "down_timer_adverts");
      const count = adverts === undefined ? 3 : numberOf(adverts, 1, 100);
      const interval = intervalOf(instance);
      const name = lastLine(block, "interface")?.words[1];
      if (block.isOpen || count === undefined || interval === undefined || name === undefined || name !== line.words[0])
        continue;
      const limit = (count - 1) * interval;
      const at = line.words.findIndex(
        (word, index) => index > 0 && index < 3 && Number(word) > 0 && Number(word) >= limit,
      );
      if (at < 0) continue;
      const said = message(
        "With the advert_int and down_timer_adverts of {instance} the delay must be less than {limit} s, before which others take over: keepalived shortens it.",
        { instance: block.name ?? "", limit },
      );
      yield { line, at, said, severity: "warning" };
      break;
    }
  }
}

/** The interface of the sync daemon, which the whole file has one of. */
function* ofSyncDaemon(view: FileView): Iterable<Conflict> {
  let isGiven = blocksNamed(view, "global_defs").some((block) => lastLine(block, "lvs_sync_daemon") !== undefined);
  for (const block of blocksNamed(view, "vrrp_instance")) {
    const line = block.lines.find(({ keyword }) => keyword === "lvs_sync_daemon_interface");
    if (line === undefined || block.hasDirectives) continue;
    if (isGiven) {
      const said = message(
        "The file gives the sync daemon an interface elsewhere: keepalived complains and ignores this one.",
      );
      yield { line, at: 0, said, severity: "error" };
    }
    isGiven = true;
  }
}

function conflictsOf(view: FileView, instances: readonly InstanceView[]): readonly Conflict[] {
  const closed = (keyword: string): readonly BlockView[] => blocksNamed(view, keyword).filter(({ isOpen }) => !isOpen);
  return [
    ...closed("vrrp_track_process").flatMap((block) => [...ofProcess(block)]),
    ...closed("bfd_instance").flatMap((block) => [...ofSession(block)]),
    ...instances.flatMap((instance) => [...ofAuthentication(instance), ...ofAddresses(instance)]),
    ...ofGroups(view, instances),
    ...ofDelays(view, instances),
    ...ofSyncDaemon(view),
  ];
}

export const conflictingLines: FileRule = {
  code: "keepalived/conflicting-lines",
  scope: "file",
  reads: "keepalived",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "Two lines do not go together.",
    why: "Each line is right, but one of them excludes the other: a quorum above its maximum, the ends of a BFD session in two address families, a key that is to sign and is not there. keepalived complains and goes on without one of the two.",
    example: {
      bad: `//- keepalived.conf
bfd_instance b1 {
    neighbor_ip 10.0.0.12
    source_ip fd00::11
}
vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        10.0.0.100/24
    }
}
`,
      good: `//- keepalived.conf
bfd_instance b1 {
    neighbor_ip 10.0.0.12
    source_ip 10.0.0.11
}
vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        10.0.0.100/24
    }
}
`,
    },
  },
  *check(facts, context): Iterable<Finding> {
    if (facts.kind !== "keepalived") return;
    for (const { line, at, said, severity } of conflictsOf(fileViewOf(facts), instanceViewsOf(facts))) {
      yield fileFinding(this, context, placeOf(line, at), said, { severity });
    }
  },
};
