import { describe, expect, test } from "vitest";
import type { Workspace } from "../../server/src/workspace/workspace.ts";
import { balancer, initConfiguration, instance } from "../support/configs.ts";
import { applyFix, describeFinding, openWorkspace } from "../support/fixture.ts";

/** What these files are not about. */
const aside = ["keepalived/vip-prefix-missing", "cluster/haproxy-not-tracked", "cluster/vip-bind-needs-nonlocal"];

function say(workspace: Workspace): string[] {
  const findings = workspace.allFindings().filter(({ code }) => !aside.includes(code));
  return findings.map((finding) => describeFinding(workspace, finding));
}

function isSaid(words: readonly string[]): boolean {
  return words.length > 0;
}

/** A manifest of nodes that read the same files, each with its own values. */
function manifestOf(files: string, nodes: Readonly<Record<string, string>>): string {
  const entries = Object.entries(nodes).map(
    ([name, vars]) => `      - {name: ${name}, files: [${files}], vars: {${vars}}}\n`,
  );
  return `clusters:\n  - name: prod\n    nodes:\n${entries.join("")}`;
}

const template = instance({ id: `\${VRID}`, priority: "{{ PRIORITY }}", source: "$NODE_IP", pass: "{{PASS}}" });

describe("a template that several nodes share", () => {
  const open = (nodes: Readonly<Record<string, string>>, text = template): Workspace =>
    openWorkspace(
      new Map([
        ["keepalived.conf.j2", text],
        ["haconf.yaml", manifestOf("keepalived.conf.j2", nodes)],
      ]),
    );

  test("is compared by each node's values, at the placeholder and without a fix", () => {
    const workspace = open({
      a: "VRID: 51, PRIORITY: 150, NODE_IP: 10.0.0.1, PASS: x",
      b: "VRID: 52, PRIORITY: 100, NODE_IP: 10.0.0.2, PASS: x",
      c: "VRID: 51, PRIORITY: 90, NODE_IP: 10.0.0.3, PASS: x",
    });
    expect(say(workspace)).toEqual([`keepalived.conf.j2:3:23 error cluster/virtual-router-id-mismatch \${VRID}`]);
    const [finding] = workspace.allFindings();
    expect(finding?.message).toMatch(/^virtual_router_id is 52 on b but 51 on a, c/);
    expect(finding?.fixes).toEqual([]);
  });

  test("says nothing where the values agree, and nothing where there are none", () => {
    const same = "VRID: 51, PASS: x, NODE_IP: 10.0.0.";
    expect(say(open({ a: `${same}1, PRIORITY: 150`, b: `${same}2, PRIORITY: 100` }))).toEqual([]);
    expect(say(open({ a: "", b: "" }))).toEqual([]);
    expect(say(open({ a: "VRID: 51", b: "OTHER: 52" }))).toEqual([]);
  });

  test("gives findings of its own by the values that it gets, once", () => {
    const workspace = open({
      a: "VRID: 51, PRIORITY: 150, NODE_IP: 10.0.0.1, PASS: 0123456789",
      b: "VRID: 51, PRIORITY: 100, NODE_IP: 10.0.0.2, PASS: 0123456789",
    });
    expect(say(workspace)).toEqual(["keepalived.conf.j2:8:19 warning keepalived/auth-pass-truncated {{PASS}}"]);
    expect(workspace.allFindings()[0]?.message).not.toContain("0123456789");
    expect(workspace.allFindings()[0]?.fixes).toEqual([]);
  });

  test.each([
    ["a value that is a placeholder itself", "'{{ other }}'"],
    ["a value with a sign that ends a word", "'51#'"],
    ["a value of several lines", '"51\\n52"'],
    ["an empty value", "''"],
    ["no value", ""],
  ])("leaves %s unknown", (_, value) => {
    const rest = "PRIORITY: 150, NODE_IP: 10.0.0.1, PASS: x";
    const other = "VRID: 52, PRIORITY: 100, NODE_IP: 10.0.0.2, PASS: x";
    expect(say(open({ a: `VRID: ${value}, ${rest}`, b: other }))).toEqual([]);
  });

  test("keeps what the file defines itself", () => {
    const text = `$VRID=51\n${template}`;
    const values = "PASS: x, VRID: 5";
    const nodes = {
      a: `${values}2, PRIORITY: 150, NODE_IP: 10.0.0.1`,
      b: `${values}3, PRIORITY: 100, NODE_IP: 10.0.0.2`,
    };
    expect(say(open(nodes, text))).toEqual([]);
    const nested = `$ID=\${VRID}\n${template.replace(`\${VRID}`, "$ID")}`;
    expect(say(open(nodes, nested)).map((line) => line.split(" ")[2])).toEqual([
      "cluster/virtual-router-id-mismatch",
      "cluster/virtual-router-id-mismatch",
    ]);
  });

  test("splits a value with blanks into words, unless quotes keep it together", () => {
    const text = instance({ id: 51, priority: "$P", lines: [`\${LINE}`] });
    const workspace = open({ a: "P: 100, LINE: 'mcast_src_ip 10.0.0.1'", b: "P: 100, LINE: 'nopreempt'" }, text);
    expect(workspace.clusters()[0]?.nodes).toEqual(["a", "b"]);
    expect(say(workspace).map((line) => line.split(" ")[2])).toEqual(["cluster/duplicate-priority"]);
  });

  test("follows the values as they change, and the text, as a fresh look does", () => {
    const nodes = (id: number) =>
      manifestOf("keepalived.conf.j2", {
        a: "VRID: 51, PRIORITY: 150, NODE_IP: 10.0.0.1, PASS: x",
        b: `VRID: ${id}, PRIORITY: 100, NODE_IP: 10.0.0.2, PASS: x`,
      });
    const workspace = openWorkspace(
      new Map([
        ["keepalived.conf.j2", template],
        ["haconf.yaml", nodes(52)],
      ]),
    );
    const steps: [string, string][] = [
      ["haconf.yaml", nodes(51)],
      ["haconf.yaml", nodes(53)],
      ["keepalived.conf.j2", `# a comment\n${template}`],
      ["keepalived.conf.j2", `# a comment\n${template.replace("10.0.0.100", "10.0.0.101")}`],
      ["keepalived.conf.j2", template.replace(`\${VRID}`, "51")],
      ["keepalived.conf.j2", template],
    ];
    for (const [file, text] of steps) {
      workspace.setFile(file, text);
      const texts = workspace.fileNames().map((name): [string, string] => [name, workspace.textOf(name) ?? ""]);
      expect(say(workspace)).toEqual(say(openWorkspace(new Map(texts))));
    }
  });
});

