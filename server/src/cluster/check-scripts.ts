import { parseIpAddress } from "../model/address.ts";
import type { CheckScript } from "../model/checks/facts.ts";
import { readCheckScript } from "../model/checks/read.ts";
import type { Tracker, VrrpScript } from "../model/keepalived/facts.ts";
import type { Stated } from "../model/value.ts";
import type { Cluster, InFile, VirtualRouterMember } from "./model.ts";
import { trackedScript } from "./tracking.ts";

/** Programs that run the script behind them. */
const runners: ReadonlySet<string> = new Set([
  "sh",
  "bash",
  "dash",
  "ash",
  "ksh",
  "zsh",
  "env",
  "sudo",
  "nice",
  "timeout",
]);

/**
 * The script file that a command of keepalived runs.
 *
 * @returns its path as the machine knows it; undefined for a command of several words that is no call of a script
 */
export function scriptPathOf(command: string): string | undefined {
  if (/[|&;<>`]|\$\(/.test(command)) return undefined;
  for (const word of command.replace(/["']/g, "").split(/\s+/)) {
    const name = word.slice(word.lastIndexOf("/") + 1);
    if (runners.has(name) || /^\d+$/.test(word)) continue;
    const isPath = word.includes("/") && !/^(?:\/usr)?\/s?bin\//.test(word);
    return (isPath || /\.sh$/.test(word)) && parseIpAddress(word) === undefined ? word : undefined;
  }
  return undefined;
}

const inlineChecks = new WeakMap<Stated<string>, CheckScript>();

/** What a command says itself; its places are known where it stands in the file as keepalived reads it. */
function inlineCheck(command: Stated<string>): CheckScript {
  const known = inlineChecks.get(command);
  if (known !== undefined) return known;
  const { at, text } = command;
  const quotes = (at.end - at.start - text.length) / 2;
  const isVerbatim = !command.isGenerated && (quotes === 0 || quotes === 1);
  const read = readCheckScript(text);
  const place = (start: number, end: number) =>
    isVerbatim ? { origin: at.origin, start: at.start + quotes + start, end: at.start + quotes + end } : at;
  const placed = <T>(stated: Stated<T> | undefined): Stated<T> | undefined =>
    stated === undefined
      ? undefined
      : { ...stated, at: place(stated.at.start, stated.at.end), isGenerated: stated.isGenerated || !isVerbatim };
  const check: CheckScript = {
    ...read,
    probes: read.probes.map((probe) => ({
      ...probe,
      host: placed(probe.host),
      port: placed(probe.port),
      at: place(probe.at.start, probe.at.end),
    })),
  };
  inlineChecks.set(command, check);
  return check;
}

/** Something that a member tracks by a script, as far as it can be read. */
export interface TrackedScript {
  readonly script: VrrpScript;
  /** The command itself, or the script file that it runs. */
  readonly check: InFile<CheckScript>;
}

/**
 * What a script asks that a member tracks.
 *
 * @returns undefined where the command is unknown, or runs a script that the workspace does not show
 */
export function readTrackedScript(
  cluster: Cluster,
  { file, keepalived }: VirtualRouterMember,
  tracker: Tracker,
): TrackedScript | undefined {
  const script = trackedScript(tracker, keepalived);
  const command = script?.command;
  if (script === undefined || command?.value === undefined) return undefined;
  if (scriptPathOf(command.value) === undefined) return { script, check: { file, facts: inlineCheck(command) } };
  const check = cluster.checkScripts.get(file)?.get(command.value);
  return check === undefined ? undefined : { script, check };
}
