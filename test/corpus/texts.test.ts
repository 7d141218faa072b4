import { describe, expect, test } from "vitest";
import { Corpus } from "../../scripts/corpus/read.ts";
import { scoreTexts, scoreVersions } from "../../scripts/corpus/texts.ts";

const corpus = Corpus.open();
if (corpus === undefined) console.log("skipped: no ../shared/corpus, so no real configuration is judged");

describe.skipIf(corpus === undefined)("real configurations", () => {
  for (const language of ["haproxy", "keepalived"] as const) {
    for (const versions of ["pinned", "auto"] as const) {
      test(`what ${language} takes gets no error, versions ${versions}`, () => {
        if (corpus === undefined) return;
        const score = scoreTexts(corpus, language, versions);
        expect(score.falseErrors).toEqual([]);
        expect(score.accepted).toBeGreaterThan(50);
      });
    }
  }

  test("what every haproxy from 2.8 to 3.5 takes gets no error with auto", () => {
    if (corpus === undefined) return;
    const score = scoreVersions(corpus);
    expect(score.falseErrors).toEqual([]);
    expect(score.accepted).toBeGreaterThan(50);
  });
});
