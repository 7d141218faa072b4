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
    why: "kubeadm keeps an old version of its API for some releases and then drops it: `kubeadm init`, `join` and `upgrade` end with an error before they do anything, mostly when a node is to be replaced in a hurry. `kubeadm config migrate --old-config FILE` of a release that still reads the version writes the new one; v1beta4 changes `extraArgs` from a mapping to a list. A file that sets up a release which still reads the version is left alone.",
    example: {
      bad: "//- kubeadm.yaml\napiVersion: kubeadm.k8s.io/v1beta2\nkind: ClusterConfiguration\ncontrolPlaneEndpoint: 10.0.0.100:8443\n",
      good: "//- kubeadm.yaml\napiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\ncontrolPlaneEndpoint: 10.0.0.100:8443\n",
    },
  },
  check(facts, { file }): readonly Finding[] {
    if (facts.kind !== "kubernetes") return [];
    const release = releaseOf(facts);
    return facts.documents.flatMap(({ apiVersion }): Finding[] => {
      const removal = apiVersion.value === undefined ? undefined : removalOfVersion(versionOf(apiVersion.value));
      if (removal === undefined || (release !== undefined && release < removal)) return [];
      return [
        {
          code: this.code,
          severity: this.severity,
          file,
          at: apiVersion.at,
          message: message(
            "kubeadm does not read {version} from Kubernetes 1.{release} on, and ends with an error. Write {present}, or let kubeadm config migrate do it.",
            { version: apiVersion.text, release: removal, present: presentKubeadmVersion },
          ),
          related: [],
          fixes: [],
        },
      ];
    });
  },
};
