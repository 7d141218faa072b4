import type { Anchor } from "../../syntax/tree.ts";
import { type IpAddress, isWildcard } from "../address.ts";
import { partOf, stateAddress, type Written } from "../written.ts";
import type { EtcdClient, EtcdFacts, EtcdMember, EtcdSlip } from "./facts.ts";
import { blankSlips, type EtcdSetting, type EtcdSettings, etcdMember, stateUrls } from "./settings.ts";

/** Flags of etcd that take no value behind a blank. */
const switchFlag =
  /^(?:.*(?:auto-tls|client-cert-auth|skip-client-san-verification)|force-new-cluster|enable-.*|strict-reconfig-check|pre-vote|debug|version|help|proxy-refresh|unsafe-no-fsync|socket-reuse-(?:port|address)|feature-gates-.*|(?:experimental-)?(?:initial-corrupt-check|compact-hash-check-enabled|enable-.*|txn-mode-write-with-shared-buffer|stop-grpc-service-on-defrag))$/;

/** The flags among a command's words: `--name=value`, or `--name` and the next word; the last of one name holds. */
function readFlags(words: readonly Written[]): Map<string, EtcdSetting> {
  const settings = new Map<string, EtcdSetting>();
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    const match = word === undefined ? null : /^(--?([a-z][a-z0-9-]*))(=?)/.exec(word.text);
    if (word === undefined || match === null) continue;
    const [whole, label = "", flag = "", equals] = match;
    if (equals === "=") {
      settings.set(flag, { label, value: partOf(word, whole.length, word.text.length) });
      continue;
    }
    const next = words[i + 1];
    if (next === undefined || next.text.startsWith("-") || switchFlag.test(flag)) continue;
    settings.set(flag, { label, value: next });
    i++;
  }
  return settings;
}

/** Flags of a container's program that take no value, so that an image may follow. */
const containerSwitch = /^-[ditP]+$|^--(?:rm|detach|interactive|tty|init|privileged|read-only|publish-all)$/;

/**
 * Where a command names etcd: the program, or an image of it.
 *
 * @param words the texts of the words
 * @returns -1 where it does not, or where it is another program of etcd's (`etcd gateway`)
 */
export function etcdProgramAt(words: readonly string[]): number {
  const at = words.findIndex((word, index) => {
    if (!/(?:^|\/)etcd(?::[\w.${}-]+)?(?:@sha256:\w+)?$/.test(word) || word.startsWith("-")) return false;
    const before = words[index - 1] ?? "";
    // The value of a flag in front of it: a container's name, a folder, a user.
    return !before.startsWith("-") || before.includes("=") || containerSwitch.test(before);
  });
  return /^(?:gateway|grpc-proxy)$/.test(words[at + 1] ?? "") ? -1 : at;
}

/** A list that a blank cut in two words: what follows is no flag but another `name=URL`. */
function cutListSlips(words: readonly Written[], settings: EtcdSettings): EtcdSlip[] {
  const setting = settings.get("initial-cluster");
  if (setting === undefined || !/,$/.test(setting.value.text)) return [];
  const at = words.findIndex(({ at: place }) => place.start >= setting.value.at.end);
  const next = at < 0 ? undefined : words[at];
  if (next === undefined || !/^[^-=\s][^=\s]*=https?:/.test(next.text)) return [];
  return [{ kind: "blank-in-list", at: setting.value.at, setting: setting.label, replacement: undefined }];
}

/** What stands around a command. */
export interface CommandSurroundings {
  readonly at: Anchor;
  /** Settings from the environment that the command is given (`Environment=`, `-e`): flags win over them. */
  readonly environment?: EtcdSettings;
  /** More may be set elsewhere (`EnvironmentFile=`, `env_file`). */
  readonly isOpen?: boolean;
}

/**
 * Reads the words of a command that starts etcd, or an apiserver that names etcd's servers.
 *
 * @param words the command with all its arguments; a container's image may stand in the program's place
 * @returns undefined where it is another command
 */
export function etcdFactsFromCommand(
  words: readonly Written[],
  surroundings: CommandSurroundings,
): EtcdFacts | undefined {
  const etcd = etcdProgramAt(words.map(({ text }) => text));
  const environment = surroundings.environment ?? new Map<string, EtcdSetting>();
  const isTold = [...environment.keys()].some((flag) => /^(?:initial|listen|advertise)-/.test(flag));
  if (etcd >= 0 || isTold) {
    const own = etcd >= 0 ? readFlags(words.slice(etcd + 1)) : new Map<string, EtcdSetting>();
    // With a configuration file nothing else counts.
    if (own.has("config-file")) return undefined;
    const settings = new Map([...environment, ...own]);
    const isOpen = surroundings.isOpen === true || words.slice(etcd + 1).some(({ text }) => /^["']?[$`{]/.test(text));
    const member = etcdMember(settings, "command", surroundings.at, isOpen);
    const slips = [...blankSlips(settings), ...cutListSlips(words, own)];
    if (member === undefined && slips.length === 0) return undefined;
    return { kind: "etcd", members: member === undefined ? [] : [member], clients: [], slips };
  }
  const client = apiServerClient(words, surroundings.at);
  return client === undefined ? undefined : { kind: "etcd", members: [], clients: [client], slips: [] };
}

function apiServerClient(words: readonly Written[], at: Anchor): EtcdClient | undefined {
  if (!words.some(({ text }) => text.startsWith("--etcd-servers"))) return undefined;
  const settings = readFlags(words);
  const servers = settings.get("etcd-servers")?.value;
  if (servers === undefined) return undefined;
  const own = settings.get("advertise-address")?.value;
  const bound = settings.get("bind-address")?.value;
  const addressOf = (written: Written | undefined): IpAddress | undefined =>
    written === undefined ? undefined : stateAddress(written).value;
  const boundAddress = addressOf(bound);
  const ownAddress =
    addressOf(own) ?? (boundAddress === undefined || isWildcard(boundAddress) ? undefined : boundAddress);
  return { kind: "apiserver", at, urls: stateUrls(servers), ownAddress };
}

/** Puts facts of several places of a file together; undefined where there are none. */
export function joinEtcdFacts(all: readonly (EtcdFacts | undefined)[]): EtcdFacts | undefined {
  const found = all.filter((facts) => facts !== undefined);
  if (found.length < 2) return found[0];
  return {
    kind: "etcd",
    members: found.flatMap(({ members }): readonly EtcdMember[] => members),
    clients: found.flatMap(({ clients }) => clients),
    slips: found.flatMap(({ slips }) => slips),
  };
}
