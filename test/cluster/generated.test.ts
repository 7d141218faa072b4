import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PlacedFinding } from "../../server/src/workspace/types.ts";
import { applyFix, openWorkspace } from "../support/fixture.ts";
import {
  type ClusterPlan,
  type ClusterShape,
  controlPlane,
  endpointFile,
  fileOf,
  joinFile,
  mostControlPlanes,
  plan,
  shapes,
  sharedHaproxy,
  write,
} from "./generated-cluster.ts";

const runs = { seed: 20_260_101, numRuns: 400 };

const isGrave = ({ severity }: PlacedFinding): boolean => severity === "error" || severity === "warning";

/** The files of a plan, and where it has a neighbour, a healthy cluster of the same shape beside it. */
function filesOf(cluster: ClusterPlan): Map<string, string> {
  const files = write(cluster);
  if (!cluster.shape.hasNeighbour) return files;
  const neighbour = [...write(plan(cluster.shape))].map(([file, text]): [string, string] => [`next${file}`, text]);
  return new Map([...files, ...neighbour]);
}

/** A fault: what it does to a plan, and at which files it must be found. Undefined where the shape has no such thing. */
interface Fault {
  readonly code: string;
  /** What the odd file gets by itself for the same reason. */
  readonly inOneFile?: string;
  /** What a healthy cluster of the shape has to have for it. */
  isPossible(shape: ClusterShape): boolean;
  /** Puts it into the plan, at one node and one virtual router. */
  inject(cluster: ClusterPlan, node: number, router: number): void;
  /**
   * Where it is found: at the odd node, at all nodes in a tie of two, at the node that holds the address of the virtual router, or at
   * a file that is not a node's keepalived.conf. `odd file` is like `odd`, but found once for each virtual router. `once`: at any one
   * node.
   */
  readonly at: "odd" | "odd file" | "one of two" | "once" | "balancer" | "endpoint" | "join" | "only odd" | "holder";
}

function member(cluster: ClusterPlan, node: number, router: number) {
  const found = cluster.members[node]?.[router];
  if (found === undefined) throw new Error("no such member");
  return found;
}

const hasPassword = ({ family, version, hasPassword: has }: ClusterShape): boolean =>
  has && family === 4 && version === 2;

/** The node that holds the address of a virtual router, by the plan's order of priorities. */
function holderOf({ size }: ClusterShape, router: number): number {
  return (size - router) % size;
}

const isWeighted = ({ tracking }: ClusterShape): boolean => tracking === "negative" || tracking === "positive";

