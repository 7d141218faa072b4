import { ansibleForm, mayBeInventory } from "./ansible.ts";
import {
  type EtcdLanguage,
  etcdLanguage,
  isEtcdName,
  isUnitName,
  mentionsEtcd,
  mentionsEtcdMember,
} from "./etcd-file.ts";
import { isHostsName, looksLikeHostsFile } from "./hosts-file.ts";
import {
  mentionsBalancerPod,
  mentionsFirewall,
  mentionsHostsFile,
  mentionsKubeadm,
  mentionsKubeadmCommand,
  mentionsKubeconfig,
  mentionsNonlocalBind,
  mentionsProbe,
} from "./mentions.ts";
import { isNginxStream, showsNginxStream } from "./nginx-file.ts";
import { bareName, splitPath } from "./path.ts";
import { mentionsHaproxy, type ServiceLanguage, serviceLanguageByPath, startsHaproxy } from "./service-file.ts";

/**
 * The kinds of files that the model reads; a `document` is a text for people that shows configs (Markdown, a tutorial), `yaml` one
 * that holds them in its block scalars (a ConfigMap, a playbook), `kubernetes` one that speaks of kubeadm, apiservers or pods that
 * run a balancer, `ansible` an inventory, a playbook, or variables of hosts and groups, `nginx` a config of nginx that passes streams
 * on, and `system` any other text about a machine on which a cluster depends: what sets something of its kernel (`sysctl.conf`) or its
 * firewall, and scripts that ask whether a service is there. Files that say how haproxy or etcd is started go by their own form.
 */
export type FileLanguage =
  | "haproxy"
  | "keepalived"
  | "kubernetes"
  | "shell"
  | "hosts"
  | "manifest"
  | "document"
  | "yaml"
  | "ansible"
  | "system"
  | "nginx"
  | EtcdLanguage
  | ServiceLanguage;

const keepalivedName = /^(?:keepalived[^/]*\.conf|[^/]*\.keepalived)$/i;
const haproxyName = /^(?:haproxy[^/]*\.cfg|[^/]*\.haproxy)$/i;
const manifestName = /^haconf\.ya?ml$/;
const yamlName = /\.ya?ml$/i;
const shellName = /\.(?:sh|bash)$/i;
const documentName = /\.(?:md|markdown|txt)$/i;
/** Names under which one of the two configs may hide, so that a look at the first lines is worth it. */
const possibleName = /(?:\.(?:conf|cfg|cnf|config|inc|include|txt|appmy)|^[^.]+)$|(?:keepalived|haproxy)/i;
/** Names of kubeconfigs, as kubeadm and people give them; a person's own is `~/.kube/config`. */
const kubeconfigName =
  /^(?:(?:super-)?admin|(?:bootstrap-)?kubelet|controller-manager|scheduler|kube-[\w-]+)\.conf$|^kubeconfig$|\.kubeconfig$/i;
/** Names that are surely something else, though the pattern above would take them. */
const otherName =
  /^(?:README$|LICENSE|CHANGELOG|Makefile|Dockerfile|Vagrantfile|my\.cnf|package-lock\.json)|\.(?:py|js|ts|go|rb|pl|html?|css|service|log|json|toml|ini|png|jpe?g|gif|zip|gz|pdf|svg)$/i;

/** What sets up machines in a language of its own: read for what it sets of the kernel, and for nothing else. */
const provisionerName = /^Vagrantfile$|\.(?:sls|pp|tf|nix|bu)$/i;

/** How many characters of a file are looked at to tell its language. */
const lookLength = 16_384;

const keepalivedOpening = /^[ \t]*!.*configuration file for keepalived/im;
const keepalivedBlock =
  /^[ \t]*(?:global_defs|vrrp_instance|vrrp_script|vrrp_sync_group|virtual_server|virtual_server_group)\b[^\n;=]*$/m;
const keepalivedBody =
  /^[ \t]*(?:virtual_router_id|router_id|virtual_ipaddress|real_server|lb_algo|advert_int|interval|script)\b/m;
const haproxySections = /^(?:global|defaults|(?:frontend|backend|listen)[ \t]+[\w.:{}$-]+)[^\n={}();]*$/gm;
const haproxyBody =
  /^[ \t]+(?:bind|server|mode[ \t]+(?:tcp|http)|balance|default_backend|use_backend|timeout[ \t]+(?:client|server|connect)|option[ \t]+\w+|maxconn|daemon|log[ \t]+\S+)\b/gm;

/**
 * Whether a file may be one that haconf reads, by its name and folders alone.
 *
 * @returns `certain`: it is; `look`: its text decides; `no`: not worth opening
 */
export function mayBeConfig(file: string): "certain" | "look" | "no" {
  const { name } = splitPath(file);
  const bare = bareName(name);
  if (manifestName.test(name) || keepalivedName.test(bare) || haproxyName.test(bare)) return "certain";
  if (yamlName.test(bare) || shellName.test(bare) || isHostsName(bare)) return "look";
  if (serviceLanguageByPath(file) !== undefined || mayBeInventory(file)) return "look";
  if (isEtcdName(bare) || isUnitName(bare) || provisionerName.test(name) || kubeconfigName.test(bare)) return "look";
  if (otherName.test(name)) return "no";
  return possibleName.test(bare) || documentName.test(bare) ? "look" : "no";
}

