import { beforeAll, describe, expect, test } from "vitest";
import { loadYamlReader, type YamlReader } from "../../server/src/model/kubernetes/yaml-reader.ts";
import { definitionAt } from "../../server/src/services/definition.ts";
import { highlightsAt } from "../../server/src/services/highlights.ts";
import { referencesAt } from "../../server/src/services/references.ts";
import { renameAt } from "../../server/src/services/rename.ts";
import { workspaceSymbols } from "../../server/src/services/workspace-symbols.ts";
import { parseHaproxy } from "../../server/src/syntax/haproxy/parser.ts";
import { parseKeepalived } from "../../server/src/syntax/keepalived/parser.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { expectSoundHaproxy, expectSoundKeepalived } from "./trees.ts";

const tenMillion = 10_000_000;

/** A pattern repeated up to a length. */
function long(pattern: string, length = tenMillion): string {
  return pattern.repeat(Math.ceil(length / pattern.length)).slice(0, length);
}

let yamlReader: YamlReader;

beforeAll(async () => {
  yamlReader = await loadYamlReader();
});

/** Reads and judges states of a file one after the other; none may hang. */
function expectNoHang(file: string, states: readonly string[]): void {
  const workspace = new Workspace();
  workspace.setYamlReader(yamlReader);
  for (const state of states) {
    const start = performance.now();
    workspace.setFile(file, state);
    expect(workspace.allFindings().every((finding) => finding.end <= state.length)).toBe(true);
    expect(performance.now() - start).toBeLessThan(5000);
  }
}

/** Asks for what leads from place to place, in a file's middle and at its end. */
function expectNavigation(file: string, text: string): void {
  const workspace = new Workspace();
  workspace.setYamlReader(yamlReader);
  workspace.setFile(file, text);
  workspace.update();
  const start = performance.now();
  for (const offset of [Math.floor(text.length / 2), text.length]) {
    definitionAt(workspace, file, offset);
    referencesAt(workspace, file, offset, true);
    highlightsAt(workspace, file, offset);
    renameAt(workspace, file, offset, "fresh");
  }
  workspaceSymbols(workspace, "a");
  expect(performance.now() - start).toBeLessThan(5000);
}

/** A text, and what it is after a keystroke in its middle. */
function withKeystroke(text: string): string[] {
  const middle = Math.floor(text.length / 2);
  return [text, `${text.slice(0, middle)}x${text.slice(middle)}`];
}

describe("long lines", () => {
  test("give a sound tree", () => {
    const oneWord = `global\n    ${long("a")}\n`;
    expectSoundHaproxy(oneWord, parseHaproxy(oneWord));
    const manyWords = `backend b\n    ${long('server "s" 10.0.0.1:80 ', 300_000)}\n`;
    expectSoundHaproxy(manyWords, parseHaproxy(manyWords));
    const manyBlocks = `vrrp_instance V {\n${long("state {x} ", 300_000)}\n}`;
    expectSoundKeepalived(manyBlocks, parseKeepalived(manyBlocks));
  });
});

describe("lines of ten million characters", () => {
  for (const [name, pattern] of [
    ["words", "server s 10.0.0.1:80 "],
    ["backslashes", "\\"],
  ] as const) {
    test(`${name} in a haproxy.cfg`, () => {
      expectNoHang("haproxy.cfg", withKeystroke(`backend b\n    ${long(pattern)}\n`));
    });
  }

  test("words in a keepalived.conf", () => {
    expectNoHang("keepalived.conf", withKeystroke(`global_defs {\n${long("router_id ")}\n}\n`));
  });
});

/** What makes a careless pattern or loop look at everything again for each character. */
const repeated: readonly (readonly [name: string, pattern: string])[] = [
  ["opening braces", "{"],
  ["closing braces", "}"],
  ["template holes", "{{ x "],
  ["template directives", "{% if "],
  ["erb directives", "<% "],
  ["placeholders", "${X"],
  ["angle brackets", "<"],
  ["at signs", "@"],
  ["comment signs", "#"],
  ["exclamation marks", "!"],
  ["blanks", " "],
  ["tabs and blanks", "\t "],
  ["line feeds", "\n"],
  ["carriage returns", "\r"],
  ["NUL characters", "\0"],
  ["surrogates", "\ud800"],
  ["dots", "1."],
  ["colons", ":"],
  ["commas", "a,"],
  ["section words", "backend "],
  ["lines of section words", "backend\n"],
  ["quoted lines", '"\n'],
  ["conditions", "@host x\n"],
  ["definitions", "$A=$A $A\n"],
  ["sequences", "~SEQ(N, 9999999) x\n"],
  ["suppressions", "# haconf-disable \n"],
  ["documents", "---\n"],
  ["flow maps", "{a: "],
  ["dashes", "- "],
  ["heredocs", "<<A\n"],
  ["parentheses", "$( "],
  ["ticks", "`"],
  ["joins", "kubeadm join \\\n"],
  ["lists of addresses", "10.0.0.1:1-9,"],
  ["letters", "a"],
  ["conditions of a rule", "if "],
  ["arguments", "nbsrv(a),"],
  ["open arguments", "nbsrv(a "],
  ["names of ACLs", "acl a src 1\n"],
  ["uses of a definition", "$A "],
  ["definitions of single hosts", "@a $A=1\n$A \n"],
  ["includes", "include a*/*\n"],
  ["instances", "vrrp_instance A {\n}\n"],
  ["templates of servers", "server-template a 9999\n"],
];

describe("fifty thousand characters", () => {
  const openings = [
    ["haproxy.cfg", "backend b\n    "],
    ["haproxy-rules.cfg", "frontend f\n    acl a src 1\n    http-request deny if a "],
    ["keepalived.conf", "vrrp_instance V {\n    virtual_ipaddress {\n"],
    ["keepalived.conf.j2", "vrrp_instance V {\n    state "],
    ["kubeadm.yaml", "apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\ncontrolPlaneEndpoint: "],
    ["install.sh", "kubeadm init "],
    ["notes.txt", "global\n    daemon\ndefaults\n    mode tcp\n"],
  ] as const;
  for (const [name, pattern] of repeated) {
    test(`of ${name} do not hang any file`, () => {
      for (const [file, opening] of openings) {
        expectNoHang(file, [opening + long(pattern, 50_000)]);
        expectNavigation(file, opening + long(pattern, 50_000));
      }
    });
  }
});
