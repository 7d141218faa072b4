import fc from "fast-check";

/** How a cluster is set up and written down. */
export interface ClusterShape {
  readonly size: number;
  readonly layout: "folders" | "file names" | "role names" | "etc paths" | "kind folders" | "manifest";
  readonly isUnicast: boolean;
  readonly version: 2 | 3;
  readonly family: 4 | 6;
  /** How many virtual routers; their roles go round the nodes, but for those of a sync group. */
  readonly routers: number;
  readonly hasSyncGroup: boolean;
  readonly vips: number;
  readonly hasPassword: boolean;
  /** Seconds between advertisements; undefined: not written. */
  readonly interval: number | undefined;
  readonly states: "MASTER and BACKUP" | "BACKUP" | "none";
  /** What a script of every node weighs that the instances track. */
  readonly tracking: "none" | "default weight" | "negative" | "positive";
  /** haproxy in front of apiservers on the same machines or on others, or LVS in its place. */
  readonly balancing: "none" | "stacked" | "external" | "LVS";
  /** Whether the nodes spread connections over their haproxies by LVS. */
  readonly directing: "none" | "DR" | "NAT";
  readonly isHaproxyShared: boolean;
  readonly bind: "wildcard" | "VIP";
  /** Whether haproxy runs as a static pod of each node. */
  readonly hasPods: boolean;
  readonly checking: "by TCP" | "by HTTPS";
  readonly kubeadm: "yaml" | "script";
  /** Whether each control plane's own address is told by an init or a join. */
  readonly hasJoins: boolean;
  readonly etcd: "none" | "stacked" | "external";
  /** Another healthy cluster with the same addresses lies in a folder beside it. */
  readonly hasNeighbour: boolean;
}

const anyShape: fc.Arbitrary<ClusterShape> = fc.record({
  size: fc.integer({ min: 2, max: 9 }),
  layout: fc.constantFrom("folders", "file names", "role names", "etc paths", "kind folders", "manifest"),
  isUnicast: fc.boolean(),
  version: fc.constantFrom(2, 3),
  family: fc.constantFrom(4, 6),
  routers: fc.integer({ min: 1, max: 3 }),
  hasSyncGroup: fc.boolean(),
  vips: fc.integer({ min: 1, max: 3 }),
  hasPassword: fc.boolean(),
  interval: fc.constantFrom(undefined, 1, 5),
  states: fc.constantFrom("MASTER and BACKUP", "BACKUP", "none"),
  tracking: fc.constantFrom("none", "default weight", "negative", "positive"),
  balancing: fc.constantFrom("none", "stacked", "external", "LVS"),
  directing: fc.constantFrom("none", "DR", "NAT"),
  isHaproxyShared: fc.boolean(),
  bind: fc.constantFrom("wildcard", "VIP"),
  hasPods: fc.boolean(),
  checking: fc.constantFrom("by TCP", "by HTTPS"),
  kubeadm: fc.constantFrom("yaml", "script"),
  hasJoins: fc.boolean(),
  etcd: fc.constantFrom("none", "stacked", "external"),
  hasNeighbour: fc.boolean(),
});

/** Whether the nodes run a haproxy. */
export function hasHaproxy({ balancing }: ClusterShape): boolean {
  return balancing === "stacked" || balancing === "external";
}

/** What can't be together, made into what can. */
function possible(shape: ClusterShape): ClusterShape {
  const { balancing, isUnicast } = shape;
  const isKnown = isUnicast || balancing === "stacked";
  return {
    ...shape,
    hasSyncGroup: shape.hasSyncGroup && shape.routers > 1,
    // Only nodes whose addresses are known can be real servers, and haproxy on the VIP is not what LVS sends to.
    directing: hasHaproxy(shape) && isKnown && shape.bind === "wildcard" ? shape.directing : "none",
    // Only a node's folder tells whose pod it is.
    hasPods:
      shape.hasPods &&
      hasHaproxy(shape) &&
      !shape.isHaproxyShared &&
      (shape.layout === "folders" || shape.layout === "etc paths"),
    // Without a configuration kubeadm makes an etcd of its own.
    etcd:
      (shape.etcd === "stacked" && balancing !== "stacked") ||
      (shape.etcd === "external" && balancing !== "none" && shape.kubeadm === "script")
        ? "none"
        : shape.etcd,
  };
}

