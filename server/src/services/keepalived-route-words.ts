import { type Message, message } from "../rules/finding.ts";
import { tunnelOptions } from "../schema/keepalived/encapsulation.ts";

type Words = Readonly<Record<string, Message>>;

/** What stands at a place of a route, and whether it is one of the fixed words. */
interface RouteWord {
  readonly said: Message;
  readonly isFixed: boolean;
}

const encapsulations: Words = {
  ip: message("packets are wrapped in IPv4, for a tunnel device that takes its target from the route"),
  ip6: message("packets are wrapped in IPv6, for a tunnel device that takes its target from the route"),
  mpls: message("packets get MPLS labels"),
  ila: message("the first half of the destination is replaced (Identifier Locator Addressing)"),
};

const labels = message("the MPLS labels, one or two with a slash between them");
const locator = message("the locator: four groups of hex digits");

const tunnelWords: Words = {
  id: message("the number of the tunnel, such as a VNI"),
  dst: message("the other end of the tunnel"),
  src: message("this end of the tunnel"),
  tos: message("the type of service of the outer packets"),
  tc: message("the traffic class of the outer packets"),
  ttl: message("the TTL of the outer packets, 0 to 255"),
  hoplimit: message("the hop limit of the outer packets, 0 to 255"),
  flags: message("the flags of the tunnel, as a number up to 65535"),
};

const lock = message("TCP keeps to the value, whatever it finds out about the way");
const families: Words = {
  inet: message("the router's address is of IPv4"),
  inet6: message("the router's address is of IPv6"),
};

/** What a word of an encapsulation is; the words begin behind `encap`, the one asked for stands last. */
function encapsulationWord(words: readonly string[]): RouteWord | undefined {
  const [type = "", ...rest] = words;
  const kind = Object.hasOwn(encapsulations, type) ? encapsulations[type] : undefined;
  if (kind === undefined) return undefined;
  if (rest.length === 0) return { said: kind, isFixed: true };
  if (type === "mpls" || type === "ila")
    return rest.length === 1 ? { said: type === "mpls" ? labels : locator, isFixed: false } : undefined;
  const known = tunnelOptions[type === "ip" ? 4 : 6];
  const isName = rest.length % 2 === 1;
  const names = rest.filter((_, at) => at % 2 === 0);
  const said = tunnelWords[names.at(-1) ?? ""];
  return said !== undefined && names.every((name) => known.includes(name)) ? { said, isFixed: isName } : undefined;
}

/**
 * What a word of a route means that is a part of an option: of an encapsulation, or between an option and its value.
 *
 * @param words the entry, the word asked for last
 * @param meaningOf what an option means
 */
export function meaningOfRouteWord(
  words: readonly string[],
  meaningOf: (option: string) => Message | undefined,
): RouteWord | undefined {
  const encapsulation = words.lastIndexOf("encap", -2);
  if (encapsulation > 0) {
    const found = encapsulationWord(words.slice(encapsulation + 1));
    if (found !== undefined) return found;
  }
  const [option = "", before = "", word = ""] = words.slice(-3);
  if (word === "lock" && words.length > 2) return { said: lock, isFixed: true };
  const isRouter = before === "via" || before === "gw";
  const family = isRouter && Object.hasOwn(families, word) ? families[word] : undefined;
  if (family !== undefined) return { said: family, isFixed: true };
  const isBetween = before === "lock" || ((option === "via" || option === "gw") && Object.hasOwn(families, before));
  const said = isBetween ? meaningOf(option) : undefined;
  return said === undefined ? undefined : { said, isFixed: false };
}
