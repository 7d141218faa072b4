import { familyOf, isAddress, withoutRange } from "../../schema/keepalived/addresses.ts";
import { numberFault } from "../../schema/keepalived/numbers.ts";
import { checkPortAt } from "../../schema/keepalived/own-readers.ts";
import type { BlockView, Setting } from "./file-view.ts";
import type {
  FamilyClash,
  Granularity,
  LvsFamily,
  LvsMethod,
  RealServerView,
  SorryServerView,
} from "./virtual-servers.ts";

/** The largest weight that keepalived takes. */
const largestWeight = 2_147_483_647;

/** The number of a line's first argument; undefined where it is filled in later or keepalived refuses it. */
export function numberIn(line: Setting, min: number, max = 4_294_967_295): number | undefined {
  const text = line.words[1];
  return text === undefined || numberFault(text, { type: "uint", min, max }) !== undefined ? undefined : Number(text);
}

/** Whether a line's first argument is written, so that keepalived's verdict on it is known. */
export function isWritten({ statement, words }: Setting): boolean {
  return statement.words.length < 2 || words[1] !== undefined;
}

/** The address of a line; undefined where it is none or filled in later. */
export function addressIn({ words: [, text] }: Setting): string | undefined {
  return text !== undefined && isAddress(withoutRange(text)) ? withoutRange(text) : undefined;
}

/** The port behind an address, 0 where none is written; undefined where it is wrong or filled in later. */
export function portIn({ statement, words }: Setting): number | undefined {
  if (statement.words.length <= 2) return 0;
  const text = words[2];
  return text !== undefined && checkPortAt(words, 2).length === 0 ? Number(text) : undefined;
}

/** Whether keepalived refuses the address or the port of a line. */
function isRefused({ words }: Setting): boolean {
  const [, address] = words;
  return (address !== undefined && !isAddress(withoutRange(address))) || checkPortAt(words, 2).length > 0;
}

/** The method that a line sets; what held before where keepalived refuses the line. */
function methodBehind(line: Setting, before: LvsMethod): LvsMethod {
  if (!isWritten(line)) return undefined;
  const [, word] = line.words;
  return word === "NAT" || word === "DR" || word === "TUN" ? word : before;
}

/** A real server as it is while the lines below are not read. */
interface EarlyServer extends Omit<RealServerView, "method" | "weight" | "isRepeated"> {
  readonly earlyMethod: LvsMethod;
}

interface EarlySorryServer extends Omit<SorryServerView, "method"> {
  readonly earlyMethod: LvsMethod;
}

/**
 * Reads the lines of a virtual server in their order, as keepalived does: a forwarding method holds for the servers below it, and the
 * family of the first address decides on all others.
 */
export class VirtualServerReader {
  readonly clashes: FamilyClash[] = [];
  readonly granularities: Granularity[] = [];
  method: LvsMethod = "none";
  family: LvsFamily;
  readonly #block: BlockView;
  readonly #servers: EarlyServer[] = [];
  #sorry: EarlySorryServer | undefined;

  constructor(block: BlockView, family: LvsFamily) {
    this.#block = block;
    this.family = family;
    for (const line of block.lines) this.#line(line);
    this.#endSorryServer();
  }

