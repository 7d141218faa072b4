// biome-ignore-all lint/suspicious/noTemplateCurlyInString: The files have placeholders and variables of their own.
import { beforeAll, describe, expect, test } from "vitest";
import type { EtcdFacts, EtcdMember, EtcdUrls } from "../../server/src/model/etcd/facts.ts";
import { quorumOf } from "../../server/src/model/etcd/quorum.ts";
import { loadYamlReader, type YamlReader } from "../../server/src/model/kubernetes/yaml-reader.ts";
import { spanOf } from "../../server/src/syntax/tree.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";

let yaml: YamlReader;
beforeAll(async () => {
  yaml = await loadYamlReader();
});

function factsOf(file: string, text: string): EtcdFacts | undefined {
  const workspace = new Workspace();
  workspace.setYamlReader(yaml);
  workspace.setFile(file, text);
  return workspace.factsOf(file).find((facts) => facts.kind === "etcd");
}

/** `?` stands for what is not known. */
function said(urls: EtcdUrls | undefined): string {
  return (urls?.urls ?? []).map(({ value }) => value?.text ?? "?").join(" ");
}

/** A member in a line: name, state, token, list, peers, clients, listeners for clients. */
function sayMember({ name, state, token, initialCluster, peerUrls, clientUrls, listenClientUrls }: EtcdMember): string {
  const list = (initialCluster?.peers ?? []).map((peer) => `${peer.name.value ?? "?"}=${peer.url.value?.text ?? "?"}`);
  const words = [name, state, token].map((stated) => (stated === undefined ? "-" : (stated.value ?? "?")));
  return [...words, list.join(","), said(peerUrls), said(clientUrls), said(listenClientUrls)].join(" | ");
}

const p = (host: string): string => `http://${host}:2380`;
const c = (host: string): string => `http://${host}:2379`;

