import { isWithin, type ManifestCluster } from "../cluster/layout.ts";
import type { Manifest } from "../model/manifest/manifest.ts";
import type { SeveritySetting } from "../rules/finding.ts";
import { globMatcher } from "../text/glob.ts";
import type { Settings } from "./types.ts";

/** A manifest and the folder that it lies in, for which it speaks. */
export interface PlacedManifest {
  readonly file: string;
  readonly folder: string;
  readonly manifest: Manifest;
}

const severities: ReadonlySet<string> = new Set(["off", "hint", "information", "warning", "error"]);

function isSeverity(text: string): text is SeveritySetting {
  return severities.has(text);
}

function relativeTo(folder: string, file: string): string | undefined {
  if (!isWithin(file, folder)) return undefined;
  return folder === "" ? file : file.slice(folder.length + 1);
}

/** Finds the files of a workspace that a manifest's globs name, and the clusters that they make up. */
export function resolveManifest({ folder, manifest }: PlacedManifest, files: readonly string[]): ManifestCluster[] {
  const below = files.flatMap((file) => {
    const relative = relativeTo(folder, file);
    return relative === undefined ? [] : [{ file, relative }];
  });
  const matching = (globs: readonly string[]): string[] => {
    const matches = globMatcher(globs);
    return below.filter(({ relative }) => matches(relative)).map(({ file }) => file);
  };
  return manifest.clusters.map((cluster) => ({
    name: cluster.name,
    folder,
    endpoint: cluster.endpoint,
    virtualAddresses: cluster.virtualAddresses,
    files: matching(cluster.files),
    nodes: cluster.nodes.map((node) => ({
      name: node.name,
      addresses: node.addresses,
      roles: node.roles,
      files: matching(node.files),
    })),
  }));
}

/** The settings that hold for a file: flags first, then the nearest manifest above the file, then the user's settings. */
export function settingsFor(file: string, settings: Settings, manifests: readonly PlacedManifest[]): Settings {
  const nearest = manifests
    .filter(({ folder }) => isWithin(file, folder))
    .sort((a, b) => b.folder.length - a.folder.length)[0]?.manifest;
  const { overrides } = settings;
  if (nearest === undefined && overrides === undefined) return settings;
  const rules: Record<string, SeveritySetting> = { ...settings.rules };
  for (const [code, severity] of Object.entries(nearest?.rules ?? {})) if (isSeverity(severity)) rules[code] = severity;
  return {
    ...settings,
    haproxyVersion: overrides?.haproxyVersion ?? nearest?.haproxyVersion ?? settings.haproxyVersion,
    keepalivedVersion: overrides?.keepalivedVersion ?? nearest?.keepalivedVersion ?? settings.keepalivedVersion,
    rules: { ...rules, ...overrides?.rules },
  };
}

/** Whether the nearest manifest above a file leaves it out. */
export function isExcluded(file: string, manifests: readonly PlacedManifest[]): boolean {
  return manifests.some(({ folder, manifest }) => {
    const relative = relativeTo(folder, file);
    return relative !== undefined && manifest.exclude.length > 0 && globMatcher(manifest.exclude)(relative);
  });
}
