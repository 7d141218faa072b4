import { describe, expect, test } from "vitest";
import { balancer, instance } from "../../support/configs.ts";
import { findingsOf, found, mended, type Texts } from "./found.ts";

const code = "cluster/haproxy-not-tracked";
const servers = ["10.0.0.11:6443", "10.0.0.12:6443"];

/** A node's keepalived.conf with scripts, of which the instance tracks some. */
function node(
  priority: number,
  scripts: Readonly<Record<string, string>>,
  options: { name?: string; vip?: string } = {},
): string {
  const blocks = Object.entries(scripts).map(([name, script]) => `vrrp_script ${name} {\n    script "${script}"\n}\n`);
  const names = Object.keys(scripts);
  const lines = names.length === 0 ? [] : ["track_script {", ...names.map((name) => `    ${name}`), "}"];
  return `${blocks.join("")}${instance({ ...options, priority, lines, vips: [options.vip ?? "10.0.0.100"] })}`;
}
const two = (scripts: Readonly<Record<string, string>>, bind = "*:8443", options: { name?: string } = {}): Texts => ({
  "lb1/keepalived.conf": node(150, scripts, options),
  "lb2/keepalived.conf": node(100, scripts, options),
  "lb1/haproxy.cfg": balancer(bind, servers),
  "lb2/haproxy.cfg": balancer(bind, servers),
});
const plain = (bind = "*:8443", name = "VI_1"): Texts => two({}, bind, { name });
const warned = ["lb1:1 warning VI_1"];

