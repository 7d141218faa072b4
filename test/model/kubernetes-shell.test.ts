// biome-ignore-all lint/suspicious/noTemplateCurlyInString: The scripts have variables of their own.
import { string as anyString, array, constantFrom, property as forAll, assert as property } from "fast-check";
import { describe, expect, test } from "vitest";
import type { KubeadmNode, KubernetesFacts } from "../../server/src/model/kubernetes/facts.ts";
import { kubernetesFactsFromShell } from "../../server/src/model/kubernetes/shell.ts";
import { loadYamlReader } from "../../server/src/model/kubernetes/yaml-reader.ts";
import { sharedFolder } from "../schema/shared.ts";
import { textAt, textsBelow } from "./places.ts";

const yaml = await loadYamlReader();

function read(text: string): KubernetesFacts | undefined {
  return kubernetesFactsFromShell(text, yaml);
}

function factsOf(text: string): KubernetesFacts {
  return read(text) ?? expect.fail(`No facts: ${text}`);
}

function describeNode({ action, isControlPlane, joinEndpoint, bindPort, nodeName }: KubeadmNode): string {
  const endpoint = joinEndpoint?.value;
  const host = endpoint === undefined || endpoint.isHostUnknown ? "?" : endpoint.host;
  const to = joinEndpoint === undefined ? [] : [`to ${host} ${endpoint?.port ?? "?"}`];
  const port = bindPort === undefined ? [] : [`on ${bindPort.value ?? "?"}`];
  const name = nodeName === undefined ? [] : [`as ${nodeName.value ?? "?"}`];
  return [action, isControlPlane ? "control plane" : "worker", ...to, ...port, ...name].join(" ");
}

function nodesOf(text: string): string[] {
  return (read(text)?.nodes ?? []).map(describeNode);
}

describe("kubeadm init", () => {
  test("gives a cluster and a node, with exact places", () => {
    const text = `#!/bin/bash
set -e
sudo kubeadm init --control-plane-endpoint "10.0.0.100:6443" --apiserver-bind-port=9443 \\
  --apiserver-advertise-address '10.0.0.1' --apiserver-cert-extra-sans=10.0.0.100,"api" \\
  --upload-certs --node-name node1 | tee init.log
`;
    const { clusters, nodes } = factsOf(text);
    const [cluster] = clusters;
    expect(clusters).toHaveLength(1);
    expect(cluster?.endpoint).toMatchObject({
      value: { host: "10.0.0.100", port: 6443, address: { family: 4 }, isHostUnknown: false, isPortUnknown: false },
      text: "10.0.0.100:6443",
      isGenerated: false,
    });
    expect(textAt(text, cluster?.endpoint?.at)).toBe("10.0.0.100:6443");
    expect(textAt(text, cluster?.endpoint?.value?.portAt)).toBe("6443");
    expect(cluster?.bindPort?.value).toBe(9443);
    expect(textAt(text, cluster?.bindPort?.at)).toBe("9443");
    expect(cluster?.advertiseAddress?.value?.text).toBe("10.0.0.1");
    expect(textAt(text, cluster?.advertiseAddress?.at)).toBe("10.0.0.1");
    expect(cluster?.certificateNames.map(({ value }) => value)).toEqual(["10.0.0.100", "api"]);
    expect(textAt(text, cluster?.source.at)).toMatch(/^kubeadm init --control-plane-endpoint[^|]*node1$/);
    expect(cluster?.source).toMatchObject({ form: "command", apiVersion: undefined, isOpen: false });
    expect(nodes.map(describeNode)).toEqual(["init control plane on 9443 as node1"]);
    expect(textAt(text, nodes[0]?.nodeName?.at)).toBe("node1");
  });

  test("splits a list of names in place", () => {
    const text = "kubeadm init --apiserver-cert-extra-sans a,b.example.org, --apiserver-cert-extra-sans=10.0.0.1\n";
    const names = factsOf(text).clusters[0]?.certificateNames ?? [];
    expect(names.map(({ at }) => textAt(text, at))).toEqual(["a", "b.example.org", "10.0.0.1"]);
  });

  test.each([
    "kubeadm init phase upload-certs --upload-certs",
    "kubeadm init --config kubeadm.yaml --upload-certs",
    "kubeadm init --config=kubeadm.yaml",
    "kubeadm init --help",
    "kubeadm join phase control-plane-prepare all",
    "kubeadm join --config join.yaml",
    "kubeadm reset -f",
    "kubeadm token create --print-join-command",
    "# kubeadm init --apiserver-bind-port 1",
    "ls # kubeadm init",
    "echo kubeadm init",
    'echo "now run kubeadm join 10.0.0.1:6443"',
    "echo 'kubeadm join 10.0.0.1:6443'",
    "grep 'kubeadm init' log",
    "apt install kubeadm init",
    "mykubeadm init",
    "kubeadm join",
    "kubeadm --v=5 token list",
    'HELP="Now run kubeadm join 10.0.0.100:6443 here"',
    "Then `kubeadm init` creates the cluster.",
    "cat <<EOF\nThen run kubeadm join 10.0.0.1:6443\nkubeadm join 10.0.0.1:6443\nEOF",
    ": <<'EOF'\nkubeadm init\nEOF",
  ])("%j gives nothing", (line) => {
    expect(read(`#!/bin/sh\n${line}\n`)).toBeUndefined();
  });
});

