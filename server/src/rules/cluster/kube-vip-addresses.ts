import { kubeVipAddresses, machinePlaceOf, mayHoldOthers } from "../../cluster/kube-vip.ts";
import type { Cluster, InFile } from "../../cluster/model.ts";
import type { KubeVip } from "../../model/kubernetes/pod-facts.ts";
import { type Finding, type Fix, message } from "../finding.ts";
import { divide } from "../majority.ts";
import { endpointStatements, statedAddress } from "./endpoints.ts";

function textOf({ facts }: InFile<KubeVip>): string {
  return facts.addresses.map(({ text }) => text).join(", ");
}

/** The VIPs of a kube-vip in a form to compare; undefined where one can't be told, or it has none for the apiservers. */
function keyOf({ facts }: InFile<KubeVip>): string | undefined {
  const addresses = kubeVipAddresses([facts]).map(({ text }) => text);
  return mayHoldOthers(facts) || addresses.length === 0 ? undefined : addresses.sort().join(" ");
}

/** The kube-vips of each set of machines: files whose paths differ in nothing but the machine. */
function setsOfMachines(cluster: Cluster): InFile<KubeVip>[][] {
  const sets = new Map<string, InFile<KubeVip>[]>();
  for (const one of cluster.kubeVips) {
    const set = machinePlaceOf(one.file)?.set;
    if (set === undefined) continue;
    const same = sets.get(set);
    if (same === undefined) sets.set(set, [one]);
    else same.push(one);
  }
  // Two in one file are two states of it, or examples.
  return [...sets.values()].filter((set) => set.length > 1 && new Set(set.map(({ file }) => file)).size === set.length);
}

/** Whether clients are told to come to a VIP: then it is that of a cluster, and no mistake. */
function isEndpoint(cluster: Cluster, key: string): boolean {
  const held = key.split(" ");
  return endpointStatements(cluster).some(
    (statement) => statement.role === "endpoint" && held.includes(statedAddress(cluster, statement)?.text ?? ""),
  );
}

function fixesFor({ file, facts }: InFile<KubeVip>, model: InFile<KubeVip>): Fix[] {
  const [own, another] = facts.addresses;
  const [address, second] = model.facts.addresses;
  if (own === undefined || address === undefined || another !== undefined || second !== undefined) return [];
  if (own.isGenerated || own.at.end - own.at.start !== own.text.length) return [];
  return [
    {
      title: message("Give kube-vip the VIP {vip}", { vip: address.text }),
      isPreferred: true,
      isSafe: true,
      edits: [{ file, at: own.at, form: "in-place", newText: address.text }],
    },
  ];
}

/**
 * The kube-vips that hold another VIP than those on the other machines of one cluster. Which VIP is right is told by most of them, or
 * by the control-plane endpoint; where neither does, they may as well be of two clusters.
 */
export function* strangeKubeVips(cluster: Cluster): Iterable<Omit<Finding, "code" | "severity">> {
  for (const set of setsOfMachines(cluster)) {
    const division = divide(set, keyOf);
    const meant = division?.groups.filter(({ value }) => isEndpoint(cluster, value)) ?? [];
    const right = meant.length === 1 ? meant[0] : meant.length === 0 ? division?.majority : undefined;
    const [model] = right?.members ?? [];
    if (division === undefined || right === undefined || model === undefined) continue;
    for (const odd of division.groups.filter((group) => group !== right).flatMap(({ members }) => members)) {
      const at = odd.facts.addresses[0]?.at ?? odd.facts.at;
      yield {
        file: odd.file,
        at,
        message: message(
          "kube-vip holds {own} here, but {theirs} on the other control planes. When this node becomes the leader, clients look for the API at an address that nobody has any more.",
          { own: textOf(odd), theirs: textOf(model) },
        ),
        related: right.members.map((other) => ({
          file: other.file,
          at: other.facts.addresses[0]?.at ?? other.facts.at,
          message: message("kube-vip holds {vips} here", { vips: textOf(other) }),
        })),
        fixes: fixesFor(odd, model),
        about: [odd.facts],
      };
    }
  }
}
