import { describe, expect, test } from "vitest";
import { defaultSettings } from "../../../server/src/workspace/types.ts";
import { check, describeFindings } from "../../support/fixture.ts";

/** The rules about names, braces and the text itself. */
const aboutNames =
  / keepalived\/(?:unknown-(?:keyword|block)|wrong-parent|\w+-\w+-brace|unterminated-quote|bad-sequence|nul-character) /;

/** What the rules about names find in one keepalived.conf, without the file's name. */
function found(text: string, version = "auto", file = "keepalived.conf"): string[] {
  const settings = { ...defaultSettings, keepalivedVersion: version };
  return describeFindings(new Map([[file, text]]), settings)
    .filter((line) => aboutNames.test(line))
    .map((line) => line.replace(`${file}:`, ""));
}

const cases: readonly (readonly [title: string, text: string, version: string, expected: readonly string[]])[] = [
  [
    "an unknown keyword",
    "vrrp_instance V {\n    prioritty 100\n    Priority 100\n}\n",
    "auto",
    ["2:5 error keepalived/unknown-keyword prioritty", "3:5 error keepalived/unknown-keyword Priority"],
  ],
  [
    "an unknown block, and what is unknown in the one that is meant",
    "vrrp_instanec V {\n    priority 100\n    prioritty 100\n}\n",
    "auto",
    ["1:1 error keepalived/unknown-block vrrp_instanec", "3:5 error keepalived/unknown-keyword prioritty"],
  ],
  [
    "the lines of a block that nothing is known of are not judged",
    "zone_transfer {\n    whatever x\n    more {\n        y\n    }\n}\n",
    "auto",
    ["1:1 error keepalived/unknown-block zone_transfer"],
  ],
  [
    "a keyword of newer releases",
    "vrrp_instance V {\n    auth_hmac {\n        x\n    }\n}\n",
    "2.2",
    ["2:5 error keepalived/unknown-block auth_hmac"],
  ],
  [
    "keywords of other blocks",
    "global_defs {\n    priority 100\n}\nadvert_int 1\nvrrp_instance V {\n    router_id a\n}\n",
    "auto",
    [
      "2:5 error keepalived/wrong-parent priority",
      "4:1 error keepalived/wrong-parent advert_int",
      "6:5 error keepalived/wrong-parent router_id",
    ],
  ],
  [
    "a keyword that has another name in this block",
    "virtual_server 10.0.0.1 80 {\n    real_server 10.0.0.2 80 {\n        TCP_CHECK {\n            nb_get_retry 3\n        }\n    }\n}\n",
    "auto",
    ["4:13 error keepalived/wrong-parent nb_get_retry"],
  ],
  [
    "a missing closing brace shows where the next block begins",
    "vrrp_instance A {\n    priority 100\n\nvrrp_instance B {\n    priority 100\n}\n",
    "auto",
    ["1:1 error keepalived/missing-closing-brace vrrp_instance", "4:1 error keepalived/wrong-parent vrrp_instance"],
  ],
  [
    "a block in a block of values",
    "vrrp_instance V {\n    virtual_ipaddress {\n        10.0.0.1\n        track_script {\n            chk\n        }\n    }\n}\n",
    "auto",
    ["4:9 error keepalived/wrong-parent track_script"],
  ],
  [
    "entries of value blocks are no keywords",
    "vrrp_sync_group G {\n    group {\n        priority\n        VI_1 VI_2\n    }\n}\nvrrp_instance V {\n    unicast_peer { 10.0.0.2 }\n}\n",
    "auto",
    [],
  ],
  [
    "a block behind a keyword that takes none",
    "vrrp_instance V {\n    nopreempt {\n    }\n}\n",
    "auto",
    ["2:15 error keepalived/stray-opening-brace {"],
  ],
  [
    "a block without a keyword",
    "{\n    global_defs {\n    }\n}\n",
    "auto",
    ["1:1 error keepalived/stray-opening-brace {"],
  ],
  ["one closing brace too many", "global_defs {\n}\n}\n", "auto", ["3:1 error keepalived/stray-closing-brace }"]],
  [
    "a missing opening brace is missed on the line behind the keyword",
    "vrrp_instance V {\n    authentication\n        auth_type PASS\n        auth_pass x\n    priority 100\n}\n",
    "auto",
    ["3:9 error keepalived/missing-opening-brace auth_type"],
  ],
  [
    "keepalived says nothing of a value block that lacks its brace",
    "vrrp_instance V {\n    virtual_ipaddress\n        10.0.0.1\n}\n",
    "auto",
    ["2:5 warning keepalived/missing-opening-brace virtual_ipaddress"],
  ],
  [
    "a value on the line of the block's keyword",
    "vrrp_instance V {\n    track_interface eth0\n}\n",
    "auto",
    ["2:5 error keepalived/missing-opening-brace track_interface"],
  ],
  ["the brace may stand lines below", "vrrp_instance V\n\n# c\n{\n    priority 1\n}\n", "auto", []],
  [
    "quotes and NUL",
    'global_defs {\n    router_id "a\n    smtp_server a\0b\n}\n',
    "2.2",
    ['2:15 error keepalived/unterminated-quote "a', "3:18 warning keepalived/nul-character \0"],
  ],
  [
    "NUL with the version that complains",
    "global_defs {\n    router_id a\0b\n}\n",
    "2.4",
    ["2:16 error keepalived/nul-character \0"],
  ],
  [
    "sequences",
    "vrrp_instance V {\n    virtual_ipaddress {\n        ~SEQ(X, 1, -1, 5) 10.0.0.$X\n        ~SEQ(X, 1, 3) 10.0.0.$X\n    }\n}\n~LST(X) $X\n",
    "auto",
    ["3:9 error keepalived/bad-sequence ~SEQ(X, 1, -1, 5) 10.0.0.$X", "7:1 error keepalived/bad-sequence ~LST(X) $X"],
  ],
  [
    "placeholders are unknown, not wrong",
    [
      "vrrp_instance V {",
      "    {{ directive }} x",
      "    $KEYWORD x",
      `    \${KEYWORD} x`,
      "    @LINE@",
      "    <your lines>",
      "    {% if x %}",
      "    virtual_ipaddress {",
      "        {$VIP}/24",
      "    }",
      "    {% endif %}",
      "}",
      "",
    ].join("\n"),
    "auto",
    [],
  ],
  [
    "a template's branches may hold the braces",
    "{% if x %}\nvrrp_instance A {\n{% else %}\nvrrp_instance B {\n{% endif %}\n    priority 100\n}\n",
    "auto",
    [],
  ],
  [
    "include is taken anywhere",
    "include a.conf\nvrrp_instance V {\n    include b.conf\n    virtual_ipaddress {\n        include {c,d}.conf\n    }\n}\n",
    "auto",
    [],
  ],
  [
    "keywords out of definitions",
    "$K=priority\n$B=track_interface { eth1 }\nvrrp_instance V {\n    $K 100\n    $B\n}\n",
    "auto",
    [],
  ],
  [
    "unknown keywords out of definitions",
    "$K=prioritty\nvrrp_instance V {\n    $K 100\n}\n",
    "auto",
    ["3:5 error keepalived/unknown-keyword $K"],
  ],
  [
    "a byte order mark is part of the first word",
    "\u{feff}global_defs {\n}\n",
    "auto",
    ["1:1 error keepalived/unknown-block \u{feff}global_defs"],
  ],
  [
    "a blank that does not break",
    "global_defs {\n\u{a0}router_id a\n}\n",
    "auto",
    ["2:1 error keepalived/unknown-keyword \u{a0}router_id"],
  ],
];

