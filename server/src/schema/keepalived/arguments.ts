import { lineCorrections } from "./corrections.ts";
import { argumentsJson } from "./data/arguments.ts";
import { readByAge } from "./own-readers.ts";
import type { KeepalivedArgument } from "./types.ts";
import type { KeepalivedVersionChoice } from "./versions.ts";
import { keepalivedRelease } from "./versions.ts";

/** How a keyword's line is read. */
export interface KeepalivedLine {
  readonly args: readonly KeepalivedArgument[];
  /** What becomes of a line without an argument that has to have one. */
  readonly none: "accepted" | "reported" | "fatal";
  /** What becomes of the keyword a second time in its block, as recorded. */
  readonly repeat: string | undefined;
  /** Whether the program complains of words behind the arguments. */
  readonly isSurplusReported: boolean;
  /** The program complains of no word, whatever it is. */
  readonly isUnchecked: boolean;
  /** The older of the two probed releases reads it so, where the two differ. */
  readonly isOlder: boolean;
}

type Facts = Readonly<Record<string, unknown>>;
type Entry = readonly [key: string, newest: Facts, older?: readonly (readonly [number, Facts])[]];

/** The first release that is judged by the newer one of the two probed ones; older ones by the older. */
const newerProbeFrom = keepalivedRelease("2.3.0");

let entries: ReadonlyMap<string, Entry> | undefined;

function theEntries(): ReadonlyMap<string, Entry> {
  entries ??= new Map((JSON.parse(argumentsJson) as readonly Entry[]).map((entry) => [entry[0], entry]));
  return entries;
}

interface BothLines {
  readonly older: KeepalivedLine;
  readonly newer: KeepalivedLine;
}

const linesByKey = new Map<string, BothLines>();

function lineOf(key: string, facts: Facts, isOlder: boolean): KeepalivedLine {
  const general = lineCorrections[key];
  const correction = isOlder ? { ...general, ...general?.older } : general;
  return {
    args: correction?.args ?? ((facts["args"] ?? []) as readonly KeepalivedArgument[]),
    none: correction?.none ?? ((facts["none"] ?? "reported") as KeepalivedLine["none"]),
    repeat: correction?.repeat ?? (facts["repeat"] as string | undefined),
    isSurplusReported: correction?.surplus === "reported",
    isUnchecked: correction?.isUnchecked === true,
    isOlder,
  };
}

function bothLines(key: string): BothLines {
  const known = linesByKey.get(key);
  if (known !== undefined) return known;
  const [, newest, differences] = theEntries().get(key) ?? [key, {}];
  const difference = differences?.[0]?.[1];
  const newer = lineOf(key, newest, false);
  const isSame = difference === undefined && lineCorrections[key]?.older === undefined && !readByAge.has(key);
  const both = { newer, older: isSame ? newer : lineOf(key, { ...newest, ...difference }, true) };
  linesByKey.set(key, both);
  return both;
}

/** Whether a version is judged by the older one of the probed releases; `auto` by both. */
export function isOlderProbe(version: KeepalivedVersionChoice): boolean {
  return version !== "auto" && keepalivedRelease(version) < newerProbeFrom;
}

/**
 * How the releases that are judged by read a keyword's line: a line is right if any of them takes it.
 *
 * @param key the keyword's path with its name last, joined by slashes
 */
export function keepalivedLines(key: string, version: KeepalivedVersionChoice): readonly KeepalivedLine[] {
  const { older, newer } = bothLines(key);
  if (older === newer) return [newer];
  if (version === "auto") return [newer, older];
  return [isOlderProbe(version) ? older : newer];
}
