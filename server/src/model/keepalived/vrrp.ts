import type { KeepalivedSection, KeepalivedStatement } from "../../syntax/keepalived/tree.ts";
import { parseIpAddress } from "../address.ts";
import type { Stated } from "../value.ts";
import type { Tracker, VrrpInstance, VrrpState, VrrpSyncGroup } from "./facts.ts";
import {
  addTo,
  type Draft,
  hasHoles,
  opensInstance,
  readDecimal,
  readInteger,
  readText,
  type SectionReader,
} from "./section-reader.ts";

/** Every word but MASTER counts as BACKUP: keepalived complains of others and goes on so. */
function readState(text: string): VrrpState {
  return text === "MASTER" ? "MASTER" : "BACKUP";
}

function readAuthType(text: string): "PASS" | "AH" | undefined {
  return text === "PASS" || text === "AH" ? text : undefined;
}

const trackerKinds: Readonly<Record<string, Tracker["kind"]>> = {
  track_script: "script",
  track_interface: "interface",
  track_file: "file",
  track_process: "process",
  track_bfd: "bfd",
};

/** The keywords of commands that run when an instance or a group changes its state. */
const notifyKeyword = /^notify(?:_(?:master|backup|fault|stop|deleted|master_rx_lower_pri))?$/;

type InstanceReader = (reader: SectionReader, instance: Draft<VrrpInstance>, statement: KeepalivedStatement) => void;

/** What each keyword of a `vrrp_instance` adds. A repeated scalar takes the last value; repeated blocks add up. */
const instanceReaders: Readonly<Record<string, InstanceReader>> = {
  state(reader, instance, statement) {
    // A second `state` does not take MASTER away again.
    if (instance.state?.value !== "MASTER" || reader.isUnsure) instance.state = reader.argument(statement, readState);
  },
  interface(reader, instance, statement) {
    instance.interface = reader.argument(statement, readText);
  },
  virtual_router_id(reader, instance, statement) {
    instance.virtualRouterId = reader.argument(statement, readInteger);
  },
  priority(reader, instance, statement) {
    instance.priority = reader.argument(statement, readInteger);
  },
  advert_int(reader, instance, statement) {
    instance.advertInterval = reader.argument(statement, readDecimal);
  },
  version(reader, instance, statement) {
    instance.version = reader.argument(statement, readInteger);
  },
  mcast_dst_ip(reader, instance, statement) {
    instance.multicastDestination = reader.argument(statement, parseIpAddress);
  },
  mcast_src_ip: readSource,
  unicast_src_ip: readSource,
  nopreempt(reader, instance, statement) {
    instance.noPreempt = { ...reader.at(statement), isGenerated: statement.words[0]?.generated === true };
  },
  preempt(_, instance) {
    instance.noPreempt = undefined;
    instance.isMeantToPreempt = true;
  },
  preempt_delay(_, instance) {
    instance.isMeantToPreempt = true;
  },
  check_unicast_src(_, instance) {
    instance.checksUnicastSource = true;
  },
  authentication(reader, instance, statement) {
    instance.authenticationBlocks = [...instance.authenticationBlocks, reader.at(statement)];
    for (const entry of statement.block?.statements ?? []) {
      const keyword = entry.words[0]?.value;
      if (keyword === "auth_type") instance.authType = reader.argument(entry, readAuthType);
      else if (keyword === "auth_pass") instance.authPass = reader.argument(entry, readText);
      else instance.isOpen ||= opensInstance(entry);
    }
  },
  unicast_peer(reader, instance, statement) {
    instance.unicastPeers = [...instance.unicastPeers, ...reader.addresses(statement)];
    const block = reader.addressBlock(statement);
    const [keyword] = statement.words;
    if (block !== undefined && keyword !== undefined) {
      const place = { keyword: reader.at(keyword), at: reader.at(statement) };
      instance.unicastPeerBlocks = [...instance.unicastPeerBlocks, { ...block, ...place }];
    }
    instance.isOpen ||= statement.block?.statements.some(opensInstance) ?? false;
  },
  virtual_ipaddress(reader, instance, statement) {
    instance.virtualAddresses = [...instance.virtualAddresses, ...reader.addresses(statement)];
    instance.virtualAddressBlock = reader.addressBlock(statement);
    instance.isOpen ||= statement.block?.statements.some(opensInstance) ?? false;
  },
  virtual_ipaddress_excluded(reader, instance, statement) {
    instance.excludedAddresses = [...instance.excludedAddresses, ...reader.addresses(statement)];
    instance.excludedAddressBlock = reader.addressBlock(statement);
    instance.isOpen ||= statement.block?.statements.some(opensInstance) ?? false;
  },
};

