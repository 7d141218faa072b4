import { toSnippet } from "./snippet.ts";

/** Lines and blocks with places to fill in (see `snippet.ts`), by the keyword's path. */
const snippets: Readonly<Record<string, string>> = {
  vrrp_script:
    'vrrp_script <chk_haproxy> {\n\tscript "</usr/bin/killall -0 haproxy>"\n\tinterval <2>\n\tweight <-20>\n\tfall <3>\n\trise <2>\n}',
  vrrp_instance:
    "vrrp_instance <VI_1> {\n\tstate <BACKUP|MASTER>\n\tinterface <eth0>\n\tvirtual_router_id <51>\n\tpriority <100>\n\tadvert_int 1\n\tvirtual_ipaddress {\n\t\t<address>/<24>\n\t}\n}",
  "vrrp_instance/authentication": "authentication {\n\tauth_type PASS\n\tauth_pass <secret>\n}",
  "vrrp_instance/priority": "priority <100>",
  "vrrp_instance/advert_int": "advert_int <1>",
  "vrrp_instance/virtual_router_id": "virtual_router_id <51>",
  "vrrp_script/interval": "interval <2>",
  "vrrp_script/weight": "weight <-20>",
  "vrrp_script/fall": "fall <3>",
  "vrrp_script/rise": "rise <2>",
  "vrrp_script/timeout": "timeout <2>",
  "vrrp_script/script": 'script "</etc/keepalived/check.sh>"',
  vrrp_sync_group: "vrrp_sync_group <VG_1> {\n\tgroup {\n\t\t<VI_1>\n\t}\n}",
  track_group: "track_group <TG_1> {\n\tgroup {\n\t\t<VI_1>\n\t}\n}",
  virtual_server:
    "virtual_server <address> <port> {\n\tdelay_loop <6>\n\tlb_algo <rr>\n\tlb_kind <DR|NAT|TUN>\n\tprotocol TCP\n\n\treal_server <address> <port> {\n\t\tweight <1>\n\t\tTCP_CHECK {\n\t\t\tconnect_timeout <3>\n\t\t}\n\t}\n}",
  virtual_server_group: "virtual_server_group <name> {\n\t<address> <port>\n}",
  "virtual_server/real_server":
    "real_server <address> <port> {\n\tweight <1>\n\tTCP_CHECK {\n\t\tconnect_timeout <3>\n\t}\n}",
  ...Object.fromEntries(
    ["HTTP_GET", "SSL_GET"].flatMap((check) => {
      const url = "url {\n\tpath </healthz>\n\tstatus_code <200>\n}";
      const path = `virtual_server/real_server/${check}`;
      return [
        [path, `${check} {\n\t${url.replaceAll("\n", "\n\t")}\n\tconnect_timeout <3>\n}`],
        [`${path}/url`, url],
      ];
    }),
  ),
  "virtual_server/real_server/MISC_CHECK": 'MISC_CHECK {\n\tmisc_path "</etc/keepalived/check.sh>"\n}',
  "virtual_server/real_server/BFD_CHECK": "BFD_CHECK {\n\tname <bfd_1>\n}",
  "virtual_server/real_server/FILE_CHECK": "FILE_CHECK {\n\ttrack_file <name>\n}",
  "virtual_server/real_server/TCP_CHECK": "TCP_CHECK {\n\tconnect_timeout <3>\n}",
  track_file: 'track_file <name> {\n\tfile "</etc/keepalived/weight>"\n}',
  vrrp_track_file: 'vrrp_track_file <name> {\n\tfile "</etc/keepalived/weight>"\n}',
  bfd_instance: "bfd_instance <bfd_1> {\n\tneighbor_ip <address>\n}",
  garp_group: "garp_group {\n\tgarp_interval <0.01>\n\tinterfaces {\n\t\t<eth0>\n\t}\n}",
  "garp_group/interfaces": "interfaces {\n\t<eth0>\n}",
  vrrp_track_process: "vrrp_track_process <haproxy> {\n\tprocess <haproxy>\n\tweight <-20>\n}",
};

/**
 * What to write for a keyword, with places to fill in.
 *
 * @param isBlock whether braces follow it
 * @param isNamed whether a name stands in front of them
 */
export function keepalivedSnippet(path: readonly string[], isBlock: boolean, isNamed: boolean): string | undefined {
  const key = path.join("/");
  const own = Object.hasOwn(snippets, key) ? snippets[key] : undefined;
  if (own !== undefined) return toSnippet(own);
  const name = path[path.length - 1] ?? "";
  if (!isBlock) return undefined;
  return toSnippet(isNamed ? `${name} <name> {\n\t<>\n}` : `${name} {\n\t<>\n}`);
}
