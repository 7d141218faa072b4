import { configLanguage } from "../../documents/detect.ts";
import { mentionsProbe } from "../../documents/mentions.ts";
import { fences } from "../embedded/regions.ts";
import { readShellScript, type ShellCommand } from "../shell/words.ts";
import type { CheckScript, CheckScriptFacts } from "./facts.ts";
import { readCheckScript } from "./read.ts";

/** A longer text (in UTF-16 units) is no script that people write. */
const maximumLength = 1 << 18;

const scriptPath = /[\w./~${}-]*[\w-]+\.sh\b|\/[\w./-]*\/(?:check|chk)[\w-]*/g;
const shebangLine = /^[ \t]*#!.*\b(?:ba|da|a|z|k)?sh\b/m;

function factsOf(scripts: readonly CheckScript[]): CheckScriptFacts | undefined {
  return scripts.length === 0 ? undefined : { kind: "check-scripts", scripts };
}

/** Where a command's here-document goes: by `>`, or by way of `tee`. */
function destinationOf({ words, writesTo }: ShellCommand): string | undefined {
  const tee = words.findIndex(({ value }) => value === "tee");
  const file = tee < 0 ? writesTo[0] : words.slice(tee + 1).find(({ value }) => !value.startsWith("-"));
  return file?.value;
}

/** The scripts that here-documents of a part of a text write. */
function writtenScripts(text: string, start: number, end: number): CheckScript[] {
  const part = text.slice(start, end);
  if (!part.includes("<<") || !mentionsProbe(part)) return [];
  return readShellScript(text, start, end).commands.flatMap((command) => {
    const path = destinationOf(command);
    if (path === undefined) return [];
    return command.documents.flatMap((document): CheckScript[] => {
      const body = text.slice(document.start, document.end);
      if (!mentionsProbe(body) || configLanguage(body) !== undefined) return [];
      return [readCheckScript(body, path, { offset: document.start })];
    });
  });
}

/** How many characters in front of a fence may name the file that it shows. */
const leadLength = 300;

/** A script that a fence shows as it stands, by the path that the fence or the lines in front of it give. */
function shownScript(text: string, start: number, end: number): CheckScript[] {
  const body = text.slice(start, end);
  const shebang = shebangLine.exec(body);
  if (shebang === null || !mentionsProbe(body)) return [];
  const from = start + shebang.index;
  const lead = text
    .slice(Math.max(0, start - leadLength), start)
    .split("\n")
    .slice(-5)
    .join("\n");
  const named = `${lead}\n${body.slice(0, shebang.index)}`.match(scriptPath);
  const path = named?.at(-1);
  return path === undefined ? [] : [readCheckScript(text.slice(from, end), path, { offset: from })];
}

/** A file that is a script, with the scripts that it writes. */
export function checkScriptFacts(text: string): CheckScriptFacts | undefined {
  if (text.length > maximumLength || !mentionsProbe(text)) return undefined;
  return factsOf([readCheckScript(text), ...writtenScripts(text, 0, text.length)]);
}

/** The scripts that a text for people shows, each by the path that the text calls it. */
export function checkScriptFactsFromDocument(text: string): CheckScriptFacts | undefined {
  if (text.length > maximumLength || !mentionsProbe(text)) return undefined;
  const scripts = [...fences(text)].flatMap(({ start, end }) => {
    const written = writtenScripts(text, start, end);
    return written.length > 0 ? written : shownScript(text, start, end);
  });
  return factsOf(scripts);
}
