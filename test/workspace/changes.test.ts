import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defaultSettings } from "../../server/src/workspace/types.ts";
import type { Workspace } from "../../server/src/workspace/workspace.ts";
import { balancer, clusterConfiguration, instance } from "../support/configs.ts";
import { check, describeFinding, openWorkspace } from "../support/fixture.ts";

const files = new Map([
  ["lb1/keepalived.conf", instance({ id: 51, priority: 100, source: "10.0.0.1", vips: ["10.0.0.100/24"] })],
  ["lb2/keepalived.conf", instance({ id: 51, priority: 100, source: "10.0.0.2", vips: ["10.0.0.100/24"] })],
  ["lb3/keepalived.conf", instance({ id: 52, priority: 90, source: "10.0.0.3", vips: ["10.0.0.100/24"] })],
  ["lb1/haproxy.cfg", balancer("*:8443", ["10.0.0.1:6443", "10.0.0.2:6443"])],
  ["lb2/haproxy.cfg", balancer("*:6443", ["10.0.0.1:6443", "10.0.0.2:6443"])],
  ["kubeadm.yaml", clusterConfiguration("10.0.0.100:7443")],
  ["other/haproxy.cfg", "global\n    daemonn\n"],
]);

function say(workspace: Workspace): string[] {
  // That nothing is tracked in these files is not what they are about.
  const findings = workspace.allFindings().filter(({ code }) => code !== "cluster/haproxy-not-tracked");
  return findings.map((finding) => describeFinding(workspace, finding));
}

const all = [
  "kubeadm.yaml:3:23 error cluster/endpoint-port-mismatch 10.0.0.100:7443",
  "lb2/haproxy.cfg:7:10 error cluster/apiserver-port-conflict *:6443",
  "lb2/keepalived.conf:4:14 warning cluster/duplicate-priority 100",
  "lb3/keepalived.conf:3:23 error cluster/virtual-router-id-mismatch 52",
  "other/haproxy.cfg:2:5 error haproxy/unknown-keyword daemonn",
];

