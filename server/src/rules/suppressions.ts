/** The lines of a file on which a comment has turned findings off. */
export interface Suppressions {
  /** Whether a finding on a zero-based line is turned off. */
  has(code: string, line: number): boolean;
}

interface Directive {
  readonly kind: "disable-next-line" | "disable" | "enable";
  readonly line: number;
  /** Empty: every code. */
  readonly codes: readonly string[];
}

const directive = /(?:#|!|\/\/|<!--).*?\bhaconf-(disable-next-line|disable|enable)(?![\w-])([^\n]*)/g;
const nothing: Suppressions = { has: () => false };

function readDirectives(text: string): Directive[] {
  const found: Directive[] = [];
  let line = 0;
  for (const content of text.split(/\r\n|\n|\r/)) {
    for (const match of content.matchAll(directive)) {
      const kind = match[1] as Directive["kind"];
      const codes = (match[2] ?? "").match(/[a-z]+\/[a-z0-9-]+/g) ?? [];
      found.push({ kind, line, codes });
    }
    line++;
  }
  return found;
}

/**
 * Reads the suppression comments of a file: `haconf-disable-next-line CODE…`, and `haconf-disable CODE…` up to `haconf-enable` or
 * the file's end. Without codes they mean every rule.
 */
export function readSuppressions(text: string): Suppressions {
  if (!text.includes("haconf-")) return nothing;
  const directives = readDirectives(text);
  if (directives.length === 0) return nothing;
  const names = (item: Directive, code: string): boolean => item.codes.length === 0 || item.codes.includes(code);
  return {
    has(code, line) {
      let isOff = false;
      for (const item of directives) {
        if (item.line > line) break;
        if (!names(item, code)) continue;
        if (item.kind === "disable-next-line") {
          if (item.line === line - 1) return true;
        } else isOff = item.kind === "disable";
      }
      return isOff;
    },
  };
}
