import { describe, expect, test } from "vitest";
import { embeddedRegions } from "../../server/src/model/embedded/regions.ts";
import { instance } from "../support/configs.ts";
import { describeFindings } from "../support/fixture.ts";

const keepalived = instance({ state: "MASTER", priority: 150 });
const haproxy = "frontend a\n    bind :80\n    default_backend b\nbackend b\n    server s 10.0.0.1:80\n";

function indented(text: string, by: string): string {
  return text.replace(/^(?=.)/gm, by);
}

/** Each region in a line: its language and its first line. */
function say(text: string, host: "document" | "shell" = "document"): string[] {
  return embeddedRegions(text, host).map(
    ({ language, start, end }) => `${language}: ${text.slice(start, end).split("\n")[0]?.trim()}`,
  );
}

describe("texts within a text", () => {
  const first = "keepalived: vrrp_instance VI_1 {";

  test.each<[title: string, text: string, regions: string[]]>([
    ["a fence", `# Title\n\n\`\`\`\n${keepalived}\`\`\`\n`, [first]],
    ["a fence with any tag", `\`\`\`bash\n${keepalived}\`\`\`\n`, [first]],
    ["a fence of tildes", `~~~conf\n${keepalived}~~~\n`, [first]],
    ["a fence in a list", `- do this\n\n  \`\`\`\n${indented(haproxy, "  ")}  \`\`\`\n`, ["haproxy: frontend a"]],
    ["a fence that is never closed", `\`\`\`\n${keepalived}`, [first]],
    ["a longer fence around a shorter sign", `\`\`\`\`\n${keepalived}\`\`\`\n\`\`\`\`\n`, [first]],
    ["an indented block", `Text:\n\n${indented(keepalived, "    ")}\nMore.\n`, [first]],
    ["commands above the config", `\`\`\`\nvim /etc/keepalived/keepalived.conf\n${keepalived}\`\`\`\n`, [first]],
    [
      "here-documents in a fence",
      `\`\`\`bash\ncat > a <<EOF\n${keepalived}EOF\ncat > b <<'E'\n${haproxy}E\n\`\`\`\n`,
      [first, "haproxy: frontend a"],
    ],
    [
      "kubeadm's YAML",
      "```yaml\napiVersion: kubeadm.k8s.io/v1beta3\n```\n",
      ["kubernetes: apiVersion: kubeadm.k8s.io/v1beta3"],
    ],
    ["kubeadm's commands", "```\nkubeadm join 10.0.0.1:6443\n```\n", ["shell: kubeadm join 10.0.0.1:6443"]],
    ["what goes to /etc/hosts", "```\necho 10.0.0.1 a >> /etc/hosts\n```\n", ["shell: echo 10.0.0.1 a >> /etc/hosts"]],
    ["a hosts file", "```\n10.0.0.1 a\n10.0.0.2 b\n```\n", ["hosts: 10.0.0.1 a"]],
    ["an inventory is no hosts file", "```\n[lb]\n10.0.0.1 a=b\n```\n", []],
    ["here-documents in plain text", `Type:\ncat <<EOF >> f\n${keepalived}EOF\n`, [first]],
    ["a fragment is no config", "```\nbackend b\n    server s 10.0.0.1:80\n```\n", []],
    ["other code is none", "```js\nconst a = { b: 1 };\n```\n", []],
    ["no block", "vrrp_instance is a keyword.\n", []],
  ])("%s", (_, text, regions) => {
    expect(say(text)).toEqual(regions);
  });

  test("of a script only what its here-documents write", () => {
    expect(say(`kubeadm init\ncat > f <<EOF\n${keepalived}EOF\n`, "shell")).toEqual([first]);
  });
});

