import type { KubernetesFacts } from "../../model/kubernetes/facts.ts";
import { type KubeadmVersion, kubeadmVersions } from "../../schema/kubeadm/fields.ts";

/** The version in `kubeadm.k8s.io/v1beta3`. */
export function versionOf(apiVersion: string): string {
  return apiVersion.slice(apiVersion.indexOf("/") + 1);
}

/** A version whose fields are known; undefined for any other. */
export function knownVersion(version: string): KubeadmVersion | undefined {
  return kubeadmVersions.find((known) => known === version);
}

/**
 * The minor release of Kubernetes 1.x that a file sets up, as `kubernetesVersion: v1.29.3` says; undefined where it says none
 * (`stable-1`), or several.
 */
export function releaseOf({ documents }: KubernetesFacts): number | undefined {
  const minors = new Set(
    documents.flatMap(({ kubernetesVersion }) => {
      const minor = /^v?1\.(\d{1,3})(?:\.|$|-)/.exec(kubernetesVersion?.value ?? "")?.[1];
      return minor === undefined ? [] : [Number(minor)];
    }),
  );
  const [first, another] = minors;
  return another === undefined ? first : undefined;
}
