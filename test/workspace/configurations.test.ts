import { describe, expect, test } from "vitest";
import { defaultSettings } from "../../server/src/workspace/types.ts";
import { describeFindings, openWorkspace, readFixture } from "../support/fixture.ts";

const base = `global
    maxconn 1000
defaults
    mode http
    timeout client 1m
    timeout connect 5s
    timeout server 1m
`;
const frontend = `frontend web
    bind :80
    default_backend app
`;
const backend = `backend app
    server a 10.0.0.1:80
`;

/** The files of each configuration that is made of several, or of which a part is missing. */
function grouped(fixture: string): string[] {
  const workspace = openWorkspace(fixture);
  workspace.update();
  const found = new Set<string>();
  for (const file of [...workspace.fileNames()].sort()) {
    const joined = workspace.configurationOf(file);
    if (joined !== undefined) found.add(`${joined.files.join(" ")}${joined.isWhole ? "" : " …"}`);
  }
  return [...found];
}

const split = `//- etc/haproxy/haproxy.cfg
${base}//- etc/haproxy/conf.d/10-web.cfg
${frontend}//- etc/haproxy/conf.d/20-app.cfg
${backend}`;
const inOrder = "etc/haproxy/haproxy.cfg etc/haproxy/conf.d/10-web.cfg etc/haproxy/conf.d/20-app.cfg";

describe("which files are read together", () => {
  test("haproxy.cfg and the folder conf.d beside it", () => {
    expect(grouped(split)).toEqual([inOrder]);
  });

  test("numbered files of one folder", () => {
    const files = `//- lb/00-base.cfg\n${base}//- lb/20-app.cfg\n${backend}//- lb/10-web.cfg\n${frontend}`;
    expect(grouped(files)).toEqual(["lb/00-base.cfg lb/10-web.cfg lb/20-app.cfg"]);
  });

  test("not what lies side by side without more", () => {
    expect(grouped(`//- haproxy.cfg\n${base}//- haproxy-web.cfg\n${frontend}`)).toEqual([]);
    expect(grouped(`//- haproxy.cfg\n${base}${backend}//- conf.d/haproxy-a.cfg\n${backend}`)).toEqual([]);
    expect(grouped(`//- haproxy.cfg\n${base}//- conf.d/haproxy-a.cfg\n${base}${backend}`)).toEqual([]);
  });

  test.each<[string, string, readonly string[]]>([
    [
      "a unit",
      "//- etc/systemd/system/haproxy.service\n[Service]\nExecStart=/usr/sbin/haproxy -Ws -f /etc/haproxy/haproxy.cfg -f /etc/haproxy/conf.d\n",
      [inOrder],
    ],
    [
      "a unit with variables",
      `//- etc/systemd/system/haproxy.service
[Service]
Environment="CONFIG=/etc/haproxy/haproxy.cfg" "CFGDIR=/etc/haproxy/conf.d" "PIDFILE=/run/haproxy.pid"
ExecStart=/usr/sbin/haproxy -Ws -f $CONFIG -f \${CFGDIR} \\
  -p $PIDFILE $EXTRAOPTS
`,
      [inOrder],
    ],
    [
      "a drop-in",
      `//- etc/systemd/system/haproxy.service.d/conf.conf
[Service]
ExecStart=
ExecStart=/usr/sbin/haproxy -Ws -f /etc/haproxy/haproxy.cfg -f /etc/haproxy/conf.d/10-web.cfg
`,
      ["etc/haproxy/haproxy.cfg etc/haproxy/conf.d/10-web.cfg"],
    ],
    [
      "Debian's variables",
      `//- etc/default/haproxy\n# EXTRAOPTS=""\nEXTRAOPTS="-f /etc/haproxy/conf.d -x /run/a"\n`,
      [inOrder],
    ],
    ["Debian's variables that name no folder", `//- etc/default/haproxy\nEXTRAOPTS="-de"\n`, []],
    ["Red Hat's variables", `//- etc/sysconfig/haproxy\nOPTIONS=""\n`, [inOrder]],
    [
      "a unit that names another folder as well",
      "//- etc/systemd/system/haproxy.service\n[Service]\nExecStart=haproxy -f /etc/haproxy/haproxy.cfg -f /etc/haproxy/conf.d -f /etc/haproxy/sites\n",
      [`${inOrder} …`],
    ],
    [
      "a template of a unit",
      `//- etc/systemd/system/haproxy.service.j2\n[Service]\nExecStart={{ haproxy_bin }} -f {{ config }}\n`,
      [inOrder],
    ],
    [
      "a script that checks the files",
      "//- check.sh\n#!/bin/sh\nhaproxy -c -q \\\n  -f etc/haproxy/haproxy.cfg -f etc/haproxy/conf.d/20-app.cfg\n",
      ["etc/haproxy/haproxy.cfg etc/haproxy/conf.d/20-app.cfg"],
    ],
    [
      "a container that a script runs",
      '//- run.sh\ndocker run -d -v "$(pwd)/etc/haproxy:/usr/local/etc/haproxy:ro" haproxy:3.0 -f /usr/local/etc/haproxy/haproxy.cfg -f /usr/local/etc/haproxy/conf.d\n',
      [inOrder],
    ],
    [
      "a compose file",
      `//- compose.yaml
services:
  lb:
    image: haproxy:3.0
    command: haproxy -f /usr/local/etc/haproxy/haproxy.cfg -f /usr/local/etc/haproxy/conf.d
    volumes:
      - ./etc/haproxy:/usr/local/etc/haproxy:ro
`,
      [inOrder],
    ],
    [
      "a compose file with lists and keys",
      `//- docker-compose.yml
services:
  lb:
    image: docker.io/library/haproxy:3.0-alpine
    command: ["-f", "/cfg/main.cfg", "-f", "/cfg/parts"]
    volumes:
      - { type: bind, source: ./etc/haproxy/haproxy.cfg, target: /cfg/main.cfg }
      - type: bind
        source: ./etc/haproxy/conf.d
        target: /cfg/parts
`,
      [inOrder],
    ],
    [
      "the recipe of an image",
      `//- etc/haproxy/Dockerfile
FROM haproxy:3.0
COPY haproxy.cfg /usr/local/etc/haproxy/
COPY conf.d/ /usr/local/etc/haproxy/conf.d/
CMD ["haproxy", "-f", "/usr/local/etc/haproxy/haproxy.cfg", "-f", "/usr/local/etc/haproxy/conf.d"]
`,
      [inOrder],
    ],
  ])("as %s says", (_, service, expected) => {
    expect(grouped(`${split}${service}`)).toEqual(expected);
  });

  test("as the manifest says, in its order", () => {
    const files = `//- haconf.yaml
clusters:
  - name: a
    nodes:
      - name: lb1
        files: [main.haproxy, z.haproxy, b.haproxy]
//- main.haproxy
${base}//- b.haproxy
${backend}//- z.haproxy
${frontend}`;
    expect(grouped(files)).toEqual(["main.haproxy z.haproxy b.haproxy"]);
  });

  test("two machines with the same files", () => {
    const machine = (name: string): string => split.replaceAll("//- etc", `//- ${name}/etc`);
    const unit = (name: string): string =>
      `//- ${name}/etc/systemd/system/haproxy.service\n[Service]\nExecStart=haproxy -f /etc/haproxy/haproxy.cfg -f /etc/haproxy/conf.d\n`;
    const files = `${machine("lb1")}${machine("lb2")}${unit("lb1")}${unit("lb2")}`;
    expect(grouped(files)).toEqual(["lb1", "lb2"].map((name) => inOrder.replaceAll("etc/", `${name}/etc/`)));
    expect(describeFindings(files)).toEqual([]);
  });
});

