import { numberFault } from "../../schema/keepalived/numbers.ts";
import { type Finding, message } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { fileFinding } from "./file-finding.ts";
import { placeOf } from "./file-view.ts";
import { virtualServersOf } from "./virtual-servers.ts";

/** The netmask as which keepalived reads a single number: its last byte. */
function maskOf(length: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(length / 2 ** shift) % 256).join(".");
}

/** The netmask of a prefix length. */
function netmaskOf(length: number): string {
  return maskOf(2 ** 32 - 2 ** (32 - length));
}

export const persistenceGranularity: FileRule = {
  code: "keepalived/persistence-granularity",
  scope: "file",
  reads: "keepalived",
  severity: "error",
  fix: "unsafe",
  since: "0.1.0",
  docs: {
    summary: "A `persistence_granularity` is not one of its address family.",
    why: "For IPv4 it is a netmask, for IPv6 a prefix length from 1 to 128. keepalived complains of a mask for IPv6 and goes on without; but of `24` for IPv4 it makes the mask 0.0.0.24, so that clients from everywhere share one real server, and says nothing.",
    example: {
      bad: `//- keepalived.conf
virtual_server 10.0.0.100 80 {
    delay_loop 5
    lb_algo rr
    lb_kind NAT
    protocol TCP
    persistence_timeout 50
    persistence_granularity 24
    real_server 10.0.0.11 80 {
        TCP_CHECK {
        }
    }
}
`,
      good: `//- keepalived.conf
virtual_server 10.0.0.100 80 {
    delay_loop 5
    lb_algo rr
    lb_kind NAT
    protocol TCP
    persistence_timeout 50
    persistence_granularity 255.255.255.0
    real_server 10.0.0.11 80 {
        TCP_CHECK {
        }
    }
}
`,
    },
  },
  *check(facts, context): Iterable<Finding> {
    if (facts.kind !== "keepalived") return;
    for (const { granularities } of virtualServersOf(facts)) {
      for (const { line, family } of granularities) {
        const text = line.words[1];
        if (text === undefined) continue;
        if (family === 6) {
          // What is no number at all is refused for any family, of which another rule speaks.
          if (!/^[\d.]+$/.test(text) || numberFault(text, { type: "uint", min: 1, max: 128 }) === undefined) continue;
          const said = message(
            "{text} is no prefix length from 1 to 128, which the IPv6 of the virtual server wants: keepalived complains and ignores the line.",
            { text },
          );
          yield fileFinding(this, context, placeOf(line, 1), said);
        } else if (/^\d+$/.test(text) && Number(text) > 0 && Number(text) <= 32) {
          const length = Number(text);
          const args = { text, mask: maskOf(length), netmask: netmaskOf(length) };
          const said = message(
            "keepalived reads {text} as the netmask {mask}, so that clients are put together at random and not by their networks. Write {netmask}.",
            args,
          );
          const fixes = [
            {
              title: message("Write {netmask}", { netmask: args.netmask }),
              isPreferred: true,
              isSafe: false,
              edits: [{ file: context.file, at: placeOf(line, 1), form: "in-place", newText: args.netmask }],
            },
          ] as const;
          const isGenerated = line.statement.words.some(({ generated }) => generated === true);
          yield fileFinding(this, context, placeOf(line, 1), said, {
            severity: "warning",
            fixes: isGenerated ? [] : fixes,
          });
        }
      }
    }
  },
};
