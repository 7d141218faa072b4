import { editDistance } from "../../schema/suggest.ts";
import type { HaproxyTree } from "../../syntax/haproxy/tree.ts";
import type { KeepalivedStatement, KeepalivedTree } from "../../syntax/keepalived/tree.ts";
import type { SectionBase } from "../../syntax/sections.ts";
import type { Word } from "../../syntax/tree.ts";
import type { Span } from "../../text/span.ts";

/** What is shown in a secret's stead, however long it is. */
export const secretMask = "****";

/** Secrets where no tree tells: in comments, scripts and YAML. The group is the secret. */
const secretPatterns: readonly RegExp[] = [
  /\bauth_pass[ \t]+(?<secret>"[^"\n]*"?|[^\s"{}]+)/dg,
  /\bstats[ \t]+auth[ \t]+[^\s:]+:(?<secret>\S+)/dg,
  /\buser[ \t]+\S+[ \t]+(?:insecure-)?password[ \t]+(?<secret>\S+)/dg,
  /--(?:token|certificate-key)[ \t=]+(?<secret>[^\s\\]+)/dg,
  /^[ \t-]*(?:token|certificateKey)[ \t]*:[ \t]*(?<secret>\S+)/dgm,
  // Values that a manifest gives for placeholders: `vars: { AUTH_PASS: sesame }`.
  /\b[\w.-]*(?:pass(?:wd|word|phrase)?|secret|token)\b["']?[ \t]*:[ \t]+(?<secret>"[^"\n]*"?|'[^'\n]*'?|[^\s,{}]+)/dgi,
];

/** The sections that share at least one character with a stretch; they stand in the order of their places. */
function sectionsIn<Section extends SectionBase>(sections: readonly Section[], span: Span): Section[] {
  let low = 0;
  let high = sections.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const section = sections[middle];
    if (section !== undefined && section.origin.offset + section.length <= span.start) low = middle + 1;
    else high = middle;
  }
  const found: Section[] = [];
  for (let at = low; at < sections.length; at++) {
    const section = sections[at];
    if (section === undefined || section.origin.offset >= span.end) break;
    found.push(section);
  }
  return found;
}

/** Whether a word is a keyword or a slip of it, which hides its secret no less. No other keyword is that near to one of these. */
function isNear(word: string | undefined, keyword: string): boolean {
  const limit = keyword.length <= 5 ? 1 : 2;
  return word !== undefined && editDistance(word.toLowerCase(), keyword, limit) <= limit;
}

const passwordKeywords = ["password", "insecure-password", "auth_pass"];

const isNearPassword = (word: Word): boolean => passwordKeywords.some((keyword) => isNear(word.value, keyword));

/** The words of a haproxy line that are secret. */
function haproxySecrets(words: readonly Word[]): readonly Word[] {
  const [first, second, third] = words;
  if (first === undefined) return [];
  if (isNear(first.value, "stats") && isNear(second?.value, "auth")) return third === undefined ? [] : [third];
  if (isNearPassword(first)) return words.slice(1);
  if (!isNear(first.value, "user")) return [];
  const keyword = words.findIndex((word, at) => at >= 2 && isNearPassword(word));
  const secret = keyword < 0 ? undefined : words[keyword + 1];
  return secret === undefined ? [] : [secret];
}

/** The words of a keepalived statement, and of those in its block, that are secret. */
function keepalivedSecrets(statement: KeepalivedStatement, collected: Word[]): void {
  const keyword = statement.words.findIndex(
    (word, at) => word.value === "auth_pass" || (at === 0 && isNearPassword(word)),
  );
  if (keyword >= 0) collected.push(...statement.words.slice(keyword + 1));
  for (const inner of statement.block?.statements ?? []) keepalivedSecrets(inner, collected);
}

function treeSecrets(tree: HaproxyTree | KeepalivedTree, span: Span): Span[] {
  const spans: Span[] = [];
  const add = (origin: number, words: readonly Word[]): void => {
    for (const word of words) spans.push({ start: origin + word.start, end: origin + word.end });
  };
  if (tree.language === "haproxy") {
    for (const section of sectionsIn(tree.sections, span)) {
      for (const statement of section.statements) add(section.origin.offset, haproxySecrets(statement.words));
    }
  } else {
    for (const section of sectionsIn(tree.sections, span)) {
      const words: Word[] = [];
      for (const statement of section.statements) keepalivedSecrets(statement, words);
      add(section.origin.offset, words);
    }
  }
  return spans;
}

/**
 * Where secrets stand in a stretch of a file: keepalived's `auth_pass`, the passwords of haproxy's users and of its statistics
 * page, kubeadm's tokens and keys.
 *
 * @param text the file's text
 * @param tree the file's tree, if it has one
 * @param span whole lines of the text
 * @returns stretches of the text in order, none overlapping another
 */
export function findSecrets(text: string, tree: HaproxyTree | KeepalivedTree | undefined, span: Span): Span[] {
  const found = (tree === undefined ? [] : treeSecrets(tree, span)).flatMap((secret) => {
    if (secret.end <= span.start || secret.start >= span.end) return [];
    // Of `user:password` the name is no secret.
    const raw = text.slice(secret.start, secret.end);
    const [, keyword] = /(\S+)\s+["']?$/.exec(text.slice(span.start, secret.start)) ?? [];
    const colon = isNear(keyword, "auth") ? raw.indexOf(":") : -1;
    return [{ start: secret.start + colon + 1, end: secret.end }];
  });
  const lines = text.slice(span.start, span.end);
  for (const pattern of secretPatterns) {
    for (const match of lines.matchAll(pattern)) {
      const place = match.indices?.groups?.["secret"];
      if (place !== undefined) found.push({ start: span.start + place[0], end: span.start + place[1] });
    }
  }
  found.sort((a, b) => a.start - b.start || a.end - b.end);
  const joined: Span[] = [];
  for (const secret of found) {
    const last = joined.at(-1);
    if (last !== undefined && secret.start < last.end) {
      joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, secret.end) };
    } else joined.push(secret);
  }
  return joined;
}

/** A stretch of a text with its secrets masked; see `findSecrets`. */
export function maskSecrets(text: string, secrets: readonly Span[], span: Span): string {
  let result = "";
  let done = span.start;
  for (const secret of secrets) {
    if (secret.end <= done) continue;
    const start = Math.max(secret.start, done);
    if (start >= span.end) break;
    result += text.slice(done, start) + secretMask;
    done = Math.min(secret.end, span.end);
  }
  return result + text.slice(done, span.end);
}
