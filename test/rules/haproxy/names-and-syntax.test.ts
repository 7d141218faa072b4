import { describe, expect, test } from "vitest";
import { check } from "../../support/fixture.ts";
import { found } from "./found.ts";

const cases: readonly (readonly [title: string, text: string, version: string, expected: readonly string[]])[] = [
  [
    "an unknown keyword is marked by itself",
    "backend b\n    blance roundrobin\n",
    "auto",
    ["2:5 error haproxy/unknown-keyword blance"],
  ],
  [
    "an unknown second word is marked, not the first",
    "defaults\n    timeout clinet 5s\n    option htplog\n",
    "auto",
    ["2:13 error haproxy/unknown-keyword clinet", "3:12 error haproxy/unknown-keyword htplog"],
  ],
  [
    "an unknown action is marked",
    "frontend f\n    http-request set-hdr X y\n",
    "auto",
    ["2:18 error haproxy/unknown-keyword set-hdr"],
  ],
  [
    "names that are not written out",
    "frontend f\n    timeout\n    no option\n    capture request\n    stick\n",
    "auto",
    [
      "2:5 error haproxy/missing-argument timeout",
      "3:8 error haproxy/missing-argument option",
      "4:5 error haproxy/missing-argument capture request",
      "5:5 warning haproxy/wrong-section stick",
    ],
  ],
  ["words behind a prefix", "defaults\n    no optoin tcplog\n", "auto", ["2:8 error haproxy/unknown-keyword optoin"]],
  ["a pasted prompt", "global\nroot@lb1:~# systemctl\n", "auto", ["2:1 error haproxy/unknown-keyword root@lb1:~"]],
  ["a misspelt section word", "global\nfronted f\n", "auto", ["2:1 error haproxy/unknown-keyword fronted"]],
  ["an unknown directive", "global\n.iff true\n", "auto", ["2:1 error haproxy/unknown-keyword .iff"]],
  [
    "a keyword of newer versions",
    "global\n    limited-quic\nacme le\n    directory https://x.example\n",
    "2.4",
    ["2:5 error haproxy/unknown-keyword limited-quic", "3:1 error haproxy/unknown-keyword acme"],
  ],
  [
    "the same where any version counts",
    "global\n    limited-quic\nacme le\n    directory https://x.example\n",
    "auto",
    ["2:5 information haproxy/version-needed limited-quic", "3:1 information haproxy/version-needed acme"],
  ],
  [
    "refused in this section",
    "frontend f\n    server a 10.0.0.1:80\nglobal\n    bind :80\n",
    "auto",
    [
      "2:5 error haproxy/wrong-section server",
      "3:1 information haproxy/global-not-first global",
      "4:5 error haproxy/wrong-section bind",
    ],
  ],
  ["ignored in this section", "backend b\n    maxconn 100\n", "auto", ["2:5 warning haproxy/wrong-section maxconn"]],
  [
    "rules in defaults want a name",
    "defaults\n    http-request deny\ndefaults d\n    http-request deny\n",
    "2.6",
    ["2:5 error haproxy/wrong-section http-request"],
  ],
  [
    "removed everywhere",
    "defaults\n    clitimeout 5000\nfrontend f\n    reqadd X-A:\\ b\n",
    "auto",
    ["2:5 error haproxy/removed-keyword clitimeout", "4:5 error haproxy/removed-keyword reqadd"],
  ],
  ["removed in the version that is set", "global\n    nbproc 2\n", "2.6", ["2:5 error haproxy/removed-keyword nbproc"]],
  [
    "removed since some supported version",
    "global\n    nbproc 2\n",
    "auto",
    ["2:5 warning haproxy/removed-keyword nbproc"],
  ],
  [
    "still there in the version that is set",
    "global\n    nbproc 2\n",
    "2.4",
    ["2:5 warning haproxy/deprecated-keyword nbproc"],
  ],
  ["a prefix where none may stand", "listen l\n    no bind :80\n", "auto", ["2:5 error haproxy/prefix-not-allowed no"]],
  [
    "lines before the first section",
    "#c\n.if true\nfoo\n.endif\nmode tcp\n$VAR x\nglobal\n",
    "auto",
    ["5:1 error haproxy/keyword-before-section mode"],
  ],
  [
    "conditional lines may never be read",
    "backend b\n.if version_atleast(9.0)\n    new-keyword x\n.else\n    other x\n.endif\n    third x\n",
    "auto",
    ["7:5 error haproxy/unknown-keyword third"],
  ],
  [
    "a condition spans sections",
    ".if true\nbackend b\n    new-keyword x\nbackend c\n    new-keyword x\n.endif\n    new-keyword x\n",
    "auto",
    ["7:5 error haproxy/unknown-keyword new-keyword"],
  ],
  [
    "conditions that do not fit together",
    "global\n.else\n.if true\n.else\n.elif true\n.endif x\n.if true\n    daemon\n",
    "2.6",
    [
      "2:1 error haproxy/bad-condition .else",
      "5:1 error haproxy/bad-condition .elif",
      "6:8 error haproxy/bad-condition x",
      "8:5 error haproxy/bad-condition daemon",
    ],
  ],
  [
    "placeholders are unknown, not wrong",
    [
      "backend b",
      "    {{ directive }} x",
      "    option {{ name }}",
      "    $KEYWORD x",
      `    timeout \${WHICH} 5s`,
      "    <your lines>",
      "    @OPTION@",
      "    {% for x in y %}",
      "    <%= line %> y",
      "    ...",
      "",
    ].join("\n"),
    "auto",
    [],
  ],
  [
    "quotes, escapes, NUL",
    "backend b\n    description \"a\n    description 'b\n    description a\\xq\n    description c\0d\n# \0\0\n",
    "auto",
    [
      '2:17 error haproxy/unterminated-quote "a',
      "3:17 error haproxy/unterminated-quote 'b",
      "4:18 error haproxy/bad-escape \\x",
      "5:18 error haproxy/nul-character \0",
      "6:3 error haproxy/nul-character \0",
    ],
  ],
  [
    "environment variables in double quotes",
    [
      "backend b",
      `    description "\${A" "\${A}" "\${A-x y}" "\${A[*]}" "\${.FILE}" "\\\${A" "$A"`,
      "    description '${A' ${A",
      `    description "x \${A y}"`,
      "",
    ].join("\n"),
    "auto",
    [`2:18 error haproxy/unterminated-variable \${A`, `4:20 error haproxy/unterminated-variable \${A y}`],
  ],
  [
    "64 words are taken",
    `backend b\n    acl a src ${"10.0.0.1 ".repeat(61)}\n`,
    "auto",
    ["2:9 hint haproxy/unused-acl a"],
  ],
  [
    "65 words are not",
    `backend b\n    acl a src ${"10.0.0.1 ".repeat(62)}\n`,
    "auto",
    ["2:564 error haproxy/too-many-words 10.0.0.1"],
  ],
  [
    "no final line end, any version",
    "global\n    daemon",
    "auto",
    ["2:5 warning haproxy/missing-final-newline daemon"],
  ],
  ["no final line end, one version", "global\n  # c", "2.6", ["2:3 error haproxy/missing-final-newline # c"]],
  ["CRLF, blanks of other kinds and a quoted section word are fine", '"global"\r\n\v\fdaemon\r\n\r\n', "2.6", []],
];

