import type { NamedFiles } from "../cluster/configurations.ts";
import type { DeclaredCluster } from "../cluster/layout.ts";
import { splitPath } from "../documents/path.ts";
import type { ManifestFacts } from "../model/manifest/facts.ts";
import type { Manifest, ManifestVersions } from "../model/manifest/manifest.ts";
import type { Variables } from "../model/variables.ts";
import type { SeveritySetting } from "../rules/finding.ts";
import type { ManifestView, UnmatchedPath } from "../rules/rule.ts";
import { manifestSeverities } from "../schema/manifest/values.ts";
import { globMatcher } from "../text/glob.ts";
import { FileFinder, type PlacedGlob, pathBelow, placeGlob } from "./file-finder.ts";
import { findSimilarPath } from "./similar-path.ts";
import type { Settings } from "./types.ts";

/** A manifest as a file of the workspace. */
export interface ManifestFile {
  readonly file: string;
  readonly facts: ManifestFacts;
}

/** A manifest that counts, and the folder that it lies in, for which it speaks. */
interface PlacedManifest extends ManifestFile {
  readonly folder: string;
  readonly isExcluded: (path: string) => boolean;
}

/** A place of a manifest that names a file, with the versions that hold there. */
interface Naming extends ManifestVersions {
  readonly manifest: PlacedManifest;
  /** The values that the node there gives for placeholders. */
  readonly variables: Variables | undefined;
}

function isSeverity(text: string): text is SeveritySetting {
  return manifestSeverities.some(({ word }) => word === text);
}

/** The severities that a manifest sets. */
function severitiesOf({ rules }: Manifest): Record<string, SeveritySetting> {
  const severities: Record<string, SeveritySetting> = {};
  for (const [code, severity] of Object.entries(rules)) if (isSeverity(severity)) severities[code] = severity;
  return severities;
}

/** The one version that all of some namings want; `auto` where they differ, because it takes what any of them does. */
function commonVersion(namings: readonly Naming[], key: keyof ManifestVersions): string | undefined {
  const wanted = new Set(namings.map((naming) => naming[key]));
  const [only] = wanted;
  return wanted.size > 1 ? "auto" : only;
}

function within(inner: ManifestVersions, outer: ManifestVersions): ManifestVersions {
  return {
    haproxyVersion: inner.haproxyVersion ?? outer.haproxyVersion,
    keepalivedVersion: inner.keepalivedVersion ?? outer.keepalivedVersion,
  };
}

function placed({ file, facts }: ManifestFile): PlacedManifest {
  const folder = splitPath(file).folders.join("/");
  return { file, facts, folder, isExcluded: globMatcher(facts.manifest.exclude) };
}

const questionKey = ({ folder, glob }: PlacedGlob): string => `${folder}\n${glob}`;

/** The manifests of a workspace: what they say of each file, and which of their paths match none. */
export class Manifests {
  /** Those that count, the outermost first. */
  #placed: readonly PlacedManifest[] = [];
  #byFolder: ReadonlyMap<string, PlacedManifest> = new Map();
  /** What they say, as text, to see whether a change means anything. */
  #content = "";
  #finder = new FileFinder([]);
  #clusters: readonly DeclaredCluster[] = [];
  #namings: ReadonlyMap<string, readonly Naming[]> = new Map();
  #namedFiles: NamedFiles[] = [];
  readonly #settings = new Map<string, Settings>();
  /** What a look at the disk showed. */
  readonly #isOnDisk = new Map<string, boolean>();
  #named: string | undefined;

  /** The clusters that the manifests name, their globs resolved. */
  get clusters(): readonly DeclaredCluster[] {
    return this.#clusters;
  }

  /** Lets one manifest speak for all files, wherever it lies: the user has named it. */
  name(file: string): void {
    this.#named = file;
  }

