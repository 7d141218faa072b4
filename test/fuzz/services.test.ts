import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { parseIpAddress } from "../../server/src/model/address.ts";
import { loadYamlReader, type YamlReader } from "../../server/src/model/kubernetes/yaml-reader.ts";
import { sayMessage } from "../../server/src/rules/finding.ts";
import { completionsAt } from "../../server/src/services/completion.ts";
import { definitionAt } from "../../server/src/services/definition.ts";
import { documentSymbols } from "../../server/src/services/document-symbols.ts";
import { foldingRanges } from "../../server/src/services/folding.ts";
import { highlightsAt } from "../../server/src/services/highlights.ts";
import { hoverAt } from "../../server/src/services/hover.ts";
import { inlayHints } from "../../server/src/services/inlay-hints.ts";
import { referencesAt } from "../../server/src/services/references.ts";
import { prepareRename, renameAt } from "../../server/src/services/rename.ts";
import { signatureHelpAt } from "../../server/src/services/signature-help.ts";
import { workspaceSymbols } from "../../server/src/services/workspace-symbols.ts";
import { applyEdits } from "../../server/src/text/span.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { type Mutation, mutateAll, mutations } from "./mutations.ts";
import { realTexts } from "./real-texts.ts";
import { everyCase } from "./run.ts";
import { clusterFiles, haproxyTexts, keepalivedTexts, type SeedFile } from "./texts.ts";

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