describe(code, () => {
  test.each<[title: string, texts: Texts, found: string[]]>([
    ["nothing tracked", plain(), warned],
    ["on the VIP", plain("10.0.0.100:8443"), warned],
    ["on loopback only", plain("127.0.0.1:8443"), []],
    ["on another address", plain("10.0.0.1:8443"), []],
    [
      "an interface",
      { ...plain(), "lb1/keepalived.conf": instance({ priority: 150, lines: ["track_interface {", "    eth1", "}"] }) },
      warned,
    ],
    [
      "one of them",
      { ...plain(), "lb1/keepalived.conf": node(150, { chk: "killall -0 haproxy" }) },
      ["lb2:1 warning VI_1"],
    ],
    ["killall", two({ chk: "/usr/bin/killall -0 haproxy" }), []],
    ["pidof", two({ chk: "pidof haproxy" }), []],
    ["systemctl", two({ chk: "systemctl is-active --quiet haproxy" }), []],
    ["a script by its name", two({ chk: "/etc/keepalived/check_haproxy.sh" }), []],
    ["a script of which only the block's name tells", two({ chk_haproxy: "/etc/keepalived/check.sh" }), []],
    ["a port that it binds", two({ chk: "curl -k https://127.0.0.1:8443/healthz" }), []],
    ["a script that may do anything", two({ chk: "/etc/keepalived/check_apiserver.sh" }), []],
    [
      "a script that is seen to ask for haproxy",
      { ...two({ chk: "/etc/keepalived/check_nginx.sh" }), "scripts/check_nginx.sh": "pidof nginx && pidof haproxy\n" },
      [],
    ],
    [
      "a script that is seen to ask for a port of haproxy",
      { ...two({ chk: "/etc/keepalived/check_nginx.sh" }), "scripts/check_nginx.sh": "P=8443\nnc -z 127.0.0.1 $P\n" },
      [],
    ],
    [
      "a script that is seen to ask for nginx",
      { ...two({ chk: "/etc/keepalived/check.sh" }), "scripts/check.sh": "#!/bin/sh\npidof nginx || exit 1\n" },
      ["lb1:9 information chk"],
    ],
    [
      "a script that is seen to do more",
      { ...two({ chk: "/etc/keepalived/check.sh" }), "scripts/check.sh": "pidof nginx && nc -z 10.0.0.1 53\n" },
      [],
    ],
    ["a template", two({ chk: "{{ check }}" }), []],
    ["nginx", two({ chk: "/etc/keepalived/check_nginx.sh" }), ["lb1:9 information chk"]],
    ["nginx's process", two({ chk: "killall -0 nginx" }), ["lb1:9 information chk"]],
    ["the gateway", two({ chk: "ping -c 1 10.0.0.254" }), ["lb1:9 information chk"]],
    ["nginx or else", two({ chk: "pidof nginx || /usr/local/bin/check" }), []],
    ["an instance for something else", plain("*:8443", "VI_mysql"), []],
    [
      "a part that stands elsewhere",
      { ...plain(), "lb1/keepalived.conf": `include conf.d/*.conf\n${instance({ priority: 150 })}` },
      ["lb2:1 warning VI_1"],
    ],
    [
      "an instance that goes on elsewhere",
      { ...plain(), "lb1/keepalived.conf": instance({ priority: 150, lines: ["include more.conf"] }) },
      ["lb2:1 warning VI_1"],
    ],
    ["a lone node", { "lb1/keepalived.conf": node(150, {}), "lb1/haproxy.cfg": balancer("*:8443", servers) }, []],
    [
      "the process",
      {
        ...plain(),
        "lb1/keepalived.conf": `vrrp_track_process ha {\n    process haproxy\n}\n${instance({ priority: 150, lines: ["track_process {", "    ha", "}"] })}`,
      },
      ["lb2:1 warning VI_1"],
    ],
    [
      "a sync group's script",
      {
        ...plain(),
        "lb1/keepalived.conf": `vrrp_script chk {\n    script "pidof haproxy"\n}\nvrrp_sync_group G {\n    group {\n        VI_1\n    }\n    track_script {\n        chk\n    }\n}\n${instance({ priority: 150 })}`,
      },
      ["lb2:1 warning VI_1"],
    ],
    [
      "an LVS director's VIP",
      {
        ...plain(),
        "lb1/keepalived.conf": `${instance({ priority: 150 })}virtual_server 10.0.0.100 80 {\n    protocol TCP\n}\n`,
      },
      ["lb2:1 warning VI_1"],
    ],
    [
      "pages of statistics alone",
      {
        "lb1/keepalived.conf": node(150, {}),
        "lb2/keepalived.conf": node(100, {}),
        "lb1/haproxy.cfg": "listen stats\n    bind *:9000\n    stats enable\n",
      },
      [],
    ],
    [
      "mysql through haproxy",
      {
        ...two({ chk: "/etc/keepalived/check_mysql.sh" }),
        "lb1/haproxy.cfg": "listen mysql\n    bind *:3306\n    server a 10.0.0.5:3306 check\n",
        "lb2/haproxy.cfg": "listen mysql\n    bind *:3306\n    server a 10.0.0.5:3306 check\n",
      },
      [],
    ],
  ])("%s", (_, texts, expected) => {
    expect(found(code, texts)).toEqual(expected);
  });

  test("one finding for two instances on the same nodes, and one fix for all", () => {
    const pair = (a: number, b: number): string =>
      `${instance({ priority: a })}${instance({ name: "VI_2", id: 52, priority: b, vips: ["10.0.0.101"] })}`;
    const texts = { ...plain(), "lb1/keepalived.conf": pair(150, 100), "lb2/keepalived.conf": pair(100, 150) };
    expect(found(code, texts)).toEqual(warned);
    const lines = mended(code, texts);
    expect(lines.filter((line) => line.endsWith("track_script {"))).toHaveLength(4);
    expect(lines.filter((line) => line.endsWith("vrrp_script chk_haproxy {"))).toHaveLength(2);
    expect(lines.filter((line) => line.startsWith("!"))).toEqual([]);
  });

  test("a script that is there is used", () => {
    const texts = {
      ...plain(),
      "lb1/keepalived.conf": `vrrp_script chk_ha {\n    script "pidof haproxy"\n}\n${instance({ priority: 150 })}`,
    };
    expect(mended(code, texts).filter((line) => line.startsWith("lb1"))).toEqual([
      "lb1:5 track_script {",
      "lb1:6 chk_ha",
    ]);
  });

  test("the second fix takes no script", () => {
    const lines = mended(code, plain(), ([, second]) => second);
    expect(lines.filter((line) => line.startsWith("lb1"))).toEqual([
      "lb1:1 vrrp_track_process haproxy {",
      "lb1:2 process haproxy",
      "lb1:6 track_process {",
      "lb1:7 haproxy",
    ]);
  });

  test("names haproxy's bind and the other node", () => {
    expect(findingsOf(code, plain())[0]?.related.map(({ file, message }) => `${file} ${message}`)).toEqual([
      "lb1/haproxy.cfg haproxy of lb1 listens here",
      "lb2/keepalived.conf VI_1 on lb2 does not track haproxy either",
    ]);
  });

  test("says which nodes lack it, and stands once for each cause", () => {
    expect(findingsOf(code, plain())[0]?.message).toBe(
      "keepalived on lb1, lb2 does not watch haproxy: VI_1 tracks neither a script nor a process. Track haproxy, or the VIP stays on a node where haproxy is dead, and clients get connection refused.",
    );
    const texts = { ...plain(), "lb2/keepalived.conf": node(100, { chk: "pidof nginx" }) };
    expect(found(code, texts)).toEqual(["lb1:1 warning VI_1", "lb2:9 information chk"]);
  });

  test("stands once for each virtual router where other nodes lack it", () => {
    const second = (priority: number): string => instance({ name: "VI_2", id: 52, priority, vips: ["10.0.0.101"] });
    const watched = node(150, { chk: "pidof haproxy" });
    const texts = {
      ...plain(),
      "lb1/keepalived.conf": `${watched}${second(100)}`,
      "lb2/keepalived.conf": `${instance({ priority: 100 })}${second(150)}`,
    };
    expect(found(code, texts)).toEqual(["lb1:15 warning VI_2", "lb2:1 warning VI_1"]);
    expect(mended(code, texts).filter((line) => line.startsWith("!"))).toEqual([]);
  });
});
