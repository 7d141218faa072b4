import { readHaproxyEndpoint } from "../../../model/haproxy/endpoint.ts";
import { isPlaceholderWord } from "../../../model/placeholder.ts";
import { readTime } from "../../../schema/haproxy/values.ts";
import type { Word } from "../../../syntax/tree.ts";
import { message } from "../../finding.ts";
import { type FileModel, type FileProxy, type FileSection, isProxy, type SectionView } from "./file.ts";
import type { FileCheck } from "./file-check.ts";
import type { AnalysedStatement } from "./section.ts";

const second = 1_000_000;
/** A dead server that is asked for longer than that is not meant to be left quickly. */
const slowCheck = 30 * second;
/** Watches, `kubectl logs -f` and `kubectl exec` are silent for long. */
const shortConnection = 3600 * second;

/** The value of a server option, and where it stands. */
interface Setting {
  readonly owner: FileSection;
  readonly word: Word;
}

/** A line of server options and the section that it stands in. */
interface OptionLine {
  readonly owner: FileSection;
  readonly statement: AnalysedStatement;
}

/** The lines whose options hold for a server, nearest first. */
function optionLines(proxy: FileProxy, server: AnalysedStatement): OptionLine[] {
  const lines: OptionLine[] = [{ owner: proxy, statement: server }];
  for (const owner of proxy.chain) {
    const defaults = owner.analysis.byName.get("default-server") ?? [];
    // A default-server line counts for the servers below it.
    const above =
      owner === proxy ? defaults.filter(({ statement }) => statement.start < server.statement.start) : defaults;
    for (const statement of [...above].reverse()) lines.push({ owner, statement });
  }
  return lines;
}

function settingOf(lines: readonly OptionLine[], option: string): Setting | undefined {
  for (const { owner, statement } of lines) {
    const at = statement.fixed.findLast((index) => statement.values[index] === option);
    const word = at === undefined ? undefined : statement.statement.words[at + 1];
    if (word !== undefined) return { owner, word };
  }
  return undefined;
}

function hasSwitch(lines: readonly OptionLine[], on: string, off: string): boolean {
  for (const { statement } of lines) {
    const at = statement.fixed.findLast((index) => statement.values[index] === on || statement.values[index] === off);
    if (at !== undefined) return statement.values[at] === on;
  }
  return false;
}

/** A duration for people: `90s`, `5m`. */
function durationText(microseconds: number): string {
  const seconds = microseconds / second;
  if (seconds < 1) return `${seconds * 1000}ms`;
  if (seconds % 3600 === 0) return `${seconds / 3600}h`;
  return seconds % 60 === 0 && seconds > 60 ? `${seconds / 60}m` : `${seconds}s`;
}

/** How long checks let a dead server in use, in microseconds; undefined where that can't be told. */
function timeToLeave(lines: readonly OptionLine[], interval: number): { time: number; fall: number } | undefined {
  const stated = settingOf(lines, "fall")?.word.value ?? "3";
  const fall = /^[1-9]\d*$/.test(stated) ? Number(stated) : undefined;
  const fast = settingOf(lines, "fastinter")?.word.value;
  // The first failure comes after `inter`, the others in the rhythm of `fastinter`.
  const faster = fast === undefined ? interval : readTime(fast, "ms");
  return fall === undefined || faster === undefined ? undefined : { time: interval + (fall - 1) * faster, fall };
}

/** Servers of one section mostly have the same options, so that the first of them tells of all. */
function haveSameOptions(one: AnalysedStatement, other: AnalysedStatement): boolean {
  if (one.values.length !== other.values.length) return false;
  return one.values.every((value, index) => index < 3 || value === other.values[index]);
}

/**
 * A limit to how long checks may let any dead server of a proxy in use, in microseconds, by the longest of all times and counts
 * that its lines state: mostly that is enough to see that all is well.
 */
function longestStay({ analysis, chain }: FileProxy): number {
  const lines = [analysis.byName.get("server"), ...chain.map((owner) => owner.analysis.byName.get("default-server"))];
  let longest = 0;
  let fall = 3;
  for (const statements of lines) {
    for (const { fixed, values } of statements ?? []) {
      for (const at of fixed) {
        const option = values[at];
        const value = values[at + 1] ?? "";
        if (option === "inter" || option === "fastinter") longest = Math.max(longest, readTime(value, "ms") ?? 0);
        else if (option === "fall") fall = Math.max(fall, Number(value) || 0);
      }
    }
  }
  return longest * fall;
}

