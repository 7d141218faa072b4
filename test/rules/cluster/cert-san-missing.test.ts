import { describe, expect, test } from "vitest";
import { external, withBackend } from "./behind-balancers.ts";
import { findingsOf, found, mended, nodes, type Texts } from "./found.ts";

const code = "cluster/cert-san-missing";
const init = "kubeadm init --control-plane-endpoint";
const join = "kubeadm join";
const two = { vips: ["10.0.0.100", "10.0.0.101"] };
const cluster = (...lines: string[]): Texts => ({
  ...external(["10.0.0.11:6443"]),
  ...nodes(two, two),
  "install.sh": `${lines.join("\n")}\n`,
});
const yaml = (...lines: string[]): Texts => ({
  ...external(["10.0.0.11:6443"]),
  ...nodes(two, two),
  "kubeadm.yaml": ["apiVersion: kubeadm.k8s.io/v1beta4", "kind: ClusterConfiguration", ...lines, ""].join("\n"),
  "join.sh": `${join} 10.0.0.101:8443 --token x\n`,
});
const names = { hosts: "10.0.0.100 api.example\n" };

describe(code, () => {
  test.each<[title: string, texts: Texts, found: string[]]>([
    ["at the endpoint", cluster(`${init} 10.0.0.100:8443`, `${join} 10.0.0.100:8443 --token x`), []],
    [
      "at another VIP",
      cluster(`${init} 10.0.0.100:8443`, `${join} 10.0.0.101:8443 --token x`),
      ["install.sh:2 warning 10.0.0.101:8443"],
    ],
    [
      "at another VIP that is named",
      cluster(`${init} 10.0.0.100:8443 --apiserver-cert-extra-sans a,10.0.0.101`, `${join} 10.0.0.101:8443 --token x`),
      [],
    ],
    [
      "names that are filled in",
      cluster(`${init} 10.0.0.100:8443 --apiserver-cert-extra-sans $SANS`, `${join} 10.0.0.101:8443 --token x`),
      [],
    ],
    ["an endpoint that is filled in", cluster(`${init} $ENDPOINT`, `${join} 10.0.0.101:8443 --token x`), []],
    [
      "at the VIP behind the endpoint's name",
      { ...cluster(`${init} api.example:8443`, `${join} 10.0.0.100:8443 --token x`), ...names },
      ["install.sh:2 warning 10.0.0.100:8443"],
    ],
    [
      "at the endpoint's name",
      { ...cluster(`${init} api.example:8443`, `${join} api.example:8443 --token x`), ...names },
      [],
    ],
    [
      "at a machine: its certificate is its own",
      cluster(`${init} 10.0.0.100:8443`, `${join} 10.0.0.11:6443 --token x`),
      [],
    ],
    ["no endpoint is another fault", cluster("kubeadm init --upload-certs", `${join} 10.0.0.101:8443 --token x`), []],
  ])("%s", (_, texts, findings) => {
    expect(found(code, texts)).toEqual(findings);
  });

  test("a name that a check asks for and looks at", () => {
    const check = (options: string): string[] =>
      found(
        code,
        withBackend([`server cp1 10.0.0.11:6443 check check-ssl ${options}`], {
          "kubeadm.yaml":
            "apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\ncontrolPlaneEndpoint: 10.0.0.100:8443\n",
        }),
      );
    expect(check("check-sni api.example ca-file /ca.pem verify required")).toEqual([
      "haproxy.cfg:10 warning 10.0.0.11:6443",
    ]);
    expect(check("check-sni api.example verify none")).toEqual([]);
    expect(check("check-sni kubernetes.default.svc ca-file /ca.pem verify required")).toEqual([]);
  });

  test("is mended by the name", () => {
    expect(
      mended(
        code,
        cluster(`${init} 10.0.0.100:8443 --apiserver-cert-extra-sans a`, `${join} 10.0.0.101:8443 --token x`),
      ),
    ).toEqual([`install.sh:1 ${init} 10.0.0.100:8443 --apiserver-cert-extra-sans a,10.0.0.101`]);
    expect(mended(code, cluster(`${init} 10.0.0.100:8443`, `${join} 10.0.0.101:8443 --token x`))).toEqual([
      `install.sh:1 ${init} 10.0.0.100:8443 --apiserver-cert-extra-sans 10.0.0.101`,
    ]);
    expect(mended(code, yaml("controlPlaneEndpoint: 10.0.0.100:8443", "apiServer:", "  certSANs:", "  - a"))).toEqual([
      "kubeadm.yaml:7 - 10.0.0.101",
    ]);
  });

  const kubeconfig = (server: string, more = ""): string =>
    `apiVersion: v1
kind: Config
clusters:
- name: kubernetes
  cluster:
    certificate-authority-data: LS0t
    server: ${server}
${more}users:
- name: admin
  user:
    token: s3cret
`;
  const beside = (file: string, text: string): Texts => ({
    ...yaml("controlPlaneEndpoint: 10.0.0.100:8443", "apiServer:", "  certSANs:", "  - a.example"),
    "join.sh": `${join} 10.0.0.100:8443 --token x\n`,
    [file]: text,
  });

  test.each<[title: string, texts: Texts, found: string[]]>([
    [
      "a name that nobody certified",
      beside("admin.conf", kubeconfig("https://api.example:8443")),
      ["admin.conf:7 warning api.example:8443"],
    ],
    [
      "another VIP",
      beside("conf/kubelet.conf", kubeconfig("https://10.0.0.101:8443/")),
      ["conf/kubelet.conf:7 warning 10.0.0.101:8443"],
    ],
    [
      "a YAML file",
      beside("prod.yaml", kubeconfig('"https://api.example:8443"')),
      ["prod.yaml:7 warning api.example:8443"],
    ],
    ["the endpoint", beside("admin.conf", kubeconfig("https://10.0.0.100:8443")), []],
    ["a certified name", beside("admin.conf", kubeconfig("https://a.example:8443")), []],
    ["a machine's own name", beside("admin.conf", kubeconfig("https://lb1.example:8443")), []],
    ["an apiserver's own address", beside("admin.conf", kubeconfig("https://10.0.0.11:6443")), []],
    ["the machine itself", beside("kubelet.conf", kubeconfig("https://127.0.0.1:8443")), []],
    ["another cluster at the usual port", beside("admin.conf", kubeconfig("https://api.example:6443")), []],
    ["another cluster in a cloud", beside("admin.conf", kubeconfig("https://x.gr7.eks.amazonaws.com")), []],
    [
      "clusters of a person",
      beside(
        "kubeconfig",
        kubeconfig("https://api.example:8443", "- name: b\n  cluster:\n    server: https://b.example:8443\n"),
      ),
      [],
    ],
    ["a person's own", beside(".kube/config", kubeconfig("https://api.example:8443")), []],
    [
      "no look at the name",
      beside("admin.conf", kubeconfig("https://api.example:8443", "    insecure-skip-tls-verify: true\n")),
      [],
    ],
    [
      "another name for the look",
      beside("admin.conf", kubeconfig("https://api.example:8443", "    tls-server-name: a.example\n")),
      [],
    ],
    ["a placeholder", beside("admin.conf", kubeconfig(`https://\${API}:8443`)), []],
    ["a template", beside("admin.conf", kubeconfig("https://{{ api }}:8443")), []],
  ])("kubeconfig: %s", (_, texts, findings) => {
    expect(found(code, texts)).toEqual(findings);
  });

  test("a kubeconfig is mended by either name, and keeps its secrets to itself", () => {
    const texts = beside("admin.conf", kubeconfig("https://api.example:8443"));
    expect(mended(code, texts)).toEqual(["kubeadm.yaml:7 - api.example"]);
    expect(mended(code, texts, ([, second]) => second)).toEqual(["admin.conf:7 server: https://10.0.0.100:8443"]);
    expect(JSON.stringify(findingsOf(code, texts))).not.toContain("s3cret");
  });
});
