import { versionsFrom } from "../../../schema/haproxy/values.ts";
import { closest } from "../../../schema/suggest.ts";
import { message } from "../../finding.ts";
import { type FileModel, type FileProxy, isProxy } from "./file.ts";
import type { FileCheck } from "./file-check.ts";
import type { Place } from "./problem.ts";

const code = "haproxy/bad-inheritance";

const ruleNames = new Set([
  "http-request",
  "http-response",
  "http-after-response",
  "tcp-request connection",
  "tcp-request session",
  "tcp-request content",
  "tcp-response content",
]);

/** Rules that one side of a proxy has no use for. */
const misfits: Readonly<Record<string, readonly string[]>> = {
  backend: ["tcp-request connection", "tcp-request session"],
  frontend: ["tcp-response content"],
};

function hasRules(proxy: FileProxy): boolean {
  return proxy.analysis.statements.some(({ name, isConditional }) => ruleNames.has(name) && !isConditional);
}

function placeOf({ section, from }: FileProxy): Place {
  return from ?? section.header ?? { start: 0, end: 0 };
}

function nameOf(proxy: FileProxy): string {
  return proxy.name?.value ?? "";
}

function checkFrom(file: FileModel, proxy: FileProxy): void {
  const { from } = proxy;
  if (from === undefined || proxy.parent !== undefined || from.value === "" || from.value.includes("{{")) return;
  const names = file.proxies.flatMap(({ kind, name }) =>
    kind === "defaults" && name !== undefined ? [name.value] : [],
  );
  // Those below are not known yet.
  const suggestion = closest(from.value, names);
  const said = message("No defaults section above has the name {name}, and haproxy does not start without it.", {
    name: from.value,
  });
  file.report(code, proxy.section, from, said, { suggestion });
}

function inheritsRules({ parent, isConditional }: FileProxy): boolean {
  return parent?.analysis.place === "defaults-named" && hasRules(parent) && !isConditional;
}

/** Rules in a `defaults` section hold only for one side, so that not everybody may inherit them. */
function checkRules(file: FileModel, proxy: FileProxy, sides: Map<FileProxy, string>): void {
  const { parent } = proxy;
  if (parent === undefined || !inheritsRules(proxy)) return;
  const args = { name: nameOf(parent) };
  const place = placeOf(proxy);
  if (proxy.kind === "defaults") {
    file.report(
      code,
      proxy.section,
      place,
      message(
        "The section {name} has rules, and haproxy does not start where another defaults section inherits them.",
        args,
      ),
    );
    return;
  }
  if (proxy.kind === "listen") {
    file.report(
      code,
      proxy.section,
      place,
      message("The section {name} has rules, and haproxy does not start where a listen section inherits them.", args),
    );
    return;
  }
  const misfit = parent.analysis.statements.find(
    ({ name, isConditional }) => !isConditional && misfits[proxy.kind]?.includes(name) === true,
  );
  if (misfit !== undefined) {
    const said = message(
      "The section {name} has {keyword} rules, and haproxy does not start where a {kind} section inherits them.",
      { name: nameOf(parent), keyword: misfit.name, kind: proxy.kind },
    );
    file.report(code, proxy.section, place, said);
    return;
  }
  const side = sides.get(parent);
  if (side !== undefined && side !== proxy.kind) {
    file.report(
      code,
      proxy.section,
      place,
      message(
        "The section {name} has rules, and haproxy does not start where frontends and backends both inherit them.",
        args,
      ),
    );
    return;
  }
  sides.set(parent, proxy.kind);
}

/** haproxy complains where a section is inherited by its name here and without it there. */
function checkMixedUse(file: FileModel): void {
  if (file.isAlways(versionsFrom("2.4") & ~versionsFrom("2.6"))) return;
  const explicit = new Set<FileProxy>();
  const implicit = new Set<FileProxy>();
  const reported = new Set<FileProxy>();
  for (const proxy of file.proxies) {
    const { parent } = proxy;
    if (parent === undefined || proxy.isConditional) continue;
    (proxy.from === undefined ? implicit : explicit).add(parent);
    if (!explicit.has(parent) || !implicit.has(parent) || reported.has(parent)) continue;
    reported.add(parent);
    // From 2.6 to 2.8 haproxy calls it an alert, though it starts all the same.
    const said = message(
      "The defaults section {name} is inherited by its name elsewhere and without it here, of which haproxy warns. Write from {name} here, too.",
      { name: nameOf(parent) },
    );
    const isAlert = file.isAlways(versionsFrom("2.6") & ~versionsFrom("3.0"));
    file.report(code, proxy.section, proxy.section.header?.words[1] ?? placeOf(proxy), said, {
      severity: isAlert ? "error" : "warning",
    });
  }
}

/** Looks at which sections inherit which. */
export const inheritance: FileCheck = {
  concerns: (owner) => isProxy(owner) && (owner.from !== undefined || inheritsRules(owner)),
  checkFile(file, concerned) {
    const sides = new Map<FileProxy, string>();
    for (const proxy of concerned) {
      if (!isProxy(proxy)) continue;
      if (!file.isOpen) checkFrom(file, proxy);
      checkRules(file, proxy, sides);
    }
    if (concerned.some(({ from }) => from !== undefined)) checkMixedUse(file);
  },
};
