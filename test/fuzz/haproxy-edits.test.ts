import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rules } from "../../server/src/rules/registry.ts";
import { defaultSettings } from "../../server/src/workspace/types.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { everyCase } from "./run.ts";

const file = "lb1/haproxy.cfg";

const config = `global
    log /dev/log local0
    ssl-default-bind-options ssl-min-ver TLSv1.2

userlist people
    user admin insecure-password secret groups ops
    group ops

defaults base
    mode http
    timeout connect 5s
    timeout client 50s
    timeout server 50s
    default-server inter 15s fall 4

defaults tcp from base
    mode tcp
    option tcplog
    default-server inter 5s

frontend web from base
    bind 10.0.0.100:80
    bind 10.0.0.100:443 ssl crt /etc/ssl/web.pem ssl-min-ver TLSv1.0
    acl is_api path_beg /api
    acl is_admin src 10.0.0.0/8
    http-request track-sc0 src table clients
    use_backend api if is_api !is_admin
    default_backend pages

frontend k8s from tcp
    bind 10.0.0.100:6443
    default_backend apiservers

backend clients
    stick-table type ip size 1m expire 10m store conn_rate(10s)

backend api from base
    balance roundrobin
    option httpchk GET /healthz
    http-check expect status 200
    server api1 10.0.0.11:8080 check
    server api2 10.0.0.12:8080 check track apiservers/cp1

backend pages from base
    cookie SERVER insert
    server page1 10.0.0.21:8080 check cookie p1
    server page2 10.0.0.22:8443 check ssl

backend apiservers from tcp
    server cp1 10.0.0.31:6443 check
    server cp2 10.0.0.32:6443 check

listen stats from base
    bind :8404
    stats enable
    stats uri /stats
`;

/** Lines that change what sections inherit, name and are, besides all that the pages of the rules show. */
const lines = [
  ...new Set([
    ...config.split("\n"),
    ...rules.flatMap(({ code, docs }) =>
      code.startsWith("haproxy/") ? `${docs.example.bad}\n${docs.example.good}`.split("\n") : [],
    ),
    "defaults",
    "defaults other",
    "defaults tcp",
    "defaults from tcp",
    "backend api",
    "backend api from tcp",
    "backend pages from other",
    "frontend web",
    "listen api",
    ".if defined(DEBUG)",
    ".endif",
    "    disabled",
    "    enabled",
    "    id 7",
    "    mode health",
    "    {{ servers }}",
    "    option tcp-check",
    "    default-server check inter 40s",
    "    default-server no-check",
    "    ssl-server-verify none",
    "    http-request deny if { path /x } is_api",
    "    errorfile 503 /etc/haproxy/503.http",
    "    bind 10.0.0.100:80-90",
  ]),
];

interface Edit {
  readonly kind: "replace" | "insert" | "delete" | "move" | "join";
  /** Places as shares of the text's length, so that an edit fits any text. */
  readonly at: number;
  readonly to: number;
  readonly line: string;
}

const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom("replace", "insert", "delete", "move", "join"),
  at: place,
  to: place,
  line: fc.constantFrom(...lines),
});

function edited(text: string, { kind, at, to, line }: Edit): string {
  const all = text.split("\n");
  const index = Math.floor(at * all.length);
  switch (kind) {
    case "replace":
      all[index] = line;
      break;
    case "insert":
      all.splice(index, 0, line);
      break;
    case "delete":
      all.splice(index, 1);
      break;
    case "move": {
      const moved = all.splice(index, 1);
      all.splice(Math.floor(to * (all.length + 1)), 0, ...moved);
      break;
    }
    case "join":
      all.splice(index, 2, `${all[index] ?? ""}${all[index + 1] ?? ""}`);
      break;
  }
  return all.join("\n");
}

function workspaceOf(text: string, haproxyVersion: string): Workspace {
  const workspace = new Workspace({ ...defaultSettings, haproxyVersion });
  workspace.setFile(file, text);
  return workspace;
}

describe("a haproxy.cfg that is edited", () => {
  test.each(["auto", "2.6", "3.4"])("has the findings of one that is read anew, by version %s", (version) => {
    const counts: number[] = [];
    everyCase(fc.array(edit, { minLength: 1, maxLength: 12 }), 30, (edits) => {
      const workspace = workspaceOf(config, version);
      let text = config;
      workspace.allFindings();
      for (const one of edits) {
        const before = text;
        text = edited(text, one);
        workspace.setFile(file, text);
        const findings = workspace.allFindings();
        counts.push(findings.length);
        expect(findings).toEqual(workspaceOf(text, version).allFindings());
        // Taking it back, as one who mistyped does, leads back as well.
        workspace.setFile(file, before);
        expect(workspace.allFindings()).toEqual(workspaceOf(before, version).allFindings());
        workspace.setFile(file, text);
      }
    });
    // Texts without findings would show nothing.
    expect(Math.max(...counts)).toBeGreaterThan(10);
  });

  test("has the findings of the version that is chosen last", () => {
    const workspace = workspaceOf(config, "2.6");
    for (const haproxyVersion of ["2.6", "3.4", "auto", "2.6"]) {
      workspace.setSettings({ ...defaultSettings, haproxyVersion });
      expect(workspace.allFindings()).toEqual(workspaceOf(config, haproxyVersion).allFindings());
    }
  });
});
