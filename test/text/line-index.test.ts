import { describe, expect, test } from "vitest";
import { LineIndex } from "../../server/src/text/line-index.ts";

describe("the lines of a text", () => {
  test.each([
    ["", [""]],
    ["a", ["a"]],
    ["a\nb", ["a", "b"]],
    ["a\n", ["a", ""]],
    ["a\r\nb\r\n", ["a", "b", ""]],
    ["a\rb\n\rc", ["a", "b", "", "c"]],
    ["\n\n", ["", "", ""]],
    ["a\u2028b\fc", ["a\u2028b\fc"]],
  ])("%j", (text, lines) => {
    const index = new LineIndex(text);
    expect(Array.from({ length: index.lineCount }, (_, line) => index.lineText(line))).toEqual(lines);
  });
});

describe("positions", () => {
  const text = "ab\r\n😀c\n\nd";
  const index = new LineIndex(text);

  test.each([
    [0, 0, 0],
    [2, 0, 2],
    [4, 1, 0],
    [6, 1, 2],
    [7, 1, 3],
    [8, 2, 0],
    [9, 3, 0],
    [10, 3, 1],
  ])("offset %i is line %i, character %i in UTF-16 units, and back", (offset, line, character) => {
    expect(index.position(offset)).toEqual({ line, character });
    expect(index.offset({ line, character })).toBe(offset);
  });

  test("every offset comes back as the same place, but for the one within a CRLF", () => {
    for (let offset = 0; offset <= text.length; offset++) {
      if (offset !== 3) expect(index.offset(index.position(offset))).toBe(offset);
    }
  });

  test.each([
    ["before the text", -5, { line: 0, character: 0 }],
    ["behind the text", 99, { line: 3, character: 1 }],
  ])("an offset %s is its nearest end", (_, offset, position) => {
    expect(index.position(offset)).toEqual(position);
  });

  test.each([
    ["behind a line's end", { line: 0, character: 9 }, 2],
    ["behind the last line", { line: 9, character: 0 }, text.length],
    ["before the first line", { line: -1, character: 3 }, 0],
    ["before the line's beginning", { line: 1, character: -2 }, 4],
  ])("a position %s stays within the text", (_, position, offset) => {
    expect(index.offset(position)).toBe(offset);
  });
});
