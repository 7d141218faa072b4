import type { SectionBase } from "../syntax/sections.ts";
import type { Comment } from "../syntax/tree.ts";

/** A section with the directives of a template in it. */
interface Templated extends SectionBase {
  readonly holes: readonly Comment[];
}

/** A place in a section. */
interface Placed {
  readonly section: Pick<SectionBase, "origin">;
  readonly place: Comment;
}

function offsetOf({ section, place }: Placed): number {
  return section.origin.offset + place.start;
}

/**
 * Whether a directive of a template (`{% else %}`) stands between two places: then perhaps only one of the two will be there.
 *
 * @param sections those of the file, or the one that both places are in
 */
export function isDirectiveBetween(sections: readonly Templated[], first: Placed, second: Placed): boolean {
  const [from, to] = [offsetOf(first), offsetOf(second)];
  return sections.some(({ holes, origin }) =>
    holes.some(({ start }) => origin.offset + start > from && origin.offset + start < to),
  );
}