  realServers(): readonly RealServerView[] {
    const general = this.#block.lines.filter(({ keyword }) => keyword === "weight");
    const seen = new Set<string>();
    return this.#servers.map((server): RealServerView => {
      const { block, address, port, earlyMethod, isDropped } = server;
      const key = address === undefined || port === undefined ? undefined : `${address} ${port}`;
      const isRepeated = key !== undefined && !isDropped && seen.has(key);
      if (key !== undefined && !isDropped) seen.add(key);
      const own = block.lines.filter(({ keyword }) => keyword === "weight");
      const weight = block.isOpen ? undefined : weightOf(own, 0, weightOf(general, 1, 1));
      return { ...server, isRepeated, weight, method: earlyMethod === "none" ? this.method : earlyMethod };
    });
  }

  sorryServer(): SorryServerView | undefined {
    const early = this.#sorry;
    if (early === undefined) return undefined;
    return { ...early, method: early.earlyMethod === "none" ? this.method : early.earlyMethod };
  }

  #line(line: Setting): void {
    switch (line.keyword) {
      case "lb_kind":
      case "lvs_method":
        this.method = methodBehind(line, this.method);
        break;
      case "ip_family":
        this.#ipFamily(line);
        break;
      case "persistence_granularity":
        this.#granularity(line);
        break;
      case "sorry_server":
        this.#sorryServer(line);
        break;
      case "sorry_server_inhibit":
        if (this.#sorry !== undefined) this.#sorry = { ...this.#sorry, isInhibited: true };
        break;
      case "sorry_server_lvs_method":
        if (this.#sorry !== undefined) {
          const earlyMethod = methodBehind(line, this.#sorry.earlyMethod);
          this.#sorry = { ...this.#sorry, earlyMethod };
        }
        break;
      case "real_server":
        this.#realServer(line);
    }
  }

  #ipFamily(line: Setting): void {
    if (!isWritten(line)) this.family = undefined;
    const [, word] = line.words;
    if (word !== "inet" && word !== "inet6") return;
    const family = word === "inet6" ? 6 : 4;
    if (this.family === "none") this.family = family;
    else if (this.family !== undefined && this.family !== family)
      this.clashes.push({ line, what: "line", family: this.family });
  }

  /** A length of an IPv6 prefix, or an IPv4 netmask, shows the family where nothing above does. */
  #granularity(line: Setting): void {
    const [, text] = line.words;
    const isUnset = this.family === "none";
    const family = isUnset && text !== undefined ? (text.includes(".") ? 4 : 6) : this.family;
    if (family === 4 || family === 6) this.granularities.push({ line, family });
    if (!isUnset) return;
    if (text === undefined) this.family = undefined;
    else if (text.includes(".")) this.family = 4;
    else if (numberIn(line, 1, 128) !== undefined) this.family = 6;
  }

  #sorryServer(line: Setting): void {
    if (isRefused(line)) return;
    const address = addressIn(line);
    this.#sorry = { line, address, port: portIn(line), earlyMethod: this.method, isInhibited: false };
  }

  #endSorryServer(): void {
    const sorry = this.sorryServer();
    if (sorry === undefined || sorry.address === undefined || sorry.method === undefined || sorry.method === "TUN")
      return;
    const family = familyOf(sorry.address);
    if (this.family === "none") this.family = family;
    if (this.family === undefined || this.family === family) return;
    this.clashes.push({ line: sorry.line, what: "sorry-server", family: this.family });
    this.#sorry = undefined;
  }

  #realServer(line: Setting): void {
    const block = this.#block.blocks.find(({ statement }) => statement === line.statement);
    if (block === undefined) return;
    const earlyMethod = block.isOpen
      ? undefined
      : block.lines
          .filter(({ keyword }) => keyword === "lvs_method")
          .reduce((method, one) => methodBehind(one, method), this.method);
    const address = addressIn(block);
    let isDropped = isRefused(block);
    // A method that is set below does not count yet, so that only a tunnel above allows for another family.
    if (address !== undefined && !isDropped && earlyMethod !== "TUN") {
      const family = familyOf(address);
      if (earlyMethod === undefined) this.family = this.family === "none" ? undefined : this.family;
      else if (this.family === "none") this.family = family;
      else if (this.family !== undefined && this.family !== family) {
        this.clashes.push({ line: block, what: "real-server", family: this.family });
        isDropped = true;
      }
    } else if (!isDropped && address === undefined && this.family === "none") this.family = undefined;
    this.#servers.push({ block, address, port: portIn(block), earlyMethod, isDropped });
  }
}

/** The last weight that keepalived takes of some lines; undefined where the last one is filled in later. */
function weightOf(lines: readonly Setting[], min: number, otherwise: number | undefined): number | undefined {
  return lines.reduce<number | undefined>(
    (weight, line) => (isWritten(line) ? (numberIn(line, min, largestWeight) ?? weight) : undefined),
    otherwise,
  );
}
