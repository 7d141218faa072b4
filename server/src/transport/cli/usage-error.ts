/** Something that the user can mend: wrong flags, a path that can't be read. It is said in one line; the exit status is 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
