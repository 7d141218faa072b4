import { describe, expect, test } from "vitest";
import { withBackend } from "./behind-balancers.ts";
import { found, mended, type Texts } from "./found.ts";

const code = "cluster/apiserver-http-mode";
const servers = ["server cp1 10.0.0.11:6443 check", "server cp2 10.0.0.12:6443 check"];
const distribution = "mode http\nlog global\noption httplog\noption forwardfor";

/** A haproxy.cfg whose frontend has further lines. */
function withFrontend(lines: readonly string[], backend: readonly string[], defaults: string): Texts {
  const texts = withBackend(backend, {}, defaults);
  const more = lines.map((line) => `    ${line}\n`).join("");
  return {
    ...texts,
    "haproxy.cfg": (texts["haproxy.cfg"] ?? "").replace("    bind *:8443\n", `    bind *:8443\n${more}`),
  };
}

describe(code, () => {
  test.each<[title: string, texts: Texts, found: string[]]>([
    ["mode tcp", withBackend(servers), []],
    ["no mode at all", withBackend(servers, {}, "log global"), []],
    ["by the defaults", withBackend(servers, {}, "mode http"), ["haproxy.cfg:6 error apiserver"]],
    ["of its own", withFrontend(["mode http"], ["mode http", ...servers], "mode tcp"), ["haproxy.cfg:8 error http"]],
    ["overridden", withFrontend(["mode tcp"], ["mode tcp", ...servers], "mode http"), []],
    ["a mode that is filled in", withBackend(servers, {}, "mode {{ mode }}"), []],
    [
      "TLS ends here",
      withBackend(["server cp1 10.0.0.11:6443 ssl verify none check"], {}, "mode http"),
      ["haproxy.cfg:6 warning apiserver"],
    ],
    ["an apiserver of old without TLS", withBackend(["server cp1 10.0.0.11:8080 check"], {}, "mode http"), []],
    ["something else", { ...withBackend(["server a 10.0.0.11:80 check"], {}, "mode http") }, []],
  ])("%s", (_, texts, findings) => {
    expect(found(code, texts)).toEqual(findings);
  });

  test("is mended in frontend and backend, with a log format that fits", () => {
    expect(mended(code, withBackend(servers, {}, distribution))).toEqual([
      "haproxy.cfg:10 mode tcp",
      "haproxy.cfg:11 option tcplog",
      "haproxy.cfg:15 mode tcp",
      // What was in vain before is now said by haproxy as well.
      "! haproxy.cfg:5 warning option forwardfor haproxy/http-rule-in-tcp-mode",
    ]);
    expect(
      mended(code, withFrontend(["mode http", "option httplog"], ["mode http", ...servers], "log global")),
    ).toEqual(["haproxy.cfg:8 mode tcp", "haproxy.cfg:9 option tcplog", "haproxy.cfg:12 mode tcp"]);
  });

  test("offers nothing where lines need HTTP", () => {
    const texts = withFrontend(["http-request set-header X-A b"], servers, "mode http");
    expect(found(code, texts)).toHaveLength(1);
    expect(mended(code, texts)).toContain("! haproxy.cfg:6 error apiserver cluster/apiserver-http-mode");
  });
});
