import type { JoinedText, SyntaxProblem, SyntaxProblemKind } from "../tree.ts";
import { findComment } from "./piece.ts";
import { readSequence } from "./sequence.ts";
import type { FollowedInclude, IncludedFiles, KeepalivedDefinition } from "./tree.ts";

/** A file's text after definitions, conditional lines and sequences were worked out, with the way back to the source. */
export interface Expansion {
  readonly text: string;
  /** Where stretches of the expanded text come from, in order. */
  readonly segments: readonly Segment[];
  readonly definitions: readonly KeepalivedDefinition[];
  readonly configIds: readonly string[];
  /** Those of them that a line is for, and not only one for all others. */
  readonly ownIds: ReadonlySet<string>;
  readonly problems: readonly SyntaxProblem[];
  /** All that the source's places count in: the file's own text, and behind it each text that an include brought in. */
  readonly source: string;
  readonly texts: readonly JoinedText[];
  readonly includes: readonly FollowedInclude[];
}

/** A stretch of the expanded text that starts at `start`: copied from the source at `source`, or made from `source`–`sourceEnd`. */
interface Segment {
  readonly start: number;
  readonly source: number;
  readonly sourceEnd: number;
  readonly generated: boolean;
}

/** A definition at the start of a line's code. */
export const definitionLine = /^\$([A-Za-z_][A-Za-z0-9_]*)=/;
/** A use of a definition within a line. */
export const reference = /\$(?:\{([A-Za-z_][A-Za-z0-9_]*)\}|([A-Za-z_][A-Za-z0-9_]*)(?=[ \t\n,)]|$))/g;
/** A sequence at the start of a line's code; what else stands there, keepalived tries to read as one. */
const sequenceLine = /^~(?:SEQ|LST)/;
/** An include at the start of a line's code, whose pattern is the rest of the line as it stands. */
const includeLine = /^include([rmwba]?)[ \t]+(?=\S)/;
const includeCheckLine = /^(?:global_defs[ \t]*\{[ \t]*)?include_check(?![\w-])(.*)/;

/** What keepalived does not start over, where an include does not match it. */
type IncludeCheck = "match" | "wildcard_match" | "brace_match";
/** The checks that the letter behind `include` stands for. */
const includeLetters: Readonly<Record<string, readonly IncludeCheck[]>> = {
  m: ["match"],
  w: ["match", "wildcard_match"],
  b: ["brace_match"],
  a: ["match", "wildcard_match", "brace_match"],
};
const directiveLine = /^[ \t]*(?:\$[A-Za-z_][A-Za-z0-9_]*=|@|~(?:SEQ|LST))/m;

/** How deep definitions may refer to each other, and how many characters all of them may add, before it is taken for a loop. */
const maximumDepth = 32;
const maximumGrowth = 1_000_000;
/** How many texts includes may bring in, how deep, and how many characters: more is a loop that is written out. */
const mostIncluded = 2_000;
const deepestInclude = 32;
const longestIncluded = 20_000_000;
/** Whether a text has lines that keepalived works out before it reads keywords: definitions, `@host`, `~SEQ`, `~LST`. */
export function needsExpansion(text: string): boolean {
  return /[$@~]/.test(text) && directiveLine.test(text);
}

class Expander {
  text = "";
  readonly segments: Segment[] = [];
  readonly definitions: KeepalivedDefinition[] = [];
  readonly configIds: string[] = [];
  readonly ownIds = new Set<string>();
  readonly problems: SyntaxProblem[] = [];
  readonly texts: JoinedText[] = [];
  readonly includes: FollowedInclude[] = [];
  /** The texts that `texts` describes, each with the line feed that parts it from the next. */
  source = "";
  /** The text that is being read, and where it begins in `source`. */
  #source = "";
  #base = 0;
  /** The files that are being read, each brought in by the one before. */
  readonly #reading: string[] = [];
  readonly #configId: string | undefined;
  readonly #files: IncludedFiles | undefined;
  readonly #values = new Map<string, string>();
  #includeChecks = new Set<IncludeCheck>();
  /** How many characters definitions and sequences have added. */
  #grown = 0;

  constructor(configId: string | undefined, files: IncludedFiles | undefined) {
    this.#configId = configId;
    this.#files = files;
  }

  /** Reads a whole text, and returns to the one that was being read. */
  run(file: string, text: string): void {
    const before = { source: this.#source, base: this.#base };
    this.source += this.texts.length === 0 ? "" : "\n";
    this.#source = text;
    this.#base = this.source.length;
    this.texts.push({ file, start: this.#base, end: this.#base + text.length });
    this.source += text;
    this.#reading.push(file);
    let at = 0;
    while (at < text.length) at = this.#line(at);
    this.#reading.pop();
    this.#source = before.source;
    this.#base = before.base;
  }

  /** Works out the line at `start`; returns where the next one begins. */
  #line(start: number): number {
    const newline = this.#source.indexOf("\n", start);
    const next = newline < 0 ? this.#source.length : newline + 1;
    let end = newline < 0 ? next : newline;
    if (end > start && this.#source[end - 1] === "\r") end--;
    let content = this.#skipBlanks(start, end);
    if (this.#source[content] === "@") {
      const behind = this.#condition(content, end);
      if (behind === undefined) {
        this.#literal(end, next);
        return next;
      }
      content = behind;
    }
    const comment = findComment(this.#source, content);
    const codeEnd = comment === undefined ? end : Math.min(end, comment.start);
    const code = this.#source.slice(content, codeEnd);
    const definition = definitionLine.exec(code);
    if (definition?.[1] !== undefined) return this.#define(definition[1], content, definition[0].length, next);
    if (sequenceLine.test(code)) this.#sequence(code, content, codeEnd);
    else if (!this.#include(code, content)) this.#expandInto(code, content);
    this.#literal(codeEnd, next);
    return next;
  }

  /** Takes in a line `include_check`, which says for all includes behind it what is a fault. */
  #setIncludeChecks(words: readonly string[]): void {
    const all: readonly IncludeCheck[] = ["match", "wildcard_match", "brace_match"];
    if (words.length === 0) this.#includeChecks = new Set(all);
    words.forEach((word, at) => {
      const sign = /^[+-]/.exec(word)?.[0] ?? "";
      if (sign === "" && at > 0) return;
      if (sign === "") this.#includeChecks = new Set();
      const check = all.find((one) => one === word.slice(sign.length));
      if (check === undefined) return;
      if (sign === "-") this.#includeChecks.delete(check);
      else this.#includeChecks.add(check);
    });
  }

  /** What keepalived makes of an include that matches nothing, or not all that it names; undefined where it says nothing. */
  #missingInclude(letter: string, pattern: string): SyntaxProblemKind | undefined {
    const isChecked = (check: IncludeCheck): boolean =>
      this.#includeChecks.has(check) || includeLetters[letter]?.includes(check) === true;
    const hasWildcard = /[*?[]/.test(pattern);
    const check = hasWildcard ? "wildcard_match" : pattern.includes("{") ? "brace_match" : "match";
    if (isChecked(check)) return "missing-required-include";
    return hasWildcard ? undefined : "missing-include";
  }

  /**
   * Reads what an `include` brings in as if it stood in place of the line; a file that is being read already is left out, which ends a
   * loop.
   *
   * @returns false where nobody can tell what it brings in, so that the line has to stay
   */
  #include(code: string, start: number): boolean {
    const check = includeCheckLine.exec(code);
    if (check !== null) this.#setIncludeChecks((check[1] ?? "").match(/[^\s{}"]+/g) ?? []);
    const keyword = this.#files === undefined ? null : includeLine.exec(code);
    const from = this.#reading[this.#reading.length - 1];
    if (keyword === null || this.#files === undefined || from === undefined) return false;
    // What an include is relative to is the folder of its file, and so is `_PWD`.
    const pattern = code
      .slice(keyword[0].length)
      .replace(/\$\{_PWD\}/g, ".")
      .replace(reference, (whole, braced?: string, bare?: string) => {
        const value = this.#valueToAdd(braced ?? bare ?? "");
        return value === undefined ? whole : this.#resolve(value, 0);
      })
      .trim();
    const { files, isWhole, isMissing } = this.#files.find(pattern, from, this.#reading);
    const place = { start: this.#base + start, end: this.#base + start + code.trimEnd().length };
    this.includes.push({ from, ...place, files });
    const problem = isMissing ? this.#missingInclude(keyword[1] ?? "", pattern) : undefined;
    if (problem !== undefined) this.problems.push({ kind: problem, ...place });
    const isTooMuch =
      this.#reading.length > deepestInclude ||
      this.texts.length + files.length > mostIncluded ||
      this.source.length > longestIncluded;
    if (files.length === 0 || isTooMuch) return false;
    if (!isWhole) {
      this.#literal(start, start + code.length);
      this.#generated("\n", start, start + code.length);
    }
    for (const file of files) {
      if (this.#reading.includes(file)) continue;
      this.run(file, this.#files.textOf(file) ?? "");
      this.#generated("\n", start, start + code.length);
    }
    return true;
  }

  #skipBlanks(start: number, end: number): number {
    let at = start;
    while (at < end && (this.#source[at] === " " || this.#source[at] === "\t")) at++;
    return at;
  }

  /** Reads `@id` or `@^id` at `at`; returns where the rest of the line begins, or undefined where the line does not count. */
  #condition(at: number, end: number): number | undefined {
    const negated = this.#source[at + 1] === "^";
    const idStart = at + (negated ? 2 : 1);
    let idEnd = idStart;
    while (idEnd < end && this.#source[idEnd] !== " " && this.#source[idEnd] !== "\t") idEnd++;
    return this.#holds(this.#source.slice(idStart, idEnd), negated) ? this.#skipBlanks(idEnd, end) : undefined;
  }

  /** Takes note of a condition; returns whether the host that is read for meets it. */
  #holds(id: string, negated: boolean): boolean {
    if (id !== "" && !this.configIds.includes(id)) this.configIds.push(id);
    if (id !== "" && !negated) this.ownIds.add(id);
    return (id !== "" && id === this.#configId) !== negated;
  }

  /** Takes in a definition, whose value goes on over lines that end in a backslash; returns where the next line begins. */
  #define(name: string, start: number, prefixLength: number, firstNext: number): number {
    const lines: string[] = [];
    let lineStart = start + prefixLength;
    let next = firstNext;
    for (;;) {
      const newline = this.#source.indexOf("\n", lineStart);
      let end = newline < 0 ? this.#source.length : newline;
      next = newline < 0 ? end : newline + 1;
      const comment = findComment(this.#source, lineStart);
      if (comment !== undefined && comment.start < end) end = comment.start;
      this.#closedQuotes(lineStart, end);
      const content = this.#source.slice(lineStart, end).trimEnd();
      if (!content.endsWith("\\") || next >= this.#source.length) {
        lines.push(content.endsWith("\\") ? content.slice(0, -1) : content);
        this.definitions.push({ name, start: this.#base + start, end: this.#base + lineStart + content.length });
        break;
      }
      lines.push(content.slice(0, -1));
      lineStart = next;
    }
    const trimmed = lines.map((line) => line.trim());
    // Where nothing stands behind the sign, the value begins on the next line, also when it is used in mid-line.
    if (trimmed.length > 1 && trimmed[0] === "") trimmed.shift();
    this.#values.set(name, trimmed.join("\n"));
    return next;
  }

  /** Complains of a quote that is not closed in a line of a definition: no word is made of it there. */
  #closedQuotes(start: number, end: number): void {
    let open = -1;
    for (let at = start; at < end; at++) {
      if (this.#source[at] === "\\") at++;
      else if (this.#source[at] === '"') open = open < 0 ? at : -1;
    }
    if (open >= 0) this.problems.push({ kind: "unterminated-quote", start: this.#base + open, end: this.#base + end });
  }

  /** Appends a piece of the source, its references replaced by what they stand for now. */
  #expandInto(code: string, source: number): void {
    if (!code.includes("$")) {
      this.#literal(source, source + code.length);
      return;
    }
    let done = 0;
    for (const match of code.matchAll(reference)) {
      const value = this.#valueToAdd(match[1] ?? match[2] ?? "");
      if (value === undefined) continue;
      this.#literal(source + done, source + match.index);
      done = match.index + match[0].length;
      this.#generated(this.#resolve(value, 0), source + match.index, source + done);
    }
    this.#literal(source + done, source + code.length);
  }

  #valueOf(name: string): string | undefined {
    // A comment sign that a definition brings in is an ordinary character.
    if (name === "_HASH") return "\\#";
    if (name === "_BANG") return "\\!";
    return this.#values.get(name);
  }

  /** The value of a definition, as long as the text has not grown too much: one that refers to itself doubles with each step. */
  #valueToAdd(name: string): string | undefined {
    const value = this.#grown > maximumGrowth ? undefined : this.#valueOf(name);
    this.#grown += value?.length ?? 0;
    return value;
  }

  /** Replaces references inside a value: definitions bind when they are used, not when they are written. */
  #resolve(value: string, depth: number): string {
    if (depth >= maximumDepth || !value.includes("$")) return value;
    const resolved = value.replace(reference, (whole, braced: string | undefined, bare: string | undefined) => {
      return this.#valueToAdd(braced ?? bare ?? "") ?? whole;
    });
    return resolved === value ? value : this.#resolve(resolved, depth + 1);
  }

  /** Makes the lines of a sequence, whose variables keep their last values behind it, as all definitions do. */
  #sequence(code: string, source: number, sourceEnd: number): void {
    const resolve = (text: string): string =>
      text.replace(reference, (whole, braced?: string, bare?: string) => {
        const value = this.#valueToAdd(braced ?? bare ?? "");
        return value === undefined ? whole : this.#resolve(value, 0);
      });
    const sequence = readSequence(code, resolve);
    const place = { start: this.#base + source, end: this.#base + sourceEnd };
    if (sequence === undefined) {
      this.problems.push({ kind: "bad-sequence", ...place });
      return;
    }
    const [condition = "", sign, id = ""] = /^@(\^?)(\S*)[ \t]*/.exec(code.slice(sequence.textStart)) ?? [];
    const template = code.slice(sequence.textStart + condition.length);
    if (condition !== "" && !this.#holds(id, sign === "^")) return;
    for (const [name] of sequence.rows[0] ?? []) this.definitions.push({ name, ...place });
    for (const row of sequence.rows) {
      for (const [name, value] of row) this.#values.set(name, value);
      if (this.#grown > maximumGrowth) break;
      this.#grown += template.length + 1;
      if (sequenceLine.test(template)) this.#sequence(template, source, sourceEnd);
      else this.#generated(`${this.#resolve(template, 0)}\n`, source, sourceEnd);
    }
  }

  #literal(start: number, end: number): void {
    if (end <= start) return;
    const segment = { source: this.#base + start, sourceEnd: this.#base + end, generated: false };
    this.segments.push({ start: this.text.length, ...segment });
    this.text += this.#source.slice(start, end);
  }

  #generated(text: string, source: number, sourceEnd: number): void {
    if (text === "") return;
    const segment = { source: this.#base + source, sourceEnd: this.#base + sourceEnd, generated: true };
    this.segments.push({ start: this.text.length, ...segment });
    this.text += text;
  }
}

/**
 * Works out definitions, conditional lines, sequences and includes as the host with the given config id does.
 *
 * @param source the whole file
 * @param configId the host's config id; undefined: a host that no `@` line names
 * @param includes the file's name and what it may bring in; without it an `include` is a line like any other
 */
export function expand(
  source: string,
  configId: string | undefined,
  includes?: { readonly file: string; readonly files: IncludedFiles },
): Expansion {
  const expander = new Expander(configId, includes?.files);
  expander.run(includes?.file ?? "", source);
  return expander;
}

/** Finds for an offset of the expanded text its place in the source; a generated stretch maps to its reference as a whole. */
export class SourceMap {
  readonly #segments: readonly Segment[];

  constructor(segments: readonly Segment[]) {
    this.#segments = segments;
  }

  /** The index of the segment that an offset lies in. */
  #indexOf(offset: number): number {
    let low = 0;
    let high = this.#segments.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#segments[middle]?.start ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The source place of the stretch `start`–`end`, and whether any of it was generated. */
  locate(start: number, end: number): { start: number; end: number; generated: boolean } {
    const firstIndex = this.#indexOf(start);
    const lastIndex = this.#indexOf(Math.max(start, end - 1));
    const first = this.#segments[firstIndex];
    const last = this.#segments[lastIndex];
    if (first === undefined || last === undefined) return { start, end, generated: false };
    let generated = first.generated || last.generated;
    for (let i = firstIndex + 1; i < lastIndex && !generated; i++) generated = this.#segments[i]?.generated === true;
    return {
      start: first.generated ? first.source : first.source + (start - first.start),
      end: last.generated ? last.sourceEnd : last.source + (end - last.start),
      generated,
    };
  }
}
