import { spanOf } from "../syntax/tree.ts";
import { targetOfAddress } from "./address-targets.ts";
import { targetOfInclude } from "./include-links.ts";
import { nameAt, placeOfUse } from "./names.ts";
import { targetOfScript } from "./script-target.ts";
import { type FilePlace, type NavigationSource, sortedOnce } from "./source.ts";

/** Where something is given: its name's or address's place, and what stands around it. */
export interface DefinitionTarget extends FilePlace {
  /** The whole statement, block or section; offsets of the file. */
  readonly wholeStart: number;
  readonly wholeEnd: number;
}

/** What a place leads to. */
export interface Definition {
  /** The word that was asked about; offsets of its file. */
  readonly origin: FilePlace;
  /** Never empty; sorted by file and place. */
  readonly targets: readonly DefinitionTarget[];
}

/**
 * Where that is given which a place names: a backend, an ACL, a script, a definition; for an address where it is given in the file's
 * cluster: a VIP by the other members, a node's address by its keepalived and its apiserver, an endpoint by the binds on its port;
 * for the path of a script the file of the workspace that it means, for an `include` line what it brings in.
 *
 * @param source the files
 * @param file the file's key
 * @param offset an offset of the file's text
 * @returns undefined where nothing is named, or what is named can't be found for sure
 */
export function definitionAt(source: NavigationSource, file: string, offset: number): Definition | undefined {
  const named = nameAt(source, file, offset);
  if (named !== undefined) {
    const { unit, use, place } = named;
    const targets = unit.index.declarationsOf(use).map((declaration) => {
      const { start, end } = spanOf(declaration.whole);
      return { ...placeOfUse(unit, declaration), wholeStart: start, wholeEnd: end };
    });
    return targets.length === 0 ? undefined : { origin: place, targets: sortedOnce(targets) };
  }
  const included = targetOfInclude(source, file, offset);
  if (included !== undefined) return included;
  const script = targetOfScript(source, file, offset);
  if (script !== undefined) return script;
  const target = targetOfAddress(source, file, offset);
  return target === undefined ? undefined : { origin: target.origin, targets: target.places };
}
