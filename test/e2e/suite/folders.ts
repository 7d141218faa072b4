import { ConfigurationTarget, languages, Uri, workspace } from "vscode";
import { assert, waitFor, workspaceFolder } from "./workspace.ts";

const mismatch = "cluster/virtual-router-id-mismatch";
const oddFile = "dev6/keepalived.conf";

function isShown(folder: Uri): boolean {
  return languages.getDiagnostics(Uri.joinPath(folder, oddFile)).some(({ code }) => {
    return (typeof code === "object" ? code.value : code) === mismatch;
  });
}

async function waitUntil(folder: Uri, expected: boolean): Promise<void> {
  const what = `${mismatch} ${expected ? "in" : "to leave"} ${folder.path}`;
  await waitFor(what, () => (isShown(folder) === expected ? true : undefined));
}

/** What holds where several folders are open: the broken example, a healthy one, and what comes and goes. */
export function describeFolders(): void {
  describe("several folders", () => {
    const first = (): Uri => workspaceFolder().uri;
    const third = (): Uri => Uri.joinPath(first(), "..", "third");

    before(async () => {
      assert(workspace.workspaceFolders?.length === 2, "two folders should be open");
      await workspace.fs.copy(first(), third());
    });

    it("are judged each for itself", async () => {
      await waitUntil(first(), true);
      const second = workspace.workspaceFolders?.[1]?.uri;
      assert(second !== undefined && !isShown(second), "the healthy cluster has a finding of the broken one");
    });

    it("one that is added is read", async () => {
      assert(!isShown(third()), "it has findings before it is open");
      assert(workspace.updateWorkspaceFolders(2, 0, { uri: third() }), "the editor refused the folder");
      await waitUntil(third(), true);
    });

    it("a setting of one folder is not the others'", async () => {
      const set = (value: object | undefined) =>
        workspace.getConfiguration("haconf", third()).update("rules", value, ConfigurationTarget.WorkspaceFolder);
      await set({ [mismatch]: "off" });
      await waitUntil(third(), false);
      assert(isShown(first()), "the finding in the first folder has gone as well");
      await set(undefined);
      await waitUntil(third(), true);
    });

    it("one that is removed is forgotten", async () => {
      assert(workspace.updateWorkspaceFolders(2, 1), "the editor refused to remove the folder");
      await waitUntil(third(), false);
      assert(isShown(first()), "the finding in the first folder has gone as well");
    });
  });
}
