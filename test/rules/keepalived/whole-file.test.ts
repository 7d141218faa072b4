// biome-ignore-all lint/suspicious/noTemplateCurlyInString: The configurations have placeholders of their own.
import { describe, expect, test } from "vitest";
import { defaultSettings } from "../../../server/src/workspace/types.ts";
import { type InstanceOptions, instance } from "../../support/configs.ts";
import { check, openWorkspace } from "../../support/fixture.ts";

const security = "global_defs {\n    script_user root\n    enable_script_security\n}\n";
const strict = "global_defs {\n    vrrp_strict\n}\n";

function script(name: string, ...lines: readonly string[]): string {
  return [`vrrp_script ${name} {`, "    script /bin/true", ...lines.map((line) => `    ${line}`), "}", ""].join("\n");
}

function vrrp(options: InstanceOptions): string {
  return instance({ state: "BACKUP", priority: 100, vips: ["10.0.0.100/24"], ...options });
}

function server(lines: readonly string[], ...real: readonly string[]): string {
  const all = ["virtual_server 10.0.0.100 80 {", "lb_algo rr", "lb_kind NAT", "protocol TCP", ...lines, ...real, "}"];
  return `${all.join("\n")}\n`;
}

/** What is said of nearly every virtual server that is as short as those here. */
const usual = new Set(["information real-server-unchecked", "information virtual-server-defaults"]);

/** What is found in a keepalived.conf: line, severity and the rule's name. */
function found(text: string, version = "auto", file = "keepalived.conf"): string[] {
  const files = new Map([[file, text]]);
  const workspace = openWorkspace(files);
  // What nodes have to do with each other is not asked here.
  const settings = { ...defaultSettings, keepalivedVersion: version, isClusterEnabled: false };
  return check(files, settings).flatMap(({ start, severity, code }) => {
    const line = (workspace.lineIndexOf(file)?.position(start).line ?? 0) + 1;
    const said = `${severity} ${code.replace("keepalived/", "")}`;
    return usual.has(said) ? [] : [`${line} ${said}`];
  });
}

