import { keywordsJson } from "./data/keywords.ts";
import type { KeepalivedBlock, KeepalivedKeyword, KeepalivedLookup } from "./types.ts";
import type { KeepalivedVersionChoice } from "./versions.ts";
import { keepalivedRelease } from "./versions.ts";

type Entry = readonly [
  path: string,
  name: string,
  block: KeepalivedKeyword["block"],
  since: string,
  more?: {
    readonly values?: string;
    readonly deprecated?: boolean;
    readonly aliasOf?: string;
    readonly until?: string;
  },
];

/** The keywords of each block that holds keywords, by the block's path. */
type Blocks = ReadonlyMap<string, ReadonlyMap<string, KeepalivedKeyword>>;

function readBlocks(): Blocks {
  const blocks = new Map<string, Map<string, KeepalivedKeyword>>();
  const paths = new Map<string, readonly string[]>([["", []]]);
  for (const [path, name, block, since, more] of JSON.parse(keywordsJson) as readonly Entry[]) {
    let segments = paths.get(path);
    if (!segments) {
      segments = path.split("/");
      paths.set(path, segments);
    }
    const sinceOrBefore = since.startsWith("<");
    const keyword: KeepalivedKeyword = {
      name,
      path: segments,
      block,
      valueSyntax: more?.values,
      since: sinceOrBefore ? since.slice(1) : since,
      sinceOrBefore,
      until: more?.until,
      deprecated: more?.deprecated === true || more?.until !== undefined,
      aliasOf: more?.aliasOf,
    };
    const siblings = blocks.get(path);
    if (siblings) siblings.set(name, keyword);
    else blocks.set(path, new Map([[name, keyword]]));
    const own = path === "" ? name : `${path}/${name}`;
    if (block === "keywords" && !blocks.has(own)) blocks.set(own, new Map());
  }
  return blocks;
}

let blocks: Blocks | undefined;

function theBlocks(): Blocks {
  blocks ??= readBlocks();
  return blocks;
}

/** The keywords of one name in all blocks; rarely asked for, so it searches. */
function namedEverywhere(name: string): readonly KeepalivedKeyword[] {
  const found: KeepalivedKeyword[] = [];
  for (const block of theBlocks().values()) {
    const keyword = block.get(name);
    if (keyword) found.push(keyword);
  }
  return found;
}

function isIn(keyword: KeepalivedKeyword, version: KeepalivedVersionChoice): boolean {
  if (version === "auto") return true;
  // A keyword out of use is still taken in silence, so only the release that brought it counts.
  return (
    keyword.sinceOrBefore || keepalivedRelease(keyword.since as KeepalivedVersionChoice) <= keepalivedRelease(version)
  );
}

/** The keyword of exactly this path, the keyword itself last; `undefined` where no release has it there. */
export function keepalivedKeyword(path: readonly string[]): KeepalivedKeyword | undefined {
  return theBlocks()
    .get(path.slice(0, -1).join("/"))
    ?.get(path[path.length - 1] ?? "");
}

/**
 * What stands in the block of this path (empty: the top level) in a version; `undefined` where the path names no block.
 * Keywords come in alphabetical order, old spellings among them.
 */
export function keepalivedBlock(
  path: readonly string[],
  version: KeepalivedVersionChoice,
): KeepalivedBlock | undefined {
  const keywords = theBlocks().get(path.join("/"));
  if (keywords) {
    return {
      kind: "keywords",
      keywords: [...keywords.values()].filter((keyword) => isIn(keyword, version)),
      valueSyntax: undefined,
    };
  }
  const keyword = keepalivedKeyword(path);
  return keyword?.block === "values" ? { kind: "values", keywords: [], valueSyntax: keyword.valueSyntax } : undefined;
}

/** The blocks where a name is a keyword in a version. */
export function keepalivedPlacesOf(name: string, version: KeepalivedVersionChoice): readonly (readonly string[])[] {
  return namedEverywhere(name).flatMap((keyword) => (isIn(keyword, version) ? [keyword.path] : []));
}

/**
 * Judges a statement by its first word. `path` are the keywords of the blocks around it, outermost first. Never fails:
 * inside a block of values or an unknown block, and for definitions (`$NAME=`), `@id` lines, sequences (`~SEQ`) and
 * includes, the status is `unsure`.
 */
export function lookupKeepalivedKeyword(
  path: readonly string[],
  name: string,
  version: KeepalivedVersionChoice,
): KeepalivedLookup {
  const unsure: KeepalivedLookup = { status: "unsure", keyword: undefined, places: [], candidates: [] };
  const block = theBlocks().get(path.join("/"));
  if (!block || name === "" || /^[$@~]|^include[rmwba]?$/.test(name)) return unsure;
  const keyword = block.get(name);
  if (keyword && isIn(keyword, version)) return { status: "known", keyword, places: [keyword.path], candidates: [] };
  const places = keepalivedPlacesOf(name, version);
  if (keyword) return { status: "other-version", keyword, places, candidates: [] };
  const candidates = [...block.values()].filter((other) => isIn(other, version)).map((other) => other.name);
  const elsewhere = namedEverywhere(name);
  if (elsewhere.length === 0) return { status: "unknown", keyword: undefined, places: [], candidates };
  const inVersion = elsewhere.find((other) => isIn(other, version));
  return { status: "misplaced", keyword: inVersion ?? elsewhere[0], places, candidates };
}
