import { type Connection, ErrorCodes, ResponseError } from "vscode-languageserver";
import { mayBeConfig } from "../../documents/detect.ts";
import { cutGlob, globMatcher } from "../../text/glob.ts";
import { pathBelow } from "../../workspace/file-finder.ts";
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
import { keyOf, uriOf } from "./uris.ts";

/** How the server reaches files that are not open. */
export interface FileAccess {
  /** The URIs of all files below some folders, in any order; those that no name makes interesting may be left out. */
  list(folders: readonly string[], exclude: readonly string[]): Promise<readonly string[]>;
  /** A file's text; undefined where there is none, where it can't be read, is too large or no text. */
  read(uri: string): Promise<string | undefined>;
  /** Whether anything below a folder matches a glob, whatever kind of file it is; undefined where it can't be told. */
  isOnDisk(folder: string, glob: string): Promise<boolean | undefined>;
}

/** How many files are read at the same time. */
const parallelReads = 16;

/** Files reached through the client, which knows folders that are on no disk. A client that can't do it has no files. */
export function clientFiles(connection: Connection): FileAccess {
  const ask = async <Result>(method: string, params: object): Promise<Result | undefined> => {
    try {
      return await connection.sendRequest<Result>(method, params);
    } catch (error) {
      if (error instanceof ResponseError && error.code === ErrorCodes.MethodNotFound) return undefined;
      throw error;
    }
  };
  return {
    async list(folders, exclude) {
      const params: ListFilesParams = { folders, exclude };
      return (await ask<ListFilesResult>(listFilesMethod, params))?.uris ?? [];
    },
    async read(uri) {
      const params: ReadFileParams = { uri };
      return (await ask<ReadFileResult>(readFileMethod, params))?.text ?? undefined;
    },
    async isOnDisk(folder, glob) {
      const { fixed } = cutGlob(glob);
      const start = [keyOf(folder), fixed].filter((part) => part !== "").join("/");
      const params: ListFolderParams = { uri: uriOf(start) };
      const listed = await ask<ListFolderResult>(listFolderMethod, params);
      const isMatch = globMatcher([glob]);
      const isThere = listed?.uris.some((uri) => isMatch(pathBelow(keyOf(folder), keyOf(uri)) ?? ""));
      return isThere === true || listed?.isComplete === true ? isThere : undefined;
    },
  };
}

/** Tells of files whether they lie in one of some folders and are not excluded there. */
export class FolderScope {
  readonly #folders: readonly string[];
  readonly #isExcluded: (path: string) => boolean;

  /**
   * @param folders keys of folders
   * @param exclude globs, relative to each folder
   */
  constructor(folders: readonly string[], exclude: readonly string[]) {
    this.#folders = folders.map((folder) => (folder.endsWith("/") ? folder : `${folder}/`));
    this.#isExcluded = globMatcher(exclude);
  }

  #pathsIn(file: string): string[] {
    return this.#folders.flatMap((folder) => (file.startsWith(folder) ? [file.slice(folder.length)] : []));
  }

  contains(file: string): boolean {
    return this.#pathsIn(file).length > 0;
  }

  /** A file outside all folders is excluded by no glob. */
  excludes(file: string): boolean {
    return this.#pathsIn(file).some(this.#isExcluded);
  }
}

/** A file that was found, with its text. */
export interface FoundFile {
  readonly file: string;
  readonly uri: string;
  readonly text: string;
}

/**
 * Reads all files below some folders that may matter.
 *
 * @param folders URIs
 * @param onRead called after each file with the number of files read and of those that there are
 */
export async function scanFolders(
  access: FileAccess,
  folders: readonly string[],
  exclude: readonly string[],
  onRead: (done: number, total: number) => void,
): Promise<FoundFile[]> {
  const scope = new FolderScope(folders.map(keyOf), exclude);
  const candidates = new Map<string, string>();
  for (const uri of await access.list(folders, exclude)) {
    const file = keyOf(uri);
    if (mayBeConfig(file) !== "no" && scope.contains(file) && !scope.excludes(file)) candidates.set(file, uri);
  }
  const waiting = [...candidates];
  const found: FoundFile[] = [];
  let done = 0;
  const readNext = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const [file, uri] = next;
      const text = await access.read(uri);
      if (text !== undefined) found.push({ file, uri, text });
      onRead(++done, candidates.size);
    }
  };
  await Promise.all(Array.from({ length: parallelReads }, readNext));
  return found;
}
