import type { Sequence, Signature, SignatureItem } from "../../server/src/schema/haproxy/signature.ts";
import { allHaproxySignatures } from "../../server/src/schema/haproxy/signatures/index.ts";
import { Dice } from "./dice.ts";
import { expressionOf, expressionsOfAll, type Reached } from "./haproxy-expressions.ts";

// Makes statements from the signatures: right ones, and such that one word makes wrong.

/** A statement with where it stands. */
export interface GeneratedStatement {
  readonly header: string;
  readonly words: readonly string[];
  /** What was done to a right one; undefined: nothing. */
  readonly mutation: string | undefined;
  /** Its signature, for a message. */
  readonly origin: string;
}

const values: Readonly<Record<string, readonly string[]>> = {
  word: ["foo", "x1", "a-b"],
  name: ["n1", "n.2"],
  "acl-name": ["acl1", "is_x"],
  time: ["5s", "100ms", "3", "1m", "2h"],
  size: ["100k", "1m", "4096"],
  number: ["7", "12"],
  "leading-number": ["7", "9"],
  "leading-integer": ["7"],
  switch: ["on", "off"],
  regex: ["^/a", "(a|b)c"],
  hex: ["0a0b", "ff"],
  octal: ["660", "600"],
  "status-list": ["200", "200-399,404"],
  status: ["200", "404"],
  "error-code": ["503", "404"],
  "deny-status": ["403", "429"],
  "redirect-code": ["301", "302"],
  expression: ["src", "req.hdr(host),lower", "str(a)"],
  format: ["text", "%[src]", "a%[str(x)]b"],
  "int-or-expression": ["5", "int(3)"],
  "time-or-expression": ["5s", "int(3)"],
  "port-or-sample": ["80", "int(80)"],
  "second-word": ["x"],
  "cpu-map": ["1", "all", "1/all"],
  "error-ids": ["all", "1,2"],
  networks: ["10.0.0.0/8", "10.0.0.0/8,192.0.2.1"],
  "tls-version": ["TLSv1.2"],
  "server-name": ["s1", "web.2"],
  "server-prefix": ["srv"],
  "server-count": ["3", "1-4"],
  "bind-addresses": ["127.0.0.1:8080", ":8081", "*:8082", "127.0.0.1:8083,:8084"],
  "socket-address": ["/tmp/x.sock", "127.0.0.1:9999"],
  "log-target": ["127.0.0.1", "127.0.0.1:514", "/dev/log", "stdout"],
  "log-sample": ["1:2", "1-2,4:5"],
  network: ["127.0.0.0/8", "10.0.0.1"],
  backend: ["b"],
  "backend-or-format": ["b", "%[str(b)]"],
  "server-or-format": ["s"],
  "tracked-server": ["b/s"],
  table: ["t"],
  peers: ["p"],
  resolvers: ["r"],
  mailers: ["m"],
  cache: ["c"],
  "http-errors": ["e"],
  "fcgi-app": ["f"],
  weight: ["10", "256"],
  nice: ["0", "5"],
  mark: ["5", "0x10"],
  "init-addr": ["last,libc,none", "none"],
  store: ["gpc0", "conn_rate(10s)", "gpc0,http_req_rate(1m)"],
  "cookie-domain": [".example.com"],
  "cookie-attribute": ["SameSite=Lax"],
  mux: ["h1"],
  "mux:tcp": ["none"],
  "log-level": ["info", "warning"],
  "cpu-set": ["1", "0-3"],
  sni: ["str(a)"],
  action: ["deny"],
  "named-header": ["X-Server"],
  "http-version": ["HTTP/1.1"],
  mss: ["1400"],
  shards: ["2", "by-thread"],
  "thread-set": ["1", "all"],
  usesrc: ["clientip", "client"],
  "hash-balance-factor": ["150"],
  nbthread: ["2"],
  "time-or-infinite": ["5s", "infinite"],
  "cache-number": ["5", "10"],
  "ring-size": ["32768"],
  "ring-length": ["1200"],
  domain: ["node1"],
  balance: ["hdr(host)", "rdp-cookie(x)", "random(2)", "random"],
  service: ["prometheus-exporter"],
  variable: ["proc.a"],
};

