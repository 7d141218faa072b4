import { splitPath } from "../../../documents/path.ts";
import type { FileFacts } from "../../../model/facts.ts";
import { isPlaceholderWord } from "../../../model/placeholder.ts";
import { haproxyVersionFor, haproxyVersionMask } from "../../../schema/haproxy/index.ts";
import type { BoundArgument } from "../../../schema/haproxy/signature.ts";
import type { HaproxySection } from "../../../syntax/haproxy/tree.ts";
import type { Word } from "../../../syntax/tree.ts";
import type { Message, Severity } from "../../finding.ts";
import type { ConfigurationView, FileContext } from "../../rule.ts";
import { conditionsOpenAfter } from "../conditions.ts";
import type { Place } from "./problem.ts";
import { type AnalysedStatement, analysedSection, type SectionAnalysis } from "./section.ts";

/** A section of the file with what its statements say. */
export interface FileSection {
  readonly section: HaproxySection;
  readonly analysis: SectionAnalysis;
  /** The word that opens it. */
  readonly kind: string;
  /** Its name as a word of the header; undefined where it has none, or where that is filled in later. */
  readonly name: Word | undefined;
  /** It stands between `.if` and `.endif`. */
  readonly isConditional: boolean;
}

/** A proxy with what it inherits. */
export interface FileProxy extends FileSection {
  readonly isFrontend: boolean;
  readonly isBackend: boolean;
  /** The `defaults` section that it inherits; undefined where there is none, or where that is not known. */
  readonly parent: FileProxy | undefined;
  /** The proxy and the sections that it inherits, nearest first. */
  readonly chain: readonly FileProxy[];
  /** The header names a section to inherit from. */
  readonly from: Word | undefined;
  readonly isInheritanceUnknown: boolean;
}

/** What is wrong with a file beyond its single sections. */
export interface FileProblem {
  readonly code: string;
  readonly severity: Severity | undefined;
  readonly section: HaproxySection;
  readonly place: Place;
  readonly said: Message;
  readonly related: readonly { readonly section: HaproxySection; readonly place: Place; readonly said: Message }[];
  readonly suggestion: string | undefined;
  /** It hangs on which files are read together, which nothing says for sure: no error then. */
  readonly isDoubtful?: true;
}

const proxyKinds = new Set(["frontend", "listen", "backend", "defaults"]);

/** Whether a `defaults` section has no name of its own, but names another one. */
function isFromOnly(section: HaproxySection): boolean {
  const words = section.header?.words ?? [];
  return words[0]?.value === "defaults" && words[1]?.value === "from" && words.length === 3;
}

function readSection(section: HaproxySection, analysis: SectionAnalysis, isConditional: boolean): FileSection {
  const words = section.header?.words ?? [];
  const nameWord = isFromOnly(section) ? undefined : words[1];
  const name = nameWord === undefined || isPlaceholderWord(nameWord.value) ? undefined : nameWord;
  return { section, analysis, kind: words[0]?.value ?? "", name, isConditional };
}

/** Nobody lets more sections inherit from one another; what lies further up counts as unknown. */
const deepestInheritance = 100;

function readProxy(
  one: FileSection,
  lastDefaults: FileProxy | undefined,
  named: ReadonlyMap<string, FileProxy>,
): FileProxy {
  const { kind, section } = one;
  const words = section.header?.words ?? [];
  const fromAt = isFromOnly(section) ? 1 : 2;
  const from = words[fromAt]?.value === "from" ? words[fromAt + 1] : undefined;
  const implied = kind === "defaults" ? undefined : lastDefaults;
  const parent = from === undefined ? implied : named.get(from.value);
  const isTooDeep = parent !== undefined && parent.chain.length >= deepestInheritance;
  const chain: FileProxy[] = [];
  const proxy: FileProxy = {
    section,
    analysis: one.analysis,
    kind,
    name: one.name,
    isConditional: one.isConditional,
    isFrontend: kind === "frontend" || kind === "listen",
    isBackend: kind === "backend" || kind === "listen",
    parent,
    chain,
    from,
    isInheritanceUnknown: isTooDeep || (from !== undefined && parent === undefined),
  };
  chain.push(proxy);
  // A section inherits from one above it, so that there are no circles.
  if (parent !== undefined) chain.push(...parent.chain.slice(0, deepestInheritance - 1));
  return proxy;
}

/** Whether the lines in front of the first section are filled in later. */
function isOpenBeginning({ header, holes, statements }: HaproxySection): boolean {
  if (header !== undefined) return false;
  return holes.length > 0 || statements.some(({ words }) => isPlaceholderWord(words[0]?.value ?? ""));
}

