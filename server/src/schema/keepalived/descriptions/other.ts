/** See `../descriptions.ts`. */
export const keepalivedOtherDescriptions: Readonly<Record<string, string>> = {
  bfd_instance:
    "A BFD session (RFC 5880) with a neighbour, which notices within milliseconds that the path to it is dead. Acts only through `track_bfd` or `BFD_CHECK`. The name has at most 31 characters, and each pair of addresses may have one session.",
  "bfd_instance/checker":
    "Reports this session to the health checker only, so that just `BFD_CHECK` can use it. Without `checker` and `vrrp` both processes hear of it.",
  "bfd_instance/hoplimit":
    "IPv6 hop limit of outgoing BFD packets, 1 to 255, default 64. The same setting as `ttl`; receivers without `max_hops` expect the value that both sides agree on.",
  "bfd_instance/idle_tx":
    "Interval in ms between packets while the session isn't up, default 1000 and at least that; decimals allow µs. More than 10000 is accepted with a warning.",
  "bfd_instance/max_hops":
    "How many hops a received packet may have lost from TTL or hop limit, default 0, so only direct neighbours are believed; 255 turns the check off. Raise it for `multihop` sessions.",
  "bfd_instance/min_rx":
    "Shortest interval in ms at which this side wants to receive packets, default 10, with decimals down to µs. The sender's `min_tx` may make it slower.",
  "bfd_instance/min_tx":
    "Shortest interval in ms between own packets while the session is up, default 10; the neighbour's `min_rx` may ask for slower. Times `multiplier` it gives the time after which the neighbour declares a failure.",
  "bfd_instance/multihop":
    "Uses UDP port 4784, as RFC 5883 wants for neighbours behind routers, instead of 3784. Both ends need it, and `max_hops` must allow the distance.",
  "bfd_instance/multiplier":
    "How many of this side's packets the neighbour may miss before it declares the session down, 1 to 255, default 5: with 10 ms intervals, after 50 ms. How fast this side notices is set by the neighbour's value. Small ones flap on busy virtual machines.",
  "bfd_instance/neighbor_ip":
    "Address of the other end of the session, IPv4 or IPv6. Required; the instance is disabled without it.",
  "bfd_instance/neighbour_ip":
    "The same as `neighbor_ip` in British spelling: address of the other end of the BFD session, required.",
  "bfd_instance/passive":
    "Waits for the neighbour's first packet before sending any. At least one of the two ends must be active, which is the default.",
  "bfd_instance/source_ip":
    "Local address of the session, of the neighbour's family. The kernel chooses one unless set; set it so that the neighbour sees the address which it expects.",
  "bfd_instance/ttl":
    "IPv4 TTL of outgoing BFD packets, 1 to 255, default 255. A neighbour that checks it, as `max_hops` does, drops packets that come with less.",
  "bfd_instance/vrrp":
    "Reports this session to VRRP only, so that just `track_bfd` can use it. Without `vrrp` and `checker` both processes hear of it.",
  "bfd_instance/weight":
    "Default weight of this session in `track_bfd`, -253 to 253: 0 (default) means FAULT when it is down, a positive one is added while it is up, a negative one subtracted while it is down; `reverse` swaps that.",
  child_wait_time:
    "Seconds that the parent process waits at shutdown for its children to remove addresses and services, default 5. Raise it for very large configurations. Stands outside of all blocks.",
  garp_group:
    "Slows down gratuitous ARP and neighbour adverts on an interface, or on several ones together, for a switch that drops bursts. Needs an interval and `interface` or `interfaces`; others follow `vrrp_garp_interval`.",
  "garp_group/garp_interval":
    "Seconds between two gratuitous ARP packets on the group's interfaces, with µs, e.g. `0.01`. One second or more is logged as suspicious, since many VIPs then take very long.",
  "garp_group/gna_interval":
    "Seconds between two unsolicited neighbour advertisements (IPv6) on the group's interfaces, with a resolution of µs.",
  "garp_group/interface":
    "The one interface that the intervals hold for; it may be in one group only, and not be a VMAC. Use either this or `interfaces`.",
  "garp_group/interfaces":
    "Interfaces on the same switch that share the intervals, so that packets on all of them are counted together. Use either this or `interface`.",
  instance:
    "Name of this keepalived among several in one network namespace: it becomes part of the names of PID files and of the name in the system log. Stands outside of all blocks; a reload can't change it. It isn't the config id that `@` lines compare.",
  interface_up_down_delays:
    "Seconds that a change of an interface must last before VRRP reacts: `eth0 2 5` waits 2 after down and 5 after up, at most 255. Rides out flapping links. The down delay must be shorter than two `advert_int`, or a backup takes over first.",
  linkbeat_interfaces:
    "Interfaces whose link is polled instead of learnt from the kernel, for drivers that don't report carrier loss. `MII`, `ETHTOOL` or `IOCTL` behind a name chooses the method, MII by default. VMACs need no polling.",
  linkbeat_use_polling:
    "Polls the link of all VRRP interfaces instead of listening to kernel messages. Only for old drivers; `linkbeat_interfaces` limits it to those that need it.",
  namespace_with_ipsets:
    "Uses ipsets although keepalived runs in a network namespace, on kernels before 3.13 where ipsets weren't separate. Superfluous on current kernels.",
  net_namespace:
    "Network namespace in which keepalived runs as a whole, by name. PID files go to a directory of its own, log lines carry the name, and a reload can't change it. Stands outside of all blocks, early in the file.",
  net_namespace_ipvs:
    "Network namespace for the IPVS tables, if it differs from the one of the health checks; without a name the default namespace. Can't change on reload.",
  static_ipaddress:
    "Addresses that keepalived sets at start and keeps whatever the VRRP state, in the style of `ip address add`. For machines that have no other network configuration; without `dev` they go to `default_interface`.",
  static_routes:
    "Routes that keepalived sets at start whatever the VRRP state, in the syntax of `ip route add` with full option names. `track_group NAME` lets instances fail if such a route vanishes.",
  static_rules:
    "Policy rules that keepalived sets at start whatever the VRRP state, like `ip rule add`. Give each a `preference`, or its place in the order is chance; rules that could be either are IPv4.",
  use_pid_dir:
    "Puts PID files into the subdirectory `keepalived` of the run directory, so that several daemons keep apart. `instance` and `net_namespace` imply it. Stands outside of all blocks.",
};
