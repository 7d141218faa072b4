import { versionsFrom } from "../../../schema/haproxy/values.ts";
import type { HaproxySection, HaproxyStatement } from "../../../syntax/haproxy/tree.ts";
import type { Word } from "../../../syntax/tree.ts";
import { type Message, message, type Severity } from "../../finding.ts";
import { isDirectiveBetween } from "../../template-directives.ts";
import { isUnknownWord } from "../../unknown-word.ts";
import { type FileModel, type FileSection, isProxy, type SectionView } from "./file.ts";
import type { FileCheck } from "./file-check.ts";

const code = "haproxy/duplicate-name";

/** Sections that may not share a name, and what haproxy does where they do. */
const uniqueSections: Readonly<Record<string, Severity>> = {
  cache: "error",
  peers: "error",
  resolvers: "error",
  "http-errors": "error",
  "fcgi-app": "error",
  "log-forward": "error",
  ring: "error",
  mailers: "error",
  userlist: "warning",
};

interface Named {
  readonly owner: FileSection;
  readonly word: Word;
  /** The line that it stands in. */
  readonly line?: HaproxyStatement;
}

function reportTwice(file: SectionView, first: Named, second: Named, said: Message, severity: Severity): void {
  file.report(code, second.owner.section, second.word, said, {
    severity,
    related: [
      { section: first.owner.section, place: first.word, said: message("{name} here", { name: first.word.value }) },
    ],
  });
}

/** Whether both are surely there. */
function areBoth(among: readonly FileSection[], first: Named, second: Named): boolean {
  if (first.owner.isConditional || second.owner.isConditional) return false;
  const placed = ({ owner, word }: Named): { section: HaproxySection; place: Word } => ({
    section: owner.section,
    place: word,
  });
  return !isDirectiveBetween(
    among.map(({ section }) => section),
    placed(first),
    placed(second),
  );
}

/** Reports the second and every later one of equal names; `among` are the sections that they stand in. */
function checkUnique(
  file: SectionView,
  among: readonly FileSection[],
  named: readonly Named[],
  say: (name: string) => Message,
  severity: Severity,
): void {
  if (named.length < 2) return;
  const seen = new Map<string, Named>();
  for (const one of named) {
    const name = one.word.value;
    if (isUnknownWord(name) || name.includes("{{")) continue;
    const first = seen.get(name);
    if (first === undefined) seen.set(name, one);
    else if (areBoth(among, first, one)) reportTwice(file, first, one, say(name), severity);
  }
}

function headersOf(sections: readonly FileSection[]): Named[] {
  return sections.flatMap((owner) => (owner.name === undefined ? [] : [{ owner, word: owner.name }]));
}

/** The words behind a keyword in the statements that are surely read. */
function wordsBehind(owner: FileSection, keyword: string, at: number): Named[] {
  const named: Named[] = [];
  for (const { statement, isConditional } of owner.analysis.byName.get(keyword) ?? []) {
    const word = statement.words[at];
    if (word !== undefined && !isConditional) named.push({ owner, word, line: statement });
  }
  return named;
}

/** The numbers behind the option `id` of lines that begin with a keyword. */
function idsOf(owner: FileSection, keyword: string): Named[] {
  const named: Named[] = [];
  for (const { statement, values, isConditional } of owner.analysis.byName.get(keyword) ?? []) {
    const at = isConditional || values.length < 4 ? -1 : values.indexOf("id", 2);
    const word = at < 0 ? undefined : statement.words[at + 1];
    if (word !== undefined) named.push({ owner, word, line: statement });
  }
  return named;
}

function sayProxyTwice(name: string): Message {
  return message("Another section of this kind has the name {name}, and haproxy does not start with two.", { name });
}

function checkProxies(file: FileModel): void {
  if (!file.hasEqualNames && !file.isAlways(versionsFrom("3.2"))) return;
  const proxies = file.proxies.filter(({ kind }) => kind !== "defaults");
  const frontends = proxies.filter(({ isFrontend }) => isFrontend);
  const backends = proxies.filter(({ isBackend }) => isBackend);
  checkUnique(file, file.sections, headersOf(frontends), sayProxyTwice, "error");
  // A listen section is both, and one finding is enough.
  const known = new Set(file.problems.map(({ section }) => section));
  checkUnique(
    file,
    file.sections,
    headersOf(backends.filter(({ section }) => !known.has(section))),
    sayProxyTwice,
    "error",
  );
  const isError = file.isAlways(versionsFrom("3.4"));
  if (!isError && !file.isAlways(versionsFrom("3.2"))) return;
  const pure = proxies.filter(({ isFrontend, isBackend }) => isFrontend !== isBackend);
  const byName = new Map<string, FileSection>();
  for (const one of pure) {
    const name = one.name?.value;
    if (name === undefined || one.name === undefined) continue;
    const first = byName.get(name);
    if (first?.name !== undefined && first.kind !== one.kind) {
      const said = message("A frontend and a backend have the name {name}, which haproxy refuses from 3.3 on.", {
        name,
      });
      reportTwice(
        file,
        { owner: first, word: first.name },
        { owner: one, word: one.name },
        said,
        isError ? "error" : "warning",
      );
    }
    byName.set(name, first ?? one);
  }
}

