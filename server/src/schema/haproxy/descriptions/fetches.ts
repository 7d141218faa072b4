/** See `../descriptions.ts`. */
export const fetchesDescriptions: Readonly<Record<string, string>> = {
  "fetch accept_date":
    "Integer time since the epoch at which the client connection was accepted, in seconds, or in `ms` or `us` when the argument says so. In HTTP mode it moves on to the moment from which the connection was free for the next request. For logs: `accept_date(ms),ms_utime(%FT%T.%3NZ)`.",
  "fetch acl":
    "Boolean, true when all named ACLs are true: `acl(is_api,!is_local)`, up to 12 names, `!` inverts one. Makes conditions usable as values in `set-var`, logs and headers; nothing checks that the ACLs fit the place where it is evaluated.",
  "fetch act_conn":
    "Integer number of client connections open in the whole process at this moment, all frontends together. Compare it with `maxconn` of `global` to react before the limit is reached.",
  "fetch always_false":
    "Boolean constant false, usable everywhere. Switches a rule off while its text stays, or makes an ACL that other lines fill later, since ACLs of one name are ORed.",
  "fetch always_true":
    "Boolean constant true, usable everywhere. A placeholder for a condition under construction, or to count or store without a condition.",
  "fetch avg_queue":
    "Integer number of requests queued in a backend divided by its usable servers, rounded up; twice the queue when no server is usable. The argument names the backend, by default the current one. Estimates the wait better than `queue`, for shedding load early.",
  "fetch base":
    "String of the request's `Host` value followed by the path without the query string, such as `www.example.com/img/a.png`. Layer 7, request only; just the path where there is no `Host`. For rules and counters per page across sites.",
  "fetch base32":
    "Integer 32-bit hash of `base` (the same as `base,sdbm(1)`), from the HTTP request. Tracks activity per page in a stick table of type `integer` with little memory; different pages may seldom share a hash.",
  "fetch base32+src":
    "Binary key of 8 bytes (20 with IPv6): the hash `base32` followed by the client's address. As a key in a stick table of type `binary` it counts requests per client and page.",
  "fetch baseq":
    "String of the request's `Host` value followed by path and query string, layer 7. Distinguishes resources that differ only in parameters, where `base` would take them for one; a good cache or balancing key.",
  "fetch bc.timer.connect":
    "Integer milliseconds it took to connect to the server, handshakes included, like `%Tc` in logs. Server side; known once the connection is up, so for response rules, logs and health checks.",
  "fetch bc_be_queue":
    "Integer number of requests that left the backend's queue before this one while it waited for a free server, like `%bq`. Server side, for response rules and logs; steady values above 0 mean too few connection slots.",
  "fetch bc_dst":
    "Address of the server that HAProxy connected to, from the server-side connection (layer 4). Available in response rules, logs and health checks; useful with `server` names that resolve to changing addresses.",
  "fetch bc_dst_port":
    "Integer port of the server that HAProxy connected to, from the server-side connection. For logs and response rules, for instance where `server` lines take over the client's port.",
  "fetch bc_err":
    "Integer id of the error on the server-side connection, 0 without one; `bc_err_str` gives the text. For error logs and response rules: distinguishes refusals, timeouts and TLS failures towards the server.",
  "fetch bc_err_name":
    "String of one word, such as `SSL_HANDSHAKE`, that names the error on the server-side connection, empty without one. Easier to filter in logs than the sentence of `bc_err_str`.",
  "fetch bc_err_str":
    "String that describes what failed on the server-side connection, such as a TLS handshake or a refused source port. Put it into `error-log-format` or a log format to see why a server couldn't be reached.",
  "fetch bc_glitches":
    "Integer number of odd or wrong protocol events seen on the connection to the server, counted by HTTP/2 and other multiplexers. Should stay near 0; a jump points to a misbehaving server, and traces show details.",
  "fetch bc_http_major":
    "Integer HTTP generation spoken on the wire to the server: 1 for HTTP/0.9 to 1.1, 2 for HTTP/2. Server side, independent of the version that the client used; fails in TCP mode.",
  "fetch bc_nb_streams":
    "Integer number of streams open on the connection to the server at this moment. Above 1 only with multiplexed protocols such as HTTP/2; shows how well `http-reuse` shares connections.",
  "fetch bc_reused":
    "Boolean, true when the request went over a server connection that existed already. For logs and response rules; helps to find out whether errors come from stale idle connections.",
  "fetch bc_rtt":
    "Integer round-trip time to the server as the kernel measures it on the TCP connection, in milliseconds or, with the argument `us`, microseconds. Linux and some others only; fails while no connection is established.",
  "fetch bc_rttvar":
    "Integer variation of the round-trip time to the server, from the kernel's TCP statistics, in milliseconds or with `us` microseconds. High values mean an unsteady path; fails without an established TCP connection.",
  "fetch bc_setting_streams_limit":
    "Integer number of streams that the connection to the server may carry at once. An earlier spelling of `bc_settings_streams_limit`, which is the one to write.",
  "fetch bc_settings_streams_limit":
    "Integer number of streams that the connection to the server may carry at once: 1 for TCP and HTTP/1, for HTTP/2 what the server's settings allow. For logs and response rules.",
  "fetch bc_src":
    "Address from which HAProxy connected to the server, layer 4. Available in response rules, logs and health checks; shows the effect of `source`, `usesrc` and routing.",
  "fetch bc_src_port":
    "Integer source port from which HAProxy connected to the server. The value to look for in the server's own log or a packet capture; also shows which part of the port range is in use.",
  "fetch bc_srv_queue":
    "Integer number of requests that left the server's own queue before this one, like `%sq` in logs. Server side, for response rules and logs; values above 0 show that the server's `maxconn` held requests back.",
  "fetch be_conn":
    "Integer number of connections established on a backend, the present one possibly among them; the argument names the backend, by default the current one. Usable in all rules, to pass overflow to another farm.",
  "fetch be_conn_free":
    "Integer number of connections that the usable servers of a backend may still take; -1 as soon as one has no `maxconn`. Backup servers count only when they are in use, queues never. The argument names the backend.",
  "fetch be_connect_timeout":
    "Integer `timeout connect` in milliseconds that the current backend is configured with, before any `set-timeout` rule. `cur_connect_timeout` gives the one in effect.",
  "fetch be_id":
    "Integer id of the current backend, set by `id` or assigned in order. In a frontend that answered without a backend it is the frontend's id. For logs and response rules; also in health checks.",
  "fetch be_max_retries":
    "Integer number of connection retries configured by `retries` in the current backend, before any `set-retries` rule. `cur_max_retries` gives the one in effect.",
  "fetch be_name":
    "String name of the backend that handles the request; the frontend's name while or if none was chosen. For response rules, headers and logs, and inside health checks where it names the checked backend.",
  "fetch be_queue_timeout":
    "Integer `timeout queue` in milliseconds that the current backend is configured with, before any `set-timeout` rule. Compare with `cur_queue_timeout` to see whether a rule changed it.",
  "fetch be_server_timeout":
    "Integer `timeout server` in milliseconds that the current backend is configured with, before any `set-timeout server` rule. Handy to derive a changed timeout or to tell the server its deadline in a header.",
  "fetch be_sess_rate":
    "Integer number of streams that a backend received in the last second; the argument names the backend, by default the current one. Usable in all rules, to spare fragile applications: `use_backend busy if { be_sess_rate(app) gt 200 }`.",
  "fetch be_tarpit_timeout":
    "Integer `timeout tarpit` in milliseconds that the current backend is configured with, before any `set-timeout` rule. `cur_tarpit_timeout` gives the one in effect.",
  "fetch be_tunnel_timeout":
    "Integer `timeout tunnel` in milliseconds that the current backend is configured with, before any `set-timeout tunnel` rule. It governs WebSockets, CONNECT and long TCP connections.",
  "fetch bin":
    "Binary constant written as hexadecimal digits, `bin(cafe00)`, an even number of them. Usable everywhere, mostly as a start for converters or to send or compare bytes in checks.",
  "fetch bool":
    "Boolean constant from `true`, `false`, `1` or `0`. Usable everywhere, for instance to give a variable a value: `set-var(txn.seen) bool(true)`.",
  "fetch bs.aborted":
    "Boolean, true when the server side of the stream aborted: a reset or a close before the response was complete. For logs and response rules, to tell server failures from client ones.",
  "fetch bs.debug_str":
    "String of internal states of the server-side stream and connection, as `name=value` pairs, for developers. The argument is a sum of layers: 1 mux stream, 2 mux connection, 4 transport, 8 connection, 16 socket; 0 or none means all.",
  "fetch bs.id":
    "Integer number that the multiplexer gave the stream on the server-side connection, for instance the HTTP/2 stream id. Relates a log line to traces or to the server's log.",
  "fetch bs.rst_code":
    "Integer code with which the server reset the stream, from HTTP/2's RST_STREAM or QUIC's STOP_SENDING. Fails when there was no abort or the protocol has no such codes.",
  "fetch bytes_in":
    "Integer number of bytes received from the client so far, like `%U`: in HTTP mode headers and internal overhead are included. Available from content rules on; for logs and for limits on uploads.",
  "fetch bytes_out":
    "Integer number of bytes of the response received from the server so far, like `%B`, before HAProxy compresses it. For logs, and for rules that stop or slow large downloads.",
  "fetch capture.req.hdr":
    "String captured in the request slot of this number, counted from 0 in the frontend, by `capture request header` or `capture-req`. Unlike `req.hdr` it remains available in the response and in logs.",
  "fetch capture.req.method":
    "String of the request's method, such as `GET`. Kept for the whole transaction, so it works in response rules and logs too, where `method` would be gone.",
  "fetch capture.req.uri":
    "String of the request's target, path and query string without the host part. Kept for the whole transaction, so response rules and logs can use it; `path` and `url` are lost there.",
  "fetch capture.req.ver":
    "String of the request's version with name, such as `HTTP/1.1`. Kept for the whole transaction, so it is usable in requests, responses and logs alike.",
  "fetch capture.res.hdr":
    "String captured in the response slot of this number, counted from 0, by `capture response header` or the converter `capture-res`. For response rules after the capture, and logs.",
  "fetch capture.res.ver":
    "String of the response's version with name, such as `HTTP/1.1`, kept for logs after the response itself is gone. Request rules come too early for it.",
  "fetch connslots":
    "Integer number of free connections plus free queue places of a backend's running servers; -1 as soon as one has no `maxconn` or no `maxqueue`. The argument names the backend. Chooses another farm before requests are refused.",
  "fetch cook":
    "String value of a cookie in the request, `cook(name)`, or of the first cookie without a name. An older name of `req.cook`; ACLs look at all cookies of that name.",
  "fetch cook_cnt":
    "Integer number of cookies in the request with the given name, or of all cookies without one. An older name of `req.cook_cnt`.",
  "fetch cook_val":
    "Integer value of the request cookie of the given name, or of the first cookie. An older name of `req.cook_val`; text without a number at its start counts as 0.",
  "fetch cookie":
    "String value of a cookie: from `Cookie` in request rules, from `Set-Cookie` in response rules. Ambiguous, since the direction depends on the place, so write `req.cook(name)` or `res.cook(name)` instead.",
  "fetch cpu_calls":
    "Integer number of times the scheduler ran the task of this stream, counted anew for each request of a kept-alive connection. A handful is normal; large numbers come from streaming, compression or filters.",
  "fetch cpu_ns_avg":
    "Integer nanoseconds of CPU time that one run of the stream's task took on average. In logs it finds requests with costly regular expressions, Lua or compression, which delay all others on that thread. Measured only while `profiling.tasks` is on.",
  "fetch cpu_ns_tot":
    "Integer nanoseconds of CPU time that the stream's task used for this request in all its runs. Long transfers add up to much without being costly, so compare `cpu_ns_avg` as well. Measured only while `profiling.tasks` is on.",
  "fetch cpu_usage_grp":
    "Integer CPU usage of the current thread group in percent, 0 to 100, averaged over its threads and measured over their last polling loops. Jumps a lot; meant for logs and for finding overload.",
  "fetch cpu_usage_proc":
    "Integer CPU usage of the whole process in percent, 0 to 100, averaged over all threads: 100 minus the idle ratio of the statistics. For logs, or to switch off costly features under load.",
  "fetch cpu_usage_thr":
    "Integer CPU usage of the current thread in percent, 0 to 100, measured over its last polling loop. Very volatile; the same value decides about compression under `maxcompcpuusage`.",
  "fetch cur_client_timeout":
    "Integer client timeout in milliseconds in effect for this stream: `timeout client` of the frontend, unless a `set-timeout client` rule changed it. For logs and to check such rules.",
  "fetch cur_connect_timeout":
    "Integer connect timeout in milliseconds in effect for this stream: `timeout connect` of the backend, unless a `set-timeout connect` rule changed it.",
  "fetch cur_max_retries":
    "Integer number of connection retries in effect for this stream: `retries` of the backend, unless a `set-retries` rule changed it.",
  "fetch cur_queue_timeout":
    "Integer queue timeout in milliseconds in effect for this stream: `timeout queue` of the backend, unless a `set-timeout queue` rule changed it.",
  "fetch cur_server_timeout":
    "Integer server timeout in milliseconds in effect for this stream: `timeout server` of the backend, unless a `set-timeout server` rule changed it. Lets a header tell the server how long it has.",
  "fetch cur_tarpit_timeout":
    "Integer tarpit timeout in milliseconds in effect for this stream: `timeout tarpit` of the proxy that holds the request, unless a `set-timeout tarpit` rule changed it.",
  "fetch cur_tunnel_timeout":
    "Integer tunnel timeout in milliseconds in effect for this stream: `timeout tunnel` of the backend, unless a `set-timeout tunnel` rule changed it.",
  "fetch date":
    "Integer current time since the epoch in seconds, plus an optional offset; a second argument sets the unit of both, `s`, `ms` or `us`. Usable everywhere: `date(3600),http_date` is an `Expires` in an hour.",
  "fetch date_us":
    "Integer microseconds part, 0 to 999999, of the current time. Goes together with `date`, which gives the seconds of the same moment.",
  "fetch distcc_body":
    "Binary body that follows a token of the distcc protocol, `distcc_body(ARGV)`; a second argument chooses the occurrence. Reads raw request or response data in TCP mode, to route compile jobs by file or arguments.",
  "fetch distcc_param":
    "Integer parameter of a token of the distcc protocol, `distcc_param(DOTI)` being the size of the source in bytes; a second argument chooses the occurrence. Reads raw data in TCP mode, to send large jobs to large machines.",
  "fetch dst":
    "Address that the client connected to (layer 4, client side), after PROXY protocol and rules such as `set-dst`. With NAT or transparent proxying it is the original destination. For choosing by VIP when one `bind` covers many.",
  "fetch dst_conn":
    "Integer number of connections open on the listening socket that took this one, itself included. Lets addresses or ports of one frontend have limits of their own.",
  "fetch dst_is_local":
    "Boolean, true when the destination address belongs to this machine, false for intercepted traffic in transparent mode. A system call each time, so use it once per connection.",
  "fetch dst_port":
    "Integer port that the client connected to (layer 4, client side), after PROXY protocol and `set-dst-port`. Distinguishes `bind` lines: `http-request redirect scheme https if { dst_port 80 }`.",
  "fetch dump_all_vars":
    "String of all variables as `name=value` list for logs and debugging: `dump_all_vars(txn)`. Arguments: scope (`proc`, `sess`, `txn`, `req`, `res`; default all), prefix of names, delimiter (default comma and blank). Fails when the buffer is too small.",
  "fetch env":
    "String value of an environment variable of the process, as it was at start or as `setenv` made it: `env(HOSTNAME)`. Usable everywhere, so one configuration can serve several machines; without the variable the condition can't match.",
  "fetch fc.timer.handshake":
    "Integer milliseconds spent on the handshakes of the client connection, PROXY protocol and TLS, like `%Th` in logs. Layer 4, client side; slow clients and distant networks show here.",
  "fetch fc.timer.total":
    "Integer milliseconds from accepting the stream until both sides were closed, like `%Tt` in logs. Final only when logged; earlier it is the time up to that moment.",
  "fetch fc_dst":
    "Address that the client connected to, as the connection has it: changed only by PROXY protocol and `tcp-request connection` rules, not by later ones. `dst` shows what HTTP rules made of it.",
  "fetch fc_dst_is_local":
    "Boolean, true when the connection's original destination address belongs to this machine. Like `dst_is_local`, but blind to addresses that content and HTTP rules set.",
  "fetch fc_dst_port":
    "Integer port that the client connected to, as the connection has it: changed only by PROXY protocol and `tcp-request connection` rules. `dst_port` also sees later changes.",
  "fetch fc_err":
    "Integer id of the error on the client connection, 0 without one, as PROXY protocol or TLS handshakes produce it. Meant for `error-log-format`; `fc_err_str` gives the text.",
  "fetch fc_err_name":
    "String of one word, such as `SSL_HANDSHAKE`, that names the error on the client connection, empty without one. The form for log filters and statistics.",
  "fetch fc_err_str":
    "String that describes why the client connection failed, such as a broken PROXY header or a failed TLS handshake. Meant for `error-log-format`, where such connections are logged that never became requests.",
  "fetch fc_fackets":
    "Integer count of forward acknowledgements on the client's TCP connection from the kernel's `TCP_INFO`. Newer Linux kernels dropped that algorithm, so expect 0; fails where the system has no such statistics.",
  "fetch fc_glitches":
    "Integer number of odd or wrong protocol events on the client connection, counted by HTTP/2 and other multiplexers. A few are harmless; hundreds show an attack or a broken client: `http-request deny if { fc_glitches gt 100 }`.",
  "fetch fc_http_major":
    "Integer HTTP generation spoken on the wire by the client: 1 for HTTP/0.9 to 1.1, 2 for HTTP/2, 3 for HTTP/3. Client side; `req.ver` gives the version written in the request instead.",
  "fetch fc_lost":
    "Integer number of packets of the client connection that are considered lost, from the kernel for TCP or from HAProxy for QUIC. Rising values mean a poor network; fails without such statistics.",
  "fetch fc_nb_streams":
    "Integer number of streams open on the client connection at this moment; above 1 only with HTTP/2 and HTTP/3. Shows how much of a browser's work comes over one connection.",
  "fetch fc_pp_authority":
    "String that the PROXY protocol (version 2) header gave as authority, usually the TLS server name that the load balancer in front received. Needs `accept-proxy`; fails when the sender left it out.",
  "fetch fc_pp_tlv":
    "String value of an extra field (TLV) of the client's PROXY protocol header: `fc_pp_tlv(0xEA)` by number up to 255 or by name such as `SSL_CN`, `UNIQUE_ID`, `NETNS`. Cloud load balancers pass their endpoint ids this way; 1024 bytes at most.",
  "fetch fc_pp_unique_id":
    "String that the PROXY protocol (version 2) header gave as unique id, to connect log lines of several proxies in a chain. Needs `accept-proxy`; fails when it is missing.",
  "fetch fc_rcvd_proxy":
    "Boolean, true when the client connection began with a PROXY protocol header, so `src` is what that header said. Client side, layer 4; a check that traffic came through the load balancer.",
  "fetch fc_reordering":
    "Integer measure of packets that arrive out of order on the client connection, from the kernel's `TCP_INFO`, or counted for QUIC. For network diagnosis in logs; fails without such statistics.",
  "fetch fc_retrans":
    "Integer number of retransmissions that the kernel reports for the client's TCP connection. Watch it together with `fc_lost` when clients complain of slowness; fails without `TCP_INFO`.",
  "fetch fc_rtt":
    "Integer round-trip time to the client in milliseconds, or with the argument `us` microseconds, from the kernel's TCP statistics or from QUIC. In logs it separates slow networks from slow servers.",
  "fetch fc_rttvar":
    "Integer variation of the round-trip time to the client, in milliseconds or with the argument `us` microseconds. High against `fc_rtt` means a crowded or wireless path.",
  "fetch fc_sacked":
    "Integer number of segments that the client acknowledged selectively, from the kernel's `TCP_INFO`. Above 0 packets before them are missing; fails where the system has no such statistics.",
  "fetch fc_saved_syn":
    "Binary copy of the client's SYN packet, from the IP header on with `bind … tcp-ss 1`, from the Ethernet header on with `tcp-ss 2`. Only the first read is sure: store it by `tcp-request connection set-var(sess.syn)`. Input for the `ip.` and `tcp.` converters.",
  "fetch fc_settings_streams_limit":
    "Integer number of streams that the client connection may carry at once: 1 for TCP and HTTP/1, for HTTP/2 and QUIC what was negotiated with the client.",
  "fetch fc_src":
    "Address of the client as the connection has it: changed only by PROXY protocol and `tcp-request connection` rules. Keeps the load balancer's or peer's address after `http-request set-src` changed `src`.",
  "fetch fc_src_is_local":
    "Boolean, true when the connection's original source address belongs to this machine. Like `src_is_local`, but blind to `set-src` in content and HTTP rules.",
  "fetch fc_src_port":
    "Integer source port of the client as the connection has it, changed only by PROXY protocol and `tcp-request connection` rules. `src_port` also sees later changes.",
  "fetch fc_unacked":
    "Integer number of segments sent to the client and not acknowledged yet, from the kernel's `TCP_INFO`. Shows data on the way to slow clients; fails where the system has no such statistics.",
  "fetch fcgi.docroot":
    "String, the `docroot` of the `fcgi-app` section that the stream's backend uses. Meant for `set-param` lines that build paths of scripts; fails outside FastCGI backends.",
  "fetch fcgi.index":
    "String, the `index` file name of the `fcgi-app` section that the stream's backend uses. For `set-param` lines; fails when none is set or the backend doesn't speak FastCGI.",
  "fetch fe_client_timeout":
    "Integer `timeout client` in milliseconds that the frontend is configured with, before any `set-timeout client` rule. `cur_client_timeout` gives the one in effect.",
  "fetch fe_conn":
    "Integer number of connections open on a frontend, the present one possibly among them; the argument names the frontend, by default the current one. Compare with its `maxconn` to react before clients have to wait.",
  "fetch fe_defbe":
    "String name of the frontend's `default_backend`. For logs and rules that need to know where traffic goes that no `use_backend` claims; fails without one.",
  "fetch fe_id":
    "Integer id of the frontend that took the connection, set by `id` or assigned in order. Usable in backends too, as a short table key or to tell entrances apart.",
  "fetch fe_name":
    "String name of the frontend that took the connection. Usable in backends and logs, for instance to handle internal and public entrances differently in one backend.",
  "fetch fe_req_rate":
    "Integer number of HTTP requests that a frontend received in the last second; the argument names the frontend, by default the current one. Exceeds `fe_sess_rate` when connections are kept alive.",
  "fetch fe_sess_rate":
    "Integer number of sessions that a frontend accepted in the last second; the argument names the frontend, by default the current one. Works from `tcp-request connection` on, to slow down floods early.",
  "fetch fe_tarpit_timeout":
    "Integer `timeout tarpit` in milliseconds that the frontend is configured with, before any `set-timeout tarpit` rule. `cur_tarpit_timeout` gives the one in effect.",
  "fetch fs.aborted":
    "Boolean, true when the client side of the stream aborted: a reset or a close before everything was delivered. In logs it separates impatient clients from failing servers.",
  "fetch fs.debug_str":
    "String of internal states of the client-side stream and connection, as `name=value` pairs, for developers. The argument is a sum of layers: 1 mux stream, 2 mux connection, 4 transport, 8 connection, 16 socket; 0 or none means all.",
  "fetch fs.id":
    "Number that the multiplexer gave the stream on the client connection, such as the HTTP/2 or HTTP/3 stream id; 0 for plain TCP. Relates log lines to packet captures and traces.",
  "fetch fs.rst_code":
    "Integer code with which the client reset the stream, from HTTP/2's RST_STREAM or QUIC's STOP_SENDING; 8 is HTTP/2's CANCEL. Fails when there was no abort or the protocol has no such codes.",
  "fetch hdr":
    "String value of a header, `hdr(name,occurrence)`, split at commas: of the request in request rules, of the response in response rules. Since the direction depends on the place, `req.hdr` and `res.hdr` are clearer.",
  "fetch hdr_cnt":
    "Integer number of values, split at commas, of the given request header, or of all headers without a name. An older name of `req.hdr_cnt`.",
  "fetch hdr_ip":
    "Address found in the given request header, the last value unless an occurrence is given. An older name of `req.hdr_ip`, typically used on `X-Forwarded-For`.",
  "fetch hdr_val":
    "Integer value of the given request header, the last one unless an occurrence is given. An older name of `req.hdr_val`.",
  "fetch hostname":
    "String name of the machine that HAProxy runs on, as the system calls it. Usable everywhere; a header such as `X-Served-By %[hostname]` shows which node of a cluster answered.",
  "fetch http_auth":
    "Boolean, true when the request's Basic credentials are those of a user of the `userlist` in the argument. `http-request auth unless { http_auth(admins) }` is the common form; send them only over TLS.",
  "fetch http_auth_bearer":
    "String token of `Authorization: Bearer …` in the request, or of another header named in the argument. Not verified in any way: pass it to `jwt_verify` and `jwt_payload_query`.",
  "fetch http_auth_group":
    "String name of the user when the request's Basic credentials are right for the `userlist` in the argument. In an ACL the patterns are groups: `acl ops http_auth_group(admins) operators`; fails with wrong credentials.",
  "fetch http_auth_pass":
    "String password from the request's Basic credentials, unverified. Anyone who reads a log or header with it has the password, so use it only to hand credentials over to another system.",
  "fetch http_auth_type":
    "String name of the authentication scheme in the request, such as `Basic` or `Bearer`, unverified. Fails when the request has no `Authorization` or an unknown scheme.",
  "fetch http_auth_user":
    "String user name from the request's Basic credentials, unverified: without `http_auth` a client may claim any name. For logs, and as a key of stick tables against password guessing.",
  "fetch http_first_req":
    "Boolean, true for the first HTTP request of a connection and false for those that follow on a kept-alive one. For logs, and for headers that only first requests carry.",
  "fetch int":
    "Integer constant, 64-bit and signed: `int(-1)`. Usable everywhere, as the start of a calculation by converters or as a value for `set-var`.",
  "fetch internal.htx.data":
    "Integer bytes of payload data in the internal form (HTX) of the message, request or response by the place of use. For developers who debug HAProxy itself; may change any time.",
  "fetch internal.htx.free":
    "Integer bytes still free in the buffer that holds the message in its internal form (HTX). For developers only, with no promise to stay.",
  "fetch internal.htx.free_data":
    "Integer bytes that the internal message buffer (HTX) could still take as data, metadata of a new block deducted. For developers only, with no promise to stay.",
  "fetch internal.htx.has_eom":
    "Boolean, true when the internal message (HTX) is marked as complete. For developers only; the direction follows the place of use.",
  "fetch internal.htx.nbblks":
    "Integer number of blocks (start line, headers, data …) in the internal message (HTX). For developers only; the direction follows the place of use.",
  "fetch internal.htx.size":
    "Integer size in bytes of the buffer that holds the internal message (HTX), close to `tune.bufsize`. For developers only.",
  "fetch internal.htx.used":
    "Integer bytes in use, data and metadata, in the internal message buffer (HTX). For developers only; `internal.htx.free` is the rest.",
  "fetch internal.htx_blk.data":
    "Binary content of the data block at a position of the internal message (HTX); empty for other kinds. The argument is a number or `head`, `tail`, `first`. For developers only.",
  "fetch internal.htx_blk.hdrname":
    "String name of the header in the block at a position of the internal message (HTX), empty if it isn't a header. The argument is a number or `head`, `tail`, `first`. For developers only.",
  "fetch internal.htx_blk.hdrval":
    "String value of the header in the block at a position of the internal message (HTX), empty if it isn't a header. The argument is a number or `head`, `tail`, `first`. For developers only.",
  "fetch internal.htx_blk.size":
    "Integer size in bytes of the block at a position of the internal message (HTX), 0 if there is none. The argument is a number or `head`, `tail`, `first`. For developers only.",
  "fetch internal.htx_blk.start_line":
    "String start line of the request or response in the block at a position of the internal message (HTX), empty if it isn't one. The argument is a number or `head`, `tail`, `first`. For developers only.",
  "fetch internal.htx_blk.type":
    "String kind of the block at a position of the internal message (HTX), such as `HTX_BLK_HDR`; `HTX_BLK_UNUSED` if there is none. The argument is a number or `head`, `tail`, `first`. For developers only.",
  "fetch internal.strm.is_htx":
    "Boolean, true when the stream's buffers hold parsed HTTP (HTX) and not raw bytes. For developers only; explains why raw-content fetches fail in HTTP mode.",
  "fetch ipv4":
    "IPv4 address constant, `ipv4(192.0.2.10)`. Usable everywhere, for instance to give `set-dst` a fixed target or a variable a default.",
  "fetch ipv6":
    "IPv6 address constant, `ipv6(2001:db8::1)`. Usable everywhere an address is expected, such as `set-src`, `set-dst` or variables.",
  "fetch last_entity":
    "String naming what was evaluated last for the stream: `file:line` of the rule that decided, or the filter that stopped it. For debugging logs, as `last_entity,when(error)`; its form may change.",
  "fetch last_rule_file":
    "String name of the configuration file with the rule that last ended a rule set for this stream, by `deny`, `accept`, `redirect` and the like. Logs then show who refused; `tcp-request connection` and `session` rules aren't recorded.",
  "fetch last_rule_line":
    "Integer line number, in `last_rule_file`, of the rule that last ended a rule set for this stream. Log both to find out which of many `deny` rules hit a request.",
  "fetch lat_ns_avg":
    "Integer nanoseconds that the stream's task waited on average between being woken and being run, that is the delay by other work on the thread. High values mean an overloaded or blocked thread. Measured only while `profiling.tasks` is on.",
  "fetch lat_ns_tot":
    "Integer nanoseconds that the stream's task waited in total for the CPU during this request. Grows with the number of runs, so `lat_ns_avg` compares better. Measured only while `profiling.tasks` is on.",
  "fetch meth":
    "HTTP method constant, `meth(GET)`, of the same type that `method` gives. Usable everywhere; mostly for variables that are compared with methods later.",
  "fetch method":
    "Method of the HTTP request, for ACLs with patterns in capitals: `acl writes method POST PUT DELETE`. Layer 7, request; in logs and response rules use `capture.req.method`.",
  "fetch nbproc":
    "Integer number of HAProxy processes of the old multi-process mode. Threads replaced that mode, so it says nothing useful any more.",
  "fetch nbsrv":
    "Integer number of usable servers in a backend: the active ones, or backup servers once no active one is left. The argument names the backend, by default the current one. Typical: `monitor fail if { nbsrv(app) lt 1 }`, for keepalived or cloud checks.",
  "fetch path":
    "String path of the request's URL, from the first `/` up to the query string, without scheme and host. Layer 7, request only. The common base for routing, mostly as `path_beg`; it isn't decoded or normalised.",
  "fetch pathq":
    "String path and query string of the request's URL, without scheme and host, so the same for HTTP/1 and HTTP/2. Layer 7, request; for redirects that keep the address, and as a cache key.",
  "fetch payload":
    "Binary bytes of the raw request or response, depending on the place: `payload(offset,length)`, length 0 meaning all. TCP mode only. Write `req.payload` or `res.payload`, which say the direction.",
  "fetch payload_lv":
    "Binary block of the raw request or response whose length stands in front of it: `payload_lv(offset,bytes,start)`. TCP mode only. The names `req.payload_lv` and `res.payload_lv` say the direction.",
  "fetch pid":
    "Integer process id of the worker, not of the master. Usable everywhere; in logs and headers it shows across reloads which process answered.",
  "fetch prio_class":
    "Integer priority class of the stream in the queue, as `set-priority-class` left it, 0 by default. Lower classes leave the queue first. For logs and further rules.",
  "fetch prio_offset":
    "Integer offset in milliseconds by which the stream is moved within its class of the queue, as `set-priority-offset` left it, 0 by default. For logs and further rules.",
  "fetch proc":
    "Integer number of the calling process of the old multi-process mode; always 1 now that threads do the work. Use `thread` or `pid` instead.",
  "fetch query":
    "String query part of the request's URL without the question mark, or with it when the argument is `with_qm`. Fails when the URL has none, so `query -m found` tests for it. Layer 7, request; single values come from `url_param`.",
  "fetch queue":
    "Integer number of requests waiting in a backend, in its own queue and those of its servers; the argument names the backend, by default the current one. Rules use it to send newcomers elsewhere; `avg_queue` relates it to the servers.",
  "fetch quic_enabled":
    "Boolean, true when HAProxy was built with QUIC and its listeners aren't switched off globally. Lets one configuration send `Alt-Svc` only where HTTP/3 works.",
  "fetch rand":
    "Integer random number from 0 to the argument less one, or over 32 bits without one: `rand(100) lt 5` picks 5 percent of requests. Not fit for security, and no stickiness: hash `src` for that.",
  "fetch rdp_cookie":
    "String value of the RDP cookie of the given name in the raw request. An older name of `req.rdp_cookie`; TCP mode only.",
  "fetch rdp_cookie_cnt":
    "Integer number of RDP cookies in the raw request, of the given name or any. An older name of `req.rdp_cookie_cnt`; TCP mode only.",
  "fetch rep_ssl_hello_type":
    "Integer type of the TLS hello in the raw response of the server. An older name of `res.ssl_hello_type`, for pass-through in TCP mode.",
  "fetch req.body":
    "Binary body of the HTTP request as far as it is in the buffer. Layer 7, request; wait for it with `option http-buffer-request` or `http-request wait-for-body`, and don't expect more than `tune.bufsize` holds.",
  "fetch req.body_len":
    "Integer bytes of the request's body that are in the buffer, possibly less than the whole. Layer 7, request; needs buffering by `option http-buffer-request` or `wait-for-body` to be meaningful.",
  "fetch req.body_param":
    "String value of a parameter in a form body (`application/x-www-form-urlencoded`): `req.body_param(user)`, names without regard to case with `i` as second argument, not decoded. Needs `option http-buffer-request`; without a name any parameter.",
  "fetch req.body_size":
    "Integer size of the request's body in bytes as announced by `Content-Length`, or what has arrived of a chunked one. Refuses big uploads early: `http-request deny if { req.body_size gt 10000000 }`.",
  "fetch req.bytes_in":
    "Integer bytes received from the client for this stream, with headers and internal overhead, before any request compression. Usable from content rules to logs.",
  "fetch req.bytes_out":
    "Integer bytes sent on to the server for this stream, with headers and internal overhead, after any request compression. Usable from content rules to logs.",
  "fetch req.cook":
    "String value of a cookie in the HTTP request: `req.cook(JSESSIONID)`, or the first cookie without a name; ACLs try all of that name. Names distinguish case. For stickiness, maintenance passes and the like.",
  "fetch req.cook_cnt":
    "Integer number of cookies in the HTTP request with the given name, or of all cookies without one. Detects missing, doubled or absurdly many cookies.",
  "fetch req.cook_names":
    "String of the names of all cookies in the HTTP request, in their order, with commas or the given character between. For logs and fingerprints that mustn't contain values.",
  "fetch req.cook_val":
    "Integer value of a cookie in the HTTP request, the last one of the given name, or the first cookie without a name. For numeric cookies such as test groups.",
  "fetch req.fhdr":
    "String value of a whole header line of the HTTP request, commas included: `req.fhdr(user-agent)`. The last line unless an occurrence is given (1 first, -1 last); ACLs try all. Use it for dates, User-Agent and JSON.",
  "fetch req.fhdr_cnt":
    "Integer number of header lines with the given name in the HTTP request, or of all lines, without splitting at commas. Refuses doubled headers that should be unique.",
  "fetch req.hdr":
    "String value of a header of the HTTP request, split at commas: `req.hdr(host)`. The last value unless an occurrence is given (1 first, -1 last); ACLs try all. For headers with commas inside values use `req.fhdr`.",
  "fetch req.hdr_cnt":
    "Integer number of values of a request header, split at commas, or of all headers without a name. `req.hdr_cnt(host) gt 1` finds smuggling attempts; lines are counted by `req.fhdr_cnt`.",
  "fetch req.hdr_ip":
    "Address in a request header: `req.hdr_ip(x-forwarded-for,-1)`, the last value by default, 1 being the first; a port behind IPv4 is dropped. Trust it only from proxies whose `src` you know, since clients can send anything.",
  "fetch req.hdr_names":
    "String of the names of all headers of the HTTP request, in their order, with commas or the given character between. The order tells browsers from scripts, so it serves fingerprints and logs.",
  "fetch req.hdr_val":
    "Integer value of a request header: `req.hdr_val(content-length)`. The last one unless an occurrence is given; ACLs try all. Text without a number at its start counts as 0.",
  "fetch req.hdrs":
    "Headers of the HTTP request as text, one per line, with the empty line at the end, whose absence shows truncation. For detailed logs and for agents that inspect headers over SPOE.",
  "fetch req.hdrs_bin":
    "Headers of the HTTP request in a binary list, each name and value with its length in front and an empty pair at the end. Made for SPOE agents, which need no parser then.",
  "fetch req.len":
    "Integer bytes present in the raw request buffer, TCP mode. While more may come, a test for more bytes waits instead of failing, within `inspect-delay`: `tcp-request content accept if { req.len gt 0 }` waits for data.",
  "fetch req.payload":
    "Binary bytes of the raw request in TCP mode: `req.payload(offset,length)`, length 0 meaning all that is there. Recognises protocols by their first bytes, with `tcp-request inspect-delay`; nothing in HTTP mode.",
  "fetch req.payload_lv":
    "Binary block of the raw request in TCP mode whose length stands in the data: `req.payload_lv(43,1)` is the TLS session id. Arguments: where the length is, its size in bytes, and the block's start if not right behind, `+n` or `-n` being relative.",
  "fetch req.proto_http":
    "Boolean, true once the raw request is complete, valid HTTP; it waits for more data until then. In TCP mode with `inspect-delay` it separates HTTP from other protocols on one port.",
  "fetch req.rdp_cookie":
    "String value of a cookie in the raw RDP request, `req.rdp_cookie(mstshash)`, any without a name. TCP mode with `inspect-delay`; keeps users of terminal servers on their server by `stick on`.",
  "fetch req.rdp_cookie_cnt":
    "Integer number of RDP cookies in the raw request, of the given name or any. TCP mode; the predefined ACL `RDP_COOKIE` tests it for being above 0.",
  "fetch req.ssl_alpn":
    "String of protocols that a TLS client offers by ALPN, read from the raw ClientHello in TCP mode, undecrypted. Routes for instance `acme-tls/1` elsewhere; with `bind … ssl` use `ssl_fc_alpn`.",
  "fetch req.ssl_cipherlist":
    "Binary list of cipher suites, 2 bytes each, that a TLS client offers in the raw ClientHello; TCP mode without `bind … ssl`. For fingerprints of clients in pass-through setups; `be2hex(:,2)` prints it.",
  "fetch req.ssl_ec_ext":
    "Boolean, true when the raw ClientHello lists elliptic curves, so the client can use ECDSA certificates. TCP mode without `bind … ssl`, with `inspect-delay`.",
  "fetch req.ssl_hello_type":
    "Integer type of the TLS handshake message in the raw request, 1 for a ClientHello. The usual wait before SNI routing in TCP mode: `tcp-request content accept if { req.ssl_hello_type 1 }` with `inspect-delay`.",
  "fetch req.ssl_keyshare_groups":
    "Binary list of the key-exchange groups, 2 bytes each, for which the raw TLS 1.3 ClientHello brings a key share; TCP mode without `bind … ssl`. Shows, for instance, post-quantum clients.",
  "fetch req.ssl_sigalgs":
    "Binary list of signature algorithms, 2 bytes each, that the raw ClientHello offers; TCP mode without `bind … ssl`, where `ssl_fc_sigalgs_bin` is the counterpart. For routing or fingerprints.",
  "fetch req.ssl_sni":
    "String server name (SNI) in the raw TLS ClientHello, TCP mode without decryption: `use_backend k8s if { req.ssl_sni -i api.example.com }`. Wait with `req.ssl_hello_type 1` first. With `bind … ssl` use `ssl_fc_sni`; no basis for access control.",
  "fetch req.ssl_st_ext":
    "Integer about session tickets in the raw ClientHello: 0 no such extension, 1 an empty one, 2 a ticket sent. TCP mode; decides whether stickiness by TLS session id makes sense.",
  "fetch req.ssl_supported_groups":
    "Binary list of key-exchange groups (curves), 2 bytes each, that the raw ClientHello supports; TCP mode without `bind … ssl`, where `ssl_fc_eclist_bin` is the counterpart.",
  "fetch req.ssl_ver":
    "Version in the raw TLS hello, major times 65536 plus minor; ACLs take it as `3.1` for TLS 1.0 up to `3.3` for TLS 1.2. TLS 1.3 clients announce 3.3 there, so it can't tell that version. TCP mode.",
  "fetch req.timer.hdr":
    "Integer milliseconds from the first byte of the HTTP request to the end of its headers, like `%TR`. High values mean slow clients or deliberate slowness; layer 7, request.",
  "fetch req.timer.idle":
    "Integer milliseconds between the handshakes, or the previous response, and the first byte of this HTTP request, like `%Ti`. Mostly the waiting of idle kept-alive connections.",
  "fetch req.timer.queue":
    "Integer milliseconds that the request waited in queues for a server slot, like `%Tw`. Known in response rules and logs; the first number to look at when `maxconn` is tuned.",
  "fetch req.timer.tq":
    "Integer milliseconds from accepting the connection, or the previous response's end, until the request's headers were complete, like `%Tq`: handshake, idle time and `req.timer.hdr` together.",
  "fetch req.ver":
    "String version in the HTTP request, `1.1`, `2.0` and so on, without `HTTP/`. Layer 7; it stays available for responses and logs. `fc_http_major` shows what was spoken on the wire.",
  "fetch req_len":
    "Integer bytes in the raw request buffer, TCP mode. An older name of `req.len`, with the same waiting for more data.",
  "fetch req_proto_http":
    "Boolean, true once the raw request is complete HTTP. An older name of `req.proto_http`, on which the predefined ACL `HTTP` relies.",
  "fetch req_ssl_hello_type":
    "Integer type of the TLS handshake message in the raw request, 1 for a ClientHello. An older name of `req.ssl_hello_type`; TCP mode only.",
  "fetch req_ssl_sni":
    "String server name (SNI) in the raw TLS ClientHello. An older name of `req.ssl_sni`; TCP mode only, useless behind `bind … ssl`.",
  "fetch req_ssl_ver":
    "Version in the raw TLS hello, compared as `3.1` and the like. An older name of `req.ssl_ver`; TCP mode only.",
  "fetch req_ver":
    "String version in the HTTP request, such as `1.1`. An older name of `req.ver`, and layer 7 like it.",
  "fetch request_date":
    "Integer time since the epoch at which the first byte of the HTTP request arrived, in seconds, or in `ms` or `us` by the argument, like `%tr`. More exact for kept-alive connections than `accept_date`.",
  "fetch res.body":
    "Binary body of the HTTP response as far as it is in the buffer. Layer 7; dependable in health checks (`http-check expect`), while in response rules nothing may be there yet unless `http-response wait-for-body` waited.",
  "fetch res.body_len":
    "Integer bytes of the response's body that are in the buffer, possibly less than the whole. Mostly for health checks, or behind `http-response wait-for-body`.",
  "fetch res.body_size":
    "Integer size of the response's body in bytes as announced by `Content-Length`, or what has arrived of a chunked one. Layer 7, response rules and health checks.",
  "fetch res.bytes_in":
    "Integer bytes received from the server for this stream, with headers and internal overhead, before HAProxy compresses. For late response rules and logs.",
  "fetch res.bytes_out":
    "Integer bytes sent to the client for this stream, with headers and internal overhead, after compression. With `res.bytes_in` in a log it shows what compression saved.",
  "fetch res.cache_hit":
    "Boolean, true when the response came from HAProxy's own cache and not from a server. For response rules and logs, for instance an `X-Cache` header.",
  "fetch res.cache_name":
    "String name of the `cache` section that the response came from, empty when it came from a server. Tells several caches apart in headers and logs.",
  "fetch res.comp":
    "Boolean, true when HAProxy compressed the response; compression by the server doesn't count. For logs and late response rules.",
  "fetch res.comp_algo":
    "String name of the algorithm, such as `gzip`, with which HAProxy compressed the response. For logs; fails when it wasn't compressed.",
  "fetch res.cook":
    "String value of a cookie that the HTTP response sets by `Set-Cookie`: `res.cook(JSESSIONID)`, the first one without a name. Lets `stick store-response` learn sessions of applications.",
  "fetch res.cook_cnt":
    "Integer number of cookies that the HTTP response sets, of the given name or in all. Finds responses that shouldn't be cached or that set too much.",
  "fetch res.cook_names":
    "String of the names of all cookies that the HTTP response sets, in their order, with commas or the given character between. For logs without values.",
  "fetch res.cook_val":
    "Integer value of a cookie that the HTTP response sets, the last one of the given name. Layer 7, response rules, stick tables and health checks.",
  "fetch res.fhdr":
    "String value of a whole header line of the HTTP response, commas included: `res.fhdr(last-modified)`. The last line unless an occurrence is given (1 first, -1 last); ACLs try all.",
  "fetch res.fhdr_cnt":
    "Integer number of header lines with the given name in the HTTP response, or of all lines, without splitting at commas. Checks, for instance, that a security header is there exactly once.",
  "fetch res.hdr":
    "String value of a header of the HTTP response, split at commas: `res.hdr(content-type)`. The last value unless an occurrence is given (1 first, -1 last); ACLs try all. Response rules, logs by capture, health checks.",
  "fetch res.hdr_cnt":
    "Integer number of values of a response header, split at commas, or of all headers without a name. `res.hdr_cnt(cache-control) eq 0` finds responses without it.",
  "fetch res.hdr_ip":
    "Address in a header of the HTTP response, the last value unless an occurrence is given. Lets applications report client addresses, for instance into a stick table of offenders.",
  "fetch res.hdr_names":
    "String of the names of all headers of the HTTP response, in their order, with commas or the given character between. For logs and to see what servers reveal.",
  "fetch res.hdr_val":
    "Integer value of a header of the HTTP response, the last one unless an occurrence is given. Lets servers report numbers, such as load or cost, to rules.",
  "fetch res.hdrs":
    "Headers of the HTTP response as text, one per line, with the empty line at the end, whose absence shows truncation. For detailed logs and SPOE agents.",
  "fetch res.hdrs_bin":
    "Headers of the HTTP response in a binary list, each name and value with its length in front and an empty pair at the end. Made for SPOE agents.",
  "fetch res.len":
    "Integer bytes present in the raw response buffer, TCP mode. While more may come, a test for more bytes waits within the response's `inspect-delay`; also for `tcp-check expect`.",
  "fetch res.payload":
    "Binary bytes of the raw response in TCP mode: `res.payload(offset,length)`, length 0 meaning all that is there. For banners of protocols, stick tables and health checks.",
  "fetch res.payload_lv":
    "Binary block of the raw response in TCP mode whose length stands in the data: `stick store-response res.payload_lv(43,1)` learns the TLS session id from a ServerHello. A third argument moves the start, `+n` or `-n` relative.",
  "fetch res.ssl_hello_type":
    "Integer type of the TLS handshake message in the server's raw response, 2 for a ServerHello. For pass-through in TCP mode, before the session id is stored; not with `server … ssl`.",
  "fetch res.timer.data":
    "Integer milliseconds from the response's headers, in TCP mode from the connection, to its last byte, like `%Td`. Large with big downloads and slow clients; for logs.",
  "fetch res.timer.hdr":
    "Integer milliseconds from the established server connection to the complete response headers, like `%Tr`: how long the application thought. Layer 7, response rules and logs.",
  "fetch res.ver":
    "String version in the HTTP response, such as `1.1`, without `HTTP/`. Layer 7, response rules and health checks.",
  "fetch resp_ver": "String version in the HTTP response, such as `1.1`. An older name of `res.ver`.",
  "fetch sc0_bytes_in_rate":
    "Bytes per period received from the key that `track-sc0` follows, an integer over the period of `store bytes_in_rate(…)`. Finds clients that upload too much; a table name as argument looks the same key up in another table.",
  "fetch sc0_bytes_out_rate":
    "Bytes per period sent to the key that `track-sc0` follows, an integer over the period of `store bytes_out_rate(…)`. For bandwidth limits on downloads; fails while nothing is tracked.",
  "fetch sc0_clr_gpc0":
    "Sets `gpc0` of the key that `track-sc0` follows to 0 and gives its former value, an integer. Evaluating the ACL does it, so put it last in the condition: it then resets only when all before matched.",
  "fetch sc0_clr_gpc1":
    "Sets `gpc1` of the key that `track-sc0` follows to 0 and gives its former value, an integer. It acts whenever the ACL is evaluated, so its place in a condition matters.",
  "fetch sc0_conn_cnt":
    "Connections counted in all for the key that `track-sc0` follows, an integer from `store conn_cnt`, back to 0 when the entry expires. Fails while nothing is tracked.",
  "fetch sc0_conn_cur":
    "Connections that the key followed by `track-sc0` has open now, an integer from `store conn_cur`. The usual limit on parallel connections: `tcp-request connection reject if { sc0_conn_cur gt 20 }`.",
  "fetch sc0_conn_rate":
    "New connections per period of the key that `track-sc0` follows, an integer over the period of `store conn_rate(…)`. Layer 4, so it also works in TCP mode: `tcp-request connection reject if { sc0_conn_rate gt 50 }`.",
  "fetch sc0_get_gpc0":
    "General purpose counter `gpc0` of the key that `track-sc0` follows, an integer. It counts what `sc-inc-gpc0(0)` rules count, such as blocked requests, and is often read as a flag: `gt 0`.",
  "fetch sc0_get_gpc1":
    "General purpose counter `gpc1` of the key that `track-sc0` follows, an integer. A second counter beside `gpc0`, raised by `sc-inc-gpc1(0)` rules; reading changes nothing.",
  "fetch sc0_get_gpt0":
    "General purpose tag `gpt0` of the key that `track-sc0` follows, an integer that `sc-set-gpt0(0)` stored. Keeps a verdict about a client across requests; 0 until it is set.",
  "fetch sc0_glitch_cnt":
    "Protocol glitches, odd or wrong HTTP/2 and QUIC behaviour, counted for the key that `track-sc0` follows, an integer from `store glitch_cnt`. Covers earlier connections too, unlike `fc_glitches`.",
  "fetch sc0_glitch_rate":
    "Protocol glitches per period of the key that `track-sc0` follows, an integer over the period of `store glitch_rate(…)`. Refuses clients that keep breaking the protocol across connections.",
  "fetch sc0_gpc0_rate":
    "Increments of `gpc0` per period for the key that `track-sc0` follows, an integer; needs `store gpc0_rate(…)`. Turns any custom event, such as failed logins, into a rate.",
  "fetch sc0_gpc1_rate":
    "Increments of `gpc1` per period for the key that `track-sc0` follows, an integer; needs `store gpc1_rate(…)`. A second custom rate beside that of `gpc0`.",
  "fetch sc0_http_err_cnt":
    "HTTP errors caused by the key that `track-sc0` follows, an integer from `store http_err_cnt`: invalid requests and 4xx answers. High totals show scanners and password guessing.",
  "fetch sc0_http_err_rate":
    "HTTP errors per period caused by the key that `track-sc0` follows, invalid requests and 4xx answers, an integer over the period of `store http_err_rate(…)`. Stops scanners: `deny if { sc0_http_err_rate gt 10 }`.",
  "fetch sc0_http_fail_cnt":
    "Failed responses that the key followed by `track-sc0` got, an integer from `store http_fail_cnt`: 5xx other than 501 and 505, or invalid ones. Points at requests that break the application.",
  "fetch sc0_http_fail_rate":
    "Failed responses per period for the key that `track-sc0` follows (5xx other than 501 and 505, or invalid), an integer over the period of `store http_fail_rate(…)`.",
  "fetch sc0_http_req_cnt":
    "HTTP requests counted in all for the key that `track-sc0` follows, valid or not, an integer from `store http_req_cnt`. Back to 0 when the entry expires.",
  "fetch sc0_http_req_rate":
    "HTTP requests per period of the key that `track-sc0` follows, an integer over the period of `store http_req_rate(…)`. The usual rate limit: `http-request deny deny_status 429 if { sc0_http_req_rate gt 100 }`.",
  "fetch sc0_inc_gpc0":
    "Adds 1 to `gpc0` of the key that `track-sc0` follows and gives the new value, an integer; `gpc0_rate` rises as well where stored. Acts whenever the ACL is evaluated; the action `sc-inc-gpc0` says it more clearly.",
  "fetch sc0_inc_gpc1":
    "Adds 1 to `gpc1` of the key that `track-sc0` follows and gives the new value, an integer; `gpc1_rate` rises as well where stored. Acts whenever the ACL is evaluated, so put it last.",
  "fetch sc0_kbytes_in":
    "Kilobytes (1024 bytes) received from the key that `track-sc0` follows, an integer from `store bytes_in_cnt`. For volume quotas on uploads until the entry expires.",
  "fetch sc0_kbytes_out":
    "Kilobytes (1024 bytes) sent to the key that `track-sc0` follows, an integer from `store bytes_out_cnt`. For volume quotas on downloads until the entry expires.",
  "fetch sc0_key":
    "Key that `track-sc0` follows, in the type of its table: an address, integer, string or binary. For logs and headers that name who is being counted; fails while nothing is tracked.",
  "fetch sc0_sess_cnt":
    "Sessions counted for the key that `track-sc0` follows, an integer from `store sess_cnt`: connections that `tcp-request connection` rules let pass.",
  "fetch sc0_sess_rate":
    "Sessions per period of the key that `track-sc0` follows, an integer over the period of `store sess_rate(…)`. Unlike `sc0_conn_rate` it leaves out connections that `tcp-request connection` refused.",
  "fetch sc0_tracked":
    "Boolean, true when `track-sc0` follows a key for this connection or request. Prevents a second rule from tracking again, or adds a header only where counting takes place.",
  "fetch sc0_trackers":
    "Number of connections and streams that follow the same key as `track-sc0` at this moment, an integer taken from the entry's use count. Needs no `store`, unlike `sc0_conn_cur`.",
  "fetch sc1_bytes_in_rate":
    "Bytes per period received from the key that `track-sc1` follows, an integer over the period of `store bytes_in_rate(…)`. Finds clients that upload too much; a table name as argument looks the same key up in another table.",
  "fetch sc1_bytes_out_rate":
    "Bytes per period sent to the key that `track-sc1` follows, an integer over the period of `store bytes_out_rate(…)`. For bandwidth limits on downloads; fails while nothing is tracked.",
  "fetch sc1_clr_gpc":
    "Sets an element of the `gpc` array to 0 for the key that `track-sc1` follows and gives the former integer: `sc1_clr_gpc(idx)`, index 0 to 99. `sc_clr_gpc(idx,1)` does the same and has siblings for the other counters.",
  "fetch sc1_clr_gpc0":
    "Sets `gpc0` of the key that `track-sc1` follows to 0 and gives its former value, an integer. Evaluating the ACL does it, so put it last in the condition: it then resets only when all before matched.",
  "fetch sc1_clr_gpc1":
    "Sets `gpc1` of the key that `track-sc1` follows to 0 and gives its former value, an integer. It acts whenever the ACL is evaluated, so its place in a condition matters.",
  "fetch sc1_conn_cnt":
    "Connections counted in all for the key that `track-sc1` follows, an integer from `store conn_cnt`, back to 0 when the entry expires. Fails while nothing is tracked.",
  "fetch sc1_conn_cur":
    "Connections that the key followed by `track-sc1` has open now, an integer from `store conn_cur`. The usual limit on parallel connections: `tcp-request connection reject if { sc1_conn_cur gt 20 }`.",
  "fetch sc1_conn_rate":
    "New connections per period of the key that `track-sc1` follows, an integer over the period of `store conn_rate(…)`. Layer 4, so it also works in TCP mode: `tcp-request connection reject if { sc1_conn_rate gt 50 }`.",
  "fetch sc1_get_gpc0":
    "General purpose counter `gpc0` of the key that `track-sc1` follows, an integer. It counts what `sc-inc-gpc0(1)` rules count, such as blocked requests, and is often read as a flag: `gt 0`.",
  "fetch sc1_get_gpc1":
    "General purpose counter `gpc1` of the key that `track-sc1` follows, an integer. A second counter beside `gpc0`, raised by `sc-inc-gpc1(1)` rules; reading changes nothing.",
  "fetch sc1_get_gpt0":
    "General purpose tag `gpt0` of the key that `track-sc1` follows, an integer that `sc-set-gpt0(1)` stored. Keeps a verdict about a client across requests; 0 until it is set.",
  "fetch sc1_glitch_cnt":
    "Protocol glitches, odd or wrong HTTP/2 and QUIC behaviour, counted for the key that `track-sc1` follows, an integer from `store glitch_cnt`. Covers earlier connections too, unlike `fc_glitches`.",
  "fetch sc1_glitch_rate":
    "Protocol glitches per period of the key that `track-sc1` follows, an integer over the period of `store glitch_rate(…)`. Refuses clients that keep breaking the protocol across connections.",
  "fetch sc1_gpc0_rate":
    "Increments of `gpc0` per period for the key that `track-sc1` follows, an integer; needs `store gpc0_rate(…)`. Turns any custom event, such as failed logins, into a rate.",
  "fetch sc1_gpc1_rate":
    "Increments of `gpc1` per period for the key that `track-sc1` follows, an integer; needs `store gpc1_rate(…)`. A second custom rate beside that of `gpc0`.",
  "fetch sc1_http_err_cnt":
    "HTTP errors caused by the key that `track-sc1` follows, an integer from `store http_err_cnt`: invalid requests and 4xx answers. High totals show scanners and password guessing.",
  "fetch sc1_http_err_rate":
    "HTTP errors per period caused by the key that `track-sc1` follows, invalid requests and 4xx answers, an integer over the period of `store http_err_rate(…)`. Stops scanners: `deny if { sc1_http_err_rate gt 10 }`.",
  "fetch sc1_http_fail_cnt":
    "Failed responses that the key followed by `track-sc1` got, an integer from `store http_fail_cnt`: 5xx other than 501 and 505, or invalid ones. Points at requests that break the application.",
  "fetch sc1_http_fail_rate":
    "Failed responses per period for the key that `track-sc1` follows (5xx other than 501 and 505, or invalid), an integer over the period of `store http_fail_rate(…)`.",
  "fetch sc1_http_req_cnt":
    "HTTP requests counted in all for the key that `track-sc1` follows, valid or not, an integer from `store http_req_cnt`. Back to 0 when the entry expires.",
  "fetch sc1_http_req_rate":
    "HTTP requests per period of the key that `track-sc1` follows, an integer over the period of `store http_req_rate(…)`. The usual rate limit: `http-request deny deny_status 429 if { sc1_http_req_rate gt 100 }`.",
  "fetch sc1_inc_gpc0":
    "Adds 1 to `gpc0` of the key that `track-sc1` follows and gives the new value, an integer; `gpc0_rate` rises as well where stored. Acts whenever the ACL is evaluated; the action `sc-inc-gpc0` says it more clearly.",
  "fetch sc1_inc_gpc1":
    "Adds 1 to `gpc1` of the key that `track-sc1` follows and gives the new value, an integer; `gpc1_rate` rises as well where stored. Acts whenever the ACL is evaluated, so put it last.",
  "fetch sc1_kbytes_in":
    "Kilobytes (1024 bytes) received from the key that `track-sc1` follows, an integer from `store bytes_in_cnt`. For volume quotas on uploads until the entry expires.",
  "fetch sc1_kbytes_out":
    "Kilobytes (1024 bytes) sent to the key that `track-sc1` follows, an integer from `store bytes_out_cnt`. For volume quotas on downloads until the entry expires.",
  "fetch sc1_key":
    "Key that `track-sc1` follows, in the type of its table: an address, integer, string or binary. For logs and headers that name who is being counted; fails while nothing is tracked.",
  "fetch sc1_sess_cnt":
    "Sessions counted for the key that `track-sc1` follows, an integer from `store sess_cnt`: connections that `tcp-request connection` rules let pass.",
  "fetch sc1_sess_rate":
    "Sessions per period of the key that `track-sc1` follows, an integer over the period of `store sess_rate(…)`. Unlike `sc1_conn_rate` it leaves out connections that `tcp-request connection` refused.",
  "fetch sc1_tracked":
    "Boolean, true when `track-sc1` follows a key for this connection or request. Prevents a second rule from tracking again, or adds a header only where counting takes place.",
  "fetch sc1_trackers":
    "Number of connections and streams that follow the same key as `track-sc1` at this moment, an integer taken from the entry's use count. Needs no `store`, unlike `sc1_conn_cur`.",
  "fetch sc2_bytes_in_rate":
    "Bytes per period received from the key that `track-sc2` follows, an integer over the period of `store bytes_in_rate(…)`. Finds clients that upload too much; a table name as argument looks the same key up in another table.",
  "fetch sc2_bytes_out_rate":
    "Bytes per period sent to the key that `track-sc2` follows, an integer over the period of `store bytes_out_rate(…)`. For bandwidth limits on downloads; fails while nothing is tracked.",
  "fetch sc2_clr_gpc0":
    "Sets `gpc0` of the key that `track-sc2` follows to 0 and gives its former value, an integer. Evaluating the ACL does it, so put it last in the condition: it then resets only when all before matched.",
  "fetch sc2_clr_gpc1":
    "Sets `gpc1` of the key that `track-sc2` follows to 0 and gives its former value, an integer. It acts whenever the ACL is evaluated, so its place in a condition matters.",
  "fetch sc2_conn_cnt":
    "Connections counted in all for the key that `track-sc2` follows, an integer from `store conn_cnt`, back to 0 when the entry expires. Fails while nothing is tracked.",
  "fetch sc2_conn_cur":
    "Connections that the key followed by `track-sc2` has open now, an integer from `store conn_cur`. The usual limit on parallel connections: `tcp-request connection reject if { sc2_conn_cur gt 20 }`.",
  "fetch sc2_conn_rate":
    "New connections per period of the key that `track-sc2` follows, an integer over the period of `store conn_rate(…)`. Layer 4, so it also works in TCP mode: `tcp-request connection reject if { sc2_conn_rate gt 50 }`.",
  "fetch sc2_get_gpc0":
    "General purpose counter `gpc0` of the key that `track-sc2` follows, an integer. It counts what `sc-inc-gpc0(2)` rules count, such as blocked requests, and is often read as a flag: `gt 0`.",
  "fetch sc2_get_gpc1":
    "General purpose counter `gpc1` of the key that `track-sc2` follows, an integer. A second counter beside `gpc0`, raised by `sc-inc-gpc1(2)` rules; reading changes nothing.",
  "fetch sc2_get_gpt0":
    "General purpose tag `gpt0` of the key that `track-sc2` follows, an integer that `sc-set-gpt0(2)` stored. Keeps a verdict about a client across requests; 0 until it is set.",
  "fetch sc2_glitch_cnt":
    "Protocol glitches, odd or wrong HTTP/2 and QUIC behaviour, counted for the key that `track-sc2` follows, an integer from `store glitch_cnt`. Covers earlier connections too, unlike `fc_glitches`.",
  "fetch sc2_glitch_rate":
    "Protocol glitches per period of the key that `track-sc2` follows, an integer over the period of `store glitch_rate(…)`. Refuses clients that keep breaking the protocol across connections.",
  "fetch sc2_gpc0_rate":
    "Increments of `gpc0` per period for the key that `track-sc2` follows, an integer; needs `store gpc0_rate(…)`. Turns any custom event, such as failed logins, into a rate.",
  "fetch sc2_gpc1_rate":
    "Increments of `gpc1` per period for the key that `track-sc2` follows, an integer; needs `store gpc1_rate(…)`. A second custom rate beside that of `gpc0`.",
  "fetch sc2_http_err_cnt":
    "HTTP errors caused by the key that `track-sc2` follows, an integer from `store http_err_cnt`: invalid requests and 4xx answers. High totals show scanners and password guessing.",
  "fetch sc2_http_err_rate":
    "HTTP errors per period caused by the key that `track-sc2` follows, invalid requests and 4xx answers, an integer over the period of `store http_err_rate(…)`. Stops scanners: `deny if { sc2_http_err_rate gt 10 }`.",
  "fetch sc2_http_fail_cnt":
    "Failed responses that the key followed by `track-sc2` got, an integer from `store http_fail_cnt`: 5xx other than 501 and 505, or invalid ones. Points at requests that break the application.",
  "fetch sc2_http_fail_rate":
    "Failed responses per period for the key that `track-sc2` follows (5xx other than 501 and 505, or invalid), an integer over the period of `store http_fail_rate(…)`.",
  "fetch sc2_http_req_cnt":
    "HTTP requests counted in all for the key that `track-sc2` follows, valid or not, an integer from `store http_req_cnt`. Back to 0 when the entry expires.",
  "fetch sc2_http_req_rate":
    "HTTP requests per period of the key that `track-sc2` follows, an integer over the period of `store http_req_rate(…)`. The usual rate limit: `http-request deny deny_status 429 if { sc2_http_req_rate gt 100 }`.",
  "fetch sc2_inc_gpc0":
    "Adds 1 to `gpc0` of the key that `track-sc2` follows and gives the new value, an integer; `gpc0_rate` rises as well where stored. Acts whenever the ACL is evaluated; the action `sc-inc-gpc0` says it more clearly.",
  "fetch sc2_inc_gpc1":
    "Adds 1 to `gpc1` of the key that `track-sc2` follows and gives the new value, an integer; `gpc1_rate` rises as well where stored. Acts whenever the ACL is evaluated, so put it last.",
  "fetch sc2_kbytes_in":
    "Kilobytes (1024 bytes) received from the key that `track-sc2` follows, an integer from `store bytes_in_cnt`. For volume quotas on uploads until the entry expires.",
  "fetch sc2_kbytes_out":
    "Kilobytes (1024 bytes) sent to the key that `track-sc2` follows, an integer from `store bytes_out_cnt`. For volume quotas on downloads until the entry expires.",
  "fetch sc2_key":
    "Key that `track-sc2` follows, in the type of its table: an address, integer, string or binary. For logs and headers that name who is being counted; fails while nothing is tracked.",
  "fetch sc2_sess_cnt":
    "Sessions counted for the key that `track-sc2` follows, an integer from `store sess_cnt`: connections that `tcp-request connection` rules let pass.",
  "fetch sc2_sess_rate":
    "Sessions per period of the key that `track-sc2` follows, an integer over the period of `store sess_rate(…)`. Unlike `sc2_conn_rate` it leaves out connections that `tcp-request connection` refused.",
  "fetch sc2_tracked":
    "Boolean, true when `track-sc2` follows a key for this connection or request. Prevents a second rule from tracking again, or adds a header only where counting takes place.",
  "fetch sc2_trackers":
    "Number of connections and streams that follow the same key as `track-sc2` at this moment, an integer taken from the entry's use count. Needs no `store`, unlike `sc2_conn_cur`.",
  "fetch sc_bytes_in_rate":
    "Bytes per period received from the key of the sticky counter with this number: `sc_bytes_in_rate(0)`. An integer over the period of `store bytes_in_rate(…)`; a table name as second argument looks the key up there. Fails while nothing is tracked.",
  "fetch sc_bytes_out_rate":
    "Bytes per period sent to the key of the sticky counter with this number: `sc_bytes_out_rate(0)`, an integer over the period of `store bytes_out_rate(…)`. Serves bandwidth limits; a second argument names another table.",
  "fetch sc_clr_gpc":
    "Sets element `idx` (0 to 99) of the `gpc` array to 0 for the key of a sticky counter and gives the former integer: `sc_clr_gpc(idx,ctr)`. The index comes first, the counter's number second. Acts whenever it is evaluated.",
  "fetch sc_clr_gpc0":
    "Sets `gpc0` to 0 for the key of the sticky counter with this number, `sc_clr_gpc0(1)`, and gives the former integer. Acts whenever the ACL is evaluated, so put it behind the other conditions.",
  "fetch sc_clr_gpc1":
    "Sets `gpc1` to 0 for the key of the sticky counter with this number, `sc_clr_gpc1(1)`, and gives the former integer. An ACL with a side effect, to be placed last.",
  "fetch sc_conn_cnt":
    "Connections counted in all for the key of the sticky counter with this number, `sc_conn_cnt(0)`; an integer from `store conn_cnt`. A table name as second argument looks the key up there.",
  "fetch sc_conn_cur":
    "Connections open now for the key of the sticky counter with this number, `sc_conn_cur(0)`; an integer from `store conn_cur`. Limits parallel connections per client.",
  "fetch sc_conn_rate":
    "New connections per period of the key of the sticky counter with this number, `sc_conn_rate(0)`; an integer over the period of `store conn_rate(…)`. A second argument names another table.",
  "fetch sc_get_gpc":
    "Element `idx` (0 to 99) of the `gpc` array for the key of a sticky counter: `sc_get_gpc(idx,ctr)`, the index first. An integer; only for tables with `store gpc(n)`, not for `gpc0` and `gpc1`.",
  "fetch sc_get_gpc0":
    "General purpose counter `gpc0` for the key of the sticky counter with this number, `sc_get_gpc0(0)`; an integer that `sc-inc-gpc0` rules raise. Read as a flag by `gt 0`.",
  "fetch sc_get_gpc1":
    "General purpose counter `gpc1` for the key of the sticky counter with this number, `sc_get_gpc1(0)`; an integer that `sc-inc-gpc1` rules raise.",
  "fetch sc_get_gpt":
    "Element `idx` (0 to 99) of the `gpt` array of tags for the key of a sticky counter: `sc_get_gpt(idx,ctr)`, the index first. An integer that `sc-set-gpt` stored, such as a class of client.",
  "fetch sc_get_gpt0":
    "General purpose tag `gpt0` for the key of the sticky counter with this number, `sc_get_gpt0(0)`; an integer that `sc-set-gpt0` stored, 0 until then.",
  "fetch sc_glitch_cnt":
    "Protocol glitches counted for the key of the sticky counter with this number, `sc_glitch_cnt(0)`; an integer from `store glitch_cnt` that outlives single connections.",
  "fetch sc_glitch_rate":
    "Protocol glitches per period for the key of the sticky counter with this number, `sc_glitch_rate(0)`; an integer over the period of `store glitch_rate(…)`.",
  "fetch sc_gpc0_rate":
    "Increments of `gpc0` per period for the key of the sticky counter with this number, `sc_gpc0_rate(0)`; an integer that needs `store gpc0_rate(…)`, since `gpc0` alone has no time.",
  "fetch sc_gpc1_rate":
    "Increments of `gpc1` per period for the key of the sticky counter with this number, `sc_gpc1_rate(0)`; an integer that needs `store gpc1_rate(…)`.",
  "fetch sc_gpc_rate":
    "Increments per period of element `idx` (0 to 99) for the key of a sticky counter: `sc_gpc_rate(idx,ctr)`, the index first. An integer over the period of the `gpc_rate` array, which must be stored.",
  "fetch sc_http_err_cnt":
    "HTTP errors (invalid requests and 4xx answers) caused by the key of the sticky counter with this number, `sc_http_err_cnt(0)`; an integer from `store http_err_cnt`.",
  "fetch sc_http_err_rate":
    "HTTP errors (invalid requests and 4xx answers) per period for the key of the sticky counter with this number, `sc_http_err_rate(0)`; an integer over the period of `store http_err_rate(…)`. Detects scanners.",
  "fetch sc_http_fail_cnt":
    "Failed responses (5xx other than 501 and 505, or invalid) for the key of the sticky counter with this number, `sc_http_fail_cnt(0)`; an integer from `store http_fail_cnt`.",
  "fetch sc_http_fail_rate":
    "Failed responses (5xx other than 501 and 505, or invalid) per period for the key of the sticky counter with this number, `sc_http_fail_rate(0)`; an integer.",
  "fetch sc_http_req_cnt":
    "HTTP requests counted in all for the key of the sticky counter with this number, `sc_http_req_cnt(0)`; an integer from `store http_req_cnt`. A second argument names another table.",
  "fetch sc_http_req_rate":
    "HTTP requests per period of the key of the sticky counter with this number, `sc_http_req_rate(0)`; an integer over the period of `store http_req_rate(…)`. The usual test of rate limits; `sc0_http_req_rate` is the short form.",
  "fetch sc_inc_gpc":
    "Adds 1 to element `idx` (0 to 99) of the `gpc` array for the key of a sticky counter and gives the new integer: `sc_inc_gpc(idx,ctr)`, the index first. Acts whenever it is evaluated; `gpc_rate` rises as well.",
  "fetch sc_inc_gpc0":
    "Adds 1 to `gpc0` for the key of the sticky counter with this number, `sc_inc_gpc0(0)`, and gives the new integer. Acts whenever the ACL is evaluated; the action of the same purpose is `sc-inc-gpc0`.",
  "fetch sc_inc_gpc1":
    "Adds 1 to `gpc1` for the key of the sticky counter with this number, `sc_inc_gpc1(0)`, and gives the new integer. Acts whenever the ACL is evaluated; `gpc1_rate` rises as well where stored.",
  "fetch sc_kbytes_in":
    "Kilobytes (1024 bytes) received from the key of the sticky counter with this number, `sc_kbytes_in(0)`; an integer from `store bytes_in_cnt`.",
  "fetch sc_kbytes_out":
    "Kilobytes (1024 bytes) sent to the key of the sticky counter with this number, `sc_kbytes_out(0)`; an integer from `store bytes_out_cnt`, for quotas on downloads.",
  "fetch sc_key":
    "Key that the sticky counter with this number follows, `sc_key(0)`, in the type of its table. For logs and headers; fails while nothing is tracked.",
  "fetch sc_sess_cnt":
    "Sessions counted for the key of the sticky counter with this number, `sc_sess_cnt(0)`; an integer from `store sess_cnt`, without connections that `tcp-request connection` refused.",
  "fetch sc_sess_rate":
    "Sessions per period of the key of the sticky counter with this number, `sc_sess_rate(0)`; an integer over the period of `store sess_rate(…)`.",
  "fetch sc_tracked":
    "Boolean, true when the sticky counter with this number follows a key now: `sc_tracked(0)`. Keeps rules of a backend from tracking again what the frontend tracks.",
  "fetch sc_trackers":
    "Number of connections and streams that follow the same key as the sticky counter with this number: `sc_trackers(0)`, an integer from the entry's use count. Needs no `store`.",
  "fetch scook":
    "String value of a cookie that the HTTP response sets, of the given name or the first. An older name of `res.cook`, for response rules and health checks.",
  "fetch scook_cnt":
    "Integer number of cookies that the HTTP response sets, of the given name or in all. An older name of `res.cook_cnt`.",
  "fetch scook_val":
    "Integer value of a cookie that the HTTP response sets. An older name of `res.cook_val`; text without a number at its start counts as 0.",
  "fetch server_status":
    "Integer HTTP status code that the server sent, whatever HAProxy's rules made of it. Fails when no server answered, so it tells errors of servers from HAProxy's own; for logs and response rules.",
  "fetch set-cookie":
    "String value of a cookie from the response's `Set-Cookie` header, a name of old configurations that current programs don't accept. Write `res.cook(name)`.",
  "fetch shdr":
    "String value of a response header, split at commas: `shdr(name,occurrence)`. An older name of `res.hdr`.",
  "fetch shdr_cnt": "Integer number of values of a response header, split at commas. An older name of `res.hdr_cnt`.",
  "fetch shdr_ip":
    "Address in a header of the HTTP response, the last value unless an occurrence is given. An older name of `res.hdr_ip`.",
  "fetch shdr_val":
    "Integer value of a header of the HTTP response, the last one unless an occurrence is given. An older name of `res.hdr_val`.",
  "fetch so_id":
    "Integer id of the listening socket that took the connection, set by `id` on the `bind` line or assigned in order. Available in backends too, to tell entrances apart.",
  "fetch so_name":
    "String name of the listening socket that took the connection, from `name` on the `bind` line; fails without one. Reads better in rules than `so_id`: `acl internal so_name lan`.",
  "fetch spoe.engine-id":
    "String id of the SPOE engine whose connection to an agent is being made, unique per engine. HAProxy uses it itself to keep the connections of engines apart; of no use elsewhere.",
  "fetch src":
    "Address of the client (layer 4): as PROXY protocol gave it with `accept-proxy`, and as `set-src` rules changed it. Available everywhere, the usual key for limits and access lists: `acl lan src 10.0.0.0/8`. Behind HTTP proxies it is the proxy's address.",
  "fetch src_bytes_in_rate":
    "Bytes per period received from the client's address, an integer from the named table or the current proxy's. The table must have an address type and `store bytes_in_rate(…)`; 0 for unknown addresses.",
  "fetch src_bytes_out_rate":
    "Bytes per period sent to the client's address, an integer over the period of `store bytes_out_rate(…)` in the named table; 0 for unknown addresses. Short for `src,table_bytes_out_rate`.",
  "fetch src_clr_gpc":
    "Sets element `idx` (0 to 99) of the `gpc` array to 0 for the client's address and gives the former integer: `src_clr_gpc(idx,table)`. Creates the entry if needed and acts whenever it is evaluated.",
  "fetch src_clr_gpc0":
    "Sets `gpc0` of the client's address to 0 and gives the former integer; creates the entry if needed. Acts whenever the ACL is evaluated, without any `track-sc` rule.",
  "fetch src_clr_gpc1":
    "Sets `gpc1` of the client's address to 0 and gives the former integer; creates the entry in the named table, or the current proxy's, if needed.",
  "fetch src_conn_cnt":
    "Connections counted in all for the client's address, an integer from `store conn_cnt` of the named table; 0 for unknown addresses. Reading doesn't count: a `track-sc` rule on that table does.",
  "fetch src_conn_cur":
    "Connections that the client's address has open now, an integer from `store conn_cur` of the named table; 0 for unknown addresses. Needs a rule that tracks `src` there.",
  "fetch src_conn_rate":
    "New connections per period from the client's address, an integer over the period of `store conn_rate(…)` in the named table; 0 for unknown addresses. Reads what a `track-sc` rule counts.",
  "fetch src_get_gpc":
    "Element `idx` (0 to 99) of the `gpc` array for the client's address: `src_get_gpc(idx,table)`, an integer, 0 for unknown addresses. Reads tables that other proxies fill.",
  "fetch src_get_gpc0":
    "General purpose counter `gpc0` of the client's address, an integer, 0 for unknown addresses. `tcp-request connection reject if { src_get_gpc0(abuse) gt 0 }` refuses clients that another proxy marked.",
  "fetch src_get_gpc1":
    "General purpose counter `gpc1` of the client's address in the named table or the current proxy's, an integer, 0 for unknown addresses.",
  "fetch src_get_gpt":
    "Element `idx` (0 to 99) of the `gpt` array of tags for the client's address: `src_get_gpt(idx,table)`, an integer, 0 for unknown addresses.",
  "fetch src_get_gpt0":
    "General purpose tag `gpt0` of the client's address, an integer that some rule stored, 0 for unknown addresses. Carries a verdict from one proxy to another by a shared table.",
  "fetch src_glitch_cnt":
    "Protocol glitches counted for the client's address, an integer from `store glitch_cnt` of the named table; 0 for unknown addresses. Refuses known offenders when they connect again.",
  "fetch src_glitch_rate":
    "Protocol glitches per period from the client's address, an integer over the period of `store glitch_rate(…)` in the named table; 0 for unknown addresses.",
  "fetch src_gpc0_rate":
    "Increments of `gpc0` per period for the client's address, an integer; needs `store gpc0_rate(…)` in the named table. 0 for unknown addresses.",
  "fetch src_gpc1_rate":
    "Increments of `gpc1` per period for the client's address, an integer; needs `store gpc1_rate(…)` in the named table. 0 for unknown addresses.",
  "fetch src_gpc_rate":
    "Increments per period of element `idx` (0 to 99) of the counters for the client's address: `src_gpc_rate(idx,table)`, an integer that needs the `gpc_rate` array in the table.",
  "fetch src_http_err_cnt":
    "HTTP errors (invalid requests and 4xx answers) caused by the client's address, an integer from `store http_err_cnt` of the named table; 0 for unknown addresses.",
  "fetch src_http_err_rate":
    "HTTP errors (invalid requests and 4xx answers) per period from the client's address, an integer over the period of `store http_err_rate(…)`; 0 for unknown addresses. Short for `src,table_http_err_rate`.",
  "fetch src_http_fail_cnt":
    "Failed responses (5xx other than 501 and 505, or invalid) to the client's address, an integer from `store http_fail_cnt` of the named table; 0 for unknown addresses.",
  "fetch src_http_fail_rate":
    "Failed responses (5xx other than 501 and 505, or invalid) per period to the client's address, an integer over the period of `store http_fail_rate(…)`; 0 for unknown addresses.",
  "fetch src_http_req_cnt":
    "HTTP requests counted in all for the client's address, an integer from `store http_req_cnt` of the named table; 0 for unknown addresses. Counting needs a rule that tracks `src` there.",
  "fetch src_http_req_rate":
    "HTTP requests per period from the client's address, an integer over the period of `store http_req_rate(…)` in the named table; 0 for unknown addresses. Lets one proxy judge by what another one counts.",
  "fetch src_inc_gpc":
    "Adds 1 to element `idx` (0 to 99) of the `gpc` array for the client's address and gives the new integer: `src_inc_gpc(idx,table)`. Creates the entry if needed and acts whenever it is evaluated.",
  "fetch src_inc_gpc0":
    "Adds 1 to `gpc0` of the client's address and gives the new integer; creates the entry if needed, raises `gpc0_rate` where stored. Put it last in a condition: `{ path /wp-login.php } { src_inc_gpc0(abuse) gt 5 }`.",
  "fetch src_inc_gpc1":
    "Adds 1 to `gpc1` of the client's address and gives the new integer; creates the entry if needed, raises `gpc1_rate` where stored. Acts whenever the ACL is evaluated.",
  "fetch src_is_local":
    "Boolean, true when the client's address belongs to this machine or is a UNIX socket. A system call each time, so use it once per connection.",
  "fetch src_kbytes_in":
    "Kilobytes (1024 bytes) received from the client's address, an integer from `store bytes_in_cnt` of the named table; 0 for unknown addresses.",
  "fetch src_kbytes_out":
    "Kilobytes (1024 bytes) sent to the client's address, an integer from `store bytes_out_cnt` of the named table; 0 for unknown addresses. For volume quotas.",
  "fetch src_port":
    "Integer source port of the client (layer 4), as PROXY protocol or `set-src-port` left it. For logs: behind carrier NAT the port and the time are needed to find a subscriber.",
  "fetch src_sess_cnt":
    "Sessions counted for the client's address, an integer from `store sess_cnt` of the named table; 0 for unknown addresses. Connections that `tcp-request connection` refused aren't among them.",
  "fetch src_sess_rate":
    "Sessions per period from the client's address, an integer over the period of `store sess_rate(…)` in the named table; 0 for unknown addresses.",
  "fetch src_updt_conn_cnt":
    "Adds 1 to `conn_cnt` of the client's address and gives the new integer; creates the entry and renews its expiry. An old way to count connections; `track-sc` rules count more and without side effects in ACLs.",
  "fetch srv_conn":
    "Integer number of connections open to the server `backend/server` of the argument; without a backend one of the current backend. Usable everywhere, for instance to use a server only while it is idle.",
  "fetch srv_conn_free":
    "Integer number of connections that the server of the argument may still take, queue not counted; -1 when it has no `maxconn`. Chooses another farm before requests have to wait.",
  "fetch srv_id":
    "Integer id of the server chosen for the request. Known once a server is assigned: in response rules, logs and health checks; for instance as a value for stick tables.",
  "fetch srv_is_up":
    "Boolean, true when the server `backend/server` of the argument is neither down by its checks nor in maintenance. Usable everywhere: `use_backend fallback if !{ srv_is_up(app/s1) }`. Servers without checks count as up.",
  "fetch srv_iweight":
    "Integer initial weight of the server of the argument, as the configuration gave it. Compare with `srv_uweight` to see whether someone changed it at run time.",
  "fetch srv_name":
    "String name of the server chosen for the request. Known once a server is assigned: for a response header such as `X-Backend-Server`, logs and health checks.",
  "fetch srv_queue":
    "Integer number of requests waiting in the queue of the server of the argument, `backend/server` or one of the current backend. With `use-server` it sends requests to a preferred server only while nobody waits.",
  "fetch srv_sess_rate":
    "Integer number of new sessions that the server of the argument received in the last second. Usable everywhere, to spare a fragile server by rules.",
  "fetch srv_uweight":
    "Integer weight of the server of the argument as the administrator sees and sets it, over the CLI, agent or configuration. The effective one is `srv_weight`, which also reflects slow start.",
  "fetch srv_weight":
    "Integer weight of the server of the argument that balancing uses now, lower than `srv_uweight` during slow start. Usable everywhere, mostly in logs and status pages.",
  "fetch ssl_bc":
    "Boolean, true when the connection to the server uses TLS, that is `ssl` on its `server` line. Server side; for response rules, logs and health checks.",
  "fetch ssl_bc_alg_keysize":
    "Integer key size in bits that the symmetric cipher of the server connection has by design. Bits really in use are `ssl_bc_use_keysize`; response rules, logs, health checks.",
  "fetch ssl_bc_alpn":
    "String protocol, such as `h2` or `http/1.1`, agreed by ALPN with the server; needs `alpn` on the `server` line. For response rules, logs and health checks.",
  "fetch ssl_bc_cipher":
    "String name of the cipher suite of the TLS connection to the server, such as `TLS_AES_256_GCM_SHA384`. In logs it finds servers with outdated ciphers.",
  "fetch ssl_bc_client_early_traffic_secret":
    "Hexadecimal string, the TLS 1.3 secret CLIENT_EARLY_TRAFFIC_SECRET of the server connection, for a key log that lets Wireshark decrypt captures. Needs `tune.ssl.keylog on`; keep such logs secret.",
  "fetch ssl_bc_client_handshake_traffic_secret":
    "Hexadecimal string, the TLS 1.3 secret CLIENT_HANDSHAKE_TRAFFIC_SECRET of the server connection. A key log line with it decrypts the client's part of the handshake in captures; needs `tune.ssl.keylog on`.",
  "fetch ssl_bc_client_random":
    "Binary random value, 32 bytes, that HAProxy as the TLS client sent to the server. Every line of a key log begins with it, in hexadecimal; also found in captures.",
  "fetch ssl_bc_client_traffic_secret_0":
    "Hexadecimal string, the TLS 1.3 secret CLIENT_TRAFFIC_SECRET_0 of the server connection, which decrypts what HAProxy sent to the server in captures. Needs `tune.ssl.keylog on`.",
  "fetch ssl_bc_curve":
    "String name of the curve or group of the key exchange with the server, such as `X25519`. For logs, for instance to follow the spread of post-quantum groups; needs a recent TLS library.",
  "fetch ssl_bc_early_exporter_secret":
    "Hexadecimal string, the TLS 1.3 secret EARLY_EXPORTER_SECRET of the server connection, for complete key logs. Needs `tune.ssl.keylog on`; seldom used by decoders.",
  "fetch ssl_bc_err":
    "Integer error number of the TLS library on the server connection, 0 without one; `openssl errstr` explains its hexadecimal form. For logs on failed handshakes with servers.",
  "fetch ssl_bc_err_str":
    "String of the TLS library that describes the error on the server connection, such as a failed certificate verification. For `error-log-format` and logs.",
  "fetch ssl_bc_exporter_secret":
    "Hexadecimal string, the TLS 1.3 secret EXPORTER_SECRET of the server connection, for complete key logs. Needs `tune.ssl.keylog on`.",
  "fetch ssl_bc_is_resumed":
    "Boolean, true when the TLS session with the server was resumed by a cached session or ticket, which saves a full handshake. For logs and health checks.",
  "fetch ssl_bc_npn":
    "String protocol agreed with the server by NPN, the predecessor of ALPN; needs `npn` on the `server` line. Obsolete: use `ssl_bc_alpn`.",
  "fetch ssl_bc_protocol":
    "String version of TLS on the server connection, such as `TLSv1.3`. Finds servers that still speak old versions; response rules, logs and health checks.",
  "fetch ssl_bc_server_handshake_traffic_secret":
    "Hexadecimal string, the TLS 1.3 secret SERVER_HANDSHAKE_TRAFFIC_SECRET of the server connection, which decrypts the server's part of the handshake in captures. Needs `tune.ssl.keylog on`.",
  "fetch ssl_bc_server_random":
    "Binary random value, 32 bytes, that the server sent in its TLS hello. Together with `ssl_bc_client_random` it identifies a handshake in captures.",
  "fetch ssl_bc_server_traffic_secret_0":
    "Hexadecimal string, the TLS 1.3 secret SERVER_TRAFFIC_SECRET_0 of the server connection, which decrypts what the server sent in captures. Needs `tune.ssl.keylog on`.",
  "fetch ssl_bc_session_id":
    "Binary id of the TLS session with the server. The same id in several log lines means a reused session; `ssl_bc_is_resumed` says it directly.",
  "fetch ssl_bc_session_key":
    "Binary master key of the TLS session with the server, which decrypts captures up to TLS 1.2. Whoever reads it can read the traffic, so never log it in production.",
  "fetch ssl_bc_sni":
    "String server name (SNI) that HAProxy sent on the TLS connection to the server, as `sni` of the `server` line made it. For logs, to find out why a server chose a certificate.",
  "fetch ssl_bc_unique_id":
    "Binary unique id of the TLS connection to the server by RFC 5929, for channel binding. Add `,base64` to print it; TLS 1.3 doesn't define it.",
  "fetch ssl_bc_use_keysize":
    "Integer key size in bits that the symmetric cipher of the server connection really uses, such as 128 or 256. For response rules, logs and health checks.",
  "fetch ssl_c_ca_err":
    "Integer error of verifying the client's certificate chain above the certificate itself (depth 1 and more), 0 without one; rules see others only with `ca-ignore-err`. `x509_v_err_str` names it.",
  "fetch ssl_c_ca_err_depth":
    "Integer depth in the client's certificate chain at which the first error occurred, 0 without one; 1 is the issuer of the client's certificate. Goes with `ssl_c_ca_err`.",
  "fetch ssl_c_chain_der":
    "Binary chain of certificates, DER, that the client sent. For logs or for servers that verify themselves, with `,base64`; missing on resumed sessions.",
  "fetch ssl_c_der":
    "Binary certificate, DER, that the client presented in TLS. Pass it on encoded, `%[ssl_c_der,base64]`, in a header that you delete from requests before, so that nobody can forge it.",
  "fetch ssl_c_err":
    "Integer error of verifying the client's certificate itself (depth 0), 0 without one; rules see others only with `crt-ignore-err`. Lets expired certificates get a page of their own.",
  "fetch ssl_c_i_dn":
    "String name of the issuer of the client's certificate, whole or one entry: `ssl_c_i_dn(CN)`, `ssl_c_i_dn(OU,2)` for the second, negative counts from the end; `rfc2253` as third argument gives LDAP form. Client side of TLS.",
  "fetch ssl_c_key_alg":
    "String algorithm of the public key in the client's certificate, such as `rsaEncryption`. For logs and policies on client certificates.",
  "fetch ssl_c_notafter":
    "String end of validity of the client's certificate in the form `YYMMDDhhmmssZ`. Warn holders in time by a header or a log line.",
  "fetch ssl_c_notbefore":
    "String beginning of validity of the client's certificate in the form `YYMMDDhhmmssZ`. For logs; errors about it show in `ssl_c_err`.",
  "fetch ssl_c_policies":
    "String list, with commas, of policy OIDs in the client's certificate; with an OID as argument it only succeeds when that one is there: `ssl_c_policies(0.4.0.1862.1.4) -m found`. For qualified certificates.",
  "fetch ssl_c_r_dn":
    "String name of the root CA by which the client's certificate was verified, whole or one entry: `ssl_c_r_dn(CN)`. Distinguishes clients of several CAs in one `ca-file`; only after successful verification.",
  "fetch ssl_c_s_dn":
    "String name of the subject of the client's certificate, whole or one entry: `ssl_c_s_dn(CN)`, a number picks an occurrence, `rfc2253` as third argument gives LDAP form. The user's name for mutual TLS: check `ssl_c_used` and `ssl_c_verify` too.",
  "fetch ssl_c_san":
    "String list of the alternative names in the client's certificate, such as `DNS:a.example, URI:spiffe://…`. For logs and headers; take care with substring matches, since names may contain each other.",
  "fetch ssl_c_serial":
    "Binary serial number of the client's certificate; `,hex` prints it, ACL patterns are hexadecimal. Serial numbers are unique per issuer only.",
  "fetch ssl_c_sha1":
    "Binary SHA-1 fingerprint, 20 bytes, of the client's certificate; ACL patterns are hexadecimal. A handy key for lists of allowed devices and for stickiness.",
  "fetch ssl_c_sig_alg":
    "String algorithm that signed the client's certificate, such as `RSA-SHA256` or `ecdsa-with-SHA256`. For logs and to find outdated certificates.",
  "fetch ssl_c_used":
    "Boolean, true when the TLS session has a client certificate, resumed sessions included. The test for mutual TLS with `verify optional`; `ssl_c_verify` must be 0 as well.",
  "fetch ssl_c_verify":
    "Integer result of verifying the client's certificate, 0 when good, but 0 as well when none was sent. So always test it together with `ssl_c_used`; `x509_v_err_str` names errors.",
  "fetch ssl_c_version":
    "Integer X.509 version of the client's certificate, 3 for nearly all today. For logs and policies.",
  "fetch ssl_f_der":
    "Binary certificate, DER, that HAProxy presented to the client. For logs and debugging of certificate selection, with `,base64`.",
  "fetch ssl_f_i_dn":
    "String name of the issuer of the certificate that HAProxy presented to the client, whole or one entry: `ssl_f_i_dn(CN)`. Same arguments as `ssl_c_i_dn`; shows which CA's certificate was in use.",
  "fetch ssl_f_key_alg":
    "String algorithm of the public key in the certificate that HAProxy presented, which shows whether the client got the RSA or the ECDSA one.",
  "fetch ssl_f_notafter":
    "String end of validity, `YYMMDDhhmmssZ`, of the certificate that HAProxy presented to the client. A status page can warn of expiry with it.",
  "fetch ssl_f_notbefore":
    "String beginning of validity, `YYMMDDhhmmssZ`, of the certificate that HAProxy presented to the client. Shows whether a renewed certificate is in use already.",
  "fetch ssl_f_s_dn":
    "String name of the subject of the certificate that HAProxy presented, whole or one entry: `ssl_f_s_dn(CN)`. Same arguments as `ssl_c_s_dn`.",
  "fetch ssl_f_serial":
    "Binary serial number of the certificate that HAProxy presented to the client; `,hex` prints it. Tells old and renewed certificates of one name apart.",
  "fetch ssl_f_sha1":
    "Binary SHA-1 fingerprint of the certificate that HAProxy presented, 20 bytes. Answers in logs which certificate SNI selected.",
  "fetch ssl_f_sig_alg":
    "String algorithm that signed the certificate which HAProxy presented to the client, such as `ecdsa-with-SHA384`.",
  "fetch ssl_f_version": "Integer X.509 version of the certificate that HAProxy presented to the client, normally 3.",
  "fetch ssl_fc":
    "Boolean, true when the client connection came over TLS that HAProxy decrypts, that is a `bind` line with `ssl`. Layer 5: `http-request redirect scheme https unless { ssl_fc }`; false behind a TLS-terminating load balancer.",
  "fetch ssl_fc_alg_keysize":
    "Integer key size in bits that the symmetric cipher of the client connection has by design; `ssl_fc_use_keysize` gives the bits in use.",
  "fetch ssl_fc_alpn":
    "String protocol, such as `h2` or `http/1.1`, agreed by ALPN with the client; needs `alpn` on the `bind` line. In TCP mode it routes decrypted HTTP/2 and HTTP/1 to different backends.",
  "fetch ssl_fc_cipher":
    "String name of the cipher suite of the TLS connection with the client, such as `TLS_AES_128_GCM_SHA256`. In logs it shows which old clients a stricter list would shut out.",
  "fetch ssl_fc_cipherlist_bin":
    "Binary list of the cipher suites, 2 bytes each, that the client offered; `1` as argument leaves out GREASE. Part of JA3 fingerprints; needs `tune.ssl.capture-buffer-size` above 0, which also limits its length.",
  "fetch ssl_fc_cipherlist_hex":
    "Hexadecimal text of the cipher suites that the client offered; `1` as argument leaves out GREASE. For logs and string maps; needs `tune.ssl.capture-buffer-size` above 0.",
  "fetch ssl_fc_cipherlist_str":
    "String of the names of the cipher suites that the client offered; `1` as argument leaves out GREASE. Readable in logs; needs `tune.ssl.capture-buffer-size` above 0.",
  "fetch ssl_fc_cipherlist_xxh":
    "Integer 64-bit hash (XXH64) of the whole list of cipher suites that the client offered. A cheap key to group clients by software; needs `tune.ssl.capture-buffer-size` above 0.",
  "fetch ssl_fc_client_early_traffic_secret":
    "Hexadecimal string, the TLS 1.3 secret CLIENT_EARLY_TRAFFIC_SECRET of the client connection; in a key log it decrypts 0-RTT data of captures. Needs `tune.ssl.keylog on`; keep such logs secret.",
  "fetch ssl_fc_client_handshake_traffic_secret":
    "Hexadecimal string, the TLS 1.3 secret CLIENT_HANDSHAKE_TRAFFIC_SECRET of the client connection, for key logs that decrypt the client's handshake messages. Needs `tune.ssl.keylog on`.",
  "fetch ssl_fc_client_random":
    "Binary random value, 32 bytes, that the client sent in its TLS hello. Every line of a key log for Wireshark begins with it, in hexadecimal.",
  "fetch ssl_fc_client_traffic_secret_0":
    "Hexadecimal string, the TLS 1.3 secret CLIENT_TRAFFIC_SECRET_0 of the client connection, which decrypts the requests in captures. Needs `tune.ssl.keylog on`.",
  "fetch ssl_fc_crtname":
    "String name, as `show ssl cert` lists it, of the certificate chosen for the client: a file or an alias of a `crt-store`. For rules and logs that depend on the certificate.",
  "fetch ssl_fc_curve":
    "String name of the curve or group of the key exchange with the client, such as `X25519`. For logs on what clients can do; needs a recent TLS library.",
  "fetch ssl_fc_early_exporter_secret":
    "Hexadecimal string, the TLS 1.3 secret EARLY_EXPORTER_SECRET of the client connection, for complete key logs. Needs `tune.ssl.keylog on`.",
  "fetch ssl_fc_early_rcvd":
    "Boolean, true when the client sent early data (0-RTT) on this connection, even if the handshake is complete by now. For statistics and debugging; decisions need `ssl_fc_has_early`.",
  "fetch ssl_fc_ecformats_bin":
    "Binary list of the elliptic-curve point formats that the client offered, 1 byte each. The last part of JA3 fingerprints; needs `tune.ssl.capture-buffer-size` above 0.",
  "fetch ssl_fc_eclist_bin":
    "Binary list of the groups (curves) that the client offered, 2 bytes each; `1` as argument leaves out GREASE. Part of JA3 fingerprints; needs `tune.ssl.capture-buffer-size` above 0.",
  "fetch ssl_fc_err":
    "Integer error number of the TLS library on the client connection, 0 without one, such as no common cipher. Certificate errors are in `ssl_c_err`; for `error-log-format`.",
  "fetch ssl_fc_err_str":
    "String of the TLS library that describes the error on the client connection. For `error-log-format`; says nothing about client certificates, for which `ssl_c_err` is there.",
  "fetch ssl_fc_exporter_secret":
    "Hexadecimal string, the TLS 1.3 secret EXPORTER_SECRET of the client connection, for complete key logs. Needs `tune.ssl.keylog on`.",
  "fetch ssl_fc_extlist_bin":
    "Binary list of the TLS extensions that the client sent, 2 bytes each in their order; `1` as argument leaves out GREASE. Part of JA3 fingerprints; needs `tune.ssl.capture-buffer-size` above 0.",
  "fetch ssl_fc_has_crt":
    "Boolean, true when the client sent a certificate in this very handshake. False on resumed sessions even though they have one, so `ssl_c_used` is mostly the better test.",
  "fetch ssl_fc_has_early":
    "Boolean, true while the request is early data (0-RTT) and the handshake isn't complete, so an attacker could replay it. Let `wait-for-handshake` run first for requests that change something.",
  "fetch ssl_fc_has_sni":
    "Boolean, true when the client sent a server name (SNI) in its TLS hello. Scanners by address and very old clients send none; `strict-sni` refuses them outright.",
  "fetch ssl_fc_is_resumed":
    "Boolean, true when the client resumed a TLS session by cache or ticket, which saves a full handshake. The share in logs shows how well session reuse works.",
  "fetch ssl_fc_npn":
    "String protocol agreed with the client by NPN, the predecessor of ALPN; needs `npn` on the `bind` line. Obsolete: use `ssl_fc_alpn`.",
  "fetch ssl_fc_protocol":
    "String version of TLS on the client connection, such as `TLSv1.2`. For logs and for polite hints to old clients before `ssl-min-ver` is raised.",
  "fetch ssl_fc_protocol_hello_id":
    "Integer version field of the client's TLS hello, 771 for TLS 1.2 and, by design of the protocol, for TLS 1.3. The first part of JA3 fingerprints; needs `tune.ssl.capture-buffer-size` above 0.",
  "fetch ssl_fc_server_handshake_traffic_secret":
    "Hexadecimal string, the TLS 1.3 secret SERVER_HANDSHAKE_TRAFFIC_SECRET of the client connection, for key logs that decrypt HAProxy's handshake messages. Needs `tune.ssl.keylog on`.",
  "fetch ssl_fc_server_random":
    "Binary random value, 32 bytes, that HAProxy sent in its TLS hello to the client. Helps to find a handshake in captures.",
  "fetch ssl_fc_server_traffic_secret_0":
    "Hexadecimal string, the TLS 1.3 secret SERVER_TRAFFIC_SECRET_0 of the client connection, which decrypts the responses in captures. Needs `tune.ssl.keylog on`.",
  "fetch ssl_fc_session_id":
    "Binary id of the TLS session with the client. Was used for stickiness, but clients renew it often and TLS 1.3 gives it little meaning.",
  "fetch ssl_fc_session_key":
    "Binary master key of the TLS session with the client, which decrypts captures up to TLS 1.2. Whoever reads it can read the traffic, so never log it in production.",
  "fetch ssl_fc_sigalgs_bin":
    "Binary list of the signature algorithms that the client offered, 2 bytes each; `1` as argument leaves out GREASE. For fingerprints; needs `tune.ssl.capture-buffer-size` above 0.",
  "fetch ssl_fc_sni":
    "String server name (SNI) that the client sent to a `bind` with `ssl`. Layer 5, good for choosing backends in TCP mode; for HTTP use `req.hdr(host)`, since one connection may carry requests for several hosts. Pass-through needs `req.ssl_sni`.",
  "fetch ssl_fc_supported_versions_bin":
    "Binary list of the TLS versions that the client offered, 2 bytes each, 0x0304 being TLS 1.3; `1` as argument leaves out GREASE. Needs `tune.ssl.capture-buffer-size` above 0.",
  "fetch ssl_fc_unique_id":
    "Binary unique id of the client's TLS connection by RFC 5929, for channel binding and logs. Add `,base64` to print it; TLS 1.3 doesn't define it.",
  "fetch ssl_fc_use_keysize":
    "Integer key size in bits that the symmetric cipher of the client connection really uses, such as 128 or 256. For logs and policies.",
  "fetch ssl_ocsp_certid":
    "String id, hexadecimal, of the OCSP response that HAProxy's automatic update just handled. Known only in the log lines of those updates.",
  "fetch ssl_ocsp_certname":
    "String path of the certificate whose OCSP response HAProxy's automatic update just handled. Known only in the log lines of those updates.",
  "fetch ssl_ocsp_fail_cnt":
    "Integer number of failed automatic updates of the OCSP response at hand. Known only in the log lines of those updates; growth points to an unreachable responder.",
  "fetch ssl_ocsp_status":
    "Integer outcome of an automatic OCSP update. Known only in the log lines of those updates; `ssl_ocsp_status_str` gives the words.",
  "fetch ssl_ocsp_status_str":
    "String outcome of an automatic OCSP update, such as success or an HTTP error of the responder. Known only in the log lines of those updates.",
  "fetch ssl_ocsp_success_cnt":
    "Integer number of successful automatic updates of the OCSP response at hand. Known only in the log lines of those updates.",
  "fetch ssl_s_chain_der":
    "Binary chain of certificates, DER, that the server sent in TLS. For logs and debugging with `,base64`; missing on resumed sessions.",
  "fetch ssl_s_der":
    "Binary certificate, DER, that the server presented. Server side of TLS, in response rules and logs, with `,base64`; checks are the job of `verify required` on the `server` line.",
  "fetch ssl_s_i_dn":
    "String name of the issuer of the server's certificate, whole or one entry: `ssl_s_i_dn(CN)`. Same arguments as `ssl_c_i_dn`; response rules and logs.",
  "fetch ssl_s_key_alg":
    "String algorithm of the public key in the server's certificate, such as `rsaEncryption`. For response rules and logs.",
  "fetch ssl_s_notafter":
    "String end of validity, `YYMMDDhhmmssZ`, of the server's certificate. In logs it warns before `verify required` starts to fail.",
  "fetch ssl_s_notbefore":
    "String beginning of validity, `YYMMDDhhmmssZ`, of the server's certificate. Shows in logs which servers have the renewed one.",
  "fetch ssl_s_s_dn":
    "String name of the subject of the server's certificate, whole or one entry: `ssl_s_s_dn(CN)`. Same arguments as `ssl_c_s_dn`; for logs and debugging of `verifyhost`.",
  "fetch ssl_s_serial":
    "Binary serial number of the server's certificate; `,hex` prints it, ACL patterns are hexadecimal. Response rules and logs.",
  "fetch ssl_s_sha1":
    "Binary SHA-1 fingerprint, 20 bytes, of the server's certificate. In logs it shows which certificate a server used; `,hex` prints it.",
  "fetch ssl_s_sig_alg":
    "String algorithm that signed the server's certificate, such as `RSA-SHA256`. Finds servers with outdated certificates.",
  "fetch ssl_s_version": "Integer X.509 version of the server's certificate, normally 3. Response rules and logs.",
  "fetch status":
    "Integer HTTP status code of the response as the client will get it, changed by `set-status` rules so far. Layer 7, response rules, logs and health checks: `http-response set-header Cache-Control no-store if { status ge 400 }`.",
  "fetch stopping":
    "Boolean, true when this process is shutting down after a reload or stop. Lets rules close kept-alive connections early or fail monitoring checks: `monitor fail if { stopping }`.",
  "fetch str":
    "String constant, `str(text)`. Usable everywhere, as the start of converter chains, as a test input and to give variables a value.",
  "fetch table_avl":
    "Integer number of free entries in the named stick table, or the current proxy's. At 0 new keys push out old ones, or aren't stored with `nopurge`.",
  "fetch table_cnt":
    "Integer number of entries in use in the named stick table, or the current proxy's. With addresses as keys it is the number of recent clients, a sign of attacks.",
  "fetch term_events":
    "String of events by which connections and stream on both sides ended, seven groups from the client connection to the server's. A debugging aid for logs whose form may change.",
  "fetch tgroup":
    "Integer position of the thread group that runs the stream, from 0. For logs and debugging of load distribution between groups.",
  "fetch thread":
    "Integer position of the thread that runs the stream, from 0. For logs that show whether one thread carries too much.",
  "fetch txn.conn_retries":
    "Integer number of times that connecting to the server was tried again, HTTP retries included, like `%rc`. Final once the response is there; response rules and logs.",
  "fetch txn.id32":
    "Integer 32-bit number of the transaction, counted up by the process. Good for matching log lines nearby in time; it wraps, so `unique-id` is the lasting one.",
  "fetch txn.redispatched":
    "Boolean, true when `option redispatch` moved the request to another server after failed connections, which logs show as `+` before the retries. Response rules and logs.",
  "fetch txn.sess_term_state":
    "String of two letters telling how the stream ended and in which phase, as in `%ts`; `--` is normal. Meaningful in logs and `http-after-response` rules: `{ txn.sess_term_state sQ }` is a queue timeout.",
  "fetch txn.status":
    "Integer HTTP status code of the transaction as logs report it, like `%ST`, errors made by HAProxy included. Response rules and logs.",
  "fetch txn.timer.total":
    "Integer milliseconds from the first byte of the HTTP request to the last byte of the response, like `%Ta`. Idle time isn't in it, so it measures what users wait for; logs.",
  "fetch txn.timer.user":
    "Integer milliseconds from accepting the client to the end, idle time left out, like `%Tu`. Handshakes are included, which makes it the user's view of a new connection.",
  "fetch unique-id":
    "String id of the request, built by `unique-id-format` and fails without it. The same in headers, logs and error pages, so requests can be followed through several systems.",
  "fetch uptime":
    "Integer seconds since this worker process started. Usable everywhere, for instance to be lenient for a while after a restart.",
  "fetch url":
    "String target of the HTTP request as it was sent, layer 7: mostly a path with query, but a full URL from proxies' clients and often in HTTP/2. Match `path` or `pathq` instead, which are always the same.",
  "fetch url32":
    "Integer 32-bit hash of the request's `Host` value, path and query string. Counts requests per exact URL in a stick table of type `integer`; `base32` leaves the query out.",
  "fetch url32+src":
    "Binary key of 8 bytes (20 with IPv6): the hash `url32` followed by the client's address. In a table of type `binary` it counts how often a client asks for one URL.",
  "fetch url_ip":
    "IPv4 address in the host part of the request's absolute URL; fails for names and for plain paths. Seldom useful outside forward proxies, with `set-dst`.",
  "fetch url_param":
    "String value of a parameter in the request's query string: `url_param(id)`, not decoded. A second argument adds a delimiter such as `;` for the path, `i` as third ignores case; without a name any. The long name of `urlp`.",
  "fetch url_port":
    "Integer port in the request's absolute URL, 80 when it has none; only where the host is an IPv4 address. For forward proxies, together with `url_ip`.",
  "fetch urlp":
    "String value of a query parameter of the HTTP request, `urlp(session)`; ACLs try all values. `urlp(JSESSIONID,;)` also looks behind `;`, `i` as third argument ignores case. Not decoded: add `url_dec` where needed.",
  "fetch urlp_val":
    "Integer value of a query parameter of the HTTP request, `urlp_val(page)`, with the arguments of `urlp`. For numeric limits such as `gt 1000`; text without a number at its start counts as 0.",
  "fetch uuid":
    "String random UUID, new at each evaluation: version 4, or 7 (ordered by time) where the argument says so. For request ids: `http-request set-header X-Request-ID %[uuid] unless { req.hdr(x-request-id) -m found }`.",
  "fetch var":
    "Value of a variable in the type that was stored: `var(txn.host)`, scopes `proc`, `sess`, `txn`, `req`, `res`. Fails when it isn't set, unless a second argument gives a default string. Carries facts from requests to responses and logs.",
  "fetch wait_end":
    "Boolean, true once the inspection delay is over, and waiting until then. In `tcp-request content` rules it delays a verdict: `reject if badguys WAIT_END`; the predefined ACL `WAIT_END` is the usual way, placed last.",
  "fetch waiting_entity":
    "String naming what the stream was waiting in when an error or timeout struck: `file:line` of a rule, or a filter. For debugging logs, as `waiting_entity,when(error)`; its form may change.",
};
