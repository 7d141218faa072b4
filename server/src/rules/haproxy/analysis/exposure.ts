import { parseIpAddress } from "../../../model/address.ts";
import { readHaproxyEndpoint } from "../../../model/haproxy/endpoint.ts";
import { isPlaceholderWord } from "../../../model/placeholder.ts";
import type { Word } from "../../../syntax/tree.ts";
import { message } from "../../finding.ts";
import { type FileProxy, type FileSection, isProxy, type SectionView } from "./file.ts";
import type { FileCheck } from "./file-check.ts";
import { hasOption, optionAt } from "./options.ts";
import type { AnalysedStatement } from "./section.ts";

const weakTls = "haproxy/weak-tls";

/** Protocols that browsers and standards have given up. */
const oldProtocols = new Set(["SSLv3", "TLSv1.0", "TLSv1.1"]);
const oldForces: Readonly<Record<string, string>> = {
  "force-sslv3": "SSLv3",
  "force-tlsv10": "TLSv1.0",
  "force-tlsv11": "TLSv1.1",
};
/** Lines with TLS options for those who connect to haproxy, and for where haproxy connects to. */
const listenerLines = ["bind", "default-bind", "ssl-default-bind-options"];
const serverLines = ["server", "server-template", "default-server", "ssl-default-server-options"];

/** An old protocol at a word: its name, where it stands, and what to write there. */
interface OldProtocol {
  readonly word: Word;
  readonly name: string;
  readonly suggestion: string;
}

const letterF = 102;
const letterS = 115;

/** The old protocol that the option at a word lets in. */
function oldProtocolAt(words: readonly Word[], at: number): OldProtocol | undefined {
  const word = words[at];
  const option = word?.value ?? "";
  // Every word of every server comes here.
  const first = option.charCodeAt(0);
  if (first !== letterF && first !== letterS) return undefined;
  if (word !== undefined && option.startsWith("force-")) {
    const name = oldForces[option];
    return name === undefined ? undefined : { word, name, suggestion: "ssl-min-ver TLSv1.2" };
  }
  // A lower limit lets old clients in; an upper one lets nobody else in.
  if (option !== "ssl-min-ver" && option !== "ssl-max-ver") return undefined;
  const limit = words[at + 1];
  if (limit === undefined || !oldProtocols.has(limit.value)) return undefined;
  return { word: limit, name: limit.value, suggestion: "TLSv1.2" };
}

function isSure({ isConditional, isFaulty }: AnalysedStatement): boolean {
  return !isConditional && !isFaulty;
}

function checkProtocols(file: SectionView, owner: FileSection, line: string, isListener: boolean): void {
  for (const statement of owner.analysis.byName.get(line) ?? []) {
    if (!isSure(statement)) continue;
    const { words } = statement.statement;
    for (let at = 1; at < words.length; at++) {
      const old = oldProtocolAt(words, at);
      if (old === undefined) continue;
      const args = { protocol: old.name };
      const said = isListener
        ? message(
            "{protocol} is given up as insecure, so that auditors and newer clients refuse it. Ask for TLSv1.2 at least.",
            args,
          )
        : message(
            "{protocol} is given up as insecure. Where the servers can do better, ask for TLSv1.2 at least.",
            args,
          );
      file.report(weakTls, owner.section, old.word, said, {
        severity: isListener ? undefined : "information",
        suggestion: old.suggestion,
      });
    }
  }
}

/** The `none` of a server's `verify none`, where its traffic is encrypted; with `check-ssl` alone the checks are. */
function unverifiedAt(statement: AnalysedStatement): Word | undefined {
  const verify = optionAt(statement, "verify");
  if (verify === undefined || statement.values[verify + 1] !== "none") return undefined;
  if (!hasOption(statement, "ssl") || !isSure(statement)) return undefined;
  return statement.statement.words[verify + 1];
}

/** Servers that traffic goes to by TLS, whoever answers; one finding a section. */
function checkVerification(file: SectionView, owner: FileSection): void {
  const places: Word[] = [];
  for (const name of ["default-server", "server", "server-template"]) {
    for (const statement of owner.analysis.byName.get(name) ?? []) {
      const place = unverifiedAt(statement);
      if (place !== undefined) places.push(place);
    }
  }
  const [first, ...others] = places;
  if (first === undefined) return;
  const said = message(
    "The traffic to this server is encrypted, but whoever takes its address can answer in its place. Write verify required and ca-file where its certificate has a known issuer.",
  );
  file.report(weakTls, owner.section, first, said, {
    severity: "information",
    related: others.map((place) => ({ section: owner.section, place, said: message("{name} here", { name: "none" }) })),
  });
}

