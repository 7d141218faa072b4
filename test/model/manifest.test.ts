import { describe, expect, test } from "vitest";
import type { ManifestFault } from "../../server/src/model/manifest/facts.ts";
import { readManifest } from "../../server/src/model/manifest/read.ts";
import { LineIndex } from "../../server/src/text/line-index.ts";
import { textAt } from "./places.ts";

/** A fault in a line: where it stands, what it is, and the marked text. */
function say(text: string, { kind, at }: ManifestFault): string {
  const { line, character } = new LineIndex(text).position(at.start);
  return `${line + 1}:${character + 1} ${kind} ${textAt(text, at)}`;
}

function faultsOf(text: string): string[] {
  return readManifest(text).faults.map((fault) => say(text, fault));
}

const whole = `haproxy: "3.2"
keepalived: 2.2
rules:
  cluster/router-id-duplicate: off
exclude: ["archive/**"]
clusters:
  - name: prod
    endpoint: 10.1.0.100:6443
    vips: [10.1.0.100]
    haproxy: 2.8
    files: [kubeadm.yaml]
    nodes:
      - name: lb01
        address: 10.1.0.10
        roles: [balancer]
        files: ["hosts/lb01/**"]
        keepalived: 2.2.7
        vars: { NODE_IP: 10.1.0.10, WEIGHT: 010, FLAG: off }
`;

const wholeManifest = {
  haproxyVersion: "3.2",
  keepalivedVersion: "2.2",
  rules: { "cluster/router-id-duplicate": "off" },
  exclude: ["archive/**"],
  clusters: [
    {
      name: "prod",
      haproxyVersion: "2.8",
      keepalivedVersion: undefined,
      endpoint: "10.1.0.100:6443",
      virtualAddresses: ["10.1.0.100"],
      files: ["kubeadm.yaml"],
      nodes: [
        {
          name: "lb01",
          haproxyVersion: undefined,
          keepalivedVersion: "2.2.7",
          addresses: ["10.1.0.10"],
          roles: ["balancer"],
          files: ["hosts/lb01/**"],
          variables: { NODE_IP: "10.1.0.10", WEIGHT: "010", FLAG: "off" },
        },
      ],
    },
  ],
};

describe("a manifest", () => {
  test("says all that it may say, every value as it is written", () => {
    expect(readManifest(whole)).toMatchObject({ manifest: wholeManifest, faults: [] });
  });

  test.each([
    ["with the line ends of Windows", whole.replaceAll("\n", "\r\n")],
    ["with a byte order mark", `\ufeff${whole}`],
    ["with a document's signs", `---\n${whole}...\n`],
    ["with a comment on every line", whole.replaceAll("\n", " # why\n")],
    ["as JSON", JSON.stringify({ ...plain(), keepalived: "2.2" })],
  ])("%s is the same", (_, text) => {
    expect(readManifest(text)).toMatchObject({ manifest: wholeManifest, faults: [] });
  });

  test.each(["", "\n", "# nothing\n", "---\n", "~\n", "clusters:\nrules:\nexclude:\nhaproxy:\n", "clusters: [~, ]\n"])(
    "may say nothing: %j",
    (text) => {
      const { manifest, faults, paths } = readManifest(text);
      expect({ clusters: manifest.clusters, faults, paths }).toEqual({ clusters: [], faults: [], paths: [] });
    },
  );

  test("takes one text for a list of one", () => {
    const { manifest, faults } = readManifest(
      "exclude: a\nclusters:\n  - name: x\n    files: b\n    vips: 10.0.0.1\n    nodes: [{name: n, files: c, roles: etcd}]\n",
    );
    expect(faults).toEqual([]);
    expect(manifest.exclude).toEqual(["a"]);
    expect(manifest.clusters).toMatchObject([
      { files: ["b"], virtualAddresses: ["10.0.0.1"], nodes: [{ files: ["c"], roles: ["etcd"] }] },
    ]);
  });

  test("has paths with their places, without quotes, those that something fills in left out", () => {
    const text =
      'clusters:\n  - name: x\n    files: ["a b", "{{ c }}", "", d/**]\n    nodes: [{name: n, files: \'e\'}]\n';
    expect(readManifest(text).paths.map(({ text: path, at }) => [path, textAt(text, at)])).toEqual([
      ["a b", "a b"],
      ["d/**", "d/**"],
      ["e", "e"],
    ]);
  });

  test("follows aliases and merged mappings", () => {
    const text = `clusters:
  - name: x
    nodes:
      - &lb { name: a, roles: &roles [balancer, etcd], vars: { A: 1 } }
      - <<: *lb
        name: b
        files: [b]
      - { name: c, roles: *roles, <<: [{ address: 10.0.0.1 }, *lb] }
      - &d { <<: *lb, name: d, address: 10.0.0.2 }
      - { <<: *d, name: e }
`;
    const { manifest, faults } = readManifest(text);
    expect(faults).toEqual([]);
    expect(manifest.clusters[0]?.nodes).toMatchObject([
      { name: "a", roles: ["balancer", "etcd"], variables: { A: "1" } },
      { name: "b", roles: ["balancer", "etcd"], variables: { A: "1" }, files: ["b"] },
      { name: "c", roles: ["balancer", "etcd"], variables: { A: "1" }, addresses: ["10.0.0.1"] },
      { name: "d", roles: ["balancer", "etcd"], addresses: ["10.0.0.2"] },
      { name: "e", roles: ["balancer", "etcd"], addresses: ["10.0.0.2"] },
    ]);
  });
});

