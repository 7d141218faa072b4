import { afterAll, describe, expect, test } from "vitest";
import { defaultSettings } from "../../../server/src/workspace/types.ts";
import { KeepalivedJudge, whatIsMissing } from "../../oracle/keepalived-judge.ts";
import { check, openWorkspace } from "../../support/fixture.ts";

const missing = whatIsMissing();
if (missing.length > 0) console.log(`skipped: no ${missing.join(", ")}, so the real keepalived is not asked`);

const four = ["real_server 10.0.0.11 80 { }"];
const six = ["real_server fd00::11 80 { }"];

function block(head: string, ...lines: readonly string[]): string {
  return `${head} {\n${lines.map((line) => `    ${line}\n`).join("")}}\n`;
}

/** A virtual server of which the first four lines are its head and what it cannot do without; then the lines, then the real servers. */
function server(lines: readonly string[], real: readonly string[] = four, head = "10.0.0.100 80"): string {
  return block(`virtual_server ${head}`, "lb_algo rr", "lb_kind NAT", "protocol TCP", ...lines, ...real);
}

/** One for a firewall mark, with two lines less of the head. */
function marked(lines: readonly string[], real: readonly string[] = ["real_server 10.0.0.11 { }"]): string {
  return block("virtual_server fwmark 7", "lb_algo rr", ...lines, ...real);
}

/** A group with its entries from line 2 on, and a virtual server of it. */
function group(entries: readonly string[], lines: readonly string[] = [], real: readonly string[] = four): string {
  return block("virtual_server_group G", ...entries) + server(lines, real, "group G");
}

function entry(text: string): string {
  return block("virtual_server_group G", text, "10.0.0.200 80") + server([], four, "group G");
}

function real(...lines: readonly string[]): string {
  return server([], ["real_server 10.0.0.11 80 {", ...lines, "}"]);
}

function found(text: string, version: string): string[] {
  const files = new Map([["keepalived.conf", text]]);
  const workspace = openWorkspace(files);
  const settings = { ...defaultSettings, keepalivedVersion: version, isClusterEnabled: false };
  return check(files, settings).flatMap(({ start, severity, code }) => {
    const line = (workspace.lineIndexOf("keepalived.conf")?.position(start).line ?? 0) + 1;
    return severity === "information" || severity === "hint"
      ? []
      : [`${line} ${severity} ${code.replace("keepalived/", "")}`];
  });
}

type Case = readonly [title: string, text: string, expected: readonly string[]];

