import {
  type KeepalivedKeyword,
  type KeepalivedLookup,
  type KeepalivedVersionChoice,
  keepalivedKeyword,
  keepalivedRelease,
  keepalivedVersionFor,
  lookupKeepalivedKeyword,
} from "../../schema/keepalived/index.ts";
import type { KeepalivedSection, KeepalivedStatement } from "../../syntax/keepalived/tree.ts";
import { anchorOf } from "../../syntax/tree.ts";
import type { Finding, Fix, Message, Severity } from "../finding.ts";
import { message } from "../finding.ts";
import { invisibleFixes, type MendedLine, mendLine } from "../invisible.ts";
import type { FileContext } from "../rule.ts";
import { suggest } from "../suggestion.ts";
import { isUnknownWord } from "../unknown-word.ts";

/** Something about a statement's keyword or its braces that a rule has to say. */
export type Judgement =
  | {
      /** No release knows the keyword, or not the version that is judged by. */
      readonly kind: "unknown";
      readonly statement: KeepalivedStatement;
      readonly path: readonly string[];
      readonly suggestion: string | undefined;
      /** The line without its invisible character, where it has one in the keyword's place. */
      readonly mended: MendedLine | undefined;
      /** The keyword, where other releases know it here. */
      readonly otherVersion: KeepalivedKeyword | undefined;
    }
  | {
      readonly kind: "misplaced";
      readonly statement: KeepalivedStatement;
      readonly path: readonly string[];
      readonly places: readonly (readonly string[])[];
    }
  | {
      /** A block behind a keyword or an entry that takes none. */
      readonly kind: "surplus-block";
      readonly statement: KeepalivedStatement;
      readonly open: number;
    }
  | {
      /** A keyword that needs a block has none. `next`: the line behind it, which is not what keepalived waits for. */
      readonly kind: "missing-block";
      readonly statement: KeepalivedStatement;
      readonly next: KeepalivedStatement | undefined;
      /** keepalived reads on in silence, and the lines that follow as if they stood in the block. */
      readonly isSilent: boolean;
    };

/** A line that keepalived knows, in the block where it stands. */
export interface KnownStatement {
  readonly statement: KeepalivedStatement;
  /** The keywords around it, outermost first. */
  readonly path: readonly string[];
  /** The line's own keyword; undefined for an entry of a block of values, whose keyword is the path's last. */
  readonly keyword: KeepalivedKeyword | undefined;
  /** How the entries of the block around are written; undefined for a keyword. */
  readonly entrySyntax: string | undefined;
}

/** The version to judge by. */
export function versionOf(context: FileContext): KeepalivedVersionChoice {
  return keepalivedVersionFor(context.keepalivedVersion) ?? "auto";
}

const includes = /^include[rmwba]?$/;

/** Whether a line brings in other files; with nothing behind it the word is a keyword like any other. */
function isInclude({ words }: KeepalivedStatement): boolean {
  return words.length > 1 && includes.test(words[0]?.value ?? "");
}

class Judge {
  readonly found: Judgement[] = [];
  readonly known: KnownStatement[] = [];
  /** How many wrong blocks are around: what stands in one is judged, but it is no line that keepalived knows. */
  #wrongBlocks = 0;
  readonly #version: KeepalivedVersionChoice;
  readonly #isLastSection: boolean;
  readonly #blocks: Map<string, Map<string, KeepalivedKeyword>>;

  constructor(version: KeepalivedVersionChoice, isLastSection: boolean) {
    this.#version = version;
    this.#isLastSection = isLastSection;
    this.#blocks = blocksOf(version);
  }

