/** One entry of a snippet file as VS Code reads it. */
export interface Snippet {
  prefix: string | string[];
  description: string;
  body: string[];
}

/**
 * Gives the text that a snippet inserts when nothing is typed: every placeholder by its default, a repeated one by the
 * default of its first use, a choice by its first value. A tab is four blanks.
 *
 * @throws Error if the snippet uses a tab stop other than 0 that has no default anywhere, or a variable
 */
export function expandSnippet(snippet: Snippet): string {
  const source = snippet.body.join("\n");
  const defaults = new Map<string, string>([["0", ""]]);
  const placeholder = /\\([\\$}])|\$\{(\d+):((?:\\.|[^\\}])*)\}|\$\{(\d+)\|((?:\\.|[^\\|])*)\|\}|\$\{?(\d+)\}?|\$/g;
  const withoutEscapes = (text: string): string => text.replace(/\\([\\$},|])/g, "$1");
  for (const [, , stop, value, choiceStop, choices] of source.matchAll(placeholder)) {
    if (stop !== undefined && value !== undefined) remember(stop, withoutEscapes(value));
    if (choiceStop !== undefined && choices !== undefined) {
      const [first = ""] = choices.split(/(?<!\\),/);
      remember(choiceStop, withoutEscapes(first));
    }
  }
  function remember(stop: string, value: string): void {
    if (defaults.has(stop)) throw new Error(`Tab stop ${stop} has more than one default`);
    defaults.set(stop, value);
  }
  const expanded = source.replace(placeholder, (whole, escaped, stop, _value, choiceStop, _choices, bareStop) => {
    if (escaped !== undefined) return escaped;
    const value = defaults.get(stop ?? choiceStop ?? bareStop);
    if (value === undefined) throw new Error(`${whole} has no default`);
    return value;
  });
  return expanded.replaceAll("\t", "    ");
}
