import type { SystemFacts } from "./facts.ts";

/** The setting by its name (`net.ipv4.ip_nonlocal_bind`, with slashes as well) or as a file below `/proc/sys`. */
const setting = /\bnet[./]ipv([46])[./]ip_nonlocal_bind\b/g;

/** A comment sign in front of it on its line. In a list of a text for people (`* net.ipv4…`) it is none. */
const commentedOut = /^[ \t]*(?:[#;]|\/\/)/;

/** What switches it off: `=0`, `: "0"`, `value=0`, or in a playbook `value: 0` on one of the next lines. */
const offBehind =
  /^["'`]?[ \t]*(?:[=:,][ \t]*["']?0\b|[,]?[ \t]*(?:\n[ \t]*(?!- )[\w.]+:[^\n]*)*?,?\s*value[ \t]*[:=][ \t]*["']?0\b)/;
const offBefore = /\becho[ \t]+(?:-\w+[ \t]+)?["']?0["']?[ \t]*(?:>|\|)[^\n]*$/;

/**
 * Reads what a text sets of the kernel. Where the setting is named it counts as set, whatever writes it, unless it is commented
 * out or switched off: a text that names it is one of somebody who thought of it.
 *
 * @param text any text is taken
 * @returns undefined where it sets nothing
 */
export function systemFacts(text: string): SystemFacts | undefined {
  if (!text.includes("ip_nonlocal_bind")) return undefined;
  const nonlocalBind = new Set<4 | 6>();
  for (const match of text.matchAll(setting)) {
    const before = text.slice(text.lastIndexOf("\n", match.index) + 1, match.index);
    const behind = text.slice(match.index + match[0].length, match.index + match[0].length + 200);
    if (commentedOut.test(before) || offBefore.test(before) || offBehind.test(behind)) continue;
    nonlocalBind.add(match[1] === "6" ? 6 : 4);
  }
  return nonlocalBind.size === 0 ? undefined : { kind: "system", nonlocalBind };
}
