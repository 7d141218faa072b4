// biome-ignore-all lint/suspicious/noTemplateCurlyInString: The files have placeholders and variables of their own.
import { describe, expect, test } from "vitest";
import { balancer, clusterConfiguration, initConfiguration } from "../../support/configs.ts";
import { findingsOf, fixesOf, found, mended, nodes, type Texts } from "./found.ts";

const code = "cluster/endpoint-port-mismatch";
const controlPlanes = ["10.0.0.11:6443", "10.0.0.12:6443", "10.0.0.13:6443"];

/** Two balancers with a VIP in front of control planes elsewhere; one haproxy.cfg for both. */
function external(bind: string, others: Texts): Texts {
  return {
    ...nodes({ source: "10.0.0.1" }, { source: "10.0.0.2" }),
    "haproxy.cfg": balancer(bind, controlPlanes),
    ...others,
  };
}

/** Two control planes that balance themselves, with a haproxy.cfg each. */
function stacked(binds: readonly [string, string], others: Texts): Texts {
  const servers = ["10.0.0.1:6443", "10.0.0.2:6443"];
  return {
    ...nodes({ source: "10.0.0.1" }, { source: "10.0.0.2" }),
    "lb1/haproxy.cfg": balancer(binds[0], servers),
    "lb2/haproxy.cfg": balancer(binds[1], servers),
    ...others,
  };
}

const yaml = (endpoint: string): Texts => ({ "kubeadm.yaml": clusterConfiguration(endpoint) });
const script = (text: string): Texts => ({ "init.sh": `#!/bin/sh\n${text}\n` });