  /** What is known of the keywords of a block; words that it doesn't know are without number, and not kept. */
  #knownIn(path: readonly string[]): Map<string, KeepalivedKeyword> {
    const key = path.join("/");
    const known = this.#blocks.get(key) ?? new Map<string, KeepalivedKeyword>();
    this.#blocks.set(key, known);
    return known;
  }

  #isKnown(path: readonly string[], name: string): boolean {
    return lookupKeepalivedKeyword(path, name, this.#version).status === "known";
  }

  /** Judges the statements of a block of keywords, or of the top level. */
  statements(statements: readonly KeepalivedStatement[], path: readonly string[]): void {
    // The path of a block whose brace is missing: keepalived reads the lines behind its keyword as its content.
    let openPath: readonly string[] | undefined;
    const known = this.#knownIn(path);
    statements.forEach((statement, index) => {
      const name = statement.words[0]?.value ?? "";
      let keyword = known.get(name);
      if (keyword === undefined) {
        if (isInclude(statement) || (name !== "" && isUnknownWord(name))) return;
        const lookup = lookupKeepalivedKeyword(path, name, this.#version);
        if (lookup.status !== "known" || lookup.keyword === undefined) {
          if (openPath === undefined || !this.#isContent(openPath, name)) this.#other(statement, path, name, lookup);
          return;
        }
        keyword = lookup.keyword;
        known.set(name, keyword);
      }
      if (this.#wrongBlocks === 0) this.known.push({ statement, path, keyword, entrySyntax: undefined });
      if (statement.block === undefined && keyword.block === "none") return;
      const isMissing = this.#braces(statement, statements[index + 1], path, keyword);
      if (isMissing) openPath = [...path, name];
    });
  }

  /** Whether a line may be meant as the content of a block that lacks its brace. */
  #isContent(path: readonly string[], name: string): boolean {
    return keepalivedKeyword(path)?.block === "values" || this.#isKnown(path, name);
  }

  /** Judges the braces of a known keyword; returns whether its block is missing. */
  #braces(
    statement: KeepalivedStatement,
    next: KeepalivedStatement | undefined,
    path: readonly string[],
    keyword: KeepalivedKeyword,
  ): boolean {
    const { block } = statement;
    if (block === undefined) {
      this.#missingBlock(statement, next, path, keyword);
      return true;
    }
    switch (keyword.block) {
      case "none":
        this.found.push({ kind: "surplus-block", statement, open: block.open });
        this.statements(block.statements, path);
        break;
      case "keywords":
        this.statements(block.statements, [...path, keyword.name]);
        break;
      case "values":
        this.#entries(block.statements, [...path, keyword.name]);
    }
    return false;
  }

  #missingBlock(
    statement: KeepalivedStatement,
    next: KeepalivedStatement | undefined,
    path: readonly string[],
    keyword: KeepalivedKeyword,
  ): void {
    if (keyword.block === "keywords") {
      // A top-level keyword without a block is a section of its own, so that the next line isn't among its neighbours.
      const endsFile = path.length === 0 && next === undefined && this.#isLastSection;
      this.found.push({ kind: "missing-block", statement, next, isSilent: endsFile });
      return;
    }
    if (statement.words.length > 1) {
      // Words between the keyword and the brace are complained of, whatever comes next.
      this.found.push({ kind: "missing-block", statement, next: undefined, isSilent: false });
      return;
    }
    // keepalived reads the lines up to the next brace as entries of the block, and complains only of one that can't be one.
    const nextName = next?.words[0]?.value ?? "";
    // At the top level whatever follows is no entry, or its brace is one too many.
    const isFollowed = path.length === 0 && !this.#isLastSection;
    const isEntry = next === undefined ? !isFollowed : !this.#isKnown(path, nextName);
    this.found.push({ kind: "missing-block", statement, next: isEntry ? undefined : next, isSilent: isEntry });
  }

  /** Entries of a block of values may be anything, but they have no blocks. */
  #entries(entries: readonly KeepalivedStatement[], path: readonly string[]): void {
    const entrySyntax = keepalivedKeyword(path)?.valueSyntax;
    for (const statement of entries) {
      const { block, words } = statement;
      const name = words[0]?.value ?? "";
      if (includes.test(name)) continue;
      if (block === undefined) {
        if (this.#wrongBlocks === 0) this.known.push({ statement, path, keyword: undefined, entrySyntax });
        continue;
      }
      if (isUnknownWord(name)) continue;
      const places = lookupKeepalivedKeyword([], name, this.#version).places;
      if (places.length === 0) {
        this.found.push({ kind: "surplus-block", statement, open: block.open });
        continue;
      }
      this.found.push({ kind: "misplaced", statement, path, places });
      this.#inside(statement, [...(nearest(places, path) ?? []), name]);
    }
  }

  #mend({ words, block }: KeepalivedStatement, path: readonly string[]): MendedLine | undefined {
    const isKnown = ([first]: readonly string[]): boolean =>
      first === undefined ? block === undefined : includes.test(first) || this.#isKnown(path, first);
    return mendLine(
      words.map(({ value }) => value),
      0,
      isKnown,
    );
  }

  #other(statement: KeepalivedStatement, path: readonly string[], name: string, lookup: KeepalivedLookup): void {
    if (name === "" || includes.test(name)) {
      const nothing = { suggestion: undefined, mended: undefined, otherVersion: undefined };
      this.found.push({ kind: "unknown", statement, path, ...nothing });
      return;
    }
    switch (lookup.status) {
      case "unknown": {
        const mended = this.#mend(statement, path);
        const suggestion = mended === undefined ? suggest(name, lookup.candidates) : undefined;
        const otherVersion = undefined;
        this.found.push({ kind: "unknown", statement, path, suggestion: suggestion?.text, mended, otherVersion });
        const meant = suggestion?.keyword ?? mended?.words[0];
        if (meant !== undefined) this.#inside(statement, [...path, meant]);
        break;
      }
      case "other-version":
        // A mistaken name of a keyword that the version has: what is wrong is the name.
        if (lookup.keyword?.aliasOf !== undefined && this.#isKnown(path, lookup.keyword.aliasOf)) {
          this.known.push({ statement, path, keyword: lookup.keyword, entrySyntax: undefined });
          break;
        }
        this.found.push({
          kind: "unknown",
          statement,
          path,
          suggestion: undefined,
          mended: undefined,
          otherVersion: lookup.keyword,
        });
        break;
      case "misplaced": {
        const places = lookup.places.length > 0 ? lookup.places : [lookup.keyword?.path ?? []];
        this.found.push({ kind: "misplaced", statement, path, places });
        this.#inside(statement, [...(nearest(places, path) ?? []), name]);
        break;
      }
    }
  }

  /** Judges the block of a keyword that is itself wrong as if it stood at `path`, its natural place. */
  #inside({ block }: KeepalivedStatement, path: readonly string[]): void {
    if (block === undefined) return;
    const kind = keepalivedKeyword(path)?.block;
    this.#wrongBlocks++;
    if (kind === "keywords") this.statements(block.statements, path);
    else if (kind === "values") this.#entries(block.statements, path);
    this.#wrongBlocks--;
  }
}

