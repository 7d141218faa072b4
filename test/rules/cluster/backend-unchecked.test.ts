import { describe, expect, test } from "vitest";
import { withBackend } from "./behind-balancers.ts";
import { found, mended } from "./found.ts";

const code = "cluster/backend-unchecked";
const first = "server cp1 10.0.0.11:6443 check";

describe(code, () => {
  test.each<[title: string, lines: string[], found: string[]]>([
    ["all are checked", [first, "server cp2 10.0.0.12:6443 check"], []],
    ["one is not", [first, "server cp2 10.0.0.12:6443"], ["haproxy.cfg:11 warning cp2"]],
    ["none is", ["server cp1 10.0.0.11:6443", "server cp2 10.0.0.12:6443"], ["haproxy.cfg:10 warning cp1"]],
    ["default-server", ["default-server check inter 2s", "server cp1 10.0.0.11:6443", "server cp2 10.0.0.12:6443"], []],
    [
      "default-server below",
      [first, "server cp2 10.0.0.12:6443", "default-server check"],
      ["haproxy.cfg:11 warning cp2"],
    ],
    ["tracked", [first, "server cp2 10.0.0.12:6443 track other/cp2"], []],
    ["on purpose", [first, "server cp2 10.0.0.12:6443 no-check"], []],
    ["options that are filled in", [first, "server cp2 10.0.0.12:6443 {{ options }}"], []],
    ["a single server has no other", ["server cp1 10.0.0.11:6443"], []],
    ["a template", [first, "server cp2 10.0.0.12:6443", "{% if x %}", "default-server check", "{% endif %}"], []],
  ])("%s", (_, lines, findings) => {
    expect(found(code, withBackend(lines))).toEqual(findings);
  });

  test("defaults count", () => {
    const lines = ["server cp1 10.0.0.11:6443", "server cp2 10.0.0.12:6443"];
    expect(found(code, withBackend(lines, {}, "mode tcp\ndefault-server check"))).toEqual([]);
  });

  test("is mended by check", () => {
    expect(mended(code, withBackend(["server cp1 10.0.0.11:6443 weight 2", "server cp2 10.0.0.12:6443"]))).toEqual([
      "haproxy.cfg:10 server cp1 10.0.0.11:6443 check weight 2",
      "haproxy.cfg:11 server cp2 10.0.0.12:6443 check",
    ]);
  });
});
