import type { HaproxySection, HaproxyStatement } from "../../syntax/haproxy/tree.ts";
import { type Anchor, anchorOf, type Origin, type Word } from "../../syntax/tree.ts";
import { isPlaceholderWord, maskHoles } from "../placeholder.ts";
import type { Stated } from "../value.ts";
import { readHaproxyEndpoint } from "./endpoint.ts";
import type { Bind, HaproxyFacts, Proxy as HaproxyProxy, ProxyFacts, ProxyKind, Server } from "./facts.ts";

const proxyKinds: Readonly<Record<string, ProxyKind>> = {
  frontend: "frontend",
  backend: "backend",
  listen: "listen",
  defaults: "defaults",
};

const none: readonly string[] = [];

/** Whether a word stands in the file as haproxy reads it, so that a part of it can be found and replaced. */
function isPlain(word: Word): boolean {
  return word.generated === undefined && word.end - word.start === word.value.length;
}

function valuesFrom(words: readonly Word[], from: number): readonly string[] {
  if (from >= words.length) return none;
  const values: string[] = [];
  for (let i = from; i < words.length; i++) values.push(words[i]?.value ?? "");
  return values;
}

function haveEqualValues(values: readonly string[], words: readonly Word[], from: number): boolean {
  if (values.length !== words.length - from) return false;
  for (let i = 0; i < values.length; i++) if (values[i] !== words[from + i]?.value) return false;
  return true;
}

function stateWord(origin: Origin, word: Word): Stated<string> {
  return {
    value: isPlaceholderWord(word.value) ? undefined : word.value,
    text: word.value,
    at: anchorOf(origin, word),
    isGenerated: word.generated === true,
  };
}

/** Each address of a `bind` word: commas part them, but not those inside a placeholder. */
function* splitAddresses(text: string): Generator<{ text: string; start: number }> {
  if (!text.includes(",")) {
    yield { text, start: 0 };
    return;
  }
  const masked = maskHoles(text);
  for (let start = 0; start <= text.length; ) {
    const comma = masked.indexOf(",", start);
    const end = comma < 0 ? text.length : comma;
    // haproxy takes an empty address for none.
    if (end > start) yield { text: text.slice(start, end), start };
    start = end + 1;
  }
}

function readBinds(origin: Origin, line: Anchor, word: Word, options: readonly string[], binds: Bind[]): void {
  const addresses = [...splitAddresses(word.value)];
  const plain = isPlain(word);
  for (const { text, start } of addresses) {
    const endpoint = readHaproxyEndpoint(text);
    const from = word.start + start;
    const hasOwnPlace = plain && addresses.length > 1;
    const portAt =
      plain && addresses.length === 1 && endpoint.portStart !== undefined
        ? { start: from + endpoint.portStart, end: from + text.length }
        : undefined;
    binds.push({
      text,
      at: anchorOf(origin, hasOwnPlace ? { start: from, end: from + text.length } : word),
      line,
      portAt: portAt === undefined ? undefined : anchorOf(origin, portAt),
      address: endpoint.address,
      isWildcard: endpoint.isWildcard,
      firstPort: endpoint.firstPort,
      lastPort: endpoint.lastPort,
      isUnknown: endpoint.address === undefined && !endpoint.isWildcard,
      // A bind without a port is refused, so what is meant can't be told.
      isPortUnknown: endpoint.isPortUnknown || (endpoint.firstPort === undefined && !endpoint.isPortless),
      protocol: endpoint.protocol,
      options,
    });
  }
}

type Liveness = "live" | "dead" | "unknown";

/** How the branches of one `.if` stand. */
interface Branches {
  branch: Liveness;
  /** A branch above is certainly taken, so no later one is. */
  isTaken: boolean;
  /** A branch above may be taken, so whether a later one is can't be told. */
  isOpen: boolean;
}

/** What a condition without predicates comes to; all others hang on the machine. */
function readCondition(words: readonly Word[]): Liveness {
  if (words.length === 1) return "dead";
  const text = words[1]?.value ?? "";
  if (words.length > 2) return "unknown";
  if (text === "true") return "live";
  if (text === "false" || text === "") return "dead";
  if (!/^\d+$/.test(text)) return "unknown";
  return /^0+$/.test(text) ? "dead" : "live";
}

/** Follows `.if`, `.elif`, `.else` and `.endif` through the lines of a section. */
class Conditions {
  readonly #stack: Branches[] = [];
  /** Whether some line's part in the file can't be told. */
  isOpen = false;

  get current(): Liveness {
    let result: Liveness = "live";
    for (const { branch } of this.#stack) {
      if (branch === "dead") return "dead";
      if (branch === "unknown") result = "unknown";
    }
    return result;
  }

