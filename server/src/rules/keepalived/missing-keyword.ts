import { isAddress, withoutRange } from "../../schema/keepalived/addresses.ts";
import { isOlderProbe } from "../../schema/keepalived/arguments.ts";
import { type KeepalivedVersionChoice, keepalivedRelease } from "../../schema/keepalived/index.ts";
import { keepalivedRequirements } from "../../schema/keepalived/required.ts";
import { type Finding, type Message, message } from "../finding.ts";
import type { FileContext, FileRule } from "../rule.ts";
import { fileFinding } from "./file-finding.ts";
import {
  allBlocks,
  type BlockView,
  entriesOf,
  fileViewOf,
  headOf,
  lastLine,
  placeOf,
  type Setting,
} from "./file-view.ts";
import { versionOf } from "./judged.ts";

function missing(block: BlockView): Message | undefined {
  const requirement = keepalivedRequirements[[...block.path, block.keyword].join("/")];
  if (requirement === undefined || lastLine(block, ...requirement.anyOf) !== undefined) return undefined;
  const args = { block: block.keyword, keyword: requirement.anyOf.join(" / ") };
  return requirement.outcome === "no-start"
    ? message("{block} has no {keyword}, and keepalived does not start.", args)
    : message("{block} has no {keyword}: keepalived complains and drops the block.", args);
}

/** Releases that want an interface although the instance sends to peers: 2.0 and older ones, and three later ones by mistake. */
function needsInterface(version: KeepalivedVersionChoice): boolean {
  if (version === "auto") return false;
  const release = keepalivedRelease(version);
  const isMistaken = release >= keepalivedRelease("2.2.5") && release <= keepalivedRelease("2.2.7");
  return isMistaken || release <= keepalivedRelease("2.0");
}

/** An instance needs an interface, unless it sends to peers from an address of its own. */
function missingInterface(block: BlockView, context: FileContext): Message | undefined {
  if (block.keyword !== "vrrp_instance" || lastLine(block, "interface") !== undefined) return undefined;
  const hasPeers = entriesOf(block, "unicast_peer").length > 0;
  const source = lastLine(block, "unicast_src_ip", "mcast_src_ip");
  const isAlone = hasPeers && source !== undefined && !needsInterface(versionOf(context));
  if (isAlone && /^fe[89ab]/i.test(source.words[1] ?? "")) {
    return message("Without an interface {keyword} must not be a link-local address: keepalived does not start.", {
      keyword: source.keyword,
    });
  }
  if (isAlone) return undefined;
  return message("{block} has no {keyword}, and keepalived does not start.", {
    block: block.keyword,
    keyword: "interface",
  });
}

/** The addresses of an instance without an interface that name none themselves. */
function addressesWithoutInterface(block: BlockView): readonly Setting[] {
  if (block.keyword !== "vrrp_instance" || lastLine(block, "interface", "use_vmac_addr") !== undefined) return [];
  return ["virtual_ipaddress", "virtual_ipaddress_excluded"]
    .flatMap((keyword) => entriesOf(block, keyword))
    .filter(
      ({ words }) =>
        isAddress(withoutRange(words[0] ?? "")) &&
        !words.includes("dev") &&
        !words.includes("use_vmac") &&
        !words.includes(undefined),
    );
}

/** A `track_group` of no instance; older releases keep it. */
function emptyTrackGroup(block: BlockView): Message | undefined {
  if (block.keyword !== "track_group" || entriesOf(block, "group").length > 0) return undefined;
  return block.blocks.some(({ isOpen }) => isOpen)
    ? undefined
    : message("{block} lists no instance: what names it tracks nothing, and the newer releases drop it.", {
        block: block.keyword,
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
      const loopback = block.lines.filter(
        ({ keyword, words }) => (keyword === "interface" || keyword === "vrf") && words[1] === "lo",
      );
      for (const line of block.keyword === "vrrp_instance" ? loopback : []) {
        const refused = message(
          "VRRP does not run on the loopback interface: keepalived complains and goes on without {keyword}.",
          { keyword: line.keyword },
        );
        yield fileFinding(this, context, placeOf(line, 1), refused);
      }
      const said = missing(block) ?? missingInterface(block, context) ?? emptyGroup(block);
      if (said !== undefined) {
        yield fileFinding(this, context, headOf(block), said);
        continue;
      }
      for (const line of addressesWithoutInterface(block)) {
        const lost = message(
          "Neither the instance has an interface nor {address} one of its own (dev): keepalived complains and drops it.",
          { address: line.words[0] ?? "" },
        );
        yield fileFinding(this, context, placeOf(line), lost);
      }
      const unused = emptyTrackGroup(block);
      const severity = isOlderProbe(versionOf(context)) || versionOf(context) === "auto" ? "warning" : "error";
      if (unused !== undefined) yield fileFinding(this, context, headOf(block), unused, { severity });
    }
  },
};
