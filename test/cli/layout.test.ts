import { describe, expect, test } from "vitest";
import { type CommandUsage, parseArguments } from "../../server/src/transport/cli/arguments.ts";
import { wantsColor } from "../../server/src/transport/cli/color.ts";
import { columnsOf, printable } from "../../server/src/transport/cli/printable.ts";
import { findSecrets, maskSecrets } from "../../server/src/transport/cli/secrets.ts";
import { layOutLine } from "../../server/src/transport/cli/source-line.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";

describe("a source line", () => {
  /** The line and its underline as they stand below each other. */
  function shown(line: string, marked: string, width = 80): [string, string] {
    const start = line.indexOf(marked);
    const { text, indent, length } = layOutLine(line, { start, end: start + marked.length }, [], width);
    return [text, " ".repeat(indent) + "^".repeat(length)];
  }

  test("is underlined where it is marked", () => {
    expect(shown("  bind *:6443", "*:6443")).toEqual(["  bind *:6443", "       ^^^^^^"]);
  });

  test("shows tabs as blanks up to the next stop", () => {
    expect(shown("\tbind\t*:80", "*:80")).toEqual(["    bind    *:80", "            ^^^^"]);
  });

  test("measures wide and combining characters", () => {
    expect(shown("# 中文 e\u0301 x", "x")).toEqual(["# 中文 e\u0301 x", "         ^"]);
    expect(shown("中文", "文")).toEqual(["中文", "  ^^"]);
    expect(shown("💥 x", "x")).toEqual(["💥 x", "   ^"]);
  });

  test("shows control characters as signs", () => {
    expect(shown("a\u001b[31mb\u202ec", "b")).toEqual(["a␛[31mb\ufffdc", "      ^"]);
  });

  test("is cut around the mark, with columns that still agree", () => {
    const line = `${"a".repeat(5000)}MARK${"b".repeat(5000)}`;
    const [text, underline] = shown(line, "MARK", 40);
    expect(text.length).toBe(40);
    expect(text).toMatch(/^…a+MARKb+…$/);
    expect(text.slice(underline.indexOf("^"))).toMatch(/^MARK/);
    expect(underline.trim()).toBe("^^^^");
  });

  test("at its very end has room for one caret", () => {
    expect(layOutLine("abc", { start: 3, end: 3 }, [], 80)).toEqual({ text: "abc", indent: 3, length: 1 });
    expect(layOutLine("", { start: 0, end: 0 }, [], 80)).toEqual({ text: "", indent: 0, length: 1 });
    const { text, indent } = layOutLine("x".repeat(300), { start: 300, end: 300 }, [], 40);
    expect(indent).toBe(text.length);
  });

  test("a secret is as long as any other", () => {
    const secrets = [{ start: 10, end: 30 }];
    const line = `auth_pass ${"s".repeat(20)} # x`;
    expect(layOutLine(line, { start: 10, end: 30 }, secrets, 80)).toEqual({
      text: "auth_pass **** # x",
      indent: 10,
      length: 4,
    });
    expect(layOutLine(line, { start: 33, end: 34 }, secrets, 80)).toMatchObject({ indent: 17, length: 1 });
  });
});