const unit = "//- haproxy.service\n[Service]\nExecStart=haproxy -f /etc/haproxy/haproxy.cfg -f /etc/haproxy/conf.d\n";
const two = (main: string, part: string, service = unit): string =>
  `//- haproxy.cfg\n${main}//- conf.d/a.cfg\n${part}${service}`;

describe("what is said of files that are read together", () => {
  test.each<[string, string, readonly string[]]>([
    ["names of other files are there", two(`${base}${frontend}`, backend), []],
    [
      "names that none of them has",
      two(`${base}${frontend}`, backend.replace("app", "shop")),
      ["haproxy.cfg:10:21 error haproxy/undefined-reference app"],
    ],
    [
      "names that none of them has, in a part",
      two(base, frontend),
      ["conf.d/a.cfg:3:21 error haproxy/undefined-reference app"],
    ],
    [
      "names twice",
      two(`${base}${frontend}${backend}`, backend),
      ["conf.d/a.cfg:1:9 error haproxy/duplicate-name app"],
    ],
    [
      "what is inherited from another file",
      two(base.replace("mode http", "mode tcp"), `${frontend}    http-request deny if FALSE\n${backend}`),
      ["conf.d/a.cfg:4:5 warning haproxy/http-rule-in-tcp-mode http-request"],
    ],
    [
      "limits that no file has",
      two("global\n    maxconn 9\ndefaults\n    mode http\n", `${frontend}${backend}`),
      ["conf.d/a.cfg:1:10 warning haproxy/missing-timeout web", "conf.d/a.cfg:4:9 warning haproxy/missing-timeout app"],
    ],
    [
      "a backend that nothing leads to",
      two(`${base}${frontend}`, `${backend}${backend.replace("app", "old")}`),
      ["conf.d/a.cfg:3:9 hint haproxy/unused-backend old"],
    ],
    [
      "a socket that two files open",
      two(`${base}${frontend}`, `${backend}frontend more\n    bind :80\n    default_backend app\n`),
      ["conf.d/a.cfg:4:10 warning haproxy/duplicate-bind :80"],
    ],
    [
      "a named section of another file",
      two(
        base.replace("defaults", "defaults http"),
        `${backend.replace("app", "app from http")}${frontend.replace("web", "web from http")}`,
      ),
      [],
    ],
    [
      "a condition ends with its file",
      two(`${base}.if 1\n${backend}`, `${frontend}`),
      ["haproxy.cfg:10:5 error haproxy/bad-condition server a 10.0.0.1:80"],
    ],
    [
      "a statement before the first section",
      two(`${base}${backend}`, `    server b 10.0.0.2:80\n${frontend}`).replaceAll("a.cfg", "haproxy-a.cfg"),
      ["conf.d/haproxy-a.cfg:1:5 error haproxy/keyword-before-section server"],
    ],
  ])("%s", (_, files, expected) => {
    expect(describeFindings(files)).toEqual(expected);
  });

  test("what only the folders show is no error in a part", () => {
    expect(describeFindings(two(base, frontend, ""))).toEqual([
      "conf.d/a.cfg:3:21 warning haproxy/undefined-reference app",
    ]);
    expect(describeFindings(two(`${base}${frontend}`, backend.replace("app", "shop"), ""))).toEqual([
      "haproxy.cfg:10:21 error haproxy/undefined-reference app",
    ]);
  });

  test("nothing is said of what a path may bring that is not here", () => {
    const more = unit.replace("conf.d\n", "conf.d -f /etc/haproxy/more\n");
    expect(
      describeFindings(two(`${base}${frontend}`, "# nothing yet\nbackend x\n    server a 10.0.0.1:80\n", more)),
    ).toEqual([]);
  });

  test("a part that two configurations share is judged by what holds in both", () => {
    const files = `//- a.sh
haproxy -c -f one.haproxy -f shared.haproxy
haproxy -c -f two.haproxy -f shared.haproxy
//- one.haproxy
${base}${frontend}//- two.haproxy
${base}${frontend.replace("app", "other")}backend other\n    server a 10.0.0.1:80\n//- shared.haproxy
${backend}`;
    expect(describeFindings(files)).toEqual([]);
  });
});

