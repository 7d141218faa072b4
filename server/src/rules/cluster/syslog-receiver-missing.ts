import type { Balancer, Cluster, FileAround } from "../../cluster/model.ts";
import { isLoopback, parseIpAddress } from "../../model/address.ts";
import type { SyslogFacts } from "../../model/syslog/facts.ts";
import { isPlaceholder } from "../../model/value.ts";
import { readPort } from "../../model/written.ts";
import type { Anchor } from "../../syntax/tree.ts";
import { type Finding, message } from "../finding.ts";
import type { ClusterRule } from "../rule.ts";
import { exampleHaproxy, exampleKeepalived } from "./example-files.ts";

/** A `log` line of haproxy that sends to a syslog on its own machine by UDP. */
interface LogTarget {
  readonly at: Anchor;
  readonly text: string;
  readonly port: number;
  readonly facility: string;
}

const usualPort = 514;

function logTargetsOf({ facts }: Balancer): LogTarget[] {
  return facts.sections.flatMap(({ statements, origin }) =>
    statements.flatMap(({ words }): LogTarget[] => {
      const [keyword, target] = words;
      if (keyword?.value !== "log" || target === undefined || isPlaceholder(target.value)) return [];
      const match = /^(?:udp@|ipv[46]@)?(localhost|\d+(?:\.\d+){3}|\[[\da-f:]+\])(?::(\d+))?$/i.exec(target.value);
      const host = match?.[1]?.replace(/^localhost$/i, "127.0.0.1").replace(/[[\]]/g, "");
      const address = host === undefined ? undefined : parseIpAddress(host);
      const port = match?.[2] === undefined ? usualPort : readPort(match[2]);
      let next = 2;
      while (/^(?:len|format|sample|profile)$/.test(words[next]?.value ?? "")) next += 2;
      const facility = words[next]?.value.toLowerCase();
      if (address === undefined || !isLoopback(address) || port === undefined || facility === undefined) return [];
      if (isPlaceholder(facility)) return [];
      return [{ at: { origin, start: target.start, end: target.end }, text: target.value, port, facility }];
    }),
  );
}

/** The rsyslog files of a balancer's machines; none where the main one is not here. */
function syslogOf({ syslogs, nodes }: Cluster, balancer: Balancer): readonly FileAround<SyslogFacts>[] {
  const folders = balancer.nodes.flatMap(({ folder }) => (folder === undefined || folder === "" ? [] : [folder]));
  const isIn = (file: string, folder: string): boolean => file.startsWith(`${folder}/`);
  const isOthers = (file: string): boolean =>
    nodes.some(
      ({ folder }) => folder !== undefined && folder !== "" && !folders.includes(folder) && isIn(file, folder),
    );
  const own = syslogs.filter(({ file, isNear }) => isNear && !isOthers(file));
  return own.some(({ facts }) => facts.isMain) ? own : [];
}

export const syslogReceiverMissing: ClusterRule = {
  code: "cluster/syslog-receiver-missing",
  scope: "cluster",
  severity: "information",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "haproxy logs to a local syslog by UDP, and rsyslog does not take or keep it.",
    why: 'haproxy sends its log as UDP messages and never notices that nobody takes them. rsyslog opens no UDP port by itself: it needs the module `imudp` and an input (`$UDPServerRun 514`, or `input(type="imudp" port="514")`), and a rule that keeps the facility of haproxy\'s `log` line. Else the log is empty when it is needed. Only machines whose `rsyslog.conf` is among the files are judged, with the parts in `rsyslog.d` beside it.',
    example: {
      bad: [
        exampleKeepalived("lb1", { priority: 150, weight: 0 }),
        exampleKeepalived("lb2", { priority: 100, weight: 0 }),
        `${exampleHaproxy("lb1", "*:8443")}global\n    log 127.0.0.1:514 local2\n`,
        '//- lb1/rsyslog.conf\nmodule(load="imuxsock")\n*.info /var/log/messages\n',
      ].join(""),
      good: [
        exampleKeepalived("lb1", { priority: 150, weight: 0 }),
        exampleKeepalived("lb2", { priority: 100, weight: 0 }),
        `${exampleHaproxy("lb1", "*:8443")}global\n    log 127.0.0.1:514 local2\n`,
        '//- lb1/rsyslog.conf\nmodule(load="imudp")\ninput(type="imudp" port="514")\nlocal2.* /var/log/haproxy.log\n',
      ].join(""),
    },
  },
  *check(cluster): Iterable<Finding> {
    if (cluster.syslogs.length === 0) return;
    for (const balancer of cluster.balancers) {
      const files = syslogOf(cluster, balancer);
      if (files.length === 0 || files.some(({ facts }) => facts.hasUnknownPort)) continue;
      for (const { at, text, port, facility } of logTargetsOf(balancer)) {
        const isTaken = files.some(({ facts }) => facts.udpPorts.has(port));
        if (isTaken && files.some(({ facts }) => facts.keeps(facility))) continue;
        yield {
          code: this.code,
          severity: this.severity,
          file: balancer.file,
          at,
          message: isTaken
            ? message(
                "haproxy logs to {target} with the facility {facility}, which no rule of {files} keeps. The messages are lost.",
                { target: text, facility, files: files.map(({ file }) => file).join(", ") },
              )
            : message(
                "haproxy logs to {target}, but {files} opens no UDP input on port {port}. The messages are lost, and haproxy does not notice.",
                { target: text, port, files: files.map(({ file }) => file).join(", ") },
              ),
          related: [],
          fixes: [],
        };
        break;
      }
    }
  },
};
