/** A place in a text as the Language Server Protocol counts it: both from zero, `character` in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

const lineFeed = 10;
const carriageReturn = 13;

/** Translates between offsets and lines of one text. LF, CRLF and a lone CR end a line, as in the protocol. */
export class LineIndex {
  readonly text: string;
  readonly #starts: number[];

  constructor(text: string) {
    this.text = text;
    const starts = [0];
    const hasCarriageReturn = text.includes("\r");
    if (hasCarriageReturn) {
      for (let offset = 0; offset < text.length; offset++) {
        const code = text.charCodeAt(offset);
        const endsLine = code === lineFeed || (code === carriageReturn && text.charCodeAt(offset + 1) !== lineFeed);
        if (endsLine) starts.push(offset + 1);
      }
    } else {
      for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
    }
    this.#starts = starts;
  }

  /** How many lines the text has; a text that ends in a line end has an empty last line. */
  get lineCount(): number {
    return this.#starts.length;
  }

  /** The line and character of an offset; an offset outside the text is moved to its nearest end. */
  position(offset: number): Position {
    const clamped = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= clamped) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: clamped - (this.#starts[low] ?? 0) };
  }

  /** The offset of a position; a character behind the line's end means the line's end, a line behind the text its end. */
  offset(position: Position): number {
    if (position.line < 0) return 0;
    const start = this.#starts[position.line];
    if (start === undefined) return this.text.length;
    return Math.max(start, Math.min(start + position.character, this.lineEnd(position.line)));
  }

  /** The offset of a line's first character, or the text's length for a line that is not there. */
  lineStart(line: number): number {
    return this.#starts[line] ?? this.text.length;
  }

  /** The offset behind a line's last character, its line end not counted. */
  lineEnd(line: number): number {
    let end = this.#starts[line + 1] ?? this.text.length;
    while (end > this.lineStart(line) && (this.text[end - 1] === "\n" || this.text[end - 1] === "\r")) end--;
    return end;
  }

  /** The text of a line without its line end. */
  lineText(line: number): string {
    return this.text.slice(this.lineStart(line), this.lineEnd(line));
  }
}
