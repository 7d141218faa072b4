import { describe, expect, test } from "vitest";
import { instance } from "../../support/configs.ts";
import { openWorkspace } from "../../support/fixture.ts";
import { findingsOf, found, nodes, type Texts } from "./found.ts";

const code = "cluster/no-failover-peer";
const pair = nodes({ vips: ["10.0.0.1/24"] }, { vips: ["10.0.0.1/24"] });
const own = (...vips: readonly string[]): string => instance({ name: "VI_9", id: 90, vips });

describe(code, () => {
  test.each<[title: string, texts: Texts, found: string[]]>([
    [
      "an instance of one node beside a pair",
      { ...pair, "lb1/keepalived.conf": pair["lb1/keepalived.conf"] + own("10.0.0.9/24") },
      ["lb1:13 information 10.0.0.9/24"],
    ],
    ["a node beside a pair", { ...pair, "lb3/keepalived.conf": own("10.0.0.9/24") }, ["lb3:5 information 10.0.0.9/24"]],
    [
      "two that share nothing",
      nodes({ id: 51, vips: ["10.0.0.1/24"] }, { id: 52, vips: ["10.0.0.2/24"] }),
      ["lb1:6 information 10.0.0.1/24", "lb2:6 information 10.0.0.2/24"],
    ],
  ])("%s", (_, texts, findings) => {
    expect(found(code, texts)).toEqual(findings);
  });

  test.each<[title: string, texts: Texts]>([
    ["a pair", pair],
    ["one node alone", nodes({ vips: ["10.0.0.1/24"] })],
    [
      "beside haproxies only",
      { ...nodes({ vips: ["10.0.0.1/24"] }), "lb2/haproxy.cfg": "global\ndefaults\n    mode tcp\n" },
    ],
    [
      "its peer is elsewhere",
      { ...pair, "lb3/keepalived.conf": instance({ id: 90, vips: ["10.0.0.9/24"], peers: ["10.0.0.7"] }) },
    ],
    [
      "versions of one file",
      {
        "alpha/keepalived.conf": instance({ id: 51, priority: 100, pass: "a" }),
        "beta/keepalived.conf": instance({ id: 52, priority: 100, pass: "b" }),
      },
    ],
    ["machines of other sets", { ...pair, "database/keepalived.conf": own("10.0.0.9/24") }],
    ["placeholders", { ...pair, "lb3/keepalived.conf": own("{{ vip }}") }],
    [
      "perhaps included",
      { ...pair, "lb3/keepalived.conf": instance({ id: 90, vips: ["10.0.0.9/24"], lines: ["include peers.conf"] }) },
    ],
    ["no address at all", { ...pair, "lb3/keepalived.conf": own() }],
    [
      "a text for people",
      {
        "README.md": `# lb1\n\`\`\`\n${own("10.0.0.9/24")}\`\`\`\n# lb2\n\`\`\`\n${instance({ id: 52, vips: ["10.0.0.2/24"] })}\`\`\`\n`,
      },
    ],
    [
      "a text of any name",
      {
        "conf/alice.conf": `global_defs {\n    router_id a\n}\n${own("10.0.0.9/24")}`,
        "conf/bob.conf": `global_defs {\n    router_id b\n}\n${instance({ id: 52, vips: ["10.0.0.2/24"] })}`,
      },
    ],
  ])("silent: %s", (_, texts) => {
    expect(found(code, texts)).toEqual([]);
  });

  test("says whose it is", () => {
    const [finding] = findingsOf(code, { ...pair, "lb3/keepalived.conf": own("10.0.0.9/24") });
    expect(finding?.message).toBe(
      "Only lb3 has 10.0.0.9, though other nodes near it run keepalived. If lb3 fails, nobody takes the address over; add the instance to another node.",
    );
  });

  test("comes and goes with nodes that are no part of its cluster", () => {
    const workspace = openWorkspace(new Map(Object.entries(nodes({ vips: ["10.0.0.1/24"] }))));
    const codes = (): string[] => workspace.allFindings().map((finding) => `${finding.file} ${finding.code}`);
    expect(codes()).not.toContain(`lb1/keepalived.conf ${code}`);
    workspace.setFile("lb2/keepalived.conf", instance({ id: 52, vips: ["10.0.0.2/24"] }));
    expect(codes()).toContain(`lb1/keepalived.conf ${code}`);
    workspace.setFile("lb2/keepalived.conf", instance({ id: 52, vips: ["10.0.0.1/24"], pass: "x" }));
    expect(codes()).not.toContain(`lb1/keepalived.conf ${code}`);
    workspace.setFile("lb2/keepalived.conf", instance({ id: 52, vips: ["10.0.0.2/24"] }));
    workspace.removeFile("lb2/keepalived.conf");
    expect(codes()).not.toContain(`lb1/keepalived.conf ${code}`);
  });
});
