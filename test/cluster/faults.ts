import {
  address,
  type ClusterPlan,
  type ClusterShape,
  controlPlane,
  controlPlaneCount,
  entrance,
  type HaproxyPlan,
  hasHaproxy,
  holderOf,
  type MemberPlan,
  type ServicePlan,
} from "./generated-cluster.ts";
import {
  controlPlaneFile,
  endpointFile,
  etcdFile,
  fileOf,
  haproxyFile,
  joinFile,
  manifestFile,
  podFile,
} from "./written-cluster.ts";

/** Which node and which virtual router a fault is put into. */
export interface Spot {
  readonly node: number;
  readonly router: number;
}

/** A fault: what it does to a plan, and at which files it must be found. */
export interface Fault {
  readonly code: string;
  /** What is found for the same reason, mostly in the odd file by itself. */
  readonly also?: readonly string[];
  /** Whether it is less than a warning. */
  readonly isSlight?: boolean;
  /** Whether another fault beside it would be a third one, or could not be seen. */
  readonly isAlone?: boolean;
  /** What a healthy cluster of the shape has to have for it; absent: nothing. */
  isPossible?(shape: ClusterShape): boolean;
  /** Puts it into the plan. */
  inject?(cluster: ClusterPlan, spot: Spot): void;
  /** Puts it into the files, where it is about how a cluster is written down. */
  alter?(files: Map<string, string>, cluster: ClusterPlan, spot: Spot): void;
  /** The files in which it is found. */
  places(shape: ClusterShape, spot: Spot): readonly string[];
  /** Whether it is found at one of these only, or at all of them. */
  readonly at: "all" | "any";
}

type Places = Pick<Fault, "places" | "at">;

const all = (places: Fault["places"]): Places => ({ places, at: "all" });
const any = (places: Fault["places"]): Places => ({ places, at: "any" });

const nodesOf = ({ size }: ClusterShape): number[] => Array.from({ length: size }, (_, node) => node);
const keepalived = (shape: ClusterShape, node: number): string => fileOf(shape, node, "keepalived");

/** At the odd node, in a tie of two at both. */
const odd = all((shape, { node }) => (shape.size === 2 ? [0, 1] : [node]).map((one) => keepalived(shape, one)));
/** At the odd node, though there are only two. */
const onlyOdd = all((shape, { node }) => [keepalived(shape, node)]);
const oneOfTwo = any((shape, { node }) => [node, nextTo(shape, node)].map((one) => keepalived(shape, one)));
const anyNode = any((shape) => nodesOf(shape).map((node) => keepalived(shape, node)));
const holder = all((shape, { router }) => [keepalived(shape, holderOf(shape, router))]);
const oddHaproxy = all((shape, { node }) => [haproxyFile(shape, node)]);
const atEndpoint = all((shape) => [endpointFile(shape)]);
const atJoin = all((shape) =>
  shape.kubeadm === "script"
    ? [endpointFile(shape)]
    : shape.hasJoins
      ? Array.from({ length: controlPlaneCount(shape) - 1 }, (_, index) => controlPlaneFile(shape, index + 1))
      : [joinFile],
);

const anyJoin = any((shape, spot) => atJoin.places(shape, spot));

function nextTo({ size }: ClusterShape, node: number): number {
  return (node + 1) % size;
}

function member(cluster: ClusterPlan, { node, router }: Spot): MemberPlan {
  const found = cluster.members[node]?.[router];
  if (found === undefined) throw new Error("no such member");
  return found;
}

/** What all nodes say of a virtual router. */
function membersOf(cluster: ClusterPlan, router: number): MemberPlan[] {
  return cluster.members.flatMap((members) => members[router] ?? []);
}

/** The haproxy of a node, or the shared one. */
function haproxyOf({ shape, haproxies }: ClusterPlan, node: number): HaproxyPlan {
  const found = haproxies[shape.isHaproxyShared ? 0 : node];
  if (found === undefined) throw new Error("no such haproxy");
  return found;
}

function serviceOf({ services }: ClusterPlan, node: number): ServicePlan {
  const [found] = services[node] ?? [];
  if (found === undefined) throw new Error("no such virtual server");
  return found;
}

/** Picks one of the control planes by the number of a node. */
function pickControlPlane(shape: ClusterShape, node: number): number {
  return node % controlPlaneCount(shape);
}

const hasPassword = ({ family, version, hasPassword: has }: ClusterShape): boolean =>
  has && family === 4 && version === 2;
const isWeighted = ({ tracking }: ClusterShape): boolean => tracking === "negative" || tracking === "positive";
const isBalancing = ({ balancing }: ClusterShape): boolean => balancing !== "none";
/** Whether each node has a haproxy of its own. */
const hasOwnHaproxies = (shape: ClusterShape): boolean => hasHaproxy(shape) && !shape.isHaproxyShared;
/** Whether the files tell the address of each node. */
const isKnown = (shape: ClusterShape): boolean =>
  shape.isUnicast || shape.balancing === "stacked" || shape.layout === "manifest";
