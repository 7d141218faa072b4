import { configLanguage } from "../../documents/detect.ts";
import {
  looksLikeEtcdEnvironment,
  looksLikeEtcdUnit,
  looksLikeEtcdYaml,
  mentionsEtcd,
  mentionsEtcdMember,
} from "../../documents/etcd-file.ts";
import { looksLikeHostsFile } from "../../documents/hosts-file.ts";
import { mentionsHostsFile, mentionsKubeadmCommand, mentionsKubernetes } from "../../documents/mentions.ts";
import { showsNginxStream } from "../../documents/nginx-file.ts";
import { readShellScript } from "../shell/words.ts";
import { configsAmong, withoutIndent } from "./segments.ts";

/** A stretch of a text that is a text of its own: a fence of a tutorial, what a script's here-document writes. */
export interface Region {
  readonly language: "keepalived" | "haproxy" | "nginx" | "kubernetes" | "shell" | "hosts" | "etcd" | "systemd";
  /** A shell fills in its `$NAME` and `$( … )` before the program sees it: a here-document whose delimiter is not quoted. */
  readonly isExpanded: boolean;
  /** UTF-16 offsets in the host's text. */
  readonly start: number;
  readonly end: number;
}

/** A longer text (in UTF-16 units) is no tutorial that people write. */
const maximumLength = 1 << 20;

/** What a text that holds others is. */
export type HostKind = "document" | "shell" | "yaml";

interface Span {
  readonly start: number;
  readonly end: number;
}

const fence = /^[ \t>]*(`{3,}|~{3,})[^`\n]*$/;
/** The inside of each fence of a Markdown text; one that is not closed goes to the end. */
export function* fences(text: string): Iterable<Span> {
  let open: { readonly sign: string; readonly start: number } | undefined;
  let at = 0;
  while (at <= text.length) {
    const newline = text.indexOf("\n", at);
    const end = newline < 0 ? text.length : newline;
    const sign = fence.exec(text.slice(at, end).trimEnd())?.[1];
    if (open === undefined) {
      if (sign !== undefined) open = { sign, start: Math.min(end + 1, text.length) };
    } else if (sign?.startsWith(open.sign) === true) {
      yield { start: open.start, end: at };
      open = undefined;
    }
    if (newline < 0) break;
    at = newline + 1;
  }
  if (open !== undefined) yield { start: open.start, end: text.length };
}

/** Stretches of lines indented by a tab or four blanks, blank lines among them: Markdown's other way to show code. */
function* indentedBlocks(text: string): Iterable<Span> {
  const block = /(?:^(?: {4}|\t).*(?:\n|$)(?:[ \t]*\n)*)+/gm;
  for (const match of text.matchAll(block)) yield { start: match.index, end: match.index + match[0].length };
}

/** Whether a block is a unit, a script or a record of a terminal about etcd, though it names an apiserver. */
function isEtcdCommand(body: string): boolean {
  return !/^[ \t]*kind:/m.test(body) && mentionsEtcd(body);
}

/** In what form a block of code shows etcd: a file of its environment, a unit, YAML, or commands. */
function etcdBlockLanguage(body: string): Region["language"] | undefined {
  if (looksLikeEtcdUnit(body) && !body.includes("<<")) return "systemd";
  const isYaml = /^[ \t]*kind:/m.test(body) || looksLikeEtcdYaml(withoutIndent(body)) || /^[ \t]*services:/m.test(body);
  if (isYaml && !body.includes("<<")) return mentionsEtcdMember(body) ? "kubernetes" : undefined;
  if (!mentionsEtcd(body)) return undefined;
  const isEnvironment =
    looksLikeEtcdEnvironment(body) && !/--(?:name|initial|listen|advertise)/.test(body) && !body.includes("<<");
  return isEnvironment ? "etcd" : "shell";
}

/** What a block of code shows: configs that its here-documents write, a config, or a script. */
function readBlock(text: string, { start, end }: Span): Region[] {
  const documents = documentsOf(text, start, end);
  if (documents.length > 0) return documents;
  const body = text.slice(start, end);
  const shown = configsAmong(body);
  if (shown.length > 0) {
    return shown.map((one) => ({
      language: one.language,
      isExpanded: false,
      start: start + one.start,
      end: start + one.end,
    }));
  }
  if (showsNginxStream(body)) return [{ language: "nginx", isExpanded: false, start, end }];
  if (mentionsKubernetes(body) && !isEtcdCommand(body))
    return [{ language: "kubernetes", isExpanded: false, start, end }];
  const etcd = etcdBlockLanguage(body);
  if (etcd !== undefined) return [{ language: etcd, isExpanded: false, start, end }];
  const isScript = mentionsKubeadmCommand(body) || mentionsHostsFile(body);
  if (isScript) return [{ language: "shell", isExpanded: false, start, end }];
  return looksLikeHostsFile(body) ? [{ language: "hosts", isExpanded: false, start, end }] : [];
}

