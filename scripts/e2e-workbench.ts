import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium, type Page } from "playwright-core";
import type { CodeServer } from "./e2e-code-server.ts";
import type { ExtensionHost } from "./e2e-result.ts";

/** What a workbench is opened with. Paths are absolute. */
export interface WorkbenchOptions {
  readonly codeServer: CodeServer;
  /** The browser's program. */
  readonly browser: string;
  /** The folder of the extension under development. */
  readonly extension: string;
  /** The folder that is opened, or a .code-workspace file that names several. */
  readonly folder: string;
  /** A file that is opened in the folder. */
  readonly file?: string;
  /** The module whose `run` the extension host calls; without one the workbench is simply open. */
  readonly suite?: string;
  /** Whether the extension runs in a Node process of the server or in a web worker of the browser. */
  readonly host: ExtensionHost;
  /** An empty folder for the server's settings, extensions and log. */
  readonly scratch: string;
}

/** An open workbench. */
export interface Workbench {
  readonly page: Page;
  /** Resolves with the suite's exit code when its host says that it has ended. */
  readonly suiteExit: Promise<number>;
  /** The errors in the page's console so far; those of the extension host are among them. */
  readonly errors: readonly string[];
}

const settings = {
  "chat.disableAIFeatures": true,
  "extensions.autoCheckUpdates": false,
  "git.enabled": false,
  "telemetry.telemetryLevel": "off",
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
};

/** What the editor calls the hosts in its settings. */
const hostKinds = { node: "workspace", web: "web" } as const satisfies Record<ExtensionHost, string>;

const browserFlags = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Starts a VS Code server and a browser, opens a folder, and hands the workbench to `use`; both programs are ended
 * whatever happens. Throws where the server doesn't start.
 */
export async function withWorkbench<T>(options: WorkbenchOptions, use: (bench: Workbench) => Promise<T>): Promise<T> {
  const port = await findFreePort();
  const logFile = join(options.scratch, "server.log");
  const server = startServer(options, port, logFile);
  try {
    await waitUntilReady(server, port, logFile);
    const browser = await chromium.launch({ executablePath: options.browser, headless: true, args: browserFlags });
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      const errors: string[] = [];
      page.on("console", (message) => {
        const text = message.text();
        if (message.type() === "error" && !text.startsWith("Failed to load resource")) errors.push(text);
      });
      const suiteExit = listenForExit(page);
      await page.goto(workbenchAddress(options, port), { waitUntil: "domcontentloaded" });
      return await use({ page, suiteExit, errors });
    } finally {
      await browser.close();
    }
  } finally {
    await endProcessGroup(server);
  }
}

async function findFreePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", resolve);
  });
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no free port was found");
  return address.port;
}

function startServer({ codeServer, host, scratch }: WorkbenchOptions, port: number, logFile: string): ChildProcess {
  const folders = { data: join(scratch, "data"), extensions: join(scratch, "extensions"), home: join(scratch, "home") };
  const userFolder = join(folders.data, "data", "User");
  for (const folder of [userFolder, folders.extensions, folders.home]) mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(userFolder, "settings.json"),
    JSON.stringify({ ...settings, "remote.extensionKind": { "haconf.haconf": [hostKinds[host]] } }),
  );

  const env: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(process.env)) {
    // An editor or an npm around this script must not reach into the server.
    if (!/^(VSCODE_|CODE_SERVER_|npm_|ELECTRON_)/.test(name)) env[name] = value;
  }
  const log = openSync(logFile, "w");
  // The server proper, not code-server's own entry: only the former takes --enable-smoke-test-driver, without which a
  // built workbench ignores the extension under development and its tests.
  const server = spawn(
    codeServer.node,
    [
      codeServer.serverMain,
      ...["--host", "127.0.0.1", "--port", String(port), "--without-connection-token"],
      ...["--accept-server-license-terms", "--enable-smoke-test-driver", "--disable-workspace-trust"],
      ...["--server-data-dir", folders.data, "--extensions-dir", folders.extensions, "--telemetry-level", "off"],
    ],
    { env: { ...env, HOME: folders.home }, detached: true, stdio: ["ignore", log, log] },
  );
  closeSync(log);
  return server;
}

async function waitUntilReady(server: ChildProcess, port: number, logFile: string): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (server.exitCode !== null || server.signalCode !== null) break;
    const answered = await fetch(`http://127.0.0.1:${port}/version`).then(
      (response) => response.ok,
      () => false,
    );
    if (answered) return;
    await sleep(100);
  }
  throw new Error(`the VS Code server did not start:\n${readFileSync(logFile, "utf8").slice(-4000)}`);
}

/** The test driver of the workbench calls these functions of its page. */
function listenForExit(page: Page): Promise<number> {
  return new Promise((resolve, reject) => {
    page.on("crash", () => reject(new Error("the browser's page crashed")));
    Promise.all([
      page.exposeFunction("codeAutomationExit", (code: number) => resolve(code)),
      page.exposeFunction("codeAutomationLog", () => undefined),
    ]).catch(reject);
  });
}

function workbenchAddress(options: WorkbenchOptions, port: number): string {
  const remote = (path: string): string => `vscode-remote://127.0.0.1:${port}${path}`;
  const payload: [string, string][] = [
    ["extensionDevelopmentPath", remote(options.extension)],
    ["enableProposedApi", ""],
    ["skipWelcome", "true"],
  ];
  if (options.suite !== undefined) payload.push(["extensionTestsPath", remote(options.suite)]);
  if (options.file !== undefined) payload.push(["openFile", remote(options.file)]);
  const opened = options.folder.endsWith(".code-workspace") ? "workspace" : "folder";
  const query = new URLSearchParams({ [opened]: options.folder, payload: JSON.stringify(payload) });
  return `http://127.0.0.1:${port}/?${query}`;
}

/** Ends a detached child and all that it started: asks first, and insists after three seconds. */
async function endProcessGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return;
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  signalGroup(child.pid, "SIGTERM");
  for (let waited = 0; waited < 30 && !hasEnded(); waited++) await sleep(100);
  signalGroup(child.pid, "SIGKILL");
}

function signalGroup(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal);
  } catch (error) {
    // Nobody is left in the group.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
