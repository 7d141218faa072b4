import { FileSystemError, FileType, type LogOutputChannel, RelativePattern, Uri, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { readFilesGlobs, skippedFolders } from "./file-patterns.ts";
import {
  type ListFilesParams,
  type ListFilesResult,
  type ListFolderParams,
  type ListFolderResult,
  listFilesMethod,
  listFolderMethod,
  type ReadFileParams,
  type ReadFileResult,
  readFileMethod,
} from "./protocol.ts";

/** How deep `walkFolder` goes: it follows links to folders, and a link may lead back to a folder above it. */
const deepestFolder = 16;

/** Endings and names as in `readFilesGlobs`, for folders that VS Code can't search. */
const readFileName =
  /\.(?:keepalived|haproxy|ya?ml|sh|bash|md|conf|cfg|cnf|config|txt|env|service|j2|jinja2?|tmpl|tpl|erb|gotmpl)$|^hosts$|^etcd|^(?:Docker|Container)file|\.hosts$|keepalived|haproxy/i;

/**
 * Answers the server's requests for files through the editor, which reaches folders that are not on a disk (VS Code for
 * the Web, remote repositories).
 *
 * @param client a client that has not been started
 * @param output where unreadable files and folders are noted; the server is told that they hold nothing
 */
export function registerFileAccess(client: BaseLanguageClient, output: LogOutputChannel): void {
  client.onRequest(readFileMethod, async (params: ReadFileParams): Promise<ReadFileResult> => {
    return { text: await readText(Uri.parse(params.uri), output) };
  });
  client.onRequest(listFilesMethod, async (params: ListFilesParams): Promise<ListFilesResult> => {
    const lists = await Promise.all(
      params.folders.map((folder) => listFolder(Uri.parse(folder), params.exclude, output)),
    );
    return { uris: [...new Set(lists.flat())].sort() };
  });
  client.onRequest(listFolderMethod, (params: ListFolderParams) => listAll(Uri.parse(params.uri)));
}

/** So many files of a folder are listed at most; who has more is told nothing of them. */
const mostListed = 5000;

/** Every file below a folder, or the file itself. */
async function listAll(start: Uri): Promise<ListFolderResult> {
  try {
    const { type } = await workspace.fs.stat(start);
    if ((type & FileType.Directory) === 0) return { uris: [start.toString()], isComplete: true };
  } catch (error) {
    if (!(error instanceof FileSystemError)) throw error;
    return { uris: [], isComplete: error.code === "FileNotFound" };
  }
  const uris: string[] = [];
  const waiting = [start];
  let isComplete = true;
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const entries = await readFolder(folder);
    isComplete &&= entries !== undefined;
    for (const [name, type] of entries ?? []) {
      if (uris.length + waiting.length >= mostListed) return { uris, isComplete: false };
      const uri = Uri.joinPath(folder, name);
      const isFolder = (type & FileType.Directory) !== 0;
      // A link to a folder may lead back to a folder above it.
      const isLinked = isFolder && (type & FileType.SymbolicLink) !== 0;
      isComplete &&= !isLinked;
      if (!isFolder || isLinked) uris.push(uri.toString());
      else if (!skippedFolders.has(name)) waiting.push(uri);
    }
  }
  return { uris, isComplete };
}

/** What a folder holds; undefined where it may not be read. */
async function readFolder(folder: Uri): Promise<[string, FileType][] | undefined> {
  try {
    return await workspace.fs.readDirectory(folder);
  } catch (error) {
    if (!(error instanceof FileSystemError)) throw error;
    return undefined;
  }
}

/** Whether something is simply not there or of the other kind, which happens to files that come and go. */
function isAbsence(error: unknown): boolean {
  const absences = ["FileNotFound", "FileIsADirectory", "FileNotADirectory"];
  return error instanceof FileSystemError && absences.includes(error.code);
}

async function readText(uri: Uri, output: LogOutputChannel): Promise<string | null> {
  try {
    const bytes = await workspace.fs.readFile(uri);
    // The byte order mark stays, because both programs stumble over it and the server says so.
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (!isAbsence(error)) output.warn(`Can't read ${uri.toString()}: ${String(error)}`);
    return null;
  }
}

/** Something that has appeared may be a folder or a file; the server can't tell. */
async function isFolder(uri: Uri, output: LogOutputChannel): Promise<boolean> {
  try {
    return ((await workspace.fs.stat(uri)).type & FileType.Directory) !== 0;
  } catch (error) {
    if (!isAbsence(error)) output.warn(`Can't list ${uri.toString()}: ${String(error)}`);
    return false;
  }
}

async function listFolder(folder: Uri, exclude: readonly string[], output: LogOutputChannel): Promise<string[]> {
  if (!(await isFolder(folder, output))) return [];
  // A glob with braces would stand inside the braces below; those are left for the server to apply.
  const flatGlobs = [...skippedFolders]
    .map((name) => `**/${name}/**`)
    .concat(exclude.filter((glob) => !/[{}]/.test(glob)));
  const excludeGlob = new RelativePattern(folder, `{${flatGlobs.join(",")}}`);
  const found = await Promise.all(
    readFilesGlobs.map((glob) => workspace.findFiles(new RelativePattern(folder, glob), excludeGlob)),
  );
  const uris = new Set(found.flat().map((uri) => uri.toString()));
  if (uris.size > 0) return [...uris];
  // A file system without a search provider finds nothing, although there may be something.
  const walked: string[] = [];
  await walkFolder(folder, deepestFolder, walked, output);
  return walked;
}

async function walkFolder(folder: Uri, depth: number, uris: string[], output: LogOutputChannel): Promise<void> {
  let entries: [string, FileType][];
  try {
    entries = await workspace.fs.readDirectory(folder);
  } catch (error) {
    output.warn(`Can't list ${folder.toString()}: ${String(error)}`);
    return;
  }
  for (const [name, type] of entries) {
    const uri = Uri.joinPath(folder, name);
    if ((type & FileType.Directory) !== 0) {
      if (depth > 0 && !skippedFolders.has(name)) await walkFolder(uri, depth - 1, uris, output);
    } else if (readFileName.test(name)) {
      uris.push(uri.toString());
    }
  }
}
