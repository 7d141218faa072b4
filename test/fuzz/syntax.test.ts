import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseHaproxy } from "../../server/src/syntax/haproxy/parser.ts";
import { parseKeepalived } from "../../server/src/syntax/keepalived/parser.ts";
import { mutateAll, mutated, mutations } from "./mutations.ts";
import { realTexts } from "./real-texts.ts";
import { everyCase } from "./run.ts";
import { haproxyTexts, keepalivedTexts } from "./texts.ts";
import { expectSoundHaproxy, expectSoundKeepalived } from "./trees.ts";

/** A text and what becomes of it in several steps. */
function edited(texts: readonly string[]): fc.Arbitrary<readonly string[]> {
  return fc
    .tuple(fc.constantFrom(...texts), fc.array(mutations, { minLength: 1, maxLength: 4 }))
    .map(([text, steps]) => {
      const states = [text];
      for (const step of steps) states.push(mutateAll(states[states.length - 1] ?? "", step));
      return states;
    });
}

const haproxyCases = [...haproxyTexts, ...realTexts("haproxy")];
const keepalivedCases = [...keepalivedTexts, ...realTexts("keepalived")];

describe("any haproxy.cfg", () => {
  test("gives a sound tree", () => {
    everyCase(mutated(haproxyCases), 1500, (text) => expectSoundHaproxy(text, parseHaproxy(text)));
  });

  test("gives the same tree after edits as when it is read anew", () => {
    everyCase(edited(haproxyCases), 600, (states) => {
      let tree = parseHaproxy("");
      for (const text of states) {
        tree = parseHaproxy(text, tree);
        expect(tree).toEqual(parseHaproxy(text));
      }
    });
  });
});

describe("any keepalived.conf", () => {
  test("gives a sound tree for every host that it names", () => {
    everyCase(mutated(keepalivedCases), 1500, (text) => {
      const tree = parseKeepalived(text);
      expectSoundKeepalived(text, tree);
      for (const configId of tree.configIds.slice(0, 3)) {
        expectSoundKeepalived(text, parseKeepalived(text, { configId }));
      }
    });
  });

  test("gives the same tree after edits as when it is read anew", () => {
    everyCase(edited(keepalivedCases), 600, (states) => {
      let tree = parseKeepalived("");
      for (const text of states) {
        tree = parseKeepalived(text, { previous: tree });
        expect(tree).toEqual(parseKeepalived(text));
      }
    });
  });
});
