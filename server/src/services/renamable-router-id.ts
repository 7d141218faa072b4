import type { VirtualRouterMember } from "../cluster/model.ts";
import { type Message, message } from "../rules/finding.ts";
import { filesWith } from "./cluster-files.ts";
import type { ClusterRenamable, RenameRefusal } from "./renamable-thing.ts";
import { type FilePlace, lineOf, type NavigationSource, placeOfAnchor, sortedOnce } from "./source.ts";

const greatestId = 255;

function placeOf({ file, instance }: VirtualRouterMember): FilePlace | undefined {
  return instance.virtualRouterId === undefined ? undefined : placeOfAnchor(file, instance.virtualRouterId.at);
}

function isSame(one: FilePlace, other: FilePlace): boolean {
  return one.file === other.file && one.start === other.start;
}

/** The members of the virtual router whose id stands at an offset; of several that one file is part of, all. */
function membersAt(source: NavigationSource, file: string, offset: number): VirtualRouterMember[] {
  const found = new Set<VirtualRouterMember>();
  const open: FilePlace[] = [{ file, start: offset, end: offset }];
  const seen = new Set<string>();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { file: name, start, end } = next;
    for (const cluster of source.clustersOf(name)) {
      for (const { members, alternatives } of cluster.virtualRouters) {
        const all = members.flatMap((member) => [member, ...(alternatives.get(member) ?? [])]);
        const places = all.flatMap((member) => placeOf(member) ?? []);
        if (!places.some((place) => place.file === name && place.start <= end && start <= place.end)) continue;
        for (const member of all) found.add(member);
        for (const place of places) {
          const key = `${place.file} ${place.start}`;
          if (!seen.has(key)) open.push(place);
          seen.add(key);
        }
      }
    }
  }
  return [...found];
}

/** Another instance of these files that has an id already. */
function instanceWith(
  source: NavigationSource,
  files: readonly string[],
  own: readonly FilePlace[],
  id: number,
): FilePlace | undefined {
  for (const file of files) {
    for (const facts of source.factsOf(file)) {
      if (facts.kind !== "keepalived") continue;
      for (const { virtualRouterId } of facts.instances) {
        if (virtualRouterId?.value !== id) continue;
        const place = placeOfAnchor(file, virtualRouterId.at);
        if (!own.some((one) => isSame(one, place))) return place;
      }
    }
  }
  return undefined;
}

function faultOf(
  source: NavigationSource,
  files: readonly string[],
  own: readonly FilePlace[],
  newName: string,
): Message | undefined {
  const id = /^\d{1,3}$/.test(newName) ? Number(newName) : 0;
  if (id < 1 || id > greatestId || String(id) !== newName)
    return message('"{name}" is no virtual_router_id: a number from 1 to 255 is wanted.', { name: newName });
  const other = instanceWith(source, files, own, id);
  return other === undefined
    ? undefined
    : message("Another virtual router has {name} already, on line {line} of {file}.", {
        name: newName,
        line: lineOf(source, other.file, other.start),
        file: other.file,
      });
}

/** The `virtual_router_id` at an offset with those of all members, or why it is not renamed. */
export function renamableRouterIdAt(
  source: NavigationSource,
  file: string,
  offset: number,
): ClusterRenamable | RenameRefusal | undefined {
  const members = membersAt(source, file, offset);
  const places = sortedOnce(members.flatMap((member) => placeOf(member) ?? []));
  const place = places.find((one) => one.file === file && one.start <= offset && offset <= one.end);
  if (place === undefined) return undefined;
  const name = source.textOf(file)?.slice(place.start, place.end) ?? "";
  for (const one of places) {
    const written = source.textOf(one.file)?.slice(one.start, one.end) ?? "";
    const args = { line: lineOf(source, one.file, one.start), file: one.file };
    if (!/^\d+$/.test(written))
      return { refusal: message("The id is not written out plainly on line {line} of {file}.", args) };
    if (Number(written) !== Number(name))
      return {
        refusal: message(
          "The members of this virtual router have different ids: {name} here, {other} on line {line} of {file}.",
          {
            ...args,
            name,
            other: written,
          },
        ),
      };
    if (written !== name)
      return { refusal: message("The id is written in another way on line {line} of {file}.", args) };
  }
  // The interface that `use_vmac` makes is called after the id.
  const interfaceName = new RegExp(`(?<![\\w.])vrrp6?\\.${name}(?![\\w.])`);
  const { files } = filesWith(source, file, () => true);
  const user = files.find((one) => interfaceName.test(source.textOf(one) ?? ""));
  if (user !== undefined)
    return {
      refusal: message("{file} names the interface vrrp.{name}, which has its name from the id.", { file: user, name }),
    };
  return { place, name, places, faultOf: (newName) => faultOf(source, files, places, newName) };
}
