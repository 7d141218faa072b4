import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const project = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** A path below the folder of material beside the project, or undefined, said aloud, where it is absent. */
export function sharedPath(name: string, purpose: string): string | undefined {
  const path = join(project, "..", "shared", name);
  if (existsSync(path)) return path;
  console.log(`skipped: no ../shared/${name}, so ${purpose}`);
  return undefined;
}
