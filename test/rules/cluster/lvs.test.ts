import { describe, expect, test } from "vitest";
import { instance } from "../../support/configs.ts";
import { findingsOf, fixesOf, found, mended, type Texts } from "./found.ts";

interface Service {
  readonly at?: string;
  readonly lines?: readonly string[];
  readonly servers?: readonly string[];
}

/** A `virtual_server` with real servers, each of which is checked. */
function lvs({
  at = "10.0.0.100 80",
  lines = ["lb_algo rr", "lb_kind NAT"],
  servers = ["10.0.0.11 80", "10.0.0.12 80"],
}: Service = {}): string {
  const blocks = servers.flatMap((server) => [
    `real_server ${server} {`,
    "    TCP_CHECK {",
    "        connect_timeout 3",
    "    }",
    "}",
  ]);
  return [
    `virtual_server ${at} {`,
    ...[...lines, "protocol TCP", ...blocks].map((line) => `    ${line}`),
    "}",
    "",
  ].join("\n");
}

const directors = (...texts: readonly string[]): Texts =>
  Object.fromEntries(
    texts.map((text, index) => [
      `lb${index + 1}/keepalived.conf`,
      `${instance({ priority: 200 - index, source: `10.0.0.${index + 1}`, vips: ["10.0.0.100/24"] })}${text}`,
    ]),
  );
const grave = (lines: readonly string[]): string[] =>
  lines.filter((line) => line.startsWith("!") && line.includes(" cluster/"));

describe("cluster/lvs-vip-not-held", () => {
  const code = "cluster/lvs-vip-not-held";
  test.each<[title: string, texts: Texts, found: string[]]>([
    ["a VIP", directors(lvs()), []],
    ["no VIP", directors(lvs({ at: "10.0.0.200 80" })), ["lb1:10 warning 10.0.0.200"]],
    [
      "several ports of one address",
      directors(lvs({ at: "10.0.0.200 80" }) + lvs({ at: "10.0.0.200 443" })),
      ["lb1:10 warning 10.0.0.200"],
    ],
    [
      "both directors lack it, from one cause",
      directors(lvs({ at: "10.0.0.200 80" }), lvs({ at: "10.0.0.200 80" })),
      ["lb1:10 warning 10.0.0.200"],
    ],
    [
      "both directors lack two, from two causes",
      directors(lvs({ at: "10.0.0.200 80" }), lvs({ at: "10.0.0.200 80" }) + lvs({ at: "10.0.0.201 80" })),
      ["lb1:10 warning 10.0.0.200", "lb2:25 warning 10.0.0.201"],
    ],
    [
      "two virtual routers lack it, each for itself",
      {
        ...directors(lvs({ at: "10.0.0.200 80" }), lvs({ at: "10.0.0.200 80" })),
        "lb3/keepalived.conf": `${instance({ name: "VI_3", id: 77, priority: 150, source: "10.0.0.3", vips: ["10.0.0.103/24"] })}${lvs({ at: "10.0.0.200 80" })}`,
      },
      ["lb1:10 warning 10.0.0.200", "lb3:10 warning 10.0.0.200"],
    ],
    ["the node's own address", directors(lvs({ at: "10.0.0.1 80" })), []],
    ["a mark", directors(lvs({ at: "fwmark 1" })), []],
    ["a group", directors(lvs({ at: "group web" })), []],
    ["a placeholder", directors(lvs({ at: `\${VIP} 80` })), []],
    [
      "brought up by quorum_up",
      directors(lvs({ at: "10.0.0.200 80", lines: ['quorum_up "/sbin/ip addr add 10.0.0.200/32 dev lo"'] })),
      [],
    ],
    [
      "a static address",
      directors(`static_ipaddress {\n    10.0.0.200/32 dev lo\n}\n${lvs({ at: "10.0.0.200 80" })}`),
      [],
    ],
    [
      "an excluded one",
      { "lb1/keepalived.conf": instance({ priority: 100, excluded: ["10.0.0.200"] }) + lvs({ at: "10.0.0.200 80" }) },
      [],
    ],
    [
      "brought up by notify",
      {
        "lb1/keepalived.conf":
          instance({ priority: 100, lines: ['notify_master "/sbin/ip addr add 10.0.0.200/24 dev eth0"'] }) +
          lvs({ at: "10.0.0.200 80" }),
      },
      [],
    ],
    ["no instance", { "lb1/keepalived.conf": lvs({ at: "10.0.0.200 80" }) }, []],
    ["more stands elsewhere", directors(`include vips.conf\n${lvs({ at: "10.0.0.200 80" })}`), []],
    [
      "a VIP that only the other lists is another rule's",
      {
        ...directors(lvs(), lvs({ at: "10.0.0.200 80" })),
        "lb1/keepalived.conf": instance({ priority: 200, vips: ["10.0.0.100/24", "10.0.0.200/24"] }),
      },
      [],
    ],
  ])("%s", (_, texts, expected) => {
    expect(found(code, texts)).toEqual(expected);
  });

  test("the address is added on all nodes", () => {
    const texts = directors(lvs({ at: "10.0.0.200 80" }), lvs({ at: "10.0.0.200 80" }));
    expect(fixesOf(code, texts)[0]).toBe("*lb1: Add 10.0.0.200 to the VIPs of lb1, lb2");
    expect(mended(code, texts)).toEqual(["lb1:8 10.0.0.200/24", "lb2:8 10.0.0.200/24"]);
  });
});

