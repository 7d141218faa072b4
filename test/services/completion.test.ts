import { describe, expect, test } from "vitest";
import { completionsAt } from "../../server/src/services/completion.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { fileName, type Language, withCursor } from "./cursor.ts";
import { openMarked } from "./marked.ts";

interface Case {
  readonly title: string;
  readonly language: Language;
  readonly text: string;
  /** Labels that must be offered. */
  readonly has?: readonly string[];
  /** Labels that must not be offered. */
  readonly lacks?: readonly string[];
  /** The first labels, in their order: what is best there. */
  readonly first?: readonly string[];
  /** All labels, in their order. */
  readonly all?: readonly string[];
}

/** What keepalived defines itself. */
const brought = ["_BANG", "_HASH", "_INSTANCE", "_PWD", "_RANDOM"].map((name) => `\${${name}}`);

const haproxyCases: readonly Omit<Case, "language">[] = [
  { title: "an empty file asks for a section", text: "‸", has: ["global", "frontend"], lacks: ["bind"] },
  {
    title: "keywords of the section, and sections",
    text: "frontend f\n    ‸\n",
    has: ["bind", "mode", "timeout", "option", "default_backend", "backend"],
    lacks: ["server", "nbthread"],
  },
  { title: "a word that is begun", text: "backend b\n    ser‸\n", has: ["server", "timeout"], lacks: ["bind"] },
  { title: "a section's word that is typed", text: "global\n    daemon\nback‸", has: ["backend", "nbthread"] },
  { title: "a section's word that is complete", text: "frontend f\n    bind :80\nbackend‸", has: ["backend", "bind"] },
  { title: "timeouts", text: "defaults\n    timeout c‸\n", has: ["client", "connect", "check"], lacks: ["mode"] },
  { title: "timeouts, behind the blank", text: "backend b\n    timeout ‸", has: ["server"], lacks: ["balance"] },
  { title: "options", text: "defaults\n    option ‸\n", has: ["tcplog", "redispatch", "httpchk"] },
  { title: "options behind a prefix", text: "defaults\n    no option ‸\n", has: ["redispatch"], lacks: ["tcplog"] },
  { title: "actions", text: "frontend f\n    http-request ‸\n", has: ["deny", "set-header"], lacks: ["expect-proxy"] },
  { title: "a ruleset in two words", text: "frontend f\n    tcp-request ‸\n", has: ["connection", "content"] },
  { title: "its actions", text: "frontend f\n    tcp-request content ‸\n", has: ["accept", "reject"] },
  { title: "modes", text: "defaults\n    mode ‸\n", has: ["tcp", "http"], lacks: ["bind"] },
  { title: "algorithms", text: "backend b\n    balance r‸\n", has: ["roundrobin", "leastconn"] },
  { title: "log levels of an action", text: "frontend f\n    http-request set-log-level ‸\n", has: ["silent", "info"] },
  {
    title: "options of a server",
    text: "backend b\n    server a 10.0.0.1:80 check ‸\n",
    has: ["inter", "fall", "backup", "ssl"],
    lacks: ["check", "accept-proxy"],
  },
  {
    title: "the value of a server's option",
    text: "backend b\n    server a 10.0.0.1:80 ssl verify ‸\n",
    has: ["none", "required"],
    lacks: ["inter"],
  },
  {
    title: "times, and no options, where a time stands",
    text: "backend b\n    server a 10.0.0.1:80 check inter ‸\n",
    all: ["2s", "3s", "5s", "10s"],
  },
  {
    title: "units behind a number",
    text: "defaults\n    timeout client 30‸\n",
    all: ["30s", "30ms", "30m", "30h", "30d"],
  },
  { title: "no options where a number stands", text: "backend b\n    server a 10.0.0.1:80 check fall ‸\n", all: [] },
  { title: "no options where the address stands", text: "backend b\n    server a ‸\n", all: [] },
  { title: "options of default-server", text: "backend b\n    default-server ‸\n", has: ["check", "inter"] },
  { title: "options of a bind", text: "frontend f\n    bind :443 ‸\n", has: ["ssl", "transparent"], lacks: ["inter"] },
  {
    title: "backends",
    text: "frontend f\n    default_backend ‸\nbackend masters\nlisten all\ndefaults d\n",
    all: ["masters", "all"],
  },
  { title: "backends by condition", text: "frontend f\n    use_backend m‸\nbackend masters\n", all: ["masters"] },
  {
    title: "conditions",
    text: "frontend f\n    acl is_api path_beg /api\n    use_backend b if ‸\nbackend b\n",
    has: ["is_api", "TRUE"],
    lacks: ["b"],
  },
  { title: "a condition begins", text: "frontend f\n    http-request deny ‸\n", has: ["if", "unless"] },
  { title: "servers to use", text: "backend b\n    server one 10.0.0.1:80\n    use-server ‸\n", all: ["one"] },
  { title: "defaults to take from", text: "defaults base\ndefaults\nbackend b from ‸\n", all: ["base"] },
  { title: "from", text: "backend b ‸\n", all: ["from"] },
  { title: "resolvers", text: "resolvers dns\nbackend b\n    server a x:80 resolvers ‸\n", has: ["dns"] },
  { title: "what a section begins with", text: "defaults\n    ‸\n", first: ["mode", "timeout", "log", "option"] },
  { title: "the best options of a server", text: "backend b\n    server a 10.0.0.1:80 ‸\n", first: ["check", "inter"] },
  { title: "the best actions", text: "frontend f\n    http-request ‸\n", first: ["deny", "set-header", "redirect"] },
  {
    title: "what is given already comes behind",
    text: "defaults\n    timeout connect 5s\n    timeout ‸\n",
    first: ["client", "server", "check"],
    has: ["connect"],
  },
  {
    title: "rules without effect come last",
    text: "frontend f\n    mode tcp\n    ‸\n",
    first: ["bind"],
    has: ["http-request"],
  },
  {
    title: "no experiments unless they are wanted",
    text: "frontend f\n    http-request ‸\n",
    lacks: ["normalize-uri"],
  },
  {
    title: "experiments that are wanted",
    text: "global\n    expose-experimental-directives\nfrontend f\n    http-request ‸\n",
    has: ["normalize-uri"],
  },
  { title: "prefixes only where something takes one", text: "cache c\n    ‸\n", lacks: ["no", "default"] },
  { title: "directives", text: "global\n    .‸\n", has: [".if"], lacks: [".endif"] },
  { title: "the end of a directive", text: "global\n    .if defined(X)\n    .‸\n", has: [".endif", ".else"] },
  { title: "predicates", text: ".if !‸\n", has: ["defined", "version_atleast"] },
  {
    title: "one of what excludes each other",
    text: "backend b\n    cookie C insert ‸\n",
    has: ["indirect", "nocache"],
    lacks: ["rewrite", "prefix", "insert"],
  },
  {
    title: "what stands alone",
    text: "backend b\n    retry-on 503 ‸\n",
    has: ["504"],
    lacks: ["none", "503"],
  },
  { title: "no options that default-server refuses", text: "backend b\n    default-server ‸\n", lacks: ["id"] },
  { title: "options of a socket", text: "global\n    stats socket /run/s ‸\n", first: ["mode", "level"] },
  { title: "their values", text: "global\n    stats socket /run/s level ‸\n", all: ["admin", "operator", "user"] },
  {
    title: "what a table stores",
    text: "backend b\n    stick-table store gpc0,‸\n",
    has: ["conn_cur"],
    lacks: ["gpc0"],
  },
  { title: "a list", text: "backend b\n    server a b:80 init-addr last,‸\n", all: ["libc", "none"] },
  {
    title: "tables",
    text: "backend t\n    stick-table type ip size 1k\nbackend b\n    stick on src table ‸\n",
    all: ["t"],
  },
  {
    title: "ACLs that are declared above only",
    text: "frontend f\n    acl a src ::\n    http-request deny if ‸\n    acl b src ::\n",
    first: ["a", "{", "!"],
    lacks: ["b", "or"],
  },
  {
    title: "what joins tests",
    text: "frontend f\n    acl a src ::\n    http-request deny if a ‸\n",
    first: ["a", "or", "||", "{"],
  },
  {
    title: "behind a sign",
    text: "frontend f\n    acl a src ::\n    http-request deny if !‸\n",
    first: ["a", "{"],
    lacks: ["!", "or"],
  },
  {
    title: "what a test looks at",
    text: "frontend f\n    http-request deny if { ‸\n",
    has: ["path_beg", "src", "ssl_fc_sni"],
  },
  {
    title: "nothing of the answer in a request",
    text: "frontend f\n    http-request deny if { ‸\n",
    lacks: ["res.hdr", "status"],
  },
  {
    title: "no HTTP for a connection",
    text: "frontend f\n    tcp-request connection reject if { ‸\n",
    has: ["src"],
    lacks: ["path"],
  },
  { title: "flags", text: "frontend f\n    http-request deny if { path ‸\n", first: ["-i", "-m", "-f"], has: ["}"] },
  { title: "ways of matching", text: "frontend f\n    acl a path -m ‸\n", first: ["beg", "end"], lacks: ["-i"] },
  { title: "HTTP methods", text: "frontend f\n    acl a method ‸\n", has: ["GET", "POST"] },
  { title: "comparisons", text: "frontend f\n    acl a dst_port ‸\n", has: ["ge", "lt"] },
  {
    title: "converters",
    text: "frontend f\n    http-request set-var(txn.a) req.hdr(x),‸\n",
    has: ["lower", "map"],
    lacks: ["src"],
  },
  {
    title: "converters that the type fits",
    text: "frontend f\n    http-request set-var(txn.a) method,‸\n",
    lacks: ["ipmask"],
  },
  { title: "in quotes", text: 'frontend f\n    http-request set-header X "a %[req.h‸dr(a)] b"\n', has: ["req.hdr"] },
  { title: "log formats", text: "frontend f\n    mode http\n    log-format %‸\n", first: ["%[", "%ci"], has: ["%ST"] },
  { title: "log formats of TCP", text: "frontend f\n    mode tcp\n    log-format %‸\n", lacks: ["%CC"] },
  { title: "flags of log formats", text: "frontend f\n    log-format %{‸\n", has: ["+Q", "+X"] },
  { title: "no words in the text of a format", text: "frontend f\n    http-request set-header X a‸\n", all: [] },
  {
    title: "variables",
    text: "frontend f\n    http-request set-var(txn.a) src\n    http-request set-header X %[var(‸)]\n",
    first: ["txn.a", "txn."],
  },
  {
    title: "variables of an action",
    text: "frontend f\n    http-request set-var(txn.a) src\n    http-request unset-var(‸)\n",
    first: ["txn.a"],
  },
  { title: "backends of a fetch", text: "frontend f\n    use_backend b if { nbsrv(‸) lt 1 }\nbackend b\n", all: ["b"] },
  { title: "headers", text: "frontend f\n    acl a req.hdr(‸)\n", first: ["host"] },
  {
    title: "rings and other targets of a log",
    text: "ring r\nglobal\n    log ‸\n",
    has: ["stdout", "ring@r"],
    lacks: ["local0"],
  },
  { title: "facilities", text: "global\n    log stdout ‸\n", first: ["local0"], has: ["format", "daemon"] },
  { title: "caches", text: "cache c\nfrontend f\n    http-request cache-use ‸\n", all: ["c"] },
  { title: "services", text: "frontend f\n    http-request use-service ‸\n", all: ["prometheus-exporter"] },
  {
    title: "no server that redirects in mode tcp",
    text: "backend b\n    mode tcp\n    server a b:80 ‸\n",
    lacks: ["redir"],
  },
  { title: "nothing in comments", text: "backend b\n    # ser‸\n", all: [] },
  { title: "nothing in comments behind words", text: "backend b\n    mode tcp # m‸\n", all: [] },
  { title: "broken text around", text: 'frontend f\n    bind "‸\nlisten\n  "', all: [] },
  { title: "a line between broken ones", text: 'frontend f\n    descr "\n    b‸\n    {{ x\n', has: ["bind"] },
];

