import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { decode, isBinary } from "../../server/src/transport/text-file.ts";

/** The folder with real, labelled configurations that lies beside the project; a clone elsewhere lacks it. */
const corpusFolder = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..", "shared", "corpus");

/** What a program says about a line of a text; `line` counts from 1 and is null where the program names none. */
export interface Complaint {
  readonly line: number | null;
  /** It is about the machine (a missing file, an unknown name), not about the text. */
  readonly env: boolean;
  readonly msg: string;
}

/** A text with the verdict of the real program: haproxy 2.6, or keepalived 2.2. */
export interface Label {
  readonly id: string;
  readonly file: string;
  readonly tool: string;
  readonly verdict: "accept" | "env" | "note-only" | "no-listener" | "syntax-or-semantic";
  readonly sub?: string;
  readonly first: string | null;
  readonly first_line: number | null;
  /** haproxy's. */
  readonly alerts?: readonly Complaint[];
  /** keepalived's. */
  readonly messages?: readonly (Complaint & { readonly level: string })[];
}

/** A haproxy text with the verdicts of several versions. */
export interface VersionLabel {
  readonly id: string;
  readonly file: string;
  readonly refused_for_text_by: readonly string[];
}

/** Something that a set shows, in the words of the one who read it. */
export interface Expectation {
  readonly code: string;
  /** The ends of the paths of the files that it is about. */
  readonly files?: readonly string[];
  readonly detail: string;
}

/** Files that belong to one cluster. */
export interface FileSet {
  readonly set: string;
  readonly repo: string;
  readonly labelled: boolean;
  readonly files: readonly string[];
  readonly expected: readonly Expectation[];
  readonly optional: readonly Expectation[];
}

/** A file of the corpus that is read as text. */
export interface CorpusFile {
  /** Its path inside its repository's folder. */
  readonly file: string;
  readonly text: string;
}

/** The corpus beside the project. */
export class Corpus {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Opens the corpus; undefined where it is absent. */
  static open(): Corpus | undefined {
    return existsSync(join(corpusFolder, "labels.jsonl")) ? new Corpus(corpusFolder) : undefined;
  }

  labels(): Label[] {
    return this.#records<Label>("labels.jsonl");
  }

  versionLabels(): VersionLabel[] {
    return this.#records<VersionLabel>("labels-haproxy-versions.jsonl");
  }

  sets(): FileSet[] {
    return this.#records<FileSet>("sets.jsonl");
  }

  /** The folders of the repositories, by name. */
  repositories(): string[] {
    return readdirSync(join(this.#folder, "files")).sort();
  }

  /** The text of a file that a record names, read as the command line reads it. */
  textOf(file: string): string {
    return decode(readFileSync(join(this.#folder, file))).text;
  }

  /** Whether a file that a record names was kept. */
  has(file: string): boolean {
    return existsSync(join(this.#folder, file));
  }

  /** The texts of a repository's folder as it is today: folders that hold an earlier state of it (`@…`) are left out. */
  filesOf(repository: string): CorpusFile[] {
    const root = join(this.#folder, "files", repository);
    const names = readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"))
      .filter((file) => !file.startsWith("@"))
      .sort();
    return names.flatMap((file) => {
      const bytes = readFileSync(join(root, file));
      return isBinary(bytes) ? [] : [{ file, text: decode(bytes).text }];
    });
  }

  #records<Type>(name: string): Type[] {
    const lines = readFileSync(join(this.#folder, name), "utf8").split("\n");
    return lines.filter((line) => line !== "").map((line): Type => JSON.parse(line));
  }
}

/** A record's file inside its repository's folder: `files/owner+name/a/b` → `a/b`. */
export function pathInRepository(file: string): string {
  return file.split("/").slice(2).join("/");
}

/** The folder of a repository's files. */
export function folderOfRepository(repo: string): string {
  return repo.replace("/", "+");
}
