import { proxyPlaces, rulesetNames } from "../additions.ts";
import { expressionNames, findServerOption } from "../expressions.ts";
import type { Sequence, Signature, SignatureItem } from "../signature.ts";
import { readSignature } from "../signature.ts";
import type { HaproxyPlace } from "../types.ts";
import { actionSignatures } from "./actions.ts";
import { signatureFragments } from "./fragments.ts";
import { globalSignatures } from "./global.ts";
import { bindOptionSignatures, serverOptionSignatures } from "./options.ts";
import { proxySignatures } from "./proxy.ts";
import { sectionSignatures } from "./sections.ts";

/** Puts the shared parts in the places where a signature names them. */
function withFragments(text: string): string {
  return text.replace(/<([a-z:-]+)>/g, (whole, name: string) => {
    const fragment = signatureFragments[name];
    return fragment === undefined ? whole : withFragments(fragment);
  });
}

/** Options in any order; those whose arguments no table tells end what is judged. */
function optionList(
  signatures: Readonly<Record<string, string>>,
  names: ReadonlyMap<string, number>,
): SignatureItem & { readonly kind: "choice" } {
  const known = new Map<string, Sequence>();
  const read = (name: string): Sequence | undefined => {
    const versions = names.get(name);
    // It is part of `source`; by itself haproxy knows it only to say so.
    if (versions === undefined || name === "usesrc") return undefined;
    const found = known.get(name);
    if (found !== undefined) return found;
    const text = signatures[name];
    const signature = text === undefined ? undefined : readSignature(withFragments(text));
    const word = signature?.parenthesised === undefined ? name : `${name}(`;
    const sequence: Sequence = [{ kind: "word", word, versions }, ...(signature?.items ?? [{ kind: "open" } as const])];
    known.set(name, sequence);
    return sequence;
  };
  const readAll = (all: Iterable<string>): Sequence[] =>
    [...all].flatMap((name) => {
      const sequence = read(name);
      return sequence === undefined ? [] : [sequence];
    });
  const isGlued = (name: string): boolean => signatures[name]?.startsWith("(") === true;
  return {
    kind: "choice",
    times: "any",
    get alternatives() {
      return readAll(names.keys());
    },
    // There are a hundred of them, and a file has a handful.
    index: {
      byWord: { get: (word) => (names.has(word) && !isGlued(word) ? read(word) : undefined) },
      others: readAll([...names.keys()].filter(isGlued)),
    },
  };
}

const optionLists: Readonly<Record<string, () => SignatureItem>> = {
  "bind-options": () => optionList(bindOptionSignatures, expressionNames("bind-option")),
  "server-options": () => optionList(serverOptionSignatures, expressionNames("server-option")),
  "default-server-options": () => {
    const names = [...expressionNames("server-option")].flatMap(([name, versions]): [string, number][] => {
      const refusing = findServerOption(name)?.variants.filter(({ isForDefaults }) => !isForDefaults) ?? [];
      let taken = versions;
      for (const variant of refusing) taken &= ~variant.versions;
      return taken === 0 ? [] : [[name, taken]];
    });
    return optionList(serverOptionSignatures, new Map(names));
  },
};

const optionItems = new Map<string, SignatureItem>();

function withOptionLists(items: Sequence): Sequence {
  return items.map((item): SignatureItem => {
    if (item.kind === "optional") return { ...item, items: withOptionLists(item.items) };
    if (item.kind === "choice") return { ...item, alternatives: item.alternatives.map(withOptionLists) };
    if (item.kind !== "argument") return item;
    const make = optionLists[item.type];
    if (make === undefined) return item;
    const found = optionItems.get(item.type) ?? make();
    optionItems.set(item.type, found);
    return found;
  });
}

function compile(text: string): Signature {
  const signature = readSignature(withFragments(text));
  return { ...signature, items: withOptionLists(signature.items) };
}

interface Node {
  /** All words down to this one. */
  readonly name: string;
  readonly text: string | undefined;
  /** What was found here last: the same keyword mostly stands at the same place. */
  found: FoundSignature | undefined;
  readonly next: Map<string, Node>;
}

type Trie = Map<string, Node>;

function buildTrie(table: Readonly<Record<string, string>>): Trie {
  const root: Trie = new Map();
  for (const [name, text] of Object.entries(table)) {
    let level = root;
    const words = name.split(" ");
    words.forEach((word, index) => {
      const isLast = index === words.length - 1;
      const found = level.get(word);
      const node: Node = {
        name: words.slice(0, index + 1).join(" "),
        text: isLast ? text : found?.text,
        found: undefined,
        next: found?.next ?? new Map(),
      };
      level.set(word, node);
      level = node.next;
    });
  }
  return root;
}

/** The actions' own table: each may end in a condition. */
function actionTable(): Trie {
  const table: Record<string, string> = {};
  for (const [name, text] of Object.entries(actionSignatures)) {
    const whole = withFragments(text);
    table[name] = whole.includes("if?") || whole.includes("...") ? whole : `${whole} if?`;
  }
  return buildTrie(table);
}

const tries = new Map<string, Trie>();

