import { readPort } from "../written.ts";
import type { SyslogFacts } from "./facts.ts";

/** A longer text (in UTF-16 units) is no configuration that people write. */
const maximumLength = 1 << 18;

const legacyPort = /^[ \t]*\$UDPServerRun[ \t]+(\S+)/gim;
const input = /\binput[ \t]*\(([^)]*\btype[ \t]*=[ \t]*"imudp"[^)]*)\)/gi;
const portOfInput = /\bport[ \t]*=[ \t]*(?:\[([^\]]*)\]|"([^"]*)")/i;
/** `local2.*  /var/log/haproxy.log`: the selector in front of an action. */
const rule = /^[ \t]*([\w*,.;!=]+\.[\w*,.;!=]+)[ \t]+[-/@:|~*&?\w]/gm;
/** Rules that choose by anything but facility and priority. */
const otherRule = /^[ \t]*(?:if\b|:\w+[ \t]*,)|\bruleset[ \t]*\(/im;

/** Whether a selector takes a facility: the last of its parts that names it counts. */
function selects(selector: string, facility: string): boolean {
  let isTaken = false;
  for (const part of selector.toLowerCase().split(";")) {
    const dot = part.lastIndexOf(".");
    const facilities = part.slice(0, dot).split(",");
    if (facilities.includes(facility) || facilities.includes("*")) isTaken = part.slice(dot + 1) !== "none";
  }
  return isTaken;
}

/** Reads a file of rsyslog; `isMain` for `rsyslog.conf` itself. Any text is taken. */
export function syslogFacts(text: string, isMain: boolean): SyslogFacts | undefined {
  if (text.length > maximumLength) return undefined;
  const said = text.replace(/^[ \t]*#.*$/gm, "");
  const texts = [...said.matchAll(legacyPort)].map((match) => match[1] ?? "");
  for (const [, body = ""] of said.matchAll(input)) {
    const match = portOfInput.exec(body);
    texts.push(...(match?.[1] ?? match?.[2] ?? "514").split(",").map((one) => one.replace(/["\s]/g, "")));
  }
  const ports = texts.map(readPort);
  const selectors = [...said.matchAll(rule)].map((match) => match[1] ?? "");
  const hasOtherRule = otherRule.test(said);
  return {
    kind: "syslog",
    isMain,
    udpPorts: new Set(ports.filter((port) => port !== undefined)),
    hasUnknownPort: ports.includes(undefined),
    keeps: (facility) => hasOtherRule || selectors.some((selector) => selects(selector, facility)),
  };
}
