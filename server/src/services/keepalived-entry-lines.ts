import { keepalivedValueSyntax } from "../schema/keepalived/explain.ts";
import { isEntryFlag } from "./keepalived-entry-completion.ts";

/** Blocks that hold nothing but words of one kind. */
const wordLists: Readonly<Record<string, string>> = {
  words: "<word> ...",
  interfaces: "<interface> ...",
  "email addresses": "<email address> ...",
};

/** What stands behind an option of an entry, in the way in which usage lines name it. */
const values: Readonly<Record<string, string>> = {
  "brd|broadcast": "address",
  dev: "interface",
  peer: "address",
  preferred_lft: "seconds",
};

/** The option of an entry as a part of a usage line. */
function optionText([names, value]: readonly [string, unknown]): string {
  const shown = names.includes("|") ? `{${names.replaceAll("|", " | ")}}` : names;
  if (String(value).startsWith("flag")) return `[${shown}]`;
  return `[${shown} <${Object.hasOwn(values, names) ? values[names] : names}>]`;
}

/**
 * How the entries of a block of values are written, a usage line for each way.
 *
 * @param syntax the syntax of the block, as the schema calls it
 * @param isStatic the block is one of those that do not belong to an instance, which have options of their own
 */
export function entryLines(syntax: string, isStatic = false): readonly string[] {
  const out = isStatic ? /^use_vmac$/ : /^track_group$/;
  const [, named] = /^refs (\w+)$/.exec(syntax) ?? [];
  const list = named === undefined ? wordLists[syntax] : `<${named}> ...`;
  if (list !== undefined) return [list];
  const recorded = keepalivedValueSyntax(syntax);
  const forms = recorded?.["forms"];
  if (Array.isArray(forms)) return forms.filter((form): form is string => typeof form === "string");
  const line = recorded?.["line"];
  if (typeof line !== "string") return [];
  const options = recorded?.["options"];
  if (Array.isArray(options)) {
    const names = options.filter((option): option is string => typeof option === "string" && !out.test(option));
    const text = names.map((name) => (isEntryFlag(name) ? `[${name}]` : `[${name} <${name}>]`)).join(" ");
    const types = recorded?.["types"];
    const kinds = Array.isArray(types) ? `{${types.filter((type) => typeof type === "string").join(" | ")}}` : "";
    return [
      line
        .replace("<type>", kinds)
        .replace("<ip/prefix or default>", "<destination>")
        .replace("[options]", text)
        .replace("[nexthop ...]", "")
        .trimEnd()
        // The other actions of a rule are among its options.
        .replace(/ action$/, " [{blackhole | prohibit | unreachable}]"),
    ];
  }
  if (typeof options !== "object" || options === null) return [line.replace(/<(\w+) ref[^>]*>/g, "<$1>")];
  return [
    line.replace(
      "[options]",
      Object.entries(options)
        .filter(([option]) => !out.test(option))
        .map(optionText)
        .join(" "),
    ),
  ];
}
