import type { JinjaBranch, JinjaNode } from "../../syntax/jinja/tree.ts";
import { evaluateJinja } from "./evaluate.ts";
import { isList, isTrue, type JinjaScope, type JinjaValue, textOf, unknown } from "./values.ts";

/** A stretch of a rendered text and where it comes from in the template. */
export interface RenderedPiece {
  /** The offset in the rendered text. */
  readonly at: number;
  readonly length: number;
  readonly start: number;
  readonly end: number;
  /** It stands in the template as it is; else it came out of the tag at `start` to `end`. */
  readonly isLiteral: boolean;
}

export interface RenderedText {
  readonly text: string;
  /** In order, without gaps. */
  readonly pieces: readonly RenderedPiece[];
}

/** No config is longer (in UTF-16 units); a loop within a loop could go on for ever. */
const longestText = 1 << 19;

/** What a reader of either language takes for a line that is filled in later. */
const unknownLine = "{% unknown %}\n";

/** A scope with names of its own in front of another's. */
class InnerScope implements JinjaScope {
  readonly #outer: JinjaScope;
  readonly #names = new Map<string, JinjaValue>();

  constructor(outer: JinjaScope) {
    this.#outer = outer;
  }

  set(name: string, value: JinjaValue): void {
    this.#names.set(name, value);
  }

  lookup(name: string): JinjaValue {
    return this.#names.get(name) ?? this.#outer.lookup(name);
  }
}

/** Thrown when a template can't be rendered in a way that keeps its shape. */
class NotRendered extends Error {}

function bracesIn(text: string): number {
  let depth = 0;
  for (const sign of text) depth += sign === "{" ? 1 : sign === "}" ? -1 : 0;
  return depth;
}

class Renderer {
  readonly #source: string;
  readonly #pieces: RenderedPiece[] = [];
  #text = "";

  constructor(source: string) {
    this.#source = source;
  }

  get result(): RenderedText {
    return { text: this.#text, pieces: this.#pieces };
  }

  #add(text: string, start: number, end: number, isLiteral: boolean): void {
    if (text === "") return;
    this.#pieces.push({ at: this.#text.length, length: text.length, start, end, isLiteral });
    this.#text += text;
    if (this.#text.length > longestText) throw new NotRendered();
  }

  render(nodes: readonly JinjaNode[], scope: InnerScope): void {
    for (const node of nodes) this.#node(node, scope);
  }

  #node(node: JinjaNode, scope: InnerScope): void {
    const { start, end } = node;
    switch (node.kind) {
      case "text":
        this.#add(this.#source.slice(start, end), start, end, true);
        return;
      case "output": {
        const text = node.expression && textOf(evaluateJinja(node.expression, scope));
        // What is not known stays the placeholder that it is.
        if (text === undefined) this.#add(this.#source.slice(start, end), start, end, true);
        else this.#add(text, start, end, false);
        return;
      }
      case "set":
        scope.set(node.name, node.value === undefined ? unknown : evaluateJinja(node.value, scope));
        return;
      case "if":
        this.#if(node, scope);
        return;
      case "for":
        this.#for(node, scope);
        return;
      case "unknown":
        this.#unknown(start, end);
    }
  }

  #if(node: JinjaNode & { kind: "if" }, scope: InnerScope): void {
    for (const { condition, body } of node.branches) {
      const isTaken = isBranchTaken(condition, scope);
      if (isTaken === undefined) {
        this.#unknown(node.start, node.end);
        this.#forget(
          node.branches.flatMap((branch) => branch.body),
          scope,
        );
        return;
      }
      if (!isTaken) continue;
      this.render(body, scope);
      return;
    }
  }

  #for(node: JinjaNode & { kind: "for" }, scope: InnerScope): void {
    const list = node.of === undefined ? unknown : evaluateJinja(node.of, scope);
    if (!isList(list)) {
      this.#unknown(node.start, node.end);
      this.#forget(node.body, scope);
      return;
    }
    const taken: InnerScope[] = [];
    for (const item of list) {
      const inner = new InnerScope(scope);
      const [first = "", second] = node.names;
      if (second === undefined) inner.set(first, item);
      else {
        inner.set(first, isList(item) ? (item[0] ?? unknown) : unknown);
        inner.set(second, isList(item) ? (item[1] ?? unknown) : unknown);
      }
      const isTaken = node.filter === undefined ? true : isTrue(evaluateJinja(node.filter, inner));
      if (isTaken === undefined) {
        this.#unknown(node.start, node.end);
        return;
      }
      if (isTaken) taken.push(inner);
    }
    for (const [index, inner] of taken.entries()) {
      const isFirst = index === 0;
      const isLast = index === taken.length - 1;
      const loop: [string, JinjaValue][] = [
        ["index", index + 1],
        ["index0", index],
        ["first", isFirst],
        ["last", isLast],
      ];
      inner.set("loop", new Map([...loop, ["length", taken.length]]));
      this.render(node.body, inner);
    }
  }

  /** What a part that may or may not be there sets is not known any more. */
  #forget(nodes: readonly JinjaNode[], scope: InnerScope): void {
    for (const node of nodes) {
      if (node.kind === "set") scope.set(node.name, unknown);
      else if (node.kind === "for") this.#forget(node.body, scope);
      else if (node.kind === "if") for (const { body } of node.branches) this.#forget(body, scope);
    }
  }

  /** Puts a hole in the place of a part that may give anything: a line of its own, or a word. */
  #unknown(start: number, end: number): void {
    const source = this.#source.slice(start, end);
    // Without its braces the text around it would fall apart.
    if (bracesIn(source) !== 0) throw new NotRendered();
    const isLine = source.includes("\n") || this.#text.endsWith("\n") || this.#text === "";
    if (!isLine) {
      this.#add("{{ unknown }}", start, end, false);
      return;
    }
    const lineStart = this.#text.lastIndexOf("\n") + 1;
    const before = this.#text.slice(lineStart).trim() === "" ? "" : "\n";
    this.#add(before + unknownLine, start, end, false);
  }
}

/** Whether a branch is the one that is taken, as far as those before it are not; undefined where that can't be told. */
function isBranchTaken(condition: JinjaBranch["condition"], scope: JinjaScope): boolean | undefined {
  if (condition === "else") return true;
  return condition === "unknown" ? undefined : isTrue(evaluateJinja(condition, scope));
}

/**
 * Renders a template with the names of a scope. What hangs on anything else stays a placeholder, or becomes a line that is one.
 *
 * @returns undefined where what is unknown decides on the shape of the text, or too much would come out
 */
export function renderJinja(source: string, nodes: readonly JinjaNode[], scope: JinjaScope): RenderedText | undefined {
  const renderer = new Renderer(source);
  try {
    renderer.render(nodes, new InnerScope(scope));
  } catch (error) {
    if (error instanceof NotRendered) return undefined;
    throw error;
  }
  return renderer.result;
}
