import { describe, expect, test } from "vitest";
import { balancer, files, instance } from "../support/configs.ts";
import { sayAddresses } from "./parts.ts";

const servers = (...lines: readonly string[]): string =>
  balancer("*:8443", []) + lines.map((line) => `    server ${line}:6443\n`).join("");

describe("how a node's address is known", () => {
  test.each<[title: string, texts: Record<string, string>, said: string[]]>([
    [
      "by what its instances send from",
      {
        "lb1/keepalived.conf": instance({ source: "10.0.0.1", priority: 2 }),
        "lb2/keepalived.conf": instance({ priority: 1 }),
      },
      ["lb1 10.0.0.1 (source address)"],
    ],
    [
      "by its name as well",
      {
        "10.0.0.1/keepalived.conf": instance({ source: "10.0.0.1", priority: 2 }),
        "10.0.0.2/keepalived.conf": instance({ priority: 1 }),
      },
      ["10.0.0.1 10.0.0.1 (name, source address)", "10.0.0.2 10.0.0.2 (name)"],
    ],
    [
      "by the server of its name, where nothing else tells it",
      {
        "lb1/keepalived.conf": instance({ source: "10.0.0.1", priority: 2 }),
        "lb2/keepalived.conf": instance({ priority: 1 }),
        "haproxy.cfg": servers("lb1 10.1.0.1", "lb2 10.1.0.2"),
      },
      ["lb1 10.0.0.1 (source address)", "lb2 10.1.0.2 (server)"],
    ],
    [
      "or where another node claims what it sends from",
      {
        "lb1/keepalived.conf": instance({ source: "10.0.0.2", priority: 2 }),
        "lb2/keepalived.conf": instance({ priority: 1 }),
        "haproxy.cfg": servers("lb1 10.0.0.1", "lb2 10.0.0.2"),
      },
      ["lb1 10.0.0.2 (source address)", "lb1 10.0.0.1 (server)", "lb2 10.0.0.2 (server)"],
    ],
    [
      "never by a VIP",
      {
        "lb1/keepalived.conf": instance({ source: "10.0.0.100", priority: 2 }),
        "lb2/keepalived.conf": instance({ priority: 1 }),
        "haproxy.cfg": servers("lb2 10.0.0.100"),
      },
      [],
    ],
  ])("%s", (_, texts, said) => {
    expect(sayAddresses(files(texts))).toEqual(said);
  });
});
