import { isApiServerAddress } from "../../cluster/apiservers.ts";
import { apiServerEntrances, type Entrance, mayHoldMoreAddresses } from "../../cluster/entrance.ts";
import { isWithin } from "../../cluster/layout.ts";
import type { Cluster } from "../../cluster/model.ts";
import { heldAddresses } from "../../cluster/vips.ts";
import { type IpAddress, isLoopback, isPrivate } from "../../model/address.ts";
import { type Finding, type Fix, type FixEdit, type Message, message, type RelatedPlace } from "../finding.ts";
import type { ClusterRule } from "../rule.ts";
import { type EndpointStatement, endpointStatements, moveEndpointAddress, statedAddress } from "./endpoints.ts";
import { exampleHaproxy, exampleKeepalived } from "./example-files.ts";

/** What an endpoint that is no VIP leads to. */
type Target =
  /** One of the machines that hold the VIP, by an address of its own. */
  | { readonly kind: "balancer"; readonly names: string }
  /** One apiserver, past the balancers. */
  | { readonly kind: "apiserver" }
  /** Nothing that the files know. */
  | { readonly kind: "stranger" };

function targetOf(cluster: Cluster, address: IpAddress): Target {
  const own = cluster.nodes.filter((node) => node.addresses.some(({ text }) => text === address.text));
  const holders = own.filter(
    (node) =>
      cluster.virtualRouters.some(({ members }) => members.some((member) => member.node === node)) ||
      cluster.balancers.some((balancer) => balancer.apiServerProxies.length > 0 && balancer.nodes.includes(node)),
  );
  if (holders.length > 0) return { kind: "balancer", names: holders.map(({ name }) => name).join(", ") };
  // An address that haproxy binds for the apiservers is its machine's, though it is not known whose.
  const binding = cluster.balancers.find(({ apiServerProxies }) =>
    apiServerProxies.some(({ entry }) => entry.facts.binds.some((bind) => bind.address?.text === address.text)),
  );
  if (binding !== undefined) {
    return { kind: "balancer", names: binding.nodes.map(({ name }) => name).join(", ") || binding.file };
  }
  const isApiServer = isApiServerAddress(cluster, address) || own.some((node) => node.isControlPlane);
  return { kind: isApiServer ? "apiserver" : "stranger" };
}

/**
 * Whether an address that nobody here knows may be right all the same: translated on the way (a public address for a private
 * VIP), or named on purpose a second time among the certificates' names where no haproxy shows what the VIP is for.
 */
function mayBeMeant(cluster: Cluster, address: IpAddress, entrances: readonly Entrance[]): boolean {
  if (entrances.every((entrance) => isPrivate(entrance.address) !== isPrivate(address))) return true;
  const hasBalancer = cluster.balancers.some(({ apiServerProxies }) => apiServerProxies.length > 0);
  return (
    !hasBalancer &&
    cluster.kubeadmClusters.some(({ facts }) => facts.certificateNames.some(({ value }) => value === address.text))
  );
}

function isVirtual(cluster: Cluster, address: IpAddress | undefined): boolean {
  const held = heldAddresses(cluster.virtualRouters, cluster.virtualAddresses);
  return address !== undefined && held.some(({ text }) => text === address.text);
}

/** An endpoint that is no VIP, as far as it is to be reported. */
interface WrongEndpoint {
  readonly statement: EndpointStatement;
  readonly address: IpAddress;
  readonly target: Target;
  /** The VIPs that are meant, of the endpoint's family. */
  readonly entrances: readonly Entrance[];
}

function* wrongEndpoints(cluster: Cluster): Iterable<WrongEndpoint> {
  const statements = endpointStatements(cluster).filter(({ role }) => role === "endpoint");
  const all = statements.length === 0 ? [] : apiServerEntrances(cluster);
  if (all.length === 0 || mayHoldMoreAddresses(cluster)) return;
  const hasTrueOne = statements.some((statement) => isVirtual(cluster, statedAddress(cluster, statement)));
  for (const statement of statements) {
    const address = statedAddress(cluster, statement);
    if (address === undefined || isLoopback(address) || isVirtual(cluster, address)) continue;
    // Beside one that is right, another one may be an older state or another cluster's; a node's own file is neither.
    const isNodes = cluster.nodes.some(({ folder }) => folder !== undefined && isWithin(statement.file, folder));
    if (hasTrueOne && !isNodes) continue;
    const entrances = all.filter((entrance) => entrance.address.family === address.family);
    if (entrances.length === 0) continue;
    const target = targetOf(cluster, address);
    if (target.kind === "stranger" && mayBeMeant(cluster, address, entrances)) continue;
    yield { statement, address, target, entrances };
  }
}

