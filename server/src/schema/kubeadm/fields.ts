// The fields are facts of kubernetes/kubernetes, cmd/kubeadm/app/apis/kubeadm/v1beta1 to v1beta4/types.go and
// apis/bootstraptoken/v1/types.go (Apache License 2.0); the ones of Kubernetes 1.33 and 1.35 are of the published reference.

/** The versions of kubeadm's configuration whose fields are known, oldest first. */
export const kubeadmVersions = ["v1beta1", "v1beta2", "v1beta3", "v1beta4"] as const;

export type KubeadmVersion = (typeof kubeadmVersions)[number];

/** How kubeadm reads what stands behind a field. */
export interface KubeadmField {
  /** The struct whose fields it has; absent: a plain value, or something that is not looked into. */
  readonly struct?: string;
  /** `map`: any names; `list`: items; both of the struct where one is named. */
  readonly shape?: "list" | "map";
  /** The first version that has it so. */
  readonly from?: KubeadmVersion;
  /** The last version that has it so. */
  readonly to?: KubeadmVersion;
}

/** A field may be one thing up to a version and another from the next on. */
type Fields = Readonly<Record<string, KubeadmField | readonly KubeadmField[]>>;

const value: KubeadmField = {};
const list: KubeadmField = { shape: "list" };
const map: KubeadmField = { shape: "map" };
const listOf = (struct: string): KubeadmField => ({ shape: "list", struct });
const structOf = (struct: string): KubeadmField => ({ struct });
const from = (version: KubeadmVersion, field: KubeadmField = value): KubeadmField => ({ ...field, from: version });
const until = (version: KubeadmVersion, field: KubeadmField = value): KubeadmField => ({ ...field, to: version });
/** Flags of a program: a mapping up to v1beta3, a list of names and values from v1beta4 on. */
const flags: readonly KubeadmField[] = [until("v1beta3", map), from("v1beta4", listOf("Arg"))];

const typeMeta: Fields = { apiVersion: value, kind: value };
const imageMeta: Fields = { imageRepository: value, imageTag: value };
const component: Fields = {
  extraArgs: flags,
  extraEnvs: from("v1beta4", listOf("EnvVar")),
  extraVolumes: listOf("HostPathMount"),
};

const structs: Readonly<Record<string, Fields>> = {
  APIEndpoint: { advertiseAddress: value, bindPort: value },
  APIServer: { ...component, certSANs: list, timeoutForControlPlane: until("v1beta3") },
  Arg: { name: value, value },
  BootstrapToken: { description: value, expires: value, groups: list, token: value, ttl: value, usages: list },
  BootstrapTokenDiscovery: {
    apiServerEndpoint: value,
    caCertHashes: list,
    token: value,
    unsafeSkipCAVerification: value,
  },
  ClusterConfiguration: {
    ...typeMeta,
    apiServer: structOf("APIServer"),
    caCertificateValidityPeriod: from("v1beta4"),
    certificateValidityPeriod: from("v1beta4"),
    certificatesDir: value,
    clusterName: value,
    controlPlaneEndpoint: value,
    controllerManager: structOf("Component"),
    dns: structOf("DNS"),
    encryptionAlgorithm: from("v1beta4"),
    etcd: structOf("Etcd"),
    featureGates: map,
    imageRepository: value,
    kubernetesVersion: value,
    networking: structOf("Networking"),
    proxy: from("v1beta4", structOf("Proxy")),
    scheduler: structOf("Component"),
    useHyperKubeImage: until("v1beta2"),
  },
  ClusterStatus: { ...typeMeta, apiEndpoints: { shape: "map", struct: "APIEndpoint", to: "v1beta2" } },
  Component: component,
  DNS: { ...imageMeta, disabled: from("v1beta4"), type: until("v1beta2") },
  Discovery: {
    bootstrapToken: structOf("BootstrapTokenDiscovery"),
    file: structOf("FileDiscovery"),
    timeout: until("v1beta3"),
    tlsBootstrapToken: value,
  },
  // What stands in `valueFrom` is left to Kubernetes itself.
  EnvVar: { name: value, value, valueFrom: value },
  Etcd: { external: structOf("ExternalEtcd"), local: structOf("LocalEtcd") },
  ExternalEtcd: {
    caFile: value,
    certFile: value,
    endpoints: list,
    httpEndpoints: from("v1beta4", list),
    keyFile: value,
  },
  FileDiscovery: { kubeConfigPath: value },
  HostPathMount: { hostPath: value, mountPath: value, name: value, pathType: value, readOnly: value },
  InitConfiguration: {
    ...typeMeta,
    bootstrapTokens: listOf("BootstrapToken"),
    certificateKey: from("v1beta2"),
    dryRun: from("v1beta4"),
    localAPIEndpoint: structOf("APIEndpoint"),
    nodeRegistration: structOf("NodeRegistration"),
    patches: from("v1beta3", structOf("Patches")),
    skipPhases: from("v1beta3", list),
    timeouts: from("v1beta4", structOf("Timeouts")),
  },
  JoinConfiguration: {
    ...typeMeta,
    caCertPath: value,
    controlPlane: structOf("JoinControlPlane"),
    discovery: structOf("Discovery"),
    dryRun: from("v1beta4"),
    nodeRegistration: structOf("NodeRegistration"),
    patches: from("v1beta3", structOf("Patches")),
    skipPhases: from("v1beta3", list),
    timeouts: from("v1beta4", structOf("Timeouts")),
  },
  JoinControlPlane: { certificateKey: from("v1beta2"), localAPIEndpoint: structOf("APIEndpoint") },
  LocalEtcd: {
    ...imageMeta,
    dataDir: value,
    extraArgs: flags,
    extraEnvs: from("v1beta4", listOf("EnvVar")),
    peerCertSANs: list,
    serverCertSANs: list,
  },
  Networking: { dnsDomain: value, podSubnet: value, serviceSubnet: value },
  NodeRegistration: {
    criSocket: value,
    ignorePreflightErrors: from("v1beta2", list),
    imagePullPolicy: from("v1beta3"),
    imagePullSerial: from("v1beta4"),
    kubeletExtraArgs: flags,
    name: value,
    taints: listOf("Taint"),
  },
  Patches: { directory: value },
  Proxy: { disabled: value },
  ResetConfiguration: {
    ...typeMeta,
    certificatesDir: from("v1beta4"),
    cleanupTmpDir: from("v1beta4"),
    criSocket: from("v1beta4"),
    dryRun: from("v1beta4"),
    force: from("v1beta4"),
    ignorePreflightErrors: from("v1beta4", list),
    skipPhases: from("v1beta4", list),
    timeouts: from("v1beta4", structOf("Timeouts")),
    unmountFlags: from("v1beta4", list),
  },
  Taint: { effect: value, key: value, timeAdded: value, value },
  Timeouts: {
    controlPlaneComponentHealthCheck: value,
    discovery: value,
    etcdAPICall: value,
    kubeletHealthCheck: value,
    kubernetesAPICall: value,
    tlsBootstrap: value,
    upgradeManifests: value,
  },
  UpgradeApply: {
    allowExperimentalUpgrades: value,
    allowRCUpgrades: value,
    certificateRenewal: value,
    dryRun: value,
    etcdUpgrade: value,
    forceUpgrade: value,
    ignorePreflightErrors: list,
    imagePullPolicy: value,
    imagePullSerial: value,
    kubernetesVersion: value,
    patches: structOf("Patches"),
    printConfig: value,
    skipPhases: list,
  },
  UpgradeConfiguration: {
    ...typeMeta,
    apply: from("v1beta4", structOf("UpgradeApply")),
    diff: from("v1beta4", structOf("UpgradeDiff")),
    node: from("v1beta4", structOf("UpgradeNode")),
    plan: from("v1beta4", structOf("UpgradePlan")),
    timeouts: from("v1beta4", structOf("Timeouts")),
  },
  UpgradeDiff: { contextLines: value, kubernetesVersion: value },
  UpgradeNode: {
    certificateRenewal: value,
    dryRun: value,
    etcdUpgrade: value,
    ignorePreflightErrors: list,
    imagePullPolicy: value,
    imagePullSerial: value,
    patches: structOf("Patches"),
    skipPhases: list,
  },
  UpgradePlan: {
    allowExperimentalUpgrades: value,
    allowRCUpgrades: value,
    dryRun: value,
    etcdUpgrade: value,
    ignorePreflightErrors: list,
    kubernetesVersion: value,
    printConfig: value,
  },
};

