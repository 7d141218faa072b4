import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { closedFamilies } from "../../server/src/schema/haproxy/additions.ts";
import { allHaproxyKeywords, haproxyPlaceOf, lookupHaproxyStatement } from "../../server/src/schema/haproxy/index.ts";
import { ownerOf } from "../../server/src/schema/haproxy/lookup.ts";
import { LineIndex } from "../../server/src/text/line-index.ts";
import { defaultSettings } from "../../server/src/workspace/types.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { installedHaproxy, judgeWithHaproxy } from "../schema/haproxy-oracle.ts";
import { isAccepted, type Label, readLines, sharedFolder } from "../schema/shared.ts";

/** The lines of a text on which the haproxy rules find an error. */
function errorsIn(text: string, version: string): { line: number; code: string }[] {
  const workspace = new Workspace({ ...defaultSettings, haproxyVersion: version, isClusterEnabled: false });
  workspace.setFile("haproxy.cfg", text, "haproxy");
  const lines = new LineIndex(text);
  return workspace
    .allFindings()
    .filter(({ severity, code }) => severity === "error" && code.startsWith("haproxy/"))
    .map(({ start, code }) => ({ line: lines.position(start).line + 1, code }));
}

const installed = installedHaproxy();
const isOracle = installed?.startsWith("2.6.") === true;
if (!isOracle) console.log(`skipped: no haproxy 2.6 on this machine (${installed ?? "none"})`);