describe("a haproxy.cfg that nodes share", () => {
  const nodes = {
    a: "NODE_IP: 10.0.0.1, VIP: 10.0.0.100, PRIORITY: 150",
    b: "NODE_IP: 10.0.0.2, VIP: 10.0.0.100, PRIORITY: 100",
  };
  const open = (bind: string): Workspace =>
    openWorkspace(
      new Map([
        ["lb/keepalived.conf", instance({ priority: `\${PRIORITY}`, source: `\${NODE_IP}`, vips: ["$VIP"] })],
        ["lb/haproxy.cfg", balancer(bind, ["10.0.0.1:6443", "10.0.0.2:6443"])],
        ["haconf.yaml", manifestOf("lb", nodes).replaceAll("vars", "roles: [control-plane], vars")],
      ]),
    );

  test("is one haproxy where its own values are the same", () => {
    const workspace = open(`"\${VIP}:8443"`);
    expect(say(workspace)).toEqual([]);
    expect(workspace.clusters()[0]).toMatchObject({ vips: ["10.0.0.100"], nodes: ["a", "b"], balancers: 1 });
  });

  test("is as many as there are nodes where the values differ", () => {
    const workspace = open("{{NODE_IP}}:6443");
    expect(workspace.clusters()[0]?.balancers).toBe(2);
    const conflict = "lb/haproxy.cfg:7:10 error cluster/apiserver-port-conflict {{NODE_IP}}:6443";
    expect(say(workspace)).toEqual([conflict, conflict]);
    const binds = /binds (\S+) on (\w)/;
    expect(
      workspace.allFindings().flatMap(({ message }) => [binds.exec(message)?.slice(1) ?? []].filter(isSaid)),
    ).toEqual([
      ["10.0.0.1:6443", "a"],
      ["10.0.0.2:6443", "b"],
    ]);
    expect(workspace.allFindings().flatMap(({ fixes }) => fixes)).toEqual([]);
    expect(say(open("{{NODE_IP}}:8443"))).toEqual([]);
    expect(say(open("{{OTHER}}:6443"))).toEqual([]);
  });
});

