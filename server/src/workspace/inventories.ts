import type { DeclaredCluster, DeclaredNode } from "../cluster/layout.ts";
import type { FileLanguage } from "../documents/detect.ts";
import { isTemplateName, splitPath } from "../documents/path.ts";
import { parseIpAddress } from "../model/address.ts";
import type { AnsibleFacts, AnsibleInventory, AnsiblePlay, RawVariables } from "../model/ansible/facts.ts";
import { HostScope, type InventoryView } from "../model/ansible/host-scope.ts";

/** A file that says something to Ansible. */
export interface AnsibleFile {
  readonly file: string;
  readonly facts: AnsibleFacts;
}

/** A template of one of the two programs, and the role that it lies in. */
interface Template {
  readonly file: string;
  readonly program: "keepalived" | "haproxy";
  /** The folder of the project. */
  readonly root: string;
  /** Undefined for one of the project's own `templates` folder. */
  readonly role: string | undefined;
}

const inventoryFolder = /^(?:inventory|inventories|environments)$/i;

function join(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("/");
}

/** The project's folder: an inventory may lie in it, or in `inventory/` or `inventories/production/` below it. */
function rootOf(file: string): string {
  const { folders } = splitPath(file);
  const at = folders.findIndex((folder) => inventoryFolder.test(folder));
  return (at < 0 ? folders : folders.slice(0, at)).join("/");
}

function templateOf(file: string, program: Template["program"]): Template | undefined {
  const { folders, name } = splitPath(file);
  if (!isTemplateName(name)) return undefined;
  const at = folders.lastIndexOf("templates");
  const rolesAt = folders.lastIndexOf("roles", at);
  if (rolesAt >= 0 && at === rolesAt + 2) {
    const root = folders.slice(0, rolesAt);
    if (root[root.length - 1] === "playbooks") root.pop();
    return { file, program, root: root.join("/"), role: folders[rolesAt + 1] };
  }
  const root = at < 0 ? folders : folders.slice(0, at);
  return { file, program, root: root.join("/"), role: undefined };
}

/** The files of a `group_vars` or `host_vars` folder by what they are for: `NAME`, `NAME.yml`, `NAME/*.yml`. */
function variablesBelow(folder: string, files: ReadonlyMap<string, RawVariables>): Map<string, RawVariables[]> {
  const found = new Map<string, RawVariables[]>();
  const prefix = `${folder}/`;
  for (const [file, values] of files) {
    if (!file.startsWith(prefix)) continue;
    const [first = ""] = file.slice(prefix.length).split("/");
    const name = first.replace(/\.(?:ya?ml|json)$/i, "");
    found.set(name, [...(found.get(name) ?? []), values]);
  }
  return found;
}

/** The hosts of each group with those of its children, and how deep a group lies below `all`. */
function membersOf(inventory: AnsibleInventory): { groups: Map<string, string[]>; depths: Map<string, number> } {
  const groups = new Map<string, string[]>();
  const depths = new Map<string, number>();
  const collect = (name: string, path: ReadonlySet<string>): string[] => {
    const known = groups.get(name);
    depths.set(name, Math.max(depths.get(name) ?? 0, path.size));
    if (known !== undefined && path.size === 0) return known;
    const group = inventory.groups.get(name);
    // A circle is an error to Ansible; it ends here.
    const children = (group?.children ?? []).filter((child) => !path.has(child) && child !== name);
    const inner = new Set([...path, name]);
    const hosts = new Set([...(group?.hosts ?? []), ...children.flatMap((child) => collect(child, inner))]);
    groups.set(name, [...hosts]);
    return [...hosts];
  };
  for (const name of inventory.groups.keys()) collect(name, new Set());
  groups.set("all", [...inventory.hosts.keys()]);
  depths.set("all", -1);
  return { groups, depths };
}

/** The hosts that a play's pattern names (`lb`, `lb:db`, `lb:!lb2`, `all`); undefined where it can't be told. */
function hostsOfPattern(pattern: string, groups: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const hosts = new Set<string>();
  for (const part of pattern.split(/[:,]/)) {
    const name = part.trim().replace(/^[!&]/, "");
    const named = groups.get(name) ?? (groups.get("all")?.includes(name) === true ? [name] : undefined);
    if (named === undefined || part.trim().startsWith("&")) return undefined;
    for (const host of named) {
      if (part.trim().startsWith("!")) hosts.delete(host);
      else hosts.add(host);
    }
  }
  return [...hosts];
}

/** One inventory with all that lies around it. */
class Project {
  readonly #file: string;
  readonly root: string;
  readonly #inventory: AnsibleInventory;
  readonly #variables: ReadonlyMap<string, RawVariables>;
  readonly #plays: readonly AnsiblePlay[];
  readonly #groups: ReadonlyMap<string, readonly string[]>;
  readonly #depths: ReadonlyMap<string, number>;
  readonly #key: string;

  constructor(
    file: string,
    inventory: AnsibleInventory,
    variables: ReadonlyMap<string, RawVariables>,
    playbooks: readonly { readonly file: string; readonly plays: readonly AnsiblePlay[] }[],
    version: number,
  ) {
    this.#file = file;
    this.root = rootOf(file);
    this.#inventory = inventory;
    this.#variables = variables;
    this.#key = `${file} ${version}`;
    const near = [this.root, join(this.root, "playbooks"), join(this.root, "plays")];
    this.#plays = playbooks
      .filter((playbook) => near.includes(splitPath(playbook.file).folders.join("/")))
      .flatMap(({ plays }) => plays);
    const { groups, depths } = membersOf(inventory);
    this.#groups = groups;
    this.#depths = depths;
  }

