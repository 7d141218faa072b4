// biome-ignore-all lint/suspicious/noTemplateCurlyInString: The scripts have variables of their own.
import { string as anyString, array, constantFrom, property as forAll, assert as property } from "fast-check";
import { describe, expect, test } from "vitest";
import { hostsFacts } from "../../server/src/model/hosts/extract.ts";
import type { HostsFacts } from "../../server/src/model/hosts/facts.ts";
import { hostsFactsFromShell } from "../../server/src/model/hosts/shell.ts";
import { textAt } from "./places.ts";

/** The lines of a hosts file: `10.0.0.1 = a b`; a `?` is unknown. */
function say(facts: HostsFacts | undefined): string[] {
  return (facts?.entries ?? []).map(
    ({ address, names }) => `${address.value?.text ?? "?"} = ${names.map(({ value }) => value ?? "?").join(" ")}`,
  );
}

describe("a hosts file", () => {
  test.each<[string, string[]]>([
    ["10.0.0.1 a\n10.0.0.2\tb b.example  # the second\n", ["10.0.0.1 = a", "10.0.0.2 = b b.example"]],
    ["  10.0.0.1 a", ["10.0.0.1 = a"]],
    ["10.0.0.1 a\r\n10.0.0.2 b\r\n", ["10.0.0.1 = a", "10.0.0.2 = b"]],
    ["::1 localhost ip6-localhost\nfd00:0::1 a\n", ["::1 = localhost ip6-localhost", "fd00::1 = a"]],
    ["# 10.0.0.1 a\n#10.0.0.2 b\n\n", []],
    ["10.0.0.1\n10.0.0.2 # no name\n", []],
    ["{{ vip }} api\n$VIP k8s\nVIP_ADDRESS x\n10.0.0.x y\n", ["? = api", "? = k8s", "? = x", "? = y"]],
    ["localhost 127.0.0.1\nEOF\nname other\n", []],
  ])("%j", (text, entries) => {
    expect(say(hostsFacts(text))).toEqual(entries);
  });

  test("has exact places", () => {
    const text = "# x\n 10.0.0.1\ta  b # c\n";
    const [entry] = hostsFacts(text)?.entries ?? [];
    expect(textAt(text, entry?.address.at)).toBe("10.0.0.1");
    expect(entry?.names.map(({ at }) => textAt(text, at))).toEqual(["a", "b"]);
    expect(entry?.address.isGenerated).toBe(false);
  });
});

