import { type IpAddress, isLoopback, isWildcard, parseIpAddress } from "../model/address.ts";
import { message } from "../rules/finding.ts";
import { addressAt, placesOfAddressIn } from "./addresses.ts";
import { filesWith } from "./cluster-files.ts";
import type { ClusterRenamable, RenameRefusal } from "./renamable-thing.ts";
import { lineOf, type NavigationSource, sortedOnce } from "./source.ts";

/** The places of an address in a text, each on its own or as a part of a longer word. */
interface Occurrence {
  readonly start: number;
  readonly end: number;
  /** No letter, digit or dash stands at it: `10.0.0.1-9`, `ip-10.0.0.1` are something else. */
  readonly isOwnWord: boolean;
}

function occurrencesOf(text: string, spelling: string): Occurrence[] {
  const isFour = !spelling.includes(":");
  const sign = isFour ? /[\d.]/ : /[\da-fA-F:.]/;
  const found: Occurrence[] = [];
  for (let start = text.indexOf(spelling); start >= 0; start = text.indexOf(spelling, start + 1)) {
    const end = start + spelling.length;
    const before = text[start - 1] ?? " ";
    const behind = text[end] ?? " ";
    // A full stop behind an address ends a sentence, unless a digit follows.
    const isStop = isFour && behind === "." && !/\d/.test(text[end + 1] ?? " ");
    if (sign.test(before) || (sign.test(behind) && !isStop)) continue;
    found.push({ start, end, isOwnWord: !/[\w-]/.test(before) && !/[\w-]/.test(behind) });
  }
  return found;
}

/** Whether a text gives a definition whose value holds an address, so that what stands for it changes with it. */
function isDefined(text: string, written: string, spelling: string): boolean {
  const name = /^\$\{?(\w+)\}?/.exec(written)?.[1];
  if (name === undefined) return false;
  return text
    .split("\n")
    .some((line) => line.trimStart().startsWith(`$${name}=`) && occurrencesOf(line, spelling).length > 0);
}

function faultOf(address: IpAddress, isTaken: (other: IpAddress, text: string) => boolean, newName: string) {
  const other = parseIpAddress(newName);
  if (other === undefined || other.prefix !== undefined)
    return message('"{name}" is no IP address.', { name: newName });
  if (other.text === address.text) return undefined;
  if (other.family !== address.family) return message('"{name}" is an address of another family.', { name: newName });
  if (isLoopback(other) || isWildcard(other))
    return message('"{name}" is an address that every machine has.', { name: newName });
  return isTaken(other, newName)
    ? message('"{name}" stands in files of this cluster already, so that the two could not be told apart.', {
        name: newName,
      })
    : undefined;
}

/** The VIP or node's address at an offset with all places of its cluster that state it, or why it is not renamed. */
export function renamableAddressAt(
  source: NavigationSource,
  file: string,
  offset: number,
): ClusterRenamable | RenameRefusal | undefined {
  const here = addressAt(source, file, offset);
  if (here === undefined) return undefined;
  const { address } = here;
  const clusters = source.clustersOf(file);
  const name = address.text;
  if (clusters.length === 0)
    return {
      refusal: message("The file takes part in no cluster, so that it can't be told where else {name} stands.", {
        name,
      }),
    };
  const nodes = clusters.flatMap((cluster) => cluster.nodes);
  const owners = nodes.filter(({ addresses }) => addresses.some(({ text }) => text === name));
  const isVip = clusters.some(({ virtualAddresses }) => virtualAddresses.some(({ text }) => text === name));
  if (!isVip && owners.length === 0 && here.role === "other")
    return { refusal: message("{name} is neither a VIP nor an address of a node here.", { name }) };
  const named = owners.find((node) => node.name === name && node.knownBy !== "content" && node.knownBy !== "block");
  if (named !== undefined)
    return { refusal: message("{name} is the name of a folder or a file as well, which would stay.", { name }) };
  const { files, doubtful } = filesWith(source, file, (text) => occurrencesOf(text, name).length > 0);
  if (doubtful !== undefined)
    return {
      refusal: message("{name} also stands in {file}, which belongs to no cluster.", { name, file: doubtful }),
    };
  const occurrences = files.flatMap((one) =>
    occurrencesOf(source.textOf(one) ?? "", name).map((found) => ({ file: one, ...found })),
  );
  const odd = occurrences.find(({ isOwnWord }) => !isOwnWord);
  if (odd !== undefined)
    return {
      refusal: message("{name} is part of a longer word on line {line} of {file}.", {
        name,
        line: lineOf(source, odd.file, odd.start),
        file: odd.file,
      }),
    };
  const texts = files.map((one) => source.textOf(one) ?? "");
  for (const one of files) {
    for (const { start, end } of placesOfAddressIn(source, one, address)) {
      if (occurrences.some((found) => found.file === one && start <= found.start && found.end <= end)) continue;
      const written = source.textOf(one)?.slice(start, end) ?? "";
      if (texts.some((text) => isDefined(text, written, name))) continue;
      return {
        refusal: message("{name} is not written out plainly on line {line} of {file}.", {
          name,
          line: lineOf(source, one, start),
          file: one,
        }),
      };
    }
  }
  const at = occurrences.find((found) => found.file === file && found.start <= offset && offset <= found.end);
  if (at === undefined) return undefined;
  const isTaken = (other: IpAddress, spelling: string): boolean =>
    files.some(
      (one) =>
        occurrencesOf(source.textOf(one) ?? "", spelling).length > 0 ||
        placesOfAddressIn(source, one, other).length > 0,
    );
  return {
    place: { file, start: at.start, end: at.end },
    name,
    places: sortedOnce(occurrences.map(({ file: one, start, end }) => ({ file: one, start, end }))),
    faultOf: (newName) => faultOf(address, isTaken, newName),
  };
}
