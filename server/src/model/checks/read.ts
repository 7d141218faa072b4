import { mentionsProbe } from "../../documents/mentions.ts";
import type { Anchor, Origin } from "../../syntax/tree.ts";
import { assignment, declarations, programName } from "../shell/vocabulary.ts";
import { type ScriptCommand, type ScriptText, type ScriptVisitor, walkScript } from "../shell/walk.ts";
import type { ShellWord } from "../shell/words.ts";
import type { Stated } from "../value.ts";
import { statePort, stateText, type Written } from "../written.ts";
import type { CheckScript, Probe } from "./facts.ts";

/** `https://host:port/path`, where each part may be a variable. */
const target =
  /^(?:([a-z]+):\/\/)?(?:[^@/\s]*@)?(\[[^\]]*\]|\$\{[^}]*\}|\{\{.*?\}\}|\$\w+|[\w.-]+)(?::(\$\{[^}]*\}|\{\{.*?\}\}|[\w$]+))?(?:[/?#].*)?$/;

/** Options behind which curl does not go to the host that the URL names. */
const detour = /^(?:-x|--proxy|--resolve|--connect-to|--unix-socket|--abstract-unix-socket|-K|--config)$/;

const defaultPorts: Readonly<Record<string, number>> = { http: 80, https: 443 };

const holdsAddress = /\bip\b[^\n|;&]*\s(?:a|addr|address)\b|\bifconfig\b|\bhostname\s+-[iI]\b/;

/** `ss … | grep :6443`, `netstat … | grep -w "$PORT"`: the port that the rest of a line looks for. */
const wantedPort = /(?::|grep(?:\s+-\w+)*\s+["']?|sport\s*=\s*:?)(\$\{\w+\}|\$\w+|\d{2,5})(?![\w.])/;

function isReference(text: string): string | undefined {
  const match = /^\$(?:\{(\w+)\}|(\w+))$/.exec(text);
  return match?.[1] ?? match?.[2];
}

/** The words that make a question of a command which else starts, stops or ends programs. */
const questions: ReadonlyMap<string, RegExp> = new Map([
  ["killall", /^-(?:0|s0)$/],
  ["systemctl", /^(?:is-active|is-failed|status|show)$/],
  ["service", /^status$/],
]);

/** The words of a command that are no options; options with one of the given letters at their end take the next word. */
function argumentsOf(words: readonly ShellWord[], valueOptions: string): ShellWord[] {
  const found: ShellWord[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (word === undefined) continue;
    if (!word.value.startsWith("-") || word.value === "-") found.push(word);
    else if (!word.value.startsWith("--") && valueOptions.includes(word.value.at(-1) ?? "")) i++;
  }
  return found;
}

/** Reads what the commands of a script ask. */
class ProbeVisitor implements ScriptVisitor {
  readonly #text: string;
  readonly #origin: Origin;
  readonly probes: Probe[] = [];
  /** Where each variable gets its value; undefined for one that gets it in several places. */
  readonly #assigned = new Map<string, Written | undefined>();

  constructor(text: string, origin: Origin) {
    this.#text = text;
    this.#origin = origin;
  }

  isWanted(text: string): boolean {
    return mentionsProbe(text);
  }

  document(): boolean {
    return false;
  }

  command(command: ScriptCommand, script: ScriptText): boolean {
    const { words, first, isRunner } = command;
    const isDeclaration = declarations.has(words[first]?.value ?? "");
    for (const word of isDeclaration ? words.slice(first + 1) : words.slice(0, first)) this.#assign(word, script);
    for (const word of words) this.#readSocket(word, script);
    for (const word of [...command.writesTo, ...command.readsFrom]) this.#readSocket(word, script);
    const at = isRunner
      ? words.findIndex((word, index) => index > first && readers.has(programName(word)))
      : programName(words[first]) === "busybox"
        ? first + 1
        : first;
    const program = at < 0 ? undefined : words[at];
    const read = readers.get(programName(program));
    if (program === undefined || read === undefined) return false;
    read.call(this, words.slice(at + 1), program, script);
    return true;
  }

  #assign(word: ShellWord, script: ScriptText): void {
    const match = assignment.exec(word.value);
    if (match?.[1] === undefined) return;
    const value = script.written(word, match[0].length);
    this.#assigned.set(match[1], this.#assigned.has(match[1]) ? undefined : value);
  }

  /** A port with its place: that of the value which a variable gets. */
  #portOf(written: Written): Stated<number> {
    const name = written.raw === undefined ? undefined : isReference(written.raw);
    const source = name === undefined ? undefined : this.#assigned.get(name);
    const port = statePort(written);
    const isSource = source?.raw !== undefined && !source.isGenerated && source.text === written.text;
    return isSource ? { ...port, at: source.at, isGenerated: false } : port;
  }

  #add(probe: Pick<Probe, "kind"> & Partial<Probe>, word: ShellWord, at: Anchor): void {
    const before = this.#text.slice(Math.max(0, word.start - 80), word.start).trimEnd();
    this.probes.push({
      host: undefined,
      port: undefined,
      program: undefined,
      isFallback: /\|\|(?:\s*[({!])*$/.test(before),
      at,
      ...probe,
    });
  }

  /** A host and a port in one word. */
  #readTarget(word: ShellWord, program: ShellWord, script: ScriptText, needsPort: boolean): boolean {
    const whole = script.written(word);
    const match = target.exec(word.value);
    if (match === null) return false;
    const [, scheme, host = "", port] = match;
    const from = word.value.indexOf(host, scheme === undefined ? 0 : scheme.length + 3);
    const hostPart = script.written(word, from, from + host.length);
    // A variable may hold more than a host: its port, or a whole URL.
    if (host.startsWith("$") && /[/:]/.test(hostPart.text)) return this.#readWhole(whole, program, needsPort);
    const portFrom = port === undefined ? -1 : from + host.length + 1;
    const known = scheme === undefined ? undefined : defaultPorts[scheme];
    if (port === undefined && known === undefined && needsPort && !/^[\d.]+$|^localhost$/.test(hostPart.text))
      return false;
    this.#add(
      {
        kind: "connection",
        host: stateText(hostPart),
        port:
          port === undefined
            ? { value: known ?? 80, text: String(known ?? 80), at: whole.at, isGenerated: true }
            : this.#portOf(script.written(word, portFrom, portFrom + port.length)),
      },
      program,
      whole.at,
    );
    return true;
  }

  #readWhole(whole: Written, program: ShellWord, needsPort: boolean): boolean {
    const match = target.exec(whole.text);
    const [, scheme, host = "", port] = match ?? [];
    const known = port ?? (scheme === undefined ? undefined : defaultPorts[scheme]);
    if (match === null || (known === undefined && needsPort)) return false;
    const part = { ...whole, raw: undefined, isGenerated: true };
    this.#add(
      {
        kind: "connection",
        host: stateText({ ...part, text: host }),
        port: statePort({ ...part, text: String(known ?? 80) }),
      },
      program,
      whole.at,
    );
    return true;
  }

  /** curl and wget. */
  readUrls(words: readonly ShellWord[], program: ShellWord, script: ScriptText): void {
    if (words.some(({ value }) => detour.test(value))) return;
    const isUrl = ({ value }: ShellWord): boolean => /^[a-z]+:\/\//.test(script.expand(value));
    const urls = words.filter(isUrl);
    for (const word of urls) this.#readTarget(word, program, script, false);
    if (urls.length > 0) return;
    const rest = argumentsOf(words, "omwHXudATeECrhbtc").filter(({ value }) => /^[\w.$\-{}[\]:]+(?:\/|$)/.test(value));
    const [only, other] = rest;
    if (only !== undefined && other === undefined) this.#readTarget(only, program, script, true);
  }

  /** nc and telnet: a host and a port as two words. */
  readHostAndPort(words: readonly ShellWord[], program: ShellWord, script: ScriptText): void {
    if (words.some(({ value }) => /^-[A-Za-z]*[lUu]/.test(value) || /^--(?:proxy|listen|udp|unixsock)/.test(value)))
      return;
    const [host, port] = argumentsOf(words, "wipsxXqGgImMOPTVb");
    if (host === undefined || port === undefined) return;
    this.#add(
      {
        kind: "connection",
        host: stateText(script.written(host)),
        port: this.#portOf(script.written(port)),
      },
      program,
      script.written(host).at,
    );
  }

  readPing(words: readonly ShellWord[], program: ShellWord, script: ScriptText): void {
    const [host] = argumentsOf(words, "cWwiIstmMpQSlT");
    if (host === undefined) return;
    this.#add({ kind: "ping", host: stateText(script.written(host)) }, program, script.written(host).at);
  }

  /** ss, netstat, lsof: the port stands among their words, or in what looks through what they print. */
  readListeners(_words: readonly ShellWord[], program: ShellWord, script: ScriptText): void {
    const end = this.#text.indexOf("\n", program.end);
    const rest = this.#text.slice(program.end, end < 0 ? undefined : end).split(/;|&&|\|\|/)[0] ?? "";
    const match = wantedPort.exec(rest);
    if (match?.[1] === undefined) return;
    const start = program.end + match.index + match[0].lastIndexOf(match[1]);
    const at = { origin: this.#origin, start, end: start + match[1].length };
    const text = script.expand(match[1]);
    const raw = match[1];
    const written = { text, at, raw, isGenerated: text !== raw, isUnknown: text.includes("$") };
    this.#add({ kind: "listener", port: this.#portOf(written) }, program, at);
  }

  readProgram(words: readonly ShellWord[], program: ShellWord, script: ScriptText): void {
    const question = questions.get(programName(program));
    if (question !== undefined && !words.some(({ value }) => question.test(value))) return;
    const name = argumentsOf(words, "su").find(({ value }) => question?.test(value) !== true);
    if (name === undefined) return;
    const { text, at, isUnknown } = script.written(name);
    if (!isUnknown) this.#add({ kind: "program", program: text.toLowerCase() }, program, at);
  }

  /** bash's own way to a port: `/dev/tcp/HOST/PORT`. */
  #readSocket(word: ShellWord, script: ScriptText): void {
    const match = /^\/dev\/tcp\/([^/\s]+)\/([^/\s]+)$/.exec(word.value);
    if (match?.[1] === undefined || match[2] === undefined) return;
    const from = "/dev/tcp/".length;
    const portFrom = from + match[1].length + 1;
    this.#add(
      {
        kind: "connection",
        host: stateText(script.written(word, from, from + match[1].length)),
        port: this.#portOf(script.written(word, portFrom)),
      },
      word,
      script.written(word).at,
    );
  }
}

