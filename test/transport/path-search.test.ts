import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { isOnDisk } from "../../server/src/transport/path-search.ts";
import { folderWith } from "../cli/command.ts";

describe("whether anything on disk matches", () => {
  const files = {
    "certs/lb.crt": "",
    "hosts/lb01/.hidden/x.bin": Buffer.from([0]),
    "hosts/lb02/haproxy.cfg": "",
    "node_modules/pkg/only-there.cfg": "",
    "with space/[odd].cfg": "",
  };

  test.each([
    ["./certs/lb.crt", true],
    ["./certs", true],
    ["./certs/", true],
    ["./certs/lb.pem", false],
    ["./certs/lb.crt/inside", false],
    ["./hosts/lb01/**", true],
    ["./hosts/lb01/*.bin", false],
    ["./hosts/*/haproxy.cfg", true],
    ["./hosts/{lb02,lb03}", true],
    ["./hosts/lb0[3-9]/**", false],
    ["./**/x.bin", true],
    ["./**/nothing", false],
    ["./nowhere/**", false],
    ["./with space/*.cfg", true],
    // Folders of other people's files are not searched, but what is named there is there.
    ["./**/only-there.cfg", false],
    ["./node_modules/pkg/only-there.cfg", true],
    ["./node_modules/**/only-there.cfg", true],
  ])("%s: %s", async (glob, isThere) => {
    expect(await isOnDisk(folderWith(files), glob)).toBe(isThere);
  });

  test.each([
    ["./link/haproxy.cfg", true],
    ["./link/*.cfg", true],
    ["./li*", true],
    ["./file-link", true],
    ["./certs/*.pem", false],
    ["./**/nothing", undefined],
    ["./hosts/*/circle/nothing", undefined],
  ])("where folders are links, %s: %s", async (glob, isThere) => {
    const folder = folderWith(files);
    symlinkSync("hosts/lb02", join(folder, "link"));
    symlinkSync("certs/lb.crt", join(folder, "file-link"));
    mkdirSync(join(folder, "hosts/lb02/circle"));
    symlinkSync("../..", join(folder, "hosts/lb02/circle/up"));
    expect(await isOnDisk(folder, glob)).toBe(isThere);
  });

  test("a folder that is not there holds nothing", async () => {
    expect(await isOnDisk(join(folderWith({}), "gone"), "./a/**")).toBe(false);
  });
});
