import type { Origin } from "../../syntax/tree.ts";
import type { Variables } from "../variables.ts";
import type { Written } from "../written.ts";
import { ShellVariables } from "./variables.ts";
import { assignment, declarations, programName, reservedWords, runners, shells } from "./vocabulary.ts";
import { type HereDocument, placeInWord, readShellScript, type ShellCommand, type ShellWord } from "./words.ts";

/** Scripts in scripts: `ssh host "bash -c 'kubeadm …'"`. */
const maximumDepth = 4;

/** A simple command with what it needs to be understood. */
export interface ScriptCommand {
  readonly words: readonly ShellWord[];
  /** The index of the program's name: assignments and the shell's own words stand before it. */
  readonly first: number;
  /** Whether the program runs another one given on its line (`sudo`, `ssh host`). */
  readonly isRunner: boolean;
  readonly writesTo: readonly ShellWord[];
  readonly readsFrom: readonly ShellWord[];
  /** The command that its output is piped into. */
  readonly pipedInto: ShellCommand | undefined;
  /** How many scripts it stands in beside the file itself. */
  readonly depth: number;
}

/** What is looked for in a script. */
export interface ScriptVisitor {
  /** Whether a script in the script may hold something of interest. */
  isWanted(text: string): boolean;
  /** @returns true where the command was understood: then no scripts are looked for among its words */
  command(command: ScriptCommand, script: ScriptText): boolean;
  /** @returns true where the here-document was understood: then it is no script to be looked into */
  document(document: HereDocument, command: ScriptCommand, script: ScriptText): boolean;
}

/** The values that stand in a script, as the command that it stands in gets them. */
export interface ScriptText {
  readonly origin: Origin;
  /** Fills in the variables whose values are known. */
  readonly expand: (text: string) => string;
  /** A word, or a part of it by the offsets of its value. */
  written(word: ShellWord, from?: number, to?: number): Written;
}

class ScriptWalker implements ScriptText {
  readonly #text: string;
  readonly #visitor: ScriptVisitor;
  readonly #variables: ShellVariables;
  /** A script in single quotes is being read: its variables are those of the shell that runs it. */
  #isLiteral = false;
  readonly origin: Origin;
  readonly expand: (text: string) => string;

  constructor(text: string, visitor: ScriptVisitor, origin: Origin, given: Variables | undefined) {
    this.#variables = new ShellVariables(given);
    this.expand = this.#variables.expand;
    this.origin = origin;
    this.#text = text;
    this.#visitor = visitor;
  }

  walk(start: number, end: number, depth: number): void {
    if (depth > maximumDepth) return;
    const script = readShellScript(this.#text, start, end);
    if (depth === 0) this.#variables.read(script.commands);
    for (const { start: from, end: to } of script.substitutions) this.#walkNested(from, to, depth);
    script.commands.forEach((command, index) => {
      this.#visit(command, command.isPiped ? script.commands[index + 1] : undefined, depth);
    });
  }

  #walkNested(start: number, end: number, depth: number): void {
    if (this.#visitor.isWanted(this.#text.slice(start, end))) this.walk(start, end, depth + 1);
  }

  #visit(
    { words, writesTo, readsFrom, documents }: ShellCommand,
    pipedInto: ShellCommand | undefined,
    depth: number,
  ): void {
    let first = 0;
    while (reservedWords.has(words[first]?.value ?? "") || assignment.test(words[first]?.value ?? "")) first++;
    const isRunner = runners.has(programName(words[first]));
    const isDeclaration = declarations.has(words[first]?.value ?? "");
    this.#walkAssigned(isDeclaration ? words : words.slice(0, first), depth);
    const command: ScriptCommand = { words, first, isRunner, writesTo, readsFrom, pipedInto, depth };
    if (!this.#visitor.command(command, this) && isRunner) this.#walkWords(words.slice(first + 1), depth);
    const program = programName(words[0]);
    for (const document of documents) {
      if (this.#visitor.document(document, command, this)) continue;
      if (writesTo.length > 0 || shells.has(program) || program === "tee") {
        this.#walkNested(document.start, document.end, depth);
      }
    }
  }

  /** Whether a word is a script of interest; what it holds in `$( … )` was walked over already. */
  #isWantedScript(value: string): boolean {
    return this.#visitor.isWanted(value.replace(/\$\([^()]*\)|`[^`]*`/g, ""));
  }

  /** `JOIN="kubeadm join …"`: what is run later. */
  #walkAssigned(words: readonly ShellWord[], depth: number): void {
    for (const word of words) {
      const name = assignment.exec(word.value)?.[0];
      if (name === undefined || !this.#isWantedScript(word.value)) continue;
      const place = placeInWord(word, name.length, word.value.length);
      if (place.isPlain) this.#walkQuoted(place, depth);
    }
  }

  /** `ssh host "kubeadm join …"`: a word is a script of its own. */
  #walkWords(words: readonly ShellWord[], depth: number): void {
    for (const word of words) {
      if (!this.#isWantedScript(word.value)) continue;
      const place = placeInWord(word, 0, word.value.length);
      if (place.isPlain) this.#walkQuoted(place, depth);
    }
  }

  #walkQuoted({ start, end }: { start: number; end: number }, depth: number): void {
    const wasLiteral = this.#isLiteral;
    this.#isLiteral ||= this.#text[start - 1] === "'";
    this.#walkNested(start, end, depth);
    this.#isLiteral = wasLiteral;
  }

  written(word: ShellWord, from = 0, to = word.value.length): Written {
    const raw = word.value.slice(from, to);
    const place = placeInWord(word, from, to);
    const text = word.isLiteral || this.#isLiteral ? raw : this.expand(raw);
    return {
      text,
      at: { origin: this.origin, start: place.start, end: place.end },
      raw: place.isPlain ? raw : undefined,
      isGenerated: text !== raw,
      isUnknown: /[$`]/.test(text),
    };
  }
}

/**
 * Walks over the commands and here-documents of a script, those of scripts in it among them. Nothing is run; a variable that is
 * assigned once, to a plain value, counts as that value.
 *
 * @param text the script; any text is taken
 * @param origin where the script begins, for one that stands in another text
 * @param given values of variables and of a template's placeholders that the script does not assign itself
 */
export function walkScript(text: string, visitor: ScriptVisitor, origin: Origin, given?: Variables): void {
  new ScriptWalker(text, visitor, origin, given).walk(0, text.length, 0);
}
