import { parseHaproxy } from "../../syntax/haproxy/parser.ts";
import { parseKeepalived } from "../../syntax/keepalived/parser.ts";
import type { SectionBase } from "../../syntax/sections.ts";
import { LineIndex } from "../../text/line-index.ts";
import { joinEtcdFacts } from "../etcd/command.ts";
import { etcdFactsFromEnvironment } from "../etcd/environment.ts";
import type { EtcdFacts } from "../etcd/facts.ts";
import { etcdFactsFromShell } from "../etcd/shell.ts";
import { etcdFactsFromUnit } from "../etcd/unit.ts";
import type { FileFacts } from "../facts.ts";
import { haproxyFacts } from "../haproxy/extract.ts";
import { hostsFacts } from "../hosts/extract.ts";
import type { HostsFacts } from "../hosts/facts.ts";
import { hostsFactsFromShell } from "../hosts/shell.ts";
import { keepalivedFacts } from "../keepalived/extract.ts";
import type { KubernetesFacts } from "../kubernetes/facts.ts";
import { kubernetesFactsFromShell } from "../kubernetes/shell.ts";
import type { YamlReader } from "../kubernetes/yaml-reader.ts";
import { embeddedRegions, type Region } from "./regions.ts";

/** Moves freshly parsed sections to where their text stands in the host. */
function placed<Section extends SectionBase>(sections: readonly Section[], start: number): readonly Section[] {
  for (const section of sections) section.origin.offset += start;
  return sections;
}

function factsOfRegion(
  region: Region,
  text: string,
  line: number,
  yaml: YamlReader | undefined,
): (FileFacts | undefined)[] {
  const body = text.slice(region.start, region.end);
  switch (region.language) {
    case "keepalived": {
      const { sections } = parseKeepalived(body);
      return [{ ...keepalivedFacts(placed(sections, region.start)), hostLine: line }];
    }
    case "haproxy": {
      const { sections } = parseHaproxy(body);
      return [{ ...haproxyFacts(placed(sections, region.start)), hostLine: line }];
    }
    case "kubernetes":
      return [
        yaml?.kubernetesFacts(body, { origin: { offset: region.start }, start: 0 }),
        yaml?.etcdFacts(body, { origin: { offset: region.start }, start: 0 }),
      ];
    case "etcd":
      return [etcdFactsFromEnvironment(body, { origin: { offset: region.start }, start: 0 })];
    case "systemd":
      return [etcdFactsFromUnit(body, { origin: { offset: region.start }, start: 0 })];
    case "hosts":
      return [hostsFacts(body, { offset: region.start })];
    case "shell": {
      const origin = { offset: region.start };
      return [
        kubernetesFactsFromShell(body, yaml, origin),
        hostsFactsFromShell(body, origin),
        etcdFactsFromShell(body, yaml, origin),
      ];
    }
  }
}

/**
 * What the configs and scripts in a text say, each for itself; all that concerns Kubernetes is one, and all that gives names an
 * address.
 *
 * @param text the host's text, and `host` what it is (see `embeddedRegions`)
 * @param yaml the reader of YAML; without it YAML is left out
 * @returns the facts in the order of their places, with anchors in the host's text
 */
export function embeddedFacts(text: string, host: "document" | "shell", yaml: YamlReader | undefined): FileFacts[] {
  const lines = new LineIndex(text);
  const found: FileFacts[] = [];
  const kubernetes: KubernetesFacts[] = [];
  const hosts: HostsFacts[] = [];
  const etcd: EtcdFacts[] = [];
  for (const region of embeddedRegions(text, host)) {
    for (const facts of factsOfRegion(region, text, lines.position(region.start).line, yaml)) {
      if (facts?.kind === "kubernetes") kubernetes.push(facts);
      else if (facts?.kind === "hosts") hosts.push(facts);
      else if (facts?.kind === "etcd") etcd.push(facts);
      else if (facts !== undefined) found.push(facts);
    }
  }
  if (kubernetes.length > 0) {
    found.push({
      kind: "kubernetes",
      clusters: kubernetes.flatMap(({ clusters }) => clusters),
      nodes: kubernetes.flatMap(({ nodes }) => nodes),
      apiServers: kubernetes.flatMap(({ apiServers }) => apiServers),
    });
  }
  const joined = joinEtcdFacts(etcd);
  if (joined !== undefined) found.push(joined);
  if (hosts.length > 0) found.push({ kind: "hosts", entries: hosts.flatMap(({ entries }) => entries) });
  return found;
}
