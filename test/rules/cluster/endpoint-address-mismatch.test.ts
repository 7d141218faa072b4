// biome-ignore-all lint/suspicious/noTemplateCurlyInString: The files have placeholders and variables of their own.
import { describe, expect, test } from "vitest";
import { balancer, clusterConfiguration, type InstanceOptions, initConfiguration } from "../../support/configs.ts";
import { findingsOf, fixesOf, found, mended, nodes, type Texts } from "./found.ts";

const code = "cluster/endpoint-address-mismatch";
const controlPlanes = ["10.0.0.11:6443", "10.0.0.12:6443", "10.0.0.13:6443"];

/** Two balancers with the VIP 10.0.0.100 in front of control planes elsewhere; one haproxy.cfg for both. */
function external(others: Texts, bind = "*:8443", instance: InstanceOptions = {}): Texts {
  return {
    ...nodes({ source: "10.0.0.1", ...instance }, { source: "10.0.0.2", ...instance }),
    "haproxy.cfg": balancer(bind, controlPlanes),
    ...others,
  };
}

/** Three control planes that hold the VIP themselves, without haproxy. */
function held(others: Texts, instance: InstanceOptions = {}): Texts {
  return {
    ...nodes(...["10.0.0.1", "10.0.0.2", "10.0.0.3"].map((source) => ({ source, ...instance }))),
    ...others,
  };
}

const yaml = (endpoint: string): Texts => ({ "kubeadm.yaml": clusterConfiguration(endpoint) });
const script = (text: string): Texts => ({ "init.sh": `#!/bin/sh\n${text}\n` });
const at = (endpoint: string, advertised: string, others = ""): Texts => ({
  "kubeadm.yaml": `${clusterConfiguration(endpoint)}${others}---\n${initConfiguration(advertised)}`,
});
const tracking = (name: string, command: string): string =>
  `vrrp_script ${name} {\n    script "${command}"\n}\nvrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 51\n    virtual_ipaddress {\n        10.0.0.100\n    }\n    track_script {\n        ${name}\n    }\n}\n`;
const hit = (endpoint: string): string[] => [`kubeadm.yaml:3 error ${endpoint}`];

