import { describe, expect, test } from "vitest";
import { openWorkspace } from "../../support/fixture.ts";

const code = "cluster/check-script-missing";

function config(...commands: readonly string[]): string {
  const scripts = commands.map((command, index) => `vrrp_script s${index} {\n    script "${command}"\n}\n`);
  return `${scripts.join("")}vrrp_instance A {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        10.0.0.100/24
    }
    track_script {
${commands.map((_, index) => `        s${index}\n`).join("")}    }
}
`;
}

function missed(files: Readonly<Record<string, string>>): string[] {
  const workspace = openWorkspace(new Map(Object.entries(files)));
  return workspace
    .allFindings()
    .flatMap((one) => (one.code === code ? [`${one.file} ${one.message.split(",")[0]}`] : []));
}

const script = "#!/bin/sh\nexit 0\n";
const two = config("/etc/keepalived/a.sh", "/etc/keepalived/b.sh");

describe(code, () => {
  test.each<[title: string, files: Readonly<Record<string, string>>, found: string[]]>([
    [
      "beside another of its folder",
      { "lb1/keepalived.conf": two, "lb1/a.sh": script },
      ["lb1/keepalived.conf keepalived on lb1 runs /etc/keepalived/b.sh"],
    ],
    [
      "in a folder like that of the machine",
      {
        "lb1/etc/keepalived/keepalived.conf": config("/etc/keepalived/b.sh x"),
        "lb1/etc/keepalived/notify.sh": script,
      },
      ["lb1/etc/keepalived/keepalived.conf keepalived on lb1 runs /etc/keepalived/b.sh"],
    ],
    ["no script is there at all", { "lb1/keepalived.conf": two }, []],
    ["it lies anywhere", { "lb1/keepalived.conf": two, "lb1/a.sh": script, "scripts/b.sh": script }, []],
    ["it is a template", { "lb1/keepalived.conf": two, "lb1/a.sh": script, "lb1/b.sh.j2": script }, []],
    [
      "scripts of another folder are there",
      { "lb1/keepalived.conf": config("/opt/a.sh", "/etc/x/b.sh"), "lb1/a.sh": script },
      [],
    ],
    [
      "a program",
      { "lb1/keepalived.conf": config("/etc/keepalived/a.sh", "/etc/keepalived/b"), "lb1/a.sh": script },
      [],
    ],
    ["a command", { "lb1/keepalived.conf": config("/etc/keepalived/a.sh", "pidof haproxy"), "lb1/a.sh": script }, []],
    [
      "a name that is filled in",
      { "lb1/keepalived.conf": config("/etc/keepalived/a.sh", "/etc/keepalived/{{ x }}.sh"), "lb1/a.sh": script },
      [],
    ],
  ])("%s", (_, files, found) => {
    expect(missed(files)).toEqual(found);
  });

  test("is followed as scripts come and go", () => {
    const workspace = openWorkspace(
      new Map([
        ["lb1/keepalived.conf", two],
        ["lb1/a.sh", script],
      ]),
    );
    const count = () => workspace.allFindings().filter((one) => one.code === code).length;
    expect(count()).toBe(1);
    workspace.setFile("lb1/b.sh", script);
    expect(count()).toBe(0);
    workspace.removeFile("lb1/b.sh");
    expect(count()).toBe(1);
  });
});
