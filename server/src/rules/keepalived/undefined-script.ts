import { readCommandLine } from "../../schema/keepalived/command-line.ts";
import { keepalivedVersionFor } from "../../schema/keepalived/index.ts";
import { type Finding, message } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { readsCommandQuotes } from "./command-lines.ts";
import { fileFinding } from "./file-finding.ts";
import { type BlockView, fileViewOf, lastLine, placeOf } from "./file-view.ts";
import { renameFixes } from "./rename-fixes.ts";
import { definitionsOf, trackedUsesOf } from "./trackers.ts";

/** Whether the command of a script has a quote that nothing closes, as far as it stands in quotes as a whole. */
function hasOpenQuote(definition: BlockView | undefined): boolean {
  const words = definition === undefined ? undefined : lastLine(definition, "script")?.words;
  const [, command] = words?.length === 2 ? words : [];
  return command !== undefined && readCommandLine(command).openQuote !== undefined;
}

export const undefinedScript: FileRule = {
  code: "keepalived/undefined-script",
  scope: "file",
  reads: "keepalived",
  severity: "error",
  fix: "unsafe",
  since: "0.1.0",
  docs: {
    summary: "A tracked script is not defined.",
    why: "keepalived complains of a name in `track_script` that no `vrrp_script` has, and goes on without it: the failure that the script was to notice never moves the address.",
    example: {
      bad: `//- keepalived.conf
global_defs {
    script_user root
    enable_script_security
}
vrrp_script chk_haproxy {
    script "/usr/bin/killall -0 haproxy"
}
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        10.0.0.100/24
    }
    track_script {
        chk_haproxyy
    }
}
`,
      good: `//- keepalived.conf
global_defs {
    script_user root
    enable_script_security
}
vrrp_script chk_haproxy {
    script "/usr/bin/killall -0 haproxy"
}
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        10.0.0.100/24
    }
    track_script {
        chk_haproxy
    }
}
`,
    },
  },
  *check(facts, context): Iterable<Finding> {
    if (facts.kind !== "keepalived") return;
    const view = fileViewOf(facts);
    const scripts = definitionsOf(view, "script");
    const version = keepalivedVersionFor(context.keepalivedVersion) ?? "auto";
    if (view.isOpen || (context.isPartial && scripts.length === 0)) return;
    for (const use of trackedUsesOf(facts)) {
      if (use.kind !== "script" || use.name === undefined) continue;
      if (use.isDropped || (readsCommandQuotes(version) && hasOpenQuote(use.definition))) {
        const said = message(
          "{keyword} {name} has no {what} that keepalived can read: it drops the block and tracks nothing here.",
          {
            keyword: "vrrp_script",
            name: use.name,
            what: "script",
          },
        );
        yield fileFinding(this, context, placeOf(use.line), said);
      }
      if (use.definition !== undefined) continue;
      const said = message(
        "No vrrp_script is named {name}: keepalived complains and does not track it, so its failure never moves the address.",
        {
          name: use.name,
        },
      );
      const names = scripts.flatMap(({ name }) => name ?? []);
      yield fileFinding(this, context, placeOf(use.line), said, { fixes: renameFixes(context, use.line, names) });
    }
  },
};
