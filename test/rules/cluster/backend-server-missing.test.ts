// biome-ignore-all lint/suspicious/noTemplateCurlyInString: The files have placeholders of their own.
import { describe, expect, test } from "vitest";
import { balancer, clusterConfiguration, initConfiguration } from "../../support/configs.ts";
import { commands, external, manifest, stacked, withBackend } from "./behind-balancers.ts";
import { findingsOf, found, mended, nodes, type Texts } from "./found.ts";

const code = "cluster/backend-server-missing";
const one = ["10.0.0.11:6443"];
const two = ["10.0.0.11:6443", "10.0.0.12:6443"];
const hit = ["haproxy.cfg:9 warning apiservers"];

describe(code, () => {
  test.each<[title: string, texts: Texts, found: string[]]>([
    ["all are there", external(two, commands("10.0.0.11", "10.0.0.12")), []],
    ["one is missing", external(one, commands("10.0.0.11", "10.0.0.12")), hit],
    ["by what certificates and etcd say", external(two, stacked(["10.0.0.11", "10.0.0.12", "10.0.0.13"])), hit],
    ["by etcd alone: it may run elsewhere", external(two, stacked(["10.0.0.11", "10.0.0.13"], ["10.0.0.11"])), []],
    [
      "by the manifest",
      external(one, { ...manifest("10.0.0.11", "10.0.0.12"), "kubeadm.yaml": clusterConfiguration("10.0.0.100:8443") }),
      hit,
    ],
    ["of another network", external(one, commands("10.0.0.11", "172.16.0.12")), []],
    ["all by another network", external(["192.168.0.11:6443"], commands("10.0.0.11", "10.0.0.12")), []],
    [
      "a name that nothing resolves",
      external(["10.0.0.11:6443", "cp2.example:6443"], commands("10.0.0.11", "10.0.0.12")),
      [],
    ],
    [
      "a name that a hosts file resolves",
      external(["10.0.0.11:6443", "cp2.example:6443"], {
        ...commands("10.0.0.11", "10.0.0.12"),
        hosts: "10.0.0.12 cp2.example\n",
      }),
      [],
    ],
    ["a placeholder", external(["10.0.0.11:6443", "${CP2}:6443"], commands("10.0.0.11", "10.0.0.12")), []],
    [
      "servers by a template",
      withBackend(
        ["server cp1 10.0.0.11:6443 check", "{% for s in servers %}", "server {{ s }} check", "{% endfor %}"],
        commands("10.0.0.11", "10.0.0.12"),
      ),
      [],
    ],
    [
      "a server-template",
      withBackend(
        ["server cp1 10.0.0.11:6443 check", "server-template cp 3 api.example:6443"],
        commands("10.0.0.11", "10.0.0.12"),
      ),
      [],
    ],
    [
      "what init-defaults prints",
      external(two, { ...commands("10.0.0.11", "10.0.0.12"), "init.yaml": initConfiguration("1.2.3.4") }),
      [],
    ],
    ["an address that is filled in", external(one, commands("10.0.0.11", "$CP2")), []],
    [
      "a worker's join",
      external(one, { "install.sh": `${commands("10.0.0.11")["install.sh"]}kubeadm join 10.0.0.100:8443 --token x\n` }),
      [],
    ],
    ["only one control plane is known", external(["10.0.0.12:6443"], commands("10.0.0.11")), []],
    [
      "a server that is switched off is meant to come back",
      external(["10.0.0.11:6443", "10.0.0.12:6443 disabled"], commands("10.0.0.11", "10.0.0.12")),
      [],
    ],
    [
      "the backend of another cluster",
      {
        ...external(two, commands("10.0.0.11", "10.0.0.12")),
        "haproxy.cfg": `${balancer("*:8443", two)}listen kube-apiserver-dev\n    bind *:9443\n    server d1 10.0.0.21:6443 check\n    server d2 10.0.0.11:6443 check\n`,
      },
      [],
    ],
    [
      "two clusters behind one pair",
      {
        ...external(two, commands("10.0.0.11", "10.0.0.12")),
        "haproxy.cfg": `${balancer("*:8443", two)}listen kube-apiserver-dev\n    bind *:9443\n    server d1 10.0.0.21:6443 check\n`,
        "dev.sh": "kubeadm init --control-plane-endpoint 10.0.0.100:9443 --apiserver-advertise-address 10.0.0.21\n",
      },
      [],
    ],
    [
      "a VIP in its place is told by that",
      external(["10.0.0.11:6443", "10.0.0.100:6443"], commands("10.0.0.11", "10.0.0.12")),
      [],
    ],
    [
      "its neighbour twice is told by that",
      external(["10.0.0.11:6443", "10.0.0.11:6443"], commands("10.0.0.11", "10.0.0.12")),
      [],
    ],
  ])("%s", (_, texts, findings) => {
    expect(found(code, texts)).toEqual(findings);
  });

  test("a haproxy of a control plane knows it by loopback", () => {
    const own = (servers: readonly string[]): Texts => ({
      ...nodes({ source: "10.0.0.11" }, { source: "10.0.0.12" }),
      "lb1/haproxy.cfg": balancer("*:8443", servers),
      ...commands("10.0.0.11", "10.0.0.12"),
    });
    expect(found(code, own(["127.0.0.1:6443", "10.0.0.12:6443"]))).toEqual([]);
    expect(found(code, own(["127.0.0.1:6443"]))).toEqual([]);
    expect(found(code, own(["10.0.0.12:6443"]))).toEqual(["lb1/haproxy.cfg:9 warning apiservers"]);
  });

  test("is mended by a server like the others", () => {
    expect(mended(code, external(one, commands("10.0.0.11", "10.0.0.12", "10.0.0.13")))).toEqual([
      "haproxy.cfg:11 server apiserver-10-0-0-12 10.0.0.12:6443 check",
      "haproxy.cfg:12 server apiserver-10-0-0-13 10.0.0.13:6443 check",
    ]);
  });

  test("keeps the difference between two haproxies quiet", () => {
    const texts = {
      ...nodes({ source: "10.0.0.1" }, { source: "10.0.0.2" }),
      "lb1/haproxy.cfg": balancer("*:8443", ["10.0.0.11:6443", "10.0.0.12:6443", "10.0.0.13:6443"]),
      "lb2/haproxy.cfg": balancer("*:8443", two),
    };
    expect(found("cluster/haproxy-drift", texts)).toHaveLength(2);
    const known = { ...texts, ...commands("10.0.0.11", "10.0.0.12", "10.0.0.13") };
    expect(found(code, known)).toEqual(["lb2/haproxy.cfg:9 warning apiservers"]);
    expect(found("cluster/haproxy-drift", known)).toEqual([]);
  });

  test("names what shows it", () => {
    const [finding] = findingsOf(code, external(one, commands("10.0.0.11", "10.0.0.12")));
    expect(finding?.related.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      "install.sh: 10.0.0.12 runs an apiserver, as this says",
    ]);
  });
});
