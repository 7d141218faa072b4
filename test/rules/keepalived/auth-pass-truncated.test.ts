// biome-ignore-all lint/suspicious/noTemplateCurlyInString: The configurations have placeholders of their own.
import { describe, expect, test } from "vitest";
import { type InstanceOptions, instance } from "../../support/configs.ts";
import { findingsOf, found, mended } from "../cluster/found.ts";

const code = "keepalived/auth-pass-truncated";

function file(options: InstanceOptions | string): Record<string, string> {
  return { "keepalived.conf": typeof options === "string" ? options : instance({ priority: 100, ...options }) };
}

describe(code, () => {
  test.each<[title: string, options: InstanceOptions | string, found: string[], mended: string[]]>([
    ["eight characters", { pass: "12345678" }, [], []],
    ["nine", { pass: "123456789" }, ["keepalived.conf:7 warning 123456789"], ["keepalived.conf:7 auth_pass 12345678"]],
    [
      "with AH",
      { type: "AH", pass: "123456789" },
      ["keepalived.conf:7 warning 123456789"],
      ["keepalived.conf:7 auth_pass 12345678"],
    ],
    ["quoted: the quotes don't count", { pass: '"12345678"' }, [], []],
    [
      "quoted: blanks within stay in quotes",
      { pass: '"1234 56789"' },
      ['keepalived.conf:7 warning "1234 56789"'],
      ['keepalived.conf:7 auth_pass "1234 567"'],
    ],
    [
      "quoted without need",
      { pass: '"123456789"' },
      ['keepalived.conf:7 warning "123456789"'],
      ["keepalived.conf:7 auth_pass 12345678"],
    ],
    [
      "single quotes count",
      { pass: "'1234567'" },
      ["keepalived.conf:7 warning '1234567'"],
      ["keepalived.conf:7 auth_pass '1234567"],
    ],
    ["a comment sign ends it", { pass: "12345678#9" }, [], []],
    [
      "an escaped one does not",
      { pass: "1234567\\#9" },
      ["keepalived.conf:7 warning 1234567\\#9"],
      ['keepalived.conf:7 auth_pass "1234567#"'],
    ],
    [
      "bytes count, not characters",
      { pass: "пароль" },
      ["keepalived.conf:7 warning пароль"],
      ["keepalived.conf:7 auth_pass паро"],
    ],
    ["a placeholder", { pass: "${KEEPALIVED_PASSWORD}" }, [], []],
    ["a template's hole", { pass: "{{ keepalived_auth_pass }}" }, [], []],
    ["a masked one", { pass: "**********" }, [], []],
    ["version 3 ignores it anyway", { pass: "123456789", lines: ["version 3"] }, [], []],
    ["IPv6 is version 3", { pass: "123456789", vips: ["fd00::1"] }, [], []],
    ["an unknown version", { pass: "123456789", lines: ["version ${V}"] }, [], []],
    [
      "a definition's value",
      `$P=123456789\n${instance({ priority: 100, pass: "$P" })}`,
      ["keepalived.conf:8 warning $P"],
      ["! keepalived.conf:8 warning $P keepalived/auth-pass-truncated"],
    ],
    [
      "each instance",
      instance({ pass: "123456789" }) + instance({ name: "B", id: 52, vips: ["10.0.0.1"], pass: "abcdefghi" }),
      ["keepalived.conf:6 warning 123456789", "keepalived.conf:17 warning abcdefghi"],
      ["keepalived.conf:6 auth_pass 12345678", "keepalived.conf:17 auth_pass abcdefgh"],
    ],
  ])("%s", (_, options, findings, after) => {
    expect(found(code, file(options))).toEqual(findings);
    expect(mended(code, file(options))).toEqual(after);
  });

  test.each([
    ["“abc”", 9],
    ["密码密码", 12],
  ])("says how many bytes %s has", (pass, bytes) => {
    const [finding] = findingsOf(code, file({ pass }));
    expect(finding?.message).toContain(`auth_pass has ${bytes} bytes, but keepalived uses the first 8 and`);
  });

  test("does not say the password", () => {
    const [finding] = findingsOf(code, file({ pass: "s3cr3tpassword" }));
    expect(finding?.message).toBe(
      "auth_pass has 14 bytes, but keepalived uses the first 8 and ignores the rest. Cut it, so that nobody relies on what does not count.",
    );
    expect(finding?.fixes.map(({ title }) => title)).toEqual(["Cut auth_pass to the characters that count"]);
  });
});
