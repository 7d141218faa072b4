import {
  languages,
  Range,
  type TextDocument,
  Uri,
  WorkspaceEdit,
  type WorkspaceFolder,
  window,
  workspace,
} from "vscode";

/** The opened folder: a copy of examples/broken-cluster, made for this run alone. */
export function workspaceFolder(): WorkspaceFolder {
  const folder = workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error("no folder is open");
  return folder;
}

/** Shows a file of the opened folder in an editor. */
export async function openFile(path: string): Promise<TextDocument> {
  const document = await workspace.openTextDocument(pathTo(path));
  await window.showTextDocument(document);
  return document;
}

/** The URI of a file or folder below the opened folder. */
export function pathTo(path: string): Uri {
  return Uri.joinPath(workspaceFolder().uri, path);
}

export async function writeFile(path: string, text: string): Promise<void> {
  await workspace.fs.writeFile(pathTo(path), new TextEncoder().encode(text));
}

export async function readFile(path: string): Promise<string> {
  return new TextDecoder().decode(await workspace.fs.readFile(pathTo(path)));
}

/** Deletes a file, or a folder with all that is in it. */
export async function deleteFile(path: string): Promise<void> {
  await workspace.fs.delete(pathTo(path), { recursive: true });
}

/** Writes a file into the opened folder and shows it. */
export async function createFile(path: string, text: string): Promise<TextDocument> {
  await writeFile(path, text);
  return openFile(path);
}

/** Replaces the first place of a text in an open document, without saving it. */
export async function replace(document: TextDocument, before: string, after: string): Promise<void> {
  const at = document.getText().indexOf(before);
  assert(at >= 0, `there is no ${before} in ${document.uri.path}`);
  const edit = new WorkspaceEdit();
  const range = new Range(document.positionAt(at), document.positionAt(at + before.length));
  edit.replace(document.uri, range, after);
  assert(await workspace.applyEdit(edit), "the editor refused the edit");
}

/** Whether a file, open or not, has a finding of a rule. */
export function hasFinding(path: string, wanted: string): boolean {
  return languages.getDiagnostics(pathTo(path)).some(({ code }) => {
    return (typeof code === "object" ? code.value : code) === wanted;
  });
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