/** Whether the roles of all nodes are left to the priorities, or written. */
const areStatesFree = ({ states }: ClusterShape): boolean => states !== "MASTER and BACKUP";
const hasServices = (shape: ClusterShape): boolean => shape.balancing === "LVS" || shape.directing !== "none";

function another({ family }: ClusterShape, host: number): string {
  return family === 4 ? `10.7.0.${host}/24` : `fd07::${host}/64`;
}

/** Faults in what the nodes of one virtual router say of it. */
const routerFaults: Readonly<Record<string, Fault>> = {
  "another virtual_router_id": {
    code: "cluster/virtual-router-id-mismatch",
    ...odd,
    inject(cluster, spot) {
      member(cluster, spot).id += 100;
    },
  },
  "another password": {
    code: "cluster/auth-mismatch",
    ...odd,
    isPossible: hasPassword,
    inject(cluster, spot) {
      member(cluster, spot).password = "other";
    },
  },
  "no authentication": {
    code: "cluster/auth-mismatch",
    ...odd,
    isPossible: hasPassword,
    inject(cluster, spot) {
      member(cluster, spot).password = undefined;
    },
  },
  "a password of which only the beginning counts": {
    code: "keepalived/auth-pass-truncated",
    ...onlyOdd,
    isPossible: hasPassword,
    inject(cluster, spot) {
      for (const one of membersOf(cluster, spot.router)) one.password = "s3cr3t12";
      member(cluster, spot).password = "s3cr3t12-more";
    },
  },
  "an address more": {
    code: "cluster/virtual-ipaddress-mismatch",
    ...odd,
    inject(cluster, spot) {
      member(cluster, spot).vips.push(another(cluster.shape, 250));
    },
  },
  "an address less": {
    code: "cluster/virtual-ipaddress-mismatch",
    ...odd,
    isPossible: ({ vips }) => vips > 1,
    inject(cluster, spot) {
      member(cluster, spot).vips.pop();
    },
  },
  "another prefix": {
    code: "cluster/virtual-ipaddress-mismatch",
    ...odd,
    inject(cluster, spot) {
      const { vips } = member(cluster, spot);
      vips[0] = (vips[0] ?? "").replace(/\/\d+/, "/27");
    },
  },
  "the priority of another node": {
    code: "cluster/duplicate-priority",
    ...oneOfTwo,
    // In a sync group it crosses the priorities as well.
    isPossible: ({ hasSyncGroup }) => !hasSyncGroup,
    inject(cluster, spot) {
      const other = member(cluster, { ...spot, node: nextTo(cluster.shape, spot.node) });
      member(cluster, spot).priority = other.priority;
    },
  },
  "a negative weight too small": {
    code: "cluster/ineffective-track-weight",
    ...holder,
    isPossible: ({ tracking, hasSyncGroup }) => tracking === "negative" && !hasSyncGroup,
    inject(cluster, { router }) {
      member(cluster, { node: holderOf(cluster.shape, router), router }).weight = -10;
    },
  },
  "a positive weight too small": {
    code: "cluster/ineffective-track-weight",
    ...holder,
    isPossible: ({ tracking, hasSyncGroup }) => tracking === "positive" && !hasSyncGroup,
    inject(cluster, { router }) {
      for (const one of membersOf(cluster, router)) one.weight = 10;
    },
  },
  "a weight too small for a sync group": {
    code: "cluster/ineffective-track-weight",
    ...holder,
    isPossible: (shape) => isWeighted(shape) && shape.hasSyncGroup,
    inject({ members, shape }) {
      for (const one of members.flat()) one.weight = shape.tracking === "negative" ? -10 : 10;
    },
  },
  "a weight where all have nopreempt": {
    code: "cluster/ineffective-track-weight",
    ...holder,
    isPossible: (shape) => isWeighted(shape) && areStatesFree(shape) && !shape.hasSyncGroup,
    inject(cluster, { router }) {
      for (const one of membersOf(cluster, router)) one.hasNopreempt = true;
    },
  },
  "a peer that is not listed": {
    code: "cluster/unicast-peer-mismatch",
    ...onlyOdd,
    isPossible: ({ isUnicast, size }) => isUnicast && size > 2,
    inject(cluster, spot) {
      member(cluster, spot).peers?.pop();
    },
  },
  "an address that nobody has among the peers": {
    code: "cluster/unicast-peer-mismatch",
    ...onlyOdd,
    isPossible: ({ isUnicast }) => isUnicast,
    inject(cluster, spot) {
      member(cluster, spot).peers?.splice(0, 1, 77);
    },
  },
  "multicast among unicast": {
    code: "cluster/unicast-peer-mismatch",
    ...odd,
    isPossible: ({ isUnicast }) => isUnicast,
    inject(cluster, spot) {
      member(cluster, spot).peers = undefined;
    },
  },
  "an empty list of peers": {
    code: "cluster/unicast-peer-mismatch",
    also: ["keepalived/unicast-without-peers"],
    ...odd,
    isPossible: ({ isUnicast }) => isUnicast,
    inject(cluster, spot) {
      member(cluster, spot).peers = [];
    },
  },
  "unicast among multicast": {
    code: "cluster/unicast-peer-mismatch",
    ...odd,
    isPossible: ({ isUnicast }) => !isUnicast,
    inject(cluster, spot) {
      member(cluster, spot).peers = [nextTo(cluster.shape, spot.node) + 1];
    },
  },
  "the source address of another node": {
    code: "cluster/source-address-duplicate",
    ...onlyOdd,
    // With multicast only another instance of the node, or a manifest, tells what its own address is.
    isPossible: ({ isUnicast, balancing, routers, layout }) =>
      isUnicast || (balancing === "stacked" && (routers > 1 || layout === "manifest")),
    inject(cluster, spot) {
      member(cluster, spot).source = nextTo(cluster.shape, spot.node) + 1;
    },
  },
  "a source address that is another node's": {
    code: "cluster/source-address-foreign",
    ...onlyOdd,
    isPossible: ({ isUnicast, balancing, layout }) => !isUnicast && balancing !== "stacked" && layout === "manifest",
    inject(cluster, spot) {
      member(cluster, spot).source = nextTo(cluster.shape, spot.node) + 1;
    },
  },
  "a VIP that is a node's own address": {
    code: "cluster/vip-is-node-address",
    ...anyNode,
    // Another VIP leads to the apiservers.
    isPossible: (shape) => isKnown(shape) && (shape.vips > 1 || !isBalancing(shape)),
    inject(cluster, { node, router }) {
      for (const { vips } of membersOf(cluster, router)) vips[vips.length - 1] = another(cluster.shape, node + 1);
    },
  },
  "one address in two virtual routers": {
    code: "cluster/vip-in-two-instances",
    ...anyNode,
    isPossible: ({ routers, hasSyncGroup }) => routers > 1 && !hasSyncGroup,
    inject(cluster, { router }) {
      for (const members of cluster.members) {
        const [vip] = members[(router + 1) % members.length]?.vips ?? [];
        if (vip !== undefined) members[router]?.vips.push(vip);
      }
    },
  },
  "another interval": {
    code: "cluster/advert-int-mismatch",
    ...odd,
    inject(cluster, spot) {
      member(cluster, spot).interval = 3;
    },
  },
  "another VRRP version": {
    code: "cluster/vrrp-version-mismatch",
    also: ["keepalived/auth-ignored-in-v3"],
    ...odd,
    isPossible: ({ family }) => family === 4,
    inject({ versions, shape }, { node }) {
      versions[node] = shape.version === 2 ? 3 : 2;
    },
  },
  "another multicast group": {
    code: "cluster/multicast-group-mismatch",
    ...odd,
    isPossible: ({ isUnicast }) => !isUnicast,
    inject({ multicastGroups, shape }, { node }) {
      multicastGroups[node] = shape.family === 4 ? "224.0.0.19" : "ff02::13";
    },
  },
  "a second MASTER": {
    code: "cluster/multiple-masters",
    ...oneOfTwo,
    isPossible: ({ states }) => states === "MASTER and BACKUP",
    inject(cluster, spot) {
      const one = member(cluster, spot);
      if (one.state === "MASTER") {
        member(cluster, { ...spot, node: nextTo(cluster.shape, spot.node) }).state = "MASTER";
      } else one.state = "MASTER";
    },
  },
  "a MASTER of the lowest priority": {
    code: "cluster/state-priority-inversion",
    ...anyNode,
    // So low a priority is out of the reach of a plan's weights, and crosses those of a sync group.
    isPossible: (shape) => shape.states === "MASTER and BACKUP" && !isWeighted(shape) && !shape.hasSyncGroup,
    inject(cluster, { router }) {
      for (const one of membersOf(cluster, router)) if (one.state === "MASTER") one.priority = 50;
    },
  },
  "nopreempt on all but the first": {
    code: "cluster/preempt-mismatch",
    ...anyNode,
    isPossible: (shape) => areStatesFree(shape) && !isWeighted(shape) && !shape.hasSyncGroup,
    inject(cluster, { router }) {
      const first = holderOf(cluster.shape, router);
      for (const [node, members] of cluster.members.entries()) {
        const one = members[router];
        if (one !== undefined) one.hasNopreempt = node !== first;
      }
    },
  },
  "one id for two virtual routers": {
    code: "cluster/virtual-router-id-conflict",
    ...anyNode,
    isPossible: ({ routers, isUnicast }) => routers > 1 && !isUnicast,
    inject(cluster, { router }) {
      for (const members of cluster.members) {
        const one = members[router];
        const other = members[(router + 1) % members.length];
        if (one !== undefined && other !== undefined) one.id = other.id;
      }
    },
  },
  "a script that one node does not track": {
    code: "cluster/track-mismatch",
    isSlight: true,
    ...onlyOdd,
    // In a tie of two the one that lacks it is the odd one all the same.
    isPossible: (shape) =>
      shape.tracking === "default weight" && !hasHaproxy(shape) && !shape.hasSyncGroup && shape.size > 2,
    inject(cluster, spot) {
      member(cluster, spot).isTracking = false;
    },
  },
  "a virtual router of one node": {
    code: "cluster/no-failover-peer",
    isSlight: true,
    ...onlyOdd,
    isPossible: ({ isUnicast, hasSyncGroup }) => !isUnicast && !hasSyncGroup,
    inject({ members, shape }, { node }) {
      const own = members[node] ?? [];
      const [like] = own;
      if (like !== undefined) own.push({ ...like, id: 99, state: undefined, vips: [another(shape, 240)] });
    },
  },
  "a sync group that lacks an instance": {
    code: "cluster/sync-group-mismatch",
    ...odd,
    isPossible: ({ hasSyncGroup, routers, tracking }) => hasSyncGroup && routers > 2 && tracking === "none",
    inject({ groups }, { node }) {
      groups[node]?.pop();
    },
  },
  "no sync group": {
    code: "cluster/sync-group-mismatch",
    ...odd,
    isPossible: (shape) => shape.hasSyncGroup && !isWeighted(shape),
    inject({ groups }, { node }) {
      groups[node]?.splice(0);
    },
  },
  "one router_id for two nodes": {
    code: "cluster/router-id-duplicate",
    isSlight: true,
    ...oneOfTwo,
    inject({ routerIds, shape }, { node }) {
      routerIds[node] = `node${nextTo(shape, node) + 1}`;
    },
  },
  "a suppression of what is not there": {
    code: "cluster/unused-suppression",
    isSlight: true,
    ...onlyOdd,
    alter(files, { shape }, { node }) {
      const file = keepalived(shape, node);
      files.set(file, `# haconf-disable cluster/preempt-mismatch\n${files.get(file) ?? ""}`);
    },
  },
  "one template for all nodes with a priority written out": {
    code: "cluster/template-constant-priority",
    isAlone: true,
    ...all(() => ["site/templates/keepalived.conf.j2"]),
    isPossible: (shape) => shape.balancing === "none" && shape.layout !== "manifest" && shape.routers === 1,
    alter(files, { shape }) {
      const text = files.get(keepalived(shape, 0)) ?? "";
      files.clear();
      const filled = text
        .replace(/ {4}state .*\n/, "")
        .replace("    interface", "    state {{ keepalived_state }}\n    interface")
        .replace(/unicast_src_ip .*/, "unicast_src_ip {{ own_address }}")
        .replace(/(unicast_peer \{\n)[^}]*/, "$1        {{ other_address }}\n    ");
      files.set("site/templates/keepalived.conf.j2", filled);
    },
  },
};

