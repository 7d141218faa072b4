import { describe, expect, test } from "vitest";
import type { Workspace } from "../../server/src/workspace/workspace.ts";
import { describeFinding, describeFindings, openWorkspace } from "../support/fixture.ts";

/** The findings that are errors or warnings, each in a line without its severity. */
function graveOf(texts: string): string[] {
  return graveIn(openWorkspace(texts));
}

function graveIn(workspace: Workspace): string[] {
  return workspace
    .allFindings()
    .filter(({ severity }) => severity === "error" || severity === "warning")
    .map((finding) => describeFinding(workspace, finding));
}

const globals = "global_defs {\n    router_id a\n    script_user root\n    enable_script_security\n}\n";
const script = (name: string): string => `vrrp_script ${name} {\n    script "/usr/bin/killall -0 haproxy"\n}\n`;
const head = "    state BACKUP\n    interface eth0\n    virtual_router_id 51\n";
const vip = "    virtual_ipaddress {\n        10.0.0.100/24\n    }\n";
const instance = (inner: string): string => `vrrp_instance VI_1 {\n${head}${vip}${inner}}\n`;

describe("what an include brings in", () => {
  test.each<[title: string, texts: string, expected: readonly string[]]>([
    [
      "is known to what stands below",
      `//- keepalived.conf\n${globals}include conf.d/*.conf\n${instance("    priority 100\n    track_script {\n        chk\n    }\n")}//- conf.d/chk.conf\n${script("chk")}`,
      [],
    ],
    [
      "is not known to what stands above",
      `//- keepalived.conf\n${globals}${instance("    priority 100\n    track_script {\n        chk\n    }\n")}include conf.d/*.conf\n//- conf.d/chk.conf\n${script("chk")}`,
      ["keepalived.conf:15:9 error keepalived/script-after-use chk"],
    ],
    [
      "has its findings in its own file",
      `//- keepalived.conf\n${globals}include conf.d/*.conf\n//- conf.d/a.conf\n${instance("    priority 999\n    track_script {\n        chk\n    }\n")}`,
      [
        "conf.d/a.conf:8:14 error keepalived/invalid-number 999",
        "conf.d/a.conf:10:9 error keepalived/undefined-script chk",
      ],
    ],
    [
      "is judged in the block around the line",
      `//- keepalived.conf\n${globals}${instance("    include common.inc\n")}//- common.inc\npriority 500\nadvert_int 1\nlb_algo rr\n`,
      ["common.inc:1:10 error keepalived/invalid-number 500", "common.inc:3:1 error keepalived/wrong-parent lb_algo"],
    ],
    [
      "is looked for beside the file that says so",
      `//- keepalived.conf\n${globals}include conf.d/*.conf\n//- conf.d/a.conf\n${instance("    include ../parts/prio.inc\n")}//- parts/prio.inc\npriority 0\n`,
      ["parts/prio.inc:1:10 error keepalived/invalid-number 0"],
    ],
    [
      "may define values for what follows, and use those from before",
      `//- keepalived.conf\n$STATE=BACKUP\ninclude values.inc\n${globals}include vi.inc\n//- values.inc\n$PRIO=300\n//- vi.inc\nvrrp_instance VI_1 {\n    state $STATE\n    interface eth0\n    virtual_router_id 51\n    priority $PRIO\n${vip}}\n`,
      ["vi.inc:5:14 error keepalived/invalid-number $PRIO"],
    ],
    [
      "is sought by a definition's value",
      `//- keepalived.conf\n$DIR=parts\n${globals}include \${DIR}/vi.inc\n//- parts/vi.inc\n${instance("    priority 0\n")}`,
      ["parts/vi.inc:8:14 error keepalived/invalid-number 0"],
    ],
    [
      "may bring in the file itself",
      `//- keepalived.conf\n${globals}include a.conf\n//- a.conf\ninclude keepalived.conf\n${instance("    priority 0\n")}`,
      ["a.conf:9:14 error keepalived/invalid-number 0"],
    ],
    [
      "by the machine's path lies where the node's folder shows it",
      `//- lb1/keepalived.conf\n${globals}include /etc/keepalived/conf.d/*.conf\n//- lb1/conf.d/vi.conf\n${instance("    priority 0\n")}`,
      ["lb1/conf.d/vi.conf:8:14 error keepalived/invalid-number 0"],
    ],
    [
      "by the machine's path lies below the node's root",
      `//- lb1/etc/keepalived/keepalived.conf\n${globals}include /etc/keepalived.d/*.conf\n//- lb1/etc/keepalived.d/vi.conf\n${instance("    priority 0\n")}`,
      ["lb1/etc/keepalived.d/vi.conf:8:14 error keepalived/invalid-number 0"],
    ],
    [
      "twice is said once",
      `//- keepalived.conf\n${globals}${instance("    include p.inc\n")}${instance("    include p.inc\n").replace("VI_1", "VI_2").replace("51", "52").replace(".100/", ".101/")}//- p.inc\npriority 0\n`,
      ["p.inc:1:10 error keepalived/invalid-number 0"],
    ],
    [
      "to several nodes is said once",
      `//- lb1/keepalived.conf\n${globals}include ../p.conf\n//- lb2/keepalived.conf\n${globals.replace("router_id a", "router_id b")}include ../p.conf\n//- p.conf\n${instance("    priority 0\n").replace("vrrp_instance VI_1", "vrrp_instance VI_1 ")}`,
      ["p.conf:8:14 error keepalived/invalid-number 0"],
    ],
  ])("%s", (_, texts, expected) => {
    expect(graveOf(texts)).toEqual(expected);
  });

  test.each<[title: string, texts: string]>([
    [
      "that is not there leaves open what it may hold",
      `//- keepalived.conf\n${globals}include conf.d/*.conf\n${instance("    priority 100\n    track_script {\n        chk\n    }\n")}`,
    ],
    [
      "is a template leaves open what it becomes",
      `//- keepalived.conf\n${globals}include conf.d/*.conf\n${instance("    priority 100\n    track_script {\n        chk\n    }\n")}//- conf.d/a.conf\n${script("other")}//- conf.d/b.conf.j2\n{{ scripts }}\n`,
    ],
    [
      "a copy of the main file is nobody's part for that",
      `//- keepalived.conf.bak\ninclude conf.d/*.conf\n//- conf.d/a.conf\n${instance("    priority 100\n    track_script {\n        chk\n    }\n")}`.replace(
        "chk\n",
        "{{ chk }}\n",
      ),
    ],
  ])("%s", (_, texts) => {
    expect(graveOf(texts).filter((line) => line.includes("script"))).toEqual([]);
  });
});

