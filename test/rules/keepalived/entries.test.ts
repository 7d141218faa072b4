import { describe, expect, test } from "vitest";
import { defaultSettings } from "../../../server/src/workspace/types.ts";
import { Workspace } from "../../../server/src/workspace/workspace.ts";

/** An instance with entries in a block of values; the first one stands on line 8. */
function textOf(block: string, entry: string): string {
  const lines = [
    "track_group G {",
    "    group { V }",
    "}",
    "vrrp_instance V {",
    "    interface eth0",
    "    virtual_router_id 5",
    block.startsWith("static_") ? "    priority 100" : `    ${block} {`,
    block.startsWith("static_") ? "    virtual_ipaddress { 10.9.0.9/24 }" : `        ${entry}`,
    block.startsWith("static_") ? "}" : "    }",
    block.startsWith("static_") ? `${block} { ${entry} }` : "    virtual_ipaddress { 10.9.0.9/24 }",
    block.startsWith("static_") ? "" : "}",
  ];
  return `${lines.join("\n")}\n`;
}

/** What is found in an entry: the severity, the rule and the word, `error invalid-number 256`. */
function found(block: string, entry: string, version: string): string[] {
  const text = textOf(block, entry);
  const workspace = new Workspace({ ...defaultSettings, keepalivedVersion: version, isClusterEnabled: false });
  workspace.setFile("keepalived.conf", text, "keepalived");
  return workspace
    .findingsOf("keepalived.conf")
    .filter(({ start, end }) => start >= text.indexOf(entry) && end <= text.indexOf(entry) + entry.length)
    .map(({ severity, code, start, end }) => `${severity} ${code.split("/")[1]} ${text.slice(start, end)}`);
}

/** What is found with 2.2, with 2.4 and in auto; one list where all agree. */
type Expected =
  | readonly string[]
  | readonly [old: readonly string[], newest: readonly string[], auto: readonly string[]];

function isByVersion(expected: Expected): expected is Exclude<Expected, readonly string[]> {
  return typeof expected[0] === "object";
}

const untracked = "warning conflicting-options 10.1.0.0/16";