function describe({ statement, address, target, entrances }: WrongEndpoint): Message {
  const endpoint = statement.stated.text;
  const vips = entrances.map((entrance) => entrance.address.text).join(", ");
  switch (target.kind) {
    case "balancer":
      return message(
        "The control-plane endpoint {endpoint} leads to {node} by its own address, not to the VIP {vips}. When {node} fails, the VIP moves on, but joins and clients stay with the dead machine.",
        { endpoint, node: target.names, vips },
      );
    case "apiserver":
      return message(
        "The control-plane endpoint {endpoint} leads to the one apiserver at {address}, past the VIP {vips} and its balancers. When that machine fails, the whole cluster has no API.",
        { endpoint, address: address.text, vips },
      );
    case "stranger":
      return message(
        "The control-plane endpoint {endpoint} is not the VIP {vips} that leads to the apiservers, and no node of this cluster holds {address}. Joins and clients get no answer there, or reach another cluster.",
        { endpoint, address: address.text, vips },
      );
  }
}

/** The lines of hosts files that give the endpoint's name its address. */
function hostLines(cluster: Cluster, { stated }: EndpointStatement) {
  const { value } = stated;
  return value === undefined || value.address !== undefined ? [] : cluster.hosts.entriesOf(value.host);
}

/** The edits that lead the endpoint to a VIP: in the statements themselves, or for a name in the hosts files. */
function editsTo(cluster: Cluster, statement: EndpointStatement, vip: IpAddress): FixEdit[] | undefined {
  const host = statement.stated.value?.host ?? "";
  const lines = hostLines(cluster, statement);
  if (lines.length === 0) return moveEndpointAddress(cluster, host, vip);
  const edits: FixEdit[] = [];
  for (const { file, facts } of lines) {
    // Another name on the line may be the machine's own, whose address is right.
    if (facts.names.length > 1 || facts.address.isGenerated) return undefined;
    edits.push({ file, at: facts.address.at, form: "in-place", newText: vip.text });
  }
  return edits;
}

function fixesFor(cluster: Cluster, { statement, entrances }: WrongEndpoint): Fix[] {
  const isName = hostLines(cluster, statement).length > 0;
  return entrances.flatMap(({ address }): Fix[] => {
    const edits = editsTo(cluster, statement, address);
    if (edits === undefined || edits.length === 0) return [];
    const title = isName
      ? message("Give {name} the address of the VIP, {vip}", {
          name: statement.stated.value?.host ?? "",
          vip: address.text,
        })
      : message("Let the control-plane endpoint be the VIP {vip}", { vip: address.text });
    return [{ title, isPreferred: entrances.length === 1, isSafe: true, edits }];
  });
}

export const endpointAddressMismatch: ClusterRule = {
  code: "cluster/endpoint-address-mismatch",
  scope: "cluster",
  severity: "error",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "The control-plane endpoint is not the VIP in front of the apiservers.",
    why: "kubeadm writes the endpoint into every kubeconfig and into the apiservers' certificates. Where it is another address than the VIP, nothing that keepalived and haproxy do helps: clients go to one machine and lose the API with it, or to an address that nobody holds. A balancer's own address works until that balancer fails, and is a warning. Names are taken for right unless a hosts file gives them another address. A cluster whose VIP is not shown to lead to the apiservers is left alone, and so is a second document that has another endpoint. A fix changes the files: a cluster that runs already keeps the endpoint that its kubeconfigs and certificates were made with.",
    example: {
      bad: [
        exampleKeepalived("lb1", { priority: 150, weight: 0 }),
        exampleHaproxy("lb1", "*:8443"),
        exampleKeepalived("lb2", { priority: 100, weight: 0 }),
        `//- kubeadm.yaml
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
controlPlaneEndpoint: 10.0.0.101:8443
`,
      ].join(""),
      good: [
        exampleKeepalived("lb1", { priority: 150, weight: 0 }),
        exampleHaproxy("lb1", "*:8443"),
        exampleKeepalived("lb2", { priority: 100, weight: 0 }),
        `//- kubeadm.yaml
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
controlPlaneEndpoint: 10.0.0.100:8443
`,
      ].join(""),
    },
  },
  *check(cluster): Iterable<Finding> {
    for (const wrong of wrongEndpoints(cluster)) {
      const { statement, entrances, target } = wrong;
      const lines = hostLines(cluster, statement).map(
        ({ file, facts }): RelatedPlace => ({
          file,
          at: facts.address.at,
          message: message("{name} has the address {address} here", {
            name: statement.stated.value?.host ?? "",
            address: facts.address.text,
          }),
        }),
      );
      const holders = entrances.flatMap(({ address, places }) =>
        places.map(
          (place): RelatedPlace => ({
            ...place,
            message: message("the VIP {vip} in front of the apiservers", { vip: address.text }),
          }),
        ),
      );
      yield {
        code: this.code,
        severity: target.kind === "balancer" ? "warning" : this.severity,
        file: statement.file,
        at: statement.stated.at,
        message: describe(wrong),
        related: [...lines, ...holders],
        fixes: fixesFor(cluster, wrong),
        about: [statement.stated],
      };
    }
  },
};
