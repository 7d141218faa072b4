import { describe, expect, test } from "vitest";
import { etcdConf, etcdFiles, etcdPeers } from "../../support/etcd.ts";
import { findingsOf, found, type Texts } from "./found.ts";

const code = "cluster/etcd-duplicate-name";

describe(code, () => {
  test.each<[title: string, texts: Texts, found: string[]]>([
    ["alike but for what must differ", etcdFiles({}, {}, {}), []],
    ["one name twice", etcdFiles({}, {}, { name: "etcd2" }), ["etcd3/etcd.conf:1 error etcd2"]],
    ["the first one is the copy", etcdFiles({ name: "etcd2" }, {}, {}), ["etcd1/etcd.conf:1 error etcd2"]],
    [
      "one URL twice",
      etcdFiles({}, {}, { peerUrl: "https://10.0.0.2:2380" }),
      ["etcd3/etcd.conf:4 error https://10.0.0.2:2380"],
    ],
    [
      "a member's old machine beside the new one: no place is free",
      { ...etcdFiles({}, {}, {}), "etcd3-old/etcd.conf": etcdConf(33, { name: "etcd3" }) },
      [],
    ],
    ["one file twice", { ...etcdFiles({}, {}, {}), "backup/etcd.conf": etcdConf(2) }, []],
    [
      "clusters of their own with members of one name",
      {
        "a/etcd.conf": etcdConf(1, { name: "default", peers: "default=https://10.0.0.1:2380" }),
        "b/etcd.conf": etcdConf(2, { name: "default", peers: "default=https://10.0.0.2:2380" }),
      },
      [],
    ],
    ["templates", etcdFiles({ name: "{{ name }}" }, { name: "{{ name }}" }, { name: "{{ name }}" }), []],
  ])("%s", (_, texts, expected) => {
    expect(found(code, texts)).toEqual(expected);
  });

  test("says it once: the list is not at fault", () => {
    expect(found("cluster/etcd-initial-cluster-mismatch", etcdFiles({}, {}, { name: "etcd2" }))).toEqual([]);
    const texts = etcdFiles({}, {}, { peerUrl: "https://10.0.0.2:2380" });
    expect(found("cluster/etcd-initial-cluster-mismatch", texts)).toEqual([]);
  });

  test("names the other one", () => {
    const [finding] = findingsOf(code, etcdFiles({}, {}, { name: "etcd2", peers: etcdPeers(3) }));
    expect(finding?.related.map(({ file }) => file)).toEqual(["etcd2/etcd.conf"]);
  });
});
