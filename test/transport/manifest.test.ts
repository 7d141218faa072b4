import { describe, expect, test } from "vitest";
import { brokenCluster, keepalivedConf } from "../cli/command.ts";
import { applyTo, editsOf, TestClient, uriOf } from "./client.ts";

const mismatch = "cluster/virtual-router-id-mismatch";

const manifest = `clusters:
  - name: prod
    nodes:
      - name: a
        files: [dev3]
      - name: b
        adress: 10.0.0.2
        files: [dev6, certs/lb.crt]
`;

describe("a manifest that the editor takes for YAML", () => {
  test("gets its findings at their places, with their fixes", async () => {
    const client = await TestClient.start({
      files: { ...brokenCluster(), "haconf.yaml": manifest, "certs/lb.crt": "" },
    });
    await client.open("haconf.yaml", manifest, "yaml");
    await client.settle();
    const range = { start: { line: 6, character: 8 }, end: { line: 6, character: 14 } };
    expect(client.shown("haconf.yaml")).toMatchObject([
      { range, severity: 1, code: "cluster/manifest-unknown-key", source: "haconf" },
    ]);
    const [action] = await client.codeActions("haconf.yaml", range);
    expect(action).toMatchObject({ kind: "quickfix", isPreferred: true });
    const edits = editsOf(action?.edit).flatMap((one) => one.edits);
    expect(applyTo(manifest, edits)).toBe(manifest.replace("adress", "address"));
    expect(client.logged).toEqual([]);
  });

  test("is followed as it is typed, in the files that it speaks for too", async () => {
    const client = await TestClient.start({ files: { ...brokenCluster(), "haconf.yaml": "clusters: []\n" } });
    await client.open("haconf.yaml", "clusters: []\n", "yaml");
    await client.settle();
    expect(client.codes("dev6/keepalived.conf")).toEqual([mismatch]);
    await client.replace("haconf.yaml", "clusters: []\n", `rules:\n  ${mismatch}: off\n  cluster/nothing: off\n`);
    await client.settle();
    expect(client.codes("dev6/keepalived.conf")).toEqual([]);
    expect(client.codes("haconf.yaml")).toEqual(["cluster/manifest-wrong-value"]);
    await client.replace("haconf.yaml", "  cluster/nothing: off\n", "");
    await client.settle();
    expect(client.codes("haconf.yaml")).toEqual([]);
  });

  test("wins over the settings", async () => {
    const files = { ...brokenCluster(), "haconf.yaml": `rules:\n  ${mismatch}: hint\n` };
    const client = await TestClient.start({ files, settings: { rules: { [mismatch]: "off" } } });
    await client.settle();
    expect(client.shown("dev6/keepalived.conf")).toMatchObject([{ severity: 4 }]);
  });
});

describe("a path of a manifest", () => {
  test("of which the client can't tell is no error", async () => {
    const files = { "haconf.yaml": manifest.replace("adress", "address"), ...brokenCluster() };
    const client = await TestClient.start({ files, cannotListAll: true });
    await client.settle();
    expect(client.codes("haconf.yaml")).toEqual([]);
  });

  test("that is not there is an error until something is there, be it nothing that haconf reads", async () => {
    const client = await TestClient.start({
      files: { "haconf.yaml": manifest.replace("adress", "address"), ...brokenCluster() },
    });
    await client.settle();
    expect(client.codes("haconf.yaml")).toEqual(["cluster/manifest-unmatched-path"]);
    client.disk.set(uriOf("certs/lb.crt"), "");
    client.disk.set(uriOf("dev9/keepalived.conf"), keepalivedConf());
    await client.notify("workspace/didChangeWatchedFiles", {
      changes: [{ uri: uriOf("dev9/keepalived.conf"), type: 1 }],
    });
    await client.settle();
    expect(client.codes("haconf.yaml")).toEqual([]);
  });
});
