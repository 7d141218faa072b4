import { expect, test } from "vitest";
import { describeFindings } from "../../support/fixture.ts";

const instance = (lines: string): string =>
  `$N=5\nvrrp_instance A {\n    interface eth0\n    virtual_router_id 51\n    virtual_ipaddress {\n${lines}    }\n}\n`;

test.each<[title: string, lines: string, expected: readonly string[]]>([
  ["a reference that stays text", "        10.9.$N/24\n", ["6:9 error keepalived/undefined-definition 10.9.$N/24"]],
  ["one with braces", `        10.9.0.\${N}/24\n`, []],
  [
    "a sequence, at its line, for each value",
    `        ~SEQ(I, 254, 257) 10.0.0.\${I}/24\n`,
    Array.from({ length: 2 }, () => `6:9 error keepalived/invalid-address ~SEQ(I, 254, 257) 10.0.0.\${I}/24`),
  ],
  [
    "a list, at its line",
    `        10.0.0.1/24\n        ~LST({A, B}, {1, no_track}, {2, y}) 10.0.1.\${A}/24 \${B}\n`,
    [`7:9 warning keepalived/unknown-option ~LST({A, B}, {1, no_track}, {2, y}) 10.0.1.\${A}/24 \${B}`],
  ],
])("%s", (_, lines, expected) => {
  const found = describeFindings(new Map([["keepalived.conf", instance(lines)]]));
  expect(found).toEqual(expected.map((line) => `keepalived.conf:${line}`));
});

test("a block of a sequence has its findings at the line that makes it", () => {
  const text =
    "$BLOCK=vrrp_instance VI_$N { \\\n    interface eth0 \\\n    virtual_router_id 30$N \\\n    virtual_ipaddress { 10.30.$N.100/24 } \\\n}\n~SEQ(N, 1, 2) $BLOCK\n";
  const found = describeFindings(new Map([["keepalived.conf", text.replaceAll("10.30.$N.", "10.30.1.")]]));
  const errors = found.filter((line) => line.includes(" error keepalived/"));
  expect(errors).toEqual(
    Array.from({ length: 2 }, () => "keepalived.conf:6:1 error keepalived/invalid-number ~SEQ(N, 1, 2) $BLOCK"),
  );
});