const faults: Readonly<Record<string, Fault>> = {
  "another virtual_router_id": {
    code: "cluster/virtual-router-id-mismatch",
    at: "odd",
    isPossible: () => true,
    inject(cluster, node, router) {
      member(cluster, node, router).id += 100;
    },
  },
  "another password": {
    code: "cluster/auth-mismatch",
    at: "odd",
    isPossible: hasPassword,
    inject(cluster, node, router) {
      member(cluster, node, router).password = "other";
    },
  },
  "no authentication": {
    code: "cluster/auth-mismatch",
    at: "odd",
    isPossible: hasPassword,
    inject(cluster, node, router) {
      member(cluster, node, router).password = undefined;
    },
  },
  "a password of which only the beginning counts": {
    code: "keepalived/auth-pass-truncated",
    at: "only odd",
    isPossible: hasPassword,
    inject(cluster, node, router) {
      for (const members of cluster.members) {
        const one = members[router];
        if (one !== undefined) one.password = "s3cr3t12";
      }
      member(cluster, node, router).password = "s3cr3t12-more";
    },
  },
  "an address more": {
    code: "cluster/virtual-ipaddress-mismatch",
    at: "odd",
    isPossible: () => true,
    inject(cluster, node, router) {
      member(cluster, node, router).vips.push(cluster.shape.family === 4 ? "10.7.0.250/24" : "fd07::250/64");
    },
  },
  "an address less": {
    code: "cluster/virtual-ipaddress-mismatch",
    at: "odd",
    isPossible: ({ vips }) => vips > 1,
    inject(cluster, node, router) {
      member(cluster, node, router).vips.pop();
    },
  },
  "another prefix": {
    code: "cluster/virtual-ipaddress-mismatch",
    at: "odd",
    isPossible: () => true,
    inject(cluster, node, router) {
      const { vips } = member(cluster, node, router);
      vips[0] = (vips[0] ?? "").replace(/\/\d+/, "/27");
    },
  },
  "the priority of another node": {
    code: "cluster/duplicate-priority",
    at: "one of two",
    isPossible: () => true,
    inject(cluster, node, router) {
      const other = (node + 1) % cluster.shape.size;
      member(cluster, node, router).priority = member(cluster, other, router).priority;
    },
  },
  "a negative weight too small": {
    code: "cluster/ineffective-track-weight",
    at: "holder",
    isPossible: ({ tracking }) => tracking === "negative",
    inject(cluster, _, router) {
      member(cluster, holderOf(cluster.shape, router), router).weight = -10;
    },
  },
  "a positive weight too small": {
    code: "cluster/ineffective-track-weight",
    at: "holder",
    isPossible: ({ tracking }) => tracking === "positive",
    inject(cluster, _, router) {
      for (const members of cluster.members) {
        const one = members[router];
        if (one !== undefined) one.weight = 10;
      }
    },
  },
  "a weight where all have nopreempt": {
    code: "cluster/ineffective-track-weight",
    at: "holder",
    isPossible: (shape) => isWeighted(shape) && shape.states !== "MASTER and BACKUP",
    inject(cluster, _, router) {
      for (const members of cluster.members) {
        const one = members[router];
        if (one !== undefined) one.hasNopreempt = true;
      }
    },
  },
  "a peer that is not listed": {
    code: "cluster/unicast-peer-mismatch",
    at: "only odd",
    isPossible: ({ isUnicast, size }) => isUnicast && size > 2,
    inject(cluster, node, router) {
      member(cluster, node, router).peers?.pop();
    },
  },
  "an address that nobody has among the peers": {
    code: "cluster/unicast-peer-mismatch",
    at: "only odd",
    isPossible: ({ isUnicast }) => isUnicast,
    inject(cluster, node, router) {
      const { peers } = member(cluster, node, router);
      peers?.splice(0, 1, 77);
    },
  },
  "multicast among unicast": {
    code: "cluster/unicast-peer-mismatch",
    at: "odd",
    isPossible: ({ isUnicast }) => isUnicast,
    inject(cluster, node, router) {
      member(cluster, node, router).peers = undefined;
    },
  },
  "an empty list of peers": {
    code: "cluster/unicast-peer-mismatch",
    inOneFile: "keepalived/unicast-without-peers",
    at: "odd",
    isPossible: ({ isUnicast }) => isUnicast,
    inject(cluster, node, router) {
      member(cluster, node, router).peers = [];
    },
  },
  "unicast among multicast": {
    code: "cluster/unicast-peer-mismatch",
    at: "odd",
    isPossible: ({ isUnicast }) => !isUnicast,
    inject(cluster, node, router) {
      member(cluster, node, router).peers = [((node + 1) % cluster.shape.size) + 1];
    },
  },
  "the source address of another node": {
    code: "cluster/source-address-duplicate",
    at: "only odd",
    // With multicast only another instance of the node tells what its own address is.
    isPossible: ({ isUnicast, balancing, routers }) => isUnicast || (balancing === "stacked" && routers > 1),
    inject(cluster, node, router) {
      member(cluster, node, router).source = ((node + 1) % cluster.shape.size) + 1;
    },
  },
  "another interval": {
    code: "cluster/advert-int-mismatch",
    at: "odd",
    isPossible: () => true,
    inject(cluster, node, router) {
      member(cluster, node, router).interval = 3;
    },
  },
  "another VRRP version": {
    code: "cluster/vrrp-version-mismatch",
    inOneFile: "keepalived/auth-ignored-in-v3",
    at: "odd file",
    isPossible: ({ family }) => family === 4,
    inject({ versions, shape }, node) {
      versions[node] = shape.version === 2 ? 3 : 2;
    },
  },
  "another multicast group": {
    code: "cluster/multicast-group-mismatch",
    at: "odd file",
    isPossible: ({ isUnicast }) => !isUnicast,
    inject({ groups, shape }, node) {
      groups[node] = shape.family === 4 ? "224.0.0.19" : "ff02::13";
    },
  },
  "a second MASTER": {
    code: "cluster/multiple-masters",
    at: "one of two",
    isPossible: ({ states }) => states === "MASTER and BACKUP",
    inject(cluster, node, router) {
      const other = (node + 1) % cluster.shape.size;
      const one = member(cluster, node, router);
      if (one.state === "MASTER") member(cluster, other, router).state = "MASTER";
      else one.state = "MASTER";
    },
  },
  "a MASTER of the lowest priority": {
    code: "cluster/state-priority-inversion",
    at: "once",
    // So low a priority is out of the reach of a plan's weights.
    isPossible: (shape) => shape.states === "MASTER and BACKUP" && !isWeighted(shape),
    inject(cluster, _, router) {
      const masters = cluster.members
        .flatMap((members) => members[router] ?? [])
        .filter(({ state }) => state === "MASTER");
      for (const one of masters) one.priority = 50;
    },
  },
  "one id for two virtual routers": {
    code: "cluster/virtual-router-id-conflict",
    at: "once",
    isPossible: ({ routers, isUnicast }) => routers > 1 && !isUnicast,
    inject(cluster, _, router) {
      for (const members of cluster.members) {
        const one = members[router];
        const other = members[(router + 1) % members.length];
        if (one !== undefined && other !== undefined) one.id = other.id;
      }
    },
  },
  "an endpoint's port that nobody binds": {
    code: "cluster/endpoint-port-mismatch",
    at: "endpoint",
    isPossible: ({ balancing }) => balancing !== "none",
    inject(cluster) {
      cluster.endpointPort = 7000;
    },
  },
  "an endpoint's port that goes past haproxy, or nowhere": {
    code: "cluster/endpoint-port-mismatch",
    at: "endpoint",
    isPossible: ({ balancing }) => balancing !== "none",
    inject(cluster) {
      cluster.endpointPort = 6443;
    },
  },
  "an endpoint that nobody holds": {
    code: "cluster/endpoint-address-mismatch",
    at: "endpoint",
    isPossible: isBalancing,
    inject(cluster) {
      cluster.endpointHost = 240;
    },
  },
  "an endpoint that is one apiserver": {
    code: "cluster/endpoint-address-mismatch",
    at: "endpoint",
    isPossible: isBalancing,
    inject(cluster, node) {
      cluster.endpointHost = controlPlane(cluster.shape, node % Math.min(mostControlPlanes, cluster.shape.size));
      cluster.endpointPort = 6443;
    },
  },
  "an endpoint that is a balancer's own address": {
    code: "cluster/endpoint-address-mismatch",
    at: "endpoint",
    isPossible: (shape) => isBalancing(shape) && (shape.isUnicast || shape.balancing === "stacked"),
    inject(cluster, node) {
      cluster.endpointHost = node + 1;
    },
  },
  "a join to one apiserver": {
    code: "cluster/join-endpoint-mismatch",
    at: "join",
    isPossible: isBalancing,
    inject(cluster, node) {
      const host = controlPlane(cluster.shape, node % Math.min(mostControlPlanes, cluster.shape.size));
      cluster.join = { host, port: 6443 };
    },
  },
  "a join to a port that nobody binds": {
    code: "cluster/join-endpoint-mismatch",
    at: "join",
    isPossible: isBalancing,
    inject(cluster) {
      cluster.join = { host: 100, port: 7000 };
    },
  },
  "a server on a port on which no apiserver listens": {
    code: "cluster/backend-port-mismatch",
    at: "balancer",
    isPossible: isBalancing,
    inject(cluster, node, router) {
      const { isHaproxyShared, size } = cluster.shape;
      const count = Math.min(mostControlPlanes, size);
      const ports = cluster.serverPorts[isHaproxyShared ? 0 : node % count] ?? [];
      ports[router % count] = 6444;
    },
  },
  "the apiserver's port": {
    code: "cluster/apiserver-port-conflict",
    at: "balancer",
    // Only the first three nodes are control planes, so the fault is put there.
    isPossible: ({ balancing }) => balancing === "stacked",
    inject(cluster, node) {
      cluster.bindPorts[cluster.shape.isHaproxyShared ? 0 : node % Math.min(3, cluster.shape.size)] = 6443;
    },
  },
};

