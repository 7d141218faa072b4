import {
  commands,
  l10n,
  languages,
  type QuickPickItem,
  QuickPickItemKind,
  ThemeIcon,
  Uri,
  window,
  workspace,
} from "vscode";
import { type ClusterStates, type Counts, sum } from "./cluster-states.ts";
import type { ClusterFileStatus, ClusterStatus } from "./protocol.ts";
import { sayHealth, sayList, sayNodes } from "./wording.ts";

interface Choice extends QuickPickItem {
  readonly choose: () => Thenable<unknown> | undefined;
}

/** Lets the user go from the clusters of the workspace to their files, those with findings first, and to Problems. */
export async function pickCluster(states: ClusterStates): Promise<void> {
  const clusters = states.clusters ?? [];
  const problems: Choice = {
    label: l10n.t("Show Problems"),
    iconPath: new ThemeIcon("list-unordered"),
    choose: () => commands.executeCommand("workbench.actions.view.problems"),
  };
  if (clusters.length === 1 && clusters[0] !== undefined) return pickFile(clusters[0], problems);
  const choice = await window.showQuickPick<Choice>(
    [
      ...clusters.map((cluster) => ({
        label: cluster.name,
        iconPath: iconOf(sum(cluster.files)),
        description: sayList([sayNodes(cluster.nodes.length), sayHealth(sum(cluster.files))]),
        // Two folders may hold a cluster of one name.
        detail: folderOf(cluster),
        choose: () => pickFile(cluster, problems),
      })),
      problems,
    ],
    {
      placeHolder:
        clusters.length === 0 ? l10n.t("No cluster was found in this workspace") : l10n.t("Clusters of this workspace"),
      matchOnDescription: true,
      matchOnDetail: true,
    },
  );
  await choice?.choose();
}

async function pickFile(cluster: ClusterStatus, problems: Choice): Promise<void> {
  const toChoice = (file: ClusterFileStatus): Choice => ({
    label: workspace.asRelativePath(Uri.parse(file.uri)),
    iconPath: iconOf(file),
    description: sayList([...file.nodes, sayHealth(file)]),
    choose: () => openFirstFinding(Uri.parse(file.uri)),
  });
  const hasFindings = ({ errors, warnings }: Counts): boolean => errors + warnings > 0;
  const isWorse = (a: Counts, b: Counts): number => b.errors - a.errors || b.warnings - a.warnings;
  const faulty = cluster.files.filter(hasFindings).sort(isWorse).map(toChoice);
  const healthy = cluster.files.filter((file) => !hasFindings(file)).map(toChoice);
  const nothing = (label: string): Choice => ({ label, kind: QuickPickItemKind.Separator, choose: () => undefined });
  const choice = await window.showQuickPick<Choice>(
    [
      ...(faulty.length > 0 ? [nothing(l10n.t("with findings")), ...faulty] : []),
      ...(healthy.length > 0 ? [nothing(l10n.t("healthy")), ...healthy] : []),
      nothing(""),
      problems,
    ],
    {
      title: cluster.name,
      placeHolder: sayList([sayNodes(cluster.nodes.length), sayHealth(sum(cluster.files))]),
      matchOnDescription: true,
    },
  );
  await choice?.choose();
}

/** Opens a file at its gravest finding, or at its beginning where it has none. */
async function openFirstFinding(uri: Uri): Promise<void> {
  const [first] = languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === "haconf")
    .sort((a, b) => a.severity - b.severity || a.range.start.compareTo(b.range.start));
  await window.showTextDocument(uri, first === undefined ? {} : { selection: first.range });
}

function iconOf({ errors, warnings }: Counts): ThemeIcon {
  if (errors > 0) return new ThemeIcon("error");
  return new ThemeIcon(warnings > 0 ? "warning" : "pass");
}

/** The folder that holds all files of a cluster, as people name it in this workspace. */
function folderOf({ files }: ClusterStatus): string {
  const folders = files.map(({ uri }) => workspace.asRelativePath(Uri.joinPath(Uri.parse(uri), ".."), true).split("/"));
  const [first = [], ...others] = folders;
  const end = first.findIndex((name, at) => others.some((other) => other[at] !== name));
  return (end < 0 ? first : first.slice(0, end)).join("/");
}
