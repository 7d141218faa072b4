import { defaultSettings } from "../../server/src/workspace/types.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";

export type Language = "haproxy" | "keepalived";

const marker = "‸";

export const fileName = "file";

/** A workspace with one file, whose text may hold the sign ‸ where the cursor is. */
export function withCursor(
  language: Language,
  marked: string,
  versions: { readonly haproxyVersion?: string; readonly keepalivedVersion?: string } = {},
): { source: Workspace; text: string; offset: number } {
  const offset = Math.max(0, marked.indexOf(marker));
  const text = marked.replace(marker, "");
  const source = new Workspace({ ...defaultSettings, ...versions });
  source.setFile(fileName, text, language);
  return { source, text, offset };
}
