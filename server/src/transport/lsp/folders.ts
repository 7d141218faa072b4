import type { WorkspaceFolder } from "vscode-languageserver";
import { globMatcher } from "../../text/glob.ts";
import { isSkippedName } from "../skipped-folders.ts";
import { keyOf } from "./uris.ts";

/** A folder whose files are read. */
export interface FolderToRead {
  readonly uri: string;
  /** Globs of files that are left out, relative to the folder. */
  readonly exclude: readonly string[];
}

/** Endings by which a name is taken for a file's. Folders may be called `10.0.0.1` or `lb1.example.com`. */
const fileEnding =
  /\.(?:conf|cfg|cnf|ya?ml|sh|bash|json|toml|ini|txt|md|log|tmp|lock|swp|bak|orig|py|pyc|jsx?|tsx?|cjs|mjs|map|go|rb|rs|c|h|o|a|so|java|class|jar|html?|css|svg|png|jpe?g|gif|pdf|zip|t?gz|tar|j2|jinja2?|tmpl|tpl|erb|pem|crt|key|haproxy|keepalived|env|service)$/i;

interface Root {
  /** The folder's key with a `/` at its end. */
  readonly prefix: string;
  readonly isExcluded: (path: string) => boolean;
}

/**
 * Tells of files whether they lie in one of some folders and count there. A file in a folder within another belongs to the
 * inner one, as in editors.
 */
export class FolderScope {
  /** The innermost first. */
  readonly #roots: readonly Root[];

  constructor(folders: readonly FolderToRead[]) {
    this.#roots = folders
      .map(({ uri, exclude }) => {
        const key = keyOf(uri);
        return { prefix: key.endsWith("/") ? key : `${key}/`, isExcluded: globMatcher(exclude) };
      })
      .sort((a, b) => b.prefix.length - a.prefix.length);
  }

  #rootOf(file: string): Root | undefined {
    return this.#roots.find(({ prefix }) => file.startsWith(prefix));
  }

  /** Whether a file is read: not one in a folder like `node_modules`, nor one that a glob leaves out. */
  contains(file: string): boolean {
    return !this.skips(file) && this.#rootOf(file)?.isExcluded(this.pathOf(file) ?? "") === false;
  }

  /** The path of a file below the folder that it lies in; undefined for one outside all folders. */
  pathOf(file: string): string | undefined {
    const root = this.#rootOf(file);
    return root === undefined ? undefined : file.slice(root.prefix.length);
  }

  /** Whether a file lies in a folder like `.git`, whose files concern nobody, or outside all folders. */
  skips(file: string): boolean {
    const path = this.pathOf(file);
    return path === undefined || path.split("/").slice(0, -1).some(isSkippedName);
  }

  /** Whether a file lies in one of the folders and is not read. */
  leavesOut(file: string): boolean {
    return this.#rootOf(file) !== undefined && !this.contains(file);
  }

  /** Whether something that has appeared may be a folder with files that are read. */
  mayBeFolder(file: string): boolean {
    return !fileEnding.test(file) && this.contains(`${file}/file`);
  }
}

/** The folders after a change. A client may name one anew that is open already. */
export function changedFolders(
  folders: readonly WorkspaceFolder[],
  added: readonly WorkspaceFolder[],
  removed: readonly WorkspaceFolder[],
): WorkspaceFolder[] {
  const gone = new Set([...removed, ...added].map(({ uri }) => keyOf(uri)));
  return [...folders.filter(({ uri }) => !gone.has(keyOf(uri))), ...added];
}