test("the instances of an included file are the node's, and the file is no node of its own", () => {
  const node = (id: string, include: string): string =>
    `${globals.replace("router_id a", `router_id ${id}`)}${include}`;
  const texts = `//- gw-a/keepalived.conf\n${node("a", "include conf.d/*.conf\n")}//- gw-a/conf.d/vi.conf\n${instance("    priority 150\n")}//- gw-b/keepalived.conf\n${node("b", "include conf.d/*.conf\n")}//- gw-b/conf.d/vi.conf\n${instance("    priority 100\n").replace("id 51", "id 52")}`;
  expect(describeFindings(texts)).toEqual([
    "gw-a/conf.d/vi.conf:4:23 error cluster/virtual-router-id-mismatch 51",
    "gw-b/conf.d/vi.conf:4:23 error cluster/virtual-router-id-mismatch 52",
  ]);
  const workspace = openWorkspace(texts);
  expect(workspace.memberships().map(({ file, nodes }) => `${file}: ${nodes.join(" ")}`)).toEqual([
    "gw-a/conf.d/vi.conf: gw-a",
    "gw-a/keepalived.conf: gw-a",
    "gw-b/conf.d/vi.conf: gw-b",
    "gw-b/keepalived.conf: gw-b",
  ]);
});

test("what nodes have in common gets no fix for what differs between them", () => {
  const node = (id: string): string => `${globals.replace("router_id a", `router_id ${id}`)}include ../common.conf\n`;
  const texts = `//- lb1/keepalived.conf\n${node("a")}//- lb2/keepalived.conf\n${node("b")}//- common.conf\n${instance("    priority 100\n")}`;
  const findings = openWorkspace(texts).allFindings();
  expect(findings.map(({ file, code, fixes }) => [file, code, fixes.length])).toEqual([
    ["common.conf", "cluster/duplicate-priority", 0],
  ]);
});