function trieOf(owner: string): Trie {
  const known = tries.get(owner);
  if (known !== undefined) return known;
  let trie: Trie;
  if (owner === "action") trie = actionTable();
  else if (owner === "proxy") trie = buildTrie(proxySignatures);
  else if (owner === "global") trie = buildTrie(globalSignatures);
  else trie = buildTrie(sectionSignatures[owner] ?? {});
  tries.set(owner, trie);
  return trie;
}

/** A signature with what it belongs to. */
export interface FoundSignature {
  readonly signature: Signature;
  /** The keyword (`timeout client`), or the ruleset (`http-request`) where an action follows. */
  readonly name: string;
  /** The action without what stands in its parentheses. */
  readonly action: string | undefined;
  /** The index of the first word behind keyword and action. */
  readonly end: number;
}

const rulesets: ReadonlySet<string> = new Set([...rulesetNames, "stats http-request"]);
const rulesetWords: ReadonlySet<string> = new Set([...rulesets].map((name) => name.split(" ")[0] ?? name));
const checkRulesets = ["http-check", "tcp-check"];
const checkActions = ["set-var", "set-var-fmt", "unset-var"];
/** First words behind which an action may stand. */
const actionWords: ReadonlySet<string> = new Set([...rulesetWords, ...checkRulesets]);

/** The signature of a keyword whose last word is in front of `end`. */
function foundAt(node: Node, end: number): FoundSignature | undefined {
  const { found, text, name } = node;
  if (text === undefined || found?.end === end) return found;
  node.found = { signature: found?.signature ?? compile(text), name, action: undefined, end };
  return node.found;
}

function signatureAt(node: Node | undefined): Signature | undefined {
  return node === undefined ? undefined : foundAt(node, node.found?.end ?? 1)?.signature;
}

/** The fixed part of a word that carries arguments in parentheses. */
function fixedPart(word: string): string {
  const parenthesis = word.indexOf("(");
  return parenthesis > 0 ? word.slice(0, parenthesis) : word;
}

/** What stands behind a ruleset's name when no action does. */
const noAction = readSignature("<action>");

function findAction(name: string, word: string | undefined, end: number): FoundSignature | undefined {
  if (word === undefined) return { signature: noAction, name, action: undefined, end };
  const action = fixedPart(word);
  // The counter's number is part of the name.
  const shown = action.startsWith("track-sc") && /^track-sc\d+$/.test(action) ? "track-sc0" : action;
  const signature = signatureAt(trieOf("action").get(shown));
  return signature === undefined ? undefined : { signature, name, action, end: end + 1 };
}

/**
 * Finds the signature of a statement; undefined where no table has it.
 *
 * @param start the index of the keyword's first word
 */
export function findHaproxySignature(
  place: HaproxyPlace,
  words: readonly string[],
  start: number,
): FoundSignature | undefined {
  const owner = proxyPlaces.includes(place) ? "proxy" : place;
  const first = words[start] ?? "";
  if (actionWords.has(first) && (owner === "proxy" || owner === "fcgi-app")) {
    const second = words[start + 1] ?? "";
    const pair = `${first} ${second}`;
    if (rulesets.has(first)) return findAction(first, words[start + 1], start + 1);
    if (rulesets.has(pair)) return findAction(pair, words[start + 2], start + 2);
    if (checkRulesets.includes(first) && checkActions.includes(fixedPart(second))) {
      return findAction(first, second, start + 1);
    }
  }
  let level = trieOf(owner);
  let found: FoundSignature | undefined;
  for (let at = start; at < words.length; at++) {
    const node = level.get(words[at] ?? "");
    if (node === undefined) break;
    found = foundAt(node, at + 1) ?? found;
    level = node.next;
  }
  return found;
}

/** What follows the words that open sections, the names first. */
const headerSignatures: Readonly<Record<string, string>> = {
  global: "",
  frontend: "<name> [ from <defaults> ]",
  // What follows the name is read for frontends only.
  backend: "<name> [ from <defaults> ] ...",
  listen: "<name> [ from <defaults> ]",
  peers: "<name>",
  resolvers: "<name> ...",
  mailers: "<name> ...",
  userlist: "<name>",
  cache: "<word>",
  "http-errors": "<name> ...",
  "fcgi-app": "<name>",
  "log-forward": "<name>",
  ring: "<name> ...",
};

const headers = new Map<string, Signature>();

/** The signature of a section's header line, by the word that opens it; undefined where no table has it. */
export function findHeaderSignature(word: string): Signature | undefined {
  const known = headers.get(word);
  const text = headerSignatures[word];
  if (known !== undefined || text === undefined) return known;
  const signature = compile(text);
  headers.set(word, signature);
  return signature;
}

/** Every signature of a table, compiled, by its owner and name; for tests, which make statements from them. */
export function allHaproxySignatures(): readonly { owner: string; name: string; signature: Signature }[] {
  const found: { owner: string; name: string; signature: Signature }[] = [];
  const owners = ["global", "proxy", "action", ...Object.keys(sectionSignatures)];
  const walk = (owner: string, trie: Trie, prefix: string): void => {
    for (const [word, node] of trie) {
      const name = `${prefix}${word}`;
      const signature = signatureAt(node);
      if (signature !== undefined) found.push({ owner, name, signature });
      walk(owner, node.next, `${name} `);
    }
  };
  for (const owner of owners) walk(owner, trieOf(owner), "");
  return found;
}
