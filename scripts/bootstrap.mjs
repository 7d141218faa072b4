// Runs under whatever Node the system has (20 or newer) and with nothing installed: installs what the lock file names
// and hands over to a Node that is new enough. Uses nothing but Node's own modules, for nothing else is there yet.
//
//   bootstrap.mjs TASK [ARGUMENT…]          runs scripts/TASK.ts
//   bootstrap.mjs exec PROGRAM [ARGUMENT…]  runs a program of node_modules/.bin
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const binaries = join(root, "node_modules", ".bin");
const windows = process.platform === "win32";

function fail(message, status = 2) {
  console.error(message);
  process.exit(status);
}

/** Runs a program to its end and returns its exit status, 128 + n for one that signal n ended, as a shell does. */
function run(command, args, env, shell = false) {
  const result = spawnSync(command, args, { cwd: root, stdio: "inherit", env, shell });
  if (result.error) fail(`${command}: ${result.error.message}`);
  return result.status ?? 128 + (constants.signals[result.signal] ?? 0);
}

/** Installs what package-lock.json names, unless that was done for this very lock file on this kind of machine. */
function install() {
  const mark = join(root, "node_modules", ".haconf-lock");
  const state = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .update(`${process.platform} ${process.arch}`)
    .digest("hex");
  if (existsSync(mark) && readFileSync(mark, "utf8") === state) return;
  console.error("Installing what the lock file names …");
  const args = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
  const npm = process.env.npm_execpath;
  const status =
    npm !== undefined && /\.[cm]?js$/.test(npm)
      ? run(process.execPath, [npm, ...args], process.env)
      : run("npm", args, process.env, windows);
  if (status !== 0) fail("npm ci failed; see above.", status);
  writeFileSync(mark, state);
}

/** The Node to work with: the one that the lock file brings on linux-x64, elsewhere the system's own. */
function findNode() {
  const installed = join(binaries, "node");
  if (existsSync(installed)) return installed;
  const [major, minor] = process.versions.node.split(".").map(Number);
  // From 22.18 on Node runs TypeScript without a flag.
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  return fail(`haconf needs Node 22.18 or newer to build and test; this is ${process.version}.`);
}

const [task, ...rest] = process.argv.slice(2);
if (task === undefined) fail("usage: bootstrap.mjs TASK [ARGUMENT…] | exec PROGRAM [ARGUMENT…]");
install();
const node = findNode();
const env = { ...process.env, PATH: [binaries, dirname(node), process.env.PATH ?? ""].join(delimiter) };
process.exit(
  task === "exec"
    ? run(rest[0] ?? "node", rest.slice(1), env, windows)
    : run(node, [join(root, "scripts", `${task}.ts`), ...rest], env),
);
