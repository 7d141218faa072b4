import { describe, expect, test } from "vitest";
import { defaultSettings } from "../../../server/src/workspace/types.ts";
import { applyFix, openWorkspace } from "../../support/fixture.ts";
import { found } from "./found.ts";

// What haproxy takes without a word and people regret. Each case: sections behind a `defaults` with all timeouts, and the findings
// of one rule, with lines counted from the first of them. What is right and looks similar is as important as what is wrong.

const http = "defaults\n    mode http\n    timeout client 1s\n    timeout connect 1s\n    timeout server 1s\n";
const tcp = http.replace("http", "tcp");

function ofRule(code: string, text: string, above = http): string[] {
  const offset = above.split("\n").length - 1;
  return found(`${above}${text}`)
    .filter((line) => line.includes(` haproxy/${code} `))
    .map((line) => line.replace(/^\d+/, (number) => String(Number(number) - offset)).replace(`haproxy/${code} `, ""));
}

type Case = readonly [title: string, text: string, expected: readonly string[]];

function table(code: string, cases: readonly Case[], above = http): void {
  describe(`haproxy/${code}`, () => {
    test.each(cases)("%s", (_title, text, expected) => {
      expect(ofRule(code, text, above)).toEqual(expected);
    });
  });
}

const frontend = "frontend f\n    bind 10.0.0.9:80\n";
const backend = "backend b\n    server s 10.0.0.1:80\n";

table("unused-acl", [
  ["nothing asks for it", `${frontend}    acl a src 10.0.0.1\n    acl a src 10.0.0.2\n`, ["3:9 hint a"]],
  ["a condition", `${frontend}    acl a src 10.0.0.1\n    http-request deny if !a\n`, []],
  ["one of several", `${frontend}    acl a src 10.0.0.1\n    use_backend b if TRUE or a\n${backend}`, []],
  ["an argument of a fetch", `${frontend}    acl a src 10.0.0.1\n    http-request set-header X %[acl(!a)]\n`, []],
  [
    "a word of that name that is no condition",
    `${frontend}    acl b src 10.0.0.1\n    use_backend b\n${backend}`,
    ["3:9 hint b"],
  ],
  [
    "another section can not ask for it",
    `${frontend}    acl a src 10.0.0.1\nbackend b\n    http-request deny if a\n`,
    ["3:9 hint a"],
  ],
  ["a condition that is filled in", `${frontend}    acl a src 10.0.0.1\n    http-request deny if {{ acl }}\n`, []],
  ["a branch", `${frontend}    acl a src 10.0.0.1\n.if feature(LUA)\n    http-request deny if a\n.endif\n`, []],
]);

test("haproxy/unused-acl is silent in a fragment", () => {
  expect(found(`${frontend}    acl a src 10.0.0.1\n`, "auto", "part.haproxy")).toEqual([]);
});

table("unused-backend", [
  [
    "nothing leads to it",
    `${frontend}    default_backend b\n${backend}backend c\n    server s 10.0.0.2:80\n`,
    ["6:9 hint c"],
  ],
  [
    "a server of the same name leads nowhere",
    `${frontend}    default_backend b\n${backend}    server c 10.0.0.2:80\nbackend c\n`,
    ["7:9 hint c"],
  ],
  [
    "a stick table of its own",
    `${frontend}    http-request track-sc0 src table c\nbackend c\n    stick-table type ip size 1m\n`,
    [],
  ],
  [
    "a fetch asks about it",
    `${frontend}    http-request deny if { nbsrv(c) lt 1 }\nbackend c\n    server s 10.0.0.2:80\n`,
    [],
  ],
  [
    "a server that others follow",
    `${frontend}    default_backend b\n${backend}    server t 10.0.0.1:81 track c/s\nbackend c\n    server s 10.0.0.2:80 check\n`,
    [],
  ],
  ["chosen by the request", `${frontend}    use_backend %[req.hdr(host),lower]\n${backend}`, []],
  ["chosen by the environment", `${frontend}    use_backend "$TARGET"\n${backend}`, []],
  ["a misspelt use", `${frontend}    use_backend bb if TRUE\n${backend}`, []],
  ["an engine of another file", `${frontend}    filter spoe engine e config /etc/e.cfg\n${backend}`, []],
  ["no frontend at all", backend, []],
  ["set aside", `${frontend}backend b\n    disabled\n`, []],
]);

