// Measures parsing, whole runs, keystrokes, workspaces and memory, and prints all of it. No network, no fixed expectations:
// what the figures mean is for the reader to judge. Arguments choose parts: parse process keystroke workspace server.
import { existsSync, readdirSync, statSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { benchKeystroke } from "./bench/keystroke.ts";
import { benchParse } from "./bench/parse.ts";
import { benchProcess } from "./bench/process.ts";
import { benchServer } from "./bench/server.ts";
import { benchWorkspace } from "./bench/workspace.ts";
import { buildAll } from "./build.ts";

const parts: Readonly<Record<string, () => void | Promise<void>>> = {
  parse: benchParse,
  process: benchProcess,
  keystroke: benchKeystroke,
  workspace: benchWorkspace,
  server: benchServer,
};

const bundle = "dist/haconf.cjs";

/** Whether a source is newer than the bundle that is measured. */
function isBundleStale(): boolean {
  if (!existsSync(bundle)) return true;
  const built = statSync(bundle).mtimeMs;
  return readdirSync("server", { recursive: true, encoding: "utf8" }).some(
    (name) => name.endsWith(".ts") && statSync(join("server", name)).mtimeMs > built,
  );
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
  console.error(`no such part: ${unknown.join(" ")}; there are ${Object.keys(parts).join(" ")}`);
  process.exit(2);
}
if (isBundleStale()) await buildAll();
console.log(
  `Node ${process.versions.node}, ${cpus().length} cores, ${cpus()[0]?.model ?? "unknown processor"}, ${process.platform}`,
);
for (const [name, bench] of Object.entries(parts)) {
  if (wanted.length === 0 || wanted.includes(name)) await bench();
}
