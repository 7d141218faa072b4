import { describe, expect, test } from "vitest";
import { found } from "./found.ts";

// Each case: what stands in the section, the version, and the findings of warning and above. Every one was tried on the real
// program; the good ones are as important as the bad ones.

type Case = readonly [line: string, expected: readonly string[]];

const base = "defaults\n    mode http\n    timeout client 1s\n    timeout connect 1s\n    timeout server 1s\n";
const good: readonly string[] = [];

/** The findings for lines of a section, with places counted from the first of them. */
function inSection(header: string, lines: string, version: string): string[] {
  const above = `${base}${header}\n`;
  const offset = above.split("\n").length - 1;
  return found(`${above}    ${lines}\n`, version)
    .filter((line) => !line.includes("haproxy/no-effect") && !/ (?:information|hint) /.test(line))
    .map((line) => line.replace(/^\d+/, (number) => String(Number(number) - offset)));
}

function table(title: string, header: string, cases: readonly Case[], version = "2.6"): void {
  describe(title, () => {
    test.each(cases)("%s", (lines, expected) => {
      expect(inSection(header, lines, version)).toEqual(expected);
    });
  });
}

table("values", "backend b", [
  ["timeout queue 1x", ["1:19 error haproxy/bad-argument 1x"]],
  ["timeout queue 5s zz", ["1:22 error haproxy/unexpected-argument zz"]],
  ["timeout queue", ["1:13 error haproxy/missing-argument queue"]],
  ["timeout queue 500us", good],
  ["http-reuse sometimes", ["1:16 error haproxy/unexpected-argument sometimes"]],
  ["balance hdr(host)", good],
  ["balance random(2)", good],
  ["balance robin", ["1:13 error haproxy/bad-argument robin"]],
  ["errorloc 299 /x", ["1:14 error haproxy/bad-argument 299"]],
  ["retry-on none 404", ["1:14 error haproxy/conflicting-arguments none"]],
  ["cookie C insert prefix", ["1:21 error haproxy/conflicting-arguments prefix"]],
  ["cookie C preserve", ["1:14 error haproxy/missing-argument preserve"]],
  ["stick-table type ip size 100k store gpc0,conn_rate(10s)", good],
  ["stick-table type ip size 100k store conn_rate", ["1:41 error haproxy/bad-argument conn_rate"]],
  ["stick-table type ip", ["1:22 error haproxy/missing-argument ip"]],
  ["stick-table type name size 1k", ["1:22 error haproxy/unexpected-argument name"]],
]);

table("servers", "backend b", [
  ["server s 10.0.0.1:80 check inter 2s weight 256 backup", good],
  ["server s 10.0.0.1:80 weight 257", ["1:33 error haproxy/bad-argument 257"]],
  ["server s 10.0.0.1:80 check inter", ["1:32 error haproxy/missing-argument inter"]],
  ["server s 10.0.0.1:80 chekc", ["1:26 error haproxy/unexpected-argument chekc"]],
  ["server s 10.0.0.1:80-90", ["1:23 error haproxy/bad-address 80-90"]],
  ["server s 10.0.0.1:+1000", good],
  ["server s /run/web.sock send-proxy-v2", good],
  ["server s {{ address }}:{{ port }} check", good],
  [`server s "\${ADDRESS}" check`, good],
  ["server s 10.0.0.1:80 {{ options }} nonsense", good],
  ["server s@x 10.0.0.1:80", ["1:13 error haproxy/bad-name @"]],
  ["default-server id 4", ["1:20 error haproxy/unexpected-argument id"]],
  ["server s 10.0.0.1:80 init-addr last,libc,none", good],
  ["server s 10.0.0.1:80 usesrc client", ["1:26 error haproxy/unexpected-argument usesrc"]],
  ["server s 10.0.0.1 check", ["1:14 error haproxy/server-setup 10.0.0.1"]],
  ["server s 10.0.0.1:443 ssl", ["1:27 error haproxy/server-setup ssl"]],
  ["server s 10.0.0.1:443 ssl verify none", good],
]);

table("binds", "frontend f", [
  ["bind 10.0.0.1:80-90,[::1]:80 name x", good],
  ["bind 10.0.0.1", ["1:10 error haproxy/bad-address 10.0.0.1"]],
  ["bind :90-80", ["1:11 error haproxy/bad-address 90-80"]],
  ["bind :80,:0", ["1:15 error haproxy/bad-address 0"]],
  ["bind *:80 proto spop", ["1:21 error haproxy/bad-argument spop"]],
  ["bind mptcp@:80", ["1:10 error haproxy/bad-address mptcp@"]],
  ["bind {{ ip }}:6443", good],
]);

