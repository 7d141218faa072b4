import { message } from "../rules/finding.ts";
import { explainHaproxyTerm, findHaproxyTerm } from "../schema/haproxy/explain.ts";
import type { HaproxyTerm, HaproxyVersionChoice } from "../schema/haproxy/index.ts";
import { parseLogFormat } from "../syntax/expression/log-format.ts";
import { parseSample } from "../syntax/expression/sample.ts";
import type { SampleCall, SampleExpression } from "../syntax/expression/tree.ts";
import type { SignatureParameter, SignatureText } from "./signature-help.ts";
import type { Say } from "./speak.ts";
import { partOfLastWord, readUsage } from "./usage-line.ts";

/** Where the cursor is in a word. */
export interface CallCursor {
  readonly version: HaproxyVersionChoice;
  /** How many characters of the word's value stand in front of the cursor. */
  readonly inWord: number;
  readonly say: Say;
}

/** What a word is read as: a log format, an expression, or the first word of a test in a condition or `acl`. */
type Reading = "format" | "expression" | "test";

function expressionIn(value: string, reading: Reading, inWord: number): SampleExpression | undefined {
  if (reading !== "format") return parseSample(value);
  const part = parseLogFormat(value).parts.find(
    (one) => one.kind === "sample" && one.start + 2 <= inWord && inWord <= (one.isClosed ? one.end - 1 : one.end),
  );
  return part?.kind === "sample" ? part.expression : undefined;
}

function termOf(name: string, isFirst: boolean, reading: Reading): HaproxyTerm | undefined {
  if (!isFirst) return findHaproxyTerm("converter", name);
  return (reading === "test" ? findHaproxyTerm("acl", name) : undefined) ?? findHaproxyTerm("fetch", name);
}

interface RecordedArgument {
  readonly type: string;
  readonly isOptional: boolean;
}

function recordedArguments(value: unknown): readonly RecordedArgument[] {
  if (!Array.isArray(value)) return [];
  return value.map((one: unknown) => {
    const { type, optional }: { readonly type?: unknown; readonly optional?: unknown } = Object(one);
    return { type: typeof type === "string" ? type : "value", isOptional: optional === true };
  });
}

/** Arguments of which only the types are known, as the manual would write them: `(<string>[,<string>])`. */
function textOfTypes(recorded: readonly RecordedArgument[]): string {
  if (recorded.length === 0) return "";
  const written = recorded.map(({ type, isOptional }, index) => {
    const shown = `${index === 0 ? "" : ","}<${type}>`;
    return isOptional ? `[${shown}]` : shown;
  });
  return `(${written.join("")})`;
}

/** The label of a call with the places of its arguments. */
function labelOf(
  term: HaproxyTerm,
  version: HaproxyVersionChoice,
  say: Say,
): { label: string; parameters: SignatureParameter[] } {
  // An ACL keyword takes the arguments of the fetch that it stands for.
  const fetch = term.kind === "acl" ? findHaproxyTerm("fetch", String(term.facts["fetch"])) : undefined;
  const { facts } = explainHaproxyTerm(fetch ?? term, version);
  const recorded = recordedArguments(facts["args"]);
  const written = facts["doc_args"];
  const args = typeof written === "string" && written.startsWith("(") ? written : textOfTypes(recorded);
  const parameters = [...args.matchAll(/<[^>]*>|[^\s,[\]()<>]+/g)].map((match, index): SignatureParameter => {
    const start = term.name.length + match.index;
    const { type, isOptional } = recorded[index] ?? {};
    const documentation =
      type !== undefined && isOptional === true ? say(message("{type}, may be left out", { type })) : type;
    return { start, end: start + match[0].length, ...(documentation === undefined ? {} : { documentation }) };
  });
  return { label: `${term.name}${args}`, parameters };
}

/** The index of the argument at the cursor; undefined outside of the parentheses. */
function argumentAt({ name, args, isClosed, end }: SampleCall, at: number): number | undefined {
  if (args === undefined || at <= name.end || (isClosed && at >= end)) return undefined;
  return args.findLastIndex(({ start }) => start <= at);
}

/**
 * The fetch or converter that the cursor is in.
 *
 * @param value the value of the word at the cursor
 * @returns undefined where the cursor is in none, or in one that the schema does not know
 */
export function callSignature(
  { version, inWord, say }: CallCursor,
  value: string,
  reading: Reading,
): SignatureText | undefined {
  const calls = expressionIn(value, reading, inWord)?.calls ?? [];
  const index = calls.findIndex(({ start, end }) => start <= inWord && inWord <= end);
  const call = calls[index];
  const term = call === undefined ? undefined : termOf(call.name.text, index === 0, reading);
  if (call === undefined || term === undefined) return undefined;
  const { label, parameters } = labelOf(term, version, say);
  const { description } = explainHaproxyTerm(term, version);
  const at = argumentAt(call, inWord);
  const active = at !== undefined && at >= 0 && at < parameters.length ? at : undefined;
  return { label, parameters, active, ...(description === undefined ? {} : { documentation: description }) };
}

/**
 * A test of a condition, for a cursor behind its first word.
 *
 * @param criterion the first word
 * @param words the words behind it up to the cursor's
 */
export function patternSignature(
  { version, say }: CallCursor,
  criterion: string,
  words: readonly string[],
): SignatureText | undefined {
  const call = parseSample(criterion).calls[0];
  const term = call === undefined ? undefined : termOf(call.name.text, true, "test");
  if (term === undefined) return undefined;
  const { description } = explainHaproxyTerm(term, version);
  const named = labelOf(term, version, say).label;
  const label = `${named} [flags] [operator] <value> ...`;
  const parts = readUsage(label, named.length);
  const part = partOfLastWord(label, parts, words);
  return {
    label,
    parameters: parts.map(({ start, end }) => ({ start, end })),
    active: part === undefined ? undefined : parts.indexOf(part),
    ...(description === undefined ? {} : { documentation: description }),
  };
}
