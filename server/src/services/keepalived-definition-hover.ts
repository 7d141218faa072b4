import { type Message, message } from "../rules/finding.ts";
import { type DefinitionUse, findDefinitions } from "../syntax/keepalived/definitions.ts";
import { findComment } from "../syntax/keepalived/piece.ts";
import type { HoverText } from "./hover.ts";
import { definitionValue } from "./keepalived-view.ts";
import { lineStartOf, type NavigationSource } from "./source.ts";
import type { Say } from "./speak.ts";

const variables: Readonly<Record<string, Message>> = {
  _PWD: message("the folder of the file that is read"),
  _INSTANCE: message(
    "the name that `@` lines are compared with: what `-i` says, else the host name up to its first dot",
  ),
  _RANDOM: message("a number drawn by lot, from 0 to 32767 or between the two that follow"),
  _ENV: message("the value of an environment variable"),
  _HASH: message("the sign `#`, which begins no comment here"),
  _BANG: message("the sign `!`, which begins no comment here"),
};

const includes: Readonly<Record<string, Message>> = {
  include: message("what is missing is passed over"),
  includer: message("each file that is named must be readable"),
  includem: message("at least one file must be there"),
  includew: message("each pattern must match a file"),
  includeb: message("each alternative between braces must match a file"),
  includea: message("all of it must be there"),
};

interface Asked {
  readonly say: Say;
  readonly source: NavigationSource;
  readonly file: string;
  readonly text: string;
  readonly offset: number;
}

/** Explains what keepalived works out before it reads keywords: a host's line, an include, a sequence, what it brings along itself. */
export function hoverDirective(asked: Asked): HoverText | undefined {
  const { text, offset } = asked;
  const lineStart = lineStartOf(text, offset);
  const newline = text.indexOf("\n", lineStart);
  const comment = findComment(text, lineStart);
  const lineEnd = Math.min(newline < 0 ? text.length : newline, comment?.start ?? text.length);
  if (offset > lineEnd) return undefined;
  const line = text.slice(lineStart, lineEnd);
  const [condition = ""] = /^[ \t]*@\S*/.exec(line) ?? [];
  const rest = line.slice(condition.length);
  const behind = lineStart + condition.length;
  if (condition !== "" && offset <= behind) return hoverCondition(asked, lineStart, condition);
  const variable = hoverVariable(asked, lineStart, line);
  if (variable !== undefined) return variable;
  const include = /^([ \t]*)(include[rmwba]?)([ \t]+)(\S.*)$/.exec(rest);
  if (include !== null) return hoverInclude(asked, behind, include);
  const sequence = /^([ \t]*)~(SEQx?|LST)\([^)]*\)?/.exec(rest);
  const isAtSequence = sequence !== null && offset <= behind + sequence[0].length;
  return isAtSequence ? hoverSequence(asked, behind, sequence) : undefined;
}

function hoverCondition({ say }: Asked, lineStart: number, condition: string): HoverText {
  const word = condition.trimStart();
  const start = lineStart + condition.length - word.length;
  const [, negation, id = ""] = /^@(\^?)(.*)$/.exec(word) ?? [];
  const said =
    id === ""
      ? message("A line of no host: keepalived passes it over")
      : negation === ""
        ? message("Only the host {id} reads this line", { id })
        : message("All hosts but {id} read this line", { id });
  const why = message("A host goes by what `keepalived -i` says, else by its host name up to the first dot.");
  return { start, end: start + word.length, markdown: `\`${word}\`: ${say(said)}\n\n${say(why)}` };
}

function hoverInclude({ say, source, file, offset }: Asked, behind: number, match: RegExpExecArray): HoverText {
  const [, lead = "", keyword = "", gap = "", written = ""] = match;
  const start = behind + lead.length;
  const pattern = written.trimEnd();
  const patternStart = start + keyword.length + gap.length;
  const isAtPattern = offset >= patternStart;
  const strict = includes[keyword];
  const told = source
    .includesOf(file)
    .lines.find((one) => one.file === file && one.start <= offset && offset <= one.end);
  const what = say(message("reads other files as if they stood here"));
  const files = (told?.files ?? []).map((one) => say(message("Reads {file}", { file: one })));
  const markdown = [
    `**${keyword}**: ${what}${strict === undefined ? "" : `; ${say(strict)}`}`,
    `\`\`\`keepalived\n${keyword} <files>\n\`\`\``,
    say(
      message(
        "The path is relative to the folder of this file and may be a pattern. Files that can be executed and folders are left out.",
      ),
    ),
    ...(files.length === 0 ? [] : [files.map((one) => `- ${one}`).join("\n")]),
  ].join("\n\n");
  return isAtPattern
    ? { start: patternStart, end: patternStart + pattern.length, markdown }
    : { start, end: start + keyword.length, markdown };
}

function hoverSequence({ say }: Asked, behind: number, match: RegExpExecArray): HoverText {
  const [whole, lead = "", kind = ""] = match;
  const start = behind + lead.length;
  const form = kind === "LST" ? "~LST(NAME, value, value, …) text" : `~${kind}(NAME, [first, [step,]] last) text`;
  const said =
    kind === "LST"
      ? message("repeats the rest of the line for each of the values")
      : kind === "SEQx"
        ? message("repeats the rest of the line for each number, written in hexadecimal")
        : message("repeats the rest of the line for each number");
  const markdown = `**~${kind}**: ${say(said)}\n\n\`\`\`keepalived\n${form}\n\`\`\``;
  return { start, end: behind + whole.length, markdown };
}

/** What keepalived brings along: `$_PWD`, `${_RANDOM 1 9}`. */
function hoverVariable({ say, offset }: Asked, lineStart: number, line: string): HoverText | undefined {
  for (const match of line.matchAll(/\$\{?(_[A-Z]+)(?:[^}\n]*\})?/g)) {
    const start = lineStart + match.index;
    const [whole, name = ""] = match;
    const end = start + (whole.startsWith("${") ? whole.length : name.length + 1);
    const said = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (said === undefined || offset < start || offset > end) continue;
    return { start, end, markdown: `\`\${${name}}\`: ${say(said)}` };
  }
  return undefined;
}

/** Lines whose values nobody should see more often than need be. */
const secretLine = /\b(?:auth_pass|password|key)\b/;
const secretName = /pass|secret|key|token/i;

/** The names of definitions that some texts use for secrets, or in what is used for one. */
function secretNames(texts: readonly string[]): ReadonlySet<string> {
  const names = new Set<string>();
  const lines = texts.flatMap((text) => text.split("\n")).filter((line) => line.includes("$"));
  for (let known = -1; known < names.size; ) {
    known = names.size;
    for (const line of lines) {
      const uses = findDefinitions(line);
      const given = uses.find(({ isDeclaration }) => isDeclaration)?.name;
      const isSecret = secretLine.test(line) || (given !== undefined && names.has(given));
      if (isSecret) for (const { name, isDeclaration } of uses) if (!isDeclaration) names.add(name);
    }
  }
  return names;
}

/**
 * The value of a definition as far as it may be shown.
 *
 * @param text the text that gives it
 * @param texts the texts in which it may be used
 * @returns undefined where a secret may be in it
 */
export function shownValue(text: string, use: DefinitionUse, texts: readonly string[]): string | undefined {
  const value = definitionValue(text, use)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join("\n");
  if (value === "" || secretLine.test(value) || secretName.test(use.name)) return undefined;
  return secretNames(texts).has(use.name) ? undefined : value;
}
