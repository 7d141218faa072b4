import { isUtf8 } from "node:buffer";

/** How a file's bytes are read as text, and written back. */
export type Encoding = "utf8" | "latin1";

/** The most bytes that a file found in a folder may have; no configuration comes near it. */
export const mostBytes = 16 * 1024 * 1024;

/** Names of folders that hold other people's files in great number and never a cluster's configuration. */
export const skippedFolders: ReadonlySet<string> = new Set([".git", ".hg", ".svn", "node_modules", "dist"]);

const sniffedBytes = 8192;

/** Whether a file's beginning shows that it is no text. */
export function isBinary(bytes: Buffer): boolean {
  return bytes.subarray(0, sniffedBytes).includes(0);
}

/**
 * Reads bytes as text, keeping a byte order mark. What is not valid UTF-8 is read as Latin-1, where every byte is a
 * character, so that it can be written back unchanged.
 */
export function decode(bytes: Buffer): { text: string; encoding: Encoding } {
  const encoding: Encoding = isUtf8(bytes) ? "utf8" : "latin1";
  return { text: bytes.toString(encoding), encoding };
}
