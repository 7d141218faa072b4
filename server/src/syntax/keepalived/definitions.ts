import { newerBuiltIns } from "../../schema/keepalived/releases.ts";
import type { Span } from "../../text/span.ts";
import { definitionLine, reference } from "./expansion.ts";
import { findComment } from "./piece.ts";

/** A place in a keepalived.conf where a definition is given (`$NAME=`, `~SEQ(NAME, …)`) or used (`$NAME`, `${NAME}`). */
export interface DefinitionUse {
  readonly name: string;
  /** The name alone, without signs. */
  readonly start: number;
  readonly end: number;
  readonly isDeclaration: boolean;
  /** The whole definition, or the use with its signs. */
  readonly wholeStart: number;
  readonly wholeEnd: number;
  /** Only some hosts read the line (`@host`). */
  readonly isConditional: boolean;
  /** The use stands in another definition's value, which is looked up where that one is used; or the name is a sequence's. */
  readonly isLate: boolean;
}

/** No file has definitions of one name for more hosts. */
const mostConditional = 100;

/** The head of a sequence, up to its variables. */
const sequenceHead = /^~(?:SEQx?|LST)[ \t]*\(/;

/** Reads the lines of a text for definitions, in order. */
class DefinitionReader {
  readonly #text: string;
  readonly uses: DefinitionUse[] = [];
  #isConditional = false;
  /** The line above is a definition's and ends in a backslash. */
  #isContinued = false;

  constructor(text: string) {
    this.#text = text;
  }

  run(): void {
    for (let start = 0; start < this.#text.length; ) {
      const newline = this.#text.indexOf("\n", start);
      const end = newline < 0 ? this.#text.length : newline;
      this.#line(start, end > start && this.#text[end - 1] === "\r" ? end - 1 : end);
      start = end + 1;
    }
  }

  #line(start: number, lineEnd: number): void {
    let content = start;
    if (!this.#isContinued) {
      const line = this.#text.slice(start, lineEnd);
      const [opening = "", condition] = /^[ \t]*(@\S*[ \t]*)?/.exec(line) ?? [];
      this.#isConditional = condition !== undefined;
      content += opening.length;
    }
    const comment = findComment(this.#text, content);
    const code = this.#text.slice(content, comment === undefined ? lineEnd : Math.min(comment.start, lineEnd));
    const codeEnd = content + code.trimEnd().length;
    const definition = this.#isContinued ? null : definitionLine.exec(code);
    const name = definition?.[1];
    if (name !== undefined) this.#declare(name, content + 1, { start: content, end: codeEnd }, false);
    else if (!this.#isContinued) this.#sequence(code, content, codeEnd);
    const isValue = this.#isContinued || name !== undefined;
    const from = definition?.[0].length ?? 0;
    this.#references(code.slice(from), content + from, isValue);
    this.#isContinued = isValue && code.trimEnd().endsWith("\\");
  }

  #declare(name: string, start: number, whole: Span, isLate: boolean): void {
    this.uses.push({
      name,
      start,
      end: start + name.length,
      isDeclaration: true,
      wholeStart: whole.start,
      wholeEnd: whole.end,
      isConditional: this.#isConditional,
      isLate,
    });
  }

  /** The variables of `~SEQ(N, …)` and `~LST({A, B}, …)`. */
  #sequence(code: string, source: number, end: number): void {
    const sequence = sequenceHead.exec(code);
    if (sequence === null) return;
    const head = sequence[0].length;
    const variables = /^\s*(?:\{([^}]*)\}|([^,){}]*))/.exec(code.slice(head));
    const list = variables?.[1] ?? variables?.[2] ?? "";
    const from = head + (variables?.[0].indexOf(list) ?? 0);
    for (const match of list.matchAll(/[A-Za-z_][A-Za-z0-9_]*/g)) {
      this.#declare(match[0], source + from + match.index, { start: source, end }, true);
    }
  }

  #references(code: string, source: number, isLate: boolean): void {
    if (!code.includes("$")) return;
    for (const match of code.matchAll(reference)) {
      const name = match[1] ?? match[2] ?? "";
      if (Object.hasOwn(newerBuiltIns, name)) continue;
      const wholeStart = source + match.index;
      const start = wholeStart + (match[1] === undefined ? 1 : 2);
      this.uses.push({
        name,
        start,
        end: start + name.length,
        isDeclaration: false,
        wholeStart,
        wholeEnd: wholeStart + match[0].length,
        isConditional: this.#isConditional,
        isLate,
      });
    }
  }
}

/** What the uses of a text stand for. */
export type DefinitionTargets = ReadonlyMap<DefinitionUse, readonly DefinitionUse[] | "any">;

/**
 * What each use stands for: on its own line a sequence's variable, else the last definition above it that every host reads, with
 * those of single hosts behind that; nothing where all stand below it. A use in another definition's value may stand for any of its
 * name, since it is looked up late.
 *
 * @param uses all that the text gives and uses, in order
 */
export function resolveDefinitions(uses: readonly DefinitionUse[]): DefinitionTargets {
  const targets = new Map<DefinitionUse, readonly DefinitionUse[] | "any">();
  const active = new Map<string, DefinitionUse[]>();
  const sequences = new Map<string, DefinitionUse>();
  for (const use of uses) {
    const { name } = use;
    if (use.isDeclaration) {
      if (use.isLate) sequences.set(name, use);
      else if (use.isConditional && (active.get(name)?.length ?? 0) < mostConditional) {
        active.set(name, [...(active.get(name) ?? []), use]);
      } else active.set(name, [use]);
      continue;
    }
    const sequence = sequences.get(name);
    if (use.isLate) targets.set(use, "any");
    else if (sequence !== undefined && use.start < sequence.wholeEnd) targets.set(use, [sequence]);
    else targets.set(use, active.get(name) ?? []);
  }
  return targets;
}

/** Where definitions are given and used in the text of a keepalived.conf, in order. */
export function findDefinitions(text: string): readonly DefinitionUse[] {
  if (!text.includes("$") && !text.includes("~")) return [];
  const reader = new DefinitionReader(text);
  reader.run();
  return reader.uses;
}
