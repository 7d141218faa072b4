import { expect, test } from "vitest";
import { defaultSettings } from "../../server/src/workspace/types.ts";
import { describeFinding, describeFindings, openWorkspace } from "../support/fixture.ts";

const oldConfig = "global\n    nbproc 2\n";
const removed = "error haproxy/removed-keyword nbproc";

function codes(text: string, settings = defaultSettings, file = "haproxy.cfg"): string[] {
  return describeFindings(new Map([[file, text]]), settings).map((line) => line.replace(/^\S+ /, ""));
}

test.each<[string, string, readonly string[]]>([
  ["pins the file", `# haconf haproxy-version 3.0\n${oldConfig}`, [removed]],
  ["may stand anywhere on a line of its own", `${oldConfig}# haconf haproxy-version 3.0.4\n`, [removed]],
  ["an old version takes it", `# haconf haproxy-version 2.4\n${oldConfig}`, []],
  ["the first one counts", `# haconf haproxy-version 2.4\n# haconf haproxy-version 3.0\n${oldConfig}`, []],
])("a comment %s", (_, text, expected) => {
  expect(codes(text).filter((line) => line.startsWith("error"))).toEqual(expected);
});

test("an unknown version, or another program's, pins nothing", () => {
  const plain = codes(oldConfig);
  expect(codes(`# haconf haproxy-version 1.1\n${oldConfig}`)).toEqual(plain);
  expect(codes(`# haconf haproxy-version newest\n${oldConfig}`)).toEqual(plain);
  expect(codes(`# haconf keepalived-version 2.0\n${oldConfig}`)).toEqual(plain);
});

test("a file's comment wins over settings and the manifest, and only for that file", () => {
  const files = `//- haconf.yaml
haproxy: "2.4"
//- a/haproxy.cfg
# haconf haproxy-version 3.0
${oldConfig}//- b/haproxy.cfg
${oldConfig}`;
  const workspace = openWorkspace(files, { ...defaultSettings, haproxyVersion: "2.4" });
  const errors = workspace.allFindings().filter(({ severity }) => severity === "error");
  expect(errors.map((finding) => describeFinding(workspace, finding))).toEqual([`a/haproxy.cfg:3:5 ${removed}`]);
});

test("what is said for a run wins over the comment", () => {
  const settings = { ...defaultSettings, overrides: { haproxyVersion: "2.4" } };
  expect(codes(`# haconf haproxy-version 3.0\n${oldConfig}`, settings)).not.toContain(removed);
});

test("sections that an edit of the comment does not touch are judged again", () => {
  const text = (version: string): string =>
    `# haconf haproxy-version ${version}\ndefaults\n    mode http\n    timeout client 1s\n    timeout connect 1s\n    timeout server 1s\n${oldConfig}`;
  const workspace = openWorkspace(new Map([["haproxy.cfg", text("2.4")]]));
  const errors = (): string[] =>
    workspace.allFindings().flatMap(({ severity, code }) => (severity === "error" ? [code] : []));
  expect(errors()).toEqual([]);
  workspace.setFile("haproxy.cfg", text("3.2"));
  expect(errors()).toEqual(["haproxy/removed-keyword"]);
  workspace.setFile("haproxy.cfg", text("2.4"));
  expect(errors()).toEqual([]);
});

test("keepalived.conf has the same comment", () => {
  const config = (comment: string): string =>
    `${comment}\nvrrp_instance V {\n    interface eth0\n    virtual_router_id 5\n    priority 100\n    vrrp_no_such 1\n    track_file {\n        f\n    }\n}\n`;
  const settingsOf = (comment: string): string =>
    openWorkspace(new Map([["keepalived.conf", config(comment)]])).settingsOf("keepalived.conf").keepalivedVersion;
  expect(settingsOf("! haconf keepalived-version 2.0")).toBe("2.0");
  expect(settingsOf("# haconf keepalived-version 2.2.7")).toBe("2.2.7");
  expect(settingsOf("# haconf keepalived-version: 1.3")).toBe("1.3");
  expect(settingsOf("# haconf haproxy-version 3.0")).toBe("auto");
});
