import { ClusterStates } from "../cluster/alternatives.ts";
import type { Attachment } from "../cluster/attachment.ts";
import { buildScopeCore, type ScopeCore } from "../cluster/build.ts";
import { buildCluster, type KubernetesFile } from "../cluster/complete.ts";
import type { FactsOf, ScopePart } from "../cluster/draft.ts";
import type { HostNames } from "../cluster/hosts.ts";
import { type DeclaredCluster, type Layout, layOut, type Scope } from "../cluster/layout.ts";
import type { Cluster, EtcdCluster, Neighbourhood } from "../cluster/model.ts";
import { groupsBeside, neighboursOf, noNeighbours, sameNeighbours } from "../cluster/neighbours.ts";
import type { FileLanguage } from "../documents/detect.ts";
import type { AnsibleInventory } from "../model/ansible/facts.ts";
import type { FileFacts } from "../model/facts.ts";
import type { HostsFacts } from "../model/hosts/facts.ts";
import type { KubernetesFacts } from "../model/kubernetes/facts.ts";
import type { NodeValues } from "../model/node-values.ts";
import { type Finding, settleFinding } from "../rules/finding.ts";
import { rules } from "../rules/registry.ts";
import type { ClusterRule } from "../rules/rule.ts";
import { withoutSilenced } from "../rules/silences.ts";
import type { ClusterInWorkspace } from "../services/explain-cluster.ts";
import { attachKubernetesFiles } from "./attach.ts";
import { filesAround, sameAround } from "./attach-around.ts";
import { attachCheckScripts, sameCheckScripts } from "./attach-checks.ts";
import { attachEtcd, sameEtcd } from "./attach-etcd.ts";
import { attachHostsFiles } from "./attach-hosts.ts";
import { kubeVipCores } from "./attach-kube-vip.ts";
import { nonlocalBindsOf } from "./attach-system.ts";
import { KnownScripts, missingScriptsOf, sameMissing } from "./missing-scripts.ts";

const clusterRules = rules.filter((rule): rule is ClusterRule => rule.scope === "cluster");

/** What the division into scopes is made from. */
export interface LayoutInput {
  readonly languages: ReadonlyMap<string, FileLanguage>;
  readonly declaredClusters: readonly DeclaredCluster[];
  /** Every file that the workspace was told of, read or not. */
  readonly names: readonly string[];
  /** Whether a haproxy file is the first of several that are read as one; the others are not among the files. */
  readonly isJoined: (file: string) => boolean;
}

/** What the clusters are made from. */
export interface ClusterInput {
  /** What the scopes are drawn from; asked only where files came or went. */
  readonly layout: () => LayoutInput;
  readonly factsOf: FactsOf;
  /** Puts the places of a finding into the files that they stand in, where several are read as one. */
  readonly home: (finding: Finding) => Finding;
}

interface ScopeState {
  readonly core: ScopeCore;
  /** The scope has only haproxies, and no Kubernetes file is there to compare them with: it was left unread. */
  readonly isIdle: boolean;
}

interface PartState extends ClusterInWorkspace {
  readonly findings: readonly Finding[];
}

function filesOf(scope: Scope): Set<string> {
  const files = new Set(scope.looseHaproxies);
  if (scope.host !== undefined) files.add(scope.host.file);
  for (const node of scope.nodes) {
    if (node.keepalived !== undefined) files.add(node.keepalived);
    for (const file of node.alternatives) files.add(file);
    if (node.haproxy !== undefined) files.add(node.haproxy);
  }
  return files;
}

/** Gives the Kubernetes facts of a file, as a node with some values of placeholders reads it. */
type KubernetesOf = (file: string, values?: NodeValues) => KubernetesFacts | undefined;

/** What a Kubernetes file says: to each node to which the manifest gives it, or to all in one. */
function readingsOf(file: string, scope: Scope, kubernetesOf: KubernetesOf): KubernetesFile[] {
  const owners = scope.nodes.filter(({ files }) => files.includes(file));
  if (owners.length === 0) {
    const facts = kubernetesOf(file);
    return facts === undefined ? [] : [{ file, facts, nodes: undefined }];
  }
  const nodesOf = new Map<KubernetesFacts, string[]>();
  for (const { name, values } of owners) {
    const facts = kubernetesOf(file, values);
    if (facts !== undefined) nodesOf.set(facts, [...(nodesOf.get(facts) ?? []), name]);
  }
  return Array.from(nodesOf, ([facts, nodes]) => ({ file, facts, nodes }));
}