  #enter(branches: Branches, condition: Liveness): void {
    if (branches.isTaken) branches.branch = "dead";
    else if (condition === "dead") branches.branch = "dead";
    else branches.branch = branches.isOpen ? "unknown" : condition;
    if (condition === "live") branches.isTaken = true;
    if (condition === "unknown") {
      branches.isOpen = true;
      this.isOpen = true;
    }
  }

  /** Takes in a directive; other words are none. */
  read(keyword: string, words: readonly Word[]): void {
    if (keyword === ".if") {
      const branches: Branches = { branch: "live", isTaken: false, isOpen: false };
      this.#enter(branches, readCondition(words));
      this.#stack.push(branches);
      return;
    }
    if (keyword !== ".elif" && keyword !== ".else" && keyword !== ".endif") return;
    const top = this.#stack[this.#stack.length - 1];
    if (top === undefined) {
      // The block began in a section above.
      this.isOpen = true;
    } else if (keyword === ".endif") {
      this.#stack.pop();
    } else {
      this.#enter(top, keyword === ".else" ? "live" : readCondition(words));
    }
  }
}

/** Reads the lines of one proxy section, in order. */
class ProxyReader {
  readonly #origin: Origin;
  readonly #conditions = new Conditions();
  mode: Stated<string> | undefined;
  balance: Stated<string> | undefined;
  defaultBackend: Stated<string> | undefined;
  readonly binds: Bind[] = [];
  readonly servers: Server[] = [];
  readonly useBackends: Stated<string>[] = [];
  readonly #options = new Map<string, Stated<string>>();
  readonly #disabledOptions = new Map<string, Stated<string>>();
  serverDefaults: readonly string[] = none;
  hasServerTemplate = false;
  #hasUnknownLine = false;

  constructor(origin: Origin) {
    this.#origin = origin;
  }

