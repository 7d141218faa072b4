import { expressionNames, findConverter, findFetch } from "../../server/src/schema/haproxy/expressions.ts";
import { allHaproxySignatures } from "../../server/src/schema/haproxy/signatures/index.ts";
import type { Dice } from "./dice.ts";

// Makes sample expressions from the schema: fetches with their arguments, and chains of converters behind them.

/** Arguments by the letters of the schema; names are those that the test's configuration has. */
const argumentsByLetter: Readonly<Record<string, readonly string[]>> = {
  s: ["abc", "x-y"],
  i: ["1", "3"],
  t: ["t"],
  v: ["b/s"],
  b: ["b"],
  f: ["fx"],
  u: ["u"],
  r: ["a+"],
  p: ["1"],
  a: ["10.0.0.1"],
  e: ["::1"],
  m: ["24"],
  k: ["64"],
  d: ["10s"],
  z: ["16k"],
};

const names = new Map<string, readonly string[]>();

function namesOf(kind: "fetch" | "converter", mask: number): readonly string[] {
  const key = `${kind} ${mask}`;
  const known = names.get(key);
  if (known !== undefined) return known;
  const found = [...expressionNames(kind)].flatMap(([name, versions]) => ((versions & mask) === 0 ? [] : [name]));
  names.set(key, found);
  return found;
}

/** How many names of each kind a version has, and which of them were used. */
export class Reached {
  readonly #names = new Set<string>();

  add(kind: "keyword" | "fetch" | "converter", name: string): void {
    this.#names.add(`${kind} ${name}`);
  }

  /** The share of a version's keywords, fetches and converters, as a text. */
  say(mask: number): string {
    const share = (kind: "keyword" | "fetch" | "converter", all: readonly string[]): string => {
      const reached = all.filter((name) => this.#names.has(`${kind} ${name}`)).length;
      return `${reached} of ${all.length} ${kind === "fetch" ? "fetches" : `${kind}s`} (${((100 * reached) / all.length).toFixed(0)} %)`;
    };
    const keywords = allHaproxySignatures().map(({ owner, name }) => `${owner} ${name}`);
    return [
      share("keyword", keywords),
      share("fetch", namesOf("fetch", mask)),
      share("converter", namesOf("converter", mask)),
    ].join(", ");
  }
}

function callOf(name: string, parameters: string, dice: Dice): string {
  const letters = [...parameters];
  const least = letters.filter((letter) => letter === letter.toLowerCase()).length;
  const count = least + dice.below(letters.length - least + 1);
  // Arguments are seldom wrong, missing or surplus.
  const slip = dice.below(12);
  const given = letters.slice(0, slip === 0 ? Math.max(0, count - 1) : count).map((letter) => {
    if (slip === 1) return dice.pick(["zz", "-1", "5"]);
    return dice.pick(argumentsByLetter[letter.toLowerCase()] ?? ["a"]);
  });
  if (slip === 2) given.push("9");
  return given.length === 0 ? name : `${name}(${given.join(",")})`;
}

/**
 * Makes an expression without blanks and quotes.
 *
 * @param reached takes the names that are used
 * @param fetch the fetch that it begins with; any one where it is absent
 */
export function expressionOf(
  mask: number,
  dice: Dice,
  reached: Reached,
  fetch: string = dice.pick(namesOf("fetch", mask)),
): string {
  const facts = findFetch(fetch)?.variants.find(({ versions }) => (versions & mask) !== 0);
  reached.add("fetch", fetch);
  let text = callOf(fetch, facts?.parameters ?? "", dice);
  for (let round = dice.below(3); round > 0; round--) {
    const converter = dice.pick(namesOf("converter", mask));
    const own = findConverter(converter)?.variants.find(({ versions }) => (versions & mask) !== 0);
    reached.add("converter", converter);
    text += `,${callOf(converter, own?.parameters ?? "", dice)}`;
  }
  return text;
}

/** An expression for each fetch of a version, with converters behind most of them. */
export function expressionsOfAll(mask: number, dice: Dice, reached: Reached): string[] {
  return namesOf("fetch", mask).map((fetch) => expressionOf(mask, dice, reached, fetch));
}
