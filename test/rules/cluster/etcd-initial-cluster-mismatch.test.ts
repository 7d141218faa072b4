// biome-ignore-all lint/suspicious/noTemplateCurlyInString: The files have placeholders and variables of their own.
import { describe, expect, test } from "vitest";
import { etcdConf, etcdFiles, etcdPeers, etcdPod } from "../../support/etcd.ts";
import { findingsOf, found, mended, type Texts } from "./found.ts";

const code = "cluster/etcd-initial-cluster-mismatch";
const other = etcdPeers(3).replace("10.0.0.2:2380", "10.0.0.22:2380");
const unit = (number: number, list: string): string => `[Service]
ExecStart=/usr/bin/etcd \\
  --name etcd${number} \\
  --initial-advertise-peer-urls https://10.0.0.${number}:2380 \\
  --initial-cluster ${list} \\
  --initial-cluster-state new
`;
const yaml = (number: number, list: string): string =>
  `name: etcd${number}\ninitial-advertise-peer-urls: https://10.0.0.${number}:2380\ninitial-cluster: ${list}\ninitial-cluster-state: new\n`;
const service = (number: number, list: string): string =>
  `  etcd${number}:\n    image: quay.io/coreos/etcd:v3.5.12\n    command: etcd --name etcd${number} --initial-advertise-peer-urls http://etcd${number}:2380 --initial-cluster ${list}\n`;
const composeList = "etcd1=http://etcd1:2380,etcd2=http://etcd2:2380,etcd3=http://etcd3:2380";
const run = (number: number, list: string): string =>
  `docker run -d --name etcd -v /data/etcd:/var/lib/etcd quay.io/coreos/etcd:v3.5 etcd --name etcd${number} --initial-advertise-peer-urls https://10.0.0.${number}:2380 --initial-cluster ${list}\n`;
const fence = (number: number, list: string): string => `\`\`\`\n${etcdConf(number, { peers: list })}\`\`\`\n`;
const existing = (number: number, size: number): string =>
  etcdConf(number, { peers: etcdPeers(size), state: "existing" });

