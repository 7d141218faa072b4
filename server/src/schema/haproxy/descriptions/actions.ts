/** See `../descriptions.ts`. */
export const actionsDescriptions: Readonly<Record<string, string>> = {
  "action proxy expect-netscaler-cip":
    "Waits for a NetScaler Client IP header in front of a connection's data and takes the client's address from it. The bare `layer4` behind it is part of the action; other connections of the same frontend may come without, if a condition says so.",
  "action proxy expect-proxy":
    "Waits for a PROXY protocol header, written `expect-proxy layer4`, and takes the client's address from it. With a condition it serves a port that gets connections both from a proxy and directly; `accept-proxy` on the `bind` demands the header of all.",
  "action proxy accept":
    "Ends the evaluation of this TCP ruleset and lets the connection or its data go on. In `tcp-request content`, `accept if { req.ssl_hello_type 1 }` stops the waiting of `inspect-delay` as soon as enough is known. Without any rule everything is accepted.",
  "action proxy add-acl":
    "Adds a pattern, built from a log format, to an ACL list that was loaded from a file (an empty one will do), unless it is there already. Lasts until restart, like `add acl` on the CLI; `del-acl` removes it.",
  "action proxy add-header":
    "Appends a header line, keeping those of the same name that exist. For fields that may repeat; for information that servers trust, use `set-header`, or a client's own copy stays first.",
  "action proxy add-headers-bin":
    "Appends many headers at once from a binary sample in the encoding of `req.hdrs_bin`; `prefix` restricts it to names that begin so. Names and values are not validated, so feed it from trusted sources only; `tune.http.maxhdr` bounds their number.",
  "action proxy allow":
    "Ends the evaluation of this HTTP ruleset in the current section and lets the message pass; rules of the next section still apply. The counterpart for TCP rulesets is `accept`.",
  "action proxy attach-srv":
    "Hands an incoming HTTP/2 connection over to a server whose address is `rhttp@`, turning it round so that requests flow to the peer that dialled in. Experimental: reverse HTTP for servers behind NAT; `name` gives the key by which requests find the connection.",
  "action proxy auth":
    "Asks the client for user name and password: 401 with HTTP Basic, or 407 for proxied requests. Use it as `http-request auth unless { http_auth(users) }`, with `users` a `userlist`; passwords are readable without TLS.",
  "action proxy cache-store":
    "Stores the response in the named `cache` if it is cacheable and fits `max-object-size`. It works only for requests that have passed `cache-use` of the same cache; headers changed by later rules are not in the stored copy.",
  "action proxy cache-use":
    "Answers from the named `cache` if it holds the object, otherwise prepares the request for `cache-store`, which needs it. Mostly safe methods and unauthenticated requests qualify; put conditions here rather than on the storing.",
  "action proxy capture":
    "Stores a sample in a capture slot, so that it appears in the logs and later rules can read it. `len` allocates a new slot of that many characters (frontend requests only), `id` fills one made by `declare capture`. A backend's rule is ignored if the frontend has no such slot.",
  "action proxy close":
    "Closes the connection to the server at once, after what was received so far. For protocols that leave connections open long after the exchange has ended.",
  "action proxy del-acl":
    "Removes a pattern, built from a log format, from an ACL list that was loaded from a file, like `del acl` on the CLI. The file itself stays as it is.",
  "action proxy del-header":
    "Removes all header lines of this name; `-m beg`, `end`, `sub` or `reg` widens it to matching names. Use it to strip what clients must not claim, such as `X-Forwarded-For`, or what servers reveal, such as `Server`.",
  "action proxy del-headers-bin":
    "Removes all headers whose names stand in a binary sample encoded like `req.hdrs_bin`; `-m` chooses `str`, `beg`, `end` or `sub` (no regular expressions). For lists of names that become known only at run time.",
  "action proxy del-map":
    "Removes a key, built from a log format, from a map loaded from a file, like `del map` on the CLI. The file itself stays as it is, so a restart brings the entry back.",
  "action proxy deny":
    "Refuses the message and ends the rules: 403 for requests, 502 for responses, unless `status` says otherwise, as in `deny status 429`. Body and headers may be given as for `return`. Cheaper than `tarpit`, kinder than `silent-drop`.",
  "action proxy dgram-drop":
    "Ignores the QUIC packet without answer, so no connection or TLS work starts. The client waits for its timeout and may then fall back to TCP; `reject` would tell it at once.",
  "action proxy disable-l7-retry":
    "Forbids repeating this request after it was sent, whatever `retry-on` allows; refused connections are still retried. Use it for methods that change data: `http-request disable-l7-retry if METH_POST`.",
  "action proxy do-log":
    "Writes a log line at this point, besides the automatic ones, in the proxy's format or that of a `log-profile`. For following how a connection moves through the rules; unconditional use doubles the log volume.",
  "action proxy do-resolve":
    "Looks a host name up through a `resolvers` section and stores the address in a variable, not set on failure; the request waits meanwhile. With `set-dst` and a server `0.0.0.0:0` it makes a forward proxy; restrict the names, or clients reach your inner network.",
  "action proxy early-hint":
    "Sends a header to the client in a 103 Early Hints response ahead of the real one, usually a `Link` for preloading. Rules without conditions that follow each other share one 103; clients of HTTP/1.0 get none.",
  "action proxy normalize-uri":
    "Rewrites the URI into a canonical form, one step per rule: `path-strip-dotdot`, `path-merge-slashes`, `percent-to-uppercase`, `query-sort-by-name` and others. Makes ACLs and caches see equal URIs as equal; experimental, and risky where servers give such variants different meanings.",
  "action proxy ot-group":
    "Runs a scope group of an OpenTracing filter at this point, so that spans are opened, annotated or closed. Known only to builds with the OpenTracing addon.",
  "action proxy pause":
    "Holds the message for a time, in ms unless a unit is given or as an expression, then goes on. Slows down clients that exceed a rate while still serving them; each held request keeps its connection.",
  "action proxy redirect":
    "Answers with an HTTP redirect to a `location`, `prefix` or `scheme` (302 unless `code` is given) in its place among the rules, with log formats in the target. In `http-response` only `location` works, and the server's body is dropped.",
  "action proxy reject":
    "Closes the connection without an HTTP answer. In `tcp-request connection` it is the cheapest refusal and is not even logged; in `quic-initial` the client learns that it was refused; on a response it cuts what the server sent.",
  "action proxy replace-header":
    "Applies a regular expression to each whole line of the named header and puts the result of a log format in its place, with `\\1` for groups. Lines that don't match stay; `replace-value` works on comma-separated values.",
  "action proxy replace-path":
    "Rewrites the path of a request, without scheme, host or query, by regular expression, as in `replace-path /app/(.*) /\\1`. Works for all HTTP versions, unlike `replace-uri`.",
  "action proxy replace-pathq":
    "Rewrites path and query string together by regular expression, leaving scheme and host alone. Use it if the query must change too, otherwise `replace-path`.",
  "action proxy replace-uri":
    "Rewrites the URI as received by regular expression. HTTP/2 clients send scheme and host in it, HTTP/1 clients mostly don't, so patterns that begin with `/` miss half of them; `replace-path` and `replace-pathq` avoid that.",
  "action proxy replace-value":
    "Applies a regular expression to every comma-separated value of the named header on its own, not to the whole line. For lists such as `Accept` or `Cache-Control`.",
  "action proxy return":
    "Answers the request at once with a response made here: status (200 unless given), `content-type`, body from a `string`, `file` or log format, headers by `hdr`. No server is asked; the whole must fit into a buffer. Good for health endpoints and `robots.txt`.",
  "action proxy sc-add-gpc":
    "Adds a number or the value of an expression to general purpose counter `idx` (0 to 99) of the entry tracked by the sticky counter. The table must store a `gpc` array, else nothing happens; for scores and volumes.",
  "action proxy sc-inc-gpc":
    "Adds one to general purpose counter `idx` (0 to 99) of the entry tracked by the sticky counter, and to its rate. Silently does nothing unless the table stores `gpc` or `gpc_rate` arrays large enough.",
  "action proxy sc-inc-gpc0":
    "Adds one to counter `gpc0` of the entry tracked by the sticky counter, for instance on each bad login. The table must store `gpc0` or `gpc0_rate`; rules can then test `sc_get_gpc0` or `sc_gpc0_rate`.",
  "action proxy sc-inc-gpc1":
    "Adds one to counter `gpc1` of the entry tracked by the sticky counter: a second count of your own beside `gpc0`. The table must store `gpc1` or `gpc1_rate`.",
  "action proxy sc-set-gpt":
    "Sets general purpose tag `idx` (0 to 99) of the entry tracked by the sticky counter to a 32-bit number. The table must store a `gpt` array; tags mark clients, counters count them.",
  "action proxy sc-set-gpt0":
    "Sets tag `gpt0` of the entry tracked by the sticky counter to a 32-bit number or expression, for example 1 to mark an abuser until the entry expires. The table must store `gpt0`.",
  "action proxy send-retry":
    "Makes a QUIC client prove its address by a Retry packet before the handshake begins. Protects against forged sources at the price of one round trip; use it under load or for suspicious networks.",
  "action proxy send-spoe-group":
    "Sends the messages of an SPOE group to its agents at this point and waits for the answer, which may set variables for later rules. The engine must be attached by `filter spoe`.",
  "action proxy set-bandwidth-limit":
    "Switches a `bwlim-in` or `bwlim-out` filter on for this stream, with a `limit` in bytes and a `period` in ms of its own if the filter counts per stream. The last such rule wins; HTTP headers are not counted.",
  "action proxy set-bc-mark":
    "Sets the netfilter mark on packets to the server, a 32-bit number that routing and firewall rules can match. For choosing a path per request; needs `CAP_NET_ADMIN`, and connections are shared only among equal marks.",
  "action proxy set-bc-tos":
    "Sets the TOS or DSCP byte of packets to the server, so that routers inside can prioritise them. The value is the whole byte: DSCP times 4.",
  "action proxy set-dst":
    "Replaces the destination address as haproxy sees it, for `dst`, for logs and for servers declared as `0.0.0.0`, which then connect there. The port is kept if possible; set it by `set-dst-port`.",
  "action proxy set-dst-port":
    "Replaces the destination port as haproxy sees it, which a server declared as `0.0.0.0:0` then connects to. The address is kept.",
  "action proxy set-fc-mark":
    "Sets the netfilter mark on packets to the client, a 32-bit number (decimal or `0x…`) that routing and firewall rules can match. For example to send downloads over a cheaper line; needs `CAP_NET_ADMIN`.",
  "action proxy set-fc-tos":
    "Sets the TOS or DSCP byte of packets to the client, so that routers can prioritise them. The value is the whole byte: DSCP times 4, thus `0xb8` for expedited forwarding.",
  "action proxy set-header":
    "Sets a header to the result of a log format, removing all lines of that name first. The safe way to pass facts to servers, as in `set-header X-Forwarded-Proto https`, since clients can't add their own.",
  "action proxy set-headers-bin":
    "Sets many headers at once from a binary sample in the encoding of `req.hdrs_bin`, replacing those of the same names; `prefix` restricts it to names that begin so. Nothing is validated, so feed it from trusted sources only.",
  "action proxy set-log-level":
    "Changes the syslog level of this request's log line, or suppresses it with `silent`; the last matching rule wins. Often used to hush health probes: `set-log-level silent if { path /healthz }`.",
  "action proxy set-map":
    "Adds or updates an entry of a map loaded from a file, key and value built from log formats, like `set map` on the CLI. Lasts until restart and is not shared between nodes.",
  "action proxy set-mark":
    "The older name of `set-fc-mark`: sets the netfilter mark on packets to the client, for routing and firewall rules.",
  "action proxy set-method":
    "Replaces the HTTP method of the request by the result of a log format. Rarely right: servers then see something else than clients sent, and bodies may not fit the method.",
  "action proxy set-nice":
    "Scheduling weight of this request's task, from -1024 (urgent) to 1024 (patient), 0 by default. Matters only when haproxy's CPU is saturated; measure before keeping it.",
  "action proxy set-path":
    "Replaces the path of the request by the result of a log format and keeps the query, as in `set-path /v2%[path]` to add a prefix.",
  "action proxy set-pathq":
    "Replaces path and query string together by the result of a log format. The way to drop a query with its question mark: `set-pathq %[path]`.",
  "action proxy set-priority-class":
    "Class of the request in the queue for a busy server, an expression from -2047 to 2047; lower ones are served first, whatever they have waited. Lets logins or interactive pages overtake bulk traffic.",
  "action proxy set-priority-offset":
    "Shifts the request's place in the queue by this many ms, an expression from -524287 to 524287; negative ones are served earlier. Finer than `set-priority-class`, which is compared first; keep `timeout queue` below the range.",
  "action proxy set-query":
    "Replaces the query string by the result of a log format; a question mark is added if needed but never removed. To remove it wholly use `set-pathq`.",
  "action proxy set-retries":
    "Overrides `retries` for this request alone: a number or expression from 0 to 100. Useful to forbid retries for costly calls; in a `listen`, it is lost if the request moves to another backend.",
  "action proxy set-src":
    "Replaces the client address as haproxy sees it, for `src`, logs, tables and `X-Forwarded-For`. Behind another proxy: `set-src req.hdr(x-real-ip)`, provided that only that proxy can connect.",
  "action proxy set-src-port":
    "Replaces the client port as haproxy sees it, for `src_port`, logs and PROXY headers. Goes with `set-src`, so that logs name the client's real endpoint.",
  "action proxy set-status":
    "Changes the status code of a response (100 to 999); the reason text is the usual one unless `reason` gives another. The body stays that of the server.",
  "action proxy set-timeout":
    "Overrides one timeout for this stream: `client`, `connect`, `queue`, `server`, `tarpit` or `tunnel`, in ms unless a unit is given, or by expression. For single slow URLs, instead of raising limits for all; those of the server's side belong into backends.",
  "action proxy set-tos":
    "The older name of `set-fc-tos`: sets the TOS or DSCP byte of packets to the client, for routers that prioritise by it.",
  "action proxy set-uri":
    "Replaces the whole URI, with scheme and host if the log format gives them, in which case HTTP/1 servers receive an absolute URI. Usually `set-path`, `set-query` or `set-header Host` say better what is meant.",
  "action proxy set-var":
    "Stores a sample in a variable, `set-var(txn.host) req.hdr(host),lower`, for later rules, logs or backends. The scope is in the name: `proc`, `sess`, `txn`, `req` or `res`; conditions such as `ifnotexists` may follow it. Without content, only `proc` and `sess` can be used.",
  "action proxy set-var-fmt":
    "Stores the result of a log-format string in a variable, which joins several samples more readably than converters do. Scopes and conditions are those of `set-var`; quote the format if it has blanks.",
  "action proxy silent-drop":
    "Lets the connection vanish without telling the client, which then waits for its own timeout. Strong against attackers, but firewalls between keep the dead connection too unless `rst-ttl` sends them a reset that dies before the client. Without privileges a reset of TTL 1 is sent.",
  "action proxy strict-mode":
    "Whether a failing header rewrite in the rules below ends the request with an internal error (`on`, the default) or is skipped (`off`). Reset at the end of each ruleset.",
  "action proxy switch-mode":
    "Turns a TCP connection into an HTTP one inside a frontend in `mode tcp`, after inspection showed HTTP: `switch-mode http`. The request must then go to a backend in `mode http`; later `tcp-request content` rules are skipped.",
  "action proxy tarpit":
    "Holds the request without answer for `timeout tarpit`, then sends an error (500 unless `status` says otherwise). Slows simple robots down, but every victim occupies a connection here, so a clever attacker gains.",
  "action proxy track-sc":
    "Tracks a key in a stick table by the sticky counter whose number follows, from 0 to `tune.stick-counters` less one (3 counters by default). The entry's counters are updated and can be tested by `sc_…(n)` for as long as it is tracked.",
  "action proxy track-sc0":
    "Tracks a key, usually `src`, with sticky counter 0: the entry is made if need be, kept from expiring, and its counters are updated and readable as `sc0_…`. The first such rule counts; by convention this is the counter of the connection.",
  "action proxy track-sc1":
    "Tracks a key with sticky counter 1, beside what `track-sc0` follows, for example a header or path in the frontend's content rules. Tests read it as `sc1_…`; `table` names another section's table.",
  "action proxy track-sc2":
    "Tracks a key with sticky counter 2, the last one unless `tune.stick-counters` is raised; by convention the counter of the backend. Tests read it as `sc2_…`.",
  "action proxy unset-var":
    "Removes a variable and frees its memory, for instance before a keep-alive connection reuses its `sess` scope. Reading it afterwards finds nothing.",
  "action proxy use-service":
    "Answers by a service inside haproxy instead of a server: `prometheus-exporter`, or one written in Lua (`lua.name`). It ends the rules; put a condition on it, such as `if { path /metrics }`.",
  "action proxy wait-for-body":
    "Holds the message until its body is complete, `at-least` so many bytes are there or the buffer (`tune.bufsize`) is full, for rules that look into it. After `time` (ms unless a unit is given) a request gets a 408.",
  "action proxy wait-for-handshake":
    "Holds the request until the TLS handshake is complete, so that 0-RTT early data are not acted on before they are known not to be replayed. Needed with `allow-0rtt` for all but idempotent requests.",
};
