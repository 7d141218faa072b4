import { isPlaceholderWord } from "../../../model/placeholder.ts";
import { canCast, findAclKeyword, findFetch, type SampleType } from "../../../schema/haproxy/expressions.ts";
import { versionsFrom } from "../../../schema/haproxy/values.ts";
import { closest } from "../../../schema/suggest.ts";
import { parseCondition } from "../../../syntax/expression/condition.ts";
import { parseSample } from "../../../syntax/expression/sample.ts";
import type { ConditionTerm, SampleCall, SampleExpression } from "../../../syntax/expression/tree.ts";
import { type Message, message } from "../../finding.ts";
import { isUnknownWord } from "../../unknown-word.ts";
import { checkDottedPatterns, checkPatterns, type MatchMethod } from "./patterns.ts";
import type { StatementScope } from "./problem.ts";
import { checkConverters, checkParsed, expressionEnd, type SampleVerdict, typeName } from "./samples.ts";

const code = "haproxy/bad-acl";

/** What an ACL looks at: contexts (bits) in which each of its lines works; -1 where that can't be told. */
export interface AclFacts {
  readonly where: number;
  /** The fetch of each of its lines, with where that works. */
  readonly fetches: readonly { readonly name: string; readonly where: number; readonly layer: string }[];
}

/** The ACLs that a section has declared so far, by name. */
export type KnownAcls = Map<string, AclFacts>;

const allVersions = -1;

/** The ACLs that haproxy brings, with the versions that have them and the fetch that each looks at. */
const predefined: Readonly<Record<string, readonly [versions: number, fetch: string]>> = {
  TRUE: [allVersions, "always_true"],
  FALSE: [allVersions, "always_false"],
  LOCALHOST: [allVersions, "src"],
  HTTP: [allVersions, "req.proto_http"],
  "HTTP_1.0": [allVersions, "req.ver"],
  "HTTP_1.1": [allVersions, "req.ver"],
  "HTTP_2.0": [allVersions, "req.ver"],
  "HTTP_3.0": [versionsFrom("2.8"), "req.ver"],
  METH_CONNECT: [allVersions, "method"],
  METH_DELETE: [allVersions, "method"],
  METH_GET: [allVersions, "method"],
  METH_HEAD: [allVersions, "method"],
  METH_OPTIONS: [allVersions, "method"],
  METH_POST: [allVersions, "method"],
  METH_PUT: [allVersions, "method"],
  METH_TRACE: [allVersions, "method"],
  HTTP_URL_ABS: [allVersions, "url"],
  HTTP_URL_SLASH: [allVersions, "url"],
  HTTP_URL_STAR: [allVersions, "url"],
  HTTP_CONTENT: [allVersions, "req.hdr_val"],
  RDP_COOKIE: [allVersions, "req.rdp_cookie_cnt"],
  REQ_CONTENT: [allVersions, "req.len"],
  WAIT_END: [allVersions, "wait_end"],
};

/** The names of the ACLs that haproxy brings in some versions (bits). */
export function predefinedAcls(mask: number): readonly string[] {
  return Object.entries(predefined).flatMap(([name, [versions]]) => ((versions & mask) === 0 ? [] : [name]));
}

/** What each way of matching compares. */
const matchTypes: Readonly<Record<MatchMethod, SampleType>> = {
  found: "any",
  bool: "sint",
  int: "sint",
  ip: "addr",
  bin: "bin",
  len: "str",
  str: "str",
  beg: "str",
  sub: "str",
  dir: "str",
  dom: "str",
  end: "str",
  reg: "str",
};

const defaultMatches: Partial<Readonly<Record<SampleType, MatchMethod>>> = {
  bool: "bool",
  sint: "int",
  addr: "ip",
  ipv4: "ip",
  ipv6: "ip",
  str: "str",
};

function isMatchMethod(text: string): text is MatchMethod {
  return text in matchTypes;
}

/** How samples of a type are compared where nothing else is said; `none` where haproxy does not know. */
function naturalMatch(type: SampleType): MatchMethod | "none" | undefined {
  return type === "any" || type === "bin" || type === "meth" ? "none" : defaultMatches[type];
}

function sameMatch(types: readonly SampleType[]): MatchMethod | "none" | undefined {
  const [first] = types;
  if (first === undefined) return undefined;
  const match = naturalMatch(first);
  return types.every((type) => naturalMatch(type) === match) ? match : undefined;
}

interface Flags {
  readonly match: MatchMethod | undefined;
  /** Index of the first pattern. */
  readonly patterns: number;
  readonly isFaulty: boolean;
}

