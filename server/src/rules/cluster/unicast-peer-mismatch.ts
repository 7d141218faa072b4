import { priorityWithAllUp } from "../../cluster/election.ts";
import type { VirtualRouter, VirtualRouterMember } from "../../cluster/model.ts";
import { type IpAddress, sameSubnet } from "../../model/address.ts";
import type { UnicastPeer } from "../../model/keepalived/facts.ts";
import { type Anchor, spanOf } from "../../syntax/tree.ts";
import { type Finding, type Fix, type FixEdit, message, type RelatedPlace } from "../finding.ts";
import { type Division, divide } from "../majority.ts";
import type { ClusterRule } from "../rule.ts";
import { exampleKeepalived } from "./example-files.ts";
import { nodeNames, relatedMembers, routerName } from "./members.ts";
import { isKnownFromElsewhere, usualPrefix } from "./own-address.ts";
import { addressToList, allMulticast, allUnicast, listedBy, modeOf, peersAdded, reachOf } from "./peer-lists.ts";

/** Where a member's peers are listed, or where they would be. */
function placeOf({ instance }: VirtualRouterMember): Anchor {
  return instance.unicastPeerBlocks[0]?.keyword ?? instance.name.at;
}

/** The member that holds the address while all is well, by its priority; undefined where that is unknown or a tie. */
function topOf(router: VirtualRouter): VirtualRouterMember | undefined {
  let top: VirtualRouterMember | undefined;
  let highest = 0;
  for (const member of router.members) {
    const priority = priorityWithAllUp(member.instance, member.keepalived);
    if (priority === undefined) return undefined;
    if (priority === highest) top = undefined;
    if (priority > highest) top = member;
    highest = Math.max(highest, priority);
  }
  return top;
}

/** The texts of the addresses that are known to be a node's. */
type Claimed = ReadonlySet<string>;

/** The entries of a member's list that are the address of no node that is known. */
function strangersIn({ instance }: VirtualRouterMember, claimed: Claimed): UnicastPeer[] {
  return instance.unicastPeers.filter(({ value }) => value !== undefined && !claimed.has(value.text));
}

/** The other unicast members that a member does not list, though their addresses are known. */
function missingFrom(member: VirtualRouterMember, router: VirtualRouter, claimed: Claimed): VirtualRouterMember[] {
  const listed = listedBy(member);
  if (listed === undefined) return [];
  const strangers = strangersIn(member, claimed);
  return router.members.filter((other) => {
    const reach = other === member || modeOf(other) !== "unicast" ? undefined : reachOf(other);
    if (reach === undefined || reach.addresses.some(({ text }) => listed.has(text))) return false;
    // What the other sends from is this one's own address: not the list is wrong.
    if (reach.addresses.some(({ text }) => member.node.addresses.some((own) => own.text === text))) return false;
    const [sample] = reach.addresses;
    const isOfFamily = member.instance.unicastPeers.every(({ value }) => value?.family === sample?.family);
    // A machine may have an address in another network that nobody tells of, and be listed by that.
    const isElsewhere = ({ value }: UnicastPeer): boolean =>
      value !== undefined && !reach.addresses.some((own) => sameSubnet(own, value, usualPrefix(own)));
    return isOfFamily && (reach.isStated || !strangers.some(isElsewhere));
  });
}

/** A member whose source address nobody lists, while all others list one in its place. */
interface Misplaced {
  readonly member: VirtualRouterMember;
  readonly listers: readonly VirtualRouterMember[];
  /** What they all list instead. */
  readonly listed: readonly IpAddress[];
}

/** Of two or more members that all miss one in the same way, it is the one that is odd. */
function misplacedIn(
  router: VirtualRouter,
  missing: ReadonlyMap<VirtualRouterMember, readonly VirtualRouterMember[]>,
  claimed: Claimed,
): Misplaced[] {
  const unicast = router.members.filter((member) => modeOf(member) === "unicast");
  return unicast.flatMap((member): Misplaced[] => {
    const source = member.instance.sourceAddress?.value;
    const listers = unicast.filter((other) => other !== member);
    if (source === undefined || listers.length < 2 || isKnownFromElsewhere(member.node, source.text)) return [];
    if (!listers.every((lister) => missing.get(lister)?.includes(member))) return [];
    const [first, ...rest] = listers.map((lister) => strangersIn(lister, claimed).flatMap(({ value }) => value ?? []));
    const listed = (first ?? []).filter(({ text }) =>
      rest.every((list) => list.some((address) => address.text === text)),
    );
    return listed.length === 0 ? [] : [{ member, listers, listed }];
  });
}

