import { createToken, EmbeddedActionsParser, type IToken, Lexer } from "chevrotain";
import { skipGrammarValidations } from "../settings.ts";
import type { Word } from "../tree.ts";
import type { NginxBlock, NginxDirective } from "./tree.ts";

const Blank = createToken({ name: "Blank", pattern: /\s+/, group: Lexer.SKIPPED, line_breaks: true });
// A sign in the middle of a word is part of it.
const CommentText = createToken({ name: "CommentText", pattern: /#[^\n]*|\{#[^\n]{0,2000}?#\}/, group: Lexer.SKIPPED });
const Hole = createToken({ name: "Hole", pattern: /\{%[^\n]{0,2000}?%\}|<%[^\n]{0,2000}?%>/ });
const Quoted = createToken({
  name: "Quoted",
  // One that is not closed goes to the end of the text, as nginx reads it.
  pattern: /"(?:[^"\\]|\\[\s\S])*"?|'(?:[^'\\]|\\[\s\S])*'?/,
  line_breaks: true,
});
const Plain = createToken({
  name: "Plain",
  pattern:
    /(?:\{\{[^\n]{0,2000}?\}\}|\$\{[^}\n]*\}|\\[\s\S]?|[^\s;{}"'#\\])(?:\{\{[^\n]{0,2000}?\}\}|\$\{[^}\n]*\}|\\[\s\S]?|[^\s;{}\\])*/,
  line_breaks: true,
});
const Semicolon = createToken({ name: "Semicolon", pattern: ";" });
const Opening = createToken({ name: "Opening", pattern: "{" });
const Closing = createToken({ name: "Closing", pattern: "}" });

const tokens = [Blank, CommentText, Hole, Quoted, Plain, Semicolon, Opening, Closing];

/** A stretch of the text that is one step for the blocks around it. */
type Piece =
  | { readonly kind: "directive" | "block"; readonly tokens: readonly IToken[]; readonly end: number }
  | { readonly kind: "closing"; readonly end: number }
  | { readonly kind: "hole" };

function wordOf(token: IToken): Word {
  const { image, startOffset } = token;
  const isQuoted = image.startsWith('"') || image.startsWith("'");
  const inside = isQuoted ? image.slice(1, image.length > 1 && image.endsWith(image[0] ?? "") ? -1 : undefined) : image;
  const value = inside.includes("\\") ? inside.replace(/\\([\s\S])/g, "$1") : inside;
  return { value, start: startOffset, end: startOffset + image.length };
}

/** Pieces in a row, with no nesting: blocks are put together afterwards, so that no depth of braces matters. */
class PieceGrammar extends EmbeddedActionsParser {
  readonly pieces: () => Piece[];

  constructor() {
    super(tokens, { maxLookahead: 1, skipValidations: skipGrammarValidations, recoveryEnabled: false });
    this.pieces = this.RULE("pieces", () => {
      const found: Piece[] = [];
      this.MANY(() => {
        this.OR([
          { ALT: () => found.push(this.SUBRULE(this.directive)) },
          {
            ALT: () => {
              const token = this.CONSUME(Closing);
              found.push({ kind: "closing", end: token.startOffset + 1 });
            },
          },
          {
            ALT: () => {
              this.CONSUME(Hole);
              found.push({ kind: "hole" });
            },
          },
          // Stray signs: nginx refuses them, but what stands around them is meant all the same.
          { ALT: () => this.CONSUME(Semicolon) },
          {
            ALT: () => {
              const token = this.CONSUME(Opening);
              found.push({ kind: "block", tokens: [], end: token.startOffset + 1 });
            },
          },
        ]);
      });
      return found;
    });
    this.performSelfAnalysis();
  }

  private readonly directive = this.RULE("directive", (): Piece => {
    const words: IToken[] = [];
    let kind: "directive" | "block" = "directive";
    let end: number | undefined;
    this.AT_LEAST_ONE(() => {
      const token = this.OR1([{ ALT: () => this.CONSUME(Plain) }, { ALT: () => this.CONSUME(Quoted) }]);
      words.push(token);
    });
    this.OPTION(() => {
      this.OR2([
        {
          ALT: () => {
            end = this.CONSUME(Semicolon).startOffset + 1;
          },
        },
        {
          ALT: () => {
            end = this.CONSUME(Opening).startOffset + 1;
            kind = "block";
          },
        },
      ]);
    });
    return { kind, tokens: words, end: end ?? 0 };
  });
}

interface OpenBlock {
  readonly words: readonly Word[];
  readonly directives: NginxDirective[];
  hasHoles: boolean;
}

function close(block: OpenBlock, around: OpenBlock, end: number): void {
  const { words, directives, hasHoles } = block;
  const start = words[0]?.start;
  // A block without a name holds nothing that could be meant.
  if (start !== undefined) around.directives.push({ words, block: { directives, hasHoles }, start, end });
}

function nest(pieces: readonly Piece[], length: number): NginxBlock {
  const root: OpenBlock = { words: [], directives: [], hasHoles: false };
  const open: OpenBlock[] = [root];
  for (const piece of pieces) {
    const inner = open[open.length - 1] ?? root;
    if (piece.kind === "hole") inner.hasHoles = true;
    else if (piece.kind !== "closing") {
      // What a template writes in front of a directive is a line of its own: `{{ range .Servers }}`.
      const written = piece.tokens.map(wordOf);
      const first = written.findIndex(({ value }) => !value.startsWith("{{"));
      const words = first < 0 ? [] : written.slice(first);
      inner.hasHoles ||= words.length < written.length;
      const start = words[0]?.start;
      if (piece.kind === "block") open.push({ words, directives: [], hasHoles: false });
      else if (start !== undefined) {
        // The last one of a block may do without its sign.
        const last = words[words.length - 1]?.end ?? start;
        inner.directives.push({ words, block: undefined, start, end: Math.max(last, piece.end) });
      }
    } else if (open.length > 1) {
      open.pop();
      close(inner, open[open.length - 1] ?? root, piece.end);
    }
  }
  while (open.length > 1) {
    const inner = open.pop();
    if (inner !== undefined) close(inner, open[open.length - 1] ?? root, length);
  }
  return root;
}

let machine: { readonly lexer: Lexer; readonly grammar: PieceGrammar } | undefined;

/**
 * Parses a config of nginx. Any text gives a tree: a block that is not closed goes to the end, and a stray brace is left out.
 *
 * @param text the config, placeholders and lines of a template among it
 * @returns the directives outside all blocks
 */
export function parseNginx(text: string): NginxBlock {
  machine ??= {
    lexer: new Lexer(tokens, { positionTracking: "onlyOffset", skipValidations: skipGrammarValidations }),
    grammar: new PieceGrammar(),
  };
  const { tokens: found, errors } = machine.lexer.tokenize(text);
  const [error] = errors;
  if (error !== undefined) throw new Error(`The lexer of nginx stopped: ${error.message}`);
  machine.grammar.input = found;
  const pieces = machine.grammar.pieces();
  const [problem] = machine.grammar.errors;
  if (problem !== undefined) throw problem;
  return nest(pieces, text.length);
}
