import { describe, expect, test } from "vitest";
import { labCases } from "../../scripts/lab/cases.ts";
import { judgeLabCase } from "../../scripts/lab/judge.ts";
import { runLabCase, whatTheLabLacks } from "../../scripts/lab/network.ts";

const missing = whatTheLabLacks();
if (missing.length > 0) console.log(`skipped: real VRRP needs ${missing.join(", ")}`);

/** A handful of what `npm run lab` runs. */
const chosen = new Set(["pair", "id", "peers", "state", "weight to a tie", "weight", "link"]);

describe("the lab's own cases", () => {
  test.each(labCases)("$name: $title: what haconf says", (one) => {
    expect(judgeLabCase(one)).toEqual(one.findings);
  });

  describe.runIf(missing.length === 0)("with the real keepalived", () => {
    // They mostly wait, so they all wait at once.
    test.concurrent.each(labCases.filter(({ name }) => chosen.has(name)))(
      "$name: who holds the VIP",
      async (one) => {
        expect(await runLabCase(one)).toEqual({ before: one.before, after: one.after });
      },
      60_000,
    );
  });
});
