import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { applyFix, check, openWorkspace } from "./support/fixture.ts";

const examples = join(dirname(dirname(fileURLToPath(import.meta.url))), "examples");

function readExample(name: string): Map<string, string> {
  const files = readdirSync(join(examples, name), { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    files.map((entry): [string, string] => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(examples.length + 1).replaceAll("\\", "/"), readFileSync(path, "utf8")];
    }),
  );
}

/** The faults that the README lists, each as `file code`. */
const listed = [...readFileSync(join(examples, "README.md"), "utf8").matchAll(/^\| `([^`]+)`: .* \| `([^`]+)` \|$/gm)]
  .map(([, file, code]) => `broken-cluster/${file} ${code}`)
  .sort();

describe("the examples", () => {
  test("the healthy cluster gives nothing", () => {
    expect(check(readExample("healthy-cluster"))).toEqual([]);
  });

  test("the healthy cluster is one cluster of three nodes, with its balancers and its endpoint", () => {
    const workspace = openWorkspace(readExample("healthy-cluster"));
    expect(workspace.clusters()).toEqual([
      {
        name: "172.29.1.200",
        vips: ["172.29.1.200"],
        nodes: ["dev3", "dev6", "dev7"],
        endpoint: "172.29.1.200:6443",
        virtualRouters: 1,
        balancers: 3,
        kubernetesFiles: 1,
      },
    ]);
  });

  test("the broken cluster gives exactly the faults that the README lists", () => {
    expect(listed.length).toBeGreaterThan(5);
    const found = check(readExample("broken-cluster")).map(({ file, code }) => `${file} ${code}`);
    expect([...new Set(found)].sort()).toEqual(listed);
    expect(found.length).toBe(listed.length);
  });

  test("the preferred fixes, applied until nothing changes, leave nothing", () => {
    const workspace = openWorkspace(readExample("broken-cluster"));
    for (let round = 0; round < 20; round++) {
      const fix = workspace
        .allFindings()
        .flatMap(({ fixes }) => fixes)
        .find(({ isPreferred }) => isPreferred);
      if (fix === undefined) break;
      applyFix(workspace, fix);
    }
    expect(workspace.allFindings()).toEqual([]);
  });

  test("both side by side are two clusters, and the healthy one stays so", () => {
    const both = new Map([...readExample("broken-cluster"), ...readExample("healthy-cluster")]);
    expect(check(both).filter(({ file }) => file.startsWith("healthy-cluster/"))).toEqual([]);
    expect(openWorkspace(both).clusters().length).toBe(2);
  });
});
