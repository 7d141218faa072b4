import { isPlaceholderWord } from "../../../model/placeholder.ts";
import { hasMappedPort, hasServicePort, impossibleHost, isNumericAddress } from "../../../schema/haproxy/address.ts";
import type { Word } from "../../../syntax/tree.ts";
import { message } from "../../finding.ts";
import { checkKindOf, stepsOf } from "./checks.ts";
import { type FileModel, type FileProxy, type FileSection, isProxy, type SectionView } from "./file.ts";
import type { FileCheck } from "./file-check.ts";
import { hasOption, optionAt } from "./options.ts";
import type { AnalysedStatement } from "./section.ts";

const code = "haproxy/server-setup";

/** The `default-server` lines of a proxy and of what it inherits; in the proxy itself only those above a server count. */
interface ServerDefaults {
  readonly inherited: readonly AnalysedStatement[];
  readonly own: readonly AnalysedStatement[];
}

function serverDefaultsOf(proxy: FileProxy): ServerDefaults {
  const [own, ...inherited] = proxy.chain.map(({ analysis }) => analysis.byName.get("default-server") ?? []);
  return { own: own ?? [], inherited: inherited.flat() };
}

function defaultsFor(defaults: ServerDefaults, server: AnalysedStatement): AnalysedStatement[] {
  const above = defaults.own.filter(({ statement }) => statement.start < server.statement.start);
  return [...above, ...defaults.inherited];
}

function isCut({ values, isFaulty }: AnalysedStatement): boolean {
  return isFaulty || values.some((value) => isPlaceholderWord(value) || value.includes("{{"));
}

/** The last value behind an option in a server's line and, where it has none there, in the lines of its defaults. */
function valueOf(
  server: AnalysedStatement,
  defaults: readonly AnalysedStatement[],
  option: string,
): string | undefined {
  for (const one of [server, ...defaults]) {
    const at = one.fixed.findLast((index) => one.values[index] === option);
    if (at !== undefined) return one.values[at + 1] ?? "";
  }
  return undefined;
}

function hasAnywhere(server: AnalysedStatement, defaults: readonly AnalysedStatement[], ...options: string[]): boolean {
  return [server, ...defaults].some((one) => options.some((option) => hasOption(one, option)));
}

/** Where the address of a server stands among its words. */
function addressAt({ name }: AnalysedStatement): number {
  return name === "server-template" ? 3 : 2;
}

/** Whether a step of a check says which port to connect to. */
function hasPort({ values, fixed }: AnalysedStatement): boolean {
  const at = fixed.find((index) => values[index] === "port");
  if (at !== undefined) return /^\d/.test(values[at + 1] ?? "");
  const address = fixed.find((index) => values[index] === "addr");
  return address !== undefined && hasServicePort(values[address + 1] ?? "") === true;
}

/** Whether the checks of a proxy find a port that its servers do not have. */
function hasOwnPort(proxy: FileProxy): boolean {
  const kind = checkKindOf(proxy);
  if (kind === "option external-check") return true;
  const prefix = kind === "option tcp-check" ? "tcp-check" : kind === "option httpchk" ? "http-check" : undefined;
  if (prefix === undefined) return false;
  const steps = stepsOf(proxy, prefix);
  if (steps.some(({ isConditional }) => isConditional)) return true;
  const connects = steps.filter(({ name }) => name === `${prefix} connect`);
  return connects.length > 0 && connects.every(hasPort);
}

function checkPort(
  file: SectionView,
  proxy: FileProxy,
  server: AnalysedStatement,
  defaults: readonly AnalysedStatement[],
): void {
  const at = addressAt(server);
  const word = server.statement.words[at];
  // haproxy does not look at names here, which it looks up later.
  if (word === undefined || !isNumericAddress(word.value) || hasServicePort(word.value) !== false) return;
  const isOff = hasAnywhere(server, defaults, "no-check", "track");
  const port = valueOf(server, defaults, "port");
  const isPorted = port !== undefined && (Number.parseInt(port, 10) || 0) !== 0;
  if (!hasAnywhere(server, defaults, "check") || isPorted || isOff || hasOwnPort(proxy)) return;
  const said = message("{name} is checked but has no port to connect to, and haproxy does not start with it.", {
    name: server.values[1] ?? "",
  });
  file.reportLate(code, proxy.section, word, said);
}

