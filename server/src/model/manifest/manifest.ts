/** The versions to judge by, as written and known to haconf; undefined where nothing is said here. */
export interface ManifestVersions {
  readonly haproxyVersion: string | undefined;
  readonly keepalivedVersion: string | undefined;
}

/** What a `haconf.yaml` says, as far as it is right. Paths and globs are relative to its folder. */
export interface Manifest extends ManifestVersions {
  /** Severities by rule code. */
  readonly rules: Readonly<Record<string, string>>;
  readonly exclude: readonly string[];
  readonly clusters: readonly ManifestClusterEntry[];
}

export interface ManifestClusterEntry extends ManifestVersions {
  readonly name: string;
  readonly endpoint: string | undefined;
  readonly virtualAddresses: readonly string[];
  readonly files: readonly string[];
  readonly nodes: readonly ManifestNodeEntry[];
}

export interface ManifestNodeEntry extends ManifestVersions {
  readonly name: string;
  readonly addresses: readonly string[];
  readonly roles: readonly string[];
  readonly files: readonly string[];
  /** Values for `${NAME}` and `{{ NAME }}` in this node's files. */
  readonly variables: Readonly<Record<string, string>>;
}

/** A manifest that says nothing. */
export const emptyManifest: Manifest = {
  haproxyVersion: undefined,
  keepalivedVersion: undefined,
  rules: {},
  exclude: [],
  clusters: [],
};
