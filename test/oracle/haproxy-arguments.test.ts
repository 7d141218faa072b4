import { describe, expect, it } from "vitest";
import { haproxyVersionFor, haproxyVersionMask } from "../../server/src/schema/haproxy/index.ts";
import { defaultSettings } from "../../server/src/workspace/types.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { installedHaproxy, judgeWithHaproxy } from "../schema/haproxy-oracle.ts";
import { Reached } from "./haproxy-expressions.ts";
import { type GeneratedStatement, generateStatements } from "./haproxy-statements.ts";

// Statements made from the signatures, right ones and such that one word makes wrong, are judged by the real haproxy and by
// the rules. What the program takes must nearly never be called an error, and what it refuses nearly always.

const installed = installedHaproxy();
const version = installed === undefined ? undefined : haproxyVersionFor(installed);
const seed = Number(process.env["HACONF_SEED"] ?? 2026);
const count = process.env["HACONF_FULL_SWEEP"] === undefined ? 2_000 : 20_000;

/** Things that the statements may name. */
const prelude = `global
resolvers r
    nameserver n 127.0.0.1:53
peers p
mailers m
    mailer a 127.0.0.1:25
cache c
    total-max-size 4
http-errors e
fcgi-app f
    docroot /
userlist u
backend b
    server s 127.0.0.1:80 check
backend t
    stick-table type string size 1k
`;

/** Complaints that hang on the machine, on how haproxy was built, or on the other lines of the same run. */
const foreign =
  /unable to|failed to open|No such file|not support|build options|cannot (?:open|load|find)|does not exist|unknown (?:user|group)|custom id|already|reuses|conflict|same name|declared at|not compiled|multiple times|TLS|ca-file|crl|process number|thread/i;
/** What the rules find where haproxy looks only when it has read every line. */
const lateCodes = new Set([
  "haproxy/undefined-reference",
  "haproxy/server-setup",
  "haproxy/conflicting-settings",
  "haproxy/incompatible-mode",
]);
/** What haproxy looks at only when it has read every line, and what it complains of without the line in its usual form. */
const late = /^(?:log-format|error-log-format|unique-id-format|set-param|max-session-srv-conns)/;

function lineOf({ words }: GeneratedStatement): string {
  return words.map((word) => (/[\s#"'\\]/.test(word) ? `"${word}"` : word)).join(" ");
}

function hasError(header: string, line: string): boolean {
  const workspace = new Workspace({ ...defaultSettings, haproxyVersion: version ?? "auto", isClusterEnabled: false });
  const text = `${prelude}${header}\n    ${line}\n`;
  workspace.setFile("haproxy.cfg", text, "haproxy");
  const target = text.split("\n").length - 2;
  return workspace.findingsOf("haproxy.cfg").some(({ severity, code, start }) => {
    // Names are looked up at the end, which the runs below never come to.
    if (severity !== "error" || lateCodes.has(code)) return false;
    return workspace.lineIndexOf("haproxy.cfg")?.position(start).line === target;
  });
}

interface Tally {
  accepted: number;
  refused: number;
  readonly falseErrors: string[];
  readonly missed: string[];
}

function compare(statements: readonly GeneratedStatement[]): Tally {
  const tally: Tally = { accepted: 0, refused: 0, falseErrors: [], missed: [] };
  const headers = new Set(statements.map(({ header }) => header));
  for (const header of headers) {
    const own = statements.filter((statement) => statement.header === header);
    const lines = own.map(lineOf);
    const verdicts = judgeWithHaproxy(header, lines);
    lines.forEach((line, index) => {
      const alerts = verdicts[index]?.alerts;
      if (alerts === undefined || alerts.some((alert) => foreign.test(alert)) || late.test(line)) return;
      const shown = `${header} | ${line} | ${own[index]?.mutation ?? "as it is"} | ${alerts[0] ?? ""}`;
      const isError = hasError(header, line);
      if (alerts.length === 0) tally.accepted++;
      else tally.refused++;
      if (alerts.length === 0 && isError) tally.falseErrors.push(shown);
      if (alerts.length > 0 && !isError) tally.missed.push(shown);
    });
  }
  return tally;
}

describe.skipIf(version === undefined)(
  version === undefined ? "haproxy -c (skipped: haproxy is not installed)" : "haproxy -c",
  () => {
    it("agrees with the rules on statements made from the signatures", { timeout: 300_000 }, () => {
      const mask = haproxyVersionMask(version ?? "auto");
      const reached = new Reached();
      const { accepted, refused, falseErrors, missed } = compare(generateStatements(seed, count, mask, reached));
      console.log(
        `${accepted} taken, ${falseErrors.length} of them called wrong; ${refused} refused, ${missed.length} missed; reached ${reached.say(mask)}`,
      );
      if (process.env["HACONF_SHOW"] !== undefined) {
        console.log(
          [...falseErrors.map((line) => `false ${line}`), ...missed.map((line) => `missed ${line}`)].join("\n"),
        );
      }
      expect(accepted).toBeGreaterThan(count / 5);
      expect(refused).toBeGreaterThan(count / 5);
      expect(falseErrors.length, falseErrors.join("\n")).toBeLessThan(accepted * 0.01);
      expect(missed.length, missed.join("\n")).toBeLessThan(refused * 0.05);
    });
  },
);
