import type { DocumentSelector } from "vscode-languageclient";
import { languageIds } from "./protocol.ts";

const templateSuffixes = ["j2", "tmpl", "tpl", "erb"];

/** Base names that are one of the two languages by themselves; package.json lists the same for each language. */
const ownNames = ["keepalived*.conf", "haproxy*.cfg", "*.keepalived", "*.haproxy"];

/** Base names of files that a cluster is read from beside the two languages, or that may turn out to be one of them. */
const companionNames = [
  "*.{yaml,yml,sh,md,conf,cfg,j2,tmpl,tpl,erb,hosts}",
  "keepalived.conf.*",
  "haproxy.cfg.*",
  "hosts",
  "hosts.txt",
];

/** Globs for files whose name alone shows that haconf has something to do in a workspace. */
const ownFileNames = [
  ...ownNames,
  ...ownNames.flatMap((name) => templateSuffixes.map((suffix) => `${name}.${suffix}`)),
  "keepalived/*.conf",
  "haconf.yaml",
];

/** One glob for `ownFileNames`. It has no braces inside braces, which VS Code's globs don't promise to understand. */
export const ownFilesGlob = `**/{${ownFileNames.join(",")}}`;

/** Globs for all files that haconf may read: watched on disk, and listed for a server without a file system. */
export const readFilesGlobs: readonly string[] = ["*.{keepalived,haproxy}", ...companionNames].map(
  (name) => `**/${name}`,
);

/** The documents for which the server offers its language features. */
export const languageSelector: DocumentSelector = languageIds.map((language) => ({ language }));

/**
 * Documents of other languages that take part in a cluster: their unsaved text is sent to the server and they get
 * findings and quick fixes, but nothing else, so that haconf never stands as a formatter or a completion source of YAML.
 */
export const companionSelector: DocumentSelector = [
  { language: "yaml" },
  { language: "shellscript" },
  { language: "markdown" },
  { pattern: "**/haconf.yaml" },
  { pattern: "**/{hosts,hosts.txt,*.hosts}" },
];
