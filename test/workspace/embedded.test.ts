import { describe, expect, test } from "vitest";
import { completionsAt } from "../../server/src/services/completion.ts";
import { definitionAt } from "../../server/src/services/definition.ts";
import { hoverAt } from "../../server/src/services/hover.ts";
import { signatureHelpAt } from "../../server/src/services/signature-help.ts";
import { instance } from "../support/configs.ts";
import { applyFix, check, describeFindings, openWorkspace } from "../support/fixture.ts";

const keepalived = instance({ state: "MASTER", priority: 150 }).replace("10.0.0.100", "10.0.0.100/24");
const misspelt = keepalived.replace("priority", "prioritty");
const haproxy =
  "defaults\n    mode tcp\nfrontend a\n    bind :80\n    default_backend b\nbackend b\n    server s 10.0.0.1:80 check\n";

function fence(text: string): string {
  return `\`\`\`\n${text}\`\`\`\n`;
}

function block(text: string): string {
  return text.replace(/^(?=.)/gm, "    ");
}

function described(file: string, text: string): string[] {
  return describeFindings(new Map([[file, text]]));
}

describe("configs in other texts are judged where they stand", () => {
  test.each<[title: string, file: string, text: string, found: string[]]>([
    [
      "a fence",
      "README.md",
      `# Title\n${fence(misspelt)}`,
      ["README.md:7:5 error keepalived/unknown-keyword prioritty"],
    ],
    [
      "a ConfigMap",
      "cm.yaml",
      `kind: ConfigMap\ndata:\n  haproxy.cfg: |\n${block(haproxy.replace("check", "chek"))}---\nkind: Service\n`,
      ["cm.yaml:10:30 error haproxy/unexpected-argument chek"],
    ],
    [
      "a playbook's content, with what Jinja fills in",
      "play.yml",
      `- copy:\n    dest: /etc/keepalived/keepalived.conf\n    content: |\n${block(block(misspelt.replace("150", "{{ prio | int }}")))}  notify: x\n`,
      ["play.yml:8:13 error keepalived/unknown-keyword prioritty"],
    ],
    [
      "what a shell fills in",
      "setup.sh",
      `cat > f <<EOF\n${haproxy.replace("10.0.0.1:80", "$" + "IP:$" + "(echo 80 | cat)").replace("check", "chek")}EOF\n`,
      ["setup.sh:8:35 error haproxy/unexpected-argument chek"],
    ],
    [
      "a quoted delimiter",
      "setup.sh",
      `cat > f <<'EOF'\n${misspelt}EOF\n`,
      ["setup.sh:6:5 error keepalived/unknown-keyword prioritty"],
    ],
  ])("%s", (_, file, text, found) => {
    expect(described(file, text)).toEqual(found);
  });

  test.each<[title: string, file: string, text: string]>([
    ["a right one", "README.md", fence(keepalived) + fence(haproxy)],
    [
      "a part of one, whose names stand elsewhere",
      "README.md",
      fence("frontend a\n    bind :80\n    default_backend elsewhere\nfrontend b\n    bind :81\n"),
    ],
    [
      "commands above, between and below",
      "README.md",
      fence(`$ cat haproxy.cfg\n${haproxy}$ scp x y\n${keepalived}systemctl restart keepalived\n`),
    ],
    ["both configs one below the other", "README.md", fence(haproxy + keepalived)],
    ["the same the other way round", "README.md", fence(keepalived + haproxy)],
    [
      "a comparison of two texts",
      "README.md",
      fence(`${haproxy}-    server t 10.0.0.2:80 chek\n+    server t 10.0.0.2:80 check\n`),
    ],
    [
      "a folded scalar, whose lines are joined",
      "cm.yaml",
      `data:\n  haproxy.cfg: >\n${block(haproxy.replace("check", "chek"))}`,
    ],
    ["a line behind the scalar", "cm.yaml", `data:\n  haproxy.cfg: |\n${block(haproxy)}  other: chek\n`],
  ])("nothing is found in %s", (_, file, text) => {
    expect(described(file, text)).toEqual([]);
  });

  test("a fix changes the text at the true place", () => {
    const workspace = openWorkspace(new Map([["README.md", `# Title\n${fence(misspelt)}`]]));
    const [finding] = workspace.allFindings();
    const fix = finding?.fixes[0];
    if (fix === undefined) throw new Error("no fix");
    applyFix(workspace, fix);
    expect(workspace.textOf("README.md")).toBe(`# Title\n${fence(keepalived)}`);
    expect(workspace.allFindings()).toEqual([]);
  });

  test("an edit around a config moves its findings, one in it is judged, and no other section is parsed again", () => {
    const text = (above: string, last: string): string =>
      `# ${above}\n${fence(haproxy.replace("check", "chek"))}\n${fence(last)}`;
    const workspace = openWorkspace(new Map([["README.md", text("", keepalived)]]));
    expect(workspace.allFindings()).toHaveLength(1);
    const before = workspace.counters.parsedSections;
    for (const next of [text("longer\nthan before", keepalived), text("", misspelt), text("x", keepalived)]) {
      workspace.setFile("README.md", next);
      expect(workspace.allFindings()).toEqual(check(new Map([["README.md", next]])));
    }
    // The one instance, when it was misspelt and when it was right again.
    expect(workspace.counters.parsedSections - before).toBe(2);
  });
});

describe("services work inside them", () => {
  const text = `# The mode of a proxy\n${fence(haproxy)}`;
  const workspace = openWorkspace(new Map([["README.md", text]]));
  const at = (word: string, behind = 1) => {
    const offset = text.indexOf(word) + behind;
    return [workspace.sourceAt("README.md", offset), "README.md", offset] as const;
  };

  test("hover", () => {
    const hover = hoverAt(...at("default_backend"));
    expect(hover).toMatchObject({ start: text.indexOf("default_backend") });
  });

  test("completion", () => {
    const { items } = completionsAt(...at("mode tcp", "mode ".length));
    expect(items.map(({ label }) => label)).toEqual(expect.arrayContaining(["tcp", "http"]));
  });

  test("signature help", () => {
    expect(signatureHelpAt(...at("server s", "server ".length))?.signatures[0]?.label).toMatch(/^server /);
  });

  test("definition", () => {
    const start = text.indexOf("\nbackend b\n") + "\nbackend ".length;
    const definition = definitionAt(...at("default_backend b", "default_backend ".length));
    expect(JSON.stringify(definition)).toContain(`"start":${start}`);
  });

  test("nothing outside", () => {
    expect(hoverAt(...at("mode of"))).toBeUndefined();
    expect(completionsAt(...at("mode of", 5)).items).toEqual([]);
  });
});
