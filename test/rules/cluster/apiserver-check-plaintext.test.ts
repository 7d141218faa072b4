import { describe, expect, test } from "vitest";
import { withBackend } from "./behind-balancers.ts";
import { found, mended } from "./found.ts";

const code = "cluster/apiserver-check-plaintext";
const server = (options: string): string => `server cp1 10.0.0.11:6443 ${options}`;
const hit = ["haproxy.cfg:10 error httpchk"];

describe(code, () => {
  test.each<[title: string, lines: string[], found: string[]]>([
    ["a plain request", ["option httpchk GET /healthz", server("check")], hit],
    ["by TLS", ["option httpchk GET /healthz", server("check check-ssl verify none")], []],
    ["traffic by TLS", ["option httpchk GET /healthz", server("check ssl verify none")], []],
    ["default-server", ["option httpchk", "default-server check-ssl verify none", server("check")], []],
    ["only connections", [server("check")], []],
    ["TLS greetings instead", ["option httpchk GET /healthz", "option ssl-hello-chk", server("check")], []],
    [
      "TLS greetings before",
      ["option ssl-hello-chk", "option httpchk", server("check")],
      ["haproxy.cfg:11 error httpchk"],
    ],
    ["not checked at all", ["option httpchk", server("")], []],
    ["another port", ["option httpchk", server("check port 8080")], []],
    ["its own way to connect", ["option httpchk", "http-check connect ssl", server("check")], []],
    ["content with a refusal", ["option httpchk", "http-check expect status 400", server("check")], []],
    ["with what is expected", ["option httpchk", "http-check expect status 200", server("check")], hit],
    ["taken back", ["option httpchk", "no option httpchk", server("check")], []],
    ["a port without TLS", ["option httpchk", "server cp1 10.0.0.11:8080 check"], []],
    ["a template", ["option httpchk", "{% if tls %}", "option ssl-hello-chk", "{% endif %}", server("check")], []],
    ["options that are filled in", ["option httpchk", server("check {{ options }}")], []],
  ])("%s", (_, lines, findings) => {
    expect(found(code, withBackend(lines))).toEqual(findings);
  });

  test("inherited", () => {
    const texts = withBackend([server("check")], {}, "mode tcp\noption httpchk");
    expect(found(code, texts)).toEqual(["haproxy.cfg:10 error apiservers"]);
    expect(found(code, withBackend(["option ssl-hello-chk", server("check")], {}, "mode tcp\noption httpchk"))).toEqual(
      [],
    );
  });

  test("is mended by check-ssl", () => {
    expect(mended(code, withBackend(["option httpchk", server("check inter 2s")]))).toEqual([
      "haproxy.cfg:11 server cp1 10.0.0.11:6443 check inter 2s check-ssl verify none",
    ]);
  });
});
