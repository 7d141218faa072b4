import {
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type DocumentHighlight,
  DocumentHighlightKind,
  type DocumentSymbol,
  type FoldingRange,
  FoldingRangeKind,
  type Hover,
  type InlayHint,
  InsertTextFormat,
  type Location,
  type LocationLink,
  type MarkupContent,
  MarkupKind,
  type ParameterInformation,
  type Range,
  type SignatureHelp,
  type SignatureInformation,
  type SymbolInformation,
  SymbolKind,
  type TextDocumentEdit,
  type WorkspaceEdit,
} from "vscode-languageserver";
import type { Message, Severity } from "../../rules/finding.ts";
import type { CompletionProposal } from "../../services/completion.ts";
import type { Definition } from "../../services/definition.ts";
import type { OutlineSymbol } from "../../services/document-symbols.ts";
import type { FoldingSpan } from "../../services/folding.ts";
import type { Highlight } from "../../services/highlights.ts";
import type { HoverText } from "../../services/hover.ts";
import type { InlayHintText } from "../../services/inlay-hints.ts";
import { describeProposal } from "../../services/proposal-description.ts";
import type { SignatureHelpText, SignatureText } from "../../services/signature-help.ts";
import type { FilePlace } from "../../services/source.ts";
import type { WorkspaceSymbol } from "../../services/workspace-symbols.ts";
import type { LineIndex } from "../../text/line-index.ts";
import type { Span } from "../../text/span.ts";
import type { PlacedFinding, PlacedFix } from "../../workspace/types.ts";
import { rulePageAddress } from "../rule-page.ts";
import type { ClientFeatures } from "./client-features.ts";

