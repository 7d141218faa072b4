import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { hoverAt } from "../../server/src/services/hover.ts";
import { signatureHelpAt } from "../../server/src/services/signature-help.ts";
import { readHaproxyLine } from "../../server/src/syntax/haproxy/line.ts";
import { readPiece } from "../../server/src/syntax/keepalived/piece.ts";
import { fileName, type Language, withCursor } from "./cursor.ts";

interface Case {
  readonly title: string;
  readonly text: string;
  /** The beginning of the label; undefined: no help at all. */
  readonly label: string | undefined;
  /** The parameter at the cursor. */
  readonly at?: string;
  /** What is said of that parameter. */
  readonly says?: string;
}

const haproxyCases: readonly Case[] = [
  {
    title: "an argument",
    text: "defaults\n    timeout client ‸\n",
    label: "timeout client <timeout>",
    at: "<timeout>",
    says: "in ms",
  },
  { title: "behind a prefix", text: "defaults\n    no option httpchk ‸\n", label: "option httpchk", at: "<uri>" },
  { title: "the name of a server", text: "backend b\n    server ‸\n", label: "server <name> <address>", at: "<name>" },
  { title: "its address", text: "backend b\n    server a 10.‸\n", label: "server <name>", at: "<address> [: [port]]" },
  { title: "its options", text: "backend b\n    server a 10.0.0.1:80 ‸\n", label: "server <name>", at: "param*" },
  {
    title: "the value of one",
    text: "backend b\n    server a 10.0.0.1:80 check inter ‸\n",
    label: "inter <delay>",
    at: "<delay>",
  },
  {
    title: "behind the value",
    text: "backend b\n    server a 10.0.0.1:80 inter 3s ‸\n",
    label: "server <name>",
    at: "param*",
  },
  { title: "an option of a bind", text: "frontend f\n    bind :443 ssl crt ‸\n", label: "crt <cert>", at: "<cert>" },
  {
    title: "the address of a socket",
    text: "global\n    stats socket ‸\n",
    label: "stats socket <socket-address> [<option> ...]",
    at: "<socket-address>",
  },
  {
    title: "its options",
    text: "global\n    stats socket /run/s ‸\n",
    label: "stats socket <socket-address> [<option> ...]",
    at: "<option>",
    says: "in any order",
  },
  {
    title: "the value of one of them",
    text: "global\n    stats socket /run/s level ‸\n",
    label: "level <level>",
    at: "<level>",
  },
  {
    title: "what a placeholder stands for",
    text: "frontend f\n    http-request set-header X ‸\n",
    label: "http-request set-header <name> <fmt>",
    at: "<fmt>",
    says: "a log format",
  },
  {
    title: "an action",
    text: "frontend f\n    http-request set-header X ‸\n",
    label: "http-request set-header <name> <fmt>",
    at: "<fmt>",
  },
  {
    title: "its condition",
    text: "frontend f\n    http-request set-header X y if ‸\n",
    label: "http-request set-header",
    at: "<condition>",
  },
  {
    title: "the condition where no option is",
    text: "frontend f\n    http-request deny unless ‸\n",
    label: "http-request deny",
    at: "<condition>",
  },
  {
    title: "an action in two words",
    text: "frontend f\n    tcp-request content track-sc0 src table ‸\n",
    label: "tcp-request content track-sc0 <key>",
    at: "<table>",
  },
  {
    title: "parentheses of an action",
    text: "frontend f\n    http-request set-var(‸txn.x) src\n",
    label: "http-request set-var(",
    at: "<var-name>",
  },
  {
    title: "behind them",
    text: "frontend f\n    http-request set-var(txn.x) ‸\n",
    label: "http-request set-var(",
    at: "<expr>",
  },
  {
    title: "a fetch of an expression",
    text: "frontend f\n    http-request set-var(txn.x) req.hdr(‸)\n",
    label: "req.hdr([<name>[,<occ>]])",
    at: "<name>",
    says: "string, may be left out",
  },
  {
    title: "its second argument",
    text: "frontend f\n    http-request set-var(txn.x) req.hdr(host,‸)\n",
    label: "req.hdr(",
    at: "<occ>",
  },
  {
    title: "a fetch of a format that is not closed",
    text: "frontend f\n    http-request set-header X %[req.hdr(‸\n",
    label: "req.hdr(",
    at: "<name>",
  },
  {
    title: "a converter",
    text: "frontend f\n    http-request set-header X %[src,field(1,‸)]\n",
    label: "field(index,delimiters[,count])",
    at: "delimiters",
  },
  {
    title: "a converter of which only types are known",
    text: "frontend f\n    http-request set-header X %[src,map_str(‸)]\n",
    label: "map_str(<string>[,<string>])",
    at: "<string>",
  },
  {
    title: "in quotes",
    text: 'frontend f\n    http-request set-header X "a b %[req.hdr(‸)]"\n',
    label: "req.hdr(",
    at: "<name>",
  },
  {
    title: "a format's text",
    text: "frontend f\n    http-request set-header X a‸%[src]\n",
    label: "http-request set-header",
    at: "<fmt>",
  },
  { title: "a fetch's name", text: "frontend f\n    http-request set-header X %[req.h‸dr(a)]\n", label: "req.hdr(" },
  {
    title: "a test of a condition",
    text: "frontend f\n    http-request deny if a !{ hdr_beg(‸) x }\n",
    label: "hdr_beg([<name>[,<occ>]])",
    at: "<name>",
  },
  {
    title: "its patterns",
    text: "frontend f\n    http-request deny if { hdr_beg(host) -i ‸ }\n",
    label: "hdr_beg([<name>[,<occ>]]) [flags]",
    at: "<value>",
  },
  {
    title: "behind its braces",
    text: "frontend f\n    http-request deny if { src 10.0.0.1 } ‸\n",
    label: "http-request deny",
    at: "<condition>",
  },
  { title: "an ACL's test", text: "frontend f\n    acl a hdr_beg(‸) x\n", label: "hdr_beg(", at: "<name>" },
  { title: "an ACL's patterns", text: "frontend f\n    acl a path -m beg ‸\n", label: "acl <aclname>", at: "<value>" },
  {
    title: "the form that has a place for the words",
    text: "global\n    log 10.0.0.1:514 len ‸\n",
    label: "log <target>",
    at: "<length>",
  },
  {
    title: "what the manual's line leaves out",
    text: "global\n    log 127.0.0.1:514 loc‸al0\n",
    label: "log <log-target> [len",
    at: "kern | user | mail | daemon | auth | syslog | lpr | news | uucp | cron | auth2 | ftp | ntp | audit | alert | cron2 | local0 | local1 | local2 | local3 | local4 | local5 | local6 | local7",
  },
  {
    title: "a choice of words",
    text: "backend b\n    cookie X ‸\n",
    label: "cookie <name>",
    at: "rewrite | insert | prefix",
  },
  { title: "the name of a section", text: "backend ‸\n", label: "backend <name> [from <defaults>]", at: "<name>" },
  { title: "the defaults of a section", text: "backend b from ‸\n", label: "backend <name>", at: "<defaults>" },
  { title: "too many words", text: "defaults\n    timeout client 5s x ‸\n", label: "timeout client <timeout>" },
  { title: "none at a keyword", text: "defaults\n    time‸out client 5s\n", label: undefined },
  { title: "none where the second word is to come", text: "defaults\n    timeout ‸\n", label: undefined },
  { title: "none behind an unknown word", text: "defaults\n    foo ‸\n", label: undefined },
  { title: "none behind a placeholder", text: "defaults\n    {{ x }} ‸\n", label: undefined },
  { title: "none in comments", text: "defaults\n    timeout client 5s # ‸\n", label: undefined },
  { title: "none in front of a section", text: "‸", label: undefined },
];

