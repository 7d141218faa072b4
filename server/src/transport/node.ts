import type { Dirent } from "node:fs";
import { open, readdir, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { type Connection, createConnection } from "vscode-languageserver/node";
import { mayBeConfig } from "../documents/detect.ts";
import { clientFiles, type FileAccess } from "./lsp/files.ts";
import { startServer } from "./lsp/server.ts";
import { reportFault } from "./lsp/session.ts";
import { schemeOf, uriOf } from "./lsp/uris.ts";
import { decode, isBinary, mostBytes, skippedFolders } from "./text-file.ts";

/** The system's name for what went wrong; rethrows what is no refusal of the system. */
function refusalOf(error: unknown): string {
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  throw error;
}

/** Files of this machine, and through the client those that are on no disk. */
class DiskFiles implements FileAccess {
  readonly #connection: Connection;
  readonly #client: FileAccess;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#client = clientFiles(connection);
  }

  async list(folders: readonly string[], exclude: readonly string[]): Promise<string[]> {
    const uris: string[] = [];
    const isOnDisk = (uri: string): boolean => schemeOf(uri) === "file";
    const elsewhere = folders.filter((folder) => !isOnDisk(folder));
    for (const folder of folders.filter(isOnDisk)) {
      const path = this.#pathOf(folder);
      if (path !== undefined) await this.#walk(path, uris);
    }
    return elsewhere.length === 0 ? uris : [...uris, ...(await this.#client.list(elsewhere, exclude))];
  }

  async read(uri: string): Promise<string | undefined> {
    if (schemeOf(uri) !== "file") return this.#client.read(uri);
    const path = this.#pathOf(uri);
    if (path === undefined) return undefined;
    try {
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
    } catch (error) {
      this.#note(path, refusalOf(error));
      return undefined;
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

  async #walk(folder: string, uris: string[]): Promise<void> {
    let entries: Dirent[];
    try {
      entries = await readdir(folder, { withFileTypes: true });
    } catch (error) {
      this.#note(folder, refusalOf(error));
      return;
    }
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!skippedFolders.has(entry.name)) await this.#walk(path, uris);
      } else if (entry.isFile() || entry.isSymbolicLink()) {
        const slashed = path.split(sep).join("/");
        if (mayBeConfig(slashed) !== "no") uris.push(uriOf(slashed.startsWith("/") ? slashed : `/${slashed}`));
      }
    }
  }

  #note(path: string, code: string): void {
    // A file that is gone by the time it is read is nothing to talk about.
    if (code !== "ENOENT") this.#connection.console.warn(`Can't read ${path}: ${code}`);
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
