import { isKnownHaproxyVersion } from "../../schema/haproxy/versions.ts";
import { isKnownKeepalivedVersion } from "../../schema/keepalived/versions.ts";
import type { ManifestTextKind } from "../../schema/manifest/shape.ts";
import { manifestAliases, manifestRoles, manifestSeverities } from "../../schema/manifest/values.ts";
import { closest } from "../../schema/suggest.ts";
import { parseIpAddress } from "../address.ts";
import { isAddressPlaceholder, readHostName } from "../placeholder.ts";
import { isPlaceholder } from "../value.ts";

/** Kinds of texts of which not every text is one. */
export type JudgedText = Exclude<ManifestTextKind, "name" | "path" | "value">;

/** That a text is not what its place asks for, and what was probably meant. */
export interface WrongText {
  readonly of: JudgedText;
  readonly meant: string | undefined;
}

/** Nothing but digits and dots: an address or none, never a name or a placeholder. */
const digitsAndDots = /^[\d.]+$/;

/** Whether a text that is no address stands for one that is filled in or masked. */
function isUnknownAddress(text: string): boolean {
  return isAddressPlaceholder(text) && !digitsAndDots.test(text);
}

function isHostName(text: string): boolean {
  return readHostName(text) !== undefined && !digitsAndDots.test(text);
}

const hostAndPort = /^(?:\[([^[\]]*)\]|([^:[\]]*))(?::(.*))?$/;

/** Whether a text is `host:port` as clients write it; the port may be absent, and a placeholder is taken for right. */
function isEndpoint(text: string): boolean {
  const bare = parseIpAddress(text);
  if (bare?.family === 6 && !text.startsWith("[")) return bare.prefix === undefined;
  const match = hostAndPort.exec(text);
  if (match === null) return isPlaceholder(text);
  const [, bracketed, plain, port] = match;
  const host = bracketed ?? plain ?? "";
  const address = parseIpAddress(host);
  const isHost =
    (bracketed === undefined
      ? address?.family === 4 || (address === undefined && isHostName(host))
      : address?.family === 6) && address?.prefix === undefined;
  const isPort = port === undefined || (/^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65535);
  return (isHost || isUnknownAddress(host)) && (isPort || isPlaceholder(port ?? ""));
}

/** `https://10.0.0.100:6443/` → `10.0.0.100:6443`, where that is an endpoint. */
function endpointOfUrl(text: string): string | undefined {
  const bare = text.replace(/^[a-z][a-z0-9+.-]*:\/\//i, "").replace(/\/+$/, "");
  return bare !== text && isEndpoint(bare) ? bare : undefined;
}

function wordMeant(text: string, kind: "severity" | "role"): string | undefined {
  const aliases = manifestAliases[kind];
  const lower = text.toLowerCase();
  if (Object.hasOwn(aliases, lower)) return aliases[lower];
  const words = kind === "severity" ? manifestSeverities : manifestRoles;
  return closest(
    text,
    words.map(({ word }) => word),
  );
}

/**
 * Judges a text of the manifest by what its place asks for. Placeholders are unknown, not wrong.
 *
 * @returns undefined where it is right
 */
export function findWrongText(text: string, kind: ManifestTextKind): WrongText | undefined {
  switch (kind) {
    case "name":
    case "value":
    case "path":
      return undefined;
    case "address":
      return parseIpAddress(text) !== undefined || isUnknownAddress(text) ? undefined : { of: kind, meant: undefined };
    case "endpoint":
      return isEndpoint(text) ? undefined : { of: kind, meant: endpointOfUrl(text) };
    case "haproxy-version":
      return isKnownHaproxyVersion(text) || isPlaceholder(text) ? undefined : { of: kind, meant: undefined };
    case "keepalived-version":
      return isKnownKeepalivedVersion(text) || isPlaceholder(text) ? undefined : { of: kind, meant: undefined };
    case "role":
      return manifestRoles.some(({ word }) => word === text) ? undefined : { of: kind, meant: wordMeant(text, kind) };
    case "severity":
      // YAML 1.1 readers take `off` for a boolean; people who know that write false.
      return text === "false" || manifestSeverities.some(({ word }) => word === text)
        ? undefined
        : { of: kind, meant: wordMeant(text, kind) };
  }
}
