import { isPlaceholderWord } from "../../../model/placeholder.ts";
import { expressionNames, findLogAlias } from "../../../schema/haproxy/expressions.ts";
import { closest } from "../../../schema/suggest.ts";
import { parseLogFormat } from "../../../syntax/expression/log-format.ts";
import type { LogFormatPart } from "../../../syntax/expression/tree.ts";
import type { Word } from "../../../syntax/tree.ts";
import { message } from "../../finding.ts";
import type { Place, StatementScope } from "./problem.ts";
import { checkExpression, reportUnavailable } from "./samples.ts";

const code = "haproxy/bad-log-format";

/** Where a log format uses what only HTTP proxies have. */
export interface HttpAlias {
  readonly name: string;
  readonly place: Place;
}

function checkStray(judged: StatementScope, word: Word, part: LogFormatPart & { readonly kind: "stray" }): void {
  const { scope } = judged;
  const place = scope.within(word, part.start, Math.max(part.end, part.start + 1));
  switch (part.problem) {
    case "percent":
      scope.report(
        code,
        place,
        message(
          "A single percent sign begins a variable, and haproxy does not start with this one. Write %% where the sign itself is meant.",
        ),
      );
      return;
    case "flags":
      scope.report(code, place, message("No variable follows these flags, and haproxy does not start with them."));
      return;
    case "truncated":
      scope.report(
        code,
        place,
        message("The format ends in the middle of a variable, and haproxy does not start with it."),
      );
  }
}

function checkAlias(
  judged: StatementScope,
  word: Word,
  part: LogFormatPart & { readonly kind: "alias" },
  http: HttpAlias[],
): void {
  const { scope } = judged;
  const entry = findLogAlias(part.name);
  const place = scope.within(word, part.start, part.end);
  if (entry !== undefined && (entry.versions & scope.mask) !== 0) {
    const isHttp = entry.variants.some((variant) => (variant.versions & scope.mask) !== 0 && variant.isHttp);
    if (isHttp) http.push({ name: part.name, place });
    return;
  }
  const candidates = [...expressionNames("log-alias")].filter(([, versions]) => (versions & scope.mask) !== 0);
  const suggestion = closest(
    part.name,
    candidates.map(([name]) => name),
  );
  const args = { name: part.name };
  scope.report(
    code,
    place,
    message(
      "haproxy knows no variable {name} in a format and does not start with it. Write %% where the sign itself is meant.",
      args,
    ),
    { suggestion },
  );
}

const noAliases: readonly HttpAlias[] = [];

/**
 * Judges a word as a log format.
 *
 * @returns what in it only HTTP proxies have
 */
export function checkFormat(judged: StatementScope, at: number): readonly HttpAlias[] {
  const { scope, words } = judged;
  const word = words[at];
  if (word === undefined || !word.value.includes("%") || word.value.includes("{{") || word.value.includes("{%")) {
    return noAliases;
  }
  const http: HttpAlias[] = [];
  for (const part of parseLogFormat(word.value).parts) {
    const before = scope.problems.length;
    if (part.kind === "stray") checkStray(judged, word, part);
    else if (part.kind === "alias") checkAlias(judged, word, part, http);
    else {
      // A variable of the environment may bring anything.
      if (isPlaceholderWord(word.value.slice(part.start, part.end))) continue;
      const verdict = checkExpression(judged, word, 0, part.expression);
      if (!verdict.isFaulty && !part.isClosed) {
        const said = message(
          "A closing bracket is missing here, or the expression before it is not understood; haproxy does not start with it.",
        );
        const { end } = part.expression;
        const from = end < word.value.length ? end : part.start;
        scope.report(code, scope.within(word, from, word.value.length), said);
      } else if (!verdict.isFaulty) reportUnavailable(judged, word, 0, part.expression, verdict);
    }
    // haproxy stops at the first fault.
    if (scope.problems.length > before) break;
  }
  return http;
}
