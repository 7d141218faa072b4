import { isMap } from "yaml";
import type { Anchor } from "../../syntax/tree.ts";
import type { IpAddress } from "../address.ts";
import type { Stated } from "../value.ts";
import {
  isFilledIn,
  readPort,
  splitList,
  stateAddress,
  stated,
  statePort,
  stateText,
  type Written,
} from "../written.ts";
import type { DocumentReader, Found } from "../yaml/document.ts";
import type { ListEnd } from "./facts.ts";
import type {
  BalancerContainer,
  BalancerPod,
  EntryPlace,
  KubeVip,
  PodCapabilities,
  PodMount,
  PodProbe,
} from "./pod-facts.ts";

/** What is read of a pod: the object with `kind`, and the one with `spec` that may stand deeper. */
interface PodObject {
  readonly kind: string;
  readonly object: Found;
  readonly metadata: Found | undefined;
  readonly spec: Found;
  readonly isOpen: boolean;
}

/** Kinds of objects whose pods are made from a template in them. */
const templateKinds: ReadonlySet<string> = new Set(["DaemonSet", "Deployment", "StatefulSet", "ReplicaSet"]);

/** `registry:5000/lib/haproxy:2.8@sha256:…` → `haproxy`. */
export function imageName(image: string): string {
  const path = image.replace(/@.*$/, "");
  return path.slice(path.lastIndexOf("/") + 1).replace(/:.*$/, "");
}

/** Images that are the program and nothing else; an ingress controller with haproxy in it has a config of its own. */
const programImage = /^(haproxy|keepalived)(?:[-_](?:alpine|debian|ubuntu|ubi|lts|ee|unprivileged|\d[\w.]*))*$/;

function programOf(image: string | undefined, words: readonly Written[]): "haproxy" | "keepalived" | undefined {
  const word = /(?:^|\/)(haproxy|keepalived)$/.exec(words[0]?.text ?? "")?.[1];
  const name = word ?? programImage.exec(image === undefined ? "" : imageName(image))?.[1];
  return name === "haproxy" || name === "keepalived" ? name : undefined;
}

function readBoolean(written: Written): Stated<boolean> {
  const text = written.text.toLowerCase();
  return stated(written, isFilledIn(written) || !/^(?:true|false)$/.test(text) ? undefined : text === "true");
}

/** Names of capabilities without `CAP_`; undefined where one is not known. */
function capabilityNames(reader: DocumentReader, list: Found | undefined): string[] | undefined {
  if (list === undefined) return [];
  const words = reader.items(list).map((item) => reader.written(item));
  if (words.length === 0 && reader.written(list) !== undefined) return undefined;
  const names: string[] = [];
  for (const word of words) {
    if (word === undefined || isFilledIn(word)) return undefined;
    names.push(word.text.toUpperCase().replace(/^CAP_/, ""));
  }
  return names;
}

/** Where a further capability goes: in a line of its own, or behind a comma between brackets. */
function listEnd(reader: DocumentReader, capabilities: Found | undefined, add: Found | undefined): ListEnd | undefined {
  const lines = reader.listEnd(capabilities, "add");
  const last = reader.items(add).at(-1);
  if (lines !== undefined || last === undefined || last.via !== undefined) return lines;
  return { at: reader.placeOf(last), form: "commas" };
}

/** Where a list of added capabilities goes in a container that has none: in the innermost mapping around it that is there. */
function listPlace(reader: DocumentReader, container: Found): PodCapabilities["place"] {
  const path = ["securityContext", "capabilities", "add"];
  const depth = path.findIndex((_, index) => reader.get(container, ...path.slice(0, index + 1)) === undefined);
  if (depth < 0) return undefined;
  const place = reader.entryPlace(depth === 0 ? container : reader.get(container, ...path.slice(0, depth)));
  return place === undefined ? undefined : { ...place, missing: path.slice(depth) };
}

function readCapabilities(reader: DocumentReader, container: Found, pod: PodObject, at: Anchor): PodCapabilities {
  const context = reader.get(container, "securityContext");
  const capabilities = reader.get(context, "capabilities");
  const privileged = reader.value(readBoolean, context, "privileged");
  const add = reader.get(capabilities, "add");
  const first = reader.written(reader.items(add)[0]);
  const isWhole = context === undefined || isMap(context.node);
  return {
    isPrivileged: privileged === undefined ? (isWhole && !pod.isOpen ? false : undefined) : privileged.value,
    added: capabilityNames(reader, add),
    dropped: capabilityNames(reader, reader.get(capabilities, "drop")),
    at: first?.at ?? at,
    end: listEnd(reader, capabilities, add),
    place: add === undefined ? listPlace(reader, container) : undefined,
  };
}

