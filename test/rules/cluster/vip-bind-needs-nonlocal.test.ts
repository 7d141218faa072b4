import { describe, expect, test } from "vitest";
import { balancer } from "../../support/configs.ts";
import { openWorkspace } from "../../support/fixture.ts";
import { findingsOf, fixesOf, found, mended, nodes, type Texts } from "./found.ts";

const code = "cluster/vip-bind-needs-nonlocal";
const servers = ["10.0.0.11:6443", "10.0.0.12:6443"];
const pair = (...lines: string[]): Texts => nodes({ lines }, { lines });
/** Two nodes, each with a haproxy on some binds. */
const two = (bind: string, others: Texts = {}, keepalived: Texts = pair()): Texts => ({
  ...keepalived,
  "lb1/haproxy.cfg": balancer(bind, servers),
  "lb2/haproxy.cfg": balancer(bind, servers),
  ...others,
});
const both = ["lb1/haproxy.cfg:7 warning 10.0.0.100:8443", "lb2/haproxy.cfg:7 warning 10.0.0.100:8443"];
const set = "net.ipv4.ip_nonlocal_bind";

describe(code, () => {
  test.each<[title: string, texts: Texts, found: string[]]>([
    ["a bind on the VIP", two("10.0.0.100:8443"), both],
    ["one finding for several ports", two("10.0.0.100:8443 10.0.0.100:80"), both],
    ["every address", two("*:8443"), []],
    ["another address", two("10.0.0.1:8443"), []],
    ["a placeholder", two(`\${VIP}:8443`), []],
    [
      "transparent",
      {
        ...two("*:8443"),
        "lb1/haproxy.cfg": `listen a\n    bind 10.0.0.100:80 transparent\n    server s 10.0.0.9:80\n`,
      },
      [],
    ],
    [
      "a namespace of its own",
      {
        ...two("*:8443"),
        "lb1/haproxy.cfg": `listen a\n    bind 10.0.0.100:80 namespace x\n    server s 10.0.0.9:80\n`,
      },
      [],
    ],
    [
      "one shared file",
      { ...pair(), "haproxy.cfg": balancer("10.0.0.100:8443", servers) },
      ["haproxy.cfg:7 warning 10.0.0.100:8443"],
    ],
    ["a lone node", { ...nodes({}), "lb1/haproxy.cfg": balancer("10.0.0.100:8443", servers) }, []],
    [
      "a lone node with peers elsewhere",
      {
        ...nodes({ source: "10.0.0.1", peers: ["10.0.0.2"] }),
        "lb1/haproxy.cfg": balancer("10.0.0.100:8443", servers),
      },
      ["lb1/haproxy.cfg:7 warning 10.0.0.100:8443"],
    ],
    ["sysctl.conf", two("10.0.0.100:8443", { "sysctl.conf": `${set} = 1\n` }), []],
    ["sysctl.d of one node", two("10.0.0.100:8443", { "lb1/sysctl.d/90-vip.conf": `${set}=1\n` }), []],
    [
      "a Vagrantfile",
      two("10.0.0.100:8443", { Vagrantfile: `c.vm.provision "shell", inline: "sysctl -w ${set}=1"\n` }),
      [],
    ],
    [
      "a service of a compose file",
      two("10.0.0.100:8443", {
        "compose.yml": `services:\n  lb:\n    image: haproxy\n    sysctls:\n      - ${set}=1\n`,
      }),
      [],
    ],
    ["Puppet", two("10.0.0.100:8443", { "manifests/lb.pp": `sysctl { '${set}': value => '1' }\n` }), []],
    ["Salt", two("10.0.0.100:8443", { "lb.sls": `${set}:\n  sysctl.present:\n    - value: 1\n` }), []],
    ["switched off", two("10.0.0.100:8443", { "sysctl.conf": `${set} = 0\n` }), both],
    ["commented out", two("10.0.0.100:8443", { "sysctl.conf": `#${set} = 1\n` }), both],
    ["of the other family", two("10.0.0.100:8443", { "sysctl.conf": "net.ipv6.ip_nonlocal_bind = 1\n" }), both],
    ["a script", two("10.0.0.100:8443", { "install.sh": `#!/bin/sh\nsysctl -w ${set}=1\n` }), []],
    [
      "a script that appends",
      two("10.0.0.100:8443", { "install.sh": `#!/bin/sh\necho '${set}=1' >> /etc/sysctl.conf\n` }),
      [],
    ],
    [
      "a here-document",
      two("10.0.0.100:8443", { "install.sh": `#!/bin/sh\ncat <<EOF >> /etc/sysctl.conf\n${set} = 1\nEOF\n` }),
      [],
    ],
    ["proc", two("10.0.0.100:8443", { "a.sh": "#!/bin/sh\necho 1 > /proc/sys/net/ipv4/ip_nonlocal_bind\n" }), []],
    [
      "proc, off",
      two("10.0.0.100:8443", { "a.sh": "#!/bin/sh\necho 0 > /proc/sys/net/ipv4/ip_nonlocal_bind\n" }),
      both,
    ],
    ["a playbook", two("10.0.0.100:8443", { "tasks/main.yml": `- sysctl:\n    name: ${set}\n    value: "1"\n` }), []],
    [
      "a playbook, off",
      two("10.0.0.100:8443", { "tasks/main.yml": `- sysctl:\n    name: ${set}\n    value: "0"\n` }),
      both,
    ],
    [
      "a role elsewhere",
      {
        ...Object.fromEntries(Object.entries(two("10.0.0.100:8443")).map(([file, text]) => [`site/${file}`, text])),
        "roles/common/tasks/main.yml": `- sysctl: name=${set} value=1\n`,
      },
      [],
    ],
    ["a text", two("10.0.0.100:8443", { "README.md": `Set \`${set}=1\` on all nodes.\n` }), []],
    [
      "a notify script that starts it",
      two("10.0.0.100:8443", {}, pair('notify_master "systemctl restart haproxy"')),
      [],
    ],
    [
      "a notify script of which nothing is known",
      two("10.0.0.100:8443", {}, pair('notify "/etc/keepalived/notify.sh"')),
      [],
    ],
    [
      "a notify script that sends mail",
      two("10.0.0.100:8443", {}, pair('notify_master "/etc/keepalived/mail.sh"')),
      both,
    ],
    ["one that starts something else", two("10.0.0.100:8443", {}, pair('notify_master "systemctl start nginx"')), both],
    [
      "an address that is there for good",
      two(
        "10.0.0.100:8443",
        {},
        nodes(
          ...[1, 2].map(
            (id) =>
              `static_ipaddress {\n    10.0.0.100/32 dev lo\n}\nvrrp_instance VI_1 {\n    state ${id === 1 ? "MASTER" : "BACKUP"}\n    interface eth0\n    virtual_router_id 51\n    priority ${200 - id}\n    virtual_ipaddress {\n        10.0.0.100\n    }\n}\n`,
          ),
        ),
      ),
      [],
    ],
  ])("%s", (_, texts, expected) => {
    expect(found(code, texts)).toEqual(expected);
  });

  test("a scope of its own elsewhere says nothing of this one", () => {
    const at = (folder: string, texts: Texts): Texts =>
      Object.fromEntries(Object.entries(texts).map(([file, text]) => [`${folder}/${file}`, text]));
    const texts = {
      ...at("a", two("10.0.0.100:8443")),
      ...at("b", two("10.0.0.100:8443", { "sysctl.conf": `${set}=1\n` })),
    };
    expect(found(code, texts)).toEqual([
      "a/lb1/haproxy.cfg:7 warning 10.0.0.100:8443",
      "a/lb2/haproxy.cfg:7 warning 10.0.0.100:8443",
    ]);
  });

  test("the fix adds the word to all binds of the VIP", () => {
    const texts = two("10.0.0.100:8443 10.0.0.100:80");
    expect(fixesOf(code, texts)[0]).toBe(
      "*lb1/haproxy.cfg: Bind 10.0.0.100 with transparent, so that haproxy starts without it",
    );
    expect(mended(code, texts)).toEqual([
      "lb1/haproxy.cfg:7 bind 10.0.0.100:8443 transparent",
      "lb1/haproxy.cfg:8 bind 10.0.0.100:80 transparent",
      "lb2/haproxy.cfg:7 bind 10.0.0.100:8443 transparent",
      "lb2/haproxy.cfg:8 bind 10.0.0.100:80 transparent",
    ]);
  });

  test("names where the VIP is from", () => {
    const [finding] = findingsOf(code, two("10.0.0.100:8443"));
    expect(finding?.related.map(({ file, message }) => `${file} ${message}`)).toEqual([
      "lb1/keepalived.conf 10.0.0.100 is a VIP of lb1",
    ]);
  });

  test("a file that comes, changes and goes is taken into account at once", () => {
    const workspace = openWorkspace(new Map(Object.entries(two("10.0.0.100:8443"))));
    const count = (): number => workspace.allFindings().filter((finding) => finding.code === code).length;
    expect(count()).toBe(2);
    workspace.setFile("sysctl.conf", `${set} = 1\n`);
    expect(count()).toBe(0);
    workspace.setFile("sysctl.conf", `${set} = 0\n`);
    expect(count()).toBe(2);
    workspace.setFile("sysctl.conf", `${set} = 1\n`);
    workspace.removeFile("sysctl.conf");
    expect(count()).toBe(2);
  });
});
