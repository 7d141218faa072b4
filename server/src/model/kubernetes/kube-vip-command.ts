import type { ScriptText } from "../shell/walk.ts";
import type { ShellWord } from "../shell/words.ts";
import { isFilledIn, statePort, stateText, type Written } from "../written.ts";
import type { KubeVip } from "./pod-facts.ts";
import { readVips } from "./pods.ts";

/** `kube-vip manifest pod`, run in a container or not: an image's tag may stand behind the name. */
export const kubeVipCommand = /kube-vip[^\s"';|&]*["']?[ \t]+manifest[ \t]+(?:pod|daemonset)\b/;

/** Flags of `kube-vip manifest` with a value that is read. */
const valueFlags: ReadonlySet<string> = new Set(["--address", "--vip", "--interface", "--port", "--lbPort"]);

/** The index of the word that runs kube-vip to write a manifest; -1 where none does. */
function findKubeVip(words: readonly ShellWord[]): number {
  return words.findIndex(
    ({ value }, index) =>
      /(?:^|\/)kube-vip(?:[:@].*)?$/.test(value) &&
      words[index + 1]?.value === "manifest" &&
      /^(?:pod|daemonset)$/.test(words[index + 2]?.value ?? ""),
  );
}

/**
 * Reads a command line that lets kube-vip write its manifest.
 *
 * @param words the words of one simple command
 * @returns undefined where it is another command
 */
export function kubeVipFromCommand(words: readonly ShellWord[], script: ScriptText): KubeVip | undefined {
  const at = findKubeVip(words);
  const first = words[at];
  if (first === undefined) return undefined;
  const values = new Map<string, Written>();
  let isOpen = false;
  for (let index = at + 3; index < words.length; index++) {
    const word = words[index];
    if (word === undefined) break;
    const equals = word.value.indexOf("=");
    const flag = equals < 0 ? word.value : word.value.slice(0, equals);
    const next = words[index + 1];
    if (!flag.startsWith("-")) isOpen ||= isFilledIn(script.written(word));
    else if (equals >= 0) values.set(flag, script.written(word, equals + 1));
    else if (valueFlags.has(flag) && next !== undefined) {
      values.set(flag, script.written(next));
      index++;
    } else values.set(flag, { ...script.written(word), text: "true", isUnknown: false });
  }
  const isOn = (flag: string): boolean | undefined => {
    const written = values.get(flag);
    if (written === undefined) return isOpen ? undefined : false;
    return isFilledIn(written) ? undefined : written.text !== "false";
  };
  const address = values.get("--address") ?? values.get("--vip");
  const port = values.get("--port");
  const balancedPort = values.get("--lbPort");
  const networkInterface = values.get("--interface");
  const end = words[words.length - 1]?.end ?? first.end;
  return {
    form: "command",
    at: { origin: script.origin, start: first.start, end },
    isOpen,
    addresses: address === undefined ? [] : readVips(address),
    port: port === undefined ? undefined : statePort(port),
    balancedPort: balancedPort === undefined ? undefined : statePort(balancedPort),
    isBalancing: isOn("--enableLoadBalancer"),
    isControlPlane: isOn("--controlplane"),
    interface: networkInterface === undefined ? undefined : stateText(networkInterface),
  };
}
