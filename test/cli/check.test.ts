import { execFileSync, spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { isSkippedFolder } from "../../server/src/transport/text-file.ts";
import { brokenCluster, folderWith, haconf, keepalivedConf, mainModule } from "./command.ts";

interface JsonReport {
  readonly version: number;
  readonly files: readonly { file: string; language: string; clusters: string[]; nodes: string[] }[];
  readonly clusters: readonly { name: string; vips: string[]; nodes: string[] }[];
  readonly findings: readonly {
    file: string;
    range: { start: { line: number; character: number }; end: { line: number; character: number } };
    severity: string;
    code: string;
    message: string;
    related: readonly { file: string; message: string }[];
    fixes: readonly { title: string; preferred: boolean; edits: readonly { file: string; newText: string }[] }[];
  }[];
  readonly summary: Readonly<Record<string, number>>;
}

function readReport(stdout: string): JsonReport {
  return JSON.parse(stdout) as JsonReport;
}

const mismatch = "cluster/virtual-router-id-mismatch";

describe("text", () => {
  test("groups findings by file, shows the line with a caret and the related places", () => {
    const folder = folderWith(brokenCluster());
    const { status, stdout, stderr } = haconf(folder, ["check"]);
    expect(status).toBe(1);
    expect(stderr).toBe("");
    const lines = stdout.split("\n");
    expect(lines[0]).toBe("dev6/keepalived.conf");
    expect(lines[1]).toMatch(/^ {2}5:23 error virtual_router_id .* cluster\/virtual-router-id-mismatch$/);
    expect(lines[2]).toBe("     5 |     virtual_router_id 34");
    expect(lines[3]).toBe("       |                       ^^");
    expect(lines[4]).toMatch(/^ {6}dev3\/keepalived\.conf:5:23 /);
    expect(lines.at(-2)).toBe(`1 error in 1 file, 3 files checked. 1 can be fixed by "haconf fix".`);
  });

  test("is silent about a healthy cluster, and says so", () => {
    const folder = folderWith({ ...brokenCluster(), "dev6/keepalived.conf": keepalivedConf({ priority: 102 }) });
    expect(haconf(folder, ["check"])).toEqual({ status: 0, stdout: "No findings, 3 files checked.\n", stderr: "" });
  });

  test("is coloured when that is forced, and not when it is refused", () => {
    const folder = folderWith(brokenCluster());
    expect(haconf(folder, ["check"], { env: { FORCE_COLOR: "1" } }).stdout).toContain("\u001b[31merror\u001b[39m");
    expect(haconf(folder, ["check"], { env: { NO_COLOR: "1" } }).stdout).not.toContain("\u001b");
  });

  test("masks passwords in source lines", () => {
    const folder = folderWith({ "keepalived.conf": keepalivedConf({ password: "verysecretword" }) });
    for (const format of ["text", "github", "sarif"]) {
      const { stdout } = haconf(folder, ["check", "--format", format]);
      expect(stdout).toContain("keepalived/auth-pass-truncated");
      expect(stdout).not.toContain("verysecret");
    }
  });

  test("a folder without configuration files is nothing to complain about", () => {
    const folder = folderWith({ "README.md": "nothing" });
    expect(haconf(folder, ["check"])).toEqual({ status: 0, stdout: "No configuration files found.\n", stderr: "" });
  });

  test("--quiet leaves out the summary and what is below --fail-on", () => {
    const folder = folderWith({ "keepalived.conf": keepalivedConf({ password: "verysecretword" }) });
    expect(haconf(folder, ["check", "--quiet", "--fail-on", "error"])).toEqual({ status: 0, stdout: "", stderr: "" });
    const { stdout } = haconf(folder, ["check", "--quiet"]);
    expect(stdout).toContain("auth-pass-truncated");
    expect(stdout).not.toContain("checked");
  });
});

describe("json", () => {
  test("has the promised shape, with paths relative to the current folder", () => {
    const folder = folderWith(brokenCluster());
    const { status, stdout } = haconf(folder, ["check", "--format", "json"]);
    expect(status).toBe(1);
    const report = readReport(stdout);
    expect(Object.keys(report)).toEqual(["version", "files", "clusters", "findings", "summary"]);
    expect(report.files[1]).toEqual({
      file: "dev6/keepalived.conf",
      language: "keepalived",
      clusters: ["172.29.1.200"],
      nodes: ["dev6"],
    });
    expect(report.clusters).toMatchObject([
      { name: "172.29.1.200", vips: ["172.29.1.200"], nodes: ["dev3", "dev6", "dev7"] },
    ]);
    expect(report.findings).toHaveLength(1);
    expect(report.findings[0]).toMatchObject({
      file: "dev6/keepalived.conf",
      range: { start: { line: 4, character: 22 }, end: { line: 4, character: 24 } },
      severity: "error",
      code: mismatch,
      fixes: [{ preferred: true, edits: [{ file: "dev6/keepalived.conf", newText: "33" }] }],
    });
    expect(report.findings[0]?.related.map(({ file }) => file)).toEqual([
      "dev3/keepalived.conf",
      "dev7/keepalived.conf",
    ]);
    expect(report.summary).toEqual({ error: 1, warning: 0, information: 0, hint: 0 });
  });

  test("is the same twice, and from another folder but for the paths", () => {
    const folder = folderWith(brokenCluster());
    const first = haconf(folder, ["check", "--format", "json"]).stdout;
    expect(haconf(folder, ["check", "--format", "json"]).stdout).toBe(first);
    const inside = haconf(join(folder, "dev3"), ["check", "--format", "json", ".."]).stdout;
    expect(readReport(inside).findings[0]?.file).toBe("../dev6/keepalived.conf");
    expect(readReport(inside).findings[0]?.related.map(({ file }) => file)).toEqual([
      "keepalived.conf",
      "../dev7/keepalived.conf",
    ]);
  });

  test("counts characters in UTF-16 units", () => {
    const text = keepalivedConf({ password: '"💥💥💥💥💥"' });
    const report = readReport(haconf(folderWith({ "keepalived.conf": text }), ["check", "--format", "json"]).stdout);
    const range = report.findings[0]?.range;
    expect(range?.start.line).toBe(9);
    expect((range?.end.character ?? 0) - (range?.start.character ?? 0)).toBeGreaterThanOrEqual(10);
  });
});

describe("other formats", () => {
  test("sarif is version 2.1.0 with rules, related places, fingerprints and no fixes", () => {
    const { status, stdout } = haconf(folderWith(brokenCluster()), ["check", "--format", "sarif"]);
    expect(status).toBe(1);
    const log = JSON.parse(stdout) as {
      version: string;
      runs: {
        columnKind: string;
        tool: { driver: { rules: { id: string; help: { text: string } }[] } };
        results: { ruleIndex: number; partialFingerprints: object; fixes?: unknown }[];
      }[];
    };
    expect(log.version).toBe("2.1.0");
    const [run] = log.runs;
    expect(run?.columnKind).toBe("utf16CodeUnits");
    const [result] = run?.results ?? [];
    expect(run?.tool.driver.rules[result?.ruleIndex ?? -1]).toMatchObject({ id: mismatch });
    expect(run?.tool.driver.rules.every((rule) => rule.help.text.length > 0)).toBe(true);
    expect(result).toMatchObject({
      ruleId: mismatch,
      level: "error",
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "dev6/keepalived.conf" },
            region: { startLine: 5, startColumn: 23, endLine: 5, endColumn: 25 },
          },
        },
      ],
    });
    expect(result).toHaveProperty("relatedLocations");
    expect(Object.keys(result?.partialFingerprints ?? {})).toEqual(["haconfFinding/v1"]);
    expect(result).not.toHaveProperty("fixes");
  });

  test("sarif fingerprints stay when lines move", () => {
    const fingerprint = (text: string): string => {
      const folder = folderWith({ ...brokenCluster(), "dev6/keepalived.conf": text });
      const { stdout } = haconf(folder, ["check", "--format", "sarif"]);
      return /"haconfFinding\/v1": "(\w+)"/.exec(stdout)?.[1] ?? "";
    };
    const text = keepalivedConf({ priority: 102, routerId: 34 });
    expect(fingerprint(text)).toMatch(/^[0-9a-f]{32}$/);
    expect(fingerprint(`\n\n${text}`)).toBe(fingerprint(text));
  });

  test("github writes workflow commands", () => {
    const files = { "a,b/keepalived.conf": keepalivedConf({ password: "verysecretword" }) };
    const { status, stdout } = haconf(folderWith(files), ["check", "--format", "github"]);
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /^::warning file=a%2Cb\/keepalived\.conf,line=10,endLine=10,col=19,endColumn=33,title=keepalived\/auth-pass-truncated::\S.*\n$/,
    );
  });
});

