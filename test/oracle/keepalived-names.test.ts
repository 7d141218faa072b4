import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { rules } from "../../server/src/rules/registry.ts";
import type { KeepalivedSectionRule } from "../../server/src/rules/rule.ts";
import { explainKeepalivedKeyword } from "../../server/src/schema/keepalived/explain.ts";
import { keepalivedBlock, keepalivedKeyword } from "../../server/src/schema/keepalived/index.ts";
import { parseKeepalived } from "../../server/src/syntax/keepalived/parser.ts";
import { LineIndex } from "../../server/src/text/line-index.ts";
import { isAccepted, type Label, readLines, sharedFolder } from "../schema/shared.ts";

interface Found {
  readonly line: number;
  readonly code: string;
}

/** The rules about names, braces and the text itself. */
const aboutNames =
  /\/(?:unknown-(?:keyword|block)|wrong-parent|\w+-\w+-brace|unterminated-quote|bad-sequence|nul-character)$/;
const sectionRules = rules.filter(
  (rule) => rule.scope === "keepalived-section" && aboutNames.test(rule.code),
) as readonly KeepalivedSectionRule[];

/** The errors that the rules over sections find, as a host with the given config id reads the text. */
function errorsIn(text: string, version: string, configId?: string): Found[] {
  const { sections } = parseKeepalived(text, { configId });
  const lines = new LineIndex(text);
  return sections.flatMap((section, index) => {
    const start = section.origin.offset;
    const context = {
      file: "keepalived.conf",
      haproxyVersion: "auto",
      keepalivedVersion: version,
      isPartial: false,
      hasOpenReferences: false,
      isLastSection: index === sections.length - 1,
      sectionText: text.slice(start, start + section.length),
      openConditions: 0,
    };
    return sectionRules.flatMap((rule) =>
      [...rule.check(section, context)]
        .filter(({ severity }) => severity === "error")
        .map(({ code, at }) => ({ code, line: lines.position(at.origin.offset + at.start).line + 1 })),
    );
  });
}

function missingPrograms(): string[] {
  const missing = ["keepalived", "unshare", "ip"].filter((program) => spawnSync(program, ["--version"]).error);
  const installed = spawnSync("keepalived", ["-v"], { encoding: "utf8" }).stderr ?? "";
  if (missing.length === 0 && !installed.includes("v2.2.")) missing.push("keepalived 2.2");
  return userInfo().uid === 0 ? missing : [...missing, "root rights"];
}

const missing = missingPrograms();
if (missing.length > 0) console.log(`skipped: no ${missing.join(", ")}, so nothing is compared with keepalived`);

const folder = mkdtempSync(join(tmpdir(), "haconf-keepalived-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface Verdict {
  /** The lines of which keepalived says that they hold an unknown keyword or a brace in the wrong place. */
  readonly lines: ReadonlySet<number>;
  readonly messages: string;
  /** It crashed, or gave up at a line without its value. */
  readonly stopped: boolean;
}

function judgeWithKeepalived(text: string): Verdict {
  const file = join(folder, "keepalived.conf");
  writeFileSync(file, text);
  const interfaces = ["eth0", "eth1"].map((name, at) => `ip link add ${name} type veth peer name peer${at}`);
  const run = spawnSync(
    "unshare",
    ["-n", "sh", "-c", `${interfaces.join("; ")}; exec keepalived -t -i node1 -f ${file}`],
    {
      encoding: "utf8",
      timeout: 10_000,
    },
  );
  const about =
    /Line (\d+)\) (?:Unknown keyword|Unexpected '\{'|Missing '\{'|Extra '\}'|Unmatched quote|Block \S+ has extra)/g;
  const lines = new Set([...run.stderr.matchAll(about)].map((match) => Number(match[1])));
  return { lines, messages: run.stderr, stopped: run.status === 2 || run.signal !== null };
}

const paths: readonly (readonly string[])[] = [
  ["global_defs"],
  ["vrrp_instance"],
  ["vrrp_instance", "authentication"],
  ["vrrp_script"],
  ["vrrp_sync_group"],
  ["virtual_server"],
  ["virtual_server", "real_server"],
  ["virtual_server", "real_server", "HTTP_GET"],
  ["virtual_server", "real_server", "HTTP_GET", "url"],
  ["virtual_server", "real_server", "MISC_CHECK"],
  ["virtual_server", "real_server", "DNS_CHECK"],
  ["virtual_server", "real_server", "SMTP_CHECK", "host"],
  ["track_file"],
  ["vrrp_track_process"],
  ["bfd_instance"],
  ["garp_group"],
  ["track_group"],
  ["SSL"],
];

const argumentsOf: Readonly<Record<string, string>> = { virtual_server: "10.0.0.1 80", real_server: "10.0.0.2 80" };

