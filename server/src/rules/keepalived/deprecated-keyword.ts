import { type KeepalivedKeyword, lookupKeepalivedKeyword } from "../../schema/keepalived/index.ts";
import type { KeepalivedSection } from "../../syntax/keepalived/tree.ts";
import { anchorOf, type Word } from "../../syntax/tree.ts";
import { type Finding, type Fix, message } from "../finding.ts";
import type { FileContext, KeepalivedSectionRule } from "../rule.ts";
import { findingAt, knownStatementsOf, versionOf } from "./judged.ts";

/** Old names that keepalived takes without a word, or with one that is no complaint. */
const silent = new Set([
  "preempt",
  "vrrp_track_file",
  "enable_snmp_keepalived",
  "lvs_flush_onstop",
  "vrrp_iptables",
  "lvs_process_name",
]);
/** What to write in the place of keywords that have no other name. */
const instead: Readonly<Record<string, string>> = {
  global_tracking: "track_script, track_interface and the like in the group",
  linkbeat_use_polling: "linkbeat_interfaces",
  lvs_sync_daemon_interface: "lvs_sync_daemon in global_defs",
};

/** Old names that are read exactly as the new one. */
const sameMeaning = new Set(["thread_timer_expired", "vmac_garp_intvl", "vrrp_vmac_garp_intvl"]);

/** The fix that writes the name of today; safe, because the rest of the line is read alike. */
function renamed(section: KeepalivedSection, { file }: FileContext, word: Word, other: string): readonly Fix[] {
  if (word.generated === true) return [];
  const edits = [{ file, at: anchorOf(section.origin, word), form: "in-place", newText: other }] as const;
  return [{ title: message("Replace with {text}", { text: other }), isPreferred: true, isSafe: true, edits }];
}

function isComplainedOf({ name, deprecated, until }: KeepalivedKeyword): boolean {
  return deprecated && until === undefined && !silent.has(name) && !name.endsWith("_rlimit_rtime");
}

export const deprecatedKeepalivedKeyword: KeepalivedSectionRule = {
  code: "keepalived/deprecated-keyword",
  scope: "keepalived-section",
  severity: "warning",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "A keyword is an old one.",
    why: "keepalived still knows these keywords, and complains of most of them. A release to come may drop them, and the line is then skipped like any word that it does not know.",
    example: {
      bad: `//- keepalived.conf
vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 100
    vmac_garp_intvl all 5
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
    garp_extra_if all 5
    virtual_ipaddress {
        10.0.0.100/24
    }
}
`,
    },
  },
  *check(section, context): Iterable<Finding> {
    for (const { statement, keyword, path } of knownStatementsOf(section, context)) {
      const [word] = statement.words;
      if (keyword === undefined || word === undefined || !isComplainedOf(keyword)) continue;
      const isLater = lookupKeepalivedKeyword(path, keyword.name, versionOf(context)).status === "other-version";
      if (isLater && keyword.aliasOf !== undefined) {
        const said = message(
          "keepalived {version} skips {keyword}, a mistaken name that only releases from {since} on take: use {other}.",
          { version: versionOf(context), keyword: keyword.name, since: keyword.since, other: keyword.aliasOf },
        );
        yield findingAt(this, section, context, word, said, {
          fixes: renamed(section, context, word, keyword.aliasOf),
        });
        continue;
      }
      const args = { keyword: keyword.name, other: keyword.aliasOf ?? instead[keyword.name] ?? "" };
      const said =
        args.other === ""
          ? message("{keyword} is an old keyword, of which keepalived complains.", args)
          : message("{keyword} is an old keyword, of which keepalived complains: use {other}.", args);
      const fixes = sameMeaning.has(keyword.name) ? renamed(section, context, word, args.other) : [];
      yield findingAt(this, section, context, word, said, { fixes });
    }
  },
};
