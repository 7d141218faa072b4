import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, userInfo } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { detectLanguage } from "../../server/src/documents/detect.ts";
import { isTemplateName } from "../../server/src/documents/path.ts";
import { rules } from "../../server/src/rules/registry.ts";
import type { Rule } from "../../server/src/rules/rule.ts";
import { check, readFixture } from "../support/fixture.ts";

// The examples of the rules' pages are what people copy, so the programs themselves have to take the good ones; and what is
// called an error has to be refused.

function has(program: string): boolean {
  return spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;
}

// The folder of scripts must not be writable by others, or keepalived's script security refuses them.
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(homedir(), ".haconf-examples-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Example {
  readonly title: string;
  readonly name: string;
  readonly text: string;
  /** All files of the example, which may bring in each other. */
  readonly files: ReadonlyMap<string, string>;
  /** Whether haconf calls something in the file an error. */
  readonly hasError: boolean;
}

/** The good examples, and the bad ones of rules over a single file, as far as they are files of one program. */
function examplesIn(program: "haproxy" | "keepalived"): Example[] {
  const filesOf = (rule: Rule, kind: "good" | "bad"): Example[] => {
    const files = readFixture(rule.docs.example[kind]);
    const errors = new Set(
      check(files)
        .filter(({ severity }) => severity === "error")
        .map(({ file }) => file),
    );
    return (
      [...files]
        .filter(([name, text]) => detectLanguage(name, text) === program && !isTemplateName(name))
        // An example may be for a version that is not the installed one.
        .filter(([, text]) => !/^# haconf \w+-version (?!2\.[26]\b)/m.test(text))
        .map(([name, text]) => ({
          title: `${rule.code}, ${kind}: ${name}`,
          name,
          text,
          files,
          hasError: errors.has(name),
        }))
    );
  };
  return rules.flatMap((rule) => [
    ...filesOf(rule, "good"),
    ...(rule.scope === "cluster" ? [] : filesOf(rule, "bad").filter(({ hasError }) => hasError)),
  ]);
}

const withHaproxy = has("haproxy");
describe.skipIf(!withHaproxy)(withHaproxy ? "haproxy -c" : "haproxy -c (skipped: haproxy is not installed)", () => {
  it.each(examplesIn("haproxy").map((example) => [example.title, example] as const))("%s", (_title, example) => {
    const file = join(folder, "haproxy.cfg");
    writeFileSync(file, example.text);
    const { status, stdout, stderr } = spawnSync("haproxy", ["-c", "-f", file], { encoding: "utf8" });
    // Status 2 is "no listener"; a fault of the text gives status 1.
    expect(status, stdout + stderr).toBe(example.hasError ? 1 : 0);
  });
});

// A network namespace of its own, where the interfaces of the examples can be made, takes root and two more programs.
const missingForKeepalived = ["keepalived", "unshare", "ip"].filter((program) => !has(program));
if (userInfo().uid !== 0) missingForKeepalived.push("root rights");
const withKeepalived = missingForKeepalived.length === 0;
const skipped = ` (skipped: no ${missingForKeepalived.join(", ")})`;
describe.skipIf(!withKeepalived)(withKeepalived ? "keepalived -t" : `keepalived -t${skipped}`, () => {
  it.each(examplesIn("keepalived").map((example) => [example.title, example] as const))("%s", (_title, example) => {
    const scripts = join(folder, "scripts");
    mkdirSync(scripts, { recursive: true });
    const text = example.text.replace(/\/(?:etc\/keepalived|usr\/local\/bin)\/[\w./-]+/g, (path) => {
      const script = join(scripts, basename(path));
      writeFileSync(script, "#!/bin/sh\nexit 0\n", { mode: 0o755 });
      return script;
    });
    for (const [name, other] of example.files) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), name === example.name ? text : other);
    }
    const file = join(folder, example.name);
    const interfaces = [
      ...new Set(
        [...[...example.files.values()].join("\n").matchAll(/^\s*interface (\S+)|\b(eth\d)\b/gm)].map(
          ([, name, other]) => name ?? other,
        ),
      ),
    ];
    const make = interfaces.map((name, index) => `ip link add ${name} type veth peer name peer${index} && `).join("");
    const { status, stdout, stderr } = spawnSync(
      "unshare",
      ["-n", "sh", "-c", `${make}exec keepalived -t -f ${file}`],
      { encoding: "utf8" },
    );
    if (example.hasError) expect(status, stdout + stderr).not.toBe(0);
    else expect([status, stdout + stderr]).toEqual([0, ""]);
  });
});
