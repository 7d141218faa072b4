import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderWith, haconf, keepalivedConf } from "./command.ts";

const mismatch = "cluster/virtual-router-id-mismatch";

/** What `check` finds, a line each: `haconf.yaml:6:11 error cluster/…`. */
function check(folder: string, args: readonly string[], input?: string): string[] {
  const { stdout, stderr } = haconf(
    folder,
    ["check", "--format", "json", ...args],
    input === undefined ? {} : { input },
  );
  expect(stderr).toBe("");
  const { findings } = JSON.parse(stdout) as {
    findings: { file: string; code: string; severity: string; range: { start: { line: number; character: number } } }[];
  };
  return findings.map(
    ({ file, code, severity, range: { start } }) =>
      `${file}:${start.line + 1}:${start.character + 1} ${severity} ${code}`,
  );
}

const hosts = {
  "hosts/a/keepalived.conf": keepalivedConf({ priority: 103 }),
  "hosts/b/keepalived.conf": keepalivedConf({ priority: 102, routerId: 34 }),
};

const manifest = `clusters:
  - name: prod
    files: [certs/lb.crt, "notes/*"]
    nodes:
      - { name: a, files: [hosts/a] }
      - { name: b, files: ["hosts/b/**"] }
      - { name: c, files: [hosts/c] }
`;

describe("a manifest's paths", () => {
  const files = {
    ...hosts,
    "haconf.yaml": manifest,
    "certs/lb.crt": "",
    "notes/todo.md": "",
    "hosts/c/empty.bin": Buffer.from([0]),
  };

  test("need no file that haconf reads, and none that was read this time", () => {
    const folder = folderWith(files);
    expect(check(folder, [])).toHaveLength(2);
    expect(check(folder, ["hosts/a/keepalived.conf"]).every((line) => line.includes(mismatch))).toBe(true);
    expect(check(folder, ["certs/../haconf.yaml", "--rule", `${mismatch}=off`])).toEqual([]);
    expect(check(join(folder, "certs"), ["../haconf.yaml", "--rule", `${mismatch}=off`])).toEqual([]);
  });

  test("are an error where nothing is there, whatever was asked for", () => {
    const folder = folderWith({
      ...files,
      "haconf.yaml": manifest.replace("hosts/c", "hosts/d").replace("lb.crt", "lb.pem"),
    });
    const missing = [
      "haconf.yaml:3:13 error cluster/manifest-unmatched-path",
      "haconf.yaml:7:28 error cluster/manifest-unmatched-path",
    ];
    for (const operand of [".", "haconf.yaml", "hosts/a/keepalived.conf", "hosts/b"]) {
      expect(check(folder, [operand, "--rule", `${mismatch}=off`])).toEqual(missing);
    }
    expect(haconf(folder, ["check", "haconf.yaml"]).status).toBe(1);
  });

  test("may lead above it, and what they name is read", () => {
    const folder = folderWith({
      "shared/haproxy.cfg": "global\n    daemonn\n",
      "sites/x/keepalived.conf": keepalivedConf(),
      "sites/haconf.yaml": "clusters: [{name: x, files: ../shared/**, nodes: [{name: n, files: x}]}]\n",
    });
    expect(check(join(folder, "sites"), ["x/keepalived.conf"])).toEqual([
      "../shared/haproxy.cfg:2:5 error haproxy/unknown-keyword",
    ]);
  });

  test("of a manifest from standard input belong to the folder of its name", () => {
    const folder = folderWith({ ...hosts, "haconf.yaml": "{}" });
    const input = manifest.replace("hosts/c", "hosts/b").replace(/ {4}files:.*\n/, "");
    expect(check(folder, ["-", "--stdin-name", "haconf.yaml", "--rule", `${mismatch}=off`], input)).toEqual([]);
    expect(check(folder, ["-", "--stdin-name", "hosts/haconf.yaml"], input)).toHaveLength(3);
  });
});

