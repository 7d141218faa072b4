import { describe, expect, test } from "vitest";
import { parseCondition } from "../../server/src/syntax/expression/condition.ts";
import { parseLogFormat } from "../../server/src/syntax/expression/log-format.ts";
import { parseSample } from "../../server/src/syntax/expression/sample.ts";
import type { ConditionTerm, LogFormatPart, SampleExpression } from "../../server/src/syntax/expression/tree.ts";
import { valueOffsets } from "../../server/src/syntax/haproxy/line.ts";

function showSample({ calls, end }: SampleExpression): string {
  const shown = calls.map(({ name, args, isClosed }) => {
    const list = args === undefined ? "" : `(${args.map(({ text }) => text).join("|")}${isClosed ? ")" : ""}`;
    return `${name.text}${list}`;
  });
  return `${shown.join(" ")} @${end}`;
}

function showPart(part: LogFormatPart): string {
  switch (part.kind) {
    case "sample":
      return `[${showSample(part.expression)}${part.isClosed ? "]" : ""}`;
    case "alias":
      return part.flags === "" ? part.name : `${part.name}{${part.flags}}`;
    case "stray":
      return `!${part.problem}`;
  }
}

function showTerm(term: ConditionTerm): string {
  const not = term.isNegated ? "!" : "";
  return term.kind === "name" ? `${not}${term.name}` : `${not}{${term.from}-${term.to}${term.isClosed ? "}" : ""}`;
}

describe("sample expressions", () => {
  test.each([
    ["path", "path @4"],
    ["req.hdr(host,1),lower", "req.hdr(host|1) lower @21"],
    ["path,field(1,'/)')", "path field(1|/)) @18"],
    ['path,regsub("a,b",c\\,d)', "path regsub(a,b|c\\|d) @23"],
    ["src()", "src() @5"],
    ["path,,lower,", "path lower @12"],
    ["req.hdr(host", "req.hdr(host @12"],
    ["req.hdr(a)lower", "req.hdr(a) @10"],
    ["(arg)", " @0"],
    ["", " @0"],
    ["path lower", "path @4"],
  ])("%s", (text, expected) => {
    expect(showSample(parseSample(text))).toBe(expected);
  });

  test("places are those of the text", () => {
    const text = "path,field(2,/)";
    const [, field] = parseSample(text).calls;
    expect(field?.args?.map(({ start, end }) => text.slice(start, end))).toEqual(["2", "/"]);
  });
});

describe("log formats", () => {
  test.each([
    ["plain", []],
    ["%ci:%cp [%tr]", ["%ci", "%cp", "%tr"]],
    ["%{+Q}r", ["%r{+Q}"]],
    ["100%%", []],
    ["100% x", ["!percent"]],
    ["%[path,lower]!", ["[path lower @12]"]],
    ["%[path", ["[path @6"]],
    ["%{+Q}[src]", ["[src @9]"]],
    ["%{+Q", ["!truncated"]],
    ["%{+Q} x", ["!flags"]],
    ["end%", ["!truncated"]],
    ["%-", []],
  ])("%s", (text, expected) => {
    expect(parseLogFormat(text).parts.map(showPart)).toEqual(expected);
  });
});

describe("conditions", () => {
  test.each([
    ["a !b", [["a", "!b"]]],
    ["a or b || c", [["a"], ["b"], ["c"]]],
    ["a OR ! b", [["a"], ["!b"]]],
    ["{ path /x } !{ src 10.0.0.1 }", [["{1-3}", "!{5-7}"]]],
    ["{ path or }", [["{1-3}"]]],
    ["{ path /x", [["{1-3"]]],
    ["{path /x}", [["{path", "/x}"]]],
    ["!! a }", [["a", "}"]]],
    ["or or", []],
  ])("%s", (text, expected) => {
    const { groups } = parseCondition(text.split(" "), 0);
    expect(groups.map((group) => group.map(showTerm))).toEqual(expected);
  });
});

describe("every text gives a tree", () => {
  const signs = ["a", "(", ")", ",", "'", '"', "\\", "%", "[", "]", "{", "}", " ", "é", "\n"];
  test("of any signs", () => {
    for (let seed = 0; seed < 3_000; seed++) {
      let state = seed;
      let text = "";
      for (let length = 0; length < 12; length++) {
        state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
        text += signs[state % signs.length];
      }
      expect(parseSample(text).end).toBeLessThanOrEqual(text.length);
      for (const part of parseLogFormat(text).parts) expect(part.end).toBeLessThanOrEqual(text.length);
      parseCondition(text.split(""), 0);
    }
  });
});

test.each([
  ["abc", [0, 1, 2, 3]],
  ['"a b"', [1, 2, 3, 5]],
  ["a\\ b", [0, 1, 3, 4]],
  ["'a\\b'c", [1, 2, 3, 5, 6]],
  ['"\\x41"b', [1, 6, 7]],
])("the characters of %s stand where they are written", (raw, expected) => {
  expect(valueOffsets(raw)).toEqual(expected);
});