test("findings follow the edits of other files", () => {
  const workspace = openWorkspace(readFixture(two(`${base}${frontend}`, backend)));
  const codes = (): string[] => workspace.allFindings().map(({ file, code }) => `${file} ${code}`);
  expect(codes()).toEqual([]);
  workspace.setFile("conf.d/a.cfg", backend.replace("app", "shop"));
  expect(codes()).toEqual(["haproxy.cfg haproxy/undefined-reference"]);
  workspace.setFile("conf.d/b.cfg", backend);
  expect(codes()).toEqual(["conf.d/a.cfg haproxy/unused-backend"]);
  workspace.removeFile("conf.d/b.cfg");
  expect(codes()).toEqual(["haproxy.cfg haproxy/undefined-reference"]);
  workspace.setFile("haproxy.service", "[Service]\nExecStart=haproxy -f /etc/haproxy/haproxy.cfg\n");
  workspace.setFile("haproxy.cfg", `${base}${frontend}${backend}`);
  expect(codes()).toEqual([]);
});

test("an edit of one part checks only its own section again", () => {
  const workspace = openWorkspace(readFixture(two(`${base}${frontend}`, backend)));
  workspace.update();
  const before = workspace.counters.checkedSections;
  workspace.setFile("conf.d/a.cfg", backend.replace("10.0.0.1", "10.0.0.2"));
  workspace.update();
  expect(workspace.counters.checkedSections - before).toBe(1);
});

test("a cluster has one haproxy of several files, and its findings stand where the line is", () => {
  const settings = { ...defaultSettings };
  const keepalived = (state: string, priority: number): string =>
    `vrrp_instance V {\n    state ${state}\n    interface eth0\n    virtual_router_id 51\n    priority ${priority}\n    virtual_ipaddress {\n        10.0.0.100/24\n    }\n}\n`;
  const files = `//- kubeadm.yaml
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
controlPlaneEndpoint: 10.0.0.100:6443
//- lb1/keepalived.conf
${keepalived("MASTER", 101)}//- lb2/keepalived.conf
${keepalived("BACKUP", 100)}//- lb1/haproxy/haproxy.cfg
${base}//- lb1/haproxy/conf.d/10-api.cfg
frontend kube-apiserver
    bind :8443
    mode tcp
    default_backend apiservers
//- lb1/haproxy/conf.d/20-servers.cfg
backend apiservers
    mode tcp
    server cp1 10.0.0.11:6443 check
    server cp2 10.0.0.12:6443 check
`;
  const found = describeFindings(files, settings).filter((line) => line.includes("endpoint-port"));
  expect(found).toEqual(["kubeadm.yaml:3:23 error cluster/endpoint-port-mismatch 10.0.0.100:6443"]);
  const workspace = openWorkspace(files, settings);
  const finding = workspace.allFindings().find(({ code }) => code === "cluster/endpoint-port-mismatch");
  expect(finding?.related.map(({ file }) => file)).toContain("lb1/haproxy/conf.d/10-api.cfg");
  const cluster = workspace.clusterFiles()[0];
  expect(cluster?.files.map(({ file }) => file)).toEqual([
    "kubeadm.yaml",
    "lb1/haproxy/conf.d/10-api.cfg",
    "lb1/haproxy/conf.d/20-servers.cfg",
    "lb1/haproxy/haproxy.cfg",
    "lb1/keepalived.conf",
    "lb2/keepalived.conf",
  ]);
});
