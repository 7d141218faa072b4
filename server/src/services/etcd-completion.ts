import { message } from "../rules/finding.ts";
import { type EtcdFlag, etcdFlagOfVariable, etcdFlags, etcdVariable } from "../schema/etcd/flags.ts";
import { readEnvironment } from "../syntax/etcd/environment.ts";
import type { CompletionProposal } from "./completion.ts";
import { aboutEtcd } from "./proposal-description.ts";
import { Proposals } from "./proposals.ts";
import { lineStartOf } from "./source.ts";

/** What an empty value of a setting may become. */
function valuesOf(flag: EtcdFlag): string[] {
  if (flag.value === "switch") return ["true", "false"];
  if (flag.words.length > 0) return [...flag.words];
  return flag.standard === undefined || flag.standard.includes("<") ? [] : [flag.standard];
}

/**
 * What may stand at a place of an environment file: variables that the file does not set yet, at the beginning of a line, and
 * behind `=` the words that the setting takes.
 */
export function etcdCompletions(text: string, offset: number): readonly CompletionProposal[] {
  const before = text.slice(lineStartOf(text, offset), offset);
  const key = /^[ \t]*(?:export[ \t]+)?([A-Za-z_]*)$/.exec(before);
  if (key !== null) {
    const start = offset - (key[1]?.length ?? 0);
    const end = offset + (/^\w*/.exec(text.slice(offset))?.[0].length ?? 0);
    const proposals = new Proposals({ start, end });
    const hasValue = /^[ \t]*=/.test(text.slice(end));
    const set = new Set(readEnvironment(text).flatMap((one) => (one.keyStart === start ? [] : one.key)));
    for (const flag of etcdFlags().values()) {
      const label = etcdVariable(flag);
      if (set.has(label)) continue;
      proposals.add("keyword", label, {
        detail: flag.standard ?? "",
        insertText: hasValue ? label : `${label}=`,
        about: aboutEtcd(label),
        isDeprecated: flag.until !== undefined || flag.successor !== undefined,
      });
    }
    return proposals.sorted();
  }
  const value = /^[ \t]*(?:export[ \t]+)?(ETCD_\w+)[ \t]*=[ \t]*["']?([^"'#\s]*)$/.exec(before);
  const flag = value === null ? undefined : etcdFlagOfVariable(value[1] ?? "");
  if (value === null || flag === undefined) return [];
  const rest = /^[\w.:/-]*/.exec(text.slice(offset))?.[0].length ?? 0;
  const proposals = new Proposals({ start: offset - (value[2]?.length ?? 0), end: offset + rest });
  proposals.orderBy(valuesOf(flag));
  for (const word of valuesOf(flag)) {
    proposals.add("value", word, word === flag.standard ? { detail: message("default") } : {});
  }
  return proposals.sorted();
}
