import { closest } from "../../../schema/suggest.ts";
import { type Message, message } from "../../finding.ts";
import { isUnknownWord } from "../../unknown-word.ts";
import { type FileModel, type FileProxy, type FileSection, isProxy, type SectionView } from "./file.ts";
import type { FileCheck } from "./file-check.ts";
import type { Reference, ReferenceKind } from "./problem.ts";
import type { AnalysedStatement } from "./section.ts";

const code = "haproxy/undefined-reference";

/** The kinds of section that names of a kind belong to. */
const sectionKinds: Partial<Readonly<Record<ReferenceKind, string>>> = {
  userlist: "userlist",
  peers: "peers",
  resolvers: "resolvers",
  mailers: "mailers",
  cache: "cache",
  "fcgi-app": "fcgi-app",
  "http-errors": "http-errors",
};

/** What a kind of thing is called. */
const kindNames: Readonly<Record<ReferenceKind, Message>> = {
  backend: message("backend"),
  frontend: message("frontend"),
  table: message("stick table"),
  server: message("server"),
  "tracked-server": message("server"),
  userlist: message("userlist"),
  peers: message("peers section"),
  resolvers: message("resolvers section"),
  mailers: message("mailers section"),
  cache: message("cache"),
  "fcgi-app": message("fcgi-app section"),
  "http-errors": message("http-errors section"),
  ring: message("ring"),
  defaults: message("defaults section"),
};

function reportUndefined(file: FileModel, owner: FileSection, reference: Reference, known: readonly string[]): void {
  const suggestion = closest(reference.name, known);
  const args = { kind: kindNames[reference.kind], name: reference.name, suggestion: suggestion ?? "" };
  const said =
    suggestion === undefined
      ? message("There is no {kind} {name}, and haproxy does not start without it.", args)
      : message("There is no {kind} {name}, and haproxy does not start without it. Did you mean {suggestion}?", args);
  file.reportLate(code, owner.section, reference.place, said, { suggestion });
}

function namesOf(sections: readonly FileSection[]): string[] {
  return sections.flatMap(({ name }) => (name === undefined ? [] : [name.value]));
}

function hasTable({ analysis }: FileSection): boolean {
  return analysis.byName.has("stick-table");
}

/** The names of a file's stick tables, once somebody has asked for one. */
interface Tables {
  names?: ReadonlySet<string>;
}

/** The stick tables of a file: those of proxies by the proxy's name, those of peers with the section's in front. */
function tablesOf(file: FileModel): string[] {
  const tables: string[] = [];
  for (const one of file.sections) {
    if (one.name === undefined) continue;
    if (hasTable(one)) tables.push(one.name.value);
    if (one.kind !== "peers") continue;
    for (const { words } of one.section.statements) {
      if (words[0]?.value === "table" && words[1] !== undefined) tables.push(`${one.name.value}/${words[1].value}`);
    }
  }
  return tables;
}

/** Whether a backend has a server of some name; undefined where that can't be told. */
function hasServer(backend: FileProxy, name: string): boolean | undefined {
  if (backend.analysis.scope.section.holes.length > 0) return undefined;
  for (const { words } of backend.section.statements) {
    const keyword = words[0]?.value;
    const own = words[1]?.value ?? "";
    if (keyword === "server" && own === name) return true;
    if (keyword === "server-template" && (name.startsWith(own) || isUnknownWord(own))) return undefined;
    if (keyword !== undefined && isUnknownWord(keyword)) return undefined;
    if (keyword === "server" && isUnknownWord(own)) return undefined;
  }
  return false;
}

function serversOf(backend: FileProxy | undefined): string[] {
  return (
    backend?.section.statements.flatMap(({ words }) =>
      words[0]?.value === "server" && words[1] !== undefined ? [words[1].value] : [],
    ) ?? []
  );
}

function checkServer(file: FileModel, owner: FileProxy, reference: Reference): void {
  const slash = reference.name.lastIndexOf("/");
  const backendName = slash < 0 ? undefined : reference.name.slice(0, slash);
  const backend = backendName === undefined ? owner : file.backend(backendName);
  if (backend === undefined) {
    const backends = file.proxies.filter(({ isBackend }) => isBackend);
    reportUndefined(file, owner, { ...reference, kind: "backend", name: backendName ?? "" }, namesOf(backends));
    return;
  }
  // A rule about servers is ignored where there can be none.
  if (!backend.isBackend && !reference.isInSample) return;
  const name = reference.name.slice(slash + 1);
  if (hasServer(backend, name) === false) reportUndefined(file, owner, { ...reference, name }, serversOf(backend));
}

