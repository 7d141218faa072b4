import { describe, expect, test } from "vitest";
import { balancer, instance } from "../../support/configs.ts";
import { fixesOf, found, mended, type Texts } from "./found.ts";

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
const playbook = (tasks: string): string => `- hosts: lb\n  tasks:\n${tasks}\n`;
const module = (port = "8443/tcp"): string =>
  `    - name: haproxy\n      ansible.posix.firewalld:\n        port: ${port}\n        permanent: true\n        state: enabled`;
const ufw =
  "    - name: haproxy\n      community.general.ufw:\n        rule: allow\n        port: 8443\n        proto: tcp";
const iptables =
  "    - ansible.builtin.iptables:\n        chain: INPUT\n        protocol: tcp\n        destination_port: 8443\n        jump: ACCEPT";
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
    ["a module", around({ "setup.yml": playbook(module()) }), "setup.yml:5 warning 8443"],
    [
      "a module's words in a line",
      around({ "setup.yml": playbook("    - firewalld: port=8443/tcp permanent=yes state=enabled") }),
      "setup.yml:3 warning 8443",
    ],
    [
      "a module in a loop",
      around({ "setup.yml": playbook(`${module("'{{ item }}/tcp'")}\n      loop:\n        - 8443`) }),
      "setup.yml:9 warning 8443",
    ],
    [
      "ufw's module",
      around({ "setup.yml": playbook(`${ufw}\n    - community.general.ufw:\n        state: enabled`) }),
      "setup.yml:6 warning 8443",
    ],
    ["ufw that is never switched on", around({ "setup.yml": playbook(ufw) })],
    [
      "iptables' module",
      around({ "setup.yml": playbook(`${iptables}\n    - iptables:\n        chain: INPUT\n        jump: DROP`) }),
      "setup.yml:6 warning 8443",
    ],
    ["a port that is closed", around({ "setup.yml": playbook(module().replace("enabled", "absent")) })],
    ["a module for other machines", around({ "setup.yml": playbook(module("10250/tcp")) })],
    [
      "a module that lets VRRP through",
      around({
        "setup.yml": playbook(`${module()}\n    - firewalld:\n        protocol: vrrp\n        state: enabled`),
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
    ["ufw", "sudo ufw allow 8443/tcp\nufw --force enable\n", "setup.sh:2 sudo ufw allow to 224.0.0.18"],
  ])("is mended with %s", (_, script, ...lines) => {
    expect(mended(code, around({ "setup.sh": script }))).toEqual(lines);
  });

  test.each<[title: string, tasks: string, ...lines: string[]]>([
    [
      "firewalld",
      module(),
      "setup.yml:3 - name: Let VRRP through",
      "setup.yml:5 rich_rule: rule protocol value=vrrp accept",
    ],
    [
      "ufw",
      `${ufw}\n    - community.general.ufw:\n        state: enabled`,
      "setup.yml:3 - name: Let VRRP through",
      "setup.yml:6 to_ip: 224.0.0.18",
    ],
    [
      "iptables",
      `${iptables}\n    - iptables:\n        chain: INPUT\n        jump: DROP`,
      "setup.yml:5 protocol: vrrp",
    ],
  ])("is mended with a task of %s", (_, tasks, ...lines) => {
    expect(mended(code, around({ "setup.yml": playbook(tasks) }))).toEqual(lines);
  });

  test("ufw has no one line for unicast", () => {
    const lines = ["unicast_peer {", "    10.0.0.9", "}"];
    const texts = around({ "setup.sh": "ufw allow 8443/tcp\nufw --force enable\n" }, { lines });
    expect(found(code, texts)).toEqual(["setup.sh:1 warning 8443"]);
    expect(fixesOf(code, texts)).toEqual([]);
  });
});