describe("kubeadm join", () => {
  test.each([
    ["kubeadm join 10.0.0.100:6443 --token a", "join worker to 10.0.0.100 6443"],
    ["kubeadm join 10.0.0.100:6443 --token a --control-plane", "join control plane to 10.0.0.100 6443"],
    ["kubeadm join --token a --control-plane 10.0.0.100:6443", "join control plane to 10.0.0.100 6443"],
    ["kubeadm join --experimental-control-plane 10.0.0.100:6443", "join control plane to 10.0.0.100 6443"],
    ["kubeadm join --control-plane=false 10.0.0.100:6443", "join worker to 10.0.0.100 6443"],
    ["kubeadm join --control-plane=true 10.0.0.100:6443", "join control plane to 10.0.0.100 6443"],
    ["kubeadm join api.example.org:6443 --node-name=n2", "join worker to api.example.org 6443 as n2"],
    ["kubeadm join [fd00::1]:6443", "join worker to fd00::1 6443"],
    ["kubeadm join <node-ip>:6443 --token <token>", "join worker to ? 6443"],
    ["kubeadm join <control plane ip>:<port> --token <token>", "join worker to ? ?"],
    ["kubeadm join <token>", "join worker to ? ?"],
    ["kubeadm join {{ vip }}:6443 --apiserver-bind-port {{ port }}", "join worker to ? 6443 on ?"],
    ["kubeadm join $1:6443", "join worker to ? 6443"],
    ["kubeadm join $(hostname -i):6443", "join worker to ? 6443"],
    ["kubeadm join `hostname -i`:6443 --control-plane", "join control plane to ? 6443"],
    ["kubeadm join ${VIP:-10.0.0.1}:6443", "join worker to ? 6443"],
    [
      "kubeadm join '10.0.0.100':6443 \\\r\n  --control-plane \\  \n  --apiserver-bind-port 9443",
      "join control plane to 10.0.0.100 6443 on 9443",
    ],
    ["kubeadm join 10.0.0.100:6443 \\\n  --token a # --control-plane", "join worker to 10.0.0.100 6443"],
    ["A=1 sudo -E /usr/bin/kubeadm join 10.0.0.100:6443", "join worker to 10.0.0.100 6443"],
    ["if ! kubeadm join 10.0.0.100:6443; then exit 1; fi", "join worker to 10.0.0.100 6443"],
    ["test -f x || (kubeadm join 10.0.0.100:6443)", "join worker to 10.0.0.100 6443"],
    ["swapoff -a && kubeadm join 10.0.0.100:6443 >log 2>&1 &", "join worker to 10.0.0.100 6443"],
    ["case $x in join) kubeadm join 10.0.0.100:6443;; esac", "join worker to 10.0.0.100 6443"],
    ["ssh root@n2 kubeadm join 10.0.0.100:6443", "join worker to 10.0.0.100 6443"],
    ['ssh root@n2 "sudo kubeadm join 10.0.0.100:6443 --control-plane"', "join control plane to 10.0.0.100 6443"],
    ["vagrant ssh n2 -c 'kubeadm join 10.0.0.100:6443'", "join worker to 10.0.0.100 6443"],
    ["OUT=$(kubeadm join 10.0.0.100:6443)", "join worker to 10.0.0.100 6443"],
    ["ssh n2 <<EOF\nswapoff -a\nkubeadm join 10.0.0.100:6443\nEOF", "join worker to 10.0.0.100 6443"],
    ["cat > join.sh <<-'EOF'\n\tkubeadm join 10.0.0.100:6443\n\tEOF", "join worker to 10.0.0.100 6443"],
    ["cat <<< x; kubeadm join 10.0.0.100:6443", "join worker to 10.0.0.100 6443"],
    ["$ kubeadm join 10.0.0.100:6443", "join worker to 10.0.0.100 6443"],
    ["[root@n2 ~]# kubeadm join 10.0.0.100:6443", "join worker to 10.0.0.100 6443"],
    ["root@n2:~# kubeadm join 10.0.0.100:6443", "join worker to 10.0.0.100 6443"],
    ["# swapoff -a\n# kubeadm join 10.0.0.100:6443\nThis node has joined.", "join worker to 10.0.0.100 6443"],
    ["kubeadm --v=5 join 10.0.0.100:6443", "join worker to 10.0.0.100 6443"],
    ["kubeadm -v 5 --skip-headers join 10.0.0.100:6443 --control-plane", "join control plane to 10.0.0.100 6443"],
    ['JOIN="kubeadm join 10.0.0.100:6443 --token $TOKEN"', "join worker to 10.0.0.100 6443"],
    ["export JOIN='sudo kubeadm join 10.0.0.100:6443'\n$JOIN --control-plane", "join worker to 10.0.0.100 6443"],
    ["You can't join yet.\n  kubeadm join 10.0.0.100:6443\nIt isn't ready.", "join worker to 10.0.0.100 6443"],
  ])("%j", (text, expected) => {
    expect(nodesOf(text)).toEqual([expected]);
  });

  test("of one record", () => {
    const text = `### the first node
$ ssh 10.0.0.1
$ kubeadm init --control-plane-endpoint 10.0.0.100:6443 --apiserver-bind-port 9443
### it prints: kubeadm join 10.0.0.100:6443 --token <token> --control-plane
# kubeadm join 10.0.0.100:1
$ kubeadm join 10.0.0.100:6443 --token <token> --discovery-token-ca-cert-hash <hash key> --control-plane
$ kubeadm join 10.0.0.100:6443 --token <token>
`;
    expect(nodesOf(text)).toEqual([
      "init control plane on 9443",
      "join control plane to 10.0.0.100 6443",
      "join worker to 10.0.0.100 6443",
    ]);
  });

  test.each([
    ["kubeadm join 10.0.0.100:6443 $FLAGS", true],
    ["kubeadm join $ARGUMENTS", true],
    ["kubeadm init {{ flags }}", true],
    ["kubeadm join 10.0.0.100:6443 ...", true],
    ["kubeadm join 10.0.0.100:6443 [more flags]", true],
    ["kubeadm join $VIP:6443", false],
    ["kubeadm join <vip>:6443 --token $TOKEN", false],
  ])("%j is open: %j", (text, isOpen) => {
    expect(factsOf(text).nodes[0]?.source.isOpen).toBe(isOpen);
  });
});

