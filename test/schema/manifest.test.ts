import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { readManifest } from "../../server/src/model/manifest/read.ts";
import { rules } from "../../server/src/rules/registry.ts";

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly required?: readonly string[];
  readonly description?: string;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

const schema: Schema = JSON.parse(readFileSync("schemas/haconf.schema.json", "utf8"));

function typeOf(value: unknown): string {
  if (value === null || Array.isArray(value)) return value === null ? "null" : "array";
  return typeof value;
}

/** Whether a value is what a part of the schema asks for: as much of JSON Schema as this one uses. */
function isValid(value: unknown, part: Schema): boolean {
  if (part.$ref !== undefined) {
    const target = schema.definitions?.[part.$ref.replace("#/definitions/", "")];
    if (target === undefined) throw new Error(`${part.$ref} leads nowhere`);
    return isValid(value, target);
  }
  if (part.type !== undefined && ![part.type].flat().includes(typeOf(value))) return false;
  if (part.enum !== undefined && !part.enum.includes(value)) return false;
  if (part.anyOf !== undefined && !part.anyOf.some((one) => isValid(value, one))) return false;
  if (typeof value === "string") {
    const isLongEnough = value.length >= (part.minLength ?? 0);
    return isLongEnough && (part.pattern === undefined || new RegExp(part.pattern).test(value));
  }
  if (Array.isArray(value)) return value.every((item) => part.items === undefined || isValid(item, part.items));
  if (typeof value !== "object" || value === null) return true;
  const entries = Object.entries(value);
  if (part.required?.some((name) => !Object.hasOwn(value, name)) === true) return false;
  return entries.every(([name, item]) => {
    const own = part.properties?.[name];
    if (own !== undefined) return isValid(item, own);
    const byPattern = Object.entries(part.patternProperties ?? {}).find(([pattern]) => new RegExp(pattern).test(name));
    if (byPattern !== undefined) return isValid(item, byPattern[1]);
    return typeof part.additionalProperties === "object"
      ? isValid(item, part.additionalProperties)
      : part.additionalProperties !== false;
  });
}

const right = [
  "",
  "haproxy: '3.2'\nkeepalived: auto\n",
  "haproxy: 3.2\nkeepalived: 2.2.7\n",
  "rules:\n  cluster/duplicate-priority: off\n  haproxy/unknown-keyword: false\n",
  "exclude: archive\n",
  "exclude: ['a/**', b]\nclusters:\n",
  "clusters:\n  - name: prod\n    endpoint: 10.1.0.100:6443\n    vips: [10.1.0.100]\n    files: kubeadm.yaml\n    haproxy: '2.8'\n",
  "clusters:\n  - name: 1\n    nodes:\n      - {name: 2, address: [10.0.0.1, 'fd00::1'], roles: [balancer, etcd], vars: {A: 1, B: true, C: x}}\n",
];

const wrong = [
  "haproxi: '3.2'\n",
  "haproxy: [3.2]\n",
  "haproxy: newest\n",
  "rules: [a]\n",
  "rules: {no-code: off}\n",
  "rules: {cluster/duplicate-priority: warn}\n",
  "exclude: {a: b}\n",
  "clusters: {prod: {}}\n",
  "clusters:\n  - nodes: []\n",
  "clusters:\n  - name: [a]\n",
  "clusters:\n  - name: a\n    nodes:\n      - {name: b, roles: [master]}\n",
  "clusters:\n  - name: a\n    nodes:\n      - {name: b, adress: 10.0.0.1}\n",
  "clusters:\n  - name: a\n    nodes:\n      - {name: b, vars: [c]}\n",
];

/** Whether haconf itself finds nothing wrong; what hangs on the files is left out. */
function isRight(text: string): boolean {
  const { faults, ruleCodes } = readManifest(text);
  return faults.length === 0 && ruleCodes.every(({ text: code }) => rules.some((rule) => rule.code === code));
}

describe("the JSON schema of haconf.yaml", () => {
  test.each(right)("takes what haconf takes: %j", (text) => {
    expect([isRight(text), isValid(parse(text) ?? {}, schema)]).toEqual([true, true]);
  });

  test.each(wrong)("refuses what haconf refuses: %j", (text) => {
    expect([isRight(text), isValid(parse(text), schema)]).toEqual([false, false]);
  });

  test("says something of every key", () => {
    const bare: string[] = [];
    const look = (part: Schema, path: string): void => {
      for (const [name, own] of Object.entries(part.properties ?? {})) {
        if (own.description === undefined) bare.push(`${path}/${name}`);
        look(own, `${path}/${name}`);
      }
    };
    look(schema, "");
    for (const [name, part] of Object.entries(schema.definitions ?? {})) look(part, name);
    expect(bare).toEqual([]);
  });

  test("proposes every rule", () => {
    expect(Object.keys(schema.properties?.["rules"]?.properties ?? {})).toEqual(rules.map(({ code }) => code));
  });

  test("is what the extension contributes, and part of its package", () => {
    const { contributes } = JSON.parse(readFileSync("package.json", "utf8"));
    expect(contributes.yamlValidation).toEqual([{ fileMatch: "haconf.yaml", url: "./schemas/haconf.schema.json" }]);
    expect(readFileSync(".vscodeignore", "utf8").split("\n")).toContain("!schemas/*.json");
  });
});
