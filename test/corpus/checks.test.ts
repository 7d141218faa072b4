import { describe, expect, test } from "vitest";
import { readChecks, scoreChecks } from "../../scripts/corpus/checks.ts";

// Small configurations beside the project, with what haproxy of several versions says of each.

const checks = readChecks();

describe.skipIf(checks === undefined)(
  checks === undefined ? "recorded verdicts (skipped: no ../shared/facts)" : "recorded verdicts of haproxy",
  () => {
    test.each(["2.6", "3.4", "auto"])("version %s", (version) => {
      const { severities, falseErrors } = scoreChecks(checks ?? [], version);
      const rate = (severity: string): number => {
        const { found = [], missed = [] } = severities.find((one) => one.severity === severity) ?? {};
        return found.length / (found.length + missed.length);
      };
      expect(falseErrors).toEqual([]);
      expect(rate("error")).toBeGreaterThanOrEqual(0.98);
      expect(rate("warning")).toBeGreaterThanOrEqual(0.9);
    });
  },
);
