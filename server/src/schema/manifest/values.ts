/** A word that may stand in a place of the manifest, and what it means. */
export interface ManifestWord {
  readonly word: string;
  readonly description: string;
}

/** The severities that a rule can be given. */
export const manifestSeverities = [
  { word: "off", description: "Says nothing of it." },
  { word: "hint", description: "A hint, which editors hardly show." },
  { word: "information", description: "An information." },
  { word: "warning", description: "A warning." },
  { word: "error", description: "An error." },
] as const satisfies readonly ManifestWord[];

/** What a machine does in its cluster. */
export const manifestRoles = [
  { word: "balancer", description: "Runs haproxy in front of the apiservers." },
  { word: "control-plane", description: "Runs an apiserver." },
  { word: "etcd", description: "Is a member of etcd." },
  { word: "director", description: "Sends on packets by IPVS, as keepalived's virtual_server tells it to." },
] as const satisfies readonly ManifestWord[];

/** What people write for a severity or a role, and what they mean by it: no slips, but other words. */
export const manifestAliases: Readonly<Record<"severity" | "role", Readonly<Record<string, string>>>> = {
  severity: {
    disable: "off",
    disabled: "off",
    ignore: "off",
    no: "off",
    none: "off",
    silent: "off",
    info: "information",
    note: "information",
    warn: "warning",
    err: "error",
    fatal: "error",
  },
  role: {
    haproxy: "balancer",
    lb: "balancer",
    loadbalancer: "balancer",
    "load-balancer": "balancer",
    apiserver: "control-plane",
    "kube-apiserver": "control-plane",
    master: "control-plane",
    ipvs: "director",
    lvs: "director",
  },
};
