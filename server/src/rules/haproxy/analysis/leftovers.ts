import { message } from "../../finding.ts";
import { isUnknownWord } from "../../unknown-word.ts";
import { type FileModel, type FileProxy, type FileSection, isProxy, isWhole, type SectionView } from "./file.ts";
import type { FileCheck } from "./file-check.ts";
import type { Place } from "./problem.ts";
import type { AnalysedStatement } from "./section.ts";

const code = "haproxy/no-effect";

function placeOf({ name, section }: FileSection): Place {
  return name ?? section.header ?? { start: 0, end: 0 };
}

function keywordPlace({ statement }: AnalysedStatement): Place {
  return { start: statement.start, end: statement.words[0]?.end ?? statement.end };
}

/** The keywords of a section's lines, whatever follows them. */
function hasLine({ section }: FileSection, ...keywords: readonly string[]): boolean {
  return section.statements.some(({ words }) => keywords.includes(words[0]?.value ?? ""));
}

function checkResolvers(file: SectionView, owner: FileSection): void {
  if (owner.kind !== "resolvers" || owner.analysis.isOpen || owner.isConditional) return;
  if (hasLine(owner, "nameserver", "parse-resolv-conf")) return;
  const said = message("{name} has no nameserver, so that nothing can be looked up with it.", {
    name: owner.name?.value ?? "",
  });
  file.report(code, owner.section, placeOf(owner), said);
}

/** Peers are reached through one socket, which is given in one of two ways. */
function checkPeers(file: SectionView, owner: FileSection): void {
  if (owner.kind !== "peers" || owner.analysis.isOpen || owner.isConditional) return;
  let first: string | undefined;
  for (const { words } of owner.section.statements) {
    const [word] = words;
    if (word === undefined || (word.value !== "peer" && word.value !== "bind")) continue;
    first ??= word.value;
    if (word.value === first) continue;
    const said = message(
      "peer lines and a bind line exclude each other, and haproxy does not start with both. Write server lines beside bind.",
    );
    file.report("haproxy/conflicting-settings", owner.section, word, said);
    return;
  }
}

/** Whether a section of peers lacks the machine itself, whatever its name is. */
function lacksLocalPeer(owner: FileSection, localName: string | undefined): boolean {
  const names = owner.section.statements.flatMap(({ words: [keyword, name] }) =>
    keyword?.value === "peer" || keyword?.value === "server" ? [name?.value ?? ""] : [],
  );
  if (names.some(isUnknownWord)) return false;
  return names.length === 0 || (localName !== undefined && !isUnknownWord(localName) && !names.includes(localName));
}

function localNameOf(file: FileModel): string | undefined {
  for (const { analysis } of file.byKind.get("global") ?? []) {
    const found = analysis.byName.get("localpeer")?.at(-1)?.values[1];
    if (found !== undefined) return found;
  }
  return undefined;
}

function checkLocalPeer(file: FileModel, owner: FileSection): void {
  if (owner.analysis.isOpen || owner.isConditional || hasLine(owner, "disabled")) return;
  if ((file.byKind.get("global") ?? []).some(({ analysis }) => analysis.isOpen)) return;
  if (!lacksLocalPeer(owner, localNameOf(file))) return;
  const said = message("{name} has no peer of this machine's own name, so that haproxy leaves the whole section out.", {
    name: owner.name?.value ?? "",
  });
  file.report(code, owner.section, placeOf(owner), said);
}

/** Mailers that nothing sends mails by. */
function checkMailers(file: FileModel): void {
  const all = file.byKind.get("mailers") ?? [];
  if (all.length === 0 || file.isOpen) return;
  const used = new Set<string>();
  for (const { analysis } of file.proxies) {
    if (analysis.isOpen) return;
    for (const { values } of analysis.byName.get("email-alert mailers") ?? []) used.add(values[2] ?? "");
  }
  if ([...used].some(isUnknownWord)) return;
  for (const owner of all) {
    if (owner.name === undefined || owner.isConditional || used.has(owner.name.value)) continue;
    const said = message("No email-alert mailers line names {name}, so that haproxy leaves the whole section out.", {
      name: owner.name.value,
    });
    file.report(code, owner.section, owner.name, said);
  }
}

/** Settings of `global` of which haproxy keeps the first, with those that share one place. */
const firstCounts: Readonly<Record<string, string>> = {
  "ca-base": "ca-base",
  chroot: "chroot",
  "crt-base": "crt-base",
  gid: "gid",
  group: "gid",
  "log-send-hostname": "log-send-hostname",
  maxconn: "maxconn",
  maxconnrate: "maxconnrate",
  maxpipes: "maxpipes",
  maxsessrate: "maxsessrate",
  maxsslrate: "maxsslrate",
  pidfile: "pidfile",
  "server-state-base": "server-state-base",
  "server-state-file": "server-state-file",
  "spread-checks": "spread-checks",
  "tune.maxaccept": "tune.maxaccept",
  "tune.maxpollevents": "tune.maxpollevents",
  "tune.rcvbuf.client": "tune.rcvbuf.client",
  "tune.rcvbuf.server": "tune.rcvbuf.server",
  "tune.sndbuf.client": "tune.sndbuf.client",
  "tune.sndbuf.server": "tune.sndbuf.server",
  uid: "uid",
  "ulimit-n": "ulimit-n",
  user: "uid",
};

