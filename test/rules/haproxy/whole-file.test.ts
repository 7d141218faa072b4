import { describe, expect, test } from "vitest";
import { found } from "./found.ts";

// Each case: sections behind a `defaults` with all timeouts, and the findings, with lines counted from the first of them.

const base = "defaults\n    mode http\n    timeout client 1s\n    timeout connect 1s\n    timeout server 1s\n";

function inFile(text: string, version = "2.6", above = base): string[] {
  const offset = above.split("\n").length - 1;
  return found(`${above}${text}`, version).map((line) =>
    line.replace(/^\d+/, (number) => String(Number(number) - offset)),
  );
}

const frontend = "frontend f\n    bind :80\n";
const backend = "backend b\n    server s 10.0.0.1:80\n";

describe("a whole haproxy.cfg", () => {
  test.each<[string, string, readonly string[]]>([
    ["a backend that is there", `${frontend}    default_backend b\n${backend}`, []],
    ["one that is not", `${frontend}    default_backend c\n${backend}`, ["3:21 error haproxy/undefined-reference c"]],
    ["one that is worked out", `${frontend}    use_backend %[path]\n`, []],
    ["one that is filled in", `${frontend}    use_backend {{ name }}\n`, []],
    ["a backend that a template makes", `${frontend}    default_backend c\nbackend {{ name }}\n`, []],
    [
      "a file that may be missing comes first",
      "frontend f\n    bind :443 ssl crt /etc/x.pem\n    default_backend c\n",
      ["3:21 warning haproxy/undefined-reference c"],
    ],
    ["a server", `${backend}    use-server t if TRUE\n`, ["3:16 error haproxy/undefined-reference t"]],
    ["a server of a template line", "backend b\n    server-template t 3 10.0.0.1:80\n    use-server t2 if TRUE\n", []],
    [
      "a stick table",
      `${frontend}    http-request track-sc0 src table b\n${backend}`,
      ["3:38 error haproxy/undefined-reference b"],
    ],
    [
      "a userlist in an expression",
      `${frontend}    http-request auth unless { http_auth(users) }\n`,
      ["3:42 error haproxy/undefined-reference users"],
    ],
    [
      "resolvers that haproxy has itself",
      "backend b\n    server s a.example:80 resolvers default init-addr none\n",
      [],
    ],
    ["two servers of one name", `${backend}    server s 10.0.0.2:80\n`, ["3:12 error haproxy/duplicate-name s"]],
    [
      "two servers of one name in a template's branches",
      "backend b\n{% if tls %}\n    server s 10.0.0.1:443\n{% else %}\n    server s 10.0.0.1:80\n{% endif %}\n",
      [],
    ],
    [
      "two frontends of one name in a template's branches",
      `{% if tls %}\n${frontend}{% else %}\nfrontend f\n    bind :81\n{% endif %}\n`,
      [],
    ],
    ["two backends of one name", `${backend}${backend}`, ["3:9 error haproxy/duplicate-name b"]],
    ["two frontends in branches", `.if feature(LUA)\n${frontend}.else\n${frontend}.endif\n`, []],
    [
      "two lists of users",
      "userlist u\n    user a password x\nuserlist u\n",
      ["3:10 warning haproxy/duplicate-name u"],
    ],
    [
      "rules in mode tcp",
      `${frontend}    mode tcp\n    http-request deny\n`,
      ["4:5 warning haproxy/http-rule-in-tcp-mode http-request"],
    ],
    [
      "rules in mode tcp that becomes http",
      `${frontend}    mode tcp\n    tcp-request content switch-mode http\n    http-request deny\n`,
      [],
    ],
    [
      "modes that do not fit",
      `${frontend}    default_backend b\nbackend b\n    mode tcp\n    server s 10.0.0.1:80\n`,
      ["1:10 error haproxy/incompatible-mode f"],
    ],
    ["tcp in front of http", `${frontend}    mode tcp\n    default_backend b\n${backend}`, []],
    ["a disabled proxy", "frontend f\n    disabled\n    default_backend c\n", []],
    ["no bind", "frontend f\n", ["1:10 warning haproxy/no-effect f"]],
    ["keys that fit", "backend b\n    stick-table type ip size 1k\n    stick on src\n", []],
    [
      "keys that do not",
      "backend b\n    stick-table type ip size 1k\n    stick on method\n",
      ["3:5 error haproxy/stick-type-mismatch stick"],
    ],
    [
      "a server that follows another",
      "backend b\n    server s 10.0.0.1:80 track t\n    server t 10.0.0.2:80\n",
      ["2:32 error haproxy/server-setup t"],
    ],
    [
      "one that is checked by default",
      "backend b\n    default-server check\n    server s 10.0.0.1:80 no-check track t\n    server t 10.0.0.2:80\n",
      [],
    ],
    [
      "a rule that is never reached",
      `${frontend}    http-request deny\n    http-request set-header X y\n`,
      ["4:5 warning haproxy/shadowed-rule http-request"],
    ],
    [
      "a rule that runs earlier",
      `${frontend}    use_backend b if TRUE\n    http-request deny\n${backend}`,
      ["4:5 warning haproxy/rule-order http-request"],
    ],
    [
      "experiments",
      `${frontend}    http-request normalize-uri path-strip-dot\n`,
      ["3:5 error haproxy/experimental-keyword http-request normalize-uri path-strip-dot"],
    ],
  ])("%s", (_title, text, expected) => {
    expect(inFile(text)).toEqual(expected);
  });

  test("a fragment without global and defaults may have its names elsewhere", () => {
    const part = `${frontend}    default_backend c\n`;
    expect(found(part, "2.6", "part.haproxy")).toEqual([]);
    expect(found(part, "2.6", "conf.d/haproxy.cfg")).toEqual([]);
  });

  test("a file of the name haproxy.cfg is no fragment, as far as nothing else shows", () => {
    expect(inFile(`${frontend}    default_backend c\n`, "2.6", "")).toEqual([
      "1:10 warning haproxy/missing-timeout f",
      "3:21 error haproxy/undefined-reference c",
    ]);
  });

  test("an inherited section must stand above", () => {
    const named = "defaults a\n    mode http\n    timeout client 1s\n";
    expect(inFile(`${named}frontend f from b\n    bind :80\n`, "2.6", "")).toEqual([
      "4:17 error haproxy/bad-inheritance b",
    ]);
    expect(inFile(`${named}frontend f from a\n    bind :80\n`, "2.6", "")).toEqual([]);
  });

  test.each([
    ["3.0", []],
    ["3.2", ["3:9 warning haproxy/duplicate-name f"]],
    ["3.4", ["3:9 error haproxy/duplicate-name f"]],
    ["auto", []],
  ])("a frontend and a backend of one name in %s", (version, expected) => {
    expect(inFile(`${frontend}backend f\n    server s 10.0.0.1:80\n`, version)).toEqual(expected);
  });
});

