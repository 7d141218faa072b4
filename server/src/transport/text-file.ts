import { isUtf8 } from "node:buffer";
import { realpathSync } from "node:fs";
import { basename, join } from "node:path";
import { detectLanguage } from "../documents/detect.ts";
import { isSkippedName } from "./skipped-folders.ts";

/** How a file's bytes are read as text, and written back. */
export type Encoding = "utf8" | "latin1";

/** The most bytes that a file found in a folder may have; no configuration comes near it. */
export const mostBytes = 16 * 1024 * 1024;

/** Folders in which the system shows itself, in no end of files that are on no disk. */
const systemFolders: ReadonlySet<string> = new Set(["/proc", "/sys", "/dev", "/run"]);

/** Whether a folder that a walk comes upon is left out; one that the user names is walked whatever it is called. */
export function isSkippedFolder(path: string): boolean {
  return isSkippedName(basename(path)) || systemFolders.has(path);
}

/** One of the names that a file has by symbolic links. */
export interface FileName {
  /** Absolute. */
  readonly path: string;
  /** Absolute, all links followed. */
  readonly realPath: string;
  /** Whether the path's last part is a link. */
  readonly isLink: boolean;
}

/**
 * The name of a file that is known to be there; throws what the system says of one that is not.
 *
 * @param realFolder the real path of the folder that the name stands in, where it is known
 */
export function nameOf(path: string, isLink: boolean, realFolder?: string): FileName {
  const isKnown = realFolder !== undefined && !isLink;
  return { path, realPath: isKnown ? join(realFolder, basename(path)) : realpathSync(path), isLink };
}

/** How far a name is from being the file's own: a link below a folder, a name below a folder that is a link, its own. */
function distanceOf({ path, realPath, isLink }: FileName): number {
  if (path === realPath) return 0;
  return isLink ? 2 : 1;
}

/**
 * Whether a file is better known by one of its names than by another: its own name comes before those of links, unless haconf
 * would not read the file by it.
 *
 * @param text what the file holds
 */
export function isBetterName(name: FileName, other: FileName, text: string): boolean {
  const isRead = ({ path }: FileName): boolean => detectLanguage(path.replaceAll("\\", "/"), text) !== undefined;
  if (isRead(name) !== isRead(other)) return isRead(name);
  return distanceOf(name) - distanceOf(other) < 0 || (distanceOf(name) === distanceOf(other) && name.path < other.path);
}

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
