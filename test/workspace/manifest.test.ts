import { describe, expect, test } from "vitest";
import { defaultSettings, type Settings } from "../../server/src/workspace/types.ts";
import type { Workspace } from "../../server/src/workspace/workspace.ts";
import { balancer, instance } from "../support/configs.ts";
import { describeFinding, openWorkspace } from "../support/fixture.ts";

/** What these files are not about. */
const aside = ["keepalived/vip-prefix-missing", "cluster/haproxy-not-tracked", "cluster/vip-bind-needs-nonlocal"];

function say(workspace: Workspace): string[] {
  const findings = workspace.allFindings().filter(({ code }) => !aside.includes(code));
  return findings.map((finding) => describeFinding(workspace, finding));
}

const pair = new Map([
  [
    "k/alpha.conf",
    `! Configuration File for keepalived\n${instance({ vips: ["10.0.0.100/24"], id: 51, priority: 100 })}`,
  ],
  [
    "k/beta.conf",
    `! Configuration File for keepalived\n${instance({ vips: ["10.0.0.100/24"], id: 52, priority: 90 })}`,
  ],
]);

const manifest =
  "clusters:\n  - name: prod\n    nodes:\n      - {name: one, files: [k/alpha.conf]}\n      - {name: two, files: ['k/beta*']}\n";