describe(code, () => {
  test.each<[title: string, texts: Texts, found: string[]]>([
    ["the VIP", external(yaml("10.0.0.100:8443")), []],
    ["an address of nobody", external(yaml("10.0.0.101:8443")), hit("10.0.0.101:8443")],
    ["without a port", external(yaml("10.0.0.101"), "*:6443"), hit("10.0.0.101")],
    [
      "in a folder for such files beside the balancers",
      external({ "k8s/kubeadm.yaml": clusterConfiguration("10.0.0.101:8443") }),
      ["k8s/kubeadm.yaml:3 error 10.0.0.101:8443"],
    ],
    [
      "a script's init",
      external(script("kubeadm init --control-plane-endpoint=10.0.0.101:8443 --upload-certs")),
      ["init.sh:2 error 10.0.0.101:8443"],
    ],
    [
      "a script's variable",
      external(script('VIP=10.0.0.101\nkubeadm init --control-plane-endpoint "$VIP:8443"')),
      ["init.sh:3 error $VIP:8443"],
    ],
    [
      "a here-document",
      external(script(`cat <<EOF >a.yaml\n${clusterConfiguration("10.0.0.101:8443")}EOF`)),
      ["init.sh:5 error 10.0.0.101:8443"],
    ],
    ["an address from elsewhere, on haproxy's own port", external(yaml("10.9.9.9:8443")), hit("10.9.9.9:8443")],
    ["an address nearby, on another port", external(yaml("10.0.0.101:7000")), hit("10.0.0.101:7000")],
    ["one control plane", external(yaml("10.0.0.11:6443")), hit("10.0.0.11:6443")],
    ["a balancer's own address", external(yaml("10.0.0.2:8443")), ["kubeadm.yaml:3 warning 10.0.0.2:8443"]],
    [
      "an address that only haproxy binds",
      external(yaml("10.0.0.99:8443"), "10.0.0.99:8443 10.0.0.100:8443"),
      ["kubeadm.yaml:3 warning 10.0.0.99:8443"],
    ],
    [
      "tied by an advertise address, the port being wrong too",
      external(at("10.9.9.9:7000", "10.0.0.12")),
      hit("10.9.9.9:7000"),
    ],
    [
      "tied by the certificates' names",
      external(yaml("10.9.9.9:7000\napiServer:\n  certSANs: [10.0.0.100, api.example]")),
      hit("10.9.9.9:7000"),
    ],
    [
      "tied by etcd's endpoints",
      external(yaml("10.9.9.9:7000\netcd:\n  external:\n    endpoints: [https://10.0.0.11:2379]")),
      hit("10.9.9.9:7000"),
    ],
    [
      "in the own folder of a node, though another file has it right",
      external({ ...yaml("10.0.0.100:8443"), "lb1/kubeadm.yaml": clusterConfiguration("10.0.0.101:8443") }),
      ["lb1/kubeadm.yaml:3 error 10.0.0.101:8443"],
    ],
    [
      "a join that has it right does not hide it",
      external({ ...yaml("10.0.0.101:8443"), "join.sh": "kubeadm join 10.0.0.100:8443 --token x\n" }),
      hit("10.0.0.101:8443"),
    ],
    ["IPv6", external(yaml('"[fd00::9]:8443"'), "*:8443", { vips: ["fd00::1/64"] }), hit("[fd00::9]:8443")],
    ["the VIP in another spelling", external(yaml('"[fd00:0::1]:8443"'), "*:8443", { vips: ["fd00::1/64"] }), []],
  ])("is found: %s", (_, texts, findings) => {
    expect(found(code, texts)).toEqual(findings);
  });

  test.each<[title: string, texts: Texts]>([
    ["a name", external(yaml("k8s.example:8443"))],
    ["a placeholder", external(yaml('"{{ vip }}:8443"'))],
    ["a variable of unknown value", external(script('kubeadm init --control-plane-endpoint "$1:8443"'))],
    ["each node's own way", external(yaml("127.0.0.1:8443"))],
    ["an address that moves with the VIP", external(yaml("10.0.0.99:8443"), "*:8443", { excluded: ["10.0.0.99"] })],
    ["a VIP that is filled in", external(yaml("10.0.0.101:8443"), "*:8443", { vips: ["10.0.0.100", "${VIP}"] })],
    ["more VIPs in an included file", external(yaml("10.0.0.101:8443"), "*:8443", { lines: ["include vips.conf"] })],
    ["a public address, which may be translated", external(yaml("203.0.113.5:8443"))],
    ["a VIP of the other family only", external(yaml('"[fd00::9]:8443"'))],
    ["no VIP at all", { "lb1/haproxy.cfg": balancer("*:8443", controlPlanes), ...at("10.0.0.5:8443", "10.0.0.11") }],
    [
      "the VIP of another cluster beside it",
      {
        ...Object.fromEntries(Object.entries(external({})).map(([file, text]) => [`a/${file}`, text])),
        "b/x1/keepalived.conf": nodes({ vips: ["10.0.0.101"], source: "10.0.0.31" })["lb1/keepalived.conf"] ?? "",
        "b/x2/keepalived.conf": nodes({ vips: ["10.0.0.101"], source: "10.0.0.32" })["lb1/keepalived.conf"] ?? "",
        "a/kubeadm.yaml": clusterConfiguration("10.0.0.101:8443"),
      },
    ],
    [
      "another cluster's file beside one that is right",
      external({ ...yaml("10.0.0.100:8443"), "b.yaml": clusterConfiguration("10.0.0.101:8443") }),
    ],
    [
      "an older state, tied by a server's address, beside one that is right",
      external({
        ...at("10.0.0.100:8443", "10.0.0.11"),
        "old.yaml": at("10.0.0.11:6443", "10.0.0.11")["kubeadm.yaml"] ?? "",
      }),
    ],
    [
      "two files with different endpoints",
      external({
        "a.yaml": clusterConfiguration("10.0.0.101:8443"),
        "b.yaml": clusterConfiguration("10.0.0.102:8443"),
      }),
    ],
    ["another cluster's file with nodes of its own", external(at("10.9.9.9:6443", "10.9.9.1"), "*:6443")],
    ["another cluster's file on another port", external(yaml("10.9.9.9:6443"))],
    ["examples", external({ "examples/kubeadm.yaml": clusterConfiguration("10.0.0.101:8443") })],
    ["an environment's folder", external({ "prod/kubeadm.yaml": clusterConfiguration("10.0.0.101:8443") })],
    ["a copy", external({ "kubeadm.yaml.bak": clusterConfiguration("10.0.0.101:8443") })],
    [
      "beside two sets of nodes",
      {
        ...external(yaml("10.0.0.102:8443")),
        ...Object.fromEntries(
          Object.entries(external({}, "*:8443", { vips: ["10.0.0.200"] })).map(([file, text]) => [
            file.replace("lb", "db").replace("haproxy.cfg", "haproxy-db.cfg"),
            text,
          ]),
        ),
      },
    ],
    [
      "the VIP is for something else: haproxy leads nowhere near the apiservers",
      {
        ...nodes({ source: "10.0.0.11" }, { source: "10.0.0.12" }),
        "haproxy.cfg": "listen ingress\n    bind *:443\n    server a 10.0.0.11:30443 check\n",
        ...at("10.0.0.50:6443", "10.0.0.11"),
      },
    ],
    [
      "the VIP is for something else: nginx is what keepalived checks",
      {
        "lb1/keepalived.conf": tracking("chk", "/usr/bin/pgrep nginx"),
        "lb2/keepalived.conf": tracking("chk", "/usr/bin/pgrep nginx").replace(
          "router_id 51",
          "router_id 51\n    state BACKUP",
        ),
        "haproxy.cfg": balancer("*:6443", controlPlanes),
        ...at("10.0.0.50:6443", "10.0.0.11"),
      },
    ],
    [
      "the VIP is for something else: its nodes are databases, and haproxy is on a machine of its own",
      {
        ...Object.fromEntries(
          Object.entries(external(at("10.0.0.5:6443", "10.0.0.11"), "*:6443")).map(([file, text]) => [
            file.replace("lb", "db"),
            text,
          ]),
        ),
      },
    ],
    ["machines of which only one is known as a control plane", held(at("10.0.0.50:6443", "10.0.0.1"))],
    ["no haproxy, and nothing that says what the VIP is for", held(yaml("10.0.0.50:6443"))],
  ])("is silent: %s", (_, texts) => {
    expect(found(code, texts)).toEqual([]);
  });

  test.each<[title: string, texts: Texts, found: string[]]>([
    [
      "control planes that all hold it",
      held({
        ...at("10.0.0.50:6443", "10.0.0.1"),
        "join.sh":
          "kubeadm join 10.0.0.50:6443 --control-plane --apiserver-advertise-address 10.0.0.2\nkubeadm join 10.0.0.50:6443 --control-plane --apiserver-advertise-address 10.0.0.3\n",
      }),
      hit("10.0.0.50:6443"),
    ],
    [
      "an instance of that name",
      held(at("10.0.0.50:6443", "10.0.0.1"), { name: "kube-apiserver" }),
      hit("10.0.0.50:6443"),
    ],
    [
      "a check of the apiserver",
      {
        "lb1/keepalived.conf": tracking("check_apiserver", "/etc/keepalived/check.sh"),
        ...yaml("10.0.0.50:6443"),
      },
      [],
    ],
    [
      "a check of the apiserver, and a file that is tied",
      {
        "lb1/keepalived.conf": tracking("chk", "curl -k https://localhost:6443/healthz"),
        ...yaml("10.0.0.50:6443\napiServer:\n  certSANs: [10.0.0.100]"),
      },
      hit("10.0.0.50:6443"),
    ],
    [
      "its own check, but the endpoint is named among the certificates' names as well",
      {
        "lb1/keepalived.conf": tracking("chk", "curl -k https://localhost:6443/healthz"),
        ...yaml("10.0.0.50:6443\napiServer:\n  certSANs: [10.0.0.100, 10.0.0.50]"),
      },
      [],
    ],
    [
      "an LVS director",
      held(at("10.0.0.50:6443", "10.0.0.1"), {
        lines: [],
        name: "VI_1 {\n    interface eth0\n    virtual_router_id 51\n    virtual_ipaddress {\n        10.0.0.100\n    }\n}\nvirtual_server 10.0.0.100 6443 {\n    protocol TCP\n    real_server 10.0.0.1 6443 {\n    }\n}\nvrrp_instance VI_2",
      }),
      hit("10.0.0.50:6443"),
    ],
  ])("what shows that the VIP is for the apiservers: %s", (_, texts, findings) => {
    expect(found(code, texts)).toEqual(findings);
  });

  test.each<[title: string, texts: Texts, fixes: string[], mended: string[]]>([
    [
      "one VIP",
      external(yaml("10.0.0.101:8443")),
      ["*kubeadm.yaml: Let the control-plane endpoint be the VIP 10.0.0.100"],
      ["kubeadm.yaml:3 controlPlaneEndpoint: 10.0.0.100:8443"],
    ],
    [
      "the port as well, where haproxy does not bind it",
      external(yaml("10.0.0.11:6443")),
      ["*kubeadm.yaml: Let the control-plane endpoint be the VIP 10.0.0.100"],
      ["kubeadm.yaml:3 controlPlaneEndpoint: 10.0.0.100:8443"],
    ],
    [
      "a missing port as well",
      external(yaml("10.0.0.101")),
      ["*kubeadm.yaml: Let the control-plane endpoint be the VIP 10.0.0.100"],
      ["kubeadm.yaml:3 controlPlaneEndpoint: 10.0.0.100:8443"],
    ],
    [
      "the joins go along, and other ones stay",
      external(
        script(
          "kubeadm init --control-plane-endpoint 10.0.0.101:8443\nkubeadm join 10.0.0.101:8443 --control-plane\nkubeadm join 10.0.0.100:8443",
        ),
      ),
      ["*init.sh: Let the control-plane endpoint be the VIP 10.0.0.100"],
      [
        "init.sh:2 kubeadm init --control-plane-endpoint 10.0.0.100:8443",
        "init.sh:3 kubeadm join 10.0.0.100:8443 --control-plane",
      ],
    ],
    [
      "several ports to choose from",
      external(yaml("10.0.0.101:7000"), "*:8443 *:9443"),
      [],
      ["! kubeadm.yaml:3 error 10.0.0.101:7000 cluster/endpoint-address-mismatch"],
    ],
    [
      "two VIPs: either may be meant",
      external(yaml("10.0.0.102:8443"), "*:8443", { vips: ["10.0.0.100", "10.0.0.101"] }),
      [
        "kubeadm.yaml: Let the control-plane endpoint be the VIP 10.0.0.100",
        "kubeadm.yaml: Let the control-plane endpoint be the VIP 10.0.0.101",
      ],
      ["! kubeadm.yaml:3 error 10.0.0.102:8443 cluster/endpoint-address-mismatch"],
    ],
    [
      "two VIPs, one of which haproxy binds",
      external(yaml("10.0.0.102:8443"), "10.0.0.101:8443", { vips: ["10.0.0.100", "10.0.0.101"] }),
      ["*kubeadm.yaml: Let the control-plane endpoint be the VIP 10.0.0.101"],
      ["kubeadm.yaml:3 controlPlaneEndpoint: 10.0.0.101:8443"],
    ],
    [
      "an address that comes from a variable",
      external(script('VIP=10.0.0.101\nkubeadm init --control-plane-endpoint "$VIP:8443"')),
      [],
      ["! init.sh:3 error $VIP:8443 cluster/endpoint-address-mismatch"],
    ],
    [
      "a port that comes from a variable",
      external(script('PORT=8443\nkubeadm init --control-plane-endpoint "10.0.0.101:$PORT"')),
      ["*init.sh: Let the control-plane endpoint be the VIP 10.0.0.100"],
      ['init.sh:3 kubeadm init --control-plane-endpoint "10.0.0.100:$PORT"'],
    ],
    [
      "IPv6",
      external(yaml('"[fd00::9]:8443"'), "*:8443", { vips: ["fd00::1/64"] }),
      ["*kubeadm.yaml: Let the control-plane endpoint be the VIP fd00::1"],
      ['kubeadm.yaml:3 controlPlaneEndpoint: "[fd00::1]:8443"'],
    ],
  ])("mended: %s", (_, texts, fixes, after) => {
    expect(fixesOf(code, texts)).toEqual(fixes);
    expect(mended(code, texts)).toEqual(after);
  });

  describe("a name", () => {
    const named = (hosts: string): Texts => external({ ...yaml("k8s.example:8443"), hosts });

    test.each<[title: string, hosts: string, found: string[]]>([
      ["of the VIP", "10.0.0.100 k8s.example\n", []],
      ["of nobody", "10.0.0.100 other.example\n10.0.0.101 k8s.example k8s\n", hit("k8s.example:8443")],
      ["of a balancer", "10.0.0.2 k8s.example\n", ["kubeadm.yaml:3 warning k8s.example:8443"]],
      ["of the machine itself", "127.0.0.1 localhost k8s.example\n10.0.0.1 lb1\n", []],
      ["of several addresses", "10.0.0.101 k8s.example\n10.0.0.102 k8s.example\n", []],
      ["that another line leaves open", "10.0.0.101 k8s.example\n${VIP} k8s.example\n", []],
    ])("%s", (_, hosts, findings) => {
      expect(found(code, named(hosts))).toEqual(findings);
    });

    test("is mended in the hosts file, where the line is its own", () => {
      const hosts = "10.0.0.11 cp1\n10.0.0.101 k8s.example # the VIP\n";
      expect(fixesOf(code, named(hosts))).toEqual([
        "*kubeadm.yaml: Give k8s.example the address of the VIP, 10.0.0.100",
      ]);
      expect(mended(code, named(hosts))).toEqual(["hosts:2 10.0.0.100 k8s.example # the VIP"]);
      expect(fixesOf(code, named("10.0.0.11 cp1 k8s.example\n"))).toEqual([]);
    });

    test("whose line a script writes", () => {
      const texts = external({
        ...yaml("k8s.example:8443"),
        "hosts.sh": 'echo "10.0.0.101 k8s.example" >> /etc/hosts\n',
      });
      expect(found(code, texts)).toEqual(hit("k8s.example:8443"));
      expect(mended(code, texts)).toEqual(['hosts.sh:1 echo "10.0.0.100 k8s.example" >> /etc/hosts']);
    });
  });

  test("says what happens, and names the files that take part", () => {
    const [stranger] = findingsOf(code, external(yaml("10.0.0.101:8443")));
    expect(stranger?.message).toBe(
      "The control-plane endpoint 10.0.0.101:8443 is not the VIP 10.0.0.100 that leads to the apiservers, and no node of this cluster holds 10.0.0.101. Joins and clients get no answer there, or reach another cluster.",
    );
    expect(stranger?.related.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      "lb1/keepalived.conf: the VIP 10.0.0.100 in front of the apiservers",
      "lb2/keepalived.conf: the VIP 10.0.0.100 in front of the apiservers",
    ]);
    const [own] = findingsOf(code, external(yaml("10.0.0.1:8443")));
    expect(own?.message).toBe(
      "The control-plane endpoint 10.0.0.1:8443 leads to lb1 by its own address, not to the VIP 10.0.0.100. When lb1 fails, the VIP moves on, but joins and clients stay with the dead machine.",
    );
    const [apiServer] = findingsOf(code, external(yaml("10.0.0.11:6443")));
    expect(apiServer?.message).toBe(
      "The control-plane endpoint 10.0.0.11:6443 leads to the one apiserver at 10.0.0.11, past the VIP 10.0.0.100 and its balancers. When that machine fails, the whole cluster has no API.",
    );
  });

  /** An environment in a folder of its own: two balancers, one haproxy.cfg, and a document that names a VIP and a control plane. */
  const environment = (name: string, net: number, document: string): Texts => {
    const inFolder = Object.entries({
      ...nodes({ vips: [`10.0.${net}.100`] }, { vips: [`10.0.${net}.100`] }),
      "haproxy.cfg": balancer("*:8443", [`10.0.${net}.11:6443`, `10.0.${net}.12:6443`]),
      "kubeadm.yaml": document,
    });
    return Object.fromEntries(inFolder.map(([file, text]) => [`env/${name}/${file}`, text]));
  };
  const both = (endpoint: string, advertised: string): string =>
    `${clusterConfiguration(endpoint)}---\n${initConfiguration(advertised)}`;
  const prod = environment("prod", 1, both("10.0.1.100:8443", "10.0.1.11"));

  test.each<[title: string, document: string, found: string[]]>([
    ["its own", both("10.0.2.100:8443", "10.0.2.11"), []],
    [
      "taken over from another environment",
      both("10.0.1.100:8443", "10.0.2.11"),
      ["env/staging/kubeadm.yaml:3 error 10.0.1.100:8443"],
    ],
    ["another environment's document", both("10.0.1.100:8443", "10.0.1.12"), []],
    ["of machines that nobody knows", both("10.0.1.100:8443", "10.0.9.11"), []],
    ["of no machine", clusterConfiguration("10.0.1.100:8443"), []],
  ])("beside another environment: %s", (_, document, findings) => {
    expect(found(code, { ...prod, ...environment("staging", 2, document) })).toEqual(findings);
  });

  test("an endpoint from another environment is mended by the own VIP", () => {
    const texts = { ...prod, ...environment("staging", 2, both("10.0.1.100:8443", "10.0.2.11")) };
    expect(mended(code, texts)).toEqual(["env/staging/kubeadm.yaml:3 controlPlaneEndpoint: 10.0.2.100:8443"]);
  });

  test("one set of balancers for two environments is no fault", () => {
    const shared = Object.fromEntries(
      Object.entries(nodes({ vips: ["10.0.1.100"] }, { vips: ["10.0.1.100"] })).map(([file, text]) => [
        `lb/${file}`,
        text,
      ]),
    );
    const texts = {
      ...shared,
      "lb/haproxy.cfg": balancer("*:8443", ["10.0.1.11:6443", "10.0.2.11:6443"]),
      "env/prod/kubeadm.yaml": both("10.0.1.100:8443", "10.0.1.11"),
      "env/staging/kubeadm.yaml": both("10.0.1.100:8443", "10.0.2.11"),
    };
    expect(found(code, texts)).toEqual([]);
  });
});
