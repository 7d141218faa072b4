import { describe, expect, test } from "vitest";
import { type Message, sayMessage } from "../../server/src/rules/finding.ts";
import { hoverAt } from "../../server/src/services/hover.ts";
import { loadTranslations } from "../../server/src/transport/translations.ts";
import { fileName, type Language, withCursor } from "./cursor.ts";
import { openMarked } from "./marked.ts";

interface Case {
  readonly title: string;
  readonly language: Language;
  readonly text: string;
  /** The words that the hover is about; undefined: none. */
  readonly about: string | undefined;
  readonly says?: readonly string[];
}

const cases: readonly Case[] = [
  {
    title: "a keyword",
    language: "haproxy",
    text: "frontend f\n    maxc‸onn 10\n",
    about: "maxconn",
    says: ["**maxconn**", "maxconn <conns>", "frontend", "2.4 to 3.5", "https://docs.haproxy.org/"],
  },
  {
    title: "a keyword of two words",
    language: "haproxy",
    text: "defaults\n    timeout clie‸nt 5s\n",
    about: "timeout client",
    says: ["timeout client <timeout>"],
  },
  {
    title: "an option",
    language: "haproxy",
    text: "defaults\n    opt‸ion redispatch\n",
    about: "option redispatch",
    says: ["option", "`no`"],
  },
  {
    title: "an action",
    language: "haproxy",
    text: "frontend f\n    http-request set-he‸ader X y\n",
    about: "set-header",
    says: ["set-header <name> <fmt>", "http-response"],
  },
  {
    title: "the ruleset before it",
    language: "haproxy",
    text: "frontend f\n    http-re‸quest set-header X y\n",
    about: "http-request",
    says: ["**http-request**"],
  },
  {
    title: "an option of a server",
    language: "haproxy",
    text: "backend b\n    server a 10.0.0.1:80 check in‸ter 3s\n",
    about: "inter",
    says: ["option of a server line"],
  },
  {
    title: "a section",
    language: "haproxy",
    text: "cra‸te\nback‸end b\n".replace("‸", ""),
    about: "backend",
    says: ["section"],
  },
  { title: "a section of newer versions", language: "haproxy", text: "ac‸me x\n", about: "acme", says: ["3.2"] },
  {
    title: "a keyword that was taken away",
    language: "haproxy",
    text: "global\n    nbp‸roc 2\n",
    about: "nbproc",
    says: ["Versions: 2.4"],
  },
  {
    title: "a name",
    language: "haproxy",
    text: "backend b\n    server na‸me 10.0.0.1:80\n",
    about: "name",
    says: ["`<name>` of `server`: a name", "server <name> <address>"],
  },
  {
    title: "an address",
    language: "haproxy",
    text: "backend b\n    server name 10.0.‸0.1:80\n",
    about: "10.0.0.1:80",
    says: ["of `server`: an address, maybe with a port"],
  },
  {
    title: "a time, as haproxy counts it",
    language: "haproxy",
    text: "defaults\n    timeout client 90‸000\n",
    about: "90000",
    says: ["`<timeout>` of `timeout client`", "counts in ms", "Effective here: 90 s"],
  },
  {
    title: "the value of an option",
    language: "haproxy",
    text: "backend b\n    server a 10.0.0.1:80 check inter 2‸s\n",
    about: "2s",
    says: ["`<delay>` of `inter`"],
  },
  {
    title: "a fixed word",
    language: "haproxy",
    text: "backend b\n    balance round‸robin\n",
    about: "roundrobin",
    says: ["`roundrobin` of `balance`"],
  },
  {
    title: "an option of a socket",
    language: "haproxy",
    text: "global\n    stats socket /run/s mode 660 lev‸el admin\n",
    about: "level",
    says: ["option of a bind line"],
  },
  {
    title: "a fetch",
    language: "haproxy",
    text: "frontend f\n    http-request set-header X %[req.h‸dr(host),lower]\n",
    about: "req.hdr",
    says: ["**req.hdr**: fetch"],
  },
  {
    title: "a converter",
    language: "haproxy",
    text: "frontend f\n    http-request set-header X %[req.hdr(host),low‸er]\n",
    about: "lower",
    says: ["**lower**: converter"],
  },
  {
    title: "a test in a condition",
    language: "haproxy",
    text: "frontend f\n    http-request deny if { path‸_beg /a }\n",
    about: "path_beg",
    says: ["**path_beg**: test of an ACL"],
  },
  {
    title: "an alias of a log format",
    language: "haproxy",
    text: "frontend f\n    log-format %c‸i:%cp\n",
    about: "%ci",
    says: ["**%ci**: log format"],
  },
  {
    title: "an ACL that is used",
    language: "haproxy",
    text: "frontend f\n    acl is_a path_beg /a\n    http-request deny if is‸_a\n",
    about: "is_a",
    says: ["acl is_a, given on line 2"],
  },
  {
    title: "a backend that is used",
    language: "haproxy",
    text: "frontend f\n    default_backend ma‸sters\nbackend masters\n",
    about: "masters",
    says: ["backend masters, given on line 3"],
  },
  { title: "not a comment", language: "haproxy", text: "backend b\n    # ser‸ver\n", about: undefined },
  { title: "not an unknown word", language: "haproxy", text: "backend b\n    foo‸o\n", about: undefined },
  { title: "not a placeholder", language: "haproxy", text: "backend b\n    {{ x‸ }} y\n", about: undefined },
  {
    title: "not an option that is filled in later",
    language: "haproxy",
    text: "backend b\n    option {{ x‸ }}\n",
    about: undefined,
  },
  {
    title: "a keyword",
    language: "keepalived",
    text: "vrrp_instance V {\n    advert‸_int 1\n}\n",
    about: "advert_int",
    says: ["vrrp_instance", "Default: 1", "0.01 to 255 s", "https://www.keepalived.org/"],
  },
  {
    title: "a block",
    language: "keepalived",
    text: "vrrp_inst‸ance V {\n}\n",
    about: "vrrp_instance",
    says: ["block", "the top level"],
  },
  {
    title: "another spelling",
    language: "keepalived",
    text: "virtual_server 10.0.0.1 80 {\n    lb_al‸go rr\n}\n",
    about: "lb_algo",
    says: ["`lvs_sched`", "rr|wrr"],
  },
  {
    title: "what comes of writing it twice",
    language: "keepalived",
    text: "vrrp_instance V {\n    prio‸rity 100\n}\n",
    about: "priority",
    says: ["- Written twice, the last one counts; keepalived does not complain\n"],
  },
  {
    title: "a keyword in a nested block",
    language: "keepalived",
    text: "vrrp_instance V {\n    authentication {\n        auth_t‸ype PASS\n    }\n}\n",
    about: "auth_type",
    says: ["PASS|AH"],
  },
  {
    title: "the priority with what trackers add",
    language: "keepalived",
    text: "vrrp_script chk {\n    script /bin/true\n    weight -20\n}\nvrrp_instance V {\n    prio‸rity 100\n    track_script {\n        chk\n    }\n}\n",
    about: "priority",
    says: ["Effective here: all up: 100, chk down: 80"],
  },
  {
    title: "the interval that is used",
    language: "keepalived",
    text: "vrrp_instance V {\n    adv‸ert_int 1.6\n    virtual_ipaddress {\n        10.0.0.1/24\n    }\n}\n",
    about: "advert_int",
    says: ["Effective here: 2 s"],
  },
  {
    title: "how much of a password counts",
    language: "keepalived",
    text: "vrrp_instance V {\n    authentication {\n        auth_type PASS\n        auth‸_pass 0123456789\n    }\n}\n",
    about: "auth_pass",
    says: ["Effective here: only the first 8 bytes count"],
  },
  {
    title: "the version that IPv6 makes",
    language: "keepalived",
    text: "vrrp_instance V {\n    ver‸sion 2\n    virtual_ipaddress {\n        fd00::1/64\n    }\n}\n",
    about: "version",
    says: ["Effective here: VRRP version 3"],
  },
  {
    title: "an address without a prefix",
    language: "keepalived",
    text: "vrrp_instance V {\n    virtual_ipaddress {\n        10.‸0.0.1\n    }\n}\n",
    about: "10.0.0.1",
    says: ["`<ip>[/<prefix>]` of `virtual_ipaddress`", "Effective here: /32"],
  },
  {
    title: "an option of an address",
    language: "keepalived",
    text: "vrrp_instance V {\n    virtual_ipaddress {\n        10.0.0.1/24 de‸v eth0\n    }\n}\n",
    about: "dev",
    says: ["of `virtual_ipaddress`"],
  },
  {
    title: "an option of a tunnel, which is another one outside of it",
    language: "keepalived",
    text: "vrrp_instance V {\n    virtual_routes {\n        10.0.0.0/8 encap ip id 5 d‸st 10.1.1.1 dev eth0\n    }\n}\n",
    about: "dst",
    says: ["`dst` of `virtual_routes`: the other end of the tunnel"],
  },
  {
    title: "a value that is locked",
    language: "keepalived",
    text: "vrrp_instance V {\n    virtual_routes {\n        10.0.0.0/8 mtu lock 14‸00 dev eth0\n    }\n}\n",
    about: "1400",
    says: ["the largest packet on the way, in bytes"],
  },
  {
    title: "a router behind its family",
    language: "keepalived",
    text: "vrrp_instance V {\n    virtual_routes {\n        default via inet6 fd‸00::1 dev eth0\n    }\n}\n",
    about: "fd00::1",
    says: ["the router that packets go to"],
  },
  {
    title: "a value with what trackers add",
    language: "keepalived",
    text: "vrrp_script chk {\n    script /bin/true\n    weight -20\n}\nvrrp_instance V {\n    priority 1‸00\n    track_script {\n        chk\n    }\n}\n",
    about: "100",
    says: ["`<1..255>` of `priority`", "Range: 1 to 255", "all up: 100, chk down: 80"],
  },
  {
    title: "a script that is tracked",
    language: "keepalived",
    text: "vrrp_script chk {\n    script /bin/true\n}\nvrrp_instance V {\n    track_script {\n        c‸hk\n    }\n}\n",
    about: "chk",
    says: ["vrrp_script chk, given on line 1"],
  },
  {
    title: "not a placeholder",
    language: "keepalived",
    text: "vrrp_instance V {\n    {{ x‸ }}\n}\n",
    about: undefined,
  },
  {
    title: "a definition's use",
    language: "keepalived",
    text: "$K=priority\nvrrp_instance V {\n    $‸K 1\n}\n",
    about: "K",
    says: ["definition $K, given on line 1", "keepalived\npriority\n", "**priority**: keyword"],
  },
];

