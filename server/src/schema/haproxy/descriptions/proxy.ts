/** See `../descriptions.ts`. */
export const proxyDescriptions: Readonly<Record<string, string>> = {
  "keyword proxy compression type-req":
    "MIME types of request bodies to compress on their way to the servers, parted by blanks. Works with `compression direction request` or `both`; without a list no request is compressed.",
  "keyword proxy compression type-res":
    "MIME types of responses to compress for clients, parted by blanks; what `compression type` did before requests could be compressed too. Without a list all types are taken.",
  "keyword proxy acl":
    "Names a test: a sample to look at and the patterns that satisfy it, as in `acl is_api path_beg /api`. Repeating a name adds alternatives (logical OR). Nothing is evaluated until a rule uses the name behind `if` or `unless`, and the declaration must stand before that use.",
  "keyword proxy appsession":
    "Formerly learned an application's session cookie and kept its users on one server. No version accepts it today; `stick-table` with `stick on req.cookie(...)`, or `cookie … insert`, does this work.",
  "keyword proxy backlog":
    "Length of the kernel's queue of connections that wait to be accepted, as asked for in `listen()`. Unset, it follows the frontend's `maxconn`; Linux caps it at `net.core.somaxconn`, so raising only this value may change nothing.",
  "keyword proxy balance":
    "Chooses how a backend picks a server for a request that no persistence rule has tied to one: `roundrobin`, `leastconn`, `source`, `uri`, `hash …` and others. Unset, it is `roundrobin`, but `random` in the newest versions. Hash methods keep a key on one server; see `hash-type`.",
  "keyword proxy be-unpublished":
    "Starts a backend hidden from traffic: `use_backend` and `default_backend` rules that point to it are passed over, while its health checks run. Make it public with the CLI's `publish backend`, or reach it for tests through `force-be-switch`.",
  "keyword proxy bind":
    "Opens a listening socket for clients: `address:port`, `:port` for all IPv4 addresses, a port range, or a UNIX socket path, followed by options such as `ssl crt …`. Several addresses may be separated by commas; a virtual IP that this node doesn't hold yet needs `net.ipv4.ip_nonlocal_bind` or `transparent`.",
  "keyword proxy bind-process":
    "Formerly tied a proxy to some of the processes started by `nbproc`. With a single multi-threaded process it has nothing to choose from; `thread` behind `bind` pins listeners to threads instead.",
  "keyword proxy block":
    "Formerly refused requests that met a condition with a 403. `http-request deny if …` takes the same condition and is what to write now.",
  "keyword proxy capture":
    "Keeps a copy of a cookie or header value for the logs (`%cc`, `%hr`, `%hs` and their like). What is kept is chosen by the second word: `cookie`, `request header` or `response header`.",
  "keyword proxy capture cookie":
    "Logs the first cookie whose name begins with the given text, both as sent by the client and as set by the server; end the name in `=` for an exact match. One per frontend; `len` is cut to the limit of `tune.http.cookielen`, 63 characters unless raised.",
  "keyword proxy capture request":
    "Copies something of the request into the logs; only `header` may follow. `http-request capture` is the more general way, since it takes any sample.",
  "keyword proxy capture request header":
    "Logs the last value of a request header, cut after `len` characters. Captures appear between braces in the order of declaration and cost their `len` in memory for each request, so keep `Host` or `X-Forwarded-For` short.",
  "keyword proxy capture response":
    "Copies something of the response into the logs; only `header` may follow. `http-response capture` does the same for any sample, with a slot from `declare capture`.",
  "keyword proxy capture response header":
    "Logs the last value of a response header such as `Content-Length` or `Location`, cut after `len` characters. The values stand in braces behind those captured from the request.",
  "keyword proxy cliexp":
    "An alias of `reqrep`, which rewrote request lines and headers by regular expression. Refused by all current versions: use `http-request replace-header`, `replace-path` or `replace-uri`.",
  "keyword proxy clitcpka-cnt":
    "How many unanswered TCP keep-alive probes close a client connection. Works only together with `option clitcpka` (or `option tcpka`); unset, the kernel's `tcp_keepalive_probes` (usually 9) applies.",
  "keyword proxy clitcpka-idle":
    "Idle time of a client connection before its first TCP keep-alive probe, in seconds unless a unit is given. Unset, the kernel's `tcp_keepalive_time` (usually two hours) applies, which is longer than most firewalls remember a connection. Needs `option clitcpka`.",
  "keyword proxy clitcpka-intvl":
    "Pause between two TCP keep-alive probes to a client, in seconds unless a unit is given. The kernel's `tcp_keepalive_intvl` applies if it is not set; needs `option clitcpka`.",
  "keyword proxy clitimeout":
    "The old name of the client inactivity timeout, given in ms. Refused by current versions: write `timeout client`.",
  "keyword proxy compression":
    "Compresses HTTP bodies on the fly for clients that announce support in `Accept-Encoding`. `compression algo` turns it on and `compression type` limits it to suitable MIME types; bodies that are already encoded, and servers that compress themselves, are left alone.",
  "keyword proxy compression algo":
    "Turns compression of responses on and lists the algorithms: `gzip`, `deflate`, `raw-deflate` or, for debugging, `identity`. `gzip` is the only one that all clients read alike. Without `compression type`, every MIME type is compressed.",
  "keyword proxy compression algo-req":
    "Algorithm for compressing request bodies on their way to the servers; exactly one is given. Useful only where the servers are known to accept such a `Content-Encoding`.",
  "keyword proxy compression algo-res":
    "Lists the algorithms for compressing responses, from which the client's `Accept-Encoding` selects. It says explicitly what `compression algo` has always meant, so that requests can be set apart by `compression algo-req`.",
  "keyword proxy compression direction":
    "Which bodies are compressed: `request`, `response` (the default) or `both`. It concerns only the classic compression filter; separate `comp-req` and `comp-res` filters make it superfluous.",
  "keyword proxy compression minsize-req":
    "Request bodies smaller than this many bytes are passed uncompressed, since a small body gains nothing for the CPU time spent. Default 0: every size is compressed.",
  "keyword proxy compression minsize-res":
    "Responses whose body is smaller than this many bytes are not compressed. Default 0; a value around one TCP segment (about 1400) saves CPU for replies that fit into a packet anyway.",
  "keyword proxy compression offload":
    "Strips `Accept-Encoding` before the request goes out, so that servers answer uncompressed and haproxy does all of the compression. Meant for servers whose own compression is broken; it moves the whole CPU load here, and has no effect in `defaults`.",
  "keyword proxy compression type":
    "MIME types of the responses to be compressed, such as `text/html application/json`. Naming text formats avoids wasting CPU on images and archives; if it is absent, all types are compressed.",
  "keyword proxy contimeout":
    "The old name of the timeout for connecting to a server, given in ms. Refused by current versions: write `timeout connect`.",
  "keyword proxy cookie":
    "Keeps each HTTP client on one server by a cookie that holds the server's `cookie` value. `insert indirect nocache` is the usual choice: haproxy sets the cookie and hides it from the application. Servers without a `cookie` value get none, unless `dynamic` derives it.",
  "keyword proxy crt":
    "Not a statement of a proxy: a certificate is given behind `bind … ssl` or `server … ssl`, or in a `load` line of a `crt-store`. For a whole frontend there is `ssl-f-use crt …`.",
  "keyword proxy declare": "Reserves a slot for a captured value; `capture` is the only thing that can be declared.",
  "keyword proxy declare capture":
    "Reserves a capture slot of `len` characters in the frontend, which later rules fill by number: `http-request capture … id 0` or `http-response capture … id 0`. Backends can only write to slots that the frontend reserved; numbers start at 0, separately for `request` and `response`.",
  "keyword proxy default-server":
    "Sets options for all `server` lines that follow in the section, for example `default-server check inter 2s fall 3 rise 2`. Servers above it are not touched, and a server's own option, or its `no-…` form, wins.",
  "keyword proxy default_backend":
    "The backend for all traffic that no `use_backend` rule took. Without it such requests get a 503 in a `frontend`, or go to the section's own servers in a `listen`.",
  "keyword proxy description":
    "A free text about the proxy, shown on the statistics page where `stats show-desc` or the global description is in use. No effect on traffic.",
  "keyword proxy disabled":
    "Keeps the proxy in the configuration but stopped: it binds no port, checks no server and takes no traffic. In `defaults` it stops all proxies that inherit; `enabled` undoes it for one of them.",
  "keyword proxy dispatch":
    "Sends everything to one fixed address when no server was chosen by a cookie, without checks, queueing or load balancing. A single `server` line does the same and more, which is why it is being removed.",
  "keyword proxy dynamic-cookie-key":
    "Secret for the hash that makes up the values of `cookie … dynamic`, together with each server's address and port. Give the same key on all nodes so that a client keeps its server whichever node it reaches.",
  "keyword proxy email-alert":
    "Mails about state changes of servers, such as one going down. Mail is sent only if `from`, `to` and `mailers` are all set; `level` decides how much.",
  "keyword proxy email-alert from":
    "Sender address of alert mails, used in the envelope and the `From` header. Mandatory for alerts, together with `email-alert to` and `email-alert mailers`.",
  "keyword proxy email-alert level":
    "Least important event that is mailed, as a syslog level; default `alert`, which means only servers that go down. `notice` adds servers coming up or draining, `info` adds results of health checks where `option log-health-checks` is on.",
  "keyword proxy email-alert mailers":
    "Name of the `mailers` section whose SMTP servers deliver the alerts of this proxy. No alert is sent without it.",
  "keyword proxy email-alert myhostname":
    "Host name with which haproxy introduces itself to the mail servers (`EHLO`); the system's host name unless set. Change it if the mail server insists on a resolvable name.",
  "keyword proxy email-alert to":
    "Recipient of alert mails, one address. Mandatory for alerts, together with `email-alert from` and `email-alert mailers`.",
  "keyword proxy enabled":
    "Takes back a `disabled` that was inherited from a `defaults` section. It is the normal state of a proxy, so it does nothing elsewhere.",
  "keyword proxy error-log-format":
    "Log format for connections and requests that went wrong: failed handshakes, timeouts, retries, 5xx. Successful ones keep the ordinary `log-format`; unset, errors use that format too, and failed handshakes a short built-in line.",
  "keyword proxy errorfile":
    "Replaces a reply that haproxy itself generates (400, 403, 408, 502, 503, 504 …) by a file that holds the complete HTTP response, headers included. Read once at start, before `chroot`, and limited to about `tune.bufsize`. Errors that come from servers are passed on unchanged.",
  "keyword proxy errorfiles":
    "Takes over the error pages of an `http-errors` section, all of them or only the listed status codes. Later `errorfile` lines override single codes.",
  "keyword proxy errorloc":
    "Answers an error generated by haproxy with a 302 redirect to a URL instead of a page. The same as `errorloc302`; prefer `errorloc303` where the failed request may have been a POST.",
  "keyword proxy errorloc302":
    "Redirects the client with status 302 when haproxy would return the given error code. Clients may repeat the original method at the new URL; beware of loops if that URL is served by the same failing backend.",
  "keyword proxy errorloc303":
    "Redirects the client with status 303 when haproxy would return the given error code, which makes it fetch the URL by GET whatever the method was. The safest of the `errorloc` family for forms.",
  "keyword proxy external-check":
    "Settings for health checks by a program of your own (`option external-check`): which `command` to run and the `PATH` it sees. Global `external-check` must allow it, since haproxy has to fork.",
  "keyword proxy external-check command":
    "Program that is run for each check of each server; exit status 0 means healthy. Its arguments are proxy address, proxy port, server address and server port, and more is found in `HAPROXY_…` environment variables. It must be reachable inside `chroot`.",
  "keyword proxy external-check path":
    "`PATH` variable for the program of `external-check command`. Empty by default, so scripts that call other programs need it, or absolute paths.",
  "keyword proxy filter":
    "Attaches a filter to the proxy's traffic: `compression`, `cache`, `spoe`, `trace`, `bwlim-in`, `bwlim-out` or `fcgi-app`. Filters run in the order of their lines, and one may appear several times.",
  "keyword proxy filter-sequence":
    "Sets the order in which the proxy's filters work on requests or on responses, as a list of names separated by commas. A filter that the list leaves out is not run in that direction, which is a way of switching it off.",
  "keyword proxy force-be-switch":
    "Lets requests that meet the condition enter a backend although it is disabled or unpublished, for example those of an administrator who tests it before it goes public.",
  "keyword proxy force-persist":
    "Sends requests that meet the condition to their persistent server even while that is down, and does not redispatch them. Handy for trying a server under maintenance, with `if { src 10.0.0.0/8 }` or a test cookie.",
  "keyword proxy fullconn":
    "Number of concurrent connections on the backend at which servers with a `minconn` reach their full `maxconn`; below it their limit shrinks in proportion. Unset, it is 10% of the sum of the `maxconn` of all frontends that lead here. Without any `minconn` it has no effect.",
  "keyword proxy grace":
    "Formerly delayed the stop of a proxy by this many ms during a soft stop, so that outer balancers saw the node leave. The global `grace` is the one that still exists.",
  "keyword proxy guid":
    "Unique name of the proxy among all objects of the process, by which counters can be kept across reloads. Up to 127 characters: letters, digits, `.`, `:`, `-` and `_`.",
  "keyword proxy hash-balance-factor":
    "Caps the load of one server under consistent hashing, in percent of the average load: with 150, one that has 1.5 times the average is passed over for the next on the ring. 0 (default) is off, otherwise above 100; 125 to 200 is sensible.",
  "keyword proxy hash-key":
    "Not a statement of a proxy: `hash-key` stands behind `server` and `default-server`, and says from what the server's place on a consistent hash ring is computed.",
  "keyword proxy hash-preserve-affinity":
    "What hashing does if the chosen server is full: `always` (default) waits for it, `maxconn` moves on along the ring once the server's connections are used up, `maxqueue` once its queue is full as well. Servers without these limits are never skipped.",
  "keyword proxy hash-type":
    "How the hash methods of `balance` map a key to a server. `map-based` (default) spreads evenly but reshuffles nearly all keys when a server comes or goes; `consistent` moves only that server's keys, best for caches. An optional function (`sdbm` by default, `djb2`, `wt6`, `crc32`) and `avalanche` may follow.",
  "keyword proxy http-after-response":
    "Rules for every response that leaves the proxy, also redirects, error pages and statistics that haproxy makes itself, which `http-response` never sees. The place for headers such as `Strict-Transport-Security`. Rules of the backend run before those of the frontend.",
  "keyword proxy http-check":
    "Describes the dialogue of HTTP health checks: what to `send`, what to `expect`, on which connection. It has an effect only with `option httpchk`.",
  "keyword proxy http-check comment":
    "Text that appears in logs and on the statistics page when the next `connect`, `send` or `expect` step of the check fails. It tells which step of a longer dialogue broke.",
  "keyword proxy http-check connect":
    "Opens a connection within a check, with a port, address, `ssl`, `sni` or `alpn` of its own where the server's settings don't fit. If it is used, it must be the first step; several of them test several ports before a server counts as up.",
  "keyword proxy http-check disable-on-404":
    'A 404 from a healthy server means "drain me": it gets no new clients but keeps persistent ones until it answers 2xx or 3xx again. Lets application owners take a server out by removing the checked file.',
  "keyword proxy http-check expect":
    "What a good check response looks like: `status 200-299`, `rstatus`, `hdr`, `string` or `rstring` for the body, negated by `!`. Without it any 2xx or 3xx passes. Only what fits into `tune.bufsize` (16 kB) is searched.",
  "keyword proxy http-check send":
    "Request of a check: method (default `OPTIONS`), `uri` (default `/`), `ver`, headers by `hdr` and an optional `body`. With `ver HTTP/1.1`, add `hdr Host …`, for many servers answer 400 without it.",
  "keyword proxy http-check send-state":
    "Adds a header `X-Haproxy-Server-State` to each check, telling the server how haproxy sees it: up or down, weight, connections, queue. Useful where the application wants to know whether it is the last one standing.",
  "keyword proxy http-check set-var":
    "Stores a sample in a variable while a check runs, for use in later steps. Scopes are `check` (this run only), `sess` and `proc`.",
  "keyword proxy http-check set-var-fmt":
    "Stores a log-format string in a variable while a check runs, for example to build a value of several samples. Scopes are `check`, `sess` and `proc`.",
  "keyword proxy http-check unset-var":
    "Removes a variable that an earlier step of the check set, and frees its memory; rarely needed for scope `check`, which ends with the run.",
  "keyword proxy http-error":
    "Defines one of the replies that haproxy generates, by status code: body from a `file` or `string`, also as log format, with content type and extra headers. More convenient than `errorfile`, which needs a complete raw response.",
  "keyword proxy http-request":
    "Rules on every HTTP request, in written order: deny, redirect, rewrite headers or paths, set variables, track counters. Rules of the frontend run before those of the backend; one that ends the processing, like `deny` or `redirect`, makes the later ones moot.",
  "keyword proxy http-response":
    "Rules on responses that come from servers: change headers or status, capture, deny. Rules of the backend run before those of the frontend. Replies made by haproxy itself are seen only by `http-after-response`.",
  "keyword proxy http-reuse":
    "May a request travel over an idle server connection that another client opened? `safe` (default) allows it except for a client's first request, `aggressive` and `always` allow more at some risk of failed requests, `never` forbids it. Needed to be `never` for servers that tie identity to the connection.",
  "keyword proxy http-send-name-header":
    "Tells the server its own haproxy name in the given request header, replacing one that the client sent. It is set just before sending, so it is right after a redispatch too; `Host`, `Connection`, `Content-Length` and `Transfer-Encoding` are refused.",
  "keyword proxy id":
    "Fixed numeric identity of the proxy in statistics, a positive number, unique among proxies. Assigned automatically unless set, so it may change when sections are reordered.",
  "keyword proxy ignore-persist":
    "Requests that meet the condition are balanced freely even if they carry a persistence cookie; useful for static files and crawlers, which need no particular server.",
  "keyword proxy load-server-state-from-file":
    "Restores servers' states, weights and addresses at start from a dump of `show servers state`, so that a reload doesn't forget what was changed at run time. `global` reads the file of `server-state-file`, `local` one file per backend, `none` (default) nothing.",
  "keyword proxy log":
    "Sends logs to a target: `global` for those of the `global` section, or an address, `stdout`, `ring@name` with facility and an optional lowest level, as in `log 10.0.0.5:514 local0 notice`. Repeat it for several targets; `no log` drops inherited ones. Lines are cut at 1024 bytes unless `len` says more.",
  "keyword proxy log global":
    "Logs of this proxy go to all targets that the `global` section lists. Without it, or a target of its own here or in `defaults`, a proxy writes no traffic logs at all.",
  "keyword proxy log-balance":
    "No release has this statement. How a backend in `mode log` spreads messages over its servers is chosen by `balance`, with `roundrobin`, `random`, `sticky` or `log-hash`.",
  "keyword proxy log-format":
    "Own layout of the traffic logs: text with aliases (`%ci`, `%ST`) and samples (`%[var(txn.host)]`). Request headers are gone when the line is written, so capture or store them first. It competes with `option httplog`, `httpslog` and `tcplog`: the last one written wins.",
  "keyword proxy log-format-sd":
    "Structured-data part of the log line, in log-format syntax: `[exampleSDID@1234 …]`. Appears only on targets whose `log` line says `format rfc5424`.",
  "keyword proxy log-steps":
    "At which moments of a connection's life a log line is written: `accept`, `connect`, `request`, `response`, `close`, a list of these, or `all`. Without it there is one line, usually at the end. Combine it with `log-profile` to give each step a format.",
  "keyword proxy log-tag":
    "Program name in the syslog header of this proxy's lines, instead of the global `log-tag` or `haproxy`. Lets the syslog server file different tenants apart.",
  "keyword proxy max-keep-alive-queue":
    "Queue length on a server above which a client is moved to another server rather than kept on the connection it already has. -1 (default) never moves, 0 moves instead of queueing at all; a low value suits nearby servers.",
  "keyword proxy max-session-srv-conns":
    "How many idle server connections one client session may keep attached to itself, 5 by default. Matters for private connections, such as those after NTLM authentication, which nobody else can reuse.",
  "keyword proxy maxconn":
    "Most connections the frontend handles at once; the rest wait in the kernel's `backlog` and see a slow site rather than an error. Unset or 0, the global `maxconn` is the only limit, and a value above that has no effect. To protect servers, set `maxconn` on the `server` lines.",
  "keyword proxy mode":
    "Protocol that the proxy understands: `tcp` (default) relays bytes, `http` parses requests and allows rules on them; backends can also be `log` or `spop`. For the Kubernetes API server, `tcp` passes TLS through untouched. A frontend in `http` can't use a backend in `tcp`.",
  "keyword proxy monitor":
    "Conditions for the health page that `monitor-uri` serves; `fail` is the only word that may follow.",
  "keyword proxy monitor fail":
    "Makes `monitor-uri` answer 503 instead of 200 while the condition holds. Typically `monitor fail if { nbsrv(app) lt 1 }`, so that an outer balancer or keepalived script sees that this node has no servers left.",
  "keyword proxy monitor-net":
    "Formerly answered health probes from a network without looking at them. Gone: use `http-request return status 200 if { src 10.0.0.0/8 }`, or `monitor-uri`.",
  "keyword proxy monitor-uri":
    "A request for exactly this path is answered by haproxy itself with 200, or 503 if `monitor fail` applies. It is neither logged nor passed to any `http-request` rule, so anybody who can reach the port can ask it. One per frontend.",
  "keyword proxy option":
    "Switches a feature of the proxy on; the second word names it. Many of them can be switched off again for one proxy by `no option …` where `defaults` has set them.",
  "keyword proxy persist":
    "Keeps connections of a protocol on one server by a token of that protocol; `rdp-cookie` is the only method.",
  "keyword proxy persist rdp-cookie":
    "Sends a returning Remote Desktop client to the server encoded in its RDP token (`msts` unless named otherwise). Needs `mode tcp`, an inspection delay with `req.rdp_cookie_cnt` so that the token has arrived, and terminal servers in token redirection mode.",
  "keyword proxy quic-initial":
    "Rules on a QUIC Initial packet, before a connection or TLS state exists: `accept`, `reject`, `dgram-drop` or `send-retry`. The cheapest place to turn QUIC floods away; only source and destination (`src`, `dst` …) can be tested reliably.",
  "keyword proxy rate-limit":
    "Limits how fast the frontend takes on work; `sessions` is the only thing that can be limited.",
  "keyword proxy rate-limit sessions":
    "Most new sessions per second that the frontend accepts; more wait in the kernel's `backlog` until the rate has dropped. It counts all clients together; to limit each client, use a `stick-table` with `conn_rate`.",
  "keyword proxy redirect":
    "Answers with an HTTP redirect (302 unless `code` says 301, 303, 307 or 308) to a `location`, another `prefix` or another `scheme`, as in `redirect scheme https unless { ssl_fc }`. These rules run after all `http-request` rules; `http-request redirect` keeps the written order and takes log formats.",
  "keyword proxy redisp":
    "Old short form of what is now `option redispatch`, which lets a failed connection be retried on another server. Refused by current versions.",
  "keyword proxy redispatch":
    "Old spelling of `option redispatch`, which lets a connection that failed on its persistent server go to another one. Refused by current versions without `option` in front.",
  "keyword proxy reqadd":
    "Formerly appended a raw header line to requests. Refused by current versions: use `http-request add-header` or `http-request set-header`.",
  "keyword proxy reqallow":
    "Formerly let a request pass if a line of it matched a regular expression. Refused by current versions: use `http-request allow` with a condition.",
  "keyword proxy reqdel":
    "Formerly deleted request headers that matched a regular expression, case included. Refused by current versions: use `http-request del-header`.",
  "keyword proxy reqdeny":
    "Formerly refused a request if a line of it matched a regular expression. Refused by current versions: use `http-request deny` with a condition.",
  "keyword proxy reqiallow":
    "The variant of `reqallow` that ignored case when it let matching requests pass. Refused by current versions: use `http-request allow` with a condition and `-i`.",
  "keyword proxy reqidel":
    "The variant of `reqdel` that ignored case when it deleted request headers. Refused by current versions: use `http-request del-header`, which never minds the case of names.",
  "keyword proxy reqideny":
    "The variant of `reqdeny` that ignored case when it refused requests. Refused by current versions: use `http-request deny` with a condition and `-i`.",
  "keyword proxy reqipass":
    "The variant of `reqpass` that ignored case when it exempted matching lines from later rules. Refused by current versions, without a direct replacement; put conditions on the rules themselves.",
  "keyword proxy reqirep":
    "The variant of `reqrep` that ignored case when it rewrote request lines and headers. Refused by current versions: use `http-request replace-header`, or `replace-path` for the path.",
  "keyword proxy reqitarpit":
    "The variant of `reqtarpit` that ignored case when it held suspicious requests. Refused by current versions: use `http-request tarpit` with a condition and `-i`.",
  "keyword proxy reqpass":
    "Formerly exempted request lines that matched a regular expression from the `req…` rules after it. Refused by current versions, without a direct replacement.",
  "keyword proxy reqrep":
    "Formerly rewrote request lines and headers by regular expression. Refused by current versions: use `http-request replace-header`, `replace-path` or `replace-uri`.",
  "keyword proxy reqtarpit":
    "Formerly held requests that matched a regular expression for a while before refusing them. Refused by current versions: use `http-request tarpit` with a condition.",
  "keyword proxy retries":
    "How often a failed connection attempt to a server is repeated, 3 by default; what else is retried says `retry-on`. Between attempts on the same server lies a pause of up to one second, and with `option redispatch` the last attempt goes to another server.",
  "keyword proxy retry-on":
    "Which failures of an HTTP request are retried besides refused connections: `empty-response`, `response-timeout`, `junk-response`, status codes such as `503`, or `all-retryable-errors`. Default `conn-failure`. Repeating a request that the server may have executed is dangerous unless it is idempotent; `retries` limits the attempts.",
  "keyword proxy rspadd":
    "Formerly appended a raw header line to responses. Refused by current versions: use `http-response add-header` or `http-response set-header`.",
  "keyword proxy rspdel":
    "Formerly deleted response headers that matched a regular expression, case included. Refused by current versions: use `http-response del-header`.",
  "keyword proxy rspdeny":
    "Formerly blocked a response if a header line matched a regular expression. Refused by current versions: use `http-response deny` with a condition.",
  "keyword proxy rspidel":
    "The variant of `rspdel` that ignored case when it deleted response headers. Refused by current versions: use `http-response del-header`.",
  "keyword proxy rspideny":
    "The variant of `rspdeny` that ignored case when it blocked responses. Refused by current versions: use `http-response deny` with a condition and `-i`.",
  "keyword proxy rspirep":
    "The variant of `rsprep` that ignored case when it rewrote response lines. Refused by current versions: use `http-response replace-header` or `replace-value`.",
  "keyword proxy rsprep":
    "Formerly rewrote response lines and headers by regular expression. Refused by current versions: use `http-response replace-header` or `replace-value`.",
  "keyword proxy server":
    "Adds a server to the backend: a name unique in the section, an address (IP, host name resolved at start, or socket path), a port and options such as `check`. Without a port the connection goes to the port that the client used. Without `check`, a dead server keeps getting traffic.",
  "keyword proxy server-state-file-name":
    "File with the saved server states of this backend, read if `load-server-state-from-file local` is set. Relative names lie under the global `server-state-base`; unset, or with `use-backend-name`, the backend's name is the file's name.",
  "keyword proxy server-template":
    "Makes a number of servers with numbered names and common options at once, as in `server-template web 5 _http._tcp.app.local:80 resolvers dns check`. DNS then fills the slots and empties them as the service scales; unused slots stay in maintenance.",
  "keyword proxy source":
    "Address from which the backend connects to its servers, also for health checks; needed where firewalls admit only one address, or several addresses must share 64k ports. `usesrc clientip` shows the client's address to the server (needs privileges and return routing); `interface` pins the device.",
  "keyword proxy srvexp":
    "An alias of `rsprep`, which rewrote response headers by regular expression. Refused by all current versions: use `http-response replace-header`.",
  "keyword proxy srvtcpka-cnt":
    "How many unanswered TCP keep-alive probes close a connection to a server. Works only together with `option srvtcpka` (or `option tcpka`); unset, the kernel's `tcp_keepalive_probes` (usually 9) applies.",
  "keyword proxy srvtcpka-idle":
    "Idle time of a server connection before its first TCP keep-alive probe, in seconds unless a unit is given. Lower it beneath the idle limit of firewalls between haproxy and the servers; unset, the kernel's two hours apply. Needs `option srvtcpka`.",
  "keyword proxy srvtcpka-intvl":
    "Pause between two TCP keep-alive probes to a server, in seconds unless a unit is given. The kernel's `tcp_keepalive_intvl` applies if it is not set; needs `option srvtcpka`.",
  "keyword proxy srvtimeout":
    "The old name of the server inactivity timeout, given in ms. Refused by current versions: write `timeout server`.",
  "keyword proxy ssl-f-use":
    "Gives the whole frontend a certificate, used by all its `bind … ssl` lines, with options like `alpn`, `sigalgs` or `ssl-min-ver` of its own. Keeps TCP and QUIC listeners of one site in step; repeat it for further certificates.",
  "keyword proxy stats":
    "Settings of the statistics page that haproxy serves at a URL of this proxy in `mode http`. Nearly every `stats` line switches the page on; say at least `stats uri` and protect it with `stats auth` or a condition.",
  "keyword proxy stats admin":
    "Lets visitors of the statistics page change servers (drain, disable, enable) while the condition holds; otherwise the page is read-only. Make the condition strict, for example an address range and a login: the form can be abused by foreign pages in the administrator's browser.",
  "keyword proxy stats auth":
    "Requires this user and password (`user:password`) for the statistics page; repeat it for several users. Basic authentication travels readable without TLS, and the password stands in clear in the file.",
  "keyword proxy stats enable":
    "Serves the statistics page with default settings: at `/haproxy?stats`, without a password, with all proxies. Set `stats uri` and `stats auth` beside it rather than rely on them.",
  "keyword proxy stats hide-version":
    "Leaves haproxy's version out of the statistics page, so that visitors can't look up its weaknesses. Newer versions hide it anyway unless `stats show-version` is set.",
  "keyword proxy stats http-request":
    "Access rules for the statistics page alone, in order: `allow`, `deny` (403) or `auth` (asks for a login), each with an optional condition. The first one that applies decides. Use it with a `userlist` where `stats auth` is too coarse.",
  "keyword proxy stats realm":
    'Text that browsers show in the login box of `stats auth`, "HAProxy Statistics" unless set. Blanks must be escaped or quoted.',
  "keyword proxy stats refresh":
    "Makes browsers reload the statistics page at this interval, in seconds unless a unit is given, for monitors on the wall. Without it the page stays as loaded.",
  "keyword proxy stats scope":
    "Restricts the statistics page to the named proxy, `.` meaning the section itself; repeat it for more. Hidden proxies can't be changed through `stats admin` either. Names are not verified, so a typo just shows nothing.",
  "keyword proxy stats show-desc":
    "Shows a description on the statistics page: the given text, or the global `description` if there is none. Off by default.",
  "keyword proxy stats show-legends":
    "Adds details to tooltips of the statistics page, among them addresses of listeners and servers, balance algorithm, cookie values and check settings. Addresses become visible to every visitor, so keep the page private.",
  "keyword proxy stats show-modules":
    "Adds counters of modules such as HTTP/2, HTTP/3, QUIC and TLS to the statistics page, as extra columns at the end of each row. Off by default.",
  "keyword proxy stats show-node":
    "Shows the node's name on the statistics page: the given name, or the global `node`, or the host name. In a pair behind a virtual IP it tells which machine answered.",
  "keyword proxy stats show-version":
    "Shows haproxy's version on the statistics page, where it is hidden by default. Useful on internal pages; avoid it where strangers can look.",
  "keyword proxy stats uri":
    "URL prefix at which the statistics page appears, `/haproxy?stats` unless set. Every request that begins with it is taken from the application; in a `listen` of its own, `/` is convenient.",
  "keyword proxy stick":
    "Remembers which server a client got, in a `stick-table`, and sends it there again. `match` looks up, `store-request` and `store-response` learn, `on` does both for requests.",
  "keyword proxy stick match":
    "Looks up a key of the request, such as `src`, in a table and uses the server stored with it if it is alive. It never learns; pair it with a `stick store-…` rule. Cookie persistence and `use-server` come first.",
  "keyword proxy stick on":
    "Keeps clients on a server by a key of the request: it looks the key up in the table and stores the chosen server if it is new. Typical for TCP: `stick on src` with `stick-table type ip size 100k expire 1h`.",
  "keyword proxy stick store-request":
    "Stores the chosen server in a table under a key of the request, once the server connection stands, for a later `stick match`. At most 8 keys are stored per request, one per table.",
  "keyword proxy stick store-response":
    "Stores the server under a key found in its response, such as a session identifier in a `Set-Cookie` header, so that later requests carrying it match. At most 8 keys are stored per response, one per table.",
  "keyword proxy stick-table":
    "Declares the section's table of keys with, for each, a server and counters, as in `stick-table type ip size 100k expire 30m store conn_rate(10s)`; `stick` and rate limits build on it. It lives in memory, and `peers` share it between nodes and across reloads. When it is full, the oldest entries make room.",
  "keyword proxy tcp-check":
    "Describes the dialogue of TCP health checks with any text or binary protocol: connect, send, expect. It has an effect only with `option tcp-check`.",
  "keyword proxy tcp-check comment":
    "Text that appears in logs and on the statistics page when the next `connect`, `send` or `expect` step of a TCP check fails, to show which step it was.",
  "keyword proxy tcp-check connect":
    "Opens a connection within a TCP check, with a port, address, `ssl` or `sni` of its own. If it is used, it must be the first step; with several, a server is up only if all its ports pass.",
  "keyword proxy tcp-check expect":
    "Waits for data that match: `string`, `rstring` (regular expression), `binary` or `rbinary` in hexadecimal, negated by `!`. The server fails if they don't come within the check's timeout; only what fits into `tune.bufsize` is searched.",
  "keyword proxy tcp-check send":
    "Sends a text to the server during a TCP check, with escapes such as `\\r\\n` written out. What comes back is judged by the next `tcp-check expect`, if there is one.",
  "keyword proxy tcp-check send-binary":
    "Sends bytes, written in hexadecimal with an even number of digits, during a TCP check. For protocols that are not text.",
  "keyword proxy tcp-check send-binary-lf":
    "Sends bytes during a TCP check that result from a log-format string, which must give hexadecimal digits once evaluated.",
  "keyword proxy tcp-check send-lf":
    "Sends a text during a TCP check after evaluating it as a log-format string, so that samples and variables can go into it.",
  "keyword proxy tcp-check set-var":
    "Stores a sample in a variable while a TCP check runs, to be used by its later steps. Scopes are `check` (this run only), `sess` and `proc`.",
  "keyword proxy tcp-check set-var-fmt":
    "Stores the result of a log-format string in a variable while a TCP check runs. Scopes are `check`, `sess` and `proc`.",
  "keyword proxy tcp-check unset-var":
    "Removes a variable that an earlier step of the TCP check has set, and frees its memory.",
  "keyword proxy tcp-request":
    "Rules on the client's side below HTTP, at three moments: `connection` just after accept, `session` after handshakes, `content` once data has arrived. `inspect-delay` says how long to wait for data.",
  "keyword proxy tcp-request connection":
    "Rules on a connection just accepted, before TLS and before any byte is read: the cheapest place to `reject` addresses or to track them in a table. Only addresses, ports and table counters can be tested, behind `accept-proxy` not yet the announced client.",
  "keyword proxy tcp-request content":
    "Rules on the first data of a connection, evaluated again with every new piece until one decides or `tcp-request inspect-delay` ends. Needed to route by SNI in `mode tcp`, with `accept if { req.ssl_hello_type 1 }`. In HTTP they run again for each request.",
  "keyword proxy tcp-request inspect-delay":
    "Longest time that `tcp-request content` rules may wait for data, in ms unless a unit is given; at its end they decide on what has come. Without it they don't wait, so tests of the first bytes, SNI for example, mostly fail.",
  "keyword proxy tcp-request session":
    "Rules that run once per connection after TLS and PROXY protocol, so they see the announced client address and the certificate but no data. Good for tracking `src` behind `accept-proxy`.",
  "keyword proxy tcp-response":
    "Rules on the server's data below HTTP: `content` holds the rules, `inspect-delay` the time they may wait.",
  "keyword proxy tcp-response content":
    "Rules on the first data that a server sends, evaluated again as more arrives: `accept`, `reject`, `close`, set variables, track counters. In HTTP, `http-response` is nearly always the better place.",
  "keyword proxy tcp-response inspect-delay":
    "Longest time that `tcp-response content` rules may wait for the server's data, in ms unless a unit is given. Without it they decide on what is there.",
  "keyword proxy timeout":
    "Limits of waiting, named by the second word; values are in ms unless a unit is given (`5s`, `1m`). `connect`, `client` and `server` should be set in every configuration: what is unset waits for ever, and haproxy warns.",
  "keyword proxy timeout check":
    "How long a health check may wait for its answer after connecting, in ms unless a unit is given. Unset, the server's `inter` bounds the whole check. If set, connecting is bounded by the smaller of `timeout connect` and `inter`.",
  "keyword proxy timeout client":
    "Longest silence of a client that should send or take data, in ms unless a unit is given; unset means no limit. Keep it equal to `timeout server` in `mode tcp`. For long watches, such as those of the Kubernetes API, use hours here or `timeout tunnel`.",
  "keyword proxy timeout client-fin":
    "Longest silence of a client after one direction is closed, in ms unless a unit is given; unset, `timeout client` or `timeout tunnel` goes on. A few seconds to a minute rid long-lived tunnels of clients that vanished.",
  "keyword proxy timeout client-hs":
    "Longest duration of a client's TLS or QUIC handshake, in ms unless a unit is given. Unset, `timeout client` applies, which is often far too patient for this step.",
  "keyword proxy timeout connect":
    "Longest wait for a server to accept a connection, in ms unless a unit is given. In a LAN a few seconds cover a lost packet. It also stands in for `timeout queue` and `timeout tarpit` where these are unset; unset itself, haproxy warns and waits for ever.",
  "keyword proxy timeout http-keep-alive":
    "How long an idle client connection is kept for its next request, in ms unless a unit is given. Unset, `timeout http-request` applies, else `timeout client`. At its end the connection closes without an error; short values free memory, a few seconds suit HTTP/2.",
  "keyword proxy timeout http-request":
    "Longest time for the complete headers of a request to arrive, in ms unless a unit is given, and the remedy for clients that trickle bytes (slowloris). Afterwards the client gets a 408. Covers the body only with `option http-buffer-request`; 5 to 10 seconds are common.",
  "keyword proxy timeout queue":
    "How long a request waits for a free slot when `maxconn` of the servers is used up, in ms unless a unit is given; then the client gets a 503. Unset, `timeout connect` is used.",
  "keyword proxy timeout server":
    "Longest silence of a server that should answer or take data, in ms unless a unit is given; in HTTP it bounds the server's time for the first byte of a response, after which the client gets a 504. Unset means no limit, and a warning.",
  "keyword proxy timeout server-fin":
    "Longest silence of a server after one direction is closed, in ms unless a unit is given; unset, `timeout server` or `timeout tunnel` goes on. Seldom needed, as servers close cleanly more often than clients do.",
  "keyword proxy timeout tarpit":
    "How long `http-request tarpit` holds a client before the error is sent, in ms unless a unit is given. Unset, `timeout connect` is used. Each held client occupies a connection of the frontend.",
  "keyword proxy timeout tunnel":
    "Longest silence of a connection that has become a tunnel, in ms unless a unit is given: TCP once data flows both ways, WebSocket, CONNECT. It replaces `timeout client` and `timeout server` there, so these may stay short. `kubectl exec` and watches in `mode tcp` want an hour or more.",
  "keyword proxy transparent":
    "Old spelling of `option transparent`, which forwards connections to the address that the client wanted. A `server` with address `0.0.0.0` or `*` does the same.",
  "keyword proxy unique-id-format":
    "Log-format recipe for an identifier of every request, for tracing it through several systems; available as `%ID` and `unique-id`. Mix addresses, ports, time, a counter and the process, as in `%ci:%cp-%Ts-%rt-%pid`.",
  "keyword proxy unique-id-header":
    "Sends the identifier made by `unique-id-format` to the server in this request header, for example `X-Unique-ID`. Without a format there is nothing to send.",
  "keyword proxy use-fcgi-app":
    "Lets the backend speak FastCGI to its servers with the settings of the `fcgi-app` section of that name. The servers need `proto fcgi`, and the backend `mode http`.",
  "keyword proxy use-server":
    "Sends what meets the condition to one server of the backend, before cookies and balancing are looked at; the first rule that matches a live server wins. The name may be a log format. Give such a server `weight 0` to keep others away from it.",
  "keyword proxy use_backend":
    "Sends what meets the condition to the named backend; rules are tried in order and the first match wins, even if all servers there are down. The name may be a log format, as in `use_backend bk_%[ssl_fc_sni]`; a name that doesn't exist then falls to `default_backend`.",
};
