import { describe, expect, test } from "vitest";
import { balancer, instance } from "../../support/configs.ts";
import { found, mended, type Texts } from "./found.ts";

const code = "cluster/vrrp-blocked-by-firewall";
const tracked = (text: string): string =>
  `vrrp_script chk {\n    script "killall -0 haproxy"\n}\n${text.replace(/\}\s*$/, "track_script {\n chk\n}\n}\n")}`;

function around(texts: Texts, more: { bind?: string; lines?: readonly string[] } = {}): Texts {
  const { bind = "*:8443", lines = [] } = more;
  return {
    "lb1/keepalived.conf": tracked(instance({ priority: 150, lines })),
    "lb2/keepalived.conf": tracked(instance({ priority: 100, lines })),
    "lb1/haproxy.cfg": balancer(bind, ["10.0.0.11:6443", "10.0.0.12:6443"]),
    "lb2/haproxy.cfg": balancer(bind, ["10.0.0.11:6443", "10.0.0.12:6443"]),
    ...texts,
  };
}

const firewalld = "#!/bin/sh\nfirewall-cmd --permanent --add-port=8443/tcp\nfirewall-cmd --reload\n";
const drop = "iptables -A INPUT -j DROP\n";
const ah = ["authentication {", "    auth_type AH", "    auth_pass 1234", "}"];

describe(code, () => {
  test.each<[title: string, texts: Texts, ...findings: string[]]>([
    ["firewalld", around({ "setup.sh": firewalld }), "setup.sh:2 warning 8443"],
    ["a node's own script", around({ "lb1/setup.sh": firewalld }), "lb1/setup.sh:2 warning 8443"],
    ["ufw", around({ "setup.sh": "ufw allow 8443/tcp\nufw --force enable\n" }), "setup.sh:1 warning 8443"],
    [
      "iptables",
      around({ "setup.sh": `iptables -A INPUT -p tcp --dport 8443 -j ACCEPT\n${drop}` }),
      "setup.sh:1 warning 8443",
    ],
    ["nothing is dropped", around({ "setup.sh": "iptables -A INPUT -p tcp --dport 8443 -j ACCEPT\n" })],
    ["vrrp by name", around({ "setup.sh": `${firewalld}firewall-cmd --add-protocol=vrrp\n` })],
    [
      "by a rich rule",
      around({ "setup.sh": `${firewalld}firewall-cmd --add-rich-rule='rule protocol value="112" accept'\n` }),
    ],
    [
      "in another file",
      around({
        "setup.sh": firewalld,
        "roles/vrrp/tasks/main.yml": "- firewalld:\n    rich_rule: rule protocol value=vrrp accept\n",
      }),
    ],
    [
      "by its group",
      around({
        "setup.sh": `${drop}iptables -A INPUT -p tcp --dport 8443 -j ACCEPT\niptables -A INPUT -d 224.0.0.18 -j ACCEPT\n`,
      }),
    ],
    ["switched off later", around({ "setup.sh": firewalld, "README.md": "systemctl disable --now firewalld\n" })],
    ["switched off in Chinese", around({ "setup.sh": firewalld, "README.md": "所有节点关闭防火墙\n" })],
    [
      "the nodes are trusted",
      around({ "setup.sh": `${firewalld}firewall-cmd --add-source=10.0.0.0/24 --zone=trusted\n` }),
    ],
    ["for other machines", around({ "workers.sh": "firewall-cmd --add-port=10250/tcp\n" })],
    [
      "for the apiservers' machines, on one port",
      around({ "cp.sh": "firewall-cmd --add-port=6443/tcp\n" }, { bind: "*:6443" }),
    ],
    ["a comment", around({ "setup.sh": "#!/bin/sh\n# firewall-cmd --add-port=8443/tcp\n" })],
    [
      "another cluster's",
      around({
        "a/x/keepalived.conf": instance({ priority: 2, vips: ["10.0.9.1"] }),
        "a/y/keepalived.conf": instance({ priority: 1, vips: ["10.0.9.1"] }),
        "a/setup.sh": firewalld,
      }),
    ],
    ["AH", around({ "setup.sh": `${firewalld}firewall-cmd --add-protocol=ah\n` }, { lines: ah })],
  ])("%s", (_, texts, ...findings) => {
    expect(found(code, texts)).toEqual(findings);
  });

  test.each<[title: string, script: string, ...lines: string[]]>([
    ["firewalld", firewalld, "setup.sh:3 firewall-cmd --permanent --add-protocol=vrrp"],
    [
      "iptables",
      `iptables -A INPUT -p tcp --dport 8443 -j ACCEPT\n${drop}`,
      "setup.sh:2 iptables -A INPUT -p vrrp -j ACCEPT",
    ],
  ])("is mended with %s", (_, script, ...lines) => {
    expect(mended(code, around({ "setup.sh": script }))).toEqual(lines);
  });
});