/** Faults in haproxy and LVS. */
const balancerFaults: Readonly<Record<string, Fault>> = {
  "a server on a port on which no apiserver listens": {
    code: "cluster/backend-port-mismatch",
    ...oddHaproxy,
    isPossible: hasHaproxy,
    inject(cluster, { node, router }) {
      const { servers } = haproxyOf(cluster, node);
      const server = servers[router % servers.length];
      if (server !== undefined) server.port = 6444;
    },
  },
  "the apiserver's port": {
    code: "cluster/apiserver-port-conflict",
    ...all((shape, { node }) => [haproxyFile(shape, pickControlPlane(shape, node))]),
    // A pod's probe would still ask the other port.
    isPossible: ({ balancing, directing, hasPods }) => balancing === "stacked" && directing === "none" && !hasPods,
    inject(cluster, { node }) {
      haproxyOf(cluster, pickControlPlane(cluster.shape, node)).bindPort = 6443;
    },
  },
  "a server less": {
    code: "cluster/haproxy-drift",
    ...odd,
    places: (shape, { node }) => (shape.size === 2 ? [0, 1] : [node]).map((one) => haproxyFile(shape, one)),
    // Where the control planes are known, the backend lacks one, which says the same.
    isPossible: (shape) => hasOwnHaproxies(shape) && shape.balancing === "external" && !shape.hasJoins,
    inject(cluster, { node }) {
      haproxyOf(cluster, node).servers.pop();
    },
  },
  "another algorithm": {
    code: "cluster/haproxy-drift",
    at: "all",
    places: (shape, { node }) => (shape.size === 2 ? [0, 1] : [node]).map((one) => haproxyFile(shape, one)),
    isPossible: hasOwnHaproxies,
    inject(cluster, { node }) {
      haproxyOf(cluster, node).balance = "leastconn";
    },
  },
  "a port that the other haproxies do not bind": {
    code: "cluster/haproxy-drift",
    at: "all",
    places: (shape, { node }) => (shape.size === 2 ? [0, 1] : [node]).map((one) => haproxyFile(shape, one)),
    isPossible: (shape) => hasOwnHaproxies(shape) && shape.directing === "none" && !shape.hasPods,
    inject(cluster, { node }) {
      haproxyOf(cluster, node).bindPort = 8444;
    },
  },
  "a bind on another node's address": {
    code: "cluster/bind-address-not-local",
    isAlone: true,
    ...oddHaproxy,
    isPossible: (shape) => hasOwnHaproxies(shape) && isKnown(shape) && shape.directing === "none",
    inject(cluster, { node }) {
      const haproxy = haproxyOf(cluster, node);
      haproxy.bindHost = nextTo(cluster.shape, node) + 1;
      haproxy.isTransparent = false;
    },
  },
  "a bind on a mistyped VIP": {
    code: "cluster/bind-address-not-local",
    ...oddHaproxy,
    isPossible: (shape) => hasHaproxy(shape) && shape.isHaproxyShared && shape.bind === "VIP",
    inject(cluster, { node }) {
      const haproxy = haproxyOf(cluster, node);
      haproxy.bindHost = 200;
      haproxy.isTransparent = false;
    },
  },
  "a bind on the VIP that not every node holds": {
    code: "cluster/vip-bind-needs-nonlocal",
    ...oddHaproxy,
    isPossible: (shape) => hasHaproxy(shape) && shape.bind === "VIP",
    inject(cluster, { node }) {
      haproxyOf(cluster, node).isTransparent = false;
    },
  },
  "a haproxy that nobody watches": {
    code: "cluster/haproxy-not-tracked",
    ...onlyOdd,
    // Behind LVS it is LVS that looks after haproxy.
    isPossible: (shape) => hasHaproxy(shape) && !isWeighted(shape) && shape.directing === "none",
    inject({ members }, { node }) {
      for (const one of members[node] ?? []) one.isTracking = false;
    },
  },
  "mode http": {
    code: "cluster/apiserver-http-mode",
    ...oddHaproxy,
    isPossible: hasHaproxy,
    inject(cluster, { node }) {
      haproxyOf(cluster, node).mode = "http";
    },
  },
  "a pod that is not in its node's network": {
    code: "cluster/static-pod-host-network",
    ...all((shape, { node }) => [podFile(shape, node)]),
    isPossible: ({ hasPods }) => hasPods,
    inject({ pods }, { node }) {
      const pod = pods[node];
      if (pod !== undefined) pod.isOnHost = false;
    },
  },
  "a pod that is asked at another port": {
    code: "cluster/static-pod-mount-mismatch",
    ...all((shape, { node }) => [podFile(shape, node)]),
    isPossible: ({ hasPods }) => hasPods,
    inject({ pods }, { node }) {
      const pod = pods[node];
      if (pod !== undefined) pod.probedPort = 9443;
    },
  },
  "a script that asks a port that nobody binds": {
    code: "cluster/check-script-target-mismatch",
    ...anyNode,
    isPossible: (shape) => hasHaproxy(shape) && !isWeighted(shape),
    inject({ members, shape }) {
      const host = shape.family === 4 ? "127.0.0.1" : "[::1]";
      for (const one of members.flat()) one.command = `/usr/bin/curl -sfk https://${host}:9443/healthz`;
    },
  },
  "a script that asks the VIP": {
    code: "cluster/check-script-probes-vip",
    ...anyNode,
    isPossible: (shape) => hasHaproxy(shape) && !isWeighted(shape),
    inject({ members, shape }) {
      const host = shape.family === 4 ? address(shape, entrance) : `[${address(shape, entrance)}]`;
      for (const one of members.flat()) one.command = `/usr/bin/curl -sfk https://${host}:8443/healthz`;
    },
  },
  "a check in plain text": {
    code: "cluster/apiserver-check-plaintext",
    ...oddHaproxy,
    isPossible: hasHaproxy,
    inject(cluster, { node }) {
      haproxyOf(cluster, node).checking = "in plain text";
    },
  },
  "a server that is not checked": {
    code: "cluster/backend-unchecked",
    ...oddHaproxy,
    isPossible: hasHaproxy,
    inject(cluster, { node, router }) {
      const { servers } = haproxyOf(cluster, node);
      const server = servers[router % servers.length];
      if (server !== undefined) server.isChecked = false;
    },
  },
  "a server twice": {
    code: "cluster/backend-duplicate-server",
    ...oddHaproxy,
    isPossible: hasHaproxy,
    inject(cluster, { node }) {
      const { servers } = haproxyOf(cluster, node);
      const [first] = servers;
      if (first !== undefined) servers[servers.length - 1] = { ...first };
    },
  },
  "a server that is the haproxy itself": {
    code: "cluster/backend-loops-to-vip",
    ...oddHaproxy,
    isPossible: hasHaproxy,
    inject(cluster, { node }) {
      haproxyOf(cluster, node).servers.splice(1, 1, { host: entrance, port: 8443, isChecked: true });
    },
  },
  "a server that is the VIP": {
    code: "cluster/backend-server-is-vip",
    ...oddHaproxy,
    isPossible: hasHaproxy,
    inject(cluster, { node }) {
      haproxyOf(cluster, node).servers.splice(1, 1, { host: entrance, port: 6443, isChecked: true });
    },
  },
  "a control plane that is no server": {
    code: "cluster/backend-server-missing",
    ...oddHaproxy,
    isPossible: (shape) => hasHaproxy(shape) && shape.hasJoins && controlPlaneCount(shape) > 2,
    inject(cluster, { node }) {
      haproxyOf(cluster, node).servers.pop();
    },
  },
  "a server that is no control plane": {
    code: "cluster/backend-server-unknown",
    ...oddHaproxy,
    // A list of all control planes is needed: external etcd endpoints that are names of the certificates.
    isPossible: (shape) => hasHaproxy(shape) && shape.kubeadm === "yaml" && shape.etcd === "none",
    inject(cluster, { node }) {
      const { shape, controlPlanes } = cluster;
      cluster.certificateNames = controlPlanes.map(({ host }) => address(shape, host));
      cluster.etcdEndpoints.push(...controlPlanes.map(({ host }) => ({ scheme: "https", host, port: 2379 })));
      haproxyOf(cluster, node).servers.push({ host: 61, port: 6443, isChecked: true });
    },
  },
  "a virtual server that no node holds": {
    code: "cluster/lvs-vip-not-held",
    // One cause on all of them, and so one finding.
    ...any((shape) => nodesOf(shape).map((node) => keepalived(shape, node))),
    isPossible: hasServices,
    inject({ services }) {
      for (const own of services) {
        const [first] = own;
        if (first !== undefined) own.push({ ...first, host: 200 });
      }
    },
  },
  "a firewall that lets no advertisement through": {
    code: "cluster/vrrp-blocked-by-firewall",
    ...all(() => ["site/setup.sh"]),
    isPossible: (shape) => hasHaproxy(shape) && shape.layout !== "manifest",
    alter(files) {
      files.set("site/setup.sh", "firewall-cmd --permanent --add-port=8443/tcp\nfirewall-cmd --reload\n");
    },
  },
  "logs that nobody takes": {
    code: "cluster/syslog-receiver-missing",
    isSlight: true,
    ...oddHaproxy,
    isPossible: (shape) => hasOwnHaproxies(shape) && shape.layout === "folders",
    alter(files, { shape }, { node }) {
      const file = haproxyFile(shape, node);
      files.set(file, `global\n    log 127.0.0.1:514 local2\n\n${files.get(file) ?? ""}`);
      const text = 'module(load="imuxsock")\n*.info /var/log/messages\n';
      files.set(file.replace("haproxy.cfg", "rsyslog.conf"), text);
    },
  },
  "another algorithm of LVS": {
    code: "cluster/lvs-drift",
    ...odd,
    isPossible: hasServices,
    inject(cluster, { node }) {
      serviceOf(cluster, node).algorithm = "wlc";
    },
  },
  "a real server less": {
    code: "cluster/lvs-drift",
    ...odd,
    isPossible: hasServices,
    inject(cluster, { node }) {
      serviceOf(cluster, node).servers.pop();
    },
  },
  "a real server on a port that haproxy does not bind": {
    code: "cluster/lvs-real-server-port-mismatch",
    ...anyNode,
    isPossible: ({ directing }) => directing === "NAT",
    inject({ services }, { node }) {
      for (const server of services.flatMap((own) => own.map(({ servers }) => servers[node]))) {
        if (server !== undefined) server.port = 8444;
      }
    },
  },
};

