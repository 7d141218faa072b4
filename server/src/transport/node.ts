import type { Dirent } from "node:fs";
import { open, readdir, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { type Connection, createConnection } from "vscode-languageserver/node";
import { mayBeConfig } from "../documents/detect.ts";
import { clientFiles, type FileAccess } from "./lsp/files.ts";
import { FolderScope, type FolderToRead } from "./lsp/folders.ts";
import { startServer } from "./lsp/server.ts";
import { reportFault } from "./lsp/session.ts";
import { keyOf, schemeOf, uriOf } from "./lsp/uris.ts";
import { isOnDisk } from "./path-search.ts";
import { decode, type FileName, isBetterName, isBinary, isSkippedFolder, mostBytes, nameOf } from "./text-file.ts";

/** The system's name for what went wrong; rethrows what is no refusal of the system. */
function refusalOf(error: unknown): string {
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  throw error;
}

function uriOfPath(path: string): string {
  const slashed = path.split(sep).join("/");
  return uriOf(slashed.startsWith("/") ? slashed : `/${slashed}`);
}

/** Files of this machine, and through the client those that are on no disk. */
class DiskFiles implements FileAccess {
  readonly #connection: Connection;
  readonly #client: FileAccess;
  /** By which of its names each file was listed, by its real path. */
  #listed = new Map<string, FileName>();

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#client = clientFiles(connection);
  }

  async list(folders: readonly FolderToRead[]): Promise<string[]> {
    this.#listed = new Map();
    return this.listAlso(folders);
  }

  async listAlso(folders: readonly FolderToRead[]): Promise<string[]> {
    const isOnDisk = ({ uri }: FolderToRead): boolean => schemeOf(uri) === "file";
    const elsewhere = folders.filter((folder) => !isOnDisk(folder));
    const here = folders.filter(isOnDisk);
    const scope = new FolderScope(here);
    const names: FileName[] = [];
    for (const { uri } of here) {
      const path = this.#pathOf(uri);
      if (path !== undefined) await this.#walk(path, names);
    }
    const counted = names.filter(({ path }) => scope.contains(keyOf(uriOfPath(path))));
    await this.#listOnce(counted);
    const uris = counted
      .filter((name) => this.#listed.get(name.realPath)?.path === name.path)
      .map(({ path }) => uriOfPath(path));
    return elsewhere.length === 0 ? uris : [...uris, ...(await this.#client.listAlso(elsewhere))];
  }

  async read(uri: string): Promise<string | undefined> {
    if (schemeOf(uri) !== "file") return this.#client.read(uri);
    const path = this.#pathOf(uri);
    if (path === undefined) return undefined;
    try {
      // A link is no second machine.
      const listed = this.#listed.get(await realpath(path));
      if (listed !== undefined && keyOf(uriOfPath(listed.path)) !== keyOf(uri)) return undefined;
      return await this.#readPath(path);
    } catch (error) {
      this.#note(path, refusalOf(error));
      return undefined;
    }
  }

  async isOnDisk(folder: string, glob: string): Promise<boolean | undefined> {
    if (schemeOf(folder) !== "file") return this.#client.isOnDisk(folder, glob);
    const path = this.#pathOf(folder);
    return path === undefined ? undefined : isOnDisk(path, glob);
  }

  /** Lists each file by the best of its names. */
  async #listOnce(names: readonly FileName[]): Promise<void> {
    for (const name of names) {
      const other = this.#listed.get(name.realPath);
      if (other?.path === name.path) continue;
      if (other !== undefined) {
        const text = await this.read(uriOfPath(other.path));
        // The other name may be gone since it was listed.
        if (text !== undefined && !isBetterName(name, other, text)) continue;
      }
      this.#listed.set(name.realPath, name);
    }
  }

  async #readPath(path: string): Promise<string | undefined> {
    // A pipe or a device would keep the read waiting for ever.
    const stats = await stat(path);
    if (!stats.isFile() || stats.size > mostBytes) return undefined;
    const handle = await open(path);
    try {
      const bytes = await handle.readFile();
      return isBinary(bytes) ? undefined : decode(bytes).text;
    } finally {
      await handle.close();
    }
  }

  /** The path behind a URI; undefined for one that names another machine. */
  #pathOf(uri: string): string | undefined {
    try {
      return fileURLToPath(uri);
    } catch (error) {
      this.#note(uri, refusalOf(error));
      return undefined;
    }
  }

  async #walk(folder: string, names: FileName[]): Promise<void> {
    let realFolder: string;
    let entries: Dirent[];
    try {
      realFolder = await realpath(folder);
      entries = await readdir(folder, { withFileTypes: true });
    } catch (error) {
      this.#note(folder, refusalOf(error));
      return;
    }
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!isSkippedFolder(path)) await this.#walk(path, names);
      } else if (entry.isFile() || entry.isSymbolicLink()) {
        if (mayBeConfig(path.split(sep).join("/")) !== "no") this.#addName(names, path, entry, realFolder);
      }
    }
  }

  #addName(names: FileName[], path: string, entry: Dirent, realFolder: string): void {
    try {
      names.push(nameOf(path, entry.isSymbolicLink(), realFolder));
    } catch (error) {
      this.#note(path, refusalOf(error));
    }
  }

  #note(path: string, code: string): void {
    // A file that is gone by the time it is read, or that was taken for a folder, is nothing to talk about.
    if (code !== "ENOENT" && code !== "ENOTDIR") this.#connection.console.warn(`Can't read ${path}: ${code}`);
  }
}

/** Serves the client that started this process, over the way that the command line names (`--stdio`, `--node-ipc`). */
export function serveNode(): void {
  const connection = createConnection();
  // What fails outside a request is told to the client; only the loss of the connection ends the process.
  process.on("uncaughtException", (error) => reportFault(connection, error));
  process.on("unhandledRejection", (error) => reportFault(connection, error));
  startServer(connection, new DiskFiles(connection));
}
