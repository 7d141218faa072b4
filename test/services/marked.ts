import type { Workspace } from "../../server/src/workspace/workspace.ts";
import { openWorkspace, readFixture } from "../support/fixture.ts";

/** A place in a fixture's file, and its text. */
export interface MarkedPlace {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** A workspace of a fixture whose texts had marks in them. */
export interface Marked {
  readonly source: Workspace;
  /** `‹name›`: where something is given. */
  readonly given: readonly MarkedPlace[];
  /** `«name»`: where it is used. */
  readonly used: readonly MarkedPlace[];
  /** `‸`: the cursor; the first mark's start where there is none. */
  readonly cursor: { readonly file: string; readonly offset: number };
}

const signs = /[‹›«»‸]/g;

/**
 * Opens a fixture of several files (or one, then called `haproxy.cfg` or `keepalived.conf`) whose texts mark places by `‹given›`,
 * `«used»` and the cursor `‸`.
 */
export function openMarked(fixture: string): Marked {
  const files = fixture.startsWith("//- ") ? readFixture(fixture) : new Map([[nameOf(fixture), fixture]]);
  const texts = new Map<string, string>();
  const given: MarkedPlace[] = [];
  const used: MarkedPlace[] = [];
  let cursor: Marked["cursor"] | undefined;
  for (const [file, marked] of files) {
    let removed = 0;
    let open = 0;
    for (const match of marked.matchAll(signs)) {
      const offset = match.index - removed++;
      if (match[0] === "‸") cursor = { file, offset };
      else if (match[0] === "‹" || match[0] === "«") open = offset;
      else (match[0] === "›" ? given : used).push({ file, start: open, end: offset });
    }
    texts.set(file, marked.replace(signs, ""));
  }
  const [first] = [...given, ...used];
  cursor ??= { file: first?.file ?? "", offset: first?.start ?? 0 };
  return { source: openWorkspace(texts), given, used, cursor };
}

function nameOf(text: string): string {
  return /^\s*(?:vrrp|virtual|global_defs|static|track|bfd|[$~@!}])/m.test(text) ? "keepalived.conf" : "haproxy.cfg";
}

/** Places as lines to compare, `lb1/keepalived.conf:12:5 VI_1`, sorted. */
export function sayPlaces(source: Workspace, places: readonly MarkedPlace[]): string[] {
  return places.map(({ file, start, end }) => sayPlace(source, file, start, end)).sort();
}

function sayPlace(source: Workspace, file: string, start: number, end: number): string {
  const { line = 0, character = 0 } = source.lineIndexOf(file)?.position(start) ?? {};
  return `${file}:${line + 1}:${character + 1} ${source.textOf(file)?.slice(start, end) ?? ""}`;
}
