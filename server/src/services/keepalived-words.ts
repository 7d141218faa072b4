import { type Message, message } from "../rules/finding.ts";

type Words = Readonly<Record<string, Message>>;

const schedulers: Words = {
  rr: message("each server in turn"),
  wrr: message("each server in turn, by its weight"),
  lc: message("the server with the fewest connections"),
  wlc: message("the server with the fewest connections for its weight"),
  lblc: message("for caches: one server for each destination address, another one where it is overloaded"),
  lblcr: message("for caches: a set of servers for each destination address, the least loaded of them"),
  sh: message("by a hash of the client's address"),
  dh: message("by a hash of the destination address"),
  mh: message("by a hash of the client's address that moves few clients when servers come and go (Maglev)"),
  sed: message("the server with the shortest delay to be expected"),
  nq: message("a server without connections, else the one with the shortest delay to be expected"),
  fo: message("always the server with the highest weight that is up"),
  ovf: message("the server with the highest weight until it is full, then the next one"),
  twos: message("the better one of two servers that are drawn by lot"),
};

const methods: Words = {
  NAT: message("the director rewrites addresses, and the answers come back through it"),
  DR: message("packets go on to the server as they are, and it answers the client itself"),
  TUN: message("packets reach the server through a tunnel, and it answers the client itself"),
};

const tunnels: Words = {
  type: message("the kind of the tunnel"),
  port: message("the UDP port of the tunnel, for gue"),
  csum: message("checksums in the tunnel"),
  nocsum: message("no checksums in the tunnel"),
  remcsum: message("checksums in the tunnel that the other end works out"),
  ipip: message("IP in IP"),
  gue: message("IP in UDP (Generic UDP Encapsulation), which needs a port"),
  gre: message("IP in GRE"),
};

const forwarding: Words = { ...methods, ...tunnels };

const signs: Words = {
  weight: message("what the tracked thing adds to the priority"),
  reverse: message("turns the sign of the weight: what added takes away"),
  noreverse: message("leaves the sign of the weight as it is"),
};

const httpVersions: Words = {
  "1.0": message("version 1.0 of HTTP"),
  "1.1": message("HTTP/1.1, for which most servers want a host name"),
  "1.0C": message("HTTP/1.0 with `Connection: close`"),
  "1.0c": message("HTTP/1.0 with `Connection: close`"),
};

const extraInterfaces: Words = { all: message("also on interfaces that are no VMACs") };
const fileStart: Words = { overwrite: message("writes the number even if the file is there") };
const ownServers: Words = { VS: message("only keepalived's own virtual servers, not what others put there") };

const macvlan: Words = {
  group: message("the group that the interface is put into"),
  netlink_notify_msg: message("tells other programs of the interface by netlink"),
  bridge: message("interfaces of the same parent reach each other directly"),
  private: message("interfaces of the same parent don't reach each other"),
  vepa: message("what interfaces of the same parent say to each other goes through the switch"),
};

/** What a fixed word means as an argument, by the keyword. */
const words: Readonly<Record<string, Words>> = {
  state: {
    MASTER: message("begins as master, and waives nopreempt and preempt_delay; the priority decides who stays it"),
    BACKUP: message("begins as backup and takes over only if no master of higher rank is heard"),
  },
  auth_type: {
    PASS: message("the password goes along in clear text"),
    AH: message("IPsec AH signs the adverts"),
  },
  lb_algo: schedulers,
  lvs_sched: schedulers,
  lb_kind: forwarding,
  lvs_method: forwarding,
  sorry_server_lvs_method: forwarding,
  protocol: {
    TCP: message("connections of TCP"),
    UDP: message("datagrams of UDP"),
    SCTP: message("associations of SCTP"),
  },
  ip_family: { inet: message("of IPv4"), inet6: message("of IPv6") },
  type: {
    A: message("asks for the IPv4 address"),
    AAAA: message("asks for the IPv6 address"),
    NS: message("asks for the name servers"),
    CNAME: message("asks for the name that this one stands for"),
    SOA: message("asks for the start of the zone"),
    MX: message("asks for the mail servers"),
    TXT: message("asks for the texts"),
    RRSIG: message("asks for the signatures (DNSSEC)"),
    DNSKEY: message("asks for the keys of the zone (DNSSEC)"),
  },
  weight: signs,
  http_protocol: httpVersions,
  vrrp_garp_extra_if: extraInterfaces,
  vrrp_vmac_garp_intvl: extraInterfaces,
  garp_extra_if: extraInterfaces,
  vmac_garp_intvl: extraInterfaces,
  init_file: fileStart,
  lvs_flush_on_stop: ownServers,
  lvs_flush_onstop: ownServers,
  vrrp_rx_bufs_policy: {
    MTU: message("by the largest packet that the interface takes"),
    ADVERT: message("by the size of the instance's adverts"),
  },
  include_check: {
    read: message("each file that is named must be readable"),
    match: message("at least one file must be there"),
    wildcard_match: message("each pattern must match a file"),
    brace_match: message("each alternative between braces must match a file"),
  },
  dynamic_interfaces: { allow_if_changes: message("an interface may come back with another type or parent") },
  anti_replay: {
    time: message("adverts must bear a time that is not too old, so that the clocks must agree"),
    monotonic: message("the numbers of the adverts must grow"),
  },
  mode: {
    enforce: message("adverts without a signature are dropped"),
    permissive: message("signs, and takes adverts without a signature too"),
    "receive-only": message("sends without a signature, and checks those that come"),
  },
  old_unicast_checksum: { never: message("never falls back to the old checksum") },
  param_match: {
    initial: message("the last argument may go on"),
    partial: message("the process may have further arguments"),
  },
  lvs_sync_daemon: {
    inst: message("the instance that decides whether this end is master or backup"),
    id: message("the number by which both ends know each other, 0 to 255"),
    maxlen: message("the largest packet, in bytes"),
    port: message("the UDP port of the sync packets"),
    ttl: message("the TTL of the multicast packets"),
    group: message("the multicast group of the sync packets"),
  },
  lvs_timeouts: {
    tcp: message("for idle TCP connections, in seconds"),
    tcpfin: message("for TCP connections that are being closed, in seconds"),
    udp: message("for UDP, in seconds"),
  },
  virtual_server: {
    fwmark: message("all packets that bear a firewall mark"),
    group: message("the addresses of a virtual_server_group"),
  },
  use_vmac: macvlan,
  use_ipvlan: macvlan,
};

