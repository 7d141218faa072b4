import type { Dice } from "./keepalived-texts.ts";

/** A block as lines, its content indented. */
function block(head: string, lines: readonly string[]): string[] {
  return [`${head} {`, ...lines.map((line) => `    ${line}`), "}"];
}

/** One of the texts, in one of so many cases; otherwise nothing. */
function maybe(dice: Dice, outOf: number, texts: readonly string[]): string[] {
  return dice.isOneIn(outOf) ? [dice.pick(texts)] : [];
}

const trackedKinds = ["script", "file", "process", "bfd"] as const;

/** What can be tracked, most of it right. */
function definitions(dice: Dice): string[] {
  return [
    ...block("vrrp_script s1", [
      "script /bin/true",
      ...maybe(dice, 3, ["weight 5", "weight -5", "weight 0", "weight 5 reverse"]),
    ]),
    ...block("vrrp_script s2", [
      dice.pick(["script /bin/true", "script /bin/true", 'script ""', 'script "/bin/echo it\'s"']),
    ]),
    ...block("track_file f1", [
      "file /tmp/state",
      ...maybe(dice, 3, ["weight 1", "weight 5", "weight 0"]),
      ...maybe(dice, 6, ["weight 7"]),
    ]),
    ...block("vrrp_track_process p1", [
      "process haproxy",
      ...maybe(dice, 3, ["quorum 2", "quorum 1"]),
      ...maybe(dice, 3, ["quorum_max 1", "quorum_max 3", "quorum_max 0"]),
      ...maybe(dice, 4, ["quorum 3"]),
      ...maybe(dice, 4, ["weight 0", "weight 4"]),
      ...maybe(dice, 6, ["weight 6"]),
    ]),
    ...["b1", "b2"].flatMap((name) =>
      block(`bfd_instance ${name}`, [
        `neighbor_ip ${dice.pick(["10.9.0.2", "10.9.0.3", "fe80::2"])}`,
        ...maybe(dice, 3, ["source_ip 10.9.0.1", "source_ip 10.9.0.9", "source_ip fe80::1"]),
        ...maybe(dice, 4, ["ttl 5", "hoplimit 64"]),
        ...maybe(dice, 4, ["max_hops 4", "max_hops 64", "max_hops 200", "max_hops -1"]),
        ...maybe(dice, 8, ["vrrp", "checker"]),
        ...maybe(dice, 8, ["weight 5", "weight -254"]),
      ]),
    ),
  ];
}

const names = { script: ["s1", "s2"], file: ["f1"], process: ["p1"], bfd: ["b1", "b2"] } as const;

function trackers(dice: Dice): string[] {
  const weight = (): string => dice.pick(["", "", " weight 5", " weight -5", " weight 0", " weight 5 reverse"]);
  const named = trackedKinds.flatMap((kind) => {
    if (!dice.isOneIn(4)) return [];
    const entries = [`${dice.pick(names[kind])}${weight()}`];
    if (dice.isOneIn(3)) entries.push(`${dice.pick(names[kind])}${weight()}`);
    return block(`track_${kind}`, entries);
  });
  const interfaces = Array.from(
    { length: 1 + dice.below(2) },
    () => `${dice.pick(["eth0", "eth1", "eth2"])}${weight()}`,
  );
  return [...named, ...(dice.isOneIn(3) ? block("track_interface", interfaces) : [])];
}

/** How an instance makes an interface of its own. */
function virtualInterface(dice: Dice): string[] {
  return dice.pick([
    ["use_vmac"],
    [`use_vmac ${dice.pick(["vm0", "vm1", "vm/0", "waytoolongtobeaname"])}`],
    [`use_vmac ${dice.pick(["02:00:00:00:00:01", "03:00:00:00:00:01", "00:00:5e:00:01:05", "02:00:00:00:00"])}`],
    [`use_vmac vm${dice.below(3)} ${dice.pick(["02:00:00:00:00:01", "vm9"])}`],
    ["use_vmac vm0", dice.pick(["use_vmac", "use_vmac vm1", "use_vmac 02:00:00:00:00:01"])],
    [
      `use_ipvlan ${dice.pick(["", "ip0", "ip0 10.9.0.1", "10.9.0.1 private", "ip0 10.9.0.1 bridge vepa", "ip0 fe80::1"])}`,
    ],
    ["use_vmac_addr"],
  ]);
}

function authentication(dice: Dice): string[] {
  return block("authentication", [
    ...maybe(dice, 1, ["auth_type PASS", "auth_type PASS", "auth_type AH", "auth_type NONE"]),
    ...(dice.isOneIn(4) ? [] : [dice.pick(["auth_pass secret", 'auth_pass ""', "auth_pass muchtoolong"])]),
  ]);
}

function peers(dice: Dice): string[] {
  return [
    ...maybe(dice, 2, ["unicast_src_ip 10.9.0.1", "mcast_src_ip 10.9.0.1", "unicast_src_ip fe80::1"]),
    ...(dice.isOneIn(5) ? [] : block("unicast_peer", [dice.pick(["10.9.0.2", "10.9.0.3", "fe80::2"])])),
    ...maybe(dice, 5, ["unicast_ttl 5", "check_unicast_src", "unicast_fault_no_peer", "old_unicast_checksum never"]),
  ];
}