const cases: readonly (readonly [title: string, text: string, expected: readonly string[]])[] = [
  ["a plain instance", vrrp({}), []],
  [
    "a script that is not defined, one that is below, and one that is above",
    security +
      script("above") +
      vrrp({ lines: ["track_script {", "    above", "    nowhere", "    below weight 5", "}"] }) +
      script("below"),
    ["15 error undefined-script", "16 error script-after-use"],
  ],
  ["an include may define the script", `include x.conf\n${vrrp({ lines: ["track_script { chk }"] })}`, []],
  [
    "a template's loop may define the script",
    `{% for x in y %}\n{% endfor %}\n${vrrp({ lines: ["track_script { c }"] })}`,
    [],
  ],
  ["a name that is filled in later", security + vrrp({ lines: ["track_script { ${CHK} }"] }), []],
  [
    "files, processes and BFD sessions",
    vrrp({ lines: ["track_file { f }", "track_process { p }", "track_bfd { b }"] }),
    ["6 error undefined-tracker", "7 error undefined-tracker", "8 error undefined-tracker"],
  ],
  ["nopreempt and MASTER", vrrp({ state: "MASTER", lines: ["nopreempt"] }), ["6 warning nopreempt-with-master"]],
  ["nopreempt taken back", vrrp({ state: "MASTER", lines: ["nopreempt", "preempt"] }), []],
  ["nopreempt and a placeholder for the state", vrrp({ state: "{{ state }}", lines: ["nopreempt"] }), []],
  [
    "MASTER without priority",
    instance({ state: "MASTER", vips: ["10.0.0.100/24"] }),
    ["2 warning master-without-priority"],
  ],
  [
    "MASTER without priority, but with a word that may be it",
    "vrrp_instance V {\n state MASTER\n interface eth0\n virtual_router_id 5\n prioritty 5\n virtual_ipaddress {\n  10.0.0.1/24\n }\n}\n",
    ["5 error unknown-keyword"],
  ],
  ["an include may hold the id", "vrrp_instance V {\n include x.conf\n}\n", []],
  [
    "without id and interface",
    "vrrp_instance V {\n virtual_ipaddress {\n  10.0.0.1/24\n }\n}\n",
    ["1 error missing-keyword"],
  ],
  [
    "an own address and peers instead of an interface",
    "vrrp_instance V {\n virtual_router_id 5\n unicast_src_ip 10.0.0.2\n unicast_peer {\n  10.0.0.3\n }\n virtual_ipaddress {\n  10.0.0.1/24 dev eth0\n }\n}\n",
    [],
  ],
  ["an IPv6 address in an IPv4 instance", vrrp({ vips: ["10.0.0.100/24", "fd00::1/64"] }), ["8 error mixed-families"]],
  ["an IPv6 address in the excluded list", vrrp({ excluded: ["fd00::1/64"] }), []],
  [
    "a peer of the other family",
    vrrp({ source: "10.0.0.1", peers: ["fd00::2"] }),
    ["6 warning unicast-without-peers", "8 error mixed-families"],
  ],
  [
    "version 2 behind native_ipv6",
    vrrp({ lines: ["native_ipv6", "version 2"], vips: ["fe80::1/64"] }),
    ["7 error mixed-families"],
  ],
  ["two instances of one name", vrrp({}) + vrrp({ id: 52 }), ["10 error duplicate-name"]],
  [
    "two of one name, of which a template writes one",
    `{% if a %}\n${vrrp({})}{% else %}\n${vrrp({ id: 52 })}{% endif %}\n`,
    [],
  ],
  ["state BACKUP behind MASTER", vrrp({ state: "MASTER", lines: ["state BACKUP"] }), ["6 warning repeated-keyword"]],
  [
    "one of the two by a template",
    vrrp({ lines: ["{% if first %}", "state MASTER", "{% else %}", "state BACKUP", "{% endif %}"] }),
    [],
  ],
  [
    "a second notify script",
    security + vrrp({ lines: ["notify_master /bin/true", "notify_master /bin/false"] }),
    ["11 error repeated-keyword"],
  ],
  ["a fraction in version 2", vrrp({ lines: ["advert_int 1.5"] }), ["6 warning advert-interval-rounded"]],
  ["a fraction in version 3", vrrp({ lines: ["version 3", "advert_int 1.5"] }), []],
  [
    "a weight of an owner",
    vrrp({ priority: 255, lines: ["track_interface {", "    eth1 weight -5", "    eth2", "}"] }),
    ["7 warning weight-on-owner"],
  ],
  [
    "an owner and a track_file, whose weight is 1 if it is unset",
    `track_file f {\n    file /x\n}\n${vrrp({ priority: 255, lines: ["track_file { f }"] })}`,
    ["9 warning weight-on-owner"],
  ],
  [
    "a weight of a member of a group",
    security +
      script("chk", "weight -5") +
      vrrp({ lines: ["track_script { chk }"] }) +
      "vrrp_sync_group G {\n    group {\n        VI_1\n    }\n}\n",
    ["14 warning sync-group-ignores-weight", "19 warning sync-group-of-one"],
  ],
  [
    "weight 0 of a member of a group",
    security +
      script("chk") +
      vrrp({ lines: ["track_script { chk }"] }) +
      "vrrp_sync_group G {\n    group {\n        VI_1\n    }\n}\n",
    ["18 warning sync-group-of-one"],
  ],
  ["strict mode and a password", strict + vrrp({ pass: "secret" }), ["9 warning strict-forbids"]],
  ["strict mode taken back by the instance", strict + vrrp({ pass: "secret", lines: ["strict_mode off"] }), []],
  ["strict mode and MASTER", strict + vrrp({ state: "MASTER" }), ["5 warning strict-forbids"]],
  ["an empty list of peers", vrrp({ source: "10.0.0.1", peers: [] }), ["6 warning unicast-without-peers"]],
  ["an address twice", vrrp({ vips: ["10.0.0.100/24", "10.0.0.100/32"] }), ["8 warning duplicate-address"]],
  ["an address on two devices", vrrp({ vips: ["10.0.0.100/24 dev eth0", "10.0.0.100/24 dev eth1"] }), []],
  ["a script that nothing tracks", security + script("chk") + vrrp({}), ["5 hint unused-script"]],
  ["scripts without a user", script("chk") + vrrp({ lines: ["track_script { chk }"] }), ["1 warning script-security"]],
  [
    "an unknown member of a group",
    `${vrrp({})}vrrp_sync_group G {\n    group {\n        VI_1 VI_2\n    }\n}\n`,
    ["12 error undefined-instance"],
  ],
  ["a virtual server without real servers", server([]), ["1 error missing-keyword"]],
  [
    "direct routing to another port",
    server(["lb_kind DR"], "real_server 10.0.0.2 8080 { }"),
    ["6 error dr-port-mapping"],
  ],
  ["direct routing to no port of its own", server(["lb_kind DR"], "real_server 10.0.0.2 { }"), []],
  ["a real server with its own method", server(["lb_kind DR"], "real_server 10.0.0.2 8080 { lvs_method NAT }"), []],
  ["a real server of the other family", server([], "real_server fd00::2 80 { }"), ["5 error mixed-families"]],
  ["a tunnel to the other family", server(["lb_kind TUN"], "real_server fd00::2 80 { }"), []],
  [
    "a quorum that is never reached",
    server(["quorum 3"], "real_server 10.0.0.2 80 { weight 2 }"),
    ["5 warning quorum-unreachable"],
  ],
  [
    "a flag of another scheduler",
    server(["sh-port"], "real_server 10.0.0.2 80 { }"),
    ["5 warning ineffective-keyword"],
  ],
  [
    "a checker without what it needs",
    server([], "real_server 10.0.0.2 80 {\n HTTP_GET {\n  url {\n  }\n }\n}"),
    ["7 error missing-keyword"],
  ],
];