describe(code, () => {
  test.each<[title: string, texts: Texts, found: string[]]>([
    ["alike", etcdFiles({}, {}, {}), []],
    ["another URL", etcdFiles({}, {}, { peers: other }), [`etcd3/etcd.conf:6 error ${other}`]],
    [
      "a member missing",
      etcdFiles({}, {}, { peers: `${etcdPeers(2)},x=https://10.0.0.9:2380` }),
      [`etcd3/etcd.conf:6 error ${etcdPeers(2)},x=https://10.0.0.9:2380`],
    ],
    [
      "a tie: at both",
      etcdFiles({ peers: etcdPeers(2) }, { peers: etcdPeers(3) }),
      [`etcd1/etcd.conf:6 error ${etcdPeers(2)}`, `etcd2/etcd.conf:6 error ${etcdPeers(3)}`],
    ],
    ["another order", etcdFiles({}, {}, { peers: etcdPeers(3).split(",").reverse().join(",") }), []],
    [
      "equal URLs written in other ways",
      etcdFiles({}, {}, { peers: etcdPeers(3).replaceAll("https", "HTTPS").replaceAll(":2380", ":2380/") }),
      [],
    ],
    [
      "units",
      {
        "n1/etcd.service": unit(1, etcdPeers(3)),
        "n2/etcd.service": unit(2, etcdPeers(3)),
        "n3/etcd.service": unit(3, other),
      },
      [`n3/etcd.service:5 error ${other}`],
    ],
    [
      "YAML files",
      {
        "n1/etcd.conf.yml": yaml(1, etcdPeers(3)),
        "n2/etcd.conf.yml": yaml(2, etcdPeers(3)),
        "n3/etcd.conf.yml": yaml(3, other),
      },
      [`n3/etcd.conf.yml:3 error ${other}`],
    ],
    [
      "forms mixed",
      { "n1/etcd.conf": etcdConf(1), "n2/etcd.conf.yml": yaml(2, etcdPeers(3)), "n3/etcd.service": unit(3, other) },
      [`n3/etcd.service:5 error ${other}`],
    ],
    [
      "files told apart by name",
      {
        "etcd/etcd1.conf": etcdConf(1),
        "etcd/etcd2.conf": etcdConf(2),
        "etcd/etcd3.conf": etcdConf(3, { peers: other }),
      },
      [`etcd/etcd3.conf:6 error ${other}`],
    ],
    [
      "deep folders",
      {
        "hosts/a/etc/etcd/etcd.conf": etcdConf(1),
        "hosts/b/etc/etcd/etcd.conf": etcdConf(2),
        "hosts/c/etc/etcd/etcd.conf": etcdConf(3, { peers: other }),
      },
      [`hosts/c/etc/etcd/etcd.conf:6 error ${other}`],
    ],
    [
      "a compose file",
      {
        "docker-compose.yml": `services:\n${service(1, composeList)}${service(2, composeList)}${service(3, composeList.replace("etcd2:2380", "etcd2:2381"))}`,
      },
      ["docker-compose.yml:10 error etcd1=http://etcd1:2380,etcd2=http://etcd2:2381,etcd3=http://etcd3:2380"],
    ],
    [
      "scripts of nodes",
      { "n1/run.sh": run(1, etcdPeers(3)), "n2/run.sh": run(2, etcdPeers(3)), "n3/run.sh": run(3, other) },
      [`n3/run.sh:1 error ${other}`],
    ],
    [
      "fences of a text",
      { "README.md": `# etcd\n${fence(1, etcdPeers(3))}${fence(2, etcdPeers(3))}${fence(3, other)}` },
      [`README.md:28 error ${other}`],
    ],
    [
      "a URL that is not the list's",
      etcdFiles({}, {}, { peerUrl: "https://10.0.0.33:2380" }),
      ["etcd3/etcd.conf:4 error https://10.0.0.33:2380"],
    ],
    ["another name than in the list", etcdFiles({}, {}, { name: "etcd-3" }), ["etcd3/etcd.conf:1 error etcd-3"]],
    [
      "a member that no list has",
      etcdFiles(
        { peers: etcdPeers(2) },
        { peers: etcdPeers(2) },
        { peers: etcdPeers(2), name: "etcd4", peerUrl: "https://10.0.0.4:2380" },
      ),
      [`etcd3/etcd.conf:6 error ${etcdPeers(2)}`],
    ],
    [
      "kubeadm's stacked members list 1, 2 and 3",
      { "m1/etcd.yaml": etcdPod(1), "m2/etcd.yaml": etcdPod(2), "m3/etcd.yaml": etcdPod(3) },
      [],
    ],
    [
      "a member that joins and lacks itself",
      { "m1/etcd.yaml": etcdPod(1), "m2/etcd.yaml": etcdPod(2, 1), "m3/etcd.yaml": etcdPod(3) },
      ["m2/etcd.yaml:13 error m1=https://10.0.0.1:2380"],
    ],
    [
      "a member that joins with another's URL wrong",
      {
        "m1/etcd.yaml": etcdPod(1),
        "m2/etcd.yaml": etcdPod(2),
        "m3/etcd.yaml": etcdPod(3).replace("m2=https://10.0.0.2:2380", "m2=https://10.0.0.2:2381"),
      },
      ["m3/etcd.yaml:13 error https://10.0.0.2:2381"],
    ],
    [
      "a cluster that grew",
      {
        "n1/etcd.conf": etcdConf(1, { peers: etcdPeers(1) }),
        "n2/etcd.conf": existing(2, 2),
        "n3/etcd.conf": existing(3, 3),
      },
      [],
    ],
  ])("%s", (_, texts, expected) => {
    expect(found(code, texts)).toEqual(expected);
  });

  test.each<[title: string, texts: Texts]>([
    ["a template", etcdFiles({}, {}, { peers: "{{ etcd_initial_cluster }}" })],
    [
      "variables",
      etcdFiles({}, {}, { peers: "etcd1=https://${IP1}:2380,etcd2=https://${IP2}:2380,etcd3=https://${IP3}:2380" }),
    ],
    [
      "placeholders of a shared unit",
      { "etcd.service": unit(1, etcdPeers(3)).replace("etcd1 ", "ETCD_NAME "), "etcd.conf": etcdConf(1) },
    ],
    ["an unknown state", etcdFiles({}, {}, { peers: other, state: "{{ state }}" })],
    ["a state that etcd does not know", etcdFiles({}, {}, { peers: other, state: "exist" })],
    [
      "two generations side by side",
      {
        ...Object.fromEntries([1, 2, 3].map((n) => [`old/etcd${n}.conf`, etcdConf(n)])),
        ...Object.fromEntries(
          [1, 2, 3].map((n) => [
            `new/etcd${n}.conf`,
            etcdConf(n, { peers: `${etcdPeers(3)},etcd4=https://10.0.0.4:2380` }),
          ]),
        ),
      },
    ],
    [
      "two environments with the same addresses",
      {
        ...Object.fromEntries([1, 2, 3].map((n) => [`prod/etcd${n}/etcd.conf`, etcdConf(n)])),
        ...Object.fromEntries(
          [1, 2, 3].map((n) => [
            `test/etcd${n}/etcd.conf`,
            etcdConf(n, { peers: `${etcdPeers(3)},etcd9=https://10.0.0.9:2380` }),
          ]),
        ),
      },
    ],
    [
      "two clusters on the same machines",
      {
        ...etcdFiles({}, {}, {}),
        ...Object.fromEntries(
          [1, 2, 3].map((n) => [
            `etcd${n}/etcd-events.conf`,
            etcdConf(n, {
              peers: etcdPeers(3).replaceAll("2380", "2382"),
              peerUrl: `https://10.0.0.${n}:2382`,
              token: "events",
            }),
          ]),
        ),
      },
    ],
    ["copies", { ...etcdFiles({}, {}, {}), "etcd3/etcd.conf.bak": etcdConf(3, { peers: other }) }],
    [
      "another state of one member's file beside it",
      { ...etcdFiles({}, {}, {}), "etcd3/etcd-new.conf": etcdConf(3, { peers: other }) },
    ],
    ["a name and an address", etcdFiles({}, {}, { peerUrl: "https://etcd3.example.com:2380" })],
    [
      "members of single clusters, each for itself",
      {
        "a/etcd.conf": etcdConf(1, { peers: "etcd1=https://10.0.0.1:2380" }),
        "b/etcd.conf": etcdConf(2, { peers: "etcd2=https://10.0.0.2:2380" }),
      },
    ],
    [
      "loopback demonstrations",
      {
        "a/etcd.conf": 'ETCD_NAME=default\nETCD_INITIAL_CLUSTER="default=http://localhost:2380"\n',
        "b/etcd.conf": 'ETCD_NAME=x\nETCD_INITIAL_CLUSTER="x=http://localhost:2380,y=http://localhost:2381"\n',
      },
    ],
    [
      "a text that shows what goes wrong",
      {
        "README.md": `# etcd\n${fence(1, etcdPeers(3))}${fence(2, etcdPeers(3))}${fence(3, etcdPeers(3))}\nWrong:\n\n\`\`\`\n$ etcd --name infra9 --initial-advertise-peer-urls https://10.0.0.9:2380 --initial-cluster etcd1=https://10.0.0.1:2380,infra9=https://10.0.0.9:2380\n\`\`\`\n`,
      },
    ],
    [
      "a text that shows a member again after a change",
      { "README.md": `# etcd\n${fence(1, etcdPeers(2))}${fence(1, etcdPeers(3))}${fence(2, etcdPeers(3))}` },
    ],
  ])("nothing for %s", (_, texts) => {
    expect(found(code, texts)).toEqual([]);
  });

  test("takes the list of the majority", () => {
    expect(mended(code, etcdFiles({}, {}, { peers: other }))).toEqual([
      `etcd3/etcd.conf:6 ETCD_INITIAL_CLUSTER="${etcdPeers(3)}"`,
    ]);
    expect(mended(code, etcdFiles({}, {}, { name: "etcd-3" }))).toEqual(['etcd3/etcd.conf:1 ETCD_NAME="etcd3"']);
    expect(mended(code, etcdFiles({}, {}, { peerUrl: "https://10.0.0.33:2380" }))).toEqual([
      'etcd3/etcd.conf:4 ETCD_INITIAL_ADVERTISE_PEER_URLS="https://10.0.0.3:2380"',
    ]);
  });

  test("a tie has no preferred fix, and each one ends it", () => {
    const texts = etcdFiles({}, { peers: `${etcdPeers(3)},etcd4=https://10.0.0.4:2380,etcd5=https://10.0.0.5:2380` });
    expect(mended(code, texts).filter((line) => !line.startsWith("!"))).toEqual([]);
    expect(mended(code, texts, ([fix]) => fix)).toEqual([`etcd2/etcd.conf:6 ETCD_INITIAL_CLUSTER="${etcdPeers(3)}"`]);
  });

  test("the list that agrees with the members themselves is right, though fewer have it", () => {
    expect(found(code, etcdFiles({ peers: other }, {}, { peers: other }))).toEqual([
      `etcd1/etcd.conf:6 error ${other}`,
      `etcd3/etcd.conf:6 error ${other}`,
    ]);
  });

  test("names every file that takes part", () => {
    const [finding] = findingsOf(code, etcdFiles({}, {}, { peers: other }));
    expect(finding?.related.map(({ file }) => file)).toEqual(["etcd1/etcd.conf", "etcd2/etcd.conf"]);
    expect(finding?.message).toContain("it has https://10.0.0.22:2380 for etcd2 instead of https://10.0.0.2:2380");
  });
});
