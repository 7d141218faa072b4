/**
 * Facts written by hand: where names stand. The signatures of the manual call most of them `<name>` and leave open of what. What
 * refers to what was tried on the real program: it names in its complaint what it looked for.
 *
 * A place is a text of words: fixed words in front of the name, then the name, `<kind>` where it is used and `+kind` where it is
 * given. `…` in front: the fixed words may stand anywhere before the condition. `<kind,>`: several, parted by commas.
 */

/** By the statement's owner and first word; `action` and its name for what follows an action in a rule. */
export const statementNaming: Readonly<Record<string, readonly string[]>> = {
  "proxy acl": ["+acl"],
  "proxy default_backend": ["<backend>"],
  "proxy email-alert": ["mailers <mailers>"],
  "proxy errorfiles": ["<http-errors>"],
  "proxy filter": [
    "cache <cache>",
    "fcgi-app <fcgi-app>",
    "bwlim-in +filter",
    "bwlim-out +filter",
    "… engine +spoe-engine",
  ],
  "proxy log": ["ring@<ring>", "backend@<backend>", "… profile <log-profile>"],
  "proxy server": ["+server"],
  "proxy stats": ["scope <proxy>"],
  "proxy stick": ["… table <table>"],
  "proxy stick-table": ["… peers <peers>"],
  "proxy use-fcgi-app": ["<fcgi-app>"],
  "proxy use-server": ["<server>"],
  "proxy use_backend": ["<backend>"],
  "action cache-store": ["<cache>"],
  "action cache-use": ["<cache>"],
  "action deny": ["… errorfiles <http-errors>"],
  "action do-log": ["profile <log-profile>"],
  "action return": ["… errorfiles <http-errors>"],
  "action send-spoe-group": ["<spoe-engine>"],
  "action set-bandwidth-limit": ["<filter>"],
  "action tarpit": ["… errorfiles <http-errors>"],
  "action track-sc": ["… table <table>"],
  "crt-store load": ["… acme <acme>"],
  "fcgi-app acl": ["+acl"],
  "global httpclient.resolvers.id": ["<resolvers>"],
  "global localpeer": ["<peer>"],
  "global log": ["ring@<ring>", "backend@<backend>", "… profile <log-profile>"],
  "log-forward log": ["ring@<ring>", "backend@<backend>", "… profile <log-profile>"],
  "mailers mailer": ["+mailer"],
  "peers log": ["ring@<ring>", "backend@<backend>", "… profile <log-profile>"],
  "peers peer": ["+peer"],
  "peers server": ["+peer"],
  "peers table": ["+table"],
  "resolvers nameserver": ["+nameserver"],
  "ring server": ["+server"],
  "userlist group": ["+group", "… users <user,>"],
  "userlist user": ["+user", "… groups <group,>"],
};

/** Options of a `server` line whose word names something. */
export const serverOptionNaming: Readonly<Record<string, "resolvers" | "healthcheck" | "server">> = {
  healthcheck: "healthcheck",
  resolvers: "resolvers",
  track: "server",
};

/** What carries names in parentheses besides the fetches and converters of the generated list. */
export const parenthesisedNaming: readonly (readonly [string, readonly [number, "resolvers"]])[] = [
  ["do-resolve", [1, "resolvers"]],
];
