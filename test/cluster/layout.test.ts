import { describe, expect, test } from "vitest";
import { type Layout, layOut } from "../../server/src/cluster/layout.ts";
import type { FileLanguage } from "../../server/src/documents/detect.ts";

function languageOf(file: string): FileLanguage {
  if (/\.(?:yaml|sh)$/.test(file)) return "kubernetes";
  return /haproxy[^/]*$/.test(file) ? "haproxy" : "keepalived";
}

/** A scope in a line: `id: node(files) node(files) | haproxies of no node`; `?` behind a node whose text must tell it apart. */
function sayScopes({ scopes }: Layout): string[] {
  return scopes.map(({ id, nodes, looseHaproxies }) => {
    const said = nodes.map(({ name, knownBy, keepalived, haproxy }) => {
      const names = [keepalived, haproxy].flatMap((file) => file?.split("/").pop() ?? []);
      return `${name}(${names.join("+")})${knownBy === "content" ? "?" : ""}`;
    });
    return `${id}: ${[...said, ...(looseHaproxies.length > 0 ? ["|", ...looseHaproxies] : [])].join(" ")}`;
  });
}

function filesOf(paths: string): Map<string, FileLanguage> {
  return new Map(paths.split(" ").map((file) => [file, languageOf(file)]));
}

