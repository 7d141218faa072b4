import type { HaproxyKind, HaproxyPlace } from "./types.ts";
import type { HaproxyVersion } from "./versions.ts";

/**
 * Facts written by hand: what the generated lists lack or have wrong. Each was tried on the real program.
 */

export interface AddedKeyword {
  readonly owner: string;
  readonly name: string;
  readonly since?: HaproxyVersion;
  readonly negatable?: boolean;
}

/**
 * Keywords that the generated lists lack, most of them second words that they name only as arguments: owner, full
 * name. A second word holds for the versions and places of the keyword before it; `since` narrows the versions.
 */
export const addedKeywords: readonly AddedKeyword[] = [
  { owner: "global", name: "stats socket" },
  { owner: "global", name: "stats timeout" },
  { owner: "global", name: "stats maxconn" },
  { owner: "global", name: "stats bind-process" },
  { owner: "global", name: "stats calculate-max-counters", since: "3.4" },
  { owner: "proxy", name: "compression type-req", since: "2.8" },
  { owner: "proxy", name: "compression type-res", since: "2.8" },
  { owner: "resolvers", name: "hold nx" },
  { owner: "resolvers", name: "hold obsolete" },
  { owner: "resolvers", name: "hold other" },
  { owner: "resolvers", name: "hold refused" },
  { owner: "resolvers", name: "hold timeout" },
  { owner: "resolvers", name: "hold valid" },
  { owner: "resolvers", name: "timeout resolve" },
  { owner: "resolvers", name: "timeout retry" },
  { owner: "mailers", name: "timeout mail" },
  { owner: "ring", name: "timeout connect" },
  { owner: "ring", name: "timeout server" },
  { owner: "log-forward", name: "timeout" },
  { owner: "log-forward", name: "timeout client" },
  { owner: "fcgi-app", name: "option get-values", negatable: true },
  { owner: "fcgi-app", name: "option keep-conn", negatable: true },
  { owner: "fcgi-app", name: "option max-reqs" },
  { owner: "fcgi-app", name: "option mpxs-conns", negatable: true },
  { owner: "program", name: "option start-on-reload", negatable: true },
];

/** Actions that the generated lists lack, with the rulesets that have them, in all versions. */
export const addedActions: readonly { readonly name: string; readonly rulesets: readonly string[] }[] = [
  { name: "expect-proxy", rulesets: ["tcp-request connection"] },
  { name: "expect-netscaler-cip", rulesets: ["tcp-request connection"] },
];

/** Versions that accept a keyword although the generated lists say otherwise. */
export const corrections: readonly {
  readonly kind: HaproxyKind;
  readonly owner: string;
  readonly name: string;
  readonly version: HaproxyVersion;
  readonly deprecated: boolean;
}[] = [
  { kind: "keyword", owner: "ring", name: "backing-file", version: "2.6", deprecated: false },
  { kind: "keyword", owner: "proxy", name: "bind-process", version: "2.6", deprecated: true },
  { kind: "keyword", owner: "proxy", name: "transparent", version: "3.4", deprecated: true },
];

/** Keywords that haproxy refuses in a place where the generated lists say that it ignores them. */
export const refusals: readonly { readonly owner: string; readonly name: string; readonly place: HaproxyPlace }[] = [
  { owner: "proxy", name: "retry-on", place: "frontend" },
  { owner: "proxy", name: "hash-preserve-affinity", place: "frontend" },
  { owner: "proxy", name: "declare", place: "defaults" },
  { owner: "proxy", name: "declare", place: "defaults-named" },
  { owner: "proxy", name: "declare capture", place: "defaults" },
  { owner: "proxy", name: "declare capture", place: "defaults-named" },
];

/** Keywords that no listed version takes any more, though the generated lists can't tell for some (tried on 2.6). */
export const removedEverywhere: readonly string[] = ["option http-tunnel"];

/** Names that only some builds have, whatever the version: where no list has them, the facts can't tell. */
export const buildDependent: readonly string[] = ["ot-group", "opentracing", "no-quic"];

/** Keywords after which haproxy refuses every word that the lists do not hold: owner, name. */
export const closedFamilies: readonly (readonly [owner: string, name: string])[] = [
  ["global", "stats"],
  ["proxy", "option"],
  ["proxy", "timeout"],
  ["proxy", "stats"],
  ["proxy", "tcp-check"],
  ["proxy", "http-check"],
  ["proxy", "tcp-request"],
  ["proxy", "tcp-response"],
  ["proxy", "capture"],
  ["proxy", "capture request"],
  ["proxy", "capture response"],
  ["proxy", "compression"],
  ["proxy", "stick"],
  ["proxy", "email-alert"],
  ["proxy", "external-check"],
  ["proxy", "persist"],
  ["proxy", "rate-limit"],
  ["proxy", "declare"],
  ["proxy", "monitor"],
  ["resolvers", "hold"],
  ["resolvers", "timeout"],
  ["mailers", "timeout"],
  ["log-forward", "timeout"],
  ["fcgi-app", "option"],
  ["program", "option"],
];

/** First words that take the prefixes `no` and `default`, in every section; behind `option` it depends on the option. */
export const negatableWords: ReadonlySet<string> = new Set([
  "option",
  "log",
  "busy-polling",
  "set-dumpable",
  "strict-limits",
  "insecure-fork-wanted",
  "numa-cpu-mapping",
]);

/** Keywords that an action follows. */
export const rulesetNames: readonly string[] = [
  "http-request",
  "http-response",
  "http-after-response",
  "quic-initial",
  "tcp-request connection",
  "tcp-request session",
  "tcp-request content",
  "tcp-response content",
];

/** Fetches and converters that only a list of the manual holds; no version of haproxy knows them. */
export const misprintedExpressions: readonly string[] = ["set-cookie"];

/** Names that only a misprint of the manual holds; no version of haproxy knows them. */
export const misprints: readonly string[] = ["tcp-resposne", "option original-to", "tune.quic.backend.max-idle-timeou"];

/** Where a proxy's statements may stand. */
export const proxyPlaces: readonly HaproxyPlace[] = ["defaults", "defaults-named", "frontend", "listen", "backend"];
