import { parseIpAddress } from "../../model/address.ts";
import { type Finding, message } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { fileFinding } from "./file-finding.ts";
import { fileViewOf, headOf, lastLine } from "./file-view.ts";
import { type VirtualServerView, virtualServersOf } from "./virtual-servers.ts";

/** The protocol that counts, which is UDP where none is said; undefined where it is filled in later or keepalived does not know it. */
function protocolOf({ block }: VirtualServerView): string | undefined {
  const line = lastLine(block, "protocol");
  const protocol = line === undefined ? "UDP" : line.words[1]?.toUpperCase();
  return protocol === "TCP" || protocol === "UDP" || protocol === "SCTP" ? protocol : undefined;
}

/** What the kernel tells services by; undefined where a part of it is not known. */
function serviceKey(server: VirtualServerView): string | undefined {
  const { block, kind, address, port, family, realServers } = server;
  if (realServers.every(({ isDropped }) => isDropped)) return undefined;
  if (kind === "fwmark") {
    const mark = block.words[2];
    return mark === undefined || !/^\d+$/.test(mark) || family === undefined
      ? undefined
      : `fwmark ${Number(mark)} ${family}`;
  }
  const protocol = protocolOf(server);
  const parsed = kind === "address" && address !== undefined ? parseIpAddress(address) : undefined;
  if (protocol === undefined || parsed === undefined || port === undefined) return undefined;
  return `${parsed.text} ${port} ${protocol}`;
}

export const duplicateVirtualServer: FileRule = {
  code: "keepalived/duplicate-virtual-server",
  scope: "file",
  reads: "keepalived",
  severity: "warning",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "Two virtual servers are for one service.",
    why: "The kernel tells services by address, port and protocol, or by the firewall mark. keepalived says nothing of a second `virtual_server` for the same one; its real servers come to the first one's, whose scheduler and persistence count for all, and each block counts a quorum of its own.",
    example: {
      bad: `//- keepalived.conf
virtual_server 10.0.0.100 80 {
    delay_loop 5
    lb_algo rr
    lb_kind NAT
    protocol TCP
    real_server 10.0.0.11 80 {
        TCP_CHECK {
        }
    }
}
virtual_server 10.0.0.100 80 {
    delay_loop 5
    lb_algo wlc
    lb_kind NAT
    protocol TCP
    real_server 10.0.0.12 80 {
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
    real_server 10.0.0.11 80 {
        TCP_CHECK {
        }
    }
    real_server 10.0.0.12 80 {
        TCP_CHECK {
        }
    }
}
`,
    },
  },
  *check(facts, context): Iterable<Finding> {
    if (facts.kind !== "keepalived" || fileViewOf(facts).isOpen) return;
    const first = new Map<string, VirtualServerView>();
    for (const server of virtualServersOf(facts)) {
      const key = serviceKey(server);
      if (key === undefined) continue;
      const before = first.get(key);
      if (before === undefined) {
        first.set(key, server);
        continue;
      }
      const said = message(
        "A virtual server for {service} stands above: the kernel has one service for both, with the real servers of both and the scheduler of the first.",
        { service: key },
      );
      const related = [{ file: context.file, at: headOf(before.block), message: message("the first one") }];
      yield fileFinding(this, context, headOf(server.block), said, { related });
    }
  },
};