function hasKeepalived(scope: Scope): boolean {
  return scope.host !== undefined || scope.nodes.some((node) => node.keepalived !== undefined);
}

/** A part with all that is needed to judge the cluster that it becomes. */
interface CheckedPart {
  readonly scope: Scope;
  readonly part: ScopePart;
  /** What lies beside it in its scope. */
  readonly beside: Neighbourhood;
  readonly attached: readonly Attachment[];
  readonly names: HostNames;
  readonly nonlocalBind: Cluster["nonlocalBind"];
  readonly kubernetesOf: KubernetesOf;
  readonly etcdClusters: readonly EtcdCluster[];
  readonly checkScripts: Cluster["checkScripts"];
  readonly missingScripts: Cluster["missingScripts"];
  readonly firewalls: Cluster["firewalls"];
  readonly syslogs: Cluster["syslogs"];
  readonly inventories: Cluster["inventories"];
}

/** The inventory among a file's facts. */
function inventoryOf(all: readonly FileFacts[]): AnsibleInventory | undefined {
  for (const facts of all) if (facts.kind === "ansible" && facts.content.form === "inventory") return facts.content;
  return undefined;
}

/** Whether the same files are tied for the same reasons, and none of them changed. */
function areSame(before: readonly Attachment[], now: readonly Attachment[], changed: ReadonlySet<string>): boolean {
  return (
    before.length === now.length &&
    before.every(
      ({ file, why }, index) =>
        file === now[index]?.file && !changed.has(file) && JSON.stringify(why) === JSON.stringify(now[index].why),
    )
  );
}

function haveSameFamilies(a: Cluster["nonlocalBind"], b: Cluster["nonlocalBind"]): boolean {
  return a.has(4) === b.has(4) && a.has(6) === b.has(6);
}

function sameScope(a: Scope, b: Scope): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The clusters of a workspace, kept up to date: a change re-does the scopes that it touches and nothing else. */
export class ClusterIndex {
  #layout: Layout = { scopes: [], kubernetesFiles: [], hostsFiles: [], systemFiles: [], etcdFiles: [] };
  #scripts = new KnownScripts([]);
  #isLayoutStale = true;
  readonly #scopes = new Map<string, ScopeState>();
  readonly #scopesOfFile = new Map<string, string[]>();
  readonly #parts = new Map<ScopePart, PartState>();
  /** etcd clusters that belong to no other cluster, each a scope of its own. */
  #etcdCores: readonly ScopeCore[] = [];
  /** kube-vips that belong to no other cluster, likewise. */
  #kubeVipCores: readonly ScopeCore[] = [];
  #byFile = new Map<string, Finding[]>();
  #home: ClusterInput["home"] = (finding) => finding;
  builtScopes = 0;
  checkedClusters = 0;

  /** Files came or went, or the manifest changed: the scopes are to be drawn anew. */
  markLayoutStale(): void {
    this.#isLayoutStale = true;
  }

  /** The findings of cluster rules that stand in a file. */
  findingsOf(file: string): readonly Finding[] {
    return this.#byFile.get(file) ?? [];
  }

