import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { beforeAll, describe, expect, it } from "vitest";
import oniguruma from "vscode-oniguruma";
import textmate from "vscode-textmate";

const languages = ["haproxy", "keepalived", "etcd"] as const;
type Language = (typeof languages)[number];

let registry: textmate.Registry;

beforeAll(async () => {
  const wasm = createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm");
  await oniguruma.loadWASM(new Uint8Array(readFileSync(wasm)).buffer);
  registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async (scope) => {
      const file = new URL(`../../syntaxes/${scope.replace("source.", "")}.tmLanguage.json`, import.meta.url);
      return textmate.parseRawGrammar(readFileSync(file, "utf8"), file.pathname);
    },
  });
});

/** The innermost scope of every UTF-16 unit of every line, "none" where there is only the language's own. */
async function scopesOf(language: Language, lines: readonly string[]): Promise<string[][]> {
  const grammar = await registry.loadGrammar(`source.${language}`);
  if (grammar === null) throw new Error(`No grammar for ${language}`);
  let state = textmate.INITIAL;
  return lines.map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return tokens.flatMap(({ startIndex, endIndex, scopes }) => {
      const innermost =
        scopes
          .slice(1)
          .filter((scope) => !scope.startsWith("meta."))
          .at(-1) ?? "none";
      const scope = innermost.replace(`.${language}`, "");
      return Array.from({ length: endIndex - startIndex }, () => scope);
    });
  });
}

describe.each(languages)("%s grammar", (language) => {
  it("gives the scopes that the fixture says", async () => {
    const file = new URL(`fixtures/${language}.scopes`, import.meta.url);
    const fixture = readFileSync(file, "utf8").split("\n");
    const lines = fixture.filter((line) => line.startsWith("|")).map((line) => line.slice(1));
    const scopes = await scopesOf(language, lines);
    let current = -1;
    const wrong: string[] = [];
    for (const line of fixture) {
      if (line.startsWith("|")) current += 1;
      const [, blanks, carets, expected] = /^#( *)(\^+) (\S+)$/.exec(line) ?? [];
      if (blanks === undefined || carets === undefined || expected === undefined) continue;
      const found = scopes[current]?.slice(blanks.length, blanks.length + carets.length) ?? [];
      if (found.some((scope) => scope !== expected)) {
        wrong.push(`${lines[current]}\n${line.slice(1)}, but it is ${[...new Set(found)].join(", ")}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("reads lines made to be hard in a time that grows with their length", async () => {
    const hard = [
      "{{ ",
      "!{ a ",
      "%[",
      '"${a',
      "1:",
      "0000:",
      "1.",
      "{#",
      "http-",
      "from ",
      "a",
      "path ",
      " ",
      "\\",
      "<%",
    ];
    const starts = [
      "",
      "    server ",
      "    http-request ",
      "    acl x ",
      "    use_backend b if ",
      "vrrp_instance ",
      "$A=",
    ];
    const lines = starts.flatMap((start) => hard.map((piece) => start + piece.repeat(1000)));
    for (const line of lines) {
      const started = performance.now();
      await scopesOf(language, [line]);
      expect(performance.now() - started, line.slice(0, 40)).toBeLessThan(10_000);
    }
  });
});