const keepalivedCases: readonly Case[] = [
  {
    title: "an argument",
    text: "vrrp_instance V {\n    priority ‸\n}\n",
    label: "priority <1..255>",
    at: "<1..255>",
    says: "Range: 1 to 255",
  },
  { title: "a choice", text: "vrrp_instance V {\n    state ‸\n}\n", label: "state MASTER|BACKUP", at: "MASTER|BACKUP" },
  { title: "a block's name", text: "vrrp_instance ‸\n", label: "vrrp_instance <name> { … }", at: "<name>" },
  {
    title: "on one line",
    text: "vrrp_instance V { authentication { auth_pass ‸ } }\n",
    label: "auth_pass <secret>",
    at: "<secret>",
  },
  {
    title: "named values",
    text: "global_defs {\n    lvs_sync_daemon eth0 id ‸\n}\n",
    label: "lvs_sync_daemon <interface>",
    at: "id <id>",
    says: "0 to 255",
  },
  {
    title: "what each choice means",
    text: "vrrp_instance V {\n    state ‸\n}\n",
    label: "state MASTER|BACKUP",
    at: "MASTER|BACKUP",
    says: "- `BACKUP`: begins as backup",
  },
  {
    title: "a switch",
    text: "global_defs {\n    vrrp_strict ‸\n}\n",
    label: "vrrp_strict [on|off]",
    at: "[on|off]",
    says: "on or off; without a value it is on",
  },
  {
    title: "a service by its mark",
    text: "virtual_server fwmark ‸ {\n}\n",
    label: "virtual_server fwmark <mark> { … }",
    at: "<mark>",
    says: "the number of a firewall mark",
  },
  {
    title: "a line of one host",
    text: "vrrp_instance V {\n    @lb1 priority ‸\n}\n",
    label: "priority <1..255>",
    at: "<1..255>",
    says: "the rank in the election",
  },
  {
    title: "a line of a definition, as it stands where it is used",
    text: "$B= \\\n    advert_int ‸1 \\\n    state BACKUP\nvrrp_instance V {\n    $B\n}\n",
    label: "advert_int <0.01..255 s>",
    at: "<0.01..255 s>",
    says: "a time between two adverts",
  },
  {
    title: "all words of a command",
    text: "vrrp_script s {\n    script /bin/true a b ‸\n}\n",
    label: "script <command_line>",
    at: "<command_line>",
  },
  { title: "behind the last argument", text: "vrrp_instance V {\n    priority 100 ‸\n}\n", label: "priority <1..255>" },
  {
    title: "an address",
    text: "vrrp_instance V {\n    virtual_ipaddress {\n        10.‸\n    }\n}\n",
    label: "<ip>[/<prefix>] ",
    at: "<ip>[/<prefix>]",
  },
  {
    title: "an option of an address",
    text: "vrrp_instance V {\n    virtual_ipaddress {\n        10.0.0.1 dev ‸\n    }\n}\n",
    label: "<ip>[/<prefix>] ",
    at: "<interface>",
  },
  {
    title: "the weight of a tracker",
    text: "vrrp_instance V {\n    track_script {\n        chk weight ‸\n    }\n}\n",
    label: "<vrrp_script> [",
    at: "<-253..253>",
  },
  {
    title: "members of a group",
    text: "vrrp_sync_group G {\n    group {\n        A ‸\n    }\n}\n",
    label: "<vrrp_instance> ...",
    at: "<vrrp_instance>",
  },
  {
    title: "one of several forms",
    text: "virtual_server_group G {\n    fwmark ‸\n}\n",
    label: "fwmark <uint32>",
    at: "<uint32>",
  },
  { title: "none at a keyword", text: "vrrp_instance V {\n    prio‸rity 100\n}\n", label: undefined },
  { title: "none in comments", text: "vrrp_instance V {\n    priority 1 ! ‸\n}\n", label: undefined },
  { title: "none in a block that nobody knows", text: "zone {\n    x ‸\n}\n", label: undefined },
];

