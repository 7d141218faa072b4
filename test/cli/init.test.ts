import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderWith, haconf, keepalivedConf } from "./command.ts";

const hosts = {
  "hosts/a/keepalived.conf": keepalivedConf({ priority: 103 }),
  "hosts/b/keepalived.conf": keepalivedConf({ priority: 102, routerId: 34 }),
};

describe("haconf init --manifest", () => {
  test("writes what was found out, and check says the same with it", () => {
    const folder = folderWith(hosts);
    const check = (): unknown => {
      const { findings, clusters } = JSON.parse(haconf(folder, ["check", "--format", "json"]).stdout);
      return { findings, clusters };
    };
    const before = check();
    const { status, stdout, stderr } = haconf(folder, ["init", "--manifest"]);
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: "haconf.yaml was written, with 1 cluster.\n",
      stderr: "",
    });
    expect(readFileSync(join(folder, "haconf.yaml"), "utf8")).toContain("files: [hosts/a/keepalived.conf]");
    expect(check()).toEqual(before);
  });

  test("paths are relative to the manifest, wherever it is called", () => {
    const folder = folderWith(hosts);
    expect(haconf(folder, ["init", "--manifest", "hosts"]).status).toBe(0);
    expect(readFileSync(join(folder, "hosts/haconf.yaml"), "utf8")).toContain("files: [a/keepalived.conf]");
  });

  test("--dry-run prints and writes nothing", () => {
    const folder = folderWith(hosts);
    const { status, stdout } = haconf(folder, ["init", "--manifest", "--dry-run"]);
    expect(status).toBe(0);
    expect(stdout).toContain("clusters:\n  - name: ");
    expect(existsSync(join(folder, "haconf.yaml"))).toBe(false);
  });

  test("a manifest that is there is replaced only with --force", () => {
    const folder = folderWith({ ...hosts, "haconf.yaml": "exclude: [hosts/b/**]\n" });
    const refused = haconf(folder, ["init", "--manifest"]);
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain("--force replaces it");
    expect(readFileSync(join(folder, "haconf.yaml"), "utf8")).toBe("exclude: [hosts/b/**]\n");
    expect(haconf(folder, ["init", "--manifest", "--force"]).status).toBe(0);
    expect(readFileSync(join(folder, "haconf.yaml"), "utf8")).toContain("hosts/b/keepalived.conf");
  });

  test("exit status where nothing is found, and of wrong usage", () => {
    const folder = folderWith({ "haproxy.cfg": "defaults\n" });
    const nothing = haconf(folder, ["init", "--manifest"]);
    expect([nothing.status, existsSync(join(folder, "haconf.yaml"))]).toEqual([1, false]);
    expect(nothing.stderr).toContain("No cluster was found");
    for (const args of [[], ["--manifest", "a", "b"], ["--manifest", "gone"], ["--manifest", "haproxy.cfg"]]) {
      expect(haconf(folder, ["init", ...args])).toMatchObject({ status: 2, stdout: "" });
    }
  });

  test("comments speak the reader's language", () => {
    const folder = folderWith(hosts);
    const { stdout } = haconf(folder, ["init", "--manifest", "--dry-run", "--locale", "zh-cn"]);
    expect(stdout).toMatch(/\p{Script=Han}/u);
  });
});