  /** Every manifest that counts, with its paths that match nothing. */
  views(): Omit<ManifestView, "ruleCodes">[] {
    return this.#placed.map((manifest) => ({
      file: manifest.file,
      facts: manifest.facts,
      unmatchedPaths: this.#unmatchedPaths(manifest),
    }));
  }

  has(file: string): boolean {
    return this.#placed.some((manifest) => manifest.file === file);
  }

  /**
   * Takes the manifests in as they are now.
   *
   * @returns whether they say anything else than before
   */
  read(files: readonly ManifestFile[]): boolean {
    const outermostFirst = files
      .map(placed)
      .sort((a, b) => a.folder.length - b.folder.length || (a.file < b.file ? -1 : 1));
    const counting: PlacedManifest[] = [];
    const byFolder = new Map<string, PlacedManifest>();
    for (const manifest of outermostFirst) {
      // One that lies in a folder that another leaves out is left out with it; a folder has one manifest.
      if (byFolder.has(manifest.folder) || leavesOut(nearestAbove(manifest.folder, byFolder), manifest.file)) continue;
      counting.push(manifest);
      byFolder.set(manifest.folder, manifest);
    }
    this.#placed = counting;
    this.#byFolder = byFolder;
    this.forgetSettings();
    const content = JSON.stringify(counting.map(({ file, facts }) => [file, facts.manifest]));
    const isNew = content !== this.#content;
    this.#content = content;
    return isNew;
  }

  /** The settings that the manifests' own are laid over have changed. */
  forgetSettings(): void {
    this.#settings.clear();
  }

  /**
   * Looks up which files the manifests name.
   *
   * @param files every file of the workspace
   */
  resolve(files: Iterable<string>): void {
    this.forgetSettings();
    this.#finder = new FileFinder(this.#placed.length === 0 ? [] : files);
    const namings = new Map<string, Naming[]>();
    this.#namedFiles = [];
    this.#clusters = this.#placed.flatMap((manifest) => this.#resolveOne(manifest, namings));
    this.#namings = namings;
  }

  /** The files that paths of a manifest match and that take part. */
  #filesOf({ folder }: PlacedManifest, paths: readonly string[]): string[] {
    const files = new Set<string>();
    for (const path of paths) {
      const glob = placeGlob(folder, path);
      for (const file of glob === undefined ? [] : this.#finder.find(glob)) if (!this.excludes(file)) files.add(file);
    }
    // The order of the paths is that in which a program reads them.
    this.#namedFiles.push({ files: [...files], isExplicit: !paths.some((path) => path.includes("**")) });
    return [...files].sort();
  }

  /** The files of each machine, and of each cluster as a whole, in the order in which the manifests name them. */
  namedFiles(): readonly NamedFiles[] {
    return this.#namedFiles;
  }

  #resolveOne(manifest: PlacedManifest, namings: Map<string, Naming[]>): DeclaredCluster[] {
    const { folder, facts } = manifest;
    const noteNaming = (files: readonly string[], versions: ManifestVersions, variables?: Variables): void => {
      for (const file of files) {
        const known = namings.get(file);
        const naming = { manifest, ...versions, variables };
        if (known === undefined) namings.set(file, [naming]);
        else known.push(naming);
      }
    };
    return facts.manifest.clusters.map((cluster): DeclaredCluster => {
      const versions = within(cluster, facts.manifest);
      const files = this.#filesOf(manifest, cluster.files);
      noteNaming(files, versions);
      const nodes = cluster.nodes.map((node) => {
        const own = this.#filesOf(manifest, node.files);
        const { name, addresses, roles, variables } = node;
        noteNaming(own, within(node, versions), variables);
        return {
          name,
          addresses,
          roles,
          files: own,
          values: Object.keys(variables).length === 0 ? undefined : variables,
        };
      });
      return {
        source: "manifest",
        name: cluster.name,
        file: manifest.file,
        folder,
        endpoint: cluster.endpoint,
        virtualAddresses: cluster.virtualAddresses,
        files,
        nodes,
      };
    });
  }

  /** The manifest that speaks for a file: the nearest above it. */
  #governing(file: string): PlacedManifest | undefined {
    if (this.#placed.length === 0) return undefined;
    return nearestAbove(file, this.#byFolder) ?? this.#placed.find((manifest) => manifest.file === this.#named);
  }

  /** Whether the manifest that speaks for a file leaves it out; none leaves itself out. */
  excludes(file: string): boolean {
    const manifest = this.#governing(file);
    return manifest?.file !== file && leavesOut(manifest, file);
  }

  /**
   * The settings that hold for a file: what was said for this run first, then the nearest manifest above the file, its nodes and
   * clusters that name the file before the manifest as a whole, then the user's settings.
   */
  settingsFor(file: string, settings: Settings): Settings {
    const manifest = this.#governing(file);
    const { overrides } = settings;
    if (manifest === undefined && overrides === undefined) return settings;
    const known = this.#settings.get(file);
    if (known !== undefined) return known;
    const namings = (this.#namings.get(file) ?? []).filter((naming) => naming.manifest === manifest);
    const said = manifest?.facts.manifest;
    const { haproxyVersion, keepalivedVersion } = settings;
    const result: Settings = {
      ...settings,
      haproxyVersion:
        overrides?.haproxyVersion ?? commonVersion(namings, "haproxyVersion") ?? said?.haproxyVersion ?? haproxyVersion,
      keepalivedVersion:
        overrides?.keepalivedVersion ??
        commonVersion(namings, "keepalivedVersion") ??
        said?.keepalivedVersion ??
        keepalivedVersion,
      rules: { ...settings.rules, ...(said === undefined ? {} : severitiesOf(said)), ...overrides?.rules },
    };
    this.#settings.set(file, result);
    return result;
  }

  /** The values that nodes give for placeholders in a file, one for each node that gives some. */
  variablesFor(file: string): Variables[] {
    return (this.#namings.get(file) ?? []).flatMap(({ variables }) => (variables === undefined ? [] : [variables]));
  }

  /** The paths of a manifest that match no file of the workspace. */
  #unmatched({
    folder,
    facts,
  }: PlacedManifest): { path: ManifestFacts["paths"][number]; glob: PlacedGlob | undefined }[] {
    return facts.paths.flatMap((path) => {
      const glob = placeGlob(folder, path.text);
      return glob !== undefined && this.#finder.find(glob).length > 0 ? [] : [{ path, glob }];
    });
  }

  /** What must be looked for on disk: paths that no file of the workspace matches, which holds only what haconf reads. */
  questions(): PlacedGlob[] {
    const open = new Map<string, PlacedGlob>();
    for (const manifest of this.#placed) {
      for (const { glob } of this.#unmatched(manifest)) {
        if (glob !== undefined && !this.#isOnDisk.has(questionKey(glob))) open.set(questionKey(glob), glob);
      }
    }
    return [...open.values()];
  }

  /** Takes the answer to a question; `true` where nobody can tell. */
  answer(glob: PlacedGlob, isOnDisk: boolean): void {
    this.#isOnDisk.set(questionKey(glob), isOnDisk);
  }

  /** Forgets all answers: the disk may have changed. */
  forgetAnswers(): void {
    this.#isOnDisk.clear();
  }

  /** The paths of a manifest that match nothing at all, each with what was probably meant. */
  #unmatchedPaths(manifest: PlacedManifest): UnmatchedPath[] {
    const absent = this.#unmatched(manifest).filter(
      ({ glob }) => glob !== undefined && this.#isOnDisk.get(questionKey(glob)) === false,
    );
    if (absent.length === 0) return [];
    const named = new Set(
      this.#clusters.flatMap(({ files, nodes }) => [...files, ...nodes.flatMap((node) => node.files)]),
    );
    const free = this.#finder.files.filter(
      (file) => file !== manifest.file && !named.has(file) && !this.excludes(file),
    );
    return absent.map(({ path }) => ({ path, similar: findSimilarPath(path.text, manifest.folder, free) }));
  }
}

/** The manifest in the nearest folder above a file or folder. */
function nearestAbove(path: string, byFolder: ReadonlyMap<string, PlacedManifest>): PlacedManifest | undefined {
  for (let folder = path; folder !== ""; ) {
    const slash = folder.lastIndexOf("/");
    folder = slash < 0 ? "" : folder.slice(0, slash);
    const manifest = byFolder.get(folder);
    if (manifest !== undefined) return manifest;
  }
  return undefined;
}

function leavesOut(manifest: PlacedManifest | undefined, file: string): boolean {
  const path = manifest === undefined ? undefined : pathBelow(manifest.folder, file);
  return path !== undefined && manifest?.isExcluded(path) === true;
}
