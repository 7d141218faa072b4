import { etcdFlags, etcdVariable } from "../../server/src/schema/etcd/flags.ts";
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

/** The grammar of etcd's environment files, whose variables come from the schema. */
export function etcdGrammar(): Grammar {
  const flags = [...etcdFlags().values()];
  const words = new Set(flags.flatMap((flag) => flag.words));
  const assignment = (keys: string, scope: string): GrammarRule => ({
    match: `^[ \\t]*(export(?=[ \\t]))?[ \\t]*(${keys})[ \\t]*(=)`,
    captures: captures("keyword.control.export.etcd", scope, "keyword.operator.assignment.etcd"),
  });
  return {
    name: "etcd environment",
    scopeName: "source.etcd",
    patterns: includes("template", "comment", "assignment", "string", "value"),
    repository: {
      template: { patterns: templateRules("etcd", true) },
      "template-code": { patterns: templateCodeRules("etcd") },
      comment: {
        patterns: [
          { name: "comment.line.number-sign.etcd", match: "(?:^|(?<=[ \\t]))#.*$" },
          { name: "comment.line.semicolon.etcd", match: "^[ \\t]*;.*$" },
        ],
      },
      assignment: {
        patterns: [
          assignment(oneOf(flags.map(etcdVariable)), "variable.language.setting.etcd"),
          assignment("[A-Za-z_]\\w*", "variable.other.etcd"),
        ],
      },
      string: {
        patterns: [
          // A value that is not closed ends with its line.
          { name: "string.quoted.double.etcd", begin: '"', end: '"|$', patterns: includes("template", "value") },
          { name: "string.quoted.single.etcd", begin: "'", end: "'|$", patterns: includes("template", "value") },
          { name: "invalid.illegal.quote.etcd", match: "[＂＇“”‘’„]" },
        ],
      },
      value: { patterns: includes("variable", "url", "member", "address", "word", "number", "separator") },
      variable: { name: "variable.other.etcd", match: "\\$(?:\\{[A-Za-z_]\\w*\\}|[A-Za-z_]\\w*)" },
      url: {
        match: "\\b(https?|unixs?)(://)",
        captures: captures("keyword.other.scheme.etcd", "punctuation.separator.etcd"),
      },
      member: {
        match: "([\\w.-]+)(=)(?=https?://)",
        captures: captures("entity.name.tag.member.etcd", "keyword.operator.etcd"),
      },
      address: { patterns: addressRules("etcd") },
      word: {
        name: "constant.language.etcd",
        match: `(?<![\\w.-])(?:${oneOf([...words, "true", "false"])})(?![\\w.-])`,
      },
      number: {
        name: "constant.numeric.etcd",
        match: "(?<![\\w.:/-])\\d+(?:\\.\\d+)?(?:ns|us|ms|s|m|h)?(?![\\w.:/-])",
      },
      separator: { name: "punctuation.separator.list.etcd", match: "," },
    },
  };
}