/** Values that a type surely does not take. */
const wrongValues: Readonly<Record<string, readonly string[]>> = {
  time: ["5x", "abc", "-1s"],
  size: ["abc", "5x"],
  int: ["abc", "5x"],
  switch: ["maybe"],
  status: ["abc", "20"],
  "status-list": ["2xx", "99"],
  "error-code": ["299", "abc", "503x"],
  "deny-status": ["99", "abc"],
  "redirect-code": ["300"],
  expression: ["nosuchfetch", "path,nosuchconv", "req.hdr(x", "src(1)", "path,field(1)"],
  format: ["%[nosuch]", "100% x", "%[path", "%zz"],
  "bind-addresses": [
    "127.0.0.1",
    ":90-80",
    "127.0.0.1:0",
    "127.0.0.1:70000",
    "300.0.0.1:80",
    "http://a:80",
    "ipv6@127.0.0.1:80",
    "[::1:80",
  ],
  "server-name": ["s@x", "a/b"],
  "acl-name": ["a!b"],
  weight: ["300", "-1"],
  store: ["nosuch", "conn_cnt(10s)", "conn_rate"],
  regex: ["(a", "a)"],
  octal: ["9x9"],
  "init-addr": ["foo"],
  variable: ["foo", "nope.a", "txn.a-b"],
  balance: ["hdr()", "hdr(a", "random(0)", "random(x)", "rdp-cookie()", "foo"],
  "cookie-attribute": ["a;b"],
  "cookie-domain": ["a b", "a/b"],
  "cpu-map": ["x", "1/x"],
  "error-ids": ["x", "0", "1,x"],
  "hash-balance-factor": ["50", "100"],
  "log-sample": ["x", "0:5", "6:5", "1-3,2:5", "3-1:5"],
  mark: ["x", "0x", "0x1g"],
  mss: ["0", "70000", "x"],
  "mux:http": ["none"],
  "mux:tcp": ["h1", "h2"],
  network: ["10.0.0.0/33", "300.1.1.1"],
  networks: ["10.0.0.0/8,x", "10.0.0.0/33"],
  "port-or-sample": ["0", "70000", "nosuch"],
  "server-count": ["0", "3-1", "x", "2-"],
  service: ["nosuch"],
  shards: ["0", "x"],
  sni: ["nosuch", "res.hdr(x)"],
  usesrc: ["hdr_ip(x,-11)"],
};

const addresses: Readonly<Record<string, readonly string[]>> = {
  server: ["127.0.0.1:80", "127.0.0.1", "[::1]:80", "127.0.0.1:+10"],
  template: ["127.0.0.1:80"],
  dispatch: ["127.0.0.1:80"],
  "proxy-source": ["127.0.0.1", "0.0.0.0:1024"],
  source: ["127.0.0.1", "0.0.0.0", "127.0.0.1:1024-2048"],
  check: ["127.0.0.1"],
  socks: ["127.0.0.1:1080"],
  mailer: ["127.0.0.1:25"],
  nameserver: ["127.0.0.1:53"],
  peer: ["127.0.0.1:1000", "[::1]:1000"],
  "optional-port": ["127.0.0.1", "127.0.0.1:80"],
};

const wrongAddresses: Readonly<Record<string, readonly string[]>> = {
  server: ["127.0.0.1:99999", "127.0.0.1:80-90", "fd@4", "udp@127.0.0.1:80"],
  dispatch: ["127.0.0.1"],
  source: ["127.0.0.1:+5"],
  check: ["127.0.0.1:80"],
  socks: ["127.0.0.1"],
};

function limitsOf(limits: string): { low: number; high: number } {
  const [low = "", high = ""] = limits.split("..");
  return { low: low === "" ? Number.NaN : Number(low), high: high === "" ? Number.NaN : Number(high) };
}

/** A right value of an argument. */
function valueOf(type: string, limits: string, dice: Dice): string {
  if (type === "one-of" || type === "some-of") return dice.pick(limits.split(","));
  if (type === "address") return dice.pick(addresses[limits] ?? ["127.0.0.1"]);
  if (type === "file") return "/dev/null";
  if (type === "format" && limits === "configuration") return "%[str(a)]";
  if (type === "int" || type === "leading-number") {
    const { low, high } = limitsOf(limits);
    const least = Number.isNaN(low) ? 1 : low;
    const most = Number.isNaN(high) ? least + 20 : high;
    return String(least + dice.below(Math.min(most - least + 1, 100)));
  }
  const known = values[`${type}:${limits}`] ?? values[type];
  if (known === undefined) throw new Error(`no value of the type ${type}`);
  return dice.pick(known);
}