function checkTable(file: FileModel, owner: FileSection, reference: Reference, tables: Tables): void {
  const { name } = reference;
  tables.names ??= new Set(tablesOf(file));
  if (tables.names.has(name)) return;
  if ((file.backend(name) ?? file.frontend(name)) === undefined) {
    reportUndefined(file, owner, reference, [...tables.names]);
    return;
  }
  file.reportLate(
    code,
    owner.section,
    reference.place,
    message("{name} has no stick-table, and haproxy does not start where one is looked up there.", { name }),
  );
}

function checkProxyName(file: FileModel, owner: FileSection, reference: Reference): void {
  const isFrontend = reference.kind === "frontend";
  if ((isFrontend ? file.frontend(reference.name) : file.backend(reference.name)) !== undefined) return;
  const fitting = file.proxies.filter((proxy) => (isFrontend ? proxy.isFrontend : proxy.isBackend));
  reportUndefined(file, owner, reference, namesOf(fitting));
}

/** What a sample takes of its own proxy where it names no other. */
function checkOwn(file: SectionView, owner: FileProxy, { kind, place, user }: Reference): void {
  const name = owner.name?.value ?? "";
  if (kind === "table") {
    if (owner.analysis.isOpen || hasTable(owner)) return;
    const said = message(
      "{user} looks into the stick table of {name}, which has none; haproxy does not start with it. Name a table.",
      { user, name },
    );
    file.reportLate(code, owner.section, place, said);
    return;
  }
  // Of these there is none of its own.
  if (kind === "userlist" || kind === "server") {
    const said = message("{user} lacks the name of a {kind}, and haproxy does not start without it.", {
      user,
      kind: kindNames[kind],
    });
    file.reportLate(code, owner.section, place, said);
    return;
  }
  const isFitting = kind === "frontend" ? owner.isFrontend : owner.isBackend;
  if ((kind !== "frontend" && kind !== "backend") || isFitting) return;
  const said = message("{user} looks at a {kind}, which {name} is not; haproxy does not start with it. Name one.", {
    user,
    kind: kindNames[kind],
    name,
  });
  file.reportLate(code, owner.section, place, said);
}

function checkReference(file: FileModel, owner: FileSection, reference: Reference, tables: Tables): void {
  if (reference.name === "" && reference.isInSample) {
    if (isProxy(owner)) checkOwn(file, owner, reference);
    return;
  }
  const kind = sectionKinds[reference.kind];
  if (kind !== undefined) {
    const names = namesOf(file.byKind.get(kind) ?? []);
    // haproxy has resolvers of its own where the file has none.
    if (names.includes(reference.name) || (kind === "resolvers" && reference.name === "default")) return;
    reportUndefined(file, owner, reference, names);
    return;
  }
  switch (reference.kind) {
    case "backend":
    case "frontend":
      checkProxyName(file, owner, reference);
      return;
    case "table":
      checkTable(file, owner, reference, tables);
      return;
    case "server":
    case "tracked-server":
      if (isProxy(owner)) checkServer(file, owner, reference);
      return;
    default:
  }
}

/** Whether names are looked up in a section: what `defaults` hold hangs on who inherits it. */
function isLookedUp(owner: FileSection): boolean {
  return owner.kind !== "defaults" && !(isProxy(owner) && owner.isDisabled);
}

/** A `stick` rule without a table's name uses the proxy's own. */
function checkStickRules(file: SectionView, proxy: FileProxy): void {
  const { byName } = proxy.analysis;
  const hasRules =
    byName.has("stick on") ||
    byName.has("stick match") ||
    byName.has("stick store-request") ||
    byName.has("stick store-response");
  if (!hasRules || hasTable(proxy) || proxy.analysis.isOpen) return;
  const isOwn = ({ name, values }: AnalysedStatement): boolean =>
    name.startsWith("stick ") && !values.includes("table");
  const rule = proxy.analysis.statements.find(
    (statement) => isOwn(statement) && !statement.isFaulty && !statement.isConditional,
  );
  if (rule === undefined || !proxy.isBackend) return;
  file.reportLate(
    code,
    proxy.section,
    rule.statement,
    message("{name} has no stick-table for this rule, and haproxy does not start with it.", {
      name: proxy.name?.value ?? "",
    }),
  );
}

/** What is tracked is kept in the proxy's own table where the rule names no other. */
function checkTracking(file: SectionView, proxy: FileProxy): void {
  if (hasTable(proxy) || proxy.analysis.isOpen) return;
  for (const { action = "", fixed, values, statement, isFaulty, isConditional } of proxy.analysis.statements) {
    if (!action.startsWith("track-sc") || isFaulty || isConditional) continue;
    if (fixed.some((at) => values[at] === "table")) continue;
    const said = message("{name} has no stick-table for this rule, and haproxy does not start with it.", {
      name: proxy.name?.value ?? "",
    });
    file.reportLate(code, proxy.section, statement, said);
    return;
  }
}

