import { describe, expect, test } from "vitest";
import { findingsOf, found } from "./found.ts";

const code = "cluster/manifest-duplicate-name";
const manifest = (text: string) => ({ "haconf.yaml": text });

describe(code, () => {
  test("a node twice in one cluster, each further time, with the first", () => {
    const texts = manifest(
      "clusters:\n  - name: x\n    nodes:\n      - name: a\n      - name: b\n      - name: a\n      - name: 'a'\n",
    );
    expect(found(code, texts)).toEqual(["haconf.yaml:6 error a", "haconf.yaml:7 error a"]);
    expect(findingsOf(code, texts).map(({ related }) => related[0]?.start)).toEqual([47, 47]);
  });

  test("a cluster twice", () => {
    expect(found(code, manifest("clusters:\n  - name: x\n  - name: y\n  - name: x\n"))).toEqual([
      "haconf.yaml:4 error x",
    ]);
  });

  test("the same name in two clusters, or in two manifests, is right", () => {
    const nodes = "nodes: [{name: a}, {name: A}]";
    expect(found(code, manifest(`clusters:\n  - name: x\n    ${nodes}\n  - name: y\n    ${nodes}\n`))).toEqual([]);
    const text = "clusters: [{name: x}]\n";
    expect(found(code, { "haconf.yaml": text, "site/haconf.yaml": text })).toEqual([]);
  });
});
