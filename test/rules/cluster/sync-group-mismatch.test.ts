import { describe, expect, test } from "vitest";
import { type InstanceOptions, instance } from "../../support/configs.ts";
import { findingsOf, fixesOf, found, mended, nodes, type Texts } from "./found.ts";

const code = "cluster/sync-group-mismatch";

function group(name: string, ...members: readonly string[]): string {
  return `vrrp_sync_group ${name} {\n    group {\n${members.map((one) => `        ${one}\n`).join("")}    }\n}\n`;
}

/** Instances VI_1, VI_2 and so on with the given priorities, each on a link of its own. */
function instances(priorities: readonly (number | string)[], more: InstanceOptions = {}): string {
  return priorities
    .map((priority, index) =>
      instance({
        name: `VI_${index + 1}`,
        id: 51 + index,
        interface: `eth${index}`,
        priority,
        vips: [`10.0.${index}.1/24`],
        ...more,
      }),
    )
    .join("");
}

const grouped = (...priorities: readonly (number | string)[]): string =>
  group("G", "VI_1", "VI_2") + instances(priorities);

describe(code, () => {
  test.each<[title: string, texts: Texts, found: string[], mended: string[]]>([
    [
      "most group them",
      nodes(grouped(100, 100), instances([90, 90]), grouped(80, 80)),
      ["lb2:1 warning VI_1"],
      ["lb2:1 vrrp_sync_group G {", "lb2:2 group {", "lb2:3 VI_1", "lb2:4 VI_2"],
    ],
    [
      "most do not",
      nodes(grouped(100, 100), instances([90, 90]), instances([80, 80])),
      ["lb1:1 warning G"],
      ["lb1 -6"],
    ],
    [
      "one lacks a member",
      nodes(
        group("G", "VI_1", "VI_2", "VI_3") + instances([100, 100, 100]),
        group("A", "VI_1", "VI_2") + instances([90, 90, 90]),
        group("B", "VI_3", "VI_2", "VI_1") + instances([80, 80, 80]),
      ),
      ["lb2:1 warning A"],
      ["lb2:4 VI_2 VI_3"],
    ],
    [
      "one has a member too many",
      nodes(
        group("G", "VI_1", "VI_2", "VI_3") + instances([100, 100, 100]),
        group("A", "VI_1", "VI_2") + instances([90, 90, 90]),
        group("B", "VI_1", "VI_2") + instances([80, 80, 80]),
      ),
      ["lb1:1 warning G"],
      ["lb1 -1"],
    ],
    [
      "groups of one hold nothing together",
      nodes(grouped(100, 100), grouped(90, 90), group("A", "VI_1") + group("B", "VI_2") + instances([80, 80])),
      ["lb3:1 warning A"],
      ["lb3:3 VI_1 VI_2", "lb3 -5"],
    ],
    [
      "names of instances and groups tell nothing",
      nodes(
        grouped(100, 100),
        group("H", "ONE", "TWO") + instances([90, 90]).replace("VI_1", "ONE").replace("VI_2", "TWO"),
      ),
      [],
      [],
    ],
    [
      "crossed priorities, of three",
      nodes(
        group("G", "VI_1", "VI_2", "VI_3") + instances([100, 90, 100]),
        group("G", "VI_1", "VI_2", "VI_3") + instances([90, 100, 90]),
      ),
      ["lb2:19 warning 100"],
      [],
    ],
  ])("%s", (_, texts, findings, after) => {
    expect(found(code, texts)).toEqual(findings);
    expect(mended(code, texts)).toEqual(after);
  });

  test("a tie has a fix for each side", () => {
    const texts = nodes(grouped(100, 100), instances([90, 90]));
    expect(found(code, texts)).toEqual(["lb1:1 warning G", "lb2:1 warning VI_1"]);
    expect(fixesOf(code, texts).slice(0, 2)).toEqual([
      "lb1: Group the instances of lb2 as on lb1",
      "lb1: Group the instances of lb1 as on lb2",
    ]);
    expect(mended(code, texts, (fixes) => fixes[0])).toHaveLength(4);
    expect(mended(code, texts, (fixes) => fixes[1])).toEqual(["lb1 -6"]);
  });

  test("crossed priorities of two: either order, with the words MASTER and BACKUP", () => {
    const text = (first: number, second: number): string => {
      const state = (priority: number): string => (priority === 150 ? "MASTER" : "BACKUP");
      const two = instance({
        name: "VI_2",
        id: 52,
        interface: "eth1",
        priority: second,
        state: state(second),
        vips: ["10.0.1.1/24"],
      });
      return group("G", "VI_1", "VI_2") + instance({ priority: first, state: state(first) }) + two;
    };
    const texts = nodes(text(150, 100), text(100, 150));
    expect(found(code, texts)).toEqual(["lb2:20 warning 150"]);
    expect(fixesOf(code, texts)).toEqual([
      "lb2: Let lb1 be highest for all of the group, as for 10.0.0.100",
      "lb2: Let lb2 be highest for all of the group, as for 10.0.1.1",
    ]);
    // No line is new that the files did not have before, and nothing is left to be found.
    for (const index of [0, 1]) expect(mended(code, texts, (fixes) => fixes[index])).toEqual([]);
    const [finding] = findingsOf(code, texts);
    expect(finding?.message).toBe(
      "10.0.1.1 and 10.0.0.100 are in one sync group, but lb2 has the highest priority for the one and lb1 for the other. The group moves as a whole, so one node keeps both against a higher priority, or the addresses flap.",
    );
    expect(finding?.related.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      "lb1/keepalived.conf: priority 100 of VI_2 on lb1",
      "lb1/keepalived.conf: priority 150 of VI_1 on lb1",
      "lb2/keepalived.conf: priority 100 of VI_1 on lb2",
    ]);
  });

  const script = `vrrp_script chk {\n    script "/bin/true"\n    weight -20\n}\n`;
  const tracks: InstanceOptions = { lines: ["track_script {", "    chk", "}"] };

  test.each<[title: string, texts: Texts, fixes: string[]]>([
    [
      "a weight that the group would make void",
      nodes(grouped(100, 100), script + instances([90, 90], tracks), grouped(80, 80)),
      [],
    ],
    ["priorities that would be crossed", nodes(grouped(100, 80), instances([90, 90]), grouped(80, 100)), []],
  ])("no fix that brings another fault: %s", (_, texts, fixes) => {
    expect(found(code, texts)).toHaveLength(1);
    expect(fixesOf(code, texts)).toEqual(fixes);
  });

  test.each<[title: string, texts: Texts]>([
    ["grouped on all", nodes(grouped(100, 100), grouped(90, 90))],
    ["in another order", nodes(grouped(100, 100), group("G", "VI_2", "VI_1") + instances([90, 90]))],
    ["mirrored pairs without groups", nodes(instances([100, 90]), instances([90, 100]))],
    [
      "mirrored pairs in groups of their own",
      nodes(
        group("A", "VI_1") + group("B", "VI_2") + instances([100, 90]),
        group("A", "VI_1") + group("B", "VI_2") + instances([90, 100]),
      ),
    ],
    ["a node that has only one of them", nodes(grouped(100, 100), instances([90]))],
    ["perhaps included", nodes(grouped(100, 100), `include groups.conf\n${instances([90, 90])}`)],
    ["an unknown member", nodes(grouped(100, 100), group("G", "VI_1", "{{ vi }}") + instances([90, 90]))],
    [
      "a name that no instance has, which the file shows",
      nodes(grouped(100, 100), group("G", "VI_1", "VI_22") + instances([90, 90])),
    ],
    [
      "a template's loop",
      nodes(
        grouped(100, 100),
        `vrrp_sync_group G {\n    group {\n{% for i in is %}\n    VI_1\n{% endfor %}\n    }\n}\n${instances([90, 90])}`,
      ),
    ],
    ["a tie in one of them", nodes(grouped(100, 90), grouped(90, 90))],
    ["an unknown priority", nodes(grouped(100, "{{ p }}"), grouped(90, 100))],
  ])("silent: %s", (_, texts) => {
    expect(found(code, texts)).toEqual([]);
  });

  test("says what is held together", () => {
    const [finding] = findingsOf(code, nodes(grouped(100, 100), instances([90, 90]), grouped(80, 80)));
    expect(finding?.message).toBe(
      "vrrp_sync_group holds nothing together on lb2, but VI_1 + VI_2 on lb1, lb3. After a failure 10.0.0.1, 10.0.1.1 move together on one node and apart on the other, so they may end up on different machines.",
    );
    expect(finding?.related.map(({ message }) => message)).toEqual([
      "VI_1 + VI_2 together on lb1",
      "VI_1 + VI_2 together on lb3",
    ]);
  });
});
