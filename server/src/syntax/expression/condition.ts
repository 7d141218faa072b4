import {
  createToken,
  createTokenInstance,
  EmbeddedActionsParser,
  type IToken,
  Lexer,
  type TokenType,
} from "chevrotain";
import { skipGrammarValidations } from "../settings.ts";
import type { Condition, ConditionTerm } from "./tree.ts";

// The tokens are words that the line's own lexer has cut; the patterns are never asked.
const Or = createToken({ name: "Or", pattern: Lexer.NA });
const Not = createToken({ name: "Not", pattern: Lexer.NA });
const Open = createToken({ name: "Open", pattern: Lexer.NA });
const Close = createToken({ name: "Close", pattern: Lexer.NA });
const Name = createToken({ name: "Name", pattern: Lexer.NA });

interface Tested {
  readonly index: number;
  /** The word without the exclamation marks in front. */
  readonly rest: string;
  readonly isNegated: boolean;
}

function tokenTypeOf(rest: string, isInBraces: boolean): TokenType {
  if (rest === "}" && isInBraces) return Close;
  if (rest === "") return Not;
  if (rest === "||" || rest.toLowerCase() === "or") return Or;
  return rest === "{" ? Open : Name;
}

function tokensOf(words: readonly string[], start: number): IToken[] {
  let isInBraces = false;
  return words.slice(start).map((word, position) => {
    const rest = isInBraces ? word : word.replace(/^!+/, "");
    const type = tokenTypeOf(rest, isInBraces);
    if (type === Open || type === Close) isInBraces = type === Open || isInBraces;
    if (type === Close) isInBraces = false;
    const token = createTokenInstance(type, word, position, position, 1, 1, 1, 1);
    const tested: Tested = { index: start + position, rest, isNegated: (word.length - rest.length) % 2 === 1 };
    token.payload = tested;
    return token;
  });
}

class ConditionGrammar extends EmbeddedActionsParser {
  readonly condition: () => ConditionTerm[][];

  constructor() {
    super([Or, Not, Open, Close, Name], {
      maxLookahead: 1,
      skipValidations: skipGrammarValidations,
      recoveryEnabled: false,
    });
    const anyWord = this.RULE("anyWord", () =>
      this.OR([
        { ALT: () => this.CONSUME(Or) },
        { ALT: () => this.CONSUME(Not) },
        { ALT: () => this.CONSUME(Open) },
        { ALT: () => this.CONSUME(Name) },
      ]),
    );
    const braces = this.RULE("braces", (): ConditionTerm => {
      const open = this.CONSUME(Open);
      let to = 0;
      this.MANY(() => {
        to = lastIndex(this.SUBRULE(anyWord)) + 1;
      });
      let close: IToken | undefined;
      this.OPTION(() => {
        close = this.CONSUME(Close);
      });
      const { index = 0, isNegated = false } = testedOf(open);
      return {
        kind: "braces",
        open: index,
        from: index + 1,
        to: close === undefined ? Math.max(to, index + 1) : lastIndex(close),
        isClosed: close !== undefined,
        isNegated,
      };
    });
    this.condition = this.RULE("condition", () => {
      const groups: ConditionTerm[][] = [[]];
      let isNegated = false;
      const add = (term: ConditionTerm): void => {
        groups[groups.length - 1]?.push(isNegated ? { ...term, isNegated: !term.isNegated } : term);
        isNegated = false;
      };
      this.MANY(() => {
        this.OR([
          {
            ALT: () => {
              this.CONSUME(Or);
              groups.push([]);
              isNegated = false;
            },
          },
          {
            ALT: () => {
              if (testedOf(this.CONSUME(Not)).isNegated === true) isNegated = !isNegated;
            },
          },
          { ALT: () => add(this.SUBRULE(braces)) },
          {
            ALT: () => {
              const { index = 0, rest = "", isNegated: isOwn = false } = testedOf(this.CONSUME(Name));
              add({ kind: "name", name: rest, at: index, isNegated: isOwn });
            },
          },
        ]);
      });
      return groups;
    });
    this.performSelfAnalysis();
  }
}

/** What a token carries; while Chevrotain records the grammar there is none. */
function testedOf(token: IToken): Partial<Tested> {
  return token.payload ?? {};
}

function lastIndex(token: IToken): number {
  return testedOf(token).index ?? 0;
}

let machine: ConditionGrammar | undefined;

/** The words of a condition that is nothing but names, which most are: they need no grammar. */
function readNames(words: readonly string[], start: number): ConditionTerm[] | undefined {
  const terms: ConditionTerm[] = [];
  for (let at = start; at < words.length; at++) {
    const word = words[at] ?? "";
    const isNegated = word.startsWith("!");
    const name = isNegated ? word.slice(1) : word;
    if (name === "" || name.startsWith("!") || name === "{" || name === "||" || name.toLowerCase() === "or")
      return undefined;
    terms.push({ kind: "name", name, at, isNegated });
  }
  return terms;
}

/**
 * Parses a condition. Any words give one.
 *
 * @param words the words of the statement
 * @param start the index of the first one behind `if` or `unless`
 */
export function parseCondition(words: readonly string[], start: number): Condition {
  const names = readNames(words, start);
  if (names !== undefined) return { groups: names.length === 0 ? [] : [names] };
  machine ??= new ConditionGrammar();
  machine.input = tokensOf(words, start);
  const groups = machine.condition();
  if (machine.errors.length > 0) throw new Error(`condition grammar: ${machine.errors.map(String).join("; ")}`);
  machine.input = [];
  return { groups: groups.filter((group) => group.length > 0) };
}