/** Texts of which the real keepalived 2.2.7 says the same: an error is a complaint for which it goes without something. */
const cases: readonly Case[] = [
  ["a plain one", server([]), []],
  ["a mark of 32 bits", block("virtual_server fwmark 4294967295", "lb_algo rr", "lb_kind NAT", ...four), []],
  [
    "a mark of more",
    block("virtual_server fwmark 4294967296", "lb_algo rr", "lb_kind NAT", ...four),
    ["1 error invalid-number"],
  ],
  ["group: a network", entry("10.0.0.0/24 80"), []],
  ["group: an address in a network", entry("10.0.0.1/24 80"), ["2 error conflicting-options"]],
  ["group: an IPv6 network", group(["fd00::/64 80"], [], six), []],
  ["group: an address in an IPv6 network", entry("fd00::1/64 80"), ["2 error conflicting-options"]],
  ["group: an IPv6 prefix that is too long", entry("fd00::/129 80"), ["2 error malformed-value"]],
  ["group: an IPv6 range to its beginning", entry("fd00::5-5 80"), ["2 error conflicting-options"]],
  ["group: an IPv6 range in hexadecimal", group(["fd00::9-a 80"], [], six), []],
  ["group: an IPv6 range that is too long", entry("fd00::1-10000 80"), ["2 error conflicting-options"]],
  ["group: an IPv6 range between addresses, backwards", entry("fd00::2-fd00::1 80"), ["2 error conflicting-options"]],
  ["group: a range of two families", entry("10.0.0.1-fd00::1 80"), ["2 error invalid-number"]],
  ["group: both families and a mark", group(["10.0.0.1 80", "fd00::1 80", "fwmark 1"]), ["4 error mixed-families"]],
  [
    "group: both families and a mark of one",
    group(["10.0.0.1 80", "fd00::1 80", "fwmark 1 inet"], ["lb_kind TUN"], ["real_server 10.0.0.11 { }"]),
    [],
  ],
  [
    "group: no protocol",
    group(["10.0.0.1 80"]).replace("    protocol TCP\n", ""),
    ["4 warning virtual-server-protocol"],
  ],
  ["group: a protocol of marks", group(["fwmark 1"]), ["7 warning ineffective-keyword"]],
  ["group: a protocol of marks and addresses", group(["fwmark 1", "10.0.0.1 80"]), []],
  ["group: single packets of TCP", group(["10.0.0.1 80"], ["ops"]), ["8 warning ineffective-keyword"]],
  ["group: no port", group(["10.0.0.1"]), ["2 warning virtual-server-defaults"]],
  ["group: no port, persistent", group(["10.0.0.1"], ["persistence_timeout 50"]), []],
  [
    "group: a sorry server of another port",
    group(["10.0.0.1 80"], ["lb_kind DR", "sorry_server 10.0.0.9 81"]),
    ["9 warning dr-port-mapping"],
  ],
  ["no port", server([], four, "10.0.0.100"), ["1 warning virtual-server-defaults"]],
  ["no port, persistent by its granularity", server(["persistence_granularity 255.255.255.0"], four, "10.0.0.100"), []],
  ["no port, and DR", server(["lb_kind DR", "persistence_timeout"], four, "10.0.0.100"), ["7 error dr-port-mapping"]],
  ["a method below the server does not count for it", server([], ["real_server 10.0.0.11 81 { }", "lb_kind DR"]), []],
  [
    "a method below the server, and none above",
    server([], ["real_server 10.0.0.11 81 { }", "lb_kind DR"]).replace("    lb_kind NAT\n", ""),
    ["4 error dr-port-mapping"],
  ],
  [
    "a sorry server of another port, and DR",
    server(["lb_kind DR", "sorry_server 10.0.0.9 81"]),
    ["6 warning dr-port-mapping"],
  ],
  [
    "a sorry server with a method of its own",
    server(["sorry_server 10.0.0.9 81", "sorry_server_lvs_method DR"]),
    ["5 warning dr-port-mapping"],
  ],
  ["a port behind a mark, and NAT", marked(["lb_kind NAT"], four), []],
  ["a port behind a mark, and DR", marked(["lb_kind DR"], four), ["4 warning dr-port-mapping"]],
  [
    "no method for the sorry server",
    server(["sorry_server 10.0.0.9 80"], ["real_server 10.0.0.11 80 {", "lvs_method DR", "}"]).replace(
      "    lb_kind NAT\n",
      "",
    ),
    ["1 warning virtual-server-defaults"],
  ],
  ["families: a sorry server", server(["sorry_server fd00::9 80"]), ["5 error mixed-families"]],
  ["families: a sorry server behind a tunnel", server(["sorry_server fd00::9 80", "sorry_server_lvs_method TUN"]), []],
  ["families: a real server behind a tunnel", server(["lb_kind TUN"], six), []],
  [
    "families: a real server that is not",
    server(["lb_kind TUN"], ["real_server fd00::11 80 {", "lvs_method DR", "}", ...four]),
    ["6 error mixed-families"],
  ],
  ["families: a mark is of its first server's", marked(["lb_kind NAT"], [...six, ...four]), ["5 error mixed-families"]],
  ["families: a mark, said", marked(["lb_kind NAT", "ip_family inet6"], [...four, ...six]), ["5 error mixed-families"]],
  ["families: said too late", marked(["lb_kind NAT"], [...four, "ip_family inet6"]), ["5 error mixed-families"]],
  ["families: said, and not so", server(["ip_family inet6"]), ["5 error mixed-families"]],
  [
    "families: shown by the granularity",
    marked(["lb_kind NAT", "persistence_granularity 64"], [...six, ...four]),
    ["6 error mixed-families"],
  ],
  ["tunnel: a checksum of ipip", server(["lb_kind TUN csum"]), ["5 error conflicting-options"]],
  ["tunnel: none of ipip", server(["lb_kind TUN nocsum"]), []],
  ["tunnel: a remote checksum of gre", server(["lb_kind TUN type gre remcsum"]), ["5 error conflicting-options"]],
  ["tunnel: a checksum of gre", server(["lb_kind TUN type gre csum"]), []],
  ["quorum: of weight 0", real("weight 0"), ["1 warning quorum-unreachable"]],
  [
    "quorum: a server twice",
    server(["quorum 2"], [...four, ...four]),
    ["5 warning quorum-unreachable", "7 warning duplicate-address"],
  ],
  [
    "quorum: a weight that is refused",
    server(["quorum 2"], ["real_server 10.0.0.11 80 {", "weight -5", "}"]),
    ["5 warning quorum-unreachable", "7 error invalid-number"],
  ],
  ["quorum: one that is refused is 1", server(["quorum 4294967296"]), ["5 error invalid-number"]],
  [
    "a server twice, its port left out",
    server([], ["real_server 10.0.0.11 080 { }", ...four]),
    ["6 warning duplicate-address"],
  ],
  [
    "flags: a scheduler that is refused does not count",
    server(["lb_algo sh", "lb_algo shh", "sh-port"]),
    ["6 error unknown-value"],
  ],
  ["twice: a certificate", block("SSL", "ca a", "ca b") + server([]), ["3 warning repeated-keyword"]],
  ["twice: SSL", block("SSL", "ca a") + block("SSL", "ca a") + server([]), ["4 warning repeated-keyword"]],
  [
    "a session with a word behind its name",
    block("bfd_instance B", "neighbor_ip 10.0.0.11") + real("BFD_CHECK {", "name B C", "}"),
    ["10 error surplus-words"],
  ],
  ["a check from another family", real("TCP_CHECK {", "bindto fd00::1", "}"), ["7 error checker-addresses"]],
  [
    "a check from another family than it goes to",
    real("TCP_CHECK {", "bindto 10.0.0.1", "connect_ip fd00::5", "bindto fd00::1", "}"),
    ["8 error checker-addresses"],
  ],
  ["a check from the family it goes to", real("TCP_CHECK {", "connect_ip fd00::5", "bindto fd00::1", "}"), []],
  ["a check of mail from another family", real("SMTP_CHECK {", "bindto fd00::1", "}"), []],
  [
    "a check of mail between families",
    real("SMTP_CHECK {", "connect_ip 10.0.0.5", "bindto fd00::1", "}"),
    ["8 error checker-addresses"],
  ],
  ["a check of a link", real("TCP_CHECK {", "connect_ip fe80::5", "}"), ["7 error checker-addresses"]],
  [
    "a check of a link, the last of its kind",
    real("TCP_CHECK {", "connect_ip febf::5", "}"),
    ["7 error checker-addresses"],
  ],
  ["a check of a site", real("TCP_CHECK {", "connect_ip fec0::5", "}"), []],
  ["a check of a link that is said", real("TCP_CHECK {", "connect_ip fe80::5", "bind_if eth0", "}"), []],
  ["a reply of no length", real("UDP_CHECK {", "min_reply_length 256", "}"), ["7 warning checker-conflict"]],
  ["a reply of one length", real("UDP_CHECK {", "min_reply_length 255", "}"), []],
  ["a name that begins with one letter", real("DNS_CHECK {", "name a.example.com", "}"), ["7 error checker-conflict"]],
  ["a name of one letter", real("DNS_CHECK {", "name a", "}"), []],
  [
    "a session twice",
    block("bfd_instance B", "neighbor_ip 10.0.0.11") + real("BFD_CHECK {", "name B", "}", "BFD_CHECK {", "name B", "}"),
    ["13 error checker-conflict"],
  ],
  [
    "granularity: a mask for IPv6",
    server(["persistence_granularity 255.255.255.0"], six, "fd00::1 80"),
    ["5 error persistence-granularity"],
  ],
  ["granularity: a length for IPv6", server(["persistence_granularity 128"], six, "fd00::1 80"), []],
  [
    "granularity: a length that is too long",
    server(["persistence_granularity 129"], six, "fd00::1 80"),
    ["5 error persistence-granularity"],
  ],
  [
    "a sorry server that is kept, and a real one that is not",
    server(["sorry_server 10.0.0.11 80", "sorry_server_inhibit"]),
    ["5 warning sorry-server-duplicate"],
  ],
  [
    "a mark of 0",
    block("virtual_server fwmark 0", "lb_algo rr", "lb_kind NAT", ...four),
    ["1 warning virtual-server-defaults"],
  ],
  ["a digest with a sign", real("HTTP_GET {", "url {", "path /", `digest +0${"0".repeat(30)}`, "}", "}"), []],
];

