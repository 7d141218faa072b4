import type { Message } from "../rules/finding.ts";
import type { HaproxyTree } from "../syntax/haproxy/tree.ts";
import { etcdCompletions } from "./etcd-completion.ts";
import { haproxyCompletions } from "./haproxy-completion.ts";
import { keepalivedCompletions } from "./keepalived-completion.ts";
import type { NavigationSource } from "./source.ts";

/** One thing that may stand at the cursor. */
export interface CompletionProposal {
  readonly label: string;
  readonly kind: "keyword" | "value" | "reference" | "section";
  /** A few words beside the label: the signature, or what a name is. */
  readonly detail?: Message | string;
  readonly insertText: string;
  /** The same with places to fill in, in the syntax of LSP snippets, for editors that take it. */
  readonly snippet?: string;
  /** What the text takes the place of: the word at the cursor, as offsets of the file. */
  readonly replace: { readonly start: number; readonly end: number };
  /** The best come first in its order. */
  readonly sortText: string;
  /** What `describeProposal` says more of it by. */
  readonly about?: string;
  readonly isDeprecated?: boolean;
}

export interface Completions {
  readonly items: readonly CompletionProposal[];
  /** More would come with more letters. */
  readonly isIncomplete: boolean;
}

/** The trees of the files that haproxy reads as one with a file, in that order; the file's own alone where nothing shows others. */
function treesRead(source: NavigationSource, file: string, tree: HaproxyTree): readonly HaproxyTree[] {
  const files = source.configurationOf(file)?.files ?? [file];
  return files.flatMap((name) => {
    const other = name === file ? tree : source.treeOf(name);
    return other?.language === "haproxy" ? [other] : [];
  });
}

/**
 * What may stand at a place of a file.
 *
 * @param source the files
 * @param file the file's key
 * @param offset the cursor's offset in the file's text
 * @returns nothing inside of comments and for files of other languages
 */
export function completionsAt(source: NavigationSource, file: string, offset: number): Completions {
  const text = source.textOf(file);
  const tree = source.treeOf(file);
  if (text !== undefined && source.languageOf(file) === "etcd") {
    return { items: etcdCompletions(text, offset), isIncomplete: false };
  }
  if (text === undefined || tree === undefined) return { items: [], isIncomplete: false };
  const settings = source.settingsOf(file);
  const items =
    tree.language === "haproxy"
      ? haproxyCompletions(settings, tree, text, offset, treesRead(source, file, tree))
      : keepalivedCompletions(source, file, offset);
  return {
    items: items.map((item) => (isAtLineEnd(text, item.replace.end) ? item : withoutSnippet(item))),
    isIncomplete: false,
  };
}

/** Whether nothing but a comment follows on the line. */
function isAtLineEnd(text: string, offset: number): boolean {
  const end = text.indexOf("\n", offset);
  return /^[ \t\r]*(?:#.*)?$/.test(text.slice(offset, end < 0 ? text.length : end));
}

/** What follows a keyword stands there already. */
function withoutSnippet({ snippet, ...rest }: CompletionProposal): CompletionProposal {
  return rest;
}
