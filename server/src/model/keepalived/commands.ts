import { parseIpAddress } from "../address.ts";

/** A command that keepalived runs, as far as it tells what it asks after. */
export interface CheckCommand {
  /** Its words with blanks made one and the folder of the program left out. */
  readonly text: string;
  /** The program's file name; empty where there is none. */
  readonly program: string;
  /** A program of the system, which says by its arguments what it asks after; else a script, whose arguments may be the node's own. */
  readonly isSystemTool: boolean;
  /** What tells in it what it asks after: the beginnings of names (`hapr`), and ports (`6443`). */
  readonly subjects: ReadonlySet<string>;
}

/** Programs that run the script behind them. */
const runners = new Set([
  "sh",
  "bash",
  "dash",
  "ash",
  "ksh",
  "zsh",
  "env",
  "sudo",
  "nice",
  "python",
  "python2",
  "python3",
  "perl",
]);

const systemTools = new Set([
  ...[
    "killall",
    "killall5",
    "pidof",
    "pgrep",
    "pkill",
    "kill",
    "ps",
    "systemctl",
    "service",
    "curl",
    "wget",
    "nc",
    "ncat",
  ],
  ...[
    "ping",
    "ping6",
    "fping",
    "test",
    "[",
    "[[",
    "grep",
    "egrep",
    "ss",
    "netstat",
    "ip",
    "true",
    "false",
    "cat",
    "docker",
    "echo",
  ],
]);

/** Words of commands and paths that tell nothing of what is asked after. */
const commonWords = new Set([
  ...[
    "check",
    "checks",
    "script",
    "scripts",
    "keepalived",
    "local",
    "sbin",
    "libexec",
    "home",
    "root",
    "conf",
    "config",
  ],
  ...[
    "status",
    "active",
    "quiet",
    "health",
    "healthz",
    "healthcheck",
    "livez",
    "readyz",
    "http",
    "https",
    "localhost",
    "null",
  ],
  ...[
    "exit",
    "server",
    "node",
    "host",
    "master",
    "backup",
    "slave",
    "primary",
    "secondary",
    "alive",
    "running",
    "monitor",
  ],
  ...[
    "track",
    "vrrp",
    "silent",
    "insecure",
    "fail",
    "output",
    "time",
    "timeout",
    "connect",
    "bash",
    "python",
    "grep",
    "wait",
  ],
  ...[
    "killall",
    "pidof",
    "pgrep",
    "pkill",
    "systemctl",
    "service",
    "curl",
    "wget",
    "netstat",
    "ping",
    "test",
    "true",
    "false",
  ],
]);

/** Programs that ask whether a machine can be reached: each node may have another one to ask, such as its gateway. */
const reachers = new Set(["ping", "ping6", "fping", "arping"]);

/** So many letters of a word tell what it is about: what follows may be a node's own (`flag_a`, `haproxya`), or a form (`haproxyd`). */
const tellingLetters = 4;

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Whether a word of a command is an address, or a URL of one: each node may have its own there. */
function withoutAddresses(word: string): string {
  return word.replace(/\[[\da-f:]+\]|\d+(?:\.\d+){3}/gi, (address) =>
    parseIpAddress(address.replace(/[[\]]/g, "")) === undefined ? address : "localhost",
  );
}

/** Reads a command as keepalived has it, quotes around the whole taken away. */
export function readCommand(command: string): CheckCommand {
  const words = command
    .replace(/["']/g, " ")
    .split(/\s+/)
    .filter((word) => word !== "")
    .map(withoutAddresses);
  let first = 0;
  while (
    first < words.length - 1 &&
    (runners.has(baseName(words[first] ?? "")) || words[first]?.startsWith("-") === true)
  )
    first++;
  const program = baseName(words[first] ?? "");
  const subjects = new Set<string>();
  for (const match of words
    .slice(first)
    .join(" ")
    .toLowerCase()
    .matchAll(/[a-z]{4,}|(?<![\da-z.])\d{2,5}(?![\da-z.])/g)) {
    if (!commonWords.has(match[0])) subjects.add(match[0].slice(0, /^\d/.test(match[0]) ? undefined : tellingLetters));
  }
  if (reachers.has(program)) subjects.add("ping");
  return {
    text: [program, ...words.slice(first + 1)].join(" "),
    program,
    isSystemTool: systemTools.has(program),
    subjects,
  };
}

/**
 * Whether two commands may ask after the same thing: one text, one script whatever its arguments are, or a common name or port.
 * What tells nothing of itself (`/etc/keepalived/check.sh`) may ask after anything.
 */
export function mayAskTheSame(a: CheckCommand, b: CheckCommand): boolean {
  if (a.text === b.text || a.subjects.size === 0 || b.subjects.size === 0) return true;
  if (a.program === b.program && !a.isSystemTool) return true;
  return [...a.subjects].some((subject) => b.subjects.has(subject));
}
