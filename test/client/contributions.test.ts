import { existsSync, readdirSync, readFileSync } from "node:fs";
import { matchesGlob } from "node:path";
import { describe, expect, it } from "vitest";

const root = new URL("../../", import.meta.url);

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(path, root), "utf8")) as T;
}

interface Manifest {
  icon: string;
  activationEvents: string[];
  contributes: {
    languages: {
      id: string;
      filenames: string[];
      extensions: string[];
      filenamePatterns: string[];
      firstLine?: string;
      configuration: string;
    }[];
    grammars: { path: string; scopeName: string }[];
    snippets: { path: string }[];
    configuration: { properties: Record<string, { default: unknown; scope: string }> };
  };
}

const manifest = readJson<Manifest>("package.json");
const { languages, grammars, snippets, configuration } = manifest.contributes;

/** The languages whose contribution takes a file by its name alone, as VS Code compares: without regard to case. */
function languagesOf(file: string): string[] {
  const name = file.toLowerCase();
  const taken = languages.filter(
    ({ filenames, extensions, filenamePatterns }) =>
      filenames.includes(name) ||
      extensions.some((extension) => name.endsWith(extension)) ||
      filenamePatterns.some((pattern) => matchesGlob(name, pattern)),
  );
  return taken.map(({ id }) => id);
}

describe("languages by file name", () => {
  it.each([
    ["keepalived.conf", "keepalived"],
    ["keepalived-lb01.conf", "keepalived"],
    ["keepalived_master.conf.j2", "keepalived"],
    ["node1.keepalived", "keepalived"],
    ["node1.keepalived.tmpl", "keepalived"],
    ["haproxy.cfg", "haproxy"],
    ["haproxy-k8s.cfg", "haproxy"],
    ["haproxy.cfg.erb", "haproxy"],
    ["haproxy.cfg.tpl", "haproxy"],
    ["edge.haproxy", "haproxy"],
    ["edge.haproxy.j2", "haproxy"],
    ["etcd.conf", "etcd"],
    ["etcd-events.env", "etcd"],
    ["etcd.conf.j2", "etcd"],
  ])("%s is %s", (file, language) => {
    expect(languagesOf(file)).toEqual([language]);
  });

  it.each(["nginx.conf", "setup.cfg", "master.conf", "rsyslog.conf", "haproxy.conf.md", "haproxy.yaml", "app.j2"])(
    "%s is left to others",
    (file) => {
      expect(languagesOf(file)).toEqual([]);
    },
  );

  it("knows keepalived's customary first line", () => {
    const firstLine = new RegExp(languages.find(({ id }) => id === "keepalived")?.firstLine ?? "$^");
    expect("! Configuration File for keepalived").toMatch(firstLine);
    expect("# a script for keepalived").not.toMatch(firstLine);
  });
});

describe("manifest", () => {
  it("names files that exist", () => {
    const paths = [
      manifest.icon,
      ...[...languages.map(({ configuration: path }) => ({ path })), ...grammars, ...snippets].map(({ path }) => path),
    ];
    expect(paths.filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
  });

  it("has no default of a setting that the settings' types don't allow", () => {
    const defaults = Object.fromEntries(
      Object.entries(configuration.properties).map(([key, value]) => [key, value.default]),
    );
    expect(defaults).toEqual({
      "haconf.haproxy.version": "auto",
      "haconf.keepalived.version": "auto",
      "haconf.rules": {},
      "haconf.exclude": [],
      "haconf.cluster.enable": true,
      "haconf.inlayHints.enable": true,
      "haconf.trace.server": "off",
    });
  });
});

describe("translations", () => {
  const english = readJson<Record<string, string>>("package.nls.json");
  const chinese = readJson<Record<string, string>>("package.nls.zh-cn.json");

  it("has every text of the manifest in both languages, and no other", () => {
    const used = readFileSync(new URL("package.json", root), "utf8").matchAll(/"%([\w.]+)%"/g);
    const keys = [...new Set([...used].map(([, key]) => key))].sort();
    expect(Object.keys(english).sort()).toEqual(keys);
    expect(Object.keys(chinese).sort()).toEqual(keys);
  });

  it("has every message of the client in Chinese, and no other", () => {
    const folder = new URL("client/src/", root);
    const sources = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
    const messages = sources.flatMap((file) => {
      const source = readFileSync(new URL(file, folder), "utf8");
      return [...source.matchAll(/l10n\.t\(\s*"((?:[^"\\]|\\.)*)"/g)].map(([, message]) => message);
    });
    expect(Object.keys(readJson<Record<string, string>>("l10n/bundle.l10n.zh-cn.json")).sort()).toEqual(
      [...new Set(messages)].sort(),
    );
  });
});

describe.each(languages)("language configuration of $id", ({ configuration: path }) => {
  interface Rules {
    wordPattern: string;
    /** Absent for a language without blocks. */
    indentationRules?: { increaseIndentPattern: string; decreaseIndentPattern: string };
    onEnterRules: { beforeText: string }[];
  }
  const rules = readJson<Rules>(path);

  it("keeps words with hyphens, dots and underscores whole", () => {
    const words = "timeout-x tune.bufsize server_a eth0.100 -20".match(new RegExp(rules.wordPattern, "g"));
    expect(words).toEqual(["timeout-x", "tune.bufsize", "server_a", "eth0.100", "-20"]);
  });

  if (path.includes("etcd")) {
    it("has no blocks to indent", () => {
      expect(rules.indentationRules).toBeUndefined();
    });
    return;
  }

  it.each(
    path.includes("haproxy")
      ? [
          ["global", true],
          ["backend api", true],
          ["defaults base from other # comment", true],
          ["    default_backend api", false],
          ["    global", false],
        ]
      : ([
          ["vrrp_instance VI_1 {", true],
          ["    authentication { # comment", true],
          ["    track_script { check }", false],
          ["# vrrp_instance {", false],
          ["    state MASTER", false],
        ] as [string, boolean][]),
  )("after %j indents: %s", (line, indents) => {
    expect(new RegExp(rules.indentationRules?.increaseIndentPattern ?? "^never$").test(line)).toBe(indents);
  });
});
