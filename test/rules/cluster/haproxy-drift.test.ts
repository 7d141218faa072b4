import { describe, expect, test } from "vitest";
import { balancer, initConfiguration } from "../../support/configs.ts";
import { findingsOf, fixesOf, found, mended, nodes, type Texts } from "./found.ts";

const code = "cluster/haproxy-drift";
const cp = ["10.0.0.11:6443", "10.0.0.12:6443", "10.0.0.13:6443"];
const known = nodes({ source: "10.0.0.1" }, { source: "10.0.0.2" }, { source: "10.0.0.3" });
const pair = nodes({ source: "10.0.0.1" }, { source: "10.0.0.2" });

/** A haproxy.cfg a node, over keepalived.conf of as many. */
function each(texts: readonly string[], keepalived: Texts = texts.length === 2 ? pair : known): Texts {
  return { ...keepalived, ...Object.fromEntries(texts.map((text, index) => [`lb${index + 1}/haproxy.cfg`, text])) };
}
const cfg = (servers: readonly string[] = cp, bind = "*:8443"): string => balancer(bind, servers);
const listen = (lines: readonly string[], name = "web"): string =>
  `listen ${name}\n${lines.map((line) => `    ${line}\n`).join("")}`;

describe(code, () => {
  test.each<[title: string, texts: Texts, found: string[]]>([
    ["alike", each([cfg(), cfg(), cfg()]), []],
    ["another order", each([cfg(), cfg([...cp].reverse()), cfg()]), []],
    [
      "a server less, on one of three",
      each([cfg(), cfg(), cfg(cp.slice(0, 2))]),
      ["lb3/haproxy.cfg:9 warning apiservers"],
    ],
    [
      "a server more, on one of three",
      each([cfg(), cfg(), cfg([...cp, "10.0.0.14:6443"])]),
      ["lb3/haproxy.cfg:13 warning 10.0.0.14:6443"],
    ],
    [
      "of two each",
      each([cfg(), cfg(cp.slice(0, 2))]),
      ["lb1/haproxy.cfg:12 warning 10.0.0.13:6443", "lb2/haproxy.cfg:9 warning apiservers"],
    ],
    [
      "another port",
      each([cfg(), cfg(), cfg(["10.0.0.11:7000", ...cp.slice(1)])]),
      ["lb3/haproxy.cfg:10 warning 10.0.0.11:7000"],
    ],
    ["another bind", each([cfg(), cfg(), cfg(cp, "*:8444")]), ["lb3/haproxy.cfg:7 warning *:8444"]],
    ["each its own address", each([cfg(cp, "10.0.0.1:8443"), cfg(cp, "10.0.0.2:8443"), cfg(cp, "10.0.0.3:8443")]), []],
    [
      "each an address of which nothing is known",
      each([cfg(cp, "10.7.0.1:8443"), cfg(cp, "10.7.0.2:8443")], nodes({}, {})),
      [],
    ],
    [
      "itself as 127.0.0.1",
      each([cfg(["127.0.0.1:6443", "10.0.0.2:6443"], "*:8443"), cfg(["10.0.0.1:6443", "127.0.0.1:6443"])]),
      [],
    ],
    [
      "itself on another port",
      each([cfg(["127.0.0.1:6444", "10.0.0.2:6443"], "*:8443"), cfg(["10.0.0.1:6443", "127.0.0.1:6443"])]),
      ["lb1/haproxy.cfg:10 warning 127.0.0.1:6444", "lb2/haproxy.cfg:10 warning 10.0.0.1:6443"],
    ],
    [
      "itself as 127.0.0.1, by names alone",
      each(
        [
          listen(["bind *:3306", "server lb1 127.0.0.1:3307", "server lb2 10.0.0.2:3307"]),
          listen(["bind *:3306", "server lb1 10.0.0.1:3307", "server lb2 127.0.0.1:3307"]),
        ],
        nodes({}, {}),
      ),
      [],
    ],
    [
      "127.0.0.1 of a node without a known address",
      each([cfg(["127.0.0.1:6443"]), cfg(["10.0.0.1:6443"])], nodes({}, {})),
      [],
    ],
    [
      "none sends to itself",
      each([cfg(["10.0.0.2:6443", "10.0.0.9:6443"]), cfg(["10.0.0.1:6443", "10.0.0.9:6443"])]),
      [],
    ],
    ["each to what runs beside it", each([cfg(["10.0.0.51:80"]), cfg(["10.0.0.52:80"])]), []],
    [
      "several others on each",
      each([cfg(["10.0.0.51:80", "10.0.0.52:80"]), cfg(["10.0.0.61:80", "10.0.0.62:80"])]),
      ["lb1/haproxy.cfg:10 warning 10.0.0.51:80", "lb2/haproxy.cfg:10 warning 10.0.0.61:80"],
    ],
    ["a template", each([cfg(), cfg([`\${CP1}:6443`, ...cp.slice(1)])]), []],
    [
      "mode",
      each([
        listen(["mode http", "bind *:80", "server a 10.0.0.5:80"]),
        listen(["mode tcp", "bind *:80", "server a 10.0.0.5:80"]),
      ]),
      ["lb1/haproxy.cfg:2 warning http", "lb2/haproxy.cfg:2 warning tcp"],
    ],
    [
      "mode by defaults",
      each([
        `defaults\n    mode http\n${listen(["bind *:80", "server a 10.0.0.5:80"])}`,
        listen(["mode http", "bind *:80", "server a 10.0.0.5:80"]),
      ]),
      [],
    ],
    [
      "balance",
      each([
        listen(["balance leastconn", "bind *:80", "server a 10.0.0.5:80", "server b 10.0.0.6:80"]),
        listen(["bind *:80", "server a 10.0.0.5:80", "server b 10.0.0.6:80"]),
      ]),
      ["lb1/haproxy.cfg:2 warning leastconn", "lb2/haproxy.cfg:1 warning web"],
    ],
    [
      "balance over one server",
      each([
        listen(["balance leastconn", "bind *:80", "server a 10.0.0.5:80"]),
        listen(["bind *:80", "server a 10.0.0.5:80"]),
      ]),
      [],
    ],
    [
      "a check",
      each([listen(["bind *:80", "server a 10.0.0.5:80 check"]), listen(["bind *:80", "server a 10.0.0.5:80"])]),
      ["lb2/haproxy.cfg:3 warning 10.0.0.5:80"],
    ],
    [
      "weights, backups and names",
      each([
        listen(["bind *:80", "server a 10.0.0.5:80 weight 5", "server b 10.0.0.6:80 backup"]),
        listen(["bind *:80", "server x 10.0.0.5:80 backup", "server y 10.0.0.6:80"]),
      ]),
      [],
    ],
    ["a proxy that only one has", each([`${cfg()}${listen(["bind *:9000", "server a 10.0.0.5:80"])}`, cfg()]), []],
    [
      "statistics",
      each([
        `${cfg()}${listen(["bind *:9000", "stats enable"], "stats")}`,
        `${cfg()}${listen(["bind *:9001", "stats enable"], "stats")}`,
      ]),
      [],
    ],
    [
      "a socket in the file system",
      each([
        `${cfg()}${listen(["bind /run/a.sock", "bind *:80", "server a 10.0.0.5:80"])}`,
        `${cfg()}${listen(["bind *:80", "server a 10.0.0.5:80"])}`,
      ]),
      [],
    ],
    [
      "names by the hosts file",
      each([cfg(["cp1:6443", "cp2:6443"]), cfg(["10.0.0.11:6443", "10.0.0.12:6443"])], {
        ...pair,
        hosts: "10.0.0.11 cp1\n10.0.0.12 cp2\n",
      }),
      [],
    ],
    [
      "a server-template",
      each([
        listen(["bind *:80", "server-template web 3 web.local:80"]),
        listen(["bind *:80", "server a 10.0.0.5:80"]),
      ]),
      [],
    ],
    [
      "a port that is wrong for the apiserver is that rule's",
      each([cfg(), cfg(["10.0.0.11:7443", ...cp.slice(1)])], {
        ...pair,
        "init.yaml": initConfiguration("10.0.0.11", 6443),
      }),
      [],
    ],
    [
      "haproxies of different clusters",
      {
        ...nodes({ vips: ["10.0.0.100"] }),
        "lb2/keepalived.conf": nodes({}, { vips: ["10.0.9.9"], id: 9 })["lb2/keepalived.conf"] ?? "",
        "lb1/haproxy.cfg": cfg(),
        "lb2/haproxy.cfg": cfg(cp.slice(1)),
      },
      [],
    ],
  ])("%s", (_, texts, expected) => {
    expect(found(code, texts)).toEqual(expected);
  });

  test("the odd one of three does as the others", () => {
    expect(fixesOf(code, each([cfg(), cfg(), cfg(cp.slice(0, 2))]))).toEqual(["*lb3/haproxy.cfg: Do as on lb1"]);
    expect(mended(code, each([cfg(), cfg(), cfg(cp.slice(0, 2))]))).toContain(
      "lb3/haproxy.cfg:12 server cp3 10.0.0.13:6443 check".replace("lb3/haproxy.cfg:12 ", "lb3/haproxy.cfg:12 "),
    );
    expect(mended(code, each([cfg(), cfg(), cfg(cp, "*:8444")]))).toContain("lb3/haproxy.cfg:7 bind *:8443");
    expect(mended(code, each([cfg(), cfg(), cfg(["10.0.0.11:7000", ...cp.slice(1)])]))).toContain(
      "lb3/haproxy.cfg:10 server cp1 10.0.0.11:6443 check",
    );
  });

  test("of two there is a fix for each, and none preferred", () => {
    const texts = each([cfg(), cfg(cp.slice(0, 2))]);
    expect(fixesOf(code, texts)).toEqual([
      "lb1/haproxy.cfg: Do as on lb1 on all nodes",
      "lb1/haproxy.cfg: Do as on lb2 on all nodes",
      "lb2/haproxy.cfg: Do as on lb1 on all nodes",
      "lb2/haproxy.cfg: Do as on lb2 on all nodes",
    ]);
    expect(mended(code, texts, ([, second]) => second).filter((line) => !line.startsWith("!"))).toEqual([
      "lb1/haproxy.cfg -1",
    ]);
  });

  test("a missing check is added", () => {
    const texts = each([
      listen(["bind *:80", "server a 10.0.0.5:80 check"]),
      listen(["bind *:80", "server a 10.0.0.5:80"]),
    ]);
    expect(mended(code, texts)).toContain("lb2/haproxy.cfg:3 server a 10.0.0.5:80 check");
  });

  test("names what the others have", () => {
    const [finding] = findingsOf(code, each([cfg(), cfg(), cfg(cp.slice(0, 2))]));
    expect(finding?.related.map(({ file, message }) => `${file} ${message}`)).toEqual([
      `lb1/haproxy.cfg ${cp.join(", ")} on lb1`,
      `lb2/haproxy.cfg ${cp.join(", ")} on lb2`,
    ]);
  });
});
