import { type Finding, message } from "../finding.ts";
import type { HaproxySectionRule } from "../rule.ts";
import { findingAt } from "./wording.ts";

/** A reference that haproxy can't read to its closing brace: a name, an optional `[*]`, an optional default. */
const reference = /\$\{(?:\.?[A-Za-z_][A-Za-z0-9_.]*)?(?:\[\*\])?(?:-[^}]*)?(?=(.)?)/g;

export const unterminatedVariable: HaproxySectionRule = {
  code: "haproxy/unterminated-variable",
  scope: "haproxy-section",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A `$` in double quotes opens an environment variable that is not closed, or none at all.",
    why: "Inside double quotes haproxy reads a name behind `${` up to the closing brace and puts the environment variable in its place. Where the closing brace is missing it refuses to start, and also where no name follows, as in a regular expression that ends in `$`; where the sign itself is meant, write `\\$` or use single quotes.",
    example: {
      bad: `//- haproxy.cfg
defaults
    mode tcp
    timeout connect 5s
    timeout client 1h
    timeout server 1h

listen apiserver
    bind "\${VIP:8443"
    server master1 10.0.0.11:6443 check
`,
      good: `//- haproxy.cfg
defaults
    mode tcp
    timeout connect 5s
    timeout client 1h
    timeout server 1h

listen apiserver
    bind "\${VIP}:8443"
    server master1 10.0.0.11:6443 check
`,
    },
  },
  concerns: (_section, { sectionText }) => sectionText.includes("$") && sectionText.includes('"'),
  *check(section, context): Iterable<Finding> {
    const text = context.sectionText;
    for (const statement of section.header === undefined
      ? section.statements
      : [section.header, ...section.statements]) {
      for (const word of statement.words) {
        const raw = text.slice(word.start, word.end);
        if (!raw.includes("$") || !raw.includes('"')) continue;
        for (const { start, end } of doubleQuoted(raw)) {
          const quoted = raw.slice(start, end);
          const nameless = namelessSign(quoted);
          if (nameless !== undefined) {
            const said = message(
              "In double quotes a $ begins an environment variable, and haproxy does not start with this one, which has no name. Write \\$, or single quotes.",
            );
            const from = word.start + start + nameless;
            yield findingAt(this, section, context, { start: from, end: from + 1 }, said);
            break;
          }
          const at = unclosedReference(quoted);
          if (at === undefined) continue;
          const place = { start: word.start + start + at, end: word.start + end };
          const said = message(
            "The environment variable that begins here has no closing brace behind its name, and haproxy does not start with it. Add the brace.",
          );
          yield findingAt(this, section, context, place, said);
          break;
        }
      }
    }
  },
};

/** The stretches of a word as written that stand in double quotes. */
function doubleQuoted(raw: string): { start: number; end: number }[] {
  const stretches: { start: number; end: number }[] = [];
  let quote: string | undefined;
  let start = 0;
  for (let at = 0; at < raw.length; at++) {
    const sign = raw[at];
    if (sign === "\\" && quote !== "'") at++;
    else if (quote === undefined && (sign === '"' || sign === "'")) {
      quote = sign;
      start = at + 1;
    } else if (sign === quote) {
      if (quote === '"') stretches.push({ start, end: at });
      quote = undefined;
    }
  }
  return stretches;
}

/** Where in a quoted text a sign stands with no name behind it; forms that a shell or a template fills in later are left out. */
function namelessSign(quoted: string): number | undefined {
  for (const match of quoted.matchAll(/\\[\s\S]|\$(?=$|[\s|)\]/.,;:?*+^'-])/g)) {
    if (match[0] === "$") return match.index;
  }
  return undefined;
}

/** Where in a quoted text a reference begins that is not closed. */
function unclosedReference(quoted: string): number | undefined {
  for (const match of quoted.matchAll(reference)) {
    // An escaped sign is no reference; a template fills other forms in later.
    if (quoted[match.index - 1] === "\\") continue;
    if (match[1] !== "}" && (match[0] !== "${" || match[1] === undefined)) return match.index;
  }
  return undefined;
}
