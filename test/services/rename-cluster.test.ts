import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sayMessage } from "../../server/src/rules/finding.ts";
import { prepareRename, renameAt } from "../../server/src/services/rename.ts";
import { applyEdits, type TextEdit } from "../../server/src/text/span.ts";
import type { Workspace } from "../../server/src/workspace/workspace.ts";
import { plan, shapes } from "../cluster/generated-cluster.ts";
import { write } from "../cluster/written-cluster.ts";
import { openWorkspace } from "../support/fixture.ts";
import { cluster } from "./address-cases.ts";
import { openMarked, sayPlaces } from "./marked.ts";

/** Every file's text. */
function textsOf(source: Workspace): Map<string, string> {
  return new Map(
    source
      .fileNames()
      .sort()
      .map((file) => [file, source.textOf(file) ?? ""]),
  );
}

/** Renames what stands at a place; gives the reason where it is refused. */
function rename(source: Workspace, file: string, offset: number, newName: string): string | undefined {
  const renaming = renameAt(source.sourceAt(file, offset), file, offset, newName);
  if ("refusal" in renaming) return sayMessage(renaming.refusal);
  const byFile = new Map<string, TextEdit[]>();
  for (const { file: name, edit } of renaming.edits) byFile.set(name, [...(byFile.get(name) ?? []), edit]);
  for (const [name, edits] of byFile) source.setFile(name, applyEdits(source.textOf(name) ?? "", edits));
  return undefined;
}

/** What is found, without the words that a renaming changes. */
function findingsOf(source: Workspace): string[] {
  return source.allFindings().map(({ file, code, severity, start }) => {
    const line = source.lineIndexOf(file)?.position(start).line ?? 0;
    return `${file}:${line + 1} ${severity} ${code}`;
  });
}

const everywhere = cluster({
  vip1: "«10.0.0.100»/24",
  vip2: "«10.0.0.100»/24",
  bind: "«10.0.0.100»:8443",
  endpoint: "«10.0.0.100»:8443",
  join: "«10.0.0.100»:8443",
  more: `//- check.sh
#!/bin/sh
# waits for kubeadm
curl -k https://«10.0.0.100»:8443/healthz # «10.0.0.100» answers
//- etc/hosts
«10.0.0.100» k8s-api
//- haconf.yaml
clusters:
  - name: prod
    vips: [«10.0.0.100»]
    files: [haproxy.cfg, kubeadm.yaml, join.sh, etc/hosts]
    nodes:
      - { name: lb1, files: ["lb1/**"] }
      - { name: lb2, files: ["lb2/**"] }
`,
});

const node = cluster({
  source1: "«10.0.0.11»",
  peer2: "«10.0.0.11»",
  server1: "«10.0.0.11»",
  advertise: "«10.0.0.11»",
});

const id = cluster({ id1: "«51»", id2: "«51»" });

describe("rename over a cluster", () => {
  test.each([
    ["a VIP", everywhere, "10.0.0.200"],
    ["a node's address", node, "10.0.0.21"],
    ["a virtual_router_id", id, "77"],
  ])("changes all places at once, from each of them: %s", (_, fixture, newName) => {
    const { source, used } = openMarked(fixture);
    // Of a script that asks an address it is not known what it means, and a manifest takes part in no cluster itself.
    const origins = used.filter(({ file }) => source.clustersOf(file).length > 0);
    expect(origins.length).toBeGreaterThan(1);
    for (const { file, start, end } of origins) {
      const offer = prepareRename(source, file, start);
      expect(offer).toEqual({ place: { file, start, end }, name: source.textOf(file)?.slice(start, end) });
      const renaming = renameAt(source, file, end, newName);
      if ("refusal" in renaming) throw new Error(sayMessage(renaming.refusal));
      const changed = renaming.edits.map(({ file: name, edit }) => ({ file: name, start: edit.start, end: edit.end }));
      expect(sayPlaces(source, changed)).toEqual(sayPlaces(source, used));
    }
  });
});

