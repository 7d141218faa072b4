import type { KeepalivedFacts } from "../../model/keepalived/facts.ts";
import { familyOf, isAddress, withoutRange } from "../../schema/keepalived/addresses.ts";
import {
  type BlockView,
  blocksNamed,
  entriesOf,
  type FileView,
  fileViewOf,
  globalLine,
  lastLine,
  type Setting,
} from "./file-view.ts";

/** A line whose address is of another family than the instance. */
export interface FamilyClash {
  readonly line: Setting;
  /** Which word it is. */
  readonly at: number;
  readonly isVersion: boolean;
}

/** What keepalived makes of an instance's lines, read in their order. */
export interface InstanceView {
  readonly block: BlockView;
  /** The address family that the first line with an address decides. */
  readonly family: 4 | 6 | undefined;
  readonly clashes: readonly FamilyClash[];
  /** A line that asks for version 2 above the addresses, which are of IPv6. */
  readonly earlyVersion2: Setting | undefined;
  /** The VRRP version; undefined where it is filled in later. */
  readonly version: 2 | 3 | undefined;
  /** MASTER or BACKUP, however it is written; `none` where no line says it, undefined where it is filled in later. */
  readonly state: "MASTER" | "BACKUP" | "none" | undefined;
  /** The priority before anything is tracked; undefined where it is filled in later or out of range. */
  readonly priority: number | undefined;
  /** Strict adherence to the RFC; undefined where nobody can tell. */
  readonly isStrict: boolean | undefined;
  /** It sends to peers; undefined where they may stand elsewhere. */
  readonly isUnicast: boolean;
}

const addressLines = new Set(["mcast_src_ip", "unicast_src_ip", "mcast_dst_ip"]);

class FamilyReader {
  family: 4 | 6 | undefined;
  version: number | undefined;
  versionLine: Setting | undefined;
  isVersionUnknown = false;
  readonly clashes: FamilyClash[] = [];

  read(block: BlockView): void {
    for (const line of block.lines) {
      if (line.keyword === "native_ipv6") {
        if (this.family === 4) this.clashes.push({ line, at: 0, isVersion: false });
        else {
          this.family = 6;
          this.version = 3;
        }
      } else if (addressLines.has(line.keyword)) this.#address(line, 1);
      else if (line.keyword === "use_ipvlan") {
        for (const at of line.words.keys()) if (at > 0) this.#address(line, at);
      } else if (line.keyword === "version") this.#version(line);
      else if (line.keyword === "unicast_peer" || line.keyword === "virtual_ipaddress") {
        const inner = block.blocks.find(({ statement }) => statement === line.statement);
        for (const entry of inner?.lines ?? []) this.#address(entry, 0);
      }
    }
  }

  #address(line: Setting, at: number): void {
    const text = line.words[at];
    if (text === undefined || !isAddress(withoutRange(text))) return;
    const family = familyOf(text);
    this.family ??= family;
    if (this.family !== family) this.clashes.push({ line, at, isVersion: false });
  }

  #version(line: Setting): void {
    const text = line.words[1];
    if (text === undefined) {
      this.isVersionUnknown = true;
      return;
    }
    const version = Number(text);
    if (version !== 2 && version !== 3) return;
    const isRefused = (this.version !== undefined && this.version !== version) || (version === 2 && this.family === 6);
    if (isRefused) this.clashes.push({ line, at: 1, isVersion: true });
    else {
      this.version = version;
      this.versionLine = line;
    }
  }
}

function readState(block: BlockView): InstanceView["state"] {
  let state: InstanceView["state"] = "none";
  for (const { keyword, words } of block.lines) {
    if (keyword !== "state") continue;
    if (words[1] === undefined) return undefined;
    if (words[1] === "MASTER") state = "MASTER";
    // A second line does not take MASTER back; a word that is neither does.
    else if (words[1] !== "BACKUP" || state !== "MASTER") state = "BACKUP";
  }
  return state;
}

function readPriority(block: BlockView, state: InstanceView["state"]): number | undefined {
  const line = lastLine(block, "priority");
  if (line === undefined) return state === undefined ? undefined : state === "MASTER" ? 255 : 100;
  const value = Number(line.words[1] ?? Number.NaN);
  return value >= 1 && value <= 255 ? value : undefined;
}

const truths: Readonly<Record<string, boolean>> = {
  on: true,
  true: true,
  yes: true,
  off: false,
  false: false,
  no: false,
};

/** What a boolean line says; undefined where the word is filled in later or none of those that count. */
export function readBoolean({ words, statement }: Setting): boolean | undefined {
  if (statement.words.length < 2) return true;
  const text = words[1];
  return text === undefined || !Object.hasOwn(truths, text) ? undefined : truths[text];
}

function readStrict(view: FileView, block: BlockView): boolean | undefined {
  const own = lastLine(block, "strict_mode");
  if (own !== undefined) return readBoolean(own);
  const global = globalLine(view, "vrrp_strict");
  if (global === undefined) return view.isOpen ? undefined : false;
  return readBoolean(global);
}

function readInstance(view: FileView, block: BlockView): InstanceView {
  const reader = new FamilyReader();
  reader.read(block);
  const global = globalLine(view, "vrrp_version");
  const globalVersion = global === undefined ? (view.isOpen ? undefined : 2) : Number(global.words[1] ?? Number.NaN);
  let version: number | undefined = reader.isVersionUnknown ? undefined : (reader.version ?? globalVersion);
  const isStrict = readStrict(view, block);
  // An early line that asks for version 2 is obeyed, but for strict mode.
  const isEarly2 = reader.family === 6 && reader.version === 2;
  if (reader.family === 6) version = isEarly2 && isStrict !== true ? (isStrict === false ? 2 : undefined) : 3;
  const state = readState(block);
  return {
    block,
    family: reader.family,
    clashes: reader.clashes,
    earlyVersion2: isEarly2 ? reader.versionLine : undefined,
    version: version === 2 || version === 3 ? version : undefined,
    state,
    priority: readPriority(block, state),
    isStrict,
    isUnicast: entriesOf(block, "unicast_peer").some((line) => {
      const [peer] = line.words;
      const isRefused = reader.clashes.some((clash) => clash.line.statement === line.statement);
      return peer === undefined || (isAddress(withoutRange(peer)) && !isRefused);
    }),
  };
}

const viewsByFacts = new WeakMap<KeepalivedFacts, readonly InstanceView[]>();

/** The instances of a file, those left out whose lines nobody can know. */
export function instanceViewsOf(facts: KeepalivedFacts): readonly InstanceView[] {
  const known = viewsByFacts.get(facts);
  if (known !== undefined) return known;
  const view = fileViewOf(facts);
  const instances = blocksNamed(view, "vrrp_instance").map((block) => readInstance(view, block));
  viewsByFacts.set(facts, instances);
  return instances;
}
