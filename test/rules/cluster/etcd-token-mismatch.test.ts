// biome-ignore-all lint/suspicious/noTemplateCurlyInString: The files have placeholders and variables of their own.
import { describe, expect, test } from "vitest";
import { etcdConf, etcdFiles, etcdPeers, etcdPod } from "../../support/etcd.ts";
import { found, mended, type Texts } from "./found.ts";

const code = "cluster/etcd-token-mismatch";
const unset = (number: number): string => etcdConf(number).replace(/^ETCD_INITIAL_CLUSTER_TOKEN.*\n/m, "");

describe(code, () => {
  test.each<[title: string, texts: Texts, found: string[]]>([
    ["alike", etcdFiles({}, {}, {}), []],
    ["one other", etcdFiles({}, {}, { token: "tok-2" }), ["etcd3/etcd.conf:7 error tok-2"]],
    ["a tie", etcdFiles({}, { token: "tok-2" }), ["etcd1/etcd.conf:7 error tok", "etcd2/etcd.conf:7 error tok-2"]],
    [
      "one unset: it has the default",
      { ...etcdFiles({}, {}), "etcd3/etcd.conf": unset(3) },
      [`etcd3/etcd.conf:6 error ${etcdPeers(3)}`],
    ],
    [
      "unset where the others have the default",
      { ...etcdFiles({ token: "etcd-cluster" }), "etcd2/etcd.conf": unset(2) },
      [],
    ],
    ["a member that joins", etcdFiles({}, {}, { token: "tok-2", state: "existing" }), []],
    ["kubeadm's", { "m1/etcd.yaml": etcdPod(1), "m2/etcd.yaml": etcdPod(2) }, []],
    ["a placeholder", etcdFiles({}, {}, { token: "${TOKEN}" }), []],
    [
      "a unit whose token may stand in the environment",
      {
        ...etcdFiles({}, {}),
        "etcd3/etcd.service": `[Service]\nEnvironmentFile=/etc/etcd/etcd.conf\nExecStart=/usr/bin/etcd --name etcd3 --initial-cluster-state new --initial-cluster ${etcdPeers(3)}\n`,
      },
      [],
    ],
  ])("%s", (_, texts, expected) => {
    expect(found(code, texts)).toEqual(expected);
  });

  test("takes the token of the majority", () => {
    expect(mended(code, etcdFiles({}, {}, { token: "tok-2" }))).toEqual([
      'etcd3/etcd.conf:7 ETCD_INITIAL_CLUSTER_TOKEN="tok"',
    ]);
    expect(mended(code, { ...etcdFiles({}, {}), "etcd3/etcd.conf": unset(3) })).toEqual([
      'etcd3/etcd.conf:8 ETCD_INITIAL_CLUSTER_TOKEN="tok"',
    ]);
  });
});
