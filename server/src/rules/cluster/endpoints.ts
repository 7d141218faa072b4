import { bindsPort, commonApiServerPort } from "../../cluster/balancers.ts";
import type { ApiServerProxy, Balancer, Cluster } from "../../cluster/model.ts";
import { endpointAddress } from "../../cluster/ties.ts";
import type { IpAddress } from "../../model/address.ts";
import type { Bind } from "../../model/haproxy/facts.ts";
import type { Endpoint } from "../../model/kubernetes/facts.ts";
import type { Stated } from "../../model/value.ts";
import type { FixEdit } from "../finding.ts";

/** A place that says where clients reach the apiservers: the control-plane endpoint itself, or the address of a join. */
export interface EndpointStatement {
  readonly file: string;
  readonly stated: Stated<Endpoint>;
  readonly role: "endpoint" | "join";
}

/** Every statement of the cluster's endpoint whose host is known. */
export function endpointStatements(cluster: Cluster): EndpointStatement[] {
  const endpoints = cluster.kubeadmClusters.flatMap(({ file, facts }): EndpointStatement[] =>
    facts.endpoint?.value === undefined || facts.endpoint.value.isHostUnknown
      ? []
      : [{ file, stated: facts.endpoint, role: "endpoint" }],
  );
  const joins = cluster.kubeadmNodes.flatMap(({ file, facts }): EndpointStatement[] =>
    facts.joinEndpoint?.value === undefined || facts.joinEndpoint.value.isHostUnknown
      ? []
      : [{ file, stated: facts.joinEndpoint, role: "join" }],
  );
  return [...endpoints, ...joins];
}

/** The address that a statement means: what stands there, or what the hosts files say of its name. */
export function statedAddress(cluster: Cluster, { stated }: EndpointStatement): IpAddress | undefined {
  return endpointAddress(stated.value, cluster.hosts);
}

/** `host:port` as clients write it. */
export function writeEndpoint(host: string, port: number): string {
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}

/** The port that an endpoint means: its own, else the apiservers'; undefined where that is a placeholder. */
export function endpointPort(cluster: Cluster, endpoint: Endpoint): number | undefined {
  if (endpoint.isPortUnknown) return undefined;
  return endpoint.port ?? commonApiServerPort(cluster);
}

/** A bind through which the apiservers are reached. */
export interface EntryBind {
  readonly balancer: Balancer;
  readonly proxy: ApiServerProxy;
  readonly bind: Bind;
}

/** Every bind of a proxy that leads to the apiservers. */
export function entryBinds(cluster: Cluster): EntryBind[] {
  return cluster.balancers.flatMap((balancer) => {
    const entries = new Map(balancer.apiServerProxies.map((proxy) => [proxy.entry, proxy]));
    return [...entries.values()].flatMap((proxy) =>
      proxy.entry.facts.binds.map((bind): EntryBind => ({ balancer, proxy, bind })),
    );
  });
}

/** Whether any of the binds takes connections to the port; undefined where one of them can't be told. */
export function isBound(binds: readonly EntryBind[], port: number): boolean | undefined {
  const answers = binds.map(({ bind }) => bindsPort(bind, port));
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? undefined : false;
}

/** The edit that gives an endpoint another port; undefined where its text comes from elsewhere. */
export function setEndpointPort(statement: EndpointStatement, port: number): FixEdit | undefined {
  const { stated, file } = statement;
  const portAt = stated.value?.portAt;
  // The digits stand there as they are, though the host may come out of a variable.
  if (portAt !== undefined) return { file, at: portAt, form: "in-place", newText: String(port) };
  if (stated.isGenerated || stated.value === undefined || stated.value.isPortUnknown) return undefined;
  const end = { origin: stated.at.origin, start: stated.at.end, end: stated.at.end };
  return { file, at: end, form: "in-place", newText: `:${port}` };
}

