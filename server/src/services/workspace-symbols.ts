import { spanOf } from "../syntax/tree.ts";
import type { OutlineSymbol } from "./document-symbols.ts";
import { namesOfFile } from "./names.ts";
import type { FilePlace, NavigationSource } from "./source.ts";

/** Something with a name in a file of the workspace. */
export interface WorkspaceSymbol extends FilePlace {
  readonly name: string;
  readonly kind: OutlineSymbol["kind"];
  /** What it belongs to (the proxy of a server), else the word that gives it: `backend`, `vrrp_script`. */
  readonly container: string;
}

/** How many symbols are worth a list; who wants others types more letters. */
const mostSymbols = 256;

/** What is shown of each kind of name; a section that is not here is shown as one. */
const shownKinds: Readonly<Record<string, OutlineSymbol["kind"]>> = {
  acl: "block",
  backend: "proxy",
  bfd_instance: "block",
  definition: "block",
  filter: "block",
  frontend: "proxy",
  group: "block",
  listen: "proxy",
  mailer: "server",
  nameserver: "server",
  peer: "server",
  server: "server",
  table: "block",
  track_file: "script",
  track_group: "block",
  user: "block",
  virtual_server_group: "block",
  vrrp_instance: "instance",
  vrrp_script: "script",
  vrrp_sync_group: "block",
  vrrp_track_process: "script",
};

/**
 * How well a name fits what was typed: all its letters in their order, in either case.
 *
 * @returns the lower the better; undefined where it does not fit
 */
function misfit(name: string, query: string): number | undefined {
  const text = name.toLowerCase();
  const at = text.indexOf(query);
  if (at === 0) return text.length === query.length ? 0 : 1;
  if (at > 0) return /[a-z0-9]/.test(text.charAt(at - 1)) ? 3 : 2;
  let from = 0;
  for (const letter of query) {
    const found = text.indexOf(letter, from);
    if (found < 0) return undefined;
    from = found + letter.length;
  }
  return 4;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * The named things of all files whose names fit a query, best first, at most 256. Equal files and queries give equal lists.
 *
 * @param query the letters of a name, some may be left out; blanks count for nothing; empty: everything
 */
export function workspaceSymbols(source: NavigationSource, query: string): readonly WorkspaceSymbol[] {
  const letters = query.toLowerCase().replace(/\s+/g, "");
  const found: { readonly symbol: WorkspaceSymbol; readonly rank: number }[] = [];
  for (const file of source.fileNames()) {
    const unit = namesOfFile(source, file);
    for (const use of unit?.index.uses ?? []) {
      const rank = use.isDeclaration ? misfit(use.name, letters) : undefined;
      if (rank === undefined) continue;
      const kind = shownKinds[use.kind] ?? "section";
      const symbol = { file, ...spanOf(use.at), name: use.name, kind, container: use.container ?? use.kind };
      found.push({ symbol, rank });
    }
  }
  found.sort(
    (a, b) =>
      a.rank - b.rank ||
      compareText(a.symbol.name, b.symbol.name) ||
      compareText(a.symbol.file, b.symbol.file) ||
      a.symbol.start - b.symbol.start,
  );
  const symbols: WorkspaceSymbol[] = [];
  for (const { symbol } of found) {
    // An ACL is often declared on several lines.
    const before = symbols[symbols.length - 1];
    const isAgain =
      before?.name === symbol.name &&
      before.file === symbol.file &&
      before.container === symbol.container &&
      before.kind === symbol.kind;
    if (!isAgain) symbols.push(symbol);
    if (symbols.length === mostSymbols) break;
  }
  return symbols;
}
