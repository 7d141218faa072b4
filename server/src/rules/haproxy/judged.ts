import {
  type HaproxyLookup,
  type HaproxyPlace,
  type HaproxyVersion,
  type HaproxyVersionChoice,
  haproxyNextWords,
  haproxyPlaceOf,
  haproxySectionKinds,
  haproxySectionVersions,
  haproxyVersionFor,
  haproxyVersions,
  haproxyVersionsOf,
  isHaproxyBeginning,
  lookupHaproxyStatement,
} from "../../schema/haproxy/index.ts";
import type { HaproxySection, HaproxyStatement } from "../../syntax/haproxy/tree.ts";
import { type Message, message } from "../finding.ts";
import { mendLine } from "../invisible.ts";
import type { FileContext } from "../rule.ts";
import { isUnknownWord } from "../unknown-word.ts";
import { conditionsBehind, directives } from "./conditions.ts";

/** A statement that some rule has something to say about. */
export interface JudgedStatement {
  readonly statement: HaproxyStatement;
  readonly lookup: HaproxyLookup;
  /** The versions that take the statement here, if newer ones that are known do not; else undefined. */
  readonly onlyIn: readonly HaproxyVersion[] | undefined;
}

export interface JudgedSection {
  readonly place: HaproxyPlace;
  readonly version: HaproxyVersionChoice;
  /** Statements that are all right are left out. */
  readonly statements: readonly JudgedStatement[];
  /** The lines that begin with a dot and are no directive. */
  readonly unknownDirectives: readonly HaproxyStatement[];
  /** The versions that have the section; undefined where the chosen version has it. */
  readonly foreignSection: readonly HaproxyVersion[] | undefined;
  /** The versions that have the section, where no version is chosen and newer ones do not have it; else undefined. */
  readonly dyingSection: readonly HaproxyVersion[] | undefined;
}

/** The version to judge by. */
export function versionOf(context: FileContext): HaproxyVersionChoice {
  return haproxyVersionFor(context.haproxyVersion) ?? "auto";
}

const newest = 1 << (haproxyVersions.length - 1);

/** The versions that take a statement, where all known ones newer than them refuse it. */
function versionsUntil(lookup: HaproxyLookup): readonly HaproxyVersion[] | undefined {
  const keyword = lookup.action ?? lookup.statement;
  if (keyword === undefined || lookup.status !== "known") return undefined;
  return ((keyword.known | keyword.unsure) & newest) === 0 ? haproxyVersionsOf(keyword.known) : undefined;
}

function judge(
  place: HaproxyPlace,
  statement: HaproxyStatement,
  version: HaproxyVersionChoice,
): JudgedStatement | undefined {
  const words = statement.words.map((word) => word.value);
  const lookup = lookupHaproxyStatement(place, words, version);
  const onlyIn = version === "auto" ? versionsUntil(lookup) : undefined;
  const isFine = (lookup.status === "known" || lookup.status === "unsure") && !lookup.prefixRefused;
  if (isFine && onlyIn === undefined && !lookup.deprecated) return undefined;
  const end = Math.max(lookup.nameEnd, (lookup.unknownWord ?? -1) + 1);
  if (words.slice(0, end).some(isUnknownWord)) return undefined;
  return { statement, lookup, onlyIn };
}

/**
 * First words, and pairs of first words, of statements that are all right whatever follows, by version and place: most lines
 * of a long file begin with one of few words.
 */
const settled = new Map<string, Set<string>>();

function settledWords(place: HaproxyPlace, version: HaproxyVersionChoice): Set<string> {
  const key = `${version} ${place}`;
  const found = settled.get(key) ?? new Set<string>();
  settled.set(key, found);
  return found;
}

/** Whether a statement that is all right would be so with any other words behind the first `count`. */
function isSettled(place: HaproxyPlace, words: readonly string[], version: HaproxyVersionChoice): boolean {
  // What stands alone by mistake says nothing of the names that begin so.
  if (isHaproxyBeginning(place, words)) return false;
  const { status, nameEnd } = lookupHaproxyStatement(place, words, version);
  return status === "known" && nameEnd === words.length && haproxyNextWords(place, words, "auto").length === 0;
}

/** Remembers the shortest beginning of a statement that is all right by itself. */
function settle(
  known: Set<string>,
  place: HaproxyPlace,
  statement: HaproxyStatement,
  version: HaproxyVersionChoice,
): void {
  const [first, second] = statement.words.map((word) => word.value);
  if (first === undefined || first === "no" || first === "default") return;
  if (isSettled(place, [first], version)) known.add(first);
  // Names with arguments glued to them are without number.
  else if (second !== undefined && !second.includes("(") && isSettled(place, [first, second], version)) {
    known.add(`${first} ${second}`);
  }
}

/** Whether a word begins a section in a version. */
export function isSectionWord(word: string | undefined, version: HaproxyVersionChoice): boolean {
  return haproxySectionKinds(version).some((kind) => kind === word);
}

