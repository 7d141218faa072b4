import { type EnvironmentAssignment, readEnvironment } from "../../syntax/etcd/environment.ts";
import type { Anchor, Origin } from "../../syntax/tree.ts";
import type { Written } from "../written.ts";
import type { EtcdFacts, EtcdMember, EtcdSlip } from "./facts.ts";
import { blankSlips, type EtcdSetting, etcdMember } from "./settings.ts";

/** A longer text (in UTF-16 units) is no file that people write. */
const maximumLength = 1 << 20;

/** Where an environment file stands, and what fills in its variables. */
export interface EnvironmentPlace {
  readonly origin: Origin;
  /** The offset of the text's first character, counted from the origin. */
  readonly start: number;
  readonly expand?: (text: string) => string;
}

/** The flag that a variable of etcd's stands for: `ETCD_INITIAL_CLUSTER` is `initial-cluster`. */
export function flagOfVariable(key: string): string | undefined {
  return key.startsWith("ETCD_") ? key.slice("ETCD_".length).toLowerCase().replaceAll("_", "-") : undefined;
}

/** The variables that a file sets before it uses them, as a shell and systemd's unit fill them in. */
function ownValues(assignments: readonly EnvironmentAssignment[]): (text: string) => string {
  const values = new Map<string, string>();
  for (const { key, value } of assignments) values.set(key, value);
  return (text) =>
    text.replace(/\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g, (reference, braced?: string, bare?: string) => {
      const value = values.get(braced ?? bare ?? "");
      return value === undefined || value.includes("$") ? reference : value;
    });
}

function writtenOf(
  assignment: EnvironmentAssignment,
  place: EnvironmentPlace,
  fill: (text: string) => string,
): Written {
  const { value, start, end, isPlain } = assignment;
  const text = fill(value);
  return {
    text,
    at: { origin: place.origin, start: place.start + start, end: place.start + end },
    raw: isPlain ? value : undefined,
    isGenerated: text !== value,
    isUnknown: /[$`]/.test(text),
  };
}

/**
 * Reads an environment file of etcd: `ETCD_NAME=…`. A second `ETCD_NAME` begins another member, as where a text shows several files
 * one below the other.
 *
 * @param text any text is taken
 * @returns undefined where no variable of etcd's is set
 */
export function etcdFactsFromEnvironment(
  text: string,
  place: EnvironmentPlace = { origin: { offset: 0 }, start: 0 },
): EtcdFacts | undefined {
  if (text.length > maximumLength || !text.includes("ETCD_")) return undefined;
  const assignments = readEnvironment(text);
  const own = ownValues(assignments);
  const fill = (value: string): string => own(place.expand === undefined ? value : place.expand(value));
  const members: EtcdMember[] = [];
  const slips: EtcdSlip[] = [];
  let settings = new Map<string, EtcdSetting>();
  let lastLine: Anchor | undefined;
  const finish = (): void => {
    const member = etcdMember(settings, "environment", undefined, false);
    if (member !== undefined) members.push(lastLine === undefined ? member : { ...member, lastLine });
    slips.push(...blankSlips(settings));
    settings = new Map();
    lastLine = undefined;
  };
  for (const assignment of assignments) {
    const flag = flagOfVariable(assignment.key);
    if (flag === undefined) continue;
    const value = writtenOf(assignment, place, fill);
    if (flag === "name" && settings.has("name") && settings.has("initial-cluster")) finish();
    settings.set(flag, { label: assignment.key, value });
    if (flag.startsWith("initial-")) {
      const { keyStart, lineEnd } = assignment;
      lastLine = { origin: place.origin, start: place.start + keyStart, end: place.start + lineEnd };
    }
    if (assignment.quote !== "foreign") continue;
    slips.push({
      kind: "foreign-quotes",
      at: {
        origin: place.origin,
        start: place.start + assignment.outerStart,
        end: place.start + assignment.outerEnd,
      },
      setting: assignment.key,
      replacement: `"${assignment.value}"`,
    });
  }
  finish();
  if (members.length + slips.length === 0) return undefined;
  return { kind: "etcd", members, clients: [], slips };
}