/** Texts that keepalived takes in silence, and of which we say something all the same. */
const silent: readonly Case[] = [
  ["words behind the port", server([], ["real_server 10.0.0.11 80 weight 3 { }"]), ["5 warning surplus-words"]],
  ["words behind the mark", marked(["lb_kind NAT"]).replace("fwmark 7", "fwmark 7 80"), ["1 warning surplus-words"]],
  ["a range of virtual servers", server([], four, "10.0.0.100-110 80"), ["1 warning conflicting-options"]],
  ["a network of real servers", server([], ["real_server 10.0.0.11/24 80 { }"]), ["5 warning conflicting-options"]],
  ["granularity: a length for IPv4", server(["persistence_granularity 24"]), ["5 warning persistence-granularity"]],
  ["a sorry server that is a real one", server(["sorry_server 10.0.0.11"]), ["5 warning sorry-server-duplicate"]],
  ["a lower threshold alone", real("lthreshold 5"), ["6 warning threshold-order"]],
  ["one service twice", server([]) + server([]), ["7 warning duplicate-virtual-server"]],
  ["one address and port for two protocols", server([]) + server([]).replace("TCP", "UDP"), []],
  [
    "limits of no regex",
    real("HTTP_GET {", "url {", "path /", "regex_max_offset 5", "}", "}"),
    ["9 warning checker-conflict"],
  ],
  ["a group of another family", group(["10.0.0.1 80"], [], six), ["4 warning mixed-families"]],
  ["a group of both families, and no tunnel", group(["10.0.0.1 80", "fd00::1 80"]), ["5 warning mixed-families"]],
  ["a group of both families, and tunnels", group(["10.0.0.1 80", "fd00::1 80"], ["lb_kind TUN"]), []],
];