  /** Every cluster, in the order of scopes, with the Kubernetes files and hosts files that were tied to it, and why. */
  clusters(): ClusterInWorkspace[] {
    return [...this.#parts.values()];
  }

  /**
   * Brings the clusters up to date.
   *
   * @param changed files whose facts changed, removed ones too
   * @returns the files whose cluster findings were made anew
   */
  update(changed: ReadonlySet<string>, { layout, factsOf, home }: ClusterInput): Set<string> {
    if (!this.#isLayoutStale && changed.size === 0) return new Set();
    this.#home = home;
    const isLayoutNew = this.#isLayoutStale;
    if (isLayoutNew) this.#drawLayout(layout());
    const staleScopes = new Set<string>();
    for (const file of changed) for (const id of this.#scopesOfFile.get(file) ?? []) staleScopes.add(id);
    const { kubernetesFiles, hostsFiles, systemFiles, etcdFiles } = this.#layout;
    const tied = [...kubernetesFiles, ...hostsFiles, ...systemFiles, ...etcdFiles];
    const hasTiedChange = tied.some((file) => changed.has(file));
    let isAnyRebuilt = isLayoutNew;
    for (const scope of this.#layout.scopes) {
      if (this.#scopes.has(scope.id) && !staleScopes.has(scope.id)) continue;
      const isNamedEtcd = scope.manifestName !== undefined && etcdFiles.length > 0;
      const isIdle = kubernetesFiles.length === 0 && !isNamedEtcd && !hasKeepalived(scope);
      const before = this.#scopes.get(scope.id);
      const earlier = before === undefined ? undefined : { core: before.core, changed };
      const core = isIdle ? { scope, parts: [] } : buildScopeCore(scope, factsOf, earlier);
      this.#scopes.set(scope.id, { core, isIdle });
      if (isIdle) continue;
      this.builtScopes++;
      isAnyRebuilt = true;
    }
    this.#isLayoutStale = false;
    return isAnyRebuilt || hasTiedChange ? this.#rebuildParts(changed, factsOf) : new Set();
  }

  #drawLayout({ languages, declaredClusters, isJoined, names }: LayoutInput): void {
    this.#scripts = new KnownScripts(names);
    this.#layout = layOut(languages, declaredClusters, isJoined);
    const byId = new Map(this.#layout.scopes.map((scope) => [scope.id, scope]));
    for (const [id, state] of this.#scopes) {
      const now = byId.get(id);
      const mustWake = state.isIdle && this.#layout.kubernetesFiles.length > 0;
      if (now === undefined || mustWake || !sameScope(now, state.core.scope)) this.#scopes.delete(id);
    }
    this.#scopesOfFile.clear();
    for (const scope of this.#layout.scopes) {
      for (const file of filesOf(scope)) {
        this.#scopesOfFile.set(file, [...(this.#scopesOfFile.get(file) ?? []), scope.id]);
      }
    }
  }

  #rebuildParts(changed: ReadonlySet<string>, factsOf: FactsOf): Set<string> {
    const kubernetesOf: KubernetesOf = (file, values) =>
      factsOf(file, values).find((facts) => facts.kind === "kubernetes");
    const plainFactsOf = (file: string): KubernetesFacts | undefined => kubernetesOf(file);
    const drawn = this.#layout.scopes.flatMap((scope) => this.#scopes.get(scope.id)?.core ?? []);
    this.#kubeVipCores = kubeVipCores(drawn, this.#layout.kubernetesFiles, plainFactsOf, this.#kubeVipCores);
    const cores = [...drawn, ...this.#kubeVipCores];
    const hostsOf = (file: string): HostsFacts | undefined => factsOf(file).find((facts) => facts.kind === "hosts");
    const hosts = attachHostsFiles(cores, this.#layout.hostsFiles, hostsOf);
    const hostsOfPart = (part: ScopePart): HostNames => hosts.namesOf(part);
    const attachments = attachKubernetesFiles(cores, this.#layout.kubernetesFiles, plainFactsOf, hostsOfPart);
    const nonlocalBinds = nonlocalBindsOf(
      cores.map(({ scope }) => scope),
      this.#layout.systemFiles,
      (file) => factsOf(file).find((facts) => facts.kind === "system"),
    );
    const etcd = attachEtcd(cores, this.#layout.etcdFiles, factsOf, this.#etcdCores);
    this.#etcdCores = etcd.alone;
    const firewalls = filesAround(
      cores.map(({ scope }) => scope),
      this.#layout.systemFiles,
      (file) => factsOf(file).find((facts) => facts.kind === "firewall"),
    );
    const syslogs = filesAround(
      cores.map(({ scope }) => scope),
      this.#layout.systemFiles,
      (file) => factsOf(file).find((facts) => facts.kind === "syslog"),
    );
    const inventories = filesAround(
      cores.map(({ scope }) => scope),
      this.#layout.systemFiles,
      (file) => inventoryOf(factsOf(file)),
    );
    const checks = attachCheckScripts(this.#layout.systemFiles, factsOf);
    const touched = new Set<string>();
    const before = new Map(this.#parts);
    this.#parts.clear();
    const neighbours = new Map(groupsBeside(cores).flatMap((group) => [...neighboursOf(group)]));
    for (const core of [...cores, ...etcd.alone]) {
      const nonlocalBind = nonlocalBinds(core.scope);
      const ownFirewalls = firewalls(core.scope);
      const ownSyslogs = syslogs(core.scope);
      const ownInventories = inventories(core.scope);
      for (const part of core.parts) {
        const attached = attachments.get(part) ?? [];
        const hostsFiles = hosts.filesOf(part);
        const beside = neighbours.get(part) ?? noNeighbours;
        const etcdClusters = etcd.clusters.get(part) ?? [];
        const checkScripts = checks(core.scope, part);
        const missingScripts = missingScriptsOf(part, this.#scripts);
        const known = before.get(part);
        const isSame =
          known !== undefined &&
          sameNeighbours(known.cluster.neighbours, beside) &&
          areSame(known.attached, attached, changed) &&
          areSame(known.hostsFiles, hostsFiles, changed) &&
          haveSameFamilies(known.cluster.nonlocalBind, nonlocalBind) &&
          sameEtcd(known.cluster.etcdClusters, etcdClusters) &&
          sameCheckScripts(known.cluster.checkScripts, checkScripts) &&
          sameMissing(known.cluster.missingScripts, missingScripts) &&
          sameAround(known.cluster.firewalls, ownFirewalls) &&
          sameAround(known.cluster.syslogs, ownSyslogs) &&
          sameAround(known.cluster.inventories, ownInventories);
        if (isSame) {
          this.#parts.set(part, known);
          before.delete(part);
          continue;
        }
        const names = hosts.namesOf(part);
        const checked = this.#checkPart({
          scope: core.scope,
          part,
          beside,
          attached,
          names,
          nonlocalBind,
          kubernetesOf,
          etcdClusters,
          checkScripts,
          missingScripts,
          firewalls: ownFirewalls,
          syslogs: ownSyslogs,
          inventories: ownInventories,
        });
        this.#parts.set(part, { ...checked, attached, hostsFiles });
      }
    }
    this.#collect(before, touched);
    return touched;
  }

  #checkPart({
    scope,
    part,
    beside,
    attached,
    names,
    nonlocalBind,
    kubernetesOf,
    etcdClusters,
    checkScripts,
    missingScripts,
    firewalls,
    syslogs,
    inventories,
  }: CheckedPart): {
    cluster: Cluster;
    findings: Finding[];
  } {
    const documents = attached.map(({ file }) => file);
    const states = new ClusterStates(part.routers, documents);
    const build = (index: number): Cluster => {
      const kubernetes = states.documentsOf(index).flatMap((file) => readingsOf(file, scope, kubernetesOf));
      return buildCluster(scope, part, kubernetes, {
        hosts: names,
        neighbours: beside,
        nonlocalBind,
        etcdClusters,
        checkScripts,
        missingScripts,
        firewalls,
        syslogs,
        inventories,
      });
    };
    const otherFindings: (readonly Finding[])[] = [];
    // The nodes take up what a state's files say of them, so the state that stays comes last.
    for (let index = states.count - 1; index > 0; index--) {
      otherFindings.push(this.#checkCluster(states.stateOf(build(index), index)));
    }
    const cluster = build(0);
    const findings = this.#checkCluster(cluster).filter((finding) =>
      otherFindings.every((others) =>
        others.some(
          ({ code, file }) => code === finding.code && states.mainFileOf(file) === states.mainFileOf(finding.file),
        ),
      ),
    );
    return { cluster, findings };
  }

  #checkCluster(cluster: Cluster): Finding[] {
    this.checkedClusters++;
    const found = clusterRules.flatMap((rule) => [...rule.check(cluster)]);
    return withoutSilenced(found).map((finding) => settleFinding(this.#home(finding)));
  }

  /** Sorts the findings by file anew; `gone` are the parts that were replaced. */
  #collect(gone: ReadonlyMap<ScopePart, PartState>, touched: Set<string>): void {
    for (const state of gone.values()) for (const finding of state.findings) touched.add(finding.file);
    const byFile = new Map<string, Finding[]>();
    for (const { findings } of this.#parts.values()) {
      for (const finding of findings) {
        const same = byFile.get(finding.file);
        if (same === undefined) byFile.set(finding.file, [finding]);
        else same.push(finding);
      }
    }
    for (const [file, findings] of byFile) {
      const before = this.#byFile.get(file);
      if (before?.length !== findings.length || before.some((finding, index) => finding !== findings[index]))
        touched.add(file);
    }
    for (const file of this.#byFile.keys()) if (!byFile.has(file)) touched.add(file);
    this.#byFile = byFile;
  }
}
