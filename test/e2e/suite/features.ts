import {
  CompletionItemKind,
  type CompletionList,
  commands,
  type DocumentHighlight,
  DocumentHighlightKind,
  type DocumentSymbol,
  type FoldingRange,
  type Hover,
  type Location,
  type LocationLink,
  MarkdownString,
  type Position,
  type SymbolInformation,
  type TextDocument,
  type WorkspaceEdit,
} from "vscode";
import { assert, createFile, openFile, waitFor } from "./workspace.ts";

const keepalivedText = `vrrp_instance api {
    state BACKUP
    interface eth0
    virtual_router_id 61
    priority 90
    virtual_ipaddress {
        192.0.2.10
    }
    
}
`;

const haproxyText = `frontend api
    mode tcp
    bind :8443
    default_backend apiservers

backend apiservers
    mode tcp
    server one 192.0.2.11:6443 check
    
`;

/** The place of a word in a document, plus some characters. */
function placeOf(document: TextDocument, word: string, plus = 0): Position {
  const offset = document.getText().indexOf(word);
  assert(offset >= 0, `there is no ${word}`);
  return document.positionAt(offset + plus);
}

async function completionsAt(document: TextDocument, position: Position): Promise<string[]> {
  const list = await commands.executeCommand<CompletionList>(
    "vscode.executeCompletionItemProvider",
    document.uri,
    position,
  );
  // The editor adds words that it finds in open files, and snippets; those say nothing about the language server.
  return list.items
    .filter(({ kind }) => kind !== CompletionItemKind.Text && kind !== CompletionItemKind.Snippet)
    .map(({ label }) => (typeof label === "string" ? label : label.label));
}

function textOf(hover: Hover): string {
  return hover.contents
    .map((part) => (part instanceof MarkdownString || typeof part === "object" ? part.value : part))
    .join("\n");
}

/** The text of the line that a definition leads to. */
function targetLine(document: TextDocument, target: Location | LocationLink): string {
  const range = "targetUri" in target ? (target.targetSelectionRange ?? target.targetRange) : target.range;
  return document.lineAt(range.start).text;
}

export function describeFeatures(): void {
  describeSingleFile();
  describeNavigation();
}

function describeNavigation(): void {
  describe("from place to place", () => {
    let haproxy: TextDocument;
    let member: TextDocument;

    before(async () => {
      haproxy = await createFile("single/haproxy.cfg", haproxyText);
      member = await openFile("dev3/keepalived.conf");
    });

    it("goes from default_backend to the backend", async () => {
      const targets = await waitFor("a definition", async () => {
        const found = await commands.executeCommand<(Location | LocationLink)[]>(
          "vscode.executeDefinitionProvider",
          haproxy.uri,
          placeOf(haproxy, "apiservers", 2),
        );
        return found.length > 0 ? found : undefined;
      });
      const lines = targets.map((target) => targetLine(haproxy, target));
      assert(lines.join() === "backend apiservers", `it leads to ${lines.join()}`);
    });

    it("marks where the backend is named", async () => {
      const highlights = await commands.executeCommand<DocumentHighlight[]>(
        "vscode.executeDocumentHighlights",
        haproxy.uri,
        placeOf(haproxy, "apiservers", 2),
      );
      const kinds = highlights.map(({ kind }) => kind);
      const wanted = [DocumentHighlightKind.Read, DocumentHighlightKind.Write];
      assert(kinds.join() === wanted.join(), `the kinds are ${kinds.join()}`);
    });

    it("finds a VIP in the files of all nodes", async () => {
      const text = member.getText();
      const vip = /virtual_ipaddress \{\s*([\d.]+)/.exec(text)?.[1] ?? "";
      const references = await waitFor("references of the VIP", async () => {
        const found = await commands.executeCommand<Location[]>(
          "vscode.executeReferenceProvider",
          member.uri,
          placeOf(member, vip, 1),
        );
        return found.length > 1 ? found : undefined;
      });
      const files = references.map(({ uri }) => uri.path.split("/").slice(-2).join("/"));
      for (const node of ["dev3", "dev6", "dev7"]) {
        assert(files.includes(`${node}/keepalived.conf`), `${node} is not among ${files.join()}`);
      }
    });

    it("finds names in the whole workspace", async () => {
      const symbols = await commands.executeCommand<SymbolInformation[]>(
        "vscode.executeWorkspaceSymbolProvider",
        "apiservers",
      );
      const found = symbols.some(
        ({ name, location }) => name === "apiservers" && location.uri.toString() === haproxy.uri.toString(),
      );
      assert(found, `the symbols are ${symbols.map(({ name }) => name).join()}`);
    });

    it("changes a name wherever it stands", async () => {
      const whole = await createFile("whole/haproxy.cfg", `global\n    daemon\n\n${haproxyText}`);
      const edit = await commands.executeCommand<WorkspaceEdit>(
        "vscode.executeDocumentRenameProvider",
        whole.uri,
        placeOf(whole, "apiservers", 2),
        "control-planes",
      );
      const count = edit.get(whole.uri).length;
      assert(count === 2, `${count} places would change`);
    });
  });
}

function describeSingleFile(): void {
  describe("a single file", () => {
    let keepalived: TextDocument;
    let haproxy: TextDocument;

    before(async () => {
      keepalived = await createFile("single/keepalived.conf", keepalivedText);
      haproxy = await createFile("single/haproxy.cfg", haproxyText);
    });

    it("completes the keywords of a vrrp_instance", async () => {
      await waitFor("advert_int among the completions", async () => {
        const labels = await completionsAt(keepalived, placeOf(keepalived, "    \n}", 4));
        return labels.includes("advert_int") && !labels.includes("balance") ? true : undefined;
      });
    });

    it("completes the keywords of a backend", async () => {
      await waitFor("balance among the completions", async () => {
        const labels = await completionsAt(haproxy, placeOf(haproxy, "check\n    ", 10));
        return labels.includes("balance") && !labels.includes("advert_int") ? true : undefined;
      });
    });

    it("explains priority on hover", async () => {
      await waitFor("a hover with text", async () => {
        const hovers = await commands.executeCommand<Hover[]>(
          "vscode.executeHoverProvider",
          keepalived.uri,
          placeOf(keepalived, "priority", 2),
        );
        return hovers.some((hover) => textOf(hover).includes("priority")) ? true : undefined;
      });
    });

    it("lists its sections as symbols", async () => {
      for (const [document, name] of [
        [keepalived, "api"],
        [haproxy, "apiservers"],
      ] as const) {
        await waitFor(`a symbol ${name}`, async () => {
          const symbols = await commands.executeCommand<DocumentSymbol[] | undefined>(
            "vscode.executeDocumentSymbolProvider",
            document.uri,
          );
          return symbols?.some((symbol) => symbol.name.includes(name)) === true ? true : undefined;
        });
      }
    });

    it("folds its sections", async () => {
      for (const [document, header] of [
        [keepalived, "vrrp_instance api"],
        [haproxy, "\nbackend apiservers"],
      ] as const) {
        const { line } = placeOf(document, header, header.startsWith("\n") ? 1 : 0);
        await waitFor(`a fold at ${header.trim()}`, async () => {
          const ranges = await commands.executeCommand<FoldingRange[] | undefined>(
            "vscode.executeFoldingRangeProvider",
            document.uri,
          );
          return ranges?.some(({ start, end }) => start === line && end > line) === true ? true : undefined;
        });
      }
    });
  });
}