/** Faults in what Kubernetes' files say. */
const kubernetesFaults: Readonly<Record<string, Fault>> = {
  "an endpoint's port that nobody binds": {
    code: "cluster/endpoint-port-mismatch",
    ...atEndpoint,
    isPossible: hasHaproxy,
    inject(cluster) {
      cluster.endpoint = { host: entrance, port: 7000 };
    },
  },
  "an endpoint's port that goes past haproxy, or nowhere": {
    code: "cluster/endpoint-port-mismatch",
    ...atEndpoint,
    isPossible: hasHaproxy,
    inject(cluster) {
      cluster.endpoint = { host: entrance, port: 6443 };
    },
  },
  "an endpoint that nobody holds": {
    code: "cluster/endpoint-address-mismatch",
    ...atEndpoint,
    isPossible: isBalancing,
    inject(cluster) {
      cluster.endpoint = { host: 245, port: cluster.endpoint?.port ?? 0 };
    },
  },
  "an endpoint that is one apiserver": {
    code: "cluster/endpoint-address-mismatch",
    ...atEndpoint,
    isPossible: isBalancing,
    inject(cluster, { node }) {
      const { shape } = cluster;
      cluster.endpoint = { host: controlPlane(shape, pickControlPlane(shape, node)), port: 6443 };
    },
  },
  "an endpoint that is a balancer's own address": {
    code: "cluster/endpoint-address-mismatch",
    ...atEndpoint,
    isPossible: (shape) => hasHaproxy(shape) && isKnown(shape),
    inject(cluster, { node }) {
      cluster.endpoint = { host: node + 1, port: 8443 };
    },
  },
  "no endpoint": {
    code: "cluster/control-plane-endpoint-missing",
    ...atEndpoint,
    isPossible: isBalancing,
    inject(cluster) {
      cluster.join = cluster.endpoint;
      cluster.endpoint = undefined;
    },
  },
  "a join to one apiserver": {
    code: "cluster/join-endpoint-mismatch",
    ...atJoin,
    isPossible: isBalancing,
    inject(cluster, { node }) {
      const { shape } = cluster;
      cluster.join = { host: controlPlane(shape, pickControlPlane(shape, node)), port: 6443 };
    },
  },
  "a join to a port that nobody binds": {
    code: "cluster/join-endpoint-mismatch",
    ...atJoin,
    isPossible: isBalancing,
    inject(cluster) {
      cluster.join = { host: entrance, port: 7000 };
    },
  },
  "a join without the port of the first apiserver": {
    code: "cluster/apiserver-port-differs",
    isAlone: true,
    ...all((shape, { node }) => [controlPlaneFile(shape, 1 + (node % (controlPlaneCount(shape) - 1)))]),
    isPossible: (shape) => hasHaproxy(shape) && shape.hasJoins,
    inject(cluster, { node }) {
      const { shape, controlPlanes, haproxies } = cluster;
      const other = 1 + (node % (controlPlaneCount(shape) - 1));
      for (const [index, one] of controlPlanes.entries()) one.port = index === other ? undefined : 9443;
      for (const { servers } of haproxies) for (const server of servers) server.port = 9443;
    },
  },
  "a control plane that advertises the VIP": {
    code: "cluster/advertise-address-is-vip",
    ...all((shape, { node }) => [controlPlaneFile(shape, pickControlPlane(shape, node))]),
    isPossible: (shape) => isBalancing(shape) && shape.hasJoins,
    inject({ shape, controlPlanes }, { node }) {
      const one = controlPlanes[pickControlPlane(shape, node)];
      if (one !== undefined) one.host = entrance;
    },
  },
  "pods where the nodes are": {
    code: "cluster/subnet-overlap",
    ...atEndpoint,
    isPossible: isBalancing,
    inject(cluster) {
      cluster.podSubnet = cluster.shape.family === 4 ? "10.7.0.0/16" : "fd07::/48";
    },
  },
  "a join by a VIP that no certificate names": {
    code: "cluster/cert-san-missing",
    ...anyJoin,
    isPossible: (shape) => isBalancing(shape) && shape.vips > 1 && shape.kubeadm === "yaml",
    inject(cluster) {
      const { shape, controlPlanes } = cluster;
      cluster.certificateNames = controlPlanes.map(({ host }) => address(shape, host));
      cluster.join = { host: entrance + 1, port: cluster.endpoint?.port ?? 0 };
    },
  },
  "two control planes": {
    code: "cluster/control-plane-count",
    isAlone: true,
    isSlight: true,
    ...atEndpoint,
    isPossible: (shape) => shape.size > 2 && hasHaproxy(shape) && shape.hasJoins && shape.etcd === "none",
    inject({ controlPlanes, haproxies }) {
      controlPlanes.pop();
      for (const { servers } of haproxies) servers.pop();
    },
  },
};

