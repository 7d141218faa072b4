import { splitPath } from "./path.ts";

/** What a file is to Ansible. */
export type AnsibleForm = "inventory" | "variables" | "playbook";

const yamlName = /\.ya?ml$/i;
const inventoryName = /^(?:hosts|inventory)(?:\.(?:ini|ya?ml))?$|\.inventory$/i;
const inventoryFolder = /^(?:inventory|inventories|environments)$/i;
const iniHeader = /^\[[\w.-]+(?::(?:children|vars))?\][ \t]*(?:[#;].*)?$/m;
const yamlGroup = /^[\w.-]+:[ \t]*(?:#.*)?$/m;
const yamlMembers = /^[ \t]+(?:hosts|children):[ \t]*(?:#.*)?$/m;
const play = /^(?:- |[ ]{2})hosts:[ \t]*\S/m;
const takesTemplate = /\b(?:roles|template|include_role|import_role)\b/;

/** Whether a file may be an inventory by its name, so that it is worth a look. */
export function mayBeInventory(file: string): boolean {
  const { folders, name } = splitPath(file);
  return inventoryName.test(name) || (/\.ini$/i.test(name) && folders.some((folder) => inventoryFolder.test(folder)));
}

/** What a file is to Ansible, by its place and its text; undefined for all others. */
export function ansibleForm(file: string, text: string): AnsibleForm | undefined {
  const { folders, name } = splitPath(file);
  if (folders.includes("host_vars") || folders.includes("group_vars")) return "variables";
  const last = folders[folders.length - 1];
  if (folders[folders.length - 3] === "roles" && (last === "defaults" || last === "vars") && yamlName.test(name)) {
    return "variables";
  }
  const isInPlace = inventoryName.test(name) || folders.some((folder) => inventoryFolder.test(folder));
  if (yamlName.test(name)) {
    if (isInPlace && yamlGroup.test(text) && yamlMembers.test(text)) return "inventory";
    return play.test(text) && takesTemplate.test(text) ? "playbook" : undefined;
  }
  return isInPlace && iniHeader.test(text) ? "inventory" : undefined;
}

/** Whether a file of Ansible is YAML; inventories may be INI, and files of variables need no ending. */
export function isAnsibleYaml(file: string, form: AnsibleForm): boolean {
  return form !== "inventory" || yamlName.test(splitPath(file).name);
}
