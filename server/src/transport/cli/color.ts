import type { Severity } from "../../rules/finding.ts";

type Paint = (text: string) => string;

/** How parts of a text are set apart; every function gives its text back unchanged where colours are off. */
export interface Palette {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly underline: Paint;
  readonly added: Paint;
  readonly removed: Paint;
  readonly place: Paint;
  readonly severity: Readonly<Record<Severity, Paint>>;
}

function paint(isOn: boolean, on: number, off: number): Paint {
  return isOn ? (text) => `\u001b[${on}m${text}\u001b[${off}m` : (text) => text;
}

export function createPalette(isOn: boolean): Palette {
  const color = (code: number): Paint => paint(isOn, code, 39);
  return {
    bold: paint(isOn, 1, 22),
    dim: paint(isOn, 2, 22),
    underline: paint(isOn, 4, 24),
    added: color(32),
    removed: color(31),
    place: color(36),
    severity: { error: color(31), warning: color(33), information: color(34), hint: color(36) },
  };
}

/**
 * Whether output is to be coloured.
 *
 * @param isTerminal whether the output goes to a terminal
 * @param environment `FORCE_COLOR` (`0` switches off), `NO_COLOR` and `TERM=dumb` are looked at, in this order
 */
export function wantsColor(isTerminal: () => boolean, environment: NodeJS.ProcessEnv): boolean {
  const force = environment["FORCE_COLOR"];
  if (force !== undefined && force !== "") return force !== "0" && force !== "false";
  if ((environment["NO_COLOR"] ?? "") !== "" || environment["TERM"] === "dumb") return false;
  return isTerminal();
}