describe("variables", () => {
  test("that are assigned once are resolved", () => {
    const text = `VIP=10.0.0.100
export PORT="6443" NAME='n1'
ENDPOINT=\${VIP}:$PORT
kubeadm init --control-plane-endpoint $ENDPOINT --node-name $NAME
kubeadm join "\${VIP}:6443" --control-plane
`;
    const { clusters, nodes } = factsOf(text);
    const endpoint = clusters[0]?.endpoint;
    expect(endpoint).toMatchObject({
      value: { host: "10.0.0.100", port: 6443 },
      text: "10.0.0.100:6443",
      isGenerated: true,
    });
    expect(textAt(text, endpoint?.at)).toBe("$ENDPOINT");
    expect(endpoint?.value?.portAt).toBeUndefined();
    expect(nodes[0]?.nodeName).toMatchObject({ value: "n1", isGenerated: true });
    const join = nodes[1]?.joinEndpoint;
    expect(join).toMatchObject({ value: { host: "10.0.0.100", port: 6443 }, isGenerated: true });
    expect(textAt(text, join?.at)).toBe("${VIP}:6443");
    expect(textAt(text, join?.value?.portAt)).toBe("6443");
  });

  test.each([
    "VIP=10.0.0.1\nVIP=10.0.0.2",
    "VIP=10.0.0.1\nif x; then VIP=10.0.0.2; fi",
    "VIP=10.0.0.1\nread VIP",
    "for VIP in 10.0.0.1; do",
    "VIP=",
    "VIP=$1",
    "VIP=$(cat vip)",
    "VIP=${1:-10.0.0.1}",
    "VIP=10.0.0.1\nVIP+=2",
    "VIP=10.0.0.1 other",
    "VIP=$VIP",
    "A=$VIP\nVIP=$A",
    "VIP='$A'\nA=10.0.0.1",
    "VIP={{ vip }}",
  ])("%j leaves the address unknown", (lines) => {
    expect(nodesOf(`${lines}\nkubeadm join $VIP:6443\n`)).toEqual(["join worker to ? 6443"]);
  });

  test.each([
    ["kubeadm join \\$VIP:6443"],
    ["kubeadm join '$VIP':6443"],
    ['kubeadm join "\\$VIP:6443"'],
    ["ssh n2 'kubeadm join $VIP:6443'"],
  ])("are left alone where the shell leaves them: %j", (line) => {
    expect(nodesOf(`VIP=10.0.0.1\n${line}\n`)).toEqual(["join worker to ? 6443"]);
  });

  test("inside double quotes for another host are resolved here", () => {
    expect(nodesOf('VIP=10.0.0.1\nssh n2 "kubeadm join $VIP:6443"\n')).toEqual(["join worker to 10.0.0.1 6443"]);
  });
});