describe("files come, go and change", () => {
  test("everything at once", () => {
    expect(say(openWorkspace(files))).toEqual(all);
  });

  test("one after the other, asked each time", () => {
    const workspace = openWorkspace(new Map());
    for (const [file, text] of files) {
      workspace.setFile(file, text);
      workspace.allFindings();
    }
    expect(say(workspace)).toEqual(all);
  });

  test("the order does not matter, nor when it is asked", () => {
    const entries = [...files];
    fc.assert(
      fc.property(fc.shuffledSubarray(entries, { minLength: entries.length }), fc.array(fc.nat(8)), (order, asked) => {
        const workspace = openWorkspace(new Map());
        order.forEach(([file, text], index) => {
          workspace.setFile(file, text);
          if (asked.includes(index)) workspace.update();
        });
        expect(workspace.allFindings()).toEqual(check(files));
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  test("any edits and removals leave what a fresh look sees", () => {
    const names = [...files.keys()];
    const edit = fc.record({
      file: fc.constantFrom(...names),
      change: fc.constantFrom<(text: string) => string | undefined>(
        () => undefined,
        (text) => text.replace("51", "53"),
        (text) => text.replace("100", "101"),
        (text) => text.replace(/\n.*\n/, "\n"),
        (text) => `# one more\n${text}`,
        () => "",
      ),
    });
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 12 }), (edits) => {
        const workspace = openWorkspace(files);
        const now = new Map(files);
        for (const { file, change } of edits) {
          const text = change(now.get(file) ?? files.get(file) ?? "");
          if (text === undefined) {
            now.delete(file);
            workspace.removeFile(file);
          } else {
            now.set(file, text);
            workspace.setFile(file, text);
          }
          workspace.update();
        }
        expect(workspace.allFindings()).toEqual(check(now));
      }),
      { seed: 2, numRuns: 150 },
    );
  });

  test("a removed file takes its findings along, and those that it caused elsewhere", () => {
    const workspace = openWorkspace(files);
    workspace.allFindings();
    workspace.removeFile("lb3/keepalived.conf");
    workspace.removeFile("lb1/keepalived.conf");
    workspace.removeFile("other/haproxy.cfg");
    workspace.removeFile("nothing.cfg");
    const left = new Map(files);
    for (const file of ["lb3/keepalived.conf", "lb1/keepalived.conf", "other/haproxy.cfg"]) left.delete(file);
    expect(workspace.allFindings()).toEqual(check(left));
    expect(workspace.allFindings().some(({ code }) => code === "cluster/virtual-router-id-mismatch")).toBe(false);
    expect(workspace.findingsOf("other/haproxy.cfg")).toEqual([]);
  });

  test("a renamed folder renames the node", () => {
    const workspace = openWorkspace(files);
    workspace.allFindings();
    workspace.setFile("edge3/keepalived.conf", files.get("lb3/keepalived.conf") ?? "");
    workspace.removeFile("lb3/keepalived.conf");
    expect(say(workspace)[0]).toBe("edge3/keepalived.conf:3:23 error cluster/virtual-router-id-mismatch 52");
    expect(workspace.allFindings()[0]?.message).toContain("is 52 on edge3 but 51 on lb1, lb2");
  });

  test("a file that becomes something else is read as that", () => {
    const workspace = openWorkspace(
      new Map([
        ["proxy.cfg", "global\n daemon\ndefaults\n mode tcp\n timeout connect 5s\nfrontend a\n bind :80\n foo\n"],
      ]),
    );
    expect(say(workspace)).toEqual(["proxy.cfg:8:2 error haproxy/unknown-keyword foo"]);
    expect(workspace.setFile("proxy.cfg", "[section]\nfoo = 1\n")).toBe(false);
    expect(workspace.hasFile("proxy.cfg")).toBe(false);
    expect(say(workspace)).toEqual([]);
    expect(workspace.setFile("proxy.cfg", "vrrp_instance A {\n foo\n}\n", "keepalived")).toBe(true);
    expect(say(workspace)).toEqual(["proxy.cfg:2:2 error keepalived/unknown-keyword foo"]);
  });
});

describe("settings", () => {
  const settings = (rules: typeof defaultSettings.rules) => ({ ...defaultSettings, rules });

  test("a severity by code, and back", () => {
    const workspace = openWorkspace(files);
    workspace.setSettings(settings({ "cluster/duplicate-priority": "off", "haproxy/unknown-keyword": "hint" }));
    expect(say(workspace)).toEqual([
      ...all.slice(0, 2),
      ...all.slice(3, 4),
      "other/haproxy.cfg:2:5 hint haproxy/unknown-keyword daemonn",
    ]);
    workspace.setSettings(defaultSettings);
    expect(say(workspace)).toEqual(all);
  });

  test("the comparison of files switched off, and on again", () => {
    const workspace = openWorkspace(files);
    workspace.allFindings();
    workspace.setSettings({ ...defaultSettings, isClusterEnabled: false });
    expect(say(workspace)).toEqual(all.slice(4));
    const file = "lb3/keepalived.conf";
    workspace.setFile(file, (files.get(file) ?? "").replace("52", "51"));
    expect(say(workspace)).toEqual(all.slice(4));
    workspace.setSettings(defaultSettings);
    expect(say(workspace)).toEqual(all.filter((line) => !line.includes("virtual-router-id")));
  });

  test("a version is a question of its own", () => {
    const text = new Map([["haproxy.cfg", "global\n    nbproc 2\n"]]);
    const workspace = openWorkspace(text, { ...defaultSettings, haproxyVersion: "2.4" });
    expect(say(workspace)).toEqual(["haproxy.cfg:2:5 warning haproxy/deprecated-keyword nbproc"]);
    workspace.setSettings({ ...defaultSettings, haproxyVersion: "2.6" });
    expect(workspace.allFindings().map(({ severity }) => severity)).toEqual(["error"]);
    workspace.setSettings(defaultSettings);
    expect(workspace.allFindings().filter(({ severity }) => severity === "error")).toEqual([]);
  });
});

describe("suppression comments in each kind of file", () => {
  test.each<[string, string, string, string]>([
    [
      "keepalived's hash",
      "lb3/keepalived.conf",
      "    virtual_router_id",
      "    # haconf-disable-next-line cluster/virtual-router-id-mismatch\n    virtual_router_id",
    ],
    [
      "keepalived's exclamation mark",
      "lb3/keepalived.conf",
      "    virtual_router_id",
      "    ! haconf-disable-next-line\n    virtual_router_id",
    ],
    [
      "a whole keepalived.conf",
      "lb3/keepalived.conf",
      "vrrp_instance",
      "# haconf-disable cluster/virtual-router-id-mismatch\nvrrp_instance",
    ],
    [
      "haproxy",
      "lb2/haproxy.cfg",
      "    bind",
      "    # haconf-disable-next-line cluster/apiserver-port-conflict\n    bind",
    ],
    ["YAML", "kubeadm.yaml", "controlPlane", "# haconf-disable-next-line cluster/endpoint-port-mismatch\ncontrolPlane"],
  ])("%s", (_, file, from, to) => {
    const workspace = openWorkspace(files);
    workspace.allFindings();
    workspace.setFile(file, (files.get(file) ?? "").replace(from, to));
    expect(say(workspace)).toEqual(all.filter((line) => !line.startsWith(file)));
  });

  test("a shell script", () => {
    const script = "#!/bin/sh\nkubeadm init --control-plane-endpoint 10.0.0.100:7443\n";
    const only = new Map([...files, ["init.sh", script]] as const);
    only.delete("kubeadm.yaml");
    const workspace = openWorkspace(only);
    expect(say(workspace)[0]).toBe("init.sh:2:39 error cluster/endpoint-port-mismatch 10.0.0.100:7443");
    workspace.setFile(
      "init.sh",
      script.replace("kubeadm", "# haconf-disable-next-line cluster/endpoint-port-mismatch\nkubeadm"),
    );
    expect(say(workspace)).toEqual(all.slice(1));
  });

  test("another rule's code leaves the finding, and related places are no findings", () => {
    const workspace = openWorkspace(files);
    for (const [file, text] of files) {
      if (file.startsWith("lb1/")) workspace.setFile(file, `# haconf-disable\n${text}`);
      if (file === "lb3/keepalived.conf") workspace.setFile(file, `# haconf-disable cluster/auth-mismatch\n${text}`);
    }
    const idle = "cluster/unused-suppression";
    const elsewhere = (findings: ReturnType<Workspace["allFindings"]>): string[] =>
      findings.flatMap(({ file, code }) => (file.startsWith("lb1/") || code === idle ? [] : [code]));
    expect(workspace.allFindings().filter(({ code }) => code === idle)).toMatchObject([
      { file: "lb3/keepalived.conf" },
    ]);
    expect(elsewhere(workspace.allFindings())).toEqual(elsewhere(check(files)));
    expect(workspace.allFindings().filter(({ file }) => file.startsWith("lb1/"))).toEqual([]);
  });
});
