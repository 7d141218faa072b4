import type { KeepalivedSection } from "../../syntax/keepalived/tree.ts";
import { anchorOf, type Word } from "../../syntax/tree.ts";
import { type Finding, type Fix, message } from "../finding.ts";
import type { FileContext, KeepalivedSectionRule } from "../rule.ts";
import { findingAt } from "./judged.ts";
import { lineFaultsOf } from "./line-faults.ts";

function stateFixes(section: KeepalivedSection, { file }: FileContext, word: Word, text: string): readonly Fix[] {
  if (word.generated === true) return [];
  const at = anchorOf(section.origin, word);
  const edits = [{ file, at, form: "in-place", newText: text }] as const;
  // BACKUP is what keepalived makes of it anyway.
  return [{ title: message("Replace with {text}", { text }), isPreferred: true, isSafe: text === "BACKUP", edits }];
}

export const stateUnknown: KeepalivedSectionRule = {
  code: "keepalived/state-unknown",
  scope: "keepalived-section",
  severity: "error",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "`state` is neither MASTER nor BACKUP.",
    why: "Words such as `SLAVE`, `Master` or `STANDBY` mean nothing to keepalived: it complains and starts the instance as BACKUP. That is what most writers want, but a MASTER in another spelling starts as BACKUP too.",
    example: {
      bad: `//- keepalived.conf
vrrp_instance VI_1 {
    state SLAVE
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        10.0.0.100/24
    }
}
`,
      good: `//- keepalived.conf
vrrp_instance VI_1 {
    state BACKUP
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
    for (const { keyword, word, detail } of lineFaultsOf(section, context)) {
      if (detail.kind !== "choice" || keyword !== "state") continue;
      const text = /^mas?t|^prim|^active/i.test(word.value) ? "MASTER" : "BACKUP";
      const said = message(
        "state is MASTER or BACKUP: keepalived complains of {value} and starts the instance as BACKUP.",
        {
          value: word.value,
        },
      );
      yield findingAt(this, section, context, word, said, { fixes: stateFixes(section, context, word, text) });
    }
  },
};
