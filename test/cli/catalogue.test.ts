import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { rules } from "../../server/src/rules/registry.ts";
import { version } from "../../server/src/transport/version.ts";
import { folderWith, haconf } from "./command.ts";

const projectFolder = resolve(import.meta.dirname, "../..");

test("the version is that of the package", () => {
  const manifest = JSON.parse(readFileSync(resolve(projectFolder, "package.json"), "utf8")) as { version: string };
  expect(version).toBe(manifest.version);
  expect(haconf(folderWith({}), ["--version"])).toEqual({ status: 0, stdout: `haconf ${version}\n`, stderr: "" });
});

test.each([
  [["--help"]],
  [["check", "--help"]],
  [["fix", "-h"]],
  [["rules", "--help"]],
  [["explain", "--help"]],
  [["lsp", "--help"]],
])("%j prints help on standard output", (args) => {
  const { status, stdout, stderr } = haconf(folderWith({}), args);
  expect(status).toBe(0);
  expect(stderr).toBe("");
  expect(stdout).toMatch(/^Usage: haconf /);
  expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(140);
});

test("rules lists every rule, as text and as JSON", () => {
  const folder = folderWith({});
  const lines = haconf(folder, ["rules"]).stdout.trimEnd().split("\n");
  const codes = rules.map((rule) => rule.code).sort();
  expect(lines.map((line) => line.split(" ")[0])).toEqual(codes);
  const listed = JSON.parse(haconf(folder, ["rules", "--format", "json"]).stdout) as {
    version: number;
    rules: object[];
  };
  expect(listed.version).toBe(1);
  expect(listed.rules.map((rule) => Object.entries(rule)[0])).toEqual(codes.map((code) => ["code", code]));
});

test("explain tells of one rule", () => {
  const folder = folderWith({});
  const { status, stdout } = haconf(folder, ["explain", "cluster/auth-mismatch"]);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^cluster\/auth-mismatch \(error, /);
  expect(stdout).toContain("Wrong:");
  const told = JSON.parse(haconf(folder, ["explain", "cluster/auth-mismatch", "--format", "json"]).stdout) as object;
  expect(told).toMatchObject({ version: 1, code: "cluster/auth-mismatch", severity: "error", fix: "safe" });
});

test("examples show each file below its name", () => {
  const folder = folderWith({ "keepalived.conf": "" });
  const { stdout } = haconf(folder, ["explain", "cluster/auth-mismatch"]);
  expect(stdout).toMatch(/\nWrong:\n\n {2}\S+\/keepalived\.conf\n\n {4}\S/);
  const listed = JSON.parse(haconf(folder, ["rules", "--format", "json"]).stdout) as {
    rules: { example: { bad: { file: string; text: string }[] } }[];
  };
  for (const { example } of listed.rules) expect(example.bad[0]?.file).toMatch(/\.(?:conf|cfg|ya?ml|sh)(?:\.j2)?$/);
  const sarif = haconf(folder, ["check", "--format", "sarif"]).stdout;
  for (const text of [stdout, JSON.stringify(listed), sarif]) expect(text).not.toContain("//-");
});
