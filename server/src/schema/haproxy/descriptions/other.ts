/** See `../descriptions.ts`. */
export const otherDescriptions: Readonly<Record<string, string>> = {
  "acl base":
    "Matches when the request's `Host` value followed by the path equals one of the patterns exactly, such as `www.example.com/index.html`. Query strings are left out; `-i` ignores case.",
  "acl base_beg":
    "Matches when host plus path of the request begin with one of the patterns: `base_beg www.example.com/api/`. One test where otherwise a host and a path condition would be needed.",
  "acl base_dir":
    "Matches when one of the patterns stands in host plus path as whole segments between slashes: `base_dir static` fits `example.com/a/static/x`. Slashes around the pattern don't matter.",
  "acl base_dom":
    "Matches when one of the patterns stands in host plus path as whole parts between dots, slashes, colons or question marks. For domains it is safer to look at the host alone by `hdr_dom(host)`.",
  "acl base_end":
    "Matches when host plus path of the request end with one of the patterns, for instance `base_end .php .cgi`. Query strings don't disturb it.",
  "acl base_len":
    "Matches the length in bytes of host plus path with numbers or ranges: `base_len gt 512`, `base_len 1:20`. Finds absurdly long requests.",
  "acl base_reg":
    "Matches host plus path of the request with regular expressions. Dots need a backslash and the start an anchor, `^www\\.example\\.com/`; plain prefixes are much cheaper by `base_beg`.",
  "acl base_sub":
    "Matches when one of the patterns occurs anywhere in host plus path of the request. Easily matches too much, so prefer `base_beg`, `base_dir` or `base_end`.",
  "acl cook":
    "Matches when a cookie of the request equals one of the patterns: `cook(mode) beta`. Without a name all cookies are tried; several cookies of one name are all looked at.",
  "acl cook_beg":
    "Matches when the value of a request cookie begins with one of the patterns: `cook_beg(JSESSIONID) node1.`, a way to follow route prefixes that applications set.",
  "acl cook_dir":
    "Matches when one of the patterns stands in a request cookie as whole segments between slashes. For cookies that hold paths, which are few.",
  "acl cook_dom":
    "Matches when one of the patterns stands in a request cookie as whole parts between dots, slashes, colons or question marks: `cook_dom(lang) de`.",
  "acl cook_end":
    "Matches when the value of a request cookie ends with one of the patterns: `cook_end(JSESSIONID) .node1` finds the server that an application server appended.",
  "acl cook_len":
    "Matches the length in bytes of a request cookie with numbers or ranges: `cook_len(session) gt 256`. Refuses stuffed cookies before applications read them.",
  "acl cook_reg":
    "Matches the value of a request cookie with regular expressions: `cook_reg(session) ^[0-9a-f]{32}$` tells well-formed ids from others.",
  "acl cook_sub":
    "Matches when one of the patterns occurs anywhere in the value of a request cookie: `cook_sub(consent) marketing`.",
  "acl hdr":
    "Matches when a value of a request header equals one of the patterns: `hdr(host) -i www.example.com`. Values are split at commas and all are tried. In ACLs it always means the request.",
  "acl hdr_beg":
    "Matches when a value of a request header begins with one of the patterns: `hdr_beg(host) -i static.`. All values of the header are tried.",
  "acl hdr_dir":
    "Matches when one of the patterns stands in a value of a request header as whole segments between slashes: `hdr_dir(referer) admin`.",
  "acl hdr_dom":
    "Matches when one of the patterns stands in a request header as whole domain labels: `hdr_dom(host) -i example.com` fits `www.example.com:443`, but `example.com.evil.net` too. For strict suffixes use `hdr_end`.",
  "acl hdr_end":
    "Matches when a value of a request header ends with one of the patterns: `hdr_end(host) -i .example.com`. A port behind the name prevents it; `req.hdr(host),host_only -m end` copes.",
  "acl hdr_len":
    "Matches the length in bytes of a request header's value with numbers or ranges: `hdr_len(user-agent) gt 1000`. Values are split at commas, each measured alone.",
  "acl hdr_reg":
    "Matches the values of a request header with regular expressions: `hdr_reg(user-agent) -i (curl|wget)`. Values are split at commas; use `req.fhdr(…) -m reg` where commas belong to the value.",
  "acl hdr_sub":
    "Matches when one of the patterns occurs anywhere in a value of a request header: `hdr_sub(user-agent) -i bot`. For hosts it is too lax: `example.com` also fits `notexample.com`.",
  "acl http_auth_group":
    "Matches when the request's Basic credentials are right for the `userlist` in parentheses and the user belongs to one of the groups given as patterns: `http_auth_group(admins) operators`. False with wrong or no credentials.",
  "acl method":
    "Matches when the HTTP method of the request is one of the patterns: `method GET HEAD`; write them in capitals. `METH_GET`, `METH_POST` and others are predefined; `METH_GET` includes HEAD.",
  "acl path":
    "Matches when the request's path, without query string, equals one of the patterns exactly: `path /healthz /readyz`. Case counts unless `-i` is given; lists come from a file with `-f`.",
  "acl path_beg":
    "Matches when the request's path begins with one of the patterns: `path_beg /api/`. The usual routing test; without the final slash `/api` also matches `/apidocs`.",
  "acl path_dir":
    "Matches when one of the patterns stands in the request's path as whole segments: `path_dir admin` fits `/x/admin/y` and `/admin`, not `/administration`.",
  "acl path_dom":
    "Matches when one of the patterns stands in the request's path as whole parts between dots, slashes or colons. Seldom what one wants for paths; `path_dir` treats segments.",
  "acl path_end":
    "Matches when the request's path ends with one of the patterns: `path_end -i .jpg .png .css`. Query strings don't disturb it; the usual test for static files.",
  "acl path_len": "Matches the length in bytes of the request's path with numbers or ranges: `path_len gt 1024`.",
  "acl path_reg":
    "Matches the request's path with regular expressions: `path_reg ^/user/[0-9]+$`. Costs more than `path_beg` or `path_end`, and unanchored expressions match anywhere.",
  "acl path_sub":
    "Matches when one of the patterns occurs anywhere in the request's path: `path_sub ../`. Percent-encoded forms escape it unless the path is decoded or normalised before.",
  "acl payload":
    "Matches bytes of the raw request with patterns in hexadecimal: `payload(0,2) 1603` finds TLS. TCP mode with `inspect-delay`; the same as `req.payload`.",
  "acl payload_lv":
    "Matches a block of the raw request, whose length stands in front of it, with patterns in hexadecimal: `payload_lv(offset,bytes)`. TCP mode; the same as `req.payload_lv`.",
  "acl req.ssl_ver":
    "Matches the version in a raw TLS hello with `3.1` (TLS 1.0) to `3.3` (TLS 1.2), also as ranges such as `3.2:3.3`. TCP mode; clients of TLS 1.3 say 3.3 here.",
  "acl req_rdp_cookie":
    "Matches when an RDP cookie of the raw request equals one of the patterns: `req_rdp_cookie(mstshash) alice`. TCP mode with `inspect-delay`; the same as `req.rdp_cookie`.",
  "acl req_rdp_cookie_cnt":
    "Matches the number of RDP cookies in the raw request with numbers or ranges: `req_rdp_cookie_cnt gt 0`. TCP mode; predefined as `RDP_COOKIE`.",
  "acl req_ssl_sni":
    "Matches when the server name in the raw TLS hello equals one of the patterns: `req_ssl_sni -i api.example.com`. TCP mode without decryption, after `inspect-delay`; the same as `req.ssl_sni`.",
  "acl req_ssl_ver":
    "Matches the version in a raw TLS hello, written as `3.1` and the like. TCP mode; an older name of `req.ssl_ver`.",
  "acl req_ver":
    "Matches the HTTP version of the request: `req_ver 1.0`. The same as `req.ver`; `HTTP_1.0` and `HTTP_1.1` are predefined.",
  "acl resp_ver": "Matches the HTTP version of the response, such as `1.0`. For response rules; the same as `res.ver`.",
  "acl scook":
    "Matches when a cookie that the response sets equals one of the patterns: `scook(mode) beta`. Response rules only.",
  "acl scook_beg":
    "Matches when the value of a cookie that the response sets begins with one of the patterns. Response rules only; without a name all cookies are tried.",
  "acl scook_dir":
    "Matches when one of the patterns stands, as whole segments between slashes, in a cookie that the response sets. Response rules only.",
  "acl scook_dom":
    "Matches when one of the patterns stands, as whole parts between dots, slashes or colons, in a cookie that the response sets. Response rules only.",
  "acl scook_end":
    "Matches when the value of a cookie that the response sets ends with one of the patterns, for instance an application server's route suffix. Response rules only.",
  "acl scook_len":
    "Matches the length in bytes of a cookie that the response sets with numbers or ranges: `scook_len(session) gt 256`. Response rules only.",
  "acl scook_reg":
    "Matches the value of a cookie that the response sets with regular expressions. Response rules only; only the value is seen, not attributes such as `Secure`.",
  "acl scook_sub":
    "Matches when one of the patterns occurs anywhere in the value of a cookie that the response sets. Response rules only.",
  "acl shdr":
    "Matches when a value of a response header equals one of the patterns: `shdr(content-type) text/html`. Values are split at commas and all are tried; response rules only.",
  "acl shdr_beg":
    "Matches when a value of a response header begins with one of the patterns: `shdr_beg(content-type) image/`. Response rules only.",
  "acl shdr_dir":
    "Matches when one of the patterns stands in a response header as whole segments between slashes: `shdr_dir(location) login`. Response rules only.",
  "acl shdr_dom":
    "Matches when one of the patterns stands in a response header as whole domain labels: `shdr_dom(location) example.com`. Response rules only.",
  "acl shdr_end":
    "Matches when a value of a response header ends with one of the patterns. Response rules only, for instance on `Location`.",
  "acl shdr_len":
    "Matches the length in bytes of a response header's value with numbers or ranges: `shdr_len(set-cookie) gt 4096`. Response rules only.",
  "acl shdr_reg":
    "Matches the values of a response header with regular expressions: `shdr_reg(server) -i apache/[0-9]`. Response rules only.",
  "acl shdr_sub":
    "Matches when one of the patterns occurs anywhere in a value of a response header: `shdr_sub(content-type) json`. Response rules only.",
  "acl ssl_fc_sni_end":
    "Matches when the server name that the client sent to a `bind` with `ssl` ends with one of the patterns: `ssl_fc_sni_end .example.com`. For HTTP requests test the host header instead.",
  "acl ssl_fc_sni_reg":
    "Matches the server name that the client sent to a `bind` with `ssl` with regular expressions. Anchor them and escape dots; plain suffixes are the job of `ssl_fc_sni_end`.",
  "acl url":
    "Matches when the request's target, as sent, equals one of the patterns exactly; query string and, where sent, scheme and host count. Mostly for `url *` (predefined as `HTTP_URL_STAR`); otherwise use `path`.",
  "acl url_beg":
    "Matches when the request's target, as sent, begins with one of the patterns. HTTP/2 and proxy clients send whole URLs, so `path_beg` is the dependable test.",
  "acl url_dir":
    "Matches when one of the patterns stands in the request's target as whole segments between slashes or question marks.",
  "acl url_dom":
    "Matches when one of the patterns stands in the request's target as whole domain labels, for whole URLs as proxy clients send them.",
  "acl url_end":
    "Matches when the request's target ends with one of the patterns. The query string belongs to it, so `/a.png?x=1` doesn't end with `.png`; `path_end` avoids that.",
  "acl url_len":
    "Matches the length in bytes of the request's whole target, query string included, with numbers or ranges: `url_len gt 2048`.",
  "acl url_reg":
    "Matches the request's whole target, query string included, with regular expressions: `url_reg ^[^/:]*://` finds whole URLs (predefined as `HTTP_URL_ABS`).",
  "acl url_sub":
    "Matches when one of the patterns occurs anywhere in the request's target, query string included. Encoded forms escape it, so it is no protection against attacks.",
  "acl urlp":
    "Matches when a query parameter of the request equals one of the patterns: `urlp(format) json`. Values aren't decoded; all parameters of that name are tried.",
  "acl urlp_beg":
    "Matches when the value of a query parameter begins with one of the patterns: `urlp_beg(next) http`, a sign of open redirects.",
  "acl urlp_dir":
    "Matches when one of the patterns stands in a query parameter as whole segments between slashes: `urlp_dir(file) etc`.",
  "acl urlp_dom":
    "Matches when one of the patterns stands in a query parameter as whole domain labels: `urlp_dom(next) example.com`.",
  "acl urlp_end": "Matches when the value of a query parameter ends with one of the patterns: `urlp_end(file) .exe`.",
  "acl urlp_len":
    "Matches the length in bytes of a query parameter's value, undecoded, with numbers or ranges: `urlp_len(q) gt 200`.",
  "acl urlp_reg":
    "Matches the value of a query parameter, undecoded, with regular expressions: `urlp_reg(id) ^[0-9]+$` accepts only numbers.",
  "acl urlp_sub":
    "Matches when one of the patterns occurs anywhere in the undecoded value of a query parameter. Percent-encoding escapes it; decode first with `url_param(q),url_dec -m sub`.",
  "cond-predicate awslc_api_atleast":
    "True when HAProxy was built with AWS-LC of at least the given API version, a whole number: `awslc_api_atleast(35)`. An error with any other TLS library, so ask only in a branch for AWS-LC.",
  "cond-predicate awslc_api_before":
    "True when HAProxy was built with AWS-LC of an API version older than the given whole number. An error with any other TLS library, as with `awslc_api_atleast`.",
  "cond-predicate defined":
    "True when an environment variable of this name exists, even if empty: `.if defined(CLUSTER_NAME)`. The name stands without `$` and braces; `setenv` in `global` counts as well.",
  "cond-predicate enabled":
    "True when an option of the running process is on: `enabled(REUSEPORT)`, also `POLL`, `EPOLL`, `KQUEUE`, `EVPORTS`, `SPLICE`, `GETADDRINFO`, `FAST-FORWARD` and `SERVER-SSL-VERIFY-NONE`. Unknown names are false.",
  "cond-predicate feature":
    "True when HAProxy was built with a feature, named as in the list of `haproxy -vv`: `.if feature(OPENSSL)`, `feature(LUA)`, `feature(QUIC)`. Lets one file serve builds of different distributions.",
  "cond-predicate fips_mode":
    "True when the TLS library works in FIPS mode at this start. Takes no argument; false where the library doesn't know such a mode.",
  "cond-predicate openssl_version_atleast":
    "True when HAProxy was built with OpenSSL, or a library that claims its version, of at least the given one: `openssl_version_atleast(1.1.1)`. For options that older libraries refuse; an error in builds without TLS.",
  "cond-predicate openssl_version_before":
    "True when HAProxy was built with an OpenSSL older than the given version: `openssl_version_before(3.0.0)`. The opposite of `openssl_version_atleast`; an error in builds without TLS.",
  "cond-predicate ssllib_name_startswith":
    "True when the name of the TLS library in use begins with the argument: `ssllib_name_startswith(OpenSSL)`. Case counts; separates OpenSSL from compatible libraries such as LibreSSL, whose version numbers mean something else.",
  "cond-predicate streq":
    'True when both strings are equal: `.if streq("$ENVIRONMENT",prod)`. Quote variables, so that an empty one stays an argument; comparison respects case.',
  "cond-predicate strneq":
    'True when the two strings differ: `.if strneq("$ENVIRONMENT",prod)`. The opposite of `streq`, as case-sensitive as that.',
  "cond-predicate strstr":
    'True when the first string contains the second: `.if strstr("$NODE_NAME",edge)`. Case counts; for equality there is `streq`.',
  "cond-predicate version_atleast":
    "True when this HAProxy isn't older than the given version: `.if version_atleast(2.8)`. Guards lines that older programs would refuse; release numbers and `-dev` suffixes may follow.",
  "cond-predicate version_before":
    "True when this HAProxy is older than the given version: `.if version_before(3.0)`. Keeps lines that newer programs no longer accept.",
  "crt-list-option crt-list allow-0rtt":
    "Accepts TLS 1.3 early data (0-RTT) on connections that use this line's certificate. Early data can be replayed, so protect changing requests by `wait-for-handshake`.",
  "crt-list-option crt-list alpn":
    "Protocols offered by ALPN for this line's certificate instead of those of `bind`, with commas and in order of preference: `alpn h2,http/1.1`. Switches HTTP/2 off for single hosts.",
  "crt-list-option crt-list ca-file":
    "PEM file with the CAs by which client certificates are verified for this line's names, instead of the one on `bind`. Their names are sent to clients as a hint which certificate to choose.",
  "crt-list-option crt-list ca-verify-file":
    "PEM file with further CAs, usually roots, for verifying client certificates on this line's names. Unlike those of `ca-file` their names aren't sent to clients.",
  "crt-list-option crt-list ciphers":
    "Cipher suites up to TLS 1.2, in OpenSSL's syntax, for this line's certificate instead of those of `bind`. Suites of TLS 1.3 are set by `ciphersuites`.",
  "crt-list-option crt-list ciphersuites":
    "Cipher suites of TLS 1.3 for this line's certificate, with colons between: `TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256`. Older versions use `ciphers`.",
  "crt-list-option crt-list client-sigalgs":
    "Signature algorithms accepted for client certificates on this line's names, as a list with colons. Leave it to the TLS library unless a policy demands otherwise.",
  "crt-list-option crt-list crl-file":
    "PEM file with revocation lists by which client certificates are checked on this line's names. Needs a list for every CA concerned, and fresh ones: an expired list makes verification fail.",
  "crt-list-option crt-list curves":
    "Groups for the key exchange offered for this line's certificate, in order and with colons: `curves X25519:P-256`. Takes the place of `ecdhe`, which names only one.",
  "crt-list-option crt-list ecdhe":
    "Single curve for the key exchange with this line's certificate, such as `prime256v1`. `curves` takes a list and is the better choice.",
  "crt-list-option crt-list ktls":
    "Lets the kernel encrypt (kTLS) for connections with this line's certificate, `on` or `off`, where kernel and cipher allow. Experimental; Linux only.",
  "crt-list-option crt-list no-alpn":
    "Offers no protocol by ALPN for this line's certificate, although `bind` sets some or has defaults. Clients then speak HTTP/1 on those names.",
  "crt-list-option crt-list no-ca-names":
    "Doesn't send the names of the CAs when client certificates are requested for this line's names, which shortens handshakes with large CA files. Give the CAs by `ca-verify-file` then.",
  "crt-list-option crt-list npn":
    "Protocols offered by NPN for this line's certificate. NPN is obsolete and no current browser uses it; write `alpn`.",
  "crt-list-option crt-list ocsp-update":
    "Lets HAProxy fetch OCSP responses for this line's certificate itself and renew them before they expire: `on` or `off` (default). The certificate must name a responder and the issuer must be known.",
  "crt-list-option crt-list sigalgs":
    "Signature algorithms offered in TLS handshakes with this line's certificate, as a list with colons such as `ECDSA+SHA256:RSA+SHA256`. Defaults of the TLS library are mostly right.",
  "crt-list-option crt-list ssl-max-ver":
    "Newest TLS version accepted for this line's names, from `SSLv3` to `TLSv1.3`. Only for clients with defects in newer versions; otherwise leave it out.",
  "crt-list-option crt-list ssl-min-ver":
    "Oldest TLS version accepted for this line's names, from `SSLv3` to `TLSv1.3`, instead of that of `bind`. Opens old versions for one host without opening them for all.",
  "crt-list-option crt-list verify":
    "Client certificates on this line's names, instead of what `bind` says: `none` doesn't ask, `optional` asks, `required` refuses clients without a valid one. Needs `ca-file`. With `optional` test `ssl_c_used` and `ssl_c_verify` in rules.",
  "directive .alert":
    'Prints an error message and makes the start, reload or check fail: `.alert "CLUSTER is not set"`. Behind `.if` it enforces conditions of a configuration. Exactly one word, so quote it.',
  "directive .diag":
    "Prints a message only in diagnostic mode (`-dD`). For hints to those who examine a configuration; takes exactly one word, so quote sentences.",
  "directive .elif":
    "Condition that is tried when those of `.if` and earlier `.elif` were false; at most one branch is read. Its own condition isn't evaluated once a branch was taken.",
  "directive .else":
    "Begins the lines that are read when no condition of `.if` and `.elif` was true. No further `.elif` may follow.",
  "directive .endif":
    "Ends the block that `.if` began. Every `.if` needs one in the same file; blocks may be nested up to 100 deep.",
  "directive .if":
    "Reads the following lines only when its condition is true: a predicate such as `defined(NAME)` or `version_atleast(2.8)`, or a number, 0 being false. Lines of false branches are skipped, though their quotes must match. Blocks end with `.endif`.",
  "directive .notice":
    "Prints a message of level notice while the configuration is read, without any effect on the result. Takes exactly one word, so quote sentences.",
  "directive .warning":
    'Prints a warning while the configuration is read; with `zero-warning` or `-dW` it makes the start fail. Takes exactly one word: `.warning "fallback is in use"`.',
  "filter proxy bwlim-in":
    "Defines a named limit in bytes on data from clients: per stream with `default-limit` and `default-period`, or shared among all of one `key` by a stick table with `bytes_in_rate`. Takes effect only where a `set-bandwidth-limit` rule names it.",
  "filter proxy bwlim-out":
    "Defines a named limit in bytes on data to clients: per stream with `default-limit` and `default-period`, or shared among all of one `key` by a stick table with `bytes_out_rate`. Takes effect only where a `set-bandwidth-limit` rule names it.",
  "filter proxy cache":
    "Places the named `cache` among the filters of the proxy. Rules with `cache-use` and `cache-store` bring it by themselves, but this line is required as soon as other filters than `compression` and `fcgi-app` are declared; put it before `compression`.",
  "filter proxy comp-req":
    "Compresses request bodies on their way to servers, by the `compression` settings of the proxy. Written out only where the order of filters matters; servers must understand compressed requests.",
  "filter proxy comp-res":
    "Compresses response bodies, by the `compression` settings of the proxy. The response half of `compression`, for proxies that list their filters explicitly.",
  "filter proxy compression":
    "Places HTTP compression among the filters of the proxy. The `compression` settings bring it by themselves, but this line is required as soon as other filters than `cache` and `fcgi-app` are declared, since their order matters.",
  "filter proxy fcgi-app":
    "Places the FastCGI application of `use-fcgi-app` among the filters of the backend. Required only as soon as other filters than `cache` and `compression` are declared; servers need `proto fcgi`.",
  "filter proxy opentracing":
    "Sends traces of requests and responses through the OpenTracing library, as the file behind `config` says; `id` chooses a section in it. Needs a build with OpenTracing.",
  "filter proxy spoe":
    "Sends parts of requests and responses to external agents and takes variables back, by the engine in the file of `config`; `engine` chooses one there. For verdicts of firewalls, authentication or geolocation by your own programs.",
  "filter proxy trace":
    "Reports every call that filters get, with `name` as a mark; options dump the data (`hexdump`) or forward it in random pieces. Only for developing and debugging filters.",
  "log-alias %B":
    "Bytes of the response, HTTP headers included, from the server or from HAProxy itself; with `+` in front when `option logasap` logged before the end. Volume of downloads, `%U` being that of uploads.",
  "log-alias %Bi":
    "Address from which HAProxy connected to the server. An older spelling of `%bi`, which is the one to write.",
  "log-alias %Bp":
    "Source port from which HAProxy connected to the server. An older spelling of `%bp`, which is the one to write.",
  "log-alias %CC":
    "Cookie of the request that `capture cookie` saved, as `name=value`, or `-`. HTTP mode only; for following sessions of users.",
  "log-alias %CS":
    "Cookie set by the response that `capture cookie` saved, as `name=value`, or `-`. HTTP mode only; shows when a server began a session.",
  "log-alias %Ci": "Address of the client. An older spelling of `%ci`, which is the one to write.",
  "log-alias %Cp": "Source port of the client. An older spelling of `%cp`, which is the one to write.",
  "log-alias %Fi": "Address that the client connected to. An older spelling of `%fi`, which is the one to write.",
  "log-alias %Fp": "Port that the client connected to. An older spelling of `%fp`, which is the one to write.",
  "log-alias %H":
    "Name of the machine that HAProxy runs on. Tells nodes apart where logs of several come together without syslog's own host field.",
  "log-alias %HM":
    "Method of the HTTP request, such as `GET`. HTTP mode only; the parts of the request line are `%HM`, `%HU` and `%HV`.",
  "log-alias %HP":
    "Target of the HTTP request without its query string; scheme and host are kept where the client sent a whole URL. HTTP mode only; keeps secrets of query strings out of logs.",
  "log-alias %HPO":
    "Path of the HTTP request only, without scheme, host and query string, so the same for HTTP/1 and HTTP/2. HTTP mode only.",
  "log-alias %HQ": "Query string of the HTTP request with its question mark, empty without one. HTTP mode only.",
  "log-alias %HU":
    "Target of the HTTP request, query string included, as the client sent it. HTTP mode only; long ones are cut at `tune.http.logurilen`.",
  "log-alias %HV": "Version of the HTTP request, such as `HTTP/1.1` or `HTTP/2.0`. HTTP mode only.",
  "log-alias %ID":
    "Unique id of the request, as `unique-id-format` builds it; `-` without that. Links the log line to a header sent on by `unique-id-header`.",
  "log-alias %OG":
    "Moment at which the line was logged, such as `txn_accept`, `txn_connect` or `txn_close`. Makes clear with `option logasap` or log steps which other fields can be complete.",
  "log-alias %ST":
    "HTTP status code that the client got, HAProxy's own errors included; `-1` when there was none. In TCP mode it is of no use.",
  "log-alias %Si": "Address of the server. An older spelling of `%si`, which is the one to write.",
  "log-alias %Sp": "Port of the server. An older spelling of `%sp`, which is the one to write.",
  "log-alias %T":
    "Date and time of acceptance in UTC with zone, such as `03/Mar/2025:10:15:00 +0000`, whole seconds. `%Tl` gives local time, `%t` milliseconds.",
  "log-alias %TR":
    "Milliseconds from the first byte of the HTTP request to the end of its headers, `-1` if they never ended. High values mean slow clients; HTTP mode only.",
  "log-alias %Ta":
    "Milliseconds from the first byte of the HTTP request to the last of the response: active time without idling. `+` in front with `option logasap`; HTTP mode only.",
  "log-alias %Tc":
    "Milliseconds to connect to the server, TLS handshake included; `-1` when no connection came about. Values near whole seconds hint at lost packets.",
  "log-alias %Td":
    "Milliseconds of transferring the response behind its headers, in TCP mode of the data after connecting. Large with big files and slow clients.",
  "log-alias %Th":
    "Milliseconds of the handshakes on the client connection, PROXY protocol and TLS. Counted for its first request only; later ones on it show 0.",
  "log-alias %Ti":
    "Milliseconds of idling before the request: between handshake, or previous response, and its first byte. Harmless when large; HTTP mode only.",
  "log-alias %Tl":
    "Date and time of acceptance in local time with zone, such as `03/Mar/2025:11:15:00 +0100`, whole seconds. The UTC form is `%T`.",
  "log-alias %Tq":
    "Milliseconds from acceptance, or the previous response, to the end of the request's headers: `%Th`, `%Ti` and `%TR` together. Idle time blurs it, so `%TR` says more; HTTP mode only.",
  "log-alias %Tr":
    "Milliseconds that the server took from the connection to its complete response headers; `-1` if they never came. The application's own time, with uploads in it; HTTP mode only.",
  "log-alias %Ts":
    "Time of acceptance as seconds since the epoch. With the flag `X` in hexadecimal, as compact ids use it; `%ms` adds the milliseconds.",
  "log-alias %Tt":
    "Milliseconds from acceptance until both sides were closed, idle time included; `+` in front with `option logasap`. The only total in TCP mode.",
  "log-alias %Tu":
    "Milliseconds from acceptance to the end without idle time, an estimate of what the user experienced. Contains the handshake, unlike `%Ta`.",
  "log-alias %Tw":
    "Milliseconds of waiting in queues for a free server slot; `-1` when the request ended before, for instance refused. Above 0 `maxconn` held it back.",
  "log-alias %U":
    "Bytes that HAProxy received from the client for this stream, HTTP headers included. Shows uploads, the counterpart of `%B`.",
  "log-alias %ac":
    "Number of connections open in the whole process when the line was logged. Near the global `maxconn` clients begin to wait.",
  "log-alias %b":
    "Name of the backend that handled the request; the frontend's name when none was reached, as with refused requests.",
  "log-alias %bc": "Number of connections that the backend handled when the line was logged, this one included.",
  "log-alias %bi":
    "Address from which HAProxy connected to the server; `-` without such a connection. Useful with `source` and several addresses.",
  "log-alias %bp":
    "Source port from which HAProxy connected to the server. Needed to find the connection in the server's logs and in captures.",
  "log-alias %bq":
    "Number of requests ahead of this one in the backend's queue when it entered. Above 0 all servers were full.",
  "log-alias %cc":
    "Cookie of the request that `capture cookie` saved. An older spelling of `%CC`, which is the one to write.",
  "log-alias %ci": "Address of the client, as PROXY protocol or `set-src` left it; `unix` for clients of UNIX sockets.",
  "log-alias %cp":
    "Source port of the client. Together with the exact time it identifies a subscriber behind a provider's NAT.",
  "log-alias %cs":
    "Cookie set by the response that `capture cookie` saved. An older spelling of `%CS`, which is the one to write.",
  "log-alias %f": "Name of the frontend that accepted the connection. `%ft` adds a mark for TLS.",
  "log-alias %fc":
    "Number of connections open on the frontend when the line was logged. Near the frontend's `maxconn` new clients wait in the system's backlog.",
  "log-alias %fi":
    "Address that the client connected to. Tells VIPs and interfaces apart on frontends with several `bind` lines.",
  "log-alias %fp":
    "Port that the client connected to, after PROXY protocol and rules. Tells HTTP from HTTPS entrances of one frontend.",
  "log-alias %ft":
    "Name of the frontend with `~` behind it when the client used TLS. The form in the default HTTP and TCP logs.",
  "log-alias %hr":
    "Request headers that `capture request header` saved, in braces with `|` between: `{www.example.com|curl/8.0}`. Nothing without captures.",
  "log-alias %hrl":
    "Request headers that `capture request header` saved, as words with blanks between, as CLF logs have them; `%{+Q}hrl` quotes each. Nothing without captures.",
  "log-alias %hs":
    "Response headers that `capture response header` saved, in braces with `|` between. Nothing without captures.",
  "log-alias %hsl":
    "Response headers that `capture response header` saved, as words with blanks between, as CLF logs have them; `%{+Q}hsl` quotes each. Nothing without captures.",
  "log-alias %lc":
    "Number of log lines that the frontend sent so far, counted up per line. Gaps in it show that lines were lost on the way.",
  "log-alias %ms": "Milliseconds part, three digits, of the time of acceptance. Completes `%Ts`, as in `%Ts.%ms`.",
  "log-alias %o":
    "Prints nothing itself: its flags, such as `%{+Q}o` for quotes or `%{+E}o` for escaping, apply to all items behind it in the format. `%{-Q}` at an item takes a flag away.",
  "log-alias %pid":
    "Process id of the worker that logged. Changes with each reload, so it shows which configuration handled a request.",
  "log-alias %r":
    "Whole request line, `GET /index.html HTTP/1.1`, query string included. HTTP mode only; `<BADREQ>` for invalid requests. Wrap it as `%{+Q}r`.",
  "log-alias %rc":
    "Number of times that connecting to the server was repeated, with `+` in front when the last try went to another server. Should be 0.",
  "log-alias %rt":
    "Number of the request, or TCP session, in this process, counted up; hexadecimal with the flag `X`. A part of ids in `unique-id-format`; alone it isn't unique, because it starts anew with each process.",
  "log-alias %s":
    "Name of the server that handled the request; `<NOSRV>` when none was chosen, `<STATS>` and the like for answers by HAProxy itself.",
  "log-alias %sc":
    "Number of connections on the server when the line was logged, this one included. Compare with the server's `maxconn`.",
  "log-alias %si":
    "Address of the server that HAProxy connected to; useful where names in `server` lines resolve to changing addresses.",
  "log-alias %sp":
    "Port of the server that HAProxy connected to, after mappings such as `+1000` on `server` lines; `-` without a connection.",
  "log-alias %sq":
    "Number of requests ahead of this one in the server's own queue when it entered. Above 0 the server's `maxconn` is reached often.",
  "log-alias %sslc":
    "Cipher suite of the TLS connection with the client, such as `TLS_AES_128_GCM_SHA256`; `-` without TLS.",
  "log-alias %sslv":
    "Version of TLS on the connection with the client, such as `TLSv1.3`; `-` without TLS. Count it before old versions are shut out.",
  "log-alias %st": "HTTP status code that the client got. An older spelling of `%ST`, which is the one to write.",
  "log-alias %t":
    "Local date and time of acceptance with milliseconds, such as `03/Mar/2025:11:15:00.123`. On kept-alive connections `%tr` is nearer to the request.",
  "log-alias %tr":
    "Local date and time, with milliseconds, at which the first byte of the HTTP request arrived. HTTP mode only; the time in the default HTTP log.",
  "log-alias %trg":
    "Date and time in UTC with zone at which the HTTP request arrived, whole seconds. HTTP mode only; comparable across sites in different zones.",
  "log-alias %trl":
    "Local date and time with zone at which the HTTP request arrived, whole seconds. HTTP mode only; the form of Apache's logs.",
  "log-alias %ts":
    "Two letters on how the stream ended: who or what ended it (`C` client, `S` server, `P` proxy, `c` `s` timeouts …) and in which phase (`R` request, `Q` queue, `C` connection, `H` headers, `D` data). `--` is normal.",
  "log-alias %tsc":
    "Four letters: the two of `%ts`, then what became of the persistence cookie in the request (`N` none, `V` valid, `D` server down, …) and in the response (`I` inserted, `N` none, …). In the default HTTP log.",
  "service prometheus-exporter":
    "Serves HAProxy's metrics in the Prometheus text format: `http-request use-service prometheus-exporter if { path /metrics }`. Needs a build that includes it; protect the path, since names of servers and traffic figures are in it. Query parameters such as `scope=` reduce the output.",
  "stick-data bytes_in_cnt":
    "Bytes received from clients in all for the key, 64 bits. Read by `sc0_kbytes_in` and its like, in kilobytes; for volume quotas over the life of the entry.",
  "stick-data bytes_in_rate":
    "Bytes received from clients for the key in the last period, `bytes_in_rate(1m)`. Read by `sc0_bytes_in_rate`, and the base of shared `bwlim-in` filters.",
  "stick-data bytes_out_cnt":
    "Bytes sent to clients in all for the key, 64 bits. Read by `sc0_kbytes_out` and its like, in kilobytes; for download quotas.",
  "stick-data bytes_out_rate":
    "Bytes sent to clients for the key in the last period, `bytes_out_rate(1s)`. Read by `sc0_bytes_out_rate`, and the base of shared `bwlim-out` filters.",
  "stick-data conn_cnt":
    "Connections of the key in all, 32 bits, counted when a `track-sc` rule first follows the key for a connection. Read by `sc0_conn_cnt`.",
  "stick-data conn_cur":
    "Connections of the key that are open now. The basis of limits such as `sc0_conn_cur gt 20`; the one counter that peers don't share, because it only makes sense locally.",
  "stick-data conn_rate":
    "New connections of the key in the last period, `conn_rate(10s)`. Read by `sc0_conn_rate`; refusing floods in `tcp-request connection` costs least.",
  "stick-data glitch_cnt":
    "Protocol glitches (odd or wrong HTTP/2 and QUIC behaviour) of the key in all, 32 bits. Read by `sc0_glitch_cnt`; finds clients that attack the protocol.",
  "stick-data glitch_rate":
    "Protocol glitches of the key in the last period, `glitch_rate(1m)`. Read by `sc0_glitch_rate`, a better measure than totals for long-lived entries.",
  "stick-data gpc":
    "Array of up to 100 counters for purposes of your own, `gpc(10)`, raised by `sc-inc-gpc(index,counter)` rules. Takes the place of `gpc0` and `gpc1`, which can't stand in the same table.",
  "stick-data gpc0":
    "Counter for a purpose of your own, 32 bits, raised by `sc-inc-gpc0` rules and read by `sc0_get_gpc0`: failed logins, refused requests, or a mark for abusers.",
  "stick-data gpc0_rate":
    "How often `gpc0` was raised in the last period, `gpc0_rate(30s)`. Works with or without `gpc0` itself in the table; read by `sc0_gpc0_rate`.",
  "stick-data gpc1":
    "Second counter for a purpose of your own, 32 bits, raised by `sc-inc-gpc1` rules and read by `sc0_get_gpc1`. For more of them use the array `gpc`.",
  "stick-data gpc1_rate":
    "How often `gpc1` was raised in the last period, `gpc1_rate(30s)`. Works with or without `gpc1` itself in the table; read by `sc0_gpc1_rate`.",
  "stick-data gpc_rate":
    "Array of up to 100 rates of custom events, `gpc_rate(10,1m)`: number of elements and period. Raised together with the counters of `gpc`; can't stand beside `gpc0_rate` or `gpc1_rate`.",
  "stick-data gpt":
    "Array of up to 100 tags, `gpt(5)`: 32-bit numbers that `sc-set-gpt(index,counter)` rules store, such as classes of clients. Can't stand beside `gpt0`.",
  "stick-data gpt0":
    "Tag of the key, a 32-bit number that `sc-set-gpt0` rules store and `sc0_get_gpt0` reads. Keeps a verdict across connections.",
  "stick-data http_err_cnt":
    "HTTP errors of the key's making in all: invalid requests and 4xx answers, 32 bits. Read by `sc0_http_err_cnt`; shows scanners.",
  "stick-data http_err_rate":
    "HTTP errors of the key's making (invalid requests, 4xx answers) in the last period, `http_err_rate(10s)`. Read by `sc0_http_err_rate`; stops scanners and password guessing.",
  "stick-data http_fail_cnt":
    "Failed responses for the key in all: 5xx other than 501 and 505, or invalid ones, 32 bits. With URLs as keys it shows which pages break.",
  "stick-data http_fail_rate":
    "Failed responses (5xx other than 501 and 505, or invalid) for the key in the last period, `http_fail_rate(10s)`. Read by `sc0_http_fail_rate`, for switching broken parts off.",
  "stick-data http_req_cnt":
    "HTTP requests of the key in all, valid or not, 32 bits. Read by `sc0_http_req_cnt`; counting begins when a `track-sc` rule follows the key.",
  "stick-data http_req_rate":
    "HTTP requests of the key in the last period, `http_req_rate(10s)`. The usual basis of rate limits, read by `sc0_http_req_rate`; the limit counts requests per that period, not per second.",
  "stick-data server_id":
    "Number of the server that the key sticks to. Added by itself where `stick on`, `stick match` or `stick store` rules use the table, so it seldom needs writing.",
  "stick-data server_key":
    "Name, or address and port, of the server that the key sticks to, as `srvkey` says. Added by itself with stick rules; keeps stickiness between peers whose servers are numbered differently.",
  "stick-data sess_cnt":
    "Sessions of the key in all, 32 bits: connections that passed the `tcp-request connection` rules. Read by `sc0_sess_cnt`.",
  "stick-data sess_rate":
    "Sessions of the key in the last period, `sess_rate(10s)`, without connections that `tcp-request connection` rules refused. Read by `sc0_sess_rate`.",
  "stick-type binary":
    "Keys are binary blocks of `len` bytes, 32 by default; longer ones are cut, shorter ones filled with zeros. For `base32+src`, TLS session ids and fingerprints.",
  "stick-type integer":
    "Keys are 32-bit numbers, for hashes such as `base32`, ids or ports. The smallest keys besides IPv4 addresses.",
  "stick-type ip":
    "Keys are IPv4 addresses, 4 bytes each. IPv6 clients can't be stored unless their address maps to IPv4, so choose `ipv6` where both occur.",
  "stick-type ipv6":
    "Keys are IPv6 addresses, 16 bytes each; IPv4 ones are stored in mapped form. The right type for `src` on dual-stack entrances.",
  "stick-type string":
    "Keys are strings of at most `len` characters, 32 by default; longer ones are cut, so different keys may fall together. For cookies, API keys and host names.",
};
