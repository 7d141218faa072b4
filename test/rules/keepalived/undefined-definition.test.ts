import { describe, expect, test } from "vitest";
import { defaultSettings } from "../../../server/src/workspace/types.ts";
import { check, describeFindings, openWorkspace } from "../../support/fixture.ts";

const instance = (lines: string, priority = "100"): string =>
  `vrrp_instance A {\n    interface eth0\n    virtual_router_id 51\n    priority ${priority}\n${lines}    virtual_ipaddress {\n        10.9.0.1/24\n    }\n}\n`;

/** What is said of errors and of references, without the file's name. */
function found(files: Readonly<Record<string, string>>, version = "auto"): string[] {
  const settings = { ...defaultSettings, keepalivedVersion: version };
  return describeFindings(new Map(Object.entries(files)), settings).filter((line) =>
    / error |undefined-definition/.test(line),
  );
}

const undefinedPriority = ["keepalived.conf:4:14 error keepalived/undefined-definition $PRIO"];

describe("a reference without a definition", () => {
  test("is the mere text, and refused as a number", () => {
    expect(found({ "keepalived.conf": instance("", "$PRIO") })).toEqual(undefinedPriority);
  });

  test("stays a placeholder in what keepalived does not expand", () => {
    for (const value of ["$PRIO.5", `\${PRIO}`, "5$PRIO"])
      expect(found({ "keepalived.conf": instance("", value) })).toEqual([]);
  });

  test.each<[title: string, files: Readonly<Record<string, string>>]>([
    ["the file is a template by name", { "keepalived.conf.tmpl": instance("", "$PRIO") }],
    ["there are other placeholders", { "keepalived.conf": instance("    state {{ state }}\n", "$PRIO") }],
    ["one in braces is none of keepalived's own", { "keepalived.conf": instance(`    state \${STATE}\n`, "$PRIO") }],
    [
      "a script fills in templates",
      {
        "files/keepalived.conf": instance("", "$PRIO"),
        "entrypoint.sh": "#!/bin/sh\nenvsubst < /etc/keepalived/keepalived.conf > /run/k.conf\n",
      },
    ],
    [
      "a script edits the file",
      {
        "keepalived.conf": instance("", "$PRIO"),
        "install.sh": '#!/bin/bash\nsed -i "s/\\$PRIO/$1/" /etc/keepalived/keepalived.conf\n',
      },
    ],
    ["an include that is not here may define it", { "keepalived.conf": `include vars.conf\n${instance("", "$PRIO")}` }],
    [
      "a file that defines it may bring this one in",
      { "conf.d/keepalived-a.conf": instance("", "$PRIO"), "vip.conf": instance("", "$PRIO") },
    ],
  ])("is left alone where %s", (_, files) => {
    expect(found(files)).toEqual([]);
  });

  test("is spoken of anew when the script is gone", () => {
    const workspace = openWorkspace(
      new Map([
        ["keepalived.conf", instance("", "$PRIO")],
        ["run.sh", "envsubst < a > b\n"],
      ]),
    );
    const codes = (): string[] => workspace.findingsOf("keepalived.conf").map(({ code }) => code);
    expect(codes()).not.toContain("keepalived/undefined-definition");
    workspace.removeFile("run.sh");
    expect(codes()).toContain("keepalived/undefined-definition");
  });

  test("is a warning as an interface, because keepalived speaks of a machine that lacks it", () => {
    const text = instance("", "100").replace("eth0", "$IF");
    expect(found({ "keepalived.conf": text })).toEqual([
      "keepalived.conf:2:15 warning keepalived/undefined-definition $IF",
    ]);
  });

  test("is not said of passwords", () => {
    const text = instance("    authentication {\n        auth_type PASS\n        auth_pass $ecretSecret\n    }\n");
    const messages = check(new Map([["keepalived.conf", text]])).map(({ message }) => message);
    expect(messages.filter((said) => said.includes("ecret"))).toEqual([]);
  });
});

describe("a reference beside definitions", () => {
  const offered = (text: string): string[] =>
    check(new Map([["keepalived.conf", text]])).flatMap(({ code, fixes }) =>
      code === "keepalived/undefined-definition"
        ? fixes.flatMap(({ edits }) => edits.map(({ edit }) => edit.newText))
        : [],
    );

  test("one that is hidden by what follows gets braces", () => {
    const text = `$NET=10.9.0\n${instance("").replace("10.9.0.1/24", "$NET.1/24")}`;
    expect(found({ "keepalived.conf": text })).toEqual([
      "keepalived.conf:7:9 error keepalived/undefined-definition $NET.1/24",
    ]);
    expect(offered(text)).toEqual([`\${NET}`]);
  });

  test("one that is misspelt gets the name that was meant", () => {
    expect(offered(`$PRIORITY=100\n${instance("", "$PRIORTY")}`)).toEqual(["$PRIORITY"]);
  });

  test("one that stands above its definition", () => {
    const text = `${instance("", "$PRIO")}$PRIO=100\n`;
    const messages = check(new Map([["keepalived.conf", text]])).map(({ message }) => message);
    expect(messages.some((said) => said.includes("further below"))).toBe(true);
  });
});

describe("definitions that keepalived brings along", () => {
  const text = (name: string): string => `global_defs {\n    router_id \${${name}}\n}\n${instance("")}`;
  const place = (name: string): string => `keepalived.conf:2:15 error keepalived/undefined-definition \${${name}}`;

  test.each<[name: string, version: string, isKnown: boolean]>([
    ["_ENV HOME", "2.4", true],
    ["_ENV HOME", "auto", true],
    ["_ENV HOME", "2.3", false],
    ["_ENV HOME", "2.2.7", false],
    ["_RANDOM 1 9", "2.0", true],
    ["_RANDOM 1 9", "2.0.10", false],
    ["_HASH", "2.0", false],
    ["_HASH", "2.1", true],
    ["_INSTANCE", "1.4", false],
  ])("%s in %s: %s", (name, version, isKnown) => {
    expect(found({ "keepalived.conf": text(name) }, version)).toEqual(isKnown ? [] : [place(name)]);
  });
});