function sayServerTwice(name: string): Message {
  return message("Another server of this section has the name {name}, and haproxy does not start with two.", { name });
}

function sayIdTwice(name: string): Message {
  return message("Another one of this section has the id {name}, and haproxy does not start with two.", { name });
}

/** Whether a word is behind a keyword more than once; nearly always it is not, and that is quickly found out. */
function mayRepeat(owner: FileSection, keyword: string, at: number): boolean {
  const statements = owner.analysis.byName.get(keyword);
  if (statements === undefined || statements.length < 2) return false;
  const seen = new Set<string>();
  for (const { values } of statements) seen.add(values[at] ?? "");
  return seen.size < statements.length;
}

/** Servers of one name; until 3.2 those that have an id may share it, and 3.2 warns of it. */
function checkServers(file: SectionView, owner: FileSection): void {
  if (owner.kind === "peers" || !mayRepeat(owner, "server", 1)) return;
  const all = wordsBehind(owner, "server", 1);
  if (file.isAlways(versionsFrom("3.4"))) {
    checkUnique(file, [owner], all, sayServerTwice, "error");
    return;
  }
  const identified = new Set(idsOf(owner, "server").map(({ line }) => line));
  const plain = all.filter(({ line }) => !identified.has(line));
  checkUnique(file, [owner], plain, sayServerTwice, "error");
  if (plain.length === all.length || file.isAlways(versionsFrom("2.4") & ~versionsFrom("3.2"))) return;
  const known = new Set(file.problems.map(({ place }) => place));
  const say = (name: string): Message =>
    message("Another server of this section has the name {name}, which haproxy refuses from 3.3 on.", { name });
  const rest = all.filter(({ word }) => !known.has(word));
  checkUnique(file, [owner], rest, say, "warning");
}

function checkInSection(file: SectionView, owner: FileSection): void {
  if (isProxy(owner) && owner.isDisabled) return;
  checkServers(file, owner);
  checkUnique(file, [owner], idsOf(owner, "bind"), sayIdTwice, "error");
  checkUnique(file, [owner], idsOf(owner, "server"), sayIdTwice, "error");
  if (owner.kind === "resolvers") {
    checkUnique(
      file,
      [owner],
      wordsBehind(owner, "nameserver", 1),
      (name) =>
        message("Another nameserver of this section has the name {name}, and haproxy does not start with two.", {
          name,
        }),
      "error",
    );
  }
  if (owner.kind === "userlist") {
    for (const keyword of ["user", "group"]) {
      checkUnique(
        file,
        [owner],
        wordsBehind(owner, keyword, 1),
        (name) => message("{name} is declared above already, and haproxy ignores this line.", { name }),
        "warning",
      );
    }
  }
  checkTables(file, owner);
  checkPeerListeners(file, owner);
}

/** Peers are reached through one socket. */
function checkPeerListeners(file: SectionView, owner: FileSection): void {
  if (owner.kind !== "peers") return;
  const second = owner.analysis.byName.get("bind")?.filter(({ isConditional }) => !isConditional)[1];
  if (second === undefined) return;
  const said = message("A peers section has one bind line at most, and haproxy does not start with two.");
  file.report(code, owner.section, second.statement, said);
}

/** A proxy has one stick table at most. */
function checkTables(file: SectionView, owner: FileSection): void {
  const second = owner.analysis.byName.get("stick-table")?.filter(({ isConditional }) => !isConditional)[1];
  if (second === undefined) return;
  const said = message("A section has one stick-table at most, and haproxy does not start with two.");
  file.report(code, owner.section, second.statement, said);
}

/** The last `id` of a section. */
function idOf(owner: FileSection): Word | undefined {
  return owner.analysis.byName.get("id")?.findLast(({ isConditional }) => !isConditional)?.statement.words[1];
}

/** Looks for names and numbers that are given twice. */
export const duplicates: FileCheck = {
  concerns: (owner) => owner.isProxy && idOf(owner) !== undefined,
  checkFile(file, concerned) {
    checkProxies(file);
    for (const [kind, severity] of Object.entries(uniqueSections)) {
      checkUnique(
        file,
        file.sections,
        headersOf(file.byKind.get(kind) ?? []),
        severity === "error"
          ? sayProxyTwice
          : (name) => message("{name} is declared above already, and haproxy ignores this section.", { name }),
        severity,
      );
    }
    const ids = concerned.flatMap((owner) => {
      const word = idOf(owner);
      return word === undefined ? [] : [{ owner, word }];
    });
    checkUnique(
      file,
      file.sections,
      ids,
      (name) => message("Another proxy has the id {name}, and haproxy does not start with two.", { name }),
      "error",
    );
  },
  checkSection: checkInSection,
};
