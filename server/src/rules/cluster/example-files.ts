/** What an example's keepalived.conf says where it differs from a plain one. */
export interface ExampleInstance {
  readonly state?: "MASTER" | "BACKUP";
  readonly virtualRouterId?: number;
  readonly priority: number;
  /** The node's own address, as `mcast_src_ip`. */
  readonly sourceAddress?: string;
  readonly password?: string;
  /** The addresses of the other nodes, with `sourceAddress` as `unicast_src_ip`. */
  readonly unicastPeers?: readonly string[];
  /** The weight of a script that asks whether haproxy runs; absent: nothing is tracked. */
  readonly weight?: number;
  /** What that script runs, where it is not the usual one. */
  readonly command?: string;
  readonly advertInterval?: number;
  readonly version?: 2 | 3;
  readonly noPreempt?: boolean;
  /** The file's `vrrp_mcast_group4`. */
  readonly multicastGroup?: string;
  readonly virtualAddresses?: readonly string[];
}

/** A node's keepalived.conf for a rule's example, with its name line. A first node is the MASTER by its priority of 150. */
export function exampleKeepalived(node: string, instance: ExampleInstance): string {
  const { state, virtualRouterId = 51, priority, sourceAddress, password, unicastPeers, weight } = instance;
  const { advertInterval, version, multicastGroup } = instance;
  const addresses = instance.virtualAddresses ?? ["10.0.0.100/24"];
  const lines = [
    `//- ${node}/keepalived.conf`,
    ...(multicastGroup === undefined ? [] : ["global_defs {", `    vrrp_mcast_group4 ${multicastGroup}`, "}"]),
    ...(weight === undefined
      ? []
      : [
          "global_defs {",
          "    enable_script_security",
          "    script_user root",
          "}",
          "vrrp_script chk_haproxy {",
          `    script "${instance.command ?? "/usr/local/bin/check-haproxy"}"`,
          `    weight ${weight}`,
          "}",
        ]),
    "vrrp_instance VI_1 {",
    `    state ${state ?? (priority >= 150 ? "MASTER" : "BACKUP")}`,
    "    interface eth0",
    `    virtual_router_id ${virtualRouterId}`,
    `    priority ${priority}`,
    ...(version === undefined ? [] : [`    version ${version}`]),
    ...(instance.noPreempt === true ? ["    nopreempt"] : []),
    ...(advertInterval === undefined ? [] : [`    advert_int ${advertInterval}`]),
    ...(sourceAddress === undefined
      ? []
      : [`    ${unicastPeers ? "unicast_src_ip" : "mcast_src_ip"} ${sourceAddress}`]),
    ...(unicastPeers === undefined
      ? []
      : ["    unicast_peer {", ...unicastPeers.map((peer) => `        ${peer}`), "    }"]),
    ...(password === undefined
      ? []
      : ["    authentication {", "        auth_type PASS", `        auth_pass ${password}`, "    }"]),
    "    virtual_ipaddress {",
    ...addresses.map((address) => `        ${address}`),
    "    }",
    ...(weight === undefined ? [] : ["    track_script {", "        chk_haproxy", "    }"]),
    "}",
    "",
  ];
  return lines.join("\n");
}

/** A node's keepalived.conf that tracks a command with weight 0, for a rule's example. */
export function exampleChecked(node: string, priority: number, command: string): string {
  return exampleKeepalived(node, { priority, weight: 0, command });
}

/** A haconf.yaml that gives lb1 and lb2 their addresses, for a rule's example, with its name line. */
export const exampleManifest = `//- haconf.yaml
clusters:
  - name: prod
    nodes:
      - { name: lb1, address: 10.0.0.11, files: ["lb1/**"] }
      - { name: lb2, address: 10.0.0.12, files: ["lb2/**"] }
`;

const twoServers = ["cp1 10.0.0.11:6443 check", "cp2 10.0.0.12:6443 check"];

/**
 * A node's haproxy.cfg in front of apiservers, for a rule's example, with its name line.
 *
 * @param servers what stands behind `server`; two apiservers where it is absent
 * @param more further lines of the backend, in front of the servers
 */
export function exampleHaproxy(
  node: string,
  bind: string,
  servers: readonly string[] = twoServers,
  more: readonly string[] = [],
): string {
  const lines = [...more, ...servers.map((server) => `server ${server}`)];
  return `//- ${node}/haproxy.cfg
defaults
    mode tcp
    timeout connect 5s
    timeout client 1h
    timeout server 1h
frontend apiserver
    bind ${bind}
    default_backend apiservers
backend apiservers
${lines.map((line) => `    ${line}\n`).join("")}`;
}
