import type { KeepalivedStatement } from "../../syntax/keepalived/tree.ts";
import { type Finding, message } from "../finding.ts";
import type { KeepalivedSectionRule } from "../rule.ts";
import { findingAt, isFilledIn } from "./judged.ts";

export const missingClosingBrace: KeepalivedSectionRule = {
  code: "keepalived/missing-closing-brace",
  scope: "keepalived-section",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A block is not closed.",
    why: "keepalived reads everything up to the end of the file as the content of a block that is not closed. The instances and scripts behind it are unknown keywords inside of it: they are skipped, and their addresses are never brought up.",
    example: {
      bad: `//- keepalived.conf
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        10.0.0.100/24
    }
`,
      good: `//- keepalived.conf
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        10.0.0.100/24
    }
}
`,
    },
  },
  *check(section, context): Iterable<Finding> {
    if (isFilledIn(section)) return;
    for (const { kind, start, end } of section.problems) {
      if (kind !== "missing-closing-brace") continue;
      const word = blockAt(section.statements, start)?.words[0];
      const said =
        word === undefined
          ? message("The block that begins here is not closed: keepalived takes the rest of the file for its content.")
          : message(
              "The block of {word} is not closed: keepalived takes the rest of the file for its content. Add the closing brace where the block ends.",
              { word: word.value },
            );
      yield findingAt(this, section, context, word ?? { start, end }, said);
    }
  },
};

/** The statement whose block opens at an offset. */
function blockAt(statements: readonly KeepalivedStatement[], open: number): KeepalivedStatement | undefined {
  for (const statement of statements) {
    const { block } = statement;
    if (block === undefined) continue;
    if (block.open === open) return statement;
    const inside = blockAt(block.statements, open);
    if (inside !== undefined) return inside;
  }
  return undefined;
}