const on = message("switches it on");
const off = message("switches it off");
const booleans: Words = { on, true: on, yes: on, off, false: off, no: off };

/**
 * What a fixed word means as an argument of a keyword.
 *
 * @param keyword the keyword
 * @param word the word; `protocol` takes it in lower case too
 */
export function meaningOfWord(keyword: string, word: string): Message | undefined {
  const own = Object.hasOwn(words, keyword) ? words[keyword] : undefined;
  if (own !== undefined && Object.hasOwn(own, word)) return own[word];
  return keyword === "protocol" ? own?.[word.toUpperCase()] : undefined;
}

/** What `on`, `off` and their like do; undefined for other words. */
export function meaningOfBoolean(word: string): Message | undefined {
  return Object.hasOwn(booleans, word) ? booleans[word] : undefined;
}

const interfaceOption = message("the interface");
const tableOption = message("the routing table, by number or name");
const tosOption = message("the type of service of packets");
const firstAddress = message("the address that packets get as their source");
const rank = message("the rank among rules or routes; the lowest number goes first");
const tracked = message("the instance stays master when somebody else takes it away, and it is not put back");
const trackGroup = message("the group of instances that goes to FAULT when somebody else takes it away");
const familyWord = message("says of which family it is, but keepalived passes over the word behind it");

const addressOptions: Words = {
  dev: message("the interface that the address is put on; the instance's own unless given"),
  scope: message("how far the address is valid: global, link, host or a number"),
  label: message("a name for the address, as `ifconfig` shows it, that begins with the interface's"),
  brd: message("the broadcast address; `+` and `-` derive it from the network"),
  broadcast: message("the broadcast address; `+` and `-` derive it from the network"),
  peer: message("the address of the other end, on a point-to-point link"),
  home: message("a home address of Mobile IPv6"),
  "-nodad": message("the kernel does not look whether another machine has the address already"),
  mngtmpaddr: message("the kernel makes temporary addresses from this one"),
  noprefixroute: message("no route to the network is made with the address"),
  autojoin: message("the kernel joins the multicast group of the address"),
  no_track: tracked,
  track_group: trackGroup,
  preferred_lft: message("for so many seconds new connections come from the address; `forever` also for an IPv6 /128"),
  use_vmac: message("the address gets a macvlan with the virtual router's MAC on that interface"),
};