describe("an edit", () => {
  const main = `${globals}include conf.d/*.conf\n${instance("    priority 100\n    track_script {\n        chk\n    }\n")}`;
  const open = (): Workspace => openWorkspace(`//- keepalived.conf\n${main}//- conf.d/chk.conf\n${script("chk")}`);
  const undefinedScript = ["keepalived.conf:16:9 error keepalived/undefined-script chk"];

  test("of a part judges the main file anew", () => {
    const workspace = open();
    expect(graveIn(workspace)).toEqual([]);
    workspace.setFile("conf.d/chk.conf", script("check"));
    expect([...workspace.update()].sort()).toEqual(["conf.d/chk.conf", "keepalived.conf"]);
    expect(graveIn(workspace)).toEqual(undefinedScript);
    workspace.setFile("conf.d/chk.conf", script("chk"));
    expect(graveIn(workspace)).toEqual([]);
  });

  test("that takes a part away, or adds one, does as well", () => {
    const workspace = open();
    workspace.setFile("conf.d/other.conf", script("other"));
    expect(graveIn(workspace)).toEqual([]);
    workspace.removeFile("conf.d/chk.conf");
    expect(graveIn(workspace)).toEqual(undefinedScript);
    workspace.setFile("conf.d/new.conf", script("chk"));
    expect(graveIn(workspace)).toEqual([]);
  });

  test("of a line makes a file a part, and one that is nothing by itself", () => {
    const workspace = openWorkspace(`//- keepalived.conf\n${globals}${instance("")}//- prio.inc\npriority 0\n`);
    expect(workspace.hasFile("prio.inc")).toBe(false);
    const text = workspace.textOf("keepalived.conf") ?? "";
    workspace.setFile("keepalived.conf", text.replace("    state", "    include prio.inc\n    state"));
    expect(graveIn(workspace)).toEqual(["prio.inc:1:10 error keepalived/invalid-number 0"]);
    workspace.setFile("prio.inc", "priority 10\n");
    expect(graveIn(workspace)).toEqual([]);
    workspace.setFile("keepalived.conf", text);
    workspace.update();
    expect(workspace.hasFile("prio.inc")).toBe(false);
    expect(workspace.keptNames()).toContain("prio.inc");
  });
});

describe("a file that is not there though others of its folder are", () => {
  const texts = (line: string): string =>
    `//- keepalived.conf\n${line}\n${globals}//- conf.d/a.conf\n${instance("    priority 100\n")}//- conf.d/notes.txt\nhello\n`;
  const said = (line: string): string[] => {
    const workspace = openWorkspace(texts(line));
    const findings = workspace.allFindings().filter(({ code }) => code === "keepalived/missing-include");
    return findings.map((finding) => describeFinding(workspace, finding));
  };
  const place = "keepalived.conf:1:1";

  test.each<[line: string, severity: "error" | "warning" | "information" | undefined]>([
    ["include conf.d/b.conf", "information"],
    ["includer conf.d/b.conf", "information"],
    ["includem conf.d/b.conf", "error"],
    ["includew conf.d/b.conf", "error"],
    ["includeb conf.d/b.conf", "information"],
    ["includea conf.d/b.conf", "error"],
    ["include conf.d/b*.conf", undefined],
    ["includem conf.d/b*.conf", undefined],
    ["includew conf.d/b*.conf", "error"],
    ["include conf.d/{a,b}.conf", "information"],
    ["includem conf.d/{a,b}.conf", "information"],
    ["includeb conf.d/{a,b}.conf", "error"],
    ["includea /etc/keepalived/conf.d/b.conf", "warning"],
    ["includea conf.d/a.conf", undefined],
    ["includea conf.d/notes.txt", undefined],
    ["includea conf.d/picture.png", undefined],
    ["includea other.d/b.conf", undefined],
    ["includea b.conf", undefined],
  ])("%s", (line, severity) => {
    expect(said(line)).toEqual(
      severity === undefined ? [] : [`${place} ${severity} keepalived/missing-include ${line}`],
    );
  });
});