describe("haconf.yaml", () => {
  test("names nodes that nobody could guess", () => {
    const workspace = openWorkspace(new Map([...pair, ["haconf.yaml", manifest]]));
    expect(say(workspace).map((line) => line.split(" ")[2])).toEqual([
      "cluster/virtual-router-id-mismatch",
      "cluster/virtual-router-id-mismatch",
    ]);
    expect(workspace.clusters().map(({ name, nodes }) => [name, nodes])).toEqual([["prod", ["one", "two"]]]);
  });

  test("keeps apart what it does not name together", () => {
    const files = new Map([
      ["lb1/keepalived.conf", instance({ vips: ["10.0.0.100/24"], id: 51, priority: 100 })],
      ["lb2/keepalived.conf", instance({ vips: ["10.0.0.100/24"], id: 52, priority: 90 })],
    ]);
    expect(say(openWorkspace(files)).length).toBe(2);
    const apart =
      "clusters:\n  - name: p\n    nodes: [{name: one, files: [lb1/**]}]\n  - name: q\n    nodes: [{name: two, files: [lb2/**]}]\n";
    expect(say(openWorkspace(new Map([...files, ["haconf.yaml", apart]])))).toEqual([]);
  });

  test("gives addresses and roles: a control plane whose haproxy takes the apiserver's port", () => {
    const files = new Map([
      ["lb1/keepalived.conf", instance({ vips: ["10.0.0.100/24"], priority: 100 })],
      ["lb2/keepalived.conf", instance({ vips: ["10.0.0.100/24"], priority: 90 })],
      ["haproxy.cfg", balancer("10.0.0.1:6443", ["10.0.0.1:6443", "10.0.0.2:6443"])],
    ]);
    expect(say(openWorkspace(files))).toEqual([]);
    const named =
      "clusters:\n  - name: prod\n    nodes:\n      - {name: one, address: 10.0.0.1, roles: [control-plane], files: [lb1/**, haproxy.cfg]}\n      - {name: two, address: [10.0.0.2], roles: [control-plane], files: [lb2/**, haproxy.cfg]}\n";
    expect(say(openWorkspace(new Map([...files, ["haconf.yaml", named]])))).toEqual([
      "haproxy.cfg:7:10 error cluster/apiserver-port-conflict 10.0.0.1:6443",
      "haproxy.cfg:7:10 error cluster/bind-address-not-local 10.0.0.1:6443",
    ]);
  });

  test("sets severities by code, also off written as a boolean, and the nearest wins", () => {
    const files = new Map([
      ["haproxy.cfg", "global\n    daemonn\n"],
      ["x/haproxy.cfg", "global\n    daemonn\n"],
      ["y/haproxy.cfg", "global\n    daemonn\n"],
      ["haconf.yaml", "rules:\n  haproxy/unknown-keyword: warning\n"],
      ["x/haconf.yaml", "rules:\n  haproxy/unknown-keyword: off\n"],
      ["y/haconf.yaml", "rules:\n  haproxy/unknown-keyword: false\n"],
    ]);
    expect(say(openWorkspace(files))).toEqual(["haproxy.cfg:2:5 warning haproxy/unknown-keyword daemonn"]);
  });

  test("wins over the user's settings", () => {
    const files = new Map([
      ["haproxy.cfg", "global\n    daemonn\n"],
      ["haconf.yaml", "rules:\n  haproxy/unknown-keyword: hint\n"],
    ]);
    const settings = { ...defaultSettings, rules: { "haproxy/unknown-keyword": "off" } } as const;
    expect(say(openWorkspace(files, settings))).toEqual(["haproxy.cfg:2:5 hint haproxy/unknown-keyword daemonn"]);
  });

  test("excludes files from findings and from clusters", () => {
    const files = new Map([
      ["lb1/keepalived.conf", instance({ vips: ["10.0.0.100/24"], priority: 100 })],
      ["lb2/keepalived.conf", instance({ vips: ["10.0.0.100/24"], priority: 90 })],
      ["lb3/keepalived.conf", instance({ vips: ["10.0.0.100/24"], id: 52, priority: 80 })],
      ["archive/haproxy.cfg", "global\n    daemonn\n"],
      ["haconf.yaml", "exclude: ['archive/**', lb3]\n"],
    ]);
    const workspace = openWorkspace(files);
    expect(say(workspace)).toEqual([]);
    expect(workspace.clusters().map(({ nodes }) => nodes)).toEqual([["lb1", "lb2"]]);
  });

  test("pins versions", () => {
    const files = new Map([
      ["haproxy.cfg", "global\n    nbproc 2\n"],
      ["new/haproxy.cfg", "global\n    nbproc 2\n"],
      ["haconf.yaml", 'haproxy: "2.4"\n'],
      ["new/haconf.yaml", "haproxy: 3.2\n"],
    ]);
    const workspace = openWorkspace(files);
    expect(workspace.allFindings().map(({ file, severity }) => `${file} ${severity}`)).toEqual([
      "haproxy.cfg warning",
      "new/haproxy.cfg error",
    ]);
  });

  const removed = "global\n    nbproc 2\n";
  const severities = (files: Readonly<Record<string, string>>): string[] =>
    openWorkspace(new Map(Object.entries(files)))
      .allFindings()
      .map(({ file, severity, code }) => `${file} ${severity} ${code.split("/")[1]}`);

  test("pins versions for a cluster and for a node, the innermost wins", () => {
    const manifest = `haproxy: "3.2"
clusters:
  - name: old
    haproxy: "2.4"
    files: [shared.cfg]
    nodes:
      - { name: a, files: [a] }
      - { name: b, haproxy: "3.0", files: [b] }
      - { name: c, haproxy: auto, files: [c] }
  - name: other
    nodes:
      - { name: d, files: [d] }
      - { name: e, haproxy: "2.4", files: [e] }
`;
    const paths = ["shared.cfg", "a/haproxy.cfg", "b/haproxy.cfg", "c/haproxy.cfg", "d/haproxy.cfg", "e/haproxy.cfg"];
    const files = Object.fromEntries(
      [...paths, "f/haproxy.cfg"].map((path) => [path, `${removed}defaults\n    mode tcp\n    timeout client 1s\n`]),
    );
    expect(severities({ ...files, "haconf.yaml": manifest })).toEqual([
      "a/haproxy.cfg warning deprecated-keyword",
      "b/haproxy.cfg error removed-keyword",
      "c/haproxy.cfg warning removed-keyword",
      "d/haproxy.cfg error removed-keyword",
      "e/haproxy.cfg warning deprecated-keyword",
      "f/haproxy.cfg error removed-keyword",
      "shared.cfg warning deprecated-keyword",
    ]);
  });

  test("judges a file of nodes with different versions by what any version takes", () => {
    const manifest = (a: string, b: string): string =>
      `clusters: [{name: x, nodes: [{name: a, haproxy: ${a}, files: [haproxy.cfg]}, {name: b, haproxy: ${b}, files: [haproxy.cfg]}]}]\n`;
    const among = (a: string, b: string): string[] =>
      severities({ "haproxy.cfg": removed, "haconf.yaml": manifest(a, b) });
    expect(among("3.2", "3.2")).toEqual(["haproxy.cfg error removed-keyword"]);
    expect(among("3.2", "2.4")).toEqual(["haproxy.cfg warning removed-keyword"]);
    expect(among("2.4", "2.4")).toEqual(["haproxy.cfg warning deprecated-keyword"]);
    expect(among("3.2", "")).toEqual(["haproxy.cfg warning removed-keyword"]);
  });

  test("judges a file at once by the version of a node that it comes to belong to", () => {
    const workspace = openWorkspace(
      new Map([["haconf.yaml", "clusters: [{name: x, nodes: [{name: a, haproxy: 3.2, files: ['a/**']}]}]\n"]]),
    );
    const of = (file: string): string[] => workspace.findingsOf(file).map(({ severity }) => severity);
    workspace.setFile("a/haproxy.cfg", removed);
    workspace.setFile("b/haproxy.cfg", removed);
    expect([of("a/haproxy.cfg"), of("b/haproxy.cfg")]).toEqual([["error"], ["warning"]]);
    expect(workspace.settingsOf("a/haproxy.cfg").haproxyVersion).toBe("3.2");
    workspace.setFile("haconf.yaml", "clusters: [{name: x, nodes: [{name: a, haproxy: 2.4, files: ['a/**']}]}]\n");
    expect([of("a/haproxy.cfg"), of("b/haproxy.cfg")]).toEqual([["warning"], ["warning"]]);
  });

  test("what was said for this run wins over the manifest, which wins over the settings", () => {
    const files = new Map([
      ["haproxy.cfg", `${removed}    daemonn\n`],
      ["x/haproxy.cfg", `${removed}    daemonn\n`],
      ["haconf.yaml", "haproxy: 3.2\nrules: {haproxy/unknown-keyword: hint}\n"],
      ["x/haconf.yaml", "keepalived: 2.2\n"],
    ]);
    const rules = { "haproxy/unknown-keyword": "information", "haproxy/removed-keyword": "hint" } as const;
    const settings = { ...defaultSettings, haproxyVersion: "2.4", rules };
    const say = (more: Partial<Settings>): string[] =>
      openWorkspace(files, { ...settings, ...more })
        .allFindings()
        .map(({ file, severity, code }) => `${file} ${severity} ${code.split("/")[1]}`);
    expect(say({})).toEqual([
      "haproxy.cfg hint removed-keyword",
      "haproxy.cfg hint unknown-keyword",
      // The nearest manifest speaks alone; what it does not say the settings do, not the manifest further up.
      "x/haproxy.cfg warning deprecated-keyword",
      "x/haproxy.cfg information unknown-keyword",
    ]);
    expect(say({ overrides: { haproxyVersion: "3.0", rules: { "haproxy/unknown-keyword": "error" } } })).toEqual([
      "haproxy.cfg hint removed-keyword",
      "haproxy.cfg error unknown-keyword",
      "x/haproxy.cfg hint removed-keyword",
      "x/haproxy.cfg error unknown-keyword",
    ]);
    expect(say({ overrides: { haproxyVersion: "2.4", rules: { "haproxy/unknown-keyword": "off" } } })).toEqual([
      "haproxy.cfg warning deprecated-keyword",
      "x/haproxy.cfg warning deprecated-keyword",
    ]);
  });

  test("sets the severity of what stands in a file, whatever files it concerns", () => {
    const files = new Map([
      ["a/lb1/keepalived.conf", instance({ id: 51, priority: 100 })],
      ["a/lb2/keepalived.conf", instance({ id: 51, priority: 90 })],
      ["a/b/lb3/keepalived.conf", instance({ id: 52, priority: 80 })],
      [
        "a/haconf.yaml",
        "clusters: [{name: x, nodes: [{name: lb1, files: lb1}, {name: lb2, files: lb2}, {name: lb3, files: b}]}]\n",
      ],
    ]);
    const off = "rules: {cluster/virtual-router-id-mismatch: off}\n";
    const odd = "a/b/lb3/keepalived.conf:3:23 error cluster/virtual-router-id-mismatch 52";
    expect(say(openWorkspace(files))).toEqual([odd]);
    expect(say(openWorkspace(new Map([...files, ["a/lb1/haconf.yaml", off]])))).toEqual([odd]);
    expect(say(openWorkspace(new Map([...files, ["a/b/haconf.yaml", off]])))).toEqual([]);
  });

  test("a change that says nothing else judges nothing anew", () => {
    const workspace = openWorkspace(new Map([...pair, ["haconf.yaml", manifest]]));
    const cost = (text: string): number[] => {
      workspace.update();
      const before = workspace.counters;
      workspace.setFile("haconf.yaml", text);
      workspace.update();
      const after = workspace.counters;
      return [after.checkedSections - before.checkedSections, after.checkedClusters - before.checkedClusters];
    };
    expect(cost(`# a comment\n${manifest}`)).toEqual([0, 0]);
    expect(cost(`${manifest}\nunknown: 1\n`)).toEqual([0, 0]);
    expect(cost(`haproxy: 3.2\n${manifest}`)[0]).toBeGreaterThan(0);
  });

  test("is followed as it comes, changes and goes", () => {
    const workspace = openWorkspace(pair);
    expect(say(workspace)).toEqual([]);
    workspace.setFile("haconf.yaml", manifest);
    expect(say(workspace).length).toBe(2);
    workspace.setFile("haconf.yaml", `rules:\n  cluster/virtual-router-id-mismatch: off\n${manifest}`);
    expect(say(workspace)).toEqual([]);
    workspace.setFile("haconf.yaml", manifest);
    expect(say(workspace).length).toBe(2);
    workspace.removeFile("haconf.yaml");
    expect(say(workspace)).toEqual([]);
  });

  test("that can't be read stops nothing", () => {
    const broken = new Map([...pair, ["haconf.yaml", "clusters: [\n"]] as const);
    expect(openWorkspace(broken).clusters()).toEqual(openWorkspace(pair).clusters());
    expect(say(openWorkspace(broken))).toEqual(["haconf.yaml:1:11 error cluster/manifest-syntax ["]);
  });

  test("with a broken line still names what stands around it", () => {
    const broken = openWorkspace(new Map([...pair, ["haconf.yaml", `${manifest}exclude: [\n`]]));
    expect(broken.clusters().map(({ name, nodes }) => [name, nodes])).toEqual([["prod", ["one", "two"]]]);
  });
});

