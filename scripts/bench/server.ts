import { type ChildProcessByStdio, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import { haproxyConfig } from "./generate.ts";
import { type Line, printTable, quantile } from "./measure.ts";

const launcher = "server/bin/haconf.cjs";
const lines = 10_000;
const places = 150;

interface Answer {
  readonly id?: number;
  readonly method?: string;
  readonly result?: unknown;
}

/** As much of a client of the language server as is needed to time its answers. */
class Client {
  readonly #process: ChildProcessByStdio<Writable, Readable, null>;
  readonly #waiting = new Map<number, (result: unknown) => void>();
  #buffer = Buffer.alloc(0);
  #lastId = 0;

  constructor() {
    this.#process = spawn(process.execPath, [launcher, "lsp", "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
    this.#process.stdout.on("data", (chunk: Buffer) => this.#receive(chunk));
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  notify(method: string, params: object): void {
    this.#send({ jsonrpc: "2.0", method, params });
  }

  request(method: string, params: object | undefined): Promise<unknown> {
    const id = ++this.#lastId;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#send({ jsonrpc: "2.0", id, method, ...(params === undefined ? {} : { params }) });
    });
  }

  async close(): Promise<void> {
    await this.request("shutdown", undefined);
    this.notify("exit", {});
    await new Promise((resolve) => this.#process.once("exit", resolve));
  }

  #send(message: object): void {
    const body = Buffer.from(JSON.stringify(message));
    this.#process.stdin.write(Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]));
  }

  #receive(chunk: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    for (;;) {
      const headerEnd = this.#buffer.indexOf("\r\n\r\n");
      if (headerEnd < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.#buffer.toString("latin1", 0, headerEnd))?.[1]);
      const end = headerEnd + 4 + length;
      if (this.#buffer.length < end) return;
      const answer: Answer = JSON.parse(this.#buffer.toString("utf8", headerEnd + 4, end));
      this.#buffer = this.#buffer.subarray(end);
      this.#take(answer);
    }
  }

  #take(answer: Answer): void {
    if (answer.id === undefined) return;
    if (answer.method !== undefined) {
      // Questions of the server (settings, registrations) are answered with nothing.
      this.#send({ jsonrpc: "2.0", id: answer.id, result: null });
      return;
    }
    this.#waiting.get(answer.id)?.(answer.result);
    this.#waiting.delete(answer.id);
  }
}

/** Megabytes of a process that are in memory, from Linux's account of it. */
function residentMegabytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
}

async function bareNodeMegabytes(): Promise<number> {
  const bare = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
  await new Promise((resolve) => setTimeout(resolve, 500));
  const megabytes = residentMegabytes(bare.pid ?? 0);
  bare.kill();
  return megabytes;
}

const uri = "file:///bench/haproxy.cfg";

async function open(client: Client, text: string): Promise<void> {
  const capabilities = { textDocument: { diagnostic: {} }, general: { positionEncodings: ["utf-16"] } };
  await client.request("initialize", { processId: process.pid, rootUri: null, workspaceFolders: null, capabilities });
  client.notify("initialized", {});
  client.notify("textDocument/didOpen", { textDocument: { uri, languageId: "haproxy", version: 1, text } });
  await client.request("textDocument/diagnostic", { textDocument: { uri } });
}

/** Types and takes back a character behind backends' names; each time the client asks for the findings at once. */
async function typeNames(client: Client, text: string): Promise<number[]> {
  const times: number[] = [];
  const names = text
    .split("\n")
    .flatMap((line, index) => (line.startsWith("backend ") ? [{ line: index, end: line.length }] : []));
  let version = 1;
  for (const { line, end } of names.slice(0, places)) {
    const start = { line, character: end };
    const behind = { line, character: end + 1 };
    for (const change of [
      { range: { start, end: start }, text: "x" },
      { range: { start, end: behind }, text: "" },
    ]) {
      const before = performance.now();
      client.notify("textDocument/didChange", { textDocument: { uri, version: ++version }, contentChanges: [change] });
      await client.request("textDocument/diagnostic", { textDocument: { uri } });
      times.push(performance.now() - before);
    }
  }
  return times;
}

/** Lines that are begun, at whose ends the client asks what may stand there. */
const begun = ["    ", "    server s 10.0.0.1:80 ", "    http-request set-var(txn.x) ", "    http-request deny if { "];

/** Types lines into backends all over the file and asks at once what may stand at their ends. */
async function complete(client: Client, text: string, from: number): Promise<number[]> {
  const times: number[] = [];
  const heads = text.split("\n").flatMap((line, index) => (line.startsWith("backend ") ? [index] : []));
  let version = from;
  for (const [index, head] of heads.slice(0, places).entries()) {
    const line = begun[index % begun.length] ?? "";
    const start = { line: head + 1, character: 0 };
    const end = { line: head + 2, character: 0 };
    const before = performance.now();
    const typed = [{ range: { start, end: start }, text: `${line}\n` }];
    client.notify("textDocument/didChange", { textDocument: { uri, version: ++version }, contentChanges: typed });
    await client.request("textDocument/completion", {
      textDocument: { uri },
      position: { line: head + 1, character: line.length },
    });
    times.push(performance.now() - before);
    const taken = [{ range: { start, end }, text: "" }];
    client.notify("textDocument/didChange", { textDocument: { uri, version: ++version }, contentChanges: taken });
  }
  return times;
}

/** The language server as a process of its own: a keystroke over the wire, and how much memory it holds. */
export async function benchServer(): Promise<void> {
  const text = haproxyConfig(lines);
  const client = new Client();
  await open(client, text);
  const opened = process.platform === "linux" ? residentMegabytes(client.pid) : undefined;
  await typeNames(client, text);
  const times = await typeNames(client, text);
  const latest = 1_000_000;
  await complete(client, text, latest);
  const answers = await complete(client, text, 2 * latest);
  const note = (of: readonly number[]): string => `p95 ${quantile(of, 0.95).toFixed(2)} ms`;
  const table: Line[] = [
    { what: "a backend's name, change sent to findings received", times, note: note(times) },
    { what: "a line, change sent to proposals received", times: answers, note: note(answers) },
  ];
  printTable(`The language server, a haproxy.cfg of ${lines.toLocaleString("en")} lines open`, table);
  if (opened === undefined) console.log("\nmemory: not measured, for this is not Linux");
  else {
    const bare = await bareNodeMegabytes();
    const after = residentMegabytes(client.pid);
    console.log(
      `\nmemory (RSS): a bare Node ${bare.toFixed(0)} MB; the server with the file open ${opened.toFixed(0)} MB, ` +
        `after ${times.length * 2} edits ${after.toFixed(0)} MB`,
    );
  }
  await client.close();
}