type Reader = (this: ProbeVisitor, words: readonly ShellWord[], program: ShellWord, script: ScriptText) => void;

const { readHostAndPort, readListeners, readPing, readProgram, readUrls } = ProbeVisitor.prototype;

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["curl", readUrls],
  ["wget", readUrls],
  ["nc", readHostAndPort],
  ["ncat", readHostAndPort],
  ["netcat", readHostAndPort],
  ["telnet", readHostAndPort],
  ["ping", readPing],
  ["ping6", readPing],
  ["ss", readListeners],
  ["netstat", readListeners],
  ["lsof", readListeners],
  ["killall", readProgram],
  ["pidof", readProgram],
  ["pgrep", readProgram],
  ["systemctl", readProgram],
  ["service", readProgram],
]);

/**
 * Reads what a script asks after: where it connects to, whom it pings, which programs it looks for. Nothing is run; a variable that
 * is assigned once, to a plain value, counts as that value, and what hangs on anything else stays unknown.
 *
 * @param text the script, or a command line
 * @param path the path that it is known by; empty for a file of its own
 * @param origin where the script begins, for one that stands in another text
 */
export function readCheckScript(text: string, path = "", origin: Origin = { offset: 0 }): CheckScript {
  // In a script without a first line `#!` comments would pass for the prompts of a terminal's record.
  const commands = text.replace(/^[ \t]*#.*$/gm, (comment) => "#".repeat(comment.length));
  const visitor = new ProbeVisitor(commands, origin);
  walkScript(commands, visitor, origin);
  return { path, text, probes: visitor.probes, asksForAddresses: holdsAddress.test(commands) };
}