const missingTemplates = {
  now: "unicast_peer of {node} lacks {missing}, so its advertisements never reach {others}. {node} has the highest priority, so both hold {router} at once from the start.",
  "now, by the check":
    "unicast_peer of {node} lacks {missing}, and check_unicast_src drops what unlisted nodes send. {node} takes {top} for dead, so both hold {router} at once from the start.",
  later:
    "unicast_peer of {node} lacks {missing}, so its advertisements never reach {others}. All is well until {node} takes over: from then on both hold {router} at once.",
  unknown:
    "unicast_peer of {node} lacks {missing}, so its advertisements never reach {others}. Whenever {node} holds {router}, it is held there as well.",
};

/** When the missing entries split the virtual router, as real keepalived 2.2.7 does. */
function momentOf(
  member: VirtualRouterMember,
  missing: readonly VirtualRouterMember[],
  router: VirtualRouter,
): keyof typeof missingTemplates {
  const top = topOf(router);
  if (top === undefined) return "unknown";
  if (top === member) return "now";
  const isChecking = member.instance.checksUnicastSource || member.keepalived.checksUnicastSource;
  return isChecking && missing.includes(top) ? "now, by the check" : "later";
}

function addingFixes(member: VirtualRouterMember, missing: readonly VirtualRouterMember[]): Fix[] {
  const addresses: string[] = [];
  for (const other of missing) {
    const address = addressToList(other, member);
    if (address === undefined) return [];
    addresses.push(address.text);
  }
  const edit = peersAdded(member, addresses);
  if (edit === undefined) return [];
  const title = message("Add {addresses} to unicast_peer of {node}", {
    addresses: addresses.join(", "),
    node: member.node.name,
  });
  return [{ title, isPreferred: true, isSafe: true, edits: [edit] }];
}

function addressTexts(members: readonly VirtualRouterMember[]): string {
  return members
    .map(
      (member) =>
        `${reachOf(member)
          ?.addresses.map(({ text }) => text)
          .join(" / ")} (${member.node.name})`,
    )
    .join(", ");
}

function relatedAddresses(members: readonly VirtualRouterMember[]): RelatedPlace[] {
  return relatedMembers(
    members,
    (other) => other.instance.sourceAddress?.at ?? placeOf(other),
    (other) => ({
      template: "{node} has {address}",
      args: { node: other.node.name, address: reachOf(other)?.addresses[0]?.text ?? "" },
    }),
  );
}

function missingFinding(
  member: VirtualRouterMember,
  missing: readonly VirtualRouterMember[],
  router: VirtualRouter,
  claimed: Claimed,
): Finding {
  // The entry that stands in the missing one's place is what has to be looked at.
  const [stranger, another] = strangersIn(member, claimed);
  const isOneForOne = stranger !== undefined && another === undefined && missing.length === 1;
  return {
    code: unicastPeerMismatch.code,
    severity: unicastPeerMismatch.severity,
    file: member.file,
    at: isOneForOne ? stranger.at : placeOf(member),
    message: message(missingTemplates[momentOf(member, missing, router)], {
      node: member.node.name,
      missing: addressTexts(missing),
      top: topOf(router)?.node.name ?? "",
      others: nodeNames(missing),
      router: routerName(router),
    }),
    related: relatedAddresses(missing),
    fixes: addingFixes(member, missing),
    about: [member],
  };
}

