import { describe, expect, test } from "vitest";
import { findingsOf, fixesOf, found, mended } from "./found.ts";

const code = "cluster/manifest-syntax";
const manifest = (text: string) => ({ "haconf.yaml": text });

describe(code, () => {
  test.each([
    ["clusters:\n\t- name: x\n", "haconf.yaml:2 error \t", /tab/],
    ["clusters: [\n", "haconf.yaml:1 error [", /Nothing closes this \[/],
    ["exclude: 'a\n", "haconf.yaml:1 error '", /Nothing closes this '/],
    ["clusters:\n  - name: a\n   nodes: []\n", "haconf.yaml:3 error nodes:", /nodes: is not indented/],
    ["clusters\n  - name: a\n", "haconf.yaml:1 error clusters", /colon/],
    ["exclude: @x\n", "haconf.yaml:1 error @", /begins with @/],
    ['exclude: "\\d"\n', "haconf.yaml:1 error \\", /backslash/],
    ["exclude: ['a' 'b']\n", "haconf.yaml:1 error '", /missing here/],
    ["exclude: [a]]\n", "haconf.yaml:1 error ]", /no YAML/],
    [`clusters: ${"[".repeat(2000)}\n`, `haconf.yaml:1 error clusters: ${"[".repeat(2000)}`, /leaves it out/],
    ["haproxy: 3.2\n---\nkeepalived: 2.2\n", "haconf.yaml:3 error keepalived: 2.2", /one YAML document/],
  ])("%j", (text, line, said) => {
    expect(found(code, manifest(text))).toEqual([line]);
    expect(findingsOf(code, manifest(text))[0]?.message).toMatch(said);
  });

  test("a key that stands twice names the first", () => {
    const [finding] = findingsOf(code, manifest("haproxy: 3.0\nkeepalived: 2.2\nhaproxy: 3.2\n"));
    expect(finding?.message).toMatch(/^haproxy stands twice/);
    expect(finding?.related).toMatchObject([{ file: "haconf.yaml", start: 0, end: 7 }]);
  });

  test("a glob that YAML takes for an alias is put in quotes", () => {
    const texts = manifest("exclude:\n  - *.bak\n  - **/old/**\n");
    expect(found(code, texts)).toEqual(["haconf.yaml:2 error *.bak", "haconf.yaml:3 error **/old/**"]);
    expect(fixesOf(code, texts)).toEqual([
      "*haconf.yaml: Put *.bak in quotes",
      "*haconf.yaml: Put **/old/** in quotes",
    ]);
    expect(mended(code, texts)).toEqual(['haconf.yaml:2 - "*.bak"', 'haconf.yaml:3 - "**/old/**"']);
  });

  test("nothing is said of a manifest that is right, or of other YAML files", () => {
    expect(found(code, manifest("exclude: ['*.bak']\n"))).toEqual([]);
    expect(found(code, { "config.yaml": "clusters: [\n" })).toEqual([]);
  });

  test("a comment turns it off", () => {
    expect(found(code, manifest(`# haconf-disable-next-line ${code}\nclusters: [\n`))).toEqual([]);
  });
});
