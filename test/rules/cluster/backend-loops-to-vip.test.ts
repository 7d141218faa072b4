import { describe, expect, test } from "vitest";
import { balancer } from "../../support/configs.ts";
import { commands, external } from "./behind-balancers.ts";
import { findingsOf, found, mended, nodes, type Texts } from "./found.ts";

const code = "cluster/backend-loops-to-vip";
const isVip = "cluster/backend-server-is-vip";
const servers = ["10.0.0.11:6443", "10.0.0.100:6443"];
const web = (bind: string, server: string): string =>
  `listen web\n    mode tcp\n    bind ${bind}\n    server a ${server}\n`;

describe(code, () => {
  test.each<[title: string, texts: Texts, loops: string[], vips: string[]]>([
    ["a port that it binds", external(servers, {}, "*:6443"), ["haproxy.cfg:11 error 10.0.0.100:6443"], []],
    ["on the VIP", external(servers, {}, "10.0.0.100:6443"), ["haproxy.cfg:11 error 10.0.0.100:6443"], []],
    ["on another address", external(servers, {}, "10.0.0.1:6443"), [], []],
    ["a port that it does not bind", external(servers), [], ["haproxy.cfg:11 warning 10.0.0.100:6443"]],
    [
      "by a name",
      external(["10.0.0.11:6443", "vip.example:6443"], { hosts: "10.0.0.100 vip.example\n" }, "*:6443"),
      ["haproxy.cfg:11 error vip.example:6443"],
      [],
    ],
    [
      "no port: the client's",
      external(["10.0.0.11", "10.0.0.100"], {}, "*:6443"),
      ["haproxy.cfg:11 error 10.0.0.100"],
      [],
    ],
    ["a node", external(["10.0.0.11:6443", "10.0.0.12:6443"], {}, "*:6443"), [], []],
    ["a port that is filled in", external(["10.0.0.11:6443", "10.0.0.100:{{ port }}"], {}, "*:6443"), [], []],
    ["switched off", external(["10.0.0.11:6443", "10.0.0.100:6443 disabled"], {}, "*:6443"), [], []],
    [
      "any backend",
      { ...external([]), "haproxy.cfg": web("*:80", "10.0.0.100:80") },
      ["haproxy.cfg:4 error 10.0.0.100:80"],
      [],
    ],
    [
      "one after the other: no circle",
      {
        ...external([]),
        "haproxy.cfg": `${web("*:443", "10.0.0.100:80")}listen inner\n    bind *:80\n    server a 10.0.0.30:80\n`,
      },
      [],
      [],
    ],
    ["a client of the VIP", { ...external([]), "haproxy.cfg": web("*:80", "10.0.0.100:8080") }, [], []],
  ])("%s", (_, texts, loops, vips) => {
    expect(found(code, texts)).toEqual(loops);
    expect(found(isVip, texts)).toEqual(vips);
  });

  test("both are mended by the node's own address", () => {
    const known = { hosts: "10.0.0.11 cp1\n10.0.0.12 cp2\n" };
    expect(mended(code, external(servers, known, "*:6443"))).toEqual([
      "haproxy.cfg:11 server cp2 10.0.0.12:6443 check",
    ]);
    expect(mended(isVip, external(servers, commands("10.0.0.11", "10.0.0.12")))).toEqual([
      "haproxy.cfg:11 server cp2 10.0.0.12:6443 check",
    ]);
  });

  test("the VIP goes where all control planes are there besides", () => {
    const texts = external(["10.0.0.11:6443", "10.0.0.12:6443", "10.0.0.100:6443"], commands("10.0.0.11", "10.0.0.12"));
    expect(mended(isVip, texts)).toEqual(["haproxy.cfg -1"]);
  });

  test("on its own node the port has to change as well", () => {
    const texts = {
      ...nodes({ source: "10.0.0.11" }, { source: "10.0.0.12" }),
      "lb1/haproxy.cfg": balancer("*:8443", ["10.0.0.100:8443", "10.0.0.12:6443"]),
      hosts: "10.0.0.11 cp1\n10.0.0.12 cp2\n",
    };
    expect(mended(code, texts)).toEqual(["lb1/haproxy.cfg:10 server cp1 10.0.0.11:6443 check"]);
  });

  test("says by which bind it comes back, and keeps others quiet", () => {
    const texts = external(servers, commands("10.0.0.11", "10.0.0.12"), "*:6443");
    const [finding] = findingsOf(code, texts);
    expect(finding?.related.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      "haproxy.cfg: they come back here",
    ]);
    expect(found("cluster/backend-port-mismatch", texts)).toEqual([]);
  });
});
