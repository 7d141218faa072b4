import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { haproxyVersions } from "../../server/src/schema/haproxy/versions.ts";
import { dataModule, foldVersions, maskOf } from "./lines.ts";

type Fields = Readonly<Record<string, unknown>>;

interface FactKeyword extends Fields {
  readonly name: string;
  readonly kind: string;
  readonly owner?: string;
  readonly sections: readonly string[];
  readonly no: boolean;
  readonly deprecated: boolean;
  readonly status?: string;
  readonly matrix?: Readonly<Record<string, unknown>>;
  readonly doc_sections?: Readonly<Record<string, string>>;
  readonly forbidden_in?: readonly string[];
  readonly ignored_in?: readonly string[];
  readonly rulesets?: Readonly<Record<string, readonly string[]>>;
  readonly paren_args?: boolean;
  readonly in_dump?: boolean;
  readonly where?: readonly string[];
  readonly args?: unknown;
  readonly http_only?: boolean;
  readonly array?: boolean;
  readonly default_server?: boolean;
  readonly exists?: boolean;
}

interface FactFile {
  readonly section_list: readonly string[];
  readonly fetch_contexts?: readonly string[];
  readonly keywords: readonly FactKeyword[];
}

interface VersionRow {
  readonly kind: string;
  readonly owner?: string;
  readonly name: string;
  readonly versions: Readonly<Record<string, string>>;
}

interface EnumRow {
  readonly id: string;
  readonly template: string;
  readonly values: readonly { readonly value: string; readonly versions: Readonly<Record<string, string>> }[];
}

/** One keyword through all versions, by the version's position. */
interface Lineage {
  /** Other names begin with this one: what the manual says of it is said of one of them. */
  isFamily: boolean;
  readonly kind: string;
  readonly owner: string;
  readonly name: string;
  readonly records: Map<number, FactKeyword>;
  readonly states: Map<number, string>;
}

const proxyPlaces = ["defaults", "defaults-named", "frontend", "listen", "backend"];
const statementKinds = new Set(["keyword", "option", "action", "filter"]);
/** Fields that the compact lists carry themselves, or that only say how the facts were found. */
const carried = new Set([
  ...["name", "kind", "owner", "sections", "no", "deprecated", "status", "matrix", "doc_sections", "forbidden_in"],
  ...["ignored_in", "rulesets", "paren_args", "in_dump", "in_source", "documented", "deprecated_text", "exists"],
]);
/** Fields of the other kinds that a check needs; all the rest only explains. */
const checkedFields = new Set([
  ...["args", "min_args", "in", "out", "where", "layer", "after", "default_server", "arity", "arg", "array", "std"],
  ...["fetch", "match", "mode", "http_only", "values", "contexts"],
]);

function readJson<Type>(path: string): Type {
  return JSON.parse(readFileSync(path, "utf8")) as Type;
}

function positionOf(version: string): number {
  return haproxyVersions.findIndex(
    (known) => version === known || version.startsWith(`${known}.`) || version.startsWith(`${known}-`),
  );
}

function keyOf(kind: string, owner: string, name: string): string {
  return `${kind}\t${owner}\t${name}`;
}

function collect(folder: string): {
  lineages: readonly Lineage[];
  sections: ReadonlyMap<string, number>;
  contexts: readonly string[];
} {
  let contexts: readonly string[] = [];
  const lineages = new Map<string, Lineage>();
  const sections = new Map<string, number>();
  const lineage = (kind: string, owner: string, name: string): Lineage => {
    const key = keyOf(kind, owner, name);
    const found = lineages.get(key) ?? { kind, owner, name, isFamily: false, records: new Map(), states: new Map() };
    lineages.set(key, found);
    return found;
  };
  for (const file of readdirSync(folder)
    .filter((name) => /^keywords-.*\.json$/.test(name))
    .sort()) {
    const position = positionOf(file.slice("keywords-".length, -".json".length));
    if (position < 0) throw new Error(`${file}: a version that haproxyVersions does not list`);
    const facts = readJson<FactFile>(join(folder, file));
    contexts = facts.fetch_contexts ?? contexts;
    for (const section of facts.section_list) sections.set(section, (sections.get(section) ?? 0) | (1 << position));
    for (const keyword of facts.keywords) {
      if (keyword.kind !== "cli")
        lineage(keyword.kind, keyword.owner ?? "", keyword.name).records.set(position, keyword);
    }
  }
  for (const row of readJson<VersionRow[]>(join(folder, "versions.json"))) {
    if (row.kind === "cli") continue;
    const states = lineage(row.kind, row.owner ?? "", row.name).states;
    for (const [version, state] of Object.entries(row.versions)) states.set(positionOf(version), state);
  }
  for (const { kind, owner, name } of [...lineages.values()]) {
    const parent = name.slice(0, name.lastIndexOf(" "));
    const family = lineages.get(keyOf("keyword", kind === "option" ? "proxy" : owner, parent));
    if (family) family.isFamily = true;
  }
  return { lineages: [...lineages.values()].sort(compareLineages), sections, contexts };
}