/** Shapes of which a fault is possible in all. */
export const shapes: fc.Arbitrary<ClusterShape> = anyShape.map(possible);

/** What one node says of one virtual router. */
export interface MemberPlan {
  id: number;
  priority: number;
  state: string | undefined;
  password: string | undefined;
  interval: number | undefined;
  readonly vips: string[];
  /** Whether it tracks the node's script; undefined weight: none is written. */
  isTracking: boolean;
  command: string;
  weight: number | undefined;
  hasNopreempt: boolean;
  /** The number of its own address, where the files say what it sends from. */
  source: number | undefined;
  /** The numbers of its peers; undefined: multicast. */
  peers: number[] | undefined;
}

export interface ServerPlan {
  host: number;
  port: number;
  isChecked: boolean;
}

export interface HaproxyPlan {
  /** The number of the address that it binds; undefined: all. */
  bindHost: number | undefined;
  isTransparent: boolean;
  bindPort: number;
  mode: "tcp" | "http";
  balance: string;
  checking: "by TCP" | "by HTTPS" | "in plain text";
  readonly servers: ServerPlan[];
}

/** A static pod of haproxy. */
export interface PodPlan {
  isOnHost: boolean;
  probedPort: number;
}

/** A `virtual_server`. */
export interface ServicePlan {
  host: number;
  port: number;
  algorithm: string;
  kind: "DR" | "NAT";
  readonly servers: { host: number; port: number }[];
}

export interface EtcdMemberPlan {
  name: string;
  readonly host: number;
  /** The names, hosts and ports of all members, as this one lists them. */
  readonly list: { name: string; host: number; port: number }[];
  token: string;
}

export interface Target {
  readonly host: number;
  readonly port: number;
}

/** A cluster as values, so that a fault can be put into one of them before it is written down. */
export interface ClusterPlan {
  readonly shape: ClusterShape;
  readonly routerIds: string[];
  /** By node, then by virtual router. */
  readonly members: MemberPlan[][];
  /** The virtual routers that each node groups. */
  readonly groups: number[][];
  /** The version and multicast group that each node's file states. */
  readonly versions: (2 | 3)[];
  readonly multicastGroups: (string | undefined)[];
  /** The haproxy of each node; of a shared one the first. */
  readonly haproxies: HaproxyPlan[];
  /** The pod of each node, where there are any. */
  readonly pods: PodPlan[];
  /** The virtual servers of each node. */
  readonly services: ServicePlan[][];
  endpoint: Target | undefined;
  /** Where joins go; to the endpoint where it is undefined. */
  join: Target | undefined;
  podSubnet: string | undefined;
  /** Names for the apiservers' certificates; undefined: none are given. */
  certificateNames: string[] | undefined;
  /** What each control plane advertises, and the port that it is told to listen on. */
  readonly controlPlanes: { host: number; port: number | undefined }[];
  readonly etcd: EtcdMemberPlan[];
  /** Where the apiservers look for an external etcd. */
  readonly etcdEndpoints: { scheme: string; host: number; port: number }[];
}

/** Enough for the priorities of a plan, which are ten apart. */
const weights = { none: undefined, "default weight": undefined, negative: -25, positive: 25 };

/** How many nodes run an apiserver at most. */
const mostControlPlanes = 3;

/** How many control planes a cluster has. */
export function controlPlaneCount({ size }: ClusterShape): number {
  return Math.min(size, mostControlPlanes);
}

/** The number of the address of the n-th control plane. */
export function controlPlane({ balancing }: ClusterShape, index: number): number {
  return index + (balancing === "stacked" ? 1 : 21);
}

/** An address of the network of all nodes. */
export function address({ family }: ClusterShape, host: number): string {
  return family === 4 ? `10.7.0.${host}` : `fd07::${host}`;
}

/** The first VIP of the first virtual router, which leads to the apiservers. */
export const entrance = 100;

