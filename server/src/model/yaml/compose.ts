import { Composer, type CST, Parser } from "yaml";

/** No file that people write is longer (in UTF-16 units); a longer one is left alone rather than waited for. */
const maximumLength = 1 << 20;

/** Real documents nest a dozen levels; the library composes level by level on the call stack. */
const maximumDepth = 64;

/** The library's parser uses the call stack as well: so deep, in columns and in open brackets, it may go. */
const maximumColumn = 400;
const maximumBrackets = 1000;
const maximumIndicators = 200;

const indicators = /(?:^|[ \t])[-?](?=[ \t])/g;

/**
 * Whether a text may nest deeper than the parser's call stack reaches. It looks at the bare signs: block collections need a
 * column each, or a dash or question mark on one line; flow collections a bracket.
 */
function mayNestTooDeep(text: string): boolean {
  let brackets = 0;
  for (const line of text.split(/\r?\n|\r/)) {
    let column = 0;
    while (column < line.length && " \t-?:".includes(line[column] ?? "")) column++;
    if (column > maximumColumn) return true;
    if (line.length > maximumIndicators && (line.match(indicators)?.length ?? 0) > maximumIndicators) return true;
    for (let i = column; i < line.length; i++) {
      const code = line.charCodeAt(i);
      if (code === 91 || code === 123) brackets++;
      else if ((code === 93 || code === 125) && brackets > 0) brackets--;
    }
    if (brackets > maximumBrackets) return true;
  }
  return false;
}

/** How deep a parsed document nests; no call stack is used for it. */
function depthOf(token: CST.Token): number {
  let deepest = 0;
  const open: { token: CST.Token; depth: number }[] = [{ token, depth: 1 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { depth } = next;
    deepest = Math.max(deepest, depth);
    if ("items" in next.token) {
      for (const item of next.token.items) {
        if (item.key) open.push({ token: item.key, depth: depth + 1 });
        if (item.value) open.push({ token: item.value, depth: depth + 1 });
      }
    } else if (next.token.type === "document" && next.token.value !== undefined) {
      open.push({ token: next.token.value, depth: depth + 1 });
    }
  }
  return deepest;
}

/** A document as the library composes it: with its errors, the contents as far as they can be read. */
export type YamlDocument =
  ReturnType<Composer["compose"]> extends Generator<infer Composed, unknown, unknown> ? Composed : never;

/** What a YAML text holds. */
export interface ComposedYaml {
  readonly documents: readonly YamlDocument[];
  /** Whether a document was left out because it nests deeper than anything that people write. */
  readonly isCut: boolean;
}

/**
 * Composes the documents of a YAML text. Every scalar stays the text that it is, and two entries of one name are both there.
 *
 * @param text any text
 * @returns undefined where it is too long or may nest too deep to be read at all
 */
export function composeYaml(text: string): ComposedYaml | undefined {
  if (text.length > maximumLength || mayNestTooDeep(text)) return undefined;
  const all = [...new Parser().parse(text)];
  const tokens = all.filter((token) => depthOf(token) <= maximumDepth);
  const composer = new Composer({ schema: "failsafe", uniqueKeys: false, prettyErrors: false, logLevel: "silent" });
  return { documents: [...composer.compose(tokens, false, text.length)], isCut: tokens.length < all.length };
}
