import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PlacedFinding } from "../../server/src/workspace/types.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { type Mutation, mutateAll, mutations } from "./mutations.ts";
import { everyCase } from "./run.ts";

/** Files that may bring in each other, in a ring too. */
const names = [
  "lb1/keepalived.conf",
  "lb1/conf.d/a.conf",
  "lb1/conf.d/b.conf.j2",
  "lb1/part.inc",
  "lb1/vips.inc",
  "lb2/keepalived.conf",
  "lb2/keepalived.conf.bak",
  "common/part.inc",
];

const texts = [
  "global_defs {\n    router_id a\n}\ninclude conf.d/*.conf\n",
  "include /etc/keepalived/conf.d/*.conf\nvrrp_instance VI_1 {\n    interface eth0\n    include part.inc\n    virtual_ipaddress {\n        include vips.inc\n    }\n    track_script {\n        chk\n    }\n}\n",
  `$PART=part\n@lb1 include \${PART}.inc\nvrrp_instance VI_1 {\n    interface eth0\n    include ../common/$PART.inc\n    include ../common/\${PART}.inc\n}\n`,
  'vrrp_script chk {\n    script "/bin/true"\n}\nvrrp_instance VI_2 {\n    include ../part.inc\n    interface eth1\n',
  "include ../keepalived.conf\n$PRIO=7\nvrrp_instance VI_3 {\n    priority $PRIO\n    state MASTER\n    include ../vips.inc\n}\n",
  "virtual_router_id 52\npriority 999\n",
  "priority $PRIO\nadvert_int 1 }\n",
  "10.20.0.100/24\n10.20.0.1001\n",
  "include part.inc\n",
  "",
];

type Step =
  | { readonly kind: "set"; readonly file: string; readonly text: string }
  | { readonly kind: "edit"; readonly file: string; readonly changes: readonly Mutation[] }
  | { readonly kind: "remove"; readonly file: string };

const file = fc.constantFrom(...names);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("set" as const), file, text: fc.constantFrom(...texts) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("edit" as const), file, changes: mutations }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("remove" as const), file }) },
);

/** A workspace, and the texts that it was given. */
class Told {
  readonly workspace = new Workspace();
  readonly texts = new Map<string, string>();

  set(name: string, text: string): void {
    this.texts.set(name, text);
    this.workspace.setFile(name, text);
  }

  take(taken: Step): void {
    if (taken.kind === "set") this.set(taken.file, taken.text);
    else if (taken.kind === "edit") this.set(taken.file, mutateAll(this.texts.get(taken.file) ?? "", taken.changes));
    else {
      this.texts.delete(taken.file);
      this.workspace.removeFile(taken.file);
    }
  }

  /** A workspace that is given the same texts at once. */
  fresh(isBackwards: boolean): Workspace {
    const files = [...this.texts].sort(([a], [b]) => (a < b === isBackwards ? 1 : -1));
    const workspace = new Workspace();
    for (const [name, text] of files) workspace.setFile(name, text);
    return workspace;
  }
}

/** All that a user sees of a workspace. */
function stateOf(workspace: Workspace): object {
  return {
    findings: workspace.allFindings(),
    memberships: workspace.memberships(),
    clusters: workspace.clusters(),
    units: workspace
      .fileNames()
      .sort()
      .map((name) => workspace.includesOf(name)),
  };
}

/** What is found in each file, as a text. */
function saidOf(workspace: Workspace): Map<string, string> {
  const said = (name: string): string =>
    JSON.stringify(workspace.findingsOf(name).map(({ code, message }) => [code, message]));
  return new Map(workspace.fileNames().map((name) => [name, said(name)]));
}

function expectInside(workspace: Workspace, finding: PlacedFinding): void {
  const edits = finding.fixes.flatMap((fix) => fix.edits.map(({ file: name, edit }) => ({ file: name, ...edit })));
  for (const place of [finding, ...finding.related, ...edits]) {
    const length = workspace.textOf(place.file)?.length ?? -1;
    expect(place.start >= 0 && place.start <= place.end && place.end <= length).toBe(true);
  }
}

const start: readonly Step[] = names
  .slice(0, 6)
  .map((name, at) => ({ kind: "set", file: name, text: texts[at] ?? "" }));

describe("files that include each other", () => {
  test("are after edits what they are when they are read anew, in whatever order", () => {
    everyCase(fc.array(step, { minLength: 1, maxLength: 8 }), 300, (steps) => {
      const told = new Told();
      for (const taken of start) told.take(taken);
      for (const taken of steps) {
        told.take(taken);
        const state = stateOf(told.workspace);
        expect(state).toEqual(stateOf(told.fresh(false)));
        expect(state).toEqual(stateOf(told.fresh(true)));
      }
    });
  });

  test("have findings that lie in their own texts, and update() names every file whose findings changed", () => {
    everyCase(fc.array(step, { minLength: 1, maxLength: 8 }), 300, (steps) => {
      const told = new Told();
      const { workspace } = told;
      for (const taken of [...start, ...steps]) {
        const before = saidOf(workspace);
        told.take(taken);
        const touched = workspace.update();
        for (const [name, findings] of saidOf(workspace)) {
          if (!touched.has(name)) expect(findings).toBe(before.get(name));
        }
        for (const finding of workspace.allFindings()) expectInside(workspace, finding);
      }
    });
  });
});
