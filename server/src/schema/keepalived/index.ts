/**
 * What keepalived of each version knows: the tree of blocks with their keywords. Plain data and pure functions, all that
 * checking names needs. Arguments, defaults, value blocks and the like are in explain.ts, apart, so that a command that
 * only checks names never reads their data.
 */
export { keepalivedBlock, keepalivedKeyword, keepalivedPlacesOf, lookupKeepalivedKeyword } from "./tree.ts";
export type {
  KeepalivedArgument,
  KeepalivedBlock,
  KeepalivedExplanation,
  KeepalivedKeyword,
  KeepalivedLookup,
  KeepalivedProbe,
} from "./types.ts";
export type { KeepalivedVersionChoice } from "./versions.ts";
export { keepalivedRelease, keepalivedVersionFor, keepalivedVersions } from "./versions.ts";