describe("cluster/lvs-drift", () => {
  const code = "cluster/lvs-drift";
  const algorithm = (word: string): string => lvs({ lines: [`lb_algo ${word}`, "lb_kind NAT"] });
  test.each<[title: string, texts: Texts, found: string[]]>([
    ["alike", directors(lvs(), lvs(), lvs()), []],
    ["another algorithm", directors(algorithm("rr"), algorithm("rr"), algorithm("wlc")), ["lb3:11 warning wlc"]],
    ["an algorithm that is the default", directors(algorithm("wlc"), lvs({ lines: ["lb_kind NAT"] })), []],
    ["lvs_sched is lb_algo", directors(algorithm("rr"), lvs({ lines: ["lvs_sched rr", "lvs_method NAT"] })), []],
    [
      "another kind",
      directors(lvs({ lines: ["lb_algo rr", "lb_kind DR"] }), lvs({ lines: ["lb_algo rr", "lb_kind DR"] }), lvs()),
      ["lb3:12 warning NAT"],
    ],
    [
      "persistence",
      directors(lvs(), lvs(), lvs({ lines: ["lb_algo rr", "persistence_timeout 50"] })),
      ["lb3:12 warning 50"],
    ],
    [
      "persistence without a number is six minutes",
      directors(lvs({ lines: ["persistence_timeout 360"] }), lvs({ lines: ["persistence_timeout"] })),
      [],
    ],
    ["a placeholder", directors(algorithm("rr"), algorithm(`\${ALGO}`)), []],
    ["a real server less", directors(lvs(), lvs(), lvs({ servers: ["10.0.0.11 80"] })), ["lb3:10 warning 10.0.0.100"]],
    [
      "a real server more",
      directors(lvs(), lvs(), lvs({ servers: ["10.0.0.11 80", "10.0.0.12 80", "10.0.0.13 80"] })),
      ["lb3:24 warning 10.0.0.13"],
    ],
    ["another order", directors(lvs(), lvs({ servers: ["10.0.0.12 80", "10.0.0.11 80"] })), []],
    [
      "itself as 127.0.0.1",
      directors(lvs({ servers: ["127.0.0.1 80", "10.0.0.2 80"] }), lvs({ servers: ["10.0.0.1 80", "127.0.0.1 80"] })),
      [],
    ],
    [
      "none sends to itself",
      directors(lvs({ servers: ["10.0.0.2 80", "10.0.0.9 80"] }), lvs({ servers: ["10.0.0.1 80", "10.0.0.9 80"] })),
      [],
    ],
    [
      "a service that one lacks",
      directors(lvs(), lvs() + lvs({ at: "10.0.0.100 443" }), lvs() + lvs({ at: "10.0.0.100 443" })),
      ["lb1:1 warning VI_1"],
    ],
    [
      "a service that only one has",
      directors(lvs(), lvs(), lvs() + lvs({ at: "10.0.0.100 443" })),
      ["lb3:25 warning 10.0.0.100"],
    ],
    ["none at all on one", directors(lvs(), ""), ["lb2:1 warning VI_1"]],
    ["none at all on one, which includes more", directors(lvs(), "include lvs.conf\n"), []],
    ["on an address that the other never holds", directors(lvs(), lvs() + lvs({ at: "10.0.0.250 80" })), []],
    [
      "groups",
      directors(
        `virtual_server_group web {\n    10.0.0.100 80\n}\n${lvs({ at: "group web" })}`,
        `virtual_server_group web {\n    10.0.0.100 81\n}\n${lvs({ at: "group web" })}`,
      ),
      ["lb1:10 warning web", "lb2:10 warning web"],
    ],
    ["no LVS", directors("", ""), []],
  ])("%s", (_, texts, expected) => {
    expect(found(code, texts)).toEqual(expected);
  });

  test.each<[title: string, texts: Texts, lines: string[]]>([
    ["the algorithm", directors(algorithm("rr"), algorithm("rr"), algorithm("wlc")), ["lb3:11 lb_algo rr"]],
    [
      "a keyword that is missing",
      directors(algorithm("rr"), algorithm("rr"), lvs({ lines: ["lb_kind NAT"] })),
      ["lb3:11 lb_algo rr"],
    ],
    [
      "persistence that others have not",
      directors(lvs(), lvs(), lvs({ lines: ["lb_algo rr", "lb_kind NAT", "persistence_timeout 50"] })),
      ["lb3 -1"],
    ],
    [
      "a port",
      directors(lvs(), lvs(), lvs({ servers: ["10.0.0.11 81", "10.0.0.12 80"] })),
      ["lb3:14 real_server 10.0.0.11 80 {"],
    ],
    [
      "a server that is missing",
      directors(lvs(), lvs(), lvs({ servers: ["10.0.0.11 80"] })),
      ["lb3:19 real_server 10.0.0.12 80 {"],
    ],
    [
      "a server too much",
      directors(lvs(), lvs(), lvs({ servers: ["10.0.0.11 80", "10.0.0.12 80", "10.0.0.13 80"] })),
      ["lb3 -5"],
    ],
    [
      "a service that is missing",
      directors(lvs(), lvs() + lvs({ at: "10.0.0.100 443" }), lvs() + lvs({ at: "10.0.0.100 443" })),
      ["lb1:26 virtual_server 10.0.0.100 443 {"],
    ],
  ])("mends %s", (_, texts, lines) => {
    const result = mended(code, texts);
    expect(grave(result)).toEqual([]);
    expect(result.filter((line) => !line.startsWith("!"))).toEqual(lines);
  });

  test("of two there is a fix for each", () => {
    expect(fixesOf(code, directors(algorithm("rr"), algorithm("wlc"))).slice(0, 2)).toEqual([
      "lb1: Let the virtual_server 10.0.0.100 80 be as on lb1 on all nodes of 10.0.0.100",
      "lb1: Let the virtual_server 10.0.0.100 80 be as on lb2 on all nodes of 10.0.0.100",
    ]);
  });

  test("names what the others have", () => {
    const [finding] = findingsOf(code, directors(algorithm("rr"), algorithm("rr"), algorithm("wlc")));
    expect(finding?.related.map(({ file, message }) => `${file} ${message}`)).toEqual([
      "lb1/keepalived.conf lb_algo rr on lb1",
      "lb2/keepalived.conf lb_algo rr on lb2",
    ]);
  });
});

