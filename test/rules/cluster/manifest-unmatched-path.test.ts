import { describe, expect, test } from "vitest";
import { openWorkspace } from "../../support/fixture.ts";
import { findingsOf, fixesOf, found, mended } from "./found.ts";

const code = "cluster/manifest-unmatched-path";
const haproxy = "global\n    daemon\n";
const named = (paths: string, folder = "") => ({
  [`${folder}haconf.yaml`]: `clusters:\n  - name: x\n    nodes:\n      - {name: n, files: [${paths}]}\n`,
});

describe(code, () => {
  test.each([
    "a/haproxy.cfg",
    "./a/haproxy.cfg",
    "/a/haproxy.cfg",
    "a",
    "a/",
    "a/**",
    "a/*",
    "a/*.cfg",
    "'**/haproxy.cfg'",
    "'*/haproxy.cfg'",
    "'{a,b}/haproxy.cfg'",
    "'[a-c]/haproxy.cfg'",
    "a/hapro?y.cfg",
    "b/../a/haproxy.cfg",
    ".hidden/haproxy.cfg",
    "'*.cfg'",
    "haproxy.cfg",
  ])("%s matches", (path) => {
    const texts = { ...named(path), "a/haproxy.cfg": haproxy, ".hidden/haproxy.cfg": haproxy, "haproxy.cfg": haproxy };
    expect(found(code, texts)).toEqual([]);
  });

  test.each(["b/haproxy.cfg", "A/haproxy.cfg", "b/**", "'*.conf'", "a/*/haproxy.cfg", "'{b,c}/**'", "keepalived.conf"])(
    "%s matches nothing",
    (path) => {
      const texts = { ...named(path), "a/haproxy.cfg": haproxy, "aa/keepalived.conf": "" };
      expect(found(code, texts)).toEqual([`haconf.yaml:4 error ${path.replaceAll("'", "")}`]);
    },
  );

  test("a path above the manifest is one as well", () => {
    const texts = { "shared/haproxy.cfg": haproxy, "sites/a/x.cfg": "" };
    expect(found(code, { ...texts, ...named("../../shared/haproxy.cfg", "sites/a/") })).toEqual([]);
    expect(found(code, { ...texts, ...named("../shared/haproxy.cfg", "sites/a/") })).toEqual([
      "sites/a/haconf.yaml:4 error ../shared/haproxy.cfg",
    ]);
    // Where it leads out of all that there is, nobody can tell.
    expect(found(code, { ...texts, ...named("../../../shared/haproxy.cfg", "sites/a/") })).toEqual([]);
  });

  test("what is left out is there all the same, and what exclude names need not be there", () => {
    const [[file, text] = ["", ""]] = Object.entries(named("a/haproxy.cfg"));
    expect(found(code, { [file]: `exclude: [a, gone/**]\n${text}`, "a/haproxy.cfg": haproxy })).toEqual([]);
  });

  test("the files of a cluster as a whole count too", () => {
    expect(found(code, { "haconf.yaml": "clusters: [{name: x, files: kubeadm.yaml}]\n" })).toEqual([
      "haconf.yaml:1 error kubeadm.yaml",
    ]);
  });

  test.each([
    ["host/lb01/**", "hosts/lb01/**"],
    ["hosts/lb1/**", "hosts/lb01/**"],
    ["Hosts/LB01/haproxy.cfg", "hosts/lb01/haproxy.cfg"],
    ["lb01/haproxy.cfg", "hosts/lb01/haproxy.cfg"],
    ["lb01/**", "hosts/lb01/**"],
    ["hosts/lb01/haproxy.conf", undefined],
    ["site/**", undefined],
    ["'hosts\\lb01\\haproxy.cfg'", "'hosts/lb01/haproxy.cfg'"],
  ])("%s is meant as %s", (path, meant) => {
    const texts = { ...named(path), "hosts/lb01/haproxy.cfg": haproxy };
    expect(found(code, texts)).toHaveLength(1);
    if (meant !== undefined) expect(mended(code, texts)).toEqual([expect.stringContaining(`[${meant}]`)]);
    expect(fixesOf(code, texts)).toHaveLength(meant === undefined ? 0 : 1);
  });

  test("of several that are near none is proposed, and none that is named already", () => {
    const files = { "lb01/haproxy.cfg": haproxy, "lb02/haproxy.cfg": haproxy };
    expect(fixesOf(code, { ...named("lb03/haproxy.cfg"), ...files })).toEqual([]);
    expect(fixesOf(code, { ...named("lb01, lb03"), ...files })).toEqual(["*haconf.yaml: Replace with lb02"]);
  });

  test("nothing is said before anybody has looked on disk, and the last answer counts", () => {
    const files = new Map([...Object.entries(named("certs/lb.crt, gone.cfg")), ["lb01/keepalived.conf", ""]]);
    const workspace = openWorkspace(files);
    const paths = [
      { folder: "", glob: "./certs/lb.crt" },
      { folder: "", glob: "./gone.cfg" },
    ];
    expect(workspace.findingsOf("haconf.yaml")).toHaveLength(2);
    workspace.forgetPaths();
    expect([...workspace.update()]).toEqual(["haconf.yaml"]);
    expect(workspace.findingsOf("haconf.yaml")).toEqual([]);
    expect(workspace.openPaths()).toEqual(paths);
    for (const path of paths) workspace.answerPath(path, path.glob.endsWith(".crt"));
    expect([...workspace.update()]).toEqual(["haconf.yaml"]);
    expect(workspace.findingsOf("haconf.yaml")).toHaveLength(1);
    expect(workspace.openPaths()).toEqual([]);
    workspace.setFile("gone.cfg", `${haproxy}defaults\n    mode tcp\n    timeout client 1s\n`);
    expect(workspace.findingsOf("haconf.yaml")).toEqual([]);
  });

  test("says the path, and what is meant", () => {
    const [finding] = findingsOf(code, { ...named("host/**"), "hosts/haproxy.cfg": haproxy });
    expect(finding?.message).toBe("No file matches host/**, so nothing of it is checked. Did you mean hosts/**?");
  });
});
