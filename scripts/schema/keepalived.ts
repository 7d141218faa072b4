import { readFileSync } from "node:fs";
import { join } from "node:path";
import { dataModule, foldVersions } from "./lines.ts";

type Fields = Readonly<Record<string, unknown>>;

interface FactKeyword extends Fields {
  readonly path: readonly string[];
  readonly keyword: string;
  readonly opens_block: false | "keywords" | "values";
  readonly values?: string;
  readonly introduced_in: string;
  readonly removed_after?: string;
  readonly deprecated?: boolean;
  readonly alias_of?: string;
  readonly args?: readonly Fields[];
  readonly repeat?: string;
  readonly probe?: { readonly no_argument?: string };
}

interface FactFile {
  readonly value_syntax: Fields;
  readonly directives: Fields;
  readonly bool_values: readonly string[];
  readonly lexical: Fields;
  readonly keywords: readonly FactKeyword[];
}

/** Probed releases, oldest first: the file, and the position that data and code know it by. */
const probed = ["keywords-2.2.7.json", "keywords-2.4.3-git.json"];
const carried = new Set([
  ...[
    "path",
    "keyword",
    "opens_block",
    "values",
    "introduced_in",
    "removed_after",
    "deprecated",
    "alias_of",
    "children",
  ],
  "documented_in_man",
  // These are in the file of arguments.
  "args",
  "repeat",
]);

/** `v1.2.7` is `1.2.7`; `<=v1.2.1` is `<1.2.1`; what came after the last probed release counts as the next one. */
function release(text: string): string {
  if (text === "after v2.4.3") return "2.4.4";
  return text.replace("<=v", "<").replace(/^v/, "");
}

function checkEntry(keyword: FactKeyword): unknown[] {
  const block = keyword.opens_block === false ? "none" : keyword.opens_block;
  const extra: Record<string, unknown> = {};
  if (keyword.values !== undefined) extra["values"] = keyword.values;
  if (keyword.deprecated === true) extra["deprecated"] = true;
  if (keyword.alias_of !== undefined) extra["aliasOf"] = keyword.alias_of;
  if (keyword.removed_after !== undefined) extra["until"] = release(keyword.removed_after);
  const entry = [keyword.path.join("/"), keyword.keyword, block, release(keyword.introduced_in)];
  return Object.keys(extra).length === 0 ? entry : [...entry, extra];
}

function selected(keyword: FactKeyword): Fields {
  return Object.fromEntries(
    Object.entries(keyword).filter(
      ([field, value]) => !carried.has(field) && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

/** What reading a keyword's line needs: its arguments, what becomes of it where there are none, and a second time. */
function lineFacts(keyword: FactKeyword): Fields {
  const facts: Record<string, unknown> = {};
  if (keyword.args !== undefined && keyword.args.length > 0) facts["args"] = keyword.args;
  // Without an argument the line is complained of, unless it is taken or the program reads no further.
  const outcome = keyword.probe?.no_argument ?? "";
  if (keyword.args?.length && /^(?:fatal|crash)/.test(outcome)) facts["none"] = "fatal";
  else if (keyword.args?.length && outcome.startsWith("accepted")) facts["none"] = "accepted";
  if (keyword.repeat !== undefined) facts["repeat"] = keyword.repeat;
  return facts;
}

function keyOf(keyword: FactKeyword): string {
  return [...keyword.path, keyword.keyword].join("/");
}

/** Path below server/src/schema to text, of every generated file of keepalived. */
export function keepalivedDataFiles(folder: string): Record<string, string> {
  const files = probed.map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as FactFile);
  const records = new Map<string, Map<number, FactKeyword>>();
  files.forEach((file, position) => {
    for (const keyword of file.keywords) {
      const key = keyOf(keyword);
      records.set(key, (records.get(key) ?? new Map<number, FactKeyword>()).set(position, keyword));
    }
  });
  const keys = [...records.keys()].sort();
  const newest = (key: string): FactKeyword => {
    const versions = records.get(key) ?? new Map<number, FactKeyword>();
    const all = [...versions.values()];
    // What one release says of an old name (removed, deprecated) holds for the other one too.
    return Object.assign({}, ...all) as FactKeyword;
  };
  const folded = (key: string, select: (keyword: FactKeyword) => Fields): unknown[] => {
    const byPosition = new Map([...(records.get(key) ?? [])].map(([position, keyword]) => [position, select(keyword)]));
    const { newest: facts, older } = foldVersions(byPosition);
    return older.length === 0 ? [key, facts] : [key, facts, older];
  };
  const syntax = (["value_syntax", "directives", "bool_values", "lexical"] as const).flatMap((part) => {
    const values = files.map((file) => file[part]);
    const last = values.at(-1) ?? {};
    for (const value of values)
      if (JSON.stringify(value) !== JSON.stringify(last)) throw new Error(`${part} differs between releases`);
    return Array.isArray(last) ? [[part, last]] : Object.entries(last).map(([name, value]) => [part, name, value]);
  });
  return {
    "keepalived/data/keywords.ts": dataModule(
      "keywordsJson",
      "What checking a keyword's name and place needs: [path, name, block, first release, more].",
      keys.map((key) => checkEntry(newest(key))),
    ),
    "keepalived/data/arguments.ts": dataModule(
      "argumentsJson",
      "What reading a keyword's line needs: [path with name, fields, older fields by probed release].",
      keys.map((key) => folded(key, lineFacts)).filter(([, facts]) => Object.keys(facts as Fields).length > 0),
    ),
    "keepalived/data/explanations.ts": dataModule(
      "explanationsJson",
      "What only explaining needs: [path with name, fields, older fields by probed release].",
      keys.map((key) => folded(key, selected)),
    ),
    "keepalived/data/syntax.ts": dataModule(
      "syntaxJson",
      "Value blocks, directives and word rules: [part, name, facts].",
      syntax,
    ),
  };
}
