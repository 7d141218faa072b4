/** See `../descriptions.ts`. */
export const keepalivedVirtualServerDescriptions: Readonly<Record<string, string>> = {
  SSL: "Client certificate, key and CA that `SSL_GET` checks load, for all of them together. Without this block keepalived uses a plain TLS context; either way it doesn't fail a check because of the server's certificate.",
  "SSL/ca":
    "Path of a PEM file with CA certificates to load for `SSL_GET` checks. It must be readable, but a server certificate from another CA doesn't fail the check.",
  "SSL/certificate":
    "Path of the PEM client certificate that `SSL_GET` checks present to real servers which ask for one. Give `key` along with it.",
  "SSL/key": "Path of the PEM private key for `certificate`; readable by root only, as keepalived reads it as root.",
  "SSL/password":
    "Pass phrase of an encrypted private key in `key`. It stands here in clear text, so restrict who may read the file.",
  virtual_server:
    "An IPVS service that spreads connections over real servers, and checks their health. It is given as address and port, as `fwmark N`, or as `group NAME` of a `virtual_server_group`. Without real servers it is dropped; the port may be left out only with persistence.",
  "virtual_server/alpha":
    "Starts with all real servers down until their first successful check, instead of taking them as up. Prevents traffic to dead servers after a restart; `real_server` and checkers may override it.",
  "virtual_server/connect_timeout":
    "Seconds that network checks wait for a connection or answer, default 5, with fractions. Default for all real servers and checkers of this service.",
  "virtual_server/delay_before_retry":
    "Seconds between a failed check and its next try, while `retry` lasts; default for all checkers of the service. Unset: 3 for HTTP and SSL, `delay_loop` for DNS, otherwise 1.",
  "virtual_server/delay_loop":
    "Seconds between two checks of a real server, default 60, with fractions such as `0.5`. Together with `retry` it decides how long a dead server still gets traffic.",
  "virtual_server/flag-1":
    "Sets the first scheduler flag of IPVS (`ipvsadm -b flag-1`), whose meaning hangs on the scheduler: the fallback of `sh` and `mh`. Their own names are clearer.",
  "virtual_server/flag-2":
    "Sets the second scheduler flag of IPVS, which makes `sh` and `mh` hash the source port too. Prefer the names `sh-port` and `mh-port`.",
  "virtual_server/flag-3":
    "Sets the third scheduler flag of IPVS (`ipvsadm -b flag-3`); the kernel's own schedulers give it no meaning.",
  "virtual_server/ha_suspend":
    "Suspends the health checks while the virtual server's address isn't on this machine, that is on a backup. Spares real servers double checks; the states are old when the VIP arrives. Not with firewall marks.",
  "virtual_server/hashed":
    "Left over from old releases and without effect: it sets no flag of IPVS, and is reported unless the scheduler is `sh` or `mh`. Remove it; hashing is chosen through `lvs_sched`.",
  "virtual_server/hysteresis":
    "Margin in weight units around `quorum`: it is lost below quorum minus this value and gained from quorum plus it. Damps flapping; default 0, and always cut below the quorum.",
  "virtual_server/inhibit_on_failure":
    "Sets the weight of a failed real server to 0 instead of removing it, so established connections go on while new ones avoid it.",
  "virtual_server/ip_family":
    "Address family, `inet` (default) or `inet6`, of a service by `fwmark` whose real servers are all tunnelled; anything else shows its family by the addresses. A contradiction is an error.",
  "virtual_server/lb_algo":
    "Scheduler that picks a real server, the same as `lvs_sched`: `rr`, `wrr`, `lc`, `wlc` (default), `sh` and so on. The kernel needs the module `ip_vs_NAME`.",
  "virtual_server/lb_kind":
    "How packets reach real servers, the same as `lvs_method`: `NAT` (default), `DR` or `TUN`. With `DR` the servers must hold the VIP themselves without answering ARP for it.",
  "virtual_server/lvs_method":
    "How packets reach real servers: `NAT` (default) rewrites addresses and needs the director as gateway, `DR` needs one network segment and the VIP on each server's loopback, `TUN` tunnels, with `type ipip`, `gue port N` or `gre`. Case matters.",
  "virtual_server/lvs_sched":
    "IPVS scheduler: `rr` in turn, `wrr` weighted, `lc` and `wlc` by fewest connections, `sh` and `mh` by source hash, `fo` the heaviest server that is up, and others. Default `wlc`; must precede flags like `sh-port`.",
  "virtual_server/mh-fallback":
    "With scheduler `mh`, a server that is gone or has weight 0 has its clients hashed to another one instead of refused. Must follow `lvs_sched mh`, otherwise ignored.",
  "virtual_server/mh-port":
    "With scheduler `mh`, hashes the client's port beside its address, which spreads clients behind one NAT. Must follow `lvs_sched mh`.",
  "virtual_server/omega":
    "Runs `quorum_down` and `notify_down`, and sends mail, also when keepalived shuts down and so removes the servers. Off by default: scripts stay silent at stop.",
  "virtual_server/ops":
    "One-packet scheduling: each UDP datagram is balanced by itself and no connection is kept, for DNS and the like. Reset with a warning for TCP and SCTP.",
  "virtual_server/persistence_engine":
    "Kernel module that decides which clients belong together, in practice `sip` (by Call-ID). At most 15 characters; needs `ip_vs_pe_sip` and `persistence_timeout`.",
  "virtual_server/persistence_granularity":
    "Netmask (`255.255.255.0`) or IPv6 prefix length by which clients count as one for persistence. Default is each address by itself; also switches persistence on, at 360 s.",
  "virtual_server/persistence_timeout":
    "Seconds that a client stays with its real server after its last connection; 360 if the value is left out, at most 2678400. Without it each connection is balanced anew.",
  "virtual_server/protocol":
    "`TCP`, `UDP` or `SCTP`. Left out, the service is UDP with a warning, rarely what was meant. Ignored with `fwmark`.",
  "virtual_server/quorum":
    "Total weight of live real servers that the service needs, default 1. Below it `quorum_down` runs and the `sorry_server` takes over. Reduced with a warning if it exceeds the sum of weights.",
  "virtual_server/quorum_down":
    "Command run when the live weight falls below `quorum`, for instance to withdraw a route. User and group may follow; at shutdown only with `omega`.",
  "virtual_server/quorum_up":
    "Command run when the live weight reaches `quorum` again, for instance to announce a route. User and group may follow.",
  "virtual_server/real_server":
    "One backend by address and port, with its weight and health checks. Port and family must be those of the virtual server, except with `NAT` (port) or `TUN` (family). Without a checker it always counts as up.",
  "virtual_server/real_server/BFD_CHECK":
    "Takes the server's health from a BFD session that is defined as `bfd_instance`: down within milliseconds when the path or host dies. Sees nothing of the service itself.",
  "virtual_server/real_server/BFD_CHECK/alpha":
    "Takes the server as down until the BFD session is first reported up; inherits the server's `alpha` if unset.",
  "virtual_server/real_server/BFD_CHECK/name":
    "Name of the `bfd_instance` to follow. It must be defined above and not be reserved for VRRP; a server can follow each session once.",
  "virtual_server/real_server/DNS_CHECK":
    "Sends a DNS query by UDP; any answer without an error code keeps the server up. Counts as failed after 3 retries unless `retry` says otherwise.",
  "virtual_server/real_server/DNS_CHECK/alpha":
    "Assumes that the DNS server is down until its first good answer, instead of up.",
  "virtual_server/real_server/DNS_CHECK/bind_if":
    "Interface that queries leave by; required if the server's address is IPv6 link-local.",
  "virtual_server/real_server/DNS_CHECK/bind_port":
    "Fixed source port of the queries, otherwise the kernel picks a free one. For firewalls that only let one port through.",
  "virtual_server/real_server/DNS_CHECK/bindto":
    "Source address of the queries, for hosts with several addresses or where the server answers only certain clients.",
  "virtual_server/real_server/DNS_CHECK/connect_ip":
    "Address to query instead of the real server's, such as a management address of the same machine.",
  "virtual_server/real_server/DNS_CHECK/connect_port":
    "Port to query instead of the real server's; give it, usually 53, where the server is declared without port.",
  "virtual_server/real_server/DNS_CHECK/connect_timeout":
    "Seconds that one query may take until its answer; 5 unless set here, at the server or at the virtual server.",
  "virtual_server/real_server/DNS_CHECK/delay_before_retry":
    "Seconds between a query that failed and the next try. Unlike other checks, DNS uses `delay_loop` if nothing is set.",
  "virtual_server/real_server/DNS_CHECK/delay_loop":
    "Seconds between two queries while the DNS server is healthy; inherited, 60 unless set anywhere.",
  "virtual_server/real_server/DNS_CHECK/fwmark":
    "Firewall mark on the query packets, so that policy routing or filters can treat them apart from traffic.",
  "virtual_server/real_server/DNS_CHECK/log_all_failures":
    "Logs each query that fails, not just the one that takes the server down; `checker_log_all_failures` turns it on for all.",
  "virtual_server/real_server/DNS_CHECK/name":
    "Domain name to ask for, the root (`.`) by default. Choose one that this server is authoritative for, so that the check means something.",
  "virtual_server/real_server/DNS_CHECK/retry":
    "Further queries after a failed one before the server goes down; 3 unless set here or above.",
  "virtual_server/real_server/DNS_CHECK/type":
    "Record type of the query, default `SOA`; also `A`, `AAAA`, `NS`, `CNAME`, `MX`, `TXT` and, in newer builds, DNSSEC types.",
  "virtual_server/real_server/DNS_CHECK/warmup":
    "Longest random wait in seconds before the first query, at most one `delay_loop` by default; 0 queries at once.",
  "virtual_server/real_server/FILE_CHECK":
    "Steers the server by a number in a file that a program of yours writes, watched through a `track_file` block. Changes act at once, without polling.",
  "virtual_server/real_server/FILE_CHECK/track_file":
    "Name of the `track_file` block to follow, defined earlier in the configuration. Required; without it the check is dropped.",
  "virtual_server/real_server/FILE_CHECK/weight":
    "Factor for the number in the file, whose product is added to the server's weight; with 0 any non-zero number is a failure. Defaults to the weight of the `track_file`; `reverse` turns the sign.",
  "virtual_server/real_server/HTTP_GET":
    "Fetches one or more URLs in plain HTTP and judges status code, MD5 digest or a regular expression. The server is up only if all URLs pass.",
  "virtual_server/real_server/HTTP_GET/alpha":
    "Keeps the web server out until all its URLs have passed once, instead of assuming that it is up.",
  "virtual_server/real_server/HTTP_GET/bind_if":
    "Interface for the HTTP check, by name; needed when the target is an IPv6 link-local address.",
  "virtual_server/real_server/HTTP_GET/bind_port":
    "Source port of the check's TCP connection. A fixed one can clash with connections in TIME_WAIT, so set it only if a firewall demands it.",
  "virtual_server/real_server/HTTP_GET/bindto":
    "Local address from which the HTTP check connects. The VIP is a poor choice, as backups don't hold it.",
  "virtual_server/real_server/HTTP_GET/connect_ip":
    "Address to send the HTTP requests to, the real server's unless set.",
  "virtual_server/real_server/HTTP_GET/connect_port":
    "Port of the HTTP requests, the real server's unless set; lets a separate health port speak for the service.",
  "virtual_server/real_server/HTTP_GET/connect_timeout":
    "Seconds to connect, and to wait for each part of the answer; 5 unless set here or further up.",
  "virtual_server/real_server/HTTP_GET/delay_before_retry":
    "Seconds between a failed request and its retry, 3 for HTTP checks unless set here or further up.",
  "virtual_server/real_server/HTTP_GET/delay_loop":
    "Seconds between checks; with several URLs it also lies between one URL and the next at start and recovery, unless `fast_recovery` is on.",
  "virtual_server/real_server/HTTP_GET/enable_sni":
    "Server name indication in TLS. `HTTP_GET` speaks no TLS, so it only matters in `SSL_GET`, although both accept it.",
  "virtual_server/real_server/HTTP_GET/fast_recovery":
    "Checks all URLs one right after the other at start and after a failure, instead of one per `delay_loop`. With many URLs the server comes back much sooner.",
  "virtual_server/real_server/HTTP_GET/fwmark":
    "Netfilter mark for the packets of this HTTP check, usable in `ip rule` and firewall rules.",
  "virtual_server/real_server/HTTP_GET/http_protocol":
    "Version in the request: `1.0` (default), `1.1`, or `1.0C`, which is 1.0 with `Connection: close`. Some servers refuse 1.0 or need `virtualhost` with 1.1.",
  "virtual_server/real_server/HTTP_GET/log_all_failures":
    "Writes every failed HTTP check of a server that is up to the log, not only the decisive one.",
  "virtual_server/real_server/HTTP_GET/nb_get_retry":
    "Deprecated name of `retry`: how often a failed HTTP check is repeated before the server goes down.",
  "virtual_server/real_server/HTTP_GET/retry":
    "Further tries after a failed request before the server goes down; 1 for HTTP unless set here or further up.",
  "virtual_server/real_server/HTTP_GET/sni_name":
    "Name for TLS server name indication; pointless in `HTTP_GET`, which is accepted here only because it shares its settings with `SSL_GET`.",
  "virtual_server/real_server/HTTP_GET/url":
    "One page to fetch and what it must yield; at least one is required, and several must all pass. Without other criteria any 2xx status is good.",
  "virtual_server/real_server/HTTP_GET/url/digest":
    "MD5 of the body that is expected, 32 hex digits as `genhash` prints them. Any change of the page takes the server down, so use a static page, or `regex`.",
  "virtual_server/real_server/HTTP_GET/url/path":
    "Path of the request, such as `/healthz`, with query if needed. Required; a URL block without it is ignored.",
  "virtual_server/real_server/HTTP_GET/url/regex":
    "PCRE2 pattern that must occur in the answer's body, else the check fails. Quote it; a backslash escapes inside the quotes. Needs a build with regex support.",
  "virtual_server/real_server/HTTP_GET/url/regex_max_offset":
    "Largest position in bytes of the body at which the match may begin; spares searching long pages to the end.",
  "virtual_server/real_server/HTTP_GET/url/regex_min_offset":
    "Position in bytes of the body from which the pattern is searched, 0 by default; skips a long head that can't contain it.",
  "virtual_server/real_server/HTTP_GET/url/regex_no_match":
    "Turns the test round: the check fails if the pattern occurs, for instance an error text.",
  "virtual_server/real_server/HTTP_GET/url/regex_options":
    "PCRE2 options by name for this pattern, several separated by blanks, such as `caseless`, `multiline` or `dotall`. Unknown words are passed over in silence.",
  "virtual_server/real_server/HTTP_GET/url/regex_stack":
    "First and largest size in bytes of the stack for compiled patterns, `regex_stack 32768 524288`. Only complicated patterns on long bodies need more than the default.",
  "virtual_server/real_server/HTTP_GET/url/status_code":
    "Status codes that count as success: numbers from 100 to 599 and ranges, `status_code 200-299 302`. Default 200-299; redirects are never followed.",
  "virtual_server/real_server/HTTP_GET/url/virtualhost":
    "`Host` header for this URL, before all other `virtualhost` settings. Name-based servers answer with their default site otherwise.",
  "virtual_server/real_server/HTTP_GET/virtualhost":
    "`Host` header for all URLs of this check, unless a URL has its own; overrides those of the real and virtual server.",
  "virtual_server/real_server/HTTP_GET/warmup":
    "Longest random delay in seconds before the first HTTP check, by default `delay_loop`; 0 checks immediately.",
  "virtual_server/real_server/MISC_CHECK":
    "Runs your own program as check: exit status 0 is up, 1 down, and with `misc_dynamic` others set the weight. For everything that the built-in checks can't do.",
  "virtual_server/real_server/MISC_CHECK/alpha":
    "Takes the server as down until the program has succeeded once; inherits the server's `alpha` if unset.",
  "virtual_server/real_server/MISC_CHECK/delay_before_retry":
    "Seconds between a failed run and the retry, 1 unless set here or further up. Matters only with a `retry` above 0.",
  "virtual_server/real_server/MISC_CHECK/delay_loop":
    "Seconds between two runs of the program, inherited from the server, 60 unless set. A run that lasts longer is ended at `misc_timeout`.",
  "virtual_server/real_server/MISC_CHECK/log_all_failures":
    "Logs each failing run, with its exit status, while the server is up, not only the one that takes it down.",
  "virtual_server/real_server/MISC_CHECK/misc_dynamic":
    "Lets the exit status set the weight: 0 leaves it, 1 is failure, 2 to 255 mean weight 0 to 253. A way to report load; the default is plain success or failure.",
  "virtual_server/real_server/MISC_CHECK/misc_path":
    "Command to run, as an absolute path with arguments, quoted as for a shell but without one. Required; nothing is appended, so pass the server's address yourself.",
  "virtual_server/real_server/MISC_CHECK/misc_timeout":
    "Whole seconds after which a run is ended and counts as failed; the virtual server's `delay_loop` if unset or 0.",
  "virtual_server/real_server/MISC_CHECK/retry":
    "Further runs after a failed one before the server goes down; 0 for programs, so the first failure counts.",
  "virtual_server/real_server/MISC_CHECK/user":
    "User and optionally group that the program runs as, in place of `script_user`. An unknown user removes the check.",
  "virtual_server/real_server/MISC_CHECK/warmup":
    "Longest random delay in seconds before the program first runs; keeps dozens of programs from starting at one moment. Default `delay_loop`.",
  "virtual_server/real_server/PING_CHECK":
    "Sends an ICMP echo request and wants an answer. Tells that the host lives, not its service; keepalived may widen `net.ipv4.ping_group_range` for it.",
  "virtual_server/real_server/PING_CHECK/alpha":
    "Leaves the host out of the pool until it has answered its first ping.",
  "virtual_server/real_server/PING_CHECK/bind_if":
    "Interface that pings leave by, by name; obligatory if the target is an IPv6 link-local address.",
  "virtual_server/real_server/PING_CHECK/bind_port":
    "Accepted like in other checks, but ICMP has no ports; leave it out.",
  "virtual_server/real_server/PING_CHECK/bindto":
    "Source address of the echo requests, where the host has several or replies are routed by it.",
  "virtual_server/real_server/PING_CHECK/connect_ip":
    "Address to ping instead of the real server's, such as a gateway that the path depends on.",
  "virtual_server/real_server/PING_CHECK/connect_port":
    "Accepted because all network checks share their settings, but without meaning for ICMP.",
  "virtual_server/real_server/PING_CHECK/connect_timeout":
    "Seconds to wait for the echo reply; 5 unless set here, at the real or at the virtual server.",
  "virtual_server/real_server/PING_CHECK/delay_before_retry":
    "Seconds from an unanswered ping to the next one, 1 unless set here or further up.",
  "virtual_server/real_server/PING_CHECK/delay_loop":
    "Seconds between pings while the host answers; inherited, 60 if nothing is set.",
  "virtual_server/real_server/PING_CHECK/fwmark":
    "Firewall mark on the echo requests, for instance to route them through a certain uplink.",
  "virtual_server/real_server/PING_CHECK/log_all_failures":
    "Logs every unanswered ping of a host that is still up, which shows packet loss before it hurts.",
  "virtual_server/real_server/PING_CHECK/retry":
    "How many more pings must fail before the host is taken out; 1 unless set here or further up.",
  "virtual_server/real_server/PING_CHECK/warmup":
    "Longest random delay in seconds before the first ping, `delay_loop` by default; 0 for none.",
  "virtual_server/real_server/SMTP_CHECK":
    "Connects to a mail server, waits for its greeting, sends `HELO` and `QUIT`, and wants the expected replies. No mail is sent and no TLS spoken.",
  "virtual_server/real_server/SMTP_CHECK/alpha":
    "Treats the mail server as down after start until one dialogue has succeeded.",
  "virtual_server/real_server/SMTP_CHECK/bind_if":
    "Interface for connections to the mail server; needed with IPv6 link-local addresses.",
  "virtual_server/real_server/SMTP_CHECK/bind_port":
    "Fixed local port for the SMTP check; normally left to the kernel.",
  "virtual_server/real_server/SMTP_CHECK/bindto":
    "Local address to connect from, for instance one that the mail server exempts from its limits.",
  "virtual_server/real_server/SMTP_CHECK/connect_ip":
    "Address that the SMTP dialogue is held with, if it is not the real server's own.",
  "virtual_server/real_server/SMTP_CHECK/connect_port":
    "Port of the SMTP dialogue, by default the real server's; submission on 587 speaks the same greeting.",
  "virtual_server/real_server/SMTP_CHECK/connect_timeout":
    "Seconds to connect and for each SMTP reply, 5 unless set here or above. Servers that delay their greeting against spam need more.",
  "virtual_server/real_server/SMTP_CHECK/delay_before_retry":
    "Seconds between a failed dialogue and the next attempt, 1 unless set here or further up.",
  "virtual_server/real_server/SMTP_CHECK/delay_loop":
    "Seconds between two dialogues with a healthy mail server; each one appears in its log. Inherited, 60 if unset.",
  "virtual_server/real_server/SMTP_CHECK/fwmark":
    "Netfilter mark that the SMTP check puts on its packets, so that rules can tell them from mail traffic.",
  "virtual_server/real_server/SMTP_CHECK/helo_name":
    "Name in the `HELO` command, `smtpchecker.keepalived.org` unless set. Give one that your mail server accepts.",
  "virtual_server/real_server/SMTP_CHECK/host":
    "Deprecated block with another address to check by the same dialogue. Write a second `SMTP_CHECK` instead; its connection settings hold for this address only.",
  "virtual_server/real_server/SMTP_CHECK/host/alpha":
    "Initial state for this deprecated `host` entry; set `alpha` in the `SMTP_CHECK` itself.",
  "virtual_server/real_server/SMTP_CHECK/host/bind_if":
    "Interface by which this additional host is reached, required for IPv6 link-local addresses.",
  "virtual_server/real_server/SMTP_CHECK/host/bind_port":
    "Local port for the connection to this additional host, picked by the kernel unless set.",
  "virtual_server/real_server/SMTP_CHECK/host/bindto":
    "Local address for the connection to this additional host, any fitting one by default.",
  "virtual_server/real_server/SMTP_CHECK/host/connect_ip":
    "Address of the additional host to hold the SMTP dialogue with, the real server's own by default.",
  "virtual_server/real_server/SMTP_CHECK/host/connect_port":
    "Port on the additional host to hold the SMTP dialogue with, the real server's port by default.",
  "virtual_server/real_server/SMTP_CHECK/host/connect_timeout":
    "Seconds to wait for the additional host, else the value of the real or virtual server.",
  "virtual_server/real_server/SMTP_CHECK/host/delay_before_retry":
    "Pause in seconds before a retry, accepted in this deprecated block; the value in `SMTP_CHECK` is the place for it.",
  "virtual_server/real_server/SMTP_CHECK/host/delay_loop":
    "Check period in seconds, accepted in this deprecated block; set it in `SMTP_CHECK`, which all its hosts share.",
  "virtual_server/real_server/SMTP_CHECK/host/fwmark":
    "Netfilter mark on packets to the additional host only, none by default.",
  "virtual_server/real_server/SMTP_CHECK/host/log_all_failures":
    "Logging of every failure, accepted in this deprecated block; set it in the enclosing check.",
  "virtual_server/real_server/SMTP_CHECK/host/retry":
    "Number of retries, accepted in this deprecated block; the enclosing `SMTP_CHECK` is the place to set it.",
  "virtual_server/real_server/SMTP_CHECK/host/warmup":
    "Random start delay in seconds, accepted in this deprecated block; belongs into the enclosing check.",
  "virtual_server/real_server/SMTP_CHECK/log_all_failures":
    "Logs every failed dialogue while the mail server counts as up, not just the last one.",
  "virtual_server/real_server/SMTP_CHECK/retry":
    "More attempts after a failed dialogue before the mail server is taken out; 1 unless set here or further up.",
  "virtual_server/real_server/SMTP_CHECK/warmup":
    "Longest random delay in seconds before the first dialogue; `delay_loop` by default, 0 for none.",
  "virtual_server/real_server/SSL_GET":
    "Like `HTTP_GET` but over TLS, without judging the server's certificate. Set `enable_sni` and `virtualhost` for servers that hold several certificates; the global `SSL` block can add a client certificate.",
  "virtual_server/real_server/SSL_GET/alpha": "Keeps the HTTPS server out until each of its URLs has passed once.",
  "virtual_server/real_server/SSL_GET/bind_if":
    "Interface for the HTTPS check, necessary if the address is IPv6 link-local.",
  "virtual_server/real_server/SSL_GET/bind_port":
    "Fixed source port of the HTTPS check; by default the kernel takes any free one.",
  "virtual_server/real_server/SSL_GET/bindto": "Source address of the HTTPS check, on hosts with more than one.",
  "virtual_server/real_server/SSL_GET/connect_ip":
    "Address to which the TLS connection is opened instead of the real server's.",
  "virtual_server/real_server/SSL_GET/connect_port":
    "TLS port to connect to, the real server's unless set, for instance 6443 of a Kubernetes API server.",
  "virtual_server/real_server/SSL_GET/connect_timeout":
    "Seconds for connecting, the TLS handshake and each part of the answer; 5 unless set here or above.",
  "virtual_server/real_server/SSL_GET/delay_before_retry":
    "Seconds before a failed HTTPS check is tried again, 3 unless set here or further up.",
  "virtual_server/real_server/SSL_GET/delay_loop":
    "Seconds between HTTPS checks, and between single URLs at start and recovery unless `fast_recovery` is set.",
  "virtual_server/real_server/SSL_GET/enable_sni":
    "Sends a server name in the TLS handshake: `sni_name`, else the `virtualhost` of URL, check or virtual server. Needed by servers that choose their certificate by name.",
  "virtual_server/real_server/SSL_GET/fast_recovery":
    "Checks all HTTPS URLs without pause at start and after a failure, so that a server with many URLs returns quickly.",
  "virtual_server/real_server/SSL_GET/fwmark":
    "Netfilter mark for the packets of the HTTPS check, e.g. to exempt them from a redirect rule.",
  "virtual_server/real_server/SSL_GET/http_protocol":
    "HTTP version of the request inside TLS: `1.0` (default), `1.1`, or `1.0C` with `Connection: close`. HTTP/2 isn't spoken.",
  "virtual_server/real_server/SSL_GET/log_all_failures":
    "Logs every failing HTTPS check of a server that is up, to see trouble before it goes down.",
  "virtual_server/real_server/SSL_GET/nb_get_retry":
    "Deprecated name of `retry`, the number of repeated tries in HTTPS checks; accepted with a warning.",
  "virtual_server/real_server/SSL_GET/retry":
    "Further HTTPS requests after a failed one until the server goes down; 1 unless set here or further up.",
  "virtual_server/real_server/SSL_GET/sni_name":
    "Server name for the TLS handshake, if it differs from the `Host` header; switches `enable_sni` on. Without a value the `virtualhost` is taken.",
  "virtual_server/real_server/SSL_GET/tls_compliant":
    "Ends each TLS connection with a `close_notify` alert as the standard asks, instead of just closing. Set it if servers log errors about the checks.",
  "virtual_server/real_server/SSL_GET/url":
    "One HTTPS page and what it must yield; at least one is needed, and all must pass. Any 2xx status is good by default.",
  "virtual_server/real_server/SSL_GET/url/digest":
    "MD5 digest, 32 hex digits, that the body of the HTTPS answer must have; `genhash -S` computes it.",
  "virtual_server/real_server/SSL_GET/url/path":
    "Path to request over TLS, for instance `/readyz` of an API server. Without it the URL block is ignored.",
  "virtual_server/real_server/SSL_GET/url/regex":
    "PCRE2 pattern, in quotes, that the decrypted body must contain for the check to pass.",
  "virtual_server/real_server/SSL_GET/url/regex_max_offset":
    "Last byte position in the HTTPS body at which a match may begin; none by default, so the whole body is searched.",
  "virtual_server/real_server/SSL_GET/url/regex_min_offset":
    "Byte position in the HTTPS body at which the search for the pattern begins, 0 by default.",
  "virtual_server/real_server/SSL_GET/url/regex_no_match":
    "Makes a match of the pattern in the HTTPS body a failure instead of a success.",
  "virtual_server/real_server/SSL_GET/url/regex_options":
    "Names of PCRE2 options, such as `caseless` or `utf`, for the pattern of this HTTPS URL.",
  "virtual_server/real_server/SSL_GET/url/regex_stack":
    "Initial and maximum stack in bytes for matching the HTTPS body; raise it only if the log reports that the pattern ran out of stack.",
  "virtual_server/real_server/SSL_GET/url/status_code":
    "HTTP codes or ranges that are good for this HTTPS URL, default 200-299. Add 401 or 403 if the API answers anonymous requests so.",
  "virtual_server/real_server/SSL_GET/url/tls_compliant":
    "Sends `close_notify` at the end of this URL's connection; the same switch in `SSL_GET` does it for all URLs.",
  "virtual_server/real_server/SSL_GET/url/virtualhost":
    "`Host` header of this HTTPS URL, which with `enable_sni` is also the name in the TLS handshake.",
  "virtual_server/real_server/SSL_GET/virtualhost":
    "`Host` header, and with `enable_sni` TLS server name, of all URLs of this check that set none.",
  "virtual_server/real_server/SSL_GET/warmup":
    "Longest random delay in seconds before the first HTTPS check; `delay_loop` unless set, 0 for none.",
  "virtual_server/real_server/TCP_CHECK":
    "Opens a TCP connection and closes it; success is an accepted connection. The usual cheap check, but a hung service may still accept.",
  "virtual_server/real_server/TCP_CHECK/alpha":
    "Assumes that the port is closed until one connection has succeeded, where it otherwise counts as open from the start.",
  "virtual_server/real_server/TCP_CHECK/bind_if":
    "Interface that the probe leaves by; must be set for IPv6 link-local addresses.",
  "virtual_server/real_server/TCP_CHECK/bind_port":
    "Source port of the TCP probe. With a short `delay_loop` a fixed one may still be in TIME_WAIT, which fails the check.",
  "virtual_server/real_server/TCP_CHECK/bindto":
    "Source address of the TCP probe; pick one that the server's firewall admits.",
  "virtual_server/real_server/TCP_CHECK/connect_ip":
    "Address to probe instead of that of the real server, for instance one on a management network.",
  "virtual_server/real_server/TCP_CHECK/connect_port":
    "Port to probe, the real server's unless set; useful where the service port of a `fwmark` server is 0.",
  "virtual_server/real_server/TCP_CHECK/connect_timeout":
    "Seconds until an unanswered TCP probe counts as failed, 5 unless set here or further up. The main part of detection time when a host vanishes.",
  "virtual_server/real_server/TCP_CHECK/delay_before_retry":
    "Seconds from a refused or timed-out probe to the next, 1 unless set here or further up.",
  "virtual_server/real_server/TCP_CHECK/delay_loop":
    "Seconds between TCP probes of a healthy server; inherited from real and virtual server, 60 if unset.",
  "virtual_server/real_server/TCP_CHECK/fwmark":
    "Netfilter mark on the probe's packets, e.g. so that they bypass IPVS or take another routing table.",
  "virtual_server/real_server/TCP_CHECK/log_all_failures":
    "Logs each failed TCP probe while the server is up, not only that which takes it out.",
  "virtual_server/real_server/TCP_CHECK/retry":
    "Further TCP probes that must fail before the server goes down; 1 unless set here or further up.",
  "virtual_server/real_server/TCP_CHECK/warmup":
    "Longest random delay in seconds before the first TCP probe, `delay_loop` by default; 0 probes at once.",
  "virtual_server/real_server/UDP_CHECK":
    "Sends a UDP datagram; an ICMP error such as port unreachable means down. Silence counts as success unless `require_reply` is set, so combine it with `PING_CHECK`.",
  "virtual_server/real_server/UDP_CHECK/alpha": "Counts the UDP service as down until a first check has passed.",
  "virtual_server/real_server/UDP_CHECK/bind_if":
    "Interface that the datagrams leave by, required if the target is an IPv6 link-local address.",
  "virtual_server/real_server/UDP_CHECK/bind_port":
    "Fixed source port of the datagrams; by default the kernel takes any free one.",
  "virtual_server/real_server/UDP_CHECK/bindto":
    "Source address of the datagrams, which is also where replies and ICMP errors must come back.",
  "virtual_server/real_server/UDP_CHECK/connect_ip":
    "Address that gets the datagrams in place of the real server's, for instance on another network.",
  "virtual_server/real_server/UDP_CHECK/connect_port":
    "UDP port that gets the datagrams; the real server's unless set here.",
  "virtual_server/real_server/UDP_CHECK/connect_timeout":
    "Seconds to wait for a reply or an ICMP error, 5 by default. Stay above 3 or 4, since an unreachable host shows only when ARP has given up.",
  "virtual_server/real_server/UDP_CHECK/delay_before_retry":
    "Seconds between a failed datagram and the next attempt, 1 unless set here or further up.",
  "virtual_server/real_server/UDP_CHECK/delay_loop":
    "Seconds between two datagrams to a healthy service; inherited, 60 if nothing is set.",
  "virtual_server/real_server/UDP_CHECK/fwmark":
    "Netfilter mark on the datagrams of this check, for routing or filtering rules.",
  "virtual_server/real_server/UDP_CHECK/log_all_failures":
    "Logs each failed datagram or wrong reply while the service is up.",
  "virtual_server/real_server/UDP_CHECK/max_reply_length":
    "Longest acceptable reply in bytes, 0 to 65535, default 255. It is compared where `require_reply` gives a pattern, and a longer reply is then a failure.",
  "virtual_server/real_server/UDP_CHECK/min_reply_length":
    "Shortest acceptable reply in bytes, default 0, compared where `require_reply` gives a pattern. Must not exceed `max_reply_length`, or the check always fails.",
  "virtual_server/real_server/UDP_CHECK/payload":
    "Content of the datagram as hex digits, blanks allowed, such as a protocol's ping. Unset, meaningless bytes are sent, which a real protocol won't answer.",
  "virtual_server/real_server/UDP_CHECK/require_reply":
    "Demands an answer, so that a silent service is down. Hex digits behind it are compared with the reply as far as both reach; `x` stands for any four bits.",
  "virtual_server/real_server/UDP_CHECK/retry":
    "Further datagrams that must fail before the service is taken out; 1 unless set here or further up.",
  "virtual_server/real_server/UDP_CHECK/warmup":
    "Longest random delay in seconds before the first datagram is sent; `delay_loop` by default, 0 for none.",
  "virtual_server/real_server/alpha":
    "Takes this server as down until its first successful check. Defaults to the virtual server's `alpha`; a value such as `off` exempts it.",
  "virtual_server/real_server/connect_timeout":
    "Seconds that this server's network checks wait for an answer, in place of the virtual server's value (5).",
  "virtual_server/real_server/delay_before_retry":
    "Seconds from a failed check to the next try for this server's checkers, in place of the virtual server's value.",
  "virtual_server/real_server/delay_loop":
    "Seconds between checks of this server, in place of the virtual server's `delay_loop`. Slow or costly servers can be asked less often.",
  "virtual_server/real_server/inhibit_on_failure":
    "Gives this server weight 0 on failure instead of removing it from IPVS, to keep its connections. Defaults to the virtual server's setting.",
  "virtual_server/real_server/lthreshold":
    "Number of connections below which IPVS gives new ones again to a server that had reached `uthreshold`. 0 or unset means three quarters of that.",
  "virtual_server/real_server/lvs_method":
    "Forwarding method of this server, `NAT`, `DR` or `TUN` with tunnel options, in place of the virtual server's.",
  "virtual_server/real_server/notify_down":
    "Command run when this server is taken out of the pool after a failed check. User and group may follow; runs at shutdown only with `omega`.",
  "virtual_server/real_server/notify_up":
    "Command run when this server joins the pool again. At start it stays silent, unless `rs_init_notifies` is set or the server starts down by `alpha`.",
  "virtual_server/real_server/retry":
    "How often a check that fails is tried again before this server goes down, at least 1 here; in place of the virtual server's value.",
  "virtual_server/real_server/smtp_alert":
    "Mails when this server goes up or down. Unlike all other alerts it is on by default, unless `smtp_alert_checker` or the global `smtp_alert` says otherwise.",
  "virtual_server/real_server/snmp_name":
    "Label of this real server in keepalived's SNMP tables, for monitoring that should not depend on addresses.",
  "virtual_server/real_server/uthreshold":
    "Most connections that IPVS gives to this server, active and inactive; then it is passed over until `lthreshold`. 0, the default, sets no limit.",
  "virtual_server/real_server/virtualhost":
    "`Host` header of this server's HTTP and SSL checks, unless a checker or URL has its own; overrides the virtual server's.",
  "virtual_server/real_server/warmup":
    "Longest random delay in seconds before this server's first check, so that checks don't all start at once; `delay_loop` by default, 0 for none.",
  "virtual_server/real_server/weight":
    "Share of traffic in comparison with other servers; 0 takes no new connections. Defaults to the virtual server's `weight`, 1. Weights also count towards `quorum`.",
  "virtual_server/retry":
    "How often a failed check is repeated, each after `delay_before_retry`, before the server goes down; at least 1 here. Unset, 3 for DNS, 0 for `MISC_CHECK`, otherwise 1.",
  "virtual_server/sh-fallback":
    "With scheduler `sh`, clients of a server that is gone or has weight 0 are hashed to another one instead of refused. Must follow `lvs_sched sh`, otherwise ignored.",
  "virtual_server/sh-port":
    "With scheduler `sh`, the client's port is hashed with its address, so that clients behind one NAT spread. Must follow `lvs_sched sh`.",
  "virtual_server/smtp_alert":
    "Mails when the service gains or loses its quorum. Defaults to `smtp_alert_checker`, then the global `smtp_alert`, else off.",
  "virtual_server/snmp_name":
    "Label of this virtual server in keepalived's SNMP tables, to be recognised without its address.",
  "virtual_server/sorry_server":
    "Server that takes all traffic while the quorum is lost, in place of the remaining real servers, for instance one that shows a maintenance page. It isn't checked.",
  "virtual_server/sorry_server_inhibit":
    "Keeps the sorry server in IPVS with weight 0 while it isn't needed, rather than adding and removing it. Must follow `sorry_server`; hardly ever wanted.",
  "virtual_server/sorry_server_lvs_method":
    "Forwarding method of the sorry server, `NAT`, `DR` or `TUN` with tunnel options, if it differs from the virtual server's. Must follow `sorry_server`.",
  "virtual_server/virtualhost":
    "`Host` header of all HTTP and SSL checks below this service that set none of their own, and the TLS server name with `enable_sni`.",
  "virtual_server/warmup":
    "Longest random delay in seconds before each checker starts; spreads the load at start. `delay_loop` by default, 0 turns it off.",
  "virtual_server/weight": "Weight of those real servers that set none, at least 1, default 1.",
  virtual_server_group:
    "Names a set of addresses, ranges or firewall marks that a `virtual_server group NAME` serves alike, with one set of health checks. Entries look like `192.0.2.1-10 80` or `fwmark 5`; `nftables_ipvs` makes large groups cheap.",
};
