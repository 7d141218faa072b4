import { isPlaceholderWord } from "../../../model/placeholder.ts";
import type { HaproxyStatement } from "../../../syntax/haproxy/tree.ts";
import type { Word } from "../../../syntax/tree.ts";
import { message } from "../../finding.ts";
import { type FileModel, type FileProxy, isProxy, type SectionView } from "./file.ts";
import type { FileCheck } from "./file-check.ts";

/** What may stand in a name; all else parts names from each other. */
const nameParts = /[\w.:-]+/g;

function addNames(text: string, names: Set<string>): void {
  for (const [name] of text.matchAll(nameParts)) names.add(name);
}

/**
 * The names that a section's conditions may mean: all words behind `if` and `unless`, and what stands in an `acl(…)`.
 *
 * @returns undefined where a condition is filled in later
 */
function conditionNames(statements: readonly HaproxyStatement[]): Set<string> | undefined {
  const names = new Set<string>();
  for (const { words } of statements) {
    let isCondition = false;
    for (const { value } of words) {
      if (value.includes("acl(")) addNames(value, names);
      if (isCondition) {
        if (isPlaceholderWord(value) || value.includes("{{")) return undefined;
        addNames(value, names);
      }
      isCondition ||= value === "if" || value === "unless";
    }
  }
  return names;
}

/** The first lines of ACLs that no condition names as far as it was understood. */
function candidates({ analysis }: FileProxy): Map<string, Word> {
  const found = new Map<string, Word>();
  for (const { statement, isConditional } of analysis.byName.get("acl") ?? []) {
    const word = statement.words[1];
    // Several lines of one name are one ACL.
    if (word === undefined || isConditional || found.has(word.value)) continue;
    if (!isPlaceholderWord(word.value) && !word.value.includes("{{")) found.set(word.value, word);
  }
  for (const { condition } of analysis.statements) {
    for (const { name } of condition?.groups.flat() ?? []) if (name !== undefined) found.delete(name);
  }
  return found;
}

/** ACLs that no condition of their section names: no other section can. */
function checkAcls(file: SectionView, proxy: FileProxy): void {
  const { isOpen, hasHole, hasFaults } = proxy.analysis;
  // A misspelt name elsewhere in the section may be the one that is missed here.
  if (proxy.kind === "defaults" || isOpen || hasHole || hasFaults || !proxy.analysis.byName.has("acl")) return;
  const left = candidates(proxy);
  const used = left.size === 0 ? undefined : conditionNames(proxy.section.statements);
  if (used === undefined) return;
  for (const [name, word] of left) {
    if (used.has(name)) continue;
    const said = message("No rule of this section asks for the ACL {name}, so that it decides nothing.", { name });
    file.report("haproxy/unused-acl", proxy.section, word, said);
  }
}

/** Lines of which the second word gives a name of another kind. */
const givesName = new Set(["server", "server-template", "acl", "user", "group", "peer", "nameserver"]);
/** Lines that say by a value which backend is meant. */
const choosesBackend = new Set(["use_backend", "default_backend"]);

/** Whether a line chooses a backend by what only a request, a template or another file shows. */
function isChosenElsewhere(keyword: string, target: string): boolean {
  if (choosesBackend.has(keyword)) return target.includes("%[") || isPlaceholderWord(target);
  // An engine's backend stands in the engine's file, and Lua sees all of them.
  return (keyword === "filter" && target === "spoe") || keyword.startsWith("lua-load");
}

/**
 * All names that stand anywhere in the file but where a backend gets its own.
 *
 * @returns undefined where not all of them can be known
 */
function mentionedNames(file: FileModel): Set<string> | undefined {
  const names = new Set<string>();
  for (const { kind, section, analysis } of file.sections) {
    if (analysis.isOpen) return undefined;
    for (const { value } of section.header?.words.slice(kind === "backend" ? 2 : 1) ?? []) addNames(value, names);
    for (const { words } of section.statements) {
      const keyword = words[0]?.value ?? "";
      if (isChosenElsewhere(keyword, words[1]?.value ?? "")) return undefined;
      for (const { value } of words.slice(givesName.has(keyword) ? 2 : 1)) addNames(value, names);
    }
  }
  return names;
}

/** The backends that no line chooses by name. */
function unchosenBackends(file: FileModel): FileProxy[] {
  const chosen = new Set<string>();
  for (const { analysis } of file.sections) {
    for (const { kind, name } of analysis.references) if (kind === "backend" || kind === "table") chosen.add(name);
  }
  return file.proxies.filter(
    (proxy) =>
      proxy.kind === "backend" &&
      proxy.name !== undefined &&
      !chosen.has(proxy.name.value) &&
      !proxy.isConditional &&
      !file.isDisabled(proxy),
  );
}

/** Backends that nothing in the file leads to. */
function checkBackends(file: FileModel): void {
  const backends = unchosenBackends(file);
  if (backends.length === 0 || !file.proxies.some(({ isFrontend }) => isFrontend)) return;
  // Mending a name that leads nowhere may be what brings a backend into use.
  if (file.problems.some(({ code }) => code === "haproxy/undefined-reference")) return;
  const used = mentionedNames(file);
  if (used === undefined) return;
  for (const { name, section } of backends) {
    if (name === undefined || used.has(name.value)) continue;
    const said = message("Nothing leads to the backend {name}, so that it has no effect.", {
      name: name.value,
    });
    file.report("haproxy/unused-backend", section, name, said);
  }
}

/** Looks for ACLs and backends that are declared and then not used. */
export const unused: FileCheck = {
  checkSection(view, owner) {
    if (!view.isOpen && isProxy(owner)) checkAcls(view, owner);
  },
  checkFile(file) {
    if (!file.isOpen) checkBackends(file);
  },
};
