import type { Origin } from "../../syntax/tree.ts";
import type { EtcdFacts } from "../etcd/facts.ts";
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

/** Reads YAML: Kubernetes documents and the manifest. It is an object, since the library behind it takes long to load and most workspaces have no YAML. */
export interface YamlReader {
  /**
   * @param text one or more YAML documents, templates among them; any text is taken
   * @param place where the text stands; absent for a file, whose anchors get an origin of their own
   * @returns undefined where no document is kubeadm's or a kube-apiserver manifest
   */
  kubernetesFacts(text: string, place?: YamlPlace): KubernetesFacts | undefined;
  /** What YAML says of etcd: its own file, pods and services of it, and who asks it; places as for `kubernetesFacts`. */
  etcdFacts(text: string, place?: YamlPlace): EtcdFacts | undefined;
  /** What a `haconf.yaml` says, and what is wrong with it; any text is taken. */
  manifest(text: string): ManifestFacts;
}

let loading: Promise<YamlReader> | undefined;

/** Loads the YAML library with the reader on it, once; ask `mentionsKubeadm` first whether it is needed at all. */
export function loadYamlReader(): Promise<YamlReader> {
  loading ??= import("../yaml-support.ts").then(({ etcdFactsFromYaml, kubernetesFactsFromYaml, readManifest }) => ({
    kubernetesFacts: kubernetesFactsFromYaml,
    etcdFacts: etcdFactsFromYaml,
    manifest: readManifest,
  }));
  return loading;
}
