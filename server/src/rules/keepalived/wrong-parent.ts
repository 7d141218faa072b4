import {
  type KeepalivedVersionChoice,
  keepalivedKeyword,
  lookupKeepalivedKeyword,
} from "../../schema/keepalived/index.ts";
import type { KeepalivedSection } from "../../syntax/keepalived/tree.ts";
import { anchorOf, type Word } from "../../syntax/tree.ts";
import { type Finding, message } from "../finding.ts";
import type { FileContext, KeepalivedSectionRule } from "../rule.ts";
import { blockName, findingAt, type Judgement, judgementsOf, nearest, versionOf } from "./judged.ts";

type Misplaced = Extract<Judgement, { kind: "misplaced" }>;

/** The name by which a block knows what another one calls so: TCP_CHECK has `retry` for the `nb_get_retry` of HTTP_GET. */
function nameHere({ statement, path, places }: Misplaced, word: Word, version: KeepalivedVersionChoice) {
  if (statement.block !== undefined) return undefined;
  const others = places.flatMap((place) => keepalivedKeyword([...place, word.value])?.aliasOf ?? []);
  return others.find((other) => lookupKeepalivedKeyword(path, other, version).status === "known");
}

function sayOtherName(
  rule: KeepalivedSectionRule,
  section: KeepalivedSection,
  context: FileContext,
  { path }: Misplaced,
  word: Word,
  other: string,
): Finding {
  const said = message("keepalived takes no {word} in {block} and goes on without it: here the name is {other}.", {
    word: word.value,
    block: blockName(path),
    other,
  });
  const edits = [{ file: context.file, at: anchorOf(section.origin, word), form: "in-place", newText: other }] as const;
  const fix = { title: message("Replace with {text}", { text: other }), isPreferred: true, isSafe: false, edits };
  return findingAt(rule, section, context, word, said, { fixes: word.generated === true ? [] : [fix] });
}

export const wrongParent: KeepalivedSectionRule = {
  code: "keepalived/wrong-parent",
  scope: "keepalived-section",
  severity: "error",
  fix: "unsafe",
  since: "0.1.0",
  docs: {
    summary: "A keyword stands in a block that does not take it.",
    why: "keepalived knows each keyword only in its own block. Elsewhere it skips the line and goes on without it; where the keyword opens a block, its closing brace ends the block around, and what follows is lost too. A block that seems to stand in the wrong place is often the first one behind a missing closing brace. Some keywords have another name in each block: the retries of HTTP_GET are `nb_get_retry`, those of the other checks `retry`.",
    example: {
      bad: `//- keepalived.conf
virtual_server 10.0.0.200 80 {
    delay_loop 6
    lb_algo rr
    lb_kind NAT
    protocol TCP
    real_server 10.0.0.11 80 {
        TCP_CHECK {
            connect_timeout 3
            nb_get_retry 3
        }
    }
}
`,
      good: `//- keepalived.conf
virtual_server 10.0.0.200 80 {
    delay_loop 6
    lb_algo rr
    lb_kind NAT
    protocol TCP
    real_server 10.0.0.11 80 {
        TCP_CHECK {
            connect_timeout 3
            retry 3
        }
    }
}
`,
    },
  },
  *check(section, context): Iterable<Finding> {
    for (const one of judgementsOf(section, context)) {
      const word = one.statement.words[0];
      if (one.kind !== "misplaced" || word === undefined) continue;
      const other = nameHere(one, word, versionOf(context));
      if (other !== undefined) {
        yield sayOtherName(this, section, context, one, word, other);
        continue;
      }
      const place = nearest(one.places, one.path) ?? [];
      const args = { word: word.value, block: blockName(one.path), place: blockName(place) };
      let said = message("keepalived takes no {word} in {block} and goes on without it. Move it to {place}.", args);
      if (one.statement.block !== undefined) {
        const isOutside = place.length < one.path.length;
        said = isOutside
          ? message(
              "keepalived takes no {word} in {block}, and its closing brace ends the block around. It belongs to {place}: a closing brace may be missing above.",
              args,
            )
          : message(
              "keepalived takes no {word} in {block}, and its closing brace ends the block around. Move it to {place}.",
              args,
            );
      }
      yield findingAt(this, section, context, word, said);
    }
  },
};
