/** The messages that LSP does not have. The client takes these types from here and repeats only the names. */

/** Client to server: which of the languages a document is, judged by its path and the beginning of its text. */
export const detectLanguageMethod = "haconf/detectLanguage";

export interface DetectLanguageParams {
  readonly uri: string;
  /** The first lines of the document, not necessarily all of it. */
  readonly text: string;
}

export interface DetectLanguageResult {
  /** `null` where neither the path nor the text shows one of the languages. */
  readonly language: "keepalived" | "haproxy" | "etcd" | null;
}

/** Server to client: the text of a file, for a server without a file system or a folder that is not on disk. */
export const readFileMethod = "haconf/readFile";

export interface ReadFileParams {
  readonly uri: string;
}

export interface ReadFileResult {
  /** The text with a byte order mark kept; `null` where the file can't be read. */
  readonly text: string | null;
}

/** Server to client: the files below some folders that the server may want to read. */
export const listFilesMethod = "haconf/listFiles";

export interface ListFilesParams {
  /** URIs of the folders. */
  readonly folders: readonly string[];
  /** Globs, relative to each folder, that need not be listed. */
  readonly exclude: readonly string[];
}

export interface ListFilesResult {
  /** URIs of files. There may be some among them that a glob matches. */
  readonly uris: readonly string[];
}

/** Server to client: everything below a folder, whatever kind of file it is, to see whether a path of a manifest is there. */
export const listFolderMethod = "haconf/listFolder";

export interface ListFolderParams {
  /** The URI of a folder, or of a file. */
  readonly uri: string;
}

export interface ListFolderResult {
  /** URIs of files, for a file its own, none where nothing is there. */
  readonly uris: readonly string[];
  /** Whether these are all: not so where a folder can't be read, is a link or holds too much. */
  readonly isComplete: boolean;
}

/**
 * Server to client, where the client's experimental capabilities say `haconf: { clusterStatus: true }`: all clusters of the
 * workspace and how they are. Sent when the workspace has been read, and again whenever something of it is different.
 */
export const clusterStatusMethod = "haconf/clusterStatus";

export interface ClusterStatusParams {
  /** In the order of their names; two may have one name, where two folders hold copies of one cluster. */
  readonly clusters: readonly ClusterStatus[];
}

/** One cluster. */
export interface ClusterStatus {
  readonly name: string;
  readonly vips: readonly string[];
  readonly nodes: readonly string[];
  /** In the order of their names. */
  readonly files: readonly ClusterFileStatus[];
}

/** One file of a cluster, with the number of its findings. A file of two clusters stands in both. */
export interface ClusterFileStatus {
  readonly uri: string;
  /** Those of the cluster's nodes that the file configures. */
  readonly nodes: readonly string[];
  readonly errors: number;
  readonly warnings: number;
}

/** Client to server: the cluster of a file in words. */
export const explainClusterMethod = "haconf/explainCluster";

export interface ExplainClusterParams {
  readonly uri: string;
}

export interface ExplainClusterResult {
  /** What shows to which clusters the file belongs, or why to none; `null` where haconf does not read it. */
  readonly markdown: string | null;
}

/**
 * Server to client, once after an answer to `haconf/explainCluster`: what was explained may read differently by now. The next
 * one is sent after the next such request.
 */
export const explanationsChangedMethod = "haconf/explanationsChanged";
