import type { IpAddress } from "../model/address.ts";
import type { KubernetesFacts } from "../model/kubernetes/facts.ts";
import type { KubeVip } from "../model/kubernetes/pod-facts.ts";
import type { Cluster, InFile } from "./model.ts";
import { isKubernetesFolder, nameSetOf } from "./units.ts";

/** The port at which kube-vip takes an apiserver to listen, and its own balancer, where it is told none. */
const defaultPort = 6443;

/** The VIPs in front of the apiservers that kube-vip holds, as far as they are written as addresses. */
export function kubeVipAddresses(kubeVips: readonly KubeVip[]): IpAddress[] {
  const held = new Map<string, IpAddress>();
  for (const { isControlPlane, addresses } of kubeVips) {
    // One for services only takes its addresses from the API.
    if (isControlPlane !== true) continue;
    for (const { value } of addresses) if (value !== undefined) held.set(value.text, { ...value, prefix: undefined });
  }
  return [...held.values()];
}

/** Whether kube-vip may hold addresses that cannot be told: by a name, a placeholder, or what stands elsewhere. */
export function mayHoldOthers({ isControlPlane, isOpen, addresses }: KubeVip): boolean {
  if (isControlPlane === false && !isOpen) return false;
  return isControlPlane === undefined || isOpen || addresses.some(({ value }) => value === undefined);
}

/**
 * The ports at which a VIP of kube-vip is answered beside the apiservers' own.
 *
 * @returns undefined where one can't be told
 */
export function kubeVipPorts(cluster: Cluster): number[] | undefined {
  const ports = new Set<number>();
  for (const { facts } of cluster.kubeVips) {
    if (mayHoldOthers(facts) || facts.isBalancing === undefined) return undefined;
    if (facts.isControlPlane !== true) continue;
    const stated = [facts.port, ...(facts.isBalancing ? [facts.balancedPort] : [])];
    for (const one of stated) {
      if (one !== undefined && one.value === undefined) return undefined;
      ports.add(one?.value ?? defaultPort);
    }
  }
  return [...ports];
}

/** Where a file lies among its like on other machines of one set. */
interface MachinePlace {
  /** The file's path with what tells the machines apart taken out; equal for all of the set. */
  readonly set: string;
  /** The folder in which all of the set lie. */
  readonly folder: string;
}

/** The place of a file whose path names a machine of a set (`cp1/kube-vip.yaml`, `kube-vip-cp2.yaml`); undefined for any other. */
export function machinePlaceOf(file: string): MachinePlace | undefined {
  const parts = file.split("/");
  for (let at = parts.length - 1; at >= 0; at--) {
    const part = parts[at] ?? "";
    const set = nameSetOf(at === parts.length - 1 ? part.replace(/\.\w+$/, "") : part);
    if (set === undefined) continue;
    const around = parts.map((other, index) => (index === at ? `\0${set}` : other));
    return { set: around.join("/"), folder: parts.slice(0, at).join("/") };
  }
  return undefined;
}

const ownFolders: ReadonlySet<string> = new Set(["kube-vip", "kubevip", "static-pods", "static", "pods", "vip"]);

/** The folder that a file is for: those that only say what kind of file it is are taken away. */
function homeOf(file: string): string {
  const folders = file.split("/").slice(0, -1);
  for (let last = folders.at(-1); last !== undefined; last = folders.at(-1)) {
    if (!isKubernetesFolder(last) && !ownFolders.has(last.toLowerCase())) break;
    folders.pop();
  }
  return folders.join("/");
}

/** The kube-vips of one cluster, by their files' places or by the VIP that they have in common. */
export interface KubeVipGroup {
  /** Unique among all. */
  readonly id: string;
  readonly folder: string;
  readonly addresses: readonly IpAddress[];
  readonly files: readonly string[];
}

/** Finds the files with a kube-vip in front of apiservers that are of one cluster. */
export function groupKubeVips(sources: readonly InFile<KubernetesFacts>[]): KubeVipGroup[] {
  const groups = new Map<string, { folder: string; addresses: IpAddress[]; files: string[] }>();
  for (const { file, facts } of sources) {
    const addresses = kubeVipAddresses(facts.kubeVips);
    if (addresses.length === 0) continue;
    const place = machinePlaceOf(file);
    const folder = place?.folder ?? homeOf(file);
    const id = `${place?.set ?? `${folder}#${addresses[0]?.text ?? ""}`}#kube-vip`;
    const group = groups.get(id) ?? { folder, addresses: [], files: [] };
    groups.set(id, group);
    group.files.push(file);
    for (const address of addresses) {
      if (!group.addresses.some(({ text }) => text === address.text)) group.addresses.push(address);
    }
  }
  return Array.from(groups, ([id, group]) => ({ id, ...group }));
}
