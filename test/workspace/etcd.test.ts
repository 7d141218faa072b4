// biome-ignore-all lint/suspicious/noTemplateCurlyInString: The files have placeholders and variables of their own.
import { describe, expect, test } from "vitest";
import type { Workspace } from "../../server/src/workspace/workspace.ts";
import { balancer, clusterConfiguration, instance } from "../support/configs.ts";
import { etcdConf, etcdFiles, etcdPeers, etcdPod, externalEtcd } from "../support/etcd.ts";
import { openWorkspace } from "../support/fixture.ts";

const balancers = {
  "lb1/keepalived.conf": instance({ priority: 101, source: "10.0.0.11" }),
  "lb2/keepalived.conf": instance({ priority: 100, source: "10.0.0.12" }),
  "haproxy.cfg": balancer("*:8443", ["10.0.0.1:6443", "10.0.0.2:6443", "10.0.0.3:6443"]),
};

function open(files: Readonly<Record<string, string>>): Workspace {
  return openWorkspace(new Map(Object.entries(files)));
}

/** Every cluster in a line: its name, nodes, and files. */
function clusters(workspace: Workspace): string[] {
  return workspace
    .clusterFiles()
    .map(({ name, nodes, files }) => `${name}: ${nodes.join(" ")} (${files.map(({ file }) => file).join(" ")})`);
}

describe("where etcd belongs", () => {
  test("alone it is a cluster of its own", () => {
    const workspace = open(etcdFiles({}, {}, {}));
    expect(clusters(workspace)).toEqual(["tok: etcd1 etcd2 etcd3 (etcd1/etcd.conf etcd2/etcd.conf etcd3/etcd.conf)"]);
    expect(workspace.memberships()[0]).toEqual({
      file: "etcd1/etcd.conf",
      language: "etcd",
      clusters: ["tok"],
      nodes: ["etcd1"],
    });
  });

  test("together with who asks it", () => {
    expect(clusters(open({ ...etcdFiles({}, {}, {}), "kubeadm.yaml": externalEtcd("https://10.0.0.1:2379") }))).toEqual(
      ["tok: etcd1 etcd2 etcd3 (etcd1/etcd.conf etcd2/etcd.conf etcd3/etcd.conf kubeadm.yaml)"],
    );
  });

  test("with the balancers in front of its machines", () => {
    const workspace = open({ ...balancers, ...etcdFiles({}, {}, {}) });
    expect(workspace.clusters().map(({ nodes }) => nodes)).toEqual([["lb1", "lb2"]]);
    expect(
      workspace.clustersOf("etcd2/etcd.conf").flatMap(({ etcdClusters }) => etcdClusters[0]?.members.length),
    ).toEqual([3]);
  });

  test("as the manifest says", () => {
    const manifest = `clusters:\n  - name: store\n    nodes:\n${[1, 2, 3].map((n) => `      - name: e${n}\n        files: [x/${n}.env]\n`).join("")}`;
    const files = Object.fromEntries([1, 2, 3].map((n) => [`x/${n}.env`, etcdConf(n)]));
    const named = Object.fromEntries(
      Object.entries(files).map(([file, text]) => [file.replace(/(\d).env/, "etcd-$1.env"), text]),
    );
    const workspace = open({ "haconf.yaml": manifest.replaceAll(/x\/(\d).env/g, "x/etcd-$1.env"), ...named });
    expect(workspace.clusters().map(({ name }) => name)).toEqual(["store"]);
  });

  test("values of the manifest make one template the members", () => {
    const template = etcdConf(9).replaceAll("10.0.0.9", "${IP}").replace('"etcd9"', '"${NAME}"');
    const node = (n: number): string =>
      `      - name: etcd${n}\n        files: [etcd.conf]\n        vars: { IP: 10.0.0.${n}, NAME: etcd${n} }\n`;
    const manifest = `clusters:\n  - name: store\n    nodes:\n${node(1)}${node(2)}${node(3)}`;
    const workspace = open({ "haconf.yaml": manifest, "etcd.conf": template });
    const [cluster] = workspace.clustersOf("etcd.conf");
    expect(cluster?.etcdClusters[0]?.members.map(({ facts }) => facts.name?.value)).toEqual([
      "etcd1",
      "etcd2",
      "etcd3",
    ]);
  });

  test("two clusters in two folders stay two", () => {
    const of = (folder: string): Record<string, string> =>
      Object.fromEntries(Object.entries(etcdFiles({}, {}, {})).map(([file, text]) => [`${folder}/${file}`, text]));
    expect(
      open({ ...of("a"), ...of("b") })
        .clusters()
        .map(({ name }) => name),
    ).toEqual(["a", "b"]);
  });

  test("what a text shows stays among itself", () => {
    const fence = (n: number): string => `\`\`\`\n${etcdConf(n)}\`\`\`\n`;
    const workspace = open({ ...etcdFiles({}, {}, {}), "README.md": `${fence(1)}${fence(2)}` });
    expect(
      workspace
        .clusters()
        .map(({ nodes }) => nodes.length)
        .sort(),
    ).toEqual([2, 3]);
  });

  test("an explanation has its members and its quorum", () => {
    const said = open({ "m1/etcd.yaml": etcdPod(1, 3), "m2/etcd.yaml": etcdPod(2, 3) }).explain("m1/etcd.yaml");
    expect(said).toContain("| m1 | https://10.0.0.1:2380 |");
    expect(said).toContain("3 members: 2 must agree, and the cluster survives 1 failed.");
  });
});

