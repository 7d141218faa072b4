// biome-ignore-all lint/suspicious/noTemplateCurlyInString: The files have placeholders and variables of their own.
import { describe, expect, test } from "vitest";
import { balancer, clusterConfiguration, initConfiguration } from "../../support/configs.ts";
import { findingsOf, fixesOf, found, mended, nodes, type Texts } from "./found.ts";

const code = "cluster/backend-port-mismatch";

/** Two balancers in front of control planes elsewhere. */
function external(servers: readonly string[], others: Texts, bind = "*:8443"): Texts {
  return {
    ...nodes({ source: "10.0.0.1" }, { source: "10.0.0.2" }),
    "haproxy.cfg": balancer(bind, servers),
    ...others,
  };
}

const advertised = (address: string, port?: number): Texts => ({ "init.yaml": initConfiguration(address, port) });
const script = (...lines: string[]): Texts => ({ "install.sh": `#!/bin/sh\n${lines.join("\n")}\n` });
const init = (flags: string): string => `kubeadm init --control-plane-endpoint 10.0.0.100:8443 ${flags}`;
const join = (flags: string): string => `kubeadm join 10.0.0.100:8443 --token x --control-plane ${flags}`;
const pod = (address: string, flags: string): Texts => ({
  "kube-apiserver.yaml": `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - command:\n    - kube-apiserver\n    - --advertise-address=${address}\n${flags === "" ? "" : `    - ${flags}\n`}`,
});
/** The first server stands in line 10. */
const hit = (...servers: [line: number, port: string][]): string[] =>
  servers.map(([line, port]) => `haproxy.cfg:${line} error ${port}`);

