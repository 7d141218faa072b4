import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { loadYamlReader, type YamlReader } from "../../server/src/model/kubernetes/yaml-reader.ts";
import { silences } from "../../server/src/rules/silences.ts";
import { applyEdits, type TextEdit } from "../../server/src/text/span.ts";
import { applyFixes } from "../../server/src/transport/fixing.ts";
import type { PlacedFinding, PlacedFix } from "../../server/src/workspace/types.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { everyCase } from "./run.ts";
import type { SeedFile } from "./texts.ts";

let yamlReader: YamlReader;

beforeAll(async () => {
  yamlReader = await loadYamlReader();
});

/** What one node of a generated cluster has; each value may be at odds with the other nodes'. */
interface NodeValues {
  readonly state: string;
  readonly virtualRouterId: number;
  readonly priority: number | undefined;
  readonly password: string | undefined;
  readonly version: number | undefined;
  readonly interval: number | undefined;
  readonly group: string | undefined;
  readonly hasNoPreempt: boolean;
  /** The weight of a script that the node tracks. */
  readonly weight: number | undefined;
  readonly addresses: readonly string[];
  readonly bindPort: number;
  readonly serverPort: number;
  /** That of the second server, which may be the odd one. */
  readonly secondServerPort: number;
  readonly indent: string;
  readonly lineEnd: string;
}

const first = "10.20.0.100/24";
const second = "10.20.0.101/24";
const third = "10.20.0.102/32 dev eth0";
const usualAddresses: readonly string[] = [first, second];
const usualId = 51;

/** Mostly the usual value, at times another: clusters whose nodes agree in nothing are nothing to mend. */
function mostly<T>(usual: T, ...others: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof({ weight: 4, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) });
}

const node: fc.Arbitrary<NodeValues> = fc.record({
  state: mostly("BACKUP", "MASTER"),
  virtualRouterId: fc.constant(usualId),
  priority: fc.oneof(fc.constantFrom(100, 110, 120, 101, 1, 254, 255), fc.constant(undefined)),
  password: mostly<string | undefined>("vip-pass", "vip-password", "other", undefined, '"two words"', "with#sign"),
  version: mostly<number | undefined>(undefined, 2, 3),
  interval: mostly<number | undefined>(undefined, 1, 3, 1.5, 60),
  group: mostly<string | undefined>(undefined, "224.0.0.18", "224.0.0.19"),
  hasNoPreempt: mostly(false, true),
  weight: mostly<number | undefined>(undefined, 20, -20, 0),
  addresses: fc.constant(usualAddresses),
  bindPort: mostly(8443, 6443, 16443),
  serverPort: mostly(6443, 6444),
  secondServerPort: mostly(6443, 6444, 9443),
  indent: mostly("    ", "\t", "  "),
  lineEnd: mostly("\n", "\r\n"),
});

function keepalivedOf(number: number, values: NodeValues): string {
  const { state, virtualRouterId, priority, password, version, interval, group, weight, indent } = values;
  const lines = [
    ...(group === undefined ? [] : ["global_defs {", `${indent}vrrp_mcast_group4 ${group}`, "}"]),
    ...(weight === undefined
      ? []
      : ["vrrp_script check {", `${indent}script "/bin/true"`, `${indent}weight ${weight}`, "}"]),
    "vrrp_instance VI_1 {",
    `${indent}state ${state}`,
    `${indent}interface eth0`,
    ...(version === undefined ? [] : [`${indent}version ${version}`]),
    `${indent}virtual_router_id ${virtualRouterId} # the same on all nodes`,
    ...(priority === undefined ? [] : [`${indent}priority ${priority}`]),
    ...(interval === undefined ? [] : [`${indent}advert_int ${interval}`]),
    ...(values.hasNoPreempt ? [`${indent}nopreempt # stay where it is`] : []),
    ...(weight === undefined ? [] : [`${indent}track_script {`, `${indent}${indent}check`, `${indent}}`]),
    `${indent}mcast_src_ip 10.20.0.1${number}`,
    ...(password === undefined
      ? []
      : [
          `${indent}authentication {`,
          `${indent}${indent}auth_type PASS`,
          `${indent}${indent}auth_pass ${password}`,
          `${indent}}`,
        ]),
    ...(values.addresses.length === 0
      ? []
      : [
          `${indent}virtual_ipaddress {`,
          ...values.addresses.map((address) => `${indent}${indent}${address}`),
          `${indent}}`,
        ]),
    "}",
    "",
  ];
  return lines.join(values.lineEnd);
}