/** What is wrong with a flag, and at which word. */
interface FlagFault {
  readonly at: number;
  readonly said: Message;
  readonly suggestion?: string | undefined;
}

/** Flags with an argument of their own. */
const flagsWithArgument = new Set(["-f", "-u", "-m"]);

function faultOfMethod(method: string, at: number, hasFile: boolean): FlagFault | undefined {
  if (hasFile)
    return { at, said: message("-m must stand in front of -f, and haproxy does not start with this order.") };
  if (isMatchMethod(method)) return undefined;
  const known = Object.keys(matchTypes);
  const said = message("haproxy knows no way of matching {word} and does not start with it. It knows {known}.", {
    word: method,
    known: known.join(", "),
  });
  return { at: at + 1, said, suggestion: closest(method, known) };
}

/** What is wrong with the flag at a word, if it is none of those that other words follow. */
function faultOfFlag(flag: string, argument: string | undefined, at: number, hasFile: boolean): FlagFault | undefined {
  if (flag === "-m") return faultOfMethod(argument ?? "", at, hasFile);
  if (argument === undefined && flagsWithArgument.has(flag)) {
    return { at, said: message("{flag} lacks its argument, and haproxy does not start without it.", { flag }) };
  }
  if (flag === "-u" && !/^[-+]?\d+$/.test(argument ?? "")) {
    const said = message("{flag} needs a whole number, and haproxy does not start with {word}.", {
      flag,
      word: argument ?? "",
    });
    return { at: at + 1, said };
  }
  if (flagsWithArgument.has(flag) || flag === "-i" || flag === "-n" || flag === "-M") return undefined;
  const said = message(
    "haproxy knows no flag {flag} here and does not start with it. Write -- in front of patterns that begin with a dash.",
    { flag },
  );
  return { at, said };
}

/** Reads `-i`, `-m beg`, `-f file` and their like in front of the patterns. */
function readFlags(judged: StatementScope, from: number, to: number): Flags {
  const { scope, words, values } = judged;
  let match: MatchMethod | undefined;
  let hasFile = false;
  let at = from;
  for (; at < to; at++) {
    const flag = values[at] ?? "";
    if (!flag.startsWith("-")) break;
    if (flag === "--") {
      at++;
      break;
    }
    const argument = at + 1 < to ? values[at + 1] : undefined;
    const isNewer = flag === "-F" && (scope.mask & versionsFrom("3.5")) !== 0;
    if (
      isNewer ||
      isUnknownWord(flag) ||
      (argument !== undefined && flagsWithArgument.has(flag) && isUnknownWord(argument))
    ) {
      return { match, patterns: to, isFaulty: true };
    }
    const fault = faultOfFlag(flag, argument, at, hasFile);
    if (fault !== undefined) {
      scope.report(code, words[Math.min(fault.at, to - 1)] ?? judged.statement, fault.said, {
        suggestion: fault.suggestion,
      });
      return { match, patterns: to, isFaulty: true };
    }
    if (flag === "-f") hasFile = true;
    if (flag === "-m" && argument !== undefined && isMatchMethod(argument)) match = argument;
    if (flagsWithArgument.has(flag)) at++;
  }
  return { match, patterns: at, isFaulty: false };
}

interface Criterion {
  readonly verdict: SampleVerdict;
  /** How the keyword itself says to match. */
  readonly match: MatchMethod | undefined;
  readonly fetch: string;
  /** Index behind the criterion. */
  readonly end: number;
}

/** Expressions of the fetches that keywords stand for, by the call of the keyword. */
const fetches = new WeakMap<SampleCall, SampleExpression>();

/** An ACL keyword's call as one of its fetch; the same one each time. */
function fetchBehind(call: SampleCall, fetch: string): SampleExpression {
  const known = fetches.get(call);
  if (known?.calls[0]?.name.text === fetch) return known;
  const own = { ...call, name: { ...call.name, text: fetch } };
  const expression = { calls: [own], end: call.end };
  fetches.set(call, expression);
  return expression;
}

