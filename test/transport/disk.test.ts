import { describe, expect, test, vi } from "vitest";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { brokenCluster, keepalivedConf } from "../cli/command.ts";
import { balancer } from "../support/configs.ts";
import { TestClient, uriOf } from "./client.ts";

const mismatch = "cluster/virtual-router-id-mismatch";
/** The files say no more than these tests need; that nothing tracks haproxy is not their matter. */
const untracked = { rules: { "cluster/haproxy-not-tracked": "off" } };

/** Many clusters of two nodes, each with its two files; in some of them the second node has another virtual router id. */
function sites(count: number, isBroken: (index: number) => boolean): Record<string, string> {
  const files: Record<string, string> = {};
  for (let index = 0; index < count; index++) {
    for (const node of [1, 2]) {
      const routerId = node === 2 && isBroken(index) ? 34 : 33;
      const text = keepalivedConf({ routerId, priority: 100 + node }).replace("172.29.1.200", `10.0.${index}.200`);
      files[`site${index}/lb${node}/keepalived.conf`] = text;
      files[`site${index}/lb${node}/haproxy.cfg`] = balancer("*:8443", [`10.0.${index}.11:6443`]);
    }
  }
  return files;
}

/** Puts files on the client's disk without telling anybody. */
function write(client: TestClient, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) client.disk.set(uriOf(path), text);
}

describe("a checkout that changes 500 files at once", () => {
  const before = sites(125, () => false);
  const after = Object.fromEntries(
    Object.entries(sites(125, (index) => index % 5 === 0)).map(([path, text]) => [path, `# checked out\n${text}`]),
  );
  const paths = Object.keys(after);

  /** A client that has read all files, and what the server does from then on. */
  async function watched() {
    let atOnce = 0;
    let most = 0;
    const latency = async () => {
      most = Math.max(most, ++atOnce);
      await new Promise((resolve) => setTimeout(resolve, 1));
      atOnce--;
    };
    const update = vi.spyOn(Workspace.prototype, "update");
    const client = await TestClient.start({ files: before, latency, settings: untracked });
    await client.settle();
    expect(client.view().size).toBe(0);
    const workspace = update.mock.contexts.at(-1) as Workspace;
    const countersBefore = workspace.counters;
    let recomputed = 0;
    update.mockRestore();
    const real = workspace.update.bind(workspace);
    vi.spyOn(workspace, "update").mockImplementation(() => {
      const touched = real();
      if (touched.size > 0) recomputed++;
      return touched;
    });
    most = 0;
    return {
      client,
      parallelReads: () => most,
      recomputed: () => recomputed,
      built: () => {
        const { builtFacts, builtScopes, checkedClusters } = workspace.counters;
        return [
          builtFacts - countersBefore.builtFacts,
          builtScopes - countersBefore.builtScopes,
          checkedClusters - countersBefore.checkedClusters,
        ];
      },
    };
  }

  test("in one notification: read in parallel with a limit, worked out once, published once", async () => {
    const { client, parallelReads, recomputed, built } = await watched();
    const reads = client.reads;
    write(client, after);
    const start = performance.now();
    await client.tell(Object.fromEntries(paths.map((path) => [path, 2])));
    await client.settle();
    console.log(`500 changed files: ${Math.round(performance.now() - start)} ms with waiting for rest`);
    expect(client.reads - reads).toBe(500);
    expect(parallelReads()).toBe(16);
    expect(recomputed()).toBe(1);
    expect(built()).toEqual([500, 125, 125]);
    expect(client.pushed.map(({ uri }) => uri).sort()).toEqual(
      paths
        .filter((path) => /site\d*[05]\/lb\d\/keepalived/.test(path))
        .map(uriOf)
        .sort(),
    );
    expect(client.statuses).toHaveLength(2);
  });

  test("one notification each, as some clients tell it: still worked out once", async () => {
    const { client, recomputed, built } = await watched();
    write(client, after);
    for (const path of paths) await client.tell({ [path]: 2 });
    await client.settle();
    expect(recomputed()).toBe(1);
    expect(built()).toEqual([500, 125, 125]);
    expect(client.pushed).toHaveLength(50);
  });

  test("with the folders new: only those are told of", async () => {
    const { client } = await watched();
    for (const path of Object.keys(before)) client.disk.delete(uriOf(path));
    write(client, Object.fromEntries(Object.entries(after).map(([path, text]) => [`new/${path}`, text])));
    const gone = Array.from({ length: 125 }, (_, index) => [`site${index}`, 3] as const);
    await client.tell({ ...Object.fromEntries(gone), new: 1 });
    await client.settle();
    expect(client.view().size).toBe(50);
    expect(client.statuses.at(-1)?.length).toBe(125);
    expect(client.statuses.at(-1)?.[0]?.files[0]?.uri).toContain("/new/site");
  });

  test("documents that are open keep their unsaved text, until they are closed", async () => {
    const { client } = await watched();
    const path = "site5/lb2/keepalived.conf";
    await client.open(path);
    await client.replace(path, "priority 102", "priority 110");
    write(client, after);
    await client.tell(Object.fromEntries(paths.map((one) => [one, 2])));
    await client.settle();
    expect(client.codes(path)).toEqual([]);
    expect(client.view().size).toBe(48);
    await client.close(path);
    await client.settle();
    expect(client.codes(path)).toEqual([mismatch]);
  });
});

