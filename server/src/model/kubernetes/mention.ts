/** Whether a YAML text may hold a document that `YamlReader` makes facts of; a search for two words, so that others cost nothing. */
export function mentionsKubeadm(text: string): boolean {
  return text.includes("kubeadm.k8s.io/") || text.includes("kube-apiserver");
}

/** Whether a shell script may hold a `kubeadm` command line or a kubeadm document. */
export function mentionsKubeadmCommand(text: string): boolean {
  return text.includes("kubeadm");
}