/** Judges the words that say what to look at. */
function readCriterion(judged: StatementScope, at: number, to: number): Criterion | undefined {
  const { scope, words, values } = judged;
  const word = words[at];
  const text = values[at];
  if (word === undefined || text === undefined || isPlaceholderWord(text)) return undefined;
  const expression = parseSample(text);
  const name = expression.calls[0]?.name.text ?? "";
  const keyword = findAclKeyword(name);
  const facts = keyword?.variants.find(({ versions }) => (versions & scope.mask) !== 0);
  const isKeyword = facts !== undefined && findFetch(facts.fetch) !== undefined;
  const [call, ...converters] = expression.calls;
  let verdict: SampleVerdict;
  if (isKeyword && call !== undefined) {
    // The keyword stands for its fetch, with the same arguments.
    verdict = checkParsed(judged, word, fetchBehind(call, facts.fetch));
    if (!verdict.isFaulty) {
      const rest = checkConverters(judged, word, 0, converters, verdict.output);
      verdict = { ...verdict, output: rest.output, isFaulty: rest.isFaulty };
    }
  } else {
    verdict = checkParsed(judged, word, expression);
  }
  if (verdict.isFaulty) return undefined;
  if (expression.end < text.length) {
    const said = message(
      "haproxy does not understand the expression from here on, and does not start with it. Converters are parted by commas.",
    );
    scope.report("haproxy/bad-expression", scope.within(word, expression.end, text.length), said);
    return undefined;
  }
  const own = facts?.match ?? "";
  const match = isKeyword && converters.length === 0 && isMatchMethod(own) ? own : undefined;
  const end = isKeyword ? at + 1 : Math.min(to, expressionEnd(values, at));
  // What converters in words of their own make of it is not followed.
  if (end > at + 1) verdict = { ...verdict, output: undefined };
  return { verdict, match, fetch: isKeyword ? facts.fetch : name, end };
}

/**
 * Judges an ACL's expression: what it looks at, flags, patterns.
 *
 * @param from the index of its first word
 * @param to the index behind its last one
 */
export function checkAclExpression(
  judged: StatementScope,
  from: number,
  to: number,
  isNamed: boolean,
): AclFacts | undefined {
  const { scope, words } = judged;
  const word = words[from];
  if (from >= to || word === undefined) {
    const place = words[Math.min(from, words.length) - 1] ?? judged.statement;
    scope.report(
      code,
      place,
      message("The expression that the ACL tests is missing, and haproxy does not start without it."),
    );
    return undefined;
  }
  const criterion = readCriterion(judged, from, to);
  if (criterion === undefined) return undefined;
  const { verdict, fetch, end } = criterion;
  const flags = readFlags(judged, end, to);
  const facts: AclFacts = {
    where: verdict.where,
    fetches: [{ name: fetch, where: verdict.where, layer: verdict.layer }],
  };
  if (flags.isFaulty) return facts;
  const natural = verdict.output === undefined ? undefined : sameMatch(verdict.output);
  const match = flags.match ?? criterion.match ?? (natural === "none" ? undefined : natural);
  const isDotted = /ssl_ver$/.test(fetch);
  const isUnmatched =
    flags.match === undefined && criterion.match === undefined && natural === "none" && fetch !== "method";
  if (isUnmatched) {
    const said = message(
      "{name} gives {type}, which haproxy can not compare by itself and does not start with. Add -m with a way of matching.",
      {
        name: fetch,
        type: typeName(verdict.output?.[0]),
      },
    );
    scope.report(code, word, said);
    return facts;
  }
  const needed = flags.match === undefined || flags.match === "found" ? undefined : matchTypes[flags.match];
  if (needed !== undefined && verdict.output !== undefined && !verdict.output.some((type) => canCast(type, needed))) {
    const said = message(
      "-m {match} can not be used with {name}, which gives {type}; haproxy does not start with it.",
      {
        match: flags.match ?? "",
        name: fetch,
        type: typeName(verdict.output[0]),
      },
    );
    scope.report(code, word, said);
    return facts;
  }
  if (isDotted && flags.match === undefined) checkDottedPatterns(judged, flags.patterns, to);
  else if (!isDotted) checkPatterns(judged, match, flags.patterns, to);
  warnOfPatterns(judged, { from, to, end, isNamed, verdict, hasMatch: match !== undefined });
  return facts;
}

