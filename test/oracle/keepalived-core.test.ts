import { afterAll, describe, expect, test } from "vitest";
import { defaultSettings } from "../../server/src/workspace/types.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { KeepalivedJudge, whatIsMissing } from "./keepalived-judge.ts";

const missing = whatIsMissing();
if (missing.length > 0) console.log(`skipped: no ${missing.join(", ")}, so global options are not compared with it`);

const instance =
  "vrrp_instance V {\n interface eth0\n virtual_router_id 5\n virtual_ipaddress {\n  10.9.0.9/24\n }\n}\n";

/** A text in `global_defs`, one in the instance, one in its block of addresses, and one that is the top of the file. */
const globally = (...lines: readonly string[]): string =>
  `global_defs {\n${lines.map((line) => ` ${line}\n`).join("")}}\n${instance}`;
const within = (...lines: readonly string[]): string =>
  instance.replace(" virtual_ipaddress", `${lines.map((line) => ` ${line}\n`).join("")} virtual_ipaddress`);
const among = (...lines: readonly string[]): string =>
  instance.replace("  10.9.0.9/24\n", lines.map((line) => `  ${line}\n`).join(""));
const above = (...lines: readonly string[]): string => `${lines.map((line) => `${line}\n`).join("")}${instance}`;

/** What a text gives: the lines with an error, as `3`, and with a warning, as `3?`. */
type Row = readonly [text: string, expected: readonly string[]];

const rows: readonly Row[] = [
  // What may stand once.
  [globally("notify_fifo /tmp/a", "notify_fifo /tmp/b"), ["3"]],
  [globally("vrrp_notify_fifo_script /bin/true", "vrrp_notify_fifo_script /bin/true"), ["3"]],
  [globally("startup_script /bin/true", "shutdown_script /bin/true", "startup_script /bin/true"), ["4"]],
  [globally("include_check read", "include_check match"), []],
  [above("instance a", "instance b"), ["2"]],
  [above("net_namespace_ipvs", "net_namespace_ipvs a"), ["2"]],
  [above("child_wait_time 5", "child_wait_time 6"), []],
  // Words that depend on each other.
  [globally("vrrp_rx_bufs_policy MTU"), []],
  [globally("vrrp_rx_bufs_policy advert mtu"), ["2"]],
  [globally("vrrp_rx_bufs_policy 1000 MTU"), ["2"]],
  [globally("vrrp_rx_bufs_policy 1000 x"), []],
  [globally("vrrp_rx_bufs_policy MTU 1000"), ["2"]],
  [globally("include_check match"), []],
  [globally("include_check match +brace_match -read"), []],
  [globally("include_check match brace_match"), ["2"]],
  [globally("lvs_sync_daemon eth0 inst V inst V"), ["2"]],
  [globally("lvs_sync_daemon eth0 V inst V"), ["2"]],
  [globally("lvs_sync_daemon eth0 inst V id 5 id 6"), []],
  // Values.
  [globally("umask 0777"), []],
  [globally("umask 08"), ["2"]],
  [globally("umask 0x200"), ["2"]],
  [globally("umask IRUSR | IWUSR|IXOTH"), []],
  [globally("umask IRUSR IWUSR"), ["2"]],
  [globally("umask IRUSR|"), ["2"]],
  [globally("umask IRUSR||IWUSR"), ["2"]],
  [globally("umask IRWXG"), ["2"]],
  [globally("smtp_server 127.0.0.1 25"), []],
  [globally("smtp_server 127.0.0.1 0"), ["2"]],
  [globally("vrrp_mcast_group6 ff12::1"), []],
  [globally("vrrp_mcast_group6 ff05::12"), ["2?"]],
  [globally("vrrp_mcast_group6 fe80::1"), ["2"]],
  [globally(`nftables ${"t".repeat(255)}`), []],
  [globally(`nftables ${"t".repeat(256)}`), ["2"]],
  [globally("notification_email { a@example.org }"), []],
  [globally("notification_email { }"), ["2?"]],
  [above("garp_group {", " garp_interval 1", " interfaces { }", "}"), ["3?"]],
  // Blocks.
  [above("static_ipaddress"), ["1"]],
  [above("static_ipaddress", "{", "}"), []],
  [above("include"), ["1"]],
  // Commands.
  [within("notify \"/bin/true 'a'\""), []],
  [within('notify "/bin/true \'a"'), ["4"]],
  [within("notify '/bin/true a'"), []],
  [within("notify '/bin/true a"), ["4"]],
  [within('notify "/bin/true \\"a"'), ["4"]],
  [within("notify /bin/true\\'"), []],
  // Sequences and definitions.
  [among("~SEQ(X, 3) 10.9.0.$X"), []],
  [among("~SEQ (X, 0x3) 10.9.0.$X"), []],
  [among("$N=3", "~SEQ(X, 2, $N) 10.9.0.$X"), []],
  [among("$N=x", "~SEQ(X, $N) 10.9.0.$X"), ["6"]],
  [among("~SEQ(X, +3) 10.9.0.$X"), []],
  [among("~SEQ(X, 08) 10.9.0.$X"), ["5"]],
  [among("~SEQ(X, 1, -1, 3) 10.9.0.$X"), ["5"]],
  [among("~SEQ(X, 3) 10.9.0.$X/24"), ["5"]],
  [among("~SEQx(X, 10, 11) fe80::$X"), []],
  [among("~SEQx(X, 1, f) fe80::$X"), ["5"]],
  [among("~SEQx(X, -1, 1) fe80::$X"), ["5"]],
  [among("~SEQX(X, 3) 10.9.0.$X"), ["5"]],
  [among(`~SEQ(X, 2) ~LST(Y, 4, 5) 10.9.\${X}.\${Y}`), []],
  [among("~LST({X, Y}, {1, 24}, {2}) 10.9.0.$X"), []],
  [among("~LST({X, Y}, {1, 2, 3}) 10.9.0.$X"), ["5"]],
  [among("~LST({X, Y}, {1, 2) 10.9.0.$X"), ["5"]],
  [among("~LST(X 1, 2) 10.9.0.$X"), ["5"]],
  [within('$A="5', "priority 5"), ["4"]],
  [among("~SEQ(X, 2) @other 10.9.0.$X", "10.9.0.7"), []],
  [among("~SEQ(X, 2) @^other 999.9.0.$X"), ["5"]],
  [within("priority 100\\#x"), []],
  [globally("vrrp_version 3\\#x"), ["2"]],
  // Long lines: the rest is a line of its own.
  [within(`# ${"x".repeat(1020)}`), []],
  [within(`# ${"x".repeat(1021)}`), ["4"]],
  [within(`priority 5${" ".repeat(1100)}`), []],
];

