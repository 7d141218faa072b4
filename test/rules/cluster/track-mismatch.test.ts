import { describe, expect, test } from "vitest";
import { type InstanceOptions, instance } from "../../support/configs.ts";
import { findingsOf, fixesOf, found, mended, nodes, type Texts } from "./found.ts";

const code = "cluster/track-mismatch";
const secure = "global_defs {\n    script_user root\n    enable_script_security\n}\n";
const script = (name: string, command: string, ...lines: readonly string[]): string =>
  `vrrp_script ${name} {\n    script "${command}"\n${lines.map((line) => `    ${line}\n`).join("")}}\n`;
const tracking = (priority: number, ...names: readonly string[]): InstanceOptions => ({
  priority,
  lines: names.length === 0 ? [] : ["track_script {", ...names.map((name) => `    ${name}`), "}"],
});
/** A node that runs the given commands. */
function running(priority: number, ...commands: readonly string[]): string {
  const names = commands.map((_, index) => `s${index + 1}`);
  return (
    secure +
    commands.map((command, index) => script(names[index] ?? "", command)).join("") +
    instance(tracking(priority, ...names))
  );
}
const haproxy = "/usr/bin/killall -0 haproxy";

describe(code, () => {
  test.each<[title: string, texts: Texts, found: string[], mended: string[]]>([
    [
      "one of three does not track it",
      nodes(running(100, haproxy), running(90, haproxy), running(80)),
      ["lb3:5 information VI_1"],
      ["lb3:5 vrrp_script s1 {", `lb3:6 script "${haproxy}"`, "lb3:10 track_script {", "lb3:11 s1"],
    ],
    [
      "it is there, but not tracked",
      nodes(
        running(100, haproxy),
        running(90, haproxy),
        secure + script("chk", "killall -0 haproxy") + instance(tracking(80)),
      ),
      ["lb3:8 information VI_1"],
      ["lb3:9 track_script {", "lb3:10 chk"],
    ],
    [
      "one of two",
      nodes(
        running(100, haproxy, "/usr/bin/pgrep kubelet"),
        running(90, haproxy),
        running(80, haproxy, "pidof kubelet"),
      ),
      ["lb2:8 information VI_1"],
      ["lb2:8 vrrp_script s2 {", 'lb2:9 script "/usr/bin/pgrep kubelet"', "lb2:18 s2"],
    ],
    ["one alone tracks it", nodes(running(100, haproxy), running(90), running(80)), ["lb1:13 information s1"], []],
    [
      "with what the track line weighs",
      nodes(
        secure + script("s", haproxy) + instance(tracking(100, "s weight -30")),
        secure + script("s", haproxy) + instance(tracking(90, "s weight -30")),
        running(80),
      ),
      ["lb3:5 information VI_1"],
      ["lb3:5 vrrp_script s {", `lb3:6 script "${haproxy}"`, "lb3:10 track_script {", "lb3:11 s weight -30"],
    ],
    [
      "a positive weight: the election depends on it",
      nodes(
        secure + script("s", haproxy, "weight 30") + instance(tracking(100, "s")),
        secure + script("s", haproxy, "weight 30") + instance(tracking(90, "s")),
        running(80),
      ),
      ["lb3:5 warning VI_1"],
      ["lb3:5 vrrp_script s {", `lb3:6 script "${haproxy}"`, "lb3:7 weight 30", "lb3:11 track_script {", "lb3:12 s"],
    ],
    [
      "nobody said by whom scripts are run",
      nodes(running(100, haproxy), running(90, haproxy), instance(tracking(80))),
      ["lb3:1 information VI_1"],
      ["lb3:1 vrrp_script s1 {", `lb3:2 script "${haproxy}"`, "lb3:3 user root", "lb3:7 track_script {", "lb3:8 s1"],
    ],
  ])("%s", (_, texts, findings, after) => {
    expect(found(code, texts)).toEqual(findings);
    // Which lines are new is a matter of lines that the file had before.
    const lines = mended(code, texts).filter((line) => !line.endsWith(" }"));
    expect(lines).toEqual(after);
  });

  test("of two the one that lacks it: a fix, which is not preferred", () => {
    const texts = nodes(running(100, haproxy), running(90));
    expect(found(code, texts)).toEqual(["lb2:5 information VI_1"]);
    expect(fixesOf(code, texts)).toEqual(["lb2: Track s1 on lb2"]);
  });

  test("only one asks whether its gateway is there", () => {
    const tracks = (...names: readonly string[]): string =>
      names.map((name, index) => script(`s${index + 1}`, name)).join("");
    const both = secure + tracks(haproxy, "/usr/bin/ping -c 1 10.0.0.254") + instance(tracking(100, "s1", "s2"));
    expect(found(code, nodes(both, running(90, haproxy)))).toEqual(["lb2:8 information VI_1"]);
  });

  test("both lack what the other has", () => {
    expect(found(code, nodes(running(100, haproxy), running(90, "/usr/bin/pgrep kubelet")))).toEqual([
      "lb1:8 information VI_1",
      "lb2:8 information VI_1",
    ]);
  });

  test.each<[title: string, one: string, other: string]>([
    ["the program's folder", "/usr/bin/killall -0 haproxy", "killall  -0 haproxy"],
    ["who runs the script", "/bin/bash -c /etc/keepalived/check_haproxy.sh", "/etc/keepalived/check_haproxy.sh"],
    ["where it lies", "/opt/bin/check_haproxy.sh", "/etc/keepalived/check_haproxy.sh"],
    [
      "arguments of a script, which may be the node's own",
      "/etc/check_api.sh 10.0.0.1 lb1",
      "/etc/check_api.sh 10.0.0.2 lb2",
    ],
    ["addresses", "/usr/bin/curl -k https://10.0.0.1:6443/healthz", "/usr/bin/curl -k https://10.0.0.2:6443/healthz"],
    ["another way to ask after the same", "/usr/bin/pgrep haproxy", "/etc/keepalived/check_haproxy.sh"],
    ["the same port", "/bin/nc -z localhost 6443", "/usr/bin/curl -k https://localhost:6443/livez"],
    ["a script that tells nothing of itself", "/etc/keepalived/check.sh", "/usr/bin/pgrep haproxy"],
    ["a name with the node's letter", "/usr/bin/test ! -e /run/maintenance-a", "/usr/bin/test ! -e /run/maintenance-b"],
    ["a name with it inside", "/usr/bin/test ! -e /run/flaga", "/usr/bin/test ! -e /run/flagb"],
    ["the gateway that is asked", "/usr/bin/ping -c 1 10.0.0.254", "/bin/ping -c 2 -W 1 10.0.0.253"],
    ["the node's own script", "/etc/check_master.sh", "/etc/check_backup.sh"],
  ])("silent about differences in %s", (_, one, other) => {
    expect(found(code, nodes(running(100, one), running(90, other)))).toEqual([]);
  });

  test.each<[title: string, texts: Texts]>([
    [
      "all track it by other names",
      nodes(running(100, haproxy), secure + script("x", haproxy) + instance(tracking(90, "x"))),
    ],
    ["nobody tracks anything", nodes(instance(tracking(100)), instance(tracking(90)))],
    ["an undefined script, which the file shows", nodes(running(100, haproxy), instance(tracking(90, "s1")))],
    [
      "defined behind its use",
      nodes(running(100, haproxy), instance(tracking(90, "s1")) + script("s1", "/usr/bin/pgrep x")),
    ],
    ["a placeholder", nodes(running(100, haproxy), running(90, "{{ check }}"))],
    ["perhaps included", nodes(running(100, haproxy), `include more.conf\n${instance(tracking(90))}`)],
    [
      "perhaps in a template",
      nodes(
        running(100, haproxy),
        instance({ priority: 90, lines: ["{% if t %}", "track_script {", "s", "}", "{% endif %}"] }),
      ),
    ],
    [
      "tracked by the sync group",
      nodes(
        running(100, haproxy),
        `${secure}${script("s", haproxy)}vrrp_sync_group G {\n    group {\n        VI_1\n    }\n    track_script {\n        s\n    }\n}\n${instance(tracking(90))}`,
      ),
    ],
    [
      "a process instead",
      nodes(
        running(100, haproxy),
        `vrrp_track_process p {\n    process haproxy\n}\n${instance({ priority: 90, lines: ["track_process {", "p", "}"] })}`,
      ),
    ],
    [
      "interfaces are a node's own",
      nodes({ priority: 100, lines: ["track_interface {", "eth1", "}"] }, { priority: 90 }),
    ],
  ])("silent: %s", (_, texts) => {
    expect(found(code, texts)).toEqual([]);
  });

  test.each<[title: string, texts: Texts]>([
    [
      "a command with a node's own address",
      nodes(running(100, "/usr/bin/curl http://10.0.0.1:8404/haproxy"), running(90)),
    ],
    [
      "a name that is taken",
      nodes(running(100, haproxy), secure + script("s1", "/usr/bin/pgrep kubelet") + instance(tracking(90))),
    ],
    [
      "a weight that would let another one hold the address",
      nodes(
        secure + script("s", haproxy, "weight 30") + instance(tracking(100, "s")),
        secure + script("s", haproxy, "weight 30") + instance(tracking(80, "s")),
        running(105),
      ),
    ],
  ])("no fix for %s", (_, texts) => {
    expect(found(code, texts)).toHaveLength(1);
    expect(fixesOf(code, texts)).toEqual([]);
  });

  test("one script for two instances is written once", () => {
    const two = (text: string, ...names: readonly string[]): string =>
      text + instance({ ...tracking(100, ...names), name: "VI_2", id: 52, vips: ["10.0.0.2"] });
    const texts = nodes(two(running(100, haproxy), "s1"), two(running(90)), two(running(80, haproxy), "s1"));
    expect(fixesOf(code, texts)).toEqual(["*lb2: Track s1 on lb2"]);
    expect(mended(code, texts).filter((line) => line.includes("vrrp_script"))).toHaveLength(1);
    expect(mended(code, texts).filter((line) => line.includes(code))).toEqual([]);
  });

  test("says what happens", () => {
    const [lacks] = findingsOf(code, nodes(running(100, haproxy), running(90, haproxy), running(80)));
    expect(lacks?.message).toBe(
      "lb3 does not track s1, which lb1, lb2 track. If what it watches fails on lb3, the node keeps 10.0.0.100, or takes it over, all the same.",
    );
    expect(lacks?.related.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      "lb1/keepalived.conf: s1 is tracked here",
    ]);
    const [alone] = findingsOf(code, nodes(running(100, haproxy), running(90), running(80)));
    expect(alone?.message).toMatch(/^Only lb1 tracks s1\. /);
  });

  test("is silenced by a weight that is in vain", () => {
    const texts = nodes(secure + script("s", haproxy, "weight 2") + instance(tracking(110, "s")), running(109));
    expect(found("cluster/ineffective-track-weight", texts)).toHaveLength(1);
    expect(found(code, texts)).toEqual([]);
  });
});
