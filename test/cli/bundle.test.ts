import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const command = "dist/haconf.cjs";

// What is loaded later lies in bundles of its own, which only the built command shows to be whole.
describe.skipIf(!existsSync(command))("the built command", () => {
  function check(name: string, text: string, ...flags: readonly string[]): string {
    const folder = mkdtempSync(join(tmpdir(), "haconf-bundle-"));
    try {
      writeFileSync(join(folder, name), text);
      const { stdout, stderr } = spawnSync(process.execPath, [command, "check", ...flags, folder], {
        encoding: "utf8",
      });
      return stdout + stderr;
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  test("speaks Chinese", () => {
    expect(check("haproxy.cfg", "global\n    daemonn\n", "--locale", "zh-cn")).toMatch(/daemonn.*[\u4e00-\u9fff]/);
  });

  test.each([
    ["check", "no-such-file.cfg"],
    ["check", "--no-such-flag"],
    ["explain", "haproxy/no-such-rule"],
    ["fix", "-"],
    ["no-such-command"],
  ])("says in one line what is wrong with its use: %s %s", (...args) => {
    const { status, stderr } = spawnSync(process.execPath, [command, ...args], { encoding: "utf8" });
    expect(stderr).toMatch(/^haconf: [^\n]+\n$/);
    expect(status).toBe(2);
  });

  test("reads YAML", () => {
    expect(check("haconf.yaml", "clusterss: []\n")).toContain("cluster/manifest-unknown-key");
  });
});