function wrongValueOf(type: string, limits: string, dice: Dice): string | undefined {
  if (type === "one-of" || type === "some-of") return "nosuch";
  if (type === "address") {
    const wrong = wrongAddresses[limits];
    return wrong === undefined ? undefined : dice.pick(wrong);
  }
  const { low, high } = limitsOf(limits);
  const isNumber = type === "int" || type === "leading-number";
  if (isNumber && !Number.isNaN(high) && dice.below(2) === 0) return String(high + 1);
  if (isNumber && low > 0 && dice.below(2) === 0) return String(low - 1);
  const wrong = wrongValues[`${type}:${limits}`] ?? wrongValues[type];
  // Whether a type takes any word is for the program to say.
  return wrong === undefined || dice.below(3) === 0 ? "x" : dice.pick(wrong);
}

/** A word, and how to spoil it. */
interface Slot {
  readonly text: string;
  readonly kind: "fixed" | "argument";
  readonly type: string;
  readonly limits: string;
}

/** What statements are made with. */
interface Making {
  readonly mask: number;
  readonly dice: Dice;
  /** Takes the names of fetches and converters that are used. */
  readonly reached: Reached;
}

function fill(items: Sequence, making: Making, slots: Slot[]): boolean {
  for (const item of items) if (!fillItem(item, making, slots)) return false;
  return true;
}

/** Whole expressions of ACLs, and conditions. */
const phrases: Readonly<Record<string, readonly (readonly string[])[]>> = {
  acl: [
    ["path_beg", "/x"],
    ["src", "10.0.0.0/8"],
    ["dst_port", "gt", "80"],
    ["req.hdr(x)", "-m", "found"],
  ],
  condition: [
    ["if", "TRUE"],
    ["unless", "{", "src", "127.0.0.1", "}"],
    ["if", "TRUE", "or", "!FALSE"],
  ],
};

function addPhrase(type: string, kind: Slot["kind"], dice: Dice, slots: Slot[]): void {
  for (const text of dice.pick(phrases[type] ?? [])) slots.push({ text, kind, type, limits: "" });
}

function fillChoice(item: SignatureItem & { kind: "choice" }, making: Making, slots: Slot[]): boolean {
  const { mask, dice } = making;
  const usable = item.alternatives.filter(([first]) => first?.kind !== "word" || (first.versions & mask) !== 0);
  if (usable.length === 0) return true;
  const times = item.times === "once" ? 1 : item.times === "any" ? dice.below(3) : 1 + dice.below(2);
  for (let round = 0; round < times; round++) if (!fill(dice.pick(usable), making, slots)) return false;
  return true;
}

/** The text of an argument; every second expression is one of all that the version knows. */
function textOf(type: string, limits: string, { mask, dice, reached }: Making): string {
  const isAny = (type === "expression" || type === "format") && limits === "" && dice.below(2) === 0;
  if (!isAny) return valueOf(type, limits, dice);
  const text = expressionOf(mask, dice, reached);
  return type === "format" ? `%[${text}]` : text;
}

function fillItem(item: SignatureItem, making: Making, slots: Slot[]): boolean {
  const { mask, dice, reached } = making;
  switch (item.kind) {
    case "open":
      return false;
    case "word":
      slots.push({ text: item.word.endsWith("(") ? `${item.word}1)` : item.word, kind: "fixed", type: "", limits: "" });
      return true;
    case "argument": {
      const { type, limits } = item;
      if (type !== "acl") slots.push({ text: textOf(type, limits, making), kind: "argument", type, limits });
      else if (dice.below(2) === 0) addPhrase("acl", "argument", dice, slots);
      else
        for (const text of [expressionOf(mask, dice, reached), "-m", "found"])
          slots.push({ text, kind: "fixed", type: "", limits: "" });
      return true;
    }
    case "optional":
      return dice.below(2) === 0 ? true : fill(item.items, making, slots);
    case "condition":
      if (item.isRequired || dice.below(3) === 0) addPhrase("condition", "fixed", dice, slots);
      return true;
    case "choice":
      return fillChoice(item, making, slots);
  }
}