const routeOptions: Words = {
  default: message("the route to everything that no other route leads to"),
  src: firstAddress,
  tos: tosOption,
  dsfield: tosOption,
  hoplimit: message("the hop limit of packets"),
  "ttl-propagate": message("whether the TTL goes into the MPLS header"),
  via: message("the router that packets go to"),
  gw: message("the router that packets go to; an old word for `via`"),
  from: message("the source addresses that the route or rule is for"),
  to: message("the destinations that the route or rule is for"),
  inet: familyWord,
  inet6: familyWord,
  dev: interfaceOption,
  oif: message("the interface that packets leave by"),
  iif: message("the interface that packets come in by"),
  weight: message("the share of this next hop among several, 1 to 256"),
  onlink: message("the router counts as reachable on the interface, whatever the addresses say"),
  nexthop: message("one of several ways that share the packets"),
  encap: message("packets are wrapped in another protocol"),
  realms: message("the realm that packets are counted for"),
  table: tableOption,
  lookup: tableOption,
  vrf: message("the VRF device, whose table is used"),
  protocol: message("who made it, by number or name; keepalived unless given"),
  scope: message("how far it reaches: global, link, host or a number"),
  metric: rank,
  priority: rank,
  preference: rank,
  order: rank,
  expires: message("after so many seconds the route goes"),
  mtu: message("the largest packet on the way, in bytes"),
  advmss: message("the largest TCP segment that is announced"),
  rtt: message("the round trip time to begin with"),
  rttvar: message("the variance of the round trip time to begin with"),
  reordering: message("how many segments may come out of order"),
  window: message("the largest TCP window that is announced, in bytes"),
  cwnd: message("the limit of the congestion window"),
  initcwnd: message("the congestion window to begin with, in segments"),
  initrwnd: message("the receive window to begin with, in segments"),
  ssthresh: message("the threshold of slow start to begin with"),
  rto_min: message("the shortest time until TCP sends again"),
  features: message("features that are switched on for the route"),
  ecn: message("congestion is told by ECN"),
  quickack: message("whether TCP answers at once, 0 or 1"),
  fastopen_no_cookie: message("whether TCP Fast Open works without a cookie, 0 or 1"),
  congctl: message("the congestion control of TCP"),
  pref: message("how this IPv6 route ranks among the routers: low, medium or high"),
  add: message("adds the route and fails if there is one like it"),
  prepend: message("puts the route in front of others like it, which is the default"),
  append: message("puts the route behind others like it"),
  or: message("another router, in the words of old releases"),
  as: message("has no effect any more"),
  no_track: tracked,
  track_group: trackGroup,
  unicast: message("a route to a machine or network, the usual one"),
  local: message("the destinations are this machine's own"),
  broadcast: message("the destinations are broadcast addresses"),
  multicast: message("a route for multicast"),
  throw: message("ends the look-up in this table, so that the next rule is tried"),
  unreachable: message("packets are refused as unreachable"),
  prohibit: message("packets are refused as prohibited"),
  blackhole: message("packets are dropped without a word"),
  anycast: message("the destinations are anycast addresses"),
  xresolve: message("an external program resolves the destination"),
  nat: message("addresses are rewritten; Linux no longer does it"),
};

const ruleOptions: Words = {
  ...routeOptions,
  not: message("the rule holds for packets that do not match"),
  fwmark: message("packets that bear a firewall mark, maybe under a mask"),
  suppress_prefixlength: message("routes of so long a prefix or shorter don't count"),
  sup_pl: message("routes of so long a prefix or shorter don't count"),
  suppress_ifgroup: message("routes over interfaces of that group don't count"),
  sup_group: message("routes over interfaces of that group don't count"),
  "tunnel-id": message("packets of a tunnel, by its number"),
  uidrange: message("packets of users whose numbers lie in a range"),
  l3mdev: message("uses the table of the VRF that the interface belongs to"),
  ipproto: message("packets of a protocol, by name or number"),
  sport: message("packets from a range of ports: `80-80` for a single one"),
  dport: message("packets to a range of ports: `80-80` for a single one"),
  type: message("the word behind it says what happens to packets"),
  goto: message("goes on with the rule of that rank"),
  nop: message("does nothing, so that the next rule is tried"),
};

const linkWays: Words = {
  MII: message("asks the registers of the network card"),
  ETHTOOL: message("asks the driver by ethtool"),
  IOCTL: message("asks the interface's flags"),
};

/** What the words of an entry mean, by the syntax of its block. */
const options: Readonly<Record<string, Words>> = {
  ipaddress: addressOptions,
  route: routeOptions,
  rule: ruleOptions,
  track_script: signs,
  track_interface: signs,
  track_file: signs,
  track_process: signs,
  track_bfd: signs,
  unicast_peer: {
    min_ttl: message("adverts of this peer with a lower TTL or hop limit are dropped"),
    max_ttl: message("adverts of this peer with a higher TTL or hop limit are dropped"),
  },
  linkbeat_interface: linkWays,
  virtual_server_group_entry: {
    fwmark: message("all packets that bear a firewall mark"),
    inet: message("of IPv4"),
    inet6: message("of IPv6"),
  },
};

/**
 * What a word of an entry means.
 *
 * @param syntax the syntax of the block, as the schema calls it
 */
export function meaningOfOption(syntax: string, word: string): Message | undefined {
  const own = Object.hasOwn(options, syntax) ? options[syntax] : undefined;
  return own !== undefined && Object.hasOwn(own, word) ? own[word] : undefined;
}