/** Whether a file bears the name of the one file that haproxy is mostly started with. Parts of configurations have other names. */
function isMainFile({ file, configuration }: FileContext): boolean {
  const { folders, name } = splitPath(file);
  return configuration === undefined && name === "haproxy.cfg" && !/\.d$/i.test(folders.at(-1) ?? "");
}

/** A whole file as haproxy puts it together. */
export class FileModel {
  readonly sections: FileSection[] = [];
  readonly proxies: FileProxy[] = [];
  readonly problems: FileProblem[] = [];
  readonly #proxyBySection = new Map<HaproxySection, FileProxy>();
  readonly #frontends = new Map<string, FileProxy>();
  readonly #backends = new Map<string, FileProxy>();
  readonly mask: number;
  /** Names may be declared elsewhere: the file is a fragment, or parts of it are filled in later. */
  readonly isOpen: boolean;
  /** It names other files: haproxy looks at the whole only when it can read them. */
  #readsFiles: boolean | undefined;
  readonly #modes = new Map<FileProxy, string | undefined>();
  readonly #disabled = new Map<FileProxy, boolean>();

  /** It is made of several files. */
  readonly isJoined: boolean;

  constructor(sections: readonly HaproxySection[], context: FileContext) {
    const { configuration } = context;
    const files = configuration?.files ?? [{ file: context.file, sections, isPartial: context.isPartial, text: "" }];
    this.mask = haproxyVersionMask(haproxyVersionFor(context.haproxyVersion) ?? "auto");
    this.isJoined = files.length > 1;
    this.#read(files, context);
    const hasBase = this.sections.some(({ kind }) => kind === "global" || kind === "defaults");
    this.isOpen =
      !(hasBase || isMainFile(context)) ||
      configuration?.isWhole === false ||
      files.some((one) => one.isPartial || one.sections.some(isOpenBeginning)) ||
      this.sections.some(({ analysis }) => analysis.hasHole);
  }

