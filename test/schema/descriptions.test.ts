import { describe, expect, test } from "vitest";
import { haproxyDescriptions } from "../../server/src/schema/haproxy/descriptions.ts";
import { haproxyTermsOf } from "../../server/src/schema/haproxy/explain.ts";
import { allHaproxyKeywords } from "../../server/src/schema/haproxy/index.ts";
import type { HaproxyKind } from "../../server/src/schema/haproxy/types.ts";
import { keepalivedDescriptions } from "../../server/src/schema/keepalived/descriptions.ts";
import { keepalivedBlock } from "../../server/src/schema/keepalived/index.ts";

const termKinds: readonly HaproxyKind[] = [
  "fetch",
  "converter",
  "server-option",
  "bind-option",
  "acl",
  "log-alias",
  "stick-data",
  "crt-list-option",
  "cond-predicate",
  "directive",
  "stick-type",
  "service",
];

function idOf({ kind, owner, name }: { readonly kind: string; readonly owner: string; readonly name: string }): string {
  return [kind, owner, name].filter((part) => part !== "").join(" ");
}

const haproxyIds = new Set([...allHaproxyKeywords(), ...termKinds.flatMap(haproxyTermsOf)].map(idOf));

/** The paths of everything that stands in a block and in the blocks within it. */
function pathsBelow(path: readonly string[]): string[] {
  return (keepalivedBlock(path, "auto")?.keywords ?? []).flatMap(({ name }) => {
    const own = [...path, name];
    return [own.join("/"), ...pathsBelow(own)];
  });
}
const keepalivedIds = new Set(pathsBelow([]));

describe.each([
  ["haproxy", haproxyIds, haproxyDescriptions, 1900],
  ["keepalived", keepalivedIds, keepalivedDescriptions, 500],
] as const)("descriptions of %s", (_, ids, descriptions, least) => {
  const entries = Object.entries(descriptions);

  test("every name has one", () => {
    expect([...ids].filter((id) => descriptions[id] === undefined)).toEqual([]);
    expect(ids.size).toBeGreaterThan(least);
  });

  test("and nothing else has", () => {
    expect(entries.filter(([id]) => !ids.has(id)).map(([id]) => id)).toEqual([]);
  });

  test("each is a few sentences of its own", () => {
    const texts = entries.map(([, text]) => text);
    expect(texts.filter((text) => text.length < 40 || text.length > 500)).toEqual([]);
    expect(texts.filter((text) => !/^[A-Z0-9`%_].*[.)]$/s.test(text))).toEqual([]);
    expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toEqual([]);
  });

  test("none talks of itself or of the manual", () => {
    const idle = /^(?:This (?:keyword|option|setting|directive|fetch)|Sets the value)|\bmanual\b|\bhaconf\b/i;
    expect(entries.filter(([, text]) => idle.test(text)).map(([id]) => id)).toEqual([]);
  });
});