describe(code, () => {
  test.each<[title: string, texts: Texts, found: string[]]>([
    ["as the node says", external(["10.0.0.11:6443", "10.0.0.12:6443"], advertised("10.0.0.11", 6443)), []],
    ["another", external(["10.0.0.11:9443", "10.0.0.12:6443"], advertised("10.0.0.11", 6443)), hit([10, "9443"])],
    [
      "the node says another than all servers",
      external(["10.0.0.11:6443", "10.0.0.12:6443"], advertised("10.0.0.11", 9443)),
      hit([10, "6443"]),
    ],
    [
      "a default that another server follows",
      external(["10.0.0.11:9443", "10.0.0.12:6443"], advertised("10.0.0.11")),
      hit([10, "9443"]),
    ],
    [
      "a default that no server follows: more may be known elsewhere",
      external(["10.0.0.11:9443", "10.0.0.12:9443"], advertised("10.0.0.11")),
      [],
    ],
    [
      "a pod's port",
      external(["10.0.0.11:6443", "10.0.0.12:6443"], pod("10.0.0.12", "--secure-port=7443")),
      hit([11, "6443"]),
    ],
    ["a pod's default", external(["10.0.0.11:6443", "10.0.0.12:7443"], pod("10.0.0.12", "")), hit([11, "7443"])],
    [
      "what init and all joins say",
      external(
        ["10.0.0.11:6443", "10.0.0.12:6443"],
        script(init("--apiserver-bind-port 9443"), join("--apiserver-bind-port 9443")),
      ),
      hit([10, "6443"], [11, "6443"]),
    ],
    [
      "one of them, which others follow",
      external(
        ["10.0.0.11:9443", "10.0.0.12:6443"],
        script(init("--apiserver-bind-port 9443"), join("--apiserver-bind-port 9443")),
      ),
      hit([11, "6443"]),
    ],
    [
      "a join that does not say it: nobody knows which node is which",
      external(["10.0.0.11:9443", "10.0.0.12:6443"], script(init("--apiserver-bind-port 9443"), join(""))),
      [],
    ],
    [
      "a join that does not say it, of a known address",
      external(
        ["10.0.0.11:9443", "10.0.0.12:9443"],
        script(
          init("--apiserver-bind-port 9443 --apiserver-advertise-address 10.0.0.11"),
          join("--apiserver-advertise-address=10.0.0.12"),
        ),
      ),
      [],
    ],
    [
      "init alone, and no server follows it",
      external(["10.0.0.11:6443", "10.0.0.12:6443"], script(init("--apiserver-bind-port 9443"))),
      [],
    ],
    [
      "init alone: joins that are not here listen on the default",
      external(["10.0.0.11:9443", "10.0.0.12:6443"], script(init("--apiserver-bind-port 9443"))),
      [],
    ],
    [
      "init's node, and with it all that have the same port",
      external(["10.0.0.11:6444", "10.0.0.12:6444"], {
        "kubeadm.yaml": `${clusterConfiguration("10.0.0.100:8443")}---\n${initConfiguration("10.0.0.11", 6443)}`,
      }),
      hit([10, "6444"], [11, "6444"]),
    ],
    [
      "what the configuration of all apiservers says",
      external(["10.0.0.11:9443", "10.0.0.12:6443"], {
        "kubeadm.yaml": `${clusterConfiguration("10.0.0.100:8443")}apiServer:\n  extraArgs:\n    secure-port: "9443"\n`,
      }),
      hit([11, "6443"]),
    ],
    [
      "a cluster's default",
      external(["10.0.0.11:6443", "10.0.0.12:6444"], { "kubeadm.yaml": clusterConfiguration("10.0.0.100:8443") }),
      hit([11, "6444"]),
    ],
    [
      "a cluster's default that no server follows",
      external(["10.0.0.11:6444", "10.0.0.12:6444"], { "kubeadm.yaml": clusterConfiguration("10.0.0.100:8443") }),
      [],
    ],
    ["no Kubernetes file", external(["10.0.0.11:6443", "10.0.0.12:6444"], {}), []],
    [
      "a placeholder among the flags",
      external(["10.0.0.11:6443", "10.0.0.12:6444"], script("kubeadm init $FLAGS")),
      [],
    ],
    [
      "an unknown port of the node",
      external(["10.0.0.11:6443", "10.0.0.12:6443"], script(init("--apiserver-bind-port $PORT"))),
      [],
    ],
    [
      "an unknown port of the server",
      external(["10.0.0.11:${PORT}", "10.0.0.12:6443"], advertised("10.0.0.11", 6443)),
      [],
    ],
    ["an address that may be any", external(["${CP1}:9443", "10.0.0.12:6443"], advertised("10.0.0.11", 6443)), []],
    [
      "a server that is switched off",
      {
        ...external(["10.0.0.11:9443", "10.0.0.12:6443"], advertised("10.0.0.11", 6443)),
        "haproxy.cfg": balancer("*:8443", ["10.0.0.11:9443 disabled", "10.0.0.12:6443"]),
      },
      [],
    ],
    [
      "a spare server that is none of them",
      {
        ...external([], { "kubeadm.yaml": clusterConfiguration("10.0.0.100:8443") }),
        "haproxy.cfg": balancer("*:8443", ["10.0.0.11:6443", "10.0.0.99:7443 backup"]),
      },
      [],
    ],
    [
      "a backend of a weak name, for something else on the same nodes",
      {
        ...external([], advertised("10.0.0.11", 6443)),
        "haproxy.cfg":
          "frontend kubernetes\n    bind *:443\n    default_backend kubernetes\nbackend kubernetes\n    server a 10.0.0.11:30443\n    server b 10.0.0.12:30443\n",
      },
      [],
    ],
    [
      "a proxy for something else",
      {
        ...external([], advertised("10.0.0.11", 6443)),
        "haproxy.cfg": `${balancer("*:8443", ["10.0.0.11:6443"])}listen web\n    bind *:80\n    server a 10.0.0.11:8080\n`,
      },
      [],
    ],
    [
      "the backend of another cluster behind the same haproxy",
      {
        ...external([], { "kubeadm.yaml": clusterConfiguration("10.0.0.100:8443") }),
        "haproxy.cfg": `${balancer("*:8443", ["10.0.0.11:6443", "10.0.0.12:6443"])}listen kube-apiserver-dev\n    bind *:9443\n    server d1 10.0.0.21:7443\n    server d2 10.0.0.22:6443\n`,
      },
      [],
    ],
  ])("%s", (_, texts, findings) => {
    expect(found(code, texts)).toEqual(findings);
  });

  describe("on nodes that balance themselves", () => {
    const stacked = (
      first: readonly string[],
      others: Texts = script(init("--apiserver-bind-port 9443"), join("--apiserver-bind-port 9443")),
    ): Texts => ({
      ...nodes({ source: "10.0.0.1" }, { source: "10.0.0.2" }),
      "lb1/haproxy.cfg": balancer("*:6443", first),
      "lb2/haproxy.cfg": balancer("*:6443", ["10.0.0.1:9443", "10.0.0.2:9443"]),
      ...others,
    });

    test("a server that is another node's haproxy", () => {
      expect(found(code, stacked(["10.0.0.1:9443", "10.0.0.2:6443"]))).toEqual(["lb1/haproxy.cfg:11 error 6443"]);
    });

    test("the node itself", () => {
      expect(found(code, stacked(["127.0.0.1:6443", "10.0.0.2:9443"]))).toEqual(["lb1/haproxy.cfg:10 error 6443"]);
      expect(found(code, stacked(["127.0.0.1:9443", "10.0.0.2:9443"]))).toEqual([]);
    });

    test("a node's own file", () => {
      const own = {
        "lb2/init.yaml": initConfiguration("10.0.0.2", 7443),
        "lb1/init.yaml": initConfiguration("10.0.0.1", 9443),
      };
      expect(found(code, stacked(["10.0.0.1:9443", "10.0.0.2:7443"], own))).toEqual(["lb2/haproxy.cfg:11 error 9443"]);
    });
  });

  test("a server by name, where a hosts file knows it", () => {
    const texts = external(["cp1.example:9443", "cp2.example:6443"], advertised("10.0.0.11", 6443));
    expect(found(code, texts)).toEqual([]);
    expect(found(code, { ...texts, hosts: "10.0.0.11 cp1.example cp1\n10.0.0.12 cp2.example cp2\n" })).toEqual(
      hit([10, "9443"]),
    );
  });

  test("one tier of balancers in front of another", () => {
    const inner = {
      ...nodes({ source: "10.0.0.11", vips: ["10.0.0.200"] }, { source: "10.0.0.12", vips: ["10.0.0.200"] }),
      "lb1/haproxy.cfg": balancer("*:8443", ["10.0.0.11:6443", "10.0.0.12:6443"]),
      "lb2/haproxy.cfg": balancer("*:8443", ["10.0.0.11:6443", "10.0.0.12:6443"]),
    };
    const texts = {
      ...inner,
      "edge1/haproxy.cfg": balancer("*:443", ["10.0.0.11:8443", "10.0.0.12:8443"]),
      "kubeadm.yaml": `${clusterConfiguration("10.0.0.200:8443")}---\n${initConfiguration("10.0.0.11", 6443)}`,
      "haconf.yaml":
        "clusters:\n  - name: all\n    files: [kubeadm.yaml]\n    nodes:\n" +
        "      - {name: edge1, address: 10.0.0.5, files: [edge1/**]}\n" +
        "      - {name: cp1, address: 10.0.0.11, files: [lb1/**]}\n      - {name: cp2, address: 10.0.0.12, files: [lb2/**]}\n",
    };
    expect(found(code, texts)).toEqual([]);
  });

  test("is mended by the apiserver's port", () => {
    const texts = external(["10.0.0.11:9443", "10.0.0.12:6443"], advertised("10.0.0.11", 6443));
    expect(fixesOf(code, texts)).toEqual(["*haproxy.cfg: Send to port 6443, on which the apiserver listens"]);
    expect(mended(code, texts)).toEqual(["haproxy.cfg:10 server cp1 10.0.0.11:6443 check"]);
  });

  test("says what happens, and where the port comes from", () => {
    const [finding] = findingsOf(code, external(["10.0.0.11:9443", "10.0.0.12:6443"], advertised("10.0.0.11", 6443)));
    expect(finding?.message).toBe(
      "haproxy sends to cp1 at 10.0.0.11:9443, but the apiserver there listens on 6443. Connections to it are refused, so that when the other servers fail, the API is down although this apiserver runs.",
    );
    expect(finding?.related.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      "init.yaml: the apiserver's port 6443 comes from here",
    ]);
  });
});
