import { expect, test } from "vitest";
import { globMatcher } from "../../server/src/text/glob.ts";

test.each([
  ["archive/**", ["archive/a.cfg", "archive/x/y.cfg"], ["b/archive/a.cfg", "archives/a"]],
  ["archive", ["archive/a.cfg", "b/archive/c", "archive"], ["archives/a"]],
  ["*.bak", ["a.bak", "x/y/a.bak"], ["a.bak.cfg"]],
  ["hosts/lb01", ["hosts/lb01/a.cfg"], ["x/hosts/lb01/a.cfg", "hosts/lb011/a.cfg"]],
  ["./old/", ["old/a"], ["x/old/a"]],
  ["/a.cfg", ["a.cfg"], ["x/a.cfg"]],
  ["{dev,test}/*.cfg", ["dev/a.cfg", "test/b.cfg"], ["prod/a.cfg", "dev/x/a.cfg"]],
  ["lb[12]/**", ["lb1/a", "lb2/b/c"], ["lb3/a"]],
  ["lb[!0-9].cfg", ["lba.cfg"], ["lb7.cfg"]],
  [".hidden/**", [".hidden/a"], ["hidden/a"]],
  ["**/node?.conf", ["node1.conf", "a/b/node2.conf"], ["node10.conf"]],
])("glob %s", (glob, matching, others) => {
  const matches = globMatcher([glob]);
  expect([...matching, ...others].filter(matches)).toEqual(matching);
});

test("no globs match nothing, several match what any of them does", () => {
  expect(["a", "b", "c"].filter(globMatcher([]))).toEqual([]);
  expect(["a", "b", "c"].filter(globMatcher(["a", "c"]))).toEqual(["a", "c"]);
});