describe("severities and versions", () => {
  const files = {
    "haproxy.cfg": "global\n    nbproc 2\n    daemonn\n",
    "haconf.yaml": "haproxy: 2.4\nrules: {haproxy/unknown-keyword: hint}\n",
  };

  test("come from the manifest, and a flag wins over it", () => {
    const folder = folderWith(files);
    const deprecated = "haproxy.cfg:2:5 warning haproxy/deprecated-keyword";
    expect(check(folder, [])).toEqual([deprecated, "haproxy.cfg:3:5 hint haproxy/unknown-keyword"]);
    expect(check(folder, ["--rule", "haproxy/unknown-keyword=warning", "--haproxy-version", "3.2"])).toEqual([
      "haproxy.cfg:2:5 error haproxy/removed-keyword",
      "haproxy.cfg:3:5 warning haproxy/unknown-keyword",
    ]);
    expect(check(folder, ["--rule", "haproxy/unknown-keyword=off"])).toEqual([deprecated]);
    expect(haconf(folder, ["check", "--fail-on", "warning"]).status).toBe(1);
    expect(haconf(folder, ["check", "--fail-on", "error"]).status).toBe(0);
  });

  test("a node's own hold for its files alone", () => {
    const nodes = "clusters: [{name: x, nodes: [{name: a, haproxy: 3.2, files: haproxy.cfg}]}]\n";
    const folder = folderWith({
      ...files,
      "b/haproxy.cfg": files["haproxy.cfg"],
      "haconf.yaml": files["haconf.yaml"] + nodes,
    });
    expect(check(folder, [])).toEqual([
      "b/haproxy.cfg:2:5 warning haproxy/deprecated-keyword",
      "b/haproxy.cfg:3:5 hint haproxy/unknown-keyword",
      "haproxy.cfg:2:5 error haproxy/removed-keyword",
      "haproxy.cfg:3:5 hint haproxy/unknown-keyword",
    ]);
  });
});

describe("--config", () => {
  const files = {
    ...hosts,
    "haconf.yaml": "clusterz: []\n",
    "ci/strict.yaml": `rules: {${mismatch}: warning}\nclusters: [{name: x, nodes: [{name: a, files: ../hosts/a}, {name: b, files: ../hosts/b}]}]\n`,
  };

  test("speaks for all files, wherever it lies, by paths from there", () => {
    const folder = folderWith(files);
    const found = ["hosts/a/keepalived.conf:5:23", "hosts/b/keepalived.conf:5:23"].map(
      (place) => `${place} warning ${mismatch}`,
    );
    expect(check(folder, [".", "--config", "ci/strict.yaml"])).toEqual(found);
    expect(check(folder, ["hosts/a/keepalived.conf", "--config", "ci/strict.yaml"])).toEqual(found);
    expect(check(join(folder, "hosts"), ["a", "--config", "../ci/strict.yaml"])).toHaveLength(2);
  });

  test("is checked itself, under the name that it has", () => {
    const folder = folderWith({ ...files, "ci/strict.yaml": "clusters: [{name: x, files: ../gone}]\n" });
    expect(check(folder, [".", "--config", "ci/strict.yaml", "--rule", `${mismatch}=off`])).toEqual([
      "ci/strict.yaml:1:29 error cluster/manifest-unmatched-path",
    ]);
  });
});

describe("a manifest with errors", () => {
  const text =
    'exclude: [*.bak]\nclusters:\n  - name: x\n    nodes:\n      - { name: n, adress: 10.0.0.1, vars: { AUTH_PASS: sesame, TOKEN: "open up" } }\n';

  test("shows its lines without secrets", () => {
    const folder = folderWith({ "haconf.yaml": text });
    const { stdout, status } = haconf(folder, ["check"]);
    expect(status).toBe(1);
    expect(stdout).toContain("adress: 10.0.0.1, vars: { AUTH_PASS: ****, TOKEN: **** } }");
    expect(stdout).not.toMatch(/sesame|open up/);
  });

  test("is mended where it is named, by what is safe, or by all that is certain", () => {
    const folder = folderWith({ "haconf.yaml": text });
    const fixed = (...args: string[]): string => {
      haconf(folder, ["fix", ...args]);
      return readFileSync(join(folder, "haconf.yaml"), "utf8");
    };
    expect(fixed()).toBe(text.replace("*.bak", '"*.bak"'));
    expect(fixed("--unsafe", "haconf.yaml")).toBe(text.replace("*.bak", '"*.bak"').replace("adress", "address"));
    expect(haconf(folder, ["check"]).status).toBe(0);
  });

  test("is left alone where only what it names is to be fixed", () => {
    const folder = folderWith({ ...hosts, "haconf.yaml": text });
    haconf(folder, ["fix", "--unsafe", "hosts/a"]);
    expect(readFileSync(join(folder, "haconf.yaml"), "utf8")).toBe(text);
    expect(existsSync(join(folder, "hosts/a/keepalived.conf"))).toBe(true);
  });
});
