import { rmSync } from "node:fs";
import { basename } from "node:path";
import { type BuildOptions, build, type Plugin } from "esbuild";

const common: BuildOptions = {
  bundle: true,
  minify: !process.argv.includes("--no-minify"),
  legalComments: "none",
  logLevel: "warning",
  metafile: true,
  // Chevrotain checks a grammar each time a parser is made; the tests do that, a bundle has no need to.
  define: { HACONF_BUNDLED: "true" },
};
const forNode: BuildOptions = {
  ...common,
  platform: "node",
  target: "node22",
  // Bundles are required rather than imported: Node's loader of ES modules takes milliseconds to start.
  supported: { "dynamic-import": false },
};
const forBrowser: BuildOptions = {
  ...common,
  platform: "browser",
  target: "es2023",
  define: { ...common.define, global: "globalThis" },
};

/** Modules that the command loads only when it needs them, and the bundles beside it that hold them. */
const loadedLater: ReadonlyMap<string, string> = new Map([
  ["commands.ts", "./commands.cjs"],
  ["node.ts", "./server.cjs"],
  ["yaml-support.ts", "./yaml.cjs"],
  ["zh-cn.json", "./zh-cn.cjs"],
]);

/**
 * Keeps what is loaded later out of a bundle: Node reads and compiles less before the first file is checked. What a bundle
 * loads later itself the bundler has to wrap into functions, and all that this imports, which makes the start slower by a fifth.
 */
const loadLater: Plugin = {
  name: "load-later",
  setup({ onResolve }) {
    onResolve({ filter: /\/(?:commands|node|yaml-support)\.ts$|\/rules\/locale\/zh-cn\.json$/ }, ({ kind, path }) => {
      const bundle = loadedLater.get(basename(path));
      return kind === "dynamic-import" && bundle !== undefined ? { path: bundle, external: true } : undefined;
    });
  },
};

const bundles: readonly BuildOptions[] = [
  {
    ...forNode,
    entryPoints: ["client/src/node/extension.ts"],
    format: "cjs",
    external: ["vscode"],
    outfile: "dist/client.cjs",
  },
  {
    ...forBrowser,
    entryPoints: ["client/src/browser/extension.ts"],
    format: "cjs",
    external: ["vscode"],
    outfile: "dist/client.browser.cjs",
  },
  // `haconf lsp` is a command like any other; its bundle lies beside the command's.
  {
    ...forNode,
    entryPoints: ["server/src/transport/cli/main.ts"],
    format: "cjs",
    plugins: [loadLater],
    outfile: "dist/haconf.cjs",
  },
  {
    ...forNode,
    entryPoints: ["server/src/transport/cli/commands.ts"],
    format: "cjs",
    plugins: [loadLater],
    outfile: "dist/commands.cjs",
  },
  {
    ...forNode,
    // A bundle of the JSON file itself would export each message by its own name and nothing as a whole.
    stdin: { contents: 'module.exports = require("./zh-cn.json");', resolveDir: "server/src/rules/locale" },
    format: "cjs",
    charset: "utf8",
    outfile: "dist/zh-cn.cjs",
  },
  { ...forNode, entryPoints: ["server/src/transport/node.ts"], format: "cjs", outfile: "dist/server.cjs" },
  { ...forNode, entryPoints: ["server/src/model/yaml-support.ts"], format: "cjs", outfile: "dist/yaml.cjs" },
  {
    ...forBrowser,
    entryPoints: ["server/src/transport/browser.ts"],
    format: "iife",
    outfile: "dist/server.worker.js",
  },
];

// The suite of the editors. Mocha's browser build runs in both kinds of extension host, so one bundle serves both. That
// build sets `module.exports` although its package says that it is an ES module; the footer has the last word.
const suites: readonly BuildOptions[] = [
  {
    ...forBrowser,
    minify: false,
    entryPoints: ["test/e2e/suite/index.ts"],
    format: "iife",
    globalName: "suite",
    footer: { js: "module.exports = suite;" },
    external: ["vscode"],
    define: { ...forBrowser.define, document: "undefined" },
    outfile: "dist/test/suite.cjs",
  },
];

/** Bundles into dist/ and returns each bundle's size in bytes by its path. Rejects where a bundle has an error. */
export async function buildAll(): Promise<Map<string, number>> {
  rmSync("dist", { recursive: true, force: true });
  return bundle(bundles);
}

/** Like `buildAll`, for a script that is of no use without the bundles: ends it with status 1 where there are none. */
export async function buildOrExit(): Promise<Map<string, number>> {
  return buildAll().catch((error: unknown) => {
    // The bundler has already shown each error at its place.
    console.error(error instanceof Error ? error.message.split("\n", 1)[0] : String(error));
    process.exit(1);
  });
}

/** Bundles what the editor tests load, into dist/test/. */
export async function buildSuites(): Promise<void> {
  await bundle(suites);
}

async function bundle(options: readonly BuildOptions[]): Promise<Map<string, number>> {
  const sizes = new Map<string, number>();
  for (const result of await Promise.all(options.map((one) => build(one)))) {
    for (const [path, output] of Object.entries(result.metafile?.outputs ?? {})) sizes.set(path, output.bytes);
  }
  return sizes;
}

/** Says what was built, one line a bundle. */
export function printSizes(sizes: ReadonlyMap<string, number>): void {
  for (const [path, bytes] of sizes) console.log(`${path}  ${(bytes / 1000).toFixed(0)} KB`);
}

if (import.meta.main) printSizes(await buildOrExit());