const rows: readonly (readonly [title: string, paths: string, scopes: readonly string[]])[] = [
  [
    "a folder a node",
    "dev3/keepalived.conf dev6/keepalived.conf dev7/keepalived.conf dev3/haproxy.cfg dev6/haproxy.cfg",
    [": dev3(keepalived.conf+haproxy.cfg) dev6(keepalived.conf+haproxy.cfg) dev7(keepalived.conf)"],
  ],
  [
    "etc paths",
    "hosts/lb01/etc/keepalived/keepalived.conf hosts/lb02/etc/keepalived/keepalived.conf hosts/lb01/etc/haproxy/haproxy.cfg hosts/lb02/etc/haproxy/haproxy.cfg",
    ["hosts: lb01(keepalived.conf+haproxy.cfg) lb02(keepalived.conf+haproxy.cfg)"],
  ],
  [
    "kind folder below node",
    "lb1/keepalived/keepalived.conf lb1/haproxy/haproxy.cfg lb2/keepalived/keepalived.conf lb2/haproxy/haproxy.cfg",
    [": lb1(keepalived.conf+haproxy.cfg) lb2(keepalived.conf+haproxy.cfg)"],
  ],
  [
    "node below kind folder",
    "keepalived/lb1/keepalived.conf keepalived/lb2/keepalived.conf haproxy/lb1/haproxy.cfg haproxy/lb2/haproxy.cfg",
    ["keepalived: lb1(keepalived.conf+haproxy.cfg) lb2(keepalived.conf+haproxy.cfg)"],
  ],
  [
    "node below kind folder, one haproxy",
    "keepalived/lb1/keepalived.conf keepalived/lb2/keepalived.conf haproxy/haproxy.cfg",
    ["keepalived: lb1(keepalived.conf) lb2(keepalived.conf) | haproxy/haproxy.cfg"],
  ],
  [
    "kind folder with names",
    "keepalived/keepalived-master.conf keepalived/keepalived-backup.conf haproxy/haproxy.cfg",
    ["keepalived#: backup(keepalived-backup.conf) master(keepalived-master.conf) | haproxy/haproxy.cfg"],
  ],
  [
    "names beside haproxy",
    "keepalived-master.conf keepalived-backup.conf haproxy.cfg",
    ["#: backup(keepalived-backup.conf) master(keepalived-master.conf) | haproxy.cfg"],
  ],
  [
    "two haproxies by token",
    "keepalived-master.conf keepalived-backup.conf haproxy-master.cfg haproxy-backup.cfg",
    ["#: backup(keepalived-backup.conf+haproxy-backup.cfg) master(keepalived-master.conf+haproxy-master.cfg)"],
  ],
  [
    "haproxy token of no node",
    "keepalived1.conf keepalived2.conf haproxy3.cfg haproxy.cfg",
    [": haproxy3.cfg(haproxy3.cfg)", "#: 1(keepalived1.conf) 2(keepalived2.conf) | haproxy.cfg"],
  ],
  [
    "numbers",
    "x/keepalived1.conf x/keepalived2.conf x/keepalived3.conf",
    ["x#: 1(keepalived1.conf) 2(keepalived2.conf) 3(keepalived3.conf)"],
  ],
  [
    "a role behind the name, though one is that of a copy",
    "keepalived.conf.master keepalived.conf.backup",
    ["#: backup(keepalived.conf.backup) master(keepalived.conf.master)"],
  ],
  ["a copy beside the file itself", "keepalived.conf keepalived.conf.backup", [": keepalived.conf(keepalived.conf)"]],
  [
    "fragments of haproxy say nothing alone",
    "lb1/keepalived.conf lb1/conf.d/haproxy-web.cfg lb2/keepalived.conf",
    [": lb1(keepalived.conf) lb2(keepalived.conf)"],
  ],
  [
    "one haproxy beside the nodes, in a folder whose name is no node's",
    "k8s/haproxy.cfg k8s/lb1/keepalived.conf k8s/lb2/keepalived.conf",
    ["k8s: lb1(keepalived.conf) lb2(keepalived.conf) | k8s/haproxy.cfg"],
  ],
  [
    "the same in a folder for haproxy",
    "配置/haproxy/haproxy.cfg 配置/lb1/keepalived.conf 配置/lb2/keepalived.conf",
    ["配置: lb1(keepalived.conf) lb2(keepalived.conf) | 配置/haproxy/haproxy.cfg"],
  ],
  ["bare numbers in keepalived folder", "keepalived/1.conf keepalived/2.conf", ["keepalived#: 1(1.conf) 2(2.conf)"]],
  [
    "backup1 backup2",
    "master.conf backup1.conf backup2.conf",
    ["#: backup1(backup1.conf) backup2(backup2.conf) master(master.conf)"],
  ],
  [
    "node names in folder",
    "keepalived/dev3.conf keepalived/dev6.conf keepalived/dev7.conf",
    ["keepalived#dev: dev3(dev3.conf) dev6(dev6.conf) dev7(dev7.conf)"],
  ],
  [
    "names without tokens",
    "keepalived/alice.conf keepalived/bob.conf",
    ["keepalived#: alice(alice.conf)? bob(bob.conf)?"],
  ],
  [
    "variants",
    "k/keepalived_master.conf k/keepalived_slave.conf k/keepalived_master_FIX.conf k/keepalived_slave_FIX.conf",
    [
      "k#: master(keepalived_master.conf) slave(keepalived_slave.conf)",
      "k#fix: master_FIX(keepalived_master_FIX.conf) slave_FIX(keepalived_slave_FIX.conf)",
    ],
  ],
  [
    "variant ending",
    "keepalived-master.conf.appmy keepalived-slave.conf.appmy keepalived-master.conf.appnginx keepalived-slave.conf.appnginx",
    [
      "#appmy: master.appmy(keepalived-master.conf.appmy) slave.appmy(keepalived-slave.conf.appmy)",
      "#appnginx: master.appnginx(keepalived-master.conf.appnginx) slave.appnginx(keepalived-slave.conf.appnginx)",
    ],
  ],
  [
    "templates",
    "templates/keepalived-master.conf.j2 templates/keepalived-backup.conf.j2 templates/haproxy.cfg.j2",
    ["templates#: backup(keepalived-backup.conf.j2) master(keepalived-master.conf.j2) | templates/haproxy.cfg.j2"],
  ],
  [
    "template and real",
    "lb1/keepalived.conf lb1/keepalived.conf.j2 lb2/keepalived.conf",
    [": lb1(keepalived.conf) lb2(keepalived.conf)"],
  ],
  [
    "copies",
    "lb1/keepalived.conf lb2/keepalived.conf lb2/keepalived.conf.bak lb3/keepalived.conf.rpmnew lb3/keepalived.conf~",
    [": lb1(keepalived.conf) lb2(keepalived.conf)"],
  ],
  [
    "two environments",
    "prod/lb1/keepalived.conf prod/lb2/keepalived.conf staging/lb1/keepalived.conf staging/lb2/keepalived.conf",
    ["prod: lb1(keepalived.conf) lb2(keepalived.conf)", "staging: lb1(keepalived.conf) lb2(keepalived.conf)"],
  ],
  [
    "three environments, a node each",
    "prod/keepalived.conf staging/keepalived.conf dev/keepalived.conf",
    [": keepalived.conf(keepalived.conf)"],
  ],
  [
    "generations",
    "v1/lb1/keepalived.conf v1/lb2/keepalived.conf v2/lb1/keepalived.conf v2/lb2/keepalived.conf",
    ["v1: lb1(keepalived.conf) lb2(keepalived.conf)", "v2: lb1(keepalived.conf) lb2(keepalived.conf)"],
  ],
  [
    "years",
    "2023/lb1/keepalived.conf 2023/lb2/keepalived.conf 2024/lb1/keepalived.conf 2024/lb2/keepalived.conf",
    ["2023: lb1(keepalived.conf) lb2(keepalived.conf)", "2024: lb1(keepalived.conf) lb2(keepalived.conf)"],
  ],
  [
    "nested",
    "lb1/keepalived.conf lb2/keepalived.conf old/lb1/keepalived.conf old/lb2/keepalived.conf",
    [": lb1(keepalived.conf) lb2(keepalived.conf)", "old: lb1(keepalived.conf) lb2(keepalived.conf)"],
  ],
  [
    "nested single",
    "lb1/keepalived.conf lb2/keepalived.conf lb2/old/keepalived.conf",
    [": lb1(keepalived.conf) lb2(keepalived.conf)"],
  ],
  [
    "software folders",
    "lvs+keepalived/keepalived.conf nginx+keepalived/keepalived.conf",
    [": keepalived.conf(keepalived.conf)"],
  ],
  ["lessons", "lesson1/keepalived.conf lesson2/keepalived.conf", [": keepalived.conf(keepalived.conf)"]],
  [
    "master/backup folders",
    "master/keepalived.conf backup/keepalived.conf master/haproxy.cfg backup/haproxy.cfg",
    [": backup(keepalived.conf+haproxy.cfg) master(keepalived.conf+haproxy.cfg)"],
  ],
  [
    "address folders",
    "10.0.0.1/keepalived.conf 10.0.0.2/keepalived.conf",
    [": 10.0.0.1(keepalived.conf) 10.0.0.2(keepalived.conf)"],
  ],
  [
    "role folders with haproxies",
    "ex-lb/haproxy.cfg kube-node/haproxy.cfg ex-lb/master/keepalived.conf ex-lb/backup/keepalived.conf",
    ["ex-lb: backup(keepalived.conf) master(keepalived.conf) | ex-lb/haproxy.cfg", "kube-node: kube-node(haproxy.cfg)"],
  ],
  [
    "role folders deep",
    "ex-lb/haproxy/haproxy.cfg kube-node/haproxy/haproxy.cfg keepalived/m1/keepalived.conf keepalived/m2/keepalived.conf",
    [": ex-lb(haproxy.cfg) kube-node(haproxy.cfg)", "keepalived: m1(keepalived.conf) m2(keepalived.conf)"],
  ],
  [
    "root haproxy and nodes",
    "haproxy.cfg lb1/keepalived.conf lb2/keepalived.conf",
    [": lb1(keepalived.conf) lb2(keepalived.conf) | haproxy.cfg"],
  ],
  ["one node", "lb1/keepalived.conf lb1/haproxy.cfg", ["lb1: lb1(keepalived.conf+haproxy.cfg)"]],
  [
    "root file and folders",
    "keepalived.conf lb1/keepalived.conf lb2/keepalived.conf",
    [": lb1(keepalived.conf) lb2(keepalived.conf)"],
  ],
  [
    "conf.d fragments",
    "lb1/keepalived/keepalived.conf lb1/keepalived/conf.d/a.conf lb1/keepalived/conf.d/b.conf lb2/keepalived/keepalived.conf",
    [": lb1(keepalived.conf) lb2(keepalived.conf)"],
  ],
  [
    "two apps of two nodes",
    "app/web/master/keepalived.conf app/web/backup/keepalived.conf app/db/master/keepalived.conf app/db/backup/keepalived.conf",
    [
      "app/db: backup(keepalived.conf) master(keepalived.conf)",
      "app/web: backup(keepalived.conf) master(keepalived.conf)",
    ],
  ],
  [
    "nodes in different depths",
    "a/lb1/keepalived.conf a/x/lb2/etc/keepalived/keepalived.conf",
    ["a: lb1(keepalived.conf) lb2(keepalived.conf)"],
  ],
  [
    "ansible",
    "roles/keepalived/templates/keepalived.conf.j2 roles/haproxy/templates/haproxy.cfg.j2",
    [": keepalived.conf.j2(keepalived.conf.j2+haproxy.cfg.j2)"],
  ],
  [
    "group folder",
    "lb/lb1/keepalived.conf lb/lb2/keepalived.conf cp/cp1/haproxy.cfg cp/cp2/haproxy.cfg",
    ["cp: cp1(haproxy.cfg) cp2(haproxy.cfg)", "lb: lb1(keepalived.conf) lb2(keepalived.conf)"],
  ],
  ["haproxy nodes only", "lb1/haproxy.cfg lb2/haproxy.cfg", [": lb1(haproxy.cfg) lb2(haproxy.cfg)"]],
  [
    "k8s digit words",
    "k8s-master1/keepalived.conf k8s-master2/keepalived.conf",
    [": k8s-master1(keepalived.conf) k8s-master2(keepalived.conf)"],
  ],
  [
    "keepalived-k8s.conf",
    "keepalived-k8s-master.conf keepalived-k8s-backup.conf",
    ["#ks: k8s-backup(keepalived-k8s-backup.conf) k8s-master(keepalived-k8s-master.conf)"],
  ],
  [
    "ha1",
    "ha1.keepalived ha2.keepalived ha1.haproxy ha2.haproxy",
    ["#: ha1(ha1.keepalived+ha1.haproxy) ha2(ha2.keepalived+ha2.haproxy)"],
  ],
];

