import { type Finding, message } from "../finding.ts";
import type { FileContext, FileRule } from "../rule.ts";
import { fileFinding } from "./file-finding.ts";
import { type BlockView, type FileView, fileViewOf, headOf, placeOf } from "./file-view.ts";
import { definitionsOf, trackedUsesOf } from "./trackers.ts";

const keywords = { file: "track_file", process: "vrrp_track_process", bfd: "bfd_instance" } as const;

/** What the static addresses, routes and rules of a file name behind `track_group`. */
function* undefinedGroups(
  rule: Pick<FileRule, "code" | "severity">,
  view: FileView,
  context: FileContext,
): Iterable<Finding> {
  for (const [index, block] of view.blocks.entries()) {
    if (!/^static_(?:ipaddress|routes|rules)$/.test(block.keyword)) continue;
    for (const line of block.lines) {
      const at = line.words.indexOf("track_group") + 1;
      const name = at > 0 ? line.words[at] : undefined;
      const isGroup = (one: BlockView): boolean => one.keyword === "track_group" && one.name === name;
      if (name === undefined || view.blocks.slice(0, index).some(isGroup)) continue;
      const args = { name, keyword: "track_group" };
      const below = view.blocks.find(isGroup);
      if (below !== undefined) {
        const said = message(
          "{keyword} {name} is defined below: keepalived does not know it here and does not watch it. Move it above.",
          args,
        );
        const related = [{ file: context.file, at: headOf(below), message: message("defined here") }];
        yield fileFinding(rule, context, placeOf(line, at), said, { related });
      } else if (!view.isOpen && !context.isPartial) {
        const said = message("No {keyword} is named {name}: keepalived complains and watches nothing.", args);
        yield fileFinding(rule, context, placeOf(line, at), said);
      }
    }
  }
}

export const undefinedTracker: FileRule = {
  code: "keepalived/undefined-tracker",
  scope: "file",
  reads: "keepalived",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A tracked file, process or BFD session is not defined.",
    why: "What `track_file`, `track_process`, `track_bfd`, `FILE_CHECK` and `BFD_CHECK` name has to be defined in the file, above the line that names it. keepalived complains of any other name and goes on without it: nothing is watched.",
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
    track_file {
        maintenance
    }
}
`,
      good: `//- keepalived.conf
track_file maintenance {
    file /etc/keepalived/maintenance
    weight 0
}
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        10.0.0.100/24
    }
    track_file {
        maintenance
    }
}
`,
    },
  },
  *check(facts, context): Iterable<Finding> {
    if (facts.kind !== "keepalived") return;
    const view = fileViewOf(facts);
    yield* undefinedGroups(this, view, context);
    for (const use of trackedUsesOf(facts)) {
      if (use.kind === "script" || use.name === undefined) continue;
      const args = { name: use.name, keyword: keywords[use.kind] };
      if (use.isDropped) {
        const said = message(
          "{keyword} {name} has no {what} that keepalived can read: it drops the block and tracks nothing here.",
          {
            ...args,
            what: use.kind,
          },
        );
        yield fileFinding(this, context, placeOf(use.line, use.at), said);
      }
      if (use.definition !== undefined) {
        if (!use.isAhead) continue;
        const said = message(
          "{keyword} {name} is defined below: keepalived does not know it here and does not watch it. Move it above.",
          args,
        );
        const related = [{ file: context.file, at: headOf(use.definition), message: message("defined here") }];
        yield fileFinding(this, context, placeOf(use.line, use.at), said, { related });
      } else if (!view.isOpen && !(context.isPartial && definitionsOf(view, use.kind).length === 0)) {
        // A BFD session may be there, but restricted to others.
        const isThere = definitionsOf(view, use.kind).some(({ name }) => name === use.name);
        const said = isThere
          ? message(
              "{keyword} {name} is not known here, because vrrp or checker restricts it: keepalived complains and watches nothing.",
              args,
            )
          : message("No {keyword} is named {name}: keepalived complains and watches nothing.", args);
        yield fileFinding(this, context, placeOf(use.line, use.at), said);
      }
    }
  },
};
