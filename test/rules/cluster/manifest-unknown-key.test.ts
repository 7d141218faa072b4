import { describe, expect, test } from "vitest";
import { findingsOf, fixesOf, found, mended } from "./found.ts";

const code = "cluster/manifest-unknown-key";
const manifest = (text: string) => ({ "haconf.yaml": text });
const node = (key: string) => manifest(`clusters:\n  - name: x\n    nodes:\n      - name: n\n        ${key}: []\n`);

describe(code, () => {
  test.each([
    ["haproxi: 3.2\n", "A manifest has no key haproxi, so this says nothing. Did you mean haproxy?"],
    ["colour: blue\n", "A manifest has no key colour, so this says nothing."],
    [
      "clusters: [{name: a, end-point: b}]\n",
      "A cluster has no key end-point, so this says nothing. Did you mean endpoint?",
    ],
    ["clusters: [{name: a, vip: 10.0.0.1}]\n", "A cluster has no key vip, so this says nothing. Did you mean vips?"],
    [
      "clusters: [{name: a, nodes: [{name: b, Files: c}]}]\n",
      "A node has no key Files, so this says nothing. Did you mean files?",
    ],
  ])("%j", (text, said) => {
    expect(findingsOf(code, manifest(text)).map(({ message }) => message)).toEqual([said]);
  });

  test.each([
    ["adress", "address"],
    ["ip", "address"],
    ["role", "roles"],
    ["variables", "vars"],
    ["haproxi", "haproxy"],
  ])("%s becomes %s", (key, meant) => {
    expect(fixesOf(code, node(key))).toEqual([`*haconf.yaml: Replace with ${meant}`]);
    expect(mended(code, node(key))[0]).toBe(`haconf.yaml:5 ${meant}: []`);
  });

  test("no key is proposed that is there already", () => {
    expect(fixesOf(code, manifest("haproxy: 3.2\nhaproxi: 3.0\n"))).toEqual([]);
  });

  test("a key in quotes, and one that is no word", () => {
    expect(mended(code, manifest('"exclud": []\n'))).toEqual(["haconf.yaml:1 exclude: []"]);
    expect(found(code, manifest("? {a: b}\n: c\n"))).toEqual(["haconf.yaml:1 error {a: b}"]);
  });

  test("what several nodes merge is wrong once, and what an alias brings in is not replaced there", () => {
    const text = `clusters:
  - name: x
    nodes:
      - &lb { name: a, adress: 10.0.0.1 }
      - { <<: *lb, name: b }
      - *lb
`;
    expect(found(code, manifest(text))).toEqual(["haconf.yaml:4 error adress", "haconf.yaml:6 error *lb"]);
    expect(fixesOf(code, manifest(text))).toEqual(["*haconf.yaml: Replace with address"]);
  });
});
