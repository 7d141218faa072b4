import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { downloadAndUnzipVSCode } from "@vscode/test-electron";
import { buildOrExit } from "./build.ts";
import { findOnPath, run } from "./run.ts";

const examples = resolve("examples");

/** The arguments that open the examples in a VS Code that runs this checkout's extension. */
function editorArguments(): string[] {
  // Chromium's sandbox refuses to work for root, and VS Code then wants to be told where its settings are.
  const asRoot =
    process.getuid?.() === 0 ? ["--no-sandbox", `--user-data-dir=${resolve(".vscode-test/user-data")}`] : [];
  return [`--extensionDevelopmentPath=${resolve(".")}`, ...asRoot, examples];
}

/** A VS Code of this machine, else one that can be fetched; undefined where there is none. */
async function findEditor(): Promise<string | undefined> {
  const installed = findOnPath("code");
  if (installed !== undefined) return installed;
  if (process.platform === "linux" && !process.env["DISPLAY"] && !process.env["WAYLAND_DISPLAY"]) return undefined;
  console.log("There is no `code` on PATH; fetching a VS Code for this checkout …");
  // Without network this fails at once, and the caller then says what to do by hand.
  return downloadAndUnzipVSCode().catch((error: unknown) => {
    console.log(`That failed: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  });
}

function explainByHand(): void {
  console.log("To see the example in VS Code, run this where one is installed:");
  console.log(`  code ${editorArguments().join(" ")}`);
}

async function openEditor(): Promise<void> {
  const editor = await findEditor();
  if (editor === undefined) return explainByHand();
  console.log(`opening examples/ in ${editor}`);
  const { status, error } = spawnSync(editor, editorArguments(), {
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (error !== undefined || status !== 0) {
    console.log(`${editor} did not open: ${error?.message ?? `exit status ${status}`}.`);
    explainByHand();
  }
}

await buildOrExit();
console.log("$ haconf check examples/broken-cluster");
const check = run(process.execPath, ["server/bin/haconf.cjs", "check", "examples/broken-cluster"]);
// The example is broken on purpose, so findings, exit status 1, are what is expected.
if (check.status !== "0" && check.status !== "1") process.exit(2);
if (!process.argv.includes("--terminal")) await openEditor();
