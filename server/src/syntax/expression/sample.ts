import { createToken, EmbeddedActionsParser, type IToken, Lexer } from "chevrotain";
import { skipGrammarValidations } from "../settings.ts";
import type { Part, SampleCall, SampleExpression } from "./tree.ts";

interface Arguments {
  readonly parts: readonly Part[];
  readonly isClosed: boolean;
}

type CustomMatch = [string] & { payload?: Arguments };

const escapes: Readonly<Record<string, string>> = {
  "\\": "\\",
  " ": " ",
  '"': '"',
  "'": "'",
  r: "\r",
  n: "\n",
  t: "\t",
};

/** Reads the arguments of a call, whose parenthesis opens at `open`; the quotes in them are a second level of quoting. */
function readArguments(text: string, open: number): Arguments & { readonly end: number } {
  const parts: Part[] = [];
  let quote: string | undefined;
  let value = "";
  let start = open + 1;
  let at = open + 1;
  for (; at < text.length; at++) {
    const sign = text[at] ?? "";
    if ((sign === '"' || sign === "'") && (quote === undefined || quote === sign)) {
      quote = quote === undefined ? sign : undefined;
    } else if (sign === "\\" && quote !== "'" && at + 1 < text.length) {
      const meant = escapes[text[at + 1] ?? ""];
      value += meant ?? sign;
      if (meant !== undefined) at++;
    } else if (quote === undefined && (sign === "," || sign === ")")) {
      parts.push({ text: value, start, end: at });
      if (sign === ")") return { parts, isClosed: true, end: at + 1 };
      value = "";
      start = at + 1;
    } else {
      value += sign;
    }
  }
  parts.push({ text: value, start, end: at });
  return { parts, isClosed: false, end: at };
}

const Name = createToken({ name: "Name", pattern: /[A-Za-z0-9._+:-]+/ });

const Parentheses = createToken({
  name: "Parentheses",
  pattern: (text: string, offset: number) => {
    if (text[offset] !== "(") return null;
    const { parts, isClosed, end } = readArguments(text, offset);
    const match: CustomMatch = [text.slice(offset, end)];
    match.payload = { parts, isClosed };
    return match;
  },
  line_breaks: false,
  start_chars_hint: ["("],
});

const Commas = createToken({ name: "Commas", pattern: /,+/ });

/** All that is no part of an expression any more. */
const Rest = createToken({
  name: "Rest",
  pattern: (text: string, offset: number) => [text.slice(offset)],
  line_breaks: false,
});

const tokens = [Name, Parentheses, Commas, Rest];

class SampleGrammar extends EmbeddedActionsParser {
  readonly expression: () => { calls: SampleCall[]; rest: number | undefined };

  constructor() {
    super(tokens, { maxLookahead: 1, skipValidations: skipGrammarValidations, recoveryEnabled: false });
    const call = this.RULE("call", (): SampleCall => {
      const name = this.CONSUME(Name);
      let parentheses: IToken | undefined;
      this.OPTION(() => {
        parentheses = this.CONSUME(Parentheses);
      });
      const args: Arguments | undefined = parentheses?.payload;
      const start = name.startOffset;
      const nameEnd = start + name.image.length;
      return {
        name: { text: name.image, start, end: nameEnd },
        args: args?.parts,
        isClosed: args?.isClosed ?? true,
        start,
        end: parentheses === undefined ? nameEnd : parentheses.startOffset + parentheses.image.length,
      };
    });
    this.expression = this.RULE("expression", () => {
      const calls: SampleCall[] = [];
      let rest: number | undefined;
      this.OPTION(() => {
        calls.push(this.SUBRULE(call));
        this.MANY(() => {
          this.CONSUME(Commas);
          this.OPTION2(() => calls.push(this.SUBRULE2(call)));
        });
      });
      // What comes now belongs to nothing: a call without a comma in front, a sign, parentheses without a name.
      this.MANY2(() => {
        const token = this.OR([
          { ALT: () => this.CONSUME2(Name) },
          { ALT: () => this.CONSUME2(Parentheses) },
          { ALT: () => this.CONSUME2(Commas) },
          { ALT: () => this.CONSUME2(Rest) },
        ]);
        rest ??= token.startOffset;
      });
      return { calls, rest };
    });
    this.performSelfAnalysis();
  }
}

interface Machine {
  readonly lexer: Lexer;
  readonly grammar: SampleGrammar;
}

let machine: Machine | undefined;

function theMachine(): Machine {
  machine ??= {
    lexer: new Lexer(tokens, { positionTracking: "onlyOffset", skipValidations: skipGrammarValidations }),
    grammar: new SampleGrammar(),
  };
  return machine;
}

const plainName = /^[A-Za-z0-9._+:-]+$/;

/** Expressions read before: a file has few different ones, many times. */
const read = new Map<string, SampleExpression>();
const mostKept = 1_000;

function parseAnew(text: string): SampleExpression {
  const { lexer, grammar } = theMachine();
  const lexed = lexer.tokenize(text);
  grammar.input = lexed.tokens;
  const { calls, rest } = grammar.expression();
  if (lexed.errors.length > 0 || grammar.errors.length > 0) {
    // The tokens cover every text and the grammar every order of them, so this is a fault of the grammar itself.
    throw new Error(`sample grammar: ${lexed.errors.map(String).join("; ")} ${grammar.errors.map(String).join("; ")}`);
  }
  grammar.input = [];
  return { calls, end: rest ?? text.length };
}

/**
 * Parses a sample expression: a fetch with its converters, `req.hdr(host),lower`. Any text gives an expression.
 *
 * @param text the value of a word, quotes and escapes of the first level resolved
 */
export function parseSample(text: string): SampleExpression {
  const known = read.get(text);
  if (known !== undefined) return known;
  const end = text.length;
  // A bare name needs no grammar, which takes milliseconds to make.
  const expression: SampleExpression = plainName.test(text)
    ? { calls: [{ name: { text, start: 0, end }, args: undefined, isClosed: true, start: 0, end }], end }
    : parseAnew(text);
  if (read.size >= mostKept) read.clear();
  read.set(text, expression);
  return expression;
}
