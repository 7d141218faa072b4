import { explainKeepalivedKeyword, keepalivedValueSyntax } from "../../server/src/schema/keepalived/explain.ts";
import { type KeepalivedKeyword, keepalivedBlock } from "../../server/src/schema/keepalived/index.ts";
import {
  addressRules,
  captures,
  type Grammar,
  type GrammarRule,
  includes,
  oneOf,
  templateCodeRules,
  templateRules,
} from "./grammar.ts";

/**
 * A statement begins with its line or behind any brace, since braces split lines wherever they stand; also behind the
 * host of an `@` line (where the rule for it ended) and the parenthesis of a sequence.
 */
const statementStart = "(?:^|\\G|(?<=[{})]))[ \\t]*";
const wordEnd = "(?=[\\s{}#!]|$)";

/** The grammar of keepalived.conf, whose words come from the schema. */
export function keepalivedGrammar(): Grammar {
  const keywords = allKeywords([]);
  const blocks = keywords.filter(({ block }) => block !== "none");
  const named = blocks.filter((keyword) => argumentsOf(keyword)[0]?.type === "name");
  const names = (some: readonly KeepalivedKeyword[]): string[] => some.map(({ name }) => name);
  return {
    name: "keepalived",
    scopeName: "source.keepalived",
    patterns: includes(
      "template",
      "comment",
      "definition",
      "conditional",
      "sequence",
      "include",
      "named-block",
      "value",
      "keyword",
      "words",
    ),
    repository: {
      template: { patterns: templateRules("keepalived", true) },
      "template-code": { patterns: templateCodeRules("keepalived") },
      comment: {
        patterns: [
          { name: "comment.line.number-sign.keepalived", match: "#.*$" },
          { name: "comment.line.exclamation.keepalived", match: "!.*$" },
        ],
      },
      definition: {
        match: "^[ \\t]*(\\$[A-Za-z_]\\w*)(=)",
        captures: captures("variable.other.definition.keepalived", "keyword.operator.assignment.keepalived"),
      },
      conditional: {
        begin: "^[ \\t]*(@)(\\^?)([^\\s{}#!]*)[ \\t]*",
        end: "$",
        beginCaptures: captures(
          "keyword.control.conditional.keepalived",
          "keyword.operator.logical.keepalived",
          "entity.name.tag.host.keepalived",
        ),
        patterns: includes("template", "comment", "include", "named-block", "value", "keyword", "words"),
      },
      sequence: {
        begin: "^[ \\t]*(~(?:SEQx?|LST))(\\()",
        end: "\\)|$",
        beginCaptures: captures("keyword.control.sequence.keepalived", "punctuation.section.sequence.begin.keepalived"),
        endCaptures: { "0": { name: "punctuation.section.sequence.end.keepalived" } },
        patterns: [
          ...includes("number", "string", "variable"),
          { name: "variable.parameter.sequence.keepalived", match: "[A-Za-z_]\\w*" },
        ],
      },
      include: {
        match: `${statementStart}(include[rmwba]?)[ \\t]+([^\\s#!]+)`,
        captures: captures("keyword.control.include.keepalived", "string.unquoted.path.keepalived"),
      },
      "named-block": {
        name: "meta.block-header.keepalived",
        match: `${statementStart}(${oneOf(names(named))})[ \\t]+(?!\\$|\\{)([^\\s{}#!"]+)`,
        captures: captures("keyword.control.block.keepalived", "entity.name.section.keepalived"),
      },
      value: { patterns: valueRules(keywords) },
      keyword: {
        patterns: [
          {
            match: `${statementStart}(${oneOf(names(blocks))})${wordEnd}`,
            captures: captures("keyword.control.block.keepalived"),
          },
          {
            match: `${statementStart}(${oneOf(names(keywords))})${wordEnd}`,
            captures: captures("keyword.other.statement.keepalived"),
          },
        ],
      },
      words: { patterns: includes("escape", "string", "variable", "option", "address", "number", "brace") },
      escape: { name: "constant.character.escape.keepalived", match: "\\\\[#!]" },
      // A quoted word that is not closed ends with its line.
      string: {
        name: "string.quoted.double.keepalived",
        begin: '"',
        end: '"|$',
        patterns: includes("template", "variable"),
      },
      // A bare name is replaced only before a blank, a comma, a parenthesis or the line's end; elsewhere it stays text.
      variable: {
        patterns: [
          { name: "variable.other.definition.keepalived", match: "\\$\\{[A-Za-z_]\\w*(?:[ \\t][^}]*)?\\}" },
          { name: "variable.other.definition.keepalived", match: "\\$[A-Za-z_]\\w*(?=[ \\t,)]|$)" },
        ],
      },
      option: {
        name: "variable.parameter.option.keepalived",
        match: `(?<=[ \\t])(?:${oneOf(valueOptions())})${wordEnd}`,
      },
      address: { patterns: addressRules("keepalived") },
      number: { name: "constant.numeric.keepalived", match: "(?<![\\w.:/-])-?\\d+(?:\\.\\d+)?(?![\\w.:/])" },
      brace: {
        patterns: [
          { name: "punctuation.section.block.begin.keepalived", match: "\\{" },
          { name: "punctuation.section.block.end.keepalived", match: "\\}" },
        ],
      },
    },
  };
}

function allKeywords(path: readonly string[]): KeepalivedKeyword[] {
  const here = keepalivedBlock(path, "auto")?.keywords ?? [];
  return here.flatMap((keyword) => [keyword, ...allKeywords([...path, keyword.name])]);
}

function argumentsOf(keyword: KeepalivedKeyword): ReturnType<typeof explainKeepalivedKeyword>["args"] {
  return explainKeepalivedKeyword(keyword, "auto").args;
}

/** Keywords with a fixed set of values, one rule for all keywords of the same set. */
function valueRules(keywords: readonly KeepalivedKeyword[]): GrammarRule[] {
  const keywordsOfValues = new Map<string, string[]>();
  for (const keyword of keywords) {
    const [argument] = argumentsOf(keyword);
    const values = argument?.values?.filter((value) => /^[A-Za-z]/.test(value)) ?? [];
    if (values.length === 0) continue;
    const key = values.join(" ");
    keywordsOfValues.set(key, [...(keywordsOfValues.get(key) ?? []), keyword.name]);
  }
  return [...keywordsOfValues].map(([values, names]) => ({
    match: `${statementStart}(${oneOf(names)})[ \\t]+(${oneOf(values.split(" "))})${wordEnd}`,
    captures: captures("keyword.other.statement.keepalived", "constant.language.keepalived"),
  }));
}

/** The words between the values of a block's line: `dev`, `label`, `via`, `weight`. */
function valueOptions(): string[] {
  const words = ["weight", "reverse", "noreverse", "min_ttl", "max_ttl"];
  for (const syntax of ["ipaddress", "route", "rule"]) {
    const options = keepalivedValueSyntax(syntax)?.["options"];
    if (Array.isArray(options)) words.push(...options.map(String));
    else if (typeof options === "object" && options !== null)
      words.push(...Object.keys(options).flatMap((key) => key.split("|")));
  }
  return words;
}
