import { describe, expect, test } from "vitest";
import { scoreRepositories, scoreSets } from "../../scripts/corpus/clusters.ts";
import { Corpus } from "../../scripts/corpus/read.ts";

const corpus = Corpus.open();
if (corpus === undefined) console.log("skipped: no ../shared/corpus, so no real cluster is judged");

describe.skipIf(corpus === undefined)("real clusters", () => {
  test("labelled sets get no cluster finding that their reader neither expects nor tolerates", async () => {
    if (corpus === undefined) return;
    const scores = (await scoreSets(corpus)).filter(({ set }) => set.labelled);
    const surplus = scores.flatMap(({ set, surplus }) =>
      surplus.map(({ code, file, message }) => `${set.set}: ${code} ${file}: ${message}`),
    );
    expect(surplus).toEqual([]);
    expect(scores.filter(({ set }) => set.expected.length === 0).length).toBeGreaterThan(10);
  });

  test("what labelled sets are expected to show is found where a rule for it exists", async () => {
    if (corpus === undefined) return;
    const scores = (await scoreSets(corpus)).filter(({ set }) => set.labelled);
    const covered = scores.flatMap(({ set, expectations }) =>
      expectations.filter(({ hasRule }) => hasRule).map((expectation) => ({ set: set.set, ...expectation })),
    );
    const missing = covered
      .filter(({ isFound }) => !isFound)
      .map(({ set, code, detail }) => `${set}: ${code}: ${detail}`);
    expect(missing).toEqual([]);
    expect(covered.length).toBeGreaterThan(0);
  });

  test("whole repositories get no cluster finding that no set of theirs expects", async () => {
    if (corpus === undefined) return;
    const surplus = (await scoreRepositories(corpus)).flatMap(({ repository, surplus }) =>
      surplus.map(({ code, file, message }) => `${repository}: ${code} ${file}: ${message}`),
    );
    expect(surplus).toEqual([]);
  });
});
