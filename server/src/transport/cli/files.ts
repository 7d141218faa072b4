import { type Dirent, lstatSync, readdirSync, readFileSync, realpathSync, type Stats, statSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { mayBeConfig } from "../../documents/detect.ts";
import { loadYamlReader } from "../../model/kubernetes/yaml-reader.ts";
import { cutGlob, globMatcher } from "../../text/glob.ts";
import { type PlacedGlob, pathBelow, placeGlob } from "../../workspace/file-finder.ts";
import {
  decode,
  type Encoding,
  type FileName,
  isBetterName,
  isBinary,
  isSkippedFolder,
  mostBytes,
  nameOf,
} from "../text-file.ts";
import { codeOf } from "./console.ts";
import type { Progress } from "./progress.ts";
import { UsageError } from "./usage-error.ts";

/** The operand that stands for standard input. */
export const standardInput = "-";

/** A file that was read. */
export interface SourceFile {
  /** Its name in the workspace: relative to the root, with `/`. */
  readonly file: string;
  /** Where it lies; undefined for standard input. */
  readonly path: string | undefined;
  readonly text: string;
  readonly encoding: Encoding;
  /** Bytes. */
  readonly size: number;
  /** Named by the user, found in a folder that was named, the manifest for one of these, or a file that the manifest names. */
  readonly origin: "named" | "found" | "manifest" | "sibling";
  /** It is the manifest that the user names or the nearest one, also where it was named or found besides. */
  readonly isManifest: boolean;
}

export interface Inputs {
  readonly files: readonly SourceFile[];
  /** What could not be read in the folders that were named, a line each. */
  readonly problems: readonly string[];
  /** The manifest that the user named in the place of the nearest one. */
  readonly namedManifest: string | undefined;
  /** A file's path relative to the current folder, with `/`. */
  pathOf(file: string): string;
  /** The absolute path of a file or folder by its name in the workspace. */
  fullPathOf(file: string): string;
}

export interface InputRequest {
  /** The operands; none mean the current folder. */
  readonly paths: readonly string[];
  /** What standard input is called. */
  readonly stdinName: string | undefined;
  /** The manifest that the user names in the place of the nearest one. */
  readonly manifest: string | undefined;
}

const slashed = (path: string): string => (sep === "/" ? path : path.split(sep).join("/"));

/** A path relative to the current folder, with `/`. */
function shownPath(path: string): string {
  const shown = relative(process.cwd(), path) || ".";
  // On Windows another drive has no relative path.
  return slashed(isAbsolute(shown) ? path : shown);
}

/** A file before it has its name in the workspace. */
interface ReadFile extends Omit<SourceFile, "file" | "path" | "isManifest">, FileName {
  readonly isStandardInput: boolean;
}

const reasons: ReadonlyMap<string, string> = new Map([
  ["ENOENT", "no such file or folder"],
  ["ENOTDIR", "a part of the path is no folder"],
  ["EACCES", "permission denied"],
  ["EPERM", "permission denied"],
  ["ELOOP", "its links lead in a circle"],
  ["ENAMETOOLONG", "the name is too long"],
  ["EISDIR", "it is a folder"],
  ["EIO", "the disk reports an error"],
  ["ERR_FS_FILE_TOO_LARGE", "it is too large"],
  ["ERR_STRING_TOO_LONG", "it is too large"],
]);

/** Why the system refuses a file; rethrows what is no refusal of the system. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error);
  if (code === undefined) throw error;
  return reasons.get(code) ?? code;
}

function kindOf(stats: Stats): string {
  if (stats.isFIFO()) return "a pipe";
  if (stats.isSocket()) return "a socket";
  return "a device";
}

/** Runs what asks the system for a path that the user named. */
function orRefuse<T>(shown: string, ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    throw new UsageError(`can't read ${shown}: ${reasonOf(error)}`);
  }
}

function toRead(bytes: Buffer, name: FileName, origin: SourceFile["origin"], isStandardInput = false): ReadFile {
  return { ...name, ...decode(bytes), size: bytes.length, origin, isStandardInput };
}

function readNamed(shown: string, path: string, origin: SourceFile["origin"]): ReadFile {
  return orRefuse(shown, () => toRead(readFileSync(path), nameOf(path, lstatSync(path).isSymbolicLink()), origin));
}

/** Gathers the files of a folder; what can't be read is noted and left out. */
class FolderWalk {
  readonly files: ReadFile[] = [];
  readonly problems: string[] = [];
  readonly #progress: Progress;
  readonly #isWanted: (path: string) => boolean;
  #folders = 0;

  constructor(progress: Progress, isWanted: (path: string) => boolean) {
    this.#progress = progress;
    this.#isWanted = isWanted;
  }

