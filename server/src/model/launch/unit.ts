import { configPaths, isHaproxyProgram, wordsOf } from "./command.ts";
import type { HaproxyLaunch, UnitPart } from "./facts.ts";

/** Lines that are continued by a final backslash are one. */
function linesOf(text: string): string[] {
  return text
    .replace(/\\\r?\n/g, " ")
    .split(/\r?\n/)
    .filter((line) => !/^\s*[#;]/.test(line));
}

function assignmentOf(word: string): readonly [string, string] | undefined {
  const match = /^(\w+)=(.*)$/s.exec(word);
  return match === null ? undefined : [match[1] ?? "", match[2] ?? ""];
}

/** Reads a unit or a drop-in. */
export function readUnit(text: string): UnitPart {
  const variables: (readonly [string, string])[] = [];
  const commands: string[] = [];
  for (const line of linesOf(text)) {
    const [, key = "", value = ""] = /^\s*(\w+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (key === "Environment") {
      for (const word of wordsOf(value)) {
        const assigned = assignmentOf(word);
        if (assigned !== undefined) variables.push(assigned);
      }
    }
    // Signs before the program say how systemd runs it.
    if (key === "ExecStart") commands.push(value.replace(/^[-@:+!|]+/, ""));
  }
  return { environmentOf: undefined, variables, commands };
}

/** Reads the file that a unit takes variables from. */
export function readUnitEnvironment(text: string, environmentOf: "debian" | "redhat"): UnitPart {
  const variables = linesOf(text).flatMap((line) => {
    const assigned = assignmentOf(line.trim().replace(/^export\s+/, ""));
    return assigned === undefined ? [] : [[assigned[0], wordsOf(assigned[1]).join(" ")] as const];
  });
  return { environmentOf, variables, commands: [] };
}

/** What the units of the distributions' packages say where the workspace has none of its own. */
const packagedUnits = {
  debian: {
    variables: [["CONFIG", "/etc/haproxy/haproxy.cfg"]],
    command: "/usr/sbin/haproxy -Ws -f $CONFIG -p $PIDFILE $EXTRAOPTS",
  },
  redhat: {
    variables: [
      ["CONFIG", "/etc/haproxy/haproxy.cfg"],
      ["CFGDIR", "/etc/haproxy/conf.d"],
    ],
    command: "/usr/sbin/haproxy -Ws -f $CONFIG -f $CFGDIR -p $PIDFILE $OPTIONS",
  },
} as const;

/** The words of a command with systemd's variables filled in: a word that is one variable becomes the words of its value. */
function expand(command: string, variables: ReadonlyMap<string, string>): string[] {
  return wordsOf(command).flatMap((word) => {
    const whole = /^\$(\w+)$/.exec(word)?.[1];
    if (whole !== undefined) return wordsOf(variables.get(whole) ?? "");
    return [word.replace(/\$\{(\w+)\}/g, (_, name: string) => variables.get(name) ?? "")];
  });
}

/** What the parts of one unit come to. */
export interface StartedUnit {
  readonly launch: HaproxyLaunch;
  /** The command is the package's own, which the workspace does not show. */
  readonly isAssumed: boolean;
}

/**
 * How haproxy is started by the parts of a unit.
 *
 * @param parts the unit before its drop-ins, and these before the file with its variables, which wins over them
 * @returns undefined where that can't be told
 */
export function startedUnit(parts: readonly UnitPart[]): StartedUnit | undefined {
  const last = (commands: readonly string[]): readonly string[] => commands.slice(commands.lastIndexOf("") + 1);
  const [own, another] = last(parts.flatMap(({ commands }) => commands));
  if (another !== undefined) return undefined;
  const isRedhat = parts.some(
    ({ environmentOf, variables }) => environmentOf === "redhat" || variables.some(([name]) => name === "CFGDIR"),
  );
  const packaged = packagedUnits[isRedhat ? "redhat" : "debian"];
  const isAssumed = own === undefined;
  const variables = new Map<string, string>([
    ...(isAssumed ? packaged.variables : []),
    ...parts.flatMap((part) => part.variables),
  ]);
  const words = expand(own ?? packaged.command, variables);
  const program = words.findIndex(isHaproxyProgram);
  const paths = program < 0 ? undefined : configPaths(words.slice(program + 1));
  return paths === undefined ? undefined : { launch: { paths, mounts: [] }, isAssumed };
}
