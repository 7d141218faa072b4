import { describe, expect, test } from "vitest";
import { highlightsAt } from "../../server/src/services/highlights.ts";
import { type MarkedPlace, openMarked, sayPlaces } from "./marked.ts";
import { nameCases } from "./name-cases.ts";

describe("highlights", () => {
  test.each(nameCases)("are those of the file, written where given: $title", ({ text }) => {
    const { source, given, used } = openMarked(text);
    for (const { file, start } of [...given, ...used]) {
      const isHere = (place: MarkedPlace): boolean => place.file === file;
      const found = highlightsAt(source, file, start);
      const inFile = (kind: string) => found.filter((one) => one.kind === kind).map((one) => ({ file, ...one }));
      expect(sayPlaces(source, inFile("write"))).toEqual(sayPlaces(source, given.filter(isHere)));
      expect(sayPlaces(source, inFile("read"))).toEqual(sayPlaces(source, used.filter(isHere)));
    }
  });
});