describe("what an edit costs", () => {
  function costOf(workspace: Workspace, file: string, text: string): number {
    workspace.update();
    const before = workspace.counters.checkedClusters;
    workspace.setFile(file, text);
    workspace.update();
    return workspace.counters.checkedClusters - before;
  }

  const sites = Object.fromEntries(
    [1, 2, 3, 4].flatMap((site) =>
      Object.entries(etcdFiles({}, {}, {})).map(([file, text]) => [
        `site${site}/${file}`,
        text.replaceAll("10.0.0", `10.${site}.0`),
      ]),
    ),
  );

  test("the cluster that a member is of, and no other", () => {
    const workspace = open({ ...sites, ...balancers });
    const file = "site2/etcd2/etcd.conf";
    const text = workspace.textOf(file) ?? "";
    expect(costOf(workspace, file, text.replace('"tok"', '"other"'))).toBe(1);
    expect(workspace.findingsOf(file).map(({ code }) => code)).toEqual(["cluster/etcd-token-mismatch"]);
    expect(costOf(workspace, file, text)).toBe(1);
    expect(workspace.allFindings().filter(({ code }) => code.includes("etcd"))).toEqual([]);
    expect(costOf(workspace, "lb1/keepalived.conf", instance({ priority: 102, source: "10.0.0.11" }))).toBe(1);
  });

  test("a member that goes or comes", () => {
    const workspace = open(sites);
    workspace.update();
    const bad = etcdConf(4, { peers: `${etcdPeers(3)},etcd4=https://10.0.0.4:2380` }).replaceAll("10.0.0", "10.1.0");
    workspace.setFile("site1/etcd4/etcd.conf", bad);
    expect(workspace.allFindings().map(({ file, code }) => `${file} ${code}`)).toContain(
      "site1/etcd4/etcd.conf cluster/etcd-initial-cluster-mismatch",
    );
    workspace.removeFile("site1/etcd4/etcd.conf");
    expect(workspace.allFindings()).toEqual([]);
  });

  test("a file of Kubernetes whose endpoint is the balancers'", () => {
    const workspace = open({
      ...balancers,
      ...etcdFiles({}, {}, {}),
      "kubeadm.yaml": clusterConfiguration("10.0.0.100:8443"),
    });
    expect(workspace.allFindings().filter(({ code }) => code.includes("etcd"))).toEqual([]);
    const text = `${clusterConfiguration("10.0.0.100:8443")}etcd:\n  external:\n    endpoints:\n    - https://10.0.0.1:4001\n    - https://10.0.0.2:2379\n    - https://10.0.0.3:2379\n`;
    workspace.setFile("kubeadm.yaml", text);
    expect(workspace.findingsOf("kubeadm.yaml").map(({ code }) => code)).toEqual(["cluster/etcd-endpoint-mismatch"]);
  });
});
