import type { HaproxyPlace, HaproxyVersionChoice } from "../../../schema/haproxy/index.ts";
import type { Signature } from "../../../schema/haproxy/signature.ts";
import type { CheckedArguments } from "./arguments.ts";
import type { AclFacts } from "./conditions.ts";
import type { SampleVerdict } from "./samples.ts";

/** What was found out about a statement in which nothing is wrong and nothing is looked up. */
export interface Settled {
  /** The words of the statement that it was found out about. */
  readonly values: readonly string[];
  /** The index behind the last of them that counts: those of a condition do not. */
  readonly end: number;
  readonly checked: CheckedArguments;
  readonly sample: SampleVerdict | undefined;
  /** The index of the condition's `if`, which each section judges by its own ACLs; undefined where there is none. */
  readonly conditionAt: number | undefined;
  /** With `acl` lines, what the ACL looks at. */
  readonly acl: AclFacts | undefined;
}

/** Types of one word each that are judged by themselves, wherever they stand and whatever follows. */
const leading = new Set([
  "acl-name",
  "address",
  "backend",
  "bind-addresses",
  "name",
  "server-name",
  "server-prefix",
  "socket-address",
]);

const leads = new WeakMap<Signature, number>();

/**
 * How many arguments at the beginning of a signature are of that kind. They are what differs in lines that are alike otherwise:
 * a server's name and address.
 */
export function leadOf(signature: Signature): number {
  const known = leads.get(signature);
  if (known !== undefined) return known;
  const end = signature.items.findIndex((item) => item.kind !== "argument" || !leading.has(item.type));
  const lead = end < 0 ? signature.items.length : end;
  leads.set(signature, lead);
  return lead;
}

/** The statements of one keyword. */
interface OfKeyword {
  readonly byTail: Map<string, Settled>;
  hits: number;
  misses: number;
}

const mostKept = 10_000;
const mostWords = 16;
const fairTrial = 200;

function isConditionWord(word: string | undefined): boolean {
  return word === "if" || word === "unless";
}

/**
 * The index behind the words that decide what a statement comes to: an `if` or `unless` that begins a condition is the last of
 * them, for the condition itself is judged for each line anew.
 */
function endOf(values: readonly string[], from: number): number {
  for (let at = from; at < values.length; at++) if (isConditionWord(values[at])) return at + 1;
  return values.length;
}

/** Some of the words as one text; NUL stands in no word that haproxy reads, and `find` compares the words all the same. */
function textOf(values: readonly string[], from: number, to: number): string {
  let text = from < to ? (values[from] ?? "") : "";
  for (let at = from + 1; at < to; at++) text += `\u0000${values[at]}`;
  return text;
}

function isAlike(left: readonly string[], right: readonly string[], from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (left[at] !== right[at]) return false;
  return true;
}

/**
 * The statements of one place and version in which nothing was wrong, by what stands behind the arguments at their beginning.
 * What a statement comes to hangs on nothing but its words, the place and the version, and the lines of a long file are much alike.
 */
export class SettledStatements {
  readonly #byKeyword = new Map<string, OfKeyword>();
  #size = 0;

  /**
   * A statement of the same words, but for those in front of `from` and those of its condition.
   *
   * @param keyword the keyword, action included
   */
  find(keyword: string, values: readonly string[], from: number): Settled | undefined {
    const own = this.#byKeyword.get(keyword);
    const to = endOf(values, from);
    if (own === undefined || to - from > mostWords) return undefined;
    const found = own.byTail.get(textOf(values, from, to));
    const isSame = found !== undefined && found.end === to && isAlike(found.values, values, from, to);
    if (!isSame) {
      own.misses++;
      return undefined;
    }
    own.hits++;
    return found;
  }

  keep(keyword: string, from: number, settled: Omit<Settled, "end">): void {
    const { values, conditionAt } = settled;
    const end = endOf(values, from);
    // Such a word may be an argument as well.
    const isUnclear =
      conditionAt === undefined ? isConditionWord(values[end - 1]) && end > from : conditionAt !== end - 1;
    if (isUnclear || end - from > mostWords) return;
    if (this.#size >= mostKept) {
      this.#byKeyword.clear();
      this.#size = 0;
    }
    const own: OfKeyword = this.#byKeyword.get(keyword) ?? { byTail: new Map(), hits: 0, misses: 0 };
    this.#byKeyword.set(keyword, own);
    // Where no two lines are alike, keeping them costs and gains nothing.
    if (own.misses > fairTrial && own.misses > own.hits) return;
    own.byTail.set(textOf(values, from, end), { ...settled, end });
    this.#size++;
  }
}

const byPlace = new Map<string, SettledStatements>();

/** The settled statements of a place and version, for as long as the program runs. */
export function settledStatements(place: HaproxyPlace, version: HaproxyVersionChoice): SettledStatements {
  const key = `${version} ${place}`;
  const known = byPlace.get(key) ?? new SettledStatements();
  byPlace.set(key, known);
  return known;
}
