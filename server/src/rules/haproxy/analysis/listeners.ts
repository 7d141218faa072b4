import { type HaproxyEndpoint, readHaproxyEndpoint } from "../../../model/haproxy/endpoint.ts";
import { message } from "../../finding.ts";
import type { FileModel, FileProxy } from "./file.ts";
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

function* listenersOf(proxy: FileProxy): Iterable<Listener> {
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
      yield { proxy, place, text, key, firstPort, lastPort, options: values.slice(2).join(" ") };
    }
  }
}

/** One address and port that two lines of the file listen on. */
function checkBinds(file: FileModel): void {
  const seen = new Map<string, Listener[]>();
  // Several processes of old versions may each have their own.
  const hasProcesses = file.sections.some(
    ({ kind, section }) => kind === "global" && section.statements.some(({ words }) => words[0]?.value === "nbproc"),
  );
  if (hasProcesses) return;
  for (const proxy of file.proxies) {
    if (!proxy.isFrontend || proxy.isConditional || file.isDisabled(proxy)) continue;
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

function hasPurpose(file: FileModel, proxy: FileProxy): boolean {
  const rules = proxy.chain;
  if (rules.some(({ analysis }) => [...analysis.actions].some((action) => answers.has(action)))) return true;
  // Lines that are inherited are mostly error pages for everybody, and say nothing of this one.
  return proxy.analysis.statements.some(({ name }) => otherPurposes.test(name)) || file.mayHaveMore(proxy);
}

/** Sections that traffic is sent to and that have nowhere to send it. */
function checkServers(file: FileModel): void {
  const targets = new Set<string>();
  for (const { analysis } of file.sections) {
    for (const { kind, name, isInSample } of analysis.references)
      if (kind === "backend" && !isInSample) targets.add(name);
  }
  for (const proxy of file.proxies) {
    const { name, section, analysis } = proxy;
    if (!proxy.isBackend || name === undefined || proxy.isConditional || file.isDisabled(proxy)) continue;
    // What nothing leads to is another finding.
    const isUsed = proxy.isFrontend ? analysis.byName.has("bind") : targets.has(name.value);
    if (!isUsed || analysis.hasFaults || hasPurpose(file, proxy)) continue;
    const mode = file.modeOf(proxy);
    if (mode !== "http" && mode !== "tcp") continue;
    const args = { name: name.value };
    const said =
      mode === "http"
        ? message("{name} has no server: whoever is sent here gets a 503.", args)
        : message("{name} has no server: connections that are sent here are closed at once.", args);
    file.report("haproxy/backend-without-servers", section, name, said);
  }
}

/** Looks at where a file's proxies take connections and where they send them. */
export function checkListeners(file: FileModel): void {
  if (file.isOpen) return;
  checkBinds(file);
  checkServers(file);
}
