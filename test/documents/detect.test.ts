import { describe, expect, test } from "vitest";
import { detectLanguage, mayBeConfig } from "../../server/src/documents/detect.ts";

describe("by name alone", () => {
  test.each([
    ["keepalived.conf", "keepalived"],
    ["a/b/keepalived-master.conf", "keepalived"],
    ["keepalived2.conf", "keepalived"],
    ["lb.keepalived", "keepalived"],
    ["keepalived.conf.j2", "keepalived"],
    ["keepalived.conf.tmpl", "keepalived"],
    ["keepalived.conf.tpl", "keepalived"],
    ["keepalived.conf.erb", "keepalived"],
    ["keepalived.conf.bak", "keepalived"],
    ["haproxy.cfg", "haproxy"],
    ["x/haproxy_backup.cfg", "haproxy"],
    ["edge.haproxy", "haproxy"],
    ["haproxy.cfg.j2", "haproxy"],
    ["haproxy.cfg.rpmnew", "haproxy"],
    ["haconf.yaml", "manifest"],
    ["x/haconf.yml", "manifest"],
  ])("%s is %s, be it empty", (file, language) => {
    expect(mayBeConfig(file)).toBe("certain");
    expect(detectLanguage(file, "")).toBe(language);
  });
});

const keepalivedBlock = "vrrp_instance VI_1 {\n    virtual_router_id 51\n}\n";
const haproxyConfig = "global\n    daemon\ndefaults\n    mode tcp\nfrontend a\n    bind :80\n";
const backendOnly = "backend b\n    server s 10.0.0.1:80\n";

describe("by folder and first lines", () => {
  test.each([
    ["keepalived/master.conf", keepalivedBlock, "keepalived"],
    ["master.conf", keepalivedBlock, "keepalived"],
    ["lb/dev3.conf", "! Configuration File for keepalived\n", "keepalived"],
    ["lb/dev3.conf", "# configuration file for KEEPALIVED\n", undefined],
    ["vars.txt", `! Configuration File for keepalived\n${keepalivedBlock}`, "keepalived"],
    ["proxy.cfg", haproxyConfig, "haproxy"],
    ["conf.d/proxy.cnf", haproxyConfig, "haproxy"],
    ["haproxy/backends.cfg", backendOnly, "haproxy"],
    ["proxy/backends.cfg", backendOnly, undefined],
    ["proxy/conf.d/users.cfg", "# who may come in\n\nuserlist admins\n    user a password x\n", "haproxy"],
    ["proxy/20-backends.cfg", backendOnly, "haproxy"],
    ["conf.d/other.cfg", "[global]\nbackend = b\n", undefined],
    ["conf.d/other.cfg", "x 1\nbackend b\n", undefined],
    ["lib/systemd/system/haproxy.service", "", "systemd"],
    ["haproxy.service.d/10-files.conf", "[Service]\n", "systemd"],
    ["etc/default/haproxy", "", "environment"],
    ["nginx.service", "ExecStart=haproxy -f x\n", undefined],
    ["compose.yml", "services: { lb: { image: haproxy } }\n", "compose"],
    ["compose.yml", "services: { db: { image: mysql } }\n", undefined],
    [
      "compose.yml",
      "services:\n  lb:\n    image: haproxy\n  etcd:\n    command: etcd --initial-cluster a=x\n",
      "compose",
    ],
    ["haproxy.service", "[Service]\nExecStart=haproxy -f a.cfg\n", "systemd"],
    ["inventory/haproxy.service.d/10-files.conf", "[Service]\n", "systemd"],
    ["lb/Dockerfile", "FROM haproxy:3.0\n", "image"],
    ["lb/Dockerfile", "FROM nginx\n", undefined],
    ["check.sh", "haproxy -c -f a.cfg\n", "shell"],
    ["check.sh", "apt install haproxy\n", undefined],
    ["setup.cfg", "[metadata]\nname = x\n", undefined],
    ["my.cfg", "global = 1\ndefaults = 2\n", undefined],
    ["nginx.conf", haproxyConfig, undefined],
    ["README.md", keepalivedBlock, undefined],
    ["notes.py", haproxyConfig, undefined],
    ["app.conf", "vrrp_instance = 1;\n", undefined],
    ["config", keepalivedBlock, "keepalived"],
  ])("%s", (file, text, language) => {
    expect(detectLanguage(file, text)).toBe(language);
  });
});

describe("Kubernetes files and scripts", () => {
  const kubeadm = "apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\n";

  test.each([
    ["kubeadm.yaml", kubeadm, "kubernetes"],
    ["x.yml.j2", kubeadm, "kubernetes"],
    ["kube-apiserver.yaml", "kind: Pod\nspec:\n  containers:\n  - command: [kube-apiserver]\n", "kubernetes"],
    ["compose.yaml", "services: {}\n", undefined],
    ["init.sh", "kubeadm init\n", "shell"],
    ["init", "#!/usr/bin/env bash\nkubeadm join x\n", "shell"],
    ["check.sh", "curl localhost\n", "system"],
    ["check_haproxy", "#!/bin/sh\nkillall -0 haproxy\n", "system"],
    ["build.sh", "make all\n", undefined],
    ["names.sh", "echo 10.0.0.1 a >> /etc/hosts\n", "shell"],
    ["kubeadm.txt", "kubeadm init\n", undefined],
  ])("%s", (file, text, language) => {
    expect(detectLanguage(file, text)).toBe(language);
  });
});

describe("hosts files", () => {
  const lines = "127.0.0.1 localhost\n10.0.0.1\tlb1 lb1.example # the first\n";

  test.each([
    ["hosts", lines, "hosts"],
    ["lb1/etc/hosts", lines, "hosts"],
    ["hosts.txt", lines, "hosts"],
    ["prod.hosts", lines, "hosts"],
    ["hosts.j2", `${lines}{{ vip }} k8s\n`, "hosts"],
    ["hosts", "fd00::1 lb1\n", "hosts"],
    ["hosts", "", undefined],
    ["hosts", "# nothing\n", undefined],
    ["hosts.md", lines, undefined],
    ["hosts.ini", lines, undefined],
    ["names", lines, undefined],
    ["inventory/prod.ini", "[lb]\nlb1 ansible_host=10.0.0.1\n", "ansible"],
    ["group_vars/all.yml", "vip: 10.0.0.1\n", "ansible"],
    ["hosts", `[masters]\n${lines}`, "ansible"],
    ["hosts", "10.0.0.1 ansible_user=root\n10.0.0.2 lb2\n", undefined],
    ["hosts", "lb1 ansible_host=10.0.0.1\n", undefined],
    ["hosts", "10.0.0.1\n10.0.0.2\n", undefined],
    ["hosts", "all:\n  hosts:\n    lb1:\n      ansible_host: 10.0.0.1\n", undefined],
    ["hosts.yaml", lines, undefined],
  ])("%s: %j", (file, text, language) => {
    expect(detectLanguage(file, text)).toBe(language);
  });
});