const hasEtcd = ({ etcd }: ClusterShape): boolean => etcd === "external";
const oddMember = all((shape, { node }) => [etcdFile(shape, node % 3)]);

/** Faults among etcd's members. */
const etcdFaults: Readonly<Record<string, Fault>> = {
  "another peer URL in a member's list": {
    code: "cluster/etcd-initial-cluster-mismatch",
    ...oddMember,
    isPossible: hasEtcd,
    inject({ etcd }, { node, router }) {
      const entry = etcd[node % 3]?.list[router];
      if (entry !== undefined) entry.port = 2381;
    },
  },
  "a member's list without another": {
    code: "cluster/etcd-initial-cluster-mismatch",
    ...oddMember,
    isPossible: hasEtcd,
    inject({ etcd }, { node }) {
      etcd[node % 3]?.list.splice((node + 1) % 3, 1);
    },
  },
  "another token": {
    code: "cluster/etcd-token-mismatch",
    ...oddMember,
    isPossible: hasEtcd,
    inject({ etcd }, { node }) {
      const one = etcd[node % 3];
      if (one !== undefined) one.token = "other";
    },
  },
  "a member's name twice": {
    code: "cluster/etcd-duplicate-name",
    ...any((shape) => [0, 1, 2].map((index) => etcdFile(shape, index))),
    isPossible: hasEtcd,
    inject({ etcd }, { node }) {
      const one = etcd[node % 3];
      const other = etcd[(node + 1) % 3];
      if (one !== undefined && other !== undefined) one.name = other.name;
    },
  },
  "an even number of members": {
    code: "cluster/etcd-even-members",
    ...any((shape) => [0, 1, 2, 3].map((index) => etcdFile(shape, index))),
    isPossible: hasEtcd,
    inject({ etcd, etcdEndpoints, shape }) {
      for (const { list } of etcd) list.push({ name: "etcd4", host: 44, port: 2380 });
      const [first] = etcd;
      if (first !== undefined) etcd.push({ ...first, name: "etcd4", host: 44 });
      if (isBalancing(shape)) etcdEndpoints.push({ scheme: "https", host: 44, port: 2379 });
    },
  },
  "another port of etcd": {
    code: "cluster/etcd-endpoint-mismatch",
    ...atEndpoint,
    isPossible: (shape) => hasEtcd(shape) && isBalancing(shape),
    inject({ etcdEndpoints }, { node }) {
      const one = etcdEndpoints[node % 3];
      if (one !== undefined) one.port = 2380;
    },
  },
  "etcd without TLS": {
    code: "cluster/etcd-endpoint-mismatch",
    ...atEndpoint,
    isPossible: (shape) => hasEtcd(shape) && isBalancing(shape),
    inject({ etcdEndpoints }, { node }) {
      const one = etcdEndpoints[node % 3];
      if (one !== undefined) one.scheme = "http";
    },
  },
  "an etcd member that is not asked": {
    code: "cluster/etcd-endpoint-mismatch",
    ...atEndpoint,
    isPossible: (shape) => hasEtcd(shape) && isBalancing(shape),
    inject({ etcdEndpoints }) {
      etcdEndpoints.pop();
    },
  },
};

