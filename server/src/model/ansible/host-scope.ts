import { parseJinja } from "../../syntax/jinja/template.ts";
import { evaluateJinja } from "./evaluate.ts";
import type { RawVariables } from "./facts.ts";
import { renderJinja } from "./render.ts";
import { isList, isMapping, type JinjaScope, type JinjaValue, unknown } from "./values.ts";

/** What an inventory says, with the files of variables around it: the same for all of its hosts. */
export interface InventoryView {
  /** Changes whenever anything that a host may read changes. */
  readonly key: string;
  readonly groups: ReadonlyMap<string, readonly string[]>;
  /** The variables of a host, those that win first. */
  variablesOf(host: string): readonly RawVariables[];
}

/** Values that refer to each other go no deeper; a circle ends here. */
const deepestReference = 10;

/** The names that a template knows when it is rendered for one host. */
export class HostScope implements JinjaScope {
  readonly host: string;
  readonly #inventory: InventoryView;
  readonly #depth: number;
  #variables: readonly RawVariables[] | undefined;

  constructor(inventory: InventoryView, host: string, depth = 0) {
    this.#inventory = inventory;
    this.host = host;
    this.#depth = depth;
  }

  /** The same for two scopes that give the same values. */
  get key(): string {
    return `${this.#inventory.key}\n${this.host}`;
  }

  /** Scopes are compared as text. */
  toJSON(): string {
    return this.key;
  }

  lookup(name: string): JinjaValue {
    switch (name) {
      case "inventory_hostname":
        return this.host;
      case "inventory_hostname_short":
        return this.host.split(".")[0] ?? this.host;
      case "groups":
        return this.#inventory.groups;
      case "group_names":
        return [...this.#inventory.groups].flatMap(([group, hosts]) =>
          group !== "all" && hosts.includes(this.host) ? [group] : [],
        );
      case "hostvars":
        return this.#hostVariables();
    }
    return this.#variable(name);
  }

  #variable(name: string): JinjaValue {
    this.#variables ??= this.#inventory.variablesOf(this.host);
    for (const values of this.#variables) {
      const raw = values.get(name);
      if (raw !== undefined) return this.#resolve(raw);
    }
    return unknown;
  }

  /** `hostvars`: each host's variables, worked out when they are asked for. */
  #hostVariables(): JinjaValue {
    if (this.#depth > deepestReference) return unknown;
    const hosts = this.#inventory.groups.get("all") ?? [];
    return new LazyMap(hosts, (host) => {
      const scope = new HostScope(this.#inventory, host, this.#depth + 1);
      const names = new Set(this.#inventory.variablesOf(host).flatMap((values) => [...values.keys()]));
      return new LazyMap([...names, "inventory_hostname"], (name) => scope.lookup(name));
    });
  }

  /** A value with what it refers to filled in. */
  #resolve(raw: JinjaValue): JinjaValue {
    if (isList(raw)) return raw.map((item) => this.#resolve(item));
    if (isMapping(raw)) return new LazyMap([...raw.keys()], (key) => this.#resolve(raw.get(key) ?? unknown));
    if (typeof raw !== "string" || !/\{[{%]/.test(raw)) return raw;
    if (this.#depth > deepestReference) return unknown;
    const inner = new HostScope(this.#inventory, this.host, this.#depth + 1);
    const nodes = parseJinja(raw.trim());
    const [only, second] = nodes ?? [];
    if (nodes === undefined) return unknown;
    if (only?.kind === "output" && second === undefined) {
      return only.expression === undefined ? unknown : evaluateJinja(only.expression, inner);
    }
    const rendered = renderJinja(raw.trim(), nodes, inner);
    return rendered === undefined || /\{[{%]/.test(rendered.text) ? unknown : rendered.text;
  }
}

/** A mapping whose values are worked out when they are asked for, each once. */
class LazyMap extends Map<string, JinjaValue> {
  readonly #make: (key: string) => JinjaValue;
  readonly #made = new Map<string, JinjaValue>();

  constructor(keys: readonly string[], make: (key: string) => JinjaValue) {
    super(keys.map((key) => [key, unknown]));
    this.#make = make;
  }

  override get(key: string): JinjaValue | undefined {
    if (!this.has(key)) return undefined;
    const known = this.#made.get(key);
    if (known !== undefined) return known;
    const value = this.#make(key);
    this.#made.set(key, value);
    return value;
  }

  override *entries(): MapIterator<[string, JinjaValue]> {
    for (const key of this.keys()) yield [key, this.get(key) ?? unknown];
  }

  override *values(): MapIterator<JinjaValue> {
    for (const [, value] of this.entries()) yield value;
  }

  override [Symbol.iterator](): MapIterator<[string, JinjaValue]> {
    return this.entries();
  }
}