const judge = new KeepalivedJudge();
afterAll(() => judge.close());

function sorted(lines: readonly string[]): string[] {
  return [...lines].sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
}

describe("virtual servers", () => {
  test.each([...cases, ...silent])("%s", (_title, text, expected) => {
    expect(sorted(found(text, "2.2"))).toEqual(expected);
    const inAll = sorted(found(text, "auto")).filter((one) => one.includes(" error "));
    // What not all releases say is no error where any may be meant.
    const wanted = text.includes("name a.example") ? [] : expected.filter((one) => one.includes(" error "));
    expect(inAll).toEqual(wanted);
  });

  test.runIf(missing.length === 0).each(cases)("the real keepalived 2.2: %s", (_title, text, expected) => {
    const { errors, remarks, hasStopped, output } = judge.judge(text);
    const isRefused = errors.length > 0 || hasStopped;
    expect(isRefused, output).toBe(expected.some((one) => one.includes(" error ")));
    if (!isRefused) expect(remarks.length > 0, output).toBe(expected.length > 0);
  });

  test.runIf(missing.length === 0).each(silent)("the real keepalived 2.2 says nothing: %s", (_title, text) => {
    const { errors, remarks, output } = judge.judge(text);
    expect([...errors, ...remarks], output).toEqual([]);
  });
});