/** Where the files are that findings and fixes name. */
export interface FileDirectory {
  uriOf(file: string): string;
  /** The lines of a file of the workspace. */
  linesOf(file: string): LineIndex;
  /** The version of a file that is open in the client, else null. */
  versionOf(file: string): number | null;
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export function toRange(lines: LineIndex, span: Span): Range {
  return { start: lines.position(span.start), end: lines.position(span.end) };
}

/** The tags that a rule's name stands for. */
function tagsOf(code: string, supported: ReadonlySet<DiagnosticTag>): DiagnosticTag[] {
  const tags: DiagnosticTag[] = [];
  if (/-?deprecated\b/.test(code)) tags.push(DiagnosticTag.Deprecated);
  if (/\b(?:unused|unreachable)\b/.test(code)) tags.push(DiagnosticTag.Unnecessary);
  return tags.filter((tag) => supported.has(tag));
}

export function toDiagnostic(finding: PlacedFinding, directory: FileDirectory, features: ClientFeatures): Diagnostic {
  const diagnostic: Diagnostic = {
    range: toRange(directory.linesOf(finding.file), finding),
    severity: severities[finding.severity],
    code: finding.code,
    source: "haconf",
    message: finding.message,
  };
  if (features.codeDescription) diagnostic.codeDescription = { href: rulePageAddress(finding.code) };
  const tags = tagsOf(finding.code, features.diagnosticTags);
  if (tags.length > 0) diagnostic.tags = tags;
  if (finding.related.length > 0) {
    if (features.relatedInformation) {
      diagnostic.relatedInformation = finding.related.map((place) => ({
        location: { uri: directory.uriOf(place.file), range: toRange(directory.linesOf(place.file), place) },
        message: place.message,
      }));
    } else diagnostic.message += finding.related.map((place) => `\n${describePlace(place, directory)}`).join("");
  }
  if (features.diagnosticData && finding.fixes.length > 0) {
    diagnostic.data = { fixes: finding.fixes.map((fix) => ({ title: fix.title, preferred: fix.isPreferred })) };
  }
  return diagnostic;
}

function describePlace(place: PlacedFinding["related"][number], directory: FileDirectory): string {
  const { line, character } = directory.linesOf(place.file).position(place.start);
  return `${place.file}:${line + 1}:${character + 1}: ${place.message}`;
}

/** The edits of a fix, with the versions of open documents where the client can check them. */
export function toWorkspaceEdit(
  edits: PlacedFix["edits"],
  directory: FileDirectory,
  features: ClientFeatures,
): WorkspaceEdit {
  const byFile = new Map<string, TextDocumentEdit["edits"]>();
  for (const { file, edit } of edits) {
    const ofFile = byFile.get(file) ?? [];
    ofFile.push({ range: toRange(directory.linesOf(file), edit), newText: edit.newText });
    byFile.set(file, ofFile);
  }
  if (features.documentChanges) {
    return {
      documentChanges: Array.from(byFile, ([file, ofFile]) => ({
        textDocument: { uri: directory.uriOf(file), version: directory.versionOf(file) },
        edits: ofFile,
      })),
    };
  }
  const changes: NonNullable<WorkspaceEdit["changes"]> = {};
  for (const [file, ofFile] of byFile) {
    changes[directory.uriOf(file)] = ofFile.flatMap((edit) => ("newText" in edit ? [edit] : []));
  }
  return { changes };
}

/** The signs of Markdown: a fence, code, a link, strong words, emphasis, a sign that is meant as such. */
const markdownSigns =
  /^```.*\n(?<fenced>[\s\S]*?)\n?```$|`(?<code>[^`]*)`|\[(?<label>(?:\\.|[^\]\\])*)\]\((?<address>[^)]*)\)|\*\*(?<strong>(?:\\.|[^*\\])+)\*\*|(?<![\w*\\])\*(?<emphasis>\w(?:[^*\n\\`]*\w)?)\*(?![\w*])|\\(?<sign>[\\`*_{}[\]()#+\-.!<>|])/gm;

/** The words of a Markdown text without its signs. What is code stays as it is. */
export function plainText(markdown: string): string {
  return markdown.replace(markdownSigns, (...match) => {
    const groups: Readonly<Record<string, string | undefined>> = match.at(-1);
    const { fenced, code, label, address, strong, emphasis, sign } = groups;
    if (label !== undefined) return `${plainText(label)} (${address})`;
    const inner = strong ?? emphasis;
    return inner === undefined ? (fenced ?? code ?? sign ?? "") : plainText(inner);
  });
}

function toMarkup(markdown: string, takesMarkdown: boolean): MarkupContent {
  return takesMarkdown
    ? { kind: MarkupKind.Markdown, value: markdown }
    : { kind: MarkupKind.PlainText, value: plainText(markdown) };
}

export function toHover(hover: HoverText, lines: LineIndex, features: ClientFeatures): Hover {
  return { contents: toMarkup(hover.markdown, features.markdownHover), range: toRange(lines, hover) };
}

/** Says a message in the client's language. */
interface Speaker {
  say(said: Message): string;
}

export function toInlayHint(hint: InlayHintText, lines: LineIndex, speaker: Speaker): InlayHint {
  return {
    position: lines.position(hint.offset),
    label: typeof hint.said === "string" ? hint.said : speaker.say(hint.said),
    tooltip: speaker.say(hint.reason),
    paddingLeft: !hint.isGlued,
  };
}

function toSignature(signature: SignatureText, features: ClientFeatures): SignatureInformation {
  const { label, documentation } = signature;
  const parameters = signature.parameters.map(({ start, end, documentation: said }): ParameterInformation => {
    const parameter: ParameterInformation = {
      label: features.parameterOffsets ? [start, end] : label.slice(start, end),
    };
    if (said !== undefined) parameter.documentation = toMarkup(said, features.markdownSignature);
    return parameter;
  });
  const result: SignatureInformation = { label, parameters };
  if (documentation !== undefined) result.documentation = toMarkup(documentation, features.markdownSignature);
  return result;
}

/** Where no parameter is at the cursor and the client can't be told so, its number is one behind the last. */
export function toSignatureHelp(help: SignatureHelpText, features: ClientFeatures): SignatureHelp {
  const signature = help.signatures[help.active];
  const none = features.noActiveParameter ? null : (signature?.parameters.length ?? 0);
  return {
    signatures: help.signatures.map((one) => toSignature(one, features)),
    activeSignature: help.active,
    activeParameter: signature?.active ?? none,
  };
}

const completionKinds: Readonly<Record<CompletionProposal["kind"], CompletionItemKind>> = {
  keyword: CompletionItemKind.Keyword,
  value: CompletionItemKind.EnumMember,
  reference: CompletionItemKind.Reference,
  section: CompletionItemKind.Module,
};

/** Who is told of a proposal. */
interface CompletionSpeaker {
  readonly features: ClientFeatures;
  say(said: Message): string;
}

export function toCompletionItem(
  item: CompletionProposal,
  lines: LineIndex,
  speaker: CompletionSpeaker,
): CompletionItem {
  const { features } = speaker;
  const snippet = features.snippets ? item.snippet : undefined;
  const result: CompletionItem = {
    label: item.label,
    kind: completionKinds[item.kind],
    insertTextFormat: snippet === undefined ? InsertTextFormat.PlainText : InsertTextFormat.Snippet,
    textEdit: { range: toRange(lines, item.replace), newText: snippet ?? item.insertText },
    sortText: item.sortText,
  };
  if (item.detail !== undefined)
    result.detail = typeof item.detail === "string" ? item.detail : speaker.say(item.detail);
  if (item.about !== undefined) result.data = item.about;
  if (item.isDeprecated === true) {
    result.tags = [CompletionItemTag.Deprecated];
    if (features.deprecatedCompletion) result.deprecated = true;
  }
  return result;
}

/** Adds what there is to say of a proposal when the client shows it. */
export function toResolvedItem(item: CompletionItem, features: ClientFeatures): CompletionItem {
  const about: unknown = item.data;
  const description = typeof about === "string" ? describeProposal(about) : undefined;
  return description === undefined
    ? item
    : { ...item, documentation: toMarkup(description, features.markdownCompletion) };
}

const symbolKinds: Readonly<Record<OutlineSymbol["kind"], SymbolKind>> = {
  section: SymbolKind.Namespace,
  proxy: SymbolKind.Class,
  instance: SymbolKind.Object,
  script: SymbolKind.Function,
  server: SymbolKind.Field,
  bind: SymbolKind.Interface,
  block: SymbolKind.Struct,
};

export function toDocumentSymbol(symbol: OutlineSymbol, lines: LineIndex): DocumentSymbol {
  const result: DocumentSymbol = {
    name: symbol.name,
    kind: symbolKinds[symbol.kind],
    range: toRange(lines, symbol),
    selectionRange: toRange(lines, { start: symbol.selectionStart, end: symbol.selectionEnd }),
    children: symbol.children.map((child) => toDocumentSymbol(child, lines)),
  };
  if (symbol.detail !== undefined) result.detail = symbol.detail;
  return result;
}

/** The symbols as a flat list, for clients that know no tree. */
export function toSymbolInformation(
  symbols: readonly OutlineSymbol[],
  uri: string,
  lines: LineIndex,
  containerName?: string,
): SymbolInformation[] {
  return symbols.flatMap((symbol) => {
    const flat: SymbolInformation = {
      name: symbol.name,
      kind: symbolKinds[symbol.kind],
      location: { uri, range: toRange(lines, symbol) },
    };
    if (containerName !== undefined) flat.containerName = containerName;
    return [flat, ...toSymbolInformation(symbol.children, uri, lines, symbol.name)];
  });
}

/** Whole lines that can be folded; undefined for a stretch within one line. */
export function toFoldingRange(span: FoldingSpan, lines: LineIndex): FoldingRange | undefined {
  const startLine = lines.position(span.start).line;
  let endLine = lines.position(Math.max(span.start, span.end - 1)).line;
  // A closing brace of its own stays in sight below the folded lines.
  if (span.kind === "region" && endLine > startLine && lines.lineText(endLine).trim() === "}") endLine--;
  if (endLine <= startLine) return undefined;
  return span.kind === "comment" ? { startLine, endLine, kind: FoldingRangeKind.Comment } : { startLine, endLine };
}

export function toLocation(place: FilePlace, directory: FileDirectory): Location {
  return { uri: directory.uriOf(place.file), range: toRange(directory.linesOf(place.file), place) };
}

/** Links, for clients that take them: they mark the whole word and show what stands around the target. */
export function toDefinition(
  { origin, targets }: Definition,
  directory: FileDirectory,
  features: ClientFeatures,
): Location[] | LocationLink[] {
  if (!features.definitionLinks) return targets.map((target) => toLocation(target, directory));
  return targets.map((target) => {
    const lines = directory.linesOf(target.file);
    return {
      originSelectionRange: toRange(directory.linesOf(origin.file), origin),
      targetUri: directory.uriOf(target.file),
      targetRange: toRange(lines, { start: target.wholeStart, end: target.wholeEnd }),
      targetSelectionRange: toRange(lines, target),
    };
  });
}

export function toHighlight(highlight: Highlight, lines: LineIndex): DocumentHighlight {
  const kind = highlight.kind === "write" ? DocumentHighlightKind.Write : DocumentHighlightKind.Read;
  return { range: toRange(lines, highlight), kind };
}

export function toWorkspaceSymbol(symbol: WorkspaceSymbol, directory: FileDirectory): SymbolInformation {
  const { name, kind, container } = symbol;
  return { name, kind: symbolKinds[kind], location: toLocation(symbol, directory), containerName: container };
}
