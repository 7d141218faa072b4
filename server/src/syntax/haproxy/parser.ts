import { createToken, EmbeddedActionsParser, type ILexingError, type IToken, Lexer } from "chevrotain";
import { haproxySectionKinds } from "../../schema/haproxy/index.ts";
import { parseSections, type SectionParser } from "../sections.ts";
import { skipGrammarValidations } from "../settings.ts";
import type { Comment, SyntaxProblem } from "../tree.ts";
import { type HaproxyLine, readHaproxyLine } from "./line.ts";
import type { HaproxySection, HaproxyStatement, HaproxyTree } from "./tree.ts";

/** Words that begin a section in some supported version; a line that begins with one ends the section before. */
const sectionKeywords: readonly string[] = haproxySectionKinds("auto");

const isSectionKeyword: ReadonlySet<string> = new Set(sectionKeywords);
// Not `\s`: the NBSP and the byte order mark are part of a word.
const header = `[ \\t\\v\\f\\r]*(?:(?:${sectionKeywords.join("|")})(?=[ \\t\\v\\f\\r\\n#"'\\\\\\0]|$)|["'\\\\])`;
const sectionStart = new RegExp(header, "y");
const nextSectionStart = new RegExp(`\\n${header}`, "g");

/** Whether the line at `offset` begins a section; its first word may be quoted. */
function beginsSection(text: string, offset: number): boolean {
  sectionStart.lastIndex = offset;
  if (!sectionStart.test(text)) return false;
  const first = text.charCodeAt(sectionStart.lastIndex - 1);
  const isPlain = first !== 34 && first !== 39 && first !== 92;
  const next = text.charCodeAt(sectionStart.lastIndex);
  // A keyword glued to a quote (`global"x"`) or an escape is another word; so the slow way decides.
  const isGlued = next === 34 || next === 39 || next === 92;
  if (isPlain && !isGlued) return true;
  return isSectionKeyword.has(readHaproxyLine(text, offset).words[0]?.value ?? "");
}

/** The comments of the text that is being lexed: lines that hold nothing else never become tokens. */
let looseComments: Comment[] = [];
let looseProblems: SyntaxProblem[] = [];
let looseHoles: Comment[] = [];

