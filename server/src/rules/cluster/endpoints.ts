import { bindsPort, commonApiServerPort } from "../../cluster/balancers.ts";
import type { ApiServerProxy, Balancer, Cluster } from "../../cluster/model.ts";
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
