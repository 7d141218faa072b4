import { describe, expect, test } from "vitest";
import { hostNames } from "../../server/src/cluster/hosts.ts";
import { hostsFacts } from "../../server/src/model/hosts/extract.ts";
import { balancer, instance } from "../support/configs.ts";
import { check } from "../support/fixture.ts";

function names(...texts: readonly string[]) {
  return hostNames(
    texts.flatMap((text, index) => {
      const facts = hostsFacts(text);
      return facts === undefined ? [] : [{ file: `hosts${index}`, facts }];
    }),
  );
}

describe("what hosts files say of a name", () => {
  test.each<[title: string, texts: string[], address: string | undefined]>([
    ["its address", ["10.0.0.1 a\n"], "10.0.0.1"],
    ["in any letters", ["10.0.0.1 A\n"], "10.0.0.1"],
    ["one of several names", ["10.0.0.1 x a y\n"], "10.0.0.1"],
    ["in several files that agree", ["10.0.0.1 a\n", "10.0.0.1 b a\n"], "10.0.0.1"],
    ["nothing, where they disagree", ["10.0.0.1 a\n", "10.0.0.2 a\n"], undefined],
    ["nothing, where one is a placeholder", ["10.0.0.1 a\n", "{{ ip }} a\n"], undefined],
    ["what others see, not what the machine itself does", ["127.0.1.1 a\n10.0.0.1 a\n"], "10.0.0.1"],
    ["nothing, where only the machine itself has it", ["127.0.1.1 a\n"], undefined],
    ["its IPv4 address first", ["fd00::1 a\n10.0.0.1 a\n"], "10.0.0.1"],
    ["nothing, with three addresses", ["fd00::1 a\n10.0.0.1 a\nfd00::2 a\n"], undefined],
    ["nothing of its domain", ["10.0.0.1 a.example\n"], undefined],
  ])("%s", (_, texts, address) => {
    expect(names(...texts).addressOf("a")?.text).toBe(address);
  });

  test("a machine may be named with its domain", () => {
    expect(names("10.0.0.1 a.example\n").addressOfMachine("a")?.text).toBe("10.0.0.1");
    expect(names("10.0.0.1 a.example\n10.0.0.2 a\n").addressOfMachine("a")?.text).toBe("10.0.0.2");
    expect(names("10.0.0.1 a.example\n10.0.0.2 a.test\n").addressOfMachine("a")).toBeUndefined();
  });
});

test("a hosts file gives nodes and servers their addresses", () => {
  const files = {
    "lb1/keepalived.conf": instance({ priority: 100 }),
    "lb2/keepalived.conf": instance({ priority: 90 }),
    "lb1/haproxy.cfg": balancer("*:6443", ["cp1.example:6443", "10.0.0.12:6443"]),
  };
  const codes = (hosts: string): string[] =>
    check(new Map(Object.entries({ ...files, hosts }))).flatMap(({ file, code }) =>
      code === "keepalived/vip-prefix-missing" || code === "cluster/haproxy-not-tracked" ? [] : [`${file} ${code}`],
    );
  const conflict = ["lb1/haproxy.cfg cluster/apiserver-port-conflict"];
  expect(codes("10.0.0.1 lb1\n10.0.0.11 cp1.example\n")).toEqual([]);
  expect(codes("10.0.0.12 lb1\n10.0.0.11 cp1.example\n")).toEqual(conflict);
  expect(codes("10.0.0.1 lb1 cp1.example\n")).toEqual(conflict);
  // A VIP is never a node's own address.
  expect(codes("10.0.0.100 lb1\n10.0.0.100 cp1.example\n")).toEqual(["lb1/haproxy.cfg cluster/backend-loops-to-vip"]);
});
