import { haproxyEnumerations, haproxyTermsOf } from "../../server/src/schema/haproxy/explain.ts";
import {
  allHaproxyKeywords,
  type HaproxyKeyword,
  type HaproxyKind,
  haproxySectionKinds,
} from "../../server/src/schema/haproxy/index.ts";
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

const lineStart = "^[ \\t]*";
const wordEnd = "(?=[\\s#]|$)";
/** A name up to a blank, a comment, a quote, or a hole or an expression that makes the rest of it. */
const name = "((?:(?!\\{\\{|\\{%|<%|%[\\[{])[^\\s#\"'])+)";

const rulesets = oneOf([
  "http-request",
  "http-response",
  "http-after-response",
  "tcp-request connection",
  "tcp-request session",
  "tcp-request content",
  "tcp-response content",
  "quic-initial",
]);

/** The grammar of haproxy.cfg, whose words come from the schema. */
export function haproxyGrammar(): Grammar {
  const keywords = allHaproxyKeywords();
  const namesOf = (...kinds: HaproxyKeyword["kind"][]): string[] =>
    keywords.filter(({ kind }) => kinds.includes(kind)).map((keyword) => keyword.name);
  const statements = namesOf("keyword", "option");
  return {
    name: "HAProxy",
    scopeName: "source.haproxy",
    patterns: includes(
      "template",
      "comment",
      "directive",
      "section",
      "acl",
      "bind",
      "server",
      "log",
      "rule",
      "reference",
      "declaration",
      "filter",
      "value",
      "statement",
      "words",
    ),
    repository: {
      template: { patterns: templateRules("haproxy", false) },
      "template-code": { patterns: templateCodeRules("haproxy") },
      comment: { name: "comment.line.number-sign.haproxy", match: "#.*$" },
      directive: {
        match: `${lineStart}(${oneOf(termNames("directive"))})${wordEnd}`,
        captures: captures("keyword.control.directive.haproxy"),
      },
      section: {
        name: "meta.section.haproxy",
        match: `${lineStart}(${oneOf(haproxySectionKinds("auto"))})${wordEnd}(?:[ \\t]+(?!from[ \\t])${name})?(?:[ \\t]+(from)[ \\t]+${name})?`,
        captures: captures(
          "keyword.control.section.haproxy",
          "entity.name.section.haproxy",
          "keyword.control.section.haproxy",
          "entity.name.section.reference.haproxy",
        ),
      },
      acl: {
        name: "meta.acl.haproxy",
        begin: `${lineStart}(acl)[ \\t]+${name}`,
        end: "$",
        beginCaptures: captures("keyword.other.statement.haproxy", "variable.other.acl.haproxy"),
        patterns: includes("comment", "acl-words", "words"),
      },
      bind: {
        name: "meta.bind.haproxy",
        begin: `${lineStart}(bind)${wordEnd}`,
        end: "$",
        beginCaptures: captures("keyword.other.statement.haproxy"),
        patterns: [
          ...includes("comment"),
          {
            match: `(?<=[ \\t])(?:${oneOf(termNames("bind-option"))})${wordEnd}`,
            name: "variable.parameter.option.haproxy",
          },
          ...includes("words"),
        ],
      },
      server: {
        name: "meta.server.haproxy",
        begin: `${lineStart}(?:(server|server-template)${wordEnd}(?:[ \\t]+${name})?|(default-server)${wordEnd})`,
        end: "$",
        beginCaptures: captures(
          "keyword.other.statement.haproxy",
          "entity.name.tag.server.haproxy",
          "keyword.other.statement.haproxy",
        ),
        patterns: [
          ...includes("comment"),
          {
            match: `(?<=[ \\t])(?:${oneOf(termNames("server-option"))})${wordEnd}`,
            name: "variable.parameter.option.haproxy",
          },
          ...includes("words"),
        ],
      },
      log: {
        name: "meta.log.haproxy",
        begin: `${lineStart}(?:(no)[ \\t]+)?(log)${wordEnd}`,
        end: "$",
        beginCaptures: captures("keyword.other.prefix.haproxy", "keyword.other.statement.haproxy"),
        patterns: [
          ...includes("comment"),
          {
            match: `(?<=[ \\t])(?:${oneOf(["global", ...enumerationWords("log facility"), ...enumerationWords("log level")])})${wordEnd}`,
            name: "constant.language.haproxy",
          },
          {
            match: `(?<=[ \\t])(?:${oneOf([...enumerationWords("log option"), "format"])})${wordEnd}`,
            name: "variable.parameter.option.haproxy",
          },
          ...includes("words"),
        ],
      },
      rule: {
        match: `${lineStart}(${rulesets})[ \\t]+(${oneOf(namesOf("action"))})(?=[\\s(#]|$)`,
        captures: captures("keyword.other.statement.haproxy", "support.function.action.haproxy"),
      },
      reference: {
        match: `${lineStart}(default_backend|use_backend|use-server|use-fcgi-app)[ \\t]+${name}`,
        captures: captures("keyword.other.statement.haproxy", "entity.name.section.reference.haproxy"),
      },
      declaration: {
        match: `${lineStart}(peer|nameserver|mailer)[ \\t]+${name}`,
        captures: captures("keyword.other.statement.haproxy", "entity.name.tag.server.haproxy"),
      },
      filter: {
        match: `${lineStart}(filter)[ \\t]+(${oneOf(namesOf("filter"))})${wordEnd}`,
        captures: captures("keyword.other.statement.haproxy", "support.function.filter.haproxy"),
      },
      value: { patterns: valueRules(new Set(statements)) },
      statement: {
        match: `${lineStart}(?:(no|default)[ \\t]+)?(${oneOf(statements)})${wordEnd}`,
        captures: captures("keyword.other.prefix.haproxy", "keyword.other.statement.haproxy"),
      },
      words: {
        patterns: includes(
          "template",
          "comment",
          "escape",
          "double-quoted",
          "single-quoted",
          "expression",
          "alias",
          "environment",
          "condition",
          "address",
          "number",
        ),
      },
      escape: { name: "constant.character.escape.haproxy", match: "\\\\(?:[ #\\\\\"'nrt]|x[0-9A-Fa-f]{2})" },
      // A quoted word that is not closed ends with its line, as haproxy says too.
      "double-quoted": {
        name: "string.quoted.double.haproxy",
        begin: '"',
        end: '"|$',
        patterns: [
          ...includes("template", "escape", "environment"),
          { name: "variable.other.environment.haproxy", match: "\\$\\.?[A-Za-z_]\\w*" },
          ...includes("expression", "alias"),
        ],
      },
      "single-quoted": {
        name: "string.quoted.single.haproxy",
        begin: "'",
        end: "'|$",
        patterns: includes("template", "expression", "alias"),
      },
      environment: {
        name: "variable.other.environment.haproxy",
        match: "\\$\\{\\.?[A-Za-z_]\\w*(?:\\[\\*\\])?(?:-[^}]*)?\\}",
      },
      expression: {
        name: "meta.expression.haproxy",
        begin: "%(?:\\{[^}\\s]*\\})?\\[",
        end: "\\]|(?=$)",
        beginCaptures: { "0": { name: "punctuation.section.expression.begin.haproxy" } },
        endCaptures: { "0": { name: "punctuation.section.expression.end.haproxy" } },
        patterns: includes("template", "brackets", "fetch", "converter", "environment", "number"),
      },
      // Classes of regular expressions inside of arguments, whose bracket does not end the expression.
      brackets: { begin: "\\[", end: "\\]|(?=$)", patterns: includes("brackets") },
      fetch: {
        name: "support.function.fetch.haproxy",
        match: `(?<![\\w.,-])(?:${oneOf([...termNames("fetch"), ...termNames("acl")])})(?=[\\s,()\\]]|$)`,
      },
      converter: {
        name: "support.function.converter.haproxy",
        match: `(?<=,)(?:${oneOf(termNames("converter"))})(?=[\\s,()\\]]|$)`,
      },
      alias: {
        name: "constant.other.placeholder.haproxy",
        match: `%(?:\\{[^}\\s]*\\})?(?:${oneOf(termNames("log-alias").map((alias) => alias.replace(/^%/, "")))})(?![\\w\\[])`,
      },
      condition: {
        name: "meta.condition.haproxy",
        begin: `(?<=[ \\t])(if|unless)${wordEnd}`,
        end: "$",
        beginCaptures: captures("keyword.control.condition.haproxy"),
        patterns: [
          ...includes("template", "comment", "anonymous-acl", "environment"),
          { name: "keyword.operator.logical.haproxy", match: "(?<=[ \\t])(?:\\|\\||or(?=[ \\t]))|!" },
          {
            name: "support.constant.acl.haproxy",
            match: `(?<=[\\s!])(?:${oneOf(enumerationWords("predefined acl"))})${wordEnd}`,
          },
          { name: "variable.other.acl.haproxy", match: "[A-Za-z0-9_][\\w.:-]*" },
        ],
      },
      "anonymous-acl": {
        name: "meta.acl.anonymous.haproxy",
        begin: "\\{(?=[ \\t]|$)",
        end: "(?<=[ \\t])\\}(?=\\s|$)|(?=$)",
        beginCaptures: { "0": { name: "punctuation.section.acl.begin.haproxy" } },
        endCaptures: { "0": { name: "punctuation.section.acl.end.haproxy" } },
        patterns: includes(
          "acl-words",
          "template",
          "comment",
          "escape",
          "double-quoted",
          "single-quoted",
          "environment",
          "address",
          "number",
        ),
      },
      "acl-words": {
        patterns: [
          {
            match: `(?<=[ \\t])(-m)[ \\t]+(${oneOf([...enumerationWords("acl match method"), ...enumerationWords("acl match method 2")])})${wordEnd}`,
            captures: captures("variable.parameter.flag.haproxy", "constant.language.haproxy"),
          },
          { name: "variable.parameter.flag.haproxy", match: "(?<=[ \\t])-(?:[a-zA-Z]|-)(?=[ \\t]|$)" },
          { name: "keyword.operator.comparison.haproxy", match: "(?<=[ \\t])(?:eq|ge|gt|le|lt)(?=[ \\t])" },
          ...includes("fetch", "converter"),
        ],
      },
      address: {
        patterns: [
          ...addressRules("haproxy"),
          {
            match: "(?<=[ \\t@,])(\\*?):(\\d{1,5}(?:-\\d{1,5})?)(?![\\w.])",
            captures: captures("constant.numeric.address.haproxy", "constant.numeric.port.haproxy"),
          },
        ],
      },
      number: {
        match: "(?<![\\w.:/-])(-?\\d+(?:-\\d+)?)(us|ms|s|m|h|d|k|K|M|g|G|%)?(?![\\w.:/])",
        captures: captures("constant.numeric.haproxy", "keyword.other.unit.haproxy"),
      },
    },
  };
}

