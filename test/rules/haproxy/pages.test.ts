import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const folder = "docs/rules";
const pages = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".md"));

describe("the rules' pages", () => {
  test.each(pages)("%s has no raw control characters, and its fences are closed", (name) => {
    const text = readFileSync(join(folder, name), "utf8");
    expect(text).not.toMatch(/[^\P{Cc}\n]/u);
    const fences = text.split("\n").filter((line) => line.includes("```"));
    expect(fences.filter((_, index) => index % 2 === 1).every((line) => line === "```")).toBe(true);
    expect(fences.length % 2).toBe(0);
  });

  test("say what an example can't show", () => {
    const page = (name: string): string => readFileSync(join(folder, name), "utf8");
    expect(page("haproxy/missing-final-newline.md")).toContain("`haproxy.cfg`, which ends without a line end\n");
    expect(page("haproxy/nul-character.md")).toContain("`␀` stands for a NUL character");
    expect(page("keepalived/nul-character.md")).toContain("priority 100␀\n");
  });
});
