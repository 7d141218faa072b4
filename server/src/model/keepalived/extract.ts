import type { KeepalivedSection, KeepalivedStatement } from "../../syntax/keepalived/tree.ts";
import type { Comment } from "../../syntax/tree.ts";
import { parseIpAddress } from "../address.ts";
import type {
  KeepalivedFacts,
  KeepalivedSectionFacts,
  TrackDefinition,
  VirtualAddress,
  VirtualServer,
  VirtualServerGroup,
  VrrpInstance,
  VrrpScript,
  VrrpSyncGroup,
  VrrpTrackProcess,
} from "./facts.ts";
import { readVirtualServer, readVirtualServerGroup } from "./lvs.ts";
import { addTo, type Draft, opensInstance, readInteger, readText, SectionReader } from "./section-reader.ts";
import { readScript, readTrackDefinition, readTrackProcess } from "./tracking.ts";
import { readInstance, readSyncGroup } from "./vrrp.ts";

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
