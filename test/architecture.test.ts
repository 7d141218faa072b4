import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { describe, expect, test } from "vitest";

// A room may import itself and the rooms named before it.
const rooms = [
  "text",
  "schema",
  "syntax",
  "documents",
  "model",
  "cluster",
  "rules",
  "services",
  "workspace",
  "transport",
];

interface ImportLine {
  readonly specifier: string;
  readonly typeOnly: boolean;
}

/** What a module's text imports and re-exports, statically or by `import()`. */
function readImports(text: string): ImportLine[] {
  const pattern =
    /^[ \t]*(?:import|export)[ \t]+(?<type>type\b)?[^;"]*?\bfrom[ \t]*"(?<from>[^"]+)"|^[ \t]*import[ \t]*"(?<bare>[^"]+)"|\bimport\([ \t\n]*"(?<dynamic>[^"]+)"/gm;
  return Array.from(text.matchAll(pattern), ({ groups }) => ({
    specifier: groups?.["from"] ?? groups?.["bare"] ?? groups?.["dynamic"] ?? "",
    typeOnly: groups?.["type"] !== undefined,
  }));
}

function roomRank(path: string): number {
  return rooms.indexOf(/^server\/src\/([^/]+)\//.exec(path)?.[1] ?? "");
}

function findImportFault(file: string, { specifier, typeOnly }: ImportLine): string | undefined {
  const inClient = file.startsWith("client/");
  const inTransport = file.startsWith("server/src/transport/");
  if (specifier.startsWith(".")) {
    const target = posix.join(posix.dirname(file), specifier);
    if (inClient) {
      const allowed = target.startsWith("client/") || (typeOnly && target.startsWith("server/src/transport/"));
      return allowed ? undefined : "the client takes nothing of the server but the types of its requests";
    }
    if (!target.startsWith("server/src/")) return "the server stands on its own";
    if (roomRank(target) < 0) return "every module of the server is in one of its rooms";
    return roomRank(target) > roomRank(file) ? "rooms import only downwards" : undefined;
  }
  if (inClient) return undefined;
  if (specifier === "vscode" || /^vscode-languageclient\b/.test(specifier)) return "VS Code's API is for the client";
  if (inTransport) return undefined;
  if (/^vscode-/.test(specifier)) return "LSP types stay in transport";
  if (specifier.startsWith("node:")) return "files and processes are handed in by transport";
  return undefined;
}

/** One line for each import of a module that its place forbids; empty where all is well. */
function findLayeringFaults(file: string, text: string): string[] {
  const faults = readImports(text).flatMap((line) => {
    const fault = findImportFault(file, line);
    return fault === undefined ? [] : [`${file} imports ${line.specifier}: ${fault}`];
  });
  if (file.startsWith("server/") && roomRank(file) < 0) faults.push(`${file} is in no room`);
  return faults;
}

function listModules(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => posix.join(folder, name.replaceAll("\\", "/")))
    .filter((name) => name.endsWith(".ts"))
    .sort();
}

describe("layering", () => {
  test("every module imports only what its place allows", () => {
    const files = [...listModules("server/src"), ...listModules("client/src")];
    expect(files.length).toBeGreaterThan(0);
    expect(files.flatMap((file) => findLayeringFaults(file, readFileSync(file, "utf8")))).toEqual([]);
  });

  test.each([
    ["server/src/text/a.ts", 'import { b } from "../rules/b.ts";'],
    ["server/src/model/a.ts", 'import type {\n  B,\n} from "../cluster/b.ts";'],
    ["server/src/model/a.ts", 'export * from "../services/b.ts";'],
    ["server/src/rules/a.ts", 'const b = await import("../workspace/b.ts");'],
    ["server/src/rules/a.ts", 'import { readFileSync } from "node:fs";'],
    ["server/src/services/a.ts", 'import type { Hover } from "vscode-languageserver";'],
    ["server/src/transport/a.ts", 'import type { Uri } from "vscode";'],
    ["server/src/transport/a.ts", 'import { b } from "../../../client/src/b.ts";'],
    ["client/src/a.ts", 'import { b } from "../../server/src/transport/b.ts";'],
    ["client/src/a.ts", 'import type { B } from "../../server/src/model/b.ts";'],
    ["server/src/a.ts", ""],
  ])("a forbidden import in %s is found: %s", (file, text) => {
    expect(findLayeringFaults(file, text)).toHaveLength(1);
  });

  test.each([
    ["server/src/rules/a.ts", 'import { b } from "../text/b.ts";\nimport "../rules/c.ts";'],
    [
      "server/src/transport/a.ts",
      'import { readFileSync } from "node:fs";\nimport { Hover } from "vscode-languageserver";',
    ],
    ["client/src/a.ts", 'import * as vscode from "vscode";\nimport type { B } from "../../server/src/transport/b.ts";'],
  ])("an allowed import in %s is left alone", (file, text) => {
    expect(findLayeringFaults(file, text)).toEqual([]);
  });
});
