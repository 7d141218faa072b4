import { describe, expect, test } from "vitest";
import { detectLanguage } from "../../server/src/documents/detect.ts";
import { rules } from "../../server/src/rules/registry.ts";
import { suppressionOf } from "../../server/src/services/suppress.ts";
import { LineIndex } from "../../server/src/text/line-index.ts";
import { applyEdits } from "../../server/src/text/span.ts";
import { clusterConfiguration, files, instance } from "../support/configs.ts";
import { openWorkspace } from "../support/fixture.ts";

const code = "cluster/auth-mismatch";

/** A text after the finding at the mark `|>` was turned off; undefined where that is not offered. */
function turnedOff(file: string, marked: string): string | undefined {
  const start = marked.indexOf("|>");
  const text = marked.replace("|>", "");
  const found = suppressionOf(new LineIndex(text), detectLanguage(file, text) ?? "haproxy", start, code);
  return found && applyEdits(text, found.edits);
}

const keepalived = "keepalived.conf";
const haproxy = "haproxy.cfg";
const yaml = "kubeadm.yaml";
const script = "init.sh";
const join = "kubeadm join";
const kind = "apiVersion: kubeadm.k8s.io/v1beta4\n";

describe("a comment that turns a finding off", () => {
  test.each<[title: string, file: string, before: string, after: string | undefined]>([
    [
      "with the indentation of the line",
      keepalived,
      "vrrp_instance A {\n\tpriority |>1\n}\n",
      `vrrp_instance A {\n\t# haconf-disable-next-line ${code}\n\tpriority 1\n}\n`,
    ],
    ["at the first line", haproxy, "|>global", `# haconf-disable-next-line ${code}\nglobal`],
    [
      "with the file's line ends",
      haproxy,
      "global\r\n  |>x\r\n",
      `global\r\n  # haconf-disable-next-line ${code}\r\n  x\r\n`,
    ],
    [
      "beside another rule",
      haproxy,
      "# haconf-disable-next-line a/b, c/d-e because\n|>x",
      `# haconf-disable-next-line a/b, c/d-e ${code} because\nx`,
    ],
    [
      "beside another rule, in keepalived's other sign",
      keepalived,
      "! haconf-disable-next-line a/b\n|>x",
      `! haconf-disable-next-line a/b ${code}\nx`,
    ],
    [
      "below a comment of another kind",
      haproxy,
      "# haconf-disable a/b\n|>x",
      `# haconf-disable a/b\n# haconf-disable-next-line ${code}\nx`,
    ],
    [
      "behind a backslash that means nothing",
      haproxy,
      "log \\\n |>x",
      `log \\\n # haconf-disable-next-line ${code}\n x`,
    ],
    ["behind two backslashes", script, `${join} a\\\\\n|>x`, `${join} a\\\\\n# haconf-disable-next-line ${code}\nx`],
    ["not at a byte order mark", haproxy, "\ufeff|>global\n", undefined],
    [
      "around a command of several lines",
      script,
      `  ${join} \\\n    |>a \\\n    --x\ny\n`,
      `  # haconf-disable ${code}\n  ${join} \\\n    a \\\n    --x\n  # haconf-enable ${code}\ny\n`,
    ],
    [
      "around a command that ends the file",
      script,
      `${join} \\\n  |>a`,
      `# haconf-disable ${code}\n${join} \\\n  a\n# haconf-enable ${code}`,
    ],
    [
      "around a definition of several lines",
      keepalived,
      "$X= \\\n |>a \\\n b\nx\n",
      `# haconf-disable ${code}\n$X= \\\n a \\\n b\n# haconf-enable ${code}\nx\n`,
    ],
    [
      "above an entry of YAML",
      yaml,
      `${kind}a:\n  |>b: c\n`,
      `${kind}a:\n  # haconf-disable-next-line ${code}\n  b: c\n`,
    ],
    ["above an entry of a list", yaml, `${kind}a:\n- |>b\n`, `${kind}a:\n# haconf-disable-next-line ${code}\n- b\n`],
    ["above a quoted key", yaml, `${kind}"a b": |>c\n`, `${kind}# haconf-disable-next-line ${code}\n"a b": c\n`],
    [
      "in a config within YAML",
      yaml,
      `${kind}data:\n  x.cfg: |-\n    global\n      |>daemon\n`,
      `${kind}data:\n  x.cfg: |-\n    global\n      # haconf-disable-next-line ${code}\n      daemon\n`,
    ],
    ["not within folded lines", yaml, `${kind}a: >-\n  b: |>c\n`, undefined],
    ["not within folded lines of a list", yaml, `${kind}a:\n  - >\n    x\n      |>b: c\n`, undefined],
    ["not within a plain scalar of several lines", yaml, `${kind}a: b\n  |>c\n`, undefined],
    ["not within a list in brackets", yaml, `${kind}a: [b,\n  |>"c"]\n`, undefined],
  ])("%s", (_, file, before, after) => {
    expect(turnedOff(file, before)).toBe(after);
  });

  test.each(rules.map(({ code: one, docs }) => [one, docs.example.bad] as const))(
    "ends each finding of the example of %s, and no other",
    (_, example) => {
      for (const { file, start, code: one } of openWorkspace(example).allFindings())
        expectEnd(example, file, start, one);
    },
  );

  test("in YAML and in a script", () => {
    const balancers = {
      "lb1/keepalived.conf": instance({ priority: 101 }),
      "lb2/keepalived.conf": instance({ priority: 102 }),
      "lb1/haproxy.cfg": "frontend a\n  bind *:8443\n  default_backend b\nbackend b\n  server x 10.0.0.1:6443 check\n",
    };
    for (const [file, text] of [
      ["kubeadm.yaml", clusterConfiguration("10.0.0.100:7443")],
      ["init.sh", "#!/bin/sh\nkubeadm init \\\n  --control-plane-endpoint 10.0.0.100:7443 \\\n  --upload-certs\n"],
    ] as const) {
      const all = files({ ...balancers, [file]: text });
      const finding = openWorkspace(all)
        .allFindings()
        .find((one) => one.file === file);
      expect(finding?.code).toBe("cluster/endpoint-port-mismatch");
      expectEnd(all, file, finding?.start ?? 0, finding?.code ?? "");
    }
  });
});

/** A comment for a finding ends the findings of this rule on this line, and leaves all others. */
function expectEnd(example: string | Map<string, string>, file: string, start: number, one: string): void {
  const workspace = openWorkspace(example);
  const text = workspace.textOf(file) ?? "";
  const lines = new LineIndex(text);
  const { line } = lines.position(start);
  const isMeant = (finding: { file: string; code: string; start: number }): boolean =>
    finding.file === file && finding.code === one && lines.position(finding.start).line === line;
  const others = workspace.allFindings().filter((finding) => !isMeant(finding));
  const found = suppressionOf(lines, workspace.languageOf(file) ?? "haproxy", start, one);
  expect(found).toBeDefined();
  workspace.setFile(file, applyEdits(text, found?.edits ?? []));
  const say = ({ file: where, code: what, message }: (typeof others)[number]): string => `${where} ${what} ${message}`;
  expect(workspace.allFindings().map(say)).toEqual(others.map(say));
}