describe("files that a manifest names", () => {
  const named = (files: string): Workspace =>
    openWorkspace(
      new Map([
        ["lb1/keepalived.conf", instance({ priority: 100 })],
        ["lb1/.haproxy/haproxy.cfg", balancer("*:6443", ["10.0.0.1:6443"])],
        ["lb2/keepalived.conf", instance({ priority: 90 })],
        ["keepalived.conf", instance({ priority: 80 })],
        ["haconf.yaml", `clusters: [{name: x, nodes: [{name: a, files: [${files}]}, {name: b, files: [lb2]}]}]\n`],
      ]),
    );
  const filesOf = (workspace: Workspace): string[] =>
    workspace
      .memberships()
      .flatMap(({ file, clusters, nodes }) => (clusters.includes("x") && nodes.includes("a") ? [file] : []));

  test.each([
    ["lb1", ["lb1/.haproxy/haproxy.cfg", "lb1/keepalived.conf"]],
    ["lb1/", ["lb1/.haproxy/haproxy.cfg", "lb1/keepalived.conf"]],
    ["'lb1/**'", ["lb1/.haproxy/haproxy.cfg", "lb1/keepalived.conf"]],
    ["'{lb1,lb9}/*.conf'", ["lb1/keepalived.conf"]],
    ["'l?1/keepalived.conf'", ["lb1/keepalived.conf"]],
    ["'lb[!2]/keepalived.conf'", ["lb1/keepalived.conf"]],
    ["'**/.haproxy/**'", ["lb1/.haproxy/haproxy.cfg"]],
    ["./lb1/keepalived.conf", ["lb1/keepalived.conf"]],
    // A bare name is a file beside the manifest, not one at any depth.
    ["keepalived.conf", ["keepalived.conf"]],
  ])("%s", (files, matching) => {
    expect(filesOf(named(files))).toEqual(matching);
  });

  test("may lie above it", () => {
    const workspace = openWorkspace(
      new Map([
        ["shared/haproxy.cfg", balancer("*:8443", ["10.0.0.1:6443"])],
        ["sites/a/lb1/keepalived.conf", instance({ priority: 100 })],
        ["sites/a/lb2/keepalived.conf", instance({ priority: 90 })],
        [
          "sites/a/haconf.yaml",
          "clusters: [{name: x, files: ../../shared/*, nodes: [{name: a, files: lb1}, {name: b, files: lb2}]}]\n",
        ],
      ]),
    );
    expect(workspace.memberships().find(({ file }) => file === "shared/haproxy.cfg")?.clusters).toEqual(["x"]);
  });

  test("of two clusters take part in both, and what is wrong with both is said once", () => {
    const nodes = "nodes: [{name: a, files: lb1}, {name: b, files: lb2}]";
    const workspace = openWorkspace(
      new Map([
        ["lb1/keepalived.conf", instance({ id: 51, priority: 100 })],
        ["lb2/keepalived.conf", instance({ id: 52, priority: 90 })],
        ["haconf.yaml", `clusters: [{name: x, ${nodes}}, {name: y, ${nodes}}]\n`],
      ]),
    );
    expect(workspace.memberships().find(({ file }) => file === "lb1/keepalived.conf")?.clusters).toEqual(["x", "y"]);
    expect(say(workspace)).toEqual([
      "lb1/keepalived.conf:3:23 error cluster/virtual-router-id-mismatch 51",
      "lb2/keepalived.conf:3:23 error cluster/virtual-router-id-mismatch 52",
    ]);
  });

  test("two clusters of one name are two", () => {
    const workspace = openWorkspace(
      new Map([
        ["lb1/keepalived.conf", instance({ id: 51, priority: 100 })],
        ["lb2/keepalived.conf", instance({ id: 52, priority: 90 })],
        [
          "haconf.yaml",
          "clusters: [{name: x, nodes: [{name: a, files: lb1}]}, {name: x, nodes: [{name: b, files: lb2}]}]\n",
        ],
      ]),
    );
    expect(workspace.clusters().map(({ name, nodes }) => [name, nodes])).toEqual([
      ["x", ["a"]],
      ["x", ["b"]],
    ]);
    expect(say(workspace).map((line) => line.split(" ")[2])).toEqual(["cluster/manifest-duplicate-name"]);
  });
});

