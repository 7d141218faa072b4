import { addressAt, placesOfAddress } from "./addresses.ts";
import { type NameAtPlace, nameAt, namesIncluding, placeOfUse } from "./names.ts";
import { type FilePlace, type NavigationSource, sortedOnce } from "./source.ts";
import { routerIdsAt } from "./virtual-routers.ts";

/** The places where a name is given or used, over all files that read each other. */
export function placesOfName(source: NavigationSource, named: NameAtPlace, includeDeclaration: boolean): FilePlace[] {
  const places = namesIncluding(source, named).flatMap(({ unit, thing }) =>
    [...(includeDeclaration ? thing.declarations : []), ...thing.references].map((use) => placeOfUse(unit, use)),
  );
  return sortedOnce(places);
}

/**
 * All places that name the same thing as a place does: a name in the files that one program reads; a VIP, a node's address or a
 * virtual router's id in all files of the cluster.
 *
 * @param source the files
 * @param file the file's key
 * @param offset an offset of the file's text
 * @param includeDeclaration whether the places that give it are among them
 * @returns sorted by file and place; empty where nothing is named
 */
export function referencesAt(
  source: NavigationSource,
  file: string,
  offset: number,
  includeDeclaration: boolean,
): readonly FilePlace[] {
  const named = nameAt(source, file, offset);
  if (named !== undefined) return placesOfName(source, named, includeDeclaration);
  const here = addressAt(source, file, offset);
  if (here === undefined) return routerIdsAt(source, file, offset);
  return placesOfAddress(source, file, here.address)
    .filter(({ isDeclaration }) => includeDeclaration || !isDeclaration)
    .map(({ file: name, start, end }) => ({ file: name, start, end }));
}