const judge = new KeepalivedJudge();
afterAll(() => judge.close());

/** What we find on each line, the lines about the machine and information left out. */
function found(text: string, version: string): string[] {
  const workspace = new Workspace({ ...defaultSettings, keepalivedVersion: version, isClusterEnabled: false });
  workspace.setFile("keepalived.conf", text, "keepalived");
  const graves = workspace
    .findingsOf("keepalived.conf")
    .filter(({ severity, code }) => /error|warning/.test(severity) && !code.endsWith("/no-virtual-address"));
  const lines = graves.map(({ start, severity }) => {
    const line = (workspace.lineIndexOf("keepalived.conf")?.position(start).line ?? 0) + 1;
    return severity === "error" ? `${line}` : `${line}?`;
  });
  return [...new Set(lines)];
}

const short = (text: string): string => text.replace(instance, "…").slice(0, 90).replaceAll("\n", "⏎");

describe("what keepalived says of global options and of the text itself", () => {
  test.each(rows.map(([text, expected]) => [short(text), text, expected] as const))("%s", (_, text, expected) => {
    expect(found(text, "2.2")).toEqual(expected);
  });

  test.each(rows.map(([text]) => [short(text), text] as const))("%s: no version is said to refuse more", (_, text) => {
    const errors = found(text, "auto").filter((line) => !line.endsWith("?"));
    expect([...found(text, "2.2"), ...found(text, "2.4")]).toEqual(expect.arrayContaining(errors));
  });

  test.runIf(missing.length === 0).each(rows.map(([text, expected]) => [short(text), text, expected] as const))(
    "%s: the real one says so",
    (_, text, expected) => {
      const { errors, remarks, output } = judge.judge(text);
      const hasErrors = expected.some((line) => !line.endsWith("?"));
      expect([hasErrors, expected.length > 0], output).toEqual([
        errors.length > 0,
        errors.length + remarks.filter((one) => !one.text.includes("No VIP specified")).length > 0,
      ]);
    },
  );
});
