import type { KeepalivedSection, KeepalivedStatement } from "../../syntax/keepalived/tree.ts";
import type { Word } from "../../syntax/tree.ts";
import { isPlaceholder } from "../value.ts";
import type { TrackDefinition, VrrpScript, VrrpTrackProcess } from "./facts.ts";
import {
  type Draft,
  hasHoles,
  opensInstance,
  readDecimal,
  readInteger,
  readText,
  type SectionReader,
} from "./section-reader.ts";

/** What is tracked under a name; undefined where it has none. */
export function readTrackDefinition<Kind extends TrackDefinition["kind"]>(
  kind: Kind,
  reader: SectionReader,
  statement: KeepalivedStatement,
  section: KeepalivedSection,
): (Draft<TrackDefinition> & { readonly kind: Kind }) | undefined {
  const nameWord = statement.words[1];
  if (nameWord === undefined) return undefined;
  const entries = statement.block?.statements ?? [];
  const stated = entries.filter((entry) => entry.words[0]?.value === "weight").map((entry) => reader.weight(entry));
  return {
    kind,
    name: reader.stated(nameWord, readText),
    at: reader.at(statement),
    weight: stated[stated.length - 1],
    isOpen: entries.some(opensInstance) || hasHoles(section, statement),
  };
}

/** A word as keepalived reads it back; undefined where that can't be written, or where the word is not the file's own. */
function writtenWord({ value, generated }: Word, isQuoted = /[\s#!{}]/.test(value)): string | undefined {
  if (generated === true || isPlaceholder(value) || /["\\]/.test(value)) return undefined;
  return isQuoted ? `"${value}"` : value;
}

/** The lines of a block that holds no other, as they can be written elsewhere. */
function copyOf(statement: KeepalivedStatement): string[] | undefined {
  const lines: string[] = [];
  for (const entry of statement.block?.statements ?? []) {
    const [keyword, ...words] = entry.words;
    // A command is one word in quotes, or words without any: put together they are the same.
    const isCommand = keyword?.value === "script";
    const parts = words.map((word) => writtenWord(word, isCommand ? false : undefined));
    const areBare = words.every(({ value }) => !/[\s']/.test(value));
    if (keyword === undefined || entry.block !== undefined || parts.includes(undefined)) return undefined;
    if (isCommand && words.length > 1 && !areBare) return undefined;
    lines.push(isCommand ? `script "${parts.join(" ")}"` : [keyword.value, ...parts].join(" "));
  }
  return lines;
}

/** A `vrrp_script`; undefined where it has no name. */
export function readScript(
  reader: SectionReader,
  statement: KeepalivedStatement,
  section: KeepalivedSection,
): VrrpScript | undefined {
  const definition = readTrackDefinition("script", reader, statement, section);
  if (definition === undefined) return undefined;
  const script: Draft<VrrpScript> = {
    ...definition,
    command: undefined,
    interval: undefined,
    fall: undefined,
    rise: undefined,
    copy: definition.isOpen ? undefined : copyOf(statement),
  };
  for (const entry of statement.block?.statements ?? []) {
    const keyword = entry.words[0]?.value;
    if (keyword === "script") {
      script.command = reader.commandLine(entry) ?? script.command;
    } else if (keyword === "interval") script.interval = reader.argument(entry, readDecimal);
    else if (keyword === "fall") script.fall = reader.argument(entry, readInteger);
    else if (keyword === "rise") script.rise = reader.argument(entry, readInteger);
  }
  return script;
}

/** A `vrrp_track_process`; undefined where it has no name. */
export function readTrackProcess(
  reader: SectionReader,
  statement: KeepalivedStatement,
  section: KeepalivedSection,
): VrrpTrackProcess | undefined {
  const definition = readTrackDefinition("process", reader, statement, section);
  const entry = statement.block?.statements.findLast(({ words }) => words[0]?.value === "process");
  if (definition === undefined) return undefined;
  return { ...definition, process: entry === undefined ? undefined : reader.argument(entry, readText) };
}
