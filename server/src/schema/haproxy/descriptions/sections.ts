/** See `../descriptions.ts`. */
export const sectionsDescriptions: Readonly<Record<string, string>> = {
  "keyword acme account-key":
    "File with the private key of the ACME account, made beforehand or created by HAProxy if it doesn't exist. Without this line it is `NAME.account.key` after the section.",
  "keyword acme acme-vars":
    "Variables, as one text, for the external tool that sets DNS records, such as the Data Plane API. Meaningful with DNS challenges only; what they mean is up to the tool.",
  "keyword acme bits":
    "Length of RSA keys for new certificates, 2048 by default. Generating very long ones blocks a thread noticeably. Used with `keytype RSA`.",
  "keyword acme challenge":
    "How control over a name is proved: `http-01` (default), answered from `map` by a rule on port 80, `dns-01` through an external tool, or `dns-persist-01` with a record that is set once.",
  "keyword acme challenge-ready":
    "What must happen before a DNS challenge is submitted: `cli` waits for a command, `dns` until the record can be seen, `delay` for `dns-delay`, `none` for nothing. Several are combined by commas.",
  "keyword acme contact":
    "Mail address that goes with the ACME account, for notices of the certificate authority about expiry and the like.",
  "keyword acme curves": "Elliptic curve of new ECDSA keys, `P-384` by default. Used with `keytype ECDSA`.",
  "keyword acme directory":
    "Address of the certificate authority's ACME directory, such as `https://acme-v02.api.letsencrypt.org/directory`. Required; try out with its staging address, whose limits are wider.",
  "keyword acme dns-delay":
    "Time for the `delay` and `dns` conditions of `challenge-ready`: the first wait, and the pause between look-ups of the record. 30 s by default.",
  "keyword acme dns-timeout":
    "How long the record of a DNS challenge is looked for until the challenge is given up, 600 s by default. Counts from the first look-up.",
  "keyword acme eab-key-id":
    "File with the key id for External Account Binding, which some certificate authorities hand out. Read only when the account is created; plain text.",
  "keyword acme eab-mac-alg":
    "Algorithm that signs the External Account Binding: `HS256` (default), `HS384` or `HS512`. The key must be long enough for it.",
  "keyword acme eab-mac-key":
    "File with the key for External Account Binding in base64url, as the certificate authority hands it out. Read only when the account is created.",
  "keyword acme keytype": "Kind of key for new certificates: `ECDSA` (default) with `curves`, or `RSA` with `bits`.",
  "keyword acme map":
    "Name of a map, such as `virt@acme`, in which HAProxy keeps challenge tokens while a renewal runs. An `http-request return` rule on port 80 answers from it.",
  "keyword acme profile":
    "Certificate profile to ask the authority for, such as `shortlived`. Names are the authority's own; without it, its default applies.",
  "keyword acme provider-name":
    "Name of the DNS provider for the external tool that sets the records. Meaningful with DNS challenges only; valid names are the tool's.",
  "keyword acme reuse-key":
    "`on` keeps the private key at renewals, `off` (default) makes a new one each time. Keeping saves time with long RSA keys; change it by hand now and then.",
  "keyword cache early-hints":
    "Whether `Link` headers seen before are sent as 103 Early Hints while the server works: `off` (default), `on`, or `only` without caching bodies. `ratio` limits their share of the cache in percent, 25 by default.",
  "keyword cache max-age":
    "Longest time in seconds that an object stays valid, 60 by default, even if `Cache-Control` allows more. Raise it, or hardly anything is served from the cache for long.",
  "keyword cache max-object-size":
    "Largest object in bytes, headers included; 1/256 of the cache by default, at most half of it. Bigger responses pass uncached.",
  "keyword cache max-secondary-entries":
    "Variants of one address that are kept at once, 10 by default. Counts only with `process-vary on`.",
  "keyword cache process-vary":
    "`on` caches responses with `Vary`, told apart by `Accept-Encoding`, `Referer` and `Origin`; other headers stay uncached. Off by default, when no response with `Vary` is cached.",
  "keyword cache total-max-size":
    "Memory of the cache in megabytes, 1 to 4095. Required; taken at start and shared by all threads.",
  "keyword crt-store crt-base":
    "Directory for `crt` paths of this store that are relative, in place of the global `crt-base`. Stands before the `load` lines it concerns.",
  "keyword crt-store key-base":
    "Directory for `key` paths of this store that are relative, in place of the global `key-base`.",
  "keyword crt-store load":
    "Defines a certificate for use elsewhere: `load crt site.crt key site.key alias site`, then `crt @store/site`. Other options give OCSP, issuer, or an `acme` section that obtains it. Must stand before its use.",
  "keyword fcgi-app acl":
    "Names a condition for `set-param` and `pass-header` of this application. Private to this section; proxies don't see it, nor does it see theirs.",
  "keyword fcgi-app docroot":
    "Directory with the scripts on the application's host, from which `SCRIPT_FILENAME` and `PATH_TRANSLATED` are built. Required; HAProxy itself reads nothing there.",
  "keyword fcgi-app index":
    "Script appended to addresses that end in a slash, such as `index.php`, to form `SCRIPT_NAME`.",
  "keyword fcgi-app log-stderr":
    "Logs what the application writes to its error stream, to the given syslog target or, with `global`, to the global ones. Otherwise it is thrown away.",
  "keyword fcgi-app option":
    "Connection behaviour of the application: `keep-conn`, `get-values`, `mpxs-conns` or `max-reqs N`. With `no` in front the first three are turned off.",
  "keyword fcgi-app option get-values":
    "Asks the application at connect whether it multiplexes and how many requests it takes. Off by default, since PHP-FPM and others don't answer well.",
  "keyword fcgi-app option keep-conn":
    "Asks the application to keep the connection open after a response, which saves connecting anew. On by default.",
  "keyword fcgi-app option max-reqs":
    "Requests at once on one connection, 1 by default. Takes effect with `mpxs-conns` only, and yields to what `get-values` learns.",
  "keyword fcgi-app option mpxs-conns":
    "Lets several requests share a connection at once, if the application can do so. Off by default; PHP-FPM can't.",
  "keyword fcgi-app pass-header":
    "Passes a request header that is otherwise withheld, such as `Authorization`, optionally under a condition. Most headers reach the application anyway, as `HTTP_…` parameters.",
  "keyword fcgi-app path-info":
    "Regular expression that splits the path into script and `PATH_INFO`: `^(/.+\\.php)(/.*)?$`. Without it no `PATH_INFO` is set. With it, paths that hold a line feed or NUL are refused.",
  "keyword fcgi-app set-param":
    "Sets or overrides a FastCGI parameter from a log-format text, such as `set-param REDIRECT_STATUS 200`, optionally under a condition. An empty result is skipped.",
  "keyword healthcheck http-check":
    "One step of a reusable check of type `httpchk`, written as in a backend: `http-check expect status 200`. Steps run in the order given.",
  "keyword healthcheck tcp-check":
    "One step of a reusable check of type `tcp-check`, written as in a backend: `tcp-check send PING\\r\\n`. Steps run in the order given.",
  "keyword healthcheck type":
    "Kind of the reusable check, with the arguments that the like-named option takes: `type httpchk GET /healthz`. Required; servers refer to the section by name.",
  "keyword http-errors errorfile":
    "File with a complete raw HTTP response, headers included, for one status code. Proxies take it over by `errorfiles NAME`. Read at start, so changes need a reload; its size is limited to a buffer.",
  "keyword log-forward backlog":
    "Length of the kernel's queue for TCP connections that wait to be accepted by this forwarder; follows `maxconn` unless set.",
  "keyword log-forward bind":
    "TCP address on which log messages are received, e.g. `bind :1514`, with options such as `ssl`. Both usual ways of framing are understood.",
  "keyword log-forward dgram-bind":
    "UDP address on which log messages are received, e.g. `dgram-bind :1514`. Options for TCP or TLS are ignored here.",
  "keyword log-forward log":
    "Where received messages go on: a syslog server, a `ring@name` for TCP, or `global`. `sample 1:4` and so on share them between servers; the format stays as received unless `format` is given.",
  "keyword log-forward maxconn":
    "TCP senders connected at once, 10 by default. Further ones wait, so set it to the number of your hosts.",
  "keyword log-forward option":
    "How messages are treated: `host` decides the host name field, `dont-parse-log` passes them as they are, `assume-rfc6587-ntf` takes TCP messages as ended by a line feed.",
  "keyword log-forward timeout":
    "Family of timeouts for the forwarder's TCP connections; only `client` may follow, as in `timeout client 1h`.",
  "keyword log-forward timeout client":
    "Inactivity after which a TCP sender is disconnected, in ms unless a unit is given. Make it long, since quiet hosts log rarely.",
  "keyword log-profile log-tag":
    "Syslog tag for `log` lines with this profile, before the tags of the proxy and of `global`.",
  "keyword log-profile on":
    'What is logged at a step (`accept`, `request`, `connect`, `response`, `close`, `error` or `any`): `on error format "%ci failed"`, `sd` for structured data, or `drop` for nothing.',
  "keyword mailers mailer":
    "A mail server for alerts, by name and `address:port`, to which every alert of proxies with `email-alert mailers` goes. Plain SMTP; new versions need a Lua script to send at all.",
  "keyword mailers timeout":
    "Family of timeouts for alert mails; `mail` is the only word that may follow, as in `timeout mail 20s`.",
  "keyword mailers timeout mail":
    "Time for connecting and delivering one alert, default 10 s, in ms unless a unit is given. Stay above 4 s, so that a lost packet can be repeated.",
  "keyword peers bind":
    "Address on which this node listens for other peers, with options such as `ssl crt …`. It goes with `server` lines, of which the local one then has no address; not with `peer` lines that give one.",
  "keyword peers default-bind":
    "Options of this node's listening socket, without its address, for example `ssl crt peer.pem`. For files that keep addresses in `peer` lines.",
  "keyword peers default-server":
    "Options of all `peer` and `server` lines that follow, such as `ssl verify required ca-file peers.pem`. Only those about the transport make sense here.",
  "keyword peers disabled":
    "Switches this section off, so that tables stay local although proxies refer to it. `enabled` undoes it.",
  "keyword peers enabled": "Switches the section on, which is the default; takes back an earlier `disabled`.",
  "keyword peers log": "Syslog target for events of the peers' listener, written like a proxy's `log`.",
  "keyword peers peer":
    "A node that shares stick tables: `peer lb1 10.0.0.11:1024`. The line whose name is the local peer's (host name, `localpeer` or `-L`) is listened on; without one nothing is synchronised, even at reloads. Keep the list equal on all nodes.",
  "keyword peers server":
    "Same as `peer`, in server syntax; with a `bind` line the local node's own line has no address. Health checks and name resolution aren't supported.",
  "keyword peers shards":
    "Into how many parts table entries are divided among peers, each of which gets its `shard` only instead of everything. For large tables with several collecting nodes.",
  "keyword peers table":
    "A stick table of this section, written like `stick-table` with a name first; rules refer to it as `section/name`. Keeps tables out of otherwise empty backends, and several are allowed.",
  "keyword program command":
    "Command line that the master process starts and stops along with its workers, looked up in `PATH`. Required. Better leave such programs to systemd or the container, as the section is gone in newer versions.",
  "keyword program group": "Group, by name, that the program runs with; the master's unless set.",
  "keyword program option":
    "`start-on-reload` is the only choice: whether a reload also starts the program anew; with `no` in front it stays.",
  "keyword program option start-on-reload":
    "Starts a new instance of the program at each reload, on by default; the old one gets a signal to end. `no option start-on-reload` keeps the running one.",
  "keyword program user": "User, by name, that the program runs as; the master's, often root, unless set.",
  "keyword resolvers accepted_payload_size":
    "Largest DNS answer in bytes over UDP, announced by EDNS: at most 65535, 512 by default. With many servers behind one name, raise it to 4096 or 8192, or the list comes out cut.",
  "keyword resolvers hold":
    "How long the last good answer stays trusted after a DNS answer of some kind; a status such as `nx`, `timeout` or `valid` and a time (ms) follow. `0s` reacts at once.",
  "keyword resolvers hold nx":
    'Time since the last good answer within which "no such name" is ignored, 30 s by default; after it the server goes DOWN. In ms unless a unit is given.',
  "keyword resolvers hold obsolete":
    "Time that an address or SRV record missing in new answers is still used, 0 s by default. Set it, e.g. 30 s, where DNS servers return varying subsets.",
  "keyword resolvers hold other":
    "Time since the last good answer within which any other faulty answer is ignored, 30 s by default.",
  "keyword resolvers hold refused":
    "Time since the last good answer within which REFUSED is ignored, 30 s by default; then servers relying on it go DOWN.",
  "keyword resolvers hold timeout":
    "Time since the last good answer within which missing answers are ignored, 30 s by default. How long servers stay UP if DNS fails; raise it to outlast such failures.",
  "keyword resolvers hold valid":
    "How long a good answer is reused before `do-resolve` asks again, 10 s by default. Servers are resolved anew by `timeout resolve` instead.",
  "keyword resolvers nameserver":
    "A DNS server with a name of its own, e.g. `nameserver dns1 10.96.0.10:53`, or `tcp@10.96.0.10:53` for TCP. All are asked at once, and the first valid answer wins.",
  "keyword resolvers parse-resolv-conf":
    "Takes over the name servers of `/etc/resolv.conf`, read once at start. Search domains aren't used, so names need to be complete, in Kubernetes as `svc.namespace.svc.cluster.local`.",
  "keyword resolvers resolution_pool_size":
    "A setting that no stable release ever had; all versions refuse it. Remove the line, since memory for resolutions is taken as needed.",
  "keyword resolvers resolve_retries":
    "How many queries are sent for a name, `timeout retry` apart, until the attempt counts as failed; 3 by default.",
  "keyword resolvers timeout": "Timing of DNS queries; `resolve` or `retry` and a time (ms) follow.",
  "keyword resolvers timeout resolve":
    "Time between two resolutions of a server's name when nothing else sets it, 1 s by default, in ms unless a unit is given. Decides how soon moved addresses are followed.",
  "keyword resolvers timeout retry":
    "Time until an unanswered query is repeated, 1 s by default, in ms unless a unit is given. With `resolve_retries` it bounds a resolution.",
  "keyword ring backing-file":
    "Keeps the ring in a memory-mapped file, so that traces or logs survive a crash. An older file becomes `.bak`, even at a mere check. On a slow or full disk the process suffers.",
  "keyword ring description": "Text for this ring in the CLI's `show events`, its name by default.",
  "keyword ring format":
    "Syslog format of stored events: `rfc3164`, `rfc5424`, `short`, `raw`, `iso`, `timed` and others. What `server` lines forward has this format, so choose what the receiver reads.",
  "keyword ring maxlen":
    "Longest message in bytes, with its header; the rest is cut off. Allow for long URIs when the ring carries HTTP logs.",
  "keyword ring server":
    "Syslog server over TCP that gets the ring's messages, e.g. `server s1 10.0.0.9:514 log-proto octet-count`. Several get the same copy and the slowest one holds all back, so use a ring for each.",
  "keyword ring size":
    "Size of the ring in bytes, one buffer (`tune.bufsize`) by default. It must bridge the time that the log server is away, or messages are lost.",
  "keyword ring timeout": "Timeouts towards the ring's servers; `connect` or `server` and a time (ms) follow.",
  "keyword ring timeout connect":
    "Time to wait until a log server accepts the connection, in ms unless a unit is given.",
  "keyword ring timeout server":
    "Time that data may wait unsent towards a log server before the connection is given up, in ms unless a unit is given.",
  "keyword traces trace":
    "Configures tracing of one internal source, as on the CLI: `trace h2 sink buf1 level developer verbosity complete start now`. Send it to a `ring`; traces are costly, so for hunting faults only.",
  "keyword userlist group":
    "A group of users for `http_auth_group` rules, with members behind `users` separated by commas, or named by `groups` in the `user` lines.",
  "keyword userlist user":
    "A user for `http_auth`, with a crypt(3) hash behind `password`, or clear text behind `insecure-password`. Slow hashes are computed at each request and can eat the CPU. Quote passwords singly; `groups` adds memberships.",
};
