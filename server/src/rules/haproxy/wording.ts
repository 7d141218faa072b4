import type { HaproxyPlace } from "../../schema/haproxy/index.ts";
import type { HaproxySection } from "../../syntax/haproxy/tree.ts";
import { anchorOf, type Word } from "../../syntax/tree.ts";
import { type Finding, type Fix, type Message, message, type Severity } from "../finding.ts";
import type { FileContext } from "../rule.ts";

/** A section's kind as people call it. */
export function placeName(place: HaproxyPlace): string {
  return place === "defaults-named" ? "defaults" : place;
}

/** Several kinds of section for a message: `frontend, listen or backend`. */
export function placeList(places: readonly HaproxyPlace[]): string | Message {
  const names = [...new Set(places.map(placeName))];
  const last = names.pop() ?? "";
  return names.length === 0 ? last : message("{names} or {last}", { names: names.join(", "), last });
}

/** A fix that puts other text in the place of some words. */
export function replacement(
  section: HaproxySection,
  context: FileContext,
  place: { readonly start: number; readonly end: number },
  newText: string,
  isSafe: boolean,
): Fix {
  return {
    title: message("Replace with {text}", { text: newText }),
    isPreferred: true,
    isSafe,
    edits: [{ file: context.file, at: anchorOf(section.origin, place), form: "in-place", newText }],
  };
}

/** A finding at a stretch of a section, with no other place taking part. */
export function findingAt(
  rule: { readonly code: string; readonly severity: Severity },
  section: HaproxySection,
  context: FileContext,
  place: { readonly start: number; readonly end: number },
  said: Message,
  more: { readonly severity?: Severity; readonly fixes?: readonly Fix[] } = {},
): Finding {
  return {
    code: rule.code,
    severity: more.severity ?? rule.severity,
    file: context.file,
    at: anchorOf(section.origin, place),
    message: said,
    related: [],
    fixes: more.fixes ?? [],
  };
}

/** The stretch from the first to the last of some words. */
export function stretch(words: readonly Word[], from: number, to: number): { start: number; end: number } {
  const start = words[from]?.start ?? 0;
  return { start, end: words[to - 1]?.end ?? start };
}

/** Whether anything is wrong with the text of a section, whatever its words mean. */
export function hasFaultyText({ problems }: HaproxySection): boolean {
  return problems.length > 0;
}
