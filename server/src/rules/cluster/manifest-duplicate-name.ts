import { type Finding, message } from "../finding.ts";
import type { ManifestRule, ManifestView } from "../rule.ts";
import { manifestFinding } from "./manifest-places.ts";

const templates = {
  cluster:
    "A cluster is already called {name} in this manifest. Findings and the cluster picture can't tell the two apart.",
  node: "A node of this cluster is already called {name}. If it is one machine, its files belong below one entry; two machines need two names.",
};

export const manifestDuplicateName: ManifestRule = {
  code: "cluster/manifest-duplicate-name",
  scope: "manifest",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "`haconf.yaml` names a node of a cluster, or a cluster, twice.",
    why: "A name stands for one machine. Where it stands twice, each entry counts as a machine of its own, so that one machine may be compared with itself, and nobody can tell which of the two a finding means. Mostly an entry was copied and its name forgotten.",
    example: {
      bad: `//- haconf.yaml
clusters:
  - name: prod
    nodes:
      - name: lb01
        address: 10.1.0.10
      - name: lb01
        address: 10.1.0.11
`,
      good: `//- haconf.yaml
clusters:
  - name: prod
    nodes:
      - name: lb01
        address: 10.1.0.10
      - name: lb02
        address: 10.1.0.11
`,
    },
  },
  *check({ file, facts }: ManifestView): Iterable<Finding> {
    for (const fault of facts.faults) {
      if (fault.kind !== "repeated-name") continue;
      const { name, of, at, firstAt } = fault;
      const related = [{ file, at: firstAt, message: message("{name} here too", { name }) }];
      yield manifestFinding(this, file, at, message(templates[of], { name }), { related });
    }
  },
};
