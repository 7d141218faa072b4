/** A rule of a TextMate grammar; regular expressions are Oniguruma's. */
export interface GrammarRule {
  name?: string;
  contentName?: string;
  match?: string;
  begin?: string;
  end?: string;
  captures?: Record<string, GrammarRule>;
  beginCaptures?: Record<string, GrammarRule>;
  endCaptures?: Record<string, GrammarRule>;
  patterns?: GrammarRule[];
  include?: string;
}

export interface Grammar {
  name: string;
  scopeName: string;
  patterns: GrammarRule[];
  repository: Record<string, GrammarRule>;
}

/** Capture groups by number, from scope names in their order; an empty name leaves its group without a scope. */
export function captures(...names: string[]): Record<string, GrammarRule> {
  const numbered = names.map((name, index): [string, GrammarRule] => [String(index + 1), { name }]);
  return Object.fromEntries(numbered.filter(([, { name }]) => name !== ""));
}

/** Rules that include others of the repository, by their keys. */
export function includes(...keys: string[]): GrammarRule[] {
  return keys.map((key) => ({ include: `#${key}` }));
}

interface LetterTree {
  readonly next: Map<string, LetterTree>;
  isEnd: boolean;
}

/**
 * One regular expression for many words. Words with a common beginning share it, so that the expression looks at every
 * letter of a text at most once, whatever the number of words; alternatives never overlap, so it can't backtrack.
 *
 * @param words literal words; a blank in one stands for any number of blanks and tabs
 * @throws Error without words, since an empty alternation matches everywhere
 */
export function oneOf(words: Iterable<string>): string {
  const root: LetterTree = { next: new Map(), isEnd: false };
  for (const word of [...words].sort()) {
    let tree = root;
    for (const letter of word) {
      const child = tree.next.get(letter) ?? { next: new Map(), isEnd: false };
      tree.next.set(letter, child);
      tree = child;
    }
    tree.isEnd = true;
  }
  if (root.next.size === 0) throw new Error("No words to match");
  return writeTree(root);
}

function writeTree(tree: LetterTree): string {
  const branches = [...tree.next].map(([letter, child]) => escapeLetter(letter) + writeTree(child));
  if (branches.length === 0) return "";
  if (branches.length === 1 && !tree.isEnd) return branches[0] ?? "";
  return `(?:${branches.join("|")})${tree.isEnd ? "?" : ""}`;
}

function escapeLetter(letter: string): string {
  if (letter === " ") return "[ \\t]+";
  return /[\\^$.*+?()[\]{}|/-]/.test(letter) ? `\\${letter}` : letter;
}

/**
 * The rules for holes of templates (Jinja, Go, ERB), which may stand anywhere in a configuration that a template makes.
 *
 * @param language the last part of all scope names
 * @param commentsStayOnLine whether `{#` may be something else, so that only one closed on its own line is a comment
 */
export function templateRules(language: string, commentsStayOnLine: boolean): GrammarRule[] {
  const hole = (begin: string, end: string, kind: string): GrammarRule => ({
    name: `meta.embedded.${kind}.template.${language}`,
    begin,
    end,
    beginCaptures: { "0": { name: `punctuation.section.embedded.begin.${language}` } },
    endCaptures: { "0": { name: `punctuation.section.embedded.end.${language}` } },
    patterns: includes("template-code"),
  });
  const comment = `comment.block.template.${language}`;
  return [
    { name: comment, begin: commentsStayOnLine ? closedSoon("\\{#", "#\\}") : "\\{#", end: "#\\}" },
    { name: comment, begin: "<%#", end: "%>" },
    { name: comment, begin: "\\{\\{-?[ \\t]*/\\*", end: "\\*/[ \\t]*-?\\}\\}" },
    // A value ends on its own line. An unclosed one is ordinary text, or it would colour the rest of the file.
    hole(closedSoon("\\{\\{[-~+]?", "\\}\\}"), "[-~+]?\\}\\}", "value"),
    hole("\\{%[-~+]?", "[-~+]?%\\}", "statement"),
    hole("<%[-=]?", "-?%>", "statement"),
  ];
}

/** A beginning that counts only if its end stands on the same line, not so far away that looking for it takes long. */
function closedSoon(begin: string, end: string): string {
  return `${begin}(?=.{0,1000}?${end})`;
}

/** What stands inside such holes: enough to read it, without the grammars of the three template languages. */
export function templateCodeRules(language: string): GrammarRule[] {
  return [
    { name: `string.quoted.double.template.${language}`, match: '"(?:[^"\\\\]|\\\\.)*"' },
    { name: `string.quoted.single.template.${language}`, match: "'(?:[^'\\\\]|\\\\.)*'" },
    {
      name: `keyword.control.template.${language}`,
      match:
        "\\b(?:if|elif|elsif|else|endif|for|in|endfor|each|do|end|set|endset|range|with|define|template|block|endblock|include|macro|endmacro|raw|endraw|not|and|or|is)\\b",
    },
    { name: `constant.numeric.template.${language}`, match: "\\b\\d+\\b" },
    { name: `variable.other.template.${language}`, match: "[@$.]?[A-Za-z_]\\w*" },
    { name: `keyword.operator.template.${language}`, match: "\\||==|!=|<=|>=|[-+*~=<>]" },
  ];
}

/** Addresses and ports as both languages write them. */
export function addressRules(language: string): GrammarRule[] {
  const address = `constant.numeric.address.${language}`;
  const prefix = `constant.numeric.prefix-length.${language}`;
  const port = `constant.numeric.port.${language}`;
  return [
    {
      match: "(?<![\\w.-])(\\d{1,3}(?:\\.\\d{1,3}){3})(?:/(\\d{1,2}))?(?::(\\d{1,5}(?:-\\d{1,5})?))?(?![\\w.])",
      captures: captures(address, prefix, port),
    },
    // Two colons at least, so that no time of day and no name with a port is taken for an address of version 6.
    {
      match:
        "(?<![\\w.:-])((?=[0-9A-Fa-f]*:[0-9A-Fa-f]*:)[0-9A-Fa-f:]{2,39}(?:\\d{1,3}(?:\\.\\d{1,3}){3})?)(?:/(\\d{1,3}))?(?![\\w:.])",
      captures: captures(address, prefix),
    },
    {
      match:
        "\\[((?=[0-9A-Fa-f]*:[0-9A-Fa-f]*:)[0-9A-Fa-f:]{2,39}(?:\\d{1,3}(?:\\.\\d{1,3}){3})?)\\](?::(\\d{1,5}(?:-\\d{1,5})?))?",
      captures: captures(address, port),
    },
  ];
}
