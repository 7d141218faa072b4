import type { HaproxySection } from "../../syntax/haproxy/tree.ts";
import { anchorOf } from "../../syntax/tree.ts";
import { type Finding, type Fix, message } from "../finding.ts";
import type { FileContext, HaproxySectionRule } from "../rule.ts";
import { hasProblems, reportProblems } from "./analysis/report.ts";

/**
 * Puts the address of an old header, `listen name address:port`, into a `bind` line below it, which means the same.
 *
 * @returns undefined where the header has other words behind its name, or where it is not the header that is wrong
 */
function moveAddress(section: HaproxySection, context: FileContext, { at }: Finding): Fix | undefined {
  const { header, origin } = section;
  const [keyword, name, address] = header?.words ?? [];
  const isListener = keyword?.value === "listen" || keyword?.value === "frontend";
  if (header === undefined || name === undefined || address === undefined || !isListener) return undefined;
  if (header.words.length !== 3 || at.start !== address.start || !address.value.includes(":")) return undefined;
  const text = context.sectionText.slice(address.start, address.end);
  const { file } = context;
  const place = { start: name.end, end: address.end };
  return {
    title: message("Write bind {address} below", { address: text }),
    isPreferred: true,
    isSafe: true,
    edits: [
      { file, at: anchorOf(origin, place), form: "in-place", newText: "" },
      { file, at: anchorOf(origin, header), form: "line-inside", newText: `bind ${text}` },
    ],
  };
}

export const unexpectedArgument: HaproxySectionRule = {
  code: "haproxy/unexpected-argument",
  scope: "haproxy-section",
  severity: "error",
  fix: "unsafe",
  since: "0.1.0",
  docs: {
    summary: "A word stands where haproxy does not expect it.",
    why: "haproxy refuses to start where a line has more words than its keyword takes, or a word that is none of those that may follow. A misspelt option of a server or of a bind line is the usual cause.",
    example: {
      bad: `//- haproxy.cfg
defaults
    mode tcp
    timeout connect 5s
    timeout client 1h
    timeout server 1h

listen apiserver
    bind 10.0.0.100:8443
    server master1 10.0.0.11:6443 check intre 2s
`,
      good: `//- haproxy.cfg
defaults
    mode tcp
    timeout connect 5s
    timeout client 1h
    timeout server 1h

listen apiserver
    bind 10.0.0.100:8443
    server master1 10.0.0.11:6443 check inter 2s
`,
    },
  },
  concerns: hasProblems,
  *check(section, context): Iterable<Finding> {
    for (const finding of reportProblems(this, section, context)) {
      const fix = moveAddress(section, context, finding);
      yield fix === undefined ? finding : { ...finding, fixes: [fix] };
    }
  },
};
