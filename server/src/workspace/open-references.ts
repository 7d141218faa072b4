import { bareName, isTemplateName, splitPath } from "../documents/path.ts";
import { newerBuiltIns } from "../schema/keepalived/releases.ts";
import type { KeepalivedTree } from "../syntax/keepalived/tree.ts";
import { mayInclude, type WholeFile } from "./include-index.ts";

/** What is filled in by a template's signs other than `$NAME`, which keepalived has as well. */
const otherPlaceholder = new RegExp(
  String.raw`\{\{|\{%|<%|\{\$[A-Za-z_]|@[A-Za-z_]\w*@|\$\{(?!(?:${Object.keys(newerBuiltIns).join("|")})\b)`,
);
const anyReference = /\$[A-Za-z_]/;
/** Names of files that keepalived reads by themselves; others may be brought in by a file that defines what they use. */
const mainName = /^keepalived[^/]*\.conf$/i;

/** What is known of a keepalived.conf beside its text. */
export interface ReferenceCircumstances {
  /** What its includes bring in, if it has any that are followed. */
  readonly whole: WholeFile | undefined;
  /** A manifest gives values for placeholders of the file. */
  readonly hasValues: boolean;
  /** A script of the workspace fills in templates. */
  readonly hasFiller: boolean;
}

/**
 * Whether a `$NAME` that a keepalived.conf does not define may have a value all the same: from a file that it includes and that is not
 * here, or from a program that fills it in before keepalived reads it.
 *
 * @param file the file's key
 */
export function hasOpenReferences(
  file: string,
  { text, sections }: KeepalivedTree,
  { whole, hasValues, hasFiller }: ReferenceCircumstances,
): boolean {
  if (!anyReference.test(text)) return false;
  const isWhole = whole === undefined ? !mayInclude.test(text) : whole.isWhole;
  if (!isWhole) return true;
  // Who writes definitions knows what the sign means.
  if (sections.some(({ definitions }) => definitions.length > 0)) return false;
  const { folders, name } = splitPath(file);
  const mayBePart = !mainName.test(bareName(name)) || /\.d$/.test(folders.at(-1) ?? "");
  return hasFiller || hasValues || mayBePart || isTemplateName(name) || otherPlaceholder.test(text);
}
