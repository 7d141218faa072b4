import { ConfigurationTarget, commands, WorkspaceEdit, workspace } from "vscode";
import { deleteFile, hasFinding, openFile, pathTo, readFile, replace, waitFor, writeFile } from "./workspace.ts";

const mismatch = "cluster/virtual-router-id-mismatch";
const unknown = "keepalived/unknown-keyword";

async function waitForFinding(path: string, code: string, isThere = true): Promise<void> {
  const what = `${code} ${isThere ? "in" : "to leave"} ${path}`;
  await waitFor(what, () => (hasFinding(path, code) === isThere ? true : undefined));
}

async function rename(from: string, to: string): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.renameFile(pathTo(from), pathTo(to));
  await workspace.applyEdit(edit);
}

export function describeChanges(): void {
  describe("what changes beside the open file", () => {
    const odd = "new1/keepalived.conf";

    before(async () => {
      await openFile("dev6/keepalived.conf");
    });

    it("a folder that appears with a file", async () => {
      const text = (await readFile("dev3/keepalived.conf")).replace(/virtual_router_id \d+/, "virtual_router_id 77");
      await writeFile(odd, `${text}vrrp_script x {\n    foo\n}\n`);
      await waitForFinding(odd, unknown);
    });

    it("a folder that is renamed", async () => {
      await rename("new1", "10.0.0.9");
      await waitForFinding("10.0.0.9/keepalived.conf", unknown);
      await waitForFinding(odd, unknown, false);
    });

    it("a file that is renamed", async () => {
      await rename("10.0.0.9/keepalived.conf", "10.0.0.9/keepalived.md");
      await waitForFinding("10.0.0.9/keepalived.conf", unknown, false);
      await rename("10.0.0.9/keepalived.md", "10.0.0.9/keepalived.conf");
      await waitForFinding("10.0.0.9/keepalived.conf", unknown);
    });

    it("a folder that is deleted", async () => {
      await deleteFile("10.0.0.9");
      await waitForFinding("10.0.0.9/keepalived.conf", unknown, false);
    });

    it("many files at once", async () => {
      const paths = Array.from({ length: 40 }, (_, at) => `many/n${at}/keepalived.conf`);
      await Promise.all(paths.map((path) => writeFile(path, "vrrp_script x {\n    foo\n}\n")));
      for (const path of paths) await waitForFinding(path, unknown);
      await deleteFile("many");
      for (const path of paths) await waitForFinding(path, unknown, false);
    });

    it("a text that is not saved counts, and the disk counts again when it is closed", async () => {
      const path = "dev6/haproxy.cfg";
      const code = "haproxy/unknown-keyword";
      await replace(await openFile(path), "daemon", "daemonn");
      await waitForFinding(path, code);
      await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
      await waitForFinding(path, code, false);
    });

    it("a setting", async () => {
      const document = await openFile("dev6/keepalived.conf");
      const [id = ""] = /virtual_router_id \d+/.exec(document.getText()) ?? [];
      await replace(document, id, "virtual_router_id 99");
      await waitForFinding("dev6/keepalived.conf", mismatch);
      const settings = workspace.getConfiguration("haconf");
      const set = (value: object | undefined) => settings.update("rules", value, ConfigurationTarget.Workspace);
      await set({ [mismatch]: "off" });
      await waitForFinding("dev6/keepalived.conf", mismatch, false);
      await set(undefined);
      await waitForFinding("dev6/keepalived.conf", mismatch);
    });

    it("a manifest, saved and not saved", async () => {
      await writeFile("haconf.yaml", `rules:\n  ${mismatch}: off\n`);
      await waitForFinding("dev6/keepalived.conf", mismatch, false);
      const manifest = await openFile("haconf.yaml");
      await replace(manifest, "off", "error");
      await waitForFinding("dev6/keepalived.conf", mismatch);
      await manifest.save();
      await deleteFile("haconf.yaml");
      await waitForFinding("dev6/keepalived.conf", mismatch);
    });

    it("a kubeadm file, whose language is YAML", async () => {
      const path = "kubeadm.yaml";
      const kind = "apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\n";
      await writeFile(path, `${kind}controlPlaneEndpoint: 172.29.1.200:7443\n`);
      await waitForFinding(path, "cluster/endpoint-port-mismatch");
      const document = await openFile(path);
      await replace(document, "172.29.1.200:7443", "<endpoint>");
      await waitForFinding(path, "cluster/endpoint-port-mismatch", false);
    });
  });
}
