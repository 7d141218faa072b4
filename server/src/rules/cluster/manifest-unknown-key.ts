import { closest } from "../../schema/suggest.ts";
import { type Finding, message } from "../finding.ts";
import type { ManifestRule, ManifestView } from "../rule.ts";
import { manifestFinding, replacement } from "./manifest-places.ts";

/** Other words for a key that are no slips of it. */
const otherWords: Readonly<Record<string, string>> = {
  addr: "address",
  addresses: "address",
  ip: "address",
  ips: "address",
  controlPlaneEndpoint: "endpoint",
  file: "files",
  hosts: "nodes",
  ignore: "exclude",
  ignores: "exclude",
  members: "nodes",
  paths: "files",
  role: "roles",
  severities: "rules",
  variables: "vars",
  virtualAddresses: "vips",
  vip: "vips",
};

const templates = {
  manifest: "A manifest has no key {key}, so this says nothing.",
  cluster: "A cluster has no key {key}, so this says nothing.",
  node: "A node has no key {key}, so this says nothing.",
};

const templatesWithHint = {
  manifest: "A manifest has no key {key}, so this says nothing. Did you mean {meant}?",
  cluster: "A cluster has no key {key}, so this says nothing. Did you mean {meant}?",
  node: "A node has no key {key}, so this says nothing. Did you mean {meant}?",
};

/** A key as it can be shown: on one line, not too long. */
function shown(key: string): string {
  const [line = ""] = key.split(/\r?\n/);
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}

function keyMeant(key: string, candidates: readonly string[]): string | undefined {
  const other = Object.hasOwn(otherWords, key) ? otherWords[key] : undefined;
  return other !== undefined && candidates.includes(other) ? other : closest(key, candidates);
}

export const manifestUnknownKey: ManifestRule = {
  code: "cluster/manifest-unknown-key",
  scope: "manifest",
  severity: "error",
  fix: "unsafe",
  since: "0.1.0",
  docs: {
    summary: "`haconf.yaml` has a key that haconf does not know.",
    why: "A misspelt key says nothing: the files, addresses or severities behind it do not count, and the findings that hang on them are missing or wrong without a word.",
    example: {
      bad: `//- haconf.yaml
clusters:
  - name: prod
    nodes:
      - name: lb01
        adress: 10.1.0.10
`,
      good: `//- haconf.yaml
clusters:
  - name: prod
    nodes:
      - name: lb01
        address: 10.1.0.10
`,
    },
  },
  *check({ file, facts }: ManifestView): Iterable<Finding> {
    for (const fault of facts.faults) {
      if (fault.kind !== "unknown-key") continue;
      const key = shown(fault.key);
      const meant = keyMeant(fault.key, fault.candidates);
      if (meant === undefined) {
        yield manifestFinding(this, file, fault.at, message(templates[fault.inside], { key }));
      } else {
        const said = message(templatesWithHint[fault.inside], { key, meant });
        yield manifestFinding(this, file, fault.at, said, { fixes: [replacement(file, fault.at, meant)] });
      }
    }
  },
};