/** Plans a healthy cluster. */
export function plan(shape: ClusterShape): ClusterPlan {
  const { size, family, routers, vips, states, balancing, directing } = shape;
  // A password is a matter of VRRPv2 alone, and IPv6 is version 3.
  const password = shape.hasPassword && family === 4 && shape.version === 2 ? "s3cr3t" : undefined;
  const nodes = Array.from({ length: size }, (_, node) => node);
  const controlPlanes = nodes.slice(0, controlPlaneCount(shape)).map((index) => controlPlane(shape, index));
  const hasSource = shape.isUnicast || balancing === "stacked";
  const etcdHosts = shape.etcd === "none" ? [] : shape.etcd === "stacked" ? controlPlanes : [41, 42, 43];
  const endpointPort = balancing === "LVS" ? 6443 : 8443;
  const services = (): ServicePlan[] => {
    const service = { host: entrance, port: endpointPort, algorithm: "rr" };
    if (balancing === "LVS")
      return [{ ...service, kind: "DR", servers: controlPlanes.map((host) => ({ host, port: 6443 })) }];
    if (directing === "none") return [];
    return [{ ...service, kind: directing, servers: nodes.map((node) => ({ host: node + 1, port: 8443 })) }];
  };
  return {
    shape,
    routerIds: nodes.map((node) => `node${node + 1}`),
    members: nodes.map((node) =>
      Array.from({ length: routers }, (_, router): MemberPlan => {
        const rank = shape.hasSyncGroup ? node : (node + router) % size;
        return {
          id: 51 + router,
          priority: 200 - 10 * rank,
          state: states === "none" ? undefined : states === "BACKUP" || rank > 0 ? "BACKUP" : "MASTER",
          password,
          interval: shape.interval,
          vips: Array.from(
            { length: vips },
            (_, vip) => `${address(shape, entrance + 10 * router + vip)}/${family === 4 ? 24 : 64}`,
          ),
          // Where haproxy runs behind the VIP a healthy cluster watches it.
          command: "/usr/local/bin/check-haproxy",
          isTracking: shape.tracking !== "none" || hasHaproxy(shape),
          weight: weights[shape.tracking],
          hasNopreempt: false,
          source: hasSource ? node + 1 : undefined,
          peers: shape.isUnicast ? nodes.filter((other) => other !== node).map((other) => other + 1) : undefined,
        };
      }),
    ),
    groups: nodes.map(() => (shape.hasSyncGroup ? Array.from({ length: routers }, (_, router) => router) : [])),
    versions: nodes.map(() => shape.version),
    multicastGroups: nodes.map(() => undefined),
    haproxies: nodes.map(() => ({
      bindHost: shape.bind === "VIP" ? entrance : undefined,
      isTransparent: shape.bind === "VIP",
      bindPort: 8443,
      mode: "tcp",
      balance: "roundrobin",
      checking: shape.checking,
      servers: controlPlanes.map((host) => ({ host, port: 6443, isChecked: true })),
    })),
    pods: shape.hasPods ? nodes.map(() => ({ isOnHost: true, probedPort: 8443 })) : [],
    services: nodes.map(services),
    endpoint: { host: entrance, port: endpointPort },
    join: undefined,
    podSubnet: undefined,
    certificateNames: undefined,
    controlPlanes: controlPlanes.map((host) => ({ host, port: undefined })),
    etcd: etcdHosts.map((host, index) => ({
      name: `etcd${index + 1}`,
      host,
      // kubeadm lists those who are there already.
      list: etcdHosts
        .slice(0, shape.etcd === "stacked" ? index + 1 : undefined)
        .map((other, at) => ({ name: `etcd${at + 1}`, host: other, port: 2380 })),
      token: "site",
    })),
    etcdEndpoints: shape.etcd === "external" ? etcdHosts.map((host) => ({ scheme: "https", host, port: 2379 })) : [],
  };
}

/** The node that holds the address of a virtual router, by the plan's order of priorities. */
export function holderOf({ size, hasSyncGroup }: ClusterShape, router: number): number {
  return hasSyncGroup ? 0 : (size - router) % size;
}
