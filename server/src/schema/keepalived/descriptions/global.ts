/** See `../descriptions.ts`. */
export const keepalivedGlobalDescriptions: Readonly<Record<string, string>> = {
  global_defs:
    "Settings of the whole daemon: mail, scripts, defaults for every VRRP instance, process scheduling, SNMP, D-Bus. May be written several times; the blocks are merged. Keep it near the top, since some settings only influence what is read after them.",
  "global_defs/bfd_cpu_affinity":
    "Pins the BFD process to the listed CPU numbers, as `processor` counts them in `/proc/cpuinfo`. Helps on busy machines, where late BFD packets would look like a lost neighbour. Unset, the kernel may move it to any CPU.",
  "global_defs/bfd_no_swap":
    "Locks the memory of the BFD process so that it is never swapped out. Worth setting where millisecond BFD timers run on a machine that is short of memory; it takes no value.",
  "global_defs/bfd_priority":
    "Nice value of the BFD process, -20 (most favoured) to 19. For hard timing, `bfd_rt_priority` is stronger, since a nice value only weighs against other ordinary processes.",
  "global_defs/bfd_process_name":
    "Name that the BFD process shows in `ps` and `top`, at most 15 characters. Useful where several keepalived run on one machine; `process_names` sets a default for all.",
  "global_defs/bfd_rlimit_rtime":
    "Deprecated spelling of `bfd_rlimit_rttime`: µs of CPU time that the BFD process may use without a blocking call while it runs in real-time scheduling. A notice in the log asks for the new name.",
  "global_defs/bfd_rlimit_rttime":
    "CPU time in µs that the BFD process may take without a blocking system call while scheduled in real time, 10000 unless set. Raise it if a slow machine kills the process; it matters only with `bfd_rt_priority` or `max_auto_priority`.",
  "global_defs/bfd_rt_priority":
    "Runs the BFD process under real-time (round-robin) scheduling at this priority, 1 to 99; values outside are moved to the nearest bound. Take it when BFD sessions flap under load.",
  "global_defs/checker_cpu_affinity":
    "Pins the process that runs the health checks and IPVS to these CPU numbers, e.g. `checker_cpu_affinity 2 3`. Keeps it off the cores that VRRP or packet processing needs.",
  "global_defs/checker_log_all_failures":
    "Logs every failed check of a real server that is still up, instead of only the one that takes it out after all retries. A chatty help in hunting flaky backends; a checker can set `log_all_failures` for itself.",
  "global_defs/checker_no_swap":
    "Locks the checker process into RAM so that health checks never wait for swapped pages. A flag without value.",
  "global_defs/checker_priority":
    "Nice value of the checker process, from -20 (favoured) to 19. Lower it below 0 if checks time out because the machine is busy, not because servers are down.",
  "global_defs/checker_process_name": "Process name of the health checker as `ps` shows it, cut to 15 characters.",
  "global_defs/checker_rlimit_rtime":
    "Deprecated spelling of `checker_rlimit_rttime`, the CPU-time limit in µs of a checker process that runs in real time. Still accepted, with a notice.",
  "global_defs/checker_rlimit_rttime":
    "Limit in µs on the CPU time that the checker process may spend between two blocking calls while in real-time scheduling; 10000 by default. With thousands of real servers or a slow CPU it may have to grow.",
  "global_defs/checker_rt_priority":
    "Puts the checker process under real-time scheduling with priority 1 to 99. Seldom needed: a late health check does less harm than a late VRRP advert.",
  "global_defs/config_save_dir":
    "Directory where keepalived stores its configuration and state before and after every reload, to find out why repeated reloads go wrong. It is created if absent, but its parent must exist. Nothing is saved unless set.",
  "global_defs/data_use_instance":
    "Adds the names of `instance` and `net_namespace` to the dump files written on `SIGUSR1` and `SIGUSR2`. Needed when several keepalived on one machine would overwrite each other's `/tmp/keepalived.data`.",
  "global_defs/dbus_no_interface_name":
    "Word that stands for the interface in the D-Bus object path of an instance without `interface`. It is `none` by default, and only a network interface really called that makes another one necessary.",
  "global_defs/dbus_service_name":
    "Bus name under which keepalived registers, `org.keepalived.Vrrp1` by default. Give each daemon its own when more than one runs with `enable_dbus`.",
  "global_defs/default_interface":
    "Interface for addresses and routes that name no `dev`: static ones, and those of an instance without `interface`. It is `eth0` unless set, which few current distributions have.",
  "global_defs/disable_local_igmp":
    "Sets the kernel switch `igmp_link_local_mcast_reports` to 0, so that no IGMP reports for 224.0.0.0/24 are sent. An alternative to firewall rules for VMAC interfaces; the kernel must offer that switch (Linux 4.3).",
  "global_defs/dynamic_interfaces":
    "Lets the configuration name interfaces that don't exist yet or may come and go, as VLANs, bonds or tunnels do; otherwise a missing one is an error. With `allow_if_changes`, an interface may also return with another type or parent.",
  "global_defs/enable_dbus":
    "Offers the state of VRRP instances on the system D-Bus, with signals on each transition. Needs a build with D-Bus support and the policy file that packages install.",
  "global_defs/enable_script_security":
    "Refuses to run a script as root if any part of its path can be written by somebody else, and stops falling back to root where no `script_user` exists. Without it, keepalived warns of each script; recommended wherever scripts are used.",
  "global_defs/enable_snmp_checker":
    "Answers SNMP queries for virtual and real servers (the checker part of the KEEPALIVED MIB). The SNMP daemon must act as AgentX master; see `snmp_socket`.",
  "global_defs/enable_snmp_keepalived":
    "Former name of `enable_snmp_vrrp`, which serves the VRRP part of the KEEPALIVED MIB. Deprecated but still read.",
  "global_defs/enable_snmp_rfc":
    "Serves the standard VRRP MIBs, both that for VRRPv2 and that for VRRPv3, to an AgentX master. Choose one of them with `enable_snmp_rfcv2` or `enable_snmp_rfcv3`.",
  "global_defs/enable_snmp_rfcv2":
    "Serves the standard MIB of VRRPv2 (RFC 2787), for monitoring that knows VRRP routers in general but not keepalived's own MIB.",
  "global_defs/enable_snmp_rfcv3":
    "Serves the standard MIB of VRRPv3 (RFC 6527) through AgentX. Query it where instances run `version 3` or IPv6.",
  "global_defs/enable_snmp_vrrp":
    "Answers SNMP queries for VRRP instances, sync groups and tracked objects through keepalived's own MIB. Needs a build with SNMP and a daemon that acts as AgentX master.",
  "global_defs/enable_traps":
    "Sends SNMP traps when a VRRP instance changes state or a server goes up or down. Which ones are sent hangs on the `enable_snmp_…` switches that are on.",
  "global_defs/fifo_write_vrrp_states_on_reload":
    "Writes the state of all instances and sync groups to the notify FIFOs after each reload as well, not only when a state changes. Helps a consumer that must resynchronise.",
  "global_defs/include_check":
    "Makes faulty `include` lines an error instead of passing them over: `read` wants readable files, `match` at least one file, `wildcard_match` even for patterns, `brace_match` for each brace alternative. A leading `+` or `-` adds or drops one; without words all apply.",
  "global_defs/iproute_etc_dir":
    "Directory with the administrator's iproute2 tables (`rt_tables`, `rt_protos` …), which translate names in routes and rules. Set it only if keepalived was built with another path than this system's `ip` uses.",
  "global_defs/iproute_usr_dir":
    "Directory with the distribution's iproute2 name tables; entries in `iproute_etc_dir` win over it. Needed only where the path that was compiled in is wrong.",
  "global_defs/json_dump_file":
    "Meant to say where the JSON dump goes that keepalived writes on the signal which `keepalived --signum=JSON` prints. Accepted, but without effect so far: the dump is still `/tmp/keepalived.json`.",
  "global_defs/json_version":
    "Layout of the JSON dump: 1 (default) is a bare list of instances, 2 wraps them in a named array and adds the tracked processes.",
  "global_defs/log_unknown_vrids":
    "Logs adverts that arrive with a virtual router ID which no instance on that interface uses. Good for finding a neighbour's VRRP or a mistyped `virtual_router_id`.",
  "global_defs/lvs_flush":
    "Clears the kernel's whole IPVS table when keepalived starts. Stale services from an earlier crash disappear, but so does everything that another program, such as kube-proxy in IPVS mode, has put there.",
  "global_defs/lvs_flush_on_stop":
    "Empties IPVS in one go at shutdown instead of removing each server, which is much faster with large tables but also drops foreign entries. With `VS`, only keepalived's own virtual servers are deleted, their real servers with them.",
  "global_defs/lvs_flush_onstop":
    "Deprecated spelling of `lvs_flush_on_stop`; `VS` restricts it to keepalived's own virtual servers.",
  "global_defs/lvs_netlink_cmd_rcv_bufs":
    "Receive buffer in bytes of the checker's netlink command socket. Raise it only if the log shows that this buffer overran.",
  "global_defs/lvs_netlink_cmd_rcv_bufs_force":
    "Lets `lvs_netlink_cmd_rcv_bufs` go beyond the system's limit `net.core.rmem_max`, which would cut it silently; keepalived runs as root and may do so.",
  "global_defs/lvs_netlink_monitor_rcv_bufs":
    "Receive buffer in bytes of the socket on which the checker process follows address and link changes. For hosts with very many interfaces.",
  "global_defs/lvs_netlink_monitor_rcv_bufs_force":
    "Allows `lvs_netlink_monitor_rcv_bufs` to exceed `net.core.rmem_max`, which otherwise caps it without an error.",
  "global_defs/lvs_notify_fifo":
    "Named pipe that gets one line for each virtual or real server that goes up or down, like `RS [10.0.0.5]:tcp:80 [10.0.0.1]:tcp:80 DOWN`. Unlike scripts, events keep their order. The FIFO is created if absent, owned by the given user and group.",
  "global_defs/lvs_notify_fifo_script":
    "Program that keepalived starts to read `lvs_notify_fifo`; the path of the FIFO is appended as its last argument. An optional user and group follow the command.",
  "global_defs/lvs_process_name":
    "Deprecated name of `checker_process_name`, the name of the checker process in the process list.",
  "global_defs/lvs_sync_daemon":
    "Starts the kernel's IPVS sync daemon on an interface, so that a backup director knows established connections after a failover. With `inst VI_1` it is master or backup as that instance is; `id` 0 to 255 must be the same on both, default is the instance's VRID.",
  "global_defs/lvs_timeouts":
    "IPVS connection timeouts in seconds, any of `tcp`, `tcpfin` and `udp`, each up to 2678400 (31 days). What is not given stays as the kernel had it. Raise `tcp` for long idle connections.",
  "global_defs/max_auto_priority":
    "How far keepalived may raise its own real-time priority when timers fire late: 0 (default) never, up to 99, and 99 if no value is given. `-1` also never, without the reminder in the log. Late timers cause false failovers, so a value is worth setting.",
  "global_defs/min_auto_priority_delay":
    "Lateness of a timer in µs from which `max_auto_priority` takes effect, 1 to 10000000; 1000000 (one second) by default. With sub-second `advert_int`, choose a smaller value.",
  "global_defs/nftables":
    "Makes nftables the firewall for `no_accept` and for keeping IGMP off VMAC interfaces, in a table of the given name (`keepalived` by default). No other program may own that table, and a second keepalived in the same namespace needs another name.",
  "global_defs/nftables_counters":
    "Adds packet counters to the rules that keepalived creates, visible with `nft list ruleset`. Meant for debugging.",
  "global_defs/nftables_ifindex":
    "Matches IPv6 link-local addresses by interface index instead of name in keepalived's nftables sets. Old `nft` utilities show names wrongly otherwise; an index changes when an interface is recreated.",
  "global_defs/nftables_ipvs":
    "Serves each `virtual_server_group` with one firewall mark, set by nftables rules, instead of one IPVS service per address. Saves very many services with large groups. The table is `keepalived_ipvs` unless named.",
  "global_defs/nftables_ipvs_priority":
    "Priority of the nftables chain that marks packets for IPVS, -1 by default; smaller numbers run earlier among the chains of the same hook.",
  "global_defs/nftables_ipvs_start_fwmark":
    "First firewall mark that `nftables_ipvs` hands out, 1000 by default; each further virtual server group takes the next. Move it if other rules use that range.",
  "global_defs/nftables_priority":
    "Priority of the chains in keepalived's nftables table, -1 by default, so just before ordinary filter chains (0).",
  "global_defs/no_checker_emails":
    "Sends mail only when a real server joins or leaves its pool, not each time one of its several checkers changes. Without it, every checker reports for itself.",
  "global_defs/no_email_faults":
    "Keeps quiet by mail when an instance or sync group enters FAULT. Transitions to MASTER and BACKUP are still reported.",
  "global_defs/notification_email":
    "List of recipients for alerts, one or more to a line. Nothing is sent unless `smtp_server` is set too; put an address with display name in double quotes. Which events count is ruled by the `smtp_alert` switches.",
  "global_defs/notification_email_from":
    "Sender address of alerts. By default it is the user that runs keepalived (usually root) at the local host name, which many mail servers reject.",
  "global_defs/notify_fifo":
    "Named pipe that receives all notifications, of VRRP and of health checks, one line each and in order. Created if absent, with the given owner. Must differ from `vrrp_notify_fifo` and `lvs_notify_fifo`.",
  "global_defs/notify_fifo_script":
    "Program started by keepalived to read `notify_fifo`, whose path becomes its last argument. It keeps running and is ended with keepalived.",
  "global_defs/process_monitor_rcv_bufs":
    "Receive buffer in bytes for the kernel's process events, which `vrrp_track_process` needs. Too small a buffer loses events when very many processes start or end at once, so that a tracked process is misjudged.",
  "global_defs/process_monitor_rcv_bufs_force":
    "Lets `process_monitor_rcv_bufs` exceed the limit `net.core.rmem_max`, for machines with bursts of short-lived processes.",
  "global_defs/process_name":
    "Name of keepalived's parent process in the process list, up to 15 characters. The children have settings of their own, such as `vrrp_process_name`.",
  "global_defs/process_names":
    "Gives the child processes names that tell their work, `keepalived_vrrp`, `keepalived_bfd` and so on, instead of plain `keepalived`. Makes `top` and `ps` readable; no value.",
  "global_defs/random_seed":
    "Seed for the built-in definition `_RANDOM`, so that each read of the configuration yields the same numbers. Unset, the seed comes from the time and every reload differs.",
  "global_defs/reload_check_config":
    "Has a child process check the new configuration before a reload, and skips the reload if it has errors. The findings go to the given file, or nowhere. Without it, a broken file may take the running daemon down.",
  "global_defs/reload_file":
    "File that exists while keepalived reads its configuration and is removed when done, so that a tool that rewrites the files knows when it may. Without a path it is `keepalived.reload` beside the PID file.",
  "global_defs/reload_repeat":
    "Keeps the `reload_time_file` after the reload instead of deleting it, so that a time of day without date repeats every day.",
  "global_defs/reload_time_file":
    "File whose first line says when to reload, as `HH:MM:SS` or `YYYY-MM-DD HH:MM:SS`, with a final `Z` for UTC. All nodes of a cluster can so switch to an incompatible configuration at one moment. The file is watched, and deleted after use.",
  "global_defs/router_id":
    "Name of this machine in the subject of alert mails and in SNMP, nothing else: it takes no part in VRRP and needs not match other nodes. Default is the local host name.",
  "global_defs/rs_init_notifies":
    "Runs `notify_up` and the other notifications for real servers that come up at start, which otherwise pass in silence.",
  "global_defs/script_user":
    "User, and optionally group, that scripts run as unless they name their own. Without it, keepalived takes the user `keepalived_script` if there is one, else root.",
  "global_defs/set_supplementary_groups":
    "Gives scripts also the supplementary groups of their user. By default a script has only the one group, so a file readable through another group stays closed to it.",
  "global_defs/shutdown_script":
    "Command run once at the very end, after all child processes have stopped; typically undoes what `startup_script` did, such as firewall rules. Only one may be given; user and group can follow.",
  "global_defs/shutdown_script_timeout":
    "Seconds until a `shutdown_script` that hangs is killed, 1 to 1000, default 10. Stay below the stop timeout of systemd.",
  "global_defs/smtp_alert":
    "Default of `smtp_alert` for everything: VRRP instances, sync groups, virtual and real servers. `smtp_alert_vrrp` and `smtp_alert_checker` override it for their half. Unset, only real servers mail.",
  "global_defs/smtp_alert_checker":
    "Default of mail alerts for virtual and real servers, stronger than the global `smtp_alert`. Set it to `off` to silence real servers, which mail unless told otherwise.",
  "global_defs/smtp_alert_vrrp":
    "Default of mail alerts for VRRP instances and sync groups, stronger than the global `smtp_alert`. They send none unless one of the switches is on.",
  "global_defs/smtp_connect_timeout":
    "Seconds to wait for the mail server to accept a connection, default 30; 0 is taken as 1.",
  "global_defs/smtp_helo_name":
    "Name that keepalived gives in `HELO` to the mail server; the local host name by default. Strict servers want one that resolves.",
  "global_defs/smtp_server":
    "Mail server for alerts, by address or name, with an optional port (25). Mail goes out unencrypted and without a login, so point it to a local relay. Without it no mail is sent at all.",
  "global_defs/snmp_rs_stats_update_interval":
    "How old, in seconds, the real servers' counters may be before an SNMP query reads them anew from the kernel; 0.001 to 30. They are read only when asked for.",
  "global_defs/snmp_socket":
    "Address of the AgentX master, a UNIX path or `udp:address:port`; `unix:/var/agentx/master` by default. Must agree with `agentXSocket` of the SNMP daemon.",
  "global_defs/snmp_vs_stats_update_interval":
    "How old, in seconds, a virtual server's counters may be before an SNMP query makes keepalived fetch them from the kernel again; 0.001 to 30, default 5. Larger values spare CPU with many servers.",
  "global_defs/startup_script":
    "Command run once before the child processes start, for instance to load modules or to create the firewall chains that `vrrp_iptables` names. Only one may be given; a user and group can follow.",
  "global_defs/startup_script_timeout":
    "Seconds after which a hanging `startup_script` is killed, 1 to 1000, default 10; keepalived waits for it before it does anything else.",
  "global_defs/state_dump_file":
    "Where the text dump of `SIGUSR1` goes, `/tmp/keepalived.data` by default; a path that ends in `/` means the usual name in that directory. Other processes add `_check`, `_bfd` or `_parent` to the name. Use a fast file system.",
  "global_defs/stats_dump_file":
    "Meant to say where the VRRP counters of `SIGUSR2` are written. It is read without complaint, but the counters still go to `keepalived.stats` in the directory for temporary files, normally `/tmp`.",
  "global_defs/tmp_config_directory":
    "Keeps the copy of the configuration, which all processes read, in a file of this directory instead of in memory. For very large configurations. Must be writable, should stand early in the file, and cannot change on reload.",
  "global_defs/umask":
    "File-creation mask of keepalived, as a number (octal with a leading 0) or as flags joined by bars such as `IWGRP|IWOTH`; `IRWXG` and its like came with 2.2.8. By default group and others get nothing. The command line's `--umask` wins.",
  "global_defs/use_symlink_paths":
    "Calls scripts by the path as written, without resolving symbolic links first. Wanted where a link such as `current` is switched to a new release without a reload.",
  "global_defs/v3_checksum_as_v2":
    "Leaves the pseudo-header out of the checksum of VRRPv3 over IPv4, as some routers and RFC 9568 do, for all instances. All members of a virtual router must agree, or they drop each other's adverts.",
  "global_defs/vmac_addr_prefix":
    "Start of the names of macvlan interfaces made for addresses that lie on another interface than the instance's; the value of `vmac_prefix` unless set.",
  "global_defs/vmac_prefix":
    "Start of the interface names that keepalived makes up for `use_vmac`, `vrrp` by default, which gives for example `vrrp.51`. Change it if the names collide with others.",
  "global_defs/vrrp_check_unicast_src":
    "Drops unicast adverts whose sender is not among the `unicast_peer` addresses of the instance, for all instances. Cheap protection, unless peers may send from another address than the one listed.",
  "global_defs/vrrp_cpu_affinity":
    "Pins the VRRP process to the given CPU numbers. Together with a real-time priority it keeps adverts punctual on loaded nodes, and so prevents takeovers without cause.",
  "global_defs/vrrp_delay_after_boot":
    "Seconds since boot before which VRRP instances don't start, e.g. `15.5`. Gives bonds and switch ports time to pass traffic; a later restart of keepalived isn't delayed, unlike with `vrrp_startup_delay`. The longer of both counts.",
  "global_defs/vrrp_down_timer_adverts":
    "Default of `down_timer_adverts`: how many advert intervals a backup waits, plus its skew, before it takes over; 1 to 100, default 3 as in the RFCs. Must be the same on all nodes.",
  "global_defs/vrrp_garp_extra_if":
    "Repeats gratuitous ARP or neighbour adverts every so many seconds (1 to 86400) on interfaces that carry VIPs but no adverts, so that switches don't forget their MAC. Only VMAC interfaces, unless `all` is added. A third of the switch's ageing time is a good value.",
  "global_defs/vrrp_garp_interval":
    "Pause in seconds between two gratuitous ARP packets on one interface, down to µs (`0.001`); none by default. For switches or upstream routers that drop bursts when a master has many VIPs.",
  "global_defs/vrrp_garp_lower_prio_delay":
    "Seconds until the second burst of gratuitous ARP that a master sends after it met an advert of lower priority; 0 means no second burst. Follows `vrrp_garp_master_delay` unless set.",
  "global_defs/vrrp_garp_lower_prio_repeat":
    "Gratuitous ARP packets that a master sends per VIP when it meets an advert of lower priority, that is after a split; 0 sends none. Follows `vrrp_garp_master_repeat` unless set.",
  "global_defs/vrrp_garp_master_delay":
    "Seconds between becoming master and a second burst of gratuitous ARP, in case the first one got lost; default 5, 0 for no second burst.",
  "global_defs/vrrp_garp_master_refresh":
    "Seconds after which a master repeats its gratuitous ARP for as long as it is master; 0 (default) never. Set it, say, to 60 if neighbours or switches lose the VIP's MAC.",
  "global_defs/vrrp_garp_master_refresh_repeat":
    "Packets per VIP in each periodic refresh, default 1. Has no effect without `vrrp_garp_master_refresh`.",
  "global_defs/vrrp_garp_master_repeat":
    "Gratuitous ARP packets per VIP that a new master sends at a time, default 5; 0 is taken as 1. They tell neighbours which MAC has the VIP now.",
  "global_defs/vrrp_gna_interval":
    "Pause in seconds between unsolicited neighbour advertisements on one interface, down to µs; none by default. The IPv6 counterpart of `vrrp_garp_interval`.",
  "global_defs/vrrp_higher_prio_send_advert":
    "Makes a master that yields to a higher priority send one more advert first. The new master sees it and repeats its gratuitous ARP, which heals ARP caches after a split. Off by default, and not allowed in strict mode.",
  "global_defs/vrrp_ipsets":
    "Uses ipsets along with `vrrp_iptables`, under the given names; names left out are derived from the first. Written without any name, it turns ipsets off.",
  "global_defs/vrrp_iptables":
    "Makes iptables the firewall for `no_accept` and VMACs, in the named input chain and optional output chain, which must exist and be called by your rules. Without names `INPUT` and `OUTPUT` are used, which is unwise. Superseded by `nftables`.",
  "global_defs/vrrp_lower_prio_no_advert":
    "Keeps a master silent when it receives a lower priority, where otherwise it answers with an advert at once and so ends the other's claim sooner. Off by default, but on in strict mode.",
  "global_defs/vrrp_mcast_group4":
    "Multicast group for IPv4 adverts, `224.0.0.18` by default. All nodes of a virtual router must use the same; another group separates clusters with equal router IDs on one network.",
  "global_defs/vrrp_mcast_group6":
    "Multicast group for IPv6 adverts, `ff02::12` by default; it should be link-local and equal on all nodes.",
  "global_defs/vrrp_min_garp":
    "Reduces gratuitous ARP to one packet per VIP at takeover, without a second burst. Values that were set explicitly before stay. Enough for modern networks, and kind to switches when a node has hundreds of VIPs.",
  "global_defs/vrrp_netlink_cmd_rcv_bufs":
    "Receive buffer in bytes of the VRRP process's netlink command socket; needed with very many interfaces or addresses, when the log reports an overrun.",
  "global_defs/vrrp_netlink_cmd_rcv_bufs_force":
    "Permits `vrrp_netlink_cmd_rcv_bufs` to exceed the kernel's `net.core.rmem_max`. Has no effect unless that size is set.",
  "global_defs/vrrp_netlink_monitor_rcv_bufs":
    "Receive buffer in bytes of the socket on which VRRP learns of link, address and route changes. An overrun means missed changes, so raise it if the log reports one.",
  "global_defs/vrrp_netlink_monitor_rcv_bufs_force":
    "Permits `vrrp_netlink_monitor_rcv_bufs` to exceed the kernel's `net.core.rmem_max`, at which the buffer is cut otherwise.",
  "global_defs/vrrp_no_swap":
    "Locks the memory of the VRRP process into RAM. Swapping can delay adverts for seconds, long enough for a backup to take over, so it is worth setting on memory-starved nodes.",
  "global_defs/vrrp_notify_fifo":
    'Named pipe that gets a line for each VRRP transition, like `INSTANCE "VI_1" MASTER 100`. Lines keep their order, where scripts run side by side. Created if absent, with the given owner.',
  "global_defs/vrrp_notify_fifo_script":
    "Program that keepalived starts to read `vrrp_notify_fifo`; the FIFO's path is its last argument. User and group may follow the command.",
  "global_defs/vrrp_notify_priority_changes":
    "Also writes changes of an instance's effective priority to the FIFOs (`MASTER_PRIORITY`, `BACKUP_PRIORITY`), for all instances and groups that don't set it themselves. Off by default.",
  "global_defs/vrrp_owner_ignore_adverts":
    "Makes instances with priority 255 drop all adverts that they receive, since nobody can outrank the address owner. Off by default, on in strict mode; `owner_ignore_adverts` of an instance wins.",
  "global_defs/vrrp_priority":
    "Nice value of the VRRP process, -20 to 19. A negative one helps a little on busy nodes; `vrrp_rt_priority` does more against adverts that come too late.",
  "global_defs/vrrp_process_name":
    "Name of the VRRP process in the process list, cut to 15 characters; plain `keepalived` unless set here or by `process_names`.",
  "global_defs/vrrp_rlimit_rtime":
    "Deprecated spelling of `vrrp_rlimit_rttime`, the limit in µs on CPU time between blocking calls of the VRRP process in real-time scheduling.",
  "global_defs/vrrp_rlimit_rttime":
    "CPU time in µs that the VRRP process may take without a blocking call while in real-time scheduling, default 10000. The kernel ends a process that exceeds it, so raise it with many instances.",
  "global_defs/vrrp_rt_priority":
    "Runs the VRRP process under real-time scheduling at priority 1 to 99, so that load on the machine cannot delay adverts. The usual cure where backups take over although the master lives.",
  "global_defs/vrrp_rx_bufs_multiplier":
    "Factor for `vrrp_rx_bufs_policy`: how many packets of MTU or advert size the receive buffer of a VRRP socket should hold per instance; default 3.",
  "global_defs/vrrp_rx_bufs_policy":
    "Receive buffer of VRRP sockets: a number of bytes, or `MTU` or `ADVERT` to derive it from the interface's MTU or the instance's advert, times `vrrp_rx_bufs_multiplier`. Unset, the kernel's default applies. `ADVERT` is ignored beside `MTU`, and both beside a number.",
  "global_defs/vrrp_skip_check_adv_addr":
    "Compares the VIPs in an advert only when it comes from another master than the one before. Saves CPU with long address lists, and is in many sample files. Default of `skip_check_adv_addr`.",
  "global_defs/vrrp_startup_delay":
    "Seconds that VRRP instances wait after keepalived has started, down to ms (`5.5`). Avoids a takeover by a node whose bond or switch port doesn't pass traffic yet; `vrrp_delay_after_boot` delays only at boot.",
  "global_defs/vrrp_strict":
    "Enforces the RFCs on all instances: no unicast peers, no authentication, no `preempt_delay`, `MASTER` only with priority 255. Below 255 it also drops traffic that is addressed to the VIPs, so a HAProxy there can't be reached. Rarely wanted, though many samples have it.",
  "global_defs/vrrp_version":
    "VRRP version of instances that set none: 2 (default) or 3. Version 3 allows intervals below a second but no authentication; IPv6 is always 3. All nodes of a virtual router must agree.",
  "global_defs/vrrp_vmac_garp_intvl":
    "Deprecated name of `vrrp_garp_extra_if`: periodic gratuitous ARP, in seconds, on interfaces that carry VIPs but no adverts.",
};
