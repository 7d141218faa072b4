import { mentionsKubeadm, mentionsKubeadmCommand } from "../../documents/mentions.ts";
import type { Origin } from "../../syntax/tree.ts";
import type { Stated } from "../value.ts";
import { fillTemplate, type Variables as GivenVariables } from "../variables.ts";
import type { ApiServerManifest, KubeadmCluster, KubeadmNode, KubeadmSource, KubernetesFacts } from "./facts.ts";
import { placeInWord, readShellScript, type ShellCommand, type ShellWord } from "./shell-words.ts";
import { isFilledIn, splitList, stateAddress, stateEndpoint, statePort, stateText, type Written } from "./written.ts";
import type { YamlReader } from "./yaml-reader.ts";

/** A longer text (in UTF-16 units) is no script that people write. */
const maximumLength = 1 << 20;

/** Scripts in scripts: `ssh host "bash -c 'kubeadm …'"`. */
const maximumDepth = 4;

/** How often a variable may stand for another one. */
const maximumExpansions = 8;

/** Words before a command that belong to the shell's own language. */
const reservedWords: ReadonlySet<string> = new Set([
  "if",
  "then",
  "else",
  "elif",
  "do",
  "while",
  "until",
  "!",
  "{",
  "time",
]);

/** Commands that run another one given on their line, here or on another machine. */
const runners: ReadonlySet<string> = new Set(
  (
    "sudo doas env exec command nohup timeout eval setsid nice ionice stdbuf retry run chroot nsenter bash sh su ssh sshpass " +
    "pdsh clush parallel-ssh ansible docker podman nerdctl multipass limactl vagrant lxc incus"
  ).split(" "),
);

/** Commands that read a script from their standard input. */
const shells: ReadonlySet<string> = new Set([
  "bash",
  "sh",
  "ssh",
  "sudo",
  "su",
  "sshpass",
  "vagrant",
  "docker",
  "limactl",
]);

const declarations: ReadonlySet<string> = new Set(["export", "local", "readonly", "declare", "typeset"]);

/** Flags of `kubeadm init` and `kubeadm join` that take no value behind a blank. */
const switches: ReadonlySet<string> = new Set([
  "--control-plane",
  "--experimental-control-plane",
  "--upload-certs",
  "--experimental-upload-certs",
  "--dry-run",
  "--skip-token-print",
  "--skip-certificate-key-print",
  "--discovery-token-unsafe-skip-ca-verification",
  "--skip-headers",
  "--skip-log-headers",
  "--add-dir-header",
  "--one-output",
  "--help",
  "-h",
]);

/** What tutorials write for flags that they leave out. */
const isElision = /^\[(?![\da-f]*:[\da-f:.]*\])|^\.\.\.|^…/i;

const assignment = /^([A-Za-z_][A-Za-z0-9_]*)(\+?)=/;

function nameOf(word: ShellWord | undefined): string {
  const value = word?.value ?? "";
  return value.slice(value.lastIndexOf("/") + 1);
}

/** The values of the script's variables, as far as each is assigned once and to a plain value. */
class Variables {
  /** Undefined: assigned more than once, or to what isn't known here. */
  readonly #values = new Map<string, string | undefined>();
  readonly #given: GivenVariables;

  /** @param given values from outside, for names that the script does not assign */
  constructor(given: GivenVariables = {}) {
    this.#given = given;
  }