  walk(folder: string): void {
    this.#progress.report(`Looking through folders: ${++this.#folders}, files read:`, this.files.length);
    let realFolder: string;
    let entries: Dirent[];
    try {
      realFolder = realpathSync(folder);
      entries = readdirSync(folder, { withFileTypes: true });
    } catch (error) {
      this.problems.push(`can't read ${shownPath(folder)}: ${reasonOf(error)}`);
      return;
    }
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!isSkippedFolder(path)) this.walk(path);
      } else if (entry.isFile() || entry.isSymbolicLink()) this.#take(path, entry.isSymbolicLink(), realFolder);
    }
  }

  /** Takes one file that is known to be there. */
  walkFile(path: string): void {
    const folder = dirname(path);
    this.#take(path, lstatSync(path).isSymbolicLink(), realpathSync(folder));
  }

  /** A link to a file counts as the file, as for the programs; links to folders are not followed, they may form circles. */
  #take(path: string, isLink: boolean, realFolder: string): void {
    const certainty = mayBeConfig(slashed(path));
    if (certainty === "no" || !this.#isWanted(path)) return;
    this.#progress.report(`Looking through folders: ${this.#folders}, files read:`, this.files.length);
    try {
      const stats = isLink ? statSync(path) : undefined;
      if (stats !== undefined && !stats.isFile()) return;
      const bytes = this.#read(path, certainty, stats);
      if (bytes !== undefined && !isBinary(bytes))
        this.files.push(toRead(bytes, nameOf(path, isLink, realFolder), "found"));
    } catch (error) {
      const reason = reasonOf(error);
      // Any unreadable text file might be a script or a manifest of a cluster, but hardly ever is one.
      if (certainty === "certain") this.problems.push(`can't read ${shownPath(path)}: ${reason}`);
    }
  }

  #read(path: string, certainty: "certain" | "look", known: Stats | undefined): Buffer | undefined {
    // What a name leaves open is asked for its size first: it may be an archive or a database.
    const stats = known ?? (certainty === "look" ? statSync(path) : undefined);
    if (stats !== undefined && stats.size > mostBytes) return undefined;
    const bytes = readFileSync(path);
    return bytes.length > mostBytes ? undefined : bytes;
  }
}

const manifestNames = ["haconf.yaml", "haconf.yml"];

/** Where the nearest manifest above a folder lies, the folder itself included. */
function findManifest(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    for (const name of manifestNames) {
      const path = join(at, name);
      if (statSync(path, { throwIfNoEntry: false })?.isFile() === true) return path;
    }
    if (dirname(at) === at) return undefined;
  }
}

/** The deepest folder that holds all of some absolute paths of folders. */
function commonFolder(folders: readonly string[]): string {
  let common = folders[0] ?? sep;
  for (const folder of folders) {
    while (folder !== common && !folder.startsWith(common.endsWith(sep) ? common : common + sep)) {
      if (dirname(common) === common) break;
      common = dirname(common);
    }
  }
  return common;
}

/** The name of the file that standard input stands for, which need not be there. */
function nameOfStandardInput(path: string): FileName {
  try {
    return nameOf(path, false);
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return { path, realPath: path, isLink: false };
  }
}

function readStandardInput(): Buffer {
  try {
    return readFileSync(0);
  } catch (error) {
    // A terminal whose input has ended, or no standard input at all.
    if (codeOf(error) === "EOF" || codeOf(error) === "EAGAIN") return Buffer.alloc(0);
    throw new UsageError(`can't read standard input: ${reasonOf(error)}`);
  }
}

/** A test for absolute paths, with `/` between folders. */
function pathMatcher({ folder, glob }: PlacedGlob): (path: string) => boolean {
  const isMatch = globMatcher([glob]);
  return (path) => {
    const below = pathBelow(folder, path);
    return below !== undefined && isMatch(below);
  };
}

/** Reads what the operands name, and keeps account of the folders that the files' names have to be relative to. */
class InputReader {
  readonly named: ReadFile[] = [];
  readonly manifests: ReadFile[] = [];
  readonly siblings: ReadFile[] = [];
  readonly problems: string[] = [];
  readonly folders: string[] = [process.cwd()];
  readonly walk: FolderWalk;
  readonly #progress: Progress;
  readonly #manifestFolders = new Set<string>();

  /** @param hasManifest whether the user names the manifest, so that no other one counts */
  constructor(progress: Progress, hasManifest: boolean) {
    this.#progress = progress;
    this.walk = new FolderWalk(progress, (path) => !hasManifest || !manifestNames.includes(basename(path)));
  }

  readStandardInput(name: string | undefined): void {
    const path = resolve(name ?? "<stdin>");
    // Standard input goes before a file that it stands for.
    this.named.unshift(toRead(readStandardInput(), nameOfStandardInput(path), "named", true));
    this.folders.push(dirname(path));
    if (name !== undefined) this.#manifestFolders.add(dirname(path));
  }

