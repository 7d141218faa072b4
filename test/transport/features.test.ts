import { describe, expect, test } from "vitest";
import type {
  CompletionItem,
  CompletionList,
  DocumentHighlight,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Hover,
  InlayHint,
  Location,
  LocationLink,
  SymbolInformation,
  WorkspaceEdit,
} from "vscode-languageserver/node";
import { plainText } from "../../server/src/transport/lsp/to-lsp.ts";
import { brokenCluster, keepalivedConf } from "../cli/command.ts";
import { applyTo, editsOf, positionAt, TestClient, uriOf } from "./client.ts";

const mismatch = "cluster/virtual-router-id-mismatch";
const place = { start: { line: 4, character: 23 }, end: { line: 4, character: 23 } };
const whole = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };

describe("code actions", () => {
  test("a fix of another file's finding changes the file that is open, with its version", async () => {
    const client = await TestClient.start({ files: brokenCluster() });
    await client.open("dev6/keepalived.conf");
    const [action] = await client.codeActions("dev6/keepalived.conf", place);
    expect(action).toMatchObject({
      kind: "quickfix",
      isPreferred: true,
      diagnostics: [{ code: "cluster/virtual-router-id-mismatch" }],
    });
    const [change] = editsOf(action?.edit);
    expect(change).toMatchObject({ uri: uriOf("dev6/keepalived.conf"), version: 1 });
    expect(applyTo(client.textOf("dev6/keepalived.conf").text, change?.edits ?? [])).toBe(
      keepalivedConf({ priority: 102 }),
    );
  });

  test("a comment turns a finding off; it is offered last, and never preferred", async () => {
    const text = keepalivedConf({ routerId: 34, password: "0123456789" });
    const client = await TestClient.start({ files: { ...brokenCluster(), "dev6/keepalived.conf": text } });
    await client.open("dev6/keepalived.conf");
    await client.settle();
    const actions = await client.codeActions("dev6/keepalived.conf", whole);
    const isComment = actions.map(({ title }) => title.startsWith("Turn off "));
    expect(isComment).toEqual([...isComment].sort());
    const comments = actions.filter((_, at) => isComment[at]);
    expect(comments.map(({ title }) => title)).toContain(`Turn off ${mismatch} for this line`);
    for (const action of comments) {
      expect(action).toMatchObject({ kind: "quickfix", diagnostics: [{ source: "haconf" }] });
      expect(action).not.toHaveProperty("isPreferred");
    }
    const edits = comments.flatMap(({ edit }) => editsOf(edit).flatMap((change) => change.edits));
    await client.replace("dev6/keepalived.conf", text, applyTo(text, edits));
    await client.settle();
    expect(client.shown("dev6/keepalived.conf")).toEqual([]);
  });

  test("are titled in the client's language", async () => {
    const client = await TestClient.start({ files: brokenCluster(), params: { locale: "zh-cn" } });
    await client.open("dev6/keepalived.conf");
    const actions = await client.codeActions("dev6/keepalived.conf", place);
    expect(actions.map(({ title }) => title).filter((title) => !/\p{Script=Han}/u.test(title))).toEqual([]);
    const [fixAll] = await client.codeActions("dev6/keepalived.conf", place, ["source.fixAll"]);
    expect(fixAll?.title).toMatch(/修复/);
  });

  test("none stand away from findings, nor where other kinds are asked for", async () => {
    const client = await TestClient.start({ files: brokenCluster() });
    const top = { start: { line: 0, character: 0 }, end: { line: 0, character: 3 } };
    expect(await client.codeActions("dev6/keepalived.conf", top)).toEqual([]);
    expect(await client.codeActions("dev6/keepalived.conf", whole, ["refactor"])).toEqual([]);
    expect(await client.codeActions("none.conf", whole)).toEqual([]);
  });

  test("a client without versions gets plain changes", async () => {
    const client = await TestClient.start({
      files: brokenCluster(),
      capabilities: {
        textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix"] } } } },
      },
    });
    const [action] = await client.codeActions("dev6/keepalived.conf", whole);
    expect(action).not.toHaveProperty("isPreferred");
    expect(action?.edit).toMatchObject({ changes: { [uriOf("dev6/keepalived.conf")]: [{ newText: "33" }] } });
  });

  test("source.fixAll.haconf fixes a whole document, in rounds, and nothing else", async () => {
    const text = keepalivedConf({ priority: 102, password: "othersecret" });
    const files = {
      "dev3/keepalived.conf": keepalivedConf({ priority: 103, password: "sesame0123" }),
      "dev6/keepalived.conf": text,
      "dev7/keepalived.conf": keepalivedConf({ priority: 101, password: "sesame0123" }),
    };
    const client = await TestClient.start({ files });
    await client.open("dev6/keepalived.conf");
    await client.settle();
    const before = client.pushed.length;
    expect(await client.codeActions("dev6/keepalived.conf", whole)).not.toContainEqual(
      expect.objectContaining({ kind: "source.fixAll.haconf" }),
    );
    const actions = await client.codeActions("dev6/keepalived.conf", whole, ["source.fixAll"]);
    expect(actions).toMatchObject([{ kind: "source.fixAll.haconf" }]);
    const changes = editsOf(actions[0]?.edit);
    expect(changes).toMatchObject([{ uri: uriOf("dev6/keepalived.conf"), version: 1 }]);
    expect(applyTo(text, changes[0]?.edits ?? [])).toBe(keepalivedConf({ priority: 102, password: "sesame01" }));
    await client.settle();
    expect(client.pushed.length).toBe(before);
    expect(await client.codeActions("dev6/keepalived.conf", whole, ["source.fixAll.haconf"])).toEqual(actions);
  });
});

