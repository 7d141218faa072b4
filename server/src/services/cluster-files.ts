import { isWithin } from "../cluster/layout.ts";
import type { FileLanguage } from "../documents/detect.ts";
import { isCopyName, splitPath } from "../documents/path.ts";
import { filesAround } from "./addresses.ts";
import type { NavigationSource } from "./source.ts";

/** The languages of files that speak of a cluster's machines and take part in no cluster themselves. */
const companions: ReadonlySet<FileLanguage | undefined> = new Set<FileLanguage>([
  "shell",
  "hosts",
  "manifest",
  "kubernetes",
  "yaml",
  "ansible",
  "system",
  "etcd",
  "etcd-yaml",
  "systemd",
  "compose",
]);

/** The languages of files that make up clusters: one that is in none may belong to this one all the same. */
const configs: ReadonlySet<FileLanguage | undefined> = new Set<FileLanguage>(["keepalived", "haproxy"]);

function folderOf(file: string): string {
  return splitPath(file).folders.join("/");
}

/** The deepest folder around all of some files. */
function commonFolder(files: readonly string[]): string {
  const [first = "", ...others] = files.map((file) => splitPath(file).folders);
  const common = [...first];
  for (const folders of others) {
    const differs = common.findIndex((name, index) => folders[index] !== name);
    if (differs >= 0) common.length = differs;
  }
  return common.join("/");
}

/** The files in which something of a cluster may stand. */
export interface FilesOfCluster {
  /** Those that the cluster is made of, and the scripts, hosts files, manifests and units beside them. */
  readonly files: readonly string[];
  /** A config beside them which belongs to no cluster and holds the text as well: nobody can tell whether it is meant. */
  readonly doubtful: string | undefined;
}

/**
 * Where a text may stand that means something to the whole cluster of a file.
 *
 * @param holds whether a file's text holds it
 */
export function filesWith(source: NavigationSource, file: string, holds: (text: string) => boolean): FilesOfCluster {
  const own = filesAround(source, file);
  const isText = own.every((name) => source.languageOf(name) === "document");
  if (isText) return { files: own, doubtful: undefined };
  const known = new Set(own);
  const clusters = new Set(source.clustersOf(file));
  const folder = commonFolder(own);
  const others = source.fileNames().filter((name) => {
    if (known.has(name) || isCopyName(splitPath(name).name)) return false;
    const language = source.languageOf(name);
    const isNear = isWithin(folderOf(name), folder) || (language === "manifest" && isWithin(folder, folderOf(name)));
    return isNear && (companions.has(language) || configs.has(language)) && holds(source.textOf(name) ?? "");
  });
  // What belongs to another cluster speaks of that one, and so does what lies in its folder.
  const foreign = others.filter((name) => {
    const its = source.clustersOf(name);
    return its.length > 0 && !its.some((one) => clusters.has(one));
  });
  const foreignFolders = foreign.map(folderOf);
  const free = others.filter(
    (name) => !foreign.includes(name) && !foreignFolders.some((one) => one !== folder && isWithin(folderOf(name), one)),
  );
  return {
    files: [...own, ...free.filter((name) => companions.has(source.languageOf(name)))],
    doubtful: free.find((name) => configs.has(source.languageOf(name))),
  };
}