describe("here-documents", () => {
  const document = (endpoint: string) =>
    `apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\ncontrolPlaneEndpoint: ${endpoint}\n`;

  test("that write kubeadm YAML are read in place", () => {
    const text = `#!/bin/sh\nVIP=10.0.0.100\ncat <<EOF | tee a.yaml\n${document('"$VIP:6443"')}EOF\nsudo tee b.yaml >/dev/null << 'END' && echo done\n${document("10.0.0.101:8443 # x")}END\nkubeadm init --config a.yaml\n`;
    const { clusters, nodes } = factsOf(text);
    expect(clusters.map(({ endpoint }) => endpoint?.text)).toEqual(["10.0.0.100:6443", "10.0.0.101:8443"]);
    expect(clusters.map(({ endpoint }) => endpoint?.isGenerated)).toEqual([true, false]);
    expect(clusters.map(({ endpoint }) => textAt(text, endpoint?.at))).toEqual(["$VIP:6443", "10.0.0.101:8443"]);
    expect(clusters.map(({ endpoint }) => textAt(text, endpoint?.value?.portAt))).toEqual(["6443", "8443"]);
    expect(new Set(clusters.map(({ source }) => source.at.origin)).size).toBe(1);
    expect(nodes).toEqual([]);
  });

  test("expand only where the delimiter is bare", () => {
    const text = `VIP=10.0.0.100\ncat >a <<'EOF'\n${document("$VIP:6443")}EOF\ncat >b <<EOF\n${document("\\$VIP:6443")}EOF\ncat >c <<EOF\n${document("$(vip):6443")}EOF\n`;
    expect(factsOf(text).clusters.map(({ endpoint }) => endpoint?.value?.isHostUnknown)).toEqual([true, true, true]);
  });

  test("with tabs, and without an end", () => {
    const indented = document("10.0.0.100:6443").replace(/^/gm, "\t");
    const text = `cat <<-EOF >a\n${indented}`;
    const endpoint = factsOf(text).clusters[0]?.endpoint;
    expect(textAt(text, endpoint?.at)).toBe("10.0.0.100:6443");
  });

  test("two on a line", () => {
    const text = `cat <<A - <<B >x\n${document("a:1")}A\n${document("b:2")}B\nkubeadm join c:3\n`;
    const { clusters, nodes } = factsOf(text);
    expect(clusters.map(({ endpoint }) => endpoint?.text)).toEqual(["a:1", "b:2"]);
    expect(nodes.map(describeNode)).toEqual(["join worker to c 3"]);
  });

  test("are left out without a reader", () => {
    expect(kubernetesFactsFromShell(`cat <<EOF >a\n${document("a:1")}EOF\n`)).toBeUndefined();
  });
});

