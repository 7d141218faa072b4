import { describe, expect, test } from "vitest";
import { describeFinding, openWorkspace, readFixture } from "../support/fixture.ts";

const template = `vrrp_instance VI_1 {
    state {{ 'MASTER' if inventory_hostname == groups['lb'][0] else 'BACKUP' }}
    interface {{ vrrp_interface }}
    virtual_router_id {{ vrid }}
    priority {{ priority | int }}
    unicast_src_ip {{ ansible_host }}
    unicast_peer {
{% for host in groups['lb'] if host != inventory_hostname %}
        {{ hostvars[host].ansible_host }}
{% endfor %}
    }
    virtual_ipaddress {
        {{ vip }}/24
    }
}
`;

const project = (over: Readonly<Record<string, string>> = {}): Map<string, string> =>
  new Map(
    Object.entries({
      ...Object.fromEntries(
        readFixture(`//- inventory/hosts.ini
[lb]
lb1 ansible_host=10.0.0.11
lb2 ansible_host=10.0.0.12

[all:vars]
vip=10.0.0.100
//- group_vars/lb.yml
vrrp_interface: eth0
vrid: 51
//- host_vars/lb1.yml
priority: 110
//- host_vars/lb2.yml
priority: "{{ 110 - 10 }}"
//- site.yml
- hosts: lb
  become: true
  roles:
    - keepalived
`),
      ),
      "roles/keepalived/templates/keepalived.conf.j2": template,
      ...over,
    }),
  );

const path = "roles/keepalived/templates/keepalived.conf.j2";

function findings(files: ReadonlyMap<string, string>): string[] {
  const workspace = openWorkspace(files);
  return workspace
    .allFindings()
    .filter(({ code }) => code.startsWith("cluster/"))
    .map((finding) => describeFinding(workspace, finding));
}

describe("a role's template is the nodes that it is rendered for", () => {
  test("they make a cluster", () => {
    const [cluster] = openWorkspace(project()).clusters();
    expect(cluster).toMatchObject({ vips: ["10.0.0.100"], nodes: ["lb1", "lb2"], virtualRouters: 1 });
  });

  test("a right one is silent", () => {
    expect(findings(project())).toEqual([]);
  });

  test.each<[fault: string, over: Readonly<Record<string, string>>, found: string[]]>([
    [
      "a host's own id",
      { "host_vars/lb2.yml": "priority: 100\nvrid: 52\n" },
      [
        `${path}:4:23 error cluster/virtual-router-id-mismatch {{ vrid }}`,
        `${path}:4:23 error cluster/virtual-router-id-mismatch {{ vrid }}`,
      ],
    ],
    [
      "one priority for all",
      { "host_vars/lb2.yml": "priority: 110\n" },
      [`${path}:5:14 warning cluster/duplicate-priority {{ priority | int }}`],
    ],
    [
      "a literal priority in a branch that both take",
      { [path]: template.replace("{{ priority | int }}", "{% if vip %}\n100\n{% endif %}") },
      [`${path}:6:1 warning cluster/duplicate-priority 100`],
    ],
    [
      "a peer that is left out",
      { [path]: template.replace("if host != inventory_hostname", "if host == 'lb2' and host != inventory_hostname") },
      [
        `${path}:7:5 error cluster/unicast-peer-mismatch unicast_peer`,
        `${path}:7:5 error cluster/unicast-peer-mismatch unicast_peer`,
      ],
    ],
  ])("%s", (_, over, found) => {
    expect(
      findings(project(over)).map((line) => line.replace(/(cluster\/unicast-peer-mismatch).*/, "$1 unicast_peer")),
    ).toEqual(found);
  });

  test.each<[unknown: string, over: Readonly<Record<string, string>>]>([
    ["a value that nobody gives", { "host_vars/lb2.yml": "", "host_vars/lb1.yml": "" }],
    [
      "a value of the machine",
      { [path]: template.replace("{{ ansible_host }}", "{{ ansible_default_ipv4.address }}") },
    ],
    [
      "a condition on the machine",
      {
        [path]: template
          .replace("    priority", "{% if ansible_os_family == 'Debian' %}\n    priority")
          .replace("| int }}\n", "| int }}\n{% else %}\n    priority 1\n{% endif %}\n"),
      },
    ],
    ["a play for hosts that are not known", { "site.yml": "- hosts: '{{ target }}'\n  roles: [keepalived]\n" }],
    ["no play", { "site.yml": "" }],
    ["two templates for one program", { "roles/keepalived/templates/keepalived-backup.conf.j2": template }],
    ["a secret", { "group_vars/lb.yml": "$ANSIBLE_VAULT;1.1;AES256\n6162\n" }],
  ])("nothing is made of %s", (_, over) => {
    expect(findings(project(over))).toEqual([]);
  });

  test("two inventories are two clusters", () => {
    const files = project({ "inventory/hosts.ini": "" });
    const hosts = (net: string): string =>
      `[lb]\nlb1 ansible_host=10.0.${net}.11\nlb2 ansible_host=10.0.${net}.12\n[lb:vars]\nvip=10.0.${net}.100\n`;
    files.delete("inventory/hosts.ini");
    files.set("inventories/prod/hosts", hosts("1"));
    files.set("inventories/test/hosts", hosts("2"));
    expect(
      openWorkspace(files)
        .clusters()
        .map(({ vips }) => vips),
    ).toEqual([["10.0.1.100"], ["10.0.2.100"]]);
    expect(findings(files)).toEqual([]);
  });

  test("an inventory in YAML", () => {
    const yaml = `all:
  vars:
    vip: 10.0.0.100
  children:
    lb:
      hosts:
        lb[1:2]:
`;
    const files = project({
      "inventory/hosts.yml": yaml,
      "host_vars/lb1.yml": "priority: 110\nansible_host: 10.0.0.11\n",
    });
    files.delete("inventory/hosts.ini");
    expect(openWorkspace(files).clusters()).toMatchObject([{ nodes: ["lb1", "lb2"], vips: ["10.0.0.100"] }]);
  });

  test("edits of variables are followed", () => {
    const files = project();
    const workspace = openWorkspace(files);
    expect(workspace.allFindings().filter(({ code }) => code.startsWith("cluster/"))).toEqual([]);
    workspace.setFile("host_vars/lb2.yml", "priority: 110\n");
    expect(workspace.allFindings().map(({ code }) => code)).toContain("cluster/duplicate-priority");
    workspace.removeFile("inventory/hosts.ini");
    expect(workspace.allFindings().filter(({ code }) => code.startsWith("cluster/"))).toEqual([]);
  });
});