describe("names and syntax of keepalived.conf", () => {
  test.each(cases)("%s", (_title, text, version, expected) => {
    const own = found(text, version).filter((line) =>
      /^\d+:\d+ \w+ keepalived\/(?:unknown|wrong|missing|stray|unterm|nul|bad)/.test(line),
    );
    expect(own).toEqual(expected);
  });

  test("an unknown block is said to close the block around it", () => {
    const text = "vrrp_instance V {\n    virtual_ipadress {\n        10.0.0.1\n    }\n}\n";
    const [finding] = check(new Map([["keepalived.conf", text]]));
    expect(finding?.message).toContain("ends the block around");
    expect(finding?.message).toContain("virtual_ipaddress");
  });

  test("a blank that is missing behind the keyword", () => {
    const [finding] = check(new Map([["keepalived.conf", "virtual_server192.168.0.1 80 {\n    delay_loop 3\n}\n"]]));
    expect(finding?.fixes[0]?.edits[0]?.edit.newText).toBe("virtual_server 192.168.0.1");
  });

  test.each<[title: string, text: string, where: string, newText: string, isSafe: boolean]>([
    [
      "before",
      "vrrp_instance V {\n\u{3000}priority 1\n}\n",
      "(U+3000, full-width blank) stands before",
      " priority",
      true,
    ],
    ["behind", "vrrp_instance V {\n    priority\u{a0}1\n}\n", "stands behind priority", "priority 1", true],
    [
      "within",
      "vrrp_instance V {\n    prio\u{200d}rity 1\n}\n",
      "zero-width character) stands within",
      "priority",
      true,
    ],
    ["by itself", "vrrp_instance V {\n\u{3000}\n}\n", "stands in the place of a keyword", "", true],
    ["a misspelt word", "vrrp_instance V {\n\u{3000}priorty 1\n}\n", "stands before priorty", " priorty", false],
    [
      "a block, and its lines",
      "vrrp_instance\u{3000}V {\n    priority 1\n}\n",
      "the block around",
      "vrrp_instance V",
      true,
    ],
    ["in front of a brace", "global_defs\u{3000}{\n    router_id a\n}\n", "stands behind", "global_defs ", true],
    ["in the place of a block's keyword", "global_defs {\n    \u{3000} {\n    }\n}\n", "place of a keyword", "", false],
    ["a byte order mark before a comment", "\u{feff}! c\nglobal_defs {\n}\n", "(U+FEFF, byte order mark)", "", true],
    ["a byte order mark before an include", "\u{feff}include x.conf\n", "stands before include", "include", true],
  ])("an invisible character is named: %s", (_title, text, where, newText, isSafe) => {
    const findings = check(new Map([["keepalived.conf", text]]));
    expect(findings.map(({ severity }) => severity)).toEqual(["error"]);
    expect(findings[0]?.message).toContain("An invisible character (U+");
    expect(findings[0]?.message).toContain(where);
    const [fix] = findings[0]?.fixes ?? [];
    expect([fix?.edits[0]?.edit.newText, fix?.isPreferred, fix?.isSafe]).toEqual([newText, true, isSafe]);
  });

  test("what is unknown in a block whose keyword has an invisible character", () => {
    expect(found("\u{feff}vrrp_instance V {\n    prioritty 1\n}\n")).toEqual([
      "1:1 error keepalived/unknown-block \u{feff}vrrp_instance",
      "2:5 error keepalived/unknown-keyword prioritty",
    ]);
  });

  test("a word out of a definition has no fix in its place", () => {
    const text = "$K=prioritty\nvrrp_instance V {\n    $K 100\n}\n";
    expect(check(new Map([["keepalived.conf", text]]))[0]?.fixes).toEqual([]);
  });

  test("an edit elsewhere keeps the findings of a section, an added section behind is seen", () => {
    expect(found("vrrp_script x\n")).toEqual(["1:1 warning keepalived/missing-opening-brace vrrp_script"]);
    expect(found("vrrp_script x\nglobal_defs {\n}\n")).toEqual([
      "1:1 error keepalived/missing-opening-brace vrrp_script",
    ]);
  });
});
