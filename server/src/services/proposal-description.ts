import { etcdFlagOfVariable } from "../schema/etcd/flags.ts";
import { haproxyDescriptions } from "../schema/haproxy/descriptions.ts";
import { keepalivedDescriptions } from "../schema/keepalived/descriptions.ts";
import { explainEtcdFlag } from "./etcd-hover.ts";

/** What a name of haproxy is described by. */
export interface HaproxySubject {
  readonly kind: string;
  readonly owner: string;
  readonly name: string;
}

const haproxyPrefix = "haproxy/";
const keepalivedPrefix = "keepalived/";
const etcdPrefix = "etcd/";

/** By what a proposal of haproxy's is described later. */
export function aboutHaproxy({ kind, owner, name }: HaproxySubject): string {
  return haproxyPrefix + (owner === "" ? `${kind} ${name}` : `${kind} ${owner} ${name}`);
}

/** By what a keyword of keepalived is described later. */
export function aboutKeepalived(path: readonly string[]): string {
  return keepalivedPrefix + path.join("/");
}

/** By what a variable of etcd's environment is described later. */
export function aboutEtcd(variable: string): string {
  return etcdPrefix + variable;
}

/**
 * What there is to say of a proposal that an editor shows.
 *
 * @param about what the proposal says that it is about; texts of others are taken as well
 * @returns Markdown; undefined where nothing more is known
 */
export function describeProposal(about: string): string | undefined {
  if (about.startsWith(etcdPrefix)) {
    const flag = etcdFlagOfVariable(about.slice(etcdPrefix.length));
    return flag === undefined ? undefined : explainEtcdFlag(flag);
  }
  const isHaproxy = about.startsWith(haproxyPrefix);
  const key = about.slice(isHaproxy ? haproxyPrefix.length : keepalivedPrefix.length);
  const known = isHaproxy ? haproxyDescriptions : keepalivedDescriptions;
  return Object.hasOwn(known, key) ? known[key] : undefined;
}
