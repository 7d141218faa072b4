import { bareName, isCopyName, isTemplateName, splitPath } from "../documents/path.ts";
import type { HaproxyLaunch, ServiceFacts } from "../model/launch/facts.ts";
import { type StartedUnit, startedUnit } from "../model/launch/unit.ts";

/** What of a haproxy.cfg tells whether it is a whole configuration or a part of one. */
export interface HaproxyOutline {
  readonly hasGlobal: boolean;
  /** The proxies that it declares, `frontend web`; a listen section is both a frontend and a backend. */
  readonly proxies: readonly string[];
}

/** Files that the manifest gives one machine. */
export interface NamedFiles {
  readonly files: readonly string[];
  /** Each is named by its path, or by the folder that it lies in. */
  readonly isExplicit: boolean;
}

export interface ConfigurationInput {
  /** The haproxy files of the workspace. */
  readonly files: ReadonlyMap<string, HaproxyOutline>;
  readonly services: ReadonlyMap<string, ServiceFacts>;
  readonly named: readonly NamedFiles[];
}

/** Files that haproxy reads as one configuration. */
export interface Configuration {
  /** In the order in which haproxy reads them; each once. */
  readonly files: readonly string[];
  /** What shows it. Of a mere folder it is likely, and not sure. */
  readonly shownBy: "service" | "manifest" | "folder";
  /** Every path that the command names leads to files of the workspace. */
  readonly isWhole: boolean;
}

/** Folders whose files are read one after the other. */
const fragmentFolder = /\.d$/i;
const numberedName = /^\d+[-_.]/;

/** So many folders above a service file its configuration is looked for. */
const levelsAbove = 3;

function folderOf(file: string): string {
  return splitPath(file).folders.join("/");
}

function joinPath(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("/");
}