const cases = [
  ...haproxyCases.map((one) => ({ ...one, language: "haproxy" as const })),
  ...keepalivedCases.map((one) => ({ ...one, language: "keepalived" as const })),
];

const examples = join(import.meta.dirname, "../../examples");
const exampleFiles = readdirSync(examples, { recursive: true, encoding: "utf8" }).filter((path) =>
  /\.(?:cfg|conf)$/.test(path),
);

/** The words of a text, as its language cuts them. */
function wordsOf(language: Language, text: string): readonly { readonly start: number; readonly end: number }[] {
  const words: { start: number; end: number }[] = [];
  for (let at = 0; at < text.length; ) {
    const read = language === "haproxy" ? readHaproxyLine(text, at) : readPiece(text, at);
    words.push(...read.words);
    const isBrace = /[{}]/.test(text[read.end] ?? "");
    const lineEnd = text.indexOf("\n", read.end);
    at = language === "keepalived" && isBrace ? read.end + 1 : lineEnd < 0 ? text.length : lineEnd + 1;
  }
  return words;
}

describe("signature help", () => {
  test.each(cases)("$language: $title", ({ language, text: marked, label, at, says }) => {
    const { source, offset } = withCursor(language, marked);
    const help = signatureHelpAt(source, fileName, offset);
    const shown = help?.signatures[help.active];
    expect(shown?.label.slice(0, label?.length)).toBe(label);
    const parameter = shown?.active === undefined ? undefined : shown.parameters[shown.active];
    expect(parameter === undefined ? undefined : shown?.label.slice(parameter.start, parameter.end)).toBe(at);
    if (says !== undefined) expect(parameter?.documentation).toContain(says);
  });

  test("documents what the signature belongs to", () => {
    const { source, offset } = withCursor("haproxy", "frontend f\n    http-request set-header X %[src,lower(‸)]\n");
    expect(signatureHelpAt(source, fileName, offset)?.signatures[0]?.documentation).toContain("lower case");
  });

  test.each(exampleFiles)("every word of %s has a hover or a signature", (path) => {
    const language = path.endsWith(".cfg") ? "haproxy" : "keepalived";
    const text = readFileSync(join(examples, path), "utf8");
    const { source } = withCursor(language, text);
    const words = wordsOf(language, text);
    const mute = words.filter(
      ({ start }) =>
        hoverAt(source, fileName, start + 1) === undefined &&
        signatureHelpAt(source, fileName, start + 1) === undefined,
    );
    expect(words.length).toBeGreaterThan(20);
    expect(mute.map(({ start, end }) => text.slice(start, end))).toEqual([]);
  });
});
