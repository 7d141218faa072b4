import { enumerationsJson } from "./data/enumerations.ts";
import { explanationsJson } from "./data/explanations.ts";
import { termsJson } from "./data/terms.ts";
import { haproxyDescriptions } from "./descriptions.ts";
import type { HaproxyEnumeration, HaproxyExplanation, HaproxyKeyword, HaproxyKind, HaproxyTerm } from "./types.ts";
import type { HaproxyVersion, HaproxyVersionChoice } from "./versions.ts";
import { haproxyVersionMask, haproxyVersions, haproxyVersionsOf } from "./versions.ts";

type Facts = Readonly<Record<string, unknown>>;
type Older = readonly (readonly [number, Facts])[];

const none: Older = [];

let terms: ReadonlyMap<HaproxyKind, readonly HaproxyTerm[]> | undefined;

/** All names of a kind other than statements, of all versions, in alphabetical order. Reads its data at the first call. */
export function haproxyTermsOf(kind: HaproxyKind): readonly HaproxyTerm[] {
  if (!terms) {
    const byKind = new Map<HaproxyKind, HaproxyTerm[]>();
    type Entry = readonly [string, HaproxyKind, string, number, number, number, number, Facts, Older?];
    for (const entry of JSON.parse(termsJson) as readonly Entry[]) {
      const [name, ofKind, owner, known, unsure, deprecated, removed, facts, older = none] = entry;
      const list = byKind.get(ofKind) ?? [];
      byKind.set(ofKind, list);
      list.push({ kind: ofKind, name, owner, known, unsure, deprecated, removed, facts, older });
    }
    terms = byKind;
  }
  return terms.get(kind) ?? [];
}

/** The names of a kind that a version has. */
export function haproxyTerms(kind: HaproxyKind, version: HaproxyVersionChoice): readonly HaproxyTerm[] {
  const mask = haproxyVersionMask(version);
  return haproxyTermsOf(kind).filter((term) => ((term.known | term.unsure) & mask) !== 0);
}

/** A name of a kind other than statements, by its exact spelling. */
export function findHaproxyTerm(kind: HaproxyKind, name: string): HaproxyTerm | undefined {
  return haproxyTermsOf(kind).find((term) => term.name === name);
}

let enumerations: readonly HaproxyEnumeration[] | undefined;

/** The enumerations of all versions; values that are tried in a statement of which the template is an example. */
export function haproxyEnumerations(): readonly HaproxyEnumeration[] {
  if (!enumerations) {
    type Entry = readonly [string, string, ...(readonly [string, number, number])[]];
    enumerations = (JSON.parse(enumerationsJson) as readonly Entry[]).map(([id, template, ...values]) => ({
      id,
      template,
      values: values.map(([value, known, unsure]) => ({ value, known, unsure })),
    }));
  }
  return enumerations;
}

/**
 * The first words of the values that may stand behind these words in a version, from the enumerations; empty where
 * none is known. `words` are the words in front of the value, the keyword first.
 */
export function haproxyValuesAfter(words: readonly string[], version: HaproxyVersionChoice): readonly string[] {
  const mask = haproxyVersionMask(version);
  const found = new Set<string>();
  const template = `${words.join(" ")} %s`;
  for (const enumeration of haproxyEnumerations()) {
    if (enumeration.template !== template) continue;
    for (const { value, known } of enumeration.values) {
      if ((known & mask) !== 0) found.add(value.split(" ")[0] ?? value);
    }
  }
  return [...found];
}

interface Explained {
  readonly newest: Facts;
  readonly older: Older;
}

let explanations: ReadonlyMap<string, Explained> | undefined;

function explainedOf(kind: string, owner: string, name: string): Explained | undefined {
  if (!explanations) {
    const all = new Map<string, Explained>();
    type Entry = readonly [string, string, string, Facts, Older?];
    for (const [ofName, ofKind, ofOwner, newest, older = none] of JSON.parse(explanationsJson) as readonly Entry[]) {
      all.set(`${ofKind} ${ofOwner} ${ofName}`, { newest, older });
    }
    explanations = all;
  }
  return explanations.get(`${kind} ${owner} ${name}`);
}

