import { describe, expect, test } from "vitest";
import { type InstanceOptions, instance } from "../../support/configs.ts";
import { findingsOf, fixesOf, found, mended, nodes, type Texts } from "./found.ts";

const code = "cluster/state-priority-inversion";
const master = (priority: number | string, ...lines: string[]) => ({ state: "MASTER", priority, lines });
const backup = (priority: number | string, ...lines: string[]) => ({ state: "BACKUP", priority, lines });
/** An instance with a script in front of it that it tracks. */
function tracking(weight: number, options: InstanceOptions): string {
  const lines = [...(options.lines ?? []), "track_script {", "chk", "}"];
  return `vrrp_script chk {\n script "/bin/true"\n weight ${weight}\n}\n${instance({ ...options, lines })}`;
}
const group = "vrrp_sync_group G {\n group {\n VI_1\n B\n }\n}\n";
const second = { name: "B", id: 52, vips: ["10.0.0.200"] };

describe(code, () => {
  test.each<[title: string, texts: Texts, found: string[], mended: string[]]>([
    ["the MASTER is the highest", nodes(master(150), backup(100)), [], []],
    ["a tie is none", nodes(master(100), backup(100)), [], ["! lb2:5 warning 100 cluster/duplicate-priority"]],
    [
      "the MASTER is below",
      nodes(master(100), backup(150)),
      ["lb1:5 warning 100"],
      ["lb1:5 priority 150", "lb2:5 priority 100"],
    ],
    [
      "of three: the highest changes places",
      nodes(backup(120), master(100), backup(150)),
      ["lb2:5 warning 100"],
      ["lb2:5 priority 150", "lb3:5 priority 100"],
    ],
    [
      "the MASTER is second",
      nodes(master(120), backup(100), backup(150)),
      ["lb1:5 warning 120"],
      ["lb1:5 priority 150", "lb3:5 priority 120"],
    ],
    [
      "no state is BACKUP",
      nodes(master(100), { priority: 150 }),
      ["lb1:5 warning 100"],
      ["lb1:5 priority 150", "lb2:4 priority 100"],
    ],
    [
      "so is another word",
      nodes(master(100), { state: "SLAVE", priority: 150 }),
      ["lb1:5 warning 100"],
      ["lb1:5 priority 150", "lb2:5 priority 100"],
    ],
    [
      "unset, a BACKUP has 100",
      nodes(master(90), instance({ state: "BACKUP" })),
      ["lb1:5 warning 90"],
      ["lb1:5 priority 100", "lb2:2 priority 90"],
    ],
    ["unset, a MASTER has 255", nodes(instance({ state: "MASTER" }), backup(254)), [], []],
    ["no MASTER at all", nodes(backup(100), backup(150)), [], []],
    ["a state that nobody knows", nodes({ state: "{{ state }}", priority: 100 }, backup(150)), [], []],
    ["a priority that nobody knows", nodes(master(100), backup("{{ priority }}")), [], []],
    ["the MASTER's own is not known", nodes(master("{{ priority }}"), backup(150)), [], []],
    ["out of range", nodes(master(100), backup(256)), [], []],
    ["an included part may hold it", nodes(master(90), instance({ lines: ["include priority.conf"] })), [], []],
    [
      "a template that chooses the priority",
      nodes(master(100), {
        state: "BACKUP",
        lines: ["{% if second %}", "priority 90", "{% else %}", "priority 150", "{% endif %}"],
        priority: 80,
      }),
      [],
      [],
    ],
    [
      "weights of scripts that are up count",
      nodes(master(110), tracking(20, backup(100))),
      ["lb1:5 warning 110"],
      ["! lb1:5 warning 110 cluster/state-priority-inversion"],
    ],
    ["so numbers may look inverted", nodes(tracking(60, master(100)), backup(150)), [], []],
    [
      "equal weights change nothing",
      nodes(tracking(60, master(100)), tracking(60, backup(150))),
      ["lb1:9 warning 100"],
      ["lb1:9 priority 150", "lb2:9 priority 100"],
    ],
    [
      "weight 0 is no weight",
      nodes(tracking(0, master(100)), backup(150)),
      ["lb1:9 warning 100"],
      ["lb1:9 priority 150", "lb2:5 priority 100"],
    ],
    [
      "what a tracked file holds is not known",
      nodes(master(110, "track_file {", "f weight 2", "}"), backup(150)),
      [],
      [],
    ],
    [
      "mirrored pairs are right",
      {
        "lb1/keepalived.conf": instance(master(150)) + instance({ ...second, ...backup(100) }),
        "lb2/keepalived.conf": instance(backup(100)) + instance({ ...second, ...master(150) }),
      },
      [],
      [],
    ],
    [
      "of two virtual routers only one",
      {
        "lb1/keepalived.conf": instance(master(150)) + instance({ ...second, ...backup(150) }),
        "lb2/keepalived.conf": instance(backup(100)) + instance({ ...second, ...master(100) }),
      },
      ["lb2:14 warning 100"],
      ["lb1:14 priority 100", "lb2:14 priority 150"],
    ],
  ])("%s", (_, texts, findings, after) => {
    expect(found(code, texts)).toEqual(findings);
    expect(mended(code, texts)).toEqual(after);
  });

  const priorities = "*lb1: Swap the priorities of lb1 and lb2";
  const states = "lb1: Swap the states of lb1 and lb2";
  const onlyDown = "lb1: Set state BACKUP on lb1";

  test.each<[title: string, texts: Texts, fixes: string[], lastFix: string[]]>([
    [
      "nothing but words and numbers",
      nodes(master(100), backup(150)),
      [priorities, states],
      ["lb1:2 state BACKUP", "lb2:2 state MASTER"],
    ],
    [
      "no word is added where none stood, but a line",
      nodes(master(100), { priority: 150 }),
      [priorities, states],
      ["lb1:2 state BACKUP", "lb2:2 state MASTER"],
    ],
    [
      "other weights: another failure would fail over",
      nodes(tracking(-60, master(100)), backup(150)),
      [states],
      ["lb1:6 state BACKUP", "lb2:2 state MASTER"],
    ],
    [
      "the address owner's weights are void",
      nodes(master(100), backup(255)),
      [states],
      ["lb1:2 state BACKUP", "lb2:2 state MASTER"],
    ],
    [
      "MASTER without a priority would be 255",
      nodes(master(90), instance({ state: "BACKUP" })),
      [priorities, onlyDown],
      ["lb1:2 state BACKUP"],
    ],
    [
      "nopreempt has to be on the highest",
      nodes(master(100), backup(150, "nopreempt")),
      [onlyDown],
      ["lb1:2 state BACKUP"],
    ],
    [
      "a nopreempt that MASTER made void",
      nodes(master(100, "nopreempt"), backup(150)),
      [priorities, states],
      ["lb1:2 state BACKUP", "lb2:2 state MASTER", "lb1 -1"],
    ],
    [
      "nopreempt on both",
      nodes(master(100, "nopreempt"), backup(150, "nopreempt")),
      ["lb1: Set state BACKUP on lb1, and drop the nopreempt that MASTER makes void"],
      ["lb1:2 state BACKUP", "lb1 -1"],
    ],
  ])("offers what changes nothing else: %s", (_, texts, fixes, lastFix) => {
    expect(fixesOf(code, texts)).toEqual(fixes);
    const changed = mended(code, texts, (offered) => offered[offered.length - 1]);
    expect([...changed].sort()).toEqual([...lastFix].sort());
  });

  test.each<[title: string, texts: Texts]>([
    ["a tie at the top", nodes(master(100), backup(150), backup(150))],
    ["a third whose priority nobody knows", nodes(master(100), backup(150), backup("{{ p }}"))],
    ["a third whose state nobody knows", nodes(master(100), backup(150), { state: "{{ s }}", priority: 90 })],
    ["a part that stands elsewhere", nodes(master(100), backup(150, "include more.conf"))],
    ["definitions", nodes(`$P=100\n$S=MASTER\n${instance({ state: "$S", priority: "$P" })}`, backup(150))],
  ])("offers nothing where it is not clear: %s", (_, texts) => {
    expect(found(code, texts)).toHaveLength(1);
    expect(fixesOf(code, texts)).toEqual([]);
  });

  test("a sync group moves as one, so the priorities are left alone", () => {
    const texts = {
      "lb1/keepalived.conf": group + instance(master(100)) + instance({ ...second, ...master(100) }),
      "lb2/keepalived.conf": group + instance(backup(150)) + instance({ ...second, ...backup(150) }),
    };
    expect(found(code, texts)).toEqual(["lb1:11 warning 100", "lb1:20 warning 100"]);
    expect(fixesOf(code, texts)).toEqual([states, states]);
  });

  test("says who takes the address", () => {
    const [finding] = findingsOf(code, nodes(master(100), backup(120), backup(150)));
    expect(finding?.message).toBe(
      "lb1 has state MASTER for 10.0.0.100 with priority 100, but lb3 has 150 and takes the address from it. The word MASTER does not decide that; give the node that is meant the highest priority.",
    );
    expect(finding?.related.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      "lb2/keepalived.conf: priority 120 on lb2",
      "lb3/keepalived.conf: priority 150 on lb3",
    ]);
  });

  test("with nopreempt on the higher one the order of starting decides", () => {
    const [finding] = findingsOf(code, nodes(master(100), backup(150, "nopreempt")));
    expect(finding?.message).toBe(
      "lb1 has state MASTER for 10.0.0.100 with priority 100, below the 150 of lb2, which has nopreempt: whoever of them starts first keeps the address. The word MASTER does not decide that; give the node that is meant the highest priority.",
    );
    // An address owner takes over whatever stands there.
    const [owner] = findingsOf(code, nodes(master(100), backup(255, "nopreempt")));
    expect(owner?.message).toContain("takes the address from it");
  });
});
