import type { AnsibleFacts } from "./ansible/facts.ts";
import type { CheckScriptFacts } from "./checks/facts.ts";
import type { EtcdFacts } from "./etcd/facts.ts";
import type { FirewallFacts } from "./firewall/facts.ts";
import type { HaproxyFacts } from "./haproxy/facts.ts";
import type { HostsFacts } from "./hosts/facts.ts";
import type { KeepalivedFacts } from "./keepalived/facts.ts";
import type { KubernetesFacts } from "./kubernetes/facts.ts";
import type { SyslogFacts } from "./syslog/facts.ts";
import type { SystemFacts } from "./system/facts.ts";

/** What a file says to the cluster model. A keepalived.conf with `@host` lines says something for each host that it names. */
export type FileFacts =
  | HaproxyFacts
  | KeepalivedFacts
  | KubernetesFacts
  | HostsFacts
  | EtcdFacts
  | AnsibleFacts
  | SystemFacts
  | CheckScriptFacts
  | FirewallFacts
  | SyslogFacts;