function haproxyOf(values: NodeValues): string {
  const { bindPort, serverPort, secondServerPort, indent } = values;
  return [
    "defaults",
    `${indent}mode tcp`,
    `${indent}timeout connect 5s`,
    `${indent}timeout client 1h`,
    `${indent}timeout server 1h`,
    "frontend kube-apiserver",
    `${indent}bind *:${bindPort}`,
    `${indent}default_backend kube-apiserver`,
    "backend kube-apiserver",
    ...[1, 2, 3].map(
      (number) =>
        `${indent}server cp${number} 10.20.0.1${number}:${number === 2 ? secondServerPort : serverPort} check`,
    ),
    "",
  ].join(values.lineEnd);
}

function kubeadmOf(endpoint: string, bindPort: number | undefined): string {
  return [
    "apiVersion: kubeadm.k8s.io/v1beta3",
    "kind: InitConfiguration",
    "localAPIEndpoint:",
    "  advertiseAddress: 10.20.0.11",
    ...(bindPort === undefined ? [] : [`  bindPort: ${bindPort}`]),
    "---",
    "apiVersion: kubeadm.k8s.io/v1beta3",
    "kind: ClusterConfiguration",
    `controlPlaneEndpoint: "${endpoint}"`,
    "",
  ].join("\n");
}

/**
 * What makes nodes one virtual router is wrong on one node at most: with more such faults at once nobody can tell what belongs
 * together, and mending one shows the next.
 */
const deviation = fc.record({
  index: fc.nat(3),
  addresses: mostly<readonly string[]>(
    usualAddresses,
    [first],
    [third, first],
    [first, second, third],
    ["10.20.0.100", second],
  ),
  virtualRouterId: mostly(usualId, 52, 53),
});

const cluster: fc.Arbitrary<readonly SeedFile[]> = fc
  .record({
    nodes: fc
      .tuple(fc.array(node, { minLength: 2, maxLength: 4 }), deviation)
      .map(([nodes, { index, ...odd }]) => nodes.map((values, at) => (at === index ? { ...values, ...odd } : values))),
    endpointHost: mostly("10.20.0.100", "10.20.0.50", "10.20.0.12", "10.20.0.13"),
    endpointPort: mostly(8443, 6443, 9443),
    join: mostly<string | undefined>(
      undefined,
      "10.20.0.100:8443",
      "10.20.0.100:7000",
      "10.20.0.12:6443",
      "10.20.0.60:8443",
    ),
    bindPort: mostly<number | undefined>(undefined, 6443, 8443),
    isShared: fc.boolean(),
  })
  .map(({ nodes, endpointHost, endpointPort, join, bindPort, isShared }) => [
    ...nodes.map((values, index) => ({ file: `n${index + 1}/keepalived.conf`, text: keepalivedOf(index + 1, values) })),
    ...nodes.slice(0, isShared ? 1 : nodes.length).map((values, index) => ({
      file: isShared ? "haproxy.cfg" : `n${index + 1}/haproxy.cfg`,
      text: haproxyOf(values),
    })),
    { file: "kubeadm.yaml", text: kubeadmOf(`${endpointHost}:${endpointPort}`, bindPort) },
    ...(join === undefined ? [] : [{ file: "join.sh", text: `kubeadm join ${join} --token x --control-plane\n` }]),
  ]);

function workspaceOf(files: readonly SeedFile[]): Workspace {
  const workspace = new Workspace();
  workspace.setYamlReader(yamlReader);
  for (const { file, text } of files) workspace.setFile(file, text);
  return workspace;
}

function withFix(files: readonly SeedFile[], fix: PlacedFix): SeedFile[] {
  return files.map(({ file, text }) => {
    const edits: TextEdit[] = fix.edits.filter((edit) => edit.file === file).map(({ edit }) => edit);
    return { file, text: applyEdits(text, edits) };
  });
}

