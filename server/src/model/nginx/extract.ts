import { parseNginx } from "../../syntax/nginx/parser.ts";
import type { NginxBlock, NginxDirective } from "../../syntax/nginx/tree.ts";
import { type Anchor, anchorOf, type Origin, type Word } from "../../syntax/tree.ts";
import { type IpAddress, isWildcard, parseIpAddress } from "../address.ts";
import type { Bind, HaproxyFacts, Proxy, ProxyFacts, Server } from "../haproxy/facts.ts";
import { readHostName } from "../placeholder.ts";
import { isPlaceholder, type Stated } from "../value.ts";
import { readPort } from "../written.ts";

/** `10.0.0.1:6443`, `[::1]:6443`, `name:6443`, `*:6443`, or a port alone; ports may be a range. */
const hostAndPort = /^(?:(\[[^\]]*\]|[^:[\]]*):)?(\d+)(?:-(\d+))?$/;

interface Target {
  readonly host: string;
  readonly address: IpAddress | undefined;
  readonly firstPort: number | undefined;
  readonly lastPort: number | undefined;
  /** Where the port's digits begin in the word, if it is one port. */
  readonly portStart: number | undefined;
  /** A placeholder, a variable, a socket, or anything else that is no address with a port. */
  readonly isUnknown: boolean;
}

function readTarget(text: string): Target {
  const unknown: Target = {
    host: "",
    address: undefined,
    firstPort: undefined,
    lastPort: undefined,
    portStart: undefined,
    isUnknown: true,
  };
  const match = text.startsWith("unix:") ? null : hostAndPort.exec(text);
  if (match === null) {
    // nginx takes port 80 where a `listen` has none.
    const address = parseIpAddress(text);
    return address === undefined ? unknown : { ...unknown, host: text, address, isUnknown: false };
  }
  const [, host = "", first = "", last] = match;
  const firstPort = readPort(first);
  const lastPort = last === undefined ? firstPort : readPort(last);
  const isPlain = last === undefined && firstPort !== undefined;
  return {
    host,
    address: parseIpAddress(host),
    firstPort,
    lastPort,
    portStart: isPlain ? text.length - first.length : undefined,
    isUnknown: firstPort === undefined || lastPort === undefined,
  };
}

function named(block: NginxBlock, name: string): NginxDirective[] {
  return block.directives.filter(({ words }) => words[0]?.value === name);
}

/** Reads the blocks of one `stream`. */
class StreamReader {
  readonly #origin: Origin;
  readonly #isOpen: boolean;

  /** @param isOpen further blocks may stand elsewhere, or be written by a template */
  constructor(origin: Origin, isOpen: boolean) {
    this.#origin = origin;
    this.#isOpen = isOpen;
  }

