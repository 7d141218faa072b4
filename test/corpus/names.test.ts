import { describe, expect, test } from "vitest";
import { Corpus } from "../../scripts/corpus/read.ts";
import { namesOfFile } from "../../server/src/services/names.ts";
import { spanOf } from "../../server/src/syntax/tree.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";

const corpus = Corpus.open();
if (corpus === undefined) console.log("skipped: no ../shared/corpus, so no real configuration's names are looked up");

/** Names that nothing in a file gives: interfaces, what the machine fills in, and haproxy's own ACLs. */
function isGivenElsewhere(kind: string, name: string): boolean {
  return kind === "interface" || kind === "definition" || (kind === "acl" && /^[A-Z][A-Z0-9_.]*$/.test(name));
}

/** The names that a text uses, with whether they are given in it: `backend web` at its line. */
function usedNames(text: string, language: "haproxy" | "keepalived"): { said: string; isGiven: boolean }[] {
  const workspace = new Workspace();
  workspace.setFile("file", text, language);
  const index = namesOfFile(workspace, "file")?.index;
  const uses = (index?.uses ?? []).filter((use) => !use.isDeclaration && !isGivenElsewhere(use.kind, use.name));
  return uses.map((use) => ({
    said: `${use.kind} ${use.name} on line ${text.slice(0, spanOf(use.at).start).split("\n").length}`,
    isGiven: (index?.declarationsOf(use).length ?? 0) > 0,
  }));
}

describe.skipIf(corpus === undefined)("real configurations", () => {
  test("that their program takes use no name that is not given", () => {
    if (corpus === undefined) return;
    const lost: string[] = [];
    let count = 0;
    for (const { file, tool, verdict } of corpus.labels()) {
      // Where something of the machine is missing haproxy does not get as far as looking names up.
      if (verdict === "env" || verdict === "syntax-or-semantic") continue;
      const used = usedNames(corpus.textOf(file), tool.startsWith("haproxy") ? "haproxy" : "keepalived");
      count += used.length;
      lost.push(...used.filter(({ isGiven }) => !isGiven).map(({ said }) => `${file}: ${said}`));
    }
    expect(lost).toEqual([]);
    expect(count).toBeGreaterThan(50);
  });
});
