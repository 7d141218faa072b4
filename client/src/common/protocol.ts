/**
 * The requests that LSP does not have and that haconf's client and server speak on top of it. Their types are the server's;
 * their names stand here again, because client and server are bundled apart.
 */
import type { DetectLanguageResult } from "../../../server/src/transport/lsp/protocol.ts";

export type {
  DetectLanguageParams,
  DetectLanguageResult,
  ListFilesParams,
  ListFilesResult,
  ListFolderParams,
  ListFolderResult,
  ReadFileParams,
  ReadFileResult,
} from "../../../server/src/transport/lsp/protocol.ts";

/** The language ids that this extension contributes. */
export type LanguageId = NonNullable<DetectLanguageResult["language"]>;

export const languageIds: readonly LanguageId[] = ["keepalived", "haproxy"];

/** Client to server: which of the two languages a file is, judged by its path and the beginning of its text. */
export const detectLanguageMethod = "haconf/detectLanguage";

/** Server to client: the text of a file, for a server that has no file system or a folder that is not on disk. */
export const readFileMethod = "haconf/readFile";

/** Server to client: the files below some folders that haconf may want to read. */
export const listFilesMethod = "haconf/listFiles";

/** Server to client: everything below a folder, to see whether a path of a manifest is there. */
export const listFolderMethod = "haconf/listFolder";

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