  #state(word: Word): Stated<string> {
    const { value: text } = word;
    const isFilledIn = isPlaceholder(text) || text.includes("$");
    return { value: isFilledIn ? undefined : text, text, at: anchorOf(this.#origin, word), isGenerated: false };
  }

  /** The place of a part of a word; undefined where quotes or escapes are in it. */
  #partOf(word: Word, start: number, end: number): Anchor | undefined {
    if (word.end - word.start !== word.value.length) return undefined;
    return anchorOf(this.#origin, { start: word.start + start, end: word.start + end });
  }

  #bind(directive: NginxDirective, word: Word): Bind {
    const target = readTarget(word.value);
    const isEvery = !target.isUnknown && (target.host === "" || target.host === "*");
    const isName = !target.isUnknown && !isEvery && target.address === undefined;
    const isSocket = word.value.startsWith("unix:");
    const isUnknown = target.isUnknown || isName;
    return {
      text: word.value,
      at: anchorOf(this.#origin, word),
      line: anchorOf(this.#origin, directive),
      portAt: target.portStart === undefined ? undefined : this.#partOf(word, target.portStart, word.value.length),
      address: target.address,
      isWildcard: isEvery || (target.address !== undefined && isWildcard(target.address)),
      firstPort: target.firstPort,
      lastPort: target.lastPort,
      isUnknown,
      isPortUnknown: target.isUnknown && !isSocket,
      protocol: directive.words.some(({ value }) => value === "udp") ? "udp" : "tcp",
      options: directive.words.slice(2).map(({ value }) => value),
    };
  }

  #server(directive: NginxDirective, word: Word): Server {
    const target = readTarget(word.value);
    const { firstPort, portStart, address } = target;
    const portAt = portStart === undefined ? undefined : this.#partOf(word, portStart, word.value.length);
    const name = this.#state(word);
    return {
      name,
      at: anchorOf(this.#origin, directive),
      target: name,
      address,
      hostName: address === undefined && !target.isUnknown ? readHostName(target.host) : undefined,
      port:
        firstPort === undefined || portAt === undefined
          ? undefined
          : { value: firstPort, text: String(firstPort), at: portAt, isGenerated: false },
      isUnknown: target.isUnknown,
      isPortUnknown: target.isUnknown && !word.value.startsWith("unix:"),
      // `down` is what haproxy calls `disabled`; the other words are nginx's own.
      options: directive.words.slice(2).map(({ value }) => (value === "down" ? "disabled" : value)),
      sectionDefaults: [],
    };
  }

  #proxy(directive: NginxDirective, own: Pick<ProxyFacts, "kind" | "name"> & Partial<ProxyFacts>): Proxy {
    const last = directive.words[directive.words.length - 1];
    const facts: ProxyFacts = {
      header: anchorOf(this.#origin, { start: directive.start, end: last?.end ?? directive.start }),
      inheritsFrom: undefined,
      // A stream passes bytes on, whatever they are.
      mode: undefined,
      balance: undefined,
      binds: [],
      servers: [],
      defaultBackend: undefined,
      useBackends: [],
      options: [],
      disabledOptions: [],
      serverDefaults: [],
      hasServerTemplate: false,
      isOpen:
        this.#isOpen || directive.block?.hasHoles === true || named(directive.block ?? empty, "include").length > 0,
      ...own,
    };
    return { facts, defaults: undefined, inherits: undefined, isInheritanceUnknown: false };
  }

  upstream(directive: NginxDirective): Proxy[] {
    const name = directive.words[1];
    if (name === undefined || directive.block === undefined) return [];
    const servers = named(directive.block, "server").flatMap((server) => {
      const target = server.words[1];
      return target === undefined ? [] : [this.#server(server, target)];
    });
    return [this.#proxy(directive, { kind: "backend", name: this.#state(name), servers })];
  }

  server(directive: NginxDirective, upstreams: ReadonlySet<string>): Proxy[] {
    if (directive.block === undefined) return [];
    const binds = named(directive.block, "listen").flatMap((listen) => {
      const word = listen.words[1];
      return word === undefined ? [] : [this.#bind(listen, word)];
    });
    const pass = named(directive.block, "proxy_pass").at(-1);
    const target = pass?.words[1];
    if (pass === undefined || target === undefined) return [];
    const name = this.#state(target);
    // One address alone is no name of servers that stand elsewhere.
    if (!upstreams.has(target.value) && !readTarget(target.value).isUnknown) {
      return [this.#proxy(directive, { kind: "listen", name, binds, servers: [this.#server(pass, target)] })];
    }
    return [this.#proxy(directive, { kind: "frontend", name, binds, defaultBackend: name })];
  }
}

const empty: NginxBlock = { directives: [], hasHoles: false };

function proxiesOf(block: NginxBlock, origin: Origin): Proxy[] {
  const reader = new StreamReader(origin, block.hasHoles || named(block, "include").length > 0);
  const upstreams = new Set(named(block, "upstream").flatMap(({ words }) => words[1]?.value ?? []));
  return block.directives.flatMap((directive) => {
    const name = directive.words[0]?.value;
    if (name === "upstream") return reader.upstream(directive);
    return name === "server" ? reader.server(directive, upstreams) : [];
  });
}

/**
 * Reads what nginx passes on as a stream: an `upstream` is a backend, a `server` a frontend, or both in one where it passes to an
 * address. What `http` does is left out.
 *
 * @param text a main config, or a file that is included within `stream`; any text is taken
 * @returns facts of the same shape as haproxy's, without sections
 */
export function nginxFacts(text: string, origin: Origin = { offset: 0 }): HaproxyFacts {
  const root = parseNginx(text);
  const streams = named(root, "stream").flatMap(({ block }) => block ?? []);
  const isMain = streams.length > 0 || named(root, "http").length > 0;
  const proxies = (isMain ? streams : [root]).flatMap((block) => proxiesOf(block, origin));
  return { kind: "haproxy", program: "nginx", sections: [], proxies };
}
