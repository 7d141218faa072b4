import { message } from "../rules/finding.ts";
import { explainHaproxyKeyword, haproxyEnumerations } from "../schema/haproxy/explain.ts";
import { expressionNames, findStickData, sampleContext } from "../schema/haproxy/expressions.ts";
import { haproxyNextWords, haproxyVersionMask, lookupHaproxyStatement } from "../schema/haproxy/index.ts";
import { type HaproxyNameKind, type HaproxyNamePlace, haproxyNamePlaces } from "../schema/haproxy/naming.ts";
import { serverOptionNaming } from "../schema/haproxy/naming-places.ts";
import type { Expectation } from "../schema/haproxy/signature.ts";
import type { FoundSignature } from "../schema/haproxy/signatures/index.ts";
import { haproxyUsage } from "../schema/haproxy/usage.ts";
import { argumentWords } from "../schema/haproxy/words-of-types.ts";
import type { HaproxyCursor } from "./haproxy-cursor.ts";
import {
  addCondition,
  addFormat,
  addSample,
  addTest,
  addVariables,
  type ExpressionPlace,
} from "./haproxy-expression-completion.ts";
import { declaredNames, knownNames, sectionNames, serverNames } from "./haproxy-known-names.ts";
import { textsToWrite, timesToWrite } from "./haproxy-writing.ts";
import type { Proposals } from "./proposals.ts";
import { toSnippet } from "./snippet.ts";

/** Types of argument that are names of things in the file. */
const namedTypes: Readonly<Record<string, HaproxyNameKind>> = {
  backend: "backend",
  "backend-or-format": "backend",
  "server-or-format": "server",
  table: "table",
  peers: "peers",
  resolvers: "resolvers",
  mailers: "mailers",
  cache: "cache",
  "http-errors": "http-errors",
  "fcgi-app": "fcgi-app",
};

/** Where the sample expressions in a format are worked out, for formats that no rule works out. */
const formatContexts: Readonly<Record<string, string>> = {
  log: "logs",
  check: "be-check",
  configuration: "cfg-parser",
};

type Argument = Expectation & { readonly kind: "argument" };

/** Proposes what may stand in the place of an argument. */
export function addArgument(expression: ExpressionPlace, found: FoundSignature, argument: Argument): void {
  const { cursor, proposals } = expression;
  const { type, limits, after } = argument;
  const kind = namedTypes[type];
  if (kind !== undefined) {
    const names = knownNames(cursor.sections, cursor.section, kind);
    proposals.orderBy(names);
    proposals.addAll("reference", names, { detail: kind });
  }
  switch (type) {
    case "condition":
      addCondition(expression, []);
      return;
    case "acl":
      addTest(expression, []);
      return;
    case "expression":
      addSample(expression, 0, false);
      return;
    case "int-or-expression":
    case "time-or-expression":
      if (!/^[-+\d]/.test(cursor.typed)) addSample(expression, 0, false);
      return;
    case "format": {
      const context = formatContexts[limits];
      addFormat(context === undefined ? expression : { ...expression, where: sampleContext(context) });
      return;
    }
    case "backend-or-format":
    case "server-or-format":
    case "sni":
      addFormat(expression);
      if (type === "sni") addSample(expression, 0, false);
      return;
    case "time":
    case "time-or-infinite": {
      const word = cursor.before[after ?? cursor.before.length - 1] ?? "";
      const times = timesToWrite(word, cursor.typed);
      proposals.orderBy(times);
      proposals.addAll("value", times, { detail: message("time") });
      break;
    }
    case "size":
    case "ring-size":
      addUnits(cursor, proposals, ["k", "m", "g"]);
      return;
    case "word": {
      // Of several texts behind a keyword only the first one is known to be of that kind.
      const isFirst = after !== undefined || cursor.before.length === found.end;
      const texts = isFirst ? textsToWrite(cursor.before[after ?? -1] ?? found.name) : [];
      proposals.orderBy(texts);
      proposals.addAll("value", texts);
      return;
    }
    case "variable":
      addVariables(cursor, proposals, cursor.whole);
      return;
    case "acl-name": {
      const names = declaredNames(cursor.section, "acl");
      proposals.addAll("reference", names, { detail: "acl" });
      return;
    }
    case "tracked-server":
      proposals.addAll("reference", serverNames(cursor.sections, cursor.section), { detail: "server" });
      return;
    case "service":
      proposals.addAll("value", namesIn("service", cursor.mask), { detail: message("service") });
      return;
    case "store":
      addStore(cursor, proposals);
      return;
    case "log-target":
      addLogTargets(cursor, proposals);
      return;
    default:
  }
  addWordsOfType(cursor, proposals, argument, found);
}

