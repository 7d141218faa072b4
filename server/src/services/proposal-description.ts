import { haproxyDescriptions } from "../schema/haproxy/descriptions.ts";
import { keepalivedDescriptions } from "../schema/keepalived/descriptions.ts";

/** What a name of haproxy is described by. */
export interface HaproxySubject {
  readonly kind: string;
  readonly owner: string;
  readonly name: string;
}

const haproxyPrefix = "haproxy/";
const keepalivedPrefix = "keepalived/";

/** By what a proposal of haproxy's is described later. */
export function aboutHaproxy({ kind, owner, name }: HaproxySubject): string {
  return haproxyPrefix + (owner === "" ? `${kind} ${name}` : `${kind} ${owner} ${name}`);
}

/** By what a keyword of keepalived is described later. */
export function aboutKeepalived(path: readonly string[]): string {
  return keepalivedPrefix + path.join("/");
}

/**
 * What there is to say of a proposal that an editor shows.
 *
 * @param about what the proposal says that it is about; texts of others are taken as well
 * @returns Markdown; undefined where nothing more is known
 */
export function describeProposal(about: string): string | undefined {
  const isHaproxy = about.startsWith(haproxyPrefix);
  const key = about.slice(isHaproxy ? haproxyPrefix.length : keepalivedPrefix.length);
  const known = isHaproxy ? haproxyDescriptions : keepalivedDescriptions;
  return Object.hasOwn(known, key) ? known[key] : undefined;
}