function termNames(kind: HaproxyKind): string[] {
  return haproxyTermsOf(kind).map((term) => term.name);
}

/** The first words of an enumeration's values, without what is no word of its own (`port-<n>`, `path@`). */
function enumerationWords(id: string): string[] {
  const enumeration = haproxyEnumerations().find((candidate) => candidate.id === id);
  if (enumeration === undefined) throw new Error(`The schema has no enumeration ${id}`);
  return plainWords(enumeration.values.map(({ value }) => value));
}

function plainWords(values: readonly string[]): string[] {
  const words = values.map((value) => /^[\w.+-]+/.exec(value)?.[0] ?? "");
  return [...new Set(words.filter((word) => word !== "" && !/^\d+$/.test(word)))];
}

/** Statements whose one value is of an enumeration, like `mode tcp`. Words that the schema lists as names are left out. */
function valueRules(statements: ReadonlySet<string>): GrammarRule[] {
  const rules: GrammarRule[] = [];
  for (const { template, values } of haproxyEnumerations()) {
    const [, keyword] = /^([\w.-]+) %s$/.exec(template) ?? [];
    if (keyword === undefined || !statements.has(keyword)) continue;
    const words = plainWords(values.map(({ value }) => value)).filter((word) => !statements.has(`${keyword} ${word}`));
    if (words.length === 0) continue;
    rules.push({
      match: `${lineStart}(?:(no|default)[ \\t]+)?(${oneOf([keyword])})[ \\t]+(${oneOf(words)})(?=[\\s#(]|$)`,
      captures: captures(
        "keyword.other.prefix.haproxy",
        "keyword.other.statement.haproxy",
        "constant.language.haproxy",
      ),
    });
  }
  return rules;
}
