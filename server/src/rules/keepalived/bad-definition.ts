import { type Finding, message } from "../finding.ts";
import type { KeepalivedSectionRule } from "../rule.ts";
import { findingAt } from "./judged.ts";

/** What a line looks like that was meant as a definition and is none. */
const badName = /^\$(?:[0-9][^\s=]*|[A-Za-z_]\w*[^\w\s=][^\s=]*)=/;

export const badDefinition: KeepalivedSectionRule = {
  code: "keepalived/bad-definition",
  scope: "keepalived-section",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A line was meant as a definition, but keepalived reads it as a keyword.",
    why: "A definition is `$NAME=value` at the beginning of a line, without a blank before the sign; the name is letters, digits and underscores and does not begin with a digit. keepalived skips any other line, and every use of the name stays as it is.",
    example: {
      bad: `//- keepalived.conf
$NODE = lb1
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        10.0.0.100/24
    }
}
`,
      good: `//- keepalived.conf
$NODE=lb1
vrrp_instance VI_1 {
    state MASTER
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
    for (const { words } of section.statements) {
      const [name, sign] = words;
      if (name === undefined || name.generated === true) continue;
      const hasBlank = /^\$[A-Za-z_]\w*$/.test(name.value) && sign?.value.startsWith("=") === true;
      if (!hasBlank && !badName.test(name.value)) continue;
      const said = hasBlank
        ? message("A definition has no blank before the sign: keepalived skips the line, and {name} stays undefined.", {
            name: name.value,
          })
        : message("This is no name of a definition: keepalived skips the line. Use letters, digits and underscores.");
      yield findingAt(this, section, context, name, said);
    }
  },
};