/** The place that shares most with the path where the keyword stands. */
export function nearest(
  places: readonly (readonly string[])[],
  path: readonly string[],
): readonly string[] | undefined {
  const shared = (place: readonly string[]): number => {
    let count = 0;
    while (count < place.length && place[count] === path[count]) count++;
    return count;
  };
  return [...places].sort((a, b) => shared(b) - shared(a) || a.length - b.length)[0];
}

/** Keywords that were looked up before, by version, block and name. */
const knownByVersion = new Map<string, Map<string, Map<string, KeepalivedKeyword>>>();

function blocksOf(version: string): Map<string, Map<string, KeepalivedKeyword>> {
  const known = knownByVersion.get(version) ?? new Map<string, Map<string, KeepalivedKeyword>>();
  knownByVersion.set(version, known);
  return known;
}

interface Judged {
  readonly judgements: readonly Judgement[];
  readonly known: readonly KnownStatement[];
}

interface Kept extends Judged {
  readonly version: string;
  readonly isLastSection: boolean;
}

const kept = new WeakMap<KeepalivedSection, Kept>();

/** Whether a template may hold the braces or the lines that seem to be missing. */
export function isFilledIn(section: KeepalivedSection): boolean {
  return section.holes.length > 0;
}

/**
 * Judges the keywords of a section and their braces once for all rules, by the braces as they are written. What a template
 * fills in later is left out, and so is everything where a template's lines and unbalanced braces come together: then nobody
 * knows which block a line stands in.
 */
