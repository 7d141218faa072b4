import { type Finding, message } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { fileFinding } from "./file-finding.ts";
import { type BlockView, headOf, placeOf } from "./file-view.ts";
import { keptServersOf, type RealServerView } from "./virtual-servers.ts";

const booleans: Readonly<Record<string, boolean>> = {
  on: true,
  true: true,
  yes: true,
  off: false,
  false: false,
  no: false,
};

/** Whether a real server stays in the kernel's list when it fails; undefined where that is filled in later. */
function isInhibited({ block }: RealServerView, server: BlockView): boolean | undefined {
  const general = server.lines.some(({ keyword }) => keyword === "inhibit_on_failure");
  return block.lines
    .filter(({ keyword }) => keyword === "inhibit_on_failure")
    .reduce<boolean | undefined>((before, { statement, words: [, word] }) => {
      if (statement.words.length < 2) return true;
      return word === undefined ? undefined : (booleans[word] ?? before);
    }, general);
}

export const sorryServerDuplicate: FileRule = {
  code: "keepalived/sorry-server-duplicate",
  scope: "file",
  reads: "keepalived",
  severity: "warning",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "The sorry server is a real server of the same service.",
    why: "The `sorry_server` gets the connections when no real server is left. One that is a real server itself is down at that time as well, so that clients are sent to a dead server instead of being refused. keepalived takes it, and where `inhibit_on_failure` and `sorry_server_inhibit` differ it complains and changes the sorry server's.",
    example: {
      bad: `//- keepalived.conf
virtual_server 10.0.0.100 80 {
    delay_loop 5
    lb_algo rr
    lb_kind NAT
    protocol TCP
    sorry_server 10.0.0.11 80
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
    sorry_server 10.0.0.9 80
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
    for (const { block, port: general, sorryServer: sorry, realServers } of keptServersOf(facts)) {
      if (sorry?.address === undefined || sorry.port === undefined) continue;
      const portOf = (port: number | undefined): number | undefined => (port === 0 ? (general ?? 0) : port);
      const same = realServers.find(
        (real) => real.address === sorry.address && !real.isDropped && portOf(real.port) === portOf(sorry.port),
      );
      if (same === undefined) continue;
      const isKept = same.block.isOpen ? undefined : isInhibited(same, block);
      const isChanged = same.port === sorry.port && isKept !== undefined && isKept !== sorry.isInhibited;
      const said = isChanged
        ? message(
            "{address} is a real server too, and only one of the two is kept when it fails: keepalived complains and treats the sorry server as the real one. When no real server is left, this one is down as well.",
            { address: sorry.address },
          )
        : message(
            "{address} is a real server of this service: when no real server is left, the sorry server is down as well.",
            { address: sorry.address },
          );
      const related = [{ file: context.file, at: headOf(same.block), message: message("the real server") }];
      yield fileFinding(this, context, placeOf(sorry.line, 1), said, { related });
    }
  },
};
