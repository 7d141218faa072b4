import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Workspace } from "../../server/src/workspace/workspace.ts";
import { plan, shapes } from "../cluster/generated-cluster.ts";
import { write } from "../cluster/written-cluster.ts";
import { openWorkspace, readFixture } from "../support/fixture.ts";
import { cluster } from "./address-cases.ts";

/** A workspace with the manifest that is drafted for it. */
function withDraft(files: ReadonlyMap<string, string>): { before: Workspace; after: Workspace; text: string } {
  const before = openWorkspace(files);
  const { text } = before.draftManifest((file) => file);
  return { before, after: openWorkspace(new Map([...files, ["haconf.yaml", text]])), text };
}

/** What the clusters of a workspace are, without their names: two of one name get different ones. */
function clustersOf(workspace: Workspace) {
  return workspace
    .clusterFiles()
    .map(({ name: _, ...rest }) => rest)
    .sort((a, b) => ((a.files[0]?.file ?? "") < (b.files[0]?.file ?? "") ? -1 : 1));
}

/** An etcd of its own machines is a cluster of its own, of which a manifest has nothing to say, and so is a neighbour's site. */
const drafted = shapes.filter(({ etcd, hasNeighbour }) => etcd !== "external" && !hasNeighbour);

describe("a drafted manifest", () => {
  test("comes to the same clusters and findings", () => {
    fc.assert(
      fc.property(drafted, (shape) => {
        const own = write(plan(shape));
        const next = shape.hasNeighbour ? [...own].map(([file, one]): [string, string] => [`next${file}`, one]) : [];
        const files = new Map([...own, ...next]);
        const { before, after, text } = withDraft(files);
        const draft = { text };
        expect({ ...draft, clusters: clustersOf(after) }).toEqual({ ...draft, clusters: clustersOf(before) });
        expect({ ...draft, findings: after.allFindings() }).toEqual({ ...draft, findings: before.allFindings() });
      }),
      { seed: 20_260_101, numRuns: 60 },
    );
  });

  test("says what it was told by", () => {
    const { text } = withDraft(readFixture(cluster({})));
    expect(text.split("\n").slice(2).join("\n")).toBe(`clusters:
  - name: 10.0.0.100
    # endpoint: 10.0.0.100:8443, as kubeadm's file says
    vips: [10.0.0.100]
    files:
      - haproxy.cfg
      - join.sh # the address that it joins at 10.0.0.100 is a VIP
      - kubeadm.yaml # its endpoint 10.0.0.100 is a VIP
    nodes:
      - name: lb1 # the file lies in a folder of that name
        address: 10.0.0.11 # its keepalived sends from it
        files: [lb1/keepalived.conf]
      - name: lb2 # the file lies in a folder of that name
        address: 10.0.0.12 # its keepalived sends from it
        files: [lb2/keepalived.conf]
`);
  });
});
