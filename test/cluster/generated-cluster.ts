import fc from "fast-check";
import { balancer, clusterConfiguration, instance } from "../support/configs.ts";

/** How a cluster is written down. */
export interface ClusterShape {
  readonly size: number;
  readonly layout: "folders" | "file names" | "etc paths" | "kind folders";
  readonly isUnicast: boolean;
  readonly version: 2 | 3;
  readonly family: 4 | 6;
  /** How many virtual routers; their roles go round the nodes. */
  readonly routers: number;
  readonly vips: number;
  readonly hasPassword: boolean;
  /** Seconds between advertisements; undefined: not written. */
  readonly interval: number | undefined;
  readonly states: "MASTER and BACKUP" | "BACKUP" | "none";
  /** What a script of every node weighs that the instances track. */
  readonly tracking: "none" | "default weight" | "negative" | "positive";
  readonly balancing: "none" | "stacked" | "external";
  readonly isHaproxyShared: boolean;
  readonly kubeadm: "yaml" | "script";
  /** Another healthy cluster with the same addresses lies in a folder beside it. */
  readonly hasNeighbour: boolean;
}

export const shapes: fc.Arbitrary<ClusterShape> = fc.record({
  size: fc.integer({ min: 2, max: 9 }),
  layout: fc.constantFrom("folders", "file names", "etc paths", "kind folders"),
  isUnicast: fc.boolean(),
  version: fc.constantFrom(2, 3),
  family: fc.constantFrom(4, 6),
  routers: fc.integer({ min: 1, max: 3 }),
  vips: fc.integer({ min: 1, max: 3 }),
  hasPassword: fc.boolean(),
  interval: fc.constantFrom(undefined, 1, 5),
  states: fc.constantFrom("MASTER and BACKUP", "BACKUP", "none"),
  tracking: fc.constantFrom("none", "default weight", "negative", "positive"),
  balancing: fc.constantFrom("none", "none", "stacked", "external"),
  isHaproxyShared: fc.boolean(),
  kubeadm: fc.constantFrom("yaml", "script"),
  hasNeighbour: fc.boolean(),
});

/** What one node says of one virtual router. */
export interface MemberPlan {
  id: number;
  priority: number;
  state: string | undefined;
  password: string | undefined;
  interval: number | undefined;
  readonly vips: string[];
  /** The weight of the script that it tracks; undefined: none is written. */
  weight: number | undefined;
  hasNopreempt: boolean;
  /** The number of its own address, where the files say what it sends from. */
  source: number | undefined;
  /** The numbers of its peers; undefined: multicast. */
  peers: number[] | undefined;
}

/** Enough for the priorities of a plan, which are ten apart. */
const weights = { none: undefined, "default weight": undefined, negative: -25, positive: 25 };

/** A cluster as values, so that a fault can be put into one of them before it is written down. */
export interface ClusterPlan {
  readonly shape: ClusterShape;
  /** By node, then by virtual router. */
  readonly members: MemberPlan[][];
  /** The version and multicast group that each node's file states. */
  readonly versions: (2 | 3)[];
  readonly groups: (string | undefined)[];
  /** The port that the haproxy of each node binds; of a shared one the first. */
  readonly bindPorts: number[];
  /** The port of each server in the haproxy of each node; of a shared one the first. */
  readonly serverPorts: number[][];
  endpointPort: number;
  /** The last part of the endpoint's address. */
  endpointHost: number;
  /** Where a join goes, by the last part of its address and its port; as the endpoint where it is undefined. */
  join: { readonly host: number; readonly port: number } | undefined;
}

const address = (family: 4 | 6, host: number): string => (family === 4 ? `10.7.0.${host}` : `fd07::${host}`);
const withPort = (family: 4 | 6, host: number, port: number): string =>
  family === 4 ? `${address(family, host)}:${port}` : `[${address(family, host)}]:${port}`;

/** Plans a healthy cluster. */
export function plan(shape: ClusterShape): ClusterPlan {
  const { size, family, routers, vips, states } = shape;
  // A password is a matter of VRRPv2 alone, and IPv6 is version 3.
  const password = shape.hasPassword && family === 4 && shape.version === 2 ? "s3cr3t" : undefined;
  const nodes = Array.from({ length: size }, (_, node) => node);
  const hasSource = shape.isUnicast || shape.balancing === "stacked";
  return {
    shape,
    members: nodes.map((node) =>
      Array.from({ length: routers }, (_, router): MemberPlan => {
        const rank = (node + router) % size;
        return {
          id: 51 + router,
          priority: 200 - 10 * rank,
          state: states === "none" ? undefined : states === "BACKUP" || rank > 0 ? "BACKUP" : "MASTER",
          password,
          interval: shape.interval,
          vips: Array.from(
            { length: vips },
            (_, vip) => `${address(family, 100 + 10 * router + vip)}/${family === 4 ? 24 : 64}`,
          ),
          weight: weights[shape.tracking],
          hasNopreempt: false,
          source: hasSource ? node + 1 : undefined,
          peers: shape.isUnicast ? nodes.filter((other) => other !== node).map((other) => other + 1) : undefined,
        };
      }),
    ),
    versions: nodes.map(() => shape.version),
    groups: nodes.map(() => undefined),
    bindPorts: nodes.map(() => 8443),
    serverPorts: nodes.map(() => nodes.slice(0, mostControlPlanes).map(() => 6443)),
    endpointPort: 8443,
    endpointHost: 100,
    join: undefined,
  };
}

