// biome-ignore-all lint/suspicious/noTemplateCurlyInString: The configurations have placeholders of their own.
import { string as anyString, array, constantFrom, property as forAll, assert as property } from "fast-check";
import { describe, expect, test } from "vitest";
import {
  differInBalance,
  effectiveBalance,
  effectiveMode,
  effectiveOption,
  isServerChecked,
  serverHasOption,
  serversOf,
} from "../../server/src/model/haproxy/effective.ts";
import { haproxyFacts, haproxySectionFacts } from "../../server/src/model/haproxy/extract.ts";
import type { Bind, ProxyFacts, Server } from "../../server/src/model/haproxy/facts.ts";
import { parseHaproxy } from "../../server/src/syntax/haproxy/parser.ts";
import { sharedFolder } from "../schema/shared.ts";
import { textAt, textsBelow } from "./places.ts";

function factsOf(text: string): ProxyFacts {
  const facts = parseHaproxy(text)
    .sections.map(haproxySectionFacts)
    .find((found) => found !== undefined);
  if (facts === undefined) throw new Error("The text has no proxy section.");
  return facts;
}

function proxiesOf(text: string) {
  return haproxyFacts(parseHaproxy(text).sections).proxies;
}

/** A proxy of a file by its name, with the others where they belong. */
function proxyOf(text: string, name: string) {
  const found = proxiesOf(text).find((proxy) => proxy.facts.name?.text === name);
  if (found === undefined) throw new Error(`The text has no proxy ${name}.`);
  return found;
}

function bindsOf(word: string): readonly Bind[] {
  return factsOf(`frontend f\n    bind ${word}\n`).binds;
}

function describeBind(bind: Bind): string {
  const address = bind.address?.text ?? (bind.isUnknown ? "?" : "*");
  const ports = bind.firstPort === bind.lastPort ? `${bind.firstPort ?? "-"}` : `${bind.firstPort}-${bind.lastPort}`;
  const flags = [
    bind.isWildcard ? "wildcard" : "",
    bind.isPortUnknown ? "port?" : "",
    bind.protocol === "udp" ? "udp" : "",
    bind.portAt === undefined ? "" : "fixable",
  ];
  return [address, ports, ...flags].filter((part) => part !== "").join(" ");
}

