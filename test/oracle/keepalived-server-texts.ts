import type { Dice } from "./keepalived-texts.ts";

const methods = [
  "NAT",
  "NAT",
  "DR",
  "DR",
  "TUN",
  "TUN",
  "TUN type gue port 6000",
  "TUN csum",
  "TUN type gre remcsum",
  "FNAT",
];
const addresses = ["10.9.0.2", "10.9.0.2", "10.9.0.2", "10.9.0.3", "10.9.0.3", "10.9.0.4", "fd00::2", "10.9.0.300"];
const portsOfServers = ["", " 80", " 80", " 80", " 080", " 81", " 0", " 0", " 70000"];

function some<T>(dice: Dice, outOf: number, make: () => T): T[] {
  return dice.isOneIn(outOf) ? [make()] : [];
}

function connection(dice: Dice): string[] {
  const line = (): string =>
    dice.pick([
      "connect_ip 10.9.0.9",
      "connect_ip fd00::9",
      "connect_ip fe80::9",
      "connect_ip 10.9.0",
      "bindto 10.9.0.8",
      "bindto fd00::8",
      "bind_if eth0",
      "connect_port 25",
      "connect_port 0",
      "connect_timeout 3",
      "retry 0",
    ]);
  return Array.from({ length: dice.below(3) }, line);
}

function checker(dice: Dice): string[] {
  const name = dice.pick(["TCP_CHECK", "UDP_CHECK", "DNS_CHECK", "PING_CHECK", "SMTP_CHECK", "HTTP_GET"]);
  const own: Readonly<Record<string, () => string[]>> = {
    UDP_CHECK: () => [
      ...some(dice, 2, () => `min_reply_length ${dice.pick([0, 255, 256, 65_536])}`),
      ...some(dice, 2, () => `max_reply_length ${dice.pick([10, 255, 4096, 65_536])}`),
    ],
    DNS_CHECK: () => [`name ${dice.pick(["a", "a.b", "ab.c", "ab..c", ".", ".a", "example.org."])}`],
    HTTP_GET: () => ["url {", "path /", "}"],
  };
  return [`${name} {`, ...(own[name]?.() ?? []), ...connection(dice), "}"];
}

function realServer(dice: Dice): string[] {
  return [
    `real_server ${dice.pick(addresses)}${dice.pick(portsOfServers)} {`,
    ...some(dice, 3, () => `weight ${dice.pick(["0", "1", "1", "3", "3", "-1"])}`),
    ...some(dice, 3, () => `lvs_method ${dice.pick(methods)}`),
    ...some(dice, 6, () => `inhibit_on_failure ${dice.pick(["yes", "no", "maybe"])}`),
    ...(dice.isOneIn(3) ? checker(dice) : []),
    "}",
  ];
}

function line(dice: Dice): string {
  return dice.pick([
    `lb_kind ${dice.pick(methods)}`,
    `lb_algo ${dice.pick(["rr", "sh", "mh", "RR"])}`,
    `protocol ${dice.pick(["TCP", "UDP", "sctp", "icmp"])}`,
    "ops",
    "sh-port",
    "hashed",
    "ha_suspend",
    `ip_family ${dice.pick(["inet", "inet6"])}`,
    `persistence_timeout${dice.pick(["", " 50", " 0"])}`,
    `persistence_granularity ${dice.pick(["255.255.255.0", "64", "129", "0.0.0.0", "x"])}`,
    `quorum ${dice.pick(["0", "1", "2", "4", "x"])}`,
    `hysteresis ${dice.pick(["0", "1", "3", "x"])}`,
    `weight ${dice.pick(["0", "1", "2"])}`,
    `sorry_server ${dice.pick(addresses)}${dice.pick(portsOfServers)}`,
    "sorry_server_inhibit",
    `sorry_server_lvs_method ${dice.pick(methods)}`,
    "inhibit_on_failure",
  ]);
}

function entry(dice: Dice): string {
  return dice.pick([
    "10.9.0.100 80",
    "10.9.0.100",
    "10.9.0.16/28 80",
    "10.9.0.17/28 80",
    "10.9.0.5-9 80",
    "10.9.0.9-5 80",
    "10.9.0.5-10.9.1.5 80",
    "fd00::100 80",
    "fd00::/112 80",
    "fd00::1/112 80",
    "fd00::9-a 80",
    "fd00::a-9 80",
    "fd00::9-fd00::1:0 80",
    "fwmark 5",
    "fwmark 5 inet",
    "fwmark 6 inet6",
  ]);
}

/** A text with one virtual server whose lines may be at odds with each other, and the group that it is for where it is for one. */
export function serverText(dice: Dice): string {
  const head = dice.pick(["10.9.0.100 80", "10.9.0.100 80", "10.9.0.100", "fwmark 5", "group G", "group G"]);
  const entries = Array.from({ length: 1 + dice.below(3) }, () => entry(dice));
  const inner = [
    ...(dice.isOneIn(6) ? [] : ["lb_algo rr"]),
    ...(dice.isOneIn(6) ? [] : [`lb_kind ${dice.pick(["NAT", "DR", "TUN"])}`]),
    ...(dice.isOneIn(6) ? [] : ["protocol TCP"]),
    ...Array.from({ length: dice.below(3) }, () => line(dice)),
    ...realServer(dice),
    ...(dice.isOneIn(2) ? realServer(dice) : []),
    ...(dice.isOneIn(4) ? [line(dice)] : []),
  ];
  const group = head === "group G" ? ["virtual_server_group G {", ...entries, "}"] : [];
  return `${[...group, `virtual_server ${head} {`, ...inner, "}"].join("\n")}\n`;
}
