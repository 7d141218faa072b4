import { describe, expect, test } from "vitest";
import { instance } from "../../support/configs.ts";
import { type PodOptions, podManifest } from "../../support/pods.ts";
import { findingsOf, fixesOf, found, mended, type Texts } from "./found.ts";

const code = "cluster/static-pod-mount-mismatch";

function haproxy(bind = "*:8443", more = ""): string {
  return `defaults
    mode tcp
    timeout connect 5s
    timeout client 1h
    timeout server 1h
frontend apiserver
    bind ${bind}
    default_backend apiservers
backend apiservers
    server cp1 10.0.0.11:6443 check
    server cp2 10.0.0.12:6443 check
${more}`;
}

/** Two nodes whose folders mirror the machines. */
function mirrored(pod: PodOptions, config = haproxy()): Record<string, string> {
  return Object.fromEntries(
    [1, 2].flatMap((number) => [
      [`m${number}/etc/keepalived/keepalived.conf`, instance({ priority: 102 - number })],
      [`m${number}/etc/haproxy/haproxy.cfg`, config],
      [`m${number}/etc/kubernetes/manifests/haproxy.yaml`, podManifest(number === 1 ? pod : {})],
    ]),
  );
}

const probe = (port: string | number, more = ""): string => `{ httpGet: { port: ${port}, scheme: HTTPS${more} } }`;

function foundIn(texts: Texts): string[] {
  return found(code, texts).map((line) => line.replace("m1/etc/kubernetes/manifests/", ""));
}

describe("a probe", () => {
  test("asks a port that the node's haproxy does not bind", () => {
    expect(foundIn(mirrored({ probe: probe(9443) }))).toEqual(["haproxy.yaml:12 error 9443"]);
    expect(foundIn(mirrored({ probe: "{ tcpSocket: { host: 127.0.0.1, port: 9443 } }" }))).toEqual([
      "haproxy.yaml:12 error 9443",
    ]);
    const [finding] = findingsOf(code, mirrored({ probe: probe(9443) }));
    expect(finding?.related.map(({ file }) => file)).toEqual(["m1/etc/haproxy/haproxy.cfg"]);
  });

  test("of a pod beside one common haproxy.cfg", () => {
    const texts = {
      "keepalived-master.conf": instance({ priority: 101 }),
      "keepalived-backup.conf": instance({ priority: 100, state: "BACKUP" }),
      "haproxy.cfg": haproxy(),
      "manifests/haproxy.yaml": podManifest({ probe: probe(9443) }),
    };
    expect(found(code, texts)).toEqual(["manifests/haproxy.yaml:12 error 9443"]);
  });

  test("that asks the apiserver itself is a warning", () => {
    expect(foundIn(mirrored({ probe: probe(6443) }))).toEqual(["haproxy.yaml:12 warning 6443"]);
  });

  test.each<[string, PodOptions, string]>([
    ["the bind's port", { probe: probe(8443) }, haproxy()],
    ["within a range", { probe: probe(8443) }, haproxy("*:8400-8500")],
    ["filled in", { probe: probe('"{{ port }}"') }, haproxy()],
    ["a placeholder as bind", { probe: probe(9443) }, haproxy(`*:\${PORT}`)],
    ["another machine", { probe: probe(9443, ", host: 10.9.9.9") }, haproxy()],
    ["a template's line in haproxy.cfg", { probe: probe(9443) }, haproxy("*:8443", "    {% include 'more.j2' %}\n")],
    ["the port of the statistics", { probe: probe(9000) }, haproxy("*:8443", "listen stats\n    bind *:9000\n")],
    [
      "a folder of configs",
      {
        probe: probe(9443),
        command: ["haproxy", "-f", "/etc/haproxy"],
        mounts: [["/etc/haproxy", "/etc/haproxy"]],
      },
      haproxy(),
    ],
    ["a named port", { probe: probe("api"), container: ["ports: [{ name: api, containerPort: 8443 }]"] }, haproxy()],
  ])("silent: %s", (_, pod, config) => {
    expect(found(code, mirrored(pod, config))).toEqual([]);
  });

  test("the fix asks the bind of the apiservers", () => {
    const texts = mirrored({ probe: probe(9443) });
    expect(fixesOf(code, texts)).toEqual([
      "*m1/etc/kubernetes/manifests/haproxy.yaml: Let the probe ask port 8443, which haproxy binds",
    ]);
    expect(mended(code, texts)).toEqual([
      "m1/etc/kubernetes/manifests/haproxy.yaml:12 livenessProbe: { httpGet: { port: 8443, scheme: HTTPS } }",
    ]);
  });
});

