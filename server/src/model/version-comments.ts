import { isKnownHaproxyVersion } from "../schema/haproxy/versions.ts";
import { isKnownKeepalivedVersion } from "../schema/keepalived/versions.ts";

/** The versions that a file's own comments pin; undefined where there is no such comment. */
export interface PinnedVersions {
  readonly haproxyVersion: string | undefined;
  readonly keepalivedVersion: string | undefined;
}

const nothing: PinnedVersions = { haproxyVersion: undefined, keepalivedVersion: undefined };
const pin = /^[ \t]*[#!]+[ \t]*haconf[ \t]+(haproxy|keepalived)-version[ \t:=]+["']?([\w.+~:-]+)/gm;

/**
 * The versions that a file says it is written for, by a comment on a line of its own: `# haconf haproxy-version 3.0`. The first
 * such comment counts, wherever it stands; one with a version that haconf does not know counts for nothing.
 *
 * @param text the whole text of a haproxy.cfg or keepalived.conf
 */
export function pinnedVersions(text: string): PinnedVersions {
  if (!text.includes("haconf")) return nothing;
  let { haproxyVersion, keepalivedVersion } = nothing;
  for (const [, program, version = ""] of text.matchAll(pin)) {
    if (program === "haproxy" && (version === "auto" || isKnownHaproxyVersion(version))) haproxyVersion ??= version;
    if (program === "keepalived" && (version === "auto" || isKnownKeepalivedVersion(version)))
      keepalivedVersion ??= version;
  }
  return { haproxyVersion, keepalivedVersion };
}
