import { isPlaceholderWord } from "../../../model/placeholder.ts";
import type { Word } from "../../../syntax/tree.ts";
import { message } from "../../finding.ts";
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

/** Whether a check of the proxy says itself where to connect. */
function hasOwnConnect(proxy: FileProxy): boolean {
  return proxy.chain.some(({ analysis }) =>
    analysis.statements.some(
      ({ name }) => name === "tcp-check connect" || name === "http-check connect" || name === "option external-check",
    ),
  );
}

function checkPort(
  file: SectionView,
  proxy: FileProxy,
  server: AnalysedStatement,
  defaults: readonly AnalysedStatement[],
): void {
  const address = server.values[2] ?? "";
  // Most addresses have a port, so that is looked at first.
  if (address.includes(":") || !/^(?:\d+\.\d+\.\d+\.\d+|[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)$/.test(address)) return;
  const all = [server, ...defaults];
  const isChecked = all.some((one) => hasOption(one, "check"));
  const hasPort = all.some((one) => hasOption(one, "port") || hasOption(one, "addr"));
  const isOff = all.some((one) => hasOption(one, "no-check") || hasOption(one, "track"));
  if (!isChecked || hasPort || isOff || hasOwnConnect(proxy)) return;
  const said = message("{name} is checked but has no port to connect to, and haproxy does not start with it.", {
    name: server.values[1] ?? "",
  });
  const word = server.statement.words[2];
  if (word !== undefined) file.reportLate(code, proxy.section, word, said);
}

function isVerified(statement: AnalysedStatement): boolean {
  const verify = optionAt(statement, "verify");
  return hasOption(statement, "ca-file") || (verify !== undefined && statement.values[verify + 1] === "none");
}

/** The word by which a server speaks TLS, where no line says how its certificate is verified. */
function unverifiedAt(server: AnalysedStatement, defaults: readonly AnalysedStatement[]): Word | undefined {
  const at = optionAt(server, "ssl") ?? optionAt(server, "check-ssl");
  const word: Word | undefined = server.statement.words[at ?? -1];
  const isSettled =
    word === undefined ||
    [server, ...defaults].some(isVerified) ||
    [server, ...defaults].some((one) => hasOption(one, "no-ssl"));
  return isSettled ? undefined : word;
}

function checkCertificate(
  file: FileModel,
  proxy: FileProxy,
  server: AnalysedStatement,
  defaults: readonly AnalysedStatement[],
): void {
  const word = unverifiedAt(server, defaults);
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

/** A server that is asked early needs all three kinds of retry. */
function checkEarlyData(file: SectionView, proxy: FileProxy, server: AnalysedStatement): void {
  const at = optionAt(server, "tfo");
  const word = server.statement.words[at ?? -1];
  if (word === undefined || file.mayHaveMore(proxy)) return;
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
function mayLack({ fixed, values }: AnalysedStatement): boolean {
  if (!(values[2] ?? "").includes(":")) return true;
  for (const at of fixed) if (needy.has(values[at] ?? "")) return true;
  return false;
}

const needy = new Set(["ssl", "check-ssl", "track", "tfo"]);

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
  for (const server of owner.analysis.byName.get("server") ?? []) {
    if (server.isConditional || !mayLack(server) || isCut(server)) continue;
    serverDefaults ??= serverDefaultsOf(owner);
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
      if (!proxy.analysis.isOpen) checkPort(view, proxy, server, defaults);
      checkEarlyData(view, proxy, server);
    }
  },
  concerns(owner) {
    for (const { server, defaults } of lackingServers(owner)) {
      if (hasOption(server, "track") || unverifiedAt(server, defaults) !== undefined) return true;
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
