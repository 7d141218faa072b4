import { version } from "../version.ts";
import { print, printError } from "./console.ts";
import { isUsageError, UsageError } from "./usage-error.ts";

interface Command {
  readonly summary: string;
  /** Loads what the command needs, and nothing that commands of another kind need, then runs it. */
  readonly run: (args: readonly string[]) => Promise<number>;
  /** The process goes on when `run` has ended. */
  readonly isService?: true;
}

const commands: ReadonlyMap<string, Command> = new Map<string, Command>([
  [
    "check",
    {
      summary: "check files and folders",
      run: async (args) => (await import("./commands.ts")).check(args),
    },
  ],
  [
    "fix",
    {
      summary: "apply the fixes that are safe and certain",
      run: async (args) => (await import("./commands.ts")).fix(args),
    },
  ],
  [
    "init",
    {
      summary: "write a haconf.yaml from what is found out",
      run: async (args) => (await import("./commands.ts")).init(args),
    },
  ],
  [
    "rules",
    {
      summary: "list the rules",
      run: async (args) => (await import("./commands.ts")).listRules(args),
    },
  ],
  [
    "explain",
    {
      summary: "say what a rule is about",
      run: async (args) => (await import("./commands.ts")).explain(args),
    },
  ],
  [
    "lsp",
    {
      summary: "run the language server",
      isService: true,
      run: async (args) => (await import("./lsp.ts")).runLanguageServer(args),
    },
  ],
]);

function help(): string {
  const width = Math.max(...Array.from(commands.keys(), (name) => name.length));
  const lines = Array.from(commands, ([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return [
    "Usage: haconf COMMAND [ARGUMENT…]",
    "",
    "Checks keepalived and haproxy configurations, one file at a time and all nodes of a cluster together.",
    "",
    "Commands:",
    ...lines,
    "",
    `"haconf COMMAND --help" tells more; "haconf --version" prints the version.`,
    "",
  ].join("\n");
}

async function unknownCommand(name: string): Promise<UsageError> {
  if (name.startsWith("-")) return new UsageError(`unknown flag ${name}; "haconf --help" lists the commands`);
  const { closest } = await import("../../schema/suggest.ts");
  const near = closest(name, commands.keys());
  const hint = near === undefined ? `"haconf --help" lists the commands` : `did you mean ${near}?`;
  return new UsageError(`unknown command ${name}; ${hint}`);
}

async function run(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === "--version") {
    print(`haconf ${version}\n`);
    return 0;
  }
  if (name === "--help" || name === "-h") {
    print(help());
    return 0;
  }
  if (name === undefined) throw new UsageError(`a command is missing; "haconf --help" lists the commands`);
  const command = commands.get(name);
  if (command === undefined) throw await unknownCommand(name);
  const status = await command.run(rest);
  // All is written by now, and clearing up what ends with the process anyway takes a tenth of the time of a long file.
  if (command.isService !== true) process.exit(status);
  return status;
}

run(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    process.exitCode = 2;
    if (isUsageError(error)) printError(`haconf: ${error.message}\n`);
    else
      printError(
        `haconf: this is a fault of haconf itself.\n${error instanceof Error ? error.stack : String(error)}\n`,
      );
  },
);