function readMounts(reader: DocumentReader, container: Found, spec: Found): PodMount[] {
  const volumes = reader.items(reader.get(spec, "volumes"));
  return reader.items(reader.get(container, "volumeMounts")).flatMap((mount): PodMount[] => {
    const mountPath = reader.value(stateText, mount, "mountPath");
    if (mountPath === undefined) return [];
    const name = reader.text(mount, "name");
    const volume = volumes.find((one) => name !== undefined && reader.text(one, "name") === name);
    const isPart = reader.get(mount, "subPath") !== undefined || reader.get(mount, "subPathExpr") !== undefined;
    const hostPath = isPart ? undefined : reader.value(stateText, volume, "hostPath", "path");
    return [{ mountPath, hostPath }];
  });
}

/** The values of a flag among a program's words: `-f value`, `--use-file=value`. */
function valuesOf(words: readonly Written[], flags: readonly string[]): Written[] {
  return words.flatMap((word, index): Written[] => {
    const next = words[index + 1];
    if (flags.includes(word.text)) return next === undefined ? [] : [next];
    const flag = flags.find((one) => one.startsWith("--") && word.text.startsWith(`${one}=`));
    return flag === undefined ? [] : [{ ...word, text: word.text.slice(flag.length + 1) }];
  });
}

const configFlags = { haproxy: ["-f"], keepalived: ["-f", "--use-file"] } as const;

function readConfigPaths(
  program: "haproxy" | "keepalived",
  command: readonly Written[],
  args: readonly Written[],
): readonly Stated<string>[] | undefined {
  const words = [...command, ...args];
  // A shell or an image's own start script may do anything with its words.
  const isProgram = command.length === 0 || /(?:^|\/)(?:haproxy|keepalived)$/.test(command[0]?.text ?? "");
  if (!isProgram || words.some((word) => isFilledIn(word) || /\s/.test(word.text))) return undefined;
  return valuesOf(words, configFlags[program]).map(stateText);
}

const probeKinds = ["livenessProbe", "readinessProbe", "startupProbe"] as const;

function readProbes(reader: DocumentReader, container: Found): PodProbe[] {
  const named = new Map(
    reader
      .items(reader.get(container, "ports"))
      .map((port) => [reader.text(port, "name") ?? "", reader.value(statePort, port, "containerPort")?.value]),
  );
  return probeKinds.flatMap((kind): PodProbe[] => {
    const probe = reader.get(container, kind);
    const form = reader.get(probe, "httpGet") === undefined ? "tcpSocket" : "httpGet";
    const action = reader.get(probe, form);
    const written = reader.written(reader.get(action, "port"));
    if (written === undefined) return [];
    const value = isFilledIn(written) ? undefined : (readPort(written.text) ?? named.get(written.text));
    return [
      {
        kind,
        form,
        host: reader.value(stateText, action, "host"),
        port: { ...stated(written, value), isGenerated: written.isGenerated || readPort(written.text) === undefined },
        isTls: reader.text(action, "scheme")?.toUpperCase() === "HTTPS",
      },
    ];
  });
}

function readContainer(reader: DocumentReader, container: Found, pod: PodObject): BalancerContainer | undefined {
  const image = reader.value(stateText, container, "image");
  const command = reader.list(container, "command");
  const args = reader.list(container, "args");
  const program = programOf(image?.text, command.length > 0 ? command : args);
  if (program === undefined) return undefined;
  const at = image?.at ?? command[0]?.at ?? reader.kindAt(pod.object);
  return {
    program,
    image,
    at,
    capabilities: readCapabilities(reader, container, pod, at),
    mounts: readMounts(reader, container, pod.spec),
    configPaths: readConfigPaths(program, command, args),
    hasCommand: command.length > 0,
    probes: readProbes(reader, container),
  };
}

/** The object that a pod's `spec` stands in; undefined for kinds that run none. */
function podOf(reader: DocumentReader, kind: string, object: Found, isOpen: boolean): PodObject | undefined {
  if (kind !== "Pod" && !templateKinds.has(kind)) return undefined;
  const template = kind === "Pod" ? object : reader.get(object, "spec", "template");
  const spec = reader.get(template, "spec");
  if (spec === undefined) return undefined;
  return { kind, object, metadata: reader.get(template, "metadata"), spec, isOpen };
}

