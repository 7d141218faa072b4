import type { VirtualRouter, VirtualRouterMember } from "../../cluster/model.ts";
import type { AddressBlock, VirtualAddress } from "../../model/keepalived/facts.ts";
import type { Anchor } from "../../syntax/tree.ts";
import { type Finding, type FixEdit, message } from "../finding.ts";
import { type Division, divide } from "../majority.ts";
import type { ClusterRule } from "../rule.ts";
import { type Agreement, agreementFixes } from "./agreement.ts";
import { exampleKeepalived } from "./example-files.ts";
import { strangeKubeVips } from "./kube-vip-addresses.ts";
import { nodeNames, openingOf, relatedMembers, routerName } from "./members.ts";

/** One of the two lists of addresses of an instance. */
interface AddressList {
  readonly keyword: "virtual_ipaddress" | "virtual_ipaddress_excluded";
  entries(member: VirtualRouterMember): readonly VirtualAddress[];
  block(member: VirtualRouterMember): AddressBlock | undefined;
}

const listed: AddressList = {
  keyword: "virtual_ipaddress",
  entries: (member) => member.instance.virtualAddresses,
  block: (member) => member.instance.virtualAddressBlock,
};

const excluded: AddressList = {
  keyword: "virtual_ipaddress_excluded",
  entries: (member) => member.instance.excludedAddresses,
  block: (member) => member.instance.excludedAddressBlock,
};

/** The addresses of a list in a form to compare; undefined where one is a placeholder or more may be included. */
function addressKey(member: VirtualRouterMember, list: AddressList, withPrefix: boolean): string | undefined {
  if (member.instance.isOpen) return undefined;
  const keys: string[] = [];
  for (const { value } of list.entries(member)) {
    if (value === undefined) return undefined;
    const prefix = value.prefix ?? (value.family === 4 ? 32 : 128);
    keys.push(withPrefix ? `${value.text}/${prefix}` : value.text);
  }
  return [...new Set(keys)].sort().join(" ");
}

/** An entry of another node, written for this one: a device that is the other's VRRP interface becomes this one's. */
function entryFor(member: VirtualRouterMember, model: VirtualRouterMember, entry: VirtualAddress): string {
  const from = model.instance.interface?.text;
  const to = member.instance.interface?.text;
  if (from === undefined || to === undefined || entry.device !== from) return entry.entryText;
  const words = entry.entryText.split(" ");
  return words.map((word, index) => (words[index - 1] === "dev" && word === from ? to : word)).join(" ");
}

/** The edits that bring a member's list to another's; undefined where a definition makes the text. */
function adopt(member: VirtualRouterMember, model: VirtualRouterMember, list: AddressList): FixEdit[] | undefined {
  const own = list.entries(member);
  const wanted = list.entries(model);
  const block = list.block(member);
  const { file } = member;
  if (own.some((entry) => entry.isGenerated) || wanted.some((entry) => entry.isGenerated) || block?.isGenerated) {
    return undefined;
  }
  const edits: FixEdit[] = [];
  const missing = wanted.filter((entry) => !own.some((mine) => mine.value?.text === entry.value?.text));
  const surplus = own.filter((entry) => !wanted.some((theirs) => theirs.value?.text === entry.value?.text));
  // An entry that gives way to a missing one is overwritten, so that its line, its comment and its place stay.
  const replaced = surplus.slice(0, missing.length);
  replaced.forEach((entry, index) => {
    const substitute = missing[index];
    if (substitute === undefined) return;
    edits.push({ file, at: entry.entry, form: "in-place", newText: entryFor(member, model, substitute) });
  });
  for (const entry of surplus.slice(missing.length))
    edits.push({ file, at: entry.entry, form: "remove-line", newText: "" });
  const added = missing.slice(replaced.length).map((entry) => entryFor(member, model, entry));
  if (added.length > 0) {
    const edit = insertion(member, list, surplus, added);
    if (edit === undefined) return undefined;
    edits.push(edit);
  }
  for (const entry of own) {
    const theirs = wanted.find((candidate) => candidate.value?.text === entry.value?.text);
    if (theirs !== undefined && theirs.value?.prefix !== entry.value?.prefix) {
      edits.push({ file, at: entry.at, form: "in-place", newText: theirs.text });
    }
  }
  return edits;
}

function insertion(
  member: VirtualRouterMember,
  list: AddressList,
  surplus: readonly VirtualAddress[],
  added: readonly string[],
): FixEdit | undefined {
  const { file } = member;
  const own = list.entries(member).filter((entry) => !surplus.includes(entry));
  const last = own[own.length - 1];
  if (last !== undefined) return { file, at: last.entry, form: "line-below", newText: added.join("\n") };
  const block = list.block(member);
  if (block !== undefined) {
    const opening = { origin: block.inside.origin, start: block.inside.start - 1, end: block.inside.start };
    return { file, at: opening, form: "line-inside", newText: added.join("\n") };
  }
  const lines = [`${list.keyword} {`, ...added.map((entry) => `    ${entry}`), "}"];
  return { file, at: openingOf(member.instance), form: "line-inside", newText: lines.join("\n") };
}

/** The member to go by: of those that list the same addresses one whose prefix lengths most of them have as well. */
function modelOf(members: readonly VirtualRouterMember[], list: AddressList): VirtualRouterMember | undefined {
  return divide(members, (member) => addressKey(member, list, true))?.groups[0]?.members[0] ?? members[0];
}

