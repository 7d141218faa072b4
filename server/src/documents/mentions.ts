/**
 * Whether a YAML text may hold a kubeadm configuration or a static pod of an apiserver. A plain search for two words: the YAML
 * library is worth loading only where this is true.
 */
export function mentionsKubeadm(text: string): boolean {
  return text.includes("kubeadm.k8s.io/") || text.includes("kube-apiserver");
}

/** Whether a YAML text may hold a pod that runs haproxy, keepalived or kube-vip. */
export function mentionsBalancerPod(text: string): boolean {
  return text.includes("containers:") && text.includes("kind:") && /haproxy|keepalived|kube-vip/.test(text);
}

/** Whether a YAML text may hold a ConfigMap with a config of haproxy or keepalived. */
export function mentionsConfigMap(text: string): boolean {
  return (
    /^[ \t-]*kind:[ \t]*["']?ConfigMap\b/m.test(text) && /haproxy|keepalived|vrrp_instance|frontend|backend/.test(text)
  );
}

/** Whether a YAML text is a kubeconfig. */
export function mentionsKubeconfig(text: string): boolean {
  return /^kind:[ \t]*["']?Config["']?[ \t]*\r?$/m.test(text) && /^[ \t]+(?:- )?server:[ \t]*["']?https:/m.test(text);
}

/** Whether a YAML text may hold any Kubernetes document that is read, ConfigMaps and kubeconfigs aside. */
export function mentionsKubernetes(text: string): boolean {
  return mentionsKubeadm(text) || mentionsBalancerPod(text);
}

/**
 * Whether a shell script may hold a `kubeadm` command line or a kubeadm document, or one of kube-vip or of a pod that runs a
 * balancer.
 */
export function mentionsKubeadmCommand(text: string): boolean {
  return text.includes("kubeadm") || text.includes("kube-vip") || mentionsBalancerPod(text);
}

/** Whether a text says whether programs may bind addresses that the machine does not hold. */
export function mentionsNonlocalBind(text: string): boolean {
  return text.includes("ip_nonlocal_bind");
}

/** Whether a shell script may write names and addresses to the machine's hosts file. */
export function mentionsHostsFile(text: string): boolean {
  return text.includes("/etc/hosts");
}

const probe =
  /(?<![\w/.-])(?:\/(?:usr\/)?s?bin\/)?(?:curl|wget|nc|ncat|netcat|telnet|ping6?|killall|pidof|pgrep|lsof|netstat|ss)[ \t]+[-\w$"'{[:/.(]|\/dev\/tcp\/|\bps[ \t]+[-\w]+[^\n]*\bgrep\b|\bsystemctl[ \t]+(?:-\S+[ \t]+)*(?:is-active|status)\b/;

/** Whether a script may ask whether a service or a machine is there. */
export function mentionsProbe(text: string): boolean {
  return probe.test(text);
}

/** Whether a text does something with a machine's firewall. */
export function mentionsFirewall(text: string): boolean {
  return /\bfirewall-cmd\b|\bfirewalld\b|\bufw\b|\biptables(?:[ \t]+-|:[ \t]*(?:\n|\w+=))|\bnftables\b|\bnft[ \t]+(?:-f|add)\b|\btcp dport\b|防火墙/.test(
    text,
  );
}
