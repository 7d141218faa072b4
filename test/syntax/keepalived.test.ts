// biome-ignore-all lint/suspicious/noTemplateCurlyInString: The configurations have variables of their own.
import { describe, expect, test } from "vitest";
import { parseKeepalived } from "../../server/src/syntax/keepalived/parser.ts";
import { outlineKeepalived } from "./outline.ts";

type Row = readonly [title: string, text: string, outline: readonly string[]];

const rows: Readonly<Record<string, readonly Row[]>> = {
  words: [
    ["blanks, tabs, form feeds", " state\tMASTER\fx \n", ["[0-17]", "  state@1-6 MASTER@7-13 x@14-15"]],
    ["double quotes are taken away", 'router_id "a b"\n', ["[0-16]", "  router_id@0-9 a b@10-15"]],
    [
      "a quote ends the word before it, and the one in it",
      'router_id ab"c d"ef\n',
      ["[0-20]", "  router_id@0-9 ab@10-12 c d@12-17 ef@17-19"],
    ],
    ["single quotes are ordinary characters", "router_id 'a b'\n", ["[0-16]", "  router_id@0-9 'a@10-12 b'@13-15"]],
    ["no escapes in quotes", 'router_id "a\\"b\n', ["[0-16]", "  router_id@0-9 a\\@10-14 b@14-15"]],
    ["a quoted keyword", '"priority" 100\n', ["[0-15]", "  priority@0-10 100@11-14"]],
    [
      "a quote that is not closed ends with its line",
      'router_id "a b\nx\n',
      ["[0-15]", "  router_id@0-9 a b@10-14", "! unterminated-quote 10-14", "[15-17]", "  x@15-16"],
    ],
    [
      "a backslash at the end continues nothing",
      "priority \\\n 100\n",
      ["[0-11]", "  priority@0-8 \\@9-10", "[11-16]", "  100@12-15"],
    ],
    [
      "the byte order mark is part of the first word",
      "\ufeffglobal_defs {\n}\n",
      ["[0-17]", "  \ufeffglobal_defs@0-12", "  {13-15"],
    ],
    ["NBSP is no blank", "state\u00a0MASTER\n", ["[0-13]", "  state\u00a0MASTER@0-12"]],
  ],
  comments: [
    [
      "hash and exclamation mark, alone and behind words",
      "# a\n! b\nstate MASTER # c\nx ! d\n#e",
      [
        "[0-25]",
        "  state@8-13 MASTER@14-20",
        "# 0-3",
        "# 4-7",
        "# 21-24",
        "[25-31]",
        "  x@25-26",
        "# 27-30",
        "[31-33]",
        "# 31-33",
      ],
    ],
    [
      "glued to a word",
      "priority 100#c\nauth_pass P@##D321!\n",
      ["[0-15]", "  priority@0-8 100@9-12", "# 12-14", "[15-35]", "  auth_pass@15-24 P@@25-27", "# 27-34"],
    ],
    ["not in quotes", 'router_id "a#b!c" # d\n', ["[0-22]", "  router_id@0-9 a#b!c@10-17", "# 18-21"]],
    ["escaped, the backslash goes", "router_id a\\#b\\!c #d\n", ["[0-21]", "  router_id@0-9 a#b!c@10-17", "# 18-20"]],
    [
      "braces and quotes in a comment",
      'x { # } "\n}\n# {\ny\n',
      ["[0-12]", "  x@0-1", "  {2-10", "# 4-9", "[12-18]", "  y@16-17", "# 12-15"],
    ],
    [
      "between a keyword and its brace",
      "x y # c\n! d\n\n{ # e\n}\n",
      ["[0-21]", "  x@0-1 y@2-3", "  {13-19", "# 4-7", "# 8-11", "# 15-18"],
    ],
    ["in front of CRLF", "x # c\r\n# d\r\n", ["[0-7]", "  x@0-1", "# 2-5", "[7-12]", "# 7-10"]],
  ],
  blocks: [
    [
      "a brace behind the name, on the next line, glued",
      "a b {\nc d\n}\na b\n{\nc d\n}\na b{\nc d\n}\n",
      [
        "[0-12]",
        "  a@0-1 b@2-3",
        "  {4-10",
        "    c@6-7 d@8-9",
        "[12-24]",
        "  a@12-13 b@14-15",
        "  {16-22",
        "    c@18-19 d@20-21",
        "[24-35]",
        "  a@24-25 b@26-27",
        "  {27-33",
        "    c@29-30 d@31-32",
      ],
    ],
    ["on one line", "a { b c }\n", ["[0-10]", "  a@0-1", "  {2-8", "    b@4-5 c@6-7"]],
    [
      "several on one line",
      "a { b } c { d\n}\n",
      ["[0-16]", "  a@0-1", "  {2-6", "    b@4-5", "  c@8-9", "  {10-14", "    d@12-13"],
    ],
    [
      "something behind a closing brace",
      "a {\n b\n} c {\n d\n}\n",
      ["[0-18]", "  a@0-1", "  {2-7", "    b@5-6", "  c@9-10", "  {11-16", "    d@14-15"],
    ],
    [
      "a closing brace behind a value",
      "a {\n b c }\nd\n",
      ["[0-11]", "  a@0-1", "  {2-9", "    b@5-6 c@7-8", "[11-13]", "  d@11-12"],
    ],
    ["braces inside a word", "a b{c}d\n", ["[0-8]", "  a@0-1 b@2-3", "  {3-5", "    c@4-5", "  d@6-7"]],
    ["braces in quotes", 'a "b{c}d"\n', ["[0-10]", "  a@0-1 b{c}d@2-9"]],
    [
      "nested",
      "a {\n b {\n  c { d }\n }\n}\n",
      ["[0-24]", "  a@0-1", "  {2-22", "    b@5-6", "    {7-20", "      c@11-12", "      {13-17", "        d@15-16"],
    ],
    ["empty", "a {\n}\nb {}\n", ["[0-6]", "  a@0-1", "  {2-4", "[6-11]", "  b@6-7", "  {8-9"]],
    [
      "a brace without a keyword",
      "{ a b }\nc\n",
      ["[0-8]", "  a@2-3 b@4-5", "! stray-opening-brace 0-1", "[8-10]", "  c@8-9"],
    ],
    [
      "closing braces too many",
      "a\n}\nb { c }}\nd\n",
      [
        "[0-2]",
        "  a@0-1",
        "[2-4]",
        "! stray-closing-brace 2-3",
        "[4-13]",
        "  b@4-5",
        "  {6-10",
        "    c@8-9",
        "! stray-closing-brace 11-12",
        "[13-15]",
        "  d@13-14",
      ],
    ],
    [
      "missing closing braces",
      "a {\n b {\n c\n",
      [
        "[0-12]",
        "  a@0-1",
        "  {2-?",
        "    b@5-6",
        "    {7-?",
        "      c@10-11",
        "! missing-closing-brace 7-8",
        "! missing-closing-brace 2-3",
      ],
    ],
    ["no line end at the end", "a {\n b\n}", ["[0-8]", "  a@0-1", "  {2-7", "    b@5-6"]],
    ["CRLF", "a {\r\n b c\r\n}\r\n", ["[0-14]", "  a@0-1", "  {2-11", "    b@6-7 c@8-9"]],
  ],
  "characters that end a line": [
    ["a carriage return within a line", "a b\rc d\ne\n", ["[0-8]", "  a@0-1 b@2-3 c@4-5 d@6-7", "[8-10]", "  e@8-9"]],
    [
      "a NUL hides the rest",
      "a b\u0000c }\nd\n",
      ["[0-8]", "  a@0-1 b@2-3", "! nul-character 3-4", "[8-10]", "  d@8-9"],
    ],
    ["a NUL at the beginning of a line", "a {\n\u0000b\n}\n", ["[0-9]", "  a@0-1", "  {2-7", "! nul-character 4-5"]],
  ],
  includes: [
    [
      "braces of a pattern are no blocks",
      "include conf.d/{a,b}.conf\nincludem x/*.conf\nvrrp {\n include {a,b}\n}\n",
      [
        "[0-26]",
        "  include@0-7 conf.d/{a,b}.conf@8-25",
        "[26-44]",
        "  includem@26-34 x/*.conf@35-43",
        "[44-68]",
        "  vrrp@44-48",
        "  {49-66",
        "    include@52-59 {a,b}@60-65",
      ],
    ],
    ["only behind an include", "files {a,b}\n", ["[0-12]", "  files@0-5", "  {6-10", "    a,b@7-10"]],
    [
      "an include in a block of addresses",
      "virtual_ipaddress {\n include vips.conf\n 10.0.0.1\n}\n",
      ["[0-51]", "  virtual_ipaddress@0-17", "  {18-49", "    include@21-28 vips.conf@29-38", "    10.0.0.1@40-48"],
    ],
  ],
  placeholders: [
    [
      "keep their braces",
      "priority ${PRIO}\nstate {{ state }}\nrouter_id {$ID}x\ninterface {{ a }}-${B}\n",
      [
        "[0-17]",
        "  priority@0-8 ${PRIO}@9-16",
        "[17-35]",
        "  state@17-22 {{ state }}@23-34",
        "[35-52]",
        "  router_id@35-44 {$ID}x@45-51",
        "[52-75]",
        "  interface@52-61 {{ a }}-${B}@62-74",
      ],
    ],
    [
      "with an opening brace behind",
      "vrrp_instance ${NAME} {\n priority {{ p }}\n}\nvrrp_instance {{ n }}{\n}\n",
      [
        "[0-44]",
        "  vrrp_instance@0-13 ${NAME}@14-21",
        "  {22-42",
        "    priority@25-33 {{ p }}@34-41",
        "[44-69]",
        "  vrrp_instance@44-57 {{ n }}@58-65",
        "  {65-67",
      ],
    ],
    [
      "that are not closed are braces",
      "a ${B\nc\n}\n",
      ["[0-10]", "  a@0-1 $@2-3", "  {3-8", "    B@4-5", "    c@6-7"],
    ],
    [
      "in a keyword's place",
      "vrrp_instance V {\n {{ rest }}\n ${MORE}\n}\n",
      ["[0-41]", "  vrrp_instance@0-13 V@14-15", "  {16-39", "    {{ rest }}@19-29", "    ${MORE}@31-38"],
    ],
    [
      "lines of templates are set aside",
      "{% if a %}\nstate MASTER\n{% else %}\nstate BACKUP\n{%- endif -%}\n{# c #}\n<% x %>\n<%= y %>\n",
      [
        "[0-11]",
        "% 0-10",
        "[11-35]",
        "  state@11-16 MASTER@17-23",
        "% 24-34",
        "[35-70]",
        "  state@35-40 BACKUP@41-47",
        "% 48-61",
        "% 62-69",
        "[70-78]",
        "% 70-77",
        "[78-87]",
        "  <%= y %>@78-86",
      ],
    ],
    [
      "in the middle of a line",
      "priority {% if a %}100{% else %}90{% endif %}\n",
      ["[0-46]", "  priority@0-8 {% if a %}100{% else %}90{% endif %}@9-45"],
    ],
  ],
};

