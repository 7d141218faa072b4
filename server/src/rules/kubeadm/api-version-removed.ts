import type { KubernetesFacts } from "../../model/kubernetes/facts.ts";
import type { Stated } from "../../model/value.ts";
import { presentKubeadmVersion, removalOfVersion } from "../../schema/kubeadm/versions.ts";
import { type Finding, message } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { releaseOf, versionOf } from "./documents.ts";

export const apiVersionRemoved: FileRule = {
  code: "kubeadm/api-version-removed",
  scope: "file",
  reads: "kubernetes",
  severity: "warning",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "kubeadm no longer reads this version of its configuration.",
    why: "kubeadm keeps an old version of its API for some releases and then drops it: `kubeadm init`, `join` and `upgrade` end with an error before they do anything, mostly when a node is to be replaced in a hurry. `kubeadm config migrate --old-config FILE` of a release that still reads the version writes the new one; v1beta4 changes `extraArgs` from a mapping to a list. A file that sets up a release which still reads the version, and one that has the version in its name, is left alone; a file that has no ClusterConfiguration may be for any release, so that it is only an information there.",
    example: {
      bad: "//- kubeadm.yaml\napiVersion: kubeadm.k8s.io/v1beta2\nkind: ClusterConfiguration\ncontrolPlaneEndpoint: 10.0.0.100:8443\n",
      good: "//- kubeadm.yaml\napiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\ncontrolPlaneEndpoint: 10.0.0.100:8443\n",
    },
  },
  check(facts, { file }): readonly Finding[] {
    if (facts.kind !== "kubernetes") return [];
    const release = releaseOf(facts);
    if (release.isUnknown) return [];
    return removedVersions(facts, file).flatMap(({ removal, documents }): Finding[] => {
      const [first, ...others] = documents;
      if (first === undefined || (release.minor !== undefined && release.minor < removal)) return [];
      return [
        {
          code: this.code,
          severity: tellsRelease(facts) ? this.severity : "information",
          file,
          at: first.at,
          message: message(
            "kubeadm does not read {version} from Kubernetes 1.{release} on, and ends with an error. Write {present}, or let kubeadm config migrate do it.",
            { version: first.text, release: removal, present: presentKubeadmVersion },
          ),
          related: others.map(({ at, text }) => ({
            file,
            at,
            message: message("{version} here as well", { version: text }),
          })),
          fixes: [],
        },
      ];
    });
  },
};

/**
 * Whether a file has the document that says which release is set up, the newest where it names none. A join alone may be for any
 * release.
 */
function tellsRelease({ documents }: KubernetesFacts): boolean {
  return documents.some(({ kind }) => kind === "ClusterConfiguration" || kind === "MasterConfiguration");
}

/** A version that kubeadm dropped, with the documents of a file that are of it. */
interface RemovedVersion {
  readonly removal: number;
  readonly documents: Stated<string>[];
}

function removedVersions({ documents }: KubernetesFacts, file: string): RemovedVersion[] {
  const found = new Map<string, RemovedVersion>();
  for (const { apiVersion } of documents) {
    const version = apiVersion.value === undefined ? undefined : versionOf(apiVersion.value);
    const removal = version === undefined ? undefined : removalOfVersion(version);
    // A file that is named after its version lies beside those for other releases.
    if (version === undefined || removal === undefined || file.includes(version)) continue;
    const known = found.get(version);
    if (known === undefined) found.set(version, { removal, documents: [apiVersion] });
    else known.documents.push(apiVersion);
  }
  return [...found.values()];
}