describe("what is read", () => {
  test("a file that is named is read alone", () => {
    const folder = folderWith(brokenCluster());
    const { status, stdout } = haconf(folder, ["check", "dev6/keepalived.conf", "--format", "json"]);
    expect(status).toBe(0);
    expect(readReport(stdout).files.map(({ file }) => file)).toEqual(["dev6/keepalived.conf"]);
  });

  test("several files that are named are compared", () => {
    const folder = folderWith(brokenCluster());
    const paths = ["dev3/keepalived.conf", "dev6/keepalived.conf", "dev7/keepalived.conf"];
    expect(haconf(folder, ["check", ...paths]).stdout).toContain(mismatch);
    expect(haconf(folder, ["check", "--no-cluster", ...paths]).status).toBe(0);
  });

  test("standard input stands for a file", () => {
    const folder = folderWith(brokenCluster());
    const mended = keepalivedConf({ priority: 102 });
    const args = ["check", ".", "-", "--stdin-name", "dev6/keepalived.conf"];
    expect(haconf(folder, args, { input: mended }).status).toBe(0);
    const alone = haconf(folder, ["check", "-"], { input: keepalivedConf({ password: "verysecretword" }) });
    expect(alone.stdout).toMatch(/^<stdin>\n/);
    expect(alone.status).toBe(1);
  });

  test("folders of other people's files, binaries and what is no configuration are left out", () => {
    const folder = folderWith({
      "node_modules/x/keepalived.conf": keepalivedConf(),
      ".git/keepalived.conf": keepalivedConf(),
      "dist/keepalived.conf": keepalivedConf(),
      "notes.txt": "global warming\n",
      "blob.conf": Buffer.from([0, 1, 2, 3]),
      "haproxy.cfg": "global\n    daemon\n",
    });
    const report = readReport(haconf(folder, ["check", "--format", "json"]).stdout);
    expect(report.files.map(({ file }) => file)).toEqual(["haproxy.cfg"]);
  });

  test("a file that links name once more is one file, known by its own name", () => {
    const folder = folderWith({
      "lb1/keepalived.conf": keepalivedConf({ priority: 101 }),
      "lb2/keepalived.conf": keepalivedConf({ priority: 100 }),
      "store/haproxy-b.data.gz": "global\n    daemon\n",
      "store/4f2a": keepalivedConf({ priority: 99 }).replace(/^!.*\n/, ""),
    });
    mkdirSync(join(folder, "active"));
    symlinkSync("../lb1/keepalived.conf", join(folder, "active/keepalived.conf"));
    symlinkSync("../store/haproxy-b.data.gz", join(folder, "active/haproxy.cfg"));
    symlinkSync("lb2", join(folder, "backup"));
    const filesOf = (args: readonly string[]): string[] =>
      readReport(haconf(folder, ["check", "--format", "json", ...args]).stdout).files.map(({ file }) => file);
    const all = ["active/haproxy.cfg", "lb1/keepalived.conf", "lb2/keepalived.conf", "store/4f2a"];
    expect(filesOf([])).toEqual(all);
    expect(filesOf([".", "backup"])).toEqual(all);
    expect(filesOf(["backup", "lb2"])).toEqual(["lb2/keepalived.conf"]);
    expect(filesOf(["lb1", "active/keepalived.conf"])).toEqual(["active/keepalived.conf"]);
    expect(haconf(folder, ["check", "lb1", "lb2", "active", "--fail-on", "hint"]).stdout).not.toContain("priority");
  });

  test("a file is known by the name by which it is read", () => {
    const folder = folderWith({ "store/4f2a.cfg": "# nothing yet\n", "lb/x": "" });
    symlinkSync("../store/4f2a.cfg", join(folder, "lb/haproxy.cfg"));
    const report = readReport(haconf(folder, ["check", "--format", "json"]).stdout);
    expect(report.files.map(({ file }) => file)).toEqual(["lb/haproxy.cfg"]);
  });

  test("the system's own folders are walked only when they are named", () => {
    const walked = ["/proc", "/sys", "/dev", "/run", "/srv/proc", "/srv/dist", "/etc"].filter(
      (path) => !isSkippedFolder(path),
    );
    expect(walked).toEqual(["/srv/proc", "/etc"]);
  });

  test("a file that is not UTF-8 is read all the same", () => {
    const text = Buffer.concat([
      Buffer.from("# caf\xe9\n", "latin1"),
      Buffer.from(keepalivedConf({ password: "0123456789" })),
    ]);
    const { status, stdout } = haconf(folderWith({ "keepalived.conf": text }), ["check"]);
    expect(status).toBe(1);
    expect(stdout).toContain("11:19 warning");
  });
});

