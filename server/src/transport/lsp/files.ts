import { type Connection, ErrorCodes, ResponseError } from "vscode-languageserver";
import { mayBeConfig } from "../../documents/detect.ts";
import { cutGlob, globMatcher } from "../../text/glob.ts";
import { pathBelow } from "../../workspace/file-finder.ts";
import type { FolderScope, FolderToRead } from "./folders.ts";
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
import { unlessGivenUp } from "./waiting.ts";

/** How the server reaches files that are not open. */
export interface FileAccess {
  /**
   * The URIs of all files below some folders, in any order; those that no name makes interesting may be left out. What turns
   * out to be no folder has no files.
   */
  list(folders: readonly FolderToRead[]): Promise<readonly string[]>;
  /** Like `list`, for folders that have appeared below those that were listed before. */
  listAlso(folders: readonly FolderToRead[]): Promise<readonly string[]>;
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
  const list = async (folders: readonly FolderToRead[]): Promise<string[]> => {
    const byExclude = new Map<string, { folders: string[]; exclude: readonly string[] }>();
    for (const { uri, exclude } of folders) {
      const key = JSON.stringify(exclude);
      const same = byExclude.get(key) ?? { folders: [], exclude };
      same.folders.push(uri);
      byExclude.set(key, same);
    }
    const uris: string[] = [];
    for (const params of byExclude.values()) {
      const result = await ask<ListFilesResult>(listFilesMethod, params satisfies ListFilesParams);
      uris.push(...(result?.uris ?? []));
    }
    return uris;
  };
  return {
    list,
    listAlso: list,
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

/**
 * Lists the files below some folders that may matter.
 *
 * @param list how they are listed
 * @returns their URIs by their keys; undefined where the signal came first
 */
export async function listFiles(
  list: FileAccess["list"],
  folders: readonly FolderToRead[],
  scope: FolderScope,
  signal: AbortSignal,
): Promise<Map<string, string> | undefined> {
  const uris = await unlessGivenUp(list(folders), signal);
  if (uris === undefined) return undefined;
  const files = new Map<string, string>();
  for (const uri of uris) {
    const file = keyOf(uri);
    if (mayBeConfig(file) !== "no" && scope.contains(file)) files.set(file, uri);
  }
  return files;
}

/**
 * Reads files, a few at a time.
 *
 * @param files URIs by keys
 * @param onRead called after each file with the number of files read
 * @returns the texts by keys, undefined for what can't be read; undefined as a whole where the signal came first
 */
export async function readFiles(
  access: FileAccess,
  files: ReadonlyMap<string, string>,
  signal: AbortSignal,
  onRead: (done: number) => void = () => undefined,
): Promise<Map<string, string | undefined> | undefined> {
  const waiting = files.entries();
  const texts = new Map<string, string | undefined>();
  const readNext = async (): Promise<void> => {
    for (const [file, uri] of waiting) {
      const text = await unlessGivenUp(access.read(uri), signal);
      if (signal.aborted) return;
      texts.set(file, text);
      onRead(texts.size);
    }
  };
  await Promise.all(Array.from({ length: parallelReads }, readNext));
  return signal.aborted ? undefined : texts;
}
