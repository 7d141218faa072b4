import { type Finding, message } from "../finding.ts";
import type { ManifestRule, ManifestView } from "../rule.ts";
import { manifestFinding, replacement } from "./manifest-places.ts";

export const manifestUnmatchedPath: ManifestRule = {
  code: "cluster/manifest-unmatched-path",
  scope: "manifest",
  severity: "error",
  fix: "unsafe",
  since: "0.1.0",
  docs: {
    summary: "A path or glob of `haconf.yaml` matches no file.",
    why: "A node without its files is compared with nothing: a fault between it and the others goes unseen, and the check is green. Mostly a folder was renamed after the manifest was written, or the path is not relative to the manifest. What `exclude` names need not be there.",
    example: {
      bad: `//- haconf.yaml
clusters:
  - name: prod
    nodes:
      - name: lb01
        files: ["host/lb01/**"]
//- hosts/lb01/haproxy.cfg
listen web
    bind :8080
    mode http
    timeout connect 5s
    timeout client 1m
    timeout server 1m
    server web1 10.1.0.21:80 check
`,
      good: `//- haconf.yaml
clusters:
  - name: prod
    nodes:
      - name: lb01
        files: ["hosts/lb01/**"]
//- hosts/lb01/haproxy.cfg
listen web
    bind :8080
    mode http
    timeout connect 5s
    timeout client 1m
    timeout server 1m
    server web1 10.1.0.21:80 check
`,
    },
  },
  *check({ file, unmatchedPaths }: ManifestView): Iterable<Finding> {
    for (const { path, similar } of unmatchedPaths) {
      if (similar === undefined) {
        const said = message(
          "No file matches {path}, so nothing of it is checked. Paths are relative to the manifest.",
          {
            path: path.text,
          },
        );
        yield manifestFinding(this, file, path.at, said);
        continue;
      }
      const said = message("No file matches {path}, so nothing of it is checked. Did you mean {similar}?", {
        path: path.text,
        similar,
      });
      const fixes = path.isGenerated ? [] : [replacement(file, path.at, similar)];
      yield manifestFinding(this, file, path.at, said, { fixes });
    }
  },
};
