import { type Finding, message } from "../finding.ts";
import type { FileContext, FileRule } from "../rule.ts";
import { isDirectiveBetween } from "../template-directives.ts";
import { fileFinding } from "./file-finding.ts";
import { type BlockView, blocksNamed, type FileView, fileViewOf, headOf, lastLine, placeOf } from "./file-view.ts";

/** Blocks whose second one of a name is skipped; scripts and files are only found under the first. */
const unique = new Set(["vrrp_instance", "vrrp_sync_group", "track_group", "bfd_instance"]);

/** keepalived speaks BFD once with each neighbour. */
function* repeatedNeighbours(
  rule: Pick<FileRule, "code" | "severity">,
  view: FileView,
  context: FileContext,
): Iterable<Finding> {
  const seen = new Map<string, BlockView>();
  for (const block of blocksNamed(view, "bfd_instance")) {
    const line = lastLine(block, "neighbor_ip", "neighbour_ip");
    const address = line?.words[1];
    if (line === undefined || address === undefined) continue;
    const before = seen.get(address);
    if (before === undefined) {
      seen.set(address, block);
      continue;
    }
    const said = message(
      "{address} is the neighbour of another bfd_instance already: keepalived complains and drops this one.",
      {
        address,
      },
    );
    const related = [{ file: context.file, at: headOf(before), message: message("the first one") }];
    yield fileFinding(rule, context, placeOf(line, 1), said, { related });
  }
}

export const duplicateKeepalivedName: FileRule = {
  code: "keepalived/duplicate-name",
  scope: "file",
  reads: "keepalived",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "Two blocks of one kind have the same name.",
    why: "keepalived takes the first block of a name and skips the second one as a whole: its addresses are never taken, its members are not kept together.",
    example: {
      bad: `//- keepalived.conf
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        10.0.0.100/24
    }
}
vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 52
    priority 90
    virtual_ipaddress {
        10.0.0.101/24
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
vrrp_instance VI_2 {
    state BACKUP
    interface eth0
    virtual_router_id 52
    priority 90
    virtual_ipaddress {
        10.0.0.101/24
    }
}
`,
    },
  },
  *check(facts, context): Iterable<Finding> {
    if (facts.kind !== "keepalived") return;
    const first = new Map<string, BlockView>();
    for (const block of fileViewOf(facts).blocks) {
      if (!unique.has(block.keyword) || block.name === undefined) continue;
      const key = `${block.keyword} ${block.name}`;
      const before = first.get(key);
      if (before === undefined) {
        first.set(key, block);
        continue;
      }
      const placed = ({ origin, statement }: BlockView) => ({ section: { origin }, place: statement });
      if (isDirectiveBetween(facts.sections, placed(before), placed(block))) continue;
      const said = message("{block} {name} is defined above already: keepalived complains and skips this one.", {
        block: block.keyword,
        name: block.name,
      });
      const related = [{ file: context.file, at: headOf(before), message: message("the first one") }];
      yield fileFinding(this, context, headOf(block), said, { related });
    }
    yield* repeatedNeighbours(this, fileViewOf(facts), context);
  },
};
