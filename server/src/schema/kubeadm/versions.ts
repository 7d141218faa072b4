// The releases are those of the version history in kubeadm's configuration reference and of the Kubernetes changelogs.

/** The minor release of Kubernetes 1.x whose kubeadm no longer reads a version of its configuration. */
const removedWith: Readonly<Record<string, number>> = {
  v1alpha1: 12,
  v1alpha2: 13,
  v1alpha3: 15,
  v1beta1: 22,
  v1beta2: 27,
};

/** The version to write instead. */
export const presentKubeadmVersion = "v1beta4";

/** The minor release of Kubernetes 1.x whose kubeadm no longer reads a version; undefined where all later ones do. */
export function removalOfVersion(version: string): number | undefined {
  return Object.hasOwn(removedWith, version) ? removedWith[version] : undefined;
}