const templateDirective = /[ \t]*(?=[{<][%#])(?:\{%.*%\}|\{#.*#\}|<%.*%>)[ \t]*\r?(?:\n|$)/y;

type CustomMatch = [string] & { payload?: HaproxyLine };

/** The line read last: the lexer asks one pattern after the other about the same place. */
let lastRead: { text: string; offset: number; line: HaproxyLine } | undefined;

function readLine(text: string, offset: number): HaproxyLine {
  if (lastRead?.offset === offset && lastRead.text === text) return lastRead.line;
  const line = readHaproxyLine(text, offset);
  lastRead = { text, offset, line };
  return line;
}

function matchLine(text: string, offset: number): CustomMatch | null {
  const line = readLine(text, offset);
  if (line.words.length === 0) return null;
  const match: CustomMatch = [text.slice(offset, line.end + 1)];
  match.payload = line;
  return match;
}

const HeaderLine = createToken({
  name: "HeaderLine",
  // A section's text begins with its header, and no later line of it is one: the cutting has seen to that.
  pattern: (text: string, offset: number) => (offset === 0 && beginsSection(text, 0) ? matchLine(text, 0) : null),
  line_breaks: false,
});

const StatementLine = createToken({ name: "StatementLine", pattern: matchLine, line_breaks: false });

const NoWords = createToken({
  name: "NoWords",
  pattern: (text: string, offset: number) => {
    templateDirective.lastIndex = offset;
    const directive = templateDirective.exec(text);
    if (directive !== null) {
      const length = directive[0].trimEnd().length;
      looseHoles.push({ start: offset + length - directive[0].trim().length, end: offset + length });
      return [directive[0]];
    }
    const line = readLine(text, offset);
    if (line.words.length > 0) return null;
    if (line.comment !== undefined) looseComments.push(line.comment);
    looseProblems.push(...line.problems);
    const end = line.end < text.length ? line.end + 1 : line.end;
    return end === offset ? null : [text.slice(offset, end)];
  },
  line_breaks: false,
  group: Lexer.SKIPPED,
});

class SectionGrammar extends EmbeddedActionsParser {
  readonly section: () => { header: HaproxyStatement | undefined; statements: HaproxyStatement[] };

  constructor() {
    super([NoWords, HeaderLine, StatementLine], {
      maxLookahead: 1,
      skipValidations: skipGrammarValidations,
      recoveryEnabled: false,
    });
    this.section = this.RULE("section", () => {
      let header: HaproxyStatement | undefined;
      const statements: HaproxyStatement[] = [];
      this.OPTION(() => {
        header = this.statement(this.CONSUME(HeaderLine));
      });
      this.MANY(() => {
        const statement = this.statement(this.CONSUME(StatementLine));
        if (statement !== undefined) statements.push(statement);
      });
      return { header, statements };
    });
    this.performSelfAnalysis();
  }

  private statement(token: IToken): HaproxyStatement | undefined {
    // While Chevrotain records the grammar there are no real tokens, hence no payload.
    const line: HaproxyLine | undefined = token.payload;
    if (line === undefined) return undefined;
    const first = line.words[0];
    if (first === undefined) return undefined;
    if (line.comment !== undefined) looseComments.push(line.comment);
    for (const problem of line.problems) looseProblems.push(problem);
    const last = line.words[line.words.length - 1] ?? first;
    return { words: line.words, start: first.start, end: last.end };
  }
}

interface Machine {
  readonly lexer: Lexer;
  readonly grammar: SectionGrammar;
}

let machine: Machine | undefined;

/** The lexer and the parser, made when the first haproxy.cfg comes: that takes milliseconds which others need not spend. */
function theMachine(): Machine {
  machine ??= {
    lexer: new Lexer([NoWords, HeaderLine, StatementLine], {
      positionTracking: "onlyOffset",
      skipValidations: skipGrammarValidations,
    }),
    grammar: new SectionGrammar(),
  };
  return machine;
}

function describeLexingErrors(errors: readonly ILexingError[]): string {
  return errors.map((error) => error.message).join("; ");
}

const sections: SectionParser<HaproxySection> = {
  findEnd(text, start) {
    nextSectionStart.lastIndex = start;
    for (let match = nextSectionStart.exec(text); match !== null; match = nextSectionStart.exec(text)) {
      if (beginsSection(text, match.index + 1)) return match.index + 1;
      nextSectionStart.lastIndex = match.index + 1;
    }
    return text.length;
  },
  parse(sectionText, start) {
    looseComments = [];
    looseProblems = [];
    looseHoles = [];
    const { lexer, grammar } = theMachine();
    const lexed = lexer.tokenize(sectionText);
    grammar.input = lexed.tokens;
    const { header, statements } = grammar.section();
    if (lexed.errors.length > 0 || grammar.errors.length > 0) {
      // The token types cover every line and the grammar every order of them, so this is a fault of the grammar itself.
      throw new Error(
        `haproxy grammar: ${describeLexingErrors(lexed.errors)} ${grammar.errors.map(String).join("; ")}`,
      );
    }
    // Neither the text nor its tokens shall outlive the parse.
    lastRead = undefined;
    grammar.input = [];
    return {
      origin: { offset: start },
      length: sectionText.length,
      header,
      statements,
      comments: looseComments,
      holes: looseHoles,
      problems: looseProblems,
    };
  },
};

/**
 * Parses a haproxy.cfg. Any text gives a tree; what is wrong with the text itself is in the sections' `problems`.
 *
 * @param text the whole file
 * @param previous the tree of the text before an edit: its untouched sections are taken over, and it must not be used any more
 */
export function parseHaproxy(text: string, previous?: HaproxyTree): HaproxyTree {
  return { language: "haproxy", text, sections: parseSections(text, sections, previous) };
}
