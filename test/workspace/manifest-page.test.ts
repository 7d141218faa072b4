import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { rules } from "../../server/src/rules/registry.ts";
import { type ManifestMapping, manifestShape } from "../../server/src/schema/manifest/shape.ts";
import { manifestRoles, manifestSeverities } from "../../server/src/schema/manifest/values.ts";
import { describeFindings, openWorkspace } from "../support/fixture.ts";

const page = readFileSync("docs/manifest.md", "utf8");

/** The files of the page's example, each a block below its name. */
const files = new Map(
  [...page.matchAll(/^`([\w.]+)`\n\n```\w*\n([\s\S]*?)^```$/gm)].map(([, name = "", text = ""]): [string, string] => [
    name,
    text,
  ]),
);

/** The keys of a table, by the words above it. */
function keysBelow(title: string): string[] {
  const [, table = ""] = new RegExp(`^${title}\\n\\n\\| key[^\\n]*\\n[^\\n]*\\n((?:\\|.*\\n)+)`, "m").exec(page) ?? [];
  return [...table.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell = ""]) =>
    [...cell.matchAll(/`(\w+)`/g)].map(([, key = ""]) => key),
  );
}

function keysOf(shape: ManifestMapping): string[] {
  return shape.keys.map(({ name }) => name).sort();
}

function mappingOf(shape: ManifestMapping, key: string): ManifestMapping {
  const value = shape.keys.find(({ name }) => name === key)?.value;
  if (value?.form !== "mappings") throw new Error(`${key} holds no mappings`);
  return value.of;
}

describe("the manifest's page", () => {
  test("has an example without findings, which is one cluster of its nodes", () => {
    expect([...files.keys()]).toEqual(["haconf.yaml", "keepalived.conf.j2", "haproxy.cfg", "kubeadm.yaml"]);
    expect(describeFindings(files)).toEqual([]);
    const workspace = openWorkspace(files);
    expect(workspace.clusters()).toMatchObject([
      { name: "prod", vips: ["10.1.0.100"], nodes: ["lb01", "lb02"], endpoint: "10.1.0.100:8443" },
    ]);
    expect(workspace.settingsOf("haproxy.cfg").haproxyVersion).toBe("3.2");
    expect(workspace.settingsOf("keepalived.conf.j2").keepalivedVersion).toBe("auto");
  });

  test("says what the example would come to with equal values", () => {
    const text = files.get("haconf.yaml") ?? "";
    const changed = new Map([...files, ["haconf.yaml", text.replace("PRIORITY: 100", "PRIORITY: 150")]]);
    expect(describeFindings(changed)).toEqual([
      "keepalived.conf.j2:9:14 error cluster/duplicate-priority {{ PRIORITY }}",
    ]);
  });

  test("has every key, and no other", () => {
    const cluster = mappingOf(manifestShape, "clusters");
    expect(keysBelow("At the top:").sort()).toEqual(keysOf(manifestShape));
    expect(keysBelow("Of a cluster:").sort()).toEqual(keysOf(cluster));
    expect(keysBelow("Of a node:").sort()).toEqual(keysOf(mappingOf(cluster, "nodes")));
  });

  test("has every severity, role and rule", () => {
    for (const { word } of [...manifestSeverities, ...manifestRoles]) expect(page).toContain(`\`${word}\``);
    const codes = rules.map(({ code }) => code).filter((code) => code.startsWith("cluster/manifest-"));
    expect([...page.matchAll(/^\| \[`(cluster\/manifest-[a-z-]+)`\]/gm)].map(([, code]) => code).sort()).toEqual(
      codes.sort(),
    );
  });
});
