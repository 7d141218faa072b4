import { isApiServerAddress } from "../../cluster/apiservers.ts";
import type { Cluster } from "../../cluster/model.ts";
import { isNeighbour } from "../../cluster/ties.ts";
import { heldAddresses } from "../../cluster/vips.ts";
import { type IpAddress, isLoopback } from "../../model/address.ts";
import { type Finding, type Fix, type Message, message, type RelatedPlace } from "../finding.ts";
import type { ClusterRule } from "../rule.ts";
import {
  type EndpointStatement,
  endpointPort,
  endpointStatements,
  entryBinds,
  isBound,
  setEndpointPort,
  statedAddress,
  writeEndpoint,
} from "./endpoints.ts";
import { exampleHaproxy, exampleKeepalived } from "./example-files.ts";

/** A host and a port that clients go to. */
interface Destination {
  /** The address, or the name where that is unknown. */
  readonly host: string;
  readonly address: IpAddress | undefined;
  /** Undefined where it can't be told. */
  readonly port: number | undefined;
  readonly isVip: boolean;
}

/** The endpoint that all statements of it agree on. */
interface CommonEndpoint extends Destination {
  readonly statements: readonly EndpointStatement[];
}

function isHeld(cluster: Cluster, address: IpAddress | undefined): boolean {
  const held = heldAddresses(cluster.virtualRouters, cluster.virtualAddresses);
  return address !== undefined && held.some(({ text }) => text === address.text);
}

function destinationOf(cluster: Cluster, statement: EndpointStatement): Destination | undefined {
  const { value } = statement.stated;
  if (value === undefined) return undefined;
  const address = statedAddress(cluster, statement);
  return {
    host: address?.text ?? value.host.toLowerCase(),
    address,
    port: endpointPort(cluster, value),
    isVip: isHeld(cluster, address),
  };
}

/** The endpoint of the cluster; undefined where none is stated, or where several are: then nobody can say which joins are wrong. */
function commonEndpoint(cluster: Cluster): CommonEndpoint | undefined {
  const statements = endpointStatements(cluster).filter(({ role }) => role === "endpoint");
  const destinations = statements.flatMap((statement) => destinationOf(cluster, statement) ?? []);
  const [first] = destinations;
  if (first === undefined) return undefined;
  const isCommon = destinations.every(({ host, port }) => host === first.host && port === first.port);
  return isCommon ? { ...first, statements } : undefined;
}

/** How a join differs from the endpoint. */
type Difference = "port" | "machine" | "stranger";

/** Whether an address is that of one machine: a node's, or of an apiserver behind the balancers. */
function isMachine(cluster: Cluster, address: IpAddress): boolean {
  const isNode = cluster.nodes.some((node) => node.addresses.some((own) => own.text === address.text));
  return isNode || isApiServerAddress(cluster, address);
}

/** Whether a name is that of one machine of the cluster. */
function isMachineName(cluster: Cluster, name: string): boolean {
  const isSame = (other: string | undefined): boolean => other?.toLowerCase() === name;
  return (
    cluster.nodes.some((node) => isSame(node.name)) ||
    cluster.kubeadmNodes.some(({ facts }) => facts.isControlPlane && isSame(facts.nodeName?.value))
  );
}

function differenceOf(cluster: Cluster, join: Destination, endpoint: Destination): Difference | undefined {
  const binds = entryBinds(cluster);
  // A port that haproxy takes as well is another way to the same apiservers.
  const differsInPort =
    join.port !== undefined &&
    endpoint.port !== undefined &&
    join.port !== endpoint.port &&
    isBound(binds, join.port) === false;
  if (join.host === endpoint.host) return differsInPort ? "port" : undefined;
  if (join.address !== undefined && isLoopback(join.address)) return undefined;
  if (join.isVip) {
    // A VIP is right, be the endpoint another VIP or a name for this one; an address that is none is wrong itself.
    return endpoint.address === undefined && differsInPort ? "port" : undefined;
  }
  if (join.address !== undefined) {
    if (isMachine(cluster, join.address)) return "machine";
    // A name may stand for any address, and one from elsewhere may be another cluster's, or translated on the way.
    const { virtualRouters: routers, virtualAddresses, nodes } = cluster;
    const isNear = isNeighbour(join.address, { routers, virtualAddresses, nodes });
    return endpoint.address !== undefined && isNear ? "stranger" : undefined;
  }
  return isMachineName(cluster, join.host) ? "machine" : undefined;
}

