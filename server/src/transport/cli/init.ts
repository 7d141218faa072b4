import { writeFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { message } from "../../rules/finding.ts";
import { defaultSettings } from "../../workspace/types.ts";
import { loadTranslations } from "../translations.ts";
import { type CommandUsage, helpOf, parseArguments } from "./arguments.ts";
import { localeFlag, localeFor } from "./common-flags.ts";
import { codeOf, print, printError } from "./console.ts";
import { readInputs, reasonOf } from "./files.ts";
import { loadWorkspace } from "./load.ts";
import { Progress } from "./progress.ts";
import { countOf, loadSay } from "./say.ts";
import { UsageError } from "./usage-error.ts";

const manifestName = "haconf.yaml";

const initUsage: CommandUsage = {
  name: "init",
  operands: "--manifest [DIR]",
  summary: `Writes a ${manifestName} from what is found out about the files below a folder.`,
  flags: [
    {
      name: "manifest",
      help: `write DIR/${manifestName}: clusters, nodes, addresses, files, with what each was told by`,
    },
    { name: "dry-run", help: "write nothing, print the manifest" },
    { name: "force", help: "replace a manifest that is there" },
    { name: "quiet", help: "say nothing but what goes wrong" },
    localeFlag,
  ],
  notes: [
    "DIR is a folder (default: the current one).",
    "Exit status: 0 the manifest was written or printed, 1 no cluster was found, 2 wrong usage or a path that can't be read or written.",
  ],
};

/**
 * `haconf init --manifest`; see `check` for what goes in and out.
 *
 * A manifest that lies there is not read: the draft says what the files tell by themselves.
 */
export async function init(args: readonly string[]): Promise<number> {
  const parsed = parseArguments(initUsage, args);
  if (parsed.switches.has("help")) {
    print(helpOf(initUsage));
    return 0;
  }
  if (!parsed.switches.has("manifest")) throw new UsageError(`init needs --manifest; "haconf init --help" tells more`);
  const [given = ".", ...more] = parsed.operands;
  if (more.length > 0) throw new UsageError("init takes one folder");
  const folder = resolve(given);
  const path = join(folder, manifestName);
  const isQuiet = parsed.switches.has("quiet");
  const progress = new Progress(!isQuiet);
  const inputs = await readInputs({ paths: [given], stdinName: undefined, manifest: undefined }, progress);
  if (inputs.files.some(({ origin }) => origin === "named")) throw new UsageError(`${given} is no folder`);
  const files = inputs.files.filter(({ isManifest, origin }) => !isManifest && origin === "found");
  const workspace = await loadWorkspace({ ...inputs, files }, defaultSettings, progress);
  const locale = localeFor(parsed);
  const translations = await loadTranslations(locale);
  const say = await loadSay(locale);
  const pathOf = (file: string): string => relative(folder, inputs.fullPathOf(file)).split(sep).join("/");
  const draft = workspace.draftManifest(pathOf, translations);
  progress.end();
  for (const problem of inputs.problems) printError(`haconf: ${problem}\n`);
  if (draft.clusters.length === 0) {
    const said = message("No cluster was found in {folder} that a manifest could name.", { folder: given });
    printError(`haconf: ${say(said)}\n`);
    return 1;
  }
  if (parsed.switches.has("dry-run")) print(draft.text);
  else {
    write(path, draft.text, parsed.switches.has("force"));
    const clusters = countOf(draft.clusters.length, "1 cluster", "{count} clusters");
    const said = message("{file} was written, with {clusters}.", { file: join(given, manifestName), clusters });
    if (!isQuiet) print(`${say(said)}\n`);
  }
  return inputs.problems.length > 0 ? 2 : 0;
}

/** @throws UsageError where a manifest is there already, or the system does not let it be written */
function write(path: string, text: string, mayReplace: boolean): void {
  try {
    writeFileSync(path, text, { flag: mayReplace ? "w" : "wx" });
  } catch (error) {
    if (codeOf(error) === "EEXIST") throw new UsageError(`${path} is there already; --force replaces it`);
    throw new UsageError(`can't write ${path}: ${reasonOf(error)}`);
  }
}
