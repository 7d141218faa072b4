import { keepalivedRelease } from "../../schema/keepalived/index.ts";
import { type Finding, type Message, message, type Severity } from "../finding.ts";
import type { FileContext, FileRule } from "../rule.ts";
import { fileFinding } from "./file-finding.ts";
import { type BlockView, lastLine, placeOf, type Setting } from "./file-view.ts";
import { versionOf } from "./judged.ts";
import { isWritten, numberIn } from "./virtual-server-reader.ts";
import { virtualServersOf } from "./virtual-servers.ts";

/** Something that is wrong with a line of a check. */
interface Conflict {
  readonly line: Setting;
  /** Which word it is about. */
  readonly at: number;
  readonly severity: Severity;
  readonly said: Message;
}

/** The length of a reply that counts where no line says another one. */
const usualMost = 255;

/** The last length that keepalived takes; undefined where the last line is filled in later. */
function lengthOf(block: BlockView, keyword: string, usual: number): number | undefined {
  return block.lines
    .filter((line) => line.keyword === keyword)
    .reduce<number | undefined>(
      (length, line) => (isWritten(line) ? (numberIn(line, 0, 65_535) ?? length) : undefined),
      usual,
    );
}

function* inUdpCheck(block: BlockView): Iterable<Conflict> {
  const line = lastLine(block, "min_reply_length") ?? lastLine(block, "max_reply_length");
  const least = lengthOf(block, "min_reply_length", 0);
  const most = lengthOf(block, "max_reply_length", usualMost);
  if (line === undefined || least === undefined || most === undefined || least <= most) return;
  const said = message("No reply is at least {least} and at most {most} bytes long: the check always fails.", {
    least,
    most,
  });
  yield { line, at: 1, severity: "warning", said };
}

/** keepalived takes the second letter of a name for the dot behind an empty part. */
function* inDnsCheck(block: BlockView, context: FileContext): Iterable<Conflict> {
  const version = versionOf(context);
  if (version !== "auto" && keepalivedRelease(version) < keepalivedRelease("2.1.0")) return;
  const line = block.lines.find(({ keyword }) => keyword === "name");
  const name = line?.words[1];
  if (line === undefined || name === undefined || !/^[^.]\.(?!\.)/.test(name)) return;
  const said = message(
    "keepalived complains of {name}, because its first part is a single character, and asks for the root instead. Write a name with a longer first part.",
    { name },
  );
  yield { line, at: 1, severity: version === "auto" ? "warning" : "error", said };
}

const regexLines = ["regex_min_offset", "regex_max_offset", "regex_options", "regex_no_match", "regex_stack"];

/** An offset as keepalived reads it; undefined where it reads none. */
function offsetOf(block: BlockView, keyword: string): number | undefined {
  const text = lastLine(block, keyword)?.words[1];
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

function* inUrl(block: BlockView): Iterable<Conflict> {
  const line = lastLine(block, ...regexLines);
  if (line === undefined) return;
  if (lastLine(block, "regex") === undefined) {
    const said = message("{keyword} is about a regex, and the url has none: keepalived ignores it.", {
      keyword: line.keyword,
    });
    yield { line, at: 0, severity: "warning", said };
    return;
  }
  const least = offsetOf(block, "regex_min_offset");
  const most = offsetOf(block, "regex_max_offset");
  const limit = lastLine(block, "regex_max_offset");
  if (limit === undefined || least === undefined || most === undefined || least <= most) return;
  const said = message("regex_min_offset {least} is greater than regex_max_offset {most}: keepalived ignores both.", {
    least,
    most,
  });
  yield { line: limit, at: 1, severity: "warning", said };
}

/** A session that another check of the real server watches already. */
function* inSessions(server: BlockView): Iterable<Conflict> {
  const seen = new Set<string>();
  for (const checker of server.blocks) {
    if (checker.keyword !== "BFD_CHECK") continue;
    const line = checker.lines.find(({ keyword }) => keyword === "name");
    const name = line?.words[1];
    if (line === undefined || name === undefined) continue;
    if (seen.has(name)) {
      const said = message("The real server watches {name} already: keepalived complains and drops this check.", {
        name,
      });
      yield { line, at: 1, severity: "error", said };
    }
    seen.add(name);
  }
}

function* inServer(server: BlockView, context: FileContext): Iterable<Conflict> {
  yield* inSessions(server);
  for (const checker of server.blocks) {
    if (checker.isOpen) continue;
    if (checker.keyword === "UDP_CHECK") yield* inUdpCheck(checker);
    if (checker.keyword === "DNS_CHECK") yield* inDnsCheck(checker, context);
    for (const url of checker.blocks) if (url.keyword === "url" && !url.isOpen) yield* inUrl(url);
  }
}

export const checkerConflict: FileRule = {
  code: "keepalived/checker-conflict",
  scope: "file",
  reads: "keepalived",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "The lines of a health check do not go together.",
    why: "A check whose lines contradict each other always fails, or is dropped, or asks for less than it looks: a reply that must be longer than it may be, limits of a `regex` that is not there, a second check of one BFD session. keepalived says so in its log only, or not at all.",
    example: {
      bad: `//- keepalived.conf
virtual_server 10.0.0.100 53 {
    delay_loop 5
    lb_algo rr
    lb_kind NAT
    protocol UDP
    real_server 10.0.0.11 53 {
        UDP_CHECK {
            require_reply
            min_reply_length 512
        }
    }
}
`,
      good: `//- keepalived.conf
virtual_server 10.0.0.100 53 {
    delay_loop 5
    lb_algo rr
    lb_kind NAT
    protocol UDP
    real_server 10.0.0.11 53 {
        UDP_CHECK {
            require_reply
            min_reply_length 512
            max_reply_length 4096
        }
    }
}
`,
    },
  },
  *check(facts, context): Iterable<Finding> {
    if (facts.kind !== "keepalived") return;
    for (const { realServers } of virtualServersOf(facts)) {
      for (const { block, isDropped } of realServers) {
        if (isDropped || block.isOpen) continue;
        for (const { line, at, severity, said } of inServer(block, context))
          yield fileFinding(this, context, placeOf(line, at), said, { severity });
      }
    }
  },
};
