import { keepalivedRelease } from "../../schema/keepalived/index.ts";
import { type Finding, type Message, message, type Severity } from "../finding.ts";
import type { FileContext, KeepalivedSectionRule } from "../rule.ts";
import { findingAt, versionOf } from "./judged.ts";

/** The bytes that keepalived reads at once, its line end among them. */
const mostBytes = 1023;
/** No character has more bytes for each of its UTF-16 units. */
const mostBytesPerUnit = 3;
/** The first release that drops what it could read of a line, and says so. */
const firstComplaint = keepalivedRelease("2.4.0");

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** What a template makes a line of another length with. */
const hole = /\{[{%#]|<%/;

/** What keepalived makes of a line that does not fit: how grave it is, and how to say it. */
function judge(line: string, context: FileContext): { severity: Severity; said: Message } | undefined {
  const bytes = encoder.encode(line);
  if (bytes.length < mostBytes || hole.test(line)) return undefined;
  const version = versionOf(context);
  const args = { length: bytes.length, most: mostBytes - 1 };
  if (version !== "auto" && keepalivedRelease(version) >= firstComplaint) {
    const said = message(
      "The line has {length} bytes, and keepalived reads {most}: it complains, drops these and takes the rest for a line of its own.",
      args,
    );
    return { severity: "error", said };
  }
  const rest = decoder.decode(bytes.subarray(mostBytes)).trim();
  if (rest !== "" && !/^[#!]/.test(rest)) {
    const said = message(
      "The line has {length} bytes, and keepalived reads {most}: it takes the rest for a line of its own, even behind a comment sign.",
      args,
    );
    return { severity: "error", said };
  }
  if (version !== "auto") return undefined;
  const said = message(
    "The line has {length} bytes, and keepalived 2.4 reads {most}: it complains and drops the line.",
    args,
  );
  return { severity: "warning", said };
}

export const lineTooLong: KeepalivedSectionRule = {
  code: "keepalived/line-too-long",
  scope: "keepalived-section",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A line is longer than keepalived reads at once.",
    why: "keepalived reads 1,022 bytes of a line. Up to 2.3 the rest becomes a line of its own, so that the end of a long comment is read as a keyword; 2.4 drops what it has read as well. Comments count, and a Chinese character is three bytes.",
    example: {
      bad: `//- keepalived.conf
global_defs {
    # ${"This goes on. ".repeat(75)}
    router_id lb1
}
`,
      good: `//- keepalived.conf
global_defs {
    # This goes on.
    router_id lb1
}
`,
    },
  },
  *check(section, context): Iterable<Finding> {
    const text = context.sectionText;
    for (let start = 0; start < text.length; ) {
      const newline = text.indexOf("\n", start);
      const end = newline < 0 ? text.length : newline;
      const judged = (end - start) * mostBytesPerUnit < mostBytes ? undefined : judge(text.slice(start, end), context);
      if (judged !== undefined) {
        const content = start + (/^\s*/.exec(text.slice(start, end))?.[0].length ?? 0);
        yield findingAt(this, section, context, { start: content, end }, judged.said, { severity: judged.severity });
      }
      start = end + 1;
    }
  },
};
