import { expressionNames } from "../../../schema/haproxy/expressions.ts";
import {
  type HaproxyPlace,
  haproxySectionVersions,
  haproxyVersionMask,
  haproxyVersionsOf,
  lookupHaproxyStatement,
} from "../../../schema/haproxy/index.ts";
import { allHaproxyVersions } from "../../../schema/haproxy/versions.ts";
import { message } from "../../finding.ts";
import { versionsText } from "../judged.ts";
import type { FileModel, FileSection } from "./file.ts";
import type { FileCheck } from "./file-check.ts";
import type { Place } from "./problem.ts";
import type { AnalysedStatement } from "./section.ts";

const code = "haproxy/version-needed";

/** Something that not all supported versions take. */
interface Limited {
  readonly name: string;
  /** The versions that take it, bits. */
  readonly versions: number;
  readonly owner: FileSection;
  readonly place: Place;
}

const known = new Map<string, number>();

/** The versions that take a statement by its keyword and action, bits; most files have few of them. */
function versionsOf(place: HaproxyPlace, { values, name, action = "" }: AnalysedStatement): number {
  const key = `${place} ${name} ${action}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const lookup = lookupHaproxyStatement(place, values, "auto");
  const keyword = lookup.action ?? lookup.statement;
  const isSure = lookup.status === "known" && keyword !== undefined && !lookup.prefixRefused;
  const versions = isSure ? keyword.known | keyword.unsure : allHaproxyVersions;
  known.set(key, versions);
  return versions;
}

const optionKinds: Readonly<Record<string, "bind-option" | "server-option">> = {
  bind: "bind-option",
  "default-bind": "bind-option",
  server: "server-option",
  "server-template": "server-option",
  "default-server": "server-option",
};

function* limitedOptions(owner: FileSection, { name, statement, fixed }: AnalysedStatement): Iterable<Limited> {
  const kind = optionKinds[name];
  if (kind === undefined) return;
  const names = expressionNames(kind);
  for (const at of fixed) {
    const word = statement.words[at];
    const versions = word === undefined ? undefined : names.get(word.value);
    if (word === undefined || versions === undefined || versions === allHaproxyVersions) continue;
    yield { name: `${name} … ${word.value}`, versions, owner, place: word };
  }
}

/** Statements whose arguments nothing is known of, so that they are not among those that were analysed. */
function* limitedWithoutSignature(owner: FileSection): Iterable<Limited> {
  const { statements } = owner.section;
  const analysed = owner.analysis.statements;
  if (analysed.length === statements.length || owner.analysis.isOpen) return;
  let next = 0;
  for (const statement of statements) {
    if (analysed[next]?.statement === statement) {
      next++;
      continue;
    }
    const lookup = lookupHaproxyStatement(
      owner.analysis.place,
      statement.words.map(({ value }) => value),
      "auto",
    );
    const keyword = lookup.action ?? lookup.statement;
    if (lookup.status !== "known" || keyword === undefined || lookup.prefixRefused) continue;
    const versions = keyword.known | keyword.unsure;
    if (versions === allHaproxyVersions || versions === 0) continue;
    const place = { start: statement.start, end: statement.words[lookup.nameEnd - 1]?.end ?? statement.end };
    yield { name: keyword.name, versions, owner, place };
  }
}

function* limitedIn(owner: FileSection): Iterable<Limited> {
  const header = owner.section.header?.words[0];
  let ofSection = 0;
  for (const version of haproxySectionVersions(owner.kind)) ofSection |= haproxyVersionMask(version);
  if (header !== undefined && ofSection !== 0 && ofSection !== allHaproxyVersions) {
    yield { name: owner.kind, versions: ofSection, owner, place: header };
    return;
  }
  yield* limitedWithoutSignature(owner);
  for (const statement of owner.analysis.statements) {
    if (statement.isConditional || statement.isFaulty) continue;
    const versions = versionsOf(owner.analysis.place, statement);
    const { words } = statement.statement;
    if (versions !== allHaproxyVersions && versions !== 0) {
      const name = statement.action === undefined ? statement.name : `${statement.name} ${statement.action}`;
      const last = words[name.split(" ").length - 1];
      const place = { start: words[0]?.start ?? 0, end: last?.end ?? words[0]?.end ?? 0 };
      yield { name, versions, owner, place };
    }
    yield* limitedOptions(owner, statement);
  }
}

const newest = 1 << (haproxyVersionsOf(allHaproxyVersions).length - 1);

const limitedBySection = new WeakMap<FileSection, readonly Limited[]>();

/** What not all versions take of a section that is surely read, kept for as long as it lives. */
function limitedOf(owner: FileSection): readonly Limited[] {
  let limited = limitedBySection.get(owner);
  if (limited === undefined) {
    limited = owner.isConditional ? [] : [...limitedIn(owner)];
    limitedBySection.set(owner, limited);
  }
  return limited;
}

function reportNeeded(file: FileModel, { name, versions, owner, place }: Limited): void {
  if ((versions & newest) === 0) return;
  const [since = ""] = haproxyVersionsOf(versions);
  const said = message("{name} needs haproxy {since} or newer: older ones do not start with it.", { name, since });
  file.report(code, owner.section, place, said);
}

function reportApart(file: FileModel, one: Limited, other: Limited): void {
  const said = message(
    "{name} works in haproxy {versions} only and {other} in {others} only, so that no version starts with both.",
    {
      name: one.name,
      versions: versionsText(haproxyVersionsOf(one.versions)),
      other: other.name,
      others: versionsText(haproxyVersionsOf(other.versions)),
    },
  );
  const here = {
    section: other.owner.section,
    place: other.place,
    said: message("{name} here", { name: other.name }),
  };
  file.report(code, one.owner.section, one.place, said, { severity: "warning", related: [here] });
}

/**
 * Looks for what keeps older versions from starting, where no version is set: once for each name. Of what newer versions do not have
 * another rule speaks, but not of two names that no version has both of.
 */
export const versions: FileCheck = {
  concerns: (owner) => limitedOf(owner).length > 0,
  checkFile(file, concerned) {
    if (file.mask !== allHaproxyVersions) return;
    const seen = new Map<string, Limited>();
    for (const one of concerned.flatMap(limitedOf)) {
      if (seen.has(one.name)) continue;
      const other = [...seen.values()].find((known) => (known.versions & one.versions) === 0);
      seen.set(one.name, one);
      if (other === undefined) reportNeeded(file, one);
      else reportApart(file, one, other);
    }
  },
};