/** Two machines that nothing but their texts and the manifest names. */
const named = `//- haconf.yaml
clusters:
  - name: prod
    nodes:
      - name: ‹lb-a›
        address: 10.0.0.11
        files: ["one.conf"]
      - { name: lb-b, address: 10.0.0.12, files: [two.conf] }
    files: [haproxy.cfg]
//- one.conf
! Configuration File for keepalived
global_defs {
    router_id «lb-a»
}
vrrp_instance V {
    virtual_router_id 51
    priority 101
    virtual_ipaddress {
        10.0.0.100
    }
}
//- two.conf
! Configuration File for keepalived, the peer of lb-a
global_defs {
    router_id lb-b
}
vrrp_instance V {
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        10.0.0.100
    }
}
//- haproxy.cfg
global
    daemon
frontend f
    mode tcp
    bind 10.0.0.100:8443
    default_backend apiservers
backend apiservers
    mode tcp
    server «lb-a» 10.0.0.11:6443 check
    server lb-b 10.0.0.12:6443 check
//- hosts
10.0.0.11 «lb-a» lb-a.example.com
10.0.0.12 lb-b
`;

describe("rename of a node", () => {
  test("changes configs, hosts files and the manifest, from each of them", () => {
    const { source, given, used } = openMarked(named);
    const places = [...given, ...used];
    for (const { file, start, end } of places) {
      expect(prepareRename(source, file, start)).toEqual({ place: { file, start, end }, name: "lb-a" });
      const renaming = renameAt(source, file, start, "lb-c");
      if ("refusal" in renaming) throw new Error(sayMessage(renaming.refusal));
      const changed = renaming.edits.map(({ file: name, edit }) => ({ file: name, start: edit.start, end: edit.end }));
      expect(sayPlaces(source, changed)).toEqual(sayPlaces(source, places));
    }
  });

  test("and back gives the same texts and findings", () => {
    const { source, given } = openMarked(named);
    const [{ file, start } = { file: "", start: 0 }] = given;
    const texts = textsOf(source);
    const findings = findingsOf(source);
    expect(rename(source, file, start, "x1.example")).toBeUndefined();
    expect(findingsOf(source)).toEqual(findings);
    expect(rename(source, file, start, "lb-a")).toBeUndefined();
    expect(textsOf(source)).toEqual(texts);
  });

  test("is refused where a place is not sure, and the server's name is changed alone", () => {
    const { source, given, used } = openMarked(
      named.replace("«lb-a» lb-a.example.com", "«lb-a» other\n10.0.0.13 lb-a"),
    );
    const [place] = given;
    expect(prepareRename(source, place?.file ?? "", place?.start ?? 0)).toMatchObject({
      refusal: { template: expect.stringContaining("can't be told what is meant") },
    });
    const server = used.find(({ file }) => file === "haproxy.cfg");
    const renaming = renameAt(source, "haproxy.cfg", server?.start ?? 0, "cp-a");
    expect(renaming).toMatchObject({ edits: [{ file: "haproxy.cfg" }] });
  });
});

