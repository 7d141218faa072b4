import { afterAll, describe, expect, test } from "vitest";
import { keepalivedValueSyntax } from "../../server/src/schema/keepalived/explain.ts";
import { defaultSettings } from "../../server/src/workspace/types.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { KeepalivedJudge, whatIsMissing } from "./keepalived-judge.ts";

const missing = whatIsMissing();
if (missing.length > 0) console.log(`skipped: no ${missing.join(", ")}, so no entry is compared with keepalived`);

/** The words that options of entries begin with, as the schema has them. */
function optionsOf(syntax: string): readonly string[] {
  const facts = keepalivedValueSyntax(syntax);
  const options = facts?.["options"] ?? {};
  const names = Array.isArray(options) ? options.map(String) : Object.keys(options as object);
  const types = Array.isArray(facts?.["types"]) ? (facts["types"] as unknown[]).map(String) : [];
  return [...names.flatMap((name) => name.split("|")), ...types];
}

const values = [
  "",
  "0",
  "1",
  "100",
  "255",
  "256",
  "70000",
  "4294967296",
  "-1",
  "+5",
  "1.5",
  "0x10",
  "10.9.0.1",
  "10.9.0.1/24",
  "fd00::1",
  "default",
  "eth0",
  "+",
  "link",
  "lock 300",
  "low",
  "300ms",
  "1-2",
  "1/2",
  "zip id 5",
  "mpls 7",
  "inet fd00::1",
];

/** Right entries that options are put behind, and before, by syntax. */
const bases: Readonly<Record<string, readonly [block: string, entries: readonly string[]]>> = {
  ipaddress: ["virtual_ipaddress_excluded", ["10.9.0.7/24", "fd00::7/64", "10.9.0.7 peer 10.9.0.8"]],
  route: ["virtual_routes", ["10.1.0.0/16 dev eth0", "fd01::/64 dev eth0", "default no_track"]],
  rule: [
    "virtual_rules",
    ["from 10.9.0.0/24 table 100 priority 100", "from fd00::/64 priority 100", "blackhole priority 7"],
  ],
};

function textOf(block: string, entries: readonly string[]): string {
  const head = ["vrrp_instance V {", "interface eth0", "virtual_router_id 5", "virtual_ipaddress { 10.9.0.9/24 }"];
  return [...head, `${block} {`, ...entries, "}", "}", ""].join("\n");
}

/** The line of the first entry, from 1. */
const firstLine = 6;

/** Which entries we find an error in. */
function ours(text: string): Set<number> {
  const workspace = new Workspace({ ...defaultSettings, keepalivedVersion: "2.2", isClusterEnabled: false });
  workspace.setFile("keepalived.conf", text, "keepalived");
  const index = workspace.lineIndexOf("keepalived.conf");
  const errors = workspace.findingsOf("keepalived.conf").filter(({ severity }) => severity === "error");
  return new Set(errors.map(({ start }) => (index?.position(start).line ?? 0) + 1 - firstLine));
}

const judge = new KeepalivedJudge();
afterAll(() => judge.close());

/** How many entries are judged at once. */
const chunk = 150;

interface Judged {
  readonly entry: string;
  readonly isRefused: boolean;
  /** keepalived says something of it, if only that the machine lacks a name. */
  readonly isRemarked: boolean;
}

/** Asks keepalived of entries. It reads no further than one that lacks a value, so that it is asked again for those behind. */
function judged(block: string, entries: readonly string[]): Judged[] {
  const all: Judged[] = [];
  for (let from = 0; from < entries.length; ) {
    const some = entries.slice(from, from + chunk);
    const { errors, output, hasStopped } = judge.judge(textOf(block, some));
    const remarked = [...output.matchAll(/Line (\d+)\) (.*)/g)].map(
      ([, line, said]) => [Number(line) - firstLine, said ?? ""] as const,
    );
    const stop = remarked.find(([, said]) => said.startsWith("*** Configuration line"))?.[0];
    if (hasStopped && stop === undefined) throw new Error(output);
    const end = stop === undefined ? some.length : stop + 1;
    const refused = new Set(errors.map(({ line = 0 }) => line - firstLine));
    const said = new Set(remarked.map(([line]) => line));
    all.push(
      ...some
        .slice(0, end)
        .map((entry, at) => ({ entry, isRefused: at === stop || refused.has(at), isRemarked: said.has(at) })),
    );
    from += end;
  }
  return all;
}

describe.runIf(missing.length === 0)("entries against the real keepalived 2.2", () => {
  test.each(Object.entries(bases))(
    "%s",
    (syntax, [block, entries]) => {
      const all = optionsOf(syntax).flatMap((option) =>
        entries.flatMap((entry) => [
          ...values.map((value) => `${entry} ${option} ${value}`.trim()),
          ...(syntax === "ipaddress" ? [] : [`${option} 100 ${entry}`, `${option} ${entry}`]),
        ]),
      );
      const verdicts = judged(block, all);
      const falsely: string[] = [];
      const missed: string[] = [];
      for (let from = 0; from < verdicts.length; from += chunk) {
        const some = verdicts.slice(from, from + chunk);
        const found = ours(
          textOf(
            block,
            some.map(({ entry }) => entry),
          ),
        );
        for (const [at, { entry, isRefused, isRemarked }] of some.entries()) {
          if (isRefused && !found.has(at)) missed.push(entry);
          if (!isRemarked && found.has(at)) falsely.push(entry);
        }
      }
      const refused = verdicts.filter(({ isRefused }) => isRefused).length;
      console.log(`${syntax}: ${all.length} entries, ${refused} refused`);
      expect(falsely).toEqual([]);
      expect(missed).toEqual([]);
      expect(refused).toBeGreaterThan(100);
    },
    300_000,
  );
});
