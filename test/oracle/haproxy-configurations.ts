import type { Dice } from "./dice.ts";

// Makes whole configurations, right ones and such with one slip in what their sections mean to each other.

/** A configuration with what was done to a right one; undefined: nothing. */
export interface GeneratedConfiguration {
  readonly text: string;
  readonly mutation: string | undefined;
}

interface Section {
  readonly header: string;
  readonly lines: string[];
}

/** A part that may be there, each part with its chance. */
function some(dice: Dice, lines: readonly string[], most: number): string[] {
  const found = new Set<string>();
  for (let round = dice.below(most + 1); round > 0; round--) found.add(dice.pick(lines));
  // In the order of the list: what needs another line comes behind it.
  return lines.filter((line) => found.has(line));
}

const globalLines = [
  "daemon",
  "maxconn 2000",
  "log 127.0.0.1:514 local0",
  "nbthread 2",
  "stats timeout 30s",
  "tune.bufsize 16384",
  "ssl-default-bind-options ssl-min-ver TLSv1.2",
  "spread-checks 5",
  "external-check",
  "server-state-file /dev/null",
  "setenv ZONE a",
  "set-var proc.limit int(5)",
];

const defaultLines = [
  "log global",
  "option dontlognull",
  "option redispatch",
  "retries 3",
  "timeout http-request 10s",
  "timeout http-keep-alive 10s",
  "timeout queue 1m",
  "timeout check 5s",
  "option log-health-checks",
  "default-server inter 3s fall 3 rise 2",
];

const httpOnly = [
  "option httplog",
  "option forwardfor",
  "option http-server-close",
  "cookie SRV insert indirect nocache",
];

const helpers: readonly Section[] = [
  {
    header: "userlist people",
    lines: ["group staff users ann", "user ann insecure-password x", "user bob password $5$a$b groups staff"],
  },
  { header: "peers mesh", lines: ["bind 127.0.0.1:10001", "server local"] },
  {
    header: "resolvers dns",
    lines: ["nameserver one 127.0.0.1:53", "resolve_retries 3", "timeout retry 1s", "hold valid 10s"],
  },
  { header: "mailers post", lines: ["mailer one 127.0.0.1:25", "timeout mail 10s"] },
  { header: "cache pages", lines: ["total-max-size 4", "max-age 60", "process-vary on"] },
  { header: "ring buf", lines: ["format rfc5424", "maxlen 1200", "size 32768"] },
  { header: "http-errors pages-en", lines: ["errorfile 503 /dev/null"] },
  { header: "fcgi-app php", lines: ["docroot /var/www", "index index.php", "option keep-conn", "set-param A %[src]"] },
];

const acls = [
  "acl is_api path_beg /api",
  "acl is_local src 127.0.0.0/8 ::1",
  "acl has_host hdr(host) -i a.example b.example",
  "acl is_post method POST",
  "acl is_busy fe_conn gt 100",
];

const httpRules = [
  "http-request deny if { path_beg /private } !{ src 10.0.0.0/8 }",
  "http-request set-header X-Real-IP %[src]",
  "http-request set-var(txn.host) req.hdr(host),lower,field(1,:)",
  "http-request redirect scheme https code 301 unless { ssl_fc }",
  "http-request add-header X-Zone %[env(ZONE)]",
  "http-request track-sc0 src table limits",
  "http-request deny deny_status 429 if { sc_http_req_rate(0) gt 20 }",
  "http-request auth unless { http_auth(people) }",
  "http-request cache-use pages if { path_beg /static }",
  "http-request return status 200 content-type text/plain string ok if { path /healthz }",
  "http-response set-header Strict-Transport-Security max-age=31536000",
  "http-response del-header Server",
  "http-response cache-store pages",
];

const tcpRules = [
  "tcp-request inspect-delay 5s",
  "tcp-request content accept if { req.ssl_hello_type 1 }",
  "tcp-request connection reject if { src 192.0.2.0/24 }",
];

const serverOptions = [
  "check",
  "weight 10",
  "maxconn 100",
  "backup",
  "slowstart 10s",
  "send-proxy",
  "inter 2s",
  "port 81 check",
  "addr 127.0.0.2 check",
  "observe layer4 check",
  "resolvers dns init-addr none",
  "ssl verify none",
  "agent-check agent-port 9999",
  "id 7",
  "ssl verify none ssl-min-ver TLSv1.2 ssl-max-ver TLSv1.3",
];

/** Lines of a backend that need each other, a global line, or a server of some kind. */
const belonging: readonly (readonly string[])[] = [
  ["option tcp-check", "tcp-check connect port 80", "tcp-check send x", "server p 127.0.0.1 check"],
  ["option external-check", "external-check command /bin/true"],
  ["use-fcgi-app php", "server f 127.0.0.1:9000 proto fcgi"],
  ["server t1 127.0.0.1:9101 check", "server t2 127.0.0.1:9102 track t1", "server t3 127.0.0.1:9103 track t2"],
  ["load-server-state-from-file global"],
  ["default-server check agent-port 9000", "server d 127.0.0.1:9104 agent-check"],
];

