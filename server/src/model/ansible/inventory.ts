import type { AnsibleGroup, AnsibleInventory } from "./facts.ts";
import type { JinjaValue } from "./values.ts";

/** A range of names is no longer in any inventory of people. */
const longestRange = 1000;

/** An inventory while it is read. */
export class InventoryDraft {
  readonly #hosts = new Map<string, Map<string, JinjaValue>>();
  readonly #groups = new Map<string, { hosts: string[]; children: string[]; variables: Map<string, JinjaValue> }>();

  host(name: string): Map<string, JinjaValue> {
    const known = this.#hosts.get(name);
    if (known !== undefined) return known;
    const variables = new Map<string, JinjaValue>();
    this.#hosts.set(name, variables);
    return variables;
  }

  group(name: string): { hosts: string[]; children: string[]; variables: Map<string, JinjaValue> } {
    const known = this.#groups.get(name);
    if (known !== undefined) return known;
    const group = { hosts: [], children: [], variables: new Map<string, JinjaValue>() };
    this.#groups.set(name, group);
    return group;
  }

  get result(): AnsibleInventory {
    return { form: "inventory", hosts: this.#hosts, groups: this.#groups as ReadonlyMap<string, AnsibleGroup> };
  }
}

/** A value of an INI inventory, which Ansible takes for what it is in Python: a number, a text in quotes, a word. */
function valueOf(raw: string): JinjaValue {
  const text = raw.trim();
  const quoted = /^(?:"([^"]*)"|'([^']*)')$/.exec(text);
  if (quoted !== null) return quoted[1] ?? quoted[2] ?? "";
  if (/^-?\d+$/.test(text) && !/^-?0\d/.test(text)) return Number(text);
  if (text === "True" || text === "False") return text === "True";
  return text;
}

/** The names of a pattern with ranges: `node[1:3]`, `db-[a:c].example`. */
export function hostsOfPattern(pattern: string): string[] {
  const range = /^(.*?)\[(\w+):(\w+)(?::(\d+))?\](.*)$/.exec(pattern);
  if (range === null) return [pattern];
  const [, before = "", first = "", last = "", step = "1", behind = ""] = range;
  const isNumeric = /^\d+$/.test(first) && /^\d+$/.test(last);
  const isLetters = /^[a-z]$/i.test(first) && /^[a-z]$/i.test(last);
  if (!isNumeric && !isLetters) return [pattern];
  const from = isNumeric ? Number(first) : first.charCodeAt(0);
  const to = isNumeric ? Number(last) : last.charCodeAt(0);
  const by = Math.max(Number(step), 1);
  const names: string[] = [];
  for (let at = from; at <= to && names.length < longestRange; at += by) {
    const middle = isNumeric ? String(at).padStart(first.length, "0") : String.fromCharCode(at);
    names.push(...hostsOfPattern(before + middle + behind));
  }
  return names;
}

const pair = /([A-Za-z_]\w*)=("[^"]*"|'[^']*'|[^\s#;]*)/g;
const header = /^\[([^\]:]+)(?::(children|vars))?\]/;

function withoutComment(line: string): string {
  return line.replace(/(?:^|\s)[#;].*$/, "").trim();
}

/**
 * Reads an inventory in Ansible's INI format. Any text gives one.
 */
export function readIniInventory(text: string): AnsibleInventory {
  const draft = new InventoryDraft();
  let group = "ungrouped";
  let part = "hosts";
  for (const whole of text.split(/\r?\n/)) {
    const line = withoutComment(whole);
    if (line === "") continue;
    const section = header.exec(line);
    if (section !== null) {
      group = (section[1] ?? "").trim();
      part = section[2] ?? "hosts";
      draft.group(group);
    } else if (part === "children") draft.group(group).children.push(line);
    else if (part === "vars") {
      const [, name, value] = /^([A-Za-z_]\w*)\s*=\s*(.*)$/.exec(line) ?? [];
      if (name !== undefined && value !== undefined) draft.group(group).variables.set(name, valueOf(value));
    } else {
      const pattern = line.split(/\s+/)[0] ?? "";
      for (const name of hostsOfPattern(pattern)) {
        draft.group(group).hosts.push(name);
        const variables = draft.host(name);
        for (const [, key = "", value = ""] of line.slice(pattern.length).matchAll(pair)) {
          variables.set(key, valueOf(value));
        }
      }
    }
  }
  return draft.result;
}
