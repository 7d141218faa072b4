import { describe, expect, test } from "vitest";
import { found, mended, type Texts } from "./found.ts";

interface Setup {
  readonly command?: string;
  readonly weight?: number;
  readonly bind?: string;
  readonly servers?: readonly string[];
  readonly more?: Texts;
}

/** A node that tracks a command. */
function keepalived(priority: number, { command = "/etc/keepalived/check.sh", weight = 0 }: Setup): string {
  return `global_defs {
    enable_script_security
    script_user root
}
vrrp_script chk {
    script "${command}"
    weight ${weight}
}
vrrp_instance VI_1 {
    state ${priority === 150 ? "MASTER" : "BACKUP"}
    interface eth0
    virtual_router_id 51
    priority ${priority}
    virtual_ipaddress {
        10.0.0.100/24
    }
    track_script {
        chk
    }
}
`;
}

function haproxy({ bind = "*:8443", servers = ["10.0.0.11:6443", "10.0.0.12:6443"] }: Setup): string {
  return `defaults
    mode tcp
    timeout connect 5s
    timeout client 1h
    timeout server 1h
frontend apiserver
    bind ${bind}
    default_backend apiservers
backend apiservers
${servers.map((server, index) => `    server cp${index + 1} ${server} check\n`).join("")}`;
}

/** Two balancers in folders of their own, each with its own copy of a script. */
function pair(script: string | undefined, setup: Setup = {}): Texts {
  const texts: Record<string, string> = { ...setup.more };
  for (const [node, priority] of [
    ["lb1", 150],
    ["lb2", 100],
  ] as const) {
    texts[`${node}/keepalived.conf`] = keepalived(priority, setup);
    texts[`${node}/haproxy.cfg`] = haproxy(setup);
    if (script !== undefined) texts[`${node}/check.sh`] = script;
  }
  return texts;
}

describe("cluster/check-script-probes-vip", () => {
  const code = "cluster/check-script-probes-vip";
  const kubeadm = `#!/bin/sh
errorExit() {
    echo "*** $*" 1>&2
    exit 1
}
curl -sfk --max-time 2 https://localhost:8443/healthz -o /dev/null || errorExit "Error GET https://localhost:8443/healthz"
if ip addr | grep -q 10.0.0.100; then
    curl -sfk --max-time 2 https://10.0.0.100:8443/healthz -o /dev/null || errorExit "Error GET https://10.0.0.100:8443/healthz"
fi
`;

  test.each<[title: string, texts: Texts, ...findings: string[]]>([
    ["a deadlock", pair("#!/bin/sh\ncurl -sfk https://10.0.0.100:8443/healthz\n"), "lb1/check.sh:2 error 10.0.0.100"],
    [
      "with a weight",
      pair("#!/bin/sh\nVIP=10.0.0.100\nnc -z $VIP 8443\n", { weight: -60 }),
      "lb1/check.sh:3 warning $VIP",
    ],
    ["a ping", pair(undefined, { command: "ping -c1 10.0.0.100" }), "lb1:6 error 10.0.0.100"],
    ["a command", pair(undefined, { command: "nc -z 10.0.0.100 8443" }), "lb1:6 error 10.0.0.100"],
    [
      "one script for both",
      { ...pair(undefined), "scripts/check.sh": "#!/bin/sh\nnc -z 10.0.0.100 8443\n" },
      "scripts/check.sh:2 error 10.0.0.100",
    ],
    ["the script of kubeadm's documentation", pair(kubeadm)],
    ["a gateway", pair("#!/bin/sh\nping -c1 10.0.0.1\n")],
    ["only where the node itself does not answer", pair("nc -z localhost 8443 || nc -z 10.0.0.100 8443\n")],
    ["behind an early end", pair("pidof haproxy && exit 0\nnc -z 10.0.0.100 8443\n")],
    ["an unknown address", pair("VIP=$(cat /etc/vip)\nnc -z $VIP 8443\n")],
    ["a comment", pair("#!/bin/sh\n# nc -z 10.0.0.100 8443\npidof haproxy\n")],
    [
      "two scripts of one name",
      { ...pair(undefined), "a/check.sh": "nc -z 10.0.0.100 8443\n", "b/check.sh": "nc -z 1.1.1.1 53\n" },
    ],
  ])("%s", (_, texts, ...findings) => {
    expect(found(code, texts)).toEqual(findings);
  });

  test("is mended on all nodes", () => {
    expect(mended(code, pair("#!/bin/sh\ncurl -sfk https://10.0.0.100:8443/healthz\n"))).toEqual([
      "lb1/check.sh:2 curl -sfk https://127.0.0.1:8443/healthz",
      "lb2/check.sh:2 curl -sfk https://127.0.0.1:8443/healthz",
    ]);
  });

  test("a bind on the VIP alone does not answer on the machine itself", () => {
    const texts = pair("#!/bin/sh\ncurl -sfk https://10.0.0.100:8443/healthz\n", {
      bind: "10.0.0.100:8443 transparent",
    });
    expect(mended(code, texts)).toEqual(["! lb1/check.sh:2 error 10.0.0.100 cluster/check-script-probes-vip"]);
  });
});

