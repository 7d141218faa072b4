import type { Cluster, VirtualRouter, VirtualRouterMember } from "../../cluster/model.ts";
import { syncGroupOf } from "../../cluster/tracking.ts";
import { isLinkLocal } from "../../model/address.ts";
import type { VirtualAddress, VrrpInstance } from "../../model/keepalived/facts.ts";
import { isPlaceholder } from "../../model/value.ts";
import { type Finding, type Fix, type FixEdit, message, type RelatedPlace } from "../finding.ts";
import type { ClusterRule } from "../rule.ts";
import { exampleKeepalived } from "./example-files.ts";
import { membersOfNodes, nodeNames, type RouterMember, withoutRepeats } from "./members.ts";

/** An instance with an address that it lists. */
interface Listing extends RouterMember {
  readonly entry: VirtualAddress;
}

/** Two virtual routers that list the same addresses on some nodes. */
interface Overlap {
  readonly first: VirtualRouter;
  readonly second: VirtualRouter;
  readonly places: { readonly first: Listing; readonly second: Listing }[];
}

function entriesOf({ virtualAddresses, excludedAddresses }: VrrpInstance): readonly VirtualAddress[] {
  return [...virtualAddresses, ...excludedAddresses];
}

/** The device on which an address is set; undefined where that is filled in later. */
function deviceOf({ member, entry }: Listing): string | undefined {
  const device = entry.device ?? member.instance.interface?.value;
  return device === undefined || isPlaceholder(device) ? undefined : device;
}

function areOnOneDevice(a: Listing, b: Listing): boolean | undefined {
  const devices = [deviceOf(a), deviceOf(b)];
  return devices.includes(undefined) ? undefined : devices[0] === devices[1];
}

/** Whether two listings of one address on a node are at odds. */
function isAtOdds(a: Listing, b: Listing): boolean {
  const [one, other] = [a.member, b.member];
  // Of two blocks of one name keepalived complains, and between a template's lines perhaps only one is there.
  if (one.instance.name.text === other.instance.name.text || one.keepalived.isOpen) return false;
  // What moves together sets the address together.
  const group = syncGroupOf(one.instance, one.keepalived);
  if (group !== undefined && group === syncGroupOf(other.instance, other.keepalived)) return false;
  // Every link may have the same link-local address.
  const isLinkBound = a.entry.value !== undefined && isLinkLocal(a.entry.value);
  return !isLinkBound || areOnOneDevice(a, b) === true;
}

function note(overlaps: Overlap[], first: Listing, second: Listing): void {
  for (const overlap of overlaps) {
    if (overlap.first === first.router && overlap.second === second.router) {
      overlap.places.push({ first, second });
      return;
    }
    if (overlap.first === second.router && overlap.second === first.router) {
      overlap.places.push({ first: second, second: first });
      return;
    }
  }
  overlaps.push({ first: first.router, second: second.router, places: [{ first, second }] });
}

function overlapsOf(cluster: Cluster): Overlap[] {
  const byFirst = new Map<VirtualRouter, Overlap[]>();
  const all: Overlap[] = [];
  for (const instances of membersOfNodes(cluster)) {
    const known = new Map<string, Listing>();
    for (const { router, member } of instances) {
      for (const entry of entriesOf(member.instance)) {
        const text = entry.value?.text;
        if (text === undefined) continue;
        const listing = { router, member, entry };
        const before = known.get(text);
        if (before === undefined) known.set(text, listing);
        else if (before.member !== member && isAtOdds(before, listing)) {
          const same = byFirst.get(before.router) ?? byFirst.get(router) ?? [];
          byFirst.set(before.router, same);
          const count = same.length;
          note(same, before, listing);
          all.push(...same.slice(count));
        }
      }
    }
  }
  return all;
}

/** The addresses that two virtual routers have in common, without prefixes. */
function addressesOf({ places }: Overlap): Set<string> {
  return new Set(places.flatMap(({ first }) => first.entry.value?.text ?? []));
}

/** What would be taken away to leave the addresses to the other virtual router. */
interface Removal {
  readonly router: VirtualRouter;
  readonly listings: readonly { readonly member: VirtualRouterMember; readonly entry: VirtualAddress }[];
  /** Members that list them on nodes where the other virtual router does not. */
  readonly support: number;
}

function removalFrom(overlap: Overlap, side: "first" | "second"): Removal {
  const router = overlap[side];
  const addresses = addressesOf(overlap);
  const twice = new Set(overlap.places.map((place) => place[side].member));
  const listings = router.members.flatMap((member) =>
    entriesOf(member.instance).flatMap((entry) =>
      entry.value !== undefined && addresses.has(entry.value.text) ? [{ member, entry }] : [],
    ),
  );
  const others = new Set(listings.flatMap(({ member }) => (twice.has(member) ? [] : [member])));
  return { router, listings, support: others.size };
}