function sameAddresses(list: AddressList): Agreement {
  const { keyword } = list;
  return {
    keyOf: (member) => addressKey(member, list, true),
    adopt: (member, model) => adopt(member, model, list),
    modelOf: (members) => modelOf(members, list),
    titleAs: ({ members }) =>
      message("List the addresses of {nodes} in {keyword}", { nodes: nodeNames(members), keyword }),
    titleForAll: (model) =>
      message("List the addresses of {node} in {keyword} on all nodes", { node: model.node.name, keyword }),
  };
}

function placeOf(member: VirtualRouterMember, list: AddressList, different: ReadonlySet<string>): Anchor {
  const entries = list.entries(member);
  const odd = entries.find((entry) => entry.value !== undefined && !different.has(entry.value.text)) ?? entries[0];
  return odd?.entry ?? member.instance.name.at;
}

function listText(member: VirtualRouterMember, list: AddressList): string {
  const texts = list.entries(member).map((entry) => entry.text);
  return texts.length === 0 ? "none" : texts.join(", ");
}

const templates = {
  addresses:
    "virtual_ipaddress has {own} on {node}, but {theirs} on {nodes}. keepalived 2.2 drops advertisements with another list, so several nodes hold addresses at once; newer ones lose the difference at a failover.",
  prefix:
    "virtual_ipaddress has {own} on {node}, but {theirs} on {nodes}. After a failover the address has another prefix length, and so other routes.",
  excluded:
    "virtual_ipaddress_excluded has {own} on {node}, but {theirs} on {nodes}. These addresses are not in the advertisements, so the difference shows only after a failover.",
};

export const virtualIpaddressMismatch: ClusterRule = {
  code: "cluster/virtual-ipaddress-mismatch",
  scope: "cluster",
  severity: "error",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "Nodes of one virtual router list different addresses.",
    why: "The list of VIPs is part of every advertisement. keepalived up to 2.2 drops advertisements that carry another list, and two nodes hold the VIP at once; later versions go on in silence, and after a failover an address is gone or a new one appears. The order of the list does not matter. Differing prefix lengths and differing `virtual_ipaddress_excluded` lists are a warning, because they are not on the wire. kube-vip on several control planes is compared as well: whichever of them is elected brings up the VIP of its own manifest.",
    example: {
      bad: [
        exampleKeepalived("lb1", { priority: 150, virtualAddresses: ["10.0.0.100/24", "10.0.0.101/24"] }),
        exampleKeepalived("lb2", { priority: 120, virtualAddresses: ["10.0.0.101/24", "10.0.0.100/24"] }),
        exampleKeepalived("lb3", { priority: 100, virtualAddresses: ["10.0.0.100/24"] }),
      ].join(""),
      good: [
        exampleKeepalived("lb1", { priority: 150, virtualAddresses: ["10.0.0.100/24", "10.0.0.101/24"] }),
        exampleKeepalived("lb2", { priority: 100, virtualAddresses: ["10.0.0.101/24", "10.0.0.100/24"] }),
      ].join(""),
    },
  },
  *check(cluster): Iterable<Finding> {
    for (const found of strangeKubeVips(cluster)) yield { ...found, code: this.code, severity: this.severity };
    for (const router of cluster.virtualRouters) {
      const byAddress = divide(router.members, (member) => addressKey(member, listed, false));
      if (byAddress !== undefined) {
        yield* findingsOf(router, byAddress, listed, "addresses");
        continue;
      }
      const byPrefix = divide(router.members, (member) => addressKey(member, listed, true));
      if (byPrefix !== undefined) yield* findingsOf(router, byPrefix, listed, "prefix");
      const byExcluded = divide(router.members, (member) => addressKey(member, excluded, true));
      if (byExcluded !== undefined) yield* findingsOf(router, byExcluded, excluded, "excluded");
    }
  },
};

function* findingsOf(
  router: VirtualRouter,
  division: Division<VirtualRouterMember>,
  list: AddressList,
  kind: keyof typeof templates,
): Iterable<Finding> {
  for (const member of division.odd) {
    const groupOf = division.groups.find((group) => group.members.includes(member));
    const others = division.groups.flatMap((group) => group.members).filter((other) => other !== member);
    const different = others.filter((other) => !groupOf?.members.includes(other));
    const theirTexts = new Set(
      different.flatMap((other) => list.entries(other).flatMap((entry) => entry.value?.text ?? [])),
    );
    const theirs = [...new Set(different.map((other) => listText(other, list)))].join(" / ");
    yield {
      code: virtualIpaddressMismatch.code,
      severity: kind === "addresses" ? virtualIpaddressMismatch.severity : "warning",
      file: member.file,
      at: placeOf(member, list, theirTexts),
      message: message(templates[kind], {
        node: member.node.name,
        own: listText(member, list),
        nodes: nodeNames(different),
        theirs,
        router: routerName(router),
      }),
      related: relatedMembers(
        others,
        (other) => list.entries(other)[0]?.entry ?? other.instance.name.at,
        (other) => ({ template: "{list} on {node}", args: { list: listText(other, list), node: other.node.name } }),
      ),
      fixes: agreementFixes(member, router, division, sameAddresses(list)),
      about: [member],
    };
  }
}
