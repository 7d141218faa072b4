/** Made-up configurations that look like real ones. The same arguments give the same text on every machine. */

/** A small generator of pseudo-random numbers; its numbers only have to look unlike each other. */
class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * limit);
  }

  pick<T>(items: readonly T[], fallback: T): T {
    return items[this.below(items.length)] ?? fallback;
  }
}

const subjects = ["orders", "billing", "search", "catalog", "media", "auth", "reports", "mail", "stock", "gateway"];

function serviceName(index: number): string {
  return `${subjects[index % subjects.length]}-${index}`;
}

/** An IPv4 address in 10.0.0.0/8 for a number; different numbers below 16 million give different addresses. */
function addressOf(index: number): string {
  return `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`;
}

const globalAndDefaults = `global
    log /dev/log local0 info
    maxconn 2000
    daemon
    stats socket /run/haproxy/admin.sock mode 660 level admin

defaults
    mode http
    log global
    option httplog
    option dontlognull
    retries 3
    timeout connect 5s
    timeout client 50s
    timeout server 50s
    timeout http-request 10s
`;

function haproxyService(index: number, random: Random): string[] {
  const name = serviceName(index);
  const servers = 3 + random.below(5);
  const lines = [
    "",
    `# ${name}: owned by team ${random.below(40)}, reviewed in week ${random.below(52)}`,
    `frontend ${name}`,
    `    bind ${addressOf(index + 1)}:${8000 + (index % 50_000)}`,
    `    acl is_${index}_api path_beg /api/v${random.below(9)} /rest`,
    `    acl from_office src 192.168.${random.below(250)}.0/24 10.0.0.0/8`,
    `    http-request set-header X-Forwarded-Proto http`,
    `    http-request deny deny_status 403 if is_${index}_api !from_office`,
    `    default_backend ${name}`,
    "",
    `backend ${name}`,
    `    balance ${random.pick(["roundrobin", "leastconn", "source"], "roundrobin")}`,
    "    option httpchk GET /healthz",
    `    http-check expect status 200 # answers within ${1 + random.below(9)} s`,
    `    http-request set-header X-Service "${name} of ${subjects[index % subjects.length]}"`,
    "    default-server inter 3s fall 3 rise 2",
  ];
  for (let server = 0; server < servers; server++) {
    const address = addressOf(index * 8 + server + 1_000_000);
    lines.push(
      `    server ${name}-${server} ${address}:${8000 + random.below(1000)} check weight ${1 + random.below(200)}`,
    );
  }
  return lines;
}

/**
 * A haproxy.cfg that haproxy accepts: services with a frontend and a backend each.
 *
 * @param lines how many lines it has, from about 50 on
 */
export function haproxyConfig(lines: number): string {
  const random = new Random(2026);
  const text = globalAndDefaults.trimEnd().split("\n");
  for (let index = 0; text.length < lines; index++) {
    const service = haproxyService(index, random);
    if (text.length + service.length <= lines) {
      text.push(...service);
      continue;
    }
    // What is left is filled with comments: half a service would not be valid.
    while (text.length < lines) text.push(`# line ${text.length + 1} is left blank on purpose`);
  }
  return `${text.join("\n")}\n`;
}

function keepalivedInstance(index: number, random: Random): string[] {
  const id = (index % 255) + 1;
  const network = Math.floor(index / 255);
  const vip = addressOf(index * 4 + 2_000_000);
  return [
    "",
    `# virtual router ${index}, ${serviceName(index)}`,
    `vrrp_instance ${serviceName(index)} {`,
    `    state ${random.below(2) === 0 ? "MASTER" : "BACKUP"}`,
    `    interface vlan${network}`,
    `    virtual_router_id ${id}`,
    `    priority ${50 + random.below(200)}`,
    "    advert_int 1",
    "    authentication {",
    "        auth_type PASS",
    `        auth_pass p${(1_000_000 + random.below(8_999_999)).toString()}`,
    "    }",
    "    virtual_ipaddress {",
    `        ${vip}/24 dev vlan${network}`,
    `        ${addressOf(index * 4 + 2_000_001)}/24`,
    "    }",
    "    garp_master_delay 5",
    `    garp_master_repeat ${1 + random.below(5)}`,
    "    garp_lower_prio_repeat 1",
    "}",
  ];
}

/**
 * A keepalived.conf that keepalived accepts on any machine: virtual routers on interfaces that may come later.
 *
 * @param lines how many lines it has, from about 50 on
 */
