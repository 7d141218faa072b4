import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Workspace } from "../../server/src/workspace/workspace.ts";
import { clusterConfiguration, instance } from "../support/configs.ts";
import { check, describeFinding, openWorkspace } from "../support/fixture.ts";

/** Three clusters of two nodes in one scope. */
function clusters(ids: readonly [number, number, number]): Map<string, string> {
  const names = ["db", "lb", "web"];
  return new Map(
    names.flatMap((name, index) =>
      [1, 2].map((node): [string, string] => [
        `${name}${node}/keepalived.conf`,
        `global_defs {\n    router_id ${name}${node}\n}\n${instance({ id: ids[index] ?? 0, priority: 100 - node, vips: [`10.0.0.1${index}0/24`] })}`,
      ]),
    ),
  );
}

function say(workspace: Workspace): string[] {
  return workspace.allFindings().map((finding) => describeFinding(workspace, finding));
}

/** Writes something else into a file, and says how many clusters were judged for it. */
function judgedFor(workspace: Workspace, file: string, from: string, to: string): number {
  workspace.update();
  const before = workspace.counters.checkedClusters;
  const text = workspace.textOf(file) ?? "";
  expect(text).toContain(from);
  workspace.setFile(file, text.replace(from, to));
  workspace.update();
  return workspace.counters.checkedClusters - before;
}

const conflict = "cluster/virtual-router-id-conflict";

/** A folder with files that are named after machines, each with the id of its virtual router. */
function flat(
  ids: Readonly<Record<string, number>>,
  vipOf = (_name: string, index: number) => index,
): Map<string, string> {
  const sets = [...new Set(Object.keys(ids).map((name) => name.replace(/\d+$/, "")))];
  return new Map(
    Object.entries(ids).map(([name, id], index): [string, string] => {
      const set = name.replace(/\d+$/, "");
      const vips = [`10.0.0.1${vipOf(set, sets.indexOf(set))}0/24`];
      return [`vrrp/${name}.keepalived`, instance({ id, priority: 200 - index, vips, source: `10.0.0.${index + 1}` })];
    }),
  );
}

describe("files of one folder that are named after machines", () => {
  test("are beside each other, though their words differ", () => {
    expect(say(openWorkspace(flat({ db1: 51, db2: 51, lb1: 51, lb2: 51 })))).toEqual([
      `vrrp/lb1.keepalived:3:23 warning ${conflict} 51`,
    ]);
    expect(say(openWorkspace(flat({ db1: 51, db2: 51, lb1: 52, lb2: 52 })))).toEqual([]);
  });

  test("come to light by an edit of the others", () => {
    const workspace = openWorkspace(flat({ db1: 52, db2: 52, lb1: 51, lb2: 51 }));
    expect(say(workspace)).toEqual([]);
    for (const node of ["db1", "db2"]) {
      const file = `vrrp/${node}.keepalived`;
      workspace.setFile(file, (workspace.textOf(file) ?? "").replace("router_id 52", "router_id 51"));
    }
    expect(say(workspace)).toEqual([`vrrp/lb1.keepalived:3:23 warning ${conflict} 51`]);
  });

  test.each<[title: string, files: Map<string, string>]>([
    ["environments", flat({ prod1: 51, prod2: 51, staging1: 51, staging2: 51 })],
    ["steps of a course", flat({ step1: 51, step2: 51, lb1: 51, lb2: 51 })],
    ["two states of one set", flat({ lb1: 51, lb2: 51, web1: 51, web2: 51 }, () => 1)],
  ])("silent: %s", (_, files) => {
    expect(say(openWorkspace(files)).filter((line) => line.includes(conflict))).toEqual([]);
  });
});

describe("clusters of one scope", () => {
  test("an edit in one of them comes to light in the other", () => {
    const workspace = openWorkspace(clusters([51, 52, 53]));
    expect(say(workspace)).toEqual([]);
    for (const node of ["lb1", "lb2"]) judgedFor(workspace, `${node}/keepalived.conf`, "router_id 52", "router_id 53");
    expect(say(workspace)).toEqual([`web1/keepalived.conf:6:23 warning ${conflict} 53`]);
    judgedFor(workspace, "lb2/keepalived.conf", "router_id lb2", "router_id lb2\n    vrrp_mcast_group4 224.0.0.19");
    judgedFor(workspace, "lb1/keepalived.conf", "router_id lb1", "router_id lb1\n    vrrp_mcast_group4 224.0.0.19");
    expect(say(workspace)).toEqual([]);
  });

  test("the same without an edit of the cluster that is told", () => {
    const files = clusters([51, 52, 53]);
    const workspace = openWorkspace(files);
    workspace.update();
    workspace.removeFile("web1/keepalived.conf");
    workspace.removeFile("web2/keepalived.conf");
    for (const node of ["db1", "db2"]) judgedFor(workspace, `${node}/keepalived.conf`, "router_id 51", "router_id 52");
    expect(say(workspace)).toEqual([`lb1/keepalived.conf:6:23 warning ${conflict} 52`]);
    workspace.removeFile("db1/keepalived.conf");
    // One node alone may be anything.
    expect(say(workspace)).toEqual([]);
  });

  test("a place in the other's file stays right when that file's text moves", () => {
    const workspace = openWorkspace(clusters([51, 52, 52]));
    judgedFor(workspace, "lb1/keepalived.conf", "global_defs", "# one\n# two\nglobal_defs");
    const [finding] = workspace.allFindings();
    const related = finding?.related.find(({ file }) => file === "lb1/keepalived.conf");
    expect(workspace.textOf("lb1/keepalived.conf")?.slice(related?.start, related?.end)).toBe("52");
  });

  test("only those with a common id are judged again for each other", () => {
    const apart = openWorkspace(clusters([51, 52, 53]));
    expect(judgedFor(apart, "lb1/keepalived.conf", "priority 99", "priority 97")).toBe(1);
    const together = openWorkspace(clusters([51, 52, 52]));
    expect(judgedFor(together, "lb1/keepalived.conf", "priority 99", "priority 97")).toBe(2);
    expect(judgedFor(together, "db1/keepalived.conf", "priority 99", "priority 97")).toBe(1);
    // Which id is free is a matter of them all.
    together.removeFile("db2/keepalived.conf");
    judgedFor(together, "db1/keepalived.conf", "router_id 51", "router_id 53");
    expect(together.allFindings().find(({ code }) => code === conflict)?.fixes[0]?.title).toContain("54");
    together.setFile("kubeadm.yaml", clusterConfiguration("10.0.0.110:6443"));
    const before = together.counters.checkedClusters;
    together.update();
    expect(together.counters.checkedClusters - before).toBe(1);
  });

  test("any edits leave what a fresh look sees", () => {
    const files = clusters([51, 52, 52]);
    const edit = fc.record({
      file: fc.constantFrom(...files.keys()),
      change: fc.constantFrom<(text: string) => string | undefined>(
        () => undefined,
        (text) => text.replace("router_id 51", "router_id 52"),
        (text) => text.replace("router_id 52", "router_id 51"),
        (text) => text.replace("router_id 52", "router_id 53"),
        (text) => text.replace("10.0.0.", "10.0.1."),
        (text) => text.replace("    router_id", "    vrrp_mcast_group4 224.0.0.19\n    router_id"),
        (text) => text.replace("    interface", "    unicast_peer {\n        10.0.0.9\n    }\n    interface"),
        (text) => `# one more\n${text}`,
      ),
    });
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 10 }), (edits) => {
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
          expect(workspace.allFindings()).toEqual(check(now));
        }
      }),
      { seed: 3, numRuns: 150 },
    );
  });
});
