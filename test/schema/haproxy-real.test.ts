import { describe, expect, test } from "vitest";
import type { HaproxyPlace } from "../../server/src/schema/haproxy/index.ts";
import { allHaproxyKeywords, lookupHaproxyStatement } from "../../server/src/schema/haproxy/index.ts";
import { installedHaproxy, judgeWithHaproxy } from "./haproxy-oracle.ts";

const version = installedHaproxy();
const isOracle = version?.startsWith("2.6.") === true;
if (!isOracle)
  console.log(`skipped: no haproxy 2.6 on this machine (${version ?? "none"}), so nothing is compared with it`);

const headers: readonly (readonly [HaproxyPlace, string])[] = [
  ["global", "global"],
  ["defaults", "defaults"],
  ["defaults-named", "defaults d"],
  ["frontend", "frontend f"],
  ["listen", "listen l"],
  ["backend", "backend b"],
  ["peers", "peers p"],
  ["resolvers", "resolvers r"],
  ["mailers", "mailers m"],
  ["userlist", "userlist u"],
  ["ring", "ring r"],
  ["log-forward", "log-forward l"],
  ["cache", "cache c"],
  ["fcgi-app", "fcgi-app a"],
  ["http-errors", "http-errors h"],
  ["program", "program p"],
];
const ruleHeaders = headers.filter(([place]) => place === "frontend" || place === "backend");

const judged = new Map<string, ReturnType<typeof judgeWithHaproxy>>();

/** What haproxy says of the lines; several tests ask for the same ones. */
function judgeOnce(header: string, lines: readonly string[]): ReturnType<typeof judgeWithHaproxy> {
  const key = `${header}\n${lines.join("\n")}`;
  const found = judged.get(key) ?? judgeWithHaproxy(header, lines);
  judged.set(key, found);
  return found;
}

/** The names to try in a section: all that it knows, and a part of the others. */
function namesFor(place: HaproxyPlace, at: number): readonly string[] {
  return names.filter((name, position) => {
    const { status } = lookupHaproxyStatement(place, name.split(" "), "2.6");
    const isOthers = status === "misplaced" || status === "removed";
    return isFull || !isOthers || position % sampling === at % sampling;
  });
}

/** Lines that we would call wrong by name or place, and that haproxy takes */
function falseErrors(place: HaproxyPlace, header: string, lines: readonly string[]): string[] {
  const verdicts = judgeOnce(header, lines);
  return lines.filter((line, at) => {
    const verdict = verdicts[at];
    const { effect, prefixRefused } = lookupHaproxyStatement(place, line.split(" "), "2.6");
    return verdict !== undefined && verdict.alerts.length === 0 && (effect === "refused" || prefixRefused);
  });
}

/** Lines that haproxy refuses because it does not know the name or does not want it there, and that we would pass. */
function missedErrors(place: HaproxyPlace, header: string, lines: readonly string[]): string[] {
  const verdicts = judgeOnce(header, lines);
  const aboutTheName =
    /unknown (keyword '\S+'|statement '\S+'|option '\S+'\.)( in|$)|not allowed in|not supported any ?more|negation\/default/;
  return lines.filter((line, at) => {
    const alert = verdicts[at]?.alerts[0];
    const { status, effect, prefixRefused } = lookupHaproxyStatement(place, line.split(" "), "2.6");
    return (
      alert !== undefined && aboutTheName.test(alert) && effect !== "refused" && !prefixRefused && status !== "unsure"
    );
  });
}

// Without HACONF_FULL_SWEEP, of other sections' keywords only a sample is tried, another one in each section.
const isFull = process.env["HACONF_FULL_SWEEP"] === "1";
const sampling = 6;
const keywords = allHaproxyKeywords();
const isStatement = ({ kind }: { readonly kind: string }) => kind === "keyword" || kind === "option";
const names = [...new Set(keywords.filter(isStatement).map(({ name }) => name))];

describe.runIf(isOracle)("names and places against the real haproxy 2.6", () => {
  test("every keyword of any version in every section: no verdict of ours refuses what haproxy takes", () => {
    const found = headers.flatMap(([place, header], at) => {
      const lines = namesFor(place, at).map((name) => `${name} x`);
      return falseErrors(place, header, lines).map((line) => `${place}: ${line}`);
    });
    expect(found).toEqual([]);
  }, 60_000);

  test("what haproxy calls unknown or not allowed there is refused by ours too", () => {
    const found = headers.flatMap(([place, header], at) => {
      const lines = namesFor(place, at).map((name) => `${name} x`);
      return missedErrors(place, header, lines).map((line) => `${place}: ${line}`);
    });
    expect(found.filter((line) => !/: (retry-on|default-bind|format) x$/.test(line))).toEqual([]);
  }, 60_000);

  test("every action in every ruleset, and every filter", () => {
    const actions = keywords
      .filter(({ kind }) => kind === "action")
      .map(({ name, parenthesised }) => (parenthesised ? `${name}(txn.a)` : name));
    const rulesets = ["http-request", "http-response", "http-after-response", "tcp-request connection"];
    const others = ["tcp-request session", "tcp-request content", "tcp-response content"];
    const lines = [
      ...[...rulesets, ...others].flatMap((ruleset) => actions.map((action) => `${ruleset} ${action}`)),
      ...keywords.filter(({ kind }) => kind === "filter").map(({ name }) => `filter ${name}`),
    ];
    const found = ruleHeaders.flatMap(([place, header]) =>
      falseErrors(place, header, lines).map((line) => `${place}: ${line}`),
    );
    expect(found).toEqual([]);
  }, 60_000);

  test("the prefix no before every keyword", () => {
    const lines = names.filter((_, at) => isFull || at % 2 === 0).map((name) => `no ${name}`);
    const sampled = headers.filter(([place]) =>
      ["global", "frontend", "backend", "peers", "fcgi-app", "program"].includes(place),
    );
    const found = sampled.flatMap(([place, header]) =>
      falseErrors(place, header, lines).map((line) => `${place}: ${line}`),
    );
    expect(found).toEqual([]);
  }, 60_000);

  test("a second word that no list holds is refused in every closed family", () => {
    const families: readonly (readonly [HaproxyPlace, string])[] = [
      ...["option", "timeout", "stats", "tcp-check", "http-check", "tcp-request", "tcp-response", "capture"].map(
        (name) => ["listen", name] as const,
      ),
      ...["compression", "stick", "email-alert", "external-check", "persist", "rate-limit", "declare", "monitor"].map(
        (name) => ["listen", name] as const,
      ),
      ["global", "stats"],
      ["resolvers", "hold"],
      ["resolvers", "timeout"],
      ["mailers", "timeout"],
      ["log-forward", "timeout"],
      ["fcgi-app", "option"],
      ["program", "option"],
    ];
    for (const [place, name] of families) {
      const line = `${name} nosuchword 1s`;
      const header = headers.find(([known]) => known === place)?.[1] ?? "";
      expect(judgeWithHaproxy(header, [line])[0]?.alerts.length, line).toBeGreaterThan(0);
      const found = lookupHaproxyStatement(place, line.split(" "), "2.6");
      expect([found.status, found.unknownWord], line).toEqual(["unknown", 1]);
    }
  });
});
