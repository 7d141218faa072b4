import { message } from "../../finding.ts";
import { type FileProxy, isWhole, type SectionView } from "./file.ts";
import type { FileCheck } from "./file-check.ts";
import type { Place } from "./problem.ts";
import type { AnalysedStatement } from "./section.ts";

const code = "haproxy/conflicting-settings";

function keywordPlace({ statement }: AnalysedStatement): Place {
  return { start: statement.start, end: statement.words[0]?.end ?? statement.end };
}

function isSure({ isConditional, isFaulty }: AnalysedStatement): boolean {
  return !isConditional && !isFaulty;
}

/** Filters that haproxy orders by itself where nothing else filters. */
const ordered = new Set(["filter cache", "filter compression", "filter fcgi-app"]);

/** What is compressed must not be put into a cache, and what other filters do must have its place. */
function checkOrder(file: SectionView, proxy: FileProxy): void {
  const filters = proxy.analysis.statements.filter(({ name }) => name === "filter" || name.startsWith("filter "));
  if (filters.length === 0 || !filters.every(isSure)) return;
  const compression = filters.findIndex(({ name }) => name === "filter compression");
  const cache = filters.findLastIndex(({ name }) => name === "filter cache");
  const first = filters[compression];
  if (first !== undefined && compression < cache) {
    const said = message(
      "filter compression must stand below filter cache, and haproxy does not start with this order.",
    );
    file.reportLate(code, proxy.section, keywordPlace(first), said);
    return;
  }
  const other = filters.find(({ name }) => !ordered.has(name));
  if (other === undefined) return;
  const needing = [
    compression < 0 && file.effective(proxy, "compression algo") !== undefined ? "compression" : undefined,
    cache < 0 && ["cache-use", "cache-store"].some((action) => proxy.analysis.actions.has(action))
      ? "cache"
      : undefined,
  ].find((name) => name !== undefined);
  if (needing === undefined) return;
  const said = message(
    "Beside other filters the {name} needs a filter line of its own, and haproxy does not start without it.",
    { name: needing },
  );
  file.reportLate(code, proxy.section, keywordPlace(other), said);
}

/** A server that speaks FastCGI needs an application, and the application such a server. */
function checkApplication(file: SectionView, proxy: FileProxy): void {
  if (!proxy.isBackend) return;
  const speaks = ({ values, fixed }: AnalysedStatement): boolean =>
    fixed.some((at) => values[at] === "proto" && values[at + 1] === "fcgi");
  const { byName } = proxy.analysis;
  const servers = [...(byName.get("server") ?? []), ...(byName.get("server-template") ?? [])];
  const defaults = proxy.chain.flatMap(({ analysis }) => analysis.byName.get("default-server") ?? []);
  if (![...servers, ...defaults].every(isSure)) return;
  const application = byName.get("use-fcgi-app")?.[0] ?? byName.get("filter fcgi-app")?.[0];
  const isDefault = defaults.some(speaks);
  const server = servers.find((one) => isDefault || speaks(one));
  if (application !== undefined && server === undefined && isSure(application)) {
    const said = message(
      "No server of this section speaks FastCGI, and haproxy does not start so. Add proto fcgi to one.",
    );
    file.reportLate(code, proxy.section, keywordPlace(application), said);
  }
  if (application !== undefined || server === undefined) return;
  const said = message("{name} speaks FastCGI but this section uses no fcgi-app, and haproxy does not start so.", {
    name: server.values[1] ?? "",
  });
  file.reportLate(code, proxy.section, server.statement.words[1] ?? server.statement, said);
}

/** A balancing that can not be beside sending everything to one place. */
function checkTransparency(file: SectionView, proxy: FileProxy): void {
  if (!proxy.isBackend) return;
  const balance = file.effective(proxy, "balance");
  if (balance === undefined || !isSure(balance)) return;
  for (const name of ["option transparent", "transparent"]) {
    const line = proxy.analysis.byName.get(name)?.at(-1);
    if (line === undefined || line.values[0] === "no" || !isSure(line)) continue;
    const said = message("{name} and balance exclude each other, and haproxy does not start with both.", { name });
    file.reportLate(code, proxy.section, keywordPlace(line), said);
  }
  const dispatch = proxy.analysis.byName.get("dispatch")?.at(-1);
  if (dispatch === undefined || !isSure(dispatch)) return;
  const said = message("Beside balance the dispatch line has no effect, and haproxy ignores it.");
  file.report("haproxy/no-effect", proxy.section, keywordPlace(dispatch), said);
}

/** Connections that become HTTP ones can not go to the servers of a section in mode tcp. */
function checkUpgrade(file: SectionView, proxy: FileProxy): void {
  const { analysis } = proxy;
  if (!analysis.actions.has("switch-mode") || !analysis.byName.has("server") || file.modeOf(proxy) !== "tcp") return;
  if (["default_backend", "use_backend"].some((name) => file.effective(proxy, name) !== undefined)) return;
  const rule = analysis.statements.find(({ action }) => action === "switch-mode");
  if (rule === undefined || !isSure(rule)) return;
  const said = message(
    "Connections that switch to HTTP can not be sent to the servers of this section in mode tcp, and no backend is named for them.",
  );
  file.report("haproxy/no-effect", proxy.section, keywordPlace(rule), said);
}

/** Looks at what the lines of a proxy need of each other to work together. */
export const filters: FileCheck = {
  checkSection(view, proxy) {
    if (!isWhole(proxy) || view.mayHaveMore(proxy)) return;
    checkOrder(view, proxy);
    checkApplication(view, proxy);
    checkTransparency(view, proxy);
    checkUpgrade(view, proxy);
  },
};
