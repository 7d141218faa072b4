import { cNumber } from "./c-numbers.ts";
import type { OptionReader } from "./option-reader.ts";

/** The options of an encapsulation over IP; each takes a value, and any other word ends them. */
const tunnelOptions: Readonly<Record<4 | 6, readonly string[]>> = {
  4: ["id", "dst", "src", "tos", "ttl", "flags"],
  6: ["id", "dst", "src", "tc", "hoplimit", "flags"],
};

const largestId = 2n ** 64n - 1n;

function readTunnelOption(reader: OptionReader, family: 4 | 6, name: string): void {
  switch (name) {
    case "id": {
      const text = reader.value();
      if (text === undefined) return;
      const isRight = /^\s*\+?\d+$/.test(text) && BigInt(text.trim().replace("+", "")) <= largestId;
      const isOlder = !reader.isSince("2.0.7") && cNumber(text) !== undefined && !text.includes("-");
      if (!isRight && !isOlder) reader.outOfRange(0, Number(largestId));
      return;
    }
    case "dst":
    case "src":
      reader.address(family, reader.value());
      return;
    case "ttl":
    case "hoplimit":
      reader.number({ type: "uint", max: 255 });
      return;
    case "flags":
      reader.number({ type: "uint", max: 65_535 });
      return;
    default:
      reader.named(255);
  }
}

function readTunnel(reader: OptionReader, family: 4 | 6): void {
  const first = reader.at;
  let hasTarget = false;
  for (;;) {
    const name = reader.peek();
    if (name === undefined && !reader.isAtEnd) return;
    if (name === undefined || !tunnelOptions[family].includes(name)) break;
    reader.option = name;
    readTunnelOption(reader, family, name);
    hasTarget ||= name === "dst" || name === "id";
    reader.at++;
  }
  if (!hasTarget) reader.conflict("no-encapsulation-target", first - 1);
  reader.at--;
}

/** Up to two labels of 20 bits, with a slash between them. */
function readLabels(reader: OptionReader): void {
  const labels = reader.value()?.split("/");
  const isRight = (label: string): boolean => !/^\s*-/.test(label) && (cNumber(label) ?? Infinity) <= 0xf_ffff;
  if (labels !== undefined && !(labels.length <= 2 && labels.every(isRight))) reader.malformed("mpls");
}

/** Four groups of hexadecimal digits. */
function readLocator(reader: OptionReader): void {
  const text = reader.value();
  const group = "(?:0x)?0*[\\da-f]{1,4}";
  if (text !== undefined && !new RegExp(`^\\s*${group}(?::${group}){3}$`, "i").test(text)) reader.malformed("ila");
}

/** Reads what follows `encap`. */
export function readEncapsulation(reader: OptionReader): void {
  const type = reader.value();
  switch (type) {
    case undefined:
      return;
    case "ip":
    case "ip6":
      reader.at++;
      readTunnel(reader, type === "ip" ? 4 : 6);
      return;
    case "mpls":
      readLabels(reader);
      return;
    case "ila":
      readLocator(reader);
      return;
    default:
      reader.drop({ kind: "choice", values: ["ip", "ip6", "mpls", "ila"] });
  }
}
