/** See `../descriptions.ts`. */
export const globalDescriptions: Readonly<Record<string, string>> = {
  "keyword global 51degrees-allow-unmatched":
    "Lets 51Degrees detection answer although parts of the User-Agent matched nothing in its data. `on` or `off`; unset, the library decides. Only in builds with 51Degrees version 4.",
  "keyword global 51degrees-cache-size":
    "Entries in the LRU cache of 51Degrees detections, so that a User-Agent seen before isn't analysed again. Off by default; only in builds with 51Degrees.",
  "keyword global 51degrees-data-file":
    "Path of the unpacked 51Degrees data file for device detection by the `51d` converter or `51d.all` fetch. Read at start; only in builds with 51Degrees.",
  "keyword global 51degrees-difference":
    "How much the hashes of a User-Agent may differ from the data when 51Degrees looks for a match; larger finds more, but less surely. Only with 51Degrees version 4.",
  "keyword global 51degrees-drift":
    "By how many characters a part of the User-Agent may be displaced and still match in 51Degrees version 4. Larger values find more devices at more cost.",
  "keyword global 51degrees-property-name-list":
    "Names of the device properties to load from the 51Degrees data, separated by blanks. Only listed ones can be asked for later.",
  "keyword global 51degrees-property-separator":
    "Character between property values that 51Degrees returns together, a comma by default. Change it where values hold commas themselves.",
  "keyword global 51degrees-use-performance-graph":
    "Makes 51Degrees version 4 search its faster graph first. `on` or `off`, otherwise as the library is set; memory use differs.",
  "keyword global 51degrees-use-predictive-graph":
    "Makes 51Degrees version 4 search the graph that also recognises unknown User-Agents by similarity. `on` or `off`, otherwise as the library is set.",
  "keyword global acme.scheduler":
    "`auto` (default) checks ACME certificates at start and then every 12 hours, and renews those in the last twelfth of their life; `off` leaves renewal to the CLI's `acme renew`.",
  "keyword global anonkey":
    "32-bit number that seeds anonymised output of the CLI, so that dumps taken at different times can be compared. Without one, each anonymising session uses its own.",
  "keyword global busy-polling":
    "Never lets the processor sleep while waiting for events. Saves some tens of µs of latency on machines with frequency scaling or under a hypervisor, at the price of full CPU use; threads must be pinned well. Off by default.",
  "keyword global ca-base":
    "Directory for `ca-file`, `ca-verify-file` and `crl-file` given as relative paths, in `bind` and `server` lines alike. Absolute paths ignore it.",
  "keyword global chroot":
    "Directory into which HAProxy locks itself after start, before it drops root; it should be empty and not writable. Files named later, such as UNIX sockets of servers or `/dev/log`, must exist inside. In new versions `auto` makes an unnamed one.",
  "keyword global close-spread-time":
    "Spreads the closing of idle and keep-alive connections over this time (ms) at a soft stop, so that clients don't all reconnect at once. `infinite` doesn't hurry them at all. Keep it below `hard-stop-after`.",
  "keyword global cluster-secret":
    "Text that nodes of one cluster share, from which QUIC derives its tokens for Retry and stateless reset. Random at each start unless set, so tokens of another node or of the process before a reload are void.",
  "keyword global cpu-affinity":
    "How closely threads are bound to CPUs that `cpu-policy` has chosen: `per-thread`, `per-core`, `per-ccx`, `per-group` or `auto` (default). `cpu-map` and an affinity set from outside make it void.",
  "keyword global cpu-map":
    "Binds threads to CPUs, e.g. `cpu-map auto:1/1-4 0-3` for one each. The first number is the thread group, 1 if there are no groups. Wrong maps make several threads fight for one core; leave it out unless measured.",
  "keyword global cpu-policy":
    "Rule by which HAProxy picks CPUs and forms thread groups if neither `nbthread` nor `cpu-map` does: `performance` (default in new versions), `efficiency`, `group-by-ccx`, `first-usable-node`, `none` … Matters on large or hybrid machines.",
  "keyword global cpu-set":
    "Narrows the CPUs that HAProxy may use, by words such as `drop-cpu 0`, `only-node 1` or `drop-thread 2-`; `reset` first undoes what `taskset` or the service manager had set. `cpu-policy` then works on what is left.",
  "keyword global crt-base":
    "Directory for certificates named by relative paths in `crt` and `crt-list`. Absolute paths ignore it, and a `crt-store` has one of its own.",
  "keyword global daemon":
    "Goes to the background after start, like `-D`. Leave it out in containers and with systemd, where the foreground is expected; `-db` on the command line overrides it.",
  "keyword global debug.counters":
    "Turns updating of the internal event counters on or off that the CLI's `debug counters` shows. For developers; only in builds that have them.",
  "keyword global default-path":
    "From where relative paths of files are resolved: `current`, the working directory (default), `config`, the directory of this configuration file, `parent`, the one above it, or `origin /path`. Must stand before the lines that it shall affect.",
  "keyword global description":
    "Text that the statistics page shows for this process, where `stats show-desc` is set. It goes into HTML, so avoid angle brackets.",
  "keyword global deviceatlas-json-file":
    "Path of the DeviceAtlas data in JSON for device detection. Read at start; only in builds with DeviceAtlas.",
  "keyword global deviceatlas-log-level":
    "How much the DeviceAtlas library logs, 0 (default) for errors only; higher numbers tell more.",
  "keyword global deviceatlas-properties-cookie":
    "Cookie through which the DeviceAtlas script in the browser reports properties, `DAPROPS` by default.",
  "keyword global deviceatlas-separator":
    "Character between several DeviceAtlas properties in one result, a vertical bar by default.",
  "keyword global dns-accept-family":
    "Address families that name resolution asks for and believes, `ipv4`, `ipv6` or both; `auto`, the default in new versions, takes IPv6 only if the system has a route for it. Stronger than `resolve-prefer`.",
  "keyword global expose-deprecated-directives":
    "Allows deprecated statements that have no replacement yet, without a warning. Must stand before them.",
  "keyword global expose-experimental-directives":
    "Allows statements and actions marked experimental, which are an error otherwise. Must stand before them, and brings a warning if none is used.",
  "keyword global external-check":
    "Permits `option external-check`, that is running programs as health checks; nothing is run without it. Mostly also needs `insecure-fork-wanted`, and the program must exist inside a `chroot`. `preserve-env` hands the environment on.",
  "keyword global fd-hard-limit":
    "Upper bound for the file descriptors that HAProxy takes for itself when neither `maxconn` nor `ulimit-n` is set, 1048576 in most builds. Container runtimes allow a billion, which would waste gigabytes of memory.",
  "keyword global force-cfg-parser-pause":
    "Stops reading the configuration for this time (ms), to imitate a very slow start in tests of init scripts. Experimental, so it needs `expose-experimental-directives`.",
  "keyword global gid":
    "Number of the group that HAProxy switches to after start; `group` takes a name. Needs root at start, and a number other than 0 to be of use.",
  "keyword global grace":
    "Time (ms) between the stop signal and the real soft stop, during which connections are still accepted while `stopping` is true. Lets an external balancer notice it through `monitor fail if { stopping }`. Not for reloads.",
  "keyword global group":
    "Group, by name, that HAProxy switches to after start; `gid` takes a number. The group must exist inside the image or host.",
  "keyword global h1-accept-payload-with-any-method":
    "Accepts HTTP/1.0 requests of methods GET, HEAD and DELETE with a body, which are otherwise refused with 413 because they serve request smuggling. Only for old clients that can't be changed.",
  "keyword global h1-case-adjust":
    "Spelling of one header name towards HTTP/1 peers that insist on capitals: `h1-case-adjust content-length Content-Length`. Acts only in proxies with `option h1-case-adjust-bogus-client` or `-server`; repeatable.",
  "keyword global h1-case-adjust-file":
    "File with pairs of header names, one pair a line, lower case first, for HTTP/1 peers that insist on capitals. Only the last such statement counts; see `h1-case-adjust` for what switches it on.",
  "keyword global h1-do-not-close-on-insecure-transfer-encoding":
    "Keeps connections open although a message has both `Content-Length` and `Transfer-Encoding`. That pair may smuggle requests, so HAProxy otherwise closes after the response; only for chains surely without HTTP/1.0.",
  "keyword global h2-workaround-bogus-websocket-clients":
    "Doesn't offer WebSocket over HTTP/2 to clients, which then use HTTP/1.1 for it. For browsers with a broken implementation; ALPN must still offer `http/1.1`.",
  "keyword global hard-stop-after":
    "Longest time (ms) that an old process may live after a reload or soft stop before it cuts its remaining connections. Unset, long sessions such as `kubectl exec` or WebSocket keep old processes for days; `30m` is a usual choice.",
  "keyword global harden.reject-privileged-ports.quic":
    "Drops QUIC packets from source ports below 1024, which point to reflection attacks. `on` by default.",
  "keyword global harden.reject-privileged-ports.tcp":
    "Refuses TCP clients whose source port is below 1024. `off` by default, since some legitimate ones use such ports.",
  "keyword global http-err-codes":
    "Status codes that count as client errors, in termination codes and stick-table counters such as `http_err_cnt`; 400-499 by default. A list replaces it, `+` and `-` before ranges change it: `-404 +500`.",
  "keyword global http-fail-codes":
    "Status codes that count as server failures, in termination codes and `http_fail_cnt`; 500-599 without 501 and 505 by default. Written like `http-err-codes`.",
  "keyword global httpclient.resolvers.disabled":
    "`on` makes HAProxy's own HTTP client (Lua, OCSP, ACME) resolve no names, and creates no implicit `resolvers default`. Default `off`.",
  "keyword global httpclient.resolvers.id":
    "Name of the `resolvers` section that the internal HTTP client uses, `default` unless set. Naming one that doesn't exist is an error.",
  "keyword global httpclient.resolvers.prefer":
    "Family that the internal HTTP client prefers among resolved addresses, `ipv4` or `ipv6` (default). Set `ipv4` where OCSP or ACME fail because no IPv6 route exists.",
  "keyword global httpclient.retries":
    "How often the internal HTTP client repeats a failed request, 3 by default; like `retries` of a backend.",
  "keyword global httpclient.ssl.ca-file":
    "CA file by which the internal HTTP client verifies servers, `@system-ca` by default. If the default can't be loaded its TLS is off; a file that is named must load.",
  "keyword global httpclient.ssl.verify":
    "`required` (default) or `none`: whether the internal HTTP client checks server certificates. Turn it off only for tests.",
  "keyword global httpclient.timeout.connect":
    "Time (ms, default 5000) that the internal HTTP client waits for a connection.",
  "keyword global insecure-fork-wanted":
    "Allows HAProxy to start other processes at run time, which it otherwise forbids itself as a safeguard. External checks and some Lua scripts need it; prefer an agent instead.",
  "keyword global insecure-setuid-wanted":
    "Lets programs that HAProxy starts gain rights through a setuid bit. Only an external check that calls something like `ping` may need it; otherwise a needless risk.",
  "keyword global issuers-chain-path":
    "Directory of PEM chains: a certificate without its intermediates gets those of the file whose first certificate issued it. Saves repeating the chain in every `crt` file.",
  "keyword global jwt.decrypt_alg_list":
    "Key-management algorithms that the `jwt_decrypt_…` converters accept, separated by colons; `ALL:!ECDH-ES` takes all but one. Without `ALL`, whatever isn't listed is off.",
  "keyword global jwt.decrypt_enc_list":
    "Content-encryption algorithms that the `jwt_decrypt_…` converters accept, separated by colons, such as `A128GCM:A256GCM`. Without `ALL`, whatever isn't listed is off.",
  "keyword global key-base":
    "Directory for private keys that `load … key` in a `crt-store` names by relative paths. A `key-base` inside the store wins; it has no effect elsewhere.",
  "keyword global limited-quic":
    "Enables QUIC listeners in builds with an OpenSSL that lacks the QUIC interface, through a compatibility layer without 0-RTT. Ignored in silence where that layer wasn't compiled in.",
  "keyword global localpeer":
    "Name of this node in `peers` sections, which tells which `peer` line is its own; the host name unless set. Must stand before the `peers` section, and yields to `-L` on the command line.",
  "keyword global log":
    "Syslog target for the process and for all proxies that say `log global`: `log 127.0.0.1:514 local0 notice`, `log stdout format raw local0`, `/dev/log`, or `ring@name`. Repeatable. Behind a `chroot`, `/dev/log` must exist inside it.",
  "keyword global log-send-hostname":
    "Puts a host name into the syslog header, the given text or the system's own name. Needed when logs go straight to a remote server that would otherwise only see an address.",
  "keyword global log-tag":
    "Tag in syslog messages, by which receivers sort them; the program's name, `haproxy`, by default. Tell several processes of one host apart by it.",
  "keyword global lua-load":
    "Loads a Lua file into one state shared by all threads, with arguments if given. Simple, but only one thread runs Lua at a time. Read before the `chroot`.",
  "keyword global lua-load-per-thread":
    "Loads a Lua file once for each thread, so that scripts run in parallel; global variables are then not shared. The choice for fetches, converters and actions that keep no state.",
  "keyword global lua-prepend-path":
    "Adds a pattern such as `/usr/share/haproxy/?.lua` in front of Lua's `package.path`, or of `package.cpath` if `cpath` follows. Must stand before the `lua-load` that needs it.",
  "keyword global master-worker":
    "Runs a master process that starts workers and survives reloads, like `-W` or `-Ws`; systemd units use those. `no-exit-on-failure` leaves other processes alive when a worker crashes, for debugging only.",
  "keyword global max-spread-checks":
    "Longest time (ms) over which the first health checks of a backend's servers are spread. By default they spread over the shortest interval, so with long intervals the last server waits long for its first check.",
  "keyword global max-threads-per-group":
    "Threads in one thread group at most, 1 to 64; HAProxy makes as many groups as the threads need. Smaller groups mean less contention, but more sockets and idle connections. Default 16.",
  "keyword global maxcompcpuusage":
    "CPU load in percent above which compression is lowered for running streams and left out for new ones. 100 (default) means no limit.",
  "keyword global maxcomprate":
    "Data in kB per second that the process may compress; above it the compression level falls and new streams aren't compressed. 0 (default) for no limit.",
  "keyword global maxconn":
    "Connections that the whole process accepts at once; above it new ones wait in the kernel's queue. Unset, it follows from the file-descriptor limit. A proxy's own `maxconn` is separate, and each connection costs two descriptors and tens of kB.",
  "keyword global maxconnrate":
    "New connections per second that the process accepts over all frontends; beyond it, listeners pause. Protects the machine, but isn't fair between frontends: limit those too.",
  "keyword global maxpipes":
    "Kernel pipes for TCP splicing that the process may hold, two descriptors each; a quarter of `maxconn` by default. Too few only means ordinary copying.",
  "keyword global maxsessrate":
    "New sessions per second that the process accepts over all frontends; beyond it, listeners pause. Counts what passed the connection rules, where `maxconnrate` counts all connections.",
  "keyword global maxsslconn":
    "TLS connections at once, those to clients and those to servers counted alike, so re-encryption needs two. Unlimited unless set, or derived from a memory limit given by `-m`.",
  "keyword global maxsslrate":
    "TLS handshakes per second that the process accepts; beyond it, TLS listeners pause. Limits the CPU that handshakes cost, counted before they begin.",
  "keyword global maxzlibmem":
    "Megabytes of memory for zlib; when they are used up, new streams go uncompressed. 0 (default) for no limit.",
  "keyword global mworker-max-reloads":
    "Reloads that an old worker may live through before the master ends it with SIGTERM, 50 by default. Bounds how many old processes frequent reloads leave behind, together with `hard-stop-after`.",
  "keyword global nbproc":
    "Formerly the number of worker processes. Current versions refuse it: one process with `nbthread` threads has taken its place, with shared counters and tables.",
  "keyword global nbthread":
    "Number of threads. By default as many as CPUs are available, or what `cpu-policy` finds best. In containers the host's CPUs are counted, not the CPU quota, so set it to the quota there.",
  "keyword global no-memory-trimming":
    "Doesn't give memory back to the system on reload or shortage. With hundreds of thousands of connections giving it back can block the process for seconds; otherwise leave it on.",
  "keyword global no-quic":
    "Creates QUIC listeners without binding them, so no QUIC traffic is served. A switch for trouble; newer versions have `tune.quic.listen off` instead.",
  "keyword global node":
    "Name of this node, shown on the statistics page with `stats show-node`. Tells which of several machines behind one VIP answered; letters, digits, hyphen and underscore only.",
  "keyword global noepoll":
    "Doesn't use Linux' `epoll` but falls back to `poll`, like `-de`. Only to rule out a fault of the kernel; it is much slower with many connections.",
  "keyword global noevports": "Doesn't use Solaris' event ports but `poll`, like `-dv`. Without meaning on Linux.",
  "keyword global nogetaddrinfo":
    "Resolves names at start by the old `gethostbyname` instead of `getaddrinfo`, like `-dG`. For systems whose resolver misbehaves.",
  "keyword global nokqueue": "Doesn't use the BSDs' `kqueue` but `poll`, like `-dk`. Without meaning on Linux.",
  "keyword global noktls":
    "Leaves TLS encryption to the library instead of handing it to the kernel (kTLS), like `-dT`. For builds that support kTLS, when it is suspected of a fault.",
  "keyword global nopoll":
    "Doesn't use `poll` either, so that `select` remains, like `-dp`. `select` handles about 1024 descriptors only; just for tests.",
  "keyword global noreuseport":
    "Binds listeners without `SO_REUSEPORT`, like `-dR`, so that two processes can't listen on one port by mistake. Reloads without handed-over sockets then have a gap, and sharded listeners aren't possible.",
  "keyword global nosplice":
    "Copies data itself instead of letting the kernel move it between sockets, like `-dS`, whatever `option splice-…` says. To rule out faults of splicing.",
  "keyword global numa-cpu-mapping":
    "Lets HAProxy inspect the CPU topology and pick CPUs and threads by it, on by default. `no numa-cpu-mapping` uses all CPUs of several sockets, as does setting `nbthread` or `cpu-map`.",
  "keyword global ocsp-update.disable":
    "`on` stops the automatic OCSP updates altogether, whatever certificates say. Default `off`; a quick switch when responders make trouble.",
  "keyword global ocsp-update.httpproxy":
    "HTTP proxy, as `address:port`, for fetching OCSP responses from networks without direct access. Plain HTTP only.",
  "keyword global ocsp-update.maxdelay":
    "Seconds after which an OCSP response is fetched anew at the latest, default 3600. Must exceed `ocsp-update.mindelay`.",
  "keyword global ocsp-update.mindelay":
    "Seconds that lie at least between two fetches of the same OCSP response, default 300. Spares responders whose answers expire quickly or carry no date.",
  "keyword global ocsp-update.mode":
    "`on` updates OCSP responses of all certificates that don't say otherwise in `crt-list` or `crt-store`; `off` (default) only where told.",
  "keyword global pidfile":
    "File that gets the process ids in daemon mode, or the master's in master-worker mode, like `-p`. Written before privileges are dropped.",
  "keyword global pp2-never-send-local":
    "Sends health checks with PROXY protocol version 2 as if they were client traffic, not as LOCAL. Only for servers that choke on LOCAL and therefore stay DOWN.",
  "keyword global prealloc-fd":
    "Opens the highest file descriptor once at start, so that the kernel allocates its table in one go. Avoids short stalls in multi-threaded processes later.",
  "keyword global presetenv":
    "Sets an environment variable for the lines that follow, unless it already has a value: `presetenv PORT 6443`. A default that the caller can override; `setenv` always sets.",
  "keyword global profiling.memory":
    "Counts memory calls by function, for `show profiling` on the CLI, when memory grows without reason. Costs about one percent; only in builds with that feature.",
  "keyword global profiling.tasks":
    "Measures CPU time by task for `show profiling`: `auto` (default) starts it on a thread that reacts slower than 1 ms, `on` always. In new versions `lock` and `memory` add waiting times.",
  "keyword global quick-exit":
    "Ends an old process without freeing its memory piece by piece. Gains a moment with huge configurations; meant for working round faults in the clean-up.",
  "keyword global quiet":
    "Prints no messages at start, like `-q`. Warnings are then lost, so better avoid it in production.",
  "keyword global resetenv":
    "Removes all environment variables but those listed, for the lines that follow and for the process. Libraries may miss theirs, so list what TLS, time zone and Lua need.",
  "keyword global server-state-base":
    "Directory for server-state files given by relative names, both of `server-state-file` and of `server-state-file-name` in backends.",
  "keyword global server-state-file":
    "File with the output of `show servers state`, from which servers take back address, weight and administrative state at start, in backends with `load-server-state-from-file global`. Something must write it before each reload.",
  "keyword global set-dumpable":
    "Tries to make core dumps possible although HAProxy changes its user, for analysing crashes. `on` if no word follows, `off` by default; `libs` in new versions adds the libraries. Mind the working directory and `core_pattern`.",
  "keyword global set-var":
    "Sets a process-wide variable at start: `set-var proc.limit int(100)`. Only `proc.` variables, and expressions without traffic; rules read it by `var(proc.limit)` and the CLI can change it.",
  "keyword global set-var-fmt":
    'Sets a process-wide variable at start from a log-format text, such as `set-var-fmt proc.id "%[hostname]"`. Only `proc.` variables.',
  "keyword global setcap":
    "Linux capabilities to keep when root is given up, separated by commas: `cap_net_bind_service` for ports below 1024, as QUIC needs, `cap_net_raw` for transparent proxying. Spares running as root.",
  "keyword global setenv":
    "Sets an environment variable for the lines that follow and for the process, replacing any value: `setenv NODE $HOSTNAME`. `presetenv` respects an existing one.",
  "keyword global shm-stats-file":
    "Name of a shared-memory file that keeps statistics counters, so that they survive reloads. Counts objects with a `guid` only; a full stop removes it.",
  "keyword global shm-stats-file-max-objects":
    "How many objects per thread group the shared statistics memory has room for, 2000 or so by default. A value too low is reported at start.",
  "keyword global spread-checks":
    "Random variation of health-check intervals in percent, 0 (default) to 50. A few percent keeps checks of many servers from falling together.",
  "keyword global ssl-default-bind-ciphers":
    "Ciphers up to TLS 1.2 of `bind` lines that have none of their own, in OpenSSL's notation. TLS 1.3 has `ssl-default-bind-ciphersuites`.",
  "keyword global ssl-default-bind-ciphersuites":
    "TLS 1.3 cipher suites of `bind` lines that have none of their own, separated by colons, e.g. `TLS_AES_128_GCM_SHA256`. OpenSSL's own three are the default.",
  "keyword global ssl-default-bind-client-sigalgs":
    "Signature algorithms accepted from client certificates on `bind` lines that set none, separated by colons, like `ECDSA+SHA256:rsa_pss_rsae_sha256`. Rarely worth changing.",
  "keyword global ssl-default-bind-curves":
    "Elliptic curves offered on `bind` lines that set none, separated by colons in order of preference, e.g. `X25519:P-256`.",
  "keyword global ssl-default-bind-options":
    "TLS options of all `bind` lines, such as `ssl-min-ver TLSv1.2 no-tls-tickets prefer-client-ciphers`. Set the minimum version here once instead of at each listener.",
  "keyword global ssl-default-bind-sigalgs":
    "Signature algorithms negotiated with clients on `bind` lines that set none, separated by colons. Only a middlebox or a policy makes it necessary.",
  "keyword global ssl-default-server-ciphers":
    "Ciphers up to TLS 1.2 towards servers, for `server` lines that have none of their own, in OpenSSL's notation.",
  "keyword global ssl-default-server-ciphersuites":
    "TLS 1.3 cipher suites towards servers, for `server` lines that have none of their own, separated by colons.",
  "keyword global ssl-default-server-client-sigalgs":
    "Signature algorithms for HAProxy's own client certificate towards servers, where the `server` line sets none.",
  "keyword global ssl-default-server-curves":
    "Elliptic curves offered to servers by `server` lines that set none, separated by colons.",
  "keyword global ssl-default-server-options":
    "TLS options of all `server` lines, such as `ssl-min-ver TLSv1.2 no-tls-tickets`. It doesn't switch TLS on; that takes `ssl` at the server.",
  "keyword global ssl-default-server-sigalgs":
    "Signature algorithms negotiated with servers by `server` lines that set none, separated by colons.",
  "keyword global ssl-dh-param-file":
    "File with Diffie-Hellman parameters for DHE ciphers on `bind` lines, unless the certificate file has its own. At least 2048 bits; not needed where only ECDHE is used.",
  "keyword global ssl-engine":
    "Hands cryptography to an OpenSSL engine, such as an accelerator card, for all or the listed algorithms. Only in builds with engine support; OpenSSL 3 has `ssl-provider` for that.",
  "keyword global ssl-load-extra-del-ext":
    "Looks for key, OCSP and similar files under the certificate's name without `.crt`: `site.key` instead of `site.crt.key`. Needs names that end in `.crt`.",
  "keyword global ssl-load-extra-files":
    "Which files are looked for beside each certificate: `all` (default), `none`, or some of `bundle`, `sctl`, `ocsp`, `issuer`, `key`. `none` speeds up starts with thousands of certificates.",
  "keyword global ssl-mode-async":
    "Lets TLS handshakes run asynchronously on an engine that can do so, so that threads don't wait for the accelerator. Without such an engine it does nothing.",
  "keyword global ssl-passphrase-cmd":
    "Command that prints the pass phrase of an encrypted private key; it gets the key's path as first argument. Known phrases are tried first. Runs only at start.",
  "keyword global ssl-propquery":
    "OpenSSL 3 property query for picking implementations, such as `?provider=foo` to prefer a provider's.",
  "keyword global ssl-provider":
    "Loads an OpenSSL 3 provider by name at start; repeatable, in this order. Loading one keeps OpenSSL from loading `default` by itself, so name that too.",
  "keyword global ssl-provider-path":
    "Directory where OpenSSL 3 looks for providers named in the `ssl-provider` lines that follow.",
  "keyword global ssl-security-level":
    "OpenSSL's security level, 0 to 5, for all TLS contexts: it sets minimum key sizes and bans weak algorithms. The library's default is usually 1 or 2; old peers may need less.",
  "keyword global ssl-server-verify":
    "Default of `verify` on TLS `server` lines, `required` unless set to `none`. With `none` any certificate is accepted, which makes TLS to servers no protection against impostors.",
  "keyword global ssl-skip-self-issued-ca":
    "Doesn't send a root certificate that stands in a certificate file. Allows to keep it there for OCSP without sending useless bytes to clients.",
  "keyword global stats":
    "Family of settings for the CLI and its counters; a word such as `socket`, `timeout` or `maxconn` must follow. The statistics page has `stats enable` in a proxy instead.",
  "keyword global stats bind-process":
    "Formerly chose which processes of `nbproc` serve the CLI. Without several processes it has nothing to choose.",
  "keyword global stats calculate-max-counters":
    "Whether peak values such as the most sessions ever are computed, `on` by default. `off` saves a little work on machines with many threads.",
  "keyword global stats maxconn":
    "Connections to the CLI socket at once, 10 by default. Raise it if several exporters and scripts use it.",
  "keyword global stats socket":
    "Opens the command-line interface on a UNIX socket or address: `stats socket /run/haproxy.sock mode 660 level admin`. `level` decides what may be done (`user`, `operator`, `admin`); `expose-fd listeners` allows seamless reloads. Never offer it to a network unprotected.",
  "keyword global stats timeout":
    "Idle time after which a CLI connection is closed, default 10 s; a bare number is ms. Raise it for interactive use.",
  "keyword global stats-file":
    "File written by the CLI's `dump stats-file`, from which counters are preloaded at start. Only objects with a `guid` are found again.",
  "keyword global stress-level":
    "Makes HAProxy take rare code paths on purpose, 1 to 9, for testing it. 0 (default) is off; never set it in production.",
  "keyword global strict-limits":
    "Refuses to start if the wanted file-descriptor limit can't be had. On by default; `no strict-limits` only warns, and connections fail later under load.",
  "keyword global thread-group":
    "Puts the given threads into a group, e.g. `thread-group 1 1-16`. HAProxy distributes threads evenly by itself, so this is for uneven hardware.",
  "keyword global thread-groups":
    "Into how many groups the threads are divided. Needed for more than 64 threads, and reduces contention on large machines. 1, or what `cpu-policy` finds, by default.",
  "keyword global thread-hard-limit":
    "Most threads that HAProxy starts, whether detected or set by `nbthread`. Lets one configuration serve small and very large hosts; no limit by default.",
  "keyword global trace":
    "One statement of the developers' tracing, as on the CLI, already at start. Experimental here; newer versions have a `traces` section for it.",
  "keyword global tune.applet.zero-copy-forwarding":
    "Forwards data of internal services (statistics, cache, Lua) without copying, `on` by default. Turn it off only to rule out a fault.",
  "keyword global tune.buffers.limit":
    "Most buffers of the process at once; tasks that want one more wait. 0 (default) for no limit. Bounds memory, but waiting tasks may stall under lasting shortage.",
  "keyword global tune.buffers.reserve":
    "Buffers per thread kept for emergencies when memory runs out, 4 by default. No reason to change it.",
  "keyword global tune.bufsize":
    "Size of a buffer in bytes, 16384 by default, and so the limit of a request's or response's headers: larger ones give 400 or 502. Memory grows in proportion, so lower `maxconn` if you raise it; HTTP/2 needs at least 16384.",
  "keyword global tune.bufsize.large":
    "Size in bytes of large buffers, which only certain features use, for instance to wait for long bodies. Not available unless set; three per thread are allocated at start.",
  "keyword global tune.bufsize.small":
    "Size in bytes of small buffers, 1024 by default, for data known to be short, such as HTTP/3 response headers. They grow to normal size if needed.",
  "keyword global tune.chksize":
    "Formerly the buffer size of health checks. All versions refuse it now, since checks use buffers of `tune.bufsize`; remove the line.",
  "keyword global tune.cli.max-payload-size":
    "Largest payload of a CLI command such as `set ssl cert` or `add map`, 128 kB by default. Very large payloads block the process while they are worked on.",
  "keyword global tune.comp.maxlevel":
    "Highest level of compression, 1 (default) to 9. Higher ones cost much CPU for a few percent less data.",
  "keyword global tune.defaults.purge":
    "Frees `defaults` sections or `default-server` settings after start: `proxies` (also if no word follows), `servers`, `all` or `none`. Saves memory if no backends or servers are added at run time.",
  "keyword global tune.disable-fast-forward":
    "Passes all data through the stream instead of handing it from side to side directly, and so also disables splicing and zero-copy. For hunting faults only.",
  "keyword global tune.disable-zero-copy-forwarding":
    "Disables forwarding without copies for all protocols at once, splicing included. For hunting faults; single protocols have switches of their own.",
  "keyword global tune.epoll.mask-events":
    "Hides the rare `epoll` events `err`, `hup` or `rdhup` from HAProxy, to work around faults of a kernel. Only on an expert's advice.",
  "keyword global tune.events.max-events-at-once":
    "Internal events (for Lua or API listeners) that one task handles before it yields, 1 to 10000, default 100.",
  "keyword global tune.fail-alloc":
    "Percentage of memory allocations that shall fail on purpose, 0 to 100, in builds for testing. Never for production.",
  "keyword global tune.fast-forward":
    "Found in old lists of names, but no version has a setting of that name. What exists is `tune.disable-fast-forward`.",
  "keyword global tune.fd.edge-triggered":
    "Uses `epoll` in edge-triggered mode, which saves system calls. Experimental and off by default: faults show as frozen connections.",
  "keyword global tune.fd.tables":
    "`per-thread-group` gives each thread group a file-descriptor table of its own, which helps very large machines; `shared` (default) has one. Experimental; the accept queue then balances within groups only.",
  "keyword global tune.glitches.kill.cpu-usage":
    "CPU load in percent from which connections over their glitch threshold are really killed; 0 (default) kills them always. Spares odd but harmless clients while there is room.",
  "keyword global tune.h1.be.glitches-threshold":
    "Protocol oddities on an HTTP/1 connection to a server after which it is closed. 0 (default) never; use hundreds or thousands.",
  "keyword global tune.h1.fe.glitches-threshold":
    "Protocol oddities on a client's HTTP/1 connection after which it is closed. 0 (default) never; hundreds or thousands catch abuse without hurting sloppy clients.",
  "keyword global tune.h1.zero-copy-fwd-recv":
    "Receives HTTP/1 data without copying it through the stream's buffer, `on` by default. Off only to hunt a fault.",
  "keyword global tune.h1.zero-copy-fwd-send":
    "Sends HTTP/1 data without copying it through the stream's buffer, `on` by default. Off only to hunt a fault.",
  "keyword global tune.h2.be.glitches-threshold":
    "Protocol oddities on an HTTP/2 connection to a server after which it is closed, gracefully from three quarters of the number. 0 (default) never.",
  "keyword global tune.h2.be.initial-window-size":
    "Bytes that a server may send per HTTP/2 stream before HAProxy acknowledges. Follows `tune.h2.initial-window-size`; newer versions regulate it through `tune.h2.be.rxbuf`.",
  "keyword global tune.h2.be.max-concurrent-streams":
    "Requests at once on one HTTP/2 connection to a server, 100 unless changed. Fewer avoid that one slow client stalls others on a shared connection, at the price of more connections.",
  "keyword global tune.h2.be.max-frames-at-once":
    "HTTP/2 frames of a server connection handled in one go before others get their turn; 0 (default) without limit. Some tens help latency with huge buffers.",
  "keyword global tune.h2.be.rxbuf":
    "Receive buffers in bytes for an HTTP/2 connection to a server, shared by its streams, about 1.6 MB by default. More speeds up downloads over long distances.",
  "keyword global tune.h2.fe.glitches-threshold":
    "Protocol oddities on a client's HTTP/2 connection after which it is closed, gracefully from three quarters of the number. 0 (default) never; hundreds or thousands are sensible.",
  "keyword global tune.h2.fe.initial-window-size":
    "Bytes that a client may upload per HTTP/2 stream before an acknowledgement. Larger values speed up uploads on long paths; newer versions regulate it through `tune.h2.fe.rxbuf`.",
  "keyword global tune.h2.fe.max-concurrent-streams":
    "Requests that a client may have open on one HTTP/2 connection, 100 unless changed. More invites abuse; new versions can lower it under load by `rq-load auto`.",
  "keyword global tune.h2.fe.max-frames-at-once":
    "HTTP/2 frames of a client connection handled in one go before others get their turn; 0 (default) without limit.",
  "keyword global tune.h2.fe.max-rst-at-once":
    "Stream resets of a client handled in one go before its connection is put behind all other work; 0 (default) never. A small number takes the force out of rapid-reset floods.",
  "keyword global tune.h2.fe.max-total-streams":
    "Requests over one client HTTP/2 connection, after which it is closed gracefully and the client opens a new one. 0 (default) without limit; some 1000 let long-lived clients spread over new nodes.",
  "keyword global tune.h2.fe.rxbuf":
    "Receive buffers in bytes for a client's HTTP/2 connection, shared by its streams, about 1.6 MB by default. Decides upload speed on long paths.",
  "keyword global tune.h2.header-table-size":
    "Bytes of the table for compressing HTTP/2 headers, on each connection; 4096 by default, 65536 at most.",
  "keyword global tune.h2.initial-window-size":
    "Initial HTTP/2 window in bytes for both sides, where `tune.h2.fe.…` and `tune.h2.be.…` set none: 16384 in newer versions, 65535 in older ones. Trades upload speed against fairness.",
  "keyword global tune.h2.log-errors":
    "Which HTTP/2 decoding errors are logged: `stream` (default) all, `connection` only those that end the connection, `none`.",
  "keyword global tune.h2.max-concurrent-streams":
    "Requests at once on one HTTP/2 connection, for both sides where not set apart; default 100. Prefer the settings of each side.",
  "keyword global tune.h2.max-frame-size":
    "Largest HTTP/2 frame that HAProxy announces to receive, never above `tune.bufsize`. Limits frames when buffers are large; leave it alone otherwise.",
  "keyword global tune.h2.zero-copy-fwd-send":
    "Sends HTTP/2 data without copying it through the stream's buffer, `on` by default. Off only to hunt a fault.",
  "keyword global tune.http.cookielen":
    "Longest value, in characters, that `capture cookie` can keep; 63 by default. Memory is taken for each request whatever the captures ask for.",
  "keyword global tune.http.logurilen":
    "Longest URI in logs, 1024 characters by default; longer ones are cut. Raise `len` of the `log` line with it.",
  "keyword global tune.http.maxhdr":
    "Most header lines in a message, 1 to 32767, 101 by default; more give a 400 for requests and 502 for responses.",
  "keyword global tune.idle-pool.shared":
    "Lets threads reuse idle server connections of one another: `on` (default), `off`, or in new versions `full` across thread groups. Off means many more connections.",
  "keyword global tune.idletimer":
    "Pause in ms after which a stream counts as idle, 0 to 65535, default 1000; TLS then starts again with small records. See `tune.ssl.maxrecord`.",
  "keyword global tune.listener.default-shards":
    "How many sockets a `bind` line without `shards` opens: `by-group` (default), `by-thread`, or `by-process` for a single one. More spread new connections better but need descriptors.",
  "keyword global tune.listener.multi-queue":
    "Hands new connections to the least busy thread of a listener: `on` (default), `fair` in turn, which newer versions have, or `off` to leave it to the kernel.",
  "keyword global tune.lua.bool-sample-conversion":
    "How Lua sees boolean samples: `normal` as booleans, `pre-3.1-bug` as 0 and 1 like before. Set it before `lua-load`; unset, there is a warning and the old way.",
  "keyword global tune.lua.burst-timeout":
    "Longest uninterrupted run of Lua code in ms before it is aborted, 1000 by default, 0 for none. Keeps a script from blocking a thread until the watchdog kills the process.",
  "keyword global tune.lua.forced-yield":
    "Lua instructions after which a script is interrupted so that traffic goes on, about 10000 by default. Lower values react faster, higher ones finish long scripts sooner.",
  "keyword global tune.lua.log.loggers": "Sends what Lua scripts log to the loggers of the proxy, `on` by default.",
  "keyword global tune.lua.log.stderr":
    "Prints what Lua scripts log to stderr: `auto` (default) if no logger gets it, or always `on`, or `off`.",
  "keyword global tune.lua.maxmem":
    "Megabytes that Lua may use in the process, 0 (default) without limit. Set one, so that a faulty script can't exhaust the machine.",
  "keyword global tune.lua.openlibs":
    "Lua standard libraries to load, e.g. `string,math,table`, or `all` (default) or `none`. Leaving out `os`, `io`, `package` and `debug` confines scripts. Must stand before any `lua-load`.",
  "keyword global tune.lua.service-timeout":
    "Running time allowed to a Lua service, 4 s by default, without its sleeps. A script over it is aborted.",
  "keyword global tune.lua.session-timeout":
    "Running time allowed to Lua in actions, fetches and converters of a session, 4 s by default, without its sleeps.",
  "keyword global tune.lua.task-timeout":
    "Running time allowed to Lua background tasks. None by default, as they may live as long as the process.",
  "keyword global tune.max-checks-per-thread":
    "Health checks running on a thread from which it passes further ones to idler threads or queues them; 0 (default) never. For thousands of costly TLS checks.",
  "keyword global tune.max-rules-at-once":
    "Rules of a content ruleset evaluated before other work gets a turn, 50 by default. Keeps long lists of rules from delaying other traffic.",
  "keyword global tune.maxaccept":
    "Connections that a listener accepts in a row before other work, 4 in recent versions; -1 for no limit. Old configurations with large values are slower by it.",
  "keyword global tune.maxpollevents":
    "Events taken from the poller at once, 200 by default. Fewer means lower latency, more a little extra throughput; 1000000 at most.",
  "keyword global tune.maxrewrite":
    "Bytes of each buffer reserved for headers that rules add, 1024 by default, at most half of `tune.bufsize`. Too large refuses long requests, too small fails when headers are added.",
  "keyword global tune.memory.hot-size":
    "Bytes of free memory that each thread keeps for itself, 512 kB in usual builds. One to two times the CPU's L2 cache is the best measure.",
  "keyword global tune.notsent-lowat.client":
    "Limits unsent data in the kernel for client connections to about this many bytes beyond the window; 0 (default) doesn't. Saves memory and latency on Linux, better than small send buffers.",
  "keyword global tune.notsent-lowat.server":
    "Limits unsent data in the kernel for server connections to about this many bytes beyond the window; 0 (default) doesn't. Linux only.",
  "keyword global tune.pattern.cache-size":
    "Look-ups that the cache for slow pattern matches (regular expressions, substrings) remembers per thread, 10000 by default; 0 turns it off.",
  "keyword global tune.peers.max-updates-at-once":
    "Stick-table updates sent to a peer in one go, 200 by default. Bounds how long locks are held during large synchronisations.",
  "keyword global tune.pipesize":
    "Size in bytes of the kernel pipes used for splicing; the system's own by default. Larger ones save system calls at high rates.",
  "keyword global tune.pool-high-fd-ratio":
    "Percentage of file descriptors in use from which idle server connections are closed to make room for new ones; default 25.",
  "keyword global tune.pool-low-fd-ratio":
    "Percentage of file descriptors in use from which connections are no longer kept idle for reuse; default 20.",
  "keyword global tune.pt.zero-copy-forwarding":
    "Forwards TCP data by kernel splicing where `option splice-…` asks for it, `on` by default. Off only to hunt a fault.",
  "keyword global tune.quic.be.cc.cubic-min-losses":
    "Lost packets between two acknowledgements that Cubic takes as congestion towards servers; 1 by default, which should stay.",
  "keyword global tune.quic.be.cc.hystart":
    "HyStart++ instead of plain slow start on QUIC connections to servers, `off` by default.",
  "keyword global tune.quic.be.cc.max-frame-loss":
    "How often one QUIC frame to a server may get lost until the connection is given up, 10 by default.",
  "keyword global tune.quic.be.cc.max-win-size":
    "Largest congestion window of a QUIC connection to a server, 10k to 4g, default 480k. Bounds throughput on long paths, and memory.",
  "keyword global tune.quic.be.cc.reorder-ratio":
    "Tolerance for reordered QUIC packets from servers in percent, default 50. Too small takes reordering for loss.",
  "keyword global tune.quic.be.max-idle-timeout":
    "Idle time after which a QUIC connection to a server is dropped silently, default 30 s; the smaller value of both ends counts.",
  "keyword global tune.quic.be.sec.glitches-threshold":
    "Protocol oddities on a QUIC connection to a server after which it is killed; 0 (default) never.",
  "keyword global tune.quic.be.stream.data-ratio":
    "Share in percent of the connection's receive buffer that one stream from a server may fill, default 90. Less is fairer between parallel downloads.",
  "keyword global tune.quic.be.stream.max-concurrent":
    "Requests at once over one QUIC connection to a server, 100 by default, or fewer if the server says so.",
  "keyword global tune.quic.be.stream.rxbuf":
    "Bytes that a server may have in flight on one QUIC connection; 0 (default) derives it from streams and `tune.bufsize`. Raise it for large downloads over long paths.",
  "keyword global tune.quic.be.tx.pacing":
    "Spreads QUIC packets to servers evenly in time instead of sending bursts, `on` by default. May be turned off in very fast local networks.",
  "keyword global tune.quic.be.tx.udp-gso":
    "Sends several QUIC datagrams to servers by one system call, `on` by default where the kernel can.",
  "keyword global tune.quic.cc-hystart":
    "Older name of `tune.quic.fe.cc.hystart`: HyStart++ in place of plain slow start, `off` by default.",
  "keyword global tune.quic.cc.cubic.min-losses":
    "Older name of `tune.quic.fe.cc.cubic-min-losses`, the losses that Cubic takes as congestion; leave it at 1.",
  "keyword global tune.quic.disable-tx-pacing":
    "Older way to turn off even spacing of QUIC packets; newer versions have `tune.quic.fe.tx.pacing off`.",
  "keyword global tune.quic.disable-udp-gso":
    "Older way to send each QUIC datagram by its own system call; newer versions have `tune.quic.fe.tx.udp-gso off`.",
  "keyword global tune.quic.fe.cc.cubic-min-losses":
    "Lost packets between two acknowledgements that Cubic takes as congestion towards clients, default 1. 2 tolerates bad radio links but wastes bandwidth.",
  "keyword global tune.quic.fe.cc.hystart":
    "HyStart++ instead of plain slow start for clients, which ends the start phase before packets are lost. `off` by default.",
  "keyword global tune.quic.fe.cc.max-frame-loss":
    "How often one QUIC frame to a client may get lost until the connection is closed as failing, 10 by default.",
  "keyword global tune.quic.fe.cc.max-win-size":
    "Largest congestion window of a client's QUIC connection, 10k to 4g, default 480k; also bounds its send buffers. `quic-cc-algo` on a `bind` line overrides it.",
  "keyword global tune.quic.fe.cc.reorder-ratio":
    "Tolerance for reordered QUIC packets from clients in percent, default 50. Too small takes reordering for loss and slows down.",
  "keyword global tune.quic.fe.max-idle-timeout":
    "Idle time after which a client's QUIC connection is dropped silently, default 30 s. The smaller value of client and HAProxy counts; 0 leaves it to the client.",
  "keyword global tune.quic.fe.sec.glitches-threshold":
    "Protocol oddities on a client's QUIC connection after which it is killed; 0 (default) never. Use hundreds or thousands.",
  "keyword global tune.quic.fe.sec.retry-threshold":
    "Unfinished handshakes from which QUIC asks clients to prove their address by Retry, default 100. Protects against floods; depends on `cluster-secret`.",
  "keyword global tune.quic.fe.sock-per-conn":
    "`default-on` gives each QUIC client connection its own socket, for speed and clean reloads; `force-off` shares the listener's and saves descriptors. Ports below 1024 may then need `setcap`.",
  "keyword global tune.quic.fe.stream.data-ratio":
    "Share in percent of a connection's receive buffer that one upload stream may fill, default 90. Less is fairer between parallel uploads.",
  "keyword global tune.quic.fe.stream.max-concurrent":
    "Requests that a client may have open on one QUIC connection, 100 by default. Fewer also shrink the automatic receive buffer and so slow uploads.",
  "keyword global tune.quic.fe.stream.max-total":
    "Requests over one client QUIC connection until it is closed gracefully; 0 (default) without limit. Makes long-lived clients reconnect, at the cost of handshakes.",
  "keyword global tune.quic.fe.stream.rxbuf":
    "Bytes that a client may have in flight on one QUIC connection; 0 (default) is streams times `tune.bufsize`. Decides upload speed over long paths.",
  "keyword global tune.quic.fe.tx.pacing":
    "Spreads QUIC packets to clients evenly in time, which avoids losses; `on` by default.",
  "keyword global tune.quic.fe.tx.udp-gso":
    "Sends several QUIC datagrams to a client by one system call, `on` by default where the kernel can. Off to hunt a fault.",
  "keyword global tune.quic.frontend.conn-tx-buffers.limit":
    "Send buffers per QUIC connection, 30 by default, which bounded throughput and memory. Gone in newer versions, where the congestion window does it.",
  "keyword global tune.quic.frontend.default-max-window-size":
    "Older name of `tune.quic.fe.cc.max-win-size`, the largest congestion window of a client's QUIC connection, 480k by default.",
  "keyword global tune.quic.frontend.glitches-threshold":
    "Older name of `tune.quic.fe.sec.glitches-threshold`, the protocol oddities that a client connection may show; 0 for no limit.",
  "keyword global tune.quic.frontend.max-data-size":
    "Older name of `tune.quic.fe.stream.rxbuf`, the bytes in flight from a client on one QUIC connection; 0 computes it.",
  "keyword global tune.quic.frontend.max-idle-timeout":
    "Older name of `tune.quic.fe.max-idle-timeout`, the idle time until a client's QUIC connection is dropped; 30 s by default.",
  "keyword global tune.quic.frontend.max-streams-bidi":
    "Older name of `tune.quic.fe.stream.max-concurrent`, the requests at once on one QUIC connection; 100 by default.",
  "keyword global tune.quic.frontend.max-tx-mem":
    "Older name of `tune.quic.mem.tx-max`, the memory that all QUIC connections together may use for sending.",
  "keyword global tune.quic.frontend.stream-data-ratio":
    "Older name of `tune.quic.fe.stream.data-ratio`, the percentage of the receive buffer that one stream may fill; 90 by default.",
  "keyword global tune.quic.listen":
    "`off` lets QUIC listeners exist but not receive, so that QUIC can be switched off without touching `bind` lines. `on` by default.",
  "keyword global tune.quic.max-frame-loss":
    "Older name of `tune.quic.fe.cc.max-frame-loss`, the losses of one frame until the connection is closed; 10 by default.",
  "keyword global tune.quic.mem.tx-max":
    "Memory that QUIC may use for sending over all connections, as bytes in flight and buffers; the limit is not exact. Choose `maxconn` to fit.",
  "keyword global tune.quic.reorder-ratio":
    "Older name of `tune.quic.fe.cc.reorder-ratio`, the tolerance for reordered packets in percent; 50 by default.",
  "keyword global tune.quic.retry-threshold":
    "Older name of `tune.quic.fe.sec.retry-threshold`, the unfinished handshakes from which Retry is demanded; 100 by default.",
  "keyword global tune.quic.socket-owner":
    "Older form of `tune.quic.fe.sock-per-conn`: `connection` (default) opens a socket for each client connection, `listener` shares one.",
  "keyword global tune.quic.zero-copy-fwd-send":
    "Sends QUIC data without copying it through the stream's buffer, `on` by default. Off only to hunt a fault.",
  "keyword global tune.rcvbuf.backend":
    "Kernel receive buffer in bytes of unconnected sockets towards servers. 0 or unset leaves it to the system; the kernel caps it by `net.core.rmem_max`.",
  "keyword global tune.rcvbuf.client":
    "Kernel receive buffer in bytes of client connections; 0 (default) lets the kernel tune it. Small ones such as 4096 save memory but cost CPU and speed.",
  "keyword global tune.rcvbuf.frontend":
    "Kernel receive buffer in bytes of sockets shared by many clients, as QUIC listeners and `log-forward` have. Too small a one loses datagrams under load.",
  "keyword global tune.rcvbuf.server":
    "Kernel receive buffer in bytes of server connections; 0 (default) lets the kernel tune it.",
  "keyword global tune.recv_enough":
    "Bytes of one read from which HAProxy assumes that the socket is empty for now, 10136 by default. Only many tiny messages, as in SSH, make it worth tuning.",
  "keyword global tune.renice.runtime":
    "Nice value, -20 to 19, of the running process or worker. Pairs with `tune.renice.startup`, which holds while the configuration is read.",
  "keyword global tune.renice.startup":
    "Nice value, -20 to 19, while the configuration is read, so that a reload with thousands of certificates doesn't disturb the old worker. Afterwards the former value returns.",
  "keyword global tune.ring.queues":
    "Write queues in front of ring buffers; affects the cost of traces. Found by experiment, so don't keep a value in a configuration.",
  "keyword global tune.runqueue-depth":
    "Tasks that a thread runs in one round, 35 to 280 by default depending on threads. Larger values cost latency, smaller ones overhead.",
  "keyword global tune.sched.low-latency":
    "Lets important tasks go first within a round, for lower latency with a large `tune.runqueue-depth`; `off` by default, as it slows bulk traffic.",
  "keyword global tune.sndbuf.backend":
    "Kernel send buffer in bytes of unconnected sockets towards servers, as UDP logging uses. Too small a one loses log messages.",
  "keyword global tune.sndbuf.client":
    "Kernel send buffer in bytes of client connections; 0 (default) lets the kernel tune it. `tune.notsent-lowat.client` limits memory with less harm.",
  "keyword global tune.sndbuf.frontend":
    "Kernel send buffer in bytes of sockets that many clients share, as QUIC listeners do. The kernel may cut large values.",
  "keyword global tune.sndbuf.server":
    "Kernel send buffer in bytes of server connections; 0 (default) lets the kernel tune it.",
  "keyword global tune.ssl.cachesize":
    "TLS sessions that the shared cache can hold, in blocks of about 200 bytes, 20000 by default; 0 turns it off. More resumptions mean fewer costly handshakes.",
  "keyword global tune.ssl.capture-buffer-size":
    "Bytes kept of each client's hello (ciphers, extensions, curves) for fetches such as `ssl_fc_cipherlist_str`; 0 (default) keeps none.",
  "keyword global tune.ssl.capture-cipherlist-size":
    "Deprecated name of `tune.ssl.capture-buffer-size`, the bytes kept of each client's hello for fingerprinting.",
  "keyword global tune.ssl.certificate-compression":
    "Compression of certificates in TLS 1.3 handshakes: `auto` (default) as the library does, or `off`. Needs OpenSSL 3.2.",
  "keyword global tune.ssl.default-dh-param":
    "Bits of the built-in Diffie-Hellman parameters for DHE ciphers, where no file gives others. Use 2048 or more, or drop DHE for ECDHE.",
  "keyword global tune.ssl.force-private-cache":
    "Keeps the TLS session cache private to a process instead of shared memory. A remnant of several processes; hardly useful with threads.",
  "keyword global tune.ssl.hard-maxrecord":
    "Most bytes in a TLS record at any time, 0 (default) without limit. For tiny clients that can't buffer 16 kB records.",
  "keyword global tune.ssl.keylog":
    "Remembers TLS secrets so that logs can write key files for Wireshark, through fetches like `ssl_fc_client_random`. `off` by default; whoever reads those logs can decrypt the traffic.",
  "keyword global tune.ssl.keyupdate-rate-limit":
    "Key updates per second that a TLS connection may ask for before it is killed as a flood, 100 by default; 0 allows any number.",
  "keyword global tune.ssl.lifetime":
    "Seconds that a cached TLS session can be resumed, 300 by default. A full cache drops sessions earlier.",
  "keyword global tune.ssl.maxrecord":
    "Bytes per TLS record at the start of a transfer and after a pause (`tune.idletimer`); 0 (default) without limit. Some 1400 lets browsers on slow links begin sooner.",
  "keyword global tune.ssl.ocsp-update.maxdelay":
    "Former name of `ocsp-update.maxdelay`: seconds until an OCSP response is renewed at the latest, default 3600.",
  "keyword global tune.ssl.ocsp-update.mindelay":
    "Former name of `ocsp-update.mindelay`: seconds at least between two fetches of an OCSP response, default 300.",
  "keyword global tune.ssl.ssl-ctx-cache-size":
    "Certificates that `generate-certificates` keeps ready after making them on the fly, 1000 by default.",
  "keyword global tune.stick-counters":
    "How many `track-sc` counters rules can use, 3 in usual builds, at most 100; 0 turns tracking off. Each costs 16 bytes per connection and per request.",
  "keyword global tune.streams-elasticity":
    "Ratio in percent of streams to connections that HTTP/2 and QUIC may reach when `maxconn` is full, at least 100; 0 (default) doesn't regulate. Fewer streams are offered the fuller the process is.",
  "keyword global tune.takeover-other-tg-connections":
    "Reuse of idle server connections from other thread groups: `none` (default), `restricted` or `full`. `tune.idle-pool.shared` has taken its place.",
  "keyword global tune.vars.check-max-size":
    "Bytes of memory for variables of the scope `check` in one health check; unlimited unless set.",
  "keyword global tune.vars.global-max-size":
    "Bytes of memory for all variables together, unlimited unless set. The limits of narrower scopes count into it; a value that doesn't fit is not stored.",
  "keyword global tune.vars.proc-max-size":
    "Bytes of memory for variables of the scope `proc`, which live as long as the process; includes those of sessions and requests.",
  "keyword global tune.vars.reqres-max-size":
    "Bytes of memory for variables of the scopes `req` and `res` of one stream; can't exceed the limit of `txn`.",
  "keyword global tune.vars.sess-max-size":
    "Bytes of memory for variables of the scope `sess` of one connection; includes those of its transactions.",
  "keyword global tune.vars.txn-max-size":
    "Bytes of memory for variables of the scope `txn` of one transaction; includes `req` and `res`.",
  "keyword global tune.zlib.memlevel":
    "Memory that zlib takes per compressed stream, 1 (least, slow) to 9 (most, fast), default 8. Only in builds with zlib, not with libslz.",
  "keyword global tune.zlib.windowsize":
    "Size of zlib's history per stream as a power of two, 8 to 15, default 15. Smaller saves memory and compresses worse.",
  "keyword global uid":
    "Number of the user that HAProxy switches to after start; `user` takes a name. Needs root at start.",
  "keyword global ulimit-n":
    "Number of file descriptors to ask for. HAProxy computes it from `maxconn`, listeners and checks, so leave it out; `fd-hard-limit` is the better bound.",
  "keyword global unix-bind":
    "Defaults of all UNIX sockets in `bind` lines: `prefix /run/haproxy mode 660 group www`. A `bind` line's own options win.",
  "keyword global unsetenv":
    "Removes the listed environment variables for the lines that follow and for the process; unknown names are passed over. Hides secrets from Lua and checks.",
  "keyword global user":
    "User, by name, that HAProxy switches to after opening its ports; `uid` takes a number. Without it HAProxy started as root stays root.",
  "keyword global warn-blocked-traffic-after":
    "Time (1 to 1000 ms, default 100) after which a task that blocks its thread is reported with a backtrace. Finds slow Lua or regular expressions before the watchdog does.",
  "keyword global wurfl-cache-size":
    "Entries in the LRU cache of WURFL look-ups, by User-Agent; 0 for no cache. Only in builds with WURFL.",
  "keyword global wurfl-data-file":
    "Path of the WURFL device data, read at start before any `chroot`. Only in builds with WURFL.",
  "keyword global wurfl-information-list":
    "WURFL capabilities and properties to load, separated by blanks, for use in headers through the WURFL fetches.",
  "keyword global wurfl-information-list-separator":
    "Character between several WURFL values in one result, a comma by default.",
  "keyword global zero-warning":
    "Refuses to start if the configuration causes any warning, and makes `haproxy -c` fail too, like `-dW`. Good for configurations that are generated or rarely change.",
};
