import { createToken, EmbeddedActionsParser, type IToken, Lexer, type TokenType } from "chevrotain";
import { skipGrammarValidations } from "../settings.ts";
import type { JinjaExpression, JinjaOperator } from "./tree.ts";

const Name = createToken({ name: "Name", pattern: /[A-Za-z_]\w*/ });
const NumberLiteral = createToken({ name: "Number", pattern: /\d+(?:\.\d+)?/ });
const StringLiteral = createToken({ name: "String", pattern: /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/ });
const Blank = createToken({ name: "Blank", pattern: /\s+/, group: Lexer.SKIPPED });

function word(text: string): TokenType {
  return createToken({ name: `Word_${text}`, pattern: new RegExp(text), longer_alt: Name });
}

function sign(name: string, pattern: RegExp): TokenType {
  return createToken({ name, pattern });
}

const If = word("if");
const Else = word("else");
const Or = word("or");
const And = word("and");
const Not = word("not");
const In = word("in");
const Is = word("is");
const Comparison = sign("Comparison", /==|!=|<=|>=|<|>/);
const Product = sign("Product", /\*(?!\*)|\/\/|\/|%/);
const Minus = sign("Minus", /-/);
const Plus = sign("Plus", /\+|~/);
const Dot = sign("Dot", /\./);
const Pipe = sign("Pipe", /\|/);
const Comma = sign("Comma", /,/);
const Assign = sign("Assign", /=/);
const OpenRound = sign("OpenRound", /\(/);
const CloseRound = sign("CloseRound", /\)/);
const OpenSquare = sign("OpenSquare", /\[/);
const CloseSquare = sign("CloseSquare", /\]/);

const tokens: TokenType[] = [
  ...[Blank, If, Else, Or, And, Not, In, Is, Name, NumberLiteral, StringLiteral, Comparison, Product, Minus, Plus],
  ...[Dot, Pipe, Comma, Assign, OpenRound, CloseRound, OpenSquare, CloseSquare],
];

const words: Readonly<Record<string, boolean | null>> = {
  true: true,
  True: true,
  false: false,
  False: false,
  none: null,
  None: null,
};

function literalOf(token: IToken): JinjaExpression {
  return { kind: "literal", value: token.image.slice(1, -1).replace(/\\(.)/g, "$1") };
}

function binary(operator: string, left: JinjaExpression, right: JinjaExpression): JinjaExpression {
  return { kind: "binary", operator: operator as JinjaOperator, left, right };
}

class ExpressionGrammar extends EmbeddedActionsParser {
  readonly expression: () => JinjaExpression;

