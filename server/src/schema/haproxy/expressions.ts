import { misprintedExpressions } from "./additions.ts";
import { contextsJson } from "./data/contexts.ts";
import { expressionsJson } from "./data/expressions.ts";

/** The type of a sample: what a fetch gives and a converter takes. */
export type SampleType = "any" | "same" | "bool" | "sint" | "addr" | "ipv4" | "ipv6" | "str" | "bin" | "meth";

/** What some of the versions say about a name; the versions are bits. */
export interface FetchFacts {
  readonly versions: number;
  /** One letter an argument (`s`tring, `i`nteger, `t`able, ser`v`er, `b`ackend, `f`rontend, `u`serlist …), capital where it may be absent. */
  readonly parameters: string;
  readonly output: SampleType;
  /** Contexts (bits, see `sampleContext`) in which its data is there. */
  readonly where: number;
  /** The layer that it needs: `L4` to `L7`, `internal`. */
  readonly layer: string;
  /** The facts do not tell its arguments. */
  readonly isUnsure: boolean;
}

export interface ConverterFacts {
  readonly versions: number;
  readonly parameters: string;
  readonly input: SampleType;
  readonly output: SampleType;
  readonly isUnsure: boolean;
}

/** An ACL keyword that is a fetch with a way of matching: `path_beg` is `path -m beg`. */
export interface AclKeywordFacts {
  readonly versions: number;
  readonly fetch: string;
  readonly match: string;
}

interface Named<Facts> {
  /** Versions that have the name, or may have it. */
  readonly versions: number;
  readonly variants: readonly Facts[];
}

export type FetchEntry = Named<FetchFacts>;
export type ConverterEntry = Named<ConverterFacts>;

type Row = readonly [name: string, kind: string, known: number, unsure: number, ...facts: (number | string)[]];

let rows: ReadonlyMap<string, ReadonlyMap<string, Row>> | undefined;

function rowsOf(kind: string): ReadonlyMap<string, Row> {
  if (rows === undefined) {
    const byKind = new Map<string, Map<string, Row>>();
    for (const row of JSON.parse(expressionsJson) as readonly Row[]) {
      if (misprintedExpressions.includes(row[0])) continue;
      const names = byKind.get(row[1]) ?? new Map<string, Row>();
      byKind.set(row[1], names);
      names.set(row[0], row);
    }
    rows = byKind;
  }
  return rows.get(kind) ?? new Map();
}

/**
 * The facts of an entry by version. A version of which they do not tell, as of the oldest ones, has those of the next one
 * that tells.
 */
function read<Facts extends { readonly versions: number; readonly isUnsure?: boolean }>(
  row: Row | undefined,
  readFacts: (versions: number, text: string) => Facts,
): Named<Facts> | undefined {
  if (row === undefined) return undefined;
  const [, , known, unsure, ...facts] = row;
  const versions = known | unsure;
  const all: Facts[] = [];
  for (let at = 0; at < facts.length; at += 2) all.push(readFacts(Number(facts[at]), String(facts[at + 1])));
  const sure = all.filter(({ isUnsure }) => isUnsure !== true);
  const variants = sure.length === 0 ? all : sure;
  const told = variants.reduce((mask, variant) => mask | variant.versions, 0);
  const lowest = (mask: number): number => mask & -mask;
  const oldest = variants.toSorted((left, right) => lowest(left.versions) - lowest(right.versions))[0];
  const filled = variants.map((variant) =>
    variant === oldest ? { ...variant, versions: variant.versions | (versions & ~told) } : variant,
  );
  return { versions, variants: filled };
}

function table<Facts extends { readonly versions: number; readonly isUnsure?: boolean }>(
  kind: string,
  readFacts: (versions: number, text: string) => Facts,
): (name: string) => Named<Facts> | undefined {
  const seen = new Map<string, Named<Facts> | undefined>();
  return (name) => {
    if (seen.has(name)) return seen.get(name);
    const found = read(rowsOf(kind).get(name), readFacts);
    // Names that are none are without number, so that only known ones are kept.
    if (found !== undefined) seen.set(name, found);
    return found;
  };
}

