import type { KeepalivedFacts } from "../../model/keepalived/facts.ts";
import { familyOf } from "../../schema/keepalived/addresses.ts";
import { groupEntryFaults } from "../../schema/keepalived/group-entries.ts";
import { type BlockView, blocksNamed, fileViewOf, lastLine, type Setting } from "./file-view.ts";
import { addressIn, numberIn, portIn, VirtualServerReader } from "./virtual-server-reader.ts";

/** How packets reach a server: `none` where no line says it, which is NAT; undefined where it is filled in later. */
export type LvsMethod = "NAT" | "DR" | "TUN" | "none" | undefined;

/** The family of a virtual server: `none` while no line shows it, undefined where it can't be told. */
export type LvsFamily = 4 | 6 | "none" | undefined;

/** A line whose address is of another family than the lines above. */
export interface FamilyClash {
  readonly line: Setting;
  readonly what: "real-server" | "sorry-server" | "line";
  /** The family by the lines above. */
  readonly family: 4 | 6;
}

/** A `persistence_granularity` with the family as which it is read. */
export interface Granularity {
  readonly line: Setting;
  readonly family: 4 | 6;
}

/** A `real_server` of a virtual server. */
export interface RealServerView {
  readonly block: BlockView;
  /** Undefined where it is no address or filled in later. */
  readonly address: string | undefined;
  /** The port; 0 where none is written, undefined where it is wrong or filled in later. */
  readonly port: number | undefined;
  readonly method: LvsMethod;
  /** Undefined where it is filled in later. */
  readonly weight: number | undefined;
  /** keepalived drops it, because of its address, its port or its family. */
  readonly isDropped: boolean;
  /** The same address and port stand above, so that keepalived drops it. */
  readonly isRepeated: boolean;
}

/** The `sorry_server` of a virtual server. */
export interface SorryServerView {
  readonly line: Setting;
  readonly address: string | undefined;
  readonly port: number | undefined;
  readonly method: LvsMethod;
  readonly isInhibited: boolean;
}

/** A `virtual_server` with what its lines decide. */
export interface VirtualServerView {
  readonly block: BlockView;
  readonly kind: "address" | "group" | "fwmark" | undefined;
  /** Undefined unless it has an address that is written. */
  readonly address: string | undefined;
  /** The port; 0 where none is written, undefined where it is filled in later or there is no address. */
  readonly port: number | undefined;
  readonly method: LvsMethod;
  readonly family: LvsFamily;
  readonly clashes: readonly FamilyClash[];
  readonly granularities: readonly Granularity[];
  readonly realServers: readonly RealServerView[];
  /** The sorry server that is used in the end. */
  readonly sorryServer: SorryServerView | undefined;
  /** The `virtual_server_group` that it names; undefined where it names none, or one that is not there as a whole. */
  readonly group: BlockView | undefined;
  /** What its packets are told by; undefined where a group is not known. */
  readonly hasMarks: boolean | undefined;
  /** The families of its group's entries, where they are at odds with its own, for which keepalived ignores the whole block. */
  readonly wrongFamilies: readonly (4 | 6)[] | undefined;
  readonly hasAddresses: boolean | undefined;
  /** Whether connections of one client go to one real server; undefined where that is filled in later. */
  readonly isPersistent: boolean | undefined;
}

/** The families of a group's entries; undefined where one is filled in later. */
function familiesOf(group: BlockView): readonly (4 | 6)[] | undefined {
  const families = new Set<4 | 6>();
  for (const { words } of group.lines) {
    const [first, , family] = words;
    if (words.includes(undefined) || first === undefined) return undefined;
    // An entry that keepalived drops shows nothing.
    if (groupEntryFaults(words).some(({ severity }) => severity === "error")) continue;
    if (first === "fwmark") {
      if (family === "inet") families.add(4);
      if (family === "inet6") families.add(6);
    } else families.add(familyOf(first));
  }
  return [...families];
}

/** The families of a group that are at odds with the family of a virtual server; undefined where none are. */
function wrongFamiliesOf(group: BlockView | undefined, family: LvsFamily): readonly (4 | 6)[] | undefined {
  const families = group === undefined || family === "none" || family === undefined ? undefined : familiesOf(group);
  return families?.some((one) => one !== family) === true ? families : undefined;
}

/** Whether a line makes connections persistent; undefined where it is filled in later. */
function makesPersistent(line: Setting): boolean | undefined {
  if (line.statement.words.length < 2) return true;
  if (line.words[1] === undefined) return undefined;
  return numberIn(line, 1, 2_678_400) !== undefined;
}

function isPersistent(block: BlockView): boolean | undefined {
  // Which granularities keepalived refuses hangs on the family: one that is written is taken for right.
  if (lastLine(block, "persistence_granularity") !== undefined) return true;
  const lines = block.lines.filter(({ keyword }) => keyword === "persistence_timeout").map(makesPersistent);
  return lines.includes(undefined) ? undefined : lines.includes(true);
}

function readServer(block: BlockView, groups: readonly BlockView[]): VirtualServerView {
  const [, first, second] = block.words;
  const isNamed = first === "group" || first === "fwmark";
  const address = isNamed ? undefined : addressIn(block);
  const group = first === "group" ? groups.find(({ name, isOpen }) => name === second && !isOpen) : undefined;
  const marks = group?.lines.filter(({ words: [word] }) => word === "fwmark").length;
  const kind = first === undefined ? undefined : isNamed ? first : "address";
  const reader = new VirtualServerReader(
    block,
    isNamed ? "none" : address === undefined ? undefined : familyOf(address),
  );
  return {
    block,
    kind,
    address,
    port: isNamed ? undefined : portIn(block),
    group,
    method: reader.method,
    family: reader.family,
    clashes: reader.clashes,
    granularities: reader.granularities,
    realServers: reader.realServers(),
    sorryServer: reader.sorryServer(),
    hasMarks: kind === "group" ? (marks === undefined ? undefined : marks > 0) : kind === "fwmark",
    hasAddresses:
      kind === "group" ? (group === undefined ? undefined : group.lines.length > (marks ?? 0)) : kind === "address",
    isPersistent: isPersistent(block),
    wrongFamilies: wrongFamiliesOf(group, reader.family),
  };
}

const serversByFacts = new WeakMap<KeepalivedFacts, readonly VirtualServerView[]>();

/** The virtual servers of a file whose lines are all there. */
export function virtualServersOf(facts: KeepalivedFacts): readonly VirtualServerView[] {
  const known = serversByFacts.get(facts);
  if (known !== undefined) return known;
  const view = fileViewOf(facts);
  const groups = blocksNamed(view, "virtual_server_group");
  const servers = blocksNamed(view, "virtual_server")
    .filter(({ isOpen }) => !isOpen)
    .map((block) => readServer(block, groups));
  serversByFacts.set(facts, servers);
  return servers;
}

/** The virtual servers that keepalived looks at as a whole: it ignores one whose group is missing or of another family. */
export function keptServersOf(facts: KeepalivedFacts): readonly VirtualServerView[] {
  return virtualServersOf(facts).filter(
    ({ kind, group, wrongFamilies }) => wrongFamilies === undefined && (kind !== "group" || group !== undefined),
  );
}