describe("binds", () => {
  test.each([
    ["*:6443", ["* 6443 wildcard fixable"]],
    [":6443", ["* 6443 wildcard fixable"]],
    ["0.0.0.0:443", ["0.0.0.0 443 wildcard fixable"]],
    ["10.0.0.1:6443", ["10.0.0.1 6443 fixable"]],
    ["010.0.0.1:6443", ["10.0.0.1 6443 fixable"]],
    ["[::]:443", [":: 443 wildcard fixable"]],
    ["[fd00::1]:443", ["fd00::1 443 fixable"]],
    ["::1:443", ["::1 443 fixable"]],
    [":::6443", [":: 6443 wildcard fixable"]],
    [":8000-8010", ["* 8000-8010 wildcard"]],
    [":8010-8000", ["* - wildcard port?"]],
    [":65536", ["* - wildcard port?"]],
    ["10.0.0.1:80,10.0.0.2:81", ["10.0.0.1 80", "10.0.0.2 81"]],
    ["10.0.0.1:80,", ["10.0.0.1 80 fixable"]],
    ["ipv4@*:80", ["* 80 wildcard fixable"]],
    ["ipv6@:::80", [":: 80 wildcard fixable"]],
    ["tcp4@10.0.0.1:80", ["10.0.0.1 80 fixable"]],
    ["mptcp@[::]:5000", [":: 5000 wildcard fixable"]],
    ["udp@:514", ["* 514 wildcard udp fixable"]],
    ["quic4@10.0.0.1:443", ["10.0.0.1 443 udp fixable"]],
    ["quic6@[::]:443", [":: 443 wildcard udp fixable"]],
    ["stream+ipv4@:80", ["* 80 wildcard fixable"]],
    ["dgram+ipv4@:80", ["* 80 wildcard udp fixable"]],
    ["/run/haproxy.sock", ["? -"]],
    ["unix@/run/haproxy.sock", ["? -"]],
    ["abns@name", ["? -"]],
    ["sockpair@3", ["? -"]],
    ["fd@5", ["? - port?"]],
    ["fd@${SOCKET}", ["? - port?"]],
    ["localhost:80", ["? 80 fixable"]],
    ["10.0.0.1", ["10.0.0.1 - port?"]],
    ["10.0.0.1:", ["10.0.0.1 - port?"]],
    ["${VIP}:6443", ["? 6443 fixable"]],
    ["$VIP:6443", ["? 6443 fixable"]],
    ["{{ vip }}:6443", ["? 6443 fixable"]],
    ["{{ vip | default('::1') }}:6443", ["? 6443 fixable"]],
    ["{{ vips | join(':80,') }}:80", ["? 80 fixable"]],
    ["<vip>:6443", ["? 6443 fixable"]],
    ["@VIP@:6443", ["? 6443 fixable"]],
    ["VIP_ADDRESS:6443", ["? 6443 fixable"]],
    ["10.xx.1xx1.xxx:6443", ["? 6443 fixable"]],
    ["10.0.0.{{ last }}:6443", ["? 6443 fixable"]],
    ["*:{{ port }}", ["* - wildcard port?"]],
    ["10.0.0.1:${PORT}", ["10.0.0.1 - port?"]],
    [":::{{ port }}", [":: - wildcard port?"]],
    ["${ADDRESS_AND_PORT}", ["? - port?"]],
    ['"$VIP:6443"', ["? 6443"]],
    ['"10.0.0.1":6443', ["10.0.0.1 6443"]],
  ])("%s", (word, expected) => {
    expect(bindsOf(word).map(describeBind)).toEqual(expected);
  });

  test("have exact places that move with their section", () => {
    const text = "\nfrontend f\n  bind 10.0.0.1:80,10.0.0.2:81 transparent  # two\n  bind [::]:6443 ssl crt /a b\n";
    const tree = parseHaproxy(text);
    const facts = haproxySectionFacts(tree.sections[1] ?? tree.sections[0] ?? expect.fail("no section"));
    const [first, second, third] = facts?.binds ?? [];
    expect(textAt(text, first?.at)).toBe("10.0.0.1:80");
    expect(textAt(text, second?.at)).toBe("10.0.0.2:81");
    expect(textAt(text, second?.line)).toBe("bind 10.0.0.1:80,10.0.0.2:81 transparent");
    expect(first?.options).toEqual(["transparent"]);
    expect(first?.portAt).toBeUndefined();
    expect(textAt(text, third?.at)).toBe("[::]:6443");
    expect(textAt(text, third?.portAt)).toBe("6443");
    expect(third?.options).toEqual(["ssl", "crt", "/a", "b"]);
    const moved = `# a comment\n${text}`;
    parseHaproxy(moved, tree);
    expect(textAt(moved, third?.portAt)).toBe("6443");
  });

  test("of the old header form", () => {
    const text = "listen web 10.0.0.1:80\n  server a 10.0.0.2:80\n";
    const facts = factsOf(text);
    expect(facts.binds.map(describeBind)).toEqual(["10.0.0.1 80 fixable"]);
    expect(textAt(text, facts.binds[0]?.portAt)).toBe("80");
    expect(textAt(text, facts.binds[0]?.line)).toBe("listen web 10.0.0.1:80");
    expect(factsOf("listen web from base\n").binds).toEqual([]);
    expect(factsOf("backend web :80\n").binds).toEqual([]);
  });
});

function describeServer(server: Server): string {
  const where = server.address?.text ?? server.hostName ?? (server.isUnknown ? "?" : "-");
  return `${server.name.value ?? "?"} ${where} ${server.port?.value ?? (server.isPortUnknown ? "?" : "-")}`;
}

