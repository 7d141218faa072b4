import { keepalivedRelease } from "../../schema/keepalived/index.ts";
import type { KeepalivedStatement } from "../../syntax/keepalived/tree.ts";
import { anchorOf } from "../../syntax/tree.ts";
import { type Finding, message } from "../finding.ts";
import type { KeepalivedSectionRule } from "../rule.ts";
import { findingAt, versionOf } from "./judged.ts";

/** The first release that takes the rest of the line as it stands. */
const firstAsItStands = keepalivedRelease("2.1.1");
const include = /^include[rmwba]?$/;

/** All include lines, those within blocks too. */
function* includesIn(statements: readonly KeepalivedStatement[]): Iterable<KeepalivedStatement> {
  for (const statement of statements) {
    if (include.test(statement.words[0]?.value ?? "")) yield statement;
    if (statement.block !== undefined) yield* includesIn(statement.block.statements);
  }
}

export const quotedInclude: KeepalivedSectionRule = {
  code: "keepalived/quoted-include",
  scope: "keepalived-section",
  severity: "warning",
  fix: "unsafe",
  since: "0.1.0",
  docs: {
    summary: "The pattern of an include stands in quotes.",
    why: "keepalived looks for a file whose name has the quotes in it, finds none and goes on without what the file holds. A pattern with a wildcard may match nothing, so that it does not even say so.",
    example: {
      bad: `//- keepalived.conf
include "/etc/keepalived/conf.d/*.conf"
global_defs {
    router_id lb1
}
`,
      good: `//- keepalived.conf
include /etc/keepalived/conf.d/*.conf
global_defs {
    router_id lb1
}
`,
    },
  },
  *check(section, context): Iterable<Finding> {
    const version = versionOf(context);
    if (version !== "auto" && keepalivedRelease(version) < firstAsItStands) return;
    for (const { words } of includesIn(section.statements)) {
      const [, pattern] = words;
      if (pattern === undefined || words.length > 2 || pattern.generated === true) continue;
      const text = context.sectionText.slice(pattern.start, pattern.end);
      if (!/^".+"$/.test(text)) continue;
      const said = message(
        "keepalived takes the quotes for a part of the file's name and brings in nothing. Write the pattern without them.",
      );
      const edit = { file: context.file, at: anchorOf(section.origin, pattern), form: "in-place" } as const;
      const fix = {
        title: message("Remove the quotes"),
        isPreferred: true,
        isSafe: false,
        edits: [{ ...edit, newText: pattern.value }],
      };
      yield findingAt(this, section, context, pattern, said, { fixes: [fix] });
    }
  },
};
