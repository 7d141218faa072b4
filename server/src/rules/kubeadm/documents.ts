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

/** What a file says of the release of Kubernetes that it sets up. */
export interface StatedRelease {
  /** The minor release of Kubernetes 1.x, as `kubernetesVersion: v1.29.3` says; undefined where nothing does. */
  readonly minor: number | undefined;
  /** A version is filled in later, or several stand there. */
  readonly isUnknown: boolean;
}

/** The release of Kubernetes that a file sets up. */
export function releaseOf({ documents }: KubernetesFacts): StatedRelease {
  const versions = documents.flatMap(({ kubernetesVersion }) => kubernetesVersion ?? []);
  const minors = new Set(
    versions.flatMap(({ value }) => {
      const minor = /^(?:v|stable-|latest-)?1\.(\d{1,3})(?!\d)/.exec(value ?? "")?.[1];
      return minor === undefined ? [] : [Number(minor)];
    }),
  );
  const isUnknown = versions.some(({ value }) => value === undefined) || minors.size > 1;
  return { minor: isUnknown ? undefined : [...minors][0], isUnknown };
}
