import type { Connection, WorkspaceFolder } from "vscode-languageserver";
import type { SeveritySetting } from "../../rules/finding.ts";
import { haproxyVersionFor } from "../../schema/haproxy/versions.ts";
import { keepalivedVersionFor } from "../../schema/keepalived/versions.ts";
import { defaultSettings, type Settings } from "../../workspace/types.ts";

const severitySettings: readonly SeveritySetting[] = ["off", "hint", "information", "warning", "error"];

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value behind a path of keys (`haproxy.version`), written nested or with dots in its name. */
function lookUp(settings: Readonly<Record<string, unknown>>, section: string, key: string): unknown {
  const nested = settings[section];
  return isRecord(nested) ? nested[key] : settings[`${section}.${key}`];
}

/** A version that can be judged by; anything else counts as `auto`. */
function readVersion(value: unknown, isKnown: (text: string) => boolean): string {
  return typeof value === "string" && isKnown(value) ? value : "auto";
}

function readSeverities(value: unknown): Record<string, SeveritySetting> {
  const severities: Record<string, SeveritySetting> = {};
  if (!isRecord(value)) return severities;
  for (const [code, wanted] of Object.entries(value)) {
    const severity = severitySettings.find((one) => one === wanted);
    if (severity !== undefined) severities[code] = severity;
  }
  return severities;
}

/**
 * Reads the settings below `haconf` as a client sends them.
 *
 * @param value what the client sent; people write it by hand, so whatever can't be used counts as not given
 * @returns undefined where the client sent no settings at all
 */
export function readSettings(value: unknown): Settings | undefined {
  if (!isRecord(value)) return undefined;
  const exclude = value["exclude"];
  const isClusterEnabled = lookUp(value, "cluster", "enable");
  const hasInlayHints = lookUp(value, "inlayHints", "enable");
  return {
    haproxyVersion: readVersion(lookUp(value, "haproxy", "version"), (text) => haproxyVersionFor(text) !== undefined),
    keepalivedVersion: readVersion(
      lookUp(value, "keepalived", "version"),
      (text) => keepalivedVersionFor(text) !== undefined,
    ),
    rules: readSeverities(value["rules"]),
    exclude: Array.isArray(exclude) ? exclude.filter((glob) => typeof glob === "string") : [],
    isClusterEnabled: typeof isClusterEnabled === "boolean" ? isClusterEnabled : defaultSettings.isClusterEnabled,
    hasInlayHints: typeof hasInlayHints === "boolean" ? hasInlayHints : defaultSettings.hasInlayHints,
  };
}

/** The settings of a client: general ones, and those of its folders, which may differ from them. */
export interface ClientSettings {
  readonly general: Settings;
  /** By the folders' URIs. */
  readonly ofFolders: ReadonlyMap<string, Settings>;
}

/**
 * Asks a client for its settings.
 *
 * @param before what counts where the client has nothing to say
 */
export async function askSettings(
  connection: Connection,
  folders: readonly WorkspaceFolder[],
  before: Settings,
): Promise<ClientSettings> {
  const section = "haconf";
  const items = [{ section }, ...folders.map(({ uri }) => ({ section, scopeUri: uri }))];
  const [first, ...others]: unknown[] = await connection.workspace.getConfiguration(items);
  const general = readSettings(first) ?? before;
  return { general, ofFolders: new Map(folders.map(({ uri }, at) => [uri, readSettings(others[at]) ?? general])) };
}