function misplacedFixes({ member, listers, listed }: Misplaced): Fix[] {
  const { sourceAddress, sourceKeyword } = member.instance;
  const [meant, another] = listed;
  const fixes: Fix[] = [];
  if (sourceAddress !== undefined && !sourceAddress.isGenerated && meant !== undefined && another === undefined) {
    const edit = { file: member.file, at: sourceAddress.at, form: "in-place", newText: meant.text } as const;
    const args = { keyword: sourceKeyword ?? "", address: meant.text, nodes: nodeNames(listers) };
    const title = message("Set {keyword} to {address}, as {nodes} list it", args);
    fixes.push({ title, isPreferred: true, isSafe: false, edits: [edit] });
  }
  const source = sourceAddress?.value?.text ?? "";
  const edits: FixEdit[] = listers.flatMap((lister) => peersAdded(lister, [source]) ?? []);
  if (edits.length === listers.length) {
    const title = message("Add {addresses} to unicast_peer of {node}", { addresses: source, node: nodeNames(listers) });
    fixes.push({ title, isPreferred: false, isSafe: false, edits });
  }
  return fixes;
}

function misplacedFinding(misplaced: Misplaced, router: VirtualRouter): Finding {
  const { member, listers, listed } = misplaced;
  const { sourceAddress, sourceKeyword, name } = member.instance;
  return {
    code: unicastPeerMismatch.code,
    severity: unicastPeerMismatch.severity,
    file: member.file,
    at: sourceAddress?.at ?? name.at,
    message: message(
      "{keyword} of {node} is {address}, but {nodes} list {listed} and not this. Their advertisements never reach {node}, so it holds {router} beside the master, or can't take it over.",
      {
        keyword: sourceKeyword ?? "",
        node: member.node.name,
        address: sourceAddress?.text ?? "",
        nodes: nodeNames(listers),
        listed: listed.map(({ text }) => text).join(", "),
        router: routerName(router),
      },
    ),
    related: relatedMembers(listers, placeOf, (other) => ({
      template: "unicast_peer of {node}",
      args: { node: other.node.name },
    })),
    fixes: misplacedFixes(misplaced),
    about: [member],
  };
}

/** Entries that are the member's own address, which only costs log lines. */
function selfListings(member: VirtualRouterMember): Finding[] {
  const own = new Set(reachOf(member)?.addresses.map(({ text }) => text));
  const { unicastPeers } = member.instance;
  // One list for all hosts has to have each of them.
  if (member.keepalived.configId !== undefined) return [];
  const entries = unicastPeers.filter(({ value }) => value !== undefined && own.has(value.text));
  // A list without entries would mean multicast.
  const isRemovable = entries.length < unicastPeers.length;
  return entries.map((entry): Finding => {
    const args = { node: member.node.name, address: entry.text };
    const edit = { file: member.file, at: entry.entry, form: "remove-line", newText: "" } as const;
    const title = message("Remove {address} from unicast_peer of {node}", args);
    return {
      code: unicastPeerMismatch.code,
      severity: "hint",
      file: member.file,
      at: entry.at,
      message: message(
        "unicast_peer of {node} lists its own address {address}. It does no harm, but keepalived logs a warning for each of its own advertisements.",
        args,
      ),
      related: [],
      fixes: isRemovable && !entry.isGenerated ? [{ title, isPreferred: true, isSafe: true, edits: [edit] }] : [],
      about: [member],
    };
  });
}

const mixedTemplates = {
  unicast:
    "{node} sends to unicast_peer, but {nodes} to the multicast group. Neither hears the other, so both hold {router} at once.",
  multicast:
    "{node} sends to the multicast group, but {nodes} to unicast_peer. Neither hears the other, so both hold {router} at once.",
  empty:
    "unicast_peer of {node} is empty, which means multicast, while that of {nodes} is not. Neither hears the other, so both hold {router} at once.",
};

function mixedFixes(router: VirtualRouter, { majority }: Division<VirtualRouterMember>): Fix[] {
  const unicast = majority?.value === "multicast" ? undefined : allUnicast(router);
  const multicast = majority?.value === "unicast" ? undefined : allMulticast(router);
  const args = { router: routerName(router) };
  const isPreferred = majority !== undefined;
  const fixes: Fix[] = [];
  if (unicast !== undefined) {
    const title = message("Let all nodes of {router} list each other in unicast_peer", args);
    fixes.push({ title, isPreferred, isSafe: true, edits: unicast });
  }
  if (multicast !== undefined) {
    const title = message("Remove unicast_peer, so that all nodes of {router} use multicast", args);
    fixes.push({ title, isPreferred, isSafe: true, edits: multicast });
  }
  return fixes;
}