function headOf(word: string, isOutermost: boolean): string {
  const name = isOutermost ? "N" : "";
  return `${word} ${argumentsOf[word] ?? name} {`;
}

/** A slip in the middle of a word. */
function misspelt(word: string): string {
  const middle = word.length >> 1;
  return `${word.slice(0, middle)}zq${word.slice(middle)}`;
}

/** The lines to try in a block: its own keywords, the same with a slip, and some of other blocks. */
function linesFor(path: readonly string[]): string[] {
  const own = keepalivedBlock(path, "2.2.7")?.keywords ?? [];
  const foreign =
    keepalivedBlock(path[0] === "vrrp_instance" ? ["global_defs"] : ["vrrp_instance"], "2.2")?.keywords ?? [];
  const newer =
    keepalivedBlock(path, "auto")?.keywords.filter(({ name }) => !own.some((known) => known.name === name)) ?? [];
  return [
    ...own.map(({ name, block }) => (block === "none" ? `${name} 1` : `${headOf(name, false)} }`)),
    ...own.map(({ name }) => `${misspelt(name)} 1`),
    ...foreign.filter((_, at) => at % 5 === 0).map(({ name }) => `${name} 1`),
    ...newer.map(({ name }) => `${name} 1`),
  ];
}

/** Whether a keyword is missing from some builds of keepalived. */
function isOptional(path: readonly string[], line: string): boolean {
  const keyword = keepalivedKeyword([...path, line.split(" ")[0] ?? ""]);
  return keyword !== undefined && explainKeepalivedKeyword(keyword, "2.2").compileConditions.length > 0;
}

interface Difference {
  readonly falseErrors: string[];
  readonly missed: string[];
  compared: number;
}

function compare(path: readonly string[], lines: readonly string[], difference: Difference): void {
  const heads = path.map((word, at) => headOf(word, at === 0));
  const text = `${[...heads, ...lines, ...path.map(() => "}")].join("\n")}\n`;
  const verdict = judgeWithKeepalived(text);
  if (verdict.stopped) {
    if (lines.length === 1) return;
    const half = lines.length >> 1;
    compare(path, lines.slice(0, half), difference);
    compare(path, lines.slice(half), difference);
    return;
  }
  const ours = new Set(errorsIn(text, "2.2.7").map(({ line }) => line));
  lines.forEach((line, at) => {
    const number = heads.length + at + 1;
    difference.compared++;
    if (ours.has(number) && !verdict.lines.has(number)) difference.falseErrors.push(`${path.join(" > ")}: ${line}`);
    if (!ours.has(number) && verdict.lines.has(number) && !isOptional(path, line))
      difference.missed.push(`${path.join(" > ")}: ${line}`);
  });
}

describe.runIf(missing.length === 0)("names and braces against the real keepalived 2.2", () => {
  test("every keyword of a block, slips of it and keywords of other blocks", () => {
    const difference: Difference = { falseErrors: [], missed: [], compared: 0 };
    for (const path of paths) compare(path, linesFor(path), difference);
    console.log(`compared with keepalived: ${difference.compared} lines`);
    expect(difference.falseErrors).toEqual([]);
    expect(difference.missed).toEqual([]);
    expect(difference.compared).toBeGreaterThan(500);
  }, 60_000);

  const instance = "vrrp_instance V {\n interface eth0\n virtual_router_id 5\n";
  const address = " virtual_ipaddress {\n  10.0.0.1\n }\n";
  const broken: readonly (readonly [title: string, text: string])[] = [
    ["a surplus closing brace", `${instance}${address}}\n}\n`],
    ["a brace that nothing precedes", `${instance}{\n priority 10\n }\n${address}}\n`],
    ["a block behind a plain keyword", `${instance} priority 10 {\n }\n${address}}\n`],
    ["a block without its brace", `${instance} authentication\n auth_type PASS\n auth_pass x\n }\n${address}}\n`],
    ["an instance without its brace", `vrrp_instance V\n interface eth0\n virtual_router_id 5\n${address}}\n`],
    ["an open quote", `${instance} notify "/bin/true\n${address}}\n`],
    ["an unknown block", `${instance} nosuch {\n  priority 3\n }\n${address}}\n`],
    ["a value behind a block's keyword", `${instance} track_interface eth1\n}\n`],
    [
      "a second instance inside of the first",
      `${instance}${address}\nvrrp_instance W {\n interface eth1\n virtual_router_id 6\n}\n`,
    ],
    ["a blank that does not break", `\u{a0}global_defs {\n router_id x\n}\n`],
    ["a byte order mark", `\u{feff}global_defs {\n router_id x\n}\n`],
  ];
  test.each(broken)("an error stands on the first line that keepalived names: %s", (_title, text) => {
    const first = Math.min(...judgeWithKeepalived(text).lines);
    expect(errorsIn(text, "2.2.7").map(({ line }) => line)).toContain(first);
  });

  const right: readonly (readonly [title: string, text: string])[] = [
    [
      "braces below, glued and on one line",
      `global_defs{router_id a}\nvrrp_instance V\n\n# c\n{\n interface eth0\n virtual_router_id 5\n virtual_ipaddress { 10.0.0.1 }\n}\n`,
    ],
    [
      "definitions and sequences",
      `$P=100\n$B=track_interface { eth1 }\n${instance} priority $P\n $B\n virtual_ipaddress {\n ~SEQ(X, 1, 3) 10.0.0.$X\n }\n}\n`,
    ],
    ["lines for hosts", `${instance}@node1 priority 100\n@^node1 nonsense 1\n${address}}\n`],
    ["a keyword without its block at the end of the file", `${instance}${address}}\nglobal_defs\n`],
  ];
  test.each(right)("keepalived takes it, and so do we: %s", (_title, text) => {
    expect(judgeWithKeepalived(text).messages).toBe("");
    expect(errorsIn(text, "2.2", "node1")).toEqual([]);
    expect(errorsIn(text, "auto", "node1")).toEqual([]);
  });
});

