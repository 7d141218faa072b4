import { withoutRange } from "../../schema/keepalived/addresses.ts";
import type { KeepalivedConflict } from "../../schema/keepalived/faults.ts";
import { type Finding, type Message, message } from "../finding.ts";
import type { KeepalivedSectionRule } from "../rule.ts";
import { findingAt } from "./judged.ts";
import { lineFaultsOf } from "./line-faults.ts";

const conflicts: Readonly<Record<KeepalivedConflict, (keyword: string, word: string) => Message>> = {
  repeated: (_keyword, word) =>
    message("{word} was given before in this line: keepalived complains of the second one.", { word }),
  second: (_keyword, word) =>
    message("{word} stands where the line had its value before: keepalived complains and ignores it.", { word }),
  "ipv4-only": (_keyword, word) =>
    message("{word} is for IPv4 only: keepalived complains and goes on without it.", { word }),
  "prefix-with-peer": () => message("An address with a peer has no prefix length: keepalived ignores it."),
  "broadcast-with-peer": () => message("An address with a peer has no broadcast address: keepalived ignores it."),
  "broadcast-without-room": () => message("The prefix is too long for a broadcast address: keepalived sets none."),
  "not-ipv4": (_keyword, word) =>
    message("{word} is for IPv6 only: keepalived complains and drops the entry.", { word }),
  "no-action": () =>
    message(
      "The rule says for which packets, but not what to do (table, goto, nop, blackhole, prohibit, unreachable): keepalived drops it.",
    ),
  "two-actions": (_keyword, word) =>
    message("{word} is a second action of one rule: keepalived complains and drops the rule.", { word }),
  "no-preference": () =>
    message(
      "The rule has no preference: keepalived chooses one, which differs with the number of rules before it. Write one.",
    ),
  "no-destination": () => message("The route has no destination: keepalived drops it."),
  "goto-backwards": () => message("The rule goes to one that is not behind it: keepalived drops it."),
  "needs-table": (_keyword, word) => message("{word} works only with a table: keepalived drops the rule.", { word }),
  deprecated: (_keyword, word) => message("{word} is an old spelling, of which keepalived complains.", { word }),
  "range-backwards": () => message("The range ends before it begins: keepalived drops it."),
  "port-of-tunnel": (keyword) =>
    message("A gue tunnel needs a port and no other has one: keepalived ignores the options of {keyword}.", {
      keyword,
    }),
  "checksum-of-tunnel": (keyword, word) =>
    message("This type of tunnel has no {word}: keepalived complains and ignores the options of {keyword}.", {
      keyword,
      word,
    }),
  "range-unread": (keyword, word) =>
    message("{keyword} takes one address: keepalived says nothing and reads no further than {address} in {word}.", {
      keyword,
      address: withoutRange(word),
      word,
    }),
  "ttl-backwards": () => message("min_ttl is greater than max_ttl: every packet of this peer is thrown away."),
  "own-protocol": () =>
    message(
      "keepalived watches over the entry only with its own protocol, and uses that. Write no_track to keep another one.",
    ),
  "no-encapsulation-target": () =>
    message("The encapsulation has neither dst nor id: keepalived complains and goes on without it."),
  "default-behind-address": (_keyword, word) =>
    message(
      "Behind an address {word} is of no address family: keepalived complains and drops the entry. Write it first, or as 0.0.0.0/0 or ::/0.",
      { word },
    ),
  "family-swallows": (_keyword, word) =>
    message("keepalived passes over {word}, because it drops the word behind inet and inet6.", { word }),
  "untracked-route": () =>
    message("keepalived does not track a route without dev before 2.3.2, and complains of it. Write dev, or no_track."),
  "group-without-device": () =>
    message("track_group works only with an interface: keepalived complains and goes on without it. Write dev."),
  "group-untracked": () => message("With no_track the entry is not tracked, so that its track_group does nothing."),
  "mask-bits": () => message("The address has bits behind its mask: keepalived drops the entry."),
  "two-buffer-policies": () =>
    message("MTU and ADVERT exclude each other: keepalived complains and goes on without ADVERT."),
  "buffer-size-and-policy": (_keyword, word) =>
    message("A size stands in this line already: keepalived complains and goes on without {word}.", { word }),
  "needs-sign": (_keyword, word) =>
    message("Behind the first word {word} needs a + or - before it: keepalived complains and goes on without it.", {
      word,
    }),
  "not-link-local": (_keyword, word) =>
    message(
      "{word} is no link-local multicast address, of which keepalived complains: routers may carry the adverts beyond the link. Use one that begins with ff02.",
      { word },
    ),
};

export const conflictingOptions: KeepalivedSectionRule = {
  code: "keepalived/conflicting-options",
  scope: "keepalived-section",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "The options of an entry do not go together.",
    why: "keepalived reads an address, a route or a rule as a whole. Where two of its options exclude each other, or one that is needed is missing, it leaves one out or drops the entry, and says so in its log only.",
    example: {
      bad: `//- keepalived.conf
vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        10.0.0.100/24
    }
    virtual_rules {
        from 10.0.0.0/24 priority 100
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
    virtual_rules {
        from 10.0.0.0/24 table 100 priority 100
    }
}
`,
    },
  },
  *check(section, context): Iterable<Finding> {
    for (const { keyword, word, severity, detail } of lineFaultsOf(section, context)) {
      if (detail.kind !== "conflict") continue;
      yield findingAt(this, section, context, word, conflicts[detail.reason](keyword, word.value), { severity });
    }
  },
};