describe("hover", () => {
  test.each(cases)("$language: $title", ({ language, text: marked, about, says = [] }) => {
    const { source, text, offset } = withCursor(language, marked);
    const hover = hoverAt(source, fileName, offset);
    expect(hover === undefined ? undefined : text.slice(hover.start, hover.end)).toBe(about);
    for (const part of says) expect(hover?.markdown).toContain(part);
  });

  test.each([
    ["a priority that is filled in later", "vrrp_instance V {\n    prio‸rity {{ p }}\n}\n"],
    ["an interval of which the version is not known", "vrrp_instance V {\n    adv‸ert_int 1.6\n}\n"],
    ["a priority that is filled in", "vrrp_instance V {\n    prio‸rity {{ p }}\n}\n"],
  ])("nothing is said of %s", (_, marked) => {
    const { source, offset } = withCursor("keepalived", marked);
    const hover = hoverAt(source, fileName, offset);
    expect(hover?.markdown).toContain("keyword");
    expect(hover?.markdown).not.toContain("Effective");
  });

  test.each([
    [
      "a priority to which a file's content is added",
      "vrrp_instance V {\n    prio‸rity 100\n    track_file {\n        f\n    }\n}\n",
      "Effective here: 100, and what f adds",
    ],
    [
      "an instance, written or not",
      "vrrp_instance ‸V {\n    advert_int 1.6\n    virtual_ipaddress {\n        10.0.0.1\n    }\n}\n",
      "Effective here: VRRP version 2, priority 100, adverts every 2 s to 224.0.0.18",
    ],
    [
      "the version of all instances",
      "global_defs {\n    vrrp_version 3\n}\nvrrp_inst‸ance V {\n    advert_int 1.6\n    unicast_peer {\n        10.0.0.2\n    }\n    virtual_ipaddress {\n        10.0.0.1\n    }\n}\n",
      "Effective here: VRRP version 3, priority 100, adverts every 1.6 s to listed peers",
    ],
    [
      "nopreempt beside MASTER",
      "vrrp_instance V {\n    state MASTER\n    priority 9\n    nopre‸empt\n}\n",
      "Effective here: no effect beside state MASTER",
    ],
    [
      "a delay beside nopreempt",
      "vrrp_instance V {\n    state BACKUP\n    nopreempt\n    preempt_delay ‸9\n}\n",
      "Effective here: no effect beside nopreempt",
    ],
    [
      "a virtual MAC",
      "vrrp_instance V {\n    virtual_router_id 51\n    use_‸vmac\n    virtual_ipaddress {\n        fd00::1\n    }\n}\n",
      "Effective here: MAC 00:00:5e:00:02:33, unless another one is given",
    ],
    ["a number that is too low", "vrrp_script s {\n    interval ‸0\n}\n", "Effective here: 1 s"],
    [
      "a name that is too long",
      "global_defs {\n    process_name ‸abcdefghijklmnopqrstuvw\n}\n",
      "Effective here: abcdefghijklmno\n",
    ],
    ["a switch that can't be switched off", "vrrp_instance V {\n    skip_check_adv_addr ‸off\n}\n", "on all the same"],
    [
      "an address's network",
      "vrrp_instance V {\n    virtual_ipaddress {\n        ‸10.0.3.1/22\n    }\n}\n",
      "Network: 10.0.0.0/22",
    ],
    [
      "an interface",
      "vrrp_instance V {\n    interface ‸eth0\n    track_interface {\n        eth0\n    }\n}\n",
      "interface eth0, also on line 4",
    ],
    [
      "a script",
      "vrrp_script ‸s {\n}\nvrrp_instance V {\n    track_script {\n        s\n    }\n}\n",
      "vrrp_script s, used on line 5",
    ],
    ["a script without use", "vrrp_script ‸s {\n}\n", "vrrp_script s, used nowhere"],
    ["a line of one host", "vrrp_instance V {\n    @‸lb1 priority 9\n}\n", "Only the host lb1 reads this line"],
    ["a word of a host's line", "vrrp_instance V {\n    @lb1 priority ‸9\n}\n", "the rank in the election"],
    ["a sequence", "~‸SEQ(I, 3) vrrp_sync_group G_$I { }\n", "repeats the rest of the line for each number"],
    [
      "a word of a definition",
      "$B= \\\n    priority ‸9 \\\n    state BACKUP\nvrrp_instance V {\n    $B\n}\n",
      "the rank in the election",
    ],
    [
      "a word of a definition in a sequence",
      "$B= \\\nvrrp_instance V_$I { \\\n    prio‸rity 9 \\\n}\n~SEQ(I, 2) $B\n",
      "**priority**",
    ],
    ["what keepalived brings along", "include $_P‸WD/x.conf\n", "the folder of the file"],
  ])("what holds is said of %s", (_, marked, said) => {
    const { source, offset } = withCursor("keepalived", marked);
    expect(hoverAt(source, fileName, offset)?.markdown).toContain(said);
  });

  test("in a file that is included within a block words mean what they mean there", () => {
    const { source } = openMarked(
      "//- lb1/keepalived.conf\nvrrp_instance V {\n    include lines.conf\n    virtual_ipaddress {\n        include vips.conf\n    }\n}\n//- lb1/lines.conf\nstate BACKUP\nadvert_int 1.6\n//- lb1/vips.conf\n10.0.0.1/24 dev eth0\n",
    );
    // What may be a part of a config is read when somebody comes to include it.
    source.allFindings();
    const saidAt = (file: string, word: string): string =>
      hoverAt(source, file, (source.textOf(file)?.indexOf(word) ?? 0) + 1)?.markdown ?? "";
    expect(saidAt("lb1/lines.conf", "BACKUP")).toContain("`BACKUP` of `state`: begins as backup");
    expect(saidAt("lb1/lines.conf", "1.6")).toContain("Effective here: 2 s");
    expect(saidAt("lb1/vips.conf", "dev")).toContain("`dev` of `virtual_ipaddress`: the interface");
  });

  test("the value of a definition is shown, but no password", () => {
    const text =
      "$A=eth0\n$P=hush\n$Q=$P\nvrrp_instance V {\n    interface $A\n    authentication {\n        auth_pass $Q\n    }\n}\n";
    const { source } = withCursor("keepalived", text);
    const shownAt = (word: string): string => hoverAt(source, fileName, text.lastIndexOf(word) + 1)?.markdown ?? "";
    expect(shownAt("$A")).toContain("```keepalived\neth0\n```");
    for (const word of ["$P", "$Q"]) {
      expect(shownAt(word)).toContain(`definition ${word}, given on line`);
      expect(shownAt(word)).not.toContain("hush");
    }
  });

  test("of a priority that hosts read differently each one's is said", () => {
    const marked =
      "vrrp_script chk {\n    script /bin/true\n    @a weight -20\n    @b weight -30\n}\nvrrp_instance V {\n    prio‸rity 100\n    track_script {\n        chk\n    }\n}\n";
    const { source, offset } = withCursor("keepalived", marked);
    expect(hoverAt(source, fileName, offset)?.markdown).toContain(
      "Effective here: all up: 100, chk down: 80 on a; all up: 100, chk down: 70 on b",
    );
  });

  test("a password is never shown", () => {
    const marked =
      "vrrp_instance V {\n    authentication {\n        auth_type PASS\n        auth‸_pass 0123456789\n    }\n}\n";
    const { source, offset } = withCursor("keepalived", marked);
    expect(hoverAt(source, fileName, offset)?.markdown).not.toContain("0123");
  });

  test.each([
    ["keepalived", "vrrp_instance V {\n    authentication {\n        auth_pass se‸cret12\n    }\n}\n"],
    ["haproxy", "frontend f\n    stats auth admin:se‸cret12\n"],
    ["haproxy", "userlist u\n    user a insecure-password se‸cret12\n"],
  ] as const)("no password of %s is shown at itself", (language, marked) => {
    const { source, offset } = withCursor(language, marked);
    expect(hoverAt(source, fileName, offset)?.markdown ?? "").not.toContain("secret12");
  });

  test("it speaks Chinese", async () => {
    const translations = await loadTranslations("zh-cn");
    const say = (said: Message): string => sayMessage(said, translations);
    const { source, offset } = withCursor("haproxy", "defaults\n    timeout cli‸ent 5s\n");
    expect(hoverAt(source, fileName, offset, say)?.markdown).toContain("关键字");
    const other = withCursor("keepalived", "vrrp_instance V {\n    priority 1‸00\n}\n");
    expect(hoverAt(other.source, fileName, other.offset, say)?.markdown).toContain("取值范围：1 到 255");
  });

  test("the manual is that of the version", () => {
    const { source, offset } = withCursor("haproxy", "global\n    dae‸mon\n", { haproxyVersion: "2.8" });
    expect(hoverAt(source, fileName, offset)?.markdown).toContain("https://docs.haproxy.org/2.8/");
  });
});
