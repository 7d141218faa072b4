/** What a `haconf.yaml` says. Paths and globs are relative to its folder. */
export interface Manifest {
  readonly haproxyVersion: string | undefined;
  readonly keepalivedVersion: string | undefined;
  /** Severities by rule code, as written. */
  readonly rules: Readonly<Record<string, string>>;
  readonly exclude: readonly string[];
  readonly clusters: readonly ManifestClusterEntry[];
}

export interface ManifestClusterEntry {
  readonly name: string;
  readonly endpoint: string | undefined;
  readonly virtualAddresses: readonly string[];
  readonly files: readonly string[];
  readonly nodes: readonly ManifestNodeEntry[];
}

export interface ManifestNodeEntry {
  readonly name: string;
  readonly addresses: readonly string[];
  readonly roles: readonly string[];
  readonly files: readonly string[];
  /** Values for `${NAME}` and `{{ NAME }}` in this node's files. */
  readonly variables: Readonly<Record<string, string>>;
}
