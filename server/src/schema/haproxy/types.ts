import type { HaproxyVersion } from "./versions.ts";

/** The kinds of section that any known version has, by the word that opens them. */
export type HaproxySectionKind =
  | "global"
  | "defaults"
  | "frontend"
  | "listen"
  | "backend"
  | "peers"
  | "resolvers"
  | "mailers"
  | "userlist"
  | "ring"
  | "log-forward"
  | "log-profile"
  | "cache"
  | "crt-store"
  | "fcgi-app"
  | "http-errors"
  | "program"
  | "healthcheck"
  | "acme"
  | "traces"
  | "namespace_list";

/** A place for statements: a section kind, or a `defaults` that has a name, where rules are allowed. */
export type HaproxyPlace = HaproxySectionKind | "defaults-named";

/** What the manual and haproxy itself distinguish among the words of a configuration. */
export type HaproxyKind =
  | "section"
  | "keyword"
  | "option"
  | "action"
  | "bind-option"
  | "server-option"
  | "fetch"
  | "converter"
  | "acl"
  | "filter"
  | "service"
  | "log-alias"
  | "stick-data"
  | "stick-type"
  | "cond-predicate"
  | "directive"
  | "crt-list-option";

/** A statement's name (`timeout client`, `option httplog`), an action of a ruleset or a filter. */
export interface HaproxyKeyword {
  readonly kind: "keyword" | "option" | "action" | "filter";
  /** The full name; its words, split at the blank, are fixed words of the statement. */
  readonly name: string;
  readonly words: readonly string[];
  /** Whose keyword it is: `global`, `proxy`, `peers` …; several owners may have a keyword of one name. */
  readonly owner: string;
  /** Versions (bits) that accept it. */
  readonly known: number;
  /** Versions (bits) of which the facts can't say: a build without that library, or an incomplete list. */
  readonly unsure: number;
  /** Versions (bits) that accept it with a deprecation message. */
  readonly deprecated: number;
  /** Versions (bits) that know the name and refuse it as removed. */
  readonly removed: number;
  /** Takes the prefixes `no` and `default`. */
  readonly negatable: boolean;
  /** Versions (bits) that accept it only with `expose-experimental-directives`. */
  readonly experimental: number;
  /** An action or check step that carries arguments in parentheses, glued to its name: `set-var(txn.x)`. */
  readonly parenthesised: boolean;
  /** Place (for actions: ruleset, as in `tcp-request content`) to the versions (bits) where it takes effect there. */
  readonly allowed: ReadonlyMap<string, number>;
  /** Place to the versions (bits) where haproxy reads it there and goes on, at most with a warning. */
  readonly ignored: ReadonlyMap<string, number>;
}

export interface HaproxyLookup {
  /**
   * `known`: right here. `misplaced`: known, but not in this section (see `effect`). `other-version`: this section
   * takes it in later versions only (see `versions`); the facts come from first releases, and a later patch may have
   * brought it back to the version in question. `removed`: the version refuses it as removed. `unknown`: no
   * version has it anywhere; `unknownWord` says which word. `incomplete`: the first words of names that all go on; `candidates`
   * says how. `unsure`: the facts can't tell; say nothing.
   */
  readonly status: "known" | "misplaced" | "other-version" | "removed" | "unknown" | "incomplete" | "unsure";
  /** What haproxy does with the line because of its name and place: takes it, ignores it (maybe with a warning), refuses it. */
  readonly effect: "works" | "ignored" | "refused";
  /** The entry with the longest name that matches; for a rule the entry of the ruleset (`http-request`). */
  readonly statement: HaproxyKeyword | undefined;
  /** The action of a rule, or the filter of a `filter` line. */
  readonly action: HaproxyKeyword | undefined;
  readonly prefix: "no" | "default" | undefined;
  /** The prefix stands before a keyword that takes none: haproxy refuses the line. */
  readonly prefixRefused: boolean;
  /** Words from `nameStart` to `nameEnd` (exclusive) are the name, action included, prefix not. */
  readonly nameStart: number;
  readonly nameEnd: number;
  /** Index of the word that no version knows here; present with `unknown`. */
  readonly unknownWord: number | undefined;
  /** What may stand at `unknownWord`: candidates for a did-you-mean; what may come next, where the name is incomplete. */
  readonly candidates: readonly string[];
  /** Places where the statement takes effect in this version. */
  readonly places: readonly HaproxyPlace[];
  /** Versions that take it in this place; with `removed` and `other-version` those that still or already have it. */
  readonly versions: readonly HaproxyVersion[];
  /** Accepted with a deprecation message in this version (in `auto`: in all that accept it). */
  readonly deprecated: boolean;
}

/** A word that may come next. */
export interface HaproxyNextWord {
  readonly word: string;
  /** The entry whose name ends with this word, if one does. */
  readonly statement: HaproxyKeyword | undefined;
  /** Another fixed word follows: `option`, `http-request`. */
  readonly more: boolean;
  /** What haproxy does with it in this place; only `works` and `ignored` are listed. */
  readonly effect: "works" | "ignored";
  readonly deprecated: boolean;
}

/** A name of the other kinds: bind and server options, sample fetches, converters, … */
export interface HaproxyTerm {
  readonly kind: HaproxyKind;
  readonly name: string;
  readonly owner: string;
  readonly known: number;
  readonly unsure: number;
  readonly deprecated: number;
  readonly removed: number;
  /** What a check needs of it (`args`, `in`, `out`, `where`, `layer`, `after`, `default_server`, …), of the newest version. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** Older versions (bits) whose facts differ, with the fields that differ; null: absent there. */
  readonly older: readonly (readonly [number, Readonly<Record<string, unknown>>])[];
}

export interface HaproxyEnumeration {
  readonly id: string;
  /** The statement that the values were tried in; `%s` is the value. */
  readonly template: string;
  readonly values: readonly HaproxyEnumerationValue[];
}

export interface HaproxyEnumerationValue {
  /** The value, sometimes with an argument of its own behind: `url_param x`. */
  readonly value: string;
  readonly known: number;
  readonly unsure: number;
}

/** What hover shows. */
export interface HaproxyExplanation {
  readonly kind: HaproxyKind;
  readonly name: string;
  readonly owner: string;
  /** Readable lines: `timeout client <timeout>`. */
  readonly signatures: readonly string[];
  readonly argumentNames: readonly string[];
  /** Fixed words that the arguments may be, by position of the choice. */
  readonly values: readonly (readonly string[])[];
  readonly contexts: readonly string[];
  /** Places, or rulesets for an action. */
  readonly places: readonly string[];
  /** Versions that accept it; the first and last ends of the range follow from it. */
  readonly versions: readonly HaproxyVersion[];
  readonly deprecatedSince: HaproxyVersion | undefined;
  readonly removedSince: HaproxyVersion | undefined;
  readonly negatable: boolean;
  /** Of a fetch or converter. */
  readonly inputType: string | undefined;
  readonly outputType: string | undefined;
  readonly layer: string | undefined;
  /** All recorded fields, for features to come. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** Our own words, where somebody wrote them. */
  readonly description: string | undefined;
  readonly manual: string;
}
