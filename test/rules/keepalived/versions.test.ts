import { describe, expect, test } from "vitest";
import { defaultSettings } from "../../../server/src/workspace/types.ts";
import { check, describeFindings } from "../../support/fixture.ts";

/** What is found at all in one keepalived.conf that a version reads, without the file's name. */
function found(text: string, version: string): string[] {
  const settings = { ...defaultSettings, keepalivedVersion: version, isClusterEnabled: false };
  return describeFindings(new Map([["keepalived.conf", text]]), settings)
    .filter((line) => / (?:error|warning) /.test(line))
    .map((line) => line.replace("keepalived.conf:", ""));
}

/** An instance whose lines begin at line 5. */
const instance = (lines: string): string =>
  `vrrp_instance V {\n    state BACKUP\n    interface eth0\n    virtual_router_id 51\n${lines}}\n`;
const address = "    virtual_ipaddress {\n        10.9.0.1/24\n    }\n";
const needed = "keepalived/version-needed";

/** The first release that takes a text without a complaint, and what is found for the one before. */
const since: readonly (readonly [
  title: string,
  before: string,
  from: string,
  text: string,
  expected: readonly string[],
])[] = [
  [
    "definitions",
    "1.3.9",
    "1.4.0",
    `$P=100\n$Q=7\n${instance(`    priority $P\n${address}`)}`,
    [`1:1 error ${needed} $`],
  ],
  ["lines for other hosts", "1.3.6", "1.3.7", instance(`@^lb9 priority 100\n${address}`), [`5:1 error ${needed} @^`]],
  [
    "sequences",
    "2.0.8",
    "2.0.9",
    "$BLOCK=vrrp_instance VI_$N { \\\n    interface eth0 \\\n    virtual_router_id 3$N \\\n    virtual_ipaddress { 10.30.$N.1/24 } \\\n}\n~SEQ(N, 1, 2) $BLOCK\n".replaceAll(
      "10.30.$N.",
      "10.30.0.",
    ),
    [`6:1 error ${needed} ~SEQ`],
  ],
  [
    "sequences among addresses",
    "2.0",
    "2.1.0",
    instance("    virtual_ipaddress {\n        ~SEQ(I, 1, 3) 10.9.0.$I\n    }\n"),
    [`6:9 error ${needed} ~SEQ`],
  ],
  [
    "lists",
    "2.0",
    "2.1.0",
    instance("    virtual_ipaddress {\n        ~LST(I, 1, 3) 10.9.0.$I\n    }\n"),
    [`6:9 error ${needed} ~LST`],
  ],
  ["strict includes", "2.1", "2.2", `includew conf.d/*.conf\n${instance(address)}`, [`1:1 error ${needed} includew`]],
  [
    "values of the environment",
    "2.3",
    "2.4",
    `global_defs {\n    router_id \${_ENV HOSTNAME}\n}\n${instance(address)}`,
    [`2:17 error ${needed} _ENV`],
  ],
  [
    "a block in one line",
    "1.4.1",
    "1.4.2",
    instance("    virtual_ipaddress { 10.9.0.1/24 }\n"),
    [`5:23 error ${needed} {`],
  ],
  ["a brace glued to a name", "1.4.1", "1.4.2", instance(address).replace("V {", "V{"), [`1:16 error ${needed} {`]],
  [
    "a closing brace behind a value",
    "1.4.1",
    "1.4.2",
    "global_defs {\n    router_id lb1 }\n",
    [`2:19 error ${needed} }`],
  ],
  [
    "the brace of addresses in the next line",
    "1.4.1",
    "1.4.2",
    instance(address.replace(" {", "\n    {")),
    [`6:5 error ${needed} {`],
  ],
  [
    "an option of an address, without which it counts",
    "2.0.2",
    "2.0.3",
    instance(address.replace("/24", "/24 no_track")),
    [`6:21 warning ${needed} no_track`],
  ],
  [
    "a derived broadcast address, with which it is lost",
    "1.3.6",
    "1.3.7",
    instance(address.replace("/24", "/24 brd +")),
    [`6:21 error ${needed} brd`],
  ],
  [
    "an option of a rule",
    "2.0.0",
    "2.0.1",
    instance(`${address}    virtual_rules {\n        from 10.9.0.0/24 ipproto tcp table 100 priority 10\n    }\n`),
    [`9:26 error ${needed} ipproto`],
  ],
  [
    "the order of a weight",
    "2.0.17",
    "2.0.18",
    instance(`${address}    track_interface {\n        eth1 weight 10 reverse\n    }\n`),
    [`9:24 warning ${needed} reverse`],
  ],
  [
    "a virtual MAC beside unicast peers",
    "2.1",
    "2.2.0",
    instance(
      `    use_vmac\n    vmac_xmit_base\n    unicast_src_ip 10.9.0.2\n    unicast_peer {\n        10.9.0.3\n    }\n${address}`,
    ),
    [`5:5 error ${needed} use_vmac`],
  ],
  [
    "a block of keywords",
    "1.4",
    "2.0.0",
    `vrrp_track_file F {\n    file /tmp/f\n}\n${instance(address)}`,
    ["1:1 error keepalived/unknown-block vrrp_track_file"],
  ],
  [
    "decimals of a BFD timer",
    "2.1",
    "2.2.0",
    `bfd_instance B {\n    neighbor_ip 10.9.0.2\n    min_tx 1.5\n}\n${instance(address)}`,
    ["3:12 error keepalived/invalid-number 1.5"],
  ],
];

