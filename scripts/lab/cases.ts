/** The nodes of a case, which are told apart by letters: a has 10.9.0.1 on eth0 and 10.9.1.1 on eth1, b 10.9.0.2 and so on. */
export type LabNode = "a" | "b" | "c";

/** What is done to a node once all are settled. */
export interface LabEvent {
  /** keepalived ends, a script that looks for a file begins to fail, or a link goes down. */
  readonly kind: "keepalived stops" | "script fails" | "eth0 down" | "eth1 down";
  readonly node: LabNode;
}

/** Configs of nodes on one network, what real VRRP does with them, and what haconf says of them. */
export interface LabCase {
  readonly name: string;
  readonly title: string;
  /** keepalived.conf by node; `FLAG` stands for the file that lets a node's script fail. */
  readonly configs: Readonly<Partial<Record<LabNode, string>>>;
  /** Who holds the VIPs once all are settled. */
  readonly before: readonly LabNode[];
  readonly event?: LabEvent;
  /** Who holds the VIPs after the event; a VIP on two nodes is a split brain. */
  readonly after?: readonly LabNode[];
  /** The findings of warning or above, as `a error cluster/…`. */
  readonly findings: readonly string[];
}

/** The address that all cases watch. */
export const labVip = "10.9.0.100";

interface Options {
  readonly state?: string;
  readonly priority: number;
  readonly id?: number;
  readonly password?: string;
  /** What a script that looks for the flag weighs; undefined: there is none. */
  readonly weight?: number;
  /** Its own last number and those of its peers, with unicast. */
  readonly peers?: readonly [own: number, ...others: number[]];
  readonly group?: string;
  readonly lines?: readonly string[];
}

function config(node: LabNode, options: Options): string {
  const { state = "BACKUP", priority, id = 51, password, weight, peers, group, lines = [] } = options;
  const script =
    weight === undefined
      ? []
      : [
          "vrrp_script look {",
          '    script "/usr/bin/test ! -e FLAG"',
          "    interval 1",
          `    weight ${weight}`,
          "    fall 2",
          "    rise 2",
          "}",
        ];
  const [own, ...others] = peers ?? [];
  return [
    "global_defs {",
    `    router_id ${node}`,
    "    script_user root",
    "    enable_script_security",
    ...(group === undefined ? [] : [`    vrrp_mcast_group4 ${group}`]),
    "}",
    ...script,
    "vrrp_instance VI_1 {",
    `    state ${state}`,
    "    interface eth0",
    `    virtual_router_id ${id}`,
    `    priority ${priority}`,
    "    advert_int 1",
    ...lines.map((line) => `    ${line}`),
    ...(password === undefined
      ? []
      : ["    authentication {", "        auth_type PASS", `        auth_pass ${password}`, "    }"]),
    ...(own === undefined
      ? []
      : [
          `    unicast_src_ip 10.9.0.${own}`,
          "    unicast_peer {",
          ...others.map((other) => `        10.9.0.${other}`),
          "    }",
        ]),
    "    virtual_ipaddress {",
    `        ${labVip}/24`,
    "    }",
    ...(weight === undefined ? [] : ["    track_script {", "        look", "    }"]),
    "}",
    "",
  ].join("\n");
}

const pair = (a: Options, b: Options): LabCase["configs"] => ({
  a: config("a", { state: "MASTER", ...a }),
  b: config("b", b),
});

const trackedLink = ["track_interface {", "    eth1", "}"];

