import { describe, expect, test } from "vitest";
import { instance } from "../../support/configs.ts";
import { findingsOf, fixesOf, found, mended, nodes, type Texts } from "./found.ts";

const code = "cluster/multiple-masters";
const master = (priority: number | string | undefined, ...lines: string[]) => ({
  state: "MASTER",
  ...(priority === undefined ? { priority: "" } : { priority }),
  lines,
});
const backup = (priority: number, ...lines: string[]) => ({ state: "BACKUP", priority, lines });
/** An instance whose `priority` is left out. */
function without(state: string, ...lines: string[]): string {
  return instance({ state, lines });
}
const tracked = (weight: number) => `vrrp_script chk {\n script "/bin/true"\n weight ${weight}\n}\n` as const;
const tracks = ["track_script {", "chk", "}"];

describe(code, () => {
  test.each<[title: string, texts: Texts, found: string[], mended: string[]]>([
    ["one", nodes(master(150), backup(100)), [], []],
    ["two", nodes(master(150), master(100)), ["lb2:2 warning MASTER"], ["lb2:2 state BACKUP"]],
    ["the highest stands below", nodes(master(100), master(150)), ["lb1:2 warning MASTER"], ["lb1:2 state BACKUP"]],
    [
      "three: once, and mended at all",
      nodes(master(150), master(120), master(100)),
      ["lb2:2 warning MASTER"],
      ["lb2:2 state BACKUP", "lb3:2 state BACKUP"],
    ],
    [
      "by the priority that a tracker adds to",
      nodes(master(110), `${tracked(20)}${instance({ ...master(100), lines: tracks })}`),
      ["lb1:2 warning MASTER"],
      ["lb1:2 state BACKUP"],
    ],
    ["no state is no MASTER", nodes(master(150), { priority: 100 }), [], []],
    ["another word is no MASTER", nodes(master(150), { state: "SLAVE", priority: 100 }), [], []],
    ["all unset", nodes({ priority: 150 }, { priority: 100 }), [], []],
    ["a placeholder", nodes(master(150), { state: "{{ state }}", priority: 100 }), [], []],
    ["nothing but placeholders", nodes({ state: "{{ a }}" }, { state: "{{ b }}" }), [], []],
    [
      "two beside a placeholder",
      nodes(master(150), master(100), { state: "{{ state }}", priority: 90 }),
      ["lb2:2 warning MASTER"],
      ["lb2:2 state BACKUP"],
    ],
    [
      "a template that chooses the state",
      nodes(master(150), {
        priority: 100,
        lines: ["{% if first %}", "state MASTER", "{% else %}", "state BACKUP", "{% endif %}"],
      }),
      [],
      [],
    ],
    [
      "a second state does not take MASTER away",
      nodes(master(150), { ...master(100), lines: ["state BACKUP"] }),
      ["lb2:2 warning MASTER"],
      [],
    ],
    [
      "a priority that nobody knows: no fix",
      nodes(master(150), master("{{ priority }}")),
      ["lb2:2 warning MASTER"],
      ["! lb2:2 warning MASTER cluster/multiple-masters"],
    ],
    [
      "without a priority MASTER is the owner, and BACKUP is 100",
      nodes(without("MASTER"), master(150)),
      ["lb2:2 warning MASTER"],
      ["lb2:2 state BACKUP"],
    ],
    [
      "a definition's value can't be replaced",
      nodes(master(150), `$S=MASTER\n${instance({ state: "$S", priority: 100 })}`),
      ["lb2:3 warning $S"],
      ["! lb2:3 warning $S cluster/multiple-masters"],
    ],
    [
      "a nopreempt that MASTER made void goes with it",
      nodes(master(150), master(100, "nopreempt")),
      ["lb2:2 warning MASTER"],
      ["lb2:2 state BACKUP", "lb2 -1"],
    ],
    [
      "a mirrored pair is right",
      {
        "lb1/keepalived.conf":
          instance(master(150)) + instance({ name: "B", id: 52, vips: ["10.0.0.200"], ...backup(100) }),
        "lb2/keepalived.conf":
          instance(backup(100)) + instance({ name: "B", id: 52, vips: ["10.0.0.200"], ...master(150) }),
      },
      [],
      [],
    ],
    [
      "IPv4 and IPv6 with one id are two virtual routers",
      {
        "lb1/keepalived.conf": instance(master(150)) + instance({ name: "B", vips: ["fd00::1"], ...backup(100) }),
        "lb2/keepalived.conf": instance(backup(100)) + instance({ name: "B", vips: ["fd00::1"], ...master(150) }),
      },
      [],
      [],
    ],
  ])("%s", (_, texts, findings, after) => {
    expect(found(code, texts)).toEqual(findings);
    expect(mended(code, texts)).toEqual(after);
  });

  test("in a tie there is a fix for each, and none preferred", () => {
    const texts = nodes(master(150), master(150), backup(100));
    expect(found(code, texts)).toEqual(["lb2:2 warning MASTER"]);
    expect(fixesOf(code, texts)).toEqual(["lb2: Set state BACKUP on lb2", "lb2: Set state BACKUP on lb1"]);
    const same = "cluster/duplicate-priority";
    expect(mended(code, texts, (fixes) => fixes[0])).toEqual(["lb2:2 state BACKUP", `! lb2:5 warning 150 ${same}`]);
    expect(mended(code, texts, (fixes) => fixes[1])).toEqual(["lb1:2 state BACKUP", `! lb1:5 warning 150 ${same}`]);
  });

  test("two without a priority are tied at 255, and mended at once", () => {
    const texts = nodes(without("MASTER"), without("MASTER"));
    expect(fixesOf(code, texts)).toEqual(["lb2: Set state BACKUP on lb2", "lb2: Set state BACKUP on lb1"]);
    expect(mended(code, texts, (fixes) => fixes[0])).toEqual(["lb2:2 state BACKUP"]);
  });

  test.each<[title: string, texts: Texts]>([
    ["a third would be met at 100", nodes(without("MASTER"), without("MASTER"), backup(100))],
    ["two would sink to 100", nodes(without("MASTER"), without("MASTER"), without("MASTER"))],
    ["a tracker would count", nodes(without("MASTER"), `${tracked(20)}${without("MASTER", ...tracks)}`)],
  ])("no fix where BACKUP would change more than a word: %s", (_, texts) => {
    expect(found(code, texts)).toHaveLength(1);
    const harmful = findingsOf(code, texts).flatMap(({ fixes }) => fixes.filter(({ isPreferred }) => isPreferred));
    expect(harmful).toEqual([]);
    expect(mended(code, texts, (fixes) => fixes[0]).filter((line) => line.includes("state"))).toEqual(
      fixesOf(code, texts).length === 0 ? [] : ["lb1:2 state BACKUP"],
    );
  });

  test("where a BACKUP is the highest all are BACKUP, if that is wanted", () => {
    const texts = nodes(master(100), master(90), backup(150));
    expect(fixesOf(code, texts)).toEqual(["lb1: Set state BACKUP on lb1, lb2"]);
    expect(mended(code, texts, (fixes) => fixes[0])).toEqual(["lb1:2 state BACKUP", "lb2:2 state BACKUP"]);
  });

  test("silences what one of them alone would be told of its priority", () => {
    const texts = nodes(master(100), master(90), backup(150));
    expect(found("cluster/state-priority-inversion", texts)).toEqual([]);
  });

  test("is said of nodes that do not hear each other, too", () => {
    const texts = nodes(master(150), { ...master(120), id: 52 }, backup(100));
    expect(found(code, texts)).toEqual(["lb2:2 warning MASTER"]);
  });

  test("says who holds the address all the same, and never of a split", () => {
    const said = (texts: Texts) => findingsOf(code, texts).map(({ message }) => message);
    expect(said(nodes(master(150), master(100)))).toEqual([
      "lb1, lb2 have state MASTER for 10.0.0.100, but only one can hold the address: lb1, by its priority of 150. On the others the word only leads people to the wrong node; BACKUP is right there.",
    ]);
    const unsure =
      "lb1, lb2 have state MASTER for 10.0.0.100, but only one can hold the address, and the priority decides which. On the others the word only leads people to the wrong node; BACKUP is right there.";
    expect(said(nodes(master(150), master(150)))).toEqual([unsure]);
    expect(said(nodes(master(150), master("{{ priority }}")))).toEqual([unsure]);
    // A highest one with nopreempt waits for the others to go.
    expect(said(nodes(master(120), master(100), backup(150, "nopreempt")))).toEqual([unsure]);
    const [finding] = findingsOf(code, nodes(master(150), master(120), master(100)));
    expect(finding?.related.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      "lb1/keepalived.conf: state MASTER on lb1",
      "lb3/keepalived.conf: state MASTER on lb3",
    ]);
  });
});
