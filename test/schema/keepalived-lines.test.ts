import { describe, expect, test } from "vitest";
import { isAddress } from "../../server/src/schema/keepalived/addresses.ts";
import { keepalivedLines } from "../../server/src/schema/keepalived/arguments.ts";
import { entryFaults } from "../../server/src/schema/keepalived/entries.ts";
import type { KeepalivedFault, KeepalivedWords } from "../../server/src/schema/keepalived/faults.ts";
import { lineFaults } from "../../server/src/schema/keepalived/lines.ts";
import type { KeepalivedVersionChoice } from "../../server/src/schema/keepalived/versions.ts";

function say({ at, severity, detail }: KeepalivedFault): string {
  const reason = detail.kind === "number" || detail.kind === "conflict" ? ` ${detail.reason}` : "";
  return `${at} ${severity} ${detail.kind}${reason}`;
}

/** A line's faults in each of the ways in which the version's releases read it. */
function line(path: string, text: string, version: KeepalivedVersionChoice = "2.2.7"): string[][] {
  const key = [path, text.split(" ")[0]].filter((part) => part !== "").join("/");
  return keepalivedLines(key, version).map((read) => lineFaults(key, text.split(" "), read).map(say));
}

function entry(
  block: string,
  syntax: string,
  words: KeepalivedWords | string,
  version: KeepalivedVersionChoice = "2.2.7",
): string[] {
  return entryFaults(block, syntax, typeof words === "string" ? words.split(" ") : words, version).map(say);
}

describe("a keyword's line", () => {
  test.each<[path: string, text: string, faults: string[]]>([
    ["vrrp_instance", "priority 100", []],
    ["vrrp_instance", "priority", ["1 error missing"]],
    ["vrrp_instance", "priority abc", ["1 error number not-a-number"]],
    ["vrrp_instance", "priority -5", ["1 error number negative"]],
    ["vrrp_instance", "priority 300", ["1 error number out-of-range"]],
    ["vrrp_instance", "priority 0x10", ["1 error number not-a-number"]],
    ["vrrp_instance", "priority +7", []],
    ["vrrp_instance", "priority 100 advert_int 5", ["2 warning surplus"]],
    ["vrrp_instance", "advert_int 1.1234567", ["1 error number too-many-decimals"]],
    ["vrrp_instance", "advert_int .5", []],
    ["vrrp_instance", "garp_master_repeat 0", ["1 warning adjusted"]],
    ["vrrp_instance", "smtp_alert", []],
    ["vrrp_instance", "smtp_alert maybe", ["1 error choice"]],
    ["vrrp_instance", "mcast_src_ip 10.0.0.256", ["1 error address"]],
    ["vrrp_instance", "mcast_dst_ip 10.0.0.1", ["1 error address"]],
    ["vrrp_instance", "interface abcdefghijklmnop", ["1 error too-long"]],
    ["vrrp_instance", "kernel_rx_buf_size 1 2", ["2 error surplus"]],
    ["vrrp_instance", "use_vmac abcdefghijklmnop", ["1 error too-long"]],
    ["vrrp_instance", "garp_extra_if all", ["2 error missing"]],
    ["global_defs", "process_name abcdefghijklmnop", ["1 warning too-long"]],
    ["global_defs", "vrrp_rt_priority 200", ["1 warning adjusted"]],
    ["global_defs", "vrrp_mcast_group4 10.0.0.1", ["1 error address"]],
    ["global_defs", "lvs_timeouts tcp 1 udp x", ["4 error number not-a-number"]],
    ["global_defs", "lvs_sync_daemon eth0 V id 300", ["4 error number out-of-range"]],
    ["global_defs", "umask 0888", ["1 error form"]],
    ["", "virtual_server 10.0.0.1 0", []],
    ["", "virtual_server 10.0.0.1 70000", ["2 error number out-of-range"]],
    ["", "virtual_server fwmark x", ["2 error number not-a-number"]],
    ["", "virtual_server group", ["2 error missing"]],
    ["virtual_server", "protocol tcp", []],
    ["virtual_server", "lb_kind nat", ["1 error choice"]],
    ["virtual_server", "lb_kind TUN type gue", ["1 error conflict port-of-tunnel"]],
    ["virtual_server", "lb_kind TUN type gue port 80", []],
    ["virtual_server/real_server/HTTP_GET/url", "status_code 200 300-299", ["2 error form"]],
    ["virtual_server/real_server/HTTP_GET/url", "digest abc", ["1 error form"]],
    ["virtual_server/real_server/HTTP_GET/url", "regex_min_offset x y z", []],
    ["virtual_server/real_server/UDP_CHECK", "payload 0a zz", ["2 error form"]],
  ])("%s: %s", (path, text, faults) => {
    expect(line(path, text)).toEqual([faults]);
  });

  test("what releases read differently is tried in each way", () => {
    expect(line("vrrp_script", "interval 0.5", "2.2")).toEqual([["1 error number not-a-number"]]);
    expect(line("vrrp_script", "interval 0.5", "2.4")).toEqual([[]]);
    expect(line("vrrp_script", "interval 0.5", "auto")).toEqual([[], ["1 error number not-a-number"]]);
  });

  test("a word that is filled in later may be anything", () => {
    const [read] = keepalivedLines("vrrp_instance/priority", "auto");
    expect(read && lineFaults("vrrp_instance/priority", ["priority", undefined], read)).toEqual([]);
  });
});

