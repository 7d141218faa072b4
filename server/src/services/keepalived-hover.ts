import { isPlaceholder } from "../model/value.ts";
import { type Message, message } from "../rules/finding.ts";
import { explainKeepalivedKeyword } from "../schema/keepalived/explain.ts";
import { type KeepalivedExplanation, keepalivedKeyword, lookupKeepalivedKeyword } from "../schema/keepalived/index.ts";
import type { KeepalivedStatement, KeepalivedTree } from "../syntax/keepalived/tree.ts";
import type { Word } from "../syntax/tree.ts";
import type { HoverText } from "./hover.ts";
import { argumentFacts } from "./keepalived-argument.ts";
import { keepalivedSignatures } from "./keepalived-signature.ts";
import { blocksAround, keepalivedVersionOf, pathOf, sectionAt, type VersionSettings } from "./source.ts";
import type { Say } from "./speak.ts";

/** What comes of a keyword that is written more than once, by the schema's words for it. */
const repetitions: Readonly<Record<string, Message>> = {
  "not diagnosed": message("Written twice, keepalived does not complain"),
  "not diagnosed, last wins": message("Written twice, the last one counts; keepalived does not complain"),
  "last wins with a message": message("Written twice, the last one counts; keepalived says so in its log"),
  "first wins, reported": message("Written twice, the first one counts; keepalived complains of the others"),
  yes: message("May be written several times"),
  "yes, merged": message("May be written several times; all of it counts"),
  "yes, appended": message("May be written several times; each one adds to those before"),
  "yes, several checkers per real server": message(
    "May be written several times; a real server takes several checkers",
  ),
  "unique name": message("Each one needs a name of its own"),
  "name should be unique": message("Each one should have a name of its own"),
  "unique name and neighbour": message("Each one needs a name and a neighbour of its own"),
  "unique address/port": message("Each one needs an address and a port of its own"),
};

/** Where a keyword must stand, by the schema's words for it. */
const requirements: Readonly<Record<string, Message>> = {
  always: message("Required"),
  "always (or neighbour_ip)": message("Required, or neighbour_ip in its place"),
  "at least one": message("Required at least once"),
  "interface or interfaces": message("Required: interface or interfaces"),
  "one of garp_interval, gna_interval": message("Required: garp_interval or gna_interval"),
  "unless unicast_src_ip or vrf with unicast": message("Required unless there is unicast_src_ip"),
  "with auth_type": message("Required beside auth_type"),
};

function factsOf(explanation: KeepalivedExplanation): readonly Message[] {
  const { keyword, args, required, repeat, compileConditions } = explanation;
  const places = keyword.path.length === 0 ? message("the top level") : keyword.path.join(" > ");
  const facts: Message[] = [message("In: {places}", { places })];
  if (explanation.default !== undefined) facts.push(message("Default: {value}", { value: explanation.default }));
  facts.push(...args.flatMap(argumentFacts));
  const need = required === undefined ? undefined : requirements[required];
  if (need !== undefined) facts.push(need);
  const twice = repeat === undefined ? undefined : repetitions[repeat];
  if (twice !== undefined) facts.push(twice);
  if (!keyword.sinceOrBefore) facts.push(message("Since {version}", { version: keyword.since }));
  if (keyword.until !== undefined) facts.push(message("Last in {version}", { version: keyword.until }));
  if (keyword.aliasOf !== undefined) facts.push(message("Another spelling of `{name}`", { name: keyword.aliasOf }));
  if (keyword.deprecated) facts.push(message("Out of use"));
  if (compileConditions.length > 0) facts.push(message("Not in every build"));
  return facts;
}

function describe(say: Say, title: string, label: string, explanation: KeepalivedExplanation): string {
  return [
    title,
    `\`\`\`keepalived\n${label}\n\`\`\``,
    ...(explanation.description === undefined ? [] : [explanation.description]),
    factsOf(explanation)
      .map((fact) => `- ${say(fact)}`)
      .join("\n"),
    `[${say(message("Manual"))}](${explanation.manual})`,
  ].join("\n\n");
}

/** A word of a keepalived.conf with what is known of it. */
export interface KeepalivedHover extends HoverText {
  /** The keyword that the word is or belongs to, or `address` for the first word of an entry. */
  readonly keyword: string;
}

/** A place of a keepalived.conf with what is asked for. */
interface Place {
  readonly say: Say;
  readonly settings: VersionSettings;
  readonly tree: KeepalivedTree;
  readonly text: string;
  readonly offset: number;
}

/** Explains the word at an offset of a keepalived.conf. */
export function hoverKeepalived(place: Place): KeepalivedHover | undefined {
  const { tree, offset } = place;
  const section = sectionAt(tree.sections, offset);
  if (section === undefined) return undefined;
  const local = offset - section.origin.offset;
  const around = blocksAround(section, local);
  const statements = around[around.length - 1]?.block?.statements ?? section.statements;
  for (const { words } of statements) {
    const index = words.findIndex(({ start, end }) => start <= local && local <= end);
    const word = words[index];
    if (word === undefined) continue;
    if (word.generated === true || isPlaceholder(word.value)) return undefined;
    const found = explainWord(place, around, words, index);
    if (found === undefined) return undefined;
    const span = { start: section.origin.offset + word.start, end: section.origin.offset + word.end };
    return { ...span, ...found };
  }
  return undefined;
}

function explainWord(
  place: Place,
  around: readonly KeepalivedStatement[],
  words: readonly Word[],
  index: number,
): Pick<KeepalivedHover, "markdown" | "keyword"> | undefined {
  const { say, settings } = place;
  const version = keepalivedVersionOf(settings);
  const path = pathOf(around);
  const block = keepalivedKeyword(path);
  if (block?.block === "values") {
    const explanation = explainKeepalivedKeyword(block, version);
    return { keyword: index === 0 ? "address" : "", markdown: explainPart(place, block.name, explanation) };
  }
  const name = words[0]?.value ?? "";
  const { keyword, status } = lookupKeepalivedKeyword(path, name, version);
  if (keyword === undefined || status === "unsure" || isPlaceholder(name)) return undefined;
  const explanation = explainKeepalivedKeyword(keyword, version);
  if (index > 0) return { keyword: name, markdown: explainPart(place, name, explanation) };
  const kind = say(keyword.block === "none" ? message("keyword") : message("block"));
  return { keyword: name, markdown: describe(say, `**${keyword.name}**: ${kind}`, explanation.signature, explanation) };
}

/** Explains an argument, or a word of an entry, by the usage line that it has a place in. */
function explainPart(place: Place, keyword: string, explanation: KeepalivedExplanation): string {
  const { say, settings, tree, text, offset } = place;
  const signatures = keepalivedSignatures(say, settings, tree, text, offset);
  const signature = signatures.find(({ active }) => active !== undefined) ?? signatures[0];
  const parameter = signature?.active === undefined ? undefined : signature.parameters[signature.active];
  const label = signature?.label ?? explanation.signature;
  // The word itself may be a password.
  const part = parameter === undefined ? say(message("argument")) : label.slice(parameter.start, parameter.end);
  return describe(say, say(message("`{part}` of `{keyword}`", { part, keyword })), label, explanation);
}