describe("flags", () => {
  test("--rule sets severities", () => {
    const folder = folderWith(brokenCluster());
    expect(haconf(folder, ["check", "--rule", `${mismatch}=off`]).status).toBe(0);
    const { status, stdout } = haconf(folder, ["check", `--rule=${mismatch}=hint`]);
    expect(status).toBe(0);
    expect(stdout).toContain("5:23 hint");
    expect(haconf(folder, ["check", `--rule=${mismatch}=hint`, "--fail-on", "hint"]).status).toBe(1);
  });

  test("--stats says on standard error what was done", () => {
    const { stdout, stderr } = haconf(folderWith(brokenCluster()), ["check", "--stats", "--format", "json"]);
    expect(() => readReport(stdout)).not.toThrow();
    const [work, ...model] = stderr.split("\n");
    expect(work).toMatch(
      /^haconf: 3 of 3 files taken, \d+ bytes; reading [\d.]+ ms, checking [\d.]+ ms, writing [\d.]+ ms$/,
    );
    expect(model).toEqual([
      "haconf: cluster 172.29.1.200: nodes dev3, dev6, dev7; VIPs 172.29.1.200; 1 virtual router",
      "haconf:   dev3/keepalived.conf: 172.29.1.200 on dev3",
      "haconf:   dev6/keepalived.conf: 172.29.1.200 on dev6",
      "haconf:   dev7/keepalived.conf: 172.29.1.200 on dev7",
      "",
    ]);
  });

  test.each([
    ["haproxy", ["auto", "2.4", "2.5", "2.7.1", "2.9", "3.1", "3.3", "3.5", "v3.0.4"]],
    ["keepalived", ["auto", "1.3", "2.2.7", "1:2.2.7-1", "2.4"]],
  ])("versions of %s between the known ones are taken", (program, versions) => {
    const folder = folderWith({ "haproxy.cfg": "global\n" });
    for (const version of versions) {
      const { status, stderr } = haconf(folder, ["check", `--${program}-version`, version]);
      expect({ status, stderr }, version).toEqual({ status: 0, stderr: "" });
    }
  });

  test.each([
    [["check", "--format", "xml"], '--format takes text, json, sarif or github, not "xml"'],
    [["check", "--fail-on", "fatal"], "--fail-on takes error, warning, information or hint"],
    [["check", "--fail-on"], "--fail-on needs a value"],
    [["check", "--nonsense"], "unknown flag --nonsense"],
    [["check", "-x"], "unknown flag -x"],
    [["check", "--quiet=yes"], "--quiet takes no value"],
    [["check", "--rule", "cluster/nonsense=off"], "unknown rule code cluster/nonsense"],
    [["check", "--rule", "cluster/auth-mismach=off"], "did you mean cluster/auth-mismatch?"],
    [["check", "--rule", "cluster/auth-mismatch=loud"], "--rule takes CODE="],
    [["check", "--haproxy-version", "new"], "--haproxy-version takes a version from 2.4"],
    [["check", "--haproxy-version", "9.9"], '--haproxy-version takes a version from 2.4 to 3.5, or auto, not "9.9"'],
    [["check", "--haproxy-version", "3.6-dev1"], "--haproxy-version takes a version from 2.4 to 3.5"],
    [["check", "--haproxy-version", "1.8"], "--haproxy-version takes a version from 2.4 to 3.5"],
    [["check", "--keepalived-version", "9.9"], "--keepalived-version takes a version from 1.3 to 2.4"],
    [["check", "--keepalived-version", "1.2.13"], "--keepalived-version takes a version from 1.3 to 2.4"],
    [["check", "--keepalived-version", "x"], "--keepalived-version takes a version from 1.3"],
    [["check", "--stdin-name", "haproxy.cfg"], "--stdin-name needs - among the paths"],
    [["check", "missing.cfg"], "can't read missing.cfg: no such file or folder"],
    [["check", "--config", "missing.yaml"], "can't read missing.yaml: no such file or folder"],
    [["check", "haproxy.cfg/x"], "can't read haproxy.cfg/x: a part of the path is no folder"],
    [["check", ""], "a path is empty"],
    [["check", "notes.txt"], "notes.txt is none of the files that haconf reads"],
    [["check", "-"], "standard input is none of the files that haconf reads"],
    [["chekc"], "unknown command chekc; did you mean check?"],
    [["--nonsense"], "unknown flag --nonsense"],
    [[], "a command is missing"],
    [["explain"], "explain needs a rule code"],
    [["explain", "cluster/nonsense"], "unknown rule code cluster/nonsense"],
    [["rules", "x"], 'rules takes no "x"'],
    [["lsp"], "lsp needs one of --stdio and --node-ipc"],
    [["lsp", "--node-ipc"], "--node-ipc needs a parent that is a Node process"],
    [["fix", "-"], "fix changes files"],
    [["fix", "--code", "cluster/nonsense"], "unknown rule code"],
  ])("%j is refused in one line", (args, message) => {
    const folder = folderWith({ "notes.txt": "hello\n", "haproxy.cfg": "global\n" });
    const { status, stdout, stderr } = haconf(folder, args);
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/^haconf: [^\n]+\n$/);
    expect(stdout).toBe("");
    expect(status).toBe(2);
  });
});

