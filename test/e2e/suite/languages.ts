import type { TextDocument } from "vscode";
import { assert, createFile, openFile, waitFor } from "./workspace.ts";

async function waitForLanguage(document: TextDocument, language: string): Promise<void> {
  await waitFor(`the language ${language}`, () => (document.languageId === language ? true : undefined));
}

export function describeLanguages(): void {
  describe("the language of a file", () => {
    it("comes from its name", async () => {
      await waitForLanguage(await openFile("dev3/keepalived.conf"), "keepalived");
      await waitForLanguage(await openFile("dev3/haproxy.cfg"), "haproxy");
      await waitForLanguage(await createFile("names/haproxy-edge.cfg.j2", "global\n"), "haproxy");
    });

    it("comes from its first line where the name does not tell", async () => {
      const document = await createFile("names/site.conf", "! Configuration File for keepalived\n\nglobal_defs {\n}\n");
      await waitForLanguage(document, "keepalived");
    });

    it("is left alone where nothing tells", async () => {
      const plain = await createFile("names/foo.cfg", "[section]\nkey = value\n");
      const before = plain.languageId;
      // The detection by content has answered for a file that was opened later, so it has looked at this one as well.
      const opening = "global\n    maxconn 100\n\ndefaults\n    mode http\n    timeout client 1m\n";
      await waitForLanguage(await createFile("names/edge.cfg", opening), "haproxy");
      assert(plain.languageId === before, `foo.cfg became ${plain.languageId}`);
      assert(before !== "haproxy" && before !== "keepalived", `foo.cfg is ${before}`);
    });
  });
}
