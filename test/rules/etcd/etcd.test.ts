// biome-ignore-all lint/suspicious/noTemplateCurlyInString: The files have placeholders and variables of their own.
import { describe, expect, test } from "vitest";
import { found, mended, type Texts } from "../cluster/found.ts";

const conf = (...lines: string[]): Texts => ({ "etcd.conf": `${lines.join("\n")}\n` });
const list = "a=https://10.0.0.1:2380,b=https://10.0.0.2:2380,c=https://10.0.0.3:2380";

describe("etcd/initial-cluster-state", () => {
  test.each<[title: string, texts: Texts, found: string[]]>([
    ["new", conf("ETCD_NAME=a", 'ETCD_INITIAL_CLUSTER_STATE="new"'), []],
    ["existing", conf("ETCD_NAME=a", "ETCD_INITIAL_CLUSTER_STATE=existing # joins"), []],
    ["exist", conf("ETCD_NAME=a", "ETCD_INITIAL_CLUSTER_STATE=exist"), ["etcd.conf:2 error exist"]],
    ["another case", conf("ETCD_NAME=a", "ETCD_INITIAL_CLUSTER_STATE='New'"), ["etcd.conf:2 error New"]],
    ["a placeholder", conf("ETCD_NAME=a", "ETCD_INITIAL_CLUSTER_STATE=${STATE}"), []],
    ["a template", conf("ETCD_NAME=a", "ETCD_INITIAL_CLUSTER_STATE={{ state }}"), []],
    ["a comment", conf("ETCD_NAME=a", "#ETCD_INITIAL_CLUSTER_STATE=exist"), []],
    [
      "YAML",
      { "etcd.conf.yml": `name: a\ninitial-cluster: ${list}\ninitial-cluster-state: exist\n` },
      ["etcd.conf.yml:3 error exist"],
    ],
    [
      "a flag",
      { "run.sh": `#!/bin/sh\netcd --name a --initial-cluster ${list} --initial-cluster-state exist\n` },
      ["run.sh:2 error exist"],
    ],
  ])("%s", (_, texts, expected) => {
    expect(found("etcd/initial-cluster-state", texts)).toEqual(expected);
  });

  test("writes what is meant", () => {
    expect(mended("etcd/initial-cluster-state", conf("ETCD_NAME=a", 'ETCD_INITIAL_CLUSTER_STATE="exist"'))).toEqual([
      'etcd.conf:2 ETCD_INITIAL_CLUSTER_STATE="existing"',
    ]);
  });
});

describe("etcd/fullwidth-quote", () => {
  test.each<[title: string, texts: Texts, found: string[]]>([
    ["plain quotes", conf('ETCD_NAME="a"', "ETCD_DATA_DIR='/x'"), []],
    ["full-width", conf("ETCD_NAME=＂a＂"), ["etcd.conf:1 error ＂a＂"]],
    ["typographic, with a comment behind", conf("ETCD_NAME=“a”   # the name"), ["etcd.conf:1 error “a”"]],
    ["in a comment", conf('ETCD_NAME="a" # ＂a＂'), []],
    ["within plain quotes", conf('ETCD_NAME="a"', 'ETCD_LOG_OUTPUTS="＂"'), []],
    [
      "a fence",
      { "README.md": "```\nETCD_NAME=＂a＂\nETCD_LISTEN_PEER_URLS=＂http://10.0.0.1:2380＂\n```\n" },
      ["README.md:2 error ＂a＂", "README.md:3 error ＂http://10.0.0.1:2380＂"],
    ],
    ["an indented block", { "README.md": "Text.\n\n\tETCD_NAME=＂a＂\n\nText.\n" }, ["README.md:3 error ＂a＂"]],
  ])("%s", (_, texts, expected) => {
    expect(found("etcd/fullwidth-quote", texts)).toEqual(expected);
  });

  test("writes plain ones", () => {
    expect(mended("etcd/fullwidth-quote", conf("ETCD_NAME=＂a＂ # x"))).toEqual(['etcd.conf:1 ETCD_NAME="a" # x']);
  });
});

describe("etcd/blank-in-list", () => {
  const spaced = list.replaceAll(",", ", ");
  test.each<[title: string, texts: Texts, found: string[]]>([
    ["none", conf(`ETCD_INITIAL_CLUSTER="${list}"`), []],
    ["behind commas: once", conf(`ETCD_INITIAL_CLUSTER="${spaced}"`), [`etcd.conf:1 error ${spaced}`]],
    ["in front of a comma: etcd cuts it away", conf(`ETCD_INITIAL_CLUSTER="${list.replace(",", " ,")}"`), []],
    ["at the end", conf(`ETCD_INITIAL_CLUSTER="${list} "`), []],
    [
      "in a template's hole",
      conf('ETCD_INITIAL_CLUSTER="{{ a }}=https://{{ b }}:2380,{{ c }}=https://{{ d }}:2380"'),
      [],
    ],
    [
      "in lists of URLs: etcd cuts them away",
      conf('ETCD_LISTEN_CLIENT_URLS="http://10.0.0.1:2379, http://127.0.0.1:2379"'),
      [],
    ],
    [
      "a command whose list ends at the blank",
      { "run.sh": `#!/bin/sh\netcd --name a --initial-cluster a=https://10.0.0.1:2380, b=https://10.0.0.2:2380\n` },
      ["run.sh:2 error a=https://10.0.0.1:2380,"],
    ],
    ["YAML", { "etcd.conf.yml": `name: a\ninitial-cluster: ${spaced}\n` }, [`etcd.conf.yml:2 error ${spaced}`]],
  ])("%s", (_, texts, expected) => {
    expect(found("etcd/blank-in-list", texts)).toEqual(expected);
  });

  test("takes them out", () => {
    expect(mended("etcd/blank-in-list", conf(`ETCD_INITIAL_CLUSTER="${spaced}"`))).toEqual([
      `etcd.conf:1 ETCD_INITIAL_CLUSTER="${list}"`,
    ]);
  });
});

describe("etcd/legacy-port", () => {
  test.each<[title: string, texts: Texts, found: string[]]>([
    ["today's", conf(`ETCD_INITIAL_CLUSTER="${list}"`, "ETCD_ADVERTISE_CLIENT_URLS=http://10.0.0.1:2379"), []],
    [
      "clients",
      conf("ETCD_ADVERTISE_CLIENT_URLS=http://10.0.0.1:4001"),
      ["etcd.conf:1 information http://10.0.0.1:4001"],
    ],
    ["peers", conf("ETCD_LISTEN_PEER_URLS=http://10.0.0.1:7001"), ["etcd.conf:1 information http://10.0.0.1:7001"]],
    ["both ports, for old clients", conf("ETCD_LISTEN_CLIENT_URLS=http://10.0.0.1:2379,http://10.0.0.1:4001"), []],
    [
      "a list, once",
      conf('ETCD_INITIAL_CLUSTER="a=http://10.0.0.1:7001,b=http://10.0.0.2:7001,c=http://10.0.0.3:7001"'),
      ["etcd.conf:1 information http://10.0.0.1:7001"],
    ],
    [
      "an apiserver",
      { "run.sh": "#!/bin/sh\nkube-apiserver --etcd-servers=http://10.0.0.1:4001\n" },
      ["run.sh:2 information http://10.0.0.1:4001"],
    ],
  ])("%s", (_, texts, expected) => {
    expect(found("etcd/legacy-port", texts)).toEqual(expected);
  });
});
