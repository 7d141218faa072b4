import { message } from "../rules/finding.ts";
import { explainKeepalivedKeyword, keepalivedArgumentText } from "../schema/keepalived/explain.ts";
import {
  type KeepalivedArgument,
  type KeepalivedExplanation,
  keepalivedBlock,
  keepalivedKeyword,
} from "../schema/keepalived/index.ts";
import type { KeepalivedVersionChoice } from "../schema/keepalived/versions.ts";
import { findComment } from "../syntax/keepalived/piece.ts";
import { argumentFacts } from "./keepalived-argument.ts";
import { pieceAt } from "./keepalived-completion.ts";
import { entryLines } from "./keepalived-entry-lines.ts";
import { meaningOfArgument, meaningOfEntryWord } from "./keepalived-meaning.ts";
import { type KeepalivedView, pathAt } from "./keepalived-view.ts";
import { meaningOfWord } from "./keepalived-words.ts";
import type { SignatureParameter, SignatureText } from "./signature-help.ts";
import { lineStartOf } from "./source.ts";
import type { Say } from "./speak.ts";
import { partOfLastWord, readUsage } from "./usage-line.ts";

/** Who asks, of which version. */
export interface SignatureReader {
  readonly say: Say;
  readonly version: KeepalivedVersionChoice;
}

/** The signatures of what stands at a place of a keepalived.conf; none at a keyword itself. */
export function keepalivedSignatures(reader: SignatureReader, view: KeepalivedView): readonly SignatureText[] {
  const { text, offset } = view;
  const lineStart = lineStartOf(text, offset);
  const comment = findComment(text, lineStart);
  if (comment !== undefined && offset > comment.start) return [];
  const { start, piece } = pieceAt(text, lineStart, offset);
  const current = piece.words.find((word) => word.start <= offset && offset <= word.end);
  const before = piece.words.filter((word) => word.end < offset && word !== current).map(({ value }) => value);
  return signaturesOf(reader, pathAt(view, start), [...before, current?.value ?? ""]);
}

/**
 * The signatures of a line.
 *
 * @param path the keywords of the blocks around it
 * @param words its words up to the one that is asked for, which may be empty
 */
export function signaturesOf(
  reader: SignatureReader,
  path: readonly string[],
  words: readonly string[],
): readonly SignatureText[] {
  const { version } = reader;
  if (words.length > 1 && /^include[rmwba]?$/.test(words[0] ?? "")) return [signatureOfInclude(words[0] ?? "")];
  const block = keepalivedBlock(path, version);
  if (block === undefined) return [];
  if (block.kind === "values") {
    const keyword = keepalivedKeyword(path);
    if (keyword === undefined) return [];
    const syntax = block.valueSyntax ?? "";
    const lines = entryLines(syntax, keyword.name.startsWith("static_"));
    const named = lines.filter((line) => line.split(" ")[0] === words[0]);
    const explanation = explainKeepalivedKeyword(keyword, version);
    const entry = { explanation, syntax, words };
    return (named.length > 0 ? named : lines).map((line) => signatureOfEntry(reader, line, entry));
  }
  if (words.length < 2) return [];
  const keyword = keepalivedKeyword([...path, words[0] ?? ""]);
  if (keyword === undefined) return [];
  const explanation = explainKeepalivedKeyword(keyword, version);
  const [first] = explanation.args;
  // How a service is given is a form of the line, not of one argument.
  if (first?.type === undefined && first?.forms !== undefined)
    return fittingForms(first.forms, words).map((form) => signatureOfForm(reader, form, explanation, words));
  return [signatureOfLine(reader, explanation, words)];
}

function signatureOfInclude(keyword: string): SignatureText {
  const start = keyword.length + 1;
  return { label: `${keyword} <files>`, parameters: [{ start, end: start + "<files>".length }], active: 0 };
}

/** The forms that a line has begun with; all of them where it has none of their fixed words. */
function fittingForms(forms: readonly string[], words: readonly string[]): readonly string[] {
  const named = words.length > 2 ? forms.filter((form) => form.split(" ")[0] === words[1]) : [];
  if (named.length > 0) return named;
  return words.length > 2 ? forms.filter((form) => form.startsWith("<")) : forms;
}

function signatureOfForm(
  { say, version }: SignatureReader,
  form: string,
  { keyword, description }: KeepalivedExplanation,
  words: readonly string[],
): SignatureText {
  const { name } = keyword;
  const line = form.replace("<virtual_server_group name>", "<virtual_server_group>").replace("<uint32>", "<mark>");
  const label = `${name} ${line} { … }`;
  const parts = readUsage(`${name} ${line}`, name.length + 1);
  const part = partOfLastWord(label, parts, words.slice(1));
  const parameters = parts.map(({ start, end }, index) => {
    const example = parts.slice(0, index + 1).map(({ words: [fixed] }) => fixed ?? "x");
    const { said } = meaningOfArgument([name, ...example], undefined, version);
    return { start, end, ...(said === undefined ? {} : { documentation: say(said) }) };
  });
  return {
    label,
    parameters,
    active: part === undefined ? undefined : parts.indexOf(part),
    ...(description === undefined ? {} : { documentation: description }),
  };
}

