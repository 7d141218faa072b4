import { loadYamlReader } from "../model/kubernetes/yaml-reader.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** Loads the YAML library for a workspace whose files wait for it; most workspaces do without. */
export async function provideYamlReader(workspace: Workspace): Promise<void> {
  if (workspace.needsYamlReader) workspace.setYamlReader(await loadYamlReader());
}
