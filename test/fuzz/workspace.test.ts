import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { loadYamlReader, type YamlReader } from "../../server/src/model/kubernetes/yaml-reader.ts";
import { applyEdits } from "../../server/src/text/span.ts";
import type { PlacedFinding, PlacedFix } from "../../server/src/workspace/types.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { type Mutation, mutateAll, mutated, mutations } from "./mutations.ts";
import { realTexts } from "./real-texts.ts";
import { everyCase } from "./run.ts";
import {
  clusterFiles,
  documentTexts,
  haproxyTexts,
  hostsTexts,
  keepalivedTexts,
  kubernetesTexts,
  type SeedFile,
  shellTexts,
} from "./texts.ts";

let yamlReader: YamlReader;

beforeAll(async () => {
  yamlReader = await loadYamlReader();
});

function workspaceOf(files: readonly SeedFile[]): Workspace {
  const workspace = new Workspace();
  workspace.setYamlReader(yamlReader);
  for (const { file, text } of files) workspace.setFile(file, text);
  return workspace;
}

function lengthOf(workspace: Workspace, file: string): number {
  const text = workspace.textOf(file);
  if (text === undefined) throw new Error(`a finding names ${file}, which the workspace does not have`);
  return text.length;
}

function expectInside(workspace: Workspace, place: { file: string; start: number; end: number }): void {
  const length = lengthOf(workspace, place.file);
  const isInside = place.start >= 0 && place.start <= place.end && place.end <= length;
  if (!isInside)
    throw new Error(`${place.start}–${place.end} lies outside ${place.file}, which has ${length} characters`);
}

/** Whether `remainder` is `text` without some characters. */
function isWithoutSome(remainder: string, text: string): boolean {
  let at = 0;
  for (const unit of remainder) {
    at = text.indexOf(unit, at);
    if (at < 0) return false;
    at += unit.length;
  }
  return true;
}

/** Applies a fix by itself and checks that nothing but what it names has changed. */
function expectSoundFix(workspace: Workspace, fix: PlacedFix): void {
  const files = new Set(fix.edits.map(({ file }) => file));
  for (const file of files) {
    const text = workspace.textOf(file) ?? "";
    const edits = fix.edits.filter((edit) => edit.file === file).map(({ edit }) => edit);
    for (const { start, end } of edits) expectInside(workspace, { file, start, end });
    const result = applyEdits(text, edits);
    // `applyEdits` leaves overlapping edits out; a fix must not have any.
    const growth = edits.reduce((sum, { start, end, newText }) => sum + newText.length - (end - start), 0);
    expect(result.length).toBe(text.length + growth);
    const kept = applyEdits(
      text,
      edits.map(({ start, end }) => ({ start, end, newText: "" })),
    );
    expect(isWithoutSome(kept, result)).toBe(true);
  }
}

function expectSoundFindings(workspace: Workspace, findings: readonly PlacedFinding[]): void {
  for (const finding of findings) {
    expectInside(workspace, finding);
    for (const related of finding.related) expectInside(workspace, related);
    expect(finding.message).not.toMatch(/\{\w+\}.*undefined|\[object /);
    expect(finding.fixes.filter((fix) => fix.isPreferred).length).toBeLessThanOrEqual(1);
    for (const fix of finding.fixes) expectSoundFix(workspace, fix);
  }
}

type Step =
  | { readonly kind: "edit"; readonly index: number; readonly changes: readonly Mutation[] }
  | { readonly kind: "set"; readonly index: number; readonly from: number }
  | { readonly kind: "remove"; readonly index: number }
  | { readonly kind: "add"; readonly file: string; readonly from: number }
  | { readonly kind: "ask"; readonly index: number };

const otherTexts = [
  ...haproxyTexts,
  ...keepalivedTexts,
  ...kubernetesTexts,
  ...shellTexts,
  ...hostsTexts,
  ...documentTexts,
];
const otherNames = [
  "lb4/keepalived.conf",
  "lb4/haproxy.cfg",
  "haproxy.cfg",
  "keepalived-master.conf",
  "keepalived-backup.conf",
  "keepalived.conf.j2",
  "site-b/n1/keepalived.conf",
  "site-b/n2/keepalived.conf",
  "lb2/keepalived-old.conf",
  "kubeadm-v1beta3.yaml",
  "kubeadm-v1beta4.yaml",
  "README.md",
  "join.yaml",
  "lb4/etc/hosts",
  "notes.txt",
];

const index = fc.nat(100);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("edit" as const), index, changes: mutations }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("set" as const), index, from: index }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("remove" as const), index }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("add" as const), file: fc.constantFrom(...otherNames), from: index }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("ask" as const), index }) },
);

