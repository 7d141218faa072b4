// biome-ignore-all lint/suspicious/noTemplateCurlyInString: The files have placeholders and variables of their own.
import { describe, expect, test } from "vitest";
import { apiServerPod, etcdConf, etcdFiles, etcdPod, externalEtcd } from "../../support/etcd.ts";
import { findingsOf, found, mended, nodes, type Texts } from "./found.ts";

const code = "cluster/etcd-endpoint-mismatch";
const members = etcdFiles({}, {}, {});
const url = (number: number, port = 2379, scheme = "https"): string => `${scheme}://10.0.0.${number}:${port}`;
const all = [url(1), url(2), url(3)];
const external = (...urls: string[]): Texts => ({ ...members, "kubeadm.yaml": externalEtcd(...urls) });
const asked = (...urls: string[]): Texts => ({
  ...members,
  "manifests/kube-apiserver.yaml": apiServerPod("10.0.0.11", urls.join(",")),
});
const stacked = (servers: (number: number) => string): Texts =>
  Object.fromEntries(
    [1, 2, 3].flatMap((number) => [
      [`m${number}/etc/kubernetes/manifests/etcd.yaml`, etcdPod(number)],
      [`m${number}/etc/kubernetes/manifests/kube-apiserver.yaml`, apiServerPod(`10.0.0.${number}`, servers(number))],
    ]),
  );
const vip = nodes({ source: "10.0.0.1" }, { source: "10.0.0.2" });

describe(code, () => {
  test.each<[title: string, texts: Texts, found: string[]]>([
    ["all as advertised", external(...all), []],
    ["a port", external(url(1), url(2), url(3, 2380)), [`kubeadm.yaml:8 error ${url(3, 2380)}`]],
    ["a scheme", external(url(1), url(2, 2379, "http"), url(3)), [`kubeadm.yaml:7 error ${url(2, 2379, "http")}`]],
    ["an address", external(url(1), url(2), url(33)), [`kubeadm.yaml:8 error ${url(33)}`]],
    ["a member left out", external(url(1), url(2)), [`kubeadm.yaml:6 warning ${url(1)}`]],
    [
      "the same in a pod",
      asked(url(1), url(2), url(3, 4001)),
      [`manifests/kube-apiserver.yaml:10 error ${url(3, 4001)}`],
    ],
    [
      "all with one wrong port: once",
      asked(url(1, 4001), url(2, 4001), url(3, 4001)),
      [`manifests/kube-apiserver.yaml:10 error ${url(1, 4001)}`],
    ],
    [
      "a unit",
      {
        ...members,
        "kube-apiserver.service": `[Service]\nExecStart=/usr/bin/kube-apiserver \\\n --etcd-servers=${url(1)},${url(2)},${url(3, 2380)}\n`,
      },
      [`kube-apiserver.service:3 error ${url(3, 2380)}`],
    ],
    [
      "a script",
      {
        ...members,
        "install.sh": `#!/bin/sh\ncat > /opt/kube-apiserver.conf <<'EOF'\nOPTS="--etcd-servers=${url(1)},${url(2)},${url(3, 2380)}"\nEOF\n`,
      },
      [`install.sh:3 error ${url(3, 2380)}`],
    ],
    ["stacked, each its own by loopback", stacked(() => "https://127.0.0.1:2379"), []],
    ["stacked, each its own by address", stacked((number) => url(number)), []],
    ["stacked, all", stacked(() => all.join(",")), []],
    [
      "stacked, one asks another's only",
      stacked((number) => url(number === 3 ? 1 : number)),
      [`m3/etc/kubernetes/manifests/kube-apiserver.yaml:10 warning ${url(1)}`],
    ],
    [
      "a listen address that is not advertised",
      { ...etcdFiles({ clientUrl: "https://etcd1.lan:2379" }, {}, {}), "kubeadm.yaml": externalEtcd(...all) },
      [],
    ],
  ])("%s", (_, texts, expected) => {
    expect(found(code, texts)).toEqual(expected);
  });

  test.each<[title: string, texts: Texts]>([
    ["a VIP in front of etcd", { ...external("https://10.0.0.100:2379"), ...vip }],
    ["names", external("https://etcd1.lan:2379", "https://etcd2.lan:2379")],
    ["placeholders", external(url(1), "https://{{ etcd2 }}:2379")],
    ["a template's loop", external(url(1), "{% for h in etcd %}", url(2), "{% endfor %}")],
    [
      "a loop on lines of its own",
      {
        ...members,
        "kubeadm.yaml.j2": externalEtcd(url(1), url(2)).replace("    caFile", "{% if more %}\n{% endif %}\n    caFile"),
      },
    ],
    ["another cluster's endpoints", external("https://10.9.0.1:2379", "https://10.9.0.2:2379")],
    [
      "a member of which only the list is known",
      { "etcd1/etcd.conf": etcdConf(1), "kubeadm.yaml": externalEtcd(url(1), url(2, 22379), url(3)) },
    ],
    [
      "a member whose client URLs are filled in",
      { ...etcdFiles({}, {}, { clientUrl: "{{ url }}" }), "kubeadm.yaml": externalEtcd(url(1), url(2), url(3, 4001)) },
    ],
    [
      "wildcard listeners",
      {
        ...Object.fromEntries(
          Object.entries(members).map(([file, text]) => [
            file,
            text.replace(/^(ETCD_LISTEN_CLIENT_URLS=).*$/m, '$1"https://0.0.0.0:2379"'),
          ]),
        ),
        "kubeadm.yaml": externalEtcd(...all),
      },
    ],
  ])("nothing for %s", (_, texts) => {
    expect(found(code, texts)).toEqual([]);
  });

  test("silences the old port", () => {
    const texts = asked(url(1, 4001), url(2, 4001), url(3, 4001));
    expect(found("etcd/legacy-port", texts)).toEqual([]);
    expect(findingsOf(code, texts)[0]?.related.map(({ file }) => file)).toContain("etcd2/etcd.conf");
  });

  test("takes a member without a file to be as the others", () => {
    const texts = {
      "etcd1/etcd.conf": etcdConf(1),
      "etcd2/etcd.conf": etcdConf(2),
      "api.yaml": apiServerPod("10.0.0.9", [1, 2, 3].map((n) => url(n, 4001)).join(",")),
    };
    expect(found("etcd/legacy-port", texts)).toEqual([]);
    expect(mended(code, texts)).toEqual([`api.yaml:10 - --etcd-servers=${all.join(",")}`]);
  });

  test("asks what the members advertise", () => {
    const right = [`kubeadm.yaml:8 - ${url(3)}`];
    expect(mended(code, external(url(1), url(2), url(3, 2380)))).toEqual(right);
    expect(mended(code, external(url(1), url(2), url(33)))).toEqual(right);
    expect(mended(code, external(url(1), url(2)))).toEqual(right);
    expect(mended(code, asked(url(1), url(2)))).toEqual([
      `manifests/kube-apiserver.yaml:10 - --etcd-servers=${all.join(",")}`,
    ]);
    const quoted = { ...members, "kubeadm.yaml": externalEtcd(`"${url(1)}" # first`, `"${url(2)}" # second`) };
    expect(mended(code, quoted)).toEqual(right);
  });
});
