import { mentionsFirewall } from "../../documents/mentions.ts";
import type { Origin } from "../../syntax/tree.ts";
import { readPort } from "../written.ts";
import type { FirewallFacts, OpenedPort } from "./facts.ts";
import { openingsOfModules } from "./modules.ts";

/** A longer text (in UTF-16 units) is no script that people write. */
const maximumLength = 1 << 18;

type Tool = OpenedPort["tool"];

/** How each tool opens a port; the port is the first group. */
const openings: readonly { readonly tool: Tool; readonly pattern: RegExp }[] = [
  { tool: "firewalld", pattern: /\bfirewall-cmd\b.*?--add-port[= ]["']?(\d{2,5})\/tcp/ },
  {
    tool: "ufw",
    pattern: /\bufw\s+(?:allow|limit)\s+(?:in\s+)?["']?(\d{2,5})(?:\/tcp)?["']?\s*(?:comment\b.*|[;&|\\].*)?$/,
  },
  {
    tool: "iptables",
    pattern: /\biptables\b.*\s(?:-A|-I|--append|--insert)\s+\S+.*--dport\s+(\d{2,5})(?!\d*:).*-j\s+ACCEPT/,
  },
  { tool: "nftables", pattern: /\btcp\s+dport\s+(\d{2,5})\s+(?:\w+\s+)*accept\b/ },
];

const vrrp = /\bvrrp\b|(?<![\d.:/-])112(?![\d.:/])|224\.0\.0\.18/i;
const ah = /\bah\b|(?<![\d.:/-])51(?![\d.:/])/i;

const switchedOff = [
  /\b(?:stop|disable|mask|remove|erase|purge|off)\b[^\n]*\b(?:firewalld|ufw|iptables|nftables)\b/i,
  /\b(?:firewalld|ufw|iptables|nftables)(?:\.service)?\b[^\n]*\b(?:stop|disable|off|stopped|disabled)\b/i,
  /\b(?:firewalld|ufw|iptables|nftables)\b["']?[ \t]*\n(?:[ \t]+[^\n]*\n){0,4}?[ \t]+(?:state:[ \t]*["']?(?:stopped|disabled|absent)|enabled:[ \t]*["']?(?:no|false))/i,
  /(?:关闭|禁用|停止|停用)\S{0,12}防火墙|防火墙\S{0,8}(?:关闭|禁用|停止)/,
];

/** Whole networks, hosts or interfaces that are let through whatever the protocol is. */
const trusting = [
  /--(?:add-source|add-interface|change-interface|set-default-zone|set-target|zone[= ]["']?trusted)/,
  /\brule\b[^\n]*\bsource\b(?![^\n]*\b(?:port|service|protocol)\b)[^\n]*\baccept\b/,
  /\bufw\s+(?:default\s+allow|allow\s+(?:in\s+)?(?:from|on)\b(?![^\n]*\bport\b))/,
  /\biptables\b(?![^\n]*(?:-p|--protocol)\s)[^\n]*\s(?:-A|-I)\s+INPUT\b(?![^\n]*(?:-i\s+lo|state|conntrack))[^\n]*-j\s+ACCEPT/,
  /\biptables\s+(?:-t\s+filter\s+)?(?:-F|--flush|-P\s+INPUT\s+ACCEPT)/,
  /\bip6?\s+saddr\b(?![^\n]*dport)[^\n]*\baccept\b/,
  /\bzone:[ \t]*["']?trusted|\bpolicy:[ \t]*["']?allow/,
];

/** Whether a tool that opens ports is seen to hold anything else back. */
function holdsBack(tool: Tool, text: string): boolean {
  switch (tool) {
    case "firewalld":
      return true;
    case "ufw":
      return /\bufw\b[^\n]*\benable\b|\bufw:[^\n]*(?:\n[^\n]*){0,3}?\b(?:state[:=][ \t]*["']?enabled|(?:policy|default)[:=][ \t]*["']?(?:deny|reject))\b/.test(
        text,
      );
    case "iptables":
      return /\b(?:DROP|REJECT)\b/.test(text);
    case "nftables":
      return /\b(?:drop|reject)\b/.test(text);
  }
}

/** The same command for VRRP; ufw takes no such protocol before 0.36.2, but the group's address. */
function commandForVrrp(tool: Tool, line: string): string | undefined {
  const command = line.trim();
  const isPlain = !/[;&|\\`$#<>]/.test(command);
  if (!isPlain) return undefined;
  if (
    tool === "firewalld" &&
    /^(?:sudo\s+)?\S*firewall-cmd(?:\s+--(?:permanent|zone=\w+|add-port=\d+\/tcp))+$/.test(command)
  ) {
    const isSingle = command.match(/--add-port/g)?.length === 1;
    return isSingle ? command.replace(/--add-port=\S+/, "--add-protocol=vrrp") : undefined;
  }
  const ufw = /^((?:sudo\s+)?\S*ufw)\s+(?:allow|limit)\s+(?:in\s+)?\d+(?:\/tcp)?$/.exec(command);
  if (tool === "ufw") return ufw?.[1] === undefined ? undefined : `${ufw[1]} allow to 224.0.0.18`;
  const iptables = /^((?:sudo\s+)?\S*iptables\s+-[AI]\s+INPUT)\s+-p\s+tcp\s.*-j\s+ACCEPT$/.exec(command);
  return tool === "iptables" && iptables?.[1] !== undefined ? `${iptables[1]} -p vrrp -j ACCEPT` : undefined;
}

/**
 * Reads what a text does with the firewall of a machine: lines that open ports, and whether VRRP gets through. In doubt it does.
 *
 * @param text any text is taken
 * @returns undefined where it does not speak of one
 */
export function firewallFacts(text: string): FirewallFacts | undefined {
  if (text.length > maximumLength || !mentionsFirewall(text)) return undefined;
  const origin: Origin = { offset: 0 };
  const opened: OpenedPort[] = [];
  const said = text.replace(/^[ \t]*#.*$/gm, (comment) => " ".repeat(comment.length));
  let start = 0;
  for (const line of said.split("\n")) {
    for (const { tool, pattern } of openings) {
      const match = line.length > 1000 ? null : pattern.exec(line);
      const port = match?.[1] === undefined ? undefined : readPort(match[1]);
      if (match?.[1] === undefined || port === undefined || !holdsBack(tool, said)) continue;
      const from = start + match.index + match[0].indexOf(match[1]);
      const indent = line.length - line.trimStart().length;
      const command = commandForVrrp(tool, line);
      opened.push({
        tool,
        port,
        at: { origin, start: from, end: from + match[1].length },
        forVrrp:
          command === undefined
            ? undefined
            : {
                at: { origin, start: start + indent, end: start + line.trimEnd().length },
                form: "line-below",
                text: command,
                isForGroup: tool === "ufw",
              },
      });
    }
    start += line.length + 1;
  }
  opened.push(...openingsOfModules(said, origin).filter(({ tool }) => holdsBack(tool, said)));
  return {
    kind: "firewall",
    opened,
    allowsVrrp: vrrp.test(said),
    allowsAh: ah.test(said),
    isPermissive: [...switchedOff, ...trusting].some((pattern) => pattern.test(said)),
    isOfBalancer: /keepalived|ha[-_]?proxy/i.test(text),
  };
}