describe("cluster/check-script-target-mismatch", () => {
  const code = "cluster/check-script-target-mismatch";
  const guarded = (port: number): string =>
    `#!/bin/sh\nVIP=10.0.0.100\nPORT=${port}\ncurl -sk https://localhost:$PORT/ || exit 1\nif ip addr | grep -q $VIP; then curl -sk https://$VIP:$PORT/ || exit 1; fi\n`;

  test.each<[title: string, texts: Texts, ...findings: string[]]>([
    ["the VIP", pair(guarded(6443)), "lb1/check.sh:3 warning 6443"],
    ["the machine itself", pair("#!/bin/sh\nnc -z 127.0.0.1 9443\n"), "lb1/check.sh:2 warning 9443"],
    [
      "a listener",
      pair('ss -lnt | grep -q ":16443" || systemctl stop keepalived # no haproxy\n'),
      "lb1/check.sh:1 warning 16443",
    ],
    ["a command", pair(undefined, { command: "nc -z 127.0.0.1 9443" }), "lb1:6 warning 9443"],
    ["the right port", pair(guarded(8443))],
    ["perhaps an apiserver's", pair("nc -z localhost 6443\n")],
    ["perhaps an apiserver's other port", pair("nc -z localhost 5443\n", { servers: ["10.0.0.11:5443"] })],
    ["another program's", pair("# nginx\ncurl -s http://localhost:8080/\n")],
    ["a port of the node", pair("# haproxy\ncurl -s http://localhost:10248/healthz\n")],
    ["an unknown port", pair("nc -z 10.0.0.100 $1\n")],
    ["an unknown bind", pair("nc -z 10.0.0.100 6443\n", { bind: "*:{{ port }}" })],
    ["a range", pair("nc -z 10.0.0.100 6443\n", { bind: "*:6000-7000" })],
    ["another host", pair("nc -z 10.9.9.9 6443\n")],
    ["a second try", pair("nc -z localhost 9443 || nc -z localhost 8443\n")],
    [
      "the endpoint has that port, too",
      {
        ...pair(guarded(6443)),
        "kubeadm.yaml":
          "apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\ncontrolPlaneEndpoint: 10.0.0.100:6443\n",
      },
    ],
  ])("%s", (_, texts, ...findings) => {
    expect(found(code, texts)).toEqual(findings);
  });

  test("is mended where the port is written", () => {
    expect(mended(code, pair("#!/bin/sh\nPORT=9443\ncurl -sk https://localhost:$PORT/\n"))).toEqual([
      "lb1/check.sh:2 PORT=8443",
      "lb2/check.sh:2 PORT=8443",
    ]);
  });

  test("in a text", () => {
    const text = [
      "```\ncat > /etc/keepalived/keepalived.conf <<EOF",
      keepalived(150, {}),
      "EOF\n```\n\nThe script `/etc/keepalived/check.sh`:\n\n```sh\n#!/bin/sh\nnc -z 10.0.0.100 6443\n```\n",
      `\`\`\`\n${haproxy({})}\`\`\`\n`,
    ].join("\n");
    expect(found(code, { "docs/ha.md": text })).toEqual(["docs/ha.md:31 warning 6443"]);
  });
});
