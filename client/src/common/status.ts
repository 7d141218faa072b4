import {
  DiagnosticSeverity,
  type Disposable,
  LanguageStatusSeverity,
  l10n,
  languages,
  type TextDocument,
  window,
} from "vscode";
import { State } from "vscode-languageclient";
import { type ClusterStates, type Counts, sum } from "./cluster-states.ts";
import { type LanguageId, languageIds } from "./protocol.ts";
import { sayHealth, sayList, sayNodes } from "./wording.ts";

interface Shown {
  readonly text: string;
  readonly detail: string;
  readonly severity: LanguageStatusSeverity;
  readonly isBusy: boolean;
}

/**
 * The entry in the language status menu: the cluster and node of the active document and how the cluster is, while the server
 * runs, else that it does not.
 */
export class ServerStatus implements Disposable {
  readonly #states: ClusterStates;
  readonly #item = languages.createLanguageStatusItem("haconf.status", ownLanguages);
  readonly #subscriptions: Disposable[];
  #server = State.Stopped;

  constructor(states: ClusterStates) {
    this.#states = states;
    this.#item.name = "haconf";
    this.#subscriptions = [
      window.onDidChangeActiveTextEditor(() => this.#update()),
      states.onDidChange(() => this.#update()),
      // Findings of a file that is in no cluster come without a word of the clusters.
      languages.onDidChangeDiagnostics(({ uris }) => {
        const active = window.activeTextEditor?.document.uri.toString();
        if (uris.some((uri) => uri.toString() === active)) this.#update();
      }),
    ];
    this.#update();
  }

  /** Shows what the server does. */
  show(state: State): void {
    this.#server = state;
    if (state === State.Running) this.#update();
    else this.#states.clear();
  }

  #update(): void {
    const document = window.activeTextEditor?.document;
    const isMember = document !== undefined && this.#states.of(document.uri).length > 0;
    // A document of another language has the entry while it takes part in a cluster; only the active one's is shown.
    this.#item.selector = isMember ? [...ownLanguages, { language: document.languageId }] : ownLanguages;
    const { text, detail, severity, isBusy } = this.#describe(document);
    this.#item.text = text;
    this.#item.detail = detail;
    this.#item.severity = severity;
    this.#item.busy = isBusy;
    this.#item.command =
      this.#server === State.Running || this.#server === State.Starting
        ? { title: l10n.t("Show Clusters"), command: "haconf.showClusters" }
        : { title: l10n.t("Restart"), command: "haconf.restart" };
  }

  #describe(document: TextDocument | undefined): Shown {
    const detail = l10n.t("haconf language server");
    const severity = LanguageStatusSeverity.Information;
    switch (this.#server) {
      case State.StartFailed:
        return { text: l10n.t("Failed to start"), detail, severity: LanguageStatusSeverity.Error, isBusy: false };
      case State.Stopped:
        return { text: l10n.t("Not running"), detail, severity, isBusy: false };
      case State.Starting:
        return { text: l10n.t("Starting"), detail, severity, isBusy: true };
      case State.Running:
        if (this.#states.clusters === undefined)
          return { text: l10n.t("Reading files"), detail, severity, isBusy: true };
        return document === undefined ? { text: detail, detail: "", severity, isBusy: false } : this.#member(document);
    }
  }

  #member(document: TextDocument): Shown {
    const memberships = this.#states.of(document.uri);
    if (memberships.length === 0) {
      const counts = countsOf(document);
      return { text: l10n.t("No cluster"), detail: sayHealth(counts), severity: severityOf(counts), isBusy: false };
    }
    const clusters = [...new Set(memberships.map(({ cluster }) => cluster))];
    const nodes = [...new Set(memberships.flatMap(({ file }) => file.nodes))];
    const names = sayList(clusters.map(({ name }) => name));
    const counts = sum(clusters.flatMap(({ files }) => files));
    const size = sayNodes(clusters.reduce((total, cluster) => total + cluster.nodes.length, 0));
    return {
      text: nodes.length === 0 ? names : `${names} · ${sayList(nodes)}`,
      detail: sayList([size, sayHealth(counts)]),
      severity: severityOf(counts),
      isBusy: false,
    };
  }

  dispose(): void {
    for (const one of this.#subscriptions) one.dispose();
    this.#item.dispose();
  }
}

const ownLanguages = languageIds.map((language: LanguageId) => ({ language }));

/** The findings of a document itself. */
function countsOf(document: TextDocument): Counts {
  const own = languages.getDiagnostics(document.uri).filter(({ source }) => source === "haconf");
  const count = (wanted: DiagnosticSeverity) => own.filter(({ severity }) => severity === wanted).length;
  return { errors: count(DiagnosticSeverity.Error), warnings: count(DiagnosticSeverity.Warning) };
}

function severityOf({ errors, warnings }: Counts): LanguageStatusSeverity {
  if (errors > 0) return LanguageStatusSeverity.Error;
  return warnings > 0 ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information;
}
