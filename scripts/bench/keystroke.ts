import { Workspace } from "../../server/src/workspace/workspace.ts";
import { haproxyConfig, keepalivedConfig } from "./generate.ts";
import { type Line, printTable, quantile } from "./measure.ts";

const lines = 10_000;
const places = 150;
const haproxyFile = "lb1/haproxy.cfg";
const keepalivedFile = "lb1/keepalived.conf";

/** A kind of edit: where in a text it is made, and what it puts there. */
interface Edit {
  readonly what: string;
  readonly file: string;
  /** Matches what is typed at; the edit is made at the end of the match. */
  readonly place: RegExp;
  readonly typed: string;
  /** How many characters in front of the place are replaced. */
  readonly replaced: number;
}

const edits: readonly Edit[] = [
  { what: "a backend's name", file: haproxyFile, place: /^backend \S+/gm, typed: "x", replaced: 0 },
  {
    what: "a section header (it ceases to be one)",
    file: haproxyFile,
    place: /^(?:frontend|backend)(?= )/gm,
    typed: "",
    replaced: 1,
  },
  { what: "a server's address", file: haproxyFile, place: /^ +server \S+ [\d.]+/gm, typed: "1", replaced: 1 },
  { what: "a comment", file: haproxyFile, place: /^# .*reviewed/gm, typed: "x", replaced: 0 },
  {
    what: "a VIP in the keepalived.conf beside it",
    file: keepalivedFile,
    place: /^ {8}[\d.]+(?=\/24 dev)/gm,
    typed: "7",
    replaced: 1,
  },
];

function placesOf(text: string, pattern: RegExp): number[] {
  const all = Array.from(text.matchAll(pattern), (match) => match.index + match[0].length);
  return Array.from({ length: places }, (_, index) => {
    // Spread over the file; where it has fewer places than are wanted, they come again.
    const step = Math.max(1, all.length / places);
    return all[Math.floor(index * step) % all.length] ?? 0;
  });
}

function createWorkspace(haproxy: string, keepalived: string): Workspace {
  const workspace = new Workspace();
  workspace.setFile(haproxyFile, haproxy);
  workspace.setFile(keepalivedFile, keepalived);
  workspace.setFile("lb2/keepalived.conf", keepalived.replaceAll("state MASTER", "state BACKUP"));
  workspace.allFindings();
  return workspace;
}

/** What the server does between an edit and its findings: the new text, what it changes, the findings of the file. */
function keystroke(workspace: Workspace, file: string, change: (text: string) => string): number {
  const start = performance.now();
  workspace.setFile(file, change(workspace.textOf(file) ?? ""));
  workspace.update();
  workspace.findingsOf(file);
  return performance.now() - start;
}

function benchEdit(workspace: Workspace, { what, file, place, typed, replaced }: Edit): Line {
  const original = workspace.textOf(file) ?? "";
  const times: number[] = [];
  const sections = workspace.counters.parsedSections;
  const offsets = placesOf(original, place);
  for (const offset of offsets) {
    const removed = original.slice(offset - replaced, offset);
    const end = offset - replaced + typed.length;
    times.push(
      keystroke(workspace, file, (text) => text.slice(0, offset - replaced) + typed + text.slice(offset)),
      keystroke(workspace, file, (text) => text.slice(0, offset - replaced) + removed + text.slice(end)),
    );
  }
  const parsed = (workspace.counters.parsedSections - sections) / times.length;
  const note = `p95 ${quantile(times, 0.95).toFixed(2)} ms, ${parsed.toFixed(1)} sections parsed an edit`;
  return { what, times, note };
}

/** One keystroke in a long file, and taking it back, at many places, from the edit to the findings; no waiting counted. */
export function benchKeystroke(): void {
  const haproxy = haproxyConfig(lines);
  const keepalived = keepalivedConfig(400);
  const workspace = createWorkspace(haproxy, keepalived);
  // The first round warms up.
  for (const edit of edits) benchEdit(workspace, edit);
  printTable(
    `A keystroke in a haproxy.cfg of ${lines.toLocaleString("en")} lines, to findings`,
    edits.map((edit) => benchEdit(workspace, edit)),
  );
}
