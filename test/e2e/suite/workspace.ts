import { type TextDocument, Uri, type WorkspaceFolder, window, workspace } from "vscode";

/** The opened folder: a copy of examples/broken-cluster, made for this run alone. */
export function workspaceFolder(): WorkspaceFolder {
  const folder = workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error("no folder is open");
  return folder;
}

/** Shows a file of the opened folder in an editor. */
export async function openFile(path: string): Promise<TextDocument> {
  const document = await workspace.openTextDocument(Uri.joinPath(workspaceFolder().uri, path));
  await window.showTextDocument(document);
  return document;
}

/** Writes a file into the opened folder and shows it. */
export async function createFile(path: string, text: string): Promise<TextDocument> {
  await workspace.fs.writeFile(Uri.joinPath(workspaceFolder().uri, path), new TextEncoder().encode(text));
  return openFile(path);
}

/** Asks again and again until there is an answer, and fails after 15 seconds or more. */
export async function waitFor<T>(what: string, ask: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (let attempt = 0; attempt < 300; attempt++) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`waited in vain for ${what}`);
}

export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(message);
}