export function judgementsOf(section: KeepalivedSection, context: FileContext): readonly Judgement[] {
  return judge(section, context).judgements;
}

/** The lines of a section that keepalived knows where they stand; none where nobody can tell which block a line stands in. */
export function knownStatementsOf(section: KeepalivedSection, context: FileContext): readonly KnownStatement[] {
  return judge(section, context).known;
}

function judge(section: KeepalivedSection, context: FileContext): Judged {
  const { isLastSection, keepalivedVersion: version } = context;
  const before = kept.get(section);
  if (before !== undefined && before.version === version && before.isLastSection === isLastSection) return before;
  const judge = new Judge(versionOf(context), isLastSection);
  const isUnbalanced = section.problems.some(({ kind }) => kind.endsWith("-brace"));
  if (!(isFilledIn(section) && isUnbalanced)) judge.statements(section.statements, []);
  const now = { version, isLastSection, judgements: judge.found, known: judge.known };
  kept.set(section, now);
  return now;
}

/** A finding at a stretch of a section, with no other place taking part. */
export function findingAt(
  rule: { readonly code: string; readonly severity: Severity },
  section: KeepalivedSection,
  context: FileContext,
  place: { readonly start: number; readonly end: number },
  said: Message,
  more: { readonly severity?: Severity; readonly fixes?: readonly Fix[] } = {},
): Finding {
  return {
    code: rule.code,
    severity: more.severity ?? rule.severity,
    file: context.file,
    at: anchorOf(section.origin, place),
    message: said,
    related: [],
    fixes: more.fixes ?? [],
  };
}

/** The fix of an unknown keyword: the one that is most likely meant, or the line without its invisible character. */
export function suggestionFixes(
  section: KeepalivedSection,
  context: FileContext,
  { statement, suggestion, mended }: Extract<Judgement, { kind: "unknown" }>,
): readonly Fix[] {
  const word = statement.words[0];
  if (mended !== undefined && word !== undefined) {
    const { file, sectionText: text } = context;
    return invisibleFixes({ file, origin: section.origin, text }, word, mended);
  }
  if (suggestion === undefined || word === undefined || word.generated === true) return [];
  return [
    {
      title: message("Replace with {text}", { text: suggestion }),
      isPreferred: true,
      isSafe: false,
      edits: [{ file: context.file, at: anchorOf(section.origin, word), form: "in-place", newText: suggestion }],
    },
  ];
}

/** A block for a message: `vrrp_instance`, `the top level`. */
export function blockName(path: readonly string[]): string | Message {
  return path.length === 0 ? message("the top level") : path.join(" > ");
}

/** What to say of a keyword that other releases take here. */
export function otherVersionMessage(
  word: string,
  keyword: KeepalivedKeyword,
  version: KeepalivedVersionChoice,
): Message {
  const { since, until } = keyword;
  return until === undefined || keepalivedRelease(since as KeepalivedVersionChoice) > keepalivedRelease(version)
    ? message("keepalived {version} does not know {word} here yet and goes on without it: it came with {since}.", {
        version,
        word,
        since,
      })
    : message(
        "keepalived {version} does not know {word} here any more and goes on without it: {until} was the last release that did.",
        { version, word, until },
      );
}