describe("a whole keepalived.conf", () => {
  test.each(cases)("%s", (_title, text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  test("a fence is part of something larger", () => {
    const fence = `# Guide\n\n\`\`\`conf\n${vrrp({ lines: ["track_script { chk }"] })}\`\`\`\n`;
    expect(found(fence, "auto", "guide.md")).toEqual([]);
  });

  test("a template is filled in by a script that knows its words", () => {
    expect(found(vrrp({ priority: "NODE_PRIORITY" }), "auto", "keepalived.conf.tpl")).toEqual([]);
    expect(found(vrrp({ priority: "NODE_PRIORITY" }))).toEqual(["5 error invalid-number"]);
  });

  test("strict mode and peers are fatal in newer releases only", () => {
    const text = strict + vrrp({ source: "10.0.0.1", peers: ["10.0.0.2"] });
    expect(found(text, "2.2")).toEqual(["10 warning strict-forbids"]);
    expect(found(text, "2.4")).toEqual(["10 error strict-forbids"]);
    expect(found(text)).toEqual(["10 warning strict-forbids"]);
  });

  test("what only some of the named hosts run into is a warning", () => {
    const text = vrrp({}).replace("    priority 100\n", "@one priority 100\n@two priority 999\n");
    expect(found(text)).toEqual(["6 warning invalid-number"]);
  });

  test("quotes of a text program", () => {
    expect(found(vrrp({ lines: ["notify_master “/bin/true”"] }))).toEqual(["6 warning smart-quote"]);
    expect(found(vrrp({ priority: "“100”" }))).toEqual(["5 error smart-quote"]);
  });

  test("what stands in an address's place by mistake is no placeholder", () => {
    expect(found(vrrp({ vips: ["19y2.168.1.80/24"] }))).toEqual(["7 error invalid-address"]);
    expect(found(vrrp({ lines: ["unicast_peer {", "    mcast_src_ip", "}"] }))).toContain("7 error invalid-address");
    expect(found(vrrp({ lines: ["unicast_peer {", "    peer_ip", "}"] }))).not.toContain("7 error invalid-address");
  });

  test("off switches on", () => {
    expect(found(vrrp({ lines: ["skip_check_adv_addr off"] }))).toEqual(["6 warning off-means-on"]);
    expect(found(vrrp({ lines: ["nopreempt no"] }))).toEqual(["6 warning off-means-on"]);
    expect(found(`global_defs {\n    vrrp_strict off\n}\n${vrrp({})}`, "2.4")).toEqual([]);
    expect(found(`global_defs {\n    vrrp_strict off\n}\n${vrrp({})}`, "2.2")).toContain("2 warning off-means-on");
  });
});
