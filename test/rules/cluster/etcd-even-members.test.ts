// biome-ignore-all lint/suspicious/noTemplateCurlyInString: The files have placeholders and variables of their own.
import { describe, expect, test } from "vitest";
import { etcdConf, etcdFiles, etcdPeers, etcdPod } from "../../support/etcd.ts";
import { findingsOf, found, type Texts } from "./found.ts";

const code = "cluster/etcd-even-members";
const of = (size: number): Texts => etcdFiles(...Array.from({ length: size }, () => ({ peers: etcdPeers(size) })));
const at = (size: number): string[] => [`etcd1/etcd.conf:6 warning ${etcdPeers(size)}`];

describe(code, () => {
  test.each<[title: string, texts: Texts, found: string[]]>([
    ["1", of(1), []],
    ["2", of(2), at(2)],
    ["3", of(3), []],
    ["4", of(4), at(4)],
    ["5", of(5), []],
    [
      "one file of four members",
      { "etcd.conf": etcdConf(1, { peers: etcdPeers(4) }) },
      [`etcd.conf:6 warning ${etcdPeers(4)}`],
    ],
    ["two that a third one joined", { ...of(2), "etcd3/etcd.conf": etcdConf(3, { state: "existing" }) }, []],
    ["kubeadm's stacked members", { "m1/etcd.yaml": etcdPod(1), "m2/etcd.yaml": etcdPod(2) }, []],
    ["a list that is filled in", { "etcd.conf": etcdConf(1, { peers: "{{ a }},{{ b }}" }) }, []],
    [
      "a list with a loop",
      { "etcd.conf.j2": etcdConf(1, { peers: "{% for h in hosts %}{{ h }}=https://{{ h }}:2380{% endfor %}" }) },
      [],
    ],
    [
      "a member with two URLs",
      { "etcd.conf": etcdConf(1, { peers: `${etcdPeers(3)},etcd3=https://192.168.0.3:2380` }) },
      [],
    ],
    [
      "two in variables",
      { "etcd.conf": etcdConf(1, { peers: "a=https://${A}:2380,b=https://${B}:2380" }) },
      ["etcd.conf:6 warning a=https://${A}:2380,b=https://${B}:2380"],
    ],
  ])("%s", (_, texts, expected) => {
    expect(found(code, texts)).toEqual(expected);
  });

  test("says quorum and failures", () => {
    expect(findingsOf(code, of(4))[0]?.message).toMatch(
      /4 members here, of which 3 must be up, so it survives the loss of 1/,
    );
  });
});
