import { splitPath } from "../../../documents/path.ts";
import { isPlaceholderWord } from "../../../model/placeholder.ts";
import { haproxyVersionFor, haproxyVersionMask } from "../../../schema/haproxy/index.ts";
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
  /** The header names a section to inherit from. */
  readonly from: Word | undefined;
  /** It stands between `.if` and `.endif`. */
  readonly isConditional: boolean;
  /** It is a `FileProxy`. */
  readonly isProxy: boolean;
}

/** A proxy with what it inherits. */
export interface FileProxy extends FileSection {
  readonly isProxy: true;
  readonly isFrontend: boolean;
  readonly isBackend: boolean;
  /** The `defaults` section that it inherits; undefined where there is none, or where that is not known. */
  readonly parent: FileProxy | undefined;
  /** The proxy and the sections that it inherits, nearest first. */
  readonly chain: readonly FileProxy[];
  readonly isInheritanceUnknown: boolean;
  /** Something that is absent in it and in what it inherits may be there all the same. */
  readonly mayHaveMore: boolean;
  /** `http`, `tcp` or another mode; undefined where it is not known. */
  readonly mode: string | undefined;
  /** It is set aside: haproxy does not look at the whole of it. */
  readonly isDisabled: boolean;
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
  /** haproxy finds it out only when it has read every line without a fault, and nobody has said how severe it is. */
  readonly isLate: boolean;
  /** It may stand in a line that several proxies inherit, and is said once. */
  readonly isShared: boolean;
  /** It hangs on which files are read together, which nothing says for sure: no error then. */
  readonly isDoubtful?: true;
}

/** What is said of a problem beside its place and message. */
export interface ProblemDetails {
  readonly severity?: Severity | undefined;
  readonly related?: FileProblem["related"];
  readonly suggestion?: string | undefined;
}

const proxyKinds = new Set(["frontend", "listen", "backend", "defaults"]);

export function isProxy(one: FileSection): one is FileProxy {
  return one.isProxy;
}

/** Whether a proxy is looked at as a whole: it is surely there, in use, and inherited by nobody. */
export function isWhole(one: FileSection): one is FileProxy {
  return isProxy(one) && one.kind !== "defaults" && !one.isDisabled && !one.isConditional;
}

/** Whether a `defaults` section has no name of its own, but names another one. */
function isFromOnly(words: readonly Word[]): boolean {
  return words[0]?.value === "defaults" && words[1]?.value === "from" && words.length === 3;
}

function readSection(section: HaproxySection, analysis: SectionAnalysis, isConditional: boolean): FileSection {
  const words = section.header?.words ?? [];
  const kind = words[0]?.value ?? "";
  const hasName = !isFromOnly(words);
  const nameWord = hasName ? words[1] : undefined;
  const name = nameWord === undefined || isPlaceholderWord(nameWord.value) ? undefined : nameWord;
  const fromAt = hasName ? 2 : 1;
  const from = words[fromAt]?.value === "from" ? words[fromAt + 1] : undefined;
  return { section, analysis, kind, name, from, isConditional, isProxy: false };
}

