/** See `../descriptions.ts`. */
export const keepalivedVrrpDescriptions: Readonly<Record<string, string>> = {
  track_file:
    "Names a file whose content, a number, steers what tracks it: VRRP instances, sync groups, or real servers by `FILE_CHECK`. It is read again at each change. Must stand before the blocks that refer to it.",
  "track_file/file":
    "Path of the watched file. It holds one number as text: with weight 0 anything but 0 means failure, otherwise number times weight is added to the priority. Its directory must exist.",
  "track_file/init_file":
    "Writes a number (0 unless given) into the file at start if the file doesn't exist, or in any case with `overwrite`. Avoids an undefined state until your own script writes it.",
  "track_file/weight":
    "Factor for the number in the file, -254 to 254, default 1; `reverse` turns its sign. The product is added to the priority, and at -254 or less the tracking instance goes to FAULT. 0 makes any non-zero number a failure.",
  track_group:
    "Names VRRP instances that shall track static addresses, routes or rules: if an entry marked `track_group NAME` is deleted and can't be restored, the instances go to FAULT.",
  "track_group/group":
    "The VRRP instances of this track group, by name, in any layout over lines. A group without members is removed with a warning.",
  vrrp_instance:
    "One virtual router: adverts on an interface elect a master, and only the master holds the addresses listed. The name is for logs and references and local to the file; nodes find each other by `virtual_router_id`, address family and network.",
  "vrrp_instance/accept":
    "Lets a master that isn't the address owner receive packets for the VIPs. The default anyway, except in strict mode, where only priority 255 accepts; there VRRPv2 doesn't allow it.",
  "vrrp_instance/advert_int":
    "Seconds between the adverts of a master, default 1. A backup takes over after about three of them, so it sets failover time. VRRPv3 takes 0.01 to 40.95; VRRPv2 rounds to whole seconds and drops adverts with another value, so keep it equal on all nodes.",
  "vrrp_instance/auth_hmac":
    "Protects adverts by an HMAC-SHA256 and a sequence number against forging and replay; works with VRRPv2, VRRPv3, unicast and multicast. Only between keepalived nodes with the same keys, and not together with `authentication`.",
  "vrrp_instance/auth_hmac/active_key":
    "Number of the key that signs outgoing adverts; the first one unless set. To rotate, give all nodes both keys, then move this number node by node.",
  "vrrp_instance/auth_hmac/anti_replay":
    "How repeated adverts are recognised: `time` (default) wants fresh time stamps within `time_window`, so clocks must be in step; `monotonic` only growing sequence numbers.",
  "vrrp_instance/auth_hmac/key":
    "A shared secret with a number from 1 to 255, as text of 32 to 64 bytes, as `hex:…`, or `file:PATH` to keep it out of this file. Several keys allow rotation without a gap.",
  "vrrp_instance/auth_hmac/mode":
    "`enforce` (default) drops unsigned adverts; `permissive` signs but accepts unsigned ones; `receive-only` also sends unsigned. Go through them backwards to introduce HMAC without a split. Strict mode allows only `enforce`.",
  "vrrp_instance/auth_hmac/time_window":
    "Greatest age of an advert in seconds, 1 to 300, with `anti_replay time`. By default three times `advert_int`, but at least 5.",
  "vrrp_instance/authentication":
    "Password or IPsec authentication of VRRPv2 adverts; VRRPv3 and strict mode ignore it. It is no real protection, yet all nodes must have the same, or each drops the other's adverts and becomes master.",
  "vrrp_instance/authentication/auth_pass":
    "The shared secret, of which only the first 8 bytes count; longer ones are cut with a warning. Sent in clear with `PASS`. It must agree on all nodes of the virtual router.",
  "vrrp_instance/authentication/auth_type":
    "`PASS` puts the password in clear text into each advert, `AH` signs by IPsec AH but can't start as MASTER below priority 255. All nodes need the same type; without `auth_pass` it is ignored.",
  "vrrp_instance/check_unicast_src":
    "Drops adverts that come from an address not listed in `unicast_peer`. A switch without value; `vrrp_check_unicast_src` sets it for all instances, and a TTL limit at a peer turns it on.",
  "vrrp_instance/debug":
    "Debug level 0 to 4. The number is read and shown in dumps, but nothing else uses it; for debugging start keepalived with `-D`.",
  "vrrp_instance/dont_track_primary":
    "Ignores faults of the instance's own `interface`: it stays out of FAULT when the link goes down. For crossover cables between two nodes, where one dead node would put the other into FAULT.",
  "vrrp_instance/down_timer_adverts":
    "Advert intervals, plus skew, that a backup waits for the master before it takes over; 1 to 100. Defaults to the global value, 3, and must be alike on all nodes; strict mode resets it.",
  "vrrp_instance/garp_extra_if":
    "Every so many seconds repeats gratuitous ARP on interfaces that hold VIPs but send no adverts; 0 turns it off, and `all` adds interfaces that aren't VMACs. Overrides `vrrp_garp_extra_if`.",
  "vrrp_instance/garp_lower_prio_delay":
    "Seconds before gratuitous ARP is sent a second time after an advert of lower priority reached this master; 0 for no second burst. Defaults to the global setting; strict mode forces 0.",
  "vrrp_instance/garp_lower_prio_repeat":
    "Gratuitous ARP packets per VIP after an advert of lower priority reached this master, to win back neighbours after a split; 0 for none. Defaults to the global setting; strict mode forces 0.",
  "vrrp_instance/garp_master_delay":
    "Seconds from becoming master to a second burst of gratuitous ARP, 0 for no second one. Defaults to the global setting, normally 5.",
  "vrrp_instance/garp_master_refresh":
    "Repeats gratuitous ARP every so many seconds while this instance is master, where switches or hosts forget the VIP. Defaults to the global setting, normally 0 for never.",
  "vrrp_instance/garp_master_refresh_repeat":
    "Packets per VIP of each refresh by `garp_master_refresh`; defaults to the global setting, normally 1.",
  "vrrp_instance/garp_master_repeat":
    "Gratuitous ARP packets per VIP in a burst when this instance becomes master. Defaults to the global setting, normally 5; 1 is enough in most modern networks.",
  "vrrp_instance/higher_prio_send_advert":
    "Sends a last advert before yielding to a higher priority, so that the new master notices the old one and renews ARP caches. Off unless set globally; strict mode clears it.",
  "vrrp_instance/interface":
    "Network interface that adverts are sent and received on, and where VIPs go that name no `dev`. Required, except for unicast with `unicast_src_ip`. If it is down, the instance is in FAULT; loopback is refused.",
  "vrrp_instance/kernel_rx_buf_size":
    "Bytes that this instance adds to the receive buffer of its VRRP socket, instead of what `vrrp_rx_bufs_policy` would compute. Rarely needed.",
  "vrrp_instance/linkbeat_use_polling":
    "Polls the link state of the instance's interface (MII, ethtool) instead of relying on kernel messages. Deprecated: list the interface in `linkbeat_interfaces`.",
  "vrrp_instance/lower_prio_no_advert":
    "Doesn't answer an advert of lower priority with one of its own. Unset, the global value applies, normally off; strict mode always has it on.",
  "vrrp_instance/lvs_sync_daemon_interface":
    "Deprecated way to tie the IPVS sync daemon to this instance, naming its interface. Write `lvs_sync_daemon IF inst NAME` in `global_defs`; only one daemon exists per machine.",
  "vrrp_instance/mcast_dst_ip":
    "Multicast group of this instance instead of `vrrp_mcast_group4` or `vrrp_mcast_group6`; IPv6 must be link-local. Nodes with different groups don't hear each other. Ignored with unicast peers.",
  "vrrp_instance/mcast_src_ip":
    "Source address of the adverts, the interface's primary address unless set. It settles ties: with equal priority the higher address wins. Must be of the family of the VIPs.",
  "vrrp_instance/native_ipv6":
    "Makes the instance IPv6 and VRRPv3. Superfluous, since the addresses decide that; contradicting IPv4 addresses make it an error.",
  "vrrp_instance/no_accept":
    "Drops packets to the VIPs on a master unless its priority is 255, by firewall rules. For pure routers; a load balancer on the node becomes unreachable by it.",
  "vrrp_instance/no_virtual_ipaddress":
    "Allows an instance without VIPs and silences the warning, also for VRRPv3, where it breaks the protocol. For clouds, where a notify script moves the address through an API.",
  "vrrp_instance/nopreempt":
    "Keeps a running master of lower priority in office when this node returns, which saves a second interruption. Needs `state BACKUP` and a priority below 255 to work. It also keeps a weighted script from moving the VIP; only FAULT or silence does.",
  "vrrp_instance/notify":
    "Command run at every change of state, after the specific notify scripts. It gets four more arguments: `INSTANCE`, the instance's name, the state (`MASTER`, `BACKUP`, `FAULT`, `STOP` …) and the priority.",
  "vrrp_instance/notify_backup":
    "Command run when the instance becomes BACKUP, with no arguments added. Also runs at start, when it enters BACKUP first. User and group may follow the command.",
  "vrrp_instance/notify_deleted":
    "Reports `DELETED` instead of `FAULT` when a reload removes this instance, and runs the command, if one is given.",
  "vrrp_instance/notify_fault":
    "Command run when the instance enters FAULT, for instance because its link or a tracked script failed. Quote a command with arguments; user and group may follow.",
  "vrrp_instance/notify_master":
    "Command run when this instance has become master and the VIPs are in place; keepalived doesn't wait for it. Nothing is appended to its arguments. User and group may follow.",
  "vrrp_instance/notify_master_rx_lower_pri":
    "Command run on a master that hears an advert of lower priority, so after a split. In clouds it can claim the address again that the other node's script has moved.",
  "vrrp_instance/notify_priority_changes":
    "Writes changes of this instance's effective priority to the notify FIFOs too. Defaults to `vrrp_notify_priority_changes`.",
  "vrrp_instance/notify_stop":
    "Command run when keepalived stops and takes this instance down. keepalived waits for it only briefly, so keep it short.",
  "vrrp_instance/old_unicast_checksum":
    "Computes the checksum of unicast VRRPv3 as keepalived up to 1.3.6 did, for mixed clusters. keepalived detects such peers itself; `never` turns that off. Not in every build.",
  "vrrp_instance/owner_ignore_adverts":
    "Has an instance of priority 255 drop every advert it receives. Ignored below 255; on in strict mode, otherwise as `vrrp_owner_ignore_adverts` says.",
  "vrrp_instance/preempt":
    "Takes back an earlier `nopreempt`; preemption is the default. Deprecated, kept for old files.",
  "vrrp_instance/preempt_delay":
    "Seconds, 0 to 1000, that this node waits before it takes over from a live master of lower priority. Gives routing and services time to settle after a boot. Void with `state MASTER`, `nopreempt` and in strict mode.",
  "vrrp_instance/priority":
    "Rank in the election, 1 to 255: the highest becomes master. 255 means address owner, whose rank weights can't change. Unset it is 100, but 255 with `state MASTER`. Give each node its own value, and make weights larger than the gaps.",
  "vrrp_instance/promote_secondaries":
    "Sets the interface's `promote_secondaries`, so that removing one address of a subnet leaves the others there. Otherwise the kernel drops all secondary ones with their primary. Set anyway on VMACs.",
  "vrrp_instance/skip_check_adv_addr":
    "Checks the VIP list of an advert only if the sender differs from the last one. In present versions any value, even `off`, turns it on; leave it out for the global default.",
  "vrrp_instance/smtp_alert":
    "Sends mail at each change of state to `notification_email`. Defaults to `smtp_alert_vrrp`, then `smtp_alert`, else off.",
  "vrrp_instance/state":
    "State to start from, `MASTER` or `BACKUP` (default). The election decides all the same; but `MASTER` voids `nopreempt` and `preempt_delay`, and without `priority` means 255. `BACKUP` everywhere with distinct priorities is the safe form.",
  "vrrp_instance/strict_mode":
    "Turns RFC strictness on or off for this instance, against `vrrp_strict`. With it: no unicast peers, no authentication, no traffic to the VIPs below priority 255.",
  "vrrp_instance/thread_timer_expired":
    "Former name of `timer_expired_backup`. Replace it; a message asks for that at each start.",
  "vrrp_instance/timer_expired_backup":
    "Falls back to BACKUP if this master ran so late that another node may have taken over. The value is the highest priority of the others, 254 unless given. Works only with `nopreempt`, which otherwise can't heal such a double master.",
  "vrrp_instance/track_bfd":
    "BFD sessions that the instance follows: without weight a lost neighbour means FAULT, with one (-253 to 253) the priority changes. Beware of tracking only the other VRRP node: if it dies, so does this one.",
  "vrrp_instance/track_file":
    "Tracked files whose number times weight is added to the priority; with weight 0 any other number than 0 means FAULT. Weights given here, -254 to 254, override that of `track_file`.",
  "vrrp_instance/track_interface":
    "Further interfaces to watch. Unweighted, one that is down means FAULT; with `weight`, -253 to 253, it only changes the priority. The instance's own interface is tracked anyway.",
  "vrrp_instance/track_process":
    "Processes to watch through `vrrp_track_process` blocks: a missing one means FAULT with weight 0, else a change of priority. Cheaper than a script that runs `pidof` or `killall -0`.",
  "vrrp_instance/track_script":
    "Scripts, defined before in `vrrp_script`, whose result this instance follows: FAULT with weight 0, else a change of priority. `weight N` here overrides the script's own. In a sync group weighted ones are ignored.",
  "vrrp_instance/track_src_ip":
    "Goes to FAULT when the configured source address isn't on the machine. Needs `mcast_src_ip` or `unicast_src_ip`.",
  "vrrp_instance/unicast_fault_no_peer":
    "Puts the instance into FAULT if `unicast_peer` is empty, instead of silently speaking multicast. Guards templates whose peer list may come out empty.",
  "vrrp_instance/unicast_peer":
    "Addresses of the other nodes; adverts go to each of them instead of a multicast group. For clouds and networks that filter multicast. List all peers on every node, never the own address; `min_ttl` and `max_ttl` limit what is accepted. An empty block means multicast.",
  "vrrp_instance/unicast_src_ip":
    "Source address of unicast adverts, which peers must list if they check it; the interface's primary address unless set. Makes `interface` dispensable. It decides ties, the higher one wins.",
  "vrrp_instance/unicast_ttl":
    "TTL or hop limit of unicast adverts, 0 to 255, default 255. Matters where peers are routed and check it with `min_ttl`; needs `unicast_peer`.",
  "vrrp_instance/use_ipvlan":
    "Puts the instance on an ipvlan interface of its own, for networks that allow one MAC per port. IPv4 needs an address given here; all ipvlans on one parent need the same mode, `bridge` by default.",
  "vrrp_instance/use_vmac":
    "Holds the VIPs on a macvlan with the virtual router's MAC, for IPv4 `00:00:5e:00:01:ID`, so that neighbours need not relearn ARP at failover. Many hypervisors and clouds drop such frames. Options name the interface, another MAC or a link group; unicast also needs `vmac_xmit_base`.",
  "vrrp_instance/use_vmac_addr":
    "Makes macvlans also for VIPs that lie on another interface, or are of another family, than the instance. A switch without value; `use_vmac` behind a single address does it just there.",
  "vrrp_instance/v3_checksum_as_v2":
    "Leaves out the pseudo-header in checksums of VRRPv3 over IPv4, for Cisco, Juniper and RFC 9568. All nodes of the virtual router must do the same.",
  "vrrp_instance/version":
    "VRRP version 2 or 3 of this instance; the global `vrrp_version` unless set, and always 3 for IPv6. Nodes with different versions ignore each other, so both become master.",
  "vrrp_instance/virtual_ipaddress":
    "Addresses that the master holds and announces, at most 255, of one family, in the style of `ip address add`: `192.0.2.10/24 dev eth0 label eth0:1`. Without prefix they are /32. Each advert carries the list, so it must be the same on all nodes; with IPv6 a link-local one should be first.",
  "vrrp_instance/virtual_ipaddress_excluded":
    "More addresses that move with the master but aren't in the adverts: for long lists, and for the other address family. Same syntax as `virtual_ipaddress`.",
  "vrrp_instance/virtual_router_id":
    "Number 1 to 255 that makes instances of several nodes one virtual router. Required and equal on all its nodes; any other VRRP on the same network and family, routers included, must use another one.",
  "vrrp_instance/virtual_routes":
    "Routes that exist only while this node is master, in the syntax of `ip route add`. If one is deleted by others the instance leaves MASTER, unless it has `no_track`.",
  "vrrp_instance/virtual_rules":
    "Policy rules that exist only on the master, in the syntax of `ip rule add`; give each a `preference`. For source routing of the VIPs.",
  "vrrp_instance/vmac_garp_intvl":
    "Deprecated name of `garp_extra_if`, the period in seconds of gratuitous ARP on interfaces without adverts.",
  "vrrp_instance/vmac_xmit_base":
    "Sends and receives adverts on the parent interface, while the VIPs stay on the macvlan of `use_vmac`. Required with unicast, where keepalived sets it by itself with a warning; strict mode clears it.",
  "vrrp_instance/vrf":
    "VRF device in which a unicast instance works that names no `interface`. Refused together with `interface`, and dropped without unicast peers.",
  vrrp_script:
    "A command run at intervals, whose exit status tells whether this node is fit; 0 is success. It runs only if an instance or sync group tracks it, and must be defined before them. Use it for what VRRP can't see, such as HAProxy being alive.",
  "vrrp_script/fall":
    "Failures in a row until the script counts as failed, default 1. With `interval` it sets the reaction time; 2 or 3 spare a failover for a single slow check.",
  "vrrp_script/init_fail":
    "Meant to count the script as failed until it has succeeded `rise` times after start. Tracking the script undoes that: an instance waits for the first result, and one success is enough with or without this line.",
  "vrrp_script/interval":
    "Seconds between two runs, default 1, to the ms (`0.5`). A run that is still going on isn't started again; keep `timeout` below it.",
  "vrrp_script/rise":
    "Successes in a row until a failed script counts as good again, default 1. A higher value than `fall` keeps a flapping service from taking the VIP back too soon; at start one success is enough.",
  "vrrp_script/script":
    "The command, as an absolute path with arguments; quote it as for a shell. No shell runs it, so pipes and `&&` need `/bin/sh -c '…'`. Exit status 0 is success, anything else, or being killed, failure.",
  "vrrp_script/timeout":
    "Seconds after which a run counts as failed and is killed, equal to `interval` unless set. Must exceed what the check itself may take, such as the connect timeout of `curl`.",
  "vrrp_script/user":
    "User, and optionally group, that the command runs as; `script_user` unless set. An unknown user removes the script, and with it the tracking.",
  "vrrp_script/weight":
    "What the result does to the priority, -253 to 253. 0 (default): failure means FAULT. Positive: added while it succeeds. Negative: subtracted while it fails. It must exceed the priority gap between nodes to move the VIP; `reverse` swaps the direction.",
  vrrp_sync_group:
    "Instances that shall be master on the same node, such as the inner and outer address of a router: if one fails, all go. Members need equal ranking on each node, and their weighted tracking is ignored; track in the group instead.",
  "vrrp_sync_group/global_tracking":
    "Deprecated: lets weighted tracking of members count in the group. Use the group's own `track_script` and so on, or `sync_group_tracking_weight`.",
  "vrrp_sync_group/group":
    "Names of the member instances, in any layout over lines. Required; an instance belongs to at most one group.",
  "vrrp_sync_group/notify":
    "Command run at every change of the group's state, with `GROUP`, the group's name, the state and the priority (0 for groups) appended. Runs after the specific notify commands.",
  "vrrp_sync_group/notify_backup":
    "Command run when the whole group becomes BACKUP. No arguments are appended; user and group may follow.",
  "vrrp_sync_group/notify_fault":
    "Command run when the group goes to FAULT because one of its members or trackers did. Quote a command that has arguments.",
  "vrrp_sync_group/notify_master":
    "Command run when all members of the group have become master. keepalived doesn't wait for its end.",
  "vrrp_sync_group/notify_priority_changes":
    "Also writes changes of the members' priority to the notify FIFOs. Defaults to `vrrp_notify_priority_changes` of `global_defs`.",
  "vrrp_sync_group/notify_stop":
    "Command run when keepalived shuts down and the group stops. Keep it short: keepalived waits for it only briefly.",
  "vrrp_sync_group/smtp_alert":
    "Sends mail when the group as a whole changes state. Defaults to `smtp_alert_vrrp`, then `smtp_alert`, else off.",
  "vrrp_sync_group/sync_group_tracking_weight":
    "Lets weights of trackers in the members take effect, which a sync group otherwise ignores. With different weights members can pull apart and the group never settles.",
  "vrrp_sync_group/track_bfd":
    "BFD sessions that all members follow: FAULT for the whole group without weight, otherwise their priorities change together. Names refer to `bfd_instance`.",
  "vrrp_sync_group/track_file":
    "Tracked files that count for all members: number times weight is added to each priority, and weight 0 means FAULT for the group if the number isn't 0.",
  "vrrp_sync_group/track_interface":
    "Interfaces that all members watch: FAULT of the group if one is down, or with `weight` (-253 to 253) an equal change of their priorities.",
  "vrrp_sync_group/track_process":
    "Tracked processes that count for all members, to put the whole group into FAULT or to change its priorities by weight.",
  "vrrp_sync_group/track_script":
    "Scripts that count for all members of the group; here weights work, other than in the members themselves. Weight 0 puts the group into FAULT.",
  vrrp_track_file:
    "Deprecated name of `track_file`: a file with a number that VRRP instances add to their priority or take as failure.",
  "vrrp_track_file/file": "Path of the file that holds the number; read at start and whenever it changes. Required.",
  "vrrp_track_file/init_file":
    "Creates the file at start with the given number, 0 by default; `overwrite` replaces an existing content too.",
  "vrrp_track_file/weight":
    "Factor -254 to 254 for the number in the file before it is added to the priority, default 1; 0 makes any non-zero number a failure. With `reverse` the sign turns.",
  vrrp_track_process:
    "Watches by kernel events whether a program runs, without starting a script each second. Instances follow it through `track_process`. Sees that a process exists, not that it works.",
  "vrrp_track_process/delay":
    "Sets `fork_delay` and `terminate_delay` together, in seconds up to 3600 with fractions; none by default. Bridges a restart of the watched service.",
  "vrrp_track_process/fork_delay":
    "Seconds that enough processes must have run before the check counts as good, with fractions, up to 3600. Hides a process that starts and dies at once.",
  "vrrp_track_process/full_command":
    "Compares the whole command line (`/proc/PID/cmdline`) with `process` instead of the short process name. Needed for interpreters, where every program is called `python3` or `java`.",
  "vrrp_track_process/param_match":
    "How far arguments must agree: all exactly if no word follows, `partial` only the first ones, `initial` lets the last one be longer. Without arguments in `process`, it demands a command that has none.",
  "vrrp_track_process/process":
    "Name or path of the program, exactly and without patterns; words behind it are arguments that must agree too. The short name is compared unless arguments or `full_command` are given.",
  "vrrp_track_process/quorum":
    "How many matching processes must run, 1 to 65535, default 1. More than one suits programs with a fixed set of workers.",
  "vrrp_track_process/quorum_max":
    "How many matching processes may run at most; more is a failure. 0 means that the program must not run at all. Unlimited unless set.",
  "vrrp_track_process/terminate_delay":
    "Seconds to wait after too few processes are left before it counts as failure, with fractions up to 3600. Bridges a restart.",
  "vrrp_track_process/weight":
    "Change of priority, -254 to 254: a positive one is added while enough processes run, a negative one subtracted while not. 0 (default) means FAULT on failure; `reverse` swaps both.",
};