const variable = "http-request set-var(txn.a)";

table("values that single fetches and converters take", "frontend f", [
  [`${variable} date(1,us)`, good],
  [`${variable} date(1,days)`, ["1:40 error haproxy/bad-expression days"]],
  [`${variable} str(a),sha2(256)`, good],
  [`${variable} str(a),sha2(128)`, ["1:45 error haproxy/bad-expression 128"]],
  [`${variable} str(a),json(utf8s)`, good],
  [`${variable} str(a),json(latin1)`, ["1:45 error haproxy/bad-expression latin1"]],
  [`${variable} str(a),json_query(x,str)`, ["1:53 error haproxy/bad-expression str"]],
  [`${variable} str(a),be2dec(:,2)`, good],
  [`${variable} str(a),be2dec(:,9)`, ["1:49 error haproxy/bad-expression 9"]],
  [`${variable} str(a),be2dec(:)`, ["1:40 error haproxy/bad-expression be2dec(:)"]],
  [`${variable} str(a),regsub(a,b,gi)`, good],
  [`${variable} str(a),regsub(a,b,x)`, ["1:51 error haproxy/bad-expression x"]],
  [`${variable} str(a),concat(-,txn.b)`, good],
  [`${variable} str(a),concat(-,b)`, ["1:49 error haproxy/bad-expression b"]],
  [`${variable} str(a),digest(sha256)`, good],
  [`${variable} str(a),digest(abc)`, ["1:47 error haproxy/bad-expression abc"]],
  [`${variable} bin(0a0)`, ["1:37 error haproxy/bad-expression 0a0"]],
  [`${variable} bool(maybe)`, ["1:38 error haproxy/bad-expression maybe"]],
  [`${variable} ssl_c_s_dn(CN,1,rfc2253)`, good],
  [`${variable} ssl_c_s_dn(CN,1,rfc)`, ["1:49 error haproxy/bad-expression rfc"]],
  [`${variable} str(a),sha2({{ bits }})`, good],
]);

table(
  "values that newer versions may take as well",
  "frontend f",
  [
    [`${variable} str(a),json_query(x,str)`, good],
    [`${variable} str(a),jwt_verify(EdDSA,txn.k)`, good],
  ],
  "3.4",
);

table("expressions", "frontend f", [
  ["http-request set-var(txn.a) req.hdr(host),lower,field(1,:)", good],
  ["http-request set-var(txn.a) req.hdr(host),lowr", ["1:47 error haproxy/bad-expression lowr"]],
  ["http-request set-var(txn.a) src(1)", ["1:37 error haproxy/bad-expression 1"]],
  ["http-request set-var(txn.a) path,field(1)", ["1:38 error haproxy/bad-expression field(1)"]],
  ["http-request set-var(txn.a) path,ipmask(24)", good],
  ["http-request set-var(txn.a) wait_end,ipmask(24)", ["1:42 error haproxy/bad-expression ipmask"]],
  ["http-request set-var(foo.a) path", ["1:26 error haproxy/bad-expression foo.a"]],
  ["http-request set-var(txn.a) status", ["1:33 error haproxy/fetch-not-available status"]],
  ["http-request set-var(txn.a) lua.mine", good],
  ['http-request set-header X "%[req.hdr(host),lower]"', good],
  ['http-request set-header X "%[path"', ["1:32 error haproxy/bad-log-format %[path"]],
  ["http-request set-header X %[src,nosuch]", ["1:37 error haproxy/bad-expression nosuch"]],
  ['http-request set-header X "50% off"', ["1:34 error haproxy/bad-log-format %"]],
  ["http-request set-header X-{{ name }} %[{{ fetch }}]", good],
]);

