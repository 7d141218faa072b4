import { describe, expect, test } from "vitest";
import { balancer, instance } from "../../support/configs.ts";
import { found, type Texts } from "./found.ts";

const code = "cluster/syslog-receiver-missing";
const udp = 'module(load="imudp")\ninput(type="imudp" port="514")\n';
const keep = "local2.* /var/log/haproxy.log\n";

function around(log: string, more: Texts): Texts {
  return {
    "lb1/keepalived.conf": instance({ priority: 150 }),
    "lb2/keepalived.conf": instance({ priority: 100 }),
    "lb1/haproxy.cfg": `global\n    log ${log}\n${balancer("*:8443", ["10.0.0.11:6443"])}`,
    ...more,
  };
}

describe(code, () => {
  test.each<[title: string, texts: Texts, ...findings: string[]]>([
    ["no input", around("127.0.0.1 local2", { "lb1/rsyslog.conf": keep }), "lb1/haproxy.cfg:2 information 127.0.0.1"],
    [
      "an input that is a comment",
      around("127.0.0.1:514 local2", { "lb1/rsyslog.conf": `#$ModLoad imudp\n#$UDPServerRun 514\n${keep}` }),
      "lb1/haproxy.cfg:2 information 127.0.0.1:514",
    ],
    [
      "another port",
      around("localhost:1514 local2", { "lb1/rsyslog.conf": udp + keep }),
      "lb1/haproxy.cfg:2 information localhost:1514",
    ],
    [
      "no rule",
      around("127.0.0.1 local2", { "rsyslog.conf": `${udp}*.info;local2.none /var/log/messages\n` }),
      "lb1/haproxy.cfg:2 information 127.0.0.1",
    ],
    ["all is well", around("127.0.0.1 local2", { "lb1/rsyslog.conf": udp + keep })],
    [
      "the old form",
      around("127.0.0.1 local2", { "lb1/rsyslog.conf": `$ModLoad imudp\n$UDPServerRun 514\n*.* -/x\n` }),
    ],
    ["in a part", around("127.0.0.1 local2", { "lb1/rsyslog.conf": "*.* /x\n", "lb1/rsyslog.d/49.conf": udp })],
    ["a part alone", around("127.0.0.1 local2", { "lb1/rsyslog.d/49.conf": keep })],
    [
      "by the program's name",
      around("127.0.0.1 local2", { "lb1/rsyslog.conf": `${udp}:programname, isequal, "haproxy" /x\n` }),
    ],
    ["another node's", around("127.0.0.1 local2", { "lb2/rsyslog.conf": keep })],
    ["a socket", around("/dev/log local2", { "lb1/rsyslog.conf": keep })],
    ["another machine", around("10.0.0.9 local2", { "lb1/rsyslog.conf": keep })],
    ["an unknown port", around("127.0.0.1 local2", { "lb1/rsyslog.conf": `$UDPServerRun {{ port }}\n${keep}` })],
    ["nothing known", around("127.0.0.1 local2", {})],
  ])("%s", (_, texts, ...findings) => {
    expect(found(code, texts)).toEqual(findings);
  });
});