function checkGlobals(file: FileModel): void {
  const seen = new Set<string>();
  for (const owner of file.byKind.get("global") ?? []) {
    if (owner.analysis.isOpen) return;
    for (const statement of owner.analysis.statements) {
      const key = Object.hasOwn(firstCounts, statement.name) ? firstCounts[statement.name] : undefined;
      if (key === undefined || statement.isConditional || statement.isFaulty) continue;
      // Without a number other than 0 it counts as not set.
      if (/^0*$/.test(statement.values[1] ?? "")) continue;
      if (seen.has(key)) {
        const said = message("{name} is set above already, and haproxy complains and ignores this line.", {
          name: statement.name,
        });
        file.report(code, owner.section, keywordPlace(statement), said);
      }
      seen.add(key);
    }
  }
}

/** The last value of a setting in `global`; undefined where there is none. */
function globalValue(file: FileModel, name: string): string | undefined {
  return file.byKind
    .get("global")
    ?.flatMap(({ analysis }) => analysis.byName.get(name) ?? [])
    .at(-1)?.values[1];
}

const usualLength = 64;

/** What is captured of a cookie is cut where the buffer ends. */
function checkCapture(file: FileModel, proxy: FileProxy): void {
  const line = proxy.analysis.byName.get("capture cookie")?.at(-1);
  const word = line?.statement.words[4];
  if (line === undefined || word === undefined || line.isConditional || line.isFaulty) return;
  const limit = Number.parseInt(globalValue(file, "tune.http.cookielen") ?? String(usualLength), 10) || usualLength;
  if ((Number.parseInt(word.value, 10) || 0) < limit) return;
  const said = message(
    "haproxy captures {count} bytes of a cookie at most here, unless tune.http.cookielen is raised.",
    {
      count: limit - 1,
    },
  );
  file.report(code, proxy.section, word, said);
}

/** States of servers that are to come from a file that nobody names. */
function checkStateFile(file: FileModel, proxy: FileProxy): void {
  const line = proxy.isBackend ? file.effective(proxy, "load-server-state-from-file") : undefined;
  if (line === undefined || line.values[1] !== "global" || line.isConditional || line.isFaulty) return;
  if (globalValue(file, "server-state-file") !== undefined) return;
  const owner = proxy.chain.find(({ analysis }) => analysis.statements.includes(line)) ?? proxy;
  const said = message(
    "Without server-state-file in the global section there is no file to load the servers' states from.",
  );
  file.reportOnce(code, owner.section, keywordPlace(line), said);
}

/** Log lines that go where `global` sends its own, which is nowhere. */
function checkGlobalLog(file: FileModel, proxy: FileProxy): void {
  if (!proxy.isFrontend || !proxy.chain.some(({ analysis }) => logFormats.some((name) => analysis.byName.has(name))))
    return;
  const logs = proxy.chain.map(({ analysis }) => analysis.byName.get("log")).find((lines) => lines !== undefined) ?? [];
  if (logs.length === 0 || logs.some(({ values, isConditional }) => values[1] !== "global" || isConditional)) return;
  if (file.byKind.get("global")?.some((one) => hasLine(one, "log")) === true) return;
  const [line] = logs;
  const owner = proxy.chain.find(({ analysis }) => line !== undefined && analysis.statements.includes(line));
  if (line === undefined || owner === undefined) return;
  const said = message("The global section has no log line, so that log global sends nothing anywhere.");
  file.reportOnce(code, owner.section, keywordPlace(line), said);
}

const logFormats = ["log-format", "log-format-sd", "option httplog", "option httpslog", "option tcplog"];

/** Looks for sections and settings that nothing comes of. */
export const leftovers: FileCheck = {
  checkSection(view, owner) {
    checkResolvers(view, owner);
    checkPeers(view, owner);
  },
  checkFile(file) {
    checkGlobals(file);
    if (file.isOpen) return;
    checkMailers(file);
    for (const owner of file.byKind.get("peers") ?? []) checkLocalPeer(file, owner);
    const globals = file.byKind.get("global") ?? [];
    if (globals.some(({ analysis }) => analysis.isOpen)) return;
    for (const owner of file.proxies) {
      if (!isProxy(owner) || !isWhole(owner) || owner.mayHaveMore) continue;
      checkCapture(file, owner);
      checkStateFile(file, owner);
      checkGlobalLog(file, owner);
    }
  },
};
