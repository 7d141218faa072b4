import { isOlderProbe, keepalivedLines } from "./arguments.ts";
import { explanationsJson } from "./data/explanations.ts";
import { syntaxJson } from "./data/syntax.ts";
import { keepalivedDescriptions } from "./descriptions.ts";
import type { KeepalivedArgument, KeepalivedExplanation, KeepalivedKeyword, KeepalivedProbe } from "./types.ts";
import type { KeepalivedVersionChoice } from "./versions.ts";

type Facts = Readonly<Record<string, unknown>>;
type Older = readonly (readonly [number, Facts])[];
type Entry = readonly [key: string, newest: Facts, older?: Older];

/** The bit of the older one of the two probed releases. */
const olderProbe = 1;

let explanations: ReadonlyMap<string, Entry> | undefined;

function entryOf(keyword: KeepalivedKeyword): Entry | undefined {
  if (!explanations) {
    explanations = new Map((JSON.parse(explanationsJson) as readonly Entry[]).map((entry) => [entry[0], entry]));
  }
  return explanations.get([...keyword.path, keyword.name].join("/"));
}

function factsFor(entry: Entry | undefined, version: KeepalivedVersionChoice): Facts {
  if (!entry) return {};
  const [, newest, older = []] = entry;
  const difference = isOlderProbe(version) ? older.find(([probes]) => (probes & olderProbe) !== 0)?.[1] : undefined;
  if (!difference) return newest;
  return Object.fromEntries(Object.entries({ ...newest, ...difference }).filter(([, value]) => value !== null));
}

function range(argument: KeepalivedArgument): string | undefined {
  const { min, max, unit } = argument;
  if (min === undefined && max === undefined) return undefined;
  return `${min ?? ""}..${max ?? ""}${unit === undefined ? "" : ` ${unit}`}`;
}

/** One argument as a reader sees it: `<1..255>`, `MASTER|BACKUP`, `[<uint>]`. */
export function keepalivedArgumentText(argument: KeepalivedArgument): string {
  const choices = argument.type === "bool" ? ["on", "off"] : argument.values;
  const keys = argument.keys === undefined ? undefined : Object.entries(argument.keys);
  const type = argument.type ?? "value";
  let text: string;
  if (argument.forms) text = argument.forms.join(" | ");
  else if (choices) text = [...(range(argument) === undefined ? [] : [`<${range(argument)}>`]), ...choices].join("|");
  else if (keys) text = keys.map(([key, value]) => (value === "flag" ? key : `${key} <${key}>`)).join(" ");
  else text = `<${range(argument) ?? (argument.to === undefined ? type : argument.to)}>`;
  if (argument.repeat === true) text += " …";
  return argument.optional === true ? `[${text}]` : text;
}

/** The manual page; keepalived publishes one for its newest release only. */
export function keepalivedManual(): string {
  return "https://www.keepalived.org/manpage.html";
}

function scalar(value: unknown): string | number | undefined {
  return typeof value === "string" || typeof value === "number" ? value : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** What there is to say of a keyword in a version; reads the explaining data at the first call. */
export function explainKeepalivedKeyword(
  keyword: KeepalivedKeyword,
  version: KeepalivedVersionChoice,
): KeepalivedExplanation {
  const facts = factsFor(entryOf(keyword), version);
  const [line] = keepalivedLines([...keyword.path, keyword.name].join("/"), version);
  const args = line?.args ?? [];
  const block = keyword.block === "none" ? [] : ["{ … }"];
  return {
    keyword,
    signature: [keyword.name, ...args.map(keepalivedArgumentText), ...block].join(" "),
    args,
    default: scalar(facts["default"]),
    required: text(facts["required"]),
    repeat: line?.repeat,
    quoting: text(facts["quoting"]),
    compileConditions: (facts["compile_conditional"] ?? []) as readonly string[],
    probe: facts["probe"] as KeepalivedProbe | undefined,
    description: keepalivedDescriptions[[...keyword.path, keyword.name].join("/")],
    manual: keepalivedManual(),
  };
}

let syntax: ReadonlyMap<string, unknown> | undefined;

function syntaxOf(part: string, name: string): unknown {
  if (!syntax) {
    const entries = JSON.parse(syntaxJson) as readonly (readonly [string, unknown, unknown?])[];
    syntax = new Map(
      entries.map(([ofPart, ofName, value]) =>
        value === undefined ? [ofPart, ofName] : [`${ofPart} ${String(ofName)}`, value],
      ),
    );
  }
  return syntax.get(name === "" ? part : `${part} ${name}`);
}

/** The recorded syntax of a value block's entries (`ipaddress`, `route`, `track_script` …); `undefined` where unknown. */
export function keepalivedValueSyntax(name: string): Facts | undefined {
  return syntaxOf("value_syntax", name) as Facts | undefined;
}

/** The words that a boolean takes. */
export function keepalivedBooleans(): readonly string[] {
  return (syntaxOf("bool_values", "") ?? []) as readonly string[];
}
