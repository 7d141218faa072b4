import {
  looksLikeEtcdEnvironment,
  looksLikeEtcdUnit,
  looksLikeEtcdYaml,
  mentionsEtcd,
} from "../../documents/etcd-file.ts";
import type { Origin } from "../../syntax/tree.ts";
import type { YamlReader } from "../kubernetes/yaml-reader.ts";
import { type ScriptCommand, type ScriptText, type ScriptVisitor, walkScript } from "../shell/walk.ts";
import type { HereDocument, ShellWord } from "../shell/words.ts";
import type { Variables } from "../variables.ts";
import type { Written } from "../written.ts";
import { etcdFactsFromCommand, etcdProgramAt, joinEtcdFacts } from "./command.ts";
import { etcdFactsFromEnvironment, flagOfVariable } from "./environment.ts";
import type { EtcdFacts } from "./facts.ts";
import type { EtcdSetting } from "./settings.ts";
import { etcdFactsFromUnit } from "./unit.ts";

/** A longer text (in UTF-16 units) is no script that people write. */
const maximumLength = 1 << 20;

/** What `docker run` is given of etcd's environment: `-e ETCD_NAME=…`. */
function containerEnvironment(words: readonly ShellWord[], script: ScriptText): Map<string, EtcdSetting> {
  const environment = new Map<string, EtcdSetting>();
  words.forEach((word, index) => {
    const match = /^(?:-e|--env)(?:=(?=.)|$)/.exec(word.value);
    if (match === null) return;
    const isGlued = match[0].endsWith("=");
    const holder = isGlued ? word : words[index + 1];
    const from = isGlued ? match[0].length : 0;
    const [whole, key = ""] = /^(ETCD_\w+)=/.exec(holder?.value.slice(from) ?? "") ?? [];
    const flag = flagOfVariable(key);
    if (holder === undefined || whole === undefined || flag === undefined) return;
    environment.set(flag, { label: key, value: script.written(holder, from + whole.length) });
  });
  return environment;
}

class EtcdVisitor implements ScriptVisitor {
  readonly #text: string;
  readonly #yaml: YamlReader | undefined;
  readonly found: (EtcdFacts | undefined)[] = [];

  constructor(text: string, yaml: YamlReader | undefined) {
    this.#text = text;
    this.#yaml = yaml;
  }

  isWanted(text: string): boolean {
    return mentionsEtcd(text);
  }

  document({ start, end, isQuoted }: HereDocument, _command: ScriptCommand, script: ScriptText): boolean {
    const body = this.#text.slice(start, end);
    if (!mentionsEtcd(body)) return false;
    const place = { origin: script.origin, start };
    const expanding = isQuoted ? place : { ...place, expand: script.expand };
    if (looksLikeEtcdUnit(body)) this.found.push(etcdFactsFromUnit(body, expanding));
    else if (looksLikeEtcdEnvironment(body) && !/\betcd[ \t]/.test(body)) {
      this.found.push(etcdFactsFromEnvironment(body, expanding));
    } else if (/^kind:/m.test(body) || looksLikeEtcdYaml(body)) {
      this.found.push(
        this.#yaml?.etcdFacts(
          body.replace(/^\t+/gm, (tabs) => " ".repeat(tabs.length)),
          expanding,
        ),
      );
    } else return false;
    return true;
  }

  command({ words, first, isRunner }: ScriptCommand, script: ScriptText): boolean {
    const texts = words.slice(first).map(({ value }) => value);
    const found = etcdProgramAt(isRunner ? texts : texts.slice(0, 1));
    const at = found < 0 ? -1 : found + first;
    const isApiServer = words.some(({ value }) => value.startsWith("--etcd-servers"));
    const begin = words[first];
    const end = words.at(-1);
    if ((at < 0 && !isApiServer) || begin === undefined || end === undefined) return false;
    const place = { origin: script.origin, start: (words[at] ?? begin).start, end: end.end };
    const written = words.slice(first).map((word): Written => script.written(word));
    const environment = isRunner ? containerEnvironment(words, script) : new Map<string, EtcdSetting>();
    this.found.push(etcdFactsFromCommand(written, { at: place, environment }));
    return true;
  }
}

/**
 * Reads what a shell script or a terminal's record says of etcd: commands that start it (`docker run` as well), apiservers that ask
 * it, and the files that here-documents write.
 *
 * @param text the script; any text is taken
 * @param yaml the reader of YAML in here-documents; without it that is left out
 * @param origin where the script begins, for one that stands in another text
 * @param given values of variables that the script does not assign itself
 * @returns undefined where there is nothing of that kind
 */
export function etcdFactsFromShell(
  text: string,
  yaml?: YamlReader,
  origin: Origin = { offset: 0 },
  given?: Variables,
): EtcdFacts | undefined {
  if (text.length > maximumLength || !mentionsEtcd(text)) return undefined;
  const visitor = new EtcdVisitor(text, yaml);
  walkScript(text, visitor, origin, given);
  return joinEtcdFacts(visitor.found);
}
