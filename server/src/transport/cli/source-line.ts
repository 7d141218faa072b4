import type { Span } from "../../text/span.ts";
import { columnsOf, printableCharacter } from "./printable.ts";
import { secretMask } from "./secrets.ts";

/** What is shown of a source line, and below it the columns that are underlined. */
export interface ShownLine {
  readonly text: string;
  /** Columns in front of the underline. */
  readonly indent: number;
  /** How many columns are underlined, at least one. */
  readonly length: number;
}

/** One or more characters of the source as they are shown. */
interface Cell {
  readonly shown: string;
  readonly columns: number;
  /** Offsets within the line. */
  readonly start: number;
  readonly end: number;
}

const tabWidth = 4;
const ellipsis = "…";

/** How many characters beside the underlined ones are looked at; no terminal shows more. */
const reach = 1000;

function cellsOf(line: string, from: number, to: number, secrets: readonly Span[]): Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  let at = from;
  while (at < to) {
    const secret = secrets.find((one) => one.start <= at && at < one.end);
    if (secret !== undefined) {
      cells.push({ shown: secretMask, columns: secretMask.length, start: at, end: secret.end });
      column += secretMask.length;
      at = secret.end;
      continue;
    }
    const character = String.fromCodePoint(line.codePointAt(at) ?? 0);
    const end = at + character.length;
    if (character === "\t") {
      const columns = tabWidth - (column % tabWidth);
      cells.push({ shown: " ".repeat(columns), columns, start: at, end });
      column += columns;
    } else {
      const shown = printableCharacter(character);
      const columns = columnsOf(shown);
      cells.push({ shown, columns, start: at, end });
      column += columns;
    }
    at = end;
  }
  return cells;
}

/** Which cells fit into the width: those around the first underlined one. Ends excluded. */
function cut(cells: readonly Cell[], focus: number, width: number): { first: number; end: number } {
  let first = Math.min(focus, Math.max(0, cells.length - 1));
  let end = Math.min(first + 1, cells.length);
  let columns = cells[first]?.columns ?? 0;
  // What stands in front explains more than what stands behind, up to a third of the line.
  const inFront = Math.floor(width / 3);
  let used = 0;
  for (;;) {
    const cell = cells[first - 1];
    if (cell === undefined || used + cell.columns > inFront) break;
    used += cell.columns;
    columns += cell.columns;
    first--;
  }
  for (;;) {
    const cell = cells[end];
    if (cell === undefined || columns + cell.columns > width) break;
    columns += cell.columns;
    end++;
  }
  for (;;) {
    const cell = cells[first - 1];
    if (cell === undefined || columns + cell.columns > width) break;
    columns += cell.columns;
    first--;
  }
  return { first, end };
}

/**
 * Lays a source line out for a terminal: tabs become blanks, control characters signs, secrets a mask, and of a long line
 * only what stands around the underlined part is kept.
 *
 * @param line the line without its line end
 * @param span what is to be underlined, as offsets within the line
 * @param secrets stretches of the line that are not shown
 * @param width columns that the line may take
 */
export function layOutLine(line: string, span: Span, secrets: readonly Span[], width: number): ShownLine {
  let from = Math.max(0, span.start - reach);
  // Neither a secret nor a pair of surrogates is cut in two.
  if (/[\udc00-\udfff]/.test(line[from] ?? "")) from++;
  const to = Math.min(line.length, span.start + reach);
  const cells = cellsOf(line, from, to, secrets);
  const found = cells.findIndex((cell) => cell.end > span.start);
  const focus = found < 0 ? cells.length : found;
  const total = cells.reduce((sum, cell) => sum + cell.columns, 0);
  const isWhole = from === 0 && to === line.length && total <= width;
  const { first, end } = isWhole ? { first: 0, end: cells.length } : cut(cells, focus, width - 2);
  const cutsFront = first > 0 || from > 0;
  const cutsBack = end < cells.length || to < line.length;
  const shown = cells.slice(first, end);
  let indent = cutsFront ? 1 : 0;
  let length = 0;
  for (const cell of shown) {
    if (cell.end <= span.start) indent += cell.columns;
    else if (cell.start < span.end) length += cell.columns;
  }
  return {
    text: `${cutsFront ? ellipsis : ""}${shown.map((cell) => cell.shown).join("")}${cutsBack ? ellipsis : ""}`,
    indent,
    length: Math.max(1, length),
  };
}
