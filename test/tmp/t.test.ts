import { readFileSync } from "node:fs";
import { test } from "vitest";
import { loadYamlReader } from "/work/w-etcd/server/src/model/kubernetes/yaml-reader.ts";
import { Workspace } from "/work/w-etcd/server/src/workspace/workspace.ts";

const show = (w: Workspace, f: string) => {
  const text = w.textOf(f) ?? "";
  console.log("=====", f, w.languageOf(f));
  for (const facts of w.factsOf(f)) {
    if (facts.kind !== "etcd") continue;
    for (const m of facts.members) {
      console.log(
        "MEMBER",
        m.form,
        "open",
        m.isOpen,
        "name",
        m.name?.value,
        "state",
        m.state?.value,
        "token",
        m.token?.value,
      );
      console.log(
        "  list",
        m.initialCluster?.size,
        m.initialCluster?.isComplete,
        m.initialCluster?.peers.map((p) => `${p.name.text}|${p.name.value}|${p.url.value?.text}`),
      );
      for (const k of ["peerUrls", "listenPeerUrls", "clientUrls", "listenClientUrls"] as const)
        console.log(
          "  ",
          k,
          m[k]?.isComplete,
          m[k]?.urls.map(
            (u) =>
              `${u.text} -> ${u.value?.text} @${text.slice(u.at.origin.offset + u.at.start, u.at.origin.offset + u.at.end)}`,
          ),
        );
    }
    for (const c of facts.clients)
      console.log(
        "CLIENT",
        c.kind,
        c.ownAddress?.text,
        c.urls.urls.map(
          (u) => `${u.value?.text} @${text.slice(u.at.origin.offset + u.at.start, u.at.origin.offset + u.at.end)}`,
        ),
      );
    for (const s of facts.slips)
      console.log(
        "SLIP",
        s.kind,
        s.setting,
        text.slice(s.at.origin.offset + s.at.start, s.at.origin.offset + s.at.end),
        "=>",
        s.replacement,
      );
  }
};
test("x", async () => {
  const w = new Workspace();
  w.setYamlReader(await loadYamlReader());
  const files: Record<string, string> = {
    "a/etcd.conf": `#[Member]\nETCD_NAME="etcd-1"\nETCD_DATA_DIR="/var/lib/etcd/default.etcd"\nETCD_LISTEN_PEER_URLS="https://192.168.31.71:2380"\nETCD_LISTEN_CLIENT_URLS="https://192.168.31.71:2379,http://127.0.0.1:4001"\n#[Clustering]\nETCD_INITIAL_ADVERTISE_PEER_URLS=https://192.168.31.71:2380 # hi\nETCD_ADVERTISE_CLIENT_URLS='https://192.168.31.71:2379'\nETCD_INITIAL_CLUSTER="etcd-1=https://192.168.31.71:2380, etcd-2=https://192.168.31.72:2380,etcd-3=https://192.168.31.73:2380"\nETCD_INITIAL_CLUSTER_TOKEN="etcd-cluster"\nETCD_INITIAL_CLUSTER_STATE="new"\n`,
    "a/etcd.service": `[Unit]\nDescription=Etcd Server\n[Service]\nType=notify\nEnvironmentFile=-/opt/etcd/cfg/etcd.conf\nEnvironment=HOST_IP=10.0.0.1 "ETCD_NAME=x1"\nExecStart=/opt/etcd/bin/etcd \\\n  --listen-client-urls=https://\${HOST_IP}:2379,http://127.0.0.1:2379 \\\n  --initial-cluster x1=https://10.0.0.1:2380,x2=https://10.0.0.2:2380 \\\n  --initial-advertise-peer-urls=https://10.0.0.1:2380 --auto-compaction-mode=periodic\nRestart=on-failure\n`,
    "manifests/etcd.yaml": `apiVersion: v1\nkind: Pod\nmetadata:\n  name: etcd\nspec:\n  containers:\n  - command:\n    - etcd\n    - --advertise-client-urls=https://10.0.0.1:2379\n    - --initial-cluster=m1=https://10.0.0.1:2380,m2=https://10.0.0.2:2380\n    - --initial-cluster-state=existing\n    - --name=m1\n    - --data-dir=/var/lib/etcd\n    image: k8s.gcr.io/etcd:3.4\n`,
    "api.yaml": `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - command:\n    - kube-apiserver\n    - --advertise-address=10.0.0.1\n    - --etcd-servers=https://127.0.0.1:2379,https://10.0.0.2:2379\n`,
    "kubeadm.yaml": `apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\netcd:\n  external:\n    endpoints:\n    - https://10.0.0.1:2379\n    - https://10.0.0.2:2379\n`,
    "etcd.conf.yml": `name: 'e1'\ndata-dir: /var/lib/etcd\nlisten-peer-urls: http://10.0.0.1:2380\ninitial-cluster: e1=http://10.0.0.1:2380,e2=http://10.0.0.2:2380\ninitial-cluster-token: 'tok'\n`,
    "docker-compose.yml": `services:\n  etcd1:\n    image: quay.io/coreos/etcd:v3.5.0\n    container_name: etcd\n    command: /usr/local/bin/etcd --name etcd1 --initial-cluster etcd1=http://etcd1:2380,etcd2=http://etcd2:2380 --initial-cluster-state new\n  etcd2:\n    image: bitnami/etcd:3.5\n    environment:\n      - ETCD_NAME=etcd2\n      - ETCD_INITIAL_CLUSTER=etcd1=http://etcd1:2380,etcd2=http://etcd2:2380\n  etcd3:\n    image: bitnami/etcd\n    environment:\n      ETCD_NAME: etcd3\n      ETCD_ADVERTISE_CLIENT_URLS: http://etcd3:2379\n`,
    "run.sh": `#!/bin/bash\nIP=10.0.0.5\ndocker run -d --name etcd --restart=always -v /data/etcd:/var/lib/etcd \\\n quay.io/coreos/etcd:v3.3 /usr/local/bin/etcd --name n1 --initial-advertise-peer-urls http://$IP:2380 --initial-cluster n1=http://$IP:2380\ncat > /etc/etcd/etcd.conf <<EOF\nETCD_NAME=n2\nETCD_INITIAL_ADVERTISE_PEER_URLS=http://\${IP}:2380\nEOF\ncat <<EOF >/etc/systemd/system/kube-apiserver.service\n[Service]\nExecStart=/usr/bin/kube-apiserver --etcd-servers=https://10.0.0.1:2379 --advertise-address=$IP\nEOF\nKUBE_OPTS="--logtostderr --etcd-servers=http://10.0.0.9:4001"\n`,
    "seed.md": readFileSync("/work/shared/seeds/004_b177e86f9214a23e.txt", "utf8"),
    "ha_etcd.service": readFileSync(
      "/work/shared/corpus/files/kulong0105+kubeadm-ha/config/etcd/ha_etcd.service",
      "utf8",
    ),
    "k8s.md": readFileSync("/work/shared/corpus/files/shidg+note/i-want-offer/docs/k8s.md", "utf8"),
  };
  for (const [f, t] of Object.entries(files)) {
    w.setFile(f, t);
    show(w, f);
  }
});