export const labCases: readonly LabCase[] = [
  {
    name: "pair",
    title: "a pair that is right: b follows when keepalived ends on a",
    configs: pair({ priority: 150 }, { priority: 100 }),
    before: ["a"],
    event: { kind: "keepalived stops", node: "a" },
    after: ["b"],
    findings: [],
  },
  {
    name: "id",
    title: "another virtual_router_id: both hold the VIP",
    configs: pair({ priority: 150, id: 51 }, { priority: 100, id: 52 }),
    before: ["a", "b"],
    findings: ["a error cluster/virtual-router-id-mismatch", "b error cluster/virtual-router-id-mismatch"],
  },
  {
    name: "password",
    title: "another password: both hold the VIP",
    configs: pair({ priority: 150, password: "one" }, { priority: 100, password: "two" }),
    before: ["a", "b"],
    findings: ["a error cluster/auth-mismatch", "b error cluster/auth-mismatch"],
  },
  {
    name: "version",
    title: "another VRRP version: both hold the VIP",
    configs: pair({ priority: 150, lines: ["version 2"] }, { priority: 100, lines: ["version 3"] }),
    before: ["a", "b"],
    findings: ["a error cluster/vrrp-version-mismatch", "b error cluster/vrrp-version-mismatch"],
  },
  {
    name: "group",
    title: "another multicast group: both hold the VIP",
    configs: pair({ priority: 150, group: "224.0.0.19" }, { priority: 100 }),
    before: ["a", "b"],
    findings: ["a error cluster/multicast-group-mismatch", "b error cluster/multicast-group-mismatch"],
  },
  {
    name: "peers",
    title: "three with unicast, and a does not list c: a and c hold the VIP",
    configs: {
      a: config("a", { state: "MASTER", priority: 150, peers: [1, 2] }),
      b: config("b", { priority: 100, peers: [2, 1, 3] }),
      c: config("c", { priority: 50, peers: [3, 1, 2] }),
    },
    before: ["a", "c"],
    findings: ["a error cluster/unicast-peer-mismatch"],
  },
  {
    name: "unicast",
    title: "three with unicast that is right: the second follows, not the third",
    configs: {
      a: config("a", { state: "MASTER", priority: 150, peers: [1, 2, 3] }),
      b: config("b", { priority: 100, peers: [2, 1, 3] }),
      c: config("c", { priority: 50, peers: [3, 1, 2] }),
    },
    before: ["a"],
    event: { kind: "keepalived stops", node: "a" },
    after: ["b"],
    findings: [],
  },
  {
    name: "state",
    title: "the lower priority is called MASTER: the higher one holds the VIP",
    configs: pair({ priority: 100 }, { priority: 150 }),
    before: ["b"],
    findings: ["a warning cluster/state-priority-inversion"],
  },
  {
    name: "weight too small",
    title: "the script fails on a, which goes down to 145: the VIP stays",
    configs: pair({ priority: 150, weight: -5 }, { priority: 100, weight: -5 }),
    before: ["a"],
    event: { kind: "script fails", node: "a" },
    after: ["a"],
    findings: ["a warning cluster/ineffective-track-weight"],
  },
  {
    name: "weight to a tie",
    title: "the script fails on a, which only comes down to b: the VIP stays",
    configs: pair({ priority: 150, weight: -50 }, { priority: 100, weight: -50 }),
    before: ["a"],
    event: { kind: "script fails", node: "a" },
    after: ["a"],
    findings: ["a warning cluster/ineffective-track-weight"],
  },
  {
    name: "weight",
    title: "the script fails on a, which goes down to 90: the VIP moves",
    configs: pair({ priority: 150, weight: -60 }, { priority: 100, weight: -60 }),
    before: ["a"],
    event: { kind: "script fails", node: "a" },
    after: ["b"],
    findings: [],
  },
  {
    name: "weight 0",
    title: "the script of weight 0 fails on a, which goes to FAULT: the VIP moves",
    configs: pair({ priority: 150, weight: 0 }, { priority: 100, weight: 0 }),
    before: ["a"],
    event: { kind: "script fails", node: "a" },
    after: ["b"],
    findings: [],
  },
  {
    name: "link",
    title: "a tracked link goes down on a: the VIP moves",
    configs: pair({ priority: 150, lines: trackedLink }, { priority: 100, lines: trackedLink }),
    before: ["a"],
    event: { kind: "eth1 down", node: "a" },
    after: ["b"],
    findings: [],
  },
];
