import type { Finding, SeveritySetting } from "../rules/finding.ts";
import { rules } from "../rules/registry.ts";
import type { SuppressionRule } from "../rules/rule.ts";
import type { IdleSuppression, SuppressionComment, Suppressions } from "../rules/suppressions.ts";
import { spanOf } from "../syntax/tree.ts";
import type { WorkspaceFile } from "./file.ts";

const suppressionRules = rules.filter((rule): rule is SuppressionRule => rule.scope === "suppression");

/** Whether a comment stands in a config that a text shows; what is said elsewhere about such comments is none. */
function isInConfig(file: WorkspaceFile, { line, end }: SuppressionComment): boolean {
  // A config begins with its first statement, and the comment may stand above that.
  const next = file.lineIndex.lineStart(line + 1);
  return file.embedded().some(({ region }) => region.start <= next && end <= region.end);
}

/**
 * What there is to say of a file's comments that turn nothing off; nothing of those of which it is not known what they might turn off.
 *
 * @param found all that was found in the file
 * @param isCompared the file has been compared with others
 */
export function idleSuppressions(
  file: WorkspaceFile,
  suppressions: Suppressions,
  found: readonly Finding[],
  severities: Readonly<Record<string, SeveritySetting>>,
  isCompared: boolean,
): Finding[] {
  const lines = found.map(({ code, at }) => ({ code, line: file.lineIndex.position(spanOf(at).start).line }));
  const isJudged = ({ by, code }: IdleSuppression): boolean => {
    if (file.language === "document" && !isInConfig(file, by)) return false;
    if (code !== undefined) {
      const isOff = severities[code.code] === "off" || suppressionRules.some((rule) => rule.code === code.code);
      return !isOff && (isCompared || !code.code.startsWith("cluster/"));
    }
    // Without codes above a stretch it says that this is not to be judged, whatever is found there.
    return by.kind === "disable-next-line" && isCompared && !Object.values(severities).includes("off");
  };
  const idle = suppressions.idle(lines).filter(isJudged);
  if (idle.length === 0) return [];
  return suppressionRules.flatMap((rule) => [...rule.check({ file: file.file, text: file.text, idle })]);
}
