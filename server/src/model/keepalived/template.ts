import { type TemplateFlow, templateFlow } from "../../syntax/holes.ts";
import type { KeepalivedSection, KeepalivedStatement } from "../../syntax/keepalived/tree.ts";
import { type Anchor, spanOf } from "../../syntax/tree.ts";
import type { Stated } from "../value.ts";
import type { KeepalivedFacts } from "./facts.ts";

const templated = /\{\{|\$\{|\{%|<%|\{\$[A-Za-z_]|@[A-Za-z_]\w*@|^__[A-Z0-9_]+__$|^\$[A-Za-z_]/;

/**
 * Whether a value is filled in for each machine by a program: `{{ x }}`, `${X}`, `@X@`. What people fill in (`<ip>`) or masked before
 * they published it (`xxxx`) is none.
 */
export function isTemplated(stated: Stated<unknown> | undefined): stated is Stated<unknown> {
  return stated !== undefined && stated.value === undefined && templated.test(stated.text);
}

/** A directive of a template, by its place in its section. */
interface Turn {
  readonly start: number;
  readonly flow: TemplateFlow;
}

/** Directives of a template that stand where a keyword does (`{{- if .x }}`). */
function* turnsOfStatements(statements: readonly KeepalivedStatement[]): Iterable<Turn> {
  for (const { words, block } of statements) {
    const [first] = words;
    const flow = first === undefined ? undefined : templateFlow(first.value);
    if (first !== undefined && flow !== undefined) yield { start: first.start, flow };
    if (block !== undefined) yield* turnsOfStatements(block.statements);
  }
}

const turnsBySection = new WeakMap<KeepalivedSection, readonly Turn[]>();

/** The directives in a section, in order; looked for once, because every instance of a file asks for all of them. */
function turnsOf(section: KeepalivedSection): readonly Turn[] {
  const known = turnsBySection.get(section);
  if (known !== undefined) return known;
  const ofHoles = section.holes.flatMap(({ start, flow }) => (flow === undefined ? [] : [{ start, flow }]));
  const turns = [...ofHoles, ...turnsOfStatements(section.statements)].sort((a, b) => a.start - b.start);
  turnsBySection.set(section, turns);
  return turns;
}

/** Whether a template decides by a condition if a place of a file is there at all. */
export function isConditional({ sections }: KeepalivedFacts, at: Anchor): boolean {
  const { start } = spanOf(at);
  const open: TemplateFlow[] = [];
  for (const section of sections) {
    const { offset } = section.origin;
    if (offset >= start) break;
    for (const turn of turnsOf(section)) {
      if (offset + turn.start >= start) break;
      if (turn.flow === "end") open.pop();
      else open.push(turn.flow);
    }
  }
  return open.includes("condition");
}

/** Names that a program gives each machine by itself, from which no other name can be made. */
const builtIn = /^(?:ansible_|inventory_|hostvars|item\b|facts?\b|hostname$)/i;

/**
 * A placeholder in the manner of another one: `${STATE}` becomes `${PRIORITY}`, `{{ keepalived_state }}` becomes
 * `{{ keepalived_priority }}`.
 *
 * @param model a placeholder of the same template
 * @param name what it is to stand for, in lower case: `priority`
 * @returns undefined where the template's manner is unknown
 */
export function placeholderLike(model: string, name: string): string | undefined {
  const simple = /^(\{\{-?\s*|\$\{|\$|\{\$|@|__|<%=\s*)([@.]?[A-Za-z_][\w.]*?)(\s*-?\}\}|\}|@|__|\s*%>|)$/.exec(model);
  const [, open = "", path = "", close = ""] = simple ?? [];
  if (simple === null || builtIn.test(path)) {
    if (model.includes("{{")) return `{{ keepalived_${name} }}`;
    return model.includes("<%") ? `<%= @keepalived_${name} %>` : undefined;
  }
  const cut = path.search(/[^.@]*$/);
  const last = path.slice(cut);
  const isUpper = last === last.toUpperCase();
  const wanted = isUpper ? name.toUpperCase() : name;
  // The part of the name that says what it is gives way; of any other name the prefix up to its first sign stays.
  const renamed = /state|role/i.test(last)
    ? last.replace(/(?:initial_?)?(?:state|role)/i, wanted)
    : `${/^[A-Za-z]+_/.exec(last)?.[0] ?? ""}${wanted}`;
  return `${open}${path.slice(0, cut)}${renamed}${close}`;
}
