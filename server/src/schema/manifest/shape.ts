/** What a single text of the manifest has to be. */
export type ManifestTextKind =
  | "name"
  | "value"
  | "path"
  | "address"
  | "endpoint"
  | "haproxy-version"
  | "keepalived-version"
  | "role"
  | "severity";

/** What may stand behind a key of the manifest. */
export type ManifestValue =
  | { readonly form: "text"; readonly of: ManifestTextKind }
  /** One text, or a list of them. */
  | { readonly form: "texts"; readonly of: ManifestTextKind }
  /** A mapping whose keys are not given: codes of rules, names of variables. */
  | { readonly form: "record"; readonly keys: "rule-code" | "variable"; readonly of: ManifestTextKind }
  /** A list of mappings of one shape. */
  | { readonly form: "mappings"; readonly of: ManifestMapping };

export interface ManifestKey {
  readonly name: string;
  /** Markdown, in our own words. */
  readonly description: string;
  readonly value: ManifestValue;
  readonly isRequired?: true;
}

/** A mapping of the manifest with the keys that it may have. */
export interface ManifestMapping {
  readonly kind: "manifest" | "cluster" | "node";
  readonly description: string;
  readonly keys: readonly ManifestKey[];
}

/** The versions that a mapping may pin; each level wins over the one around it. */
function versionKeys(whose: string): ManifestKey[] {
  return [
    {
      name: "haproxy",
      description: `The version of haproxy that judges the haproxy files ${whose}, for example \`"3.2"\`, or \`auto\` for what any version takes. Quotes keep YAML readers from taking \`3.10\` for a number.`,
      value: { form: "text", of: "haproxy-version" },
    },
    {
      name: "keepalived",
      description: `The version of keepalived that judges the keepalived files ${whose}, for example \`"2.2"\` or \`"2.2.7"\`, or \`auto\`.`,
      value: { form: "text", of: "keepalived-version" },
    },
  ];
}

const node: ManifestMapping = {
  kind: "node",
  description: "One machine of the cluster.",
  keys: [
    {
      name: "name",
      description: "The machine's name, which findings and the cluster picture use.",
      value: { form: "text", of: "name" },
      isRequired: true,
    },
    {
      name: "address",
      description: "The machine's own address, or a list of them; never a virtual one.",
      value: { form: "texts", of: "address" },
    },
    {
      name: "roles",
      description: "What the machine does. What is left out is found out from its files.",
      value: { form: "texts", of: "role" },
    },
    {
      name: "files",
      description:
        "The machine's files: paths or globs, relative to the manifest. A file may belong to several machines, such as a shared haproxy.cfg.",
      value: { form: "texts", of: "path" },
    },
    ...versionKeys("of this machine"),
    {
      name: "vars",
      description: `Values for \`\${NAME}\`, \`$NAME\` and \`{{ NAME }}\` in this machine's files, so that a template is compared by what it becomes here.`,
      value: { form: "record", keys: "variable", of: "value" },
    },
  ],
};

const cluster: ManifestMapping = {
  kind: "cluster",
  description: "Machines that belong together. A cluster that is not named is detected.",
  keys: [
    {
      name: "name",
      description: "The cluster's name.",
      value: { form: "text", of: "name" },
      isRequired: true,
    },
    {
      name: "endpoint",
      description: "Where clients reach the apiservers, `host:port`, if no kubeadm file says it.",
      value: { form: "text", of: "endpoint" },
    },
    {
      name: "vips",
      description: "The virtual addresses of the cluster, beside those that keepalived's files list.",
      value: { form: "texts", of: "address" },
    },
    ...versionKeys("of this cluster"),
    {
      name: "files",
      description: "Files of the cluster as a whole, such as `kubeadm.yaml`: paths or globs, relative to the manifest.",
      value: { form: "texts", of: "path" },
    },
    {
      name: "nodes",
      description: "The machines of the cluster.",
      value: { form: "mappings", of: node },
    },
  ],
};

/** The whole of `haconf.yaml`: what its reader, its JSON schema and its documentation are made from. */
export const manifestShape: ManifestMapping = {
  kind: "manifest",
  description:
    "What folders and file names do not tell haconf: versions, severities, clusters, machines and their files.",
  keys: [
    ...versionKeys("below this folder"),
    {
      name: "rules",
      description: "Severities by rule code, for all files below this folder.",
      value: { form: "record", keys: "rule-code", of: "severity" },
    },
    {
      name: "exclude",
      description: "Globs of files and folders that are neither checked nor compared, relative to the manifest.",
      value: { form: "texts", of: "path" },
    },
    {
      name: "clusters",
      description: "Clusters by name. What is named here wins over detection.",
      value: { form: "mappings", of: cluster },
    },
  ],
};
