import { Corpus } from "../../scripts/corpus/read.ts";

const mostCharacters = 6000;

/** Real configurations to be mutated; none where there is no corpus beside the project. */
export function realTexts(language: "haproxy" | "keepalived"): string[] {
  const corpus = Corpus.open();
  if (corpus === undefined) {
    console.log(`skipped: no ../shared/corpus, so no real ${language} text is mutated`);
    return [];
  }
  return corpus
    .labels()
    .filter(({ tool }) => tool.startsWith(language))
    .map(({ file }) => corpus.textOf(file))
    .filter((text) => text.length <= mostCharacters);
}
