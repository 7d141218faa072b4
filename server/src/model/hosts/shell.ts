import { mentionsHostsFile } from "../../documents/mentions.ts";
import type { Origin } from "../../syntax/tree.ts";
import { maskHoles } from "../placeholder.ts";
import { programName } from "../shell/vocabulary.ts";
import { type ScriptCommand, type ScriptText, type ScriptVisitor, walkScript } from "../shell/walk.ts";
import type { HereDocument, ShellWord } from "../shell/words.ts";
import type { Variables } from "../variables.ts";
import type { Written } from "../written.ts";
import { hostEntries, hostEntry } from "./extract.ts";
import type { HostEntry, HostsFacts } from "./facts.ts";

/** A longer text (in UTF-16 units) is no script that people write. */
const maximumLength = 1 << 20;

function namesHostsFile(word: ShellWord | undefined): boolean {
  return word?.value === "/etc/hosts";
}

/** Whether a command's output ends up in the hosts file: by `>>`, or by way of `tee`. */
function writesHosts({ words, writesTo, pipedInto }: ScriptCommand): boolean {
  const isTee = (these: readonly ShellWord[]): boolean =>
    these.some((word) => programName(word) === "tee") && these.some(namesHostsFile);
  return writesTo.some(namesHostsFile) || isTee(words) || isTee(pipedInto?.words ?? []);
}

/** What `echo` prints, as lines of words: it joins its arguments with blanks, and with `-e` it reads `\n` and `\t`. */
function echoedLines(words: readonly ShellWord[], script: ScriptText): Written[][] {
  const lines: Written[][] = [[]];
  for (const word of words) {
    for (const match of maskHoles(word.value).matchAll(/\n|\\[nt]|(?:(?!\\[nt])\S)+/g)) {
      const [text] = match;
      if (text === "\\t") continue;
      if (text === "\n" || text === "\\n") lines.push([]);
      else lines.at(-1)?.push(script.written(word, match.index, match.index + text.length));
    }
  }
  return lines;
}

class HostsVisitor implements ScriptVisitor {
  readonly #text: string;
  readonly entries: HostEntry[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  isWanted(text: string): boolean {
    return mentionsHostsFile(text);
  }

  document({ start, end, isQuoted }: HereDocument, command: ScriptCommand, script: ScriptText): boolean {
    if (!writesHosts(command)) return false;
    const place = { origin: script.origin, start };
    const expanding = isQuoted ? place : { ...place, expand: script.expand };
    this.entries.push(...hostEntries(this.#text.slice(start, end), expanding));
    return true;
  }

  command(command: ScriptCommand, script: ScriptText): boolean {
    const at = command.words.findIndex((word) => programName(word) === "echo");
    if (at < 0 || !writesHosts(command)) return false;
    const printed = command.words.slice(at + 1);
    while (/^-[neE]+$/.test(printed[0]?.value ?? "")) printed.shift();
    for (const line of echoedLines(printed, script)) {
      const comment = line.findIndex(({ text }) => text.startsWith("#"));
      const entry = hostEntry(comment < 0 ? line : line.slice(0, comment));
      if (entry !== undefined) this.entries.push(entry);
    }
    return true;
  }
}

/**
 * Reads the lines that a shell script appends to `/etc/hosts`: by `echo` and by here-documents, also through `tee` and in scripts
 * that it hands to another shell or machine.
 *
 * @param text the script; any text is taken
 * @param origin where the script begins, for one that stands in another text
 * @param given values of variables that the script does not assign itself
 * @returns undefined where there are none; all anchors have one origin at the script's start
 */
export function hostsFactsFromShell(
  text: string,
  origin: Origin = { offset: 0 },
  given?: Variables,
): HostsFacts | undefined {
  if (text.length > maximumLength || !mentionsHostsFile(text)) return undefined;
  const visitor = new HostsVisitor(text);
  walkScript(text, visitor, origin, given);
  return visitor.entries.length === 0 ? undefined : { kind: "hosts", entries: visitor.entries };
}
