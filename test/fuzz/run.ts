import fc from "fast-check";

/** The seed of a replay, or the fixed one: what failed once fails again. */
export const seed = Number(process.env["HACONF_FUZZ_SEED"] ?? 20_260_101);

/** How many times as many cases are tried as in an ordinary run of the tests. */
export const effort = Number(process.env["HACONF_FUZZ_EFFORT"] ?? 1);

/** No case may take longer; far more than any needs, so that only what hangs is caught. */
const mostMilliseconds = 5000;

/**
 * Tries a property on many cases. A failure names its seed and path; `HACONF_FUZZ_SEED` runs another seed and
 * `HACONF_FUZZ_EFFORT` more cases.
 *
 * @param arbitrary where the cases come from
 * @param runs how many cases an ordinary run tries
 * @param check throws where the case shows a fault
 */
export function everyCase<Case>(arbitrary: fc.Arbitrary<Case>, runs: number, check: (value: Case) => void): void {
  console.log(`fuzz: seed ${seed}, ${runs * effort} cases`);
  fc.assert(
    fc.property(arbitrary, (value) => {
      const start = performance.now();
      check(value);
      const milliseconds = performance.now() - start;
      if (milliseconds > mostMilliseconds) throw new Error(`the case took ${milliseconds.toFixed(0)} ms`);
    }),
    { seed, numRuns: runs * effort, endOnFailure: process.env["HACONF_FUZZ_QUICK"] === "1" },
  );
}
