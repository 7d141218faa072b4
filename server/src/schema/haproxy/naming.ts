import { namingJson } from "./data/naming.ts";
import { serverOptionsJson } from "./data/server-options.ts";
import { parenthesisedNaming, statementNaming } from "./naming-places.ts";
import type { HaproxyPlace, HaproxySectionKind } from "./types.ts";

/**
 * What a name of a haproxy.cfg stands for. A section's name stands for the section; `table` is a proxy or a line of a peers section
 * that holds a stick table, `proxy` a frontend or a backend, whichever there is.
 */
export type HaproxyNameKind =
  | Exclude<HaproxySectionKind, "global" | "traces" | "namespace_list">
  | "acl"
  | "filter"
  | "group"
  | "mailer"
  | "nameserver"
  | "peer"
  | "proxy"
  | "server"
  | "spoe-engine"
  | "table"
  | "user";

/** Where a name stands among the words behind a statement's first word or an action's name. */
export interface HaproxyNamePlace {
  /** The words right in front of the name. */
  readonly before: readonly string[];
  /** `before` may stand anywhere in front of the condition; else it comes first. */
  readonly isAnywhere: boolean;
  /** What is glued to the front of the name: `ring@`. */
  readonly prefix: string;
  readonly kind: HaproxyNameKind;
  /** The name is given here; else it is one that is given elsewhere. */
  readonly isDeclared: boolean;
  /** Commas part several names. */
  readonly isList: boolean;
}

/** Reads `… table <table>`; see naming-places.ts. */
function readPlace(text: string): HaproxyNamePlace {
  const words = text.split(" ");
  const last = words.pop() ?? "";
  const isAnywhere = words[0] === "…";
  const [, prefix = "", open, kind, comma] = /^([^<+]*)([<+])([a-z-]+)(,?)>?$/.exec(last) ?? [];
  return {
    before: isAnywhere ? words.slice(1) : words,
    isAnywhere,
    prefix,
    kind: kind as HaproxyNameKind,
    isDeclared: open === "+",
    isList: comma === ",",
  };
}

const noPlaces: readonly HaproxyNamePlace[] = [];
const readPlaces = new Map<string, readonly HaproxyNamePlace[]>();

/**
 * Where names stand in a statement.
 *
 * @param owner whose keyword it is: `proxy`, `peers`, … or `action` for what follows an action's name in a rule
 * @param word the statement's first word, or the action's name without a number at its end
 */
export function haproxyNamePlaces(owner: HaproxyPlace | "proxy" | "action", word: string): readonly HaproxyNamePlace[] {
  const key = `${owner} ${word}`;
  const known = readPlaces.get(key);
  if (known !== undefined) return known;
  const texts = Object.hasOwn(statementNaming, key) ? statementNaming[key] : undefined;
  if (texts === undefined) return noPlaces;
  const places = texts.map(readPlace);
  readPlaces.set(key, places);
  return places;
}

/** Statements that take a condition, `if …` or `unless …`, by their first word. */
export const conditionalStatements: ReadonlySet<string> = new Set([
  "block",
  "force-be-switch",
  "force-persist",
  "http-after-response",
  "http-request",
  "http-response",
  "ignore-persist",
  "monitor",
  "pass-header",
  "quic-initial",
  "redirect",
  "set-param",
  "stats",
  "stick",
  "tcp-request",
  "tcp-response",
  "use-server",
  "use_backend",
]);

export type HaproxyNamingArgument = readonly [index: number, kind: HaproxyNameKind];

let naming: ReadonlyMap<string, readonly HaproxyNamingArgument[]> | undefined;

/** Which arguments in the parentheses behind a word name something: of `nbsrv(backend)` the first, a backend. */
export function haproxyNamingArguments(word: string): readonly HaproxyNamingArgument[] {
  if (naming === undefined) {
    type Entry = readonly [string, ...HaproxyNamingArgument[]];
    const entries = [...(JSON.parse(namingJson) as readonly Entry[]), ...parenthesisedNaming];
    naming = new Map(entries.map(([name, ...args]) => [name, args]));
  }
  return naming.get(word) ?? [];
}

let optionWords: ReadonlyMap<string, number> | undefined;

/** How many words of its own an option of a `server` line has behind it. */
export function haproxyServerOptionWords(option: string): number {
  optionWords ??= new Map(JSON.parse(serverOptionsJson) as readonly (readonly [string, number])[]);
  return optionWords.get(option) ?? 0;
}
