import { expect, test } from "vitest";
import { describeFindings } from "../support/fixture.ts";

const text = (lines: string): string =>
  `global_defs {\n    router_id a\n}\nvrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 51\n${lines}    virtual_ipaddress {\n        10.0.0.100/24\n    }\n}\n`;

/** The findings about numbers, and those across files. */
function said(files: Readonly<Record<string, string>>): string[] {
  return describeFindings(new Map(Object.entries(files))).filter((line) => /invalid-number|cluster\//.test(line));
}

test.each<[title: string, file: string, lines: string, severity: "error" | "warning"]>([
  ["a line for one host may be elsewhere", "keepalived.conf", "@lb1 priority 999\n", "warning"],
  ["a line for the host of the folder is that one's", "lb1/keepalived.conf", "@lb1 priority 999\n", "error"],
  [
    "a line for another host than the folder's",
    "lb1/keepalived.conf",
    "@lb1 priority 1\n@lb2 priority 999\n",
    "warning",
  ],
  ["a line for all but one", "keepalived.conf", "@^lb1 priority 999\n", "error"],
  ["a line for all but one that has its own", "keepalived.conf", "@lb1 priority 1\n@^lb1 priority 999\n", "warning"],
])("%s", (_, file, lines, severity) => {
  expect(said({ [file]: text(lines) }).map((line) => line.split(" ")[1])).toEqual([severity]);
});

test("a node reads the lines from which others are excepted", () => {
  const lines = "@^lb2 state MASTER\n@^lb2 priority 100\n@^lb1 state BACKUP\n@^lb1 priority 90\n";
  expect(
    said({
      "lb1/keepalived.conf": text(lines),
      "lb2/keepalived.conf": text(lines).replace("router_id a", "router_id b"),
    }),
  ).toEqual([]);
  const only = text("    state BACKUP\n@^lb2 priority 100\n");
  const other = text("    state BACKUP\n    priority 100\n").replace("router_id a", "router_id b");
  expect(said({ "lb1/keepalived.conf": only, "lb2/keepalived.conf": other })).toEqual([
    "lb2/keepalived.conf:8:14 warning cluster/duplicate-priority 100",
  ]);
});

test.each<[title: string, file: string, id: string, expected: readonly string[]]>([
  ["what every host lacks", "keepalived.conf", "@lb1 priority 1\n@lb2 priority 2\n", ["error"]],
  ["what one of them lacks", "keepalived.conf", "@lb1 virtual_router_id 51\n@lb2 priority 2\n", ["warning"]],
  ["what the folder's host lacks", "lb2/keepalived.conf", "@lb1 virtual_router_id 51\n@lb2 priority 2\n", ["error"]],
  ["what another host lacks", "lb1/keepalived.conf", "@lb1 virtual_router_id 51\n@lb2 priority 2\n", ["warning"]],
  ["what none lacks", "keepalived.conf", "@lb1 virtual_router_id 51\n@lb2 virtual_router_id 51\n", []],
])("%s in a block as a whole", (_, file, lines, expected) => {
  const whole = text(lines).replace("    virtual_router_id 51\n", "");
  const found = describeFindings(new Map([[file, whole]])).filter((line) => line.includes("missing-keyword"));
  expect(found.map((line) => line.split(" ")[1])).toEqual(expected);
});