function readSource(reader: SectionReader, instance: Draft<VrrpInstance>, statement: KeepalivedStatement): void {
  const keyword = statement.words[0]?.value;
  instance.sourceAddress = reader.argument(statement, parseIpAddress);
  instance.sourceKeyword = keyword === "unicast_src_ip" ? "unicast_src_ip" : "mcast_src_ip";
  const word = statement.words[0];
  instance.sourceKeywordAt = word === undefined || word.generated === true ? undefined : reader.at(word);
}

/** A `vrrp_instance`; undefined where it has no name or no block. */
export function readInstance(
  reader: SectionReader,
  statement: KeepalivedStatement,
  section: KeepalivedSection,
): VrrpInstance | undefined {
  const nameWord = statement.words[1];
  if (nameWord === undefined || statement.block === undefined) return undefined;
  const isFilledIn = hasHoles(section, statement);
  const instance: Draft<VrrpInstance> = {
    name: reader.stated(nameWord, readText),
    at: reader.at(statement),
    inside: reader.inside(statement),
    state: undefined,
    interface: undefined,
    virtualRouterId: undefined,
    priority: undefined,
    advertInterval: undefined,
    version: undefined,
    authType: undefined,
    authPass: undefined,
    authenticationBlocks: [],
    sourceAddress: undefined,
    sourceKeyword: undefined,
    sourceKeywordAt: undefined,
    multicastDestination: undefined,
    unicastPeers: [],
    unicastPeerBlocks: [],
    checksUnicastSource: false,
    virtualAddresses: [],
    virtualAddressBlock: undefined,
    excludedAddresses: [],
    excludedAddressBlock: undefined,
    noPreempt: undefined,
    hasTakeoverScript: false,
    isMeantToPreempt: false,
    trackers: [],
    notifyCommands: [],
    isOpen: isFilledIn,
  };
  const seen = new Set<string>();
  for (const entry of statement.block.statements) {
    const keyword = entry.words[0]?.value ?? "";
    const read = Object.hasOwn(instanceReaders, keyword) ? instanceReaders[keyword] : undefined;
    reader.isUnsure = isFilledIn && entry.block === undefined && seen.has(keyword);
    seen.add(keyword);
    const trackerKind = Object.hasOwn(trackerKinds, keyword) ? trackerKinds[keyword] : undefined;
    if (read !== undefined) read(reader, instance, entry);
    else if (trackerKind !== undefined)
      instance.trackers = [...instance.trackers, ...reader.trackers(trackerKind, entry)];
    else if (notifyKeyword.test(keyword)) {
      if (keyword === "notify" || keyword === "notify_master") instance.hasTakeoverScript = true;
      const command = reader.commandLine(entry);
      if (command !== undefined) instance.notifyCommands = [...instance.notifyCommands, command];
    } else instance.isOpen ||= opensInstance(entry);
  }
  reader.isUnsure = false;
  return instance;
}

/** A `vrrp_sync_group`; undefined where it has no name. */
export function readSyncGroup(
  reader: SectionReader,
  statement: KeepalivedStatement,
  section: KeepalivedSection,
): VrrpSyncGroup | undefined {
  const nameWord = statement.words[1];
  if (nameWord === undefined) return undefined;
  const members: Stated<string>[] = [];
  const trackers: Tracker[] = [];
  const notifyCommands: Stated<string>[] = [];
  let hasTrackingWeight = false;
  let isOpen = hasHoles(section, statement);
  for (const entry of statement.block?.statements ?? []) {
    const keyword = entry.words[0]?.value ?? "";
    const trackerKind = Object.hasOwn(trackerKinds, keyword) ? trackerKinds[keyword] : undefined;
    if (keyword === "group") {
      const words = (entry.block?.statements ?? []).flatMap((line) => line.words);
      for (const word of words) members.push(reader.stated(word, readText));
      isOpen ||= entry.block?.statements.some(opensInstance) ?? false;
    } else if (trackerKind !== undefined) {
      for (const tracker of reader.trackers(trackerKind, entry)) trackers.push(tracker);
    } else if (notifyKeyword.test(keyword)) addTo(notifyCommands, reader.commandLine(entry));
    else if (keyword === "sync_group_tracking_weight" || keyword === "global_tracking") hasTrackingWeight = true;
    else isOpen ||= opensInstance(entry);
  }
  return {
    name: reader.stated(nameWord, readText),
    at: reader.at(statement),
    members,
    trackers,
    notifyCommands,
    hasTrackingWeight,
    isOpen,
  };
}
