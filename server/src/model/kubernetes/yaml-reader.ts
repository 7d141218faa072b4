import type { AnsibleForm } from "../../documents/ansible.ts";
import type { Origin } from "../../syntax/tree.ts";
import type { AnsibleFacts } from "../ansible/facts.ts";
import type { EtcdFacts } from "../etcd/facts.ts";
import type { HaproxyLaunch } from "../launch/facts.ts";
import type { ManifestFacts } from "../manifest/facts.ts";
import type { KubernetesFacts } from "./facts.ts";

/** Where a YAML text stands that is not a file of its own: in a here-document. */
export interface YamlPlace {
  readonly origin: Origin;
  /** The offset of the text's first character, counted from the origin. */
  readonly start: number;
  /** Fills in what the text's host knows (`$VIP`); what it does not know stays as it is. Absent: nothing is filled in. */
  readonly expand?: (text: string) => string;
}

/** Reads YAML: Kubernetes documents, files of Ansible and the manifest. It is an object, since the library behind it takes long to load and most workspaces have no YAML. */
export interface YamlReader {
  /**
   * @param text one or more YAML documents, templates among them; any text is taken
   * @param place where the text stands; absent for a file, whose anchors get an origin of their own
   * @returns undefined where no document is kubeadm's or a kube-apiserver manifest
   */
  kubernetesFacts(text: string, place?: YamlPlace): KubernetesFacts | undefined;
  /** What a file of Ansible's says, as its place shows what it is; undefined where that is nothing. */
  ansibleFacts(text: string, form: AnsibleForm): AnsibleFacts | undefined;
  /** What YAML says of etcd: its own file, pods and services of it, and who asks it; places as for `kubernetesFacts`. */
  etcdFacts(text: string, place?: YamlPlace): EtcdFacts | undefined;
  /** What a `haconf.yaml` says, and what is wrong with it; any text is taken. */
  manifest(text: string): ManifestFacts;
  /** How the services of a compose file start haproxy; any text is taken. */
  launches(text: string): readonly HaproxyLaunch[];
}

let loading: Promise<YamlReader> | undefined;

/** Loads the YAML library with the reader on it, once; ask `mentionsKubeadm` first whether it is needed at all. */
export function loadYamlReader(): Promise<YamlReader> {
  loading ??= import("../yaml-support.ts").then((support) => ({
    ansibleFacts: support.ansibleFactsFromYaml,
    kubernetesFacts: support.kubernetesFactsFromYaml,
    etcdFacts: support.etcdFactsFromYaml,
    manifest: support.readManifest,
    launches: support.launchesOfCompose,
  }));
  return loading;
}
