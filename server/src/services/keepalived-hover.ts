import { networkOf, parseIpAddress } from "../model/address.ts";
import { isPlaceholder } from "../model/value.ts";
import { type Message, message } from "../rules/finding.ts";
import { explainKeepalivedKeyword } from "../schema/keepalived/explain.ts";
import {
  type KeepalivedArgument,
  type KeepalivedExplanation,
  keepalivedKeyword,
  lookupKeepalivedKeyword,
} from "../schema/keepalived/index.ts";
import type { KeepalivedVersionChoice } from "../schema/keepalived/versions.ts";
import type { Word } from "../syntax/tree.ts";
import type { HoverText } from "./hover.ts";
import { argumentFacts, argumentInForce } from "./keepalived-argument.ts";
import { sayDefault } from "./keepalived-default.ts";
import { meaningOfArgument, meaningOfEntryWord, type WordMeaning } from "./keepalived-meaning.ts";
import { argumentIndexOf, signaturesOf } from "./keepalived-signature.ts";
import { type KeepalivedView, pathAt } from "./keepalived-view.ts";
import { blocksAround, sectionAt } from "./source.ts";
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

function factsOf(explanation: KeepalivedExplanation, args: readonly KeepalivedArgument[]): readonly Message[] {
  const { keyword, required, repeat, compileConditions } = explanation;
  const places = keyword.path.length === 0 ? message("the top level") : keyword.path.join(" > ");
  const facts: Message[] = [message("In: {places}", { places })];
  if (explanation.default !== undefined)
    facts.push(message("Default: {value}", { value: sayDefault(explanation.default) }));
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

/** What a hover shows of a line. */
interface Described {
  readonly title: string;
  /** The line's form. */
  readonly label: string;
  readonly explanation: KeepalivedExplanation;
  readonly facts: readonly Message[];
}

function describe(say: Say, { title, label, explanation, facts }: Described): string {
  return [
    title,
    `\`\`\`keepalived\n${label}\n\`\`\``,
    ...(explanation.description === undefined ? [] : [explanation.description]),
    facts.map((fact) => `- ${say(fact)}`).join("\n"),
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
  readonly version: KeepalivedVersionChoice;
  readonly view: KeepalivedView;
  /** A definition stands there, which is known: what it is filled in for can be said. */
  readonly isFilled: boolean;
}

/** Explains the word at a place of a keepalived.conf. */
export function hoverKeepalived(place: Place): KeepalivedHover | undefined {
  const { view } = place;
  const { tree, offset, shift } = view;
  const section = sectionAt(tree.sections, offset);
  if (section === undefined) return undefined;
  const local = offset - section.origin.offset;
  const around = blocksAround(section, local);
  const statements = around[around.length - 1]?.block?.statements ?? section.statements;
  const holds = ({ start, end }: Word): boolean => start <= local && local <= end;
  const holding = statements.filter(({ words }) => words.some(holds));
  const [statement, another] = holding;
  const words = statement?.words ?? [];
  const index = words.findIndex(holds);
  const word = words[index];
  // A definition may bring in whole lines, which are nothing to be said at its name.
  const isLone = another === undefined && words.filter(holds).length === 1;
  if (word === undefined || (word.generated === true && !isLone)) return undefined;
  if (!place.isFilled && (word.generated === true || isPlaceholder(word.value))) return undefined;
  const found = explainWord(place, pathAt(view, offset), words, index);
  if (found === undefined) return undefined;
  const base = section.origin.offset - shift;
  return { start: base + word.start, end: base + word.end, ...found };
}

function explainWord(
  place: Place,
  path: readonly string[],
  words: readonly Word[],
  index: number,
): Pick<KeepalivedHover, "markdown" | "keyword"> | undefined {
  const { say, version } = place;
  const values = words.map(({ value }) => value);
  const upTo = values.slice(0, index + 1);
  const block = keepalivedKeyword(path);
  if (block?.block === "values") {
    const explanation = explainKeepalivedKeyword(block, version);
    const meaning = meaningOfEntryWord(block.name, block.valueSyntax ?? "", upTo);
    const markdown = explainPart(place, path, { keyword: block.name, explanation, words: upTo, meaning, extra: [] });
    return { keyword: index === 0 ? "address" : "", markdown };
  }
  const name = words[0]?.value ?? "";
  const { keyword, status } = lookupKeepalivedKeyword(path, name, version);
  if (keyword === undefined || status === "unsure" || isPlaceholder(name)) return undefined;
  const explanation = explainKeepalivedKeyword(keyword, version);
  const { args, probe } = explanation;
  if (index > 0) {
    const argument = args[argumentIndexOf(args, upTo)];
    const meaning = meaningOfArgument(upTo, argument, version);
    // What an instance makes of it is said by those who know the instance.
    const isOfInstance = argument === undefined || keyword.name === "advert_int";
    const inForce = isOfInstance ? undefined : argumentInForce(argument, values[index] ?? "");
    const isUnread = argument === undefined && probe?.surplus_word === "ignored silently";
    const extra = [
      ...(inForce === undefined ? [] : [message("Effective here: {value}", { value: inForce })]),
      ...(isUnread ? [message("keepalived does not read this word")] : []),
    ];
    return {
      keyword: name,
      markdown: explainPart(place, path, { keyword: name, explanation, words: upTo, meaning, extra }),
    };
  }
  const kind = say(keyword.block === "none" ? message("keyword") : message("block"));
  const title = `**${keyword.name}**: ${kind}`;
  const facts = factsOf(explanation, args);
  return { keyword: name, markdown: describe(say, { title, label: explanation.signature, explanation, facts }) };
}

interface Part {
  readonly keyword: string;
  readonly explanation: KeepalivedExplanation;
  /** The line or entry up to the word. */
  readonly words: readonly string[];
  readonly meaning: WordMeaning;
  readonly extra: readonly Message[];
}

/** Explains an argument, or a word of an entry, by the usage line that it has a place in. */
function explainPart(place: Place, path: readonly string[], part: Part): string {
  const { say, version } = place;
  const { keyword, explanation, words, meaning, extra } = part;
  const signatures = signaturesOf({ say, version }, path, words);
  const signature = signatures.find(({ active }) => active !== undefined) ?? signatures[0];
  const parameter = signature?.active === undefined ? undefined : signature.parameters[signature.active];
  const label = signature?.label ?? explanation.signature;
  const word = words.at(-1) ?? "";
  const shown = meaning.isFixed
    ? word
    : // The word itself may be a password.
      parameter === undefined
      ? say(message("argument"))
      : label.slice(parameter.start, parameter.end);
  const said = meaning.said === undefined ? "" : `: ${say(meaning.said)}`;
  const address = parseIpAddress(word);
  const network = address === undefined ? undefined : networkOf(address);
  const argument = explanation.args[argumentIndexOf(explanation.args, words)];
  const facts = [
    ...(network === undefined ? [] : [message("Network: {network}", { network })]),
    ...extra,
    ...factsOf(explanation, argument === undefined || keyword !== words[0] ? [] : [argument]),
  ];
  const title = say(message("`{part}` of `{keyword}`", { part: shown, keyword })) + said;
  return describe(say, { title, label, explanation, facts });
}
