/** In what form a text configures etcd: an environment file, a YAML file of its own, a systemd unit, a compose file. */
export type EtcdLanguage = "etcd" | "etcd-yaml" | "systemd" | "compose";

const environmentName = /^etcd[^/]*\.(?:conf|env|environment|default|sysconfig)$/i;
const yamlName = /\.ya?ml$/i;

const environmentLine =
  /^[ \t]*(?:export[ \t]+)?ETCD_(?:NAME|DATA_DIR|LISTEN_(?:PEER|CLIENT)_URLS|INITIAL_CLUSTER(?:_TOKEN|_STATE)?|(?:INITIAL_)?ADVERTISE_(?:PEER|CLIENT)_URLS)[ \t]*=/m;
const configKey =
  /^["']?(?:initial-cluster(?:-token|-state)?|listen-(?:peer|client)-urls|initial-advertise-peer-urls|advertise-client-urls)["']?:/m;
const unitSection = /^[ \t]*\[(?:Unit|Service)\][ \t]*$/m;
const etcdFlag =
  /--?(?:initial-cluster|listen-(?:peer|client)-urls|initial-advertise-peer-urls|advertise-client-urls)\b/;

/** Whether a name is one that environment files of etcd have. */
export function isEtcdName(name: string): boolean {
  return environmentName.test(name);
}

/** Whether a name may be a systemd unit's, a drop-in of one included. */
export function isUnitName(name: string): boolean {
  return /\.service$/i.test(name);
}

/** Whether a text has lines of an environment file for etcd. */
export function looksLikeEtcdEnvironment(text: string): boolean {
  return environmentLine.test(text);
}

/** Whether a text is a systemd unit that starts etcd or an apiserver with facts about etcd on the line. */
export function looksLikeEtcdUnit(text: string): boolean {
  return unitSection.test(text) && mentionsEtcd(text);
}

/** Whether a text may say anything of etcd's members, or name those that an apiserver asks. */
export function mentionsEtcd(text: string): boolean {
  return mentionsEtcdMember(text) || text.includes("--etcd-servers") || looksLikeEtcdYaml(text);
}

/** Whether a text may configure a member of an etcd cluster in any form. */
export function mentionsEtcdMember(text: string): boolean {
  return (text.includes("ETCD_") && /ETCD_(?:NAME|INITIAL|LISTEN|ADVERTISE)/.test(text)) || etcdFlag.test(text);
}

/** Whether a YAML text is etcd's own configuration file. */
export function looksLikeEtcdYaml(text: string): boolean {
  return configKey.test(text);
}

const composeServices = /^services:/m;

/**
 * Tells in what form a text configures etcd, by what stands in it.
 *
 * @param text the beginning of the text
 * @param name the file's name without the endings of templates and copies
 * @returns undefined where it does not, or where it is a text of another kind (a script, a Kubernetes document)
 */
export function etcdLanguage(text: string, name: string): EtcdLanguage | undefined {
  if (yamlName.test(name)) {
    if (looksLikeEtcdYaml(text) && !/^kind:/m.test(text)) return "etcd-yaml";
    return composeServices.test(text) && mentionsEtcdMember(text) ? "compose" : undefined;
  }
  if (looksLikeEtcdUnit(text)) return "systemd";
  if (text.startsWith("#!")) return undefined;
  if (looksLikeEtcdEnvironment(text)) return "etcd";
  if (!isEtcdName(name)) return undefined;
  if (looksLikeEtcdYaml(text)) return "etcd-yaml";
  return /^[ \t]*(?:export[ \t]+)?ETCD_\w+[ \t]*=/m.test(text) ? "etcd" : undefined;
}
