import { describe, expect, test } from "vitest";
import { detectLanguage } from "../../server/src/documents/detect.ts";

const environment = "#[Member]\nETCD_NAME=etcd1\n";
const yaml = "name: etcd1\ninitial-cluster: etcd1=https://10.0.0.1:2380\n";
const unit = "[Unit]\nDescription=etcd\n[Service]\nExecStart=/usr/bin/etcd --initial-cluster a=http://10.0.0.1:2380\n";
const pod = "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - command:\n    - etcd\n    - --initial-cluster=a=x\n";
const compose = "services:\n  etcd1:\n    image: bitnami/etcd\n    environment:\n      - ETCD_NAME=etcd1\n";

describe("files of etcd", () => {
  test.each([
    ["etcd.conf", environment, "etcd"],
    ["etcd/etcd1.conf", environment, "etcd"],
    ["etcd.env", environment, "etcd"],
    ["etcd.env.j2", environment, "etcd"],
    ["etc/default/etcd", environment, "etcd"],
    ["etc/sysconfig/etcd", 'export ETCD_DATA_DIR="/x"\n', "etcd"],
    ["etcd.conf", "ETCD_CERT_FILE=/x\n", "etcd"],
    ["etcd.conf.yml", yaml, "etcd-yaml"],
    ["etcd/config.yaml.j2", yaml, "etcd-yaml"],
    ["etcd.conf", yaml, "etcd-yaml"],
    ["etcd.service", unit, "systemd"],
    ["etcd.service.d/override.conf", unit, "systemd"],
    [
      "kube-apiserver.service",
      "[Service]\nExecStart=/x/kube-apiserver --etcd-servers=https://10.0.0.1:2379\n",
      "systemd",
    ],
    ["manifests/etcd.yaml", pod, "kubernetes"],
    ["docker-compose.yml", compose, "compose"],
    ["install.sh", "#!/bin/sh\netcd --initial-cluster a=http://10.0.0.1:2380\n", "shell"],
    ["README.md", `\`\`\`\n${environment}\`\`\`\n`, "document"],
    ["notes.txt", "Text\n\n\tETCD_NAME=a\n", "document"],
    ["etcd.conf", "server { listen 80; }\n", undefined],
    ["nginx.service", "[Service]\nExecStart=/usr/sbin/nginx\n", undefined],
    ["docker-compose.yml", "services:\n  web:\n    image: nginx\n", undefined],
    ["values.yaml", "etcd:\n  initial-cluster: x\n", undefined],
    ["app.conf", "ETCD_HOSTS=10.0.0.1\n", undefined],
    ["README.md", "Set ETCD_NAME to the member's name.\n", undefined],
  ])("%s: %j", (file, text, language) => {
    expect(detectLanguage(file, text)).toBe(language);
  });
});