describe("what versions a file needs", () => {
  const needs = (text: string, version = "auto"): string[] =>
    inFile(text, version).filter((line) => line.includes("version-needed"));

  test("is said once for each name", () => {
    expect(
      needs(
        `${backend}    guid a\nbackend c\n    server s 10.0.0.1:80 guid b\n    server t 10.0.0.2:80 guid c\n    guid d\n`,
      ),
    ).toEqual(["3:5 information haproxy/version-needed guid", "5:26 information haproxy/version-needed guid"]);
  });

  test("is not said where a version is set, or in a branch", () => {
    expect(needs(`${backend}    guid a\n`, "3.0")).toEqual([]);
    expect(needs(`# haconf haproxy-version 3.0\n${backend}    guid a\n`)).toEqual([]);
    expect(needs(`.if version_atleast(3.0)\n${backend}    guid a\n.endif\n`)).toEqual([]);
  });

  test("is a warning where no version has both", () => {
    expect(needs(`global\n    nbproc 2\n${backend}    guid a\n`)).toEqual(["5:5 warning haproxy/version-needed guid"]);
  });
});

describe("what the sections of a kind need", () => {
  const check = "    option httpchk\n";
  const send = "    http-check send hdr Host a.example\n";
  const expectation = "    http-check expect status 200\n";
  const request = "error haproxy/conflicting-settings http-check send hdr Host a.example";

  test.each<[string, string, readonly string[]]>([
    ["a request and its answer", `${backend}${check}${send}${expectation}`, []],
    ["the answer first", `${backend}${check}${expectation}${send}`, [`5:5 ${request}`]],
    ["two requests", `${backend}${check}${send}${send}`, [`5:5 ${request}`]],
    [
      "two connections",
      `${backend}${check}    http-check connect\n${send}${expectation}    http-check connect\n${send}`,
      [],
    ],
    ["another kind of check", `${backend}    option tcp-check\n${expectation}${send}`, []],
    ["a kind that is named behind the steps", `${backend}${expectation}${send}${check}`, []],
    [
      "a group of users that are not there",
      "userlist u\n    group g users a\n    user b password x\n",
      ["2:19 error haproxy/undefined-reference a"],
    ],
    [
      "a word that no user has",
      "userlist u\n    user a password x zone y\n",
      ["2:23 error haproxy/unexpected-argument zone"],
    ],
    ["an application without its folder", "fcgi-app p\n    index x\n", ["1:10 error haproxy/conflicting-settings p"]],
    [
      "two caches of one name",
      "cache c\n    total-max-size 4\ncache c\n    total-max-size 4\n",
      ["3:7 error haproxy/duplicate-name c"],
    ],
    ["two sockets of peers", "peers p\n    bind :1\n    bind :2\n", ["3:5 error haproxy/duplicate-name bind :2"]],
    ["a unit that goes on behind its letter", `${backend}    timeout server 5min\n`, []],
    [
      "an empty file that is there for sure",
      `frontend f\n    bind :80\n    errorfile 503 /dev/null\n    default_backend c\n`,
      ["4:21 error haproxy/undefined-reference c"],
    ],
  ])("%s", (_, text, expected) => {
    expect(inFile(text).filter((line) => !line.includes("no-effect"))).toEqual(expected);
  });
});
