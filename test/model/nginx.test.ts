import { describe, expect, test } from "vitest";
import { detectLanguage } from "../../server/src/documents/detect.ts";
import { nginxFacts } from "../../server/src/model/nginx/extract.ts";
import { spanOf } from "../../server/src/syntax/tree.ts";

const stream = `upstream apiservers {
    least_conn;
    server 10.0.0.11:6443 max_fails=3 fail_timeout=5s;
    server cp2.example.com:6443 down;
}
server {
    listen 8443;
    listen [::]:8443 so_keepalive=on;
    proxy_pass apiservers;
}
server {
    listen 10.0.0.100:53 udp;
    proxy_pass 10.0.0.53:53;
}
`;

/** The proxies of a text, each in a line. */
function proxiesOf(text: string): string[] {
  return nginxFacts(text).proxies.map(({ facts }) => {
    const binds = facts.binds.map(
      (bind) =>
        `${bind.text}=${bind.isUnknown ? "?" : (bind.address?.text ?? "*")}:${bind.firstPort ?? "?"}/${bind.protocol}`,
    );
    const servers = facts.servers.map(
      (server) => `${server.address?.text ?? server.hostName ?? "?"}:${server.port?.value ?? "?"}`,
    );
    const name = facts.name?.value ?? "?";
    const rest = [
      ...binds,
      ...servers,
      ...(facts.defaultBackend === undefined ? [] : [`-> ${facts.defaultBackend.value ?? "?"}`]),
    ];
    return [facts.isOpen ? "open" : "", facts.kind, name, ...rest].filter((part) => part !== "").join(" ");
  });
}

describe("what nginx passes on as a stream", () => {
  const expected = [
    "backend apiservers 10.0.0.11:6443 cp2.example.com:6443",
    "frontend apiservers 8443=*:8443/tcp [::]:8443=:::8443/tcp -> apiservers",
    "listen 10.0.0.53:53 10.0.0.100:53=10.0.0.100:53/udp 10.0.0.53:53",
  ];

  test("is read from the stream block of a main config", () => {
    const http = "http { upstream web { server 10.0.0.1:80; } server { listen 80; proxy_pass http://web; } }\n";
    expect(proxiesOf(`events {}\n${http}stream {\n${stream}}\n`)).toEqual(expected);
    expect(proxiesOf(`events {}\n${http}`)).toEqual([]);
  });

  test("is read from a file that is included there", () => {
    expect(proxiesOf(stream)).toEqual(expected);
  });

  test.each([
    [`server { listen \${PORT}; proxy_pass a; }`, [`frontend a \${PORT}=?:?/tcp -> a`]],
    ["server { listen {{ port }}; proxy_pass $backend; }", ["frontend ? {{ port }}=?:?/tcp -> ?"]],
    ["server { listen 6443-6445; proxy_pass a; }", ["frontend a 6443-6445=*:6443/tcp -> a"]],
    ["server { listen unix:/run/x; proxy_pass a; }", ["frontend a unix:/run/x=?:?/tcp -> a"]],
    ["server { listen 6443; proxy_pass a; }\ninclude more/*.conf;", ["open frontend a 6443=*:6443/tcp -> a"]],
    ["upstream a {\n{% for h in hosts %}\nserver {{ h }}:6443;\n{% endfor %}\n}", ["open backend a ?:6443"]],
    ["upstream a { server unix:/run/x; }", ["backend a ?:?"]],
    ["server { listen 6443; }", []],
    ["map $x $y { default a; }", []],
  ])("%s", (text, proxies) => {
    expect(proxiesOf(`stream {\n${text}\n}`)).toEqual(proxies);
  });

  test("a server that is down takes no part, and places can be edited", () => {
    const text = `stream {\n${stream}}`;
    const [backend, frontend] = nginxFacts(text).proxies;
    const [first, second] = backend?.facts.servers ?? [];
    expect(second?.options).toContain("disabled");
    const at = (place: Parameters<typeof spanOf>[0] | undefined): string => {
      const { start, end } = place === undefined ? { start: 0, end: 0 } : spanOf(place);
      return text.slice(start, end);
    };
    expect(at(first?.at)).toBe("server 10.0.0.11:6443 max_fails=3 fail_timeout=5s;");
    expect([at(first?.target.at), at(first?.port?.at)]).toEqual(["10.0.0.11:6443", "6443"]);
    expect(frontend?.facts.binds.map(({ portAt }) => at(portAt))).toEqual(["8443", "8443"]);
  });
});

describe("a file", () => {
  const main = `events {}\nstream {\n${stream}}\n`;
  test.each([
    ["nginx.conf", main, "nginx"],
    ["lb1/etc/nginx/nginx.conf", main, "nginx"],
    ["nginx.conf.j2", main, "nginx"],
    ["k8s-lb.conf", main, "nginx"],
    ["etc/nginx/stream.d/k8s.conf", stream, "nginx"],
    ["etc/nginx/streams-enabled/k8s.conf", stream, "nginx"],
    ["etc/nginx/conf.d/k8s.conf", stream, undefined],
    ["nginx.conf", "http { server { location / { proxy_pass http://web; } } }", undefined],
    ["nginx.conf", "stream { include stream.d/*.conf; }\nhttp { server { proxy_pass http://web; } }", undefined],
    ["README.md", main, undefined],
  ])("%s", (file, text, language) => {
    expect(detectLanguage(file, text)).toBe(language);
  });
});