describe("members", () => {
  test.each<[title: string, file: string, text: string, members: string[]]>([
    [
      "an environment file with all kinds of quotes",
      "etcd.conf",
      [
        "# [member]",
        "export ETCD_NAME=etcd1   # its name",
        `ETCD_INITIAL_CLUSTER="etcd1=${p("10.0.0.1")},etcd2=${p("10.0.0.2")}"`,
        `ETCD_INITIAL_ADVERTISE_PEER_URLS='${p("10.0.0.1")}'`,
        `  ETCD_ADVERTISE_CLIENT_URLS = ${c("10.0.0.1")}`,
        `ETCD_LISTEN_CLIENT_URLS=＂${c("10.0.0.1")},${c("127.0.0.1")}＂ # both`,
        "ETCD_INITIAL_CLUSTER_STATE=“new”",
        "#ETCD_INITIAL_CLUSTER_TOKEN=other",
        'ETCD_INITIAL_CLUSTER_TOKEN="tok"',
      ].join("\r\n"),
      [
        `etcd1 | new | tok | etcd1=${p("10.0.0.1")},etcd2=${p("10.0.0.2")} | ${p("10.0.0.1")} | ${c("10.0.0.1")} | ${c("10.0.0.1")} ${c("127.0.0.1")}`,
      ],
    ],
    [
      "a value over several lines",
      "etcd.conf",
      `ETCD_NAME=a\nETCD_INITIAL_CLUSTER="a=${p("10.0.0.1")},\\\nb=${p("10.0.0.2")}"\n`,
      [`a | - | - | a=${p("10.0.0.1")},b=${p("10.0.0.2")} |  |  | `],
    ],
    [
      "variables of its own, and such that are not known",
      "etcd.conf",
      `IP=10.0.0.1\nETCD_NAME=$HOST\nETCD_INITIAL_CLUSTER_TOKEN=\${TOKEN}\nETCD_ADVERTISE_CLIENT_URLS="http://$IP:2379,http://$OTHER:2379"\n`,
      [`? | - | ? |  |  | ${c("10.0.0.1")} ? | `],
    ],
    [
      "a template",
      "etcd.conf.j2",
      `ETCD_NAME="{{ name }}"\nETCD_INITIAL_CLUSTER="a=http://{{ ip }}:2380,b=${p("10.0.0.2")}"\nETCD_INITIAL_CLUSTER_STATE={{ state }}\n`,
      [`? | ? | - | a=?,b=${p("10.0.0.2")} |  |  | `],
    ],
    [
      "YAML",
      "etcd.conf.yml",
      `name: 'a'\ninitial-cluster: a=${p("10.0.0.1")}\nadvertise-client-urls: ${c("10.0.0.1")}\ninitial-cluster-state: "new"\n`,
      [`a | new | - | a=${p("10.0.0.1")} |  | ${c("10.0.0.1")} | `],
    ],
    [
      "several YAML files glued together",
      "etcd.conf.yml",
      `name: a\ninitial-cluster: a=x\n-----\nname: b\ninitial-cluster: b=x\n`,
      [],
    ],
    [
      "a unit with an environment",
      "etcd.service",
      `[Service]\nEnvironment=IP=10.0.0.1 "ETCD_NAME=a"\nEnvironment=ETCD_INITIAL_CLUSTER_TOKEN=tok\nExecStart=-/usr/bin/etcd \\\n  --advertise-client-urls=http://\${IP}:2379 \\\n  -initial-cluster a=${p("10.0.0.1")},b=${p("%H")} --data-dir /var/lib/etcd\n`,
      [`a | - | tok | a=${p("10.0.0.1")},b=? |  | ${c("10.0.0.1")} | `],
    ],
    [
      "a unit with a configuration file: nothing else counts",
      "etcd.service",
      "[Service]\nExecStart=/usr/bin/etcd --config-file /etc/etcd.yml --name a --initial-cluster a=x\n",
      [],
    ],
    [
      "docker run with a name of its own",
      "run.sh",
      `#!/bin/sh\nIP=10.0.0.1\ndocker run -d --name etcd -v /data/etcd:/var/lib/etcd -e ETCD_INITIAL_CLUSTER_TOKEN=tok \\\n  quay.io/coreos/etcd:v3.5.1 /usr/local/bin/etcd --name a --initial-advertise-peer-urls http://$IP:2380\n`,
      [`a | - | tok |  | ${p("10.0.0.1")} |  | `],
    ],
    [
      "a container that is told all by its environment",
      "run.sh",
      `#!/bin/sh\ndocker run --env ETCD_NAME=a --env=ETCD_ADVERTISE_CLIENT_URLS=${c("10.0.0.1")} bitnami/etcd:3.5\n`,
      [`a | - | - |  |  | ${c("10.0.0.1")} | `],
    ],
    [
      "here-documents: a file, a unit, YAML",
      "run.sh",
      `#!/bin/sh\nIP=10.0.0.1\ncat > /etc/etcd/etcd.conf <<EOF\nETCD_NAME=a\nETCD_ADVERTISE_CLIENT_URLS=http://$IP:2379\nEOF\ncat > /x/etcd.service <<'EOF'\n[Service]\nExecStart=/usr/bin/etcd --name b --advertise-client-urls http://$IP:2379\nEOF\ncat > /x/etcd.yml <<EOF\nname: c\nadvertise-client-urls: http://$IP:2379\nEOF\n`,
      [`a | - | - |  |  | ${c("10.0.0.1")} | `, "b | - | - |  |  | ? | ", `c | - | - |  |  | ${c("10.0.0.1")} | `],
    ],
    [
      "other commands about etcd",
      "run.sh",
      "#!/bin/sh\nsystemctl restart etcd # ETCD_NAME\netcdctl member add etcd3 --initial-cluster x\netcd gateway start --listen-client-urls x\nmkdir -p /var/lib/etcd\n",
      [],
    ],
    [
      "compose: a command, a list and a mapping of variables",
      "docker-compose.yml",
      `services:\n  a:\n    image: quay.io/coreos/etcd:v3.5\n    command: etcd --name a --advertise-client-urls ${c("a")}\n  b:\n    image: bitnami/etcd\n    environment:\n      - ETCD_NAME=b\n      - ETCD_ADVERTISE_CLIENT_URLS=${c("b")}\n  c:\n    image: bitnami/etcd\n    environment:\n      ETCD_NAME: c\n      ETCD_ADVERTISE_CLIENT_URLS: ${c("c")}\n  d:\n    image: nginx\n`,
      [`a | - | - |  |  | ${c("a")} | `, `b | - | - |  |  | ${c("b")} | `, `c | - | - |  |  | ${c("c")} | `],
    ],
    [
      "a pod by a shell",
      "etcd.yaml",
      `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: etcd\n    command: ["/bin/sh", "-ec"]\n    args:\n    - |\n      exec etcd --name a \\\n        --advertise-client-urls ${c("10.0.0.1")} --initial-cluster-state new\n`,
      [`a | new | - |  |  | ${c("10.0.0.1")} | `],
    ],
    [
      "fences: files one below the other, a record of a terminal",
      "README.md",
      `\`\`\`\n# node 1\nETCD_NAME=a\nETCD_INITIAL_CLUSTER=a=${p("10.0.0.1")}\n# node 2\nETCD_NAME=b\nETCD_INITIAL_CLUSTER=a=${p("10.0.0.1")}\n\`\`\`\n\n\`\`\`console\n$ etcd --name c --listen-client-urls ${c("10.0.0.3")}\n\`\`\`\n`,
      [
        `a | - | - | a=${p("10.0.0.1")} |  |  | `,
        `b | - | - | a=${p("10.0.0.1")} |  |  | `,
        `c | - | - |  |  |  | ${c("10.0.0.3")}`,
      ],
    ],
  ])("%s", (_, file, text, members) => {
    expect((factsOf(file, text)?.members ?? []).map(sayMember)).toEqual(members);
  });

  test("places are those of the text", () => {
    const text = `# etcd\n\n\`\`\`\nETCD_NAME="a"\nETCD_INITIAL_CLUSTER="a=${p("10.0.0.1")}, b=${p("10.0.0.2")}" # two\n\`\`\`\n`;
    const facts = factsOf("README.md", text);
    const peer = facts?.members[0]?.initialCluster?.peers[1];
    const cut = (at: Parameters<typeof spanOf>[0] | undefined): string => {
      const span = at === undefined ? { start: 0, end: 0 } : spanOf(at);
      return text.slice(span.start, span.end);
    };
    expect(cut(facts?.members[0]?.name?.at)).toBe("a");
    expect([cut(peer?.name.at), cut(peer?.url.at)]).toEqual(["b", p("10.0.0.2")]);
    expect(facts?.slips.map(({ kind, replacement }) => `${kind} ${replacement}`)).toEqual([
      `blank-in-list a=${p("10.0.0.1")},b=${p("10.0.0.2")}`,
    ]);
  });
});

