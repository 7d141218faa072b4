import { describe, expect, test } from "vitest";
import { workspaceSymbols } from "../../server/src/services/workspace-symbols.ts";
import type { Workspace } from "../../server/src/workspace/workspace.ts";
import { openMarked } from "./marked.ts";

const fixture = `//- lb1/keepalived.conf
$IFACE=eth0
vrrp_script chk_api { script "/bin/true" }
vrrp_instance api {
    virtual_router_id 51
    track_script { chk_api }
}
//- lb1/haproxy.cfg
frontend api-front
    acl api path_beg /api
    acl api path_beg /v1
    default_backend masters
backend masters
    server master-1 10.0.0.1:6443
    server {{ name }} 10.0.0.2:6443
//- kubeadm.yaml
apiVersion: kubeadm.k8s.io/v1beta3
kind: ClusterConfiguration
`;

function said(source: Workspace, query: string): string[] {
  return workspaceSymbols(source, query).map(({ kind, name, container, file, start }) => {
    const line = (source.lineIndexOf(file)?.position(start).line ?? 0) + 1;
    return `${kind} ${name} (${container}) ${file}:${line}`;
  });
}

describe("workspace symbols", () => {
  test("are the names of all files; of ACLs on several lines the first", () => {
    expect(said(openMarked(fixture).source, "")).toEqual([
      "block IFACE (definition) lb1/keepalived.conf:1",
      "block api (api-front) lb1/haproxy.cfg:2",
      "instance api (vrrp_instance) lb1/keepalived.conf:3",
      "proxy api-front (frontend) lb1/haproxy.cfg:1",
      "script chk_api (vrrp_script) lb1/keepalived.conf:2",
      "server master-1 (masters) lb1/haproxy.cfg:6",
      "proxy masters (backend) lb1/haproxy.cfg:5",
    ]);
  });

  test.each([
    // The whole name, then what begins so, then words that do, then anything with the letters in their order.
    ["api", ["api", "api", "api-front", "chk_api"]],
    ["API FR", ["api-front"]],
    ["m1", ["master-1"]],
    ["mss", ["masters"]],
    ["aster", ["master-1", "masters"]],
    ["zz", []],
  ])("that fit %j", (query, names) => {
    expect(workspaceSymbols(openMarked(fixture).source, query).map(({ name }) => name)).toEqual(names);
  });

  test("are no more than a list can show, in an order that does not hang on that of the files", () => {
    const many = (from: number): string =>
      Array.from({ length: 200 }, (_, index) => `backend b${String(from + index).padStart(4, "0")}\n`).join("");
    const texts = [`//- a/haproxy.cfg\n${many(0)}`, `//- b/haproxy.cfg\n${many(200)}`];
    const forward = said(openMarked(texts.join("")).source, "b");
    expect(forward).toHaveLength(256);
    expect(said(openMarked(texts.reverse().join("")).source, "b")).toEqual(forward);
    expect(forward[0]).toBe("proxy b0000 (backend) a/haproxy.cfg:1");
  });
});
