import { type CommandUsage, helpOf, parseArguments } from "./arguments.ts";
import { print } from "./console.ts";
import { UsageError } from "./usage-error.ts";

const lspUsage: CommandUsage = {
  name: "lsp",
  operands: "",
  summary: "Runs the language server until the client ends it.",
  flags: [
    { name: "stdio", help: "speak over standard input and output" },
    { name: "node-ipc", help: "speak over the channel of a parent that is a Node process" },
    // The language server library watches this process and ends with it; clients pass it without asking.
    { name: "clientProcessId", value: "ID", help: "end together with this process", isHidden: true },
  ],
};

/** `haconf lsp`; the promise is settled when the server has begun, the process lives on with the connection. */
export async function runLanguageServer(args: readonly string[]): Promise<number> {
  const parsed = parseArguments(lspUsage, args);
  if (parsed.switches.has("help")) {
    print(helpOf(lspUsage));
    return 0;
  }
  const [operand] = parsed.operands;
  if (operand !== undefined) throw new UsageError(`lsp takes no "${operand}"`);
  const hasStdio = parsed.switches.has("stdio");
  if (hasStdio === parsed.switches.has("node-ipc")) throw new UsageError("lsp needs one of --stdio and --node-ipc");
  if (!hasStdio && process.send === undefined) throw new UsageError("--node-ipc needs a parent that is a Node process");
  const { serveNode } = await import("../node.ts");
  serveNode();
  return 0;
}
