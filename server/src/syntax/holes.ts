const lessThan = 60;
const percent = 37;
const openBrace = 123;

/** No template writes a longer one; without a limit, a text of nothing but opening signs would be searched anew from each. */
const longestHole = 2000;

/**
 * Where a stretch that a template fills in later ends.
 *
 * @param text the text
 * @param from the offset behind the stretch's opening sign
 * @param close its closing sign (`}}`, `%}`)
 * @returns the offset behind the closing sign, or -1 where it does not stand on the same line, within 2,000 characters
 */
export function findHoleEnd(text: string, from: number, close: string): number {
  const ahead = text.slice(from, from + longestHole);
  const at = ahead.indexOf(close);
  if (at < 0) return -1;
  const lineEnd = ahead.indexOf("\n");
  return lineEnd >= 0 && lineEnd < at ? -1 : from + at + close.length;
}

/** Whether a template's hole may begin with the character `code` and the one behind it. */
export function mayOpenHole(code: number, next: number): boolean {
  return code === openBrace ? next === openBrace || next === percent : code === lessThan && next === percent;
}

/**
 * Where a hole in the middle of a line that begins at `at` ends: `{{ … }}`, `{% … %}` with a blank or a sign of Jinja behind its
 * percent sign, `<% … %>`; -1 where there is none. Blanks inside it part no words.
 */
export function templateHoleEnd(text: string, at: number): number {
  const code = text.charCodeAt(at);
  const next = text.charCodeAt(at + 1);
  if (!mayOpenHole(code, next)) return -1;
  if (code === lessThan) return findHoleEnd(text, at + 2, "%>");
  if (next === openBrace) return findHoleEnd(text, at + 2, "}}");
  return /[-+ \t]/.test(text.charAt(at + 2)) ? findHoleEnd(text, at + 2, "%}") : -1;
}

/** What a template's directive does with the lines behind it. */
export type TemplateFlow = "condition" | "repetition" | "end";

/**
 * Reads what a directive (`{% if x %}`, `{{- range .xs }}`, `<% end %>`) does.
 *
 * @returns undefined for one that neither begins nor ends a stretch of lines
 */
export function templateFlow(directive: string): TemplateFlow | undefined {
  const [, inside = ""] = /^(?:\{\{|\{%|<%)[-+=#]?\s*([^\n]*?)[-+]?\s*(?:\}\}|%\}|%>)$/.exec(directive) ?? [];
  if (/^(?:if|unless|case|with)\b/.test(inside)) return "condition";
  if (/^(?:for|range|each|while|block|macro|define|filter|call|raw)\b/.test(inside)) return "repetition";
  if (/\bdo(?:\s*\|[^|]*\|)?\s*$/.test(inside)) return "repetition";
  return /^(?:end[a-z]*\b|\/[a-z]+)/.test(inside) ? "end" : undefined;
}
