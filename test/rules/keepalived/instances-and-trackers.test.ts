import { afterAll, describe, expect, test } from "vitest";
import { defaultSettings } from "../../../server/src/workspace/types.ts";
import { KeepalivedJudge, whatIsMissing } from "../../oracle/keepalived-judge.ts";
import { type InstanceOptions, instance } from "../../support/configs.ts";
import { check, openWorkspace } from "../../support/fixture.ts";

const missing = whatIsMissing();
if (missing.length > 0) console.log(`skipped: no ${missing.join(", ")}, so the real keepalived is not asked`);

const strict = "global_defs {\n    vrrp_strict\n}\n";
const security = "global_defs {\n    script_user root\n    enable_script_security\n}\n";
const peers = "unicast_peer {\n 10.0.0.12\n}";

/** An instance with lines between its priority and its addresses. */
function vrrp(lines: readonly string[] = [], more: InstanceOptions = {}): string {
  return instance({ priority: 100, vips: ["10.0.0.100/24"], lines, ...more });
}

function block(head: string, ...lines: readonly string[]): string {
  return `${head} {\n${lines.map((line) => `    ${line}\n`).join("")}}\n`;
}

/** Two instances on two interfaces, and a group of both with lines of its own. */
function group(first: readonly string[], lines: readonly string[], more: InstanceOptions = {}): string {
  const second = vrrp([], { name: "VI_2", id: 52, interface: "eth1", vips: ["10.0.0.101/24"] });
  return vrrp(first, more) + second + block("vrrp_sync_group G", "group { VI_1 VI_2 }", ...lines);
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

const tracked = {
  script: block("vrrp_script t", "script /bin/true"),
  file: block("track_file t", "file /tmp/x", "weight 5"),
  process: block("vrrp_track_process t", "process sshd"),
  bfd: block("bfd_instance t", "neighbor_ip 10.0.0.12"),
};

/** Texts of which the real keepalived 2.2.7 says the same: an error is a complaint for which it goes without something. */
const cases: readonly Case[] = [
  ["names: two of an instance", vrrp().replace("VI_1", "VI_1 VI_2"), ["1 error surplus-words"]],
  ["names: two of a group", group([], []).replace("_group G", "_group G H"), ["17 error surplus-words"]],
  ["names: two of a file", block("track_file t u", "file /tmp/x") + vrrp(), ["1 warning surplus-words"]],
  ["names: a session of 31 bytes", block(`bfd_instance ${"b".repeat(31)}`, "neighbor_ip 10.0.0.12") + vrrp(), []],
  [
    "names: a session of 32 bytes",
    block(`bfd_instance ${"b".repeat(32)}`, "neighbor_ip 10.0.0.12") + vrrp(),
    ["1 error value-too-long"],
  ],
  ["use_vmac: six bytes", vrrp(["use_vmac 02:11:22:33:44:55"]), []],
  ["use_vmac: five bytes and a colon", vrrp(["use_vmac 02:11:22:33:44:"]), []],
  ["use_vmac: seven bytes", vrrp(["use_vmac 02:11:22:33:44:55:66"]), []],
  ["use_vmac: four bytes", vrrp(["use_vmac 02:11:22:33"]), ["5 error malformed-value"]],
  ["use_vmac: a group's address", vrrp(["use_vmac 03:11:22:33:44:55"]), ["5 error malformed-value"]],
  ["use_vmac: an address of VRRP's own", vrrp(["use_vmac 00:00:5e:00:01:33"]), ["5 error malformed-value"]],
  ["use_vmac: an address beside these", vrrp(["use_vmac 00:00:5e:00:03:33"]), []],
  ["use_vmac: a slash in the name", vrrp(["use_vmac vm/0"]), ["5 error malformed-value"]],
  ["use_vmac: a name of 15 bytes", vrrp([`use_vmac ${"v".repeat(15)}`]), []],
  ["use_vmac: two names", vrrp(["use_vmac vm0 vm1"]), ["5 error conflicting-options"]],
  ["use_vmac: a name and an address", vrrp(["use_vmac vm0 02:11:22:33:44:55"]), []],
  ["use_vmac: two addresses", vrrp(["use_vmac 02:11:22:33:44:55 02:11:22:33:44:56"]), ["5 error conflicting-options"]],
  ["use_vmac: twice without words", vrrp(["use_vmac", "use_vmac"]), []],
  ["use_vmac: the name and the address on two lines", vrrp(["use_vmac vm0", "use_vmac 02:11:22:33:44:55"]), []],
  ["use_vmac: two names on two lines", vrrp(["use_vmac vm0", "use_vmac vm1"]), ["6 error repeated-keyword"]],
  [
    "use_vmac: one name in two instances",
    vrrp(["use_vmac vm0"]) + vrrp(["use_vmac vm0"], { name: "VI_2", id: 52, vips: ["10.0.0.101/24"] }),
    ["14 error virtual-interface"],
  ],
  ["use_vmac: with peers", vrrp(["use_vmac", peers]), ["5 warning virtual-interface"]],
  ["use_vmac: with peers, from below", vrrp(["use_vmac", "vmac_xmit_base", peers]), []],
  ["use_vmac: an address of its own kind", strict + vrrp(["use_vmac 02:11:22:33:44:55"]), ["8 warning strict-forbids"]],
  [
    "use_vmac: said twice of an address",
    vrrp(["use_vmac"], { vips: ["10.0.0.1/24 use_vmac"] }),
    ["7 warning virtual-interface"],
  ],
  ["use_vmac: of an address elsewhere", vrrp(["use_vmac"], { vips: ["10.0.0.1/24 dev eth1 use_vmac"] }), []],
  [
    "use_vmac_addr: said twice",
    vrrp(["use_vmac_addr"], { vips: ["10.0.0.1/24 dev eth1 use_vmac"] }),
    ["7 warning virtual-interface"],
  ],
  ["use_ipvlan: an address and a name", vrrp(["use_ipvlan ip0 10.0.0.11 private"]), []],
  ["use_ipvlan: no address", vrrp(["use_ipvlan ip0"]), ["5 error virtual-interface"]],
  ["use_ipvlan: none with IPv6", vrrp(["use_ipvlan ip0"], { vips: ["fe80::100/64"] }), []],
  ["use_ipvlan: two types", vrrp(["use_ipvlan ip0 10.0.0.11 private vepa"]), ["5 error conflicting-options"]],
  ["use_ipvlan: two addresses", vrrp(["use_ipvlan ip0 10.0.0.11 10.0.0.12"]), ["5 error conflicting-options"]],
  ["mcast_dst_ip: a group of the link", vrrp(["mcast_dst_ip ff12::5"], { vips: ["fe80::1/64"] }), []],
  [
    "mcast_dst_ip: a group of the site",
    vrrp(["mcast_dst_ip ff05::5"], { vips: ["fe80::1/64"] }),
    ["5 error malformed-value"],
  ],
  ["interface: the loopback", vrrp([], { interface: "lo" }), ["2 error missing-keyword"]],
  ["vrf: beside an interface", vrrp(["vrf eth1"]), ["5 error ineffective-keyword"]],
  ["advert_int: a microsecond more", vrrp(["advert_int 1.000001"]), ["5 warning advert-interval-rounded"]],
  ["advert_int: zeros behind the point", vrrp(["advert_int 1.000000"]), []],
  ["no address: version 2", vrrp([], { vips: [] }), ["1 warning no-virtual-address"]],
  ["no address: version 3", vrrp(["version 3"], { vips: [] }), ["1 error no-virtual-address"]],
  ["no address: strict", strict + vrrp([], { vips: [] }), ["4 error no-virtual-address"]],
  [
    "AH: MASTER",
    vrrp(["authentication { \nauth_type AH \nauth_pass 1 \n}"], { state: "MASTER" }),
    ["2 warning ineffective-keyword"],
  ],
  ["AH: BACKUP", vrrp(["authentication { \nauth_type AH \nauth_pass 1 \n}"]), []],
  [
    "a password of no byte",
    vrrp(['authentication { \nauth_type PASS \nauth_pass "" \n}']),
    ["6 warning auth-without-password"],
  ],
  [
    "preempt_delay of an owner without state",
    vrrp(["preempt_delay 5"], { priority: 255 }),
    ["5 warning preempt-delay-ignored"],
  ],
  ["255 addresses", vrrp([], { vips: many(255) }), []],
  ["256 addresses", vrrp([], { vips: many(256) }), ["261 warning conflicting-lines"]],
  [
    "a track_group that is below",
    block("static_ipaddress", "10.0.1.1/24 dev eth0 track_group a") + block("track_group a", "group { VI_1 }") + vrrp(),
    ["2 error undefined-tracker"],
  ],
  [
    "a track_group that is above",
    block("track_group a", "group { VI_1 }") + block("static_ipaddress", "10.0.1.1/24 dev eth0 track_group a") + vrrp(),
    [],
  ],
  ["a group of one", vrrp() + block("vrrp_sync_group G", "group { VI_1 }"), ["9 warning sync-group-of-one"]],
  ["the own interface", vrrp(["track_interface { \neth0 \n}"]), ["6 warning own-interface-tracked"]],
  [
    "the own interface, left out",
    vrrp(["dont_track_primary", "track_interface { \neth0 \n}"]),
    ["7 warning own-interface-tracked"],
  ],
  ["the own interface in the group", group([], ["track_interface { eth0 }"]), ["2 warning tracked-twice"]],
  ["the own interface in the group, left out", group(["dont_track_primary"], ["track_interface { eth0 }"]), []],
  [
    "a weighted interface of a member",
    group(["track_interface { \neth2 weight 5 \n}"], []),
    ["6 warning sync-group-ignores-weight"],
  ],
  [
    "a weighted interface, said so",
    group(["track_interface { \neth2 weight 5 \n}"], ["sync_group_tracking_weight"]),
    [],
  ],
  [
    "a weight with an owner in the group",
    tracked.bfd + group([], ["track_bfd { \nt weight 5 \n}"], { priority: 255 }),
    ["23 warning weight-on-owner"],
  ],
  ["no weight with an owner in the group", tracked.bfd + group([], ["track_bfd { \nt \n}"], { priority: 255 }), []],
  ["an interface twice", vrrp(["track_interface { \neth1 \neth1 weight 5 \n}"]), ["7 error tracked-twice"]],
  [
    "an interface in two blocks",
    vrrp(["track_interface { \neth1 \n}", "track_interface { \neth1 \n}"]),
    ["9 error tracked-twice"],
  ],
  ...(["script", "file", "process", "bfd"] as const).map(
    (kind): Case => [
      `a ${kind} twice`,
      security + tracked[kind] + vrrp([`track_${kind} { \nt \nt \n}`]),
      [`${tracked[kind].split("\n").length + 10} error tracked-twice`],
    ],
  ),
  [
    "a weight twice",
    block("track_file t", "file /tmp/x", "weight 5", "weight 6") + vrrp(),
    ["4 error repeated-keyword"],
  ],
  ["a weight behind the usual one", block("track_file t", "file /tmp/x", "weight 1", "weight 6") + vrrp(), []],
  ["a weight behind none", block("vrrp_track_process t", "process x", "weight 0", "weight 6") + vrrp(), []],
  [
    "a quorum above the most",
    block("vrrp_track_process t", "process x", "quorum_max 2", "quorum 3") + vrrp(),
    ["4 error conflicting-lines"],
  ],
  [
    "the most below a quorum",
    block("vrrp_track_process t", "process x", "quorum 3", "quorum_max 2") + vrrp(),
    ["4 error conflicting-lines"],
  ],
  ["a quorum that is the most", block("vrrp_track_process t", "process x", "quorum 3", "quorum_max 3") + vrrp(), []],
  ["none at most, one at least", block("vrrp_track_process t", "process x", "quorum 1", "quorum_max 0") + vrrp(), []],
  [
    "a session of two families",
    block("bfd_instance b", "neighbor_ip 10.0.0.12", "source_ip fe80::1") + vrrp(),
    ["3 error conflicting-lines"],
  ],
  [
    "more hops than the time to live",
    block("bfd_instance b", "neighbor_ip fe80::2", "max_hops 65") + vrrp(),
    ["3 warning conflicting-lines"],
  ],
  ["as many hops", block("bfd_instance b", "neighbor_ip fe80::2", "max_hops 64") + vrrp(), []],
  [
    "one neighbour from two addresses",
    block("bfd_instance a", "neighbor_ip 10.0.0.12", "source_ip 10.0.0.11") +
      block("bfd_instance b", "neighbor_ip 10.0.0.12", "source_ip 10.0.0.13") +
      vrrp(),
    [],
  ],
  [
    "one neighbour from any address",
    block("bfd_instance a", "neighbor_ip 10.0.0.12", "source_ip 10.0.0.11") +
      block("bfd_instance b", "neighbor_ip 10.0.0.12") +
      vrrp(),
    ["6 error duplicate-name"],
  ],
  [
    "two interfaces of a garp_group",
    block("garp_group", "garp_interval 0.1", "interface eth0", "interface eth1") + vrrp(),
    [],
  ],
  [
    "one interface twice",
    block("garp_group", "garp_interval 0.1", "interface eth0", "interface eth0") + vrrp(),
    ["4 error duplicate-name"],
  ],
  [
    "one interface in two groups",
    block("garp_group", "gna_interval 0.1", "interface eth0").repeat(2) + vrrp(),
    ["7 error duplicate-name"],
  ],
  ["no interfaces", block("garp_group", "gna_interval 0.1", "interfaces {", "}") + vrrp(), ["3 warning empty-block"]],
  [
    "a sync daemon twice",
    block("global_defs", "lvs_sync_daemon eth0 VI_1") + vrrp(["lvs_sync_daemon_interface eth1"]),
    ["8 error conflicting-lines", "8 warning deprecated-keyword"],
  ],
  [
    "a script that is dropped for its quote",
    security + block("vrrp_script t", 'script "/bin/echo it\'s"') + vrrp(["track_script { \nt \n}"]),
    ["6 error unterminated-quote", "13 error undefined-script"],
  ],
  [
    "a process that is dropped",
    block("vrrp_track_process t", "quorum 1") + vrrp(["track_process { \nt \n}"]),
    ["1 error missing-keyword", "9 error undefined-tracker"],
  ],
  [
    "a peer of the other family is none",
    vrrp(["mcast_src_ip 10.0.0.1", "unicast_peer {\n fe80::2\n}"]),
    ["6 warning unicast-without-peers", "7 error mixed-families"],
  ],
  [
    "a session of two families is none",
    block("bfd_instance a", "neighbor_ip fe80::2", "source_ip 10.0.0.1") +
      block("bfd_instance b", "neighbor_ip fe80::2") +
      vrrp(),
    ["3 error conflicting-lines"],
  ],
  [
    "hops without end",
    block("bfd_instance b", "neighbor_ip fe80::2", "max_hops -1") + vrrp(),
    ["3 warning conflicting-lines"],
  ],
  ["version 2 above IPv6", vrrp(["version 2"], { vips: ["fe80::1/64"] }), ["5 warning mixed-families"]],
  [
    "AH with version 2 above IPv6",
    vrrp(["version 2", "authentication { \nauth_type AH \nauth_pass 1 \n}"], { vips: ["fe80::1/64"] }),
    ["5 warning mixed-families", "7 warning ineffective-keyword"],
  ],
  [
    "an owner and another in one group",
    group([], [], { state: "MASTER", priority: 255 }).replace("interface eth1", "state BACKUP\n    interface eth1"),
    ["20 warning conflicting-lines"],
  ],
  ["a script of no word", security + block("vrrp_script t", 'script ""') + vrrp(), ["6 error missing-argument"]],
  [
    "a command with one single quote",
    security + vrrp(['notify_master "/bin/echo it\'s"']),
    ["9 error unterminated-quote"],
  ],
  ["a command with two", security + vrrp(["notify_master \"/bin/sh -c 'true'\""]), []],
];

function many(count: number): string[] {
  return Array.from({ length: count }, (_, at) => `10.1.${Math.floor(at / 250)}.${(at % 250) + 1}/32`);
}

const judge = new KeepalivedJudge();
afterAll(() => judge.close());

describe("instances, trackers and sessions", () => {
  test.each(cases)("%s", (_title, text, expected) => {
    expect(found(text, "2.2")).toEqual(expected);
    const inAll = found(text, "auto").filter((one) => one.includes(" error "));
    expect(inAll).toEqual(expected.filter((one) => one.includes(" error ")));
  });

  test.runIf(missing.length === 0).each(cases)("the real keepalived 2.2: %s", (_title, text, expected) => {
    const { errors, remarks, hasStopped, output } = judge.judge(text, ["eth0", "eth1", "eth2"]);
    const isRefused = errors.length > 0 || hasStopped;
    // What is passed over, or obeyed, in silence.
    const isSilent = expected.every((one) => /warning (?:surplus-words|mixed-families)$/.test(one));
    expect(isRefused, output).toBe(expected.some((one) => one.includes(" error ")));
    if (!isRefused) expect(remarks.length > 0, output).toBe(!isSilent);
  });
});

describe("what hangs on the version", () => {
  const alias = vrrp(["nopreempt", "thread_timer_expired 100"]);
  const alone = `vrrp_instance V {\n virtual_router_id 5\n unicast_src_ip 10.0.0.2\n ${peers}\n virtual_ipaddress {\n  10.0.0.1/24 dev eth0\n }\n}\n`;
  const key = "0123456789abcdef0123456789abcdef";
  const hmac = (...lines: readonly string[]): string => vrrp([block("auth_hmac", ...lines).trimEnd()]);

  const byVersion: readonly (readonly [title: string, text: string, version: string, expected: readonly string[]])[] = [
    ["a mistaken name where the right one is known", alias, "2.2", ["6 warning deprecated-keyword"]],
    ["a mistaken name where it is known too", alias, "2.4", ["6 warning deprecated-keyword"]],
    ["a mistaken name where neither is known", alias, "2.2.7", ["6 error unknown-keyword"]],
    ["peers without an interface", alone, "auto", []],
    ["peers without an interface, by mistake", alone, "2.2.7", ["1 error missing-keyword"]],
    ["peers without an interface, before it was possible", alone, "2.0", ["1 error missing-keyword"]],
    ["a peer twice", vrrp(["unicast_peer {\n 10.0.0.12\n 10.0.0.12\n}"]), "2.2", ["7 warning duplicate-address"]],
    [
      "a peer twice, complained of",
      vrrp(["unicast_peer {\n 10.0.0.12\n 10.0.0.12\n}"]),
      "2.4",
      ["7 error duplicate-address"],
    ],
    ["a track_group of none", block("track_group g") + vrrp(), "auto", ["1 warning missing-keyword"]],
    ["a track_group of none, dropped", block("track_group g") + vrrp(), "2.4", ["1 error missing-keyword"]],
    ["named words of use_vmac", vrrp(["use_vmac name vm0 group default netlink_notify_msg"]), "2.4", []],
    ["named words that are names", vrrp(["use_vmac name vm0"]), "2.2", ["5 error conflicting-options"]],
    ["named words in any version", vrrp(["use_vmac name vm0"]), "auto", []],
    ["an owner's keyword on others", vrrp(["owner_ignore_adverts"]), "2.4", ["5 warning ineffective-keyword"]],
    ["two keys", hmac(`key 1 ${key}`, `key 2 ${key}`, "active_key 1"), "2.4", []],
    ["a key twice", hmac(`key 1 ${key}`, `key 01 ${key}`, "active_key 1"), "2.4", ["7 error repeated-keyword"]],
    ["a short key", hmac("key 1 secret", "active_key 1"), "2.4", ["6 error malformed-value"]],
    ["a short key of digits", hmac(`key 1 hex:${"0".repeat(62)}`, "active_key 1"), "2.4", ["6 error malformed-value"]],
    ["a key of digits", hmac(`key 1 hex:${"0".repeat(64)}`, "active_key 1"), "2.4", []],
    ["no key of that number", hmac(`key 1 ${key}`, "active_key 2"), "2.4", ["7 error conflicting-lines"]],
    ["no active key", hmac(`key 1 ${key}`), "2.4", ["5 error conflicting-lines"]],
  ];

  test.each(byVersion)("%s", (_title, text, version, expected) => {
    expect(found(text, version)).toEqual(expected);
  });

  const inSilence: readonly Case[] = [
    ["an address to watch that nobody gives", vrrp(["track_src_ip"]), ["5 warning ineffective-keyword"]],
    ["an address to watch", vrrp(["mcast_src_ip 10.0.0.1", "track_src_ip"]), []],
    [
      "no peer, and FAULT without one",
      vrrp(["unicast_src_ip 10.0.0.1", "unicast_fault_no_peer"]),
      ["6 warning unicast-without-peers"],
    ],
    [
      "two scripts of one name",
      tracked.bfd + block("track_file t", "file /tmp/a") + block("vrrp_track_file t", "file /tmp/b") + vrrp(),
      ["7 warning duplicate-name"],
    ],
    [
      "a delay as long as the down time",
      block("interface_up_down_delays", "eth0 1 2") + vrrp(),
      ["2 warning conflicting-lines"],
    ],
    ["a shorter delay", block("interface_up_down_delays", "eth0 1.9") + vrrp(), []],
    ["a delay and a longer interval", block("interface_up_down_delays", "eth0 1 2") + vrrp(["advert_int 2"]), []],
    ["a delay of another interface", block("interface_up_down_delays", "eth1 200") + vrrp(), []],
    ["no delay", block("interface_up_down_delays", "eth0") + vrrp(), ["2 warning missing-argument"]],
  ];

  test.each(inSilence)("taken in silence: %s", (_title, text, expected) => {
    expect(found(text, "2.2")).toEqual(expected);
  });

  test("a key never stands in a message", () => {
    const files = new Map([["keepalived.conf", hmac("key 1 hex:abcdef", "active_key 1")]]);
    const said = check(files, { ...defaultSettings, keepalivedVersion: "2.4" }).map((one) => one.message);
    expect(said.join(" ")).not.toContain("abcdef");
  });
});
