import type { HaproxyNameKind } from "../schema/haproxy/naming.ts";
import type { HaproxySection, HaproxyTree } from "../syntax/haproxy/tree.ts";

/** The names of the sections of some kinds, in their order. */
export function sectionNames(sections: readonly HaproxySection[], kinds: readonly string[]): string[] {
  const names: string[] = [];
  for (const { header } of sections) {
    const name = header?.words[1]?.value;
    if (name !== undefined && name !== "from" && kinds.includes(header?.words[0]?.value ?? "")) names.push(name);
  }
  return names;
}

/**
 * The second words of a section's statements that begin with a keyword: the names that it declares.
 *
 * @param end only statements in front of this offset of the section count
 */
export function declaredNames(
  section: HaproxySection | undefined,
  keyword: string,
  end = Number.POSITIVE_INFINITY,
): string[] {
  const names: string[] = [];
  for (const { words, start } of section?.statements ?? []) {
    const name = words[1]?.value;
    if (name !== undefined && start < end && words[0]?.value === keyword) names.push(name);
  }
  return names;
}

/** The sections whose names may stand for a kind, where these are of other kinds than it. */
const namingSections: Readonly<Record<string, readonly string[]>> = {
  backend: ["backend", "listen"],
  frontend: ["frontend", "listen"],
  proxy: ["frontend", "backend", "listen"],
};

/** The proxies with a stick table, and the tables of peers sections. */
function tableNames(sections: readonly HaproxySection[]): string[] {
  return sections.flatMap((section) => {
    const name = section.header?.words[1]?.value;
    if (name === undefined) return [];
    if (section.header?.words[0]?.value === "peers") {
      return declaredNames(section, "table").map((table) => `${name}/${table}`);
    }
    return section.statements.some(({ words }) => words[0]?.value === "stick-table") ? [name] : [];
  });
}

/** So many servers of other proxies are listed; more help nobody. */
const mostForeignServers = 300;

/** The servers of a section, then those of others as `proxy/server`. */
export function serverNames(sections: readonly HaproxySection[], section: HaproxySection | undefined): string[] {
  const own = declaredNames(section, "server");
  const foreign: string[] = [];
  for (const other of sections) {
    const name = other.header?.words[1]?.value;
    if (name === undefined || foreign.length >= mostForeignServers) continue;
    for (const server of declaredNames(other, "server")) foreign.push(`${name}/${server}`);
  }
  return [...own, ...foreign.slice(0, mostForeignServers)];
}

/** The names of a kind that sections which are read together give. */
export function knownNames(
  sections: readonly HaproxySection[],
  section: HaproxySection | undefined,
  kind: HaproxyNameKind,
): string[] {
  switch (kind) {
    case "server":
      return declaredNames(section, "server");
    case "table":
      return tableNames(sections);
    case "user":
    case "group":
      return declaredNames(section, kind);
    case "filter":
      return declaredFilters(section);
    case "peer":
      return sections.flatMap((one) => [...declaredNames(one, "peer"), ...declaredNames(one, "server")]);
    default:
      return sectionNames(sections, namingSections[kind] ?? [kind]);
  }
}

function declaredFilters(section: HaproxySection | undefined): string[] {
  return (section?.statements ?? []).flatMap(({ words: [keyword, type, name] }) =>
    keyword?.value === "filter" && type?.value.startsWith("bwlim-") === true && name !== undefined ? [name.value] : [],
  );
}

const variablePattern = /(?:set-var|set-var-fmt|unset-var|var)\(\s*((?:proc|sess|txn|req|res|check)\.[A-Za-z0-9_.]+)/g;

const variablesByTree = new WeakMap<HaproxyTree, readonly string[]>();

/** The variables that a file sets or reads, each once. */
export function variableNames(tree: HaproxyTree): readonly string[] {
  const known = variablesByTree.get(tree);
  if (known !== undefined) return known;
  const names = new Set(Array.from(tree.text.matchAll(variablePattern), ([, name = ""]) => name));
  const found = [...names];
  variablesByTree.set(tree, found);
  return found;
}

/** The mode that a section sets or takes from its defaults above; `tcp` where nothing is said. */
export function modeOf(sections: readonly HaproxySection[], section: HaproxySection | undefined): string {
  const own = section?.statements.findLast(({ words }) => words[0]?.value === "mode")?.words[1]?.value;
  if (own !== undefined || section?.header === undefined) return own ?? "tcp";
  const { words } = section.header;
  const from = words.findIndex(({ value }) => value === "from");
  const wanted = from > 0 ? words[from + 1]?.value : undefined;
  const above = sections.slice(0, sections.indexOf(section));
  const defaults = above.findLast(
    ({ header }) =>
      header?.words[0]?.value === "defaults" && (wanted === undefined || header.words[1]?.value === wanted),
  );
  return defaults?.statements.findLast(({ words: [keyword] }) => keyword?.value === "mode")?.words[1]?.value ?? "tcp";
}