describe("secrets", () => {
  function mask(file: string, text: string): string {
    const workspace = new Workspace();
    workspace.setFile(file, text);
    const whole = { start: 0, end: text.length };
    return maskSecrets(text, findSecrets(text, workspace.treeOf(file), whole), whole);
  }

  test("of keepalived", () => {
    const text =
      'vrrp_instance a {\n  authentication { auth_pass "one two" }\n  # auth_pass three\n  auth_pass four}\n';
    expect(mask("keepalived.conf", text)).toBe(
      "vrrp_instance a {\n  authentication { auth_pass **** }\n  # auth_pass ****\n  auth_pass ****}\n",
    );
  });

  test("of haproxy", () => {
    const text = [
      "userlist u",
      "  user a password $6$abc groups x",
      "  user b insecure-password s\\ t",
      "listen l",
      "  stats auth admin:pa:ss",
      '  stats auth "root:quoted"',
      "  server password 10.0.0.1:80",
      "# stats auth old:older",
      "",
    ].join("\n");
    expect(mask("haproxy.cfg", text).split("\n")).toEqual([
      "userlist u",
      "  user a password **** groups x",
      "  user b insecure-password ****",
      "listen l",
      "  stats auth admin:****",
      '  stats auth "root:****',
      "  server password 10.0.0.1:80",
      "# stats auth old:****",
      "",
    ]);
  });

  test("behind misspelt keywords", () => {
    const haproxy = [
      "userlist u",
      "  user a pasword $6$abc groups x",
      "  usr b insecure-pasword one",
      "  pasword two",
      "listen l",
      "  statss auth admin:three",
      "  stats atuh admin:four",
      "  server passwords 10.0.0.1:80",
      "  stats realm five",
      "",
    ].join("\n");
    expect(mask("haproxy.cfg", haproxy).split("\n")).toEqual([
      "userlist u",
      "  user a pasword **** groups x",
      "  usr b insecure-pasword ****",
      "  pasword ****",
      "listen l",
      "  statss auth admin:****",
      "  stats atuh admin:****",
      "  server passwords 10.0.0.1:80",
      "  stats realm five",
      "",
    ]);
    const keepalived =
      "vrrp_instance a {\n  authentication {\n    auth_type PASS\n    auth_passs topsecret\n    pasword other\n  }\n}\n";
    expect(mask("keepalived.conf", keepalived)).toBe(keepalived.replace("topsecret", "****").replace("other", "****"));
  });

  test("of scripts and YAML", () => {
    expect(mask("join.sh", "kubeadm join 10.0.0.1:6443 --token abc.def --certificate-key=123\n")).toBe(
      "kubeadm join 10.0.0.1:6443 --token **** --certificate-key=****\n",
    );
    expect(mask("kubeadm.yaml", "kind: InitConfiguration # kubeadm.k8s.io\ncertificateKey: abc\n- token: d.e\n")).toBe(
      "kind: InitConfiguration # kubeadm.k8s.io\ncertificateKey: ****\n- token: ****\n",
    );
  });
});

describe("arguments", () => {
  const usage: CommandUsage = {
    name: "check",
    operands: "",
    summary: "",
    flags: [
      { name: "quiet", help: "" },
      { name: "format", value: "F", help: "" },
      { name: "rule", value: "R", isRepeatable: true, help: "" },
    ],
  };

  test("are told apart", () => {
    const parsed = parseArguments(usage, [
      "a",
      "--quiet",
      "--format=x",
      "--format",
      "y",
      "-",
      "--rule",
      "p=q",
      "--rule=r=s",
      "--",
      "--b",
    ]);
    expect(parsed.operands).toEqual(["a", "-", "--b"]);
    expect([...parsed.switches]).toEqual(["quiet"]);
    expect([...parsed.values]).toEqual([
      ["format", ["y"]],
      ["rule", ["p=q", "r=s"]],
    ]);
  });
});

describe("colour", () => {
  test.each([
    [{}, true, true],
    [{}, false, false],
    [{ NO_COLOR: "1" }, true, false],
    [{ NO_COLOR: "" }, true, true],
    [{ TERM: "dumb" }, true, false],
    [{ FORCE_COLOR: "1" }, false, true],
    [{ FORCE_COLOR: "0" }, true, false],
    [{ FORCE_COLOR: "1", NO_COLOR: "1" }, false, true],
  ])("%j at a terminal %s: %s", (environment, isTerminal, isWanted) => {
    expect(wantsColor(() => isTerminal, environment)).toBe(isWanted);
  });
});

test("printable texts are left as they are", () => {
  expect(printable("plain ~")).toBe("plain ~");
  expect(printable("zwei\nZeilen\u0007 中")).toBe("zwei␊Zeilen␇ 中");
  expect(columnsOf("ａ")).toBe(2);
});
