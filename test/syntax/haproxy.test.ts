// biome-ignore-all lint/suspicious/noTemplateCurlyInString: The configurations have variables of their own.
import { describe, expect, test } from "vitest";
import { parseHaproxy } from "../../server/src/syntax/haproxy/parser.ts";
import { outlineHaproxy } from "./outline.ts";

type Row = readonly [title: string, text: string, outline: readonly string[]];

const rows: Readonly<Record<string, readonly Row[]>> = {
  words: [
    ["blanks and tabs part words", "  a\tb  c \n", ["[0-10]", "  a@2-3 b@4-5 c@7-8"]],
    ["form feed and vertical tab are blanks", "a\u000bb\fc\n", ["[0-6]", "  a@0-1 b@2-3 c@4-5"]],
    ["NBSP is none", "a\u00a0b c\n", ["[0-6]", "  a\u00a0b@0-3 c@4-5"]],
    ["adjacent quoted and unquoted pieces join", "'a'\"b\"c d\n", ["[0-10]", "  abc@0-7 d@8-9"]],
    ["blanks in quotes do not part", "\"a b\" 'c d'\n", ["[0-12]", "  a b@0-5 c d@6-11"]],
    [
      "escapes outside quotes",
      "a\\ b c\\#d \\'e \\\"f \\\\g\n",
      ["[0-22]", "  a b@0-4 c#d@5-9 'e@10-13 \"f@14-17 \\g@18-21"],
    ],
    ["escapes for control characters and bytes", "a\\nb\\rc\\td\\x41e\n", ["[0-16]", "  a\\nb\\rc\tdAe@0-15"]],
    ["escapes in double quotes", '"a\\"b\\$c\\\\d\\\'e"\n', ["[0-16]", "  a\"b$c\\d'e@0-15"]],
    ["a dollar is escaped in double quotes only", 'a\\$b "c\\$d"\n', ["[0-12]", "  a\\$b@0-4 c$d@5-11"]],
    ["any other backslash stays", 'a\\qb "c\\qd"\n', ["[0-12]", "  a\\qb@0-4 c\\qd@5-11"]],
    ["nothing is interpreted in single quotes", "'a\\n\\\"$X#'\n", ["[0-11]", '  a\\n\\"$X#@0-10']],
    [
      "variables stay as they are written",
      '"${V[*]}" "$X" ${V-default}\n',
      ["[0-28]", "  ${V[*]}@0-9 $X@10-14 ${V-default}@15-27"],
    ],
    ["an empty word is a word", "a \"\" ''b\n", ["[0-9]", "  a@0-1 @2-4 b@5-8"]],
    ["a backslash at the end continues nothing", "x\\\n y\n", ["[0-6]", "  x\\@0-2", "  y@4-5"]],
    ["a backslash before a carriage return neither", "x\\\r\n y\n", ["[0-7]", "  x\\@0-2", "  y@5-6"]],
    [
      "a template's hole is one word with the blanks in it",
      "server {{ host | default('a b') }}:{{ port }} check\n",
      ["[0-52]", "  server@0-6 {{ host | default('a b') }}:{{ port }}@7-45 check@46-51"],
    ],
    [
      "a hole that is not closed on its line is none",
      "x {{ a\nb }}\n",
      ["[0-12]", "  x@0-1 {{@2-4 a@5-6", "  b@7-8 }}@9-11"],
    ],
    [
      "braces with blanks are words",
      "if { path /a } !{ b }\n",
      ["[0-22]", "  if@0-2 {@3-4 path@5-9 /a@10-12 }@13-14 !{@15-17 b@18-19 }@20-21"],
    ],
    ["a line without an end", "a b", ["[0-3]", "  a@0-1 b@2-3"]],
  ],
  comments: [
    [
      "of their own, behind words, without an end",
      "# c\n\n  a b # d\n#e",
      ["[0-17]", "  a@7-8 b@9-10", "# 0-3", "# 11-14", "# 15-17"],
    ],
    ["glued to a word", "a#b c\n", ["[0-6]", "  a@0-1", "# 1-5"]],
    [
      "not in quotes, not when escaped",
      "a \"b#c\" 'd#e' f\\#g #h\n",
      ["[0-22]", "  a@0-1 b#c@2-7 d#e@8-13 f#g@14-18", "# 19-21"],
    ],
    ["in front of CRLF", "a # c\r\n# d\r\n", ["[0-12]", "  a@0-1", "# 2-5", "# 7-10"]],
  ],
  "line ends": [
    ["CRLF", "a b\r\nc\r\n", ["[0-8]", "  a@0-1 b@2-3", "  c@5-6"]],
    ["a carriage return in the middle hides the rest in silence", "a\rb 'c\nd\n", ["[0-9]", "  a@0-1", "  d@7-8"]],
    ["a NUL hides the rest", "a b\u0000c 'd\ne\n", ["[0-11]", "  a@0-1 b@2-3", "  e@9-10", "! nul-character 3-4"]],
    ["a NUL behind blanks", "a \u0000b\n", ["[0-5]", "  a@0-1", "! nul-character 2-3"]],
    ["nothing at all", "", []],
    ["empty lines", "\n \n\t\n", ["[0-5]"]],
  ],
  "faults of the text": [
    [
      "a single quote is not closed",
      "a 'b c\nd\n",
      ["[0-9]", "  a@0-1 b c@2-6", "  d@7-8", "! unterminated-quote 2-6"],
    ],
    [
      "a double quote is not closed",
      'a b"c d\r\ne\n',
      ["[0-11]", "  a@0-1 bc d@2-7", "  e@9-10", "! unterminated-quote 3-7"],
    ],
    ["a quote that an escape keeps open", 'a "b\\"\n', ["[0-7]", '  a@0-1 b"@2-6', "! unterminated-quote 2-6"]],
    ["an escape at the end of the file in quotes", 'a "b\\', ["[0-5]", "  a@0-1 b\\@2-5", "! unterminated-quote 2-5"]],
    [
      "an escape that is no byte",
      "a \\xz \\x1 d\n",
      ["[0-12]", "  a@0-1 \\xz@2-5 \\x1@6-9 d@10-11", "! bad-escape 2-4"],
    ],
    [
      "an escape that is no byte, in quotes",
      'a "b\\xzz c" d\n',
      ["[0-14]", "  a@0-1 b\\xzz c@2-11 d@12-13", "! bad-escape 4-6"],
    ],
    ["a line is given up at its first fault", "a \\xz 'b\n", ["[0-9]", "  a@0-1 \\xz@2-5 b@6-8", "! bad-escape 2-4"]],
  ],
  sections: [
    [
      "a preamble in front of the first header",
      "x y\n# c\nglobal # d\n  daemon\n\ndefaults\n mode tcp\n",
      [
        "[0-8]",
        "  x@0-1 y@2-3",
        "# 4-7",
        "[8-29] global@8-14",
        "  daemon@21-27",
        "# 15-18",
        "[29-48] defaults@29-37",
        "  mode@39-43 tcp@44-47",
      ],
    ],
    ["an indented header", "  frontend x\n bind :80\n", ["[0-23] frontend@2-10 x@11-12", "  bind@14-18 :80@19-22"]],
    [
      "quoted headers",
      '"global"\n daemon\n\'def\'aults d\n mode tcp\nfront\\end f\n"\\x62ackend" b\n',
      [
        "[0-17] global@0-8",
        "  daemon@10-16",
        "[17-52] defaults@17-27 d@28-29",
        "  mode@31-35 tcp@36-39",
        "  front\\end@40-49 f@50-51",
        "[52-67] backend@52-64 b@65-66",
      ],
    ],
    [
      "a quoted statement is no header",
      'global\n "daemon"\n\\x61 b\n',
      ["[0-24] global@0-6", "  daemon@8-16", "  a@17-21 b@22-23"],
    ],
    [
      "words that only begin like a header",
      "global\n globals\n global-x\n backend.x\n backend=x\n",
      ["[0-48] global@0-6", "  globals@8-15", "  global-x@17-25", "  backend.x@27-36", "  backend=x@38-47"],
    ],
    ["a header with a comment glued", "global#c\n daemon\n", ["[0-17] global@0-6", "  daemon@10-16", "# 6-8"]],
    [
      "a header glued to a quote is another word",
      "global\"x\"\ndefaults''\n",
      ["[0-10]", "  globalx@0-9", "[10-21] defaults@10-20"],
    ],
    [
      "a header that a NUL ends",
      "global\u0000x\n daemon\n",
      ["[0-17] global@0-6", "  daemon@10-16", "! nul-character 6-7"],
    ],
    [
      "NBSP and the byte order mark are part of a word",
      "\ufeffglobal\nglobal\u00a0\n\u00a0global\n",
      ["[0-24]", "  \ufeffglobal@0-7", "  global\u00a0@8-15", "  \u00a0global@16-23"],
    ],
    [
      "names equal to keywords",
      "backend global\n server defaults :1\nfrontend \n",
      ["[0-35] backend@0-7 global@8-14", "  server@16-22 defaults@23-31 :1@32-34", "[35-45] frontend@35-43"],
    ],
    ["the same header twice", "global\nglobal\n", ["[0-7] global@0-6", "[7-14] global@7-13"]],
    [
      "every header",
      "peers p\nresolvers r\nmailers m\nuserlist u\nring r\nlog-forward l\nlog-profile l\ncache c\nprogram p\nfcgi-app f\nhttp-errors h\ncrt-store c\ntraces\nacme a\n",
      [
        "[0-8] peers@0-5 p@6-7",
        "[8-20] resolvers@8-17 r@18-19",
        "[20-30] mailers@20-27 m@28-29",
        "[30-41] userlist@30-38 u@39-40",
        "[41-48] ring@41-45 r@46-47",
        "[48-62] log-forward@48-59 l@60-61",
        "[62-76] log-profile@62-73 l@74-75",
        "[76-84] cache@76-81 c@82-83",
        "[84-94] program@84-91 p@92-93",
        "[94-105] fcgi-app@94-102 f@103-104",
        "[105-119] http-errors@105-116 h@117-118",
        "[119-131] crt-store@119-128 c@129-130",
        "[131-138] traces@131-137",
        "[138-145] acme@138-142 a@143-144",
      ],
    ],
    [
      "conditions are statements",
      ".if defined(X)\nglobal\n.endif\n daemon\n",
      ["[0-15]", "  .if@0-3 defined(X)@4-14", "[15-37] global@15-21", "  .endif@22-28", "  daemon@30-36"],
    ],
  ],
  "lines of templates": [
    [
      "are set aside",
      "{% if x %}\nglobal\n{%- for y in z -%}\r\n daemon\n  {# c #}\n<% w %>\n",
      ["[0-11]", "% 0-10", "[11-64] global@11-17", "  daemon@39-45", "% 18-36", "% 48-55", "% 56-63"],
    ],
    [
      "are one word each where more stands on the line",
      "{% if x %} daemon {% endif %} y\n",
      ["[0-32]", "  {% if x %}@0-10 daemon@11-17 {% endif %}@18-29 y@30-31"],
    ],
    [
      "holes in the middle of words, in two templates' ways",
      "server <%= n %> <%= ip %>:80\nbind {% if x %}:1{% else %}:2{% endif %} {%t\n",
      [
        "[0-74]",
        "  server@0-6 <%= n %>@7-15 <%= ip %>:80@16-28",
        "  bind@29-33 {% if x %}:1{% else %}:2{% endif %}@34-69 {%t@70-73",
      ],
    ],
    ["two templates' lines that are none", "x <% y\n{%t b %}\n", ["[0-16]", "  x@0-1 <%@2-4 y@5-6", "% 7-15"]],
    [
      "a hole in a statement's place",
      "{{ content }}\nglobal\n",
      ["[0-14]", "  {{ content }}@0-13", "[14-21] global@14-20"],
    ],
  ],
};

