import { type Finding, message } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { fileFinding } from "./file-finding.ts";
import { type BlockView, entriesOf, lastLine, placeOf, type Setting } from "./file-view.ts";
import { instanceViewsOf } from "./instance-view.ts";

/** What keepalived tells unicast instances apart by. */
interface UnicastInstance {
  readonly block: BlockView;
  readonly idLine: Setting;
  readonly id: number;
  readonly link: string;
  /** Empty where no line gives one: then it is the interface's own. */
  readonly source: string;
  readonly peers: readonly string[];
}

/** An instance with all that tells it apart; undefined for a multicast one, and where a part of that is filled in later. */
function readUnicast(block: BlockView): UnicastInstance | undefined {
  const idLine = lastLine(block, "virtual_router_id");
  const id = Number(idLine?.words[1] ?? Number.NaN);
  const link = lastLine(block, "interface")?.words[1];
  const sourceLine = lastLine(block, "unicast_src_ip", "mcast_src_ip");
  const source = sourceLine === undefined ? "" : sourceLine.words[1];
  if (block.isOpen || idLine === undefined || Number.isNaN(id) || link === undefined || source === undefined)
    return undefined;
  const peers = entriesOf(block, "unicast_peer").flatMap(({ words }) => words[0] ?? []);
  return peers.length === 0 ? undefined : { block, idLine, id, link, source, peers };
}

export const unicastRouterConflict: FileRule = {
  code: "keepalived/unicast-router-conflict",
  scope: "file",
  reads: "keepalived",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "Two unicast instances have one virtual_router_id and a peer in common.",
    why: "Unicast instances on one interface may share a `virtual_router_id` as long as their peers or their source addresses differ. With one source address and a common peer nothing tells their advertisements apart, and keepalived does not start.",
    example: {
      bad: `//- keepalived.conf
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    unicast_src_ip 10.0.0.11
    unicast_peer {
        10.0.0.12
    }
    virtual_ipaddress {
        10.0.0.100/24
    }
}
vrrp_instance VI_2 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    unicast_src_ip 10.0.0.11
    unicast_peer {
        10.0.0.12
    }
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
    unicast_src_ip 10.0.0.11
    unicast_peer {
        10.0.0.12
    }
    virtual_ipaddress {
        10.0.0.100/24
    }
}
vrrp_instance VI_2 {
    state MASTER
    interface eth0
    virtual_router_id 52
    priority 100
    unicast_src_ip 10.0.0.11
    unicast_peer {
        10.0.0.12
    }
    virtual_ipaddress {
        10.0.0.101/24
    }
}
`,
    },
  },
  *check(facts, context): Iterable<Finding> {
    if (facts.kind !== "keepalived") return;
    const known: UnicastInstance[] = [];
    for (const { block } of instanceViewsOf(facts)) {
      const own = readUnicast(block);
      if (own === undefined) continue;
      const other = known.find(
        ({ id, link, source, peers }) =>
          id === own.id && link === own.link && source === own.source && peers.some((peer) => own.peers.includes(peer)),
      );
      known.push(own);
      if (other === undefined || other.block.name === block.name) continue;
      const said = message(
        "{name} has virtual_router_id {id} on {interface} as well, and a peer in common: keepalived does not start, because nothing tells their advertisements apart.",
        { name: other.block.name ?? "", id: own.id, interface: own.link },
      );
      const related = [
        {
          file: context.file,
          at: placeOf(other.idLine, 1),
          message: message("virtual_router_id {value} here", { value: own.id }),
        },
      ];
      yield fileFinding(this, context, placeOf(own.idLine, 1), said, { related });
    }
  },
};
