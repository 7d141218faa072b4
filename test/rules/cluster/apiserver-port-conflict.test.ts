// biome-ignore-all lint/suspicious/noTemplateCurlyInString: The files have placeholders and variables of their own.
import { describe, expect, test } from "vitest";
import { balancer, clusterConfiguration, initConfiguration } from "../../support/configs.ts";
import { findingsOf, fixesOf, found, mended, nodes, type Texts } from "./found.ts";

const code = "cluster/apiserver-port-conflict";
const servers = ["10.0.0.1:6443", "10.0.0.2:6443", "10.0.0.3:6443"];
const lb = nodes({ source: "10.0.0.1" }, { source: "10.0.0.2" }, { source: "10.0.0.3" });

/** Three control planes that balance themselves; all three haproxies have the bind, or each its own. */
function stacked(binds: string | readonly string[], others: Texts = {}, to: readonly string[] = servers): Texts {
  const each = typeof binds === "string" ? [binds, binds, binds] : binds;
  return {
    ...lb,
    ...Object.fromEntries(each.map((bind, index) => [`lb${index + 1}/haproxy.cfg`, balancer(bind, to)])),
    ...others,
  };
}

function shared(bind: string, others: Texts = {}, to: readonly string[] = servers): Texts {
  return { ...lb, "haproxy.cfg": balancer(bind, to), ...others };
}

const odd = ["10.0.0.1:6443", "10.0.0.2:6443", "10.0.0.3:6444"];
const hit = (bind: string): string[] => [`haproxy.cfg:7 error ${bind}`];

