import type { JinjaValue } from "./values.ts";

/** Values by name as a file writes them: a text may be a template itself. */
export type RawVariables = ReadonlyMap<string, JinjaValue>;

export interface AnsibleGroup {
  /** The hosts that it names itself, in order. */
  readonly hosts: readonly string[];
  readonly children: readonly string[];
  readonly variables: RawVariables;
}

/** An inventory: machines, what groups they form, and what it says of them. */
export interface AnsibleInventory {
  readonly form: "inventory";
  /** Every host once, in the order of its first mention. */
  readonly hosts: ReadonlyMap<string, RawVariables>;
  readonly groups: ReadonlyMap<string, AnsibleGroup>;
}

/** A file of variables: of a host, a group or a role. */
export interface AnsibleVariables {
  readonly form: "variables";
  readonly values: RawVariables;
}

export interface AnsiblePlay {
  /** `hosts:`: a group, a host, or a pattern of them. */
  readonly hosts: string;
  readonly roles: readonly string[];
  /** What its tasks of `template` take. */
  readonly templates: readonly string[];
}

export interface AnsiblePlaybook {
  readonly form: "playbook";
  readonly plays: readonly AnsiblePlay[];
}

/** What a file says to Ansible. */
export interface AnsibleFacts {
  readonly kind: "ansible";
  readonly content: AnsibleInventory | AnsibleVariables | AnsiblePlaybook;
}