describe("a script", () => {
  test.each<[string, string[]]>([
    ['echo "10.0.0.1 a b" >> /etc/hosts', ["10.0.0.1 = a b"]],
    ["echo 10.0.0.1 a >> /etc/hosts", ["10.0.0.1 = a"]],
    ["echo '10.0.0.1\ta' >>/etc/hosts", ["10.0.0.1 = a"]],
    ['echo -e "10.0.0.1\\ta\\n10.0.0.2 b" >> /etc/hosts', ["10.0.0.1 = a", "10.0.0.2 = b"]],
    ['echo "10.0.0.1 a\n10.0.0.2 b" >> /etc/hosts', ["10.0.0.1 = a", "10.0.0.2 = b"]],
    ['echo "10.0.0.1 a # b" >> /etc/hosts', ["10.0.0.1 = a"]],
    ['echo "10.0.0.1 a" | sudo tee -a /etc/hosts > /dev/null', ["10.0.0.1 = a"]],
    ["grep -q a /etc/hosts || echo 10.0.0.1 a >> /etc/hosts", ["10.0.0.1 = a"]],
    ["cat >> /etc/hosts <<EOF\n10.0.0.1 a\n# b\n10.0.0.2 c\nEOF\n", ["10.0.0.1 = a", "10.0.0.2 = c"]],
    ["cat <<'EOF' >> /etc/hosts\n10.0.0.1 a\nEOF\n", ["10.0.0.1 = a"]],
    ["cat <<EOF | sudo tee -a /etc/hosts\n10.0.0.1 a\nEOF\n", ["10.0.0.1 = a"]],
    ["sudo tee -a /etc/hosts <<-EOF\n\t10.0.0.1 a\n\tEOF\n", ["10.0.0.1 = a"]],
    ["sudo bash -c 'cat >> /etc/hosts <<EOF\n10.0.0.1 a\nEOF'\n", ["10.0.0.1 = a"]],
    ["sudo sh -c 'echo \"10.0.0.1 a\" >> /etc/hosts'", ["10.0.0.1 = a"]],
    ['ssh n2 "echo 10.0.0.1 a >> /etc/hosts"', ["10.0.0.1 = a"]],
    ["ssh n2 <<EOF\necho 10.0.0.1 a >> /etc/hosts\nEOF\n", ["10.0.0.1 = a"]],
    ['VIP=10.0.0.1\necho "$VIP a" >> /etc/hosts', ["10.0.0.1 = a"]],
    ["VIP=10.0.0.1\ncat >> /etc/hosts <<EOF\n${VIP} a\nEOF\n", ["10.0.0.1 = a"]],
    ['echo "$1 a" >> /etc/hosts', ["? = a"]],
    ['for h in a b; do echo "${ips[$h]} $h" >> /etc/hosts; done', ["? = ?"]],
    ['echo "10.0.0.1 a" >> /tmp/hosts # not /etc/hosts', []],
    ["cat /etc/hosts; echo 10.0.0.1 a", []],
    ["# echo 10.0.0.1 a >> /etc/hosts", []],
    ["scp /etc/hosts n2:/etc/hosts", []],
    ["echo 10.0.0.1 a >> /etc/hosts.allow", []],
  ])("%j", (text, entries) => {
    expect(say(hostsFactsFromShell(`#!/bin/sh\n${text}`))).toEqual(entries);
  });

  test("has exact places, and says what comes from a variable", () => {
    const text = 'VIP=10.0.0.1\necho "$VIP a" >> /etc/hosts\necho -e "10.0.0.2\\tb" >> /etc/hosts\n';
    const [first, second] = hostsFactsFromShell(text)?.entries ?? [];
    expect(textAt(text, first?.address.at)).toBe("$VIP");
    expect(first?.address).toMatchObject({ value: { text: "10.0.0.1" }, isGenerated: true });
    expect(textAt(text, second?.address.at)).toBe("10.0.0.2");
    expect(second?.names.map(({ at }) => textAt(text, at))).toEqual(["b"]);
    expect(second?.address.isGenerated).toBe(false);
  });

  test("any text gives facts whose places lie inside", () => {
    const part = constantFrom(
      ..."echo |cat |tee -a | >> /etc/hosts|/etc/hosts|10.0.0.1 | a|\n|\\\n|\\|'|\"|`|$(|)|{|}|<<EOF|\nEOF\n||| $VIP|# |sudo |ssh x |\\n|\\t|\t|\r\n".split(
        "|",
      ),
    );
    property(
      forAll(array(part, { maxLength: 40 }), (parts) => {
        const text = `VIP=10.0.0.9\n${parts.join("")}`;
        for (const { address, names } of hostsFactsFromShell(text)?.entries ?? []) {
          expect(textAt(text, address.at)).not.toBe("");
          for (const { at } of names) expect(textAt(text, at)).not.toBe("");
        }
        hostsFacts(text);
      }),
      { numRuns: 2000 },
    );
  });

  test("never throws, and is never slow", () => {
    property(
      forAll(anyString({ unit: "binary", maxLength: 200 }), (text) => {
        hostsFacts(text);
        hostsFactsFromShell(`echo ${text} >> /etc/hosts`);
      }),
    );
    const started = performance.now();
    for (const bomb of ["10.0.0.1 ".repeat(20_000), "$(".repeat(100_000), "\\n".repeat(100_000)]) {
      hostsFacts(bomb);
      hostsFactsFromShell(`echo "${bomb}" >> /etc/hosts`);
    }
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
