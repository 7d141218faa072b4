/** See `../descriptions.ts`. */
export const optionsDescriptions: Readonly<Record<string, string>> = {
  "option proxy option abortonclose":
    "Drops requests whose client has closed its side while they still wait in the queue or for a connection, so that servers don't work for people who pressed reload. Leave it off for plain TCP protocols that close one direction early. The newest versions have it on for HTTP backends and TLS listeners.",
  "option proxy option accept-invalid-http-request":
    "Loosens the parser so that malformed requests from broken clients pass. It also lets request smuggling tricks through, so use it only after `show errors` has proved the need; its name is now `accept-unsafe-violations-in-http-request`.",
  "option proxy option accept-invalid-http-response":
    "Loosens the parser so that malformed responses from broken servers pass instead of becoming a 502. For the time until the server is fixed; its name is now `accept-unsafe-violations-in-http-response`.",
  "option proxy option accept-unsafe-violations-in-http-request":
    "Lets requests pass that break HTTP: odd characters in header names and URIs, mismatch of `Host` and authority, strange versions. Off by default, as such requests are mostly attacks; what is let through is still recorded for `show errors` on the CLI.",
  "option proxy option accept-unsafe-violations-in-http-response":
    "Lets responses pass that break HTTP, such as bad header names or duplicate lengths, instead of answering the client with a 502. Off by default; an aid for a server that can't be repaired yet.",
  "option proxy option allbackups":
    "Once all ordinary servers are down, spreads traffic over all `backup` servers instead of only the first live one. Choose it when one spare machine alone can't carry the load.",
  "option proxy option checkcache":
    "Blocks responses that set a cookie yet may be stored by shared caches, with a 502 and an alert in the log, so that no session leaks to other users. Test applications with it before relying on it.",
  "option proxy option clitcpka":
    "Has the kernel send TCP keep-alive probes on client connections, so that firewalls don't forget quiet ones and vanished clients are found. Timing comes from the kernel or from `clitcpka-idle`, `clitcpka-intvl` and `clitcpka-cnt`; unrelated to HTTP keep-alive.",
  "option proxy option contstats":
    "Updates traffic counters while a transfer runs, about every 5 seconds, instead of only at its end. Gives smooth graphs for large downloads and streams, for a little more CPU.",
  "option proxy option disable-h2-upgrade":
    "Stops clear-text connections from switching to HTTP/2 when the client opens with the HTTP/2 preface. For one listener alone, `proto h1` behind `bind` does it.",
  "option proxy option dontlog-normal":
    "Logs only what went wrong: errors, timeouts, retries, redispatches and status 5xx. It saves disk on busy sites but takes away the lines that explain the failures; `option log-separate-errors` often serves better.",
  "option proxy option dontlognull":
    "Writes no log line for connections on which no data came, such as the port probes of monitors or keepalived. Avoid it on the open Internet, where it would also hide scans.",
  "option proxy option external-check":
    "Checks servers by running the program of `external-check command`, for services that no built-in check understands. Every check is a fork, and global `external-check` must permit it; with many servers or short intervals, `option tcp-check` is lighter.",
  "option proxy option forceclose":
    "An old way to close both the client's and the server's connection after each response. Today it is refused or means the same as `option httpclose`; keep-alive is normally right.",
  "option proxy option forwarded":
    "Adds the standard `Forwarded` header (RFC 7239) for the servers, by default with `proto` and `for`, the client's address. Further parts (`host`, `by`, ports) may be built from expressions. The modern counterpart of `option forwardfor`.",
  "option proxy option forwardfor":
    "Adds `X-Forwarded-For` with the client's address to each request, for servers that would otherwise see only haproxy's; needs `mode http`. It is appended, so applications must trust only the last value. `except` leaves out networks, `if-none` keeps a header that exists.",
  "option proxy option h1-case-adjust-bogus-client":
    "Sends response headers to HTTP/1 clients with the upper and lower case listed by global `h1-case-adjust`, instead of all lower case. Only for clients that wrongly insist on a certain spelling.",
  "option proxy option h1-case-adjust-bogus-server":
    "Sends request headers to HTTP/1 servers with the upper and lower case listed by global `h1-case-adjust`, instead of all lower case. Only for servers that wrongly insist on a certain spelling.",
  "option proxy option http-buffer-request":
    "Waits for the whole request body, or a full buffer (`tune.bufsize`), before a server is chosen. Protects servers from slow senders and makes the body available to rules; `timeout http-request` then covers the body too.",
  "option proxy option http-drop-request-trailers":
    "Removes trailers, that is headers behind the body, from requests before a server gets them. Prevents clients from smuggling fields past rules into a server that merges them with the headers.",
  "option proxy option http-drop-response-trailers":
    "Removes trailers, that is headers behind the body, from responses before the client gets them. Not for gRPC, which carries its status there.",
  "option proxy option http-ignore-probes":
    "Silently drops connections that close or time out without having sent anything: no 400 or 408, no log, no error counted. Made for browsers' speculative connections; it can hide real network faults, such as a wrong MTU.",
  "option proxy option http-keep-alive":
    "Keeps HTTP/1 connections open on both sides between requests. This is the default, so it is needed only to undo `option httpclose` or `option http-server-close` from `defaults`.",
  "option proxy option http-no-delay":
    "Sends every piece of an HTTP body at once instead of gathering full packets. For the rare application that talks back and forth within one request; costs bandwidth and CPU.",
  "option proxy option http-pretend-keepalive":
    "Closes the server connection after the response without announcing `Connection: close` in the request. A remedy for servers that stop using chunked encoding, and so may deliver truncated bodies unnoticed, when they see that header.",
  "option proxy option http-restrict-req-hdr-names":
    "What happens to request headers whose names hold anything but letters, digits and `-`: `preserve`, `delete`, or `reject` with a 403. Default `preserve`, but `delete` for FastCGI, where `X_Y` and `X-Y` become the same variable.",
  "option proxy option http-server-close":
    "Closes the server connection after each response but keeps the client's open. Saves idle connections on the servers at the price of a new one for every request; it replaces `option httpclose` and `option http-keep-alive`.",
  "option proxy option http-tunnel":
    "Formerly looked only at the first request of a connection and passed the rest blindly. No version has it any more; remove the line, keep-alive does what is needed.",
  "option proxy option http-use-proxy-header":
    "Heeds `Proxy-Connection` instead of `Connection` for requests with an absolute URI. Only for haproxy in front of forward proxies such as Squid, together with browsers configured to use them.",
  "option proxy option http_proxy":
    "Formerly turned haproxy into a simple forward proxy that connects to the IP address in the URI. Build it from `http-request do-resolve`, `set-dst` and `set-uri` instead.",
  "option proxy option httpchk":
    "Checks servers by an HTTP request, `OPTIONS / HTTP/1.0` unless given otherwise, and takes any 2xx or 3xx answer as healthy; `http-check send` and `http-check expect` refine it. For a Kubernetes API server, also in `mode tcp`: `option httpchk GET /readyz` with `check-ssl verify none` on the servers.",
  "option proxy option httpclose":
    "Closes the connection after each response: the client's if it stands in a frontend, the server's if in a backend. Costly, above all with TLS, and rarely needed; it replaces the other keep-alive options.",
  "option proxy option httplog":
    "Logs HTTP requests in the rich standard format: timers, status, termination state, queues, captures, request line. `clf` gives Apache's format instead. A later `log-format` replaces it, and in `mode tcp` it falls back to `option tcplog`.",
  "option proxy option httpslog":
    "Logs like `option httplog`, with the result of the TLS handshake, certificate errors, SNI, protocol version and cipher appended. For frontends that terminate TLS.",
  "option proxy option idle-close-on-response":
    "During a soft stop, keeps idle client connections until they have been told `Connection: close` with a last response, rather than closing them at once. Avoids 502s from balancers in front, such as AWS ALB, on reloads; old processes live longer.",
  "option proxy option independent-streams":
    "Sending data no longer renews the read timeout of the same connection, so a peer that never answers is noticed although one keeps writing. For chatty protocols with long timeouts, such as telnet; wrong for large uploads.",
  "option proxy option ldap-check":
    "Checks servers by an anonymous LDAPv3 bind, which must succeed. A server that forbids anonymous binds counts as down.",
  "option proxy option log-health-checks":
    "Logs every change in the result of a health check, also failures that have not yet taken the server down. Shows how a server deteriorated; without it only those that matter to the state appear.",
  "option proxy option log-separate-errors":
    "Raises the log level of failed or retried requests from `info` to `err`, so that syslog can file them apart. The ordinary file should keep them too, for the order of events.",
  "option proxy option logasap":
    "Writes the log line as soon as the response headers have come (TCP: once connected) instead of at the end. Long downloads then appear at once, with byte counts and total times that are not final, marked by `+`.",
  "option proxy option mysql-check":
    "Checks MySQL servers by a handshake; with `user` haproxy also logs in, so create that user without password or rights. Without it, aborted handshakes may make MySQL block haproxy's address. `post-41` is the default, `post-80` suits MySQL 8.",
  "option proxy option nolinger":
    "Ends connections with a TCP reset on close and forgets unsent data, so no socket lingers in FIN_WAIT. Clients may receive truncated responses; prefer `timeout client-fin` or `tcp-ut`, and don't put it in `defaults`.",
  "option proxy option originalto":
    "Adds `X-Original-To` with the address that the client connected to, for servers behind a transparent proxy which must know it. `header` changes the name, `except` leaves out networks; trust the last value only.",
  "option proxy option persist":
    "Tries the server of a persistence cookie even while it is marked down, instead of choosing another. For farms whose servers flap under load; add `option redispatch` so that truly dead ones can be left.",
  "option proxy option pgsql-check":
    "Checks PostgreSQL servers by the start of a login for the given user: a request for authentication is healthy, an error (starting up, too many connections) is not. It needs no password and says nothing of queries or of who is primary.",
  "option proxy option prefer-last-server":
    "Keeps a client on the server whose connection it already holds, as far as the server has room, instead of balancing every request. A preference, not persistence; meaningful with `roundrobin` or `leastconn`, not with hashes.",
  "option proxy option redis-check":
    "Checks Redis servers by a `PING` that must be answered `+PONG`. It doesn't tell master from replica, and a server that demands a password fails it; use `option tcp-check` for both.",
  "option proxy option redispatch":
    "Lets a request that can't reach its persistent server go to another one, by default on the last of the `retries`; 1 means on every retry, 3 on every third. Without it clients with a cookie fail until the server is marked down.",
  "option proxy option smtpchk":
    "Checks mail servers by `HELO localhost` (or `EHLO` with a domain of your own); only answers that begin with 2 are good.",
  "option proxy option socket-stats":
    "Counts traffic for each listening socket of the frontend and shows each as a row of its own on the statistics page. Tells the load of several `bind` lines apart.",
  "option proxy option splice-auto":
    "Lets Linux move data between sockets without copying through haproxy, in both directions, wherever it seems worth it. Saves CPU on large transfers in plain TCP or HTTP; no gain with TLS, and global `nosplice` forbids it.",
  "option proxy option splice-request":
    "Uses Linux's zero-copy splicing for data from client to server whenever possible, without the estimates of `option splice-auto`. Suits large uploads without TLS; needs spare pipes (`maxpipes`).",
  "option proxy option splice-response":
    "Uses Linux's zero-copy splicing for data from server to client whenever possible, without the estimates of `option splice-auto`. Suits large downloads without TLS; needs spare pipes (`maxpipes`).",
  "option proxy option spop-check":
    "Checks SPOE agents by the HELLO exchange of their protocol; an error in the answer marks the agent down. For the backend that a `spoe` filter uses.",
  "option proxy option srvtcpka":
    "Has the kernel send TCP keep-alive probes on server connections, so that firewalls don't forget quiet ones and dead peers are found. Timing comes from the kernel or from `srvtcpka-idle`, `srvtcpka-intvl` and `srvtcpka-cnt`.",
  "option proxy option ssl-hello-chk":
    "Checks that a server answers an SSLv3 hello, a relic from builds without TLS. Servers that have SSLv3 off often refuse it and look dead; use `check-ssl` behind `server` instead.",
  "option proxy option tcp-check":
    "Checks servers over TCP by the dialogue that the `tcp-check` lines describe; without such lines, by connecting only. Lets you test any protocol that greets or answers, Redis roles for example.",
  "option proxy option tcp-smart-accept":
    "Saves an empty TCP acknowledgement when a client connects, as its request comes at once anyway. Automatic in `mode http`; write `no option tcp-smart-accept` to see plain packets when tracing.",
  "option proxy option tcp-smart-connect":
    "Delays the last acknowledgement of a connection to a server until there is data to go with it, which saves one packet. For protocols in which the client talks first; off by default.",
  "option proxy option tcpka":
    "Turns on TCP keep-alive for both sides: in a frontend only towards clients, in a backend only towards servers. Where sections are separate, `option clitcpka` and `option srvtcpka` say it more clearly.",
  "option proxy option tcplog":
    "Logs TCP connections with timers, byte counts, termination state, connection counts and the server used; the default format has addresses only. The first thing to set when a frontend is `mode tcp`, as the termination state tells who hung up.",
  "option proxy option transparent":
    "Forwards a connection to the address that the client originally aimed at, for traffic redirected to haproxy by the firewall, when no server was chosen. A `server` with address `0.0.0.0` or `*` replaces it, and can use TLS and queues.",
  "option proxy option use-small-buffers":
    "Keeps small requests in small buffers (`tune.bufsize.small`) to save memory, in the `queue`, for `l7-retries` or for `check`; without a word, in all three. Larger data take a normal buffer by themselves.",
};
