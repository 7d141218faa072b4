import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { expandSnippet, type Snippet } from "./expand-snippet.ts";

const folder = new URL("../../snippets/", import.meta.url);

function readSnippets(file: string): [string, Snippet][] {
  return Object.entries(JSON.parse(readFileSync(new URL(file, folder), "utf8")) as Record<string, Snippet>);
}

const files = readdirSync(folder).filter((name) => name.endsWith(".json"));

describe.each(files)("%s", (file) => {
  const snippets = readSnippets(file);

  it.each(snippets)("%s expands to its defaults", (_title, snippet) => {
    expect(snippet.description).not.toBe("");
    const text = expandSnippet(snippet);
    expect(text).not.toMatch(/\$\{\d/);
    expect(text.endsWith("\n"), "the last line ends in a line feed").toBe(true);
  });

  it("gives every prefix once", () => {
    const prefixes = snippets.flatMap(([, { prefix }]) => prefix);
    expect(prefixes).toEqual([...new Set(prefixes)]);
  });
});

it.each(readSnippets("yaml.json"))("yaml: %s is YAML of a known kind", (_title, snippet) => {
  for (const document of parseAllDocuments(expandSnippet(snippet))) {
    expect(document.errors).toEqual([]);
    expect(["Pod", "InitConfiguration", "ClusterConfiguration", "JoinConfiguration"]).toContain(document.get("kind"));
  }
});