  readPath(given: string): void {
    if (given === "") throw new UsageError("a path is empty");
    const path = resolve(given);
    const stats = orRefuse(given, () => statSync(given));
    if (stats.isDirectory()) {
      orRefuse(given, () => readdirSync(path));
      this.walk.walk(path);
      this.folders.push(path);
      this.#manifestFolders.add(path);
    } else if (stats.isFile()) {
      this.named.push(readNamed(given, path, "named"));
      this.folders.push(dirname(path));
      this.#manifestFolders.add(dirname(path));
    } else throw new UsageError(`can't read ${given}: it is ${kindOf(stats)}; "-" reads standard input`);
  }

  /** Reads the manifest that the user names, or the nearest one above each path, and the clusters that it names. */
  async readManifests(given: string | undefined): Promise<void> {
    const paths = new Set<string>();
    if (given === undefined) {
      for (const folder of this.#manifestFolders) {
        const path = findManifest(folder);
        if (path !== undefined) paths.add(path);
      }
    } else paths.add(resolve(given));
    const seeds = [...this.named, ...this.walk.files];
    for (const path of paths) {
      const manifest = readNamed(given ?? shownPath(path), path, "manifest");
      this.manifests.push(manifest);
      this.folders.push(dirname(path));
      await this.#readSiblings(manifest, seeds);
    }
  }

  /** Reads the other files of the clusters to which a manifest says that files belong. */
  async #readSiblings(manifest: ReadFile, seeds: readonly ReadFile[]): Promise<void> {
    const folder = slashed(dirname(manifest.path));
    const { clusters } = (await loadYamlReader()).manifest(manifest.text).manifest;
    const paths = new Set<string>();
    for (const cluster of clusters) {
      const globs = [...cluster.files, ...cluster.nodes.flatMap(({ files }) => files)].flatMap(
        (path) => placeGlob(folder, path) ?? [],
      );
      for (const glob of globs) this.folders.push(resolve(glob.folder));
      const isNamed = globs.map(pathMatcher);
      if (!seeds.some(({ path }) => isNamed.some((matches) => matches(slashed(path))))) continue;
      for (const glob of globs) this.#readMatches(glob, paths);
    }
  }

  /** Reads the files that a glob matches, but for those that were read for another one. */
  #readMatches(glob: PlacedGlob, read: Set<string>): void {
    const { fixed } = cutGlob(glob.glob);
    const start = resolve(glob.folder, ...fixed.split("/"));
    let isFolder: boolean | undefined;
    try {
      isFolder = statSync(start, { throwIfNoEntry: false })?.isDirectory();
    } catch (error) {
      this.problems.push(`can't read ${shownPath(start)}: ${reasonOf(error)}`);
    }
    if (isFolder === undefined) return;
    const isMatch = pathMatcher(glob);
    const walk = new FolderWalk(this.#progress, (path) => {
      if (read.has(path) || !isMatch(slashed(path))) return false;
      read.add(path);
      return true;
    });
    if (isFolder) walk.walk(start);
    else walk.walkFile(start);
    for (const file of walk.files) this.siblings.push({ ...file, origin: "sibling" });
    this.problems.push(...walk.problems);
  }
}

/** Of several names of one file the best; what was named wins over what was found, and standard input over all. */
function eachFileOnce(read: readonly ReadFile[]): Iterable<ReadFile> {
  const files = new Map<string, ReadFile>();
  for (const file of read) {
    const other = files.get(file.realPath);
    const isBetter =
      other === undefined ||
      (!other.isStandardInput && other.origin === file.origin && isBetterName(file, other, file.text));
    if (isBetter) files.set(file.realPath, file);
  }
  return files.values();
}

/**
 * Reads everything that a command is to look at.
 *
 * @throws UsageError for a path that the user named and that can't be read
 */
export async function readInputs(request: InputRequest, progress: Progress): Promise<Inputs> {
  const reader = new InputReader(progress, request.manifest !== undefined);
  for (const given of request.paths.length === 0 ? ["."] : request.paths) {
    if (given === standardInput) reader.readStandardInput(request.stdinName);
    else reader.readPath(given);
  }
  await reader.readManifests(request.manifest);
  const root = commonFolder(reader.folders);
  const files = new Map<string, SourceFile>();
  const manifests = new Set(reader.manifests.map(({ realPath }) => realPath));
  for (const one of eachFileOnce([...reader.named, ...reader.walk.files, ...reader.manifests, ...reader.siblings])) {
    const { text, encoding, size, origin } = one;
    const file = slashed(relative(root, one.path));
    const path = one.isStandardInput ? undefined : one.path;
    files.set(file, { file, path, text, encoding, size, origin, isManifest: manifests.has(one.realPath) });
  }
  const sources = [...files.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
  return {
    files: sources,
    problems: [...new Set([...reader.walk.problems, ...reader.problems])],
    namedManifest: request.manifest === undefined ? undefined : sources.find(({ isManifest }) => isManifest)?.file,
    fullPathOf: (file) => join(root, file),
    pathOf: (file) => shownPath(join(root, file)),
  };
}
