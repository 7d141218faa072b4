import { UsageError } from "./usage-error.ts";

/** What a command takes; the help text is made of it. */
export interface CommandUsage {
  readonly name: string;
  /** What stands behind the name in the usage line: `[PATH…]`. */
  readonly operands: string;
  readonly summary: string;
  readonly flags: readonly FlagUsage[];
  /** Lines below the flags. */
  readonly notes?: readonly string[];
}

export interface FlagUsage {
  /** Without the dashes. */
  readonly name: string;
  /** What the flag's value is called; a flag without one takes none. */
  readonly value?: string;
  readonly isRepeatable?: true;
  readonly help: string;
  /** Accepted, but not shown. */
  readonly isHidden?: true;
}

/** The command line behind the command's name, taken apart. */
export interface ParsedArguments {
  readonly operands: readonly string[];
  readonly switches: ReadonlySet<string>;
  /** Values by flag in the order in which they were given; one for a flag that is not repeatable, the last. */
  readonly values: ReadonlyMap<string, readonly string[]>;
}

const helpFlag: FlagUsage = { name: "help", help: "show this help" };

function findFlag(usage: CommandUsage, argument: string): FlagUsage {
  const name = argument.replace(/^--/, "");
  const flag = argument === "-h" ? helpFlag : [...usage.flags, helpFlag].find((one) => one.name === name);
  if (flag === undefined || (!argument.startsWith("--") && argument !== "-h")) {
    throw new UsageError(`unknown flag ${argument}; "haconf ${usage.name} --help" lists the flags`);
  }
  return flag;
}

/**
 * Takes a command's arguments apart: `--flag value`, `--flag=value`, `--` before operands that begin with a dash, `-` as
 * an operand.
 *
 * @throws UsageError for an unknown flag, a missing value and a value too many
 */
export function parseArguments(usage: CommandUsage, args: readonly string[]): ParsedArguments {
  const operands: string[] = [];
  const switches = new Set<string>();
  const values = new Map<string, string[]>();
  for (let at = 0; at < args.length; at++) {
    const argument = args[at] ?? "";
    if (argument === "--") {
      operands.push(...args.slice(at + 1));
      break;
    }
    if (argument === "-" || !argument.startsWith("-")) {
      operands.push(argument);
      continue;
    }
    const equals = argument.indexOf("=");
    const flag = findFlag(usage, equals < 0 ? argument : argument.slice(0, equals));
    if (flag.value === undefined) {
      if (equals >= 0) throw new UsageError(`--${flag.name} takes no value`);
      switches.add(flag.name);
      continue;
    }
    const value = equals < 0 ? args[++at] : argument.slice(equals + 1);
    if (value === undefined || value === "")
      throw new UsageError(`--${flag.name} needs a value: --${flag.name} ${flag.value}`);
    const earlier = flag.isRepeatable ? (values.get(flag.name) ?? []) : [];
    values.set(flag.name, [...earlier, value]);
  }
  return { operands, switches, values };
}

/** The value of a flag that is given once at most. */
export function valueOf(parsed: ParsedArguments, flag: string): string | undefined {
  return parsed.values.get(flag)?.at(-1);
}

/**
 * The value of a flag that takes one of a few words.
 *
 * @throws UsageError for any other word
 */
export function choiceOf<Choice extends string>(
  parsed: ParsedArguments,
  flag: string,
  choices: readonly Choice[],
): Choice | undefined {
  const value = valueOf(parsed, flag);
  if (value === undefined) return undefined;
  const choice = choices.find((one) => one === value);
  if (choice === undefined) throw new UsageError(`--${flag} takes ${joinWords(choices)}, not "${value}"`);
  return choice;
}

/** `a, b or c` */
export function joinWords(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} or ${last}`;
}

/** What `haconf COMMAND --help` prints. */
export function helpOf(usage: CommandUsage): string {
  const shown = [...usage.flags, helpFlag].filter((flag) => flag.isHidden !== true);
  const left = shown.map((flag) => `--${flag.name}${flag.value === undefined ? "" : ` ${flag.value}`}`);
  const width = Math.max(...left.map((text) => text.length));
  const lines = [
    `Usage: haconf ${usage.name} ${[usage.operands, "[FLAG…]"].filter((part) => part !== "").join(" ")}`,
    "",
    usage.summary,
    "",
    "Flags:",
    ...shown.map((flag, at) => `  ${(left[at] ?? "").padEnd(width)}  ${flag.help}`),
    ...(usage.notes === undefined ? [] : ["", ...usage.notes]),
  ];
  return `${lines.join("\n")}\n`;
}
