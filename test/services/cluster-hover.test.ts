import { describe, expect, test } from "vitest";
import { type Message, sayMessage } from "../../server/src/rules/finding.ts";
import { type HoverText, hoverAt } from "../../server/src/services/hover.ts";
import { sayInEnglish } from "../../server/src/services/speak.ts";
import { loadTranslations } from "../../server/src/transport/translations.ts";
import { cluster } from "./address-cases.ts";
import { openMarked } from "./marked.ts";

/** The hover at the cursor of a fixture, with what is known of clusters. */
function hoverOf(fixture: string, say: (said: Message) => string = sayInEnglish): HoverText | undefined {
  const { source, cursor } = openMarked(fixture);
  const news = { findingsOf: (file: string) => source.findingsOf(file), nameOf: (file: string) => file };
  return hoverAt(source.sourceAt(cursor.file, cursor.offset), cursor.file, cursor.offset, say, news);
}

function markdownOf(fixture: string): string {
  return hoverOf(fixture)?.markdown ?? "";
}

/** The part below what is known of the word itself. */
function clusterPartOf(fixture: string): string {
  const markdown = markdownOf(fixture);
  const at = markdown.indexOf("**Cluster ");
  return at < 0 ? "" : markdown.slice(at);
}

const members = ["| **lb1** | BACKUP | 51 | 4 | 10.0.0.11 |", "| **lb2** | BACKUP | 51 | 5 | 10.0.0.12 |"];
const winner = "lb2 wins the election with priority 5; when it is gone, lb1 follows.";

/** Two instances whose priorities and further lines the cases give. */
function pair(one: string, other: string): string {
  const instance = (source: string, lines: string): string => `vrrp_instance VI {
    interface eth0
    virtual_router_id 51
    unicast_src_ip ${source}
    authentication {
        auth_type PASS
        auth_pass geheim
    }
    virtual_ipaddress {
        10.0.0.100/24
    }
    ${lines}
}
`;
  return `//- lb1/keepalived.conf\n${instance("10.0.0.11", one)}//- lb2/keepalived.conf\n${instance("10.0.0.12", other)}`;
}

