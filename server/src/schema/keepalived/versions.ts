import { isInRange } from "../version-range.ts";

/** The series of keepalived that can be judged by, oldest first. */
export const keepalivedVersions = ["1.3", "1.4", "2.0", "2.1", "2.2", "2.3", "2.4"] as const;

/**
 * A version to judge by: a series (`2.2`, which stands for its last release), a release (`2.2.7`), or `auto`, which
 * accepts what any release accepts.
 */
export type KeepalivedVersionChoice = "auto" | `${number}.${number}` | `${number}.${number}.${number}`;

/** A release as one number that can be compared; a series counts as its last release. */
export function keepalivedRelease(version: KeepalivedVersionChoice): number {
  if (version === "auto") return Number.MAX_SAFE_INTEGER;
  const [major = "0", minor = "0", patch = "999"] = version.split(".");
  return Number(major) * 1_000_000 + Number(minor) * 1000 + Number(patch);
}

/** Whether all releases that are judged by are at least this one; with `auto` the oldest ones are among them. */
export function isSinceRelease(version: KeepalivedVersionChoice, release: KeepalivedVersionChoice): boolean {
  return version !== "auto" && keepalivedRelease(version) >= keepalivedRelease(release);
}

/**
 * The version to judge by for one as people write it (`2.2`, `v2.2.7`, `1:2.2.7-1`, `auto`), or `undefined` for a text
 * that is no version.
 */
export function keepalivedVersionFor(text: string): KeepalivedVersionChoice | undefined {
  if (text.trim() === "auto") return "auto";
  const match = /^(?:\d+:)?v?(\d{1,3})\.(\d{1,3})(?:\.(\d{1,3}))?(?:[-+~].*)?$/.exec(text.trim());
  if (!match) return undefined;
  const series = `${Number(match[1])}.${Number(match[2])}` as const;
  return match[3] === undefined ? series : `${series}.${Number(match[3])}`;
}

/** Whether a text names a version that haconf knows: none older than the oldest series, none newer than the newest. */
export function isKnownKeepalivedVersion(text: string): boolean {
  return keepalivedVersionFor(text) !== undefined && isInRange(text, keepalivedVersions);
}
