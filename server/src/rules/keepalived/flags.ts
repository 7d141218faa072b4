import { keepalivedLines } from "../../schema/keepalived/arguments.ts";
import type { FileContext } from "../rule.ts";
import { versionOf } from "./judged.ts";

/** Whether a keyword takes no argument at all in the version that is judged by: standing there switches it on. */
export function isFlag(path: readonly string[], keyword: string, isEntry: boolean, context: FileContext): boolean {
  if (isEntry) return false;
  const lines = keepalivedLines([...path, keyword].join("/"), versionOf(context));
  return lines.every(({ args }) => args.length === 0);
}