  get options(): Stated<string>[] {
    return [...this.#options.values()];
  }

  get disabledOptions(): Stated<string>[] {
    return [...this.#disabledOptions.values()];
  }

  get isOpen(): boolean {
    return this.#hasUnknownLine || this.#conditions.isOpen;
  }

  /** A setting of which one holds: where the branch is unknown so is the value. */
  #scalar(words: readonly Word[], before: Stated<string> | undefined): Stated<string> | undefined {
    const word = words[1];
    if (word === undefined) return before;
    const stated = stateWord(this.#origin, word);
    return this.#conditions.current === "unknown" ? { ...stated, value: undefined } : stated;
  }

  #server(statement: HaproxyStatement): void {
    const { words } = statement;
    const name = words[1];
    const target = words[2];
    if (name === undefined || target === undefined) return;
    const origin = this.#origin;
    const endpoint = readHaproxyEndpoint(target.value);
    const plain = isPlain(target);
    // Servers of one backend mostly have the same options: one list serves them all.
    const above = this.servers[this.servers.length - 1]?.options;
    const options = above !== undefined && haveEqualValues(above, words, 3) ? above : valuesFrom(words, 3);
    let port: Stated<number> | undefined;
    // Port 0 is none: the server is asked on the port that the client came to.
    if (endpoint.portStart !== undefined && endpoint.firstPort !== 0) {
      const start = plain ? target.start + endpoint.portStart : target.start;
      port = {
        value: endpoint.firstPort,
        text: target.value.slice(endpoint.portStart),
        at: { origin, start, end: target.end },
        isGenerated: !plain,
      };
    }
    const targetAt: Anchor = { origin, start: target.start, end: target.end };
    this.servers.push({
      name: stateWord(origin, name),
      at: { origin, start: statement.start, end: statement.end },
      target: {
        value: isPlaceholderWord(target.value) ? undefined : target.value,
        text: target.value,
        at: targetAt,
        isGenerated: target.generated === true,
      },
      address: endpoint.address,
      hostName: endpoint.hostName,
      port,
      // An empty or wildcard address stands for the one that the client connected to.
      isUnknown: endpoint.isAddressUnknown || endpoint.isWildcard,
      isPortUnknown: endpoint.isPortUnknown || (endpoint.firstPort !== undefined && endpoint.portStart === undefined),
      options,
      sectionDefaults: this.serverDefaults,
    });
  }

  #option(words: readonly Word[], nameAt: number, isDisabled: boolean): void {
    const name = words[nameAt];
    if (name === undefined) return;
    const stated = stateWord(this.#origin, name);
    const to = isDisabled ? this.#disabledOptions : this.#options;
    const from = isDisabled ? this.#options : this.#disabledOptions;
    from.delete(name.value);
    // The last of several holds, and its place in the order counts: some checks override others.
    to.delete(name.value);
    to.set(name.value, stated);
  }

  /** The address of a header line or a `bind` line, and its options. */
  bind(statement: HaproxyStatement, word: Word, optionsFrom: number): void {
    readBinds(
      this.#origin,
      anchorOf(this.#origin, statement),
      word,
      valuesFrom(statement.words, optionsFrom),
      this.binds,
    );
  }

  statement(statement: HaproxyStatement): void {
    const { words } = statement;
    const first = words[0];
    if (first === undefined) return;
    const keyword = first.value;
    if (keyword.charCodeAt(0) === 46) {
      this.#conditions.read(keyword, words);
      return;
    }
    if (this.#conditions.current === "dead") return;
    switch (keyword) {
      case "server":
        this.#server(statement);
        return;
      case "bind": {
        const word = words[1];
        if (word !== undefined) this.bind(statement, word, 2);
        return;
      }
      case "mode":
        this.mode = this.#scalar(words, this.mode);
        return;
      case "balance":
        this.balance = this.#scalar(words, this.balance);
        return;
      case "default_backend":
        this.defaultBackend = this.#scalar(words, this.defaultBackend);
        return;
      case "use_backend": {
        const word = words[1];
        if (word === undefined) return;
        const stated = stateWord(this.#origin, word);
        this.useBackends.push(word.value.includes("%[") ? { ...stated, value: undefined } : stated);
        return;
      }
      case "option":
        this.#option(words, 1, false);
        return;
      case "no":
        if (words[1]?.value === "option") this.#option(words, 2, true);
        return;
      case "default-server":
        this.serverDefaults = [...this.serverDefaults, ...valuesFrom(words, 1)];
        return;
      case "server-template":
        this.hasServerTemplate = true;
        return;
      default:
        if (isPlaceholderWord(keyword)) this.#hasUnknownLine = true;
    }
  }
}

/**
 * The facts of one section, of its own text alone; their places move with the section, so they hold as long as the section is
 * the same object.
 *
 * @returns undefined for sections that are no proxy
 */
export function haproxySectionFacts(section: HaproxySection): ProxyFacts | undefined {
  const { header, origin } = section;
  const kind = proxyKinds[header?.words[0]?.value ?? ""];
  if (header === undefined || kind === undefined) return undefined;
  const { words } = header;
  const reader = new ProxyReader(origin);
  const hasName = words[1] !== undefined && !(kind === "defaults" && words[1].value === "from");
  const name = hasName ? words[1] : undefined;
  const fromAt = words.findIndex((word, index) => index > (hasName ? 1 : 0) && word.value === "from");
  const parent = fromAt < 0 ? undefined : words[fromAt + 1];
  const address = words[2];
  if (address !== undefined && fromAt !== 2 && (kind === "listen" || kind === "frontend")) {
    // The old form of a proxy: `listen name address:port`.
    reader.bind(header, address, words.length);
  }
  for (const statement of section.statements) reader.statement(statement);
  return {
    kind,
    name: name === undefined ? undefined : stateWord(origin, name),
    header: anchorOf(origin, header),
    inheritsFrom: parent === undefined ? undefined : stateWord(origin, parent),
    mode: reader.mode,
    balance: reader.balance,
    binds: reader.binds,
    servers: reader.servers,
    defaultBackend: reader.defaultBackend,
    useBackends: reader.useBackends,
    options: reader.options,
    disabledOptions: reader.disabledOptions,
    serverDefaults: reader.serverDefaults,
    hasServerTemplate: reader.hasServerTemplate,
    isOpen: reader.isOpen || section.holes.length > 0,
  };
}

/**
 * Joins the facts of a file's sections: each proxy inherits the section that its `from` names, else the last `defaults` above
 * it, named or not; a `defaults` section inherits only by `from`.
 *
 * @param sections all sections of a file, in order
 * @param factsOf where the facts of a section are kept; they are computed anew where it is absent
 */
export function haproxyFacts(
  sections: readonly HaproxySection[],
  factsOf: (section: HaproxySection) => ProxyFacts | undefined = haproxySectionFacts,
): HaproxyFacts {
  let proxies: readonly HaproxyProxy[] | undefined;
  return {
    kind: "haproxy",
    program: "haproxy",
    sections,
    // A check of a single file does without them, and they take a while.
    get proxies(): readonly HaproxyProxy[] {
      proxies ??= joinProxies(sections, factsOf);
      return proxies;
    },
  };
}

/** Joins the facts of the sections that are proxies. */
function joinProxies(
  sections: readonly HaproxySection[],
  factsOf: (section: HaproxySection) => ProxyFacts | undefined,
): readonly HaproxyProxy[] {
  const proxies: HaproxyProxy[] = [];
  const named = new Map<string, HaproxyProxy>();
  let lastDefaults: HaproxyProxy | undefined;
  for (const section of sections) {
    const facts = factsOf(section);
    if (facts === undefined) continue;
    const from = facts.inheritsFrom;
    let inherits: HaproxyProxy | undefined;
    if (from === undefined) inherits = facts.kind === "defaults" ? undefined : lastDefaults;
    else if (from.value !== undefined) inherits = named.get(from.value);
    const proxy: HaproxyProxy = {
      facts,
      defaults: inherits?.facts,
      inherits,
      isInheritanceUnknown: from !== undefined && inherits === undefined,
    };
    proxies.push(proxy);
    if (facts.kind !== "defaults") continue;
    lastDefaults = proxy;
    if (facts.name?.value !== undefined) named.set(facts.name.value, proxy);
  }
  return proxies;
}
