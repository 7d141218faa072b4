/**
 * The requests that LSP does not have and that haconf's client and server speak on top of it. The server keeps a copy
 * of these types: client and server are bundled apart and import nothing of each other.
 */

/** The language ids that this extension contributes. */
export type LanguageId = "keepalived" | "haproxy";

export const languageIds: readonly LanguageId[] = ["keepalived", "haproxy"];

/** Client to server: which of the two languages a file is, judged by its path and the beginning of its text. */
export const detectLanguageMethod = "haconf/detectLanguage";

export interface DetectLanguageParams {
  uri: string;
  /** The first lines of the document, not necessarily all of it. */
  text: string;
}

export interface DetectLanguageResult {
  /** `null` where neither the path nor the text shows one of the languages. */
  language: LanguageId | null;
}

/** Server to client: the text of a file, for a server that has no file system or a folder that is not on disk. */
export const readFileMethod = "haconf/readFile";

export interface ReadFileParams {
  uri: string;
}

export interface ReadFileResult {
  /** The text with a byte order mark kept, if the file begins with one; `null` where the file can't be read. */
  text: string | null;
}

/** Server to client: the files below some folders that haconf may want to read. */
export const listFilesMethod = "haconf/listFiles";

export interface ListFilesParams {
  /** URIs of the folders, workspace folders as a rule. */
  folders: string[];
  /**
   * Globs, relative to each folder, that need not be listed. This saves work and is no promise: the list may hold files
   * that a glob matches, so the server filters what it gets.
   */
  exclude: string[];
}

export interface ListFilesResult {
  /** URIs of files, each once, sorted. */
  uris: string[];
}

/**
 * The settings below `haconf.`, as they are sent in `initializationOptions` and, under the key `haconf`, in
 * `workspace/didChangeConfiguration`.
 */
export interface HaconfSettings {
  haproxy: { version: string };
  keepalived: { version: string };
  rules: Record<string, "off" | "hint" | "information" | "warning" | "error">;
  exclude: string[];
  cluster: { enable: boolean };
  trace: { server: "off" | "messages" };
}
