import { isPlaceholder } from "./value.ts";

const dollar = 36;
const percent = 37;
const asterisk = 42;
const lessThan = 60;
const atSign = 64;
const upperX = 88;
const underscore = 95;
const lowerX = 120;
const openBrace = 123;

/**
 * Whether a word has a character without which it can be no placeholder. It looks at each character once, so that the patterns
 * are left to the few words that need them.
 */
export function mayBePlaceholder(text: string): boolean {
  const first = text.charCodeAt(0);
  if (first === lowerX || first === upperX || first === asterisk || first === percent || first === underscore)
    return true;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === dollar || code === openBrace || code === lessThan || code === atSign) return true;
  }
  return false;
}

/** `isPlaceholder`, quick about words that are none. */
export function isPlaceholderWord(text: string): boolean {
  return mayBePlaceholder(text) && isPlaceholder(text);
}

// No alternative runs across the beginning of another of its kind, so that the time stays linear in the text's length.
const holes =
  /\{\{(?:[^\n{}]|\{[^\n{}]*\})*\}\}|\{%(?:[^\n%{]|%(?!\})|\{(?!%))*%\}|<%(?:[^\n%<]|%(?!>)|<(?!%))*%>|\{\$[^{}\n]*\}|\$\{[^{}\n]*\}|\$[A-Za-z_][A-Za-z0-9_]*|<[^<>\n]+>|@[A-Za-z_][A-Za-z0-9_]*@|__[A-Z0-9_]+__/g;

/** The character that `maskHoles` puts in the place of a placeholder; no config has it. */
export const hole = "\u0000";

/**
 * Puts as many `hole` characters as it is long in the place of each placeholder inside a word, so that the signs inside it
 * (`{{ vip | default('::1') }}:6443`) are not taken for the word's own.
 */
export function maskHoles(text: string): string {
  return text.replace(holes, (match) => hole.repeat(match.length));
}

/** Digits, a mask (`xxx`), or both (`1xx1`); a single letter between digits that masks nothing by custom is a slip of the keyboard. */
const octet = String.raw`(?:\d{1,4}|[xXyYzZ*?#]{1,4}|(?=\d*[xX*?#])[\dxX*?#]{1,4})`;
const maskedOctets = new RegExp(String.raw`^(?=.*[xXyYzZ*?#])${octet}(?:\.${octet}){3}$`);
const addressWord = /(?:^|[_-])(?:v?ips?|ipv[46]|ipaddr|addr|address)\d*(?:[_-]|$)/i;
const constantWord = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;

/**
 * Whether a word that stands where an address must stand is filled in or masked: `10.xx.1xx1.xxx`, `master_ip`, `VIP_ADDRESS`,
 * besides all that is a placeholder anywhere. It must not be an address itself.
 */
export function isAddressPlaceholder(text: string): boolean {
  return (
    isPlaceholderWord(text) ||
    maskedOctets.test(text) ||
    constantWord.test(text) ||
    (!text.includes(".") && addressWord.test(text))
  );
}

const hostNamePattern = /^[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_.])?$/;

/** A name that can be looked up, or undefined where the text is a placeholder or no name. */
export function readHostName(text: string): string | undefined {
  return hostNamePattern.test(text) && !isAddressPlaceholder(text) ? text : undefined;
}