/** A group that a user is said to be in must be declared in the same list. */
function checkGroups(file: SectionView, list: FileSection): void {
  const groups = list.section.statements.flatMap(({ words }) =>
    words[0]?.value === "group" && words[1] !== undefined ? [words[1].value] : [],
  );
  for (const { words } of list.section.statements) {
    const at = words.findIndex(({ value }, index) => index > 1 && value === "groups");
    const named = at < 0 ? undefined : words[at + 1];
    if (words[0]?.value !== "user" || named === undefined || isUnknownWord(named.value)) continue;
    const missing = named.value.split(",").find((group) => group !== "" && !groups.includes(group));
    if (missing === undefined) continue;
    const said = message("This userlist has no group {name}, and haproxy does not start without it.", {
      name: missing,
    });
    file.reportLate(code, list.section, named, said);
  }
}

/** A user that a group is said to have must be declared in the same list. */
function checkUsers(file: SectionView, list: FileSection): void {
  const users = list.section.statements.flatMap(({ words }) =>
    words[0]?.value === "user" && words[1] !== undefined ? [words[1].value] : [],
  );
  for (const { words } of list.section.statements) {
    const at = words.findIndex(({ value }, index) => index > 1 && value === "users");
    const named = at < 0 ? undefined : words[at + 1];
    if (words[0]?.value !== "group" || named === undefined || isUnknownWord(named.value)) continue;
    const missing = named.value.split(",").find((user) => user !== "" && !users.includes(user));
    if (missing === undefined) continue;
    const said = message("This userlist has no user {name}, and haproxy does not start without it.", {
      name: missing,
    });
    file.reportLate(code, list.section, named, said);
  }
}

/** What some kinds of section can not do without: the folder of the scripts, the size of the memory. */
const neededLines: Readonly<Record<string, string>> = { cache: "total-max-size", "fcgi-app": "docroot" };

function checkNeeded(file: SectionView, owner: FileSection): void {
  const needed = neededLines[owner.kind];
  if (needed === undefined || owner.analysis.isOpen || owner.isConditional) return;
  const place = owner.name ?? owner.section.header;
  if (place === undefined || owner.section.statements.some(({ words }) => words[0]?.value === needed)) return;
  const said = message("{name} has no {needed}, and haproxy does not start without it.", {
    name: owner.name?.value ?? "",
    needed,
  });
  file.reportLate("haproxy/conflicting-settings", owner.section, place, said);
}

/** Whether a proxy is its own default backend. */
function checkLoops(file: SectionView, proxy: FileProxy): void {
  if (!proxy.isFrontend || !proxy.isBackend) return;
  for (const reference of proxy.analysis.references) {
    if (reference.kind !== "backend" || reference.isInSample) continue;
    if (reference.name !== proxy.name?.value) continue;
    const said = message("{name} names itself as its backend, and haproxy does not start with such a loop.", {
      name: reference.name,
    });
    file.reportLate(code, proxy.section, reference.place, said);
  }
}

/** Looks up every name that the file uses. */
export const references: FileCheck = {
  checkSection(view, owner) {
    checkNeeded(view, owner);
    if (owner.kind === "userlist" && !owner.analysis.isOpen) {
      checkGroups(view, owner);
      checkUsers(view, owner);
    }
    if (view.isOpen || !isProxy(owner) || !isLookedUp(owner)) return;
    checkStickRules(view, owner);
    checkTracking(view, owner);
    checkLoops(view, owner);
  },
  concerns: (owner) => owner.analysis.references.length > 0 && isLookedUp(owner),
  checkFile(file, concerned) {
    if (file.isOpen) return;
    const tables: Tables = {};
    for (const owner of concerned) {
      for (const reference of owner.analysis.references) {
        // A section that only takes what others hold does not look up the names that it ignores.
        const isForFrontends =
          reference.kind === "backend" && !reference.isInSample && isProxy(owner) && !owner.isFrontend;
        // The line counts for the servers below it, and nothing is looked up for none.
        const isForNobody =
          reference.statement.words[0]?.value === "default-server" &&
          serversOf(isProxy(owner) ? owner : undefined).length === 0;
        const isIgnored = isForFrontends || isForNobody;
        if (!isIgnored && reference.kind !== "defaults") checkReference(file, owner, reference, tables);
      }
    }
  },
};