describe("servers", () => {
  test.each([
    ["a 10.0.0.1:6443 check", "a 10.0.0.1 6443"],
    ["a 10.0.0.1", "a 10.0.0.1 -"],
    ["a 10.0.0.1:", "a 10.0.0.1 -"],
    ["a 10.0.0.1:0", "a 10.0.0.1 -"],
    ["a 10.0.0.1:+1", "a 10.0.0.1 -"],
    ["a 10.0.0.1:-1000", "a 10.0.0.1 -"],
    ["a 10.0.0.1:80-90", "a 10.0.0.1 ?"],
    ["a [fd00::1]:6443", "a fd00::1 6443"],
    ["a fd00::1:6443", "a fd00::1 6443"],
    ["a [fd00::1]", "a fd00::1 -"],
    ["a ipv4@10.0.0.1:1", "a 10.0.0.1 1"],
    ["a master1:6443", "a master1 6443"],
    ["a web_1:80", "a web_1 80"],
    ["a node-1.example.org", "a node-1.example.org -"],
    ["a master_ip:6443", "a ? 6443"],
    ["a X.X.X.222:6443", "a ? 6443"],
    ["a /run/app.sock", "a ? -"],
    ["a unix@/run/app.sock", "a ? -"],
    ["a *:80", "a ? 80"],
    ["a ${HOST1}:${PORT}", "a ? ?"],
    ["a {{ host }}:6443", "a ? 6443"],
    ["a {{ host }}", "a ? ?"],
    ["{{ name }} {{ host }}:6443", "? ? 6443"],
    ["<name> <IP1>:6443", "? ? 6443"],
    ['"a" "10.0.0.1:6443"', "a 10.0.0.1 6443"],
  ])("%s", (line, expected) => {
    expect(factsOf(`backend b\n  server ${line}\n`).servers.map(describeServer)).toEqual([expected]);
  });

  test("have exact places", () => {
    const text = 'backend b\n\n\tserver s1 10.0.0.1:6443 check inter 2s # one\n\tserver "s2" "10.0.0.2:6443"\n';
    const [plain, quoted] = factsOf(text).servers;
    expect(textAt(text, plain?.at)).toBe("server s1 10.0.0.1:6443 check inter 2s");
    expect(textAt(text, plain?.name.at)).toBe("s1");
    expect(textAt(text, plain?.target.at)).toBe("10.0.0.1:6443");
    expect(textAt(text, plain?.port?.at)).toBe("6443");
    expect(plain?.port?.isGenerated).toBe(false);
    expect(plain?.options).toEqual(["check", "inter", "2s"]);
    // The digits stand inside quotes, so they must not be replaced by their offset in the value.
    expect(quoted?.port).toMatchObject({ value: 6443, isGenerated: true });
  });

  test("a line without an address is none", () => {
    expect(factsOf("backend b\n  server\n  server a\n").servers).toEqual([]);
  });

  test("made by a template are told apart", () => {
    expect(factsOf("backend b\n  server-template w 1-3 app:80 check\n")).toMatchObject({
      hasServerTemplate: true,
      servers: [],
    });
  });
});

