import { loadYamlReader, type YamlReader } from "../../server/src/model/kubernetes/yaml-reader.ts";
import type { PlacedFinding } from "../../server/src/workspace/types.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { clusterFiles, type GeneratedFile, type WorkspaceLayout } from "./generate.ts";
import { type Line, printTable, timed } from "./measure.ts";

interface Subject {
  readonly nodes: number;
  readonly layout: WorkspaceLayout;
  readonly rounds: number;
}

const subjects: readonly Subject[] = [
  { nodes: 10, layout: "by-cluster", rounds: 20 },
  { nodes: 100, layout: "by-cluster", rounds: 15 },
  { nodes: 1000, layout: "by-cluster", rounds: 9 },
  { nodes: 2000, layout: "by-cluster", rounds: 5 },
  { nodes: 4000, layout: "by-cluster", rounds: 3 },
  { nodes: 10, layout: "flat", rounds: 20 },
  { nodes: 100, layout: "flat", rounds: 15 },
  { nodes: 1000, layout: "flat", rounds: 9 },
  { nodes: 2000, layout: "flat", rounds: 5 },
  { nodes: 4000, layout: "flat", rounds: 3 },
];

const editsARound = 30;

function load(files: readonly GeneratedFile[], yamlReader: YamlReader): Workspace {
  const workspace = new Workspace();
  workspace.setYamlReader(yamlReader);
  for (const { file, text } of files) workspace.setFile(file, text);
  workspace.update();
  workspace.allFindings();
  return workspace;
}

/** Changes a file, and asks for the findings of every file that the change may have touched. */
function edit(workspace: Workspace, file: string, text: string): number {
  return timed(() => {
    workspace.setFile(file, text);
    for (const touched of workspace.update()) workspace.findingsOf(touched);
  });
}

function benchSubject({ nodes, layout, rounds }: Subject, yamlReader: YamlReader): Line[] {
  const files = clusterFiles(nodes, layout);
  const cold: number[] = [];
  const edits: number[] = [];
  const keepalived = files.filter(({ file }) => file.endsWith("keepalived.conf"));
  let workspace = load(files, yamlReader);
  const isGrave = ({ severity }: PlacedFinding): boolean => severity === "error" || severity === "warning";
  // The last cluster may be smaller than the others, and be told that.
  if (workspace.allFindings().some(isGrave)) throw new Error("the clusters are not healthy");
  for (let round = 0; round < rounds; round++) {
    cold.push(timed(() => (workspace = load(files, yamlReader))));
    for (let index = 0; index < editsARound; index++) {
      const target = keepalived[(index * 7) % keepalived.length];
      if (target === undefined) continue;
      edits.push(edit(workspace, target.file, target.text.replace(/\/30/, "/31")));
      edits.push(edit(workspace, target.file, target.text));
    }
  }
  const shape = layout === "by-cluster" ? "a folder a cluster" : "one flat folder";
  const name = `${nodes.toLocaleString("en")} nodes, ${shape}`;
  const clusters = workspace.clusters().length;
  return [
    { what: `${name}: cold`, times: cold, note: `${files.length} files, ${clusters} clusters` },
    { what: `${name}: one edit`, times: edits },
  ];
}

/** Whole workspaces of clusters of three nodes. Reading files from the disk is not part of it. */
export async function benchWorkspace(): Promise<void> {
  const yamlReader = await loadYamlReader();
  const lines = subjects.flatMap((subject) => benchSubject(subject, yamlReader));
  printTable("Workspaces, all files to all findings", lines);
}
