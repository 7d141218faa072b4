import { describe, expect, test } from "vitest";
import { rules } from "../../server/src/rules/registry.ts";
import { applyFix, check, openWorkspace } from "../support/fixture.ts";

const isGrave = ({ severity }: { severity: string }): boolean => severity === "error" || severity === "warning";

describe.each(rules.map((rule) => [rule.code, rule] as const))("the example of %s", (code, rule) => {
  test("gives exactly this finding", () => {
    const findings = check(rule.docs.example.bad);
    const codes = findings
      .filter((finding) => isGrave(finding) || finding.code === code)
      .map((finding) => finding.code);
    expect(codes).toEqual([code]);
  });

  test("is mended by its fix, which makes nothing new", () => {
    const workspace = openWorkspace(rule.docs.example.bad);
    const fix = workspace.allFindings().find((finding) => finding.code === code)?.fixes[0];
    if (rule.fix === "none") {
      expect(fix).toBeUndefined();
      return;
    }
    if (fix === undefined) throw new Error("the rule promises a fix");
    applyFix(workspace, fix);
    expect(workspace.allFindings().filter(isGrave)).toEqual([]);
  });

  test("has a good counterpart without findings", () => {
    expect(check(rule.docs.example.good).filter((finding) => isGrave(finding) || finding.code === code)).toEqual([]);
  });
});
