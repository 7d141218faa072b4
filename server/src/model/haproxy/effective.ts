import { isPlaceholderWord } from "../placeholder.ts";
import type { Stated } from "../value.ts";
import type { Proxy as HaproxyProxy, ProxyFacts, Server } from "./facts.ts";

/** What a search through a proxy and the defaults above it found. */
type Found<T> = { readonly isKnown: true; readonly found: T | undefined } | { readonly isKnown: false };

/** Asks the proxy and then what it inherits, nearest first. Where an answer may hide in an open section nothing is known. */
function findInherited<T>(proxy: HaproxyProxy, read: (facts: ProxyFacts) => T | undefined): Found<T> {
  for (let link: HaproxyProxy | undefined = proxy; link !== undefined; link = link.inherits) {
    const found = read(link.facts);
    if (found !== undefined) return { isKnown: true, found };
    if (link.facts.isOpen || link.isInheritanceUnknown) return { isKnown: false };
  }
  return { isKnown: true, found: undefined };
}

/**
 * The mode that a proxy works in: its own, else the inherited one, else `tcp`.
 *
 * @returns undefined where that can't be told
 */
export function effectiveMode(proxy: HaproxyProxy): string | undefined {
  const mode = findInherited(proxy, (facts) => facts.mode);
  if (!mode.isKnown) return undefined;
  return mode.found === undefined ? "tcp" : mode.found.value;
}

/** The algorithms that haproxy uses where none is written: `roundrobin`, and `random` from 3.3 on. */
const unstatedBalances: readonly string[] = ["roundrobin", "random"];

/**
 * The algorithms that may spread a backend's load: the one that is written or inherited, else those that some version takes
 * by itself.
 *
 * @returns undefined where that can't be told
 */
export function effectiveBalances(proxy: HaproxyProxy): readonly string[] | undefined {
  const balance = findInherited(proxy, (facts) => facts.balance);
  if (!balance.isKnown) return undefined;
  if (balance.found === undefined) return unstatedBalances;
  return balance.found.value === undefined ? undefined : [balance.found.value];
}

/**
 * The algorithm that is written or inherited.
 *
 * @returns undefined where none is, since then it hangs on haproxy's version, or where it can't be told
 */
export function effectiveBalance(proxy: HaproxyProxy): string | undefined {
  const balances = effectiveBalances(proxy);
  return balances?.length === 1 ? balances[0] : undefined;
}

/** Whether two backends certainly spread their load differently. */
export function differInBalance(a: HaproxyProxy, b: HaproxyProxy): boolean {
  const left = effectiveBalances(a);
  const right = effectiveBalances(b);
  return left !== undefined && right !== undefined && !left.some((name) => right.includes(name));
}

/** The servers of a backend or listen section, in order; frontends and defaults have none. */
export function serversOf(proxy: HaproxyProxy): readonly Server[] {
  const { kind, servers } = proxy.facts;
  return kind === "backend" || kind === "listen" ? servers : [];
}

/**
 * What the last of a list's words says for or against a switch; undefined where none does. A placeholder may be anything, so
 * without a clear word it leaves the switch unknown.
 */
function lastSwitch(words: readonly string[], on: string, off: string): boolean | "unknown" | undefined {
  const said = words.findLast((word) => word === on || word === off);
  if (said !== undefined) return said === on;
  return words.some(isPlaceholderWord) ? "unknown" : undefined;
}

/**
 * Whether a server has an on/off option of the server line (`check`, `ssl`, `backup`, …): by itself, by the section's
 * `default-server` lines above it, or by inherited ones.
 *
 * @param option the word that switches it on; `no-` and the word switch it off
 * @returns undefined where a placeholder or an open section may say so
 */
export function serverHasOption(proxy: HaproxyProxy, server: Server, option: string): boolean | undefined {
  const off = `no-${option}`;
  const own = lastSwitch(server.options, option, off) ?? lastSwitch(server.sectionDefaults, option, off);
  if (own !== undefined) return own === "unknown" ? undefined : own;
  if (proxy.facts.isOpen || proxy.isInheritanceUnknown) return undefined;
  if (proxy.inherits === undefined) return false;
  const inherited = findInherited(proxy.inherits, (facts) => lastSwitch(facts.serverDefaults, option, off));
  if (!inherited.isKnown || inherited.found === "unknown") return undefined;
  return inherited.found ?? false;
}

/** Whether a server's health is checked, `default-server` counted; undefined where it can't be told. */
export function isServerChecked(proxy: HaproxyProxy, server: Server): boolean | undefined {
  return serverHasOption(proxy, server, "check");
}

/**
 * The `option` line of that name that holds for a proxy, its own or an inherited one, unless a nearer `no option` takes it away.
 *
 * @returns undefined where none holds; `"unknown"` where that can't be told
 */
export function effectiveOption(proxy: HaproxyProxy, name: string): Stated<string> | undefined | "unknown" {
  const option = findInherited(proxy, (facts): { readonly line: Stated<string> | undefined } | undefined => {
    const line = facts.options.find((candidate) => candidate.text === name);
    if (line !== undefined) return { line };
    return facts.disabledOptions.some((candidate) => candidate.text === name) ? { line: undefined } : undefined;
  });
  return option.isKnown ? option.found?.line : "unknown";
}
