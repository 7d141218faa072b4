import { parseDocument } from "yaml";
import type { Manifest, ManifestClusterEntry, ManifestNodeEntry } from "./manifest.ts";

type Fields = Readonly<Record<string, unknown>>;

/** No manifest is longer (in UTF-16 units). */
const maximumLength = 1 << 20;

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readText(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  return typeof value === "number" ? String(value) : undefined;
}

/** A text or a list of texts. */
function readTexts(value: unknown): string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.flatMap((one) => readText(one) ?? []);
}

function readRecord(value: unknown): Record<string, string> {
  if (!isFields(value)) return {};
  const entries = Object.entries(value).flatMap(([key, one]): [string, string][] => {
    // YAML 1.1 readers take `off` for a boolean; this library does not, but people who know that write false.
    const text = one === false ? "off" : readText(one);
    return text === undefined ? [] : [[key, text]];
  });
  return Object.fromEntries(entries);
}

function readList<T>(value: unknown, read: (fields: Fields) => T | undefined): T[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isFields).flatMap((fields) => read(fields) ?? []);
}

function readNode(fields: Fields): ManifestNodeEntry | undefined {
  const name = readText(fields["name"]);
  if (name === undefined) return undefined;
  return {
    name,
    addresses: readTexts(fields["address"]),
    roles: readTexts(fields["roles"]),
    files: readTexts(fields["files"]),
    variables: readRecord(fields["vars"]),
  };
}

function readCluster(fields: Fields): ManifestClusterEntry | undefined {
  const name = readText(fields["name"]);
  if (name === undefined) return undefined;
  return {
    name,
    endpoint: readText(fields["endpoint"]),
    virtualAddresses: readTexts(fields["vips"]),
    files: readTexts(fields["files"]),
    nodes: readList(fields["nodes"], readNode),
  };
}

/** Reads a manifest as far as it can be read; what is none gives an empty one. */
export function readManifest(text: string): Manifest {
  const nothing: Manifest = {
    haproxyVersion: undefined,
    keepalivedVersion: undefined,
    rules: {},
    exclude: [],
    clusters: [],
  };
  // The library works level by level on the call stack, and no manifest nests this deep.
  if (text.length > maximumLength || /[[{](?:[^\]}]*[[{]){200}/.test(text) || /^[ -]{400}/m.test(text)) return nothing;
  const document = parseDocument(text, { logLevel: "silent" });
  const hasAliases = /(?:^|[\s,[{:-])\*[\w-]/m.test(text);
  const value: unknown = document.errors.length > 0 || hasAliases ? undefined : document.toJS();
  if (!isFields(value)) return nothing;
  return {
    haproxyVersion: readText(value["haproxy"]),
    keepalivedVersion: readText(value["keepalived"]),
    rules: readRecord(value["rules"]),
    exclude: readTexts(value["exclude"]),
    clusters: readList(value["clusters"], readCluster),
  };
}
