// biome-ignore-all lint/suspicious/noTemplateCurlyInString: The files have placeholders and variables of their own.
import { describe, expect, test } from "vitest";
import { completionsAt } from "../../server/src/services/completion.ts";
import { hoverAt } from "../../server/src/services/hover.ts";
import { etcdPeers, etcdPod } from "../support/etcd.ts";
import { openWorkspace } from "../support/fixture.ts";

const cursor = "‸";

function at(text: string, file = "etcd.conf") {
  const offset = text.indexOf(cursor);
  return { workspace: openWorkspace(new Map([[file, text.replace(cursor, "")]])), file, offset };
}

function hover(text: string, file?: string): string {
  const { workspace, file: name, offset } = at(text, file);
  return hoverAt(workspace, name, offset)?.markdown ?? "";
}

function labels(text: string): string[] {
  const { workspace, file, offset } = at(text);
  return completionsAt(workspace, file, offset).items.map(({ label }) => label);
}

describe("hover", () => {
  test.each([
    [
      "a variable",
      "ETCD_HEART‸BEAT_INTERVAL=100\nETCD_NAME=a\n",
      ["**ETCD_HEARTBEAT_INTERVAL**", "milliseconds", "`100`", "--heartbeat-interval"],
    ],
    ["its value", "ETCD_NAME=a\nETCD_LOG_LEVEL=in‸fo\n", ["**ETCD_LOG_LEVEL**", "Since etcd 3.4", "`debug`"]],
    ["one that is gone", "ETCD_NAME=a\nETCD_DEB‸UG=true\n", ["Gone after etcd 3.4", "`--log-level`"]],
    [
      "the size of a cluster",
      `ETCD_INITIAL_CLU‸STER="${etcdPeers(5)}"\n`,
      ["**ETCD_INITIAL_CLUSTER**", "5 members: 3 must agree (quorum), so 2 may fail."],
    ],
    [
      "two members",
      `ETCD_INITIAL_CLUSTER="‸${etcdPeers(2)}"\n`,
      ["2 members: all 2 must agree (quorum), so none may fail."],
    ],
  ])("%s", (_, text, says) => {
    const said = hover(text);
    for (const words of says) expect(said).toContain(words);
  });

  test("the size of a cluster in a pod", () => {
    const text = etcdPod(3).replace("initial-cluster=m1", `initial-cluster=${cursor}m1`);
    expect(hover(text, "etcd.yaml")).toContain("3 members: 2 must agree (quorum), so 1 may fail.");
  });

  test("nothing for other variables, and for a list that is filled in", () => {
    expect(hover("ETCD_NAME=a\nMY_V‸AR=1\n")).toBe("");
    expect(hover("ETCD_NAME=a\nETCD_INITIAL_CLUSTER=‸{{ list }}\n")).not.toContain("quorum");
  });
});

describe("completion", () => {
  test("variables that are not set yet", () => {
    const found = labels("ETCD_NAME=a\nETCD_‸\n");
    expect(found).toContain("ETCD_INITIAL_CLUSTER");
    expect(found).not.toContain("ETCD_NAME");
    expect(labels("ETCD_NAME=a\nexport ‸")).toContain("ETCD_DATA_DIR");
  });

  test("the variable at the cursor is replaced, and its value kept", () => {
    const { workspace, file, offset } = at("ETCD_NAME=a\nETCD_LOG‸_LEVL=info\n");
    const item = completionsAt(workspace, file, offset).items.find(({ label }) => label === "ETCD_LOG_LEVEL");
    expect(item?.insertText).toBe("ETCD_LOG_LEVEL");
    expect(item?.replace).toEqual({ start: 12, end: 25 });
  });

  test.each([
    ["ETCD_INITIAL_CLUSTER_STATE=‸", ["new", "existing"]],
    ['ETCD_INITIAL_CLUSTER_STATE="ex‸"', ["new", "existing"]],
    ["ETCD_CLIENT_CERT_AUTH=‸", ["true", "false"]],
    ["ETCD_DATA_DIR=‸", []],
    ["MY_VAR=‸", []],
    ["# ETCD_‸", []],
  ])("values: %s", (line, values) => {
    expect(labels(`ETCD_NAME=a\n${line}\n`)).toEqual(values);
  });
});