describe("the words of an entry", () => {
  test.each<[block: string, entry: string, expected: Expected]>([
    // Numbers of the machine's tables may be written as in C; only those out of range are surely wrong.
    ["virtual_routes", "10.1.0.0/16 dev eth0 tos 0xff table 0x64 scope 0xfd", []],
    ["virtual_routes", "10.1.0.0/16 dev eth0 tos 256", ["error invalid-number 256"]],
    ["virtual_routes", "10.1.0.0/16 dev eth0 realms 5/256", ["error invalid-number 5/256"]],
    ["virtual_routes", "10.1.0.0/16 dev eth0 tos gold realms silver table red protocol keepalived", []],
    ["virtual_rules", "from 10.9.0.0/24 table 0x0 priority 5", ["error invalid-number 0x0"]],
    ["virtual_rules", "from 10.9.0.0/24 table red priority 5", []],
    // A table's name is missing: whatever tables the machine has, the number behind the keyword is no option.
    ["virtual_rules", "fwmark 5 lookup priority 200", ["error unknown-option 200"]],
    // The kind of route may be a number too, and stands before the destination, not behind `to`.
    ["virtual_routes", "brd 10.1.0.0/16 dev eth0", []],
    ["virtual_routes", "6 10.1.0.0/16 no_track", []],
    ["virtual_routes", "to blackhole 10.1.0.0/16 no_track", ["error invalid-address blackhole"]],
    ["virtual_rules", "from 10.9.0.0/24 type 6 priority 5", []],
    ["virtual_rules", "from 10.9.0.0/24 type unicast priority 5", ["error unknown-option unicast"]],
    // Families.
    [
      "virtual_routes",
      "via 10.9.0.1 default dev eth0",
      [["error conflicting-options default"], ["error conflicting-options default"], []],
    ],
    ["virtual_routes", "via fd00::1 default dev eth0", ["error conflicting-options default"]],
    ["virtual_rules", "from 10.9.0.0/24 to all table 100 priority 5", ["error conflicting-options all"]],
    ["virtual_rules", "from all to 10.9.0.0/24 table 100 priority 5", []],
    [
      "virtual_routes",
      "inet6 default via fd00::1 dev eth0",
      ["error conflicting-options inet6", "warning conflicting-options default"],
    ],
    ["virtual_routes", "10.1.0.0/16 dev eth0 inet6", ["error invalid-address inet6"]],
    ["virtual_routes", "default via inet6 10.9.0.1 dev eth0", ["error invalid-address 10.9.0.1"]],
    ["virtual_routes", "fd01::/64 dev eth0 realms 5", ["error conflicting-options realms"]],
    // Routes that keepalived tracks.
    ["virtual_routes", "10.1.0.0/16 via 10.9.0.1", [[untracked], [], []]],
    ["virtual_routes", "10.1.0.0/16 via 10.9.0.1 no_track", []],
    // Times.
    ["virtual_routes", "10.1.0.0/16 dev eth0 rtt 300ms rttvar 1.5s rto_min lock 200", []],
    [
      "virtual_routes",
      "10.1.0.0/16 dev eth0 rtt 100ms",
      [["warning adjusted-value 100ms"], ["warning adjusted-value 100ms"], []],
    ],
    [
      "virtual_routes",
      "10.1.0.0/16 dev eth0 rto_min 121s",
      [["error invalid-number 121s"], ["error invalid-number 121s"], []],
    ],
    [
      "virtual_routes",
      "10.1.0.0/16 dev eth0 rtt 1e3",
      [["error malformed-value 1e3"], ["error malformed-value 1e3"], []],
    ],
    // Encapsulations.
    ["virtual_routes", "10.1.0.0/16 dev eth0 encap ip id 5 dst 10.9.0.7 ttl 9 mtu 1400", []],
    ["virtual_routes", "10.1.0.0/16 dev eth0 encap ip id 5 tc 1", ["error unknown-option tc"]],
    ["virtual_routes", "10.1.0.0/16 dev eth0 encap mpls 100/1048575", []],
    ["virtual_routes", "10.1.0.0/16 dev eth0 encap mpls 1/2/3", ["error malformed-value 1/2/3"]],
    ["virtual_routes", "10.1.0.0/16 dev eth0 encap ila 1:2:3:10000", ["error malformed-value 1:2:3:10000"]],
    [
      "virtual_routes",
      "10.1.0.0/16 dev eth0 mtu 0x578",
      [["error invalid-number 0x578"], ["error invalid-number 0x578"], []],
    ],
    // Selectors of rules.
    ["virtual_rules", "from 10.9.0.0/24 sport 80-90 dport 443-443 table 100 priority 5", []],
    ["virtual_rules", "from 10.9.0.0/24 sport 80 table 100 priority 5", ["error malformed-value 80"]],
    ["virtual_rules", "fwmark 0x10/0xff table 100 priority 5", []],
    ["virtual_rules", "fwmark 4294967296 table 100 priority 5", ["error malformed-value 4294967296"]],
    ["virtual_rules", "from 10.9.0.0/24 ipproto 128 table 100 priority 5", ["error invalid-number 128"]],
    ["virtual_rules", "from 10.9.0.0/24 protocol bird table 100 priority 5", ["error invalid-number bird"]],
    ["virtual_rules", "from 10.9.0.0/24 table 100 priority 08", ["error invalid-number 08"]],
    [
      "virtual_rules",
      "from 10.9.0.0/24 goto 200",
      [["error conflicting-options from"], ["error conflicting-options from"], ["warning conflicting-options from"]],
    ],
    // Addresses.
    ["virtual_ipaddress", "10.9.0.7/24 scope 0xfd", []],
    ["virtual_ipaddress", "10.9.0.7/24 scope universe", ["warning unknown-value universe"]],
    ["virtual_ipaddress", "10.9.0.7/24 dev eth1 10.9.0.8", ["error unknown-option 10.9.0.8"]],
    ["virtual_ipaddress_excluded", "fd00::7/64 scope link scope 0", []],
    // Track groups.
    ["static_ipaddress", "10.9.0.7/24 dev eth0 track_group G track_group G", ["error conflicting-options track_group"]],
    ["static_routes", "10.1.0.0/16 via 10.9.0.1 dev eth0 track_group G", []],
    ["static_routes", "10.1.0.0/16 no_track track_group G", ["warning conflicting-options track_group"]],
    [
      "static_rules",
      "iif eth0 table 100 priority 5 no_track track_group G",
      ["warning conflicting-options track_group"],
    ],
  ])("%s: %s", (block, entry, expected) => {
    const [old, newest, auto] = isByVersion(expected) ? expected : [expected, expected, expected];
    expect(found(block, entry, "2.2")).toEqual(old);
    expect(found(block, entry, "2.4")).toEqual(newest);
    expect(found(block, entry, "auto")).toEqual(auto);
  });
});
