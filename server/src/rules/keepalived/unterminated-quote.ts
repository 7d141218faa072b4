import { type Finding, message } from "../finding.ts";
import type { KeepalivedSectionRule } from "../rule.ts";
import { findingAt, knownStatementsOf } from "./judged.ts";

/** Lines with a command, which is read with a shell's quoting. */
const commands =
  /^vrrp_(?:instance|sync_group)\/notify(?:_(?:master|backup|fault|stop|deleted|master_rx_lower_pri))?$|^vrrp_script\/script$/;

/** Where a single quote of a command opens that none closes. A backslash is read differently from release to release. */
function openQuote(command: string): number | undefined {
  if (command.includes("\\")) return undefined;
  // A command that is quoted as a whole is read again without these quotes.
  const isQuoted = /^"[^"]*"$/.test(command);
  let open: number | undefined;
  for (let at = isQuoted ? 1 : 0; at < command.length; at++) {
    const sign = command[at];
    if (sign === "'") open = open === undefined ? at : undefined;
    else if (sign === '"' && open === undefined && !isQuoted) {
      const end = command.indexOf('"', at + 1);
      if (end < 0) return undefined;
      at = end;
    }
  }
  return open;
}

export const unterminatedKeepalivedQuote: KeepalivedSectionRule = {
  code: "keepalived/unterminated-quote",
  scope: "keepalived-section",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A double quote has no partner on its line.",
    why: "keepalived reads a quoted text up to the end of the line at most. With an open quote it drops the whole line: a script without its command is never run, and its tracker says that all is well.",
    example: {
      bad: `//- keepalived.conf
global_defs {
    enable_script_security
    script_user root
}

vrrp_script chk_apiserver {
    script "/usr/local/bin/check-apiserver
    interval 3
}

vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    track_script {
        chk_apiserver
    }
    virtual_ipaddress {
        10.0.0.100/24
    }
}
`,
      good: `//- keepalived.conf
global_defs {
    enable_script_security
    script_user root
}

vrrp_script chk_apiserver {
    script "/usr/local/bin/check-apiserver"
    interval 3
}

vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    track_script {
        chk_apiserver
    }
    virtual_ipaddress {
        10.0.0.100/24
    }
}
`,
    },
  },
  *check(section, context): Iterable<Finding> {
    for (const { statement, path, keyword } of knownStatementsOf(section, context)) {
      const [, first] = statement.words;
      const last = statement.words[statement.words.length - 1];
      const isCommand = keyword !== undefined && commands.test([...path, keyword.name].join("/"));
      if (!isCommand || first === undefined || last === undefined) continue;
      if (statement.words.some(({ generated }) => generated === true)) continue;
      const at = openQuote(context.sectionText.slice(first.start, last.end));
      if (at === undefined) continue;
      const said = message(
        "This single quote is not closed, and keepalived reads commands as a shell does: it complains and goes on without the command.",
      );
      const start = first.start + at;
      yield findingAt(this, section, context, { start, end: start + 1 }, said);
    }
    for (const { kind, start, end } of section.problems) {
      if (kind !== "unterminated-quote") continue;
      const said = message("This quote is not closed on its line, and keepalived drops the line. Close the quote.");
      yield findingAt(this, section, context, { start, end }, said);
    }
  },
};
