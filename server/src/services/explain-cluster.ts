import type { AddressRole, Attachment, AttachmentReason } from "../cluster/attachment.ts";
import { priorityWithAllUp } from "../cluster/election.ts";
import type {
  Balancer,
  Cluster,
  ClusterNode,
  EtcdCluster,
  MemberTie,
  VirtualRouter,
  VirtualRouterMember,
} from "../cluster/model.ts";
import { quorumOf } from "../model/etcd/quorum.ts";
import { type Message, message } from "../rules/finding.ts";
import { list, plain, table } from "./markdown.ts";

/** A cluster together with what only the workspace knows of it. */
export interface ClusterInWorkspace {
  readonly cluster: Cluster;
  /** The Kubernetes files that were tied to it. */
  readonly attached: readonly Attachment[];
  readonly hostsFiles: readonly Attachment[];
}

/** How an explanation is worded. */
export interface Wording {
  /** Says a message in the reader's language. */
  say(said: Message): string;
  /** The name that the reader knows a file by. */
  nameOf(file: string): string;
}

/** What shows that a file is a node, in words. */
export const nodeReasons: Readonly<Record<ClusterNode["knownBy"], string>> = {
  manifest: "haconf.yaml names it",
  inventory: "an Ansible inventory names it",
  folder: "the file lies in a folder of that name",
  "file-name": "the file's name says so",
  "config-id": "the file has @ lines for it",
  block: "the text shows its config in a block of its own",
  content: "the file's own address or router_id tells it from the others",
};

const machineReasons = {
  declared: "the manifest, an inventory or @ lines name both as machines",
  "source addresses": "their source addresses differ",
  "router ids": "their router_ids differ",
  states: "one is MASTER, the other BACKUP",
  names: "their names are those of one set",
  priorities: "id and password agree and the priorities differ",
  "set of names": "its name is of the same set",
} as const;

const balancerReasons: Readonly<Record<Balancer["knownBy"], string>> = {
  node: "it is that node's own",
  manifest: "haconf.yaml names it",
  bind: "it binds a VIP",
  "only-one": "it is the only haproxy in reach",
};

const attachmentReasons = {
  manifest: "haconf.yaml names it",
  text: "the text shows it beside the configs",
  folder: "it lies beside this cluster and no other",
} as const;

const tyingAddresses = {
  endpoint: "its endpoint",
  join: "the address that it joins at",
  "virtual-address": "the VIP of its kube-vip",
  "advertise-address": "its advertise address",
  "certificate-name": "its certificate name",
  "etcd-endpoint": "its etcd endpoint",
  kubeconfig: "the server that it names",
  "host-address": "its address",
} as const;

const addressRoles: Readonly<Record<AddressRole, string>> = {
  vip: "a VIP",
  node: "a node's own address",
  server: "the address of a haproxy server",
};

const aloneReasons = {
  excluded: "The file is excluded, so nothing is compared with it.",
  "not-compared": "The comparison of files is switched off, so it is checked alone.",
  copy: "The file's name says that it is a copy which no program reads, so it is checked alone.",
  "no-cluster":
    "No other file here shares a virtual router, an endpoint or an address with this one, so it is checked alone. haconf.yaml can name clusters that files and folders don't tell.",
} as const;

/** Why a file takes part in no cluster. */
export type AloneReason = keyof typeof aloneReasons;

const idCompanions = { name: "name", password: "password", "name and password": "name and password" } as const;

function tieOf(router: VirtualRouter, member: VirtualRouterMember): Message {
  const tie: MemberTie | undefined = router.ties.get(member);
  if (tie === undefined) return message("the others are compared with it");
  if (tie.kind === "id")
    return message("it has the same virtual_router_id and {what}", { what: message(idCompanions[tie.and]) });
  return message("it shares {addresses}, and {reason}", {
    addresses: tie.addresses.join(", "),
    reason: message(machineReasons[tie.machines]),
  });
}

function routerPart(router: VirtualRouter, wording: Wording): string {
  const { say } = wording;
  const names = [...new Set(router.members.map(({ instance }) => instance.name.text))].join(", ");
  const rows = router.members.map(({ node, instance, keepalived }) => {
    const written = instance.priority?.text ?? "";
    const effective = priorityWithAllUp(instance, keepalived);
    const priority = effective === undefined || String(effective) === written ? written : `${written} → ${effective}`;
    return [node.name, instance.state?.text ?? "", instance.virtualRouterId?.text ?? "", priority].map(plain);
  });
  // Reasons are sentences: in a column of their own they would make the table wider than half a window.
  const ties = router.members.map((member) => {
    const vips = member.instance.virtualAddresses.map(({ text }) => plain(text)).join(", ");
    return `**${plain(member.node.name)}** (${vips}): ${say(tieOf(router, member))}`;
  });
  return [
    heading(3, message("Virtual router {names}", { names }), wording),
    table([say(message("node")), "state", "virtual_router_id", "priority"], rows),
    list(ties),
  ].join("\n\n");
}

function nodeLine(node: ClusterNode, { say, nameOf }: Wording): string {
  const files = [node.keepalived?.file, node.haproxy?.file].filter((file) => file !== undefined);
  const traits = [
    ...node.addresses.map(({ text }) => text),
    ...(node.isControlPlane ? [say(message("control plane"))] : []),
    ...files.map((file) => `\`${nameOf(file)}\``),
  ];
  const reason = message(nodeReasons[node.knownBy]);
  return `**${plain(node.name)}** (${traits.join(", ")}): ${say(reason)}`;
}