describe("how files fall into scopes and nodes", () => {
  test.each(rows)("%s", (_, paths, scopes) => {
    expect(sayScopes(layOut(filesOf(paths), []))).toEqual(scopes);
  });

  test.each(rows)("%s: the order of the files does not matter", (_, paths, scopes) => {
    expect(sayScopes(layOut(filesOf(paths.split(" ").reverse().join(" ")), []))).toEqual(scopes);
  });
});

describe("a manifest's clusters", () => {
  const node = (name: string, ...files: string[]) => ({ name, addresses: [], roles: [], files, values: undefined });

  test("win over folders, share files, and leave the rest to the folders", () => {
    const files = filesOf(
      "a/lb1/keepalived.conf a/lb2/keepalived.conf shared/haproxy.cfg b/lb1/keepalived.conf b/lb2/keepalived.conf",
    );
    const cluster = {
      source: "manifest" as const,
      file: "haconf.yaml",
      name: "prod",
      folder: "",
      endpoint: undefined,
      virtualAddresses: [],
      files: [],
      nodes: [
        node("one", "a/lb1/keepalived.conf", "shared/haproxy.cfg"),
        node("two", "a/lb2/keepalived.conf", "shared/haproxy.cfg"),
        node("three", "b/lb1/keepalived.conf"),
      ],
    };
    expect(sayScopes(layOut(files, [cluster]))).toEqual([
      "#manifest#prod: one(keepalived.conf+haproxy.cfg) two(keepalived.conf+haproxy.cfg) three(keepalived.conf)",
      "b/lb2: lb2(keepalived.conf)",
    ]);
  });

  test("a haproxy of the whole cluster belongs to no node", () => {
    const cluster = {
      source: "manifest" as const,
      file: "haconf.yaml",
      name: "x",
      folder: "f",
      endpoint: undefined,
      virtualAddresses: [],
      files: ["f/haproxy.cfg"],
      nodes: [node("a", "f/a.conf")],
    };
    expect(sayScopes(layOut(filesOf("f/haproxy.cfg f/a.conf"), [cluster]))).toEqual([
      "f#manifest#x: a(a.conf) | f/haproxy.cfg",
    ]);
  });

  test("the one node folder beside a haproxy is its scope's node", () => {
    expect(sayScopes(layOut(filesOf("k/haproxy.cfg k/master1/keepalived.conf"), []))).toEqual([
      "k: master1(keepalived.conf) | k/haproxy.cfg",
    ]);
  });

  test("each environment has the haproxy of its own folder", () => {
    const paths = ["prod", "staging"].flatMap((name) => [
      `env/${name}/haproxy.cfg`,
      `env/${name}/lb1/keepalived.conf`,
      `env/${name}/lb2/keepalived.conf`,
    ]);
    expect(sayScopes(layOut(filesOf(paths.join(" ")), []))).toEqual([
      "env/prod: lb1(keepalived.conf) lb2(keepalived.conf) | env/prod/haproxy.cfg",
      "env/staging: lb1(keepalived.conf) lb2(keepalived.conf) | env/staging/haproxy.cfg",
    ]);
  });
});