function namesIn(kind: "service" | "filter", mask: number): string[] {
  return [...expressionNames(kind)].filter(([, versions]) => (versions & mask) !== 0).map(([name]) => name);
}

function addUnits({ typed }: HaproxyCursor, proposals: Proposals, units: readonly string[]): void {
  const digits = /^\d+/.exec(typed)?.[0];
  if (digits === undefined) return;
  proposals.orderBy(units.map((unit) => `${digits}${unit}`));
  proposals.addAll(
    "value",
    units.map((unit) => `${digits}${unit}`),
  );
}

/** Words that a type consists of; in a list those that it does not have yet. */
function addWordsOfType(cursor: HaproxyCursor, proposals: Proposals, argument: Argument, found: FoundSignature): void {
  const known = argumentWords(argument.type, argument.limits, cursor.mask);
  if (known === undefined) return;
  const last = cursor.before[argument.after ?? -1] ?? found.name;
  const usage = [argument.type === "log-level" ? "level" : last].map(haproxyUsage).find((order) => order.length > 0);
  proposals.orderBy(usage ?? known.words);
  if (!known.isList) {
    proposals.addAll("value", known.words);
    return;
  }
  const from = cursor.typed.lastIndexOf(",") + 1;
  const comma = cursor.value.indexOf(",", cursor.typed.length);
  const replace =
    from === 0 && comma < 0 ? cursor.whole : cursor.written(from, comma < 0 ? cursor.value.length : comma);
  const given = new Set([
    ...cursor.value.slice(0, from).split(","),
    ...(comma < 0 ? [] : cursor.value.slice(comma + 1).split(",")),
  ]);
  proposals.addAll(
    "value",
    known.words.filter((word) => !given.has(word)),
    { replace },
  );
}

/** What a stick table may store, with the period that rates need. */
function addStore(cursor: HaproxyCursor, proposals: Proposals): void {
  const { typed, value, mask } = cursor;
  const from = typed.search(/(?:^|,)[^,()]*$/);
  if (from < 0) return;
  const start = typed[from] === "," ? from + 1 : from;
  const end = start + (/^[A-Za-z0-9_]*/.exec(value.slice(start))?.[0].length ?? 0);
  const replace = cursor.written(start, Math.max(end, typed.length));
  const given = new Set(value.replace(/\([^)]*\)/g, "").split(","));
  given.delete(value.slice(start, end));
  proposals.orderBy(haproxyUsage("store"));
  for (const [name, versions] of expressionNames("stick-data")) {
    const variant = findStickData(name)?.variants.find((one) => (one.versions & mask) !== 0);
    if ((versions & mask) === 0 || variant === undefined || given.has(name)) continue;
    const args = [...(variant.isArray ? ["<2>"] : []), ...(variant.hasPeriod ? ["<10s>"] : [])];
    const isOpen = args.length > 0 && value[end] !== "(";
    proposals.add("value", name, {
      replace,
      detail: message("data of a stick table"),
      ...(isOpen ? { insertText: `${name}(`, snippet: toSnippet(`${name}(${args.join(",")})`) } : {}),
    });
  }
}

function addLogTargets({ sections, mask }: HaproxyCursor, proposals: Proposals): void {
  proposals.orderBy(haproxyUsage("log"));
  proposals.addAll("value", ["/dev/log", "stdout", "stderr"], { detail: message("log target") });
  const rings = sectionNames(sections, ["ring"]).map((name) => `ring@${name}`);
  proposals.addAll("reference", rings, { detail: "ring" });
  if ((mask & ~(haproxyVersionMask("3.0") - 1)) === 0) return;
  const logging = sections.flatMap(({ header, statements }) => {
    const isLog = statements.some(({ words }) => words[0]?.value === "mode" && words[1]?.value === "log");
    const name = header?.words[1]?.value;
    return isLog && name !== undefined ? [`backend@${name}`] : [];
  });
  proposals.addAll("reference", logging, { detail: "backend" });
}

const ipVersions = ["ipv4", "ipv6"];

/**
 * Proposes what may stand in the parentheses that are glued to an action's name.
 *
 * @returns whether the cursor is in such
 */
