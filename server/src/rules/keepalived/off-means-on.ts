import { keepalivedLines } from "../../schema/keepalived/arguments.ts";
import { type Finding, message } from "../finding.ts";
import type { FileContext, KeepalivedSectionRule } from "../rule.ts";
import { findingAt, knownStatementsOf, versionOf } from "./judged.ts";
import { removeLineFixes } from "./line-fixes.ts";

const falsehoods = new Set(["off", "false", "no", "0", "disable", "disabled"]);
/** keepalived reads the word of these, and switches them on whichever it is. */
const keywordsThatStayOn = new Set(["vrrp_instance/skip_check_adv_addr"]);

/** Whether keepalived does not read a word behind the keyword: in all versions that are judged by, in the older ones, or in none. */
function onlyOnIn(key: string, context: FileContext): "always" | "older" | undefined {
  const lines = keepalivedLines(key, versionOf(context));
  const flags = lines.filter(({ args }) => args.length === 0);
  if (flags.length === 0) return undefined;
  return flags.length === lines.length ? "always" : "older";
}

export const offMeansOn: KeepalivedSectionRule = {
  code: "keepalived/off-means-on",
  scope: "keepalived-section",
  severity: "warning",
  fix: "unsafe",
  since: "0.1.0",
  docs: {
    summary: "A word such as `off` stands behind a keyword that it does not switch off.",
    why: "Some keywords are switched on by standing there, and keepalived does not read what follows: `vrrp_strict off` is strict before 2.3, `skip_check_adv_addr off` skips the check in every release, `nopreempt off` does not preempt. Leave the line out.",
    example: {
      bad: `//- keepalived.conf
vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 100
    skip_check_adv_addr off
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
    for (const { statement, path, keyword } of knownStatementsOf(section, context)) {
      const [word, value] = statement.words;
      if (keyword === undefined || word === undefined || value === undefined || !falsehoods.has(value.value)) continue;
      const name = [...path, keyword.name].join("/");
      const isOn = keywordsThatStayOn.has(name) ? "always" : onlyOnIn(name, context);
      if (isOn === undefined) continue;
      const args = { keyword: keyword.name, value: value.value };
      const said =
        isOn === "always"
          ? message("{keyword} {value} switches it on: keepalived does not read the word. Remove the line.", args)
          : message(
              "{keyword} {value} switches it on before keepalived 2.3, which does not read the word. Remove the line.",
              args,
            );
      const setting = { keyword: keyword.name, statement, origin: section.origin, words: [] };
      yield findingAt(this, section, context, value, said, { fixes: removeLineFixes(context, setting, false) });
    }
  },
};
