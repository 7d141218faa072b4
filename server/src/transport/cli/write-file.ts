import {
  chownSync,
  closeSync,
  fchmodSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { codeOf } from "./console.ts";

/**
 * Replaces a file's content in one step, so that no reader ever sees half of it; mode and owner stay.
 *
 * @param path the file itself, not a link to it
 * @param expected what the file must hold still
 * @param content what it is to hold
 * @returns false, with nothing written, where somebody else has changed the file meanwhile
 * @throws the system's error where the file can't be written
 */
export function replaceFile(path: string, expected: Buffer, content: Buffer): boolean {
  if (!readFileSync(path).equals(expected)) return false;
  const original = openSync(path, "r+");
  const stats = fstatSync(original);
  closeSync(original);
  const temporary = join(dirname(path), `.${basename(path)}.haconf-${process.pid}`);
  try {
    const handle = openSync(temporary, "wx", 0o600);
    try {
      writeFileSync(handle, content);
      keepOwner(temporary, stats.uid, stats.gid);
      fchmodSync(handle, stats.mode & 0o7777);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, path);
  } catch (error) {
    if (codeOf(error) !== "EEXIST") rmSync(temporary, { force: true });
    throw error;
  }
  return true;
}

/** Only the superuser may give files away; for anybody else the new file is their own, as any editor would make it. */
function keepOwner(path: string, user: number, group: number): void {
  try {
    chownSync(path, user, group);
  } catch (error) {
    if (codeOf(error) !== "EPERM") throw error;
  }
}