/** How many findings there are of each kind, whatever their places and wording. */
function countByKind(findings: readonly PlacedFinding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { code, severity } of findings) {
    const kind = `${severity} ${code}`;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}

function identity({ code, file, message }: PlacedFinding): string {
  return `${code} ${file} ${message}`;
}

function show(files: readonly SeedFile[]): string {
  return files.map(({ file, text }) => `//- ${file}\n${text}`).join("");
}

/** Whether some haproxy binds the port of the control-plane endpoint. */
function isEndpointServed(files: readonly SeedFile[]): boolean {
  const endpoint = files.map(({ text }) => /controlPlaneEndpoint: "[^:]+:(\d+)"/.exec(text)?.[1]).find((port) => port);
  return files.some(({ text }) => new RegExp(`bind \\*:${endpoint}\\b`).test(text));
}

const revealsPreemption: ReadonlySet<string> = new Set([
  "cluster/duplicate-priority",
  "cluster/multiple-masters",
  "cluster/state-priority-inversion",
]);

/** Whether a finding of a rule may come to light by the fix of another one, because that one silenced it. */
function mayAppear(kind: string, mended: PlacedFinding, files: readonly SeedFile[]): boolean {
  const [severity, code = ""] = kind.split(" ");
  if (silences[mended.code]?.includes(code)) return true;
  // While the addresses differ nothing is said of their prefix lengths.
  if (code === "cluster/virtual-ipaddress-mismatch" && code === mended.code) return severity === "warning";
  // Addresses are copied as they are written elsewhere.
  if (code === "keepalived/vip-prefix-missing") return mended.code === "cluster/virtual-ipaddress-mismatch";
  // Nothing is said of who preempts whom while there is a tie, or while MASTER makes a nopreempt void, which goes with the word.
  if (code === "cluster/preempt-mismatch") return revealsPreemption.has(mended.code);
  // A bind that has to move is not compared with the others'; the one that it becomes is.
  if (code === "cluster/haproxy-drift" && mended.code === "cluster/apiserver-port-conflict") return true;
  const isPort = mended.code === "cluster/apiserver-port-conflict" && code === "cluster/endpoint-port-mismatch";
  return isPort && !isEndpointServed(files);
}

/** Whether a weight is no more in vain, or counts only now, so that more can be said of who tracks what. */
function isUncovered(kind: string, before: readonly PlacedFinding[], after: readonly PlacedFinding[]): boolean {
  const code = "cluster/track-mismatch";
  const count = (findings: readonly PlacedFinding[], isMeant: (code: string) => boolean): number =>
    findings.filter((finding) => isMeant(finding.code)).length;
  const isSilencing = (one: string): boolean => silences[one]?.includes(code) ?? false;
  const isSame = (one: string): boolean => one === code;
  return (
    kind.endsWith(` ${code}`) &&
    (count(after, isSilencing) < count(before, isSilencing) || count(after, isSame) <= count(before, isSame))
  );
}

describe("any cluster", () => {
  test("loses a finding by its fix, and gets no other error", () => {
    everyCase(cluster, 400, (files) => {
      const before = workspaceOf(files).allFindings();
      for (const finding of before) {
        for (const fix of finding.fixes) {
          const after = workspaceOf(withFix(files, fix)).allFindings();
          const story = `${finding.code} in ${finding.file}, "${fix.title}"\n${show(files)}`;
          expect(after.map(identity), story).not.toContain(identity(finding));
          const known = countByKind(before);
          for (const [kind, count] of countByKind(after)) {
            if (mayAppear(kind, finding, files) || isUncovered(kind, before, after)) continue;
            expect(count, `${kind} after ${story}`).toBeLessThanOrEqual(known.get(kind) ?? 0);
          }
        }
      }
    });
  });

  test("is at rest after all preferred fixes", () => {
    everyCase(cluster, 400, (files) => {
      const workspace = workspaceOf(files);
      const policy = { allowsUnsafe: true, codes: undefined, mayEdit: () => true };
      applyFixes(workspace, () => workspace.allFindings(), policy);
      const left = workspace.allFindings().filter((finding) => finding.fixes.some((fix) => fix.isPreferred));
      expect(left.map(identity), show(files)).toEqual([]);
    });
  });
});
