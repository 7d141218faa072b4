import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runInThisContext } from "node:vm";
import { describe, expect, test } from "vitest";
import chinese from "../../server/src/rules/locale/zh-cn.json" with { type: "json" };
import { rules } from "../../server/src/rules/registry.ts";
import { loadTranslations } from "../../server/src/transport/translations.ts";
import { openWorkspace } from "../support/fixture.ts";

// The templates are found in the text of the modules, because no run comes past all of them. A module's text is taken apart into
// tokens, so that line breaks, quotes and comments make no difference, and then a template is what stands
//   - first in a call of `message(`, and
//   - behind `template:` in an object.
// There it may be a string, strings joined by `+`, a choice between such (`isFirst ? "…" : "…"`), a constant of the same module, or a
// member of a constant object (`templates[kind]`), which stands for all of its members. `said.template` passes on what was found where
// `said` was made. Anything else is reported as a fault: a template that is put together at run time has no translation.

interface Found {
  readonly templates: readonly string[];
  /** Places with a template that can't be read off the text. */
  readonly faults: readonly string[];
}

const tokenPattern =
  /\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'|`(?:[^`\\]|\\[\s\S])*`|[\w$#]+|\?\?=?|\?\.|=>|[\s\S]/y;
const regexPattern = /\/(?![*/])(?:[^\\/[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/\w*/y;

/** Whether a slash behind the token divides; elsewhere it begins a regular expression, which may hold quotes. */
function endsValue(token: string): boolean {
  return /[\w$)\]}"'`]$/.test(token) && !/^(?:return|typeof|case|in|of|yield|await)$/.test(token);
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  let at = 0;
  while (at < text.length) {
    const isRegexPossible = text[at] === "/" && !endsValue(tokens.at(-1) ?? "");
    regexPattern.lastIndex = at;
    tokenPattern.lastIndex = at;
    const token = (isRegexPossible ? regexPattern.exec(text)?.[0] : undefined) ?? tokenPattern.exec(text)?.[0] ?? "";
    at += token.length;
    if (!/^(?:\s|\/\/|\/\*)/.test(token)) tokens.push(token);
  }
  return tokens;
}

/** The index of the first of some tokens that stands in no brackets of its own, from `start` on; without one, the end. */
function outside(tokens: readonly string[], start: number, wanted: readonly string[]): number {
  let depth = 0;
  for (let index = start; index < tokens.length; index++) {
    const token = tokens[index] ?? "";
    if (depth === 0 && wanted.includes(token)) return index;
    if ("([{".includes(token)) depth++;
    else if (")]}".includes(token)) depth--;
  }
  return tokens.length;
}

/** What a constant of the module is made of: its value, or the values of its members. */
function valuesOfConstant(name: string, module: readonly string[]): string[][] {
  const at = module.findIndex((token, index) => token === name && module[index - 1] === "const");
  if (at < 0) return [];
  const start = outside(module, at, ["="]) + 1;
  const end = outside(module, start, [";"]);
  const isObject = module[start] === "{";
  if (!isObject) return [module.slice(start, end)];
  const values: string[][] = [];
  let index = start + 1;
  while (index < end && module[index] !== "}") {
    const memberEnd = outside(module, index, [",", "}"]);
    values.push(module.slice(outside(module, index, [":"]) + 1, memberEnd));
    index = module[memberEnd] === "," ? memberEnd + 1 : memberEnd;
  }
  return values;
}

/** The templates that an expression may give; undefined where they can't be read off it. */
function templatesIn(expression: readonly string[], module: readonly string[]): string[] | undefined {
  const isBracketed = expression[0] === "(" && outside(expression, 1, [")"]) === expression.length - 1;
  if (isBracketed) return templatesIn(expression.slice(1, -1), module);
  const question = outside(expression, 0, ["?"]);
  if (question < expression.length) {
    let colon = outside(expression, question + 1, ["?", ":"]);
    // Of a choice within a choice, the inner one's colon comes first.
    for (let inner = 0; inner > 0 || expression[colon] === "?"; colon = outside(expression, colon + 1, ["?", ":"])) {
      inner += expression[colon] === "?" ? 1 : -1;
    }
    const first = templatesIn(expression.slice(question + 1, colon), module);
    const second = templatesIn(expression.slice(colon + 1), module);
    return first === undefined || second === undefined ? undefined : [...first, ...second];
  }
  const text = expression.join("");
  if (expression.some((token) => /^["'`]/.test(token))) {
    const isConstant = expression.every((token) => /^(?:["'+()]|`(?![\s\S]*\$\{))/.test(token));
    return isConstant ? [String(runInThisContext(text))] : undefined;
  }
  if (text.endsWith(".template")) return [];
  const [name = "", next] = expression;
  if (next !== undefined && next !== "[" && next !== ".") return undefined;
  const values = valuesOfConstant(name, module);
  const found = values.map((value) => templatesIn(value, module));
  return values.length === 0 || found.includes(undefined) ? undefined : found.flatMap((one) => one ?? []);
}

function findTemplates(file: string, text: string): Found {
  const tokens = tokensOf(text);
  const templates: string[] = [];
  const faults: string[] = [];
  const take = (expression: readonly string[]): void => {
    const found = templatesIn(expression, tokens);
    if (found === undefined) faults.push(`${file}: ${expression.join(" ")}`);
    else templates.push(...found);
  };
  tokens.forEach((token, index) => {
    const before = tokens[index - 1] ?? "";
    const next = tokens[index + 1];
    const start = index + 2;
    if (token === "message" && next === "(" && before !== "function" && before !== ".") {
      take(tokens.slice(start, outside(tokens, start, [",", ")"])));
    } else if (token === "template" && next === ":" && (before === "{" || before === ",")) {
      const expression = tokens.slice(start, outside(tokens, start, [",", ";", "}"]));
      if (expression.join("") !== "string") take(expression);
    }
  });
  return { templates, faults };
}

const folder = "server/src";
// What the command line says of itself has translations of its own, beside its source.
const ownTranslations = join("transport", "cli");
const found = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts") && !name.startsWith(ownTranslations))
  .sort()
  .map((name) => ({ name, text: readFileSync(join(folder, name), "utf8") }))
  .filter(({ text }) => /\bfrom\s*["'][^"'\n]*\bfinding\.ts["']/.test(text))
  .map(({ name, text }) => findTemplates(name, text));
const templates = new Set(found.flatMap((one) => one.templates));
const translations = new Map(Object.entries(chinese));

/** The names of the gaps, sorted, each once. */
function gapsOf(template: string): string[] {
  return [...new Set(Array.from(template.matchAll(/\{(\w+)\}/g), (match) => match[1] ?? ""))].sort();
}

describe("templates are found", () => {
  test.each([
    ['message("one");', ["one"]],
    ["message(\n  'one \"two\"',\n  { a: f(1, 2) },\n)", ['one "two"']],
    ["message(`one`, {})", ["one"]],
    ['message("one " +\n "two")', ["one two"]],
    ['message(/* why */ "a, b) // c", args)', ["a, b) // c"]],
    ['message("\\\\x needs", args)', ["\\x needs"]],
    ['message(a.b(c, "d") ? "one" : "two")', ["one", "two"]],
    ['message(a ?? b ? (c ? "one" : "two") : "three", args)', ["one", "two", "three"]],
    ['message(a ? b ? "one" : "two" : c ? "three" : "four", args)', ["one", "two", "three", "four"]],
    ['const t = {\n  a: "one",\n  b:\n    "two",\n};\nmessage(t[kind], {});', ["one", "two"]],
    ['const t = { a: "one", b: "two" } as const; message(t.a)', ["one", "two"]],
    ['const t: string = "one"; message(t)', ["one"]],
    ['f((other) => ({ template: "one", args: { node: other } }))', ["one"]],
    ["interface M { template: string; args: object }", []],
    ["message(said.template, said.args)", []],
    ["function message(template: string, args = {}) { return { template, args }; }", []],
    ['const quote = /["\'`/]/; message("one")', ["one"]],
    ['const half = (a + b) / 2; message("one"); // "/', ["one"]],
    ['// message("none")\nconst text = \'message("none")\';', []],
    [`message(\`one \${two}\`)`, undefined],
    ['message("one" + two)', undefined],
    ["message(make(kind), args)", undefined],
  ])("in %s", (text, expected) => {
    const { templates, faults } = findTemplates("a.ts", text);
    expect(faults).toHaveLength(expected === undefined ? 1 : 0);
    if (expected !== undefined) expect(templates).toEqual(expected);
  });

  test("in every rule", () => {
    expect(found.flatMap((one) => one.faults)).toEqual([]);
    expect(templates.size).toBeGreaterThan(rules.length);
  });
});

describe("Chinese", () => {
  test("has every template, and no other", () => {
    expect([...templates].filter((template) => !translations.has(template)).sort()).toEqual([]);
    expect([...translations.keys()].filter((template) => !templates.has(template))).toEqual([]);
  });

  test("has the gaps of the English", () => {
    const gaps = [...translations].map(([english, said]) => ({ english, gaps: gapsOf(said) }));
    expect(gaps).toEqual([...translations.keys()].map((english) => ({ english, gaps: gapsOf(english) })));
  });

  test("says something else than the English, in Chinese", () => {
    expect(
      [...translations].filter(([english, said]) => said === english || !/\p{Script=Han}|[，。：；]/u.test(said)),
    ).toEqual([]);
  });

  test("has a blank between Chinese and Latin, and Chinese punctuation", () => {
    const faulty =
      /\p{Script=Han}[\w{"]|[\w}"]\p{Script=Han}|\p{Script=Han} ?[,.:;!?()](?!\w)|[，。：；？！、]\s|\s[，。：；？！、]| {2}/u;
    expect([...translations.values()].filter((said) => faulty.test(said))).toEqual([]);
    const ending = (text: string): boolean => /[.?。？]$/.test(text);
    expect([...translations].filter(([english, said]) => ending(english) !== ending(said))).toEqual([]);
  });

  test("is sorted by the English", () => {
    expect([...translations.keys()]).toEqual([...translations.keys()].sort());
  });

  test.each(rules.map((rule) => [rule.code, rule] as const))("is what the example of %s says", (code, rule) => {
    const findings = openWorkspace(rule.docs.example.bad).allFindings(chinese);
    const finding = findings.find((one) => one.code === code);
    const said = [finding, ...(finding?.related ?? [])].map((one) => one?.message ?? "");
    const titles = finding?.fixes.map((fix) => fix.title) ?? [];
    expect([...said, ...titles].filter((text) => !/\p{Script=Han}/u.test(text) || /(?<!\$)\{\w+\}/.test(text))).toEqual(
      [],
    );
  });
});

describe("a locale's messages", () => {
  test.each(["zh", "zh-cn", "zh-CN", "zh_CN.UTF-8", "zh_TW", "zh-Hans-CN"])("are Chinese for %s", async (locale) => {
    expect(await loadTranslations(locale)).toEqual(chinese);
  });

  test.each([undefined, "", "C", "C.UTF-8", "POSIX", "en", "en_US.UTF-8", "de", "zha"])(
    "are English for %s",
    async (locale) => {
      expect(await loadTranslations(locale)).toBeUndefined();
    },
  );
});
