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

/** Statements of one keyword whose words behind their beginning are the same up to some word. */
interface Tail {
  /** The statement that ends here. */
  settled: Settled | undefined;
  /** Those that go on, by their next word. */
  next: Map<string, Tail> | undefined;
}

/** The statements of one keyword. */
interface OfKeyword {
  readonly tails: Tail;
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

/** The statement of a keyword with the words from one index on, up to where a condition begins. */
function findTail(tails: Tail, values: readonly string[], from: number): Settled | undefined {
  let tail: Tail | undefined = tails;
  let at = from;
  for (let isOver = false; at < values.length && !isOver; at++) {
    const value = values[at] ?? "";
    tail = tail.next?.get(value);
    if (tail === undefined) return undefined;
    isOver = isConditionWord(value);
  }
  return tail.settled?.end === at ? tail.settled : undefined;
}

function keepTail(tails: Tail, settled: Settled, from: number): void {
  let tail = tails;
  for (let at = from; at < settled.end; at++) {
    const value = settled.values[at] ?? "";
    tail.next ??= new Map();
    const next: Tail = tail.next.get(value) ?? { settled: undefined, next: undefined };
    tail.next.set(value, next);
    tail = next;
  }
  tail.settled = settled;
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
    if (own === undefined || values.length < from) return undefined;
    const found = findTail(own.tails, values, from);
    if (found === undefined) own.misses++;
    else own.hits++;
    return found;
  }

  keep(keyword: string, from: number, settled: Omit<Settled, "end">): void {
    const { values, conditionAt } = settled;
    const end = endOf(values, from);
    // Such a word may be an argument as well.
    const isUnclear =
      conditionAt === undefined ? isConditionWord(values[end - 1]) && end > from : conditionAt !== end - 1;
    if (isUnclear || end < from || end - from > mostWords) return;
    if (this.#size >= mostKept) {
      this.#byKeyword.clear();
      this.#size = 0;
    }
    const tails: Tail = { settled: undefined, next: undefined };
    const own: OfKeyword = this.#byKeyword.get(keyword) ?? { tails, hits: 0, misses: 0 };
    this.#byKeyword.set(keyword, own);
    // Where no two lines are alike, keeping them costs and gains nothing.
    if (own.misses > fairTrial && own.misses > own.hits) return;
    keepTail(own.tails, { ...settled, end }, from);
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
