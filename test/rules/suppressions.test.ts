import { describe, expect, test } from "vitest";
import { readSuppressions } from "../../server/src/rules/suppressions.ts";

/** Which lines of a text, from 1, a code is turned off on. */
function linesOff(text: string, code: string): number[] {
  const suppressions = readSuppressions(text);
  return text.split("\n").flatMap((_, line) => (suppressions.has(code, line) ? [line + 1] : []));
}

const a = "cluster/auth-mismatch";
const b = "haproxy/unknown-keyword";

describe("comments that turn findings off", () => {
  test.each<[title: string, text: string, linesOfA: number[], linesOfB: number[]]>([
    ["the next line, every rule", "x\n# haconf-disable-next-line\nx\nx", [3], [3]],
    ["the next line, one rule", `x\n# haconf-disable-next-line ${a}\nx\nx`, [3], []],
    ["the next line, two rules", `# haconf-disable-next-line ${a} ${b}\nx\nx`, [2], [2]],
    ["two rules with a comma", `# haconf-disable-next-line ${a}, ${b}\nx\nx`, [2], [2]],
    ["to the end", `x\n# haconf-disable ${a}\nx\nx`, [2, 3, 4], []],
    ["up to enable", "# haconf-disable\nx\n# haconf-enable\nx", [1, 2], [1, 2]],
    ["one of two enabled again", `# haconf-disable ${a} ${b}\nx\n# haconf-enable ${b}\nx`, [1, 2, 3, 4], [1, 2]],
    ["all enabled again", `# haconf-disable ${a}\nx\n# haconf-enable\nx`, [1, 2], []],
    ["one enabled where all were disabled", `# haconf-disable\nx\n# haconf-enable ${a}\nx`, [1, 2], [1, 2, 3, 4]],
    ["disabled twice", `# haconf-disable ${a}\n# haconf-enable\n# haconf-disable ${a}\nx`, [1, 3, 4], []],
    ["behind code", `priority 1 # haconf-disable-next-line ${a}\nx`, [2], []],
    ["keepalived's other sign", `! haconf-disable-next-line ${a}\nx`, [2], []],
    ["in the middle of a comment", `# why: see below, haconf-disable-next-line ${a}\nx`, [2], []],
    ["a reason behind it", `# haconf-disable-next-line ${a} because it is so\nx`, [2], []],
    ["CRLF", `# haconf-disable-next-line ${a}\r\nx\r\nx`, [2], []],
    ["not outside a comment", `haconf-disable\nx`, [], []],
    ["not another word", "# haconf-disabled\nx\n# haconf-disable-next-lines\nx", [], []],
    ["not a rule of another name", `# haconf-disable-next-line ${a}s\nx`, [], []],
    ["the last line", `x\n# haconf-disable-next-line ${a}`, [], []],
  ])("%s", (_, text, ofA, ofB) => {
    expect([linesOff(text, a), linesOff(text, b)]).toEqual([ofA, ofB]);
  });
});