  #read(files: ConfigurationView["files"], context: FileContext): void {
    const named = new Map<string, FileProxy>();
    let lastDefaults: FileProxy | undefined;
    for (const { sections, text } of files) {
      // A condition ends with its file at the latest.
      let openConditions = 0;
      let own: FileContext = { ...context, openConditions };
      for (const section of sections) {
        const isConditional = openConditions > 0;
        if (own.openConditions !== openConditions) own = { ...context, openConditions };
        const { offset } = section.origin;
        // Sections of other files may not have been looked at by themselves yet.
        const seen = text === "" ? own : { ...own, sectionText: text.slice(offset, offset + section.length) };
        const analysis = analysedSection(section, seen);
        openConditions = conditionsOpenAfter(section, openConditions);
        if (analysis === undefined || section.header === undefined) continue;
        const one = readSection(section, analysis, isConditional);
        this.sections.push(one);
        if (!proxyKinds.has(one.kind)) continue;
        const proxy = readProxy(one, lastDefaults, named);
        this.#addProxy(proxy);
        if (one.kind !== "defaults") continue;
        lastDefaults = proxy;
        if (one.name !== undefined) named.set(one.name.value, proxy);
      }
    }
  }

  #addProxy(proxy: FileProxy): void {
    const { name, isFrontend, isBackend } = proxy;
    this.proxies.push(proxy);
    this.#proxyBySection.set(proxy.section, proxy);
    if (name === undefined) return;
    if (isFrontend && !this.#frontends.has(name.value)) this.#frontends.set(name.value, proxy);
    if (isBackend && !this.#backends.has(name.value)) this.#backends.set(name.value, proxy);
  }

  /** The proxy that a section is. */
  proxyOf(section: HaproxySection): FileProxy | undefined {
    return this.#proxyBySection.get(section);
  }

  /** The first frontend or listen section of some name. */
  frontend(name: string): FileProxy | undefined {
    return this.#frontends.get(name);
  }

  /** The first backend or listen section of some name. */
  backend(name: string): FileProxy | undefined {
    return this.#backends.get(name);
  }

  /** Whether every version that is judged by is among some (bits). */
  isAlways(versions: number): boolean {
    return (this.mask & ~versions) === 0;
  }

  /** The last statement of some name in a proxy, or in what it inherits. */
  effective(proxy: FileProxy, name: string): AnalysedStatement | undefined {
    for (const { analysis } of proxy.chain) {
      const found = analysis.byName.get(name)?.at(-1);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Whether something that is absent in a proxy and what it inherits may be there all the same. */
  mayHaveMore(proxy: FileProxy): boolean {
    return proxy.chain.some(({ analysis, isInheritanceUnknown }) => analysis.isOpen || isInheritanceUnknown);
  }

  /** `http`, `tcp` or another mode; undefined where it is not known. */
  modeOf(proxy: FileProxy): string | undefined {
    if (!this.#modes.has(proxy)) this.#modes.set(proxy, this.#findMode(proxy));
    return this.#modes.get(proxy);
  }

  #findMode(proxy: FileProxy): string | undefined {
    if (proxy.isInheritanceUnknown) return undefined;
    const stated = this.effective(proxy, "mode");
    if (stated === undefined) return this.mayHaveMore(proxy) ? undefined : "tcp";
    const mode = stated.values[1];
    const isSure = !stated.isConditional && mode !== undefined && !isPlaceholderWord(mode) && !mode.includes("{{");
    return isSure ? mode : undefined;
  }

  /** A proxy that is set aside: haproxy does not look at the whole of it. */
  isDisabled(proxy: FileProxy): boolean {
    const known = this.#disabled.get(proxy);
    if (known !== undefined) return known;
    const isDisabled = this.#findDisabled(proxy);
    this.#disabled.set(proxy, isDisabled);
    return isDisabled;
  }

  #findDisabled(proxy: FileProxy): boolean {
    for (const { analysis } of proxy.chain) {
      if (!analysis.byName.has("disabled") && !analysis.byName.has("enabled")) continue;
      const last = analysis.statements.findLast(({ name }) => name === "disabled" || name === "enabled");
      if (last !== undefined) return last.name === "disabled" || last.isConditional;
    }
    return false;
  }

  #hasFiles(): boolean {
    this.#readsFiles ??= this.sections.some(({ analysis }) => analysis.statements.some(readsFile));
    return this.#readsFiles;
  }

  /**
   * Reports what haproxy finds out only when it has read every line without a fault. Where lines name other files that may be
   * missing it does not come so far, so that this is not called an error.
   */
  reportLate(
    code: string,
    section: HaproxySection,
    place: Place,
    said: Message,
    more: Parameters<FileModel["report"]>[4] = {},
  ): void {
    this.report(code, section, place, said, this.#hasFiles() ? { severity: "warning", ...more } : more);
  }

  report(
    code: string,
    section: HaproxySection,
    place: Place,
    said: Message,
    more: {
      readonly severity?: Severity | undefined;
      readonly related?: FileProblem["related"];
      readonly suggestion?: string | undefined;
    } = {},
  ): void {
    const { severity, related = [], suggestion } = more;
    this.problems.push({ code, severity, section, place, said, related, suggestion });
  }
}

/** Whether haproxy reads a file for a statement: a certificate, a list of patterns, a script, a page. */
function readsFile({ name, arguments: found, values }: AnalysedStatement): boolean {
  const isFile = ({ type, at }: BoundArgument): boolean => type === "file" && values[at] !== "/dev/null";
  return found.some(isFile) || name.startsWith("lua-load") || values.includes("-f");
}

/** Looks at a file as a whole and reports what is wrong. */
export type FileCheck = (file: FileModel) => void;

interface Kept {
  readonly version: string;
  readonly problems: readonly FileProblem[];
}

const kept = new WeakMap<FileFacts | ConfigurationView, Kept>();

/** What is wrong with a file beyond its single sections, found out once for all rules. */
export function fileProblems(
  facts: FileFacts,
  context: FileContext,
  checks: readonly FileCheck[],
): readonly FileProblem[] {
  if (facts.kind !== "haproxy") return [];
  const { configuration, haproxyVersion } = context;
  const whole = configuration ?? facts;
  let known = kept.get(whole);
  if (known?.version !== haproxyVersion) {
    const file = new FileModel(facts.sections, context);
    for (const check of checks) check(file);
    known = { version: haproxyVersion, problems: file.problems };
    kept.set(whole, known);
  }
  return configuration === undefined ? known.problems : problemsOfFile(known.problems, configuration, context.file);
}

/** The problems of a configuration that stand in one of its files. What only the folders show is no error behind the first of them. */
function problemsOfFile(
  problems: readonly FileProblem[],
  configuration: ConfigurationView,
  file: string,
): readonly FileProblem[] {
  const main = configuration.files[0]?.file;
  const isIn = ({ section }: { readonly section: HaproxySection }, name: string | undefined): boolean =>
    configuration.fileOf(section.origin) === name;
  const own = problems.filter((problem) => isIn(problem, file));
  if (configuration.isSure) return own;
  return own.map((problem) => {
    const isOfMain = file === main && problem.related.every((one) => isIn(one, main));
    return isOfMain ? problem : { ...problem, isDoubtful: true };
  });
}
