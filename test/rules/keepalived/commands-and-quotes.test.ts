import { expect, test } from "vitest";
import { defaultSettings } from "../../../server/src/workspace/types.ts";
import { applyFix, check, describeFindings, openWorkspace } from "../../support/fixture.ts";

const around = (line: string): string =>
  `global_defs {\n    script_user root\n    enable_script_security\n}\nvrrp_script chk {\n    script /bin/true\n}\nvrrp_instance V {\n    interface eth0\n    virtual_router_id 51\n    ${line}\n    track_script {\n        chk\n    }\n    virtual_ipaddress {\n        10.9.0.1/24\n    }\n}\n`;
const asScript = (command: string): string => around("priority 100").replace("script /bin/true", `script ${command}`);

/** What one rule, or all of them, find: place, severity and marked text. */
function found(text: string, rule: string, version = "auto"): string[] {
  const settings = { ...defaultSettings, keepalivedVersion: version };
  return describeFindings(new Map([["keepalived.conf", text]]), settings)
    .filter((line) => line.includes(`keepalived/${rule} `))
    .map((line) => line.replace("keepalived.conf:", "").replace(`keepalived/${rule} `, ""));
}

test.each<[title: string, text: string, expected: readonly string[]]>([
  ["a check without quotes", asScript("/usr/bin/killall -0 haproxy"), ["6:29 warning -0 haproxy"]],
  ["one with quotes", asScript('"/usr/bin/killall -0 haproxy"'), []],
  ["one with single quotes", asScript("'/usr/bin/killall -0 haproxy'"), []],
  ["two pieces in quotes", asScript('"/bin/echo" "x"'), ['6:24 warning "x"']],
  ["a blank that a backslash protects", asScript("/bin/a\\ b"), []],
  ["a user", around("notify_master /etc/n.sh root"), []],
  ["a user and a group", around("notify_master /etc/n.sh nobody nogroup"), []],
  ["the state as a user", around("notify_master /etc/n.sh MASTER"), ["11:29 warning MASTER"]],
  ["an option as a user", around("notify /etc/n.sh -v root"), ["11:22 warning -v root"]],
  ["an address as a user", around("notify /etc/n.sh 10.0.0.1 x"), ["11:22 warning 10.0.0.1 x"]],
  ["more than a user and a group", around("notify /etc/n.sh a b c"), ["11:22 warning a b c"]],
  ["what a template fills in", around("notify /etc/n.sh {{ args }}"), []],
])("unquoted-command: %s", (_, text, expected) => {
  expect(found(text, "unquoted-command")).toEqual(expected);
});

test("a command gets its quotes", () => {
  const workspace = openWorkspace(new Map([["keepalived.conf", asScript("/usr/bin/killall -0 haproxy")]]));
  const fix = workspace.allFindings().flatMap(({ fixes }) => fixes)[0];
  if (fix === undefined) throw new Error("no fix");
  applyFix(workspace, fix);
  expect(workspace.textOf("keepalived.conf")).toContain('script "/usr/bin/killall -0 haproxy"\n');
});

test.each<[line: string, expected: readonly string[]]>([
  ['notify "/etc/n.sh \'a b"', ['11:12 error "/etc/n.sh \'a b"']],
  ["notify '/etc/n.sh a", ["11:12 error '/etc/n.sh a"]],
  ["notify \"/etc/n.sh 'a b'\"", []],
  ["notify /etc/it\\'s", ["11:12 error /etc/it\\'s"]],
  ['notify "/etc/n.sh \\\\\\\'a"', []],
])("unterminated-quote within a command: %s", (line, expected) => {
  expect(found(around(line), "unterminated-quote", "2.2")).toEqual(expected);
  // The oldest releases leave the quotes of a command to a shell.
  const mild = expected.map((one) => one.replace("error", "warning"));
  expect(found(around(line), "unterminated-quote", "auto")).toEqual(mild);
  expect(found(around(line), "unterminated-quote", "1.4")).toEqual(mild);
});

test.each<[text: string, version: string, expected: readonly string[]]>([
  ['include "conf.d/*.conf"\n', "auto", ['1:9 warning "conf.d/*.conf"']],
  ['global_defs {\n    includea "conf.d/a.conf" # c\n}\n', "2.4", ['2:14 warning "conf.d/a.conf"']],
  ['include "conf.d/*.conf"\n', "2.0", []],
  ["include conf.d/*.conf\n", "auto", []],
  ['script "conf.d/*.conf"\n', "auto", []],
])("quoted-include: %j with %s", (text, version, expected) => {
  expect(found(text, "quoted-include", version)).toEqual(expected);
});

test.each<[password: string, version: string, expected: readonly string[]]>([
  ["ab\\#cd", "auto", ["13:19 warning ab\\#cd"]],
  ["ab\\!cd", "2.4", ["13:19 warning ab\\!cd"]],
  ["ab\\#cd", "2.1", []],
  ['"ab\\#cd"', "auto", []],
  ["ab\\cd", "auto", []],
])("auth-pass-comment: %s with %s", (password, version, expected) => {
  const text = around(`authentication {\n        auth_type PASS\n        auth_pass ${password}\n    }`);
  expect(found(text, "auth-pass-comment", version)).toEqual(expected);
});

test.each<[text: string, version: string, expected: readonly string[]]>([
  ['"" 100\n', "auto", ['1:1 error unknown-keyword ""']],
  ["include\n", "auto", ["1:1 error unknown-keyword include"]],
  ["include_check\n", "auto", ["1:1 error wrong-parent include_check"]],
])("a line without its keyword: %j", (text, version, expected) => {
  const settings = { ...defaultSettings, keepalivedVersion: version };
  const files = new Map([["keepalived.conf", text]]);
  const lines = describeFindings(files, settings).map((line) =>
    line.replace("keepalived.conf:", "").replace("keepalived/", ""),
  );
  expect(lines).toEqual(expected);
  expect(check(files, settings).every(({ message }) => !message.includes("  "))).toBe(true);
});

const mail = "    notification_email {\n        a@example.org\n    }\n";
const server = "    smtp_server 10.9.0.25\n";

test.each<[title: string, globals: string, line: string, expected: readonly string[]]>([
  ["with both", mail + server, "smtp_alert", []],
  ["without a server", mail, "smtp_alert", ["14:5 warning smtp_alert"]],
  ["without anybody to tell", server, "smtp_alert on", ["12:5 warning smtp_alert"]],
  ["turned off", mail, "smtp_alert off", []],
  ["where a template decides", mail, "smtp_alert {{ mails }}", []],
  ["where an include may say it", `${mail}    include mail.conf\n`, "smtp_alert", []],
])("mails %s", (_, globals, line, expected) => {
  const text = around(line).replace("    script_user", `${globals}    script_user`);
  expect(found(text, "ineffective-keyword")).toEqual(expected);
});
