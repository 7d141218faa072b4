// biome-ignore-all lint/suspicious/noTemplateCurlyInString: The configurations have placeholders of their own.
import { describe, expect, test } from "vitest";
import { type InstanceOptions, instance } from "../../support/configs.ts";
import { findingsOf, fixesOf, found, mended, nodes, type Texts } from "./found.ts";

const code = "cluster/ineffective-track-weight";

/** A script, with lines of its block. */
function script(name: string, ...lines: readonly string[]): string {
  return [`vrrp_script ${name} {`, '    script "/bin/true"', ...lines.map((line) => `    ${line}`), "}", ""].join("\n");
}

function tracks(kind: string, ...entries: readonly string[]): string[] {
  return [`${kind} {`, ...entries.map((entry) => `    ${entry}`), "}"];
}

/** A node with a script of that weight, which its instance tracks. The weight stands on line 3, the priority on line 8. */
function weighted(priority: number | string, weight: number | string, more: InstanceOptions = {}): string {
  const lines = [...(more.lines ?? []), ...tracks("track_script", "chk")];
  return script("chk", `weight ${weight}`) + instance({ state: "BACKUP", priority, ...more, lines });
}

function group(members: readonly string[], ...lines: readonly string[]): string {
  return ["vrrp_sync_group G {", ...tracks("group", ...members), ...lines, "}", ""].join("\n");
}

/** A node with two instances, each tracking what is given, and text in front of them. */
function two(head: string, first: InstanceOptions, second: InstanceOptions): string {
  return head + instance(first) + instance({ name: "VI_2", id: 52, vips: ["10.0.0.200"], ...second });
}