/** Whether every instance keeps an address, and no definition makes the text. */
function isPossible({ listings }: Removal): boolean {
  return listings.every(({ member, entry }) => {
    const gone = listings.filter((one) => one.member === member).map((one) => one.entry);
    return !entry.isGenerated && member.instance.virtualAddresses.some((address) => !gone.includes(address));
  });
}

function fixOf({ router, listings }: Removal, addresses: ReadonlySet<string>, isPreferred: boolean): Fix {
  const edits = listings.map(
    ({ member, entry }): FixEdit => ({ file: member.file, at: entry.entry, form: "remove-line", newText: "" }),
  );
  const title = message("Remove {addresses} from {instance}", {
    addresses: [...addresses].join(", "),
    instance: instanceNames(router, listings),
  });
  return { title, isPreferred, isSafe: true, edits: withoutRepeats(edits) };
}

/** `VI_2 on lb1, lb2`. */
function instanceNames(router: VirtualRouter, listings: Removal["listings"]): string {
  const members = router.members.filter((member) => listings.some((one) => one.member === member));
  const names = new Set(members.map(({ instance }) => instance.name.text));
  return `${[...names].join(" / ")} (${nodeNames(members)})`;
}

/** Whether the members' lists agree once the addresses are gone, so that nothing more is to be said of them. */
function agreesWithout({ members }: VirtualRouter, addresses: ReadonlySet<string>): boolean {
  const lists = members.map(({ instance }) =>
    instance.virtualAddresses
      .flatMap(({ value, text }) => (value !== undefined && addresses.has(value.text) ? [] : [value?.text ?? text]))
      .sort()
      .join(" "),
  );
  return new Set(lists).size === 1;
}

function placeOf({ member, entry }: Listing): RelatedPlace {
  const args = { address: entry.text, instance: member.instance.name.text, node: member.node.name };
  return { file: member.file, at: entry.entry, message: message("{address} in {instance} on {node}", args) };
}

function findingOf(overlap: Overlap): Finding | undefined {
  const { places } = overlap;
  const addresses = addressesOf(overlap);
  const [stays, goes] = [removalFrom(overlap, "first"), removalFrom(overlap, "second")];
  // What the other nodes list in one of them only belongs there.
  const isTurned =
    stays.support < goes.support || (stays.support === goes.support && isPossible(stays) && !isPossible(goes));
  const [likely, unlikely] = isTurned ? [stays, goes] : [goes, stays];
  const isClear = likely.support < unlikely.support || !isPossible(unlikely);
  const fixes = [likely, unlikely].flatMap((removal) =>
    isPossible(removal) ? [fixOf(removal, addresses, isClear && removal === likely)] : [],
  );
  const sides = places.map(({ first, second }) => (isTurned ? [first, second] : [second, first]));
  const [own, other] = sides[0] ?? [];
  if (own === undefined || other === undefined) return undefined;
  const nodes = [...new Set(places.map(({ second }) => second.member.node.name))].join(", ");
  const isElsewhere = places.every(({ first, second }) => areOnOneDevice(first, second) === false);
  return {
    code: vipInTwoInstances.code,
    severity: isElsewhere ? "warning" : vipInTwoInstances.severity,
    file: own.member.file,
    at: own.entry.entry,
    message: message(
      "{addresses} is a VIP of {instance} and of {other} on {nodes}. As soon as the two are master on different nodes, both nodes hold the address at once; list it in one of them.",
      {
        addresses: [...addresses].join(", "),
        instance: own.member.instance.name.text,
        other: other.member.instance.name.text,
        nodes,
      },
    ),
    related: sides.flat().flatMap((listing) => (listing === own ? [] : [placeOf(listing)])),
    fixes,
    about: agreesWithout(likely.router, addresses) ? likely.router.members : [],
  };
}

export const vipInTwoInstances: ClusterRule = {
  code: "cluster/vip-in-two-instances",
  scope: "cluster",
  severity: "error",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "One address is a VIP of two instances of a node.",
    why: "keepalived accepts it without a word and sets the address once. But each instance has its own election: as soon as they are master on different nodes, both nodes hold the address at once, and when one of them gives it up, a node that is still master of the other has lost it.\n\nInstances of one sync group move together and may share an address. On two devices, as with VRFs, it is a warning, and link-local addresses may be the same on every link.",
    example: {
      bad: exampleNodes(["10.0.0.101/24", "10.0.0.100/24"]),
      good: exampleNodes(["10.0.0.101/24", "10.0.0.102/24"]),
    },
  },
  *check(cluster): Iterable<Finding> {
    for (const overlap of overlapsOf(cluster)) {
      const finding = findingOf(overlap);
      if (finding !== undefined) yield finding;
    }
  },
};

function exampleNodes(second: readonly string[]): string {
  return ["lb1", "lb2"]
    .map((node, index) => {
      const priority = 150 - 50 * index;
      const one = exampleKeepalived(node, { priority });
      const other = exampleKeepalived(node, { priority, virtualRouterId: 52, virtualAddresses: second });
      // The second instance stands in the same file.
      return one + other.replace(/^.*\n/, "").replace("VI_1", "VI_2");
    })
    .join("");
}