/** How many matches a pattern with the `g` flag has in a text, up to `limit`. */
function countMatches(text: string, pattern: RegExp, limit: number): number {
  let count = 0;
  pattern.lastIndex = 0;
  while (count < limit && pattern.test(text)) count++;
  return count;
}

/**
 * Tells which of the two configs a text is, by what stands in it.
 *
 * @param text only its beginning is looked at
 * @param folder the path that it lies in, in lower case: where that names a program, less is asked of the text
 */
export function configLanguage(text: string, folder = ""): "haproxy" | "keepalived" | undefined {
  const start = text.slice(0, lookLength);
  if (keepalivedOpening.test(start)) return "keepalived";
  if (
    keepalivedBlock.test(start) &&
    (start.includes("{") || folder.includes("keepalived")) &&
    keepalivedBody.test(start)
  ) {
    return "keepalived";
  }
  const sections = countMatches(start, haproxySections, 3);
  const bodies = countMatches(start, haproxyBody, 4);
  // One section is enough where the folder says haproxy; elsewhere the text must leave no doubt.
  const wanted = folder.includes("haproxy") ? 1 : 2;
  return sections >= wanted && bodies >= wanted ? "haproxy" : undefined;
}

const fenceOrIndentedBlock = /^[ \t>]*(?:```|~~~)|<<-?[ \t]*['"\\]?\w/m;
const namesConfig = /\bvrrp_instance\b|^[ \t]*(?:frontend|backend|listen)[ \t]+[\w.:-]+[ \t]*$/m;

/** Whether a text for people shows one of the two configs in a block of its own, rather than being one. */
function showsConfigs(text: string): boolean {
  return (namesConfig.test(text) || showsNginxStream(text)) && fenceOrIndentedBlock.test(text);
}

const etcdBlock = /^[ \t]*(?:export[ \t]+)?ETCD_[A-Z_]+[ \t]*=/m;

/** Whether a text for people shows files or commands of etcd in blocks. */
function showsEtcd(text: string): boolean {
  const isShown = etcdBlock.test(text) || text.includes("--initial-cluster") || mentionsEtcd(text);
  return isShown && mentionsEtcd(text) && (fenceOrIndentedBlock.test(text) || /^(?: {4}|\t).*ETCD_/m.test(text));
}

/** Whether a script may write one of the two configs by a here-document. */
function writesConfigs(text: string): boolean {
  return text.includes("<<") && (namesConfig.test(text) || showsNginxStream(text));
}

const partOpening =
  /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*(?:global|defaults|(?:frontend|backend|listen|userlist|peers|resolvers|mailers|cache|ring|http-errors|fcgi-app|log-forward|program|crt-store|log-profile)[ \t]+[\w.:{}$-]+)[ \t]*(?:#[^\n]*)?\r?$/m;

/** Whether a file is one of those that haproxy reads one after the other from a folder: some hold a single small section. */
function isHaproxyPart(folder: string, name: string, text: string): boolean {
  if (!/\.cfg$/i.test(name) || !(/\.d$|haproxy/i.test(folder) || /^\d+[-_.]/.test(name))) return false;
  const opening = partOpening.exec(text.slice(0, lookLength));
  return opening !== null && opening.index === 0;
}

const literalScalar = /(?::|-)[ \t]+\|[-+0-9]*[ \t]*(?:#[^\n]*)?$/m;
const namesConfigInYaml = /\bvrrp_instance\b|^[ \t]+(?:frontend|backend|listen)[ \t]+[\w.:{}$ -]+$/m;

/** Whether a YAML text may hold one of the two configs in a block scalar. */
function holdsConfigs(text: string): boolean {
  return (namesConfigInYaml.test(text) || showsNginxStream(text)) && literalScalar.test(text);
}

/**
 * Tells what a file is.
 *
 * @param file the file's key, with `/` between folders
 * @param text its text; only the beginning is looked at
 * @returns undefined for a file that haconf has nothing to say about
 */
export function detectLanguage(file: string, text: string): FileLanguage | undefined {
  const language = provisionerName.test(splitPath(file).name) ? undefined : languageOfConfig(file, text);
  if (language !== undefined || mayBeConfig(file) === "no") return language;
  const isOfMachine =
    mentionsNonlocalBind(text) || mentionsFirewall(text) || isCheckScript(file, text) || isSyslogFile(file);
  return isOfMachine ? "system" : undefined;
}

/** Whether a file is one of rsyslog's: `rsyslog.conf`, or a part of it in `rsyslog.d`. */
export function isSyslogFile(file: string): boolean {
  const { folders, name } = splitPath(file);
  return isMainSyslogFile(file) || (folders.at(-1) === "rsyslog.d" && /\.conf$/i.test(bareName(name)));
}

/** Whether a file is `rsyslog.conf` itself. */
export function isMainSyslogFile(file: string): boolean {
  return /^rsyslog\.conf$/i.test(bareName(splitPath(file).name));
}

const shebang = /^#!.*\b(?:ba|da|a|z|k)?sh\b/;

/** Whether a file is a script that asks whether a service is there: keepalived may run it. */
function isCheckScript(file: string, text: string): boolean {
  const isScript = shellName.test(bareName(splitPath(file).name)) || shebang.test(text);
  return isScript && mentionsProbe(text.slice(0, lookLength));
}

function languageOfYaml(
  text: string,
  name: string,
  service: "compose" | undefined,
  isAnsible: boolean,
): FileLanguage | undefined {
  if (mentionsKubeadm(text) || mentionsKubeconfig(text) || (/^kind:/m.test(text) && mentionsEtcdMember(text)))
    return "kubernetes";
  if (holdsConfigs(text)) return "yaml";
  if (service !== undefined && isServiceOfInterest(service, text)) return service;
  if (isAnsible) return "ansible";
  return etcdLanguage(text, name) ?? (mentionsBalancerPod(text) ? "kubernetes" : undefined);
}

function isScriptOfInterest(text: string): boolean {
  const isOfKubernetes = mentionsKubeadmCommand(text) || mentionsHostsFile(text) || mentionsEtcd(text);
  return isOfKubernetes || writesConfigs(text) || startsHaproxy(text);
}

/** Whether a file that says how a program is started has to do with haproxy; units and their environments do by their names. */
function isServiceOfInterest(service: ServiceLanguage, text: string): boolean {
  return service === "systemd" || service === "environment" || mentionsHaproxy(text);
}

/** What a file is whose name leaves no doubt. */
function languageByName(name: string): FileLanguage | undefined {
  const bare = bareName(name);
  if (manifestName.test(name)) return "manifest";
  if (keepalivedName.test(bare)) return "keepalived";
  return haproxyName.test(bare) ? "haproxy" : undefined;
}

/** What a text is whose name says little. */
function languageOfOther(folders: readonly string[], name: string, text: string): FileLanguage | undefined {
  const isOfNginx = /^nginx[^/]*\.conf$/i.test(name);
  const config = isOfNginx
    ? undefined
    : (configLanguage(text, folders.join("/").toLowerCase()) ?? etcdLanguage(text, name));
  return config ?? (isNginxStream([...folders, name].join("/"), text) ? "nginx" : undefined);
}

/** What a file is that is more than settings of the kernel. */
function languageOfConfig(file: string, text: string): FileLanguage | undefined {
  const { folders, name } = splitPath(file);
  const bare = bareName(name);
  const named = languageByName(name);
  if (named !== undefined || mayBeConfig(file) === "no") return named;
  const form = ansibleForm(file, text);
  if (form === "variables") return "ansible";
  const service = serviceLanguageByPath(file);
  if (service !== undefined && service !== "compose") return isServiceOfInterest(service, text) ? service : undefined;
  if (yamlName.test(bare)) return languageOfYaml(text, bare, service, form !== undefined);
  if (form !== undefined) return "ansible";
  if (shellName.test(bare) || /^#!.*\b(?:ba|da|z|k)?sh\b/.test(text))
    return isScriptOfInterest(text) ? "shell" : undefined;
  if (isHostsName(bare) && looksLikeHostsFile(text.slice(0, lookLength))) return "hosts";
  if (documentName.test(bare)) {
    if (showsConfigs(text) || showsEtcd(text)) return "document";
    // Markdown is no config itself, whatever it says.
    if (!/\.txt$/i.test(bare)) return undefined;
  }
  if (kubeconfigName.test(bare) && mentionsKubeconfig(text)) return "kubernetes";
  if (isHaproxyPart(folders.at(-1) ?? "", bare, text)) return "haproxy";
  return languageOfOther(folders, bare, text);
}

/** Names that a part of a keepalived.conf may have. */
const fragmentName = /(?:\.(?:conf|cfg|cnf|config|inc|include|appmy)|^[^.]+)$|keepalived/i;
/** No part of a configuration is longer, as far as it is none by its own text. */
const longestFragment = 65_536;
const firstCode = /^[ \t]*(?![#!])(\S.*)$/m;
/** A keyword with words or a brace behind it, an address, a definition, a line for one host, or a template's. */
const fragmentLine =
  /^(?:[a-z][a-z0-9_]*(?:[ \t]*\{|[ \t]+[^ \t=:;][^=;]*)?|[0-9a-f.:]+(?:\/\d+)?(?:[ \t][^=;]*)?|[$@~}{<].*)$/i;

/**
 * Whether a file that is none of those that haconf reads may be a part that an `include` of a keepalived.conf brings in: a few lines of
 * a block, a list of addresses.
 */
export function mayBeFragment(file: string, text: string): boolean {
  const { name } = splitPath(file);
  const bare = bareName(name);
  if (otherName.test(name) || yamlName.test(bare) || shellName.test(bare) || !fragmentName.test(bare)) return false;
  if (text.length > longestFragment) return false;
  const line = firstCode.exec(text)?.[1]?.trim();
  return line === undefined || fragmentLine.test(line);
}