function compareLineages(left: Lineage, right: Lineage): number {
  const leftKey = keyOf(left.kind, left.owner, left.name);
  const rightKey = keyOf(right.kind, right.owner, right.name);
  return leftKey < rightKey ? -1 : leftKey > rightKey ? 1 : 0;
}

interface Masks {
  readonly known: number;
  readonly unsure: number;
  readonly deprecated: number;
  readonly removed: number;
  readonly experimental: number;
}

/** The oldest facts are partial: what the next version knows may have been there before. */
const partialPosition = 0;

function masksOf(lineage: Lineage): Masks {
  let known = 0;
  let unsure = 0;
  let deprecated = 0;
  let removed = 0;
  let experimental = 0;
  for (let position = 0; position < haproxyVersions.length; position += 1) {
    const bit = 1 << position;
    const record = lineage.records.get(position);
    const state = lineage.states.get(position);
    // Some probes took a deprecation message for a refusal: what the program still lists as deprecated is accepted.
    const isRemoved = record?.status === "removed" || (record === undefined && state === "removed");
    const isStillListed = record?.deprecated === true && record.in_dump === true;
    if (isRemoved && !isStillListed) removed |= bit;
    else if (record?.status === "unknown") unsure |= bit;
    else if (record || state) known |= bit;
    if ((known & bit) !== 0 && (record?.deprecated || state === "deprecated")) deprecated |= bit;
    if (record?.status === "experimental") experimental |= bit;
  }
  if (lineage.isFamily) deprecated = 0;
  const partial = 1 << partialPosition;
  if (((known | unsure | removed) & partial) === 0 && (known & (partial << 1)) !== 0) unsure |= partial;
  return { known, unsure, deprecated, removed, experimental };
}

/** Whether the manual says that the keyword has an effect there; undefined where it says nothing. */
function documentedIn(record: FactKeyword, place: string): boolean | undefined {
  const column = place === "defaults-named" ? "defaults" : place;
  const cell = record.matrix?.[column];
  if (typeof cell === "string") return cell.startsWith("X");
  const text = record.doc_sections?.[column];
  return text === undefined ? undefined : text.startsWith("yes");
}

/** The places of one version's record: where it takes effect, and where it is read and ignored. */
function recordPlaces(
  lineage: Lineage,
  record: FactKeyword,
): { allowed: readonly string[]; ignored: readonly string[] } {
  if (lineage.kind === "action") return { allowed: Object.keys(record.rulesets ?? {}), ignored: [] };
  if (lineage.kind !== "option" && lineage.owner !== "proxy") return { allowed: record.sections, ignored: [] };
  const allowed: string[] = [];
  const ignored: string[] = [];
  if (record.sections.length === 0) return { allowed, ignored };
  for (const place of proxyPlaces) {
    if (record.forbidden_in?.includes(place)) continue;
    // What no probe refused and none took is ignored there: so are the options that newer versions list for one side.
    const isProbed = record.sections.includes(place) && record.ignored_in?.includes(place) !== true;
    const isUndocumented = !lineage.isFamily && documentedIn(record, place) === false;
    (isProbed && !isUndocumented ? allowed : ignored).push(place);
  }
  return { allowed, ignored };
}

/** Gives the versions that accept a keyword, but of which no place is recorded, the places of the others. */
function fillPlaces(lineage: Lineage, known: number, allowed: Map<string, number>, ignored: Map<string, number>): void {
  let placed = 0;
  for (const versions of [...allowed.values(), ...ignored.values()]) placed |= versions;
  const rest = known & ~placed;
  if (rest === 0) return;
  if (placed === 0) {
    const places = lineage.kind === "option" || lineage.owner === "proxy" ? proxyPlaces : [lineage.owner];
    for (const place of places) allowed.set(place, rest);
    return;
  }
  for (const map of [allowed, ignored]) for (const [place, versions] of map) map.set(place, versions | rest);
}

