/** A code in a comment, and where it stands; offsets of the file. */
export interface NamedCode {
  readonly code: string;
  readonly start: number;
  readonly end: number;
}

/** A comment that turns rules off or on. */
export interface SuppressionComment {
  readonly kind: "disable-next-line" | "disable" | "enable";
  /** Zero-based. */
  readonly line: number;
  /** Empty: every code. */
  readonly codes: readonly NamedCode[];
  /** From `haconf-` to the last code; offsets of the file. */
  readonly start: number;
  readonly end: number;
  /** The whole comment with its sign; undefined where it says something else in front of `haconf-`. */
  readonly comment: { readonly start: number; readonly end: number } | undefined;
}

/** What of a comment turns nothing off. */
export interface IdleSuppression {
  readonly by: SuppressionComment;
  /** Undefined: it is for every code. */
  readonly code: NamedCode | undefined;
  /** The comment turns nothing off at all. */
  readonly isWhole: boolean;
  /** The comment that ends its reach, where that one is about nothing else. */
  readonly endedBy: SuppressionComment | undefined;
}

/** The lines of a file on which a comment has turned findings off. */
export interface Suppressions {
  /** Whether a finding on a zero-based line is turned off. */
  has(code: string, line: number): boolean;
  /** What turns nothing off, given all that is found in the file, by code and zero-based line. */
  idle(found: readonly { readonly code: string; readonly line: number }[]): readonly IdleSuppression[];
}

const directive = /(?:#|!|\/\/|<!--).*?\bhaconf-(disable-next-line|disable|enable)(?![\w-])([^\n]*)/g;
const nothing: Suppressions = { has: () => false, idle: () => [] };

/** The comment around `haconf-…`, if it begins with that. */
function commentAround(content: string, at: number): { readonly start: number; readonly end: number } | undefined {
  const sign = /(#|!|\/\/|<!--)[ \t]*$/.exec(content.slice(0, at));
  if (sign === null) return undefined;
  const close = sign[1] === "<!--" ? content.indexOf("-->", at) : -1;
  return { start: sign.index, end: close < 0 ? content.trimEnd().length : close + "-->".length };
}

function readComments(text: string): SuppressionComment[] {
  const found: SuppressionComment[] = [];
  let line = 0;
  for (const { 0: whole, index: lineStart } of text.matchAll(/[^\r\n]*(?:\r\n|\n|\r|$)/g)) {
    const content = whole.replace(/[\r\n]+$/, "");
    for (const match of content.matchAll(directive)) {
      const kind = match[1] as SuppressionComment["kind"];
      const rest = match[2] ?? "";
      const restAt = match.index + match[0].length - rest.length;
      const codes = [...rest.matchAll(/[a-z]+\/[a-z0-9-]+/g)].map(({ 0: code, index }) => {
        const start = lineStart + restAt + index;
        return { code, start, end: start + code.length };
      });
      const at = restAt - `haconf-${kind}`.length;
      const around = commentAround(content, at);
      const comment =
        around === undefined ? undefined : { start: lineStart + around.start, end: lineStart + around.end };
      const end = codes.at(-1)?.end ?? lineStart + restAt;
      found.push({ kind, line, codes, start: lineStart + at, end, comment });
    }
    line++;
  }
  return found;
}

function names({ codes }: SuppressionComment, code: string | undefined): boolean {
  return codes.length === 0 || codes.some((one) => one.code === code);
}

/**
 * Reads the suppression comments of a file: `haconf-disable-next-line CODE…`, and `haconf-disable CODE…` up to `haconf-enable` or
 * the file's end. Without codes they mean every rule.
 */
export function readSuppressions(text: string): Suppressions {
  if (!text.includes("haconf-")) return nothing;
  const comments = readComments(text);
  if (comments.length === 0) return nothing;
  return {
    has(code, line) {
      let isOff = false;
      for (const item of comments) {
        if (item.line > line) break;
        if (!names(item, code)) continue;
        if (item.kind === "disable-next-line") {
          if (item.line === line - 1) return true;
        } else isOff = item.kind === "disable";
      }
      return isOff;
    },
    idle(found) {
      return comments.flatMap((by, index) => {
        if (by.kind === "enable") return [];
        const wanted = by.codes.length === 0 ? [undefined] : by.codes;
        const idle = wanted.flatMap((code) => {
          const isNext = by.kind === "disable-next-line";
          const end = comments.slice(index).find((one) => one.kind === "enable" && names(one, code?.code));
          const last = isNext ? by.line + 1 : (end?.line ?? Number.POSITIVE_INFINITY);
          const first = isNext ? last : by.line;
          const isHit = found.some(
            (one) => (code === undefined || one.code === code.code) && first <= one.line && one.line <= last,
          );
          return isHit ? [] : [{ by, code, endedBy: isNext ? undefined : end }];
        });
        return idle.map((one) => ({ ...one, isWhole: idle.length === wanted.length }));
      });
    },
  };
}
