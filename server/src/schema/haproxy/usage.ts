/**
 * What people write first and most often, by the place or the words in front: what is listed comes before what is not. The orders
 * come from counting published configurations, and from what those who run haproxy in front of Kubernetes need next.
 */
const orders: Readonly<Record<string, string>> = {
  sections: "global defaults frontend backend listen peers resolvers userlist cache ring mailers http-errors",
  global:
    "log chroot stats user group daemon maxconn pidfile nbthread ssl-default-bind-options ssl-default-bind-ciphers ssl-default-bind-ciphersuites ca-base crt-base tune.ssl.default-dh-param ssl-server-verify hard-stop-after master-worker ulimit-n external-check lua-load default-path",
  defaults: "mode timeout log option retries maxconn balance default-server errorfile log-format",
  frontend:
    "bind mode default_backend option use_backend acl http-request log timeout maxconn tcp-request monitor-uri http-response redirect stats description",
  listen:
    "bind mode balance option server stats timeout default-server http-request log maxconn acl cookie http-check tcp-check tcp-request",
  backend:
    "mode balance option server default-server http-check timeout http-request tcp-check cookie stick-table stick acl server-template http-response retries fullconn source log",
  peers: "peer bind server table",
  resolvers: "nameserver parse-resolv-conf resolve_retries timeout hold accepted_payload_size",
  mailers: "mailer timeout",
  userlist: "user group",
  cache: "total-max-size max-object-size max-age process-vary",
  ring: "format maxlen size server timeout description",
  "http-errors": "errorfile",
  "log-forward": "bind dgram-bind log maxconn timeout",
  option:
    "httplog tcplog dontlognull httpchk redispatch forwardfor http-server-close tcp-check http-keep-alive tcpka log-health-checks clitcpka srvtcpka allbackups prefer-last-server dontlog-normal ssl-hello-chk mysql-check",
  timeout: "connect client server check http-request queue http-keep-alive tunnel client-fin server-fin tarpit",
  stats: "enable uri refresh auth admin realm hide-version show-legends show-node socket timeout maxconn",
  mode: "tcp http log",
  balance: "roundrobin leastconn source first random static-rr uri hdr( url_param rdp-cookie hash",
  log: "global /dev/log stdout stderr local0 local1 local2 local3 daemon user len format",
  "http-request":
    "deny set-header redirect add-header del-header set-var( return use-service allow set-path replace-path replace-header track-sc0 capture tarpit cache-use set-log-level wait-for-body auth",
  "http-response":
    "set-header add-header del-header deny return set-status replace-header cache-store capture set-var(",
  "http-after-response": "set-header add-header del-header set-var(",
  "tcp-request": "content inspect-delay connection session",
  "tcp-request content": "accept reject track-sc0 set-var( capture",
  "tcp-request connection": "reject accept expect-proxy track-sc0 set-src",
  "tcp-request session": "reject accept track-sc0",
  "tcp-response": "content inspect-delay",
  "tcp-response content": "accept reject close",
  "http-check": "expect send connect disable-on-404",
  "http-check expect": "status string rstatus rstring hdr !",
  "http-check send": "meth uri ver hdr body",
  "http-check connect": "ssl port sni default linger",
  "tcp-check": "connect send expect send-binary",
  "tcp-check expect": "string rstring binary",
  server:
    "check inter fall rise weight backup ssl verify ca-file check-ssl port maxconn cookie sni send-proxy on-marked-down slowstart resolvers init-addr alpn crt downinter disabled track observe error-limit",
  bind: "ssl crt alpn transparent ca-file verify accept-proxy ssl-min-ver name interface mode user group v4v6 tfo npn",
  socket: "mode level user group expose-fd name gid uid",
  verify: "none required optional",
  redirect: "scheme location prefix code drop-query append-slash if unless",
  "stick-table": "type size expire store peers nopurge",
  store: "http_req_rate( conn_cur conn_rate( gpc0 gpt0 http_err_rate( bytes_out_rate( server_id",
  cookie: "insert indirect nocache prefix rewrite httponly secure maxidle maxlife domain preserve",
  "hash-type": "consistent map-based",
  "retry-on": "all-retryable-errors conn-failure empty-response response-timeout 503",
  test: "path_beg hdr( hdr_beg( hdr_end( hdr_dom( src path path_end path_reg method ssl_fc req.ssl_sni req_ssl_hello_type dst_port url_beg hdr_sub( req.hdr( nbsrv( ssl_fc_sni var(",
  fetch:
    "src dst_port dst src_port req.hdr( path method ssl_fc req.ssl_sni ssl_fc_sni hdr( var( url path base query req.cook( url_param( uuid rand date hostname nbsrv(",
  converter: "lower field( regsub( map( upper base64 sha1 in_table( word( concat( ltrim( mod( bool",
  alias:
    "%ci %cp %tr %t %ft %b %s %TR %Tw %Tc %Tr %Ta %Tt %ST %B %CC %CS %tsc %ts %ac %fc %bc %sc %rc %sq %bq %hr %hs %r",
  level: "info notice warning err debug alert",
};

const read = new Map<string, readonly string[]>();

/**
 * The words that people write most often in a place, most frequent first; names whose arguments stand in parentheses end with the
 * opening one.
 *
 * @param place a section's kind, a keyword, or what a word is (`fetch`, `converter`, `test`, `alias`)
 */
export function haproxyUsage(place: string): readonly string[] {
  const known = read.get(place);
  if (known !== undefined) return known;
  const text = Object.hasOwn(orders, place) ? orders[place] : undefined;
  const words = text === undefined ? [] : text.split(" ");
  read.set(place, words);
  return words;
}