describe("who asks", () => {
  const urls = [c("10.0.0.1"), c("10.0.0.2")];
  test.each<[title: string, file: string, text: string, clients: string[]]>([
    [
      "a pod",
      "api.yaml",
      `kind: Pod\nspec:\n  containers:\n  - command:\n    - kube-apiserver\n    - --advertise-address=10.0.0.9\n    - --etcd-servers=${urls.join(",")}\n`,
      [`apiserver 10.0.0.9 ${urls.join(" ")}`],
    ],
    [
      "kubeadm",
      "kubeadm.yaml",
      `apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\netcd:\n  external:\n    endpoints: ["${urls.join('", "')}"]\n`,
      [`kubeadm - ${urls.join(" ")}`],
    ],
    [
      "a unit",
      "kube-apiserver.service",
      `[Service]\nExecStart=/x/kube-apiserver --etcd-servers=${urls.join(",")} --bind-address=0.0.0.0\n`,
      [`apiserver - ${urls.join(" ")}`],
    ],
    [
      "options in a variable",
      "run.sh",
      `#!/bin/sh\ncat > /x <<EOF\nOPTS="--v=2 --etcd-servers=${urls.join(",")}"\nEOF\n`,
      [`apiserver - ${urls.join(" ")}`],
    ],
  ])("%s", (_, file, text, clients) => {
    const found = (factsOf(file, text)?.clients ?? []).map(
      (one) => `${one.kind} ${one.ownAddress?.text ?? "-"} ${said(one.urls)}`,
    );
    expect(found).toEqual(clients);
  });
});

test.each([
  [1, 1, 0],
  [2, 2, 0],
  [3, 2, 1],
  [4, 3, 1],
  [5, 3, 2],
  [7, 4, 3],
])("of %i members %i must agree and %i may fail", (size, quorum, failures) => {
  expect(quorumOf(size)).toEqual({ quorum, failures });
});
