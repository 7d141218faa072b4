import { isCopyName, splitPath } from "../documents/path.ts";
import { WorkspaceIncludes } from "../model/keepalived/included-files.ts";
import { type IncludeLine, type IncludeUnit, sortedOnce } from "../services/source.ts";
import { type Expansion, expand } from "../syntax/keepalived/expansion.ts";
import type { IncludedFiles } from "../syntax/keepalived/tree.ts";

/** Whether a text may have a line that brings in others. */
export const mayInclude = /^[ \t]*(?:@\S*[ \t]+)?include[rmwba]?[ \t]/m;

/** A keepalived.conf with all that its includes bring in. */
export interface WholeFile {
  /** The files whose text it is made of, itself first, each once. */
  readonly files: readonly string[];
  /** Every include leads to files of the workspace. */
  readonly isWhole: boolean;
  /** An include leads to a file that should be there and is not. */
  readonly hasMissing: boolean;
  /** The include lines of all its files, each once. */
  readonly lines: readonly IncludeLine[];
  /** How a host reads it. */
  expand(configId: string | undefined): Expansion;
}

/** What the index asks of the workspace. */
export interface IncludableFiles {
  /** Every keepalived.conf. */
  configs(): Iterable<string>;
  /** Files that are none as far as their text shows, but may be what an include brings in. */
  fragments(): Iterable<string>;
  /** The names of files that are none of both. */
  others(): ReadonlySet<string>;
  textOf(file: string): string | undefined;
}

function includeLinesOf({ includes, texts }: Expansion): IncludeLine[] {
  return includes.map(({ from, start, end, files }) => {
    const base = texts.findLast((one) => one.start <= start)?.start ?? 0;
    return { file: from, start: start - base, end: end - base, files };
  });
}

class Whole implements WholeFile {
  readonly files: readonly string[];
  readonly isWhole: boolean;
  readonly hasMissing: boolean;
  readonly lines: readonly IncludeLine[];
  readonly #main: string;
  readonly #text: string;
  readonly #source: IncludedFiles;
  readonly #expansions = new Map<string | undefined, Expansion>();

  constructor(main: string, text: string, source: IncludedFiles) {
    this.#main = main;
    this.#text = text;
    this.#source = source;
    const hosts = [undefined, ...this.expand(undefined).configIds];
    const expansions = hosts.map((configId) => this.expand(configId));
    this.files = [...new Set(expansions.flatMap(({ texts }) => texts.map(({ file }) => file)))];
    this.hasMissing = expansions.some(({ problems }) =>
      problems.some(({ kind }) => kind.startsWith("missing-") && kind.endsWith("-include")),
    );
    this.lines = sortedOnce(expansions.flatMap(includeLinesOf));
    this.isWhole = expansions.every(({ includes }) => includes.every(({ files }) => files.length > 0));
  }

  expand(configId: string | undefined): Expansion {
    const known = this.#expansions.get(configId);
    if (known !== undefined) return known;
    const expansion = expand(this.#text, configId, { file: this.#main, files: this.#source });
    this.#expansions.set(configId, expansion);
    return expansion;
  }
}

function sameFiles(a: readonly string[] | undefined, b: readonly string[]): boolean {
  return a !== undefined && a.length === b.length && a.every((file, index) => file === b[index]);
}

/** Which keepalived.conf brings in which files, kept up to date. */
export class IncludeIndex {
  /** The files with an include line, each read as if it were a main file. */
  readonly #read = new Map<string, WholeFile>();
  readonly #mentions = new Set<string>();
  /** Copies with such a line, which is not followed. */
  readonly #copies = new Set<string>();
  #mains: ReadonlyMap<string, WholeFile> = new Map();
  #mainsOf: ReadonlyMap<string, readonly string[]> = new Map();

  /** The file with what its includes bring in; undefined where there is nothing to say of them, or it is brought in itself. */
  wholeOf(file: string): WholeFile | undefined {
    return this.#mains.get(file);
  }

  /** Every file with what its includes bring in. */
  get wholes(): ReadonlyMap<string, WholeFile> {
    return this.#mains;
  }

  /** The main files that a file is brought in by, in order; empty for one that nobody includes. */
  mainsOf(file: string): readonly string[] {
    return this.#mainsOf.get(file) ?? [];
  }

  /** Whether a file is read as a part of others only. */
  isIncluded(file: string): boolean {
    return this.#mainsOf.has(file);
  }