  /** The nodes that the project's templates are rendered for; a template that stands for none of them is left to its path. */
  cluster(templates: readonly Template[]): DeclaredCluster | undefined {
    const filesOf = new Map<string, string[]>();
    const roles = new Set<string>();
    for (const program of ["keepalived", "haproxy"] as const) {
      for (const template of this.#onlyOnes(templates.filter((one) => one.program === program))) {
        const hosts = this.#hostsOf(template);
        for (const host of hosts) filesOf.set(host, [...(filesOf.get(host) ?? []), template.file]);
        if (hosts.length > 0 && template.role !== undefined) roles.add(template.role);
      }
    }
    if (filesOf.size === 0) return undefined;
    const view = this.#view([...roles]);
    const nodes = Array.from(filesOf, ([name, files]): DeclaredNode => {
      const values = new HostScope(view, name);
      const address = values.lookup("ansible_host");
      const own = typeof address === "string" && parseIpAddress(address) !== undefined ? [address] : [];
      return { name, addresses: own, roles: [], files, values };
    });
    const { folders, name } = splitPath(this.#file);
    return {
      source: "inventory",
      name: folders[folders.length - 1] ?? name,
      file: this.#file,
      folder: this.root,
      endpoint: undefined,
      virtualAddresses: [],
      files: [],
      nodes: nodes.sort((a, b) => (a.name < b.name ? -1 : 1)),
    };
  }

  /** Templates that alone can be meant: of two for one program in a role nobody can tell who gets which. */
  #onlyOnes(templates: readonly Template[]): Template[] {
    return templates.filter(
      (one) => templates.filter((other) => other.root === one.root && other.role === one.role).length === 1,
    );
  }

  #hostsOf(template: Template): string[] {
    const { role } = template;
    const name = splitPath(template.file).name;
    const plays = this.#plays.filter(({ roles, templates }) =>
      role === undefined ? templates.some((source) => splitPath(source).name === name) : roles.includes(role),
    );
    const hosts = new Set<string>();
    for (const play of plays) {
      const named = hostsOfPattern(play.hosts, this.#groups);
      if (named === undefined) return [];
      for (const host of named) hosts.add(host);
    }
    // A template that the same host gets twice is written by two plays, or at two times.
    return [...hosts].sort();
  }

  #view(roles: readonly string[]): InventoryView {
    const beside = splitPath(this.#file).folders.join("/");
    const places = [...new Set([this.root, beside])];
    const hostFiles = places.map((place) => variablesBelow(join(place, "host_vars"), this.#variables));
    const groupFiles = places.map((place) => variablesBelow(join(place, "group_vars"), this.#variables));
    const ofRole = (kind: string): RawVariables[] =>
      roles.flatMap((role) => variablesBelow(join(this.root, "roles", role, kind), this.#variables).get("main") ?? []);
    const deepestFirst = [...this.#groups.keys()].sort(
      (a, b) => (this.#depths.get(b) ?? 0) - (this.#depths.get(a) ?? 0) || (a < b ? 1 : -1),
    );
    return {
      key: `${this.#key} ${roles.join(" ")}`,
      groups: this.#groups,
      variablesOf: (host) => {
        const groups = deepestFirst.filter((group) => this.#groups.get(group)?.includes(host) === true);
        return [
          ...ofRole("vars"),
          ...hostFiles.flatMap((files) => files.get(host) ?? []),
          this.#inventory.hosts.get(host) ?? new Map(),
          ...groups.flatMap((group) => groupFiles.flatMap((files) => files.get(group) ?? [])),
          ...groups.map((group) => this.#inventory.groups.get(group)?.variables ?? new Map()),
          ...ofRole("defaults"),
        ];
      },
    };
  }
}

/** The inventories of a workspace, and the nodes for which they fill templates in. */
export class Inventories {
  #files: readonly AnsibleFile[] = [];
  /** What they say, as text, to see whether a change means anything. */
  #content = "";
  /** How many times they have changed. */
  #version = 0;

  has(file: string): boolean {
    return this.#files.some((one) => one.file === file);
  }

  /**
   * Takes the files in as they are now.
   *
   * @returns whether they say anything else than before
   */
  read(files: readonly AnsibleFile[]): boolean {
    this.#files = files;
    const content = JSON.stringify(
      files.map(({ file, facts }) => [file, facts.content]),
      (_, value: unknown) => (value instanceof Map ? [...value] : value),
    );
    const isNew = content !== this.#content;
    this.#content = content;
    if (isNew) this.#version++;
    return isNew;
  }

  /**
   * The clusters whose nodes the inventories name.
   *
   * @param languages what each file of the workspace is
   */
  clusters(languages: ReadonlyMap<string, FileLanguage>): DeclaredCluster[] {
    const inventories = this.#files.flatMap(({ file, facts }) =>
      facts.content.form === "inventory" ? [{ file, inventory: facts.content }] : [],
    );
    if (inventories.length === 0) return [];
    const variables = new Map<string, RawVariables>();
    const playbooks: { file: string; plays: readonly AnsiblePlay[] }[] = [];
    for (const { file, facts } of this.#files) {
      if (facts.content.form === "variables") variables.set(file, facts.content.values);
      if (facts.content.form === "playbook") playbooks.push({ file, plays: facts.content.plays });
    }
    const templates = [...languages].flatMap(([file, language]) =>
      language === "keepalived" || language === "haproxy" ? (templateOf(file, language) ?? []) : [],
    );
    return inventories.flatMap(({ file, inventory }) => {
      const project = new Project(file, inventory, variables, playbooks, this.#version);
      return project.cluster(templates.filter(({ root }) => root === project.root)) ?? [];
    });
  }
}
