import { expect, test } from "vitest";
import { found } from "./found.ts";

// What a line comes to is taken over from one of the same words; these hold what is its own all the same.

const base =
  "defaults\n    mode http\n    timeout client 1s\n    timeout connect 1s\n    timeout server 1s\nfrontend f\n    bind :80\n";

/** Errors of lines behind `base`, without their column. */
function errors(lines: string): string[] {
  return found(`${base}${lines}`)
    .filter((line) => line.includes(" error "))
    .map((line) => line.replace(/^(\d+):\d+/, (_, number: string) => String(Number(number) - 7)));
}

test("the address of a line like one above is judged", () => {
  const lines = "backend b\n    server a 10.0.0.1:80 check weight 5\n    server b 10.0.0.1:0x check weight 5\n";
  expect(errors(lines.replace("0x", "99999"))).toEqual(["3 error haproxy/bad-address 99999"]);
  expect(errors(lines.replace("0x", "81"))).toEqual([]);
});

test("a name that a line like one above uses is looked up", () => {
  const lines = "    default_backend b\nfrontend g\n    bind :81\n    default_backend c\nbackend b\n";
  expect(errors(lines)).toEqual(["4 error haproxy/undefined-reference c"]);
});

test("a condition is judged by the ACLs of its own section", () => {
  const lines =
    "    acl a path /x\n    http-request deny if a\nfrontend g\n    bind :81\n    http-request deny if a\n    http-request deny if !a TRUE\n";
  expect(errors(lines)).toEqual(["5 error haproxy/undefined-acl a", "6 error haproxy/undefined-acl a"]);
});

test("a word that begins no condition is no condition", () => {
  const lines =
    "    http-request set-header X if if TRUE\n    http-request set-header X if\n    http-request deny if\n";
  const alone = lines.split("\n").flatMap((line, index) => errors(`${"\n".repeat(index)}${line}\n`));
  expect(errors(lines)).toEqual(alone);
});

test("a line that is wrong is wrong each time", () => {
  const lines = "    http-request set-header X %[src,nope]\n    http-request set-header X %[src,nope]\n";
  expect(errors(lines)).toEqual(["1 error haproxy/bad-expression nope", "2 error haproxy/bad-expression nope"]);
});