describe("sections", () => {
  test("names, settings and references", () => {
    const text = `frontend api from base
  mode http
  mode tcp
  balance leastconn
  option httplog
  option httpchk GET /healthz
  no option httplog
  use_backend a if { path /a }
  use_backend %[req.hdr(host)]
  use_backend {{ target }}
  default_backend b # all others
`;
    const facts = factsOf(text);
    expect(facts).toMatchObject({ kind: "frontend", name: { value: "api" }, inheritsFrom: { value: "base" } });
    expect(textAt(text, facts.header)).toBe("frontend api from base");
    expect(textAt(text, facts.inheritsFrom?.at)).toBe("base");
    expect(facts.mode?.value).toBe("tcp");
    expect(facts.balance?.value).toBe("leastconn");
    expect(facts.options.map((option) => option.value)).toEqual(["httpchk"]);
    expect(textAt(text, facts.options[0]?.at)).toBe("httpchk");
    expect(facts.disabledOptions.map((option) => option.value)).toEqual(["httplog"]);
    expect(facts.useBackends.map((name) => name.value)).toEqual(["a", undefined, undefined]);
    expect(facts.defaultBackend?.value).toBe("b");
    expect(facts.isOpen).toBe(false);
  });

  test("that are no proxies have no facts", () => {
    const sections = parseHaproxy("# head\nglobal\n  daemon\npeers p\n  server a 10.0.0.1:1\n").sections;
    expect(sections.map(haproxySectionFacts).filter((facts) => facts !== undefined)).toEqual([]);
  });

  test.each([
    ["  {% if x %}\n  mode http\n  {% endif %}\n", true],
    ["  {{ more }}\n", true],
    ["  ${MORE}\n", true],
    ["  .if defined(X)\n  .endif\n", true],
    ["  .endif\n", true],
    ["  .if 1\n  .endif\n", false],
    ["  mode tcp\n", false],
    ["  .notice hello\n", false],
  ])("%j is open: %j", (lines, isOpen) => {
    expect(factsOf(`backend b\n${lines}`).isOpen).toBe(isOpen);
  });

  test.each([
    [".if 0\n server a 10.0.0.1:1\n.else\n server b 10.0.0.1:1\n.endif\n", ["b"]],
    [".if false\n server a 10.0.0.1:1\n.elif true\n server b 10.0.0.1:1\n.else\n server c 10.0.0.1:1\n.endif\n", ["b"]],
    [".if\n server a 10.0.0.1:1\n.endif\n server b 10.0.0.1:1\n", ["b"]],
    [".if 2\n server a 10.0.0.1:1\n.else\n server b 10.0.0.1:1\n.endif\n", ["a"]],
    [".if defined(X)\n server a 10.0.0.1:1\n.else\n server b 10.0.0.1:1\n.endif\n", ["a", "b"]],
    [".if 0\n.if 1\n server a 10.0.0.1:1\n.endif\n server b 10.0.0.1:1\n.endif\n", []],
  ])("conditions: %j", (lines, names) => {
    expect(factsOf(`backend b\n${lines}`).servers.map((server) => server.name.value)).toEqual(names);
  });

  test("a setting in an unknown branch has no value", () => {
    expect(factsOf("backend b\n.if defined(X)\n mode http\n.endif\n").mode).toMatchObject({
      value: undefined,
      text: "http",
    });
  });
});

describe("inheritance", () => {
  const text = `defaults base
  mode http
  balance leastconn
  option httplog
  default-server check
defaults more from base
  no option httplog
backend a
  server s 10.0.0.1:80
backend b from base
  server s 10.0.0.1:80 no-check
  default-server no-check
  server t 10.0.0.1:81
defaults
backend c
  server s 10.0.0.1:80
backend d from {{ base }}
backend e from nobody
`;

  test("takes the section that is named, else the last one above", () => {
    const parents = proxiesOf(text).map(({ facts, defaults }) => [
      facts.name?.text,
      defaults?.name?.text ?? defaults?.kind,
    ]);
    expect(parents).toEqual([
      ["base", undefined],
      ["more", "base"],
      ["a", "more"],
      ["b", "base"],
      [undefined, undefined],
      ["c", "defaults"],
      ["d", undefined],
      ["e", undefined],
    ]);
  });

  test("reaches through named defaults", () => {
    expect(effectiveMode(proxyOf(text, "a"))).toBe("http");
    expect(effectiveMode(proxyOf(text, "c"))).toBe("tcp");
    expect(effectiveMode(proxyOf(text, "d"))).toBeUndefined();
    expect(effectiveMode(proxyOf(text, "e"))).toBeUndefined();
    expect(effectiveOption(proxyOf(text, "a"), "httplog")).toBeUndefined();
    expect(effectiveOption(proxyOf(text, "b"), "httplog")).toMatchObject({ value: "httplog" });
    expect(effectiveOption(proxyOf(text, "d"), "httplog")).toBe("unknown");
  });

  test("an unnamed defaults section may inherit as well", () => {
    expect(effectiveMode(proxyOf("defaults a\n mode http\ndefaults from a\nfrontend f\n", "f"))).toBe("http");
  });

  test("of balance hangs on the version where none is written", () => {
    expect(effectiveBalance(proxyOf(text, "a"))).toBe("leastconn");
    expect(effectiveBalance(proxyOf(text, "c"))).toBeUndefined();
    const of = (line: string) => proxyOf(`backend b\n${line}\n`, "b");
    expect(differInBalance(of(""), of("balance roundrobin"))).toBe(false);
    expect(differInBalance(of(""), of("balance source"))).toBe(true);
    expect(differInBalance(of("balance ${B}"), of("balance source"))).toBe(false);
  });

  test("of check counts default-server lines above, here and inherited", () => {
    const checked = (name: string) =>
      serversOf(proxyOf(text, name)).map((server) => isServerChecked(proxyOf(text, name), server));
    expect(checked("a")).toEqual([true]);
    expect(checked("b")).toEqual([false, false]);
    expect(checked("c")).toEqual([false]);
    const odd = proxyOf("backend b\n server s 10.0.0.1:80 {{ options }}\n server t 10.0.0.1:80 check {{ x }}\n", "b");
    expect(serversOf(odd).map((server) => isServerChecked(odd, server))).toEqual([undefined, true]);
    const open = proxyOf("backend b\n {% if x %}\n default-server check\n {% endif %}\n server s 10.0.0.1:80\n", "b");
    expect(serversOf(open).map((server) => serverHasOption(open, server, "ssl"))).toEqual([undefined]);
  });

  test("does not copy facts", () => {
    const sections = parseHaproxy(text).sections;
    const kept = new Map(sections.map((section) => [section, haproxySectionFacts(section)]));
    const { proxies } = haproxyFacts(sections, (section) => kept.get(section));
    for (const proxy of proxies) expect([...kept.values()]).toContain(proxy.facts);
  });
});

