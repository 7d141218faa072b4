import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import ownWords from "../../server/src/transport/cli/locale/zh-cn.json" with { type: "json" };
import { TestClient } from "../transport/client.ts";
import { brokenCluster, folderWith, haconf, keepalivedConf } from "./command.ts";

const english = "virtual_router_id is 34 on dev6 but 33 on dev3, dev7, though they share 172.29.1.200.";
const chinese = "dev6 的 virtual_router_id 是 34，而 dev3, dev7 是 33，但它们共用 172.29.1.200。";

const chineseEnvironment = { LANG: "zh_CN.UTF-8" };

/** Makes the process name on standard error what it loads of the translations. */
const tellLoading = `import { registerHooks } from "node:module";
registerHooks({
  load(url, context, next) {
    if (url.includes("/locale/")) process.stderr.write(url.slice(url.lastIndexOf("/") + 1) + "\\n");
    return next(url, context);
  },
});`;

function messagesOf(stdout: string): string[] {
  const { findings } = JSON.parse(stdout) as { findings: { message: string }[] };
  return findings.map(({ message }) => message);
}

describe("text", () => {
  test("is Chinese where the environment is", () => {
    const { status, stdout, stderr } = haconf(folderWith(brokenCluster()), ["check"], { env: chineseEnvironment });
    expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
    const lines = stdout.split("\n");
    expect(lines.slice(0, 6)).toEqual([
      "dev6/keepalived.conf",
      `  5:23 error ${chinese}双方会忽略彼此的通告，日志中也没有任何提示，两边会同时持有该地址。 cluster/virtual-router-id-mismatch`,
      "     5 |     virtual_router_id 34",
      "       |                       ^^",
      "      dev3/keepalived.conf:5:23 dev3 的 virtual_router_id 是 33",
      "      dev7/keepalived.conf:5:23 dev7 的 virtual_router_id 是 33",
    ]);
  });

  test("sums up in Chinese", () => {
    const folder = folderWith(brokenCluster());
    expect(haconf(folder, ["check"], { env: chineseEnvironment }).stdout).toContain(
      '\n1 个文件中有 1 个错误，共检查 3 个文件。其中 1 个可由 "haconf fix" 修复。\n',
    );
    expect(haconf(folder, ["check", "dev3"], { env: chineseEnvironment }).stdout).toBe(
      "未发现问题，共检查 1 个文件。\n",
    );
    expect(haconf(folderWith({}), ["check"], { env: chineseEnvironment }).stdout).toBe("未找到配置文件。\n");
  });

  test("leaves help and refusals in English", () => {
    const folder = folderWith(brokenCluster());
    for (const args of [
      ["check", "--help"],
      ["check", "nowhere"],
      ["check", "--format", "tar"],
    ]) {
      expect(haconf(folder, args, { env: chineseEnvironment })).toEqual(haconf(folder, args));
    }
  });

  test("follows the flag before the environment, and what overrules LANG", () => {
    const folder = folderWith(brokenCluster());
    const said = (args: readonly string[], env: Record<string, string>): string =>
      haconf(folder, ["check", ...args], { env }).stdout;
    expect(said(["--locale", "en"], chineseEnvironment)).toContain(english);
    expect(said(["--locale", "zh-cn"], { LANG: "en_US.UTF-8" })).toContain(chinese);
    expect(said([], { LC_ALL: "C.UTF-8", ...chineseEnvironment })).toContain(english);
    expect(said([], { LC_MESSAGES: "zh_CN.UTF-8", LANG: "en_US.UTF-8" })).toContain(chinese);
    expect(said([], { LC_ALL: "", LC_MESSAGES: "", ...chineseEnvironment })).toContain(chinese);
    expect(said([], { LANG: "de_DE.UTF-8" })).toContain(english);
  });

  test("finds no English sentence left in the broken example", () => {
    const folder = resolve(import.meta.dirname, "../..");
    const { stdout } = haconf(folder, ["check", "examples/broken-cluster"], { env: chineseEnvironment });
    const headlines = stdout.split("\n").filter((line) => /^ {2}\d+:\d+ (?:error|warning) /.test(line));
    expect(headlines.length).toBeGreaterThan(4);
    expect(headlines.filter((line) => !/ \S*\p{Script=Han}.*[。？] [a-z]+\/[a-z-]+$/u.test(line))).toEqual([]);
  });

  test("keeps the caret below its word behind wide characters", () => {
    const folder = folderWith({ "keepalived.conf": keepalivedConf().replace("    priority", "    优先级 prioritty") });
    const { stdout } = haconf(folder, ["check"], { env: chineseEnvironment });
    expect(stdout).toContain("6:5 error keepalived 不识别 vrrp_instance 中的关键字 优先级，会跳过该行继续运行。");
    expect(stdout).toContain("     6 |     优先级 prioritty 100\n       |     ^^^^^^\n");
  });
});