interface Place {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

function expectInside(workspace: Workspace, { file, start, end }: Place): void {
  const length = workspace.textOf(file)?.length ?? -1;
  if (!(start >= 0 && start <= end && end <= length)) throw new Error(`${start}–${end} lies outside ${file}`);
}

function expectSortedOnce(places: readonly Place[]): void {
  const keys = places.map(({ file, start, end }) => `${file} ${String(start).padStart(7)} ${String(end).padStart(7)}`);
  expect(keys).toEqual([...new Set(keys)].sort());
}

/** Checks that parameters lie in their labels, and that those which are pointed at are there. */
function expectSoundSignatures(workspace: Workspace, file: string, offset: number): void {
  const help = signatureHelpAt(workspace, file, offset);
  if (help === undefined) return;
  expect(help.signatures[help.active]).toBeDefined();
  for (const { label, parameters, active } of help.signatures) {
    for (const { start, end } of parameters) expect(0 <= start && start < end && end <= label.length).toBe(true);
    if (active !== undefined) expect(parameters[active]).toBeDefined();
  }
}

/** Asks everything about a place, and checks that the answers lie in the texts and do not contradict each other. */
function expectSoundAnswers(workspace: Workspace, file: string, offset: number): void {
  completionsAt(workspace, file, offset);
  hoverAt(workspace, file, offset);
  expectSoundSignatures(workspace, file, offset);
  const definition = definitionAt(workspace, file, offset);
  if (definition !== undefined) {
    const { origin, targets } = definition;
    expectInside(workspace, origin);
    expect(origin.file === file && origin.start <= offset && offset <= origin.end).toBe(true);
    expect(targets.length).toBeGreaterThan(0);
    for (const target of targets) {
      expectInside(workspace, target);
      expectInside(workspace, { file: target.file, start: target.wholeStart, end: target.start });
      expectInside(workspace, { file: target.file, start: target.end, end: target.wholeEnd });
    }
  }
  const references = referencesAt(workspace, file, offset, true);
  const uses = referencesAt(workspace, file, offset, false);
  expectSortedOnce(references);
  for (const place of references) expectInside(workspace, place);
  for (const place of uses) expect(references).toContainEqual(place);
  // An address may be asked about at its port.
  const text = workspace.textOf(file) ?? "";
  const isHere = (place: Place): boolean =>
    place.file === file && place.start <= offset && !/\s/.test(text.slice(place.end, offset));
  expect(references.length === 0 || references.some(isHere)).toBe(true);
  const highlights = highlightsAt(workspace, file, offset);
  for (const { start, end } of highlights) expect(references).toContainEqual({ file, start, end });
  expectSoundRenaming(workspace, file, offset);
}

/** Renames what stands at a place, and checks that it then has the new name everywhere and the old one nowhere. */
function expectSoundRenaming(workspace: Workspace, file: string, offset: number): void {
  const offer = prepareRename(workspace, file, offset);
  if ("refusal" in offer) return;
  const address = parseIpAddress(offer.name);
  const isNumber = /^\d+$/.test(offer.name);
  const freeAddress = address?.family === 6 ? "2001:db8::77" : "192.0.2.199";
  const newName = address !== undefined ? freeAddress : isNumber ? "199" : "zz_new_name";
  const renaming = renameAt(workspace, file, offset, newName);
  if (address !== undefined || isNumber) {
    // What all files of a cluster share stands in other forms as well, and may be refused as a whole.
    for (const { file: name, edit } of "refusal" in renaming ? [] : renaming.edits) {
      expectInside(workspace, { file: name, start: edit.start, end: edit.end });
    }
    return;
  }
  if ("refusal" in renaming) throw new Error(sayMessage(renaming.refusal));
  const before = referencesAt(workspace, file, offset, true);
  expect(renaming.edits.map(({ file: name, edit: { start, end } }) => ({ file: name, start, end }))).toEqual(before);
  const texts = new Map(workspace.fileNames().map((name) => [name, workspace.textOf(name) ?? ""]));
  for (const { file: name, edit } of renaming.edits) {
    expect(texts.get(name)?.slice(edit.start, edit.end)).toBe(offer.name);
  }
  const changed = workspaceOf(
    Array.from(texts, ([name, text]) => ({
      file: name,
      text: applyEdits(
        text,
        renaming.edits.filter((one) => one.file === name).map(({ edit }) => edit),
      ),
    })),
  );
  const after = referencesAt(changed, file, offer.place.start + shiftBefore(renaming.edits, file, offer), true);
  expect(after).toHaveLength(before.length);
  for (const place of after) expect(changed.textOf(place.file)?.slice(place.start, place.end)).toBe(newName);
}

/** How far the place of an offer moves by the edits in front of it. */
function shiftBefore(
  edits: readonly { readonly file: string; readonly edit: { start: number; end: number; newText: string } }[],
  file: string,
  { place }: { readonly place: Place },
): number {
  return edits
    .filter((one) => one.file === file && one.edit.start < place.start)
    .reduce((sum, { edit }) => sum + edit.newText.length - (edit.end - edit.start), 0);
}

const share = 1_000_000;
const places = fc.array(fc.nat(share), { minLength: 12, maxLength: 12 });

function askAll(workspace: Workspace, file: string, shares: readonly number[]): void {
  const length = workspace.textOf(file)?.length ?? 0;
  documentSymbols(workspace, file);
  foldingRanges(workspace, file);
  const hints = inlayHints(workspace, file, 0, length).map(({ offset }) => offset);
  expect(hints).toEqual([...new Set(hints)].sort((one, other) => one - other));
  for (const offset of hints) expectInside(workspace, { file, start: offset, end: offset });
  for (const offset of [0, length, length + 1, ...shares.map((at) => Math.floor((at / share) * length))]) {
    if (offset <= length) expectSoundAnswers(workspace, file, offset);
    else
      for (const ask of [definitionAt, highlightsAt, hoverAt, completionsAt, signatureHelpAt])
        ask(workspace, file, offset);
  }
  for (const symbol of workspaceSymbols(workspace, "")) expectInside(workspace, symbol);
}

describe("the services", () => {
  test("answer about any place of any single text, in which all that they name lies", () => {
    const texts = [
      ...[...haproxyTexts, ...realTexts("haproxy")].map((text) => ({ file: "haproxy.cfg", text })),
      ...[...keepalivedTexts, ...realTexts("keepalived")].map((text) => ({ file: "keepalived.conf", text })),
    ];
    const few: fc.Arbitrary<readonly Mutation[]> = fc.oneof(fc.constant([]), mutations);
    everyCase(fc.tuple(fc.constantFrom(...texts), few, places), 600, ([{ file, text }, changes, shares]) => {
      askAll(workspaceOf([{ file, text: mutateAll(text, changes) }]), file, shares);
    });
  });

  test("answer about any place of any cluster", () => {
    const one = fc.tuple(fc.nat(clusterFiles.length - 1), mutations);
    const cases = fc.tuple(fc.array(one, { maxLength: 3 }), fc.nat(clusterFiles.length - 1), places);
    everyCase(cases, 300, ([changes, asked, shares]) => {
      const files = clusterFiles.map(({ file, text }, at) => ({
        file,
        text: changes.reduce((changed, [target, edits]) => (target === at ? mutateAll(changed, edits) : changed), text),
      }));
      askAll(workspaceOf(files), clusterFiles[asked]?.file ?? "", shares);
    });
  });

  test("answer after edits as they would about the same texts read anew", () => {
    const steps = fc.array(fc.tuple(fc.nat(clusterFiles.length - 1), mutations, fc.nat(share)), {
      minLength: 1,
      maxLength: 5,
    });
    everyCase(steps, 150, (taken) => {
      const workspace = workspaceOf(clusterFiles);
      for (const [target, edits, at] of taken) {
        const file = clusterFiles[target]?.file ?? "";
        workspace.setFile(file, mutateAll(workspace.textOf(file) ?? "", edits));
        const offset = Math.floor((at / share) * (workspace.textOf(file)?.length ?? 0));
        const anew = workspaceOf(
          workspace.fileNames().map((name) => ({ file: name, text: workspace.textOf(name) ?? "" })),
        );
        expect(definitionAt(workspace, file, offset)).toEqual(definitionAt(anew, file, offset));
        expect(referencesAt(workspace, file, offset, true)).toEqual(referencesAt(anew, file, offset, true));
        expect(workspaceSymbols(workspace, "")).toEqual(workspaceSymbols(anew, ""));
      }
    });
  });
});