describe.each(Object.entries(rows))("haproxy.cfg, %s", (_, cases) => {
  test.each(cases)("%s", (_title, text, outline) => {
    expect(outlineHaproxy(parseHaproxy(text))).toEqual(outline);
  });
});

describe("haproxy.cfg, sizes", () => {
  test("64 words are taken, each further one is a fault of the line", () => {
    const words = Array.from({ length: 66 }, (_, index) => `w${index}`);
    const problemsOf = (count: number): string[] =>
      outlineHaproxy(parseHaproxy(words.slice(0, count).join(" "))).filter((line) => line.startsWith("!"));
    expect(problemsOf(64)).toEqual([]);
    expect(problemsOf(65)).toEqual(["! too-many-words 246-249"]);
    expect(problemsOf(66)).toEqual(["! too-many-words 246-253"]);
  });

  test.each([
    ["one word", (length: number) => "x".repeat(length)],
    ["words", (length: number) => "abcdefg ".repeat(length / 8)],
    ["words with a wrong escape", (length: number) => "\\xz ".repeat(length / 4)],
    ["opening signs of template holes", (length: number) => "{{".repeat(length / 2)],
    ["open quotes", (length: number) => "a '\\''".repeat(length / 6)],
  ])("a line of 10 MB: %s", (_, make) => {
    const text = `global\n${make(10_000_000)}\n daemon\n`;
    const start = performance.now();
    const [section] = parseHaproxy(text).sections;
    // A reader whose time grows with the square of the length would need hours.
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(section?.statements[section.statements.length - 1]?.words[0]?.value).toBe("daemon");
  });
});

