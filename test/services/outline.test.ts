import { describe, expect, test } from "vitest";
import { documentSymbols, type OutlineSymbol } from "../../server/src/services/document-symbols.ts";
import { foldingRanges } from "../../server/src/services/folding.ts";
import { fileName, withCursor } from "./cursor.ts";

/** Symbols as lines: indentation, kind, name and detail. */
function outline(symbols: readonly OutlineSymbol[], depth = 0): string[] {
  return symbols.flatMap(({ kind, name, detail, children }) => [
    `${"  ".repeat(depth)}${kind} ${name}${detail === undefined ? "" : ` (${detail})`}`,
    ...outline(children, depth + 1),
  ]);
}

function checkNesting(symbols: readonly OutlineSymbol[], start: number, end: number): void {
  for (const symbol of symbols) {
    expect(symbol.start).toBeGreaterThanOrEqual(start);
    expect(symbol.end).toBeLessThanOrEqual(end);
    expect(symbol.selectionStart).toBeGreaterThanOrEqual(symbol.start);
    expect(symbol.selectionEnd).toBeLessThanOrEqual(symbol.end);
    expect(symbol.name).not.toBe("");
    checkNesting(symbol.children, symbol.start, symbol.end);
  }
}

const haproxy = `# one
# two

global
    daemon

defaults base
    mode tcp

frontend api
    bind 10.0.0.100:8443
    acl office src 10.0.0.0/8
    acl office src 172.16.0.0/12
    default_backend masters # trailing
    # lone

# three
# four
backend masters
    server m1 10.0.0.11:6443 check
.if 1
    server m2 10.0.0.12:6443 check
.endif
`;

const keepalived = `! one
! two
global_defs {
    router_id lb1
}

vrrp_script chk { script "/bin/true" }

vrrp_instance VI_1 {
    virtual_ipaddress {
        10.0.0.100
    }
}
virtual_server 10.0.0.100 80 {
    real_server 10.0.0.11 80 {
    }
}
`;

describe("outline", () => {
  test("haproxy", () => {
    const { source } = withCursor("haproxy", haproxy);
    expect(outline(documentSymbols(source, fileName))).toEqual([
      "section global",
      "section base (defaults)",
      "proxy api (frontend)",
      "  bind 10.0.0.100:8443 (bind)",
      "  block office (acl)",
      "proxy masters (backend)",
      "  server m1 (10.0.0.11:6443)",
      "  server m2 (10.0.0.12:6443)",
    ]);
  });

  test("keepalived", () => {
    const { source } = withCursor("keepalived", keepalived);
    expect(outline(documentSymbols(source, fileName))).toEqual([
      "section global_defs",
      "script chk (vrrp_script)",
      "instance VI_1 (vrrp_instance)",
      "  block virtual_ipaddress",
      "proxy 10.0.0.100 80 (virtual_server)",
      "  server 10.0.0.11 80 (real_server)",
    ]);
  });

  test.each([
    ["haproxy", haproxy],
    ["haproxy", 'listen\nfrontend ""\n bind\n server\n"global'],
    ["keepalived", keepalived],
    ["keepalived", '{ a { b\n} "" {\n} x {\n'],
    [
      "keepalived",
      "$I=vrrp_instance V_$N { interface eth0 }\n~SEQ(N, 3) $I\n$B=virtual_ipaddress { 10.0.0.1 }\nvrrp_instance X {\n$B\n}\n",
    ],
  ] as const)("every symbol lies within the one around it: %s %#", (language, text) => {
    const { source } = withCursor(language, text);
    checkNesting(documentSymbols(source, fileName), 0, text.length);
  });

  test("sequences make as many instances as they stand for", () => {
    const text = "$I=vrrp_instance V_$N { interface eth0 }\n~SEQ(N, 3) $I\n";
    const { source } = withCursor("keepalived", text);
    expect(documentSymbols(source, fileName).map(({ name }) => name)).toEqual(["V_1", "V_2", "V_3"]);
  });
});

describe("folding", () => {
  /** The first and the last line of each span, counted from one. */
  function folded(language: "haproxy" | "keepalived", text: string): string[] {
    const { source } = withCursor(language, text);
    const lineOf = (offset: number): number => text.slice(0, offset).split("\n").length;
    return foldingRanges(source, fileName).map(({ start, end, kind }) => `${kind} ${lineOf(start)}-${lineOf(end)}`);
  }

  test("haproxy", () => {
    expect(folded("haproxy", haproxy)).toEqual([
      "comment 1-2",
      "region 4-5",
      "region 7-8",
      "region 10-14",
      "comment 17-18",
      "region 19-23",
      "region 21-23",
    ]);
  });

  test("keepalived", () => {
    expect(folded("keepalived", keepalived)).toEqual([
      "comment 1-2",
      "region 3-5",
      "region 9-13",
      "region 10-12",
      "region 14-17",
      "region 15-16",
    ]);
  });

  test("a block that is not closed reaches to what it holds", () => {
    expect(folded("keepalived", "vrrp_instance V {\n    track_script {\n        a\n    }\n")).toContain("region 2-4");
  });

  test("long files are folded whole", () => {
    const text = `${"# c\n".repeat(5000)}${"vrrp_instance V {\n    priority 1\n}\n".repeat(2000)}`;
    const { source } = withCursor("keepalived", text);
    expect(foldingRanges(source, fileName)).toHaveLength(2001);
    expect(documentSymbols(source, fileName)).toHaveLength(2000);
  });
});
