import type { Origin } from "../../syntax/tree.ts";
import { readPort } from "../written.ts";
import type { OpenedPort } from "./facts.ts";

type Module = "firewalld" | "ufw" | "iptables";

/** A task's line that calls a module: its indentation, the dash of a task that begins with it, the module, and what stands behind it. */
const call = /^([ \t]*)(-[ \t]+)?(?:\w+\.)*(firewalld|ufw|iptables):[ \t]*([^\n]*)$/gm;

/** What a task must say for it to let connections in, and the key of the port. */
const forms: Readonly<Record<Module, { readonly lets: RegExp; readonly port: string }>> = {
  firewalld: { lets: /\bstate[:=][ \t]*["']?(?:enabled|present)\b/, port: "port" },
  ufw: { lets: /\brule[:=][ \t]*["']?(?:allow|limit)\b/, port: "(?:to_)?port" },
  iptables: {
    lets: /^(?=[\s\S]*\bchain[:=][ \t]*["']?INPUT\b)[\s\S]*\bjump[:=][ \t]*["']?ACCEPT\b/,
    port: "(?:destination_port|dport)",
  },
};

/** What stands in the place of the port's line in a task that lets VRRP through instead. */
const insteadOfPort: Readonly<Record<Module, string>> = {
  firewalld: "rich_rule: rule protocol value=vrrp accept",
  ufw: "to_ip: 224.0.0.18",
  iptables: "protocol: vrrp",
};

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** No task that people write is longer, in UTF-16 units. */
const longestTask = 4096;

/** A task in a text: from its dash to the next line that is no deeper. */
interface Task {
  readonly start: number;
  readonly end: number;
}

/** The line that begins the task in which a line stands: the nearest above that is less deep, if it has a dash. */
function firstLineOf(text: string, at: number, indent: number): number | undefined {
  for (let line = at; line > 0 && at - line <= longestTask; ) {
    line = text.lastIndexOf("\n", line - 2) + 1;
    const body = text.slice(line, text.indexOf("\n", line));
    if (body.trim() === "" || indentOf(body) >= indent) continue;
    return body.trimStart().startsWith("- ") ? line : undefined;
  }
  return undefined;
}

/** The task around a module's line; undefined where no dash begins one. */
function taskAround(text: string, at: number, indent: number, hasDash: boolean): Task | undefined {
  const start = hasDash ? at : firstLineOf(text, at, indent);
  if (start === undefined) return undefined;
  const column = indentOf(text.slice(start, text.indexOf("\n", start)));
  let end = start;
  for (let line = start; line < text.length; ) {
    if (line - start > longestTask) return undefined;
    const newline = text.indexOf("\n", line);
    const next = newline < 0 ? text.length : newline + 1;
    const body = text.slice(line, next);
    if (line > start && body.trim() !== "" && indentOf(body) <= column) break;
    if (body.trim() !== "") end = line + body.trimEnd().length;
    line = next;
  }
  return { start: start + column, end };
}

/** The same task for VRRP, to stand in front of it; undefined where it is written in another way than with a line for each word. */
function taskForVrrp(module: Module, task: string, indent: string): string | undefined {
  if (/\{[{%]|^[ \t]*(?:loop|with_\w+|when|register|notify|vars|tags)\b/m.test(task)) return undefined;
  const port = new RegExp(`^([ \\t]+)${forms[module].port}:[^\\n]*$`, "m");
  if (!port.test(task)) return undefined;
  const lines = task.replace(port, `$1${insteadOfPort[module]}`).split("\n");
  const kept = lines.filter((line) => !/^[ \t]+(?:proto|protocol):/.test(line) || line.includes(insteadOfPort[module]));
  const named = kept.map((line) => line.replace(/^(-[ \t]+name:[ \t]*).*$/, "$1Let VRRP through"));
  return `${named.join("\n")}\n${indent}`;
}

/**
 * Reads the tasks of Ansible that open ports of a machine.
 *
 * @param text a playbook or a role's tasks, without comments
 */
export function openingsOfModules(text: string, origin: Origin): OpenedPort[] {
  const opened: OpenedPort[] = [];
  for (const match of text.matchAll(call)) {
    const [, indent = "", dash, name = ""] = match;
    const module = name as Module;
    const { lets, port } = forms[module];
    const task = taskAround(text, match.index, indent.length, dash !== undefined);
    if (task === undefined) continue;
    const body = text.slice(task.start, task.end);
    if (!lets.test(body)) continue;
    const own = new RegExp(`\\b${port}[:=][ \\t]*["']?(\\d{2,5})(?:/tcp)?["']?(?=\\s|$)`).exec(body);
    // A list that the task is repeated for stands in it.
    const isRepeated = new RegExp(`\\b${port}[:=][ \\t]*["']?\\{\\{[ \\t]*item[ \\t]*\\}\\}(?:/tcp)?["']?`).test(body);
    const listed = isRepeated ? [...body.matchAll(/^[ \t]*-[ \t]*["']?(\d{2,5})(?:\/tcp)?["']?[ \t]*$/gm)] : [];
    for (const found of own === null ? listed : [own]) {
      const digits = found[1] ?? "";
      const number = readPort(digits);
      if (number === undefined) continue;
      const start = task.start + found.index + found[0].indexOf(digits);
      const newTask =
        own === null
          ? undefined
          : taskForVrrp(module, body, text.slice(text.lastIndexOf("\n", task.start - 1) + 1, task.start));
      opened.push({
        tool: module,
        port: number,
        at: { origin, start, end: start + digits.length },
        forVrrp:
          newTask === undefined
            ? undefined
            : {
                at: { origin, start: task.start, end: task.start },
                form: "in-place",
                text: newTask,
                isForGroup: module === "ufw",
              },
      });
    }
  }
  return opened;
}
