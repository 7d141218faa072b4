import {
  type CompletionList,
  commands,
  type Hover,
  type InlayHint,
  languages,
  MarkdownString,
  Range,
  type SignatureHelp,
  type TextDocument,
} from "vscode";
import { assert, createFile, hasFinding, waitFor } from "./workspace.ts";

const tutorial = `# How to set it up

The state of a node is MASTER or BACKUP.

\`\`\`
vrrp_instance api {
    state MASTER
    interface eth0
    virtual_router_id 61
    prioritty 90
    virtual_ipaddress {
        192.0.2.10/24
    }
}
\`\`\`
`;

function positionOf(document: TextDocument, word: string, plus = 0) {
  const offset = document.getText().indexOf(word);
  assert(offset >= 0, `there is no ${word}`);
  return document.positionAt(offset + plus);
}

async function hoverTexts(document: TextDocument, word: string): Promise<string> {
  const hovers = await commands.executeCommand<Hover[]>(
    "vscode.executeHoverProvider",
    document.uri,
    positionOf(document, word, 2),
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((part) => (part instanceof MarkdownString || typeof part === "object" ? part.value : part))
    .join("\n");
}

export function describeTexts(): void {
  describe("a config in a Markdown text", () => {
    let document: TextDocument;

    before(async () => {
      document = await createFile("notes/README.md", tutorial);
    });

    it("has its findings where they stand", async () => {
      await waitFor("the finding", () => hasFinding("notes/README.md", "keepalived/unknown-keyword") || undefined);
      const [finding] = languages.getDiagnostics(document.uri).filter(({ source }) => source === "haconf");
      assert(document.getText(finding?.range) === "prioritty", "the finding stands elsewhere");
    });

    it("is explained at a keyword, and the text around it is not", async () => {
      assert((await hoverTexts(document, "virtual_router_id")).includes("**virtual_router_id**"), "no hover");
      assert(!(await hoverTexts(document, "The state")).includes("keepalived"), "prose has a hover");
    });

    it("is completed", async () => {
      const list = await commands.executeCommand<CompletionList>(
        "vscode.executeCompletionItemProvider",
        document.uri,
        positionOf(document, "state MASTER", "state ".length),
      );
      const labels = list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
      assert(labels.includes("BACKUP"), `it offers ${labels.slice(0, 10).join()}`);
    });
  });

  describe("what stands behind and above a value", () => {
    it("names the argument at the cursor", async () => {
      const document = await createFile("single/signature.cfg", "frontend f\n    bind :80\nbackend b\n    server a \n");
      await languages.setTextDocumentLanguage(document, "haproxy");
      const help = await waitFor("a signature", async () => {
        const found = await commands.executeCommand<SignatureHelp | undefined>(
          "vscode.executeSignatureHelpProvider",
          document.uri,
          positionOf(document, "server a ", "server a ".length),
        );
        return found !== undefined && found.signatures.length > 0 ? found : undefined;
      });
      assert(help.signatures[0]?.label.startsWith("server ") === true, `it is ${help.signatures[0]?.label}`);
    });

    it("shows what keepalived makes of a value", async () => {
      const text = `vrrp_instance x {
    state MASTER
    interface eth0
    virtual_router_id 7
    advert_int 1.4
    virtual_ipaddress {
        192.0.2.9/24
    }
}
`;
      const document = await createFile("single/hints.keepalived", text);
      const hints = await waitFor("hints", async () => {
        const whole = new Range(document.positionAt(0), document.positionAt(text.length));
        const found = await commands.executeCommand<InlayHint[]>(
          "vscode.executeInlayHintProvider",
          document.uri,
          whole,
        );
        return found.length > 0 ? found : undefined;
      });
      assert(
        hints.some(({ position }) => position.line === 4),
        "nothing is said of advert_int",
      );
    });
  });

  describe("etcd's environment file", () => {
    it("is recognised, judged and explained", async () => {
      const document = await createFile("etcd/etcd.conf", 'ETCD_NAME="a"\nETCD_INITIAL_CLUSTER_STATE="exist"\n');
      assert(document.languageId === "etcd", `it is taken for ${document.languageId}`);
      await waitFor("the finding", () => hasFinding("etcd/etcd.conf", "etcd/initial-cluster-state") || undefined);
      assert((await hoverTexts(document, "ETCD_NAME")).length > 0, "no hover");
    });
  });
}