interface Entry {
  readonly explanation: KeepalivedExplanation;
  readonly syntax: string;
  readonly words: readonly string[];
}

function signatureOfEntry({ say }: SignatureReader, label: string, entry: Entry): SignatureText {
  const { explanation, syntax, words } = entry;
  const parts = readUsage(label, 0);
  const part = partOfLastWord(label, parts, words);
  const active = part === undefined ? undefined : parts.indexOf(part);
  const parameters = parts.map(({ start, end, words: fixedWords }, index) => {
    const isActive = index === active;
    const [option] = fixedWords;
    const former = parts[index - 1]?.words[0];
    // Of the word that is there more can be told than of one that might be.
    const example = isActive
      ? words
      : [...(index === 0 ? [] : ["x"]), ...(former === undefined ? [] : [former]), option ?? "x"];
    const { said } = meaningOfEntryWord(explanation.keyword.name, syntax, example);
    return { start, end, ...(said === undefined ? {} : { documentation: say(said) }) };
  });
  const { description } = explanation;
  return { label, parameters, active, ...(description === undefined ? {} : { documentation: description }) };
}

/** A parameter with the argument that it stands for. */
interface Placed extends SignatureParameter {
  readonly argument: number;
  /** The word that the value is named by, where an argument is a list of named ones. */
  readonly key: string | undefined;
}

/** So many choices are explained one by one. */
const mostChoices = 16;

/** What an argument may be, each with what it means; of a switch that it may be left out. */
function choicesOf(
  { say, version }: SignatureReader,
  argument: KeepalivedArgument,
  keyword: string,
  index: number,
): readonly string[] {
  const { type, values = [] } = argument;
  if (type === "bool") return [say(message("on or off; without a value it is on"))];
  const before = [keyword, ...Array<string>(index).fill("x")];
  const lines = values.slice(0, mostChoices).flatMap((value) => {
    const { said } = meaningOfArgument([...before, value], argument, version);
    return said === undefined ? [] : [`- \`${value}\`: ${say(said)}`];
  });
  return lines.length === 0 ? [] : [lines.join("\n")];
}

/** The parameters of an argument whose text begins at an offset of the label: one, or one for each named value. */
function placeArgument(
  { say, version }: SignatureReader,
  argument: KeepalivedArgument,
  index: number,
  keyword: string,
  text: string,
  at: number,
): readonly Placed[] {
  if (argument.keys === undefined || argument.forms !== undefined || argument.values !== undefined) {
    const { said } = meaningOfArgument([keyword, ...Array<string>(index + 1).fill("x")], argument, version);
    const facts = [...(said === undefined ? [] : [said]), ...argumentFacts(argument)];
    const documentation = [
      ...(facts.length === 0 ? [] : [facts.map(say).join("; ")]),
      ...choicesOf({ say, version }, argument, keyword, index),
    ].join("\n\n");
    return [
      {
        argument: index,
        key: undefined,
        start: at,
        end: at + text.length,
        ...(documentation === "" ? {} : { documentation }),
      },
    ];
  }
  return Object.entries(argument.keys).map(([key, value]) => {
    const shown = value === "flag" ? key : `${key} <${key}>`;
    const start = at + Math.max(0, text.indexOf(shown));
    const said = meaningOfWord(keyword, key);
    return {
      argument: index,
      key,
      start,
      end: start + shown.length,
      ...(said === undefined ? {} : { documentation: say(said) }),
    };
  });
}

/** Arguments that take all words that follow. */
function isOpenEnded({ repeat, forms, keys, type }: KeepalivedArgument): boolean {
  return repeat === true || forms !== undefined || keys !== undefined || type === "command_line" || type === "words";
}

/**
 * The number of the argument that the last word of a line is.
 *
 * @param words the keyword and what follows
 */
export function argumentIndexOf(args: readonly KeepalivedArgument[], words: readonly string[]): number {
  const last = args[args.length - 1];
  const index = words.length - 2;
  return index < args.length || last === undefined || !isOpenEnded(last) ? index : args.length - 1;
}

function signatureOfLine(
  reader: SignatureReader,
  explanation: KeepalivedExplanation,
  words: readonly string[],
): SignatureText {
  const { keyword, args, description } = explanation;
  let label = keyword.name;
  const placed: Placed[] = [];
  args.forEach((argument, index) => {
    const text = keepalivedArgumentText(argument);
    placed.push(...placeArgument(reader, argument, index, keyword.name, text, label.length + 1));
    label += ` ${text}`;
  });
  if (keyword.block !== "none") label += " { … }";
  const argument = argumentIndexOf(args, words);
  const index = words.length - 2;
  const named = [words[words.length - 1], words[words.length - 2]];
  const own = placed.findIndex(
    (one) => one.argument === argument && (one.key === undefined || named.includes(one.key)),
  );
  // The first of several named values once had no name in front.
  const at = own < 0 && index === argument ? placed.findIndex((one) => one.argument === argument) : own;
  return {
    label,
    parameters: placed.map(({ start, end, documentation }) => ({
      start,
      end,
      ...(documentation === undefined ? {} : { documentation }),
    })),
    active: at < 0 ? undefined : at,
    ...(description === undefined ? {} : { documentation: description }),
  };
}
