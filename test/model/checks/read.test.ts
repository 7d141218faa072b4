import { describe, expect, test } from "vitest";
import { checkScriptFactsFromDocument } from "../../../server/src/model/checks/extract.ts";
import type { Probe } from "../../../server/src/model/checks/facts.ts";
import { readCheckScript } from "../../../server/src/model/checks/read.ts";

/** A probe in a line: `connection localhost:8443`, `?` for what is unknown. */
function say({ kind, host, port, program, isFallback }: Probe): string {
  const where = host === undefined ? "" : ` ${host.value ?? "?"}`;
  const at = kind === "ping" || kind === "program" ? "" : `:${port?.value ?? "?"}`;
  return `${kind}${where}${at}${program === undefined ? "" : ` ${program}`}${isFallback ? " else" : ""}`;
}

describe("what a check script asks", () => {
  test.each<[script: string, ...probes: string[]]>([
    ["curl -sfk --max-time 2 https://localhost:8443/healthz -o /dev/null || exit 1", "connection localhost:8443"],
    ["curl -k https://10.0.0.100:6443", "connection 10.0.0.100:6443"],
    ["curl -k https://[::1]:6443/livez", "connection [::1]:6443"],
    ["curl https://10.0.0.100/", "connection 10.0.0.100:443"],
    ["curl -s -m 3 localhost:8080", "connection localhost:8080"],
    ["curl -x http://proxy:3128 https://10.0.0.100:6443"],
    ["wget -q --spider http://127.0.0.1:8404/stats", "connection 127.0.0.1:8404"],
    ["nc -z -w1 127.0.0.1 6443", "connection 127.0.0.1:6443"],
    ["/usr/bin/nc -zvw 2 10.0.0.100 8443", "connection 10.0.0.100:8443"],
    ["/bin/busybox nc -v -w 2 -z 127.0.0.1 8443 2>&1 | grep open", "connection 127.0.0.1:8443"],
    ["nc -l 8443"],
    ["echo | telnet 127.0.0.1 8443", "connection 127.0.0.1:8443"],
    ["timeout 2 bash -c '</dev/tcp/127.0.0.1/6443'", "connection 127.0.0.1:6443"],
    ["echo > /dev/tcp/10.0.0.100/8443", "connection 10.0.0.100:8443"],
    ["exec 3<>/dev/tcp/localhost/8443", "connection localhost:8443"],
    ['ss -lnt | grep -q ":8443 "', "listener:8443"],
    ["netstat -lntp | grep LISTEN | grep 8443", "listener:8443"],
    ["PORT=8443\nif [ $(ss -ltn | grep -c $PORT) -eq 0 ]; then exit 1; fi", "listener:8443"],
    ["lsof -i:8443", "listener:8443"],
    ["ping -c 1 -W 1 10.0.0.1 > /dev/null", "ping 10.0.0.1"],
    ["killall -0 haproxy", "program haproxy"],
    ["pidof haproxy", "program haproxy"],
    ["systemctl is-active --quiet HAProxy", "program haproxy"],
    ["VIP=10.0.0.100\nPORT=8443\ncurl -k https://$VIP:$PORT/healthz", "connection 10.0.0.100:8443"],
    ["URL=https://10.0.0.100:8443/healthz\ncurl -k $URL", "connection 10.0.0.100:8443"],
    ["nc -z localhost $1", "connection localhost:?"],
    ["PORT=1\nPORT=2\nnc -z localhost $PORT", "connection localhost:?"],
    ["nc -z localhost 6443 || nc -z localhost 8443", "connection localhost:6443", "connection localhost:8443 else"],
    ["# curl https://10.0.0.100:6443\nexit 0"],
  ])("%s", (script, ...probes) => {
    expect(readCheckScript(script).probes.map(say)).toEqual(probes);
  });

  test("a port stands where its variable gets it", () => {
    const script = "APISERVER_DEST_PORT=6443\ncurl -k https://localhost:$APISERVER_DEST_PORT/";
    const port = readCheckScript(script).probes[0]?.port;
    expect(port?.isGenerated).toBe(false);
    expect(script.slice(port?.at.start, port?.at.end)).toBe("6443");
    expect(port?.at.start).toBeLessThan(script.indexOf("\n"));
  });

  test("the addresses of its own machine", () => {
    expect(readCheckScript("if ip addr | grep -q 10.0.0.100; then curl https://10.0.0.100:6443/; fi")).toMatchObject({
      asksForAddresses: true,
    });
    expect(readCheckScript("curl https://10.0.0.100:6443/").asksForAddresses).toBe(false);
  });
});

describe("scripts that a text shows", () => {
  test.each([
    ["a here-document", "```sh\ncat > /etc/keepalived/check.sh <<'EOF'\n#!/bin/sh\nnc -z localhost 8443\nEOF\n```\n"],
    ["tee", "```\nsudo tee /etc/keepalived/check.sh <<'EOF'\nnc -z localhost 8443\nEOF\n```\n"],
    ["a fence behind its name", "Now `/etc/keepalived/check.sh`:\n\n```bash\n#!/bin/bash\nnc -z localhost 8443\n```\n"],
    ["an editor", "```\nvim /etc/keepalived/check.sh\n#!/bin/bash\nnc -z localhost 8443\n```\n"],
  ])("%s", (_, text) => {
    const [script, ...others] = checkScriptFactsFromDocument(text)?.scripts ?? [];
    expect(others).toEqual([]);
    expect(script?.path).toBe("/etc/keepalived/check.sh");
    expect(script?.probes.map(say)).toEqual(["connection localhost:8443"]);
    const at = script?.probes[0]?.port?.at;
    expect(text.slice((at?.origin.offset ?? 0) + (at?.start ?? 0), (at?.origin.offset ?? 0) + (at?.end ?? 0))).toBe(
      "8443",
    );
  });

  test("what has no name", () => {
    expect(checkScriptFactsFromDocument("```\nnc -z localhost 8443\n```\n")).toBeUndefined();
  });
});
