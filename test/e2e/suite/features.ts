import {
  CompletionItemKind,
  type CompletionList,
  commands,
  type DocumentSymbol,
  type FoldingRange,
  type Hover,
  MarkdownString,
  type Position,
  type TextDocument,
} from "vscode";
import { assert, createFile, waitFor } from "./workspace.ts";

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

export function describeFeatures(): void {
  describe("a single file", () => {
    let keepalived: TextDocument;
    let haproxy: TextDocument;

    before(async () => {
      keepalived = await createFile("single/keepalived.conf", keepalivedText);
      haproxy = await createFile("single/haproxy.cfg", haproxyText);
    });

    it("completes the keywords of a vrrp_instance", async () => {
      await waitFor("virtual_router_id among the completions", async () => {
        const labels = await completionsAt(keepalived, placeOf(keepalived, "    \n}", 4));
        return labels.includes("virtual_router_id") && !labels.includes("balance") ? true : undefined;
      });
    });

    it("completes the keywords of a backend", async () => {
      await waitFor("balance among the completions", async () => {
        const labels = await completionsAt(haproxy, placeOf(haproxy, "check\n    ", 10));
        return labels.includes("balance") && !labels.includes("virtual_router_id") ? true : undefined;
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
