import { describe, expect, test } from "vitest";
import { sayMessage } from "../../server/src/rules/finding.ts";
import { inlayHints } from "../../server/src/services/inlay-hints.ts";
import { fileName, withCursor } from "./cursor.ts";

/** The text with what is shown behind its places, in brackets. */
function shown(text: string, start = 0, end = text.length): string {
  const { source } = withCursor("keepalived", text);
  let result = "";
  let at = 0;
  for (const { offset, said, isGlued } of inlayHints(source, fileName, start, end)) {
    const label = typeof said === "string" ? said : sayMessage(said);
    result += `${text.slice(at, offset)}${isGlued ? "" : " "}[${label}]`;
    at = offset;
  }
  return result + text.slice(at);
}

/** An instance with a VIP, whose lines are given, behind other blocks; with a priority where they say nothing of one. */
function instance(lines: string, blocks = ""): string {
  const priority = /priority|state/.test(lines) ? "" : "priority 9\n";
  return `${blocks}vrrp_instance V {\n${priority}${lines}\n    virtual_ipaddress {\n        10.0.0.1/24\n    }\n}\n`;
}

const script = "vrrp_script chk {\n    script /bin/true\n    weight -20\n}\n";
const bonus = "vrrp_script bonus {\n    script /bin/true\n    weight 5\n}\n";
const inert = "vrrp_script inert {\n    script /bin/true\n}\n";