  #set(name: string, value: string | undefined): void {
    this.#values.set(name, this.#values.has(name) ? undefined : value);
  }

  #poison(name: string): void {
    this.#values.set(name, undefined);
  }

  read(commands: readonly ShellCommand[]): void {
    for (const { words } of commands) this.#readCommand(words);
  }

  #readCommand(words: readonly ShellWord[]): void {
    const first = words[0]?.value ?? "";
    if (first === "for" || first === "select" || first === "read" || first === "unset" || first === "getopts") {
      for (const { value } of words.slice(1)) this.#poison(value);
      return;
    }
    const start = words.findIndex(({ value }) => !reservedWords.has(value));
    const from = declarations.has(words[start]?.value ?? "") ? start + 1 : start;
    const rest = words.slice(Math.max(from, 0)).filter(({ value }) => from === start || !value.startsWith("-"));
    // Behind `NAME=value command` the variable is what it was before.
    if (from === start && rest.some(({ value }) => !assignment.test(value))) return;
    for (const { value, isLiteral } of rest) {
      const match = assignment.exec(value);
      if (match === null) continue;
      const [whole, name = "", plus] = match;
      const assigned = value.slice(whole.length);
      // An empty value is mostly one to be filled in, or the beginning of an array.
      if (plus === "+" || isLiteral || assigned === "") this.#poison(name);
      else this.#set(name, assigned);
    }
  }

  #valueOf(name: string): string | undefined {
    if (this.#values.has(name)) return this.#values.get(name);
    return Object.hasOwn(this.#given, name) ? this.#given[name] : undefined;
  }

  /** Puts the values into a text; what isn't known stays as it is written. */
  readonly expand = (text: string): string => {
    let result = fillTemplate(text, this.#given);
    for (let round = 0; round < maximumExpansions && result.includes("$"); round++) {
      const before = result;
      result = result.replace(
        /(?<!\\)\$(?:\{([A-Za-z_][A-Za-z0-9_]*)\}|([A-Za-z_][A-Za-z0-9_]*))/g,
        (reference, braced: string | undefined, bare: string | undefined) =>
          this.#valueOf(braced ?? bare ?? "") ?? reference,
      );
      // A value that holds itself would grow for ever.
      if (result === before || result.length > text.length + 1000) break;
    }
    return result;
  };
}

/** The flags and arguments of one `kubeadm init` or `kubeadm join`. */
interface Arguments {
  readonly values: ReadonlyMap<string, readonly Written[]>;
  readonly positional: readonly Written[];
  /** A word that may become several flags stands among them. */
  readonly isOpen: boolean;
}

class ShellReader {
  readonly #text: string;
  readonly #yaml: YamlReader | undefined;
  readonly #origin: Origin;
  readonly #variables: Variables;
  /** A script in single quotes is being read: its variables are those of the shell that runs it. */
  #isLiteral = false;
  readonly clusters: KubeadmCluster[] = [];
  readonly nodes: KubeadmNode[] = [];
  readonly apiServers: ApiServerManifest[] = [];

  constructor(text: string, yaml: YamlReader | undefined, origin: Origin, given: GivenVariables | undefined) {
    this.#text = text;
    this.#origin = origin;
    this.#yaml = yaml;
    this.#variables = new Variables(given);
  }

  readScript(start: number, end: number, depth: number): void {
    if (depth > maximumDepth) return;
    const script = readShellScript(this.#text, start, end);
    if (depth === 0) this.#variables.read(script.commands);
    for (const { start: from, end: to } of script.substitutions) this.#readNested(from, to, depth);
    for (const command of script.commands) {
      this.#readCommand(command, depth);
      this.#readDocuments(command, depth);
    }
  }

  #readNested(start: number, end: number, depth: number): void {
    if (/kubeadm[ \t]+(?:init|join)\b/.test(this.#text.slice(start, end))) this.readScript(start, end, depth + 1);
  }

  #readDocuments(command: ShellCommand, depth: number): void {
    for (const { start, end, isQuoted } of command.documents) {
      const body = this.#text.slice(start, end);
      if (mentionsKubeadm(body)) {
        const place = { origin: this.#origin, start };
        const facts = this.#yaml?.kubernetesFacts(
          body.replace(/^\t+/gm, (tabs) => " ".repeat(tabs.length)),
          isQuoted ? place : { ...place, expand: this.#variables.expand },
        );
        if (facts === undefined) continue;
        this.clusters.push(...facts.clusters);
        this.nodes.push(...facts.nodes);
        this.apiServers.push(...facts.apiServers);
      } else if (command.writesFile || shells.has(nameOf(command.words[0])) || nameOf(command.words[0]) === "tee") {
        this.#readNested(start, end, depth);
      }
    }
  }

  #readCommand({ words }: ShellCommand, depth: number): void {
    let first = 0;
    while (reservedWords.has(words[first]?.value ?? "") || assignment.test(words[first]?.value ?? "")) first++;
    const isRunner = runners.has(nameOf(words[first]));
    for (let i = first; i < words.length; i++) {
      const word = words[i];
      if (word === undefined || (i > first && !isRunner)) return;
      const action = words[i + 1]?.value;
      if (nameOf(word) === "kubeadm" && (action === "init" || action === "join")) {
        const rest = words.slice(i + 2);
        // A join needs arguments, and a bare name in backquotes or quotes is talked of rather than run.
        if (rest.length > 0 || (action === "init" && depth === 0)) this.#readKubeadm(word, action, rest);
        return;
      }
      if (i > first && word.value.includes("kubeadm")) {
        // `ssh host "kubeadm join …"`: the word is a script of its own.
        const place = placeInWord(word, 0, word.value.length);
        if (!place.isPlain) continue;
        const wasLiteral = this.#isLiteral;
        this.#isLiteral ||= this.#text[place.start - 1] === "'";
        this.#readNested(place.start, place.end, depth);
        this.#isLiteral = wasLiteral;
      }
    }
  }

  #written(word: ShellWord, from = 0): Written {
    const raw = word.value.slice(from);
    const place = placeInWord(word, from, word.value.length);
    const text = word.isLiteral || this.#isLiteral ? raw : this.#variables.expand(raw);
    return {
      text,
      at: { origin: this.#origin, start: place.start, end: place.end },
      raw: place.isPlain ? raw : undefined,
      isGenerated: text !== raw,
      isUnknown: /[$`]/.test(text),
    };
  }

  #arguments(words: readonly ShellWord[]): Arguments {
    const values = new Map<string, Written[]>();
    const positional: Written[] = [];
    let isOpen = false;
    const add = (flag: string, value: Written): void => {
      const present = values.get(flag);
      if (present === undefined) values.set(flag, [value]);
      else present.push(value);
    };
    for (let i = 0; i < words.length; i++) {
      const word = words[i];
      if (word === undefined) break;
      const { value } = word;
      if (!value.startsWith("-")) {
        const written = this.#written(word);
        positional.push(written);
        // An unquoted `$EXTRA_FLAGS`, or a template's line, may hold any flag.
        // An unquoted `$EXTRA_FLAGS`, a template's line, or `...` may hold any flag; an address with a port is no flag.
        isOpen ||= isElision.test(value) || (isFilledIn(written) && !value.includes(":"));
        continue;
      }
      const equals = value.indexOf("=");
      const flag = equals < 0 ? value : value.slice(0, equals);
      if (equals >= 0) add(flag, this.#written(word, equals + 1));
      else if (switches.has(flag)) add(flag, { ...this.#written(word), text: "true", isUnknown: false });
      else {
        const next = words[++i];
        if (next !== undefined) add(flag, this.#written(next));
      }
    }
    return { values, positional, isOpen };
  }

  #readKubeadm(kubeadm: ShellWord, action: "init" | "join", words: readonly ShellWord[]): void {
    const { values, positional, isOpen } = this.#arguments(words);
    // The phases of an init are parts of one; with `--config` the facts stand in that file.
    if (positional[0]?.text === "phase" || values.has("--config") || values.has("--help") || values.has("-h")) return;
    const end = words[words.length - 1]?.end ?? kubeadm.end + 1 + action.length;
    const source: KubeadmSource = {
      form: "command",
      at: { origin: this.#origin, start: kubeadm.start, end: Math.max(end, kubeadm.end) },
      apiVersion: undefined,
      isOpen,
    };
    const last = (flag: string): Written | undefined => values.get(flag)?.at(-1);
    const state = <T>(how: (written: Written) => Stated<T>, flag: string): Stated<T> | undefined => {
      const written = last(flag);
      return written === undefined ? undefined : how(written);
    };
    const advertiseAddress = state(stateAddress, "--apiserver-advertise-address");
    const bindPort = state(statePort, "--apiserver-bind-port");
    if (action === "init") {
      const names = values.get("--apiserver-cert-extra-sans") ?? [];
      this.clusters.push({
        source,
        endpoint: state(stateEndpoint, "--control-plane-endpoint"),
        bindPort,
        bindAddress: undefined,
        advertiseAddress,
        certificateNames: names.flatMap(splitList).map(stateText),
        etcdEndpoints: [],
      });
    }
    const controlPlane = last("--control-plane") ?? last("--experimental-control-plane");
    const address = positional[0];
    this.nodes.push({
      source,
      action,
      isControlPlane: action === "init" || (controlPlane !== undefined && controlPlane.text !== "false"),
      nodeName: state(stateText, "--node-name"),
      advertiseAddress,
      bindPort,
      joinEndpoint: action === "join" && address !== undefined ? stateEndpoint(address) : undefined,
    });
  }
}

/**
 * Reads the `kubeadm init` and `kubeadm join` command lines of a shell script or a terminal's record, and the kubeadm documents
 * that its here-documents write. A variable that is assigned once, to a plain value, counts as that value; all else that is
 * expanded is unknown.
 *
 * @param text the script; any text is taken
 * @param yaml the reader of the here-documents; without it they are left out
 * @param origin where the script begins, for one that stands in another text
 * @param given values of variables and of a template's placeholders that the script does not assign itself
 * @returns undefined where there is nothing of that kind; all anchors have one origin at the script's start
 */
export function kubernetesFactsFromShell(
  text: string,
  yaml?: YamlReader,
  origin: Origin = { offset: 0 },
  given?: GivenVariables,
): KubernetesFacts | undefined {
  if (text.length > maximumLength || !mentionsKubeadmCommand(text)) return undefined;
  const reader = new ShellReader(text, yaml, origin, given);
  reader.readScript(0, text.length, 0);
  const { clusters, nodes, apiServers } = reader;
  if (clusters.length + nodes.length + apiServers.length === 0) return undefined;
  return { kind: "kubernetes", clusters, nodes, apiServers };
}
