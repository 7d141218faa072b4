import { isOlderProbe } from "../../schema/keepalived/arguments.ts";
import { type Finding, type Message, message } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { typeLineOf } from "./authentication.ts";
import { fileFinding } from "./file-finding.ts";
import { entriesOf, lastLine, placeOf, type Setting } from "./file-view.ts";
import { type InstanceView, instanceViewsOf, readBoolean } from "./instance-view.ts";
import { versionOf } from "./judged.ts";

interface Forbidden {
  readonly line: Setting;
  readonly said: Message;
  /** Newer releases do not start with it. */
  readonly isFatal: boolean;
}

function dropped(line: Setting): Forbidden {
  const said = message("vrrp_strict does not allow {keyword}, and keepalived drops it.", { keyword: line.keyword });
  return { line, said, isFatal: false };
}

/** Whether a `use_vmac` line gives an address that keepalived takes. */
function isHardwareAddress(words: Setting["words"]): boolean {
  return words.slice(1, 3).some((word) => word?.includes(":") && Number.parseInt(word, 16) % 2 === 0);
}

/** What the releases of the last years refuse besides. */
function* newerForbidden({ block, earlyVersion2 }: InstanceView): Iterable<Forbidden> {
  const vmac = block.lines.find(({ keyword, words }) => keyword === "use_vmac" && isHardwareAddress(words));
  if (vmac !== undefined) {
    const said = message(
      "vrrp_strict allows no hardware address but VRRP's own: keepalived drops the one of use_vmac.",
    );
    yield { line: vmac, said, isFatal: false };
  }
  const noAddress = lastLine(block, "no_virtual_ipaddress");
  if (noAddress !== undefined) yield dropped(noAddress);
  const mode = block.blocks
    .filter(({ keyword }) => keyword === "auth_hmac")
    .flatMap((one) => lastLine(one, "mode") ?? [])
    .at(-1);
  if (mode !== undefined && /^(?:permissive|receive-only)$/.test(mode.words[1] ?? "")) yield dropped(mode);
  if (earlyVersion2 !== undefined) yield dropped(earlyVersion2);
}

function* forbidden(instance: InstanceView): Iterable<Forbidden> {
  const { block, state, priority, version, isUnicast, family } = instance;
  const authentication = lastLine(block, "authentication");
  if (authentication !== undefined && typeLineOf(block) !== undefined) yield dropped(authentication);
  const peers = lastLine(block, "unicast_peer");
  // Without an interface nothing says that it could send to a group.
  if (isUnicast && peers !== undefined && lastLine(block, "interface") !== undefined) {
    const said = message("vrrp_strict does not allow unicast peers: keepalived 2.4 does not start with both.");
    yield { line: peers, said, isFatal: true };
  }
  const stated = lastLine(block, "state");
  if (stated !== undefined && priority !== undefined && (state === "MASTER") !== (priority === 255)) {
    const said = message(
      "With vrrp_strict an instance starts as MASTER if its priority is 255, and only then: keepalived ignores state.",
    );
    yield { line: stated, said, isFatal: false };
  }
  const accept = lastLine(block, "accept", "no_accept");
  if (accept?.keyword === "accept" && version === 2 && priority !== 255) yield dropped(accept);
  for (const keyword of ["preempt_delay", "garp_lower_prio_repeat", "garp_lower_prio_delay"]) {
    const line = lastLine(block, keyword);
    if (line !== undefined && Number(line.words[1]) > 0 && !(keyword === "preempt_delay" && state === "MASTER"))
      yield dropped(line);
  }
  const adverts = lastLine(block, "down_timer_adverts");
  if (adverts?.words[1] !== undefined && Number(adverts.words[1]) !== 3) yield dropped(adverts);
  const lower = lastLine(block, "lower_prio_no_advert");
  if (lower !== undefined && readBoolean(lower) === false) yield dropped(lower);
  const higher = lastLine(block, "higher_prio_send_advert");
  if (higher !== undefined && readBoolean(higher) === true) yield dropped(higher);
  yield* newerForbidden(instance);
  const base = lastLine(block, "vmac_xmit_base");
  if (base !== undefined && lastLine(block, "use_vmac") !== undefined) yield dropped(base);
  const [first] = entriesOf(block, "virtual_ipaddress");
  if (family === 6 && !isUnicast && first?.words[0] !== undefined && !/^fe[89ab]/i.test(first.words[0])) {
    const said = message("With vrrp_strict the first address of an IPv6 instance is a link-local one (fe80::).");
    yield { line: first, said, isFatal: false };
  }
}

export const strictForbids: FileRule = {
  code: "keepalived/strict-forbids",
  scope: "file",
  reads: "keepalived",
  severity: "warning",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "`vrrp_strict` forbids what the instance asks for.",
    why: "In strict mode keepalived keeps to the letter of the RFC, which knows no authentication, no unicast peers, no starting as MASTER but for the owner, and more. keepalived drops what is forbidden; from 2.4 on it does not start with unicast peers.",
    example: {
      bad: `//- keepalived.conf
global_defs {
    vrrp_strict
}
vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 100
    authentication {
        auth_type PASS
        auth_pass secret
    }
    virtual_ipaddress {
        10.0.0.100/24
    }
}
`,
      good: `//- keepalived.conf
vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 100
    authentication {
        auth_type PASS
        auth_pass secret
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
    const newest = versionOf(context) === "auto" ? false : !isOlderProbe(versionOf(context));
    for (const instance of instanceViewsOf(facts)) {
      if (instance.isStrict !== true) continue;
      for (const { line, said, isFatal } of forbidden(instance)) {
        const severity = isFatal && newest ? "error" : "warning";
        yield fileFinding(this, context, placeOf(line), said, { severity });
      }
    }
  },
};
