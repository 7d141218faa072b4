import { knownControlPlanes } from "../../cluster/control-planes.ts";
import type { Cluster } from "../../cluster/model.ts";
import { heldAddresses } from "../../cluster/vips.ts";
import { type IpAddress, parseIpAddress, sameSubnet } from "../../model/address.ts";
import type { KubeadmCluster } from "../../model/kubernetes/facts.ts";
import type { Anchor } from "../../syntax/tree.ts";
import { type Finding, message, type RelatedPlace } from "../finding.ts";
import type { ClusterRule } from "../rule.ts";
import { exampleHaproxy, exampleKeepalived } from "./example-files.ts";

/** The subnet that kubeadm gives to services where it is told none. */
const defaultServiceSubnet = "10.96.0.0/12";

/** A subnet of the cluster's inside, with the place that says it. */
interface Inside {
  readonly subnet: IpAddress;
  readonly use: "services" | "pods";
  readonly at: Anchor;
  readonly isDefault: boolean;
}

function subnetsOf({ podSubnets, serviceSubnets, source }: KubeadmCluster): Inside[] {
  const stated = (subnets: KubeadmCluster["podSubnets"], use: Inside["use"]): Inside[] =>
    subnets.flatMap(({ value, at }) => (value === undefined ? [] : [{ subnet: value, use, at, isDefault: false }]));
  const found = [...stated(serviceSubnets, "services"), ...stated(podSubnets, "pods")];
  const fallback = parseIpAddress(defaultServiceSubnet);
  if (serviceSubnets.length === 0 && !source.isOpen && fallback !== undefined) {
    found.push({ subnet: fallback, use: "services", at: source.at, isDefault: true });
  }
  return found;
}

/** A machine's address or a VIP, with where it is known from. */
interface Outside {
  readonly address: IpAddress;
  readonly places: readonly RelatedPlace[];
}

function outsideOf(cluster: Cluster): Outside[] {
  const found = new Map<string, Outside>();
  const add = (address: IpAddress, places: readonly RelatedPlace[]): void => {
    if (!found.has(address.text)) found.set(address.text, { address, places });
  };
  for (const address of heldAddresses(cluster.virtualRouters, cluster.virtualAddresses)) {
    const places = cluster.virtualRouters.flatMap(({ members }) =>
      members.flatMap(({ file, instance }) =>
        [...instance.virtualAddresses, ...instance.excludedAddresses].flatMap(({ value, at }): RelatedPlace[] =>
          value?.text === address.text ? [{ file, at, message: message("the VIP {vip}", { vip: address.text }) }] : [],
        ),
      ),
    );
    add(address, places);
  }
  for (const { addresses, source } of knownControlPlanes(cluster)) {
    for (const address of addresses) {
      const place = { message: message("the node's address {address}", { address: address.text }) };
      add(address, source === undefined ? [] : [{ ...source, ...place }]);
    }
  }
  for (const { addresses, keepalived } of cluster.nodes) {
    for (const address of addresses) {
      const instance = keepalived?.facts.instances.find(
        ({ sourceAddress }) => sourceAddress?.value?.text === address.text,
      );
      const at = instance?.sourceAddress?.at;
      const said = message("the node's address {address}", { address: address.text });
      add(address, keepalived === undefined || at === undefined ? [] : [{ file: keepalived.file, at, message: said }]);
    }
  }
  return [...found.values()];
}

function isIn(address: IpAddress, { subnet }: Inside): boolean {
  return subnet.prefix !== undefined && sameSubnet(address, subnet, subnet.prefix);
}

export const subnetOverlap: ClusterRule = {
  code: "cluster/subnet-overlap",
  scope: "cluster",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A VIP or a node's address lies in the cluster's pod or service subnet.",
    why: "Every node routes the pod subnet to the overlay network and translates the service subnet in kube-proxy. An address of a real machine in there is cut off as soon as a pod or service gets it, and often at once: packets for the node or the VIP go into the overlay, and nodes become NotReady. The subnets cannot be changed in a running cluster, so choose others before `kubeadm init`; kubeadm takes 10.96.0.0/12 for services where it is told nothing.",
    example: {
      bad: [
        exampleKeepalived("lb1", { priority: 150, weight: 0 }),
        exampleHaproxy("lb1", "*:8443"),
        exampleKeepalived("lb2", { priority: 100, weight: 0 }),
        "//- kubeadm.yaml\napiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\ncontrolPlaneEndpoint: 10.0.0.100:8443\nnetworking:\n  podSubnet: 10.0.0.0/16\n",
      ].join(""),
      good: [
        exampleKeepalived("lb1", { priority: 150, weight: 0 }),
        exampleHaproxy("lb1", "*:8443"),
        exampleKeepalived("lb2", { priority: 100, weight: 0 }),
        "//- kubeadm.yaml\napiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\ncontrolPlaneEndpoint: 10.0.0.100:8443\nnetworking:\n  podSubnet: 10.244.0.0/16\n",
      ].join(""),
    },
  },
  *check(cluster): Iterable<Finding> {
    if (cluster.kubeadmClusters.length === 0) return;
    const outside = outsideOf(cluster);
    for (const { file, facts } of cluster.kubeadmClusters) {
      for (const inside of subnetsOf(facts)) {
        const within = outside.filter(({ address }) => isIn(address, inside));
        if (within.length === 0) continue;
        const args = {
          addresses: within.map(({ address }) => address.text).join(", "),
          subnet: `${inside.subnet.text}/${inside.subnet.prefix ?? ""}`,
        };
        yield {
          code: this.code,
          severity: inside.isDefault ? "warning" : this.severity,
          file,
          at: inside.at,
          message:
            inside.use === "pods"
              ? message(
                  "The pod subnet {subnet} contains {addresses}, which real machines use. Nodes route packets for them into the pod network, so that the API or whole nodes become unreachable; choose another subnet.",
                  args,
                )
              : message(
                  "The service subnet {subnet} contains {addresses}, which real machines use. As soon as a service gets such an address, nodes send its traffic elsewhere and the machine becomes unreachable; choose another subnet.",
                  args,
                ),
          related: within.flatMap(({ places }) => places),
          fixes: [],
          about: [facts],
        };
      }
    }
  },
};