describe(code, () => {
  test.each<[title: string, texts: Texts, found: string[]]>([
    ["another port in YAML", external("*:8443", yaml("10.0.0.100:6443")), ["kubeadm.yaml:3 error 10.0.0.100:6443"]],
    ["the same port", external("*:8443", yaml("10.0.0.100:8443")), []],
    ["on the VIP alone", external("10.0.0.100:8443", yaml("10.0.0.100:8443")), []],
    [
      "on the VIP alone, another port",
      external("10.0.0.100:8443", yaml("10.0.0.100:6443")),
      ["kubeadm.yaml:3 error 10.0.0.100:6443"],
    ],
    ["no port means the apiservers' own", external("*:8443", yaml("10.0.0.100")), ["kubeadm.yaml:3 error 10.0.0.100"]],
    ["no port, which haproxy binds", external("*:6443", yaml("10.0.0.100")), []],
    ["one of several binds", external("*:6443 *:8443", yaml("10.0.0.100:8443")), []],
    [
      "none of several binds",
      external("*:6443 *:8443", yaml("10.0.0.100:9443")),
      ["kubeadm.yaml:3 error 10.0.0.100:9443"],
    ],
    ["within a range", external("*:8440-8450", yaml("10.0.0.100:8443")), []],
    ["outside a range", external("*:8440-8442", yaml("10.0.0.100:8443")), ["kubeadm.yaml:3 error 10.0.0.100:8443"]],
    [
      "a loopback bind is nobody's way in",
      external("127.0.0.1:6443 *:8443", yaml("10.0.0.100:6443")),
      ["kubeadm.yaml:3 error 10.0.0.100:6443"],
    ],
    [
      "a name as endpoint",
      external("*:8443", yaml("k8s.example.com:6443")),
      ["kubeadm.yaml:3 warning k8s.example.com:6443"],
    ],
    ["a name without a port", external("*:8443", yaml("k8s.example.com")), ["kubeadm.yaml:3 warning k8s.example.com"]],
    ["IPv6", external("[::]:8443", yaml("10.0.0.100:6443")), ["kubeadm.yaml:3 error 10.0.0.100:6443"]],
    [
      "a script's init",
      external("*:8443", script("kubeadm init --control-plane-endpoint 10.0.0.100:6443")),
      ["init.sh:2 error 10.0.0.100:6443"],
    ],
    [
      "a script's init with = and quotes",
      external("*:8443", script('kubeadm init --control-plane-endpoint="10.0.0.100:6443"')),
      ["init.sh:2 error 10.0.0.100:6443"],
    ],
    [
      "a script's init over lines",
      external("*:8443", script("kubeadm init \\\n  --upload-certs \\\n  --control-plane-endpoint 10.0.0.100:6443")),
      ["init.sh:4 error 10.0.0.100:6443"],
    ],
    ["an unknown port of a bind", external("*:${PORT}", yaml("10.0.0.100:6443")), []],
    ["an unknown port of one of the binds", external("*:8443 *:{{port}}", yaml("10.0.0.100:6443")), []],
    ["an unknown port of the endpoint", external("*:8443", yaml("10.0.0.100:{{ port }}")), []],
    ["an unknown endpoint", external("*:8443", yaml('"{{ vip }}:6443"')), []],
    [
      "a script's variable of unknown value",
      external("*:8443", script('kubeadm init --control-plane-endpoint "$VIP:6443"')),
      [],
    ],
    ["an endpoint of another cluster", external("*:8443", yaml("10.9.9.9:6443")), []],
    ["no haproxy", { ...nodes({}, {}), ...yaml("10.0.0.100:6443") }, []],
    [
      "a haproxy that leads elsewhere",
      {
        ...nodes({}, {}),
        "haproxy.cfg": "listen web\n    bind *:80\n    server a 10.0.0.11:8080\n",
        ...yaml("10.0.0.100:6443"),
      },
      [],
    ],
    [
      "a haproxy's other proxies don't count",
      {
        ...external("*:8443", yaml("10.0.0.100:9000")),
        "haproxy.cfg": `${balancer("*:8443", controlPlanes)}listen stats\n    bind *:9000\n    stats enable\n`,
      },
      ["kubeadm.yaml:3 error 10.0.0.100:9000"],
    ],
  ])("%s", (_, texts, findings) => {
    expect(found(code, texts)).toEqual(findings);
  });

  test.each<[title: string, texts: Texts, fixes: string[], mended: string[]]>([
    [
      "external, one haproxy.cfg: either side may be right",
      external("*:8443", yaml("10.0.0.100:6443")),
      [
        "kubeadm.yaml: Let the control-plane endpoint use port 8443, which haproxy binds",
        "kubeadm.yaml: Bind haproxy to port 6443, as the control-plane endpoint says",
      ],
      ["kubeadm.yaml:3 controlPlaneEndpoint: 10.0.0.100:8443"],
    ],
    [
      "two haproxies outweigh one endpoint",
      {
        ...external("*:8443", yaml("10.0.0.100:7000")),
        "haproxy.cfg": "",
        "lb1/haproxy.cfg": balancer("*:8443", controlPlanes),
        "lb2/haproxy.cfg": balancer("*:8443", controlPlanes),
      },
      [
        "*kubeadm.yaml: Let the control-plane endpoint use port 8443, which haproxy binds",
        "kubeadm.yaml: Bind haproxy to port 7000, as the control-plane endpoint says",
      ],
      ["kubeadm.yaml:3 controlPlaneEndpoint: 10.0.0.100:8443"],
    ],
    [
      "two files that agree outweigh one haproxy",
      external("*:8443", {
        ...script("kubeadm init --control-plane-endpoint 10.0.0.100:7000 --upload-certs"),
        "join.sh":
          "#!/bin/sh\nkubeadm join 10.0.0.100:7000 --token x --control-plane\nkubeadm join 10.0.0.1:7000 --token x\n",
      }),
      [
        "*init.sh: Bind haproxy to port 7000, as the control-plane endpoint says",
        "init.sh: Let the control-plane endpoint use port 8443, which haproxy binds",
      ],
      ["haproxy.cfg:7 bind *:7000", "! join.sh:3 warning 10.0.0.1:7000 cluster/join-endpoint-mismatch"],
    ],
    [
      "a missing port is appended",
      {
        ...external("*:8443", yaml("10.0.0.100")),
        "lb1/haproxy.cfg": balancer("*:8443", controlPlanes),
        "lb2/haproxy.cfg": balancer("*:8443", controlPlanes),
      },
      [
        "*kubeadm.yaml: Let the control-plane endpoint use port 8443, which haproxy binds",
        "kubeadm.yaml: Bind haproxy to port 6443, as the control-plane endpoint says",
      ],
      ["kubeadm.yaml:3 controlPlaneEndpoint: 10.0.0.100:8443"],
    ],
    [
      "a missing port is appended inside the quotes",
      { ...external("*:8443", yaml('"k8s.example.com"')) },
      [
        "kubeadm.yaml: Let the control-plane endpoint use port 8443, which haproxy binds",
        "kubeadm.yaml: Bind haproxy to port 6443, as the control-plane endpoint says",
      ],
      ['kubeadm.yaml:3 controlPlaneEndpoint: "k8s.example.com:8443"'],
    ],
    [
      "a range can't be moved",
      external("*:8440-8442", yaml("10.0.0.100:7000")),
      [],
      ["! kubeadm.yaml:3 error 10.0.0.100:7000 cluster/endpoint-port-mismatch"],
    ],
  ])("mended: %s", (_, texts, fixes, after) => {
    expect(fixesOf(code, texts)).toEqual(fixes);
    expect(mended(code, texts, (offered) => offered.find((fix) => fix.isPreferred) ?? offered[0])).toEqual(after);
  });

  test("the endpoint's fix takes the joins along, and leaves what goes elsewhere", () => {
    const texts = external("*:8443", {
      ...script("kubeadm init --control-plane-endpoint 10.0.0.100:7000"),
      "join.sh":
        "#!/bin/sh\nkubeadm join 10.0.0.100:7000 --token x --control-plane\nkubeadm join 10.0.0.1:7000 --token x\n",
    });
    expect(mended(code, texts, (fixes) => fixes.find(({ title }) => title.startsWith("Let")))).toEqual([
      "init.sh:2 kubeadm init --control-plane-endpoint 10.0.0.100:8443",
      "join.sh:2 kubeadm join 10.0.0.100:8443 --token x --control-plane",
      "! join.sh:3 warning 10.0.0.1:7000 cluster/join-endpoint-mismatch",
    ]);
  });

  test("a join that comes to haproxy as it is tells which side is right", () => {
    const texts = external("*:8443", {
      ...yaml("10.0.0.100:7000"),
      "join.sh": "kubeadm join 10.0.0.100:8443 --token x --control-plane\n",
    });
    expect(fixesOf(code, texts)).toEqual([
      "*kubeadm.yaml: Let the control-plane endpoint use port 8443, which haproxy binds",
    ]);
  });

  test("past haproxy to the apiserver of the VIP's holder: a warning", () => {
    const texts = stacked(["*:8443", "*:8443"], yaml("10.0.0.100:6443"));
    expect(found(code, texts)).toEqual(["kubeadm.yaml:3 warning 10.0.0.100:6443"]);
    // haproxy can't have the apiserver's port, so only the endpoint may move.
    expect(fixesOf(code, texts)).toEqual([
      "*kubeadm.yaml: Let the control-plane endpoint use port 8443, which haproxy binds",
    ]);
    expect(mended(code, texts)).toEqual(["kubeadm.yaml:3 controlPlaneEndpoint: 10.0.0.100:8443"]);
    expect(found(code, { ...texts, ...yaml("10.0.0.100:7000") })).toEqual(["kubeadm.yaml:3 error 10.0.0.100:7000"]);
  });

  test("an apiserver on another port: what reaches nobody is an error", () => {
    const documents = `${clusterConfiguration("10.0.0.100:6443")}---\n${initConfiguration("10.0.0.1", 7443)}`;
    const texts = { ...stacked(["*:8443", "*:8443"], {}), "kubeadm.yaml": documents };
    expect(found(code, texts)).toEqual(["kubeadm.yaml:3 error 10.0.0.100:6443"]);
  });

  test("binds that must move anyway say nothing about the endpoint", () => {
    const texts = stacked(["*:6443", "*:8443"], yaml("10.0.0.100:6443"));
    expect(found("cluster/apiserver-port-conflict", texts)).toEqual(["lb1/haproxy.cfg:7 error *:6443"]);
    expect(found(code, texts)).toEqual([]);
  });

  test("names the binds, and says what clients get", () => {
    const [finding] = findingsOf(code, external("*:8443 10.0.0.100:9443", yaml("10.0.0.100:6443")));
    expect(finding?.message).toBe(
      'The control-plane endpoint uses port 6443, but haproxy binds *:8443, 10.0.0.100:9443 for the apiservers. Joins and clients get "connection refused" at 10.0.0.100:6443.',
    );
    expect(finding?.related.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      "haproxy.cfg: haproxy binds *:8443 for the apiservers",
      "haproxy.cfg: haproxy binds 10.0.0.100:9443 for the apiservers",
    ]);
  });
});
