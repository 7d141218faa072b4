import { expect, test } from "vitest";
import { describeFindings } from "../../support/fixture.ts";

const session = (line: string): string => `bfd_instance b {\n    neighbor_ip 10.9.0.2\n    ${line}\n}\n`;
const tracked =
  "vrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 51\n    track_bfd {\n        b\n    }\n    virtual_ipaddress {\n        10.9.0.100/24\n    }\n}\n";
const checked =
  "virtual_server 10.9.0.50 80 {\n    lb_algo rr\n    lb_kind NAT\n    protocol TCP\n    real_server 10.9.0.60 8080 {\n        BFD_CHECK {\n            name b\n        }\n    }\n}\n";

// Seen with keepalived 2.2.7.
test.each<[line: string, user: string, expected: readonly string[]]>([
  ["", tracked, []],
  ["", checked, []],
  ["vrrp", tracked, []],
  ["checker", checked, []],
  ["checker", tracked, ["9:9 error keepalived/undefined-tracker b"]],
  ["vrrp", checked, ["11:18 error keepalived/undefined-tracker b"]],
])("a session for %j", (line, user, expected) => {
  const found = describeFindings(new Map([["keepalived.conf", session(line) + user]]));
  expect(found.filter((one) => one.includes(" error "))).toEqual(expected.map((one) => `keepalived.conf:${one}`));
});

test.each(["2 70000", "q", "-1 3"])("the delay %s of an interface is refused", (delays) => {
  const found = describeFindings(new Map([["keepalived.conf", `interface_up_down_delays {\n    eth0 ${delays}\n}\n`]]));
  expect(found.filter((one) => one.includes(" error ")).length).toBe(1);
});

test.each(["", "2", "2.5 3", "2 3 4"])("the delay %j of an interface is taken", (delays) => {
  const found = describeFindings(new Map([["keepalived.conf", `interface_up_down_delays {\n    eth0 ${delays}\n}\n`]]));
  expect(found.filter((one) => one.includes(" error "))).toEqual([]);
});
