import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const shared = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), "..", "shared");

/** A folder of material beside the project, or `undefined`, said aloud, where it is absent. */
export function sharedFolder(name: string, purpose: string): string | undefined {
  const folder = join(shared, name);
  if (existsSync(folder)) return folder;
  console.log(`skipped: no ../shared/${name}, so ${purpose}`);
  return undefined;
}

/** The records of a file with one JSON value a line. */
export function readLines<Type>(path: string): Type[] {
  const lines = readFileSync(path, "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as Type);
}

/** A real configuration with what the real programs say of it. */
export interface Label {
  readonly id: string;
  readonly file: string;
  readonly tool: string;
  readonly verdict: string;
}

export function isAccepted({ verdict }: Label): boolean {
  return ["accept", "env", "no-listener", "note-only"].includes(verdict);
}
