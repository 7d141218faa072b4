import type { KeepalivedFacts } from "../../model/keepalived/facts.ts";
import { type Finding, message } from "../finding.ts";
import type { FileContext, FileRule } from "../rule.ts";
import { fileFinding } from "./file-finding.ts";
import { type BlockView, blocksNamed, entriesOf, fileViewOf, lastLine, placeOf, type Setting } from "./file-view.ts";
import { removeLineFixes } from "./line-fixes.ts";
import { trackedUsesOf } from "./trackers.ts";

const blocksOfEntries = ["track_script", "track_interface", "track_file", "track_process", "track_bfd"];
/** What may stand behind a weight; of these two, keepalived drops an entry with another word there. */
const strictEntries = new Set(["track_file", "track_bfd"]);

/** Whether keepalived tracks something for an entry, so that a second one of the name is one too many. */
function isTaken(keyword: string, { words }: Setting): boolean {
  if (words.length === 1) return true;
  if (words[1] !== "weight" || words.length < 3) return false;
  return !strictEntries.has(keyword) || words.length < 4 || /^(?:no)?reverse$/.test(words[3] ?? "reverse");
}

/** keepalived complains of a second entry of one name in an instance or a group, and ignores it with its weight. */
function* repeatedEntries(
  rule: Pick<FileRule, "code">,
  facts: KeepalivedFacts,
  context: FileContext,
): Iterable<Finding> {
  const uses = new Map(trackedUsesOf(facts).map((use) => [use.line, use]));
  const users = fileViewOf(facts).blocks.filter(({ keyword }) => /^vrrp_(?:instance|sync_group)$/.test(keyword));
  for (const user of users) {
    if (user.hasDirectives) continue;
    for (const keyword of blocksOfEntries) {
      const first = new Map<string, Setting>();
      for (const line of entriesOf(user, keyword)) {
        const [name] = line.words;
        const use = uses.get(line);
        const isKnown =
          keyword === "track_interface" || (use?.definition !== undefined && !use.isAhead && !use.isDropped);
        if (name === undefined || /^include/.test(name) || !isKnown) continue;
        const before = first.get(name);
        if (before === undefined) {
          if (isTaken(keyword, line)) first.set(name, line);
          continue;
        }
        const said = message(
          "{name} is tracked above already: keepalived complains and ignores this line with its weight.",
          {
            name,
          },
        );
        const related = [{ file: context.file, at: placeOf(before), message: message("the first one") }];
        const fixes = removeLineFixes(context, line, false);
        yield fileFinding({ ...rule, severity: "error" }, context, placeOf(line), said, { related, fixes });
      }
    }
  }
}

/** Lines of an instance that have an interface tracked, with the word that names it: its own one counts as tracked. */
function trackedInterfaces(instance: BlockView): readonly { readonly line: Setting; readonly at: number }[] {
  const own = lastLine(instance, "dont_track_primary") === undefined ? lastLine(instance, "interface") : undefined;
  const lines = entriesOf(instance, "track_interface").map((line) => ({ line, at: 0 }));
  // The instance's own interface in its list is ignored, of which another rule speaks.
  const named = lines.filter(({ line }) => line.words[0] !== lastLine(instance, "interface")?.words[1]);
  return own === undefined ? named : [...named, { line: own, at: 1 }];
}

export const trackedTwice: FileRule = {
  code: "keepalived/tracked-twice",
  scope: "file",
  reads: "keepalived",
  severity: "warning",
  fix: "unsafe",
  since: "0.1.0",
  docs: {
    summary: "Something is tracked twice.",
    why: "What an instance or a group tracks stands there once: keepalived complains of a second line of one name, and ignores it with its weight. What a `vrrp_sync_group` tracks counts for all of its instances, so keepalived complains of an interface that one of them tracks as well, or that it runs on.",
    example: {
      bad: `//- keepalived.conf
vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 100
    track_interface {
        eth1
        eth1 weight -10
    }
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
    track_interface {
        eth1
    }
    virtual_ipaddress {
        10.0.0.100/24
    }
}
`,
    },
  },
  *check(facts, context): Iterable<Finding> {
    if (facts.kind !== "keepalived") return;
    const view = fileViewOf(facts);
    yield* repeatedEntries(this, facts, context);
    for (const group of blocksNamed(view, "vrrp_sync_group")) {
      const members = new Set(entriesOf(group, "group").flatMap(({ words }) => words));
      for (const instance of blocksNamed(view, "vrrp_instance")) {
        if (instance.name === undefined || !members.has(instance.name)) continue;
        for (const { line, at } of trackedInterfaces(instance)) {
          const name = line.words[at];
          const same = entriesOf(group, "track_interface").find(({ words: [other] }) => other === name);
          if (name === undefined || same === undefined) continue;
          const args = { group: group.name ?? "", name };
          const said =
            at === 0
              ? message(
                  "The sync group {group} tracks {name} as well, for all of its instances: keepalived complains. Remove one of the two.",
                  args,
                )
              : message(
                  "The sync group {group} tracks {name}, which the instance tracks in any case because it runs on it: keepalived complains. Remove it from the group.",
                  args,
                );
          const related = [{ file: context.file, at: placeOf(same), message: message("tracked by the group") }];
          yield fileFinding(this, context, placeOf(line, at), said, { related });
        }
      }
    }
  },
};