  constructor() {
    super(tokens, { maxLookahead: 2, skipValidations: skipGrammarValidations, recoveryEnabled: false });
    const args = this.RULE("args", () => {
      const found: JinjaExpression[] = [];
      this.CONSUME(OpenRound);
      this.MANY_SEP({
        SEP: Comma,
        DEF: () => {
          // The name of an argument tells nothing more: `default(value=x)`.
          this.OPTION({
            GATE: () => this.LA(2).tokenType === Assign,
            DEF: () => {
              this.CONSUME(Name);
              this.CONSUME(Assign);
            },
          });
          found.push(this.SUBRULE(whole));
        },
      });
      this.CONSUME(CloseRound);
      return found;
    });
    const atom = this.RULE(
      "atom",
      (): JinjaExpression =>
        this.OR([
          { ALT: (): JinjaExpression => ({ kind: "literal", value: Number(this.CONSUME(NumberLiteral).image) }) },
          { ALT: (): JinjaExpression => literalOf(this.CONSUME(StringLiteral)) },
          {
            ALT: (): JinjaExpression => {
              const name = this.CONSUME(Name).image;
              const value = Object.hasOwn(words, name) ? words[name] : undefined;
              return value === undefined ? { kind: "name", name } : { kind: "literal", value };
            },
          },
          {
            ALT: (): JinjaExpression => {
              this.CONSUME(OpenRound);
              const inner = this.SUBRULE(whole);
              this.CONSUME(CloseRound);
              return inner;
            },
          },
          {
            ALT: (): JinjaExpression => {
              const items: JinjaExpression[] = [];
              this.CONSUME(OpenSquare);
              this.MANY_SEP({ SEP: Comma, DEF: () => items.push(this.SUBRULE2(whole)) });
              this.CONSUME(CloseSquare);
              return { kind: "list", items };
            },
          },
        ]),
    );
    const postfix = this.RULE("postfix", () => {
      let found = this.SUBRULE(atom);
      this.MANY(() =>
        this.OR([
          {
            ALT: () => {
              this.CONSUME(Dot);
              const key = this.OR2([
                { ALT: () => this.CONSUME(Name).image },
                { ALT: () => this.CONSUME(NumberLiteral).image },
              ]);
              found = { kind: "member", of: found, key: { kind: "literal", value: key } };
            },
          },
          {
            ALT: () => {
              this.CONSUME(OpenSquare);
              const key = this.SUBRULE(whole);
              this.CONSUME(CloseSquare);
              found = { kind: "member", of: found, key };
            },
          },
          {
            ALT: () => {
              found = { kind: "call", of: found, args: this.SUBRULE(args) };
            },
          },
          {
            ALT: () => {
              this.CONSUME(Pipe);
              const name = this.CONSUME2(Name).image;
              let given: JinjaExpression[] = [];
              this.OPTION(() => {
                given = this.SUBRULE2(args);
              });
              found = { kind: "filter", of: found, name, args: given };
            },
          },
        ]),
      );
      return found;
    });
    const signed = this.RULE("signed", (): JinjaExpression => {
      let isNegative = false;
      this.OPTION(() => {
        this.CONSUME(Minus);
        isNegative = true;
      });
      const found = this.SUBRULE(postfix);
      return isNegative ? binary("-", { kind: "literal", value: 0 }, found) : found;
    });
    const product = this.RULE("product", () => {
      let found = this.SUBRULE(signed);
      this.MANY(() => {
        const { image } = this.CONSUME(Product);
        found = binary(image, found, this.SUBRULE2(signed));
      });
      return found;
    });
    const sum = this.RULE("sum", () => {
      let found = this.SUBRULE(product);
      this.MANY(() => {
        const { image } = this.OR([{ ALT: () => this.CONSUME(Plus) }, { ALT: () => this.CONSUME(Minus) }]);
        found = binary(image, found, this.SUBRULE2(product));
      });
      return found;
    });
    const comparison = this.RULE("comparison", () => {
      let found = this.SUBRULE(sum);
      this.MANY(() =>
        this.OR([
          {
            ALT: () => {
              const { image } = this.CONSUME(Comparison);
              found = binary(image, found, this.SUBRULE2(sum));
            },
          },
          {
            ALT: () => {
              this.CONSUME(In);
              found = binary("in", found, this.SUBRULE3(sum));
            },
          },
          {
            ALT: () => {
              this.CONSUME(Not);
              this.CONSUME2(In);
              found = binary("not in", found, this.SUBRULE4(sum));
            },
          },
          {
            ALT: () => {
              this.CONSUME(Is);
              let isNegated = false;
              this.OPTION(() => {
                this.CONSUME2(Not);
                isNegated = true;
              });
              found = { kind: "test", of: found, name: this.CONSUME(Name).image, isNegated };
            },
          },
        ]),
      );
      return found;
    });
    const negation = this.RULE(
      "negation",
      (): JinjaExpression =>
        this.OR([
          {
            ALT: (): JinjaExpression => {
              this.CONSUME(Not);
              return { kind: "not", of: this.SUBRULE(negation) };
            },
          },
          { ALT: (): JinjaExpression => this.SUBRULE(comparison) },
        ]),
    );
    const conjunction = this.RULE("conjunction", () => {
      let found = this.SUBRULE(negation);
      this.MANY(() => {
        this.CONSUME(And);
        found = binary("and", found, this.SUBRULE2(negation));
      });
      return found;
    });
    const disjunction = this.RULE("disjunction", () => {
      let found = this.SUBRULE(conjunction);
      this.MANY(() => {
        this.CONSUME(Or);
        found = binary("or", found, this.SUBRULE2(conjunction));
      });
      return found;
    });
    const whole = this.RULE("whole", (): JinjaExpression => {
      const found = this.SUBRULE(disjunction);
      let choice: JinjaExpression | undefined;
      this.OPTION(() => {
        this.CONSUME(If);
        const condition = this.SUBRULE2(disjunction);
        let otherwise: JinjaExpression | undefined;
        this.OPTION2(() => {
          this.CONSUME(Else);
          otherwise = this.SUBRULE(whole);
        });
        choice = { kind: "choice", condition, value: found, otherwise };
      });
      return choice ?? found;
    });
    this.expression = whole;
    this.performSelfAnalysis();
  }
}

interface Machine {
  readonly lexer: Lexer;
  readonly grammar: ExpressionGrammar;
}

let machine: Machine | undefined;

/** No template has a longer one; the grammar recurses with the parentheses in it. */
const longestExpression = 1000;

/**
 * Parses an expression of Jinja.
 *
 * @returns undefined where it is none, or one of a kind that is not read here: its value is unknown
 */
export function parseJinjaExpression(text: string): JinjaExpression | undefined {
  if (text.length > longestExpression) return undefined;
  machine ??= {
    lexer: new Lexer(tokens, { positionTracking: "onlyOffset", skipValidations: skipGrammarValidations }),
    grammar: new ExpressionGrammar(),
  };
  const lexed = machine.lexer.tokenize(text);
  if (lexed.errors.length > 0) return undefined;
  machine.grammar.input = lexed.tokens;
  const expression = machine.grammar.expression();
  const isRead = machine.grammar.errors.length === 0;
  machine.grammar.input = [];
  return isRead ? expression : undefined;
}