describe(code, () => {
  test.each<[title: string, texts: Texts, found: string[]]>([
    ["a wildcard", shared("*:6443"), hit("*:6443")],
    ["a port alone", shared(":6443"), hit(":6443")],
    ["0.0.0.0", shared("0.0.0.0:6443"), hit("0.0.0.0:6443")],
    ["::", shared("[::]:6443"), hit("[::]:6443")],
    [
      "the VIP: a kubeadm apiserver listens on all addresses",
      shared("10.0.0.100:6443", { "init.sh": "kubeadm init --control-plane-endpoint 10.0.0.100:6443\n" }),
      hit("10.0.0.100:6443"),
    ],
    ["the VIP, where only haproxy tells of apiservers: they may listen beside it", shared("10.0.0.100:6443"), []],
    ["a node's own address", shared("10.0.0.2:6443"), hit("10.0.0.2:6443")],
    ["an address of nobody", shared("10.0.9.9:6443"), []],
    ["loopback: wait for what is known of it", shared("127.0.0.1:6444"), []],
    ["within a range", shared("*:6440-6450"), hit("*:6440-6450")],
    ["another port", shared("*:8443"), []],
    ["an unknown port", shared("*:${PORT}"), []],
    ["an unknown address", shared("${VIP}:6443"), []],
    [
      "a network namespace of its own",
      { ...shared("*:8443"), "haproxy.cfg": balancer("*:6443", servers).replace("*:6443", "*:6443 namespace lb") },
      [],
    ],
    [
      "kubeadm's default, which other servers confirm",
      stacked(["*:8443", "*:8443", "*:6443"], { "init.sh": "kubeadm init --upload-certs\n" }, odd),
      ["lb3/haproxy.cfg:7 error *:6443"],
    ],
    ["UDP is another port", shared("udp@*:6443"), []],
    ["a unix socket", shared("/run/x.sock"), []],
    [
      "external balancers: the apiservers are elsewhere",
      shared("*:6443", {}, ["10.0.0.11:6443", "10.0.0.12:6443"]),
      [],
    ],
    [
      "a stacked node among them",
      stacked(["*:6443", "*:8443", "*:8443"], {}, ["10.0.0.1:6443", "10.0.0.12:6443"]),
      ["lb1/haproxy.cfg:7 error *:6443"],
    ],
    [
      "only the nodes that are control planes",
      stacked("*:6443", {}, ["10.0.0.1:6443", "10.0.0.12:6443"]),
      ["lb1/haproxy.cfg:7 error *:6443"],
    ],
    [
      "another proxy on the port",
      {
        ...shared("*:8443"),
        "haproxy.cfg": `${balancer("*:8443", servers)}listen web\n    bind *:6443\n    server a 10.0.0.9:80\n`,
      },
      ["haproxy.cfg:14 error *:6443"],
    ],
    [
      "one finding for each haproxy",
      stacked("*:6443"),
      ["lb1/haproxy.cfg:7 error *:6443", "lb2/haproxy.cfg:7 error *:6443", "lb3/haproxy.cfg:7 error *:6443"],
    ],
  ])("%s", (_, texts, findings) => {
    expect(found(code, texts)).toEqual(findings);
  });

  const init = (port?: number): string =>
    `${clusterConfiguration("10.0.0.100:8443")}---\n${initConfiguration("10.0.0.1", port)}`;
  const script = (...lines: string[]): Texts => ({ "kubeadm.sh": `#!/bin/sh\n${lines.join("\n")}\n` });
  const at = (port: number): string[] => servers.map((server) => server.replace("6443", String(port)));

  test.each<[title: string, texts: Texts, found: string[]]>([
    ["InitConfiguration's bindPort", shared("*:9443", { "kubeadm.yaml": init(9443) }, at(9443)), hit("*:9443")],
    ["InitConfiguration without bindPort", shared("*:6443", { "kubeadm.yaml": init() }), hit("*:6443")],
    ["InitConfiguration's bindPort leaves 6443 free", shared("*:6443", { "kubeadm.yaml": init(9443) }, at(9443)), []],
    [
      "init's --apiserver-bind-port",
      shared(
        "*:9443",
        script("kubeadm init --control-plane-endpoint 10.0.0.100:8443 --apiserver-bind-port 9443"),
        at(9443),
      ),
      hit("*:9443"),
    ],
    [
      "init's --apiserver-bind-port and the joins'",
      shared(
        "*:9443",
        script(
          "kubeadm init --control-plane-endpoint 10.0.0.100:8443 --apiserver-bind-port=9443",
          "kubeadm join 10.0.0.100:8443 --control-plane --apiserver-bind-port=9443",
        ),
        at(9443),
      ),
      hit("*:9443"),
    ],
    [
      "a join that lacks the port: nobody knows which node it is",
      shared(
        "*:9443",
        script(
          "kubeadm init --control-plane-endpoint 10.0.0.100:8443 --apiserver-bind-port 9443",
          "kubeadm join 10.0.0.100:8443 --control-plane",
        ),
        at(9443),
      ),
      [],
    ],
    [
      "a join that lacks the port, of a node that is known",
      shared(
        "10.0.0.2:6443",
        script(
          "kubeadm init --control-plane-endpoint 10.0.0.100:8443 --apiserver-bind-port 9443 --apiserver-advertise-address 10.0.0.1",
          "kubeadm join 10.0.0.100:8443 --control-plane --apiserver-advertise-address 10.0.0.2",
        ),
        ["10.0.0.1:9443", "10.0.0.2:6443"],
      ),
      hit("10.0.0.2:6443"),
    ],
    [
      "a worker's join does not matter",
      shared(
        "*:9443",
        script(
          "kubeadm init --control-plane-endpoint 10.0.0.100:8443 --apiserver-bind-port 9443",
          "kubeadm join 10.0.0.100:8443 --token x",
        ),
        at(9443),
      ),
      hit("*:9443"),
    ],
    [
      "a port that is a variable",
      shared("*:6443", script('kubeadm init --control-plane-endpoint 10.0.0.100:8443 --apiserver-bind-port "$PORT"')),
      [],
    ],
    [
      "an apiserver on one address leaves the VIP free",
      stacked(["10.0.0.100:6443"], {
        "kubeadm.yaml": `${init()}---\napiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\ncontrolPlaneEndpoint: 10.0.0.100:8443\napiServer:\n  extraArgs:\n    bind-address: 10.0.0.1\n`,
      }),
      [],
    ],
    [
      "an apiserver on one address does not leave the wildcard free",
      shared("*:6443", {
        "kubeadm.yaml": `${init()}---\napiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\ncontrolPlaneEndpoint: 10.0.0.100:8443\napiServer:\n  extraArgs:\n    bind-address: 10.0.0.1\n`,
      }),
      hit("*:6443"),
    ],
  ])("the apiserver's port by kubeadm: %s", (_, texts, findings) => {
    expect(found(code, texts)).toEqual(findings);
  });

  test.each<[title: string, texts: Texts, fixes: string[], mended: string[]]>([
    ["a free port", shared("*:6443"), ["*haproxy.cfg: Bind haproxy to 8443 instead"], ["haproxy.cfg:7 bind *:8443"]],
    [
      "the next free port",
      {
        ...shared("*:6443"),
        "haproxy.cfg": `${balancer("*:6443", servers)}listen web\n    bind *:8443\n    server a 10.0.0.9:80\n`,
      },
      ["*haproxy.cfg: Bind haproxy to 16443 instead"],
      ["haproxy.cfg:7 bind *:16443"],
    ],
    [
      "the port of the others",
      stacked(["*:6443", "*:7443", "*:7443"]),
      ["*lb1/haproxy.cfg: Bind haproxy to 7443 instead"],
      ["lb1/haproxy.cfg:7 bind *:7443"],
    ],
    [
      "all haproxies and the endpoint with it",
      stacked("*:6443", {
        "kubeadm.yaml": clusterConfiguration("10.0.0.100:6443"),
        "join.sh": "#!/bin/sh\nkubeadm join 10.0.0.100:6443 --control-plane\n",
      }),
      [1, 2, 3].map(
        (node) => `*lb${node}/haproxy.cfg: Bind haproxy to 8443 instead, and let the control-plane endpoint follow`,
      ),
      [
        "lb1/haproxy.cfg:7 bind *:8443",
        "lb2/haproxy.cfg:7 bind *:8443",
        "lb3/haproxy.cfg:7 bind *:8443",
        "kubeadm.yaml:3 controlPlaneEndpoint: 10.0.0.100:8443",
        "join.sh:2 kubeadm join 10.0.0.100:8443 --control-plane",
      ],
    ],
    [
      "a range can't be moved",
      shared("*:6440-6450"),
      [],
      ["! haproxy.cfg:7 error *:6440-6450 cluster/apiserver-port-conflict"],
    ],
    [
      "a variable for the endpoint's host",
      shared("*:6443", { "init.sh": '#!/bin/sh\nVIP=10.0.0.100\nkubeadm init --control-plane-endpoint "$VIP:6443"\n' }),
      ["*haproxy.cfg: Bind haproxy to 8443 instead, and let the control-plane endpoint follow"],
      ["haproxy.cfg:7 bind *:8443", 'init.sh:3 kubeadm init --control-plane-endpoint "$VIP:8443"'],
    ],
  ])("mended: %s", (_, texts, fixes, after) => {
    expect(fixesOf(code, texts)).toEqual(fixes);
    expect(mended(code, texts)).toEqual(after);
  });

  test("an endpoint whose port a variable holds can't be moved, so nothing is offered", () => {
    const texts = shared("*:6443", {
      "init.sh": '#!/bin/sh\nEP=10.0.0.100:6443\nkubeadm init --control-plane-endpoint "$EP"\n',
    });
    expect(found(code, texts)).toEqual(["haproxy.cfg:7 error *:6443"]);
    expect(fixesOf(code, texts)).toEqual([]);
  });

  test("says where the port comes from", () => {
    const [finding] = findingsOf(code, shared("*:9443", { "kubeadm.yaml": init(9443) }, at(9443)));
    expect(finding?.message).toBe(
      'haproxy binds *:9443 on lb1, lb2, lb3, where the apiserver listens on 9443. Whichever starts second ends with "address already in use"; give haproxy a port of its own.',
    );
    expect(finding?.related.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      "kubeadm.yaml: the apiserver's port 9443 comes from here",
    ]);
  });

  test("the address that one node's apiserver listens on says nothing of another's", () => {
    const manifest = (own: string, bind: string): string =>
      `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - command:\n        - kube-apiserver\n        - --advertise-address=${own}\n        - --bind-address=${bind}\n`;
    const texts = shared("10.0.0.100:6443", {
      "lb1/manifests/kube-apiserver.yaml": manifest("10.0.0.1", "10.0.0.1"),
      "lb2/manifests/kube-apiserver.yaml": manifest("10.0.0.2", "0.0.0.0"),
      "lb3/manifests/kube-apiserver.yaml": manifest("10.0.0.3", "10.0.0.3"),
    });
    expect(findingsOf(code, texts).map(({ message }) => / on ([^,]+), where/.exec(message)?.[1])).toEqual(["lb2"]);
  });
});
