import { configLanguage } from "../../documents/detect.ts";
import { isTypedLine } from "../shell/words.ts";

type ConfigLanguage = "keepalived" | "haproxy";

/** A stretch of a block of code that is one config; offsets count from the block's start. */
export interface ShownConfig {
  readonly language: ConfigLanguage;
  readonly start: number;
  readonly end: number;
}

/** Lines that can only be of one of the two configs, and not inside a block of the other. */
const firstConfigLine: Readonly<Record<ConfigLanguage, RegExp>> = {
  keepalived:
    /^[ \t]*(?:!.*configuration file for keepalived|(?:global_defs|vrrp_(?:instance|script|sync_group)|virtual_server\w*|static_\w+|bfd_instance)\b[^\n;=]*)$/im,
  haproxy: /^[ \t]*(?:global|defaults|(?:frontend|backend|listen)[ \t]+[\w.:{}$-]+)[^\n={}();]*$/m,
};

/** A text without the indentation that all its lines have, as lists indent their fences. */
export function withoutIndent(text: string): string {
  let common = 100;
  for (const [line] of text.matchAll(/^.*\S/gm)) common = Math.min(common, line.length - line.trimStart().length);
  return common === 0 ? text : text.replace(new RegExp(`^[ \\t]{${common}}`, "gm"), "");
}

/** A line of a comparison of two files: what is gone and what is new stand side by side, so that it is no config. */
const difference = /^(?:[+-][ \t]*[^\s+-]|@@ )/m;

/** The stretches of a block between the lines that somebody types at a prompt. */
function* printedStretches(body: string): Iterable<{ readonly start: number; readonly end: number }> {
  let start = 0;
  for (let at = 0; at < body.length; ) {
    const newline = body.indexOf("\n", at);
    const next = newline < 0 ? body.length : newline + 1;
    if (isTypedLine(body.slice(at, newline < 0 ? next : newline))) {
      if (at > start) yield { start, end: at };
      start = next;
    }
    at = next;
  }
  if (body.length > start) yield { start, end: body.length };
}

/** Parts a stretch where a config of the other language begins. */
function* partsOf(body: string, start: number, end: number): Iterable<ShownConfig> {
  const text = body.slice(start, end);
  const language = configLanguage(withoutIndent(text));
  if (language === undefined) return;
  const other: ConfigLanguage = language === "haproxy" ? "keepalived" : "haproxy";
  const own = firstConfigLine[language].exec(text)?.index ?? 0;
  const others = firstConfigLine[other].exec(text)?.index ?? -1;
  if (others < 0) yield { language, start: start + own, end };
  else if (own < others) {
    yield { language, start: start + own, end: start + others };
    yield* partsOf(body, start + others, end);
  } else {
    yield* partsOf(body, start + others, start + own);
    yield* partsOf(body, start + own, end);
  }
}

/**
 * The configs in a block of code: what stands between commands, and one behind the other.
 *
 * @param body the block's inside
 * @returns them in the order of their places
 */
export function configsAmong(body: string): ShownConfig[] {
  if (configLanguage(withoutIndent(body)) === undefined || difference.test(body)) return [];
  return [...printedStretches(body)].flatMap(({ start, end }) => [...partsOf(body, start, end)]);
}
