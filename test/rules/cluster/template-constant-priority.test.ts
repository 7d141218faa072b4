import { describe, expect, test } from "vitest";
import { templateFlow } from "../../../server/src/syntax/holes.ts";
import { type InstanceOptions, instance } from "../../support/configs.ts";
import { findingsOf, fixesOf, found, mended, nodes, type Texts } from "./found.ts";

const code = "cluster/template-constant-priority";
const file = "templates/keepalived-vrrp.conf.j2";
const template = (options: InstanceOptions, name = file): Texts => ({ [name]: instance(options) });
const named = (id: string, options: InstanceOptions): Texts => ({
  [file]: `global_defs {\n    router_id ${id}\n}\n${instance(options)}`,
});
/** A placeholder of a shell. */
const shell = (name: string): string => `\${${name}}`;
const state = "{{ keepalived_state }}";

describe(code, () => {
  test.each<[title: string, texts: Texts, found: string[], mended: string[]]>([
    [
      "by the state",
      template({ state, priority: 100 }),
      [`${file}:5 warning 100`],
      [`${file}:5 priority {{ keepalived_priority }}`],
    ],
    [
      "by a choice of the template",
      template({ state: "{{ 'MASTER' if a == b else 'BACKUP' }}", priority: 100 }),
      [`${file}:5 warning 100`],
      [`${file}:5 priority {{ keepalived_priority }}`],
    ],
    [
      "of a shell",
      template({ state: shell("STATE"), priority: 100 }),
      [`${file}:5 warning 100`],
      [`${file}:5 priority \${PRIORITY}`],
    ],
    [
      "of a shell without braces",
      template({ state: "$VRRP_ROLE", priority: 100 }),
      [`${file}:5 warning 100`],
      [`${file}:5 priority $VRRP_PRIORITY`],
    ],
    [
      "by signs around it",
      template({ state: "@STATE@", priority: 100 }),
      [`${file}:5 warning 100`],
      [`${file}:5 priority @PRIORITY@`],
    ],
    [
      "of Go",
      template({ state: "{{ .Values.keepalived.state }}", priority: 100 }),
      [`${file}:5 warning 100`],
      [`${file}:5 priority {{ .Values.keepalived.priority }}`],
    ],
    [
      "of Ruby",
      template({ state: "<%= @state %>", priority: 100 }),
      [`${file}:5 warning 100`],
      [`${file}:5 priority <%= @priority %>`],
    ],
    [
      "by the source address",
      template({ source: "{{ ansible_host }}", priority: 100 }),
      [`${file}:4 warning 100`],
      [`${file}:4 priority {{ keepalived_priority }}`],
    ],
    [
      "by the machine's name",
      named("{{ inventory_hostname }}", { state: "BACKUP", priority: 100 }),
      [`${file}:8 warning 100`],
      [`${file}:8 priority {{ keepalived_priority }}`],
    ],
    [
      "the source address itself: an error",
      template({ state, priority: "{{ p }}", source: "10.0.0.1", peers: ["10.0.0.2"] }),
      [`${file}:6 error 10.0.0.1`],
      [`${file}:6 unicast_src_ip {{ keepalived_unicast_src_ip }}`],
    ],
    [
      "both",
      template({ state, priority: 100, source: "10.0.0.1" }),
      [`${file}:5 warning 100`, `${file}:6 error 10.0.0.1`],
      [`${file}:5 priority {{ keepalived_priority }}`, `${file}:6 mcast_src_ip {{ keepalived_mcast_src_ip }}`],
    ],
    [
      "with a loop over peers",
      template({
        state,
        priority: 100,
        lines: ["unicast_peer {", "{% for peer in peers %}", "{{ peer }}", "{% endfor %}", "}"],
      }),
      [`${file}:5 warning 100`],
      [`${file}:5 priority {{ keepalived_priority }}`],
    ],
    [
      "behind a condition that has ended",
      { [file]: instance({ state, lines: ["{% if x %}", "advert_int 1", "{% endif %}", "priority 100"] }) },
      [`${file}:8 warning 100`],
      [`${file}:8 priority {{ keepalived_priority }}`],
    ],
    [
      "nopreempt beside a state that may be MASTER",
      template({ state, priority: 100, lines: ["nopreempt"] }),
      [`${file}:5 warning 100`],
      [`${file}:5 priority {{ keepalived_priority }}`],
    ],
    [
      "a script that writes it",
      {
        "install.sh": `cat > /etc/keepalived/keepalived.conf <<EOF\n${instance({ state: "$STATE", priority: 100 })}EOF\n`,
      },
      ["install.sh:6 warning 100"],
      ["install.sh:6 priority $PRIORITY"],
    ],
  ])("%s", (_, texts, findings, after) => {
    expect(found(code, texts)).toEqual(findings);
    expect(mended(code, texts)).toEqual(after);
  });

  test.each<[title: string, texts: Texts]>([
    ["priority is filled in as well", template({ state, priority: "{{ p }}" })],
    ["nothing is filled in", template({ state: "MASTER", priority: 100 })],
    ["a name that is no machine's", named("{{ cluster_name }}", { state: "BACKUP", priority: 100 })],
    [
      "BACKUP with nopreempt",
      named("{{ inventory_hostname }}", { state: "BACKUP", priority: 100, lines: ["nopreempt"] }),
    ],
    ["nopreempt and no state", named(shell("HOSTNAME"), { priority: 100, lines: ["nopreempt"] })],
    [
      "BACKUP, and nopreempt may be included",
      named(shell("HOSTNAME"), { state: "BACKUP", priority: 100, lines: ["include more.conf"] }),
    ],
    [
      "a condition decides",
      {
        [file]: instance({
          state,
          lines: ["{% if master %}", "priority 100", "{% else %}", "priority 90", "{% endif %}"],
        }),
      },
    ],
    [
      "a condition decides about one line",
      { [file]: instance({ state, lines: ["{% if master %}", "priority 150", "{% endif %}"] }) },
    ],
    ["a condition of Go", { [file]: instance({ state, lines: ["{{- if .master }}", "priority 150", "{{- end }}"] }) }],
    [
      "a condition around it",
      {
        [file]: `{% if a %}\n${instance({ state, priority: 100 })}{% else %}\n${instance({ state, priority: 90 })}{% endif %}\n`,
      },
    ],
    [
      "a template for each role",
      {
        "templates/keepalived-master.conf.j2": instance({ state, priority: 100, vips: ["{{ vip }}"] }),
        "templates/keepalived-backup.conf.j2": instance({ state, priority: 90, vips: ["{{ vip }}"] }),
      },
    ],
    [
      "a template for each node",
      nodes({ state, priority: 100, source: "{{ ip }}" }, { state, priority: 90, source: "{{ ip }}" }),
    ],
    ["what people fill in", template({ state: "<MASTER|BACKUP>", priority: 100 }, "keepalived.conf")],
    ["what was masked", template({ source: "10.xx.1xx1.xxx", priority: 100 }, "keepalived.conf")],
    ["a text for people", { "README.md": `\`\`\`\n${instance({ state: shell("STATE"), priority: 100 })}\`\`\`\n` }],
    [
      "a script that is one machine's",
      {
        "master.sh": `cat > /etc/keepalived/keepalived.conf <<EOF\n${instance({ state: "MASTER", priority: 100, source: "$IP" })}EOF\n`,
      },
    ],
    [
      "weights that are filled in",
      {
        [file]: `vrrp_script c {\n    script "/bin/true"\n}\n${instance({ state, priority: 100, lines: ["track_script {", "c weight {{ w }}", "}"] })}`,
      },
    ],
    [
      "values from a manifest",
      {
        ...template({ state, priority: 100 }),
        "haconf.yaml": `clusters:\n  - name: c\n    nodes:\n      - { name: a, files: [${file}], vars: { keepalived_state: MASTER } }\n      - { name: b, files: [${file}], vars: { keepalived_state: BACKUP } }\n`,
      },
    ],
  ])("silent: %s", (_, texts) => {
    expect(found(code, texts)).toEqual([]);
  });

  test("says what shows it", () => {
    const texts = template({ state, priority: 100, source: "{{ ip }}" });
    const [finding] = findingsOf(code, texts);
    expect(finding?.message).toBe(
      "This template fills in state for each machine, but priority is 100 on all of them. Which of them holds 10.0.0.100 is chance, and changes with every restart; let priority be filled in as well.",
    );
    expect(finding?.related.map(({ message }) => message)).toEqual([
      "state is each machine's own",
      "mcast_src_ip is each machine's own",
    ]);
    expect(fixesOf(code, texts)).toEqual([`*${file}: Write {{ keepalived_priority }} instead of 100`]);
  });
});

test.each<[directive: string, flow: ReturnType<typeof templateFlow>]>([
  ["{% if a %}", "condition"],
  ["{%- if a -%}", "condition"],
  ["{% for a in b %}", "repetition"],
  ["{% endif %}", "end"],
  ["{%- endfor %}", "end"],
  ["{% else %}", undefined],
  ["{% set a = 1 %}", undefined],
  ["{{- if .a }}", "condition"],
  ["{{ range .as }}", "repetition"],
  ["{{- end -}}", "end"],
  ["{{#if a}}", "condition"],
  ["{{/if}}", "end"],
  ["{{ a }}", undefined],
  ["<% if a %>", "condition"],
  ["<% as.each do |a| -%>", "repetition"],
  ["<% end %>", "end"],
  ["<%= a %>", undefined],
])("what %s does", (directive, flow) => {
  expect(templateFlow(directive)).toBe(flow);
});
