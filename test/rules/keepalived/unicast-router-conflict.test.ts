import { expect, test } from "vitest";
import { describeFindings } from "../../support/fixture.ts";

const instance = (number: number, link: string, source: string, peers: readonly string[], id = 51): string =>
  `vrrp_instance VI_${number} {\n    interface ${link}\n    virtual_router_id ${id}\n${source === "" ? "" : `    unicast_src_ip ${source}\n`}    unicast_peer {\n${peers.map((peer) => `        ${peer}\n`).join("")}    }\n    virtual_ipaddress {\n        10.9.0.${100 + number}/24\n    }\n}\n`;

// Seen with keepalived 2.2.7 in a network namespace.
test.each<[title: string, text: string, isRefused: boolean]>([
  [
    "a common peer among others",
    instance(1, "eth0", "10.9.0.9", ["10.9.0.1"]) + instance(2, "eth0", "10.9.0.9", ["10.9.0.3", "10.9.0.1"]),
    true,
  ],
  ["no source given", instance(1, "eth0", "", ["10.9.0.1"]) + instance(2, "eth0", "", ["10.9.0.1"]), true],
  [
    "another interface",
    instance(1, "eth0", "10.9.0.9", ["10.9.0.1"]) + instance(2, "eth1", "10.9.0.9", ["10.9.0.1"]),
    false,
  ],
  [
    "another source",
    instance(1, "eth0", "10.9.0.9", ["10.9.0.1"]) + instance(2, "eth0", "10.9.0.8", ["10.9.0.1"]),
    false,
  ],
  [
    "no common peer",
    instance(1, "eth0", "10.9.0.9", ["10.9.0.1"]) + instance(2, "eth0", "10.9.0.9", ["10.9.0.3"]),
    false,
  ],
  ["another id", instance(1, "eth0", "", ["10.9.0.1"]) + instance(2, "eth0", "", ["10.9.0.1"], 52), false],
  [
    "a peer that is filled in later",
    instance(1, "eth0", "", ["{{ peer }}"]) + instance(2, "eth0", "", ["{{ peer }}"]),
    false,
  ],
  [
    "one source given, that may be the interface's own",
    instance(1, "eth0", "", ["10.9.0.1"]) + instance(2, "eth0", "10.9.0.9", ["10.9.0.1"]),
    false,
  ],
])("%s", (_, text, isRefused) => {
  const found = describeFindings(new Map([["keepalived.conf", text]])).filter((line) => line.includes(" error "));
  const line = text.split("\n").findLastIndex((one) => one.includes("virtual_router_id")) + 1;
  expect(found).toEqual(isRefused ? [`keepalived.conf:${line}:23 error keepalived/unicast-router-conflict 51`] : []);
});