function isBalancing({ balancing }: ClusterShape): boolean {
  return balancing !== "none";
}

function expectedFiles({ at }: Fault, shape: ClusterShape, node: number, router: number): readonly string[] {
  const keepalived = (index: number): string => fileOf(shape, index, "keepalived");
  switch (at) {
    case "only odd":
      return [keepalived(node)];
    case "holder":
      return [keepalived(holderOf(shape, router))];
    case "once":
      return Array.from({ length: shape.size }, (_, index) => keepalived(index));
    case "odd":
    case "odd file":
      return shape.size === 2 ? [keepalived(0), keepalived(1)] : [keepalived(node)];
    case "one of two":
      return [keepalived(node), keepalived((node + 1) % shape.size)];
    case "balancer":
      return [shape.isHaproxyShared ? sharedHaproxy : fileOf(shape, node % Math.min(3, shape.size), "haproxy")];
    case "endpoint":
      return [endpointFile(shape)];
    case "join":
      return [shape.kubeadm === "yaml" ? joinFile : endpointFile(shape)];
  }
}

/** Applies the preferred fix of the first finding, or where none is preferred the first offered, until there is no more to fix. */
function mend(files: ReadonlyMap<string, string>): PlacedFinding[] {
  const workspace = openWorkspace(files);
  for (let round = 0; round < 12; round++) {
    const finding = workspace.allFindings().find((one) => isGrave(one) && one.fixes.length > 0);
    const fix = finding?.fixes.find(({ isPreferred }) => isPreferred) ?? finding?.fixes[0];
    if (fix === undefined) break;
    applyFix(workspace, fix);
  }
  return workspace.allFindings().filter(isGrave);
}

