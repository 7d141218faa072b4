import { keepalivedLines } from "../../schema/keepalived/arguments.ts";
import { type Finding, type Message, message, type Severity } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { typeLineOf } from "./authentication.ts";
import { fileFinding } from "./file-finding.ts";
import { lastLine, placeOf, type Setting } from "./file-view.ts";
import { type InstanceView, instanceViewsOf, readBoolean } from "./instance-view.ts";
import { removeLineFixes } from "./line-fixes.ts";
import { type VirtualServerView, virtualServersOf } from "./virtual-servers.ts";

const schedulers = new Set(
  ["lb_algo", "lvs_sched"].flatMap((name) =>
    keepalivedLines(`virtual_server/${name}`, "auto").flatMap(({ args }) => args[0]?.values ?? []),
  ),
);

interface Ineffective {
  readonly line: Setting;
  readonly said: Message;
  readonly severity?: Severity;
}

/** Lines that count for the owner of the addresses, or for others, only. */
function* byPriority({ block, state, priority, version, isStrict, family }: InstanceView): Iterable<Ineffective> {
  const ignored = lastLine(block, "owner_ignore_adverts");
  const isOn = ignored === undefined ? undefined : readBoolean(ignored);
  if (ignored !== undefined && isOn === true && priority !== undefined && priority !== 255)
    yield needs(ignored, "priority 255");
  if (ignored !== undefined && isOn === false && priority === 255) {
    yield {
      line: ignored,
      said: message(
        "With priority 255 keepalived drops other nodes' advertisements all the same: it complains of off.",
      ),
    };
  }
  const type = typeLineOf(block);
  const hasPassword = block.blocks.some((one) => (lastLine(one, "auth_pass")?.words[1] ?? "") !== "");
  if (type?.words[1] !== "AH" || !hasPassword || version !== 2 || isStrict !== false) return;
  if (family === 6) {
    yield { line: type, said: message("auth_type AH is for IPv4 only: keepalived complains and sends without it.") };
    return;
  }
  const stated = lastLine(block, "state");
  if (state !== "MASTER" || stated === undefined || priority === undefined || priority === 255) return;
  yield {
    line: stated,
    said: message(
      "With auth_type AH no instance starts as MASTER, because it must hear the others' sequence number first: keepalived complains and starts as BACKUP.",
    ),
  };
}

function* inInstance({ block, isUnicast, state, priority }: InstanceView): Iterable<Ineffective> {
  if (block.isOpen) return;
  const base = lastLine(block, "vmac_xmit_base");
  if (base !== undefined && lastLine(block, "use_vmac") === undefined) yield needs(base, "use_vmac");
  for (const keyword of ["timer_expired_backup", "thread_timer_expired"]) {
    const line = lastLine(block, keyword);
    const isVoid = state === "MASTER" || priority === 255;
    if (line !== undefined && (lastLine(block, "nopreempt") === undefined || isVoid)) yield needs(line, "nopreempt");
  }
  const source = lastLine(block, "track_src_ip");
  if (source !== undefined && lastLine(block, "mcast_src_ip", "unicast_src_ip", "use_ipvlan") === undefined) {
    yield {
      line: source,
      said: message(
        "track_src_ip watches over an address that mcast_src_ip or unicast_src_ip gives: without one keepalived passes over it in silence.",
      ),
    };
  }
  const own = block.lines.findIndex(({ keyword, words }) => keyword === "interface" && words[1] !== "lo");
  const vrfs = block.lines.filter(({ keyword }) => keyword === "vrf");
  // Below the interface each of them is refused, above it the first one once the instance is whole.
  const refused = vrfs.filter((line, at) => own >= 0 && (at === 0 || block.lines.indexOf(line) > own));
  for (const line of refused) {
    yield {
      line,
      said: message(
        "vrf is for instances without an interface, which send to peers: keepalived complains and ignores it.",
      ),
      severity: "error",
    };
  }
  const group = lastLine(block, "mcast_dst_ip");
  if (group !== undefined && isUnicast) {
    yield { line: group, said: message("mcast_dst_ip has no effect beside unicast peers: keepalived ignores it.") };
  }
  const secondaries = lastLine(block, "promote_secondaries");
  if (secondaries !== undefined && lastLine(block, "use_vmac", "use_ipvlan") !== undefined) {
    yield {
      line: secondaries,
      said: message("promote_secondaries is always set with a virtual MAC: keepalived ignores the line."),
    };
  }
}

function needs(line: Setting, other: string): Ineffective {
  const said = message("{keyword} works only with {other}: keepalived complains and goes on without it.", {
    keyword: line.keyword,
    other,
  });
  return { line, said };
}

function* inServer({ block, hasMarks, hasAddresses }: VirtualServerView): Iterable<Ineffective> {
  const suspend = lastLine(block, "ha_suspend");
  if (suspend !== undefined && hasMarks === true) {
    yield {
      line: suspend,
      said: message(
        "ha_suspend goes by the address, which a firewall mark does not have: keepalived ignores the line.",
      ),
    };
  }
  let scheduler: string | undefined = "";
  for (const line of block.lines) {
    const isScheduler = line.keyword === "lb_algo" || line.keyword === "lvs_sched";
    // A scheduler that keepalived does not know changes nothing.
    if (isScheduler && (line.words[1] === undefined || schedulers.has(line.words[1]))) scheduler = line.words[1];
    const isFlag = /^(?:sh|mh)-|^hashed$/.test(line.keyword);
    // Read from top to bottom: a scheduler that stands below does not count.
    if (isFlag && scheduler !== undefined && scheduler !== "sh" && scheduler !== "mh")
      yield needs(line, "lvs_sched sh");
  }
  const protocol = lastLine(block, "protocol");
  const packets = lastLine(block, "ops");
  if (packets !== undefined && hasAddresses === true && /^(?:tcp|sctp)$/i.test(protocol?.words[1] ?? ""))
    yield needs(packets, "protocol UDP");
  if (protocol !== undefined && hasMarks === true && hasAddresses === false) {
    yield { line: protocol, said: message("A firewall mark has no protocol: keepalived ignores the line.") };
  }
}

export const ineffectiveKeyword: FileRule = {
  code: "keepalived/ineffective-keyword",
  scope: "file",
  reads: "keepalived",
  severity: "warning",
  fix: "unsafe",
  since: "0.1.0",
  docs: {
    summary: "A keyword has no effect beside the others of its block.",
    why: "Some keywords work only with another one: a flag of one scheduler does nothing under another, an option of a virtual MAC nothing without it. keepalived complains and goes on without.",
    example: {
      bad: `//- keepalived.conf
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    vmac_xmit_base
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
    use_vmac
    vmac_xmit_base
    virtual_ipaddress {
        10.0.0.100/24
    }
}
`,
    },
  },
  *check(facts, context): Iterable<Finding> {
    if (facts.kind !== "keepalived") return;
    const found = [
      ...instanceViewsOf(facts).flatMap((instance) => [...inInstance(instance), ...byPriority(instance)]),
      ...virtualServersOf(facts).flatMap((server) => [...inServer(server)]),
    ];
    for (const { line, said, severity = "warning" } of found) {
      yield fileFinding(this, context, placeOf(line), said, { severity, fixes: removeLineFixes(context, line, false) });
    }
  },
};
