import { describe, expect, test } from "vitest";
import type { DocumentSymbol, FoldingRange, Hover, SymbolInformation } from "vscode-languageserver/node";
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

  test("Markdown becomes plain text, and code stays as it is", () => {
    const markdown =
      "**virtual_router_id**: a *number*\n\n```keepalived\na **b** \\*\n```\n\n- `no_x` and *:80, [`man` page](https://a.b/c_d_e) 1 \\* 2";
    expect(plainText(markdown)).toBe(
      "virtual_router_id: a number\n\na **b** \\*\n\n- no_x and *:80, man page (https://a.b/c_d_e) 1 * 2",
    );
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
    for (const method of ["hover", "completion", "documentSymbol", "foldingRange"]) {
      expect(await client.request(`textDocument/${method}`, params)).toBeNull();
    }
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
