import { isStreamFolder } from "../documents/nginx-file.ts";
import { bareName, isCopyName, splitPath } from "../documents/path.ts";
import { parseIpAddress } from "../model/address.ts";

/** What the name and folder of a keepalived or haproxy file tell about the node that it belongs to. */
export interface Unit {
  readonly file: string;
  /** A balancer is a haproxy here, whatever its program. */
  readonly program: "keepalived" | "haproxy";
  readonly language: "keepalived" | "haproxy" | "nginx";
  /** The folder that stands for the node or holds the node's files, generic folders (`etc/keepalived`) taken away. */
  readonly folder: string;
  /** The file's own folder. */
  readonly ownFolder: string;
  /** The node token of the file's name (`master`, `backup1`, `2`), in lower case; empty where there is none. */
  readonly token: string;
  /** What is left of the file's name without program and token: `keepalived_master_FIX` → `fix`. */
  readonly variant: string;
  /** The file's name without program and ending, as people say it: `master_FIX`, `dev3`. */
  readonly label: string;
}

/** Words that name software, a kind of file or a version of something, never a node. */
const genericWords = new Set([
  ...["keepalived", "haproxy", "lvs", "ipvs", "nginx", "mysql", "mariadb", "redis", "rabbitmq", "postgresql", "pgsql"],
  ...["kubeadm", "k8s", "kubernetes", "kube", "etcd", "apiserver", "docker", "compose", "ansible", "vagrant"],
  ...["conf", "conf.d", "config", "configs", "configuration", "cfg", "etc", "usr", "local", "sysconfig", "services.d"],
  ...["templates", "template", "files", "file", "roles", "docs", "doc", "examples", "example", "scripts", "script"],
  ...["simple", "src", "deploy", "manifests", "static", "pods", "ha", "vip", "vrrp", "and", "with", "cluster", "setup"],
  // Environments and kinds of examples stand side by side without belonging together.
  ...[
    "prod",
    "production",
    "staging",
    "stage",
    "dev",
    "development",
    "test",
    "testing",
    "qa",
    "uat",
    "demo",
    "sandbox",
  ],
  ...["basic", "advanced", "minimal", "full", "sample", "samples", "tutorial", "old", "new", "archive", "legacy"],
  ...[
    "生产",
    "测试",
    "开发",
    "预发",
    "生产环境",
    "测试环境",
    "开发环境",
    "预发环境",
    "旧",
    "新",
    "配置",
    "文档",
    "示例",
    "脚本",
    "模板",
  ],
  ...["install", "lb", "loadbalancer", "loadbalancers", "balancer"],
]);

/** Folder words that only say what kind of file or folder lies below: the scope of such a folder reaches to its parent. */
const kindFolders = new Set([
  ...["keepalived", "haproxy", "conf", "config", "etc", "templates", "files", "conf.d"],
  ...["hosts", "nodes", "servers", "machines"],
]);

/** Steps of a course and versions, which look like numbered machines. */
const numberedSteps =
  /^(?:lesson|step|chapter|ch|day|lab|exercise|ex|task|hw|homework|version|ver|v|test|example|demo|case|scenario|part|cluster|project|customer|tenant|env|dc|site|region|zone|az|team)[-_]?\d+$/;

/** Names with a version or a date in them: `keepalived-2.0`, `centos7`, `20240101`. */
const versionedName =
  /^(?:[a-z]+[-_ ]?v?\d+\.\d+(?:\.\d+)?|(?:centos|ubuntu|debian|rocky|rhel|alma|el|openeuler|kylin|anolis)[-_]?\d[\d.]*|\d{6,8})$/;

/** 第一章, 实验二, 方案1 and their like. */
const numberedChinese =
  /^(?:第.+[章节课步]|(?:实验|方案|案例|示例|环境|项目|集群|步骤|练习)[一二三四五六七八九十\d]+)$/;

