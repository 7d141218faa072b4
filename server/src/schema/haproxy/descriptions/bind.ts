/** See `../descriptions.ts`. */
export const bindDescriptions: Readonly<Record<string, string>> = {
  "bind-option accept-netscaler-cip":
    "Expects Citrix NetScaler's client IP header in front of every connection and takes the client's address from it; the number is the magic value that the appliance sends. Connections without the header fail.",
  "bind-option accept-proxy":
    "Expects a PROXY protocol header (version 1 or 2) in front of every connection and takes the client's address from it, for load balancers before haproxy. Clients without it are refused, and anybody who can reach the port can forge addresses, so restrict access.",
  "bind-option allow-0rtt":
    "Accepts TLS 1.3 early data, so that returning clients save a round trip. Attackers can replay early data: let only idempotent requests act on them, and put `http-request wait-for-handshake` before the others.",
  "bind-option alpn":
    "Application protocols offered to TLS clients, in order of preference. HTTPS listeners need `alpn h2,http/1.1` for HTTP/2; newer versions offer that by themselves, and `h3` on QUIC. Leave out `h2` to keep clients on HTTP/1.1.",
  "bind-option backlog":
    "Length of the kernel's queue of unaccepted connections for these sockets. Unset or 0, that of the frontend (`backlog`, else its `maxconn`) applies; the kernel's `net.core.somaxconn` caps it.",
  "bind-option ca-file":
    "PEM file or directory with the certification authorities that may have signed client certificates; needed by `verify optional` and `required`. Their names are also sent to clients, which choose a certificate by them. Don't put public authorities here.",
  "bind-option ca-ignore-err":
    "Errors in the chain above the client's certificate that don't abort the handshake: `all`, or a list of OpenSSL names or numbers. Rules can then judge by `ssl_c_ca_err`; names are safer than numbers, which change.",
  "bind-option ca-sign-file":
    "PEM file with the authority's certificate and key that sign certificates made by `generate-certificates`. Whoever has this key can impersonate any site to clients that trust the authority.",
  "bind-option ca-sign-pass":
    "Passphrase of the private key in `ca-sign-file`, if it has one. It stands readable in the configuration, so guard the file.",
  "bind-option ca-verify-file":
    "Further authorities for the verification of client certificates whose names aren't announced to clients. Put the intermediates that issue into `ca-file` and the roots here.",
  "bind-option cc":
    "TCP congestion control algorithm for connections of these sockets, such as `cubic` or `bbr`; the kernel must have and allow it. If it can't be set, the default stays and haproxy warns.",
  "bind-option ciphers":
    "Cipher suites accepted up to TLS 1.2, in OpenSSL's notation, as in `ECDHE+AESGCM:ECDHE+CHACHA20`. Usually set once by global `ssl-default-bind-ciphers`; TLS 1.3 has `ciphersuites`.",
  "bind-option ciphersuites":
    "Cipher suites accepted in TLS 1.3, separated by colons, as in `TLS_AES_128_GCM_SHA256:TLS_CHACHA20_POLY1305_SHA256`. Usually set once by global `ssl-default-bind-ciphersuites`.",
  "bind-option client-sigalgs":
    "Signature algorithms accepted for the authentication by client certificates, separated by colons. The library's list is normally right; leave it out without a definite need.",
  "bind-option crl-file":
    "PEM file with revocation lists against which client certificates are checked. Every authority of the chain needs a list in it, and an expired one makes all verification fail until it is renewed and haproxy reloaded.",
  "bind-option crt":
    "PEM file with certificate, chain and private key (or the key beside it in a `.key` file), or a directory of such files; may be repeated. The client's SNI selects among them, and the first one loaded is the default.",
  "bind-option crt-ignore-err":
    "Errors in the client's own certificate that don't abort the handshake: `all`, or a list of OpenSSL names or numbers. Rules can then judge by `ssl_c_err`, for instance send holders of expired certificates to a page.",
  "bind-option crt-list":
    "File that lists certificates line by line, each with options in brackets and SNI filters behind, for sites that differ in `alpn`, `verify` or TLS versions. The CLI can change it while haproxy runs.",
  "bind-option curves":
    "Elliptic curves accepted for the key exchange, separated by colons and in order of preference, as in `X25519:P-256`. Overrides `ecdhe`; unset, the library's list applies.",
  "bind-option default-crt":
    "Certificate, loaded like `crt`, for clients that send no SNI or an unknown one. Two make sense, one RSA and one ECDSA; with `strict-sni` none is used.",
  "bind-option defer-accept":
    "Lets Linux hand a connection over only once the client has sent data, which saves wake-ups. Only for protocols in which the client talks first; port probes and silent clients become invisible to haproxy.",
  "bind-option ecdhe":
    "The one elliptic curve for ephemeral key exchange, such as `prime256v1`. Obsolete: `curves` takes a list and overrides it.",
  "bind-option expose-fd":
    "With `listeners`, lets a new haproxy process fetch the listening sockets through this stats socket (option `-x`), so that reloads lose no connection. Master-worker mode does so by itself.",
  "bind-option force-sslv3":
    "Accepts only SSLv3. The protocol is broken and most TLS libraries lack it; use `ssl-min-ver` and `ssl-max-ver` with current versions.",
  "bind-option force-tlsv10":
    "Accepts only TLS 1.0, for very old clients. The same as `ssl-min-ver` and `ssl-max-ver` at `TLSv1.0`; browsers of today refuse it.",
  "bind-option force-tlsv11":
    "Accepts only TLS 1.1. The same as `ssl-min-ver` and `ssl-max-ver` at `TLSv1.1`; browsers of today refuse it.",
  "bind-option force-tlsv12":
    "Accepts only TLS 1.2. The same as `ssl-min-ver` and `ssl-max-ver` at `TLSv1.2`; useful while TLS 1.3 causes trouble, as with `ktls` on some systems.",
  "bind-option force-tlsv13":
    "Accepts only TLS 1.3, so clients that lack it fail the handshake. The same as `ssl-min-ver` and `ssl-max-ver` at `TLSv1.3`.",
  "bind-option generate-certificates":
    "Makes a certificate for each SNI that no loaded one matches, signed by `ca-sign-file`. For intercepting proxies whose clients trust that authority; results are cached, as each costs much CPU.",
  "bind-option gid":
    "Numeric group that owns the UNIX socket file; `group` takes a name instead. No effect on network sockets; global `unix-bind` sets a default.",
  "bind-option group":
    "Name of the group that owns the UNIX socket file, so that its members can connect as `mode` allows. No effect on network sockets; global `unix-bind` sets a default.",
  "bind-option guid-prefix":
    "Gives each socket of the line a unique name: this prefix, `-` and the socket's position. By it counters can be kept across reloads; the characters are those allowed in `guid`.",
  "bind-option id":
    "Fixed number of the socket in statistics, positive and unique in the frontend. Only for a `bind` line that opens a single socket.",
  "bind-option idle-ping":
    "Tests idle client connections at this interval, in ms unless a unit is given, and closes those that don't answer before the next test. Works for HTTP/2 only, and doesn't extend the HTTP timeouts; made for reverse HTTP.",
  "bind-option interface":
    "Accepts only what arrives through this network interface, whose routes the answers follow too (Linux). Several frontends may so use one address; the interface must exist at start and be no alias.",
  "bind-option ktls":
    "Hands the encryption of client connections to the Linux kernel (`on` or `off`), so that data can be spliced or encrypted by network cards. Experimental; kernel and cipher must support it, some systems only with TLS 1.2.",
  "bind-option label":
    "Free label by which sockets of several `bind` lines can be grouped, whatever section they stand in. No effect on traffic.",
  "bind-option level":
    "What the stats socket permits: `user` reads harmless data, `operator` (default) reads all, `admin` may change everything, down to disabling servers. Only for `stats socket`; give `admin` with a strict `mode`.",
  "bind-option maxconn":
    "Most connections on each socket of the line; more wait in the kernel's backlog. Unset, only the frontend's `maxconn` counts; bounds costly TLS listeners beside a plain one.",
  "bind-option mode":
    "Permissions of the UNIX socket file in octal, as in `mode 660`, together with `user` and `group`. No effect on network sockets; global `unix-bind` sets a default.",
  "bind-option mss":
    "TCP maximum segment size announced to clients, in bytes; a negative number reduces what clients announce by so much. For listeners behind VPNs or tunnels where path MTU discovery fails, instead of lowering the MTU.",
  "bind-option name":
    "Name of the socket in logs and statistics (`so_name`, `option socket-stats`). Tells several listeners of a frontend apart; unique names help.",
  "bind-option namespace":
    "Linux network namespace in which the socket is opened. The namespace must exist at start, and haproxy needs the privilege to enter it.",
  "bind-option nbconn":
    "How many connections a reverse HTTP listener (`rhttp@`) keeps open to the remote side in parallel, 1 by default. Experimental, like reverse HTTP itself.",
  "bind-option nice":
    "Scheduling weight of connections from these sockets, from -1024 (urgent) to 1024 (patient), 0 by default. Matters only when haproxy's CPU is saturated; patient suits bulk transfers, urgent an administrator's port.",
  "bind-option no-alpn":
    "Offers no application protocol in TLS: cancels an earlier `alpn` and the default list of newer versions, so clients speak HTTP/1.1. A line of a `crt-list` can turn it on again.",
  "bind-option no-ca-names":
    "Doesn't send the names in `ca-file` when asking for a client certificate, which shortens the handshake and conceals them; clients then have to guess which certificate is wanted. `ca-verify-file` does it for some names only.",
  "bind-option no-sslv3":
    "Refuses SSLv3, which is off anyway unless `ssl-min-ver` is lowered. Kept for old configurations.",
  "bind-option no-strict-sni":
    "Undoes a `strict-sni` that global `ssl-default-bind-options` set, so that this listener shows its default certificate to clients without a matching SNI.",
  "bind-option no-tls-tickets":
    "Doesn't issue session tickets for TLS up to 1.2, so sessions are resumed only from haproxy's cache. Guards forward secrecy if ticket keys would otherwise stay the same for long.",
  "bind-option no-tlsv10":
    "Refuses TLS 1.0, which is off anyway by the default `ssl-min-ver`. To set the range of versions, `ssl-min-ver` is clearer.",
  "bind-option no-tlsv11":
    "Refuses TLS 1.1, which is off anyway by the default `ssl-min-ver`. Single exceptions can leave gaps in the range, which libraries dislike.",
  "bind-option no-tlsv12":
    "Refuses TLS 1.2, so that only 1.3 remains by default. `ssl-min-ver TLSv1.3` says this more clearly.",
  "bind-option no-tlsv13":
    "Refuses TLS 1.3. `ssl-max-ver TLSv1.2` does the same and states the upper end of the range.",
  "bind-option npn":
    "Application protocols offered by the obsolete NPN extension of TLS. Clients of today use `alpn` only.",
  "bind-option prefer-client-ciphers":
    "Follows the client's order of cipher suites instead of the server's, so that devices without AES hardware can get ChaCha20. It doesn't affect the choice between RSA and ECDSA certificates.",
  "bind-option process":
    "Formerly limited the listener to certain processes, or threads after a slash. `thread` has replaced it; with one process only threads are left to choose.",
  "bind-option proto":
    "Forces the protocol of incoming connections: `h2` for clear-text HTTP/2 such as gRPC, `h1`, or `none` for plain TCP. It must fit the frontend's `mode`, and `alpn` if both are given.",
  "bind-option quic-cc-algo":
    "Congestion control of QUIC connections: `cubic` (default), `newreno`, `bbr` or, for tests only, `nocc`. Parentheses may hold the largest window, as in `cubic(1m)`, which also bounds the memory per connection.",
  "bind-option quic-force-retry":
    "Makes each QUIC client prove its address by a Retry packet before a connection is made, at the cost of one round trip. Needs global `cluster-secret`, so that all nodes accept the token.",
  "bind-option quic-socket":
    "Whether each QUIC connection gets a socket of its own (`connection`, the default, faster) or all share the listener's (`listener`, fewer file descriptors). A global `force-off` of sockets per connection overrides it.",
  "bind-option severity-output":
    "Whether messages of the stats socket begin with their severity: `none` (default), `number` or `string`. For scripts that talk to the CLI; data that commands return is not affected.",
  "bind-option shards":
    "Opens the socket several times on the same address, so that threads contend less for new connections: a number, `by-thread` or `by-group`. Worth it with many threads; a number should divide theirs.",
  "bind-option sigalgs":
    "Signature algorithms accepted in TLS 1.2 and 1.3 handshakes, separated by colons. Leave it out unless an auditor or a middlebox demands it.",
  "bind-option ssl":
    "Ends TLS here: connections are decrypted, so rules see plain content. Needs `crt`, `crt-list` or `default-crt`. Don't use it where a backend should receive the client's TLS as it is, as with a Kubernetes API server in `mode tcp`.",
  "bind-option ssl-max-ver":
    "Highest TLS version accepted: `TLSv1.0` to `TLSv1.3`. Unset, the highest that the library has; set `ssl-min-ver` beside it, or the two may exclude each other.",
  "bind-option ssl-min-ver":
    "Lowest TLS version accepted, `TLSv1.2` by default. Lower it only for old clients, for all listeners by global `ssl-default-bind-options`; the library's security level may still forbid TLS 1.0 and 1.1.",
  "bind-option strict-sni":
    "Refuses TLS clients whose SNI matches no certificate, rather than showing the default one. Keeps scanners by IP address away and lets haproxy start with an empty certificate directory.",
  "bind-option tcp-md5sig":
    "Demands that the TCP segments of clients are signed with an MD5 digest made from this password (RFC 2385), as BGP speakers do. Linux only; unsigned connections get no answer.",
  "bind-option tcp-ss":
    "Keeps a copy of the client's SYN packet for `fc_saved_syn`, which allows fingerprinting: 0 (default) off, 1 with IP and TCP headers, 2 with the Ethernet header too. Linux only.",
  "bind-option tcp-ut":
    "How long sent data may stay unacknowledged before the kernel gives the connection up (Linux `TCP_USER_TIMEOUT`), in ms unless a unit is given. Finds vanished clients on long quiet sessions whose `timeout client` must be high.",
  "bind-option tfo":
    "Accepts data in the SYN of returning clients (TCP Fast Open, Linux), which saves a round trip. The sysctl `net.ipv4.tcp_fastopen` must allow servers, and some firewalls drop such packets.",
  "bind-option thread":
    "Threads that serve this listener, as in `thread 1-4`, `odd`, or `2/1-8` within a thread group; all by default. Dedicates threads to a service, or splits one port over several `bind` lines.",
  "bind-option tls-ticket-keys":
    "File of at least three base64 keys, one a line, that encrypt session tickets; the last but one encrypts, all decrypt. Share it between nodes so that clients can resume on either, and rotate it by appending and reloading.",
  "bind-option tls-tickets":
    "Issues session tickets again where global `ssl-default-bind-options` has `no-tls-tickets`; they are on by default. Tickets let clients resume without memory on the server.",
  "bind-option transparent":
    "Binds addresses that the node doesn't hold (Linux, needs `CAP_NET_ADMIN`), such as a virtual IP that is on the peer just now, or those of traffic redirected by the firewall. Never with `*`: it would take every connection to that port.",
  "bind-option uid":
    "Numeric user that owns the UNIX socket file; `user` takes a name instead. No effect on network sockets; global `unix-bind` sets a default.",
  "bind-option user":
    "Name of the user that owns the UNIX socket file, who can connect as `mode` allows. No effect on network sockets; global `unix-bind` sets a default.",
  "bind-option v4v6":
    "Lets an IPv6 socket on `::` accept IPv4 clients as well, whatever the system's default (`net.ipv6.bindv6only`). Has no effect on IPv4 sockets, and `v6only` wins over it.",
  "bind-option v6only":
    "Restricts an IPv6 socket on `::` to IPv6, so that another `bind` can take the same port for IPv4. It wins over `v4v6`.",
  "bind-option verify":
    "Whether clients are asked for a certificate: `none` (default), `optional`, or `required`, which refuses those without. With `optional`, rules decide by `ssl_c_used`; a certificate that fails verification aborts the handshake in both cases. Needs `ca-file`.",
};
