import { isMap, isScalar, isSeq } from "yaml";
import { composeYaml } from "../yaml/compose.ts";
import { DocumentReader, type Found } from "../yaml/document.ts";
import type { AnsibleFacts, AnsiblePlay, RawVariables } from "./facts.ts";
import { hostsOfPattern, InventoryDraft } from "./inventory.ts";
import { type JinjaValue, unknown } from "./values.ts";

/** Group variables nest a few levels; what lies deeper is left alone. */
const maximumDepth = 8;

/** What YAML 1.1, which Ansible reads, makes of a plain word. */
function plainValue(text: string): JinjaValue {
  if (/^-?(?:0|[1-9]\d*)$/.test(text)) return Number(text);
  if (/^(?:true|yes|on)$/i.test(text)) return true;
  if (/^(?:false|no|off)$/i.test(text)) return false;
  return /^(?:~|null|)$/i.test(text) ? null : text;
}

function valueOf(reader: DocumentReader, found: Found | undefined, depth: number): JinjaValue {
  if (found === undefined || depth > maximumDepth) return unknown;
  const { node } = found;
  // `!vault` and its like are no plain values.
  if (node.tag?.startsWith("!") === true) return unknown;
  if (isScalar(node)) {
    const text = String(node.value ?? "");
    return node.type === "PLAIN" ? plainValue(text) : text;
  }
  if (isSeq(node)) return reader.items(found).map((item) => valueOf(reader, item, depth + 1));
  return isMap(node) ? variablesOf(reader, found, depth + 1) : unknown;
}

function variablesOf(reader: DocumentReader, found: Found | undefined, depth = 0): Map<string, JinjaValue> {
  const values = new Map<string, JinjaValue>();
  for (const pair of reader.pairs(found)) {
    const key = reader.key(pair);
    if (key !== undefined) values.set(key, valueOf(reader, reader.get(found, key), depth));
  }
  return values;
}

function readGroup(reader: DocumentReader, draft: InventoryDraft, name: string, found: Found, depth = 0): void {
  if (depth > maximumDepth) return;
  const group = draft.group(name);
  const hosts = reader.get(found, "hosts");
  for (const pair of reader.pairs(hosts)) {
    const pattern = reader.key(pair) ?? "";
    for (const host of hostsOfPattern(pattern)) {
      group.hosts.push(host);
      const variables = draft.host(host);
      for (const [key, value] of variablesOf(reader, reader.get(hosts, pattern))) variables.set(key, value);
    }
  }
  for (const [key, value] of variablesOf(reader, reader.get(found, "vars"))) group.variables.set(key, value);
  const children = reader.get(found, "children");
  for (const pair of reader.pairs(children)) {
    const child = reader.key(pair) ?? "";
    group.children.push(child);
    draft.group(child);
    const inner = reader.get(children, child);
    if (inner !== undefined) readGroup(reader, draft, child, inner, depth + 1);
  }
}

const templateModules: readonly string[] = ["template", "ansible.builtin.template"];
const roleModules: readonly string[] = ["include_role", "import_role"].flatMap((name) => [
  name,
  `ansible.builtin.${name}`,
]);
const taskLists: readonly string[] = ["tasks", "pre_tasks", "post_tasks", "block"];

interface DraftPlay {
  readonly roles: string[];
  readonly templates: string[];
}

function readTasks(reader: DocumentReader, tasks: readonly Found[], play: DraftPlay, depth = 0): void {
  if (depth > maximumDepth) return;
  for (const task of tasks) {
    for (const name of templateModules) {
      // The short form: `template: src=a.j2 dest=…`.
      const source = reader.text(task, name, "src") ?? /\bsrc=(\S+)/.exec(reader.text(task, name) ?? "")?.[1];
      if (source !== undefined) play.templates.push(source);
    }
    for (const name of roleModules) {
      const role = reader.text(task, name, "name");
      if (role !== undefined) play.roles.push(role);
    }
    for (const list of taskLists) readTasks(reader, reader.items(reader.get(task, list)), play, depth + 1);
  }
}

function readPlay(reader: DocumentReader, found: Found): AnsiblePlay | undefined {
  const hosts =
    reader.text(found, "hosts") ??
    reader
      .list(found, "hosts")
      .map(({ text }) => text)
      .join(":");
  if (hosts === "") return undefined;
  const play: DraftPlay = { roles: [], templates: [] };
  for (const role of reader.items(reader.get(found, "roles"))) {
    const name = reader.written(role)?.text ?? reader.text(role, "role") ?? reader.text(role, "name");
    if (name !== undefined) play.roles.push(name);
  }
  readTasks(reader, [found], play);
  return { hosts, ...play };
}

/**
 * Reads a YAML file of Ansible.
 *
 * @param form what the file's place and first lines show it to be
 * @returns undefined where it says nothing
 */
export function ansibleFactsFromYaml(
  text: string,
  form: "inventory" | "variables" | "playbook",
): AnsibleFacts | undefined {
  const document = composeYaml(text)?.documents[0];
  if (document === undefined) return undefined;
  const reader = new DocumentReader(document, text, { origin: { offset: 0 }, start: 0 });
  const root = reader.root();
  if (form === "variables") {
    const values: RawVariables = variablesOf(reader, root);
    return { kind: "ansible", content: { form, values } };
  }
  if (form === "inventory") {
    const draft = new InventoryDraft();
    for (const pair of reader.pairs(root)) {
      const name = reader.key(pair) ?? "";
      const found = reader.get(root, name);
      if (found !== undefined) readGroup(reader, draft, name, found);
    }
    return { kind: "ansible", content: draft.result };
  }
  const plays = reader.items(root).flatMap((play) => readPlay(reader, play) ?? []);
  return plays.length === 0 ? undefined : { kind: "ansible", content: { form, plays } };
}
