import { createToken, EmbeddedActionsParser, type IToken, Lexer } from "chevrotain";
import { skipGrammarValidations } from "../settings.ts";
import { parseSample } from "./sample.ts";
import type { LogFormat, LogFormatPart, SampleCall, SampleExpression } from "./tree.ts";

type CustomMatch = [string] & { payload?: LogFormatPart };

function moved(call: SampleCall, by: number): SampleCall {
  const shift = <Place extends { readonly start: number; readonly end: number }>(place: Place): Place => ({
    ...place,
    start: place.start + by,
    end: place.end + by,
  });
  return { ...shift(call), name: shift(call.name), args: call.args?.map(shift) };
}

/** The whole of a `%…` that begins at `start`; undefined where it is text (`%%`). */
function readPart(text: string, start: number): LogFormatPart | undefined {
  let at = start + 1;
  let flags = "";
  if (text[at] === "{") {
    const close = text.indexOf("}", at);
    if (close < 0) return { kind: "stray", problem: "truncated", start, end: text.length };
    flags = text.slice(at + 1, close);
    at = close + 1;
    if (!/[[A-Za-z0-9]/.test(text[at] ?? "")) return { kind: "stray", problem: "flags", start, end: at };
  }
  const sign = text[at] ?? "";
  if (sign === "[") {
    const parsed = parseSample(text.slice(at + 1));
    const expression: SampleExpression = {
      calls: parsed.calls.map((call) => moved(call, at + 1)),
      end: parsed.end + at + 1,
    };
    const isClosed = text[expression.end] === "]";
    return { kind: "sample", expression, isClosed, start, end: isClosed ? expression.end + 1 : text.length };
  }
  const name = /[A-Za-z0-9]+/y;
  name.lastIndex = at;
  const word = flags !== "" || at > start + 1 || /[A-Za-z]/.test(sign) ? name.exec(text)?.[0] : undefined;
  if (word !== undefined) return { kind: "alias", name: `%${word}`, flags, start, end: at + word.length };
  if (sign === "") return { kind: "stray", problem: "truncated", start, end: at };
  if (/[\d \t]/.test(sign)) return { kind: "stray", problem: "percent", start, end: at };
  return undefined;
}

const Item = createToken({
  name: "Item",
  pattern: (text: string, offset: number) => {
    const part = text[offset] === "%" ? readPart(text, offset) : undefined;
    if (part === undefined) return null;
    const match: CustomMatch = [text.slice(offset, part.end)];
    match.payload = part;
    return match;
  },
  line_breaks: false,
  start_chars_hint: ["%"],
});

/** Text, and a percent sign that is meant as one. */
const Text = createToken({ name: "Text", pattern: /%[\s\S]?|[^%]+/, line_breaks: true });

const tokens = [Item, Text];

class LogFormatGrammar extends EmbeddedActionsParser {
  readonly format: () => LogFormatPart[];

  constructor() {
    super(tokens, { maxLookahead: 1, skipValidations: skipGrammarValidations, recoveryEnabled: false });
    this.format = this.RULE("format", () => {
      const parts: LogFormatPart[] = [];
      this.MANY(() => {
        const token: IToken = this.OR([{ ALT: () => this.CONSUME(Item) }, { ALT: () => this.CONSUME(Text) }]);
        const part: LogFormatPart | undefined = token.payload;
        if (part !== undefined) parts.push(part);
      });
      return parts;
    });
    this.performSelfAnalysis();
  }
}

interface Machine {
  readonly lexer: Lexer;
  readonly grammar: LogFormatGrammar;
}

let machine: Machine | undefined;

function theMachine(): Machine {
  machine ??= {
    lexer: new Lexer(tokens, { positionTracking: "onlyOffset", skipValidations: skipGrammarValidations }),
    grammar: new LogFormatGrammar(),
  };
  return machine;
}

const plain: LogFormat = { parts: [] };

/**
 * Parses a log format. Any text gives one.
 *
 * @param text the value of a word, quotes and escapes resolved
 */
export function parseLogFormat(text: string): LogFormat {
  if (!text.includes("%")) return plain;
  const { lexer, grammar } = theMachine();
  const lexed = lexer.tokenize(text);
  grammar.input = lexed.tokens;
  const parts = grammar.format();
  if (lexed.errors.length > 0 || grammar.errors.length > 0) {
    throw new Error(
      `log format grammar: ${lexed.errors.map(String).join("; ")} ${grammar.errors.map(String).join("; ")}`,
    );
  }
  grammar.input = [];
  return { parts };
}
