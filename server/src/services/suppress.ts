import type { FileLanguage } from "../documents/detect.ts";
import type { LineIndex } from "../text/line-index.ts";
import type { TextEdit } from "../text/span.ts";

/** What turns a finding off by a comment. */
export interface Suppression {
  /** Whether it is for one line, or for a command that several lines make up. */
  readonly reach: "line" | "command";
  readonly edits: readonly TextEdit[];
}

const yamlLanguages: ReadonlySet<FileLanguage> = new Set([
  "kubernetes",
  "yaml",
  "ansible",
  "manifest",
  "etcd-yaml",
  "compose",
]);

/** A comment that turns rules off for the line below it, up to the last code that it names. */
const directive = /(?:#|!).*?\bhaconf-disable-next-line(?:[ \t,]+[a-z]+\/[a-z0-9-]+)+(?![\w/-])/;

/** A line of YAML that begins an entry of a mapping or of a list, so that a comment may stand above it. */
const yamlEntry = /^(?:-(?:[ \t]|$)|(?:[\w./-]+|"[^"]*"|'[^']*')[ \t]*:(?:[ \t]|$))/;

/** The header of a YAML scalar whose lines stand below it: its sign is `|` for lines as they are, `>` for folded ones. */
const yamlBlockHeader = /(?:^|[:-][ \t]+(?:[&!]\S+[ \t]+)*)([|>])[+-]?\d?[+-]?[ \t]*(?:#.*)?$/;

function indentOf(line: string): string {
  return /^[ \t]*/.exec(line)?.[0] ?? "";
}

function isContinued(line: string): boolean {
  return /(?<!\\)(?:\\\\)*\\[ \t]*$/.test(line);
}

/** Whether a comment above a line of YAML is one, and not a piece of a scalar. */
function isYamlPlace(lines: LineIndex, line: number): boolean {
  const text = lines.lineText(line);
  let indent = indentOf(text).length;
  for (let above = line - 1; above >= 0 && indent > 0; above--) {
    const content = lines.lineText(above);
    if (content.trim() === "" || indentOf(content).length >= indent) continue;
    const sign = yamlBlockHeader.exec(content)?.[1];
    // What stands in such a scalar is a config or a script, where the same sign begins a comment.
    if (sign !== undefined) return sign === "|";
    indent = indentOf(content).length;
  }
  return yamlEntry.test(text.trimStart());
}

/**
 * Works out how a comment turns a finding off where it stands.
 *
 * @param language what the file is
 * @param start the finding's offset
 * @param code the rule's code
 * @returns undefined where no comment can do it without changing what the file says
 */
export function suppressionOf(
  lines: LineIndex,
  language: FileLanguage,
  start: number,
  code: string,
): Suppression | undefined {
  const { line } = lines.position(start);
  // A byte order mark has to stay the first character, and it is what such a finding is about.
  if (line === 0 && lines.text.startsWith("\ufeff")) return undefined;
  const above = line === 0 ? "" : lines.lineText(line - 1);
  const known = directive.exec(above);
  if (known !== null) {
    const at = lines.lineStart(line - 1) + known.index + known[0].length;
    return { reach: "line", edits: [{ start: at, end: at, newText: ` ${code}` }] };
  }
  const isYaml = yamlLanguages.has(language);
  if (isYaml && !isYamlPlace(lines, line)) return undefined;
  const eol = lines.text.includes("\r\n") ? "\r\n" : "\n";
  const comment = (word: string, ofLine: number): string =>
    `${indentOf(lines.lineText(ofLine))}# haconf-${word} ${code}`;
  // haproxy alone has lines that end in a backslash and end there.
  if (language === "haproxy" || !isContinued(above)) {
    const at = lines.lineStart(line);
    return { reach: "line", edits: [{ start: at, end: at, newText: `${comment("disable-next-line", line)}${eol}` }] };
  }
  // Within a command a comment would end it, so that it is put around the whole.
  let first = line;
  while (first > 0 && isContinued(lines.lineText(first - 1))) first--;
  let last = line;
  while (last < lines.lineCount - 1 && isContinued(lines.lineText(last))) last++;
  const before = lines.lineStart(first);
  const behind = lines.lineEnd(last);
  return {
    reach: "command",
    edits: [
      { start: before, end: before, newText: `${comment("disable", first)}${eol}` },
      { start: behind, end: behind, newText: `${eol}${comment("enable", first)}` },
    ],
  };
}