/** The kinds of documents, each with the struct of its name. */
export const kubeadmKinds = [
  "ClusterConfiguration",
  "ClusterStatus",
  "InitConfiguration",
  "JoinConfiguration",
  "ResetConfiguration",
  "UpgradeConfiguration",
] as const;

function isIn(field: KubeadmField, version: KubeadmVersion): boolean {
  const at = kubeadmVersions.indexOf(version);
  const first = field.from === undefined ? 0 : kubeadmVersions.indexOf(field.from);
  const last = field.to === undefined ? kubeadmVersions.length - 1 : kubeadmVersions.indexOf(field.to);
  return at >= first && at <= last;
}

function formsOf(struct: string, name: string): readonly KubeadmField[] {
  const fields = structs[struct];
  if (fields === undefined || !Object.hasOwn(fields, name)) return [];
  const found = fields[name];
  if (found === undefined) return [];
  return Array.isArray(found) ? (found as readonly KubeadmField[]) : [found as KubeadmField];
}

/** What a field of a struct is in a version; undefined where that version has none of the name. */
export function kubeadmField(struct: string, name: string, version: KubeadmVersion): KubeadmField | undefined {
  return formsOf(struct, name).find((field) => isIn(field, version));
}

/** The names of the fields that a struct has in a version. */
export function kubeadmFieldNames(struct: string, version: KubeadmVersion): string[] {
  return Object.keys(structs[struct] ?? {}).filter((name) => kubeadmField(struct, name, version) !== undefined);
}

/** The versions in which a struct has a field; empty for a name that it never had. */
export function versionsOfField(struct: string, name: string): KubeadmVersion[] {
  return kubeadmVersions.filter((version) => kubeadmField(struct, name, version) !== undefined);
}

/**
 * Where a name is a field in some kind of document, as `ClusterConfiguration: apiServer.certSANs`; the kind that is asked for first.
 *
 * @param kind the kind in which it was written in a wrong place
 */
export function placesOfField(name: string, kind: string, version: KubeadmVersion): string[] {
  const kinds = [kind, ...kubeadmKinds.filter((other) => other !== kind)];
  return kinds.flatMap((root) => pathsIn(root, name, version).map((path) => `${root}: ${path}`));
}

function pathsIn(struct: string, name: string, version: KubeadmVersion): string[] {
  return kubeadmFieldNames(struct, version).flatMap((field) => {
    if (field === name) return [field];
    const { struct: inner, shape } = kubeadmField(struct, field, version) ?? {};
    return inner === undefined || shape !== undefined
      ? []
      : pathsIn(inner, name, version).map((path) => `${field}.${path}`);
  });
}