describe.each(Object.entries(rows))("keepalived.conf, %s", (_, cases) => {
  test.each(cases)("%s", (_title, text, outline) => {
    expect(outlineKeepalived(parseKeepalived(text))).toEqual(outline);
  });
});

/** Files with definitions, lines for one host, sequences; the host that reads them is `configId`. */
const expanded: readonly (readonly [title: string, text: string, configId: string, outline: readonly string[]])[] = [
  [
    "a definition and its use",
    "$P=100\nx {\n priority $P\n}\n",
    "",
    ["[0-26]", "$P 0-6", "  x@7-8", "  {9-24", "    priority@12-20 100@21-23*"],
  ],
  [
    "blanks behind the sign and at the end go",
    "$P=  100  \npriority $P\n",
    "",
    ["[0-23]", "$P 0-8", "  priority@11-19 100@20-22*"],
  ],
  [
    "no blank before the sign",
    "$P = 100\npriority $P\n",
    "",
    ["[0-9]", "  $P@0-2 =@3-4 100@5-8", "[9-21]", "  priority@9-17 $P@18-20"],
  ],
  [
    "braces around the name",
    "$P=10\npriority ${P}0\naddr ${P}.1\n",
    "",
    ["[0-33]", "$P 0-5", "  priority@6-14 100@15-20*", "  addr@21-25 10.1@26-32*"],
  ],
  [
    "bare names before blank, tab, comma, bracket, end",
    "$P=1\na $P\tb,$P,($P)\n",
    "",
    ["[0-20]", "$P 0-4", "  a@5-6 1@7-9* b,1,(1)@10-19*"],
  ],
  [
    "bare names before anything else stay",
    "$P=10.9.0\na $P.100\nb $P/24\nc $P0\nd $P-1\n",
    "",
    [
      "[0-40]",
      "$P 0-9",
      "  a@10-11 $P.100@12-18",
      "  b@19-20 $P/24@21-26",
      "  c@27-28 $P0@29-32",
      "  d@33-34 $P-1@35-39",
    ],
  ],
  [
    "in mid-word and in quotes",
    '$P=00\npriority 1$P\nrouter_id "a $P b"\n',
    "",
    ["[0-38]", "$P 0-5", "  priority@6-14 100@15-18*", "  router_id@19-28 a 00 b@29-37*"],
  ],
  ["undefined names stay", "$Q=1\npriority $P ${P}\n", "", ["[0-22]", "$Q 0-4", "  priority@5-13 $P@14-16 ${P}@17-21"]],
  [
    "before the definition it is undefined",
    "priority $P\n$P=1\n",
    "",
    ["[0-17]", "$P 12-16", "  priority@0-8 $P@9-11"],
  ],
  [
    "redefined",
    "$P=1\na $P\n$P=2\nb $P\n",
    "",
    ["[0-20]", "$P 0-4", "$P 10-14", "  a@5-6 1@7-9*", "  b@15-16 2@17-19*"],
  ],
  [
    "binds late",
    "$A=$B\n$B=5\na $A\n$B=6\nb $A\n",
    "",
    ["[0-26]", "$A 0-5", "$B 6-10", "$B 16-20", "  a@11-12 5@13-15*", "  b@21-22 6@23-25*"],
  ],
  [
    "a definition inside a block",
    "x {\n $P=5\n y $P\n}\nz $P\n",
    "",
    ["[0-23]", "$P 5-9", "  x@0-1", "  {2-16", "    y@11-12 5@13-15*", "  z@18-19 5@20-22*"],
  ],
  ["an empty one", "$P=\n$P priority 100\n", "", ["[0-20]", "$P 0-3", "  priority@7-15 100@16-19"]],
  [
    "a keyword, a block, an address",
    "$K=priority\n$B=track_interface { eth1 }\nx {\n $K 100\n $B\n}\n",
    "",
    [
      "[0-58]",
      "$K 0-11",
      "$B 12-39",
      "  x@40-41",
      "  {42-56",
      "    priority@45-47* 100@48-51",
      "    track_interface@53-55*",
      "    {53-53",
      "      eth1@53-55*",
    ],
  ],
  [
    "several lines",
    "$B= \\\n a { \\\n b 1 \\\n } \\\n\nx {\n $B\n}\n",
    "",
    ["[0-36]", "$B 0-25", "  x@26-27", "  {28-34", "    a@31-33*", "    {31-31", "      b@31-33* 1@31-33*"],
  ],
  [
    "several lines in the middle of a line",
    "$B=priority 1 \\\n advert_int 2\nx {\n state BACKUP $B\n}\n",
    "",
    [
      "[0-53]",
      "$B 0-29",
      "  x@30-31",
      "  {32-51",
      "    state@35-40 BACKUP@41-47 priority@48-50* 1@48-50*",
      "    advert_int@48-50* 2@48-50*",
    ],
  ],
  [
    "a comment in a definition",
    "$P=5 # c\npriority $P # d\n",
    "",
    ["[0-25]", "$P 0-4", "  priority@9-17 5@18-20*", "# 21-24"],
  ],
  [
    "a comment sign that a definition brings in",
    "$P=1\nrouter_id a${_HASH}b${_BANG}c\n",
    "",
    ["[0-35]", "$P 0-4", "  router_id@5-14 a#b!c@15-34*"],
  ],
  [
    "names are letters, digits, underscores",
    "$1P=1\n$P-X=2\n$_A1=3\na $_A1\n",
    "",
    ["[0-27]", "$_A1 13-19", "  $1P=1@0-5", "  $P-X=2@6-12", "  a@20-21 3@22-26*"],
  ],

  ["CRLF", "$P=100\r\npriority $P\r\n", "", ["[0-21]", "$P 0-6", "  priority@8-16 100@17-19*"]],
  ["a definition of no line end", "$P=1", "", ["[0-4]", "$P 0-4"]],
  [
    "braces in a reference that is none known",
    "$Q=1\na ${P} {\n}\n",
    "",
    ["[0-16]", "$Q 0-4", "  a@5-6 ${P}@7-11", "  {12-14"],
  ],
  ["@ of another host", "@other priority 1\n@ x\nstate A\n", "", ["[0-30]", "  state@22-27 A@28-29"]],
  ["@^ of another host", "@^other priority 1\n", "", ["[0-19]", "  priority@8-16 1@17-18"]],
  [
    "@ of this host",
    "@me priority 1\n@other priority 2\n@^me priority 3\n@^other priority 4\n",
    "me",
    ["[0-68]", "  priority@4-12 1@13-14", "  priority@57-65 4@66-67"],
  ],
  [
    "braces of lines that vanish",
    "@other vrrp_instance X {\nvrrp_instance V {\n}\n",
    "",
    ["[0-45]", "  vrrp_instance@25-38 V@39-40", "  {41-43"],
  ],
  [
    "definitions by host",
    "@me $P=1\n@^me $P=2\npriority $P\n",
    "me",
    ["[0-31]", "$P 4-8", "  priority@19-27 1@28-30*"],
  ],
  [
    "definitions by other host",
    "@me $P=1\n@^me $P=2\npriority $P\n",
    "you",
    ["[0-31]", "$P 14-18", "  priority@19-27 2@28-30*"],
  ],
  [
    "~SEQ",
    "a {\n ~SEQ(X, 3) 10.9.0.$X\n}\n",
    "",
    ["[0-28]", "$X 5-25", "  a@0-1", "  {2-26", "    10.9.0.1@5-25*", "    10.9.0.2@5-25*", "    10.9.0.3@5-25*"],
  ],
  [
    "~SEQ from, to",
    "~SEQ(X, 7, 9) v $X\n",
    "",
    ["[0-19]", "$X 0-18", "  v@0-18* 7@0-18*", "  v@0-18* 8@0-18*", "  v@0-18* 9@0-18*"],
  ],
  [
    "~SEQ with a step",
    "~SEQ(X, 2, 3, 10) v ${X}x\n",
    "",
    ["[0-26]", "$X 0-25", "  v@0-25* 2x@0-25*", "  v@0-25* 5x@0-25*", "  v@0-25* 8x@0-25*"],
  ],
  [
    "~SEQ downwards",
    "~SEQ(X, 3, 1) v $X\n~SEQ(X, 9, -4, 1) v $X\n",
    "",
    [
      "[0-42]",
      "$X 0-18",
      "$X 19-41",
      "  v@0-18* 3@0-18*",
      "  v@0-18* 2@0-18*",
      "  v@0-18* 1@0-18*",
      "  v@19-41* 9@19-41*",
      "  v@19-41* 5@19-41*",
      "  v@19-41* 1@19-41*",
    ],
  ],
  [
    "~SEQx",
    "~SEQx(X, 9, 0xb) fe80::$X\n",
    "",
    ["[0-26]", "$X 0-25", "  fe80::9@0-25*", "  fe80::a@0-25*", "  fe80::b@0-25*"],
  ],
  ["~LST", "~LST(X, a, b) v $X\n", "", ["[0-19]", "$X 0-18", "  v@0-18* a@0-18*", "  v@0-18* b@0-18*"]],
  [
    "~LST of rows",
    "~LST({X, Y}, {1, 24}, {2, 25}) 10.0.0.$X/$Y\n",
    "",
    ["[0-44]", "$X 0-43", "$Y 0-43", "  10.0.0.$X/24@0-43*", "  10.0.0.$X/25@0-43*"],
  ],
  [
    "~SEQ up to a definition",
    "$N=2\n~SEQ(X, ${N}) v $X\n",
    "",
    ["[0-24]", "$N 0-4", "$X 5-23", "  v@5-23* 1@5-23*", "  v@5-23* 2@5-23*"],
  ],
  [
    "a sequence of sequences",
    "~SEQ(X, 2) ~LST(Y, a, b) v $X $Y\n",
    "",
    [
      "[0-33]",
      "$X 0-32",
      "$Y 0-32",
      "$Y 0-32",
      "  v@0-32* 1@0-32* a@0-32*",
      "  v@0-32* 1@0-32* b@0-32*",
      "  v@0-32* 2@0-32* a@0-32*",
      "  v@0-32* 2@0-32* b@0-32*",
    ],
  ],
  [
    "~SEQ of blocks",
    "$I= \\\n v VI_$N { \\\n id $N \\\n }\n~SEQ(N, 2) $I\n",
    "",
    [
      "[0-45]",
      "$I 0-30",
      "$N 31-44",
      "  v@31-44* VI_1@31-44*",
      "  {31-31",
      "    id@31-44* 1@31-44*",
      "  v@31-44* VI_2@31-44*",
      "  {31-31",
      "    id@31-44* 2@31-44*",
    ],
  ],
  [
    "the variable keeps the last value of its sequence",
    "$X=9\n~SEQ(X, 2) v $X\nw $X\n",
    "",
    ["[0-26]", "$X 0-4", "$X 5-20", "  v@5-20* 1@5-20*", "  v@5-20* 2@5-20*", "  w@21-22 2@23-25*"],
  ],
  [
    "in mid-line it is a word",
    "$Q=1\nv ~SEQ(X, 2) $X\n",
    "",
    ["[0-21]", "$Q 0-4", "  v@5-6 ~SEQ(X,@7-14 2)@15-17 $X@18-20"],
  ],
  [
    "~SEQ of no numbers",
    "~SEQ(X, a, b) v\n~SEQ(X v\n~SEQ(X, 1, 0, 5) v\n~SEQ(X, 1, 2, 3, 4) v\n~LST(X) v\n",
    "",
    [
      "[0-76]",
      "! bad-sequence 0-15",
      "! bad-sequence 16-24",
      "! bad-sequence 25-43",
      "! bad-sequence 44-65",
      "! bad-sequence 66-75",
    ],
  ],
  [
    "include",
    "$F=a.conf\ninclude $F\ninclude x/{a,b}.conf\n",
    "",
    ["[0-42]", "$F 0-9", "  include@10-17 a.conf@18-20*", "  include@21-28 x/{a,b}.conf@29-41"],
  ],
];