export function addActionParentheses(cursor: HaproxyCursor, proposals: Proposals, found: FoundSignature): boolean {
  const { typed, value } = cursor;
  const open = typed.indexOf("(");
  const name = typed.slice(0, open);
  // Only the action itself carries them; of an expression the signature says that one comes here.
  if (found.action !== undefined || found.end !== cursor.before.length || !isGlued.test(name)) return false;
  if (typed.includes(")")) return true;
  const from = Math.max(open, typed.lastIndexOf(",")) + 1;
  const length = /^[^,)]*/.exec(value.slice(from))?.[0].length ?? 0;
  const replace = cursor.written(from, from + length);
  const index = typed.slice(open).split(",").length - 1;
  if (name === "do-resolve") {
    if (index === 0) addVariables(cursor, proposals, replace);
    else if (index === 1) proposals.addAll("reference", sectionNames(cursor.sections, ["resolvers"]), { replace });
    else proposals.addAll("value", ipVersions, { replace });
  } else if (name.includes("set-var") && index === 0) addVariables(cursor, proposals, replace);
  return true;
}

const isGlued = /^[a-z][a-z0-9-]*$/;

const proxySections: ReadonlySet<string> = new Set(["frontend", "backend", "listen", "defaults", "defaults-named"]);
/** Lines of a server, whose options may name something. */
const serverLines: ReadonlySet<string> = new Set(["server", "server-template", "default-server", "peer"]);

/** What the word behind the words in front of the cursor names; undefined where it names nothing that is given elsewhere. */
function expectedName({ place, before }: HaproxyCursor): HaproxyNameKind | undefined {
  const [first = "", second = "", third = ""] = before;
  const last = before[before.length - 1] ?? "";
  if (place === undefined) return undefined;
  if (serverLines.has(first) && Object.hasOwn(serverOptionNaming, last)) return serverOptionNaming[last];
  const actionAt = first.startsWith("tcp-") ? 2 : 1;
  const action = (actionAt === 2 ? third : second).replace(/\d+$/, "");
  const fits = (from: number) => (name: HaproxyNamePlace) => {
    const words = before.slice(name.isAnywhere ? Math.max(from, before.length - name.before.length) : from);
    return !name.isDeclared && name.prefix === "" && words.join(" ") === name.before.join(" ");
  };
  const name =
    haproxyNamePlaces(proxySections.has(place) ? "proxy" : place, first).find(fits(1)) ??
    haproxyNamePlaces("action", action).find(fits(actionAt + 1));
  return name?.kind;
}

/** Proposes the names of what a statement refers to whose signature does not tell. */
export function addReferences(cursor: HaproxyCursor, proposals: Proposals): void {
  const expected = expectedName(cursor);
  if (expected === undefined) return;
  const names = knownNames(cursor.sections, cursor.section, expected);
  proposals.orderBy(names);
  proposals.addAll("reference", names, { detail: expected });
}

/** Whether a word of an enumeration's example stands for any argument: an address, a name of one letter. */
function isSample(word: string): boolean {
  return /[^a-z_-]/.test(word) || word.length === 1;
}

/** Proposes what the manual and the lists of tried values have for a statement without a signature that goes so far. */
export function addDocumentedValues({ place, before, version, mask }: HaproxyCursor, proposals: Proposals): void {
  // Where the keyword itself is not complete, the values are those of all sections that have it.
  if (place === undefined || haproxyNextWords(place, before, version).length > 0) return;
  proposals.orderBy(haproxyUsage(before[before.length - 1] ?? ""));
  for (const { template, values } of haproxyEnumerations()) {
    const words = template.split(" ");
    const gap = words.indexOf("%s");
    if (gap <= 0 || gap !== before.length || words[0] !== before[0]) continue;
    if (!before.every((word, index) => words[index] === word || (index > 0 && isSample(words[index] ?? "")))) continue;
    for (const { value, known } of values) {
      if ((known & mask) === 0) continue;
      const word = value.split(" ")[0] ?? value;
      // Samples such as numbers, addresses and paths are no fixed words.
      if (/^[A-Za-z][\w.-]*$/.test(word) && !/^\w$/.test(word)) proposals.add("value", word);
    }
  }
  const { status, statement, action, nameEnd } = lookupHaproxyStatement(place, before, version);
  const keyword = action ?? statement;
  if (status !== "known" || keyword === undefined || before.length !== nameEnd) return;
  const { signatures, values } = explainHaproxyKeyword(keyword, version);
  // A choice that stands further behind in the signature is no argument of its own.
  if (!signatures.some((signature) => signature.startsWith(`${keyword.name} {`))) return;
  proposals.addAll("value", values[0]?.filter((word) => /^[\w.-]+$/.test(word)) ?? []);
}
