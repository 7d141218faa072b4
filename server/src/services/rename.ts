import { type Message, message } from "../rules/finding.ts";
import { haproxyValuesAfter } from "../schema/haproxy/explain.ts";
import type { TextEdit } from "../text/span.ts";
import { nameAt } from "./names.ts";
import { type Renamable, renamableAt } from "./renamable.ts";
import { clusterRenamableAt } from "./renamable-cluster.ts";
import type { ClusterRenamable, RenameRefusal } from "./renamable-thing.ts";
import { type FilePlace, haproxyVersionOf, type NavigationSource } from "./source.ts";

/** A name that can be renamed. */
export interface RenameOffer {
  readonly place: FilePlace;
  readonly name: string;
}

/** What a renaming changes, over all files. */
export interface Renaming {
  readonly edits: readonly { readonly file: string; readonly edit: TextEdit }[];
}

/** The signs that haproxy takes in names, and keepalived in most. */
const plainName = /^[A-Za-z0-9_.:-]+$/;
const definitionName = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** Words that part the terms of a condition. */
const conditionWords: ReadonlySet<string> = new Set(["or", "if", "unless"]);

/**
 * What all files of the cluster call so. A server may have a node's name: where the node can't be renamed, the server can all the
 * same.
 */
function ofCluster(
  source: NavigationSource,
  file: string,
  offset: number,
): ClusterRenamable | RenameRefusal | undefined {
  const found = clusterRenamableAt(source, file, offset);
  const isName = nameAt(source, file, offset) !== undefined;
  return found !== undefined && "refusal" in found && isName ? undefined : found;
}

/**
 * Whether the name at an offset can be renamed, or the VIP, address, node or virtual router's id.
 *
 * @returns the name and its place, or why not
 */
export function prepareRename(source: NavigationSource, file: string, offset: number): RenameOffer | RenameRefusal {
  const shared = ofCluster(source, file, offset);
  if (shared !== undefined) return "refusal" in shared ? shared : { place: shared.place, name: shared.name };
  const renamable = renamableAt(source, file, offset);
  if ("refusal" in renamable) return renamable;
  const { place, use } = renamable.named;
  return { place, name: use.name };
}

/**
 * Gives the name at an offset another one, wherever it stands: in all files that one program reads, or in those of the cluster.
 *
 * @returns edits that leave out no place, or why nothing is changed
 */
export function renameAt(
  source: NavigationSource,
  file: string,
  offset: number,
  newName: string,
): Renaming | RenameRefusal {
  const shared = ofCluster(source, file, offset);
  if (shared !== undefined) {
    if ("refusal" in shared) return shared;
    const refusal = shared.faultOf(newName);
    if (refusal !== undefined) return { refusal };
    return {
      edits: shared.places.map(({ file: name, start, end }) => ({
        file: name,
        edit: { start, end, newText: newName },
      })),
    };
  }
  const renamable = renamableAt(source, file, offset);
  if ("refusal" in renamable) return renamable;
  const fault = faultOf(source, renamable, newName);
  if (fault !== undefined) return { refusal: fault };
  return {
    edits: renamable.uses.map(({ file: name, start, end }) => ({ file: name, edit: { start, end, newText: newName } })),
  };
}

/** Why a name can't be the new one; undefined where it can. */
function faultOf(source: NavigationSource, { named, things, kind }: Renamable, newName: string): Message | undefined {
  const { name } = named.use;
  if (newName === name) return undefined;
  if (!(kind === "definition" ? definitionName : plainName).test(newName))
    return message('"{name}" can\'t be a name: letters, digits and a few signs are all that is taken.', {
      name: newName,
    });
  if (kind === "acl") {
    const own = haproxyValuesAfter(
      ["http-request", "deny", "if"],
      haproxyVersionOf(source.settingsOf(named.place.file)),
    );
    if (conditionWords.has(newName) || own.includes(newName))
      return message('"{name}" means something else in conditions.', { name: newName });
  }
  if (kind === "defaults" && newName === "from") return message('"from" means something else behind "defaults".');
  for (const { unit, thing } of things) {
    const keys = new Set(
      thing.declarations.flatMap((given) =>
        given.keys.flatMap((key) => (key.endsWith(name) ? [key.slice(0, -name.length) + newName] : [])),
      ),
    );
    if (unit.index.uses.some((use) => use.keys.some((key) => keys.has(key))))
      return message('"{name}" is a name that is given or used here already.', { name: newName });
  }
  return undefined;
}