describe("files and folders on disk", () => {
  async function started(files = brokenCluster()): Promise<TestClient> {
    const client = await TestClient.start({ files });
    await client.settle();
    return client;
  }

  /** Renames everything below a folder, on disk only. */
  function move(client: TestClient, from: string, to: string): void {
    for (const [uri, text] of [...client.disk]) {
      if (!uri.startsWith(`${uriOf(from)}/`)) continue;
      client.disk.delete(uri);
      client.disk.set(uriOf(to) + uri.slice(uriOf(from).length), text);
    }
  }

  test.each(["dev9", "10.0.0.9"])("a renamed folder, of which only the folder is told: %s", async (name) => {
    const files = Object.entries(brokenCluster()).map(([path, text]) => [`dev4/${path}`, text]);
    const client = await started(Object.fromEntries(files));
    expect([...client.view().keys()]).toEqual([uriOf("dev4/dev6/keepalived.conf")]);
    move(client, "dev4", name);
    await client.tell({ [name]: 1, dev4: 3 });
    await client.settle();
    expect([...client.view().keys()]).toEqual([uriOf(`${name}/dev6/keepalived.conf`)]);
  });

  test("a renamed file", async () => {
    const client = await started();
    client.disk.set(uriOf("dev6/keepalived.conf.bak"), client.disk.get(uriOf("dev6/keepalived.conf")) ?? "");
    client.disk.delete(uriOf("dev6/keepalived.conf"));
    await client.tell({ "dev6/keepalived.conf.bak": 1, "dev6/keepalived.conf": 3 });
    await client.settle();
    expect(client.view().size).toBe(0);
  });

  test("a folder that goes while a file of it is open", async () => {
    const client = await started();
    await client.open("dev6/keepalived.conf");
    client.disk.delete(uriOf("dev6/keepalived.conf"));
    await client.tell({ dev6: 3 });
    await client.settle();
    expect(client.codes("dev6/keepalived.conf")).toEqual([mismatch]);
    await client.close("dev6/keepalived.conf");
    await client.settle();
    expect(client.view().size).toBe(0);
  });

  test("a folder that comes back with fewer files", async () => {
    const client = await started();
    client.disk.set(uriOf("dev6/etc/keepalived.conf"), client.disk.get(uriOf("dev6/keepalived.conf")) ?? "");
    client.disk.delete(uriOf("dev6/keepalived.conf"));
    await client.tell({ dev6: 1 });
    await client.settle();
    expect([...client.view().keys()]).toEqual([uriOf("dev6/etc/keepalived.conf")]);
  });

  test("a file that came and went before it could be read", async () => {
    const client = await started();
    await client.tell({ "dev8/keepalived.conf": 1 });
    await client.tell({ "dev6/keepalived.conf": 2 });
    client.disk.delete(uriOf("dev6/keepalived.conf"));
    await client.settle();
    expect(client.view().size).toBe(0);
    expect(client.logged).toEqual([]);
  });

  test.each([
    "node_modules/x/keepalived.conf",
    ".git/HEAD",
    "notes.png",
    "dist/haproxy.cfg",
    "src/index.ts",
    "dev6/new.png",
  ])("nobody looks at %s", async (path) => {
    const client = await started();
    const { lists, reads } = client;
    await client.tell({ [path]: 1 });
    await client.tell({ [path]: 2 });
    await client.settle();
    expect([client.lists, client.reads]).toEqual([lists, reads]);
  });

  test("everything is watched, for a name alone does not tell what matters", async () => {
    const client = await started();
    expect(client.registrations).toContainEqual(
      expect.objectContaining({ registerOptions: { watchers: [{ globPattern: "**" }] } }),
    );
  });

  test("a manifest that comes, changes and goes", async () => {
    const client = await started();
    const manifest = async (text: string | undefined, type: 1 | 2 | 3) => {
      if (text === undefined) client.disk.delete(uriOf("haconf.yaml"));
      else client.disk.set(uriOf("haconf.yaml"), text);
      await client.tell({ "haconf.yaml": type });
      await client.settle();
      return client.codes("dev6/keepalived.conf");
    };
    expect(await manifest(`rules:\n  ${mismatch}: off\n`, 1)).toEqual([]);
    expect(await manifest("rules: {}\n", 2)).toEqual([mismatch]);
    expect(await manifest('exclude: ["dev6/**"]\n', 2)).toEqual([]);
    expect(await manifest(undefined, 3)).toEqual([mismatch]);
  });
});

