/** A stretch of a shell word that stands in the script as it is read. */
interface Piece {
  /** The offset in the word's value. */
  readonly from: number;
  /** The offset in the script. */
  readonly at: number;
}

/** A word of a command, quotes and escapes resolved, expansions as they are written. */
export interface ShellWord {
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly pieces: readonly Piece[];
  /** A `$` in it is a dollar sign: it is escaped or in single quotes. */
  readonly isLiteral: boolean;
}

/** A here-document of a command. */
export interface HereDocument {
  /** `<<'EOF'`: nothing in it is expanded. */
  readonly isQuoted: boolean;
  readonly start: number;
  readonly end: number;
}

/** One simple command: what stands between two operators. */
export interface ShellCommand {
  readonly words: readonly ShellWord[];
  readonly documents: HereDocument[];
  /** The files that its output goes to (`>`, `>>`). */
  readonly writesTo: readonly ShellWord[];
  /** The files that it reads (`<`). */
  readonly readsFrom: readonly ShellWord[];
  /** Its output goes to the next command (`|`). */
  readonly isPiped: boolean;
}

/** A script taken apart. Nothing is run and nothing is expanded. */
export interface ShellScript {
  readonly commands: readonly ShellCommand[];
  /** What stands in `$( … )` and backquotes, to be taken apart by itself. */
  readonly substitutions: readonly { readonly start: number; readonly end: number }[];
}

/** A quoted text or a substitution longer than this (in UTF-16 units) is taken for a lone sign. */
const maximumSpan = 20_000;

