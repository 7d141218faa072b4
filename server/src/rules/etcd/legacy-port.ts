import type { EtcdFacts, EtcdUrl } from "../../model/etcd/facts.ts";
import type { FileFacts } from "../../model/facts.ts";
import type { Stated } from "../../model/value.ts";
import { type Finding, message } from "../finding.ts";
import type { FileContext, FileRule } from "../rule.ts";

/** The ports of before etcd 2.1, with those that took their place. */
const successors: Readonly<Record<number, number>> = { 4001: 2379, 7001: 2380 };

/** Every URL that a file states for etcd; those of one list together. */
function urlLists({ members, clients }: EtcdFacts): (readonly Stated<EtcdUrl>[])[] {
  return [
    ...members.flatMap(({ initialCluster, peerUrls, listenPeerUrls, clientUrls, listenClientUrls }) => [
      (initialCluster?.peers ?? []).map(({ url }) => url),
      ...[peerUrls, listenPeerUrls, clientUrls, listenClientUrls].map((list) => list?.urls ?? []),
    ]),
    ...clients.map(({ urls }) => urls.urls),
  ];
}

export const legacyPort: FileRule = {
  code: "etcd/legacy-port",
  scope: "file",
  reads: "etcd",
  severity: "information",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "etcd is used on port 4001 or 7001, as before version 2.1.",
    why: "Since etcd 2.1 clients come to 2379 and peers to 2380, the ports that IANA has registered for it, and no release from 3.0 on listens on 4001 or 7001 unless it is told to. A file that still says so was mostly copied from an old tutorial, and other parts of the cluster (apiservers, firewalls, backup scripts) go by the new ones.",
    example: {
      bad: `//- etcd.conf
ETCD_NAME="etcd1"
ETCD_LISTEN_CLIENT_URLS="https://10.0.0.1:4001"
ETCD_ADVERTISE_CLIENT_URLS="https://10.0.0.1:2379"
`,
      good: `//- etcd.conf
ETCD_NAME="etcd1"
ETCD_LISTEN_CLIENT_URLS="https://10.0.0.1:2379"
ETCD_ADVERTISE_CLIENT_URLS="https://10.0.0.1:2379"
`,
    },
  },
  *check(facts: FileFacts, context: FileContext): Iterable<Finding> {
    if (facts.kind !== "etcd") return;
    for (const urls of urlLists(facts)) {
      const old = urls.filter(({ value }) => value !== undefined && successors[value.port] !== undefined);
      const [first] = old;
      // Beside the new port the old one is there for old clients.
      const isBoth = urls.some(({ value }) => value !== undefined && Object.values(successors).includes(value.port));
      const port = first?.value?.port;
      if (first === undefined || port === undefined || isBoth) continue;
      yield {
        code: this.code,
        severity: this.severity,
        file: context.file,
        at: first.at,
        message: message(
          "{port} is etcd's port of before version 2.1; since then it is {successor}. What goes by the usual ports does not find it here.",
          { port, successor: successors[port] ?? "" },
        ),
        related: [],
        fixes: [],
        about: old,
      };
    }
  },
};