describe("a path of a manifest that is on no disk", () => {
  const unmatched = "cluster/manifest-unmatched-path";
  const node = "      - { name: a, files: [certs/**] }\n";
  const files = { "haconf.yaml": `clusters:\n  - name: prod\n    nodes:\n${node}` };

  test("is right as soon as something is there, whatever it is", async () => {
    const client = await TestClient.start({ files });
    await client.settle();
    expect(client.codes("haconf.yaml")).toEqual([unmatched]);
    client.disk.set(uriOf("certs/ca.pem"), "");
    await client.tell({ "certs/ca.pem": 1 });
    await client.settle();
    expect(client.codes("haconf.yaml")).toEqual([]);
    client.disk.delete(uriOf("certs/ca.pem"));
    await client.tell({ certs: 3 });
    await client.settle();
    expect(client.codes("haconf.yaml")).toEqual([unmatched]);
  });

  test("is not said to be absent by a look from before it came", async () => {
    const client = await TestClient.start({ files });
    await client.settle();
    let answer: () => void = () => undefined;
    client.latency = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    await client.tell({ "certs/old.pem": 3 });
    await vi.waitFor(() => expect(answer.length).toBe(1));
    client.latency = async () => undefined;
    client.disk.set(uriOf("certs/ca.pem"), "");
    await client.tell({ "certs/ca.pem": 1 });
    await client.settle();
    answer();
    await client.settle();
    expect(client.codes("haconf.yaml")).toEqual([]);
  });
});

describe("settings take effect at once", () => {
  const files = {
    ...brokenCluster(),
    "haproxy.cfg": "global\n    nbproc 2\n",
    "single/keepalived.conf": "global_defs {\n    max_auto_priority 3\n}\n",
  };

  test.each([
    ["haproxy.version", {}, { haproxy: { version: "2.6" } }, "haproxy.cfg"],
    ["haproxy.version, flat", {}, { "haproxy.version": "2.6" }, "haproxy.cfg"],
    ["keepalived.version", {}, { keepalived: { version: "1.3" } }, "single/keepalived.conf"],
    ["rules", { rules: { [mismatch]: "off" } }, {}, "dev6/keepalived.conf"],
    ["exclude", { exclude: ["dev6"] }, {}, "dev6/keepalived.conf"],
    ["cluster.enable", { cluster: { enable: false } }, {}, "dev6/keepalived.conf"],
  ])("%s", async (_, without, with_, path) => {
    const client = await TestClient.start({ files, settings: without });
    const errors = () => (client.shown(path) ?? []).filter(({ severity }) => severity === 1).length;
    await client.settle();
    for (const [settings, count] of [
      [with_, 1],
      [without, 0],
      [with_, 1],
    ] as const) {
      client.settings = settings;
      await client.notify("workspace/didChangeConfiguration", { settings: null });
      await client.settle();
      expect(errors()).toBe(count);
    }
  });
});