describe("cluster/lvs-real-server-port-mismatch", () => {
  const code = "cluster/lvs-real-server-port-mismatch";
  const web = (bind: string, server = "10.0.0.51:80"): string =>
    `listen web\n    bind ${bind}\n    server a ${server} check\n`;
  const both = (servers: readonly string[], bind = "*:8080", service: Service = {}, others: Texts = {}): Texts => ({
    ...directors(lvs({ ...service, servers }), lvs({ ...service, servers })),
    "lb1/haproxy.cfg": web(bind),
    "lb2/haproxy.cfg": web(bind),
    ...others,
  });
  test.each<[title: string, texts: Texts, found: string[]]>([
    ["the right port", both(["10.0.0.1 8080", "10.0.0.2 8080"]), []],
    ["a wrong one", both(["10.0.0.1 8081", "10.0.0.2 8080"]), ["lb1:14 error 8081"]],
    ["both wrong", both(["10.0.0.1 8081", "10.0.0.2 8081"]), ["lb1:14 error 8081", "lb1:19 error 8081"]],
    [
      "itself",
      {
        ...both([]),
        ...directors(
          lvs({ servers: ["127.0.0.1 8081", "10.0.0.2 8080"] }),
          lvs({ servers: ["10.0.0.1 8081", "127.0.0.1 8080"] }),
        ),
      },
      ["lb1:14 error 8081"],
    ],
    ["other machines", both(["10.0.0.21 8081", "10.0.0.22 8081"]), []],
    ["a range that has it", both(["10.0.0.1 8081", "10.0.0.2 8080"], "*:8080-8090"), []],
    ["a port that is filled in", both(["10.0.0.1 8081", "10.0.0.2 8080"], `*:\${PORT}`), []],
    [
      "what haproxy itself sends to there",
      both(
        ["10.0.0.1 3306", "10.0.0.2 3306"],
        "*:8080",
        {},
        { "lb1/haproxy.cfg": web("*:8080", "127.0.0.1:3306"), "lb2/haproxy.cfg": web("*:8080", "127.0.0.1:3306") },
      ),
      [],
    ],
    [
      "one that differs between directors is drift",
      {
        ...both(["10.0.0.1 8080", "10.0.0.2 8080"]),
        ...directors(
          lvs({ servers: ["10.0.0.1 8081", "10.0.0.2 8080"] }),
          lvs({ servers: ["10.0.0.1 8080", "10.0.0.2 8080"] }),
        ),
      },
      [],
    ],
    ["no haproxy there", directors(lvs({ servers: ["10.0.0.1 8081"] }), lvs({ servers: ["10.0.0.1 8081"] })), []],
  ])("%s", (_, texts, expected) => {
    expect(found(code, texts)).toEqual(expected);
  });

  test("all directors get the port", () => {
    const texts = both(["10.0.0.1 8081", "10.0.0.2 8080"]);
    expect(mended(code, texts)).toEqual(["lb1:14 real_server 10.0.0.1 8080 {", "lb2:14 real_server 10.0.0.1 8080 {"]);
    expect(findingsOf(code, texts)[0]?.related.map(({ file, message }) => `${file} ${message}`)).toEqual([
      "lb1/haproxy.cfg haproxy of lb1 binds *:8080",
      "lb2/keepalived.conf the same real_server on lb2",
    ]);
  });
});