describe("what a release brought", () => {
  test.each(since)("%s", (_title, before, from, text, expected) => {
    expect(found(text, before)).toEqual(expected);
    expect(found(text, from)).toEqual([]);
    expect(found(text, "auto")).toEqual([]);
  });

  test("an interval of 0, as files of CentOS 7 have it, is refused from 2.0.7 on", () => {
    const text = `global_defs {\n    vrrp_garp_interval 0\n    vrrp_gna_interval 0\n}\n${instance(address)}`;
    expect(found(text, "1.3.5")).toEqual([]);
    expect(found(text, "auto")).toEqual([
      "2:24 warning keepalived/invalid-number 0",
      "3:23 warning keepalived/invalid-number 0",
    ]);
    expect(found(text, "2.0.10")).toEqual([
      "2:24 error keepalived/invalid-number 0",
      "3:23 error keepalived/invalid-number 0",
    ]);
  });

  test("a comment in the file sets the version", () => {
    const text = `# haconf keepalived-version 1.3.5\n${instance("    virtual_ipaddress { 10.9.0.1/24 }\n")}`;
    expect(found(text, "auto")).toEqual([`6:23 error ${needed} {`]);
  });

  test("what is a comment, a placeholder or filled in by a template is no brace in the wrong place", () => {
    const lines = '    priority {{ priority }} # { }\n    notify "/bin/n {x}"\n';
    expect(found(instance(`${lines}${address}`), "1.3.5").filter((line) => line.includes(needed))).toEqual([]);
  });
});

describe("old keywords", () => {
  const server = (line: string): string =>
    `virtual_server 10.9.0.1 80 {\n    protocol TCP\n    lb_algo rr\n    lb_kind NAT\n    real_server 10.9.0.2 80 {\n        HTTP_GET {\n            url {\n                path /\n            }\n            ${line}\n        }\n    }\n}\n`;

  test("are not spoken of for a release that has no other", () => {
    expect(found(server("nb_get_retry 3"), "1.3.5")).toEqual([]);
    expect(found(server("retry 3"), "1.3.5")).toEqual(["10:13 error keepalived/unknown-keyword retry"]);
    expect(found(server("nb_get_retry 3"), "2.0")).toEqual([
      "10:13 warning keepalived/deprecated-keyword nb_get_retry",
    ]);
  });

  test("are told with the releases where nothing tells which one reads the file", () => {
    const said = check(new Map([["keepalived.conf", server("nb_get_retry 3")]])).map(({ message }) => message);
    expect(said.filter((text) => text.includes("nb_get_retry"))).toEqual([
      "nb_get_retry is an old keyword, of which keepalived complains from 2.0.15 on: use retry, which came with 1.3.9.",
    ]);
  });
});