const loopback = parseIpAddress("::1")?.text;

/** Whether people from other machines may reach a proxy. */
function isReachable(proxy: FileProxy): boolean {
  const binds = proxy.analysis.byName.get("bind") ?? [];
  return binds.some(({ values, isConditional }) => {
    if (isConditional) return false;
    return (values[1] ?? "").split(",").some((text) => {
      const { address, isWildcard } = readHaproxyEndpoint(text);
      if (isWildcard) return true;
      return address !== undefined && !address.text.startsWith("127.") && address.text !== loopback;
    });
  });
}

const guards = new Set(["deny", "reject", "auth", "tarpit", "return", "redirect", "silent-drop"]);

/** Whether something in a proxy may keep people from its statistics. */
function isGuarded(proxy: FileProxy): boolean {
  return proxy.chain.some(
    ({ analysis }) =>
      analysis.byName.has("stats auth") ||
      analysis.byName.has("stats http-request") ||
      analysis.byName.has("stats scope") ||
      // What old versions have for the same.
      analysis.scope.section.statements.some(({ words }) =>
        /^(?:block|req(?:i?deny|i?tarpit))$/.test(words[0]?.value ?? ""),
      ) ||
      [...analysis.actions].some((action) => guards.has(action)),
  );
}

/** Statistics that everybody can read, and in which everybody can take servers out of service. */
function checkStatistics(file: SectionView, proxy: FileProxy): void {
  const { byName } = proxy.analysis;
  const shown = (byName.get("stats uri") ?? byName.get("stats enable") ?? []).find(isSure);
  if (shown === undefined || !proxy.isFrontend || file.isDisabled(proxy) || file.modeOf(proxy) !== "http") return;
  if (file.mayHaveMore(proxy) || !isReachable(proxy) || isGuarded(proxy)) return;
  // A page under a name that nobody guesses, or filled in, is some protection.
  if (isPlaceholderWord(shown.values[2] ?? "")) return;
  const admin = (byName.get("stats admin") ?? []).find(isSure);
  const isOpenAdmin = admin?.values[3] === "TRUE";
  const [first, last] = [shown.statement.words[0], shown.statement.words[1]];
  if (first === undefined || last === undefined) return;
  const place = { start: first.start, end: last.end };
  const said = isOpenAdmin
    ? message(
        "Whoever reaches this port can take servers out of service on the statistics page, without a password. Add stats auth, or bind it to 127.0.0.1.",
      )
    : message(
        "Whoever reaches this port reads all servers and their state on the statistics page, without a password. Add stats auth, or bind it to 127.0.0.1.",
      );
  file.report("haproxy/stats-without-auth", proxy.section, place, said, {
    severity: isOpenAdmin ? undefined : "information",
  });
}

/** Passwords that are written as they are. */
function checkSecrets(file: SectionView, owner: FileSection): void {
  if (owner.kind !== "userlist") return;
  for (const statement of owner.analysis.byName.get("user") ?? []) {
    const at = statement.values.indexOf("insecure-password", 2);
    const [keyword, secret] = [statement.statement.words[at], statement.statement.words[at + 1]];
    if (at < 0 || !isSure(statement) || keyword === undefined || secret === undefined) continue;
    if (isPlaceholderWord(secret.value) || secret.value.includes("$") || secret.value.includes("{{")) continue;
    const said = message(
      "The password of {user} stands here in plain text, for everybody who may read this file. Write password and a hash of it, which mkpasswd makes.",
      { user: statement.values[1] ?? "" },
    );
    file.report("haproxy/plain-secret", owner.section, keyword, said);
  }
}

/** Looks for what leaves a door open. */
export const exposure: FileCheck = {
  checkSection(view, owner) {
    for (const line of listenerLines) checkProtocols(view, owner, line, true);
    for (const line of serverLines) checkProtocols(view, owner, line, false);
    checkVerification(view, owner);
    checkSecrets(view, owner);
    if (isProxy(owner)) checkStatistics(view, owner);
  },
};
