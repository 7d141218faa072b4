import { isInRange } from "../version-range.ts";

/** The versions of haproxy that the schema knows, oldest first; a set of them is a bit mask, bit 0 being the oldest. */
export const haproxyVersions = ["2.4", "2.6", "2.8", "3.0", "3.2", "3.4", "3.5"] as const;

export type HaproxyVersion = (typeof haproxyVersions)[number];

/** A version to judge by; `auto` accepts what any known version accepts. */
export type HaproxyVersionChoice = HaproxyVersion | "auto";

/** All versions at once. */
export const allHaproxyVersions = (1 << haproxyVersions.length) - 1;

/**
 * The version to judge by for a version as people write it (`3.1`, `3.0.4`, `2.6-dev3`, `auto`): an odd one is judged
 * as the even one below, except the newest, which has facts of its own; one newer than all is judged as the newest.
 * `undefined` for a text that is no version, or one older than all.
 */
export function haproxyVersionFor(text: string): HaproxyVersionChoice | undefined {
  if (text === "auto") return "auto";
  const match = /^v?(\d+)\.(\d+)(?:[.-].*)?$/.exec(text.trim());
  if (!match) return undefined;
  const wanted = Number(match[1]) * 1000 + Number(match[2]);
  let best: HaproxyVersion | undefined;
  for (const version of haproxyVersions) {
    const [major = "0", minor = "0"] = version.split(".");
    if (Number(major) * 1000 + Number(minor) <= wanted) best = version;
  }
  return best;
}

/** Whether a text names a version that haconf knows: none older than the oldest series, none newer than the newest. */
export function isKnownHaproxyVersion(text: string): boolean {
  return haproxyVersionFor(text) !== undefined && isInRange(text, haproxyVersions);
}

/** The bit mask of a choice. */
export function haproxyVersionMask(version: HaproxyVersionChoice): number {
  return version === "auto" ? allHaproxyVersions : 1 << haproxyVersions.indexOf(version);
}

/** The versions of a bit mask, oldest first. */
export function haproxyVersionsOf(mask: number): readonly HaproxyVersion[] {
  return haproxyVersions.filter((_, position) => (mask & (1 << position)) !== 0);
}