describe("what is refused", () => {
  const vip = "10.0.‸0.100/24";
  test.each([
    [
      "an address beside a definition that composes it",
      cluster({ id1: "‸51" })
        .replace("virtual_router_id 51", "virtual_router_id $ID")
        .replace("vrrp_instance VI_1", "$ID=51\nvrrp_instance VI_1"),
      "not written out plainly",
    ],
    ["ids that differ", cluster({ id1: "‸52" }), "different ids"],
    ["an id that is written in another way", cluster({ id1: "‸51", id2: "051" }), "in another way"],
    [
      "an id that names an interface",
      cluster({ id1: "‸51", more: "//- x.sh\nkubeadm version; ip link show vrrp.51\n" }),
      "names the interface",
    ],
    [
      "an address in a range",
      cluster({ vip1: vip, more: "//- x.sh\nkubeadm version; for i in 10.0.0.100-110\n" }),
      "part of a longer word",
    ],
    [
      "an address in a config of no cluster",
      cluster({ vip1: vip, more: "//- old/haproxy.cfg\nfrontend f\n    http-request deny if { src 10.0.0.100 }\n" }),
      "belongs to no cluster",
    ],
    [
      "an address of something else",
      cluster({ vip1: "10.0.0.100", more: "" }).replace("mode tcp", "mode tcp\n    log 10.0.‸0.9 local0"),
      "neither a VIP nor",
    ],
    [
      "a node that is called after its folder",
      cluster({}).replace("vrrp_instance VI_1", "global_defs {\n    router_id ‸lb1\n}\nvrrp_instance VI_1"),
      "the name of its folder",
    ],
  ])("%s", (_, fixture, says) => {
    const { source, cursor } = openMarked(fixture);
    const offer = prepareRename(source, cursor.file, cursor.offset);
    expect("refusal" in offer ? sayMessage(offer.refusal) : offer).toContain(says);
  });

  test.each([
    [cluster({ vip1: vip }), "10.0.0.300", "no IP address"],
    [cluster({ vip1: vip }), "10.0.0.3/24", "no IP address"],
    [cluster({ vip1: vip }), "fd00::1", "another family"],
    [cluster({ vip1: vip }), "127.0.0.1", "every machine has"],
    [cluster({ vip1: vip }), "10.0.0.11", "stands in files of this cluster already"],
    [cluster({ id1: "‸51" }), "256", "no virtual_router_id"],
    [cluster({ id1: "‸51" }), "052", "no virtual_router_id"],
    [
      cluster({ id1: "‸51", more: "//- lb1/x.conf\n" }).replace(
        "vrrp_instance VI_1",
        "vrrp_instance W {\n    virtual_router_id 60\n    virtual_ipaddress {\n        10.0.0.99\n    }\n}\nvrrp_instance VI_1",
      ),
      "60",
      "Another virtual router has 60",
    ],
    [named.replace("‹lb-a›", "‸lb-a"), "lb-b", "stands in"],
    [named.replace("‹lb-a›", "‸lb-a"), "lb c", "name of a machine"],
  ])("a new text that can't be one: %#", (fixture, newName, says) => {
    const { source, cursor } = openMarked(fixture);
    expect(rename(source, cursor.file, cursor.offset, newName)).toContain(says);
  });

  test("what stands for another cluster with the same VIP stays as it is", () => {
    const other = cluster({}).replace(/^\/\/- /gm, "//- south/");
    const { source, cursor } = openMarked(cluster({ vip1: vip }).replace(/^\/\/- /gm, "//- north/") + other);
    const before = textsOf(source);
    expect(rename(source, cursor.file, cursor.offset, "10.0.0.200")).toBeUndefined();
    for (const [file, text] of textsOf(source)) {
      if (file.startsWith("south/")) expect(text).toBe(before.get(file));
      else expect(text).not.toContain("10.0.0.100");
    }
  });

  test("a definition is renamed where it is given", () => {
    const fixture = cluster({ vip1: "$VIP", bind: "10.0.‸0.100:8443" }).replace(
      "vrrp_instance VI_1",
      "$VIP=10.0.0.100/24\nvrrp_instance VI_1",
    );
    const { source, cursor } = openMarked(fixture);
    expect(rename(source, cursor.file, cursor.offset, "10.0.0.200")).toBeUndefined();
    expect(source.textOf("lb1/keepalived.conf")).toContain("$VIP=10.0.0.200");
  });
});

describe("there and back", () => {
  test("gives the same texts and findings", () => {
    fc.assert(
      // Nothing tells that a real server of LVS or a member of an etcd elsewhere is one of the cluster's nodes.
      fc.property(
        shapes.filter(({ balancing, etcd }) => balancing !== "LVS" && etcd !== "external"),
        fc.nat(),
        (shape, choice) => {
          const source = openWorkspace(write(plan(shape)));
          const texts = textsOf(source);
          const findings = findingsOf(source);
          const wanted = shape.family === 4 ? "10.7.0.222" : "fd07::222";
          const places = [...texts].flatMap(([file, text]) =>
            [...text.matchAll(/(?<=virtual_router_id )\d+|10\.7\.0\.1?\d+|fd07::1?\d+/g)].map((match) => ({
              file,
              offset: match.index,
              text: match[0],
            })),
          );
          const place = places[choice % places.length];
          if (place === undefined) return;
          const isId = /^\d+$/.test(place.text);
          const refusal = rename(source, place.file, place.offset, isId ? "99" : wanted);
          expect({ refusal, place }).toMatchObject({ refusal: undefined });
          expect(textsOf(source)).not.toEqual(texts);
          expect(findingsOf(source)).toEqual(findings);
          const newName = isId ? "99" : wanted;
          const before = texts.get(place.file)?.slice(0, place.offset) ?? "";
          const back = source.textOf(place.file)?.split(newName) ?? [];
          // As many of the old name as stand before the place stand there under the new one.
          const count = before.split(place.text).length - 1;
          const offset = back.slice(0, count + 1).join(newName).length;
          expect(rename(source, place.file, offset, place.text)).toBeUndefined();
          expect(textsOf(source)).toEqual(texts);
        },
      ),
      { seed: 20_260_101, numRuns: 60 },
    );
  });
});
