import fc from "fast-check";
import { expect, test } from "vitest";
import { CancellationTokenSource, LSPErrorCodes } from "vscode-languageserver/node";
import { keepalivedConf } from "../cli/command.ts";
import { effort, seed } from "../fuzz/run.ts";
import { balancer, clusterConfiguration } from "../support/configs.ts";
import { TestClient, uriOf } from "./client.ts";

const folders = ["file:///srv/north", "file:///srv/south", "file:///srv/north/inner"] as const;
const paths = folders.flatMap((folder) =>
  ["lb1/keepalived.conf", "lb2/keepalived.conf", "lb1/haproxy.cfg", "kubeadm.yaml", "haconf.yaml"].map(
    (path) => `${folder}/${path}`,
  ),
);

const endpoint = "172.29.1.200";
const texts: Readonly<Record<string, readonly string[]>> = {
  "keepalived.conf": [
    keepalivedConf({ priority: 101 }),
    keepalivedConf({ priority: 102 }),
    keepalivedConf({ priority: 102, routerId: 34 }),
    keepalivedConf({ priority: 100, password: "0123456789" }),
    "vrrp_instance A {\n    foo\n",
  ],
  "haproxy.cfg": [
    balancer("*:8443", ["10.0.0.1:6443", "10.0.0.2:6443"]),
    balancer("*:6443", ["10.0.0.1:6443", "10.0.0.2:6443"]),
    "global\n    daemonn\n",
  ],
  "kubeadm.yaml": [clusterConfiguration(`${endpoint}:8443`), clusterConfiguration(`${endpoint}:7443`), "a: 1\n"],
  "haconf.yaml": [
    "rules: {}\n",
    "rules:\n  cluster/virtual-router-id-mismatch: off\n",
    'exclude: ["lb2/**"]\n',
    "clusters:\n  - name: prod\n    nodes:\n      - { name: one, files: [lb1/**] }\n      - { name: two, files: [lb2/**] }\n",
  ],
};

function textsFor(path: string): readonly string[] {
  return texts[path.slice(path.lastIndexOf("/") + 1)] ?? [];
}

const settings = [
  {},
  { rules: { "cluster/duplicate-priority": "off" } },
  { cluster: { enable: false } },
  { exclude: ["lb2/**"] },
  { haproxy: { version: "2.6" } },
];

/** What a client may be answered instead of an answer. */
const refusals: readonly (number | undefined)[] = [
  undefined,
  LSPErrorCodes.RequestCancelled,
  LSPErrorCodes.ContentModified,
  LSPErrorCodes.ServerCancelled,
];

type Step =
  | {
      kind: "open" | "close" | "edit" | "type" | "write" | "delete" | "ask" | "ask and cancel";
      path: string;
      choice: number;
    }
  | { kind: "toggle folder"; folder: string }
  | { kind: "move"; from: string; to: string }
  | { kind: "settings"; choice: number }
  | { kind: "wait"; milliseconds: number };

const path = fc.constantFrom(...paths);
const choice = fc.nat(9);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        "open",
        "close",
        "edit",
        "edit",
        "type",
        "write",
        "write",
        "delete",
        "ask",
        "ask and cancel",
      ),
      path,
      choice,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("toggle folder" as const), folder: fc.constantFrom(...folders) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("move" as const),
      from: fc.constantFrom("lb1", "lb2", "lb3"),
      to: fc.constantFrom("lb2", "lb3"),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("settings" as const), choice }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant("wait" as const), milliseconds: fc.constantFrom(0, 1, 5, 40, 150) }),
  },
);

/** A person at an editor, whose disk answers late and out of order. */
class Driver {
  readonly client: TestClient;
  readonly folders: Set<string>;
  readonly asked: Promise<number | undefined>[] = [];

  constructor(client: TestClient, openFolders: Iterable<string>) {
    this.client = client;
    this.folders = new Set(openFolders);
  }

  async take(step: Step): Promise<void> {
    switch (step.kind) {
      case "wait":
        return new Promise((resolve) => setTimeout(resolve, step.milliseconds));
      case "settings":
        this.client.settings = settings[step.choice % settings.length];
        return this.client.notify("workspace/didChangeConfiguration", { settings: null });
      case "toggle folder":
        return this.#toggle(step.folder);
      case "move":
        return this.#move(step.from, step.to);
      default:
        return this.#takeFileStep(step.kind, step.path, step.choice);
    }
  }