const hasManifest = ({ layout }: ClusterShape): boolean => layout === "manifest";
const atManifest = all(() => [manifestFile]);

/** A fault that changes the manifest's text. */
function inManifest(code: string, change: (text: string) => string): Fault {
  return {
    code,
    ...atManifest,
    isPossible: hasManifest,
    alter(files) {
      files.set(manifestFile, change(files.get(manifestFile) ?? ""));
    },
  };
}

const manifestFaults: Readonly<Record<string, Fault>> = {
  "a manifest's unknown key": inManifest("cluster/manifest-unknown-key", (text) =>
    text.replace("    nodes:", "    colour: red\n    nodes:"),
  ),
  "a manifest's wrong value": inManifest("cluster/manifest-wrong-value", (text) => `haproxy: new\n${text}`),
  "a manifest's path that matches nothing": inManifest(
    "cluster/manifest-unmatched-path",
    (text) =>
      `exclude: ["archive/**"]\n${text.replace("files: [conf/amber.keepalived", "files: [gone.conf, conf/amber.keepalived")}`,
  ),
  "a manifest's node twice": {
    ...inManifest("cluster/manifest-duplicate-name", (text) => text.replace("name: node2", "name: node1")),
    isAlone: true,
  },
  "a manifest that is no YAML": { ...inManifest("cluster/manifest-syntax", (text) => `${text}  - [\n`), isAlone: true },
};

/** All faults, by what they are about. */
export const faultsByMatter: readonly Readonly<Record<string, Fault>>[] = [
  routerFaults,
  balancerFaults,
  kubernetesFaults,
  etcdFaults,
  manifestFaults,
];

export const faults: Readonly<Record<string, Fault>> = Object.assign({}, ...faultsByMatter);