const prompt = /[ \t]*(?:\[[^\]\n]{1,100}\][ \t]*[$#]|[\w.-]+@[\w.-]+(?::[^\s$#]*)?[ \t]*[$#]|\$)[ \t]+/y;
const rootPrompt = /[ \t]*#[ \t]+/y;
// As in `maskHoles`, no alternative runs across the beginning of another of its kind.
const templateHole =
  /\{\{(?:[^\n{}]|\{[^\n{}]*\})*\}\}|\{%(?:[^\n%{]|%(?!\})|\{(?!%))*%\}|<%(?:[^\n%<]|%(?!>)|<(?!%))*%>/y;
const angleHole = /<[^\s<>&(=|;-][^<>\s|;&]*(?:[ \t]+[^<>\s|;&]+)*>/y;
// The length is limited because each `${` without an end would be looked at up to the end of the line.
const parameter = /\$(?:\{[^}\n]{0,1000}\}|[A-Za-z_][A-Za-z0-9_]*|[0-9@*#?$!-])/y;
/** Whether a line of a terminal's record is typed rather than printed: it begins with a prompt, or with a command of every day. */
export function isTypedLine(line: string): boolean {
  prompt.lastIndex = 0;
  return prompt.test(line) || usualCommand.test(line.trimStart());
}

const wordBreak = /[\s;&|()<>]/;
const usualCommand =
  /^(?:sudo|kubeadm|kubectl|systemctl|service|yum|dnf|apt|apt-get|ssh|scp|cat|vim?|mkdir|cp|mv|rm|echo|docker|ip|cd|ls|swapoff|sed|modprobe|sysctl|curl|wget|export|hostnamectl)\b/;

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/**
 * Whether lines that begin with `# ` are typed at a root prompt rather than comments: in a record of a terminal every command
 * has the sign before it, and there is no other command.
 */
function hasRootPrompts(text: string): boolean {
  if (text.startsWith("#!")) return false;
  let prompted = 0;
  for (const line of text.split("\n")) {
    const trimmed = line.trim();
    if (usualCommand.test(trimmed) || /^\$\s/.test(trimmed)) return false;
    if (/^#[ \t]/.test(trimmed) && usualCommand.test(trimmed.slice(1).trim())) prompted++;
  }
  return prompted > 0;
}

interface PendingDocument {
  readonly delimiter: string;
  readonly isQuoted: boolean;
  readonly stripsTabs: boolean;
  readonly command: number;
}

interface CommandDraft {
  words: ShellWord[];
  documents: HereDocument[];
  writesTo: ShellWord[];
  readsFrom: ShellWord[];
  isPiped: boolean;
}

function newCommand(): CommandDraft {
  return { words: [], documents: [], writesTo: [], readsFrom: [], isPiped: false };
}

/** Walks over a script once. */
class ShellScanner {
  readonly #text: string;
  readonly #end: number;
  readonly #hasRootPrompts: boolean;
  #at: number;
  #command: CommandDraft = newCommand();
  readonly #commands: CommandDraft[] = [];
  #pending: PendingDocument[] = [];
  #brackets: Map<number, number> | undefined;
  readonly #substitutions: { start: number; end: number }[] = [];

  constructor(text: string, start: number, end: number) {
    this.#text = text;
    this.#at = start;
    this.#end = end;
    this.#hasRootPrompts = hasRootPrompts(text.slice(start, end));
  }

  scan(): ShellScript {
    this.#skipPrompt();
    while (this.#at < this.#end) this.#step();
    this.#finishCommand();
    return { commands: this.#commands, substitutions: this.#substitutions };
  }

  #finishCommand(): void {
    const { words, documents, readsFrom } = this.#command;
    const isAwaited = this.#pending.some((pending) => pending.command === this.#commands.length);
    if (words.length === 0 && documents.length === 0 && readsFrom.length === 0 && !isAwaited) return;
    this.#commands.push(this.#command);
    this.#command = newCommand();
  }

  #skipPrompt(): void {
    const found =
      matchAt(prompt, this.#text, this.#at) ??
      (this.#hasRootPrompts ? matchAt(rootPrompt, this.#text, this.#at) : undefined);
    if (found !== undefined) this.#at = Math.min(this.#at + found.length, this.#end);
  }

  #lineEnd(from: number): number {
    const end = this.#text.indexOf("\n", from);
    return end < 0 || end > this.#end ? this.#end : end;
  }

  /** Passes over the here-documents that the line before asked for. */
  #readDocuments(): void {
    for (const { delimiter, isQuoted, stripsTabs, command } of this.#pending) {
      const start = this.#at;
      let end = this.#end;
      while (this.#at < this.#end) {
        const lineStart = this.#at;
        const lineEnd = this.#lineEnd(lineStart);
        this.#at = Math.min(lineEnd + 1, this.#end);
        const line = this.#text.slice(lineStart, lineEnd).replace(/\r$/, "");
        if ((stripsTabs ? line.replace(/^\t+/, "") : line) === delimiter) {
          end = lineStart;
          break;
        }
      }
      this.#commands[command]?.documents.push({ isQuoted, start, end });
    }
    this.#pending = [];
  }

  #newLine(): void {
    this.#finishCommand();
    this.#at++;
    this.#readDocuments();
    this.#skipPrompt();
  }

  #step(): void {
    const text = this.#text;
    const sign = text[this.#at];
    switch (sign) {
      case "\n":
        this.#newLine();
        return;
      case " ":
      case "\t":
      case "\r":
        this.#at++;
        return;
      case "#":
        this.#at = this.#lineEnd(this.#at);
        return;
      case "|":
        this.#command.isPiped = text[this.#at + 1] !== "|" && text[this.#at - 1] !== "|";
        this.#finishCommand();
        this.#at++;
        return;
      case ";":
      case "&":
      case "(":
      case ")":
        this.#finishCommand();
        this.#at++;
        return;
      case "\\": {
        const length = this.#continuation(this.#at);
        if (length === 0) this.#word();
        else this.#at += length;
        return;
      }
      case "<":
        if (matchAt(angleHole, text, this.#at) !== undefined || matchAt(templateHole, text, this.#at) !== undefined) {
          this.#word();
        } else this.#redirectIn();
        return;
      case ">": {
        const isDescriptor = text[this.#at + 1] === "&";
        this.#at++;
        const target = this.#redirectTarget();
        if (target !== undefined && !isDescriptor) this.#command.writesTo.push(target);
        return;
      }
      default:
        this.#word();
    }
  }

  /** The length of a backslash with the line end behind it; blanks between them, easily typed and not seen, are forgiven. */
  #continuation(at: number): number {
    return matchAt(/\\[ \t]*\r?\n/y, this.#text, at)?.length ?? 0;
  }

  #redirectTarget(): ShellWord | undefined {
    while (/[>&| \t]/.test(this.#text[this.#at] ?? "") && this.#at < this.#end) this.#at++;
    return wordBreak.test(this.#text[this.#at] ?? "\n") ? undefined : this.#readWord();
  }

  #redirectIn(): void {
    const text = this.#text;
    if (text.startsWith("<<<", this.#at)) {
      this.#at += 3;
      this.#redirectTarget();
      return;
    }
    if (!text.startsWith("<<", this.#at)) {
      this.#at++;
      const source = this.#redirectTarget();
      if (source !== undefined) this.#command.readsFrom.push(source);
      return;
    }
    this.#at += 2;
    const stripsTabs = text[this.#at] === "-";
    if (stripsTabs) this.#at++;
    while (text[this.#at] === " " || text[this.#at] === "\t") this.#at++;
    if (this.#at >= this.#end || wordBreak.test(text[this.#at] ?? "\n")) return;
    const word = this.#readWord();
    const isQuoted = word.value.length !== word.end - word.start;
    this.#pending.push({ delimiter: word.value, isQuoted, stripsTabs, command: this.#commands.length });
  }

  #word(): void {
    const before = this.#at;
    const word = this.#readWord();
    if (this.#at === before) this.#at++;
    else this.#command.words.push(word);
  }

  /** Where a quoted text that opens at `at` closes, or -1. */
  #closingQuote(at: number, quote: string): number {
    const limit = Math.min(this.#end, at + maximumSpan);
    for (let i = at + 1; i < limit; i++) {
      if (this.#text[i] === quote) return i;
      if (this.#text[i] === "\\" && quote === '"') i++;
    }
    return -1;
  }

  /** Where the bracket closes that opens at `at`, or -1. All are looked for at once, so that many unclosed ones cost no more. */
  #closingBracket(at: number): number {
    if (this.#brackets === undefined) {
      this.#brackets = new Map();
      const open: number[] = [];
      for (let i = at; i < this.#end; i++) {
        const sign = this.#text[i];
        if (sign === "\\") i++;
        else if (sign === "(") open.push(i);
        else if (sign === ")") {
          const opening = open.pop();
          if (opening !== undefined) this.#brackets.set(opening, i);
        }
      }
    }
    const close = this.#brackets.get(at);
    return close === undefined || close - at > maximumSpan ? -1 : close;
  }

  /** The length of an expansion or a placeholder at `at`, which belongs to the word as it is; 0 where there is none. */
  #hole(at: number): number {
    const text = this.#text;
    if (text.startsWith("$(", at)) {
      const close = this.#closingBracket(at + 1);
      if (close < 0) return 0;
      this.#substitutions.push({ start: at + 2, end: close });
      return close + 1 - at;
    }
    if (text[at] === "`") {
      const close = this.#closingQuote(at, "`");
      if (close < 0) return 0;
      this.#substitutions.push({ start: at + 1, end: close });
      return close + 1 - at;
    }
    const found =
      matchAt(parameter, text, at) ??
      matchAt(templateHole, text, at) ??
      (text[at] === "<" ? matchAt(angleHole, text, at) : undefined);
    return found === undefined || at + found.length > this.#end ? 0 : found.length;
  }

  #readWord(): ShellWord {
    const start = this.#at;
    const builder = new WordBuilder(this.#text);
    while (this.#at < this.#end) {
      const sign = this.#text[this.#at] ?? "";
      const hole = /[$`{<]/.test(sign) ? this.#hole(this.#at) : 0;
      if (hole > 0) this.#take(builder, hole);
      else if (wordBreak.test(sign)) break;
      else if (sign === "'" || sign === '"') this.#quoted(builder, sign);
      else if (sign === "\\") this.#escaped(builder);
      else this.#take(builder, 1);
    }
    return { ...builder.word(), start, end: this.#at };
  }

  /** Takes what a backslash outside of quotes stands for. */
  #escaped(builder: WordBuilder): void {
    const continuation = this.#continuation(this.#at);
    if (continuation > 0) {
      this.#at += continuation;
      return;
    }
    this.#at++;
    if (this.#text[this.#at] === "$") builder.isLiteral = true;
    if (this.#at < this.#end) this.#take(builder, 1);
  }

  #take(builder: WordBuilder, length: number): void {
    builder.take(this.#at, this.#at + length);
    this.#at += length;
  }

  #quoted(builder: WordBuilder, quote: string): void {
    const close = this.#closingQuote(this.#at, quote);
    const isInWord = /[A-Za-z]/.test(this.#text[this.#at - 1] ?? "") && quote === "'";
    if (close < 0 || (isInWord && close > this.#lineEnd(this.#at))) {
      // A lone apostrophe, as in prose between the commands.
      this.#take(builder, 1);
      return;
    }
    if (quote === '"') this.#doubleQuoted(builder, close);
    else {
      if (this.#text.slice(this.#at, close).includes("$")) builder.isLiteral = true;
      builder.take(this.#at + 1, close);
    }
    this.#at = close + 1;
  }

  #doubleQuoted(builder: WordBuilder, close: number): void {
    const text = this.#text;
    for (let i = this.#at + 1; i < close; ) {
      const sign = text[i] ?? "";
      const hole = /[$`{]/.test(sign) ? this.#hole(i) : 0;
      const continuation = sign === "\\" ? this.#continuation(i) : 0;
      if (hole > 0 && i + hole <= close) {
        builder.take(i, i + hole);
        i += hole;
      } else if (continuation > 0) i += continuation;
      else {
        if (sign === "\\" && /[$`"\\]/.test(text[i + 1] ?? "")) i++;
        if (text[i] === "$") builder.isLiteral = true;
        builder.take(i, i + 1);
        i++;
      }
    }
  }
}

/** Puts a word together from stretches of the script, joined where they follow one another. */
class WordBuilder {
  readonly #text: string;
  #value = "";
  #next = -1;
  readonly #pieces: Piece[] = [];
  isLiteral = false;

  constructor(text: string) {
    this.#text = text;
  }

  take(start: number, end: number): void {
    if (start !== this.#next) this.#pieces.push({ from: this.#value.length, at: start });
    this.#value += this.#text.slice(start, end);
    this.#next = end;
  }

  word(): { value: string; pieces: readonly Piece[]; isLiteral: boolean } {
    return { value: this.#value, pieces: this.#pieces, isLiteral: this.isLiteral };
  }
}

/**
 * Where a part of a word's value stands in the script.
 *
 * @returns the stretch, and whether its characters are exactly that part; where they are not, it is the whole word
 */
export function placeInWord(
  word: ShellWord,
  from: number,
  to: number,
): { start: number; end: number; isPlain: boolean } {
  const index = word.pieces.findLastIndex((piece) => piece.from <= from);
  const piece = word.pieces[index];
  const next = word.pieces[index + 1];
  if (piece === undefined || (next !== undefined && next.from < to)) {
    return { start: word.start, end: word.end, isPlain: false };
  }
  return { start: piece.at + from - piece.from, end: piece.at + to - piece.from, isPlain: true };
}

/**
 * Takes a part of a script apart: quotes, escapes, continued lines, here-documents, prompts of a terminal's record. Any text
 * gives a result; what is unclosed is taken as it stands.
 *
 * @param text the script
 * @param start where to begin, and `end` where to stop
 */
export function readShellScript(text: string, start: number, end: number): ShellScript {
  return new ShellScanner(text, start, end).scan();
}
