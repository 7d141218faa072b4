import { describe, expect, test } from "vitest";
import { balancer } from "../../support/configs.ts";
import { commands, external } from "./behind-balancers.ts";
import { found, mended, type Texts } from "./found.ts";

const code = "cluster/backend-duplicate-server";

describe(code, () => {
  test.each<[title: string, texts: Texts, found: string[]]>([
    ["two apiservers", external(["10.0.0.11:6443", "10.0.0.12:6443"]), []],
    ["one twice", external(["10.0.0.11:6443", "10.0.0.11:6443"]), ["haproxy.cfg:11 warning 10.0.0.11:6443"]],
    ["by name", external(["cp1.example:6443", "CP1.example:6443"]), ["haproxy.cfg:11 warning CP1.example:6443"]],
    [
      "by name and address",
      external(["cp1.example:6443", "10.0.0.11:6443"], { hosts: "10.0.0.11 cp1.example\n" }),
      ["haproxy.cfg:11 warning 10.0.0.11:6443"],
    ],
    ["on two ports", external(["10.0.0.11:6443", "10.0.0.11:7443"]), []],
    ["a port that is filled in", external(["10.0.0.11:6443", "10.0.0.11:{{ port }}"]), []],
    ["one is switched off", external(["10.0.0.11:6443", "10.0.0.11:6443 disabled"]), []],
    [
      "of a backend for something else",
      {
        ...external(["10.0.0.11:6443"]),
        "haproxy.cfg": `${balancer("*:8443", ["10.0.0.11:6443"])}listen web\n    bind *:80\n    server a 10.0.0.11:80\n    server b 10.0.0.11:80\n`,
      },
      [],
    ],
  ])("%s", (_, texts, findings) => {
    expect(found(code, texts)).toEqual(findings);
  });

  test("goes, or gets the address of the one that is missing", () => {
    const texts = external(["10.0.0.11:6443", "10.0.0.11:6443"]);
    expect(mended(code, texts)).toEqual(["haproxy.cfg -1"]);
    expect(mended(code, { ...texts, ...commands("10.0.0.11", "10.0.0.12") })).toEqual([
      "haproxy.cfg:11 server cp2 10.0.0.12:6443 check",
    ]);
  });
});