/** An agent that is asked how a server is, where nothing says at which port. */
function checkAgent(
  file: SectionView,
  proxy: FileProxy,
  server: AnalysedStatement,
  defaults: readonly AnalysedStatement[],
): void {
  const word = server.statement.words[optionAt(server, "agent-check") ?? 1];
  if (word === undefined || !hasAnywhere(server, defaults, "agent-check")) return;
  if (hasAnywhere(server, defaults, "no-agent-check")) return;
  // Without a port of its own it is asked at the one of the checks.
  const port = valueOf(server, defaults, "agent-port") ?? valueOf(server, defaults, "port") ?? "";
  if (isPlaceholderWord(port) || (Number.parseInt(port, 10) || 0) !== 0) return;
  const said = message("agent-check needs an agent-port to ask at, and haproxy does not start without it.");
  file.reportLate(code, proxy.section, word, said);
}

/** Persistence by RDP cookies finds a server by its address and port. */
function checkCookies(file: SectionView, proxy: FileProxy, server: AnalysedStatement): void {
  const at = addressAt(server);
  const word = server.statement.words[at];
  if (word === undefined || !proxy.chain.some(({ analysis }) => analysis.byName.has("persist rdp-cookie"))) return;
  if (hasMappedPort(server.values[at] ?? "") !== true) return;
  const said = message(
    "persist rdp-cookie finds no server whose line has no port of its own, so that it never leads to {name}.",
    { name: server.values[1] ?? "" },
  );
  file.report("haproxy/no-effect", proxy.section, word, said);
}

function isVerified(statement: AnalysedStatement): boolean {
  const verify = optionAt(statement, "verify");
  return hasOption(statement, "ca-file") || (verify !== undefined && statement.values[verify + 1] === "none");
}

/** Whether a step of a proxy's checks speaks TLS. */
function hasSecureStep(proxy: FileProxy): boolean {
  return ["tcp-check connect", "http-check connect"].some((name) =>
    proxy.chain.some(
      ({ analysis }) =>
        analysis.byName.get(name)?.some((step) => hasOption(step, "ssl") && !step.isConditional) === true,
    ),
  );
}

/** The word by which a server speaks TLS, or its name, where no line says how its certificate is verified. */
function unverifiedAt(
  proxy: FileProxy,
  server: AnalysedStatement,
  defaults: readonly AnalysedStatement[],
): Word | undefined {
  const own = optionAt(server, "ssl") ?? optionAt(server, "check-ssl");
  const isSecure = own !== undefined || hasAnywhere(server, defaults, "ssl", "check-ssl") || hasSecureStep(proxy);
  if (!isSecure || [server, ...defaults].some(isVerified)) return undefined;
  const isOff = hasOption(server, "no-check-ssl") || (own !== undefined && hasOption(server, "no-ssl"));
  return isOff ? undefined : server.statement.words[own ?? 1];
}

function checkCertificate(
  file: FileModel,
  proxy: FileProxy,
  server: AnalysedStatement,
  defaults: readonly AnalysedStatement[],
): void {
  const word = unverifiedAt(proxy, server, defaults);
  if (word === undefined) return;
  const isGlobal = file.byKind
    .get("global")
    ?.some(
      ({ analysis }) =>
        analysis.isOpen ||
        analysis.statements.some(({ name, values }) => name === "ssl-server-verify" && values[1] === "none"),
    );
  if (isGlobal === true || file.isOpen) return;
  const said = message("TLS to {name} needs a ca-file, or verify none, and haproxy does not start without either.", {
    name: server.values[1] ?? "",
  });
  file.reportLate(code, proxy.section, word, said);
}

/** The server that a server follows, and the proxy that it belongs to. */
function trackedBy(
  file: FileModel,
  proxy: FileProxy,
  server: AnalysedStatement,
): { readonly proxy: FileProxy; readonly server: AnalysedStatement } | undefined {
  const target = server.values[(optionAt(server, "track") ?? -2) + 1];
  if (target === undefined) return undefined;
  const slash = target.indexOf("/");
  const owner = slash < 0 ? proxy : file.backend(target.slice(0, slash));
  const found = owner?.analysis.statements.find(
    (one) => one.name === "server" && one.values[1] === target.slice(slash + 1) && !one.isConditional,
  );
  return owner === undefined || found === undefined ? undefined : { proxy: owner, server: found };
}

