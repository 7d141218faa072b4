import { readCommandLine } from "../../schema/keepalived/command-line.ts";
import { type Finding, message } from "../finding.ts";
import type { KeepalivedSectionRule } from "../rule.ts";
import { type CommandStatement, commandsOf, readsCommandQuotes } from "./command-lines.ts";
import { findingAt, versionOf } from "./judged.ts";

/** The stretch behind a quote that nothing closes, in a line or in the command that its quotes hold. */
function openQuoteOf({
  statement,
  line,
}: CommandStatement): { readonly start: number; readonly end: number } | undefined {
  const [keyword, argument] = statement.words;
  const last = statement.words[statement.words.length - 1];
  if (keyword === undefined || argument === undefined || last === undefined) return undefined;
  if (line.openQuote !== undefined) return { start: keyword.start + line.openQuote, end: last.end };
  const [, command] = line.words;
  if (command === undefined || readCommandLine(command.value).openQuote === undefined) return undefined;
  return { start: argument.start, end: argument.end };
}

export const unterminatedKeepalivedQuote: KeepalivedSectionRule = {
  code: "keepalived/unterminated-quote",
  scope: "keepalived-section",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A quote has no partner on its line.",
    why: "keepalived reads a quoted text up to the end of the line at most. With an open quote it drops the whole line: a script without its command is never run, and its tracker says that all is well. In commands single quotes count as well.",
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
    const version = versionOf(context);
    // A shell refuses such a command too, but then keepalived says nothing.
    const isRefused = readsCommandQuotes(version);
    for (const { kind, start, end } of section.problems) {
      if (kind !== "unterminated-quote") continue;
      const said = message("This quote is not closed on its line, and keepalived drops the line. Close the quote.");
      yield findingAt(this, section, context, { start, end }, said);
    }
    for (const command of commandsOf(section, context)) {
      const place = openQuoteOf(command);
      if (place === undefined || section.problems.some(({ start }) => start >= place.start && start < place.end))
        continue;
      const said = message(
        "This quote within the command is not closed: keepalived complains and goes on without the command. Close it, or put a backslash before it.",
      );
      const severity = isRefused ? "error" : "warning";
      yield findingAt(this, section, context, place, said, { severity });
    }
  },
};