describe("generated clusters", () => {
  test("healthy ones give no finding, in any layout", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const workspace = openWorkspace(filesOf(plan(shape)));
        expect(workspace.allFindings().filter(isGrave)).toEqual([]);
        expect(workspace.clusters().map(({ nodes }) => nodes.length)).toEqual(
          shape.hasNeighbour ? [shape.size, shape.size] : [shape.size],
        );
      }),
      runs,
    );
  });

  test.each(Object.entries(faults))("%s: exactly that, at its place, and mended by its fix", (_, fault) => {
    let tried = 0;
    fc.assert(
      fc.property(shapes.filter(fault.isPossible), fc.nat(), fc.nat(), (shape, nodePick, routerPick) => {
        const node = nodePick % shape.size;
        const cluster = plan(shape);
        const router = routerPick % shape.routers;
        fault.inject(cluster, node, router);
        const files = filesOf(cluster);
        const findings = openWorkspace(files)
          .allFindings()
          .filter((finding) => isGrave(finding) && finding.code !== fault.inOneFile);
        for (const { message, related, fixes } of findings) {
          const said = [message, ...related.map((place) => place.message), ...fixes.map(({ title }) => title)];
          expect(said.join(" ")).not.toContain("s3cr3t");
        }
        const allowed = expectedFiles(fault, shape, node, router);
        expect([...new Set(findings.map(({ code }) => code))]).toEqual([fault.code]);
        const places = findings.map(({ file }) => file);
        const found = fault.at === "odd file" ? [...new Set(places)] : places;
        if (fault.at === "one of two" || fault.at === "once") {
          expect(found.length).toBe(1);
          expect(allowed).toContain(found[0]);
        } else expect([...found].sort()).toEqual([...allowed].sort());
        expect(mend(files)).toEqual([]);
        tried++;
      }),
      { ...runs, numRuns: 120 },
    );
    expect(tried).toBe(120);
  });
});
