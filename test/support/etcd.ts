/** What a member's environment file says where it differs from a plain one. */
export interface EtcdOptions {
  readonly name?: string;
  readonly peers?: string;
  readonly peerUrl?: string;
  readonly clientUrl?: string;
  readonly token?: string;
  readonly state?: string;
  /** Lines below. */
  readonly more?: string;
}

/** The initial cluster of `etcd1`, `etcd2` and so on at 10.0.0.1, 10.0.0.2 … */
export function etcdPeers(count: number): string {
  return Array.from({ length: count }, (_, index) => `etcd${index + 1}=https://10.0.0.${index + 1}:2380`).join(",");
}

/** The environment file of the member `number` of three. */
export function etcdConf(number: number, options: EtcdOptions = {}): string {
  const { name = `etcd${number}`, peers = etcdPeers(3), token = "tok", state = "new", more = "" } = options;
  return `ETCD_NAME="${name}"
ETCD_LISTEN_PEER_URLS="https://10.0.0.${number}:2380"
ETCD_LISTEN_CLIENT_URLS="https://10.0.0.${number}:2379,http://127.0.0.1:2379"
ETCD_INITIAL_ADVERTISE_PEER_URLS="${options.peerUrl ?? `https://10.0.0.${number}:2380`}"
ETCD_ADVERTISE_CLIENT_URLS="${options.clientUrl ?? `https://10.0.0.${number}:2379`}"
ETCD_INITIAL_CLUSTER="${peers}"
ETCD_INITIAL_CLUSTER_TOKEN="${token}"
ETCD_INITIAL_CLUSTER_STATE="${state}"
${more}`;
}

/** The files of members, `etcd1/etcd.conf` and so on. */
export function etcdFiles(...options: readonly EtcdOptions[]): Record<string, string> {
  return Object.fromEntries(options.map((one, index) => [`etcd${index + 1}/etcd.conf`, etcdConf(index + 1, one)]));
}

/** kubeadm's static pod of a member of a stacked cluster that had `size` members when this one came. */
export function etcdPod(number: number, size = number): string {
  const peers = Array.from({ length: size }, (_, index) => `m${index + 1}=https://10.0.0.${index + 1}:2380`).join(",");
  return `apiVersion: v1
kind: Pod
metadata:
  name: etcd
  namespace: kube-system
spec:
  containers:
  - command:
    - etcd
    - --advertise-client-urls=https://10.0.0.${number}:2379
    - --data-dir=/var/lib/etcd
    - --initial-advertise-peer-urls=https://10.0.0.${number}:2380
    - --initial-cluster=${peers}
${number > 1 ? "    - --initial-cluster-state=existing\n" : ""}    - --listen-client-urls=https://127.0.0.1:2379,https://10.0.0.${number}:2379
    - --listen-metrics-urls=http://127.0.0.1:2381
    - --listen-peer-urls=https://10.0.0.${number}:2380
    - --name=m${number}
    image: registry.k8s.io/etcd:3.5.12-0
`;
}

/** A kube-apiserver's static pod that asks some servers. */
export function apiServerPod(address: string, servers: string): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver
spec:
  containers:
  - command:
    - kube-apiserver
    - --advertise-address=${address}
    - --etcd-servers=${servers}
`;
}

/** kubeadm's ClusterConfiguration with an external etcd. */
export function externalEtcd(...endpoints: readonly string[]): string {
  return `apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
etcd:
  external:
    endpoints:
${endpoints.map((endpoint) => `    - ${endpoint}\n`).join("")}    caFile: /etc/etcd/ca.pem
`;
}
