import { describe, expect, test } from "vitest";
import { parseKeepalived } from "../../server/src/syntax/keepalived/parser.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { expectSoundKeepalived } from "./trees.ts";

/** Each name stands for the next one twice: the last is worth a million of it. */
function doubling(levels: number, last: string): string {
  const lines = Array.from({ length: levels }, (_, level) => `$A${level}=\${A${level + 1}}\${A${level + 1}}`);
  return `${lines.join("\n")}\n$A${levels}=${last}\n`;
}

test("a file for thousands of hosts is read soon", () => {
  const lines = Array.from({ length: 3000 }, (_, host) => `@host${host} priority ${(host % 250) + 1}`);
  const workspace = new Workspace();
  workspace.setFile("keepalived.conf", `vrrp_instance V {\n${lines.join("\n")}\n}\n`);
  const start = performance.now();
  workspace.allFindings();
  expect(performance.now() - start).toBeLessThan(5000);
});

describe("definitions that grow without end", () => {
  for (const [name, text] of [
    ["a definition that refers to itself twice", `$A=x \${A} y \${A}\n${"priority $A\n".repeat(50)}`],
    ["definitions that double thirty times", `${doubling(30, "x")}${"state $A0\n".repeat(50)}`],
    ["definitions that double nothing", `${doubling(30, "")}${"state $A0\n".repeat(50)}`],
    ["a long definition that is used often", `$A=${"x".repeat(1_000_000)}\n${"state $A\n".repeat(1000)}`],
    ["a sequence of long lines", `~SEQ(N, 5000) state ${"x".repeat(100_000)} $N\n`],
  ] as const) {
    test(`${name}, end soon`, () => {
      const start = performance.now();
      expectSoundKeepalived(text, parseKeepalived(text));
      expect(performance.now() - start).toBeLessThan(5000);
    });
  }
});
