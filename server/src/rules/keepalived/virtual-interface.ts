import { familyOf, isAddress, withoutRange } from "../../schema/keepalived/addresses.ts";
import type { Anchor } from "../../syntax/tree.ts";
import { type Finding, type Fix, type Message, message, type Severity } from "../finding.ts";
import type { FileContext, FileRule } from "../rule.ts";
import { fileFinding } from "./file-finding.ts";
import { type BlockView, entriesOf, lastLine, lineOf, placeOf, type Setting } from "./file-view.ts";
import { type InstanceView, instanceViewsOf } from "./instance-view.ts";

interface Clash {
  readonly line: Setting;
  readonly at: number;
  readonly said: Message;
  readonly severity: Severity;
  /** A line to add to the instance, below the one at fault. */
  readonly missing?: string;
}

/** Keywords by which keepalived takes an instance for one that sends to peers, whether it has any or not. */
const unicastKeywords = [
  "unicast_peer",
  "unicast_src_ip",
  "unicast_fault_no_peer",
  "check_unicast_src",
  "old_unicast_checksum",
];

const ipvlanWords = new Set(["bridge", "private", "vepa", "name", "group"]);

/** The words of a line by which keepalived names the interface that it makes; newer spellings are left out. */
function* namesOf({ keyword, words }: Setting): Iterable<{ readonly name: string; readonly at: number }> {
  if (words.includes("name") || words.includes("group")) return;
  const end = keyword === "use_vmac" ? 3 : words.length;
  for (let at = 1; at < end; at++) {
    const name = words[at];
    if (name === undefined) return;
    const isOption = name === "netlink_notify_msg" || name.includes(":") || ipvlanWords.has(name);
    if (isOption || name.length > 15 || isAddress(withoutRange(name))) continue;
    yield { name, at };
    return;
  }
}

function* withUnicast({ block, isStrict }: InstanceView, line: Setting): Iterable<Clash> {
  if (lastLine(block, ...unicastKeywords) === undefined) return;
  const args = { keyword: line.keyword };
  if (lastLine(block, "interface") === undefined) {
    const said = message(
      "{keyword} makes an interface on top of the instance's own one, which is missing: keepalived complains and goes on without {keyword}.",
      args,
    );
    yield { line, at: 0, said, severity: "error" };
    return;
  }
  if (lastLine(block, "vmac_xmit_base") !== undefined) return;
  const said = message(
    "Advertisements to peers do not go out of the interface that {keyword} makes: keepalived complains and takes vmac_xmit_base for written.",
    args,
  );
  // With an IPVLAN the line is no better, and strict mode does not allow it.
  const isBetter = line.keyword === "use_vmac" && isStrict === false;
  yield { line, at: 0, said, severity: "warning", ...(isBetter ? { missing: "vmac_xmit_base" } : {}) };
}

/** An IPv4 instance sends from an address of its own out of the interface that `use_ipvlan` makes. */
function* withoutAddress({ block, family }: InstanceView, line: Setting): Iterable<Clash> {
  const isOpen = line.words.includes(undefined) || block.blocks.some((inner) => inner.isOpen);
  if (line.keyword !== "use_ipvlan" || family === 6 || isOpen) return;
  if (line.words.some((word, at) => at > 0 && isAddress(withoutRange(word ?? "")) && familyOf(word ?? "") === 4))
    return;
  const said = message(
    "use_ipvlan needs an IPv4 address of the node behind it: without one keepalived keeps the instance in FAULT, and it never holds the addresses.",
  );
  yield { line, at: 0, said, severity: "error" };
}

/** Addresses with a virtual MAC of their own, which the instance gives them already. */
function* doubledAddresses({ block, family }: InstanceView): Iterable<Clash> {
  const own = lastLine(block, "interface")?.words[1];
  const vmac = lastLine(block, "use_vmac");
  const forAddresses = lastLine(block, "use_vmac_addr");
  for (const keyword of ["virtual_ipaddress", "virtual_ipaddress_excluded"]) {
    for (const line of entriesOf(block, keyword)) {
      const [address] = line.words;
      const at = line.words.indexOf("use_vmac");
      if (at < 0 || address === undefined || line.words.includes(undefined)) continue;
      const device = line.words.includes("dev") ? line.words[line.words.indexOf("dev") + 1] : own;
      const isOwn = device === own;
      const isFamily = familyOf(address) === family;
      const same = isOwn && isFamily ? vmac : forAddresses;
      if (same === undefined || (same === forAddresses && isOwn && isFamily)) continue;
      const said = message(
        "{keyword} of the instance gives this address a virtual MAC already: keepalived complains.",
        {
          keyword: same.keyword,
        },
      );
      yield { line, at, said, severity: "warning" };
    }
  }
}

function* clashesOf(instance: InstanceView): Iterable<Clash> {
  if (instance.block.isOpen) return;
  const line = lastLine(instance.block, "use_vmac", "use_ipvlan");
  if (line !== undefined) {
    yield* withUnicast(instance, line);
    yield* withoutAddress(instance, line);
  }
  yield* doubledAddresses(instance);
}

function fixesOf({ file }: FileContext, { line, missing }: Clash): readonly Fix[] {
  if (missing === undefined || line.statement.words.some(({ generated }) => generated === true)) return [];
  const edits = [{ file, at: lineOf(line), form: "line-below", newText: missing }] as const;
  return [{ title: message("Add {text}", { text: missing }), isPreferred: true, isSafe: true, edits }];
}

export const virtualInterface: FileRule = {
  code: "keepalived/virtual-interface",
  scope: "file",
  reads: "keepalived",
  severity: "error",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "A virtual MAC or IPVLAN interface does not go with the rest of the file.",
    why: "`use_vmac` and `use_ipvlan` make an interface on top of the instance's own one, under a name that no other instance uses. Peers are reached from the interface below (`vmac_xmit_base`), and an IPv4 instance on an IPVLAN needs an address of the node. keepalived complains of what does not fit, goes on without it, or keeps the instance in FAULT.",
    example: {
      bad: `//- keepalived.conf
vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 100
    use_vmac
    unicast_peer {
        10.0.0.12
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
    use_vmac
    vmac_xmit_base
    unicast_peer {
        10.0.0.12
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
    const named = new Map<string, { readonly block: BlockView; readonly place: Anchor }>();
    for (const instance of instanceViewsOf(facts)) {
      if (context.isPartial && lastLine(instance.block, "interface") === undefined) continue;
      for (const clash of clashesOf(instance)) {
        const { line, at, said, severity } = clash;
        yield fileFinding(this, context, placeOf(line, at), said, { severity, fixes: fixesOf(context, clash) });
      }
      for (const line of instance.block.lines) {
        if (line.keyword !== "use_vmac" && line.keyword !== "use_ipvlan") continue;
        for (const { name, at } of namesOf(line)) {
          const before = named.get(name);
          if (before === undefined) {
            named.set(name, { block: instance.block, place: placeOf(line, at) });
            continue;
          }
          if (before.block === instance.block) continue;
          const said = message(
            "{instance} uses an interface named {name} already: keepalived complains and chooses another name for this one.",
            { instance: before.block.name ?? "", name },
          );
          const related = [{ file: context.file, at: before.place, message: message("the first one") }];
          yield fileFinding(this, context, placeOf(line, at), said, { related });
        }
      }
    }
  },
};
