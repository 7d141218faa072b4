import { versionsFrom } from "./values.ts";

/** The words that an argument of a type may be. */
export interface TypeWords {
  /** In the order in which they are worth to be read. */
  readonly words: readonly string[];
  /** Commas part several of them. */
  readonly isList: boolean;
}

/** Types that consist of fixed words, or of which some words are common. */
const fixed: Readonly<Record<string, string>> = {
  switch: "on off",
  "log-level": "emerg alert crit err warning notice info debug",
  "redirect-code": "301 302 303 307 308",
  "deny-status": "403 404 429 503 400 401 405 500 502 504",
  status: "200 204 301 403 404 429 503",
  "tls-version": "TLSv1.2 TLSv1.3 TLSv1.1 TLSv1.0 SSLv3",
  "user-option": "password insecure-password groups",
  mux: "h1 h2 fcgi",
  "mux:bind": "h1 h2 quic",
  balance: "hdr( random random( rdp-cookie rdp-cookie(",
  "http-version": "HTTP/1.1 HTTP/1.0",
  usesrc: "client clientip hdr_ip(",
  "thread-set": "all odd even",
  shards: "by-thread by-group",
  "time-or-infinite": "infinite",
};

/** Types of which a comma may part several words. */
const lists: Readonly<Record<string, string>> = {
  "init-addr": "last libc none",
};

const errorCodes = "503 502 504 500 403 404 408 400 401 405 407 410 413 421 422 425 429 501 200".split(" ");

/**
 * The fixed words of a type; undefined where it is free text, a number or a name.
 *
 * @param limits what the signature says behind the type's colon
 * @param mask the versions (bits) to judge by
 */
export function argumentWords(type: string, limits: string, mask: number): TypeWords | undefined {
  if (type === "one-of") return { words: limits.split(","), isList: false };
  if (type === "some-of") return { words: limits.split(","), isList: true };
  if (type === "error-code") {
    const isNew = (mask & versionsFrom("3.2")) !== 0;
    return { words: isNew ? [...errorCodes, "414", "431"] : errorCodes, isList: false };
  }
  const list = lists[type];
  if (list !== undefined) return { words: list.split(" "), isList: true };
  const text = fixed[`${type}:${limits}`] ?? fixed[type];
  return text === undefined ? undefined : { words: text.split(" "), isList: false };
}
