import { keepalivedKeyword } from "../../schema/keepalived/index.ts";
import {
  argumentNaming,
  bareNaming,
  type EntryNaming,
  entryNaming,
  type KeepalivedNameKind,
  namingBlocks,
} from "../../schema/keepalived/naming.ts";
import { type DefinitionUse, findDefinitions, resolveDefinitions } from "../../syntax/keepalived/definitions.ts";
import type { KeepalivedSection, KeepalivedStatement } from "../../syntax/keepalived/tree.ts";
import { anchorOf, type Origin, type Word } from "../../syntax/tree.ts";
import type { NameUse, SectionNames } from "../names/names.ts";
import { isPlaceholder } from "../value.ts";

/** Reads the names of one section. */
class NameReader {
  readonly #section: KeepalivedSection;
  readonly #text: string;
  readonly uses: NameUse[] = [];
  readonly unknown = new Set<string>();
  isOpen: boolean;

  constructor(section: KeepalivedSection, text: string) {
    this.#section = section;
    this.#text = text;
    this.isOpen = section.holes.length > 0;
  }

  #add(
    kind: KeepalivedNameKind,
    word: Word,
    whole: KeepalivedStatement,
    isDeclaration: boolean,
    container?: string,
  ): void {
    if (word.value === "") return;
    if (isPlaceholder(word.value)) {
      this.unknown.add(kind);
      return;
    }
    const raw = this.#text.slice(word.start, word.end);
    const isQuoted = raw === `"${word.value}"`;
    const isPlain = word.generated !== true && (isQuoted || raw === word.value);
    const at = isQuoted && isPlain ? { start: word.start + 1, end: word.end - 1 } : word;
    this.uses.push({
      kind,
      name: word.value,
      isDeclaration,
      keys: [`${kind}:${word.value}`],
      at: anchorOf(this.#section.origin, at),
      whole: anchorOf(this.#section.origin, whole),
      isPlain,
      container,
    });
  }

  /** The statements of a block whose keywords are known; `path` are the keywords around it. */
  read(statements: readonly KeepalivedStatement[], path: readonly string[]): void {
    for (const statement of statements) {
      const [keyword, name] = statement.words;
      if (keyword === undefined) continue;
      if (isPlaceholder(keyword.value)) this.isOpen = true;
      const naming =
        path.length === 0 && Object.hasOwn(namingBlocks, keyword.value) ? namingBlocks[keyword.value] : undefined;
      if (naming !== undefined && name !== undefined) this.#add(naming, name, statement, true);
      const own = [...path, keyword.value];
      this.#arguments(statement, own);
      if (statement.block === undefined) continue;
      const syntax = keepalivedKeyword(own)?.valueSyntax;
      if (syntax === undefined) this.read(statement.block.statements, own);
      else if (Object.hasOwn(entryNaming, syntax)) this.#entries(statement.block.statements, entryNaming[syntax] ?? {});
    }
  }

  #arguments(statement: KeepalivedStatement, path: readonly string[]): void {
    const key = path.join("/");
    const naming = Object.hasOwn(argumentNaming, key) ? (argumentNaming[key] ?? {}) : {};
    for (const [before, kind] of Object.entries(naming)) {
      const at = before === "" ? 0 : statement.words.findIndex(({ value }, index) => index > 0 && value === before);
      const word = at < 0 ? undefined : statement.words[at + 1];
      if (word !== undefined) this.#add(kind, word, statement, false);
    }
    const bare = Object.hasOwn(bareNaming, key) ? bareNaming[key] : undefined;
    const second = statement.words[2];
    if (bare !== undefined && second !== undefined && !bare.words.includes(second.value))
      this.#add(bare.kind, second, statement, false);
  }

  #entries(statements: readonly KeepalivedStatement[], { kind, isEvery, options = {} }: EntryNaming): void {
    for (const statement of statements) {
      const { words } = statement;
      if (/^include[rmwba]?$/.test(words[0]?.value ?? "")) continue;
      if (kind !== undefined) {
        for (const word of isEvery === true ? words : words.slice(0, 1)) this.#add(kind, word, statement, false);
      }
      words.forEach((word, index) => {
        const named = words[index + 1];
        const option = index > 0 && Object.hasOwn(options, word.value) ? options[word.value] : undefined;
        if (option !== undefined && named !== undefined) this.#add(option, named, statement, false);
      });
    }
  }
}

const bySection = new WeakMap<KeepalivedSection, SectionNames>();

/**
 * The names that a section gives and uses, but for definitions. The result is kept for as long as the section lives.
 *
 * @param text the text that the section was parsed from, from its origin on
 */
export function keepalivedSectionNames(section: KeepalivedSection, text: string): SectionNames {
  const known = bySection.get(section);
  if (known !== undefined) return known;
  const reader = new NameReader(section, text);
  reader.read(section.statements, []);
  const names = { uses: reader.uses, unknownKinds: [...reader.unknown], isOpen: reader.isOpen };
  bySection.set(section, names);
  return names;
}

/**
 * The definitions that a whole text gives and uses, and the hosts that it names: they are worked out before sections are told apart.
 */
export function keepalivedDefinitions(text: string): SectionNames {
  const origin: Origin = { offset: 0 };
  const found = findDefinitions(text);
  const given = new Set<string>();
  const keys = new Map<DefinitionUse, string[]>();
  for (const use of found) {
    if (!use.isDeclaration) continue;
    given.add(use.name);
    // The variable of a sequence is another one on each line.
    const own = use.isLate ? `definition:${use.name}~${use.start}` : `definition:${use.name}=`;
    keys.set(use, [own, `definition:${use.name}`]);
  }
  for (const [use, targets] of resolveDefinitions(found)) {
    // What the file does not give at all may be given by the one that includes it.
    const isAny = targets === "any" || !given.has(use.name);
    const key = isAny ? `definition:${use.name}` : `definition:${use.name}@${use.start}`;
    keys.set(use, [key]);
    if (!isAny) for (const target of targets) keys.get(target)?.push(key);
  }
  const uses = found.map(
    (use): NameUse => ({
      kind: "definition",
      name: use.name,
      isDeclaration: use.isDeclaration,
      keys: keys.get(use) ?? [],
      at: anchorOf(origin, use),
      whole: anchorOf(origin, { start: use.wholeStart, end: use.wholeEnd }),
      isPlain: true,
      container: undefined,
    }),
  );
  return { uses: [...uses, ...hostsOf(text, origin)], unknownKinds: [], isOpen: false };
}

/** The hosts that lines are for (`@host`, `@^host`): what bears these names is outside of the files. */
function hostsOf(text: string, origin: Origin): NameUse[] {
  if (!text.includes("@")) return [];
  return Array.from(text.matchAll(/^([ \t]*@\^?)(?!\w+@)([^\s^]\S*)[^\n]*/gm), (match): NameUse => {
    const [line, sign = "", name = ""] = match;
    const start = match.index + sign.length;
    return {
      kind: "host",
      name,
      isDeclaration: false,
      keys: [`host:${name}`],
      at: anchorOf(origin, { start, end: start + name.length }),
      whole: anchorOf(origin, { start: match.index, end: match.index + line.trimEnd().length }),
      isPlain: true,
      container: undefined,
    };
  });
}
