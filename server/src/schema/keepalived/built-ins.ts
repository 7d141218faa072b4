import { type KeepalivedVersionChoice, keepalivedRelease } from "./versions.ts";

/** A definition that keepalived brings along: `${_RANDOM 1 10}`. */
export interface KeepalivedBuiltIn {
  readonly name: string;
  /** The first release that has it, as the releases' sources show. */
  readonly since: KeepalivedVersionChoice;
}

export const keepalivedBuiltIns: readonly KeepalivedBuiltIn[] = [
  { name: "_PWD", since: "1.4.3" },
  { name: "_INSTANCE", since: "2.0.1" },
  { name: "_RANDOM", since: "2.0.15" },
  { name: "_HASH", since: "2.1.4" },
  { name: "_BANG", since: "2.1.4" },
  { name: "_ENV", since: "2.4.0" },
];

/** The definition of that name, if keepalived brings it along in any release. */
export function keepalivedBuiltIn(name: string): KeepalivedBuiltIn | undefined {
  return keepalivedBuiltIns.find((one) => one.name === name);
}

/** Whether a version has it; a series counts as its last release. */
export function hasBuiltIn(version: KeepalivedVersionChoice, { since }: KeepalivedBuiltIn): boolean {
  return keepalivedRelease(since) <= keepalivedRelease(version);
}