describe("a manifest below a manifest", () => {
  const cluster = "clusters: [{name: inner, nodes: [{name: one, files: lb1}, {name: two, files: lb2}]}]\n";
  const files = (outer: string, inner: string): Map<string, string> =>
    new Map([
      ["site/lb1/keepalived.conf", instance({ id: 51, priority: 100 })],
      ["site/lb2/keepalived.conf", instance({ id: 52, priority: 90 })],
      ["haproxy.cfg", "global\n    daemonn\n"],
      ["site/haproxy.cfg", "global\n    daemonn\n"],
      ["haconf.yaml", outer],
      ["site/haconf.yaml", inner],
    ]);

  test("names its own clusters, by paths of its own", () => {
    const workspace = openWorkspace(files("{}", cluster));
    expect(workspace.clusters().map(({ name, nodes }) => [name, nodes])).toEqual([["inner", ["one", "two"]]]);
  });

  test("speaks alone for what lies below it", () => {
    const of = (outer: string, inner: string): string[] =>
      say(openWorkspace(files(outer, inner))).map((line) => line.split(":")[0] ?? "");
    const rule = "rules: {haproxy/unknown-keyword: off}\n";
    expect(of(rule, cluster)).toEqual(["site/haproxy.cfg", "site/lb1/keepalived.conf", "site/lb2/keepalived.conf"]);
    expect(of("{}", `${rule}${cluster}`)).toEqual([
      "haproxy.cfg",
      "site/lb1/keepalived.conf",
      "site/lb2/keepalived.conf",
    ]);
    expect(of("exclude: ['**/*.cfg']\n", cluster)).toEqual([
      "site/haproxy.cfg",
      "site/lb1/keepalived.conf",
      "site/lb2/keepalived.conf",
    ]);
  });

  test("is left out where the one above leaves it out, with all that it says", () => {
    const workspace = openWorkspace(files("exclude: [site]\n", `clusterz: []\n${cluster}`));
    expect(say(workspace)).toEqual(["haproxy.cfg:2:5 error haproxy/unknown-keyword daemonn"]);
    expect(workspace.clusters()).toEqual([]);
    workspace.setFile("haconf.yaml", "{}");
    expect(say(workspace)).toContain("site/haconf.yaml:1:1 error cluster/manifest-unknown-key clusterz");
  });

  test("leaves nothing out that is itself", () => {
    const workspace = openWorkspace(new Map([["haconf.yaml", "exclude: ['**']\nclusterz: []\n"]]));
    expect(say(workspace)).toEqual(["haconf.yaml:2:1 error cluster/manifest-unknown-key clusterz"]);
  });

  test("a folder has one: of two names the longer counts", () => {
    const workspace = openWorkspace(
      new Map([
        ["haproxy.cfg", "global\n    daemonn\n"],
        ["haconf.yml", "rules: {haproxy/unknown-keyword: hint}\n"],
        ["haconf.yaml", "rules: {haproxy/unknown-keyword: off}\n"],
      ]),
    );
    expect(say(workspace)).toEqual([]);
    workspace.removeFile("haconf.yaml");
    expect(say(workspace)).toEqual(["haproxy.cfg:2:5 hint haproxy/unknown-keyword daemonn"]);
  });
});
