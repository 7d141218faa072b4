import { createToken, EmbeddedActionsParser, type IToken, Lexer } from "chevrotain";
import { findHoleEnd, templateFlow } from "../holes.ts";
import { parseSections, type SectionParser } from "../sections.ts";
import { skipGrammarValidations } from "../settings.ts";
import type { Comment, SyntaxProblem, Word } from "../tree.ts";
import { type Expansion, expand, needsExpansion, SourceMap } from "./expansion.ts";
import { beginsComment, commentEnd, type Piece, placeholderEnd, readPiece } from "./piece.ts";
import type { KeepalivedBlock, KeepalivedSection, KeepalivedStatement, KeepalivedTree, TemplateHole } from "./tree.ts";

/** What the lexer and the grammar set aside while they read one section. */
let comments: Comment[] = [];
let holes: TemplateHole[] = [];
let problems: SyntaxProblem[] = [];
/** Set while an expanded text is read: its offsets are translated back to the source. */
let sourceMap: SourceMap | undefined;

interface Located {
  readonly start: number;
  readonly end: number;
  readonly generated?: true;
}

function locate(start: number, end: number): Located {
  if (sourceMap === undefined) return { start, end };
  const place = sourceMap.locate(start, end);
  return place.generated
    ? { start: place.start, end: place.end, generated: true }
    : { start: place.start, end: place.end };
}

