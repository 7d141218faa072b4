import type { ScopeCore } from "../cluster/build.ts";
import type { ScopePart } from "../cluster/draft.ts";
import { isWithin } from "../cluster/layout.ts";
import { isKubernetesFolder } from "../cluster/units.ts";

/** The folder that a file lies in; empty for the workspace's own. */
export function folderOf(file: string): string {
  const slash = file.lastIndexOf("/");
  return slash < 0 ? "" : file.slice(0, slash);
}

/** Whether a part has anything that a Kubernetes file can be compared with. */
export function isRealPart(part: ScopePart): boolean {
  return part.balancers.length > 0 || part.routers.length > 0 || part.virtualAddresses.length > 0;
}

/** Whether a file lies in a folder, or below it. */
export function isWithinFolder(file: string, folder: string): boolean {
  return folder === "" || file.startsWith(`${folder}/`);
}

/** A folder and those around it, the innermost first. */
export function ancestorsOf(folder: string): string[] {
  const found = [folder];
  for (let at = folder; at !== ""; ) {
    at = at.includes("/") ? at.slice(0, at.lastIndexOf("/")) : "";
    found.push(at);
  }
  return found;
}

function addTo(map: Map<string, ScopeCore[]>, key: string, core: ScopeCore): void {
  const same = map.get(key);
  if (same === undefined) map.set(key, [core]);
  else same.push(core);
}

/** Where the parts of a workspace lie, and which of them a file may belong to by its own place. */
export class PartIndex {
  readonly #byReach = new Map<string, ScopeCore[]>();
  readonly #onNodesByReach = new Map<string, ScopeCore[]>();
  readonly #coreOf = new Map<ScopePart, ScopeCore>();
  readonly #byName = new Map<string, ScopePart[]>();

  /**
   * @param cores all scopes; texts for people to read are no place for a program's files
   * @param onNodes those of the texts that are what programs on nodes read: an address ties other files to them, and their place where
   *   nothing else lies there
   */
  constructor(cores: readonly ScopeCore[], onNodes: ReadonlySet<ScopeCore> = new Set()) {
    for (const core of cores) {
      if (core.scope.isDocument) {
        if (!onNodes.has(core)) continue;
        for (const part of core.parts) this.#coreOf.set(part, core);
        addTo(this.#onNodesByReach, core.scope.reach, core);
        continue;
      }
      addTo(this.#byReach, core.scope.reach, core);
      for (const part of core.parts) this.#coreOf.set(part, core);
      const named = core.parts.find(isRealPart);
      if (named === undefined) continue;
      for (const file of new Set(core.scope.namedFiles)) {
        this.#byName.set(file, [...(this.#byName.get(file) ?? []), named]);
      }
    }
  }

  get parts(): Iterable<ScopePart> {
    return this.#coreOf.keys();
  }

  /** The parts of the clusters to which manifests give the file. */
  named(file: string): readonly ScopePart[] {
    return this.#byName.get(file) ?? [];
  }

  reachOf(part: ScopePart): string {
    return this.#coreOf.get(part)?.scope.reach ?? "";
  }

  /** Of some parts those in the nearest scope around the file, else those below its folder or beside a folder like `kubeadm/`. */
  around(file: string, all: readonly ScopePart[]): ScopePart[] {
    if (all.length === 0) return [];
    // What lies in files of its own goes before what stands in a text.
    const own = all.filter((part) => this.#coreOf.get(part)?.scope.isDocument !== true);
    const parts = own.length > 0 ? own : all;
    for (const folder of ancestorsOf(folderOf(file))) {
      const here = parts.filter((part) => this.reachOf(part) === folder);
      if (here.length > 0) return here;
    }
    let folder = folderOf(file);
    while (folder !== "" && isKubernetesFolder(folder.slice(folder.lastIndexOf("/") + 1))) folder = folderOf(folder);
    return parts.filter((part) => isWithin(this.reachOf(part), folder));
  }

  /** The part that a file without any address must mean: the only one of the only scope around it. */
  onlyAround(file: string): ScopePart | undefined {
    const coresIn = (folder: string): ScopeCore[] | undefined =>
      this.#byReach.get(folder) ?? this.#onNodesByReach.get(folder);
    const reach = ancestorsOf(folderOf(file)).find((folder) => coresIn(folder) !== undefined);
    const [core, other] = reach === undefined ? [] : (coresIn(reach) ?? []);
    if (core === undefined || other !== undefined) return undefined;
    const [part, second] = core.parts.filter(isRealPart);
    return second === undefined ? part : undefined;
  }
}
