const name = "UsageError";

/** Something that the user can mend: wrong flags, a path that can't be read. It is said in one line; the exit status is 2. */
export class UsageError extends Error {
  override readonly name = name;
}

/**
 * Whether an error is one that the user can mend. Each bundle has a class of its own, so that an error from another bundle is known
 * by its name only.
 */
export function isUsageError(error: unknown): error is Error {
  return error instanceof Error && error.name === name;
}