/** The whole manifest as an object that JSON can hold. */
function plain(): object {
  return {
    haproxy: "3.2",
    rules: wholeManifest.rules,
    exclude: wholeManifest.exclude,
    clusters: [
      {
        name: "prod",
        endpoint: "10.1.0.100:6443",
        vips: ["10.1.0.100"],
        haproxy: "2.8",
        files: ["kubeadm.yaml"],
        nodes: [
          {
            name: "lb01",
            address: "10.1.0.10",
            roles: ["balancer"],
            files: ["hosts/lb01/**"],
            keepalived: "2.2.7",
            vars: { NODE_IP: "10.1.0.10", WEIGHT: "010", FLAG: "off" },
          },
        ],
      },
    ],
  };
}

describe("what is wrong stands at its place", () => {
  const cluster = (lines: string): string => `clusters:\n  - name: x\n    ${lines}\n`;
  const node = (lines: string): string => cluster(`nodes:\n      - name: n\n        ${lines}`);

  test.each<[text: string, faults: string[]]>([
    // Keys
    ["haproxi: 3.2\n", ["1:1 unknown-key haproxi"]],
    ['"clusterz": []\n', ['1:1 unknown-key "clusterz"']],
    [cluster("endpoints: a:1"), ["3:5 unknown-key endpoints"]],
    [node("adress: 10.0.0.1"), ["5:9 unknown-key adress"]],
    ["? [a, b]\n: c\n", ["1:3 unknown-key [a, b]"]],
    ["rules: {a/b: off}\nrules: {c/d: off}\n", ["2:1 repeated-key rules"]],
    [node("files: a\n        files: b"), ["6:9 repeated-key files"]],
    ["rules:\n  a/b: off\n  a/b: hint\n", ["3:3 repeated-key a/b"]],
    // Forms
    ["text\n", ["1:1 wrong-form text"]],
    ["- a\n", ["1:1 wrong-form - a"]],
    ["haproxy: [3.2]\n", ["1:10 wrong-form [3.2]"]],
    ["haproxy:\n  version: 3.2\n", ["2:3 wrong-form version: 3.2"]],
    ["rules: off\n", ["1:8 wrong-form off"]],
    ["rules:\n  a/b: [off]\n", ["2:8 wrong-form [off]"]],
    ["exclude: {a: b}\n", ["1:10 wrong-form {a: b}"]],
    ["exclude: [[a]]\n", ["1:11 wrong-form [a]"]],
    ["clusters: prod\n", ["1:11 wrong-form prod"]],
    ["clusters: {prod: {nodes: []}}\n", ["1:11 wrong-form {prod: {nodes: []}}"]],
    ["clusters: [prod]\n", ["1:12 wrong-form prod"]],
    [cluster("nodes: {a: b}"), ["3:12 wrong-form {a: b}"]],
    [cluster("nodes: [a, {name: b}]"), ["3:13 wrong-form a"]],
    [cluster("endpoint: [a, b]"), ["3:15 wrong-form [a, b]"]],
    [node("vars: [A]"), ["5:15 wrong-form [A]"]],
    [node("vars: {A: [b]}"), ["5:19 wrong-form [b]"]],
    [node("files:\n          deep: x"), ["6:11 wrong-form deep: x"]],
    // Texts
    ["haproxy: 1.8\n", ["1:10 wrong-text 1.8"]],
    ['haproxy: "4.0"\n', ["1:11 wrong-text 4.0"]],
    ["haproxy: 3\n", ["1:10 wrong-text 3"]],
    ["haproxy: true\n", ["1:10 wrong-text true"]],
    ["keepalived: 3.0\n", ["1:13 wrong-text 3.0"]],
    ["keepalived: v2\n", ["1:13 wrong-text v2"]],
    ["rules:\n  a/b: warn\n", ["2:8 wrong-text warn"]],
    [node("address: [10.1.0, 10.0.0.1, 10.1.0.300]"), ["5:19 wrong-text 10.1.0", "5:37 wrong-text 10.1.0.300"]],
    [node("address: lb01.example.com"), ["5:18 wrong-text lb01.example.com"]],
    [cluster("vips: [10.0.0.100:6443]"), ["3:12 wrong-text 10.0.0.100:6443"]],
    [cluster("endpoint: https://10.0.0.100:6443"), ["3:15 wrong-text https://10.0.0.100:6443"]],
    [cluster("endpoint: 10.0.0.100:66666"), ["3:15 wrong-text 10.0.0.100:66666"]],
    [cluster("endpoint: 10.0.0.100/24:6443"), ["3:15 wrong-text 10.0.0.100/24:6443"]],
    [cluster('endpoint: ":6443"'), ["3:16 wrong-text :6443"]],
    [cluster('endpoint: "a b:6443"'), ["3:16 wrong-text a b:6443"]],
    [node("roles: [balancer, worker]"), ["5:27 wrong-text worker"]],
    // Names
    ["clusters:\n  - nodes: []\n", ["2:5 missing-name nodes"]],
    ["clusters:\n  - {}\n", ["2:5 missing-name {}"]],
    ["clusters:\n  - name:\n    nodes: []\n", ["2:5 missing-name name"]],
    ['clusters:\n  - name: ""\n', ["2:5 missing-name name"]],
    ["clusters:\n  - name: [a]\n", ["2:11 wrong-form [a]"]],
    [cluster("nodes:\n      - address: 10.0.0.1"), ["4:9 missing-name address"]],
    [cluster("nodes: [{name: a}, {name: b}, {name: 'a'}]"), ["3:43 repeated-name a"]],
    ["clusters: [{name: a}, {name: b}, {name: a}]\n", ["1:41 repeated-name a"]],
    // YAML
    ["clusters:\n\t- name: x\n", ["2:1 syntax \t"]],
    ["clusters: [\n", ["1:11 syntax ["]],
    ["clusters:\n  - name: 'x\n    nodes: []\n", ["2:11 syntax '"]],
    [node("files: [a, b\n      - name: m"), ["5:16 syntax ["]],
    ["rules: {a/b: off\nexclude: c\n", ["1:8 syntax {"]],
    ["clusters\n  - name: a\n", ["1:1 syntax clusters"]],
    ["clusters:\n  - name: a\n   nodes: []\n", ["3:4 syntax nodes:"]],
    ["haproxy: 3.2\n keepalived: 2.2\n", ["1:10 syntax 3"]],
    ["exclude: @x\n", ["1:10 syntax @"]],
    ['exclude: "a\\d"\n', ["1:12 syntax \\"]],
    ["exclude: [a]]\n", ["1:13 syntax ]"]],
    ["exclude: [*.bak, '**/x']\n", ["1:11 unknown-alias *.bak"]],
    [node("files: *lb"), ["5:16 unknown-alias *lb"]],
    [node("<<: *lb"), ["5:13 unknown-alias *lb"]],
    [node("<<: lb"), ["5:13 wrong-form lb"]],
    ["haproxy: 3.2\n---\nkeepalived: 2.2\n---\nx\n", ["3:1 second-document keepalived: 2.2"]],
  ])("%j", (text, faults) => {
    expect(faultsOf(text)).toEqual(faults);
  });

  test.each([
    cluster("endpoint: api.example.com:6443"),
    cluster("endpoint: api.example.com"),
    cluster('endpoint: "[fd00::1]:6443"'),
    cluster('endpoint: "fd00::1"'),
    cluster('endpoint: "{{ vip }}:6443"'),
    cluster(`endpoint: \${VIP}`),
    cluster("vips: [10.0.0.100/24, 'fd00::1/64', <vip>]"),
    node("address: '{{ ip }}'"),
    node("address: 10.xx.0.1"),
    node("vars: {A: '{{ x }}', B: , C: ''}"),
    "haproxy: v2.6.12\nkeepalived: 1:2.2.7-1\n",
    "haproxy: 3.1\n",
    "haproxy: '{{ version }}'\n",
    "rules: {a/b: false, c/d: }\n",
  ])("nothing is wrong with %j", (text) => {
    expect(faultsOf(text)).toEqual([]);
  });
});

