import { familyOf, isAddress, withoutRange } from "../../schema/keepalived/addresses.ts";
import { type Finding, message } from "../finding.ts";
import type { FileContext, FileRule } from "../rule.ts";
import { fileFinding } from "./file-finding.ts";
import { type BlockView, headOf, lastLine, placeOf, type Setting } from "./file-view.ts";
import { virtualServersOf } from "./virtual-servers.ts";

/** One end of the connections of a check: `none` where no address is set, undefined where one is filled in later. */
type End = string | "none" | undefined;

/** Health checks that open a connection, and so take the lines of one. */
const connecting = new Set(["TCP_CHECK", "HTTP_GET", "SSL_GET", "SMTP_CHECK", "DNS_CHECK", "UDP_CHECK", "PING_CHECK"]);

/** The address that a line sets; keepalived sets none where it refuses the line. */
function endBehind({ statement, words: [, text] }: Setting): End {
  if (text === undefined) return statement.words.length < 2 ? "none" : undefined;
  return isAddress(withoutRange(text)) ? withoutRange(text) : "none";
}

function areAtOdds(one: End, other: End): boolean {
  return (
    one !== undefined && other !== undefined && one !== "none" && other !== "none" && familyOf(one) !== familyOf(other)
  );
}

function isLinkLocal(address: string): boolean {
  return /^fe[89ab][\da-f]:/i.test(address);
}

/** Reads the lines of a check's connection in their order; each is held against those above. */
class Connection {
  readonly clashes: { readonly line: Setting; readonly other: string }[] = [];
  target: End;
  #source: End = "none";

  constructor(block: BlockView, target: End) {
    this.target = target;
    for (const line of block.lines) {
      if (line.keyword === "connect_ip") this.#connect(line);
      else if (line.keyword === "bindto") this.#bind(line);
    }
  }

  #connect(line: Setting): void {
    this.target = endBehind(line);
    if (!areAtOdds(this.target, this.#source)) return;
    this.clashes.push({ line, other: this.#source ?? "" });
    this.target = "none";
  }

  #bind(line: Setting): void {
    this.#source = endBehind(line);
    if (!areAtOdds(this.target, this.#source)) return;
    this.clashes.push({ line, other: this.target ?? "" });
    this.#source = "none";
  }
}

/** A real server's checks, and the hosts of an SMTP check, with the address that each connects to unless it says another one. */
function* connectionsOf(
  block: BlockView,
  address: End,
): Iterable<{ readonly block: BlockView; readonly target: End; readonly ownTarget: End }> {
  for (const checker of block.blocks) {
    if (!connecting.has(checker.keyword) || checker.isOpen) continue;
    const isSmtp = checker.keyword === "SMTP_CHECK";
    const hosts = isSmtp ? checker.blocks.filter(({ keyword, isOpen }) => keyword === "host" && !isOpen) : [];
    // What the releases compare a host's source with, where it names no address, is not the same in all.
    for (const host of hosts) yield { block: host, target: "none", ownTarget: address };
    // An SMTP check looks at the real server's address only at its end, and not at all where its hosts stand for it.
    const isConnected = hosts.length === 0 || lastLine(checker, "connect_ip", "bindto") !== undefined;
    if (isConnected) yield { block: checker, target: isSmtp ? "none" : address, ownTarget: address };
  }
}

function* judge(rule: FileRule, context: FileContext, server: BlockView, address: End): Iterable<Finding> {
  for (const { block, target, ownTarget } of connectionsOf(server, address)) {
    const connection = new Connection(block, target);
    for (const { line, other } of connection.clashes) {
      const said = message(
        "{word} is of another family than {other}, which the check uses above or by itself: keepalived complains and ignores {keyword}.",
        { word: line.words[1] ?? "", other, keyword: line.keyword },
      );
      yield fileFinding(rule, context, placeOf(line, 1), said);
    }
    // An address that does not count leaves the real server's own to an SMTP check, and none to the others.
    const isLate = block.keyword === "SMTP_CHECK" || block.keyword === "host";
    const reached = connection.target === "none" && isLate ? ownTarget : connection.target;
    if (reached === undefined || reached === "none" || !isLinkLocal(reached)) continue;
    if (lastLine(block, "bind_if") !== undefined) continue;
    const line = lastLine(block, "connect_ip");
    const said = message(
      "{address} is valid on one link only, and no bind_if says which: keepalived complains and drops the check.",
      { address: reached },
    );
    yield fileFinding(rule, context, line === undefined ? headOf(block) : placeOf(line, 1), said);
  }
}

export const checkerAddresses: FileRule = {
  code: "keepalived/checker-addresses",
  scope: "file",
  reads: "keepalived",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A health check can not connect as its lines say.",
    why: "The address that a check connects from (`bindto`) and the one that it connects to (`connect_ip`, or the real server's) are of one family, and a link-local address needs the interface (`bind_if`). keepalived complains and ignores the line, so that the check goes another way, or drops the check, so that the real server counts as alive whatever becomes of it.",
    example: {
      bad: `//- keepalived.conf
virtual_server 10.0.0.100 80 {
    delay_loop 5
    lb_algo rr
    lb_kind NAT
    protocol TCP
    real_server 10.0.0.11 80 {
        TCP_CHECK {
            bindto fd00::1
        }
    }
}
`,
      good: `//- keepalived.conf
virtual_server 10.0.0.100 80 {
    delay_loop 5
    lb_algo rr
    lb_kind NAT
    protocol TCP
    real_server 10.0.0.11 80 {
        TCP_CHECK {
            bindto 10.0.0.1
        }
    }
}
`,
    },
  },
  *check(facts, context): Iterable<Finding> {
    if (facts.kind !== "keepalived") return;
    for (const { realServers } of virtualServersOf(facts)) {
      for (const { block, address, isDropped } of realServers)
        if (!isDropped) yield* judge(this, context, block, address);
    }
  },
};
