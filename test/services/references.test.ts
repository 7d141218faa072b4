import { describe, expect, test } from "vitest";
import { referencesAt } from "../../server/src/services/references.ts";
import { openMarked, sayPlaces } from "./marked.ts";
import { nameCases } from "./name-cases.ts";

describe("references", () => {
  test.each(nameCases)("are the same from every place: $title", ({ text }) => {
    const { source, given, used } = openMarked(text);
    for (const { file, start } of [...given, ...used]) {
      expect(sayPlaces(source, referencesAt(source, file, start, true))).toEqual(sayPlaces(source, [...given, ...used]));
      expect(sayPlaces(source, referencesAt(source, file, start, false))).toEqual(sayPlaces(source, used));
    }
  });
});