/** Whether a line begins a section, is a directive or begins with words that haproxy knows somewhere; or is empty. */
export function isKnownLine(place: HaproxyPlace, words: readonly string[], version: HaproxyVersionChoice): boolean {
  const [first] = words;
  if (first === undefined || directives.has(first) || isSectionWord(first, version)) return true;
  return lookupHaproxyStatement(place, words, version).status !== "unknown";
}

function isHiddenHeader({ words }: HaproxyStatement, version: HaproxyVersionChoice): boolean {
  const isHeader = ([first]: readonly string[]): boolean => isSectionWord(first, version);
  const values = words.map(({ value }) => value);
  return mendLine(values, 0, isHeader)?.isKnown === true;
}

/** Judges the statements that are surely read. */
function judgeStatements(
  section: HaproxySection,
  place: HaproxyPlace,
  version: HaproxyVersionChoice,
  openConditions: number,
): Pick<JudgedSection, "statements" | "unknownDirectives"> {
  const statements: JudgedStatement[] = [];
  const unknownDirectives: HaproxyStatement[] = [];
  const known = settledWords(place, version);
  let open = openConditions;
  for (const statement of section.statements) {
    const first = statement.words[0]?.value ?? "";
    if (first.startsWith(".")) {
      open = conditionsBehind(first, open);
      if (open === 0 && !directives.has(first) && !isUnknownWord(first)) unknownDirectives.push(statement);
      continue;
    }
    if (open > 0 || known.has(first) || known.has(`${first} ${statement.words[1]?.value}`)) continue;
    const judged = judge(place, statement, version);
    if (judged === undefined) settle(known, place, statement, version);
    else statements.push(judged);
    // The lines behind a header that is not recognized for an invisible character belong to that header's section.
    if (judged !== undefined && isHiddenHeader(statement, version)) break;
  }
  return { statements, unknownDirectives };
}

function judgeSection(section: HaproxySection, context: FileContext): JudgedSection | undefined {
  const place = haproxyPlaceOf(section.header?.words.map((word) => word.value) ?? []);
  if (place === undefined) return undefined;
  const version = versionOf(context);
  const sectionVersions = haproxySectionVersions(section.header?.words[0]?.value ?? "");
  if (version !== "auto" && !sectionVersions.includes(version)) {
    const foreignSection = context.openConditions > 0 ? undefined : sectionVersions;
    return { place, version, statements: [], unknownDirectives: [], foreignSection, dyingSection: undefined };
  }
  const isDying = version === "auto" && sectionVersions.at(-1) !== haproxyVersions.at(-1);
  const dyingSection = isDying && context.openConditions === 0 ? sectionVersions : undefined;
  const judged = judgeStatements(section, place, version, context.openConditions);
  return { place, version, ...judged, foreignSection: undefined, dyingSection };
}

interface Kept {
  readonly version: string;
  readonly openConditions: number;
  readonly judged: JudgedSection | undefined;
}

const kept = new WeakMap<HaproxySection, Kept>();

/**
 * Judges the names of a section's statements once for all rules. Statements whose name is filled in later, and those between
 * `.if` and `.endif`, which may never be read, are left out.
 *
 * @returns undefined for the lines in front of the first section
 */
export function judgedSection(section: HaproxySection, context: FileContext): JudgedSection | undefined {
  const known = kept.get(section);
  if (
    known !== undefined &&
    known.version === context.haproxyVersion &&
    known.openConditions === context.openConditions
  ) {
    return known.judged;
  }
  const judged = judgeSection(section, context);
  kept.set(section, { version: context.haproxyVersion, openConditions: context.openConditions, judged });
  return judged;
}

/** A list of versions for a message: `2.4 to 3.2`, `2.4`. */
export function versionsText(versions: readonly HaproxyVersion[]): string | Message {
  const first = versions[0];
  const last = versions[versions.length - 1];
  if (first === undefined || last === undefined) return "";
  return first === last ? first : message("{first} to {last}", { first, last });
}

/** The name of a judged statement as it is written. */
export function nameOf({ statement, lookup }: JudgedStatement): string {
  return statement.words
    .slice(lookup.nameStart, lookup.nameEnd)
    .map(({ value }) => value)
    .join(" ");
}

/** Whether all versions that have a section are older than the one to judge by. */
export function isGone(versions: readonly HaproxyVersion[], version: HaproxyVersionChoice): boolean {
  const last = versions[versions.length - 1];
  return last !== undefined && Number.parseFloat(last) < Number.parseFloat(version);
}

/** Whether there is anything to say about the names in a section. */
export function hasJudged(section: HaproxySection, context: FileContext): boolean {
  const judged = judgedSection(section, context);
  if (judged === undefined) return false;
  const { statements, unknownDirectives, foreignSection, dyingSection } = judged;
  return (
    statements.length > 0 || unknownDirectives.length > 0 || foreignSection !== undefined || dyingSection !== undefined
  );
}
