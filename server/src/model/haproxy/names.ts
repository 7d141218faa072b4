import { haproxyPlaceOf } from "../../schema/haproxy/index.ts";
import {
  conditionalStatements,
  type HaproxyNameKind,
  type HaproxyNamePlace,
  haproxyNamePlaces,
  haproxyNamingArguments,
  haproxyServerOptionWords,
} from "../../schema/haproxy/naming.ts";
import { serverOptionNaming } from "../../schema/haproxy/naming-places.ts";
import type { HaproxySection, HaproxyStatement } from "../../syntax/haproxy/tree.ts";
import { type Anchor, anchorOf, type Word } from "../../syntax/tree.ts";
import type { NameUse, SectionNames } from "../names/names.ts";
import { isPlaceholderWord } from "../placeholder.ts";
import { findCondition } from "./condition.ts";

const proxyPlaces: ReadonlySet<string> = new Set(["frontend", "backend", "listen", "defaults", "defaults-named"]);
const rulesets: ReadonlySet<string> = new Set([
  "http-request",
  "http-response",
  "http-after-response",
  "quic-initial",
  "tcp-request",
  "tcp-response",
]);
/** A word with arguments in parentheses; it is sought from where words begin, so that a long one is looked at once. */
const namedArguments = /(?<![\w.-])([A-Za-z][\w.-]*)\(([^()"'\\]*)\)/g;
/** Names that belong to the section in which they are given; all others belong to the file. */
const ownKinds: ReadonlySet<HaproxyNameKind> = new Set(["acl", "filter", "spoe-engine", "server", "user", "group"]);
/** How many servers of a section's templates are looked up by name; nobody names one beyond. */
const mostTemplateServers = 1000;

let lastScope = 0;

/** Reads the names of one section. */
class NameReader {
  readonly #section: HaproxySection;
  readonly #text: string;
  /** Tells this section's own names from those of others. */
  readonly #scope = `#${++lastScope}`;
  readonly #place: string;
  readonly #name: string | undefined;
  readonly #acls = new Set<string>();
  readonly #unknown = new Set<string>();
  readonly uses: NameUse[] = [];
  #isOpen: boolean;
  #templateServers = 0;

  constructor(section: HaproxySection, text: string) {
    this.#section = section;
    this.#text = text;
    const header = section.header?.words ?? [];
    this.#place = haproxyPlaceOf(header.map(({ value }) => value)) ?? "";
    this.#name = header[1]?.value;
    this.#isOpen = section.holes.length > 0;
  }

  read(): SectionNames {
    if (this.#section.header !== undefined) this.#header(this.#section.header);
    for (const { words } of this.#section.statements) {
      const name = words[1];
      if (words[0]?.value === "acl" && name !== undefined) this.#acls.add(name.value);
    }
    for (const statement of this.#section.statements) this.#statement(statement);
    return { uses: this.uses, unknownKinds: [...this.#unknown], isOpen: this.#isOpen };
  }

  #whole(statement: HaproxyStatement): Anchor {
    return anchorOf(this.#section.origin, statement);
  }

  /** The place of a part of a word, as far as the word is written as haproxy reads it. */
  #partOf(word: Word, start: number, end: number): { readonly at: Anchor; readonly isPlain: boolean } {
    const raw = this.#text.slice(word.start, word.end);
    const from = raw === word.value ? 0 : raw.slice(1, -1) === word.value && /^["']/.test(raw) ? 1 : -1;
    if (from < 0) return { at: anchorOf(this.#section.origin, word), isPlain: false };
    const first = word.start + from;
    return { at: anchorOf(this.#section.origin, { start: first + start, end: first + end }), isPlain: true };
  }

  /** The keys under which a name is given, or by which it is sought. */
  #keysOf(kind: HaproxyNameKind, name: string, isDeclared: boolean): string[] {
    const own = ownKinds.has(kind) ? `${kind}:${this.#scope}:${name}` : `${kind}:${name}`;
    if (!isDeclared) return kind === "table" ? [own, `proxy:${name}`] : [own];
    if (kind === "server" && this.#name !== undefined) return [own, `server:${this.#name}/${name}`];
    if (kind === "table") return [`table:${this.#name ?? ""}/${name}`];
    return [own];
  }

  #add(
    statement: HaproxyStatement,
    kind: HaproxyNameKind,
    name: string,
    place: { readonly at: Anchor; readonly isPlain: boolean },
    isDeclaration: boolean,
    keys = this.#keysOf(kind, name, isDeclaration),
  ): void {
    const container = isDeclaration ? this.#name : undefined;
    this.uses.push({ kind, name, isDeclaration, keys, ...place, whole: this.#whole(statement), container });
  }

  #header(header: HaproxyStatement): void {
    const [kindWord, nameWord] = header.words;
    const kind = kindWord?.value ?? "";
    const hasName = nameWord !== undefined && !(kind === "defaults" && nameWord.value === "from");
    if (hasName && nameWord.value !== "") this.#sectionName(header, kind, nameWord);
    const from = header.words.findIndex((word, index) => index > (hasName ? 1 : 0) && word.value === "from");
    const parent = from < 0 ? undefined : header.words[from + 1];
    if (parent !== undefined)
      this.#use(header, { kind: "defaults", prefix: "", isDeclared: false, isList: false }, parent);
  }

  #sectionName(header: HaproxyStatement, kind: string, word: Word): void {
    if (isPlaceholderWord(word.value)) {
      this.#unknown.add(kind);
      return;
    }
    const name = word.value;
    const keys = [`${kind}:${name}`];
    if (kind === "listen") keys.unshift(`backend:${name}`, `frontend:${name}`);
    if (kind === "frontend" || kind === "backend" || kind === "listen") {
      keys.push(`proxy:${name}`);
      const hasTable = this.#section.statements.some(({ words }) => words[0]?.value === "stick-table");
      if (hasTable) keys.push(`table:${name}`);
    }
    const whole = anchorOf(this.#section.origin, {
      start: header.start,
      end: this.#section.statements.at(-1)?.end ?? header.end,
    });
    const place = this.#partOf(word, 0, name.length);
    this.uses.push({ kind, name, isDeclaration: true, keys, ...place, whole, container: undefined });
  }

  #statement(statement: HaproxyStatement): void {
    const { words } = statement;
    const first = words[0]?.value ?? "";
    if (isPlaceholderWord(first)) this.#isOpen = true;
    const owner = proxyPlaces.has(this.#place) ? "proxy" : this.#place;
    const condition = conditionalStatements.has(first)
      ? findCondition(words, (name) => this.#acls.has(name))
      : undefined;
    const end = condition?.start ?? words.length;
    if (owner !== "") this.#places(statement, haproxyNamePlaces(owner as "proxy", first), 1, end);
    if (rulesets.has(first)) {
      const at = first.startsWith("tcp-") ? 2 : 1;
      const action = (words[at]?.value ?? "").replace(/\d+$/, "");
      this.#places(statement, haproxyNamePlaces("action", action), at + 1, end);
    }
    if (first === "server" || first === "server-template" || first === "default-server") this.#server(statement, first);
    for (const { word, name, skip } of condition?.names ?? []) {
      const term = words[word];
      if (term !== undefined) this.#add(statement, "acl", name, this.#partOf(term, skip, skip + name.length), false);
    }
    if (condition?.isOpen === true) this.#unknown.add("acl");
    this.#samples(statement);
  }

  #places(statement: HaproxyStatement, places: readonly HaproxyNamePlace[], from: number, end: number): void {
    const { words } = statement;
    for (const place of places) {
      const size = place.before.length;
      const last = place.isAnywhere ? end - size - 1 : from;
      for (let at = from; at <= last; at++) {
        if (!place.before.every((word, index) => words[at + index]?.value === word)) continue;
        const word = words[at + size];
        if (word !== undefined && at + size < end) this.#use(statement, place, word);
        break;
      }
    }
  }

  /** A word that holds a name or a list of names. */
  #use(
    statement: HaproxyStatement,
    place: Pick<HaproxyNamePlace, "kind" | "prefix" | "isDeclared" | "isList">,
    word: Word,
  ): void {
    const { kind, prefix, isDeclared, isList } = place;
    if (!word.value.startsWith(prefix)) return;
    let start = prefix.length;
    for (const name of isList ? word.value.slice(start).split(",") : [word.value.slice(start)]) {
      this.#oneName(statement, kind, name, isDeclared, word, start);
      start += name.length + 1;
    }
  }

  /** One name in a word. */
  #oneName(
    statement: HaproxyStatement,
    kind: HaproxyNameKind,
    name: string,
    isDeclared: boolean,
    word: Word,
    start: number,
  ): void {
    if (name === "" || (kind === "proxy" && name === ".")) return;
    if (isUnknownName(name)) this.#unknown.add(kind);
    else this.#addSplit(statement, kind, name, isDeclared, (from, to) => this.#partOf(word, start + from, start + to));
  }

  /** A name that may be of two parts: `backend/server`, `peers/table`. */
  #addSplit(
    statement: HaproxyStatement,
    kind: HaproxyNameKind,
    name: string,
    isDeclared: boolean,
    part: (from: number, to: number) => { readonly at: Anchor; readonly isPlain: boolean },
  ): void {
    const slash = kind === "server" || kind === "table" ? name.indexOf("/") : -1;
    if (isDeclared || slash < 0) {
      this.#add(statement, kind, name, part(0, name.length), isDeclared);
      return;
    }
    const owner = name.slice(0, slash);
    const own = name.slice(slash + 1);
    this.#add(statement, kind === "server" ? "backend" : "peers", owner, part(0, slash), false);
    this.#add(statement, kind, own, part(slash + 1, name.length), false, [`${kind}:${owner}/${own}`]);
  }

  #server(statement: HaproxyStatement, first: string): void {
    const { words } = statement;
    if (first === "server-template") this.#template(statement);
    const isPeer = this.#place === "peers";
    let at = first === "default-server" ? 1 : first === "server" ? 3 : 4;
    while (at < words.length) {
      const option = words[at]?.value ?? "";
      const kind = Object.hasOwn(serverOptionNaming, option) ? serverOptionNaming[option] : undefined;
      const argument = words[at + 1];
      if (kind !== undefined && argument !== undefined && !isPeer) {
        this.#use(statement, { kind, prefix: "", isDeclared: false, isList: false }, argument);
      }
      at += 1 + haproxyServerOptionWords(option);
    }
  }

  /** `server-template srv 3 …` makes srv1, srv2 and srv3. */
  #template(statement: HaproxyStatement): void {
    const [, prefix, count] = statement.words;
    const [, low = "1", high] = /^(?:(\d{1,6})-)?(\d{1,6})$/.exec(count?.value ?? "") ?? [];
    if (prefix === undefined || high === undefined || isUnknownName(prefix.value)) {
      this.#unknown.add("server");
      return;
    }
    const keys: string[] = [];
    for (let number = Number(low); number <= Number(high) && this.#templateServers < mostTemplateServers; number++) {
      this.#templateServers++;
      keys.push(...this.#keysOf("server", `${prefix.value}${number}`, true));
    }
    const place = { ...this.#partOf(prefix, 0, prefix.value.length), isPlain: false };
    if (keys.length > 0) this.#add(statement, "server", prefix.value, place, true, keys);
  }

  /** Names in the parentheses of fetches, converters and actions, wherever they stand on the line. */
  #samples(statement: HaproxyStatement): void {
    const raw = this.#text.slice(statement.start, statement.end);
    if (!raw.includes("(")) return;
    for (const match of raw.matchAll(namedArguments)) {
      const [, name = "", list = ""] = match;
      const isAcl = name === "acl";
      const naming = haproxyNamingArguments(name);
      if (naming.length === 0 && !isAcl) continue;
      let start = statement.start + match.index + name.length + 1;
      list.split(",").forEach((text, index) => {
        const kind = isAcl ? "acl" : naming.find(([at]) => at === index)?.[1];
        if (kind !== undefined) this.#argument(statement, kind, text, start);
        start += text.length + 1;
      });
    }
  }

  #argument(statement: HaproxyStatement, kind: HaproxyNameKind, text: string, start: number): void {
    const name = text.replace(/^\s*(?:!\s*)*/, "").trimEnd();
    if (name === "") return;
    if (isUnknownName(name)) {
      this.#unknown.add(kind);
      return;
    }
    const first = start + text.indexOf(name);
    const { origin } = this.#section;
    this.#addSplit(statement, kind, name, false, (from, to) => ({
      at: anchorOf(origin, { start: first + from, end: first + to }),
      isPlain: true,
    }));
  }
}

/** Whether a name is filled in by a template, the environment or a sample expression, or is a number (`#7`). */
function isUnknownName(name: string): boolean {
  return isPlaceholderWord(name) || name.includes("%[") || name.includes("$") || name.startsWith("#");
}

const bySection = new WeakMap<HaproxySection, SectionNames>();

/**
 * The names that a section gives and uses. The result is kept for as long as the section lives.
 *
 * @param text the text that the section was parsed from, from its origin on
 */
export function haproxySectionNames(section: HaproxySection, text: string): SectionNames {
  const known = bySection.get(section);
  if (known !== undefined) return known;
  const names = new NameReader(section, text).read();
  bySection.set(section, names);
  return names;
}
