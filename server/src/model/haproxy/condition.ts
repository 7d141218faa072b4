import type { Word } from "../../syntax/tree.ts";
import { isPlaceholderWord } from "../placeholder.ts";

/** An ACL that a condition names. */
export interface ConditionName {
  /** The number of its word in the statement. */
  readonly word: number;
  readonly name: string;
  /** How many characters of the word stand in front of the name: `!`. */
  readonly skip: number;
}

/** The condition of a statement. */
export interface Condition {
  /** The number of the word `if` or `unless`. */
  readonly start: number;
  readonly names: readonly ConditionName[];
  /** A term of it is filled in by a template. */
  readonly isOpen: boolean;
}

const aclName = /^!*([A-Za-z0-9_.:-]+)$/;
/** The names that haproxy gives to ACLs of its own: `TRUE`, `METH_GET`, `HTTP_1.1`. */
const predefined = /^[A-Z][A-Z0-9_.]*$/;

/** Reads the terms behind `if` or `unless`: names, `or`, `||`, `!`, and anonymous ACLs between braces. */
function readCondition(words: readonly Word[], start: number): Condition | undefined {
  const names: ConditionName[] = [];
  let isOpen = false;
  let isAnonymous = false;
  let terms = 0;
  for (let index = start + 1; index < words.length; index++) {
    const value = words[index]?.value ?? "";
    if (isAnonymous) {
      isAnonymous = value !== "}";
      continue;
    }
    if (value === "or" || value === "||" || value === "!") continue;
    terms++;
    if (/^!*\{$/.test(value)) isAnonymous = true;
    else if (isPlaceholderWord(value)) isOpen = true;
    else {
      const name = aclName.exec(value)?.[1];
      if (name === undefined) return undefined;
      names.push({ word: index, name, skip: value.length - name.length });
    }
  }
  return terms === 0 || isAnonymous ? undefined : { start, names, isOpen };
}

/** How many places of a line are looked at for the beginning of its condition. */
const mostCandidates = 8;

/**
 * Finds the condition of a statement that may have one. An argument may be the word `if` as well
 * (`http-request set-header X if if TRUE`), so a reading of which all names are ACLs is preferred.
 *
 * @param words the statement's words
 * @param isDeclared whether the section has an ACL of that name
 */
export function findCondition(words: readonly Word[], isDeclared: (name: string) => boolean): Condition | undefined {
  let fallback: Condition | undefined;
  let candidates = 0;
  for (let index = 1; index < words.length && candidates < mostCandidates; index++) {
    const value = words[index]?.value;
    if (value !== "if" && value !== "unless") continue;
    candidates++;
    const condition = readCondition(words, index);
    if (condition === undefined) continue;
    if (condition.names.every(({ name }) => isDeclared(name) || predefined.test(name))) return condition;
    fallback ??= condition;
  }
  return fallback;
}
