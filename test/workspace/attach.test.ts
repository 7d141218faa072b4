import { describe, expect, test } from "vitest";
import { buildScopeCore } from "../../server/src/cluster/build.ts";
import { layOut } from "../../server/src/cluster/layout.ts";
import { detectLanguage, type FileLanguage } from "../../server/src/documents/detect.ts";
import type { FileFacts } from "../../server/src/model/facts.ts";
import { loadYamlReader } from "../../server/src/model/kubernetes/yaml-reader.ts";
import { attachKubernetesFiles } from "../../server/src/workspace/attach.ts";
import { attachHostsFiles } from "../../server/src/workspace/attach-hosts.ts";
import { WorkspaceFile } from "../../server/src/workspace/file.ts";
import { balancer, clusterConfiguration, initConfiguration, instance } from "../support/configs.ts";

const yaml = await loadYamlReader();

/** Why files are tied to clusters, in lines: `lb1 lb2: kubeadm.yaml endpoint 10.0.0.100 vip`. */
function reasons(texts: Readonly<Record<string, string>>): string[] {
  const languages = new Map<string, FileLanguage>();
  const facts = new Map<string, readonly FileFacts[]>();
  for (const [file, text] of Object.entries(texts)) {
    const language = detectLanguage(file, text);
    if (language === undefined) continue;
    languages.set(file, language);
    facts.set(file, new WorkspaceFile(file, language, text).facts(yaml));
  }
  const factsOf = (file: string): readonly FileFacts[] => facts.get(file) ?? [];
  const layout = layOut(languages, []);
  const cores = layout.scopes.map((scope) => buildScopeCore(scope, factsOf));
  const hosts = attachHostsFiles(cores, layout.hostsFiles, (file) => factsOf(file).find((one) => one.kind === "hosts"));
  const attached = attachKubernetesFiles(
    cores,
    layout.kubernetesFiles,
    (file) => factsOf(file).find((one) => one.kind === "kubernetes"),
    (part) => hosts.namesOf(part),
  );
  return cores.flatMap(({ parts }) =>
    parts.flatMap((part) =>
      [...hosts.filesOf(part), ...(attached.get(part) ?? [])].map(({ file, why }) => {
        const names = part.nodes.map(({ name }) => name).join(" ");
        return [`${names}:`, file, ...Object.values(why)].join(" ");
      }),
    ),
  );
}

const pair = {
  "lb1/keepalived.conf": instance({ source: "10.0.0.1", priority: 100 }),
  "lb2/keepalived.conf": instance({ source: "10.0.0.2", priority: 99 }),
  "haproxy.cfg": balancer("*:8443", ["10.0.0.11:6443", "cp2.example:6443"]),
};

const join = (to: string, flags = ""): string => `#!/bin/sh\nkubeadm join ${to} --token x ${flags}\n`;

describe("why a file belongs to a cluster", () => {
  test.each<[title: string, texts: Record<string, string>, reasons: string[]]>([
    ["its endpoint", { "a.yaml": clusterConfiguration("10.0.0.100:8443") }, ["a.yaml endpoint 10.0.0.100 vip"]],
    ["where its join goes", { "a.sh": join("10.0.0.100:8443") }, ["a.sh join 10.0.0.100 vip"]],
    ["where its join goes, past the balancers", { "a.sh": join("10.0.0.11:6443") }, ["a.sh join 10.0.0.11 server"]],
    ["a node's address", { "a.yaml": initConfiguration("10.0.0.2") }, ["a.yaml advertise-address 10.0.0.2 node"]],
    ["a server's address", { "a.yaml": initConfiguration("10.0.0.11") }, ["a.yaml advertise-address 10.0.0.11 server"]],
    [
      "a server's address by a hosts file",
      { "a.yaml": initConfiguration("10.0.0.12"), hosts: "10.0.0.12 cp2.example\n" },
      ["hosts host-name cp2.example", "a.yaml advertise-address 10.0.0.12 server"],
    ],
    [
      "a name of its certificates",
      { "a.yaml": `${clusterConfiguration("k8s.example")}apiServer:\n  certSANs: [k8s, 127.0.0.1, 10.0.0.100]\n` },
      ["a.yaml certificate-name 10.0.0.100 vip"],
    ],
    [
      "one of its etcd members",
      {
        "a.yaml": `${clusterConfiguration("k8s.example")}etcd:\n  external:\n    endpoints: ["https://10.0.0.11:2379"]\n`,
      },
      ["a.yaml etcd-endpoint 10.0.0.11 server"],
    ],
    ["it is the only one beside it", { "a.yaml": clusterConfiguration("k8s.example") }, ["a.yaml folder"]],
    ["an address in a hosts file", { "etc/hosts": "10.0.0.1 lb1\n" }, ["etc/hosts host-address 10.0.0.1 node"]],
    ["a machine's name in a hosts file", { hosts: "10.0.0.77 lb1\n" }, ["hosts host-name lb1"]],
    ["a hosts file of strangers, as the only one beside it", { hosts: "10.0.0.77 x1\n" }, ["hosts folder"]],
    [
      "a script that is both",
      { "a.sh": `${join("10.0.0.100:8443")}echo 10.0.0.11 cp1 >> /etc/hosts\n` },
      ["a.sh host-address 10.0.0.11 server", "a.sh join 10.0.0.100 vip"],
    ],
  ])("%s", (_, texts, expected) => {
    expect(reasons({ ...pair, ...texts })).toEqual(expected.map((line) => `lb1 lb2: ${line}`));
  });

  test("a hosts file serves every cluster of which it names a machine", () => {
    const texts = {
      "a/a1/keepalived.conf": instance({ vips: ["10.0.0.100"], source: "10.0.0.1" }),
      "a/a2/keepalived.conf": instance({ vips: ["10.0.0.100"], source: "10.0.0.2" }),
      "b/b1/keepalived.conf": instance({ vips: ["10.0.0.200"], source: "10.0.0.3" }),
      "b/b2/keepalived.conf": instance({ vips: ["10.0.0.200"], source: "10.0.0.4" }),
      "c/c1/keepalived.conf": instance({ vips: ["10.0.0.210"], source: "10.0.0.5" }),
      "c/c2/keepalived.conf": instance({ vips: ["10.0.0.210"], source: "10.0.0.6" }),
      hosts: "10.0.0.1 a1\n10.0.0.4 b2\n",
      "c/hosts": "10.0.0.5 c1\n10.0.0.1 a1\n",
    };
    expect(reasons(texts)).toEqual([
      "a1 a2: hosts host-address 10.0.0.1 node",
      "b1 b2: hosts host-address 10.0.0.4 node",
      "c1 c2: c/hosts host-address 10.0.0.5 node",
    ]);
  });

  test.each<[title: string, texts: Record<string, string>]>([
    ["a join to strangers", { "a.sh": join("10.9.9.9:6443") }],
    ["a copy of a hosts file", { "hosts.bak": "10.0.0.1 lb1\n" }],
    ["a copy of a script", { "a.sh.orig": join("10.0.0.100:8443") }],
  ])("%s does not", (_, texts) => {
    expect(reasons({ ...pair, ...texts })).toEqual([]);
  });
});
