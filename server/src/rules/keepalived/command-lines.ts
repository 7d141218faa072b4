import { keepalivedLines } from "../../schema/keepalived/arguments.ts";
import { type CommandLine, readCommandLine } from "../../schema/keepalived/command-line.ts";
import { type KeepalivedVersionChoice, keepalivedRelease } from "../../schema/keepalived/index.ts";
import type { KeepalivedSection, KeepalivedStatement } from "../../syntax/keepalived/tree.ts";
import type { FileContext } from "../rule.ts";
import { isUnknownWord } from "../unknown-word.ts";
import { type KnownStatement, knownStatementsOf, versionOf } from "./judged.ts";
import { foreignQuotes } from "./line-faults.ts";

/** The first release that reads the quotes of commands itself and does not leave them to a shell. */
const firstWithCommandQuotes = keepalivedRelease("2.0.6");

/** Whether a version is known to refuse a command with a quote that nothing closes. */
export function readsCommandQuotes(version: KeepalivedVersionChoice): boolean {
  return version !== "auto" && keepalivedRelease(version) >= firstWithCommandQuotes;
}

/** A line that holds a command, and how keepalived takes it apart. */
export interface CommandStatement {
  readonly statement: KeepalivedStatement;
  readonly key: string;
  /** The line's words, the keyword first. */
  readonly line: CommandLine;
  /** Behind the command stand a user and a group. */
  readonly takesUser: boolean;
}

function isOpen({ words }: KeepalivedStatement): boolean {
  return words.some(({ value, generated }) => generated === true || isUnknownWord(value) || foreignQuotes.test(value));
}

function commandOf({ statement, path, keyword }: KnownStatement, context: FileContext): CommandStatement | undefined {
  const first = statement.words[0];
  const last = statement.words[statement.words.length - 1];
  if (keyword === undefined || first === undefined || last === undefined || statement.words.length < 2)
    return undefined;
  const key = [...path, keyword.name].join("/");
  const args = keepalivedLines(key, versionOf(context))[0]?.args ?? [];
  if (args[0]?.type !== "command_line" || isOpen(statement)) return undefined;
  const line = readCommandLine(context.sectionText.slice(first.start, last.end));
  return { statement, key, line, takesUser: args.some(({ type }) => type === "user") };
}

/** The lines of a section that hold a command, as far as nothing in them is filled in later. */
export function* commandsOf(section: KeepalivedSection, context: FileContext): Iterable<CommandStatement> {
  for (const known of knownStatementsOf(section, context)) {
    const command = commandOf(known, context);
    if (command !== undefined) yield command;
  }
}