/** Blanks of the C locale: NBSP and the byte order mark are ordinary characters to keepalived. */
const blanks = /[ \t\v\f\r\n\0]+/y;
/** The signs that open a template's own line or comment, with what closes them; `<%=` brings in a value. */
const directiveOpening = /[ \t]*(?:(\{%)|(\{#)|<%(?!=))/y;

/** Where a template's directive that begins at `at`, blanks in front, ends; -1 where there is none. */
function directiveEnd(text: string, at: number): number {
  directiveOpening.lastIndex = at;
  const opening = directiveOpening.exec(text);
  if (opening === null) return -1;
  const close = opening[1] !== undefined ? "%}" : opening[2] !== undefined ? "#}" : "%>";
  return findHoleEnd(text, directiveOpening.lastIndex, close);
}

/** Blanks, NUL, and the signs of comments and templates: nothing else begins what the grammar does not see. */
function mayBeTrivia(code: number): boolean {
  return code <= 35 || code === 60 || code === 123;
}

const Trivia = createToken({
  name: "Trivia",
  pattern: (text: string, offset: number) => {
    if (!mayBeTrivia(text.charCodeAt(offset))) return null;
    blanks.lastIndex = offset;
    const blank = blanks.exec(text);
    if (blank !== null) {
      // A NUL hides the rest of its line.
      const nul = blank[0].indexOf("\0");
      if (nul < 0) return [blank[0]];
      const at = offset + nul;
      problems.push({ kind: "nul-character", ...locate(at, at + 1) });
      return [text.slice(offset, commentEnd(text, at))];
    }
    const end = directiveEnd(text, offset);
    if (end > 0) {
      holes.push({ ...locate(offset, end), flow: templateFlow(text.slice(offset, end)) });
      return [text.slice(offset, end)];
    }
    if (!beginsComment(text, offset)) return null;
    const behind = commentEnd(text, offset);
    comments.push(locate(offset, behind));
    const comment = text.slice(offset, behind);
    const nul = comment.indexOf("\0");
    if (nul >= 0) problems.push({ kind: "nul-character", ...locate(offset + nul, offset + nul + 1) });
    return [comment];
  },
  line_breaks: true,
  group: Lexer.SKIPPED,
});

type CustomMatch = [string] & { payload?: Piece };

const PieceToken = createToken({
  name: "Piece",
  pattern: (text: string, offset: number) => {
    if (text[offset] === "}") return null;
    const piece = readPiece(text, offset);
    if (piece.words.length === 0) return null;
    // The blanks behind belong to the token, so that they don't need one of their own.
    let end = piece.end;
    for (let code = text.charCodeAt(end); code === 32 || (code >= 9 && code <= 13); code = text.charCodeAt(end)) end++;
    const match: CustomMatch = [text.slice(offset, end)];
    match.payload = piece;
    return match;
  },
  line_breaks: false,
});

/**
 * Blocks nest four deep in keepalived. The grammar reads a block within a block by recursion, so braces beyond this depth,
 * which only a broken text has, are set aside as stray ones before it sees them.
 */
const maximumDepth = 100;
let depth = 0;

const OpenBrace = createToken({
  name: "OpenBrace",
  pattern: (text: string, offset: number) => {
    if (text[offset] !== "{" || depth >= maximumDepth) return null;
    depth++;
    return ["{"];
  },
  line_breaks: false,
});

const CloseBrace = createToken({
  name: "CloseBrace",
  pattern: (text: string, offset: number) => {
    if (text[offset] !== "}" || depth > maximumDepth) return null;
    if (depth > 0) depth--;
    return ["}"];
  },
  line_breaks: false,
});

const BraceTooDeep = createToken({
  name: "BraceTooDeep",
  pattern: (text: string, offset: number) => {
    const brace = text[offset];
    if (brace !== "{" && brace !== "}") return null;
    depth += brace === "{" ? 1 : -1;
    if (brace === "{") problems.push({ kind: "stray-opening-brace", ...locate(offset, offset + 1) });
    return [brace];
  },
  line_breaks: false,
  group: Lexer.SKIPPED,
});

const tokenTypes = [Trivia, PieceToken, OpenBrace, CloseBrace, BraceTooDeep];

/** A token's end; the lexer tracks starts alone. */
function endOf(token: IToken): number {
  return token.startOffset + token.image.length;
}

class SectionGrammar extends EmbeddedActionsParser {
  readonly section: () => KeepalivedStatement[];
  readonly #statements: () => KeepalivedStatement[];
  readonly #block: () => KeepalivedBlock;

  constructor() {
    super(tokenTypes, { maxLookahead: 1, skipValidations: skipGrammarValidations, recoveryEnabled: false });

    this.#statements = this.RULE("statements", () => {
      const statements: KeepalivedStatement[] = [];
      this.MANY(() => {
        this.OR([
          {
            ALT: () => {
              const token = this.CONSUME(PieceToken);
              const block = this.OPTION(() => this.SUBRULE(this.#block));
              const statement = this.ACTION(() => toStatement(token, block));
              if (statement !== undefined) statements.push(statement);
            },
          },
          {
            // A block without a keyword: its content is read as if it stood here.
            ALT: () => {
              const block = this.SUBRULE1(this.#block);
              this.ACTION(() => {
                problems.push({ kind: "stray-opening-brace", start: block.open, end: block.open + 1 });
                // Not spread as arguments: a block may have more statements than a call can take.
                for (const statement of block.statements) statements.push(statement);
              });
            },
          },
        ]);
      });
      return statements;
    });

    this.#block = this.RULE("block", () => {
      const open = this.CONSUME(OpenBrace);
      const statements = this.SUBRULE(this.#statements);
      const close = this.OPTION(() => this.CONSUME(CloseBrace));
      return this.ACTION(() => {
        const openAt = locate(open.startOffset, endOf(open));
        if (close === undefined) problems.push({ kind: "missing-closing-brace", start: openAt.start, end: openAt.end });
        const closeAt = close === undefined ? undefined : locate(close.startOffset, endOf(close)).start;
        return { open: openAt.start, close: closeAt, statements };
      });
    });

    this.section = this.RULE("section", () => {
      const statements: KeepalivedStatement[] = [];
      this.AT_LEAST_ONE_SEP({
        SEP: CloseBrace,
        DEF: () => {
          const part = this.SUBRULE(this.#statements);
          this.ACTION(() => {
            for (const statement of part) statements.push(statement);
          });
        },
      });
      return statements;
    });

    this.performSelfAnalysis();
  }
}

function toStatement(token: IToken, block: KeepalivedBlock | undefined): KeepalivedStatement | undefined {
  const piece: Piece | undefined = token.payload;
  if (piece === undefined) return undefined;
  let words: readonly Word[] = piece.words;
  if (sourceMap !== undefined) {
    words = words.map((word) => ({ value: word.value, ...locate(word.start, word.end) }));
  }
  for (const problem of piece.problems) {
    const place = locate(problem.start, problem.end);
    problems.push({ kind: problem.kind, start: place.start, end: place.end });
  }
  const start = words[0]?.start ?? 0;
  const lastEnd = words[words.length - 1]?.end ?? start;
  const blockEnd = block === undefined ? lastEnd : (block.close ?? block.open) + 1;
  return { words, block, start, end: Math.max(lastEnd, blockEnd) };
}

interface Machine {
  readonly lexer: Lexer;
  readonly grammar: SectionGrammar;
}

let machine: Machine | undefined;

/** The lexer and the parser, made when the first keepalived.conf comes: that takes milliseconds which others need not spend. */
function theMachine(): Machine {
  machine ??= {
    lexer: new Lexer(tokenTypes, { positionTracking: "onlyOffset", skipValidations: skipGrammarValidations }),
    grammar: new SectionGrammar(),
  };
  return machine;
}

/** Braces that close nothing: the grammar's rule for a section takes them as separators. */
function findStrayClosingBraces(tokens: readonly IToken[]): void {
  let open = 0;
  for (const token of tokens) {
    if (token.tokenType === OpenBrace) open++;
    else if (token.tokenType === CloseBrace) {
      if (open > 0) open--;
      else {
        const place = locate(token.startOffset, endOf(token));
        problems.push({ kind: "stray-closing-brace", start: place.start, end: place.end });
      }
    }
  }
}

function parseText(text: string): Omit<KeepalivedSection, "origin" | "length" | "definitions"> {
  comments = [];
  holes = [];
  problems = [];
  depth = 0;
  const { lexer, grammar } = theMachine();
  const lexed = lexer.tokenize(text);
  grammar.input = lexed.tokens;
  findStrayClosingBraces(lexed.tokens);
  const statements = grammar.section();
  if (lexed.errors.length > 0 || grammar.errors.length > 0) {
    // The token types cover every character and the grammar every order of them, so this is a fault of the grammar itself.
    const messages = [...lexed.errors, ...grammar.errors].map((error) => error.message);
    throw new Error(`keepalived grammar: ${messages.join("; ")}`);
  }
  return { statements, comments, holes, problems };
}

const interesting = /[{}"#!\n$]/g;
const nextCode = /(?:[ \t\v\f\r\n\0]+|[#!][^\n]*)*/y;

/**
 * Finds the end of the section that begins at `start`: behind the line on which its block closes, or behind its one line
 * where there is no block. Only braces, quotes and comments are looked at.
 */
function findSectionEnd(text: string, start: number): number {
  nextCode.lastIndex = start;
  nextCode.exec(text);
  let open = 0;
  let sawBrace = false;
  interesting.lastIndex = nextCode.lastIndex;
  for (let match = interesting.exec(text); match !== null; match = interesting.exec(text)) {
    const at = match.index;
    switch (match[0]) {
      case "{": {
        const end = Math.max(placeholderEnd(text, at), directiveEnd(text, at));
        if (end > 0) {
          interesting.lastIndex = end;
          break;
        }
        open++;
        sawBrace = true;
        break;
      }
      case "}":
        open--;
        sawBrace = true;
        break;
      case "$": {
        const end = placeholderEnd(text, at);
        if (end > 0) interesting.lastIndex = end;
        break;
      }
      case '"': {
        const rest = /[^"\n\0]*"?/y;
        rest.lastIndex = at + 1;
        rest.exec(text);
        interesting.lastIndex = rest.lastIndex;
        break;
      }
      case "#":
      case "!":
        if (beginsComment(text, at)) interesting.lastIndex = commentEnd(text, at);
        break;
      default: {
        if (open > 0) break;
        // The brace of a block may stand lines below its keyword.
        nextCode.lastIndex = at;
        nextCode.exec(text);
        if (sawBrace || text[nextCode.lastIndex] !== "{") return at + 1;
        interesting.lastIndex = nextCode.lastIndex;
      }
    }
  }
  return text.length;
}

const sections: SectionParser<KeepalivedSection> = {
  findEnd: findSectionEnd,
  parse(sectionText, start) {
    return { origin: { offset: start }, length: sectionText.length, definitions: [], ...parseText(sectionText) };
  },
};

/**
 * Parses a keepalived.conf. Any text gives a tree; what is wrong with the text itself is in the sections' `problems`.
 *
 * @param text the whole file
 * @param options `configId`: the host whose `@id` lines count; `previous`: the tree of the text before an edit, whose
 *   untouched sections are taken over and which must not be used any more
 */
export function parseKeepalived(
  text: string,
  options: { readonly configId?: string | undefined; readonly previous?: KeepalivedTree | undefined } = {},
): KeepalivedTree {
  const { configId, previous } = options;
  if (!needsExpansion(text)) {
    // A file with definitions is read as one section, which must not be taken for an ordinary one.
    const reusable = previous?.isExpanded === false ? previous : undefined;
    return {
      language: "keepalived",
      text,
      sections: parseSections(text, sections, reusable),
      isExpanded: false,
      configIds: [],
      isForOthers: false,
      configId,
    };
  }
  return parseExpansion(expand(text, configId), configId);
}

/**
 * Parses what a keepalived.conf comes to once its definitions, `@host` lines, sequences and includes are worked out: one section, whose
 * places count in the expansion's source.
 */
export function parseExpansion(expansion: Expansion, configId: string | undefined): KeepalivedTree {
  const { source, texts } = expansion;
  sourceMap = new SourceMap(expansion.segments);
  const parsed = parseText(expansion.text);
  sourceMap = undefined;
  const section: KeepalivedSection = {
    ...parsed,
    origin: texts.length > 1 ? { offset: 0, texts } : { offset: 0 },
    length: source.length,
    definitions: expansion.definitions,
    problems: [...expansion.problems, ...parsed.problems],
  };
  return {
    language: "keepalived",
    text: source,
    sections: [section],
    isExpanded: true,
    configIds: expansion.configIds,
    isForOthers: expansion.configIds.length > 0 && expansion.ownIds.size === 0,
    configId,
  };
}
