import { execFileSync } from "node:child_process";
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { brokenCluster, folderWith, haconf, keepalivedConf } from "./command.ts";

const read = (folder: string, path: string): string => readFileSync(join(folder, path), "utf8");

test("fixes what is certain and safe, and says what it did", () => {
  const folder = folderWith(brokenCluster());
  const { status, stdout, stderr } = haconf(folder, ["fix"]);
  expect(stderr).toBe("");
  expect(stdout).toMatch(/^fixed dev6\/keepalived\.conf:5:23 .* cluster\/virtual-router-id-mismatch\n/);
  expect(stdout).toContain("1 finding fixed, nothing is left.");
  expect(status).toBe(0);
  expect(read(folder, "dev6/keepalived.conf")).toBe(keepalivedConf({ priority: 102 }));
  expect(haconf(folder, ["check"]).status).toBe(0);
  expect(readdirSync(join(folder, "dev6"))).toEqual(["keepalived.conf"]);
});

test("--dry-run prints a diff that can be applied, and writes nothing", () => {
  const folder = folderWith(brokenCluster());
  const { status, stdout, stderr } = haconf(folder, ["fix", "--dry-run"]);
  expect(status).toBe(0);
  expect(stderr).toContain("1 finding would be fixed, nothing is left.");
  expect(stdout).toMatch(/^--- a\/dev6\/keepalived\.conf\n\+\+\+ b\/dev6\/keepalived\.conf\n@@ -2,7 \+2,7 @@\n/);
  expect(stdout).toContain("\n-    virtual_router_id 34\n+    virtual_router_id 33\n");
  expect(read(folder, "dev6/keepalived.conf")).toContain("virtual_router_id 34");
  execFileSync("patch", ["-p1"], { cwd: folder, input: stdout });
  expect(read(folder, "dev6/keepalived.conf")).toBe(keepalivedConf({ priority: 102 }));
});

test("--dry-run shows that a secret changes, but not the secret", () => {
  const folder = folderWith({ "keepalived.conf": keepalivedConf({ password: "verysecretword" }) });
  const { stdout } = haconf(folder, ["fix", "--dry-run"]);
  expect(stdout).toContain("-        auth_pass ****\n+        auth_pass ****\n");
  expect(stdout).not.toContain("verysecr");
});

test("--code fixes only what is named", () => {
  const files = {
    ...brokenCluster(),
    "dev6/keepalived.conf": keepalivedConf({ routerId: 34, password: "0123456789" }),
  };
  const folder = folderWith(files);
  haconf(folder, ["fix", "--code", "keepalived/auth-pass-truncated"]);
  expect(read(folder, "dev6/keepalived.conf")).toBe(keepalivedConf({ routerId: 34, password: "01234567" }));
});

test("what is left decides the exit status", () => {
  const files = {
    "a/keepalived.conf": keepalivedConf({ routerId: 33, priority: 102 }),
    "b/keepalived.conf": keepalivedConf({ routerId: 34, priority: 101 }),
  };
  const folder = folderWith(files);
  const { status, stdout } = haconf(folder, ["fix"]);
  expect(status).toBe(1);
  expect(stdout).toContain("0 findings fixed, left: ");
  expect(read(folder, "a/keepalived.conf")).toBe(files["a/keepalived.conf"]);
});

describe("bytes", () => {
  test("byte order mark, CRLF and mode stay", () => {
    const folder = folderWith({});
    const path = join(folder, "keepalived.conf");
    const text = (password: string): string => `\ufeff${keepalivedConf({ password }).replaceAll("\n", "\r\n")}`;
    writeFileSync(path, text("0123456789"));
    chmodSync(path, 0o640);
    haconf(folder, ["fix", "--code", "keepalived/auth-pass-truncated"]);
    expect(read(folder, "keepalived.conf")).toBe(text("01234567"));
    expect(statSync(path).mode & 0o777).toBe(0o640);
  });

  test("bytes that are no UTF-8 stay as they are", () => {
    const bytes = (password: string): Buffer =>
      Buffer.concat([Buffer.from([0x23, 0xe9, 0xff, 0x80, 0x0a]), Buffer.from(keepalivedConf({ password }))]);
    const folder = folderWith({ "keepalived.conf": bytes("0123456789") });
    haconf(folder, ["fix"]);
    expect(readFileSync(join(folder, "keepalived.conf")).equals(bytes("01234567"))).toBe(true);
  });
});

describe("links", () => {
  test("that lead out of the given paths are not followed", () => {
    const folder = folderWith({ "outside/keepalived.conf": keepalivedConf({ password: "0123456789" }) });
    mkdirSync(join(folder, "inside"));
    symlinkSync("../outside/keepalived.conf", join(folder, "inside/keepalived.conf"));
    const { status, stderr } = haconf(folder, ["fix", "inside"]);
    expect(status).toBe(1);
    expect(stderr).toBe(
      "haconf: inside/keepalived.conf was left alone: it is a link that leads out of the given paths\n",
    );
    const elsewhere = ["fix", "inside", "--code", "cluster/virtual-router-id-mismatch"];
    expect(haconf(folder, elsewhere).stderr).toBe("");
    expect(read(folder, "outside/keepalived.conf")).toContain("0123456789");
    expect(haconf(folder, ["fix", "inside/keepalived.conf"]).status).toBe(1);
    expect(read(folder, "outside/keepalived.conf")).toContain("0123456789");
  });

  test("that stay inside are, and remain links", () => {
    const folder = folderWith({ "real/keepalived.conf": keepalivedConf({ password: "0123456789" }) });
    mkdirSync(join(folder, "link"));
    symlinkSync("../real/keepalived.conf", join(folder, "link/keepalived.conf"));
    haconf(folder, ["fix", "--no-cluster"]);
    expect(read(folder, "real/keepalived.conf")).toBe(keepalivedConf({ password: "01234567" }));
    expect(lstatSync(join(folder, "link/keepalived.conf")).isSymbolicLink()).toBe(true);
  });
});