/** Lines that are right in few places. */
const foreignLines = [
  "mode tcp",
  "mode http",
  "option transparent",
  "stick on src",
  "http-request track-sc0 src",
  "acl odd src_conn_rate gt 5",
  "acl odd nbsrv gt 1",
  "acl odd http_auth",
  "server z 127.0.0.1 check",
  "server z 127.0.0.1:443 ssl",
  "server z 127.0.0.1:9200 track z",
  "server z 127.0.0.1:9200 agent-check",
  "server z 127.0.0.1:9200 proto fcgi",
  "server z 127.0.0.1:9200 redir http://a",
  "server z 10.0.0.256:80",
  "server s1 127.0.0.1:9200 id 8",
  "bind :9999 ssl",
  "bind :9998,:9997 id 4",
  "filter trace",
  "filter compression",
  "filter cache nosuch",
  'log-format "%[path]"',
  "option httpchk",
  "option external-check",
  "external-check command true",
  "http-check disable-on-404",
  "tcp-check connect port 81",
  "unique-id-format %[res.hdr(x)]",
  "dispatch 127.0.0.1:80",
];
const balances = ["roundrobin", "leastconn", "source", "first", "static-rr", "random"];
const httpBalances = ["uri depth 2", "hdr(host)", "url_param id"];
const httpChecks = [
  "option httpchk GET /healthz",
  "http-check send hdr Host a.example",
  "http-check expect status 200",
];

function proxies(dice: Dice, isHttp: boolean): Section[] {
  const frontend: Section = { header: "frontend web", lines: [`bind :${8000 + dice.below(900)}`] };
  const names = some(dice, acls, isHttp ? 4 : 0);
  frontend.lines.push(...names);
  frontend.lines.push(...some(dice, tcpRules, 2));
  if (isHttp) frontend.lines.push(...some(dice, httpRules, 5));
  for (const line of names) {
    const name = line.split(" ")[1] ?? "";
    if (dice.below(2) === 0)
      frontend.lines.push(`use_backend ${dice.pick(["app", "api"])} if ${dice.pick(["", "!"])}${name}`);
  }
  frontend.lines.push("default_backend app");
  const backend = (name: string): Section => {
    const lines = [`balance ${dice.pick(isHttp && dice.below(2) === 0 ? httpBalances : balances)}`];
    if (isHttp && dice.below(2) === 0) lines.push(...httpChecks.slice(0, 1 + dice.below(3)));
    if (dice.below(3) === 0) lines.push("stick-table type ip size 10k expire 30m peers mesh", "stick on src");
    if (dice.below(4) === 0)
      lines.push("email-alert mailers post", "email-alert from a@x.example", "email-alert to b@x.example");
    if (isHttp && dice.below(4) === 0) lines.push("errorfiles pages-en");
    for (let at = 1; at <= 1 + dice.below(3); at++) {
      lines.push(`server s${at} 127.0.0.1:${9000 + at} ${some(dice, serverOptions, 2).join(" ")}`.trimEnd());
    }
    if (dice.below(2) === 0) lines.push(...dice.pick(belonging));
    if (dice.below(4) === 0) lines.push("use-server s1 if { src 10.0.0.1 }");
    return { header: `backend ${name}`, lines };
  };
  const limits: Section = {
    header: "backend limits",
    lines: ["stick-table type ip size 100k expire 30s store http_req_rate(10s)"],
  };
  return [frontend, backend("app"), backend("api"), limits];
}

/** One slip; undefined where it does not fit. */
function spoil(sections: Section[], dice: Dice): string | undefined {
  const at = dice.below(sections.length);
  const section = sections[at];
  if (section === undefined) return undefined;
  const lineAt = dice.below(Math.max(1, section.lines.length));
  const line = section.lines[lineAt];
  switch (dice.below(9)) {
    case 0:
      sections.splice(at, 1);
      return `without ${section.header}`;
    case 1:
      sections.push({ header: section.header, lines: [...section.lines] });
      return `${section.header} twice`;
    case 2:
      section.lines.splice(lineAt, 1);
      return `without ${line}`;
    case 3: {
      if (line === undefined) return undefined;
      const words = line.split(" ");
      const wordAt = dice.below(words.length);
      const word = words[wordAt] ?? "";
      words[wordAt] = `${word}x`;
      section.lines[lineAt] = words.join(" ");
      return `${word} misspelt in ${line}`;
    }
    case 4:
      section.lines.splice(lineAt, 0, ".if version_atleast(2.0)");
      return `an open .if in ${section.header}`;
    case 5:
      section.lines.reverse();
      return `${section.header} upside down`;
    case 6:
    case 7: {
      const foreign = dice.pick(foreignLines);
      section.lines.splice(lineAt, 0, foreign);
      return `${foreign} in ${section.header}`;
    }
    default:
      if (line === undefined) return undefined;
      section.lines.push(line);
      return `${line} twice`;
  }
}

/** Makes whole configurations, about one in three of them right. */
export function generateConfigurations(dice: Dice, count: number): GeneratedConfiguration[] {
  const found: GeneratedConfiguration[] = [];
  while (found.length < count) {
    const isHttp = dice.below(3) > 0;
    const defaults: Section = {
      header: dice.below(3) === 0 ? "defaults base" : "defaults",
      lines: [
        `mode ${isHttp ? "http" : "tcp"}`,
        "timeout client 1m",
        "timeout connect 5s",
        "timeout server 1m",
        ...some(dice, defaultLines, 4),
        ...(isHttp ? some(dice, httpOnly, 2) : []),
      ],
    };
    const sections: Section[] = [
      { header: "global", lines: some(dice, globalLines, 4) },
      ...helpers.map(({ header, lines }) => ({ header, lines: [...lines] })),
      defaults,
      ...proxies(dice, isHttp),
    ];
    if (dice.below(4) === 0) {
      sections[sections.length - 1]?.lines.push(
        ".if feature(OPENSSL)",
        "server x 127.0.0.1:1",
        ".else",
        "nonsense here",
        ".endif",
      );
    }
    const isRight = dice.below(3) === 0;
    const mutation = isRight ? undefined : spoil(sections, dice);
    if (!isRight && mutation === undefined) continue;
    const text = sections
      .map(({ header, lines }) => [header, ...lines.map((one) => `    ${one}`)].join("\n"))
      .join("\n");
    found.push({ text: `${text}\n`, mutation });
  }
  return found;
}
