import { knownControlPlanes } from "../../cluster/control-planes.ts";
import type { Cluster } from "../../cluster/model.ts";
import { effectiveMode, effectiveOption, serverHasOption } from "../../model/haproxy/effective.ts";
import type { Proxy } from "../../model/haproxy/facts.ts";
import { type Finding, type Fix, type FixEdit, message } from "../finding.ts";
import type { ClusterRule } from "../rule.ts";
import { type ApiServerBackend, apiServerBackends, isSurelyApiServer, statementsOf } from "./backends.ts";
import { exampleHaproxy, exampleKeepalived } from "./example-files.ts";

/** Statements that mean nothing in `mode tcp`: with one of them the mode is not all that is to be changed. */
const httpStatement =
  /^(?:http-(?!check)|errorfile|errorloc|capture|compression|redirect|monitor-uri|reqadd|rsp|req(?:i?rep|i?del|deny)|stats|cookie|use_backend|acl)/;
const httpOption = /^(?:forwardfor|originalto|http(?!chk|log$)|forceclose|h1-|accept-|checkcache)/;

/** Whether a proxy's own lines need HTTP; what it inherits does no harm in `mode tcp`. */
function needsHttp(own: ApiServerBackend, proxy: Proxy): boolean {
  return (
    statementsOf(own.balancer, proxy).some(({ words }) => httpStatement.test(words[0]?.value ?? "")) ||
    proxy.facts.options.some(({ text }) => httpOption.test(text))
  );
}

/** The edits that put a proxy into `mode tcp`, with a log format that fits where it has HTTP's. */
function modeEdits(file: string, proxy: Proxy): FixEdit[] {
  const { facts } = proxy;
  const httpLog = facts.options.find(({ text }) => text === "httplog");
  const isInherited =
    httpLog === undefined && facts.kind !== "backend" && effectiveOption(proxy, "httplog") !== undefined;
  const isLogged = isInherited && !facts.options.some(({ text }) => text === "tcplog");
  const own = facts.mode === undefined ? ["mode tcp"] : [];
  const added = [...own, ...(isLogged ? ["option tcplog"] : [])];
  const edits: FixEdit[] = [];
  if (facts.mode !== undefined) edits.push({ file, at: facts.mode.at, form: "in-place", newText: "tcp" });
  if (httpLog !== undefined) edits.push({ file, at: httpLog.at, form: "in-place", newText: "tcplog" });
  if (added.length > 0) edits.push({ file, at: facts.header, form: "line-inside", newText: added.join("\n") });
  return edits;
}

function fixesFor(own: ApiServerBackend, proxies: readonly Proxy[]): Fix[] {
  const isClear = proxies.every(
    (proxy) =>
      !needsHttp(own, proxy) && proxy.facts.mode?.isGenerated !== true && proxy.facts.name?.isGenerated !== true,
  );
  if (!isClear) return [];
  return [
    {
      title: message("Pass TLS through with mode tcp"),
      isPreferred: true,
      isSafe: true,
      edits: proxies.flatMap((proxy) => modeEdits(own.balancer.file, proxy)),
    },
  ];
}

/** Whether haproxy ends TLS here or begins it anew: then requests come through, though not as the client that sent them. */
function terminatesTls({ backend, entries }: ApiServerBackend): boolean {
  const isSsl = entries.some(({ facts }) => facts.binds.some(({ options }) => options.includes("ssl")));
  return isSsl || backend.facts.servers.some((server) => serverHasOption(backend, server, "ssl") !== false);
}

function isForApiServers(cluster: Cluster, { backend }: ApiServerBackend): boolean {
  const controlPlanes = knownControlPlanes(cluster);
  const { servers } = backend.facts;
  return servers.length > 0 && servers.every((server) => isSurelyApiServer(cluster, server, controlPlanes));
}

/** Proxies between clients and apiservers that read HTTP, by the backend that they lead to. */
interface HttpPath {
  readonly own: ApiServerBackend;
  readonly proxies: readonly Proxy[];
  readonly entry: Proxy;
}

/** Every way to the apiservers that leads through `mode http`. */
export function httpPaths(cluster: Cluster): HttpPath[] {
  return apiServerBackends(cluster).flatMap((own): HttpPath[] => {
    const proxies = [...new Set([...own.entries, own.backend])].filter((proxy) => effectiveMode(proxy) === "http");
    const entry = own.entries.find((proxy) => proxies.includes(proxy));
    return entry === undefined || !isForApiServers(cluster, own) ? [] : [{ own, proxies, entry }];
  });
}

export const apiserverHttpMode: ClusterRule = {
  code: "cluster/apiserver-http-mode",
  scope: "cluster",
  severity: "error",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "haproxy reads HTTP in front of the apiservers, which speak TLS.",
    why: "Clients of an apiserver speak TLS and prove who they are with certificates. In `mode http` haproxy takes the TLS handshake for a malformed request and answers 400, so that nothing gets through. Where haproxy ends TLS itself, requests get through but the client's certificate does not: kubelets, `kubectl` with admin.conf and the controllers are strangers to the apiserver. `mode tcp` passes TLS on as it is.",
    example: {
      bad: [
        exampleKeepalived("lb1", { priority: 150, weight: 0 }),
        exampleHaproxy("lb1", "*:8443").replace("mode tcp", "mode http"),
        exampleKeepalived("lb2", { priority: 100, weight: 0 }),
      ].join(""),
      good: [
        exampleKeepalived("lb1", { priority: 150, weight: 0 }),
        exampleHaproxy("lb1", "*:8443"),
        exampleKeepalived("lb2", { priority: 100, weight: 0 }),
      ].join(""),
    },
  },
  *check(cluster): Iterable<Finding> {
    for (const { own, proxies, entry } of httpPaths(cluster)) {
      const { balancer } = own;
      const isTerminated = terminatesTls(own);
      const { mode, name, header } = entry.facts;
      const inherited = mode === undefined ? entry.defaults?.mode : undefined;
      yield {
        code: this.code,
        severity: isTerminated ? "warning" : this.severity,
        file: balancer.file,
        at: mode?.at ?? name?.at ?? header,
        message: isTerminated
          ? message(
              "{entry} terminates TLS in mode http in front of the apiservers. Client certificates do not get through, so the apiserver rejects kubelets and kubectl as unknown; pass TLS through with mode tcp.",
              { entry: name?.text ?? "" },
            )
          : message(
              "{entry} is in mode http, but the apiservers' clients speak TLS. haproxy answers their handshake with 400 and no connection gets through; use mode tcp.",
              { entry: name?.text ?? "" },
            ),
        related:
          inherited === undefined
            ? []
            : [{ file: balancer.file, at: inherited.at, message: message("the mode is inherited from here") }],
        fixes: isTerminated ? [] : fixesFor(own, proxies),
        about: proxies.map(({ facts }) => facts),
      };
    }
  },
};
