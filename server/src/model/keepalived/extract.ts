import type { KeepalivedSection, KeepalivedStatement } from "../../syntax/keepalived/tree.ts";
import { type Anchor, anchorOf, type Comment, type Origin, type Word } from "../../syntax/tree.ts";
import { parseIpAddress } from "../address.ts";
import { isPlaceholder, type Stated } from "../value.ts";
import type {
  AddressBlock,
  KeepalivedFacts,
  KeepalivedSectionFacts,
  RealServer,
  TrackDefinition,
  Tracker,
  TrackWeight,
  VirtualAddress,
  VirtualServer,
  VirtualServerGroup,
  VrrpInstance,
  VrrpScript,
  VrrpState,
  VrrpSyncGroup,
  VrrpTrackProcess,
} from "./facts.ts";

/** Reads the statements of one section. */
class SectionReader {
  readonly #origin: Origin;
  /** A template decides which of several like statements is there, so that no value is known. */
  isUnsure = false;

  constructor(origin: Origin) {
    this.#origin = origin;
  }

  at(place: { readonly start: number; readonly end: number }): Anchor {
    return anchorOf(this.#origin, place);
  }

  stated<T>(word: Word, read: (text: string) => T | undefined): Stated<T> {
    return {
      value: this.isUnsure || isPlaceholder(word.value) ? undefined : read(word.value),
      text: word.value,
      at: this.at(word),
      isGenerated: word.generated === true,
    };
  }

  /** The first argument of a statement. */
  argument<T>(statement: KeepalivedStatement, read: (text: string) => T | undefined): Stated<T> | undefined {
    const word = statement.words[1];
    return word === undefined ? undefined : this.stated(word, read);
  }

  inside(statement: KeepalivedStatement): Anchor {
    const block = statement.block;
    if (block === undefined) return this.at({ start: statement.end, end: statement.end });
    return this.at({ start: block.open + 1, end: block.close ?? statement.end });
  }

  addresses(statement: KeepalivedStatement): VirtualAddress[] {
    return (statement.block?.statements ?? []).flatMap((entry) => {
      const word = entry.words.find((candidate) => parseIpAddress(candidate.value) !== undefined) ?? entry.words[0];
      if (word === undefined || word.value.startsWith("include")) return [];
      const device = entry.words.findIndex((candidate) => candidate.value === "dev");
      return [
        {
          ...this.stated(word, parseIpAddress),
          entry: this.at(entry),
          entryText: entry.words.map((part) => part.value).join(" "),
          device: device < 0 ? undefined : entry.words[device + 1]?.value,
        },
      ];
    });
  }

  addressBlock(statement: KeepalivedStatement): AddressBlock | undefined {
    if (statement.block === undefined) return undefined;
    return { inside: this.inside(statement), isGenerated: statement.words[0]?.generated === true };
  }

  trackers(kind: Tracker["kind"], statement: KeepalivedStatement): Tracker[] {
    return (statement.block?.statements ?? []).flatMap((entry) => {
      const name = entry.words[0];
      if (name === undefined) return [];
      return [{ kind, name: this.stated(name, readText), weight: this.weight(entry), at: this.at(entry) }];
    });
  }

  /** All words behind the keyword, as one command line. */
  commandLine(statement: KeepalivedStatement): Stated<string> | undefined {
    const [, first] = statement.words;
    const last = statement.words[statement.words.length - 1];
    if (first === undefined || last === undefined) return undefined;
    const value = statement.words
      .slice(1)
      .map((word) => word.value)
      .join(" ");
    return { ...this.stated({ ...first, value }, readText), at: this.at({ start: first.start, end: last.end }) };
  }

  /** The number behind the word `weight`; `reverse` counts only behind it. */
  weight(statement: KeepalivedStatement): TrackWeight | undefined {
    const at = statement.words.findIndex((word) => word.value === "weight");
    const number = at < 0 ? undefined : statement.words[at + 1];
    if (number === undefined) return undefined;
    return { ...this.stated(number, readInteger), isReversed: statement.words[at + 2]?.value === "reverse" };
  }
}

function readText(text: string): string {
  return text;
}

/** Decimal digits with an optional sign, as keepalived reads numbers; hexadecimal is none. */
function readInteger(text: string): number | undefined {
  const trimmed = text.trim();
  return /^[+-]?\d{1,15}$/.test(trimmed) ? Number(trimmed) : undefined;
}

function readDecimal(text: string): number | undefined {
  const trimmed = text.trim();
  return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/.test(trimmed) ? Number(trimmed) : undefined;
}

/** Every word but MASTER counts as BACKUP: keepalived complains of others and goes on so. */
function readState(text: string): VrrpState {
  return text === "MASTER" ? "MASTER" : "BACKUP";
}

function readAuthType(text: string): "PASS" | "AH" | undefined {
  return text === "PASS" || text === "AH" ? text : undefined;
}

type Draft<T> = { -readonly [Key in keyof T]: T[Key] };

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

/**
 * Whether a statement brings in text that is not here: an include, or a template's hole in a keyword's place. Ansible's own hole
 * for "this file is managed" becomes a comment.
 */
function opensInstance(statement: KeepalivedStatement): boolean {
  const keyword = statement.words[0]?.value ?? "";
  return /^include[rmwba]?$/.test(keyword) || (isPlaceholder(keyword) && !/\bansible_managed\b/.test(keyword));
}

function readInstance(
  reader: SectionReader,
  statement: KeepalivedStatement,
  section: KeepalivedSection,
): VrrpInstance | undefined {
  const nameWord = statement.words[1];
  if (nameWord === undefined || statement.block === undefined) return undefined;
  const hasHoles = section.holes.some((hole) => hole.start >= statement.start && hole.end <= statement.end);
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
    isOpen: hasHoles,
  };
  const seen = new Set<string>();
  for (const entry of statement.block.statements) {
    const keyword = entry.words[0]?.value ?? "";
    const read = Object.hasOwn(instanceReaders, keyword) ? instanceReaders[keyword] : undefined;
    reader.isUnsure = hasHoles && entry.block === undefined && seen.has(keyword);
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

function readTrackDefinition<Kind extends TrackDefinition["kind"]>(
  kind: Kind,
  reader: SectionReader,
  statement: KeepalivedStatement,
  section: KeepalivedSection,
): (Draft<TrackDefinition> & { readonly kind: Kind }) | undefined {
  const nameWord = statement.words[1];
  if (nameWord === undefined) return undefined;
  const entries = statement.block?.statements ?? [];
  const stated = entries.filter((entry) => entry.words[0]?.value === "weight").map((entry) => reader.weight(entry));
  return {
    kind,
    name: reader.stated(nameWord, readText),
    at: reader.at(statement),
    weight: stated[stated.length - 1],
    isOpen:
      entries.some(opensInstance) ||
      section.holes.some((hole) => hole.start >= statement.start && hole.end <= statement.end),
  };
}

/** A word as keepalived reads it back; undefined where that can't be written, or where the word is not the file's own. */
function writtenWord({ value, generated }: Word, isQuoted = /[\s#!{}]/.test(value)): string | undefined {
  if (generated === true || isPlaceholder(value) || /["\\]/.test(value)) return undefined;
  return isQuoted ? `"${value}"` : value;
}

/** The lines of a block that holds no other, as they can be written elsewhere. */
function copyOf(statement: KeepalivedStatement): string[] | undefined {
  const lines: string[] = [];
  for (const entry of statement.block?.statements ?? []) {
    const [keyword, ...words] = entry.words;
    // A command is one word in quotes, or words without any: put together they are the same.
    const isCommand = keyword?.value === "script";
    const parts = words.map((word) => writtenWord(word, isCommand ? false : undefined));
    const areBare = words.every(({ value }) => !/[\s']/.test(value));
    if (keyword === undefined || entry.block !== undefined || parts.includes(undefined)) return undefined;
    if (isCommand && words.length > 1 && !areBare) return undefined;
    lines.push(isCommand ? `script "${parts.join(" ")}"` : [keyword.value, ...parts].join(" "));
  }
  return lines;
}

function readScript(
  reader: SectionReader,
  statement: KeepalivedStatement,
  section: KeepalivedSection,
): VrrpScript | undefined {
  const definition = readTrackDefinition("script", reader, statement, section);
  if (definition === undefined) return undefined;
  const script: Draft<VrrpScript> = {
    ...definition,
    command: undefined,
    interval: undefined,
    fall: undefined,
    rise: undefined,
    copy: definition.isOpen ? undefined : copyOf(statement),
  };
  for (const entry of statement.block?.statements ?? []) {
    const keyword = entry.words[0]?.value;
    if (keyword === "script") {
      script.command = reader.commandLine(entry) ?? script.command;
    } else if (keyword === "interval") script.interval = reader.argument(entry, readDecimal);
    else if (keyword === "fall") script.fall = reader.argument(entry, readInteger);
    else if (keyword === "rise") script.rise = reader.argument(entry, readInteger);
  }
  return script;
}

function readSyncGroup(
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
  let isOpen = section.holes.some((hole) => hole.start >= statement.start && hole.end <= statement.end);
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

function readTrackProcess(
  reader: SectionReader,
  statement: KeepalivedStatement,
  section: KeepalivedSection,
): VrrpTrackProcess | undefined {
  const definition = readTrackDefinition("process", reader, statement, section);
  const entry = statement.block?.statements.findLast(({ words }) => words[0]?.value === "process");
  if (definition === undefined) return undefined;
  return { ...definition, process: entry === undefined ? undefined : reader.argument(entry, readText) };
}

/** Seconds that a client stays with its server where `persistence_timeout` stands alone. */
const defaultPersistence = 360;

function readRealServer(reader: SectionReader, statement: KeepalivedStatement): RealServer | undefined {
  const [, address, port] = statement.words;
  if (address === undefined) return undefined;
  return {
    address: reader.stated(address, parseIpAddress),
    port: port === undefined ? undefined : reader.stated(port, readInteger),
    at: reader.at(statement),
    statement,
  };
}

/** The words of a virtual server's header: an address with its port, or what stands in their place. */
function readVirtualServerTarget(
  reader: SectionReader,
  [, first, second]: readonly Word[],
): Pick<VirtualServer, "address" | "port" | "firewallMark" | "group"> {
  const target = { address: undefined, port: undefined, firewallMark: undefined, group: undefined };
  if (first === undefined) return target;
  if (first.value === "fwmark") {
    return { ...target, firewallMark: second === undefined ? undefined : reader.stated(second, readInteger) };
  }
  if (first.value === "group") {
    return { ...target, group: second === undefined ? undefined : reader.stated(second, readText) };
  }
  return {
    ...target,
    address: reader.stated(first, parseIpAddress),
    port: second === undefined ? undefined : reader.stated(second, readInteger),
  };
}

function readVirtualServer(
  reader: SectionReader,
  statement: KeepalivedStatement,
  section: KeepalivedSection,
): VirtualServer | undefined {
  const { words, block } = statement;
  if (words[1] === undefined || block === undefined) return undefined;
  const isGenerated = words[0]?.generated === true;
  const server: Draft<VirtualServer> = {
    ...readVirtualServerTarget(reader, words),
    at: reader.at(statement),
    opening: isGenerated ? undefined : reader.at({ start: statement.start, end: block.open + 1 }),
    scheduler: undefined,
    forwarding: undefined,
    persistenceTimeout: undefined,
    protocol: undefined,
    realServers: [],
    hasQuorumCommand: false,
    isOpen: section.holes.some((hole) => hole.start >= statement.start && hole.end <= statement.end),
  };
  const realServers: RealServer[] = [];
  for (const entry of block.statements) {
    const keyword = entry.words[0];
    switch (keyword?.value) {
      case "lb_algo":
      case "lvs_sched":
        server.scheduler = reader.argument(entry, readText);
        break;
      case "lb_kind":
      case "lvs_method":
        server.forwarding = reader.argument(entry, readText);
        break;
      case "persistence_timeout":
        server.persistenceTimeout = {
          ...(reader.argument(entry, readInteger) ?? reader.stated(keyword, () => defaultPersistence)),
          entry: reader.at(entry),
        };
        break;
      case "protocol":
        server.protocol = reader.argument(entry, readText);
        break;
      case "quorum_up":
        server.hasQuorumCommand = true;
        break;
      case "real_server":
        addTo(realServers, readRealServer(reader, entry));
        break;
      default:
        server.isOpen ||= opensInstance(entry);
    }
  }
  return { ...server, realServers };
}

function readVirtualServerGroup(
  reader: SectionReader,
  statement: KeepalivedStatement,
  section: KeepalivedSection,
): VirtualServerGroup | undefined {
  const name = statement.words[1];
  if (name === undefined) return undefined;
  const entries = (statement.block?.statements ?? []).map(({ words }) => words.map(({ value }) => value).join(" "));
  const isUnknown =
    entries.some(isPlaceholder) ||
    (statement.block?.statements.some(opensInstance) ?? false) ||
    section.holes.some((hole) => hole.start >= statement.start && hole.end <= statement.end);
  return {
    name: reader.stated(name, readText),
    entries: isUnknown ? undefined : entries,
    at: reader.at(statement),
  };
}

type SectionDraft = Draft<KeepalivedSectionFacts> & {
  instances: VrrpInstance[];
  scripts: VrrpScript[];
  otherTrackDefinitions: (TrackDefinition | VrrpTrackProcess)[];
  syncGroups: VrrpSyncGroup[];
  virtualServers: VirtualServer[];
  virtualServerGroups: VirtualServerGroup[];
  staticAddresses: VirtualAddress[];
};

type BlockReader = (
  reader: SectionReader,
  facts: SectionDraft,
  statement: KeepalivedStatement,
  section: KeepalivedSection,
) => void;

function addTo<T>(list: T[], item: T | undefined): void {
  if (item !== undefined) list.push(item);
}

/** What each top-level keyword adds. */
const blockReaders: Readonly<Record<string, BlockReader>> = {
  vrrp_instance(reader, facts, statement, section) {
    addTo(facts.instances, readInstance(reader, statement, section));
  },
  vrrp_script(reader, facts, statement, section) {
    addTo(facts.scripts, readScript(reader, statement, section));
  },
  vrrp_track_process(reader, facts, statement, section) {
    addTo(facts.otherTrackDefinitions, readTrackProcess(reader, statement, section));
  },
  bfd_instance(reader, facts, statement, section) {
    addTo(facts.otherTrackDefinitions, readTrackDefinition("bfd", reader, statement, section));
  },
  vrrp_sync_group(reader, facts, statement, section) {
    addTo(facts.syncGroups, readSyncGroup(reader, statement, section));
  },
  virtual_server(reader, facts, statement, section) {
    addTo(facts.virtualServers, readVirtualServer(reader, statement, section));
  },
  virtual_server_group(reader, facts, statement, section) {
    addTo(facts.virtualServerGroups, readVirtualServerGroup(reader, statement, section));
  },
  static_ipaddress(reader, facts, statement) {
    for (const address of reader.addresses(statement)) facts.staticAddresses.push(address);
  },
  global_defs(reader, facts, statement) {
    if (statement.block !== undefined && statement.words[0]?.generated !== true) {
      facts.globalDefs ??= reader.at({ start: statement.start, end: statement.block.open + 1 });
    }
    for (const entry of statement.block?.statements ?? []) {
      const keyword = entry.words[0]?.value;
      if (keyword === "router_id" || keyword === "lvs_id") facts.routerId = reader.argument(entry, readText);
      else if (keyword === "vrrp_version") facts.globalVersion = reader.argument(entry, readInteger);
      else if (keyword === "vrrp_mcast_group4") facts.multicastGroup4 = reader.argument(entry, parseIpAddress);
      else if (keyword === "vrrp_check_unicast_src") facts.checksUnicastSource = true;
      else if (keyword === "script_user" || keyword === "enable_script_security") facts.hasScriptUser = true;
      else if (keyword === "vrrp_mcast_group6") facts.multicastGroup6 = reader.argument(entry, parseIpAddress);
      else facts.isOpen ||= opensInstance(entry);
    }
  },
};

/** Whether a template's line stands inside an instance, whose own matter it is. */
function isInInstance(statement: KeepalivedStatement, hole: Comment): boolean {
  return statement.words[0]?.value === "vrrp_instance" && hole.start >= statement.start && hole.end <= statement.end;
}

const factsBySection = new WeakMap<KeepalivedSection, KeepalivedSectionFacts>();

/** What one section says. The result is kept for as long as the section lives. */
export function keepalivedSectionFacts(section: KeepalivedSection): KeepalivedSectionFacts {
  const known = factsBySection.get(section);
  if (known !== undefined) return known;
  const reader = new SectionReader(section.origin);
  const facts: SectionDraft = {
    routerId: undefined,
    globalVersion: undefined,
    multicastGroup4: undefined,
    checksUnicastSource: false,
    multicastGroup6: undefined,
    hasScriptUser: false,
    globalDefs: undefined,
    instances: [],
    scripts: [],
    otherTrackDefinitions: [],
    syncGroups: [],
    virtualServers: [],
    virtualServerGroups: [],
    staticAddresses: [],
    hasInclude: false,
    isOpen: section.holes.some((hole) => !section.statements.some((statement) => isInInstance(statement, hole))),
  };
  for (const statement of section.statements) {
    const keyword = statement.words[0]?.value ?? "";
    const read = Object.hasOwn(blockReaders, keyword) ? blockReaders[keyword] : undefined;
    if (read !== undefined) read(reader, facts, statement, section);
    else facts.hasInclude ||= opensInstance(statement);
  }
  facts.isOpen ||= facts.hasInclude;
  factsBySection.set(section, facts);
  return facts;
}

/** What a whole keepalived.conf says to one host. */
export function keepalivedFacts(sections: readonly KeepalivedSection[], configId?: string): KeepalivedFacts {
  const parts = sections.map(keepalivedSectionFacts);
  const last = <T>(pick: (facts: KeepalivedSectionFacts) => T | undefined): T | undefined =>
    parts.reduce<T | undefined>((found, part) => pick(part) ?? found, undefined);
  return {
    kind: "keepalived",
    configId,
    sections,
    routerId: last((part) => part.routerId),
    globalVersion: last((part) => part.globalVersion),
    multicastGroup4: last((part) => part.multicastGroup4),
    checksUnicastSource: parts.some((part) => part.checksUnicastSource),
    multicastGroup6: last((part) => part.multicastGroup6),
    hasScriptUser: parts.some((part) => part.hasScriptUser),
    globalDefs: parts.find((part) => part.globalDefs !== undefined)?.globalDefs,
    instances: parts.flatMap((part) => part.instances),
    scripts: parts.flatMap((part) => part.scripts),
    otherTrackDefinitions: parts.flatMap((part) => part.otherTrackDefinitions),
    syncGroups: parts.flatMap((part) => part.syncGroups),
    virtualServers: parts.flatMap((part) => part.virtualServers),
    virtualServerGroups: parts.flatMap((part) => part.virtualServerGroups),
    staticAddresses: parts.flatMap((part) => part.staticAddresses),
    hasInclude: parts.some((part) => part.hasInclude),
    isOpen: parts.some((part) => part.isOpen),
  };
}
