import { authPassLength, effectivePassword, effectiveVersion } from "../../model/keepalived/effective.ts";
import { type Finding, type Fix, message } from "../finding.ts";
import type { FileRule } from "../rule.ts";

/** The password as it is to be written: in quotes where it would not be one word without them. */
function written(password: string): string | undefined {
  // Eight bytes may end within a character, which can't be written.
  if (password.includes('"') || password.includes("\ufffd")) return undefined;
  return /[\s#!{}]/.test(password) ? `"${password}"` : password;
}

export const authPassTruncated: FileRule = {
  code: "keepalived/auth-pass-truncated",
  scope: "file",
  reads: "keepalived",
  severity: "warning",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "`auth_pass` is longer than the eight bytes that count.",
    why: "VRRP version 2 has room for eight bytes of password; keepalived cuts the rest off. Letters outside ASCII take several bytes each. Two passwords that differ only behind the eighth byte are the same to it, and the secret is weaker than it looks. Cutting the text changes nothing on the wire, so it is safe on one node at a time.",
    example: {
      bad: `//- keepalived.conf
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    authentication {
        auth_type PASS
        auth_pass kubernetes-vip
    }
    virtual_ipaddress {
        10.0.0.100/24
    }
}
`,
      good: `//- keepalived.conf
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    authentication {
        auth_type PASS
        auth_pass kubernet
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
    for (const instance of facts.instances) {
      const stated = instance.authPass;
      if (stated?.value === undefined) continue;
      if (effectiveVersion(instance, facts) !== 2) continue;
      const effective = effectivePassword(stated.value);
      if (effective === stated.value) continue;
      const newText = written(effective);
      const fixes: Fix[] =
        newText === undefined || stated.isGenerated
          ? []
          : [
              {
                title: message("Cut auth_pass to the characters that count"),
                isPreferred: true,
                isSafe: true,
                edits: [{ file: context.file, at: stated.at, form: "in-place", newText }],
              },
            ];
      yield {
        code: this.code,
        severity: this.severity,
        file: context.file,
        at: stated.at,
        message: message(
          "auth_pass has {length} bytes, but keepalived uses the first {limit} and ignores the rest. Cut it, so that nobody relies on what does not count.",
          { length: new TextEncoder().encode(stated.value).length, limit: authPassLength },
        ),
        related: [],
        fixes,
      };
    }
  },
};
