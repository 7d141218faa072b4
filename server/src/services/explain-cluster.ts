import { type Message, message, sayMessage } from "../rules/finding.ts";

/** What an explanation is made from: a cluster in a few words, with its files. */
export interface ExplainedCluster {
  readonly name: string;
  readonly vips: readonly string[];
  readonly endpoint: string | undefined;
  readonly nodes: readonly string[];
  readonly files: readonly { readonly file: string; readonly nodes: readonly string[] }[];
}

/** Makes a text safe to stand between the signs of Markdown. */
function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#+!|~-]/g, "\\$&");
}

/** The folder that all files lie in, with a `/` at its end. */
function commonFolder(files: readonly string[]): string {
  const [first = "", ...others] = files;
  let end = first.lastIndexOf("/") + 1;
  while (end > 0 && !others.every((file) => file.startsWith(first.slice(0, end)))) {
    end = first.lastIndexOf("/", end - 2) + 1;
  }
  return first.slice(0, end);
}

/**
 * Explains the clusters that a file takes part in.
 *
 * @param file the file's key
 * @param clusters all clusters of the workspace
 * @param translations say it in another language than English
 * @returns Markdown; undefined for a file that takes part in none
 */
export function explainCluster(
  file: string,
  clusters: readonly ExplainedCluster[],
  translations?: Readonly<Record<string, string>>,
): string | undefined {
  const say = (said: Message): string => sayMessage(said, translations);
  const parts = clusters
    .filter(({ files }) => files.some((one) => one.file === file))
    .map((cluster) => {
      const folder = commonFolder(cluster.files.map((one) => one.file));
      const filesOf = (isIn: (nodes: readonly string[]) => boolean): string =>
        cluster.files
          .filter(({ nodes }) => isIn(nodes))
          .map((one) => `\`${one.file.slice(folder.length)}\``)
          .join(", ");
      const shared = filesOf((nodes) => nodes.length === 0);
      const lines = [
        say(message("# Cluster {name}", { name: escaped(cluster.name) })),
        "",
        ...(cluster.vips.length > 0 ? [say(message("- VIPs: {list}", { list: cluster.vips.join(", ") }))] : []),
        ...(cluster.endpoint === undefined
          ? []
          : [say(message("- Control-plane endpoint: {endpoint}", { endpoint: cluster.endpoint }))]),
        ...cluster.nodes.map((node) =>
          say(
            message("- Node {node}: {files}", { node: escaped(node), files: filesOf((names) => names.includes(node)) }),
          ),
        ),
        ...(shared === "" ? [] : [say(message("- Files of the whole cluster: {files}", { files: shared }))]),
        "",
      ];
      return lines.join("\n");
    });
  return parts.length === 0 ? undefined : parts.join("\n");
}