describe("what a text shows is compared with itself", () => {
  const backup = instance({ state: "BACKUP", priority: 100, id: 52 });
  const fence = (text: string): string => `\`\`\`\n${text}\`\`\`\n`;
  const findings = (texts: Readonly<Record<string, string>>): string[] =>
    describeFindings(new Map(Object.entries(texts))).filter(
      (line) => line.includes(" cluster/") && !line.includes("haproxy-not-tracked"),
    );
  const id = "cluster/virtual-router-id-mismatch";

  test("two fences, two nodes; the finding stands at its place in the text", () => {
    expect(findings({ "README.md": `# HA\n${fence(keepalived)}\nand\n${fence(backup)}` })).toEqual([
      `README.md:6:23 error ${id} 51`,
      `README.md:19:23 error ${id} 52`,
    ]);
  });

  test("here-documents of one script", () => {
    const script = `#!/bin/sh\ncat > lb1.conf <<EOF\n${keepalived}EOF\ncat > lb2.conf <<EOF\n${backup}EOF\n`;
    expect(findings({ "setup.sh": script })).toHaveLength(2);
  });

  test("two masters are one in a tutorial, and two machines in a script", () => {
    const other = instance({ state: "MASTER", priority: 100 });
    expect(findings({ "README.md": `${fence(keepalived)}then\n${fence(other)}` })).toEqual([]);
    const script = `#!/bin/sh\ncat > f <<EOF\n${keepalived}EOF\ncat > f <<EOF\n${other}EOF\n`;
    expect(findings({ "setup.sh": script })).toHaveLength(1);
  });

  test("never with files, nor with another text", () => {
    expect(findings({ "README.md": fence(keepalived), "lb2/keepalived.conf": backup })).toEqual([]);
    expect(findings({ "a.md": fence(keepalived), "b.md": fence(backup) })).toEqual([]);
  });

  test("a later state of one machine takes the place of the earlier", () => {
    const before = instance({ state: "BACKUP", priority: 100, id: 99 });
    const right = instance({ state: "BACKUP", priority: 100 });
    expect(findings({ "README.md": [keepalived, before, right].map(fence).join("\nthen\n") })).toEqual([]);
  });

  test("haproxy and kubeadm beside them", () => {
    const entry =
      "frontend api\n    mode tcp\n    bind *:8443\n    default_backend apiservers\nbackend apiservers\n    mode tcp\n    server a 10.0.0.1:6443 check\n    server b 10.0.0.2:6443 check\n";
    const init = 'kubeadm init --control-plane-endpoint "10.0.0.100:7000"\n';
    const right = instance({ state: "BACKUP", priority: 100 });
    const text = [keepalived, right, entry, init].map(fence).join("\n");
    expect(findings({ "README.md": text })).toEqual([
      expect.stringMatching(/^README\.md:\d+:\d+ error cluster\/endpoint-port-mismatch 10\.0\.0\.100:7000$/),
    ]);
  });

  test("names and addresses beside them, and an endpoint that is none of theirs", () => {
    const entry =
      "frontend api\n    mode tcp\n    bind *:8443\n    default_backend apiservers\nbackend apiservers\n    mode tcp\n    server a 10.0.0.1:6443 check\n    server b 10.0.0.2:6443 check\n";
    const right = instance({ state: "BACKUP", priority: 100 });
    const said = (endpoint: string, hosts: string): string[] => {
      const init = `kubeadm init --control-plane-endpoint ${endpoint}:8443\n`;
      return findings({ "README.md": [keepalived, right, entry, init, hosts].map(fence).join("\n") });
    };
    const wrong = (endpoint: string) =>
      expect.stringMatching(`^README\\.md:\\d+:\\d+ error cluster/endpoint-address-mismatch ${endpoint}:8443$`);
    expect(said("10.0.0.100", "")).toEqual([]);
    expect(said("10.0.0.101", "")).toEqual([wrong("10.0.0.101")]);
    expect(said("k8s.example", "10.0.0.100 k8s.example\n")).toEqual([]);
    expect(said("k8s.example", "10.0.0.101 k8s.example\n")).toEqual([wrong("k8s.example")]);
    expect(said("k8s.example", "cat >> /etc/hosts <<EOF\n10.0.0.101 k8s.example\nEOF\n")).toEqual([
      wrong("k8s.example"),
    ]);
    // What the text's own address space does not know was pasted from elsewhere.
    expect(said("172.31.0.9", "").length).toBe(1);
    expect(
      findings({
        "README.md": [keepalived, right, entry, "kubeadm init --control-plane-endpoint 172.31.0.9:6443\n"]
          .map(fence)
          .join("\n"),
      }),
    ).toEqual([]);
  });

  test("edits of the text are followed", () => {
    const broken = `${fence(keepalived)}${fence(backup)}`;
    expect(findings({ "README.md": broken.replace("52", "51") })).toEqual([]);
  });
});
