import { type CodeAction, CodeActionKind, type CodeActionParams } from "vscode-languageserver";
import { message } from "../../rules/finding.ts";
import { suppressionOf } from "../../services/suppress.ts";
import type { PlacedFinding } from "../../workspace/types.ts";
import { applyFixes } from "../fixing.ts";
import { editsBetween } from "../line-diff.ts";
import type { Session } from "./session.ts";
import { toDiagnostic, toWorkspaceEdit } from "./to-lsp.ts";

/** The kind of the action that fixes a whole document. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.haconf`;

/** Whether an action of a kind is asked for; a kind stands for all that begin with it. */
function isAskedFor(kind: string, only: readonly string[]): boolean {
  return only.some((asked) => asked === "" || kind === asked || kind.startsWith(`${asked}.`));
}

function quickFixes(session: Session, finding: PlacedFinding): CodeAction[] {
  const diagnostics = [toDiagnostic(finding, session, session.features)];
  return finding.fixes
    .filter((fix) => fix.edits.length > 0)
    .map((fix) => ({
      title: fix.title,
      kind: CodeActionKind.QuickFix,
      diagnostics,
      edit: toWorkspaceEdit(fix.edits, session, session.features),
      ...(fix.isPreferred && session.features.preferredActions ? { isPreferred: true } : {}),
    }));
}

/** The action that turns a finding off by a comment; undefined where none can. */
function suppression(
  session: Session,
  { file, start, code }: PlacedFinding,
): Omit<CodeAction, "diagnostics"> | undefined {
  const language = session.workspace.languageOf(file);
  const found = language === undefined ? undefined : suppressionOf(session.linesOf(file), language, start, code);
  if (found === undefined) return undefined;
  const title =
    found.reach === "line"
      ? message("Turn off {code} for this line", { code })
      : message("Turn off {code} for this command", { code });
  const edits = found.edits.map((edit) => ({ file, edit }));
  const edit = toWorkspaceEdit(edits, session, session.features);
  return { title: session.say(title), kind: CodeActionKind.QuickFix, edit };
}

/** One such action for each rule and place; what several findings share is said once. */
function suppressions(session: Session, findings: readonly PlacedFinding[]): CodeAction[] {
  const actions = new Map<string, CodeAction>();
  for (const finding of findings) {
    const action = suppression(session, finding);
    if (action === undefined) continue;
    const key = JSON.stringify(action);
    const diagnostics = [...(actions.get(key)?.diagnostics ?? []), toDiagnostic(finding, session, session.features)];
    actions.set(key, { ...action, diagnostics });
  }
  return [...actions.values()];
}

/**
 * The action that applies all certain and safe fixes of a document, in rounds as the command line does, but to this document
 * alone. The rounds run on the workspace itself, whose text is put back before anybody else sees it.
 */
function fixAll(session: Session, file: string): CodeAction[] {
  const { workspace } = session;
  const text = workspace.textOf(file);
  if (text === undefined) return [];
  const policy = { allowsUnsafe: false, codes: undefined, mayEdit: (one: string) => one === file };
  const languageId = workspace.languageOf(file);
  let fixed: string;
  try {
    applyFixes(workspace, () => session.findingsOf(file), policy);
    fixed = workspace.textOf(file) ?? text;
  } finally {
    workspace.setFile(file, text, languageId);
  }
  if (fixed === text) return [];
  const edits = editsBetween(text, fixed).map((edit) => ({ file, edit }));
  const edit = toWorkspaceEdit(edits, session, session.features);
  return [{ title: session.say(message("Fix all that haconf can fix safely")), kind: fixAllKind, edit }];
}

/** The actions for a stretch of a document. */
export function codeActionsFor(session: Session, file: string, params: CodeActionParams): CodeAction[] {
  if (!session.features.codeActionLiterals || !session.workspace.hasFile(file)) return [];
  const { only } = params.context;
  const actions: CodeAction[] = [];
  if (only === undefined || isAskedFor(CodeActionKind.QuickFix, only)) {
    const lines = session.linesOf(file);
    const start = lines.offset(params.range.start);
    const end = lines.offset(params.range.end);
    const findings = session.findingsOf(file).filter((finding) => finding.start <= end && start <= finding.end);
    // Whoever looks for a fix finds it before the way around it.
    actions.push(...findings.flatMap((finding) => quickFixes(session, finding)), ...suppressions(session, findings));
  }
  // Nobody wants it in the list of every light bulb.
  if (only !== undefined && isAskedFor(fixAllKind, only)) actions.push(...fixAll(session, file));
  return actions;
}