describe("language features", () => {
  const path = "dev3/keepalived.conf";

  test("hover tells of a keyword, plainly to a client without Markdown", async () => {
    const params = { textDocument: { uri: uriOf(path) }, position: { line: 4, character: 6 } };
    const client = await TestClient.start({ files: brokenCluster() });
    await client.open(path);
    const hover = await client.request<Hover>("textDocument/hover", params);
    expect(hover).toMatchObject({
      contents: { kind: "markdown", value: expect.stringContaining("virtual_router_id") },
      range: { start: { line: 4, character: 4 }, end: { line: 4, character: 21 } },
    });
    const plain = await TestClient.start({ files: brokenCluster(), capabilities: {} });
    await plain.open(path);
    const { contents } = await plain.request<Hover>("textDocument/hover", params);
    expect(contents).toMatchObject({ kind: "plaintext", value: expect.stringContaining("virtual_router_id") });
    expect(JSON.stringify(contents)).not.toMatch(/`|\*|\]\(/);
  });

  test("hover shows the cluster of a value once all files are read", async () => {
    const params = { textDocument: { uri: uriOf(path) }, position: { line: 4, character: 6 } };
    const client = await TestClient.start({ files: brokenCluster() });
    await client.open(path);
    await client.settle();
    const hover = await client.request<Hover>("textDocument/hover", params);
    expect(hover.contents).toMatchObject({ value: expect.stringMatching(/\| \*\*dev6\*\* \|.*\n[\s\S]*At odds:/) });
  });

  test("Markdown becomes plain text, and code stays as it is", () => {
    const markdown =
      "**virtual_router_id**: a *number*\n\n```keepalived\na **b** \\*\n```\n\n- `no_x` and *:80, [`man` page](https://a.b/c_d_e) 1 \\* 2";
    expect(plainText(markdown)).toBe(
      "virtual_router_id: a number\n\na **b** \\*\n\n- no_x and *:80, man page (https://a.b/c_d_e) 1 * 2",
    );
  });

  test("signature help marks the parameter at the cursor, by its place or by its text", async () => {
    const text = "backend b\n    server a 10.0.0.1:80 check inter \n";
    const params = { textDocument: { uri: uriOf("haproxy.cfg") }, position: { line: 1, character: 38 } };
    const client = await TestClient.start({ files: {} });
    expect(client.initialized.capabilities.signatureHelpProvider).toEqual({ triggerCharacters: [" ", ",", "("] });
    await client.open("haproxy.cfg", text, "haproxy");
    expect(await client.request("textDocument/signatureHelp", params)).toMatchObject({
      signatures: [{ label: "inter <delay>", parameters: [{ label: [6, 13] }], documentation: { kind: "markdown" } }],
      activeSignature: 0,
      activeParameter: 0,
    });
    const plain = await TestClient.start({ files: {}, capabilities: {} });
    await plain.open("haproxy.cfg", text, "haproxy");
    expect(await plain.request("textDocument/signatureHelp", params)).toMatchObject({
      signatures: [{ parameters: [{ label: "<delay>" }], documentation: { kind: "plaintext" } }],
    });
  });

  test("where no parameter is at the cursor, none is marked", async () => {
    const text = "defaults\n    timeout client 5s x \n";
    const params = { textDocument: { uri: uriOf("haproxy.cfg") }, position: { line: 1, character: 24 } };
    const ask = async (noActiveParameterSupport: boolean): Promise<unknown> => {
      const signatureInformation = { noActiveParameterSupport };
      const capabilities = { textDocument: { signatureHelp: { signatureInformation } } };
      const client = await TestClient.start({ files: {}, capabilities });
      await client.open("haproxy.cfg", text, "haproxy");
      return client.request("textDocument/signatureHelp", params);
    };
    expect(await ask(true)).toMatchObject({ activeParameter: null });
    expect(await ask(false)).toMatchObject({ activeParameter: 1 });
  });

  test("completion offers keywords, replacing what is typed", async () => {
    const client = await TestClient.start({ files: {} });
    const text = keepalivedConf().replace("    advert_int 1\n", "    garp_ma\n");
    await client.open(path, text);
    const at = text.indexOf("garp_ma") + "garp_ma".length;
    const { items } = await client.request<{ items: { label: string; textEdit: { range: object } }[] }>(
      "textDocument/completion",
      { textDocument: { uri: uriOf(path) }, position: positionAt(text, at) },
    );
    const item = items.find(({ label }) => label === "garp_master_delay");
    expect(item?.textEdit.range).toEqual({ start: positionAt(text, at - "garp_ma".length), end: positionAt(text, at) });
  });

  test("proposals are described when they are shown, and snippets are for clients that fill them in", async () => {
    const text = "backend b\n    \n";
    const ask = async (snippetSupport: boolean): Promise<CompletionItem | undefined> => {
      const completion = { completionItem: { snippetSupport, documentationFormat: ["markdown" as const] } };
      const client = await TestClient.start({ files: {}, capabilities: { textDocument: { completion } } });
      await client.open("b.haproxy", text, "haproxy");
      const params = { textDocument: { uri: uriOf("b.haproxy") }, position: positionAt(text, text.length - 1) };
      const { items } = await client.request<{ items: CompletionItem[] }>("textDocument/completion", params);
      const item = items.find(({ label }) => label === "server");
      return client.request("completionItem/resolve", item ?? {});
    };
    expect(await ask(true)).toMatchObject({
      insertTextFormat: 2,
      textEdit: { newText: "server $" + "{1:name} $" + "{2:address}:$" + "{3:6443} check" },
      documentation: { kind: "markdown", value: expect.stringContaining("server") },
    });
    expect(await ask(false)).toMatchObject({ insertTextFormat: 1, textEdit: { newText: "server" } });
  });

  test("hover and refusals speak the client's language", async () => {
    const text = "global\nbackend b\n    balance roundrobin\n";
    const client = await TestClient.start({ files: {}, params: { locale: "zh-cn" } });
    await client.open("b.haproxy", text, "haproxy");
    await client.settle();
    const at = { textDocument: { uri: uriOf("b.haproxy") }, position: positionAt(text, text.indexOf("round") + 1) };
    expect(JSON.stringify(await client.request("textDocument/hover", at))).toMatch(/手册/u);
    await expect(client.request("textDocument/prepareRename", at)).rejects.toThrow("没有可以重命名的名称");
  });

  test("inlay hints say what keepalived uses, in the client's language and without passwords", async () => {
    const text = keepalivedConf({ password: "0123456789" });
    const params = { textDocument: { uri: uriOf(path) }, range: whole };
    const client = await TestClient.start({ files: {} });
    await client.open(path, text);
    const hints = await client.request<InlayHint[]>("textDocument/inlayHint", params);
    const at = positionAt(text, text.indexOf("0123456789") + 10);
    expect(hints).toContainEqual({
      position: at,
      label: "only the first 8 bytes count",
      tooltip: expect.stringContaining("8 bytes"),
      paddingLeft: true,
    });
    const chinese = await TestClient.start({ files: {}, params: { locale: "zh-cn" } });
    await chinese.open(path, text);
    await chinese.settle();
    const said = await chinese.request<InlayHint[]>("textDocument/inlayHint", params);
    expect(said.find(({ position }) => position.line === at.line)?.label).toMatch(/\p{Script=Han}/u);
    expect(JSON.stringify([hints, said])).not.toContain("0123");
  });

  test("inlay hints can be turned off, and are asked for anew", async () => {
    const text = keepalivedConf({ password: "0123456789" });
    const params = { textDocument: { uri: uriOf(path) }, range: whole };
    const client = await TestClient.start({ files: {}, settings: {} });
    await client.open(path, text);
    await client.settle();
    expect(await client.request("textDocument/inlayHint", params)).not.toEqual([]);
    const before = client.hintRefreshes;
    client.settings = { inlayHints: { enable: false } };
    await client.notify("workspace/didChangeConfiguration", { settings: null });
    await client.settle();
    expect(await client.request("textDocument/inlayHint", params)).toBeNull();
    expect(client.hintRefreshes).toBe(before + 1);
  });

  test("symbols are a tree, or a list for a client that knows no tree", async () => {
    const params = { textDocument: { uri: uriOf(path) } };
    const client = await TestClient.start({ files: brokenCluster() });
    await client.open(path);
    const [instance] = await client.request<DocumentSymbol[]>("textDocument/documentSymbol", params);
    expect(instance?.name).toContain("VI_1");
    expect(instance?.children?.length).toBeGreaterThan(0);
    const flat = await TestClient.start({ files: brokenCluster(), capabilities: {} });
    await flat.open(path);
    const symbols = await flat.request<SymbolInformation[]>("textDocument/documentSymbol", params);
    expect(symbols[0]?.location.uri).toBe(uriOf(path));
    expect(symbols.length).toBeGreaterThan(1);
  });

  test("blocks fold, the closing brace stays in sight", async () => {
    const client = await TestClient.start({ files: {} });
    await client.open(path, keepalivedConf());
    const ranges = await client.request<FoldingRange[]>("textDocument/foldingRange", {
      textDocument: { uri: uriOf(path) },
    });
    expect(ranges).toContainEqual({ startLine: 1, endLine: 13 });
  });

  test("unknown documents have no answers, and break nothing", async () => {
    const client = await TestClient.start({ files: {} });
    const params = { textDocument: { uri: uriOf("none.conf") }, position: { line: 3, character: 3 } };
    const methods = [
      "hover",
      "signatureHelp",
      "completion",
      "documentSymbol",
      "foldingRange",
      "definition",
      "documentHighlight",
    ];
    for (const method of [...methods, "prepareRename"]) {
      expect(await client.request(`textDocument/${method}`, params)).toBeNull();
    }
    const range = { start: params.position, end: params.position };
    expect(await client.request("textDocument/inlayHint", { ...params, range })).toBeNull();
    const context = { includeDeclaration: true };
    expect(await client.request("textDocument/references", { ...params, context })).toBeNull();
    expect(await client.request("textDocument/rename", { ...params, newName: "x" })).toBeNull();
  });

  test("haconf/detectLanguage looks at name and text", async () => {
    const client = await TestClient.start({ files: {} });
    const ask = async (name: string, text: string): Promise<unknown> =>
      client.request("haconf/detectLanguage", { uri: uriOf(name), text });
    expect(await ask("keepalived/master.conf", keepalivedConf())).toEqual({ language: "keepalived" });
    expect(await ask("haproxy.cfg", "")).toEqual({ language: "haproxy" });
    expect(await ask("notes.txt", "nothing")).toEqual({ language: null });
    expect(await ask("haconf.yaml", "clusters: []")).toEqual({ language: null });
  });
});

describe("navigation", () => {
  const path = "haproxy.cfg";
  const text = "global\nfrontend web\n    default_backend pool\nbackend pool\n    server a 10.0.0.1:80\n";
  const first = "dev3/keepalived.conf";

  /** The range of the n-th place of a word, from 0. */
  function rangeOf(of: string, word: string, occurrence = 0): Location["range"] {
    let at = of.indexOf(word);
    for (let count = 0; count < occurrence; count++) at = of.indexOf(word, at + 1);
    return { start: positionAt(of, at), end: positionAt(of, at + word.length) };
  }

  function at(file: string, { start }: Location["range"]): object {
    return { textDocument: { uri: uriOf(file) }, position: start };
  }

  test("a definition is a link with the whole section, to a client without links a location", async () => {
    const params = at(path, rangeOf(text, "pool"));
    const client = await TestClient.start({ files: { [path]: text } });
    expect(client.initialized.capabilities).toMatchObject({
      definitionProvider: true,
      referencesProvider: true,
      documentHighlightProvider: true,
      workspaceSymbolProvider: true,
      renameProvider: { prepareProvider: true },
    });
    const target = rangeOf(text, "pool", 1);
    const links = await client.request<LocationLink[]>("textDocument/definition", params);
    expect(links).toEqual([
      {
        originSelectionRange: rangeOf(text, "pool"),
        targetUri: uriOf(path),
        targetRange: { start: { line: 3, character: 0 }, end: { line: 4, character: 24 } },
        targetSelectionRange: target,
      },
    ]);
    const plain = await TestClient.start({ files: { [path]: text }, capabilities: {} });
    expect(plain.initialized.capabilities.renameProvider).toBe(true);
    const locations = await plain.request<Location[]>("textDocument/definition", params);
    expect(locations).toEqual([{ uri: uriOf(path), range: target }]);
  });

  test("a VIP leads to files that nobody has opened, and its references lie in all of them", async () => {
    const files = brokenCluster();
    const vip = /virtual_ipaddress \{\s*([\d.]+)/.exec(files[first] ?? "")?.[1] ?? "";
    const client = await TestClient.start({ files });
    await client.open(first);
    const params = at(first, rangeOf(files[first] ?? "", vip));
    const links = await client.request<LocationLink[]>("textDocument/definition", params);
    expect(links.map(({ targetUri }) => targetUri)).toEqual([
      uriOf("dev6/keepalived.conf"),
      uriOf("dev7/keepalived.conf"),
    ]);
    const ask = async (includeDeclaration: boolean): Promise<string[]> => {
      const places = { ...params, context: { includeDeclaration } };
      return (await client.request<Location[]>("textDocument/references", places)).map(({ uri }) => uri);
    };
    expect(await ask(true)).toEqual(expect.arrayContaining([uriOf(first), uriOf("dev6/keepalived.conf")]));
    expect(await ask(false)).not.toContain(uriOf(first));
  });

  test("unsaved text counts, and offsets are UTF-16", async () => {
    const client = await TestClient.start({ files: { [path]: text } });
    await client.open(path, text, "haproxy");
    await client.replace(path, "frontend web\n", "# \u{1f600}\nfrontend web # \u{1f600}\n");
    await client.replace(path, "default_backend pool", "use_backend pool if { hdr(x) \u{1f600} } # pool");
    const now = client.textOf(path).text;
    const params = at(path, rangeOf(now, "pool", 2));
    const highlights = await client.request<DocumentHighlight[]>("textDocument/documentHighlight", params);
    expect(highlights).toEqual([
      { range: rangeOf(now, "pool"), kind: 2 },
      { range: rangeOf(now, "pool", 2), kind: 3 },
    ]);
  });

  test("workspace symbols have a kind, a place and what they belong to", async () => {
    const client = await TestClient.start({ files: { [path]: text, ...brokenCluster() } });
    const symbols = await client.request<SymbolInformation[]>("workspace/symbol", { query: "pool" });
    expect(symbols).toEqual([
      {
        name: "pool",
        kind: 5,
        location: { uri: uriOf(path), range: rangeOf(text, "pool", 1) },
        containerName: "backend",
      },
    ]);
    const all = await client.request<SymbolInformation[]>("workspace/symbol", { query: "" });
    expect(all.filter(({ name }) => name === "VI_1")).toHaveLength(3);
  });

  test("a file is called by its path below the folder, in hovers and where nothing is renamed", async () => {
    const main = "include scripts.conf\nvrrp_instance V {\n    track_script {\n        chk\n    }\n}\n";
    const files = {
      "lb1/keepalived.conf": main,
      "lb1/scripts.conf": "vrrp_script chk {\n    script /bin/true\n}\n",
      ...brokenCluster(),
    };
    const client = await TestClient.start({ files });
    await client.open("lb1/keepalived.conf");
    await client.settle();
    const hover = await client.request<Hover>("textDocument/hover", at("lb1/keepalived.conf", rangeOf(main, "chk")));
    expect(hover.contents).toMatchObject({ value: expect.stringContaining("given on line 1 of lb1/scripts.conf") });
    const links = await client.request<DocumentLink[]>("textDocument/documentLink", at("lb1/keepalived.conf", whole));
    expect(links).toEqual([{ range: rangeOf(main, "scripts.conf"), target: uriOf("lb1/scripts.conf") }]);
    const text6 = brokenCluster()["dev6/keepalived.conf"] ?? "";
    const id = at("dev6/keepalived.conf", rangeOf(text6, "34"));
    await client.open("dev6/keepalived.conf");
    await expect(client.request("textDocument/prepareRename", id)).rejects.toThrow(/ of dev[37]\/keepalived\.conf/);
  });

  test("what completion says beside a word is in the client's language", async () => {
    const client = await TestClient.start({ files: brokenCluster(), params: { locale: "zh-cn" } });
    const marked = "vrrp_instance V {\n    state \n}\n";
    await client.open("x/keepalived.conf", marked, "keepalived");
    const position = { line: 1, character: 10 };
    const params = { textDocument: { uri: uriOf("x/keepalived.conf") }, position };
    const { items } = await client.request<CompletionList>("textDocument/completion", params);
    expect(items.map(({ label }) => label)).toEqual(["MASTER", "BACKUP"]);
    for (const { detail } of items) expect(detail).toMatch(/\p{Script=Han}/u);
  });

  test("a name is changed everywhere, or the user is told why not", async () => {
    const client = await TestClient.start({ files: { [path]: text } });
    await client.open(path, text, "haproxy");
    const params = at(path, rangeOf(text, "pool"));
    expect(await client.request("textDocument/prepareRename", params)).toEqual({
      range: rangeOf(text, "pool"),
      placeholder: "pool",
    });
    const edit = await client.request<WorkspaceEdit>("textDocument/rename", { ...params, newName: "pond" });
    const [change] = editsOf(edit);
    expect(change).toMatchObject({ uri: uriOf(path), version: 1 });
    expect(applyTo(text, change?.edits ?? [])).toBe(text.replaceAll("pool", "pond"));
    const refused = client.request("textDocument/rename", { ...params, newName: "p nd" });
    await expect(refused).rejects.toThrow('"p nd" can\'t be a name');
    const nothing = at(path, rangeOf(text, "global"));
    await expect(client.request("textDocument/prepareRename", nothing)).rejects.toThrow("No name stands here");
  });
});