function checkIntervals(file: SectionView, proxy: FileProxy): void {
  const servers = proxy.analysis.byName.get("server") ?? [];
  // Without another server nothing is won by leaving one.
  if (!proxy.isBackend || servers.length < 2 || file.mayHaveMore(proxy) || longestStay(proxy) <= slowCheck) return;
  let above: AnalysedStatement | undefined;
  for (const server of servers) {
    const isAlike = above !== undefined && haveSameOptions(above, server);
    above = server;
    if (isAlike || server.isConditional || server.isFaulty) continue;
    if (server.values.some((value, index) => index > 2 && isPlaceholderWord(value))) continue;
    const lines = optionLines(proxy, server);
    if (lines.some(({ statement }) => statement.isConditional || statement.isFaulty)) continue;
    // Traffic itself shows that a server is dead where it is observed, and an agent may say so.
    if (!hasSwitch(lines, "check", "no-check") || settingOf(lines, "observe") !== undefined) continue;
    if (hasSwitch(lines, "agent-check", "no-agent-check")) continue;
    const stated = settingOf(lines, "inter");
    const interval = stated === undefined ? undefined : readTime(stated.word.value, "ms");
    if (stated === undefined || interval === undefined) continue;
    const left = timeToLeave(lines, interval);
    if (left === undefined || left.time <= slowCheck) continue;
    // One finding tells of all servers of a section.
    file.reportOnce(
      "haproxy/check-interval-slow",
      stated.owner.section,
      stated.word,
      message(
        "A dead server gets traffic for up to {time}: {fall} failed checks in a row, {interval} apart. Lower inter, or set fastinter.",
        {
          time: durationText(left.time),
          fall: left.fall,
          interval: durationText(interval),
        },
      ),
    );
    return;
  }
}

const apiServerName = /api[-_]?server|kube[-_]?api|k8s[-_]?api|(?:kube|k8s|kubernetes)[-_]?masters?|control[-_]?plane/i;
const apiServerPort = 6443;

/** Whether a section's servers are apiservers: all have their port, or the name says so and no port speaks against it. */
function leadsToApiServers({ analysis, name }: FileProxy): boolean {
  const servers = analysis.byName.get("server") ?? [];
  if (servers.length === 0 || analysis.byName.has("server-template")) return false;
  const isNamedSo = apiServerName.test(name?.value ?? "");
  let haveItsPort = true;
  let mayHaveItsPort = isNamedSo;
  for (const { values } of servers) {
    const port = readHaproxyEndpoint(values[2] ?? "").firstPort;
    haveItsPort &&= port === apiServerPort;
    mayHaveItsPort &&= port === undefined || port % 1000 === 443;
    if (!haveItsPort && !mayHaveItsPort) return false;
  }
  return true;
}

interface Timeout {
  readonly owner: FileSection;
  readonly statement: AnalysedStatement;
  readonly time: number;
}

/** The timeout of some name that holds for a proxy; undefined where there is none, or it is not known. */
function timeoutOf(file: FileModel, proxy: FileProxy, name: string): Timeout | undefined {
  const statement = file.effective(proxy, `timeout ${name}`);
  const owner = proxy.chain.find(({ analysis }) => analysis.byName.has(`timeout ${name}`));
  const time = readTime(statement?.values[2] ?? "", "ms");
  if (statement === undefined || owner === undefined || time === undefined || time === 0) return undefined;
  return statement.isConditional || statement.isFaulty ? undefined : { owner, statement, time };
}

/** The sections through which clients come to a backend. */
function entrancesOf(file: FileModel, backend: FileProxy): readonly FileProxy[] {
  if (backend.isFrontend) return [backend];
  return file.proxies.filter(({ kind, analysis }) => {
    const isTarget = analysis.references.some(
      (one) => one.kind === "backend" && !one.isInSample && one.name === backend.name?.value,
    );
    return kind === "frontend" && isTarget;
  });
}

function checkConnections(file: FileModel, backend: FileProxy): void {
  const entrances = entrancesOf(file, backend);
  if ([backend, ...entrances].some((one) => file.mayHaveMore(one) || file.modeOf(one) !== "tcp")) return;
  // It takes the place of both others once data has flowed both ways.
  if (file.effective(backend, "timeout tunnel") !== undefined) return;
  const timeouts = [...entrances.map((one) => timeoutOf(file, one, "client")), timeoutOf(file, backend, "server")];
  const short = timeouts.filter((one): one is Timeout => one !== undefined && one.time < shortConnection);
  const [first, ...others] = short;
  if (first === undefined) return;
  const time = Math.min(...short.map((one) => one.time));
  const said = message(
    "A connection to the apiservers that is silent for {time} is cut, and with it kubectl logs -f, kubectl exec and watches. Set timeout tunnel 1h in {name}, or raise timeout client and timeout server.",
    { time: durationText(time), name: backend.name?.value ?? "" },
  );
  file.reportOnce("haproxy/long-connection-timeout", first.owner.section, first.statement.statement, said, {
    related: others.map(({ owner, statement }) => ({
      section: owner.section,
      place: statement.statement,
      said: message("{name} here", { name: statement.name }),
    })),
  });
}

/** Looks at times that take effect only in production: when a server dies, when a connection is silent. */
export const timing: FileCheck = {
  checkSection(view, owner) {
    if (!view.isOpen && isProxy(owner) && !owner.isConditional && owner.kind !== "defaults")
      checkIntervals(view, owner);
  },
  concerns: (owner) =>
    isProxy(owner) && owner.isBackend && !owner.isConditional && !owner.isDisabled && leadsToApiServers(owner),
  checkFile(file, concerned) {
    if (file.isOpen) return;
    for (const backend of concerned) if (isProxy(backend)) checkConnections(file, backend);
  },
};