/** The files of a node. */
export function fileOf({ layout }: ClusterShape, node: number, program: "keepalived" | "haproxy"): string {
  const ending = program === "keepalived" ? "conf" : "cfg";
  switch (layout) {
    case "folders":
      return `site/dev${node + 3}/${program}.${ending}`;
    case "file names":
      return `site/${program}${node + 1}.${ending}`;
    case "etc paths":
      return `site/hosts/lb0${node + 1}/etc/${program}/${program}.${ending}`;
    case "kind folders":
      return `site/${program}/lb${node + 1}/${program}.${ending}`;
  }
}

export const sharedHaproxy = "site/haproxy.cfg";

/** A script of its own for a join, where the endpoint stands in YAML. */
export const joinFile = "site/join.sh";

/** How many nodes run an apiserver at most. */
export const mostControlPlanes = 3;

/** The last part of the address of the n-th control plane. */
export function controlPlane({ balancing }: ClusterShape, index: number): number {
  return index + (balancing === "stacked" ? 1 : 21);
}

/** The file that states the control-plane endpoint. */
export function endpointFile({ kubeadm }: ClusterShape): string {
  return kubeadm === "yaml" ? "site/kubeadm.yaml" : "site/install.sh";
}

function scriptText(weight: number | undefined, router: number): string {
  const line = weight === undefined ? "" : `    weight ${weight}\n`;
  return `vrrp_script chk_${router + 1} {\n    script "/usr/local/bin/check-haproxy"\n${line}}\n\n`;
}

function keepalivedText({ shape, members, versions, groups }: ClusterPlan, node: number): string {
  const { family, tracking, balancing } = shape;
  // Where haproxy runs behind the VIP a healthy cluster watches it.
  const isTracking = tracking !== "none" || balancing !== "none";
  const own = members[node] ?? [];
  const instances = own.map(({ id, priority, state, password, interval, vips, hasNopreempt, source, peers }, router) =>
    instance({
      name: `VI_${router + 1}`,
      id,
      priority,
      vips,
      ...(state === undefined ? {} : { state }),
      ...(password === undefined ? {} : { pass: password }),
      ...(source === undefined ? {} : { source: address(family, source) }),
      ...(peers === undefined ? {} : { peers: peers.map((peer) => address(family, peer)) }),
      lines: [
        ...(interval === undefined ? [] : [`advert_int ${interval}`]),
        ...(hasNopreempt ? ["nopreempt"] : []),
        ...(!isTracking ? [] : ["track_script {", `    chk_${router + 1}`, "}"]),
      ],
    }),
  );
  const scripts = !isTracking ? "" : own.map(({ weight }, router) => scriptText(weight, router)).join("");
  const group = groups[node];
  const globals = [
    `router_id node${node + 1}`,
    ...(!isTracking ? [] : ["script_user root", "enable_script_security"]),
    ...(versions[node] === 3 ? ["vrrp_version 3"] : []),
    ...(group === undefined ? [] : [`vrrp_mcast_group${family} ${group}`]),
  ];
  return `global_defs {\n${globals.map((line) => `    ${line}\n`).join("")}}\n\n${scripts}${instances.join("\n")}`;
}

/** Writes a cluster down. */
export function write(cluster: ClusterPlan): Map<string, string> {
  const { shape, bindPorts, endpointPort } = cluster;
  const { size, family, balancing, isHaproxyShared } = shape;
  const nodes = Array.from({ length: size }, (_, node) => node);
  const files = new Map<string, string>();
  for (const node of nodes) files.set(fileOf(shape, node, "keepalived"), keepalivedText(cluster, node));
  if (balancing !== "none") {
    const text = (node: number): string => {
      const ports = cluster.serverPorts[node] ?? [];
      const servers = ports.map((port, server) => withPort(family, controlPlane(shape, server), port));
      return balancer(`${family === 4 ? "*" : "[::]"}:${bindPorts[node] ?? 0}`, servers);
    };
    if (isHaproxyShared) files.set(sharedHaproxy, text(0));
    else for (const node of nodes) files.set(fileOf(shape, node, "haproxy"), text(node));
    const endpoint = withPort(family, cluster.endpointHost, endpointPort);
    const to = cluster.join === undefined ? endpoint : withPort(family, cluster.join.host, cluster.join.port);
    const join = `kubeadm join ${to} --token "$TOKEN" --control-plane\n`;
    if (cluster.join !== undefined && shape.kubeadm === "yaml") files.set(joinFile, `#!/bin/sh\n${join}`);
    files.set(
      endpointFile(shape),
      shape.kubeadm === "yaml"
        ? clusterConfiguration(`"${endpoint}"`)
        : `#!/bin/sh\nkubeadm init --control-plane-endpoint "${endpoint}" --upload-certs\n${join}`,
    );
  }
  return files;
}
