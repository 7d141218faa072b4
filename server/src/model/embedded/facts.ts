import { joinEtcdFacts } from "../etcd/command.ts";
import { etcdFactsFromEnvironment } from "../etcd/environment.ts";
import type { EtcdFacts } from "../etcd/facts.ts";
import { etcdFactsFromShell } from "../etcd/shell.ts";
import { etcdFactsFromUnit } from "../etcd/unit.ts";
import type { FileFacts } from "../facts.ts";
import { hostsFacts } from "../hosts/extract.ts";
import type { HostsFacts } from "../hosts/facts.ts";
import { hostsFactsFromShell } from "../hosts/shell.ts";
import type { KubernetesFacts } from "../kubernetes/facts.ts";
import { kubernetesFactsFromShell } from "../kubernetes/shell.ts";
import type { YamlReader } from "../kubernetes/yaml-reader.ts";
import { nginxFacts } from "../nginx/extract.ts";
import type { EmbeddedConfig } from "./configs.ts";
import type { Region } from "./regions.ts";
import { withoutSubstitutions } from "./substitutions.ts";

function factsOfRegion(region: Region, text: string, yaml: YamlReader | undefined): (FileFacts | undefined)[] {
  const body = text.slice(region.start, region.end);
  const origin = { offset: region.start };
  switch (region.language) {
    case "kubernetes":
      return [yaml?.kubernetesFacts(body, { origin, start: 0 }), yaml?.etcdFacts(body, { origin, start: 0 })];
    case "etcd":
      return [etcdFactsFromEnvironment(body, { origin, start: 0 })];
    case "systemd":
      return [etcdFactsFromUnit(body, { origin, start: 0 })];
    case "hosts":
      return [hostsFacts(body, origin)];
    case "shell":
      return [
        kubernetesFactsFromShell(body, yaml, origin),
        hostsFactsFromShell(body, origin),
        etcdFactsFromShell(body, yaml, origin),
      ];
    case "nginx": {
      const shown = region.isExpanded ? withoutSubstitutions(body) : body;
      return [{ ...nginxFacts(shown, origin), hostLine: text.slice(0, region.start).split("\n").length - 1 }];
    }
    case "haproxy":
    case "keepalived":
      return [];
  }
}

/**
 * What the configs and scripts in a text say, each for itself; all that concerns Kubernetes is one, and all that gives names an
 * address.
 *
 * @param text the host's text, `regions` what it holds, and `configs` those of them that are configs
 * @param yaml the reader of YAML; without it YAML is left out
 * @returns the facts in the order of their places, with anchors in the host's text
 */
export function embeddedFacts(
  text: string,
  regions: readonly Region[],
  configs: readonly EmbeddedConfig[],
  yaml: YamlReader | undefined,
): FileFacts[] {
  const found: FileFacts[] = configs.map(({ facts }) => facts);
  const kubernetes: KubernetesFacts[] = [];
  const hosts: HostsFacts[] = [];
  const etcd: EtcdFacts[] = [];
  for (const region of regions) {
    for (const facts of factsOfRegion(region, text, yaml)) {
      if (facts?.kind === "kubernetes") kubernetes.push(facts);
      else if (facts?.kind === "hosts") hosts.push(facts);
      else if (facts?.kind === "etcd") etcd.push(facts);
      else if (facts?.kind === "haproxy") found.push(facts);
    }
  }
  if (kubernetes.length > 0) {
    // A kubeconfig in a text for people shows how one looks.
    found.push({
      kind: "kubernetes",
      documents: kubernetes.flatMap(({ documents }) => documents),
      clusters: kubernetes.flatMap(({ clusters }) => clusters),
      nodes: kubernetes.flatMap(({ nodes }) => nodes),
      apiServers: kubernetes.flatMap(({ apiServers }) => apiServers),
      pods: kubernetes.flatMap(({ pods }) => pods),
      kubeVips: kubernetes.flatMap(({ kubeVips }) => kubeVips),
      configMaps: kubernetes.flatMap(({ configMaps }) => configMaps),
      kubeconfigs: [],
    });
  }
  const joined = joinEtcdFacts(etcd);
  if (joined !== undefined) found.push(joined);
  if (hosts.length > 0) found.push({ kind: "hosts", entries: hosts.flatMap(({ entries }) => entries) });
  return found;
}
