import { describe, expect, test } from "vitest";
import { parseNginx } from "../../server/src/syntax/nginx/parser.ts";
import type { NginxBlock } from "../../server/src/syntax/nginx/tree.ts";

/** A block in one line: `a b; c { d; }`, with `?` where lines of a template stand. */
function say({ directives, hasHoles }: NginxBlock): string {
  const said = directives.map(({ words, block }) => {
    const text = words.map(({ value }) => value).join("|");
    return block === undefined ? `${text};` : `${text} { ${say(block)} }`;
  });
  return [...(hasHoles ? ["?"] : []), ...said].join(" ");
}

describe("nginx's directives", () => {
  test.each([
    ["worker_processes 1;\nevents { }", "worker_processes|1; events {  }"],
    ["stream{server{listen 6443;proxy_pass a;}}", "stream { server { listen|6443; proxy_pass|a; } }"],
    ['a \'b c\' "d \\" e" f\\ g;', 'a|b c|d " e|f g;'],
    ["# all; of { it\na b#c; # d", "a|b#c;"],
    ["server {{ host }}:{{ port | default('1') }};", "server|{{ host }}:{{ port | default('1') }};"],
    [`listen \${PORT};`, `listen|\${PORT};`],
    ["up {\n{% for s in servers %}\nserver {{ s }};\n{% endfor %}\n}", "up { ? server|{{ s }}; }"],
    ["up {\n{{ range .Servers }}\nserver {{ . }};\n{{ end }}\n}", "up { ? server|{{ . }}; }"],
    ["a { b { c;", "a { b { c; } }"],
    ["} a; } }", "a;"],
    ["{ a; } ; b", "b;"],
    ["a 'b", "a|b;"],
    ["\\", "\\;"],
    ["", ""],
  ])("%j", (text, expected) => {
    expect(say(parseNginx(text))).toBe(expected);
  });

  test("places go from the first word to the closing sign", () => {
    const text = "  a b ;\nc { d; } e";
    const [a, c, e] = parseNginx(text).directives;
    expect([a, c, e].map((one) => text.slice(one?.start, one?.end))).toEqual(["a b ;", "c { d; }", "e"]);
  });

  test("any depth of braces, and any signs", () => {
    expect(parseNginx("a {".repeat(20_000)).directives).toHaveLength(1);
    const signs = ["{", "}", ";", '"', "'", "\\", "#", "{%", "%}", "{{", "}}", "$", "${", "<%", "a", " ", "\n"];
    let seed = 1;
    for (let round = 0; round < 500; round++) {
      let text = "";
      for (let at = 0; at < 12; at++) {
        seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
        text += signs[seed % signs.length] ?? "";
      }
      expect(() => parseNginx(text)).not.toThrow();
    }
  });
});
