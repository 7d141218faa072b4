/** See `../descriptions.ts`. */
export const serverDescriptions: Readonly<Record<string, string>> = {
  "server-option addr":
    "Address that health checks (and agent checks) go to, if it isn't the server's own. TLS and PROXY protocol of the server are then not used for checks unless `check-ssl` or `check-send-proxy` says so. Without `check` it has no effect.",
  "server-option agent-addr":
    "Address of the agent that `agent-check` asks, if it isn't the server's own. Lets one central agent report on many servers; host names are resolved at start.",
  "server-option agent-check":
    "Asks an agent on the server, on `agent-port`, for a line of text that may set weight (`75%`), `maxconn:30`, or a state: `ready`, `drain`, `maint`, `down`, `up`. It runs beside `check`; an agent that can't be reached changes nothing.",
  "server-option agent-inter":
    "Interval of agent checks, 2000 ms unless set, in ms unless a unit is given. It is also their timeout where `timeout check` is not set.",
  "server-option agent-port":
    "TCP port on which the agent of `agent-check` listens on the server; agent checks can't run without it.",
  "server-option agent-send":
    "Text sent to the agent right after connecting, so that one agent can answer for several backends. Add `\\n` yourself if the agent reads lines.",
  "server-option allow-0rtt":
    "Sends the request as TLS 1.3 early data when reconnecting to the server, which saves a round trip. It needs early data from the client itself, or `retry-on 0rtt-rejected`; such data can be replayed.",
  "server-option alpn":
    "Application protocols offered to the server in the TLS handshake, in order of preference, as in `alpn h2,http/1.1`. Without `h2` here (or `proto h2`) a server is spoken to in HTTP/1.1.",
  "server-option backup":
    "Keeps the server in reserve until all ordinary servers are down; then the first live backup takes all traffic, or all of them with `option allbackups`. Persistence cookies can still point to it.",
  "server-option ca-file":
    "PEM file or directory with the certification authorities that may have signed the server's certificate, `@system-ca` for those of the system. `verify required` needs it; for a Kubernetes API server it is the cluster's `ca.crt`.",
  "server-option cc":
    "TCP congestion control algorithm for connections to this server, such as `cubic` or `bbr`; the kernel must have it. If it can't be set, the system's default stays without a failure.",
  "server-option check":
    "Turns on health checks: a TCP connection, TLS too where `ssl` is used, or what an `option …chk` of the backend says. Every `inter`; `fall` failures take the server down, `rise` successes bring it back. Without it the server always counts as up.",
  "server-option check-alpn":
    "Application protocols offered in the TLS handshake of health checks, as in `check-alpn h2,http/1.1`. Give it where checks must speak another protocol than traffic; otherwise the server's `alpn` applies.",
  "server-option check-pool-conn-name":
    "Name under which a health check looks for an idle connection when `check-reuse-pool` is on, like `pool-conn-name` for traffic. If it is absent, `check-sni` serves as the name.",
  "server-option check-proto":
    "Forces the protocol of health check connections: `h1`, `h2`, `fcgi` or `none`, fitting the kind of check. Unset, that of the server (`proto`) is used.",
  "server-option check-reuse-pool":
    "Lets HTTP health checks travel over an idle connection of the server instead of a new one, sparing handshakes. Needs `http-reuse aggressive` or `always` to be of use, and is ignored where checks have connection settings of their own.",
  "server-option check-send-proxy":
    "Begins health checks with a PROXY protocol header. Needed if `port` or `addr` redirect the checks to a place that expects one; otherwise checks follow `send-proxy`.",
  "server-option check-sni":
    "Host name sent as SNI by TLS health checks, a plain string. Give it where the server chooses its certificate by name, as `sni` isn't used for checks.",
  "server-option check-sni-auto":
    "Takes the SNI of HTTPS health checks from the `Host` header of the check request if no `check-sni` is given. On by default; written only to undo an inherited `no-check-sni-auto`.",
  "server-option check-ssl":
    "Runs health checks over TLS although traffic to the server isn't, or is passed through in `mode tcp`. With `option httpchk` it makes HTTPS checks; the server's `verify`, `ca-file` and the like apply to them.",
  "server-option check-via-socks4":
    "Sends health checks through the `socks4` proxy too. Without it they connect directly, and may fail or deceive where only the proxy reaches the server.",
  "server-option ciphers":
    "Cipher suites offered to the server up to TLS 1.2, in OpenSSL's notation. Usually set once by global `ssl-default-server-ciphers`; TLS 1.3 has `ciphersuites`.",
  "server-option ciphersuites":
    "Cipher suites offered to the server in TLS 1.3, separated by colons, as in `TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384`. Usually set once by global `ssl-default-server-ciphersuites`.",
  "server-option client-sigalgs":
    "Signature algorithms for authentication by client certificate in handshakes with the server, separated by colons. The library's list is normally right; leave it out without a definite need.",
  "server-option cookie":
    "Value that identifies this server in the backend's persistence `cookie`. Unique per server, unless a backup should take over its clients; without it the server gets no cookie and its clients aren't kept.",
  "server-option crl-file":
    "PEM file with revocation lists against which the server's certificate is checked, in addition to `ca-file`. An expired list makes every handshake fail, so it must be renewed and haproxy reloaded.",
  "server-option crt":
    "PEM file with the client certificate and private key that haproxy shows to the server when asked (mutual TLS). The key may stand in a file of the same name with `.key` added.",
  "server-option curves":
    "Elliptic curves offered to the server for the key exchange, separated by colons, as in `X25519:P-256`. The library's list applies if it is absent.",
  "server-option disabled":
    "Starts the server in maintenance, without checks or traffic, until it is enabled on the CLI or the statistics page. For preparing servers; `force-persist` can still reach it for a test.",
  "server-option downinter":
    "Interval of health checks while the server is down, in ms unless a unit is given; `inter` if unset. A longer one spares the network, a shorter one notices the return sooner.",
  "server-option enabled":
    "Undoes an inherited `disabled` from `default-server`, so that the server starts in service. That is the normal state, so it does nothing elsewhere.",
  "server-option error-limit":
    "How many consecutive errors seen by `observe` trigger the reaction of `on-error`, 10 by default. Low values take servers out because of a few bad requests.",
  "server-option fall":
    "Number of consecutive failed health checks that take the server down, 3 by default. Together with `inter` it sets the detection time: 3 × 2 s if nothing is set.",
  "server-option fastinter":
    "Interval of health checks while the state is changing or not yet known, in ms unless a unit is given; `inter` if unset. A short one confirms a failure or return fast without checking often in calm times.",
  "server-option force-sslv3":
    "Speaks only SSLv3 to the server. The protocol is broken and most TLS libraries lack it; use `ssl-min-ver` and `ssl-max-ver` with current versions.",
  "server-option force-tlsv10":
    "Speaks only TLS 1.0 to the server, for very old ones. The same as setting `ssl-min-ver` and `ssl-max-ver` to `TLSv1.0`; many libraries refuse it at their default security level.",
  "server-option force-tlsv11":
    "Speaks only TLS 1.1 to the server. The same as setting `ssl-min-ver` and `ssl-max-ver` to `TLSv1.1`; obsolete, so only where the server knows nothing better.",
  "server-option force-tlsv12":
    "Speaks only TLS 1.2 to the server. The same as setting `ssl-min-ver` and `ssl-max-ver` to `TLSv1.2`, for instance while the server's TLS 1.3 is troublesome.",
  "server-option force-tlsv13":
    "Speaks only TLS 1.3 to the server; one that can't fails the handshake. The same as setting `ssl-min-ver` and `ssl-max-ver` to `TLSv1.3`.",
  "server-option from":
    "Starts from the settings of another server (`srv:be/name`) or of a backend's `default-server` (`be:name`), `none` for the built-in defaults. It must come before all other options of the line.",
  "server-option guid":
    "Unique name of the server among all objects of the process, by which counters can be kept across reloads. Up to 127 letters, digits, `.`, `:`, `-` or `_`; it can also feed `hash-key guid`.",
  "server-option hash-key":
    "What decides the server's place on a consistent hash ring: `id` (default), `addr`, `addr-port`, where known also `guid` and `id32`. With addresses, several haproxy nodes agree on the target even if DNS gave them the servers in different order.",
  "server-option healthcheck":
    "Checks the server as described by the `healthcheck` section of that name instead of the backend's settings, so that servers of one backend can be checked differently.",
  "server-option id":
    "Fixed number of the server, positive and unique in its backend; otherwise its position counts. It identifies the server in stick tables shared with other nodes, in consistent hashing and in statistics, so set it where order may change.",
  "server-option idle-ping":
    "Tests idle connections to the server at this interval, in ms unless a unit is given, and closes those that don't answer before the next test. Works for HTTP/2 only; useful with firewalls that drop silently, and for reverse HTTP.",
  "server-option init-addr":
    "Where the address of a server given by name comes from at start, tried in order: `last` (state file), `libc`, a fixed address, or `none` (start without one, down). Default `last,libc`, which lets haproxy fail to start if the name is unknown; with `resolvers`, add `none`.",
  "server-option init-state":
    "State in which the server begins after a start, and after maintenance: `up` (down at the first failed check), `fully-up` (after all `fall`), `down` (up at the first success) or `fully-down` (after all `rise`). Default `none` behaves like `up`.",
  "server-option inter":
    "Interval of health checks, 2000 ms unless set, in ms unless a unit is given. It is also their timeout where `timeout check` is not set; `fastinter` and `downinter` vary it by state.",
  "server-option ktls":
    "Hands the encryption of connections to this server to the Linux kernel (`on` or `off`), so that data can be spliced or sent by network cards. Experimental; kernel and cipher must support it, else TLS goes on as usual.",
  "server-option log-bufsize":
    "Size in bytes of the buffer that holds messages for this TCP log server in a `mode log` backend, `tune.bufsize` by default. A larger one loses fewer messages if the server is slow.",
  "server-option log-proto":
    "How log messages are separated on a TCP connection: `legacy` (default) by line ends, `octet-count` by a length in front, which messages with line breaks need. The receiving syslog server must expect the same.",
  "server-option max-reuse":
    "How often a connection to the server may be reused before it is replaced; -1 (default) is unlimited, 0 means no reuse. Against servers that leak memory per connection; in a `ring` it spreads messages over threads.",
  "server-option maxconn":
    "Most requests (HTTP) or connections (TCP) sent to the server at once; more wait in its queue until a slot is free or `timeout queue` ends. 0 (default) is unlimited. The main protection against overload, best set to what the server does well.",
  "server-option maxqueue":
    "Longest queue for this server, 0 (default) for no limit. If it is full, requests go to other servers although a cookie names this one, which helps when that server is dying.",
  "server-option minconn":
    "Lower end of a limit that moves with the load: with little traffic on the backend only this many connections are allowed, rising to `maxconn` as the backend nears `fullconn`. Alone, without `maxconn`, it acts as a fixed limit.",
  "server-option namespace":
    "Linux network namespace from which the connection to the server is opened. The namespace must exist, and haproxy needs the privilege to enter it.",
  "server-option no-agent-check":
    "Undoes an `agent-check` inherited from `default-server`: the server isn't asked through an agent.",
  "server-option no-backup":
    "Undoes a `backup` inherited from `default-server`: the server takes part in ordinary load balancing.",
  "server-option no-check":
    "Undoes a `check` inherited from `default-server`: the server isn't checked and always counts as up.",
  "server-option no-check-reuse-pool":
    "Undoes a `check-reuse-pool` inherited from `default-server`: each health check opens a connection of its own.",
  "server-option no-check-send-proxy":
    "Undoes a `check-send-proxy` inherited from `default-server`: health checks send a PROXY header only if traffic does.",
  "server-option no-check-sni-auto":
    "Stops HTTPS health checks from taking the SNI from their `Host` header, as they do by default. For servers that reject or misread that name.",
  "server-option no-check-ssl":
    "Undoes a `check-ssl` inherited from `default-server`: health checks use TLS only if traffic to the server does.",
  "server-option no-renegotiate":
    "Forbids renegotiation on TLS connections to this server, if it should ask for one; TLS 1.3 has none. Without this and `renegotiate`, the library decides.",
  "server-option no-send-proxy":
    "Undoes a `send-proxy` inherited from `default-server`: connections to this server begin without a PROXY header.",
  "server-option no-send-proxy-v2":
    "Undoes a `send-proxy-v2` inherited from `default-server`, for a server that doesn't understand the binary PROXY header.",
  "server-option no-send-proxy-v2-ssl":
    "Undoes a `send-proxy-v2-ssl` inherited from `default-server`, so that no TLS details go to this server in a PROXY header.",
  "server-option no-send-proxy-v2-ssl-cn":
    "Undoes a `send-proxy-v2-ssl-cn` inherited from `default-server`, so that the client certificate's name isn't sent in a PROXY header.",
  "server-option no-sni-auto":
    "Stops haproxy from sending the request's host name as SNI, which it does by default for HTTPS servers. For servers that choke on it; write `sni` to send another name.",
  "server-option no-ssl": "Undoes an `ssl` inherited from `default-server`: this server is spoken to in clear text.",
  "server-option no-ssl-reuse":
    "Makes every new TLS connection to the server a full handshake instead of resuming an earlier session. Costs CPU on both sides; for measurements and fault-finding.",
  "server-option no-sslv3":
    "Removes SSLv3 from what may be spoken to the server. `ssl-min-ver` says the same more clearly and also fits `default-server`.",
  "server-option no-tfo":
    "Undoes a `tfo` inherited from `default-server`: connections to this server use an ordinary TCP handshake.",
  "server-option no-tls-tickets":
    "Doesn't use session tickets when resuming TLS up to 1.2 with this server; sessions are then resumed by their identifiers, which the server must store.",
  "server-option no-tlsv10":
    "Removes TLS 1.0 from what may be spoken to the server. Prefer `ssl-min-ver TLSv1.2`, which needs no list of exceptions.",
  "server-option no-tlsv11":
    "Removes TLS 1.1 from what may be spoken to the server. Prefer `ssl-min-ver TLSv1.2`; gaps between allowed versions are trouble.",
  "server-option no-tlsv12":
    "Removes TLS 1.2 from what may be spoken to the server. To demand TLS 1.3, `ssl-min-ver TLSv1.3` is the clearer way.",
  "server-option no-tlsv13":
    "Removes TLS 1.3 from what may be spoken to the server. `ssl-max-ver TLSv1.2` does the same and can be inherited.",
  "server-option non-stick":
    "Connections to this server are never remembered in a stick table, so its clients return to the others later. Meant for `backup` servers.",
  "server-option npn":
    "Application protocols offered by the obsolete NPN extension of TLS. Its successor `alpn` is what servers understand today.",
  "server-option observe":
    "Judges the server also by real traffic: `layer4` by connections, `layer7` by HTTP responses (5xx other than 501 and 505 count as errors). Needs `check`; after `error-limit` errors in a row `on-error` acts.",
  "server-option on-error":
    "What happens when `observe` has seen `error-limit` errors: `fastinter` (check faster), `fail-check` (default: count a failed check), `sudden-death` (one more failure takes it down) or `mark-down` (at once).",
  "server-option on-marked-down":
    "With `shutdown-sessions`, closes all connections to the server at the moment it goes down, so that clients reconnect elsewhere. Otherwise they live until they end or time out; valuable for long TCP sessions to databases or API servers.",
  "server-option on-marked-up":
    "With `shutdown-backup-sessions`, closes all connections to backup servers once this one is back, so that traffic returns to it. Breaks transactions in progress; for primary and standby that must not both be used.",
  "server-option pool-conn-name":
    "Expression that names a connection in the pool of idle ones; only requests with the same name reuse it. Without it the `sni` is the name, so connections are shared per host name.",
  "server-option pool-low-conn":
    "Below this number of idle connections, threads don't take those of other threads but open their own. Improves locality with very fast servers, at about twice the number of threads; 0 (default) always shares.",
  "server-option pool-max-conn":
    "Most idle connections kept for later requests to the server: -1 (default) is unlimited, 0 keeps none. Limit it where the server reserves memory or a worker for each open connection.",
  "server-option pool-purge-delay":
    "Interval at which half of the superfluous idle connections are closed, 5 s by default, in ms unless a unit is given; 0 keeps none. Stay below the keep-alive timeout of the server.",
  "server-option port":
    "Port that health checks (and agent checks) go to, if it isn't the server's own. TLS and PROXY protocol of the server are then not used for checks unless `check-ssl` or `check-send-proxy` says so.",
  "server-option proto":
    "Forces the protocol towards the server instead of leaving it to ALPN and the backend's mode: `h2` for clear-text HTTP/2 (gRPC), `h1`, `fcgi`, `none`. It must fit the mode, and `alpn` if both are given.",
  "server-option proxy-v2-options":
    "Adds details to the header of `send-proxy-v2`, in a list: `ssl`, `cert-cn`, `ssl-cipher`, `authority` (the client's SNI), `crc32c`, `unique-id` and others. The receiver must know what it is sent.",
  "server-option quic-cc-algo":
    "Congestion control of QUIC connections to this server: `cubic` (default), `newreno`, `bbr` or, for tests only, `nocc`. Arguments in parentheses may bound the window.",
  "server-option redir":
    "Answers GET and HEAD requests for this server with a 302 to this prefix followed by the path, so that clients fetch from it directly. Give an absolute URL without a slash at the end.",
  "server-option renegotiate":
    "Permits this server to renegotiate a TLS connection securely (RFC 5746), as some do to ask for a client certificate late. TLS 1.3 has no renegotiation; without it or `no-renegotiate` the library decides.",
  "server-option resolve-net":
    "Networks whose addresses are preferred when DNS gives several for the server, as in `resolve-net 10.0.0.0/8`. If none lies there, another one is taken; keeps traffic in the own data centre.",
  "server-option resolve-opts":
    "Details of name resolution at run time: `allow-dup-ip` lets several servers have the same address, `prevent-dup-ip` (default) doesn't, `ignore-weight` disregards the weights of SRV records.",
  "server-option resolve-prefer":
    "Family that is preferred when DNS gives both: `ipv4` or `ipv6` (default). The other one is still used if the preferred one has no answer.",
  "server-option resolvers":
    "Section of DNS servers that keeps the server's address up to date at run time; without it a name is resolved only once, at start. Combine it with `init-addr none` so that haproxy starts before DNS answers.",
  "server-option rise":
    "Number of consecutive good health checks that bring a server back, 2 by default. Raise it for services that answer before they are really ready, or use `slowstart`.",
  "server-option send-proxy":
    "Begins each connection with a PROXY protocol header (version 1, text) that tells the server the client's real address, also in `mode tcp`. The server must expect it, else it takes the header for garbage; checks send it too.",
  "server-option send-proxy-v2":
    "Begins each connection with a PROXY protocol header of version 2 (binary), which tells the client's address and can carry more, see `proxy-v2-options`. The server must expect this version.",
  "server-option send-proxy-v2-ssl":
    "Sends the PROXY header of version 2 with details of the client's TLS connection: whether it was used, its version, and whether a client certificate was shown and verified.",
  "server-option send-proxy-v2-ssl-cn":
    "Sends the PROXY header of version 2 with details of the client's TLS connection and the common name of the client certificate. For servers that authorise by certificate without terminating TLS.",
  "server-option set-proxy-v2-tlv-fmt":
    "Adds a field of your own to the PROXY header of version 2: its type in parentheses, as in `set-proxy-v2-tlv-fmt(0xE0)`, its value as log format. Needs `send-proxy-v2`.",
  "server-option shard":
    "In a `peers` section, which share of the table updates this peer receives, from 1 to the section's `shards`; 0 (default) receives all. Spreads large tables over several peers.",
  "server-option sigalgs":
    "Signature algorithms offered in TLS 1.2 and 1.3 handshakes with the server, separated by colons. Leave it out unless something on the way demands it.",
  "server-option slowstart":
    "Time over which a server that came back grows to its full weight and `maxconn`, in ms unless a unit is given. Lets caches and pools warm up; doesn't apply when haproxy itself starts, and weights need a dynamic `balance` algorithm.",
  "server-option sni":
    "Expression for the host name sent to the TLS server: `sni req.hdr(host)` for HTTPS, `sni ssl_fc_sni` for relayed TLS, `sni str(name)` for a fixed one. With `verify required` the certificate must carry that name; health checks use `check-sni`.",
  "server-option sni-auto":
    "Sends the host of the request, without port, as SNI to HTTPS servers if no `sni` is given. On by default; written only to undo an inherited `no-sni-auto`.",
  "server-option socks4":
    "Connects to the server through the SOCKS4 proxy at this address and port. Health checks go directly unless `check-via-socks4` is set too.",
  "server-option source":
    "Address, and optionally port range, from which connections to this server are opened; overrides the backend's `source`. A range per server lifts the limit of 64k ports; `usesrc clientip` shows the client's address, `interface` pins the device.",
  "server-option ssl":
    "Encrypts connections to the server with TLS, health checks included. The certificate is verified unless `verify none` is given, so `ca-file` must be set. Don't use it in `mode tcp` where the client's own TLS is passed through: it would be encrypted twice.",
  "server-option ssl-max-ver":
    "Highest TLS version spoken to the server: `TLSv1.0` to `TLSv1.3`. Unset, the highest the library has; lower it only around bugs of a server.",
  "server-option ssl-min-ver":
    "Lowest TLS version accepted from the server, as in `ssl-min-ver TLSv1.2`. Set it once for all servers by global `ssl-default-server-options`.",
  "server-option ssl-reuse":
    "Undoes a `no-ssl-reuse` inherited from `default-server`: TLS sessions with the server are resumed again, the default.",
  "server-option stick":
    "Undoes a `non-stick` inherited from `default-server`: clients of this server are remembered in stick tables again.",
  "server-option strict-maxconn":
    "Makes `maxconn` bound the open connections to the server, idle ones included, not only its concurrent requests. For servers with a hard limit; a request may fail if no connection can be reused or closed.",
  "server-option tcp-md5sig":
    "Signs the TCP segments to this server with an MD5 digest made from this password (RFC 2385), as BGP speakers do. Linux only; the server must use the same password, else nothing gets through.",
  "server-option tcp-ut":
    "How long sent data may stay unacknowledged before the kernel gives the connection up (Linux `TCP_USER_TIMEOUT`), in ms unless a unit is given. Finds dead servers on long quiet sessions whose `timeout server` must be high.",
  "server-option tfo":
    "Sends the first data with the SYN to the server (TCP Fast Open, Linux), which saves a round trip. Extend `retry-on` by `empty-response` and `response-timeout`, or failures of such connections aren't retried.",
  "server-option tls-tickets":
    "Undoes a `no-tls-tickets` inherited from `default-server`: tickets may be used again to resume TLS sessions with the server.",
  "server-option track":
    "Takes the state from another server (`backend/server`) instead of checking by itself, so that a machine in several backends is checked once. The tracked server must have `check`, or track one that has.",
  "server-option usesrc":
    "Second part of `source`, which says whose address the server sees: `client`, `clientip`, a fixed one or one from a header. It can't stand alone; it needs privileges and routing of the replies through haproxy.",
  "server-option verify":
    "Whether the server's certificate is verified: `required` (default, with `ca-file`) or `none`. The name is checked only against `sni` or `verifyhost`; with `none`, TLS protects from listeners but not from impostors.",
  "server-option verifyhost":
    "Name that the server's certificate must carry if no SNI was sent, for traffic and health checks. Without it and `sni`, any certificate signed by `ca-file` is accepted; needs `verify required`.",
  "server-option weight":
    "Share of the traffic relative to the other servers, 0 to 256, 1 by default. 0 takes no new clients but keeps persistent ones; values of 10 to 100 leave room to adjust later. `balance first` ignores it.",
  "server-option ws":
    "Protocol for WebSocket towards the server: `auto` (default: that of other requests, but HTTP/1.1 if ALPN allows both), `h1` or `h2`. `h2` needs a server that knows RFC 8441.",
};
