import {
  explainHaproxyKeyword,
  findHaproxyTerm,
  haproxyEnumerations,
  haproxyTerms,
} from "../schema/haproxy/explain.ts";
import {
  type HaproxyVersionChoice,
  haproxyNextWords,
  haproxyPlaceOf,
  haproxySectionKinds,
  haproxyVersionMask,
  lookupHaproxyStatement,
} from "../schema/haproxy/index.ts";
import { type HaproxyNameKind, type HaproxyNamePlace, haproxyNamePlaces } from "../schema/haproxy/naming.ts";
import { serverOptionNaming } from "../schema/haproxy/naming-places.ts";
import { readHaproxyLine } from "../syntax/haproxy/line.ts";
import type { HaproxySection, HaproxyTree } from "../syntax/haproxy/tree.ts";
import type { Word } from "../syntax/tree.ts";
import type { CompletionProposal } from "./completion.ts";
import { Proposals } from "./proposals.ts";
import { haproxyVersionOf, lineStartOf, sectionAt, type VersionSettings } from "./source.ts";

/** The cursor among the words of its line. */
interface Cursor {
  readonly section: HaproxySection | undefined;
  /** The file itself, and those that haproxy reads together with it. */
  readonly trees: readonly HaproxyTree[];
  readonly version: HaproxyVersionChoice;
  /** The words in front of the one at the cursor. */
  readonly before: readonly string[];
  readonly proposals: Proposals;
}

/**
 * What may stand at an offset of a haproxy.cfg.
 *
 * @param beside the files that haproxy reads together with it, whose names it may use
 */
export function haproxyCompletions(
  settings: VersionSettings,
  tree: HaproxyTree,
  text: string,
  offset: number,
  beside: readonly HaproxyTree[] = [],
): readonly CompletionProposal[] {
  const lineStart = lineStartOf(text, offset);
  const line = readHaproxyLine(text, lineStart);
  if (line.comment !== undefined && offset > line.comment.start) return [];
  const current = line.words.find((word) => word.start <= offset && offset <= word.end);
  if (current !== undefined && isQuoted(text, current)) return [];
  const before = line.words.filter((word) => word.end < offset && word !== current).map(({ value }) => value);
  const proposals = new Proposals(current ?? { start: offset, end: offset });
  const section = sectionAt(tree.sections, lineStart);
  const cursor: Cursor = {
    section,
    trees: [tree, ...beside],
    version: haproxyVersionOf(settings),
    before,
    proposals,
  };
  const isHeader = section?.header !== undefined && section.origin.offset + section.header.start >= lineStart;
  if (before.length === 0) {
    // While a section word is typed, the line is still the header of a section, or none at all yet.
    const around = isHeader ? sectionAt(tree.sections, Math.max(0, section.origin.offset - 1)) : section;
    addFirstWords({ ...cursor, section: around === section && isHeader ? undefined : around });
  } else if (isHeader) addHeaderWords(cursor);
  else addFurtherWords(cursor);
  return proposals.items;
}

