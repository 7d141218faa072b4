import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Anchor, spanOf } from "../../server/src/syntax/tree.ts";

/** What stands at a place of a text; undefined where there is no place. */
export function textAt(text: string, at: Anchor | undefined): string | undefined {
  if (at === undefined) return undefined;
  const { start, end } = spanOf(at);
  return text.slice(start, end);
}

/** The texts of all files below a folder. */
export function* textsBelow(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) yield readFileSync(join(entry.parentPath, entry.name), "utf8");
  }
}