function* mixedFindings(router: VirtualRouter, division: Division<VirtualRouterMember>): Iterable<Finding> {
  const fixes = mixedFixes(router, division);
  for (const member of division.odd) {
    const mode = modeOf(member) ?? "multicast";
    const others = division.groups.flatMap(({ value, members }) => (value === mode ? [] : members));
    const isEmpty = mode === "multicast" && member.instance.unicastPeerBlocks.length > 0;
    const kind = isEmpty ? "empty" : mode;
    yield {
      code: unicastPeerMismatch.code,
      severity: unicastPeerMismatch.severity,
      file: member.file,
      at: placeOf(member),
      message: message(mixedTemplates[kind], {
        node: member.node.name,
        nodes: nodeNames(others),
        router: routerName(router),
      }),
      related: relatedMembers(others, placeOf, (other) => ({
        template: mode === "unicast" ? "multicast on {node}" : "unicast_peer of {node}",
        args: { node: other.node.name },
      })),
      fixes,
      about: [member],
    };
  }
}

function* findingsOf(router: VirtualRouter, claimed: Claimed): Iterable<Finding> {
  const division = divide(router.members, modeOf);
  if (division !== undefined) {
    yield* mixedFindings(router, division);
    return;
  }
  const unicast = router.members.filter((member) => modeOf(member) === "unicast");
  const missing = new Map(unicast.map((member) => [member, missingFrom(member, router, claimed)]));
  const misplaced = misplacedIn(router, missing, claimed);
  const explained = new Set(misplaced.map(({ member }) => member));
  for (const one of misplaced) yield misplacedFinding(one, router);
  const known = new Set<string>();
  // The highest comes first: of a list that several hosts read it is the one to speak of.
  const top = topOf(router);
  for (const [member, lacking] of [...missing].sort(([a], [b]) => Number(b === top) - Number(a === top))) {
    const own = lacking.filter((other) => !explained.has(other));
    const place = `${member.file} ${spanOf(placeOf(member)).start}`;
    if (own.length === 0 || known.has(place)) continue;
    known.add(place);
    yield missingFinding(member, own, router, claimed);
  }
  for (const member of unicast) yield* selfListings(member);
}

export const unicastPeerMismatch: ClusterRule = {
  code: "cluster/unicast-peer-mismatch",
  scope: "cluster",
  severity: "error",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "A node does not list another one in `unicast_peer`, or some use unicast and others multicast.",
    why: "With `unicast_peer` a node's advertisements go to the listed addresses only. A node that the master does not list hears nothing, takes the master for dead and holds the VIP beside it. Where a backup lacks an entry, all is well until a failover makes it the master: then the node that it does not list becomes a second one. With `check_unicast_src` a missing entry also makes a node drop what the other sends.\n\nAn instance without peers, also one with an empty `unicast_peer`, uses multicast, and hears no unicast instance nor is heard by one. A node that lists its own address only gets log lines, which is a hint.",
    example: {
      bad: [
        exampleKeepalived("lb1", { priority: 150, sourceAddress: "10.0.0.11", unicastPeers: ["10.0.0.12"] }),
        exampleKeepalived("lb2", {
          priority: 120,
          sourceAddress: "10.0.0.12",
          unicastPeers: ["10.0.0.11", "10.0.0.13"],
        }),
        exampleKeepalived("lb3", {
          priority: 100,
          sourceAddress: "10.0.0.13",
          unicastPeers: ["10.0.0.11", "10.0.0.12"],
        }),
      ].join(""),
      good: [
        exampleKeepalived("lb1", {
          priority: 150,
          sourceAddress: "10.0.0.11",
          unicastPeers: ["10.0.0.12", "10.0.0.13"],
        }),
        exampleKeepalived("lb2", {
          priority: 120,
          sourceAddress: "10.0.0.12",
          unicastPeers: ["10.0.0.11", "10.0.0.13"],
        }),
        exampleKeepalived("lb3", {
          priority: 100,
          sourceAddress: "10.0.0.13",
          unicastPeers: ["10.0.0.11", "10.0.0.12"],
        }),
      ].join(""),
    },
  },
  *check(cluster): Iterable<Finding> {
    const claimed = new Set(cluster.nodes.flatMap(({ addresses }) => addresses.map(({ text }) => text)));
    for (const router of cluster.virtualRouters) yield* findingsOf(router, claimed);
  },
};
