import type { KeepalivedSection, KeepalivedStatement } from "../../syntax/keepalived/tree.ts";
import type { Word } from "../../syntax/tree.ts";
import { parseIpAddress } from "../address.ts";
import { isPlaceholder } from "../value.ts";
import type { RealServer, VirtualServer, VirtualServerGroup } from "./facts.ts";
import {
  addTo,
  type Draft,
  hasHoles,
  opensInstance,
  readInteger,
  readText,
  type SectionReader,
} from "./section-reader.ts";

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

/** A `virtual_server`; undefined where it has no header or no block. */
export function readVirtualServer(
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
    isOpen: hasHoles(section, statement),
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

/** A `virtual_server_group`; undefined where it has no name. */
export function readVirtualServerGroup(
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
    hasHoles(section, statement);
  return {
    name: reader.stated(name, readText),
    entries: isUnknown ? undefined : entries,
    at: reader.at(statement),
  };
}