const keepalivedCases: readonly Omit<Case, "language">[] = [
  {
    title: "no option of an address that came later than the version of the file",
    text: "# haconf keepalived-version 1.3.5\nvrrp_instance V {\n    virtual_ipaddress {\n        10.0.0.1/24 ‸\n    }\n}\n",
    has: ["dev", "label"],
    lacks: ["no_track", "noprefixroute", "preferred_lft"],
  },
  { title: "an empty file", text: "‸", has: ["vrrp_instance", "global_defs"], lacks: ["priority"] },
  {
    title: "keywords of an instance",
    text: "vrrp_instance V {\n    ‸\n}\n",
    has: ["priority", "virtual_ipaddress", "nopreempt"],
    lacks: ["vrrp_script", "router_id"],
  },
  { title: "the brace is missing yet", text: "vrrp_instance V {\n    pri‸\n", has: ["priority"] },
  {
    title: "a block within",
    text: "vrrp_instance V {\n    authentication {\n        ‸\n    }\n}\n",
    all: ["auth_type", "auth_pass", "include", "includer", "includem", "includew", "includeb", "includea"],
  },
  { title: "on one line", text: "global_defs { rou‸ }\n", has: ["router_id"], lacks: ["priority"] },
  { title: "behind a closed block", text: "global_defs {\n}\nvrrp_‸\n", has: ["vrrp_instance", "vrrp_script"] },
  { title: "states", text: "vrrp_instance V {\n    state ‸\n}\n", all: ["MASTER", "BACKUP"] },
  { title: "algorithms", text: "virtual_server 10.0.0.1 80 {\n    lb_algo w‸\n}\n", has: ["wrr", "rr"] },
  { title: "kinds of forwarding", text: "virtual_server 10.0.0.1 80 {\n    lb_kind ‸\n}\n", has: ["DR", "NAT", "TUN"] },
  { title: "booleans", text: "global_defs {\n    vrrp_strict ‸\n}\n", has: ["on", "off"] },
  {
    title: "scripts to track",
    text: "vrrp_script one {\n}\nvrrp_script two {\n}\nvrrp_instance V {\n    track_script {\n        one\n        ‸\n    }\n}\n",
    all: ["two", "include"],
  },
  {
    title: "the weight of a script",
    text: "vrrp_script one {\n}\nvrrp_instance V {\n    track_script {\n        one ‸\n    }\n}\n",
    all: ["weight"],
  },
  {
    title: "members of a group, several a line",
    text: "vrrp_instance A {\n}\nvrrp_instance B {\n}\nvrrp_sync_group G {\n    group {\n        A ‸\n    }\n}\n",
    all: ["B"],
  },
  {
    title: "interfaces that the file names",
    text: "vrrp_instance A {\n    interface eth0\n}\nvrrp_instance B {\n    interface ‸\n}\n",
    all: ["eth0"],
  },
  {
    title: "options of an address",
    text: "vrrp_instance A {\n    virtual_ipaddress {\n        10.0.0.1/24 ‸\n    }\n}\n",
    has: ["dev", "label", "scope"],
  },
  {
    title: "no proposals for an address",
    text: "vrrp_instance A {\n    virtual_ipaddress {\n        ‸\n    }\n}\n",
    all: ["include"],
  },
  { title: "what an instance begins with", text: "vrrp_instance V {\n    ‸\n}\n", first: ["state", "interface"] },
  {
    title: "not what is given already, by any of its names",
    text: "virtual_server 10.0.0.1 80 {\n    lb_algo rr\n    ‸\n}\n",
    has: ["lb_kind", "real_server"],
    lacks: ["lb_algo", "lvs_sched"],
  },
  {
    title: "what may stand again",
    text: "virtual_server 10.0.0.1 80 {\n    real_server 10.0.0.2 80 {\n    }\n    ‸\n}\n",
    has: ["real_server"],
  },
  {
    title: "scripts above only, as keepalived reads them",
    text: "vrrp_script a {\n}\nvrrp_instance V {\n    track_script {\n        ‸\n    }\n}\nvrrp_script b {\n}\n",
    all: ["a", "include"],
  },
  {
    title: "interfaces behind dev",
    text: "vrrp_instance A {\n    interface eth1\n    virtual_ipaddress {\n        10.0.0.1 dev ‸\n    }\n}\n",
    all: ["eth1"],
  },
  {
    title: "options that an address has not",
    text: "vrrp_instance A {\n    virtual_ipaddress {\n        10.0.0.1 dev eth0 ‸\n    }\n}\n",
    first: ["label", "scope"],
    lacks: ["dev", "track_group"],
  },
  {
    title: "scopes",
    text: "vrrp_instance A {\n    virtual_ipaddress {\n        10.0.0.1 scope ‸\n    }\n}\n",
    first: ["global", "link"],
  },
  {
    title: "nothing where an address stands",
    text: "vrrp_instance A {\n    virtual_routes {\n        10.0.0.0/8 via ‸\n    }\n}\n",
    all: [],
  },
  {
    title: "one action of a rule",
    text: "vrrp_instance A {\n    virtual_rules {\n        from 10.0.0.1 table main ‸\n    }\n}\n",
    has: ["priority"],
    lacks: ["lookup", "goto", "from"],
  },
  {
    title: "an action of a rule that is none yet",
    text: "vrrp_instance A {\n    virtual_rules {\n        from 10.0.0.1 ‸\n    }\n}\n",
    first: ["to", "table"],
    has: ["blackhole", "goto", "l3mdev", "realms", "sport"],
    lacks: ["from", "inet6", "track_group"],
  },
  {
    title: "what keepalived takes behind type",
    text: "vrrp_instance A {\n    virtual_rules {\n        type ‸\n    }\n}\n",
    all: ["blackhole", "goto", "nop", "prohibit", "unreachable"],
  },
  {
    title: "no option that needs a table, where there is none",
    text: "vrrp_instance A {\n    virtual_rules {\n        from 10.0.0.1 blackhole ‸\n    }\n}\n",
    has: ["priority", "fwmark"],
    lacks: ["realms", "suppress_prefixlength", "table"],
  },
  {
    title: "options of a route of IPv4",
    text: "vrrp_instance A {\n    virtual_routes {\n        10.0.0.0/8 dev eth0 ‸\n    }\n}\n",
    first: ["via", "src"],
    has: ["realms", "encap", "nexthop"],
    lacks: ["dev", "oif", "pref", "expires", "from", "weight", "gw", "or", "inet6", "id"],
  },
  {
    title: "options of a route of IPv6",
    text: "vrrp_instance A {\n    virtual_routes {\n        fd00::/64 dev eth0 ‸\n    }\n}\n",
    has: ["pref", "expires", "from"],
    lacks: ["realms", "weight"],
  },
  {
    title: "options of a next hop",
    text: "vrrp_instance A {\n    virtual_routes {\n        10.0.0.0/8 dev eth0 nexthop via 10.1.1.1 ‸\n    }\n}\n",
    all: ["dev", "encap", "nexthop", "onlink", "realms", "weight"],
  },
  {
    title: "options of a tunnel",
    text: "vrrp_instance A {\n    virtual_routes {\n        10.0.0.0/8 encap ip ‸\n    }\n}\n",
    all: ["id", "dst", "src", "tos", "ttl", "flags"],
  },
  {
    title: "a value that TCP keeps",
    text: "vrrp_instance A {\n    virtual_routes {\n        10.0.0.0/8 mtu ‸\n    }\n}\n",
    all: ["lock"],
  },
  {
    title: "no label for IPv6",
    text: "vrrp_instance A {\n    virtual_ipaddress {\n        fd00::1/64 ‸\n    }\n}\n",
    has: ["dev", "preferred_lft", "home"],
    lacks: ["label", "scope", "brd", "peer"],
  },
  { title: "definitions", text: "$A=eth0\nvrrp_instance V {\n    interface $‸\n}\n", all: ["$A", ...brought] },
  {
    title: "definitions within a word, in braces",
    text: "$NET=1\nvrrp_instance V {\n    virtual_ipaddress {\n        10.0.$‸.5\n    }\n}\n",
    all: [`\${NET}`, ...brought],
  },
  {
    title: "definitions in braces",
    text: `$NET=1\nvrrp_instance V {\n    virtual_router_id \${N‸}\n}\n`,
    all: [`\${NET}`, ...brought],
  },
  {
    title: "keywords in a definition, as they stand where it is used",
    text: "$BLOCK= \\\n    state BACKUP \\\n    ‸ \\\n    priority 1\nvrrp_instance V {\n    $BLOCK\n}\n",
    has: ["advert_int", "virtual_ipaddress"],
    lacks: ["state", "vrrp_instance"],
  },
  {
    title: "arguments in a definition",
    text: "$STATE=‸\nvrrp_instance V {\n    state $STATE\n}\n",
    all: ["MASTER", "BACKUP"],
  },
  {
    title: "names that are used and not given",
    text: "vrrp_script ‸ {\n}\nvrrp_script b {\n}\nvrrp_instance V {\n    track_script {\n        a\n        b\n    }\n}\n",
    all: ["a"],
  },
  {
    title: "interfaces that any keyword names",
    text: "global_defs {\n    default_interface eth7\n}\nvrrp_instance V {\n    interface ‸\n}\n",
    all: ["eth7"],
  },
  { title: "hosts", text: "vrrp_instance V {\n    @lb1 priority 1\n    @‸\n}\n", has: ["@lb1", "@^lb1"] },
  { title: "behind a host", text: "vrrp_instance V {\n    @lb1 ‸\n}\n", has: ["priority"] },
  {
    title: "checks",
    text: "virtual_server 10.0.0.1 80 {\n    real_server 10.0.0.2 80 {\n        ‸\n    }\n}\n",
    first: ["weight", "TCP_CHECK"],
  },
  { title: "groups", text: "virtual_server_group g {\n}\nvirtual_server group ‸\n", all: ["g"] },
  { title: "nothing in comments", text: "vrrp_instance A {\n    ! pri‸\n    # p\n}\n", all: [] },
  { title: "nothing in quotes", text: 'global_defs {\n    router_id "r‸\n}\n', all: [] },
  { title: "nothing in a block that nobody knows", text: "zone {\n    ‸\n}\n", all: [] },
  { title: "with definitions", text: "$P=100\nvrrp_instance A {\n    priority $P\n    adv‸\n}\n", has: ["advert_int"] },
  { title: "too many braces above", text: "}\n}\nvrrp_instance A {\n    adv‸\n", has: ["advert_int"] },
];

