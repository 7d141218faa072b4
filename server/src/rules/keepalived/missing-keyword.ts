import { keepalivedRequirements } from "../../schema/keepalived/required.ts";
import { type Finding, type Message, message } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { fileFinding } from "./file-finding.ts";
import { allBlocks, type BlockView, entriesOf, fileViewOf, headOf, lastLine } from "./file-view.ts";

function missing(block: BlockView): Message | undefined {
  const requirement = keepalivedRequirements[[...block.path, block.keyword].join("/")];
  if (requirement === undefined || lastLine(block, ...requirement.anyOf) !== undefined) return undefined;
  const args = { block: block.keyword, keyword: requirement.anyOf.join(" / ") };
  return requirement.outcome === "no-start"
    ? message("{block} has no {keyword}, and keepalived does not start.", args)
    : message("{block} has no {keyword}: keepalived complains and drops the block.", args);
}

/** An instance needs an interface, unless it sends to peers from an address of its own. */
function missingInterface(block: BlockView): Message | undefined {
  if (block.keyword !== "vrrp_instance" || lastLine(block, "interface") !== undefined) return undefined;
  const hasPeers = entriesOf(block, "unicast_peer").length > 0;
  if (hasPeers && lastLine(block, "unicast_src_ip", "mcast_src_ip") !== undefined) return undefined;
  return message("{block} has no {keyword}, and keepalived does not start.", {
    block: block.keyword,
    keyword: "interface",
  });
}

function emptyGroup(block: BlockView): Message | undefined {
  const isEmpty = block.keyword === "virtual_server_group" && block.lines.length === 0;
  const group = block.keyword === "vrrp_sync_group" ? entriesOf(block, "group") : undefined;
  if (!isEmpty && group?.length !== 0) return undefined;
  return message("{block} is empty: keepalived complains and drops it.", { block: block.keyword });
}

export const missingKeyword: FileRule = {
  code: "keepalived/missing-keyword",
  scope: "file",
  reads: "keepalived",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A block lacks a keyword that it can not do without.",
    why: "Some blocks are nothing without one of their lines: a script block without the script, an instance without `virtual_router_id`. keepalived drops such a block when it comes to its end, and for an instance without id or interface it does not start at all.",
    example: {
      bad: `//- keepalived.conf
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    priority 100
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
    virtual_ipaddress {
        10.0.0.100/24
    }
}
`,
    },
  },
  *check(facts, context): Iterable<Finding> {
    if (facts.kind !== "keepalived") return;
    if (context.isPartial) return;
    const view = fileViewOf(facts);
    for (const block of allBlocks(view.blocks)) {
      const isHeadless = block.statement.words.length < 2 && block.path.length === 0 && block.keyword !== "garp_group";
      if (block.isOpen || isHeadless) continue;
      const said = missing(block) ?? missingInterface(block) ?? emptyGroup(block);
      if (said !== undefined) yield fileFinding(this, context, headOf(block), said);
    }
  },
};
