import { familyOf, isAddress, withoutRange } from "../../schema/keepalived/addresses.ts";
import type { Anchor } from "../../syntax/tree.ts";
import { type Finding, message } from "../finding.ts";
import type { FileContext, FileRule } from "../rule.ts";
import { isDirectiveBetween } from "../template-directives.ts";
import { fileFinding } from "./file-finding.ts";
import {
  type BlockView,
  blocksNamed,
  type FileView,
  fileViewOf,
  headOf,
  lastLine,
  placeOf,
  type Setting,
} from "./file-view.ts";
import { readBoolean } from "./instance-view.ts";

/** Blocks whose second one of a name is skipped with a complaint. */
const unique = new Set(["vrrp_instance", "vrrp_sync_group", "track_group", "bfd_instance"]);
/** Blocks that are found under the first of their name only, of which keepalived says nothing; by what they share names with. */
const shadowed: Readonly<Record<string, string>> = {
  vrrp_script: "vrrp_script",
  track_file: "track_file",
  vrrp_track_file: "track_file",
  vrrp_track_process: "vrrp_track_process",
};

/** What tells a session from others: its two ends and its kind; undefined where a part of it is filled in later. */
function endsOf(block: BlockView): string | undefined {
  const neighbour = lastLine(block, "neighbor_ip", "neighbour_ip")?.words[1];
  const sourceLine = lastLine(block, "source_ip");
  const source = sourceLine === undefined ? "" : sourceLine.words[1];
  const hops = lastLine(block, "multihop");
  const isMultihop = hops === undefined ? false : readBoolean(hops);
  if (neighbour === undefined || source === undefined || isMultihop === undefined || block.isOpen) return undefined;
  // A session whose ends are no addresses, or of two families, is dropped.
  const areAddresses = [neighbour, source].every((text) => text === "" || isAddress(withoutRange(text)));
  if (!areAddresses || (source !== "" && familyOf(source) !== familyOf(neighbour))) return undefined;
  return [isMultihop, neighbour.toLowerCase(), source.toLowerCase()].join(" ");
}

/** Whether two sessions have one neighbour and one address of their own; without one, a session sends from any. */
function isSame(own: string, other: string): boolean {
  const [kind, neighbour, source] = own.split(" ");
  const [otherKind, otherNeighbour, otherSource] = other.split(" ");
  const isOneSource = source === otherSource || source === "" || otherSource === "";
  return kind === otherKind && neighbour === otherNeighbour && isOneSource;
}

/** keepalived speaks BFD once with each neighbour from each of its own addresses. */
function* repeatedNeighbours(
  rule: Pick<FileRule, "code" | "severity">,
  view: FileView,
  context: FileContext,
): Iterable<Finding> {
  const seen: { readonly ends: string; readonly block: BlockView }[] = [];
  for (const block of blocksNamed(view, "bfd_instance")) {
    const line = lastLine(block, "neighbor_ip", "neighbour_ip");
    const ends = endsOf(block);
    if (line === undefined || ends === undefined) continue;
    const before = seen.find((one) => isSame(ends, one.ends));
    if (before === undefined) {
      seen.push({ ends, block });
      continue;
    }
    const said = message(
      "{address} is the neighbour of another bfd_instance already: keepalived complains and drops this one.",
      { address: line.words[1] ?? "" },
    );
    const related = [{ file: context.file, at: headOf(before.block), message: message("the first one") }];
    yield fileFinding(rule, context, placeOf(line, 1), said, { related });
  }
}

/** The words of a `garp_group` that name an interface. */
function* interfacesOf(
  group: BlockView,
): Iterable<{ readonly line: Setting; readonly at: number; readonly name: string }> {
  for (const line of group.lines) {
    const name = line.keyword === "interface" ? line.words[1] : undefined;
    if (name !== undefined) yield { line, at: 1, name };
    const inner = group.blocks.find(
      ({ keyword, statement }) => keyword === "interfaces" && statement === line.statement,
    );
    for (const entry of inner?.lines ?? []) {
      for (const [at, word] of entry.words.entries()) if (word !== undefined) yield { line: entry, at, name: word };
    }
  }
}

/** An interface is in one `garp_group` at most, and named there once. */
function* repeatedInterfaces(
  rule: Pick<FileRule, "code" | "severity">,
  view: FileView,
  context: FileContext,
): Iterable<Finding> {
  const seen = new Map<string, Anchor>();
  for (const group of blocksNamed(view, "garp_group")) {
    if (group.isOpen) continue;
    const added: string[] = [];
    for (const { line, at, name } of interfacesOf(group)) {
      const before = seen.get(name);
      if (before === undefined) {
        seen.set(name, placeOf(line, at));
        added.push(name);
        continue;
      }
      const said = message("{name} is in a garp_group already: keepalived complains and ignores this one.", { name });
      const related = [{ file: context.file, at: before, message: message("the first one") }];
      yield fileFinding(rule, context, placeOf(line, at), said, { related });
    }
    // A group without an interval is dropped, and its interfaces are free again.
    if (lastLine(group, "garp_interval", "gna_interval") === undefined) for (const name of added) seen.delete(name);
  }
}

export const duplicateKeepalivedName: FileRule = {
  code: "keepalived/duplicate-name",
  scope: "file",
  reads: "keepalived",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "Two blocks of one kind have the same name.",
    why: "keepalived takes the first block of a name and skips the second one as a whole: its addresses are never taken, its members are not kept together.",
    example: {
      bad: `//- keepalived.conf
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        10.0.0.100/24
    }
}
vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 52
    priority 90
    virtual_ipaddress {
        10.0.0.101/24
    }
}
`,
      good: `//- keepalived.conf
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        10.0.0.100/24
    }
}
vrrp_instance VI_2 {
    state BACKUP
    interface eth0
    virtual_router_id 52
    priority 90
    virtual_ipaddress {
        10.0.0.101/24
    }
}
`,
    },
  },
  *check(facts, context): Iterable<Finding> {
    if (facts.kind !== "keepalived") return;
    const first = new Map<string, BlockView>();
    for (const block of fileViewOf(facts).blocks) {
      const kind = unique.has(block.keyword) ? block.keyword : shadowed[block.keyword];
      if (kind === undefined || block.name === undefined) continue;
      const key = `${kind} ${block.name}`;
      const before = first.get(key);
      if (before === undefined) {
        first.set(key, block);
        continue;
      }
      const placed = ({ origin, statement }: BlockView) => ({ section: { origin }, place: statement });
      if (isDirectiveBetween(facts.sections, placed(before), placed(block))) continue;
      const args = { block: block.keyword, name: block.name };
      const isSaid = unique.has(block.keyword);
      const said = isSaid
        ? message("{block} {name} is defined above already: keepalived complains and skips this one.", args)
        : message(
            "{block} {name} is defined above already: whatever tracks it tracks the first one, and keepalived never uses this one.",
            args,
          );
      const related = [{ file: context.file, at: headOf(before), message: message("the first one") }];
      yield fileFinding(this, context, headOf(block), said, { related, severity: isSaid ? "error" : "warning" });
    }
    yield* repeatedNeighbours(this, fileViewOf(facts), context);
    yield* repeatedInterfaces(this, fileViewOf(facts), context);
  },
};
