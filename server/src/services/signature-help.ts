import { haproxySignatures } from "./haproxy-signature.ts";
import { keepalivedSignatures } from "./keepalived-signature.ts";
import { keepalivedViewAt } from "./keepalived-view.ts";
import { keepalivedVersionOf, type NavigationSource } from "./source.ts";
import { type Say, sayInEnglish } from "./speak.ts";

/** A word or value of a signature. */
export interface SignatureParameter {
  /** Offsets of the label. */
  readonly start: number;
  readonly end: number;
  /** Markdown. */
  readonly documentation?: string;
}

/** What may stand behind a keyword, an option, a fetch or a converter. */
export interface SignatureText {
  readonly label: string;
  /** Markdown. */
  readonly documentation?: string;
  /** In the order of the label. */
  readonly parameters: readonly SignatureParameter[];
  /** The index of the parameter at the cursor; undefined where none stands there. */
  readonly active: number | undefined;
}

export interface SignatureHelpText {
  /** Never empty. */
  readonly signatures: readonly SignatureText[];
  /** The index of the signature that fits best. */
  readonly active: number;
}

/**
 * What may stand at a place of a file, as the signatures of what the place belongs to.
 *
 * @param source the files
 * @param file the file's key
 * @param offset the cursor's offset in the file's text
 * @param say says what there is to say, in the reader's language
 * @returns undefined at a keyword itself, inside of comments, and for what the schema does not know
 */
export function signatureHelpAt(
  source: NavigationSource,
  file: string,
  offset: number,
  say: Say = sayInEnglish,
): SignatureHelpText | undefined {
  const text = source.textOf(file);
  const tree = source.treeOf(file);
  if (text === undefined || tree === undefined) return undefined;
  const settings = source.settingsOf(file);
  const view = keepalivedViewAt(source, file, offset);
  const signatures =
    tree.language === "haproxy"
      ? haproxySignatures(say, settings, tree, text, offset)
      : view === undefined
        ? []
        : keepalivedSignatures({ say, version: keepalivedVersionOf(settings) }, view);
  if (signatures.length === 0) return undefined;
  // Of several the first one that has a place for the word.
  const fitting = signatures.findIndex(({ active }) => active !== undefined);
  return { signatures, active: Math.max(0, fitting) };
}