/** Servers that follow each other in a circle; the last of its lines is the one that closes it. */
function checkLoop(file: FileModel, proxy: FileProxy, server: AnalysedStatement, word: Word): boolean {
  const seen = new Set<AnalysedStatement>();
  const order = (one: { readonly proxy: FileProxy; readonly server: AnalysedStatement }): number =>
    file.proxies.indexOf(one.proxy) * 1e9 + one.server.statement.start;
  const own = order({ proxy, server });
  let next = trackedBy(file, proxy, server);
  while (next !== undefined && next.server !== server) {
    if (seen.has(next.server) || order(next) > own) return false;
    seen.add(next.server);
    next = trackedBy(file, next.proxy, next.server);
  }
  if (next === undefined) return false;
  const said = message(
    "The servers that {name} follows follow it again, and haproxy does not start with such a circle.",
    {
      name: server.values[1] ?? "",
    },
  );
  file.reportLate(code, proxy.section, word, said);
  return true;
}

/** Both sides of a tracking must agree on what an answer 404 means. */
function checkMaintenance(file: FileModel, proxy: FileProxy, owner: FileProxy, word: Word): boolean {
  const isSet = (one: FileProxy): boolean =>
    one.chain.some(({ analysis }) => analysis.byName.has("http-check disable-on-404")) &&
    one.chain.some(({ analysis }) => analysis.byName.has("option httpchk"));
  if (owner === proxy || isSet(owner) === isSet(proxy) || proxy.mayHaveMore || owner.mayHaveMore) return false;
  const said = message(
    "Only one of the two sections has http-check disable-on-404, and haproxy does not start with a server that follows one of the other.",
  );
  file.reportLate(code, proxy.section, word, said);
  return true;
}

function checkTracking(
  file: FileModel,
  proxy: FileProxy,
  server: AnalysedStatement,
  defaults: readonly AnalysedStatement[],
): void {
  const at = optionAt(server, "track");
  const word = server.statement.words[(at ?? -2) + 1];
  if (at === undefined || word === undefined) return;
  const name = server.values[1] ?? "";
  if (hasOption(server, "check") || hasOption(server, "agent-check")) {
    const said = message(
      "{name} is checked itself and follows another server as well, and haproxy does not start with both.",
      { name },
    );
    file.reportLate(code, proxy.section, server.statement.words[at] ?? word, said);
    return;
  }
  if (defaults.some((one) => hasOption(one, "check") || hasOption(one, "agent-check"))) return;
  const target = word.value;
  const slash = target.indexOf("/");
  const owner = slash < 0 ? proxy : file.backend(target.slice(0, slash));
  const tracked = owner?.analysis.statements.find(
    (one) => one.name === "server" && one.values[1] === target.slice(slash + 1) && !one.isConditional,
  );
  if (owner === undefined || tracked === undefined || isCut(tracked)) return;
  if (checkLoop(file, proxy, server, word) || checkMaintenance(file, proxy, owner, word)) return;
  const chain = [tracked, ...defaultsFor(serverDefaultsOf(owner), tracked)];
  if (
    chain.some(
      (one) => hasOption(one, "check") || hasOption(one, "agent-check") || hasOption(one, "track") || isCut(one),
    )
  )
    return;
  const said = message("{target} is not checked, so that nothing can follow it; haproxy does not start with this.", {
    target,
  });
  file.reportLate(code, proxy.section, word, said);
}

/** A machine that no resolver can find, where the server must have an address from the start. */
function checkHost(
  file: SectionView,
  proxy: FileProxy,
  server: AnalysedStatement,
  defaults: readonly AnalysedStatement[],
): void {
  const address = addressAt(server);
  const word = server.statement.words[address];
  const host = impossibleHost(server.values[address] ?? "");
  if (word === undefined || host === undefined || [server, ...defaults].some((one) => hasOption(one, "init-addr")))
    return;
  const place = proxy.analysis.scope.within(word, host.start, host.end);
  const said = message(
    "{host} is neither an address nor a name that could be looked up, and haproxy does not start with it.",
    {
      host: (server.values[address] ?? "").slice(host.start, host.end),
    },
  );
  file.reportLate(code, proxy.section, place, said);
}

