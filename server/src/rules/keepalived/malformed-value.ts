import type { KeepalivedForm } from "../../schema/keepalived/faults.ts";
import { type Finding, type Message, message } from "../finding.ts";
import type { KeepalivedSectionRule } from "../rule.ts";
import { findingAt } from "./judged.ts";
import { lineFaultsOf } from "./line-faults.ts";

function sayForm(form: KeepalivedForm, args: { readonly keyword: string; readonly value: string }): Message {
  switch (form) {
    case "md5":
      return message("{keyword} is 32 hexadecimal digits: keepalived complains and checks no digest.", args);
    case "status-code":
      return message(
        "{value} is no status code from 100 to 599 and no range of them: keepalived complains and goes on without it.",
        args,
      );
    case "hex":
      return message("{keyword} is hexadecimal digits: keepalived complains of {value} and goes on without it.", args);
    case "umask":
      return message(
        "{value} is neither an octal number nor a list such as IRUSR|IWUSR: keepalived complains and goes on without it.",
        args,
      );
    case "dns-name":
      return message("{value} has an empty part between its dots: keepalived complains and goes on without it.", args);
    case "mac":
      return message("{value} is no hardware address: keepalived complains and chooses one itself.", args);
    case "mac-multicast":
      return message(
        "{value} is the address of a group, not of one interface: keepalived complains and ignores it.",
        args,
      );
    case "mac-reserved":
      return message(
        "{value} is one of the addresses that VRRP gives to virtual routers itself: keepalived complains and ignores it.",
        args,
      );
    case "interface-name":
      return message("No interface can be named {value}: keepalived complains and chooses a name itself.", args);
    case "link-local-group":
      return message(
        "{value} is no link-local group (ff02::), and VRRP sends to no other: keepalived complains and goes on without {keyword}.",
        args,
      );
    case "hmac-key":
      return message(
        "The key must have 32 to 64 bytes, as text or as hexadecimal digits behind hex: keepalived complains and goes on without it.",
      );
    case "netmask":
      return message(
        "{value} is neither an IPv4 netmask nor an IPv6 prefix length: keepalived complains and goes on without it.",
        args,
      );
    case "prefix":
      return message("The prefix length of {value} is out of range: keepalived complains and does not use it.", args);
    case "mpls":
      return message(
        "{value} is not one or two labels up to 1048575 with a slash between them: keepalived complains and goes on without the encapsulation.",
        args,
      );
    case "ila":
      return message(
        "{value} is not four groups of hexadecimal digits: keepalived complains and goes on without the encapsulation.",
        args,
      );
    case "time":
      return message("{value} is no time such as 300ms or 1.5s: keepalived complains and drops the route.", args);
    case "port-range":
      return message(
        "{keyword} takes a range only, {value}-{value} for one port: keepalived complains of {value}, and the rule holds for all ports.",
        args,
      );
    case "mark":
      return message("{value} is no mark such as 7 or 0x10/0xff: keepalived complains and drops the rule.", args);
    case "uid-range":
      return message("{value} is no range such as 1000-1999: keepalived complains and drops the rule.", args);
    case "host":
      return message("{value} is neither an address nor a name: keepalived complains and goes on without it.", args);
    case "non-empty":
      return message("The value of {keyword} is empty: keepalived complains and goes on without the line.", args);
  }
}

export const malformedValue: KeepalivedSectionRule = {
  code: "keepalived/malformed-value",
  scope: "keepalived-section",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A value does not have the form that keepalived reads.",
    why: "Digests, status codes, hexadecimal data, prefix lengths and hardware addresses have a form of their own. keepalived complains of what it cannot read and goes on without it, so that a check asks for less than it looks, or an address is taken with the longest prefix.",
    example: {
      bad: `//- keepalived.conf
vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        10.0.0.100/99
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
    for (const { keyword, option, word, detail } of lineFaultsOf(section, context)) {
      if (detail.kind !== "form") continue;
      yield findingAt(
        this,
        section,
        context,
        word,
        sayForm(detail.form, { keyword: option ?? keyword, value: word.value }),
      );
    }
  },
};