table("backend-without-servers", [
  ["used", `${frontend}    default_backend b\nbackend b\n    balance roundrobin\n`, ["4:9 warning b"]],
  ["a listen section", "listen l\n    bind :80\n    balance roundrobin\n", ["1:8 warning l"]],
  ["it answers by itself", `${frontend}    default_backend b\nbackend b\n    http-request return status 200\n`, []],
  [
    "it has a page of its own",
    `${frontend}    default_backend b\nbackend b\n    errorfile 503 /etc/haproxy/sorry.http\n`,
    [],
  ],
  ["it passes on", "listen l\n    bind :80\n    default_backend b\nbackend b\n    server s 10.0.0.1:80\n", []],
  ["statistics", "listen l\n    bind :80\n    stats enable\n", []],
  ["servers of a template", `${frontend}    default_backend b\nbackend b\n    server-template s 3 a.example:80\n`, []],
  ["a template's lines", `${frontend}    default_backend b\nbackend b\n{% for s in servers %}\n{% endfor %}\n`, []],
  ["not used", `${frontend}backend b\n    balance roundrobin\n`, []],
  [
    "an inherited answer",
    "defaults d\n    mode http\n    timeout client 1s\n    http-request return status 200\nlisten l from d\n    bind :80\n",
    [],
  ],
]);

table("duplicate-bind", [
  ["in two frontends", `${frontend}frontend g\n    bind 10.0.0.9:80\n`, ["4:10 warning 10.0.0.9:80"]],
  ["by value", "frontend f\n    bind *:80\nfrontend g\n    bind 0.0.0.0:80\n", ["4:10 warning 0.0.0.0:80"]],
  ["one of several addresses", `${frontend}frontend g\n    bind :81,10.0.0.9:80\n`, ["4:14 warning 10.0.0.9:80"]],
  ["a range", `${frontend}frontend g\n    bind 10.0.0.9:70-90\n`, ["4:10 warning 10.0.0.9:70-90"]],
  ["in one section", `${frontend}    bind 10.0.0.9:80\n`, ["3:10 information 10.0.0.9:80"]],
  ["every address and one of them", `${frontend}frontend g\n    bind :80\n`, []],
  ["both families", "frontend f\n    bind :80\n    bind [::]:80\n", []],
  ["both protocols", "frontend f\n    bind :443 ssl crt a.pem\n    bind quic4@:443 ssl crt a.pem\n", []],
  ["for two threads", "frontend f\n    bind :80 thread 1\n    bind :80 thread 2\n", []],
  ["one is set aside", `${frontend}frontend g\n    disabled\n    bind 10.0.0.9:80\n`, []],
  ["filled in", 'frontend f\n    bind "$VIP:80"\nfrontend g\n    bind "$VIP:80"\n', []],
  [
    "in a template's branches",
    `{% if x %}\n${frontend}{% else %}\nfrontend g\n    bind 10.0.0.9:80\n{% endif %}\n`,
    [],
  ],
  ["in branches", `.if feature(LUA)\n${frontend}.else\nfrontend g\n    bind 10.0.0.9:80\n.endif\n`, []],
]);

const two = (options: string): string => `    server s 10.0.0.1:80 ${options}\n    server t 10.0.0.2:80 ${options}\n`;

table("check-interval-slow", [
  ["once a section", `backend b\n${two("check inter 20s")}`, ["2:38 information 20s"]],
  ["by default-server", `backend b\n    default-server inter 20s\n${two("check")}`, ["2:26 information 20s"]],
  ["in milliseconds", `backend b\n${two("check inter 20000")}`, ["2:38 information 20000"]],
  ["half a minute", `backend b\n${two("check inter 10s fall 3")}`, []],
  ["a faster second check", `backend b\n${two("check inter 20s fastinter 1s")}`, []],
  ["not checked", `backend b\n${two("inter 20s")}`, []],
  ["observed", `backend b\n${two("check inter 20s observe layer4")}`, []],
  ["alone", "backend b\n    server s 10.0.0.1:80 check inter 60s\n", []],
  ["filled in", `backend b\n${two("check inter 60s fall {{ fall }}")}`, []],
]);

const masters = "    server a 10.0.0.1:6443 check\n    server b 10.0.0.2:6443 check\n";

