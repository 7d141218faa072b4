import type { Origin } from "../../syntax/tree.ts";
import { placeInWord, readShellScript, type ShellWord } from "../shell/words.ts";
import { partOf, type Written } from "../written.ts";
import { etcdFactsFromCommand, etcdProgramAt, joinEtcdFacts } from "./command.ts";
import { type EnvironmentPlace, flagOfVariable } from "./environment.ts";
import type { EtcdFacts } from "./facts.ts";
import type { EtcdSetting } from "./settings.ts";

/** A longer text (in UTF-16 units) is no unit that people write. */
const maximumLength = 1 << 18;

interface UnitLine {
  readonly key: string;
  /** Where the value begins and the logical line ends. */
  readonly start: number;
  readonly end: number;
}

/** The `Key=value` lines of a unit; a backslash at the end of a line continues it. */
function unitLines(text: string): UnitLine[] {
  const lines: UnitLine[] = [];
  const line = /^[ \t]*([A-Za-z]+)[ \t]*=[ \t]*((?:\\\r?\n|[^\n])*)/gm;
  for (const match of text.matchAll(line)) {
    const [whole, key = "", value = ""] = match;
    const start = match.index + whole.length - value.length;
    lines.push({ key, start, end: start + value.length });
  }
  return lines;
}

/** The words of a unit's value as systemd splits them; `%H` and its like are filled in by it. */
function wordsOf(text: string, { start, end }: UnitLine, place: EnvironmentPlace, fill: Fill): Written[] {
  const { commands } = readShellScript(text, start, end);
  return commands.flatMap(({ words }) => words.map((word) => writtenOf(word, place, fill)));
}

type Fill = (text: string) => string;

function writtenOf(word: ShellWord, { origin, start }: EnvironmentPlace, fill: Fill): Written {
  const own = placeInWord(word, 0, word.value.length);
  const text = fill(word.value);
  return {
    text,
    at: { origin, start: start + own.start, end: start + own.end },
    raw: own.isPlain ? word.value : undefined,
    isGenerated: text !== word.value,
    isUnknown: /[$`]|%[a-zA-Z]/.test(text),
  };
}

/**
 * Reads a systemd unit that starts etcd, or an apiserver that names etcd's servers: `ExecStart=` and `Environment=`.
 *
 * @param text any text is taken
 * @param place where it stands in another file
 * @returns undefined where nothing of that kind is in it
 */
export function etcdFactsFromUnit(
  text: string,
  place: EnvironmentPlace = { origin: { offset: 0 } satisfies Origin, start: 0 },
): EtcdFacts | undefined {
  if (text.length > maximumLength) return undefined;
  const lines = unitLines(text);
  const values = new Map<string, string>();
  const environment = new Map<string, EtcdSetting>();
  const outer: Fill = place.expand ?? ((value) => value);
  for (const line of lines) {
    if (line.key !== "Environment") continue;
    for (const word of wordsOf(text, line, place, outer)) {
      const [whole, key] = /^([A-Za-z_]\w*)=/.exec(word.text) ?? [];
      if (whole === undefined || key === undefined) continue;
      const value = partOf(word, whole.length, word.text.length);
      values.set(key, value.text);
      const flag = flagOfVariable(key);
      if (flag !== undefined) environment.set(flag, { label: key, value });
    }
  }
  const fill: Fill = (value) =>
    outer(value).replace(/\$(?:\{(\w+)\}|(\w+))/g, (reference, braced?: string, bare?: string) => {
      return values.get(braced ?? bare ?? "") ?? reference;
    });
  const isOpen = lines.some(({ key }) => key === "EnvironmentFile");
  return joinEtcdFacts(
    lines
      .filter(({ key }) => key === "ExecStart")
      .map((line) => {
        const words = wordsOf(text, line, place, fill);
        const [command] = words;
        const prefix = /^[-@:+!|]+/.exec(command?.text ?? "")?.[0] ?? "";
        if (command !== undefined) words[0] = partOf(command, prefix.length, command.text.length);
        const program = etcdProgramAt(words.map((word) => word.text));
        const from = words[Math.max(program, 0)];
        const last = words.at(-1);
        if (from === undefined || last === undefined) return undefined;
        const at = { origin: place.origin, start: from.at.start, end: last.at.end };
        return etcdFactsFromCommand(words, program >= 0 ? { at, environment, isOpen } : { at, isOpen });
      }),
  );
}
