import type { Settings } from "../../workspace/types.ts";
import { Workspace } from "../../workspace/workspace.ts";
import { isOnDisk } from "../path-search.ts";
import { provideYamlReader } from "../yaml.ts";
import type { Inputs } from "./files.ts";
import type { Progress } from "./progress.ts";
import { UsageError } from "./usage-error.ts";

/** Puts files into a new workspace; those that haconf has nothing to say about are left out. */
export async function loadWorkspace(inputs: Inputs, settings: Settings, progress: Progress): Promise<Workspace> {
  const workspace = new Workspace(settings);
  let done = 0;
  for (const source of inputs.files) {
    progress.report("Looking at files:", ++done, inputs.files.length);
    // The user may call the manifest what they like.
    const languageId = source.isManifest ? "manifest" : undefined;
    const isTaken = workspace.setFile(source.file, source.text, languageId);
    if (isTaken || source.origin !== "named") continue;
    if (source.path === undefined) {
      throw new UsageError("standard input is none of the files that haconf reads; --stdin-name says what it is");
    }
    throw new UsageError(
      `${inputs.pathOf(source.file)} is none of the files that haconf reads, by its name and content`,
    );
  }
  if (inputs.namedManifest !== undefined) workspace.nameManifest(inputs.namedManifest);
  await provideYamlReader(workspace);
  workspace.update();
  for (const path of workspace.openPaths()) {
    const isThere = await isOnDisk(inputs.fullPathOf(path.folder), path.glob);
    workspace.answerPath(path, isThere !== false);
  }
  return workspace;
}
