/** What an instance says; what is left out is not written, but for the usual id, interface and VIP. */
export interface InstanceOptions {
  readonly name?: string;
  readonly state?: string;
  readonly interface?: string;
  readonly id?: number | string;
  readonly priority?: number | string;
  readonly type?: string;
  readonly pass?: string;
  readonly source?: string;
  readonly peers?: readonly string[];
  readonly vips?: readonly string[];
  readonly excluded?: readonly string[];
  /** Further lines of the instance. */
  readonly lines?: readonly string[];
}

function block(keyword: string, entries: readonly string[] | undefined): string[] {
  return entries === undefined ? [] : [`${keyword} {`, ...entries.map((entry) => `    ${entry}`), "}"];
}

function line(keyword: string, value: number | string | undefined): string[] {
  return value === undefined ? [] : [`${keyword} ${value}`];
}

/** A `vrrp_instance` as text. */
export function instance(options: InstanceOptions = {}): string {
  const { type, pass } = options;
  const authentication = [
    ...line("auth_type", type ?? (pass === undefined ? undefined : "PASS")),
    ...line("auth_pass", pass),
  ];
  const body = [
    ...line("state", options.state),
    ...line("interface", options.interface ?? "eth0"),
    ...line("virtual_router_id", options.id ?? 51),
    ...line("priority", options.priority),
    ...line("mcast_src_ip", options.peers === undefined ? options.source : undefined),
    ...line("unicast_src_ip", options.peers === undefined ? undefined : options.source),
    ...(options.lines ?? []),
    ...(authentication.length > 0 ? block("authentication", authentication) : []),
    ...block("unicast_peer", options.peers),
    ...block("virtual_ipaddress", options.vips ?? ["10.0.0.100"]),
    ...block("virtual_ipaddress_excluded", options.excluded),
  ];
  return [`vrrp_instance ${options.name ?? "VI_1"} {`, ...body.map((text) => `    ${text}`), "}", ""].join("\n");
}

/** A haproxy.cfg with one frontend for the apiservers; `bind` may hold several, parted by blanks. */
export function balancer(bind: string, servers: readonly string[]): string {
  return [
    "defaults",
    "    mode tcp",
    "    timeout connect 5s",
    "    timeout client 1h",
    "    timeout server 1h",
    "frontend apiserver",
    ...bind.split(" ").map((address) => `    bind ${address}`),
    "    default_backend apiservers",
    "backend apiservers",
    ...servers.map((address, index) => `    server cp${index + 1} ${address} check`),
    "",
  ].join("\n");
}

/** A kubeadm ClusterConfiguration. */
export function clusterConfiguration(endpoint: string): string {
  return `apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\ncontrolPlaneEndpoint: ${endpoint}\n`;
}

/** A kubeadm InitConfiguration. */
export function initConfiguration(advertiseAddress: string, bindPort?: number): string {
  const port = bindPort === undefined ? "" : `  bindPort: ${bindPort}\n`;
  return `apiVersion: kubeadm.k8s.io/v1beta4\nkind: InitConfiguration\nlocalAPIEndpoint:\n  advertiseAddress: ${advertiseAddress}\n${port}`;
}

/** A fixture of several files: their names with their texts. */
export function files(texts: Readonly<Record<string, string>>): Map<string, string> {
  return new Map(Object.entries(texts));
}
