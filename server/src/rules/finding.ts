import { type Anchor, standingOf } from "../syntax/tree.ts";

export type Severity = "error" | "warning" | "information" | "hint";

/** A rule's severity as a user may set it. */
export type SeveritySetting = Severity | "off";

/**
 * A sentence with named gaps: `virtual_router_id is {value} here`. It is kept apart from its arguments so that it can be said in
 * another language; the English template is its own key.
 */
export interface Message {
  readonly template: string;
  readonly args: MessageArguments;
}

/** What fills the gaps of a message; words that are themselves to be translated are messages. */
export interface MessageArguments {
  readonly [name: string]: string | number | Message;
}

/** A place in a file of the workspace. */
export interface FilePlace {
  /** The file's key in the workspace, as the model names it. */
  readonly file: string;
  readonly at: Anchor;
}

export interface RelatedPlace extends FilePlace {
  readonly message: Message;
}

/**
 * How an edit treats the lines around its place. `in-place` replaces the place's text. `remove-line` takes the place away, and
 * its line with it where nothing else stands there. `line-below` adds the new text as a line of its own below the place, with
 * the indentation of the place's line. `line-inside` does so with one more step of indentation, for the first line of a block.
 */
export type EditForm = "in-place" | "remove-line" | "line-below" | "line-inside";

/** A change at a place; in place, a place without extent inserts. */
export interface FixEdit extends FilePlace {
  readonly form: EditForm;
  readonly newText: string;
}

export interface Fix {
  readonly title: Message;
  /** The one right answer; at most one fix of a finding is preferred, in a tie none. */
  readonly isPreferred: boolean;
  /** Whether it can be applied without a look at what it does. */
  readonly isSafe: boolean;
  readonly edits: readonly FixEdit[];
}

/** What a rule has to say, once, at the place where it is to be mended. */
export interface Finding extends FilePlace {
  readonly code: string;
  readonly severity: Severity;
  readonly message: Message;
  readonly related: readonly RelatedPlace[];
  readonly fixes: readonly Fix[];
  /**
   * What of the model the finding is about (members, nodes, servers, statements of an endpoint): a finding of another rule that
   * is about nothing else may be silenced by this one (see `silences.ts`).
   */
  readonly about?: readonly object[];
}

/** A finding whose places name the files in which they stand: an include may have brought them into the one that was judged. */
export function settleFinding(finding: Finding): Finding {
  const isSettled = ({ at }: FilePlace): boolean => at.origin.texts === undefined;
  const { related, fixes } = finding;
  if (isSettled(finding) && related.every(isSettled) && fixes.every(({ edits }) => edits.every(isSettled))) {
    return finding;
  }
  return {
    ...finding,
    ...standingOf(finding.at, finding.file),
    related: related.map((place) => ({ ...place, ...standingOf(place.at, place.file) })),
    fixes: fixes.map((fix) => ({
      ...fix,
      edits: fix.edits.map((edit) => ({ ...edit, ...standingOf(edit.at, edit.file) })),
    })),
  };
}

/** Builds a message; every `{name}` of the template must be among the arguments. */
export function message(template: string, args: MessageArguments = {}): Message {
  return { template, args };
}

/** Says a message: its template, or the template's translation, with the gaps filled. */
export function sayMessage(said: Message, translations?: Readonly<Record<string, string>>): string {
  const template = translations?.[said.template] ?? said.template;
  return template.replace(/\{(\w+)\}/g, (gap, name: string) => {
    const filling = said.args[name] ?? gap;
    return typeof filling === "object" ? sayMessage(filling, translations) : String(filling);
  });
}
