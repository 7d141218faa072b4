import { describe, expect, test } from "vitest";
import { instance } from "../../support/configs.ts";
import { fixesOf, found, mended, nodes, type Texts } from "./found.ts";

const code = "cluster/router-id-duplicate";
const node = (id: string, priority: number): string =>
  `global_defs {\n    router_id ${id}\n}\n${instance({ priority })}`;

describe(code, () => {
  test.each<[title: string, texts: Texts, found: string[], mended: string[]]>([
    [
      "the sample's name on both nodes",
      nodes(node("LVS_DEVEL", 150), node("LVS_DEVEL", 100)),
      ["lb2:2 hint LVS_DEVEL"],
      ["lb2:2 router_id lb2"],
    ],
    [
      "once for three nodes, which are all named anew",
      nodes(node("a", 150), node("a", 100), node("a", 90)),
      ["lb3:2 hint a"],
      ["lb2:2 router_id lb2", "lb3:2 router_id lb3"],
    ],
    [
      "a node that bears the name keeps it",
      nodes(node("lb2", 150), node("lb2", 100)),
      ["lb1:2 hint lb2"],
      ["lb1:2 router_id lb1"],
    ],
    ["names of their own", nodes(node("a", 150), node("b", 100)), [], []],
    ["a placeholder is no name", nodes(node("{{ id }}", 150), node("{{ id }}", 100)), [], []],
    ["none", nodes({}, {}), [], []],
  ])("%s", (_, texts, expected, lines) => {
    expect(found(code, texts)).toEqual(expected);
    if (expected.length > 0) expect(mended(code, texts)).toEqual(lines);
  });

  test("no fix where the node's name is taken or can't be written", () => {
    expect(fixesOf(code, nodes(node("x", 150), node("x", 100), node("lb2", 90)))).toEqual([]);
  });
});
