import { type HaproxyEndpoint, readHaproxyEndpoint } from "../../../model/haproxy/endpoint.ts";
import { message } from "../../finding.ts";
import { type FileModel, type FileProxy, type FileSection, isProxy } from "./file.ts";
import type { FileCheck } from "./file-check.ts";
import type { Place } from "./problem.ts";

/** An address and its ports that a proxy listens on. */
interface Listener {
  readonly proxy: FileProxy;
  readonly place: Place;
  readonly text: string;
  /** Equal for one address and protocol, however it is written. */
  readonly key: string;
  readonly firstPort: number;
  readonly lastPort: number;
  /** The words behind the address. */
  readonly options: string;
}

/** Options that make a second socket of one address meant: each thread, process or interface has its own. */
const partingOptions = new Set(["process", "thread", "interface", "namespace", "transparent", "v6only", "v4v6"]);

function keyOf({ address, isWildcard, protocol }: HaproxyEndpoint, text: string): string | undefined {
  if (address === undefined && !isWildcard) return undefined;
  // `:::80` and `[::]:80` listen on IPv6, `*:80` and `:80` on IPv4.
  return `${protocol} ${/^(?:ipv6|tcp6|udp6|quic6)@/.test(text) ? 6 : ""}${address?.text ?? "0.0.0.0"}`;
}

function readListeners(proxy: FileProxy): readonly Listener[] {
  const listeners: Listener[] = [];
  for (const { statement, values, isConditional, isFaulty } of proxy.analysis.byName.get("bind") ?? []) {
    const word = statement.words[1];
    if (word === undefined || isConditional || isFaulty) continue;
    if (values.some((value) => partingOptions.has(value))) continue;
    let at = 0;
    for (const text of word.value.split(",")) {
      const place = proxy.analysis.scope.within(word, at, at + text.length);
      at += text.length + 1;
      const endpoint = readHaproxyEndpoint(text);
      const { firstPort, lastPort = firstPort, isPortUnknown } = endpoint;
      const key = keyOf(endpoint, text);
      if (key === undefined || firstPort === undefined || lastPort === undefined || isPortUnknown) continue;
      listeners.push({ proxy, place, text, key, firstPort, lastPort, options: values.slice(2).join(" ") });
    }
  }
  return listeners;
}

const listenersByProxy = new WeakMap<FileProxy, readonly Listener[]>();

function listenersOf(proxy: FileProxy): readonly Listener[] {
  const known = listenersByProxy.get(proxy);
  if (known !== undefined) return known;
  const listeners = readListeners(proxy);
  listenersByProxy.set(proxy, listeners);
  return listeners;
}

/** One address and port that two lines of the file listen on. */
function checkBinds(file: FileModel, concerned: readonly FileSection[]): void {
  const seen = new Map<string, Listener[]>();
  // Several processes of old versions may each have their own.
  const hasProcesses = file.byKind
    .get("global")
    ?.some(({ section }) => section.statements.some(({ words }) => words[0]?.value === "nbproc"));
  if (hasProcesses === true || file.isOpen) return;
  for (const proxy of concerned) {
    if (!isProxy(proxy)) continue;
    for (const one of listenersOf(proxy)) {
      const others = seen.get(one.key) ?? [];
      seen.set(one.key, others);
      const other = others.find(({ firstPort, lastPort }) => firstPort <= one.lastPort && one.firstPort <= lastPort);
      others.push(one);
      if (other === undefined) continue;
      const name = other.proxy.name?.value ?? "";
      const said =
        other.proxy === proxy
          ? message("{name} listens on {address} twice: chance decides which of the two lines a connection comes to.", {
              name,
              address: one.text,
            })
          : message(
              "{name} listens on {address} as well: haproxy starts, and chance decides which of the two a connection comes to.",
              { name, address: one.text },
            );
      // Some write a line several times so that more sockets share the work.
      const isCopy = other.proxy === proxy && other.options === one.options;
      file.report("haproxy/duplicate-bind", proxy.section, one.place, said, {
        severity: isCopy ? "information" : undefined,
        related: [
          { section: other.proxy.section, place: other.place, said: message("{name} here", { name: other.text }) },
        ],
      });
    }
  }
}

/** Lines with which a proxy answers, or is used, without a server. */
const otherPurposes =
  /^(?:server|server-template|dispatch|transparent|option (?:transparent|http_proxy)|use_backend|default_backend|stick-table|redirect|errorfile|errorfiles|errorloc\d*|http-error|monitor-uri|stats .*|filter.*|use-fcgi-app|monitor fail)$/;
const answers = new Set([
  "deny",
  "reject",
  "tarpit",
  "return",
  "redirect",
  "silent-drop",
  "use-service",
  "set-dst",
  "do-resolve",
]);

function hasPurpose(proxy: FileProxy): boolean {
  const rules = proxy.chain;
  if (rules.some(({ analysis }) => [...analysis.actions].some((action) => answers.has(action)))) return true;
  // Lines that are inherited are mostly error pages for everybody, and say nothing of this one.
  return proxy.analysis.statements.some(({ name }) => otherPurposes.test(name)) || proxy.mayHaveMore;
}

/** Sections that traffic is sent to and that have nowhere to send it. */
function checkServers(file: FileModel, concerned: readonly FileSection[]): void {
  if (file.isOpen || concerned.length === 0) return;
  const targets = new Set<string>();
  for (const { analysis } of file.sections) {
    for (const { kind, name, isInSample } of analysis.references)
      if (kind === "backend" && !isInSample) targets.add(name);
  }
  for (const proxy of concerned) {
    const { name, section, analysis } = proxy;
    if (!isProxy(proxy) || name === undefined) continue;
    // What nothing leads to is another finding.
    const isUsed = proxy.isFrontend ? analysis.byName.has("bind") : targets.has(name.value);
    if (!isUsed) continue;
    const { mode } = proxy;
    const args = { name: name.value };
    const said =
      mode === "http"
        ? message("{name} has no server: whoever is sent here gets a 503.", args)
        : message("{name} has no server: connections that are sent here are closed at once.", args);
    file.report("haproxy/backend-without-servers", section, name, said);
  }
}

/** Looks at where a file's proxies take connections. */
export const binds: FileCheck = {
  concerns: (owner) =>
    isProxy(owner) &&
    owner.isFrontend &&
    !owner.isConditional &&
    !owner.isDisabled &&
    owner.analysis.byName.has("bind"),
  checkFile: checkBinds,
};

/** Looks at where a file's proxies send connections. */
export const targets: FileCheck = {
  concerns: (owner) =>
    isProxy(owner) &&
    owner.isBackend &&
    owner.name !== undefined &&
    !owner.isConditional &&
    !owner.isDisabled &&
    !owner.analysis.hasFaults &&
    (owner.mode === "http" || owner.mode === "tcp") &&
    !hasPurpose(owner),
  checkFile: checkServers,
};
