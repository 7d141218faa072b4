/**
 * The messages that LSP does not have and that haconf's client and server speak on top of it. Their types are the server's;
 * their names stand here again, because client and server are bundled apart.
 */
import type { DetectLanguageResult } from "../../../server/src/transport/lsp/protocol.ts";

export type {
  ClusterFileStatus,
  ClusterStatus,
  ClusterStatusParams,
  DetectLanguageParams,
  DetectLanguageResult,
  ExplainClusterParams,
  ExplainClusterResult,
  ListFilesParams,
  ListFilesResult,
  ListFolderParams,
  ListFolderResult,
  ReadFileParams,
  ReadFileResult,
} from "../../../server/src/transport/lsp/protocol.ts";

/** The language ids that this extension contributes. */
export type LanguageId = NonNullable<DetectLanguageResult["language"]>;

export const languageIds: readonly LanguageId[] = ["keepalived", "haproxy", "etcd"];

/** Client to server: which of the two languages a file is, judged by its path and the beginning of its text. */
export const detectLanguageMethod = "haconf/detectLanguage";

/** Server to client: the text of a file, for a server that has no file system or a folder that is not on disk. */
export const readFileMethod = "haconf/readFile";

/** Server to client: the files below some folders that haconf may want to read. */
export const listFilesMethod = "haconf/listFiles";

/** Server to client: everything below a folder, to see whether a path of a manifest is there. */
export const listFolderMethod = "haconf/listFolder";

/** Server to client: all clusters and how they are, whenever something of it is different. */
export const clusterStatusMethod = "haconf/clusterStatus";

/** Client to server: the cluster of a file in words. */
export const explainClusterMethod = "haconf/explainCluster";

/** Server to client, once after an answer to the request above: what was explained may read differently by now. */
export const explanationsChangedMethod = "haconf/explanationsChanged";

/** What the client says of itself beyond LSP, under `experimental` among its capabilities. */
export const experimentalCapabilities = { haconf: { clusterStatus: true } };

/** The settings below `haconf.`, as they are sent in `initializationOptions`; later ones the server asks for. */
export interface HaconfSettings {
  haproxy: { version: string };
  keepalived: { version: string };
  rules: Record<string, "off" | "hint" | "information" | "warning" | "error">;
  exclude: string[];
  cluster: { enable: boolean };
  trace: { server: "off" | "messages" };
}