const options = [
  "nopreempt",
  "preempt",
  "preempt_delay 5",
  "preempt_delay 0",
  "dont_track_primary",
  "down_timer_adverts 3",
  "down_timer_adverts 5",
  "accept",
  "no_accept",
  "garp_lower_prio_repeat 0",
  "garp_lower_prio_repeat 2",
  "garp_lower_prio_delay 2",
  "lower_prio_no_advert off",
  "lower_prio_no_advert",
  "higher_prio_send_advert",
  "higher_prio_send_advert off",
  "promote_secondaries",
  "vmac_xmit_base",
  "strict_mode",
  "strict_mode off",
  "version 2",
  "version 3",
  "native_ipv6",
  "advert_int 0.5",
  "advert_int 2",
  "advert_int 1.005",
  "advert_int 41",
  "advert_int 255",
  "advert_int 254.999999",
  "mcast_dst_ip 224.0.0.20",
  "mcast_dst_ip ff02::20",
  "mcast_dst_ip ff05::20",
  "track_src_ip",
  "lvs_sync_daemon_interface eth1",
  "vrf eth3",
  "unicast_ttl 7",
  "linkbeat_use_polling",
  "garp_extra_if all 5",
  "garp_extra_if all",
  "vmac_garp_intvl 5",
  "notify_master /bin/true",
  'notify_master "/bin/echo it\'s"',
  "smtp_alert off",
  "skip_check_adv_addr",
  "debug 5",
] as const;

function addresses(dice: Dice, number: number): string[] {
  if (dice.isOneIn(15)) return [];
  const own = dice.isOneIn(5) ? [`fe80::${number}00/64`, `fd00::${number}/64`] : [`10.9.0.${100 + number}/24`];
  const more = dice.pick(["", "", "", " dev eth2", " use_vmac", " dev eth2 use_vmac", " no_track"]);
  return block(
    "virtual_ipaddress",
    own.map((address) => address + more),
  );
}

function instance(dice: Dice, number: number): string[] {
  const lines = [
    ...maybe(dice, 2, ["state MASTER", "state BACKUP", "state BACKUP", "state FAULT"]),
    ...(dice.isOneIn(20) ? [] : [`interface ${dice.pick(["eth0", "eth1", "eth0", "eth1", "lo"])}`]),
    `virtual_router_id ${dice.pick([50, 50 + number, 50 + number])}`,
    ...(dice.isOneIn(5) ? [] : [`priority ${dice.pick([1, 100, 254, 255])}`]),
    ...Array.from({ length: dice.below(4) }, () => dice.pick(options)),
    ...(dice.isOneIn(4) ? virtualInterface(dice) : []),
    ...(dice.isOneIn(3) ? authentication(dice) : []),
    ...(dice.isOneIn(3) ? peers(dice) : []),
    ...addresses(dice, number),
    ...(dice.isOneIn(8) ? block("virtual_ipaddress_excluded", [dice.pick([`10.9.1.${number}/24`, "fd00::7/64"])]) : []),
    ...trackers(dice),
  ];
  return block(`vrrp_instance VI_${dice.isOneIn(20) ? 1 : number}`, lines);
}

function group(dice: Dice): string[] {
  return block(`vrrp_sync_group ${dice.pick(["G1", "G1", "G1", "G1 G2", ""])}`.trim(), [
    ...(dice.isOneIn(10)
      ? []
      : block("group", dice.pick([["VI_1", "VI_2"], ["VI_1 VI_2"], ["VI_1"], ["VI_1", "VI_9"], []]))),
    ...maybe(dice, 4, ["sync_group_tracking_weight", "global_tracking"]),
    ...maybe(dice, 6, ["notify_fault /bin/true", "smtp_alert maybe"]),
    ...trackers(dice),
  ]);
}

/** A keepalived.conf of instances, groups and what they track, whose lines often do not go together. */
export function instanceText(dice: Dice): string {
  const count = 1 + dice.below(3);
  return `${[
    ...block("global_defs", [
      "script_user root",
      "enable_script_security",
      ...maybe(dice, 5, ["vrrp_strict", "vrrp_strict"]),
      ...maybe(dice, 5, ["vrrp_version 3", "vrrp_version 2"]),
      ...maybe(dice, 8, ["lvs_sync_daemon eth0 VI_1"]),
    ]),
    ...definitions(dice),
    ...(dice.isOneIn(4)
      ? block("garp_group", [
          ...maybe(dice, 1, ["garp_interval 0.5", "gna_interval 0.5", ""]),
          dice.pick(["interface eth0", "interface eth1"]),
          ...(dice.isOneIn(3) ? block("interfaces", dice.pick([["eth0"], ["eth1", "eth2"], []])) : []),
        ])
      : []),
    ...(dice.isOneIn(6) ? block("garp_group", ["gna_interval 0.5", "interface eth0"]) : []),
    ...(dice.isOneIn(6) ? block("track_group tg", dice.isOneIn(3) ? [] : block("group", ["VI_1"])) : []),
    ...(dice.isOneIn(8) ? block("static_ipaddress", ["10.9.2.1/24 dev eth0 track_group tg"]) : []),
    ...Array.from({ length: count }, (_, index) => instance(dice, index + 1)).flat(),
    ...(dice.isOneIn(2) ? group(dice) : []),
  ].join("\n")}\n`;
}