/** Whether a folder's name can't be a node's: software, kinds, versions, and words joined from them (`lvs+keepalived`). */
export function isGenericFolder(name: string): boolean {
  const lower = name.toLowerCase();
  if (genericWords.has(lower) || numberedSteps.test(lower) || /^(?:19|20)\d\d(?:[-_.]?\d\d)*$/.test(lower)) return true;
  // A version; an address is the name of a machine.
  if (/^v?\d+(?:\.\d+)+$/.test(lower)) return parseIpAddress(lower) === undefined;
  if (versionedName.test(lower) || numberedChinese.test(lower)) return true;
  const parts = lower.split(/[-_+.& ]+/).filter((part) => part !== "");
  if (parts.length < 2 || !parts.every((part) => genericWords.has(part) || roleGroup.has(part))) return false;
  // One role is a node's (`keepalived-master/`), several describe a set-up (`nginx-master-master/`).
  return parts.filter((part) => roleGroup.has(part)).length !== 1;
}

/** Joined with software names these make a description (`nginx-master-master`), not a node. */
const roleGroup = new Set(["master", "slave", "backup", "active", "passive", "dual", "double", "single"]);

/** Whether a folder's name is a mere kind (`keepalived/`), so that what lies beside it belongs together with it. */
export function isKindFolder(name: string): boolean {
  return kindFolders.has(name.toLowerCase());
}

/** Folders that hold the Kubernetes side of a cluster whose balancers lie beside them. */
const kubernetesFolders = new Set([
  ...["kubeadm", "k8s", "kubernetes", "kube", "manifests", "scripts", "script", "cluster", "yaml", "yamls"],
  ...["docs", "doc", "install", "setup", "bootstrap", "init", "provision", "deploy", "文档", "脚本"],
]);

/** Whether a folder's name only says that Kubernetes files lie in it, so that what lies beside it belongs together with it. */
export function isKubernetesFolder(name: string): boolean {
  return kubernetesFolders.has(name.toLowerCase()) || isKindFolder(name);
}

const roleWords = new Set([
  ...["master", "slave", "backup", "bak", "candidate", "primary", "secondary", "tertiary", "main", "standby", "active"],
  ...[
    "passive",
    "replica",
    "node",
    "host",
    "server",
    "srv",
    "vm",
    "lb",
    "ha",
    "director",
    "one",
    "two",
    "three",
    "a",
    "b",
    "c",
  ],
  ...["first", "second", "third", "m", "s"],
  ...["主", "备", "从", "主节点", "备节点", "从节点", "主机", "备机", "从机", "节点"],
]);

/** Words that contain a digit though it is no node's number. */
const wordsWithDigits = /\b(?:k8s|k3s|rke2|ipv4|ipv6|l4|l7|v[12]|http2|s3|k0s)\b/g;

/** Whether a name tells variants apart: `2.0`, `2024`, `step1`, `centos7`. */
function isVariantName(name: string): boolean {
  const isNumber = /^v?\d+(?:\.\d+)+$|^\d{4,8}$/.test(name) && parseIpAddress(name) === undefined;
  return isNumber || numberedSteps.test(name) || versionedName.test(name) || numberedChinese.test(name);
}