table("conditions", "frontend f", [
  ["acl a path_beg -i /x\n    http-request deny if a or !{ src 10.0.0.0/8 }", good],
  ["http-request deny if a", ["1:26 error haproxy/undefined-acl a"]],
  ["http-request deny if b\n    acl b path /x", ["1:26 error haproxy/undefined-acl b"]],
  ["acl {{ name }} path /x\n    http-request deny if anything", good],
  ["http-request deny if {path /x}", ["1:26 error haproxy/bad-acl {path"]],
  ["http-request deny if { path /x", ["1:26 error haproxy/bad-acl {"]],
  ["http-request deny if TRUE METH_GET", good],
  ["acl a dst_port gt 80", good],
  ["acl a dst_port 80:90 443", good],
  ["acl a dst_port above 80", ["1:20 error haproxy/bad-acl above"]],
  ["acl a src 10.0.0.0/8 ::1 host.example", good],
  ["acl a src 10.0.0.999", ["1:15 error haproxy/bad-acl 10.0.0.999"]],
  ["acl a path -m bge /x", ["1:19 error haproxy/bad-acl bge"]],
  ["acl a path -f /x.lst -m beg", ["1:26 error haproxy/bad-acl -m"]],
  ["acl a var(txn.x) foo", ["1:11 error haproxy/bad-acl var(txn.x)"]],
  ["acl a var(txn.x) -m str foo", good],
  ["acl a hdr (host)", ["1:15 warning haproxy/suspicious-pattern (host)"]],
  ["acl a req.hdr(x)", ["1:11 warning haproxy/suspicious-pattern req.hdr(x)"]],
  ["acl a status 200\n    http-request deny if a", ["2:26 warning haproxy/fetch-not-available a"]],
]);

table("actions", "frontend f", [
  ["http-request", ["1:5 error haproxy/missing-argument http-request"]],
  ["http-request set-header X", ["1:29 error haproxy/missing-argument X"]],
  ["http-request deny deny_status 99", ["1:35 error haproxy/bad-argument 99"]],
  ["http-request return status 200 content-type text/plain string ok", good],
  ["http-request return string ok", ["1:25 error haproxy/missing-argument string"]],
  ["http-request redirect location / code 300", ["1:43 error haproxy/bad-argument 300"]],
  ["http-request redirect code 301", ["1:32 error haproxy/missing-argument 301"]],
  ["http-request wait-for-body time 5s at-least 1k", good],
  ["http-request replace-path (a b", ["1:31 error haproxy/bad-argument (a"]],
  ["http-request replace-path [(] b", good],
  ["http-request set-timeout server 5s", ["1:18 error haproxy/wrong-section set-timeout"]],
  ["tcp-request connection expect-proxy layer4 if { src 10.0.0.1 }", good],
]);

describe("versions", () => {
  test.each<[string, string, string, readonly string[]]>([
    ["global", "maxconn abc", "2.6", good],
    ["global", "maxconn abc", "3.4", ["1:13 error haproxy/bad-argument abc"]],
    ["global", "maxconn abc", "auto", good],
    ["backend b", "timeout queue 5", "2.6", good],
    ["backend b", "timeout queue 5", "3.4", ["1:19 warning haproxy/suspicious-value 5"]],
    ["backend b", "hash-type consistent none", "2.6", ["1:26 error haproxy/unexpected-argument none"]],
    ["backend b", "hash-type consistent none", "auto", good],
    ["frontend f", "bind mptcp@:80", "auto", good],
  ])("%s: %s in %s", (header, lines, version, expected) => {
    expect(inSection(header, lines, version)).toEqual(expected);
  });
});

describe("health checks", () => {
  test.each<[string, readonly string[]]>([
    ["option httpchk\n    http-check expect ! status 500", good],
    ["option httpchk\n    http-check expect !string sorry", good],
    ["option httpchk\n    http-check expect status 2xx", ["2:30 error haproxy/bad-argument 2xx"]],
    ["option httpchk\n    http-check expect status 200 string ok", ["2:34 error haproxy/conflicting-arguments string"]],
    [
      "option tcp-check\n    tcp-check send a\n    tcp-check connect",
      ["3:5 error haproxy/rule-order tcp-check connect"],
    ],
    ["option tcp-check\n    tcp-check connect port 80\n    tcp-check send a", good],
  ])("%s", (lines, expected) => {
    expect(inSection("backend b", lines, "2.6")).toEqual(expected);
  });
});

describe("other sections", () => {
  test.each<[string, string, readonly string[]]>([
    ["cache c", "total-max-size abc", ["1:20 warning haproxy/bad-argument abc"]],
    ["resolvers r", "hold valid 10x", ["1:16 error haproxy/bad-argument 10x"]],
    ["userlist u", "user a insecure-password x groups g\n    group g", good],
    ["userlist u", "user a foo b", ["1:12 error haproxy/unexpected-argument foo"]],
    ["mailers m", "mailer a 10.0.0.1:25", good],
    ["mailers m", "mailer a 10.0.0.1", ["1:14 error haproxy/bad-address 10.0.0.1"]],
    ["ring r", "size abc", ["1:10 error haproxy/bad-argument abc"]],
  ])("%s: %s", (header, lines, expected) => {
    expect(inSection(header, lines, "2.6")).toEqual(expected);
  });
});