describe("haproxy.cfg, after an edit", () => {
  const before = "# top\nglobal\n daemon\ndefaults\n mode tcp\nfrontend a\n bind :1\nbackend b\n server s :2\n";

  /** The names of the new tree's sections; `=` in front where it is the old tree's object. */
  function sectionsAfter(from: string, to: string): string[] {
    const old = parseHaproxy(before);
    const known = new Set(old.sections);
    const text = before.replace(from, to);
    const tree = parseHaproxy(text, old);
    expect(outlineHaproxy(tree)).toEqual(outlineHaproxy(parseHaproxy(text)));
    return tree.sections.map((section) => (known.has(section) ? "=" : "") + (section.header?.words[0]?.value ?? "top"));
  }

  test.each([
    ["a statement", "mode tcp", "mode http", ["=top", "global", "defaults", "=frontend", "=backend"]],
    [
      "a statement more",
      " bind :1\n",
      " bind :1\n bind :3\n",
      ["=top", "=global", "=defaults", "frontend", "=backend"],
    ],
    ["a header", "frontend a", "frontend abc", ["=top", "=global", "defaults", "frontend", "=backend"]],
    ["a header becomes none", "defaults\n", "default\n", ["=top", "global", "=frontend", "=backend"]],
    [
      "a new section",
      "frontend a",
      "listen x\nfrontend a",
      ["=top", "=global", "defaults", "listen", "=frontend", "=backend"],
    ],
    ["a section less", "defaults\n mode tcp\n", "", ["=top", "global", "=frontend", "=backend"]],
    ["the first line", "# top", "# bottom", ["top", "=global", "=defaults", "=frontend", "=backend"]],
    ["the last line", ":2\n", ":2", ["=top", "=global", "=defaults", "frontend", "backend"]],
    ["a quote that is opened", "daemon", "'daemon", ["top", "global", "=defaults", "=frontend", "=backend"]],
  ])("%s", (_, from, to, expected) => {
    expect(sectionsAfter(from, to)).toEqual(expected);
  });

  test("an untouched section moves with its origin, its own offsets stay", () => {
    const old = parseHaproxy(before);
    const backend = old.sections[4];
    const server = backend?.statements[0];
    const tree = parseHaproxy(`# one more line\n${before}`, old);
    expect(tree.sections[4]).toBe(backend);
    expect(tree.sections[4]?.statements[0]).toBe(server);
    expect(backend?.origin.offset).toBe(before.indexOf("backend") + "# one more line\n".length);
    expect(server?.start).toBe("backend b\n ".length);
  });
});