describe("any text", () => {
  test.each([
    ["substitutions", "$(".repeat(200_000)],
    ["nested substitutions", `${"$(".repeat(50_000)}kubeadm join a:1${")".repeat(50_000)}`],
    ["quotes", "\"'".repeat(200_000)],
    ["escaped quotes", '\\"'.repeat(200_000)],
    ["backquotes", "` ".repeat(200_000)],
    ["here-documents", "<<A ".repeat(50_000)],
    ["here-documents without end", "cat <<A\n".repeat(50_000)],
    ["holes", "{{ ".repeat(200_000)],
    ["angles", "<a ".repeat(200_000)],
    ["one angle", `<${"a ".repeat(200_000)}`],
    ["variables", `A=$A$A\n${"kubeadm join $A:1\n".repeat(20_000)}`],
    ["nested commands", `ssh a "${"kubeadm join $(x) ".repeat(1000)}"\n`.repeat(20)],
  ])("a bomb of %s neither hangs nor overflows", (_name, bomb) => {
    const started = performance.now();
    read(`kubeadm join a:1\n${bomb}`);
    read(`kubeadm join a:1 ${bomb}`);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test("gives facts whose places lie inside", () => {
    const part = constantFrom(
      ..."kubeadm |init|join| |10.0.0.1:6443|--control-plane-endpoint|=|--control-plane|--apiserver-bind-port 9|\n|\\\n|\\|'|\"|`|$(|)|(|{|}|{{ x }}|<|>|<x>|<<EOF|<<'EOF'|\nEOF\n|&&|;|VIP=1|$VIP|${VIP}|# |$ |ssh a |\t|\r\n|apiVersion: kubeadm.k8s.io/v1\nkind: ClusterConfiguration\ncontrolPlaneEndpoint: $VIP:1\n".split(
        "|",
      ),
    );
    property(
      forAll(array(part, { maxLength: 50 }), (parts) => {
        const text = `VIP=a\n${parts.join("")}`;
        const facts = read(text);
        const endpoints = [
          ...(facts?.clusters ?? []).map(({ endpoint }) => endpoint),
          ...(facts?.nodes ?? []).map(({ joinEndpoint }) => joinEndpoint),
        ];
        for (const endpoint of endpoints) {
          if (endpoint === undefined) continue;
          expect(textAt(text, endpoint.at)).not.toBe("");
          if (endpoint.value?.portAt) expect(textAt(text, endpoint.value.portAt)).toMatch(/^\d+$/);
        }
      }),
      { numRuns: 3000 },
    );
  });

  test("never throws", () => {
    property(
      forAll(anyString({ unit: "binary", maxLength: 200 }), (text) => {
        read(`kubeadm join ${text}`);
        read(`${text}\nkubeadm init ${text}`);
      }),
    );
  });
});

const corpus = sharedFolder("corpus/files", "no kubeadm commands of real files are read");

test.runIf(corpus !== undefined)("real files", () => {
  const counts = { files: 0, withFacts: 0, clusters: 0, nodes: 0, controlPlaneJoins: 0, endpoints: 0 };
  for (const text of textsBelow(corpus ?? "")) {
    counts.files++;
    const facts = read(text);
    if (facts === undefined) continue;
    counts.withFacts++;
    counts.clusters += facts.clusters.length;
    counts.nodes += facts.nodes.length;
    counts.controlPlaneJoins += facts.nodes.filter((node) => node.action === "join" && node.isControlPlane).length;
    counts.endpoints += facts.nodes.filter((node) => node.joinEndpoint?.value?.address !== undefined).length;
  }
  console.log(`kubeadm commands of real files: ${JSON.stringify(counts)}`);
});

const seeds = sharedFolder("seeds", "no kubeadm commands of the first documents are read");

test.runIf(seeds !== undefined)("the documents that people write", () => {
  const nodes = [...textsBelow(seeds ?? "")].flatMap(nodesOf);
  console.log(`kubeadm commands of the documents:\n${nodes.join("\n")}`);
  expect(nodes).toContain("join control plane to 172.29.1.200 6443 on 9443");
});