/** The facts of one version: the newest ones with the difference of that version on top. */
function factsFor({ newest, older }: Explained, version: HaproxyVersionChoice): Facts {
  const mask = version === "auto" ? 0 : haproxyVersionMask(version);
  const difference = older.find(([versions]) => (versions & mask) !== 0)?.[1];
  if (!difference) return newest;
  return Object.fromEntries(Object.entries({ ...newest, ...difference }).filter(([, value]) => value !== null));
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}

function stringLists(value: unknown): readonly (readonly string[])[] {
  return Array.isArray(value) ? value.map(strings) : [];
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** One readable line of signature tokens: `[ "option", "httplog", "[", "clf", "]" ]` is `option httplog [clf]`. */
export function signatureLine(tokens: readonly string[]): string {
  let line = "";
  let glue = true;
  for (const token of tokens) {
    const closes = token === "]" || token === "}" || token === ")" || token === "*" || token === "," || token === "...";
    if (line !== "" && !glue && !(closes && token !== "...")) line += " ";
    line += token;
    glue = token === "[" || token === "{" || token.endsWith("(") || token === ",";
  }
  return line;
}

function sinceVersion(mask: number): HaproxyVersion | undefined {
  return mask === 0 ? undefined : haproxyVersionsOf(mask)[0];
}

/** The page of the manual that describes this version. */
export function haproxyManual(version: HaproxyVersionChoice): string {
  const shown = version === "auto" ? haproxyVersions[haproxyVersions.length - 2] : version;
  return `https://docs.haproxy.org/${shown}/configuration.html`;
}

interface Subject {
  readonly kind: HaproxyKind;
  readonly name: string;
  readonly owner: string;
  readonly known: number;
  readonly deprecated: number;
  readonly removed: number;
}

function explain(
  subject: Subject,
  own: Facts,
  places: readonly string[],
  version: HaproxyVersionChoice,
): HaproxyExplanation {
  const explained = explainedOf(subject.kind, subject.owner, subject.name);
  const facts = { ...own, ...(explained ? factsFor(explained, version) : {}) };
  const signature = strings(facts["signature"]);
  const lines = [...(signature.length > 0 ? [signature] : []), ...stringLists(facts["alternatives"])].map(
    signatureLine,
  );
  return {
    kind: subject.kind,
    name: subject.name,
    owner: subject.owner,
    signatures: lines.length > 0 ? [...new Set(lines)] : [`${subject.name}${text(facts["doc_args"]) ?? ""}`],
    argumentNames: strings(facts["arg_names"]),
    values: stringLists(facts["values"]),
    contexts: strings(facts["contexts"]),
    places,
    versions: haproxyVersionsOf(subject.known),
    deprecatedSince: sinceVersion(subject.deprecated),
    removedSince: sinceVersion(subject.removed),
    negatable: false,
    inputType: text(facts["in"]),
    outputType: text(facts["out"]),
    layer: text(facts["layer"]),
    facts,
    description: haproxyDescriptions[`${subject.kind} ${subject.owner} ${subject.name}`.replace("  ", " ")],
    manual: haproxyManual(version),
  };
}

/** What there is to say of a statement's keyword, action or filter in a version. Reads the explaining data at the first call. */
export function explainHaproxyKeyword(keyword: HaproxyKeyword, version: HaproxyVersionChoice): HaproxyExplanation {
  const mask = haproxyVersionMask(version);
  const usable = (keyword.known & mask) !== 0 ? mask : keyword.known;
  const places = [...keyword.allowed].filter(([, versions]) => (versions & usable) !== 0).map(([place]) => place);
  return { ...explain(keyword, {}, places, version), negatable: keyword.negatable };
}

/** What there is to say of a name of another kind in a version. Reads the explaining data at the first call. */
export function explainHaproxyTerm(term: HaproxyTerm, version: HaproxyVersionChoice): HaproxyExplanation {
  return explain(term, factsFor({ newest: term.facts, older: term.older }, version), [], version);
}