function isQuoted(text: string, word: Word): boolean {
  return /["'\\]/.test(text.slice(word.start, word.end));
}

function placeOf(section: HaproxySection | undefined): ReturnType<typeof haproxyPlaceOf> {
  return haproxyPlaceOf(section?.header?.words.map(({ value }) => value) ?? []);
}

function addNextWords({ section, before, version, proposals }: Cursor): void {
  const place = placeOf(section);
  if (place === undefined) return;
  for (const { word, statement, effect, deprecated } of haproxyNextWords(place, before, version)) {
    if (effect === "ignored") continue;
    const detail = statement === undefined ? "" : (explainHaproxyKeyword(statement, version).signatures[0] ?? "");
    proposals.add("keyword", word, {
      ...(detail === "" || detail === word ? {} : { detail }),
      ...(deprecated ? { sortText: `~${word}`, isDeprecated: true } : {}),
    });
  }
}

function addFirstWords(cursor: Cursor): void {
  addNextWords(cursor);
  // A section's word may also be a keyword; sections come behind the keywords of the section that is open.
  for (const kind of haproxySectionKinds(cursor.version)) {
    cursor.proposals.add("section", kind, {
      detail: "section",
      sortText: `${cursor.section === undefined ? "" : "~"}${kind}`,
    });
  }
}

const proxySections: ReadonlySet<string> = new Set(["frontend", "backend", "listen", "defaults"]);

function addHeaderWords({ before, trees, proposals }: Cursor): void {
  const [kind = ""] = before;
  if (!proxySections.has(kind)) return;
  if (before[before.length - 1] === "from") {
    const own = kind === "defaults" ? before[1] : undefined;
    const names = sectionNames(trees, ["defaults"]).filter((name) => name !== own);
    proposals.addAll("reference", names, "defaults");
  } else if (before.length === 2 || (kind === "defaults" && before.length === 1)) {
    proposals.add("keyword", "from", { detail: "from <defaults section>" });
  }
}

/** The names of the sections of some kinds. */
function sectionNames(trees: readonly HaproxyTree[], kinds: readonly string[]): string[] {
  const names: string[] = [];
  for (const { header } of trees.flatMap(({ sections }) => sections)) {
    const name = header?.words[1]?.value;
    if (name !== undefined && name !== "from" && kinds.includes(header?.words[0]?.value ?? "")) names.push(name);
  }
  return names;
}

/** The second words of a section's statements that begin with a keyword: the names that it declares. */
function declaredNames(section: HaproxySection | undefined, keywords: readonly string[]): string[] {
  const names: string[] = [];
  for (const { words } of section?.statements ?? []) {
    const name = words[1]?.value;
    if (name !== undefined && keywords.includes(words[0]?.value ?? "")) names.push(name);
  }
  return names;
}

/** The sections whose names may stand for a kind, where these are of other kinds than it. */
const namingSections: Readonly<Record<string, readonly string[]>> = {
  backend: ["backend", "listen"],
  frontend: ["frontend", "listen"],
  proxy: ["frontend", "backend", "listen"],
  table: ["backend", "listen", "frontend"],
};

/** Lines of a server, whose options may name something. */
const serverLines: ReadonlySet<string> = new Set(["server", "server-template", "default-server"]);

/** What the word behind the words in front of the cursor names; undefined where it names nothing that is given elsewhere. */
function expectedName({ section, before }: Cursor): HaproxyNameKind | undefined {
  const [first = "", second = "", third = ""] = before;
  const last = before[before.length - 1] ?? "";
  const place = placeOf(section);
  if (place === undefined) return undefined;
  if (serverLines.has(first) && Object.hasOwn(serverOptionNaming, last)) return serverOptionNaming[last];
  const isProxy = place === "defaults-named" || proxySections.has(place);
  const actionAt = first.startsWith("tcp-") ? 2 : 1;
  const action = (actionAt === 2 ? third : second).replace(/\d+$/, "");
  const fits = (from: number) => (name: HaproxyNamePlace) => {
    const words = before.slice(name.isAnywhere ? Math.max(from, before.length - name.before.length) : from);
    return !name.isDeclared && name.prefix === "" && words.join(" ") === name.before.join(" ");
  };
  const name =
    haproxyNamePlaces(isProxy ? "proxy" : place, first).find(fits(1)) ??
    haproxyNamePlaces("action", action).find(fits(actionAt + 1));
  return name?.kind;
}

/** Statements that take a condition. */
const conditional: ReadonlySet<string> = new Set([
  "use_backend",
  "use-server",
  "redirect",
  "http-request",
  "http-response",
  "http-after-response",
  "tcp-request",
  "tcp-response",
  "stick",
  "monitor",
  "ignore-persist",
  "force-persist",
]);

function addFurtherWords(cursor: Cursor): void {
  const { before, trees, section, proposals } = cursor;
  const first = before[0] ?? "";
  const conditionAt = before.findIndex((word, index) => index > 0 && (word === "if" || word === "unless"));
  if (conditionAt > 0 && conditional.has(first)) {
    proposals.addAll("reference", declaredNames(section, ["acl"]), "acl");
    addEnumerated(cursor, ["http-request", "deny", "if"]);
    return;
  }
  addNextWords(cursor);
  const expected = expectedName(cursor);
  if (expected === "server") proposals.addAll("reference", declaredNames(section, ["server"]), "server");
  else if (expected !== undefined) {
    proposals.addAll("reference", sectionNames(trees, namingSections[expected] ?? [expected]), expected);
  }
  if (first === "acl" && before.length === 1) proposals.addAll("reference", declaredNames(section, ["acl"]), "acl");
  addOptions(cursor);
  addEnumerated(cursor, before);
  addFixedValues(cursor);
  if (conditional.has(first) && takesCondition(cursor)) proposals.addAll("keyword", ["if", "unless"], "condition");
}

/** Whether a condition may follow the words in front of the cursor. */
function takesCondition({ section, before, version }: Cursor): boolean {
  const place = placeOf(section);
  if (place === undefined) return false;
  const { status, action, nameEnd } = lookupHaproxyStatement(place, before, version);
  const isNamed = action !== undefined || before.length > nameEnd;
  return status === "known" && nameEnd <= before.length && isNamed;
}

/** How many words of a line stand in front of the options, and which options they are. */
export const optionLines: Readonly<Record<string, readonly [from: number, kind: "bind-option" | "server-option"]>> = {
  bind: [2, "bind-option"],
  "default-bind": [1, "bind-option"],
  server: [3, "server-option"],
  "default-server": [1, "server-option"],
  "server-template": [4, "server-option"],
  peer: [3, "server-option"],
};

function addOptions({ before, version, proposals }: Cursor): void {
  const line = optionLines[before[0] ?? ""];
  if (line === undefined || before.length < line[0]) return;
  const [from, kind] = line;
  for (let at = from; at < before.length; ) {
    const name = before[at] ?? "";
    const term = findHaproxyTerm(kind, name);
    const arity = typeof term?.facts["arity"] === "number" ? Math.abs(term.facts["arity"]) : 0;
    at += 1 + arity;
    if (at <= before.length) continue;
    // The cursor stands at the argument of this option.
    addEnumeratedOption(
      before[0] === "bind" || before[0] === "default-bind" ? "bind" : "server",
      name,
      version,
      proposals,
    );
    return;
  }
  const given = new Set(before.slice(from));
  for (const { name, facts } of haproxyTerms(kind, version)) {
    if (given.has(name)) continue;
    const arity = facts["arity"];
    proposals.add("keyword", name, {
      detail: typeof arity === "number" && arity !== 0 ? `${name} <value>` : kind.replace("-", " "),
    });
  }
}

function addEnumeratedOption(line: string, option: string, version: HaproxyVersionChoice, proposals: Proposals): void {
  const mask = haproxyVersionMask(version);
  for (const { template, values } of haproxyEnumerations()) {
    if (!template.startsWith(`${line} `) || !template.endsWith(` ${option} %s`)) continue;
    for (const { value, known } of values)
      if ((known & mask) !== 0) proposals.add("value", value.split(" ")[0] ?? value);
  }
}

/** Whether a word of an enumeration's example stands for any argument: an address, a name of one letter. */
function isArgument(word: string): boolean {
  return /[^a-z_-]/.test(word) || word.length === 1;
}

/** Whether the cursor stands behind an option of a line, wherever it is on the line, as the gap of an example does. */
function isBehindSameOption(example: readonly string[], before: readonly string[]): boolean {
  const option = example[example.length - 1] ?? "";
  return example.length > 1 && before.length > 1 && option === before[before.length - 1] && !isArgument(option);
}

/** The values of enumerations whose example fits to the words in front of the cursor. */
function addEnumerated({ version, proposals }: Cursor, before: readonly string[]): void {
  const mask = haproxyVersionMask(version);
  for (const { template, values } of haproxyEnumerations()) {
    const words = template.split(" ");
    const gap = words.indexOf("%s");
    if (gap <= 0 || words[0] !== before[0] || words[0] === "server" || words[0] === "bind") continue;
    const fits =
      gap === before.length
        ? before.every((word, index) => words[index] === word || (index > 0 && isArgument(words[index] ?? "")))
        : isBehindSameOption(words.slice(0, gap), before);
    if (!fits) continue;
    for (const { value, known } of values) {
      if ((known & mask) === 0) continue;
      const word = value.split(" ")[0] ?? value;
      // Samples such as numbers, addresses and paths are no fixed words.
      if (/^[A-Za-z][\w.-]*$/.test(word) && !/^\w$/.test(word)) proposals.add("value", word);
    }
  }
}

/** Words that a statement's signature offers as a choice for its first argument. */
function addFixedValues({ section, before, version, proposals }: Cursor): void {
  const place = placeOf(section);
  if (place === undefined) return;
  const { statement, action, nameEnd } = lookupHaproxyStatement(place, before, version);
  const keyword = action ?? statement;
  if (keyword === undefined || before.length !== nameEnd) return;
  const { signatures, values } = explainHaproxyKeyword(keyword, version);
  // A choice that stands further behind in the signature is no argument of its own.
  const isFirst = signatures.some((signature) => signature.startsWith(`${keyword.name} {`));
  const words = values[0]?.filter((word) => /^[\w.-]+$/.test(word)) ?? [];
  if (isFirst) proposals.addAll("value", words);
}
