/**
 * Writes the keyword data of both languages from the recorded facts: `node scripts/generate-schema.ts`.
 * With `--check` nothing is written, and the exit status is 1 if a committed file differs from what would be written.
 * The facts lie beside the project (`../shared/facts`); where they are absent, both forms say so and do nothing.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { haproxyDataFiles } from "./schema/haproxy.ts";
import { keepalivedDataFiles } from "./schema/keepalived.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const facts = join(root, "..", "shared", "facts");
const check = process.argv.includes("--check");

function main(): number {
  if (!existsSync(facts)) {
    console.log("skipped: generate-schema: no ../shared/facts beside the project");
    return 0;
  }
  const files = { ...haproxyDataFiles(join(facts, "haproxy")), ...keepalivedDataFiles(join(facts, "keepalived")) };
  let stale = 0;
  for (const [path, text] of Object.entries(files)) {
    const target = join(root, "server", "src", "schema", path);
    const current = existsSync(target) ? readFileSync(target, "utf8") : undefined;
    if (current === text) continue;
    if (check) {
      console.error(`stale: ${relative(root, target)}: run node scripts/generate-schema.ts`);
      stale += 1;
    } else {
      writeFileSync(target, text);
      console.log(`written: ${relative(root, target)} (${text.length} characters)`);
    }
  }
  if (check && stale === 0) console.log(`generate-schema: ${Object.keys(files).length} files are up to date`);
  return stale === 0 ? 0 : 1;
}

process.exitCode = main();