const cases: readonly Case[] = [
  ...haproxyCases.map((one) => ({ ...one, language: "haproxy" as const })),
  ...keepalivedCases.map((one) => ({ ...one, language: "keepalived" as const })),
];

describe("completion", () => {
  test.each(cases)("$language: $title", ({ language, text, has = [], lacks = [], first = [], all }) => {
    const { source, offset } = withCursor(language, text);
    const labels = completionsAt(source, fileName, offset).items.map(({ label }) => label);
    for (const label of has) expect(labels).toContain(label);
    for (const label of lacks) expect(labels).not.toContain(label);
    expect(labels.slice(0, first.length)).toEqual(first);
    if (all !== undefined) expect(labels).toEqual(all);
    expect(new Set(labels).size).toBe(labels.length);
  });

  test("the word at the cursor is replaced", () => {
    const { source, text, offset } = withCursor("haproxy", "backend b\n    timeout se‸rv 5s\n");
    const item = completionsAt(source, fileName, offset).items.find(({ label }) => label === "server");
    expect(text.slice(item?.replace.start, item?.replace.end)).toBe("serv");
  });

  test("names of files that are included are known", () => {
    const source = new Workspace();
    const text = "include scripts.conf\nvrrp_instance V {\n    track_script {\n        \n    }\n}\n";
    source.setFile("keepalived.conf", text, "keepalived");
    source.setFile("scripts.conf", "vrrp_script chk {\n}\n", "keepalived");
    const { items } = completionsAt(source, "keepalived.conf", text.indexOf("        \n") + 8);
    expect(items.map(({ label }) => label)).toEqual(["chk", "include"]);
  });

  test("a snippet is offered at the end of a line only", () => {
    const snippetFor = (marked: string): string | undefined => {
      const { source, offset } = withCursor("haproxy", marked);
      return completionsAt(source, fileName, offset).items.find(({ label }) => label === "connect")?.snippet;
    };
    expect(snippetFor("defaults\n    timeout ‸\n")).toContain("5s");
    expect(snippetFor("defaults\n    timeout c‸onnect 3s\n")).toBeUndefined();
  });

  test("the version decides what is offered", () => {
    const labelsWith = (haproxyVersion: string): string[] => {
      const { source, offset } = withCursor("haproxy", "global\n    ‸\n", { haproxyVersion });
      return completionsAt(source, fileName, offset).items.map(({ label }) => label);
    };
    expect(labelsWith("2.4")).toContain("nbproc");
    expect(labelsWith("2.6")).not.toContain("nbproc");
  });

  test("old spellings come last and are marked", () => {
    const { source, offset } = withCursor("keepalived", "vrrp_instance V {\n    ‸\n}\n");
    const old = completionsAt(source, fileName, offset).items.find(({ label }) => label === "thread_timer_expired");
    expect([old?.isDeprecated, old?.sortText?.startsWith("~")]).toEqual([true, true]);
  });

  test("kinds and details", () => {
    const { source, offset } = withCursor("haproxy", "backend b\n    ‸\n");
    const { items } = completionsAt(source, fileName, offset);
    expect(items.find(({ label }) => label === "server")?.detail).toContain("<name>");
    expect(items.find(({ label }) => label === "frontend")?.kind).toBe("section");
  });

  test("files that are none of ours give nothing", () => {
    const { source } = withCursor("haproxy", "");
    expect(completionsAt(source, "other", 0)).toEqual({ items: [], isIncomplete: false });
  });

  test("no place of a broken text makes it fail", () => {
    const texts: readonly (readonly [Language, string])[] = [
      ["haproxy", 'a\nglobal\n"\\\n bind "x\\ \0 {{ $\nlisten\r\n timeout \tx # y\n no\n server a'],
      [
        "keepalived",
        `x {\n} } {\n vrrp_instance { track_script { a "b\n state {{ x }} $Y \${Z}\n ! c\n ~SEQ(a\n@b c\n$D=1\n$D`,
      ],
    ];
    for (const [language, text] of texts) {
      const { source } = withCursor(language, text);
      for (let offset = 0; offset <= text.length; offset++) {
        expect(completionsAt(source, fileName, offset).isIncomplete).toBe(false);
      }
    }
  });

  test("it is the same in long files", () => {
    const servers = Array.from({ length: 9_000 }, (_, at) => `    server s${at} 10.0.0.1:80 check\n`).join("");
    const { source, offset } = withCursor("haproxy", `backend b\n${servers}    ‸\n`);
    const short = withCursor("haproxy", "backend b\n    server s0 10.0.0.1:80 check\n    ‸\n");
    const labels = (found: ReturnType<typeof completionsAt>): string[] => found.items.map(({ label }) => label);
    expect(labels(completionsAt(source, fileName, offset))).toEqual(
      labels(completionsAt(short.source, fileName, short.offset)),
    );
  });
});

test("names of files that haproxy reads together with this one", () => {
  const { source, cursor } = openMarked(
    "//- haproxy.cfg\nglobal\n    daemon\n//- conf.d/10-web.cfg\nfrontend f\n    default_backend ‸\n//- conf.d/20-app.cfg\nbackend app\n    server a 10.0.0.1:80\n",
  );
  const labels = completionsAt(source, cursor.file, cursor.offset).items.map(({ label }) => label);
  expect(labels).toContain("app");
});