const corpus = sharedFolder("corpus", "no real keepalived.conf is checked");
describe.runIf(corpus !== undefined)("real keepalived configurations", () => {
  test("what keepalived takes has no error", () => {
    const labels = readLines<Label>(join(corpus ?? "", "labels.jsonl")).filter(({ tool }) =>
      tool.startsWith("keepalived"),
    );
    const wrong = labels.filter(isAccepted).flatMap(({ file }) => {
      const text = readFileSync(join(corpus ?? "", file), "utf8");
      return ["auto", "2.2"].flatMap((version) =>
        errorsIn(text, version).map(({ line, code }) => `${file}:${line} ${code} (${version})`),
      );
    });
    expect(wrong).toEqual([]);
  });
});

interface LexicalTest {
  readonly id: string;
  readonly config: string;
  readonly exit: Readonly<Record<string, number>>;
}

interface CheckedClass {
  readonly id: string;
  readonly severity: string;
  readonly config: string;
  readonly message_kind: string;
  readonly verified: Readonly<Record<string, boolean>>;
}

const facts = sharedFolder("facts/keepalived", "the recorded verdicts of keepalived are not compared");
describe.runIf(facts !== undefined)("recorded verdicts of keepalived", () => {
  test("texts about lexical matters: accepted ones have no error, of the others the uncovered are named", () => {
    const { lexical_tests: tests } = JSON.parse(readFileSync(join(facts ?? "", "keywords-2.2.7.json"), "utf8")) as {
      lexical_tests: readonly LexicalTest[];
    };
    // Texts that only describe a long line are left out.
    const written = tests.filter(({ config }) => !config.startsWith("("));
    const judged = written.map(({ id, config, exit }) => ({ id, exit, errors: errorsIn(config, "2.2", "node1") }));
    const accepted = judged.filter(({ exit }) => exit["2.2.7"] === 0);
    expect(accepted.filter(({ errors }) => errors.length > 0).map(({ id }) => id)).toEqual([]);
    const refused = judged.filter(({ exit }) => exit["2.2.7"] === 5);
    const found = refused.filter(({ errors }) => errors.length > 0).map(({ id }) => id);
    const open = refused.filter(({ errors }) => errors.length === 0).map(({ id }) => id);
    console.log(
      `lexical texts: ${accepted.length} accepted, ${found.length} found, not yet covered: ${open.join(", ")}`,
    );
    const aboutTheTree = ["utf8-bom", "unquoted-brace-in-value", "keyword-upper", "line-continuation-plain", "equals"];
    expect(found).toEqual(expect.arrayContaining([...aboutTheTree, "block-in-skipped"]));
  });

  test("classes of messages: names, braces, quotes and sequences are found, accepted ones are silent", () => {
    const classes = readLines<CheckedClass>(join(facts ?? "", "checks.jsonl"));
    const isAboutTree = ({ id, message_kind: kind }: CheckedClass): boolean =>
      ["unknown_keyword", "missing_bob", "missing_eob", "unexpected_eob", "unmatched_quote"].includes(kind) ||
      /^(?:seq|lst)-/.test(id);
    const codes = (one: CheckedClass): string[] => errorsIn(one.config, "2.2").map(({ code }) => code);
    expect(classes.filter((one) => isAboutTree(one) && codes(one).length === 0).map(({ id }) => id)).toEqual([]);
    const silent = classes.filter((one) => !isAboutTree(one) && one.verified["2.2.7"] === true);
    expect(silent.filter((one) => codes(one).length > 0).map(({ id }) => id)).toEqual([]);
  });
});
