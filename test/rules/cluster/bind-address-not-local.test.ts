import { describe, expect, test } from "vitest";
import { balancer, clusterConfiguration } from "../../support/configs.ts";
import { findingsOf, fixesOf, found, mended, nodes, type Texts } from "./found.ts";

const code = "cluster/bind-address-not-local";
const servers = ["10.0.0.11:6443", "10.0.0.12:6443"];
const pair = nodes({ source: "10.0.0.1" }, { source: "10.0.0.2" });
const two = (first: string, second = "*:8443", others: Texts = {}): Texts => ({
  ...pair,
  "lb1/haproxy.cfg": balancer(first, servers),
  "lb2/haproxy.cfg": balancer(second, servers),
  ...others,
});
const shared = (bind: string, keepalived: Texts = pair): Texts => ({
  ...keepalived,
  "haproxy.cfg": balancer(bind, servers),
});

describe(code, () => {
  test.each<[title: string, texts: Texts, found: string[]]>([
    ["a mistyped VIP", two("10.0.0.101:8443"), ["lb1/haproxy.cfg:7 error 10.0.0.101:8443"]],
    ["the other node's address", two("10.0.0.2:8443"), ["lb1/haproxy.cfg:7 error 10.0.0.2:8443"]],
    ["the VIP", two("10.0.0.100:8443"), []],
    ["its own address", two("10.0.0.1:8443"), []],
    ["loopback", two("127.0.0.1:8443"), []],
    ["every address", two("0.0.0.0:8443"), []],
    ["a second network card", two("192.168.7.1:8443"), []],
    ["one more address on each node", two("10.0.0.21:8443", "10.0.0.22:8443"), []],
    ["a placeholder", two(`\${IP}:8443`), []],
    [
      "transparent",
      two("*:8443", "*:8443", {
        "lb1/haproxy.cfg": "listen a\n    bind 10.0.0.9:80 transparent\n    server s 10.0.0.9:80\n",
      }),
      [],
    ],
    ["nothing known of the node", { ...nodes({}, {}), "lb1/haproxy.cfg": balancer("10.0.0.101:8443", servers) }, []],
    [
      "an excluded address",
      {
        ...two("10.0.0.101:8443"),
        ...nodes({ source: "10.0.0.1", excluded: ["10.0.0.101"] }, { source: "10.0.0.2", excluded: ["10.0.0.101"] }),
      },
      [],
    ],
    [
      "a VIP that is filled in",
      {
        ...two("10.0.0.101:8443"),
        ...nodes({ source: "10.0.0.1", vips: [`\${VIP}`] }, { source: "10.0.0.2", vips: [`\${VIP}`] }),
      },
      [],
    ],
    ["a shared file", shared("10.0.0.101:8443"), ["haproxy.cfg:7 error 10.0.0.101:8443"]],
    [
      "a shared file, no address known",
      shared("10.0.0.101:8443", nodes({}, {})),
      ["haproxy.cfg:7 error 10.0.0.101:8443"],
    ],
    ["a shared file, an address of one node: perhaps that one's", shared("10.0.0.1:8443"), []],
    ["a shared file, a machine's address, perhaps one node's", shared("10.0.0.11:8443", nodes({}, {})), []],
    ["a shared file, a public address", shared("203.0.113.9:8443"), []],
  ])("%s", (_, texts, expected) => {
    expect(found(code, texts)).toEqual(expected);
  });

  test("the VIP is offered, and with it what lets haproxy start without it", () => {
    expect(fixesOf(code, two("10.0.0.101:8443", "10.0.0.100:8443 127.0.0.1:1"))).toEqual([
      "*lb1/haproxy.cfg: Bind the VIP 10.0.0.100",
    ]);
    expect(mended(code, two("10.0.0.101:8443", "10.0.0.100:8443 127.0.0.1:1"))).toContain(
      "lb1/haproxy.cfg:7 bind 10.0.0.100:8443 transparent",
    );
    const set = { "sysctl.conf": "net.ipv4.ip_nonlocal_bind = 1\n" };
    expect(mended(code, two("10.0.0.101:8443", "10.0.0.100:8443", set))).toContain(
      "lb1/haproxy.cfg:7 bind 10.0.0.100:8443",
    );
  });

  test("all addresses where the other haproxy binds them, for anything else would differ from it", () => {
    for (const address of ["10.0.0.101", "10.0.0.2"]) {
      const texts = two(`${address}:8443`, "*:8443");
      expect(fixesOf(code, texts)).toEqual(["*lb1/haproxy.cfg: Bind all addresses, as the other nodes do"]);
      // Only now is lb1's haproxy behind the VIP, and nothing of these files tracks it.
      expect(mended(code, texts)[0]).toBe("lb1/haproxy.cfg:7 bind *:8443");
    }
  });

  test("a file of the other node: the node's own address, as the other binds its own", () => {
    expect(fixesOf(code, two("10.0.0.2:8443", "10.0.0.2:8443"))).toEqual([
      "*lb1/haproxy.cfg: Bind 10.0.0.1, the node's own address",
    ]);
    expect(mended(code, two("10.0.0.2:8443", "10.0.0.2:8443"))).toEqual(["lb1/haproxy.cfg:7 bind 10.0.0.1:8443"]);
  });

  test("is said alone of what it is the reason for", () => {
    const texts = two("10.0.0.101:6443", "10.0.0.101:6443", {
      "kubeadm.yaml": clusterConfiguration("10.0.0.100:6443"),
    });
    expect(found("cluster/haproxy-drift", texts)).toEqual([]);
    expect(found("cluster/endpoint-port-mismatch", texts)).toEqual([]);
  });

  test("names the VIP and whose address it is", () => {
    const [finding] = findingsOf(code, two("10.0.0.2:8443"));
    expect(finding?.related.map(({ file, message }) => `${file} ${message}`)).toEqual([
      "lb1/keepalived.conf 10.0.0.100 is a VIP of lb1",
      "lb2/keepalived.conf 10.0.0.2 is the address of lb2",
    ]);
  });
});