/** A path below a folder without `.` and `..`; undefined where it leads out of all that there is. */
function below(folder: string, path: string): string | undefined {
  const parts: string[] = [];
  for (const part of joinPath(folder, path).split("/")) {
    if (part === "..") {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}

/** The haproxy files by the paths under which haproxy finds them: a template goes by the name of what it becomes. */
class Places {
  readonly #byPath = new Map<string, string>();
  readonly #byFolder = new Map<string, string[]>();

  constructor(files: Iterable<string>) {
    for (const file of files) {
      const { folders, name } = splitPath(file);
      if (isCopyName(name)) continue;
      const path = joinPath(...folders, bareName(name));
      // Beside its outcome a template says nothing new.
      if (this.#byPath.has(path) && isTemplateName(name)) continue;
      this.#byPath.set(path, file);
    }
    for (const path of this.#byPath.keys()) {
      const { folders, name } = splitPath(path);
      if (!name.endsWith(".cfg") || name.startsWith(".")) continue;
      const folder = folders.join("/");
      const known = this.#byFolder.get(folder);
      if (known === undefined) this.#byFolder.set(folder, [path]);
      else known.push(path);
    }
  }

  /** The file of a path, or the files of a folder in the order of their names; empty where there is none. */
  at(path: string): readonly string[] {
    const file = this.#byPath.get(path);
    if (file !== undefined) return [file];
    const inFolder = [...(this.#byFolder.get(path) ?? [])].sort();
    return inFolder.flatMap((one) => this.#byPath.get(one) ?? []);
  }

  folders(): Iterable<string> {
    return this.#byFolder.keys();
  }
}

/** The folder below which a service file mirrors a machine's disk, or its own. */
function rootOf(file: string): string {
  const { folders, name } = splitPath(file);
  const path = folders.join("/");
  const mirrored =
    /^(.*?)\/?(?:(?:etc|lib|usr\/lib|usr\/local\/lib)\/systemd\/system(?:\/[^/]+\.d)?|etc\/(?:default|sysconfig))$/.exec(
      path,
    )?.[1];
  if (mirrored !== undefined) return mirrored;
  const last = folders.at(-1) ?? "";
  const isPart = last.endsWith(".service.d") || (bareName(name) === "haproxy" && /^(?:default|sysconfig)$/.test(last));
  return isPart ? folders.slice(0, -1).join("/") : path;
}

interface Resolved {
  readonly files: readonly string[];
  readonly isWhole: boolean;
}

/** The files that a path of a container is made from, by what is mounted there. */
function mountedFiles(
  places: Places,
  folder: string,
  path: string,
  mounts: HaproxyLaunch["mounts"],
): readonly string[] {
  const fitting = mounts
    .filter(({ to }) => path === to || path.startsWith(`${to.replace(/\/+$/, "")}/`))
    .sort((a, b) => b.to.length - a.to.length);
  for (const { from, to } of fitting) {
    const rest = path.slice(to.replace(/\/+$/, "").length);
    const source = from.startsWith("/") ? undefined : below(folder, joinPath(from, rest.replace(/^\/+/, "")));
    const found = source === undefined ? [] : places.at(source);
    if (found.length > 0) return found;
  }
  return [];
}

/**
 * The files that paths of a machine mean. The workspace may mirror its disk below some folder, or have what lies there under
 * shorter paths: all of them are sought from one folder, and cut in one place.
 */
function mirroredFiles(places: Places, root: string, paths: readonly string[]): (readonly string[])[] {
  let best: (readonly string[])[] = [];
  let mostFound = 0;
  const folders = root === "" ? [] : root.split("/");
  const isRelative = paths.every((path) => !path.startsWith("/"));
  const shortest = Math.min(...paths.map((path) => path.split("/").filter((part) => part !== "").length));
  for (let level = 0; level <= Math.min(levelsAbove, folders.length); level++) {
    const base = folders.slice(0, folders.length - level).join("/");
    for (let cut = 0; cut < (isRelative ? 1 : shortest); cut++) {
      const found = paths.map((path) => {
        const parts = path.split("/").filter((part) => part !== "");
        const at = below(base, parts.slice(cut).join("/"));
        return at === undefined ? [] : places.at(at);
      });
      const count = found.filter((files) => files.length > 0).length;
      if (count > mostFound) [best, mostFound] = [found, count];
    }
  }
  return best;
}

/** The files of a command, undefined where none of them is in the workspace. */
function resolveLaunch(
  places: Places,
  file: string,
  { paths, mounts }: HaproxyLaunch,
  isAssumed: boolean,
): Resolved | undefined {
  const folder = folderOf(file);
  const mounted = paths.map((path) => mountedFiles(places, folder, path, mounts));
  const isMounted = mounted.some((files) => files.length > 0);
  const found = isMounted ? mounted : mirroredFiles(places, rootOf(file), paths);
  const files = [...new Set(found.flat())];
  if (files.length === 0) return undefined;
  return { files, isWhole: isAssumed || found.every((one) => one.length > 0) };
}

/** The units of haproxy, each with its drop-ins and variables: those parts that belong to one disk. */
function* unitsIn(services: ConfigurationInput["services"]): Iterable<{ file: string; started: StartedUnit }> {
  const byRoot = new Map<string, string[]>();
  for (const [file, { unit }] of services) {
    if (unit === undefined) continue;
    const root = rootOf(file);
    byRoot.set(root, [...(byRoot.get(root) ?? []), file]);
  }
  // Drop-ins come behind their unit, and the variables of the environment behind both.
  const rank = (file: string): number => {
    if (services.get(file)?.unit?.environmentOf !== undefined) return 2;
    return folderOf(file).endsWith(".service.d") ? 1 : 0;
  };
  for (const files of byRoot.values()) {
    const inOrder = files.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
    const isOne = inOrder.filter((file) => rank(file) === 0).length < 2;
    const started = isOne ? startedUnit(inOrder.flatMap((file) => services.get(file)?.unit ?? [])) : undefined;
    const [file] = inOrder;
    if (started !== undefined && file !== undefined) yield { file, started };
  }
}

/** What commands show. */
function configurationsOfServices(places: Places, services: ConfigurationInput["services"]): Configuration[] {
  const found: Configuration[] = [];
  const add = (resolved: Resolved | undefined): void => {
    if (resolved !== undefined) found.push({ ...resolved, shownBy: "service" });
  };
  for (const { file, started } of unitsIn(services)) {
    add(resolveLaunch(places, file, started.launch, started.isAssumed));
  }
  for (const [file, { launches }] of services) {
    for (const launch of launches) add(resolveLaunch(places, file, launch, false));
  }
  return found;
}

/** Whether two files declare one proxy, as variants of one file do and parts of one configuration never. */
function haveCommonProxies(files: readonly string[], outlines: ConfigurationInput["files"]): boolean {
  const seen = new Set<string>();
  for (const file of files) {
    const own = new Set(outlines.get(file)?.proxies);
    for (const proxy of own) {
      if (seen.has(proxy)) return true;
      seen.add(proxy);
    }
  }
  return false;
}

/** What the manifest shows: of the files of one machine one begins, and the others have no global section of their own. */
function configurationOfNamed({ files, isExplicit }: NamedFiles, { files: outlines }: ConfigurationInput): string[] {
  const places = new Places(files.filter((file) => outlines.has(file)));
  const own = files.filter((file) => places.at(joinPath(folderOf(file), bareName(splitPath(file).name)))[0] === file);
  const [main, another] = own.filter((file) => outlines.get(file)?.hasGlobal === true);
  if (main === undefined || another !== undefined || own.length < 2) return [];
  if (!isExplicit && haveCommonProxies(own, outlines)) return [];
  const isAmongOthers = own.some((file) => file !== main && folderOf(file) === folderOf(main));
  return isAmongOthers ? own : [main, ...own.filter((file) => file !== main)];
}

/** What a folder shows: `haproxy.cfg` beside `conf.d`, or numbered files of which the first has the global section. */
function configurationOfFolder(places: Places, folder: string, outlines: ConfigurationInput["files"]): string[] {
  const files = places.at(folder);
  const name = folder.slice(folder.lastIndexOf("/") + 1);
  const isOfParts = fragmentFolder.test(name);
  const isNumbered = files.every((file) => numberedName.test(splitPath(file).name));
  if (!isOfParts && !isNumbered) return [];
  const [first, another] = files.filter((file) => outlines.get(file)?.hasGlobal === true);
  if (another !== undefined) return [];
  if (first !== undefined) return first === files[0] ? [...files] : [];
  const parent = folder.slice(0, Math.max(0, folder.lastIndexOf("/")));
  const [main] = isOfParts ? places.at(joinPath(parent, "haproxy.cfg")) : [];
  return main !== undefined && outlines.get(main)?.hasGlobal === true ? [main, ...files] : [];
}

/** Leaves out what a larger one holds as well. */
function withoutParts(configurations: readonly Configuration[]): Configuration[] {
  const kept: Configuration[] = [];
  for (const one of [...configurations].sort((a, b) => b.files.length - a.files.length)) {
    const isPart = kept.some(({ files }) => one.files.every((file) => files.includes(file)));
    if (!isPart) kept.push(one);
  }
  return kept;
}

/**
 * Finds out which haproxy files of a workspace are read together. A file that is in none of the results is a configuration of its own,
 * or a part of one that nothing shows; one that several commands name may be in several.
 */
export function findConfigurations(input: ConfigurationInput): Configuration[] {
  const { files, services, named } = input;
  const places = new Places(files.keys());
  const told: Configuration[] = [
    ...configurationsOfServices(places, services),
    ...named.map(
      (one): Configuration => ({ files: configurationOfNamed(one, input), shownBy: "manifest", isWhole: true }),
    ),
  ];
  const taken = new Set([...told.flatMap((one) => one.files), ...named.flatMap((one) => one.files)]);
  const likely = [...places.folders()].flatMap((folder): Configuration[] => {
    const own = configurationOfFolder(places, folder, files);
    const isFree = own.length > 1 && !own.some((file) => taken.has(file)) && !haveCommonProxies(own, files);
    return isFree ? [{ files: own, shownBy: "folder", isWhole: true }] : [];
  });
  // Two folders beside one file: nobody can tell which of them is read.
  const timesMain = new Map<string | undefined, number>();
  for (const {
    files: [main],
  } of likely)
    timesMain.set(main, (timesMain.get(main) ?? 0) + 1);
  const sure = likely.filter(({ files: [main] }) => timesMain.get(main) === 1);
  const found = withoutParts([...told, ...sure]).filter((one) => one.files.length > (one.isWhole ? 1 : 0));
  return found.sort((a, b) => ((a.files[0] ?? "") < (b.files[0] ?? "") ? -1 : 1));
}