describe("a mount", () => {
  test("brings the config to another place than the program reads", () => {
    const official = mirrored({ mounts: [["/etc/haproxy/haproxy.cfg", "/etc/haproxy/haproxy.cfg"]] });
    expect(foundIn(official)).toEqual(["haproxy.yaml:13 error /etc/haproxy/haproxy.cfg"]);
    expect(mended(code, official)).toEqual([
      "m1/etc/kubernetes/manifests/haproxy.yaml:13 - { name: v0, mountPath: /usr/local/etc/haproxy/haproxy.cfg }",
    ]);
    const told = mirrored({
      command: ["haproxy", "-f", "/cfg/haproxy.cfg"],
      mounts: [["/etc/haproxy", "/usr/local/etc/haproxy"]],
    });
    expect(foundIn(told)).toEqual(["haproxy.yaml:14 error /usr/local/etc/haproxy"]);
    expect(mended(code, told)).toEqual(["m1/etc/kubernetes/manifests/haproxy.yaml:14 - { name: v0, mountPath: /cfg }"]);
  });

  test("brings another file of the node than the config", () => {
    const texts = mirrored({ mounts: [["/etc/haproxy/haproxy.conf", "/usr/local/etc/haproxy/haproxy.cfg"]] });
    expect(foundIn(texts)).toEqual(["haproxy.yaml:15 error /etc/haproxy/haproxy.conf"]);
    expect(mended(code, texts)).toEqual([
      "m1/etc/kubernetes/manifests/haproxy.yaml:15 - { name: v0, hostPath: { path: /etc/haproxy/haproxy.cfg } }",
    ]);
    const folder = mirrored({ mounts: [["/opt/haproxy", "/usr/local/etc/haproxy"]] });
    expect(foundIn(folder)).toEqual(["haproxy.yaml:15 error /opt/haproxy"]);
    expect(mended(code, folder)).toEqual([
      "m1/etc/kubernetes/manifests/haproxy.yaml:15 - { name: v0, hostPath: { path: /etc/haproxy } }",
    ]);
  });

  test("keepalived's is judged as well", () => {
    const texts = {
      ...mirrored({}),
      "m1/etc/kubernetes/manifests/keepalived.yaml": podManifest({
        program: "keepalived",
        mounts: [["/etc/keepalived.conf", "/usr/local/etc/keepalived/keepalived.conf"]],
      }),
    };
    expect(found(code, texts)).toEqual(["m1/etc/kubernetes/manifests/keepalived.yaml:16 error /etc/keepalived.conf"]);
  });

  test.each<[string, PodOptions]>([
    ["the folder around the config", { mounts: [["/etc/haproxy", "/usr/local/etc/haproxy"]] }],
    ["the folder above", { mounts: [["/etc", "/usr/local/etc"]] }],
    [
      "told to read the place",
      { command: ["haproxy", "-f", "/etc/haproxy/haproxy.cfg"], mounts: [["/etc/haproxy", "/etc/haproxy"]] },
    ],
    ["a config of the image's own", { image: "registry.local/haproxy:1", mounts: [["/etc/ssl", "/etc/ssl"]] }],
    [
      "a start script",
      {
        command: ["sh", "-c", '"cp /in/* /out && haproxy -f /out/haproxy.cfg"'],
        mounts: [["/etc/haproxy", "/in/haproxy"]],
      },
    ],
    ["a path that is filled in", { mounts: [['"{{ dir }}/haproxy.cfg"', "/usr/local/etc/haproxy/haproxy.cfg"]] }],
    [
      "another image, which reads elsewhere",
      { image: "bitnami/haproxy:2.8", mounts: [["/etc/haproxy/haproxy.cfg", "/bitnami/haproxy/conf/haproxy.cfg"]] },
    ],
  ])("silent: %s", (_, pod) => {
    expect(found(code, mirrored(pod))).toEqual([]);
  });

  test("where folders do not mirror the node nothing is known of its paths", () => {
    const texts = {
      "m1/keepalived.conf": instance({ priority: 101 }),
      "m1/haproxy.cfg": haproxy(),
      "m1/haproxy.yaml": podManifest({ mounts: [["/opt/lb/haproxy.cfg", "/usr/local/etc/haproxy/haproxy.cfg"]] }),
      "m2/keepalived.conf": instance({ priority: 100 }),
      "m2/haproxy.cfg": haproxy(),
    };
    expect(found(code, texts)).toEqual([]);
  });
});
