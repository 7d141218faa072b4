import { commands, type TextDocument, type TextEditor, window, workspace } from "vscode";
import { assert, openFile, replace, waitFor } from "./workspace.ts";

/** The document that explains a cluster, if one is shown. */
function explanation(): TextDocument | undefined {
  return workspace.textDocuments.find(({ uri, isClosed }) => uri.scheme === "haconf-cluster" && !isClosed);
}

function previewTabs(): string[] {
  return window.tabGroups.all
    .flatMap(({ tabs }) => tabs.map(({ label }) => label))
    .filter((label) => /Cluster/.test(label));
}

export function describeExplanation(): void {
  describe("the explanation of a file's cluster", () => {
    let editor: TextEditor;

    before(async () => {
      await openFile("dev3/keepalived.conf");
      const active = window.activeTextEditor;
      assert(active !== undefined, "no editor is active");
      editor = active;
    });

    it("is shown as Markdown beside the file", async () => {
      await commands.executeCommand("haconf.explainCluster");
      await waitFor("a preview", () => (previewTabs().length === 1 ? true : undefined));
      const document = await waitFor("the document behind it", explanation);
      assert(document.languageId === "markdown", `its language is ${document.languageId}`);
      for (const word of ["172.29.1.200", "dev3", "dev6", "dev7"]) {
        assert(document.getText().includes(word), `${word} is not in ${document.getText()}`);
      }
    });

    it("follows what is typed in the file", async () => {
      const before = explanation()?.getText() ?? "";
      await replace(editor.document, "172.29.1.200", "172.29.1.222");
      await waitFor("another text", () => {
        const text = explanation()?.getText();
        return text?.includes("172.29.1.222") === true ? true : undefined;
      });
      await replace(editor.document, "172.29.1.222", "172.29.1.200");
      await waitFor("the text as before", () => (explanation()?.getText() === before ? true : undefined));
    });
  });
}
