import { type KeepalivedVersionChoice, keepalivedRelease } from "./versions.ts";

/**
 * Facts written by hand, from the history of keepalived and tried on its releases: since when keepalived reads what is no
 * keyword. Keywords have their first release in the generated data.
 */

/** Something that a release brought, and what the releases before it make of it. */
export interface KeepalivedNovelty {
  readonly since: KeepalivedVersionChoice;
  /** `dropped`: the whole entry is lost; `ignored`: the entry counts, as if the word were not there. */
  readonly outcome: "dropped" | "ignored";
}

const ignoredBefore = (since: KeepalivedVersionChoice): KeepalivedNovelty => ({ since, outcome: "ignored" });
const droppedBefore = (since: KeepalivedVersionChoice): KeepalivedNovelty => ({ since, outcome: "dropped" });

const weightOrder = { reverse: ignoredBefore("2.0.18"), noreverse: ignoredBefore("2.0.18") };

/** Options of entries that the oldest series lacks, by the syntax of the entries and the word. */
export const newerOptions: Readonly<Record<string, Readonly<Record<string, KeepalivedNovelty>>>> = {
  ipaddress: {
    home: ignoredBefore("1.3.6"),
    "-nodad": ignoredBefore("1.3.6"),
    mngtmpaddr: ignoredBefore("1.3.6"),
    noprefixroute: ignoredBefore("1.3.6"),
    autojoin: ignoredBefore("1.3.6"),
    // The address behind the word stands there by itself then.
    peer: ignoredBefore("2.0.0"),
    no_track: ignoredBefore("2.0.3"),
    track_group: ignoredBefore("2.0.3"),
    preferred_lft: ignoredBefore("2.0.20"),
    use_vmac: ignoredBefore("2.2.0"),
  },
  route: {
    fastopen_no_cookie: droppedBefore("1.4.3"),
    no_track: droppedBefore("2.0.3"),
    track_group: droppedBefore("2.0.3"),
    "ttl-propagate": droppedBefore("2.0.8"),
  },
  rule: {
    uidrange: droppedBefore("1.3.5"),
    l3mdev: droppedBefore("1.4.3"),
    protocol: droppedBefore("2.0.1"),
    ipproto: droppedBefore("2.0.1"),
    sport: droppedBefore("2.0.1"),
    dport: droppedBefore("2.0.1"),
    no_track: droppedBefore("2.0.3"),
    track_group: droppedBefore("2.0.3"),
  },
  track_bfd: weightOrder,
  track_file: weightOrder,
  track_interface: weightOrder,
  track_process: weightOrder,
  track_script: weightOrder,
  unicast_peer: { min_ttl: ignoredBefore("2.1.0"), max_ttl: ignoredBefore("2.1.0") },
};

/** Whether a version knows an option in entries of a syntax; `auto` knows all. */
export function knowsOption(syntax: string, option: string, version: KeepalivedVersionChoice): boolean {
  const options = Object.hasOwn(newerOptions, syntax) ? newerOptions[syntax] : undefined;
  const novelty = options !== undefined && Object.hasOwn(options, option) ? options[option] : undefined;
  return novelty === undefined || keepalivedRelease(novelty.since) <= keepalivedRelease(version);
}

/** Options whose next word is their value, whatever it says. */
export const optionsWithValue: ReadonlySet<string> = new Set([
  ...["broadcast", "brd", "dev", "dsfield", "iif", "label", "lookup", "oif", "peer", "preferred_lft", "protocol"],
  ...["realms", "scope", "src", "suppress_ifgroup", "table", "tos", "track_group", "via"],
]);

/** `brd +` and `brd -`; before, the sign is no address, and the whole entry is lost. */
export const derivedBroadcast: KeepalivedNovelty = droppedBefore("1.3.7");

/** Since when a brace may stand anywhere in a line; before, only an opening one at the end and a closing one at the beginning. */
export const bracesAnywhere: KeepalivedVersionChoice = "1.4.2";

/** What stands at the beginning of a line and is worked out before keywords are read. */
export const newerDirectives: Readonly<Record<string, KeepalivedVersionChoice>> = {
  "@^": "1.3.7",
  $: "1.4.0",
  // Among keywords; as an entry of a block of values with `sequencesAsEntries`.
  "~SEQ": "2.0.9",
  "~SEQx": "2.1.0",
  "~LST": "2.1.0",
  includer: "2.2.0",
  includem: "2.2.0",
  includew: "2.2.0",
  includeb: "2.2.0",
  includea: "2.2.0",
};

/** Since when a sequence makes entries of a block of values. */
export const sequencesAsEntries: KeepalivedVersionChoice = "2.1.0";

/** The releases that drop a virtual MAC beside unicast peers: from the first, before the second. */
export const noUnicastVmac: readonly [KeepalivedVersionChoice, KeepalivedVersionChoice] = ["2.1.0", "2.2.0"];

/** Definitions that keepalived brings along, and since when; they are given nowhere. */
export const newerBuiltIns: Readonly<Record<string, KeepalivedVersionChoice>> = {
  _PWD: "1.4.3",
  _INSTANCE: "2.0.1",
  _RANDOM: "2.0.15",
  _HASH: "2.1.4",
  _BANG: "2.1.4",
  _ENV: "2.4.0",
};
