import { knownControlPlanes } from "../../cluster/control-planes.ts";
import type { Cluster } from "../../cluster/model.ts";
import { isServerChecked, serverHasOption } from "../../model/haproxy/effective.ts";
import type { Proxy, Server } from "../../model/haproxy/facts.ts";
import type { Stated } from "../../model/value.ts";
import { type Finding, type Fix, type FixEdit, message } from "../finding.ts";
import type { ClusterRule } from "../rule.ts";
import { type ApiServerBackend, apiServerBackends, isSurelyApiServer, statementsOf } from "./backends.ts";
import { exampleHaproxy, exampleKeepalived } from "./example-files.ts";

/** The options of which the last one says how servers are checked. */
const checkOptions: ReadonlySet<string> = new Set([
  "httpchk",
  "ldap-check",
  "mysql-check",
  "pgsql-check",
  "redis-check",
  "smtpchk",
  "spop-check",
  "ssl-hello-chk",
  "tcp-check",
]);

/** The `option` line that says how a backend's servers are checked, its own or an inherited one; undefined where that can't be told. */
function checkOption(backend: Proxy): { option: Stated<string>; isOwn: boolean } | undefined {
  for (let link: Proxy | undefined = backend; link !== undefined; link = link.inherits) {
    if (link.facts.isOpen || link.isInheritanceUnknown) return undefined;
    const option = link.facts.options.findLast(({ text }) => checkOptions.has(text));
    if (option !== undefined) return { option, isOwn: link === backend };
    if (link.facts.disabledOptions.some(({ text }) => checkOptions.has(text))) return undefined;
  }
  return undefined;
}

/** Whether lines of the backend say more of the check than that it is by HTTP: to speak TLS, or to be content with a refusal. */
function hasOwnSequence({ balancer }: ApiServerBackend, proxies: readonly Proxy[]): boolean {
  return proxies.some((proxy) =>
    statementsOf(balancer, proxy).some(({ words }) => {
      const [keyword, action] = words.map(({ value }) => value);
      if (keyword !== "http-check") return false;
      if (action === "connect") return true;
      const text = words.map(({ value }) => value).join(" ");
      return action === "expect" && !/^http-check expect (?:status 2\d\d|r?string (?:ok|OK|healthy))$/.test(text);
    }),
  );
}

/** Whether a check of a server goes, or would go, in plain text to its TLS port. */
function isAskedInPlain(backend: Proxy, server: Server): boolean {
  const words = [...server.options, ...server.sectionDefaults, ...(backend.defaults?.serverDefaults ?? [])];
  // Another port, or a helper beside the apiserver, may well speak plain HTTP.
  if (words.some((word) => word === "port" || word === "addr" || word === "check-via-socks4" || word === "disabled"))
    return false;
  return serverHasOption(backend, server, "check-ssl") === false && serverHasOption(backend, server, "ssl") === false;
}

/** What lets haproxy check a server by TLS, to be written behind its other options. */
function tlsWords(backend: Proxy, server: Server): string {
  const words = [...server.options, ...server.sectionDefaults, ...(backend.defaults?.serverDefaults ?? [])];
  return words.includes("verify") || words.includes("ca-file") ? " check-ssl" : " check-ssl verify none";
}

function fixFor(file: string, backend: Proxy, servers: readonly Server[]): Fix[] {
  if (servers.some(({ name, target }) => name.isGenerated || target.isGenerated)) return [];
  const edits = servers.map((server): FixEdit => {
    const end = { origin: server.at.origin, start: server.at.end, end: server.at.end };
    return { file, at: end, form: "in-place", newText: tlsWords(backend, server) };
  });
  return [{ title: message("Check by TLS, with check-ssl"), isPreferred: true, isSafe: true, edits }];
}

function serversInPlain(cluster: Cluster, { backend }: ApiServerBackend): Server[] {
  const controlPlanes = knownControlPlanes(cluster);
  return backend.facts.servers.filter(
    (server) => isAskedInPlain(backend, server) && isSurelyApiServer(cluster, server, controlPlanes),
  );
}

/** The line by which a backend's servers are checked by HTTP and nothing more; undefined where there is none, or it can't be told. */
function plainCheck(own: ApiServerBackend): ReturnType<typeof checkOption> {
  const { backend } = own;
  const found = checkOption(backend);
  if (found?.option.value !== "httpchk") return undefined;
  const proxies = backend.inherits === undefined ? [backend] : [backend, backend.inherits];
  return hasOwnSequence(own, proxies) ? undefined : found;
}

/** The words that let haproxy check a server of the apiservers that it does not check yet, with a blank in front of each. */
export function wordsToCheck(cluster: Cluster, own: ApiServerBackend, server: Server): string {
  const isPlain = plainCheck(own) !== undefined && serversInPlain(cluster, own).includes(server);
  return isPlain ? ` check${tlsWords(own.backend, server)}` : " check";
}

export const apiserverCheckPlaintext: ClusterRule = {
  code: "cluster/apiserver-check-plaintext",
  scope: "cluster",
  severity: "error",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "haproxy asks the apiservers in plain text whether they are healthy.",
    why: 'With `option httpchk` haproxy sends a plain HTTP request to a port that speaks TLS. The apiserver answers "Client sent an HTTP request to an HTTPS server" with status 400, so that every server is DOWN and there is no API, though all apiservers run. `check-ssl` on the servers makes haproxy ask by TLS; `verify none` is enough for a check.',
    example: {
      bad: [
        exampleKeepalived("lb1", { priority: 150, weight: 0 }),
        exampleHaproxy("lb1", "*:8443", undefined, ["option httpchk GET /healthz"]),
        exampleKeepalived("lb2", { priority: 100, weight: 0 }),
      ].join(""),
      good: [
        exampleKeepalived("lb1", { priority: 150, weight: 0 }),
        exampleHaproxy(
          "lb1",
          "*:8443",
          ["cp1 10.0.0.11:6443 check check-ssl verify none", "cp2 10.0.0.12:6443 check check-ssl verify none"],
          ["option httpchk GET /healthz"],
        ),
        exampleKeepalived("lb2", { priority: 100, weight: 0 }),
      ].join(""),
    },
  },
  *check(cluster): Iterable<Finding> {
    for (const own of apiServerBackends(cluster)) {
      const { balancer, backend } = own;
      const found = plainCheck(own);
      if (found === undefined) continue;
      const servers = serversInPlain(cluster, own).filter((server) => isServerChecked(backend, server) === true);
      if (servers.length === 0) continue;
      const { name, header } = backend.facts;
      const place = { file: balancer.file, at: found.option.at };
      yield {
        code: this.code,
        severity: this.severity,
        file: balancer.file,
        at: found.isOwn ? found.option.at : (name?.at ?? header),
        message: message(
          "{backend} checks {servers} by plain HTTP, but an apiserver speaks TLS and answers 400. haproxy marks all of them DOWN although they run, and the API is unreachable; check with check-ssl verify none.",
          { backend: name?.text ?? "", servers: servers.map((server) => server.name.text).join(", ") },
        ),
        related: found.isOwn ? [] : [{ ...place, message: message("the check is inherited from here") }],
        fixes: fixFor(balancer.file, backend, servers),
        about: servers,
      };
    }
  },
};
