import { commands, type Disposable, type ExtensionContext, Uri, window, workspace } from "vscode";
import { pickCluster } from "./cluster-pick.ts";
import { ClusterStates } from "./cluster-states.ts";
import { Explanations } from "./explanations.ts";
import { ownFilesGlob } from "./file-patterns.ts";
import { LanguageDetection } from "./language-detection.ts";
import {
  type DetectLanguageParams,
  type DetectLanguageResult,
  detectLanguageMethod,
  type LanguageId,
  languageIds,
} from "./protocol.ts";
import { ServerController, type ServerHost } from "./server-controller.ts";
import { ServerStatus } from "./status.ts";

/**
 * Sets up the extension, the same in both hosts.
 *
 * @param context the extension's context; everything set up here is disposed of with it
 * @param host how this host makes a client
 * @returns the controller, to stop the server when the extension is deactivated
 */
export async function activateExtension(context: ExtensionContext, host: ServerHost): Promise<ServerController> {
  const output = window.createOutputChannel("haconf", { log: true });
  const states = new ClusterStates();
  const status = new ServerStatus(states);
  const explanations = new Explanations(async () => controller.ensureStarted(), output);
  const controller: ServerController = new ServerController(host, output, status, [states, explanations]);
  const detection = new LanguageDetection(async (uri, text) => {
    const client = await controller.ensureStarted();
    const params: DetectLanguageParams = { uri, text };
    const result = await client?.sendRequest<DetectLanguageResult>(detectLanguageMethod, params);
    return result?.language ?? undefined;
  }, output);
  context.subscriptions.push(
    output,
    states,
    status,
    explanations,
    commands.registerCommand("haconf.restart", () => controller.restart()),
    commands.registerCommand("haconf.showOutput", () => output.show()),
    commands.registerCommand("haconf.showClusters", () => pickCluster(states)),
    commands.registerCommand("haconf.explainCluster", (resource?: unknown) => {
      // The menu of a tab says which file is meant, the palette does not.
      const uri = resource instanceof Uri ? resource : window.activeTextEditor?.document.uri;
      return uri === undefined ? undefined : explanations.show(uri);
    }),
    states.onDidChange(() => announceMembers(states)),
    startWithOwnDocuments(controller),
    ...detection.listen(),
  );
  if (await hasOwnFiles()) await controller.ensureStarted();
  return controller;
}

/** Lets the menus know which files take part in clusters, whatever their language. */
async function announceMembers(states: ClusterStates): Promise<void> {
  // By paths, because a URI may be another one here than in the window, which may be on another machine.
  const paths = (states.clusters ?? []).flatMap(({ files }) =>
    files.flatMap(({ uri }) => [Uri.parse(uri).path, Uri.parse(uri).fsPath]),
  );
  await commands.executeCommand("setContext", "haconf.clusterFiles", [...new Set(paths)]);
}

function isOwnLanguage(languageId: string): languageId is LanguageId {
  return languageIds.some((own) => own === languageId);
}

/** Starts the server with the first document of the two languages that is opened after activation. */
function startWithOwnDocuments(controller: ServerController): Disposable {
  return workspace.onDidOpenTextDocument(async (document) => {
    if (isOwnLanguage(document.languageId)) await controller.ensureStarted();
  });
}

/** A workspace without these files, opened for a text file of another kind, gets no server process. */
async function hasOwnFiles(): Promise<boolean> {
  if (workspace.textDocuments.some((document) => isOwnLanguage(document.languageId))) return true;
  const found = await workspace.findFiles(ownFilesGlob, undefined, 1);
  return found.length > 0;
}