function readBalancerPod(reader: DocumentReader, pod: PodObject): BalancerPod | undefined {
  const { spec, metadata, object } = pod;
  const all = reader.items(reader.get(spec, "containers"));
  const containers = all.flatMap((container) => readContainer(reader, container, pod) ?? []);
  if (containers.length === 0) return undefined;
  const annotations = reader.pairs(reader.get(metadata, "annotations")).map((pair) => reader.key(pair) ?? "");
  const volumes = reader.items(reader.get(spec, "volumes"));
  const hostNetwork = reader.value(readBoolean, spec, "hostNetwork");
  let hostNetworkPlace: EntryPlace | undefined;
  if (hostNetwork === undefined) hostNetworkPlace = reader.entryPlace(spec);
  return {
    kind: pod.kind,
    at: reader.kindAt(object),
    namespace: reader.text(object, "metadata", "namespace"),
    isOpen: pod.isOpen,
    hostNetwork,
    hostNetworkPlace,
    hasHostPort: all.some((container) =>
      reader.items(reader.get(container, "ports")).some((port) => reader.get(port, "hostPort") !== undefined),
    ),
    hasOtherNetwork: annotations.some((name) => /cni\.cncf\.io\/networks|network/i.test(name)),
    needsApi: volumes.some((volume) =>
      ["configMap", "secret", "projected", "persistentVolumeClaim"].some(
        (kind) => reader.get(volume, kind) !== undefined,
      ),
    ),
    configMaps: volumes.flatMap((volume) => {
      const projected = reader.items(reader.get(volume, "projected", "sources"));
      return [
        reader.text(volume, "configMap", "name"),
        ...projected.map((source) => reader.text(source, "configMap", "name")),
      ].filter((name) => name !== undefined);
    }),
    containers,
  };
}

/** The settings of a container's environment; one that comes from elsewhere has no value. */
function readEnvironment(reader: DocumentReader, container: Found): Map<string, Written> {
  const settings = new Map<string, Written>();
  for (const entry of reader.items(reader.get(container, "env"))) {
    const name = reader.text(entry, "name");
    if (name === undefined) continue;
    const written = reader.written(reader.get(entry, "value"));
    const elsewhere: Written = {
      text: "",
      at: reader.placeOf(entry),
      raw: undefined,
      isGenerated: true,
      isUnknown: true,
    };
    settings.set(name, written ?? elsewhere);
  }
  return settings;
}

/** The VIPs of a comma-separated list. */
export function readVips(written: Written): Stated<IpAddress>[] {
  return splitList(written).map((part) => {
    const address = stateAddress({ ...part, text: part.text.replace(/\/\d+$/, "") });
    return { ...address, text: part.text, isGenerated: part.isGenerated };
  });
}

function readKubeVip(reader: DocumentReader, pod: PodObject): KubeVip | undefined {
  for (const container of reader.items(reader.get(pod.spec, "containers"))) {
    if (!/^kube-vip(?:-iptables)?$/.test(imageName(reader.text(container, "image") ?? ""))) continue;
    const settings = readEnvironment(reader, container);
    const flag = (name: string): boolean | undefined => {
      const written = settings.get(name);
      return written === undefined ? false : readBoolean(written).value;
    };
    const state = <T>(how: (written: Written) => Stated<T>, name: string): Stated<T> | undefined => {
      const written = settings.get(name);
      return written === undefined ? undefined : how(written);
    };
    const address = settings.get("address") ?? settings.get("vip_address");
    const takesFromElsewhere = reader.get(container, "envFrom") !== undefined;
    return {
      form: "pod",
      at: reader.kindAt(pod.object),
      isOpen: pod.isOpen || takesFromElsewhere,
      addresses: address === undefined ? [] : readVips(address),
      port: state(statePort, "port"),
      balancedPort: state(statePort, "lb_port"),
      isBalancing: flag("lb_enable"),
      isControlPlane: flag("cp_enable"),
      interface: state(stateText, "vip_interface"),
    };
  }
  return undefined;
}

/** What an object says of pods that balance: those that run haproxy or keepalived, and kube-vip. */
export function readPods(
  reader: DocumentReader,
  kind: string,
  object: Found,
  isOpen: boolean,
): { readonly pod: BalancerPod | undefined; readonly kubeVip: KubeVip | undefined } {
  const pod = podOf(reader, kind, object, isOpen);
  if (pod === undefined) return { pod: undefined, kubeVip: undefined };
  return { pod: readBalancerPod(reader, pod), kubeVip: readKubeVip(reader, pod) };
}