  async #toggle(folder: string): Promise<void> {
    const isOpen = this.folders.delete(folder);
    if (!isOpen) this.folders.add(folder);
    const one = [{ uri: folder, name: folder }];
    await this.client.notify("workspace/didChangeWorkspaceFolders", {
      event: { added: isOpen ? [] : one, removed: isOpen ? one : [] },
    });
  }

  /** Renames a node's folder on disk, of which only the folders are told. What lay at the new place is gone. */
  async #move(from: string, to: string): Promise<void> {
    const { disk } = this.client;
    const [old, new_] = [`${folders[0]}/${from}`, `${folders[0]}/${to}`];
    if (from === to) return;
    for (const uri of [...disk.keys()]) if (uri.startsWith(`${new_}/`)) disk.delete(uri);
    for (const [uri, text] of [...disk]) {
      if (!uri.startsWith(`${old}/`)) continue;
      disk.delete(uri);
      disk.set(new_ + uri.slice(old.length), text);
    }
    await this.client.tell({ [old]: 3, [new_]: 1 });
  }

  async #takeFileStep(kind: Step["kind"], file: string, number: number): Promise<void> {
    const { client } = this;
    const choices = textsFor(file);
    const text = choices[number % choices.length] ?? "";
    const opened = client.opened();
    const one = opened[number % opened.length] ?? file;
    const isOpen = opened.includes(file);
    switch (kind) {
      case "open":
        if (!isOpen) await client.open(file, client.disk.get(file) ?? text, languageOf(file));
        return;
      case "close":
        if (opened.length > 0) await client.close(one);
        return;
      case "edit":
        if (!isOpen) await client.open(file, client.disk.get(file) ?? "", languageOf(file));
        await client.replace(file, client.textOf(file).text, text);
        return;
      case "type": {
        if (opened.length === 0) return;
        const [first = ""] = client.textOf(one).text.split("\n");
        return client.replace(one, first, `${first} `);
      }
      case "write": {
        const type = client.disk.has(file) ? 2 : 1;
        client.disk.set(file, text);
        return client.tell({ [file]: type });
      }
      case "delete":
        if (client.disk.delete(file)) await client.tell({ [file]: 3 });
        return;
      default:
        this.#ask(one, number, kind === "ask and cancel");
    }
  }

  #ask(file: string, number: number, isTakenBack: boolean): void {
    const textDocument = { uri: file };
    const position = { line: 1, character: 2 };
    const requests: [string, object][] = [
      [
        "textDocument/codeAction",
        { textDocument, range: { start: position, end: position }, context: { diagnostics: [] } },
      ],
      [
        "textDocument/codeAction",
        {
          textDocument,
          range: { start: position, end: position },
          context: { diagnostics: [], only: ["source.fixAll"] },
        },
      ],
      ["textDocument/diagnostic", { textDocument }],
      ["workspace/diagnostic", { previousResultIds: [] }],
      ["textDocument/hover", { textDocument, position }],
      ["haconf/explainCluster", { uri: file }],
    ];
    const [method, params] = requests[number % requests.length] ?? ["textDocument/hover", {}];
    const source = new CancellationTokenSource();
    this.asked.push(this.client.refusal(this.client.connection.sendRequest(method, params, source.token)));
    if (isTakenBack) setTimeout(() => source.cancel(), number);
  }
}

function languageOf(file: string): string {
  if (file.endsWith(".conf")) return "keepalived";
  return file.endsWith(".cfg") ? "haproxy" : "yaml";
}

async function start(
  files: Iterable<[string, string]>,
  openFolders: Iterable<string>,
  given: unknown,
): Promise<TestClient> {
  return TestClient.start({
    files: Object.fromEntries(files),
    settings: given,
    params: { workspaceFolders: Array.from(openFolders, (uri) => ({ uri, name: uri })) },
  });
}

/** Everything that a client shows, and what it is told when it asks. */
async function viewOf(client: TestClient): Promise<object> {
  const explanations: Record<string, unknown> = {};
  for (const uri of paths) explanations[uri] = await client.request("haconf/explainCluster", { uri });
  return { findings: [...client.view()], clusters: client.statuses.at(-1), explanations };
}

test(
  "whatever happens in whatever order, what is shown in the end is what a fresh server says",
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(4), { minLength: paths.length, maxLength: paths.length }),
        fc.array(fc.constantFrom(0, 1, 3, 20), { minLength: 1, maxLength: 20 }),
        fc.array(step, { minLength: 5, maxLength: 40 }),
        async (present, delays, steps) => {
          const disk = paths.flatMap((file, at): [string, string][] => {
            const text = textsFor(file)[present[at] ?? 0];
            return text === undefined ? [] : [[file, text]];
          });
          const client = await start(disk, [folders[0]], {});
          let asked = 0;
          client.latency = () => new Promise((resolve) => setTimeout(resolve, delays[asked++ % delays.length]));
          const driver = new Driver(client, [folders[0]]);
          for (const one of steps) await driver.take(one);
          expect((await Promise.all(driver.asked)).filter((code) => !refusals.includes(code))).toEqual([]);
          await client.settle();
          await client.settle();
          for (const file of client.opened()) {
            const last = client.pushed.findLast(({ uri }) => uri === uriOf(file));
            if (client.view().has(file)) expect(last?.version).toBe(client.textOf(file).version);
          }

          const fresh = await start(client.disk, driver.folders, client.settings);
          for (const file of client.opened()) {
            const { text, languageId } = client.textOf(file);
            await fresh.open(file, text, languageId);
          }
          await fresh.settle();
          expect(await viewOf(client)).toEqual(await viewOf(fresh));
          expect(client.logged).toEqual([]);
          await client.leave();
          await fresh.leave();
        },
      ),
      { seed, numRuns: 30 * effort },
    );
  },
  120_000 * effort,
);
