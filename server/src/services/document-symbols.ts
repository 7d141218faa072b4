import type { HaproxySection, HaproxyTree } from "../syntax/haproxy/tree.ts";
import type { KeepalivedSection, KeepalivedStatement, KeepalivedTree } from "../syntax/keepalived/tree.ts";
import type { ServiceSource } from "./source.ts";

/** One entry of a file's outline; offsets of the file. */
export interface OutlineSymbol {
  readonly name: string;
  readonly detail: string | undefined;
  readonly kind: "section" | "proxy" | "instance" | "script" | "server" | "bind" | "block";
  readonly start: number;
  readonly end: number;
  /** The name itself, always within `start` and `end`. */
  readonly selectionStart: number;
  readonly selectionEnd: number;
  readonly children: readonly OutlineSymbol[];
}

/** The outline of a file, in its order; empty for files of other languages. */
export function documentSymbols(source: ServiceSource, file: string): readonly OutlineSymbol[] {
  const tree = source.treeOf(file);
  if (tree === undefined) return [];
  return tree.language === "haproxy" ? haproxySymbols(tree) : keepalivedSymbols(tree);
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A symbol at a stretch of a section; the selection is kept within it. */
function symbolAt(
  origin: number,
  whole: Stretch,
  selection: Stretch,
  what: Pick<OutlineSymbol, "name" | "kind" | "children"> & { readonly detail: string },
): OutlineSymbol {
  const start = Math.min(whole.start, selection.start);
  const end = Math.max(whole.end, selection.end);
  return {
    name: what.name,
    detail: what.detail === "" ? undefined : what.detail,
    kind: what.kind,
    start: origin + start,
    end: origin + end,
    selectionStart: origin + selection.start,
    selectionEnd: origin + selection.end,
    children: what.children,
  };
}

const proxies: ReadonlySet<string> = new Set(["frontend", "backend", "listen"]);

function haproxySymbols(tree: HaproxyTree): OutlineSymbol[] {
  const symbols: OutlineSymbol[] = [];
  for (const section of tree.sections) {
    const [kind, name] = section.header?.words ?? [];
    if (section.header === undefined || kind === undefined) continue;
    const last = section.statements[section.statements.length - 1] ?? section.header;
    const isNamed = name !== undefined && name.value !== "" && name.value !== "from";
    const whole = { start: section.header.start, end: last.end };
    symbols.push(
      symbolAt(section.origin.offset, whole, isNamed ? name : kind, {
        name: isNamed ? name.value : kind.value,
        detail: isNamed ? kind.value : "",
        kind: proxies.has(kind.value) ? "proxy" : "section",
        children: haproxyChildren(section),
      }),
    );
  }
  return symbols;
}

/** Statements that make an entry of their own, with the number of the word that names them. */
const childKinds: Readonly<Record<string, OutlineSymbol["kind"]>> = {
  bind: "bind",
  server: "server",
  "server-template": "server",
  peer: "server",
  nameserver: "server",
  mailer: "server",
  acl: "block",
};

function haproxyChildren(section: HaproxySection): OutlineSymbol[] {
  const children: OutlineSymbol[] = [];
  const acls = new Set<string>();
  for (const statement of section.statements) {
    const [keyword, name, address] = statement.words;
    const kind = childKinds[keyword?.value ?? ""];
    if (kind === undefined || keyword === undefined || name === undefined || name.value === "") continue;
    if (kind === "block") {
      // An ACL is often declared on several lines.
      if (acls.has(name.value)) continue;
      acls.add(name.value);
    }
    const detail = kind === "server" ? (address?.value ?? "") : keyword.value;
    children.push(symbolAt(section.origin.offset, statement, name, { name: name.value, detail, kind, children: [] }));
  }
  return children;
}

const blockKinds: Readonly<Record<string, OutlineSymbol["kind"]>> = {
  global_defs: "section",
  vrrp_instance: "instance",
  vrrp_script: "script",
  vrrp_track_process: "script",
  track_file: "script",
  vrrp_track_file: "script",
  virtual_server: "proxy",
  real_server: "server",
};

function keepalivedSymbols(tree: KeepalivedTree): OutlineSymbol[] {
  return tree.sections.flatMap((section) => blockSymbols(section, section.statements));
}

function blockSymbols(section: KeepalivedSection, statements: readonly KeepalivedStatement[]): OutlineSymbol[] {
  const symbols: OutlineSymbol[] = [];
  for (const { words, block, start, end } of statements) {
    const [keyword, name] = words;
    if (block === undefined || keyword === undefined || keyword.value === "") continue;
    const named = words
      .slice(1)
      .map(({ value }) => value)
      .join(" ");
    symbols.push(
      symbolAt(section.origin.offset, { start, end: Math.max(end, block.open + 1) }, name ?? keyword, {
        name: named === "" ? keyword.value : named,
        detail: named === "" ? "" : keyword.value,
        kind: blockKinds[keyword.value] ?? "block",
        children: blockSymbols(section, block.statements),
      }),
    );
  }
  return symbols;
}
