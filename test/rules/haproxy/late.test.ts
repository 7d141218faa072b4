import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { haproxyVersionFor } from "../../../server/src/schema/haproxy/index.ts";
import { defaultSettings } from "../../../server/src/workspace/types.ts";
import { Workspace } from "../../../server/src/workspace/workspace.ts";
import { installedHaproxy } from "../../schema/haproxy-oracle.ts";

// Small configurations with what haproxy says of each once it has read every line, and near ones of which it says nothing. Where
// haproxy 2.6 is installed it judges them as well, so that a line here can not say what is not so.

const http = "defaults\n mode http\n timeout client 1s\n timeout connect 1s\n timeout server 1s\n";
const tcp = http.replace("http", "tcp");
const backend = `${http}backend b\n`;
const frontend = `${http}frontend f\n bind 127.0.0.1:8080\n`;

/** A configuration, and the severest that is said of it: what, by which rule, in which line (from 1). */
type Case = readonly [title: string, text: string, expected: string];

const cases: readonly Case[] = [
  [
    "an inherited option for HTTP",
    `${http} option http-no-delay\nlisten l\n mode tcp\n bind :1\n server s 127.0.0.1:1\n`,
    "warning haproxy/http-rule-in-tcp-mode 6",
  ],
  [
    "the same switched off",
    `${http} option http-no-delay\nlisten l\n mode tcp\n no option http-no-delay\n bind :1\n server s 127.0.0.1:1\n`,
    "",
  ],
  [
    "an inherited log format for HTTP",
    `global\n log 127.0.0.1 local0\n${http} log global\n option httplog\nlisten l\n mode tcp\n bind :1\n server s 127.0.0.1:1\n`,
    "warning haproxy/http-rule-in-tcp-mode 9",
  ],
  [
    "another format in its place",
    `global\n log 127.0.0.1 local0\n${http} log global\n option httplog\nlisten l\n mode tcp\n option tcplog\n bind :1\n server s 127.0.0.1:1\n`,
    "",
  ],
  [
    "balance by URI in mode tcp",
    `${tcp}backend b\n balance uri\n server s 127.0.0.1:1\n`,
    "warning haproxy/http-rule-in-tcp-mode 7",
  ],
  ["balance by source in mode tcp", `${tcp}backend b\n balance source\n server s 127.0.0.1:1\n`, ""],
  [
    "HTTP/2 to a server in mode tcp",
    `${tcp}backend b\n server s 127.0.0.1:1 proto h2\n`,
    "error haproxy/incompatible-mode 7",
  ],
  [
    "frontend and backend of two modes",
    `${frontend} default_backend b\nbackend b\n mode tcp\n server s 127.0.0.1:1\n`,
    "error haproxy/incompatible-mode 6",
  ],
  ["a check without a port", `${backend} server s 127.0.0.1 check\n`, "error haproxy/server-setup 7"],
  ["a check of port 0", `${backend} server s 127.0.0.1:0 check\n`, "error haproxy/server-setup 7"],
  [
    "a check that brings its port",
    `${backend} option tcp-check\n tcp-check connect port 80\n server s 127.0.0.1 check\n`,
    "",
  ],
  [
    "a second connection without a port",
    `${backend} option tcp-check\n tcp-check connect port 80\n tcp-check connect\n server s 127.0.0.1 check\n`,
    "error haproxy/server-setup 10",
  ],
  ["an agent without a port", `${backend} server s 127.0.0.1:80 agent-check\n`, "error haproxy/server-setup 7"],
  ["an agent at the port of the check", `${backend} server s 127.0.0.1:80 agent-check port 5\n`, ""],
  ["an address that can not be", `${backend} server s 10.0.0.256:80\n`, "error haproxy/server-setup 7"],
  ["the same where no address is needed yet", `${backend} server s 10.0.0.256:80 init-addr none\n`, ""],
  [
    "servers that follow each other",
    `${backend} server s 127.0.0.1:1 track t\n server t 127.0.0.1:2 track s\n`,
    "error haproxy/server-setup 8",
  ],
  [
    "TLS by default without a way to verify",
    `${backend} default-server ssl\n server s 127.0.0.1:1\n`,
    "error haproxy/server-setup 8",
  ],
  [
    "a check by TLS without a way to verify",
    `${backend} option tcp-check\n tcp-check connect ssl\n server s 127.0.0.1:1 check\n`,
    "error haproxy/server-setup 9",
  ],
  [
    "no version of TLS left",
    `${backend} server s 127.0.0.1:1 ssl verify none ssl-min-ver TLSv1.3 ssl-max-ver TLSv1.2\n`,
    "error haproxy/tls-setup 7",
  ],
  ["a listener without a certificate", `${frontend} bind 127.0.0.1:8443 ssl\n`, "error haproxy/tls-setup 8"],
  ["the same with strict-sni", `${frontend} bind 127.0.0.1:8443 ssl strict-sni\n`, "warning haproxy/tls-setup 8"],
  ["two servers of one name with ids", `${backend} server s 127.0.0.1:1 id 1\n server s 127.0.0.1:2 id 2\n`, ""],
  [
    "two servers of one name",
    `${backend} server s 127.0.0.1:1\n server s 127.0.0.1:2\n`,
    "error haproxy/duplicate-name 8",
  ],
  ["the same in a disabled section", `${backend} disabled\n server s 127.0.0.1:1\n server s 127.0.0.1:2\n`, ""],
  [
    "a program as check",
    `${backend} option external-check\n external-check command /bin/true\n`,
    "error haproxy/conflicting-settings 7",
  ],
  [
    "a program that is allowed",
    `global\n external-check\n insecure-fork-wanted\n${backend} option external-check\n external-check command /bin/true\n`,
    "",
  ],
  [
    "a program without its folder",
    `global\n external-check\n insecure-fork-wanted\n${backend} option external-check\n external-check command true\n`,
    "error haproxy/conflicting-settings 11",
  ],
  ["a program that nothing runs", `${backend} external-check command /bin/true\n`, "warning haproxy/no-effect 7"],
  [
    "steps of another kind of check",
    `${backend} option redis-check\n tcp-check connect\n`,
    "warning haproxy/no-effect 8",
  ],
  [
    "the table of a section without one",
    `${frontend} acl a src_conn_rate gt 5\n`,
    "error haproxy/undefined-reference 8",
  ],
  [
    "tracking into a table that is not there",
    `${frontend} http-request track-sc0 src\n`,
    "error haproxy/undefined-reference 8",
  ],
  [
    "tracking into the section's own table",
    `${frontend} stick-table type ip size 1k\n http-request track-sc0 src\n`,
    "",
  ],
  ["the servers of a frontend", `${frontend} acl a nbsrv gt 1\n`, "error haproxy/undefined-reference 8"],
  ["a resolver without a nameserver", `resolvers r\n${frontend}`, "warning haproxy/no-effect 1"],
  ["mailers that nobody names", `mailers m\n mailer a 127.0.0.1:25\n${frontend}`, "warning haproxy/no-effect 1"],
  ["peers without a peer", `peers p\n table t type ip size 1k\n${frontend}`, "warning haproxy/no-effect 1"],
  [
    "peers and a socket of their own",
    `peers p\n bind 127.0.0.1:1\n peer a 127.0.0.1:2\n${frontend}`,
    "error haproxy/conflicting-settings 3",
  ],
  [
    "compression in front of a cache",
    `${frontend} filter compression\n filter cache c\ncache c\n total-max-size 4\n`,
    "error haproxy/conflicting-settings 8",
  ],
  [
    "a cache in front of compression",
    `${frontend} filter cache c\n filter compression\ncache c\n total-max-size 4\n`,
    "",
  ],
  ["a cache that is not there", `${frontend} filter cache c\n`, "error haproxy/undefined-reference 8"],
  [
    "FastCGI without an application",
    `${backend} server s 127.0.0.1:1 proto fcgi\n`,
    "error haproxy/conflicting-settings 7",
  ],
  [
    "balance beside transparent",
    `${backend} balance source\n option transparent\n`,
    "error haproxy/conflicting-settings 8",
  ],
  ["a captured cookie that is too long", `${frontend} capture cookie a len 64\n`, "warning haproxy/no-effect 8"],
  ["one that fits", `${frontend} capture cookie a len 63\n`, ""],
  [
    "states from a file that nobody names",
    `${backend} load-server-state-from-file global\n`,
    "warning haproxy/no-effect 7",
  ],
  [
    "a log format of what is gone by then",
    `${frontend} log 127.0.0.1 local0\n log-format %[path]\n`,
    "error haproxy/fetch-not-available 9",
  ],
  ["one that a later line replaces", `${frontend} log 127.0.0.1 local0\n log-format %[path]\n log-format %ci\n`, ""],
];

