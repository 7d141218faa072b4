import {
  type CodeAction,
  CodeActionKind,
  commands,
  type Diagnostic,
  DiagnosticSeverity,
  languages,
  type TextDocument,
  workspace,
} from "vscode";
import { assert, openFile, waitFor } from "./workspace.ts";

const code = "cluster/virtual-router-id-mismatch";
/** The node of the broken example whose virtual_router_id differs from that of its peers. */
const oddNode = "dev6";

function codeOf({ code }: Diagnostic): string {
  return String(typeof code === "object" ? code.value : code);
}

function findMismatch(document: TextDocument): Diagnostic | undefined {
  return languages.getDiagnostics(document.uri).find((diagnostic) => codeOf(diagnostic) === code);
}

export function describeCluster(): void {
  describe("a cluster of which one node's file is open", () => {
    let document: TextDocument;

    before(async () => {
      document = await openFile(`${oddNode}/keepalived.conf`);
    });

    it("shows what differs from the other nodes, with a related place in another file", async () => {
      const mismatch = await waitFor(`a finding ${code}`, () => findMismatch(document));
      assert(mismatch.severity === DiagnosticSeverity.Error, `its severity is ${mismatch.severity}`);
      assert(
        document.lineAt(mismatch.range.start).text.includes("virtual_router_id"),
        `it stands at "${document.lineAt(mismatch.range.start).text}"`,
      );
      const elsewhere = (mismatch.relatedInformation ?? []).filter(
        ({ location }) => location.uri.toString() !== document.uri.toString(),
      );
      assert(elsewhere.length > 0, "no related place is in another file");
      const peer = await workspace.openTextDocument(elsewhere[0]?.location.uri ?? document.uri);
      const line = peer.lineAt(elsewhere[0]?.location.range.start ?? peer.positionAt(0)).text;
      assert(line.includes("virtual_router_id"), `the related place is "${line}"`);
    });

    it("is right again after the preferred quick fix", async () => {
      const mismatch = await waitFor(`a finding ${code}`, () => findMismatch(document));
      const actions = await commands.executeCommand<CodeAction[]>(
        "vscode.executeCodeActionProvider",
        document.uri,
        mismatch.range,
        CodeActionKind.QuickFix.value,
        20,
      );
      // What the command returns doesn't say for which finding an action is, but it does say what it changes.
      const fixes = actions.filter(
        ({ isPreferred, edit }) =>
          isPreferred === true &&
          edit?.get(document.uri).some(({ range }) => range.intersection(mismatch.range)) === true,
      );
      assert(
        fixes.length === 1,
        `${fixes.length} preferred fixes among ${actions.map(({ title }) => title).join("; ")}`,
      );
      const edit = fixes[0]?.edit;
      assert(edit !== undefined, "the action carries no edit");
      assert(await workspace.applyEdit(edit), "the editor refused the edit");
      await waitFor(`the end of ${code}`, () => (findMismatch(document) === undefined ? true : undefined));
    });
  });
}