/** Which of the configs a text is that stands in another one. */
function languageOf(body: string, key = ""): "keepalived" | "haproxy" | "nginx" | undefined {
  return configLanguage(body, key) ?? (showsNginxStream(body) ? "nginx" : undefined);
}

/** The configs that the here-documents of a script write. */
function documentsOf(text: string, start: number, end: number): Region[] {
  if (!text.slice(start, end).includes("<<")) return [];
  return readShellScript(text, start, end).commands.flatMap(({ documents }) =>
    documents.flatMap((document): Region[] => {
      const language = languageOf(withoutIndent(text.slice(document.start, document.end)));
      if (language === undefined) return [];
      return [{ language, isExpanded: !document.isQuoted, start: document.start, end: document.end }];
    }),
  );
}

/** A line of YAML whose value is the lines below it, as they stand (`haproxy.cfg: |`, `- |-`): its indentation, dashes and key. */
const blockScalar = /^( *(?:- +)*)([^\s#|>][^\n]*?:[ \t]+)?\|[-+0-9]*[ \t]*(?:#[^\n]*)?\r?$/gm;

/** The literal block scalars of a YAML text, each with its key; one within another is part of that. */
function* blockScalars(text: string): Iterable<Span & { readonly key: string }> {
  let behind = 0;
  for (const match of text.matchAll(blockScalar)) {
    const [line, lead = "", key] = match;
    if (match.index < behind) continue;
    // A sequence's own scalar is indented from its dash, a key's from the key.
    const parent = key === undefined ? lead.trimEnd().length - 1 : lead.length;
    const start = match.index + line.length + 1;
    let end = start;
    for (let at = start; at < text.length; ) {
      const newline = text.indexOf("\n", at);
      const lineEnd = newline < 0 ? text.length : newline + 1;
      const content = text.slice(at, lineEnd);
      const isBlank = content.trim() === "";
      if (!isBlank && content.length - content.trimStart().length <= parent) break;
      at = lineEnd;
      if (!isBlank) end = lineEnd;
    }
    behind = end;
    if (end > start) yield { start, end, key: key ?? "" };
  }
}

/** The configs in the block scalars of a YAML text: of a ConfigMap, of cloud-init's `write_files`, of an Ansible `content`. */
function configsOfYaml(text: string): Region[] {
  return [...blockScalars(text)].flatMap(({ start, end, key }): Region[] => {
    const documents = documentsOf(text, start, end);
    if (documents.length > 0) return documents;
    const language = languageOf(withoutIndent(text.slice(start, end)), key.toLowerCase());
    return language === undefined ? [] : [{ language, isExpanded: false, start, end }];
  });
}

/**
 * Finds the configs and scripts that a text holds as texts of their own.
 *
 * @param text any text
 * @param host `document`: a Markdown or plain text for people, whose fences and indented blocks are looked at; `shell`: a script,
 *   of which only the configs that its here-documents write count, because its commands are read where it is read as a script;
 *   `yaml`: only the configs in its block scalars count
 * @returns regions in the order of their places, none within another
 */
export function embeddedRegions(text: string, host: HostKind): Region[] {
  if (text.length > maximumLength) return [];
  if (host === "shell") return documentsOf(text, 0, text.length);
  if (host === "yaml") return configsOfYaml(text);
  const fenced = [...fences(text)];
  const indented: Span[] = [];
  let next = 0;
  for (const block of indentedBlocks(text)) {
    while ((fenced[next]?.end ?? text.length) <= block.start && next < fenced.length) next++;
    // A fence in a list is indented itself.
    if ((fenced[next]?.start ?? text.length) >= block.end) indented.push(block);
  }
  const regions = [...fenced, ...indented].sort((a, b) => a.start - b.start).flatMap((block) => readBlock(text, block));
  return regions.length > 0 ? regions : documentsOf(text, 0, text.length);
}