function said(text: string, version: string): string {
  const workspace = new Workspace({ ...defaultSettings, haproxyVersion: version, isClusterEnabled: false });
  workspace.setFile("haproxy.cfg", text, "haproxy");
  const found = workspace.findingsOf("haproxy.cfg").flatMap(({ severity, code, start }) => {
    const line = (workspace.lineIndexOf("haproxy.cfg")?.position(start).line ?? 0) + 1;
    // What haproxy takes without a word is another matter.
    const isOwn = code === "haproxy/backend-without-servers" || code === "haproxy/unused-backend";
    return isOwn || (severity !== "error" && severity !== "warning")
      ? []
      : [{ severity, text: `${severity} ${code} ${line}` }];
  });
  const [severest] = found.toSorted((left, right) => left.severity.localeCompare(right.severity));
  return severest?.text ?? "";
}

const installed = installedHaproxy();

/** The severest that the program says of a text. */
function judge(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), "haconf-late-"));
  const file = join(folder, "haproxy.cfg");
  writeFileSync(file, text);
  const { stderr } = spawnSync("haproxy", ["-c", "-f", file], { encoding: "utf8", timeout: 20_000 });
  rmSync(folder, { recursive: true });
  const isAbout = (line: string): boolean => !/No enabled listener/.test(line);
  const lines = stderr.split("\n").filter(isAbout);
  if (lines.some((line) => line.startsWith("[ALERT]"))) return "error";
  return lines.some((line) => line.startsWith("[WARNING]")) ? "warning" : "";
}

describe("what haproxy says once it has read every line", () => {
  it.each(cases)("%s", (_title, text, expected) => {
    expect(said(text, "2.6")).toBe(expected);
    // Whatever one version refuses another may take.
    expect(said(text, "auto").startsWith("error") && expected === "").toBe(false);
  });

  it.skipIf(installed === undefined || haproxyVersionFor(installed) !== "2.6").each(cases)(
    "the program agrees: %s",
    { timeout: 30_000 },
    (_title, text, expected) => {
      expect(judge(text)).toBe(expected.split(" ")[0]);
    },
  );
});
