import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { loadYamlReader, type YamlReader } from "../../server/src/model/kubernetes/yaml-reader.ts";
import { readManifest } from "../../server/src/model/manifest/read.ts";
import { applyEdits } from "../../server/src/text/span.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { mutateAll, mutated, mutations } from "./mutations.ts";
import { everyCase } from "./run.ts";
import { clusterFiles, type SeedFile } from "./texts.ts";

const manifests: readonly string[] = [
  `haproxy: "3.2"
keepalived: 2.2
rules:
  cluster/duplicate-priority: off
  haproxy/unknown-keyword: warning
exclude: ["archive/**", '*.bak']
clusters:
  - name: prod
    endpoint: 10.20.0.100:6443
    vips: [10.20.0.100, "fd00::100/64"]
    files: [kubeadm.yaml, "manifests/*"]
    nodes:
      - name: lb1
        address: [10.20.0.1, fd00::1]
        roles: [balancer, control-plane]
        files: ["lb1/**", install.sh]
        vars: { PRIORITY: 120, NODE_IP: 10.20.0.1 }
      - { name: lb2, address: 10.20.0.2, haproxy: auto, files: ["lb2/**", install.sh], vars: { PRIORITY: 110 } }
  - name: rest # what is left
    nodes: [{ name: lb3, files: lb3, keepalived: "2.0" }]
`,
  `clusters:
- name: a
  nodes:
  - &base
    name: one
    roles: &roles [balancer]
    files: lb1
    vars:
      A: |
        several
        lines
  - <<: *base
    name: two
    roles: *roles
    files: ["{lb2,lb3}/*.cfg", ../x, **/y]
---
second: document
`,
  '{"haproxy": "auto", "clusters": [{"name": "x", "nodes": [{"name": "y", "files": ["lb1"]}]}]}',
];

const pieces = [
  ...[
    "- ",
    ": ",
    "? ",
    "&a ",
    "*a ",
    "<<: *a",
    "<<: ",
    "[",
    "]",
    "{",
    "}",
    "|\n",
    ">\n",
    "---\n",
    "...\n",
    "%YAML 1.1\n",
    "!!map ",
    "!x ",
  ],
  ...[
    "\t",
    "  ",
    "\n",
    "\r\n",
    "# c\n",
    '"',
    "'",
    "\\",
    ", ",
    "~",
    "name: ",
    "nodes:\n",
    "clusters:\n",
    "files: ",
    "vars: ",
    "a",
    "1",
    "\ufeff",
  ],
];

/** Texts that are put together from YAML's signs, any text at all, and manifests that were changed. */
const anyText = fc.oneof(
  { weight: 3, arbitrary: mutated(manifests) },
  { weight: 2, arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join("")) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 80 }) },
);

let yamlReader: YamlReader;

beforeAll(async () => {
  yamlReader = await loadYamlReader();
});

function workspaceOf(files: readonly SeedFile[]): Workspace {
  const workspace = new Workspace();
  workspace.setYamlReader(yamlReader);
  for (const { file, text } of files) workspace.setFile(file, text);
  workspace.update();
  for (const path of workspace.openPaths()) workspace.answerPath(path, false);
  return workspace;
}

/** Templates whose placeholders the manifests give values for. */
const templates: readonly SeedFile[] = clusterFiles.map(({ file, text }) => ({
  file,
  text: text.replace(/priority \d+/, `priority \${PRIORITY}`).replace(/10\.20\.0\.1\b/, "{{ NODE_IP }}"),
}));

describe("any text as a manifest", () => {
  test("is read without fail, with everything at a place of its own", () => {
    everyCase(anyText, 3000, (text) => {
      const { faults, paths, ruleCodes, manifest } = readManifest(text);
      for (const { at } of [...faults, ...paths, ...ruleCodes]) {
        expect(at.start).toBeGreaterThanOrEqual(0);
        expect(at.end).toBeGreaterThanOrEqual(at.start);
        expect(at.end).toBeLessThanOrEqual(text.length);
      }
      const isBroken = faults.some(({ kind }) => kind === "syntax");
      if (isBroken) expect(faults).toHaveLength(1);
      expect(JSON.parse(JSON.stringify(manifest)).clusters).toHaveLength(manifest.clusters.length);
    });
  });

  test("gives sound findings, whose fixes remove them", () => {
    everyCase(anyText, 500, (text) => {
      const workspace = workspaceOf([{ file: "haconf.yaml", text }, ...templates]);
      for (const finding of workspace.allFindings()) {
        expect(finding.end).toBeLessThanOrEqual(workspace.textOf(finding.file)?.length ?? -1);
        expect(finding.message).not.toMatch(/undefined|\[object |\{\w+\} /);
        if (!finding.code.startsWith("cluster/manifest-")) continue;
        for (const { edits } of finding.fixes) {
          const after = applyEdits(
            text,
            edits.map(({ edit }) => edit),
          );
          const others = workspaceOf([{ file: "haconf.yaml", text: after }, ...templates]);
          const left = others.findingsOf("haconf.yaml").map(({ code, start }) => `${code} ${start}`);
          expect(left).not.toContain(`${finding.code} ${finding.start}`);
        }
      }
    });
  });

  test("leaves after every edit what a fresh look sees", () => {
    const step = fc.record({ index: fc.nat(100), changes: mutations, isManifest: fc.boolean() });
    everyCase(
      fc.tuple(fc.constantFrom(...manifests), fc.array(step, { minLength: 1, maxLength: 6 })),
      80,
      ([text, steps]) => {
        const workspace = workspaceOf([{ file: "haconf.yaml", text }, ...templates]);
        for (const { index, changes, isManifest } of steps) {
          const names = workspace.fileNames().sort();
          const file = isManifest ? "haconf.yaml" : (names[index % names.length] ?? "haconf.yaml");
          workspace.setFile(file, mutateAll(workspace.textOf(file) ?? "", changes));
          workspace.update();
          for (const path of workspace.openPaths()) workspace.answerPath(path, false);
          const fresh = workspaceOf(
            workspace
              .fileNames()
              .sort()
              .map((name) => ({ file: name, text: workspace.textOf(name) ?? "" })),
          );
          expect(workspace.allFindings()).toEqual(fresh.allFindings());
          expect(workspace.clusters()).toEqual(fresh.clusters());
          expect(workspace.memberships()).toEqual(fresh.memberships());
        }
      },
    );
  });
});