/**
 * The edits that move every statement of one endpoint from one port to another, so that joins keep going where the endpoint
 * is; undefined where one of them can't be edited.
 */
export function moveEndpoint(cluster: Cluster, host: string, from: number, to: number): FixEdit[] | undefined {
  const edits: FixEdit[] = [];
  for (const statement of endpointStatements(cluster)) {
    const value = statement.stated.value;
    if (value === undefined || value.host !== host || endpointPort(cluster, value) !== from) continue;
    const edit = setEndpointPort(statement, to);
    if (edit === undefined) return undefined;
    edits.push(edit);
  }
  return edits;
}

/** The ports that haproxy binds for the apiservers, one by one; a range is no place to send clients to. */
export function boundPorts(binds: readonly EntryBind[]): number[] {
  const single = binds.flatMap(({ bind }) => (bind.firstPort === bind.lastPort ? (bind.firstPort ?? []) : []));
  return [...new Set(single)];
}

/** The edit that gives an endpoint another address; undefined where its text comes from elsewhere. */
function setEndpointAddress(
  { file, stated }: EndpointStatement,
  address: IpAddress,
  port: number | undefined,
): FixEdit[] | undefined {
  const { value } = stated;
  const isOtherFamily = value?.address !== undefined && value.address.family !== address.family;
  if (value?.hostAt === undefined || isOtherFamily) return undefined;
  const { hostAt, portAt } = value;
  if (port !== undefined && portAt === undefined) {
    if (stated.isGenerated || value.isPortUnknown) return undefined;
    return [{ file, at: stated.at, form: "in-place", newText: writeEndpoint(address.text, port) }];
  }
  const needsBrackets = address.family === 6 && value.address === undefined && value.port !== undefined;
  const newText = needsBrackets ? `[${address.text}]` : address.text;
  const edits: FixEdit[] = [{ file, at: hostAt, form: "in-place", newText }];
  if (port !== undefined && portAt !== undefined) {
    edits.push({ file, at: portAt, form: "in-place", newText: String(port) });
  }
  return edits;
}

/**
 * The edits that move every statement of one endpoint to another address, and to a port that haproxy binds where theirs is none.
 * Joins that go to that address already, but to a port that nobody binds, follow to the endpoint's.
 *
 * @returns undefined where a statement can't be edited, or where it can't be told which port is right
 */
export function moveEndpointAddress(cluster: Cluster, host: string, address: IpAddress): FixEdit[] | undefined {
  const binds = entryBinds(cluster);
  const [bound, another] = boundPorts(binds);
  const isWrongPort = (port: number | undefined): boolean =>
    port !== undefined && binds.length > 0 && isBound(binds, port) === false;
  const edits: FixEdit[] = [];
  for (const statement of endpointStatements(cluster)) {
    const { value } = statement.stated;
    if (value === undefined) continue;
    const port = endpointPort(cluster, value);
    const isHere = value.host === host;
    const isThere = statement.role === "join" && value.address?.text === address.text;
    if (!isHere && !(isThere && isWrongPort(port))) continue;
    if (isWrongPort(port) && (bound === undefined || another !== undefined)) return undefined;
    const to = isWrongPort(port) ? bound : undefined;
    const own = isHere ? setEndpointAddress(statement, address, to) : setEndpointPort(statement, to ?? port ?? 0);
    if (own === undefined) return undefined;
    edits.push(...(Array.isArray(own) ? own : [own]));
  }
  return edits;
}

/** The edits that move binds to another port; undefined where one of them can't be edited. */
export function moveBinds(binds: readonly EntryBind[], port: number): FixEdit[] | undefined {
  const edits: FixEdit[] = [];
  for (const { balancer, bind } of binds) {
    if (bind.firstPort === port && bind.lastPort === port) continue;
    if (bind.portAt === undefined) return undefined;
    edits.push({ file: balancer.file, at: bind.portAt, form: "in-place", newText: String(port) });
  }
  return edits;
}
