import { describe, expect, test } from "vitest";
import { type InstanceOptions, instance } from "../../support/configs.ts";
import { findingsOf, fixesOf, found, mended, nodes, type Texts } from "./found.ts";

const code = "cluster/preempt-mismatch";
const backup = (priority: number | string, ...lines: string[]): InstanceOptions => ({
  state: "BACKUP",
  priority,
  lines,
});
const master = (priority: number, ...lines: string[]): InstanceOptions => ({ state: "MASTER", priority, lines });

describe(code, () => {
  test.each<[title: string, texts: Texts, found: string[], fixes: string[]]>([
    [
      "only the lower one has it",
      nodes(backup(150), backup(100, "nopreempt")),
      ["lb2:6 warning nopreempt"],
      ["lb2: Set nopreempt on lb1", "lb2: Remove nopreempt from lb2"],
    ],
    [
      "the highest is MASTER",
      nodes(master(150), backup(100, "nopreempt")),
      ["lb2:6 warning nopreempt"],
      ["lb2: Set nopreempt and state BACKUP on lb1", "lb2: Remove nopreempt from lb2"],
    ],
    [
      "most have it",
      nodes(backup(150), backup(120, "nopreempt"), backup(100, "nopreempt")),
      ["lb1:1 warning VI_1"],
      ["*lb1: Set nopreempt on lb1", "lb1: Remove nopreempt from lb2, lb3"],
    ],
    [
      "most have it not",
      nodes(backup(150), backup(120, "nopreempt"), backup(100)),
      ["lb2:6 warning nopreempt"],
      ["lb2: Set nopreempt on lb1", "*lb2: Remove nopreempt from lb2"],
    ],
    [
      "equal priorities are meant where nopreempt stands, so there it stays",
      nodes(backup(150), backup(100, "nopreempt"), backup(100, "nopreempt")),
      ["lb1:1 warning VI_1"],
      ["*lb1: Set nopreempt on lb1"],
    ],
    [
      "two are highest, and neither has it",
      nodes(backup(100), backup(100), backup(90, "nopreempt")),
      ["lb3:6 warning nopreempt"],
      ["*lb3: Remove nopreempt from lb3"],
    ],
    [
      "an address owner can't have it",
      nodes(instance({ state: "MASTER" }), backup(100, "nopreempt")),
      ["lb2:6 warning nopreempt"],
      ["lb2: Remove nopreempt from lb2"],
    ],
  ])("%s", (_, texts, findings, fixes) => {
    expect(found(code, texts)).toEqual(findings);
    expect(fixesOf(code, texts)).toEqual(fixes);
    for (const index of fixes.keys()) {
      expect(mended(code, texts, (offered) => offered[index]).filter((line) => line.includes(code))).toEqual([]);
    }
  });

  test.each<[title: string, texts: Texts]>([
    ["all have it", nodes(backup(150, "nopreempt"), backup(100, "nopreempt"))],
    ["none has it", nodes(master(150), backup(100))],
    ["only the highest has it, which is enough", nodes(backup(150, "nopreempt"), backup(100))],
    ["MASTER makes it void, which the file shows", nodes(master(150, "nopreempt"), backup(100, "nopreempt"))],
    ["void on the lower one", nodes(backup(150), master(100, "nopreempt"))],
    ["the highest says that it preempts", nodes(backup(150, "preempt"), backup(100, "nopreempt"))],
    ["after a while", nodes(master(150, "preempt_delay 300"), backup(100, "nopreempt"))],
    ["preempt takes it back", nodes(backup(150), backup(100, "nopreempt", "preempt"))],
    [
      "tied with one that has it: nobody knows which is highest",
      nodes(backup(100), backup(100, "nopreempt"), backup(90, "nopreempt")),
    ],
    ["a tie is another matter", nodes(backup(100), backup(100, "nopreempt"))],
    ["an unknown priority", nodes(backup("{{ p }}"), backup(100, "nopreempt"))],
    ["an unknown state", nodes(backup(150), { state: "{{ s }}", priority: 100, lines: ["nopreempt"] })],
    ["perhaps included", nodes(backup(150, "include more.conf"), backup(100, "nopreempt"))],
    ["perhaps in a template", nodes(backup(150, "{% if x %}", "nopreempt", "{% endif %}"), backup(100, "nopreempt"))],
    ["one member alone", nodes(backup(100, "nopreempt"))],
    [
      "what a file adds is unknown",
      nodes(
        `track_file f {\n    file /tmp/f\n}\nvrrp_instance VI_1 {\n    priority 150\n    virtual_router_id 51\n    virtual_ipaddress {\n        10.0.0.100\n    }\n    track_file {\n        f weight 1\n    }\n}\n`,
        backup(100, "nopreempt"),
      ),
    ],
  ])("silent: %s", (_, texts) => {
    expect(found(code, texts)).toEqual([]);
  });

  test("by the priority with what trackers add", () => {
    const tracked = `vrrp_script c {\n    script "/bin/true"\n    weight 60\n}\n`;
    const text = (priority: number, line: string): string =>
      `${tracked}vrrp_instance VI_1 {\n    state BACKUP\n    interface eth0\n    virtual_router_id 51\n    priority ${priority}\n    ${line}\n    virtual_ipaddress {\n        10.0.0.100\n    }\n    track_script {\n        c\n    }\n}\n`;
    expect(found(code, nodes(text(100, "nopreempt"), backup(150)))).toEqual([]);
    expect(found(code, nodes(text(100, "advert_int 1"), backup(150, "nopreempt")))).toEqual([
      "lb2:6 warning nopreempt",
    ]);
  });

  test("says what happens", () => {
    const [finding] = findingsOf(code, nodes(backup(150), backup(100, "nopreempt")));
    expect(finding?.message).toBe(
      "lb1 has the highest priority for 10.0.0.100 and no nopreempt, so it takes the address back after each restart, whatever nopreempt on lb2 says. Every failover interrupts twice; set nopreempt on all nodes, with state BACKUP, or on none.",
    );
    expect(finding?.related.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      "lb1/keepalived.conf: priority 150 on lb1",
    ]);
  });
});
