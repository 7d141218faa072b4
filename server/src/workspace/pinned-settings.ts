import type { PinnedVersions } from "../model/version-comments.ts";
import type { Settings } from "./types.ts";

/** Settings with the versions that a file pins by a comment of its own; what was said for this run wins all the same. */
export function withPins(settings: Settings, pins: PinnedVersions | undefined): Settings {
  if (pins?.haproxyVersion === undefined && pins?.keepalivedVersion === undefined) return settings;
  const { overrides, haproxyVersion, keepalivedVersion } = settings;
  return {
    ...settings,
    haproxyVersion: overrides?.haproxyVersion ?? pins.haproxyVersion ?? haproxyVersion,
    keepalivedVersion: overrides?.keepalivedVersion ?? pins.keepalivedVersion ?? keepalivedVersion,
  };
}
