const keepalived = (name: string, vip: string, source: string, peers: readonly string[], id = "51"): string =>
  `vrrp_instance ${name} {
    state BACKUP
    interface eth0
    virtual_router_id ${id}
    priority ${name.length}
    unicast_src_ip ${source}
    unicast_peer {
${peers.map((peer) => `        ${peer}`).join("\n")}
    }
    virtual_ipaddress {
        ${vip}
    }
}
`;

const haproxy = (vip: string, one: string, two: string): string => `frontend api
    mode tcp
    bind ${vip}
    bind 127.0.0.1:9000
    default_backend apiservers
backend apiservers
    mode tcp
    server cp1 ${one}:6443 check
    server cp2 ${two}:6443 check
`;

const kubeadm = (endpoint: string, advertise: string): string => `apiVersion: kubeadm.k8s.io/v1beta3
kind: ClusterConfiguration
controlPlaneEndpoint: ${endpoint}
---
apiVersion: kubeadm.k8s.io/v1beta3
kind: InitConfiguration
localAPIEndpoint:
  advertiseAddress: ${advertise}
  bindPort: 6443
`;

/** What a cluster's files have at the places that the cases mark. */
interface Marks {
  readonly vip1?: string;
  readonly vip2?: string;
  readonly source1?: string;
  readonly source2?: string;
  readonly peer1?: string;
  readonly peer2?: string;
  readonly bind?: string;
  readonly server1?: string;
  readonly server2?: string;
  readonly endpoint?: string;
  readonly join?: string;
  readonly advertise?: string;
  readonly id1?: string;
  readonly id2?: string;
  /** Text of further files. */
  readonly more?: string;
}

/** A cluster of two nodes with one haproxy, kubeadm's file and a join; its VIP is 10.0.0.100, its endpoint's port 8443. */
export function cluster(marks: Marks): string {
  const source1 = marks.source1 ?? "10.0.0.11";
  const source2 = marks.source2 ?? "10.0.0.12";
  return `//- lb1/keepalived.conf
${keepalived("VI_1", marks.vip1 ?? "10.0.0.100/24", source1, [marks.peer1 ?? "10.0.0.12"], marks.id1)}
//- lb2/keepalived.conf
${keepalived("VI_01", marks.vip2 ?? "10.0.0.100/24", source2, [marks.peer2 ?? "10.0.0.11"], marks.id2)}
//- haproxy.cfg
${haproxy(marks.bind ?? "10.0.0.100:8443", marks.server1 ?? "10.0.0.11", marks.server2 ?? "10.0.0.12")}
//- kubeadm.yaml
${kubeadm(marks.endpoint ?? "10.0.0.100:8443", marks.advertise ?? "10.0.0.11")}
//- join.sh
#!/bin/sh
kubeadm join ${marks.join ?? "10.0.0.100:8443"} --token abc --control-plane --apiserver-advertise-address 10.0.0.12
${marks.more ?? ""}`;
}

/** A cluster with the cursor at one place of an address, and where that leads marked `‹›`; none: nowhere. */
export interface AddressCase {
  readonly title: string;
  readonly marks: Marks;
}

const everyVip = { vip1: "‹10.0.0.100›/24", vip2: "‹10.0.0.100›/24" };

export const addressDefinitions: readonly AddressCase[] = [
  {
    title: "kubeadm's endpoint leads to the VIP's entries and the bind on its port",
    marks: { ...everyVip, endpoint: "10.0.‸0.100:8443", bind: "‹10.0.0.100:8443›" },
  },
  {
    title: "so it does from its port, and to a bind on every address",
    marks: { ...everyVip, endpoint: '"10.0.0.100:84‸43"', bind: "‹*:8443›" },
  },
  {
    title: "an endpoint does not lead to a bind on another port or address",
    marks: { ...everyVip, endpoint: "10.0.0‸.100:8443", bind: "10.0.0.100:9443,10.0.0.101:8443" },
  },
  {
    title: "an endpoint by name leads to the apiservers' bind",
    marks: { endpoint: "k8s.exa‸mple:8443", bind: "‹*:8443›" },
  },
  {
    title: "the address of a join leads where the endpoint does",
    marks: { ...everyVip, join: "10.0.0.100‸:8443", bind: "‹:8443›" },
  },
  {
    title: "an endpoint that is filled in leads nowhere",
    marks: { endpoint: `"\${VI‸P}:8443"` },
  },
  {
    title: "a server leads to its node's source address and its apiserver's",
    marks: { server1: "10.‸0.0.11", source1: "‹10.0.0.11›", advertise: "‹10.0.0.11›" },
  },
  {
    title: "a peer leads to that node's source address alone",
    marks: { peer2: "10.‸0.0.11", source1: "‹10.0.0.11›" },
  },
  {
    title: "a VIP leads to the other member's, whatever its prefix",
    marks: { vip1: "10.‸0.0.100/24", vip2: "‹10.0.0.100›/32 dev eth0" },
  },
  {
    title: "a bind on the VIP leads to its entries",
    marks: { ...everyVip, bind: "10.0.0.10‸0:8443" },
  },
  {
    title: "a server that is the VIP leads to its entries",
    marks: { ...everyVip, server1: "10.0.0.10‸0" },
  },
  {
    title: "a command's endpoint leads to the VIP's entries and the bind on its port",
    marks: {
      ...everyVip,
      bind: "‹*:8443›",
      more: "kubeadm init --control-plane-endpoint 10.0.0.1‸00:8443\n",
    },
  },
  { title: "a peer that no node is leads nowhere", marks: { peer1: "10.0.0.1‸3" } },
  { title: "a placeholder leads nowhere", marks: { peer1: "{{ pe‸er }}" } },
  { title: "an address that every machine has leads nowhere", marks: { server1: "127.‸0.0.1" } },
];

/** Every place that states the address is marked `‹›` where it gives it, else `«»`. */
export const addressReferences: readonly AddressCase[] = [
  {
    title: "a VIP",
    marks: {
      ...everyVip,
      endpoint: "«10.0.0.100»:8443",
      join: "«10.0.0.100»:8443",
      bind: "«10.0.0.100»:8443",
      server2: "«10.0.0.100»",
    },
  },
  {
    title: "a node's address",
    marks: {
      source1: "‹10.0.0.11›",
      peer2: "«10.0.0.11»",
      server1: "«10.0.0.11»",
      advertise: "‹10.0.0.11›",
    },
  },
];
