/** The variables and their values for each line that a sequence makes. */
export type SequenceRow = readonly (readonly [name: string, value: string])[];

/** A sequence as keepalived reads it: the lines it makes, and where what they consist of begins. */
export interface Sequence {
  readonly rows: readonly SequenceRow[];
  readonly textStart: number;
}

/** A sequence of more values than this is left as it is: nobody writes it, and it would only cost time. */
const maximumRows = 5_000;

const number = /[ \t]*([+-]?)(0x[\da-f]+|0[0-7]*|[1-9]\d*)?[ \t]*/iy;

/** Reads the numbers of `~SEQ`, up to three with commas between; as in C, 0 and 0x say the base, and what is missing is 0. */
function readNumbers(text: string): readonly number[] | undefined {
  const numbers: number[] = [];
  for (let at = 0; numbers.length < 3; at++) {
    number.lastIndex = at;
    const [whole = "", sign, digits] = number.exec(text) ?? [];
    if (digits === undefined && sign !== "") return undefined;
    const isOctal = digits !== undefined && /^0[0-7]/.test(digits);
    const value = isOctal ? Number.parseInt(digits, 8) : Number(digits ?? 0);
    numbers.push(sign === "-" ? -value : value);
    at += whole.length;
    if (at === text.length) return numbers;
    if (text[at] !== ",") return undefined;
  }
  return undefined;
}

function numberRows(name: string, numbers: readonly number[], isHexadecimal: boolean): SequenceRow[] | undefined {
  const last = numbers[numbers.length - 1] ?? 0;
  const first = numbers.length > 1 ? (numbers[0] ?? 0) : last < 0 ? -1 : 1;
  const ownStep = first <= last ? 1 : -1;
  const step = numbers.length === 3 ? (numbers[1] ?? 0) : ownStep;
  const isWrongWay = first !== last && Math.sign(step) !== Math.sign(last - first);
  if (step === 0 || isWrongWay || (last - first) / step > maximumRows) return undefined;
  if (isHexadecimal && (first < 0 || last < 0)) return undefined;
  const rows: SequenceRow[] = [];
  for (let value = first; step > 0 ? value <= last : value >= last; value += step) {
    // Only single numbers are below zero, and they are not counted in sixteens.
    rows.push([[name, value.toString(isHexadecimal && value >= 0 ? 16 : 10)]]);
  }
  return rows;
}

function skipBlanks(text: string, at: number): number {
  let end = at;
  while (text[end] === " " || text[end] === "\t") end++;
  return end;
}

const sequenceHead = /^~SEQ(x?)[ \t]*\([ \t]*([^ \t,){][^ \t,)]*)[ \t]*[^)]([^)]*)\)/;

function readNumberSequence(code: string, resolve: (text: string) => string): Sequence | undefined {
  const head = sequenceHead.exec(code);
  const [whole = "", letter, name = "", limits = ""] = head ?? [];
  const numbers = head === null ? undefined : readNumbers(resolve(limits));
  const rows = numbers === undefined ? undefined : numberRows(name, numbers, letter === "x");
  return rows === undefined ? undefined : { rows, textStart: skipBlanks(code, whole.length) };
}

/** A reader of the names and values of `~LST`, from a place on. */
class ListReader {
  readonly #code: string;
  at: number;

  constructor(code: string, at: number) {
    this.#code = code;
    this.at = skipBlanks(code, at);
  }

  /** Takes the sign that stands next, with the blanks behind it. */
  take(sign: string): boolean {
    if (this.#code[this.at] !== sign) return false;
    this.at = skipBlanks(this.#code, this.at + 1);
    return true;
  }

  /** Reads one word, or several in braces; undefined where they are not closed or parted by commas. */
  group(isLastOfList: (sign: string | undefined) => boolean): string[] | undefined {
    const isBraced = this.take("{");
    const words: string[] = [];
    for (;;) {
      const start = this.at;
      while (this.at < this.#code.length && !/[ \t,})]/.test(this.#code[this.at] ?? "")) this.at++;
      words.push(this.#code.slice(start, this.at));
      this.at = skipBlanks(this.#code, this.at);
      if (!isBraced) return isLastOfList(this.#code[this.at]) ? words : undefined;
      if (this.take("}")) return words;
      if (!this.take(",")) return undefined;
    }
  }
}

function readListSequence(code: string): Sequence | undefined {
  const open = /^~LST[ \t]*\(/.exec(code);
  if (open === null) return undefined;
  const reader = new ListReader(code, open[0].length);
  const names = reader.group((sign) => sign === ",");
  if (names === undefined || !reader.take(",")) return undefined;
  const rows: SequenceRow[] = [];
  for (;;) {
    const values = reader.group((sign) => sign === "," || sign === ")");
    if (values === undefined || values.length > names.length) return undefined;
    rows.push(names.map((name, index) => [name, values[index] ?? ""] as const));
    if (reader.take(")")) return { rows, textStart: reader.at };
    if (!reader.take(",")) return undefined;
  }
}

/**
 * Reads a line that begins with `~SEQ`, `~SEQx` or `~LST`.
 *
 * @param code the line without its comment
 * @param resolve replaces definitions, which keepalived does between the brackets of `~SEQ` alone
 * @returns undefined where keepalived complains of the line and makes nothing of it
 */
export function readSequence(code: string, resolve: (text: string) => string): Sequence | undefined {
  return code.startsWith("~LST") ? readListSequence(code) : readNumberSequence(code, resolve);
}