describe(code, () => {
  test.each<[title: string, texts: Texts, found: string[], mended: string[]]>([
    [
      "a negative weight that is too small",
      nodes(weighted(110, -5), weighted(100, -5)),
      ["lb1:3 warning -5"],
      ["lb1:3 weight -11", "lb2:3 weight -11"],
    ],
    [
      "one that only makes them equal",
      nodes(weighted(110, -10), weighted(100, -10)),
      ["lb1:3 warning -10"],
      ["lb1:3 weight -11", "lb2:3 weight -11"],
    ],
    ["one that is enough", nodes(weighted(110, -11), weighted(100, -11)), [], []],
    ["weight 0 takes the node out", nodes(weighted(110, 0), weighted(100, 0)), [], []],
    [
      "no weight is 0",
      nodes(
        script("chk") + instance({ priority: 110, lines: tracks("track_script", "chk") }),
        instance({ priority: 100 }),
      ),
      [],
      [],
    ],
    [
      "a positive weight on both stays positive",
      nodes(weighted(101, 2), weighted(99, 2)),
      ["lb1:3 warning 2"],
      ["lb1:3 weight 3", "lb2:3 weight 3"],
    ],
    ["a positive weight that is enough", nodes(weighted(110, 2), weighted(109, 2)), [], []],
    [
      "a positive weight on the holder alone becomes negative",
      nodes(weighted(110, 2), instance({ priority: 109 })),
      ["lb1:3 warning 2"],
      ["lb1:3 weight -2"],
    ],
    [
      "a positive one that would meet 254 becomes negative",
      nodes(weighted(230, 2), weighted(200, 2)),
      ["lb1:3 warning 2"],
      ["lb1:3 weight -31", "lb2:3 weight -31"],
    ],
    [
      "the sum is held to 254, but a failure is taken off the whole of it",
      nodes(weighted(250, 10), weighted(246, 10)),
      [],
      ["! lb2:9 warning 246 cluster/duplicate-priority"],
    ],
    [
      "of three, the best of the others counts, and all get the weight",
      nodes(weighted(150, -10), weighted(100, -10), weighted(90, -10)),
      ["lb1:3 warning -10"],
      ["lb1:3 weight -51", "lb2:3 weight -51", "lb3:3 weight -51"],
    ],
    [
      "a weight that is enough already is left alone",
      nodes(weighted(110, -5), weighted(100, -50)),
      ["lb1:3 warning -5"],
      ["lb1:3 weight -11"],
    ],
    [
      "the track line's weight wins",
      nodes(
        script("chk", "weight -50") + instance({ priority: 110, lines: tracks("track_script", "chk weight -5") }),
        weighted(100, -50),
      ),
      ["lb1:10 warning -5"],
      ["lb1:10 chk weight -11"],
    ],
    [
      "scripts of other names with the same command are brought along",
      nodes(
        weighted(110, -5),
        script("check_it", "weight -5") + instance({ priority: 100, lines: tracks("track_script", "check_it") }),
      ),
      ["lb1:3 warning -5"],
      ["lb1:3 weight -11", "lb2:3 weight -11"],
    ],
    [
      "what a backup tracks matters only when it holds the address",
      nodes(weighted(110, -50), weighted(100, -1)),
      [],
      [],
    ],
    [
      "in a tie each may hold the address, and the other takes it",
      nodes(weighted(100, -5), weighted(100, -5), weighted(50, -5)),
      [],
      ["! lb2:9 warning 100 cluster/duplicate-priority"],
    ],
    [
      "in a tie both may be stuck, which is one finding",
      nodes(weighted(100, -5, { lines: ["nopreempt"] }), weighted(100, -5, { lines: ["nopreempt"] })),
      ["lb1:3 warning -5"],
      ["lb1:3 weight 0", "lb2:3 weight 0"],
    ],
    [
      "nothing goes below 1",
      nodes(weighted(5, -20), instance({ state: "BACKUP", priority: 1 })),
      ["lb1:3 warning -20"],
      ["! lb1:3 warning -20 cluster/ineffective-track-weight"],
    ],
    [
      "an interface's weight",
      nodes(
        { priority: 150, lines: tracks("track_interface", "eth1 weight -20") },
        { priority: 100, lines: tracks("track_interface", "eth1 weight -20") },
      ),
      ["lb1:6 warning -20"],
      ["lb1:6 eth1 weight -51", "lb2:6 eth1 weight -51"],
    ],
    [
      "but not the instance's own interface",
      nodes({ priority: 150, lines: tracks("track_interface", "eth0 weight -20") }, { priority: 100 }),
      [],
      [],
    ],
    [
      "the link of another instance of the group takes the group out",
      nodes(
        ...[150, 100].map((priority) =>
          two(
            group(["VI_1", "VI_2"]),
            { priority, lines: tracks("track_interface", "eth1 weight -20") },
            { priority, interface: "eth1" },
          ),
        ),
      ),
      [],
      [],
    ],
    [
      "a process's weight",
      nodes(
        `vrrp_track_process p {\n    process haproxy\n    weight -5\n}\n${instance({ priority: 110, lines: tracks("track_process", "p") })}`,
        { priority: 100 },
      ),
      ["lb1:3 warning -5"],
      ["lb1:3 weight -11"],
    ],
    [
      "a bfd instance's weight, on the track line",
      nodes(
        `bfd_instance b {\n    neighbor_ip 10.0.0.9\n}\n${instance({ priority: 110, lines: tracks("track_bfd", "b weight -5") })}`,
        { priority: 100 },
      ),
      ["lb1:9 warning -5"],
      ["lb1:9 b weight -11"],
    ],
    [
      "what a file says is unknown",
      nodes(
        `vrrp_track_file f {\n    file /tmp/f\n    weight 5\n}\n${instance({ priority: 110, lines: tracks("track_file", "f weight 1") })}`,
        { priority: 100 },
      ),
      [],
      [],
    ],
    [
      "two causes are two findings",
      nodes(
        script("a", "weight -5") +
          script("b", "weight -3") +
          instance({ priority: 150, lines: tracks("track_script", "a", "b") }),
        { priority: 100 },
      ),
      ["lb1:3 warning -5", "lb1:7 warning -3"],
      ["lb1:3 weight -51", "lb1:7 weight -51"],
    ],
    [
      "what moves the address together with the rest may be meant so",
      nodes(
        script("a", "weight -6") +
          script("b", "weight -6") +
          instance({ priority: 110, lines: tracks("track_script", "a", "b") }),
        { priority: 100 },
      ),
      ["lb1:3 information -6", "lb1:7 information -6"],
      ["lb1:3 weight -11", "lb1:7 weight -11"],
    ],
    [
      "a definition's weight can't be replaced",
      nodes(`$W=-5\n${weighted(110, "$W")}`, { priority: 100 }),
      ["lb1:4 warning $W"],
      ["! lb1:4 warning $W cluster/ineffective-track-weight"],
    ],
    [
      "mirrored virtual routers: once on each holder",
      nodes(
        two(
          script("chk", "weight -2"),
          { priority: 100, lines: tracks("track_script", "chk") },
          { priority: 90, lines: tracks("track_script", "chk") },
        ),
        two(
          script("chk", "weight -2"),
          { priority: 90, lines: tracks("track_script", "chk") },
          { priority: 100, lines: tracks("track_script", "chk") },
        ),
      ),
      ["lb1:3 warning -2", "lb2:3 warning -2"],
      ["lb1:3 weight -11", "lb2:3 weight -11"],
    ],
    [
      "one weight for two virtual routers of one holder: once, and enough for both",
      nodes(
        two(
          script("chk", "weight -2"),
          { priority: 100, lines: tracks("track_script", "chk") },
          { priority: 150, lines: tracks("track_script", "chk") },
        ),
        two("", { priority: 90 }, { priority: 90 }),
      ),
      ["lb1:3 warning -2"],
      ["lb1:3 weight -61"],
    ],
  ])("%s", (_, texts, findings, after) => {
    expect(found(code, texts)).toEqual(findings);
    expect(mended(code, texts)).toEqual(after);
  });

  test.each<[title: string, texts: Texts, found: string[], mended: string[]]>([
    [
      "every taker has nopreempt: only weight 0 helps",
      nodes(weighted(110, -20), weighted(100, -20, { lines: ["nopreempt"] })),
      ["lb1:3 warning -20"],
      ["lb1:3 weight 0", "lb2:3 weight 0"],
    ],
    [
      "one of them has not",
      nodes(weighted(110, -30), weighted(100, -30, { lines: ["nopreempt"] }), weighted(90, -30)),
      [],
      [],
    ],
    [
      "and must be beaten",
      nodes(weighted(110, -15), weighted(100, -15, { lines: ["nopreempt"] }), weighted(90, -15)),
      ["lb1:3 warning -15"],
      ["lb1:3 weight -21", "lb2:3 weight -21", "lb3:3 weight -21"],
    ],
    [
      "beside MASTER nopreempt is void",
      nodes(weighted(110, -20), weighted(100, -20, { state: "MASTER", lines: ["nopreempt"] })),
      [],
      ["! lb2:9 warning 100 cluster/state-priority-inversion"],
    ],
    [
      "what the holder has makes no difference",
      nodes(weighted(110, -20, { lines: ["nopreempt"] }), weighted(100, -20)),
      [],
      [],
    ],
  ])("nopreempt: %s", (_, texts, findings, after) => {
    expect(found(code, texts)).toEqual(findings);
    expect(mended(code, texts)).toEqual(after);
  });

  const inGroup = (priority: number, ...lines: readonly string[]): string =>
    two(`${script("chk", "weight -5")}${group(["VI_1", "VI_2"], ...lines)}`, { priority }, { priority });
  const alone = (priority: number, ...lines: readonly string[]): string =>
    script("chk", "weight -5") +
    group(["VI_1"], ...lines) +
    instance({ priority, lines: tracks("track_script", "chk") });
  /** VI_1 tracks the script with -20, VI_2 only if told so. */
  const weighing = (priority: number, second: InstanceOptions): string =>
    two(
      script("chk", "weight -20") + group(["VI_1", "VI_2"], "sync_group_tracking_weight"),
      { priority, lines: tracks("track_script", "chk") },
      second,
    );

  test.each<[title: string, texts: Texts, found: string[], mended: string[]]>([
    ["a script's weight is ignored in a group of one", nodes(alone(110), alone(100)), [], []],
    [
      "unless the group says otherwise",
      nodes(alone(110, "sync_group_tracking_weight"), alone(100, "global_tracking")),
      ["lb1:3 warning -5"],
      ["lb1:3 weight -11", "lb2:3 weight -11"],
    ],
    [
      "the group's own script counts for all its instances, and is found once",
      nodes(inGroup(110, ...tracks("track_script", "chk")), inGroup(100, ...tracks("track_script", "chk"))),
      ["lb1:3 warning -5"],
      ["lb1:3 weight -11", "lb2:3 weight -11"],
    ],
    [
      "of two for one script the group's counts",
      nodes(
        script("chk") +
          group(["VI_1"], ...tracks("track_script", "chk weight -6")) +
          instance({ priority: 110, lines: tracks("track_script", "chk weight -20") }),
        { priority: 100 },
      ),
      ["lb1:9 warning -6"],
      ["lb1:9 chk weight -11"],
    ],
    [
      "a script behind the group is unknown to it",
      nodes(
        group(["VI_1"], ...tracks("track_script", "chk")) + script("chk", "weight -5") + instance({ priority: 110 }),
        { priority: 100 },
      ),
      [],
      [],
    ],
    [
      "an interface's weight counts in groups",
      nodes(group(["VI_1"]) + instance({ priority: 110, lines: tracks("track_interface", "eth1 weight -5") }), {
        priority: 100,
      }),
      ["lb1:11 warning -5"],
      ["lb1:11 eth1 weight -11"],
    ],
    [
      "all instances of a group must move: one that tracks nothing holds the others, which no weight can help",
      nodes(weighing(110, { priority: 110 }), two("", { priority: 100 }, { priority: 100 })),
      ["lb1:3 warning -20"],
      ["! lb1:3 warning -20 cluster/ineffective-track-weight"],
    ],
    [
      "if all track it they move",
      nodes(
        weighing(110, { priority: 110, lines: tracks("track_script", "chk") }),
        two("", { priority: 100 }, { priority: 100 }),
      ),
      [],
      [],
    ],
    [
      "one of them stands too high",
      nodes(
        weighing(110, { priority: 150, lines: tracks("track_script", "chk") }),
        two("", { priority: 100 }, { priority: 100 }),
      ),
      ["lb1:3 warning -20"],
      ["lb1:3 weight -51"],
    ],
    [
      "crossed priorities are another fault",
      nodes(weighing(110, { priority: 90 }), two("", { priority: 100 }, { priority: 100 })),
      [],
      [],
    ],
    [
      "nothing is known of the group's other instance",
      nodes(weighing(110, { priority: "${P}" }), two("", { priority: 100 }, { priority: 100 })),
      [],
      [],
    ],
  ])("sync groups: %s", (_, texts, findings, after) => {
    expect(found(code, texts)).toEqual(findings);
    expect(mended(code, texts)).toEqual(after);
  });

  test("a group that an untracked instance holds can be given up by weight 0, which is offered but not preferred", () => {
    const texts = nodes(weighing(110, { priority: 110 }), two("", { priority: 100 }, { priority: 100 }));
    expect(fixesOf(code, texts)).toEqual(["lb1: Set the weight of chk to 0 on lb1"]);
    expect(mended(code, texts, ([fix]) => fix)).toEqual(["lb1:3 weight 0"]);
  });

  test.each<[title: string, texts: Texts, found: string[]]>([
    ["placeholder for a weight", nodes(weighted(110, "${W}"), weighted(100, -5)), []],
    ["placeholder for a weight elsewhere", nodes(weighted(110, -5), weighted(100, "{{ w }}")), []],
    ["placeholder for a priority", nodes(weighted("${P}", -5), weighted(100, -5)), []],
    ["placeholder for a state that decides", nodes(weighted(110, -5), instance({ state: "${S}" })), []],
    [
      "placeholder for what is tracked",
      nodes(instance({ priority: 110, lines: tracks("track_script", "${C} weight -5") }), { priority: 100 }),
      [],
    ],
    ["included lines", nodes(weighted(110, -5, { lines: ["include more.conf"] }), weighted(100, -5)), []],
    [
      "lines of a template",
      nodes(weighted(110, -5), weighted(100, -5, { lines: ["{% if x %}", "nopreempt", "{% endif %}"] })),
      [],
    ],
    [
      "a script that may be included",
      nodes(`include scripts.conf\n${instance({ priority: 110, lines: tracks("track_script", "chk weight -5") })}`, {
        priority: 100,
      }),
      [],
    ],
    ["a member of a group is unknown", nodes(group(["${VI}"]) + weighted(110, -5), weighted(100, -5)), []],
    [
      "undefined",
      nodes(instance({ priority: 110, lines: tracks("track_script", "chk weight -5") }), { priority: 100 }),
      [],
    ],
    [
      "defined behind its use",
      nodes(instance({ priority: 110, lines: tracks("track_script", "chk") }) + script("chk", "weight -5"), {
        priority: 100,
      }),
      [],
    ],
    [
      "nothing to run",
      nodes(
        `vrrp_script chk {\n    weight -5\n}\n${instance({ priority: 110, lines: tracks("track_script", "chk") })}`,
        { priority: 100 },
      ),
      [],
    ],
    ["weights of an address owner", nodes(weighted(255, -5), weighted(100, -5)), []],
    [
      "of one that is owner by MASTER without a priority",
      nodes(
        weighted(100, -5),
        script("c", "weight -5") + instance({ state: "MASTER", lines: tracks("track_script", "c") }),
      ),
      [],
    ],
    ["one member alone", nodes(weighted(110, -5)), []],
    ["members that do not hear each other", nodes(weighted(110, -5), weighted(100, -5, { id: 52 })), []],
    [
      "of three, those that do",
      nodes(weighted(110, -5), weighted(100, -5, { id: 52 }), weighted(90, -5)),
      ["lb1:3 warning -5"],
    ],
  ])("silent or not: %s", (_, texts, findings) => {
    expect(found(code, texts)).toEqual(findings);
  });

  test("out of range: a definition's weight counts as the nearest in range, a track line's not at all", () => {
    expect(found(code, nodes(weighted(110, 300), { priority: 100 }))).toEqual(["lb1:3 warning 300"]);
    expect(found(code, nodes(weighted(110, -300), { priority: 100 }))).toEqual([]);
    const onLine = (...lines: readonly string[]): Texts =>
      nodes(script("chk", ...lines) + instance({ priority: 110, lines: tracks("track_script", "chk weight -300") }), {
        priority: 100,
      });
    expect(found(code, onLine("weight -5"))).toEqual(["lb1:3 warning -5"]);
    expect(found(code, onLine())).toEqual([]);
  });

  test.each<[title: string, texts: Texts, found: string[], message: RegExp]>([
    [
      "the script may succeed when something is wrong",
      nodes(weighted(110, "20 reverse"), weighted(100, "20 reverse")),
      ["lb1:3 information 20"],
      /^chk is tracked with reverse: if it fails on lb1, the priority rises from 90 to 110, and 10\.0\.0\.100 stays there\. That is right if/,
    ],
    [
      "too small either way",
      nodes(weighted(110, "5 reverse"), weighted(100, "5 reverse")),
      ["lb1:3 warning 5"],
      /110 − 5 = 105 is still above the 100 of lb2/,
    ],
  ])("reverse: %s", (_, texts, findings, said) => {
    expect(found(code, texts)).toEqual(findings);
    expect(findingsOf(code, texts)[0]?.message).toMatch(said);
    expect(fixesOf(code, texts)).toEqual([]);
  });

  test("reverse on one node, which is not the highest while its script succeeds", () => {
    expect(found(code, nodes(weighted(110, "20 reverse"), { priority: 100 }))).toEqual([]);
  });

  test("one file for all hosts, whose weight is replaced once", () => {
    const text = `${script("chk", "weight -5")}${instance({ priority: "0", lines: tracks("track_script", "chk") }).replace("    priority 0\n", "@lb1     priority 110\n@lb2     priority 100\n")}`;
    const texts = { "keepalived.conf": text };
    expect(found(code, texts)).toEqual(["keepalived.conf:3 warning -5"]);
    expect(mended(code, texts)).toEqual(["keepalived.conf:3 weight -11"]);
  });

  test("says the numbers, and what stays where", () => {
    const texts = nodes(weighted(110, -5), weighted(100, -5));
    const [finding] = findingsOf(code, texts);
    expect(finding?.message).toBe(
      "weight -5 of chk is too small: if it fails on lb1, 110 − 5 = 105 is still above the 100 of lb2. 10.0.0.100 stays on lb1, where what chk watches is dead.",
    );
    expect(finding?.related.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      "lb1/keepalived.conf: chk is tracked here",
      "lb1/keepalived.conf: priority 110 on lb1 while all is well",
      "lb2/keepalived.conf: priority 100 on lb2 while all is well",
    ]);
    expect(fixesOf(code, texts)).toEqual(["*lb1: Set the weight of chk to -11 on lb1, lb2"]);
  });

  test("says that equal is not enough, with the weights that count", () => {
    const [finding] = findingsOf(code, nodes(weighted(101, 2), weighted(99, 2)));
    expect(finding?.message).toContain("103 − 2 = 101 only equals the 101 of lb2, and a tie moves nothing");
  });

  test("says who waits", () => {
    const texts = nodes(weighted(110, -20), weighted(100, -20, { lines: ["nopreempt"] }));
    const [finding] = findingsOf(code, texts);
    expect(finding?.message).toBe(
      "weight -20 of chk moves nothing: nopreempt on lb2 takes the lower advertisements of lb1 for those of a live master. 10.0.0.100 stays on lb1, where what chk watches is dead; only weight 0 gives it up.",
    );
    expect(finding?.related.map(({ message }) => message)).toContain("nopreempt on lb2");
    expect(fixesOf(code, texts)).toEqual(["*lb1: Set the weight of chk to 0 on lb1, lb2"]);
  });

  test("says which instance holds a sync group", () => {
    const texts = nodes(weighing(110, { priority: 110 }), two("", { priority: 100 }, { priority: 100 }));
    expect(findingsOf(code, texts)[0]?.message).toContain(
      "VI_2 in the same sync group keeps priority 110 on lb1, and nobody takes it over",
    );
  });
});
