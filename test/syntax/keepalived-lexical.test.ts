import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { keepalivedFacts } from "../../server/src/model/keepalived/extract.ts";
import { WorkspaceIncludes } from "../../server/src/model/keepalived/included-files.ts";
import { expand } from "../../server/src/syntax/keepalived/expansion.ts";
import { parseExpansion, parseKeepalived } from "../../server/src/syntax/keepalived/parser.ts";
import { defaultSettings } from "../../server/src/workspace/types.ts";
import { check } from "../support/fixture.ts";
import {
  isWrittenOut,
  type LexicalCase,
  lexicalConfigId,
  lexicalFiles,
  lexicalMain,
} from "../support/keepalived-lexical.ts";
import { sharedPath } from "../support/shared.ts";

const path = sharedPath("facts/keepalived/keywords-2.2.7.json", "the lexical cases of keepalived are not tried");
const cases: readonly LexicalCase[] =
  path === undefined ? [] : (JSON.parse(readFileSync(path, "utf8")) as { lexical_tests: LexicalCase[] }).lexical_tests;
const whole = cases.filter(isWrittenOut);
const accepted = whole.filter(({ exit }) => exit["2.2.7"] === 0);

/** What an instance of a case says where nothing else stands below. */
const usual = "VI_1 id 51 priority - 10.9.0.100";
const withPriority = "VI_1 id 51 priority 100 10.9.0.100";

/** What the program reads in the cases that are not the usual: by the case's name, a line an instance. */
const readings: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    [
      ...["comment-hash", "comment-bang", "comment-glued", "two-keywords-one-line", "tab-separated", "crlf"],
      ...["quoted-keyword", "quoted-number", "plus-number", "leading-zero", "number-with-leading-space-quoted"],
      ...[
        "definition",
        "definition-braces",
        "definition-space-after-eq",
        "definition-empty",
        "definition-glued-suffix",
      ],
      ...["definition-glued-prefix", "definition-late-binding", "definition-keyword", "definition-redefine"],
      ...["definition-recursive", "definition-in-block", "cond-at-not-other", "cond-definition"],
    ].map((id) => [id, [withPriority]]),
  ),
  "builtin-random": ["VI_1 id 51 priority ? 10.9.0.100"],
  "one-line-value-block": [usual],
  "definition-braced-followed-by-dot": [usual],
  "include-quoted": [],
  "include-in-block": [withPriority],
  "include-in-value-block": ["VI_1 id 51 priority - 10.9.0.100 10.9.0.101"],
  seq: [`VI_1 id 51 priority - ${[100, 101, 102, 103, 104, 105].map((last) => `10.9.0.${last}`).join(" ")}`],
  "seq-step": [`VI_1 id 51 priority - ${[100, 102, 104, 106, 108, 110].map((last) => `10.9.0.${last}`).join(" ")}`],
  "seq-hex": ["VI_1 id 51 priority - fe80::a fe80::b fe80::c"],
  "seq-one-arg": ["VI_1 id 51 priority - 10.9.0.1 10.9.0.2 10.9.0.3"],
  "seq-block": [1, 2, 3].map((id) => `VI_${id} id ${id} priority - 10.9.1.${id}`),
  "seq-block-braces": [1, 2, 3].map((id) => `VI_${id} id ${id} priority - 10.9.1.${id}`),
  lst: ["VI_1 id 51 priority - 10.9.0.100 10.9.0.105 10.9.0.107"],
  "lst-tuple": ["VI_1 id 51 priority - 10.9.0.100 10.9.0.101"],
  "dup-virtual_ipaddress": ["VI_1 id 51 priority - 10.9.0.101 10.9.0.100"],
};

function instancesOf(config: string): string[] {
  const files = lexicalFiles(config);
  const includes = new WorkspaceIncludes(files.keys(), new Set(), (file) => files.get(file));
  const main = { file: lexicalMain, files: includes };
  const { sections } = parseExpansion(expand(files.get(main.file) ?? "", lexicalConfigId, main), lexicalConfigId);
  return keepalivedFacts(sections).instances.map(({ name, virtualRouterId, priority, virtualAddresses }) => {
    const known = priority === undefined ? "-" : (priority.value ?? "?");
    const addresses = virtualAddresses.flatMap(({ value }) => value?.text ?? []);
    return [name.text, "id", virtualRouterId?.value, "priority", known, ...addresses].join(" ");
  });
}

describe.runIf(accepted.length > 0)("what keepalived 2.2.7 accepts", () => {
  test.each(accepted)("$id: the text has no fault", ({ id, config }) => {
    const problems = parseKeepalived(config, { configId: lexicalConfigId }).sections.flatMap(
      (section) => section.problems,
    );
    // The program cuts a line at a NUL in silence; the next version refuses it.
    expect(problems.map(({ kind }) => kind)).toEqual(id === "nul-byte" ? ["nul-character"] : []);
  });

  test.each(accepted)("$id: no finding is an error", ({ config }) => {
    const settings = { ...defaultSettings, keepalivedVersion: "2.2" };
    const errors = check(lexicalFiles(config), settings).filter(({ severity }) => severity === "error");
    expect(errors).toEqual([]);
  });

  test.each(accepted)("$id: the instances read as the program reads them", ({ id, config }) => {
    expect(instancesOf(config)).toEqual(readings[id] ?? [usual]);
  });
});

test.runIf(whole.length > 0)("all of the refused cases are found", () => {
  // 5: something is wrong with the text; 6: a file that an include wants by all means is not there.
  const refused = whole.filter(({ exit }) => exit["2.2.7"] === 5 || exit["2.2.7"] === 6);
  const settings = { ...defaultSettings, keepalivedVersion: "2.2" };
  const missed = refused.filter(
    ({ config }) => !check(lexicalFiles(config), settings).some(({ severity }) => severity === "error"),
  );
  expect(missed.map(({ id }) => id)).toEqual([]);
});
