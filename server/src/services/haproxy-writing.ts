import { toSnippet } from "./snippet.ts";

/**
 * Lines with places to fill in (see `snippet.ts`), by where they stand and the words in front. Each is a line as it is mostly written
 * in front of apiservers; timeouts are those that do no harm to long requests.
 */
const proxySnippets: Readonly<Record<string, string>> = {
  server: "server <name> <address>:<6443> check",
  "server-template": "server-template <name> <1-3> <host>:<6443> check",
  "default-server": "default-server inter <2s> fall <3> rise <2>",
  bind: "bind <*>:<6443>",
  acl: "acl <name> <path_beg> </>",
  use_backend: "use_backend <backend> if <acl>",
  "stick-table": "stick-table type <ip> size <100k> expire <30m>",
  "timeout connect": "connect <5s>",
  "timeout client": "client <1h>",
  "timeout server": "server <1h>",
  "timeout check": "check <5s>",
  "timeout queue": "queue <1m>",
  "timeout http-request": "http-request <10s>",
  "timeout http-keep-alive": "http-keep-alive <10s>",
  "timeout tunnel": "tunnel <1h>",
  "timeout client-fin": "client-fin <30s>",
  "timeout server-fin": "server-fin <30s>",
  "timeout tarpit": "tarpit <1m>",
  "option httpchk": "httpchk GET </readyz>",
};

const snippets: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  section: {
    frontend: "frontend <name>",
    backend: "backend <name>",
    listen: "listen <name>",
    peers: "peers <name>",
    resolvers: "resolvers <name>",
    mailers: "mailers <name>",
    userlist: "userlist <name>",
    ring: "ring <name>",
    cache: "cache <name>",
    "http-errors": "http-errors <name>",
    "log-forward": "log-forward <name>",
    "fcgi-app": "fcgi-app <name>",
  },
  global: {
    "stats socket": "socket </run/haproxy/admin.sock> mode <660> level <admin>",
    maxconn: "maxconn <4000>",
  },
  peers: { peer: "peer <name> <address>:<10000>" },
  resolvers: {
    nameserver: "nameserver <dns1> <address>:<53>",
    "timeout resolve": "resolve <1s>",
    "timeout retry": "retry <1s>",
    "hold valid": "valid <10s>",
  },
  mailers: { mailer: "mailer <name> <address>:<25>" },
  userlist: { user: "user <name> password <hash>" },
  ring: { server: "server <name> <address>:<514>" },
  "bind-option": { crt: "crt </etc/haproxy/certs/site.pem>", alpn: "alpn <h2,http/1.1>" },
  "server-option": {
    inter: "inter <2s>",
    fall: "fall <3>",
    rise: "rise <2>",
    weight: "weight <100>",
    verify: "verify <none>",
    slowstart: "slowstart <30s>",
  },
};

const proxyPlaces: ReadonlySet<string> = new Set(["defaults", "defaults-named", "frontend", "backend", "listen"]);

/**
 * What to write for a keyword, with places to fill in.
 *
 * @param place a section's kind, `bind-option` and `server-option` for options, `section` for the words that open sections
 * @param path the words up to the keyword, itself the last one, parted by blanks
 * @returns undefined where the keyword alone is written; else what takes the place of its last word and follows it
 */
export function snippetOf(place: string, path: string): string | undefined {
  const table = proxyPlaces.has(place) ? proxySnippets : snippets[place];
  const text = table !== undefined && Object.hasOwn(table, path) ? table[path] : undefined;
  return text === undefined ? undefined : toSnippet(text);
}

/** Values that are mostly written for a time, by the word in front of it; the first is the usual one. */
const usualTimes: Readonly<Record<string, string>> = {
  connect: "5s 10s 3s",
  client: "1h 50s 1m",
  server: "1h 50s 1m",
  check: "5s 10s",
  "http-request": "10s 5s",
  "http-keep-alive": "10s 2s",
  queue: "1m 30s",
  tunnel: "1h 24h",
  "client-fin": "30s",
  "server-fin": "30s",
  tarpit: "1m",
  inter: "2s 3s 5s 10s",
  fastinter: "1s",
  downinter: "5s 10s",
  slowstart: "30s 60s",
  expire: "30m 10m 10s",
  refresh: "10s 5s 30s",
  "inspect-delay": "5s",
  "hard-stop-after": "30s 5m",
  resolve: "1s",
  retry: "1s",
  valid: "10s 30s",
  timeout: "30s",
};

/** Texts that are mostly written where any text may stand, by the keyword or the option in front. */
const usualTexts: Readonly<Record<string, string>> = {
  alpn: "h2,http/1.1 http/1.1 h2",
  npn: "h2,http/1.1",
  "check-alpn": "h2,http/1.1 http/1.1",
  "option httpchk": "GET HEAD OPTIONS",
  meth: "GET HEAD POST OPTIONS",
  ver: "HTTP/1.1 HTTP/1.0",
  "monitor-uri": "/healthz /health",
};

/** What to write where any text may stand: a few usual ones, or nothing. */
export function textsToWrite(word: string): readonly string[] {
  return Object.hasOwn(usualTexts, word) ? (usualTexts[word]?.split(" ") ?? []) : [];
}

const units = ["s", "ms", "m", "h", "d"];

/**
 * What to write for a time.
 *
 * @param word the word in front of it, such as `inter`
 * @param typed what is written of it: behind digits come the units
 */
export function timesToWrite(word: string, typed: string): readonly string[] {
  const digits = /^\d+/.exec(typed)?.[0];
  if (digits !== undefined) return units.map((unit) => `${digits}${unit}`);
  return Object.hasOwn(usualTimes, word) ? (usualTimes[word]?.split(" ") ?? []) : [];
}
