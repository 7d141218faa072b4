import { expect, test } from "vitest";
import { applyEdits } from "../../server/src/text/span.ts";

test.each([
  ["nothing", "abc", [], "abc"],
  ["a replacement", "abc", [{ start: 1, end: 2, newText: "XY" }], "aXYc"],
  [
    "an insertion at each end",
    "abc",
    [
      { start: 3, end: 3, newText: ">" },
      { start: 0, end: 0, newText: "<" },
    ],
    "<abc>",
  ],
  ["a removal", "abc", [{ start: 0, end: 3, newText: "" }], ""],
  [
    "in any order",
    "abcd",
    [
      { start: 2, end: 3, newText: "Z" },
      { start: 0, end: 1, newText: "Y" },
    ],
    "YbZd",
  ],
  [
    "insertions at one place keep their order",
    "ab",
    [
      { start: 1, end: 1, newText: "1" },
      { start: 1, end: 1, newText: "2" },
    ],
    "a12b",
  ],
  [
    "an insertion in front of a replacement",
    "ab",
    [
      { start: 1, end: 2, newText: "X" },
      { start: 1, end: 1, newText: "-" },
    ],
    "a-X",
  ],
  [
    "one that overlaps an earlier is left out",
    "abcd",
    [
      { start: 0, end: 2, newText: "X" },
      { start: 1, end: 3, newText: "Y" },
    ],
    "Xcd",
  ],
  ["one behind the text is left out", "ab", [{ start: 1, end: 9, newText: "X" }], "ab"],
])("edits: %s", (_, text, edits, expected) => {
  expect(applyEdits(text, edits)).toBe(expected);
});