describe("paths that can't be read", () => {
  test("pipes and dangling links that are named are refused, not waited for", () => {
    const folder = folderWith({});
    execFileSync("mkfifo", [join(folder, "haproxy.cfg")]);
    symlinkSync("nowhere", join(folder, "keepalived.conf"));
    expect(haconf(folder, ["check", "haproxy.cfg"])).toMatchObject({ status: 2, stderr: /it is a pipe/ });
    expect(haconf(folder, ["check", "keepalived.conf"])).toMatchObject({ status: 2, stderr: /no such file/ });
  });

  test("what a folder hides is told of, and the rest is checked", () => {
    const folder = folderWith(brokenCluster());
    execFileSync("mkfifo", [join(folder, "haproxy.cfg")]);
    symlinkSync("nowhere", join(folder, "keepalived.conf"));
    mkdirSync(join(folder, "circle"));
    symlinkSync("..", join(folder, "circle/up"));
    const { status, stdout, stderr } = haconf(folder, ["check"]);
    expect(status).toBe(2);
    expect(stderr).toBe("haconf: can't read keepalived.conf: no such file or folder\n");
    expect(stdout).toContain(mismatch);
  });

  test.skipIf(process.getuid?.() === 0)("a file without permission is refused", () => {
    const folder = folderWith({ "haproxy.cfg": "global\n" });
    chmodSync(join(folder, "haproxy.cfg"), 0);
    expect(haconf(folder, ["check", "haproxy.cfg"])).toMatchObject({ status: 2, stderr: /permission denied/ });
  });

  test.runIf(existsSync("/dev/full"))("a disk that is full is told of", () => {
    const folder = folderWith(brokenCluster());
    const command = `"${process.execPath}" "${mainModule}" check > /dev/full`;
    const { status, stderr } = spawnSync("sh", ["-c", command], { cwd: folder, encoding: "utf8" });
    expect(stderr).toBe("haconf: can't write the result: the disk is full\n");
    expect(status).toBe(2);
  });

  test("a reader that goes away early is no fault", async () => {
    const files: Record<string, string> = {};
    for (let at = 0; at < 400; at++)
      files[`node${at}/keepalived.conf`] = keepalivedConf({ password: "verysecretword" });
    const folder = folderWith(files);
    const child = spawn(
      "sh",
      ["-c", `"${process.execPath}" "${mainModule}" check --no-cluster; echo "status $?" >&2`],
      {
        cwd: folder,
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.stdout.once("data", () => child.stdout.destroy());
    await new Promise((resolve) => child.on("close", resolve));
    expect(stderr).toBe("status 1\n");
  });
});

describe("a manifest", () => {
  const filesOf = (folder: string, args: readonly string[]): string[] =>
    readReport(haconf(folder, ["check", "--format", "json", ...args]).stdout).files.map(({ file }) => file);
  const manifest = `clusters:
  - name: prod
    nodes:
      - { name: a, address: 10.0.0.1, files: ["hosts/a/**"] }
      - { name: b, address: 10.0.0.2, files: ["hosts/b/**"] }
  - name: test
    nodes:
      - { name: c, address: 10.0.0.3, files: ["hosts/c/**"] }
`;
  const hosts = {
    "hosts/a/keepalived.conf": keepalivedConf({ priority: 103 }),
    "hosts/b/keepalived.conf": keepalivedConf({ priority: 102, routerId: 34 }),
    "hosts/c/keepalived.conf": keepalivedConf({ priority: 101 }),
  };

  test("lies above a file, and names the files that are read with it", () => {
    const folder = folderWith({ ...hosts, "haconf.yaml": manifest });
    const a = "hosts/a/keepalived.conf";
    const read = ["haconf.yaml", a, "hosts/b/keepalived.conf"];
    expect(filesOf(folder, [a])).toEqual(read);
    expect(filesOf(folder, ["hosts/a"])).toEqual(read);
    expect(filesOf(join(folder, "hosts/a"), ["keepalived.conf"])).toEqual([
      "../../haconf.yaml",
      "../b/keepalived.conf",
      "keepalived.conf",
    ]);
    expect(haconf(folder, ["check", a]).stdout).toContain(mismatch);
    expect(haconf(folder, ["check", "hosts/c/keepalived.conf"]).status).toBe(0);
  });

  test("that names no cluster of the file changes nothing", () => {
    const folder = folderWith({ ...hosts, "haconf.yaml": "clusters: []\n" });
    expect(filesOf(folder, ["hosts/a/keepalived.conf"])).toEqual(["haconf.yaml", "hosts/a/keepalived.conf"]);
  });

  test("that --config names counts in the place of all others, whatever it is called", () => {
    const folder = folderWith({ ...hosts, "haconf.yaml": "clusters: []\n", "prod.manifest": manifest });
    const files = filesOf(folder, ["hosts/a/keepalived.conf", "--config", "prod.manifest"]);
    expect(files).toEqual(["hosts/a/keepalived.conf", "hosts/b/keepalived.conf", "prod.manifest"]);
    expect(filesOf(folder, [".", "--config", "prod.manifest"])).not.toContain("haconf.yaml");
  });

  test("lets fix change what was named, and nothing else", () => {
    const folder = folderWith({ ...hosts, "haconf.yaml": manifest });
    const { stdout } = haconf(folder, ["fix", "hosts/a/keepalived.conf", "--rule", `${mismatch}=off`]);
    expect(stdout).toContain("0 findings fixed, nothing is left.");
  });
});