table(
  "long-connection-timeout",
  [
    ["a listen section", `listen l\n    bind :8443\n${masters}`, ["-2:5 information timeout client 1s"]],
    [
      "only the servers' side",
      `listen l\n    bind :8443\n    timeout client 3h\n    timeout server 10m\n${masters}`,
      ["4:5 information timeout server 10m"],
    ],
    [
      "by the name",
      "listen kube-apiserver\n    bind :8443\n    timeout client 59m\n    timeout server 1h\n    server a {{ ip }}\n",
      ["3:5 information timeout client 59m"],
    ],
    [
      "the frontend's own",
      `frontend f\n    bind :8443\n    timeout client 1h\n    default_backend m\nbackend m\n    timeout server 1h\n${masters}`,
      [],
    ],
    ["a tunnel", `listen l\n    bind :8443\n    timeout tunnel 1h\n${masters}`, []],
    ["other servers", "listen l\n    bind :8443\n    server a 10.0.0.1:443\n", []],
    ["other ports under such a name", "listen k8s-master-http\n    bind :80\n    server a 10.0.0.1:30080\n", []],
  ],
  tcp,
);

const tls = "frontend f\n    bind :443 ssl crt a.pem";

table("weak-tls", [
  ["a low limit", `${tls} ssl-min-ver TLSv1.1\n`, ["2:41 warning TLSv1.1"]],
  ["an old protocol alone", `${tls} force-tlsv10\n`, ["2:29 warning force-tlsv10"]],
  ["a good limit", `${tls} ssl-min-ver TLSv1.2\n`, []],
  ["what is forbidden", `${tls} no-sslv3 no-tlsv10\n`, []],
  ["for everything", "global\n    ssl-default-bind-options ssl-min-ver TLSv1.0\n", ["2:42 warning TLSv1.0"]],
  [
    "a server that can do no better",
    "backend b\n    server s 10.0.0.1:443 ssl verify required ca-file a.pem ssl-max-ver TLSv1.0\n",
    ["2:73 information TLSv1.0"],
  ],
  ["nobody is asked who he is, once a section", `backend b\n${two("ssl verify none")}`, ["2:37 information none"]],
  ["health checks", `backend b\n${two("check check-ssl verify none")}`, []],
  ["clients without certificates", `${tls} verify none\n`, []],
]);

const page = "    stats enable\n    stats uri /s\n";

table("stats-without-auth", [
  ["to read", `listen l\n    bind :90\n${page}`, ["4:5 information stats uri"]],
  ["to change", `listen l\n    bind 10.0.0.9:90\n${page}    stats admin if TRUE\n`, ["4:5 warning stats uri"]],
  ["on this machine", `listen l\n    bind 127.0.0.1:90\n    bind [::1]:90\n${page}`, []],
  ["a socket", `listen l\n    bind /run/s.sock\n${page}`, []],
  ["a password", `listen l\n    bind :90\n${page}    stats auth a:b\n`, []],
  ["a rule", `listen l\n    bind :90\n${page}    http-request deny unless { src 10.0.0.0/8 }\n`, []],
  [
    "a rule for connections",
    `listen l\n    bind :90\n${page}    tcp-request connection reject unless { src 10.0.0.0/8 }\n`,
    [],
  ],
  ["in mode tcp it is not shown", `listen l\n    bind :90\n    mode tcp\n${page}`, []],
]);

table("plain-secret", [
  ["plain", "userlist u\n    user a insecure-password secret\n", ["2:12 hint insecure-password"]],
  ["a hash", "userlist u\n    user a password $5$x$y\n", []],
  ["from the environment", 'userlist u\n    user a insecure-password "$SECRET"\n', []],
  ["a template", "userlist u\n    user a insecure-password {{ secret }}\n", []],
]);

table("shadowed-rule", [
  [
    "a choice that is made",
    `${frontend}    use_backend b\n    use_backend b if TRUE\n${backend}`,
    ["4:5 warning use_backend"],
  ],
  ["a choice with a condition", `${frontend}    use_backend b if TRUE\n    use_backend b\n${backend}`, []],
  ["the default", `${frontend}    use_backend b\n    default_backend b\n${backend}`, []],
  [
    "connections",
    `${frontend}    tcp-request connection reject\n    tcp-request connection accept if TRUE\n`,
    ["4:5 warning tcp-request"],
  ],
  ["another ruleset", `${frontend}    tcp-request connection accept\n    tcp-request session accept if TRUE\n`, []],
]);