/** The last statement of some name in a proxy, or in what it inherits. */
function effectiveIn(analyses: readonly SectionAnalysis[], name: string): AnalysedStatement | undefined {
  for (const { byName } of analyses) {
    const found = byName.get(name)?.at(-1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function findMode(analyses: readonly SectionAnalysis[], mayHaveMore: boolean): string | undefined {
  const stated = effectiveIn(analyses, "mode");
  if (stated === undefined) return mayHaveMore ? undefined : "tcp";
  const mode = stated.values[1];
  const isSure = !stated.isConditional && mode !== undefined && !isPlaceholderWord(mode) && !mode.includes("{{");
  return isSure ? mode : undefined;
}

function findDisabled(analyses: readonly SectionAnalysis[]): boolean {
  for (const { byName, statements } of analyses) {
    if (!byName.has("disabled") && !byName.has("enabled")) continue;
    const last = statements.findLast(({ name }) => name === "disabled" || name === "enabled");
    if (last !== undefined) return last.name === "disabled" || last.isConditional;
  }
  return false;
}

/** Nobody lets more sections inherit from one another; what lies further up counts as unknown. */
const deepestInheritance = 100;

function readProxy(one: FileSection, parent: FileProxy | undefined): FileProxy {
  const { section, analysis, kind, name, from, isConditional } = one;
  const isTooDeep = parent !== undefined && parent.chain.length >= deepestInheritance;
  const isInheritanceUnknown = isTooDeep || (from !== undefined && parent === undefined);
  // A section inherits from one above it, so that there are no circles.
  const inherited = parent?.chain.slice(0, deepestInheritance - 1) ?? [];
  const analyses = [analysis, ...inherited.map((above) => above.analysis)];
  const mayHaveMore =
    isInheritanceUnknown ||
    analyses.some(({ isOpen }) => isOpen) ||
    inherited.some((above) => above.isInheritanceUnknown);
  const chain: FileProxy[] = [];
  const proxy: FileProxy = {
    section,
    analysis,
    kind,
    name,
    from,
    isConditional,
    isProxy: true,
    isFrontend: kind === "frontend" || kind === "listen",
    isBackend: kind === "backend" || kind === "listen",
    parent,
    chain,
    isInheritanceUnknown,
    mayHaveMore,
    mode: isInheritanceUnknown ? undefined : findMode(analyses, mayHaveMore),
    isDisabled: findDisabled(analyses),
  };
  chain.push(proxy, ...inherited);
  return proxy;
}

/** What was read of a section last, for its place in a file and what it inherits. */
const lastRead = new WeakMap<HaproxySection, FileSection>();

/**
 * A section as a part of its file: the same object for as long as what it says, what it inherits and whether it is conditional
 * stay the same.
 *
 * @param parentOf gives the `defaults` section that it inherits
 */
function fileSection(
  section: HaproxySection,
  analysis: SectionAnalysis,
  isConditional: boolean,
  parentOf: (one: FileSection) => FileProxy | undefined,
): FileSection {
  const last = lastRead.get(section);
  const isSame = last !== undefined && last.analysis === analysis && last.isConditional === isConditional;
  if (isSame && (!isProxy(last) || last.parent === parentOf(last))) return last;
  const one = readSection(section, analysis, isConditional);
  const read = proxyKinds.has(one.kind) ? readProxy(one, parentOf(one)) : one;
  lastRead.set(section, read);
  return read;
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

/**
 * What a check may know of a section by itself: the section and what it inherits, the versions that are judged by, and whether the
 * file is all there is. What is found out with it alone holds for as long as these stay the same.
 */
export class SectionView {
  readonly problems: FileProblem[] = [];
  readonly mask: number;
  /** Names may be declared elsewhere: the file is a fragment, or parts of it are filled in later. */
  readonly isOpen: boolean;

  constructor(mask: number, isOpen: boolean) {
    this.mask = mask;
    this.isOpen = isOpen;
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
    return proxy.mayHaveMore;
  }

  /** `http`, `tcp` or another mode; undefined where it is not known. */
  modeOf(proxy: FileProxy): string | undefined {
    return proxy.mode;
  }

  /** A proxy that is set aside: haproxy does not look at the whole of it. */
  isDisabled(proxy: FileProxy): boolean {
    return proxy.isDisabled;
  }

  /**
   * Reports what haproxy finds out only when it has read every line without a fault. Where lines name other files that may be
   * missing it does not come so far, so that this is not called an error.
   */
  reportLate(code: string, section: HaproxySection, place: Place, said: Message, more: ProblemDetails = {}): void {
    this.#add(code, section, place, said, more, !("severity" in more), false);
  }

  /** Reports late what several proxies share, only once. */
  reportLateOnce(code: string, section: HaproxySection, place: Place, said: Message, more: ProblemDetails = {}): void {
    this.#add(code, section, place, said, more, !("severity" in more), true);
  }

  report(code: string, section: HaproxySection, place: Place, said: Message, more: ProblemDetails = {}): void {
    this.#add(code, section, place, said, more, false, false);
  }

  /** Reports what several proxies share, such as a line of their defaults, only once. */
  reportOnce(code: string, section: HaproxySection, place: Place, said: Message, more: ProblemDetails = {}): void {
    this.#add(code, section, place, said, more, false, true);
  }

  #add(
    code: string,
    section: HaproxySection,
    place: Place,
    said: Message,
    { severity, related = [], suggestion }: ProblemDetails,
    isLate: boolean,
    isShared: boolean,
  ): void {
    this.take({ code, severity, section, place, said, related, suggestion, isLate, isShared });
  }

  /** Adds a problem, unless it is one that is said once and was said. */
  take(problem: FileProblem): void {
    const isSame = ({ code, section, place }: FileProblem): boolean =>
      code === problem.code && section === problem.section && place.start === problem.place.start;
    if (!problem.isShared || !this.problems.some(isSame)) this.problems.push(problem);
  }
}

/** A whole file as haproxy puts it together, or all the files of a configuration as one. */
export class FileModel extends SectionView {
  readonly sections: readonly FileSection[];
  readonly proxies: readonly FileProxy[];
  /** The sections that are no proxies, by the word that opens them. */
  readonly byKind: ReadonlyMap<string, readonly FileSection[]>;
  /** Two frontends, or two backends, have one name. */
  readonly hasEqualNames: boolean;
  /** It is made of several files. */
  readonly isJoined: boolean;
  readonly #frontends: ReadonlyMap<string, FileProxy>;
  readonly #backends: ReadonlyMap<string, FileProxy>;

  private constructor(read: ReadFile, mask: number, isOpen: boolean, isJoined: boolean) {
    super(mask, isOpen);
    this.isJoined = isJoined;
    this.sections = read.sections;
    this.proxies = read.proxies;
    this.byKind = read.byKind;
    this.hasEqualNames = read.hasEqualNames;
    this.#frontends = read.frontends;
    this.#backends = read.backends;
  }

  /** @param sections the file's own, which are all there is where the context names no configuration */
  static of(sections: readonly HaproxySection[], context: FileContext): FileModel {
    const { configuration } = context;
    const files = configuration?.files ?? [{ file: context.file, sections, isPartial: context.isPartial, text: "" }];
    const mask = haproxyVersionMask(haproxyVersionFor(context.haproxyVersion) ?? "auto");
    const read = new ReadFile(files, context);
    const isOpen =
      read.hasHole ||
      !(read.hasBase || isMainFile(context)) ||
      configuration?.isWhole === false ||
      files.some(({ isPartial }) => isPartial);
    return new FileModel(read, mask, isOpen, files.length > 1);
  }

  /** The first frontend or listen section of some name. */
  frontend(name: string): FileProxy | undefined {
    return this.#frontends.get(name);
  }

  /** The first backend or listen section of some name. */
  backend(name: string): FileProxy | undefined {
    return this.#backends.get(name);
  }
}

/** The sections of the files of a configuration, read one after the other. */
class ReadFile {
  readonly sections: FileSection[] = [];
  readonly proxies: FileProxy[] = [];
  readonly byKind = new Map<string, FileSection[]>();
  readonly frontends = new Map<string, FileProxy>();
  readonly backends = new Map<string, FileProxy>();
  hasEqualNames = false;
  /** Parts of it are filled in later. */
  hasHole = false;
  readonly #named = new Map<string, FileProxy>();
  #lastDefaults: FileProxy | undefined;

  constructor(files: ConfigurationView["files"], context: FileContext) {
    for (const file of files) this.#read(file, context);
  }

  /** It has the sections that a configuration begins with. */
  get hasBase(): boolean {
    return this.byKind.has("global") || this.proxies.some(({ kind }) => kind === "defaults");
  }

  #read({ sections, text }: ConfigurationView["files"][number], context: FileContext): void {
    // A condition ends with its file at the latest.
    let openConditions = 0;
    let own: FileContext = { ...context, openConditions };
    const parentOf = ({ from, kind }: FileSection): FileProxy | undefined => {
      if (from !== undefined) return this.#named.get(from.value);
      return kind === "defaults" ? undefined : this.#lastDefaults;
    };
    for (const section of sections) {
      this.hasHole ||= isOpenBeginning(section);
      const isConditional = openConditions > 0;
      if (own.openConditions !== openConditions) own = { ...context, openConditions };
      const { offset } = section.origin;
      // Sections of other files may not have been looked at by themselves yet.
      const seen = text === "" ? own : { ...own, sectionText: text.slice(offset, offset + section.length) };
      const analysis = analysedSection(section, seen);
      openConditions = conditionsOpenAfter(section, openConditions);
      if (analysis === undefined || section.header === undefined) continue;
      this.hasHole ||= analysis.hasHole;
      this.#add(fileSection(section, analysis, isConditional, parentOf));
    }
  }

  #add(one: FileSection): void {
    this.sections.push(one);
    if (isProxy(one)) this.#addProxy(one);
    else {
      const ofKind = this.byKind.get(one.kind);
      if (ofKind === undefined) this.byKind.set(one.kind, [one]);
      else ofKind.push(one);
    }
  }

  #addProxy(proxy: FileProxy): void {
    const { name, isFrontend, isBackend } = proxy;
    this.proxies.push(proxy);
    if (proxy.kind === "defaults") {
      this.#lastDefaults = proxy;
      if (name !== undefined) this.#named.set(name.value, proxy);
    }
    if (name === undefined) return;
    if (isFrontend) this.#addName(this.frontends, name.value, proxy);
    if (isBackend) this.#addName(this.backends, name.value, proxy);
  }

  #addName(proxies: Map<string, FileProxy>, name: string, proxy: FileProxy): void {
    if (proxies.has(name)) this.hasEqualNames = true;
    else proxies.set(name, proxy);
  }
}