const folder = mkdtempSync(join(tmpdir(), "haconf-haproxy-names-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** The lines that haproxy complains of in a whole text. */
function alertLines(text: string): number[] {
  const file = join(folder, "haproxy.cfg");
  writeFileSync(file, text);
  const { stderr } = spawnSync("haproxy", ["-c", "-f", file], { cwd: folder, encoding: "utf8", timeout: 10_000 });
  return [...stderr.matchAll(/\[ALERT\].*?parsing \[[^\]]*:(\d+)\]/g)].map((match) => Number(match[1]));
}

const headers = [
  "global",
  "defaults",
  "defaults d",
  "frontend f",
  "listen l",
  "backend b",
  "peers p",
  "resolvers r",
  "mailers m",
  "userlist u",
  "ring r",
  "log-forward l",
  "cache c",
  "fcgi-app a",
  "http-errors h",
  "program p",
];

/** The first words of names that all go on, in each section that knows them. */
function beginnings(): string[] {
  return closedFamilies.flatMap(([owner, name]) =>
    headers
      .filter((header) => ownerOf(haproxyPlaceOf(header.split(" ")) ?? "global") === owner)
      .map((header) => `${header}\n    ${name}\n`),
  );
}

/** A slip: two neighbours change places, or a character is doubled where they are equal. */
function misspelt(name: string, at: number): string {
  const place = 1 + (at % Math.max(1, name.length - 2));
  const [first = "", second = ""] = name.slice(place, place + 2);
  return first === second || first === " " || second === " "
    ? `${name}${name.at(-1) ?? ""}`
    : `${name.slice(0, place)}${second}${first}${name.slice(place + 2)}`;
}

const names = [
  ...new Set(
    allHaproxyKeywords()
      .filter(({ kind }) => kind === "keyword" || kind === "option")
      .map(({ name }) => name),
  ),
].sort();

describe.runIf(isOracle)("names against the real haproxy 2.6", () => {
  test("a name that is not written out is refused in ours only where haproxy refuses it", () => {
    const texts = beginnings();
    const found = texts.filter((text) => errorsIn(text, "2.6").some(({ line }) => line === 2));
    expect(found.filter((text) => !alertLines(text).includes(2))).toEqual([]);
    const missed = texts.filter((text) => !found.includes(text) && alertLines(text).includes(2));
    console.log(`names that are not written out: ${found.length} found, ${missed.length} missed`);
    expect(missed.length).toBeLessThan(texts.length / 4);
  }, 60_000);

  test.each(headers.map((header, at) => [header, at] as const))(
    "%s: keywords of all sections, and slips",
    (header, at) => {
      const sample = names.filter((_, index) => index % 4 === at % 4);
      const lines = [
        ...sample.map((name) => `${name} x`),
        ...sample.map((name, index) => `${misspelt(name, index)} x`),
      ];
      const text = `${header}\n${lines.join("\n")}\n`;
      // The runs below end before haproxy looks up the names of other sections, and what goes together.
      const isLate = /^haproxy\/(?:undefined-reference|conflicting-settings)$/;
      const own = errorsIn(text, "2.6").filter(({ code }) => !isLate.test(code));
      const ours = new Map(own.map(({ line, code }) => [line, code]));
      const place = haproxyPlaceOf(header.split(" ")) ?? "global";
      const verdicts = judgeWithHaproxy(header, lines);
      const falseErrors: string[] = [];
      const missed: string[] = [];
      lines.forEach((line, index) => {
        const verdict = verdicts[index];
        if (verdict === undefined) return;
        const code = ours.get(index + 2);
        const alert = verdict.alerts[0] ?? "";
        if (code !== undefined && verdict.alerts.length === 0) falseErrors.push(`${line}: ${code}`);
        const first = line.split(" ")[0] ?? "";
        const isAboutName =
          alert.includes(`unknown keyword '${first}'`) ||
          /not allowed in|not supported any ?more|unknown option/.test(alert);
        // The facts can't tell of keywords that need a library which no known build has.
        const isUnsure = lookupHaproxyStatement(place, line.split(" "), "2.6").status === "unsure";
        if (code === undefined && isAboutName && !isUnsure) missed.push(`${line}: ${alert}`);
      });
      expect(falseErrors).toEqual([]);
      expect(missed).toEqual([]);
    },
  );

  const texts: readonly (readonly [title: string, text: string])[] = [
    ["a missing line end", "global\n    daemon"],
    ["lines in front of the first section", "maxconn 10\nglobal\n"],
    ["open quotes", "backend b\n    description \"a\n    description 'b\n"],
    ["escapes", 'backend b\n    description a\\xq\n    description "\\x1"\n    description \\z\n'],
    ["NUL in a word", "backend b\n    description a\0b\n    mode tcp\n"],
    ["NUL in a comment", "backend b\n# c\0d\n    mode tcp\n"],
    ["65 words", `backend b\n    acl a src${" 10.0.0.1".repeat(61)}\n    acl a src${" 10.0.0.1".repeat(62)}\n`],
    [
      "open variables",
      `backend b\n    description "\${A"\n    description "\${A b}"\n    description \${A\n    description "\${A-b c}"\n`,
    ],
    [
      "tokens inside of a false condition",
      'backend b\n.if 0\n    nonsense\n    description "a\n    description a\\xq\n.endif\n',
    ],
    [
      "a false condition around sections",
      ".if 0\nbackend b\n    nonsense\nbackend c\n    nonsense\n.endif\nbackend d\n    nonsense\n",
    ],
    ["surplus .else", "global\n.else\n"],
    ["a second .else", "global\n.if 1\n.else\n.else\n.endif\n"],
    ["an open .if", "global\n.if 1\n    daemon\n"],
    ["an unknown directive", "global\n.nosuch\n.if 0\n.nosuch\n.endif\n"],
    ["prefixes", "listen l\n    no bind :80\n    no option httplog\n    no option redispatch\n    no log\n"],
    [
      "removed keywords",
      "listen l\n    reqadd a\n    clitimeout 1\n    block if TRUE\n    redispatch\n    option forceclose\n",
    ],
    ["sections of newer versions", "global\nacme x\ncrt-store y\n"],
  ];
  test.each(texts)("an error on each line that haproxy names: %s", (_title, text) => {
    expect([...new Set(errorsIn(text, "2.6").map(({ line }) => line))].sort()).toEqual(
      [...new Set(alertLines(text))].sort(),
    );
  });
});

const corpus = sharedFolder("corpus", "no real haproxy.cfg is checked");
describe.runIf(corpus !== undefined)("real haproxy configurations", () => {
  test("what haproxy takes has no error", () => {
    const labels = readLines<Label>(join(corpus ?? "", "labels.jsonl")).filter(({ tool }) =>
      tool.startsWith("haproxy"),
    );
    const wrong = labels.filter(isAccepted).flatMap(({ file }) => {
      const text = readFileSync(join(corpus ?? "", file), "utf8");
      return ["auto", "2.6"].flatMap((version) =>
        errorsIn(text, version).map(({ line, code }) => `${file}:${line} ${code} (${version})`),
      );
    });
    expect(wrong).toEqual([]);
  });
});

interface CheckedClass {
  readonly id: string;
  readonly config: string;
  readonly line: number;
  readonly versions: Readonly<Record<string, string>>;
}

const facts = sharedFolder("facts/haproxy", "the recorded verdicts of haproxy are not compared");
describe.runIf(facts !== undefined)("recorded verdicts of haproxy", () => {
  const classes = facts === undefined ? [] : readLines<CheckedClass>(join(facts, "checks.jsonl"));

  test("no version that takes a text has an error, nor has auto where one takes it", () => {
    const wrong: string[] = [];
    for (const { id, config, versions } of classes) {
      for (const [name, verdict] of Object.entries(versions)) {
        if (verdict.startsWith("error")) continue;
        for (const version of [name.replace(/^(\d+\.\d+).*$/, "$1"), "auto"]) {
          if (errorsIn(config, version).length > 0) wrong.push(`${id} (${version})`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test("names, places and syntax are found on the line that haproxy names", () => {
    const isMine =
      /^(?:cond|syntax)\.|^(?:kw\.(?:removed-(?!mode)|not-in-defaults|option-(?:forceclose|unknown)|server-in|timeout-(?:old|unknown)))|^glb\.(?:stats-unknown|unknown-in)|^misc\.(?:compression-arg|email-unknown|filter|persist|rate-limit|resolvers-unknown)|^rule\.(?:unknown-action|tcp-re\w+-(?:unknown|in-frontend))|^st\.in-defaults/;
    const mine = classes.filter(({ id, versions }) => isMine.test(id) && versions["2.6"] === "error");
    const missed = mine.filter(({ config, line }) => !errorsIn(config, "2.6").some((one) => one.line === line));
    expect(missed.map(({ id }) => id)).toEqual([]);
    expect(mine.length).toBeGreaterThan(25);
  });
});
