import type { NameUse } from "../model/names/names.ts";
import { type Message, message } from "../rules/finding.ts";
import { spanOf } from "../syntax/tree.ts";
import { type NameAtPlace, nameAt, namesIncluding, placeOfUse, type ThingInUnit } from "./names.ts";
import type { RenameRefusal } from "./renamable-thing.ts";
import { findNotifyScript, findSimilarWord } from "./similar-words.ts";
import { type FilePlace, lineOf, type NavigationSource, sortedOnce } from "./source.ts";

/** A name that may be renamed, with all its places: none is missing for sure. */
export interface Renamable {
  readonly named: NameAtPlace;
  readonly things: readonly ThingInUnit[];
  /** Sorted by file and place. */
  readonly uses: readonly (FilePlace & { readonly use: NameUse })[];
  /** The kind of the thing. */
  readonly kind: string;
}

/** Kinds whose names mean nothing outside of the files. */
const renamedKinds: ReadonlySet<string> = new Set([
  "acl",
  "backend",
  "bfd_instance",
  "cache",
  "defaults",
  "definition",
  "fcgi-app",
  "filter",
  "frontend",
  "group",
  "http-errors",
  "listen",
  "log-profile",
  "mailers",
  "resolvers",
  "ring",
  "server",
  "track_file",
  "track_group",
  "userlist",
  "virtual_server_group",
  "vrrp_instance",
  "vrrp_script",
  "vrrp_sync_group",
  "vrrp_track_process",
]);

const proxyKinds: ReadonlySet<string> = new Set(["frontend", "backend", "listen"]);

/**
 * Whether all is there that haproxy reads together with a haproxy.cfg: as something shows, or it has a global section, and no file
 * beside or below it lacks one.
 */
function isWholeHaproxy(source: NavigationSource, file: string): boolean {
  const configuration = source.configurationOf(file);
  if (configuration !== undefined) return configuration.isWhole;
  const folder = file.slice(0, file.lastIndexOf("/") + 1);
  const near = source.fileNames().filter((name) => name.startsWith(folder) && source.languageOf(name) === "haproxy");
  return [file, ...near].every((name) => {
    const tree = source.treeOf(name);
    return tree?.language !== "haproxy" || tree.sections.some(({ header }) => header?.words[0]?.value === "global");
  });
}

/** Whether the name of a proxy is told to other machines, as that of a stick table which they share. */
function isToldToPeers({ unit, thing }: ThingInUnit): boolean {
  const proxies = thing.declarations
    .filter(({ kind }) => proxyKinds.has(kind))
    .map((use) => ({ file: unit.fileOf(use), ...spanOf(use.whole) }));
  if (proxies.length === 0) return false;
  return unit.index.uses.some((use) => {
    if (use.kind !== "peers" || use.isDeclaration) return false;
    const at = spanOf(use.at).start;
    return proxies.some(({ file, start, end }) => file === unit.fileOf(use) && start <= at && at < end);
  });
}

/** Whether a place that uses the name may mean another thing of that name as well. */
function isShared({ unit: { index }, thing }: ThingInUnit): boolean {
  const own = new Set(thing.declarations);
  const byKey = new Map(thing.references.map((use) => [index.keyOf(use), use]));
  return [...byKey.values()].some((use) => index.declarationsOf(use).some((given) => !own.has(given)));
}

/** Why the places of a name may not be all that name the thing; undefined where they are. */
function doubtOf(source: NavigationSource, { named, things, uses, kind }: Renamable): Message | undefined {
  const { name } = named.use;
  const { file } = named.place;
  const kinds = proxyKinds.has(kind) ? ["backend", "frontend", "proxy", "table"] : [kind];
  for (const one of things) {
    const { unit } = one;
    if (!unit.isWhole && source.languageOf(file) === "keepalived")
      return message('"{name}" may be used in files that keepalived includes and that are not in the workspace.', {
        name,
      });
    if (unit.index.isOpen) return message('"{name}" may be used in lines that a template fills in here.', { name });
    if (kinds.some((other) => unit.index.unknownKinds.has(other)))
      return message('"{name}" may be meant where a name is worked out or filled in later.', { name });
    if (isToldToPeers(one)) return message('"{name}" is the name of a stick table that peers know it by.', { name });
    if (isShared(one))
      return message('"{name}" is the name of several things, and not every place tells which is meant.', { name });
  }
  const odd = uses.find(({ use }) => !use.isPlain);
  if (odd !== undefined)
    return message('"{name}" is not written out plainly on line {line}.', {
      name,
      line: lineOf(source, odd.file, odd.start),
    });
  if (source.languageOf(file) === "haproxy" && !isWholeHaproxy(source, file))
    return message('"{name}" may be used in other files that haproxy reads together with this one.', { name });
  for (const { unit } of things) {
    const notify = findNotifyScript(source, unit, kind);
    if (notify !== undefined)
      return message('"{name}" is handed to the notify script on line {line}, which may know it by that name.', {
        name,
        line: lineOf(source, notify.file, notify.start),
      });
    const similar = findSimilarWord(source, unit, kind, name);
    if (similar !== undefined)
      return message('"{name}" also stands on line {line}, where it can\'t be told what is meant.', {
        name,
        line: lineOf(source, similar.file, similar.start),
      });
  }
  return undefined;
}

/** The name at an offset with all its places, or why it is not renamed. */
export function renamableAt(source: NavigationSource, file: string, offset: number): Renamable | RenameRefusal {
  const named = nameAt(source, file, offset);
  if (named === undefined) return { refusal: message("No name stands here that can be changed.") };
  const { name } = named.use;
  const things = namesIncluding(source, named);
  const kinds = new Set(things.flatMap(({ thing }) => thing.declarations.map(({ kind }) => kind)));
  const [kind, another] = kinds;
  // What a host is called is said by its own settings.
  if (named.use.kind === "host")
    return { refusal: message('"{name}" is a name that is known outside of these files.', { name }) };
  if (kind === undefined)
    return { refusal: message('Nothing here gives the name "{name}", so it can\'t be changed.', { name }) };
  if (another !== undefined) return { refusal: message('"{name}" is the name of several things here.', { name }) };
  if (!renamedKinds.has(kind))
    return { refusal: message('"{name}" is a name that is known outside of these files.', { name }) };
  const places = things.flatMap(({ unit, thing }) =>
    [...thing.declarations, ...thing.references].map((use) => ({ use, ...placeOfUse(unit, use) })),
  );
  const uses = sortedOnce(places);
  const renamable = { named, things, uses, kind };
  const doubt = doubtOf(source, renamable);
  return doubt === undefined ? renamable : { refusal: doubt };
}
