import type { DocumentSelector } from "vscode-languageclient";
import { languageIds } from "./protocol.ts";

const templateSuffixes = ["j2", "tmpl", "tpl", "erb"];

/** Base names that are one of the languages by themselves; package.json lists the same for each language. */
const ownNames = ["keepalived*.conf", "haproxy*.cfg", "*.keepalived", "*.haproxy", "etcd*.conf", "etcd*.env"];

/** Globs for files whose name alone shows that haconf has something to do in a workspace. */
const ownFileNames = [
  ...ownNames,
  ...ownNames.flatMap((name) => templateSuffixes.map((suffix) => `${name}.${suffix}`)),
  "keepalived/*.conf",
  "haconf.yaml",
];

/** One glob for `ownFileNames`. It has no braces inside braces, which VS Code's globs don't promise to understand. */
export const ownFilesGlob = `**/{${ownFileNames.join(",")}}`;

/** Globs for all files that haconf may read, listed for a server without a file system, which takes its choice. */
export const readFilesGlobs: readonly string[] = [
  "**/*.{keepalived,haproxy,yaml,yml,sh,bash,md,conf,cfg,cnf,config,txt,env,service,j2,jinja,jinja2,tmpl,tpl,erb,gotmpl}",
  "**/*{keepalived,haproxy}*",
  "**/etcd*",
  "**/{keepalived,haproxy}/**",
  "**/{hosts,*.hosts}",
  "**/{inventory,hosts.ini,*.inventory}",
  "**/{inventory,inventories,host_vars,group_vars}/**",
  "**/{Dockerfile,Containerfile}*",
];

/** The documents for which the server offers its language features. */
export const languageSelector: DocumentSelector = languageIds.map((language) => ({ language }));

/**
 * Documents of other languages that take part in a cluster, or hold configs: their unsaved text is sent to the server, and they get
 * findings, quick fixes and what the server says of a place, but haconf never stands as a formatter or an outline of YAML.
 */
export const companionSelector: DocumentSelector = [
  { language: "yaml" },
  { language: "shellscript" },
  { language: "markdown" },
  { language: "plaintext", pattern: "**/*.txt" },
  { language: "dockercompose" },
  { pattern: "**/*.service" },
  { pattern: "**/nginx*.conf" },
  { pattern: "**/nginx/**/*.conf" },
  { pattern: "**/haconf.yaml" },
  { pattern: "**/{hosts,hosts.txt,*.hosts}" },
];

/** Folders that hold other people's files in great number and never a cluster's configuration. */
export const skippedFolders: ReadonlySet<string> = new Set([".git", ".hg", ".svn", "node_modules", "dist"]);

/** Whether a file, given by its URI or path, lies in a folder like `.git`, whose comings and goings concern nobody. */
export function isInSkippedFolder(file: string): boolean {
  return file
    .split("/")
    .slice(0, -1)
    .some((name) => skippedFolders.has(name));
}
