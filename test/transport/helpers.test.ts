import { describe, expect, test } from "vitest";
import { globMatcher } from "../../server/src/text/glob.ts";
import { applyEdits } from "../../server/src/text/span.ts";
import { diffLines, editsBetween, splitLines } from "../../server/src/transport/line-diff.ts";
import { keyOf, uriOf } from "../../server/src/transport/lsp/uris.ts";

describe("globs", () => {
  test.each([
    ["archive/**", "archive/a/b.cfg", true],
    ["archive/**", "x/archive/b.cfg", false],
    ["archive", "x/archive/b.cfg", true],
    ["archive/", "archive/b.cfg", true],
    ["./archive", "x/archive/b.cfg", false],
    ["/archive", "archive/b.cfg", true],
    ["**/archive/**", "archive/b.cfg", true],
    ["*.cfg", "a/b.cfg", true],
    ["*.cfg", "a/b.cfgx", false],
    ["a/*.cfg", "a/b/c.cfg", false],
    ["a/**/c.cfg", "a/c.cfg", true],
    ["a/**/c.cfg", "a/x/y/c.cfg", true],
    ["lb?.cfg", "lb1.cfg", true],
    ["lb?.cfg", "lb/.cfg", false],
    ["lb[0-9].cfg", "lb7.cfg", true],
    ["lb[^0-9].cfg", "lbx.cfg", true],
    ["*.{cfg,conf}", "a.conf", true],
    ["{old,new}/*.{cfg,conf}", "new/a.cfg", true],
    ["a[b", "a[b", true],
    ["", "a", false],
  ])("%s and %s: %s", (glob, path, matches) => {
    expect(globMatcher([glob])(path)).toBe(matches);
  });

  test("none match nothing", () => expect(globMatcher([])("a")).toBe(false));
});

describe("differences by line", () => {
  test.each([
    ["", ""],
    ["a\n", "a\n"],
    ["", "a\nb"],
    ["a\nb", ""],
    ["a\nb\nc\n", "a\nc\n"],
    ["a\nb\nc\n", "a\nx\nb\nc"],
    ["a\nb\nc\nd\ne\nf\n", "x\nb\nc\ny\nz\ne\nf\ng\n"],
    ["a\nb\na\nb\na\n", "b\na\nb\na\nb\n"],
    ["a\r\nb\r\n", "a\r\nc\r\n"],
  ])("%j to %j", (before, after) => {
    expect(applyEdits(before, editsBetween(before, after))).toBe(after);
  });

  test("are as few as can be", () => {
    const lines = splitLines("a\nb\nc\nd\ne\nf\ng\n");
    expect(diffLines(lines, splitLines("a\nb\nX\nd\ne\ng\n"))).toEqual([
      { oldStart: 2, oldEnd: 3, newStart: 2, newEnd: 3 },
      { oldStart: 5, oldEnd: 6, newStart: 5, newEnd: 5 },
    ]);
  });

  test("texts with nothing in common are one change, and soon told apart", () => {
    const before = Array.from({ length: 5000 }, (_, at) => `a${at}\n`);
    const after = Array.from({ length: 5000 }, (_, at) => `b${at}\n`);
    const start = performance.now();
    expect(diffLines(before, after)).toEqual([{ oldStart: 0, oldEnd: 5000, newStart: 0, newEnd: 5000 }]);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe("file keys", () => {
  test.each([
    ["file:///a/b.cfg", "/a/b.cfg"],
    ["file:///a%20b/%E4%B8%AD.cfg", "/a b/中.cfg"],
    ["FILE:///a/b/", "/a/b"],
    ["file:///C%3A/x/y.cfg", "/c:/x/y.cfg"],
    ["file:///c:/x/y.cfg", "/c:/x/y.cfg"],
    ["file://host/share/y.cfg", "//host/share/y.cfg"],
    ["file:///bad%zz%e4", "/bad%zz%e4"],
    ["untitled:Untitled-1", "untitled:/Untitled-1"],
    ["vscode-vfs://github/owner/repo/a%2Bb.cfg?x=1#y", "vscode-vfs://github/owner/repo/a+b.cfg"],
    ["/no/scheme", ":/no/scheme"],
  ])("%s is %s", (uri, key) => {
    expect(keyOf(uri)).toBe(key);
  });

  test.each([
    ["/a b/中.cfg", "file:///a%20b/%E4%B8%AD.cfg"],
    ["/c:/x.cfg", "file:///c%3A/x.cfg"],
    ["//host/share/y.cfg", "file://host/share/y.cfg"],
    ["vscode-vfs://github/o/a+b.cfg", "vscode-vfs://github/o/a%2Bb.cfg"],
  ])("%s is at %s", (key, uri) => {
    expect(uriOf(key)).toBe(uri);
    expect(keyOf(uri)).toBe(key);
  });
});
