import { describe, expect, test } from "vitest";
import { defaultSettings, type Settings } from "../../../server/src/workspace/types.ts";
import { openWorkspace } from "../../support/fixture.ts";
import { findingsOf, fixesOf, found, mended, nodes } from "./found.ts";

const code = "cluster/unused-suppression";
const alone = (text: string) => ({ "lb1/keepalived.conf": text });
const instance = (priority: string): string =>
  `vrrp_instance V {\n    interface eth0\n    virtual_router_id 51\n    ${priority}\n    virtual_ipaddress {\n        10.0.0.100/24\n    }\n}\n`;
const wrong = instance("priority 100\n    no_such_word");
const next = "# haconf-disable-next-line";

describe(code, () => {
  test.each([
    ["a line without fault", `${next} keepalived/unknown-keyword\n${instance("priority 100")}`, 1],
    [
      "one of two codes",
      instance(`priority 100\n    ${next} keepalived/unknown-keyword keepalived/unknown-value\n    no_such_word`),
      1,
    ],
    [
      "the fault stands two lines below",
      wrong.replace("    priority", `    ${next} keepalived/unknown-keyword\n    priority`),
      1,
    ],
    ["a stretch without fault", `# haconf-disable keepalived/unknown-keyword\n${instance("priority 100")}`, 1],
    [
      "a stretch that ends too early",
      `# haconf-disable keepalived/unknown-keyword\n# haconf-enable keepalived/unknown-keyword\n${wrong}`,
      1,
    ],
    ["a rule that does not exist", `${next} keepalived/no-such-rule\n${instance("priority 100")}`, 1],
    [
      "all of two codes, once",
      `${next} keepalived/unknown-keyword keepalived/unknown-value\n${instance("priority 100")}`,
      1,
    ],
    [
      "a fault on the next line",
      wrong.replace("    no_such", `    ${next} keepalived/unknown-keyword\n    no_such`),
      0,
    ],
    ["a fault in the stretch", `# haconf-disable keepalived/unknown-keyword\n${wrong}`, 0],
    ["no code at all in front of the file", `# haconf-disable\n${instance("priority 100")}`, 0],
    ["a rule across files in a file that is alone", `${next} cluster/auth-mismatch\n${instance("priority 100")}`, 0],
    ["no code, in a file that is alone", `${next}\n${instance("priority 100")}`, 0],
    ["itself", `${next} ${code}\n${instance("priority 100")}`, 0],
    ["itself, turned off", `${next} ${code}\n${next} keepalived/unknown-keyword\n${instance("priority 100")}`, 0],
  ])("%s", (_, text, count) => {
    expect(findingsOf(code, alone(text))).toHaveLength(count);
  });

  test("codes of rules across files count where the cluster is known", () => {
    const one = `${next} cluster/auth-mismatch\n${instance("state MASTER\n    priority 101")}`;
    const texts = nodes(one, instance("state BACKUP\n    priority 100"));
    expect(found(code, texts)).toEqual(["lb1:1 hint haconf-disable-next-line cluster/auth-mismatch"]);
    const hit = (state: string): string =>
      instance(`state ${state}\n    ${next} cluster/duplicate-priority\n    priority 101`);
    expect(found(code, nodes(instance("state MASTER\n    priority 101"), hit("BACKUP")))).toEqual([]);
  });

  test.each<[string, Partial<Settings>, string]>([
    ["the rule is off", { rules: { "keepalived/unknown-keyword": "off" } }, "keepalived/unknown-keyword"],
    ["files are not compared", { isClusterEnabled: false }, "cluster/auth-mismatch"],
  ])("nothing is said where %s", (_, settings, other) => {
    const files = new Map(
      Object.entries(nodes(`${next} ${other}\n${instance("priority 101")}`, instance("priority 100"))),
    );
    const workspace = openWorkspace(files, { ...defaultSettings, ...settings });
    expect(workspace.allFindings().filter((finding) => finding.code === code)).toEqual([]);
  });

  test("nothing is said in a text for people, but in the configs that it shows", () => {
    const line = `${next} keepalived/unknown-keyword`;
    const fence = `\`\`\`\n${line}\n${instance("priority 100")}\`\`\`\n`;
    expect(found(code, { "README.md": `Write it so:\n\n${line}\n\n${fence}` })).toEqual([
      "README.md:6 hint haconf-disable-next-line keepalived/unknown-keyword",
    ]);
  });

  test.each([
    ["the comment with its line", `${next} keepalived/unknown-keyword\n${instance("priority 100")}`, ["lb1 -1"]],
    ["the comment behind code", instance(`priority 100 ${next} keepalived/unknown-keyword`), ["lb1:4 priority 100"]],
    [
      "one of two codes",
      instance(`priority 100\n    ${next} keepalived/unknown-value, keepalived/unknown-keyword\n    no_such_word`),
      [`lb1:5 ${next}, keepalived/unknown-keyword`],
    ],
    [
      "a pair of comments",
      `# haconf-disable keepalived/unknown-keyword\n${instance("priority 100")}# haconf-enable keepalived/unknown-keyword\n`,
      ["lb1 -2"],
    ],
  ])("the fix takes away %s", (_, text, lines) => {
    expect(mended(code, alone(text))).toEqual(lines);
  });

  test("no fix takes away what else a comment says", () => {
    expect(
      fixesOf(code, alone(`# old: haconf-disable-next-line keepalived/unknown-keyword\n${instance("priority 100")}`)),
    ).toEqual([]);
    const text =
      "listen web\n    bind :80\n    http-request deny if !METH_GET # haconf-disable-next-line haproxy/unknown-keyword\n    mode http\n    timeout connect 5s\n    timeout client 1m\n    timeout server 1m\n    server a 10.0.0.1:80\n";
    expect(mended(code, { "haproxy.cfg": text })).toEqual(["haproxy.cfg:3 http-request deny if !METH_GET"]);
  });
});