/** What the parentheses of an action hold. */
const parentheses: Readonly<Record<string, string>> = {
  file: "(/dev/null)",
  variable: "(txn.a)",
  "int,counter": "(0,1)",
  "counter?": "(0)",
  "do-resolve": "(txn.a,r)",
};

const rulesetsOfActions = [
  "http-request",
  "http-response",
  "tcp-request content",
  "tcp-request connection",
  "tcp-request session",
  "tcp-response content",
  "http-after-response",
];

function headersOf(owner: string, name: string): readonly string[] {
  if (owner === "global") return ["global"];
  if (owner !== "proxy" && owner !== "action") return [`${owner} x`];
  return name === "" ? [] : ["frontend fx", "backend bx", "listen lx"];
}

function spoil(
  words: readonly string[],
  slots: readonly Slot[],
  nameLength: number,
  dice: Dice,
): { words: string[]; mutation: string } | undefined {
  const at = slots.length === 0 ? -1 : dice.below(slots.length);
  const index = nameLength + at;
  const slot = slots[at];
  switch (dice.below(5)) {
    case 0:
      return { words: [...words, "zzz"], mutation: "a surplus word" };
    case 1:
      return slot === undefined ? undefined : { words: words.toSpliced(index, 1), mutation: `without ${slot.text}` };
    case 2: {
      const next = slots[at + 1];
      if (slot === undefined || next === undefined) return undefined;
      return {
        words: words.toSpliced(index, 2, next.text, slot.text),
        mutation: `${slot.text} and ${next.text} swapped`,
      };
    }
    case 3:
      if (slot === undefined || slot.kind !== "fixed" || slot.text.length < 3) return undefined;
      return { words: words.toSpliced(index, 1, `${slot.text.slice(1)}q`), mutation: `${slot.text} misspelt` };
    default: {
      const wrong = slot === undefined ? undefined : wrongValueOf(slot.type, slot.limits, dice);
      if (wrong === undefined) return undefined;
      return { words: words.toSpliced(index, 1, wrong), mutation: `${slot?.text} made ${wrong}` };
    }
  }
}

function statementFor(
  { owner, name, signature }: { owner: string; name: string; signature: Signature },
  making: Making,
): { header: string; nameWords: string[]; slots: Slot[] } | undefined {
  const { dice } = making;
  const slots: Slot[] = [];
  const isWhole = fill(signature.items, making, slots);
  if (!isWhole && slots.length === 0) return undefined;
  const nameWords = name.split(" ");
  if (signature.parenthesised !== undefined)
    nameWords[nameWords.length - 1] += parentheses[signature.parenthesised] ?? "";
  if (owner === "action") nameWords.unshift(...dice.pick(rulesetsOfActions).split(" "));
  return { header: dice.pick(headersOf(owner, name)), nameWords, slots };
}

/**
 * Makes statements, about one in three of them right.
 *
 * @param reached takes the names of keywords, fetches and converters that they use
 */
export function generateStatements(seed: number, count: number, mask: number, reached: Reached): GeneratedStatement[] {
  const dice = new Dice(seed);
  const all = allHaproxySignatures();
  const found: GeneratedStatement[] = [];
  while (found.length < count) {
    const entry = dice.pick(all);
    const made = statementFor(entry, { mask, dice, reached });
    if (made === undefined) continue;
    const { header, nameWords, slots } = made;
    const words = [...nameWords, ...slots.map(({ text }) => text)];
    const origin = `${entry.owner} ${entry.name}`;
    reached.add("keyword", origin);
    if (dice.below(3) === 0) {
      found.push({ header, words, mutation: undefined, origin });
      continue;
    }
    const spoilt = spoil(words, slots, nameWords.length, dice);
    if (spoilt !== undefined) found.push({ header, ...spoilt, origin });
  }
  return [...found, ...samples(mask, dice, reached)];
}

/** Statements in which each fetch stands once. */
function samples(mask: number, dice: Dice, reached: Reached): GeneratedStatement[] {
  return expressionsOfAll(mask, dice, reached).map((text) => {
    const words = dice.pick([
      ["http-request", "set-var(txn.a)", text],
      ["http-request", "set-header", "X", `%[${text}]`],
      ["http-response", "set-header", "X", `%[${text}]`],
      ["tcp-request", "content", "set-var(txn.a)", text],
      ["acl", "acl1", text, "-m", "found"],
    ]);
    return { header: "frontend fx", words, mutation: undefined, origin: "expression" };
  });
}
