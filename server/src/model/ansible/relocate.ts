import type { HaproxySection, HaproxyStatement, HaproxyTree } from "../../syntax/haproxy/tree.ts";
import type { KeepalivedSection, KeepalivedStatement, KeepalivedTree } from "../../syntax/keepalived/tree.ts";
import type { Word } from "../../syntax/tree.ts";
import type { RenderedPiece, RenderedText } from "./render.ts";

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Finds where in a template a stretch of its rendered text comes from. */
class SourceMap {
  readonly #pieces: readonly RenderedPiece[];

  constructor(pieces: readonly RenderedPiece[]) {
    this.#pieces = pieces;
  }

  #pieceAt(offset: number): RenderedPiece | undefined {
    let low = 0;
    let high = this.#pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#pieces[middle]?.at ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return this.#pieces[low];
  }

  start(offset: number): number {
    const piece = this.#pieceAt(offset);
    if (piece === undefined) return 0;
    return piece.isLiteral ? Math.min(piece.start + offset - piece.at, piece.end) : piece.start;
  }

  end(offset: number): number {
    const piece = this.#pieceAt(Math.max(offset - 1, 0));
    if (piece === undefined) return 0;
    return piece.isLiteral ? Math.min(piece.start + offset - piece.at, piece.end) : piece.end;
  }
}

/** Moves the parts of one section to where they stand in the template. */
class Mover {
  readonly #map: SourceMap;
  readonly #base: number;

  constructor(map: SourceMap, base: number) {
    this.#map = map;
    this.#base = base;
  }

  offset(offset: number): number {
    return this.#map.start(this.#base + offset);
  }

  place<T extends Stretch>(one: T): T {
    const start = this.offset(one.start);
    // A loop may put what stands above below.
    return { ...one, start, end: Math.max(this.#map.end(this.#base + one.end), start) };
  }

  /** A template's text is every node's, so that no word of it can be edited for one of them. */
  words(words: readonly Word[]): Word[] {
    return words.map((word) => ({ ...this.place(word), generated: true }));
  }

  haproxy(statement: HaproxyStatement): HaproxyStatement {
    return { ...this.place(statement), words: this.words(statement.words) };
  }

  keepalived(statement: KeepalivedStatement): KeepalivedStatement {
    const { block } = statement;
    return {
      ...this.place(statement),
      words: this.words(statement.words),
      block: block && {
        open: this.offset(block.open),
        close: block.close === undefined ? undefined : this.offset(block.close),
        statements: block.statements.map((one) => this.keepalived(one)),
      },
    };
  }
}

/** What both languages' sections have beside their statements. */
function common(section: HaproxySection | KeepalivedSection, mover: Mover) {
  return {
    origin: { offset: 0 },
    length: section.length,
    comments: section.comments.map((one) => mover.place(one)),
    problems: section.problems.map((one) => mover.place(one)),
  };
}

/** The sections of a rendered haproxy.cfg, with all places in the template; their origin is the template's start. */
export function haproxySectionsInTemplate(tree: HaproxyTree, rendered: RenderedText): HaproxySection[] {
  const map = new SourceMap(rendered.pieces);
  return tree.sections.map((section) => {
    const mover = new Mover(map, section.origin.offset);
    return {
      ...common(section, mover),
      holes: section.holes.map((one) => mover.place(one)),
      header: section.header && mover.haproxy(section.header),
      statements: section.statements.map((one) => mover.haproxy(one)),
    };
  });
}

/** The same for a keepalived.conf. */
export function keepalivedSectionsInTemplate(tree: KeepalivedTree, rendered: RenderedText): KeepalivedSection[] {
  const map = new SourceMap(rendered.pieces);
  return tree.sections.map((section) => {
    const mover = new Mover(map, section.origin.offset);
    return {
      ...common(section, mover),
      holes: section.holes.map((one) => mover.place(one)),
      definitions: section.definitions.map((one) => mover.place(one)),
      statements: section.statements.map((one) => mover.keepalived(one)),
    };
  });
}
