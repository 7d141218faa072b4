/**
 * Whether a YAML text may hold a kubeadm configuration or a static pod of an apiserver. A plain search: the YAML library is
 * worth loading only where this is true.
 */
export function mentionsKubernetes(text: string): boolean {
  return text.includes("kubeadm.k8s.io") || text.includes("kube-apiserver");
}
