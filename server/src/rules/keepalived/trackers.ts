import type { KeepalivedFacts } from "../../model/keepalived/facts.ts";
import { readCommandLine } from "../../schema/keepalived/command-line.ts";
import { type BlockView, blocksNamed, type FileView, fileViewOf, lastLine, type Setting } from "./file-view.ts";

export type TrackedKind = "script" | "file" | "process" | "bfd";

const definitionKeywords: Readonly<Record<TrackedKind, readonly string[]>> = {
  script: ["vrrp_script"],
  file: ["track_file", "vrrp_track_file"],
  process: ["vrrp_track_process"],
  bfd: ["bfd_instance"],
};

/** A line that names something defined elsewhere in the file. */
export interface TrackedUse {
  readonly kind: TrackedKind;
  /** Undefined where it is filled in later. */
  readonly name: string | undefined;
  readonly line: Setting;
  /** Which word of the line is the name. */
  readonly at: number;
  /** The instance or group that tracks it, or the virtual server whose check it is. */
  readonly user: BlockView;
  /** What is defined by that name; undefined where nothing is. */
  readonly definition: BlockView | undefined;
  /** The definition stands below the line. */
  readonly isAhead: boolean;
  /** keepalived drops the definition at its end, because it lacks what it is nothing without. */
  readonly isDropped: boolean;
}

function* namesIn(
  block: BlockView,
  user: BlockView,
): Iterable<Omit<TrackedUse, "definition" | "isAhead" | "isDropped">> {
  for (const inner of block.blocks) {
    const match = /^track_(script|file|process|bfd)$/.exec(inner.keyword);
    if (match !== null && (block.keyword === "vrrp_instance" || block.keyword === "vrrp_sync_group")) {
      const kind = match[1] as TrackedKind;
      for (const line of inner.lines) {
        if (!/^include/.test(line.keyword)) yield { kind, name: line.words[0], line, at: 0, user };
      }
    } else {
      const keyword = { FILE_CHECK: "track_file", BFD_CHECK: "name" }[inner.keyword];
      const line = keyword === undefined ? undefined : lastLine(inner, keyword);
      if (line !== undefined && line.statement.words.length > 1) {
        yield { kind: inner.keyword === "FILE_CHECK" ? "file" : "bfd", name: line.words[1], line, at: 1, user };
      }
      yield* namesIn(inner, user);
    }
  }
}

/** Whether a BFD session is known to who tracks it: `vrrp` and `checker` restrict it to instances, and to checks of real servers. */
function isSessionFor(session: BlockView, user: BlockView): boolean {
  const own = user.keyword === "virtual_server" ? "checker" : "vrrp";
  const other = own === "vrrp" ? "checker" : "vrrp";
  return lastLine(session, other) === undefined || lastLine(session, own) !== undefined;
}

/** What a definition of each kind is nothing without; a BFD session is tracked whatever becomes of it. */
const essential = { script: "script", file: "file", process: "process", bfd: undefined } as const;

function isDropped(kind: TrackedKind, definition: BlockView): boolean {
  const keyword = essential[kind];
  if (keyword === undefined || definition.isOpen) return false;
  const line = lastLine(definition, keyword);
  if (line === undefined || line.statement.words.length < 2 || line.words[1]?.trim() === "") return true;
  // Of several words, nobody can tell here which were in quotes.
  const [, command] = line.words.length === 2 ? line.words : [];
  return kind === "script" && command !== undefined && readCommandLine(command).openQuote !== undefined;
}

const usesByFacts = new WeakMap<KeepalivedFacts, readonly TrackedUse[]>();

/** Everything in a file that is tracked by name. */
export function trackedUsesOf(facts: KeepalivedFacts): readonly TrackedUse[] {
  const known = usesByFacts.get(facts);
  if (known !== undefined) return known;
  const view = fileViewOf(facts);
  const uses = view.blocks.flatMap((user, index) =>
    [...namesIn(user, user)].map((use): TrackedUse => {
      const isDefinition = (block: BlockView): boolean => {
        const { keyword, name } = block;
        const isNamed = definitionKeywords[use.kind].includes(keyword) && name !== undefined && name === use.name;
        return isNamed && (use.kind !== "bfd" || isSessionFor(block, user));
      };
      const before = view.blocks.slice(0, index).findLast(isDefinition);
      const definition = before ?? view.blocks.slice(index).find(isDefinition);
      const isAhead = before === undefined && definition !== undefined;
      return { ...use, definition, isAhead, isDropped: before !== undefined && isDropped(use.kind, before) };
    }),
  );
  usesByFacts.set(facts, uses);
  return uses;
}

/** The definitions of a kind, by which a name that is not defined may have been meant. */
export function definitionsOf(view: FileView, kind: TrackedKind): readonly BlockView[] {
  return definitionKeywords[kind].flatMap((keyword) => blocksNamed(view, keyword));
}

/** The weight that a use counts with: its own, else the definition's; undefined where it is filled in later. */
export function weightOf({ kind, line, definition }: TrackedUse): number | undefined {
  const own = line.words.indexOf("weight");
  const stated = own >= 0 ? line.words[own + 1] : undefined;
  if (own >= 0) return readWeight(stated);
  const weight = definition === undefined ? undefined : lastLine(definition, "weight");
  if (weight !== undefined) return readWeight(weight.words[1]);
  return definition === undefined || definition.isOpen ? undefined : kind === "file" ? 1 : 0;
}

function readWeight(text: string | undefined): number | undefined {
  return text !== undefined && /^[+-]?\d+$/.test(text) ? Number(text) : undefined;
}