describe("keepalived.conf, worked out before it is read", () => {
  test.each(expanded)("%s", (_, text, configId, outline) => {
    expect(outlineKeepalived(parseKeepalived(text, configId === "" ? {} : { configId }))).toEqual(outline);
  });

  test.each([
    ["a definition that names itself", "$A=x $A\npriority $A\n"],
    ["two that name each other", "$A=$B x\n$B=$A y\npriority $A\n"],
    ["one that doubles with each step", "$A=${A}${A}\npriority $A\n"],
  ])("a loop ends: %s", (_, text) => {
    const words = parseKeepalived(text).sections[0]?.statements[0]?.words ?? [];
    expect(words[0]).toEqual({ value: "priority", start: text.indexOf("priority"), end: text.lastIndexOf(" ") });
    expect(words.slice(1).every((word) => word.generated === true && word.start === text.lastIndexOf("$A"))).toBe(true);
  });

  test("the hosts that lines name, in the order of their first mention", () => {
    const { configIds } = parseKeepalived("@b x\n@^a y\n @b z\n@c\n@ d\n");
    expect(configIds).toEqual(["b", "a", "c"]);
  });
});

describe("keepalived.conf, sizes", () => {
  test.each([
    ["one word", (length: number) => "x".repeat(length)],
    ["words", (length: number) => "abcdefg ".repeat(length / 8)],
    // Each of these is a brace of its own, so a tenth of the length is as much work.
    ["opening signs of template holes", (length: number) => "{{".repeat(length / 20)],
    ["opening signs of references", (length: number) => "${".repeat(length / 20)],
  ])("a line of 10 MB: %s", (_, make) => {
    const text = `a {\n}\nb ${make(10_000_000)}\n`;
    const start = performance.now();
    const { sections } = parseKeepalived(text);
    // A reader whose time grows with the square of the length would need hours.
    expect(performance.now() - start).toBeLessThan(15_000);
    expect(sections[1]?.statements[0]?.words[0]?.value).toBe("b");
  });

  test("ten thousand blocks beside one definition", () => {
    const start = performance.now();
    const { sections } = parseKeepalived(`$P=1\n${"a {\n b $P\n}\n".repeat(10_000)}`);
    expect(performance.now() - start).toBeLessThan(2_000);
    expect(sections[0]?.statements.length).toBe(10_000);
  });

  test("blocks that nest deeper than any program's: the rest of the braces are set aside", () => {
    const [section] = parseKeepalived(`${"a {\n".repeat(150)}${"}\n".repeat(150)}b\n`).sections;
    expect(section?.problems.map(({ kind }) => kind)).toEqual(Array(50).fill("stray-opening-brace"));
    let depth = 0;
    for (let block = section?.statements[0]?.block; block !== undefined; block = block.statements[0]?.block) depth++;
    expect(depth).toBe(100);
  });
});

