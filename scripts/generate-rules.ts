// Writes the registry of rules and their pages from the rule files. `--check` only says what is out of date.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Rule } from "../server/src/rules/rule.ts";

const rulesFolder = "server/src/rules";
const families = ["cluster", "etcd", "haproxy", "keepalived", "kubeadm"];
const checkOnly = process.argv.includes("--check");

interface Found {
  readonly file: string;
  readonly exportName: string;
}

function findRules(): Found[] {
  return families.flatMap((family) => {
    const folder = join(rulesFolder, family);
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .filter((name) => name.endsWith(".ts"))
      .sort()
      .flatMap((name) => {
        const source = readFileSync(join(folder, name), "utf8");
        const match = /^export const (\w+): (?:\w*Rule)\b/m.exec(source);
        return match?.[1] === undefined ? [] : [{ file: `${family}/${name}`, exportName: match[1] }];
      });
  });
}

function registrySource(found: readonly Found[]): string {
  const imports = found.map(({ file, exportName }) => `import { ${exportName} } from "./${file}";`);
  const names = found.map(({ exportName }) => `  ${exportName},`);
  return [
    "// Made by scripts/generate-rules.ts from the files beside it.",
    ...[...imports, 'import type { Rule } from "./rule.ts";'],
    "",
    "/** Every rule, by family and name. */",
    "export const rules: readonly Rule[] = [",
    ...names,
    "];",
    "",
  ].join("\n");
}

function exampleBlocks(example: string): string {
  const parts = example.split(/^\/\/- (.+)$/m);
  const blocks: string[] = [];
  for (let index = 1; index < parts.length; index += 2) {
    const name = parts[index] ?? "";
    const body = (parts[index + 1] ?? "").replace(/^\n/, "");
    const language = name.endsWith(".cfg")
      ? "haproxy"
      : /(?:^|\/)etcd[^/]*\.conf$/.test(name)
        ? "ini"
        : name.endsWith(".conf")
          ? "keepalived"
          : name.endsWith(".sh")
            ? "sh"
            : "yaml";
    // The sign for NUL stands for the character itself, which editors and browsers do not show.
    const shown = body.replaceAll("\0", "␀");
    const isCutOff = !shown.endsWith("\n");
    const signs = shown === body ? "" : ", where `␀` stands for a NUL character";
    const title = `\`${name}\`${signs}${isCutOff ? ", which ends without a line end" : ""}`;
    blocks.push(`${title}\n\n\`\`\`${language}\n${shown}${isCutOff ? "\n" : ""}\`\`\``);
  }
  return blocks.join("\n\n");
}

const fixWords = {
  none: "none",
  safe: "yes, safe to apply unseen",
  unsafe: "yes, to be looked at before it is applied",
};

function pageOf(rule: Rule): string {
  const { docs } = rule;
  return [
    "<!-- Made by scripts/generate-rules.ts from the rule's own file. -->",
    `# ${rule.code}`,
    "",
    docs.summary,
    "",
    `Severity: ${rule.severity} · Fix: ${fixWords[rule.fix]} · Since: ${rule.since}`,
    "",
    "## Why",
    "",
    docs.why,
    "",
    "## Reported",
    "",
    exampleBlocks(docs.example.bad),
    "",
    "## Not reported",
    "",
    exampleBlocks(docs.example.good),
    "",
    "## Turning it off",
    "",
    `Write \`haconf-disable-next-line ${rule.code}\` in a comment above the line, or set \`"${rule.code}": "off"\` in the setting \`haconf.rules\` or under \`rules:\` of \`haconf.yaml\`.`,
    "",
  ].join("\n");
}

function indexOf(rules: readonly Rule[]): string {
  const rows = rules.map(
    (rule) => `| [\`${rule.code}\`](${rule.code}.md) | ${rule.severity} | ${rule.fix} | ${rule.docs.summary} |`,
  );
  return [
    "<!-- Made by scripts/generate-rules.ts from the rules' own files. -->",
    "# Rules",
    "",
    "| code | severity | fix | what it says |",
    "| --- | --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
}

let isStale = false;

function put(file: string, content: string): void {
  const present = existsSync(file) ? readFileSync(file, "utf8") : undefined;
  if (present === content) return;
  if (checkOnly) {
    console.error(`${file} is out of date: run node scripts/generate-rules.ts`);
    isStale = true;
    return;
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

const found = findRules();
put(`${rulesFolder}/registry.ts`, registrySource(found));
const rules: Rule[] = [];
for (const { file, exportName } of found) {
  const module: Record<string, Rule> = await import(`../${rulesFolder}/${file}`);
  const rule = module[exportName];
  if (rule === undefined) throw new Error(`${file} exports no ${exportName}`);
  if (`${rule.code}.ts` !== file)
    throw new Error(`${file} holds the rule ${rule.code}: name and code must be the same`);
  rules.push(rule);
}
put("docs/rules/README.md", indexOf(rules));
for (const rule of rules) put(`docs/rules/${rule.code}.md`, pageOf(rule));
for (const family of families) {
  const folder = `docs/rules/${family}`;
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    if (rules.some((rule) => `${rule.code}.md` === `${family}/${name}`)) continue;
    if (checkOnly) {
      console.error(`${folder}/${name} belongs to no rule`);
      isStale = true;
    } else rmSync(join(folder, name));
  }
}
if (isStale) process.exit(1);
