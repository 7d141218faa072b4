/** What an example's `etcd.conf` says where it differs from a plain one. */
export interface ExampleMember {
  readonly name?: string;
  /** The last octet of its address and name; `etcd1` has 10.0.0.1. */
  readonly peers?: readonly string[];
  readonly peerUrl?: string;
  readonly token?: string;
  readonly state?: string;
}

/** The entries of an initial cluster of so many members. */
export function examplePeers(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `etcd${index + 1}=https://10.0.0.${index + 1}:2380`);
}

/** The environment file of one member for a rule's example, with its name line. */
export function exampleEtcd(number: number, member: ExampleMember = {}): string {
  const { name = `etcd${number}`, peers = examplePeers(3), token = "k8s-etcd", state = "new" } = member;
  return [
    `//- etcd${number}/etcd.conf`,
    `ETCD_NAME="${name}"`,
    `ETCD_LISTEN_PEER_URLS="https://10.0.0.${number}:2380"`,
    `ETCD_LISTEN_CLIENT_URLS="https://10.0.0.${number}:2379"`,
    `ETCD_INITIAL_ADVERTISE_PEER_URLS="${member.peerUrl ?? `https://10.0.0.${number}:2380`}"`,
    `ETCD_ADVERTISE_CLIENT_URLS="https://10.0.0.${number}:2379"`,
    `ETCD_INITIAL_CLUSTER="${peers.join(",")}"`,
    `ETCD_INITIAL_CLUSTER_TOKEN="${token}"`,
    `ETCD_INITIAL_CLUSTER_STATE="${state}"`,
    "",
  ].join("\n");
}