function placesOf(lineage: Lineage, known: number): { allowed: string; ignored: string } {
  const allowed = new Map<string, number>();
  const ignored = new Map<string, number>();
  for (const [position, record] of lineage.records) {
    const bit = 1 << position;
    if ((known & bit) === 0) continue;
    const places = recordPlaces(lineage, record);
    for (const place of places.allowed) allowed.set(place, (allowed.get(place) ?? 0) | bit);
    for (const place of places.ignored) ignored.set(place, (ignored.get(place) ?? 0) | bit);
  }
  fillPlaces(lineage, known, allowed, ignored);
  const write = (map: Map<string, number>) =>
    [...map].map(([place, mask]) => (mask === known ? place : `${place}:${mask}`)).join(",");
  return { allowed: write(allowed), ignored: write(ignored) };
}

function statementEntry(lineage: Lineage): unknown[] {
  const masks = masksOf(lineage);
  const records = [...lineage.records.values()];
  const flags =
    (records.some((record) => record.no) ? "n" : "") + (records.some((record) => record.paren_args) ? "p" : "");
  const { allowed, ignored } = placesOf(lineage, masks.known);
  const owner = lineage.owner === "" ? "proxy" : lineage.owner;
  const numbers = [masks.known, masks.unsure, masks.deprecated, masks.removed, masks.experimental];
  return [lineage.name, lineage.kind, owner, ...numbers, flags, allowed, ignored];
}

function selected(record: FactKeyword, wanted: (field: string) => boolean): Fields {
  const kept: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(record)) {
    if (carried.has(field) || !wanted(field)) continue;
    if (Array.isArray(value) && value.length === 0) continue;
    kept[field] = value;
  }
  return kept;
}

function foldedFields(lineage: Lineage, wanted: (field: string) => boolean): unknown[] {
  const records = new Map<number, Fields>();
  for (const [position, record] of lineage.records) {
    if (record.status !== "removed") records.set(position, selected(record, wanted));
  }
  const { newest, older } = foldVersions(records);
  return older.length === 0 ? [newest] : [newest, older];
}

function termEntry(lineage: Lineage): unknown[] {
  const masks = masksOf(lineage);
  const numbers = [masks.known, masks.unsure, masks.deprecated, masks.removed];
  return [
    lineage.name,
    lineage.kind,
    lineage.owner,
    ...numbers,
    ...foldedFields(lineage, (field) => checkedFields.has(field)),
  ];
}

/** Types of arguments, by the letter that stands for them; a capital one may be absent. */
const argumentLetters: Readonly<Record<string, string>> = {
  string: "s",
  integer: "i",
  table: "t",
  server: "v",
  backend: "b",
  frontend: "f",
  "user list": "u",
  "Protocol buffers field number": "p",
  "IPv4 address": "a",
  "IPv6 address": "e",
  "IPv4 mask": "m",
  "IPv6 mask": "k",
  regex: "r",
  time: "d",
  delay: "d",
  size: "z",
};

const expressionKinds = new Set([
  ...["fetch", "converter", "acl", "log-alias", "bind-option", "server-option", "stick-data", "service", "filter"],
]);

function argumentText(list: unknown): string {
  if (!Array.isArray(list)) return "";
  return list
    .map((argument: { readonly type: string; readonly optional: boolean }) => {
      const letter = argumentLetters[argument.type];
      if (letter === undefined) throw new Error(`an argument of the unknown type ${argument.type}`);
      return argument.optional ? letter.toUpperCase() : letter;
    })
    .join("");
}

/** What judging an expression needs of one version's record, as a text; equal ones are folded. */
function expressionFacts(record: FactKeyword, contexts: readonly string[]): string {
  const text = (field: string): string => (typeof record[field] === "string" ? record[field] : "");
  const where = maskOf((record.where ?? []).map((one) => contexts.indexOf(one)));
  switch (record.kind) {
    case "fetch":
      return [argumentText(record.args), text("out"), where, text("layer"), record.args === undefined ? "?" : ""].join(
        " ",
      );
    case "converter":
      return [argumentText(record.args), text("in"), text("out"), record.args === undefined ? "?" : ""].join(" ");
    case "acl":
      return [text("fetch"), text("match")].join(" ");
    case "log-alias":
      return record.http_only === true ? "http" : "";
    case "stick-data":
      return [text("arg"), record.array === true ? "array" : ""].join(" ");
    case "server-option":
      return record.default_server === false ? "no-default" : "";
    default:
      return "";
  }
}

function expressionEntry(lineage: Lineage, contexts: readonly string[]): unknown[] {
  const { known, unsure } = masksOf(lineage);
  const variants = new Map<string, number>();
  for (const [position, record] of lineage.records) {
    if (record.status === "removed" || record.exists === false) continue;
    const facts = expressionFacts(record, contexts);
    variants.set(facts, (variants.get(facts) ?? 0) | (1 << position));
  }
  return [lineage.name, lineage.kind, known, unsure, ...[...variants].flatMap(([facts, mask]) => [mask, facts])];
}

