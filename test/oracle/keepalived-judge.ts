import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";

/** What stands in the way of asking the real keepalived 2.2; empty where nothing does. */
export function whatIsMissing(): readonly string[] {
  const missing = ["keepalived", "unshare", "ip"].filter((program) => spawnSync(program, ["--version"]).error);
  const installed = spawnSync("keepalived", ["-v"], { encoding: "utf8" }).stderr ?? "";
  if (missing.length === 0 && !installed.includes("v2.2.")) missing.push("keepalived 2.2");
  return userInfo().uid === 0 ? missing : [...missing, "root rights"];
}

/** Complaints after which keepalived uses a value that is nearly the one written, or advises something. */
const remarks =
  /Truncating auth_pass|greater than 0, setting to 1|truncating|deprecated|Please use keyword|setting to (?:minimum|maximum)|cannot be \+\/-254|state previously set|Unknown configuration entry (?!'(?:\d+\.){3}|'[\da-f]*:)|Invalid scope|Cannot specify address prefix|Cannot specify broadcast and peer|too long for broadcast|Cannot specify (?:scope|label) for IPv6|no preference specified|cannot track route|cannot be tracked if protocol|Please use|already specified - replacing|outside sensible range|should be link-local|> max_ttl|only applies to sh|empty (?:notification_email|(?:garp_)?group)|No VIP specified; at least one is sensible|since own interface|has only 1 virtual|will not work|preempt_delay is incompatible|nopreempt is incompatible|is not used|keyword has been specified without any unicast|must be an integer. rounding|out of range. Must be less|units of 10ms|Strict mode|strict mode|does not support authentication|no password given|must match being address owner|with weights due to|due to (?:address_owner|SYNC)|no protocol set|no scheduler set|no forwarding method|protocol will be ignored|hysteresis|is duplicated|only valid with a vmac|multicast destination specified with unicast|unicast_ttl without|zero port only|exceeds total weight|port specified|promote_secondaries|weighted track|first IPv6 VIP|accept mode|'linkbeat_use_polling'|Initial state master|is_ours|global_tracking|vmac_xmit_base - setting|requires UDP - resetting|max_hops exceeds|is configured on VRRP instance and sync group|clearing ha_suspend|due to address owner|exceeds maximum\/space|use_vmac(?:_addr)? specified (?:for VIP|and use_vmac)|cannot use IPv6 with VRRP version 2|empty (?:group|garp_group interfaces) block|as address owner|AH authentication with IPv6|Duplicate \S+(?: \w+)? - overwriting|sorry server (?:has port|ports)|matches sorry server|will always fail/i;
/** What hangs on the machine: its interfaces, users, scripts, tables, kernel. */
const aboutMachine =
  /interface \S+ (?:for|specified for|)?.*doesn't exist|not found\/accessible|uid\/gid|SECURITY VIOLATION|Non-existent interface|smtp server|default user|by (?:the )?kernel|kernel (?:support|does)|Unable to (?:find config|create|initialise)|cpu_id|Routing table|Protocol (?!-?\d+ )\S+ not found|is not accessible|Track file directory|unknown interface \S+ specified|user\/group|VRF interface \S+ doesn|VRF \S+ not found for|is not a VRF|Cannot find an IP|Realm|Invalid (?:startup|shutdown) script|iptables not supported|config_save_dir|TOS value|suppress_group|Invalid ipproto|libnl|interface name \S+ already|must have an interface|insecure|tmp_config_directory/i;

export interface Complaint {
  readonly line: number | undefined;
  readonly text: string;
}

export interface Verdict {
  /** What keepalived refuses because of the text, in the order in which it says it. */
  readonly errors: readonly Complaint[];
  readonly remarks: readonly Complaint[];
  /** It crashed, or gave up at a line without its value. */
  readonly hasStopped: boolean;
  readonly output: string;
}

/** Asks the real keepalived about texts, in a network namespace of their own. */
export class KeepalivedJudge {
  readonly #folder = mkdtempSync(join(tmpdir(), "haconf-keepalived-"));

  close(): void {
    rmSync(this.#folder, { recursive: true });
  }

  /** @param interfaces the names of the interfaces that the namespace has */
  judge(text: string, interfaces: readonly string[] = ["eth0", "eth1"]): Verdict {
    const file = join(this.#folder, "keepalived.conf");
    writeFileSync(file, text);
    const links = interfaces.map((name, at) => `ip link add ${name} type veth peer name peer${at}`);
    const command = [...links, `exec keepalived -t -i node1 -f ${file}`].join("; ");
    const run = spawnSync("unshare", ["-n", "sh", "-c", command], { encoding: "utf8", timeout: 10_000 });
    const complaints = [...new Set(run.stderr.split("\n"))].flatMap((said): Complaint[] => {
      const match = /^(?:\((?:\S+: )?Line (\d+)\) )?(.+)$/.exec(said.trim());
      if (match?.[2] === undefined || /^\s*Please use/.test(match[2])) return [];
      return [{ line: match[1] === undefined ? undefined : Number(match[1]), text: match[2] }];
    });
    const aboutText = complaints.filter((one) => !aboutMachine.test(one.text));
    return {
      errors: aboutText.filter((one) => !remarks.test(one.text)),
      remarks: aboutText.filter((one) => remarks.test(one.text)),
      hasStopped: run.status === 2 || run.signal !== null,
      output: run.stderr,
    };
  }
}