describe("an entry of a block of values", () => {
  test.each<[block: string, syntax: string, text: string, faults: string[]]>([
    ["virtual_ipaddress", "ipaddress", "10.0.0.1/24 dev eth0 label eth0:1 scope link brd +", []],
    ["virtual_ipaddress", "ipaddress", "10.0.0.300/24", ["0 error address"]],
    ["virtual_ipaddress", "ipaddress", "10.0.0.1/33", ["0 error form"]],
    ["virtual_ipaddress", "ipaddress", "10.0.0.1/24 foo", ["1 warning option"]],
    ["virtual_ipaddress", "ipaddress", "10.0.0.1/24 dev", ["2 error missing"]],
    ["virtual_ipaddress", "ipaddress", "10.0.0.1/24 scope foo", ["2 warning choice"]],
    ["virtual_ipaddress", "ipaddress", "10.0.0.1/24 brd foo", ["2 error address"]],
    ["virtual_ipaddress", "ipaddress", "10.0.0.1/24 peer 10.0.0.2", ["0 warning conflict prefix-with-peer"]],
    ["virtual_ipaddress", "ipaddress", "10.0.0.1 brd + peer 10.0.0.2", ["1 warning conflict broadcast-with-peer"]],
    ["virtual_ipaddress", "ipaddress", "fd00::1/64 brd fd00::2", ["1 error conflict ipv4-only"]],
    ["virtual_ipaddress", "ipaddress", "fd00::1/64 label x", ["1 warning conflict ipv4-only"]],
    ["static_ipaddress", "ipaddress", "10.0.0.1/24 track_group g", []],
    ["unicast_peer", "unicast_peer", "10.0.0.2 min_ttl 1 max_ttl 64", []],
    ["unicast_peer", "unicast_peer", "10.0.0.2 min_ttl", ["2 error missing"]],
    ["unicast_peer", "unicast_peer", "10.0.0.2 ttl 5", ["1 error option"]],
    ["unicast_peer", "unicast_peer", "10.0.0.2 min_ttl 300", ["2 error number out-of-range"]],
    ["track_interface", "track_interface", "eth1 weight 254", ["2 warning adjusted"]],
    ["track_interface", "track_interface", "eth1 weight 255", ["2 error number out-of-range"]],
    ["track_interface", "track_interface", "eth1 weight 5 noreverse", ["3 error choice"]],
    ["track_script", "track_script", "chk weight 5 noreverse", []],
    ["track_script", "track_script", "chk wieght 5", ["1 error option"]],
    ["track_file", "track_file", "f weight 254", []],
    ["virtual_routes", "route", "10.1.0.0/16 via 10.0.0.254 dev eth0 metric 5 mtu lock 1400", []],
    ["virtual_routes", "route", "default via 10.0.0.254 dev eth0", []],
    ["virtual_routes", "route", "blackhole 10.1.0.0/16 no_track", []],
    ["virtual_routes", "route", "foo via 10.0.0.254", ["0 error address"]],
    ["virtual_routes", "route", "10.1.0.0/16 via fd00::1", ["2 error family"]],
    ["virtual_routes", "route", "10.1.0.0/16 gw 10.0.0.254 dev eth0", ["1 warning conflict deprecated"]],
    ["virtual_routes", "route", "via 10.0.0.254", ["0 error conflict no-destination"]],
    ["virtual_routes", "route", "10.1.0.0/16 nexthop via 10.0.0.2 weight 300", ["5 error number out-of-range"]],
    ["virtual_routes", "route", "10.1.0.0/16 nexthop via 10.0.0.2 foo", ["4 error option"]],
    ["virtual_routes", "route", "10.1.0.0/16 via", ["2 error missing"]],
    ["virtual_routes", "route", "10.1.0.0/16 encap ip id 5 dev eth0", []],
    ["virtual_rules", "rule", "from 10.0.0.0/24 table 100 priority 5", []],
    ["virtual_rules", "rule", "from 10.0.0.0/24 table 100", ["0 warning conflict no-preference"]],
    ["virtual_rules", "rule", "from 10.0.0.0/24 priority 5", ["0 error conflict no-action"]],
    ["virtual_rules", "rule", "table 100 blackhole priority 5", ["2 error conflict two-actions"]],
    ["virtual_rules", "rule", "goto 3 priority 5", ["0 error conflict goto-backwards"]],
    ["virtual_rules", "rule", "frm 10.0.0.0/24 table 100", ["0 error option"]],
    ["virtual_server_group", "virtual_server_group_entry", "10.0.0.20-10 80", ["0 error conflict range-backwards"]],
    ["virtual_server_group", "virtual_server_group_entry", "10.0.0.0/24 80", []],
    ["virtual_server_group", "virtual_server_group_entry", "10.0.0.1/24 80", ["0 error conflict mask-bits"]],
    ["virtual_server_group", "virtual_server_group_entry", "fwmark 5 inet7", ["2 error choice"]],
    ["linkbeat_interfaces", "linkbeat_interface", "eth0 MI", ["1 error choice"]],
  ])("%s (%s): %s", (block, syntax, text, faults) => {
    expect(entry(block, syntax, text)).toEqual(faults);
  });

  test("behind a word that is filled in later nothing is judged", () => {
    expect(entry("virtual_ipaddress", "ipaddress", [undefined, "foo"])).toEqual([]);
    expect(entry("virtual_routes", "route", ["10.1.0.0/16", "via", undefined, "metric", "x"])).toEqual([
      "4 error number not-a-number",
    ]);
    expect(entry("virtual_rules", "rule", ["from", undefined, undefined, "x"])).toEqual([]);
  });
});

test("addresses are read as the C library does", () => {
  const right = ["10.0.0.1", "0.0.0.0", "::", "::1", "fe80::1", "1:2:3:4:5:6:7:8", "::ffff:10.0.0.1"];
  const wrong = [
    "",
    "10.0.0",
    "10.0.0.256",
    "010.0.0.1",
    "10.0.0.1.",
    "[::1]",
    "fe80::1%eth0",
    "1::2::3",
    ":1",
    "12345::",
  ];
  expect([...right, ...wrong].filter(isAddress)).toEqual(right);
});
