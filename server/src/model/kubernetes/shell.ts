import { mentionsKubeadmCommand, mentionsKubernetes } from "../../documents/mentions.ts";
import type { Origin } from "../../syntax/tree.ts";
import type { IpAddress } from "../address.ts";
import { programName } from "../shell/vocabulary.ts";
import { type ScriptCommand, type ScriptText, type ScriptVisitor, walkScript } from "../shell/walk.ts";
import type { HereDocument, ShellWord } from "../shell/words.ts";
import type { Stated } from "../value.ts";
import type { Variables } from "../variables.ts";
import { isFilledIn, splitList, stateAddress, statePort, stateSubnet, stateText, type Written } from "../written.ts";
import { stateEndpoint } from "./endpoint.ts";
import type {
  ApiServerManifest,
  KubeadmCluster,
  KubeadmDocument,
  KubeadmNode,
  KubeadmSource,
  KubernetesFacts,
} from "./facts.ts";
import { kubeVipCommand, kubeVipFromCommand } from "./kube-vip-command.ts";
import type { BalancerPod, KubeVip } from "./pod-facts.ts";
import type { YamlReader } from "./yaml-reader.ts";

/** A longer text (in UTF-16 units) is no script that people write. */
const maximumLength = 1 << 20;

/** Flags of `kubeadm init` and `kubeadm join` that take no value behind a blank. */
const switches: ReadonlySet<string> = new Set([
  "--control-plane",
  "--experimental-control-plane",
  "--upload-certs",
  "--experimental-upload-certs",
  "--dry-run",
  "--skip-token-print",
  "--skip-certificate-key-print",
  "--discovery-token-unsafe-skip-ca-verification",
  "--skip-headers",
  "--skip-log-headers",
  "--add-dir-header",
  "--one-output",
  "--help",
  "-h",
]);

/** What tutorials write for flags that they leave out. */
const isElision = /^\[(?![\da-f]*:[\da-f:.]*\])|^\.\.\.|^…/i;

/** A `kubeadm init` or `kubeadm join` in a script; flags for all of kubeadm (`-v 5`) may stand before the verb. */
const kubeadmCommand = /kubeadm(?:[ \t]+-[^\s]*(?:[ \t]+\d+)?){0,8}[ \t]+(?:init|join)\b/;

/** The flags and arguments of one `kubeadm init` or `kubeadm join`. */
interface Arguments {
  readonly values: ReadonlyMap<string, readonly Written[]>;
  readonly positional: readonly Written[];
  /** A word that may become several flags stands among them. */
  readonly isOpen: boolean;
}

/** Where the verb behind `kubeadm` stands, and what it is; undefined where it is neither `init` nor `join`. */
function findVerb(words: readonly ShellWord[], kubeadm: number): { at: number; action: "init" | "join" } | undefined {
  let at = kubeadm + 1;
  while (words[at]?.value.startsWith("-") === true) at += /^\d+$/.test(words[at + 1]?.value ?? "") ? 2 : 1;
  const action = words[at]?.value;
  return action === "init" || action === "join" ? { at, action } : undefined;
}

class KubeadmVisitor implements ScriptVisitor {
  readonly #text: string;
  readonly #yaml: YamlReader | undefined;
  readonly clusters: KubeadmCluster[] = [];
  readonly nodes: KubeadmNode[] = [];
  readonly apiServers: ApiServerManifest[] = [];
  readonly documents: KubeadmDocument[] = [];
  readonly pods: BalancerPod[] = [];
  readonly kubeVips: KubeVip[] = [];

  constructor(text: string, yaml: YamlReader | undefined) {
    this.#text = text;
    this.#yaml = yaml;
  }

  isWanted(text: string): boolean {
    return kubeadmCommand.test(text) || kubeVipCommand.test(text);
  }

