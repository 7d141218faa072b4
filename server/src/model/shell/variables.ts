import { fillTemplate, type Variables } from "../variables.ts";
import { assignment, declarations, reservedWords } from "./vocabulary.ts";
import type { ShellCommand, ShellWord } from "./words.ts";

/** How often a variable may stand for another one. */
const maximumExpansions = 8;

/** The values of a script's variables, as far as each is assigned once and to a plain value. */
export class ShellVariables {
  /** Undefined: assigned more than once, or to what isn't known here. */
  readonly #values = new Map<string, string | undefined>();
  readonly #given: Variables;

  /** @param given values from outside, for names that the script does not assign */
  constructor(given: Variables = {}) {
    this.#given = given;
  }

  #set(name: string, value: string | undefined): void {
    this.#values.set(name, this.#values.has(name) ? undefined : value);
  }

  #poison(name: string): void {
    this.#values.set(name, undefined);
  }

  read(commands: readonly ShellCommand[]): void {
    for (const { words } of commands) this.#readCommand(words);
  }

  #readCommand(words: readonly ShellWord[]): void {
    const first = words[0]?.value ?? "";
    if (first === "for" || first === "select" || first === "read" || first === "unset" || first === "getopts") {
      for (const { value } of words.slice(1)) this.#poison(value);
      return;
    }
    const start = words.findIndex(({ value }) => !reservedWords.has(value));
    const from = declarations.has(words[start]?.value ?? "") ? start + 1 : start;
    const rest = words.slice(Math.max(from, 0)).filter(({ value }) => from === start || !value.startsWith("-"));
    // Behind `NAME=value command` the variable is what it was before.
    if (from === start && rest.some(({ value }) => !assignment.test(value))) return;
    for (const { value, isLiteral } of rest) {
      const match = assignment.exec(value);
      if (match === null) continue;
      const [whole, name = "", plus] = match;
      const assigned = value.slice(whole.length);
      // An empty value is mostly one to be filled in, or the beginning of an array.
      if (plus === "+" || isLiteral || assigned === "") this.#poison(name);
      else this.#set(name, assigned);
    }
  }

  #valueOf(name: string): string | undefined {
    if (this.#values.has(name)) return this.#values.get(name);
    return Object.hasOwn(this.#given, name) ? this.#given[name] : undefined;
  }

  /** Puts the values into a text; what isn't known stays as it is written. */
  readonly expand = (text: string): string => {
    let result = fillTemplate(text, this.#given);
    for (let round = 0; round < maximumExpansions && result.includes("$"); round++) {
      const before = result;
      result = result.replace(
        /(?<!\\)\$(?:\{([A-Za-z_][A-Za-z0-9_]*)\}|([A-Za-z_][A-Za-z0-9_]*))/g,
        (reference, braced: string | undefined, bare: string | undefined) =>
          this.#valueOf(braced ?? bare ?? "") ?? reference,
      );
      // A value that holds itself would grow for ever.
      if (result === before || result.length > text.length + 1000) break;
    }
    return result;
  };
}
