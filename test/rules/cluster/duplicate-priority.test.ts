// biome-ignore-all lint/suspicious/noTemplateCurlyInString: The configurations have placeholders of their own.
import { describe, expect, test } from "vitest";
import { instance } from "../../support/configs.ts";
import { findingsOf, fixesOf, found, mended, nodes, type Texts } from "./found.ts";

const code = "cluster/duplicate-priority";
const master = (priority: number) => ({ state: "MASTER", priority });
const backup = (priority: number) => ({ state: "BACKUP", priority });
const waiting = (priority: number) => ({ state: "BACKUP", priority, lines: ["nopreempt"] });
/** A script in front of an instance that tracks it. */
function tracking(priority: number, weight: string, track = "chk", more = ""): string {
  return `vrrp_script chk {\n script "/bin/true"\n${weight}}\n${more}${instance({ priority, lines: ["track_script {", track, "}"] })}`;
}

describe(code, () => {
  test.each<[title: string, texts: Texts, found: string[], mended: string[]]>([
    [
      "MASTER and BACKUP: the BACKUP gives way",
      nodes(backup(100), master(100)),
      ["lb1:5 warning 100"],
      ["lb1:5 priority 99"],
    ],
    ["two BACKUPs: the first stays", nodes(backup(100), backup(100)), ["lb2:5 warning 100"], ["lb2:5 priority 99"]],
    [
      "three alike",
      nodes(master(100), backup(100), backup(100)),
      ["lb3:5 warning 100"],
      ["lb2:5 priority 99", "lb3:5 priority 98"],
    ],
    [
      "whoever is below moves on",
      nodes(master(100), backup(100), backup(99), backup(98)),
      ["lb2:5 warning 100"],
      ["lb2:5 priority 99", "lb3:5 priority 98", "lb4:5 priority 97"],
    ],
    [
      "a gap below takes the move up",
      nodes(master(100), backup(100), backup(99), backup(90)),
      ["lb2:5 warning 100"],
      ["lb2:5 priority 99", "lb3:5 priority 98"],
    ],
    [
      "two backups below a master",
      nodes(master(150), backup(100), backup(100)),
      ["lb3:5 warning 100"],
      ["lb3:5 priority 99"],
    ],
    [
      "two pairs",
      nodes(master(100), backup(100), backup(50), backup(50)),
      ["lb2:5 warning 100", "lb4:5 warning 50"],
      ["lb2:5 priority 99", "lb4:5 priority 49"],
    ],
    [
      "two MASTERs: none is lowered",
      nodes(master(100), master(100)),
      ["lb2:5 warning 100"],
      ["! lb2:2 warning MASTER cluster/multiple-masters", "! lb2:5 warning 100 cluster/duplicate-priority"],
    ],
    [
      "a MASTER below is not lowered either",
      nodes(backup(100), backup(100), master(99)),
      ["lb2:5 warning 100"],
      ["! lb2:5 warning 100 cluster/duplicate-priority", "! lb3:5 warning 99 cluster/state-priority-inversion"],
    ],
    [
      "nothing below 1",
      nodes(master(1), backup(1)),
      ["lb2:5 warning 1"],
      ["! lb2:5 warning 1 cluster/duplicate-priority"],
    ],
    [
      "nothing below 1 further down",
      nodes(master(2), backup(2), backup(1)),
      ["lb2:5 warning 2"],
      ["! lb2:5 warning 2 cluster/duplicate-priority"],
    ],
    ["two address owners", nodes(master(255), backup(255)), ["lb2:5 warning 255"], ["lb2:5 priority 254"]],
    [
      "unset with BACKUP is 100",
      { ...nodes(master(100)), "lb2/keepalived.conf": instance({ state: "BACKUP" }) },
      ["lb2:1 warning VI_1"],
      ["! lb2:1 warning VI_1 cluster/duplicate-priority"],
    ],
    [
      "unset without a state is 100",
      { ...nodes(backup(100)), "lb2/keepalived.conf": instance() },
      ["lb2:1 warning VI_1"],
      ["! lb2:1 warning VI_1 cluster/duplicate-priority"],
    ],
    [
      "unset with MASTER is 255, not 100",
      { ...nodes(backup(100)), "lb2/keepalived.conf": instance({ state: "MASTER" }) },
      [],
      [],
    ],
    [
      "equal by value",
      nodes({ priority: "0100" }, { priority: '"100"' }),
      ['lb2:4 warning "100"'],
      ["lb2:4 priority 99"],
    ],
    ["placeholders", nodes({ priority: "${P}" }, { priority: "${P}" }, { priority: "{{ p }}" }), [], []],
    [
      "a value that is no priority",
      nodes({ priority: 0 }, { priority: 0 }, { priority: 300 }, { priority: 300 }),
      [],
      [],
    ],
    [
      "one that may be included",
      { "lb1/keepalived.conf": instance({ lines: ["include prio.conf"] }), "lb2/keepalived.conf": instance() },
      [],
      [],
    ],
    [
      "all BACKUP with nopreempt: it may be meant",
      nodes(waiting(100), waiting(100), waiting(100)),
      ["lb3:5 information 100"],
      [],
    ],
    ["one of them without nopreempt", nodes(waiting(100), backup(100)), ["lb2:5 warning 100"], ["lb2:5 priority 99"]],
    [
      "nopreempt beside MASTER is void",
      nodes({ ...waiting(100), state: "MASTER" }, waiting(100)),
      ["lb2:5 warning 100"],
      ["lb2:5 priority 99"],
    ],
    [
      "a definition's value can't be replaced",
      nodes(backup(100), `$P=100\n${instance({ priority: "$P" })}`),
      ["lb2:5 warning $P"],
      ["! lb2:5 warning $P cluster/duplicate-priority"],
    ],
    [
      "different virtual routers may share one",
      {
        "lb1/keepalived.conf":
          instance({ priority: 100 }) + instance({ name: "B", id: 52, priority: 90, vips: ["10.0.0.200"] }),
        "lb2/keepalived.conf":
          instance({ priority: 90 }) + instance({ name: "B", id: 52, priority: 100, vips: ["10.0.0.200"] }),
      },
      [],
      [],
    ],
  ])("%s", (_, texts, findings, after) => {
    expect(found(code, texts)).toEqual(findings);
    expect(mended(code, texts)).toEqual(after);
  });

  test.each<[title: string, texts: Texts, found: string[], mended: string[]]>([
    [
      "a positive weight counts while the script is up",
      nodes(tracking(100, " weight 10\n"), { priority: 110 }),
      ["lb2:4 warning 110"],
      ["lb2:4 priority 109"],
    ],
    [
      "so equal numbers may differ, though a failure would only make them equal",
      nodes(tracking(100, " weight 10\n"), { priority: 100 }),
      [],
      ["! lb1:3 warning 10 cluster/ineffective-track-weight"],
    ],
    [
      "a negative weight does not",
      nodes(tracking(100, " weight -10\n"), { priority: 100 }),
      ["lb2:4 warning 100"],
      ["lb2:4 priority 99"],
    ],
    [
      "the track line's weight wins",
      nodes(tracking(100, " weight 10\n", "chk weight 5"), { priority: 105 }),
      ["lb2:4 warning 105"],
      ["lb2:4 priority 104"],
    ],
    [
      "reversed, a positive one is taken off while the script succeeds",
      nodes({ priority: 100 }, tracking(110, "", "chk weight 10 reverse")),
      ["lb2:7 warning 110"],
      ["lb2:7 priority 109"],
    ],
    [
      "reverse without a weight is no word of keepalived's",
      nodes({ priority: 100 }, tracking(110, " weight 10\n", "chk reverse")),
      [],
      ["! lb2:3 warning 10 cluster/ineffective-track-weight"],
    ],
    [
      "a weight out of range counts in a definition",
      nodes(tracking(100, " weight 300\n"), { priority: 254 }),
      ["lb2:4 warning 254"],
      ["lb2:4 priority 253"],
    ],
    [
      "and not on a track line, where the definition's is used",
      nodes(tracking(100, " weight 10\n", "chk weight 254"), { priority: 110 }),
      ["lb2:4 warning 110"],
      ["lb2:4 priority 109"],
    ],
    [
      "an interface's of 254 is 253, beyond it is none",
      nodes(
        { priority: 1, lines: ["track_interface {", "eth1 weight 254", "eth2 weight -300", "}"] },
        { priority: 254 },
      ),
      ["lb2:4 warning 254"],
      ["lb2:4 priority 253"],
    ],
    [
      "the sum is held to 254",
      nodes(tracking(200, " weight 100\n"), { priority: 254 }),
      ["lb2:4 warning 254"],
      ["lb2:4 priority 253"],
    ],
    [
      "so that much has to go before the sum sinks",
      nodes({ priority: 254 }, tracking(200, " weight 100\n")),
      ["lb2:8 warning 200"],
      ["lb2:8 priority 153"],
    ],
    ["a placeholder for a weight", nodes(tracking(100, " weight ${W}\n"), { priority: 100 }), [], []],
    [
      "an undefined script counts nothing",
      nodes(instance({ priority: 100, lines: ["track_script {", "nope weight 5", "}"] }), { priority: 100 }),
      ["lb2:4 warning 100"],
      ["lb2:4 priority 99"],
    ],
    [
      "an interface's weight counts",
      nodes({ priority: 100, lines: ["track_interface {", "eth1 weight 10", "}"] }, { priority: 110 }),
      ["lb2:4 warning 110"],
      ["lb2:4 priority 109"],
    ],
    [
      "but not that of its own",
      nodes({ priority: 100, lines: ["track_interface {", "eth0 weight 10", "}"] }, { priority: 110 }),
      [],
      [],
    ],
    [
      "in a sync group a script's weight is ignored",
      nodes(tracking(100, " weight 10\n", "chk", "vrrp_sync_group G {\n group {\n VI_1\n }\n}\n"), { priority: 100 }),
      ["lb2:4 warning 100"],
      ["lb2:4 priority 99"],
    ],
    [
      "unless the group says that it counts",
      nodes(
        tracking(
          100,
          " weight 10\n",
          "chk",
          "vrrp_sync_group G {\n group {\n VI_1\n }\n sync_group_tracking_weight\n}\n",
        ),
        { priority: 110 },
      ),
      ["lb2:4 warning 110"],
      ["lb2:4 priority 109"],
    ],
    [
      "the group's own script counts",
      nodes(
        `vrrp_script chk {\n script "/bin/true"\n weight 10\n}\nvrrp_sync_group G {\n group {\n VI_1\n }\n track_script {\n chk\n }\n}\n${instance({ priority: 100 })}`,
        { priority: 110 },
      ),
      ["lb2:4 warning 110"],
      ["lb2:4 priority 109"],
    ],
  ])("with trackers: %s", (_, texts, findings, after) => {
    expect(found(code, texts)).toEqual(findings);
    expect(mended(code, texts)).toEqual(after);
  });

  test("says who shares it, and why that is bad", () => {
    const texts = nodes(master(150), backup(100), backup(100), backup(100));
    const [finding] = findingsOf(code, texts);
    expect(finding?.message).toBe(
      "lb2, lb3, lb4 share priority 100 for 10.0.0.100. Which of them holds the address is chance, and changes with every restart; give each its own.",
    );
    expect(finding?.related.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      "lb2/keepalived.conf: priority 100 on lb2",
      "lb3/keepalived.conf: priority 100 on lb3",
    ]);
    expect(fixesOf(code, texts)).toEqual(["*lb4: Lower the priority of lb3, lb4 so that lb2 wins"]);
  });

  test("says nothing where a tracked file adds what nobody can read", () => {
    const file = `track_file f {\n    file /tmp/f\n}\n${instance({ priority: 100, lines: ["track_file {", "f weight 1", "}"] })}`;
    expect(found(code, nodes(file, backup(100)))).toEqual([]);
  });

  test("offers no lower priority that would be met by a failing weight of the holder", () => {
    const texts = nodes(tracking(120, " weight -20\n"), waiting(101), backup(101));
    expect(found(code, texts)).toEqual(["lb3:5 warning 101"]);
    expect(fixesOf(code, texts)).toEqual([]);
  });
});