describe("any text", () => {
  const fragments = constantFrom(
    ..."bind |server |listen a |backend b |defaults from x|\n|:|,|-|@|[|]|::|*|{{ a }}|${B}|$C|<d>|\"|'|\\|#|6443|10.0.0.1|.if |.elif|.else|.endif|option |no option |from|{%|%}|ipv6@|fd@|/".split(
      "|",
    ),
  );

  test("gives facts whose places lie inside", () => {
    property(
      forAll(array(fragments, { maxLength: 60 }), (parts) => {
        const text = `listen x\n${parts.join("")}`;
        for (const { facts } of proxiesOf(text)) {
          for (const bind of facts.binds) {
            if (bind.portAt !== undefined) expect(textAt(text, bind.portAt)).toMatch(/^\d+$/);
            expect(textAt(text, bind.line)).not.toBe("");
          }
          for (const { port } of facts.servers) {
            if (port !== undefined && !port.isGenerated) expect(textAt(text, port.at)).toBe(port.text);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  test("never throws", () => {
    property(
      forAll(anyString({ unit: "binary", maxLength: 200 }), (text) => {
        for (const proxy of proxiesOf(`listen x\n  bind ${text}\n  server a ${text}\n${text}`)) effectiveMode(proxy);
      }),
    );
  });
});

const corpus = sharedFolder("corpus/files", "no facts of real haproxy.cfg files are read");

test.runIf(corpus !== undefined)("real files", () => {
  const counts = {
    files: 0,
    proxies: 0,
    binds: 0,
    unknownAddresses: 0,
    unknownPorts: 0,
    servers: 0,
    unknownServers: 0,
  };
  for (const text of textsBelow(corpus ?? "")) {
    const proxies = proxiesOf(text);
    if (proxies.length === 0) continue;
    counts.files++;
    counts.proxies += proxies.length;
    for (const proxy of proxies) {
      effectiveMode(proxy);
      for (const server of serversOf(proxy)) isServerChecked(proxy, server);
      for (const bind of proxy.facts.binds) if (bind.portAt) expect(textAt(text, bind.portAt)).toMatch(/^\d+$/);
      counts.binds += proxy.facts.binds.length;
      counts.unknownAddresses += proxy.facts.binds.filter((bind) => bind.isUnknown).length;
      counts.unknownPorts += proxy.facts.binds.filter((bind) => bind.isPortUnknown).length;
      counts.servers += proxy.facts.servers.length;
      counts.unknownServers += proxy.facts.servers.filter((server) => server.isUnknown).length;
    }
  }
  console.log(`facts of real haproxy files: ${JSON.stringify(counts)}`);
  expect(counts.proxies).toBeGreaterThan(0);
});
