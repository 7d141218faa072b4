import { type KeepalivedLine, keepalivedLines } from "../../schema/keepalived/arguments.ts";
import { keepalivedKeyword } from "../../schema/keepalived/index.ts";
import { replacingKeywords } from "../../schema/keepalived/replaced.ts";
import { type Finding, message } from "../finding.ts";
import type { FileContext, FileRule } from "../rule.ts";
import { fileFinding } from "./file-finding.ts";
import { allBlocks, blocksNamed, fileViewOf, lineOf, placeOf, type Setting } from "./file-view.ts";
import { versionOf } from "./judged.ts";
import { removeLineFixes } from "./line-fixes.ts";

/** Keywords of which the names behind them are told apart, not the lines; other rules and checks of the line speak of them. */
const notByLine = new Set(["garp_group/interface", "garp_group/interfaces"]);

/**
 * What keepalived takes for set by a line, so that it complains only of a second line that sets the same; undefined where any line of
 * the keyword counts. A weight that is the one assumed without a line is as good as none.
 */
function whatIsSet(path: readonly string[], { keyword, words }: Setting): readonly string[] | undefined {
  switch ([...path, keyword].join("/")) {
    case "vrrp_instance/auth_hmac/key":
      return words[1] === undefined ? [] : [String(Number(words[1]))];
    case "vrrp_instance/use_vmac":
      return words.slice(1, 3).flatMap((word) => (word === undefined ? [] : [word.includes(":") ? "address" : "name"]));
    case "track_file/weight":
    case "vrrp_track_file/weight":
      return isWeight(words[1], 1) ? [] : ["weight"];
    case "vrrp_track_process/weight":
      return isWeight(words[1], 0) ? [] : ["weight"];
    default:
      return undefined;
  }
}

/** Whether a word leaves the weight as it was: it is that very weight, or none that keepalived takes. */
function isWeight(text: string | undefined, assumed: number): boolean {
  const weight = Number(text ?? Number.NaN);
  return !(Math.abs(weight) <= 254) || weight === assumed;
}

/** The line before that keepalived holds a line against; undefined where it takes this one as well. */
function lineBefore(path: readonly string[], lines: readonly Setting[], line: Setting): Setting | undefined {
  const earlier = lines.slice(0, lines.indexOf(line)).filter(({ keyword }) => keyword === line.keyword);
  const own = whatIsSet(path, line);
  if (own === undefined) return earlier[0];
  // Of a weight, what stands in the second line does not matter.
  const isAny = line.keyword === "weight";
  return earlier.find((one) => whatIsSet(path, one)?.some((what) => isAny || own.includes(what)));
}

/** Whether keepalived takes a line wherever it runs: of a user that the machine does not have it drops the line. */
function isSurelyTaken({ words }: Setting, read: readonly KeepalivedLine[]): boolean {
  const takesUser = read.some(({ args }) => args.some(({ type }) => type === "user"));
  return !takesUser || words.length < 3 || words[2] === "root";
}

/** Programs that are there on any machine; where one is missing keepalived drops the line, and takes the second without a word. */
const usualProgram = /^["']?\/(?:usr\/)?s?bin\//;

/** How sure it is that keepalived complains of a second line: of one with a command only where the first one's program is there. */
function severityBehind({ words }: Setting, read: readonly KeepalivedLine[]): "error" | "warning" {
  const isCommand = read.some(({ args }) => args[0]?.type === "command_line");
  return isCommand && !usualProgram.test(words[1] ?? "") ? "warning" : "error";
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
    const key = [...path, line.keyword].join("/");
    if (replacingKeywords.has(key)) {
      const said = message("{keyword} stands above already: keepalived uses this one, and newer releases complain.", {
        keyword: line.keyword,
      });
      const fixes = removeLineFixes(context, before, false);
      yield fileFinding(rule, context, placeOf(line), said, { severity: "warning", related, fixes });
      continue;
    }
    if (notByLine.has(key) || !read.every(({ repeat }) => repeat === "first wins, reported")) continue;
    const held = lineBefore(path, lines, line);
    if (held === undefined) continue;
    const said = message("{keyword} stands above already: keepalived complains and ignores this one.", {
      keyword: line.keyword,
    });
    yield fileFinding(rule, context, placeOf(line), said, {
      severity: severityBehind(held, read),
      related: [{ file: context.file, at: lineOf(held), message: message("the first one") }],
      fixes: removeLineFixes(context, line, false),
    });
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
    why: "For most keywords the last line of a block wins. Of some, such as the notify scripts, keepalived takes the first one, complains of the second and ignores it; and `state BACKUP` behind `state MASTER` changes nothing. Of some others the last one counts, and keepalived complains all the same.",
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
    yield* repeatedLines(this, [], blocksNamed(view, "SSL"), context);
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