/** A server that is asked early needs all three kinds of retry. */
function checkEarlyData(
  file: SectionView,
  proxy: FileProxy,
  server: AnalysedStatement,
  defaults: readonly AnalysedStatement[],
): void {
  const word = server.statement.words[optionAt(server, "tfo") ?? 1];
  if (word === undefined || !hasAnywhere(server, defaults, "tfo") || file.mayHaveMore(proxy)) return;
  if (hasOption(server, "no-tfo")) return;
  const retries = file.effective(proxy, "retry-on")?.values ?? [];
  const hasAll =
    retries.includes("all-retryable-errors") ||
    (retries.includes("empty-response") && retries.includes("response-timeout"));
  if (hasAll) return;
  const said = message(
    "With tfo a connection that fails can only be tried again if retry-on has conn-failure, empty-response and response-timeout.",
  );
  file.report("haproxy/no-effect", proxy.section, word, said);
}

/** Whether a server has anything that needs something else: most have a port and no such option. */
function mayLack(server: AnalysedStatement): boolean {
  const { fixed, values } = server;
  const address = values[addressAt(server)] ?? "";
  if (!/:[1-9]\d*$/.test(address) || impossibleHost(address) !== undefined) return true;
  return hasNeedyOption(fixed, values);
}

function hasNeedyOption(fixed: readonly number[], values: readonly string[]): boolean {
  for (const at of fixed) if (needy.has(values[at] ?? "")) return true;
  return false;
}

const needy = new Set(["ssl", "check-ssl", "track", "tfo", "agent-check"]);

/** A server that may lack something, with the `default-server` lines that hold for it. */
interface LackingServer {
  readonly proxy: FileProxy;
  readonly server: AnalysedStatement;
  readonly defaults: readonly AnalysedStatement[];
}

const nobody: readonly LackingServer[] = [];

/** The servers of a section that may lack something. */
function lackingServers(owner: FileSection): readonly LackingServer[] {
  if (!isProxy(owner) || owner.kind === "defaults" || owner.isDisabled || owner.isConditional) return nobody;
  if (owner.isInheritanceUnknown) return nobody;
  let found: LackingServer[] | undefined;
  let serverDefaults: ServerDefaults | undefined;
  let mayAllLack: boolean | undefined;
  const { byName } = owner.analysis;
  for (const server of [...(byName.get("server") ?? []), ...(byName.get("server-template") ?? [])]) {
    serverDefaults ??= serverDefaultsOf(owner);
    mayAllLack ??=
      [...serverDefaults.own, ...serverDefaults.inherited].some(({ fixed, values }) => hasNeedyOption(fixed, values)) ||
      hasSecureStep(owner);
    if (server.isConditional || !(mayAllLack || mayLack(server)) || isCut(server)) continue;
    const defaults = defaultsFor(serverDefaults, server);
    if (defaults.some((one) => isCut(one) || one.isConditional)) continue;
    found ??= [];
    found.push({ proxy: owner, server, defaults });
  }
  return found ?? nobody;
}

/** Looks at what the options of servers need beside them. */
export const servers: FileCheck = {
  checkSection(view, owner) {
    for (const { proxy, server, defaults } of lackingServers(owner)) {
      if (!proxy.analysis.isOpen) {
        checkPort(view, proxy, server, defaults);
        checkAgent(view, proxy, server, defaults);
      }
      checkHost(view, proxy, server, defaults);
      checkCookies(view, proxy, server);
      checkEarlyData(view, proxy, server, defaults);
    }
  },
  concerns(owner) {
    for (const { proxy, server, defaults } of lackingServers(owner)) {
      if (hasOption(server, "track") || unverifiedAt(proxy, server, defaults) !== undefined) return true;
    }
    return false;
  },
  checkFile(file, concerned) {
    for (const owner of concerned) {
      for (const { proxy, server, defaults } of lackingServers(owner)) {
        checkCertificate(file, proxy, server, defaults);
        checkTracking(file, proxy, server, defaults);
      }
    }
  },
};