describe("with one error the rest counts", () => {
  test.each([
    ["an unknown key", whole.replace("rules:", "rulez: 1\nrules:")],
    ["a second document", `${whole}---\nx\n`],
    ["a repeated key", whole.replace("haproxy:", "haproxy: 3.0\nhaproxy:")],
    ["a second key without a value", `${whole}clusters:\n`],
    ["a wrong value in a list", whole.replace("[balancer]", "[lb, balancer]")],
    ["a wrong value of a record", whole.replace("rules:", "rules:\n  a/b: x")],
    ["an entry that is no mapping", whole.replace("nodes:", "nodes:\n      - x")],
  ])("%s", (_, text) => {
    const { manifest, faults } = readManifest(text);
    expect(faults).toHaveLength(1);
    expect(manifest).toEqual(wholeManifest);
  });

  test("also behind an error of the text itself", () => {
    const { manifest, faults } = readManifest(whole.replace('["hosts/lb01/**"]', '["hosts/lb01/**"'));
    expect(faults).toHaveLength(1);
    expect(manifest.haproxyVersion).toBe("3.2");
    expect(manifest.clusters).toMatchObject([{ name: "prod", nodes: [{ name: "lb01", addresses: ["10.1.0.10"] }] }]);
  });

  test("nothing else is found wrong where the text itself is: what belongs to what is a guess", () => {
    expect(faultsOf("haproxi: 1\nclusters: [\n")).toEqual(["2:11 syntax ["]);
  });

  test("a node or cluster without a name counts by its place", () => {
    const { manifest } = readManifest("clusters:\n  - nodes: [{name: a}, {address: 10.0.0.1}]\n");
    expect(manifest.clusters).toMatchObject([{ name: "cluster 1", nodes: [{ name: "a" }, { name: "node 2" }] }]);
  });
});

