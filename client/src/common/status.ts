import { type Disposable, LanguageStatusSeverity, l10n, languages } from "vscode";
import { State } from "vscode-languageclient";
import { languageIds } from "./protocol.ts";

/** The entry of each of the two languages in the language status menu: it shows whether the server runs. */
export class ServerStatus implements Disposable {
  readonly #items = languageIds.map((language) => {
    const item = languages.createLanguageStatusItem(`haconf.server.${language}`, { language });
    item.name = "haconf";
    return item;
  });

  constructor() {
    this.show(State.Stopped);
  }

  show(state: State): void {
    for (const item of this.#items) {
      item.busy = state === State.Starting;
      item.severity = state === State.StartFailed ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
      item.text = textOf(state);
      item.detail = l10n.t("haconf language server");
      item.command =
        state === State.Running || state === State.Starting
          ? { title: l10n.t("Show Output"), command: "haconf.showOutput" }
          : { title: l10n.t("Restart"), command: "haconf.restart" };
    }
  }

  dispose(): void {
    for (const item of this.#items) item.dispose();
  }
}

function textOf(state: State): string {
  switch (state) {
    case State.Running:
      return l10n.t("Running");
    case State.Starting:
      return l10n.t("Starting");
    case State.StartFailed:
      return l10n.t("Failed to start");
    case State.Stopped:
      return l10n.t("Not running");
  }
}