test("fix names what it does in Chinese", () => {
  const { status, stdout } = haconf(folderWith(brokenCluster()), ["fix"], { env: chineseEnvironment });
  expect(status).toBe(0);
  expect(stdout).toContain("已修复 dev6/keepalived.conf:5:23 将 virtual_router_id 设为 33，与 dev3, dev7 一致");
  expect(stdout).toContain("\n已修复 1 个问题，没有遗留问题。\n");
});

test("every translation of the command line's own words has a place, and the gaps of the original", () => {
  const folder = resolve(import.meta.dirname, "../../server/src/transport/cli");
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("");
  const gapsOf = (template: string): string[] => (template.match(/\{\w+\}/g) ?? []).sort();
  for (const [template, translation] of Object.entries(ownWords)) {
    expect(
      [`"${template}"`, `'${template}'`].some((literal) => sources.includes(literal)),
      template,
    ).toBe(true);
    expect(gapsOf(translation), template).toEqual(gapsOf(template));
  }
});

describe("formats for programs", () => {
  test.each(["json", "sarif", "github"])("%s is English in any environment, and Chinese when asked for", (format) => {
    const folder = folderWith(brokenCluster());
    const asEver = haconf(folder, ["check", "--format", format]);
    expect(asEver.stdout).toContain(english);
    expect(haconf(folder, ["check", "--format", format], { env: chineseEnvironment })).toEqual(asEver);
    expect(haconf(folder, ["check", "--format", format, "--locale", "zh-cn"]).stdout).toContain(chinese);
  });

  test("differ in nothing but the words", () => {
    const folder = folderWith(brokenCluster());
    const written = (args: readonly string[]): string => haconf(folder, ["check", "--format", "json", ...args]).stdout;
    expect(messagesOf(written(["--locale", "zh-cn"]))).toEqual([expect.stringContaining(chinese)]);
    const withoutWords = (text: string): unknown =>
      JSON.parse(text, (key, value: unknown) => (key === "message" || key === "title" ? "" : value));
    expect(withoutWords(written(["--locale", "zh-cn"]))).toEqual(withoutWords(written([])));
  });
});

test("the translations are loaded only where they are needed", () => {
  const folder = folderWith(brokenCluster());
  const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(tellLoading)}` };
  expect(haconf(folder, ["check"], { env }).stderr).toBe("");
  expect(haconf(folder, ["check"], { env: { ...env, ...chineseEnvironment } }).stderr).toMatch(/^(?:zh-cn\.json\n)+$/);
});

describe("the language server", () => {
  test.each([
    ["zh-cn", chinese, "将 virtual_router_id 设为 33，与 dev3, dev7 一致"],
    ["en", english, "Set virtual_router_id to 33, as on dev3, dev7"],
    ["de", english, "Set virtual_router_id to 33, as on dev3, dev7"],
    [undefined, english, "Set virtual_router_id to 33, as on dev3, dev7"],
  ])("speaks the client's language, %s", async (locale, message, title) => {
    const params = locale === undefined ? {} : { locale };
    const client = await TestClient.start({ files: brokenCluster(), params });
    await client.settle();
    const [diagnostic] = client.shown("dev6/keepalived.conf") ?? [];
    expect(diagnostic?.message).toContain(message);
    const range = { start: { line: 4, character: 22 }, end: { line: 4, character: 24 } };
    await client.open("dev6/keepalived.conf");
    const actions = await client.codeActions("dev6/keepalived.conf", range, ["quickfix"]);
    expect(actions.map((action) => action.title)).toContain(title);
  });
});