  /** The files that one program reads together with a file. */
  unitOf(file: string): IncludeUnit {
    const mains = this.#mainsOf.get(file) ?? [file];
    const wholes = mains.flatMap((main) => this.#read.get(main) ?? []);
    const files = new Set([file, ...wholes.flatMap((whole) => whole.files)]);
    return {
      mains,
      files: [...files].sort(),
      isWhole: wholes.every(({ isWhole }) => isWhole) && !this.#copies.has(file),
      lines: wholes.flatMap(({ lines }) => lines),
    };
  }

  /** Every file that is brought in. */
  get included(): Iterable<string> {
    return this.#mainsOf.keys();
  }

  /**
   * Takes in what changed.
   *
   * @param changed files whose text changed, and such as came or went
   * @param isFileSetNew files came or went
   * @returns the files that read otherwise than before, though their own text may be the same
   */
  update(changed: ReadonlySet<string>, isFileSetNew: boolean, files: IncludableFiles): ReadonlySet<string> {
    for (const file of changed) this.#note(file, files.textOf(file));
    if (this.#mentions.size === 0 && this.#read.size === 0) return new Set();
    const isConcerned = isFileSetNew || [...changed].some((file) => this.#mentions.has(file) || this.#takesPart(file));
    if (!isConcerned) return new Set();
    const configs = new Set(files.configs());
    const source = new WorkspaceIncludes([...configs, ...files.fragments()], files.others(), (file) =>
      files.textOf(file),
    );
    const stale = new Set<string>();
    for (const [file, { files: parts }] of this.#read) {
      const isGone = !configs.has(file) || !this.#mentions.has(file);
      if (isGone || isFileSetNew || parts.some((part) => changed.has(part))) {
        this.#read.delete(file);
        stale.add(file);
      }
    }
    const before = new Map(this.#mains);
    for (const file of this.#mentions) {
      if (this.#read.has(file) || !configs.has(file)) continue;
      this.#read.set(file, new Whole(file, files.textOf(file) ?? "", source));
      stale.add(file);
    }
    return this.#draw(before, stale, changed);
  }

  #takesPart(file: string): boolean {
    return this.#mainsOf.has(file) || this.#read.has(file);
  }

  /** A copy that lies beside the real file is read by no program, so that what it brings in is nobody's part for that. */
  #note(file: string, text: string | undefined): void {
    const isReader = text?.includes("include") === true && mayInclude.test(text);
    const isCopy = isCopyName(splitPath(file).name);
    if (isReader && !isCopy) this.#mentions.add(file);
    else this.#mentions.delete(file);
    if (isReader && isCopy) this.#copies.add(file);
    else this.#copies.delete(file);
  }

  /** Tells main files from parts anew; returns the files that read otherwise than before. */
  #draw(
    before: ReadonlyMap<string, WholeFile>,
    stale: ReadonlySet<string>,
    changed: ReadonlySet<string>,
  ): ReadonlySet<string> {
    const { mains, mainsOf } = tellApart(this.#read);
    const other = new Set<string>();
    for (const file of new Set([...before.keys(), ...mains.keys()])) {
      const whole = mains.get(file);
      const earlier = before.get(file);
      const isTouched = stale.has(file) && whole?.files.some((part) => changed.has(part)) === true;
      if (whole !== undefined && earlier !== undefined && !isTouched && isSameText(earlier, whole)) {
        mains.set(file, earlier);
        continue;
      }
      other.add(file);
      for (const part of [...(earlier?.files ?? []), ...(whole?.files ?? [])]) other.add(part);
    }
    for (const file of new Set([...this.#mainsOf.keys(), ...mainsOf.keys()])) {
      if (!sameFiles(this.#mainsOf.get(file), mainsOf.get(file) ?? [])) other.add(file);
    }
    this.#mains = mains;
    this.#mainsOf = mainsOf;
    return other;
  }
}

/** Whether the same files, none of which changed, are brought in at the same places. */
function isSameText(a: WholeFile, b: WholeFile): boolean {
  return (
    sameFiles(a.files, b.files) &&
    a.hasMissing === b.hasMissing &&
    a.expand(undefined).text === b.expand(undefined).text
  );
}

/** Which of the files with include lines are main files, and which main files bring a file in. */
function tellApart(read: ReadonlyMap<string, WholeFile>): {
  mains: Map<string, WholeFile>;
  mainsOf: Map<string, string[]>;
} {
  const brought = new Set<string>();
  for (const [file, { files }] of read) for (const part of files) if (part !== file) brought.add(part);
  const mains = new Map<string, WholeFile>();
  const mainsOf = new Map<string, string[]>();
  const take = (main: string, whole: WholeFile): void => {
    if (whole.files.length < 2 && !whole.hasMissing) return;
    mains.set(main, whole);
    for (const part of whole.files) {
      if (part !== main) mainsOf.set(part, [...(mainsOf.get(part) ?? []), main]);
    }
  };
  const rank = (file: string): number => (splitPath(file).name === "keepalived.conf" ? 0 : 1);
  const readers = [...read].sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
  for (const [file, whole] of readers) if (!brought.has(file)) take(file, whole);
  // Of files that bring in each other in a ring one is read as the main one, rather one that is named so.
  for (const [file, whole] of readers) if (!mains.has(file) && !mainsOf.has(file)) take(file, whole);
  return { mains, mainsOf };
}