describe("keepalived.conf, after an edit", () => {
  const before =
    "! top\nglobal_defs {\n router_id a\n}\ninclude x.conf\nvrrp_instance A {\n priority 1\n}\n# b\nvrrp_instance B {\n priority 2\n}\n";

  /** The first words of the new tree's sections; `=` in front where it is the old tree's object. */
  function sectionsAfter(text: string): string[] {
    const old = parseKeepalived(before);
    const known = new Set(old.sections);
    const tree = parseKeepalived(text, { previous: old });
    expect(outlineKeepalived(tree)).toEqual(outlineKeepalived(parseKeepalived(text)));
    return tree.sections.map((section) => {
      const words = section.statements[0]?.words.slice(0, 2).map(({ value }) => value) ?? [];
      return (known.has(section) ? "=" : "") + words.join(" ");
    });
  }

  const [all, include, a, b] = ["=global_defs", "=include x.conf", "=vrrp_instance A", "=vrrp_instance B"] as const;

  test.each([
    ["a value", "priority 1", "priority 10", [all, "include x.conf", "vrrp_instance A", b]],
    ["a value in the last block", "priority 2", "priority 3", [all, include, "vrrp_instance A", "vrrp_instance B"]],
    ["a comment between blocks", "# b", "# bb", [all, include, "vrrp_instance A", "vrrp_instance B"]],
    ["a line more", "include", "include y.conf\ninclude", ["global_defs", "include y.conf", "include x.conf", a, b]],
    ["an open brace", "router_id a\n}", "router_id a\n", ["global_defs"]],
    ["an open quote", "router_id a", 'router_id "a', ["global_defs", include, a, b]],
    ["a brace for a line without one", "x.conf\n", "x.conf\n{ y }\n", [all, "include x.conf", a, b]],
    ["a definition makes the file one section", "! top", "$P=1", ["global_defs"]],
  ])("%s", (_, from, to, expected) => {
    expect(sectionsAfter(before.replace(from, to))).toEqual(expected);
  });

  test.each([
    ["a brace behind blank lines", "a\n\n", "a\n\n{"],
    ["a brace behind a comment", "a\n# c", "a\n# c\n{ b }\n"],
    ["a definition that goes", "$P=1\na $P\n", "a $P\n"],
  ])("what is added at the end may belong to the last block: %s", (_, from, to) => {
    const previous = parseKeepalived(from);
    expect(outlineKeepalived(parseKeepalived(to, { previous }))).toEqual(outlineKeepalived(parseKeepalived(to)));
  });

  test("an untouched section moves with its origin", () => {
    const old = parseKeepalived(before);
    const last = old.sections[3];
    const tree = parseKeepalived(`# one more\n${before}`, { previous: old });
    expect(tree.sections[3]).toBe(last);
    expect(last?.origin.offset).toBe(before.indexOf("# b") + "# one more\n".length);
  });
});
