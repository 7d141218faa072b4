import { type KeepalivedLine, keepalivedLines } from "../../schema/keepalived/arguments.ts";
import { keepalivedKeyword } from "../../schema/keepalived/index.ts";
import { type Finding, message } from "../finding.ts";
import type { FileContext, FileRule } from "../rule.ts";
import { fileFinding } from "./file-finding.ts";
import { allBlocks, blocksNamed, fileViewOf, lineOf, placeOf, type Setting } from "./file-view.ts";
import { versionOf } from "./judged.ts";
import { removeLineFixes } from "./line-fixes.ts";

/** Whether keepalived takes a line wherever it runs: of a user that the machine does not have it drops the line. */
function isSurelyTaken({ words }: Setting, read: readonly KeepalivedLine[]): boolean {
  const takesUser = read.some(({ args }) => args.some(({ type }) => type === "user"));
  return !takesUser || words.length < 3 || words[2] === "root";
}

function* repeatedLines(
  rule: Pick<FileRule, "code" | "severity">,
  path: readonly string[],
  lines: readonly Setting[],
  context: FileContext,
): Iterable<Finding> {
  const first = new Map<string, Setting>();
  for (const line of lines) {
    const before = first.get(line.keyword);
    const read = keepalivedLines([...path, line.keyword].join("/"), versionOf(context));
    if (before === undefined) {
      if (isSurelyTaken(line, read)) first.set(line.keyword, line);
      continue;
    }
    const related = [{ file: context.file, at: lineOf(before), message: message("the first one") }];
    const isState = line.keyword === "state" && path.length === 1 && path[0] === "vrrp_instance";
    if (isState && before.words[1] === "MASTER" && line.words[1] === "BACKUP") {
      const said = message(
        "state BACKUP behind state MASTER changes nothing: keepalived complains and stays with MASTER.",
      );
      const fixes = removeLineFixes(context, line, false);
      yield fileFinding(rule, context, lineOf(line), said, { severity: "warning", related, fixes });
    }
    if (!read.every(({ repeat }) => repeat === "first wins, reported")) continue;
    const said = message("{keyword} stands above already: keepalived complains and ignores this one.", {
      keyword: line.keyword,
    });
    yield fileFinding(rule, context, placeOf(line), said, { related, fixes: removeLineFixes(context, line, false) });
  }
}

export const repeatedKeyword: FileRule = {
  code: "keepalived/repeated-keyword",
  scope: "file",
  reads: "keepalived",
  severity: "error",
  fix: "unsafe",
  since: "0.1.0",
  docs: {
    summary: "A keyword stands a second time where only the first one counts.",
    why: "For most keywords the last line of a block wins. Of some, such as the notify scripts, keepalived takes the first one, complains of the second and ignores it; and `state BACKUP` behind `state MASTER` changes nothing.",
    example: {
      bad: `//- keepalived.conf
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    state BACKUP
    virtual_ipaddress {
        10.0.0.100/24
    }
}
`,
      good: `//- keepalived.conf
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        10.0.0.100/24
    }
}
`,
    },
  },
  *check(facts, context): Iterable<Finding> {
    if (facts.kind !== "keepalived") return;
    const view = fileViewOf(facts);
    const globals = blocksNamed(view, "global_defs");
    if (!globals.some(({ hasDirectives }) => hasDirectives)) {
      const lines = globals.flatMap((block) => block.lines);
      yield* repeatedLines(this, ["global_defs"], lines, context);
    }
    // At the top level only lines are meant: blocks of one keyword may be many.
    const settings = view.blocks.filter(({ keyword }) => keepalivedKeyword([keyword])?.block === "none");
    if (!view.isOpen) yield* repeatedLines(this, [], settings, context);
    for (const block of allBlocks(view.blocks)) {
      const path = [...block.path, block.keyword];
      if (block.hasDirectives) continue;
      if (block.keyword !== "global_defs" && keepalivedKeyword(path)?.block === "keywords")
        yield* repeatedLines(this, path, block.lines, context);
    }
  },
};
