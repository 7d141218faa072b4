import type { Cluster } from "../cluster/model.ts";
import type { FileLanguage } from "../documents/detect.ts";
import type { EmbeddedConfig } from "../model/embedded/configs.ts";
import type { FileFacts } from "../model/facts.ts";
import type { IncludeUnit, NavigationSource, VersionSettings } from "../services/source.ts";
import type { HaproxyTree } from "../syntax/haproxy/tree.ts";
import type { KeepalivedTree } from "../syntax/keepalived/tree.ts";
import type { Anchor } from "../syntax/tree.ts";
import { mayInclude } from "./include-index.ts";

type Tree = HaproxyTree | KeepalivedTree;

const maskedTrees = new WeakMap<EmbeddedConfig, Tree>();

/** The tree of a config with nothing but blanks around it, so that a service sees no more than the config, at its place. */
function maskedTree(config: EmbeddedConfig): Tree {
  const known = maskedTrees.get(config);
  if (known !== undefined) return known;
  const { tree, region } = config;
  const before = tree.text.slice(0, region.start).replace(/[^\n]/g, " ");
  const masked: Tree = { ...tree, text: before + tree.text.slice(region.start, region.end) };
  maskedTrees.set(config, masked);
  return masked;
}

/** A workspace in which one file is but one of the configs that stand in it: what the services ask that work inside a text. */
export class EmbeddedSource implements NavigationSource {
  readonly #workspace: NavigationSource;
  readonly #file: string;
  readonly #config: EmbeddedConfig;

  constructor(workspace: NavigationSource, file: string, config: EmbeddedConfig) {
    this.#workspace = workspace;
    this.#file = file;
    this.#config = config;
  }

  settingsOf(file: string): VersionSettings {
    return this.#workspace.settingsOf(file);
  }

  textOf(file: string): string | undefined {
    return file === this.#file ? maskedTree(this.#config).text : this.#workspace.textOf(file);
  }

  treeOf(file: string): Tree | undefined {
    return file === this.#file ? maskedTree(this.#config) : this.#workspace.treeOf(file);
  }

  readingsOf(file: string): readonly Tree[] {
    return file === this.#file ? [maskedTree(this.#config)] : this.#workspace.readingsOf(file);
  }

  wholeReadingsOf(file: string): readonly Tree[] {
    return file === this.#file ? this.readingsOf(file) : this.#workspace.wholeReadingsOf(file);
  }

  includesOf(file: string): IncludeUnit {
    if (file !== this.#file) return this.#workspace.includesOf(file);
    const { text } = this.#config.tree;
    const { start, end } = this.#config.region;
    return { mains: [file], files: [file], isWhole: !mayInclude.test(text.slice(start, end)), lines: [] };
  }

  /** What a text shows is no part of the configurations around it. */
  configurationOf(file: string): { readonly files: readonly string[]; readonly isWhole: boolean } | undefined {
    return file === this.#file ? undefined : this.#workspace.configurationOf(file);
  }

  languageOf(file: string): FileLanguage | undefined {
    return file === this.#file ? this.#config.tree.language : this.#workspace.languageOf(file);
  }

  factsOf(file: string): readonly FileFacts[] {
    return file === this.#file ? [this.#config.facts] : this.#workspace.factsOf(file);
  }

  fileNames(): readonly string[] {
    return this.#workspace.fileNames();
  }

  clustersOf(file: string): readonly Cluster[] {
    return this.#workspace.clustersOf(file);
  }

  homeOf<Place extends { readonly file: string; readonly at: Anchor }>(place: Place): Place {
    return this.#workspace.homeOf(place);
  }
}