describe("a text that nobody writes is left out in time", () => {
  const many = (count: number, make: (index: number) => string): string =>
    Array.from({ length: count }, (_, i) => make(i)).join("");

  test.each([
    ["too long", `x: ${"a".repeat(1 << 20)}\n`],
    ["deep lists", `clusters: ${"[".repeat(5000)}`],
    ["deep mappings", many(900, (i) => `${" ".repeat(i)}a:\n`)],
    ["dashes upon dashes", `clusters: \n${"- ".repeat(3000)}a\n`],
    [
      "aliases of aliases",
      `clusters:\n  - &c\n    name: a\n    nodes:\n      - &n\n        name: n\n        files: [${"x, ".repeat(400)}]\n${many(400, () => "      - *n\n")}${many(400, () => "  - *c\n")}`,
    ],
  ])("%s", (_, text) => {
    const { manifest, faults } = readManifest(text);
    expect(manifest.clusters).toEqual([]);
    expect(faults).toMatchObject([{ kind: "syntax", fault: "too-large", at: { start: 0 } }]);
  });

  test("an anchor that holds itself", () => {
    expect(faultsOf("clusters: &a [*a, {name: b, nodes: *a}]\n")).not.toEqual([]);
    expect(faultsOf("clusters:\n  - &a\n    name: x\n    <<: *a\n")).toEqual([]);
  });

  test("more faults than anybody mends at a time", () => {
    expect(readManifest(many(5000, (i) => `k${i}: 1\n`)).faults).toHaveLength(200);
  });
});