/** Splits a file's name into its node token and the rest; see `Unit`. */
export function readFileName(
  name: string,
  program: "keepalived" | "haproxy" | "nginx",
): { token: string; variant: string; label: string } {
  // An ending in front of which the program's own ending stands is part of the variant: `keepalived.conf.appmy`.
  const whole = bareName(name)
    .replace(/\.(?:conf|cfg|config|cnf|txt|haproxy|keepalived)$/i, "")
    .replace(/\.(?:conf|cfg)\./i, ".")
    .replace(new RegExp(program, "i"), " ");
  const label = whole.replace(/^[-_. +]+|[-_. +]+$/g, "");
  const stem = whole.toLowerCase().replace(wordsWithDigits, (word) => `\u0001${word.replace(/\d/g, "")}`);
  // Versions, dates and the steps of a course are variants of one file, not machines.
  if (isVariantName(label.toLowerCase())) return { token: "", variant: label.toLowerCase(), label };
  const tokens: string[] = [];
  const rest: string[] = [];
  for (const part of stem.split(/[-_. +]+/)) {
    for (const piece of part.match(/\u0001\w+|\d+|[^\d\u0001]+/g) ?? []) {
      if (/^\d+$/.test(piece)) tokens.push(String(Number(piece)));
      else if (roleWords.has(piece)) tokens.push(piece);
      else rest.push(piece.replace("\u0001", ""));
    }
  }
  return { token: tokens.join(""), variant: rest.filter((piece) => piece !== "").join("-"), label };
}

/** Whether a folder's name is nothing but a node's: a role or a kind of machine with a number (`master1`, `lb-2`). */
export function isNodeName(name: string): boolean {
  const { token, variant } = readFileName(name, "keepalived");
  return variant === "" && /[a-z]/.test(token) && /\d/.test(token) && !isGenericFolder(name);
}

/**
 * Reads what a file's path tells about its node.
 *
 * @param readAs the path to go by where the file's own says it in another way
 */
export function unitOf(file: string, language: "keepalived" | "haproxy" | "nginx", readAs = file): Unit {
  const { folders, name } = splitPath(readAs);
  // nginx in front of streams does what haproxy does. What a main config includes from a folder beside it is that node's as well.
  const program = language === "nginx" ? "haproxy" : language;
  if (language === "nginx")
    while (/\.d$|-enabled$/i.test(folders.at(-1) ?? "") || isStreamFolder(folders.at(-1) ?? "")) folders.pop();
  const ownFolder = folders.join("/");
  const kept = [...folders];
  while (kept.length > 0 && isGenericFolder(kept[kept.length - 1] ?? "")) kept.pop();
  return { file, program, language, folder: kept.join("/"), ownFolder, ...readFileName(name, language) };
}

/** Whether a node token says that there is a first node beside this one: `backup`, `slave1`, `备`. */
export function isSecondRole(token: string): boolean {
  return /^(?:slave|backup|secondary|standby|passive|replica|candidate|备|从|备节点|从节点|备机|从机)\d*$/.test(token);
}

/** What the names of one set of machines have in common, without their numbers and roles; undefined for a name without these. */
export function nameSetOf(name: string): string | undefined {
  const { token, variant } = readFileName(name, "keepalived");
  return token === "" ? undefined : variant;
}

/**
 * Whether two node names look like those of one set of machines: the same word with other numbers (`lb1`, `lb2`), or words of roles
 * (`master`, `backup`).
 */
export function areNamedAlike(a: string, b: string): boolean {
  const set = nameSetOf(a);
  return set !== undefined && set === nameSetOf(b);
}

const masterEndings = [".master", ".primary", ".main", ".active"];

/**
 * The path by which a file takes part in clusters; copies (`.bak`, `.rpmnew`) take no part and are checked alone. Beside a
 * `keepalived.conf.master` a `keepalived.conf.backup` is the other node.
 *
 * @param hasFile whether the workspace has a file of that path
 */
export function pathToReadAs(file: string, hasFile: (file: string) => boolean): string | undefined {
  if (!isCopyName(splitPath(file).name)) return file;
  const stem = file.replace(/\.(?:backup|bak)$/i, "");
  const isPair = stem !== file && masterEndings.some((ending) => hasFile(`${stem}${ending}`));
  return isPair ? stem.replace(/(?:\.\w+)?$/, "-backup$&") : undefined;
}

/** Whether a file is a text for people to read, by its name, though it holds a config: `keepalived.txt`. */
export function isDocumentName(file: string): boolean {
  return /\.(?:txt|md|markdown|adoc|rst)$/i.test(bareName(splitPath(file).name));
}
