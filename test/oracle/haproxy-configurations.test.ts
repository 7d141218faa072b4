import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { haproxyVersionFor } from "../../server/src/schema/haproxy/index.ts";
import { defaultSettings } from "../../server/src/workspace/types.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { installedHaproxy } from "../schema/haproxy-oracle.ts";
import { Dice } from "./dice.ts";
import { generateConfigurations } from "./haproxy-configurations.ts";

// Whole configurations, right ones and such with one slip, are judged by the real haproxy and by the rules: names across sections,
// inheritance, modes, conditions, what is twice and what is missing.

const installed = installedHaproxy();
const version = installed === undefined ? undefined : haproxyVersionFor(installed);
const seed = Number(process.env["HACONF_SEED"] ?? 2026);
const count = process.env["HACONF_FULL_SWEEP"] === undefined ? 160 : 3_000;

/** Complaints that hang on the machine. */
const foreign = /unable to load|error opening|failed to open|No such file|cannot bind|out of memory/i;

interface Verdict {
  readonly isRefused: boolean;
  readonly said: string;
}

function judge(folder: string, text: string): Verdict {
  const file = join(folder, "haproxy.cfg");
  writeFileSync(file, text);
  const { stderr, status } = spawnSync("haproxy", ["-c", "-f", file], { encoding: "utf8", timeout: 20_000 });
  const alerts = stderr.split("\n").filter((line) => line.startsWith("[ALERT]"));
  return { isRefused: status !== 0, said: alerts.join(" ") };
}

/** The errors that the rules find; of values in a cache haproxy speaks in a warning, and then does not start. */
function errorsOf(text: string): string[] {
  const workspace = new Workspace({ ...defaultSettings, haproxyVersion: version ?? "auto", isClusterEnabled: false });
  workspace.setFile("haproxy.cfg", text, "haproxy");
  return workspace
    .findingsOf("haproxy.cfg")
    .flatMap(({ severity, code, message }) =>
      severity === "error" || message.startsWith("total-max-size") ? [`${code}: ${message}`] : [],
    );
}

describe.skipIf(version === undefined)(
  version === undefined ? "haproxy -c (skipped: haproxy is not installed)" : "haproxy -c",
  () => {
    it("agrees with the rules on whole configurations", { timeout: 300_000 }, () => {
      const folder = mkdtempSync(join(tmpdir(), "haconf-haproxy-"));
      const falseErrors: string[] = [];
      const missed: string[] = [];
      let accepted = 0;
      let refused = 0;
      for (const { text, mutation = "as it is" } of generateConfigurations(new Dice(seed), count)) {
        const { isRefused, said } = judge(folder, text);
        // Without an alert it only lacks a listener.
        if (isRefused && (said === "" || foreign.test(said))) continue;
        const errors = errorsOf(text);
        if (isRefused) refused++;
        else accepted++;
        if (!isRefused && errors.length > 0) falseErrors.push(`${mutation} | ${errors.join(" ")}`);
        if (isRefused && errors.length === 0) missed.push(`${mutation} | ${said}`);
      }
      rmSync(folder, { recursive: true });
      console.log(
        `${accepted} configurations taken, ${falseErrors.length} of them called wrong; ${refused} refused, ${missed.length} missed`,
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
