import type { FileLanguage } from "../documents/detect.ts";
import type { Finding, SeveritySetting } from "../rules/finding.ts";
import type { TextEdit } from "../text/span.ts";

/** What a user can set, by editor setting, flag or manifest. */
export interface Settings {
  /** `auto`, or `2.4` … `3.5`. */
  readonly haproxyVersion: string;
  /** `auto`, or `1.3` … `2.4`. */
  readonly keepalivedVersion: string;
  /** Severities by rule code. */
  readonly rules: Readonly<Record<string, SeveritySetting>>;
  /** Globs of files that are not read. */
  readonly exclude: readonly string[];
  /** Whether files are compared with each other. */
  readonly isClusterEnabled: boolean;
  /** Whether an editor is given what keepalived makes of values, to be shown behind them. */
  readonly hasInlayHints: boolean;
  /** What was said for this one run (flags of the command line): it wins over the manifest, which wins over the rest. */
  readonly overrides?: {
    readonly haproxyVersion?: string;
    readonly keepalivedVersion?: string;
    readonly rules?: Readonly<Record<string, SeveritySetting>>;
  };
}

/** Settings that hold for the files of a folder; they take the place of the general ones. */
export interface FolderSettings {
  /** The folder's key. */
  readonly folder: string;
  readonly settings: Settings;
}

export const defaultSettings: Settings = {
  haproxyVersion: "auto",
  keepalivedVersion: "auto",
  rules: {},
  exclude: [],
  isClusterEnabled: true,
  hasInlayHints: true,
};

/** A fix with its edits as offsets of the files' present texts. */
export interface PlacedFix {
  readonly title: string;
  readonly isPreferred: boolean;
  readonly isSafe: boolean;
  readonly edits: readonly { readonly file: string; readonly edit: TextEdit }[];
}

export interface PlacedRelation {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

/** A finding with its anchors turned into offsets of the files' present texts, and its messages said in one language. */
export interface PlacedFinding extends Pick<Finding, "code" | "severity"> {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly related: readonly PlacedRelation[];
  readonly fixes: readonly PlacedFix[];
}

/** How a file takes part in clusters, for `check --format json`. */
export interface FileMembership {
  readonly file: string;
  readonly language: FileLanguage;
  readonly clusters: readonly string[];
  readonly nodes: readonly string[];
}

/** A cluster as `check --format json` shows it. */
export interface ClusterSummary {
  readonly name: string;
  readonly vips: readonly string[];
  readonly nodes: readonly string[];
  readonly endpoint: string | undefined;
  /** How many of each it has. */
  readonly virtualRouters: number;
  readonly balancers: number;
  readonly kubernetesFiles: number;
}

/** A cluster with the files that it is read from. */
export interface ClusterFiles extends ClusterSummary {
  /** Sorted by name, each with those of the cluster's nodes that it configures. */
  readonly files: readonly { readonly file: string; readonly nodes: readonly string[] }[];
}

/** How much work the workspace did since it was made; tests assert on the differences. */
export interface Counters {
  readonly parsedSections: number;
  readonly checkedSections: number;
  readonly builtFacts: number;
  readonly builtScopes: number;
  readonly checkedClusters: number;
}
