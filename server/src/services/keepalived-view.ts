import { type DefinitionUse, findDefinitions } from "../syntax/keepalived/definitions.ts";
import { parseKeepalived } from "../syntax/keepalived/parser.ts";
import type { KeepalivedStatement, KeepalivedTree } from "../syntax/keepalived/tree.ts";
import { standingOf } from "../syntax/tree.ts";
import { blocksAround, lineStartOf, type NavigationSource, pathOf, sectionAt } from "./source.ts";

/**
 * A keepalived.conf as one who asks at a place has to read it. keepalived works out definitions, `@host` lines and sequences before it
 * looks for keywords, so that a line may only make sense where a definition is used, or behind its condition.
 */
export interface KeepalivedView {
  readonly tree: KeepalivedTree;
  readonly text: string;
  /** The place in that text. */
  readonly offset: number;
  /** What is to be taken from an offset of that text for one of the file, on the line of the place. */
  readonly shift: number;
  /** The keywords of the blocks that other files put around this one by an include. */
  readonly outer: readonly string[];
}

const condition = /^[ \t]*@\S*/;
const sequenceHead = /^([ \t]*(?:@\S*[ \t]+)?)(~(?:SEQx?|LST)\([^)\n]*\)?)/;

/** Blanks in place of a stretch of a text, so that offsets stay. */
function blanked(text: string, start: number, end: number): string {
  return text.slice(0, start) + text.slice(start, end).replace(/[^\n]/g, " ") + text.slice(end);
}

/** The tree of the host that reads a line; of those that do the first. */
function readingOf(source: NavigationSource, file: string, line: string): KeepalivedTree | undefined {
  const trees = source.readingsOf(file).filter((tree) => tree.language === "keepalived");
  const [, negation, id] = /^[ \t]*@(\^?)(\S*)/.exec(line) ?? [];
  if (id === undefined) return trees[0];
  return trees.find(({ configId }) => (configId === id) === (negation === "")) ?? trees[0];
}

/** The definition in whose value a place is. */
function definitionAround(uses: readonly DefinitionUse[], offset: number): DefinitionUse | undefined {
  return uses.find(
    ({ isDeclaration, isLate, end, wholeEnd }) => isDeclaration && !isLate && end < offset && offset <= wholeEnd,
  );
}

/** The value of a definition as it stands in the text: without the signs that lead to its next line. */
function bodyOf(text: string, { end, wholeEnd }: DefinitionUse): { readonly start: number; readonly body: string } {
  const start = end + 1;
  let last = wholeEnd;
  // A definition reaches from its first line to the last that a backslash leads to.
  while (/\\[ \t\r]*$/.test(text.slice(Math.max(start, lineStartOf(text, last)), last))) {
    const next = text.indexOf("\n", last);
    if (next < 0) break;
    const following = text.indexOf("\n", next + 1);
    last = following < 0 ? text.length : following;
  }
  const body = text.slice(start, last).replace(/\\(?=[ \t\r]*(?:\n|$))/g, " ");
  return { start, body };
}

/** The value of a definition, without the signs that lead to its next line. */
export function definitionValue(text: string, use: DefinitionUse): string {
  return bodyOf(text, use).body;
}

/** The whole of a definition that goes on over several lines. */
function withLines(text: string, use: DefinitionUse): DefinitionUse {
  if (!use.isDeclaration || use.isLate) return use;
  const { start, body } = bodyOf(text, use);
  return { ...use, wholeEnd: start + body.length };
}

/** Reads a definition's value where the definition is used first, because only there it means anything. */
function viewOfBody(text: string, uses: readonly DefinitionUse[], around: DefinitionUse, offset: number) {
  const { start, body } = bodyOf(text, around);
  const use = uses.find(
    (one) => one.name === around.name && !one.isDeclaration && (one.wholeEnd <= around.wholeStart || one.start > start),
  );
  const place = use ?? { wholeStart: around.wholeStart, wholeEnd: around.wholeStart };
  const lineStart = lineStartOf(text, place.wholeStart);
  // What a sequence repeats is read once.
  const [, lead = "", head = ""] = sequenceHead.exec(text.slice(lineStart, place.wholeStart)) ?? [];
  const bare = head === "" ? text : blanked(text, lineStart + lead.length, lineStart + lead.length + head.length);
  const joined = bare.slice(0, place.wholeStart) + body + bare.slice(place.wholeEnd);
  return { text: joined, offset: place.wholeStart + (offset - start), shift: place.wholeStart - start };
}

/** The keywords of the blocks around the place where other files include this one. */
function blocksOfInclude(source: NavigationSource, file: string): readonly string[] {
  const [main] = source.includesOf(file).mains;
  if (main === undefined || main === file) return [];
  for (const tree of source.wholeReadingsOf(main)) {
    if (tree.language !== "keepalived") continue;
    for (const section of tree.sections) {
      const standsHere = ({ start, end }: KeepalivedStatement): boolean =>
        standingOf({ origin: section.origin, start, end }, main).file === file;
      const find = (
        statements: readonly KeepalivedStatement[],
        path: readonly string[],
      ): readonly string[] | undefined => {
        if (statements.some(standsHere)) return path;
        for (const { words, block } of statements) {
          const found = block === undefined ? undefined : find(block.statements, [...path, words[0]?.value ?? ""]);
          if (found !== undefined) return found;
        }
        return undefined;
      };
      const found = find(section.statements, []);
      if (found !== undefined) return found;
    }
  }
  return [];
}

/**
 * The text and tree by which to judge a place of a keepalived.conf.
 *
 * @returns undefined where the file is none
 */
export function keepalivedViewAt(source: NavigationSource, file: string, offset: number): KeepalivedView | undefined {
  const text = source.textOf(file);
  const tree = source.treeOf(file);
  if (text === undefined || tree?.language !== "keepalived") return undefined;
  const outer = blocksOfInclude(source, file);
  const plain = { tree, text, offset, shift: 0, outer };
  if (!/[$@~]/.test(text)) return plain;
  const uses = findDefinitions(text).map((use) => withLines(text, use));
  const around = definitionAround(uses, offset);
  if (around !== undefined) {
    const view = viewOfBody(text, uses, around, offset);
    return { ...view, tree: parseKeepalived(view.text), outer };
  }
  const lineStart = lineStartOf(text, offset);
  const lineEnd = text.indexOf("\n", lineStart);
  const line = text.slice(lineStart, lineEnd < 0 ? text.length : lineEnd);
  const [head] = sequenceHead.exec(line) ?? [];
  if (head !== undefined) {
    const bare = blanked(text, lineStart, lineStart + head.length);
    return { tree: parseKeepalived(bare), text: bare, offset, shift: 0, outer };
  }
  const [host] = condition.exec(line) ?? [];
  const own = readingOf(source, file, line) ?? tree;
  if (host === undefined) return { ...plain, tree: own };
  return { ...plain, tree: own, text: blanked(text, lineStart, lineStart + host.length) };
}

/** The keywords of the blocks around a place of a view, outermost first. */
export function pathAt({ tree, outer }: KeepalivedView, offset: number): readonly string[] {
  const section = sectionAt(tree.sections, offset);
  const inner = section === undefined ? [] : pathOf(blocksAround(section, offset - section.origin.offset));
  return [...outer, ...inner];
}
