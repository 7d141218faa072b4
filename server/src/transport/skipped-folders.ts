/** Names of folders that hold other people's files in great number and never a cluster's configuration. */
const skippedFolders: ReadonlySet<string> = new Set([".git", ".hg", ".svn", "node_modules", "dist"]);

/** Whether a walk leaves a folder of this name out, unless the user names it. */
export function isSkippedName(name: string): boolean {
  return skippedFolders.has(name);
}