describe("inlay hints", () => {
  test.each([
    [
      "a weight that is taken away",
      script,
      "priority 100\ntrack_script {\nchk\n}",
      "priority 100 [all up: 100, chk down: 80]",
    ],
    [
      "a weight that is added",
      bonus,
      "priority 100\ntrack_script {\nbonus\n}",
      "priority 100 [all up: 105, bonus down: 100]",
    ],
    [
      "two of them",
      script + bonus,
      "priority 100\ntrack_script {\nchk\nbonus\n}",
      "priority 100 [all up: 105, chk down: 85, bonus down: 100, lowest: 80]",
    ],
    [
      "a fault",
      script + inert,
      "priority 100\ntrack_script {\nchk\ninert\n}",
      "priority 100 [all up: 100, chk down: 80, inert down: FAULT]",
    ],
    [
      "an interface, a process and a BFD session, the last ones turned round",
      "vrrp_track_process p {\nprocess x\nweight 7\n}\nbfd_instance b {\nneighbor_ip 10.0.0.9\nweight -3 reverse\n}\n",
      "interface eth0\npriority 100\ntrack_interface {\neth1 weight -10\n}\ntrack_process {\np\n}\ntrack_bfd {\nb\n}",
      "priority 100 [all up: 107, eth1 down: 97, p down: 100, b down: 110, lowest: 90]",
    ],
    [
      "a tracked file, whose number nobody knows",
      script,
      "priority 100\ntrack_script {\nchk\n}\ntrack_file {\nf weight 1\n}",
      "priority 100 [all up: 100, chk down: 80, and what f adds]",
    ],
    ["BACKUP without a priority", "", "state BACKUP", "state BACKUP [priority 100 by default]"],
    [
      "nopreempt that doesn't count",
      "",
      "state MASTER\npriority 100\nnopreempt",
      "nopreempt [no effect beside state MASTER]",
    ],
    ["nopreempt of an owner", "", "state BACKUP\npriority 255\nnopreempt", "nopreempt [no effect with priority 255]"],
    ["MASTER without a priority", "", "state MASTER", "state MASTER [priority 255 by default]"],
    ["a rounded interval", "", "advert_int 1.6", "advert_int 1.6 [2 s]"],
    [
      "a cut password",
      "",
      "authentication {\nauth_type PASS\nauth_pass 0123456789\n}",
      "auth_pass 0123456789 [only the first 8 bytes count]",
    ],
    ["an interval beyond version 3", "", "version 3\nadvert_int 60", "advert_int 60 [40.95 s]"],
  ])("%s", (_, blocks, lines, expected) => {
    expect(shown(instance(lines, blocks))).toContain(`${expected}\n`);
  });

  test.each([
    ["a priority that nothing changes", "", "priority 100"],
    ["weights that only lead to FAULT", inert, "priority 100\ntrack_script {\ninert\n}"],
    ["nopreempt that counts", "", "state BACKUP\npriority 100\nnopreempt"],
    ["a whole interval", "", "advert_int 2"],
    ["a fraction that version 3 knows", "", "version 3\nadvert_int 0.5"],
    ["a password that counts as a whole", "", "authentication {\nauth_type PASS\nauth_pass 01234567\n}"],
    [
      "a password that version 3 has no room for",
      "",
      "version 3\nauthentication {\nauth_type PASS\nauth_pass 0123456789\n}",
    ],
    ["a placeholder", "", "priority {{ p }}\nadvert_int {{ x }}\nstate {{ s }}"],
    ["a state with a priority that may be included", "", "state MASTER\ninclude other.conf"],
    ["what hosts read differently", "", "@a version 3\n@b version 2\nadvert_int 1.6\nstate MASTER\n@a priority 100"],
    ["a tracked file that only leads to FAULT", "", "priority 100\ntrack_file {\nf weight 0\n}"],
  ])("nothing about %s", (_, blocks, lines) => {
    const text = instance(lines, blocks);
    expect(shown(text)).toBe(text);
  });

  test("prefix lengths that are not written", () => {
    const text =
      "static_ipaddress {\n10.9.0.1 dev eth0\n}\nvrrp_instance V {\nvirtual_ipaddress {\n10.0.0.1\n10.0.0.2/24\n10.0.0.3 peer 10.0.0.4/24\n{{ vip }}\n}\nvirtual_ipaddress_excluded {\nfd00::1\n}\n}\n";
    expect(shown(text)).toBe(
      text
        .replace("10.9.0.1", "10.9.0.1[/32]")
        .replace("10.0.0.1\n", "10.0.0.1[/32]\n")
        .replace("fd00::1", "fd00::1[/128]"),
    );
  });

  test("what nobody has written, at the instance's name", () => {
    const text = "vrrp_instance V {\nvirtual_ipaddress {\nfd00::1/64\n}\n}\n";
    expect(shown(text)).toBe(text.replace("V {", "V [priority 100 by default] [VRRP version 3] {"));
  });

  test("what one host reads, on its own line", () => {
    const text = instance("@a advert_int 1.6\n@b advert_int 2");
    expect(shown(text)).toBe(text.replace("advert_int 1.6", "advert_int 1.6 [2 s]"));
  });

  test.each([
    [
      "what a virtual server leaves out",
      "virtual_server 10.0.0.1 80 [UDP, wlc, NAT] {\n    real_server 10.0.0.11 [port 80] {\n    }\n}\n",
    ],
    [
      "a persistence without a number, for every port",
      "virtual_server 10.0.0.1 [every port] {\nlb_algo rr\nlb_kind NAT\nprotocol TCP\npersistence_timeout [360 s]\nreal_server 10.0.0.11 {\n}\n}\n",
    ],
    [
      "a port that direct routing does not change",
      "virtual_server 10.0.0.1 80 {\nlb_algo rr\nlb_kind DR\nprotocol TCP\nquorum 2 [of 3]\nreal_server 10.0.0.11 81 [port 80] {\nweight 3\n}\n}\n",
    ],
    [
      "checks that nothing says the interval of",
      "virtual_server 10.0.0.1 80 {\nlb_algo rr\nlb_kind NAT\nprotocol TCP\nreal_server 10.0.0.11 80 {\nTCP_CHECK [every 60 s] {\n}\nMISC_CHECK {\nmisc_path /x\ndelay_loop 5\n}\n}\n}\n",
    ],
    [
      "nothing of what is said, filled in or for a mark",
      "virtual_server 10.0.0.1 {{ port }} {\ndelay_loop 5\nlb_algo rr\nlb_kind {{ kind }}\nprotocol TCP\nreal_server 10.0.0.11 {\nTCP_CHECK {\n}\n}\n}\nvirtual_server fwmark 1 {\nlb_algo rr\nlb_kind DR\nreal_server 10.0.0.11 {\n}\n}\n",
    ],
  ])("%s", (_, expected) => {
    expect(shown(expected.replace(/ \[[^\]]*\]/g, ""))).toBe(expected);
  });

  test("only those of the part that is asked for", () => {
    const text = instance("advert_int 1.6\nstate MASTER");
    const at = text.indexOf("state");
    expect(shown(text, at)).toBe(text.replace("state MASTER", "state MASTER [priority 255 by default]"));
    expect(shown(text, 0, at)).toBe(text.replace("advert_int 1.6", "advert_int 1.6 [2 s]"));
  });

  test("nothing in a haproxy.cfg", () => {
    const { source, text } = withCursor("haproxy", "frontend f\n    bind 10.0.0.1:80\n");
    expect(inlayHints(source, fileName, 0, text.length)).toEqual([]);
  });
});
