/** Settings of a kube-vip's environment by their names. */
export type KubeVipSettings = Readonly<Record<string, string>>;

/** The manifest of kube-vip's static pod in front of the apiservers, with further settings. */
export function kubeVip(address: string, more: KubeVipSettings = {}): string {
  const settings = { vip_arp: "true", port: "6443", vip_interface: "eth0", cp_enable: "true", address, ...more };
  const env = Object.entries(settings).map(([name, value]) => `    - name: ${name}\n      value: "${value}"\n`);
  return `apiVersion: v1
kind: Pod
metadata:
  name: kube-vip
  namespace: kube-system
spec:
  containers:
  - args:
    - manager
    env:
${env.join("")}    image: ghcr.io/kube-vip/kube-vip:v0.8.0
    name: kube-vip
    securityContext:
      capabilities:
        add:
        - NET_ADMIN
        - NET_RAW
  hostNetwork: true
`;
}

/** A ClusterConfiguration with an endpoint. */
export function clusterConfiguration(endpoint: string): string {
  return `apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
controlPlaneEndpoint: "${endpoint}"
`;
}
