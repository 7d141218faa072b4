/** What an address that a file names is to a cluster: a VIP, a node's own, or that of a haproxy's server. */
export type AddressRole = "vip" | "node" | "server";

/** Why a Kubernetes file or a hosts file belongs to a cluster. */
export type AttachmentReason =
  /** The manifest names it. */
  | { readonly kind: "manifest" }
  /** An address that it names is one of the cluster's. */
  | {
      readonly kind:
        | "endpoint"
        | "join"
        | "virtual-address"
        | "advertise-address"
        | "certificate-name"
        | "etcd-endpoint"
        | "kubeconfig"
        | "host-address";
      /** In canonical form. */
      readonly address: string;
      readonly is: AddressRole;
    }
  /** The text that shows the cluster's configs shows it as well. */
  | { readonly kind: "text" }
  /** A pod in it reads a ConfigMap of the cluster. */
  | { readonly kind: "config-map"; readonly name: string }
  /** A hosts file names one of its machines. */
  | { readonly kind: "host-name"; readonly name: string }
  /** It lies beside this cluster and no other, and nothing in it speaks against it. */
  | { readonly kind: "folder" };

/** A file that was tied to a cluster. */
export interface Attachment {
  readonly file: string;
  readonly why: AttachmentReason;
}
