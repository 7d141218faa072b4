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
import { assert, openFile, replace, waitFor } from "./workspace.ts";

const code = "cluster/virtual-router-id-mismatch";
/** The node of the broken example whose virtual_router_id differs from that of its peers. */
const oddNode = "dev6";

function codeOf({ code }: Diagnostic): string {
  return String(typeof code === "object" ? code.value : code);
}

function findMismatch(document: TextDocument): Diagnostic | undefined {
  return languages.getDiagnostics(document.uri).find((diagnostic) => codeOf(diagnostic) === code);
}

async function quickFixes(document: TextDocument, { range }: Diagnostic): Promise<CodeAction[]> {
  const kind = CodeActionKind.QuickFix.value;
  return commands.executeCommand("vscode.executeCodeActionProvider", document.uri, range, kind, 20);
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

    it("leads from the finding to the rule's page", async () => {
      const { code: linked } = await waitFor(`a finding ${code}`, () => findMismatch(document));
      const target = typeof linked === "object" ? linked.target.toString() : "";
      assert(target.endsWith(`docs/rules/${code}.md`), `it leads to "${target}"`);
    });

    it("can be turned off by a comment, which is offered behind the fix", async () => {
      const mismatch = await waitFor(`a finding ${code}`, () => findMismatch(document));
      const actions = await quickFixes(document, mismatch);
      const titles = actions.map(({ title }) => title);
      const at = titles.findIndex((title) => title.includes(code));
      assert(
        at > titles.findIndex((title) => title.includes("virtual_router_id")),
        `the actions are ${titles.join("; ")}`,
      );
      assert(actions[at]?.isPreferred !== true, "it is preferred");
      const edit = actions[at]?.edit;
      assert(edit !== undefined && (await workspace.applyEdit(edit)), "the editor refused the edit");
      await waitFor(`the end of ${code}`, () => (findMismatch(document) === undefined ? true : undefined));
      await replace(document, `# haconf-disable-next-line ${code}`, "#");
      await waitFor(`a finding ${code}`, () => findMismatch(document));
    });

    it("is right again after the preferred quick fix", async () => {
      const mismatch = await waitFor(`a finding ${code}`, () => findMismatch(document));
      const actions = await quickFixes(document, mismatch);
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
