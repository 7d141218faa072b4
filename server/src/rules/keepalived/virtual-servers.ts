import type { KeepalivedFacts } from "../../model/keepalived/facts.ts";
import { isAddress, withoutRange } from "../../schema/keepalived/addresses.ts";
import { type BlockView, blocksNamed, fileViewOf, lastLine } from "./file-view.ts";

/** A `real_server` of a virtual server. */
export interface RealServerView {
  readonly block: BlockView;
  /** Undefined where it is no address or filled in later. */
  readonly address: string | undefined;
  /** The port; 0 where none is written, undefined where it is filled in later. */
  readonly port: number | undefined;
}

/** A `virtual_server` with what its lines decide. */
export interface VirtualServerView {
  readonly block: BlockView;
  readonly kind: "address" | "group" | "fwmark" | undefined;
  /** Undefined unless it has an address that is written. */
  readonly address: string | undefined;
  readonly port: number | undefined;
  /** NAT, DR or TUN; `none` where no line says it, undefined where it is filled in later. */
  readonly method: string | undefined;
  readonly realServers: readonly RealServerView[];
  /** The `virtual_server_group` that it names; undefined where it names none, or one that is not there as a whole. */
  readonly group: BlockView | undefined;
}

function readPort(block: BlockView, at: number): number | undefined {
  if (block.statement.words.length <= at) return 0;
  const text = block.words[at];
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

function readAddress(text: string | undefined): string | undefined {
  return text !== undefined && isAddress(withoutRange(text)) ? withoutRange(text) : undefined;
}

function readServer(block: BlockView, groups: readonly BlockView[]): VirtualServerView {
  const [, first, second] = block.words;
  const isNamed = first === "group" || first === "fwmark";
  const method = lastLine(block, "lb_kind", "lvs_method");
  return {
    block,
    kind: first === undefined ? undefined : isNamed ? first : "address",
    address: isNamed ? undefined : readAddress(first),
    port: isNamed ? undefined : readPort(block, 2),
    group: first === "group" ? groups.find(({ name, isOpen }) => name === second && !isOpen) : undefined,
    method: method === undefined ? "none" : method.words[1],
    realServers: block.blocks
      .filter(({ keyword }) => keyword === "real_server")
      .map((real) => ({ block: real, address: readAddress(real.words[1]), port: readPort(real, 2) })),
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
