import type { Message } from "../rules/finding.ts";
import type { FilePlace } from "./source.ts";

/** Why something is not renamed: one sentence for the user. */
export interface RenameRefusal {
  readonly refusal: Message;
}

/** Something that the files of a cluster have in common and may be called otherwise, with all its places: none is missing for sure. */
export interface ClusterRenamable {
  /** The place that was asked about. */
  readonly place: FilePlace;
  readonly name: string;
  /** Sorted by file and place; each holds the name and nothing else. */
  readonly places: readonly FilePlace[];
  /** Why a text can't take the name's place; undefined where it can. */
  faultOf(newName: string): Message | undefined;
}
