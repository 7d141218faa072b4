import { describe, expect, test } from "vitest";
import { definitionAt } from "../../server/src/services/definition.ts";
import { openMarked, sayPlaces } from "./marked.ts";
import { nameCases } from "./name-cases.ts";

describe("definition", () => {
  test.each(nameCases)("leads from every place to what gives it: $title", ({ text }) => {
    const { source, given, used } = openMarked(text);
    for (const { file, start, end } of [...given, ...used]) {
      for (const offset of [start, end]) {
        const definition = definitionAt(source, file, offset);
        expect(sayPlaces(source, definition?.targets ?? [])).toEqual(sayPlaces(source, given));
        if (definition !== undefined) expect(definition.origin).toEqual({ file, start, end });
      }
    }
  });
});