export function keepalivedConfig(lines: number): string {
  const random = new Random(2027);
  const text = [
    "! Configuration File for keepalived",
    "",
    "global_defs {",
    "    router_id bench",
    "    dynamic_interfaces allow_if_changes",
    "}",
  ];
  for (let index = 0; text.length < lines; index++) {
    const instance = keepalivedInstance(index, random);
    if (text.length + instance.length <= lines) text.push(...instance);
    else while (text.length < lines) text.push(`# line ${text.length + 1} is left blank on purpose`);
  }
  return `${text.join("\n")}\n`;
}

/** A file of a made-up workspace. */
export interface GeneratedFile {
  readonly file: string;
  readonly text: string;
}

/** How the folders of a workspace are laid out: a folder for each cluster of three, or all nodes side by side. */
export type WorkspaceLayout = "by-cluster" | "flat";

const nodesOfCluster = 3;

function nodeKeepalived(node: number, cluster: number, rank: number): string {
  return `! Configuration File for keepalived

global_defs {
    router_id node${node}
    enable_script_security
    script_user root
}

vrrp_script check_haproxy {
    script "/usr/bin/pgrep -x haproxy"
    interval 2
    fall 2
    rise 2
}

vrrp_instance apiserver${cluster} {
    state ${rank === 0 ? "MASTER" : "BACKUP"}
    interface eth0
    virtual_router_id ${(cluster % 255) + 1}
    mcast_src_ip ${addressOf(node + 1)}
    priority ${120 - rank * 10}
    advert_int 1
    authentication {
        auth_type PASS
        auth_pass vip${cluster}
    }
    virtual_ipaddress {
        ${vipOf(cluster)}/30
    }
    track_script {
        check_haproxy
    }
}
`;
}

/** Each cluster has a network of its own, for there are more clusters than ids that could be told apart in one. */
function vipOf(cluster: number): string {
  return addressOf(cluster * 4 + 3_000_000);
}

function nodeHaproxy(cluster: number, nodes: readonly number[]): string {
  return `global
    log /dev/log local0 info
    maxconn 4000
    daemon

defaults
    mode tcp
    log global
    option tcplog
    timeout connect 5s
    timeout client 4h
    timeout server 4h

# cluster ${cluster}
frontend kube-apiserver
    bind *:8443
    default_backend kube-apiserver

backend kube-apiserver
    balance roundrobin
    option httpchk GET /readyz
    http-check expect status 200
    default-server check check-ssl verify none inter 3s fall 3 rise 2
${nodes.map((node) => `    server node${node} ${addressOf(node + 1)}:6443`).join("\n")}
`;
}

function kubeadm(cluster: number, nodes: readonly number[]): string {
  return `apiVersion: kubeadm.k8s.io/v1beta3
kind: InitConfiguration
localAPIEndpoint:
  advertiseAddress: ${addressOf((nodes[0] ?? 0) + 1)}
  bindPort: 6443
---
apiVersion: kubeadm.k8s.io/v1beta3
kind: ClusterConfiguration
kubernetesVersion: v1.29.0
controlPlaneEndpoint: "${vipOf(cluster)}:8443"
networking:
  podSubnet: 172.16.0.0/16
`;
}

/**
 * The files of healthy clusters of three nodes: keepalived and haproxy a node, kubeadm's a cluster.
 *
 * @param count how many nodes there are; the last cluster has fewer than three where it is no multiple of three
 */
export function clusterFiles(count: number, layout: WorkspaceLayout): GeneratedFile[] {
  const files: GeneratedFile[] = [];
  for (let first = 0; first < count; first += nodesOfCluster) {
    const cluster = first / nodesOfCluster;
    const nodes = Array.from({ length: Math.min(nodesOfCluster, count - first) }, (_, rank) => first + rank);
    const folder = layout === "by-cluster" ? `site${cluster}/` : "";
    files.push({ file: `${folder}kubeadm-${cluster}.yaml`, text: kubeadm(cluster, nodes) });
    nodes.forEach((node, rank) => {
      const own = `${folder}node${node}/`;
      files.push({ file: `${own}keepalived.conf`, text: nodeKeepalived(node, cluster, rank) });
      files.push({ file: `${own}haproxy.cfg`, text: nodeHaproxy(cluster, nodes) });
    });
  }
  return files;
}
