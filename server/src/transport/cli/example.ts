/** One file of a rule's example. */
export interface ExampleFile {
  /** Its path, such as `cp1/keepalived.conf`. */
  readonly file: string;
  readonly text: string;
}

/**
 * The files of a rule's example, which is written as one text with a line `//- path` above each file. A NUL is shown by its
 * sign, because terminals and other programs swallow it.
 */
export function exampleFiles(example: string): ExampleFile[] {
  const [, ...parts] = example.replaceAll("\0", "␀").split(/^\/\/- (.+)\n/m);
  return parts.flatMap((part, at) => (at % 2 === 0 ? [{ file: part, text: parts[at + 1] ?? "" }] : []));
}

/** The files of an example one below the other, each shown by a function. */
export function joinExample(example: string, show: (file: ExampleFile) => string): string {
  return exampleFiles(example).map(show).join("\n\n");
}