describe("a node's Kubernetes files", () => {
  const files = (
    kubernetes: Readonly<Record<string, string>>,
    nodes: readonly string[],
    bind = "*:6443",
  ): Map<string, string> =>
    new Map([
      ["a.conf", `! Configuration File for keepalived\n${instance({ priority: 150 })}`],
      ["b.conf", `! Configuration File for keepalived\n${instance({ priority: 100 })}`],
      ["haproxy.cfg", balancer(bind, ["10.0.0.1:6443", "10.0.0.2:6443"])],
      ...Object.entries(kubernetes),
      ["haconf.yaml", `clusters:\n  - name: prod\n    files: [haproxy.cfg]\n    nodes:\n${nodes.join("\n")}\n`],
    ]);

  test("tell its address and role, one template to each node its own", () => {
    const text = initConfiguration("{{ NODE_IP }}").replaceAll("InitConfiguration", "JoinConfiguration");
    const join = `${text.replace("localAPIEndpoint", "controlPlane:\n  localAPIEndpoint").replace("  advertise", "    advertise")}`;
    const workspace = openWorkspace(
      files({ "join.yaml": join }, [
        "      - {name: a, files: [a.conf, join.yaml], vars: {NODE_IP: 10.0.0.1}}",
        "      - {name: b, files: [b.conf, join.yaml], vars: {NODE_IP: 10.0.0.2}}",
      ]),
    );
    expect(say(workspace)).toEqual(["haproxy.cfg:7:10 error cluster/apiserver-port-conflict *:6443"]);
    expect(workspace.memberships().find(({ file }) => file === "join.yaml")?.clusters).toEqual(["prod"]);
  });

  test("that several nodes share without values are no node's own", () => {
    const workspace = openWorkspace(
      files({ "init.yaml": initConfiguration("10.0.0.9") }, [
        "      - {name: a, files: [a.conf, init.yaml]}",
        "      - {name: b, files: [b.conf, init.yaml]}",
      ]),
    );
    expect(say(workspace)).toEqual([]);
  });

  test("of a script are filled in where it assigns nothing itself", () => {
    const script = `kubeadm init --control-plane-endpoint \${ENDPOINT}:{{ PORT }} --apiserver-advertise-address $IP\n`;
    const open = (text: string): Workspace =>
      openWorkspace(
        files(
          { "init.sh": text },
          [
            "      - {name: a, files: [a.conf, init.sh], vars: {ENDPOINT: 10.0.0.100, PORT: 7443, IP: 10.0.0.1}}",
            "      - {name: b, files: [b.conf]}",
          ],
          "*:8443",
        ),
      );
    expect(say(open(script))).toEqual([`init.sh:1:39 error cluster/endpoint-port-mismatch \${ENDPOINT}:{{ PORT }}`]);
    // What the script assigns itself wins: known once, unknown where a command gives it.
    const own = script.replace("{{ PORT }}", "$PORT");
    expect(say(open(`PORT=8443\n${own}`))).toEqual([]);
    expect(say(open(`PORT=$(port)\n${own}`))).toEqual([]);
    expect(say(open(own))).toHaveLength(1);
  });
});

describe("files without values", () => {
  test("are read as ever: nothing is parsed or made twice", () => {
    const texts = new Map([
      ["lb1/keepalived.conf", instance({ priority: 150 })],
      ["lb2/keepalived.conf", instance({ priority: 100 })],
    ]);
    const plain = openWorkspace(texts);
    const named = openWorkspace(
      new Map([
        ...texts,
        [
          "haconf.yaml",
          "clusters:\n  - name: x\n    nodes:\n      - {name: a, files: [lb1], vars: {A: 1}}\n      - {name: b, files: [lb2], vars: {A: 2}}\n",
        ],
      ]),
    );
    plain.update();
    const { parsedSections } = plain.counters;
    expect(named.counters.parsedSections).toBe(parsedSections);
  });

  test("a fix in a template edits what stands there, not what was filled in", () => {
    const texts = new Map([
      ["a.conf", `! Configuration File for keepalived\n${instance({ id: 51, priority: "$P" })}`],
      ["b.conf", `! Configuration File for keepalived\n${instance({ id: 52, priority: "$P" })}`],
      ["c.conf", `! Configuration File for keepalived\n${instance({ id: 51, priority: "$P" })}`],
      [
        "haconf.yaml",
        "clusters:\n  - name: x\n    nodes:\n      - {name: a, files: [a.conf], vars: {P: 3}}\n      - {name: b, files: [b.conf], vars: {P: 2}}\n      - {name: c, files: [c.conf], vars: {P: 1}}\n",
      ],
    ]);
    const workspace = openWorkspace(texts);
    const finding = workspace.allFindings().find(({ fixes }) => fixes.length > 0);
    const [fix] = finding?.fixes ?? [];
    if (fix === undefined) throw new Error("the id is written plainly, so it can be mended");
    applyFix(workspace, fix);
    expect(say(workspace)).toEqual([]);
    expect(workspace.textOf("b.conf")).toContain("priority $P");
  });
});