test("a secret is in no message", () => {
  const workspace = openWorkspace(
    new Map([["haproxy.cfg", `${http}userlist u\n    user a insecure-password swordfish\n`]]),
    defaultSettings,
  );
  expect(JSON.stringify(workspace.allFindings())).not.toContain("swordfish");
});

describe("fixes", () => {
  /** The text when the first fix of each finding of a rule is applied, and whether all of them are safe. */
  function mended(code: string, text: string, version = "2.6"): { text: string; isSafe: boolean } {
    const file = "haproxy.cfg";
    const workspace = openWorkspace(new Map([[file, `${http}${text}`]]), {
      ...defaultSettings,
      haproxyVersion: version,
    });
    const fixes = workspace.findingsOf(file).flatMap((one) => (one.code === `haproxy/${code}` ? one.fixes : []));
    expect(fixes).toHaveLength(1);
    for (const fix of fixes) applyFix(workspace, fix);
    expect(workspace.findingsOf(file).map((one) => one.code)).not.toContain(`haproxy/${code}`);
    return { text: (workspace.textOf(file) ?? "").slice(http.length), isSafe: fixes.every(({ isSafe }) => isSafe) };
  }

  test.each<[string, string, string, string, boolean]>([
    [
      "the address of an old header",
      "unexpected-argument",
      "listen l 10.0.0.9:80 # web\n    server s 10.0.0.1:80\n",
      "listen l # web\n    bind 10.0.0.9:80\n    server s 10.0.0.1:80\n",
      true,
    ],
    [
      "several addresses",
      "unexpected-argument",
      "listen l 10.0.0.9:80,:81\n    server s 10.0.0.1:80\n",
      "listen l\n    bind 10.0.0.9:80,:81\n    server s 10.0.0.1:80\n",
      true,
    ],
    [
      "a bare time",
      "removed-keyword",
      "backend b\n    srvtimeout 5000\n",
      "backend b\n    timeout server 5000\n",
      true,
    ],
    [
      "a time with its unit",
      "removed-keyword",
      "backend b\n    contimeout 5s\n",
      "backend b\n    timeout connect 5s\n",
      true,
    ],
    ["a bare keyword", "removed-keyword", "backend b\n    redispatch\n", "backend b\n    option redispatch\n", true],
    ["an option", "removed-keyword", "backend b\n    option forceclose\n", "backend b\n    option httpclose\n", true],
    [
      "a rule that ran earlier",
      "removed-keyword",
      `${frontend}    block if TRUE\n`,
      `${frontend}    http-request deny if TRUE\n`,
      false,
    ],
    [
      "a header that is added",
      "removed-keyword",
      `${frontend}    reqadd X-Proto:\\ https if TRUE\n`,
      `${frontend}    http-request add-header X-Proto https if TRUE\n`,
      true,
    ],
    [
      "a header with blanks",
      "removed-keyword",
      `${frontend}    rspadd Cache-Control:\\ no-store,\\ private\n`,
      `${frontend}    http-response add-header Cache-Control "no-store, private"\n`,
      true,
    ],
    [
      "a header that is taken away",
      "removed-keyword",
      `${frontend}    rspidel ^Server:.*\n`,
      `${frontend}    http-response del-header Server\n`,
      true,
    ],
    [
      "a network that asks whether haproxy lives",
      "removed-keyword",
      `${frontend}    monitor-net 10.0.0.0/8\n`,
      `${frontend}    http-request return status 200 if { src 10.0.0.0/8 }\n`,
      false,
    ],
    ["what nothing replaces", "removed-keyword", `${frontend}    option http-tunnel\n`, frontend, true],
    ["a low limit", "weak-tls", `${tls} ssl-min-ver TLSv1.0\n`, `${tls} ssl-min-ver TLSv1.2\n`, false],
    ["an old protocol alone", "weak-tls", `${tls} force-tlsv11\n`, `${tls} ssl-min-ver TLSv1.2\n`, false],
  ])("%s", (_title, code, text, expected, isSafe) => {
    expect(mended(code, text)).toEqual({ text: expected, isSafe });
  });
});