/** What haproxy takes, but hardly in the way that is meant. */
function warnOfPatterns(
  judged: StatementScope,
  acl: {
    readonly from: number;
    readonly to: number;
    readonly end: number;
    readonly isNamed: boolean;
    readonly verdict: SampleVerdict;
    readonly hasMatch: boolean;
  },
): void {
  const { scope, words, values } = judged;
  const { from, to, end, verdict } = acl;
  const word = words[from];
  const next = values[from + 1] ?? "";
  if (word === undefined) return;
  const isBoolean = verdict.output === undefined || verdict.output.includes("bool");
  if (to === from + 1 && !isBoolean && acl.hasMatch) {
    const said = message(
      "{name} is compared with no pattern, so it never matches. Add a pattern, or -m found to ask whether it is there.",
      {
        name: word.value,
      },
    );
    scope.report("haproxy/suspicious-pattern", word, said);
    return;
  }
  if (!word.value.includes("(") && next.startsWith("(") && from + 1 < to) {
    const said = message(
      "The blank in front of the parenthesis makes {word} a pattern to compare with, not an argument. Remove the blank.",
      {
        word: next,
      },
    );
    scope.report("haproxy/suspicious-pattern", words[from + 1] ?? word, said);
    return;
  }
  if (!scope.isAlways(versionsFrom("3.0"))) return;
  for (let at = end; at < to; at++) {
    const pattern = values[at] ?? "";
    const patternWord = words[at];
    if (pattern === "--" || patternWord === undefined) return;
    const isOperator =
      pattern === "||" ||
      pattern === "or" ||
      pattern === "&&" ||
      pattern === "and" ||
      pattern === "if" ||
      pattern === "unless";
    const isComment = pattern === "//" || pattern.startsWith("#");
    if (!isOperator && !isComment) continue;
    const said = isComment
      ? message("{word} is one more pattern to compare with, not the beginning of a comment.", { word: pattern })
      : message("{word} is one more pattern to compare with, not an operator.", { word: pattern });
    scope.report("haproxy/suspicious-pattern", patternWord, said, { severity: "information" });
    return;
  }
}

function factsOfPredefined(name: string, mask: number): AclFacts | undefined {
  const [versions = 0, fetch = ""] = predefined[name] ?? [];
  if ((versions & mask) === 0) return undefined;
  const facts = findFetch(fetch)?.variants.filter((variant) => (variant.versions & mask) !== 0) ?? [];
  const isUnsure = facts.length === 0 || facts.some((variant) => variant.isUnsure);
  const where = isUnsure ? -1 : facts.reduce((all, variant) => all | variant.where, 0);
  return { where, fetches: [{ name: fetch, where, layer: facts[facts.length - 1]?.layer ?? "" }] };
}

/** What a condition is made of, for the rules that look at where it stands. */
export interface CheckedCondition {
  readonly groups: readonly (readonly {
    readonly acl: AclFacts | undefined;
    readonly name: string | undefined;
    readonly at: number;
  }[])[];
}

function reportUndefined(
  judged: StatementScope,
  term: ConditionTerm & { readonly kind: "name" },
  acls: KnownAcls,
): void {
  const { scope, words } = judged;
  const word = words[term.at];
  if (word === undefined) return;
  const offset = word.value.length - term.name.length;
  const place = scope.within(word, offset, word.value.length);
  if (/^\{.|.\}$/.test(term.name)) {
    scope.report(
      code,
      place,
      message("The braces around an expression need a blank on both sides, and haproxy does not start with {word}.", {
        word: term.name,
      }),
    );
    return;
  }
  const suggestion = closest(term.name, [...acls.keys(), ...Object.keys(predefined)]);
  const args = { name: term.name, suggestion: suggestion ?? "" };
  const said =
    suggestion === undefined
      ? message("No acl line above declares {name}, and haproxy does not start with it.", args)
      : message(
          "No acl line above declares {name}, and haproxy does not start with it. Did you mean {suggestion}?",
          args,
        );
  scope.report("haproxy/undefined-acl", place, said, { suggestion });
}

/**
 * Judges a condition.
 *
 * @param at the index of its `if` or `unless`
 * @param acls the ACLs declared above, or undefined where some may be that are not known
 */
export function checkCondition(judged: StatementScope, at: number, acls: KnownAcls, isOpen: boolean): CheckedCondition {
  const { scope, words, values } = judged;
  const condition = parseCondition(values, at + 1);
  const before = scope.problems.length;
  const groups = condition.groups.map((group) =>
    group.map((term) => {
      // haproxy stops at the first fault.
      if (scope.problems.length > before)
        return { acl: undefined, name: undefined, at: term.kind === "name" ? term.at : term.from };
      if (term.kind === "braces") {
        if (!term.isClosed) {
          if (values.slice(term.from).some(isUnknownWord)) return { acl: undefined, name: undefined, at: term.open };
          const place = words[term.open] ?? judged.statement;
          scope.report(
            code,
            place,
            message(
              "This brace is not closed, and haproxy does not start with it. A closing brace needs a blank in front.",
            ),
          );
          return { acl: undefined, name: undefined, at: term.open };
        }
        const acl = checkAclExpression(judged, term.from, term.to, false);
        return { acl, name: undefined, at: term.from };
      }
      const acl = acls.get(term.name) ?? factsOfPredefined(term.name, scope.mask);
      if (acl === undefined && !isOpen && !isUnknownWord(term.name)) reportUndefined(judged, term, acls);
      return { acl, name: term.name, at: term.at };
    }),
  );
  return { groups };
}