function explanationEntry(lineage: Lineage): unknown[] {
  const isTerm = !statementKinds.has(lineage.kind);
  return [
    lineage.name,
    lineage.kind,
    lineage.owner === "" && !isTerm ? "proxy" : lineage.owner,
    ...foldedFields(lineage, (field) => !(isTerm && checkedFields.has(field))),
  ];
}

function enumerationEntry(row: EnumRow): unknown[] {
  return [
    row.id,
    row.template,
    ...row.values.map(({ value, versions }) => {
      const known = maskOf(
        Object.entries(versions).flatMap(([version, state]) => (state === "ok" ? [positionOf(version)] : [])),
      );
      const tried = maskOf(Object.keys(versions).map(positionOf));
      const untried = ((1 << haproxyVersions.length) - 1) & ~tried;
      return [value, known, untried];
    }),
  ];
}

/** Types of arguments that name something of the configuration, as the facts call them, with our words for what they name. */
const namingTypes: Readonly<Record<string, string>> = {
  table: "table",
  backend: "backend",
  frontend: "frontend",
  server: "server",
  "user list": "userlist",
};

/** Which arguments of fetches and converters name something: [name, [index, what] ...]; of a family of fetches the newest facts. */
function namingEntries(terms: readonly Lineage[]): unknown[] {
  const entries = new Map<string, unknown[]>();
  for (const { name, kind, records } of terms) {
    if (kind !== "fetch" && kind !== "converter") continue;
    const newest = records.get(Math.max(...records.keys()));
    const args = Array.isArray(newest?.["args"]) ? (newest["args"] as readonly Fields[]) : [];
    const naming = args.flatMap(({ type }, index) => {
      const what = namingTypes[String(type)];
      return what === undefined ? [] : [[index, what]];
    });
    if (naming.length > 0) entries.set(name, [name, ...naming]);
  }
  return [...entries.values()];
}

/** The options of a `server` line that have words of their own behind them: [name, how many]. */
function optionEntries(terms: readonly Lineage[]): unknown[] {
  return terms.flatMap(({ name, kind, records }) => {
    const arity = records.get(Math.max(...records.keys()))?.["arity"];
    return kind === "server-option" && typeof arity === "number" && arity !== 0 ? [[name, Math.abs(arity)]] : [];
  });
}

/** Path below server/src/schema to text, of every generated file of haproxy. */
export function haproxyDataFiles(folder: string): Record<string, string> {
  const { lineages, sections, contexts } = collect(folder);
  const statements = lineages.filter((lineage) => statementKinds.has(lineage.kind));
  const terms = lineages.filter((lineage) => !statementKinds.has(lineage.kind));
  const enumerations = readJson<EnumRow[]>(join(folder, "enums.json"));
  const sectionEntries = [...sections].map(([name, mask]) => [name, mask]);
  return {
    "haproxy/data/sections.ts": dataModule("sectionsJson", "Section words: [word, versions].", sectionEntries),
    "haproxy/data/statements.ts": dataModule(
      "statementsJson",
      "What checking a statement's name and place needs: [name, kind, owner, known, unsure, deprecated, removed, experimental, flags, allowed, ignored].",
      statements.map(statementEntry),
    ),
    "haproxy/data/terms.ts": dataModule(
      "termsJson",
      "Names of the other kinds: [name, kind, owner, known, unsure, deprecated, removed, facts, older facts].",
      terms.map(termEntry),
    ),
    "haproxy/data/naming.ts": dataModule(
      "namingJson",
      "What finding names needs: fetches and converters with an argument that names something: [name, [index, what] ...].",
      namingEntries(terms),
    ),
    "haproxy/data/server-options.ts": dataModule(
      "serverOptionsJson",
      "Options of a server line with words of their own behind them: [name, how many].",
      optionEntries(terms),
    ),
    "haproxy/data/expressions.ts": dataModule(
      "expressionsJson",
      "What judging expressions and option lists needs: [name, kind, known, unsure, versions, facts, versions, facts ...].",
      lineages.filter(({ kind }) => expressionKinds.has(kind)).map((lineage) => expressionEntry(lineage, contexts)),
    ),
    "haproxy/data/contexts.ts": dataModule(
      "contextsJson",
      "Where expressions are worked out; the position is the bit in their masks.",
      contexts,
    ),
    "haproxy/data/explanations.ts": dataModule(
      "explanationsJson",
      "What only explaining needs: [name, kind, owner, fields, older fields].",
      lineages.map(explanationEntry),
    ),
    "haproxy/data/enumerations.ts": dataModule(
      "enumerationsJson",
      "Values by version: [id, template, [value, known, untried] ...].",
      enumerations.map(enumerationEntry),
    ),
  };
}
