import { describe, expect, test } from "vitest";
import { balancer, clusterConfiguration, files, instance } from "../support/configs.ts";
import { describeFindings } from "../support/fixture.ts";
import { sayParts } from "./parts.ts";

const pair = { "lb1/keepalived.conf": instance(), "lb2/keepalived.conf": instance() };
const web = {
  "web1/keepalived.conf": instance({ id: 3, name: "W", vips: ["10.0.0.200"] }),
  "web2/keepalived.conf": instance({ id: 3, name: "W", vips: ["10.0.0.200"] }),
};
const entry = balancer("*:8443", ["10.0.0.11:6443"]);

function mysql(bind: string, server: string): string {
  return `listen mysql\n    bind ${bind}\n    mode tcp\n    server db ${server}\n`;
}

/** The haproxies with the nodes that run them. */
function haproxiesOf(texts: Readonly<Record<string, string>>): string[] {
  return sayParts(files(texts)).flatMap((line) => line.match(/(?<=^haproxy ).*/) ?? []);
}

describe("which nodes run a haproxy", () => {
  test.each<[string, Record<string, string>, string[]]>([
    ["the one whose folder it is in", { ...pair, "lb1/haproxy.cfg": entry }, ["lb1/haproxy.cfg: lb1"]],
    [
      "the one whose token it has",
      {
        "keepalived-master.conf": instance(),
        "keepalived-backup.conf": instance(),
        "haproxy-master.cfg": entry,
        "haproxy-backup.cfg": entry,
      },
      ["haproxy-backup.cfg: backup", "haproxy-master.cfg: master"],
    ],
    [
      "of a token that no node has: none of them",
      { "keepalived1.conf": instance(), "keepalived2.conf": instance(), "haproxy3.cfg": entry },
      ["haproxy3.cfg: haproxy3.cfg"],
    ],
    ["all, where it is the only one", { ...pair, "haproxy.cfg": entry }, ["haproxy.cfg: lb1 lb2"]],
    [
      "all, where it binds the VIP",
      { ...pair, ...web, "haproxy.cfg": balancer("10.0.0.200:80", ["10.0.0.11:80"]) },
      ["haproxy.cfg: web1 web2"],
    ],
    ["none, where two sets could", { ...pair, ...web, "haproxy.cfg": entry }, ["haproxy.cfg:"]],
    [
      "the nodes of the kind folder beside its own",
      {
        "keepalived/lb1/keepalived.conf": instance(),
        "keepalived/lb2/keepalived.conf": instance(),
        "haproxy/lb1/haproxy.cfg": entry,
        "haproxy/lb2/haproxy.cfg": entry,
      },
      ["haproxy/lb1/haproxy.cfg: lb1", "haproxy/lb2/haproxy.cfg: lb2"],
    ],
    [
      "none of those to whose VIP it sends as a client",
      { ...pair, "haproxy.cfg": mysql("*:3307", "10.0.0.100:3306") },
      ["haproxy.cfg:"],
    ],
    ["none, be it in a node's folder", { ...pair, "lb1/haproxy.cfg": mysql("*:3307", "10.0.0.100:3306") }, []],
    [
      "those to whose VIP it sends on a port that it binds itself",
      { ...pair, "haproxy.cfg": mysql("*:3306", "10.0.0.100:3306") },
      ["haproxy.cfg: lb1 lb2"],
    ],
    [
      "those to whose VIP its apiserver backend sends",
      { ...pair, "haproxy.cfg": balancer("*:8443", ["10.0.0.100:6443"]) },
      ["haproxy.cfg: lb1 lb2"],
    ],
    [
      "role folders are different haproxies",
      {
        "ex-lb/master/keepalived.conf": instance(),
        "ex-lb/backup/keepalived.conf": instance(),
        "ex-lb/haproxy.cfg": entry,
        "kube-node/haproxy.cfg": balancer("127.0.0.1:6443", ["10.0.0.100:8443"]),
      },
      ["ex-lb/haproxy.cfg: backup master", "kube-node/haproxy.cfg: kube-node"],
    ],
  ])("%s", (_, texts, haproxies) => {
    expect(haproxiesOf(texts).map((line) => line.trim())).toEqual(haproxies.map((line) => line.trim()));
  });
});

describe("a node's own addresses", () => {
  const nodesOf = (texts: Readonly<Record<string, string>>): string[] =>
    sayParts(files(texts)).flatMap((line) => line.match(/(?<=^node ).*/) ?? []);
  const servers = (first: string, second: string): string =>
    balancer("*:8443", ["10.0.0.1:6443", "10.0.0.2:6443"]).replace("cp1", first).replace("cp2", second);

  test.each<[string, Record<string, string>, string[]]>([
    [
      "are its source addresses",
      {
        "lb1/keepalived.conf": instance({ source: "10.0.0.1" }),
        "lb2/keepalived.conf": instance({ source: "10.0.0.2", peers: ["10.0.0.1"] }),
      },
      ["lb1: 10.0.0.1", "lb2: 10.0.0.2"],
    ],
    [
      "are those of server lines with its name",
      { ...pair, "haproxy.cfg": servers("lb1", "LB2") },
      ["lb1: 10.0.0.1", "lb2: 10.0.0.2"],
    ],
    ["are not those of server lines of other names", { ...pair, "haproxy.cfg": servers("a1", "a2") }, []],
    [
      "are not those of roles and bare numbers",
      {
        "master/keepalived.conf": instance(),
        "backup/keepalived.conf": instance(),
        "haproxy.cfg": servers("master", "backup"),
      },
      [],
    ],
    ["are never a VIP", { ...pair, "lb1/keepalived.conf": instance({ source: "10.0.0.100" }) }, []],
    [
      "are its folder's name",
      { "10.0.0.1/keepalived.conf": instance(), "10.0.0.2/keepalived.conf": instance() },
      ["10.0.0.1: 10.0.0.1", "10.0.0.2: 10.0.0.2"],
    ],
  ])("%s", (_, texts, nodes) => {
    expect(nodesOf(texts)).toEqual(nodes);
  });
});

test("a node whose address is among etcd's endpoints and the certificates' names is a control plane", () => {
  const conflicts = (names: string, endpoints: string): string[] =>
    describeFindings(
      files({
        "lb1/keepalived.conf": instance({ source: "10.0.0.1", priority: 100 }),
        "lb2/keepalived.conf": instance({ source: "10.0.0.2", priority: 90 }),
        "haproxy.cfg": "listen web\n    mode tcp\n    bind *:6443\n    server a 10.0.0.9:80\n",
        "kubeadm.yaml": `${clusterConfiguration("10.0.0.100:8443")}apiServer:\n  certSANs: [${names}]\netcd:\n  external:\n    endpoints: [${endpoints}]\n`,
      }),
    ).filter((line) => line.includes("apiserver-port-conflict"));
  expect(conflicts("10.0.0.1, k8s", '"https://10.0.0.1:2379"')).toHaveLength(1);
  expect(conflicts("10.0.0.1, k8s", '"https://10.0.0.3:2379"')).toEqual([]);
  expect(conflicts("10.0.0.3, k8s", '"https://10.0.0.1:2379"')).toEqual([]);
  // A VIP is nobody's own address, wherever it is listed.
  expect(conflicts("10.0.0.100", '"https://10.0.0.100:2379"')).toEqual([]);
});