describe("names and syntax of haproxy.cfg", () => {
  test.each(cases)("%s", (_title, text, version, expected) => {
    expect(found(text, version)).toEqual(expected);
  });

  test("a template may lack its beginning and its end", () => {
    expect(found("    server a 10.0.0.1:80\n{{ rest }}", "2.6", "haproxy.cfg.j2")).toEqual([]);
  });

  test("a name that is not written out hides no other line", () => {
    found("frontend f\n    tcp-response\n", "auto");
    expect(found("frontend f\n    tcp-response content accept\n", "auto")).toContain(
      "2:5 error haproxy/wrong-section tcp-response content",
    );
  });

  test("the fix of a slip is offered, but not as safe", () => {
    const [finding] = check(new Map([["haproxy.cfg", "backend b\n    blance roundrobin\n"]]));
    const [fix] = finding?.fixes ?? [];
    expect(fix?.edits[0]?.edit.newText).toBe("balance");
    expect([fix?.isPreferred, fix?.isSafe]).toEqual([true, false]);
    expect(finding?.message).toContain("balance");
  });

  test("a keyword that was glued to its argument", () => {
    const [finding] = check(new Map([["haproxy.cfg", "frontend b\n    bind*:6443\n"]]));
    expect(finding?.fixes[0]?.edits[0]?.edit.newText).toBe("bind *:6443");
  });

  test.each<[title: string, text: string, where: string, newText: string, isSafe: boolean]>([
    ["before", "frontend f\n    \u{3000}bind :80\n", "(U+3000, full-width blank) stands before bind", " bind", true],
    ["behind", "frontend f\n    bind\u{a0}:80\n", "(U+00A0, non-breaking blank) stands behind bind", "bind :80", true],
    ["within", "frontend f\n    bi\u{200b}nd :80\n", "(U+200B, zero-width blank) stands within bind", "bind", true],
    ["a blank within", "frontend f\n    bi\u{a0}nd :80\n", "stands within bind", "bind", true],
    ["zero-width for a blank", "frontend f\n    bind\u{200b}:80\n", "stands behind bind", "bind :80", true],
    ["by itself", "frontend f\n\u{3000}\n", "stands in the place of a keyword", "", true],
    [
      "by itself in front of a keyword",
      "frontend f\n\u{2003} bind :80\n",
      "another width) stands before bind",
      "",
      true,
    ],
    ["a later word", "defaults\n    timeout \u{3000}client 5s\n", "stands before client", " client", true],
    ["a second one", "frontend f\n    \u{3000}bi\u{200e}nd :80\n", "stands before bind", " bind", true],
    ["a misspelt word", "frontend f\n    \u{3000}bnid :80\n", "stands before bnid", " bnid", false],
    ["a section, and its lines", "defaults\n\u{3000}frontend f\n    bind :80\n", "before frontend", " frontend", true],
    ["the first section, and its lines", "\u{feff}global\n    daemon\n", "(U+FEFF, byte order mark)", "global", true],
    ["a byte order mark before a comment", "\u{feff}# c\nglobal\n", "stands in the place of a keyword", "", true],
    ["a section before the first", "\u{feff}golbal\n", "stands before golbal", "golbal", false],
    ["a directive", "\u{feff}.notice x\nglobal\n", "stands before .notice", ".notice", true],
  ])("an invisible character is named: %s", (_title, text, where, newText, isSafe) => {
    const findings = check(new Map([["haproxy.cfg", text]]));
    expect(findings.map(({ severity }) => severity)).toEqual(["error"]);
    expect(findings[0]?.message).toContain("An invisible character (U+");
    expect(findings[0]?.message).toContain(where);
    const [fix] = findings[0]?.fixes ?? [];
    expect([fix?.edits[0]?.edit.newText, fix?.isPreferred, fix?.isSafe]).toEqual([newText, true, isSafe]);
    expect(fix?.title).toMatch(newText.includes(" ") ? /normal blank/ : /^Remove/);
  });

  test("an invisible character in a quoted word has no fix", () => {
    const [finding] = check(new Map([["haproxy.cfg", 'frontend f\n    "\u{3000}bind" :80\n']]));
    expect([finding?.message.includes("U+3000"), finding?.fixes]).toEqual([true, []]);
  });

  test.each([
    [
      "global",
      "nbproc 2",
      "nbproc works in haproxy 2.4 only; newer versions do not start with it. Write nbthread instead.",
    ],
    [
      "backend b",
      "dispatch 10.0.0.1:80",
      "dispatch works in haproxy 2.4 to 3.4 only; newer versions do not start with it. Write a server line instead.",
    ],
  ])("the versions that take a keyword, in %s: %s", (section, line, expected) => {
    const findings = check(new Map([["haproxy.cfg", `${section}\n    ${line}\n`]]));
    expect(findings.map(({ message }) => message)).toEqual([expected]);
  });

  test("a renamed keyword is mended unseen", () => {
    const [finding] = check(new Map([["haproxy.cfg", "defaults\n    srvtimeout 5000\n"]]));
    const [fix] = finding?.fixes ?? [];
    expect([fix?.edits[0]?.edit.newText, fix?.isSafe]).toEqual(["timeout server", true]);
  });

  test("the message names the sections where a keyword belongs", () => {
    const [finding] = check(new Map([["haproxy.cfg", "frontend f\n    server a 10.0.0.1:80\n"]]));
    expect(finding?.message).toMatch(/listen or backend|backend or listen/);
  });

  test("defaults that inherit from one another hundreds of times are right", () => {
    const sections = Array.from({ length: 300 }, (_, at) => `defaults d${at + 1} from d${at}\n    timeout client 5s\n`);
    const text = `defaults d0\n    mode tcp\n${sections.join("")}`;
    expect(check(new Map([["haproxy.cfg", text]]))).toEqual([]);
  });
});
