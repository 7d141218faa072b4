import { explainKeepalivedKeyword } from "../schema/keepalived/explain.ts";
import { type KeepalivedArgument, keepalivedKeyword } from "../schema/keepalived/index.ts";
import { argumentNaming, type KeepalivedNameKind, namingBlocks } from "../schema/keepalived/naming.ts";
import { meaningOfArgument } from "./keepalived-meaning.ts";
import { type KeepalivedPlace, knownKeepalivedNames, missingKeepalivedNames } from "./keepalived-names.ts";
import { meaningOfWord } from "./keepalived-words.ts";

/** Proposes what may stand behind a keyword. */
export function addArgumentWords(place: KeepalivedPlace): void {
  const { path, version, before, proposals } = place;
  const keyword = keepalivedKeyword([...path, before[0] ?? ""]);
  if (keyword === undefined) return;
  const last = before[before.length - 1] ?? "";
  const naming = argumentNaming[[...path, keyword.name].join("/")] ?? {};
  const named = before.length === 1 ? naming[""] : Object.hasOwn(naming, last) ? naming[last] : undefined;
  if (named !== undefined) addNames(place, named);
  const given = path.length === 0 && before.length === 1 ? namingBlocks[keyword.name] : undefined;
  if (given !== undefined) proposals.addAll("reference", missingKeepalivedNames(place, given), { detail: given });
  const { args } = explainKeepalivedKeyword(keyword, version);
  const index = before.length - 1;
  const end = args[args.length - 1];
  const isOpenEnded = end?.repeat === true || end?.keys !== undefined || end?.type === "words";
  const argument = args[index] ?? (isOpenEnded ? end : undefined);
  if (argument === undefined || (argument.when !== undefined && !before.includes(argument.when))) return;
  addArgument(place, argument, before);
  if (argument.to !== undefined) {
    const kind = namingBlocks[argument.to];
    if (kind !== undefined) addNames(place, kind);
  }
  // Of what may be left out the next one may come at once.
  const next = args[index + 1];
  if (argument.optional === true && next?.values !== undefined) addWords(place, next, next.values, before);
}

function addNames(place: KeepalivedPlace, kind: KeepalivedNameKind): void {
  const names = knownKeepalivedNames(place, kind);
  place.proposals.orderBy(names);
  place.proposals.addAll("reference", names, { detail: kind });
}

/** The fixed words of a form such as `bridge|private|vepa` or `group <group>`. */
function wordsOfForm(form: string): readonly string[] {
  const [first = ""] = form.replace(/^\[(\w+)\]/, "$1").split(" ");
  return first.split("|").filter((word) => /^[a-z_]{3,}$/.test(word) && word !== "ascii");
}

/** The numbers that an argument takes, where these are two or three: the versions of a protocol. */
function fewNumbers({ type, min, max }: KeepalivedArgument): readonly string[] {
  const isWhole = type === "uint" || type === "int";
  if (!isWhole || min === undefined || max === undefined || max <= min || max - min > 2) return [];
  return Array.from({ length: max - min + 1 }, (_, index) => String(min + index));
}

const booleans = ["on", "off", "true", "false", "yes", "no"];

/** Proposes fixed words, each with what it means. */
function addWords(
  { proposals, version }: KeepalivedPlace,
  argument: KeepalivedArgument,
  words: readonly string[],
  before: readonly string[],
): void {
  for (const word of words) {
    const { said } = meaningOfArgument([...before, word], argument, version);
    proposals.add("value", word, said === undefined ? {} : { detail: said });
  }
}

function addArgument(place: KeepalivedPlace, argument: KeepalivedArgument, before: readonly string[]): void {
  const { proposals } = place;
  const given = before.slice(1);
  const { type, values = [], keys, forms = [] } = argument;
  if (type === "bool") {
    const words = values.length > 0 ? values : booleans;
    proposals.orderBy(booleans);
    addWords(place, argument, words, before);
  } else {
    const words = values.length > 0 ? values : fewNumbers(argument);
    proposals.orderBy(words);
    addWords(place, argument, words, before);
  }
  if (type === "interface") addNames(place, "interface");
  if (keys !== undefined) addPairs(place, keys, before);
  for (const form of forms) {
    for (const word of wordsOfForm(form)) {
      const isFirst = type === "words" || given.length === 0;
      const detail = meaningOfWord(before[0] ?? "", word) ?? form;
      if (isFirst && !given.includes(word)) proposals.add("keyword", word, { detail });
    }
  }
}

/** Values that are named by the word in front: the names that are not given, or the words that a value may be. */
function addPairs(
  { proposals }: KeepalivedPlace,
  keys: Readonly<Record<string, string>>,
  [keyword = "", ...given]: readonly string[],
): void {
  const add = (kind: "keyword" | "value", word: string): void => {
    const detail = meaningOfWord(keyword, word);
    proposals.add(kind, word, detail === undefined ? {} : { detail });
  };
  const last = given[given.length - 1] ?? "";
  const value = Object.hasOwn(keys, last) ? (keys[last] ?? "flag") : "flag";
  if (value !== "flag") {
    if (/^[a-z]+(?:\|[a-z]+)+$/.test(value)) for (const word of value.split("|")) add("value", word);
    return;
  }
  const open = Object.keys(keys).filter((key) => !given.includes(key));
  proposals.orderBy(open);
  for (const word of open) add("keyword", word);
}