function balancerLine({ file, nodes, knownBy, apiServerProxies }: Balancer, { say, nameOf }: Wording): string {
  const proxies = [...new Set(apiServerProxies.map(({ entry }) => entry.facts.name?.text ?? ""))].join(", ");
  const runsOn = nodes.map(({ name }) => name).join(", ");
  const place = runsOn === "" ? message("no node") : runsOn;
  const said = [message("runs on {nodes}: {reason}.", { nodes: place, reason: message(balancerReasons[knownBy]) })];
  if (proxies !== "") said.push(message("It leads to the apiservers through {proxies}.", { proxies }));
  return `- \`${nameOf(file)}\` ${said.map(say).join(" ")}`;
}

function heading(level: number, said: Message, { say }: Wording): string {
  return `${"#".repeat(level)} ${say(said)}`;
}

/** What ties a file to a cluster, in words. */
export function reasonOf(why: AttachmentReason): Message {
  switch (why.kind) {
    case "manifest":
    case "text":
    case "folder":
      return message(attachmentReasons[why.kind]);
    case "config-map":
      return message("its pods read the ConfigMap {name}", { name: why.name });
    case "host-name":
      return message("it names the machine {name}", { name: why.name });
    default:
      return message("{what} {address} is {role}", {
        what: message(tyingAddresses[why.kind]),
        address: why.address,
        role: message(addressRoles[why.is]),
      });
  }
}

/** The members of an etcd cluster in a table, with what their number is good for, and who asks them. */
function etcdPart({ members, clients }: EtcdCluster, wording: Wording): string {
  const { say, nameOf } = wording;
  const rows = members.map(({ file, facts }) =>
    [
      facts.name?.text ?? "",
      facts.peerUrls?.list.text ?? "",
      facts.clientUrls?.list.text ?? "",
      facts.state?.text ?? "new",
      nameOf(file),
    ].map(plain),
  );
  const head = ["name", "peers", "clients", "state", "file"];
  const size = Math.max(...members.map(({ facts }) => facts.initialCluster?.size ?? 0));
  const parts = [heading(3, message("Members of etcd"), wording), table(head, rows)];
  if (size > 0) {
    const { quorum, failures } = quorumOf(size);
    const said = message("{size} members: {quorum} must agree, and the cluster survives {failures} failed.", {
      size,
      quorum,
      failures,
    });
    parts.push(say(said));
  }
  if (clients.length > 0) {
    const files = [...new Set(clients.map(({ file }) => `\`${nameOf(file)}\``))].join(", ");
    parts.push(say(message("Asked by {files}", { files })));
  }
  return parts.join("\n\n");
}

function attachedFiles(files: readonly Attachment[], { say, nameOf }: Wording): string {
  return list(files.map(({ file, why }) => `\`${nameOf(file)}\` ${say(reasonOf(why))}`));
}

function clusterPart({ cluster, attached, hostsFiles }: ClusterInWorkspace, wording: Wording): string {
  const { say } = wording;
  const { name, nodes, virtualAddresses, endpoint, balancers, virtualRouters, etcdClusters } = cluster;
  const none = message("none known");
  const vips = virtualAddresses.map(({ text }) => text).join(", ");
  const parts = [
    heading(2, message("Cluster {name}", { name }), wording),
    list([
      say(message("VIPs: {vips}", { vips: vips === "" ? none : vips })),
      say(message("Control-plane endpoint: {endpoint}", { endpoint: endpoint ?? none })),
    ]),
  ];
  if (nodes.length > 0) {
    parts.push(heading(3, message("Nodes"), wording));
    parts.push(list(nodes.map((node) => nodeLine(node, wording))));
  }
  if (nodes.length === 1) {
    const alone = message(
      "No other node here shares its virtual routers. haconf.yaml can name clusters that files and folders don't tell.",
    );
    parts.push(say(alone));
  }
  for (const router of virtualRouters) parts.push(routerPart(router, wording));
  if (balancers.length > 0) {
    parts.push(heading(3, message("Balancers"), wording));
    parts.push(balancers.map((balancer) => balancerLine(balancer, wording)).join("\n"));
  }
  for (const etcd of etcdClusters) parts.push(etcdPart(etcd, wording));
  if (attached.length > 0) {
    parts.push(heading(3, message("Kubernetes files"), wording));
    parts.push(attachedFiles(attached, wording));
  }
  if (hostsFiles.length > 0) {
    parts.push(heading(3, message("Hosts files"), wording));
    parts.push(attachedFiles(hostsFiles, wording));
  }
  return parts.join("\n\n");
}

/**
 * Says to which clusters a file belongs and what shows it: the nodes with their files, the virtual routers with what ties their
 * members, the balancers, the Kubernetes files and the hosts files.
 *
 * @param file the file's key
 * @param clusters the clusters that the file takes part in
 * @param alone why it takes part in none; used where there are none
 * @returns Markdown; file names are the workspace's keys
 */
export function explainCluster(
  file: string,
  clusters: readonly ClusterInWorkspace[],
  alone: AloneReason,
  wording: Wording,
): string {
  const body =
    clusters.length === 0
      ? [wording.say(message(aloneReasons[alone]))]
      : clusters.map((one) => clusterPart(one, wording));
  return `${[`# ${wording.nameOf(file)}`, ...body].join("\n\n")}\n`;
}
