import { parseJinjaExpression } from "./expression.ts";
import type { JinjaBranch, JinjaNode } from "./tree.ts";

/** A tag or a stretch of text between tags. */
interface Part {
  readonly kind: "text" | "output" | "tag";
  readonly start: number;
  readonly end: number;
  /** What stands between the signs of a tag. */
  readonly inside: string;
}

const openings = /\{[{%#]/g;
const closings: Readonly<Record<string, string>> = { "{{": "}}", "{%": "%}", "{#": "#}" };
const rawTag = /\{%[-+]?\s*raw\s*[-+]?%\}/y;
const endRawTag = /\{%[-+]?\s*endraw\s*[-+]?%\}/g;

/**
 * Cuts a template into tags and text. Blanks that a tag takes away (`{%-`, `-%}`) and the line's end behind a block tag (Ansible
 * trims it) belong to no part.
 */
function partsOf(text: string): Part[] | undefined {
  const parts: Part[] = [];
  let at = 0;
  const addText = (end: number, trimEnd: boolean): void => {
    const kept = trimEnd ? at + text.slice(at, end).trimEnd().length : end;
    if (kept > at) parts.push({ kind: "text", start: at, end: kept, inside: "" });
  };
  openings.lastIndex = 0;
  for (let match = openings.exec(text); match !== null; match = openings.exec(text)) {
    const start = match.index;
    const opening = match[0];
    rawTag.lastIndex = start;
    const raw = rawTag.exec(text);
    if (raw !== null) {
      endRawTag.lastIndex = start;
      const close = endRawTag.exec(text);
      if (close === null) return undefined;
      addText(start, false);
      const inner = start + raw[0].length;
      if (close.index > inner) parts.push({ kind: "text", start: inner, end: close.index, inside: "" });
      at = close.index + close[0].length;
      openings.lastIndex = at;
      continue;
    }
    const closing = closings[opening] ?? "";
    const close = text.indexOf(closing, start + 2);
    if (close < 0) return undefined;
    const raws = text.slice(start + 2, close);
    addText(start, raws.startsWith("-"));
    const inside = raws.replace(/^[-+]/, "").replace(/[-+]$/, "").trim();
    const end = close + 2;
    if (opening !== "{#") parts.push({ kind: opening === "{{" ? "output" : "tag", start, end, inside });
    at = end;
    if (raws.endsWith("-")) at += text.slice(at).length - text.slice(at).trimStart().length;
    else if (opening !== "{{") at += /^\r?\n/.exec(text.slice(at, at + 2))?.[0].length ?? 0;
    openings.lastIndex = at;
  }
  addText(text.length, false);
  return parts;
}

const forTag = /^for\s+(\w+)(?:\s*,\s*(\w+))?\s+in\s+([\s\S]+)$/;
const setTag = /^set\s+(\w+)\s*=\s*([\s\S]+)$/;
/** Tags without an end of their own, of which nothing is known here. */
const loneTags: ReadonlySet<string> = new Set(["include", "import", "from", "do", "extends", "break", "continue"]);

/** Reads parts into nodes; a tag that it can't pair ends the reading. */
class Reader {
  readonly #parts: readonly Part[];
  #at = 0;
  /** The depth at which tags nest; templates of people have three. */
  #depth = 0;

  constructor(parts: readonly Part[]) {
    this.#parts = parts;
  }

  /** The nodes up to a tag that is none of theirs, which is the next part then; undefined where nothing can be made of it. */
  nodes(): JinjaNode[] | undefined {
    const found: JinjaNode[] = [];
    for (let part = this.#parts[this.#at]; part !== undefined; part = this.#parts[this.#at]) {
      const { kind, start, end, inside } = part;
      if (kind === "text") found.push({ kind, start, end });
      else if (kind === "output") found.push({ kind, start, end, expression: parseJinjaExpression(inside) });
      else {
        const word = /^\w+/.exec(inside)?.[0] ?? "";
        if (word === "elif" || word === "else" || word.startsWith("end")) return found;
        const node = this.#tag(part, word);
        if (node === undefined) return undefined;
        found.push(node);
      }
      this.#at++;
    }
    return found;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#parts.length;
  }

  #tag(part: Part, word: string): JinjaNode | undefined {
    const { start, end, inside } = part;
    if (loneTags.has(word)) return { kind: "unknown", start, end };
    if (word === "set") {
      const [, name, value] = setTag.exec(inside) ?? [];
      if (name === undefined || value === undefined) return undefined;
      return { kind: "set", start, end, name, value: parseJinjaExpression(value) };
    }
    if (this.#depth > 20) return undefined;
    this.#depth++;
    const node = word === "if" ? this.#if(part) : word === "for" ? this.#for(part) : undefined;
    this.#depth--;
    return node;
  }

  /** The tag that ended the nodes before it. */
  #closing(): Part | undefined {
    return this.#parts[this.#at];
  }

  #if(part: Part): JinjaNode | undefined {
    const branches: JinjaBranch[] = [];
    let condition: JinjaBranch["condition"] = parseJinjaExpression(part.inside.slice(2)) ?? "unknown";
    for (;;) {
      this.#at++;
      const body = this.nodes();
      const closing = this.#closing();
      if (body === undefined || closing === undefined) return undefined;
      branches.push({ condition, body });
      if (/^endif\b/.test(closing.inside)) return { kind: "if", start: part.start, end: closing.end, branches };
      if (/^else\b/.test(closing.inside)) condition = "else";
      else if (/^elif\b/.test(closing.inside)) condition = parseJinjaExpression(closing.inside.slice(4)) ?? "unknown";
      else return undefined;
    }
  }

  #for(part: Part): JinjaNode | undefined {
    const [, first, second, of] = forTag.exec(part.inside) ?? [];
    this.#at++;
    const body = this.nodes();
    const closing = this.#closing();
    if (first === undefined || of === undefined || body === undefined) return undefined;
    // An `else` of a loop, which hardly anybody knows, ends it with something else.
    if (closing === undefined || !/^endfor\b/.test(closing.inside)) return undefined;
    const names = second === undefined ? [first] : [first, second];
    const { start } = part;
    const expression = /\brecursive\s*$/.test(of) ? undefined : parseJinjaExpression(of);
    // A condition behind the list reads like a choice that gives nothing otherwise.
    const isFiltered = expression?.kind === "choice" && expression.otherwise === undefined;
    const [list, filter] = isFiltered ? [expression.value, expression.condition] : [expression, undefined];
    return { kind: "for", start, end: closing.end, names, of: list, filter, body };
  }
}

/**
 * Takes a template of Jinja apart.
 *
 * @returns undefined where its tags do not pair, or are of a kind that shapes the whole text (`macro`, `block`)
 */
export function parseJinja(text: string): readonly JinjaNode[] | undefined {
  const parts = partsOf(text);
  if (parts === undefined) return undefined;
  const reader = new Reader(parts);
  const nodes = reader.nodes();
  return reader.isAtEnd ? nodes : undefined;
}