  document({ start, end, isQuoted }: HereDocument, _command: ScriptCommand, script: ScriptText): boolean {
    const body = this.#text.slice(start, end);
    if (!mentionsKubernetes(body)) return false;
    const place = { origin: script.origin, start };
    const facts = this.#yaml?.kubernetesFacts(
      body.replace(/^\t+/gm, (tabs) => " ".repeat(tabs.length)),
      isQuoted ? place : { ...place, expand: script.expand },
    );
    if (facts === undefined) return true;
    this.clusters.push(...facts.clusters);
    this.nodes.push(...facts.nodes);
    this.apiServers.push(...facts.apiServers);
    this.documents.push(...facts.documents);
    this.pods.push(...facts.pods);
    this.kubeVips.push(...facts.kubeVips);
    return true;
  }

  command({ words, first, isRunner, depth }: ScriptCommand, script: ScriptText): boolean {
    const kubeVip = kubeVipFromCommand(words, script);
    if (kubeVip !== undefined) {
      this.kubeVips.push(kubeVip);
      return true;
    }
    for (let i = first; i < (isRunner ? words.length : first + 1); i++) {
      const word = words[i];
      if (word === undefined || programName(word) !== "kubeadm") continue;
      const verb = findVerb(words, i);
      if (verb === undefined) continue;
      const rest = words.slice(verb.at + 1);
      // A join needs arguments, and a bare name in backquotes or quotes is talked of rather than run.
      if (rest.length > 0 || (verb.action === "init" && depth === 0)) {
        this.#readKubeadm(words[verb.at] ?? word, word, verb.action, rest, script);
      }
      return true;
    }
    return false;
  }

  #arguments(words: readonly ShellWord[], script: ScriptText): Arguments {
    const values = new Map<string, Written[]>();
    const positional: Written[] = [];
    let isOpen = false;
    const add = (flag: string, value: Written): void => {
      const present = values.get(flag);
      if (present === undefined) values.set(flag, [value]);
      else present.push(value);
    };
    for (let i = 0; i < words.length; i++) {
      const word = words[i];
      if (word === undefined) break;
      const { value } = word;
      if (!value.startsWith("-")) {
        const written = script.written(word);
        positional.push(written);
        // An unquoted `$EXTRA_FLAGS`, a template's line, or `...` may hold any flag; an address with a port is no flag.
        isOpen ||= isElision.test(value) || (isFilledIn(written) && !value.includes(":"));
        continue;
      }
      const equals = value.indexOf("=");
      const flag = equals < 0 ? value : value.slice(0, equals);
      if (equals >= 0) add(flag, script.written(word, equals + 1));
      else if (switches.has(flag)) add(flag, { ...script.written(word), text: "true", isUnknown: false });
      else {
        const next = words[++i];
        if (next !== undefined) add(flag, script.written(next));
      }
    }
    return { values, positional, isOpen };
  }

  #readKubeadm(
    verb: ShellWord,
    kubeadm: ShellWord,
    action: "init" | "join",
    words: readonly ShellWord[],
    script: ScriptText,
  ): void {
    const { values, positional, isOpen } = this.#arguments(words, script);
    // The phases of an init are parts of one; with `--config` the facts stand in that file.
    if (positional[0]?.text === "phase" || values.has("--config") || values.has("--help") || values.has("-h")) return;
    const end = words[words.length - 1]?.end ?? verb.end;
    const source: KubeadmSource = {
      form: "command",
      at: { origin: script.origin, start: kubeadm.start, end },
      apiVersion: undefined,
      isOpen,
    };
    const last = (flag: string): Written | undefined => values.get(flag)?.at(-1);
    const state = <T>(how: (written: Written) => Stated<T>, flag: string): Stated<T> | undefined => {
      const written = last(flag);
      return written === undefined ? undefined : how(written);
    };
    const advertiseAddress = state(stateAddress, "--apiserver-advertise-address");
    const bindPort = state(statePort, "--apiserver-bind-port");
    if (action === "init") {
      const names = values.get("--apiserver-cert-extra-sans") ?? [];
      const lastNames = names.at(-1);
      const isPlainList = lastNames?.raw !== undefined && lastNames.raw === lastNames.text;
      const subnets = (flag: string): Stated<IpAddress>[] =>
        (values.get(flag) ?? []).flatMap(splitList).map(stateSubnet);
      this.clusters.push({
        source,
        endpoint: state(stateEndpoint, "--control-plane-endpoint"),
        bindPort,
        bindAddress: undefined,
        advertiseAddress,
        certificateNames: names.flatMap(splitList).map(stateText),
        certificateNamesEnd: lastNames !== undefined && isPlainList ? { at: lastNames.at, form: "commas" } : undefined,
        etcdEndpoints: [],
        etcd: "stacked",
        etcdPeerAddresses: [],
        podSubnets: subnets("--pod-network-cidr"),
        serviceSubnets: subnets("--service-cidr"),
      });
    }
    const controlPlane = last("--control-plane") ?? last("--experimental-control-plane");
    const address = positional[0];
    this.nodes.push({
      source,
      action,
      isControlPlane: action === "init" || (controlPlane !== undefined && controlPlane.text !== "false"),
      nodeName: state(stateText, "--node-name"),
      advertiseAddress,
      bindPort,
      bindPortBelow: undefined,
      joinEndpoint: action === "join" && address !== undefined ? stateEndpoint(address) : undefined,
    });
  }
}

/**
 * Reads the `kubeadm init`, `kubeadm join` and `kube-vip manifest` command lines of a shell script or a terminal's record, and the
 * Kubernetes documents that its here-documents write. A variable that is assigned once, to a plain value, counts as that value; all else that is
 * expanded is unknown.
 *
 * @param text the script; any text is taken
 * @param yaml the reader of the here-documents; without it they are left out
 * @param origin where the script begins, for one that stands in another text
 * @param given values of variables and of a template's placeholders that the script does not assign itself
 * @returns undefined where there is nothing of that kind; all anchors have one origin at the script's start
 */
export function kubernetesFactsFromShell(
  text: string,
  yaml?: YamlReader,
  origin: Origin = { offset: 0 },
  given?: Variables,
): KubernetesFacts | undefined {
  if (text.length > maximumLength || !mentionsKubeadmCommand(text)) return undefined;
  const visitor = new KubeadmVisitor(text, yaml);
  walkScript(text, visitor, origin, given);
  const { documents, clusters, nodes, apiServers, pods, kubeVips } = visitor;
  const balancers = pods.length + kubeVips.length;
  if (documents.length + clusters.length + nodes.length + apiServers.length + balancers === 0) return undefined;
  // The configs in a script are those that it writes as files.
  return {
    kind: "kubernetes",
    documents,
    clusters,
    nodes,
    apiServers,
    pods,
    kubeVips,
    configMaps: [],
    kubeconfigs: [],
  };
}
