import { anchorOf } from "../../syntax/tree.ts";
import { type Finding, message } from "../finding.ts";
import type { KeepalivedSectionRule } from "../rule.ts";
import { commandsOf } from "./command-lines.ts";
import { findingAt } from "./judged.ts";

/** What can be no user's name: an option, a path, an assignment, an address, or what keepalived calls its states. */
const noUser = /^-|[/=:,;|&<>$*]|^\d+(?:\.\d+)*$|^(?:master|backup|fault|stop|start|up|down)$/i;
/** A user and a group are all that may stand behind a command. */
const mostWords = 4;

export const unquotedCommand: KeepalivedSectionRule = {
  code: "keepalived/unquoted-command",
  scope: "keepalived-section",
  severity: "warning",
  fix: "unsafe",
  since: "0.1.0",
  docs: {
    summary: "A command with arguments stands without quotes.",
    why: "keepalived takes the first word behind the keyword for the whole command. What follows `script` is lost, so that a check runs its program without arguments; what follows the other keywords is read as the user and the group to run it as, and without such a user the command is never run.",
    example: {
      bad: `//- keepalived.conf
global_defs {
    script_user root
    enable_script_security
}
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    notify_master /etc/keepalived/notify.sh master
    virtual_ipaddress {
        10.0.0.100/24
    }
}
`,
      good: `//- keepalived.conf
global_defs {
    script_user root
    enable_script_security
}
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    notify_master "/etc/keepalived/notify.sh master"
    virtual_ipaddress {
        10.0.0.100/24
    }
}
`,
    },
  },
  *check(section, context): Iterable<Finding> {
    for (const { statement, line, takesUser } of commandsOf(section, context)) {
      const [keyword, command, user] = line.words;
      const last = line.words[line.words.length - 1];
      const [head] = statement.words;
      if (line.openQuote !== undefined || keyword === undefined || command === undefined) continue;
      if (user === undefined || last === undefined || head === undefined) continue;
      if (takesUser && line.words.length <= mostWords && !noUser.test(user.value)) continue;
      const said = takesUser
        ? message(
            "Without quotes keepalived runs {command} alone, as the user {user}: where there is no such user, never. Put the command with its arguments in quotes.",
            { command: command.value, user: user.value },
          )
        : message(
            "Without quotes keepalived runs {command} alone and passes over what stands behind it. Put the command with its arguments in quotes.",
            { command: command.value },
          );
      const from = head.start;
      const place = { start: from + user.start, end: from + last.end };
      const whole = { start: from + command.start, end: from + last.end };
      const text = context.sectionText.slice(whole.start, whole.end);
      const fix = {
        title: message("Put the command in quotes"),
        isPreferred: true,
        isSafe: false,
        edits: [{ file: context.file, at: anchorOf(section.origin, whole), form: "in-place", newText: `"${text}"` }],
      } as const;
      yield findingAt(this, section, context, place, said, { fixes: /["\\]/.test(text) ? [] : [fix] });
    }
  },
};
