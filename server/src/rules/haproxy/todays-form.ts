import type { HaproxyStatement } from "../../syntax/haproxy/tree.ts";
import type { JudgedStatement } from "./judged.ts";

/** What a removed keyword is called today, what does its work, and since when haproxy refuses it. */
interface Removed {
  /** The version of haproxy that took it away. */
  readonly since?: string;
  /** The name under which its arguments mean the same. */
  readonly renamed?: string;
  /** The name behind which its arguments fit, to nearly the same effect: what differs is for people to judge. */
  readonly alike?: string;
  /** What does its work today, where its arguments have to be written anew. */
  readonly successor?: string;
  /** Nothing has to take its place. */
  readonly isSuperfluous?: true;
}

const header = (side: "request" | "response", verb: string): Removed => ({
  since: "2.1",
  successor: `http-${side} ${verb}`,
});

/** By the keyword's name. The versions are those that haproxy itself names when it refuses the keyword. */
const removed: Readonly<Record<string, Removed>> = {
  appsession: { since: "1.6", successor: "stick-table and stick on" },
  // It only parted the processes of nbproc.
  "bind-process": { since: "2.7", isSuperfluous: true },
  // It ran before all http-request rules, wherever it stood.
  block: { since: "2.1", alike: "http-request deny" },
  clitimeout: { since: "2.1", renamed: "timeout client" },
  contimeout: { since: "2.1", renamed: "timeout connect" },
  dispatch: { since: "3.5", successor: "a server line" },
  grace: { since: "2.5", isSuperfluous: true },
  "monitor-net": { successor: "http-request return with a src condition" },
  nbproc: { since: "2.5", successor: "nbthread" },
  // Both have closed the connection on both sides since 2.0.
  "option forceclose": { since: "2.5", renamed: "option httpclose" },
  "option http-tunnel": { since: "2.1", isSuperfluous: true },
  "option http-use-htx": { since: "2.1", isSuperfluous: true },
  "option http_proxy": { since: "2.5", successor: "http-request set-dst and set-uri" },
  redispatch: { since: "2.1", renamed: "option redispatch" },
  reqadd: header("request", "add-header"),
  reqallow: header("request", "allow"),
  reqdel: header("request", "del-header"),
  reqdeny: header("request", "deny"),
  reqiallow: header("request", "allow"),
  reqidel: header("request", "del-header"),
  reqideny: header("request", "deny"),
  reqipass: header("request", "allow"),
  reqirep: header("request", "replace-header or replace-path"),
  reqitarpit: header("request", "tarpit"),
  reqpass: header("request", "allow"),
  reqrep: header("request", "replace-header or replace-path"),
  reqtarpit: header("request", "tarpit"),
  rspadd: header("response", "add-header"),
  rspdel: header("response", "del-header"),
  rspdeny: header("response", "deny"),
  rspidel: header("response", "del-header"),
  rspideny: header("response", "deny"),
  rspirep: header("response", "replace-header"),
  rsprep: header("response", "replace-header"),
  srvtimeout: { since: "2.1", renamed: "timeout server" },
  "tune.chksize": { successor: "tune.bufsize" },
};

/** What is known of a removed keyword; empty for those that only lists of names tell of. */
export function removedFacts(name: string): Removed {
  return Object.hasOwn(removed, name) ? (removed[name] ?? {}) : {};
}

/** How a statement is written today. */
export interface TodaysForm {
  /** The index behind the last word that is replaced. */
  readonly end: number;
  /** Undefined: the line goes. */
  readonly text: string | undefined;
  /** It does just the same. */
  readonly isSafe: boolean;
}

const plainValue = /^[\w.;/=,:+@?&*()<>!|~^-]+$/;

/** A text as one word of a log format; undefined where that takes more than quotes. */
function asWord(text: string): string | undefined {
  if (/["\\$%'#]/.test(text) || text === "") return undefined;
  return plainValue.test(text) ? text : `"${text}"`;
}

/** `X-Proto:\ https` as the arguments of `add-header`. */
function addedHeader(value: string): string | undefined {
  const [, name, text = ""] = /^([\w-]+):[ \t]*(.*)$/.exec(value) ?? [];
  const word = asWord(text.trimEnd());
  return name === undefined || word === undefined ? undefined : `add-header ${name} ${word}`;
}

/** `^Server:.*` as the argument of `del-header`; names of headers are alike in capitals and small letters. */
function deletedHeader(pattern: string): string | undefined {
  const name = /^\^([\w-]+):(?:\.\*)?\$?$/.exec(pattern)?.[1];
  return name === undefined ? undefined : `del-header ${name}`;
}

/** The old lines that changed headers by text. */
function headerForm(name: string, { words }: HaproxyStatement, at: number): TodaysForm | undefined {
  const match = /^(req|rsp)(add|i?del)$/.exec(name);
  const value = words[at]?.value;
  if (match === null || value === undefined) return undefined;
  const rest = match[2] === "add" ? addedHeader(value) : deletedHeader(value);
  if (rest === undefined) return undefined;
  return { end: at + 1, text: `http-${match[1] === "req" ? "request" : "response"} ${rest}`, isSafe: true };
}

/**
 * How a removed statement is written today.
 *
 * @returns undefined where that takes more than a look at the line
 */
export function todaysForm({ statement, lookup }: JudgedStatement, name: string): TodaysForm | undefined {
  const facts = removedFacts(name);
  const { nameEnd } = lookup;
  if (facts.renamed !== undefined) return { end: nameEnd, text: facts.renamed, isSafe: true };
  if (facts.alike !== undefined) return { end: nameEnd, text: facts.alike, isSafe: false };
  // Where some version takes the line, it has an effect there.
  if (facts.isSuperfluous === true) {
    return { end: statement.words.length, text: undefined, isSafe: lookup.status === "removed" };
  }
  const network = statement.words[nameEnd]?.value;
  if (name === "monitor-net" && network !== undefined && /^[\d.:a-fA-F/]+$/.test(network)) {
    return { end: nameEnd + 1, text: `http-request return status 200 if { src ${network} }`, isSafe: false };
  }
  return headerForm(name, statement, nameEnd);
}
