// Writes the JSON schema of haconf.yaml, by which editors complete and explain it. `--check` only says whether it is out of date.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { rules } from "../server/src/rules/registry.ts";
import { haproxyVersions } from "../server/src/schema/haproxy/versions.ts";
import { keepalivedVersions } from "../server/src/schema/keepalived/versions.ts";
import {
  type ManifestKey,
  type ManifestMapping,
  type ManifestTextKind,
  type ManifestValue,
  manifestShape,
} from "../server/src/schema/manifest/shape.ts";
import { type ManifestWord, manifestRoles, manifestSeverities } from "../server/src/schema/manifest/values.ts";

type Schema = Readonly<Record<string, unknown>>;

const file = "schemas/haconf.schema.json";

function described(markdown: string): Schema {
  return { description: markdown.replaceAll("`", ""), markdownDescription: markdown };
}

function wordsSchema(words: readonly ManifestWord[], others: readonly unknown[] = []): Schema {
  return {
    enum: [...words.map(({ word }) => word), ...others],
    markdownEnumDescriptions: [...words.map(({ description }) => description), ...others.map(() => "")],
  };
}

/** Known versions are proposed; any that looks like one may be written, and haconf itself says which it does not know. */
function versionSchema(known: readonly string[]): Schema {
  return {
    anyOf: [
      { enum: ["auto", ...known] },
      { type: "string", pattern: "^(?:\\d+:)?v?\\d+\\.\\d+(?:[.+~-].*)?$" },
      // Without quotes YAML takes it for a number.
      { type: ["number", "null"] },
    ],
  };
}

const texts: Readonly<Record<ManifestTextKind, Schema>> = {
  name: { type: ["string", "number"] },
  value: { type: ["string", "number", "boolean", "null"] },
  path: { type: "string", minLength: 1 },
  address: { type: "string" },
  endpoint: { type: "string" },
  "haproxy-version": versionSchema(haproxyVersions),
  "keepalived-version": versionSchema(keepalivedVersions),
  role: wordsSchema(manifestRoles),
  // Readers of YAML 1.1 take a bare `off` for a boolean.
  severity: wordsSchema(manifestSeverities, [false]),
};

const ref = (name: string): Schema => ({ $ref: `#/definitions/${name}` });

function rulesSchema(): Schema {
  const known = rules.map(({ code, docs }) => [code, { ...described(docs.summary), ...ref("severity") }]);
  return {
    type: ["object", "null"],
    properties: Object.fromEntries(known),
    patternProperties: { "^(?:haproxy|keepalived|kubeadm|etcd|cluster)/[a-z0-9]+(?:-[a-z0-9]+)*$": ref("severity") },
    additionalProperties: false,
  };
}

function valueSchema(value: ManifestValue): Schema {
  switch (value.form) {
    case "text":
      return ref(value.of);
    case "texts":
      return { anyOf: [ref(value.of), { type: ["array", "null"], items: ref(value.of) }] };
    case "record":
      return value.keys === "rule-code"
        ? rulesSchema()
        : { type: ["object", "null"], additionalProperties: ref(value.of) };
    case "mappings":
      return { type: ["array", "null"], items: ref(value.of.kind) };
  }
}

function keySchema({ description, value }: ManifestKey): Schema {
  return { ...described(description), ...valueSchema(value) };
}

function mappingSchema({ description, keys }: ManifestMapping): Schema {
  const required = keys.filter(({ isRequired }) => isRequired === true).map(({ name }) => name);
  return {
    ...described(description),
    type: "object",
    properties: Object.fromEntries(keys.map((key) => [key.name, keySchema(key)])),
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
  };
}

/** The mappings below one, each once. */
function mappingsBelow({ keys }: ManifestMapping): ManifestMapping[] {
  return keys.flatMap(({ value }) => (value.form === "mappings" ? [value.of, ...mappingsBelow(value.of)] : []));
}

const schema: Schema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  $comment: "Made by scripts/generate-manifest-schema.ts from server/src/schema/manifest.",
  title: "haconf.yaml",
  ...mappingSchema(manifestShape),
  definitions: {
    ...texts,
    ...Object.fromEntries(mappingsBelow(manifestShape).map((mapping) => [mapping.kind, mappingSchema(mapping)])),
  },
};

/** The longest line that the house's formatter leaves on one line. */
const mostColumns = 120;

/** Lists of words on one line where they fit, as the house's formatter writes them. */
function withShortLists(json: string): string {
  return json.replace(/^(.*)\[\n([^[\]{}]*?)\n *\](,?)$/gm, (whole, before: string, items: string, after: string) => {
    const line = `${before}[${items.replace(/\n? {2,}/g, " ").trim()}]${after}`;
    return line.length > mostColumns ? whole : line;
  });
}

const content = withShortLists(`${JSON.stringify(schema, undefined, 2)}\n`);
const present = existsSync(file) ? readFileSync(file, "utf8") : undefined;
if (present !== content) {
  if (process.argv.includes("--check")) {
    console.error(`${file} is out of date: run node scripts/generate-manifest-schema.ts`);
    process.exit(1);
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}
