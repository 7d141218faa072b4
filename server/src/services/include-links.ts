import type { Definition } from "./definition.ts";
import type { FilePlace, IncludeLine, NavigationSource } from "./source.ts";

/** The pattern of an `include` line and the one file that it brings in. */
export interface IncludeLink extends FilePlace {
  readonly target: string;
}

/** Where the pattern of an include line stands. */
function patternOf(source: NavigationSource, { file, start, end }: IncludeLine): FilePlace {
  const written = source.textOf(file)?.slice(start, end) ?? "";
  const keyword = /^\S*\s*/.exec(written)?.[0].length ?? 0;
  return { file, start: start + keyword, end };
}

function linesOf(source: NavigationSource, file: string): readonly IncludeLine[] {
  if (source.languageOf(file) !== "keepalived") return [];
  return source.includesOf(file).lines.filter((line) => line.file === file && line.files.length > 0);
}

/** The `include` lines of a file that lead to one file each, sorted. */
export function includeLinks(source: NavigationSource, file: string): readonly IncludeLink[] {
  return linesOf(source, file).flatMap((line) => {
    const [target, ...others] = line.files;
    return target === undefined || others.length > 0 ? [] : [{ ...patternOf(source, line), target }];
  });
}

/** The files that the `include` line at an offset brings in; undefined where none stands there, or its files are not here. */
export function targetOfInclude(source: NavigationSource, file: string, offset: number): Definition | undefined {
  const line = linesOf(source, file).find(({ start, end }) => start <= offset && offset <= end);
  if (line === undefined) return undefined;
  const targets = line.files.map((name) => ({
    file: name,
    start: 0,
    end: 0,
    wholeStart: 0,
    wholeEnd: source.textOf(name)?.length ?? 0,
  }));
  return { origin: patternOf(source, line), targets };
}