function describe(difference: Difference, join: string, endpoint: string): Message {
  switch (difference) {
    case "port":
      return message(
        'The join goes to {join}, but the control-plane endpoint is {endpoint}. It gets "connection refused", or reaches a single apiserver past the balancers.',
        { join, endpoint },
      );
    case "machine":
      return message(
        "The join goes to {join}, a single machine, but the control-plane endpoint is {endpoint}. While that machine is down no node can join.",
        { join, endpoint },
      );
    case "stranger":
      return message(
        "The join goes to {join}, but the control-plane endpoint is {endpoint}. The node finds no API there, or that of another cluster.",
        { join, endpoint },
      );
  }
}

function fixFor(join: EndpointStatement, endpoint: CommonEndpoint, difference: Difference): Fix[] {
  const { port } = endpoint;
  const stated = endpoint.statements[0]?.stated.value;
  if (port === undefined || stated === undefined) return [];
  const text = writeEndpoint(stated.host, port);
  // The host of a join to the right machine may come from a variable, and only the port is to be changed.
  const portEdit = difference === "port" && join.stated.isGenerated ? setEndpointPort(join, port) : undefined;
  if (join.stated.isGenerated && portEdit === undefined) return [];
  const edit = portEdit ?? { file: join.file, at: join.stated.at, form: "in-place", newText: text };
  return [
    {
      title: message("Join at the control-plane endpoint {endpoint}", { endpoint: text }),
      isPreferred: true,
      isSafe: true,
      edits: [edit],
    },
  ];
}

export const joinEndpointMismatch: ClusterRule = {
  code: "cluster/join-endpoint-mismatch",
  scope: "cluster",
  severity: "warning",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "A join goes elsewhere than to the control-plane endpoint.",
    why: "`kubeadm join` asks the address on its command line, or `discovery.bootstrapToken.apiServerEndpoint`, for the cluster's data, and then works with the control-plane endpoint. A join that goes to one machine fails while that machine is down, which is when nodes are replaced; one that goes to a port that nobody binds, or to an old address, fails always. Another VIP, a port that haproxy binds as well, addresses from elsewhere and names whose addresses are unknown are left alone.",
    example: {
      bad: [
        exampleKeepalived("lb1", { priority: 150, weight: 0, sourceAddress: "10.0.0.1" }),
        exampleHaproxy("lb1", "*:8443"),
        exampleKeepalived("lb2", { priority: 100, weight: 0, sourceAddress: "10.0.0.2" }),
        `//- install.sh
kubeadm init --control-plane-endpoint 10.0.0.100:8443 --upload-certs
kubeadm join 10.0.0.11:6443 --token "$TOKEN" --control-plane
`,
      ].join(""),
      good: [
        exampleKeepalived("lb1", { priority: 150, weight: 0, sourceAddress: "10.0.0.1" }),
        exampleHaproxy("lb1", "*:8443"),
        exampleKeepalived("lb2", { priority: 100, weight: 0, sourceAddress: "10.0.0.2" }),
        `//- install.sh
kubeadm init --control-plane-endpoint 10.0.0.100:8443 --upload-certs
kubeadm join 10.0.0.100:8443 --token "$TOKEN" --control-plane
`,
      ].join(""),
    },
  },
  *check(cluster): Iterable<Finding> {
    const endpoint = commonEndpoint(cluster);
    if (endpoint === undefined) return;
    const related = endpoint.statements.map(
      ({ file, stated }): RelatedPlace => ({ file, at: stated.at, message: message("the control-plane endpoint") }),
    );
    for (const statement of endpointStatements(cluster)) {
      const join = statement.role === "join" ? destinationOf(cluster, statement) : undefined;
      const difference = join === undefined ? undefined : differenceOf(cluster, join, endpoint);
      if (difference === undefined) continue;
      yield {
        code: this.code,
        severity: this.severity,
        file: statement.file,
        at: statement.stated.at,
        message: describe(difference, statement.stated.text, endpoint.statements[0]?.stated.text ?? endpoint.host),
        related,
        fixes: fixFor(statement, endpoint, difference),
        about: [statement.stated],
      };
    }
  },
};