describe("hover on a value of the cluster", () => {
  test.each([
    ["a VIP", cluster({ vip1: "10.0.‸0.100/24" })],
    ["a bind on the VIP", cluster({ bind: "10.0.0.100:8‸443" })],
    ["a bind of the apiservers on every address", cluster({ bind: "*:8‸443" })],
    ["kubeadm's endpoint", cluster({ endpoint: '"10.0.0.1‸00:8443"' })],
    ["an endpoint by name", cluster({ endpoint: "k8s.exa‸mple:8443" })],
    ["the address of a join", cluster({ join: "10.0.0.100:‸8443" })],
    ["the endpoint of a command", cluster({ more: "kubeadm init --control-plane-endpoint 10.0.0.1‸00:8443\n" })],
  ])("shows members, winner and balancers: %s", (_, fixture) => {
    const said = clusterPartOf(fixture);
    for (const line of [...members, winner, "10.0.0.11:6443, 10.0.0.12:6443"]) expect(said).toContain(line);
  });

  test.each([
    ["the id", cluster({ id1: "5‸1" })],
    ["the id's keyword", cluster({}).replace("virtual_router_id", "virtual_‸router_id")],
    ["the priority", cluster({}).replace("priority 4", "priority ‸4")],
    ["the priority's keyword", cluster({}).replace("priority 4", "prio‸rity 4")],
  ])("shows the members of the virtual router below the keyword's own text: %s", (_, fixture) => {
    const markdown = markdownOf(fixture);
    expect(markdown).toMatch(/^`<1\.\.25[45]>`|^\*\*(?:virtual_router_id|priority)\*\*/);
    for (const line of [...members, winner]) expect(markdown).toContain(line);
    expect(markdown).not.toContain("| haproxy |");
  });

  test("covers the value alone in files that have no keywords", () => {
    const fixture = cluster({ endpoint: '"10.0.0.1‸00:8443"' });
    const { source, cursor } = openMarked(fixture);
    const { start = 0, end = 0 } = hoverOf(fixture) ?? {};
    expect(source.textOf(cursor.file)?.slice(start, end)).toContain("10.0.0.100:8443");
  });

  test.each([
    ["another place of YAML", cluster({}).replace("controlPlaneEndpoint:", "controlPlane‸Endpoint:")],
    ["a command", cluster({}).replace("kubeadm join", "kube‸adm join")],
    ["a bind that is for something else", cluster({}).replace("127.0.0.1:9000", "127.0.0.1:9‸000")],
    ["a node's address", cluster({ server1: "10.0.‸0.11" })],
    ["an endpoint that is filled in", cluster({ endpoint: '"$' + '{VI‸P}:8443"' })],
    [
      "an instance that is alone",
      "vrrp_instance V {\n    virtual_router_id ‸51\n    virtual_ipaddress {\n        10.0.0.1\n    }\n}\n",
    ],
    ["a proxy without a cluster", "frontend f\n    bind *:8‸0\n"],
  ])("says nothing of a cluster at %s", (_, fixture) => {
    expect(clusterPartOf(fixture)).toBe("");
  });

  test("says what is at odds, and that nobody is elected by members that don't hear each other", () => {
    const said = clusterPartOf(cluster({ id1: "‸52" }));
    expect(said).toContain("At odds:");
    expect(said).toContain("`lb1/keepalived.conf:4` virtual\\_router\\_id is 52 on lb1 but 51 on lb2");
    expect(said).not.toContain("wins the election");
    expect(clusterPartOf(cluster({ endpoint: "10.0.0.100:8‸444" }))).toContain("uses port 8444, but haproxy binds");
  });

  test.each([
    ["a tie", pair("priority ‸100", "priority 100"), "Nothing decides between lb1, lb2: each has priority 100."],
    ["weights", pair("priority ‸100\n    track_process { p weight 20 }", "priority 110"), "| 100"],
    ["a placeholder", pair("priority ‸100", "priority {{ p }}"), "can't be told"],
    ["nopreempt", pair("priority ‸101\n    nopreempt", "priority 100"), "but with nopreempt it takes nothing"],
    [
      "no priority",
      pair("state BACKUP\n    virtual_router_id 5‸1", "state MASTER"),
      "lb2 wins the election with priority 255",
    ],
  ])("tells who wins: %s", (_, fixture, says) => {
    expect(clusterPartOf(fixture)).toContain(says);
  });

  test("never shows a password", () => {
    const fixture = pair("priority ‸100", "priority 90").replace("auth_pass geheim", "auth_pass anderes");
    expect(clusterPartOf(fixture)).not.toMatch(/geheim|anderes/);
  });

  test("works in a fence of Markdown, and nowhere beside it", () => {
    const files = new Map(
      pair("priority ‸100", "priority 90")
        .split(/^\/\/- (?=lb)/m)
        .slice(1)
        .map((part) => [part.slice(0, part.indexOf("/")), part.slice(part.indexOf("\n") + 1)]),
    );
    const fence = (node: string): string => `## ${node}\n\n\`\`\`\n${files.get(node)}\`\`\`\n\n`;
    const text = `//- README.md\n# A pair\n\n${fence("lb1")}${fence("lb2")}`;
    expect(clusterPartOf(text)).toContain("wins the election with priority 100");
    expect(markdownOf(text.replace("‸", "").replace("A pa", "A p‸a"))).toBe("");
  });

  test("speaks Chinese", async () => {
    const translations = await loadTranslations("zh-cn");
    const said = hoverOf(cluster({ vip1: "10.0.‸0.100/24" }), (one) => sayMessage(one, translations))?.markdown;
    expect(said).toMatch(/选举/u);
    expect(said).not.toContain("wins");
  });
});
