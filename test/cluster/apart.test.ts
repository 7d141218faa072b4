import { describe, expect, test } from "vitest";
import { describeFindings } from "../support/fixture.ts";

interface Given {
  readonly state?: string;
  readonly id?: number;
  readonly priority?: number;
  readonly password?: string;
  readonly source?: string;
}

function keepalived({ state = "MASTER", id = 51, priority = 150, password = "1111", source }: Given): string {
  const sourceLine = source === undefined ? "" : `    mcast_src_ip ${source}\n`;
  return `vrrp_instance VI_1 {
    state ${state}
    interface eth0
    virtual_router_id ${id}
    priority ${priority}
${sourceLine}    authentication {
        auth_type PASS
        auth_pass ${password}
    }
    virtual_ipaddress {
        192.168.1.100/24
    }
}
`;
}

const one = keepalived({});
const stranger = keepalived({ id: 60, priority: 100, password: "abc" });
const partner = keepalived({ state: "BACKUP", id: 52, priority: 100 });

function findingsOf(first: string, second: string, other: string): string[] {
  const files = new Map([
    [first, one],
    [second, other],
  ]);
  return describeFindings(files).filter((line) => line.includes(" cluster/"));
}

describe("variants of one file that have a VIP in common are no cluster", () => {
  test.each([
    ["before", "after"],
    ["unicast", "multicast"],
    ["lvs-dr", "lvs-nat"],
    ["centos7", "ubuntu2004"],
    ["keepalived-1.3", "keepalived-2.0"],
    ["生产", "测试"],
    ["第一章", "第二章"],
    ["方案1", "方案2"],
    ["cluster1", "cluster2"],
    ["customer1", "customer2"],
    ["home", "office"],
    ["2019", "2020"],
  ])("%s/ and %s/", (first, second) => {
    expect(findingsOf(`${first}/keepalived.conf`, `${second}/keepalived.conf`, stranger)).toEqual([]);
  });

  test.each([
    ["keepalived1.3.conf", "keepalived2.0.conf"],
    ["keepalived-20230101.conf", "keepalived-20240101.conf"],
    ["keepalived-2023.conf", "keepalived-2024.conf"],
    ["keepalived-step1.conf", "keepalived-step2.conf"],
    ["keepalived-centos7.conf", "keepalived-centos8.conf"],
    ["keepalived.conf", "keepalived.conf.backup"],
  ])("%s and %s", (first, second) => {
    expect(findingsOf(first, second, stranger)).toEqual([]);
  });
});

describe("nodes of one cluster whose ids differ are told so, each once", () => {
  test.each([
    ["lb1", "lb2"],
    ["master", "backup"],
    ["keepalived-master", "keepalived-backup"],
    ["lb-master", "lb-backup"],
    ["k8s-master", "k8s-backup"],
    ["nginx_master", "nginx_slave"],
    ["master-keepalived", "backup-keepalived"],
    ["10.0.0.11", "10.0.0.12"],
    ["主节点", "备节点"],
    ["alice", "bob"],
  ])("%s/ and %s/", (first, second) => {
    expect(findingsOf(`${first}/keepalived.conf`, `${second}/keepalived.conf`, partner)).toHaveLength(2);
  });

  test.each([
    ["keepalived-master.conf", "keepalived-backup.conf"],
    ["keepalived.conf", "keepalived-backup.conf"],
    ["keepalived.conf", "keepalived_slave.conf"],
    ["keepalived-主.conf", "keepalived-备.conf"],
    ["keepalived_主节点.conf", "keepalived_从节点.conf"],
    ["keepalived1.conf", "keepalived2.conf"],
  ])("%s and %s", (first, second) => {
    expect(findingsOf(first, second, partner)).toHaveLength(2);
  });

  test("different addresses tell machines apart, whatever their names", () => {
    const other = keepalived({ id: 52, priority: 100, password: "abc", source: "10.0.0.12" });
    const files = new Map([
      ["red/keepalived.conf", keepalived({ source: "10.0.0.11" })],
      ["blue/keepalived.conf", other],
    ]);
    expect(describeFindings(files).filter((line) => line.includes("virtual-router-id"))).toHaveLength(2);
  });
});
