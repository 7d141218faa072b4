import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderJinja } from "../../server/src/model/ansible/render.ts";
import { type JinjaValue, unknown } from "../../server/src/model/ansible/values.ts";
import { parseJinja } from "../../server/src/syntax/jinja/template.ts";

const names = new Map<string, JinjaValue>([
  ["host", "lb2"],
  ["hosts", ["lb1", "lb2", "lb3"]],
  ["groups", new Map<string, JinjaValue>([["lb", ["lb1", "lb2"]]])],
  ["n", 100],
  ["text", "7"],
  ["on", true],
  ["nothing", ""],
]);

function render(text: string): string | undefined {
  const nodes = parseJinja(text);
  if (nodes === undefined) return undefined;
  return renderJinja(text, nodes, { lookup: (name) => names.get(name) ?? unknown })?.text;
}

describe("what a template comes to", () => {
  test.each<[template: string, text: string]>([
    ["a {{ host }} b", "a lb2 b"],
    ["{{ n + 1 }} {{ n - 1 }} {{ 2 * n }} {{ n // 3 }} {{ n % 7 }}", "101 99 200 33 2"],
    ["{{ text | int + 1 }} {{ host | upper }} {{ hosts | length }} {{ hosts | join(',') }}", "8 LB2 3 lb1,lb2,lb3"],
    ["{{ host ~ '-x' }} {{ 'a' + 'b' }} {{ hosts[0] }} {{ hosts[-1] }} {{ hosts.1 }}", "lb2-x ab lb1 lb3 lb2"],
    ["{{ 'MASTER' if host == groups['lb'][0] else 'BACKUP' }}", "BACKUP"],
    ["{{ 100 - groups.lb.index(host) }}", "99"],
    ["{{ n | default(5) }} {{ on }} {{ host in hosts }} {{ host not in hosts }}", "100 True True False"],
    ["{% if host == 'lb1' %}a{% elif host == 'lb2' %}b{% else %}c{% endif %}", "b"],
    ["{% if on and not nothing %}a{% endif %}", "a"],
    ["{% if on or nowhere %}a{% else %}b{% endif %}", "a"],
    ["{% for h in hosts if h != host %}{{ h }} {% endfor %}", "lb1 lb3 "],
    ["{% for h in hosts %}{{ loop.index }}{{ ',' if not loop.last else '' }}{% endfor %}", "1,2,3"],
    ["{% set x = n + 5 %}{{ x }}", "105"],
    ["{# a note #}a", "a"],
    ["{% raw %}{{ host }}{% endraw %}", "{{ host }}"],
    ["a\n{% if on %}\nb\n{% endif %}\nc\n", "a\nb\nc\n"],
    ["a\n  {%- if on -%}\n  b\n  {%- endif %}\nc\n", "abc\n"],
  ])("%s", (template, text) => {
    expect(render(template)).toBe(text);
  });

  test.each<[template: string, text: string | undefined]>([
    ["priority {{ nowhere }}", "priority {{ nowhere }}"],
    ["{{ nowhere | default(5) }}", "{{ nowhere | default(5) }}"],
    ["{{ n | random }} {{ lookup('env', 'X') }}", "{{ n | random }} {{ lookup('env', 'X') }}"],
    ["a\n{% if nowhere %}\nb\n{% endif %}\nc\n", "a\n{% unknown %}\nc\n"],
    ["a\n{% if nowhere is defined %}\nb\n{% endif %}\n", "a\n{% unknown %}\n"],
    ["a\n{% for h in nowhere %}\nb {{ h }}\n{% endfor %}\n", "a\n{% unknown %}\n"],
    ["state {% if nowhere %}A{% else %}B{% endif %}\n", "state {{ unknown }}"],
    ["{% include 'x' %}\na\n", "{% unknown %}\na\n"],
    ["{% if nowhere %}{% set n = 1 %}{% endif %}{{ n }}", "{% unknown %}\n{{ n }}"],
    // What is unknown decides on the blocks.
    ["{% if nowhere %}\nx {\n{% else %}\ny {\n{% endif %}\n}\n{% if nowhere %}\n{% endif %}", undefined],
    ["{% if nowhere %}\n{{ '{' }} {\n{% endif %}\n}\n", undefined],
    ["{% if on %}", undefined],
    ["{% endif %}", undefined],
    ["{% macro x() %}{% endmacro %}", undefined],
    ["{{ never closed", undefined],
  ])("what is not known stays so: %s", (template, text) => {
    expect(render(template)).toBe(text);
  });

  test("any text gives something or nothing, and what it gives is as long as its pieces", () => {
    const piece = fc.constantFrom(
      ..."{{ }} {% %} if for in else endif endfor host hosts x == 'a' | ( ) [ ] { \n".split(" "),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join(" ");
        const nodes = parseJinja(text);
        if (nodes === undefined) return;
        const rendered = renderJinja(text, nodes, { lookup: (name) => names.get(name) ?? unknown });
        if (rendered === undefined) return;
        let at = 0;
        for (const one of rendered.pieces) {
          expect(one.at).toBe(at);
          at += one.length;
          if (!one.isLiteral) continue;
          expect(rendered.text.slice(one.at, at)).toBe(text.slice(one.start, one.end));
        }
        expect(at).toBe(rendered.text.length);
      }),
    );
  });
});
