import {
  explainKeepalivedKeyword,
  keepalivedArgumentText,
  keepalivedValueSyntax,
} from "../schema/keepalived/explain.ts";
import {
  type KeepalivedArgument,
  type KeepalivedExplanation,
  keepalivedBlock,
  keepalivedKeyword,
} from "../schema/keepalived/index.ts";
import { findComment } from "../syntax/keepalived/piece.ts";
import type { KeepalivedTree } from "../syntax/keepalived/tree.ts";
import { argumentFacts } from "./keepalived-argument.ts";
import { pieceAt } from "./keepalived-completion.ts";
import { isEntryFlag } from "./keepalived-entry-completion.ts";
import type { SignatureParameter, SignatureText } from "./signature-help.ts";
import { blocksAround, keepalivedVersionOf, lineStartOf, pathOf, sectionAt, type VersionSettings } from "./source.ts";
import type { Say } from "./speak.ts";
import { partOfLastWord, readUsage } from "./usage-line.ts";

/** The signatures of what stands at an offset of a keepalived.conf; none at a keyword itself. */
export function keepalivedSignatures(
  say: Say,
  settings: VersionSettings,
  tree: KeepalivedTree,
  text: string,
  offset: number,
): readonly SignatureText[] {
  const lineStart = lineStartOf(text, offset);
  const comment = findComment(text, lineStart);
  if (comment !== undefined && offset > comment.start) return [];
  const { start, piece } = pieceAt(text, lineStart, offset);
  const current = piece.words.find((word) => word.start <= offset && offset <= word.end);
  const before = piece.words.filter((word) => word.end < offset && word !== current).map(({ value }) => value);
  const words = [...before, current?.value ?? ""];
  const section = sectionAt(tree.sections, start);
  const path = pathOf(section === undefined ? [] : blocksAround(section, start - section.origin.offset));
  const version = keepalivedVersionOf(settings);
  const block = keepalivedBlock(path, version);
  if (block === undefined) return [];
  if (block.kind === "values") {
    const keyword = keepalivedKeyword(path);
    const description = keyword === undefined ? undefined : explainKeepalivedKeyword(keyword, version).description;
    const lines = entryLines(block.valueSyntax ?? "");
    const named = lines.filter((line) => line.split(" ")[0] === words[0]);
    return (named.length > 0 ? named : lines).map((line) => signatureOfEntry(line, words, description));
  }
  if (before.length === 0) return [];
  const keyword = keepalivedKeyword([...path, before[0] ?? ""]);
  return keyword === undefined ? [] : [signatureOfLine(say, explainKeepalivedKeyword(keyword, version), words)];
}

/** The option of an entry as a part of a usage line. */
function optionText([names, value]: readonly [string, unknown]): string {
  const shown = names.includes("|") ? `{${names.replaceAll("|", " | ")}}` : names;
  return String(value).startsWith("flag") ? `[${shown}]` : `[${shown} <${String(value)}>]`;
}

/** Blocks that hold nothing but words of one kind. */
const wordLists: Readonly<Record<string, string>> = {
  words: "<word> ...",
  interfaces: "<interface> ...",
  "email addresses": "<email address> ...",
};

/** How the entries of a block of values are written, a line each way. */
function entryLines(syntax: string): readonly string[] {
  const [, named] = /^refs (\w+)$/.exec(syntax) ?? [];
  const list = named === undefined ? wordLists[syntax] : `<${named}> ...`;
  if (list !== undefined) return [list];
  const recorded = keepalivedValueSyntax(syntax);
  const forms = recorded?.["forms"];
  if (Array.isArray(forms)) return forms.filter((form): form is string => typeof form === "string");
  const line = recorded?.["line"];
  if (typeof line !== "string") return [];
  const options = recorded?.["options"];
  if (Array.isArray(options)) {
    const names = options.filter((option): option is string => typeof option === "string");
    const text = names.map((name) => (isEntryFlag(name) ? `[${name}]` : `[${name} <${name}>]`)).join(" ");
    // The action of a rule is among its options.
    return [line.replace("[options]", text).replace(/ action$/, "")];
  }
  if (typeof options !== "object" || options === null) return [line];
  return [line.replace("[options]", Object.entries(options).map(optionText).join(" "))];
}

function signatureOfEntry(label: string, words: readonly string[], description: string | undefined): SignatureText {
  const parts = readUsage(label, 0);
  const part = partOfLastWord(label, parts, words);
  const active = part === undefined ? undefined : parts.indexOf(part);
  const parameters = parts.map(({ start, end }) => ({ start, end }));
  return { label, parameters, active, ...(description === undefined ? {} : { documentation: description }) };
}

/** A parameter with the argument that it stands for. */
interface Placed extends SignatureParameter {
  readonly argument: number;
  /** The word that the value is named by, where an argument is a list of named ones. */
  readonly key: string | undefined;
}

/** The parameters of an argument whose text begins at an offset of the label: one, or one for each named value. */
function placeArgument(
  say: Say,
  argument: KeepalivedArgument,
  index: number,
  text: string,
  at: number,
): readonly Placed[] {
  const documentation = argumentFacts(argument).map(say).join("; ");
  const said = documentation === "" ? {} : { documentation };
  if (argument.keys === undefined || argument.forms !== undefined || argument.values !== undefined) {
    return [{ argument: index, key: undefined, start: at, end: at + text.length, ...said }];
  }
  return Object.entries(argument.keys).map(([key, type]) => {
    const shown = `${key} <${key}>`;
    const start = at + text.indexOf(shown);
    return { argument: index, key, start, end: start + shown.length, documentation: type };
  });
}

/** Arguments that take all words that follow. */
function isOpenEnded({ repeat, forms, keys, type }: KeepalivedArgument): boolean {
  return repeat === true || forms !== undefined || keys !== undefined || type === "command_line" || type === "words";
}

function signatureOfLine(say: Say, explanation: KeepalivedExplanation, words: readonly string[]): SignatureText {
  const { keyword, args, description } = explanation;
  let label = keyword.name;
  const placed: Placed[] = [];
  args.forEach((argument, index) => {
    const text = keepalivedArgumentText(argument);
    placed.push(...placeArgument(say, argument, index, text, label.length + 1));
    label += ` ${text}`;
  });
  if (keyword.block !== "none") label += " { … }";
  const last = args[args.length - 1];
  const index = words.length - 2;
  const argument = index < args.length || last === undefined || !isOpenEnded(last) ? index : args.length - 1;
  const named = [words[words.length - 1], words[words.length - 2]];
  const at = placed.findIndex((one) => one.argument === argument && (one.key === undefined || named.includes(one.key)));
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
