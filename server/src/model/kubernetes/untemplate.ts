import { maskHoles } from "../placeholder.ts";

const directive = /\{%(?:[^%{]|%(?!\})|\{(?!%))*%\}|\{#(?:[^#{]|#(?!\})|\{(?!#))*#\}|<%(?:[^%<]|%(?!>)|<(?!%))*%>/g;
const holeLine = /^[ \t]*(?:\{\{[^\n{}]*\}\}[ \t]*)+\r?$/gm;

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, " ");
}

/** A text with a template's signs taken out. */
export interface Untemplated {
  /** As long as the text itself, with the template's signs replaced by what YAML can read. */
  readonly text: string;
  /** Where whole lines were a template's: what such a line puts there is unknown. */
  readonly openAt: readonly number[];
}

/** Takes a template's signs out of a text without moving anything. */
export function untemplate(text: string): Untemplated {
  if (!/[{<$@`%]|__/.test(text)) return { text, openAt: [] };
  const openAt: number[] = [];
  let result = text.replace(directive, (match: string, offset: number) => {
    const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
    const nextBreak = text.indexOf("\n", offset + match.length);
    const lineEnd = nextBreak < 0 ? text.length : nextBreak;
    const isAlone =
      text.slice(lineStart, offset).trim() === "" && text.slice(offset + match.length, lineEnd).trim() === "";
    if (!isAlone) return match.replace(/[^\r\n]/g, "x");
    if (!match.startsWith("{#")) openAt.push(offset);
    return blank(match);
  });
  result = result.replace(holeLine, (match: string, offset: number) => {
    openAt.push(offset);
    return blank(match);
  });
  result = result.replace(/`[^`\n]*`/g, (match) => "x".repeat(match.length));
  result = maskHoles(result).replaceAll("\u0000", (_, offset: number) => (text[offset] === "\u0000" ? "\u0000" : "x"));
  return { text: result, openAt };
}
