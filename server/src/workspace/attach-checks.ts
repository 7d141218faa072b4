import { scriptPathOf } from "../cluster/check-scripts.ts";
import type { FactsOf, ScopePart } from "../cluster/draft.ts";
import { isWithin, type Scope } from "../cluster/layout.ts";
import type { CheckScripts, ClusterNode, InFile, VirtualRouterMember } from "../cluster/model.ts";
import { bareName, splitPath } from "../documents/path.ts";
import type { CheckScript } from "../model/checks/facts.ts";
import { folderOf } from "./part-index.ts";

type Candidate = InFile<CheckScript>;

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The scripts of a workspace by their names: a file's own, or the one by which a text calls it. */
class ScriptsByName {
  readonly #files = new Map<string, Candidate[]>();
  readonly #shown = new Map<string, Candidate[]>();

  constructor(files: readonly string[], factsOf: FactsOf) {
    for (const file of files) {
      for (const facts of factsOf(file)) {
        if (facts.kind !== "check-scripts") continue;
        for (const one of facts.scripts) this.#add(file, one);
      }
    }
  }

  #add(file: string, facts: CheckScript): void {
    const { name } = splitPath(file);
    const key = facts.path === "" ? bareName(name) : `${file}\n${nameOf(facts.path)}`;
    const all = facts.path === "" ? this.#files : this.#shown;
    const same = all.get(key);
    if (same === undefined) all.set(key, [{ file, facts }]);
    else same.push({ file, facts });
  }

  /** The files of a name. */
  filesOf(name: string): readonly Candidate[] {
    return this.#files.get(name) ?? [];
  }

  /** The scripts of a name that one text shows or writes. */
  shownIn(file: string, name: string): readonly Candidate[] {
    return this.#shown.get(`${file}\n${name}`) ?? [];
  }
}

function only(candidates: readonly Candidate[]): Candidate | undefined {
  const texts = new Set(candidates.map(({ facts }) => facts.text));
  return texts.size === 1 ? candidates[0] : undefined;
}

/** Folders beside a keepalived.conf in which people keep the scripts that it runs. */
const scriptFolder = /^(?:scripts?|bin|sbin|checks?|files|templates|keepalived|etc|libexec)$/i;

/** Whether a script lies in a node's folder, beside its keepalived.conf, or in a folder for scripts beside it. */
function isBeside(candidate: string, file: string): boolean {
  const folder = folderOf(file);
  const own = folderOf(candidate);
  const isNear = (one: string, other: string): boolean =>
    one === other ||
    (isWithin(one, other) &&
      one
        .slice(other.length)
        .split("/")
        .every((part) => part === "" || scriptFolder.test(part)));
  if (isNear(own, folder)) return true;
  // `roles/keepalived/templates/keepalived.conf` runs `roles/keepalived/files/check.sh`.
  return scriptFolder.test(nameOf(folder)) && isNear(own, folderOf(folder));
}

/** The file among those of one name that a node has under a path; undefined where several may be meant. */
function fileFor(
  path: string,
  { file, node }: { readonly file: string; readonly node: ClusterNode },
  scope: Scope,
  candidates: readonly Candidate[],
): Candidate | undefined {
  if (candidates.length === 0) return undefined;
  const isHere = ({ file: one }: Candidate): boolean => {
    const other = scope.nodes.find(({ folder }) => folder !== undefined && folder !== "" && isWithin(one, folder));
    return other === undefined || other.name === node.name;
  };
  const possible = candidates.filter(isHere);
  const { folder } = node;
  const inFolder =
    folder === undefined || folder === "" ? [] : possible.filter(({ file: one }) => isWithin(one, folder));
  const mirrored = inFolder.filter(({ file: one }) => one.endsWith(path.startsWith("/") ? path : `/${path}`));
  const levels = [
    mirrored,
    possible.filter(({ file: one }) => folderOf(one) === folderOf(file)),
    inFolder,
    possible.filter(({ file: one }) => isBeside(one, file)),
    possible.filter(({ file: one }) => isWithin(one, scope.reach)),
  ];
  return only(levels.find((level) => level.length > 0) ?? []);
}

/** The members of a part with the other states of their texts. */
function membersOf({ routers }: ScopePart): VirtualRouterMember[] {
  return routers.flatMap(({ members, alternatives }) => [...members, ...[...alternatives.values()].flat()]);
}

/**
 * Finds the scripts that keepalived runs among the files of a workspace: beside the keepalived.conf, in the node's folder or in the
 * scope, and for a config that a text shows in that text.
 *
 * @param files those that may be or show scripts
 */
export function attachCheckScripts(
  files: readonly string[],
  factsOf: FactsOf,
): (scope: Scope, part: ScopePart) => CheckScripts {
  const byName = new ScriptsByName(files, factsOf);
  return (scope, part) => {
    const found = new Map<string, Map<string, Candidate>>();
    for (const member of membersOf(part)) {
      for (const { command } of member.keepalived.scripts) {
        const path = command?.value === undefined ? undefined : scriptPathOf(command.value);
        if (command?.value === undefined || path === undefined) continue;
        const name = nameOf(path);
        const script =
          scope.host === undefined
            ? fileFor(path, member, scope, byName.filesOf(name))
            : only(byName.shownIn(scope.host.file, name));
        if (script === undefined) continue;
        const own = found.get(member.file) ?? new Map<string, Candidate>();
        found.set(member.file, own.set(command.value, script));
      }
    }
    return found;
  };
}

/** Whether the same scripts are meant, read from the same texts. */
export function sameCheckScripts(a: CheckScripts, b: CheckScripts): boolean {
  if (a.size !== b.size) return false;
  for (const [file, scripts] of a) {
    const others = b.get(file);
    if (others?.size !== scripts.size) return false;
    for (const [command, { facts, file: at }] of scripts) {
      const other = others.get(command);
      if (other?.facts !== facts || other.file !== at) return false;
    }
  }
  return true;
}