/** A sample fetch by its name. */
export const findFetch: (name: string) => FetchEntry | undefined = table("fetch", (versions, text) => {
  const [parameters = "", output = "", where = "0", layer = "", unsure = ""] = text.split(" ");
  const isUnsure = unsure === "?" || output === "" || where === "0";
  return { versions, parameters, output: output as SampleType, where: Number(where), layer, isUnsure };
});

/** A converter by its name. */
export const findConverter: (name: string) => ConverterEntry | undefined = table("converter", (versions, text) => {
  const [parameters = "", input = "", output = "", unsure = ""] = text.split(" ");
  return {
    versions,
    parameters,
    input: input as SampleType,
    output: output as SampleType,
    isUnsure: unsure === "?" || input === "" || output === "",
  };
});

/** An ACL keyword by its name. */
export const findAclKeyword: (name: string) => Named<AclKeywordFacts> | undefined = table("acl", (versions, text) => {
  const [fetch = "", match = ""] = text.split(" ");
  return { versions, fetch, match };
});

/** A log format's alias by its name with the percent sign: whether it is for HTTP alone. */
export const findLogAlias: (
  name: string,
) => Named<{ readonly versions: number; readonly isHttp: boolean }> | undefined = table(
  "log-alias",
  (versions, text) => ({ versions, isHttp: text === "http" }),
);

/** What a stick table may store, by its name. */
export const findStickData: (
  name: string,
) => Named<{ readonly versions: number; readonly hasPeriod: boolean; readonly isArray: boolean }> | undefined = table(
  "stick-data",
  (versions, text) => {
    const [argument, array] = text.split(" ");
    return { versions, hasPeriod: argument === "delay", isArray: array === "array" };
  },
);

/** Whether `default-server` takes an option of `server`, by the option's name. */
export const findServerOption: (
  name: string,
) => Named<{ readonly versions: number; readonly isForDefaults: boolean }> | undefined = table(
  "server-option",
  (versions, text) => ({ versions, isForDefaults: text !== "no-default" }),
);

type NamedKind =
  | "fetch"
  | "converter"
  | "acl"
  | "log-alias"
  | "stick-data"
  | "bind-option"
  | "server-option"
  | "service"
  | "filter";

const namesByKind = new Map<NamedKind, ReadonlyMap<string, number>>();

/** All names of a kind with the versions (bits) that have them, or may have them. */
export function expressionNames(kind: NamedKind): ReadonlyMap<string, number> {
  const names =
    namesByKind.get(kind) ??
    new Map([...rowsOf(kind)].map(([name, [, , known, unsure]]) => [name, known | unsure] as const));
  namesByKind.set(kind, names);
  return names;
}

const contextNames = JSON.parse(contextsJson) as readonly string[];

/** The bit of a context in which samples are fetched: `fe-http-req-hdr`, `be-set-server`, `logs` … */
export function sampleContext(name: string): number {
  const position = contextNames.indexOf(name);
  if (position < 0) throw new Error(`no such context of samples: ${name}`);
  return 1 << position;
}

const addresses: readonly SampleType[] = ["addr", "ipv4", "ipv6"];
const texts: readonly SampleType[] = ["str", "bin"];

/** Which types a sample of a type can be turned into; anything can be turned into itself and into `any`. */
const casts: Readonly<Record<SampleType, readonly SampleType[]>> = {
  any: ["bool", "sint", "str", "bin", "meth", ...addresses],
  same: ["bool", "sint", "str", "bin", "meth", ...addresses],
  bool: ["sint", ...texts],
  sint: ["bool", ...addresses, ...texts],
  addr: [],
  ipv4: ["sint", ...addresses, ...texts],
  ipv6: [...addresses, ...texts],
  str: ["bool", "sint", ...addresses, "bin", "meth"],
  bin: ["str", "meth"],
  meth: texts,
};

/** Whether haproxy can turn a sample of one type into another one; a fetch's `addr` is an address of either family. */
export function canCast(from: SampleType, to: SampleType): boolean {
  if (to === "any" || to === "same" || from === to) return true;
  if (from === "addr") return casts.ipv4.includes(to) || casts.ipv6.includes(to);
  return casts[from].includes(to);
}