function pick<T>(items: readonly T[], at: number): T | undefined {
  return items[at % Math.max(1, items.length)];
}

function take(workspace: Workspace, taken: Step): void {
  if (taken.kind === "add") {
    workspace.setFile(taken.file, pick(otherTexts, taken.from) ?? "");
    return;
  }
  const file = pick(workspace.fileNames().sort(), taken.index);
  if (file === undefined) return;
  switch (taken.kind) {
    case "edit":
      workspace.setFile(file, mutateAll(workspace.textOf(file) ?? "", taken.changes));
      break;
    case "set":
      workspace.setFile(file, pick(clusterFiles, taken.from)?.text ?? "");
      break;
    case "remove":
      workspace.removeFile(file);
      break;
    case "ask":
      workspace.findingsOf(file);
      break;
  }
}

/** All that a user sees of a workspace. */
function stateOf(workspace: Workspace): object {
  const { clusters, memberships } = { clusters: workspace.clusters(), memberships: workspace.memberships() };
  return { findings: workspace.allFindings(), clusters, memberships };
}

function fresh(workspace: Workspace, order: (a: string, b: string) => number): Workspace {
  const files = workspace.fileNames().sort(order);
  return workspaceOf(files.map((file) => ({ file, text: workspace.textOf(file) ?? "" })));
}

describe("any workspace", () => {
  test("gives findings that lie in its texts, with fixes that lose nothing", () => {
    const one = fc.tuple(fc.nat(clusterFiles.length - 1), mutations);
    everyCase(fc.array(one, { minLength: 1, maxLength: 5 }), 500, (changes) => {
      const files = clusterFiles.map(({ file, text }, at) => ({
        file,
        text: changes.reduce((changed, [target, edits]) => (target === at ? mutateAll(changed, edits) : changed), text),
      }));
      const workspace = workspaceOf(files);
      expectSoundFindings(workspace, workspace.allFindings());
    });
  });

  test("gives sound findings for a single file of any text under any name", () => {
    const real = [...realTexts("haproxy"), ...realTexts("keepalived")];
    const names = [...clusterFiles.map(({ file }) => file), ...otherNames];
    everyCase(fc.tuple(fc.constantFrom(...names), mutated([...otherTexts, ...real])), 1200, ([file, text]) => {
      const workspace = workspaceOf([{ file, text }]);
      expectSoundFindings(workspace, workspace.allFindings());
    });
  });

  test("gives the same after edits as one that reads the same texts anew, in whatever order", () => {
    everyCase(fc.array(step, { minLength: 1, maxLength: 8 }), 150, (steps) => {
      const workspace = workspaceOf(clusterFiles);
      for (const taken of steps) {
        take(workspace, taken);
        const state = stateOf(workspace);
        expect(state).toEqual(stateOf(fresh(workspace, (a, b) => (a < b ? -1 : 1))));
        expect(state).toEqual(stateOf(fresh(workspace, (a, b) => (a < b ? 1 : -1))));
      }
    });
  });

  test("names in update() every file whose findings changed", () => {
    everyCase(fc.array(step, { minLength: 1, maxLength: 6 }), 250, (steps) => {
      const workspace = workspaceOf(clusterFiles);
      const messagesOf = (file: string): string[] =>
        workspace.findingsOf(file).map(({ code, message, severity }) => `${severity} ${code} ${message}`);
      workspace.update();
      for (const taken of steps) {
        if (taken.kind === "ask") continue;
        const before = new Map(workspace.fileNames().map((file) => [file, messagesOf(file)]));
        take(workspace, taken);
        const touched = workspace.update();
        for (const file of workspace.fileNames()) {
          if (!touched.has(file)) expect(messagesOf(file)).toEqual(before.get(file));
        }
      }
    });
  });
});
